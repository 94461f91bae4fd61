#!/usr/bin/env python3
"""Invented news, the same each time: python3 tests/bench/news.py BYTES >news.jsonl

Accounts of fires, floods, protests and fighting as an agency words them: figures, days, places,
sources. Nothing of it happened. A line {"id":…,"date":…,"text":…} for each document.
"""
import json
import sys

PLACES = ('Lima', 'Nairobi', 'Manila', 'Izmir', 'Lahore', 'Oslo', 'Tbilisi', 'Guatemala City',
          'Kano', 'Jakarta', 'Lyon', 'Porto Alegre', 'Dhaka', 'Khartoum', 'Cleveland', 'Odesa')
REGIONS = ('northern Kenya', 'the state of Ohio', 'Punjab province', 'southern Chile', 'Kentucky',
           'western Georgia', 'the Philippines', 'eastern Turkey')
PEOPLE = ('residents', 'miners', 'villagers', 'protesters', 'soldiers', 'passengers', 'students',
          'farmers', 'police officers', 'children')
SOURCES = ('the Interior Ministry', 'police', 'officials', 'Mayor Ilda Brant', 'the Red Cross',
           'a hospital spokesman', 'witnesses', 'the governor', 'Human Rights Watch',
           'army spokeswoman Ruda Hale')
NUMBERS = ('12', 'three', 'at least 40', 'about 300', 'more than 130', 'nine', 'between 20 and 25',
           'dozens of', '1,204', 'nearly 60', 'up to 15', 'seventeen', 'several', 'two dozen')
DAYS = ('on Monday', 'late on Saturday night', 'on 3 May 2015', 'early on Friday', 'last week',
        'two days later', 'on the evening of January 19', 'in March', 'three years ago')
THINGS = ('a fire at a textile factory', 'heavy flooding', 'clashes near the market',
          'a bus crash', 'an explosion at a mine', 'a landslide', 'shelling of the old town',
          'an outbreak of cholera')
LINES = (
    '{N} {P} were killed and {n} others were injured in {t} in {c} {d}, {s} said.',
    '“We pulled {n} {p} out of the mud before dawn,” {s} told reporters {d}.',
    'According to {s}, {n} {p} were detained {d} after a march through the centre of {c}.',
    '{C}’s main hospital received {n} wounded {p}, among them two women aged 34 and 61.',
    'The road to {c} was closed {d} and schools in {r} stayed shut.',
    'Rescue teams from {r} continued to search for {n} {p} who are still missing.',
    '{S} had put the number of dead at {n} {d}; it was raised to {m} after more bodies were found.',
    'The council met behind closed doors and made no statement about the cost of the repairs.',
    'Prices of bread and fuel rose by 12 percent in the weeks that followed, traders in {c} said.',
    'It was the worst disaster of its kind in {r} since 1988, when {n} {p} died.',
    'Some of the {p} fled across the river, where neighbours gave them food, tents and blankets.',
    '{S} denied that its forces had fired on {p}, and said an inquiry would begin {d}.',
    'More than 1,500 people have left their homes and about 200 houses were destroyed.',
    'The weather is expected to improve by the end of the week, which should help the work.',
)
MONTHS = ('January', 'March', 'May', 'June', 'September', 'November')


class Chance:
    """A fixed row of numbers."""

    def __init__(self, seed):
        self.x = seed

    def below(self, n):
        self.x = (self.x * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (self.x >> 33) % n

    def of(self, things):
        return things[self.below(len(things))]


def large(text):
    return text[0].upper() + text[1:]


def sentence(chance):
    n = chance.of(NUMBERS)
    s, c = chance.of(SOURCES), chance.of(PLACES)
    return chance.of(LINES).format(
        N=large(n), n=n, m=chance.of(NUMBERS), P=chance.of(PEOPLE), p=chance.of(PEOPLE),
        t=chance.of(THINGS), c=c, C=c, d=chance.of(DAYS), s=s, S=large(s), r=chance.of(REGIONS))


def document(chance):
    day, month = 1 + chance.below(28), chance.of(MONTHS)
    paragraphs = ['%s, %s %d (Example News) - %s' % (chance.of(PLACES).upper(), month, day,
                                                     sentence(chance))]
    for _ in range(4 + chance.below(9)):
        paragraphs.append(' '.join(sentence(chance) for _ in range(1 + chance.below(4))))
    return '\n\n'.join(paragraphs) + '\n'


def documents(size):
    """Documents of about `size` bytes together: (id, date, text)."""
    chance, made, done = Chance(7), [], 0
    while done < size:
        text = document(chance)
        made.append(('news-%06d' % len(made), '2015-05-%02d' % (1 + chance.below(28)), text))
        done += len(text.encode('utf-8'))
    return made


def main():
    for name, date, text in documents(int(sys.argv[1])):
        print(json.dumps({'id': name, 'date': date, 'text': text}, ensure_ascii=False))


if __name__ == '__main__':
    main()
