#!/usr/bin/env python3
"""Join: two records, or two copies of one, become one that holds all that either holds."""
import shutil

from record_support import *

WEIR = 'On 7 April 2016 a weir broke near Ostrel. 11 anglers were killed, the mayor said. At least 20 were injured.\n'
BOAT = 'A boat sank off Carrow on 9 July 2012. 6 sailors were killed, the coast guard said.\n'
KILN = 'On 2 August 2014 a kiln burned in Harrow Sound. 3 firemen were injured, the mayor said.\n'


class JoinCase(RecordCase):
    def setUp(self):
        super().setUp()
        self.other = os.path.join(self.folder, 'other.according')
        self.weir, self.boat, self.kiln = (self.write('in/%s.txt' % name, text) for name, text in
                                           (('weir', WEIR), ('boat', BOAT), ('kiln', KILN)))

    def record_of(self, path, by, *files):
        self.well('init', '--by', by, path)
        if files:
            self.well('add', '--by', by, path, *files)

    def review(self, record, by, words, keys):
        """Keys typed where review shows these words of an item."""
        shown = self.well('review', '--by', by, record, data='s\n' * 60).out.decode()
        items = re.split(r'\n\[\d+ of \d+\]', shown)[1:]
        place = next(i for i, item in enumerate(items) if re.search(words, item))
        self.well('review', '--by', by, record, data='s\n' * place + keys + 'q\n')

    def join(self, a=None, b=None, status=0):
        result = run('join', '--by', 'Joiner', a or self.record, b or self.other)
        self.assertEqual(result.status, status, result.err)
        return result

    def log(self, path):
        return self.well('log', '--json', path).lines

    def ids(self, path):
        return sorted(d['id'] for d in self.well('list', '--json', path).lines)

    def figures(self, path):
        return sorted(self.well('export', '--as', 'figures', path).out.decode().splitlines()[1:])

    def heads(self, path):
        return sorted(line for line in self.well('verify', path).out.decode().splitlines() if line.startswith('head'))


