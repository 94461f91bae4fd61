/* Rules: names → rule files → rules. */
#include "api/rule_open.h"

#include "base/file.h"

enum { RULE_MOST = 1 << 20, SOURCES_MOST = 16 << 20 };

/* "lowest, highest …": the names that there are. */
static Str names_of(const according_engine *engine, Arena *arena) {
  Str *paths, names = {NULL, 0};
  uint32_t n;
  pack_files(&engine->pack, "rules/", arena, &paths, &n);
  for (uint32_t i = 0; i < n; i++) {
    if (str_ends(paths[i], ".rule")) {
      Str name = {paths[i].p + 6, paths[i].n - 6 - 5};
      names = str_of(
          arena_printf(arena, "%.*s%s%.*s", STR_ARG(names), names.n ? ", " : "", STR_ARG(name)));
    }
  }
  return names;
}

int rule_open(const according_engine *engine, Str name, Arena *arena, CountingRule *rule,
              char **bytes, Status *status) {
  const char *path = arena_printf(arena, "%.*s", STR_ARG(name));
  *bytes = NULL;
  if (strchr(path, '/') || str_ends(name, ".rule")) {
    size_t n = 0;
    int code = file_read(path, RULE_MOST, bytes, &n, status);
    return code ? code : rule_file_read((Str){*bytes, n}, str_of(path), arena, rule, status);
  }
  path = arena_printf(arena, "rules/%.*s.rule", STR_ARG(name));
  Str text = pack_file(&engine->pack, path);
  if (!text.n) {
    return status_set(status, STATUS_NOT_FOUND, 0,
                      "no counting rule \"%.*s\": expected one of %.*s, or a file NAME.rule",
                      STR_ARG(name), STR_ARG(names_of(engine, arena)));
  }
  return rule_file_read(text, str_of(path), arena, rule, status);
}

int sources_open(const char *path, Arena *arena, SourceRegister *sources, char **bytes,
                 Status *status) {
  size_t n = 0;
  int code = file_read(path, SOURCES_MOST, bytes, &n, status);
  return code ? code : sources_read((Str){*bytes, n}, str_of(path), arena, sources, status);
}
