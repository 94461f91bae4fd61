/* Texts ──▶ fingerprints of GRAM words ──those that come again──▶ hits: where two documents have
   one.

   Every text is read once for the hashes of its words. Whether a fingerprint comes again is counted
   in a table of two bits a slot, whose size goes with the text; only fingerprints whose slot was
   met twice are kept, and sorted. So memory beside the hashes goes with what is shared. Some kept
   ones share only a slot, or come again in one document: they are alone once sorted. */
#include "passage/words.h"

#include <stdlib.h>

#include "base/digest.h"

enum {
  SEED_DOCUMENTS = 40, /* documents of a fingerprint that pairs them in any case … */
  SEED_MOST = 1000,    /* … and in none */
  SEED_HITS = 600000,  /* hits that more documents of a fingerprint may give, in all */
  SEED_SAMPLE = 8,     /* of so many such fingerprints one is taken: long runs have several */
  SEED_PLACES = 4,     /* places of one document under one fingerprint */
  AHEAD = 16,          /* fingerprints between asking for a slot and using it; a power of two */
  SLOTS = 8,           /* slots for a fingerprint */
};

/* ---------------------------------------------------------------- words of all documents */

static Tally *tally_slot(Tally *v, size_t mask, uint32_t hash) {
  size_t at = hash * UINT32_C(2654435761) & mask;
  while (v[at].hash && v[at].hash != hash) {
    at = (at + 1) & mask;
  }
  return &v[at];
}

static void tallies_grow(Arena *arena, Tallies *t) {
  size_t slots = t->v ? (t->mask + 1) * 4 : 4096;
  Tally *v = arena_array(arena, Tally, slots);
  for (size_t i = 0; t->v && i <= t->mask; i++) {
    if (t->v[i].hash) {
      *tally_slot(v, slots - 1, t->v[i].hash) = t->v[i];
    }
  }
  t->v = v;
  t->mask = slots - 1;
}

static void tally_count(Arena *arena, Tallies *t, uint32_t hash, uint32_t document) {
  Tally *slot = tally_slot(t->v, t->mask, hash);
  if (slot->hash == 0) {
    if (++t->n * 2 > t->mask) {
      tallies_grow(arena, t);
      slot = tally_slot(t->v, t->mask, hash);
    }
    *slot = (Tally){hash, document + 1, 1};
  } else if (slot->last != document + 1) {
    slot->last = document + 1;
    slot->count++;
  }
}

static void row_count(Arena *arena, Tallies *t, const uint32_t *row, uint32_t n,
                      uint32_t document) {
  for (uint32_t i = 0; i < n; i++) {
    if (i + AHEAD < n) {
      __builtin_prefetch(&t->v[row[i + AHEAD] * UINT32_C(2654435761) & t->mask]);
    }
    tally_count(arena, t, row[i], document);
  }
}

uint32_t tally_of(const Tallies *t, uint32_t hash) {
  return tally_slot(t->v, t->mask, hash)->count;
}

void seeds_read(Arena *arena, Seeds *seeds, const PassageText *texts, uint32_t n) {
  size_t longest = 0;
  seeds->texts = texts;
  seeds->n = n;
  seeds->hashes = arena_array(arena, WordHashes, n);
  tallies_grow(arena, &seeds->tallies);
  for (uint32_t d = 0; d < n; d++) {
    longest = texts[d].text.n > longest ? texts[d].text.n : longest;
  }
  uint32_t *row = arena_array(arena, uint32_t, longest / 2 + 1); /* a word and what parts it */
  for (uint32_t d = 0; d < n; d++) {
    uint32_t count = 0;
    size_t start, end = 0;
    while (word_next(texts[d].text, &start, &end, &row[count])) {
      count++;
    }
    row_count(arena, &seeds->tallies, row, count, d);
    WordHashes *h = &seeds->hashes[d];
    h->v = arena_array(arena, uint32_t, count);
    h->n = count;
    if (count) {
      memcpy(h->v, row, count * sizeof *row);
    }
  }
}

/* ---------------------------------------------------------------- fingerprints */

static uint64_t gram_hash(const uint32_t *w) {
  uint64_t h = 0;
  for (int i = 0; i < GRAM; i++) {
    h = (h ^ w[i]) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 29;
  }
  return h * UINT64_C(0xD6E8FEB86659FD93);
}

static uint64_t part_seed(const Seeds *seeds, uint32_t document) {
  Str part = seeds->texts[document].part;
  return part.n ? hash64(part, 1) : 0;
}

