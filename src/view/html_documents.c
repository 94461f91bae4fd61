/* HTML documents: what each document is, what it reports of which event, and what it has in common
   with which others. */
#include "view/html_sections.h"

static const Claim *claim_at(const Html *h, uint32_t index) {
  return &h->m->extraction->claims.v[index];
}

/* ---- what a document is ---------------------------------------------------------------------- */

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
    size_t begin = html_begin(h);
    html_foreign(h, value, document);
    html_str(h, html_with_about(h, html_take(h, begin), value));
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
  const PageDocument *read = &h->m->documents[index];
  html_raw(h, "<dt>");
  html_word(h, W_DOCUMENT_READ);
  html_raw(h, "</dt><dd>");
  html_say(h, W_DOCUMENT_COUNTS, ARG_COUNT(h, "bytes", d->bytes),
           ARG_COUNT(h, "figures", read->figures), ARG_COUNT(h, "statements", read->statements));
  bool outside = h->incident && read->figures + read->statements;
  if (!read->events.n && !outside) {
    html_raw(h, " ");
    html_word(h, d->bytes == 0                      ? W_WHY_EMPTY
                 : read->figures + read->statements ? W_WHY_NO_EVENT
                                                    : W_WHY_NOTHING);
  }
  for (uint32_t i = 0; i < d->notes.n; i++) {
    html_raw(h, " ");
    html_say(h, W_DOCUMENT_NOTE, ARG("note", html_escaped(h, d->notes.v[i])));
  }
  html_raw(h, "</dd>\n");
}

static void document_file(Html *h, const DocumentLine *d, bool working) {
  html_raw(h, "<dt>");
  html_word(h, W_FIELD_FILE);
  html_raw(h, "</dt><dd>");
  html_foreign(h, working && d->path.n ? d->path : page_file_name(d->id), NO_DOCUMENT);
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
}

static void document_withheld(Html *h) {
  html_raw(h, "<dt>");
  html_word(h, W_FIELD_FILE);
  html_raw(h, "</dt><dd>");
  html_word(h, W_DOCUMENT_WITHHELD);
  html_raw(h, "</dd>\n");
}

/* A transcript or translation: of what, and in the edition for one's own work by whom. */
static void document_derived(Html *h, const DocumentLine *d) {
  const Derived *derived = d->derived;
  if (!derived || d->withheld) {
    return;
  }
  html_raw(h, "<dt>");
  html_word(h, W_FIELD_DERIVED);
  html_raw(h, "</dt><dd>");
  html_text(h, page_derived(h->w, h->arena, derived, page_file_name(derived->of)));
  if (h->working && derived->maker.n) {
    html_raw(h, ", ");
    html_say(h, W_DERIVED_MADE, ARG("by", html_escaped(h, derived->maker)),
             ARG("date", page_iso_date(h->w, h->arena, derived->made)));
  }
  html_raw(h, "</dd>\n");
}

static void document_fields(Html *h, uint32_t index, const ReportOptions *options) {
  const DocumentLine *d = &h->m->extraction->documents.v[index];
  html_raw(h, "<dl class=\"fields\">\n");
  field_or_none(h, W_FIELD_PUBLISHER, d->publisher, index);
  if (d->author.n) {
    field_or_none(h, W_FIELD_AUTHOR, d->author, index);
  }
  html_raw(h, "<dt>");
  html_word(h, W_FIELD_DATE);
  html_raw(h, "</dt><dd>");
  document_date(h, d);
  html_raw(h, "</dd>\n");
  document_derived(h, d);
  if (d->url.n) {
    html_raw(h, "<dt>");
    html_word(h, W_FIELD_ADDRESS);
    html_raw(h, "</dt><dd>");
    html_address(h, d->url);
    html_raw(h, "</dd>\n");
  }
  if (d->withheld) {
    document_withheld(h);
  } else {
    document_read(h, index);
    document_file(h, d, options->working);
  }
  html_raw(h, "</dl>\n");
}

/* ---- what it reports ------------------------------------------------------------------------- */

/* The figures of a document for one measure of an event, each row once. */
Str html_document_figures(Html *h, const PageMeasure *measure, uint32_t document) {
  Str *items = arena_array(h->arena, Str, measure->rows.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < measure->rows.n; i++) {
    const PageRow *row = &measure->rows.v[i];
    if (row->document != document) {
      continue;
    }
    size_t begin = html_begin(h);
    html_figure(h, row->claim, false);
    if (claim_at(h, row->claim)->who.words.text.n) {
      html_raw(h, " ");
      html_quoted(h, claim_at(h, row->claim)->who.words.text, document);
    }
    if (row->unclear || row->question >= 0) {
      html_raw(h, " <b class=\"q\">?</b>");
    }
    items[n++] = html_take(h, begin);
  }
  return html_list(h, items, n, W_LIST_COMMA);
}

static void event_line(Html *h, uint32_t index, uint32_t document) {
  const PageEvent *event = &h->m->events.v[index];
  html_raw(h, "<li><a");
  html_href_head(h, spot_event(index));
  html_raw(h, ">");
  html_text(h, event->heading);
  html_raw(h, "</a>");
  bool any = false;
  for (uint32_t k = 0; k < event->measures.n; k++) {
    Str figures = html_document_figures(h, &event->measures.v[k], document);
    if (figures.n) {
      html_raw(h, any ? " · " : ": ");
      html_text(h, event->measures.v[k].name);
      html_raw(h, " ");
      html_str(h, figures);
      any = true;
    }
  }
  html_raw(h, "</li>\n");
}

