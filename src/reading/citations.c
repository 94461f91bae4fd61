/* Story → citations. */
#include "reading/citations.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "origin/cites.h"

enum {
  ELSEWHERE_DOCUMENTS =
      400,            /* collections in which a body's text is looked for outside the event too */
  ELSEWHERE_MOST = 3, /* a body with more texts, none of the event, is not asked */
  TITLE_WORDS = 3,    /* words of a title that a reference is known by */
  NAME_WORDS = 2,     /* words of a body's full name */
};

typedef struct Citing {
  const Story *story;
  const Extraction *x;
  Str common, kinds;
  Arena *arena;
  uint32_t *event_of; /* of each claim, in the story's order */
  Citations *out;
} Citing;

/* ---- figures --------------------------------------------------------------------------------- */

static bool bound_same(bool has_a, Decimal a, bool has_b, Decimal b) {
  return has_a == has_b && (!has_a || decimal_compare(a, b) == 0);
}

/* One measure and number; where none is stated: the same words, or the same bounds. */
static bool figure_same(const Claim *a, const Claim *b) {
  const Value *v = &a->value, *w = &b->value;
  if (b->kind != CLAIM_FIGURE || !str_equal(a->measure, b->measure) ||
      v->has_number != w->has_number) {
    return false;
  }
  if (v->has_number) {
    return decimal_compare(v->number, w->number) == 0;
  }
  return str_equal_fold(v->words.text, w->words.text) ||
         ((v->has_low || v->has_high) && bound_same(v->has_low, v->low, w->has_low, w->low) &&
          bound_same(v->has_high, v->high, w->has_high, w->high));
}

static bool is_checked(const Claim *c) {
  return c->kind == CLAIM_FIGURE && c->certainty == CERTAINTY_CLEAR &&
         c->modality != MODALITY_DENIED && c->modality != MODALITY_DISPUTED;
}

static bool is_digit(Str text, size_t at) {
  return at < text.n && text.p[at] >= '0' && text.p[at] <= '9';
}

/* The number in digits, with commas or without, and not as a piece of another number. */
static bool number_stands(Str text, Decimal number) {
  char digits[32];
  size_t n = decimal_write(number, digits);
  for (size_t at = 0; at < text.n; at++) {
    size_t to = at, k = 0;
    while (k < n && to < text.n &&
           (text.p[to] == digits[k] || (k && text.p[to] == ',' && is_digit(text, to + 1)))) {
      k += text.p[to] == digits[k];
      to++;
    }
    bool before = at && (is_digit(text, at - 1) ||
                         (at > 1 && strchr(".,", text.p[at - 1]) && is_digit(text, at - 2)));
    bool after =
        is_digit(text, to) || (to < text.n && strchr(".,", text.p[to]) && is_digit(text, to + 1));
    if (k == n && !before && !after) {
      return true;
    }
  }
  return false;
}

/* ---- bodies and their texts ------------------------------------------------------------------ */

/* Letters above ASCII begin with the bytes C3 to DF here; typographic marks with E2. */
static bool is_letter(char c) {
  unsigned char byte = (unsigned char)c;
  return byte < 0x80 ? rune_is_letter(byte) : byte >= 0xC3 && byte < 0xE0;
}

/* Nothing but words for kinds of documents, words that bind, numbers and marks. */
static bool says_no_more(const Citing *g, Str text) {
  for (size_t at = 0; at < text.n;) {
    size_t start = at;
    bool letters = false;
    for (; at < text.n &&
           (is_letter(text.p[at]) || is_digit(text, at) || (unsigned char)text.p[at] >= 0x80);
         at++) {
      letters = letters || is_letter(text.p[at]);
    }
    Str word = {text.p + start, at - start};
    if (letters && !cites_common(word, g->common) && !cites_common(word, g->kinds)) {
      return false;
    }
    at += word.n == 0;
  }
  return true;
}

/* The title is the body's name, perhaps with what kind of document it is: “Findings of the Tide
   Inquiry”, “Tide Inquiry: report 4”. A headline says more: “Tide Inquiry rejects blame”. */
