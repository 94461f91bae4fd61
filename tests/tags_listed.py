#!/usr/bin/env python3
"""Every tag of the English lexicon and rules stands in data/en/TAGS.md: python3 tests/tags_listed.py SOURCE

Tags that end in .verb or .noun are triggers, listed there together as NAME.verb and NAME.noun.
"""
import glob
import os
import re
import sys


def tags_of_lexicon(path):
    """(tag, line number) of a lexicon file; its last column holds the tags."""
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            line = re.sub(r'\s#.*', '', line.rstrip('\n'))
            if line and line[0] not in '#%' and '\t' in line:
                tags = re.sub(r'=("[^"]*"|\S+)', '', line.split('\t')[-1])
                for tag in tags.split():
                    yield tag, number


def tags_of_rules(path):
    with open(path, encoding='utf-8') as file:
        for number, line in enumerate(file, 1):
            for test in re.findall(r'<(?![=!]|<)([\w.&|! ]+)>', re.sub(r'\s#.*|^#.*', '', line)):
                for tag in re.split(r'[&|]', test):
                    yield tag.strip().lstrip('!').strip(), number


def main():
    data = os.path.join(sys.argv[1], 'data', 'en')
    with open(os.path.join(data, 'TAGS.md'), encoding='utf-8') as file:
        listed = set(re.findall(r'`([^`=]+)(?:=[^`]*)?`', file.read()))
    missing = {}
    for kind, read in (('lexicon/*.tsv', tags_of_lexicon), ('rules/*.rules', tags_of_rules)):
        for path in sorted(glob.glob(os.path.join(data, kind))):
            for tag, number in read(path):
                if tag not in listed and not tag.endswith(('.verb', '.noun')):
                    missing.setdefault(tag, '%s:%d' % (os.path.relpath(path, sys.argv[1]), number))
    for tag, place in sorted(missing.items()):
        print('%s: the tag %s is not listed in data/en/TAGS.md' % (place, tag))
    print('%d tags listed, %d missing' % (len(listed), len(missing)))
    sys.exit(1 if missing else 0)


main()
