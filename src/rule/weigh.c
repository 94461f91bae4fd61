/* Weighing: rounds of trust, dependence and weight over the objects of a table. */
#include <stdlib.h>

#include "rule/weigh_parts.h"

enum {
  PRIOR_ROWS = 2, /* rows with the trust that is assumed, beside those that there are */
  OWN_LEAST = 2,  /* objects of a first-hand source */
};

/* ---- sources and values ---------------------------------------------------------------------- */

static int compare_names(const void *x, const void *y) {
  return str_compare(*(const Str *)x, *(const Str *)y);
}

/* Numbers the sources in order of their names. */
static void sources_number(Weigher *w) {
  const RowTable *table = w->table;
  Map numbers;
  map_init(&numbers, w->arena);
  for (uint32_t i = 0; i < table->rows.n; i++) {
    map_put(&numbers, table->rows.v[i].field[ROW_SOURCE], 0, NULL);
  }
  Str *names = arena_array(w->arena, Str, numbers.n + 1);
  for (uint32_t i = 0; i < numbers.n; i++) {
    names[i] = numbers.entries[i].key;
  }
  qsort(names, numbers.n, sizeof *names, compare_names);
  for (uint32_t i = 0; i < numbers.n; i++) {
    *map_find(&numbers, names[i]) = i;
  }
  w->sources = numbers.n;
  w->source_of = arena_array(w->arena, uint32_t, table->rows.n + 1);
  for (uint32_t i = 0; i < table->rows.n; i++) {
    w->source_of[i] = *map_find(&numbers, table->rows.v[i].field[ROW_SOURCE]);
  }
}

static bool is_reported(const Row *row) {
  return row->field[ROW_VALUE].n > 0;
}

/* The values of an object: rows with equal values stand together in the table. */
static void values_find(Weigher *w, const WeighedObject *object) {
  const Row *rows = w->table->rows.v;
  for (uint32_t i = object->first, end; i < object->end; i = end) {
    for (end = i + 1;
         end < object->end && str_equal(rows[end].field[ROW_VALUE], rows[i].field[ROW_VALUE]);
         end++) {
    }
    if (is_reported(&rows[i])) {
      array_push(w->arena, &w->values, (WeighedValue){.first = i, .end = end});
    }
  }
}

static void objects_find(Weigher *w) {
  ARRAY(uint32_t) first = {0};
  for (uint32_t i = 0, end; i < w->table->rows.n; i = end) {
    end = rows_of_object(w->table, i);
    WeighedObject object = {.first = i, .end = end, .row = UINT32_MAX};
    array_push(w->arena, &w->out->objects, object);
    array_push(w->arena, &first, w->values.n);
    values_find(w, &object);
  }
  array_push(w->arena, &first, w->values.n);
  w->first_value = first.v;
}

/* ---- first-hand sources ---------------------------------------------------------------------- */

static bool is_name_byte(char c) {
  return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || (unsigned char)c >= 0x80;
}

/* A name has a word among the parts that its marks and blanks divide it into. */
static bool has_part(Str name, Str word) {
  for (size_t i = 0, end; i < name.n; i = end + 1) {
    for (end = i; end < name.n && is_name_byte(name.p[end]); end++) {
    }
    if (end - i == word.n && str_equal_fold((Str){name.p + i, end - i}, word)) {
      return true;
    }
  }
  return false;
}

static void first_hand_find(Weigher *w) {
  uint32_t *objects = arena_array(w->arena, uint32_t, w->sources + 1);
  uint32_t *last = arena_array(w->arena, uint32_t, w->sources + 1);
  bool *others = arena_array(w->arena, bool, w->sources + 1);
  for (uint32_t k = 0; k < w->out->objects.n; k++) {
    const WeighedObject *object = &w->out->objects.v[k];
    for (uint32_t i = object->first; i < object->end; i++) {
      const Row *row = &w->table->rows.v[i];
      uint32_t s = w->source_of[i];
      others[s] = others[s] || !has_part(row->field[ROW_OBJECT], row->field[ROW_SOURCE]);
      objects[s] += last[s] != k + 1;
      last[s] = k + 1;
    }
  }
  w->first_hand = arena_array(w->arena, bool, w->sources + 1);
  for (uint32_t s = 0; s < w->sources; s++) {
    w->first_hand[s] = !others[s] && objects[s] >= OWN_LEAST && objects[s] < w->out->objects.n;
  }
}

