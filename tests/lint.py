#!/usr/bin/env python3
"""Reports long functions (over 50 lines), long files (over 800), long lines (over 100), tabs and
white space at line ends in src, tools, include and tests: python3 tests/lint.py [--strict]

A report, not a refusal: the exit code is 0 unless --strict is given.
"""
import os
import re
import sys

FUNCTION_MOST, FILE_MOST, LINE_MOST = 50, 800, 100
NAME = re.compile(r'([A-Za-z_]\w*)\s*\(')


def c_files(root):
    for top in ('include', 'src', 'tools', 'tests'):
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders.sort()
            for name in sorted(names):
                if name.endswith(('.c', '.h')):
                    yield os.path.relpath(os.path.join(folder, name), root)


def function_lengths(lines):
    """(line, name, length) of each function: its body ends with a brace in the first column."""
    start = head = None
    for number, line in enumerate(lines, 1):
        if line[:1] not in ('', ' ', '#', '}', '/', '{') and start is None:
            if '(' in line:
                head = (number, line)
            elif not line.endswith((',', '{')):
                head = None
        if head and start is None and line.endswith('{') and '=' not in line:
            start = head[0]
        elif head and line.endswith(';') and start is None:
            head = None
        if line == '}' and start is not None:
            match = NAME.search(head[1])
            yield start, match[1] if match else '?', number - start + 1
            start = head = None


def check(root, path):
    text = open(os.path.join(root, path), encoding='utf-8', errors='replace').read()
    lines = text.split('\n')
    if len(lines) - 1 > FILE_MOST:
        yield 1, 'file of %d lines' % (len(lines) - 1)
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_MOST:
            yield number, 'line of %d columns' % len(line)
        if '\t' in line or line != line.rstrip():
            yield number, 'tab, or white space at the end'
    for number, name, length in function_lengths(lines):
        if length > FUNCTION_MOST:
            yield number, '%s has %d lines' % (name, length)


def main():
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    files = findings = 0
    for path in c_files(root):
        files += 1
        for number, message in check(root, path):
            findings += 1
            print('%s:%d: %s' % (path, number, message))
    print('%d files, %d findings' % (files, findings))
    return 1 if findings and '--strict' in sys.argv else 0


sys.exit(main())
