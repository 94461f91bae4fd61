/* Run expand: files → parts, a batch of files at a time.

     inputs ─head of each─▶ may hold parts? ─▶ mapped ─▶ container_expand ─▶ an input for each
                                                                             part, in its place */
#include "api/run_expand.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "container/container.h"

enum { BATCH_FILES = 64, NAMES_SHOWN = 3 };
#define BATCH_BYTES ((uint64_t)1 << 30)

/* A file that may hold parts, mapped while its batch is read. */
typedef struct Opened {
  uint32_t input;
  void *map;
  size_t size;
  struct stat before;
} Opened;

typedef struct Expanding {
  according_run *run;
  ARRAY(uint32_t) wanted; /* inputs that may hold parts */
  ARRAY(PartFound) parts; /* of all of them, by input: source is the input */
  Arena passing;          /* for as long as parts are put, which are many */
  bool *replaced;         /* of each input: its parts stand for it */
  Opened opened[BATCH_FILES];
  ContainerSource sources[BATCH_FILES];
  uint32_t n;
  uint32_t missing, missing_input; /* documents for which a program is missing; the first's file */
  Str missing_reason;
} Expanding;

/* ---- which files ----------------------------------------------------------------------------- */

static int open_regular(const char *path, struct stat *info) {
  int file = stat(path, info) == 0 && S_ISREG(info->st_mode)
                 ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
                 : -1;
  if (file >= 0 && (fstat(file, info) != 0 || !S_ISREG(info->st_mode))) {
    close(file);
    file = -1;
  }
  return file;
}

static bool may_hold_parts(const char *path, uint64_t *size) {
  char head[CONTAINER_HEAD];
  struct stat info;
  int file = open_regular(path, &info);
  *size = file < 0 ? 0 : (uint64_t)info.st_size;
  ssize_t n = file < 0 ? 0 : pread(file, head, sizeof head, 0);
  if (file >= 0) {
    close(file);
  }
  return n > 0 && container_maybe((Str){head, (size_t)n});
}

/* Standard input cannot be looked at and read again: it is kept. */
static void keep_standard_input(according_run *run, Input *input) {
  Status failure = {0};
  size_t n = 0;
  array_push(&run->arena, &run->owned, NULL);
  char **bytes = &run->owned.v[run->owned.n - 1];
  if (file_read("-", DOCUMENT_TEXT_MOST, bytes, &n, &failure) == STATUS_OK) {
    input->bytes = (Str){*bytes, n};
    input->is_loaded = true;
  }
}

/* What is called a table or data, and was not named, is read only where its rows are accounts. */
static bool is_unnamed_table(const Input *input) {
  return input->is_unnamed && data_is_called(input->path);
}

static bool is_wanted(according_run *run, Input *input) {
  if (input->kind == INPUT_BYTES) { /* of a record: its text is made again of its original */
    return input->part && input->part->has_text &&
           (!input->text.n || input->is_sought);
  }
  if (str_is(input->path, "-")) {
    keep_standard_input(run, input);
    return container_maybe(input->bytes);
  }
  return may_hold_parts(input->path.p, &input->size) || is_unnamed_table(input);
}

static void find_wanted(Expanding *x) {
  according_run *run = x->run;
  for (uint32_t i = 0; i < run->inputs.n; i++) {
    Input *input = &run->inputs.v[i];
    bool asked = input->kind == INPUT_FILE || input->kind == INPUT_BYTES;
    if (asked && !input->is_looked_at && is_wanted(run, input)) {
      array_push(&run->arena, &x->wanted, i);
    }
    if (!input->is_looked_at) { /* batches of a record share inputs that were looked at */
      input->is_looked_at = true;
    }
  }
}

/* ---- a batch --------------------------------------------------------------------------------- */

