/* Expander: parts into the spool, frames into the index, containers in containers, and the limits
   of all of it. */
#define _GNU_SOURCE
#include "container/expander.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "container/container_kind.h"
#include "container/leaf_index.h"
#include "container/readers.h"

enum { PENDING_MOST = 256 * 1024, PAGE = 4096, FORGET_EVERY = 8 * 1024 * 1024 };

void expander_init(Expander *e, int spool, uint64_t spool_end, int index) {
  memset(e, 0, sizeof *e);
  e->spool = spool;
  e->spool_end = spool_end;
  e->index = index;
  archive_calls_load(&e->archive);
  brotli_calls_load(&e->brotli);
  buffer_init(&e->pending);
  buffer_init(&e->frame);
  for (size_t i = 0; i < sizeof e->scratch / sizeof *e->scratch; i++) {
    arena_init(&e->scratch[i]);
  }
}

void expander_release(Expander *e) {
  archive_calls_release(&e->archive);
  brotli_calls_release(&e->brotli);
  buffer_release(&e->pending);
  buffer_release(&e->frame);
  for (size_t i = 0; i < sizeof e->scratch / sizeof *e->scratch; i++) {
    arena_release(&e->scratch[i]);
  }
}

/* ---- writing --------------------------------------------------------------------------------- */

static bool write_at(int file, Str bytes, uint64_t at) {
  while (bytes.n) {
    ssize_t n = pwrite(file, bytes.p, bytes.n, (off_t)at);
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n <= 0) {
      return false;
    }
    bytes.p += n;
    bytes.n -= (size_t)n;
    at += (uint64_t)n;
  }
  return true;
}

static void stop(Expander *e, const char *reason) {
  if (!e->stopped) {
    expander_note(e, CONTAINER_FAILED, (Str){NULL, 0}, reason);
    e->stopped = true;
  }
}

static void flush(Expander *e) {
  if (e->pending.failed ||
      !write_at(e->spool, buffer_view(&e->pending), e->spool_end - e->pending.n)) {
    stop(e,
         "no room where temporary files are written: the rest was not read; TMPDIR names another "
         "folder");
  }
  buffer_clear(&e->pending);
}

static void send_frame(Expander *e) {
  Str frame = buffer_view(&e->frame);
  while (frame.n && !e->frame.failed) {
    ssize_t n = write(e->index, frame.p, frame.n);
    if (n <= 0 && errno != EINTR) {
      break; /* what is missing at its end is told of by the parent */
    }
    frame.p += n > 0 ? n : 0;
    frame.n -= n > 0 ? (size_t)n : 0;
  }
  buffer_clear(&e->frame);
}

void expander_begin(Expander *e) {
  e->open = true;
  e->overflow = false;
  e->part_at = e->spool_end;
}

void expander_write(Expander *e, const char *bytes, size_t n) {
  if (!e->open || e->stopped || e->overflow) {
    return;
  }
  if (n > e->allowance) {
    stop(e, "unpacks to more than 200 times its size: it was not read to its end");
    return;
  }
  if (e->spool_end - e->part_at + n > PART_MOST) {
    e->overflow = true;
    return;
  }
  e->allowance -= n;
  if (e->pending.n + n > PENDING_MOST) {
    flush(e);
  }
  if (n > PENDING_MOST) {
    if (!write_at(e->spool, (Str){bytes, n}, e->spool_end)) {
      stop(e,
           "no room where temporary files are written: the rest was not read; TMPDIR names another "
           "folder");
    }
  } else {
    buffer_add(&e->pending, bytes, n);
  }
  e->spool_end += n;
}

