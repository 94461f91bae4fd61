#!/usr/bin/env python3
"""Agreement between readers, against a second reckoning of kappa and alpha in fractions."""
import random
from collections import Counter
from fractions import Fraction

from record_support import *


def kappa(pairs):
    n = len(pairs)
    same = Fraction(sum(a == b for a, b in pairs), n)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(Fraction(first[v] * second[v], n * n) for v in first)
    return None if chance == 1 else (same - chance) / (1 - chance)


def alpha(units):
    """Krippendorff's, nominal: units are lists of values."""
    units = [u for u in units if len(u) > 1]
    together, all_values = Counter(), Counter()
    for unit in units:
        for i, a in enumerate(unit):
            all_values[a] += 1
            for k, b in enumerate(unit):
                if i != k:
                    together[a, b] += Fraction(1, len(unit) - 1)
    n = sum(all_values.values())
    observed = sum(count for (a, b), count in together.items() if a != b)
    expected = sum(all_values[a] * all_values[b] for a in all_values for b in all_values if a != b)
    return None if not expected else 1 - (n - 1) * observed / expected


def thousandths(value):
    return None if value is None else round(float(value), 3)


class Agreeing(RecordCase):
    def setUp(self):
        super().setUp()
        self.make(data=documents(0, 6))

    def review(self, by, keys, *options):
        self.well('review', '--by', by, '--blind', *options, self.record, data=keys)

    def judge(self, by, seed):
        """Each item accepted, rejected or given a number, by chance."""
        chance, keys = random.Random(seed), ''
        shown = self.well('review', '--by', by, '--blind', self.record, data='s\n' * 200).out.decode()
        for item in re.split(r'\n\[\d+ of \d+\]', shown)[1:]:
            figure = not re.search(r'\n  (person|statement): ', item)
            what = chance.choice('aarc' if figure else 'ar')
            keys += {'a': 'a\n', 'r': 'r\nno\n', 'c': 'c\nnumber\n%d\nso\na\n' % chance.choice((7, 8))}[what]
        self.review(by, keys + 'q\n')

    def agreement(self):
        lines = self.well('agreement', '--json', self.record).lines
        return {l['field']: l for l in lines if l['type'] == 'agreement'}, \
            [l for l in lines if l['type'] == 'reader']

    def reckoned(self, readers):
        """What each reader says of each line: kept, and of figures the number."""
        kept, numbers = {}, {}
        for line in self.well('extract', self.record).lines:
            if line['type'] == 'claim' and 'value' in line:
                for reader in readers:
                    numbers[line['id'], reader] = str(line['value']['number'])
        for entry in self.well('log', '--json', self.record).lines:
            says = json.loads(entry['says'])
            key = says.get('claim'), entry['by']
            if entry['kind'] in ('accept', 'reject', 'set'):
                kept[key] = kept.get(key, True) and entry['kind'] != 'reject'
                if says.get('field') == 'number':
                    numbers[key] = says['value']
        claims = {claim for claim, _ in kept}
        return [[kept[c, r] for r in readers if (c, r) in kept] for c in claims], \
            [[numbers[c, r] for r in readers if kept.get((c, r)) and (c, r) in numbers] for c in claims]

    def test_two_and_three_readers(self):
        self.judge('Ann', 1)
        self.assertIn('nothing to compare', self.well('agreement', self.record).out.decode())
        self.judge('Ben', 2)
        fields, readers = self.agreement()
        self.assertEqual([(r['name'], r['lines'] == r['blind']) for r in readers], [('Ann', True), ('Ben', True)])
        kept, numbers = self.reckoned(('Ann', 'Ben'))
        for field, units in (('kept', kept), ('number', numbers)):
            pairs = [u for u in units if len(u) == 2]
            self.assertGreater(len(pairs), 4)
            self.assertEqual(fields[field]['lines'], len(pairs))
            self.assertEqual(fields[field]['same'], sum(a == b for a, b in pairs))
            self.assertEqual(fields[field]['kappa'], thousandths(kappa(pairs)))
            self.assertEqual(fields[field]['alpha'], thousandths(alpha(units)))
        self.judge('Cem', 3)
        fields, _ = self.agreement()
        kept, numbers = self.reckoned(('Ann', 'Ben', 'Cem'))
        self.assertEqual(fields['kept']['alpha'], thousandths(alpha(kept)))
        self.assertEqual(fields['number']['alpha'], thousandths(alpha(numbers)))
        self.assertIsNone(fields['kept']['kappa'])
        text = self.well('agreement', self.record).out.decode()
        for words in ('Cohen', 'Krippendorff', 'kept', 'number'):
            self.assertIn(words, text)

    def test_readers_who_say_the_same(self):
        for by in ('Ann', 'Ben'):
            self.review(by, 'a\n' * 5 + 'q\n')
        fields, _ = self.agreement()
        self.assertEqual((fields['kept']['same'], fields['kept']['kappa'], fields['kept']['alpha']), (5, None, None))
        self.assertIn('not defined', self.well('agreement', self.record).out.decode())

    def test_one_who_sees_is_told_apart(self):
        self.review('Ann', 'a\na\nq\n')
        self.well('review', '--by', 'Ben', self.record, data='a\na\nq\n')
        _, readers = self.agreement()
        self.assertEqual([r['blind'] for r in readers], [2, 0])


if __name__ == '__main__':
    main()
