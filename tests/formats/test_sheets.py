#!/usr/bin/env python3
"""Spreadsheets of rows, XLSX and ODS: python3 tests/formats/test_sheets.py PROGRAM"""
import os
import time

from formats_support import OTHER, STORY, main, run
from maps_support import MapCase, packed

NINE, TWELVE = STORY.strip(), OTHER.strip()
TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
STYLES = ('<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/>'
          '<numFmt numFmtId="165" formatCode="[Red]&quot;dead &quot;0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
          '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>')


def xlsx(sheets, strings=None, book='', styles=STYLES):
    """sheets: (name, attributes, markup of its rows)."""
    members = {
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels': '<Relationships><Relationship Id="r" Type="%sofficeDocument" Target="/xl/workbook.xml"/></Relationships>' % TYPES,
        'xl/workbook.xml': '<workbook>%s<sheets>%s</sheets></workbook>' % (book, ''.join(
            '<sheet name="%s" sheetId="%d" %s r:id="rId%d"/>' % (s[0], i, s[1], i) for i, s in enumerate(sheets, 1))),
        'xl/_rels/workbook.xml.rels': '<Relationships>%s<Relationship Id="s" Type="%ssharedStrings" Target="sharedStrings.xml"/>'
                                      '<Relationship Id="t" Type="%sstyles" Target="styles.xml"/></Relationships>' % (''.join(
            '<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>' % (i, TYPES, i)
            for i in range(1, len(sheets) + 1)), TYPES, TYPES),
        'xl/styles.xml': styles}
    for i, sheet in enumerate(sheets, 1):
        members['xl/worksheets/sheet%d.xml' % i] = '<?xml version="1.0"?>\n<worksheet><sheetData>%s</sheetData></worksheet>' % sheet[2]
    if strings is not None:
        members['xl/sharedStrings.xml'] = '<sst>%s</sst>' % ''.join(strings)
    return members


def inline(*cells):
    return ''.join('<c t="inlineStr"><is><t>%s</t></is></c>' % c for c in cells)


def ods(tables, styles=''):
    return {'mimetype': 'application/vnd.oasis.opendocument.spreadsheet',
            'content.xml': '<office:document-content><office:automatic-styles>%s</office:automatic-styles><office:body>'
                           '<office:spreadsheet>%s</office:spreadsheet></office:body></office:document-content>' % (styles, tables)}


def table(name, rows, more=''):
    return '<table:table table:name="%s"%s>%s</table:table>' % (name, more, rows)


