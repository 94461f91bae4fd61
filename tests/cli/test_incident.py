"""Reports of an incident that a person bounded: they are of the claims inside, tell of each other one why it is not, and
say "not given" for the checklist; on pages and in the terminal, as `incident --json` has it."""
import html
import os
import re
import subprocess
import sys

from support import EXAMPLES, ROOT, Case, main, run

BOUNDS = os.path.join(os.path.dirname(EXAMPLES), 'docs', 'examples', 'port.incident')
FILES = [os.path.join(EXAMPLES, n) for n in sorted(os.listdir(EXAMPLES)) if re.match(r'[abc]\d-', n)]


def words(text):
    return re.sub(r'\s+', ' ', html.unescape(re.sub(r'<[^>]*>', ' ', text)))


class Incident(Case):
    @classmethod
    def setUpClass(cls):
        cls.lines = run('incident', '--json', BOUNDS, *FILES).lines
        cls.claims = {line['claim']: line for line in cls.lines if line['type'] == 'incident_claim'}

    def section(self, page, name):
        return re.search(r'<section id="%s".*?</section>' % name, page, re.S).group(0)

    def check_page(self, page):
        self.assertIn('<h1>The port of Constanța, March 2019</h1>', page)
        for lies, name in (('open', 'open'), ('outside', 'outside')):
            section = self.section(page, name)
            listed = re.findall(r'<li>.*?</li>', section)
            want = {c for c, line in self.claims.items() if line['lies'] == lies}
            self.assertTrue(want)
            self.assertEqual({re.search(r'c-[0-9a-f]{16}', item).group(0) for item in listed}, want)
            for item in listed:
                line = self.claims[re.search(r'c-[0-9a-f]{16}', item).group(0)]
                for why in line['why']:
                    self.assertIn(why['why'], words(item))
        items = words(self.section(page, 'checklist'))
        self.assertNotIn('missing not given', items)
        self.assertIn('weapon not given', items)
        self.assertNotIn('killed not given', items)

    def test_page(self):
        path = os.path.join(self.folder, 'p.html')
        self.assertEqual(run('report', '--html', path, '--incident', BOUNDS, *FILES).status, 0)
        with open(path, encoding='utf-8') as file:
            page = file.read()
        self.check_page(page)
        for anchor in re.findall(r'href="#([^"]+)"', page):
            self.assertIn('id="%s"' % anchor, page)

    def test_folder(self):
        path = os.path.join(self.folder, 'pages/')
        self.assertEqual(run('report', '--html', path, '--incident', BOUNDS, *FILES).status, 0)
        self.assertNotIn('event-0002.html', os.listdir(path))
        with open(os.path.join(path, 'event-0001.html'), encoding='utf-8') as file:
            self.check_page(file.read())
        done = subprocess.run([sys.executable, os.path.join(ROOT, 'tests', 'view', 'page_check.py'), ROOT, path],
                              stdout=subprocess.PIPE)
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    def test_terminal(self):
        short = run('report', '--incident', BOUNDS, *FILES).out.decode()
        full = run('report', '--all', '--incident', BOUNDS, *FILES).out.decode()
        lines = lambda text: {m for m in re.findall(r'c-[0-9a-f]{16}', text)}
        others = {c for c, line in self.claims.items() if line['lies'] != 'inside'}
        self.assertEqual(lines(full), others)
        self.assertTrue(lines(short) < others)
        self.assertIn('more: all of them with --all', re.sub(r'\s+', ' ', short))
        self.assertIn('weapon: not given', short)
        self.assertTrue(short.startswith('The port of'))

    def test_figures(self):
        """The figures of the report are those that are counted."""
        counted = run('count', '--rule', 'highest', '--incident', BOUNDS, *FILES).lines
        report = run('report', '--incident', BOUNDS, *FILES).out.decode()
        self.assertEqual({line['measure']: line['value'] for line in counted}, {'killed': 17, 'injured': 35, 'missing': 1})
        self.assertNotIn('Trinidad', report.split('Limits set by a person')[0])
        self.assertIn('35 (a5)', report)

    def test_mistakes(self):
        bad = self.write('bad.incident', 'incident x\nplace Nowhere-at-all-9\n')
        for arguments in (['report'], ['report', '--html', os.path.join(self.folder, 'x.html')],
                          ['report', '--html', os.path.join(self.folder, 'x/')]):
            result = run(*arguments, '--incident', bad, *FILES)
            self.assertEqual(result.status, 3)
            self.assertIn('bad.incident:2: ', result.err)
            self.assertEqual(result.out, b'')
        self.assertEqual(os.listdir(self.folder), ['bad.incident'])


if __name__ == '__main__':
    main()
