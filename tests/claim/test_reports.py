"""What the program reads in the examples of tests/corpus/reports.txt:

    > a text                        (several such lines are its paragraphs)
    = figure | measure | number qualifier low..high | words | who | scope | source | certainty
    = statement | predicate polarity | words | role standing: actor; …
    = person | harm | age sex | words

    python3 tests/claim/test_reports.py PROGRAM

With ACCORDING_UPDATE=1 in the environment it writes what it finds into the file, to be read and
committed.
"""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORPUS = os.path.join(ROOT, 'tests', 'corpus', 'reports.txt')


def words(part):
    return (part or {}).get('text') or '-'


def figure_line(c):
    v = c['value']
    bound = lambda x: '-' if x is None else str(x)
    text = v.get('text') or '-'
    if not v.get('number_span') and v.get('counted'):
        text += ' (counted %d)' % len(v['counted'])
    return ' | '.join(['figure', c['measure'],
                       '%s %s %s..%s' % (bound(v['number']), v['qualifier'], bound(v['low']),
                                         bound(v['high'])),
                       text, words(c.get('who')), c['scope'], words(c['source'])
                       if c['source']['kind'] != 'narrator' else 'narrator', c['certainty']])


def statement_line(c):
    actors = ['%s %s: %s' % (a['role'], a['standing'], a['text']) for a in c.get('actor') or []
              if a['role'] != 'affected']
    return ' | '.join(['statement', '%s %s' % (c['predicate'], c['polarity']),
                       words(c['evidence']), '; '.join(actors) or '-'])


def person_line(p):
    return ' | '.join(['person', p['harm'], '%s %s' % (p['age'] or '-', p['sex'] or '-'), p['text']])


def found(program, texts):
    """The lines of each text, in the order of the program."""
    data = ''.join(json.dumps({'id': 't%03d' % i, 'text': t}) + '\n' for i, t in enumerate(texts))
    run = subprocess.run([program, 'extract', '--jsonl'], input=data.encode(), stdout=subprocess.PIPE,
                         timeout=60)
    assert run.returncode == 0, run.returncode
    lines = [[] for _ in texts]
    for line in run.stdout.decode().splitlines():
        j = json.loads(line)
        make = (person_line if j['type'] == 'person' else None if j['type'] != 'claim' else
                figure_line if j['kind'] == 'figure' else statement_line)
        if make:
            lines[int(j['document'][1:])].append('= ' + make(j))
    return lines


def main():
    program = os.path.abspath(sys.argv[1])
    with open(CORPUS, encoding='utf-8') as f:
        rows = [r for r in f.read().split('\n')]
    texts, at = [], []
    for i, row in enumerate(rows):
        if row.startswith('> '):
            if i and rows[i - 1].startswith('> '):
                texts[-1] += '\n\n' + row[2:]
                at[-1] = i
            else:
                texts.append(row[2:])
                at.append(i)
    lines = dict(zip(at, found(program, texts)))
    out = []
    for i, row in enumerate(rows):
        if not row.startswith('= '):
            out.append(row)
        out += lines.get(i, [])
    if os.environ.get('ACCORDING_UPDATE') == '1':
        with open(CORPUS, 'w', encoding='utf-8') as f:
            f.write('\n'.join(out))
        return 0
    wrong = [(a, b) for a, b in zip(rows, out) if a != b]
    for a, b in wrong[:5]:
        print('expected %s\nfound    %s' % (a, b))
    if len(rows) != len(out):
        print('%d lines expected, %d found' % (len(rows), len(out)))
    return int(rows != out)


if __name__ == '__main__':
    sys.exit(main())
