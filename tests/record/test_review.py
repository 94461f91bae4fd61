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
                            'f\nport\nkilled\n3\nwhy\nz\n\n?\ns\nb\n'
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

    def test_order(self):
        """Figures that differ and unclear lines come first; then figures, persons, statements."""
        items = re.split(r'\n\[\d+ of \d+\] ', self.review('s\n' * 60))[1:]
        kind = lambda item: ('differ' if item.startswith('figures differ: ') else
                             'unclear' if item.startswith('unclear: ') else
                             (re.search(r'\n  (person|statement): ', item) or ['', 'figure'])[1])
        kinds = [kind(item) for item in items]
        order = ['differ', 'unclear', 'figure', 'person', 'statement']
        self.assertEqual(kinds, sorted(kinds, key=order.index))
        self.assertLess({'differ', 'figure', 'statement'}, set(kinds))

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


QUARRY = ('On 9 May 2013 a wall fell at the Tolvik quarry. 4 masons were killed, the owner said. '
          'Among the dead was Jora Lind, 31.\n\nA digger was found near the gate.\n')
RADIO = 'Radio Tolvik said 5 masons were killed at the quarry on 9 May 2013.\n'
LATER = 'On 2 August 2014 a kiln burned in Harrow Sound. 3 firemen were injured, the mayor said.\n'


