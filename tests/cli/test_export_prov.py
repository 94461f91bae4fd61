#!/usr/bin/env python3
"""PROV-JSON against its published form (W3C member submission of 24 April 2013, "The PROV-JSON Serialization"): which
sections there are, what each relation must name, qualified names whose prefixes are declared; and against PROV's
constraints: what is named is there and of the kind that it must be, no activity is an entity, nothing is derived from
itself. Then against the lines of the same documents."""
from urllib.parse import unquote

from export_support import *

# relation: (names that it must have, with the kinds of things, names that it may have)
RELATIONS = {
    'wasGeneratedBy': ({'prov:entity': 'entity', 'prov:activity': 'activity'}, {'prov:time'}),
    'used': ({'prov:activity': 'activity', 'prov:entity': 'entity'}, {'prov:time'}),
    'wasInformedBy': ({'prov:informed': 'activity', 'prov:informant': 'activity'}, set()),
    'wasDerivedFrom': ({'prov:generatedEntity': 'entity', 'prov:usedEntity': 'entity'},
                       {'prov:activity', 'prov:generation', 'prov:usage'}),
    'wasAttributedTo': ({'prov:entity': 'entity', 'prov:agent': 'agent'}, set()),
    'wasAssociatedWith': ({'prov:activity': 'activity', 'prov:agent': 'agent'}, {'prov:plan'}),
    'hadMember': ({'prov:collection': 'entity', 'prov:entity': 'entity'}, set()),
}
THINGS = ('entity', 'activity', 'agent')
# Attributes that PROV itself gives to anything.
COMMON = {'prov:label', 'prov:type', 'prov:value', 'prov:location', 'prov:role'}
# prefix:local, the local part as PROV-N has it: letters, digits, some marks, escaped bytes; no stop at its end.
NAME = re.compile(r'([A-Za-z][\w-]*):((?:[A-Za-z0-9_./@~&+*?#$!-]|%[0-9A-F]{2})*(?:[A-Za-z0-9_/@~&+*?#$!-]|%[0-9A-F]{2}))')


def unique(pairs):
    found = dict(pairs)
    assert len(found) == len(pairs), 'a key stands twice'
    return found


def key_of(name):
    return ' '.join(re.sub('[A-Z]', lambda m: m[0].lower(), name).split())


class Prov:
    def load(self):
        return json.loads(self.export('prov'), object_pairs_hook=unique)

    def check_name(self, name, prefixes):
        match = NAME.fullmatch(name)
        self.assertTrue(match, name)
        self.assertIn(match[1], prefixes)

    def check_attributes(self, attributes, allowed, prefixes):
        for key, value in attributes.items():
            self.check_name(key, prefixes)
            self.assertTrue(not key.startswith('prov:') or key in COMMON | allowed, key)
            if isinstance(value, dict):
                self.assertEqual(set(value), {'$', 'type'})
                self.assertEqual(value['type'], 'xsd:QName')
                self.check_name(value['$'], prefixes)
            else:
                self.assertIsInstance(value, (str, int, float, bool))

    def test_schema(self):
        prov = self.load()
        prefixes = set(prov.pop('prefix')) | {'prov', 'xsd'}
        self.assertEqual(set(prov) - set(RELATIONS) - set(THINGS), set())
        for section in THINGS:
            for name, attributes in prov[section].items():
                self.check_name(name, prefixes)
                self.check_attributes(attributes, set(), prefixes)
        names = [name for section in RELATIONS for name in prov[section]]
        self.assertEqual(len(set(names)), len(names))
        for section, (must, may) in RELATIONS.items():
            for name, attributes in prov[section].items():
                self.assertRegex(name, r'^_:[A-Za-z0-9]+$')
                for key, kind in must.items():
                    self.assertIn(attributes[key], prov[kind])
                self.check_attributes(attributes, set(must) | may, prefixes)

    def test_constraints(self):
        prov = self.load()
        self.assertEqual(set(prov['entity']) & set(prov['activity']), set())
        self.assertEqual(set(prov['agent']) & set(prov['activity']), set())
        generated = [r['prov:entity'] for r in prov['wasGeneratedBy'].values()]
        self.assertEqual(len(set(generated)), len(generated), 'generated twice')
        for relation in prov['wasDerivedFrom'].values():
            self.assertNotIn(relation['prov:usedEntity'], generated)
        for relation in prov['hadMember'].values():
            self.assertEqual(prov['entity'][relation['prov:collection']]['prov:type']['$'], 'prov:Collection')
        for relation in prov['wasAssociatedWith'].values():
            self.assertEqual(prov['entity'][relation['prov:plan']]['prov:type']['$'], 'prov:Plan')
            self.assertEqual(prov['agent'][relation['prov:agent']]['prov:type']['$'], 'prov:SoftwareAgent')
        self.assertTrue(all(r['prov:informed'] != r['prov:informant'] for r in prov['wasInformedBy'].values()))

    def test_lines(self):
        prov = self.load()
        entity = prov['entity']
        name = lambda kind, key: next(n for n in entity if unquote(n) == 'according:%s-%s' % (kind, key))
        documents = {key: name('document', key) for key in self.documents}
        claims = {key: 'according:' + key for key in self.claims}
        events = {event['id']: 'according:' + event['id'] for event in self.events}
        self.assertEqual(set(entity), set(documents.values()) | set(claims.values()) | set(events.values()) |
                         {'according:language-data'})
        for key, line in self.documents.items():
            self.assertEqual(entity[documents[key]]['according:hash'], line['hash'])
            self.assertEqual(entity[documents[key]]['prov:label'], line['title'] or key)
        quotations = {r['prov:generatedEntity']: r for r in prov['wasDerivedFrom'].values()}
        self.assertEqual(len(quotations), len(prov['wasDerivedFrom']))
        for key, line in self.claims.items():
            words = line['value'] if line['kind'] == 'figure' else line['evidence']
            self.assertEqual(entity[claims[key]]['prov:value'], line['quote'])
            self.assertEqual(entity[claims[key]]['prov:label'], words['text'])
            quotation = quotations[claims[key]]
            self.assertEqual(quotation['prov:usedEntity'], documents[line['document']])
            self.assertEqual([quotation['according:start'], quotation['according:end']], words['span'])
            self.assertEqual(quotation['prov:type']['$'], 'prov:Quotation')
        members = {(r['prov:collection'], r['prov:entity']) for r in prov['hadMember'].values()}
        for event in self.events:
            for measure in event['measures']:
                for reading in measure['readings']:
                    self.assertTrue({(events[event['id']], claims[c]) for c in reading['claims']} <= members)

    def test_attributed(self):
        """Documents to their publishers, claims to every source that is named for them; one agent for one name."""
        prov = self.load()
        agents = {name: key_of(a['prov:label']) for name, a in prov['agent'].items() if name != 'according:program'}
        self.assertEqual(len(set(agents.values())), len(agents))
        found = sorted((unquote(r['prov:entity']), agents[r['prov:agent']]) for r in prov['wasAttributedTo'].values())
        wanted = [('according:document-' + key, key_of(line['publisher'])) for key, line in self.documents.items()
                  if line['publisher']]
        for key, line in self.claims.items():
            source = line['source']
            while source:
                if source['kind'] == 'named':
                    wanted.append(('according:' + key, key_of(source['text'])))
                source = source.get('from')
        self.assertEqual(found, sorted(wanted))


class Nasty(Prov, ExportCase):
    pass


class Examples(Prov, ExportCase):
    examples = True


class OneEvent(Prov, ExportCase):
    examples = one = True


main()
