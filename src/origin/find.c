/* Figures, passages, names of sources and publishers ──pair by pair──▶ signs of shared origin.

   One sign that unconnected documents would hardly both give is enough: copied wording, or two
   unrounded figures of one event. One such figure needs shared wording beside it. What is found but
   is not enough leaves the pair open: nothing here ever shows that documents are independent. */
#include "origin/find.h"

#include <stdlib.h>

#include "base/map.h"
#include "origin/cites.h"
#include "passage/passage.h"

enum {
  FIGURE_DOCUMENTS = 12,   /* a figure that more documents give is public knowledge */
  CLOSE_MOST = 40000,      /* pairs that are read closely: the first by document */
  EVENT_PAIRS_MOST = 400,  /* documents of an event whose pairs are all listed when open */
  PASSAGE_STRONG = 380,    /* weight of wording that is a sign by itself */
  PASSAGE_LISTED = 170, /* weight of wording that is shown beside other signs */
  ORDER_LEAST = 450,    /* thousandths of the words in one order, for a sign by itself */
  PASSAGE_WEAK = 240,      /* … beside a rare figure */
};

typedef struct Shared {
  uint32_t a, b;
  Str figure; /* "killed 147" */
  uint32_t specific;
} Shared;

typedef ARRAY(Shared) SharedArray;

typedef struct Given {
  uint32_t event, document, claim;
  Str measure;
  Decimal number;
  Qualifier qualifier;
} Given;

static int given_order(const void *a, const void *b) {
  const Given *x = a, *y = b;
  if (x->event != y->event) {
    return x->event < y->event ? -1 : 1;
  }
  int order = str_compare(x->measure, y->measure);
  order = order ? order : decimal_compare(x->number, y->number);
  if (order) {
    return order;
  }
  return x->document != y->document ? (x->document < y->document ? -1 : 1)
                                    : (x->claim > y->claim) - (x->claim < y->claim);
}

/* Digits that rounding would have taken away: 3 for 744, 1 for 400, 2 for 26,000. */
static uint32_t significant(Decimal d) {
  int64_t n = d.digits < 0 ? -d.digits : d.digits;
  uint32_t digits = 0;
  while (n && n % 10 == 0) {
    n /= 10;
  }
  for (; n; n /= 10) {
    digits++;
  }
  return digits;
}

static bool same_figure(const Given *a, const Given *b) {
  return a->event == b->event && str_equal(a->measure, b->measure) &&
         decimal_compare(a->number, b->number) == 0;
}

static void figures_share(Arena *arena, const Given *given, uint32_t n, SharedArray *shared) {
  char number[32];
  for (uint32_t i = 0, k; i < n; i = k) {
    uint32_t documents = 1;
    for (k = i + 1; k < n && same_figure(&given[i], &given[k]); k++) {
      documents += given[k].document != given[k - 1].document;
    }
    uint32_t specific = significant(given[i].number);
    if (documents < 2 || documents > FIGURE_DOCUMENTS || specific < 2) {
      continue;
    }
    size_t size = decimal_write(given[i].number, number);
    Str text = str_of(arena_printf(arena, "%.*s %.*s", STR_ARG(given[i].measure), (int)size, number));
    for (uint32_t a = i; a < k; a++) {
      for (uint32_t b = a + 1; b < k; b++) {
        bool first = (a == i || given[a - 1].document != given[a].document) &&
                     given[b - 1].document != given[b].document;
        if (first) {
          array_push(arena, shared, (Shared){given[a].document, given[b].document, text, specific});
        }
      }
    }
  }
}

static void figures_find(Arena *arena, const Extraction *x, const uint32_t *event_of,
                         SharedArray *shared) {
  Given *given = arena_array(arena, Given, x->claims.n);
  uint32_t n = 0;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    const Claim *c = &x->claims.v[i];
    if (c->kind == CLAIM_FIGURE && c->value.has_number && c->certainty == CERTAINTY_CLEAR &&
        c->value.number.digits >= 10) {
      given[n++] = (Given){event_of[i], c->document, i, c->measure, c->value.number,
                           c->value.qualifier};
    }
  }
  if (n > 1) {
    qsort(given, n, sizeof *given, given_order);
  }
  figures_share(arena, given, n, shared);
}

/* ---------------------------------------------------------------- pairs */

typedef struct Evidence {
  uint32_t a, b;
  int kind;    /* order of signals: passages, figures, publisher, cites, upstream, none */
  uint32_t at; /* index of the shared figure or passage */
} Evidence;

