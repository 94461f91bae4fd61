#!/usr/bin/env python3
"""Memory does not grow with the bytes of many small documents: python3 tests/formats/test_memory.py PROGRAM"""
import os
import subprocess
import sys

from formats_support import FormatCase, OTHER, STORY, main, unittest
from support import PROGRAM

MOST = 3000  # bytes that may be held for each document beside its own, of which there are 4 kB
CODE = ('import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n'
        'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')


def csv(number):
    return ('id,date,text\n' if not number else '') + '%d,2016-05-03,"%s"\n' % (number, (STORY.strip() + ' ' + OTHER.strip() + ' ') * 24)


def mbox(number):
    return ('From a@e.org Tue May  3 10:15:00 2016\nFrom: a@e.org\nTo: b@e.org\nSubject: Mail %d\nDate: Tue, 3 May 2016 10:15:00 +0200\n\n%s\n'
            '\n' % (number, (STORY.strip() + ' ' + OTHER.strip() + '\n') * 24))


@unittest.skipIf(os.environ.get('ACCORDING_SANITIZED') == '1', 'a sanitizer holds memory of its own')
class Memory(FormatCase):
    def held(self, name, make, documents):
        path = self.write(name, ''.join(map(make, range(documents))))
        got = subprocess.run([sys.executable, '-c', CODE, PROGRAM, 'mentions', '--threads', '1', path],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        return int(got.stdout) * 1024

    def test_many_small_documents(self):
        for name, make in (('a.csv', csv), ('a.mbox', mbox)):
            few = self.held(name, make, 400)
            # Pages of the file itself that the system leaves mapped count too, on a busy machine more of them:
            # the least of three is what is held.
            many = min(self.held(name, make, 4400) for _ in range(3))
            self.assertLess(many - few, 4000 * MOST, name)


main()
