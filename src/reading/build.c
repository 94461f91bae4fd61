/* Extraction ──event, origin──▶ readings, relations, remarks ──▶ Story. */
#include "reading/build.h"

#include <stdlib.h>

#include "origin/find.h"
#include "reading/relations.h"
#include "reading/remarks.h"

static int32_t first_day(const Event *e) {
  Date start = e->time.start.year ? e->time.start : e->time.end;
  return start.year ? civil_first(start) : INT32_MAX;
}

static int story_order(const void *a, const void *b) {
  const Event *x = ((const EventStory *)a)->event, *y = ((const EventStory *)b)->event;
  int part = str_compare(x->part, y->part);
  if (part) {
    return part;
  }
  if (x->documents.n != y->documents.n) {
    return x->documents.n > y->documents.n ? -1 : 1;
  }
  if (x->claims.n != y->claims.n) {
    return x->claims.n > y->claims.n ? -1 : 1;
  }
  int32_t day_x = first_day(x), day_y = first_day(y);
  return day_x != day_y ? (day_x < day_y ? -1 : 1) : str_compare(x->id, y->id);
}

static uint32_t find(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) {
    i = parent[i] = parent[parent[i]];
  }
  return i;
}

static bool holds(const Indices *set, uint32_t value, uint32_t *at) {
  for (uint32_t i = 0; i < set->n; i++) {
    if (set->v[i] == value) {
      *at = i;
      return true;
    }
  }
  return false;
}

/* Signs of shared origin by document: the pairs of document i are pairs[start[i]] … as indices. */
typedef struct Kin {
  uint32_t *start;
  uint32_t *other;
} Kin;

static void kin_build(Arena *arena, const Story *story, Kin *kin) {
  uint32_t n = story->extraction->documents.n, total = 0;
  kin->start = arena_array(arena, uint32_t, n + 2);
  for (uint32_t i = 0; i < story->pairs.n; i++) {
    kin->start[story->pairs.v[i].a + 2] += story->pairs.v[i].verdict == ORIGIN_SIGNS;
    total += story->pairs.v[i].verdict == ORIGIN_SIGNS;
  }
  for (uint32_t i = 2; i < n + 2; i++) {
    kin->start[i] += kin->start[i - 1];
  }
  kin->other = arena_array(arena, uint32_t, total);
  for (uint32_t i = 0; i < story->pairs.n; i++) {
    const OriginPair *p = &story->pairs.v[i];
    if (p->verdict == ORIGIN_SIGNS) {
      kin->other[kin->start[p->a + 1]++] = p->b;
    }
  }
}

/* The documents of a reading, joined where a pair of them carries signs. */
static void groups_fill(Arena *arena, const Kin *kin, Reading *r) {
  uint32_t n = r->documents.n, at;
  uint32_t *parent = arena_array(arena, uint32_t, n);
  for (uint32_t i = 0; i < n; i++) {
    parent[i] = i;
  }
  for (uint32_t i = 0; i < n; i++) {
    uint32_t d = r->documents.v[i];
    for (uint32_t k = kin->start[d]; k < kin->start[d + 1]; k++) {
      if (holds(&r->documents, kin->other[k], &at)) {
        uint32_t a = find(parent, i), b = find(parent, at);
        parent[a < b ? b : a] = a < b ? a : b;
      }
    }
  }
  for (uint32_t i = 0; i < n; i++) {
    if (find(parent, i) != i) {
      continue;
    }
    Indices *group = array_add(arena, &r->origin_groups);
    for (uint32_t k = i; k < n; k++) {
      if (find(parent, k) == i) {
        array_push(arena, group, r->documents.v[k]);
      }
    }
  }
}

static void event_groups_fill(Arena *arena, const Kin *kin, EventStory *e) {
  for (uint32_t k = 0; k < e->measures.n; k++) {
    for (uint32_t m = 0; m < e->measures.v[k].readings.n; m++) {
      groups_fill(arena, kin, &e->measures.v[k].readings.v[m]);
    }
  }
}

void story_event_complete(const Story *story, const Phrases *phrases, Arena *arena,
                          EventStory *event) {
  Kin kin;
  kin_build(arena, story, &kin);
  event_groups_fill(arena, &kin, event);
  remarks_build(arena, story->extraction, phrases, event);
}

