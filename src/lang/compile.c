/* Compile: reads the files of data/, hands each to the part that knows it, and numbers the words
   and tags that all of them use. */
#include "lang/compile.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "lang/compile_model.h"
#include "lang/split.h"

enum { FILE_LIMIT = 64 << 20, WORD_BYTES = 512 };

/* ---------------------------------------------------------------------------- reading files */

/* Copies a file into the arena. */
static int source_read(Str path, Arena *arena, Str *bytes, Status *status) {
  char *read;
  size_t n;
  int code = file_read(path.p, FILE_LIMIT, &read, &n, status);
  if (code != STATUS_OK) {
    return code;
  }
  jmp_buf *escape = arena->escape;
  arena->escape = NULL; /* the bytes read must be freed, so nothing may jump from here */
  char *copy = arena_copy(arena, read, n);
  arena->escape = escape;
  free(read);
  *bytes = (Str){copy, n};
  return copy ? STATUS_OK : status_set(status, STATUS_NO_MEMORY, 0, "%s: no memory", path.p);
}

/* Notes the folders between root and a file below it, each once. */
static void folders_add(Arena *arena, Str root, Str file, StrArray *folders, Map *seen) {
  for (size_t n = root.n; n < file.n; n++) {
    bool is_new = false;
    if (file.p[n] == '/' && map_put(seen, (Str){file.p, n}, 0, &is_new) && is_new) {
      array_push(arena, folders, str_copy(arena, (Str){file.p, n}));
    }
  }
}

/* Reads the files below data/folder (all), or data/ itself (NAME.tsv only) for an empty folder. */
static int folder_read(const char *data, const char *folder, Arena *arena, PackSources *sources,
                       Status *status) {
  StrArray files = {0};
  Map seen;
  size_t skip = strlen(data) + 1;
  Str root = str_of(*folder ? arena_printf(arena, "%s/%s", data, folder) : data);
  int code = folder_list(root.p, arena, &files, status);
  map_init(&seen, arena);
  map_put(&seen, root, 0, NULL);
  array_push(arena, &sources->folders, root);
  for (uint32_t i = 0; i < files.n && code == STATUS_OK; i++) {
    PackSource source = {.path = {files.v[i].p + skip, files.v[i].n - skip}};
    bool is_deep = memchr(source.path.p, '/', source.path.n) != NULL;
    if ((!*folder && (is_deep || !str_ends(source.path, ".tsv"))) || str_ends(source.path, ".md")) {
      continue;
    }
    folders_add(arena, root, files.v[i], &sources->folders, &seen);
    code = source_read(files.v[i], arena, &source.bytes, status);
    array_push(arena, &sources->files, source);
  }
  return code;
}

int pack_sources_read(const char *data, const char *language, Arena *arena, PackSources *sources,
                      Status *status) {
  const char *folders[] = {language, "maps", "wording", "rules", "forms", ""};
  for (int i = 0; i < 6; i++) {
    if (*folders[i] && !path_is_folder(arena_printf(arena, "%s/%s", data, folders[i]))) {
      if (i == 0) {
        return status_set(status, STATUS_NOT_FOUND, 0,
                          "%s/%s: there is no such folder of language data", data, language);
      }
      continue;
    }
    int code = folder_read(data, folders[i], arena, sources, status);
    if (code != STATUS_OK) {
      return code;
    }
  }
  return STATUS_OK;
}

/* ---------------------------------------------------------------------------- shared by parts */

void problem_add(Compiler *c, Place place, const char *format, ...) {
  char message[400];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(message, sizeof message, format, args);
  va_end(args);
  size_t size = n < 0 ? 0 : (size_t)n < sizeof message ? (size_t)n : sizeof message - 1;
  PackProblem problem = {place.path, place.line, str_copy(c->arena, (Str){message, size})};
  array_push(c->arena, &c->build->problems, problem);
}

bool next_line(Str *rest, Str *line) {
  if (rest->n == 0) {
    return false;
  }
  *line = str_split(*rest, '\n', rest);
  if (line->n && line->p[line->n - 1] == '\r') {
    line->n--;
  }
  return true;
}

static bool is_tag_name(Str name) {
  for (size_t i = 0; i < name.n; i++) {
    char ch = name.p[i];
    bool ok = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') ||
              ch == '_' || ch == '.' || ch == '-';
    if (!ok) {
      return false;
    }
  }
  return name.n > 0;
}

