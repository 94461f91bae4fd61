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
