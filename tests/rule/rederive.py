#!/usr/bin/env python3
"""A second reading of rule files, written apart from the program: every value that `according table` gives for the
example rows, and for rows made by chance, is derived again from the rows and the rule file, and must be the same.

    python3 tests/rule/rederive.py PROGRAM
"""
import csv
import datetime
import io
import json
import os
import random
import subprocess
import sys
from collections import Counter
from fractions import Fraction

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RULES = os.path.join(ROOT, 'data', 'rules')
NUMERIC = ('low', 'high', 'rank', 'certain', 'precision')


def read_rule(path):
    """{'word': {…}, 'sections': [(measures, [(words of a line) …])]}"""
    rule = {'word': {}, 'sections': []}
    with open(path, encoding='utf-8') as file:
        for line in file:
            words = line.split('#')[0].split() if line.startswith('#') else line.split(' #')[0].split()
            if not words:
                continue
            if words[0] == 'for':
                rule['sections'].append((words[1:], []))
            elif rule['sections']:
                rule['sections'][-1][1].append(words)
            elif words[0] == 'word':
                rule['word'][words[1].lower()] = Fraction(words[2])
    return rule


def number(rule, text):
    if text is None or text == '':
        return None
    try:
        return Fraction(text)
    except ValueError:
        words = [rule['word'][word] for word in text.lower().split() if word in rule['word']]
        return words[0] if words else None


def day(text):
    try:
        return datetime.date.fromisoformat(text).toordinal() if text and len(text) == 10 else None
    except ValueError:
        return None


def once(rows, field):
    """Of the rows with one name only those of the latest date; who has none is not the same as another."""
    kept = []
    for row in rows:
        dates = [other['date'] or '' for other in rows if row[field] and other[field] == row[field]]
        if not dates or (row['date'] or '') == max(dates):
            kept.append(row)
    return kept


