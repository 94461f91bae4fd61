#!/usr/bin/env python3
"""The commands on a record: what they keep, find, take back and refuse."""
import shutil

from record_support import *

FIRST = 'Officials said 12 people were killed and 30 others were injured in the fire in Oslo on ' \
        '3 May 2015.\n'
LATER = 'Officials said 14 people were killed and 30 others were injured in the fire in Oslo on ' \
        '3 May 2015.\n'
OTHER = 'Police said seven sailors were injured in a storm in Constanţa on 9 June 2014.\n'


class Keeping(RecordCase):
    def test_init(self):
        self.well('init', self.record)
        before = self.bytes()
        result = run('init', self.record)
        self.assertEqual((result.status, result.out), (3, b''))
        self.assertIn('there is a file of that name', self.check_messages(result, 1)[0])
        self.assertEqual(self.bytes(), before)
        self.assertEqual(os.listdir(self.folder), ['x.according'])
        self.check()

    def test_a_record_says_what_its_documents_say(self):
        self.make(EXAMPLES)
        for command in (['report', '--all'], ['reconcile'], ['export', '--as', 'figures'], ['extract'],
                        ['mentions'], ['explain', 'killed', '17'], ['passages'],
                        ['count', '--rule', 'lowest']):
            one, other = run(*command, self.record), run(*command, EXAMPLES)
            self.assertEqual((one.status, one.out), (other.status, other.out), command)
        self.check()

    def test_add_again(self):
        self.make(EXAMPLES)
        before = dump(self.record)
        result = self.well('add', self.record, EXAMPLES)
        self.assertIn('0 documents added (0 newer captures), 13 known, 0 refused', result.err)
        self.assertEqual(dump(self.record), before)

    def test_same_content(self):
        one = self.write('a/one.txt', FIRST)
        copy = self.write('b/copy.txt', FIRST)
        self.make(one)
        self.assertIn('1 known', self.well('add', self.record, copy).err)
        self.assertEqual(len(self.listed('--all')), 1)

    def test_jsonl(self):
        self.make(data=documents(0, 50))
        self.assertEqual([d['id'] for d in self.listed()], ['ferry-%05d' % i for i in range(50)])
        lines = run('extract', '--jsonl', data=documents(0, 50)).out
        self.assertEqual(self.well('extract', self.record).out, lines)
        bad = run('add', '--jsonl', self.record, data=b'{"id":1}\n' + documents(50, 1))
        self.assertEqual(bad.status, 1)
        self.assertIn('1 documents added', bad.err)
        self.check()

    def test_any_bytes(self):
        files = {'latin.txt': 'Ein Unfall in Köln: 3 Tote.'.encode('latin-1') + b'\n', 'zero.txt': b'',
                 'binary.txt': bytes(range(256)) * 8, 'bom.txt': b'\xef\xbb\xbf' + FIRST.encode(),
                 'page.html': b'<html><title>Fire</title><p>Four &amp; more: 4 people were killed in '
                              b'Oslo.</html>'}
        for name, data in files.items():
            self.write('in/' + name, data)
        self.well('init', self.record)
        run('add', self.record, os.path.join(self.folder, 'in'))
        self.assertGreaterEqual(len(self.listed()), 3)
        self.check()

    def test_day(self):
        path = self.write('a.txt', 'Three miners were killed on Friday.\n')
        self.well('init', self.record)
        self.well('add', '--date', '2009-05-14', self.record, path)
        self.assertEqual(self.well('extract', self.record).out,
                         run('extract', '--date', '2009-05-14', path).out)


class Versions(RecordCase):
    def test_of_a_file(self):
        path = self.write('report.txt', FIRST)
        self.make(path)
        self.write('report.txt', LATER)
        self.assertIn('(1 newer captures)', self.well('add', self.record, path).err)
        self.assertEqual([d['version'] for d in self.listed()], [2])
        self.assertEqual([d['version'] for d in self.listed('--all')], [1, 2])
        self.assertIn(b'14', self.well('report', self.record).out)
        self.assertNotIn(b'12', self.well('report', self.record).out.replace(b'2015', b''))
        self.check()

    def test_of_an_address(self):
        def line(name, text):
            return json.dumps({'id': name, 'url': 'https://news.example/fire', 'text': text}).encode() + b'\n'
        self.make(data=line('monday', FIRST) + line('tuesday', LATER))
        self.assertEqual([d['id'] for d in self.listed()], ['tuesday'])
        self.assertEqual(len(self.listed('--all')), 2)
        self.check()

    def test_of_one_name_from_elsewhere(self):
        self.make(self.write('a/report.txt', FIRST))
        other = self.write('b/report.txt', OTHER)
        result = run('add', self.record, other)
        self.assertEqual(result.status, 1)
        self.assertIn('--newer', result.err)
        self.assertIn('1 refused', result.err)
        self.assertEqual(len(self.listed('--all')), 1)
        self.well('add', '--newer', self.record, other)
        self.assertEqual(len(self.listed('--all')), 2)
        self.check()


