#!/usr/bin/env python3
"""Memory by format: python3 tests/bench/memory.py build/according [MEGABYTES,…] [FORMAT,…]

Files of many small documents (4 kB each, invented) of each format that holds others, 20 and 200 MB unless said
otherwise, read by `extract`. Shown are the most that each process held, looked at every 5 ms: of memory of its own
(RssAnon), and with the pages of files that it had mapped (VmRSS), which the system takes back when it wants them.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

WORDS = ('harbour ship fire crew officer morning street market house road bridge river council teacher school window light garden '
         'paper story people village storm water engine driver station doctor letter').split()


def text(numbers, size):
    out = ['Nine people were killed in the fire, the council said.']
    have = len(out[0])
    while have < size:
        out.append(' '.join(numbers.choice(WORDS) for _ in range(12)).capitalize() + '.')
        have += len(out[-1]) + 1
    return ' '.join(out)


def warc(file, number, words):
    body = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>Page %d</title></head><body><p>%s</p></body></html>' % (
        number, words)
    file.write(('WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://e.org/%d\r\nWARC-Date: 2024-01-02T03:04:05Z\r\n'
                'WARC-Record-ID: <urn:uuid:%d>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s'
                '\r\n\r\n' % (number, number, len(body), body)).encode())


def mbox(file, number, words):
    file.write(('From a@e.org Tue May  3 10:15:00 2016\nFrom: a@e.org\nTo: b@e.org\nSubject: Mail %d\nDate: Tue, 3 May 2016 10:15:00 '
                '+0200\nMessage-ID: <%d@e>\n\n%s\n\n' % (number, number, words)).encode())


def csv(file, number, words):
    file.write(((b'' if number else b'id,date,text\n') + ('%d,2016-05-03,"%s ""x"" y"\n' % (number, words)).encode()))


def jsonl(file, number, words):
    file.write((json.dumps({'key': number, 'date': '2016-05-03', 'body': words}) + '\n').encode())


def wiki(file, number, words):
    file.write(((b'' if number else b'<mediawiki>') + ('<page><title>P %d</title><ns>0</ns><revision><text>%s</text></revision>'
                '</page>\n' % (number, words)).encode()))


MAKERS = {'warc': warc, 'mbox': mbox, 'csv': csv, 'jsonl': jsonl, 'wiki': wiki, 'zip': None, 'xlsx': None}


def make(kind, path, size):
    numbers, number = random.Random(1), 0
    with open(path, 'wb') as file:
        if kind == 'zip':
            with zipfile.ZipFile(file, 'w', zipfile.ZIP_STORED) as archive:
                while file.tell() < size:
                    archive.writestr('d/%d.txt' % number, text(numbers, 4000))
                    number += 1
        elif kind == 'xlsx':
            cell = '<c t="inlineStr"><is><t>%s</t></is></c>'
            rows = ['<row>' + cell % 'id' + cell % 'text' + '</row>']
            while number * 4096 < size:
                rows.append('<row>' + cell % number + cell % text(numbers, 4000) + '</row>')
                number += 1
            with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.writestr('[Content_Types].xml', '')
                archive.writestr('xl/workbook.xml', '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>')
                archive.writestr('xl/_rels/workbook.xml.rels', '<Relationship Id="r1" Target="worksheets/s.xml"/>')
                archive.writestr('xl/worksheets/s.xml', '<worksheet><sheetData>%s</sheetData></worksheet>' % ''.join(rows))
        while kind not in ('zip', 'xlsx') and file.tell() < size:
            MAKERS[kind](file, number, text(numbers, 3900))
            number += 1
    return number


def held(pid):
    try:
        with open('/proc/%d/status' % pid) as file:
            fields = dict(line.split(':', 1) for line in file if ':' in line)
        return [int(fields.get(name, '0').split()[0]) for name in ('RssAnon', 'VmRSS')]
    except (OSError, ValueError):
        return [0, 0]


def children(pid):
    try:
        with open('/proc/%d/task/%d/children' % (pid, pid)) as file:
            return [int(n) for n in file.read().split()]
    except OSError:
        return []


def measure(command):
    """The most that the process and one of its own held, in kB: [own, with files, child's own, with files]."""
    most = [0, 0, 0, 0]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def watch():
        while process.poll() is None:
            now = held(process.pid) + [max(n) for n in zip([0, 0], *map(held, children(process.pid)))]
            most[:] = map(max, most, now)
            time.sleep(.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    return most


def main(program, sizes='20,200', kinds=','.join(MAKERS)):
    print('format     MB  documents  program  with files  child  with files (MB)')
    for kind in kinds.split(','):
        for size in sizes.split(','):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, 'many.' + kind)
                documents = make(kind, path, int(size) << 20)
                most = measure([program, 'extract', path])
            print('%-8s %4s  %9d  %7.0f  %10.0f  %5.0f  %10.0f' % (kind, size, documents, *(n / 1024 for n in most)), flush=True)


main(*sys.argv[1:])
