#!/usr/bin/env python3
"""Writes src/markup/html_entities.c: the named character references of HTML.

Source: the HTML Standard's table of named character references (WHATWG/W3C), as the Python
standard library carries it (html.entities.html5). Run again only if that table changes:

    python3 tools/html_entities.py >src/markup/html_entities.c
"""
import html.entities


def main():
    table = sorted(html.entities.html5.items(), key=lambda item: item[0].encode())
    print('/* Named character references of HTML, sorted by bytes of the name; those that are valid')
    print('   without a semicolon stand here twice. Written by tools/html_entities.py from the table')
    print('   of the HTML Standard (WHATWG/W3C); not to be edited. */')
    print('#include "markup/html_entities.h"\n')
    print('#define E(name, character) {name, sizeof name - 1, {character, 0}},')
    print('#define F(name, first, second) {name, sizeof name - 1, {first, second}},\n')
    print('/* clang-format off */')
    print('const HtmlEntity html_entities[] = {')
    line = ' '
    for name, text in table:
        points = ', '.join('0x%X' % ord(c) for c in text)
        entry = ' %s("%s", %s)' % ('EF'[len(text) - 1], name, points)
        if len(line + entry) > 100:
            print(line)
            line = ' '
        line += entry
    print(line)
    print('};')
    print('const unsigned html_entity_count = sizeof html_entities / sizeof *html_entities;')


if __name__ == '__main__':
    main()
