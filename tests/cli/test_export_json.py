#!/usr/bin/env python3
"""GeoJSON against RFC 7946 and annotations against the W3C Web Annotation Data Model (Recommendation of 23 February
2017): the members that each thing must have, of which type, and none that the standard forbids; then against the lines
and texts of the same documents."""
from export_support import *

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
MOTIVATIONS = {'assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing', 'highlighting',
               'identifying', 'linking', 'moderating', 'questioning', 'replying', 'tagging'}


class Json:
    def test_geojson(self):
        collection = json.loads(self.export('geojson'))
        self.assertEqual(set(collection), {'type', 'features'})  # 7.1: nothing of a geometry or a feature; 4: no crs
        self.assertEqual(collection['type'], 'FeatureCollection')
        ids = [feature['id'] for feature in collection['features']]
        self.assertEqual(len(set(ids)), len(ids))
        stated = 0
        for key, claim in self.claims.items():
            stated += claim['kind'] == 'figure' and any(p['basis'] == 'stated' and p['lat'] is not None
                                                        for p in claim['place'])
        self.assertEqual(len(ids), stated)
        for feature in collection['features']:
            self.assertEqual(set(feature), {'type', 'id', 'geometry', 'properties'})
            self.assertEqual(feature['type'], 'Feature')
            self.assertEqual(set(feature['geometry']), {'type', 'coordinates'})
            self.assertEqual(feature['geometry']['type'], 'Point')
            longitude, latitude = feature['geometry']['coordinates']
            self.assertTrue(-180 <= longitude <= 180 and -90 <= latitude <= 90)
            claim, properties = self.claims[feature['id']], feature['properties']
            self.assertIn([longitude, latitude], [[p['lon'], p['lat']] for p in claim['place'] if p['basis'] == 'stated'])
            self.assertEqual([properties['text'], properties['sentence'], properties['measure'], properties['number']],
                             [claim['value']['text'], claim['quote'], claim['measure'], claim['value']['number']])

    def check_shape(self, annotation):
        context = annotation['@context']
        self.assertIn('http://www.w3.org/ns/anno.jsonld', context if isinstance(context, list) else [context])
        self.assertRegex(annotation['id'], '^' + IRI.pattern + '$')
        self.assertEqual(annotation['type'], 'Annotation')
        self.assertIn(annotation['motivation'], MOTIVATIONS)
        self.assertEqual(annotation['body']['type'], 'TextualBody')
        self.assertIsInstance(annotation['body']['value'], str)
        self.assertIn(annotation['body']['purpose'], MOTIVATIONS)
        self.assertRegex(annotation['target']['source'], '^' + IRI.pattern + '$')
        kinds = [selector['type'] for selector in annotation['target']['selector']]
        self.assertEqual(kinds, ['TextPositionSelector', 'DataPositionSelector', 'TextQuoteSelector'])
        for selector in annotation['target']['selector'][:2]:
            self.assertEqual(set(selector), {'type', 'start', 'end'})
            self.assertTrue(0 <= selector['start'] < selector['end'])
        self.assertEqual(set(annotation['target']['selector'][2]), {'type', 'exact', 'prefix', 'suffix'})

    def test_annotations(self):
        found = [json.loads(line) for line in self.export('annotations').splitlines()]
        ids = [annotation['id'] for annotation in found]
        self.assertEqual(ids, ['urn:according:' + key for key, claim in self.claims.items()
                               if claim['kind'] == 'figure' and claim.get('in') != 'title'])
        for annotation in found:
            self.check_shape(annotation)
            claim = self.claims[annotation['id'][len('urn:according:'):]]
            points, data, quote = annotation['target']['selector']
            self.assertEqual([data['start'], data['end']], claim['value']['span'])
            self.assertEqual([quote['exact'], annotation['body']['value']], [claim['value']['text'], claim['measure']])
            text = self.texts.get(claim['document'])
            if text is not None:
                exact = quote['exact']
                self.assertEqual(text[points['start']:points['end']], exact)
                self.assertEqual(text.encode()[data['start']:data['end']].decode(), exact)
                low, high = annotation['target']['according:utf16']
                self.assertEqual(text.encode('utf-16-le')[2 * low:2 * high].decode('utf-16-le'), exact)
                self.assertIn(quote['prefix'] + exact + quote['suffix'], text)


class Nasty(Json, ExportCase):
    texts = {document['id']: document['text'] for document in NASTY}

    def test_sources(self):
        sources = {json.loads(line)['target']['source'] for line in self.export('annotations').splitlines()}
        self.assertIn('urn:according:document-b%3Dc%3Bd.txt', sources)  # javascript: is no address of a text
        self.assertTrue(any(source.startswith('https://example.org/a%20b?q=%7B%7B1') for source in sources))


class Examples(Json, ExportCase):
    examples = True
    texts = {}


class OneEvent(Json, ExportCase):
    examples = one = True
    texts = {}


main()
