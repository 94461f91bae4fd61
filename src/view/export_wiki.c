/* Events → wikitext: a section for each event, a bullet for each reading, a citation with its
   quotation for each document. */
#include "base/utf8.h"
#include "view/export_names.h"
#include "view/export_write.h"

typedef struct Wiki {
  Buffer *out;
  const ExportView *view;
  const Phrases *phrases;
} Wiki;

/* ---- text ------------------------------------------------------------------------------------ */

/* Characters that wikitext may take for markup, as MediaWiki's own mw.text.nowiki escapes them;
   what is special only where a line begins never stands there. */
static bool is_special(Str text, size_t at) {
  Str rest = {text.p + at, text.n - at};
  bool again = at > 0 && text.p[at - 1] == '_' && text.p[at] == '_';
  return again || str_starts(rest, "://") ||
         (text.p[at] && strchr("\"&'<=>[]{|}~", text.p[at]) != NULL);
}

/* Marks that change the direction of what follows them. */
static bool is_direction(uint32_t c) {
  return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

static bool has_direction(Str text) {
  for (size_t i = 0; i < text.n;) {
    uint32_t n;
    if (is_direction(utf8_decode(text, i, &n))) {
      return true;
    }
    i += n;
  }
  return false;
}

/* RFC 1, PMID 1 and ISBN 1 would become links. */
static bool after_magic(Str text, size_t at) {
  static const char *const words[] = {"RFC", "PMID", "ISBN"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (str_ends((Str){text.p, at}, words[i])) {
      return true;
    }
  }
  return false;
}

/* Words of a document, so that each character shows as itself; line breaks become blanks, and marks
   of direction reach no further than the words. */
static void wiki_words(Buffer *out, Str text) {
  bool isolated = has_direction(text);
  buffer_text(out, isolated ? "<bdi>" : "");
  for (size_t i = 0; i < text.n;) {
    uint32_t n, c = utf8_decode(text, i, &n);
    bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (is_special(text, i) || (blank && after_magic(text, i))) {
      buffer_format(out, "&#%u;", blank ? 32u : c);
    } else if (blank) {
      buffer_char(out, ' ');
    } else if (c >= 0x20 && (c < 0x7F || c > 0x9F)) {
      buffer_add(out, text.p + i, n);
    }
    i += n;
  }
  buffer_text(out, isolated ? "</bdi>" : "");
}

/* A phrase whose placeholder is filled with words of a document. */
static void wiki_phrase(const Wiki *w, const char *key, const char *const names[],
                        const Str *values, size_t n) {
  for (Str rest = phrase(w->phrases, key); rest.n;) {
    buffer_str(w->out, str_split(rest, '{', &rest));
    Str name = str_split(rest, '}', &rest);
    for (size_t i = 0; i < n; i++) {
      if (str_is(name, names[i])) {
        wiki_words(w->out, values[i]);
      }
    }
  }
}

static void wiki_phrase_of(const Wiki *w, const char *key, const char *name, Str value) {
  wiki_phrase(w, key, &name, &value, 1);
}

/* ---- citations ------------------------------------------------------------------------------- */

static void parameter(Buffer *out, const char *name, Str text) {
  if (text.n) {
    buffer_format(out, " |%s=", name);
    wiki_words(out, text);
  }
}

/* {{cite news}} with the sentence as its quotation. A date is a day or a year, which the template
   reads; an address is one of the web. */
static void wiki_citation(Buffer *out, const DocumentLine *d, Str quote) {
  Str date = d->date.n == 10 || d->date.n == 4 ? d->date : (Str){NULL, 0};
  buffer_text(out, "<ref>{{cite news");
  parameter(out, "title", d->title.n ? d->title : d->id);
  parameter(out, "author", d->author);
  parameter(out, "publisher", d->publisher);
  parameter(out, "date", date);
  if (url_is_web(d->url)) {
    buffer_text(out, " |url=");
    url_escaped(out, d->url);
  }
  parameter(out, "quote", quote);
  buffer_text(out, "}}</ref>");
}

/* ---- readings -------------------------------------------------------------------------------- */

/* The claim of a reading that a document makes first in its text, else in its title. */
static const Claim *claim_of(const Extraction *x, const Reading *r, uint32_t document) {
  const Claim *first = NULL;
  for (uint32_t i = 0; i < r->claims.n; i++) {
    const Claim *c = &x->claims.v[r->claims.v[i]];
    bool better = !first || (first->sentence.in_title && !c->sentence.in_title);
    if (c->document == document && better) {
      first = c;
    }
  }
  return first ? first : &x->claims.v[r->shown];
}

/* The publisher, or what else names a document. */
static Str document_words(const DocumentLine *d) {
  return d->publisher.n ? d->publisher : d->title.n ? d->title : d->id;
}

/* Who says so, in which document. */
static void wiki_voice(const Wiki *w, const Claim *c) {
  static const char *const names[] = {"source", "document"};
  const DocumentLine *d = &w->view->story->extraction->documents.v[c->document];
  Str where = document_words(d);
  const Str values[] = {c->source.words.text, where};
  if (c->source.kind != SOURCE_NARRATOR && c->source.words.text.n) {
    wiki_phrase(w, "wiki.said", names, values, 2);
  } else {
    wiki_words(w->out, where);
  }
  wiki_citation(w->out, d, c->sentence.text);
}

/* How a reading stands to a larger one, or to a later one. */
static void wiki_standing(const Wiki *w, const MeasureReadings *m, const Reading *r) {
  const Extraction *x = w->view->story->extraction;
  bool part = false;
  for (uint32_t i = 0; i < m->relations.n && !part; i++) {
    const Relation *relation = &m->relations.v[i];
    if (relation->kind == RELATION_PART_OF && &m->readings.v[relation->a] == r) {
      const Reading *whole = &m->readings.v[relation->b];
      buffer_text(w->out, ", ");
      wiki_phrase_of(w, "wiki.part_of", "figure", x->claims.v[whole->shown].value.words.text);
      part = true;
    }
  }
  if (r->scope == SCOPE_PART && !part) {
    buffer_text(w->out, ", ");
    buffer_str(w->out, phrase(w->phrases, "wiki.part"));
  }
  if (r->superseded_by >= 0) {
    const Reading *later = &m->readings.v[r->superseded_by];
    buffer_text(w->out, ", ");
    wiki_phrase_of(w, "wiki.replaced", "figure", x->claims.v[later->shown].value.words.text);
  }
}

static void wiki_reading(const Wiki *w, const MeasureReadings *m, const Reading *r) {
  const Extraction *x = w->view->story->extraction;
  const Claim *shown = &x->claims.v[r->shown];
  buffer_text(w->out, "* ");
  wiki_phrase_of(w, "wiki.figure", "words", shown->value.words.text);
  if (shown->who.words.text.n) {
    buffer_char(w->out, ' ');
    wiki_phrase_of(w, "wiki.who", "who", shown->who.words.text);
  }
  wiki_standing(w, m, r);
  buffer_text(w->out, ": ");
  for (uint32_t i = 0; i < r->documents.n; i++) {
    buffer_text(w->out, i ? "; " : "");
    wiki_voice(w, claim_of(x, r, r->documents.v[i]));
  }
  buffer_char(w->out, '\n');
}

static void wiki_silent(const Wiki *w, const MeasureReadings *m) {
  const Extraction *x = w->view->story->extraction;
  Str text = phrase(w->phrases, "wiki.silent"), rest;
  if (m->silent.n == 0) {
    return;
  }
  buffer_text(w->out, "* ");
  buffer_str(w->out, str_split(text, '{', &rest));
  for (uint32_t i = 0; i < m->silent.n; i++) {
    buffer_text(w->out, i ? "; " : "");
    wiki_words(w->out, document_words(&x->documents.v[m->silent.v[i]]));
  }
  str_split(rest, '}', &rest);
  buffer_str(w->out, rest);
  buffer_char(w->out, '\n');
}

static void wiki_measure(const Wiki *w, const MeasureReadings *m) {
  char count[32];
  uint32_t unclear = 0;
  Str name = wording_open(w->view->wording, "measure.", m->measure);
  buffer_text(w->out, "\n=== ");
  wiki_words(w->out, name.n ? name : m->measure);
  buffer_text(w->out, " ===\n");
  for (uint32_t i = 0; i < m->readings.n; i++) {
    if (m->readings.v[i].unclear) {
      unclear++;
    } else {
      wiki_reading(w, m, &m->readings.v[i]);
    }
  }
  wiki_silent(w, m);
  if (unclear) {
    buffer_text(w->out, "* ");
    size_t n = decimal_write(decimal_of(unclear), count);
    wiki_phrase_of(w, "wiki.unclear", "count", (Str){count, n});
    buffer_char(w->out, '\n');
  }
}

/* ---- together -------------------------------------------------------------------------------- */

void export_wikitext(Buffer *out, const ExportView *view) {
  Wiki w = {out, view, view->phrases};
  buffer_text(out, "''");
  wiki_phrase_of(&w, "wiki.machine", "program", view->program);
  buffer_text(out, "''\n");
  for (uint32_t i = 0; i < view->story->events.n; i++) {
    const EventStory *event = &view->story->events.v[i];
    if (event->measures.n == 0) {
      continue;
    }
    buffer_text(out, "\n== ");
    wiki_words(out, event->event->heading);
    buffer_text(out, " ==\n");
    for (uint32_t m = 0; m < event->measures.n; m++) {
      wiki_measure(&w, &event->measures.v[m]);
    }
  }
  buffer_text(out, "\n== ");
  buffer_str(out, phrase(view->phrases, "wiki.references"));
  buffer_text(out, " ==\n{{reflist}}\n");
}
