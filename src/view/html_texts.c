/* HTML texts: documents, the quoted sentences of every claim, and in the working edition the full
   texts with every claim marked. */
#include "view/html_sections.h"

#include "base/utf8.h"

static const Claim *claim_at(const Html *h, uint32_t index) {
  return &h->m->extraction->claims.v[index];
}

/* ---- documents ------------------------------------------------------------------------------- */

typedef struct BasisName {
  const char *name;
  WordingKey key;
} BasisName;

static const BasisName basis_names[] = {
    {"given", W_BASIS_GIVEN},       {"metadata", W_BASIS_METADATA},
    {"byline", W_BASIS_BYLINE},     {"dateline", W_BASIS_DATELINE},
    {"address", W_BASIS_ADDRESS},   {"anniversary", W_BASIS_ANNIVERSARY},
    {"latest_mention", W_BASIS_LATEST_MENTION}};

static void document_date(Html *h, const DocumentLine *d) {
  if (d->date.n == 0) {
    html_word(h, W_DOCUMENT_UNDATED);
    return;
  }
  html_foreign(h, page_iso_date(h->w, h->arena, d->date), NO_DOCUMENT);
  for (size_t i = 0; i < sizeof basis_names / sizeof *basis_names; i++) {
    if (str_is(d->date_basis, basis_names[i].name)) {
      html_raw(h, " <span class=\"quiet\">(");
      html_word(h, basis_names[i].key);
      html_raw(h, ")</span>");
    }
  }
}

static void field_or_none(Html *h, WordingKey label, Str value, uint32_t document) {
  html_raw(h, "<dt>");
  html_word(h, label);
  html_raw(h, "</dt><dd>");
  if (value.n) {
    html_foreign(h, value, document);
  } else {
    html_word(h, W_NOT_STATED);
  }
  html_raw(h, "</dd>\n");
}

static void document_digest(Html *h, Digest digest) {
  char text[72];
  digest_write(digest, text);
  html_raw(h, "<code class=\"hash\">");
  html_raw(h, text);
  html_raw(h, "</code>");
}

/* What was read of a document, and where nothing was found, why. */
static void document_read(Html *h, uint32_t index) {
  const DocumentLine *d = &h->m->extraction->documents.v[index];
  uint32_t figures = 0;
  uint32_t statements = 0;
  for (uint32_t i = 0; i < h->m->extraction->claims.n; i++) {
    if (claim_at(h, i)->document == index) {
      *(claim_at(h, i)->kind == CLAIM_FIGURE ? &figures : &statements) += 1;
    }
  }
  html_raw(h, "<dt>");
  html_word(h, W_DOCUMENT_READ);
  html_raw(h, "</dt><dd>");
  html_say(h, W_DOCUMENT_COUNTS, ARG_COUNT(h, "bytes", d->bytes),
           ARG_COUNT(h, "figures", figures), ARG_COUNT(h, "statements", statements));
  if (!h->m->in_event[index]) {
    html_raw(h, " ");
    html_word(h, d->bytes == 0            ? W_WHY_EMPTY
                 : figures + statements   ? W_WHY_NO_EVENT
                                          : W_WHY_NOTHING);
  }
  for (uint32_t i = 0; i < d->notes.n; i++) {
    html_raw(h, " ");
    html_say(h, W_DOCUMENT_NOTE, ARG("note", html_escaped(h, d->notes.v[i])));
  }
  html_raw(h, "</dd>\n");
}

static void document_entry(Html *h, uint32_t index, const ReportOptions *options) {
  const DocumentLine *d = &h->m->extraction->documents.v[index];
  html_format(h, "<article class=\"card\" id=\"d%u\">\n<h3><span class=\"d\">", index + 1);
  html_foreign(h, h->m->names[index], NO_DOCUMENT);
  html_raw(h, "</span> ");
  if (d->title.n) {
    html_quoted(h, d->title, index);
  }
  html_raw(h, "</h3>\n<dl>\n");
  field_or_none(h, W_FIELD_PUBLISHER, d->publisher, index);
  if (d->author.n) {
    field_or_none(h, W_FIELD_AUTHOR, d->author, index);
  }
  html_raw(h, "<dt>");
  html_word(h, W_FIELD_DATE);
  html_raw(h, "</dt><dd>");
  document_date(h, d);
  html_raw(h, "</dd>\n");
  if (d->url.n) {
    html_raw(h, "<dt>");
    html_word(h, W_FIELD_ADDRESS);
    html_raw(h, "</dt><dd>");
    html_address(h, d->url);
    html_raw(h, "</dd>\n");
  }
  document_read(h, index);
  html_raw(h, "<dt>");
  html_word(h, W_FIELD_FILE);
  html_raw(h, "</dt><dd>");
  bool path = options->working && d->path.n;
  html_foreign(h, path ? d->path : page_file_name(d->id), NO_DOCUMENT);
  html_raw(h, "<br>");
  document_digest(h, d->hash);
  html_raw(h, "</dd>\n");
  if (memcmp(&d->hash, &d->text_hash, sizeof d->hash) != 0) {
    html_raw(h, "<dt>");
    html_word(h, W_FIELD_TEXT);
    html_raw(h, "</dt><dd>");
    document_digest(h, d->text_hash);
    html_raw(h, "</dd>\n");
  }
  html_raw(h, "</dl>\n</article>\n");
}