/* ---- a round --------------------------------------------------------------------------------- */

/* What a source that is right so often says for a value: log2(wrong × trust / (1 − trust)). */
static Fixed vote(const Weigher *w, uint32_t source) {
  Fixed trust = w->trust[source];
  Fixed weight = fixed_log2(w->weights->wrong * trust) - fixed_log2(FIXED_ONE - trust);
  return weight > 0 ? weight : 0;
}

/* Sources by trust, then name: who counts in full, and who for what it adds to those before. */
static void sources_by_trust(const Weigher *w, uint32_t *sources, uint32_t n) {
  for (uint32_t i = 1; i < n; i++) {
    uint32_t moving = sources[i], k = i;
    for (; k > 0 && (w->trust[sources[k - 1]] < w->trust[moving] ||
                     (w->trust[sources[k - 1]] == w->trust[moving] && sources[k - 1] > moving));
         k--) {
      sources[k] = sources[k - 1];
    }
    sources[k] = moving;
  }
}

static Fixed votes_for(const Weigher *w, const WeighedValue *value, uint32_t *sources) {
  uint32_t n = value->end - value->first;
  Fixed sum = 0;
  for (uint32_t i = 0; i < n; i++) {
    sources[i] = w->source_of[value->first + i];
  }
  sources_by_trust(w, sources, n);
  for (uint32_t i = 0; i < n; i++) {
    Fixed alone = FIXED_ONE;
    for (uint32_t k = 0; k < i && alone > 0; k++) {
      Fixed copied =
          sources[k] == sources[i] ? FIXED_ONE : copies_dependence(w, sources[i], sources[k]);
      alone = fixed_multiply(alone, FIXED_ONE - fixed_multiply(w->weights->copying, copied));
    }
    sum += fixed_multiply(alone, vote(w, sources[i]));
  }
  return sum;
}

/* Shares of the values of an object by their weights; wrong values that nobody gives have
   theirs. */
static void shares_set(const Weigher *w, uint32_t first, uint32_t end) {
  Fixed most = 0, sum = 0;
  uint32_t n = end - first, others = w->weights->wrong + 1 > n ? w->weights->wrong + 1 - n : 0;
  for (uint32_t v = first; v < end; v++) {
    most = w->values.v[v].weight > most ? w->values.v[v].weight : most;
  }
  for (uint32_t v = first; v < end; v++) {
    sum += fixed_power2(w->values.v[v].weight - most);
  }
  sum += others * fixed_power2(-most);
  for (uint32_t v = first; v < end; v++) {
    w->values.v[v].share = fixed_divide(fixed_power2(w->values.v[v].weight - most), sum);
  }
}

static bool is_first_hand(const Weigher *w, const WeighedValue *value) {
  for (uint32_t i = value->first; i < value->end; i++) {
    if (w->first_hand[w->source_of[i]]) {
      return true;
    }
  }
  return false;
}

/* The value that weighs most, of those that first-hand sources give if there are such: the first
   by bytes where several weigh the same. */
static void object_choose(Weigher *w, WeighedObject *object, uint32_t first, uint32_t end) {
  uint32_t best = UINT32_MAX;
  object->first_hand = false;
  for (uint32_t v = first; v < end; v++) {
    bool own = is_first_hand(w, &w->values.v[v]);
    bool better = best == UINT32_MAX || (own && !object->first_hand) ||
                  (own == object->first_hand && w->values.v[v].weight > w->values.v[best].weight);
    best = better ? v : best;
    object->first_hand = object->first_hand || own;
  }
  object->row = best == UINT32_MAX ? UINT32_MAX : w->values.v[best].first;
  for (uint32_t v = first; v < end && object->first_hand; v++) {
    w->values.v[v].share = v == best ? FIXED_ONE : 0;
  }
}

