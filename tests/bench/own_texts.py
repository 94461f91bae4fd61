#!/usr/bin/env python3
"""The project's own texts as JSON Lines: examples, and the sentences of tests/corpus."""
import glob
import json
import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def texts():
    for path in sorted(glob.glob(os.path.join(ROOT, 'examples', '*.txt'))):
        with open(path, encoding='utf-8') as file:
            yield os.path.basename(path), file.read()
    for path in sorted(glob.glob(os.path.join(ROOT, 'tests', 'corpus', '*.txt'))):
        with open(path, encoding='utf-8') as file:
            lines = [line[2:].strip() for line in file if line.startswith('> ')]
        yield os.path.basename(path), '\n\n'.join(lines)


for name, text in texts():
    print(json.dumps({'id': name, 'text': text}, ensure_ascii=False))
