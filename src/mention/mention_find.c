/* Mentions: looking one up by its place in the text. */
#include "mention/mention.h"

/* Binary search over the ends of mentions: they are ordered by first token and, within one kind, do
   not overlap, so that their ends rise as well. */
#define FIRST_BEHIND(array, at)                \
  do {                                         \
    uint32_t low = 0, high = (array).n;        \
    while (low < high) {                       \
      uint32_t middle = low + (high - low) / 2; \
      if ((array).v[middle].end <= (at)) {     \
        low = middle + 1;                      \
      } else {                                 \
        high = middle;                         \
      }                                        \
    }                                          \
    return low;                                \
  } while (0)

uint32_t mentions_first_number(const Mentions *mentions, uint32_t at) {
  FIRST_BEHIND(mentions->numbers, at);
}

uint32_t mentions_first_time(const Mentions *mentions, uint32_t at) {
  FIRST_BEHIND(mentions->times, at);
}

uint32_t mentions_first_place(const Mentions *mentions, uint32_t at) {
  FIRST_BEHIND(mentions->places, at);
}

uint32_t mentions_first_actor(const Mentions *mentions, uint32_t at) {
  FIRST_BEHIND(mentions->actors, at);
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

void mentions_attributions_before(const Mentions *mentions, uint32_t token, uint32_t *first,
                                  uint32_t *end) {
  enum { MOST = 256 };
  uint32_t low = 0, high = mentions->attributions.n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (attribution_first(&mentions->attributions.v[middle]) < token) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  *end = low;
  *first = low > MOST ? low - MOST : 0;
}
