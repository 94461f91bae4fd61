"""What the tests of records share."""
import os
import sqlite3
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), 'cli'))
sys.path.insert(0, HERE)

from support import *  # noqa: E402,F401,F403
from support import Case, PROGRAM, json, run, subprocess  # noqa: E402
import check_record  # noqa: E402

# Each commit waits for the disk: in memory where that is possible.
if os.access('/dev/shm', os.W_OK):
    tempfile.tempdir = '/dev/shm'
SLOW = os.environ.get('ACCORDING_SLOW') == '1'


def documents(first, count):
    """JSON Lines with invented accounts, each of its own words."""
    lines = []
    for i in range(first, first + count):
        text = 'A ferry ran aground near Tallinn on %d March 2011. Rescuers said %d passengers were ' \
               'killed and at least %d were injured.\n\nThe harbour master of berth %d gave no names.' \
               % (i % 28 + 1, i + 2, i + 5, i)
        lines.append(json.dumps({'id': 'ferry-%05d' % i, 'text': text, 'date': '2011-04-01',
                                 'title': 'Ferry number %d' % i}))
    return ('\n'.join(lines) + '\n').encode('utf-8')


class RecordCase(Case):
    def setUp(self):
        super().setUp()
        self.record = os.path.join(self.folder, 'x.according')

    def well(self, *arguments, **options):
        result = run(*arguments, **options)
        self.assertEqual(result.status, 0, (arguments, result.err, result.out[-500:]))
        return result

    def make(self, *files, **options):
        """A record of these files, or of JSON Lines in data=."""
        self.well('init', '--by', 'Tester', self.record)
        if files:
            self.well('add', '--by', 'Tester', self.record, *files)
        if 'data' in options:
            self.well('add', '--by', 'Tester', '--jsonl', self.record, data=options['data'])

    def bytes(self):
        with open(self.record, 'rb') as file:
            return file.read()

    def listed(self, *options):
        return self.well('list', '--json', *options, self.record).lines

    def check(self, path=None):
        """By the program, and by the independent script."""
        path = path or self.record
        self.well('verify', path)
        self.assertEqual(check_record.Checker(path).run(), [])


def dump(path):
    """Everything that a record says, but the index of words, which is made of it."""
    db = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
    try:
        tables = ['record', 'author', 'log', 'reading', 'document', 'body', 'line', 'name']
        return {t: db.execute('SELECT * FROM %s' % t).fetchall() for t in tables}
    finally:
        db.close()