class Lines(ReviewCase):
    """Persons, statements, events and origins: what is decided of them, and what commands make of it."""

    def setUp(self):
        RecordCase.setUp(self)
        self.make(self.write('in/quarry.txt', QUARRY), self.write('in/radio.txt', RADIO),
                  self.write('in/kiln.txt', LATER))

    def at(self, words, keys, by='Ann', *options):
        """Keys typed where review shows these words of an item."""
        shown = self.review('s\n' * 60, *options, by=by)
        items = re.split(r'\n\[\d+ of \d+\]', shown)[1:]
        place = next(i for i, item in enumerate(items) if words in item)
        return self.review('s\n' * place + keys + 'q\n', *options, by=by)

    def reconcile(self):
        return self.well('reconcile', self.record).lines

    def events(self):
        """The documents of each event."""
        return sorted(sorted(e['documents']) for e in self.reconcile() if e['type'] == 'event')

    def lines(self, kind):
        rows = self.well('export', '--as', kind, self.record).out.decode().splitlines()
        return rows[1:]

    def test_person(self):
        self.at('person: killed “Jora Lind”', 'c\nage\n32\nher papers\nc\nsex\nfemale\nher papers\nc\nage\nold\nno\na\n')
        log = [json.loads(e['says']) for e in self.log()]
        self.assertEqual([(d.get('field'), d.get('before'), d.get('value')) for d in log][:2],
                         [('age', '31', '32'), ('sex', None, 'female')])
        person, = self.lines('persons')
        self.assertIn('32', person)
        self.assertIn('female', person)
        told = self.well('explain', log[0]['claim'], self.record).out.decode()
        self.assertIn('age: 31 → 32: her papers', told)
        self.assertIn('Ann', told)
        gold = self.well('gold', self.record).lines
        self.assertEqual([(g['type'], g['age'], g['required']) for g in gold], [('person', 32, True)])
        self.well('undo', '--reason', 'no', self.record, str(self.log()[0]['n']))
        self.assertIn(',31,', self.lines('persons')[0])
        self.check()

    def test_reject_a_person(self):
        self.at('person: killed “Jora Lind”', 'r\nnot among the dead\n')
        self.assertEqual(self.lines('persons'), [])
        claim = json.loads(self.log()[0]['says'])['claim']
        result = run('explain', claim, self.record)
        self.assertEqual(result.status, 3)
        self.assertRegex(result.err, 'was rejected by Ann, .*: not among the dead')

    def test_add_a_person_and_a_figure_by_numbers_of_words(self):
        shown = self.at('4 masons were killed', 'p\n7\nkilled\nname A. Ostrow; age 50\nthe owner himself\n'
                        'f\n1-2\ninjured\nat_least 4\nread so\n')
        self.assertIn('6 owner', shown.replace('\n  ', ' ').replace('the', 'the'))
        self.assertIn('2 decisions written', shown)
        says = [json.loads(e['says']) for e in self.log()]
        self.assertEqual((says[1]['quote'], says[1]['value']), ('4 masons', 'at_least 4'))
        self.assertTrue(any('A. Ostrow' in row and ',50,' in row for row in self.lines('persons')))
        self.assertTrue(any('injured' in row and 'at_least' in row for row in self.lines('figures')))
        self.check()
        for entry in self.log():
            self.well('undo', '--reason', 'no', self.record, str(entry['n']))
        self.assertEqual(len(self.lines('persons')), 1)

    def test_statement(self):
        before = self.lines('statements')
        self.assertTrue(before)
        words = re.search('c-[0-9a-f]{16}', ' '.join(before))[0]
        shown = self.at('statement: ', 'c\nplace\nOld Harrow; Tolvik\nas it says\nc\nactor\nthe owner; '
                        'held_responsible; accused\nthe court\n')
        self.assertIn('2 decisions written', shown)
        self.assertIn('Old Harrow', ' '.join(self.lines('statements')))
        self.assertTrue(words)

    def test_apart_and_together(self):
        self.assertIn(['quarry.txt', 'radio.txt'], self.events())
        whole = self.events()
        self.at('5 masons were killed', 'x\ndocument\nanother quarry\n')
        self.assertNotIn(['quarry.txt', 'radio.txt'], self.events())
        self.assertEqual(sum(self.events(), []).count('radio.txt'), 1)
        event = next(e for e in self.reconcile() if e['type'] == 'event' and e['documents'] == ['radio.txt'])
        self.assertIn('another quarry', self.well('explain', event['id'], self.record).out.decode().replace('\n', ' '))
        self.well('undo', '--reason', 'the same one', self.record, str(self.log()[0]['n']))
        self.assertEqual(self.events(), whole)
        # The kiln's event and the quarry's are put together, as a whole.
        kiln = next(e['id'] for e in self.reconcile() if e['type'] == 'event' and e['documents'] == ['kiln.txt'])
        self.at('5 masons were killed', 'j\n%s\nevent\none story\n' % kiln)
        self.assertIn(['kiln.txt', 'quarry.txt', 'radio.txt'], self.events())
        self.assertIn('3 documents', self.well('report', self.record).out.decode())
        self.check()

    def test_one_claim_moves_alone(self):
        kiln = next(e['id'] for e in self.reconcile() if e['type'] == 'event' and e['documents'] == ['kiln.txt'])
        self.at('4 masons were killed', 'j\n%s\n\nas I said\n' % kiln)
        event = next(e for e in self.reconcile() if e['type'] == 'event' and 'kiln.txt' in e['documents'])
        self.assertEqual(event['documents'], ['kiln.txt', 'quarry.txt'])
        self.assertEqual({m['measure'] for m in event['measures']}, {'injured', 'killed'})

    def test_origin(self):
        pair = lambda: [p for p in self.reconcile() if p['type'] == 'origin' and
                        {p['a'], p['b']} == {'quarry.txt', 'radio.txt'}]
        self.at('5 masons were killed', 'o\n1\nyes\nboth from the owner\n')
        self.assertEqual(pair()[0]['verdict'], 'signs_of_shared_origin')
        self.assertEqual(pair()[0]['signals'][-1]['text'], 'both from the owner')
        self.assertIn('Ann', pair()[0]['signals'][-1]['by'])
        page = os.path.join(self.folder, 'page.html')
        self.well('report', '--html', page, self.record)
        with open(page, encoding='utf-8') as file:
            text = file.read()
        self.assertIn('decided by a person', text)
        self.assertNotIn('Ann', text)
        self.at('4 masons were killed', 'o\nradio.txt\nno\nthe owner says not\n', by='Ben')
        self.assertEqual(pair()[0]['verdict'], 'none_found')
        result = run('report', self.record)
        self.assertIn('Ann', result.err)
        self.assertIn('Ben', result.err)
        self.check()

    def test_refused(self):
        shown = self.at('5 masons were killed', 'x\nall\nwhy\nx\n\n\nj\nnowhere\n\nwhy\nj\n1\nall\nwhy\no\n7\nyes\nwhy\n'
                        'o\n1\nperhaps\nwhy\np\n2\nhit\n\nwhy\np\n99\nkilled\n\nwhy\np\n2\nkilled\nage old\nwhy\n'
                        'c\npart_of\nc-0000000000000000\nwhy\n')
        self.assertIn('0 decisions written', shown)
        for words in ('what leaves must be', 'a reason is needed', 'no such event', 'what moves must be',
                      'name another document', 'must be yes, no or open', 'harm must be', 'do not stand',
                      'age must be', 'part_of must be'):
            self.assertIn(words, shown.replace('\n  ', ' '))

    def test_corrections_of_a_file_do_the_same(self):
        rows = ('action,document,quote,measure,field,value,other,reason,by,when\n'
                'set,quarry.txt,"Jora Lind",,age,32,,her papers,Ann,2026-03-01\n'
                'add_person,quarry.txt,owner,killed,,name A. Ostrow,,the owner himself,Ann,2026-03-01\n'
                'apart,radio.txt,,,,document,quarry.txt,another quarry,Ann,2026-03-01\n'
                'together,kiln.txt,"3 firemen",,,line,radio.txt,one story,Ann,2026-03-01\n'
                'origin,quarry.txt,,,,no,radio.txt,asked both,Ann,2026-03-01\n')
        path = self.write('rows.csv', rows)
        folder = os.path.join(self.folder, 'in')
        result = run('reconcile', '--corrections', path, folder)
        self.assertEqual(result.status, 0, result.err)
        events = sorted(sorted(e['documents']) for e in result.lines if e['type'] == 'event')
        self.assertIn(['kiln.txt', 'radio.txt'], events)
        self.assertEqual([p['verdict'] for p in result.lines if p['type'] == 'origin' and p['signals']], ['none_found'])
        bad = self.write('bad.csv', rows + 'origin,quarry.txt,,,,yes,nobody.txt,why,Ann,2026-03-01\n'
                         'apart,radio.txt,,,,line,c-0000000000000000,why,Ann,2026-03-01\n')
        result = run('reconcile', '--corrections', bad, folder)
        self.assertNotEqual(result.status, 0)


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
