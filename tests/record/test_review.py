#!/usr/bin/env python3
"""Review: decisions by keyboard, what they do to reports, and that none that was acknowledged is lost."""
import pty
import random
import select
import signal
import time

from record_support import *

KILLS = 1000 if SLOW else 25
FILES = [os.path.join(EXAMPLES, name) for name in ('a1-agency.txt', 'a3-agency-update.txt', 'a4-union.html')]


class ReviewCase(RecordCase):
    def setUp(self):
        super().setUp()
        self.make(*FILES)

    def review(self, keys, *options, by='Ann'):
        return self.well('review', '--by', by, *options, self.record, data=keys).out.decode()

    def log(self):
        return [e for e in self.well('log', '--json', self.record).lines if e['kind'] not in ('init', 'add')]

    def figures(self):
        """(document, measure, number) of every figure that the record's events have."""
        rows = self.well('export', '--as', 'figures', self.record).out.decode().splitlines()
        return rows[1:]


class Deciding(ReviewCase):
    def test_accept_reject_correct(self):
        before = self.figures()
        shown = self.review('a\nr\nno such thing\nc\nnumber\n77\nmisread\nq\n')
        self.assertIn('3 decisions written', shown)
        log = self.log()
        self.assertEqual([(e['kind'], e['by']) for e in log],
                         [('accept', 'Ann'), ('reject', 'Ann'), ('set', 'Ann')])
        says = [json.loads(e['says']) for e in log]
        self.assertEqual((says[2]['field'], says[2]['value'], says[2]['reason']), ('number', '77', 'misread'))
        self.assertTrue(says[2]['before'])
        after = self.figures()
        self.assertEqual(len(after), len(before) - 1)
        self.assertTrue(any(',77,' in row for row in after))
        # What was decided is not asked again; others are asked.
        self.assertNotIn(says[0]['claim'], self.review('q\n'))
        total = lambda text: int(re.search(r'\[1 of (\d+)\]', text)[1])
        self.assertEqual(total(self.review('q\n')), total(shown) - 3)
        self.assertEqual(total(self.review('q\n', by='Ben')), total(shown) - 1)
        self.check()
        for entry in log:
            self.well('undo', '--reason', 'no', '--by', 'Ann', self.record, str(entry['n']))
        self.assertEqual(self.figures(), before)
        self.check()

    def test_refused_input_writes_nothing(self):
        shown = self.review('c\nnumber\nmany\nwhy\nc\nnose\n1\nwhy\nr\n\nf\nno such words\nkilled\n3\nwhy\n'
                            'f\nport\nkilled\n3\nwhy\nx\n\n?\ns\nb\n'
                            'c\nmeasure\nkiled\nwhy\nf\nport authority\nkiled\n3\nwhy\nq\n')
        self.assertEqual(shown.count('no such measure'), 2)
        self.assertIn('0 decisions written', shown)
        for words in ('must be a number', 'no such field', 'a reason is needed', 'do not stand'):
            self.assertIn(words, shown)
        self.assertEqual(self.log(), [])

    def test_add_and_gold(self):
        self.review('f\nterminal employs 180 people\ninjured\nabout 180\na test\na\nr\nnot so\nq\n')
        gold = self.well('gold', self.record).lines
        self.assertEqual([line['type'] for line in gold].count('nonclaim'), 1)
        claims = [line for line in gold if line['type'] == 'claim']
        self.assertEqual(len(claims), 2)
        self.assertTrue(all(line['required'] for line in claims))
        added = next(line for line in claims if line['rule'] == 'amend.add')
        self.assertEqual((added['value']['number'], added['value']['qualifier']), (180, 'about'))
        self.check()

    def test_correct_then_accept(self):
        """A corrected figure is shown on, so that it can be accepted, or another field corrected."""
        shown = self.review('c\nnumber\n77\nmisread\nc\nmeasure\ninjured\nno dead\na\nq\n')
        self.assertEqual(shown.count('corrected. a accepts'), 2)
        says = [json.loads(e['says']) for e in self.log()]
        self.assertEqual(len({say['claim'] for say in says}), 1)
        claim, = (line for line in self.well('gold', self.record).lines if line['type'] == 'claim')
        self.assertEqual((claim['value']['number'], claim['measure'], claim['certainty']), (77, 'injured', 'clear'))
        self.check()

    def test_reports_show_the_number_that_a_person_set(self):
        path = self.write('in/quay.txt', 'On 4 June 2015 a fire in Norhaven killed 12 dockers.\n')
        self.record = os.path.join(self.folder, 'z.according')
        self.make(path)
        self.review('c\nnumber\n13\nmisread\nc\nqualifier\nat_least\n"or more"\nq\n')
        text = self.well('report', self.record).out.decode()
        self.assertRegex(text, 'at least 13')
        self.assertNotRegex(text, r'KILLED +12\b')

    def test_second_reader(self):
        self.review('c\nnumber\n70\nmisread\nq\n')
        claim = json.loads(self.log()[0]['says'])['claim']
        self.assertIn('Ann: set number 70', self.review('s\n' * 40, by='Ben'))
        blind = self.review('s\n' * 40, '--blind', by='Ben')
        self.assertNotIn('Ann', blind)
        self.assertNotIn('70', blind.replace('1970', ''))
        # Ben, who has not seen it, sets another number: both are kept, and told of side by side.
        position = [i for i, item in enumerate(re.findall(r'\n\[\d+ of \d+\]', blind))]
        self.assertTrue(position)
        self.review('c\nnumber\n71\nmisread too\nq\n', '--blind', by='Ben')
        self.assertEqual(json.loads(self.log()[1]['says'])['claim'], claim)
        result = run('report', self.record)
        self.assertEqual(result.status, 0)
        for words in ('Ann', 'Ben', '70', '71', claim, 'undo'):
            self.assertIn(words, result.err)

    def test_when_the_text_changes(self):
        path = self.write('in/fire.txt', GOOD)
        record = self.record = os.path.join(self.folder, 'y.according')
        self.make(path)
        self.review('r\nno\nq\n')
        self.write('in/fire.txt', 'A new text about nobody at all.\n')
        self.well('add', record, path)
        result = run('report', record)
        self.assertEqual(result.status, 1)
        self.assertIn('no longer', result.err)

    def test_nothing_to_review(self):
        shown = self.review('a\n' * 60)
        self.assertIn('decisions written', shown)
        self.assertIn('\n0 decisions written', self.review('a\n' * 3))

    def test_bad_input(self):
        for data in (b'', b'\x00\x01\xff\n' * 5, b'a' * 100000 + b'\n', b'c\n', b'c\nnumber', b'\xe2\x80\xae\nq\n'):
            self.assertIn(run('review', '--by', 'X', self.record, data=data).status, (0, 3))
        self.check()


