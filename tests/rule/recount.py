#!/usr/bin/env python3
"""Every number that `according count` gives for the examples, derived again from the lines of `extract` and `reconcile`
and the rule files by rederive.py, which shares nothing with the program.

    python3 tests/rule/recount.py PROGRAM
"""
import csv
import glob
import json
import os
import subprocess
import sys
import tempfile

import rederive

FIELDS = ('rank', 'certain', 'precision')


def lines_of(program, command, files):
    done = subprocess.run([program] + command + files, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def text_of(number):
    return None if number is None else str(number)


def rank_of(claim, document, ranks):
    """Of whom the figure is from, or whom that source has it from; else of who publishes it."""
    source = claim['source']
    while source:
        if (source.get('text') or '').lower() in ranks:
            return ranks[source['text'].lower()]
        source = source.get('from')
    return ranks.get((document['publisher'] or '').lower())


def rows_of(measure, documents, claims, ranks):
    """Rows of the clear readings of a measure: (row, traits)."""
    parts = {relation['a'] for relation in measure['relations'] if relation['kind'] == 'part_of'}
    clear = {reading['id']: reading for reading in measure['readings'] if not reading.get('unclear')}
    finer = {}  # reading: the documents that give it more precisely themselves
    for relation in measure['relations']:
        if relation['kind'] == 'refines' and relation['a'] in clear:
            finer.setdefault(relation['b'], set()).update(clear[relation['a']]['documents'])
    rows = []
    for reading in measure['readings']:
        traits = set()
        if reading['id'] in parts or reading['scope'] == 'part' or reading.get('lesser'):
            traits.add('part')
        if reading['superseded_by']:
            traits.add('superseded')
        value = text_of(reading['number'])
        if value is None:
            value = claims[reading['claims'][0]]['value']['text']
        for name in reading['documents']:
            document = documents[name]
            row = {'source': name, 'value': value, 'low': text_of(reading['low']), 'high': text_of(reading['high']),
                   'date': document['date'], 'publisher': document['publisher']}
            row.update({field: None for field in FIELDS})
            given = [rank_of(claims[c], document, ranks) for c in reading['claims'] if claims[c]['document'] == name]
            row['rank'] = text_of(max((rank for rank in given if rank is not None), default=None))
            own = {'refined'} if name in finer.get(reading['id'], ()) else set()
            rows.append((row, traits | own))
    return rows


def origins_fill(rows, signs):
    """Rows with one value are of one origin where a way leads from the one to the other along documents that are the
    same or carry signs of a shared origin."""
    for i, (row, _) in enumerate(rows):
        row['origin'] = i
        reached, todo = set(), [i]
        while todo:
            at = todo.pop()
            if at in reached:
                continue
            reached.add(at)
            name = rows[at][0]['source']
            todo += [k for k, (other, _) in enumerate(rows)
                     if other['value'] == row['value'] and
                     (other['source'] == name or frozenset((other['source'], name)) in signs)]
        row['origin'] = min(reached)


def once_origin(rows):
    kept = []
    for origin in sorted({row['origin'] for row in rows}):
        group = [row for row in rows if row['origin'] == origin]
        kept.append(min(group, key=lambda row: (row['date'] or '9999', row['source'])))
    return kept


class Count(rederive.Object):
    def most_origins(self, field):
        seen, single = set(), []
        for row in self.rows:
            mark = (self.value(row, field), row['origin'])
            if mark not in seen:
                seen.add(mark)
                single.append(row)
        rows, self.rows = self.rows, single
        made = self.commonest(field)
        self.rows = rows
        return made

    def outcome(self, has_publisher):
        given = {'value': None, 'low': None, 'high': None}
        for words in self.lines:
            if words[0] == 'leave':
                self.rows = [row for row in self.rows if words[1] not in row['traits']]
            elif words == ['once', 'origin']:
                self.rows = once_origin(self.rows)
            elif words[0] == 'once':
                self.rows = rederive.once(self.rows, words[1])
            elif words[0] == 'keep':
                self.keep(words)
            elif words[0] == 'sources':
                self.sources(words, has_publisher)
            elif words[0] in given:
                field = words[2] if len(words) > 2 else words[0]
                given[words[0]] = (self.commonest(field) if words[1] == 'commonest'
                                   else self.most_origins(field) if words[1] == 'origin'
                                   else self.ordered(words[1], field))
        return given


def derive(rule, measure, rows):
    for measures, lines in rule['sections']:
        if '*' in measures or measure in measures:
            return Count(rule, lines, [dict(row, traits=traits) for row, traits in rows]).outcome(True)
    return None


def counts_of(program, name, options, files):
    out = {}
    for line in lines_of(program, ['count', '--rule', name] + options, files):
        out[(line['event'], line['measure'])] = line
    return out


def compare(name, got, want, where):
    bad = 0
    for field in ('value', 'low', 'high'):
        left = want[field] == 'Indeterminate'
        if left and not got['indeterminate'] or not left and not rederive.same(got[field], want[field]):
            print('%s, %s: %s is %r, derived is %r' % (name, where, field, got[field], want[field]))
            bad += 1
    return bad


def explained(program, name, options, files, counts):
    """`explain --rule` says of each figure what became of it: what was taken is the count, and nothing is both."""
    bad = 0
    for measure in sorted({measure for _, measure in counts}):
        for line in lines_of(program, ['explain', '--json', '--rule', name] + options + [measure], files):
            count = counts[(line['event'], measure)]
            where = '%s, %s, %s' % (name, line['event'], measure)
            if any(line[key] != count[key] for key in ('value', 'low', 'high', 'steps', 'left_out')):
                print('%s: explained otherwise than counted' % where)
                bad += 1
            left = {entry['reading'] for entry in count['left_out']}
            for figure in line['figures']:
                if figure['left'] and figure['taken'] or figure['reading'] in left and not figure['left']:
                    print('%s: %r is taken and left out' % (where, figure))
                    bad += 1
            for field in ('value', 'low', 'high'):
                taken = any(field in figure['taken'] for figure in line['figures'])
                if taken and line[field] is None or not taken and line[field] is not None and name != 'median':
                    print('%s: nobody gives what was taken for %s' % (where, field))
                    bad += 1
    return bad


def recount(program, name, options, files, told, ranks):
    counted = bad = 0
    rule = rederive.read_rule(os.path.join(rederive.RULES, name + '.rule'))
    got = counts_of(program, name, options, files)
    bad += explained(program, name, options, files, got)
    events, documents, claims, signs = told
    for event in events:
        for measure in event['measures']:
            rows = rows_of(measure, documents, claims, ranks)
            origins_fill(rows, signs)
            want = derive(rule, measure['measure'], rows) if rows else None
            line = got.pop((event['id'], measure['measure']), None)
            if (line is None) != (want is None):
                print('%s, %s, %s: one has a count and the other none' % (name, event['id'], measure['measure']))
                bad += 1
            elif line:
                counted += 1
                bad += compare(name, line, want, '%s %s' % (event['heading'], measure['measure']))
    return counted, bad + len(got)


def main():
    program = os.path.abspath(sys.argv[1])
    files = sorted(glob.glob(os.path.join(rederive.ROOT, 'examples', '[abc]?-*')))
    extracted = lines_of(program, ['extract'], files)
    documents = {line['id']: line for line in extracted if line['type'] == 'document'}
    claims = {line['id']: line for line in extracted if line['type'] == 'claim'}
    together = lines_of(program, ['reconcile'], files)
    events = [line for line in together if line['type'] == 'event']
    signs = {frozenset((line['a'], line['b'])) for line in together
             if line['type'] == 'origin' and line['verdict'] == 'signs_of_shared_origin'}
    told = (events, documents, claims, signs)
    names = sorted({d['publisher'] for d in documents.values() if d['publisher']} |
                   {c['source']['text'] for c in claims.values() if c['source'].get('text')}, key=str.lower)
    ranks = {}
    for name in names: # any, but not the same for all
        ranks.setdefault(name.lower(), len(ranks) * 7 % 10)
    counted = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'sources.csv')
        with open(path, 'w', encoding='utf-8', newline='') as file:
            rows = csv.writer(file, lineterminator='\n')
            rows.writerow(['source', 'rank'])
            rows.writerows(ranks.items())
        for name in sorted(n[:-5] for n in os.listdir(rederive.RULES) if n.endswith('.rule')):
            for options, given in (([], {}), (['--sources', path], ranks)):
                done = recount(program, name, options, files, told, given)
                counted += done[0]
                bad += done[1]
    print('%d counts derived again, %d differences' % (counted, bad))
    return 1 if bad or not counted else 0


if __name__ == '__main__':
    sys.exit(main())
