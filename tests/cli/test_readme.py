#!/usr/bin/env python3
"""The commands of README.md and docs/MANUAL.md work, and print what these files show.

A block ```sh holds commands, each of which must end with 0. A block ```console holds a command
behind "$ " and its output, which must still be so in the main: a line that reads better now need
not wait for the README. Commands run where `examples` lies and `according` is in the path; those that
build the program are left out.

    python3 tests/cli/test_readme.py PROGRAM --update     writes the outputs anew
"""
import difflib

from support import *

FILES = ('README.md', os.path.join('docs', 'MANUAL.md'))
BLOCK = re.compile(r'^```(sh|console)\n(.*?)^```\n', re.M | re.S)
BUILDS = ('./demo', './check', 'make', 'git', 'apt-get', 'sudo', 'cd', 'meson', 'npm')


def shell(command, folder):
    path = folder + ':' + os.environ.get('PATH', '/usr/bin:/bin')
    done = subprocess.run(['sh', '-c', command], cwd=folder, env=dict(os.environ, PATH=path),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.decode('utf-8'), done.returncode


def prepare(folder):
    os.symlink(PROGRAM, os.path.join(folder, 'according'))
    for name in ('examples', 'docs'):
        os.symlink(os.path.join(ROOT, name), os.path.join(folder, name))


def fits(shown, out):
    """The first line, the headings of measures, and some of the other lines are the same."""
    a, b = shown.splitlines(), out.splitlines()
    heads = [[line.split()[0] for line in lines if line[:1].isupper()] for lines in (a, b)]
    return a[:1] == b[:1] and heads[0] == heads[1] and \
        difflib.SequenceMatcher(None, a, b, False).ratio() >= .3


class Readme(Case):
    def test_commands(self):
        prepare(self.folder)
        count = 0
        for name in FILES:
            with open(os.path.join(ROOT, name), encoding='utf-8') as file:
                text = file.read()
            for kind, block in BLOCK.findall(text):
                lines = block.splitlines()
                commands = lines if kind == 'sh' else [lines[0][2:]]
                for command in commands:
                    if not command.strip() or command.split()[0] in BUILDS:
                        continue
                    out, status = shell(command, self.folder)
                    self.assertEqual(status, 0, '%s: %s\n%s' % (name, command, out))
                    count += 1
                    shown = ''.join(line + '\n' for line in lines[1:])
                    if kind == 'console':
                        self.assertTrue(fits(shown, out), '%s: %s now prints\n%s' % (
                            name, command, out))
        self.assertGreater(count, 5)


def update():
    import tempfile

    def again(match):
        lines = match[2].splitlines()
        command = lines[0][2:] if match[1] == 'console' else ''
        if not command or command.split()[0] in BUILDS:
            return match[0]
        with tempfile.TemporaryDirectory() as folder:
            prepare(folder)
            return '```console\n%s\n%s```\n' % (lines[0], shell(command, folder)[0])

    for name in FILES:
        path = os.path.join(ROOT, name)
        with open(path, encoding='utf-8') as file:
            text = file.read()
        with open(path, 'w', encoding='utf-8') as file:
            file.write(BLOCK.sub(again, text))


if '--update' in sys.argv:
    update()
else:
    main()
