/* HTML pairs: signs that two documents share an origin → the pairs of an event, and each pair side
   by side. */
#include "view/html_plot.h"
#include "view/html_sections.h"

enum { SHORT_QUOTE = 160 };

void html_pair_name(Html *h, uint32_t a, uint32_t b) {
  const OriginPair *pair;
  page_verdict(h->m, a, b, &pair);
  if (pair && pair->verdict != ORIGIN_NONE_FOUND) {
    html_raw(h, "<a class=\"d\"");
    html_href_head(h, spot_pair(a, b));
    html_raw(h, ">");
  }
  html_foreign(h, h->m->names[a], NO_DOCUMENT);
  html_raw(h, "&nbsp;–&nbsp;");
  html_foreign(h, h->m->names[b], NO_DOCUMENT);
  html_raw(h, pair && pair->verdict != ORIGIN_NONE_FOUND ? "</a>" : "");
}

static WordingKey verdict_words(const OriginPair *pair) {
  return pair->verdict == ORIGIN_SIGNS  ? W_SIGNS
         : pair->verdict == ORIGIN_OPEN ? W_ORIGIN_OPEN
                                        : W_ORIGIN_NONE_FOUND;
}

/* ---- the pairs of an event ------------------------------------------------------------------- */

static WordingKey signal_name(SignalKind kind) {
  switch (kind) {
    case SIGNAL_SHARED_PASSAGE: return W_SIGN_PASSAGE;
    case SIGNAL_SHARED_FIGURES: return W_SIGN_FIGURES;
    case SIGNAL_SAME_PUBLISHER: return W_SIGN_PUBLISHER;
    case SIGNAL_CITES: return W_SIGN_CITES;
    case SIGNAL_SAME_UPSTREAM: return W_SIGN_UPSTREAM;
    case SIGNAL_PERSON: return W_SIGN_PERSON;
  }
  return W_SIGN_PASSAGE;
}

/* 000 – 001: signs of a shared origin (shared wording, the same set of figures) */
static void pair_line(Html *h, const OriginPair *pair) {
  bool told[SIGNAL_PERSON + 1] = {false};
  bool any = false;
  html_raw(h, "<li>");
  html_pair_name(h, pair->a, pair->b);
  html_raw(h, ": ");
  html_word(h, verdict_words(pair));
  for (uint32_t i = 0; i < pair->signals.n; i++) {
    SignalKind kind = pair->signals.v[i].kind;
    if (!told[kind]) {
      html_raw(h, any ? ", " : " <span class=\"in\">(");
      html_word(h, signal_name(kind));
      told[kind] = any = true;
    }
  }
  html_raw(h, any ? ")</span></li>\n" : "</li>\n");
}

void html_origin(Html *h, const PageEvent *event) {
  const Event *e = event->story->event;
  if (e->documents.n < 2) {
    return;
  }
  enum { PAIRS_IN_WORDS = 45 };
  html_section_open(h, event, "origin", NULL, W_ORIGIN_TITLE);
  html_raw(h, "<p>");
  html_word(h, W_ORIGIN_INTRO);
  html_raw(h, "</p>\n");
  html_origin_graph(h, event);
  size_t begin = html_begin(h);
  ARRAY(Str) none = {0};
  uint32_t apart = 0;
  for (uint32_t i = 0; i < e->documents.n; i++) {
    for (uint32_t k = i + 1; k < e->documents.n; k++) {
      const OriginPair *pair;
      page_verdict(h->m, e->documents.v[i], e->documents.v[k], &pair);
      if (pair && pair->verdict != ORIGIN_NONE_FOUND) {
        pair_line(h, pair);
      } else if (++apart <= PAIRS_IN_WORDS) {
        size_t at = html_begin(h);
        html_pair_name(h, e->documents.v[i], e->documents.v[k]);
        array_push(h->arena, &none, html_take(h, at));
      }
    }
  }
  Str entries = html_take(h, begin);
  if (entries.n) {
    html_raw(h, "<ul class=\"pairs\">\n");
    html_str(h, entries);
    html_raw(h, "</ul>\n");
  }
  if (apart) {
    html_raw(h, "<p>");
    Str pairs = html_list_more(h, none.v, none.n, apart - none.n);
    html_say(h, W_ORIGIN_NONE_PAIRS, ARG("pairs", pairs));
    html_raw(h, "</p>\n");
  }
  html_raw(h, "</section>\n");
}

