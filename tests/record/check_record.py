#!/usr/bin/env python3
"""Checks a record as docs/RECORD.md describes it, with nothing of According:

    python3 tests/record/check_record.py NAME.according

Writes a line for each thing that is wrong; exit status 1 if there are any.
"""
import hashlib
import json
import sqlite3
import sys
import zlib

APPLICATION, VERSION = 0x41636364, 1


def sha(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


def field(value):
    if value is None:
        value = b''
    if isinstance(value, int):
        value = str(value)
    if isinstance(value, str):
        value = value.encode('utf-8')
    return b'%d:%s\n' % (len(value), value)


class Checker:
    def __init__(self, path):
        self.db = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
        self.db.row_factory = sqlite3.Row
        self.problems = []
        self.spans = 0

    def rows(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def say(self, *words):
        self.problems.append(' '.join(str(w) for w in words))

    def run(self):
        for step in (self.file, self.log, self.documents, self.added, self.state):
            try:
                step()
            except (sqlite3.Error, zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
                self.say(step.__name__, 'cannot be read:', error)
        self.db.close()
        return self.problems

    def file(self):
        one = lambda name: self.rows('PRAGMA ' + name)[0][0]
        if (one('application_id'), one('user_version')) != (APPLICATION, VERSION):
            self.say('no record of version', VERSION)
        for row in self.rows('PRAGMA integrity_check'):
            if row[0] != 'ok':
                self.say('file:', row[0])

    # ---- the log

    def log(self):
        redacted = set()
        for row in self.rows("SELECT payload FROM log WHERE kind = 'remove' AND payload IS NOT NULL"):
            redacted.update(json.loads(row[0]).get('redacted', []))
        for author in self.rows('SELECT * FROM author'):
            self.chain(author, redacted)
        numbers = [row[0] for row in self.rows('SELECT n FROM log ORDER BY n')]
        if numbers != list(range(1, len(numbers) + 1)):
            self.say('numbers of the log are missing')
        init = json.loads(self.rows("SELECT payload FROM log WHERE kind = 'init'")[0][0])
        for key, value in self.rows("SELECT key, value FROM record WHERE key <> 'dictionary'"):
            if init.get(key) != value:
                self.say('record:', key, 'was changed')

    def chain(self, author, redacted):
        if author['name'] is not None and sha(author['salt'], author['name'].encode()) != author['seal']:
            self.say('author', author['n'], 'has another name')
        head, seq = sha(field('author'), field(author['key']), field(author['seal'])), 0
        for row in self.rows('SELECT * FROM log WHERE author = ? ORDER BY seq', author['n']):
            seq += 1
            if row['payload'] is None:
                if row['n'] not in redacted:
                    self.say('log', row['n'], 'is empty')
            elif sha(row['salt'], row['payload'].encode()) != row['seal']:
                self.say('log', row['n'], 'was changed')
            digest = sha(field('entry'), field(author['key']), field(row['seq']), field(row['at']),
                         field(row['kind']), field(row['seal']), field(head))
            if row['seq'] != seq or digest != row['digest']:
                self.say('log', row['n'], 'does not follow')
            head = row['digest']
        if (seq, head) != (author['seq'], author['head']):
            self.say('chain of author', author['n'], 'does not end in its head')

    # ---- documents

    def documents(self):
        self.usual = self.rows("SELECT value FROM record WHERE key = 'dictionary'")[0][0].encode()
        for document in self.rows('SELECT * FROM document ORDER BY n'):
            if document['purged']:
                left = self.rows('SELECT count(bytes) FROM body WHERE document = ?', document['n'])
                if left[0][0]:
                    self.say('document', document['n'], 'was erased, but its bytes are there')
                continue
            try:
                self.document(document)
            except (zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
                self.say('document', document['id'], 'cannot be read:', error)

    def document(self, d):
        follows = self.rows('SELECT seal FROM document WHERE n = ?', d['follows'])
        seal = sha(d['salt'], field('document'), field(d['id']), field(d['version']), field(d['is_line']),
                   field(d['path']), field(d['day']), field(d['original_hash']), field(d['hash']),
                   field(follows[0][0] if follows else None))
        if seal != d['seal']:
            self.say('document', d['id'], 'was changed')
        parts = {}
        for body in self.rows('SELECT b.*, r.program, r.pack, r.places FROM body b JOIN reading r ON '
                              'r.n = b.reading WHERE document = ? ORDER BY reading, part', d['n']):
            content = self.open(body, parts)
            seal = sha(d['salt'], field('body'), field(d['seal']), field(body['part']),
                       field(body['program']), field(body['pack']), field(body['places']),
                       field(sha(content)))
            if seal != body['seal'] or len(content) != body['size']:
                self.say('document', d['id'], 'part', body['part'], 'was changed')
            parts[body['part']] = content
        if sha(parts[1]) != d['original_hash'] or len(parts[1]) != d['size']:
            self.say('document', d['id'], 'has another original')
        if d['is_line'] and json.loads(parts[1])['text'].encode('utf-8', 'replace') != parts[2]:
            self.say('document', d['id'], 'has a text that is not in its original')
        self.lines(d, parts[2], [json.loads(line) for line in parts[3].splitlines()])

    def open(self, body, parts):
        if body['coding'] == 0:
            return body['bytes']
        if body['coding'] == 1:
            return zlib.decompress(body['bytes'])
        if body['coding'] == 2:
            return parts[1]
        shared = parts[1] if body['part'] == 2 else self.usual + parts[2]
        inflate = zlib.decompressobj(zdict=shared[-32768:])
        return inflate.decompress(body['bytes']) + inflate.flush()

    def lines(self, d, text, lines):
        line = lines[0]
        told = (line['id'], line['title'], line['date'], line['publisher'], line['url'],
                line['hash'], line['text_hash'])
        if told != (d['id'], d['title'], d['date'], d['publisher'], d['url'],
                    'sha256:' + d['hash'].hex(), 'sha256:' + sha(text).hex()):
            self.say('document', d['id'], 'is not as its document line')
        rows = {row['key']: row for row in self.rows(
            'SELECT l.*, m.text AS m, p.text AS p FROM line l LEFT JOIN name m ON m.n = l.measure '
            'LEFT JOIN name p ON p.n = l.place WHERE document = ?', d['n'])}
        if len(rows) != len(lines) - 1 or d['lines'] != len(rows):
            self.say('document', d['id'], 'has other rows than lines')
        for line in lines[1:]:
            self.quoted(d, line, text, (lines[0]['title'] or '').encode())
            key = int(line['id'][2:], 16)
            row = rows[key - (1 << 64) if key >> 63 else key]
            measure = line.get('measure') or line.get('predicate') or line.get('harm')
            places = line.get('place') or [{'name': None}]
            number = line.get('value', {}).get('number')
            if row['m'] != measure or row['p'] != places[0]['name'] or row['number'] != number or \
                    row['unclear'] != (line['certainty'] == 'unclear'):
                self.say('document', d['id'], line['id'], 'is not as its row')

    def quoted(self, d, line, text, title):
        """Every span of a line has the words that stand beside it."""
        def walk(value):
            if isinstance(value, list):
                for item in value:
                    walk(item)
            if not isinstance(value, dict):
                return
            where = title if line.get('in') == 'title' else text
            if value.get('basis') not in (None, 'stated') and 'start' in value:
                where = text  # a time from elsewhere in the document
            if value.get('in') == 'title':
                where = title
            for span, words in (('span', 'text'), ('sentence', 'quote')):
                if isinstance(value.get(span), list) and value.get(words):
                    start, end = value[span]
                    self.spans += 1
                    if where[start:end] != value[words].encode('utf-8'):
                        self.say('document', d['id'], line['id'], 'quotes what is not there:', value[words])
            for item in value.values():
                walk(item)

        walk(line)

    # ---- what the log says of the tables

    def added(self):
        for row in self.rows("SELECT n, payload FROM log WHERE kind IN ('add', 'reread') AND payload IS "
                             "NOT NULL"):
            seals = b''.join(r['seal'] for r in self.rows(
                'SELECT n, 0 AS part, seal FROM document WHERE entry = ?1 UNION ALL '
                'SELECT document, part, seal FROM body WHERE entry = ?1 ORDER BY 1, 2', row['n']))
            if json.loads(row['payload'])['seals'] != 'sha256:' + sha(seals).hex():
                self.say('log', row['n'], 'added other documents')

    def state(self):
        entries = {row['n']: row for row in self.rows('SELECT * FROM log')}
        undone = set()
        for n in sorted(entries, reverse=True):
            if entries[n]['kind'] == 'undo' and n not in undone and entries[n]['payload']:
                undone.add(json.loads(entries[n]['payload'])['entry'])
        removed = {}
        for n, row in sorted(entries.items()):
            if row['kind'] == 'remove' and n not in undone and row['payload'] is not None:
                for document in json.loads(row['payload'])['documents']:
                    removed.setdefault(document, n)
        for d in self.rows('SELECT n, latest, removed, purged FROM document'):
            if d['removed'] != removed.get(d['n']):
                self.say('document', d['n'], 'is removed, or not, without a decision')
            if d['latest'] != (not self.rows('SELECT 1 FROM document WHERE follows = ?', d['n'])):
                self.say('document', d['n'], 'is the latest, or not')


def main():
    checker = Checker(sys.argv[1])
    problems = checker.run()
    for problem in problems:
        print(problem)
    print('%d spans, %d problems' % (checker.spans, len(problems)))
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
