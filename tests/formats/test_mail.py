#!/usr/bin/env python3
"""Mails, mailboxes and pages saved as mails: python3 tests/formats/test_mail.py PROGRAM"""
import base64
import io
import quopri
import time
import zipfile

from formats_support import OTHER, PAGE, STORY, FormatCase, main, run

PAGE_TEXT = OTHER.strip()
HEAD = ('From: "Ilse Varga" <ilse@paper.example>\r\nTo: desk@paper.example\r\nDate: Tue, 3 May 2016 23:15:00 +0200\r\n'
        'Subject: =?utf-8?Q?Br=C3=A4nde_in?= =?iso-8859-2?B?IFThcm5ob2xt?=\r\nMIME-Version: 1.0\r\n')
FIELDS = {'title': 'Brände in Tárnholm', 'author': 'Ilse Varga', 'date': '2016-05-03', 'date_basis': 'metadata',
          'from.format': 'mail', 'from.date': '2016-05-03T23:15:00+02:00'}
TEXT = 'Neun Männer starben in Tärnholm = heute.\r\n' + STORY.replace('\n', '\r\n')


def part(content, kind='text/plain; charset=utf-8', coding='', extra=''):
    content = content.encode('utf-8') if isinstance(content, str) else content
    if coding == 'base64':
        content = base64.encodebytes(content).replace(b'\n', b'\r\n')
    elif coding == 'quoted-printable':
        content = quopri.encodestring(content.replace(b'\r\n', b'\n')).replace(b'\n', b'\r\n')
    head = 'Content-Type: %s\r\n' % kind + extra
    head += 'Content-Transfer-Encoding: %s\r\n' % coding if coding else ''
    return head.encode('utf-8') + b'\r\n' + content


def multipart(kind, *parts, boundary='=_b'):
    out = ('Content-Type: multipart/%s; boundary="%s"\r\n\r\npreamble\r\n' % (kind, boundary)).encode()
    for one in parts:
        out += b'--' + boundary.encode() + b'\r\n' + one + b'\r\n'
    return out + b'--' + boundary.encode() + b'--\r\n'


def mail(body, head=HEAD):
    return head.encode('utf-8') + body