uint32_t tag_early(Compiler *c, Str name, Place place) {
  if (!is_tag_name(name)) {
    problem_add(c, place, "\"%.*s\" is no tag: expected letters, digits, . _ and -", STR_ARG(name));
    return 0;
  }
  uint32_t *known = map_find(&c->tags, name);
  if (known) {
    return *known;
  }
  uint32_t number = c->tags.n;
  if (number >= PACK_TAGS) {
    problem_add(c, place, "tag \"%.*s\" is one too many: all files together may use %d",
                STR_ARG(name), PACK_TAGS);
    number = PACK_TAGS - 1;
  }
  return *map_put(&c->tags, name, number, NULL);
}

uint32_t words_early(Compiler *c, Str phrase, Place place, uint32_t *words) {
  uint32_t at = 0, n = 0;
  Piece piece;
  while (split_next(phrase, &at, &piece)) {
    char folded[WORD_BYTES];
    size_t size = utf8_fold(str_cut(phrase, piece.span), folded, sizeof folded);
    if (n == PACK_PHRASE_WORDS || size == 0) {
      problem_add(c, place,
                  n ? "\"%.*s\" is too long: expected at most %d words of %d bytes"
                    : "\"%.*s\" has a word that is too long or empty (%d words of %d bytes)",
                  STR_ARG(phrase), PACK_PHRASE_WORDS, WORD_BYTES);
      return 0;
    }
    Str word = {folded, size};
    uint32_t *known = map_find(&c->words, word);
    if (!known) {
      known = map_put(&c->words, str_copy(c->arena, word), c->words.n, NULL);
    }
    words[n++] = *known;
  }
  if (n == 0) {
    problem_add(c, place, "expected a word, found none");
  }
  return n;
}

/* ---------------------------------------------------------------------------- numbering */

static int compare_entries(const void *a, const void *b) {
  return str_compare(((const MapEntry *)a)->key, ((const MapEntry *)b)->key);
}

/* The entries of a map in order of their names' bytes. */
static const MapEntry *entries_sorted(Compiler *c, const Map *map) {
  MapEntry *sorted = arena_array(c->arena, MapEntry, map->n + 1);
  if (map->n) {
    memcpy(sorted, map->entries, map->n * sizeof *sorted);
    qsort(sorted, map->n, sizeof *sorted, compare_entries);
  }
  return sorted;
}

/* Final numbers of the words, from 1, in order of their bytes. */
static uint32_t *words_number(Compiler *c) {
  uint32_t *numbers = arena_array(c->arena, uint32_t, c->words.n + 1);
  const MapEntry *sorted = entries_sorted(c, &c->words);
  for (uint32_t i = 0; i < c->words.n; i++) {
    numbers[sorted[i].value] = 1 + i;
  }
  return numbers;
}

/* Final numbers of the tags: those that patterns ask for, then the others, each in order of their bytes. */
static uint32_t *tags_number(Compiler *c) {
  uint32_t *numbers = arena_array(c->arena, uint32_t, c->tags.n + 1), next = 0;
  const MapEntry *sorted = entries_sorted(c, &c->tags);
  for (int others = 0; others < 2; others++) {
    for (uint32_t i = 0; i < c->tags.n; i++) {
      if (tagset_has(&c->asked, (int)sorted[i].value) != others) {
        numbers[sorted[i].value] = next++;
      }
    }
    c->asked_n = others ? c->asked_n : next;
  }
  return numbers;
}

/* ---------------------------------------------------------------------------- files */

/* pack.tsv: name and version. */
static void description_read(Compiler *c, const PackSource *file) {
  Str rest = file->bytes, line;
  for (Place place = {file->path, 1}; next_line(&rest, &line); place.line++) {
    Str value, key;
    if (str_trim(line).n == 0 || line.p[0] == '#') {
      continue;
    }
    key = str_trim(str_split(line, '\t', &value));
    value = str_trim(value);
    if (str_is(key, "name")) {
      c->build->name = value;
    } else if (str_is(key, "version") && value.n && value.n < sizeof((PackHead *)0)->version) {
      c->build->version = value;
    } else {
      problem_add(c, place, "expected name TAB … or version TAB … (at most 23 bytes)");
    }
  }
  if (!str_equal(c->build->name, c->language) || !c->build->version.n) {
    problem_add(c, (Place){file->path, 0},
                "expected a line \"name TAB %.*s\" (its folder) and a line \"version TAB …\"",
                STR_ARG(c->language));
  }
}

/* frequency.tsv: tags, and in how many of a thousand sentences each stands. */
static void frequency_read(Compiler *c, const PackSource *file) {
  Str rest = file->bytes, line;
  for (Place place = {file->path, 1}; next_line(&rest, &line); place.line++) {
    TagFrequency frequency = {.place = place};
    Str share;
    if (str_trim(line).n == 0 || line.p[0] == '#') {
      continue;
    }
    frequency.tag = str_trim(str_split(line, '\t', &share));
    if (!str_integer(str_trim(share), &frequency.share) || frequency.share < 0 ||
        frequency.share > 1000) {
      problem_add(c, place, "expected tag TAB number of sentences in a thousand");
      continue;
    }
    array_push(c->arena, &c->frequencies, frequency);
  }
}

