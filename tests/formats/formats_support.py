"""What the tests of formats share: files made at test time, and what must be read of them.

A case is a file, and for each document in it its id, text, fields of its line, and where its bytes lie.
"""
import hashlib
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
from support import Case, main, run, unittest  # noqa: E402,F401

STORY = 'Nine dock workers were killed in Tarnholm on 3 May 2016, the harbour office said.\n'
OTHER = 'At least 12 people were injured in Vesterby on Monday, according to the fire brigade.\n'
PAGE = ('<!DOCTYPE html><html><head><title>Fire in Vesterby</title></head><body><p>%s</p></body></html>' %
        OTHER.strip())


def sha256(data):
    if isinstance(data, str):
        data = data.encode('utf-8')
    return 'sha256:' + hashlib.sha256(data).hexdigest()


class FormatCase(Case):
    def write(self, name, data):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(data.encode('utf-8') if isinstance(data, str) else data)
        return path

    def documents(self, *paths, status=0, options=()):
        """The document lines of extract by id, and what was said on standard error."""
        got = run('extract', *options, *paths)
        self.assertEqual(got.status, status, got.err)
        found = {}
        for line in got.lines:
            if line['type'] == 'document':
                self.assertNotIn(line['id'], found)
                found[line['id']] = line
        return found, got.err

    def expect(self, path, wanted, status=0, data=None):
        """wanted: id → (bytes of the part, text, fields). Every document, and nothing else."""
        found, err = self.documents(path, status=status)
        self.assertEqual(sorted(found), sorted(wanted), err)
        for name, (part, text, fields) in wanted.items():
            line = found[name]
            self.assertEqual(line['hash'], sha256(part), name)
            self.assertEqual(line['text_hash'], sha256(text), name)
            for key, value in fields.items():
                got = line['from'].get(key[5:]) if key.startswith('from.') else line.get(key)
                self.assertEqual(got, value, '%s: %s' % (name, key))
            at = line['from'].get('at')
            if data is not None and 'within' not in line['from']:
                part = part if isinstance(part, bytes) else part.encode('utf-8')
                self.assertEqual(line['from'].get('verbatim', False), at is not None and len(part) > 0 and data[at[0]:at[1]] == part, name)
        return err