def cells(*texts):
    return '<table:table-row>%s</table:table-row>' % ''.join(
        '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % t for t in texts)


class SheetCase(MapCase):
    def read(self, name, members, wanted, status=0):
        """wanted: part → (bytes, text, fields). Runs of texts lead to the members' bytes."""
        path = self.write(name, packed(members))
        err = self.expect(path, {name + '!/' + k: v for k, v in wanted.items()}, status=status)
        for document in self.maps(path):
            joined = b''.join(members[m].encode() for m, _, _ in document['members'])
            text = document['text'].encode()
            self.assertEqual(document['text'], wanted[document['name']][1])
            for a, b, c, d in document['runs']:
                if b - a == d - c:
                    self.assertEqual(text[a:b], b' ' if joined[c:d] in b'<\n' else joined[c:d])
                else:
                    self.assertIn(joined[c:d][:1], (b'&', b'_', b'<', b' ', b'\n'), joined[c:d])
            uncovered = bytearray(text)
            for a, b, c, d in document['runs']:
                uncovered[a:b] = b'\n' * (b - a)
            self.assertEqual(uncovered.strip(), b'', text)
        return err


class Xlsx(SheetCase):
    def test_rows(self):
        strings = ['<si><t>%s</t></si>' % t for t in ('ID', 'Date', 'Source', 'Full text')] + [
            '<si><r><t xml:space="preserve">%s </t></r><r><rPr><b/></rPr><t>O&#x2019;Hara &amp; he_x000D_\nagreed.</t></r>'
            '<rPh><t>never</t></rPh></si>' % NINE]
        one = ('<row r="3" ht="12"><c r="A3"><v>7</v></c><c r="B3" s="1"><v>42494</v></c><c r="C3" t="inlineStr"><is><t>Tide '
               '&lt;Herald&gt;</t></is></c><c r="D3" t="s"><v>4</v></c></row>')
        two = ('<row r="5"><c r="B5" s="2"><v>42495.4375</v></c><c r="D5" t="str"><f>A1&amp;"x"</f><v>%s</v></c>'
               '<c r="E5" t="e"><v>#REF!</v></c></row>' % TWELVE)
        empty = '<row r="6"><c r="A6"><v>9</v></c></row>'
        rows = ('<row r="1"><c r="A1" t="inlineStr"><is><t>Our table</t></is></c></row><row r="2">%s</row>' % ''.join(
            '<c r="%s2" t="s"><v>%d</v></c>' % (c, i) for i, c in enumerate('ABCD'))) + one + two + empty
        members = xlsx([('Port', '', rows)], strings)
        err = self.read('a.xlsx', members, {
            'Port/7': (one + strings[4], NINE + ' O’Hara & he\nagreed.', {
                'date': '2016-05-04', 'date_basis': 'metadata', 'publisher': 'Tide <Herald>', 'from.format': 'xlsx',
                'from.within': 'xl/worksheets/sheet1.xml', 'from.verbatim': None}),
            'Port/5': (two, TWELVE, {'from.date': '2016-05-05T10:30:00', 'from.verbatim': True})})
        self.assertIn('a.xlsx: left out: 1 row without text', err)
        sheet = members['xl/worksheets/sheet1.xml'].encode()
        found, _ = self.documents(os.path.join(self.folder, 'a.xlsx'))
        for key, row in (('Port/7', one), ('Port/5', two)):
            at = found['a.xlsx!/' + key]['from']['at']
            self.assertEqual(sheet[at[0]:at[1]].decode(), row)

    def test_places_in_shared_strings(self):
        strings = ['<si><t>text</t></si>', '<si><t>id</t></si>', '<si><t>%s</t></si>' % TWELVE]
        members = xlsx([('A', '', '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row r="2"><c t="s"><v>2</v></c>'
                                  '<c><v>1</v></c></row>')], strings)
        document, = self.maps(self.write('a.xlsx', packed(members)))
        self.assertEqual([m[0] for m in document['members']], ['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml'])
        a, b, c, d = document['runs'][0]
        start = document['members'][1][1]
        self.assertEqual(members['xl/sharedStrings.xml'][c - start:d - start], TWELVE)

    def test_days(self):
        head = '<row>%s</row>' % inline('text', 'date')
        def rows(values):
            return head + ''.join('<row><c t="str"><v>Row %d died</v></c><c s="%d"><v>%s</v></c></row>' % (i, s, v)
                                  for i, (s, v) in enumerate(values))
        for book, values in (('', ((1, '42494', '2016-05-04'), (1, '60', None), (1, '59', '1900-02-28'), (1, '61', '1900-03-01'),
                                   (2, '42494.999999', '2016-05-05'), (2, '42494.0416666667', '2016-05-04T01:00:00'),
                                   (0, '42494', None), (3, '42494', None), (1, '4E4', None), (1, '0.5', None),
                                   (1, '99999999', None), (1, '-3', None))),
                             ('<workbookPr date1904="1"/>', ((1, '41032', '2016-05-04'), (1, '0', '1904-01-01')))):
            found, _ = self.documents(self.write('d.xlsx', packed(xlsx([('A', '', rows([v[:2] for v in values]))], book=book))))
            self.assertEqual([found['d.xlsx!/A/%d' % (i + 2)]['from'].get('date') for i in range(len(values))],
                             [v[2] for v in values])

    def test_words_for_days_follow_the_sheet(self):
        row = '<row>%s</row>' % inline(NINE, '03/05/2016') + '<row>%s</row>' % inline(TWELVE, '23/05/2016')
        found, _ = self.documents(self.write('a.xlsx', packed(xlsx([('A', '', '<row>%s</row>' % inline('body', 'published') + row)]))))
        self.assertEqual([found['a.xlsx!/A/%d' % n]['date'] for n in (2, 3)], ['2016-05-03', '2016-05-23'])

    def test_sheets(self):
        head = '<row>%s</row>' % inline('text', 'url')
        members = xlsx([('One &amp; only', '', head + '<row>%s</row>' % inline('Two died', 'https://e.org/1')),
                        ('Notes', '', '<row>%s</row>' % inline('To do', 'ask Ana')),
                        ('Old', 'state="hidden"', head + '<row>%s</row>' % inline('Six died', 'u')),
                        ('Two', '', head + '<row hidden="1">%s</row>' % inline('Ten died', 'https://e.org/2'))])
        found, err = self.documents(self.write('a.xlsx', packed(members)))
        self.assertEqual(sorted(found), ['a.xlsx!/One & only/2', 'a.xlsx!/Two/2'])
        self.assertIn('Notes: left out: a sheet without a header', err)
        self.assertIn('Old: left out: a hidden sheet', err)
        self.assertIn('1 rows that are hidden there, as by a filter, were read too', err)

    def test_in_an_archive(self):
        row = '<row>%s</row>' % inline(NINE, 'u')
        inner = packed(xlsx([('A', '', '<row>%s</row>' % inline('text', 'url') + row)]))
        self.expect(self.write('z.zip', packed({'b/a.xlsx': inner})), {'z.zip!/b/a.xlsx!/A/2': (row, NINE, {
            'from.within': 'b/a.xlsx!/xl/worksheets/sheet1.xml', 'from.name': 'b/a.xlsx!/A/2'})})

    def test_record(self):
        rows = '<row>%s</row>' % inline('text', 'date') + '<row>%s</row>' % inline(NINE, '2016-05-04')
        paths = [self.write('a.xlsx', packed(xlsx([('A', '', rows)]))),
                 self.write('b.ods', packed(ods(table('B', cells('text', 'date') + cells(TWELVE, '4 May 2016')))))]
        record = os.path.join(self.folder, 'w.according')
        self.assertEqual(run('init', record).status, 0)
        self.assertEqual(run('add', record, *paths).status, 0)
        texts = lambda lines: sorted((l['id'], l['text_hash'], l['date']) for l in lines if l['type'] == 'document')
        self.assertEqual(texts(run('extract', record).lines), texts(run('extract', *paths).lines))
        self.assertEqual(len(texts(run('extract', record).lines)), 2)


class Ods(SheetCase):
    def test_rows(self):
        one = ('<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="7"><text:p>7'
               '</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell '
               'office:value-type="date" office:date-value="2016-05-04T10:00:00"><text:p>4 May</text:p></table:table-cell>'
               '<table:table-cell><office:annotation><text:p>Check!</text:p></office:annotation><text:p>%s<text:s text:c="2"/>'
               '<text:span>Caf\u00e9</text:span> &amp;\n bar.</text:p><text:p>More<text:line-break/>soon.</text:p></table:table-cell>'
               '</table:table-row>' % NINE)
        two = cells('8', '', '', '5 May 2016', TWELVE)
        head = cells('ID', 'x', 'y', 'Date', 'Text')
        rows = ('<table:shapes><table:table>%s</table:table></table:shapes><table:table-header-rows>%s</table:table-header-rows>' %
                (head, head) + one + two + '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
                'table:number-columns-repeated="16384"/></table:table-row>')
        hidden = ('<style:style style:name="ta9" style:family="table"><style:table-properties table:display="false"/></style:style>')
        members = ods(table('Port', rows) + table('Old', head + two, ' table:style-name="ta9"'), hidden)
        err = self.read('a.ods', members, {
            'Port/7': (one, NINE + ' Caf\u00e9 & bar.\nMore\nsoon.', {'from.date': '2016-05-04T10:00:00', 'from.format': 'ods',
                                                                    'from.within': 'content.xml', 'from.verbatim': True}),
            'Port/8': (two, TWELVE, {'date': '2016-05-05'})})
        self.assertIn('Old: left out: a hidden sheet', err)


class Hostile(SheetCase):
    def hostile(self, name, members, seconds=30):
        began = time.time()
        got = run('extract', self.write(name, packed(members) if isinstance(members, dict) else members), self.write('g.txt', STORY))
        self.assertLess(time.time() - began, seconds)
        self.assertIn('g.txt', [l['id'] for l in got.lines if l['type'] == 'document'])
        return got

    def test_nothing_in_it(self):
        self.assertIn('a.xlsx: a spreadsheet without rows of texts', self.hostile('a.xlsx', xlsx([])).err)
        self.assertIn('a.ods: a spreadsheet without rows of texts', self.hostile('a.ods', ods('')).err)
        self.assertIn('a.xlsx: a spreadsheet without rows', self.hostile('a.xlsx', {'[Content_Types].xml': '', 'xl/workbook.xml': ''}).err)
        locked = dict(ods(''), **{'META-INF/manifest.xml': '<manifest:encryption-data/>'})
        self.assertIn('a.ods: encrypted', self.hostile('a.ods', locked).err)

    def test_truncated(self):
        head = '<row>%s</row>' % inline('text', 'date')
        row = '<row>%s</row>' % inline(NINE, '2016-05-04')
        whole = packed(xlsx([('A', '', head + row * 3)], ['<si><t>x</t></si>']))
        for end in range(40, len(whole), 97):
            self.assertTrue(self.hostile('a.xlsx', whole[:end]).err, end)
        markup = head + row * 3
        for end in range(0, len(markup), 13):
            self.hostile('a.xlsx', xlsx([('A', '', markup[:end])]))
        markup = cells('text', 'date') + cells(NINE, '2016-05-04')
        for end in range(0, len(markup), 13):
            self.hostile('a.ods', {**ods(''), 'content.xml': '<table:table table:name="A">' + markup[:end]})

    def test_one_string_of_many_cells_is_a_bomb(self):
        strings = ['<si><t>text</t></si>', '<si><t>id</t></si>', '<si><t>%s</t></si>' % ('a ' * 500000)]
        rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' + '<row><c t="s"><v>2</v></c><c><v>1</v></c></row>' * 20000
        got = self.hostile('a.xlsx', xlsx([('A', '', rows)], strings), 60)
        self.assertIn('200 times its size', got.err)

    def test_bomb_in_a_sheet(self):
        got = self.hostile('a.xlsx', xlsx([('A', '', '<row>%s</row>' % inline('text', 'id') + '<row>%s</row>' %
                                            inline('a' * (120 << 20), '1'))]))
        self.assertIn('unpacks to more than 200 times its size', got.err)

    def test_circles_and_repetitions(self):
        one = xlsx([('A', '', '<row>%s</row>' % inline('text', 'id') + '<row>%s</row>' % inline('Two died', '1'))])
        one['xl/_rels/workbook.xml.rels'] = one['xl/_rels/workbook.xml.rels'].replace('sharedStrings.xml', 'workbook.xml')
        self.hostile('a.xlsx', one)
        many = dict(one, **{'xl/workbook.xml': '<workbook>%s</workbook>' % '<sheet name="A" r:id="rId1"/>' * 50000})
        got = self.hostile('a.xlsx', many)
        self.assertEqual(len([l for l in got.lines if l['type'] == 'document']), 2)
        head = cells('text', 'date')
        huge = table('A', head + cells(NINE, 'x').replace('<table:table-row>', '<table:table-row table:number-rows-repeated='
                                                        '"999999999999999999999">').replace(
            '<table:table-cell ', '<table:table-cell table:number-columns-repeated="4294967295" '))
        self.hostile('a.ods', ods(huge))
        self.hostile('a.ods', ods('<table:table>' * 300000))
        self.hostile('a.ods', ods(table('A', '<table:table-row><table:table-cell>' * 200000)))
        self.hostile('a.xlsx', xlsx([('A', '', '<row><c><is>' * 200000)]))

    def test_columns_far_out(self):
        rows = ('<row>%s</row><row><c r="ZZZZ2" t="str"><v>Six died</v></c><c r="A2" t="str"><v>Two died</v></c><c r="?" t="str">'
                '<v>1</v></c><c r="A2" t="s"><v>99999</v></c><c r="B2" t="s"><v>-1</v></c></row>' % inline('text', 'id'))
        found, _ = self.documents(self.write('a.xlsx', packed(xlsx([('A', '', rows)]))))
        self.assertEqual([l['bytes'] for l in found.values()], [8])


main()
