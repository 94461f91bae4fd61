#!/usr/bin/env python3
"""Wikitext, read again by a small reader of its own that takes headings, bullets, references and {{cite news}} and
nothing else: words of documents must bring no markup with them, and show as they are. The parameters of the citation are
checked as the documentation of the template asks (title there, dates and addresses in its forms)."""
import html

from export_support import *

BULLET = re.compile(r'\* (?P<figure>“[^”]*”)')
CITE = re.compile(r'<ref>\{\{cite news((?: \|[a-z]+=[^|{}]*)*)\}\}</ref>')
ALLOWED = ('title', 'author', 'publisher', 'date', 'url', 'quote')
DIRECTION = '[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]'
# What stays special to MediaWiki wherever it stands.
MARKUP = re.compile(r"""\{\{|\}\}|\[|\]|\||''|~~~|__|://|<(?!/?bdi>)|-\{|\b(?:RFC|PMID|ISBN) """)


def shown(text):
    """What a reader sees of escaped words."""
    return html.unescape(re.sub(r'</?bdi>', '', text)).strip()


def plain(text):
    """Words of a document as one line, without what cannot be seen at all."""
    return re.sub(r'[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]', '', re.sub(r'[\r\n\t ]', ' ', text)).strip()


class Wikitext:
    def read(self, text):
        """[(heading, [(measure, [bullets])])], after a check that nothing else is there."""
        lines = text.split('\n')
        self.assertRegex(lines[0], r"^''Machine reading by according [0-9.]+, not reviewed by a person\.[^']*''$")
        self.assertEqual(lines[-4:], ['', '== References ==', '{{reflist}}', ''])
        events = []
        for line in lines[1:-4]:
            level = re.fullmatch(r'(==|===) ([^=]+) \1', line)
            if level and level[1] == '==':
                events.append((shown(level[2]), []))
            elif level:
                events[-1][1].append((shown(level[2]), []))
            elif line:
                self.assertTrue(line.startswith('* '), line)
                events[-1][1][-1][1].append(line)
            self.check_words(CITE.sub('', line))
        return events

    def check_words(self, text):
        self.assertIsNone(MARKUP.search(text), text)
        self.assertEqual(text.count('<bdi>'), text.count('</bdi>'))
        self.assertIsNone(re.search(DIRECTION, re.sub(r'<bdi>.*?</bdi>', '', text)), 'a mark of direction reaches out')

    def citation(self, body):
        found = {}
        for part in body.split(' |')[1:]:
            name, value = part.split('=', 1)
            self.assertIn(name, ALLOWED)
            self.assertNotIn(name, found)
            if name == 'url':
                self.assertRegex(value, r'^https?://[\x21-\x7e]+$')
                self.assertIsNone(re.search(r'''["'<>\[\]{}|\\^`]|''' + "''", value))
            else:
                self.check_words(value)
            found[name] = value if name == 'url' else shown(value)
        self.assertTrue(found['title'])
        self.assertRegex(found.get('date', '2000'), r'^\d{4}(-\d\d-\d\d)?$')
        return found

    def test_whole(self):
        events = self.read(self.export('wikitext'))
        wanted = [event for event in self.events if event['measures']]
        self.assertEqual([heading for heading, _ in events], [plain(event['heading']) for event in wanted])
        for (_, measures), event in zip(events, wanted):
            self.assertEqual(len(measures), len(event['measures']))
            for (_, bullets), measure in zip(measures, event['measures']):
                self.check_measure(bullets, measure)

    def check_measure(self, bullets, measure):
        readings = [bullet for bullet in bullets if BULLET.match(bullet)]
        self.assertEqual(len(readings), len(measure['readings']))
        self.assertEqual(len(bullets) - len(readings), bool(measure['silent']) + bool(measure['unclear']))
        for bullet, reading in zip(readings, measure['readings']):
            claims = [self.claims[claim] for claim in reading['claims']]
            self.assertIn(shown(BULLET.match(bullet)['figure'])[1:-1], {plain(c['value']['text']) for c in claims})
            cites = [self.citation(body) for body in CITE.findall(bullet)]
            self.assertEqual(len(cites), len(reading['documents']))
            for cite, name in zip(cites, reading['documents']):
                document = self.documents[name]
                self.assertEqual(cite['title'], plain(document['title'] or name))
                self.assertEqual(cite.get('publisher', ''), plain(document['publisher'] or ''))
                self.assertEqual(cite.get('date'), document['date'])
                self.assertIn(cite['quote'], {plain(c['quote']) for c in claims if c['document'] == name})
                self.assertEqual('url' in cite, (document['url'] or '').startswith('http'))
            self.assertEqual('replaced by' in CITE.sub('', bullet), reading['superseded_by'] is not None)


class Nasty(Wikitext, ExportCase):
    def test_special(self):
        text = self.export('wikitext')
        for piece in ('&#60;ref&#62;', '&#123;&#123;broke', '&#91;&#91;Bright', '&#124;', '&#126;&#126;&#126;',
                      '<bdi>', '\U0001F30A', '_&#95;TOC_&#95;', 'url=https://example.org/a%20b?q=%7B%7B1%7C2%7D%7D'):
            self.assertIn(piece, text)
        self.assertNotIn('javascript', text)


class Examples(Wikitext, ExportCase):
    examples = True


class OneEvent(Wikitext, ExportCase):
    examples = one = True


main()
