/* Words ──how many documents have them──▶ weights ──▶ cosines. */
#include "event/likeness.h"

#include <string.h>

enum { NO_DOCUMENT = -1 };

/* Open addressing: a slot has hash + 1, or 0. At least half of them are empty. */
struct WordRow {
  int64_t of; /* document */
  uint32_t *keys, *weights, mask;
};

static uint32_t slot_first(uint32_t hash, uint32_t mask) {
  return hash * UINT32_C(2654435761) >> 8 & mask;
}

uint32_t log2_fixed(uint32_t x) {
  uint32_t bits = 31 - (uint32_t)__builtin_clz(x);
  uint32_t fraction = bits >= 8 ? (x >> (bits - 8)) & 255 : (x << (8 - bits)) & 255;
  return (bits - 8) * 256 + fraction;
}

static uint32_t root(uint64_t n) {
  uint64_t r = 0;
  for (uint64_t bit = UINT64_C(1) << 31; bit; bit >>= 1) {
    if ((r | bit) * (r | bit) <= n) {
      r |= bit;
    }
  }
  return (uint32_t)r;
}

static uint32_t norm_of(const SketchWords *words) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < words->n; i++) {
    sum += (uint64_t)words->v[i].count * words->v[i].count;
  }
  return root(sum);
}

/* ---------------------------------------------------------------- weights */

/* How many documents have each word: open addressing, grown as words come. */
typedef struct Rarity {
  SketchWord *slots; /* hash + 1, or 0: empty; .count is of documents */
  uint32_t mask, n, documents;
} Rarity;

static SketchWord *rarity_slot(const Rarity *r, uint32_t hash) {
  uint32_t i = slot_first(hash, r->mask);
  while (r->slots[i].hash && r->slots[i].hash != hash + 1) {
    i = (i + 1) & r->mask;
  }
  return &r->slots[i];
}

static void rarity_grow(Arena *arena, Rarity *r) {
  enum { SLOTS_FIRST = 1 << 12, FOLD = 4 };
  Rarity old = *r;
  uint32_t slots = old.slots ? (old.mask + 1) * FOLD : SLOTS_FIRST;
  r->slots = arena_array(arena, SketchWord, slots);
  r->mask = slots - 1;
  for (uint32_t i = 0; old.slots && i <= old.mask; i++) {
    if (old.slots[i].hash) {
      *rarity_slot(r, old.slots[i].hash - 1) = old.slots[i];
    }
  }
}

static void rarity_init(Arena *arena, const SketchWords *documents, uint32_t n, Rarity *r) {
  *r = (Rarity){.documents = n};
  rarity_grow(arena, r);
  for (uint32_t d = 0; d < n; d++) {
    for (uint32_t i = 0; i < documents[d].n; i++) {
      uint32_t hash = documents[d].v[i].hash;
      SketchWord *slot = rarity_slot(r, hash);
      if (slot->hash == 0) {
        slot->hash = hash + 1;
        r->n++;
      }
      slot->count++;
      if (r->n * 2 > r->mask) {
        rarity_grow(arena, r);
      }
    }
  }
}

/* Words of more than three tenths of the documents say nothing, nor do those of one alone; rare ones
   say most, and names more than other words. How often a document has a word tells of its length and
   its style, not of what it is about. */
static uint32_t weight_of(const Rarity *r, uint32_t hash) {
  enum { NAME_WEIGHT = 5, WORD_WEIGHT = 2 };
  uint32_t n = r->documents, found = rarity_slot(r, hash)->count, in = found ? found : 1;
  bool frequent = n > 3 && in * 10 > n * 3 + 10;
  uint32_t rare = frequent || in < 2 ? 0 : log2_fixed((uint32_t)((uint64_t)n * 256 / in));
  return rare * (hash & SKETCH_NAME ? NAME_WEIGHT : WORD_WEIGHT);
}

static void weigh(Arena *arena, const Rarity *r, const SketchWords *words, WeighedWords *out) {
  for (uint32_t i = 0; i < words->n; i++) {
    uint32_t weight = weight_of(r, words->v[i].hash);
    if (weight) {
      array_push(arena, &out->words, (SketchWord){words->v[i].hash, weight});
    }
  }
  out->norm = norm_of(&out->words);
}

