#!/usr/bin/env python3
"""Pages made of layouts: python3 layouts.py [--nameless] OUT [FILE ...] writes OUT/NAME.html and OUT/NAME.expect.

--nameless: every word of a class, id or role is put into eight letters that say nothing, and metadata that
elements of text tell by such names are not asked for.

A file of layouts holds pages. A page begins with "=== NAME STORY"; "key: value" lines say what is to be
read from it (title, author and published are the story's unless given; "-" for none); its markup follows
"---"; "#" begins a comment. In the markup

    ⟦words⟧          are of the account
    ⟨words⟩          count neither way: captions, bylines, notes to readers
    @{t} @{a} @{d}   title, author (neither way), date of the story
    @{2}             paragraph 2, as it is; @{2.} a half: @{2<} its first sentence, @{2>} the rest;
                     @{2~} with a link in it; of another story: @{ferry:2}
    @{1-4 p class=x} paragraphs 1 to 4, each in such an element; with "br", parted by <br><br>
    @{head 5 HTML}   furniture, five times, each time the next: $ is the words; of a teaser and a comment
                     $1, $2 and $3 its parts; $i a number

All else that is to be seen on the page is furniture.
"""
import hashlib
import html
import os
import re
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
KEYS = ('title', 'author', 'publisher', 'published', 'modified', 'url', 'language', 'entries')


