#!/usr/bin/env python3
"""Feeds, tables, lists of objects, chats: python3 tests/formats/test_feeds.py PROGRAM"""
import html
import json
import os

from formats_support import OTHER, STORY, main, run
from maps_support import MapCase, packed

NINE, TWELVE = STORY.strip(), OTHER.strip()


class Rows(MapCase):
    def read(self, name, data, wanted, status=0):
        """wanted: part name → (record, text, fields). Each record lies verbatim where it is said to; each run of its text leads
        to the bytes that it came from."""
        raw = data.encode('utf-8') if isinstance(data, str) else data
        path = self.write(name, raw)
        found, err = self.documents(path, status=status)
        self.assertEqual(sorted(found), sorted(name + '!/' + k for k in wanted), err)
        for key, (record, text, fields) in wanted.items():
            line = found[name + '!/' + key]
            at = line['from']['at']
            record = record.encode('utf-8') if isinstance(record, str) else record
            if record is not None:
                self.assertEqual(raw[at[0]:at[1]], record)
            for field, value in fields.items():
                got = line['from'].get(field[5:]) if field.startswith('from.') else line.get(field)
                self.assertEqual(got, value, '%s: %s' % (key, field))
        for document in self.maps(path):
            record, text, _ = wanted[document['name']]
            self.assertEqual(document['text'], text)
            if record is not None and document['runs']:
                record = record.encode('utf-8') if isinstance(record, str) else record
                for a, b, c, d in document['runs']:
                    piece = text.encode('utf-8')[a:b]
                    if b - a == d - c:
                        self.assertEqual(piece, record[c:d])
                    else:
                        self.assertIn(record[c:d][:1], (b'\\', b'"', b'&', b'\xe9', b'\xa0', b'\xf6'))
        return err


class Tables(Rows):
    def test_csv(self):
        rows = ['7,"Fire, port",2016-05-04,"%s ""Yes,"" he said.\nMore."' % NINE, '8,,2016-05-05,Two died', '9,,,']
        data = 'ID,Headline,Date,Full text\r\n' + '\r\n'.join(rows) + '\r\n'
        err = self.read('a.csv', data, {
            '7': (rows[0], NINE + ' "Yes," he said.\nMore.', {'title': 'Fire, port', 'date': '2016-05-04',
                                                             'date_basis': 'metadata', 'from.format': 'csv'}),
            '8': (rows[1], 'Two died', {'title': None, 'date': '2016-05-05'})})
        self.assertIn('a.csv: left out: 1 row without text', err)

    def test_other_signs_names_and_encodings(self):
        self.read('a.txt', 'Source\tPublished at\tBody\nTide Herald\t4 May 2016 10:15\t' + NINE, {
            '1': ('Tide Herald\t4 May 2016 10:15\t' + NINE, NINE,
                  {'publisher': 'Tide Herald', 'date': '2016-05-04', 'from.date': '2016-05-04T10:15:00', 'from.format': 'tsv'})})
        self.read('b.csv', 'url;text\nhttps://e.org/1;Zwölf Caf\u00e9s'.encode('cp1252'), {
            '1': ('https://e.org/1;Zwölf Caf\u00e9s'.encode('cp1252'), 'Zwölf Caf\u00e9s', {'url': 'https://e.org/1'})})

    def test_order_of_days_and_months(self):
        for one, two, wanted in (('03/05/2016', '23/05/2016', '2016-05-03'), ('03/05/2016', '05/23/2016', '2016-03-05'),
                                 ('3.5.2016', '4.5.2016', '2016-05-03'), ('03/05/2016', '04/05/2016', None)):
            rows = ['%s,"%s"' % (one, NINE), '%s,"%s"' % (two, TWELVE)]
            err = self.read('a.csv', 'date,text\n' + '\n'.join(rows), {'1': (rows[0], NINE, {'from.date': wanted}),
                                                                        '2': (rows[1], TWELVE, {})})
            self.assertEqual('in which the day or the month may come first' in err, wanted is None)

    def test_tables_without_texts_are_what_they_were(self):
        path = self.write('t.txt', 'place,dead\nVesterby,3\n')
        found, _ = self.documents(path)
        self.assertEqual(list(found), ['t.txt'])


