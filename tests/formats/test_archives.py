#!/usr/bin/env python3
"""Archives: python3 tests/formats/test_archives.py PROGRAM"""
import bz2
import gzip
import io
import lzma
import os
import shutil
import subprocess
import tarfile
import time
import zipfile
import zlib

from formats_support import OTHER, PAGE, STORY, FormatCase, main, run, unittest

MEMBERS = {'a.txt': STORY, 'news/b.txt': OTHER, 'news/ü.html': PAGE}
PAGE_TEXT = OTHER.strip()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2016, 5, 3, 0, 0, 0)), data, method)
    return out.getvalue()


def tarred(members, mode='w', form=tarfile.PAX_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:
        for name, data in members.items():
            data = data.encode('utf-8') if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def wanted(prefix, kind):
    text = {'news/ü.html': PAGE_TEXT}
    return {prefix + '!/' + name: (data, text.get(name, data), {'from.name': name, 'from.format': kind})
            for name, data in MEMBERS.items()}


class Archives(FormatCase):
    def test_zip_stored_has_exact_places(self):
        data = zipped(MEMBERS, zipfile.ZIP_STORED)
        self.expect(self.write('a.zip', data), wanted('a.zip', 'zip'), data=data)

    def test_zip_deflated_has_the_place_of_what_is_packed(self):
        data = zipped({'a.txt': STORY * 50})
        found, _ = self.documents(self.write('a.zip', data))
        start, end = found['a.zip!/a.txt']['from']['at']
        self.assertEqual(zlib.decompress(data[start:end], -15).decode(), STORY * 50)

    def test_the_name_of_the_file_says_nothing(self):
        self.expect(self.write('letter.txt', zipped(MEMBERS)), wanted('letter.txt', 'zip'))

    def test_tar_has_exact_places(self):
        for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT):
            data = tarred(MEMBERS, form=form)
            self.expect(self.write('a.tar', data), wanted('a.tar', 'tar'), data=data)

    def test_tar_long_names(self):
        name = 'x' * 90 + '/' + 'y' * 120 + '.txt'
        data = tarred({name: STORY}, form=tarfile.GNU_FORMAT)
        self.expect(self.write('a.tar', data), {'a.tar!/' + name: (STORY, STORY, {})}, data=data)

    def test_compressed_tars(self):
        for mode, name in (('w:gz', 'gzip'), ('w:bz2', 'bzip2'), ('w:xz', 'xz')):
            self.expect(self.write('a.bin', tarred(MEMBERS, mode)), wanted('a.bin', 'tar.' + name))

    def test_one_compressed_file_keeps_its_name(self):
        for pack, name in ((gzip.compress, 'gzip'), (bz2.compress, 'bzip2'), (lzma.compress, 'xz')):
            self.expect(self.write('a.txt.z', pack(STORY.encode())),
                        {'a.txt.z': (STORY, STORY, {'from.format': name})})

    @unittest.skipUnless(shutil.which('zstd'), 'zstd is not here')
    def test_zstd(self):
        data = subprocess.run(['zstd', '-q', '-c'], input=STORY.encode(), stdout=subprocess.PIPE, check=True).stdout
        self.expect(self.write('a.zst', data), {'a.zst': (STORY, STORY, {'from.format': 'zstd'})})

    def test_several_gzip_members_are_one_file(self):
        data = gzip.compress(STORY.encode()) + gzip.compress(OTHER.encode())
        self.expect(self.write('a.gz', data), {'a.gz': (STORY + OTHER, STORY + OTHER, {})})

    def test_nested(self):
        inner = zipped(MEMBERS, zipfile.ZIP_STORED)
        data = zipped({'inner.zip': inner, 't.tar.gz': tarred({'c.txt': OTHER}, 'w:gz')}, zipfile.ZIP_STORED)
        all_of = {'o.zip!/inner.zip!/' + n: (d, PAGE_TEXT if n.endswith('html') else d, {'from.within': 'inner.zip'})
                  for n, d in MEMBERS.items()}
        all_of['o.zip!/t.tar.gz!/c.txt'] = (OTHER, OTHER, {'from.name': 't.tar.gz!/c.txt'})
        self.expect(self.write('o.zip', data), all_of)
        found, _ = self.documents(os.path.join(self.folder, 'o.zip'))
        start, end = found['o.zip!/inner.zip!/a.txt']['from']['at']
        self.assertEqual(inner[start:end].decode(), STORY)

    def test_standard_input(self):
        got = run('extract', '-', data=zipped({'a.txt': STORY}))
        self.assertEqual([l['id'] for l in got.lines if l['type'] == 'document'], ['standard-input!/a.txt'])

    def test_folder_with_archives(self):
        self.write('in/x.zip', zipped({'a.txt': STORY}))
        self.write('in/plain.txt', OTHER)
        found, _ = self.documents(os.path.join(self.folder, 'in'))
        self.assertEqual(sorted(found), ['plain.txt', 'x.zip!/a.txt'])

    def test_two_members_of_one_name(self):
        with self.assertWarns(UserWarning):
            out = io.BytesIO()
            with zipfile.ZipFile(out, 'w') as archive:
                archive.writestr('a.txt', STORY)
                archive.writestr('a.txt', OTHER)
        self.expect(self.write('a.zip', out.getvalue()),
                    {'a.zip!/a.txt': (STORY, STORY, {'from.at': None}),
                     'a.zip!/a.txt#2': (OTHER, OTHER, {'from.at': None})})

    def test_names_that_climb_are_only_names(self):
        data = zipped({'../../etc/passwd': STORY, '/etc/shadow': OTHER})
        self.expect(self.write('a.zip', data), {'a.zip!/../../etc/passwd': (STORY, STORY, {}),
                                                'a.zip!//etc/shadow': (OTHER, OTHER, {})})

    def test_left_out_with_reasons(self):
        data = zipped({'a.txt': STORY, 'b.png': b'\x89PNG\r\n\x1a\n', 'c.png': b'\x89PNG\r\n\x1a\n',
                       'e.txt': '', '.git/x': OTHER, '__MACOSX/._a.txt': OTHER})
        err = self.expect(self.write('a.zip', data), {'a.zip!/a.txt': (STORY, STORY, {})})
        self.assertIn('a.zip: b.png, c.png: left out: an image', err)
        self.assertIn('a.zip: e.txt: left out: empty', err)
        self.assertIn('a hidden file', err)

    def test_links_of_a_tar(self):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode='w') as archive:
            link = tarfile.TarInfo('passwd')
            link.type, link.linkname = tarfile.SYMTYPE, '/etc/passwd'
            archive.addfile(link)
        err = run('extract', self.write('a.tar', out.getvalue())).err
        self.assertIn('passwd: left out: a link or device', err)


