#!/usr/bin/env python3
"""Checks that the library has no state: python3 tests/no_writable_data.py ARCHIVE...

The objects of the archives must have empty .data, .bss, .tdata and .tbss sections (addresses in
constant tables, .data.rel.ro, are allowed), and must not call what prints, ends the process, or
depends on a clock, a locale or chance.
"""
import os
import re
import subprocess
import sys

WRITABLE = re.compile(r'^\.(data|bss|tdata|tbss|ldata|lbss)(\.|$)')
# The child process that opens containers is no part of the library's own process: it may end itself, and has its
# own locale and signals.
ALLOWED = {
    'src_container_container_expand.c.o': {'fork', '_exit', 'setlocale', 'signal'},
    'src_container_pdf_expand.c.o': {'fork', '_exit', 'signal'},
}
FORBIDDEN = set('''
printf fprintf vprintf vfprintf dprintf puts putchar fputs fputc fwrite perror __printf_chk
__fprintf_chk __vfprintf_chk stdout stderr exit _exit _Exit abort quick_exit __assert_fail atexit
time clock clock_gettime gettimeofday localtime localtime_r gmtime mktime strftime
rand rand_r srand random srandom drand48 arc4random getrandom getentropy
setlocale localeconv newlocale uselocale strcoll strxfrm getenv setenv putenv signal sigaction
toupper tolower isalpha isdigit __ctype_b_loc __ctype_tolower_loc __ctype_toupper_loc strtod
atof strtof strtok strerror system popen fork
'''.split())


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def sections(archive):
    member = ''
    for line in run('size', '-A', archive).splitlines():
        words = line.split()
        if '(ex ' in line or line.endswith(':'):
            member = words[0]
        elif len(words) == 3 and words[1].isdigit() and WRITABLE.match(words[0]):
            if int(words[1]) and not words[0].startswith('.data.rel.ro'):
                yield '%s: %s bytes in %s' % (member, words[1], words[0])


def calls(archive):
    member = ''
    for line in run('nm', '-u', archive).splitlines():
        words = line.split()
        if line.endswith(':'):
            member = line[:-1]
        elif words and words[-1].split('@')[0] in FORBIDDEN - ALLOWED.get(os.path.basename(member), set()):
            yield '%s: calls %s' % (member, words[-1])


def main():
    problems = []
    for archive in sys.argv[1:]:
        problems += ['%s: %s' % (archive, p) for p in list(sections(archive)) + list(calls(archive))]
    for problem in problems:
        print(problem)
    print('%d archives, %d problems' % (len(sys.argv) - 1, len(problems)))
    return 1 if problems else 0


sys.exit(main())
