#!/usr/bin/env python3
"""CSV of everything, read again by another reader of CSV: each cell must be what the JSON Lines of the same documents
say. The documents hold all that is special in CSV."""
import csv
import io

from export_support import *


def joined(values):
    return '; '.join(str(value) for value in values)


def cell_of(value):
    """What a value of a line is as a cell."""
    return '' if value is None else {True: 'yes', False: 'no'}[value] if isinstance(value, bool) else str(value)


class Tables:
    def table(self, name, *more):
        text = self.export(name, *more)
        rows = list(csv.reader(io.StringIO(text, newline=''), strict=True))
        self.assertEqual(len(set(rows[0])), len(rows[0]), 'two columns of one name')
        for row in rows:
            self.assertEqual(len(row), len(rows[0]), row)
        return [dict(zip(rows[0], row)) for row in rows[1:]]

    def check(self, row, want):
        for column, value in want.items():
            self.assertEqual(row[column], cell_of(value), column)

    def event_names(self, kind):
        names = {}
        for event in self.events:
            if kind == 'persons':
                names.update({name: event for name in event['persons']})
            for measure in event['measures']:
                for reading in measure['readings'] + measure['unclear']:
                    names.update({claim: event for claim in reading['claims']})
        return names

    def claim_cells(self, line):
        figure = line['kind'] == 'figure'
        words = line['value'] if figure else line['evidence']
        place = (line['place'] or [{}])[0]
        want = {'document': line['document'], 'text': words['text'], 'span_start': words['span'][0],
                'span_end': words['span'][1], 'sentence': line['quote'], 'certainty': line['certainty'],
                'place': place.get('name'), 'country': place.get('country'), 'latitude': place.get('lat'),
                'longitude': place.get('lon'), 'start': line['time']['start'], 'end': line['time']['end'],
                'source_kind': line['source']['kind'], 'source': line['source'].get('text'),
                'via': line['source'].get('via'), 'modality': line['modality'], 'polarity': line['polarity']}
        document = self.documents[line['document']]
        want.update({field: document[field] for field in ('publisher', 'date', 'url')})
        if figure:
            want.update({field: line['value'][field] for field in ('number', 'low', 'high', 'qualifier', 'unit')})
            want.update(measure=line['measure'], who=line['who']['text'])
        return want

    def test_claims(self):
        kinds = {'figures': ('figure',), 'statements': ('statement',), 'claims': ('figure', 'statement')}
        events = self.event_names('claims')
        for name, wanted in kinds.items():
            rows = self.table(name)
            lines = {key: line for key, line in self.claims.items() if line['kind'] in wanted}
            self.assertTrue(lines)
            self.assertEqual([row['claim'] for row in rows], list(lines))
            for row in rows:
                line = lines[row['claim']]
                want = self.claim_cells(line)
                if name == 'claims':
                    want.update(kind=line['kind'], measure=line.get('measure'), predicate=line.get('predicate'),
                                rule=line['rule'], amended=line['amended'], background=line['background'],
                                topic=line['topic'], other_places=joined(p['name'] for p in line['place'][1:]))
                self.check(row, want)
                if row['claim'] in events:
                    self.assertEqual(row['heading'], events[row['claim']]['heading'])

    def test_persons_actors_documents(self):
        rows = self.table('persons')
        self.assertEqual([row['person'] for row in rows], list(self.persons))
        for row in rows:
            line = self.persons[row['person']]
            self.check(row, {field: line[field] for field in ('document', 'text', 'name', 'age', 'sex', 'harm')})
            self.check(row, {'sentence': line['quote'], 'span_start': line['span'][0]})
        rows = self.table('actors')
        self.assertEqual([(row['claim'], row['text'], row['role'], row['standing']) for row in rows],
                         [(key, actor['text'] or '', actor['role'], actor['standing'])
                          for key, line in self.claims.items() for actor in line['actor']])
        rows = self.table('documents')
        self.assertEqual([row['document'] for row in rows], list(self.documents))
        for row in rows:
            line = self.documents[row['document']]
            self.check(row, {field: line[field] for field in ('hash', 'text_hash', 'bytes', 'title', 'date', 'publisher',
                                                              'author', 'url', 'language')})
            claims = [c['kind'] for c in self.claims.values() if c['document'] == row['document']]
            self.check(row, {'figures': claims.count('figure'), 'statements': claims.count('statement'),
                             'notes': joined(line['notes'])})

    def test_events_readings(self):
        rows = self.table('events')
        self.assertEqual([row['event'] for row in rows], [event['id'] for event in self.events])
        for row, event in zip(rows, self.events):
            self.check(row, {'heading': event['heading'], 'start': event['time']['start'], 'why': event['why'],
                             'documents': joined(event['documents']), 'questions': len(event['questions']),
                             'measures': joined(m['measure'] for m in event['measures'])})
        wanted = {(event['id'], m['measure'], r['id']): (r, certainty) for event in self.events
                  for m in event['measures'] for certainty in ('clear', 'unclear')
                  for r in m['readings' if certainty == 'clear' else 'unclear']}
        rows = self.table('readings')
        self.assertEqual(sorted((row['event'], row['measure'], row['reading']) for row in rows), sorted(wanted))
        for row in rows:
            reading, certainty = wanted[(row['event'], row['measure'], row['reading'])]
            self.check(row, {field: reading[field] for field in ('number', 'qualifier', 'low', 'high', 'scope',
                                                                 'superseded_by')})
            self.check(row, {'documents': joined(reading['documents']), 'claims': joined(reading['claims']),
                             'certainty': certainty, 'lesser': bool(reading.get('lesser'))})

    def test_between(self):
        self.assertEqual([(r['event'], r['measure'], r['a'], r['kind'], r['b'], r['why'])
                          for r in self.table('relations')],
                         [(e['id'], m['measure'], r['a'], r['kind'], r['b'], r['why']) for e in self.events
                          for m in e['measures'] for r in m['relations']])
        self.assertEqual([(r['event'], r['measure'], r['document']) for r in self.table('silent')],
                         [(e['id'], m['measure'], name) for e in self.events for m in e['measures']
                          for name in m['silent']])
        self.assertEqual([(r['event'], r['kind'], r['remark'], r['numbers'], r['claims'])
                          for r in self.table('remarks')],
                         [(e['id'], r['kind'], r['text'], joined(r['numbers']), joined(r['claims']))
                          for e in self.events for r in e['remarks']])
        self.assertEqual([(r['event'], r['question'], r['claims']) for r in self.table('questions')],
                         [(e['id'], q['text'], joined(q['claims'])) for e in self.events for q in e['questions']])
        self.assertEqual([(r['a'], r['b'], r['verdict'], r['signal'], r['text']) for r in self.table('origins')],
                         [(o['a'], o['b'], o['verdict'], s.get('kind', ''), s.get('text') or '') for o in self.origins
                          for s in o['signals'] or [{}]])

    def test_passages_checks(self):
        lines = [json.loads(line) for line in text_of('passages', *self.arguments).splitlines()]
        rows = self.table('passages')
        self.assertEqual(len(rows), len(lines))
        for row, line in zip(rows, lines):
            self.check(row, {'a': line['a']['document'], 'b': line['b']['document'], 'a_start': line['a']['span'][0],
                             'b_end': line['b']['span'][1], 'kind': line['kind'], 'score': line['score']})
        lines = [json.loads(line) for line in text_of('check', '--json', *self.arguments).splitlines()]
        rows = self.table('checks')
        wanted = [line for line in lines if line['type'] == 'check']
        self.assertEqual(len(rows), len(wanted))
        for row, line in zip(rows, wanted):
            self.check(row, {field: line[field] for field in (
                'event', 'claim', 'document', 'measure', 'text', 'number', 'attributed_to', 'source_document',
                'known_by', 'same_event', 'verdict', 'number_in_text', 'sentence')})
        wanted = [line for line in lines if line['type'] == 'earliest']
        rows = self.table('earliest')
        self.assertEqual(len(rows), len(wanted))
        for row, line in zip(rows, wanted):
            self.check(row, {field: line[field] for field in ('event', 'measure', 'reading', 'earliest_in_collection',
                                                              'date')})
            self.check(row, {'later': joined(line['later']), 'undated': joined(line['undated'])})
        self.assertEqual([(r['event'], r['claim'], r['source_document']) for r in self.table('circular')],
                         [(line['event'] or '', cite['claim'], cite['source_document']) for line in lines
                          if line['type'] == 'circular' for cite in line['cites']])

    def test_counts(self):
        for rule in ('lowest', 'origin', 'ucdp-style'):
            lines = [json.loads(line) for line in text_of('count', '--rule', rule, *self.options,
                                                       *self.arguments).splitlines()]
            rows = self.table('counts', '--rule', rule)
            self.assertTrue(rows)
            self.assertEqual(len(rows), len(lines))
            for row, line in zip(rows, lines):
                self.check(row, {field: line[field] for field in ('event', 'heading', 'measure', 'rule', 'value', 'low',
                                                                  'high', 'indeterminate')})
                self.check(row, {'left_out': joined('%s: %s' % (o['reading'], o['why']) for o in line['left_out'])})


