#!/usr/bin/env python3
"""Dumps of MediaWiki, and pages that browsers saved: python3 tests/formats/test_wiki.py PROGRAM"""
import bz2
import time
from xml.sax.saxutils import escape

from formats_support import OTHER, PAGE, STORY, FormatCase, main, run

PAGE_TEXT = OTHER.strip()
HEAD = ('<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="en">\n  <siteinfo>\n'
        '    <sitename>Wiki of Tarnholm</sitename>\n    <base>https://wiki.example/wiki/Main_Page</base>\n'
        '    <namespaces><namespace key="6" case="first-letter">Bild</namespace>'
        '<namespace key="14">Kategorie</namespace></namespaces>\n  </siteinfo>\n')


def page(title, text, ns=0, extra='', date='2020-01-02T03:04:05Z'):
    return ('<page>\n    <title>%s</title>\n    <ns>%d</ns>\n    <id>1</id>\n%s    <revision>\n      <id>2</id>\n'
            '      <timestamp>%s</timestamp>\n      <text xml:space="preserve">%s</text>\n    </revision>\n  </page>' %
            (escape(title), ns, extra, date, escape(text)))


def dump(*pages):
    return HEAD + '  ' + '\n  '.join(pages) + '\n</mediawiki>\n'


class Wiki(FormatCase):
    def text(self, wikitext, expected):
        one = page('Harbour fire', wikitext)
        data = dump(one)
        self.expect(self.write('w.xml', data), {'w.xml!/Harbour fire': (one, expected, {
            'title': 'Harbour fire', 'date': '2020-01-02', 'publisher': 'Wiki of Tarnholm', 'language': 'en',
            'url': 'https://wiki.example/wiki/Harbour_fire', 'from.format': 'mediawiki'})}, data=data.encode())

    def test_plain(self):
        self.text(STORY, STORY)

    def test_marks(self):
        self.text("'''Nine''' [[dock worker|dock workers]] of ''[[Tarnholm]]'' & [[w:x|others]].",
                  'Nine dock workers of Tarnholm & others.')

    def test_templates_nest_and_go(self):
        self.text('{{Infobox|a={{b|{{c}}}}}}Nine were killed{{cn}}.', 'Nine were killed.')

    def test_references_and_comments(self):
        self.text('Nine<ref name="a">Report</ref> were<ref name="a" /> killed<!-- when? -->.', 'Nine were killed.')

    def test_links_of_files_and_categories(self):
        self.text('[[Bild:fire.jpg|thumb|The [[harbour]] burns]]Nine.[[Kategorie:Fires]][[de:Feuer]] [[:Kategorie:Fires]]',
                  'Nine. Kategorie:Fires')

    def test_outer_links(self):
        self.text('Nine ([https://a.example/x the report], [https://b.example]).', 'Nine (the report, ).')

    def test_headings_and_lists(self):
        self.text('Nine.\n== The fire ==\nIt burnt.\n* one\n** two\n# three\n----\nEnd.',
                  'Nine.\n\nThe fire\nIt burnt.\none\ntwo\nthree\n\nEnd.')

    def test_tables(self):
        self.text('Before.\n{| class="x"\n| a || b\n{|\n| c\n|}\n|}\nAfter.', 'Before.\n\nAfter.')

    def test_entities(self):
        self.text('Nine&nbsp;men &ndash; 5 < 7 &#x2014; &unknown; caf\u00e9', 'Nine men \u2013 5 < 7 \u2014 &unknown; caf\u00e9')

    def test_nowiki_and_breaks(self):
        self.text("<nowiki>''nine''</nowiki><br/>killed<small>!</small>__NOTOC__", "''nine''\nkilled!")

    def test_what_never_ends(self):
        self.text('{{nine [[killed <ref>here', 'nine killed ')

    def test_left_out_pages(self):
        good = page('A & B', STORY)
        data = dump(page('Talk:A', OTHER, ns=1), page('R', 'x', extra='    <redirect title="A" />\n'),
                    page('Empty', ''), good)
        err = self.expect(self.write('w.xml', data), {'w.xml!/A & B': (good, STORY, {})}, data=data.encode())
        for reason in ('Talk:A: left out: no article', 'R: left out: a redirect', 'Empty: left out: a page without text'):
            self.assertIn(reason, err)

    def test_last_revision(self):
        one = page('A', 'old').replace('  </page>', '') + \
            '    <revision><timestamp>2021-05-06T00:00:00Z</timestamp><text>%s</text></revision>\n  </page>' % STORY
        self.expect(self.write('w.xml', dump(one)), {'w.xml!/A': (one, STORY, {
            'date': '2021-05-06', 'from.left_out': 'the last of 2 revisions'})})

    def test_packed(self):
        one = page('A', STORY)
        self.expect(self.write('w.xml.bz2', bz2.compress(dump(one).encode())), {'w.xml.bz2!/A': (one, STORY, {})})

    def test_record_reads_it_again(self):
        path, record = self.write('w.xml', dump(page('A', "'''Nine''' were killed {{x}} in Tarnholm."))), self.folder + '/r'
        self.assertEqual(run('init', record).status, 0)
        self.assertEqual(run('add', record, path).status, 0)
        before, _ = self.documents(path)
        after = [l for l in run('extract', record).lines if l['type'] == 'document']
        self.assertEqual(after, list(before.values()))


class Hostile(FormatCase):
    def test_entity_expansion(self):
        data = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' +
                dump(page('A', STORY)).replace('Nine', '&b;'))
        run('extract', self.write('w.xml', data))
        data = HEAD + page('A', '').replace('></text>', '>&amp;b; &lol9; %s</text>' % STORY) + '</mediawiki>'
        got = run('extract', self.write('v.xml', data))
        self.assertEqual(got.status, 0)

    def test_a_million_marks(self):
        for marks in ('[[' * 500000, '{{' * 500000, '<ref>' * 200000, "'" * 1000000, '[http' * 100000, '{|\n' * 300000,
                      '[[a|' * 200000 + ']]' * 200000):
            began = time.time()
            got = run('extract', self.write('w.xml', dump(page('A', marks + STORY))))
            self.assertIn(got.status, (0, 1))
            self.assertLess(time.time() - began, 60, marks[:10])

    def test_truncated(self):
        data = dump(page('A', STORY), page('B', OTHER))
        for end in range(400, len(data), 97):
            self.assertIn(run('extract', self.write('w.xml', data[:end])).status, (0, 1))


class SavedPages(FormatCase):
    def test_single_file(self):
        data = PAGE.replace('<html>', '<html><!--\n Page saved with SingleFile \n url: https://news.example/2019/02/03/fire \n'
                            ' saved date: Sun Feb 10 2019 10:00:00 GMT+0100\n-->')
        self.expect(self.write('p.html', data), {'p.html': (data, PAGE_TEXT, {
            'url': 'https://news.example/2019/02/03/fire', 'date': '2019-02-03', 'from.format': 'saved page',
            'from.captured': 'Sun Feb 10 2019 10:00:00 GMT+0100'})}, data=data.encode())

    def test_saved_from(self):
        data = '<!-- saved from url=(0036)https://news.example/2018/07/01/fire -->\n' + PAGE
        self.expect(self.write('p.html', data), {'p.html': (data, PAGE_TEXT, {
            'url': 'https://news.example/2018/07/01/fire', 'date': '2018-07-01'})}, data=data.encode())


main()
