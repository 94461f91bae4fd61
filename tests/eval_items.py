#!/usr/bin/env python3
"""Drops from a saved evaluation the names of items that quote an annotated text at length: those texts
are no part of this repository.  Usage: eval_items.py FILE"""
import json
import re
import sys

MOST_WORDS = 8

path = sys.argv[1]
with open(path, encoding="utf-8") as f:
    results = json.load(f)
for run in results["runs"].values():
    if isinstance(run.get("wrong"), list):
        run["wrong"] = [i for i in run["wrong"] if len(re.findall(r"\w+", i)) <= MOST_WORDS]
with open(path, "w", encoding="utf-8") as f:
    json.dump(results, f, ensure_ascii=False, indent=1)
    f.write("\n")
