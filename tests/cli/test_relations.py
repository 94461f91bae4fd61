#!/usr/bin/env python3
"""How figures stand to one another, and which happening they belong to: earlier counts, voices,
parts, other diseases and lands, a search that goes on. All invented."""
from support import *


def events_of(*accounts):
    """The events of (date, text) pairs; documents are called a, b, c …"""
    lines = ''.join(json.dumps({'id': chr(97 + i), 'text': text, 'date': date}) + '\n'
                    for i, (date, text) in enumerate(accounts))
    return [e for e in run('reconcile', '--jsonl', data=lines).lines if e['type'] == 'event']


def relations(measure, *accounts):
    """{(number, kind, number)} of the measure's relations, of all events."""
    found = set()
    for e in events_of(*accounts):
        for m in e['measures']:
            number = {r['id']: r['number'] or r['low'] for r in m['readings']}
            if m['measure'] == measure:
                found |= {(number[r['a']], r['kind'], number[r['b']]) for r in m['relations']}
    return found


STORE = 'A grain store collapsed in Odessa on Wednesday. '


class Relations(Case):
    def test_two_voices(self):
        """Who answers for the whole counts the whole; somebody at a clinic counts who came there."""
        text = 'At least 26 people were killed on Wednesday when a store collapsed in Odessa, witnesses said. %s\n'
        said = lambda more: relations('killed', ('1997-03-14', text % more))
        self.assertIn((26, 'conflicts', 8), said('The interior ministry said eight people had died.'))
        self.assertNotIn((26, 'conflicts', 8), said('Ilse Brandt, a dentist, said eight people had died.'))

    def test_earlier_count(self):
        """A count that its document tells of as an earlier one, and its day, are no other happening."""
        text = STORE.replace('.', ', killing 41 people.') + '%s\n'
        for told in ('Officials had spoken of 29 dead on Thursday.', 'The prefect initially spoke of 29 dead.',
                     'The prefect had earlier given a figure of 29 dead.'):
            self.assertIn((41, 'supersedes', 29), relations('killed', ('1997-03-14', text % told)), told)
        self.assertNotIn((41, 'supersedes', 29),
                         relations('killed', ('1997-03-14', text % 'The prefect spoke of 29 dead.')))

    def test_more(self):
        """Those that come to others are a part of the whole of another sentence."""
        text = STORE + 'It killed 17 people, the paper said. Three more victims died in hospital.\n'
        self.assertIn((3, 'part_of', 17), relations('killed', ('1997-03-16', text)))

    def test_part_and_whole_of_another(self):
        """A part is set against its own whole, and against another document's where that is the same."""
        first = ('1997-03-14', STORE + 'It killed 41 people, among them nine children.\n')
        same = relations('killed', first, ('1997-03-15', STORE + 'It killed 41 people.\n'))
        self.assertEqual(same, {(9, 'part_of', 41)})
        other = relations('killed', first, ('1997-03-15', STORE + 'It killed 44 people.\n'))
        self.assertEqual({r for r in other if 9 in r}, {(9, 'part_of', 41)})

    def test_part_of_one_number(self):
        """Nine in all, and nine women of 34: two readings."""
        accounts = (('1997-03-13', STORE + 'It killed nine people.\n'),
                    ('1997-03-16', STORE + 'It killed 34 people, among them nine women.\n'))
        readings = [r for e in events_of(*accounts) for m in e['measures'] for r in m['readings'] if r['number'] == 9]
        self.assertEqual(sorted(r['documents'] for r in readings), [['a'], ['b']])


    def test_list_that_adds_up(self):
        """What follows a figure in its sentence and adds up to it is its parts, but not in a list of which it is one."""
        text = STORE + 'The minister said 31 people were dead, 20 in Kherson, six in Poltava and five in Sumy.\n'
        found = relations('killed', ('1997-03-14', text))
        self.assertEqual({r for r in found if r[1] == 'part_of'}, {(n, 'part_of', 31) for n in (20, 6, 5)})
        text = STORE + 'It killed 13 people in Kherson, five in Poltava, three in Sumy and two in Lviv.\n'
        self.assertNotIn((2, 'part_of', 5), relations('killed', ('1997-03-14', text)))

    def test_reached_and_less(self):
        """More bodies are of those to whom the toll rose; six, down from 11, is the later count."""
        text = STORE + 'The death toll rose to 58 when 17 more bodies were found.\n'
        self.assertIn((17, 'part_of', 58), relations('killed', ('1997-03-14', text)))
        text = STORE + 'Six people remained missing, down from 11 a night earlier.\n'
        self.assertEqual(relations('missing', ('1997-03-14', text)), {(6, 'supersedes', 11)})

    def test_less_exact(self):
        """What leaves more open is no part of what another voice counts."""
        text = ('At least 26 people were killed on Wednesday in Odessa when a store collapsed, witnesses said. The '
                'ministry put the toll at 34.\n')
        self.assertNotIn((26, 'part_of', 34), relations('killed', ('1997-03-14', text)))


