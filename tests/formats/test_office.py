#!/usr/bin/env python3
"""DOCX, ODT, EPUB, RTF: python3 tests/formats/test_office.py PROGRAM"""
import time

from formats_support import STORY, main, run
from maps_support import MapCase, packed

W = ('<?xml version="1.0" encoding="UTF-8"?><w:%s xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">%s</w:%s>')


def p(*runs, style=''):
    return '<w:p>%s%s</w:p>' % (style and '<w:pPr>%s</w:pPr>' % style, ''.join(
        r if r.startswith('<') else '<w:r><w:t xml:space="preserve">%s</w:t></w:r>' % r for r in runs))


def docx(body, footnotes='', endnotes='', core='', comments=False, main='word/document.xml'):
    members = {
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels': '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
                       '2006/relationships/officeDocument" Target="/%s"/></Relationships>' % main,
        main: W % ('document', '<w:body>%s</w:body>' % body, 'document'),
        'docProps/core.xml': '<cp:coreProperties>%s</cp:coreProperties>' % core}
    if footnotes:
        members['word/footnotes.xml'] = W % ('footnotes', footnotes, 'footnotes')
    if endnotes:
        members['word/endnotes.xml'] = W % ('endnotes', endnotes, 'endnotes')
    if comments:
        members['word/comments.xml'] = W % ('comments', p('A remark.'), 'comments')
    return members


CORE = ('<dc:title>Fire &amp; smoke in Vesterby</dc:title><dc:creator>Ilse Brandt</dc:creator>'
        '<dcterms:created>2016-05-03T08:00:00Z</dcterms:created><dcterms:modified>2016-05-04T09:00:00Z'
        '</dcterms:modified><dc:language>en</dc:language>')