static bool open_one(Expanding *x, uint32_t i) {
  const Input *input = &x->run->inputs.v[i];
  Opened *o = &x->opened[x->n];
  *o = (Opened){.input = i};
  x->sources[x->n] = (ContainerSource){.bytes = input->bytes,
                                       .unnamed = input->is_unnamed,
                                       .table = is_unnamed_table(input)};
  if (input->kind == INPUT_BYTES && input->text.n) {
    x->sources[x->n].again = input->part;
    x->sources[x->n].text = input->text;
  }
  if (input->kind == INPUT_FILE && !input->is_loaded) {
    int file = open_regular(input->path.p, &o->before);
    if (file < 0) {
      return false; /* gone: whoever reads it says so */
    }
    o->size = (size_t)o->before.st_size;
    o->map = o->size ? mmap(NULL, o->size, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    close(file);
    if (o->map == MAP_FAILED) {
      o->map = NULL;
      return false;
    }
    x->sources[x->n].bytes = (Str){o->map, o->size};
    x->sources[x->n].mapped = true;
  }
  x->n++;
  return true;
}

static void close_batch(Expanding *x) {
  for (uint32_t i = 0; i < x->n; i++) {
    if (x->opened[i].map) {
      munmap(x->opened[i].map, x->opened[i].size);
    }
  }
  x->n = 0;
}

static void tell_changed(Expanding *x, const Opened *o) {
  const Input *input = &x->run->inputs.v[o->input];
  struct stat now;
  if (o->map && (stat(input->path.p, &now) != 0 || now.st_size != o->before.st_size ||
                 now.st_mtim.tv_sec != o->before.st_mtim.tv_sec ||
                 now.st_mtim.tv_nsec != o->before.st_mtim.tv_nsec)) {
    run_notice(x->run, ACCORDING_DAMAGED, input_shown(input), 0,
               "it changed while it was read: read it again when nobody writes to it");
  }
}

/* ---- notices --------------------------------------------------------------------------------- */

static bool notes_alike(const ContainerNote *a, const ContainerNote *b) {
  return a->source == b->source && a->kind == b->kind && str_equal(a->reason, b->reason);
}

/* "a.png, b.png and 7 more" */
static Str names_of(Arena *arena, const Expanded *found, const bool *told, uint32_t first) {
  Str text = {NULL, 0};
  uint32_t n = 0;
  for (uint32_t i = first; i < found->notes.n; i++) {
    const ContainerNote *note = &found->notes.v[i];
    if (told[i] || !notes_alike(note, &found->notes.v[first]) || !note->name.n) {
      continue;
    }
    if (n < NAMES_SHOWN) {
      text = str_of(arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), n ? ", " : "",
                                 (int)(note->name.n < 120 ? note->name.n : 120), note->name.p));
    }
    n++;
  }
  return n > NAMES_SHOWN
             ? str_of(arena_printf(arena, "%.*s and %u more", STR_ARG(text), n - NAMES_SHOWN))
             : text;
}

/* What a program is missing for is told once, of the first file, when all were looked at. */
static void keep_missing(Expanding *x, const ContainerNote *note) {
  if (!x->missing++) {
    x->missing_input = x->opened[note->source].input;
    x->missing_reason = note->reason;
  }
}

static void tell_missing(Expanding *x) {
  if (x->missing > 1) {
    run_notice(x->run, ACCORDING_REFUSED, input_shown(&x->run->inputs.v[x->missing_input]), 0,
               "%.*s, and %u more such documents", STR_ARG(x->missing_reason), x->missing - 1);
  } else if (x->missing) {
    run_notice(x->run, ACCORDING_REFUSED, input_shown(&x->run->inputs.v[x->missing_input]), 0,
               "%.*s", STR_ARG(x->missing_reason));
  }
}