class Rereading(RecordCase):
    def pack(self):
        """Language data that know one word more, and not one of the others."""
        data = os.path.join(self.folder, 'data')
        shutil.copytree(os.path.join(ROOT, 'data'), data)
        path = os.path.join(data, 'en', 'lexicon', 'harm_verbs.tsv')
        with open(path, encoding='utf-8') as file:
            words = file.read()
        with open(path, 'w', encoding='utf-8') as file:
            file.write(words + 'snorvel\tsnorvels snorvelling snorvelled snorvelled\tharm.verb=killed\n')
        pack = os.path.join(self.folder, 'my.pack')
        self.well('pack', 'build', data, '--out', pack)
        return pack

    def test_reread(self):
        fire = self.write('fire.txt', FIRST)
        self.make(fire, self.write('odd.txt', 'At least 12 villagers were snorvelled in Oslo on 4 May 2015.\n'))
        self.well('review', '--by', 'Ann', self.record, data='r\nno such figure\nq\n')
        pack = self.pack()
        result = self.well('reread', '--pack', pack, self.record)
        self.assertIn('2 documents read again, 1 have other lines', result.err)
        self.assertIn('odd.txt: 0 lines gone, ', result.out.decode())
        self.assertTrue(any(line['id'] == 'odd.txt' and line['figures'] == 1 for line in self.listed()))
        self.assertEqual(self.well('search', '--json', '--number', '12', '--from', '2015-05-04',
                                   self.record).lines[0]['document'], 'odd.txt')
        self.check()
        self.assertIn('0 documents read again', self.well('reread', '--pack', pack, self.record).err)
        # The decision still stands, with either data.
        for options in ([], ['--pack', pack]):
            report = self.well('report', *options, self.record)
            self.assertEqual(report.err, '')
        self.assertIn('2 documents read again', self.well('reread', self.record).err)
        self.check()
        self.well('remove', '--purge', '--reason', 'x', self.record, 'odd.txt')
        self.check()
        with open(self.record, 'rb') as file:
            self.assertNotIn(b'snorvel', file.read())

    def test_a_decision_that_fits_no_more(self):
        self.make(self.write('odd.txt', 'At least 12 villagers were snorvelled in Oslo on 4 May 2015.\n'))
        pack = self.pack()
        self.well('reread', '--pack', pack, self.record)
        self.well('review', '--by', 'Ann', '--pack', pack, self.record, data='c\nnumber\n13\nmisread\nq\n')
        result = run('reread', self.record)
        self.assertEqual(result.status, 1)
        self.assertIn('no claim lies on these words', result.err)
        self.check()


