#!/usr/bin/env python3
"""One set of documents, one output: whatever the order of input and the number of threads."""
import random

from support import *

COMMANDS = ('extract', 'mentions', 'reconcile', 'passages')
EXPORTS = ('claims', 'persons', 'actors', 'documents', 'events', 'readings', 'relations', 'origins', 'passages', 'checks',
           'rows', 'reports', 'ged', 'acled', 'geojson', 'annotations', 'wikitext', 'prov')


class SameOutput(Case):
    def test_order_and_threads(self):
        lines = example_lines()
        copies = [json.loads(line) for line in lines]
        for i in range(40):  # more documents than threads
            for document in copies[:3]:
                text = document['text'] + '\nFile number %d.\n' % i
                lines.append(json.dumps({'id': '%s-%d' % (document['id'], i), 'text': text},
                                        ensure_ascii=False).encode() + b'\n')
        shuffled = list(lines)
        random.Random(7).shuffle(shuffled)
        for command in COMMANDS:
            with self.subTest(command=command):
                first = run(command, '--jsonl', '--threads', '1', data=b''.join(lines))
                self.assertEqual(first.status, 0, first.err)
                self.assertTrue(first.out)
                for threads in ('1', '8'):
                    again = run(command, '--jsonl', '--threads', threads, data=b''.join(shuffled))
                    self.assertEqual(again.status, 0)
                    self.assertEqual(again.out, first.out)

    def test_files_in_any_order(self):
        paths = [os.path.join(EXAMPLES, name) for name in example_names()]
        for command in COMMANDS + ('report',):
            first = run(command, *paths)
            self.assertEqual(run(command, *reversed(paths)).out, first.out)
            self.assertEqual(run(command, '--threads', '8', *paths).out, first.out)

    def test_exports_in_any_order(self):
        paths = [os.path.join(EXAMPLES, name) for name in example_names()]
        for name in EXPORTS:
            first = run('export', '--as', name, *paths)
            self.assertTrue(first.out)
            self.assertEqual(run('export', '--as', name, '--threads', '8', *reversed(paths)).out, first.out)

    def test_a_folder_is_its_files(self):
        names = [n for n in os.listdir(EXAMPLES) if os.path.isfile(os.path.join(EXAMPLES, n))]
        paths = [os.path.join(EXAMPLES, n) for n in names if not n.startswith('.')]
        self.assertEqual(run('extract', EXAMPLES).out, run('extract', *paths).out)

    def test_fewer_documents(self):
        lines = example_lines()
        everything = run('extract', '--jsonl', data=b''.join(lines)).lines
        half = run('extract', '--jsonl', data=b''.join(lines[::2])).lines
        ids = {json.loads(line)['id'] for line in lines[::2]}
        self.assertEqual([x for x in everything if x.get('document', x.get('id')) in ids], half)

    def test_claims_read_back(self):
        """reconcile of the lines of extract gives the events of reconcile of the documents."""
        lines = b''.join(example_lines())
        claims = run('extract', '--jsonl', data=lines).out
        shuffled = claims.splitlines(keepends=True)
        random.Random(3).shuffle(shuffled)
        direct = [x for x in run('reconcile', '--jsonl', data=lines).lines if x['type'] == 'event']
        first = run('reconcile', '--claims', data=claims)
        self.assertEqual(first.status, 0, first.err)
        again = run('reconcile', '--claims', data=b''.join(shuffled))
        self.assertEqual(again.out, first.out)
        back = [x for x in first.lines if x['type'] == 'event']
        self.assertEqual([x['id'] for x in back], [x['id'] for x in direct])

    def test_parts_are_apart(self):
        text = GOOD
        lines = ''.join(json.dumps({'id': 'd%d' % i, 'text': text, 'case': 'ab'[i % 2]}) + '\n'
                        for i in range(4))
        events = [x for x in run('reconcile', '--jsonl', '--part', 'case', data=lines).lines
                  if x['type'] == 'event']
        self.assertEqual(sorted(x['part'] for x in events), ['a', 'b'])
        self.assertEqual(sorted(x['documents'] for x in events), [['d0', 'd2'], ['d1', 'd3']])
        passages = run('passages', '--jsonl', '--part', 'case', data=lines).lines
        for x in passages:
            self.assertEqual({x['a']['document'], x['b']['document']} & {'d0', 'd2'} != set(),
                             {x['a']['document'], x['b']['document']} & {'d1', 'd3'} == set())

    def test_two_runs(self):
        page = os.path.join(self.folder, 'page.html')
        pages = []
        for _ in range(2):
            self.assertEqual(run('report', '--html', page, EXAMPLES).status, 0)
            with open(page, 'rb') as file:
                pages.append(file.read())
        self.assertEqual(pages[0], pages[1])


class Date(Case):
    def test_date_of_undated_documents(self):
        text = 'Officials said 12 people were killed in a fire in Oslo on Tuesday.\n'
        lines = json.dumps({'id': 'undated', 'text': text}) + '\n' + \
            json.dumps({'id': 'dated', 'text': text, 'date': '2014-07-10'}) + '\n'
        found = run('extract', '--jsonl', '--date', '2016-12-21', data=lines).lines
        dates = {x['id']: (x['date'], x['date_basis']) for x in found if x['type'] == 'document'}
        self.assertEqual(dates['undated'], ('2016-12-21', 'given'))
        self.assertEqual(dates['dated'], ('2014-07-10', 'given'))
        starts = {x['document']: x['time']['start'] for x in found if x.get('kind') == 'figure'}
        self.assertEqual(starts, {'undated': '2016-12-20', 'dated': '2014-07-08'})

    def test_no_such_date(self):
        for date in ('2016-13-01', '2016-02-30', 'yesterday', '2016', ''):
            result = run('extract', '--date', date, self.write('a.txt', GOOD))
            self.assertEqual(result.status, 2, date)
            self.check_messages(result, 1)


main()
