/* Mentions: looking one up by its place in the text. */
#include "mention/mention.h"

/* Binary search, for the first of n mentions that ends behind `at`: they are ordered by first token and,
   within one kind, do not overlap, so that their ends rise as well. No branch depends on what is
   found, since nobody foresees it, and there are more searches than mentions. end: where the first
   mention has its end, stride: bytes from one to the next. */
static uint32_t first_behind(const char *mentions, size_t end, size_t stride, uint32_t n,
                             uint32_t at) {
  uint32_t found = 0;
  for (uint32_t half; n > 0; n -= half) {
    uint32_t reached;
    half = n - n / 2;
    memcpy(&reached, mentions + (found + n / 2) * stride + end, sizeof reached);
    found += half & -(uint32_t)(reached <= at);
  }
  return found;
}

#define FIRST_BEHIND(T, array, at) \
  first_behind((const char *)(array).v, offsetof(T, end), sizeof(T), (array).n, at)

static inline uint32_t at_token(const Mentions *m, int kind, uint32_t at) {
  return m->behind[kind][at < m->text->tokens.n ? at : m->text->tokens.n];
}

uint32_t mentions_first_number(const Mentions *m, uint32_t at) {
  return m->behind[MENTIONS_NUMBERS] ? at_token(m, MENTIONS_NUMBERS, at) : FIRST_BEHIND(Number, m->numbers, at);
}

uint32_t mentions_first_time(const Mentions *m, uint32_t at) {
  return m->behind[MENTIONS_NUMBERS] ? at_token(m, MENTIONS_TIMES, at) : FIRST_BEHIND(TimeMention, m->times, at);
}

uint32_t mentions_first_place(const Mentions *m, uint32_t at) {
  return m->behind[MENTIONS_NUMBERS] ? at_token(m, MENTIONS_PLACES, at) : FIRST_BEHIND(PlaceMention, m->places, at);
}

uint32_t mentions_first_actor(const Mentions *m, uint32_t at) {
  return m->behind[MENTIONS_NUMBERS] ? at_token(m, MENTIONS_ACTORS, at) : FIRST_BEHIND(ActorMention, m->actors, at);
}

uint32_t attribution_first(const Attribution *a) {
  uint32_t first = a->cue.v[0].first;
  for (uint32_t i = 0; i < a->content.n; i++) {
    first = a->content.v[i].first < first ? a->content.v[i].first : first;
  }
  if (a->source.n > 0 && a->source.v[0].first < first) {
    first = a->source.v[0].first;
  }
  return first;
}

/* How many attributions begin before a token. */
static uint32_t attributions_before(const Mentions *m, uint32_t token) {
  uint32_t low = 0, high = m->attributions.n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (attribution_first(&m->attributions.v[middle]) < token) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

void mentions_attributions_before(const Mentions *m, uint32_t token, uint32_t *first, uint32_t *end) {
  enum { MOST = 256 };
  *end = m->behind[MENTIONS_NUMBERS] ? at_token(m, MENTIONS_ATTRIBUTIONS, token) : attributions_before(m, token);
  *first = *end > MOST ? *end - MOST : 0;
}

/* ------------------------------------------------------------------------------ when all are found */

/* How many of what was counted at each token stand at it or before. */
static const uint32_t *counts_sum(uint32_t *counts, uint32_t n) {
  for (uint32_t i = 1; i < n; i++) {
    counts[i] += counts[i - 1];
  }
  return counts;
}

/* For each token how many of so many mentions end before it or where it begins. */
static const uint32_t *ends_count(const char *mentions, size_t end, size_t stride, uint32_t count, uint32_t n,
                                  Arena *arena) {
  uint32_t *counts = arena_array(arena, uint32_t, n);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t reached;
    memcpy(&reached, mentions + i * stride + end, sizeof reached);
    counts[reached < n ? reached : n - 1]++;
  }
  return counts_sum(counts, n);
}

#define ENDS_COUNT(T, array) \
  ends_count((const char *)(array).v, offsetof(T, end), sizeof(T), (array).n, n, arena)

void mentions_settle(Mentions *m, Arena *arena) {
  uint32_t n = m->text->tokens.n + 1;
  uint32_t *begun = arena_array(arena, uint32_t, n);
  for (uint32_t i = 0; i < m->attributions.n; i++) {
    uint32_t first = attribution_first(&m->attributions.v[i]);
    begun[first < n - 1 ? first + 1 : n - 1]++;
  }
  m->behind[MENTIONS_ATTRIBUTIONS] = counts_sum(begun, n);
  m->behind[MENTIONS_TIMES] = ENDS_COUNT(TimeMention, m->times);
  m->behind[MENTIONS_PLACES] = ENDS_COUNT(PlaceMention, m->places);
  m->behind[MENTIONS_ACTORS] = ENDS_COUNT(ActorMention, m->actors);
  m->behind[MENTIONS_NUMBERS] = ENDS_COUNT(Number, m->numbers);
}
