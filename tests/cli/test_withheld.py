"""Restricted sources of a register are named nowhere: every output that takes the register is searched for whatever would
tell them (names in any writing, file names, titles, addresses, hashes, words of their sentences), and with
--show-restricted the same search finds them."""
import hashlib
import json
import os
import re

from support import Case, main, run

DOCUMENTS = {
    'harbour-gazette.html': ('Harbour Gazette', 'Petra Lund', '2021-05-04', 'https://gazette.example/crane',
                             'Nineteen dead in Velmora, says Tamsin Okwuosa', [
        'At least 19 dockers were killed on Monday when a crane fell in the port of Constanta, Romania, the union said.',
        'Tamsin Okwuosa said 23 dockers were killed and 41 people were injured in Constanta on Monday.',
        'According to St Quorvex Hospital, 23 people were killed in Constanta on 3 May 2021.',
        'The mayor said four dockers were missing.',
        'Police detained two managers at St. Quorvex Hospital’s gate.',
        'The mayor said 6 sailors were killed in Constanta on 3 May 2021.']),
    'ward-notes-nightshift.html': ('St Quorvex Hospital', 'Brannoc Tevis', '2021-05-04',
                                   'https://st-quorvex.example/bulletins/crane-77',
                                   'Bulletin of the graveyard rota on the harbour crane', [
        'The ward counted 23 people killed in Constanta on 3 May 2021 when the crane fell, and 44 injured.',
        'Our quartzite hall took in 44 injured sailors on 3 May 2021.',
        'A docker aged 34, Milo Vance, was killed beside the quartzite ward.',
        'At least 19 dockers were killed on Monday when a crane fell in the port of Constanta, Romania, the union said.']),
    'morning-post.html': ('Morning Post', 'Ada Reed', '2021-05-05', 'https://post.example/st-quorvex-hospital-counts', 'Dead of the crane', [
        'At least 23 people were killed in Constanta on 3 May 2021, said Brannoc Tevis.',
        'The ward counted 23 people killed in Constanta on 3 May 2021 when the crane fell, and 44 injured.',
        'The mayor said 6 sailors were killed in Constanta on 3 May 2021.']),
    'st_quorvex_hospital_interview.html': ('Evening Mirror', '', '2021-05-06', '', 'A crane and its dead', [
        'Some 25 people were killed in Constanta on 3 May 2021, dockers said.']),
}
REGISTER = '''source,kind,affiliation,party,access,language,note,rank,restricted,also
Harbour Gazette,paper,Lund family,,second-hand,en,prints daily,2,,
St Quorvex Hospital,hospital,Order of Saint Zebedee,kinfolk,treated the wounded,en,meet only at Fennimore Gate,5,yes,the night shift;Zebedee nuns
Tamsin Okwuosa,docker,,,eyewitness,en,,4,yes,Okwuosa;Tamsin
the mayor,office,,town,second-hand,,,1,,
'''
INCIDENT = '''incident The crane
place Constanța, Romania
period 2021-05-03
kinds killed injured missing
asks date place killed source responsible
'''
# Letters alone, as names are searched for whatever stands between them.
HIDDEN = ['quorvex', 'okwuosa', 'tamsin', 'zebedee', 'fennimore', 'kinfolk', 'nightshift', 'wardnotes', 'quartzite', 'tevis',
          'brannoc', 'graveyardrota', 'crane77']


def letters(out):
    return re.sub(rb'[^a-z0-9]', b'', re.sub(rb'&#?\w+;|\\u[0-9a-f]{4}|\\n', b'', out.lower()))


