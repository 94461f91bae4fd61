"""What tests of documents in forms of their own share: the text of each document of a file, and where it came from."""
import io
import json
import os
import subprocess
import zipfile

from formats_support import FormatCase


def packed(members, method=zipfile.ZIP_DEFLATED):
    """A zip of members in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as archive:
        for name, data in members.items():
            how = zipfile.ZIP_STORED if name == 'mimetype' else method
            archive.writestr(zipfile.ZipInfo(name, (2016, 5, 3, 0, 0, 0)), data, how)
    return out.getvalue()


class MapCase(FormatCase):
    def maps(self, path):
        """The documents of a file, as tests/formats/print_map.c prints them."""
        got = subprocess.run([os.environ['PRINT_MAP'], path], stdout=subprocess.PIPE, check=True)
        return [json.loads(line) for line in got.stdout.splitlines()]

    def pieces(self, document, source):
        """(text, source bytes) of each run."""
        text = document['text'].encode('utf-8')
        return [(text[a:b].decode('utf-8'), source[c:d]) for a, b, c, d in document['runs']]

    def check_verbatim(self, document, source):
        """Runs of one length are the same bytes; every letter of the text has a run."""
        text = document['text'].encode('utf-8')
        covered = bytearray(len(text))
        for a, b, c, d in document['runs']:
            if b - a == d - c and b'&' not in source[c:d]:
                self.assertEqual(text[a:b], source[c:d].replace(b'\n', b' ').replace(b'<', b' ') if b - a == 1 else source[c:d])
            covered[a:b] = b'x' * (b - a)
        return bytes(t for t, c in zip(text, covered) if not c).decode('utf-8')