void html_documents_table(Html *h, const ReportOptions *options) {
  html_raw(h, "<section id=\"documents\" aria-labelledby=\"h-documents\">\n"
              "<h2 id=\"h-documents\">");
  html_word(h, W_DOCUMENTS_TITLE);
  html_raw(h, "</h2>\n<div class=\"cards\">\n");
  for (uint32_t i = 0; i < h->m->extraction->documents.n; i++) {
    document_entry(h, i, options);
  }
  html_raw(h, "</div>\n</section>\n");
}

/* ---- sentences ------------------------------------------------------------------------------- */

enum { AROUND = 140 }; /* bytes kept on each side of the words, in the page to hand on */

/* The words of a claim that its sentence is shown for. */
static Excerpt claim_words(const Claim *claim) {
  if (claim->kind == CLAIM_FIGURE && claim->value.words.text.n) {
    return claim->value.words;
  }
  if (claim->kind == CLAIM_FIGURE && claim->value.counted.n) {
    return claim->value.counted.v[0];
  }
  return claim->evidence;
}

static bool is_boundary(Str s, size_t at) {
  return at == 0 || at >= s.n || ((unsigned char)s.p[at] & 0xC0) != 0x80;
}

/* Whether the words of a claim can be marked in the full text. */
static bool is_in_text(const Html *h, uint32_t index) {
  const Claim *claim = claim_at(h, index);
  Excerpt words = claim_words(claim);
  Str text = h->m->extraction->documents.v[claim->document].text;
  return !words.in_title && words.span.start < words.span.end && words.span.end <= text.n &&
         is_boundary(text, words.span.start) && is_boundary(text, words.span.end);
}

/* The sentence with the words marked; cut to a short quotation unless this is the working edition.
   Words that do not lie in the sentence are not marked. */
static void sentence_quote(Html *h, const Excerpt *sentence, const Excerpt *words,
                           uint32_t document) {
  Str text = sentence->text;
  bool inside = words->text.n && words->in_title == sentence->in_title &&
                span_contains(sentence->span, words->span) &&
                words->span.end - sentence->span.start <= text.n;
  size_t from = inside ? words->span.start - sentence->span.start : 0;
  size_t to = inside ? words->span.end - sentence->span.start : 0;
  inside = inside && is_boundary(text, from) && is_boundary(text, to);
  size_t first = 0;
  size_t last = text.n;
  if (!h->working && from > AROUND) {
    first = from - AROUND;
    while (first < from && text.p[first] != ' ') {
      first++;
    }
  }
  if (!h->working && text.n - to > AROUND) {
    last = to + AROUND;
    while (last > to && text.p[last] != ' ') {
      last--;
    }
    while (last < text.n && !is_boundary(text, last)) {
      last++;
    }
  }
  html_raw(h, "<blockquote>");
  html_raw(h, first ? "… " : "");
  if (inside) {
    html_foreign(h, (Str){text.p + first, from - first}, document);
    html_raw(h, "<mark>");
    html_foreign(h, (Str){text.p + from, to - from}, document);
    html_raw(h, "</mark>");
    html_foreign(h, (Str){text.p + to, last - to}, document);
  } else {
    html_foreign(h, (Str){text.p + first, last - first}, document);
  }
  html_raw(h, last < text.n ? " …" : "");
  html_raw(h, "</blockquote>\n");
}

static void claim_label(Html *h, uint32_t index) {
  const Claim *claim = claim_at(h, index);
  if (claim->kind != CLAIM_FIGURE) {
    html_word(h, W_SENTENCE_STATEMENT);
    return;
  }
  Str name = wording_open(h->w, "measure.", claim->measure);
  html_text(h, name.n ? name : claim->measure);
  html_raw(h, " <b>");
  PageFigure figure = page_figure(h->w, h->arena, &claim->value);
  html_foreign(h, figure.plain.n ? figure.plain : figure.quoted, claim->document);
  html_raw(h, "</b>");
}

