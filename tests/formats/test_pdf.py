#!/usr/bin/env python3
"""PDF: python3 tests/formats/test_pdf.py PROGRAM"""
import os
import shutil
import time

from formats_support import STORY, main, run, unittest
from maps_support import MapCase, packed
from pdf_support import pdf

LINES = [['Nine dock workers were killed in Tarn-', 'holm on 3 May 2016, the harbour office said.'],
         ['At least 12 people were injured.'], []]
TEXT = ('Nine dock workers were killed in Tarnholm on 3 May 2016, the harbour office said.'
        '\n\nAt least 12 people were injured.')
INFO = {'Title': 'Fire at <the> port', 'Author': 'Ilse Brandt', 'CreationDate': "D:20160504101112Z"}


@unittest.skipUnless(shutil.which('pdftotext'), 'pdftotext (poppler-utils) is not here')
class Pdf(MapCase):
    def test_text_and_fields(self):
        data = pdf(LINES, INFO)
        err = self.expect(self.write('a.pdf', data), {'a.pdf': (data, TEXT, {
            'title': 'Fire at <the> port', 'author': 'Ilse Brandt', 'date': '2016-05-04', 'date_basis': 'metadata',
            'from.format': 'pdf', 'from.pages': [[1, 0], [2, TEXT.index('At least')]]})})
        self.assertIn('a.pdf: page 3 is without text', err)

    def test_every_word_has_its_page_and_box(self):
        document, = self.maps(self.write('a.pdf', pdf(LINES, INFO)))
        text, boxes = document['text'], document['boxes']
        self.assertEqual(text, TEXT)
        words = [(text[a:b], boxes[c]) for a, b, c, d in document['runs'] if d == c + 1]
        self.assertEqual(' '.join(w for w, _ in words),
                         TEXT.replace('Tarnholm', 'Tarn holm').replace('\n\n', ' '))
        self.assertEqual(len(words), len(document['runs']))
        by_word = dict(words)
        # Set at x 72, and on the line whose foot is y 720 from below, 792 - 720 = 72 from above.
        self.assertEqual(by_word['Nine'][0:2], [1, 7200])
        self.assertTrue(by_word['Nine'][2] < 7200 <= by_word['Nine'][4])
        self.assertEqual(by_word['holm'][1], 7200)
        self.assertEqual(by_word['holm'][2] - by_word['Nine'][2], 1400)
        self.assertEqual(by_word['At'][0:2], [2, 7200])
        # Helvetica's "Nine" in 12 points is 722 + 222 + 556 + 556 thousandths of 12 wide.
        self.assertEqual(by_word['Nine'][3], 7200 + 2056 * 12 // 10)

    def test_by_content_and_inside_others(self):
        data = pdf(LINES[1:2])
        text = TEXT[TEXT.index('At'):]
        self.expect(self.write('letter.txt', data), {'letter.txt': (data, text, {'title': None})})
        whole = packed({'in/b.pdf': data, 'a.txt': STORY})
        self.expect(self.write('a.zip', whole), {'a.zip!/in/b.pdf': (data, text, {'from.name': 'in/b.pdf'}),
                                                 'a.zip!/a.txt': (STORY, STORY, {})})
        mail = b'\r\n\r\n' + data
        self.expect(self.write('late.pdf', mail), {'late.pdf': (mail, text, {})})

    def test_file_names_are_no_titles(self):
        for title, wanted in (('Microsoft Word - Fire at the port', 'Fire at the port'), ('report7.docx', None),
                              ('Untitled', None)):
            found, _ = self.documents(self.write('a.pdf', pdf(LINES[:1], {'Title': title})))
            self.assertEqual(found['a.pdf']['title'], wanted)

    def test_columns_and_sentences_across_pages(self):
        document, = self.maps(self.write('a.pdf', pdf([['The mayor said that nine people'], ['had died on Monday.']])))
        self.assertEqual(document['text'], 'The mayor said that nine people\nhad died on Monday.')

    RUNNING = [['Harbour Commission Report on the Fire', 'Nine dock workers were killed in Tarnholm', 'on 3 May 2016 and the mayor said that', 'page 1 of 4'],
               ['Harbour Commission Report on the Fire', 'six of them were sailors.', 'Two ships burned.', 'page 2 of 4'],
               ['Harbour Commission Report on the Fire', '12 people were injured.', 'page 3 of 4'],
               ['Annex', '13 people were injured later.', 'page 4 of 4']]

    def test_running_heads_and_feet(self):
        data = pdf(self.RUNNING)
        path = self.write('a.pdf', data)
        document, = self.maps(path)
        text = ('Nine dock workers were killed in Tarnholm\non 3 May 2016 and the mayor said that\nsix of them were sailors.\n'
                'Two ships burned.\n\n12 people were injured.\n\nAnnex\n13 people were injured later.')
        running = ['Harbour Commission Report on the Fire', 'page 1 of 4', 'Harbour Commission Report on the Fire', 'page 2 of 4',
                   'Harbour Commission Report on the Fire', 'page 3 of 4', 'page 4 of 4']
        self.assertEqual(document['text'], '\n\n'.join([text] + running))
        words = [(document['text'][a:b], document['boxes'][c]) for a, b, c, d in document['runs'] if d == c + 1]
        self.assertEqual([(w, b[0]) for w, b in words if w == 'Annex'], [('Annex', 4)])
        self.assertEqual([b[0] for w, b in words if w == 'Commission'], [1, 2, 3])
        found, _ = self.documents(path)
        line = found['a.pdf']
        self.assertEqual([document['text'][a:b] for a, b in line['furniture']], running)
        self.assertEqual(line['from']['pages'], [[n + 1, text.index(w)] for n, w in enumerate(('Nine', 'six', '12 ', 'Annex'))])
        record = os.path.join(self.folder, 'r')
        self.assertEqual(run('init', record).status, 0)
        self.assertEqual(run('add', record, path).status, 0)
        line, = run('show', record, 'a.pdf', '--source', '--json').lines
        kept = [p for p in line['pieces'] if p['fate'] == 'furniture']
        self.assertEqual(sorted((p['pages'][0], p['text'], p['rule']) for p in kept),
                         sorted((p, t, 'page.running') for p, t in zip((1, 1, 2, 2, 3, 3, 4), running)))
        self.assertTrue(all(len(p['box']) == 4 for p in line['pieces']))

    def test_what_is_no_running_line(self):
        # On two pages only; numbers that do not go with the page; something else at the edge before it.
        for pages in ([['Weekly report', 'Nine died.'], ['Weekly report', 'Six died.']],
                      [['%d were killed.' % n, 'It was said %s on Monday.' % w] for n, w in ((12, 'here'), (14, 'there'), (19, 'later'), (30, 'again'))],
                      [['The %s of them is dead.' % w] + ['A line %d of %s.' % (i, w) for i in range(4)] + ['Same words.'] + ['The %s end %d.' % (w, i) for i in range(4)] for w in ('first', 'middle', 'other')]):
            found, _ = self.documents(self.write('a.pdf', pdf(pages)))
            self.assertEqual(found['a.pdf']['furniture'], [], pages)
        document, = self.maps(self.write('a.pdf', pdf([['The only line here is this.']] * 4)))
        self.assertTrue(document['text'].startswith('The only line here is this.\n'))

    def refused(self, data, reason):
        good = self.write('good.txt', STORY)
        began = time.time()
        got = run('extract', self.write('bad.pdf', data), good)
        self.assertLess(time.time() - began, 60)
        self.assertEqual(got.status, 1)
        self.assertIn('bad.pdf: ' + reason, got.err)
        self.assertEqual([l['id'] for l in got.lines if l['type'] == 'document'], ['good.txt'])

    def test_scanned(self):
        self.refused(pdf([[], []]), 'a PDF whose pages hold no text, only images')

    def test_encrypted(self):
        key = '<%s>' % ('00' * 32)
        data = pdf(LINES, trailer='/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O %s /U %s >> /ID [<00> <00>]' %
                   (key, key))
        self.refused(data, 'an encrypted PDF: save it without its password first')

    def test_damaged(self):
        self.refused(b'%PDF-1.4\nnothing\n', 'a PDF that is damaged: pdftotext cannot read it')
        data = pdf(LINES)
        for end in range(20, len(data), 97):
            got = run('extract', self.write('cut.pdf', data[:end]))
            self.assertIn(got.status, (0, 1))
            self.assertTrue(got.status == 0 or 'cut.pdf: ' in got.err)

    def test_pages_in_a_circle(self):
        data = pdf(LINES).replace(b'/Kids [5 0 R', b'/Kids [2 0 R')
        self.assertIn(run('extract', self.write('a.pdf', data)).status, (0, 1))

    def test_many(self):
        for i in range(9):
            self.write('in/%d.pdf' % i, pdf([['Report %d says that %d people died.' % (i, i + 20)]]))
        found, _ = self.documents(os.path.join(self.folder, 'in'))
        self.assertEqual(sorted(found), ['%d.pdf' % i for i in range(9)])


class Missing(MapCase):
    def test_a_missing_program_is_told_once(self):
        paths = [self.write('in/%d.pdf' % i, pdf(LINES[:1])) for i in range(70)] + [self.write('good.txt', STORY)]
        got = run('extract', *paths, env=dict(os.environ, PATH='/nowhere:relative'))
        err = got.err
        self.assertEqual(err.count('poppler-utils'), 1, err)
        self.assertIn('0.pdf: PDF documents are read with pdftotext, which is not installed (package poppler-utils): '
                      'not read, and 69 more such documents', err)
        self.assertEqual(got.status, 1)
        self.assertEqual([l['id'] for l in got.lines if l['type'] == 'document'], ['good.txt'])


main()
