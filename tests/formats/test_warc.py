#!/usr/bin/env python3
"""Crawls: python3 tests/formats/test_warc.py PROGRAM"""
import gzip
import json
import os
import time
import zipfile
import io
import zlib

from formats_support import OTHER, PAGE, STORY, FormatCase, main, run

PAGE_TEXT = OTHER.strip()
DATE = '2024-01-02T03:04:05Z'
URL = 'https://news.example/2023/11/07/fire.html'


def record(kind, content, url=URL, date=DATE, content_type='application/http; msgtype=response', extra=''):
    content = content.encode('utf-8') if isinstance(content, str) else content
    head = 'WARC/1.0\r\nWARC-Type: %s\r\n' % kind
    head += 'WARC-Target-URI: %s\r\n' % url if url else ''
    head += 'WARC-Date: %s\r\nWARC-Record-ID: <urn:uuid:0>\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n' % (
        date, extra, content_type, len(content))
    return head.encode('utf-8') + content + b'\r\n\r\n'


def answer(body, status='200 OK', content_type='text/html; charset=utf-8', extra=''):
    body = body.encode('utf-8') if isinstance(body, str) else body
    return ('HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n' % (status, content_type, extra)).encode() + body


def chunks(body, sizes=(10, 7, 1000)):
    body = body.encode('utf-8') if isinstance(body, str) else body
    out, at = b'', 0
    for size in sizes:
        piece = body[at:at + size]
        at += size
        if piece:
            out += b'%x;name=x\r\n' % len(piece) + piece + b'\r\n'
    assert at >= len(body)
    return out + b'0\r\n\r\n'


INFO = record('warcinfo', 'software: test\r\n', url='', content_type='application/warc-fields')


def key(url=URL, date='20240102030405'):
    return 'c.warc!/%s/%s' % (date, url)


