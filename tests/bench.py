#!/usr/bin/env python3
"""Speed and memory of the program: python3 tests/bench.py build/according [TEXT.jsonl …]

Times are those of the processor (user and system) of one run, the least of several; memory is the
most that a run held. Read are the examples, copies of them, invented news (tests/bench/news.py), and
what is named. `passages` reads generated text (tests/bench/shared.py, BENCH_PASSAGES_MB megabytes,
40 unless set) beside one plain pass over it (tests/bench/scan.c). On the news each room is measured by itself (build/tests/bench_rooms), and so is what
npm and Debian have for such text, where it is installed; pages are read beside gumbo and libxml2:

  npm install --prefix build/bench wink-nlp wink-eng-lite-web-model chrono-node
  apt-get install python3-dateparser
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'bench'))
import news  # noqa: E402, tests/bench/news.py
import shared  # noqa: E402, tests/bench/shared.py

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


def others(path, size, own):
    """Others on the same news; own: seconds of `mentions` of this program, without writing lines."""
    modules = os.environ.get('BENCH_NODE_PATH', os.path.join(ROOT, 'build', 'bench', 'node_modules'))
    script = os.path.join(ROOT, 'tests', 'bench', 'others')
    commands = []
    if shutil.which('node'):
        commands.append(['node', script + '.js', path])
    else:
        print('wink-nlp, chrono-node: skipped, there is no node')
    commands.append([os.environ.get('BENCH_PYTHON', '/usr/bin/python3'), script + '.py', path])
    for command in commands:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              check=False, text=True,
                              env=dict(os.environ, NODE_PATH=modules))
        for line in done.stdout.splitlines():
            got = json.loads(line)
            if got.get('absent'):
                print('%s: skipped, it is not installed' % got['name'])
                continue
            read = got.get('bytes', size)
            rate = read / got['seconds'] / 1e6
            print('%-46s %8.1f ms %8.2f MB/s, mentions of this program are %.0f times as fast' %
                  (got['name'], got['seconds'] * 1000, rate, size / own / 1e6 / rate))


def news_measured(program, size):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'news.jsonl')
        made = news.documents(size)
        size = sum(len(text.encode('utf-8')) for _, _, text in made)
        with open(path, 'w', encoding='utf-8') as file:
            for name, date, text in made:
                file.write(json.dumps({'id': name, 'date': date, 'text': text},
                                      ensure_ascii=False) + '\n')
        for command in ('mentions', 'extract'):
            show('%s, invented news, one thread' % command,
                 *measure([program, command, '--jsonl', '--threads', '1', path], None, 3), size)
        rooms = os.path.join(os.path.dirname(program), 'tests', 'bench_rooms')
        if not os.path.exists(rooms):
            print('rooms: skipped, there is no %s' % rooms)
            return
        done = subprocess.run([rooms, path, '3'], stdout=subprocess.PIPE, check=True, text=True)
        print(done.stdout, end='')
        line = [one for one in done.stdout.splitlines() if one.startswith('mentions')][0]
        others(path, size, size / float(line.split()[-2]) / 1e6)


def passages_measured(program, size):
    with tempfile.TemporaryDirectory() as folder:
        path, plain = os.path.join(folder, 'shared.jsonl'), os.path.join(folder, 'shared.txt')
        done = 0
        with open(path, 'w', encoding='ascii') as lines, open(plain, 'w', encoding='ascii') as texts:
            for name, text in shared.documents(size):
                lines.write(json.dumps({'id': name, 'text': text}) + '\n')
                texts.write(text + '\n')
                done += len(text)
        show('passages, generated text, one thread',
             *measure([program, 'passages', '--jsonl', '--threads', '1', path], None, 3), done)
        scan = os.path.join(os.path.dirname(program), 'tests', 'bench_scan')
        if os.path.exists(scan):
            rate = subprocess.run([scan, plain], stdout=subprocess.PIPE, check=True, text=True).stdout
            print('%-46s %23.2f MB/s' % ('one plain pass over the same', float(rate.split()[0])))


def html_measured(program):
    """HTML to text, beside gumbo and libxml2 where they are installed (tests/bench/html.c)."""
    bench = os.path.join(os.path.dirname(program), 'tests', 'bench_html')
    if not os.path.exists(bench):
        print('HTML: skipped, there is no %s' % bench)
        return
    subprocess.run([bench, os.path.join(ROOT, 'tests', 'formats', 'html'), '1'], check=True)


def main():
    program = os.path.abspath(sys.argv[1])
    size = sum(os.path.getsize(os.path.join(EXAMPLES, n)) for n in os.listdir(EXAMPLES))
    show('start (--version)', *measure([program, '--version']))
    show('report on examples/', *measure([program, 'report', EXAMPLES]), size)
    data, size = texts_of_examples(60)
    for command in ('mentions', 'extract'):
        show(command + ', examples 60 times, one thread',
             *measure([program, command, '--jsonl', '--threads', '1'], data), size)
    first = ''.join(os.path.join(EXAMPLES, n) + '\n' for n in sorted(os.listdir(EXAMPLES))[:5])
    show('extract, five documents',
         *measure([program, 'extract', '--threads', '1'] + first.split('\n')[:-1]))
    news_measured(program, 4 << 20)
    html_measured(program)
    passages_measured(program, int(os.environ.get('BENCH_PASSAGES_MB', '40')) * 1000000)
    for path in sys.argv[2:]:
        with open(path, 'rb') as file:
            data = file.read()
        size = sum(len(json.loads(line)['text'].encode('utf-8')) for line in data.splitlines())
        for command in ('mentions', 'extract', 'reconcile'):
            show('%s, %s, one thread' % (command, os.path.basename(os.path.dirname(path))),
                 *measure([program, command, '--jsonl', '--threads', '1'], data, 2), size)


main()
