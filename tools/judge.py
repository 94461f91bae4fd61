#!/usr/bin/env python3
"""Draws random clear figure claims for judging by a reader, and makes the reliability table of the rules.

  judge.py draw --documents D.jsonl --claims C.jsonl … --n 300 --seed 1 [--known JUDGED.tsv …] [--rule R=N …]
      prints a card for each claim drawn: the reading, and its sentence between its neighbours.
      At least --floor claims of every rule that makes --share of all claims; a claim known is not drawn again.
  judge.py table JUDGED.tsv … --claims C.jsonl …
      prints for each rule what was drawn; of the claims in C.jsonl that were judged: how many, right, precision with
      its lower bound (Wilson, .95); whether its claims are clear; and the precision of all rules, each weighed by the
      number of its claims.

JUDGED.tsv: claim, document, rule, verdict (right or wrong), class of error, notes; no text of any document.
"""
import argparse
import collections
import json
import math
import random
import sys


def claims_of(paths):
    """The figure claims of the outputs of `according extract --jsonl`, in their order."""
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                claim = json.loads(line) if '"type":"claim"' in line else {}
                if claim.get("kind") == "figure":
                    yield claim


def rows_of(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]


def draw(args):
    known = {row[0] for path in args.known for row in rows_of(path)}
    strata = collections.defaultdict(list)
    for claim in claims_of(args.claims):
        if claim["certainty"] == "clear":
            strata[claim["rule"]].append(claim)
    if args.plain:
        claims = sorted((c for s in strata.values() for c in s if c["id"] not in known),
                        key=lambda c: (c["document"], c["id"]))
        random.Random(str(args.seed)).shuffle(claims)
        return claims[:args.n]
    total = sum(len(claims) for claims in strata.values())
    wanted = dict(rule.split("=") for rule in args.rule)
    picked = []
    for rule in sorted(strata):
        claims = sorted(strata[rule], key=lambda c: (c["document"], c["id"]))
        random.Random(f"{args.seed} {rule}").shuffle(claims)
        n = round(args.n * len(claims) / total)
        if len(claims) >= args.share * total:
            n = max(n, args.floor)
        if wanted:
            n = int(wanted.get(rule, 0))
        picked += [c for c in claims if c["id"] not in known][:max(n, 0 if wanted else 1)]
    return picked


def marked(raw, spans):
    for start, end in sorted(spans, reverse=True):
        raw = raw[:start] + b"\xc2\xab" + raw[start:end] + b"\xc2\xbb" + raw[end:]
    return raw


def card(claim, number, documents):
    title = claim.get("in") == "title"
    raw = documents[claim["document"]]["title" if title else "text"].encode()
    start, end = claim["sentence"]
    value, source, time = claim["value"], claim["source"], claim["time"] or {}
    spans = [value["span"], claim["evidence"]["span"]]
    inside = [[s[0] - start, s[1] - start] for s in spans if s and s[0] >= start and s[1] <= end]
    sentence = marked(raw[start:end], inside[:1])
    places = ", ".join(f"{p['name']} ({p['basis'][0]})" for p in claim["place"])
    text = raw[max(0, start - 160):start] + b" || " + sentence + b" || " + raw[end:end + 120]
    return "\n".join([
        f"#{number} {claim['id']} {claim['document']} {claim['rule']}{' TITLE' if title else ''}",
        f"  {claim['measure']} \"{value['text']}\" {value['qualifier']} {value['low']}..{value['high']}"
        f" who={claim['who']['status'] if claim['who'] else None} {claim['scope']} {claim['modality']}"
        f" {claim['polarity']}{' background' if claim['background'] else ''} by \"{claim['evidence']['text']}\"",
        f"  time {time.get('start')}..{time.get('end')} ({time.get('basis')}) published"
        f" {documents[claim['document']].get('date')}; place {places}; source {source['kind']}"
        f" {source.get('text', '')}",
        "  " + " ".join(text.decode("utf-8", "replace").split())])


def wilson(right, n, z=1.96):
    if not n:
        return 0.0, 1.0
    p = right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half, middle + half


def table(args):
    made, now = collections.Counter(), {}
    for claim in claims_of(args.claims):
        if claim["certainty"] == "clear":
            made[claim["rule"]] += 1
            now[claim["id"]] = claim["rule"]
        else:
            made[claim["rule"]] += 0
    drawn, drawn_right, judged, right = (collections.Counter() for _ in range(4))
    for path in args.judged:
        for row in rows_of(path):
            if row[0] == "claim":
                continue
            drawn[row[2]] += 1
            drawn_right[row[2]] += row[3] == "right"
            if row[0] in now:
                judged[now[row[0]]] += 1
                right[now[row[0]]] += row[3] == "right"
    print("rule\tdrawn\tright\tclaims now\tjudged of them\tright\tprecision\tlower\tdecision")
    weighed = weight = 0
    for rule in sorted(set(made) | set(drawn), key=lambda r: (-made[r], r)):
        n, k = judged[rule], right[rule]
        weighed, weight = weighed + made[rule] * (k / n if n else 0), weight + (made[rule] if n else 0)
        share = f"{k / n:.3f}\t{wilson(k, n)[0]:.3f}" if n else "-\t-"
        print(f"{rule}\t{drawn[rule]}\t{drawn_right[rule]}\t{made[rule]}\t{n}\t{k}\t{share}\t"
              f"{'clear' if made[rule] else 'unclear'}")
    print(f"# as drawn {sum(drawn_right.values())} of {sum(drawn.values())} right; of those still made"
          f" {sum(right.values())} of {sum(judged.values())}; weighed by the claims of each rule {weighed / weight:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("--documents", nargs="+", required=True)
    drawing.add_argument("--claims", nargs="+", required=True)
    drawing.add_argument("--n", type=int, default=300)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--share", type=float, default=0.01)
    drawing.add_argument("--floor", type=int, default=10)
    drawing.add_argument("--known", nargs="+", default=[])
    drawing.add_argument("--plain", action="store_true", help="of all claims alike, whatever their rules")
    drawing.add_argument("--rule", action="append", default=[], metavar="RULE=N")
    making = commands.add_parser("table")
    making.add_argument("judged", nargs="+")
    making.add_argument("--claims", nargs="+", required=True)
    args = parser.parse_args()
    if args.command == "table":
        return table(args)
    documents = {}
    for path in args.documents:
        with open(path, encoding="utf-8") as lines:
            documents.update((d["id"], d) for d in map(json.loads, lines))
    for number, claim in enumerate(draw(args), 1):
        print(card(claim, number, documents))
    return 0


if __name__ == "__main__":
    sys.exit(main())
