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
        path, record = self.write(name, data), os.path.join(self.folder, 'r')
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

    def test_plain(self):
        line, _ = self.pieces_of('a.txt', STORY)
        self.check(line, STORY.encode())

    def test_unknown(self):
        self.pieces_of('a.txt', STORY)
        got = run('show', os.path.join(self.folder, 'r'), 'b.txt', '--source')
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
