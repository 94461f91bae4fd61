#!/usr/bin/env python3
"""What the program reads in accounts that nobody had in mind when its rules were written (tests/blind), by the scorer of
the evaluation collection: no figure may fall below its floor. Without the collection it is skipped with a line."""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SCORER = os.path.join(HERE, '..', '..', '..', 'shared', 'eval', 'score_accounts.py')
# precision and F of claims, F of readings, other events' claims inside at most
FLOORS = {
    'a': (.95, .88, .78, 10),
    'b': (.93, .71, .66, 16),
    'c': (.93, .91, .80, 30),
    'd': (.96, .89, .72, 14),
    'e': (.95, .94, .85, 36),
    'f': (.96, .88, .77, 42),
    'g': (.93, .85, .76, 14),
    'h': (.97, .89, .74, 16),
    'i': (.93, .86, .64, 106),
    'j': (.93, .93, .70, 60),
    'k': (.93, .88, .75, 20),
}


def measure(program, name):
    out = subprocess.run([sys.executable, SCORER, '--data', os.path.join(HERE, name), '--program', program],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()
    found = json.loads([line for line in out.splitlines() if line.startswith('{')][-1])['program']
    claims = found['figure claims']
    return claims['p'], claims['f1'], found['readings']['f1'], found['should_be_nought'][
        'claims of another event inside']


def main():
    if not os.path.exists(SCORER):
        print('skipped: the evaluation collection is not here')
        return 0
    failed = 0
    for name, floor in FLOORS.items():
        got = measure(os.path.abspath(sys.argv[1]), name)
        low = [g < f for g, f in zip(got[:3], floor)] + [got[3] > floor[3]]
        print(name, *('%.3f' % g for g in got[:3]), got[3], 'below %s' % (floor,) if any(low) else '')
        failed += any(low)
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
