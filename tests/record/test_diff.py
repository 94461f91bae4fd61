#!/usr/bin/env python3
"""Diff, and what remove, undo and log tell: between two moments of a record, and between two records."""
import shutil

from record_support import *

DEPOT = ('A gas depot burned in Vadenford on 3 May 2017. The fire brigade said 12 workers were killed. '
         'At least 30 people were injured, the brigade said.\n')
LATER = 'The Vadenford depot fire of 3 May 2017 killed 14 workers, the labour union said.\n'


class DiffCase(RecordCase):
    def setUp(self):
        super().setUp()
        self.make(self.write('in/depot.txt', DEPOT))
        self.well('add', '--by', 'Tester', self.record, self.write('more/later.txt', LATER))

    def review(self, keys, by='Ann', record=None):
        return self.well('review', '--by', by, record or self.record, data=keys).out.decode()

    def diff(self, *operands):
        return self.well('diff', '--json', *operands).lines

    def kinds(self, lines, kind):
        return [line for line in lines if line['type'] == kind + '_change']

    def claim(self, measure, number):
        line, = (l for l in self.well('search', '--json', '--measure', measure, '--number', str(number),
                                      self.record).lines)
        return line['id']

    def correct(self, number, by='Ann', record=None):
        """Corrects the number of dead in depot.txt, wherever review asks for it."""
        shown = self.review('s\n' * 30, by=by, record=record)
        at = [i for i, part in enumerate(re.split(r'\n\[\d+ of \d+\]', shown)[1:])
              if 'depot.txt' in part.split('\n')[0] and re.search('killed: 1[23]', part)][0]
        self.review('s\n' * at + 'c\nnumber\n%d\nmisread\nq\n' % number, by=by, record=record)


class Moments(DiffCase):
    def test_documents(self):
        lines = self.diff(self.record, '2', '3')
        document, = self.kinds(lines, 'document')
        self.assertEqual((document['id'], document['change']), ('later.txt', 'new'))
        self.assertIn(('killed', 14), [(f['measure'], f['number']) for f in self.kinds(lines, 'figure')])
        self.assertTrue(all(l['document'] == 'later.txt' for l in self.kinds(lines, 'line')))
        # The other way round what came is gone.
        back, = self.kinds(self.diff(self.record, '3', '2'), 'document')
        self.assertEqual(back['change'], 'gone')
        self.assertEqual(self.diff(self.record, '3', 'now'), [])
        self.assertIn('nothing changed', self.well('diff', self.record, '3').out.decode())

    def test_decisions_lines_and_figures(self):
        self.correct(13)
        lines = self.diff(self.record, '3')
        line, = self.kinds(lines, 'line')
        self.assertIn({'field': 'number', 'before': '12', 'after': '13'}, line['fields'])
        decision, = self.kinds(lines, 'decision')
        self.assertEqual((decision['change'], decision['by'], decision['value'], decision['reason']),
                         ('new', 'Ann', '13', 'misread'))
        figures = {(f['change'], f['measure'], f['number']) for f in self.kinds(lines, 'figure')}
        self.assertEqual(figures, {('new', 'killed', 13), ('gone', 'killed', 12)})
        text = self.well('diff', self.record, '3').out.decode()
        for words in ('number 12 → 13', '+ Killed 13', '- Killed 12', 'Ann'):
            self.assertIn(words, text)

    def test_newer_capture_and_removal(self):
        self.write('in/depot.txt', DEPOT.replace('12 workers', '15 workers'))
        self.well('add', self.record, os.path.join(self.folder, 'in/depot.txt'))
        document, = self.kinds(self.diff(self.record, '3'), 'document')
        self.assertEqual(document['change'], 'changed')
        self.assertNotEqual(document['before'], document['after'])
        self.well('remove', '--reason', 'twice', self.record, 'later.txt')
        changes = {(d['id'], d['change']) for d in self.kinds(self.diff(self.record, '3'), 'document')}
        self.assertEqual(changes, {('depot.txt', 'changed'), ('later.txt', 'gone')})
        self.assertEqual(len(self.kinds(self.diff(self.record, '4'), 'document')), 1)

    def test_days(self):
        when = self.well('log', '--json', self.record).lines[-1]['when']
        self.assertEqual(self.diff(self.record, when), [])
        self.assertEqual(self.diff(self.record, when[:10]), [])

    def test_bad_input(self):
        for moment, status in (('99', 3), ('0', 3), ('-1', 2), ('yesterday', 2), ('2001-01-01', 3), ('', 2)):
            result = run('diff', self.record, moment)
            self.assertEqual(result.status, status, (moment, result.err))
            self.assertTrue(result.err)
        self.assertEqual(run('diff', self.record).status, 2)
        text = self.write('no.txt', 'no record')
        result = run('diff', self.record, text)
        self.assertEqual((result.status, result.out), (3, b''))
        self.assertIn('no.txt', result.err)