class Office(MapCase):
    def read(self, name, data, text, fields, source=None, made=None):
        """One document with this text; its runs lead to the members that they came from."""
        data = packed(data) if isinstance(data, dict) else data
        err = self.expect(self.write(name, data), {name: (data, text, fields)})
        document, = self.maps(self.write(name, data))
        self.assertEqual(document['text'], text)
        if source is not None:
            joined = b''.join(source[n].encode() for n, _, _ in document['members'])
            self.assertEqual([[n, b - a] for n, a, b in document['members']],
                             [[n, len(source[n].encode())] for n, _, _ in document['members']])
            self.assertEqual(self.check_verbatim(document, joined), made)
        return document, err

    def test_docx(self):
        members = docx(
            p('Fire in Vesterby', style='<w:pStyle w:val="Title"/>') +
            p('At least ', '<w:r><w:t>12</w:t></w:r>', ' people', '<w:r><w:footnoteReference w:id="2"/></w:r>', ' were ',
              '<w:del w:id="9"><w:r><w:delText>killed</w:delText></w:r></w:del>', '<w:ins><w:r><w:t>injured</w:t></w:r></w:ins>',
              ', said O&#x2019;Hara &amp; others.') +
            p('Some said more.', '<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret.</w:t></w:r>') +
            p('first house', style='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') +
            p('second<w:br/>house'.replace('<w:br/>', '</w:t><w:br/><w:t>'), style='<w:numPr><w:numId w:val="1"/></w:numPr>') +
            '<w:tbl><w:tr><w:tc>%s</w:tc><w:tc>%s%s</w:tc></w:tr><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr></w:tbl>' % (
                p('Place'), p('Dead'), p('so far'), p('Vesterby'), p('3')) +
            p('The end.'),
            '<w:footnote w:type="separator" w:id="-1">%s</w:footnote><w:footnote w:id="2">%s</w:footnote>' % (
                p('----'), p('Radio Vesterby, 3 May 2016.')),
            core=CORE, comments=True)
        document, err = self.read(
            'a.docx', members,
            'Fire in Vesterby\n\nAt least 12 people[1] were injured, said O’Hara & others.\n\nSome said more.\n\n'
            '• first house\n\n• second\nhouse\n\nPlace\tDead so far\nVesterby\t3\n\nThe end.\n\n'
            '[1] Radio Vesterby, 3 May 2016.',
            {'title': 'Fire & smoke in Vesterby', 'author': 'Ilse Brandt', 'date': '2016-05-04', 'language': 'en',
             'date_basis': 'metadata', 'from.format': 'docx'},
            members, '\n\n[1]\n\n\n\n• \n\n• \n\n\n\t \n\t\n\n\n\n[1] ')
        self.assertIn('a.docx: 1 deleted passage left out; 1 hidden passage left out; comments left out', err)
        self.assertEqual([m[0] for m in document['members']], ['word/document.xml', 'word/footnotes.xml'])

    def test_docx_title_by_its_style_and_other_main_member(self):
        self.read('a.docx', docx(p('The port fire', style='<w:pStyle w:val="Title"/>') + p(STORY), main='word/doc2.xml'),
                  'The port fire\n\n' + STORY.strip(), {'title': 'The port fire'})

    def test_docx_text_boxes_are_read_once(self):
        box = ('<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>%s</w:txbxContent></mc:Choice><mc:Fallback>'
               '<w:txbxContent>%s</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>' % (p('In a box.'), p('In a box.')))
        self.read('a.docx', docx('<w:p>%s</w:p>' % box + p('Below.')), 'In a box.\n\nBelow.', {})

    def test_odt(self):
        content = (
            '<?xml version="1.0"?><office:document-content><office:automatic-styles><style:p>x</style:p>'
            '</office:automatic-styles><office:body><office:text><text:tracked-changes><text:changed-region>'
            '<text:deletion><text:p>Old words.</text:p></text:deletion></text:changed-region></text:tracked-changes>'
            '<text:h text:outline-level="1">Fire in  Vesterby</text:h>\n  <text:p>Nine<text:s text:c="3"/>people\n died'
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
            '<text:p>Radio.</text:p></text:note-body></text:note>,<text:tab/>he <text:span>said</text:span>.'
            '<office:annotation><text:p>Check!</text:p></office:annotation><text:line-break/>More &lt;soon&gt;.</text:p>'
            '<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>'
            '<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell/>'
            '<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>'
            '</office:text></office:body></office:document-content>')
        members = {'mimetype': 'application/vnd.oasis.opendocument.text', 'content.xml': content,
                   'meta.xml': '<office:meta><meta:creation-date>2016-05-01T00:00:00</meta:creation-date><dc:date>'
                               '2016-05-04T10:00:00</dc:date><dc:title>Report 7</dc:title>'
                               '<meta:initial-creator>Ilse Brandt</meta:initial-creator></office:meta>'}
        _, err = self.read(
            'a.odt', members,
            'Fire in Vesterby\n\nNine people died[1], he said.\nMore <soon>.\n\n• one\n\nA\tB\n\n[1] Radio.',
            {'title': 'Report 7', 'author': 'Ilse Brandt', 'date': '2016-05-04', 'from.format': 'odt'},
            members, '\n\n[1]\n\n\n• \n\n\t\n\n[1] ')
        self.assertIn('1 deleted passage left out; comments left out', err)

    def test_epub(self):
        page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>%s</body></html>'
        members = {
            'mimetype': 'application/epub+zip',
            'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            'OEBPS/book.opf': '<package><metadata><dc:title>The Port</dc:title><dc:creator>Ilse Brandt</dc:creator>'
                              '<dc:publisher>Tide Press</dc:publisher><dc:date>2017-02-01</dc:date><dc:language>en'
                              '</dc:language></metadata><manifest><item id="n" href="nav.xhtml" properties="nav"/>'
                              '<item id="b" href="text/two%20b.xhtml"/><item id="a" href="./text/one.xhtml"/></manifest>'
                              '<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>',
            'OEBPS/nav.xhtml': page % '<nav><ol><li>One</li></ol></nav>',
            'OEBPS/text/two b.xhtml': page % '<p>Second&nbsp;chapter.</p><ul>\n<li>dot</li></ul>',
            'OEBPS/text/one.xhtml': page % '<h1>One</h1><p>Nine people\n<b>died</b>.<br/>Later, ten.</p>'}
        self.read('a.epub', members, 'One\n\nNine people died.\nLater, ten.\n\nSecond\u00a0chapter.\n\n• dot',
                  {'title': 'The Port', 'author': 'Ilse Brandt', 'publisher': 'Tide Press', 'date': '2017-02-01',
                   'language': 'en', 'from.format': 'epub'}, members, '\n\n\n\n\n\n\n• ')

    def test_rtf(self):
        data = (r'{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial Cyr;}}'
                r'{\colortbl;\red0;}{\*\generator X;}{\info{\title Port fire}{\author Ilse Brandt}'
                r'{\creatim\yr2016\mo5\dy3\hr8}{\revtim\yr2016\mo5\dy4}}{\header Page head\par}' '\r\n'
                r'\pard\f0 Nine\~people \'e9\u8217?x died{\footnote\pard {\super\chftn} Radio.} on \b Monday\b0.\par' '\n'
                r'{\deleted Old words. }{\v Secret.}He\line said \{so\}\emdash{}yes.{\*\annotation Check.}\par'
                r'{\pard{\listtext\'b7\tab}first\par}\pard {\f1 \'cc\'e8\'f0}. \u-10179?\u-8704?\par'
                r'\trowd\pard\intbl A\cell B\par\intbl C\cell\row\pard End.\par {\pict\bin3 }}{0102}}')
        text = ('Nine\u00a0people é’x died[1] on Monday.\n\nHe\nsaid {so}—yes.\n\n• first\n\nМир. 😀\n\n'
                'A\tB C\nEnd.\n\n[1] Radio.')
        raw = data.encode('latin-1')
        document, err = self.read('a.rtf', raw, text, {'title': 'Port fire', 'author': 'Ilse Brandt',
                                                       'date': '2016-05-04', 'from.format': 'rtf'})
        self.assertIn('deleted text left out; hidden text left out; comments left out', err)
        pieces = self.pieces(document, raw)
        for piece in (('Nine', b'Nine'), ('\u00a0', b'\\~'), ('é', b"\\'e9"), ('’', b'\\u8217'), ('x died', b'x died'),
                      ('М', b"\\'cc"), ('—', b'\\emdash'), ('Radio.', b'Radio.'),
                      ('😀', b'\\u-10179?\\u-8704')):
            self.assertIn(piece, [(a.strip(' '), b.strip()) for a, b in pieces] + pieces)

    def test_in_an_archive(self):
        inner = packed(docx(p(STORY)))
        whole = packed({'r.docx': inner, 'b.rtf': r'{\rtf1 Two died.}'})
        self.expect(self.write('a.zip', whole), {'a.zip!/r.docx': (inner, STORY.strip(), {'from.name': 'r.docx'}),
                                                 'a.zip!/b.rtf': (r'{\rtf1 Two died.}', 'Two died.', {})})