/* ---- one pair -------------------------------------------------------------------------------- */

/* At most SHORT_QUOTE columns of a text, in quotation marks. */
static Str short_quote(Html *h, Str text, uint32_t document) {
  size_t fit = text_fit(text, SHORT_QUOTE);
  if (fit == text.n) {
    return html_quote(h, text, document);
  }
  while (fit > SHORT_QUOTE / 2 && text.p[fit] != ' ') {
    fit--;
  }
  return html_quote(h, str_of(arena_printf(h->arena, "%.*s …", (int)fit, text.p)), document);
}

static bool is_letter_start(Str text, uint32_t at) {
  return at >= text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

/* The words of a shared passage as the second document has them, where they are not the same. */
static Str other_words(const Html *h, const OriginPair *pair, const OriginSignal *signal) {
  Str text = h->m->extraction->documents.v[pair->b].text;
  bool inside = signal->kind == SIGNAL_SHARED_PASSAGE && signal->b.start < signal->b.end &&
                signal->b.end <= text.n && is_letter_start(text, signal->b.start) &&
                is_letter_start(text, signal->b.end);
  Str words = inside ? str_cut(text, signal->b) : (Str){0};
  return str_equal(words, signal->text) ? (Str){0} : words;
}

static void signal_line(Html *h, const OriginPair *pair, const OriginSignal *signal) {
  Str *figures = arena_array(h->arena, Str, signal->figures.n + 1);
  for (uint32_t i = 0; i < signal->figures.n; i++) {
    figures[i] = html_escaped(h, signal->figures.v[i]);
  }
  Str text = signal->kind == SIGNAL_PERSON ? html_escaped(h, signal->text)
             : signal->text.n ? short_quote(h, signal->text, pair->a) : (Str){0};
  static const WordingKey keys[] = {
      [SIGNAL_SHARED_PASSAGE] = W_SIGNAL_PASSAGE, [SIGNAL_SHARED_FIGURES] = W_SIGNAL_FIGURES,
      [SIGNAL_SAME_PUBLISHER] = W_SIGNAL_PUBLISHER, [SIGNAL_CITES] = W_SIGNAL_CITES,
      [SIGNAL_SAME_UPSTREAM] = W_SIGNAL_UPSTREAM, [SIGNAL_PERSON] = W_SIGNAL_PERSON};
  if (text.n == 0 && signal->figures.n == 0 && signal->kind != SIGNAL_SAME_PUBLISHER) {
    return;
  }
  html_raw(h, "<li>");
  html_say(h, keys[signal->kind], ARG("text", text),
           ARG("figures", html_list(h, figures, signal->figures.n, W_LIST_COMMA)));
  Str other = other_words(h, pair, signal);
  if (other.n) {
    size_t begin = html_begin(h);
    html_document(h, pair->b);
    Str document = html_take(h, begin);
    html_raw(h, " ");
    html_say(h, W_SIGNAL_IN_OTHER, ARG("document", document),
             ARG("text", short_quote(h, other, pair->b)));
  }
  html_raw(h, "</li>\n");
}

/* A row of the comparison: what each of the two gives for a measure; empty where neither does. */
static void measure_row(Html *h, const PageMeasure *measure, const OriginPair *pair) {
  Str a = html_document_figures(h, measure, pair->a);
  Str b = html_document_figures(h, measure, pair->b);
  if (a.n == 0 && b.n == 0) {
    return;
  }
  html_raw(h, "<tr><th scope=\"row\">");
  html_text(h, measure->name);
  for (int k = 0; k < 2; k++) {
    Str figures = k ? b : a;
    html_raw(h, k ? "</td><td>" : "</th><td>");
    if (figures.n) {
      html_str(h, figures);
    } else {
      html_raw(h, "<span class=\"quiet\">");
      html_word(h, W_NOT_GIVEN);
      html_raw(h, "</span>");
    }
  }
  html_raw(h, "</td></tr>\n");
}

static bool tells_of(const Html *h, uint32_t document, uint32_t event) {
  const Indices *events = &h->m->documents[document].events;
  for (uint32_t i = 0; i < events->n; i++) {
    if (events->v[i] == event) {
      return true;
    }
  }
  return false;
}

/* The figures of both, side by side, for each event that both tell of. */
static void side_by_side(Html *h, const OriginPair *pair) {
  const Indices *events = &h->m->documents[pair->a].events;
  for (uint32_t i = 0; i < events->n; i++) {
    if (!tells_of(h, pair->b, events->v[i])) {
      continue;
    }
    const PageEvent *event = &h->m->events.v[events->v[i]];
    size_t begin = html_begin(h);
    for (uint32_t k = 0; k < event->measures.n; k++) {
      measure_row(h, &event->measures.v[k], pair);
    }
    Str rows = html_take(h, begin);
    html_raw(h, "<table class=\"side\"><caption><a");
    html_href_head(h, spot_event(events->v[i]));
    html_raw(h, ">");
    html_text(h, event->heading);
    html_raw(h, "</a></caption>\n<thead><tr><th scope=\"col\">");
    html_word(h, W_COLUMN_MEASURE);
    html_raw(h, "</th><th scope=\"col\">");
    html_document(h, pair->a);
    html_raw(h, "</th><th scope=\"col\">");
    html_document(h, pair->b);
    html_raw(h, "</th></tr></thead>\n<tbody>\n");
    html_str(h, rows);
    html_raw(h, "</tbody></table>\n");
  }
}

void html_pair(Html *h, const OriginPair *pair, int level) {
  Indices both = {0};
  array_push(h->arena, &both, pair->a);
  array_push(h->arena, &both, pair->b);
  html_raw(h, "<p>");
  html_word(h, verdict_words(pair));
  html_raw(h, "</p>\n");
  if (pair->signals.n) {
    html_raw(h, "<ul>\n");
    for (uint32_t i = 0; i < pair->signals.n; i++) {
      signal_line(h, pair, &pair->signals.v[i]);
    }
    html_raw(h, "</ul>\n");
  }
  if (level == 2) { /* a page of its own: what the two are */
    html_documents_list(h, &both);
  }
  side_by_side(h, pair);
}

void html_pairs(Html *h) {
  const Story *story = h->m->story;
  bool any = false;
  for (uint32_t i = 0; i < story->pairs.n; i++) {
    const OriginPair *pair = &story->pairs.v[i];
    if (pair->verdict == ORIGIN_NONE_FOUND) {
      continue;
    }
    if (!any) {
      html_raw(h, "<section id=\"pairs\" aria-labelledby=\"h-pairs\">\n<h2 id=\"h-pairs\">");
      html_word(h, W_PAIRS_TITLE);
      html_raw(h, "</h2>\n");
    }
    any = true;
    html_format(h, "<article class=\"view\" id=\"o%u-%u\">\n<h3>", pair->a + 1, pair->b + 1);
    html_document(h, pair->a);
    html_raw(h, "&nbsp;–&nbsp;");
    html_document(h, pair->b);
    html_raw(h, "</h3>\n");
    html_pair(h, pair, 4);
    html_raw(h, "</article>\n");
  }
  html_raw(h, any ? "</section>\n" : "");
}
