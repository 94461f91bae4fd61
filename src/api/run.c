/* Run: paths, bytes and lines that people name → the list of inputs, and notices about them. */
#include "api/run.h"

#include "api/record_object.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

enum { THREADS_MOST = 256, NOTICE_MOST = 600 };

static int no_memory(according_status *status) {
  return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
}

static int ok(according_status *status) {
  return status_say(status, ACCORDING_OK, 0, "%s", "");
}

/* ---- open and close -------------------------------------------------------------------------- */

static int set_options(according_run *run, const according_run_options *options,
                       according_status *status) {
  Date date;
  Str day = str_of(options->date);
  if (options->date && (day.n != 10 || !civil_read(day, &date) || !civil_valid(date))) {
    return status_say(status, ACCORDING_USAGE, 0, "\"%.40s\" is no day in the form YYYY-MM-DD",
                      options->date);
  }
  run->date = str_copy(&run->arena, day);
  run->part = str_copy(&run->arena, str_of(options->part));
  run->temporary = str_copy(&run->arena, str_of(options->temporary));
  run->programs = str_copy(
      &run->arena,
      str_of(options->programs ? options->programs : "/usr/local/bin:/usr/bin:/bin"));
  run->threads = options->threads > THREADS_MOST ? THREADS_MOST : options->threads;
  run->progress = options->progress;
  run->progress_context = options->progress_context;
  return ACCORDING_OK;
}

int according_run_open(const according_engine *engine, const according_run_options *options,
                       according_run **run, according_status *status) {
  static const according_run_options none = {0};
  jmp_buf jump;
  int code;
  according_run *made = calloc(1, sizeof *made);
  if (!made) {
    return no_memory(status);
  }
  made->engine = engine;
  made->spool.file = -1;
  arena_init(&made->arena);
  if (arena_guard(&made->arena, &jump)) {
    code = no_memory(status);
  } else {
    code = set_options(made, options ? options : &none, status);
  }
  made->arena.escape = NULL;
  if (code != ACCORDING_OK) {
    according_run_close(made);
    return code;
  }
  *run = made;
  return ok(status);
}

void according_run_close(according_run *run) {
  if (!run) {
    return;
  }
  run_forget(run);
  for (uint32_t i = 0; i < run->owned.n; i++) {
    free(run->owned.v[i]);
  }
  spool_close(&run->spool);
  arena_release(&run->arena);
  free(run);
}

/* ---- notices --------------------------------------------------------------------------------- */

void run_notice(according_run *run, int kind, Str input, uint64_t line, const char *format, ...) {
  char message[NOTICE_MOST];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  Notice notice = {.kind = kind, .line = line};
  notice.input = str_copy(&run->arena, input);
  notice.message = str_copy(&run->arena, str_of(message));
  array_push(&run->arena, &run->notices, notice);
}

static int compare_notices(const void *a, const void *b) {
  const Notice *x = a, *y = b;
  int by_input = str_compare(x->input, y->input);
  if (by_input) {
    return by_input;
  }
  return x->line != y->line ? (x->line < y->line ? -1 : 1) : str_compare(x->message, y->message);
}

void run_order_notices(according_run *run, uint32_t first) {
  if (run->notices.n > first + 1) {
    qsort(run->notices.v + first, run->notices.n - first, sizeof *run->notices.v, compare_notices);
  }
}

size_t according_notice_count(const according_run *run) {
  return run->notices.n;
}

according_notice according_notice_at(const according_run *run, size_t i) {
  const Notice *notice = &run->notices.v[i];
  return (according_notice){notice->kind, notice->input.p, notice->message.p};
}

uint64_t according_document_count(const according_run *run) {
  return run->documents;
}

uint64_t according_figure_count(const according_run *run) {
  return run->figures;
}

static int compare_formats(const void *a, const void *b) {
  const FormatCount *x = a, *y = b;
  return str_compare(x->name, y->name);
}

void run_count_format(according_run *run, const char *form, Str within, uint64_t documents,
                      uint64_t bytes) {
  Str name = str_of(form);
  if (within.n && !name.n) {
    name = within;
  } else if (within.n) {
    name = str_of(arena_printf(&run->arena, "%s in %.*s", form, STR_ARG(within)));
  }
  for (uint32_t i = 0; i < run->formats.n; i++) {
    if (str_equal(run->formats.v[i].name, name)) {
      run->formats.v[i].documents += documents;
      run->formats.v[i].bytes += bytes;
      return;
    }
  }
  FormatCount count = {str_copy(&run->arena, name), documents, bytes};
  array_push(&run->arena, &run->formats, count);
  qsort(run->formats.v, run->formats.n, sizeof *run->formats.v, compare_formats);
}