/* The first line with a byte that is no UTF-8, or 0. */
static uint32_t invalid_line(Str bytes) {
  size_t valid = utf8_valid_prefix(bytes);
  uint32_t line = 1;
  for (size_t i = 0; i < valid; i++) {
    line += bytes.p[i] == '\n';
  }
  return valid < bytes.n ? line : 0;
}

/* Hands a file to the part that knows it. `path` is below the language's folder. */
static void language_file(Compiler *c, const PackSource *file, Str path) {
  Str name;
  bool is_lexicon = str_starts(path, "lexicon/"), is_rules = str_starts(path, "rules/");
  if (str_is(path, "pack.tsv")) {
    description_read(c, file);
  } else if (str_is(path, "frequency.tsv")) {
    frequency_read(c, file);
  } else if (is_lexicon && str_ends(path, ".tsv")) {
    lexicon_read(c, file);
  } else if (is_rules && str_ends(path, ".rules")) {
    (void)str_split(path, '/', &name);
    name.n -= strlen(".rules");
    rules_read(c, file, name);
  } else if (is_lexicon || is_rules) {
    problem_add(c, (Place){file->path, 0}, "expected a file %s",
                is_lexicon ? "NAME.tsv in lexicon/" : "SET.rules in rules/");
  } else {
    array_push(c->arena, &c->embedded, (PackSource){path, file->bytes});
  }
}

static void source_compile(Compiler *c, const PackSource *file) {
  Str below = file->path;
  uint32_t bad = invalid_line(file->bytes);
  if (bad) {
    problem_add(c, (Place){file->path, bad}, "expected UTF-8, found another byte");
    return;
  }
  if (below.n > c->language.n && below.p[c->language.n] == '/' &&
      memcmp(below.p, c->language.p, c->language.n) == 0) {
    below.p += c->language.n + 1;
    below.n -= c->language.n + 1;
    language_file(c, file, below);
  } else {
    array_push(c->arena, &c->embedded, *file);
  }
}

static int compare_sources(const void *a, const void *b) {
  return str_compare(((const PackSource *)a)->path, ((const PackSource *)b)->path);
}

static int compare_problems(const void *a, const void *b) {
  const PackProblem *x = a, *y = b;
  int order = str_compare(x->path, y->path);
  return order                ? order
         : x->line != y->line ? (x->line > y->line) - (x->line < y->line)
                              : str_compare(x->message, y->message);
}

static void embedded_check(Compiler *c) {
  for (uint32_t i = 1; i < c->embedded.n; i++) {
    if (str_equal(c->embedded.v[i].path, c->embedded.v[i - 1].path)) {
      problem_add(c, (Place){c->embedded.v[i].path, 0},
                  "two files have this path, under data/ and under the language's folder");
    }
  }
}

void pack_compile(const PackSources *sources, const char *language, Arena *arena,
                  PackBuild *build) {
  Compiler c = {.arena = arena, .build = build, .language = str_of(language)};
  memset(build, 0, sizeof *build);
  map_init(&c.tags, arena);
  map_init(&c.words, arena);
  map_init(&c.entries, arena);
  PackSource *files = arena_array(arena, PackSource, sources->files.n);
  for (uint32_t i = 0; i < sources->files.n; i++) {
    files[i] = sources->files.v[i];
  }
  qsort(files, sources->files.n, sizeof *files, compare_sources);
  for (uint32_t i = 0; i < sources->files.n; i++) {
    source_compile(&c, &files[i]);
  }
  Str path = str_of(arena_printf(arena, "%s/pack.tsv", language));
  if (c.language.n == 0 || c.language.n >= sizeof((PackHead *)0)->language) {
    problem_add(&c, (Place){path, 0}, "expected the name of a language of 1 to 7 bytes");
  }
  if (!build->version.n && build->problems.n == 0) {
    problem_add(&c, (Place){path, 0}, "expected this file, with name and version");
  }
  if (c.embedded.n) {
    qsort(c.embedded.v, c.embedded.n, sizeof *c.embedded.v, compare_sources);
  }
  embedded_check(&c);
  if (build->problems.n == 0) {
    c.tag_number = tags_number(&c);
    c.word_number = words_number(&c);
    code_write(&c);
  }
  if (build->problems.n == 0) {
    blob_write(&c);
  } else {
    qsort(build->problems.v, build->problems.n, sizeof *build->problems.v, compare_problems);
  }
}