class Hostile(MapCase):
    def read(self, name, data, seconds=30):
        began = time.time()
        got = run('extract', self.write(name, packed(data) if isinstance(data, dict) else data), self.write('g.txt', STORY))
        self.assertLess(time.time() - began, seconds)
        self.assertIn('g.txt', [l['id'] for l in got.lines if l['type'] == 'document'])
        return got

    def test_entities_are_not_expanded(self):
        lol = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">%s]>' % ''.join(
            '<!ENTITY %s "%s">' % (chr(98 + i), ('&%s;' % chr(97 + i)) * 10) for i in range(9))
        members = docx(p('Nine died &j; &file;.'))
        members['word/document.xml'] = lol + members['word/document.xml']
        self.read('a.docx', members)
        document, = self.maps(self.write('a.docx', packed(members)))
        self.assertEqual(document['text'], 'Nine died &j; &file;.')

    def test_nested_a_million_deep(self):
        got = self.read('a.docx', docx('<w:tbl><w:tr><w:tc>' * 300000 + p(STORY)))
        self.assertIn('a.docx', got.out.decode())
        self.read('a.rtf', b'{\\rtf1 ' + b'{' * 1000000 + STORY.encode())

    def test_bomb(self):
        got = self.read('a.docx', docx(p('a' * (60 << 20)) * 2))
        self.assertIn('unpacks to more than 200 times its size', got.err)

    def test_nothing_in_it(self):
        self.assertIn('a.docx: a document without text', self.read('a.docx', docx('')).err)
        got = self.read('a.pptx', {'[Content_Types].xml': '<Types/>', 'ppt/presentation.xml': '<p/>'})
        self.assertIn('a.pptx: an office file of a kind that is not read (slides', got.err)
        got = self.read('a.odt', {'mimetype': 'application/vnd.oasis.opendocument.text', 'content.xml': '\x07\x13',
                                  'META-INF/manifest.xml': '<manifest:encryption-data/>'})
        self.assertIn('a.odt: encrypted', got.err)

    def test_truncated(self):
        data = packed(docx(p(STORY * 50), core=CORE))
        for end in range(40, len(data), 211):
            got = self.read('a.docx', data[:end])
            self.assertTrue(got.err, end)

    def test_references_in_a_circle(self):
        note = '<w:footnote w:id="2">%s</w:footnote>' % p('<w:r><w:footnoteReference w:id="2"/></w:r>', 'again')
        self.read('a.docx', docx(p('x', '<w:r><w:footnoteReference w:id="2"/></w:r>'), note))


main()