class Object:
    def __init__(self, rule, lines, rows):
        self.rule, self.lines = rule, lines
        self.rows = [dict(row) for row in rows]
        self.hidden = False
        self.flags = {' '.join(words) for words in lines}
        kinds = [words[1] for words in lines if words[0] == 'type']
        self.type = kinds[0] if kinds else self.found_type()

    def found_type(self):
        given = [row['value'] for row in self.rows if row['value']]
        numbers = sum(number(self.rule, text) is not None for text in given)
        dates = sum(day(text) is not None for text in given)
        return 'number' if numbers * 2 > len(given) or not given else 'date' if dates * 2 > len(given) else 'text'

    def value(self, row, field):
        text = row[field]
        if text is None or (text == '' and not (self.type == 'text' and 'empty counts' in self.flags)):
            return None
        if field == 'value' and self.type == 'date':
            return day(text)
        if field == 'value' and self.type == 'text':
            return text
        return number(self.rule, text)

    def left(self):
        return 'Indeterminate' if 'else indeterminate' in self.flags else None

    def keep(self, words):
        pick = max if words[1] == 'greatest' else min
        known = [self.key(row[words[2]]) for row in self.rows if row[words[2]] is not None]
        best = pick(known) if known else None
        kept = []
        if words[3:] == ['or', 'all'] and not known:
            return
        for row in self.rows:
            if row[words[2]] is None and words[3:] == ['or', 'none']:
                self.hidden = True
                kept.append(dict(row, value=None, low=None, high=None))
            elif row[words[2]] is not None and self.key(row[words[2]]) == best:
                kept.append(row)
        self.rows = kept

    @staticmethod
    def key(text):
        try:
            return (0, Fraction(text))
        except ValueError:
            return (1, text)

    def sources(self, words, has_publisher):
        field = 'publisher' if has_publisher else 'source'
        if len({row[field] for row in self.rows if self.value(row, 'value') is not None}) < int(words[1]):
            self.rows = []

    def mean(self, values, field):
        total = sum(values)
        days = self.type == 'date' and field == 'value'
        return total // len(values) if days else Fraction(total) / len(values)

    def ordered(self, choice, field):
        values = sorted(v for v in (self.value(row, field) for row in self.rows) if v is not None)
        if not values:
            return None
        if isinstance(values[0], str):
            return values[0] if len(set(values)) == 1 else self.left()
        if choice == 'middle':
            n = len(values)
            return self.mean(values[(n - 1) // 2:n // 2 + 1], field)
        return values[0] if choice == 'least' else values[-1]

    def commonest(self, field):
        pairs = [(self.value(row, field), row) for row in self.rows]
        if 'missing counts' not in self.flags:
            pairs = [pair for pair in pairs if pair[0] is not None]
        if not pairs:
            return None
        counts = Counter(value for value, _ in pairs)
        tied = {value for value in counts if counts[value] == max(counts.values())}
        if self.hidden and None in tied and len(tied) > 1:
            return self.left()
        for words in (w for w in self.lines if w[0] == 'tie'):
            if len(tied) < 2:
                break
            if words[2] == 'value':
                if not any(isinstance(v, str) for v in tied) and None not in tied:
                    tied = {{'least': min, 'greatest': max}.get(words[1], lambda t: self.mean(list(t), field))(tied)}
                continue
            holders = [(v, self.key(row[words[2]])) for v, row in pairs if v in tied and row[words[2]] is not None]
            if holders:
                best = (max if words[1] == 'greatest' else min)(key for _, key in holders)
                tied = {v for v, key in holders if key == best}
        return tied.pop() if len(tied) == 1 else self.left()

    def outcome(self, has_publisher):
        given = {'value': None, 'low': None, 'high': None}
        for words in self.lines:
            if words[0] == 'once' and words[1] != 'origin': # of coded rows none is known to be a copy
                self.rows = once(self.rows, words[1])
            elif words[0] == 'keep':
                self.keep(words)
            elif words[0] == 'sources':
                self.sources(words, has_publisher)
            elif words[0] in given:
                field = words[2] if len(words) > 2 else words[0]
                given[words[0]] = (self.commonest(field) if words[1] == 'commonest'
                                   else self.ordered(words[1], field))
        if self.type == 'date' and isinstance(given['value'], int):
            given['value'] = datetime.date.fromordinal(given['value']).isoformat()
        return given


def derive(rule, text):
    """{(object, measure): outcome} of the rows of a CSV text."""
    objects = {}
    reader = csv.DictReader(io.StringIO(text))
    for row in reader:
        full = {field: row.get(field) for field in ('object', 'source', 'measure', 'value', 'date', 'publisher') + NUMERIC}
        for field, value in full.items():
            full[field] = None if value == 'NA' or (value == '' and field in NUMERIC) else value
        objects.setdefault((full['object'], full['measure']), []).append(full)
    made = {}
    for key, rows in objects.items():
        for measures, lines in rule['sections']:
            if '*' in measures or key[1] in measures:
                made[key] = Object(rule, lines, rows).outcome('publisher' in reader.fieldnames)
                break
    return made


def same(program, own):
    """The program's JSON value and our own are one value. Means are cut at six digits behind the point."""
    if own is None or isinstance(own, str):
        return program == own
    return not isinstance(program, (str, type(None))) and abs(Fraction(str(program)) - own) < Fraction(1, 10 ** 6)


def rows_by_chance(seed):
    chance = random.Random(seed)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\n')
    writer.writerow(['object', 'source', 'measure', 'value', 'low', 'high', 'rank', 'certain', 'precision', 'date',
                     'publisher'])
    for number_ in range(60):
        for source in range(chance.randint(1, 6)):
            for measure in ('killed', 'city', 'date_start', 'latitude', 'damage'):
                value = chance.choice({'killed': ['1', '2', '2.5', '30', 'NA', ''], 'city': ['A', 'B', '', 'NA'],
                                       'date_start': ['2011-01-0%d' % d for d in range(1, 6)] + ['NA'],
                                       'latitude': ['1.5', '-2.25', '0', 'NA'], 'damage': ['0', '1']}[measure])
                writer.writerow(['O%d' % number_, 's%d' % source, measure, value, chance.choice(['', '1', 'NA']),
                                 chance.choice(['', '9', '3.5']), chance.choice(['', '1', '2', '10']),
                                 chance.choice(['NA', '1', '2']), chance.choice(['', '1', '3']),
                                 chance.choice(['2011-02-01', '2011-03-01', 'NA']), chance.choice(['P', 'Q', 'R'])])
    return out.getvalue()


def check(program, name, text):
    done = subprocess.run([program, 'table', '--rule', name, '-'], input=text.encode(), stdout=subprocess.PIPE,
                          check=True)
    own, wrong, n = derive(read_rule(os.path.join(RULES, name + '.rule')), text), 0, 0
    for line in done.stdout.decode().splitlines():
        got = json.loads(line)
        want = own.pop((got['object'], got['measure']))
        n += 1
        for field in ('value', 'low', 'high'):
            if not same(got[field], want[field]):
                print('%s, %s, %s, %s: the program has %r, derived is %r' %
                      (name, got['object'], got['measure'], field, got[field], want[field]))
                wrong += 1
    return n, wrong + len(own)


def main():
    program = os.path.abspath(sys.argv[1])
    with open(os.path.join(ROOT, 'docs', 'examples', 'rows.csv'), encoding='utf-8') as file:
        example = file.read()
    lines = wrong = 0
    for name in sorted(n[:-5] for n in os.listdir(RULES) if n.endswith('.rule') and n != 'origin.rule'):
        for text in [example] + [rows_by_chance(seed) for seed in range(3)]:
            n, bad = check(program, name, text)
            lines, wrong = lines + n, wrong + bad
    print('%d lines derived again, %d differences' % (lines, wrong))
    return 1 if wrong or not lines else 0


if __name__ == '__main__':
    sys.exit(main())
