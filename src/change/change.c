/* Change: documents and decisions. */
#include "change/change.h"

#include "base/map.h"

/* Both lists are in order of id. */
static void change_documents(const Side *before, const Side *after, Arena *arena,
                             Changes *changes) {
  const KeptArray *a = before->documents, *b = after->documents;
  for (uint32_t i = 0, k = 0; i < a->n || k < b->n;) {
    int order = i == a->n ? 1 : k == b->n ? -1 : str_compare(a->v[i].id, b->v[k].id);
    const Kept *old = order <= 0 ? &a->v[i++] : NULL;
    const Kept *new = order >= 0 ? &b->v[k++] : NULL;
    bool same = old && new && !memcmp(&old->original_hash, &new->original_hash, sizeof(Digest));
    if (!same) {
      ChangeKind kind = !new ? CHANGE_GONE : !old ? CHANGE_NEW : CHANGE_OTHER;
      array_push(arena, &changes->documents, (DocumentChange){kind, old, new});
    }
  }
}

/* ---- decisions ------------------------------------------------------------------------------- */

/* What makes two decisions one: whoever joins or copies a record keeps all of it. */
static Str decision_key(const Decision *d, Arena *arena) {
  return str_of(arena_printf(arena, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s",
                             STR_ARG(d->kind), STR_ARG(d->document), STR_ARG(d->claim),
                             STR_ARG(d->quote), STR_ARG(d->field), STR_ARG(d->value),
                             STR_ARG(d->other), STR_ARG(d->reason), STR_ARG(d->by),
                             STR_ARG(d->when)));
}

/* What is decided of a claim, by what: "claim field", "claim judged" (accept, reject), "claim set". */
static Str matter_key(const Decision *d, Str what, Arena *arena) {
  return str_of(arena_printf(arena, "%.*s\n%.*s", STR_ARG(d->claim), STR_ARG(what)));
}

static const Str judged = {"accept or reject", 16}, any_field = {"any field", 9};

static bool is_judgement(const Decision *d) {
  return str_is(d->kind, "accept") || str_is(d->kind, "reject");
}

typedef struct Decided {
  const DecisionArray *all;
  Map keys, matters;
} Decided;

static void decided_read(const DecisionArray *decisions, Arena *arena, Decided *decided) {
  decided->all = decisions;
  map_init(&decided->keys, arena);
  map_init(&decided->matters, arena);
  for (uint32_t i = 0; i < decisions->n; i++) {
    const Decision *d = &decisions->v[i];
    map_put(&decided->keys, decision_key(d, arena), i, NULL);
    if (d->claim.n && is_judgement(d)) {
      *map_put(&decided->matters, matter_key(d, judged, arena), i, NULL) = i;
    } else if (d->claim.n && str_is(d->kind, "set")) { /* the last one stands */
      *map_put(&decided->matters, matter_key(d, d->field, arena), i, NULL) = i;
      *map_put(&decided->matters, matter_key(d, any_field, arena), i, NULL) = i;
    }
  }
}

static const Decision *decided_find(const Decided *decided, const Decision *d, Str what,
                                    Arena *arena) {
  const uint32_t *at = map_find(&decided->matters, matter_key(d, what, arena));
  return at ? &decided->all->v[*at] : NULL;
}

/* A decision of the others that cannot stand beside this one; NULL if there is none. */
static const Decision *against(const Decided *others, const Decision *d, Arena *arena) {
  const Decision *other = d->claim.n ? decided_find(others, d, judged, arena) : NULL;
  if (str_is(d->kind, "set")) {
    if (other && str_is(other->kind, "reject")) {
      return other;
    }
    other = decided_find(others, d, d->field, arena);
    return other && !str_equal(other->value, d->value) ? other : NULL;
  }
  if (!is_judgement(d)) {
    return NULL;
  }
  if (other && !str_equal(other->kind, d->kind)) {
    return other;
  }
  return str_is(d->kind, "reject") ? decided_find(others, d, any_field, arena) : NULL;
}

/* Decisions of `one` that the others have not. */
static void change_side(const DecisionArray *one, const Decided *others, ChangeKind kind,
                        Arena *arena, Changes *changes) {
  for (uint32_t i = 0; i < one->n; i++) {
    const Decision *d = &one->v[i];
    if (!map_find(&others->keys, decision_key(d, arena))) {
      array_push(arena, &changes->decisions,
                 (DecisionChange){kind, d, against(others, d, arena)});
    }
  }
}

static void change_decisions(const Side *before, const Side *after, Arena *arena,
                             Changes *changes) {
  Decided a, b;
  decided_read(before->decisions, arena, &a);
  decided_read(after->decisions, arena, &b);
  change_side(before->decisions, &b, CHANGE_GONE, arena, changes);
  change_side(after->decisions, &a, CHANGE_NEW, arena, changes);
}

void changes_find(const Side *before, const Side *after, Arena *arena, Changes *changes) {
  memset(changes, 0, sizeof *changes);
  change_documents(before, after, arena, changes);
  change_lines(before, after, arena, changes);
  change_decisions(before, after, arena, changes);
  change_figures(before, after, arena, changes);
}