static bool title_names(const Citing *g, Str title, Str name) {
  for (size_t at = 0; name.n && at + name.n <= title.n; at++) {
    bool whole = at == 0 || title.p[at - 1] == ' ';
    Str after = {title.p + at + name.n, title.n - at - name.n};
    if (whole && str_equal_fold((Str){title.p + at, name.n}, name) &&
        (!after.n || !is_letter(after.p[0])) && says_no_more(g, (Str){title.p, at}) &&
        says_no_more(g, after)) {
      return true;
    }
  }
  return false;
}

/* A source and what it is called without the words that bind. */
typedef struct Named {
  const Source *source;
  Str core;
  bool full;  /* of several words */
  bool brief; /* “the Board”: a binding word, then one word with a capital */
} Named;

static Named named_of(const Citing *g, const Source *s) {
  Str words = str_trim(s->words.text), core = cites_core(words, g->common);
  Named named = {.source = s, .core = core};
  named.full = cites_weight(core, g->common, NAME_WORDS) >= NAME_WORDS;
  named.brief = s->via != VIA_FOOTNOTE && core.n && core.n < words.n && core.p[0] >= 'A' &&
                core.p[0] <= 'Z' && !memchr(core.p, ' ', core.n);
  return named;
}

/* The document is the named body's own text, or the text that the source refers to. */
static bool is_text_of(const Citing *g, const Named *named, const DocumentLine *d, CitedBy *by) {
  const Source *s = named->source;
  if (cites_name(s, d->publisher, g->common)) {
    *by = CITED_PUBLISHER;
    return true;
  }
  if (cites_name(s, d->author, g->common) &&
      cites_weight(d->author, g->common, NAME_WORDS) >= NAME_WORDS) {
    *by = CITED_AUTHOR;
    return true;
  }
  *by = CITED_TITLE;
  if (cites_holds(s->reference, d->title, g->common) &&
      cites_weight(d->title, g->common, TITLE_WORDS) >= TITLE_WORDS) {
    return true;
  }
  return !d->publisher.n && !d->author.n && named->full && title_names(g, d->title, named->core);
}

/* The publisher's name has the one word of a brief name; a title with it is mostly a headline. */
static bool is_short_for(const Named *named, const DocumentLine *d) {
  Str name = d->publisher;
  for (size_t at = 0; named->brief && at < name.n;) {
    size_t end = at;
    while (end < name.n && name.p[end] != ' ') {
      end++;
    }
    if (str_equal((Str){name.p + at, end - at}, named->core)) {
      return true;
    }
    at = end + 1;
  }
  return false;
}

/* Documents of the event that are the body's; the citing document itself shows only that a short
   name is its own. */
static void search_event(Citing *g, const Claim *c, const Named *named, Check *k) {
  const Event *event = g->story->events.v[k->event].event;
  Indices shorts = {0};
  bool own = false;
  for (uint32_t i = 0; i < event->documents.n; i++) {
    uint32_t d = event->documents.v[i];
    const DocumentLine *line = &g->x->documents.v[d];
    CitedBy by;
    if (d != c->document && is_text_of(g, named, line, &by)) {
      k->by = k->searched.n == 0 || by < k->by ? by : k->by;
      array_push(g->arena, &k->searched, d);
    } else if (is_short_for(named, line)) {
      own = own || d == c->document;
      array_push(g->arena, &shorts, d);
    }
  }
  if (!k->searched.n && !own && shorts.n == 1) {
    k->by = CITED_SHORT;
    k->searched = shorts;
  }
  k->same_event = k->searched.n > 0;
}

/* Outside the event only a title names the text that is meant: a publisher or author has many. */
static void search_elsewhere(Citing *g, const Claim *c, const Named *named, Check *k) {
  for (uint32_t d = 0; d < g->x->documents.n && g->x->documents.n <= ELSEWHERE_DOCUMENTS; d++) {
    CitedBy by;
    const DocumentLine *line = &g->x->documents.v[d];
    bool apart = !str_equal(line->part, g->x->documents.v[c->document].part);
    if (d != c->document && !apart && is_text_of(g, named, line, &by) && by == CITED_TITLE) {
      k->by = k->searched.n == 0 || by < k->by ? by : k->by;
      array_push(g->arena, &k->searched, d);
    }
  }
  k->searched.n = k->searched.n > ELSEWHERE_MOST ? 0 : k->searched.n;
}

