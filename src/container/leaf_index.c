/* Index: frames, and how they are checked. */
#include "container/leaf_index.h"

enum { NUMBERS = 16 };

/* ---- writing --------------------------------------------------------------------------------- */

static size_t frame_begin(Buffer *out, char kind) {
  size_t at = out->n;
  (void)buffer_claim(out, 4);
  buffer_char(out, kind);
  return at;
}

static void frame_end(Buffer *out, size_t at) {
  uint32_t n = (uint32_t)(out->n - at - 4);
  if (!out->failed) {
    memcpy(out->p + at, &n, sizeof n);
  }
}

static void put_str(Buffer *out, Str s) {
  uint32_t n = (uint32_t)s.n;
  buffer_add(out, (const char *)&n, sizeof n);
  buffer_str(out, s);
}

static void put_runs(Buffer *out, const LeafRuns *runs) {
  if (runs->n) {
    buffer_add(out, (const char *)runs->v, runs->n * sizeof *runs->v);
  }
}

void index_part(Buffer *out, const Leaf *p) {
  const uint64_t numbers[NUMBERS] = {p->source,    p->at,       p->size,       p->placed,
                                     p->start,     p->end,      p->has_text,   p->text_at,
                                     p->text_size, p->places.n, p->text_runs.n,
                                     p->verbatim,  p->boxes.n,  p->members.n,  p->paged,
                                     p->furniture_at};
  size_t at = frame_begin(out, 'P');
  buffer_add(out, (const char *)numbers, sizeof numbers);
  for (int i = 0; i < LEAF_FIELDS; i++) {
    put_str(out, p->field[i]);
  }
  put_runs(out, &p->places);
  put_runs(out, &p->text_runs);
  if (p->boxes.n) {
    buffer_add(out, (const char *)p->boxes.v, p->boxes.n * sizeof *p->boxes.v);
  }
  for (uint32_t i = 0; i < p->members.n; i++) {
    const LeafMember *m = &p->members.v[i];
    put_str(out, m->name);
    buffer_add(out, (const char *)&m->start, sizeof m->start);
    buffer_add(out, (const char *)&m->end, sizeof m->end);
  }
  frame_end(out, at);
}

void index_note(Buffer *out, const ContainerNote *note) {
  size_t at = frame_begin(out, 'N');
  const uint32_t numbers[2] = {note->source, note->kind};
  buffer_add(out, (const char *)numbers, sizeof numbers);
  put_str(out, note->name);
  put_str(out, note->reason);
  frame_end(out, at);
}

void index_end(Buffer *out, uint32_t source, bool plain) {
  size_t at = frame_begin(out, 'E');
  const uint32_t numbers[2] = {source, plain};
  buffer_add(out, (const char *)numbers, sizeof numbers);
  frame_end(out, at);
}

/* ---- reading --------------------------------------------------------------------------------- */

static bool take(Str *from, void *to, size_t n) {
  if (from->n < n) {
    return false;
  }
  memcpy(to, from->p, n);
  from->p += n;
  from->n -= n;
  return true;
}

static bool take_str(Str *from, Arena *arena, Str *s) {
  uint32_t n;
  if (!take(from, &n, sizeof n) || from->n < n) {
    return false;
  }
  *s = n ? str_copy(arena, (Str){from->p, n}) : (Str){NULL, 0};
  from->p += n;
  from->n -= n;
  return true;
}

/* In order, inside of `of` bytes, and not longer than lengths that can be multiplied. Text may have
   another order than its source: notes stand at its end. */
static bool runs_hold(const LeafRuns *runs, uint64_t of, uint64_t from_end, bool ordered) {
  uint64_t at = 0, from = 0;
  for (uint32_t i = 0; i < runs->n; i++) {
    const LeafRun *r = &runs->v[i];
    if (r->start < at || r->end <= r->start || r->end > of || (ordered && r->from_start < from) ||
        r->from_end < r->from_start || r->from_end > from_end ||
        r->from_end - r->from_start > UINT32_MAX) {
      return false;
    }
    at = r->end;
    from = r->from_end;
  }
  return true;
}

static bool take_runs(Str *from, uint64_t n, Arena *arena, LeafRuns *runs) {
  if (n > from->n / sizeof *runs->v) {
    return false;
  }
  runs->n = runs->cap = (uint32_t)n;
  runs->v = n ? arena_array(arena, LeafRun, n) : NULL;
  return !n || take(from, runs->v, (size_t)n * sizeof *runs->v);
}

static bool take_boxes(Str *from, uint64_t n, Arena *arena, Leaf *p) {
  if (n > from->n / sizeof *p->boxes.v) {
    return false;
  }
  p->boxes.n = p->boxes.cap = (uint32_t)n;
  p->boxes.v = n ? arena_array(arena, LeafBox, n) : NULL;
  return !n || take(from, p->boxes.v, (size_t)n * sizeof *p->boxes.v);
}

static bool take_members(Str *from, uint64_t n, Arena *arena, Leaf *p) {
  uint64_t at = 0;
  for (; n; n--) {
    LeafMember m;
    if (!take_str(from, arena, &m.name) || !take(from, &m.start, sizeof m.start) ||
        !take(from, &m.end, sizeof m.end) || m.start != at || m.end < at || m.end > UINT32_MAX) {
      return false;
    }
    at = m.end;
    array_push(arena, &p->members, m);
  }
  return true;
}

