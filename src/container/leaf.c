/* Parts: places of bytes through runs. */
#include "container/leaf.h"

/* The first run that ends behind `at`. */
static uint32_t run_after(const LeafRuns *runs, uint64_t at) {
  uint32_t low = 0, high = runs->n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (runs->v[middle].end <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* a * b / c for lengths of one part: below 2^31 each. */
static uint64_t share(uint64_t a, uint64_t b, uint64_t c, bool up) {
  return c ? (a * b + (up ? c - 1 : 0)) / c : 0;
}

bool leaf_runs_find(const LeafRuns *runs, uint64_t start, uint64_t end, uint64_t *from,
                    uint64_t *to) {
  uint32_t first = run_after(runs, start);
  if (first == runs->n) {
    return false;
  }
  const LeafRun *a = &runs->v[first];
  uint64_t skip = start > a->start ? start - a->start : 0;
  *from = a->from_start + share(skip, a->from_end - a->from_start, a->end - a->start, false);
  *to = *from;
  if (end <= start || end <= a->start) {
    return end <= start;
  }
  uint32_t last = run_after(runs, end - 1);
  if (last == runs->n || runs->v[last].start >= end) {
    last--; /* the end lies in what was made: the run before it */
  }
  const LeafRun *b = &runs->v[last];
  uint64_t take = (end < b->end ? end : b->end) - b->start;
  *to = b->from_start + share(take, b->from_end - b->from_start, b->end - b->start, true);
  return true;
}
