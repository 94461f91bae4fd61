/* Orders: people's decisions on what is one event, applied to clusters of strands. */
#include "event/orders.h"

#include "base/map.h"

enum { NONE = UINT32_MAX };

typedef struct Ordering {
  Arena *arena;
  const Extraction *x;
  Strands *strands;
  uint32_t *cluster;
  uint32_t fresh; /* the next number that no cluster has */
  Map documents;  /* id → index */
} Ordering;

static bool has_orders(const Extraction *x) {
  for (uint32_t i = 0; i < x->orders.n; i++) {
    if (x->orders.v[i].kind != ORDER_ORIGIN) {
      return true;
    }
  }
  return false;
}

/* ---- where a line is ------------------------------------------------------------------------- */

/* A claim or person: the index in its array. */
typedef struct Line {
  bool is_person;
  uint32_t index, strand; /* NONE: it is not there */
} Line;

static uint32_t line_index(const Extraction *x, Str id, bool *is_person) {
  *is_person = false;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (str_equal(x->claims.v[i].id, id)) {
      return i;
    }
  }
  *is_person = true;
  for (uint32_t i = 0; i < x->persons.n; i++) {
    if (str_equal(x->persons.v[i].id, id)) {
      return i;
    }
  }
  return NONE;
}

/* The strand that has the line. */
static uint32_t strand_with(const Ordering *o, const Line *line) {
  for (uint32_t i = 0; i < o->strands->n; i++) {
    const Strand *s = &o->strands->v[i];
    const uint32_t *v = line->is_person ? s->persons.v : s->claims.v;
    if (numbers_have(v, line->is_person ? s->persons.n : s->claims.n, line->index)) {
      return i;
    }
  }
  return NONE;
}

/* What a document mostly speaks of. */
static uint32_t main_strand(const Ordering *o, Str document) {
  const uint32_t *at = map_find(&o->documents, document);
  uint32_t best = NONE;
  for (uint32_t i = 0; at && i < o->strands->n; i++) {
    const Strand *s = &o->strands->v[i];
    if (s->document == *at && s->claims.n + s->persons.n &&
        (best == NONE || (s->main && !o->strands->v[best].main))) {
      best = i;
    }
  }
  return best;
}

static Line line_of(const Ordering *o, Str id, Str document) {
  Line line = {.strand = NONE, .index = NONE};
  if (!id.n) {
    line.strand = main_strand(o, document);
    return line;
  }
  line.index = line_index(o->x, id, &line.is_person);
  line.strand = line.index == NONE ? NONE : strand_with(o, &line);
  return line;
}

/* ---- moving ---------------------------------------------------------------------------------- */

static void numbers_drop(uint32_t *v, uint32_t *n, uint32_t value) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < *n; i++) {
    if (v[i] != value) {
      v[kept++] = v[i];
    }
  }
  *n = kept;
}

/* The line into a strand of its own, of cluster `into`. */
static void move_line(Ordering *o, const Line *line, uint32_t into) {
  Strand alone = o->strands->v[line->strand];
  Strand *from = &o->strands->v[line->strand];
  memset(&alone.claims, 0, sizeof alone.claims);
  memset(&alone.persons, 0, sizeof alone.persons);
  alone.main = false;
  if (line->is_person) {
    array_push(o->arena, &alone.persons, line->index);
    numbers_drop(from->persons.v, &from->persons.n, line->index);
  } else {
    array_push(o->arena, &alone.claims, line->index);
    alone.first_claim = line->index;
    numbers_drop(from->claims.v, &from->claims.n, line->index);
  }
  o->cluster[o->strands->n] = into;
  array_push(o->arena, o->strands, alone);
}

/* All of cluster `from`, or what one document says there, to cluster `into`. */
static void move_strands(Ordering *o, uint32_t from, uint32_t document, uint32_t into) {
  for (uint32_t i = 0; i < o->strands->n; i++) {
    if (o->cluster[i] == from && (document == NONE || o->strands->v[i].document == document)) {
      o->cluster[i] = into;
    }
  }
}

static void order_apply(Ordering *o, const PeopleOrder *order) {
  Line line = line_of(o, order->line, order->document);
  Line other = line_of(o, order->other_line, order->other_document);
  if (line.strand == NONE || other.strand == NONE) {
    return;
  }
  uint32_t from = o->cluster[line.strand], into = o->cluster[other.strand];
  bool together = order->kind == ORDER_TOGETHER;
  if (together == (from == into)) {
    return; /* it is so already */
  }
  into = together ? into : o->fresh++;
  if (order->scope == ORDER_LINE && line.index != NONE) {
    move_line(o, &line, into);
  } else {
    move_strands(o, from,
                 order->scope == ORDER_EVENT ? NONE : o->strands->v[line.strand].document, into);
  }
}

void orders_apply(Arena *arena, const Extraction *x, Strands *strands, uint32_t **cluster) {
  if (!has_orders(x)) {
    return;
  }
  uint32_t room = strands->n + x->orders.n;
  Ordering o = {.arena = arena, .x = x, .strands = strands, .fresh = room};
  o.cluster = arena_array(arena, uint32_t, room);
  memcpy(o.cluster, *cluster, sizeof **cluster * strands->n);
  map_init(&o.documents, arena);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    map_put(&o.documents, x->documents.v[i].id, i, NULL);
  }
  for (uint32_t i = 0; i < x->orders.n; i++) {
    if (x->orders.v[i].kind != ORDER_ORIGIN) {
      order_apply(&o, &x->orders.v[i]);
    }
  }
  *cluster = o.cluster;
}

/* ---- telling --------------------------------------------------------------------------------- */

static bool event_has(const Extraction *x, const Event *e, Str id, Str document) {
  bool is_person;
  if (!id.n) {
    for (uint32_t i = 0; i < e->documents.n; i++) {
      if (str_equal(x->documents.v[e->documents.v[i]].id, document)) {
        return true;
      }
    }
    return false;
  }
  uint32_t index = line_index(x, id, &is_person);
  return index != NONE && (is_person ? numbers_have(e->persons.v, e->persons.n, index)
                                     : numbers_have(e->claims.v, e->claims.n, index));
}

void orders_tell(Arena *arena, const Extraction *x, const Phrases *phrases, EventSet *events) {
  for (uint32_t i = 0; i < x->orders.n; i++) {
    const PeopleOrder *o = &x->orders.v[i];
    for (uint32_t k = 0; o->kind != ORDER_ORIGIN && k < events->events.n; k++) {
      Event *e = &events->events.v[k];
      bool one = event_has(x, e, o->line, o->document);
      bool other = event_has(x, e, o->other_line, o->other_document);
      bool together = o->kind == ORDER_TOGETHER;
      other = other && (together || o->other_line.n);
      if (together ? one && other : one || other) {
        e->why = phrase_fill(arena, phrases,
                             together ? "event.why.together" : "event.why.apart", 5, "why", e->why,
                             "a", o->line.n ? o->line : o->document, "b",
                             o->other_line.n ? o->other_line : o->other_document, "by", o->by,
                             "reason", o->why);
      }
    }
  }
}
