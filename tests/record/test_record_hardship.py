#!/usr/bin/env python3
"""What a record withstands: kill -9 at random moments, flipped bits, several programs at once, a full
disk, a limit on the file's size, the file vanishing. ACCORDING_SLOW=1 tries far more."""
import random
import resource
import shutil
import signal
import threading
import time

from record_support import *

KILLS = 1000 if SLOW else 100
FLIPS = 10000 if SLOW else 300
SECONDS = 60 if SLOW else 6


class Killed(RecordCase):
    BATCHES, EACH = 8, 40

    def add(self, batch):
        """Starts an add of one batch."""
        process = subprocess.Popen([PROGRAM, 'add', '--by', 'T', '--jsonl', self.record],
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        process.stdin.write(documents(batch * self.EACH, self.EACH))
        process.stdin.close()
        return process

    def test_add(self):
        """A killed add leaves a whole record, with all that was acknowledged; the next command works. How many
        moments fall into a write depends on the machine; test_record_faults.c kills at every one of them."""
        chance = random.Random(11)
        self.well('init', self.record)
        started = time.monotonic()
        self.assertEqual(self.add(0).wait(), 0)
        takes = time.monotonic() - started
        acknowledged, batch = {0}, 1
        for turn in range(KILLS):
            process = self.add(batch)
            if turn % 2:  # at any moment; else soon after it began to write
                time.sleep(chance.random() * takes * 1.1)
            else:
                while process.poll() is None and not os.path.exists(self.record + '-journal'):
                    time.sleep(.0001)
                time.sleep(chance.random() * .002)
            process.send_signal(signal.SIGKILL)
            if process.wait() == 0:
                acknowledged.add(batch)
            ids = {d['id'] for d in self.listed()}
            for done in acknowledged:
                self.assertIn('ferry-%05d' % (done * self.EACH), ids)
                self.assertIn('ferry-%05d' % (done * self.EACH + self.EACH - 1), ids)
            self.well('verify', self.record)
            batch += 1
            if batch == self.BATCHES:
                os.remove(self.record)
                self.well('init', self.record)
                acknowledged, batch = set(), 0
        self.well('add', '--jsonl', self.record, data=documents(0, self.EACH * self.BATCHES))
        self.assertEqual(len(self.listed()), self.EACH * self.BATCHES)
        self.assertFalse(os.path.exists(self.record + '-journal'))
        self.check()


class Flipped(RecordCase):
    def says_the_same(self, copy, said):
        """Whether a flip changed nothing in any row."""
        return dump(copy) == said

    def test_each_flip_is_named_or_changes_nothing(self):
        chance = random.Random(5)
        self.make(os.path.join(EXAMPLES, 'a1-agency.txt'), os.path.join(EXAMPLES, 'b3-paper.html'),
                  data=documents(0, 6))
        self.well('remove', '--reason', 'why', self.record, 'ferry-00003')
        original, said = self.bytes(), dump(self.record)
        copy = os.path.join(self.folder, 'copy.according')
        named = 0
        for _ in range(FLIPS):
            bit = chance.randrange(len(original) * 8)
            flipped = bytearray(original)
            flipped[bit // 8] ^= 1 << bit % 8
            with open(copy, 'wb') as file:
                file.write(flipped)
            result = run('verify', copy)
            self.assertIn(result.status, (0, 1, 3), (bit, result.err))
            if result.status == 0:
                self.assertTrue(self.says_the_same(copy, said), 'bit %d' % bit)
            else:
                named += 1
                self.assertTrue(result.out or result.err, bit)
        self.assertGreater(named, FLIPS // 10)

    KEPT = {
        'body': 'part reading coding size seal entry crc bytes bytes bytes bytes bytes bytes',
        'log': 'author seq at kind payload payload payload salt seal digest',
        'document': 'id version latest form path day original_hash hash size title date publisher url figures lines '
                    'reading entry follows removed purged salt seal',
        'author': 'key name salt seal seq head',
        'line': 'document k key kind measure number starts ends place source unclear',
        'name': 'text', 'reading': 'program pack places usual crc', 'record': 'key value',
    }

    def flip(self, db, chance):
        """Flips a bit of something that a row says; its name, or None where there is nothing."""
        table = chance.choice(('body', 'body', 'body', 'log', 'log') + tuple(self.KEPT))
        column = chance.choice(self.KEPT[table].split())
        rows = db.execute('SELECT %s, typeof(%s), %s FROM %s' % (
            'document, k' if table == 'line' else 'key, 0' if table == 'record' else 'rowid, 0', column, column,
            table)).fetchall()
        row = chance.choice(rows)
        if row[2] == 'null' or row[3] in ('', b''):
            return None
        key = {'line': 'document = ? AND k = ?', 'record': 'key = ? AND 0 = ?'}.get(table, 'rowid = ? AND 0 = ?')
        if row[2] in ('integer', 'real'):
            value = int(row[3]) ^ 1 << chance.randrange(16)
        else:
            value = row[3] if row[2] == 'blob' else row[3].encode()
            bit = chance.randrange(len(value) * 8)
            value = bytearray(value)
            value[bit // 8] ^= 1 << bit % 8
            value = bytes(value)
        db.execute('UPDATE OR IGNORE %s SET %s = %s WHERE %s' % (
            table, column, 'CAST(? AS TEXT)' if row[2] == 'text' else '?', key), (value, row[0], row[1]))
        return '%s.%s %s of %s' % (table, column, row[0], value[:40] if isinstance(value, bytes) else value)

    def test_each_flip_of_what_is_kept_is_named(self):
        """Unlike above, where most of a small file is empty room: always in something that a row says."""
        chance = random.Random(6)
        self.make(os.path.join(EXAMPLES, 'a1-agency.txt'), os.path.join(EXAMPLES, 'b3-paper.html'),
                  data=documents(0, 6))
        self.well('add', '--jsonl', self.record, data=documents(2, 1).replace(b'berth', b'pier'))
        self.well('remove', '--reason', 'why', self.record, 'ferry-00003')
        self.well('verify', self.record)
        copy, tried = os.path.join(self.folder, 'copy.according'), 0
        unnamed = []
        while tried < FLIPS:
            shutil.copy(self.record, copy)
            db = sqlite3.connect(copy)
            db.text_factory = lambda b: b.decode(errors='surrogateescape')
            what = self.flip(db, chance)
            changed = db.total_changes
            db.commit()
            db.close()
            if not what or not changed:
                continue
            tried += 1
            result = run('verify', copy)
            if result.status not in (1, 3):
                unnamed.append((what, result.status))
        self.assertEqual(unnamed, [])

    def test_what_is_changed_is_named(self):
        """Changes that leave a sound SQLite file, each under the name of what was changed."""
        self.make(EXAMPLES)
        self.well('remove', '--reason', 'why', '--by', 'Tester', self.record, 'c3-review.txt')
        for sql, says in (
                ("UPDATE body SET bytes = x'00' || substr(bytes, 2) WHERE part = 1 AND document = 2", 'original'),
                ("UPDATE body SET bytes = x'00' || substr(bytes, 2) WHERE part = 3 AND document = 2", 'lines'),
                ("UPDATE document SET id = 'other' WHERE n = 2", 'document other'),
                ("UPDATE document SET date = '2001-01-01' WHERE n = 2", 'document line'),
                ("UPDATE document SET removed = NULL", 'removed'),
                ("UPDATE document SET latest = 0 WHERE n = 2", 'latest'),
                ("UPDATE document SET purged = 1 WHERE n = 2", 'erased'),
                ("UPDATE line SET number = 99 WHERE document = 2 AND k = 0", 'row for search'),
                ("DELETE FROM line WHERE document = 2 AND k = 0", 'row'),
                ("DELETE FROM body WHERE document = 2", 'missing'),
                ("DELETE FROM line WHERE document = 2; DELETE FROM body WHERE document = 2; "
                 "DELETE FROM document WHERE n = 2", 'documents that it added'),
                ("UPDATE log SET payload = replace(payload, 'why', 'who') WHERE n = 3", 'entry 3'),
                ("UPDATE log SET at = '2001' WHERE n = 2", 'entry 2'),
                ("UPDATE log SET payload = NULL, salt = NULL WHERE n = 2", 'nobody erased'),
                ("DELETE FROM log WHERE n = 3", 'log'),
                ("UPDATE author SET name = 'Somebody'", 'name'),
                ("UPDATE author SET seq = 2", 'head'),
                ("UPDATE reading SET pack = 'en 9'", 'is not what was added'),
                ("UPDATE record SET value = 'x' WHERE key = 'id'", 'values'),
                ("UPDATE record SET key = 'cpeated' WHERE key = 'created'", 'values'),
                ("UPDATE reading SET usual = zeroblob(9)", 'what is usual'),
                ("CREATE TABLE more(x)", 'schema')):
            copy = os.path.join(self.folder, 'copy.according')
            shutil.copy(self.record, copy)
            db = sqlite3.connect(copy)
            db.executescript(sql)
            db.commit()
            db.close()
            result = run('verify', copy)
            self.assertEqual(result.status, 1, sql)
            self.assertIn(says, result.out.decode(), sql)
            if 'more' not in sql:
                self.assertTrue(check_record.Checker(copy).run(), sql)


class Together(RecordCase):
    def test_two_writers_and_three_readers(self):
        self.make(data=documents(0, 10))
        problems, written, end = [], [set(), set()], time.monotonic() + SECONDS

        def go(work):
            try:
                while time.monotonic() < end and not problems:
                    work()
            except Exception as error:  # a thread's failure must reach the test
                problems.append(repr(error))

        def writer(number):
            def add():
                first = 10000 * (number + 1) + len(written[number])
                result = run('add', '--by', 'W%d' % number, '--threads', '1', '--jsonl', self.record,
                             data=documents(first, 5))
                if result.status or '5 documents added' not in result.err:
                    problems.append(result.err)
                written[number].update('ferry-%05d' % i for i in range(first, first + 5))
            return add

        def reader(*words):
            def read():
                result = run(words[0], self.record, *words[1:])
                if result.status or result.err:
                    problems.append((words, result.err, result.out[-300:]))
            return read

        threads = [threading.Thread(target=go, args=(work,)) for work in (
            writer(0), writer(1), reader('list'), reader('search', 'tallinn'), reader('verify'))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(problems, [])
        self.assertTrue(written[0] and written[1])
        self.assertLessEqual(written[0] | written[1], {d['id'] for d in self.listed()})
        self.check()


class NoRoom(RecordCase):
    def refused(self, result):
        self.assertEqual(result.status, 3, result.err)
        for line in result.err.splitlines():
            self.assertRegex(line, r'^according: ')
        self.assertIn(self.record, result.err)

    def test_limit_on_size(self):
        self.make(data=documents(0, 20))
        size = os.path.getsize(self.record)
        ids = [d['id'] for d in self.listed()]
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20000, size + 20000))
        self.refused(run('add', '--jsonl', self.record, data=documents(20, 500), preexec_fn=limit))
        self.assertEqual([d['id'] for d in self.listed()], ids)
        self.check()
        self.well('add', '--jsonl', self.record, data=documents(20, 500))
        self.assertEqual(len(self.listed()), 520)

    def test_full_disk(self):
        disk = os.path.join(self.folder, 'disk')
        os.mkdir(disk)
        if os.getuid() != 0 or subprocess.run(
                ['mount', '-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', disk],
                stderr=subprocess.DEVNULL).returncode:
            self.skipTest('no file system can be mounted here')
        self.addCleanup(subprocess.run, ['umount', disk])
        self.record = os.path.join(disk, 'x.according')
        self.make(data=documents(0, 20))
        ids = [d['id'] for d in self.listed()]
        result = run('add', '--jsonl', self.record, data=documents(20, 3000))
        self.refused(result)
        self.assertIn('full', result.err)
        self.assertEqual([d['id'] for d in self.listed()][:20], ids)
        self.check()

    def test_file_vanishes(self):
        self.make(data=documents(0, 20))
        process = subprocess.Popen([PROGRAM, 'add', '--jsonl', self.record], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(.1)  # waits for its input, the record is open
        os.remove(self.record)
        _, err = process.communicate(documents(20, 2000))
        self.assertIn(process.returncode, (0, 3), err)
        self.assertNotIn(b'core', err)
        self.assertEqual(run('list', self.record).status, 3)


if __name__ == '__main__':
    main()
