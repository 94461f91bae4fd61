/* Change: documents and decisions. */
#include "change/change.h"

#include "base/map.h"
#include "change/decided.h"

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

typedef struct Keys {
  const DecisionArray *all;
  Map keys;
  Decided decided;
} Keys;

static void keys_read(const DecisionArray *decisions, Arena *arena, Keys *keys) {
  keys->all = decisions;
  map_init(&keys->keys, arena);
  decided_init(&keys->decided, arena);
  for (uint32_t i = 0; i < decisions->n; i++) {
    map_put(&keys->keys, decision_key(&decisions->v[i], arena), i, NULL);
    decided_add(&keys->decided, &decisions->v[i]);
  }
}

/* Decisions of `one` that the others have not. */
static void change_side(const DecisionArray *one, const Keys *others, ChangeKind kind, Arena *arena,
                        Changes *changes) {
  for (uint32_t i = 0; i < one->n; i++) {
    const Decision *d = &one->v[i];
    if (!map_find(&others->keys, decision_key(d, arena))) {
      array_push(arena, &changes->decisions,
                 (DecisionChange){kind, d, decided_against(&others->decided, d)});
    }
  }
}

static void change_decisions(const Side *before, const Side *after, Arena *arena,
                             Changes *changes) {
  Keys a, b;
  keys_read(before->decisions, arena, &a);
  keys_read(after->decisions, arena, &b);
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
