#!/usr/bin/env python3
"""Which documents tell of one happening: by the length of a war, by the ages of those who came to harm, by
streets; and on which day."""
from support import *


def events_of(texts):
    """Of each event the documents whose figures it holds."""
    lines = ''.join(json.dumps({'id': name, 'text': text, 'date': date}) + '\n'
                    for name, (date, text) in texts.items())
    result = run('reconcile', '--jsonl', data=lines)
    return [set(e['documents']) for e in result.lines if e['type'] == 'event']


def together(texts):
    return any(len(e) == len(texts) for e in events_of(texts))


WAR = {'a': ('2016-03-01', 'War broke out between Peru and Ecuador on 4 May 2012. '
                           'The 33-day war killed 212 soldiers in Peru.\n'),
       'b': ('2018-06-01', 'During the %s war in 2012, Peru recaptured 15 percent of its lands.\n')}
BOY = 'A 9-year-old boy was shot in Trondheim on Monday. The boy was injured near the mill, police said.\n'


class Together(Case):
    def war(self, length):
        return together({'a': WAR['a'], 'b': (WAR['b'][0], WAR['b'][1] % length)})

    def test_length_of_a_war(self):
        self.assertTrue(self.war('33-day'))
        self.assertFalse(self.war('34-day'))
        self.assertFalse(self.war('33-week'))

    def test_ages_of_victims(self):
        woman = BOY.replace('A 9-year-old boy', 'A 41-year-old woman').replace('boy', 'woman')
        self.assertTrue(together({'a': ('2016-03-01', BOY), 'b': ('2016-03-01', BOY + 'He is well.\n')}))
        self.assertFalse(together({'a': ('2016-03-01', BOY), 'b': ('2016-03-01', woman)}))

    def test_ages_of_some_of_many(self):
        many = 'A fire in Trondheim killed 60 people on Monday. %s was killed in it.\n'
        self.assertTrue(together({'a': ('2016-03-01', many % 'A 9-year-old boy'),
                                  'b': ('2016-03-01', many % 'A 41-year-old woman')}))

    def day_of(self, *texts):
        lines = ''.join(json.dumps({'id': str(i), 'text': text, 'date': '2016-03-14'}) + '\n'
                        for i, text in enumerate(texts))
        events = [e for e in run('reconcile', '--jsonl', data=lines).lines if e['type'] == 'event']
        time = max(events, key=lambda e: len(e['documents']))['time']
        return time['start'], time['end']

    def test_day_of_a_weekend(self):
        """A weekend is no two days on which it went on; a night over two days is."""
        hurt = 'Six dancers were injured in Trondheim %s. The six dancers fell from a stage.\n'
        self.assertEqual(self.day_of(hurt % 'over the weekend', hurt % 'on Saturday'),
                         ('2016-03-12', '2016-03-12'))
        self.assertEqual(self.day_of(hurt % 'last week', hurt % 'on Thursday'), ('2016-03-10', '2016-03-10'))
        self.assertEqual(self.day_of(hurt % 'over the weekend'), ('2016-03-12', '2016-03-13'))
        self.assertEqual(self.day_of(hurt % 'from 12 to 13 March', hurt % 'on 12 March'),
                         ('2016-03-12', '2016-03-13'))

    def killed_in(self, date, text, title=None):
        """Of each event with dead: the day it begins, and their numbers."""
        line = json.dumps({'id': 'a', 'date': date, 'title': title, 'text': text}) + '\n'
        events = [e for e in run('reconcile', '--jsonl', data=line).lines if e['type'] == 'event']
        return [(e['time']['start'], [r['number'] for r in m['readings']])
                for e in events for m in e['measures'] if m['measure'] == 'killed']

    def test_days_of_what_came_of_it(self):
        """A headline or a lead that has the day of a trial or of a death tells of the deed of the text."""
        self.assertEqual(self.killed_in('2016-09-15', 'A Trondheim man was sentenced Thursday to six years in '
                                        'prison. He had killed his brother on April 30 while drunk. The killing '
                                        'shocked the town, a judge said.\n',
                                        'Trondheim man who killed brother gets six years'), [('2016-04-30', [1])])
        self.assertEqual(self.killed_in('2016-03-17', 'The victim of a shooting in Trondheim on Friday died '
                                        'Tuesday.\n', 'Trondheim police: victim of Friday shooting died Tuesday'),
                         [('2016-03-11', [1])])
        self.assertEqual(self.killed_in('2016-03-14', 'A baker who was shot at a fair in Trondheim died Sunday, '
                                        'the police said.\n\nThe shooting was reported about 9 p.m. Thursday near '
                                        'the mill in Trondheim. The shooting woke the street. A clerk was shot in '
                                        'the arm.\n', 'Baker dies after being shot in Trondheim'),
                         [('2016-03-10', [1])])
        self.assertEqual(self.killed_in('2016-03-14', 'Two men were arrested in Molde on Saturday for a shooting '
                                        'that killed a tailor last summer.\n\nThe tailor, Ove Dahl, was shot and '
                                        'killed on Sept. 12 behind his shop in Trondheim. The shooting followed a '
                                        'quarrel. Dahl was shot twice. The shots were heard in the harbour. A clerk '
                                        'was injured.\n'), [('2015-09-12', [1])])

    def streets_of(self, text):
        lines = run('extract', '--jsonl', data=json.dumps({'id': 'a', 'text': text}) + '\n').lines
        return lines[0]['streets']

    def test_streets(self):
        man = 'Two men were injured in Trondheim on Monday. They stood %s, police said.\n'
        first = ('2016-03-01', man % 'at 12 North Osprey Avenue')
        self.assertTrue(together({'a': first, 'b': ('2016-03-01', man % 'on Osprey Ave')}))
        self.assertFalse(together({'a': first, 'b': ('2016-03-01', man % 'in the 300 block of Vintley Road')}))

    def test_streets_named(self):
        self.assertEqual(self.streets_of('The van left Old Mill Road for St. Louis. On Third Street it met a '
                                         'bus from E. 9th St. and stopped. The road was wet.\n'),
                         ['Old Mill Road', 'Third Street', '9th St'])


main()