class Folders(MapCase):
    def test_tables_in_folders_and_archives(self):
        named = {
            'f/a.txt': NINE, 'f/posts.csv': 'id,date,text\n1,2016-05-04,"%s"\n2,2016-05-05,"%s"\n3,2016-05-06,Yes.\n' % (NINE, TWELVE),
            'f/coded.csv': 'date,source,notes\n2016-05-04,Radio,"%s"\n' % NINE,
            'f/short.tsv': 'id\ttext\n1\tTwo died\n2\tSix died\n3\t%s\n' % NINE,
            'f/rows.csv': 'object,source,measure,value\nS-01,r1,killed,9\n',
            'f/sources.csv': 'source,kind,affiliation,party,access,language,note,rank,restricted,also\nRadio,publisher,,,,en,1 document,,,\n',
            'f/figures.csv': 'document,publisher,date,text,time_basis,span_start,sentence\na.txt,x,2016-05-04,"%s",x,1,x\n' % NINE,
            'f/corrections.csv': 'action,document,span,quote,field,value,reason,by,when\nset,a.txt,0-4,"%s",number,9,x,y,z\n' % NINE}
        for name, data in named.items():
            self.write(name, data)
        folder = os.path.join(self.folder, 'f')
        found, err = self.documents(folder)
        self.assertEqual(sorted(found), ['a.txt'] + ['posts.csv!/%d' % n for n in (1, 2, 3)])
        self.assertIn('posts.csv: a table of accounts: its 3 rows were read as documents; to leave it out, name the files', err)
        for name, why in (('coded.csv', 'a table without a column of accounts'), ('short.tsv', 'a table whose texts are no accounts'),
                          ('rows.csv', 'a table without a column'), ('sources.csv', 'a table without a column'),
                          ('corrections.csv', 'a table without a column'), ('figures.csv', 'a table that According writes')):
            self.assertIn('f/%s: left out: %s' % (name, why), err)
        # The same in an archive; what is named is read.
        archive = self.write('z.zip', packed({n[2:]: d for n, d in named.items()}))
        found, _ = self.documents(archive)
        self.assertEqual(sorted(found), ['z.zip!/a.txt'] + ['z.zip!/posts.csv!/%d' % n for n in (1, 2, 3)])
        found, _ = self.documents(os.path.join(folder, 'coded.csv'))
        self.assertEqual(list(found), ['coded.csv!/1'])

    def test_data_in_folders(self):
        page = self.write('good.txt', STORY + OTHER)
        self.write('f/good.txt', STORY)
        self.write('f/list.json', '[{"title": "A", "text": "%s"}, {"title": "B", "text": "%s"}]' % (NINE, TWELVE))
        self.write('f/one.jsonl', '{"id": 1, "description": "%s"}\n' % NINE)
        self.write('f/settings.json', '{"name": "x", "text": "short", "id": 3, "killed": 12}')
        self.write('f/page.json', '<html><body><p>%s</p></body></html>' % TWELVE)
        self.write('f/result.json', '{"name": "Port", "type": "public_channel", "messages": [{"id": 1, "type": "message", "date": '
                   '"2016-05-04T10:00:00", "date_unixtime": "1462356000", "from": "Ana", "text": "Two died"}]}')
        for name, command in (('claims', 'extract'), ('mentions', 'mentions'), ('events', 'reconcile')):
            self.write('f/%s.jsonl' % name, run(command, page).out)
        self.write('f/places.geojson', run('export', '--as', 'geojson', page).out)
        folder = os.path.join(self.folder, 'f')
        found, err = self.documents(folder)
        self.assertEqual(sorted(found), ['good.txt', 'list.json!/1', 'list.json!/2', 'page.json', 'result.json!/1'], err)
        for name in ('claims', 'mentions', 'events'):
            self.assertIn('f/%s.jsonl: left out: lines that According writes' % name, err)
        for name in ('one.jsonl', 'settings.json', 'places.geojson'):
            self.assertIn('f/%s: left out: data without texts that are accounts' % name, err)
        got = run('extract', os.path.join(folder, 'claims.jsonl'))
        self.assertEqual((got.status, got.lines), (1, []))
        self.assertIn('lines that According writes, and no documents: commands read them with --claims', got.err)
        self.assertEqual(list(self.documents(os.path.join(folder, 'one.jsonl'))[0]), ['one.jsonl!/1'])

    def test_only_tables(self):
        self.write('g/rows.csv', 'object,source,value\nS-01,r1,9\n')
        got = run('extract', os.path.join(self.folder, 'g'))
        self.assertEqual(got.status, 1)
        self.assertIn('a folder of tables and the like alone: name those that are to be read', got.err)


