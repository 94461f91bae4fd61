/* Fold: fields, and what values teach. Reading and writing do the same here, step by step. */
#include "record/fold.h"

enum { NUMBER_DIGITS = 15 };

void fold_init(Fold *fold) {
  memset(fold, 0, sizeof *fold);
  fold->count = 1;
}

void fold_copy(Fold *to, const Fold *from) {
  to->count = from->count;
  to->words = from->words;
  to->changed_count = 0;
  memset(to->is_changed, 0, sizeof to->is_changed);
  memcpy(to->slots, from->slots, sizeof to->slots);
  memcpy(to->fields, from->fields, from->count * sizeof *from->fields);
}

void fold_restore(Fold *copy, const Fold *from) {
  for (uint32_t i = 0; i < copy->changed_count; i++) {
    uint16_t field = copy->changed[i];
    copy->is_changed[field] = false;
    if (field < from->count) {
      copy->fields[field] = from->fields[field];
    }
  }
  if (copy->count != from->count) {
    memcpy(copy->slots, from->slots, sizeof copy->slots);
  }
  copy->count = from->count;
  copy->changed_count = 0;
}

static void mark_changed(Fold *fold, uint32_t field) {
  if (!fold->is_changed[field]) {
    fold->is_changed[field] = true;
    fold->changed[fold->changed_count++] = (uint16_t)field;
  }
}

FoldState fold_begin(Fold *fold, const FoldKnown *known, Arena *arena) {
  return (FoldState){.fold = fold, .known = *known, .arena = arena};
}

/* ---- numbers --------------------------------------------------------------------------------- */

void fold_number_put(Buffer *out, uint64_t number) {
  for (; number > 127; number >>= 7) {
    buffer_char(out, (char)(number | 128));
  }
  buffer_char(out, (char)number);
}

