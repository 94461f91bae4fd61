#!/usr/bin/env python3
"""Help, version, wrong usage, colour, and the time that the program takes to start."""
import pty
import time

from support import *

COMMANDS = ('report', 'extract', 'mentions', 'reconcile', 'passages', 'explain')
HEADER = os.path.join(ROOT, 'include', 'according', 'according.h')


class Help(Case):
    def test_program(self):
        result = run('--help')
        self.assertEqual((result.status, result.err), (0, ''))
        for command in COMMANDS:
            self.assertIn('\n  %s ' % command, result.out.decode())
        self.assertIn('Exit status', result.out.decode())

    def test_commands(self):
        for command in COMMANDS:
            result = run(command, '--help')
            self.assertEqual((result.status, result.err), (0, ''))
            text = result.out.decode()
            self.assertTrue(text.startswith('according %s: ' % command))
            for heading in ('Usage', 'Options', 'Examples'):
                self.assertIn(heading, text)
            for line in text.splitlines():
                self.assertLessEqual(len(line), 88, line)

    def test_every_option_is_taken(self):
        """What --help shows is not refused, and what it doesn't show is."""
        shown = {c: set(re.findall(r'^  --([a-z-]+)', run(c, '--help').out.decode(), re.M))
                 for c in COMMANDS}
        every = set().union(*shown.values())
        self.assertLessEqual({'jsonl', 'date', 'threads', 'help', 'html', 'claims'}, every)
        value = {'date': '2000-01-01', 'threads': '1', 'part': 'x', 'corrections': '/none',
                 'html': os.path.join(self.folder, 'x.html'), 'pack': '/none'}
        for command in COMMANDS:
            for option in every - {'help', 'version'}:
                words = ['--' + option] + ([value[option]] if option in value else [])
                result = run(command, *words, '/none/such')
                refused = 'no option' in result.err
                self.assertEqual(refused, option not in shown[command], (command, option))

    def test_version(self):
        result = run('--version')
        self.assertEqual((result.status, result.err), (0, ''))
        text = result.out.decode()
        self.assertRegex(text, r'^according \d+\.\d+\.\d+\n')
        self.assertRegex(text, r'language data +en \S+ sha256:[0-9a-f]{64}\n')
        self.assertRegex(text, r'place data +sha256:[0-9a-f]{64}\n')
        self.assertIn('GeoNames', text)
        self.assertIn('CC BY 4.0', text)
        document = run('extract', self.write('a.txt', GOOD)).lines[0]
        self.assertIn(document['pack'], text)


class Usage(Case):
    def refused(self, *arguments, says=''):
        result = run(*arguments)
        self.assertEqual(result.status, 2, result.err)
        self.assertEqual(result.out, b'')
        self.assertIn(says, self.check_messages(result, 1)[0])

    def test_no_command(self):
        self.refused(says='--help')

    def test_unknown_command(self):
        self.refused('extrct', 'x', says='did you mean "extract"?')
        self.refused('reprot', says='did you mean "report"?')
        self.refused('serve', says='unknown command "serve"')
        self.refused('xyzzy-frobnicate', says='see according --help')

    def test_unknown_option(self):
        path = self.write('a.txt', GOOD)
        self.refused('report', '--htlm', 'x', path, says='did you mean "--html"?')
        self.refused('extract', '--html', 'x', path, says='no option --html')
        self.refused('extract', '-x', path, says='unknown option "-x"')
        self.refused('extract', '--jsonl=yes', path, says='takes no value')
        self.refused('extract', path, '--date', says='needs a value')
        self.refused('extract', '--date', '2000-01-01', '--date', '2000-01-02', path, says='twice')

    def test_threads(self):
        path = self.write('a.txt', GOOD)
        for n in ('0', '-1', '257', 'two', '', '1x', '99999999999999999999'):
            self.refused('extract', '--threads', n, path, says='1 to 256')

    def test_no_documents(self):
        for command in COMMANDS[:-1]:
            self.refused(command, says='needs documents')
        self.refused('explain', 'killed', '147', says='needs documents')
        self.refused('explain', 'c-0123456789abcdef', says='needs documents')

    def test_options_that_exclude_one_another(self):
        self.refused('reconcile', '--jsonl', '--claims', says='exclude')
        self.refused('report', '--working', self.write('a.txt', GOOD), says='--html')

    def test_words_after_two_hyphens_are_files(self):
        path = self.write('--date', GOOD)
        result = run('extract', '--', '--date', cwd=os.path.dirname(path))
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(result.lines[0]['id'], '--date')

    def test_value_behind_equals_sign(self):
        path = self.write('a.txt', GOOD)
        self.assertEqual(run('extract', '--date=2001-02-03', path).out,
                         run('extract', '--date', '2001-02-03', path).out)

    def test_standard_input_as_a_document(self):
        result = run('extract', '-', data=GOOD)
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(result.lines[0]['id'], 'standard-input')


