#!/usr/bin/env python3
"""No network, and no file written but the output (traced with strace)."""
import shutil

from support import *

NETWORK = ('socket', 'connect', 'sendto', 'sendmsg', 'bind', 'listen', 'accept')
CHANGING = ('unlink', 'rename', 'mkdir', 'rmdir', 'chmod', 'chown', 'truncate', 'link', 'symlink',
            'setxattr', 'utime', 'mknod', 'creat')


class Isolation(Case):
    def trace(self, *arguments):
        """The system calls of a run, as lines; skips where strace cannot trace."""
        if SANITIZED:
            self.skipTest('LeakSanitizer does not work under strace')
        if not shutil.which('strace'):
            self.skipTest('strace is not here')
        log = os.path.join(self.folder, 'trace')
        done = subprocess.run(['strace', '-f', '-o', log, '-e', 'trace=%network,%file,openat',
                               PROGRAM, *arguments], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE)
        if not os.path.exists(log) or b'ptrace' in done.stderr:
            self.skipTest('strace cannot trace here')
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(log, encoding='utf-8', errors='replace') as file:
            return [line.split(None, 1)[1] for line in file if ' ' in line]

    def written(self, calls):
        paths = []
        for call in calls:
            name = call.split('(', 1)[0]
            if name in NETWORK or name.rstrip('0123456789') in NETWORK:
                self.fail('network: ' + call)
            if name in ('open', 'openat') and re.search(r'O_(WRONLY|RDWR|CREAT)', call):
                paths.append(re.search(r'"([^"]*)"', call)[1])
            elif name.startswith(CHANGING):
                paths += re.findall(r'"([^"]*)"', call)
        return paths

    def test_reports_write_nothing(self):
        for command in ('report', 'extract', 'mentions', 'reconcile', 'passages'):
            self.assertEqual(self.written(self.trace(command, '--threads', '2', EXAMPLES)), [])

    def test_page(self):
        page = os.path.join(self.folder, 'page.html')
        for path in self.written(self.trace('report', '--html', page, EXAMPLES)):
            self.assertTrue(path.startswith(page), path)
        self.assertEqual(sorted(os.listdir(self.folder)), ['page.html', 'trace'])


main()
