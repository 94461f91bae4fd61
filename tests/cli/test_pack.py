#!/usr/bin/env python3
"""Language data of one's own: pack build, pack test, --pack, and the walk-throughs of HACKING.md."""
import shutil

from support import (Case, ROOT, main, os, run)

SENTENCE = 'Officials said 12 villagers were snorvelled near Oslo on 3 May 2015.\n'


class Pack(Case):
    def setUp(self):
        super().setUp()
        self.data = os.path.join(self.folder, 'mydata')
        self.pack = os.path.join(self.folder, 'my.pack')
        shutil.copytree(os.path.join(ROOT, 'data'), self.data,
                        ignore=shutil.ignore_patterns('places'))

    def add(self, name, text):
        with open(os.path.join(self.data, name), 'a', encoding='utf-8') as file:
            file.write(text)

    def build(self):
        return run('pack', 'build', self.data, '--out', self.pack)

    def figures(self, *options):
        result = run('extract', *options, self.write('a.txt', SENTENCE))
        self.assertEqual(result.status, 0, result.err)
        return [line['measure'] for line in result.lines
                if line['type'] == 'claim' and line['kind'] == 'figure']

    def test_same_data(self):
        done = run('pack', 'build', self.data, '-o', self.pack)
        self.assertEqual((done.status, done.out, done.err), (0, b'', ''))
        text = self.write('b.txt', 'Officials said 12 people were killed in Oslo on 3 May 2015.\n')
        for command in ('extract', 'mentions', 'reconcile', 'passages', 'report'):
            own, built_in = run(command, '--pack', self.pack, text), run(command, text)
            self.assertEqual((own.status, own.out), (built_in.status, built_in.out), command)
        version = run('--version', '--pack', self.pack)
        self.assertEqual(version.out, run('--version').out)

    def test_word(self):
        self.assertEqual(self.figures(), [])
        self.add('en/lexicon/harm_verbs.tsv',
                 'snorvel\tsnorvels snorvelling snorvelled snorvelled\tharm.verb=killed\n')
        self.assertEqual(self.build().status, 0)
        self.assertEqual(self.figures('--pack', self.pack), ['killed'])
        version = run('--version', '--pack', self.pack).out
        self.assertNotEqual(version, run('--version').out)

    def test_rule_and_measure(self):
        self.add('en/rules/frames.rules', '\nrule snorvelled.passive\n'
                 '  match $SUBJECT "were" "snorvelled"\n'
                 '  match $SUBJECT t:<VG&snorvel.verb&passive>\n  set measure=snorvelled\n')
        self.add('en/lexicon/harm_verbs.tsv',
                 'snorvel\tsnorvels snorvelling snorvelled snorvelled\tsnorvel.verb\n')
        self.add('wording/en/page.tsv', 'measure.snorvelled\tSnorvelled\n')
        self.assertEqual(self.build().status, 0)
        self.assertEqual(self.figures('--pack', self.pack), ['snorvelled'])
        page = run('report', '--pack', self.pack, self.write('a.txt', SENTENCE))
        self.assertIn(b'snorvelled', page.out.lower())

    def test_problems(self):
        self.assertEqual(self.build().status, 0)
        with open(self.pack, 'rb') as file:
            before = file.read()
        self.write('mydata/en/lexicon/own.tsv', 'fine\ttag\nzorble\tbad!tag\nnothing\n')
        done = self.build()
        self.assertEqual(done.status, 3)
        lines = done.err.splitlines()
        self.assertEqual(len(lines), 3, done.err)
        self.assertTrue(lines[0].startswith(self.data + '/en/lexicon/own.tsv:2: "bad!tag"'), lines)
        self.assertTrue(lines[1].startswith(self.data + '/en/lexicon/own.tsv:3: expected'), lines)
        self.assertEqual(lines[2], 'according: %s: 2 problems in the language data' % self.data)
        with open(self.pack, 'rb') as file:
            self.assertEqual(file.read(), before, 'the old pack is kept')
        self.assertEqual(run('pack', 'test', self.data, self.write('numbers.txt', '')).status, 3)

    def test_problems_of_wording(self):
        self.add('wording/en/page.tsv', 'no tab here\n')
        done = self.build()
        self.assertEqual(done.status, 3)
        self.assertRegex(done.err, r'^according: .*wording/en/page\.tsv:\d+: ')
        self.assertFalse(os.path.exists(self.pack))

    def test_examples(self):
        path = self.write('mydata/tests/numbers-own.txt',
                          '# own\n> Twelve men saw 3 ships.\n= 12 | exact | 12..12 | count | Twelve\n'
                          '= 4 | exact | 4..4 | count | 4\n\n> None came.\n')
        done = run('pack', 'test', self.data)
        self.assertEqual(done.status, 1)
        self.assertEqual(done.out, b'2 examples, 2 lines, 3 differences\n')
        self.assertEqual([line.split(': ')[0] for line in done.err.splitlines()],
                         [path + ':4', path + ':4', path + ':6'])
        self.assertIn(':4: expected = 4 | exact', done.err)
        self.assertIn(':4: found, and not expected, = 3 | exact', done.err)
        self.assertEqual(run('pack', 'test', self.data, '--update').status, 0)
        done = run('pack', 'test', self.data)
        self.assertEqual((done.status, done.err), (0, ''))
        with open(path, encoding='utf-8') as file:
            self.assertIn('# own\n> Twelve men saw 3 ships.\n= 12 | exact | 12..12 | count | Twelve\n'
                          '= 3 | exact | 3..3 | count | 3\n\n> None came.\n=', file.read())

    def test_every_kind(self):
        corpora = os.path.join(ROOT, 'tests', 'corpus')
        files = [os.path.join(corpora, kind + '.txt')
                 for kind in ('numbers', 'times', 'places', 'attribution', 'claims', 'claims-fates', 'claims-forms', 'claims-happened',
                              'claims-lists', 'claims-persons', 'claims-sources', 'claims-told', 'claims-turns',
                              'claims-unreal', 'claims-wide')]
        done = run('pack', 'test', os.path.join(ROOT, 'data'), *files)
        self.assertEqual((done.status, done.err), (0, ''))
        self.assertGreater(int(done.out.split()[0]), 100)

    def test_usage(self):
        for arguments in ((), ('build',), ('build', self.data), ('test',), ('nonsense', self.data),
                          ('test', self.data, '--out', 'x'), ('build', self.data, '-o')):
            done = run('pack', *arguments)
            self.assertEqual((done.status, done.out), (2, b''), arguments)
            self.check_messages(done, 1)
        self.assertEqual(run('pack', 'build', self.folder, '--out', self.pack).status, 3)
        self.assertEqual(run('pack', 'test', self.data).status, 3)
        done = run('pack', 'test', self.data, self.write('other.txt', ''))
        self.assertEqual(done.status, 3)
        self.assertIn('other.txt: its name says nothing', done.err)
        self.assertEqual(run('extract', '--out', 'x', 'y').status, 2)


if __name__ == '__main__':
    main()
