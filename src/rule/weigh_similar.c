/* Similar values: lists that share members, and values that contain one another. */
#include "base/csv.h"
#include "rule/weigh_parts.h"

enum { ABOVE_MOST = 4096, MEMBERS_MOST = 64 };

/* ---- hierarchy ------------------------------------------------------------------------------- */

typedef struct Edge {
  uint32_t child, parent;
} Edge;

static int edges_read(Str csv, Str file, Hierarchy *h, Edge **edges, uint32_t *n, Status *status) {
  CsvRows rows;
  ARRAY(Edge) all = {0};
  int code = csv_read(file, csv, h->arena, &rows, status);
  for (uint32_t i = 0; i < rows.n && code == STATUS_OK; i++) {
    const CsvRow *row = &rows.v[i];
    bool two = row->fields.n == 2;
    if (!two || (i == 0 && (!str_is(row->fields.v[0], "child") ||
                            !str_is(row->fields.v[1], "parent")))) {
      return status_set(
          status, STATUS_FORMAT, row->line, "%.*s:%u: expected %s", STR_ARG(file), row->line,
          i == 0 ? "the header child,parent" : "two fields, a value and what contains it");
    }
    if (i) {
      uint32_t child = *map_put(&h->names, row->fields.v[0], h->names.n, NULL);
      uint32_t parent = *map_put(&h->names, row->fields.v[1], h->names.n, NULL);
      array_push(h->arena, &all, (Edge){child, parent});
    }
  }
  *edges = all.v;
  *n = all.n;
  return code;
}

int hierarchy_read(Str csv, Str file, Arena *arena, Hierarchy *h, Status *status) {
  Edge *edges = NULL;
  uint32_t n = 0;
  h->arena = arena;
  map_init(&h->names, arena);
  int code = edges_read(csv, file, h, &edges, &n, status);
  if (code) {
    return code;
  }
  h->parents = arena_alloc(arena, (h->names.n + 1) * sizeof *h->parents);
  for (uint32_t i = 0; i < n; i++) {
    array_push(arena, &h->parents[edges[i].child], edges[i].parent);
  }
  return STATUS_OK;
}

/* A name may stand for several places, so there may be several ways up; each is followed, in
   bounds. */
bool hierarchy_above(const Hierarchy *h, Str above, Str below) {
  const uint32_t *wanted = map_find(&h->names, above), *start = map_find(&h->names, below);
  uint32_t queue[ABOVE_MOST], n = 0;
  if (!wanted || !start || *wanted == *start) {
    return false;
  }
  queue[n++] = *start;
  for (uint32_t i = 0; i < n; i++) {
    for (uint32_t k = 0; k < h->parents[queue[i]].n && n < ABOVE_MOST; k++) {
      uint32_t parent = h->parents[queue[i]].v[k];
      bool known = false;
      for (uint32_t j = 0; j < n && !known; j++) {
        known = queue[j] == parent;
      }
      if (parent == *wanted) {
        return true;
      }
      queue[n] = parent;
      n += !known;
    }
  }
  return false;
}

/* ---- lists ----------------------------------------------------------------------------------- */

/* The members of "a; b; c", each once; a value without a semicolon is one member. */
static uint32_t members_of(Str value, Str members[MEMBERS_MOST]) {
  uint32_t n = 0;
  while (value.n && n < MEMBERS_MOST) {
    Str member = str_trim(str_split(value, ';', &value));
    bool known = member.n == 0;
    for (uint32_t i = 0; i < n && !known; i++) {
      known = str_equal(members[i], member);
    }
    members[n] = member;
    n += !known;
  }
  return n;
}

/* Members in both of all members (Jaccard 1901). */
static Fixed shared_members(Str to, Str from) {
  Str a[MEMBERS_MOST], b[MEMBERS_MOST];
  uint32_t n = members_of(to, a), m = members_of(from, b), both = 0;
  for (uint32_t i = 0; i < n; i++) {
    for (uint32_t k = 0; k < m; k++) {
      both += str_equal(a[i], b[k]);
    }
  }
  return n + m > both ? FIXED_RATIO(both, n + m - both) : 0;
}

Fixed value_support(const Weigher *w, Str to, Str from) {
  if (w->hierarchy && hierarchy_above(w->hierarchy, from, to)) {
    return FIXED_ONE;
  }
  bool lists = (to.n && memchr(to.p, ';', to.n)) || (from.n && memchr(from.p, ';', from.n));
  return lists ? shared_members(to, from) : 0;
}
