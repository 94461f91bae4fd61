#!/usr/bin/env python3
"""Counts the tests of a build folder from meson's log: python3 tests/count.py BUILD

Prints "PASSED FAILED" and names the failed ones on standard error.
"""
import json
import os
import sys


def main():
    passed = failed = 0
    path = os.path.join(sys.argv[1], 'meson-logs', 'testlog.json')
    if os.path.exists(path):
        for line in open(path, encoding='utf-8'):
            test = json.loads(line)
            if test['result'] in ('OK', 'EXPECTEDFAIL'):
                passed += 1
            elif test['result'] != 'SKIP':
                failed += 1
                print('failed: %s (%s)' % (test['name'], test['result']), file=sys.stderr)
    print(passed, failed)


main()