class Belonging(Case):
    def of(self, *accounts):
        """The numbers of each event, by measure."""
        return [sorted(r['number'] for m in e['measures'] for r in m['readings'] if r['number'] is not None)
                for e in events_of(*accounts)]

    def test_other_disease(self):
        text = 'Meningitis has infected 612 people in Niger since January. %s has killed seven people in Niger.\n'
        self.assertIn([612], self.of(('2008-02-27', text % 'Cholera')))
        self.assertIn([7, 612], self.of(('2008-02-27', text % 'Meningitis')))

    def test_neighbouring_land(self):
        text = ('Meningitis has infected 612 people in Niger since January. %s 240 cases of meningitis have been '
                'reported.\n')
        self.assertIn([612], self.of(('2008-02-27', text % 'In neighbouring Benin')))

    def test_search_goes_on(self):
        """The day on which a search finds bodies is not that of the deed."""
        first = ('1987-03-10', 'The ferry Linnea capsized off Gdansk on Saturday. Divers recovered 14 more bodies on '
                               'Monday, bringing the number of dead to 58.\n')
        events = events_of(first)
        self.assertEqual([e['time']['start'] for e in events], ['1987-03-07'])

    def test_late_report(self):
        """Of few documents one that nowhere says when tells of what was shortly before."""
        first = ('1998-07-18', 'A landslide buried the market of Potosi on Friday. It killed 31 people.\n')
        later = 'The landslide at the market of Potosi killed %s people, the mayor said.\n'
        self.assertEqual(len(events_of(first, ('1998-07-25', later % '44'))), 1)

    def test_second_of_a_row(self):
        text = ('The report documents the killing of 25 people in Madrid on 4 May 2017, and of 51 people in '
                'Toledo two days later.\n')
        line = json.dumps({'id': 'a', 'text': text, 'date': '2017-06-05'}) + '\n'
        claims = run('extract', '--jsonl', data=line).lines
        self.assertEqual({c['value']['number']: c['time']['start'] for c in claims if c.get('kind') == 'figure'},
                         {25: '2017-05-04', 51: '2017-05-06'})

    def test_second_of_a_week(self):
        """A document that tells of two earthquakes is not taught the day of the other's reports."""
        first = 'An earthquake shook Karaman in Turkey on Tuesday, killing %d people and injuring %d.\n'
        both = ('A second earthquake in a week struck Karaman on Saturday, killing three people. The first, on Tuesday, '
                'killed 17 people.\n')
        found = self.of(('2014-03-05', first % (12, 85)), ('2014-03-06', first % (17, 120)), ('2014-03-09', both))
        self.assertEqual(sorted(found), [[3], [12, 17, 85, 120]])

    def test_mourners(self):
        text = ('A bomb killed 24 people at a market in Karaman on Tuesday. Some 600 people attended the funeral.\n')
        self.assertIn([600], self.of(('2014-03-06', text)))

    def test_course_of_days(self):
        """Fighting of some days is one; shootings are of their days."""
        told = lambda what, day, n: '%s in Bukavu on %s killed %d people.\n' % (what, day, n)
        days = lambda what: len(events_of(('2003-08-17', told(what, '11 August 2003', 26)),
                                          ('2003-08-17', told(what, '14 August 2003', 47))))
        self.assertEqual(days('Fighting'), 1)
        self.assertEqual(len(events_of(('2003-08-17', told('A shooting', '1 August 2003', 26)),
                                       ('2003-08-17', told('A shooting', '14 August 2003', 47)))), 2)


main()