/* Equal reasons of one file are told together. */
static void tell_notes(Expanding *x, const Expanded *found) {
  according_run *run = x->run;
  bool *told = arena_array(&run->arena, bool, found->notes.n + 1);
  for (uint32_t i = 0; i < found->notes.n; i++) {
    const ContainerNote *note = &found->notes.v[i];
    if (told[i]) {
      continue;
    }
    if (note->kind == CONTAINER_MISSING) {
      keep_missing(x, note);
      told[i] = true;
      continue;
    }
    Str names = names_of(&run->arena, found, told, i);
    bool failed = note->kind == CONTAINER_FAILED;
    for (uint32_t k = i; k < found->notes.n; k++) {
      told[k] = told[k] ||
                (notes_alike(&found->notes.v[k], note) && (found->notes.v[k].name.n || k == i));
    }
    run_notice(run, failed ? ACCORDING_REFUSED : ACCORDING_NOTE,
               input_shown(&run->inputs.v[x->opened[note->source].input]), 0, "%.*s%s%s%.*s",
               STR_ARG(names), names.n ? ": " : "",
               note->kind == CONTAINER_LEFT_OUT ? "left out: " : "", STR_ARG(note->reason));
  }
}

/* ---- parts ----------------------------------------------------------------------------------- */

static void take_found(Expanding *x, const Expanded *found) {
  for (uint32_t i = 0; i < x->n; i++) {
    x->replaced[x->opened[i].input] = true;
  }
  for (uint32_t i = 0; i < found->plain.n; i++) {
    x->replaced[x->opened[found->plain.v[i]].input] = false;
  }
  for (uint32_t i = 0; i < found->parts.n; i++) {
    PartFound part = found->parts.v[i];
    part.source = x->opened[part.source].input;
    array_push(&x->passing, &x->parts, part);
  }
  tell_notes(x, found);
}

static int expand_batch(Expanding *x, according_status *status) {
  according_run *run = x->run;
  Expanded found;
  Status failure = {0};
  if (run->spool.file < 0 && spool_open(run->temporary.n ? run->temporary.p : "/tmp", &run->spool,
                                        &failure) != STATUS_OK) {
    return status_give(status, &failure);
  }
  if (container_expand(&run->spool, x->sources, x->n, run->programs, &x->passing, &found,
                       &failure) != STATUS_OK) {
    return status_give(status, &failure);
  }
  for (uint32_t i = 0; i < x->n; i++) {
    tell_changed(x, &x->opened[i]);
  }
  take_found(x, &found);
  return ACCORDING_OK;
}

static int expand_wanted(Expanding *x, according_status *status) {
  int code = ACCORDING_OK;
  for (uint32_t i = 0; i < x->wanted.n && code == ACCORDING_OK;) {
    uint64_t bytes = 0;
    if (x->run->progress) {
      according_progress progress = {.files = i, .files_of = x->wanted.n};
      x->run->progress(x->run->progress_context, &progress);
    }
    while (i < x->wanted.n && x->n < BATCH_FILES && bytes < BATCH_BYTES) {
      if (open_one(x, x->wanted.v[i++])) {
        bytes += x->sources[x->n - 1].bytes.n;
      }
    }
    code = x->n ? expand_batch(x, status) : ACCORDING_OK;
    close_batch(x);
  }
  return code;
}

/* The part's id: that of its file, and its path inside; a number behind it where two have one. It is
   the end of its path in most cases: there are many parts, and one string is enough. */
static Str part_id(according_run *run, Map *ids, Str path, Str file, Str name) {
  Arena *arena = &run->arena;
  size_t n_id = file.n + 2 + name.n;
  Str id = {path.p + path.n - (n_id < path.n ? n_id : path.n), n_id};
  if (!name.n) {
    id = file;
  } else if (!str_ends((Str){path.p, path.n - name.n - 2}, file.p) || n_id > path.n) {
    id = str_of(arena_printf(arena, "%.*s!/%.*s", STR_ARG(file), STR_ARG(name)));
  }
  bool is_new;
  uint32_t *n = map_put(ids, id, 1, &is_new);
  Str base = id;
  while (!is_new) {
    id = str_of(arena_printf(arena, "%.*s#%u", STR_ARG(base), ++*n));
    map_put(ids, id, 1, &is_new);
    n = map_find(ids, base);
  }
  return id;
}