class Finding(RecordCase):
    def setUp(self):
        super().setUp()
        self.make(self.write('fire.txt', FIRST), self.write('storm.txt', OTHER))

    def found(self, *arguments):
        return [line.get('document') for line in self.well('search', '--json', *arguments).lines]

    def test_words(self):
        self.assertEqual(self.found(self.record, 'constanta'), ['storm.txt'])
        self.assertEqual(self.found(self.record, '"fire in oslo"'), ['fire.txt'])
        self.assertEqual(sorted(self.found(self.record, 'fire', 'OR', 'sailors')), ['fire.txt', 'storm.txt'])
        self.assertEqual(self.found(self.record, 'oslo', 'sailors'), [])
        self.assertIn(b'seven sailors', self.well('search', self.record, 'sailor*').out)
        self.assertIn(b'nothing found', self.well('search', self.record, 'volcano').out)

    def test_phrases(self):
        """The index does not know where words stand: the texts are asked."""
        for query, found in (('"oslo fire"', []), ('"fire in oslo" OR "no such thing"', ['fire.txt']),
                             ('people NOT "fire in oslo"', []), ('NEAR(fire oslo, 2)', ['fire.txt']),
                             ('NEAR(oslo fire, 0)', []), ('"fire in os" *', ['fire.txt']),
                             ('text : oslo', ['fire.txt']), ('title : "fire in oslo"', []),
                             ('{title text} : "in oslo"', ['fire.txt']), ('fire + in + oslo', ['fire.txt']),
                             ('"fire" "oslo"', ['fire.txt']), ('"..."', [])):
            self.assertEqual(self.found(self.record, query), found, query)
        self.assertEqual(set(self.found('--measure', 'killed', self.record, '"fire in oslo"')),
                         {'fire.txt'})
        self.assertEqual(self.found('--measure', 'killed', self.record, '"oslo fire"'), [])

    def test_fields(self):
        hits = self.well('search', '--json', '--measure', 'killed', self.record).lines
        self.assertEqual([(h['type'], h['value']['number']) for h in hits], [('claim', 12)])
        self.assertEqual(self.found('--number', '30', self.record), ['fire.txt'])
        self.assertEqual(self.found('--number', '31', self.record), [])
        self.assertEqual(set(self.found('--place', 'onstan', self.record)), {'storm.txt'})
        self.assertEqual(set(self.found('--from', '2015-01-01', self.record)), {'fire.txt'})
        self.assertEqual(set(self.found('--to', '2014-12-31', self.record)), {'storm.txt'})
        self.assertEqual(set(self.found('--measure', 'killed', self.record, 'oslo')), {'fire.txt'})
        self.assertEqual(set(self.found('--measure', 'killed', self.record, 'storm')), set())
        self.assertEqual(len(self.found('--from', '1900-01-01', '--most', '1', self.record)), 1)

    def test_bad_queries(self):
        for words, status in ((['"'], 3), (['NEAR('], 3), ([], 2), (['--number', 'x'], 2),
                              (['--from', 'May'], 2)):
            result = run('search', *[w for w in words if w.startswith('-') or words[0].startswith('-')],
                         self.record, *[w for w in words if not words[0].startswith('-')])
            self.assertEqual(result.status, status, words)
            self.check_messages(result, 1)

    def test_show(self):
        claim = next(line for line in self.well('extract', self.record).lines
                     if line.get('measure') == 'killed')
        text = self.well('show', self.record, claim['id']).out.decode()
        self.assertIn('12 people were killed', text)
        self.assertIn('Oslo', text)
        shown = self.well('show', '--json', self.record, claim['id']).lines
        self.assertEqual(shown, [claim])
        text = self.well('show', self.record, 'storm.txt').out.decode()
        self.assertIn('injured seven', text)
        self.assertIn('sha256', text)
        lines = self.well('show', '--json', self.record, 'storm.txt').lines
        self.assertEqual(lines[0]['id'], 'storm.txt')
        result = run('show', self.record, 'c-0000000000000000')
        self.assertEqual((result.status, result.out), (3, b''))


