#!/usr/bin/env python3
"""Live blogs: python3 tests/formats/test_live.py PROGRAM"""
import os

from formats_support import FormatCase, main, run, sha256

PAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'html')
HEAD = ('<!doctype html><html lang="en"><head><title>Fire in Vesterby: live</title>%s</head><body>'
        '<h1>Fire in Vesterby: live</h1><div class="%s">')
ENTRY = ('<section class="entry" data-timestamp="%d"><h2>%s</h2><p>At least %d people were injured in Vesterby, '
         'the fire brigade said.</p></section>')


def page(mark='', name='liveblog', entries=3):
    texts = ''.join(ENTRY % (1431648000 + 3600 * k, 'Entry %d' % k, k + 5) for k in range(entries))
    return HEAD % (mark, name) + texts + '</div><footer>About us</footer></body></html>'


class Live(FormatCase):
    def check(self, name, wanted, status=0):
        """wanted: id behind the file's name → (date, address behind the page's)"""
        path = os.path.join(PAGES, name + '.html')
        with open(path, 'rb') as file:
            data = file.read()
        found, _ = self.documents(path, status=status)
        head = found.pop(name + '.html')
        self.assertEqual(sorted(found), sorted(name + '.html!/' + key for key in wanted))
        for key, (date, address) in wanted.items():
            line = found[name + '.html!/' + key]
            start, end = line['from']['at']
            self.assertEqual(line['hash'], sha256(data[start:end]))
            self.assertEqual(line['date'], date)
            self.assertEqual(line['from']['format'], 'live blog')
            self.assertEqual(line['url'], head['url'] + address)
            self.assertEqual(line['language'], 'en')
        self.assertEqual(head['from']['at'][0], 0)
        return head, found

    def test_entries_with_times(self):
        head, found = self.check('liveblog_posts', {
            'p%d' % k: ('2023-02-09', '#p%d' % k) for k in range(1, 5)})
        self.assertEqual(head['title'], 'Quake in Sorvia – as it happened: death toll passes 200')
        self.assertEqual(found['liveblog_posts.html!/p3']['title'], 'Girl rescued after eleven hours')
        self.assertEqual(found['liveblog_posts.html!/p2']['from']['date'], '2023-02-09T09:02:00Z')
        self.assertEqual(found['liveblog_posts.html!/p2']['publisher'], 'The Courier')

    def test_entries_with_numbers_of_seconds(self):
        _, found = self.check('ticker_europe', {'e%d' % k: ('2024-01-23', '#e%d' % k) for k in range(1, 6)})
        self.assertEqual(found['ticker_europe.html!/e5']['from']['date'], '2024-01-23T21:10:00Z')
        self.assertEqual(found['ticker_europe.html!/e5']['author'], 'Jan Wiebe')

    def test_entries_without_names(self):
        found, _ = self.documents(self.write('a.html', page()))
        self.assertEqual(sorted(found), ['a.html'] + ['a.html!/entry-%d' % k for k in (1, 2, 3)])
        self.assertEqual(found['a.html!/entry-2']['date'], '2015-05-15')

    def test_every_figure_is_of_its_entry(self):
        got = run('extract', self.write('a.html', page()))
        figures = {line['document']: line['value']['low'] for line in got.lines
                   if line['type'] == 'claim' and line['kind'] == 'figure'}
        self.assertEqual({'a.html!/entry-%d' % k: k + 4 for k in (1, 2, 3)}, figures)

    def test_what_is_no_live_blog_is_one_document(self):
        for text in (page(name='story'), page(entries=2), page(name='alive')):
            self.assertEqual(list(self.documents(self.write('b.html', text))[0]), ['b.html'])
        said = page('<script type="application/ld+json">{"@type":"LiveBlogPosting"}</script>', 'story')
        self.assertEqual(len(self.documents(self.write('b.html', said))[0]), 4)


if __name__ == "__main__":
    main()
