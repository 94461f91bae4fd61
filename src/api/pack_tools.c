/* Packs: a folder of language data → a pack file; and examples against what is found with it. */
#include <stdlib.h>

#include "api/corpus.h"
#include "api/run.h"
#include "base/file.h"
#include "base/utf8.h"
#include "lang/compile.h"

enum { CORPUS_MOST = 64 << 20 };

/* A folder of language data while it is compiled. */
typedef struct Building {
  const char *data;
  Arena arena;
  Buffer report;
  PackBuild build;
  Str language;
} Building;

/* The folder in data that has a pack.tsv: the language. */
static int find_language(Building *b, Status *status) {
  StrArray files = {0};
  size_t skip = strlen(b->data) + 1;
  int code = folder_list(b->data, &b->arena, &files, status);
  for (uint32_t i = 0; i < files.n && code == STATUS_OK; i++) {
    Str rest, below = {files.v[i].p + skip, files.v[i].n - skip};
    Str folder = str_split(below, '/', &rest);
    if (str_is(rest, "pack.tsv") && b->language.n) {
      return status_set(status, STATUS_FORMAT, 0,
                        "%s: %.*s/ and %.*s/ both have a pack.tsv; expected one language", b->data,
                        STR_ARG(b->language), STR_ARG(folder));
    }
    if (str_is(rest, "pack.tsv")) {
      b->language = str_copy(&b->arena, folder);
    }
  }
  if (code == STATUS_OK && !b->language.n) {
    code = status_set(status, STATUS_NOT_FOUND, 0,
                      "%s: no folder of language data is in it (one with a file pack.tsv)",
                      b->data);
  }
  return code;
}

/* Compiles the folder; problems become lines of the report. */
static int compile(Building *b, Status *status) {
  PackSources sources = {0};
  int code = find_language(b, status);
  if (code == STATUS_OK) {
    code = pack_sources_read(b->data, b->language.p, &b->arena, &sources, status);
  }
  if (code != STATUS_OK) {
    return code;
  }
  pack_compile(&sources, b->language.p, &b->arena, &b->build);
  for (uint32_t i = 0; i < b->build.problems.n; i++) {
    const PackProblem *p = &b->build.problems.v[i];
    buffer_format(&b->report, "%s/%.*s:%u: %.*s\n", b->data, STR_ARG(p->path), p->line,
                  STR_ARG(p->message));
  }
  if (b->build.problems.n) {
    return status_set(status, STATUS_FORMAT, 0, "%s: %u problem%s in the language data", b->data,
                      b->build.problems.n, b->build.problems.n == 1 ? "" : "s");
  }
  return STATUS_OK;
}

static int compile_guarded(Building *b, Status *status) {
  jmp_buf jump;
  int code;
  if (arena_guard(&b->arena, &jump)) {
    code = status_set(status, STATUS_NO_MEMORY, 0, "no memory to compile the language data");
  } else {
    code = compile(b, status);
  }
  b->arena.escape = NULL;
  return code;
}

static void building_begin(Building *b, const char *data) {
  memset(b, 0, sizeof *b);
  b->data = data;
  arena_init(&b->arena);
  buffer_init(&b->report);
}

/* An engine of the folder: whatever the rooms ask of their files is checked as well. */
static int open_engine(Building *b, according_engine **engine, Status *status) {
  int code = compile_guarded(b, status);
  return code == STATUS_OK ? engine_open_blob(b->build.blob, engine, status) : code;
}

/* Gives the report, and what went wrong. */
static int building_end(Building *b, int code, const Status *inner, according_sink report,
                        according_status *status) {
  if (b->report.failed && code == STATUS_OK) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the output");
  } else if (code == STATUS_OK) {
    status_say(status, ACCORDING_OK, 0, "%s", "");
  } else {
    status_say(status, code, inner->at, "%s", inner->message);
  }
  if (b->report.n && !b->report.failed) {
    according_status of_sink;
    int given = sink_give(report, buffer_view(&b->report), &of_sink);
    if (given != ACCORDING_OK && code == STATUS_OK) {
      code = status_say(status, of_sink.code, 0, "%s", of_sink.message);
    }
  }
  buffer_release(&b->report);
  arena_release(&b->arena);
  return code;
}

