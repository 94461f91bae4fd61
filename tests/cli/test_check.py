#!/usr/bin/env python3
"""check: verdicts, the earliest document, circles, bodies that are not in the collection. The storm over Orvessa is
invented."""
from support import *

STORM = 'On 7 February 1994 a storm tore the roof off the market hall of Orvessa. '


def document(name, date, publisher, text, title=None):
    return json.dumps({'id': name, 'date': date, 'publisher': publisher, 'title': title, 'text': STORM + text})


BOARD = document('board', '1994-03-01', 'Orvessa Harbour Board',
                 'The storm killed 31 people in Orvessa. It injured 212 people in Orvessa.')
CITING = document('paper', '1994-03-05', 'Evening Lantern',
                  'According to the Orvessa Harbour Board, 31 people were killed in Orvessa. '
                  'According to the Orvessa Harbour Board, 240 people were injured in Orvessa. '
                  'According to the Orvessa Harbour Board, 18 people were detained in Orvessa. '
                  'According to the Weather Institute of Dalm, 77 people were displaced in Orvessa.')
SHORT = document('weekly', '1994-03-09', 'Dalm Weekly',
                 'According to the Board, 31 people were killed in Orvessa.')
LONGER = document('other', '1994-03-10', 'Dalm Daily',
                  'According to the Upper Orvessa Harbour Board, 31 people were killed in Orvessa.')
CIRCLE = [document('north', '1994-04-02', 'North Courier',
                   'According to the South Gazette, 58 people were killed in Orvessa.'),
          document('south', '1994-04-03', 'South Gazette',
                   'According to the North Courier, 58 people were killed in Orvessa.')]
OUTSIDE = document('third', '1994-04-04', 'Third Post',
                   'According to the Weather Institute of Dalm, 58 people were killed in Orvessa.')


class Check(Case):
    def lines(self, *documents):
        done = run('check', '--json', '--jsonl', '-', data='\n'.join(documents))
        self.assertEqual(done.status, 0, done.err)
        return done.lines

    def checks(self, *documents):
        return {(line['document'], line['measure']): line
                for line in self.lines(*documents) if line['type'] == 'check'}

    def test_verdicts(self):
        checks = self.checks(BOARD, CITING)
        self.assertEqual({key: line['verdict'] for key, line in checks.items()},
                         {('paper', 'killed'): 'found', ('paper', 'injured'): 'other_figure',
                          ('paper', 'detained'): 'not_found'})
        for line in checks.values():
            self.assertEqual((line['source_document'], line['known_by'], line['searched']),
                             ('board', 'publisher', ['board']))
            self.assertIn('Harbour Board', line['attributed_to'])
            self.assertIn(line['text'], line['sentence'])
        self.assertEqual(len(checks['paper', 'killed']['found']), 1)
        self.assertEqual(len(checks['paper', 'injured']['others']), 1)
        self.assertEqual(checks['paper', 'detained']['number_in_text'], False)

    def test_body_outside_the_collection(self):
        self.assertEqual(self.checks(CITING), {})
        self.assertEqual(self.checks(CITING, OUTSIDE), {})

    def test_short_and_longer_names(self):
        self.assertEqual(self.checks(BOARD, SHORT)['weekly', 'killed']['known_by'], 'short_name')
        self.assertEqual(self.checks(BOARD, LONGER), {})

    def test_circle(self):
        circles = [line for line in self.lines(*CIRCLE) if line['type'] == 'circular']
        self.assertEqual(len(circles), 1)
        self.assertEqual((circles[0]['number'], circles[0]['documents']), (58, ['north', 'south']))
        self.assertEqual([cite['source_document'] for cite in circles[0]['cites']], ['south', 'north'])

    def test_no_circle_with_a_source_outside(self):
        types = {line['type'] for line in self.lines(OUTSIDE, *CIRCLE)}
        self.assertEqual(types, {'check', 'earliest'})

    def test_earliest(self):
        earliest = [line for line in self.lines(CITING, BOARD, SHORT)
                    if line['type'] == 'earliest' and line['measure'] == 'killed']
        self.assertEqual(len(earliest), 1)
        self.assertEqual(earliest[0]['earliest_in_collection'], 'board')
        self.assertEqual(earliest[0]['later'], ['paper', 'weekly'])

    def test_order_makes_no_difference(self):
        documents = [BOARD, CITING, SHORT, LONGER, OUTSIDE] + CIRCLE
        self.assertEqual(self.lines(*documents), self.lines(*reversed(documents)))

    def test_words_for_people(self):
        done = run('check', '--jsonl', '-', data='\n'.join([BOARD, CITING] + CIRCLE))
        out = done.out.decode()
        self.assertIn('Earliest in this collection', out)
        self.assertLessEqual(max(len(line) for line in out.splitlines()), 80)
        for word in ('first', 'correct', 'wrong', 'true', 'false'):
            self.assertNotIn(word, out.lower().split())


main()
