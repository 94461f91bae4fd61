#!/usr/bin/env python3
"""places_errors.py PLACES_COMPILE GAZETTEER_PY: errors in place data are file:line: message; the same
data gives the same bytes, in whatever order the files are named."""
import os
import subprocess
import sys
import tempfile

GOOD = {
    "countries.tsv": "# head\nAZ\tAzerbaijan\tAZR!\tBaku\t4050000\t4750000\t587116\t9942000\tAzerbaijani|*Azerbaijanis\n",
    "divisions.tsv": "AZ.09\tBaki\t\t4037767\t4989201\t1116513\tADM1\n",
    "settlements-1.tsv": "Baku\tBakı\tAZ\t09\t\t4037767\t4989201\t1116513\t587084\tPPLC\n",
    "regions.tsv": "Caspian Sea\t\twater\tCaspian\t4200000\t5000000\t0\t300\n",
    "aliases.tsv": "Baki\t587084\tname\n",
    "demonyms.tsv": "Bakuvian\t587084\tadjective\n",
    "stop.tsv": "of\tnever\n",
}
BAD = [
    ("countries.tsv", 3, "AZ\tAzerbaijan again\t\t\t0\t0\t0\t0\t\n", "country code AZ stands twice"),
    ("countries.tsv", 3, "XYZ\tX\t\t\t0\t0\t0\t0\t\n", "a country code has two letters"),
    ("divisions.tsv", 2, "AZ.10\tX\t\tnorth\t0\t1\tADM1\n", "latitude must be a whole number"),
    ("divisions.tsv", 2, "AZ.10\tX\t\t0\t0\t1\tADM9\n", "the class ADM1 or ADM2"),
    ("settlements-1.tsv", 2, "Baku\t\tAZ\t09\t\t0\t0\t1\t587084\tPPL\n", "GeoNames id 587084 stands twice"),
    ("settlements-1.tsv", 2, "Baku\t\tAZ\t09\t\t0\t0\t1\n", "8 columns, settlements has 10"),
    ("settlements-1.tsv", 2, "B\t\tAZ\t09\t\t99999999\t0\t1\t5\tPPL\n", "latitude must be a whole number"),
    ("regions.tsv", 2, "X\t\tswamp\t\t0\t0\t0\t1\n", "unknown class \"swamp\""),
    ("regions.tsv", 2, "X\tQQ\tregion\t\t0\t0\t0\t1\n", "no country or division has the code \"QQ\""),
    ("aliases.tsv", 2, "X\t12345\tname\n", "no place \"12345\" in the other files"),
    ("demonyms.tsv", 2, "X\t587084\tnoun\n", "unknown kind \"noun\""),
    ("stop.tsv", 2, "...\tnever\n", "has no letters"),
]


def compile_places(tool, folder, names):
    out = [os.path.join(folder, "out.bin"), os.path.join(folder, "out.h")]
    run = subprocess.run([tool] + out + [os.path.join(folder, n) for n in names], capture_output=True, text=True)
    return run, open(out[0], "rb").read() if run.returncode == 0 else b""


def write(folder, files):
    for name, text in files.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(text)


def main():
    tool, checker = sys.argv[1:]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        write(folder, GOOD)
        run, first = compile_places(tool, folder, sorted(GOOD))
        assert run.returncode == 0 and first.startswith(b"ACCPLACE"), run.stderr
        _, second = compile_places(tool, folder, sorted(GOOD, reverse=True))
        assert first == second, "the order of the files changes the blob"
        for name, line, text, words in BAD:
            write(folder, GOOD)
            write(folder, {name: GOOD[name] + text})
            run, _ = compile_places(tool, folder, sorted(GOOD))
            want = "%s:%d: " % (os.path.join(folder, name), line)
            if run.returncode != 1 or want not in run.stderr or words not in run.stderr:
                failed += 1
                print("%s%s: got %d %r" % (want, words, run.returncode, run.stderr))
        write(folder, dict(GOOD, **{"strange.tsv": "x\n"}))
        run, _ = compile_places(tool, folder, sorted(GOOD) + ["strange.tsv"])
        failed += run.returncode != 1 or "no known kind" not in run.stderr
        run, _ = compile_places(tool, folder, sorted(GOOD) + ["aliases-2.tsv"])
        failed += run.returncode != 1 or "aliases-2.tsv" not in run.stderr
        os.remove(os.path.join(folder, "strange.tsv"))
        write(folder, {"stop.tsv": "of\tnever\na\tnever\n"})
        run = subprocess.run([sys.executable, checker, "check", folder], capture_output=True, text=True)
        failed += run.returncode != 1 or "stop.tsv:2: out of order" not in run.stdout
    print("%d passed, %d failed" % (len(BAD) + 5 - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