class Nasty(Tables, ExportCase):
    def test_circles(self):
        self.assertEqual({row['document'] for row in self.table('circular')}, {'n.txt', 's.txt'})

    def test_special(self):
        """The documents really have what is special."""
        rows = self.table('documents')
        self.assertEqual({row['title'] for row in rows} & {TITLE}, {TITLE})
        self.assertTrue(any('\n' in row['sentence'] and '"' in row['sentence'] and '\u202b' in row['sentence']
                            for row in self.table('figures')))


class Examples(Tables, ExportCase):
    examples = True


class OneEvent(Tables, ExportCase):
    examples = one = True
    test_passages_checks = None  # of all documents


class Incident(ExportCase):
    examples = True

    def test_incident(self):
        """The claims inside as one event, with what count makes of them."""
        options = ['--incident', os.path.join(os.path.dirname(EXAMPLES), 'docs', 'examples', 'port.incident')]
        read = lambda name, *more: list(csv.DictReader(io.StringIO(self.export(name, *options, *more))))
        inside = [json.loads(line) for line in text_of('incident', options[1], '--json', *self.arguments).splitlines()]
        wanted = [line['claim'] for line in inside if line['type'] == 'incident_claim' and line['lies'] == 'inside']
        self.assertTrue(wanted)
        self.assertEqual([row['claim'] for row in read('claims')], wanted)
        lines = [json.loads(line) for line in text_of('count', '--rule', 'lowest', *options, *self.arguments).splitlines()]
        self.assertEqual([(row['heading'], row['measure'], row['value']) for row in read('counts', '--rule', 'lowest')],
                         [(line['heading'], line['measure'], str(line['value'])) for line in lines])
        self.assertEqual([(row['claim'], row['lies'], row['why'], row['event']) for row in read('bounds')],
                         [(line['claim'], line['lies'], joined(w['why'] for w in line['why']), line['event'] or '')
                          for line in inside if line['type'] == 'incident_claim'])
        self.assertEqual([(row['item'], row['state'], row['given']) for row in read('checklist')],
                         [(line['item'], line['state'], joined(g['text'] for g in line['given']))
                          for line in inside if line['type'] == 'incident_item'])
        ged, = read('ged', '--rule', 'lowest')
        self.assertEqual([ged['relid'], ged['date_start'], ged['date_end'], ged['country']],
                         [lines[0]['heading'], '2019-03-14', '2019-03-16', 'Romania'])
        point = self.write('p.incident', 'incident A quay\nplace 41.385 2.17 radius 1\n')
        acled, = csv.DictReader(io.StringIO(text_of('export', '--as', 'acled', '--incident', point, *self.arguments)))
        self.assertEqual([acled['latitude'], acled['longitude'], acled['country']], ['41.385', '2.17', ''])
        self.assertEqual(ged['best'], str(next(line['value'] for line in lines if line['measure'] == 'killed')))