static void document_heading(Html *h, uint32_t index, int level, const char *name,
                             WordingKey title) {
  html_format(h, "<h%d id=\"%s%u\">", level, name, index + 1);
  html_word(h, title);
  html_format(h, "</h%d>\n", level);
}

static void document_events(Html *h, uint32_t index, int level) {
  const Indices *events = &h->m->documents[index].events;
  if (events->n == 0) {
    return;
  }
  document_heading(h, index, level, "reports", W_DOCUMENT_REPORTS);
  html_raw(h, "<ul>\n");
  for (uint32_t i = 0; i < events->n; i++) {
    event_line(h, events->v[i], index);
  }
  html_raw(h, "</ul>\n");
}

static void document_pairs(Html *h, uint32_t index, int level) {
  const Indices *pairs = &h->m->documents[index].pairs;
  if (pairs->n == 0) {
    return;
  }
  document_heading(h, index, level, "shares", W_DOCUMENT_PAIRS);
  for (int open = 0; open < 2; open++) {
    Str *items = arena_array(h->arena, Str, pairs->n);
    uint32_t n = 0;
    for (uint32_t i = 0; i < pairs->n; i++) {
      const OriginPair *pair = &h->m->story->pairs.v[pairs->v[i]];
      if ((pair->verdict == ORIGIN_OPEN) != (open == 1)) {
        continue;
      }
      size_t begin = html_begin(h);
      html_raw(h, "<a class=\"d\"");
      html_href_head(h, spot_pair(pair->a, pair->b));
      html_raw(h, ">");
      html_foreign(h, h->m->names[pair->a == index ? pair->b : pair->a], NO_DOCUMENT);
      html_raw(h, "</a>");
      items[n++] = html_take(h, begin);
    }
    if (n) {
      html_raw(h, "<p>");
      html_word(h, open ? W_ORIGIN_OPEN : W_SIGNS);
      html_raw(h, ": ");
      html_str(h, html_list(h, items, n, W_LIST_COMMA));
      html_raw(h, "</p>\n");
    }
  }
}

void html_document_view(Html *h, uint32_t document, const ReportOptions *options, int level) {
  html_raw(h, "<div class=\"about\">\n");
  document_fields(h, document, options);
  html_raw(h, "<div>\n");
  document_events(h, document, level);
  document_pairs(h, document, level);
  html_raw(h, "</div>\n</div>\n");
  size_t begin = html_begin(h);
  document_heading(h, document, level, "sentences", W_SENTENCES_TITLE);
  size_t empty = html_begin(h);
  html_document_sentences(h, document);
  if (html_begin(h) == empty) {
    html_take(h, begin);
  }
}

/* ---- all of them ----------------------------------------------------------------------------- */

void html_document_title(Html *h, uint32_t document) {
  const DocumentLine *d = &h->m->extraction->documents.v[document];
  html_raw(h, "<span class=\"d\">");
  html_foreign(h, h->m->names[document], NO_DOCUMENT);
  html_raw(h, "</span>");
  if (d->title.n) {
    html_raw(h, " ");
    html_quoted(h, d->title, document);
  }
}

void html_documents_all(Html *h, const ReportOptions *options) {
  html_raw(h, "<section id=\"documents\" aria-labelledby=\"h-documents\">\n"
              "<h2 id=\"h-documents\">");
  html_word(h, W_DOCUMENTS_TITLE);
  html_raw(h, "</h2>\n<p>");
  html_word(h, W_SENTENCES_INTRO);
  html_raw(h, "</p>\n");
  for (uint32_t i = 0; i < h->m->extraction->documents.n; i++) {
    html_format(h, "<article class=\"view\" id=\"d%u\">\n<h3>", i + 1);
    html_document_title(h, i);
    html_raw(h, "</h3>\n");
    html_document_view(h, i, options, 4);
    html_raw(h, "</article>\n");
  }
  html_raw(h, "</section>\n");
}

static void list_line(Html *h, uint32_t document) {
  const DocumentLine *d = &h->m->extraction->documents.v[document];
  html_raw(h, "<li>");
  html_document(h, document);
  if (d->title.n) {
    html_raw(h, " ");
    html_quoted(h, d->title, document);
  }
  html_raw(h, " <span class=\"in\">");
  if (d->publisher.n) {
    size_t begin = html_begin(h);
    html_foreign(h, d->publisher, document);
    html_str(h, html_with_about(h, html_take(h, begin), d->publisher));
  } else {
    html_word(h, W_PUBLISHER_NOT_STATED);
  }
  html_raw(h, " · ");
  document_date(h, d);
  html_raw(h, "</span></li>\n");
}

void html_documents_list(Html *h, const Indices *documents) {
  uint32_t n = documents ? documents->n : h->m->extraction->documents.n;
  for (uint32_t i = 0; i < n; i++) {
    if (i % HTML_CHUNK == 0) {
      html_raw(h, i ? "</ul>\n" : "");
      html_raw(h, "<ul class=\"lines chunk\">\n");
    }
    list_line(h, documents ? documents->v[i] : i);
  }
  html_raw(h, n ? "</ul>\n" : "");
}