class Mail(FormatCase):
    def test_plain(self):
        data = mail(part(TEXT))
        self.expect(self.write('a.eml', data), {'a.eml': (TEXT, TEXT, FIELDS)}, data=data)

    def test_line_ends_of_unix(self):
        data = mail(part(STORY)).replace(b'\r\n', b'\n')
        self.expect(self.write('a.eml', data), {'a.eml': (STORY, STORY, FIELDS)}, data=data)

    def test_transfer_encodings(self):
        for coding in ('quoted-printable', 'base64'):
            data = mail(part(TEXT, coding=coding))
            self.expect(self.write('a.eml', data), {'a.eml': (TEXT, TEXT, FIELDS)})

    def test_charsets(self):
        for charset in ('iso-8859-2', 'windows-1250', 'utf-16'):
            data = mail(part(TEXT.encode(charset), 'text/plain; charset=' + charset, 'base64'))
            self.expect(self.write('a.eml', data), {'a.eml': (TEXT.encode(charset), TEXT, FIELDS)})

    def test_alternative_takes_the_plain_text(self):
        data = mail(multipart('alternative', part(STORY), part(PAGE, 'text/html')))
        err = self.expect(self.write('a.eml', data), {'a.eml': (STORY, STORY, FIELDS)}, data=data)
        self.assertIn('text/html: left out: the same in another form', err)

    def test_alternative_without_plain_text(self):
        data = mail(multipart('alternative', part(' \r\n'), multipart(
            'related', part(PAGE, 'text/html; charset=utf-8'), part(b'\x89PNG', 'image/png'), boundary='in')))
        self.expect(self.write('a.eml', data), {
            'a.eml': (PAGE, PAGE_TEXT, dict(FIELDS, title='Fire in Vesterby'))}, data=data)

    def test_attachments(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, 'w') as archive:
            archive.writestr('in.txt', OTHER)
        name = "=?utf-8?B?%s?=" % base64.b64encode('Bericht ä.txt'.encode()).decode()
        data = mail(multipart(
            'mixed', part(STORY),
            part(OTHER, coding='base64', extra='Content-Disposition: attachment; filename="%s"\r\n' % name),
            part(OTHER, extra="Content-Disposition: attachment; filename*0*=utf-8''n%C3%A4; filename*1=\"h.txt\"\r\n"),
            part(packed.getvalue(), 'application/zip; name=docs.zip', 'base64'),
            part(b'\x89PNG', 'image/png; name=x.png', 'base64')))
        err = self.expect(self.write('a.eml', data), {
            'a.eml': (STORY, STORY, FIELDS),
            'a.eml!/Bericht ä.txt': (OTHER, OTHER, {'title': None, 'author': None}),
            'a.eml!/näh.txt': (OTHER, OTHER, {}),
            'a.eml!/docs.zip!/in.txt': (OTHER, OTHER, {'from.within': 'docs.zip'})}, data=data)
        self.assertIn('x.png: left out: an image', err)

    def test_mail_in_a_mail(self):
        inner = mail(part(OTHER), HEAD.replace('3 May', '1 May'))
        data = mail(multipart('mixed', part(STORY), part(inner, 'message/rfc822')))
        self.expect(self.write('a.eml', data), {
            'a.eml': (STORY, STORY, FIELDS),
            'a.eml!/part-2.eml': (OTHER, OTHER, dict(FIELDS, date='2016-05-01', **{
                'from.date': '2016-05-01T23:15:00+02:00', 'from.within': 'part-2.eml'}))})

    def test_signed(self):
        data = mail(multipart('signed', part(STORY), part('xx', 'application/pgp-signature; name=s.asc')))
        err = self.expect(self.write('a.eml', data), {'a.eml': (STORY, STORY, FIELDS)}, data=data)
        self.assertIn("s.asc: left out: of the mail's machinery", err)

    def test_encrypted(self):
        data = mail(multipart('encrypted', part('Version: 1', 'application/pgp-encrypted')))
        got = run('extract', self.write('a.eml', data))
        self.assertEqual(got.status, 1)
        self.assertIn('an encrypted mail', got.err)

    def test_mailbox(self):
        one, two = mail(part(TEXT, coding='quoted-printable')), mail(part(OTHER))
        data = (b'From ilse@paper.example Tue May  3 23:15:00 2016\n' + one.replace(b'\r\n', b'\n') +
                b'\nFrom b@paper.example Wed May  4 10:00:00 2016\n' + two.replace(b'\r\n', b'\n') + b'\n')
        text = TEXT.replace('\r\n', '\n')
        self.expect(self.write('in.mbox', data), {
            'in.mbox!/1': (text, text, FIELDS), 'in.mbox!/2': (OTHER + '\n', OTHER + '\n', FIELDS)}, data=data)

    def test_mailbox_lines_that_begin_with_from(self):
        body = 'One.\n\nFrom here on nothing is known.\n' + STORY
        data = b'From a@b Tue May  3 23:15:00 2016\n' + mail(part(body)).replace(b'\r\n', b'\n')
        self.expect(self.write('in.mbox', data), {'in.mbox!/1': (body, body, FIELDS)})

    def test_page_saved_by_chromium(self):
        head = ('From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/2015/04/09/fire\r\n'
                'Subject: Fire\r\nDate: Tue, 3 May 2016 10:15:00 -0000\r\nMIME-Version: 1.0\r\n')
        data = mail(multipart('related; type="text/html"',
                              part(PAGE, 'text/html', 'quoted-printable',
                                   'Content-Location: https://news.example/2015/04/09/fire\r\n'),
                              part('a{}', 'text/css', extra='Content-Location: cid:css\r\n'),
                              part('<p>advertisement</p>', 'text/html')), head)
        err = self.expect(self.write('a.mhtml', data), {'a.mhtml': (PAGE, PAGE_TEXT, {
            'title': 'Fire in Vesterby', 'url': 'https://news.example/2015/04/09/fire', 'date': '2015-04-09',
            'author': None, 'from.format': 'mhtml', 'from.captured': '2016-05-03T10:15:00-00:00'})})
        self.assertIn('what belongs to the page', err)

    def test_texts_that_are_no_mail(self):
        for text in ('Date: 3 May 2016\nSource: radio\n\n' + STORY, 'From: the harbour office\n\n' + STORY,
                     'From the harbour: nine dead\n\n' + STORY):
            found, _ = self.documents(self.write('a.txt', text))
            self.assertEqual(list(found), ['a.txt'])
            self.assertNotIn('from', found['a.txt'])


class Hostile(FormatCase):
    def test_truncated_everywhere(self):
        data = mail(multipart('mixed', part(TEXT, coding='base64'), multipart(
            'alternative', part(STORY, coding='quoted-printable'), boundary='in')))
        for end in range(200, len(data), 61):
            got = run('extract', self.write('a.eml', data[:end]))
            self.assertIn(got.status, (0, 1), got.err)

    def test_parts_in_parts(self):
        body = part(STORY)
        for i in range(60):
            body = multipart('mixed', body, boundary='b%d' % i)
        got = run('extract', self.write('a.eml', mail(body)))
        self.assertIn('parts in parts, too deep', got.err)

    def test_boundary_that_is_every_line(self):
        data = HEAD.encode() + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n' + b'--\r\n' * 100000
        began = time.time()
        run('extract', self.write('a.eml', data))
        data = HEAD.encode() + b'Content-Type: multipart/mixed; boundary=x\r\n\r\n' + b'--x\r\n\r\na\r\n' * 20000
        run('extract', self.write('b.eml', data))
        self.assertLess(time.time() - began, 60)

    def test_folder_of_mails(self):
        for i in range(300):
            self.write('in/%03d.eml' % i, mail(part('%d. ' % i + STORY)))
        self.write('in/bad.eml', HEAD[:150])
        found, _ = self.documents(self.folder + '/in', status=1)
        self.assertEqual(len(found), 300)


main()