class Killed(ReviewCase):
    def read_until(self, terminal, words, seconds=30):
        got, end = b'', time.monotonic() + seconds
        while words not in got and time.monotonic() < end:
            if select.select([terminal], [], [], .2)[0]:
                try:
                    got += os.read(terminal, 65536)
                except OSError:
                    break
        return got

    def setUp(self):
        super().setUp()
        try:
            for end in pty.openpty():
                os.close(end)
        except OSError:
            self.skipTest('there are no pseudo-terminals here')

    def test_no_acknowledged_decision_is_lost(self):
        chance = random.Random(3)
        acknowledged = 0
        for turn in range(KILLS):
            terminal, other = pty.openpty()
            process = subprocess.Popen([PROGRAM, 'review', '--by', 'Reader %d' % turn, self.record],
                                       stdin=other, stdout=other, stderr=other)
            os.close(other)
            self.read_until(terminal, b'? > ')
            for _ in range(chance.randrange(4)):
                os.write(terminal, b'n\nseen\n')
                # the next question is the acknowledgement
                self.assertIn(b'? > ', self.read_until(terminal, b'? > '))
                acknowledged += 1
            os.write(terminal, b'n\nperhaps\n')
            time.sleep(chance.random() * .02)
            process.send_signal(signal.SIGKILL)
            process.wait()
            os.close(terminal)
            says = [e['says'] for e in self.log()]
            self.assertEqual(sum('seen' in s for s in says), acknowledged)
        self.check()


if __name__ == '__main__':
    main()
