"""What the program reads in the examples of tests/corpus/reports.txt, and when and where it says that it
was in those of tests/corpus/happenings.txt:

    ^ the title of the text         (where it has one)
    > a text                        (several such lines are its paragraphs)
    = figure | measure | number qualifier low..high | words | who | scope | source | certainty
    = statement | predicate polarity | words | role standing: actor (name, if it is another); …
    = person | harm | age sex | words
    = when | measure or predicate | words | start..end basis | place basis, …     (happenings)
                                                          … | beside: told apart from the others

    python3 tests/claim/test_reports.py PROGRAM

With ACCORDING_UPDATE=1 in the environment it writes what it finds into the files, to be read and
committed.
"""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORPUS = os.path.join(ROOT, 'tests', 'corpus')


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
    named = lambda a: ' (%s)' % a['name'] if a.get('name') not in (None, a['text']) else ''
    actors = ['%s %s: %s%s' % (a['role'], a['standing'], a['text'], named(a))
              for a in c.get('actor') or [] if a['role'] != 'affected']
    return ' | '.join(['statement', '%s %s' % (c['predicate'], c['polarity']),
                       words(c['evidence']), '; '.join(actors) or '-'])


def person_line(p):
    return ' | '.join(['person', p['harm'], '%s %s' % (p['age'] or '-', p['sex'] or '-'), p['text']])


def when_line(c):
    t = c.get('time') or {}
    places = ', '.join('%s %s' % (p['text'], p['basis']) for p in c.get('place') or [])
    return ' | '.join(['when', c.get('measure') or c['predicate'], words(c['evidence']),
                       '%s..%s %s' % (t.get('start') or '-', t.get('end') or '-', t.get('basis')),
                       places or '-'] + (['beside'] if c.get('beside') else []))


def line_of(j, happenings):
    if j['type'] == 'person':
        return None if happenings else person_line(j)
    if j['type'] != 'claim':
        return None
    if happenings:
        return when_line(j)
    return figure_line(j) if j['kind'] == 'figure' else statement_line(j)


def found(program, texts, happenings):
    """The lines of each text (title, text), in the order of the program."""
    data = ''.join(json.dumps({'id': 't%03d' % i, **({'title': t} if t else {}), 'text': text}) + '\n'
                   for i, (t, text) in enumerate(texts))
    run = subprocess.run([program, 'extract', '--jsonl'], input=data.encode(), stdout=subprocess.PIPE,
                         timeout=60)
    assert run.returncode == 0, run.returncode
    lines = [[] for _ in texts]
    for line in run.stdout.decode().splitlines():
        j = json.loads(line)
        made = line_of(j, happenings)
        if made:
            lines[int(j['document'][1:])].append('= ' + made)
    return lines


def compare(program, path, happenings):
    with open(path, encoding='utf-8') as f:
        rows = [r for r in f.read().split('\n')]
    texts, at = [], []
    for i, row in enumerate(rows):
        if row.startswith('> '):
            if i and rows[i - 1].startswith('> '):
                texts[-1] = (texts[-1][0], texts[-1][1] + '\n\n' + row[2:])
                at[-1] = i
            else:
                title = rows[i - 1][2:] if i and rows[i - 1].startswith('^ ') else None
                texts.append((title, row[2:]))
                at.append(i)
    lines = dict(zip(at, found(program, texts, happenings)))
    out = []
    for i, row in enumerate(rows):
        if not row.startswith('= '):
            out.append(row)
        out += lines.get(i, [])
    if os.environ.get('ACCORDING_UPDATE') == '1':
        with open(path, 'w', encoding='utf-8') as f:
            f.write('\n'.join(out))
        return 0
    wrong = [(a, b) for a, b in zip(rows, out) if a != b]
    for a, b in wrong[:5]:
        print('expected %s\nfound    %s' % (a, b))
    if len(rows) != len(out):
        print('%d lines expected, %d found' % (len(rows), len(out)))
    return int(rows != out)


def main():
    program = os.path.abspath(sys.argv[1])
    return max(compare(program, os.path.join(CORPUS, name), name == 'happenings.txt')
               for name in ('reports.txt', 'happenings.txt'))


if __name__ == '__main__':
    sys.exit(main())
