#!/usr/bin/env python3
"""What became of each byte of an original: python3 tests/formats/test_source.py PROGRAM"""
import base64
import os
import quopri

from formats_support import OTHER, STORY, main, run
from maps_support import MapCase, packed

PAGE = ('<!DOCTYPE html><html><head><title>Fire</title><style>a{}</style></head><body><nav><a href="/">Home</a></nav>'
        '<h1>Fire in Vesterby</h1><p>%s</p><p>Caf&eacute; owners said nine were killed.</p>'
        '<script>var hidden = "words of a script";</script></body></html>' % OTHER.strip())


class Source(MapCase):
    def pieces_of(self, name, data, document=None):
        path, record = self.write(name, data), os.path.join(self.folder, 'r-' + name)
        self.assertEqual(run('init', record).status, 0)
        self.assertEqual(run('add', record, path).status, 0)
        got = run('show', record, document or name, '--source', '--json')
        self.assertEqual(got.status, 0, got.err)
        shown = run('show', record, document or name, '--source')
        self.assertEqual(shown.status, 0, shown.err)
        return got.lines[0], shown.out.decode()

    def check(self, line, original):
        """Pieces are in order, do not overlap, and those of unescaped text are their bytes."""
        at = 0  # what is left out may lie inside of what is kept
        for piece in line['pieces']:
            start, end = piece['source']
            self.assertLessEqual(at, start)
            at = start
            if 'kind' in piece and end - start == len(piece['text'].encode()):
                self.assertEqual(original[start:end].decode(), piece['text'])

    def test_page(self):
        line, shown = self.pieces_of('p.html', PAGE)
        data = PAGE.encode()
        self.check(line, data)
        fates = {p['fate'] for p in line['pieces']}
        self.assertTrue({'read', 'meta', 'code', 'markup'} <= fates, fates)
        cafe = [p for p in line['pieces'] if p['text'].startswith('Café')][0]
        self.assertEqual(data[slice(*cafe['source'])].decode(), 'Caf&eacute; owners said nine were killed.')
        covered = sum(p['source'][1] - p['source'][0] for p in line['pieces'])
        self.assertEqual(covered, len(data))
        self.assertIn('places of marks alone', shown)

    def test_insets_of_a_page_are_named_with_why(self):
        body = ''.join('<p>%s</p>' % s for s in (OTHER, STORY, 'The mayor said that the dead were from two '
                                                 'streets of the old town, and that the school was shut.'))
        page = ('<html><head><title>Fire in Vesterby kills many</title></head><body><div class="txt">'
                '<h1>Fire in Vesterby kills many</h1>%s<div class="k"><a href="/x">A bridge too late</a>'
                '<p>Nobody had asked the ferryman, who has been at work there since the last war.</p></div>'
                '<div class="m"><h4>More stories</h4><p>The council met on Monday and put it off once more, '
                'for the third time in this year.</p></div><p>We can go on with our journalism if you help: your gift of '
                'five crowns keeps this page free for all readers.</p></div></body></html>' % body)
        line, shown = self.pieces_of('q.html', page)
        why = {p['text'].split(' ')[0]: p.get('rule') for p in line['pieces'] if p.get('kind') == 'furniture'}
        self.assertEqual(why, {'A': 'html.links', 'Nobody': 'html.card', 'More': 'furniture.section-head',
                               'The': 'html.section', 'We': 'html.appeal'})
        for rule in why.values():
            self.assertIn(rule, shown)

    def test_page_in_an_archive_counts_in_the_archive(self):
        data = packed({'p.html': PAGE}, 0)
        line, shown = self.pieces_of('a.zip', data, 'a.zip!/p.html')
        self.check(line, PAGE.encode())
        self.assertIn('bytes of the file that it came from', shown)
        start = line['from']['at'][0]
        title = [p for p in line['pieces'] if p.get('kind') == 'title'][0]
        place = '%d-%d' % tuple(start + n for n in title['source'])
        self.assertIn(place, shown)
        a, b = (int(n) for n in place.split('-'))
        self.assertEqual(data[a:b], b'Fire in Vesterby')

    def test_wiki_page(self):
        data = ('<mediawiki><page><title>A</title><ns>0</ns><revision><text>{{Box|x=1}}Nine \'\'men\'\' &amp; women were '
                'killed.</text></revision></page></mediawiki>')
        line, _ = self.pieces_of('w.xml', data, 'w.xml!/A')
        page = data[data.index('<page>'):data.index('</page>') + 7].encode()
        self.check(line, page)
        kept = [p for p in line['pieces'] if 'kind' in p][0]
        self.assertEqual(kept['text'], 'Nine men & women were killed.')
        self.assertEqual(page[slice(*kept['source'])].decode(), "Nine ''men'' &amp; women were killed.")

    def kept(self, line, original):
        """(text, bytes) of what was kept of a row or post."""
        return [(p['text'], original[slice(*p['source'])].decode()) for p in line['pieces'] if 'kind' in p]

    def test_rows_and_posts_in_a_record(self):
        said = 'Nine "dock" workers were killed in Tarnholm, Ana said.'
        row = '7;"Tide Herald";"%s"' % said.replace('"', '""')
        line, shown = self.pieces_of('a.csv', 'id;source;text\n' + row + '\n', 'a.csv!/7')
        self.assertEqual(self.kept(line, row.encode()), [(said, said.replace('"', '""'))])
        at = line['from']['at'][0] + row.index('Nine')
        self.assertIn('%d-%d' % (at, at + len(said) + 2), shown)
        row = 'Zw\u00f6lf Menschen starben, sagte Ana.\tu'
        line, _ = self.pieces_of('b.tsv', ('text\turl\n' + row + '\n').encode('cp1252'), 'b.tsv!/1')
        piece, = [p for p in line['pieces'] if 'kind' in p]
        self.assertEqual((piece['text'], row.encode('cp1252')[slice(*piece['source'])].decode('cp1252')), (row[:-2], row[:-2]))
        post = '14.5.16, 9:00 - Bo: Six people died\nin Vesterby'
        line, shown = self.pieces_of('c.txt', '13.5.16, 22:11 - Ana: Two people died\n' + post + '\n', 'c.txt!/2')
        self.assertEqual(self.kept(line, post.encode()), [('Six people died\nin Vesterby', 'Six people died\nin Vesterby')])
        self.assertEqual([p['fate'] for p in line['pieces']], ['meta', 'read'])

    def test_cells_and_posts_of_pages_in_a_record(self):
        strings = '<sst><si><t>id</t></si><si><t>text</t></si><si><r><t>Nine &amp; six </t></r><r><t>people died.</t></r></si></sst>'
        row = '<row><c><v>7</v></c><c t="s"><v>2</v></c></row>'
        sheet = '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>%s</sheetData></worksheet>' % row
        data = packed({'[Content_Types].xml': '', 'xl/workbook.xml': '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
                       'xl/_rels/workbook.xml.rels': '<Relationship Id="r1" Target="worksheets/s.xml"/>',
                       'xl/sharedStrings.xml': strings, 'xl/worksheets/s.xml': sheet})
        line, _ = self.pieces_of('a.xlsx', data, 'a.xlsx!/A/7')
        whole = (row + '<si><r><t>Nine &amp; six </t></r><r><t>people died.</t></r></si>').encode()
        self.assertEqual(self.kept(line, whole), [('Nine & six people died.', 'Nine &amp; six </t></r><r><t>people died.')])
        cell = '<table:table-cell><text:p>%s</text:p></table:table-cell>'
        row = '<table:table-row>' + cell % '4 May 2016' + cell % 'Nine<text:s/>people &lt;died&gt;.' + '</table:table-row>'
        data = packed({'mimetype': 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<table:table table:name="A">'
                       '<table:table-row>' + cell % 'date' + cell % 'text' + '</table:table-row>' + row + '</table:table>'})
        line, _ = self.pieces_of('b.ods', data, 'b.ods!/A/2')
        self.assertEqual(self.kept(line, row.encode()), [('Nine people <died>.', 'Nine<text:s/>people &lt;died&gt;.')])
        post = ('<div class="message default" id="message5"><div class="body"><div class="from_name">Ana</div><div class="text">Nine<br>'
                'people &amp; Ana died.</div></div></div>')
        page = '<div class="page_body chat_page"><div class="history">%s</div></div>' % post
        line, _ = self.pieces_of('m.html', page, 'm.html!/5')
        kept = self.kept(line, post.encode())
        self.assertEqual(' '.join(t for t, _ in kept), 'Nine people & Ana died.')
        self.assertEqual(kept[-1][1][-len('Ana died.'):], 'Ana died.')
        self.assertEqual([p['text'] for p in line['pieces'] if p['fate'] == 'meta'], ['Ana'])

    def test_plain(self):
        line, _ = self.pieces_of('a.txt', STORY)
        self.check(line, STORY.encode())

    def test_unknown(self):
        self.pieces_of('a.txt', STORY)
        got = run('show', os.path.join(self.folder, 'r-a.txt'), 'b.txt', '--source')
        self.assertEqual(got.status, 3)
        self.assertIn('no document of the record has this id', got.err)

    def test_runs_of_wikitext(self):
        data = ('<mediawiki><page><title>A</title><ns>0</ns><revision><text>{{Box}}Nine \'\'men\'\' &amp;amp; [[w|wömen]] '
                '&lt;ref>x&lt;/ref>died.\n== End ==\nX</text></revision></page></mediawiki>').encode()
        one = self.maps(self.write('w.xml', data))[0]
        page = data[data.index(b'<page>'):data.index(b'</page>') + 7]
        self.assertEqual(one['text'], 'Nine men & wömen died.\n\nEnd\nX')
        self.assertIn(('&', b'&amp;amp;'), self.pieces(one, page))
        self.check_verbatim(one, page)

    def test_places_of_transfer_encodings(self):
        text = 'Neun Männer starben in Tärnholm = heute, sagte das Amt. ' * 4 + '\r\n' + STORY
        head = b'From: a@b\r\nTo: c@d\r\nDate: Tue, 3 May 2016 10:15:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n'
        for coding, body in (('base64', base64.encodebytes(text.encode())),
                             ('quoted-printable', quopri.encodestring(text.encode()))):
            data = head + b'Content-Transfer-Encoding: ' + coding.encode() + b'\r\n\r\n' + body
            one = self.maps(self.write('a.eml', data))[0]
            decode = base64.b64decode if coding == 'base64' else quopri.decodestring
            got = b''
            for a, b, c, d in one['places']:
                self.assertEqual(len(got), a)
                piece = decode(data[c:d] + (b'===' if coding == 'base64' else b'')) if coding == 'base64' or data[c:c + 1] == b'=' else data[c:d]
                self.assertEqual(len(piece), b - a)
                got += piece
            self.assertEqual(got, decode(body))


main()