bool fold_number_take(Str *bytes, uint64_t *number) {
  *number = 0;
  for (int shift = 0; bytes->n && shift < 64; shift += 7) {
    uint8_t byte = (uint8_t)*bytes->p;
    *bytes = (Str){bytes->p + 1, bytes->n - 1};
    *number |= (uint64_t)(byte & 127) << shift;
    if (byte < 128) {
      return true;
    }
  }
  return false;
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* `,"span":[` alone says little: it belongs to the field before it. Of the commas of an array all but
   the first are one field. */
static uint32_t owner_of(const Fold *fold, Str piece, uint32_t before) {
  const FoldField *f = &fold->fields[before];
  if (piece.n >= FOLD_SHORT) {
    return 0;
  }
  return piece.n == 1 && str_equal(f->piece, piece) ? f->owner : before;
}

void fold_words(Fold *fold, const FoldValues *learned, Arena *arena) {
  FoldWords *words = arena_new(arena, FoldWords);
  words->words = *learned;
  for (words->slot_count = 64; words->slot_count < 2 * learned->n; words->slot_count *= 2) {
  }
  words->slots = arena_array(arena, uint32_t, words->slot_count);
  for (uint32_t i = 0; i < learned->n; i++) {
    uint32_t slot = (uint32_t)hash64(learned->v[i], 0) & (words->slot_count - 1);
    while (words->slots[slot]) {
      slot = (slot + 1) & (words->slot_count - 1);
    }
    words->slots[slot] = i + 1;
  }
  fold->words = words;
}

bool fold_word(const Fold *fold, Str value, uint64_t *number) {
  const FoldWords *words = fold->words;
  if (!words) {
    return false;
  }
  for (uint32_t slot = (uint32_t)hash64(value, 0);; slot++) {
    uint32_t n = words->slots[slot & (words->slot_count - 1)];
    if (!n || str_equal(words->words.v[n - 1], value)) {
      *number = n - 1;
      return n != 0;
    }
  }
}

static uint32_t slot_of(Str piece, uint32_t owner) {
  uint32_t hash = 2166136261u + owner;
  for (size_t i = 0; i < piece.n; i++) {
    hash = (hash ^ (uint8_t)piece.p[i]) * 16777619u;
  }
  return (hash ^ hash >> 15) % FOLD_SLOTS;
}

uint32_t fold_find(const Fold *fold, Str piece, uint32_t before) {
  uint32_t owner = owner_of(fold, piece, before);
  for (uint32_t slot = slot_of(piece, owner); fold->slots[slot]; slot = (slot + 1) % FOLD_SLOTS) {
    const FoldField *f = &fold->fields[fold->slots[slot]];
    if (f->owner == owner && str_equal(f->piece, piece)) {
      return fold->slots[slot];
    }
  }
  return 0;
}

uint32_t fold_add(Fold *fold, Str piece, uint32_t before) {
  if (fold->count == FOLD_FIELDS || !piece.n) {
    return 0;
  }
  uint32_t owner = owner_of(fold, piece, before), slot = slot_of(piece, owner);
  while (fold->slots[slot]) {
    slot = (slot + 1) % FOLD_SLOTS;
  }
  uint32_t n = fold->count++;
  fold->slots[slot] = (uint16_t)n;
  fold->fields[n] = (FoldField){.piece = piece, .owner = (uint16_t)owner};
  return n;
}

/* ---- values ---------------------------------------------------------------------------------- */

bool fold_number(Str value, uint64_t *number) {
  *number = 0;
  if (!value.n || value.n > NUMBER_DIGITS || (value.p[0] == '0' && value.n > 1)) {
    return false;
  }
  for (size_t i = 0; i < value.n; i++) {
    if (value.p[i] < '0' || value.p[i] > '9') {
      return false;
    }
    *number = *number * 10 + (uint64_t)(value.p[i] - '0');
  }
  return true;
}

/* Makes the value the first of the recent ones. */
static void keep(FoldField *f, Str value) {
  uint32_t i = 0;
  while (i < f->count && !str_equal(f->recent[i], value)) {
    i++;
  }
  if (i == f->count) {
    i = f->count < FOLD_RECENT ? f->count++ : FOLD_RECENT - 1;
  }
  memmove(f->recent + 1, f->recent, i * sizeof *f->recent);
  f->recent[0] = value;
}

/* The title stands in the first line, before all that may quote it. */
static void keep_title(FoldState *s, Str value) {
  char *title = arena_bytes(s->arena, value.n + 1);
  size_t n = 0;
  for (size_t i = 1; i + 1 < value.n; i++) {
    i += value.p[i] == '\\'; /* other escapes than of " and \ are not undone: nothing quotes them */
    title[n++] = value.p[i];
  }
  s->title = (Str){title, n};
}

/* What was told with a number says nothing of how the next is told: numbers can always be. */
static bool is_habit(FoldOp op) {
  return op != FOLD_NUMBER && op != FOLD_OFFSET && op != FOLD_DIGEST && op != FOLD_WORD &&
         op != FOLD_SOURCE && op != FOLD_NEW;
}

/* Makes the field the first of those that come behind another. */
static void expect(FoldField *before, uint16_t field) {
  uint32_t i = 0;
  while (i + 1 < FOLD_NEXT && before->next[i] != field) {
    i++;
  }
  memmove(before->next + 1, before->next, i * sizeof *before->next);
  before->next[0] = field;
}

void fold_learn(FoldState *s, uint32_t field, FoldOp op, Str value) {
  FoldField *f = &s->fold->fields[field], *before = &s->fold->fields[s->field];
  uint64_t number;
  mark_changed(s->fold, field);
  if (before->next[0] != field) {
    mark_changed(s->fold, s->field);
    expect(before, (uint16_t)field);
  }
  f->op = (uint8_t)(is_habit(op) ? op : f->op);
  s->field = field;
  if (!value.n || op == FOLD_CLAIM || op == FOLD_PERSON) {
    return;
  }
  if (!f->count || !str_equal(f->recent[0], value)) {
    keep(f, value);
  }
  if (op == FOLD_NEW && s->learned) {
    array_push(s->arena, s->learned, value);
  }
  if (fold_number(value, &number)) {
    s->number[0] = s->number[1];
    s->number[1] = number;
  }
  if (!s->title.p && value.p[0] == '"' && str_is(f->piece, ",\"title\":")) {
    keep_title(s, value);
  }
}
