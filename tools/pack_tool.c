/* pack: the files of data/ to the blob that is built into the program, its header, and a list of
   what it depends on.

     pack --data DATA --language en --out according.pack [--header H] [--depfile D]

   Problems go to standard error as file:line: message, all of them; the exit status is then 1.
   Outputs that would not change are not written. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "lang/compile.h"

typedef struct Options {
  const char *data, *language, *out, *header, *depfile;
} Options;

static bool options_read(int argc, char **argv, Options *options) {
  for (int i = 1; i < argc; i += 2) {
    const char **to = strcmp(argv[i], "--data") == 0       ? &options->data
                      : strcmp(argv[i], "--language") == 0 ? &options->language
                      : strcmp(argv[i], "--out") == 0      ? &options->out
                      : strcmp(argv[i], "--header") == 0   ? &options->header
                      : strcmp(argv[i], "--depfile") == 0  ? &options->depfile
                                                           : NULL;
    if (!to || i + 1 == argc) {
      return false;
    }
    *to = argv[i + 1];
  }
  return options->data && options->language && options->out;
}

/* Writes a file unless it has these bytes already. */
static int write_changed(const char *path, Str bytes) {
  char *old = NULL;
  size_t n;
  Status status = {0};
  bool same = file_read(path, 0, &old, &n, &status) == STATUS_OK && str_equal((Str){old, n}, bytes);
  free(old);
  if (!same && file_write(path, bytes, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    return 1;
  }
  return 0;
}

static int header_write(const char *path, const PackBuild *build) {
  Buffer text;
  buffer_init(&text);
  buffer_format(&text,
                "/* Made by the pack tool from data/. */\n"
                "#define ACCORDING_PACK_NAME \"%.*s\"\n"
                "#define ACCORDING_PACK_VERSION \"%.*s\"\n"
                "#define ACCORDING_PACK_HASH \"%s\"\n"
                "#define ACCORDING_PACK_SIZE %zu\n"
                "#define ACCORDING_PACK_SIZE_TEXT \"%zu\"\n",
                STR_ARG(build->name), STR_ARG(build->version), build->hash, build->blob.n,
                build->blob.n);
  int failed = write_changed(path, buffer_view(&text));
  buffer_release(&text);
  return failed;
}

/* A path as make and ninja read it. */
static void depfile_path(Buffer *text, Str path) {
  buffer_text(text, " \\\n  ");
  for (size_t i = 0; i < path.n; i++) {
    if (path.p[i] == ' ' || path.p[i] == '#') {
      buffer_char(text, '\\');
    } else if (path.p[i] == '$') {
      buffer_char(text, '$');
    }
    buffer_char(text, path.p[i]);
  }
}

/* Files, and folders, since a new file changes its folder. */
static int depfile_write(const Options *options, const PackSources *sources) {
  Buffer text, path;
  Status status = {0};
  buffer_init(&text);
  buffer_init(&path);
  buffer_format(&text, "%s:", options->out);
  for (uint32_t i = 0; i < sources->folders.n; i++) {
    depfile_path(&text, sources->folders.v[i]);
  }
  for (uint32_t i = 0; i < sources->files.n; i++) {
    buffer_clear(&path);
    buffer_format(&path, "%s/%.*s", options->data, STR_ARG(sources->files.v[i].path));
    depfile_path(&text, buffer_view(&path));
  }
  buffer_char(&text, '\n');
  int code = file_write(options->depfile, buffer_view(&text), &status);
  if (code != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
  }
  buffer_release(&text);
  buffer_release(&path);
  return code != STATUS_OK;
}

static int pack(const Options *options, Arena *arena) {
  PackSources sources = {0};
  PackBuild build;
  Status status = {0};
  if (pack_sources_read(options->data, options->language, arena, &sources, &status) != STATUS_OK) {
    fprintf(stderr, "%s\n", status.message);
    return 1;
  }
  pack_compile(&sources, options->language, arena, &build);
  for (uint32_t i = 0; i < build.problems.n; i++) {
    const PackProblem *problem = &build.problems.v[i];
    fprintf(stderr, "%s/%.*s:%u: %.*s\n", options->data, STR_ARG(problem->path), problem->line,
            STR_ARG(problem->message));
  }
  if (build.problems.n) {
    return 1;
  }
  int failed = write_changed(options->out, build.blob);
  failed = (options->header && header_write(options->header, &build)) || failed;
  return (options->depfile && depfile_write(options, &sources)) || failed;
}

int main(int argc, char **argv) {
  Options options = {0};
  Arena arena;
  jmp_buf jump;
  if (!options_read(argc, argv, &options)) {
    fprintf(stderr,
            "pack --data DATA --language LANGUAGE --out FILE [--header FILE] "
            "[--depfile FILE]\n");
    return 2;
  }
  arena_init(&arena);
  if (arena_guard(&arena, &jump)) {
    fprintf(stderr, "no memory\n");
    arena_release(&arena);
    return 1;
  }
  int failed = pack(&options, &arena);
  arena_release(&arena);
  return failed;
}
