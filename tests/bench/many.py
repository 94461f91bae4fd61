#!/usr/bin/env python3
"""Many invented documents, the same each time: python3 tests/bench/many.py DOCUMENTS >many.jsonl

Ordinary news: some 2,000 bytes each, most of whose sentences count nobody, and some five claims. With
200,000 of them a record holds a million claims: tests/bench/record.py measures it. Nothing of it
happened. A line {"id":…,"date":…,"title":…,"url":…,"text":…} for each document.
"""
import json
import sys

from news import Chance, sentence

WHO = ('The council', 'A group of traders', 'The new minister', 'Her lawyer', 'The port authority', 'An editor',
       'The union', 'His brother', 'The court', 'A retired teacher', 'The farmers’ league', 'The provincial office',
       'A spokeswoman', 'The museum', 'A team of engineers', 'The opposition', 'The head of the school',
       'The national bank', 'A neighbour', 'The foundation', 'The weather service', 'The railway company')
DID = ('wants to', 'has decided to', 'refused to', 'promised to', 'is expected to', 'has begun to',
       'was asked to', 'hopes to', 'will have to', 'failed to', 'plans to', 'declined to', 'still means to')
WHAT = ('repair', 'close', 'review', 'finance', 'reopen', 'discuss', 'publish', 'replace', 'explain', 'postpone',
        'measure', 'paint', 'sell', 'rent', 'extend', 'inspect', 'describe', 'defend', 'abandon', 'restore')
THING = ('the old bridge', 'a water main under the square', 'its plan for the harbour', 'the annual fair',
         'the budget of the theatre', 'a study of the river', 'the road through the valley', 'the new timetable',
         'the roof of the market hall', 'an agreement on fishing', 'the archive of the town', 'the price of grain',
         'the contract with the mill', 'the exhibition of maps', 'a law on pensions', 'the tram to the suburbs',
         'the garden behind the library', 'the list of candidates', 'its shares in the brewery', 'the dam')
WHY = ('because the money was never paid', 'before the winter comes', 'although few had asked for it',
       'as soon as the report is ready', 'if the parliament agrees', 'after a long quarrel over the costs',
       'while the season lasts', 'so that visitors find their way', 'in spite of doubts among experts',
       'unless somebody offers more', 'once the heat is over', 'as it did many years before')
MORE = ('People there speak of little else.', 'Nobody seemed surprised.', 'The letter was not made public.',
        'It is not the first time.', 'A vote is due in the autumn.', 'The rest of the story is well known.',
        'Shops stayed open all the same.', 'Much depends on the next harvest.', 'The details are being worked out.')
SYLLABLES = ('ba', 'dor', 'el', 'fin', 'gar', 'hol', 'is', 'kam', 'lor', 'men', 'nor', 'or', 'pel', 'ras', 'sil',
             'tam', 'ul', 'ver', 'wes', 'yar', 'zen', 'mo', 'ka', 'ri', 'ton', 'la')


def name(chance):
    return ''.join(chance.of(SYLLABLES) for _ in range(2 + chance.below(2))).capitalize()


def plain(chance):
    kind = chance.below(8)
    if kind == 0:
        return chance.of(MORE)
    if kind == 1:
        return '“%s %s %s %s,” %s %s told the %s Herald.' % (
            chance.of(WHO), chance.of(DID), chance.of(WHAT), chance.of(THING), name(chance), name(chance),
            name(chance))
    return '%s in %s %s %s %s, %s.' % (chance.of(WHO), name(chance), chance.of(DID), chance.of(WHAT),
                                       chance.of(THING), chance.of(WHY))


def text(chance):
    paragraphs = []
    figures = 3 + chance.below(6)
    for i in range(8):
        sentences = [plain(chance) for _ in range(1 + chance.below(4))]
        if i < figures:
            sentences[0] = sentence(chance)
        paragraphs.append(' '.join(sentences))
    return '\n\n'.join(paragraphs) + '\n'


def main():
    chance = Chance(11)
    for i in range(int(sys.argv[1])):
        day = '%d-%02d-%02d' % (2015 + chance.below(5), 1 + chance.below(12), 1 + chance.below(28))
        line = {'id': 'many-%06d' % i, 'date': day, 'title': plain(chance)[:70].rstrip('“ ,.'),
                'url': 'https://news.example/%s/%s-%s' % (day.replace('-', '/'), name(chance).lower(), i),
                'text': text(chance)}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + '\n')


if __name__ == '__main__':
    main()
