#!/usr/bin/env python3
"""Pages of collections: one page, or a folder of pages that lead to one another, never half-written."""
import resource
import signal

from support import *

sys.path.insert(0, os.path.join(ROOT, 'tests', 'view'))
import page_check  # noqa: E402

TOWNS = ['Oslo', 'Bergen', 'Trondheim', 'Stavanger']


def story(i):
    """Accounts of fires in four towns, some of them with wording that others have too."""
    town = TOWNS[i % 4]
    killed = 12 + i % 3
    text = ('Officials in %s said %d people were killed and %d others were injured in the fire at the '
            'ferry terminal on %d May 2015. ' % (town, killed, 30 + i % 2, 3 + i % 4))
    if i % 5 == 0:
        text += ('The harbour master told reporters that the blaze had begun in a heap of painted '
                 'timber behind the old customs shed and spread before the sirens were heard. ')
    return {'id': 'd%03d' % i, 'text': text + '\n', 'date': '2015-05-%02d' % (8 + i % 9),
            'publisher': 'Paper %d' % (i % 7), 'title': 'Fire in %s' % town}


def lines(n, change=None):
    stories = [story(i) for i in range(n)]
    if change:
        stories = [change(s) for s in stories]
    return ''.join(json.dumps(s) + '\n' for s in stories)


def everything(folder):
    found = {}
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), 'rb') as file:
            found[name] = file.read()
    return found


class Folder(Case):
    def setUp(self):
        super().setUp()
        self.pages = os.path.join(self.folder, 'pages')

    def test_links_lead_somewhere(self):
        for extra in ((), ('--working',)):
            self.assertEqual(run('report', '--html', self.pages + '/', *extra, EXAMPLES).status, 0)
            self.assertEqual(page_check.check_folder(self.pages), [])
            names = os.listdir(self.pages)
            for kind in ('index', 'documents', 'event', 'document-', 'pair'):
                self.assertTrue([n for n in names if n.startswith(kind)], kind)
        self.assertEqual(os.listdir(self.folder), ['pages'])

    def test_same_bytes(self):
        found = []
        for threads, order in (('1', 1), ('4', -1)):
            data = ''.join(lines(30).splitlines(True)[::order])
            self.assertEqual(run('report', '--jsonl', '--threads', threads, '--html',
                                 self.pages + '/', data=data).status, 0)
            found.append(everything(self.pages))
        self.assertEqual(found[0], found[1])

    def test_replaced_as_a_whole(self):
        self.assertEqual(run('report', '--jsonl', '--html', self.pages + '/',
                             data=lines(12)).status, 0)
        many = set(os.listdir(self.pages))
        self.assertEqual(run('report', '--jsonl', '--html', self.pages + '/',
                             data=lines(3)).status, 0)
        few = set(os.listdir(self.pages))
        self.assertNotIn('document-0012.html', few)
        self.assertLess(len(few), len(many))
        self.assertEqual(os.listdir(self.folder), ['pages'])
        self.assertEqual(page_check.check_folder(self.pages), [])

    def refused(self, says, path=None, status=3):
        result = run('report', '--jsonl', '--html', path or self.pages + '/', data=lines(3))
        self.assertEqual(result.status, status)
        self.assertIn(says, self.check_messages(result, 1)[0])

    def test_what_is_not_ours_stays(self):
        os.mkdir(self.pages)
        path = os.path.join(self.pages, 'notes.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('mine')
        self.refused('with other files')
        self.assertEqual(everything(self.pages), {'notes.txt': b'mine'})
        os.remove(path)
        self.assertEqual(run('report', '--jsonl', '--html', self.pages + '/',
                             data=lines(3)).status, 0)
        before = everything(self.pages)
        with open(path, 'w', encoding='utf-8') as file:
            file.write('mine')
        self.refused('notes.txt')
        os.remove(path)
        self.assertEqual(everything(self.pages), before)
        self.refused('with a slash', self.pages)
        self.refused('is no folder', self.write('file', 'x') + '/')
        self.refused('No such file', os.path.join(self.folder, 'none', 'pages') + '/')
        self.assertEqual(sorted(os.listdir(self.folder)), ['file', 'pages'])

    def test_files_that_are_read(self):
        os.mkdir(self.pages)
        path = os.path.join(self.pages, 'a.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(GOOD)
        result = run('report', '--html', self.pages + '/', path)
        self.assertEqual(result.status, 2)
        self.assertIn('to be read', self.check_messages(result, 1)[0])
        self.assertEqual(os.listdir(self.pages), ['a.txt'])

    def test_full_disk_leaves_nothing(self):
        def no_room():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
        arguments = ('report', '--jsonl', '--html', self.pages + '/')
        for there in (False, True):
            before = everything(self.pages) if there else {}
            result = run(*arguments, data=lines(12), preexec_fn=no_room)
            self.assertEqual(result.status, 3)
            self.assertIn('too large', self.check_messages(result, 1)[0])
            self.assertEqual(os.listdir(self.folder), ['pages'] if there else [])
            self.assertEqual(everything(self.pages) if there else {}, before)
            self.assertEqual(run(*arguments, data=lines(3)).status, 0)

    def test_hostile_documents(self):
        evil = '<script>alert(1)</script><svg onload=alert(2)>\u202e"><img src=x onerror=alert(3)>'

        def poison(s):
            return dict(s, id=s['id'] + evil, title=evil, publisher=evil, url='javascript:alert(4)',
                        text=s['text'] + evil)
        result = run('report', '--jsonl', '--working', '--html', self.pages + '/',
                     data=lines(8, poison))
        self.assertEqual(result.status, 0, result.err)
        self.assertEqual(page_check.check_folder(self.pages), [])
        for name, page in everything(self.pages).items():
            text = page.decode('utf-8')
            self.assertRegex(name, r'^[a-z0-9-]+\.(html|txt)$')
            for never in ('<script', '<img', '<svg onload', 'href="javascript', '\u202e'):
                self.assertNotIn(never, text, name)


class OnePage(Case):
    def test_every_view_is_there(self):
        page = os.path.join(self.folder, 'page.html')
        self.assertEqual(run('report', '--jsonl', '--html', page, data=lines(100)).status, 0)
        with open(page, encoding='utf-8') as file:
            text = file.read()
        self.assertEqual(page_check.check(text), [])
        found = page_check.read(text).ids
        self.assertLessEqual({'d%d' % (i + 1) for i in range(100)}, found)
        self.assertLessEqual({'e%d' % (i + 1) for i in range(len(TOWNS))}, found)
        self.assertTrue([i for i in found if re.fullmatch(r'o\d+-\d+', i)])

    def test_too_many_for_one_page(self):
        page = os.path.join(self.folder, 'page.html')
        result = run('report', '--jsonl', '--html', page, data=lines(101))
        self.assertEqual(result.status, 0)
        self.assertIn('page/index.html', self.check_messages(result, 1)[0])
        self.assertEqual(os.listdir(self.folder), ['page'])
        self.assertEqual(page_check.check_folder(os.path.join(self.folder, 'page')), [])

    def test_terminal_lists_other_events(self):
        out = run('report', '--jsonl', data=lines(12)).out.decode('utf-8')
        for town in TOWNS:
            self.assertRegex(out, r'(?m)^ *%s\b' % town)


main()
