#!/usr/bin/env python3
"""Speed and memory of the program: python3 tests/bench.py build/according [TEXT.jsonl …]

Times are those of the processor (user and system) of one run, the least of several; memory is the
most that a run held. Without other input the examples are read, and copies of them.
"""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXAMPLES = os.path.join(ROOT, 'examples')


def measure(arguments, data=None, times=5):
    """(processor seconds, bytes held at most): least of several runs."""
    best = None
    for _ in range(times):
        code = ('import resource, subprocess, sys\n'
                'p = subprocess.run(sys.argv[1:], stdin=0, stdout=subprocess.DEVNULL)\n'
                'u = resource.getrusage(resource.RUSAGE_CHILDREN)\n'
                'print(p.returncode, u.ru_utime + u.ru_stime, u.ru_maxrss)')
        done = subprocess.run([sys.executable, '-c', code] + arguments, input=data,
                              stdout=subprocess.PIPE, check=True)
        status, seconds, kilobytes = done.stdout.split()
        if int(status) not in (0, 1):
            sys.exit('%s: exit status %s' % (' '.join(arguments), status.decode()))
        got = (float(seconds), int(kilobytes) * 1024)
        best = got if best is None else (min(best[0], got[0]), min(best[1], got[1]))
    return best


def show(what, seconds, memory, size=0):
    rate = '%8.2f MB/s' % (size / seconds / 1e6) if size else ' ' * 13
    print('%-46s %8.1f ms %s %7.1f MB held' % (what, seconds * 1000, rate, memory / 1e6))


def texts_of_examples(copies):
    """JSON Lines of the plain-text examples, some copies of each, and the bytes of their texts."""
    lines, size = [], 0
    for copy in range(copies):
        for name in sorted(os.listdir(EXAMPLES)):
            if name.endswith('.txt') and name[0] in 'abc':
                with open(os.path.join(EXAMPLES, name), encoding='utf-8') as file:
                    text = file.read()
                lines.append(json.dumps({'id': '%s-%d' % (name, copy), 'text': text}))
                size += len(text.encode('utf-8'))
    return ('\n'.join(lines) + '\n').encode('utf-8'), size


def main():
    program = os.path.abspath(sys.argv[1])
    size = sum(os.path.getsize(os.path.join(EXAMPLES, n)) for n in os.listdir(EXAMPLES))
    show('start (--version)', *measure([program, '--version']))
    show('report on examples/', *measure([program, 'report', EXAMPLES]), size)
    data, size = texts_of_examples(60)
    for command in ('mentions', 'extract'):
        show(command + ', examples 60 times, one thread',
             *measure([program, command, '--jsonl', '--threads', '1'], data), size)
    for path in sys.argv[2:]:
        with open(path, 'rb') as file:
            data = file.read()
        size = sum(len(json.loads(line)['text'].encode('utf-8')) for line in data.splitlines())
        for command in ('mentions', 'extract', 'reconcile'):
            show('%s, %s, one thread' % (command, os.path.basename(os.path.dirname(path))),
                 *measure([program, command, '--jsonl', '--threads', '1'], data, 2), size)


main()