/* How far the places of the text may reach. */
static uint64_t text_places(const Leaf *p) {
  return p->boxes.n     ? p->boxes.n
         : p->members.n ? p->members.v[p->members.n - 1].end
                        : p->size;
}

static bool inside(uint64_t at, uint64_t size, uint64_t of) {
  return at <= of && size <= of - at;
}

bool index_leaf(Str frame, uint64_t spool, Arena *arena, Leaf *p) {
  uint64_t n[NUMBERS];
  memset(p, 0, sizeof *p);
  if (!take(&frame, n, sizeof n)) {
    return false;
  }
  p->source = n[0] > UINT32_MAX ? UINT32_MAX : (uint32_t)n[0];
  p->at = n[1], p->size = n[2];
  p->placed = n[3] != 0;
  p->verbatim = n[11] != 0;
  p->start = n[4], p->end = n[5];
  p->has_text = n[6] != 0;
  p->text_at = n[7], p->text_size = n[8];
  for (int i = 0; i < LEAF_FIELDS; i++) {
    if (!take_str(&frame, arena, &p->field[i])) {
      return false;
    }
  }
  p->paged = n[14] != 0;
  p->furniture_at = n[15] <= p->text_size ? n[15] : 0;
  return take_runs(&frame, n[9], arena, &p->places) &&
         take_runs(&frame, n[10], arena, &p->text_runs) && take_boxes(&frame, n[12], arena, p) &&
         take_members(&frame, n[13], arena, p) && inside(p->at, p->size, spool) &&
         p->size < UINT32_MAX && p->start <= p->end &&
         (!p->verbatim || (p->placed && p->end - p->start == p->size)) &&
         (!p->has_text || (inside(p->text_at, p->text_size, spool) && p->text_size < UINT32_MAX)) &&
         runs_hold(&p->places, p->size, UINT64_MAX, true) &&
         runs_hold(&p->text_runs, p->text_size, text_places(p), false);
}

static bool read_note(Str frame, Arena *arena, ContainerNote *note) {
  uint32_t n[2];
  if (!take(&frame, n, sizeof n)) {
    return false;
  }
  note->source = n[0];
  note->kind = n[1] == CONTAINER_LEFT_OUT || n[1] == CONTAINER_TOLD ? (ContainerNoteKind)n[1]
                                                                    : CONTAINER_FAILED;
  return take_str(&frame, arena, &note->name) && take_str(&frame, arena, &note->reason);
}

/* Formats are few: one string for a row of parts. */
static Str one_format(const Expanded *out, Str format, Arena *arena) {
  const PartFound *last = out->parts.n ? &out->parts.v[out->parts.n - 1] : NULL;
  return last && str_equal(last->format, format) ? last->format : str_copy(arena, format);
}

typedef struct Frames {
  Str all, left;
  uint64_t spool;
  uint32_t now; /* source */
  Expanded *out;
  Arena *arena; /* of *out */
} Frames;

static bool take_part(Frames *f, Str frame, Arena *scratch) {
  Leaf leaf;
  if (!index_leaf(frame, f->spool, scratch, &leaf) || leaf.source != f->now) {
    return false;
  }
  PartFound part = {.source = leaf.source, .paged = leaf.paged};
  part.at = leaf.at, part.size = leaf.size;
  part.name = str_copy(f->arena, leaf.field[LEAF_NAME]);
  part.format = one_format(f->out, leaf.field[LEAF_FORMAT], f->arena);
  part.said = (PartSaid){(uint64_t)(frame.p - f->all.p), (uint32_t)frame.n};
  array_push(f->arena, &f->out->parts, part);
  return true;
}

/* All frames of the source; false: they end before it. */
static bool take_source(Frames *f, Arena *scratch) {
  for (uint32_t size; take(&f->left, &size, sizeof size) && size && size <= f->left.n;) {
    Str frame = {f->left.p + 1, size - 1};
    char kind = f->left.p[0];
    ContainerNote note = {0};
    uint32_t end[2];
    f->left.p += size;
    f->left.n -= size;
    if (kind == 'N' && read_note(frame, f->arena, &note) && note.source == f->now) {
      array_push(f->arena, &f->out->notes, note);
    } else if (kind == 'E' && take(&frame, end, sizeof end) && end[0] == f->now) {
      if (end[1]) {
        array_push(f->arena, &f->out->plain, f->now);
      }
      return true;
    } else if (kind != 'P' || !take_part(f, frame, scratch)) {
      return false;
    }
    arena_clear(scratch);
  }
  return false;
}

typedef struct Taking {
  Frames frames;
  uint32_t n;
} Taking;

static void take_all(void *context, Arena *scratch) {
  Taking *t = context;
  while (t->frames.now < t->n && take_source(&t->frames, scratch)) {
    t->frames.now++;
  }
}

void index_read(Str frames, uint64_t spool, uint32_t first, uint32_t n, Arena *arena, Expanded *out,
                uint32_t *done) {
  Taking t = {{.all = frames, .left = frames, .spool = spool, .now = first, .out = out, .arena = arena}, n};
  arena_scratch(arena, take_all, &t);
  *done = t.frames.now - first;
}