class Records(DiffCase):
    def test_two_records(self):
        other = os.path.join(self.folder, 'other.according')
        shutil.copy(self.record, other)
        self.assertEqual(self.diff(self.record, other), [])
        self.correct(13)
        self.correct(16, by='Ben', record=other)
        decisions = self.kinds(self.diff(self.record, other), 'decision')
        self.assertEqual({(d['change'], d['by'], d['against']['by'], d['against']['value'])
                          for d in decisions}, {('gone', 'Ann', 'Ben', '16'), ('new', 'Ben', 'Ann', '13')})
        self.assertIn('against it', self.well('diff', self.record, other).out.decode())


class Telling(DiffCase):
    def test_undo_lists_what_depends_on_it(self):
        self.correct(13)
        self.correct(16, by='Ben')
        told = self.well('undo', '--reason', 'the text has 12', '--by', 'Cem', self.record, '4').out.decode()
        self.assertIn('took back entry 4 (Ann: corrected killed', told)
        self.assertIn('On the same claim stand\n  5 ', told)
        self.assertIn('Ben', told)
        told = self.well('undo', '--json', '--reason', 'so it has', self.record, '5').lines
        self.assertEqual((told[0]['type'], told[0]['entry']), ('effect', 7))
        self.assertIn(('gone', 16), [(f['change'], f['number']) for f in self.kinds(told, 'figure')])
        self.assertIn(('new', 12), [(f['change'], f['number']) for f in self.kinds(told, 'figure')])
        self.check()

    def test_decisions_that_fit_no_more(self):
        self.review('f\nThe fire brigade\nmissing\n2\nread in the text\nq\n')
        self.well('remove', '--reason', 'twice', self.record, 'depot.txt')
        told = self.well('undo', '--reason', 'once', self.record, '5').out.decode()
        self.assertIn('Fit again\n  4', told)
        self.assertIn('Fit no more\n  4', self.well('log', self.record, '5').out.decode())

    def test_remove_twice_and_erase(self):
        told = self.well('remove', '--reason', 'twice', self.record, 'later.txt').out.decode()
        self.assertIn('took later.txt out of reports', told)
        self.assertIn('- Killed 14', told)
        again = run('remove', '--reason', 'twice', self.record, 'later.txt')
        self.assertEqual(again.status, 3)
        self.assertIn('removed already, by entry 4', again.err)
        # What was removed can still be erased, and what removed it cannot be taken back then.
        self.well('remove', '--purge', '--reason', 'a name', self.record, 'later.txt')
        self.check()
        self.assertEqual(run('undo', '--reason', 'no', self.record, '4').status, 3)
        self.assertEqual([d['id'] for d in self.listed()], ['depot.txt'])
        self.assertNotIn('later', self.well('log', self.record).out.decode())
        self.check()

    def test_two_removals_of_one_document(self):
        """Of two removals the first is that which counts; when it is taken back, the other does."""
        self.well('remove', '--reason', 'one', self.record, 'later.txt')
        self.well('undo', '--reason', 'back', self.record, '4')
        self.well('remove', '--reason', 'two', self.record, 'later.txt')
        self.well('undo', '--reason', 'stands', self.record, '5')
        self.check()
        self.assertEqual(len(self.listed()), 1)
        self.well('undo', '--reason', 'not two', self.record, '6')
        self.assertEqual(len(self.listed()), 1)
        self.check()

    def test_log_in_sentences(self):
        self.correct(13)
        text = self.well('log', self.record).out.decode()
        for words in ('made the record', 'added 1 document', 'Ann: corrected killed “12” in depot.txt',
                      'number 12 → 13', 'Why: misread'):
            self.assertIn(words, text.replace('\n', ' '))
        self.assertNotIn('{', text)
        self.assertEqual(json.loads(self.well('log', '--json', self.record).lines[-1]['says'])['value'], '13')

    def test_measures_that_nobody_knows(self):
        result = run('search', '--measure', 'kiled', self.record)
        self.assertEqual(result.status, 3)
        self.assertIn('no measure "kiled": did you mean killed?', result.err)
        self.assertIn('nothing found', self.well('search', '--measure', 'missing', self.record).out.decode())


if __name__ == '__main__':
    main()
