/* Mention lines: token ranges → spans as printed; mentions of all kinds in one row by offset. */
#include "claim/mention_lines.h"

#include "claim/line_names.h"
#include "doc/read.h"
#include "mention/number_mention.h"
#include "mention/place_mention.h"

typedef enum MentionKind {
  MENTION_TIME,
  MENTION_NUMBER,
  MENTION_PLACE,
  MENTION_ACTOR,
  MENTION_ATTRIBUTION,
} MentionKind;

typedef struct MentionRef {
  bool in_title;
  uint32_t at, end; /* as printed */
  MentionKind kind;
  uint32_t i;
} MentionRef;

typedef struct Writing {
  const ClaimRules *rules;
  const ReadDocument *read;
  Arena *arena;
  Json *j;
} Writing;

/* The span of tokens [first, end) as it is printed; false if there are none. */
static bool place_tokens(const Writing *w, uint32_t first, uint32_t end, Span *span,
                         bool *in_title) {
  return first < end && document_place(&w->read->document, tokens_span(&w->read->text, first, end),
                                       span, in_title);
}

static Str words_at(const Writing *w, Span span, bool in_title) {
  const Document *d = &w->read->document;
  return str_cut(in_title ? d->text : document_body(d), span);
}

/* Begins a line, and writes what all have but attributions: span and text. */
static void line_begin(const Writing *w, const char *type) {
  json_object(w->j);
  json_key(w->j, "type");
  json_text(w->j, type);
  json_key(w->j, "v");
  json_integer(w->j, 1);
  json_key(w->j, "document");
  json_str(w->j, w->read->document.id);
}

static void line_span(const Writing *w, uint32_t first, uint32_t end) {
  Span span = {0, 0};
  bool in_title = false;
  place_tokens(w, first, end, &span, &in_title);
  json_key(w->j, "span");
  json_span(w->j, span);
  json_key(w->j, "text");
  json_str(w->j, words_at(w, span, in_title));
}

static void line_end(const Writing *w, bool in_title) {
  if (in_title) {
    json_key(w->j, "in");
    json_text(w->j, "title");
  }
  json_end(w->j);
  json_line(w->j);
}

static void key_text(Json *j, const char *key, const char *text) {
  json_key(j, key);
  json_text(j, text);
}

static void key_str(Json *j, const char *key, Str s) {
  json_key(j, key);
  json_str_or_null(j, s);
}

static void key_decimal(Json *j, const char *key, bool known, Decimal d) {
  json_key(j, key);
  if (known) {
    json_decimal(j, d);
  } else {
    json_null(j);
  }
}

/* ---- times ----------------------------------------------------------------------------------- */

static const char *anchor_name(TimeAnchor anchor) {
  static const char *const names[] = {NULL, "self", "dateline", "document", "narrative", "event"};
  return names[anchor];
}

static void key_day(Json *j, const char *key, int32_t day) {
  char out[16];
  json_key(j, key);
  if (day == DAY_NONE) {
    json_null(j);
  } else {
    size_t n = civil_write(civil_date(day), out);
    json_str_or_null(j, (Str){out, n});
  }
}

static void write_time(const Writing *w, const TimeMention *t) {
  static const char *const timex[] = {"DATE", "TIME", "DURATION", "SET"};
  Date last = t->end_date.year ? t->end_date : t->start;
  int32_t from = t->start.year ? civil_first(t->start) : DAY_NONE;
  int32_t to = last.year ? civil_last(last) : DAY_NONE;
  line_begin(w, "time");
  line_span(w, t->first, t->end);
  key_text(w->j, "timex", timex[t->timex]);
  json_key(w->j, "value");
  json_str(w->j, t->value);
  key_day(w->j, "start", from);
  key_day(w->j, "end", to);
  key_text(w->j, "anchor", anchor_name(t->anchor));
  key_str(w->j, "rule", t->rule);
}

/* ---- numbers --------------------------------------------------------------------------------- */

static void write_number(const Writing *w, const Number *n) {
  line_begin(w, "number");
  line_span(w, n->first, n->end);
  key_decimal(w->j, "number", n->has_number, n->number);
  key_text(w->j, "qualifier", line_name(NAMES_QUALIFIER, (int)n->qualifier));
  key_decimal(w->j, "low", n->has_low, n->low);
  key_decimal(w->j, "high", n->has_high, n->high);
  key_str(w->j, "unit", n->unit);
  if (n->kind == NUMBER_ORDINAL) {
    json_key(w->j, "ordinal");
    json_bool(w->j, true);
  }
  key_str(w->j, "rule", n->rule);
}

