#!/usr/bin/env python3
"""Finds the number by which html_tag_of tells tags apart, and prints its table: see src/markup/html_token.c.

    python3 tools/html_tags.py src/markup/html_token.h
"""
import random
import re
import sys

BITS = 9


def key(name):
    """The first eight bytes, the lowest first, as the program loads them."""
    return int.from_bytes(name.encode('ascii')[:8].ljust(8, b'\0'), 'little') + len(name)


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        text = file.read()
    names = re.findall(r'X\(([A-Z0-9]+), "([a-z0-9]+)", ', text)
    keys = [key(name) for _, name in names]
    chance = random.Random(1)
    while True:
        factor = chance.getrandbits(64) | 1
        places = [(k * factor & (1 << 64) - 1) >> (64 - BITS) for k in keys]
        if len(set(places)) == len(places):
            break
    print('#define TAG_FACTOR UINT64_C(0x%X)' % factor)
    line = 'static const uint8_t tag_at[1 << %d] = {' % BITS
    for place, (name, _) in sorted(zip(places, names)):
        entry = '[%d] = HTML_TAG_%s,' % (place, name)
        if len(line) + 1 + len(entry) > 100:
            print(line)
            line = '   '
        line += (' ' if line.strip() and not line.endswith('{') else '') + entry
    print(line + '};')


main()