size_t according_form_count(const according_run *run) {
  return run->formats.n;
}

according_form according_form_at(const according_run *run, size_t i) {
  const FormatCount *count = &run->formats.v[i];
  return (according_form){count->name.p, count->documents, count->bytes};
}

int input_part(const according_run *run, const Input *input, Arena *arena, const Leaf **part, Status *status) {
  *part = input->part;
  if (input->kind != INPUT_PART || input->part) {
    return STATUS_OK;
  }
  Leaf *leaf = arena_new(arena, Leaf);
  *part = leaf;
  return part_said(&run->spool, input->said, arena, leaf)
             ? STATUS_OK
             : status_set(status, STATUS_IO, 0, "what was unpacked of it is gone");
}

char *input_part_bytes(const according_run *run, const Input *input, const Leaf *part, Str *text) {
  uint64_t end = input->at + input->size;
  bool has_text = part && part->has_text;
  if (has_text && part->text_at + part->text_size > end) {
    end = part->text_at + part->text_size;
  }
  char *bytes = spool_read(&run->spool, input->at, end - input->at);
  *text = bytes && has_text ? (Str){bytes + (part->text_at - input->at), part->text_size} : (Str){NULL, 0};
  return bytes;
}

uint64_t input_size(const Input *input) {
  return input->kind == INPUT_PART ? input->size : input->bytes.n ? input->bytes.n : input->size;
}

/* ---- adding ---------------------------------------------------------------------------------- */

Str input_shown(const Input *input) {
  if (input->kind == INPUT_BYTES) {
    return input->id;
  }
  Str path = input->path;
  if (input->kind == INPUT_PART && str_ends(path, "!/")) {
    path.n -= 2; /* the file holds it alone */
  }
  return str_is(path, "-") ? str_lit("standard input") : path;
}

/* What a file's failure says, without the path that the notice has anyway, and what to do now. */
static void notice_of_file(according_run *run, const char *path, const Status *failure) {
  Str shown = strcmp(path, "-") == 0 ? str_lit("standard input") : str_of(path);
  Str what = str_of(failure->message);
  if (str_starts(what, shown.p) && what.n > shown.n + 2) {
    what = (Str){what.p + shown.n + 2, what.n - shown.n - 2};
  }
  run_notice(run, ACCORDING_REFUSED, shown, 0, "%.*s: check its name, and that you may read it",
             STR_ARG(what));
}

static Str file_name(Str path) {
  size_t at = path.n;
  while (at > 0 && path.p[at - 1] != '/') {
    at--;
  }
  return at < path.n ? (Str){path.p + at, path.n - at} : path;
}

static void add_file(according_run *run, Str path, Str id) {
  Input input = {.kind = INPUT_FILE, .id = id, .path = path};
  array_push(&run->arena, &run->inputs, input);
}

/* Files of one's own for According: named they are read, but among others in a folder they are no
   accounts, and their numbers no figures. Of tables their rows decide (run_expand.c). */
static bool is_account(Str path) {
  static const char *const endings[] = {".incident", ".rule", ".form", ".according"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (str_ends(path, endings[i])) {
      return false;
    }
  }
  return true;
}

static int add_folder(according_run *run, const char *path, according_status *status) {
  StrArray files = {0};
  Status failure = {0};
  Str prefix = str_of(path);
  int code = folder_list(path, &run->arena, &files, &failure);
  if (code == STATUS_NO_MEMORY) {
    return no_memory(status);
  }
  if (code != STATUS_OK) {
    notice_of_file(run, path, &failure);
    return ok(status);
  }
  size_t cut = prefix.n + !str_ends(prefix, "/");
  uint32_t accounts = 0;
  for (uint32_t i = 0; i < files.n; i++) {
    Str file = files.v[i];
    if (is_account(file)) {
      add_file(run, file, (Str){file.p + cut, file.n - cut});
      run->inputs.v[run->inputs.n - 1].is_unnamed = true;
      accounts++;
    }
  }
  if (!accounts) {
    run_notice(run, ACCORDING_REFUSED, prefix, 0,
               files.n ? "a folder of tables and the like alone: name those that are to be read"
                       : "a folder without files: name a folder that has some");
  }
  return ok(status);
}