void expander_drop(Expander *e) {
  uint64_t written = e->spool_end - e->part_at;
  e->pending.n = written < e->pending.n ? e->pending.n - (size_t)written : 0;
  e->spool_end = e->part_at;
  e->open = false;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* At most `most` bytes, valid UTF-8. */
static Str tidy(Str s, size_t most, Arena *arena) {
  Str cut = {s.p, s.n < most ? s.n : most};
  while (cut.n < s.n && cut.n && utf8_inside(s, cut.n)) {
    cut.n--;
  }
  if (utf8_valid_prefix(cut) == cut.n) {
    return cut;
  }
  char *out = arena_bytes(arena, cut.n * 3 + 1);
  size_t n = 0;
  uint32_t length;
  for (size_t at = 0; at < cut.n; at += length) {
    n += utf8_encode(utf8_decode(cut, at, &length), out + n);
  }
  return (Str){out, n};
}

static Str joined_name(const Leaf *outer, Str name, Arena *arena) {
  if (!outer || !outer->field[LEAF_NAME].n) {
    return name;
  }
  Str before = outer->field[LEAF_NAME];
  return name.n ? str_of(arena_printf(arena, "%.*s!/%.*s", STR_ARG(before), STR_ARG(name)))
                : before;
}

/* What is said of the part, whole: with the path of what holds it, and what is said of that alone.
   */
static void complete(Expander *e, Leaf *part) {
  Arena *arena = expander_arena(e);
  const Leaf *outer = e->outer;
  bool same = !part->field[LEAF_NAME].n;
  Str inner = part->field[LEAF_WITHIN]; /* a member of the container itself */
  for (int i = 0; i < LEAF_FIELDS; i++) {
    part->field[i] = tidy(part->field[i], i == LEAF_NAME ? NAME_MOST : FIELD_MOST, arena);
    if (outer && !part->field[i].n && i != LEAF_NAME && (same || i == LEAF_SIGNATURE)) {
      part->field[i] = outer->field[i];
    }
  }
  if (outer && part->placed) {
    bool named = outer->field[LEAF_NAME].n != 0;
    Str within = named ? outer->field[LEAF_NAME] : outer->field[LEAF_FORMAT];
    part->field[LEAF_WITHIN] =
        inner.n ? str_of(arena_printf(arena, "%.*s!/%.*s", STR_ARG(within), STR_ARG(inner))) : within;
  } else if (outer && same && outer->placed) {
    part->placed = true; /* somewhere in these bytes */
    part->start = outer->start;
    part->end = outer->end;
    part->field[LEAF_WITHIN] = outer->field[LEAF_WITHIN];
  }
  part->field[LEAF_NAME] = joined_name(outer, part->field[LEAF_NAME], arena);
  part->source = e->source;
}

void expander_note(Expander *e, ContainerNoteKind kind, Str name, const char *reason) {
  Arena *arena = expander_arena(e);
  ContainerNote note = {.source = e->source, .kind = kind, .reason = str_of(reason)};
  note.name = joined_name(e->outer, tidy(name, NAME_MOST, arena), arena);
  index_note(&e->frame, &note);
  send_frame(e);
}

/* ---- what a part is -------------------------------------------------------------------------- */

/* The part's bytes where they lie: in what is pending, or mapped. */
static bool view_open(Expander *e, uint64_t at, uint64_t size, bool keep, SpoolView *v) {
  uint64_t written = e->spool_end - e->pending.n;
  *v = (SpoolView){.bytes = {"", 0}, .at = at};
  if (at >= written && !keep) {
    v->bytes = (Str){e->pending.p ? e->pending.p + (at - written) : "", (size_t)size};
    return true;
  }
  flush(e);
  if (!size || e->stopped) {
    return !e->stopped;
  }
  uint64_t skip = at % PAGE;
  v->mapped = (size_t)(size + skip);
  v->map = mmap(NULL, v->mapped, PROT_READ, MAP_SHARED, e->spool, (off_t)(at - skip));
  if (v->map == MAP_FAILED) {
    v->map = NULL;
    return false;
  }
  v->bytes = (Str){v->map + skip, (size_t)size};
  return true;
}

static void view_close(SpoolView *v) {
  if (v->map) {
    munmap(v->map, v->mapped);
  }
}

/* Of a table, or data, that nobody named: why it holds no accounts; NULL of whatever else. */
static const char *table_refusal(Str name, bool table, ContainerKind kind, Str bytes) {
  bool rows = kind == KIND_CSV, objects = kind == KIND_JSON;
  Str begin = str_trim((Str){bytes.p, bytes.n < PAGE ? bytes.n : PAGE});
  bool page = begin.n && begin.p[0] == '<'; /* whatever it is called */
  if ((!table && !data_is_called(name)) || page || (kind != KIND_NONE && !rows && !objects)) {
    return NULL;
  }
  return rows || !json_maybe(bytes) ? csv_refusal(bytes) : json_refusal(bytes);
}

static bool open_kind(Expander *e, ContainerKind kind, Str bytes) {
  switch (kind) {
    case KIND_ARCHIVE:
      archive_read_parts(e, bytes);
      return true;
    case KIND_RAR:
      expander_note(e, CONTAINER_FAILED, (Str){NULL, 0},
                    "a RAR archive: not read; unpack it, and give the folder");
      return true;
    case KIND_WARC:
      warc_read_parts(e, bytes);
      return true;
    case KIND_MAIL:
      mail_read_parts(e, bytes);
      return true;
    case KIND_MBOX:
      mbox_read_parts(e, bytes);
      return true;
    case KIND_WIKI:
      wiki_read_parts(e, bytes);
      return true;
    case KIND_SAVED:
      saved_page_read_parts(e, bytes);
      return true;
    case KIND_LIVE:
      live_read_parts(e, bytes);
      return true;
    default:
      return document_open(e, kind, bytes);
  }
}

/* Reads a container that is a part of another, one floor deeper. */
static void descend(Expander *e, ContainerKind kind, Str bytes, const Leaf *part) {
  const Leaf *outer = e->outer;
  if (e->depth >= DEPTH_MOST) {
    expander_note(e, CONTAINER_FAILED, (Str){NULL, 0},
                  "archives in archives, too deep: not opened further");
    return;
  }
  e->outer = part;
  e->depth++;
  open_kind(e, kind, bytes);
  arena_clear(expander_arena(e));
  e->depth--;
  e->outer = outer;
}

static void forget(Str pages) {
  if (pages.n > FORGET_EVERY) {
    (void)madvise((void *)(uintptr_t)pages.p, pages.n, MADV_DONTNEED);
  }
}

/* Pages of files that were read are given back now and then: what is held does not grow with them. They are
   of files, and come again where they are asked for. */
static void forget_pages(Expander *e) {
  e->forgotten = e->spool_end;
  for (uint32_t i = 0; i <= e->depth && i < sizeof e->view / sizeof *e->view; i++) {
    forget(e->view[i]);
  }
  for (uint32_t i = 0; i < KEPT_MOST; i++) {
    forget(e->kept[i]);
  }
}

void expander_reading(Expander *e, uint64_t at) {
  if (at < e->looked || at - e->looked >= FORGET_EVERY) {
    e->looked = at;
    forget_pages(e);
  }
}

static void give_frame(Expander *e, const Leaf *part) {
  if (e->spool_end < e->forgotten || e->spool_end - e->forgotten >= FORGET_EVERY) {
    forget_pages(e);
  }
  if (e->parts++ >= PARTS_MOST) {
    stop(e, "more than 4 million parts: the rest was not read");
    return;
  }
  index_part(&e->frame, part);
  send_frame(e);
}

/* Bytes of the spool that nobody needs any more. */
static void punch(Expander *e, uint64_t at, uint64_t size) {
  (void)fallocate(e->spool, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, (off_t)at, (off_t)size);
}

bool expander_keep(Expander *e, SpoolView *view) {
  bool fits = !e->overflow && !e->stopped;
  if (!fits || !view_open(e, e->part_at, e->spool_end - e->part_at, true, view)) {
    *view = (SpoolView){.bytes = {"", 0}};
    expander_drop(e);
    return false;
  }
  e->open = false;
  for (uint32_t i = 0; i < KEPT_MOST; i++) {
    if (!e->kept[i].n) {
      e->kept[i] = (Str){view->map, view->mapped};
      break;
    }
  }
  return true;
}

void expander_unkeep(Expander *e, SpoolView *view) {
  for (uint32_t i = 0; i < KEPT_MOST && view->map; i++) {
    if (e->kept[i].p == view->map) {
      e->kept[i] = (Str){NULL, 0};
    }
  }
  if (view->map) {
    punch(e, view->at, view->bytes.n);
  }
  view_close(view);
  *view = (SpoolView){.bytes = {"", 0}};
}

void expander_end(Expander *e, Leaf *part) {
  SpoolView view;
  if (e->overflow || e->stopped) {
    bool larger = e->overflow;
    expander_drop(e);
    if (larger) {
      expander_note(e, CONTAINER_FAILED, part->field[LEAF_NAME], "larger than 1 GiB: not read");
    }
    return;
  }
  part->at = e->part_at;
  part->size = e->spool_end - e->part_at;
  e->open = false;
  if (!view_open(e, part->at, part->size, false, &view)) {
    stop(e, "no memory: the rest was not read");
    return;
  }
  const char *nothing = kind_without_text(view.bytes);
  ContainerKind kind = nothing || e->no_container ? KIND_NONE : container_kind(view.bytes);
  nothing = nothing || e->no_container ? nothing
                                       : table_refusal(part->field[LEAF_NAME], false, kind, view.bytes);
  e->no_container = false;
  view_close(&view);
  if (nothing) {
    expander_drop(e);
    expander_note(e, CONTAINER_LEFT_OUT, part->field[LEAF_NAME], nothing);
    return;
  }
  complete(e, part);
  part->paged = kind == KIND_PDF;
  if (kind == KIND_NONE || kind == KIND_PDF) {
    give_frame(e, part);
  } else if (view_open(e, part->at, part->size, true, &view)) {
    e->view[e->depth + 1] = (Str){view.map, view.mapped};
    descend(e, kind, view.bytes, part);
    e->view[e->depth + 1] = (Str){NULL, 0};
    view_close(&view);
    /* Its parts are written behind it: what held them is needed no more. */
    punch(e, part->at, part->size);
  }
}

void expander_give(Expander *e, Leaf *part, Str bytes) {
  expander_begin(e);
  expander_write(e, bytes.p, bytes.n);
  expander_end(e, part);
}

void expander_text(Expander *e, Leaf *part, Str bytes, Str text) {
  expander_begin(e);
  expander_write(e, bytes.p, bytes.n);
  expander_write(e, text.p, text.n);
  if (e->overflow || e->stopped) {
    expander_end(e, part);
    return;
  }
  e->open = false;
  part->at = e->part_at;
  part->size = bytes.n;
  part->has_text = true;
  part->text_at = part->at + bytes.n;
  part->text_size = text.n;
  complete(e, part);
  give_frame(e, part);
}

/* ---- a source -------------------------------------------------------------------------------- */

static void set_guard(Expander *e, jmp_buf *jump) {
  for (size_t i = 0; i < sizeof e->scratch / sizeof *e->scratch; i++) {
    e->scratch[i].escape = jump;
  }
}

void expander_source(Expander *e, uint32_t source, Str bytes) {
  expander_with(e, source, bytes, NULL);
}

void expander_with(Expander *e, uint32_t source, Str bytes, ExpandReader *reader) {
  jmp_buf jump;
  volatile bool plain = false;
  e->source = source;
  e->depth = 0;
  e->parts = 0;
  e->outer = NULL;
  e->stopped = e->no_container = false;
  memset(e->kept, 0, sizeof e->kept);
  e->allowance = SPOOL_FREE + (uint64_t)bytes.n * SPOOL_RATIO;
  set_guard(e, &jump);
  if (setjmp(jump)) {
    set_guard(e, NULL);
    e->depth = 0;
    e->outer = NULL;
    arena_clear(expander_arena(e));
    stop(e, "no memory: the rest was not read");
  } else if (reader) {
    reader(e, bytes);
  } else {
    ContainerKind kind = container_kind(bytes);
    const char *refusal = e->table ? table_refusal((Str){NULL, 0}, true, kind, bytes) : NULL;
    if (refusal) {
      expander_note(e, CONTAINER_LEFT_OUT, (Str){NULL, 0}, refusal);
    } else {
      plain = !open_kind(e, kind, bytes);
    }
  }
  set_guard(e, NULL);
  flush(e);
  for (size_t i = 0; i < sizeof e->scratch / sizeof *e->scratch; i++) {
    arena_clear(&e->scratch[i]);
  }
  index_end(&e->frame, source, plain);
  send_frame(e);
}