/* ---- checks ---------------------------------------------------------------------------------- */

/* Claims of the document come to `k` if they say more than what it holds: found before others
   before nothing. The event's figures speak first: an equal number of another event counts only
   where the document has none of it. */
static void look_in(Citing *g, uint32_t from, uint32_t to, const Claim *c, uint32_t document,
                    Check *k) {
  Indices found = {0}, elsewhere = {0}, others = {0};
  for (uint32_t i = from; i < to; i++) {
    const Claim *d = &g->x->claims.v[i];
    bool here = g->event_of[i] == k->event;
    if (d->kind != CLAIM_FIGURE || !str_equal(d->measure, c->measure)) {
      continue;
    }
    if (figure_same(c, d)) {
      array_push(g->arena, here ? &found : &elsewhere, i);
    } else if (here) {
      array_push(g->arena, &others, i);
    }
  }
  if (!found.n && !others.n) {
    found = elsewhere;
  }
  CheckVerdict verdict = found.n ? CHECK_FOUND : others.n ? CHECK_OTHER_FIGURE : CHECK_NOT_FOUND;
  bool stands = !found.n && c->value.has_number &&
                number_stands(g->x->documents.v[document].text, c->value.number);
  if (k->source_document == UINT32_MAX || verdict < k->verdict) {
    k->source_document = document;
    k->verdict = verdict;
    k->found = found;
    k->others = others;
    k->in_text = stands;
  }
}

static void check_source(Citing *g, uint32_t claim, const Source *s) {
  const Claim *c = &g->x->claims.v[claim];
  Check k = {.claim = claim,
             .event = g->event_of[claim],
             .attributed_to = s->words.text,
             .last = !s->from,
             .source_document = UINT32_MAX};
  if (s->kind != SOURCE_NAMED) {
    return;
  }
  Named named = named_of(g, s);
  search_event(g, c, &named, &k);
  if (!k.searched.n) {
    search_elsewhere(g, c, &named, &k);
  }
  for (uint32_t i = 0; i < k.searched.n; i++) {
    uint32_t d = k.searched.v[i];
    look_in(g, extraction_claims_from(g->x, d), extraction_claims_from(g->x, d + 1), c, d, &k);
  }
  if (k.searched.n) {
    array_push(g->arena, &g->out->checks, k);
  }
}

static void checks_find(Citing *g, const Event *event) {
  for (uint32_t i = 0; i < event->claims.n; i++) {
    const Claim *c = &g->x->claims.v[event->claims.v[i]];
    for (const Source *s = &c->source; s && is_checked(c); s = s->from) {
      check_source(g, event->claims.v[i], s);
    }
  }
}

/* ---- earliest -------------------------------------------------------------------------------- */

typedef struct Dated {
  Str date;
  uint32_t document;
} Dated;

static int dated_order(const void *a, const void *b) {
  const Dated *x = a, *y = b;
  int order = str_compare(x->date, y->date);
  return order ? order : (x->document > y->document) - (x->document < y->document);
}

/* A year or month holds the days in it: which of them was earlier is not known. */
static bool date_meets(Str a, Str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  return n == 0 || memcmp(a.p, b.p, n) == 0;
}

/* A date that the document or its address gives; one inferred from the days it tells of says
   nothing of when it was published. */
static bool is_dated(const DocumentLine *d) {
  return d->date.n && !str_is(d->date_basis, "latest_mention") &&
         !str_is(d->date_basis, "anniversary");
}