/* Adds a path; under the guard. */
static int add_path(according_run *run, const char *path, according_status *status) {
  if (strcmp(path, "-") == 0) {
    add_file(run, str_lit("-"), str_lit("standard-input"));
    return ok(status);
  }
  if (path_is_folder(path)) {
    return add_folder(run, str_copy(&run->arena, str_of(path)).p, status);
  }
  if (record_kind(path) == RECORD_OURS || record_kind(path) == RECORD_NEWER) {
    return run_add_record(run, path, status);
  }
  Str copy = str_copy(&run->arena, str_of(path));
  add_file(run, copy, file_name(copy));
  return ok(status);
}

/* A file into memory that the run owns; NULL with a notice if it cannot be read. */
static const char *read_owned(according_run *run, const char *path, size_t *n, int *code) {
  Status failure = {0};
  array_push(&run->arena, &run->owned, NULL);
  char **bytes = &run->owned.v[run->owned.n - 1];
  *code = file_read(path, 0, bytes, n, &failure);
  if (*code != STATUS_OK && *code != STATUS_NO_MEMORY) {
    notice_of_file(run, path, &failure);
  }
  return *bytes;
}

static int add_jsonl(according_run *run, const char *path, according_status *status) {
  size_t n;
  int code;
  const char *bytes = read_owned(run, path, &n, &code);
  if (!bytes) {
    return code == STATUS_NO_MEMORY ? no_memory(status) : ok(status);
  }
  Str shown = str_copy(&run->arena, str_of(path)), line;
  uint32_t before = run->inputs.n;
  JsonlReader reader = jsonl_reader((Str){bytes, n}, run->part);
  while (jsonl_next(&reader, &line)) {
    Input input = {.kind = INPUT_LINE, .path = shown, .bytes = line, .line = reader.line};
    array_push(&run->arena, &run->inputs, input);
  }
  if (run->inputs.n == before) {
    Input none = {.kind = INPUT_FILE, .path = shown};
    run_notice(run, ACCORDING_REFUSED, input_shown(&none), 0,
               "no line with a document: give one JSON object a line, with \"id\" and \"text\"");
  }
  return ok(status);
}

static int add_claims(according_run *run, const char *path, according_status *status) {
  size_t n;
  int code;
  const char *bytes = read_owned(run, path, &n, &code);
  if (!bytes) {
    return code == STATUS_NO_MEMORY ? no_memory(status) : ok(status);
  }
  Input input = {.kind = INPUT_FILE, .bytes = {bytes, n}};
  input.path = str_copy(&run->arena, str_of(path));
  array_push(&run->arena, &run->claims, input);
  return ok(status);
}

static int mixed(according_status *status) {
  return status_say(status, ACCORDING_USAGE, 0,
                    "documents and lines of extract cannot be read in one run");
}

/* Runs one of the functions above under the guard of the run's arena. */
static int guarded(according_run *run, const char *path, according_status *status,
                   int (*add)(according_run *, const char *, according_status *)) {
  jmp_buf jump;
  int code;
  run_forget(run);
  if (arena_guard(&run->arena, &jump)) {
    code = no_memory(status);
  } else {
    code = add(run, path, status);
  }
  run->arena.escape = NULL;
  run->notices_added = run->notices.n;
  return code;
}

int according_run_add_path(according_run *run, const char *path, according_status *status) {
  return run->has_claims ? mixed(status) : guarded(run, path, status, add_path);
}

int according_run_add_jsonl(according_run *run, const char *path, according_status *status) {
  return run->has_claims ? mixed(status) : guarded(run, path, status, add_jsonl);
}

int according_run_add_claims(according_run *run, const char *path, according_status *status) {
  if (run->inputs.n) {
    return mixed(status);
  }
  run->has_claims = true;
  return guarded(run, path, status, add_claims);
}

int according_run_add_bytes(according_run *run, const char *id, const char *bytes, size_t size,
                            according_status *status) {
  jmp_buf jump;
  if (run->has_claims) {
    return mixed(status);
  }
  run_forget(run);
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    return no_memory(status);
  }
  Input input = {.kind = INPUT_BYTES, .bytes = {bytes, size}};
  input.id = str_copy(&run->arena, str_of(id));
  array_push(&run->arena, &run->inputs, input);
  run->arena.escape = NULL;
  return ok(status);
}

/* ---- output ---------------------------------------------------------------------------------- */

int sink_give(according_sink out, Str bytes, according_status *status) {
  if (bytes.n && out.write(out.context, bytes.p, bytes.n) != 0) {
    return status_say(status, ACCORDING_SINK, 0, "the output was not taken");
  }
  return ACCORDING_OK;
}
