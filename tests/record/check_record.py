#!/usr/bin/env python3
"""Checks a record as docs/RECORD.md describes it, with nothing of According:

    python3 tests/record/check_record.py NAME.according

Writes a line for each thing that is wrong; exit status 1 if there are any.
"""
import hashlib
import json
import re
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


class Bytes:
    """Numbers and bytes, taken from the front."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, n):
        if self.at + n > len(self.data):
            raise ValueError('folded lines end too early')
        self.at += n
        return self.data[self.at - n:self.at]

    def number(self):
        number = shift = 0
        while True:
            byte = self.take(1)[0]
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    def signed(self):
        number = self.number()
        return -(number >> 1) - 1 if number & 1 else number >> 1

    def rest(self):
        return self.take(len(self.data) - self.at)


class Field:
    def __init__(self, piece, owner):
        self.piece, self.owner = piece, owner
        self.op = self.other = 0
        self.next, self.recent = [0] * 4, []

    def copy(self):
        field = Field(self.piece, self.owner)
        field.op, field.other = self.op, self.other
        field.next, field.recent = list(self.next), list(self.recent)
        return field


def unpacked(data):
    data = Bytes(data)
    size, rest = data.number(), data.rest()
    if size:
        rest = zlib.decompress(rest)
        if len(rest) != size:
            raise ValueError('packed bytes have another size')
    return rest


def hexadecimal(head, data):
    return b'"' + head + data.hex().encode() + b'"'


ESCAPES = {34: b'\\"', 92: b'\\\\', 8: b'\\b', 9: b'\\t', 10: b'\\n', 12: b'\\f', 13: b'\\r', 127: b'\\u007f'}


def string(words):
    return b'"' + b''.join(ESCAPES.get(c) or (b'\\u%04x' % c if c < 32 else bytes([c])) for c in words) + b'"'


class Fold:
    """Folded lines, as docs/RECORD.md tells them."""

    def __init__(self):
        self.fields, self.words = [Field(b'', 0)], []

    @staticmethod
    def usual(data):
        fold, data, learned = Fold(), Bytes(data), []
        while data.at < len(data.data):
            lines, text, folded = data.number(), data.number(), data.number()
            text = data.take(text)
            if len(fold.lines(data.take(folded), text, b'', learned)) != lines:
                raise ValueError('what is usual is damaged')
        fold.words = learned
        return fold

    def copy(self):
        fold = Fold()
        fold.fields, fold.words = [f.copy() for f in self.fields], self.words
        return fold

    def lines(self, folded, text, original, learned=None):
        self.text, self.original, self.title, self.hash = text, original, None, sha(text)
        self.start = self.end = self.before = 0
        self.numbers, self.learned = [0, 0], learned
        folded = Bytes(folded)
        ways = Bytes(folded.take(folded.number()))
        self.told, out, more = Bytes(folded.rest()), [], True
        while more:
            for _ in range(ways.number()):
                more = self.one(None, ways, out)
                if not more:
                    break
            if more:
                more = self.one(ways.take(1)[0], ways, out)
        if ways.rest() or self.told.rest():
            raise ValueError('folded lines have something behind their end')
        return b''.join(out)

    def field(self, mode, ways):
        if mode < 4:
            return self.fields[self.before].next[mode]
        n = ways.number()
        if n < len(self.fields):
            return n
        piece = self.told.take(self.told.number())
        owner = 0
        if len(piece) < 10:
            before = self.fields[self.before]
            owner = before.owner if piece == b',' == before.piece else self.before
        self.fields.append(Field(piece, owner))
        return len(self.fields) - 1

    def one(self, code, ways, out):
        expected = code is None
        near = not expected and code >= 100
        n = self.field(0 if expected or near else code // 20, ways)
        if not n:
            raise ValueError('folded lines name no field')
        field = self.fields[n]
        op = field.op if expected else 0 if near else code % 20
        recent = 0
        if near:
            recent = code - 100
        elif not expected and op == 0:
            recent = ways.number()
        value = field.recent[recent] if op == 0 else self.value(field, op, expected)
        out += [field.piece, value]
        self.learn(n, field, op, value)
        return op != 16

    def value(self, field, op, expected):
        told = self.told
        if op in (1, 2):
            offset, n = told.signed(), told.number()
            self.start = offset + (self.start if op == 1 else 0)
            self.end = self.start + n
            return string((self.text if op == 1 else self.title)[self.start:self.end])
        if op == 3:
            return string(self.text[self.numbers[0]:self.numbers[1]])
        if op in (4, 5, 6, 7):
            number = (self.start if op == 4 else self.end if op == 5 else told.number() if op == 6 else
                      self.start + told.signed())
            return b'%d' % number
        if op == 8:
            field.other = field.other if expected else told.number()
            return self.fields[field.other].recent[0]
        if op in (9, 10):
            return hexadecimal(b'c-' if op == 9 else b'p-', told.take(8))
        if op in (11, 12):
            return hexadecimal(b'sha256:', told.take(32) if op == 11 else self.hash)
        if op == 13:
            return self.words[told.number()]
        if op == 14:
            start, n = told.number(), told.number()
            return self.original[start:start + n]
        if op == 15:
            return told.take(told.number())
        return b''

    def learn(self, n, field, op, value):
        following = self.fields[self.before].next
        if n in following:
            following.remove(n)
        else:
            following.pop()
        following.insert(0, n)
        if op not in (6, 7, 11, 13, 14, 15):
            field.op = op
        self.before = n
        if not value or op in (9, 10):
            return
        if value in field.recent:
            field.recent.remove(value)
        field.recent = [value] + field.recent[:7]
        if op == 15 and self.learned is not None:
            self.learned.append(value)
        if re.fullmatch(b'0|[1-9][0-9]{0,14}', value):
            self.numbers = [self.numbers[1], int(value)]
        if self.title is None and field.piece == b',"title":' and value[:1] == b'"':
            self.title = re.sub(rb'\\(.)', rb'\1', value[1:-1], flags=re.S)


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
        init = json.loads(self.rows("SELECT payload FROM log WHERE kind = 'init' AND n = 1")[0][0])
        for key, value in self.rows("SELECT key, value FROM record"):
            if init.get(key) != value:
                self.say('record:', key, 'was changed')

    def chain(self, author, redacted):
        if author['name'] is not None and sha(author['salt'], author['name'].encode()) != author['seal']:
            self.say('author', author['n'], 'has another name')
        head, seq = sha(field('author'), field(author['key']), field(author['seal'])), 0
        if author['fork'] is not None:
            head, seq = author['fork'], self.rows('SELECT seq FROM log WHERE digest = ?', author['fork'])[0][0]
        for row in self.rows('SELECT * FROM log WHERE author = ? ORDER BY seq', author['n']):
            seq += 1
            if row['payload'] is None:
                if row['digest'].hex() not in redacted:
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
        self.usual = {}
        for n, usual, crc in self.rows('SELECT n, usual, crc FROM reading'):
            if zlib.crc32(usual or b'') != crc:
                self.say('reading', n, 'has other bytes than were written')
        for document in self.rows('SELECT * FROM document ORDER BY n'):
            if document['purged']:
                left = self.rows('SELECT count(bytes) + count(crc) FROM body WHERE document = ?', document['n'])
                if left[0][0]:
                    self.say('document', document['n'], 'was erased, but its bytes are there')
                continue
            try:
                self.document(document)
            except (zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
                self.say('document', document['id'], 'cannot be read:', error)

    def document(self, d):
        follows = self.rows('SELECT seal FROM document WHERE n = ?', d['follows'])
        seal = sha(d['salt'], field('document'), field(d['sealed_id'] or d['id']),
                   field(d['sealed_version'] or d['version']), field(d['form']),
                   field(d['path']), field(d['day']), field(d['original_hash']), field(d['hash']),
                   field(d['follows_seal'] or (follows[0][0] if follows else None)))
        if seal != d['seal']:
            self.say('document', d['id'], 'was changed')
        parts = {}
        for body in self.rows('SELECT b.*, r.program, r.pack, r.places FROM body b JOIN reading r ON '
                              'r.n = b.reading WHERE document = ? ORDER BY reading, part', d['n']):
            if zlib.crc32(body['bytes'] or b'') != body['crc']:
                self.say('document', d['id'], 'part', body['part'], 'has other bytes than were written')
            outside = body['coding'] == 3  # the hash alone; body 1 of evidence
            content = None if outside else self.open(body, parts)
            seal = sha(d['salt'], field('body'), field(d['seal']), field(body['part']),
                       field(body['program']), field(body['pack']), field(body['places']),
                       field(d['original_hash'] if outside else sha(content)))
            if seal != body['seal'] or (d['size'] if outside else len(content)) != body['size']:
                self.say('document', d['id'], 'part', body['part'], 'was changed')
            parts[body['part']] = content
        if parts[1] is None and d['form'] != 2:
            self.say('document', d['id'], 'has no original')
        elif parts[1] is not None and (sha(parts[1]) != d['original_hash'] or len(parts[1]) != d['size']):
            self.say('document', d['id'], 'has another original')
        if d['form'] == 1 and json.loads(parts[1])['text'].encode('utf-8', 'replace') != parts[2]:
            self.say('document', d['id'], 'has a text that is not in its original')
        self.lines(d, parts[2], [json.loads(line) for line in parts[3].splitlines()])

    def open(self, body, parts):
        if body['coding'] == 0:
            return body['bytes'] or b''
        if body['coding'] == 1:
            return zlib.decompress(body['bytes'])
        if body['coding'] == 2:
            return parts[1]
        if body['coding'] == 5:
            return self.unfold(body, parts)
        if body['coding'] == 6:
            text = json.loads(parts[1])['text']
            return re.sub('[\ud800-\udfff]', '\ufffd', text).encode()
        inflate = zlib.decompressobj(zdict=parts[1][-32768:])
        return inflate.decompress(body['bytes']) + inflate.flush()

    def unfold(self, body, parts):
        if body['reading'] not in self.usual:
            usual = self.rows('SELECT usual FROM reading WHERE n = ?', body['reading'])[0][0]
            self.usual[body['reading']] = Fold.usual(unpacked(usual) if usual else b'')
        return self.usual[body['reading']].copy().lines(unpacked(body['bytes']), parts[2], parts[1])

    def lines(self, d, text, lines):
        line = lines[0]
        told = (line['id'], line['title'], line['date'], line['publisher'], line['url'],
                line['hash'], line['text_hash'])
        if told != (d['sealed_id'] or d['id'], d['title'], d['date'], d['publisher'], d['url'],
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
            rows = [r['seal'] for r in self.rows(
                'SELECT n, 0 AS part, seal FROM document WHERE entry = ?1 UNION ALL '
                'SELECT document, part, seal FROM body WHERE entry = ?1 ORDER BY 1, 2', row['n'])]
            joined = [r['seal'] for r in self.rows('SELECT seal FROM joined WHERE entry = ? ORDER BY k', row['n'])]
            if joined and not set(rows) <= set(joined):
                self.say('log', row['n'], 'has documents that it did not add')
            seals = b''.join(joined or rows)
            if json.loads(row['payload'])['seals'] != 'sha256:' + sha(seals).hex():
                self.say('log', row['n'], 'added other documents')

    def state(self):
        entries = {row['n']: row for row in self.rows('SELECT * FROM log')}
        numbers = {row['digest'].hex(): n for n, row in entries.items()}
        undone = set()
        for n in sorted(entries, reverse=True):
            if entries[n]['kind'] == 'undo' and n not in undone and entries[n]['payload']:
                undone.add(numbers.get(json.loads(entries[n]['payload'])['entry']))
        documents = {}
        for d in self.rows('SELECT * FROM document'):
            documents.setdefault(d['seal'].hex(), []).append(d['n'])
        purged = {d['n'] for d in self.rows('SELECT n FROM document WHERE purged = 1')}
        also = {}
        for j in self.rows('SELECT seal, document FROM joined WHERE document IS NOT NULL'):
            also.setdefault(j['seal'].hex(), []).append(j['document'])
        removed = {}
        for n, row in sorted(entries.items()):
            if row['kind'] == 'remove' and n not in undone and row['payload'] is not None:
                payload = json.loads(row['payload'])
                for seal in payload['documents']:
                    if payload.get('purge'):
                        gone = [d for d in documents.get(seal, []) if d in purged]
                    else:
                        gone = documents.get(seal, []) + also.get(seal, [])
                    for document in gone:
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
