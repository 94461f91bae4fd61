#!/usr/bin/env python3
"""What Debian has for the same text: python3-dateparser. python3 others.py FILE.jsonl"""
import json
import sys
import time

NAME = 'dateparser, times'


def main():
    try:
        from dateparser.search import search_dates
    except ImportError:
        print(json.dumps({'name': NAME, 'absent': True}))
        return
    with open(sys.argv[1], encoding='utf-8') as file:
        texts = [json.loads(line)['text'] for line in file]
    texts = texts[:max(1, len(texts) // 50)]  # it is slow: a part, and its bytes
    begin, found = time.process_time(), 0
    for text in texts:
        found += len(search_dates(text, languages=['en']) or [])
    print(json.dumps({'name': NAME, 'seconds': time.process_time() - begin, 'found': found,
                      'bytes': sum(len(t.encode('utf-8')) for t in texts)}))


main()