def stories_read():
    stories = {}
    for line in open(os.path.join(HERE, 'stories.txt'), encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('== '):
            key, title, author, date = line[3:].split(' | ')
            story = stories[key] = {'t': title, 'a': author, 'd': date, 'p': []}
        elif line and line[0] != '#':
            story['p'].append(line)
    return stories


def pool_read():
    pool = {}
    for line in open(os.path.join(HERE, 'pool.txt'), encoding='utf-8'):
        kind, _, words = line.rstrip('\n').partition('\t')
        if words:
            pool.setdefault(kind, []).append(words)
    return pool


def pages_read(path):
    pages = []
    for part in re.split(r'^=== ', open(path, encoding='utf-8').read(), flags=re.M)[1:]:
        head, _, markup = part.partition('\n---\n')
        name, story = head.split('\n')[0].split()
        fields = dict(line.split(': ', 1) for line in head.split('\n')[1:] if line and line[0] != '#')
        pages.append((name, story, fields, markup))
    return pages


class Maker:
    def __init__(self, stories, pool, story, seed):
        self.stories, self.pool, self.story = stories, pool, story
        self.next = {kind: seed * 7 % len(pool[kind]) for kind in pool}

    def words(self, kind, markup):
        items = self.pool[kind]
        at = self.next[kind]
        self.next[kind] = (at + 1) % len(items)
        out = markup.replace('$i', str(1000 + at * 37))
        for k, part in enumerate(items[at].split(' | '), 1):
            out = out.replace('$%d' % k, html.escape(part, quote=False))
        return out.replace('$', html.escape(items[at].split(' | ')[0], quote=False))

    def paragraph(self, story, number, how):
        words = html.escape(story['p'][int(number) - 1], quote=False)
        cut = re.search(r'[.!?]"? (?=[A-Z"])', words)
        cut = cut.end() if cut else words.index(' ', len(words) // 2) + 1
        if how == '<':
            words = words[:cut].rstrip()
        elif how == '>':
            words = words[cut:]
        elif how == '~':
            parts = words.split(' ')
            parts[4] = '<a href="/topic/%s">%s' % (parts[4].strip('.,"').lower(), parts[4])
            parts[6] += '</a>'
            words = ' '.join(parts)
        return '⟦%s⟧' % words

    def several(self, story, first, last, element):
        items = [self.paragraph(story, n, '') for n in range(first, last + 1)]
        if element == 'br':
            return '<br><br>\n'.join(items)
        tag = element.split(' ')[0]
        return '\n'.join('<%s>%s</%s>' % (element, item, tag) for item in items)

    def expand(self, match):
        what = match[1]
        kind, _, rest = what.partition(' ')
        if kind in self.pool:
            count, _, markup = rest.partition(' ')
            return '\n'.join(self.words(kind, markup or '$') for _ in range(int(count)))
        key, _, what = what.rpartition(':') if re.match(r'\w+:', what) else ('', '', what)
        story = self.stories[key or self.story]
        if what == 't':
            return '⟦%s⟧' % html.escape(story['t'], quote=False)
        if what == 'T':
            return html.escape(story['t'])
        if what == 'a':
            return '⟨%s⟩' % story['a']
        if what == 'A':
            return story['a']
        if what == 'd':
            return story['d']
        several = re.match(r'(\d+)(?:-(\d+))? (.+)', what, re.S)
        if several:
            return self.several(story, int(several[1]), int(several[2] or several[1]), several[3])
        one = re.fullmatch(r'(\d+)([<>~]?)', what)
        if not one:
            raise ValueError('@{%s}' % what)
        return self.paragraph(story, one[1], one[2])


def plain(markup):
    markup = re.sub(r'<!--.*?-->', '', markup, flags=re.S)
    markup = re.sub(r'<(br|/?p|/?div|/?li|/?td|/?tr)\b[^>]*>', ' ', markup)
    text = html.unescape(re.sub(r'<[^>]*>', '', markup))
    return re.sub('[ \t\r\n\f]+', ' ', text).strip(' ')


def marks_take(markup, encoding):
    """The page's bytes and its marked pieces (kind, start, end, words)."""
    out, pieces, opened = bytearray(), [], None
    for part in re.split('([⟦⟧⟨⟩])', markup):
        if part in ('⟦', '⟨'):
            opened = (part, len(out), [])
        elif part in ('⟧', '⟩'):
            mark, start, words = opened
            pieces.append(('account' if mark == '⟦' else 'either', start, len(out), plain(''.join(words))))
            opened = None
        elif part:
            out += part.encode(encoding, 'xmlcharrefreplace')
            if opened:
                opened[2].append(part)
    return bytes(out), pieces


def names_hide(markup):
    """Attributes whose words say what an element is for, in words that do not."""
    def hide(match):
        words = ['x' + hashlib.md5(word.encode()).hexdigest()[:7] for word in match[2].split()]
        return '%s="%s"' % (match[1], ' '.join(words))
    names = 'class|id|role|rel|itemprop|data-component|data-testid|data-qa|aria-label'
    return re.sub(r'(?<=[ ])(%s)="([^"]*)"' % names, hide, markup)


def page_make(stories, pool, page, seed, nameless):
    name, story, fields, markup = page
    maker = Maker(stories, pool, story, seed)
    markup = re.sub(r'@\{((?:[^{}]|\{[^{}]*\})*)\}', maker.expand, markup)
    head, body, rest = markup.partition('<body')
    markup = head + body + names_hide(rest) if nameless else markup
    data, pieces = marks_take(markup, fields.get('encoding', 'utf-8'))
    declared = re.search(r'<html\b[^>]*? lang="([^"]*)"', markup)
    own = {'title': stories[story]['t'], 'author': stories[story]['a'],
           'published': stories[story]['d'], 'language': declared[1] if declared else ''}
    lines = ['set\t' + os.path.splitext(fields['file'])[0]]
    if nameless:
        lines.append('nameless\tyes')
    for key in () if nameless else KEYS:
        value = fields.get(key, own.get(key, ''))
        if value not in ('', '-'):
            lines.append('%s\t%s' % (key, value))
    for kind, start, end, words in pieces:
        if words:
            lines.append('text\t%s\t%d\t%d\t%s' % (kind, start, end, words))
    return name, data, '\n'.join(lines) + '\n'


def main():
    given = [a for a in sys.argv[1:] if a != '--nameless']
    out, nameless = given[0], '--nameless' in sys.argv
    files = given[1:] or sorted(n for n in os.listdir(HERE) if n.endswith('.layouts'))
    stories, pool = stories_read(), pool_read()
    os.makedirs(out, exist_ok=True)
    for file in files:
        for page in pages_read(os.path.join(HERE, file)):
            page[2]['file'] = os.path.basename(file)
            name, data, expect = page_make(stories, pool, page, zlib.crc32(page[0].encode()), nameless)
            with open(os.path.join(out, name + '.html'), 'wb') as f:
                f.write(data)
            with open(os.path.join(out, name + '.expect'), 'w', encoding='utf-8') as f:
                f.write(expect)


if __name__ == '__main__':
    main()
