#!/usr/bin/env python3
"""Exports, read again with what reads such files: each value must be that of the lines of extract and reconcile, each
span must hold the words, and rows must go through `according table`."""
import csv
import io

from support import *

FILES = sorted(name for name in os.listdir(EXAMPLES) if name[0] in 'abc' and name[1].isdigit())


def run(*arguments, data=None):
    done = subprocess.run([PROGRAM] + list(arguments), cwd=EXAMPLES, input=data, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode('utf-8')


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


class Export(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        found = lines(run('extract', *FILES))
        cls.documents = {line['id']: line for line in found if line['type'] == 'document'}
        cls.figures = {line['id']: line for line in found if line['type'] == 'claim' and line['kind'] == 'figure'}
        cls.events = [line for line in lines(run('reconcile', *FILES)) if line['type'] == 'event']

    def test_figures(self):
        rows = list(csv.DictReader(io.StringIO(run('export', '--as', 'figures', *FILES))))
        self.assertEqual(sorted(row['claim'] for row in rows), sorted(self.figures))
        for row in rows:
            claim = self.figures[row['claim']]
            self.assertEqual(row['document'], claim['document'])
            self.assertEqual(row['measure'], claim['measure'])
            self.assertEqual(row['text'], claim['value']['text'])
            self.assertEqual(row['number'], '' if claim['value']['number'] is None else str(claim['value']['number']))
            self.assertEqual(row['sentence'], claim['quote'])
            self.assertEqual([int(row['span_start']), int(row['span_end'])], claim['value']['span'])
            self.assertEqual(row['start'], claim['time']['start'] or '')
            self.assertEqual(row['certainty'], claim['certainty'])
            if claim['place']:
                self.assertEqual(row['place'], claim['place'][0]['name'])
        ids = {event['id'] for event in self.events}
        self.assertTrue(all(row['event'] in ids or not row['event'] for row in rows))

    def test_rows(self):
        text = run('export', '--as', 'rows', *FILES)
        rows = list(csv.DictReader(io.StringIO(text)))
        wanted = sorted((event['id'], measure['measure'], name) for event in self.events for measure in event['measures']
                        for reading in measure['readings'] for name in reading['documents'])
        self.assertEqual(sorted((row['object'], row['measure'], row['source']) for row in rows), wanted)
        objects = lines(run('table', '--rule', 'highest', '-', data=text.encode()))
        self.assertEqual({line['object'] for line in objects}, {row['object'] for row in rows})

    def test_geojson(self):
        found = json.loads(run('export', '--as', 'geojson', *FILES))
        self.assertEqual(found['type'], 'FeatureCollection')
        self.assertTrue(found['features'])
        for feature in found['features']:
            self.assertEqual(feature['type'], 'Feature')
            self.assertEqual(feature['geometry']['type'], 'Point')
            longitude, latitude = feature['geometry']['coordinates']
            self.assertTrue(-180 <= longitude <= 180 and -90 <= latitude <= 90)
            claim = self.figures[feature['id']]
            places = [place for place in claim['place'] if place['basis'] == 'stated']
            self.assertIn([longitude, latitude], [[place['lon'], place['lat']] for place in places])
            self.assertEqual(feature['properties']['text'], claim['value']['text'])

    def test_annotations(self):
        path = self.write('signs.txt', 'Güzel \U0001F30A city, 3 May 2021 – Officials said 14 people were killed '
                                       'when a mine collapsed near Ankara. “Öz” knew nothing.\n')
        found = lines(run('export', '--as', 'annotations', path))
        self.assertTrue(found)
        with open(path, encoding='utf-8') as file:
            text = file.read()
        for annotation in found:
            self.assertEqual(annotation['type'], 'Annotation')
            self.assertEqual(annotation['@context'][0], 'http://www.w3.org/ns/anno.jsonld')
            points, data, quote = annotation['target']['selector']
            exact = quote['exact']
            self.assertEqual(text[points['start']:points['end']], exact)
            self.assertEqual(text.encode()[data['start']:data['end']].decode(), exact)
            low, high = annotation['target']['according:utf16']
            self.assertEqual(text.encode('utf-16-le')[2 * low:2 * high].decode('utf-16-le'), exact)
            self.assertIn(quote['prefix'] + exact + quote['suffix'], text)

    def test_refused(self):
        for arguments, words in ((['--as', 'paper', 'a1-agency.txt'], 'expected figures'),
                                 (['a1-agency.txt'], 'export needs --as'),
                                 (['--as', 'annotations', '--claims', 'none.jsonl'], 'needs documents')):
            done = subprocess.run([PROGRAM, 'export'] + arguments, cwd=EXAMPLES, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 2)
            self.assertIn(words, done.stderr.decode())


main()