const OriginPair *story_pair(const Story *story, uint32_t a, uint32_t b) {
  uint32_t first = a < b ? a : b, second = a < b ? b : a, low = 0, high = story->pairs.n;
  while (low < high) { /* pairs are sorted by document index */
    uint32_t middle = low + (high - low) / 2;
    const OriginPair *p = &story->pairs.v[middle];
    if (p->a < first || (p->a == first && p->b < second)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool found = low < story->pairs.n && story->pairs.v[low].a == first &&
               story->pairs.v[low].b == second;
  return found ? &story->pairs.v[low] : NULL;
}

static uint32_t document_index(const Extraction *x, Str id) {
  for (uint32_t i = 0; i < x->documents.n; i++) {
    if (str_equal(x->documents.v[i].id, id)) {
      return i;
    }
  }
  return UINT32_MAX;
}

/* What a person decided of two documents stands in place of what was found, which stays to be seen. */
static void order_origin(Arena *arena, const Extraction *x, const Phrases *phrases,
                         const PeopleOrder *order, OriginPairs *pairs) {
  static const OriginVerdict verdicts[] = {[ORDER_ORIGIN_YES] = ORIGIN_SIGNS,
                                           [ORDER_ORIGIN_NO] = ORIGIN_NONE_FOUND,
                                           [ORDER_ORIGIN_OPEN] = ORIGIN_OPEN};
  uint32_t one = document_index(x, order->document), two = document_index(x, order->other_document);
  uint32_t a = one < two ? one : two, b = one < two ? two : one, at = 0;
  if (b == UINT32_MAX || a == b) {
    return;
  }
  while (at < pairs->n && (pairs->v[at].a < a || (pairs->v[at].a == a && pairs->v[at].b < b))) {
    at++;
  }
  if (at == pairs->n || pairs->v[at].a != a || pairs->v[at].b != b) {
    OriginPair new = {.a = a, .b = b};
    array_push(arena, pairs, new);
    memmove(&pairs->v[at + 1], &pairs->v[at], sizeof new * (pairs->n - 1 - at));
    pairs->v[at] = new;
  }
  OriginPair *pair = &pairs->v[at];
  pair->signals.n -= origin_decided(pair); /* the later decision stands */
  pair->verdict = verdicts[order->origin];
  array_push(arena, &pair->signals,
             (OriginSignal){.kind = SIGNAL_PERSON,
                            .text = order->why.n ? order->why : phrase(phrases, "origin.translation"),
                            .by = order->by});
}

void story_build(const Extraction *x, const StoryOptions *options, Arena *arena, Story *story) {
  EventSet *set = arena_new(arena, EventSet);
  Kin kin;
  memset(story, 0, sizeof *story);
  story->arena = arena;
  story->extraction = x;
  event_group(x, options->gazetteer, options->phrases, arena, set);
  uint32_t *event_of = arena_array(arena, uint32_t, x->claims.n);
  for (uint32_t i = 0; i < set->events.n; i++) {
    for (uint32_t k = 0; k < set->events.v[i].claims.n; k++) {
      event_of[set->events.v[i].claims.v[k]] = i;
    }
  }
  OriginPairs pairs = {0};
  origin_find(x, event_of, options->common_words, arena, &pairs);
  for (uint32_t i = 0; i < x->orders.n; i++) {
    if (x->orders.v[i].kind == ORDER_ORIGIN) {
      order_origin(arena, x, options->phrases, &x->orders.v[i], &pairs);
    }
  }
  story->pairs.v = pairs.v;
  story->pairs.n = pairs.n;
  kin_build(arena, story, &kin);
  for (uint32_t i = 0; i < set->events.n; i++) {
    EventStory *e = array_add(arena, &story->events);
    e->event = &set->events.v[i];
    if (e->event->parent >= 0) {
      e->parent_id = set->events.v[e->event->parent].id;
    }
    readings_build(arena, x, options->phrases, e);
    event_groups_fill(arena, &kin, e);
    relations_build(arena, x, options->phrases, e);
    remarks_build(arena, x, options->phrases, e);
  }
  if (story->events.n > 1) {
    qsort(story->events.v, story->events.n, sizeof *story->events.v, story_order);
  }
}
