/* Nearness: edit distance with swaps of neighbours. */
#include "base/nearness.h"

enum { WORD_MOST = 32 };

unsigned word_distance(Str a, Str b) {
  unsigned rows[WORD_MOST + 1][WORD_MOST + 1];
  if (a.n > WORD_MOST || b.n > WORD_MOST) {
    return NEARNESS_FAR;
  }
  for (size_t i = 0; i <= a.n; i++) {
    for (size_t j = 0; j <= b.n; j++) {
      if (!i || !j) {
        rows[i][j] = (unsigned)(i + j);
        continue;
      }
      unsigned best = rows[i - 1][j - 1] + (a.p[i - 1] != b.p[j - 1]);
      best = rows[i - 1][j] + 1 < best ? rows[i - 1][j] + 1 : best;
      best = rows[i][j - 1] + 1 < best ? rows[i][j - 1] + 1 : best;
      if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] &&
          rows[i - 2][j - 2] + 1 < best) {
        best = rows[i - 2][j - 2] + 1;
      }
      rows[i][j] = best;
    }
  }
  return rows[a.n][b.n];
}