static void claim_source(Html *h, const Claim *claim) {
  const Source *s = &claim->source;
  if (s->kind == SOURCE_NARRATOR) {
    html_word(h, W_SOURCE_NARRATOR);
    return;
  }
  if (s->via == VIA_FOOTNOTE && s->reference.n) {
    html_say(h, W_SOURCE_FOOTNOTE, ARG("source", html_quote(h, s->reference, claim->document)));
    return;
  }
  Str *chain = arena_array(h->arena, Str, 8);
  uint32_t n = 0;
  for (const Source *at = s; at && n < 8; at = at->from) {
    chain[n++] = html_quote(h, at->words.text, claim->document);
  }
  html_say(h, W_ACCORDING_TO, ARG("source", page_list(h->w, h->arena, chain, n, W_LIST_FROM)));
}

static void claim_correction(Html *h, const Claim *claim) {
  if (!claim->amended) {
    return;
  }
  Str by;
  const TraceStep *step = page_amend_step(claim, &by);
  html_raw(h, " · <span class=\"person\">");
  html_word(h, W_BY_A_PERSON);
  html_raw(h, "</span>");
  if (step && step->note.n) {
    html_raw(h, ": ");
    html_foreign(h, step->note, NO_DOCUMENT);
  }
  if (h->working && by.n) {
    html_raw(h, " (");
    html_foreign(h, by, NO_DOCUMENT);
    html_raw(h, ")");
  }
}

static void claim_facts(Html *h, uint32_t index) {
  const Claim *claim = claim_at(h, index);
  Excerpt words = claim_words(claim);
  html_raw(h, "<p class=\"facts\">");
  html_say(h, words.in_title ? W_BYTES_TITLE : W_BYTES,
           ARG("start", page_count(h->w, h->arena, words.span.start)),
           ARG("end", page_count(h->w, h->arena, words.span.end)));
  html_raw(h, " · ");
  claim_source(h, claim);
  Str when = page_period(h->w, h->arena, &claim->time);
  if (when.n) {
    html_raw(h, " · ");
    html_text(h, when);
    html_raw(h, " ");
    html_word(h, claim->time.basis == BASIS_STATED      ? W_KNOWN_STATED
                 : claim->time.basis == BASIS_INHERITED ? W_KNOWN_INHERITED
                                                        : W_KNOWN_DOCUMENT);
  }
  if (claim->certainty == CERTAINTY_UNCLEAR) {
    html_raw(h, " · <b class=\"q\">");
    html_word(h, W_NEEDS_A_PERSON);
    html_raw(h, "</b>");
  }
  claim_correction(h, claim);
  html_raw(h, " · <code>");
  html_attribute(h, claim->id);
  html_raw(h, "</code>");
  if (h->working && is_in_text(h, index)) {
    html_raw(h, " · <a href=\"#");
    html_anchor(h, 'm', index);
    html_raw(h, "\">");
    html_word(h, W_IN_FULL_TEXT);
    html_raw(h, "</a>");
  }
  html_raw(h, "</p>\n");
}

static void claim_entry(Html *h, uint32_t index) {
  const Claim *claim = claim_at(h, index);
  html_raw(h, "<li id=\"");
  html_anchor(h, 's', index);
  html_raw(h, "\"><div class=\"what\">");
  uint32_t row = h->row_of[index];
  if (row != UINT32_MAX) {
    html_raw(h, "<a class=\"back\" href=\"#");
    html_anchor(h, 'f', row);
    html_raw(h, "\" aria-label=\"");
    html_attribute(h, h->w->text[W_BACK]);
    html_raw(h, "\">↑</a> ");
  }
  claim_label(h, index);
  html_raw(h, "</div>\n<div>");
  Excerpt words = claim_words(claim);
  sentence_quote(h, &claim->sentence, &words, claim->document);
  claim_facts(h, index);
  html_raw(h, "</div></li>\n");
}

static void person_entry(Html *h, uint32_t index) {
  const Person *p = &h->m->extraction->persons.v[index];
  html_format(h, "<li id=\"p%u\"><div class=\"what\"><a class=\"back\" href=\"#w%u\" aria-label=\"",
              index + 1, index + 1);
  html_attribute(h, h->w->text[W_BACK]);
  html_raw(h, "\">↑</a> ");
  html_word(h, W_SENTENCE_PERSON);
  html_raw(h, "</div>\n<div>");
  sentence_quote(h, &p->sentence, &p->words, p->document);
  html_raw(h, "<p class=\"facts\">");
  html_say(h, W_BYTES, ARG("start", page_count(h->w, h->arena, p->words.span.start)),
           ARG("end", page_count(h->w, h->arena, p->words.span.end)));
  html_raw(h, "</p></div></li>\n");
}