class Objects(Rows):
    def test_list_of_objects(self):
        one = '{"id": 7, "headline": "Fire \\u0026 smoke", "body": "%s\\nCaf\\u00e9 \\ud83d\\ude00", "published": ' \
              '"2016-05-04T10:00:00Z", "tags": {"body": "x"}}' % NINE
        two = '{"body":"Two died","source":"Tide Herald"}'
        self.read('a.json', '[%s,\n %s, {"body": ""}, 3]' % (one, two), {
            '7': (one, NINE + '\nCaf\u00e9 😀', {'title': 'Fire & smoke', 'date': '2016-05-04', 'from.format': 'json'}),
            '2': (two, 'Two died', {'publisher': 'Tide Herald'})})

    def test_lines_and_lists_inside(self):
        one, two = '{"text":"Two died","date":"2016-05-04"}', '{"text":"Six died","date":"2016-05-05"}'
        wanted = {'1': (one, 'Two died', {'date': '2016-05-04'}), '2': (two, 'Six died', {'date': '2016-05-05'})}
        self.read('a.txt', one + '\n' + two + '\n', wanted)
        self.read('b.json', '{"data": {"items": [%s, %s]}, "n": 2}' % (one, two), wanted)

    def test_telegram(self):
        one = ('{"id": 11, "type": "message", "date": "2016-05-04T10:00:00", "date_unixtime": "1462356000", "from": "Ana", '
               '"forwarded_from": "Harbour Watch", "edited": "2016-05-04T11:00:00", "text": ["%s ", {"type": "link", '
               '"text": "e.org"}, "."], "text_entities": []}' % NINE)
        two = '{"id": 12, "type": "service", "date": "2016-05-04T10:01:00", "actor": "Ana", "text": "joined"}'
        three = '{"id": 13, "type": "message", "date": "2016-05-04T10:02:00", "from": "Bo", "photo": "p.jpg", "text": ""}'
        err = self.read('result.json', '{"name": "Port news", "type": "public_channel", "id": 5, "messages": [%s, %s, %s]}' %
                        (one, two, three), {
                            '11': (one, NINE + ' e.org.', {
                                'date': '2016-05-04', 'author': 'Ana', 'publisher': 'Port news', 'from.format': 'telegram',
                                'from.note': 'forwarded from Harbour Watch; edited 2016-05-04T11:00:00'})})
        self.assertIn('1 post without words', err)
        self.assertIn('1 message of the program itself', err)

    def test_cut_and_odd(self):
        for text in ('{"text":"Two died","date":"20', '[{"text":', '{', '[', '{"a":' * 100000, '[' * 100000, '{"text":"a","id":1}}]]'):
            self.assertIn(run('extract', self.write('a.json', text)).status, (0, 1))


class Chats(Rows):
    def test_whatsapp(self):
        lines = ['[13/05/2016, 10:11:12] Ana: %s\nMore soon.' % NINE, '[13/05/2016, 10:12:00] Bo Li: Two died <This message was edited>',
                 '[14/05/2016, 10:12:00] Bo Li: This message was deleted.', '[14/05/2016, 10:13:00] Ana: \u200eimage omitted',
                 '[14/05/2016, 10:14:00] Ana added Cy']
        err = self.read('chat.txt', '\n'.join(lines), {
            '1': (lines[0], NINE + '\nMore soon.', {'author': 'Ana', 'date': '2016-05-13', 'from.date': '2016-05-13T10:11:12',
                                                    'from.format': 'whatsapp'}),
            '2': (lines[1], 'Two died', {'author': 'Bo Li', 'from.note': 'edited by its author'})})
        for what in ('1 message marked as deleted', '1 message of pictures', '1 message of the program itself'):
            self.assertIn(what, err)

    def test_orders(self):
        for one, two, day in (('5/13/16, 10:11 PM - ', '5/14/16, 9:00 AM - ', '2016-05-13T22:11:00'),
                              ('13.05.16, 22:11 - ', '14.05.16, 09:00 - ', '2016-05-13T22:11:00'),
                              ('2016-05-13, 22:11 - ', '2016-05-14, 9:00 - ', '2016-05-13T22:11:00'),
                              # Read with the month first, the second would lie before the first.
                              ('3/4/16, 22:11 - ', '2/5/16, 9:00 - ', '2016-04-03T22:11:00')):
            self.read('c.txt', one + 'Ana: Two died\n' + two + 'Bo: Six died\n', {
                '1': (one + 'Ana: Two died', 'Two died', {'from.date': day}),
                '2': (two + 'Bo: Six died', 'Six died', {})})
        err = self.read('c.txt', '3/4/16, 22:11 - Ana: Two died\n3/5/16, 9:00 - Bo: Six died\n', {
            '1': ('3/4/16, 22:11 - Ana: Two died', 'Two died', {'date': None}),
            '2': ('3/5/16, 9:00 - Bo: Six died', 'Six died', {'date': None})})
        self.assertIn('in which the day or the month may come first', err)

    def test_diaries_are_no_chats(self):
        found, _ = self.documents(self.write('d.txt', '3 May 2016: Nine died.\n4 May 2016: More died.\n'))
        self.assertEqual(list(found), ['d.txt'])