class Warc(FormatCase):
    def one(self, data, part, text, fields=None, name='c.warc', status=0):
        wanted = {name + '!/20240102030405/' + URL: (part, text, dict(fields or {}, **{'from.format': 'warc'}))}
        return self.expect(self.write(name, data), wanted, data=data, status=status)

    def test_plain(self):
        data = INFO + record('response', answer(PAGE))
        self.one(data, PAGE, PAGE_TEXT, {'url': URL, 'title': 'Fire in Vesterby', 'date': '2023-11-07',
                                         'from.captured': DATE, 'from.media': 'text/html', 'from.charset': 'utf-8'})
        line = list(self.documents(os.path.join(self.folder, 'c.warc'))[0].values())[0]
        start, end = line['from']['at']
        self.assertEqual(data[start:end].decode(), PAGE)
        self.assertIn('WARC-Record-ID: <urn:uuid:0>\r\n', line['from']['headers'])
        self.assertIn('HTTP/1.1 200 OK\r\n', line['from']['headers'])

    def test_packed_record_by_record(self):
        members = [gzip.compress(r) for r in (INFO, record('response', answer(PAGE)), record('request', 'GET /'))]
        data = b''.join(members)
        at = [len(members[0]), len(members[0]) + len(members[1])]
        self.one(data, PAGE, PAGE_TEXT, {'from.at': at})

    def test_packed_as_a_whole(self):
        data = gzip.compress(INFO + record('response', answer(PAGE)))
        self.one(data, PAGE, PAGE_TEXT, {'from.at': None})

    def test_chunked(self):
        data = record('response', answer(chunks(PAGE), extra='Transfer-Encoding: chunked\r\n'))
        self.one(data, PAGE, PAGE_TEXT)

    def test_header_says_chunked_but_is_not(self):
        data = record('response', answer(PAGE, extra='Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n'))
        self.one(data, PAGE, PAGE_TEXT)

    def test_encoded_bodies(self):
        raw = zlib.compressobj(9, zlib.DEFLATED, -15)
        bodies = [('gzip', gzip.compress(PAGE.encode())), ('x-gzip', gzip.compress(PAGE.encode())),
                  ('deflate', zlib.compress(PAGE.encode())),
                  ('deflate', raw.compress(PAGE.encode()) + raw.flush())]
        for name, body in bodies:
            data = record('response', answer(body, extra='Content-Encoding: %s\r\n' % name))
            self.one(data, PAGE, PAGE_TEXT)
            data = record('response', answer(chunks(body, (10, 20, 4000)), extra='Content-Encoding: %s\r\n'
                                             'Transfer-Encoding: chunked\r\n' % name))
            self.one(data, PAGE, PAGE_TEXT)

    def test_brotli(self):
        # An uncompressed meta-block: "bytes as they are" is brotli as well.
        body = PAGE.encode()
        bits = len(body) - 1
        head = 0b0 | 0 << 1 | 0 << 2 | bits << 4 | 1 << 20
        stream = bytes([0x0C | 0]) if False else None
        value, width = 0, 0
        for number, size in ((0, 1), (0, 1), (0, 2), (bits, 16), (1, 1)):
            value |= number << width
            width += size
        stream = value.to_bytes((width + 7) // 8, 'little') + body + b'\x03'
        del head
        path = self.write('c.warc', record('response', answer(stream, extra='Content-Encoding: br\r\n')))
        got = run('extract', path)
        if 'libbrotli1' not in got.err:
            self.one(open(path, 'rb').read(), PAGE, PAGE_TEXT)

    def test_unknown_encoding_is_told(self):
        path = self.write('c.warc', record('response', answer(b'abc', extra='Content-Encoding: rot13\r\n')))
        got = run('extract', path)
        self.assertIn('its content encoding is none that is read', got.err)
        self.assertEqual(got.status, 1)

    def test_charset_of_the_header(self):
        page = '<html><body><p>Feuer in Tärnholm: neun Tote.</p></body></html>'
        data = record('response', answer(page.encode('latin-1'), content_type='text/html; charset="ISO-8859-1"'))
        self.one(data, page.encode('latin-1'), 'Feuer in Tärnholm: neun Tote.')

    def test_conversion_resource_revisit(self):
        data = (record('conversion', STORY, content_type='text/plain') +
                record('resource', OTHER, url='https://b.example/x', content_type='text/plain') +
                record('revisit', 'HTTP/1.1 200 OK\r\n\r\n') +
                record('metadata', 'via: x', content_type='application/warc-fields'))
        err = self.expect(self.write('c.warc', data), {
            key(): (STORY, STORY, {'url': URL}),
            key('https://b.example/x'): (OTHER, OTHER, {})}, data=data)
        self.assertIn('captured again without change', err)

    def test_captures_again(self):
        same = record('response', answer(PAGE), extra='WARC-Payload-Digest: sha1:A\r\n')
        later = record('response', answer(PAGE), date='2024-02-02T00:00:00Z', extra='WARC-Payload-Digest: sha1:A\r\n')
        other = record('response', answer(STORY, content_type='text/plain'), date='2024-03-02T00:00:00Z',
                       extra='WARC-Payload-Digest: sha1:B\r\n')
        err = self.expect(self.write('c.warc', same + later + other), {
            key(): (PAGE, PAGE_TEXT, {}), key(date='20240302000000'): (STORY, STORY, {})})
        self.assertIn('captured again without change', err)

    def test_left_out_with_reasons(self):
        data = (record('response', answer('x', status='404 Not Found'), url='https://a.example/1') +
                record('response', answer('x', status='301 Moved'), url='https://a.example/2') +
                record('response', answer('a{}', content_type='text/css'), url='https://a.example/3.css') +
                record('response', answer('{}', content_type='application/json'), url='https://a.example/4') +
                record('response', '1.2.3.4', url='dns:a.example', content_type='text/dns') +
                record('response', answer(STORY, content_type='text/plain')))
        err = self.expect(self.write('c.warc', data), {key(): (STORY, STORY, {})})
        for reason in ('answered with status 404', 'answered with status 301', 'a style sheet', 'data for scripts',
                       'no page (of the DNS, say)'):
            self.assertIn(reason, err)

    def test_wacz(self):
        warc = gzip.compress(record('response', answer(PAGE)))
        signature = '{"path":"datapackage.json","signedData":{"hash":"sha256:0","signature":"abc"}}'
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w', zipfile.ZIP_STORED) as archive:
            archive.writestr('archive/data.warc.gz', warc)
            archive.writestr('indexes/index.cdx', 'x')
            archive.writestr('pages/pages.jsonl', '{}')
            archive.writestr('datapackage.json', '{"profile":"data-package"}')
            archive.writestr('datapackage-digest.json', signature)
        data = out.getvalue()
        name = 'c.wacz!/archive/data.warc.gz!/20240102030405/' + URL
        err = self.expect(self.write('c.wacz', data), {
            name: (PAGE, PAGE_TEXT, {'from.signature': signature, 'from.within': 'archive/data.warc.gz',
                                     'from.at': [0, len(warc)]})})
        self.assertIn('lists and descriptions of the WACZ', err)

    def test_record_keeps_what_the_crawl_says(self):
        path, record_path = self.write('c.warc', record('response', answer(PAGE))), os.path.join(self.folder, 'r')
        self.assertEqual(run('init', record_path).status, 0)
        self.assertEqual(run('add', record_path, path).status, 0)
        shown = run('show', record_path, key(), '--json').lines[0]
        self.assertEqual(shown['from']['captured'], DATE)
        before, _ = self.documents(path)
        after = [l for l in run('extract', record_path).lines if l['type'] == 'document']
        self.assertEqual(after, list(before.values()))
        again = run('add', record_path, path)
        self.assertIn('0 documents added (0 newer captures), 1 known', again.err)


class Hostile(FormatCase):
    def test_truncated_and_flipped(self):
        good = record('response', answer(STORY, content_type='text/plain'), url='https://a.example/')
        for packed in (False, True):
            pack = gzip.compress if packed else bytes
            whole = pack(INFO) + pack(record('response', answer(PAGE)))
            content = whole.index(b'HTTP/1.1') if not packed else len(pack(INFO)) + 4
            for end in range(1, len(whole), 41):
                path = self.write('c.warc', whole[:end] + pack(good))
                got = run('extract', path)
                self.assertIn(got.status, (0, 1), got.err)
                if end > content:
                    self.assertIn('a.example', got.out.decode(), (packed, end, got.err))

    def test_declared_length_of_4_gb(self):
        data = record('response', answer(PAGE)).replace(b'Content-Length: ', b'Content-Length: 42949')
        began = time.time()
        got = run('extract', self.write('c.warc', data))
        self.assertLess(time.time() - began, 10)
        self.assertIn('cut off', got.err)

    def test_bomb_in_a_body(self):
        body = gzip.compress(b'a' * (300 << 20))
        got = run('extract', self.write('c.warc', record('response', answer(body, extra='Content-Encoding: gzip\r\n'))))
        self.assertIn('unpacks to more than 200 times its size', got.err)


class Arc(FormatCase):
    """ARC, the format before WARC: a line before each answer."""
    HEAD = b'filedesc://old.arc 0.0.0.0 20050102030405 text/plain 76\n1 0 Example\nURL IP-address Archive-date Content-type ' \
           b'Archive-length\n'

    def record(self, content, url=URL, date='20050102030405', media='text/html'):
        return ('%s 192.0.2.1 %s %s %d\n' % (url, date, media, len(content))).encode() + content + b'\n'

    def file(self, pack):
        head = self.HEAD
        n = len(head) - head.index(b'\n') - 1
        parts = [head.replace(b' 76\n', b' %d\n' % n) + b'\n', self.record(answer(PAGE)),
                 self.record(b'not http', 'dns:news.example', media='text/dns'),
                 self.record(answer('', '404 Not Found'), URL + '?x'), self.record(answer(chunks(STORY), content_type='text/plain',
                             extra='Transfer-Encoding: chunked\r\n'), URL + '2')]
        return b''.join(gzip.compress(p) for p in parts) if pack else b''.join(parts)

    def test_plain_and_packed(self):
        for name, pack in (('old.arc', False), ('old.arc.gz', True)):
            data = self.file(pack)
            wanted = {name + '!/20050102030405/' + URL: (PAGE, PAGE_TEXT, {
                          'url': URL, 'title': 'Fire in Vesterby', 'from.captured': '2005-01-02T03:04:05Z', 'from.format': 'arc',
                          'from.media': 'text/html', 'from.charset': 'utf-8'}),
                      name + '!/20050102030405/' + URL + '2': (STORY, STORY, {'from.media': 'text/plain'})}
            err = self.expect(self.write(name, data), wanted, data=None)
            self.assertIn('answered with status 404', err)
            if not pack:
                line = self.documents(os.path.join(self.folder, name))[0][name + '!/20050102030405/' + URL]
                self.assertTrue(line['from']['verbatim'])
                self.assertEqual(data[slice(*line['from']['at'])].decode(), PAGE)

    def test_cut_and_odd(self):
        for pack in (False, True):
            data = self.file(pack)
            for end in range(12, len(data), 37):
                got = run('extract', self.write('c.arc', data[:end]), self.write('good.txt', STORY))
                self.assertIn('good.txt', [l['id'] for l in got.lines if l['type'] == 'document'], end)
        for line in (b'http://e.org/ 1 2 3 99999999999\n', b'http://e.org/ 1 2 3 -1\n', b'x' * 100000, b'\n' * 100000, b'a b c d 4000000000\nHTTP'):
            run('extract', self.write('c.arc', self.HEAD + line))


main()
