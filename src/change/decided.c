/* Decided: matters of decisions, and what is against one. */
#include "change/decided.h"

static const Str judged = STR("accept or reject"), any_field = STR("any field"),
                 event = STR("event"), origin = STR("origin");

static bool is_judgement(const Decision *d) {
  return str_is(d->kind, "accept") || str_is(d->kind, "reject");
}

static bool is_event(const Decision *d) {
  return str_is(d->kind, "together") || str_is(d->kind, "apart");
}

static Str matter_key(const Decided *decided, Str subject, Str what, Str other) {
  return str_of(arena_printf(decided->arena, "%.*s\n%.*s\n%.*s", STR_ARG(subject), STR_ARG(what),
                             STR_ARG(other)));
}

static Str claim_key(const Decided *decided, const Decision *d, Str what) {
  return matter_key(decided, d->claim, what, (Str){NULL, 0});
}

/* Of two lines, or two documents, whichever is named first. */
static Str pair_key(const Decided *decided, const Decision *d, Str what) {
  Str one = what.p == origin.p || !d->claim.n ? d->document : d->claim;
  bool first = str_compare(one, d->other) <= 0;
  return matter_key(decided, first ? one : d->other, what, first ? d->other : one);
}

void decided_init(Decided *decided, Arena *arena) {
  memset(decided, 0, sizeof *decided);
  decided->arena = arena;
  map_init(&decided->matters, arena);
}

static void put(Decided *decided, Str key) {
  uint32_t last = decided->list.n - 1;
  *map_put(&decided->matters, key, last, NULL) = last;
}

void decided_add(Decided *decided, const Decision *d) {
  array_push(decided->arena, &decided->list, d);
  if (str_is(d->kind, "origin")) {
    put(decided, pair_key(decided, d, origin));
  } else if (is_event(d)) {
    put(decided, pair_key(decided, d, event));
  } else if (d->claim.n && is_judgement(d)) {
    put(decided, claim_key(decided, d, judged));
  } else if (d->claim.n && str_is(d->kind, "set")) {
    put(decided, claim_key(decided, d, d->field));
    put(decided, claim_key(decided, d, any_field));
  }
}

static const Decision *find(const Decided *decided, Str key) {
  const uint32_t *at = map_find(&decided->matters, key);
  return at ? decided->list.v[*at] : NULL;
}

static const Decision *unlike(const Decision *other, Str a, Str b) {
  return str_equal(a, b) ? NULL : other;
}

const Decision *decided_against(const Decided *decided, const Decision *d) {
  const Decision *other;
  if (str_is(d->kind, "origin")) {
    other = find(decided, pair_key(decided, d, origin));
    return other ? unlike(other, d->value, other->value) : NULL;
  }
  if (is_event(d)) {
    other = find(decided, pair_key(decided, d, event));
    return other ? unlike(other, d->kind, other->kind) : NULL;
  }
  if (!d->claim.n) {
    return NULL;
  }
  other = find(decided, claim_key(decided, d, judged));
  if (str_is(d->kind, "set")) {
    if (other && str_is(other->kind, "reject")) {
      return other;
    }
    other = find(decided, claim_key(decided, d, d->field));
    return other ? unlike(other, d->value, other->value) : NULL;
  }
  if (!is_judgement(d)) {
    return NULL;
  }
  if (other && !str_equal(other->kind, d->kind)) {
    return other;
  }
  return str_is(d->kind, "reject") ? find(decided, claim_key(decided, d, any_field)) : NULL;
}
