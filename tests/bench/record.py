#!/usr/bin/env python3
"""How large and how quick a record is: python3 tests/bench/record.py PROGRAM [DOCUMENTS] [FOLDER]

Adds DOCUMENTS of many.py (200,000, which have a million claims) to a new record in FOLDER (/tmp), then asks
it things. Says processor seconds (user and system) and the clock's, and what each part of the file takes.
"""
import json
import os
import resource
import sqlite3
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def timed(what, command, **options):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    result = subprocess.run(command, stdout=subprocess.PIPE, **options)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    print('%-46s %8.3f s of processors, %8.3f s' % (what, used, wall), flush=True)
    return result.stdout, used, wall


def shares(path, texts):
    db = sqlite3.connect(path)
    print('lines %d' % db.execute('SELECT count(*) FROM line').fetchone())
    for name, size in db.execute('SELECT name, sum(pgsize) AS s FROM dbstat GROUP BY 1 ORDER BY 2 DESC LIMIT 16'):
        print('  %-22s %6.3f of the texts' % (name, size / texts))
    for part, size in db.execute('SELECT part, sum(length(bytes)) FROM body GROUP BY 1'):
        print('  bodies of part %d %13.3f of the texts' % (part, (size or 0) / texts))
    return db.execute("SELECT printf('c-%016x', key) FROM line WHERE kind = 1 LIMIT 1 OFFSET 777").fetchone()[0]


def main():
    program, count = sys.argv[1], int((sys.argv[2:] + ['200000'])[0])
    folder = (sys.argv[3:] + ['/tmp'])[0]
    documents, record = os.path.join(folder, 'many.jsonl'), os.path.join(folder, 'many.according')
    if not os.path.exists(documents):
        with open(documents, 'wb') as file:
            subprocess.run([sys.executable, os.path.join(HERE, 'many.py'), str(count)], stdout=file, check=True)
    with open(documents, 'rb') as file:
        texts = sum(len(json.loads(line)['text'].encode()) for line in file)
    for leftover in (record, record + '-journal'):
        if os.path.exists(leftover):
            os.remove(leftover)
    subprocess.run([program, 'init', record], check=True, stdout=subprocess.DEVNULL)
    for command, what in (([program, 'extract', '--jsonl'], 'extract'), ([program, 'add', '--jsonl', record], 'add')):
        with open(documents, 'rb') as file:
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            subprocess.run(command, stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
            print('%-8s %8.1f s of processors (%5.2f MB/s), %8.1f s (%5.2f MB/s)' %
                  (what, used, texts / used / 1e6, wall, texts / wall / 1e6), flush=True)
    size = os.path.getsize(record)
    print('texts %d bytes, record %d: %.3f' % (texts, size, size / texts))
    claim = shares(record, texts)
    one = json.dumps({'id': 'one-more', 'text': 'Nine people were killed in a fire in Lima on Monday.\n'})
    timed('add of one more', [program, 'add', '--jsonl', record], input=one.encode())
    timed('add of the same', [program, 'add', '--jsonl', record], input=one.encode())
    timed('show of a claim', [program, 'show', record, claim])
    timed('show of a document', [program, 'show', record, 'many-000777'])
    for words in (['brewery'], ['hospital', 'Manila'], ['"heavy flooding in Dhaka"'], ['said'], ['"of the"'],
                  ['--measure', 'killed', '--number', '17'], ['--measure', 'killed'], ['--place', 'Manila'],
                  ['--source', 'Brant'], ['--from', '2015-05-03', '--to', '2015-05-03'],
                  ['--place', 'Nowhere'], ['--measure', 'killed', 'brewery']):
        timed('search ' + ' '.join(words), [program, 'search', record] + words)
    _, used, wall = timed('verify', [program, 'verify', record])
    print('verify: %.1f MB/s of the file by the clock' % (size / wall / 1e6))


if __name__ == '__main__':
    main()