enum { EVIDENCE_PASSAGE, EVIDENCE_FIGURE, EVIDENCE_PUBLISHER, EVIDENCE_CITES, EVIDENCE_UPSTREAM,
       EVIDENCE_NONE };

static int evidence_order(const void *a, const void *b) {
  const Evidence *x = a, *y = b;
  if (x->a != y->a) {
    return x->a < y->a ? -1 : 1;
  }
  if (x->b != y->b) {
    return x->b < y->b ? -1 : 1;
  }
  if (x->kind != y->kind) {
    return x->kind < y->kind ? -1 : 1;
  }
  return (x->at > y->at) - (x->at < y->at);
}

typedef struct Finding {
  Arena *arena;
  const Extraction *x;
  const uint32_t *event_of;
  Str common_words;
  SharedArray shared;
  PassageArray passages;
  ARRAY(Evidence) evidence;
  ARRAY(Str) upstreams; /* texts for EVIDENCE_UPSTREAM and EVIDENCE_CITES */
} Finding;

static void note(Finding *f, uint32_t a, uint32_t b, int kind, uint32_t at) {
  if (a != b) {
    array_push(f->arena, &f->evidence,
               (Evidence){a < b ? a : b, a < b ? b : a, kind, at});
  }
}

/* A source's reference, or its name, that holds the publisher of another document of the event. */
static void cites_find(Finding *f, const uint32_t *documents, uint32_t n) {
  for (uint32_t i = 0; i < f->x->claims.n; i++) {
    const Claim *c = &f->x->claims.v[i];
    if (c->source.kind != SOURCE_NAMED) {
      continue;
    }
    for (uint32_t k = 0; k < n; k++) {
      const DocumentLine *d = &f->x->documents.v[documents[k]];
      if (documents[k] != c->document && cites_name(&c->source, d->publisher, f->common_words)) {
        array_push(f->arena, &f->upstreams, d->publisher);
        note(f, c->document, documents[k], EVIDENCE_CITES, f->upstreams.n - 1);
      }
    }
  }
}

typedef struct Upstream {
  uint32_t event, document;
  Str text;
} Upstream;

static int upstream_order(const void *a, const void *b) {
  const Upstream *x = a, *y = b;
  if (x->event != y->event) {
    return x->event < y->event ? -1 : 1;
  }
  int order = str_compare(x->text, y->text);
  return order ? order : (x->document > y->document) - (x->document < y->document);
}

/* Documents that name the same footnote or the same source for figures of one event. A source that
   many documents name is where everybody goes: it leaves the pairs open all the same. */
static void upstreams_find(Finding *f) {
  ARRAY(Upstream) named = {0};
  for (uint32_t i = 0; i < f->x->claims.n; i++) {
    const Claim *c = &f->x->claims.v[i];
    Str text = c->source.reference.n ? c->source.reference : c->source.words.text;
    if (c->kind == CLAIM_FIGURE && c->source.kind == SOURCE_NAMED && text.n >= 4) {
      array_push(f->arena, &named, (Upstream){f->event_of[i], c->document, text});
    }
  }
  if (named.n > 1) {
    qsort(named.v, named.n, sizeof *named.v, upstream_order);
  }
  for (uint32_t i = 0, k; i < named.n; i = k) {
    array_push(f->arena, &f->upstreams, named.v[i].text);
    for (k = i; k < named.n && named.v[k].event == named.v[i].event &&
                str_equal(named.v[k].text, named.v[i].text);
         k++) {
      for (uint32_t m = i; m < k && k - i < FIGURE_DOCUMENTS; m++) {
        note(f, named.v[m].document, named.v[k].document, EVIDENCE_UPSTREAM, f->upstreams.n - 1);
      }
    }
  }
}

typedef struct EventDocument {
  uint32_t event, document;
} EventDocument;

static int event_document_order(const void *a, const void *b) {
  const EventDocument *x = a, *y = b;
  if (x->event != y->event) {
    return x->event < y->event ? -1 : 1;
  }
  return (x->document > y->document) - (x->document < y->document);
}

