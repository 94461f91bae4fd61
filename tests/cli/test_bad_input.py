#!/usr/bin/env python3
"""Bad input: one clear line for each problem, the other documents are read, exit status 1."""
import resource
import shutil

from support import *


class BadInput(Case):
    def read_beside_a_good_one(self, name, data, messages=1, status=1):
        """Reads the bytes as a file beside a good one; gives the messages."""
        bad = self.write(name, data)
        good = self.write('good.txt', GOOD)
        result = run('extract', good, bad)
        self.assertEqual(result.status, status, result.err)
        self.assertIn('good.txt', [x['id'] for x in result.lines if x['type'] == 'document'])
        lines = self.check_messages(result, messages)
        for line in lines:
            self.assertIn(bad + ': ', line)
        self.assertTrue(any(x['type'] == 'claim' and x['document'] == 'good.txt'
                            for x in result.lines))
        return lines

    def test_empty_file(self):
        self.assertIn('empty', self.read_beside_a_good_one('empty.txt', b'')[0])

    def test_binary_file(self):
        png = b'\x89PNG\r\n\x1a\n' + bytes(range(256)) * 40
        self.read_beside_a_good_one('picture.png', png)
        self.read_beside_a_good_one('program', b'\x7fELF' + bytes(range(256)) * 40)

    def test_invalid_utf8_is_read_and_told(self):
        line = self.read_beside_a_good_one(
            'torn.txt', GOOD.encode() + b'Three \xff\xfe people \xc3\x28 were hurt.\n')[0]
        self.assertRegex(line, r'byte \d+')

    def test_utf16_is_read(self):
        for coding in ('utf-16-le', 'utf-16-be'):
            text = ('\ufeff' + GOOD).encode(coding)
            result = run('extract', self.write('wide.txt', text))
            self.assertEqual(result.status, 0, result.err)
            figures = [x['value']['number'] for x in result.lines if x.get('kind') == 'figure']
            self.assertIn(12, figures)

    def test_folder_where_a_file_is_wanted(self):
        good = self.write('a.jsonl', json.dumps({'id': 'a', 'text': GOOD}) + '\n')
        result = run('extract', '--jsonl', good, self.folder)
        self.assertEqual(result.status, 1)
        self.assertIn('folder', self.check_messages(result, 1)[0])
        self.assertEqual([x['id'] for x in result.lines if x['type'] == 'document'], ['a'])

    def test_folder_with_tables(self):
        """Tables without accounts and files for According itself are none, unless they are named."""
        folder = os.path.join(self.folder, 'mixed')
        os.mkdir(folder)
        for name in ('rows.csv', 'x.tsv', 'my.incident', 'my.rule', 'my.form', 'my.according'):
            path = self.write('mixed/' + name, GOOD)
        said = self.check_messages(run('extract', folder), 3)
        self.assertTrue(all('left out: a table without a column of accounts' in line for line in said[:2]), said)
        self.assertIn('a folder of tables and the like alone', said[2])
        self.assertIn('my.according', run('extract', path).out.decode())
        self.write('mixed/good.txt', GOOD)
        result = run('extract', folder)
        self.assertEqual((result.status, [d['id'] for d in result.lines if d['type'] == 'document']),
                         (0, ['good.txt']))

    def test_empty_folder(self):
        os.mkdir(os.path.join(self.folder, 'none'))
        result = run('extract', os.path.join(self.folder, 'none'), self.write('good.txt', GOOD))
        self.assertEqual(result.status, 1)
        self.assertIn('folder without files', self.check_messages(result, 1)[0])

    def test_no_such_file(self):
        missing = os.path.join(self.folder, 'missing.txt')
        result = run('extract', missing, self.write('good.txt', GOOD))
        self.assertEqual(result.status, 1)
        self.assertIn(missing + ': No such file', self.check_messages(result, 1)[0])

    def test_unreadable_file(self):
        path = self.write('secret.txt', GOOD)
        good = self.write('good.txt', GOOD)
        os.chmod(path, 0)
        os.chmod(self.folder, 0o755)
        as_nobody = []
        if os.geteuid() == 0:
            if not shutil.which('setpriv'):
                self.skipTest('setpriv is not here: root reads everything')
            as_nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
        command = as_nobody + [PROGRAM, 'extract', path, good]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if b'setpriv' in done.stderr or b'failed to execute' in done.stderr:
            self.skipTest('the program cannot be run as somebody else here')
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(b'secret.txt: Permission denied', done.stderr)
        self.assertEqual(done.stderr.count(b'\n'), 1)
        self.assertIn(b'"id":"good.txt"', done.stdout)

    def test_long_line(self):
        size = (4 if SANITIZED else 64) << 20
        text = GOOD.strip().encode() + b' ' + b'word' * (size // 4)
        result = run('extract', self.write('long.txt', text))
        self.assertEqual(result.status, 0, result.err)
        document = json.loads(result.out[:result.out.index(b'\n')])
        self.assertEqual(document['bytes'], len(text))

    def test_no_memory(self):
        if SANITIZED:
            self.skipTest('sanitizers take all of the address space')
        path = self.write('long.txt', GOOD.encode() * 200000)
        limit = 60 << 20
        result = run('extract', '--threads', '1', path,
                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
        self.assertIn(result.status, (1, 3), result.err)
        self.assertIn('memory', self.check_messages(result, 1)[0])

    def test_nested_tags(self):
        page = '<html><body>' + '<div>' * 100000 + GOOD + '</div>' * 100000
        result = run('extract', self.write('deep.html', page), self.write('good.txt', GOOD))
        self.assertIn(result.status, (0, 1), result.err)
        self.assertEqual({x['id'] for x in result.lines if x['type'] == 'document'},
                         {'deep.html', 'good.txt'})
        for line in result.err.splitlines():
            self.assertIn('deep.html: ', line)

    def test_lines_that_are_no_documents(self):
        good = json.dumps({'id': 'good', 'text': GOOD})
        bad = ['7', '[1,2]', '{"id": 7, "text": "x"}', '{"id":"x"}', '{"text":"x"}', '{"id": "a"',
               'word', '{"id":"","text":"x"}']
        alone = run('extract', '--jsonl', data=good + '\n')
        for line in bad:
            with self.subTest(line=line):
                result = run('extract', '--jsonl', data=good + '\n' + line + '\n')
                self.assertEqual(result.status, 1)
                self.assertEqual(result.out, alone.out)
                told = self.check_messages(result, 1)[0]
                self.assertIn('standard input: line 2: ', told)

    def test_several_problems_are_several_lines(self):
        data = '\n'.join(['x', json.dumps({'id': 'good', 'text': GOOD}), '[]', '', '{}'])
        result = run('extract', '--jsonl', data=data)
        self.assertEqual(result.status, 1)
        told = self.check_messages(result, 3)
        self.assertEqual([re.search(r'line (\d+)', line)[1] for line in told], ['1', '3', '5'])

    def test_only_bad_documents(self):
        result = run('report', self.write('empty.txt', b''))
        self.assertEqual(result.status, 1)
        self.assertIn('empty', result.err)

    def test_one_id_twice(self):
        one, other = self.write('a/x.txt', GOOD), self.write('b/x.txt', GOOD + 'More.\n')
        good = self.write('good.txt', GOOD)
        result = run('extract', one, other, good)
        self.assertEqual(result.status, 1)
        told = self.check_messages(result, 1)[0]
        self.assertIn(one, told)
        self.assertIn(other, told)
        self.assertEqual([x['id'] for x in result.lines if x['type'] == 'document'], ['good.txt'])
        backwards = run('extract', good, other, one)
        self.assertEqual(backwards.out, result.out)

    def test_one_document_twice(self):
        one, other = self.write('a/x.txt', GOOD), self.write('b/x.txt', GOOD)
        result = run('extract', one, other)
        self.assertEqual(result.status, 0)
        self.assertIn('read once', self.check_messages(result, 1)[0])
        self.assertEqual(result.out, run('extract', one).out)

    def test_markup_stays_text(self):
        script = '<script>alert(1)</script> <img src=x onerror=alert(2)> "quoted" & more. '
        line = json.dumps({'id': '<b>"id"</b>', 'title': '<script>t</script>',
                           'publisher': '"><script>p</script>', 'url': 'javascript:alert(3)',
                           'text': script + GOOD}) + '\n'
        page = os.path.join(self.folder, 'page.html')
        result = run('report', '--jsonl', '--working', '--html', page, data=line)
        self.assertEqual(result.status, 0, result.err)
        with open(page, encoding='utf-8') as file:
            text = file.read().lower()
        self.assertNotIn('<script', text)
        self.assertNotIn('<img src=x', text)
        self.assertNotIn('href="javascript', text)


class BadFiles(Case):
    def test_html_over_an_input(self):
        path = self.write('a.txt', GOOD)
        os.symlink(path, os.path.join(self.folder, 'link'))
        for target in (path, os.path.join(self.folder, 'link')):
            result = run('report', '--html', target, path)
            self.assertEqual(result.status, 2)
            self.assertIn('one of the files to be read', self.check_messages(result, 1)[0])
        with open(path, encoding='utf-8') as file:
            self.assertEqual(file.read(), GOOD)

    def test_unwritable_page(self):
        path = self.write('a.txt', GOOD)
        result = run('report', '--html', os.path.join(self.folder, 'none', 'page.html'), path)
        self.assertEqual(result.status, 3)
        self.check_messages(result, 1)
        self.assertEqual(os.listdir(self.folder), ['a.txt'])

    def test_full_output(self):
        path = self.write('a.txt', GOOD)
        for command in ('extract', 'report', 'reconcile', 'mentions'):
            with open('/dev/full', 'wb') as full:
                done = subprocess.run([PROGRAM, command, path], stdout=full,
                                      stderr=subprocess.PIPE)
            self.assertEqual(done.returncode, 3, command)
            self.assertIn(b'No space left', done.stderr)

    def test_closed_output(self):
        path = self.write('a.txt', GOOD)
        done = subprocess.run([PROGRAM, 'extract', path], stderr=subprocess.PIPE,
                              preexec_fn=lambda: os.close(1))
        self.assertEqual(done.returncode, 3)
        self.assertEqual(done.stderr.count(b'\n'), 1)

    def test_reader_goes_away(self):
        lines = b''.join(json.dumps({'id': 'd%05d' % i, 'text': GOOD}).encode() + b'\n'
                         for i in range(2000))
        path = self.write('many.jsonl', lines)
        done = subprocess.run('"%s" extract --jsonl "%s" | head -n 1 >/dev/null; '
                              'exit ${PIPESTATUS[0]}' % (PROGRAM, path),
                              shell=True, executable='/bin/bash', stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr, b'')

    def test_pack_that_is_none(self):
        path = self.write('a.txt', GOOD)
        for data in (b'', b'no pack', bytes(100000)):
            pack = self.write('x.pack', data)
            result = run('extract', '--pack', pack, path)
            self.assertEqual(result.status, 3)
            self.assertIn(pack, self.check_messages(result, 1)[0])

    def test_corrections_that_are_none(self):
        path = self.write('a.txt', GOOD)
        result = run('report', '--corrections', os.path.join(self.folder, 'none.csv'), path)
        self.assertEqual(result.status, 3)
        result = run('report', '--corrections', self.write('c.csv', 'a,b\n1,2\n'), path)
        self.assertEqual(result.status, 3)
        self.assertIn('c.csv:1', self.check_messages(result, 1)[0])


main()