static void object_weigh(Weigher *w, uint32_t number, uint32_t *sources, Fixed *own) {
  uint32_t first = w->first_value[number], end = w->first_value[number + 1];
  const Row *rows = w->table->rows.v;
  for (uint32_t v = first; v < end; v++) {
    own[v - first] = votes_for(w, &w->values.v[v], sources);
  }
  for (uint32_t v = first; v < end; v++) {
    Fixed weight = own[v - first];
    for (uint32_t u = first; u < end; u++) {
      Str to = rows[w->values.v[v].first].field[ROW_VALUE],
          from = rows[w->values.v[u].first].field[ROW_VALUE];
      weight += u == v ? 0 : fixed_multiply(value_support(w, to, from), own[u - first]);
    }
    w->values.v[v].weight = weight;
  }
  shares_set(w, first, end);
  object_choose(w, &w->out->objects.v[number], first, end);
}

/* How often a source is right, by the shares of its values. */
static void trust_set(Weigher *w) {
  const Fixed least = FIXED_RATIO(5, 100), most = FIXED_RATIO(99, 100);
  Fixed *sum = arena_array(w->arena, Fixed, w->sources + 1);
  uint32_t *rows = arena_array(w->arena, uint32_t, w->sources + 1);
  for (uint32_t v = 0; v < w->values.n; v++) {
    for (uint32_t i = w->values.v[v].first; i < w->values.v[v].end; i++) {
      sum[w->source_of[i]] += w->values.v[v].share;
      rows[w->source_of[i]]++;
    }
  }
  for (uint32_t s = 0; s < w->sources; s++) {
    Fixed trust = (sum[s] + PRIOR_ROWS * w->weights->trust) / (rows[s] + PRIOR_ROWS);
    w->trust[s] = trust < least ? least : trust > most ? most : trust;
  }
}

/* ---- together -------------------------------------------------------------------------------- */

/* Sources of an object that depend on one another more likely than not are one group. */
static uint32_t groups_count(const Weigher *w, const WeighedObject *object, uint32_t *group) {
  uint32_t n = object->end - object->first, groups = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t own = i;
    for (uint32_t k = 0; k < i; k++) {
      uint32_t a = w->source_of[object->first + i], b = w->source_of[object->first + k];
      if (a == b || copies_dependence(w, a, b) > FIXED_ONE / 2) {
        uint32_t old = group[k], joined = old < own ? old : own;
        for (uint32_t j = 0; j < i; j++) {
          group[j] = group[j] == old || group[j] == own ? joined : group[j];
        }
        own = joined;
      }
    }
    group[i] = own;
  }
  for (uint32_t i = 0; i < n; i++) {
    groups += group[i] == i;
  }
  return groups;
}

void weigh(const RowTable *table, const RuleWeights *weights, const Hierarchy *hierarchy,
           Arena *arena, Weighing *weighing) {
  Weigher w = {
      .table = table, .weights = weights, .hierarchy = hierarchy, .arena = arena, .out = weighing};
  uint32_t most = 0;
  memset(weighing, 0, sizeof *weighing);
  sources_number(&w);
  objects_find(&w);
  first_hand_find(&w);
  copies_meet(&w);
  for (uint32_t i = 0; i < weighing->objects.n; i++) {
    WeighedObject *object = &weighing->objects.v[i];
    uint32_t n = object->end - object->first;
    most = n > most ? n : most;
    for (uint32_t v = w.first_value[i]; v < w.first_value[i + 1]; v++) {
      w.values.v[v].share = FIXED_RATIO(w.values.v[v].end - w.values.v[v].first, n);
    }
  }
  w.trust = arena_array(arena, Fixed, w.sources + 1);
  for (uint32_t s = 0; s < w.sources; s++) {
    w.trust[s] = weights->trust;
  }
  uint32_t *sources = arena_array(arena, uint32_t, most + 1);
  Fixed *own = arena_array(arena, Fixed, most + 1);
  for (uint32_t round = 0; round < weights->rounds; round++) {
    copies_judge(&w);
    for (uint32_t i = 0; i < weighing->objects.n; i++) {
      object_weigh(&w, i, sources, own);
    }
    trust_set(&w);
  }
  for (uint32_t i = 0; i < weighing->objects.n; i++) {
    weighing->objects.v[i].origin_groups = groups_count(&w, &weighing->objects.v[i], sources);
  }
}