/* Documents that give figures of one event: their pairs are open unless signs are found. */
static void event_pairs(Finding *f) {
  ARRAY(EventDocument) told = {0};
  for (uint32_t i = 0; i < f->x->claims.n; i++) {
    if (f->x->claims.v[i].kind == CLAIM_FIGURE) {
      array_push(f->arena, &told, (EventDocument){f->event_of[i], f->x->claims.v[i].document});
    }
  }
  if (told.n > 1) {
    qsort(told.v, told.n, sizeof *told.v, event_document_order);
  }
  uint32_t *documents = arena_array(f->arena, uint32_t, told.n);
  for (uint32_t i = 0, k; i < told.n; i = k) {
    uint32_t n = 0;
    for (k = i; k < told.n && told.v[k].event == told.v[i].event; k++) {
      if (n == 0 || documents[n - 1] != told.v[k].document) {
        documents[n++] = told.v[k].document;
      }
    }
    for (uint32_t a = 0; a < n && n <= EVENT_PAIRS_MOST; a++) {
      for (uint32_t b = a + 1; b < n; b++) {
        const DocumentLine *d = &f->x->documents.v[documents[a]];
        const DocumentLine *e = &f->x->documents.v[documents[b]];
        note(f, documents[a], documents[b], EVIDENCE_NONE, 0);
        if (d->publisher.n && str_equal_fold(d->publisher, e->publisher)) {
          note(f, documents[a], documents[b], EVIDENCE_PUBLISHER, 0);
        }
      }
    }
  }
}

static int pair_order(const void *a, const void *b) {
  const PassagePair *x = a, *y = b;
  if (x->a != y->a) {
    return x->a < y->a ? -1 : 1;
  }
  return (x->b > y->b) - (x->b < y->b);
}

static uint32_t pairs_unique(PassagePair *pairs, uint32_t n) {
  uint32_t kept = 0;
  if (n) {
    qsort(pairs, n, sizeof *pairs, pair_order);
  }
  for (uint32_t i = 0; i < n; i++) {
    if (i == 0 || pair_order(&pairs[i], &pairs[kept - 1]) != 0) {
      pairs[kept++] = pairs[i];
    }
  }
  return kept < CLOSE_MOST ? kept : CLOSE_MOST;
}

/* Wording of all documents; pairs that tell of one event, noted before, are read closely. */
static void passages_note(Finding *f, Str common_words) {
  const Extraction *x = f->x;
  PassageText *texts = arena_array(f->arena, PassageText, x->documents.n);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    texts[i] = passage_text(&x->documents.v[i]);
  }
  PassageOptions options = passage_options();
  ARRAY(PassagePair) close = {0};
  for (uint32_t i = 0; i < f->evidence.n; i++) {
    const Evidence *e = &f->evidence.v[i];
    array_push(f->arena, &close, (PassagePair){e->a, e->b});
  }
  options.common_words = common_words;
  options.close = close.v;
  options.close_count = pairs_unique(close.v, close.n);
  passages_find(f->arena, texts, x->documents.n, &options, &f->passages);
  for (uint32_t i = 0; i < f->passages.n; i++) {
    const Passage *p = &f->passages.v[i];
    if (p->kind != PASSAGE_BOILERPLATE && p->weight >= PASSAGE_LISTED) {
      note(f, p->a, p->b, EVIDENCE_PASSAGE, i);
    }
  }
}

static OriginSignal *signal_add(Finding *f, OriginPair *pair, SignalKind kind) {
  OriginSignal *s = array_add(f->arena, &pair->signals);
  s->kind = kind;
  return s;
}

static void passage_signal(Finding *f, OriginPair *pair, const Passage *p) {
  OriginSignal *s = signal_add(f, pair, SIGNAL_SHARED_PASSAGE);
  s->a = p->a_span;
  s->b = p->b_span;
  s->text = str_cut(f->x->documents.v[p->a].text, p->a_span);
}