class Deciding(RecordCase):
    def setUp(self):
        super().setUp()
        self.make(self.write('fire.txt', FIRST), self.write('storm.txt', OTHER))

    def names(self):
        return [d['id'] for d in self.listed()]

    def decide(self, *arguments, status=0):
        result = run(arguments[0], '--by', 'A. Reader', '--reason', 'because', *arguments[1:])
        self.assertEqual(result.status, status, result.err)
        return result

    def test_remove_and_undo(self):
        self.decide('remove', self.record, 'fire.txt')
        self.assertEqual(self.names(), ['storm.txt'])
        self.assertEqual(self.found('oslo'), 0)
        self.check()
        self.decide('undo', self.record, '3')
        self.assertEqual(self.names(), ['fire.txt', 'storm.txt'])
        self.decide('undo', self.record, '4')
        self.assertEqual(self.names(), ['storm.txt'])
        self.decide('undo', self.record, '5')
        self.assertEqual(self.names(), ['fire.txt', 'storm.txt'])
        self.check()
        log = self.well('log', '--json', self.record).lines
        self.assertEqual([e['kind'] for e in log], ['init', 'add', 'remove', 'undo', 'undo', 'undo'])
        self.assertEqual([e['undone_by'] for e in log], [None, None, 4, None, 6, None])
        self.assertEqual(log[2]['by'], 'A. Reader')
        self.assertIn('because', log[2]['says'])

    def found(self, *words):
        return len(self.well('search', '--json', self.record, *words).lines)

    def test_refused(self):
        for arguments, says in ((('remove', self.record, 'no.txt'), 'no document'),
                                (('undo', self.record, '2'), 'is no decision'),
                                (('undo', self.record, '99'), 'no such entry')):
            before = dump(self.record)
            result = self.decide(*arguments, status=3)
            self.assertIn(says, self.check_messages(result, 1)[0])
            self.assertEqual(dump(self.record), before)
        self.assertEqual(run('remove', self.record, 'fire.txt').status, 2)
        self.assertEqual(run('undo', '--reason', 'x', self.record, 'last').status, 2)
        self.decide('remove', self.record, 'fire.txt')
        self.decide('undo', self.record, '3')
        self.assertIn('already', self.decide('undo', self.record, '3', status=3).err)

    def test_purge(self):
        self.decide('remove', self.record, 'storm.txt')
        self.decide('undo', self.record, '3')
        result = run('remove', '--purge', '--reason', 'danger', '--by', 'B', self.record, 'storm.txt')
        self.assertEqual(result.status, 0, result.err)
        self.check()
        with open(self.record, 'rb') as file:
            left = file.read().lower()
        for word in (b'storm', b'sailor', b'constan', b'police'):
            self.assertNotIn(word, left, word)
        self.assertIn('purged', self.listed('--all')[-1]['id'])
        self.assertEqual(self.names(), ['fire.txt'])
        self.assertIn('erased', self.decide('undo', self.record, '5', status=3).err)
        self.assertIn('erased', self.decide('undo', self.record, '3', status=3).err)
        self.well('add', self.record, os.path.join(self.folder, 'storm.txt'))
        self.assertEqual(self.names(), ['fire.txt', 'storm.txt'])
        self.check()

    def test_again_after_removal(self):
        self.decide('remove', self.record, 'fire.txt')
        result = self.well('add', self.record, os.path.join(self.folder, 'fire.txt'))
        self.assertIn('1 known', result.err)
        self.assertIn('was removed from the record: according undo', result.err)
        self.assertEqual(self.names(), ['storm.txt'])


class BadRecords(RecordCase):
    COMMANDS = (['list'], ['log'], ['verify'], ['search', 'x'], ['show', 'x'], ['report'])

    def refused(self, says):
        for words in self.COMMANDS:
            if words == ['report'] and 'newer' not in says:
                continue  # any other file is a document to report
            result = run(words[0], self.record, *words[1:])
            self.assertEqual((result.status, result.out), (3, b''), words)
            self.assertIn(says, self.check_messages(result, 1)[0])

    def patch(self, at, value):
        with open(self.record, 'r+b') as file:
            file.seek(at)
            file.write(value)

    def test_newer(self):
        self.make()
        self.patch(60, (2).to_bytes(4, 'big'))
        self.refused('newer According')

    def test_foreign(self):
        db = sqlite3.connect(self.record)
        db.execute('CREATE TABLE document(x)')
        db.commit()
        db.close()
        self.refused('another program')

    def test_no_record(self):
        self.write('x.according', FIRST)
        self.refused('no record')
        self.write('x.according', b'')
        self.refused('no record')
        os.remove(self.record)
        self.refused('no such file')
        os.mkdir(self.record)
        self.refused('no record')

    def test_strangers(self):
        self.make()
        db = sqlite3.connect(self.record)
        db.execute("CREATE TRIGGER t AFTER INSERT ON log BEGIN DELETE FROM log; END")
        db.commit()
        db.close()
        result = run('list', self.record)
        self.assertEqual(result.status, 3)
        self.assertIn('triggers', result.err)

    def test_cut(self):
        self.make(EXAMPLES)
        size = os.path.getsize(self.record)
        for part in (size - 1, size // 2, 9000, 100):
            os.truncate(self.record, part)
            result = run('verify', self.record)
            self.assertIn(result.status, (1, 3), part)
            self.assertTrue(result.out or result.err)
            self.assertIn(run('add', self.record, EXAMPLES).status, (0, 1, 3))

    def test_read_only(self):
        self.make(EXAMPLES)
        os.chmod(self.record, 0o444)
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o755)
        someone = dict(preexec_fn=lambda: (os.setgroups([]), os.setgid(65534), os.setuid(65534))) \
            if os.getuid() == 0 else {}
        try:
            able = run('--version', **someone).status == 0
        except OSError:
            able = False
        if not able:
            self.skipTest('the program cannot be run by somebody else here')
        os.chmod(self.folder, 0o555)
        for words in (['list'], ['verify'], ['report']):
            self.assertEqual(run(words[0], self.record, **someone).status, 0, words)
        before = dump(self.record)
        result = run('remove', '--reason', 'x', self.record, 'c1-radio.txt', **someone)
        self.assertEqual(result.status, 3)
        self.assertIn('cannot be written', result.err)
        self.assertEqual(dump(self.record), before)

    def test_report_never_overwrites_the_record(self):
        self.make(EXAMPLES)
        before = self.bytes()
        self.assertEqual(run('report', '--html', self.record, self.record).status, 2)
        self.assertEqual(self.bytes(), before)



