#!/usr/bin/env python3
"""Exports of Telegram as pages: python3 tests/formats/test_telegram.py PROGRAM"""
import os
import time

from formats_support import OTHER, STORY, main, run
from maps_support import MapCase

NINE, TWELVE = STORY.strip(), OTHER.strip()
HEAD = ('<!DOCTYPE html>\n<html>\n\n <head>\n\n  <meta charset="utf-8"/>\n<title>Exported Data</title>\n  <link href="css/style.css" '
        'rel="stylesheet"/>\n </head>\n\n <body onload="CheckLocation();">\n\n  <div class="page_wrap">\n\n   <div class="page_header">\n'
        '    <div class="content">\n     <div class="text bold">\nPort &amp; tide news\n     </div>\n    </div>\n   </div>\n\n'
        '   <div class="page_body chat_page">\n\n    <div class="history">\n\n')
TAIL = '\n    </div>\n   </div>\n  </div>\n </body>\n</html>\n'


def post(number, words='', name='', when='03.05.2016 10:11:12 UTC+02:00', before='', more='', joined=False):
    return ('<div class="message default clearfix%s" id="message%d">\n%s      <div class="body">\n\n       <div class="pull_right date details" '
            'title="%s">\n10:11\n       </div>\n%s%s%s%s      </div>\n     </div>' % (
                ' joined' if joined else '', number,
                '' if joined else '      <div class="pull_left userpic_wrap">\n       <div class="userpic userpic4">\n        '
                                  '<div class="initials">\nA\n        </div>\n       </div>\n      </div>\n',
                when, name and '       <div class="from_name">\n%s \n       </div>\n' % name, before,
                words and '       <div class="text">\n%s\n       </div>\n' % words, more))


def service(number, words):
    return '<div class="message service" id="message-%d">\n      <div class="body details">\n%s\n      </div>\n     </div>' % (number, words)


class TelegramPages(MapCase):
    def read(self, posts, wanted, name='messages.html'):
        """wanted: number → (post, text, fields)."""
        page = HEAD + '\n\n'.join(posts) + TAIL
        raw = page.encode()
        path = self.write(name, raw)
        err = self.expect(path, {name + '!/' + k: v for k, v in wanted.items()}, data=raw)
        for document in self.maps(path):
            record = wanted[document['name']][0].encode()
            self.assertEqual(document['text'], wanted[document['name']][1])
            made = self.check_verbatim(document, record)
            self.assertEqual(made.strip('\n'), '')
        return err

    def test_posts(self):
        forwarded = ('       <div class="pull_left forwarded userpic_wrap"></div>\n       <div class="forwarded body">\n        <div '
                     'class="from_name">\nHarbour Watch<span class="date details" title="02.05.2016 09:00:00"> 02.05.2016 09:00:00'
                     '</span>\n        </div>\n        <div class="text">\n%s\n        </div>\n       </div>\n' % TWELVE)
        photo = ('       <div class="media_wrap clearfix">\n        <a class="photo_wrap clearfix pull_left" href="photos/p.jpg">'
                 '<img class="photo" src="photos/p_thumb.jpg"/></a>\n       </div>\n')
        voice = ('       <div class="media_wrap clearfix">\n        <div class="media clearfix pull_left media_voice_message">\n'
                 '         <div class="body">\n          <div class="title bold">\nVoice message\n          </div>\n         </div>\n'
                 '        </div>\n       </div>\n')
        reply = ('       <div class="reply_to details">\nIn reply to <a href="#go_to_message11" onclick="return GoToMessage(11)">this '
                 'message</a>\n       </div>\n')
        one = post(11, NINE + '<br>More at <a href="https://e.org">e.org</a> &amp; <strong>soon</strong>.', 'Ana')
        two = post(12, 'Two  of them\n<em>were</em> sailors.', joined=True, before=reply)
        three = post(13, '', 'Bo Li<span class="details"> via @bot</span>', before=forwarded)
        four = post(14, 'See this.', 'Ana', before=photo, when='04.05.2016 08:00:00',
                    more='       <div class="signature details">\nIlse Brandt\n       </div>\n')
        five = post(15, '', 'Ana', before=voice)
        err = self.read([service(1, '3 May 2016'), one, two, three, four, five, service(2, 'Ana joined')], {
            '11': (one, NINE + '\nMore at e.org & soon.', {
                'author': 'Ana', 'publisher': 'Port & tide news', 'date': '2016-05-03', 'from.date': '2016-05-03T10:11:12',
                'from.format': 'telegram', 'from.note': None}),
            '12': (two, 'Two of them were sailors.', {'author': 'Ana', 'from.note': 'in reply to message 11'}),
            '13': (three, TWELVE, {'author': 'Bo Li', 'from.note': 'forwarded from Harbour Watch of 02.05.2016 09:00:00'}),
            '14': (four, 'See this.', {'author': 'Ilse Brandt', 'date': '2016-05-04', 'from.note': 'with media: photo'})})
        self.assertIn('1 post without words', err)
        self.assertIn('2 messages of the program itself', err)

    def test_a_second_page_and_nobody(self):
        one, two = post(1, NINE, joined=True), post(2, TWELVE)
        three = post(3, 'Six died.', 'Bo')
        self.read([one, two, three, post(4, '', 'Cy')], {'1': (one, NINE, {'author': None}), '2': (two, TWELVE, {'author': None}),
                                      '3': (three, 'Six died.', {'author': 'Bo'})}, 'messages2.html')

    def test_record(self):
        path = self.write('messages.html', HEAD + post(11, NINE, 'Ana') + post(12, TWELVE, joined=True) + TAIL)
        record = os.path.join(self.folder, 'w.according')
        self.assertEqual(run('init', record).status, 0)
        self.assertEqual(run('add', record, path).status, 0)
        texts = lambda lines: sorted((l['id'], l['text_hash'], l['author']) for l in lines if l['type'] == 'document')
        self.assertEqual(texts(run('extract', record).lines), texts(run('extract', path).lines))
        self.assertEqual(len(texts(run('extract', record).lines)), 2)

    def test_pages_about_telegram_are_pages(self):
        found, _ = self.documents(self.write('a.html', '<html><body><div class="history"><p>%s</p></div></body></html>' % NINE))
        self.assertEqual(list(found), ['a.html'])


class Hostile(MapCase):
    def hostile(self, page):
        began = time.time()
        got = run('extract', self.write('m.html', page), self.write('g.txt', STORY))
        self.assertLess(time.time() - began, 20)
        self.assertIn('g.txt', [l['id'] for l in got.lines if l['type'] == 'document'])
        return got

    def test_truncated(self):
        page = HEAD + post(11, NINE, 'Ana') + post(12, TWELVE, joined=True) + TAIL
        for end in range(0, len(page), 31):
            self.hostile(page[:end])

    def test_broken(self):
        got = self.hostile(HEAD + '<div class="message" id="message1"><div class="text">%s' % NINE + '<div class="message" id="message1">'
                           '<div class="text">%s' % TWELVE)
        self.assertTrue(got.lines)
        self.hostile(HEAD + '<div class="message"><div class="text">' * 200000)
        self.hostile(HEAD + '</div>' * 1000000 + post(1, NINE))
        self.hostile(HEAD + '<div class="message"><div class="from_name"><span>' * 200000)
        self.hostile(HEAD + '<div class="message" id="%s"><div class="text">Two died</div></div>' % ('9' * 3000000))


main()