/* Two bits for each slot: 0 never met, 1 once, 2 more often. */
typedef struct Slots {
  uint8_t *v;
  uint64_t mask;
} Slots;

static Slots slots_make(Arena *arena, const Seeds *seeds) {
  uint64_t total = 0, slots = 4096;
  for (uint32_t d = 0; d < seeds->n; d++) {
    total += seeds->hashes[d].n;
  }
  while (slots < total * SLOTS && slots < UINT64_C(1) << 33) {
    slots *= 2;
  }
  return (Slots){arena_array(arena, uint8_t, slots / 4), slots - 1};
}

/* Counts the fingerprints. Returns how many lie in slots that are met twice. */
static uint64_t slots_count(const Seeds *seeds, const Slots *slots) {
  uint64_t again = 0, ring[AHEAD] = {0};
  for (uint32_t d = 0; d < seeds->n; d++) {
    const WordHashes *w = &seeds->hashes[d];
    uint64_t seed = part_seed(seeds, d);
    uint32_t grams = w->n >= GRAM ? w->n - GRAM + 1 : 0;
    for (uint32_t i = 0; i < grams + AHEAD && grams; i++) {
      if (i >= AHEAD) {
        uint64_t slot = ring[i & (AHEAD - 1)];
        uint8_t *byte = &slots->v[slot / 4];
        uint32_t shift = (uint32_t)(slot & 3) * 2, met = *byte >> shift & 3;
        again += met ? (met == 1 ? 2 : 1) : 0;
        *byte = (uint8_t)(met < 2 ? *byte + (1U << shift) : *byte);
      }
      if (i < grams) {
        uint64_t slot = (gram_hash(w->v + i) ^ seed) & slots->mask;
        __builtin_prefetch(&slots->v[slot / 4], 1);
        ring[i & (AHEAD - 1)] = slot;
      }
    }
  }
  return again;
}

/* Fingerprints whose slots were met twice, ascending by document and place. */
static Grams grams_find(Arena *arena, const Seeds *seeds, const Slots *slots, uint64_t most) {
  Grams grams = {arena_array(arena, Gram, most), 0};
  Gram ring[AHEAD];
  memset(ring, 0, sizeof ring);
  for (uint32_t d = 0; d < seeds->n; d++) {
    const WordHashes *w = &seeds->hashes[d];
    uint64_t seed = part_seed(seeds, d);
    uint32_t count = w->n >= GRAM ? w->n - GRAM + 1 : 0;
    for (uint32_t i = 0; i < count + AHEAD && count; i++) {
      Gram *g = &ring[i & (AHEAD - 1)];
      uint64_t slot = g->hash & slots->mask;
      if (i >= AHEAD && slots->v[slot / 4] >> (slot & 3) * 2 & 2 && grams.n < most) {
        grams.v[grams.n++] = *g;
      }
      if (i < count) {
        *g = (Gram){gram_hash(w->v + i) ^ seed, d, i};
        __builtin_prefetch(&slots->v[(g->hash & slots->mask) / 4]);
      }
    }
  }
  return grams;
}

/* Sorts by the high bits of the hash, what was first staying first. */
static void grams_sort(Arena *arena, Grams *grams) {
  enum { BITS = 11, DIGITS = 1 << BITS, PASSES = 3 };
  Gram *from = grams->v, *to = arena_array(arena, Gram, grams->n);
  uint64_t *starts = arena_array(arena, uint64_t, DIGITS);
  for (int pass = 0; pass < PASSES; pass++) {
    int shift = 64 - BITS * (PASSES - pass);
    uint64_t sum = 0;
    memset(starts, 0, DIGITS * sizeof *starts);
    for (uint64_t i = 0; i < grams->n; i++) {
      starts[from[i].hash >> shift & (DIGITS - 1)]++;
    }
    for (uint32_t d = 0; d < DIGITS; d++) {
      uint64_t count = starts[d];
      starts[d] = sum;
      sum += count;
    }
    for (uint64_t i = 0; i < grams->n; i++) {
      to[starts[from[i].hash >> shift & (DIGITS - 1)]++] = from[i];
    }
    Gram *swap = from;
    from = to;
    to = swap;
  }
  grams->v = from;
}

static int gram_order(const void *a, const void *b) {
  const Gram *x = a, *y = b;
  if (x->hash != y->hash) {
    return x->hash < y->hash ? -1 : 1;
  }
  if (x->document != y->document) {
    return x->document < y->document ? -1 : 1;
  }
  return (x->at > y->at) - (x->at < y->at);
}