class Hostile(FormatCase):
    def read(self, name, data, seconds=30):
        path = self.write(name, data)
        good = self.write('good.txt', STORY)
        began = time.time()
        got = run('extract', path, good)
        self.assertLess(time.time() - began, seconds)
        self.assertIn('good.txt', [l['id'] for l in got.lines if l['type'] == 'document'])
        return got

    def test_encrypted_member(self):
        data = bytearray(zipped({'a.txt': STORY, 'b.txt': OTHER}))
        at = data.index(b'PK\1\2')
        data[at + 8] |= 1
        data[6] |= 1
        got = self.read('a.zip', bytes(data))
        self.assertIn('a.txt: encrypted', got.err)
        self.assertEqual(got.status, 1)
        self.assertIn('a.zip!/b.txt', got.out.decode())

    def test_gzip_bomb(self):
        pack = zlib.compressobj(9, zlib.DEFLATED, 31)
        bomb = b''.join(pack.compress(b'a' * (1 << 20)) for _ in range(512)) + pack.flush()
        got = self.read('bomb.gz', bomb)
        self.assertIn('bomb.gz: unpacks to more than 200 times its size', got.err)
        self.assertEqual(got.status, 1)

    def test_nested_bomb(self):
        data = zipped({'zeros.txt': bytes(40 << 20)})
        for _ in range(3):
            data = zipped({'%d.zip' % i: data for i in range(10)})
        got = self.read('bomb.zip', data)
        self.assertIn('unpacks to more than 200 times its size', got.err)

    def test_too_deep(self):
        data = STORY.encode()
        for _ in range(40):
            data = gzip.compress(data)
        got = self.read('deep.gz', data)
        self.assertIn('deep.gz: ', got.err)

    def test_quine(self):
        """An archive that has itself as its member is opened to a limited depth."""
        data = zipped({'a.txt': STORY})
        for _ in range(9):
            data = zipped({'r.zip': data})
        self.assertIn('too deep', self.read('r.zip', data).err)

    def test_truncated_everything(self):
        for name, data in (('a.zip', zipped({'a.txt': STORY * 500, 'b.txt': OTHER})),
                           ('a.tar', tarred(MEMBERS)), ('a.tgz', tarred(MEMBERS, 'w:gz')),
                           ('a.gz', gzip.compress(STORY.encode() * 50)), ('a.xz', lzma.compress(STORY.encode() * 50)),
                           ('a.bz2', bz2.compress(STORY.encode() * 50))):
            for end in (5, 30, min(600, len(data) - 9), len(data) // 2, len(data) - 3):
                got = self.read(name, data[:end])
                # What is cut may be padding, or a list of members that are all there.
                if name not in ('a.tar', 'a.zip') or end in (30, 600):
                    self.assertTrue(got.err, (name, end))

    def test_declared_length_of_4_gb(self):
        data = bytearray(zipped({'a.txt': STORY}, zipfile.ZIP_STORED))
        at = data.index(b'PK\1\2')
        for place in (18, 22, at + 20, at + 24):
            data[place:place + 4] = b'\xF0\xFF\xFF\xFF'
        self.read('a.zip', bytes(data))
        tar = bytearray(tarred({'a.txt': STORY}))
        tar[124:136] = b'77777777777\0'
        tar[148:156] = b' ' * 8
        tar[148:156] = b'%06o\0 ' % sum(tar[:512])
        got = self.read('a.tar', bytes(tar))
        self.assertIn('cut off or damaged', got.err)

    def test_ten_thousand_members(self):
        data = zipped({'%05d.png' % i: b'\x89PNG' for i in range(10000)})
        self.assertIn('and 9997 more: left out: an image', self.read('a.zip', data).err)

    def test_flipped_bytes(self):
        data = zipped(MEMBERS)
        for at in range(0, len(data), 7):
            bad = bytearray(data)
            bad[at] ^= 0x55
            path = self.write('a.zip', bytes(bad))
            self.assertIn(run('extract', path).status, (0, 1, 3))


def seven_zip(members):
    """A 7z archive, by libarchive, which has to be here for archives to be read at all; None without it."""
    import ctypes
    try:
        lib = ctypes.CDLL('libarchive.so.13')
    except OSError:
        return None
    for name in ('archive_write_new', 'archive_entry_new'):
        getattr(lib, name).restype = ctypes.c_void_p
    lib.archive_entry_set_size.argtypes = [ctypes.c_void_p, ctypes.c_int64]
    lib.archive_write_data.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    lib.archive_write_data.restype = ctypes.c_ssize_t
    a = ctypes.c_void_p(lib.archive_write_new())
    room, used = ctypes.create_string_buffer(8 << 20), ctypes.c_size_t(0)
    lib.archive_write_set_format_7zip(a)
    lib.archive_write_open_memory(a, room, ctypes.c_size_t(len(room)), ctypes.byref(used))
    for name, data in members.items():
        data = data.encode() if isinstance(data, str) else data
        entry = ctypes.c_void_p(lib.archive_entry_new())
        lib.archive_entry_set_pathname(entry, name.encode())
        lib.archive_entry_set_size(entry, len(data))
        lib.archive_entry_set_filetype(entry, 0o100000)
        lib.archive_write_header(a, entry)
        lib.archive_write_data(a, data, len(data))
        lib.archive_entry_free(entry)
    lib.archive_write_close(a)
    lib.archive_write_free(a)
    return room.raw[:used.value]


class SevenZip(FormatCase):
    def test_members(self):
        data = seven_zip({'a.txt': STORY, 'in/b.html': PAGE, '../c.txt': OTHER, 'p.png': b'\x89PNG\r\n'})
        self.expect(self.write('x.dat', data), {
            'x.dat!/a.txt': (STORY, STORY, {'from.format': '7z', 'from.at': None}), 'x.dat!/in/b.html': (PAGE, OTHER.strip(), {}),
            'x.dat!/../c.txt': (OTHER, OTHER, {})})

    def test_bomb_and_cut(self):
        good = self.write('good.txt', STORY)
        bomb = seven_zip({'a.txt': b'a ' * (120 << 20)})
        got = run('extract', self.write('b.7z', bomb), good)
        self.assertIn('b.7z: unpacks to more than 200 times its size', got.err)
        self.assertIn('good.txt', [l['id'] for l in got.lines if l['type'] == 'document'])
        whole = seven_zip({'a.txt': STORY * 30, 'b.txt': OTHER})
        for end in list(range(7, len(whole), 17)):
            got = run('extract', self.write('c.7z', whole[:end]), good)
            self.assertTrue(got.err, end)
            self.assertIn('good.txt', [l['id'] for l in got.lines if l['type'] == 'document'])

    def test_rar_is_told(self):
        got = run('extract', self.write('a.rar', b'Rar!\x1a\x07\x01\x00' + b'x' * 100))
        self.assertIn('a.rar: a RAR archive: not read; unpack it, and give the folder', got.err)


main()
