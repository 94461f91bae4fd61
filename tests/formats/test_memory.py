#!/usr/bin/env python3
"""Memory does not grow with the bytes of many small documents: python3 tests/formats/test_memory.py PROGRAM"""
import os
import subprocess
import sys
import time

from formats_support import FormatCase, OTHER, STORY, main, unittest
from support import PROGRAM

MOST = 1500  # bytes that may be held for each document beside its own, of which there are 4 kB
PLACES_MOST = 40000  # likewise of a text with 6,000 runs of 32 bytes
CODE = ('import resource, subprocess, sys\nsubprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)\n'
        'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')


def csv(number):
    return ('id,date,text\n' if not number else '') + '%d,2016-05-03,"%s"\n' % (number, (STORY.strip() + ' ' + OTHER.strip() + ' ') * 24)


def mbox(number):
    return ('From a@e.org Tue May  3 10:15:00 2016\nFrom: a@e.org\nTo: b@e.org\nSubject: Mail %d\nDate: Tue, 3 May 2016 10:15:00 +0200\n\n%s\n'
            '\n' % (number, (STORY.strip() + ' ' + OTHER.strip() + '\n') * 24))


def rtf(number):
    """A text of which every word has a run."""
    return '{\\rtf1\\ansi ' + ''.join('word{\\b n%d}\\u8211?x%d\n' % (number, k) for k in range(2000)) + '}'


@unittest.skipIf(os.environ.get('ACCORDING_SANITIZED') == '1', 'a sanitizer holds memory of its own')
class Memory(FormatCase):
    def held(self, name, make, documents):
        return self.held_by(self.write(name, ''.join(map(make, range(documents)))))

    def held_by(self, path):
        got = subprocess.run([sys.executable, '-c', CODE, PROGRAM, 'mentions', '--threads', '1', path],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        return int(got.stdout) * 1024

    def own_by(self, path):
        """The most memory of its own, without pages of files, that the program was seen to hold."""
        process = subprocess.Popen([PROGRAM, 'extract', '--threads', '1', path], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        most = 0
        while process.poll() is None:
            with open('/proc/%d/status' % process.pid) as file:
                own = [line.split()[1] for line in file if line.startswith('RssAnon')]
            most = max([most] + [int(n) * 1024 for n in own])
            time.sleep(.002)
        self.assertIn(process.returncode, (0, 1))
        return most

    def test_many_small_documents(self):
        for name, make in (('a.csv', csv), ('a.mbox', mbox)):
            few = self.held(name, make, 400)
            # Pages of the file itself that the system leaves mapped count too, on a busy machine more of them:
            # the least of three is what is held.
            many = min(self.held(name, make, 4400) for _ in range(3))
            self.assertLess(many - few, 4000 * MOST, name)

    def test_places_of_words(self):
        """They are read again when their document's turn comes: of a hundred only those of one are held."""
        paths = [self.write('r%d/%d.rtf' % (n, i), rtf(i)) for n in (10, 110) for i in range(n)]
        few, many = (self.own_by(os.path.dirname(path)) for path in (paths[0], paths[-1]))
        self.assertLess(many - few, 100 * PLACES_MOST)


main()
