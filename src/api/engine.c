/* Engine: blobs → the pack, gazetteer, rules and wording that reading and pages ask for. */
#include "api/engine.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "doc/jsonl.h"

_Static_assert((int)ACCORDING_NO_MEMORY == (int)STATUS_NO_MEMORY, "codes are one list");
_Static_assert((int)ACCORDING_IO == (int)STATUS_IO, "codes are one list");
_Static_assert((int)ACCORDING_FORMAT == (int)STATUS_FORMAT, "codes are one list");
_Static_assert((int)ACCORDING_LIMIT == (int)STATUS_LIMIT, "codes are one list");
_Static_assert((int)ACCORDING_NOT_FOUND == (int)STATUS_NOT_FOUND, "codes are one list");

enum { PACK_FILE_MOST = 256 << 20 };

int status_say(according_status *out, int code, uint64_t position, const char *format, ...) {
  if (out) {
    va_list arguments;
    va_start(arguments, format);
    out->code = code;
    out->position = position;
    vsnprintf(out->message, sizeof out->message, format, arguments);
    va_end(arguments);
  }
  return code;
}

int status_give(according_status *out, const Status *status) {
  return status_say(out, status->code, status->at, "%s", status->message);
}

/* The blob of the pack: built in, or read from a file. */
static int find_pack(according_engine *engine, const char *path, Str *blob, Status *status) {
  size_t n = 0;
  if (!path) {
    *blob = pack_embedded();
    return STATUS_OK;
  }
  int code = file_read(path, PACK_FILE_MOST, &engine->pack_bytes, &n, status);
  *blob = (Str){engine->pack_bytes, n};
  return code;
}

static int read_block_rules(according_engine *engine, Status *status) {
  Str *paths = NULL;
  uint32_t n = 0;
  int code = STATUS_OK;
  block_rules_init(&engine->blocks, &engine->arena);
  pack_files(&engine->pack, "blocks/", &engine->arena, &paths, &n);
  for (uint32_t i = 0; i < n && code == STATUS_OK; i++) {
    const char *path = arena_copy(&engine->arena, paths[i].p, paths[i].n);
    code = block_rules_parse(paths[i], pack_file(&engine->pack, path), &engine->blocks, status);
  }
  return code ? code : block_index_make(&engine->blocks, status);
}

/* A file of phrases; what is wrong in it is told with its path. */
static int read_phrases(according_engine *engine, const char *path, Phrases *phrases,
                        Status *status) {
  Status inner = {0};
  int code = phrases_read(&engine->arena, pack_file(&engine->pack, path), phrases, &inner);
  return code == STATUS_OK
             ? code
             : status_set(status, code, inner.at, "%s: %s", path, inner.message);
}

static int read_wording(according_engine *engine, Status *status) {
  static const char page[] = "wording/en/page.tsv";
  const Pack *pack = &engine->pack;
  int code = wording_parse(str_of(page), pack_file(pack, page), &engine->arena, &engine->wording,
                           status);
  if (code == STATUS_OK) {
    code = read_phrases(engine, "wording/en/story.tsv", &engine->story_phrases, status);
  }
  if (code == STATUS_OK) {
    code = read_phrases(engine, "wording/en/explain.tsv", &engine->explain_phrases, status);
  }
  if (code == STATUS_OK) {
    code = read_phrases(engine, "wording/en/check.tsv", &engine->check_phrases, status);
  }
  if (code == STATUS_OK) {
    code = read_phrases(engine, "wording/en/export.tsv", &engine->export_phrases, status);
  }
  if (code == STATUS_OK) {
    code = read_phrases(engine, "wording/en/record.tsv", &engine->record_phrases, status);
  }
  return code;
}

/* Opens everything, with the pack in `blob`, or else of a file or built in; under the arena's
   guard. */
static int open_all(according_engine *engine, const char *pack_path, Str blob, Status *status) {
  int code = blob.n ? STATUS_OK : find_pack(engine, pack_path, &blob, status);
  if (code == STATUS_OK) {
    code = pack_open(blob, &engine->pack, status);
  }
  if (code == STATUS_OK && pack_path) {
    code = pack_verify(&engine->pack, status);
  }
  if (code == STATUS_OK) {
    code = gazetteer_open(gazetteer_embedded(), &engine->gazetteer, status);
  }
  if (code == STATUS_OK) {
    code = read_block_rules(engine, status);
  }
  if (code == STATUS_OK) {
    code = read_wording(engine, status);
  }
  if (code == STATUS_OK) {
    code = claim_rules_init(&engine->pack, &engine->gazetteer, &engine->arena, &engine->rules,
                            status);
  }
  return code;
}

/* The same with a guard around it. */
static int open_guarded(according_engine *engine, const char *pack_path, Str blob,
                        Status *status) {
  jmp_buf jump;
  int code;
  if (arena_guard(&engine->arena, &jump)) {
    code = status_set(status, STATUS_NO_MEMORY, 0, "no memory for the language data");
  } else {
    code = open_all(engine, pack_path, blob, status);
  }
  engine->arena.escape = NULL;
  return code;
}

/* Makes an engine; *engine is set only on success. */
static int engine_make(const char *pack_path, Str blob, according_engine **engine,
                       Status *status) {
  according_engine *made = calloc(1, sizeof *made);
  if (!made) {
    return status_set(status, STATUS_NO_MEMORY, 0, "no memory");
  }
  jsonl_prepare();
  arena_init(&made->arena);
  int code = open_guarded(made, pack_path, blob, status);
  if (code != STATUS_OK) {
    according_engine_close(made);
    return code;
  }
  snprintf(made->pack_line, sizeof made->pack_line, "%s %s", made->pack.name, made->pack.hash);
  *engine = made;
  return STATUS_OK;
}

int engine_open_blob(Str blob, according_engine **engine, Status *status) {
  return engine_make(NULL, blob, engine, status);
}

int according_engine_open(const according_engine_options *options, according_engine **engine,
                          according_status *status) {
  const char *pack_path = options ? options->pack_file : NULL;
  Status inner = {0};
  int code = engine_make(pack_path, (Str){NULL, 0}, engine, &inner);
  if (code != STATUS_OK) {
    inner.code = code;
    return pack_path && !strstr(inner.message, pack_path)
               ? status_say(status, code, inner.at, "%s: %s", pack_path, inner.message)
               : status_give(status, &inner);
  }
  return status_say(status, ACCORDING_OK, 0, "%s", "");
}

void according_engine_close(according_engine *engine) {
  if (engine) {
    arena_release(&engine->arena);
    free(engine->pack_bytes);
    free(engine);
  }
}

const char *according_version(void) {
  return ACCORDING_VERSION;
}

const char *according_engine_pack(const according_engine *engine) {
  return engine->pack_line;
}

const char *according_engine_places(const according_engine *engine) {
  return engine->gazetteer.hash;
}