class Lines(ExportCase):
    """From lines of extract the tables are the same, but for what needs texts."""
    def test_same(self):
        path = self.write('claims.jsonl', text_of('extract', *self.arguments))
        for name in ('figures', 'claims', 'persons', 'actors', 'documents', 'silent', 'questions'):
            self.assertEqual(text_of('export', '--as', name, '--claims', path), self.export(name))

    def test_refused(self):
        path = self.write('claims.jsonl', text_of('extract', *self.arguments))
        for arguments, words in ((['--as', 'counts', *self.arguments], 'counts needs --rule NAME'),
                                 (['--as', 'figures', '--rule', 'lowest', *self.arguments], 'takes no --rule'),
                                 (['--as', 'counts', '--rule', 'none', *self.arguments], 'no counting rule "none"'),
                                 (['--as', 'bounds', *self.arguments], 'needs --incident'),
                                 (['--as', 'passages', '--claims', path], 'needs documents'),
                                 (['--as', 'checks', '--event', 'e-0', *self.arguments], 'is of all documents'),
                                 (['--as', 'ged', '--event', 'e-0', *self.arguments], 'no event e-0'),
                                 (['--as', 'ged', '--event', 'e-0', '--incident', 'x', *self.arguments],
                                  'exclude one another')):
            result = run('export', *arguments)
            self.assertIn(result.status, (2, 3))
            self.assertIn(words, result.err)
            self.assertEqual(result.out, b'')


main()
