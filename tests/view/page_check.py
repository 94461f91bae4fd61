#!/usr/bin/env python3
"""Is the page sound: python3 tests/view/page_check.py SOURCE_ROOT [PAGE or FOLDER…]

Every element closed in order, ids unique, every inner link with its target, nothing loaded from
anywhere, headings without gaps, tables with scoped headers, drawings described or hidden, one main
landmark. In a folder of pages links between them have their targets as well, and each page is reached
from index.html. Reads the golden pages, or what is named.
"""
import os
import re
import sys
from html.parser import HTMLParser

VOID = {'meta', 'br', 'link', 'img', 'input', 'hr'}
ELEMENTS = set('''html head meta title style body a header main section article nav footer div p h1 h2
h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tr th td span b abbr bdi mark blockquote code br svg
line circle path text g ellipse title details summary figure figcaption'''.split())


class Page(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.problems, self.ids, self.targets, self.levels = [], [], set(), [], []
        self.count, self.pages = {}, []

    def problem(self, what):
        self.problems.append('line %d: %s' % (self.getpos()[0], what))

    def handle_starttag(self, tag, attributes, closed=False):
        named = dict(attributes)
        self.count[tag] = self.count.get(tag, 0) + 1
        if tag not in ELEMENTS:
            self.problem('element that the page never has: %s' % tag)
        for name, value in attributes:
            if name.startswith('on') or name in ('src', 'srcset', 'action', 'formaction'):
                self.problem('attribute %s' % name)
        if 'id' in named:
            if named['id'] in self.ids:
                self.problem('id twice: %s' % named['id'])
            self.ids.add(named['id'])
        if 'href' in named:
            target = named['href']
            if target.startswith('#'):
                self.targets.append((self.getpos()[0], target[1:]))
            elif re.fullmatch(r'[a-z]+(-[0-9]+)*\.html(#[a-z0-9-]+)?', target):
                self.pages.append((self.getpos()[0], target))
            elif not target.startswith(('http://', 'https://')):
                self.problem('link to %s' % target)
        for name in ('aria-labelledby',):
            if name in named:
                self.targets.append((self.getpos()[0], named[name]))
        if tag == 'th' and 'scope' not in named:
            self.problem('th without scope')
        if tag == 'svg' and named.get('aria-hidden') != 'true' and not named.get('aria-label'):
            self.problem('drawing without a description')
        if tag in ('h1', 'h2', 'h3', 'h4', 'h5', 'h6'):
            level = int(tag[1])
            if level > (self.levels[-1] if self.levels else 0) + 1:
                self.problem('%s after h%s' % (tag, self.levels[-1] if self.levels else 0))
            self.levels.append(level)
        if tag not in VOID and not closed:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes, closed=True)

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1] != tag:
            self.problem('</%s> closes %s' % (tag, self.stack[-1] if self.stack else 'nothing'))
        else:
            self.stack.pop()

    def finish(self):
        if self.stack:
            self.problems.append('never closed: %s' % ', '.join(self.stack))
        for line, target in self.targets:
            if target not in self.ids:
                self.problems.append('line %d: no such id: %s' % (line, target))
        for tag in ('main', 'h1', 'header', 'footer', 'title'):
            if self.count.get(tag) != 1:
                self.problems.append('%d of %s' % (self.count.get(tag, 0), tag))


def read(source):
    page = Page()
    page.feed(source)
    page.close()
    page.finish()
    style = source[source.find('<style>'):source.find('</style>')]
    if 'url(' in style or '@import' in style:
        page.problems.append('the style loads something')
    return page


def contents(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def check(source):
    page = read(source)
    return page.problems + ['line %d: link to another page: %s' % link for link in page.pages]


def check_folder(folder):
    """Problems of the pages of a folder, each with its page."""
    pages = {name: read(contents(os.path.join(folder, name)))
             for name in sorted(os.listdir(folder)) if name.endswith('.html')}
    problems = []
    for name, page in pages.items():
        problems += ['%s: %s' % (name, problem) for problem in page.problems]
        for line, target in page.pages:
            file, _, fragment = target.partition('#')
            if file not in pages or (fragment and fragment not in pages[file].ids):
                problems.append('%s: line %d: no such page or place: %s' % (name, line, target))
    reached, new = set(), {'index.html'}
    while new:
        name = new.pop()
        reached.add(name)
        links = {target.partition('#')[0] for _, target in pages[name].pages} if name in pages else ()
        new |= {link for link in links if link in pages} - reached
    return problems + ['%s: no link leads there' % name for name in pages if name not in reached]


def main():
    golden = os.path.join(sys.argv[1], 'tests', 'view', 'golden')
    paths = sys.argv[2:] or [os.path.join(golden, name) for name in sorted(os.listdir(golden))
                             if name.endswith('.html')]
    failed = 0
    if not check('<html><b></html>') or not check('<a href="#x">y</a>'):
        print('the test itself finds nothing')
        failed += 1
    for path in paths:
        if os.path.isdir(path):
            problems = check_folder(path)
        else:
            problems = check(contents(path))
        for problem in problems[:20]:
            print('%s: %s' % (os.path.basename(path), problem))
        failed += bool(problems)
    print('%d pages, %d failed' % (len(paths), failed))
    return 1 if failed or not paths else 0


if __name__ == '__main__':
    sys.exit(main())