/* Formats are few: parts in a row share the string. */
static Str part_within(according_run *run, const PartFound *part, const InputArray *inputs) {
  Str before = inputs->n ? inputs->v[inputs->n - 1].within : (Str){NULL, 0};
  return str_equal(before, part->format) ? before : str_copy(&run->arena, part->format);
}

static void push_part(according_run *run, Map *ids, const Input *file, const PartFound *part,
                      InputArray *inputs) {
  Input input = {.kind = INPUT_PART, .day = file->day, .at = part->at, .size = part->size, .said = part->said};
  input.path =
      str_of(arena_printf(&run->arena, "%.*s!/%.*s", STR_ARG(file->path), STR_ARG(part->name)));
  input.id = part_id(run, ids, input.path, file->id, part->name);
  input.within = part_within(run, part, inputs);
  array_push(&run->arena, inputs, input);
}

/* An original of a record: what was said of it stays, and its text is that of the part. */
static void push_again(according_run *run, const Input *original, const PartFound *part,
                       InputArray *inputs) {
  Leaf *again = arena_new(&run->arena, Leaf);
  Input input = *original;
  bool is_there = part_said(&run->spool, part->said, &run->arena, again);
  memcpy(again->field, original->part->field, sizeof again->field);
  again->placed = original->part->placed;
  again->verbatim = original->part->verbatim;
  again->start = original->part->start;
  again->end = original->part->end;
  input.kind = INPUT_PART;
  input.part = is_there ? again : NULL; /* gone: its turn says so */
  input.said = part->said;
  input.at = part->at;
  input.size = part->size;
  array_push(&run->arena, inputs, input);
}

static void put_parts(Expanding *x) {
  according_run *run = x->run;
  InputArray inputs = {0};
  Map ids;
  uint32_t k = 0;
  map_init(&ids, &x->passing);
  array_reserve(&run->arena, &inputs, run->inputs.n + x->parts.n);
  for (uint32_t i = 0; i < run->inputs.n; i++) {
    const Input *input = &run->inputs.v[i];
    if (!x->replaced[i]) {
      array_push(&run->arena, &inputs, *input);
    }
    for (; k < x->parts.n && x->parts.v[k].source == i; k++) {
      if (input->kind == INPUT_BYTES) {
        push_again(run, input, &x->parts.v[k], &inputs);
      } else {
        push_part(run, &ids, input, &x->parts.v[k], &inputs);
      }
    }
  }
  run->inputs = inputs;
}

/* A folder all of whose files were tables of something else. */
static void tell_nothing(Expanding *x, const Input *first) {
  Str folder = first->path;
  if (x->run->inputs.n || !first->is_unnamed || folder.n <= first->id.n) {
    return;
  }
  folder = str_copy(&x->run->arena, (Str){folder.p, folder.n - first->id.n - 1});
  run_notice(x->run, ACCORDING_REFUSED, folder, 0,
             "a folder of tables and the like alone: name those that are to be read");
}

int run_expand(according_run *run, according_status *status) {
  jmp_buf jump;
  Expanding *x = calloc(1, sizeof *x);
  int code = ACCORDING_OK;
  if (x) {
    arena_init(&x->passing);
  }
  if (!x || arena_guard(&run->arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to read what is packed");
  } else {
    x->run = run;
    x->passing.escape = run->arena.escape;
    find_wanted(x);
    if (x->wanted.n) {
      x->replaced = arena_array(&run->arena, bool, run->inputs.n);
      code = expand_wanted(x, status);
    }
    if (x->wanted.n && code == ACCORDING_OK) {
      Input first = run->inputs.v[0];
      tell_missing(x);
      put_parts(x);
      tell_nothing(x, &first);
    }
  }
  run->arena.escape = NULL;
  if (x) {
    close_batch(x);
    arena_release(&x->passing);
  }
  free(x);
  return code;
}