int according_pack_build(const char *data, const char *path, according_sink report,
                         according_status *status) {
  Building b;
  Status inner = {0};
  according_engine *engine = NULL;
  building_begin(&b, data);
  int code = open_engine(&b, &engine, &inner);
  if (code == STATUS_OK) {
    code = file_write(path, b.build.blob, &inner);
  }
  according_engine_close(engine);
  return building_end(&b, code, &inner, report, status);
}

/* ---- tests ----------------------------------------------------------------------------------- */

/* What was asked for. */
typedef struct Testing {
  const according_engine *engine;
  bool update;
  CorpusWork work;
  CorpusResult result;
  Buffer anew;
  char *bytes; /* of the corpus that is read */
} Testing;

static int test_file(Testing *t, Str path, Buffer *report, Status *status) {
  CorpusKind kind;
  size_t n = 0;
  if (!corpus_kind(path, &kind)) {
    return status_set(status, STATUS_FORMAT, 0,
                      "%s: its name says nothing of what is to be found: expected numbers…, "
                      "times…, places…, attribution… or claims…",
                      path.p);
  }
  int code = file_read(path.p, CORPUS_MOST, &t->bytes, &n, status);
  if (code != STATUS_OK) {
    return code;
  }
  if (utf8_valid_prefix((Str){t->bytes, n}) < n) {
    return status_set(status, STATUS_FORMAT, utf8_valid_prefix((Str){t->bytes, n}),
                      "%s: expected UTF-8, found another byte", path.p);
  }
  buffer_clear(&t->anew);
  corpus_compare(t->engine, kind, path, (Str){t->bytes, n}, &t->work, report,
                 t->update ? &t->anew : NULL, &t->result);
  if (t->anew.failed) {
    return status_set(status, STATUS_NO_MEMORY, 0, "%s: no memory", path.p);
  }
  if (t->update && !str_equal(buffer_view(&t->anew), (Str){t->bytes, n})) {
    code = file_write(path.p, buffer_view(&t->anew), status);
  }
  free(t->bytes);
  t->bytes = NULL;
  return code;
}

/* The files named, or those of DATA/tests. */
static int test_files(Building *b, Testing *t, const char *const *files, size_t count,
                      Status *status) {
  StrArray paths = {0};
  int code = STATUS_OK;
  for (size_t i = 0; i < count; i++) {
    array_push(&b->arena, &paths, str_of(files[i]));
  }
  if (!count) {
    const char *folder = arena_printf(&b->arena, "%s/tests", b->data);
    if (!path_is_folder(folder)) {
      return status_set(status, STATUS_NOT_FOUND, 0,
                        "%s: there is no such folder, and no file with examples is named", folder);
    }
    code = folder_list(folder, &b->arena, &paths, status);
  }
  for (uint32_t i = 0; i < paths.n && code == STATUS_OK; i++) {
    if (count || str_ends(paths.v[i], ".txt")) {
      code = test_file(t, paths.v[i], &b->report, status);
    }
  }
  return code;
}

static int test_guarded(Building *b, Testing *t, const char *const *files, size_t count,
                        Status *status) {
  jmp_buf jump;
  int code;
  if (arena_guard(&b->arena, &jump)) {
    code = status_set(status, STATUS_NO_MEMORY, 0, "no memory to read the examples");
  } else {
    t->work.arena.escape = t->work.scratch.escape = &jump;
    code = test_files(b, t, files, count, status);
  }
  b->arena.escape = t->work.arena.escape = t->work.scratch.escape = NULL;
  return code;
}

int according_pack_test(const char *data, const char *const *files, size_t count, int update,
                        according_sink report, according_pack_result *result,
                        according_status *status) {
  Building b;
  Status inner = {0};
  according_engine *engine = NULL;
  Testing t = {.update = update != 0};
  building_begin(&b, data);
  corpus_work_init(&t.work);
  buffer_init(&t.anew);
  int code = open_engine(&b, &engine, &inner);
  if (code == STATUS_OK) {
    t.engine = engine;
    code = test_guarded(&b, &t, files, count, &inner);
  }
  *result = (according_pack_result){t.result.examples, t.result.lines, t.result.differences};
  free(t.bytes);
  corpus_work_release(&t.work);
  buffer_release(&t.anew);
  according_engine_close(engine);
  return building_end(&b, code, &inner, report, status);
}
