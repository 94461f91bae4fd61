#!/usr/bin/env python3
"""Equal texts in other bytes: python3 tests/formats/test_equal.py PROGRAM"""
import os
import shutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from formats_support import FormatCase, OTHER, STORY, main, run, unittest  # noqa: E402

TEXT = ['At least 12 people were injured in Vesterby on Monday, “nearly all” of them sailors.',
        'The fire brigade said that 3.5 tonnes of oil had burned in the afternoon, and that nobody was missing.']
PAGE = ('<!DOCTYPE html><html><head><title>Fire in Vesterby</title></head><body><nav><a href="/">Home</a></nav><h1>Fire in Vesterby'
        '</h1><p>%s</p><p>%s</p></body></html>')


class EqualTexts(FormatCase):
    def said(self, *paths):
        return [line for line in run('extract', *paths).err.splitlines() if 'the same text' in line]

    def test_formats_and_marks(self):
        page = self.write('a.html', PAGE % tuple(TEXT))
        plain = self.write('b.txt', 'FIRE IN VESTERBY\n\n' + '\n\n'.join(TEXT).replace('“', '"').replace('”', '"').replace(
            ' sailors', '\nsailors').replace('fire', '\ufb01re') + '\n')
        mail = self.write('c.eml', 'From: a@e.org\nTo: b@e.org\nDate: Tue, 3 May 2016 10:15:00 +0200\nSubject: Fire in Vesterby\n'
                          'Content-Type: text/plain; charset=utf-8\n\n' + '\n\n'.join(TEXT))
        other = self.write('d.txt', '\n\n'.join(TEXT).replace('3.5', '35'))
        line, = self.said(page, plain, mail, other)
        self.assertIn('the same text in other bytes (HTML, text, text in mail)', line)
        self.assertTrue(line.endswith(': a.html, b.txt and c.eml; each was read, as a document of its own'), line)

    def test_rows_and_copies(self):
        table = self.write('t.csv', 'id,text\n1,"%s"\n2,"%s"\n' % (' '.join(TEXT).replace('"', '""'), STORY.strip()))
        page = self.write('a.html', PAGE % tuple(TEXT))
        copy = self.write('sub/b.html', PAGE % tuple(TEXT))
        line, = self.said(table, page)
        self.assertIn('a.html and t.csv!/1', line)
        line, = self.said(page, copy)
        self.assertIn('the same text in the same bytes: a.html and b.html', line)

    def test_short_texts_are_not_told(self):
        self.assertEqual(self.said(self.write('a.txt', 'Two died.\n'), self.write('b.txt', 'Two  died.\n')), [])

    def test_many_are_summed_up(self):
        paths = [self.write('%s%d.txt' % (k, i), '%sNumber %d of them. %s %s' % ('\n' if k == 'b' else '', i, STORY, OTHER))
                 for i in range(12) for k in 'ab']
        err = run('extract', *paths).err
        self.assertIn('12 texts stand in several documents each, as a0.txt and b0.txt; a1.txt and b1.txt; ', err)
        self.assertEqual(err.count('documents each'), 1)

    def test_record(self):
        page, plain = self.write('a.html', PAGE % tuple(TEXT)), self.write('b.txt', '\n\n'.join(TEXT))
        record = os.path.join(self.folder, 'r')
        self.assertEqual(run('init', record).status, 0)
        self.assertIn('the same text in other bytes (HTML, text): a.html and b.txt', run('add', record, page, plain).err)
        self.assertNotIn('the same text', run('add', record, page, plain).err)
        self.assertIn('a.html and b.txt', run('report', record).err)

    @unittest.skipUnless(shutil.which('pdftotext'), 'pdftotext (poppler-utils) is not here')
    def test_page_and_pdf(self):
        from pdf_support import pdf
        words = ' '.join(TEXT).replace('“', '').replace('”', '').split(' ')
        lines = [' '.join(words[i:i + 9]) for i in range(0, len(words), 9)]
        page = self.write('a.html', PAGE % tuple(TEXT))
        line, = self.said(page, self.write('a.pdf', pdf([lines])))
        self.assertIn('the same text in other bytes (HTML, pdf): a.html and a.pdf', line)


main()
