#!/usr/bin/env python3
"""What lies inside incidents, derived again from the lines of `extract`, by a program that shares nothing with
According; that counts of an incident are figures of claims inside; and that the bounds around all of one event count
what the event counts.

    python3 tests/incident/rederive_incident.py PROGRAM
"""
import calendar
import glob
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RULES = ('lowest', 'highest', 'latest', 'ucdp-style', 'airwars-style')

# incident file: the same bounds as data
CASES = [
    ('place Romania\nperiod 2019-03-14 2019-03-20\nkinds killed injured\n', 'RO', '2019-03-14', '2019-03-20',
     ('killed', 'injured')),
    ('place Bolivia or none\nperiod 1987-10-01 1987-10-31\n', 'BO', '1987-10-01', '1987-10-31', None),
]


def lines_of(program, command, files):
    done = subprocess.run([program] + command + files, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def first(day):
    return day + '-01-01'[len(day) - 10:] if len(day) < 10 else day


def last(day):
    if len(day) == 4:
        return day + '-12-31'
    year, month = day.split('-')[:2]
    return '%s-%s-%02d' % (year, month, calendar.monthrange(int(year), int(month))[1]) if len(day) == 7 else day


def period_of(claim, start, end):
    time = claim['time'] or {}
    a, b = time.get('start') or time.get('end'), time.get('end') or time.get('start')
    if not a or a.startswith('XXXX') or b.startswith('XXXX'):
        return 'open'
    a, b = first(a), last(b)
    return 'outside' if b < start or a > end else 'inside' if a >= start and b <= end else 'open'


def place_of(claim, country, or_none):
    """Countries alone: what the lines say of each place."""
    codes = [place['country'] for place in claim['place']]
    if not codes:
        return 'inside' if or_none else 'open'
    if None in codes:
        return None # seas and parts of the world: not told by the lines
    return 'inside' if set(codes) == {country} else 'outside'


def kind_of(claim, kinds):
    return 'inside' if claim['kind'] != 'figure' or not kinds or claim['measure'] in kinds else 'outside'


def together(verdicts):
    return 'outside' if 'outside' in verdicts else 'open' if 'open' in verdicts else 'inside'


def check_bounds(program, folder, files, claims):
    bad = asked = 0
    for number, (text, country, start, end, kinds) in enumerate(CASES):
        path = os.path.join(folder, '%d.incident' % number)
        with open(path, 'w') as file:
            file.write('incident Case %d\n%s' % (number, text))
        got = {line['claim']: line for line in lines_of(program, ['incident', '--json', path], files)
               if line['type'] == 'incident_claim'}
        bad += len(got) != len(claims)
        for name, claim in claims.items():
            verdicts = [period_of(claim, start, end), place_of(claim, country, 'or none' in text), kind_of(claim, kinds)]
            if None in verdicts:
                continue
            asked += 1
            if got[name]['lies'] != together(verdicts):
                print('%s, %s: %s, derived %s %s' % (path, name, got[name], together(verdicts), verdicts))
                bad += 1
        bad += check_counts(program, path, files, claims, got)
    print('%d verdicts derived again, %d differences' % (asked, bad))
    return bad + (asked == 0)


def numbers_of(claims, got, measure):
    for name, line in got.items():
        claim = claims[name]
        if line['lies'] == 'inside' and claim['kind'] == 'figure' and claim['measure'] == measure:
            value = claim['value']
            yield from (value['number'], value['low'], value['high'])


def check_counts(program, path, files, claims, got):
    bad = 0
    for rule in RULES:
        for line in lines_of(program, ['count', '--rule', rule, '--incident', path], files):
            given = [line[key] for key in ('value', 'low', 'high') if line[key] is not None]
            inside = list(numbers_of(claims, got, line['measure']))
            if line['event'] is not None or not all(number in inside for number in given):
                print('%s, %s: %s, not all of claims inside: %s' % (path, rule, line, inside))
                bad += 1
    return bad


def check_whole(program, folder, files):
    """Documents that make one event: bounds around all of it."""
    path = os.path.join(folder, 'all.incident')
    with open(path, 'w') as file:
        file.write('incident All\nperiod 0001-01-01 2999-12-31 or none\n')
    asked = bad = 0
    for document in files:
        if len(lines_of(program, ['reconcile'], [document])) != 1:
            continue
        for rule in RULES:
            left, right = (lines_of(program, ['count', '--rule', rule] + more, [document])
                           for more in ([], ['--incident', path]))
            for line in left + right:
                line['event'] = line['heading'] = None
                line.pop('incident', None)
            asked += len(left)
            if left != right:
                print('%s, %s: the count of the whole is not that of its event' % (document, rule))
                bad += 1
    print('%d counts of whole events, %d differences' % (asked, bad))
    return bad + (asked == 0)


def main():
    program = os.path.abspath(sys.argv[1])
    files = sorted(glob.glob(os.path.join(ROOT, 'examples', '[abc]?-*')))
    claims = {line['id']: line for line in lines_of(program, ['extract'], files) if line['type'] == 'claim'}
    with tempfile.TemporaryDirectory() as folder:
        bad = check_bounds(program, folder, files, claims) + check_whole(program, folder, files)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
