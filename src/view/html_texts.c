/* HTML texts: the quoted sentences of every claim of a document, and in the working edition its
   full text with every claim marked. */
#include "view/html_sections.h"

#include "base/utf8.h"

static const Claim *claim_at(const Html *h, uint32_t index) {
  return &h->m->extraction->claims.v[index];
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
                           uint32_t document, bool withheld) {
  Str text = sentence->text;
  if (withheld) { /* a remark, and no quotation */
    html_raw(h, "<p class=\"quiet\">");
    html_text(h, text);
    html_raw(h, "</p>\n");
    return;
  }
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
  html_foreign_open(h, document);
  if (inside) {
    html_text(h, (Str){text.p + first, from - first});
    html_raw(h, "<mark>");
    html_text(h, (Str){text.p + from, to - from});
    html_raw(h, "</mark>");
    html_text(h, (Str){text.p + to, last - to});
  } else {
    html_text(h, (Str){text.p + first, last - first});
  }
  html_raw(h, "</bdi>");
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
    Str quote = html_quote(h, at->words.text, claim->document);
    chain[n++] = html_with_about(h, quote, at->words.text);
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

/* What its document is a transcript or translation of. */
static void claim_derived(Html *h, const Claim *claim) {
  const Derived *derived = h->m->extraction->documents.v[claim->document].derived;
  if (derived && !claim->withheld) {
    html_raw(h, " · ");
    html_text(h, page_derived(h->w, h->arena, derived, page_file_name(derived->of)));
  }
}

static void claim_facts(Html *h, uint32_t index) {
  const Claim *claim = claim_at(h, index);
  Excerpt words = claim_words(claim);
  html_raw(h, "<p class=\"facts\">");
  if (!claim->withheld) {
    html_say(h, words.in_title ? W_BYTES_TITLE : W_BYTES,
             ARG("start", page_count(h->w, h->arena, words.span.start)),
             ARG("end", page_count(h->w, h->arena, words.span.end)));
    html_raw(h, " · ");
  }
  claim_source(h, claim);
  claim_derived(h, claim);
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
    html_raw(h, " · <a");
    html_href_claim(h, 'm', index);
    html_raw(h, ">");
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
  uint32_t row = h->m->row_of[index];
  if (row != UINT32_MAX) {
    html_raw(h, "<a class=\"back\"");
    html_href_claim(h, 'f', row);
    html_raw(h, " aria-label=\"");
    html_attribute(h, h->w->text[W_BACK]);
    html_raw(h, "\">↑</a> ");
  }
  claim_label(h, index);
  html_raw(h, "</div>\n<div>");
  Excerpt words = claim_words(claim);
  sentence_quote(h, &claim->sentence, &words, claim->document, claim->withheld);
  if (claim->original.n) {
    html_raw(h, "<p class=\"original\">");
    html_say(h, W_DERIVED_ORIGINAL, ARG("text", html_quote(h, claim->original, claim->document)));
    html_raw(h, "</p>\n");
  }
  claim_facts(h, index);
  html_raw(h, "</div></li>\n");
}

static void person_entry(Html *h, uint32_t index) {
  const Person *p = &h->m->extraction->persons.v[index];
  html_format(h, "<li id=\"p%u\"><div class=\"what\"><a class=\"back\"", index + 1);
  html_href(h, spot_event((uint32_t)h->m->event_of_person[index]), "w%u", index + 1);
  html_raw(h, " aria-label=\"");
  html_attribute(h, h->w->text[W_BACK]);
  html_raw(h, "\">↑</a> ");
  html_word(h, W_SENTENCE_PERSON);
  html_raw(h, "</div>\n<div>");
  sentence_quote(h, &p->sentence, &p->words, p->document, p->withheld);
  if (!p->withheld) {
    html_raw(h, "<p class=\"facts\">");
    html_say(h, W_BYTES, ARG("start", page_count(h->w, h->arena, p->words.span.start)),
             ARG("end", page_count(h->w, h->arena, p->words.span.end)));
    html_raw(h, "</p>");
  }
  html_raw(h, "</div></li>\n");
}

/* The first claim, or person, of a document: both stand in order of their documents. */
static uint32_t first_claim(const Html *h, uint32_t document) {
  uint32_t low = 0, high = h->m->extraction->claims.n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (claim_at(h, middle)->document < document) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

static uint32_t first_person(const Html *h, uint32_t document) {
  const Extraction *x = h->m->extraction;
  uint32_t low = 0, high = x->persons.n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (x->persons.v[middle].document < document) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

void html_document_sentences(Html *h, uint32_t document) {
  const Extraction *x = h->m->extraction;
  size_t begin = html_begin(h);
  html_raw(h, "<ul class=\"sentences\">\n");
  size_t empty = html_begin(h);
  for (uint32_t i = first_claim(h, document);
       i < x->claims.n && claim_at(h, i)->document == document; i++) {
    claim_entry(h, i);
  }
  for (uint32_t i = first_person(h, document);
       i < x->persons.n && x->persons.v[i].document == document; i++) {
    if (h->m->event_of_person[i] >= 0) {
      person_entry(h, i);
    }
  }
  if (html_begin(h) == empty) {
    html_take(h, begin);
    return;
  }
  html_raw(h, "</ul>\n");
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
  for (uint32_t i = first_claim(h, document);
       i < h->m->extraction->claims.n && claim_at(h, i)->document == document; i++) {
    if (!is_in_text(h, i)) {
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

static void mark_link(Html *h, const char *class, uint32_t claim) {
  html_format(h, "<a%s id=\"", class);
  html_anchor(h, 'm', claim);
  html_raw(h, "\"");
  html_href_claim(h, 's', claim);
  html_raw(h, ">");
}

/* Marks that overlap one before them only leave their anchor at its end. */
void html_full_text(Html *h, uint32_t document) {
  const DocumentLine *d = &h->m->extraction->documents.v[document];
  Markings marks = document_marks(h, document);
  size_t at = 0;
  html_raw(h, "<div class=\"full\" dir=\"auto\">");
  for (uint32_t i = 0; i < marks.n; i++) {
    const Marking *m = &marks.v[i];
    if (m->span.start < at) {
      mark_link(h, " class=\"also\"", m->claim);
      html_raw(h, "+</a>");
      continue;
    }
    text_part(h, d->text, at, m->span.start);
    mark_link(h, "", m->claim);
    html_raw(h, "<mark>");
    text_part(h, d->text, m->span.start, m->span.end);
    html_raw(h, "</mark></a>");
    at = m->span.end;
  }
  text_part(h, d->text, at, d->text.n);
  html_raw(h, "</div>\n");
}

void html_full_texts(Html *h) {
  html_raw(h, "<section id=\"texts\" aria-labelledby=\"h-texts\">\n<h2 id=\"h-texts\">");
  html_word(h, W_TEXTS_TITLE);
  html_raw(h, "</h2>\n");
  for (uint32_t i = 0; i < h->m->extraction->documents.n; i++) {
    html_format(h, "<h3 id=\"t%u\">", i + 1);
    html_document_title(h, i);
    html_raw(h, "</h3>\n");
    html_full_text(h, i);
  }
  html_raw(h, "</section>\n");
}
