#!/usr/bin/env python3
"""Golden outputs: golden/X.sh is run by sh in examples/, with `according` in its path; what it
writes must be golden/X.stdout, and its exit status that of golden/X.exit (0 without one).

    python3 tests/cli/test_golden.py PROGRAM --update     writes them anew
"""
import difflib

from support import *

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'golden')


def read(path, otherwise):
    if not os.path.exists(path):
        return otherwise
    with open(path, 'rb') as file:
        return file.read()


def run_script(name, folder):
    """Output, with the hash of the pack and lines of rule files replaced: every edit changes them."""
    link = os.path.join(folder, 'according')
    if not os.path.exists(link):
        os.symlink(PROGRAM, link)
    environment = dict(os.environ, PATH=folder + ':/usr/bin:/bin', TMPDIR=folder)
    done = subprocess.run(['sh', os.path.join(FOLDER, name + '.sh')], cwd=EXAMPLES,
                          env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    out = re.sub(rb'(en \d+\.\d+\.\d+ sha256:)[0-9a-f]{64}', rb'\1HASH', done.stdout)
    return re.sub(rb'(\.rules",?"line":|\.rules:)\d+', rb'\1N', out), done.returncode


def names():
    return sorted(n[:-3] for n in os.listdir(FOLDER) if n.endswith('.sh'))


class Golden(Case):
    def test_all(self):
        self.assertTrue(names())
        for name in names():
            with self.subTest(name=name):
                out, status = run_script(name, self.folder)
                wanted = read(os.path.join(FOLDER, name + '.stdout'), b'')
                self.assertEqual(status, int(read(os.path.join(FOLDER, name + '.exit'), b'0')))
                if out != wanted:
                    self.fail('\n'.join(list(difflib.unified_diff(
                        wanted.decode('utf-8', 'replace').splitlines(),
                        out.decode('utf-8', 'replace').splitlines(),
                        name + '.stdout', 'now', lineterm=''))[:60]))


def update():
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        for name in names():
            out, status = run_script(name, folder)
            with open(os.path.join(FOLDER, name + '.stdout'), 'wb') as file:
                file.write(out)
            path = os.path.join(FOLDER, name + '.exit')
            if status:
                with open(path, 'w', encoding='utf-8') as file:
                    file.write('%d\n' % status)
            elif os.path.exists(path):
                os.remove(path)
            print('written:', name)


if '--update' in sys.argv:
    update()
else:
    main()
