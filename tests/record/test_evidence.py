#!/usr/bin/env python3
"""Evidence that is no text: originals, transcripts and translations, and what verify says of them."""
import hashlib
import random
import shutil

from record_support import *

TALK = ('On 6 June 2018 a mine caved in at Bralov. The foreman said 9 miners were killed.\n'
        '\nThe pit was closed, he said.\n')
FOREIGN = ('Dňa 6. júna 2018 sa v Bralove zrútila baňa.\n\nZahynulo 9 baníkov.\n')
TRANSLATED = ('On 6 June 2018 a mine caved in at Bralov.\n\n9 miners were killed.\n')


class Evidence(RecordCase):
    def setUp(self):
        super().setUp()
        self.make()
        self.sound = random.Random(4).randbytes(600000)
        self.recording = os.path.join(self.folder, 'talk.mp3')
        with open(self.recording, 'wb') as file:
            file.write(self.sound)
        self.text = self.write('talk.txt', TALK)

    def add_all(self, *options):
        self.well('add', '--evidence', '--by', 'Ann', *options, self.record, self.recording)
        self.well('add', '--transcript-of', 'talk.mp3', '--of-part', '00:01:10-00:04:00', '--made-by', 'B. Scribe',
                  '--made-on', '2018-07-01', '--by', 'Ann', self.record, self.text)

    def page(self, *options):
        path = os.path.join(self.folder, 'page.html')
        self.well('report', *options, '--html', path, self.record)
        with open(path, encoding='utf-8') as file:
            return file.read()

    def test_transcript(self):
        self.add_all()
        listed = {d['id']: d for d in self.listed()}
        self.assertTrue(listed['talk.mp3']['evidence'])
        self.assertFalse(listed['talk.txt']['evidence'])
        self.assertEqual(listed['talk.mp3']['original_hash'], 'sha256:' + hashlib.sha256(self.sound).hexdigest())
        self.assertEqual(self.well('show', '--original', self.record, 'talk.mp3').out, self.sound)
        for shown in ('talk.mp3', 'talk.txt'):
            text = self.well('show', self.record, shown).out.decode().replace('\n  ', ' ')
            self.assertIn('talk.txt is a transcript of talk.mp3, 00:01:10-00:04:00: made by B. Scribe on 2018-07-01', text)
        report = self.well('report', self.record).out.decode()
        self.assertRegex(report, r'talk is a transcript of talk.mp3,\s+00:01:10-00:04:00')
        self.assertIn('1 document.', report)
        page = self.page()
        self.assertIn('transcript of talk.mp3, 00:01:10-00:04:00', page)
        self.assertNotIn('B. Scribe', page)
        self.assertIn('B. Scribe', self.page('--working'))
        told = self.well('explain', 'killed', '9', self.record).out.decode()
        self.assertIn('transcript of talk.mp3', told)
        self.assertIn('B. Scribe', told)
        self.well('review', '--by', 'Ann', self.record, data='a\nq\n')
        line, = self.well('gold', self.record).lines
        self.assertEqual((line['derived'], line['derived_from']), ('transcript', 'talk.mp3'))
        self.check()
        # Again: all of it is known.
        entries = len(self.well('log', '--json', self.record).lines)
        self.add_all()
        self.assertEqual(len(self.well('log', '--json', self.record).lines), entries)
        self.well('undo', '--reason', 'another talk', self.record, '4')
        self.assertNotIn('transcript', self.well('report', self.record).out.decode())
        self.check()

    def test_outside(self):
        self.add_all('--outside')
        self.assertLess(os.path.getsize(self.record), len(self.sound))
        self.check()
        self.assertEqual(run('show', '--original', self.record, 'talk.mp3').status, 3)
        with open(self.recording, 'r+b') as file:
            file.write(b'x')
        result = run('verify', self.record)
        self.assertEqual(result.status, 1)
        self.assertIn(b'talk.mp3 is not what was added', result.out)
        os.unlink(self.recording)
        told = self.well('verify', self.record).out.decode()
        self.assertIn('not checked', told)
        self.assertIn(' 0 problems', told)

    def test_one_flipped_byte(self):
        self.add_all()
        at = self.bytes().find(self.sound[5000:5040])
        self.assertGreater(at, 0)
        with open(self.record, 'r+b') as file:
            file.seek(at)
            file.write(bytes([self.sound[5000] ^ 1]))
        result = run('verify', self.record)
        self.assertEqual(result.status, 1)
        self.assertIn(b'talk.mp3', result.out)

    def test_translation_is_quoted_with_its_original(self):
        self.well('add', self.record, self.write('bana.txt', FOREIGN))
        self.well('add', '--translation-of', 'bana.txt', '--made-by', 'B. Scribe', self.record,
                  self.write('mine.txt', TRANSLATED))
        told = self.well('explain', 'killed', '9', self.record).out.decode()
        self.assertIn('translation of bana.txt', told)
        self.assertIn('“Zahynulo 9 baníkov.”', told)
        self.assertIn('Zahynulo 9 baníkov.', self.page())
        pair, = (p for p in self.well('reconcile', self.record).lines if p['type'] == 'origin')
        self.assertEqual((pair['verdict'], pair['signals'][-1]['text']),
                         ('signs_of_shared_origin', 'one is a translation of the other'))
        self.check()

    def test_diff_and_erased(self):
        self.add_all()
        changes = self.well('diff', '--json', self.record, '1').lines
        self.assertEqual({c['id'] for c in changes if c['type'] == 'document_change'}, {'talk.mp3', 'talk.txt'})
        self.assertEqual([c['kind'] for c in changes if c['type'] == 'decision_change'], ['transcript'])
        self.well('remove', '--purge', '--reason', 'a voice', self.record, 'talk.mp3')
        self.assertNotIn(self.sound[:64], self.bytes())
        self.check()

    def test_bad_input(self):
        self.well('add', '--evidence', self.record, self.recording)
        self.well('add', self.record, self.text)
        other = self.write('other.txt', 'Nothing of note.\n')
        copy = shutil.copy(self.recording, os.path.join(self.folder, 'sub.mp3'))
        for arguments, status, words in (
                (('--transcript-of', 'nobody.mp3', self.record, self.text), 3, 'no document'),
                (('--transcript-of', 'talk.txt', self.record, self.text), 2, 'not made of itself'),
                (('--transcript-of', 'talk.txt', self.record, other), 2, 'is a text already'),
                (('--translation-of', 'talk.mp3', self.record, self.text), 2, 'is no text'),
                (('--transcript-of', 'talk.mp3', '--made-on', 'July', self.record, self.text), 2, 'no day'),
                (('--evidence', '--transcript-of', 'talk.mp3', self.record, self.text), 2, 'do not go together'),
                (('--outside', self.record, self.text), 2, 'goes with --evidence'),
                (('--of-part', 'x', self.record, self.text), 2, 'go with'),
                (('--evidence', self.record, os.path.join(self.folder, 'gone.mp3')), 1, 'gone.mp3'),
                (('--evidence', self.record, self.folder), 1, 'folder')):
            result = run('add', *arguments)
            self.assertEqual(result.status, status, (arguments, result.err))
            self.assertIn(words, result.err, arguments)
        self.well('add', '--evidence', self.record, copy)  # known by content
        self.assertEqual(len([d for d in self.listed() if d['evidence']]), 1)
        self.check()


if __name__ == '__main__':
    main()
