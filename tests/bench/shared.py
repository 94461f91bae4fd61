#!/usr/bin/env python3
"""Invented text in which documents share wording: python3 tests/bench/shared.py BYTES >shared.jsonl

Words are made of syllables and drawn by their rank as words of a language are (Zipf), so that by
chance documents share hardly a row of four words. One document in ten has a passage of an earlier
one, half of these with every tenth word changed. A line {"id":…,"text":…} for each document.
"""
import itertools
import json
import random
import sys

VOCABULARY = 40000
COMMON = ('the of to and in a that is was for on with as by at from it he be are this had his but '
          'not they which have were who been will their has would when there more said').split()


def vocabulary(chance):
    """Words by rank, the common ones of English first."""
    parts = [c + v for c in 'b c d f g h j k l m n p r s t v w z br st tr gl pl'.split()
             for v in 'a e i o u'.split()]
    words, known = list(COMMON), set(COMMON)
    while len(words) < VOCABULARY:
        word = ''.join(chance.choice(parts) for _ in range(chance.choice((2, 2, 3, 3, 3, 4))))
        word += chance.choice(('', '', 's', 'n', 'r', 'd'))
        if word not in known:
            known.add(word)
            words.append(word)
    return words


def sentences(words):
    """Words with full stops and capitals, lines of some sentences."""
    out, at, length = [], 0, 0
    while at < len(words):
        row = words[at:at + 8 + (at * 7 + length) % 19]
        at += len(row)
        length += 1
        row[0] = row[0].capitalize()
        out.append(' '.join(row) + ('.\n\n' if length % 4 == 0 else '. '))
    return ''.join(out).rstrip()


def documents(size, seed=5):
    """Documents of about `size` bytes together: (id, text)."""
    chance = random.Random(seed)
    words = vocabulary(chance)
    ranks = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    done, made, kept = 0, 0, []
    while done < size:
        row = chance.choices(words, cum_weights=ranks, k=200 + chance.randrange(900))
        if kept and chance.random() < .1:
            copy = list(chance.choice(kept))
            if chance.random() < .5:
                copy[5::10] = chance.choices(words, cum_weights=ranks, k=len(copy[5::10]))
            at = chance.randrange(len(row))
            row[at:at] = copy
        if chance.random() < .2:
            at = chance.randrange(len(row) - 150)
            kept.append(row[at:at + 60 + chance.randrange(90)])
        text = sentences(row)
        yield 'shared-%07d' % made, text
        made += 1
        done += len(text)


def main():
    for name, text in documents(int(sys.argv[1])):
        sys.stdout.write('{"id":%s,"text":%s}\n' % (json.dumps(name), json.dumps(text)))


if __name__ == '__main__':
    main()