/* Hashes that differ in low bits only are few: they are sorted where they stand. */
static void grams_settle(Grams *grams) {
  enum { LOW = 64 - 33 };
  for (uint64_t i = 0, k; i < grams->n; i = k) {
    bool mixed = false;
    for (k = i + 1; k < grams->n && grams->v[k].hash >> LOW == grams->v[i].hash >> LOW; k++) {
      mixed |= grams->v[k].hash != grams->v[i].hash;
    }
    if (mixed) {
      qsort(grams->v + i, k - i, sizeof *grams->v, gram_order);
    }
  }
}

/* ---------------------------------------------------------------- hits */

static bool gram_says(const WordSet *common, const uint32_t *w) {
  for (int i = 0; i < GRAM; i++) {
    if (!wordset_has(common, w[i])) {
      return true;
    }
  }
  return false;
}

static bool gram_same(const Seeds *seeds, const Gram *g, const Gram *h) {
  return memcmp(seeds->hashes[g->document].v + g->at, seeds->hashes[h->document].v + h->at,
                GRAM * sizeof(uint32_t)) == 0;
}

/* The end of the group that begins at `from`, and how many documents are in it. */
static uint64_t group_end(const Grams *grams, uint64_t from, uint32_t *documents) {
  uint64_t k = from + 1;
  for (*documents = 1; k < grams->n && grams->v[k].hash == grams->v[from].hash; k++) {
    *documents += grams->v[k].document != grams->v[k - 1].document;
  }
  return k;
}

static bool is_sampled(const Gram *g) {
  return (g->hash & (SEED_SAMPLE - 1)) == 0;
}

/* How many documents a fingerprint may have that pairs them: as many as give no more than SEED_HITS
   hits, so that a report that everybody prints is found where there is not too much of all. */
static uint32_t seeds_most(Arena *arena, const Grams *grams) {
  uint64_t *hits = arena_array(arena, uint64_t, SEED_MOST + 1), sum = 0;
  for (uint64_t i = 0, k; i < grams->n; i = k) {
    uint32_t documents;
    k = group_end(grams, i, &documents);
    if (documents > SEED_DOCUMENTS && documents <= SEED_MOST && is_sampled(&grams->v[i])) {
      hits[documents] += (k - i) * (k - i) / 2;
    }
  }
  uint32_t most = SEED_DOCUMENTS;
  while (most < SEED_MOST && sum + hits[most + 1] <= SEED_HITS) {
    sum += hits[++most];
  }
  return most;
}

/* A place of a fingerprint that pairs documents. */
typedef struct Place {
  const Gram *gram;
  uint32_t before; /* the word in front of it, 0: there is none … */
  bool follows;    /* … and with that word begins a fingerprint that pairs documents too */
} Place;

/* The fingerprints [from, to) of one hash. */
typedef struct GramGroup {
  uint64_t from, to;
} GramGroup;

/* Pairing: one bit for each word of all documents: a fingerprint that pairs documents begins there. */
typedef struct Pairing {
  const Seeds *seeds;
  uint64_t *first; /* bit of each document's first word */
  uint8_t *bits;
  Place *places; /* room for SEED_MOST * SEED_PLACES */
} Pairing;

static Pairing pairing_make(Arena *arena, const Seeds *seeds) {
  Pairing p = {.seeds = seeds, .first = arena_array(arena, uint64_t, seeds->n)};
  uint64_t words = 0;
  for (uint32_t d = 0; d < seeds->n; d++) {
    p.first[d] = words;
    words += seeds->hashes[d].n;
  }
  p.bits = arena_array(arena, uint8_t, words / 8 + 1);
  p.places = arena_array(arena, Place, SEED_MOST * SEED_PLACES);
  return p;
}

/* Asks for what will be needed of the fingerprints that stand so far behind those of a group: no two of
   them lie together. */
static void grams_prefetch(const Pairing *p, const GramGroup *group) {
  const Grams *grams = &p->seeds->grams;
  for (uint64_t i = group->from + AHEAD; i < group->to + AHEAD && i < grams->n; i++) {
    const Gram *g = &grams->v[i];
    uint32_t at = g->at ? g->at - 1 : 0;
    __builtin_prefetch(&p->bits[(p->first[g->document] + at) / 8], 1);
    __builtin_prefetch(p->seeds->hashes[g->document].v + at);
  }
}

