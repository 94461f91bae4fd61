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

uint32_t mentions_first_number(const Mentions *mentions, uint32_t at) {
  return FIRST_BEHIND(Number, mentions->numbers, at);
}

uint32_t mentions_first_time(const Mentions *mentions, uint32_t at) {
  return FIRST_BEHIND(TimeMention, mentions->times, at);
}

uint32_t mentions_first_place(const Mentions *mentions, uint32_t at) {
  return FIRST_BEHIND(PlaceMention, mentions->places, at);
}

uint32_t mentions_first_actor(const Mentions *mentions, uint32_t at) {
  return FIRST_BEHIND(ActorMention, mentions->actors, at);
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