static void earliest_find(Citing *g, uint32_t event, uint32_t measure, uint32_t reading) {
  const Reading *r = &g->story->events.v[event].measures.v[measure].readings.v[reading];
  Earliest e = {.event = event, .measure = measure, .reading = reading};
  Dated *dated = arena_array(g->arena, Dated, r->documents.n);
  uint32_t n = 0;
  for (uint32_t i = 0; i < r->documents.n; i++) {
    const DocumentLine *d = &g->x->documents.v[r->documents.v[i]];
    if (is_dated(d)) {
      dated[n++] = (Dated){d->date, r->documents.v[i]};
    } else {
      array_push(g->arena, &e.undated, r->documents.v[i]);
    }
  }
  if (n > 1) {
    qsort(dated, n, sizeof *dated, dated_order);
  }
  e.dated = n > 0;
  e.document = n ? dated[0].document : 0;
  for (uint32_t i = 1; i < n; i++) {
    bool same = date_meets(dated[0].date, dated[i].date);
    array_push(g->arena, same ? &e.same_date : &e.later, dated[i].document);
  }
  array_push(g->arena, &g->out->earliest, e);
}

/* ---- circles --------------------------------------------------------------------------------- */

/* The check by which a claim leads to another document's figure of the event, UINT32_MAX: none.
   Checks of the event begin at `from`. */
static uint32_t leads_on(const Citing *g, uint32_t claim, uint32_t from) {
  for (uint32_t i = from; i < g->out->checks.n; i++) {
    const Check *k = &g->out->checks.v[i];
    if (k->claim == claim && k->last && k->same_event && k->verdict == CHECK_FOUND &&
        g->event_of[k->found.v[0]] == k->event) {
      return i;
    }
  }
  return UINT32_MAX;
}

/* All claims of the event with the figure of one of them; a circle where each leads on. */
static void circle_find(Citing *g, uint32_t event, const Event *e, uint32_t one, uint32_t from,
                        bool *seen) {
  const Claim *c = &g->x->claims.v[e->claims.v[one]];
  Circle circle = {.event = event};
  bool closed = is_checked(c);
  for (uint32_t i = 0; i < e->claims.n && closed; i++) {
    const Claim *d = &g->x->claims.v[e->claims.v[i]];
    if (!figure_same(c, d) || d->modality == MODALITY_DENIED) {
      continue;
    }
    uint32_t check = leads_on(g, e->claims.v[i], from);
    seen[i] = true;
    closed = check != UINT32_MAX;
    array_push(g->arena, &circle.claims, e->claims.v[i]);
    array_push(g->arena, &circle.checks, check);
    if (!indices_have(&circle.documents, d->document)) {
      array_push(g->arena, &circle.documents, d->document);
    }
  }
  if (closed) {
    array_push(g->arena, &g->out->circles, circle);
  }
}

/* ---- all ------------------------------------------------------------------------------------- */

static void event_find(Citing *g, uint32_t event) {
  const EventStory *s = &g->story->events.v[event];
  uint32_t from = g->out->checks.n;
  checks_find(g, s->event);
  for (uint32_t m = 0; m < s->measures.n; m++) {
    for (uint32_t r = 0; r < s->measures.v[m].readings.n; r++) {
      if (!s->measures.v[m].readings.v[r].unclear) {
        earliest_find(g, event, m, r);
      }
    }
  }
  bool *seen = arena_array(g->arena, bool, s->event->claims.n);
  for (uint32_t i = 0; i < s->event->claims.n && g->out->checks.n > from; i++) {
    if (!seen[i] && leads_on(g, s->event->claims.v[i], from) != UINT32_MAX) {
      circle_find(g, event, s->event, i, from, seen);
    }
  }
}

void citations_find(const Story *story, const CitationWords *words, Arena *arena,
                    Citations *citations) {
  Citing g = {.story = story,
              .x = story->extraction,
              .common = words->common,
              .kinds = words->kinds,
              .arena = arena,
              .out = citations};
  memset(citations, 0, sizeof *citations);
  g.event_of = arena_array(arena, uint32_t, g.x->claims.n);
  for (uint32_t i = 0; i < g.x->claims.n; i++) {
    g.event_of[i] = UINT32_MAX;
  }
  for (uint32_t i = 0; i < story->events.n; i++) {
    for (uint32_t k = 0; k < story->events.v[i].event->claims.n; k++) {
      g.event_of[story->events.v[i].event->claims.v[k]] = i;
    }
  }
  for (uint32_t i = 0; i < story->events.n; i++) {
    event_find(&g, i);
  }
}