class Events(RecordCase):
    """Events are shown as they were kept, or of a small record made anew."""

    def setUp(self):
        super().setUp()
        self.make(data=documents(0, 6))

    def events(self):
        return [line for line in self.well('reconcile', self.record).lines if line['type'] == 'event']

    def shown(self, event, *options):
        return self.well('show', *options, self.record, event)

    def test_show(self):
        event = max(self.events(), key=lambda e: len(e['claims']) if 'claims' in e else len(e['documents']))
        anew = self.shown(event['id'], '--json').out
        self.assertEqual(json.loads(anew)['id'], event['id'])
        text = self.shown(event['id']).out
        self.assertIn(event['heading'].encode(), text.replace(b'\n  ', b' '))
        self.assertIn(b'killed', text)
        self.assertIn('%d events' % len(self.events()), self.well('events', self.record).err)
        self.check()
        self.assertEqual(self.shown(event['id'], '--json').out, anew)
        self.assertEqual(self.shown(event['id']).out, text)
        self.assertEqual(len(sqlite3.connect(self.record).execute('SELECT id FROM event').fetchall()),
                         len(self.events()))

    def test_kept_events_are_of_today(self):
        """What was decided since is seen, though older events are kept."""
        self.well('events', self.record)
        event = next(e for e in self.events() if 'ferry-00003' in e['documents'])
        self.well('remove', '--reason', 'twice', self.record, 'ferry-00003')
        result = run('show', self.record, event['id'])
        now = {e['id']: e for e in self.events()}
        if event['id'] in now:
            self.assertEqual(json.loads(self.shown(event['id'], '--json').out)['documents'], now[event['id']]['documents'])
        else:
            self.assertEqual(result.status, 3)
        self.check()

    def test_kept_events_follow_changes(self):
        """Behind a change the events of a small record are made anew; of a large one `list` says of when they are."""
        kept = lambda: dict(sqlite3.connect(self.record).execute('SELECT id, bytes FROM event').fetchall())
        self.well('events', self.record)
        before = kept()
        self.well('add', '--jsonl', self.record, data=documents(40, 3))
        after = kept()
        self.assertNotEqual(after, before)
        self.assertEqual(set(after), {e['id'] for e in self.events()})
        self.well('events', self.record)  # the same as all of them made anew
        self.assertEqual(kept(), after)
        self.assertNotIn('of the log', self.well('list', self.record).err)
        self.well('undo', '--reason', 'no', self.record, str(self.removed()))
        self.assertEqual(set(kept()), {e['id'] for e in self.events()})
        self.check()
        data = b''.join(json.dumps({'id': 'n%d' % i, 'text': 'Nothing happened in room %d.' % i}).encode() + b'\n'
                        for i in range(2100))
        result = self.well('add', '--jsonl', self.record, data=data)
        self.assertIn('of the log: according events makes them anew', result.err)
        self.assertIn('of the log: according events makes them anew', self.well('list', self.record).err)
        self.check()

    def removed(self):
        """The entry of a removal."""
        self.well('remove', '--reason', 'twice', self.record, 'ferry-00003')
        return json.loads(self.well('log', '--json', self.record).out.splitlines()[-1])['n']

    def test_a_changed_event_is_named(self):
        self.well('events', self.record)
        db = sqlite3.connect(self.record)
        db.execute('UPDATE event SET bytes = substr(bytes, 1, length(bytes) - 1) || x\'00\' '
                   'WHERE id = (SELECT min(id) FROM event)')
        db.commit()
        db.close()
        result = run('verify', self.record)
        self.assertEqual(result.status, 1)
        self.assertIn(b'event e-', result.out)
        self.well('events', self.record)
        self.check()

    def test_no_such_event(self):
        result = run('show', self.record, 'e-0000000000000000')
        self.assertEqual(result.status, 3)
        self.assertIn('no event', result.err)


if __name__ == '__main__':
    main()