/* The places of one fingerprint, some of each document. */
static uint32_t places_take(const Pairing *p, const GramGroup *group) {
  const Gram *grams = &p->seeds->grams.v[group->from];
  uint64_t n = group->to - group->from;
  uint32_t count = 0, places = 0;
  for (uint64_t m = 0; m < n; m++) {
    places = m && grams[m].document == grams[m - 1].document ? places + 1 : 1;
    if (places <= SEED_PLACES) {
      p->places[count++] = (Place){.gram = &grams[m]};
    }
  }
  return count;
}

static void places_mark(const Pairing *p, const GramGroup *group) {
  uint32_t count = places_take(p, group);
  for (uint32_t i = 0; i < count; i++) {
    uint64_t bit = p->first[p->places[i].gram->document] + p->places[i].gram->at;
    p->bits[bit / 8] = (uint8_t)(p->bits[bit / 8] | 1U << bit % 8);
  }
}

/* Pairs the documents of one fingerprint; but where the words in front of it are one too and pair them,
   the hit is part of that run, and one hit of a run is enough. */
static void places_pair(Arena *arena, const Pairing *p, const GramGroup *group, Hits *hits) {
  uint32_t count = places_take(p, group);
  bool one = true; /* what has one hash is one but by chance */
  for (uint32_t i = 0; i < count; i++) {
    const Gram *g = p->places[i].gram;
    uint64_t bit = p->first[g->document] + g->at - 1;
    p->places[i].before = g->at ? p->seeds->hashes[g->document].v[g->at - 1] : 0;
    p->places[i].follows = g->at && p->bits[bit / 8] >> bit % 8 & 1;
    one = one && gram_same(p->seeds, p->places[0].gram, g);
  }
  for (uint32_t a = 0; a < count; a++) {
    for (uint32_t b = a + 1; b < count; b++) {
      const Place *x = &p->places[a], *y = &p->places[b];
      bool inside = x->follows && y->follows && x->before == y->before;
      if (!inside && x->gram->document != y->gram->document &&
          (one || gram_same(p->seeds, x->gram, y->gram))) {
        array_push(arena, hits,
                   (Hit){x->gram->document, y->gram->document, x->gram->at, y->gram->at});
      }
    }
  }
}

/* Whether the fingerprint of a group pairs its documents. */
static bool group_pairs(const Seeds *seeds, const WordSet *common, const GramGroup *group,
                        uint32_t documents) {
  const Gram *g = &seeds->grams.v[group->from];
  return documents >= 2 &&
         (documents <= SEED_DOCUMENTS || (documents <= seeds->most && is_sampled(g))) &&
         gram_says(common, seeds->hashes[g->document].v + g->at);
}

static void hits_find(Arena *arena, const Seeds *seeds, const WordSet *common, Hits *hits) {
  const Grams *grams = &seeds->grams;
  Pairing pairing = pairing_make(arena, seeds);
  ARRAY(GramGroup) groups = {0};
  for (uint64_t i = 0, k; i < grams->n; i = k) {
    uint32_t documents;
    k = group_end(grams, i, &documents);
    GramGroup group = {i, k};
    grams_prefetch(&pairing, &group);
    if (group_pairs(seeds, common, &group, documents)) {
      array_push(arena, &groups, group);
      places_mark(&pairing, &group);
    }
  }
  for (uint64_t i = 0; i < groups.n; i++) {
    grams_prefetch(&pairing, &groups.v[i]);
    places_pair(arena, &pairing, &groups.v[i], hits);
  }
}

void seeds_find(Arena *arena, Seeds *seeds, const WordSet *common, Hits *hits) {
  Slots slots = slots_make(arena, seeds);
  Grams *grams = &seeds->grams;
  *grams = grams_find(arena, seeds, &slots, slots_count(seeds, &slots));
  grams_sort(arena, grams);
  grams_settle(grams);
  seeds->most = seeds_most(arena, grams);
  hits_find(arena, seeds, common, hits);
}

void seeds_mark(const Seeds *seeds, Words *words) {
  const Grams *grams = &seeds->grams;
  for (uint64_t i = 0, k; i < grams->n; i = k) {
    uint32_t documents;
    k = group_end(grams, i, &documents);
    for (uint64_t m = i; m < k && documents > 1; m++) {
      const Gram *g = &grams->v[m];
      if (g->at < words[g->document].n) {
        Word *w = &words[g->document].v[g->at];
        w->documents = (uint8_t)(documents < 255 ? documents : 255);
        w->flags |= documents > seeds->most ? WORD_MANY : 0;
      }
    }
  }
}