class Records(MapCase):
    def test_rows_and_posts_in_a_record_are_read_as_they_were(self):
        paths = [self.write('a.csv', 'id,date,text\n7,2016-05-04,"%s"\n' % NINE),
                 self.write('c.txt', '13.5.16, 22:11 - Ana: Two people died\n14.5.16, 9:00 - Bo: Six people died\n'),
                 self.write('d.json', '[{"id": 1, "date": "2016-05-04", "text": "%s"}]' % TWELVE)]
        record = os.path.join(self.folder, 'w.according')
        self.assertEqual(run('init', record).status, 0)
        self.assertEqual(run('add', record, *paths).status, 0)
        texts = lambda lines: sorted((l['id'], l['text_hash'], l['bytes']) for l in lines if l['type'] == 'document')
        self.assertEqual(texts(run('extract', record).lines), texts(run('extract', *paths).lines))


class Feeds(MapCase):
    RSS = ('<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
           '<channel><title>Tide Herald</title><link>https://e.org/</link><language>en-gb</language>\n%s</channel></rss>')

    def test_rss(self):
        page = '<p>%s</p><p>Caf\u00e9 &amp; <b>bar</b>.</p>' % NINE
        one = ('<item><title>Fire &amp; smoke</title><link>https://e.org/1</link><pubDate>Wed, 04 May 2016 10:00:00 +0200'
               '</pubDate><dc:creator>Ana</dc:creator><description>Short.</description><content:encoded>%s'
               '</content:encoded></item>' % html.escape(page))
        two = '<item><title>B</title><description><![CDATA[<p>Two died.</p>]]></description></item>'
        three = '<item><title>C</title><description>Six died &gt; five.</description></item>'
        data = self.RSS % (one + two + three + '<item><title>D</title></item>')
        path = self.write('feed.xml', data)
        found, err = self.documents(path)
        self.assertEqual(sorted(found), ['feed.xml!/1', 'feed.xml!/2', 'feed.xml!/3'])
        line = found['feed.xml!/1']
        for key, value in (('title', 'Fire & smoke'), ('url', 'https://e.org/1'), ('date', '2016-05-04'), ('author', 'Ana'),
                           ('publisher', 'Tide Herald'), ('language', 'en-gb')):
            self.assertEqual(line[key], value)
        raw = data.encode('utf-8')
        self.assertEqual(raw[line['from']['at'][0]:line['from']['at'][1]].decode(), one)
        documents = self.maps(path)
        self.assertEqual([d['text'] for d in documents],
                         [NINE + '\n\nCaf\u00e9 & bar.', 'Two died.', 'Six died > five.'])
        self.assertIn('1 entries without text', err)

    def test_atom(self):
        data = ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Watch</title><link href="https://e.org/"/>'
                '<entry><title type="html">A &lt;b&gt;fire&lt;/b&gt;</title><link rel="enclosure" href="https://e.org/x.mp3"/>'
                '<link rel="alternate" href="https://e.org/2"/><updated>2016-05-06T00:00:00Z</updated>'
                '<published>2016-05-04T10:00:00Z</published><author><name>Ana</name><email>a@e.org</email></author>'
                '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>%s</p></div></content></entry></feed>' % NINE)
        found, _ = self.documents(self.write('a.txt', data))
        line = found['a.txt!/1']
        for key, value in (('url', 'https://e.org/2'), ('date', '2016-05-04'), ('author', 'Ana'), ('publisher', 'Harbour Watch')):
            self.assertEqual(line[key], value)
        self.assertEqual(self.maps(os.path.join(self.folder, 'a.txt'))[0]['text'], NINE)

    def test_old_encoding_and_nothing(self):
        data = (self.RSS.replace('UTF-8', 'iso-8859-1') % '<item><title>Caf\u00e9</title><description>Zw\u00f6lf died.</description>'
                '</item>').encode('latin-1')
        document, = self.maps(self.write('a.xml', data))
        self.assertEqual((document['title'], document['text']), ('Caf\u00e9', 'Zw\u00f6lf died.'))
        self.assertIn('a feed without entries', run('extract', self.write('b.xml', self.RSS % '')).err)

    def test_cut(self):
        data = (self.RSS % ('<item><title>B</title><description><![CDATA[<p>Two died.</p>]]></description></item>' * 3)).encode()
        for end in range(60, len(data), 13):
            self.assertIn(run('extract', self.write('a.xml', data[:end])).status, (0, 1))


main()