/* Room for the words of any document. */
static WordRow *row_new(Arena *arena, const WeighedWords *documents, uint32_t n) {
  WordRow *row = arena_array(arena, WordRow, 1);
  uint32_t slots = 1;
  for (uint32_t d = 0; d < n; d++) {
    while (slots / 2 < documents[d].words.n + 1) {
      slots *= 2;
    }
  }
  row->of = NO_DOCUMENT;
  row->keys = arena_array(arena, uint32_t, slots);
  row->weights = arena_array(arena, uint32_t, slots);
  row->mask = slots - 1;
  return row;
}

void likeness_init(Arena *arena, const Extraction *x, const Strands *strands, Likeness *l) {
  uint32_t n = x->documents.n;
  SketchWords *sketches = arena_array(arena, SketchWords, n);
  WeighedWords *documents = arena_array(arena, WeighedWords, n);
  WeighedWords *of_strands = arena_array(arena, WeighedWords, strands->n);
  Rarity rarity;
  for (uint32_t d = 0; d < n; d++) {
    const DocumentLine *line = &x->documents.v[d];
    if (line->sketch.n || line->text.n == 0) {
      sketch_read(arena, line->sketch, &sketches[d]);
    } else {
      sketch_words(arena, line->text, line->furniture.v, line->furniture.n, &sketches[d]);
    }
  }
  rarity_init(arena, sketches, n, &rarity);
  for (uint32_t d = 0; d < n; d++) {
    weigh(arena, &rarity, &sketches[d], &documents[d]);
  }
  for (uint32_t s = 0; s < strands->n; s++) {
    weigh(arena, &rarity, &strands->v[s].words, &of_strands[s]);
  }
  *l = (Likeness){sketches, documents, of_strands, row_new(arena, documents, n)};
}

/* ---------------------------------------------------------------- cosines */

static int32_t thousandths(uint64_t sum, const WeighedWords *a, const WeighedWords *b) {
  return a->norm && b->norm ? (int32_t)(sum * 1000 / ((uint64_t)a->norm * b->norm)) : 0;
}

static void row_fill(WordRow *row, const SketchWords *words, uint32_t document) {
  memset(row->keys, 0, ((size_t)row->mask + 1) * sizeof *row->keys);
  row->of = document;
  for (uint32_t i = 0; i < words->n; i++) {
    uint32_t at = slot_first(words->v[i].hash, row->mask);
    while (row->keys[at]) {
      at = (at + 1) & row->mask;
    }
    row->keys[at] = words->v[i].hash + 1;
    row->weights[at] = words->v[i].count;
  }
}

int32_t documents_likeness(const Likeness *l, uint32_t a, uint32_t b) {
  WordRow *row = l->row;
  if (row->of == b) {
    b = a;
    a = (uint32_t)row->of;
  } else if (row->of != a) {
    row_fill(row, &l->documents[a].words, a);
  }
  const SketchWords *words = &l->documents[b].words;
  uint64_t sum = 0;
  for (uint32_t i = 0; i < words->n; i++) {
    uint32_t key = words->v[i].hash + 1, at = slot_first(key - 1, row->mask);
    while (row->keys[at] && row->keys[at] != key) {
      at = (at + 1) & row->mask;
    }
    sum += row->keys[at] ? (uint64_t)words->v[i].count * row->weights[at] : 0;
  }
  return thousandths(sum, &l->documents[a], &l->documents[b]);
}

int32_t strands_likeness(const Likeness *l, uint32_t ia, uint32_t ib) {
  const SketchWords *a = &l->strands[ia].words, *b = &l->strands[ib].words;
  uint64_t sum = 0;
  for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
    uint32_t x = a->v[i].hash, y = b->v[k].hash;
    sum += x == y ? (uint64_t)a->v[i].count * b->v[k].count : 0;
    i += x <= y; /* without branches that nobody can foresee */
    k += y <= x;
  }
  return thousandths(sum, &l->strands[ia], &l->strands[ib]);
}