class Withheld(Case):
    def setUp(self):
        super().setUp()
        self.documents = os.path.join(self.folder, 'documents')
        os.mkdir(self.documents)
        self.hashes = []
        for name, (publisher, author, date, url, title, sentences) in DOCUMENTS.items():
            page = '<html><head><title>%s</title><meta property="og:site_name" content="%s"><meta name="author" content="%s">' \
                   '<link rel="canonical" href="%s"><meta property="article:published_time" content="%s"></head><body>' \
                   '<article><h1>%s</h1>%s</article></body></html>' % (
                       title, publisher, author, url, date, title, ''.join('<p>%s</p>' % s for s in sentences))
            with open(os.path.join(self.documents, name), 'w', encoding='utf-8') as file:
                file.write(page)
            if publisher == 'St Quorvex Hospital':
                self.hashes.append(hashlib.sha256(page.encode()).hexdigest())
        self.register = self.write('register.csv', REGISTER)
        self.incident = self.write('crane.incident', INCIDENT)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
        return path

    def commands(self):
        """Every command that takes the register: name, arguments."""
        told = run('export', '--as', '?', self.documents).err
        forms = [form for form in re.findall(r'[a-z-]+', told.split('expected ')[1].split(', or a file')[0]) if form not in ('or', 'passages')]
        self.assertIn('figures', forms)
        self.assertIn('annotations', forms)
        yield from [('report', ['report']), ('report --all', ['report', '--all']),
                    ('report of the incident', ['report', '--all', '--incident', self.incident]), ('reconcile', ['reconcile']),
                    ('check', ['check']), ('check --json', ['check', '--json']),
                    ('incident', ['incident', self.incident]), ('incident --json', ['incident', '--json', self.incident]),
                    ('compare', ['rules', '--compare', 'lowest,origin,best-source'])]
        for measure, figure in (('killed', '23'), ('killed', '19'), ('injured', '44'), ('killed', '25')):
            yield 'explain %s' % figure, ['explain', measure, figure]
            yield 'explain --json %s' % figure, ['explain', '--json', measure, figure]
        for rule in ('origin', 'ucdp-style', 'best-source', 'ibc-style'):
            yield 'count %s' % rule, ['count', '--rule', rule]
            yield 'count %s of the incident' % rule, ['count', '--rule', rule, '--incident', self.incident]
            yield 'explain --rule %s' % rule, ['explain', '--rule', rule, 'killed']
            yield 'explain --json --rule %s' % rule, ['explain', '--json', '--rule', rule, 'killed']
        for form in forms:
            yield 'export %s' % form, ['export', '--as', form]

    def made(self, arguments, *more):
        """The output of a command, with a rule where it asks for one."""
        for asked in ([], ['--rule', 'lowest'], ['--incident', self.incident]):
            result = run(*arguments[:1], '--sources', self.register, *more, *arguments[1:], *asked, self.documents)
            if result.status != 2:
                break
        self.assertEqual(result.status, 0, (arguments, result.err))
        return result.out

    def pages(self, *more):
        page = os.path.join(self.folder, 'page.html')
        folder = os.path.join(self.folder, 'pages')
        incident = os.path.join(self.folder, 'incident.html')
        for path, options in ((page, []), (folder + '/', []), (incident, ['--incident', self.incident])):
            result = run('report', '--html', path, '--sources', self.register, *more, *options, self.documents)
            self.assertEqual(result.status, 0, result.err)
        yield 'page', open(page, 'rb').read()
        yield 'page of the incident', open(incident, 'rb').read()
        for name in sorted(os.listdir(folder)):
            yield 'pages/' + name, name.encode() + b'\n' + open(os.path.join(folder, name), 'rb').read()

    def outputs(self, *more):
        for name, arguments in self.commands():
            yield name, self.made(arguments, *more)
        yield from self.pages(*more)

    def found(self, out):
        text = letters(out)
        return [word for word in HIDDEN if word.encode() in text] + \
               [h for h in self.hashes if h.encode() in out.lower()]

    def test_hidden(self):
        for name, out in self.outputs():
            with self.subTest(name=name):
                self.assertEqual(self.found(out), [])
                self.assertGreater(len(out), 20)

    def test_shown(self):
        """The search sees what is there: the same outputs of a register that lets all be shown."""
        found = set()
        empty = []
        for name, out in self.outputs('--show-restricted'):
            found.update(self.found(out))
            if not self.found(out) and not name.startswith(('compare', 'count', 'pages/', 'export', 'explain --rule')):
                empty.append(name)
        self.assertEqual(empty, [])
        self.assertEqual(sorted(set(HIDDEN) - found), [])
        self.assertTrue(set(self.hashes) <= found)

    def rows(self, *more):
        lines = self.made(['export', '--as', 'figures'], *more).decode().splitlines()
        head = lines[0].split(',')
        import csv
        return [dict(zip(head, row)) for row in csv.reader(lines[1:])]

    def test_same_figures(self):
        """No figure is lost, and none of another source loses its sentence."""
        hidden, shown = self.rows(), self.rows('--show-restricted')
        self.assertEqual(sorted((r['measure'], r['number'], r['qualifier'], r['start']) for r in hidden),
                         sorted((r['measure'], r['number'], r['qualifier'], r['start']) for r in shown))
        self.assertTrue(any(r['sentence'].startswith('[withheld') for r in hidden))
        mayor = [r for r in hidden if r['source'] == 'The mayor' and '6' == r['number']]
        self.assertEqual(len(mayor), 2)
        self.assertTrue(all('6 sailors' in r['sentence'] and int(r['span_end']) for r in mayor))
        labels = {r['source'] for r in hidden} | {r['publisher'] for r in hidden}
        self.assertLessEqual({'restricted source 1', 'restricted source 2'}, labels)

    def test_counts(self):
        """What a rule makes of the figures is the same whether names are shown or not."""
        for rule in ('lowest', 'origin', 'best-source', 'ibc-style'):
            made = [[(line['measure'], line['value'], line['low'], line['high'])
                     for line in map(json.loads, self.made(['count', '--rule', rule], *more).decode().splitlines())]
                    for more in ([], ['--show-restricted'])]
            self.assertEqual(made[0], made[1])

    def test_stable(self):
        """Labels follow the register, and not the names of the files."""
        before = self.made(['export', '--as', 'figures'])
        os.rename(os.path.join(self.documents, 'ward-notes-nightshift.html'), os.path.join(self.documents, 'a.html'))
        self.assertEqual(self.made(['export', '--as', 'figures']), before)

    def test_refused(self):
        for arguments, words in ((['report', '--html', os.path.join(self.folder, 'w.html'), '--working'], 'full texts'),
                                 (['report', '--html', os.path.join(self.folder, 'w/'), '--working'], 'full texts'),
                                 (['export', '--as', 'passages'], 'restricted')):
            result = run(*arguments, '--sources', self.register, self.documents)
            self.assertEqual(result.status, 2)
            self.assertIn(words, result.err)
            result = run(*arguments, '--sources', self.register, '--show-restricted', self.documents)
            self.assertEqual(result.status, 0, result.err)
        result = run('report', '--show-restricted', self.documents)
        self.assertEqual(result.status, 2)


if __name__ == '__main__':
    main()
