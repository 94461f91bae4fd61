#!/usr/bin/env python3
"""data/imports/names.tsv → a C table: tools/import_names.py NAMES.tsv OUT.h

Names are folded as src/container/import_names.c folds what it looks up.
"""
import re
import sys

ROLES = ['text', 'coded', 'title', 'date', 'publisher', 'author', 'url', 'language', 'id', 'deleted', 'media', 'edited', 'own']


def main(source, target):
    rows = []
    with open(source, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            if line.startswith('#') or not line.strip():
                continue
            role, tab, names = line.rstrip('\n').partition('\t')
            if not tab or role not in ROLES:
                sys.exit('%s:%d: expected one of %s, a tabulator and names' % (source, number, ' '.join(ROLES)))
            for name in names.split('|'):
                folded = re.sub('[^a-z0-9]', '', name.lower())
                if not folded:
                    sys.exit('%s:%d: an empty name' % (source, number))
                rows.append('    {ROLE_%s, "%s"},\n' % (role.upper(), folded))
    with open(target, 'w', encoding='utf-8') as file:
        file.write('/* Made from data/imports/names.tsv. */\nstatic const struct {\n  ImportRole role;\n'
                   '  const char *name;\n} names[] = {\n' + ''.join(rows) + '};\n')


main(*sys.argv[1:])