/* Weighs what was found for one pair, evidence[from, to), and adds the pair. */
static void pair_judge(Finding *f, uint32_t from, uint32_t to, OriginPairs *pairs) {
  const Evidence *first = &f->evidence.v[from];
  OriginPair *pair = array_add(f->arena, pairs);
  uint32_t strong = 0, weak = 0, rare = 0, figures = 0;
  pair->a = first->a;
  pair->b = first->b;
  for (uint32_t i = from; i < to; i++) {
    const Evidence *e = &f->evidence.v[i];
    if (e->kind == EVIDENCE_PASSAGE) {
      const Passage *p = &f->passages.v[e->at];
      bool ordered = p->kind == PASSAGE_COPIED || p->score >= ORDER_LEAST;
      strong += p->weight >= PASSAGE_STRONG && ordered;
      weak += p->weight >= PASSAGE_WEAK;
    } else if (e->kind == EVIDENCE_FIGURE) {
      rare += f->shared.v[e->at].specific >= 3;
      figures++;
    }
  }
  bool by_figures = rare >= 2 || (rare >= 1 && figures >= 2);
  bool signs = strong > 0 || by_figures || (rare >= 1 && weak > 0);
  for (uint32_t i = from; i < to; i++) {
    const Evidence *e = &f->evidence.v[i];
    const Passage *p = e->kind == EVIDENCE_PASSAGE ? &f->passages.v[e->at] : NULL;
    if (p && signs) {
      passage_signal(f, pair, p);
    }
  }
  if (figures && rare) {
    OriginSignal *s = signal_add(f, pair, SIGNAL_SHARED_FIGURES);
    for (uint32_t i = from; i < to; i++) {
      if (f->evidence.v[i].kind == EVIDENCE_FIGURE) {
        array_push(f->arena, &s->figures, f->shared.v[f->evidence.v[i].at].figure);
      }
    }
  }
  for (uint32_t i = from; i < to; i++) {
    const Evidence *e = &f->evidence.v[i];
    if (e->kind == EVIDENCE_PUBLISHER) {
      signal_add(f, pair, SIGNAL_SAME_PUBLISHER);
      signs = true;
    } else if (e->kind == EVIDENCE_CITES || e->kind == EVIDENCE_UPSTREAM) {
      signal_add(f, pair, e->kind == EVIDENCE_CITES ? SIGNAL_CITES : SIGNAL_SAME_UPSTREAM)->text =
          f->upstreams.v[e->at];
    }
  }
  pair->verdict = signs ? ORIGIN_SIGNS : ORIGIN_OPEN;
}

/* Nothing found: open where texts are short or figures few; none found where both documents give
   several figures of the event and share none of them, nor any wording. */
static void verdict_none(Finding *f, OriginPair *pair, const uint32_t *counts) {
  enum { FIGURES_ENOUGH = 3 };
  if (pair->verdict == ORIGIN_OPEN && pair->signals.n == 0 &&
      f->x->documents.v[pair->a].text.n && f->x->documents.v[pair->b].text.n &&
      counts[pair->a] >= FIGURES_ENOUGH && counts[pair->b] >= FIGURES_ENOUGH) {
    pair->verdict = ORIGIN_NONE_FOUND;
  }
}

void origin_find(const Extraction *x, const uint32_t *event_of, Str common_words,
                 Arena *arena, OriginPairs *pairs) {
  Finding f = {.arena = arena, .x = x, .event_of = event_of, .common_words = common_words};
  uint32_t *counts = arena_array(arena, uint32_t, x->documents.n);
  uint32_t *all = arena_array(arena, uint32_t, x->documents.n), published = 0;
  memset(pairs, 0, sizeof *pairs);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    if (x->documents.v[i].publisher.n) {
      all[published++] = i;
    }
  }
  for (uint32_t i = 0; i < x->claims.n; i++) {
    counts[x->claims.v[i].document] += x->claims.v[i].kind == CLAIM_FIGURE;
  }
  figures_find(arena, x, event_of, &f.shared);
  for (uint32_t i = 0; i < f.shared.n; i++) {
    note(&f, f.shared.v[i].a, f.shared.v[i].b, EVIDENCE_FIGURE, i);
  }
  if (published <= EVENT_PAIRS_MOST) {
    cites_find(&f, all, published);
  }
  upstreams_find(&f);
  event_pairs(&f);
  passages_note(&f, common_words);
  if (f.evidence.n > 1) {
    qsort(f.evidence.v, f.evidence.n, sizeof *f.evidence.v, evidence_order);
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < f.evidence.n; i++) {
    if (i == 0 || evidence_order(&f.evidence.v[i], &f.evidence.v[kept - 1]) != 0) {
      f.evidence.v[kept++] = f.evidence.v[i];
    }
  }
  for (uint32_t i = 0, k; i < kept; i = k) {
    for (k = i; k < kept && f.evidence.v[k].a == f.evidence.v[i].a &&
                f.evidence.v[k].b == f.evidence.v[i].b;
         k++) {
    }
    pair_judge(&f, i, k, pairs);
    verdict_none(&f, &pairs->v[pairs->n - 1], counts);
  }
}