static bool person_in_main_event(const Html *h, uint32_t index) {
  if (h->m->events.n == 0) {
    return false;
  }
  const Event *e = h->m->events.v[0].story->event;
  for (uint32_t i = 0; i < e->persons.n; i++) {
    if (e->persons.v[i] == index) {
      return true;
    }
  }
  return false;
}

void html_sentences(Html *h) {
  const Extraction *x = h->m->extraction;
  html_raw(h, "<section id=\"sentences\" aria-labelledby=\"h-sentences\">\n"
              "<h2 id=\"h-sentences\">");
  html_word(h, W_SENTENCES_TITLE);
  html_raw(h, "</h2>\n<p>");
  html_word(h, W_SENTENCES_INTRO);
  html_raw(h, "</p>\n");
  uint32_t claim = 0;
  for (uint32_t d = 0; d < x->documents.n; d++) {
    size_t begin = html_begin(h);
    for (; claim < x->claims.n && x->claims.v[claim].document <= d; claim++) {
      if (claim_at(h, claim)->document == d) {
        claim_entry(h, claim);
      }
    }
    for (uint32_t p = 0; p < x->persons.n; p++) {
      if (x->persons.v[p].document == d && person_in_main_event(h, p)) {
        person_entry(h, p);
      }
    }
    Str entries = html_take(h, begin);
    if (entries.n == 0) {
      continue;
    }
    html_raw(h, "<h3>");
    html_document(h, d);
    html_raw(h, " ");
    document_digest(h, x->documents.v[d].hash);
    html_raw(h, "</h3>\n<ul class=\"sentences\">\n");
    html_str(h, entries);
    html_raw(h, "</ul>\n");
  }
  html_raw(h, "</section>\n");
}

/* ---- full texts ------------------------------------------------------------------------------ */

typedef struct Marking {
  Span span;
  uint32_t claim;
} Marking;
typedef ARRAY(Marking) Markings;

/* The claims of a document that lie in its working text, by offset. */
static Markings document_marks(Html *h, uint32_t document) {
  Markings marks = {0};
  for (uint32_t i = 0; i < h->m->extraction->claims.n; i++) {
    if (claim_at(h, i)->document != document || !is_in_text(h, i)) {
      continue;
    }
    Excerpt words = claim_words(claim_at(h, i));
    array_push(h->arena, &marks, (Marking){words.span, i});
    for (uint32_t k = marks.n - 1; k > 0 && marks.v[k - 1].span.start > marks.v[k].span.start;
         k--) {
      Marking moved = marks.v[k];
      marks.v[k] = marks.v[k - 1];
      marks.v[k - 1] = moved;
    }
  }
  return marks;
}

/* Text between marks: paragraphs stay apart by their line breaks (white-space: pre-wrap). */
static void text_part(Html *h, Str text, size_t from, size_t to) {
  if (to > from) {
    html_text(h, (Str){text.p + from, to - from});
  }
}

/* Marks that overlap one before them only leave their anchor at its end. */
static void full_text(Html *h, uint32_t document) {
  const DocumentLine *d = &h->m->extraction->documents.v[document];
  Markings marks = document_marks(h, document);
  size_t at = 0;
  for (uint32_t i = 0; i < marks.n; i++) {
    const Marking *m = &marks.v[i];
    if (m->span.start < at) {
      html_raw(h, "<a class=\"also\" id=\"");
      html_anchor(h, 'm', m->claim);
      html_raw(h, "\" href=\"#");
      html_anchor(h, 's', m->claim);
      html_raw(h, "\">+</a>");
      continue;
    }
    text_part(h, d->text, at, m->span.start);
    html_raw(h, "<a id=\"");
    html_anchor(h, 'm', m->claim);
    html_raw(h, "\" href=\"#");
    html_anchor(h, 's', m->claim);
    html_raw(h, "\"><mark>");
    text_part(h, d->text, m->span.start, m->span.end);
    html_raw(h, "</mark></a>");
    at = m->span.end;
  }
  text_part(h, d->text, at, d->text.n);
}

void html_full_texts(Html *h) {
  html_raw(h, "<section id=\"texts\" aria-labelledby=\"h-texts\">\n<h2 id=\"h-texts\">");
  html_word(h, W_TEXTS_TITLE);
  html_raw(h, "</h2>\n");
  for (uint32_t i = 0; i < h->m->extraction->documents.n; i++) {
    const DocumentLine *d = &h->m->extraction->documents.v[i];
    html_format(h, "<h3 id=\"t%u\">", i + 1);
    html_document(h, i);
    if (d->title.n) {
      html_raw(h, " ");
      html_quoted(h, d->title, i);
    }
    html_raw(h, "</h3>\n<div class=\"full\" dir=\"auto\">");
    full_text(h, i);
    html_raw(h, "</div>\n");
  }
  html_raw(h, "</section>\n");
}