/* ---- places ---------------------------------------------------------------------------------- */

static void key_point(Json *j, bool known, const Place *place) {
  json_key(j, "lat");
  if (known) {
    json_micro(j, place->latitude);
  } else {
    json_null(j);
  }
  json_key(j, "lon");
  if (known) {
    json_micro(j, place->longitude);
  } else {
    json_null(j);
  }
}

static void write_place(const Writing *w, const PlaceMention *p) {
  static const char *const senses[] = {"literal", "metonym", "demonym"};
  Place place = {0};
  bool known = gazetteer_place(w->rules->gazetteer, p->place, &place);
  Precision precision = known ? place_precision(&place) : PRECISION_UNKNOWN;
  line_begin(w, "place");
  line_span(w, p->first, p->end);
  key_str(w->j, "name", place.name);
  key_str(w->j, "country", place.country);
  key_point(w->j, known, &place);
  json_key(w->j, "geonames");
  if (place.geonames) {
    json_integer(w->j, place.geonames);
  } else {
    json_null(w->j);
  }
  key_text(w->j, "precision", line_name(NAMES_PRECISION, (int)precision));
  key_text(w->j, "sense", senses[p->sense]);
  if (p->ambiguous) {
    json_key(w->j, "ambiguous");
    json_bool(w->j, true);
  }
  key_str(w->j, "rule", p->rule);
}

/* ---- actors ---------------------------------------------------------------------------------- */

static void write_actor(const Writing *w, const ActorMention *a) {
  static const char *const classes[] = {"other",        "state_forces", "rebels",   "government",
                                        "organisation", "person",       "civilians"};
  line_begin(w, "actor");
  line_span(w, a->first, a->end);
  key_str(w->j, "name", a->name);
  key_text(w->j, "class", classes[a->class]);
  key_str(w->j, "rule", a->rule);
}

/* ---- attributions ---------------------------------------------------------------------------- */

/* The ranges that lie in the same text (title or body) as the line itself; returns how many. */
static uint32_t spans_of(const Writing *w, const TokenRange *ranges, uint32_t n, bool in_title,
                         Span *spans) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n; i++) {
    Span span;
    bool there;
    if (place_tokens(w, ranges[i].first, ranges[i].end, &span, &there) && there == in_title) {
      spans[kept++] = span;
    }
  }
  return kept;
}

static void key_spans(Json *j, const char *key, const Span *spans, uint32_t n) {
  json_key(j, key);
  if (n == 0) {
    json_null(j);
  } else if (n == 1) {
    json_span(j, spans[0]);
  } else {
    json_array(j);
    for (uint32_t i = 0; i < n; i++) {
      json_span(j, spans[i]);
    }
    json_end(j);
  }
}

/* The words of spans, with " … " between them where there are several. */
static Str joined(const Writing *w, const Span *spans, uint32_t n, bool in_title) {
  static const char gap[] = " … ";
  size_t size = 1, at = 0;
  for (uint32_t i = 0; i < n; i++) {
    size += span_length(spans[i]) + sizeof gap;
  }
  char *out = arena_bytes(w->arena, size);
  for (uint32_t i = 0; i < n; i++) {
    Str words = words_at(w, spans[i], in_title);
    if (i) {
      memcpy(out + at, gap, sizeof gap - 1);
      at += sizeof gap - 1;
    }
    if (words.n) {
      memcpy(out + at, words.p, words.n);
      at += words.n;
    }
  }
  return (Str){out, at};
}

static void write_attribution(const Writing *w, const Attribution *a, bool in_title) {
  uint32_t most = a->content.n + a->cue.n + a->source.n;
  Span *spans = arena_array(w->arena, Span, most);
  line_begin(w, "attribution");
  key_spans(w->j, "content", spans, spans_of(w, a->content.v, a->content.n, in_title, spans));
  key_spans(w->j, "cue", spans, spans_of(w, a->cue.v, a->cue.n, in_title, spans));
  uint32_t n = spans_of(w, a->source.v, a->source.n, in_title, spans);
  key_spans(w->j, "source", spans, n);
  key_str(w->j, "source_text", joined(w, spans, n, in_title));
  key_str(w->j, "rule", a->rule);
}

/* ---- all of them in one row ------------------------------------------------------------------ */

typedef ARRAY(MentionRef) MentionRefs;

static void add_ref(const Writing *w, MentionRefs *refs, MentionKind kind, uint32_t i,
                    uint32_t first, uint32_t end) {
  Span span;
  bool in_title;
  if (place_tokens(w, first, end, &span, &in_title)) {
    array_push(w->arena, refs, (MentionRef){in_title, span.start, span.end, kind, i});
  }
}

