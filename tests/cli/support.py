"""What the tests of the program share: running it, folders to work in, examples as JSON Lines.

Each test is `python3 tests/cli/test_X.py PROGRAM [unittest arguments]`.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLES = os.path.join(ROOT, 'examples')
PROGRAM = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.path.join(
    ROOT, 'build', 'according')
SANITIZED = os.environ.get('ACCORDING_SANITIZED') == '1'

GOOD = 'Officials said 12 people were killed and 30 others were injured in the fire in Oslo on ' \
       '3 May 2015.\n'


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.out, self.err = process.stdout, process.stderr.decode('utf-8', 'replace')

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.decode('utf-8').splitlines()]


def run(*arguments, data=b'', **options):
    """Runs the program; `data` is its standard input."""
    if isinstance(data, str):
        data = data.encode('utf-8')
    options.setdefault('timeout', 300)
    return Result(subprocess.run([PROGRAM, *arguments], input=data, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, **options))


def example_names():
    return sorted(n for n in os.listdir(EXAMPLES) if n.endswith(('.txt', '.html')))


def example_lines():
    """The plain-text examples as JSON Lines, a list of bytes."""
    lines = []
    for name in example_names():
        if name.endswith('.txt'):
            with open(os.path.join(EXAMPLES, name), encoding='utf-8') as file:
                lines.append(json.dumps({'id': name, 'text': file.read()},
                                        ensure_ascii=False).encode('utf-8') + b'\n')
    return lines


class Case(unittest.TestCase):
    """A test with a folder of its own, self.folder."""
    maxDiff = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = temporary.name

    def write(self, name, data):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(data.encode('utf-8') if isinstance(data, str) else data)
        return path

    def check_messages(self, result, count):
        """Each message is one line that begins with the program's name."""
        lines = result.err.splitlines()
        self.assertEqual(len(lines), count, result.err)
        for line in lines:
            self.assertRegex(line, r'^according: \S')
        return lines


def main():
    if len(sys.argv) > 1:
        del sys.argv[1]
    unittest.main(verbosity=1)


__all__ = ['Case', 'EXAMPLES', 'GOOD', 'PROGRAM', 'ROOT', 'SANITIZED', 'example_lines',
           'example_names', 'json', 'main', 'os', 're', 'run', 'subprocess', 'sys', 'unittest']
