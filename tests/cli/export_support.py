"""What the tests of exports share: documents whose words are special to the forms they are written in, and the lines
that the program itself writes of them."""
from support import *

# Commas, quotation marks, line breaks, marks of wikitext, of HTML and of templates, marks of direction, emoji, a formula.
TITLE = '=SUM(1,2) "Quay, ferry" | [[Marn]] {{cite}} }} <ref>x</ref> \u202eevil\u202c \U0001F6A2'
NASTY = [
    {'id': 'one, "two".txt', 'date': '2021-05-03', 'publisher': 'Marn, Daily "Post" | [[x]] & Söhne \U0001F4F0',
     'title': TITLE, 'url': 'https://example.org/a b?q={{1|2}}&x="y"[z]\u202e', 'author': "O'Neil <b>",
     'text': 'BARCELONA, 3 May 2021 – Officials said 14 people were killed and 30 wounded on Monday when\na ferry '
             '"Aster | [[Bright]]" {{broke}} }} apart near Barcelona, \u202bשלום\u202c \U0001F30A, said the '
             'harbour "Board, of ~~~~ Inquiry".\n\nMarta Ruiz, 34, a nurse, was killed. The army opened fire on the '
             'crowd, the union said.\n\nThe shelling of the quay killed 14 people, the union said.\n'},
    {'id': 'b=c;d.txt', 'date': '2021-05-04', 'publisher': "'''Bold''' __TOC__ <nowiki>", 'title': 'Dead\r\nat the\tquay',
     'url': 'javascript:alert(1)',
     'text': 'At least 16 people were killed and 30 injured in Barcelona on 3 May 2021 when a ferry broke apart, the '
             'health ministry said, “as | of” now.\n\nShells hit the quay. Dozens of people were hurt.\n'},
    {'id': 'c.txt', 'date': '2021-05-05', 'publisher': 'marn, daily "post" | [[X]] & Söhne \U0001F4F0',
     'text': 'Between 15 and 18 people were killed when a ferry broke apart in Barcelona on 3 May 2021, according to '
             'the health ministry.\n'},
] + [{'id': name, 'date': '2019-04-02', 'publisher': publisher, 'text': 'On 7 February 2019 a dyke broke in Girona. '
      'According to the %s, 58 people were killed in Girona.' % other}
     for name, publisher, other in (('n.txt', 'Ebb "Courier"', 'Flow Gazette'), ('s.txt', 'Flow Gazette', 'Ebb "Courier"'))]


def text_of(*arguments, **options):
    """What the program writes; it must end well."""
    result = run(*arguments, **options)
    assert result.status == 0, (arguments, result.err)
    return result.out.decode('utf-8')


class ExportCase(Case):
    """self.arguments give the documents; self.documents, claims, persons by id; self.events, origins. one: of the first
    event alone, which then is all that is exported and expected."""
    examples = False
    one = False

    def setUp(self):
        super().setUp()
        if self.examples:
            self.arguments = [os.path.join(EXAMPLES, name) for name in example_names()]
        else:
            lines = ''.join(json.dumps(document, ensure_ascii=False) + '\n' for document in NASTY)
            self.arguments = ['--jsonl', self.write('nasty.jsonl', lines)]
        self.lines = [json.loads(line) for line in text_of('extract', *self.arguments).splitlines()]
        together = [json.loads(line) for line in text_of('reconcile', *self.arguments).splitlines()]
        self.documents = self.by_id('document')
        self.claims = self.by_id('claim')
        self.persons = self.by_id('person')
        self.events = [line for line in together if line['type'] == 'event']
        self.origins = [line for line in together if line['type'] == 'origin']
        self.options = ()
        if self.one:
            self.keep(self.events[0])

    def keep(self, event):
        claims = {claim for measure in event['measures'] for reading in measure['readings'] + measure['unclear']
                  for claim in reading['claims']} | {c for s in event['statements'] for c in s['claims']}
        self.options, self.events = ('--event', event['id']), [event]
        self.claims = {key: line for key, line in self.claims.items() if key in claims}
        self.persons = {key: line for key, line in self.persons.items() if key in event['persons']}
        self.documents = {key: line for key, line in self.documents.items() if key in event['documents']}
        self.origins = [line for line in self.origins if {line['a'], line['b']} <= set(event['documents'])]

    def by_id(self, kind):
        return {line['id']: line for line in self.lines if line['type'] == kind}

    def export(self, name, *more):
        return text_of('export', '--as', name, *more, *self.options, *self.arguments)
