#!/usr/bin/env python3
"""The pack tool from outside: python3 tests/lang/pack_tool.py PACK_TOOL

Problems are file:line: message, all of them, with exit status 1; two runs give the same bytes; what
does not change is not written again; the depfile names files and folders.
"""
import os
import subprocess
import sys
import tempfile

failures = []


def check(ok, what):
    print(('ok   ' if ok else 'FAIL ') + what)
    if not ok:
        failures.append(what)


def write(folder, path, text):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def pack(tool, data, out, *more):
    return subprocess.run([tool, '--data', data, '--language', 'xx', '--out', out, *more],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)


def main():
    tool = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        data, out, header = folder + '/data', folder + '/p.pack', folder + '/p.h'
        write(data, 'xx/pack.tsv', 'name\txx\nversion\t2.5\n')
        write(data, 'xx/lexicon/a b.tsv', 'at least\tq=low\n')
        write(data, 'xx/lexicon/README.md', 'not language data')
        write(data, 'xx/rules/r.rules', 'rule r\n  match at least\n')
        write(data, 'wording/xx/w.tsv', 'text')
        write(data, 'measures.tsv', 'text')
        more = ('--header', header, '--depfile', folder + '/d')
        done = pack(tool, data, out, *more)
        check(done.returncode == 0 and not done.stderr, 'a sound folder is packed')
        first, stamp = read(out), os.stat(out).st_mtime_ns
        check(first.startswith(b'ACCPACK\n') and b'not language data' not in first, 'blob')
        check('#define ACCORDING_PACK_VERSION "2.5"' in read(header).decode() and
              '#define ACCORDING_PACK_SIZE %d\n' % len(first) in read(header).decode(), 'header')
        depends = read(folder + '/d').decode()
        check(depends.startswith(out + ':') and data + '/xx/lexicon/a\\ b.tsv' in depends and
              data + '/xx/lexicon \\\n' in depends and data + '/wording/xx' in depends, 'depfile')

        os.utime(data + '/measures.tsv', (1, 1))
        check(pack(tool, data, out, *more).returncode == 0 and read(out) == first and
              os.stat(out).st_mtime_ns == stamp, 'the same bytes, and not written again')
        check(pack(tool, data, folder + '/q.pack').returncode == 0 and
              read(folder + '/q.pack') == first, 'the same bytes in another file')

        write(data, 'xx/lexicon/b.tsv', 'ok\ttag\nat least\tq=high\nthe\n')
        write(data, 'xx/rules/r.rules', 'rule r\n  match $X\n')
        done = pack(tool, data, out)
        check(done.returncode == 1 and read(out) == first, 'problems leave the old pack')
        check(done.stderr == ''.join(data + line + '\n' for line in (
            '/xx/lexicon/b.tsv:2: "at least" has the value high for q, and low at '
            'xx/lexicon/a b.tsv:1: expected one',
            '/xx/lexicon/b.tsv:3: expected phrase TAB tags, found "the"',
            '/xx/rules/r.rules:2: expected a name that a let before this line gives at "$X"',
        )), 'all problems, as file:line: message')

        done = subprocess.run([tool, '--data', data], stderr=subprocess.PIPE, check=False)
        check(done.returncode == 2, 'a call without a language')
        done = pack(tool, folder + '/nowhere', out)
        check(done.returncode == 1 and 'there is no such folder' in done.stderr, 'no folder')
        os.remove(data + '/xx/lexicon/b.tsv')
        write(data, 'xx/rules/r.rules', 'rule r\n  match at least\n')
        done = pack(tool, data, folder + '/missing/p.pack')
        check(done.returncode == 1 and 'missing/p.pack' in done.stderr, 'a folder to write to is missing')
    return 1 if failures else 0


sys.exit(main())
