#!/usr/bin/env python3
"""The pages of tests/formats/layouts, measured: python3 tests/formats/test_layouts.py TEST_HTML_PAGES

Each file of layouts is a set of its own; what must hold of a set, tests/doc/test_html_pages.c says. All of it must
hold of main text, too, where no class, id or role says a word that is known.
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def measure(program, options):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, os.path.join(HERE, 'layouts', 'layouts.py'), *options, folder],
                       check=True)
        pages = [n for n in os.listdir(folder) if n.endswith('.html')]
        assert len(pages) >= 99, len(pages)
        done = subprocess.run([program], env=dict(os.environ, ACCORDING_PAGES=folder))
    return done.returncode


def main():
    program = os.path.abspath(sys.argv[1])
    codes = [measure(program, options) for options in ([], ['--nameless'])]
    return max(codes)


if __name__ == '__main__':
    sys.exit(main())
