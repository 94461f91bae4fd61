/* Linkage: means between clusters are kept in matrices and joined row by row. */
#include "event/linkage.h"

void linkage_init(Linkage *l, Arena *arena, uint32_t n) {
  *l = (Linkage){.n = n};
  l->sum = arena_array(arena, int32_t, (size_t)n * n);
  l->mass = arena_array(arena, uint32_t, (size_t)n * n);
  l->never = arena_array(arena, bool, (size_t)n * n);
  l->size = arena_array(arena, uint32_t, n);
  l->best = arena_array(arena, uint32_t, n);
  l->into = arena_array(arena, uint32_t, n);
  l->list = arena_array(arena, uint32_t, n);
}

void linkage_pair(Linkage *l, uint32_t i, uint32_t k, int32_t points, uint32_t mass, bool never) {
  size_t ik = (size_t)i * l->n + k, ki = (size_t)k * l->n + i;
  l->mass[ik] = l->mass[ki] = mass;
  l->never[ik] = l->never[ki] = never;
  l->sum[ik] = l->sum[ki] = never ? 0 : points * (int32_t)mass;
}

static int32_t mean_points(const Linkage *l, uint32_t i, uint32_t k) {
  if (l->never[(size_t)i * l->n + k]) {
    return INT32_MIN;
  }
  uint32_t mass = l->mass[(size_t)i * l->n + k];
  return mass ? (int32_t)((int64_t)l->sum[(size_t)i * l->n + k] * 16 / mass) : INT32_MIN;
}

static void best_update(Linkage *l, uint32_t i) {
  l->best[i] = UINT32_MAX;
  int32_t most = INT32_MIN;
  for (uint32_t k = 0; k < l->n; k++) {
    if (k != i && l->size[k]) {
      int32_t points = mean_points(l, i, k);
      if (points > most) {
        most = points;
        l->best[i] = k;
      }
    }
  }
}

static void clusters_join(Linkage *l, uint32_t i, uint32_t k) {
  for (uint32_t m = 0; m < l->n; m++) {
    size_t im = (size_t)i * l->n + m, km = (size_t)k * l->n + m;
    size_t mi = (size_t)m * l->n + i;
    l->sum[im] += l->sum[km];
    l->sum[mi] = l->sum[im];
    l->mass[im] += l->mass[km];
    l->mass[mi] = l->mass[im];
    l->never[im] = l->never[mi] = l->never[im] || l->never[km];
    if (l->into[m] == k) {
      l->into[m] = i;
    }
  }
  l->size[i] += l->size[k];
  l->size[k] = 0;
  for (uint32_t m = 0; m < l->n; m++) {
    if (l->size[m] && (m == i || l->best[m] == i || l->best[m] == k)) {
      best_update(l, m);
    } else if (l->size[m] && l->best[m] != UINT32_MAX &&
               mean_points(l, m, i) > mean_points(l, m, l->best[m])) {
      l->best[m] = i;
    }
  }
}

/* The things of clusters i and k, one behind the other. */
static bool is_barred(Linkage *l, uint32_t i, uint32_t k) {
  if (!l->bar) {
    return false;
  }
  uint32_t n = 0, m = 0;
  for (uint32_t t = 0; t < l->n; t++) {
    if (l->into[t] == i) {
      l->list[n++] = t;
    }
  }
  for (uint32_t t = 0; t < l->n; t++) {
    if (l->into[t] == k) {
      l->list[n + m++] = t;
    }
  }
  return l->bar(l->context, l->list, n, l->list + n, m);
}

static void keep_apart(Linkage *l, uint32_t i, uint32_t k) {
  l->never[(size_t)i * l->n + k] = l->never[(size_t)k * l->n + i] = true;
  best_update(l, i);
  best_update(l, k);
}

void linkage_run(Linkage *l, int32_t least) {
  for (uint32_t i = 0; i < l->n; i++) {
    l->size[i] = 1;
    l->into[i] = i;
  }
  for (uint32_t i = 0; i < l->n; i++) {
    best_update(l, i);
  }
  for (;;) {
    uint32_t top = UINT32_MAX;
    int32_t most = least * 16 - 1;
    for (uint32_t i = 0; i < l->n; i++) {
      int32_t points =
          l->size[i] && l->best[i] != UINT32_MAX ? mean_points(l, i, l->best[i]) : INT32_MIN;
      if (points > most) {
        most = points;
        top = i;
      }
    }
    if (top == UINT32_MAX) {
      return;
    }
    uint32_t other = l->best[top];
    if (is_barred(l, top, other)) {
      keep_apart(l, top, other);
      continue;
    }
    clusters_join(l, top < other ? top : other, top < other ? other : top);
  }
}