/* An attribution stands where its first part does. */
static void add_attribution(const Writing *w, MentionRefs *refs, uint32_t i) {
  const Attribution *a = &w->read->mentions.attributions.v[i];
  uint32_t first = UINT32_MAX, end = 0;
  const TokenRange *lists[] = {a->content.v, a->cue.v, a->source.v};
  const uint32_t counts[] = {a->content.n, a->cue.n, a->source.n};
  for (size_t k = 0; k < 3; k++) {
    for (uint32_t r = 0; r < counts[k]; r++) {
      if (lists[k][r].first < lists[k][r].end && lists[k][r].first < first) {
        first = lists[k][r].first;
        end = lists[k][r].end;
      }
    }
  }
  if (first < end) {
    add_ref(w, refs, MENTION_ATTRIBUTION, i, first, end);
  }
}

static bool stands_before(const MentionRef *x, const MentionRef *y) {
  if (x->in_title != y->in_title) {
    return x->in_title;
  }
  if (x->at != y->at) {
    return x->at < y->at;
  }
  return x->kind != y->kind ? x->kind < y->kind : x->i < y->i;
}

/* The end of the row in order that begins at ref i. */
static uint32_t row_end(const MentionRefs *refs, uint32_t i) {
  while (i + 1 < refs->n && !stands_before(&refs->v[i + 1], &refs->v[i])) {
    i++;
  }
  return i + 1 < refs->n ? i + 1 : refs->n;
}

/* Puts them in order by merging rows: each kind comes as one that is in order already. */
static void refs_sort(const Writing *w, MentionRefs *refs) {
  MentionRef *from = refs->v, *to = arena_array(w->arena, MentionRef, refs->n);
  while (refs->n && row_end(refs, 0) < refs->n) {
    for (uint32_t first = 0; first < refs->n;) {
      uint32_t middle = row_end(refs, first);
      uint32_t end = middle < refs->n ? row_end(refs, middle) : middle;
      for (uint32_t a = first, b = middle, i = first; i < end; i++) {
        bool second = a == middle || (b < end && stands_before(&from[b], &from[a]));
        to[i] = second ? from[b++] : from[a++];
      }
      first = end;
    }
    refs->v = to;
    to = from;
    from = refs->v;
  }
}

static void collect(const Writing *w, MentionRefs *refs) {
  const Mentions *m = &w->read->mentions;
  for (uint32_t i = 0; i < m->times.n; i++) {
    if (m->times.v[i].value.n) {
      add_ref(w, refs, MENTION_TIME, i, m->times.v[i].first, m->times.v[i].end);
    }
  }
  for (uint32_t i = 0; i < m->numbers.n; i++) {
    if (number_is_figure(&m->numbers.v[i])) {
      add_ref(w, refs, MENTION_NUMBER, i, m->numbers.v[i].first, m->numbers.v[i].end);
    }
  }
  for (uint32_t i = 0; i < m->places.n; i++) {
    add_ref(w, refs, MENTION_PLACE, i, m->places.v[i].first, m->places.v[i].end);
  }
  for (uint32_t i = 0; i < m->actors.n; i++) {
    add_ref(w, refs, MENTION_ACTOR, i, m->actors.v[i].first, m->actors.v[i].end);
  }
  for (uint32_t i = 0; i < m->attributions.n; i++) {
    add_attribution(w, refs, i);
  }
  refs_sort(w, refs);
}

void mention_lines_write(const ClaimRules *rules, const ReadDocument *read, Arena *arena, Json *j) {
  Writing w = {rules, read, arena, j};
  const Mentions *m = &read->mentions;
  MentionRefs refs = {0};
  collect(&w, &refs);
  for (uint32_t i = 0; i < refs.n; i++) {
    const MentionRef *ref = &refs.v[i];
    switch (ref->kind) {
      case MENTION_TIME:
        write_time(&w, &m->times.v[ref->i]);
        break;
      case MENTION_NUMBER:
        write_number(&w, &m->numbers.v[ref->i]);
        break;
      case MENTION_PLACE:
        write_place(&w, &m->places.v[ref->i]);
        break;
      case MENTION_ACTOR:
        write_actor(&w, &m->actors.v[ref->i]);
        break;
      case MENTION_ATTRIBUTION:
        write_attribution(&w, &m->attributions.v[ref->i], ref->in_title);
        break;
    }
    line_end(&w, ref->in_title);
  }
}