class Joining(JoinCase):
    def test_documents_and_decisions_of_both(self):
        self.record_of(self.record, 'Ann', self.weir, self.boat)
        self.record_of(self.other, 'Ben', self.weir, self.kiln)
        self.review(self.record, 'Ann', 'killed: 6', 'c\nnumber\n7\nmisread\n')
        self.review(self.other, 'Ben', 'killed: 11', 'c\nnumber\n12\nmisread\n')
        before, theirs = dump(self.record), dump(self.other)
        result = self.join()
        self.assertIn('1 documents added (0 under another id), 1 known', result.err)
        self.assertEqual(self.ids(self.record), ['boat.txt', 'kiln.txt', 'weir.txt'])
        self.assertEqual(dump(self.other), theirs)
        text = ' '.join(self.figures(self.record))
        self.assertIn(',12,', text)
        self.assertIn(',7,', text)
        # What was here is as it was.
        after = dump(self.record)
        for table in ('log', 'document', 'body'):
            self.assertEqual(after[table][:len(before[table])], before[table])
        self.check()
        # Both chains stand side by side, with the heads that they had.
        heads = ' '.join(self.heads(self.record))
        for line in self.heads(self.other):
            self.assertIn(line, heads)
        # Decisions can be taken back where they were joined.
        entry = next(e['n'] for e in self.log(self.record) if e['kind'] == 'set' and e['by'] == 'Ben')
        self.well('undo', '--reason', 'no', self.record, str(entry))
        self.assertNotIn(',12,', ' '.join(self.figures(self.record)))
        self.check()
        # Once more: nothing is new.
        entries = len(self.log(self.record))
        self.assertIn('0 entries of the log added', self.join().err)
        self.assertEqual(len(self.log(self.record)), entries)
        self.assertIn('killed', self.well('search', '--measure', 'injured', self.record, 'kiln').out.decode()
                      .replace('injured', 'killed'))

    def test_either_way_gives_the_same(self):
        self.record_of(self.record, 'Ann', self.weir, self.boat)
        self.record_of(self.other, 'Ben', self.kiln)
        self.review(self.other, 'Ben', 'injured: 3', 'r\nno\n')
        a, b = self.record + '.a', self.other + '.b'
        shutil.copy(self.record, a)
        shutil.copy(self.other, b)
        self.join()
        self.join(b, a)
        self.assertEqual(self.figures(self.record), self.figures(b))
        self.assertEqual(self.ids(self.record), self.ids(b))
        self.check(b)

    def test_two_who_decided_otherwise(self):
        self.record_of(self.record, 'Ann', self.weir)
        shutil.copy(self.record, self.other)
        self.review(self.record, 'Ann', 'killed: 11', 'c\nnumber\n10\nthe list\n')
        self.review(self.other, 'Ben', 'killed: 11', 'c\nnumber\n12\nthe mayor\n')
        err = self.join().err
        for words in ('Ann', 'Ben', '10', '12', 'undo'):
            self.assertIn(words, err)
        self.assertIn('Ann', run('report', self.record).err)
        self.check()

    def test_copies_of_one_record_that_both_went_on(self):
        """One person's chain, in two copies: two ends, each with its own head."""
        self.record_of(self.record, 'Ann', self.weir)
        shutil.copy(self.record, self.other)
        self.well('add', '--by', 'Ann', self.record, self.boat)
        self.well('add', '--by', 'Ann', self.other, self.kiln)
        before, theirs = self.heads(self.record), self.heads(self.other)
        self.join()
        self.assertEqual(self.ids(self.record), ['boat.txt', 'kiln.txt', 'weir.txt'])
        heads = self.heads(self.record)
        self.assertEqual(len([h for h in heads if h.startswith('head Ann')]), 2)
        self.assertTrue(set(before + theirs) <= set(heads))
        self.check()
        # Both go on, and are joined again: the second end grows, no third one comes.
        self.well('add', '--by', 'Ann', self.other, self.write('in/mill.txt', BOAT.replace('boat', 'mill')))
        self.well('add', '--by', 'Ann', self.record, self.write('in/pit.txt', KILN.replace('kiln', 'pit')))
        self.join()
        self.assertEqual(len([h for h in self.heads(self.record) if h.startswith('head Ann')]), 2)
        self.assertEqual(len(self.ids(self.record)), 5)
        self.check()
        # And back: the other takes over all of it.
        self.join(self.other, self.record)
        self.assertEqual(self.ids(self.other), self.ids(self.record))
        self.assertEqual(self.figures(self.other), self.figures(self.record))
        self.check(self.other)

    def test_a_copy_that_is_ahead(self):
        self.record_of(self.record, 'Ann', self.weir)
        shutil.copy(self.record, self.other)
        self.well('add', '--by', 'Ann', self.other, self.kiln)
        theirs = self.heads(self.other)
        self.join()
        self.assertTrue(set(theirs) <= set(self.heads(self.record)))
        self.check()

    def test_removals_and_undos(self):
        self.record_of(self.record, 'Ann', self.weir, self.boat)
        self.record_of(self.other, 'Ben', self.weir, self.kiln)
        self.well('remove', '--by', 'Ben', '--reason', 'twice', self.other, 'weir.txt')
        self.well('remove', '--by', 'Ben', '--reason', 'twice', self.other, 'kiln.txt')
        self.well('undo', '--by', 'Ben', '--reason', 'once', self.other, '4')
        self.join()
        # Ben's removal is of the document that both have, and stands here too.
        self.assertEqual(self.ids(self.record), ['boat.txt', 'kiln.txt'])
        self.check()
        entry = next(e['n'] for e in self.log(self.record) if e['kind'] == 'remove' and not e['undone_by'])
        self.well('undo', '--reason', 'no', self.record, str(entry))
        self.assertEqual(self.ids(self.record), ['boat.txt', 'kiln.txt', 'weir.txt'])
        self.check()

    def test_one_id_of_two_documents(self):
        self.record_of(self.record, 'Ann', self.weir)
        self.record_of(self.other, 'Ben', self.write('there/weir.txt', KILN))
        self.review(self.other, 'Ben', 'injured: 3', 'c\nnumber\n4\nthe list\n')
        result = self.join()
        self.assertIn('weir.txt: another document has this id here: it is weir.txt~2', result.out.decode())
        self.assertEqual(self.ids(self.record), ['weir.txt', 'weir.txt~2'])
        self.check()
        rows = self.figures(self.record)
        self.assertTrue(any(',4,' in row and 'weir.txt~2' in row for row in rows), rows)
        self.assertTrue(any(',11,' in row and ',weir.txt,' in row for row in rows), rows)

    def test_later_captures(self):
        self.record_of(self.record, 'Ann', self.weir)
        shutil.copy(self.record, self.other)
        self.write('in/weir.txt', WEIR.replace('11', '13'))
        self.well('add', '--by', 'Ben', self.other, self.weir)
        self.join()
        self.assertEqual(self.ids(self.record), ['weir.txt'])
        self.assertIn(',13,', ' '.join(self.figures(self.record)))
        self.check()
        third = os.path.join(self.folder, 'third.according')
        self.record_of(third, 'Cem')
        self.join(third, self.record)
        self.check(third)
        self.assertEqual(self.figures(third), self.figures(self.record))

    def test_later_captures_on_both_sides(self):
        """They stand side by side: neither is the later one."""
        self.record_of(self.record, 'Ann', self.weir)
        shutil.copy(self.record, self.other)
        for path, number in ((self.record, '13'), (self.other, '14')):
            self.write('in/weir.txt', WEIR.replace('11', number))
            self.well('add', '--by', 'Ann', path, self.weir)
        self.join()
        self.assertEqual(self.ids(self.record), ['weir.txt', 'weir.txt~2'])
        text = ' '.join(self.figures(self.record))
        self.assertIn(',13,', text)
        self.assertIn(',14,', text)
        self.check()

    def test_three_records(self):
        third = os.path.join(self.folder, 'third.according')
        self.record_of(self.record, 'Ann', self.weir)
        self.record_of(self.other, 'Ben', self.weir, self.boat)
        self.record_of(third, 'Cem', self.boat, self.kiln)
        self.join(self.other, third)
        self.check(self.other)
        self.join(self.record, self.other)
        self.check()
        self.join(self.record, third)
        self.check()
        self.assertEqual(self.ids(self.record), ['boat.txt', 'kiln.txt', 'weir.txt'])
        self.assertEqual(self.well('diff', '--json', self.record, self.other).lines, [])

    def test_erased_there(self):
        self.record_of(self.record, 'Ann', self.boat)
        self.record_of(self.other, 'Ben', self.weir, self.kiln)
        self.well('remove', '--purge', '--reason', 'a name', self.other, 'kiln.txt')
        self.join()
        self.assertEqual(self.ids(self.record), ['boat.txt', 'weir.txt'])
        self.assertNotIn(b'Harrow Sound', self.bytes())
        self.check()

    def test_what_was_erased_there_is_told(self):
        """Erasing is not taken over: who joins is told what to erase here too."""
        self.record_of(self.record, 'Ann', self.weir, self.kiln)
        shutil.copy(self.record, self.other)
        self.well('remove', '--purge', '--reason', 'a name', self.other, 'kiln.txt')
        told = self.join()
        self.assertIn('kiln.txt: was erased in the other record, and is still here', (told.out.decode() + told.err))
        self.assertIn('kiln.txt', self.ids(self.record))
        self.check()
        self.well('remove', '--purge', '--reason', 'a name', self.record, 'kiln.txt')
        self.assertNotIn(b'Harrow Sound', self.bytes())
        self.check()

    def test_evidence_and_reread_lines(self):
        recording = os.path.join(self.folder, 'talk.mp3')
        with open(recording, 'wb') as file:
            file.write(os.urandom(5000))
        self.record_of(self.record, 'Ann', self.weir)
        self.record_of(self.other, 'Ben')
        self.well('add', '--by', 'Ben', '--evidence', self.other, recording)
        self.well('add', '--by', 'Ben', '--transcript-of', 'talk.mp3', self.other, self.kiln)
        self.join()
        self.assertIn('transcript of talk.mp3', self.well('report', '--all', self.record).out.decode())
        self.check()

    def test_bad_input(self):
        self.record_of(self.record, 'Ann', self.weir)
        self.record_of(self.other, 'Ben', self.kiln)
        before = self.bytes()
        self.assertIn('itself', self.join(b=self.record, status=2).err)
        self.join(b=os.path.join(self.folder, 'none.according'), status=3)
        self.join(b=self.kiln, status=3)
        db = sqlite3.connect(self.other)
        db.execute("UPDATE log SET payload = replace(payload, 'seals', 'seal5') WHERE kind = 'add'")
        db.commit()
        db.close()
        self.assertIn('not whole', self.join(status=3).err)
        self.assertEqual(self.bytes(), before)
        db = sqlite3.connect(self.other)
        db.execute('PRAGMA user_version = 9')
        db.commit()
        db.close()
        self.join(status=3)
        self.assertEqual(self.bytes(), before)
        self.check()


if __name__ == '__main__':
    main()
