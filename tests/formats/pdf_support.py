"""PDF documents made at test time."""


def pdf(pages, info=None, trailer='', images=False):
    """Pages of lines, set in 12 points Helvetica from (72, 720) down, 14 points a line."""
    objects = ['<< /Type /Catalog /Pages 2 0 R >>', '',
               '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>']
    kids = []
    for lines in pages:
        shown = ' '.join('(%s) Tj T*' % line.replace('(', '\\(').replace(')', '\\)') for line in lines)
        body = 'BT /F1 12 Tf 14 TL 72 720 Td %s ET' % shown
        objects.append('<< /Length %d >>\nstream\n%s\nendstream' % (len(body), body))
        objects.append('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R '
                       '/Resources << /Font << /F1 3 0 R >> >> >>' % len(objects))
        kids.append('%d 0 R' % len(objects))
    objects[1] = '<< /Type /Pages /Count %d /Kids [%s] >>' % (len(kids), ' '.join(kids))
    objects.append('<< %s >>' % ' '.join('/%s (%s)' % pair for pair in (info or {}).items()))
    out, places = '%PDF-1.4\n', []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += '%d 0 obj\n%s\nendobj\n' % (number, body)
    xref = len(out)
    out += 'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    out += ''.join('%010d 00000 n \n' % place for place in places)
    out += 'trailer << /Size %d /Root 1 0 R /Info %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n' % (
        len(objects) + 1, len(objects), trailer, xref)
    return out.encode('latin-1')
