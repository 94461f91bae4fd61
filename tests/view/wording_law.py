#!/usr/bin/env python3
"""What must never be printed: python3 tests/view/wording_law.py SOURCE_ROOT

Looks through the wording files and the golden reports, without what stands in quotation marks or
comes from documents, for the phrases that the law of the first page forbids. Prints every hit and
ends with 1 if there is one. It first checks on bad samples that it can find them.
"""
import html
import os
import re
import sys

# situation: pattern of what is never printed in it
NEVER = {
    'two figures cannot both hold': r'\b(conflict\w*|contradict\w*|wrong|outliers?)\b',
    "inside the other's bound": r'\b(confirms?|confirmed|refines?|refined|agrees?|agreed)\b',
    'part and whole': r'\blower estimates?\b',
    'copied wording or figures': r'\b(copied|copies|same source|kin|reprint\w*)\b',
    'no such sign': r'\b(independent(ly)?|corroborat\w*)\b',
    'later figure': r'\bcorrected (figure|number|toll)\b',
    'one document only': r'\b(weak(er|ly)?|unconfirmed)\b',
    'no figure': r'\bn/a\b|: 0\b(?! [a-z])',
    'machine not sure': r'\b(unsure|probabl[ey]|low confidence|confidence)\b|\d ?%',
    'who did it': r'\b(perpetrators?|guilty|killed by)\b',
    'charged names': r'\b(massacres?|terrorists?|martyrs?|liberated|liberation)\b',
}
# right, though a pattern above fits
ALLOWED = [r'is shown to rest on two independent sources', r'killed by (sex|age)']

BAD = {
    'two figures cannot both hold': '147 and 150 are in conflict',
    "inside the other's bound": '133 confirms more than 130',
    'part and whole': '130 is a lower estimate',
    'copied wording or figures': 'copied from 000',
    'no such sign': 'two independent reports',
    'later figure': 'the corrected figure',
    'one document only': 'an unconfirmed figure',
    'no figure': 'Injured: n/a',
    'machine not sure': 'probably 12',
    'who did it': 'killed by the army',
    'charged names': 'the massacre of May',
}


def findings(text):
    for allowed in ALLOWED:
        text = re.sub(allowed, ' ', text, flags=re.I)
    for situation, pattern in NEVER.items():
        for match in re.finditer(pattern, text, flags=re.I):
            yield situation, text[max(0, match.start() - 30):match.end() + 30].strip()


def without_quotes(text):
    return re.sub(r'“[^”]*”|"[^"]*"', '“”', text, flags=re.S)


def page_text(source):
    """The words of the page itself: attributes that are read aloud stay, documents' words go."""
    source = re.sub(r'<style>.*?</style>|<meta[^>]*>', ' ', source, flags=re.S)
    source = re.sub(r'<div class="full".*?</div>', ' ', source, flags=re.S)
    source = re.sub(r'<bdi[^>]*>.*?</bdi>', ' ', source, flags=re.S)
    source = re.sub(r'<(code|dd)[^>]*>sha256:[0-9a-f]*</\1>', ' ', source)
    spoken = re.findall(r'(?:aria-label|title)="([^"]*)"', source)
    text = re.sub(r'<[^>]*>', ' ', source)
    return without_quotes(html.unescape(text)) + ' '.join(spoken)


def main():
    root = sys.argv[1]
    failed = 0
    for situation, sample in BAD.items():
        if situation not in [name for name, _ in findings(sample)]:
            print('the test itself does not find: %s' % sample)
            failed += 1
    texts = []
    for folder, _, names in os.walk(os.path.join(root, 'data', 'wording')):
        for name in sorted(names):
            lines = open(os.path.join(folder, name), encoding='utf-8').read().split('\n')
            rows = [line.partition('\t')[2] for line in lines if not line.startswith('#')]
            texts.append((name, '\n'.join(rows)))
    golden = os.path.join(root, 'tests', 'view', 'golden')
    for name in sorted(os.listdir(golden)):
        if 'hostile' in name:
            continue
        text = open(os.path.join(golden, name), encoding='utf-8').read()
        texts.append((name, page_text(text) if name.endswith('.html') else without_quotes(text)))
    for name, text in texts:
        for situation, where in findings(text):
            print('%s: %s: … %s …' % (name, situation, ' '.join(where.split())))
            failed += 1
    print('%d texts, %d failed' % (len(texts), failed))
    return 1 if failed or len(texts) < 5 else 0


if __name__ == '__main__':
    sys.exit(main())