def on_terminal(*arguments, **variables):
    """Standard output of a run on a terminal of its own."""
    environment = {k: v for k, v in os.environ.items() if k not in ('NO_COLOR', 'TERM')}
    environment.update(dict({'TERM': 'xterm'}, **variables))
    master, slave = pty.openpty()
    process = subprocess.Popen([PROGRAM, *arguments], stdout=slave, stderr=subprocess.DEVNULL,
                               env=environment)
    os.close(slave)
    out = b''
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    os.close(master)
    process.wait()
    return out


class Colour(Case):
    def test_colour(self):
        try:
            for end in pty.openpty():
                os.close(end)
        except OSError:
            self.skipTest('there is no terminal to be had here')
        self.assertNotIn(b'\x1b', run('report', EXAMPLES).out)
        self.assertIn(b'\x1b[', on_terminal('report', EXAMPLES))
        self.assertNotIn(b'\x1b', on_terminal('report', EXAMPLES, NO_COLOR='1'))
        self.assertNotIn(b'\x1b', on_terminal('report', EXAMPLES, TERM='dumb'))


class Explain(Case):
    def test_claim(self):
        path = self.write('a.txt', GOOD)
        claim = [x for x in run('extract', path).lines
                 if x.get('kind') == 'figure' and x['value']['number'] == 12][0]
        text = run('explain', claim['id'], path)
        self.assertEqual((text.status, text.err), (0, ''))
        self.assertIn(claim['id'], text.out.decode())
        self.assertIn('bytes 15–17', text.out.decode().replace('\n', ' '))
        lines = run('explain', '--json', claim['id'], path).lines
        self.assertEqual([x['type'] for x in lines], ['explanation'])
        self.assertEqual(lines[0]['of'], claim['id'])
        self.assertTrue(lines[0]['steps'])
        for step in lines[0]['steps']:
            self.assertTrue(step['room'] and step['rule'])
            if step['span']:
                start, end = step['span']
                self.assertEqual(GOOD[start:end], step['text'])

    def test_measure_and_number(self):
        path = self.write('a.txt', GOOD)
        result = run('explain', 'killed', '12', path)
        self.assertEqual((result.status, result.err), (0, ''))
        self.assertIn('reading r1', result.out.decode())
        for line in result.out.decode().splitlines():
            self.assertLessEqual(len(line), 80)

    def test_not_there(self):
        path = self.write('a.txt', GOOD)
        for words, says in ((('killed', '13'), 'killed 13: no document gives this figure'),
                            (('kiled', '12'), 'measures here: '),
                            (('c-0123456789abcdef',), 'no claim')):
            result = run('explain', *words, path)
            self.assertEqual(result.status, 3)
            self.assertIn(says, self.check_messages(result, 1)[0])


class Speed(Case):
    def test_start(self):
        """Starting takes a few milliseconds; the bar is far off, so that a busy machine passes."""
        path = self.write('a.txt', GOOD)
        best = min(self.time('extract', path) for _ in range(10))
        print('start-up: %.1f ms' % best)
        if not SANITIZED:
            self.assertLess(best, 100)

    def time(self, *arguments):
        began = time.perf_counter()
        run(*arguments)
        return (time.perf_counter() - began) * 1000


main()
