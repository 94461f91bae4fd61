/* Wording: lines of a wording file → texts by key, and texts with placeholders → pieces. */
#include "view/wording.h"

#include "base/utf8.h"

typedef struct KeyRow {
  const char *key, *placeholders; /* placeholders: names, each followed by a space */
} KeyRow;

#define WORDING_KEY(name, key, placeholders) {key, placeholders},
static const KeyRow key_rows[] = {
#include "view/wording_keys.h"
};
#undef WORDING_KEY

static const char *const open_families[] = {"measure.", "gap.", "number.", "unit.", "one.",
                                            "qualifier."};

static int fail(Status *status, Str file, uint32_t line, const char *what, Str detail) {
  return status_set(status, STATUS_FORMAT, line, "%.*s:%u: %s%s%.*s", STR_ARG(file), line, what,
                    detail.n ? ": " : "", (int)(detail.n < 80 ? detail.n : 80),
                    detail.p ? detail.p : "");
}

static bool is_open_key(Str key) {
  for (size_t i = 0; i < sizeof open_families / sizeof *open_families; i++) {
    if (str_starts(key, open_families[i]) && key.n > strlen(open_families[i])) {
      return true;
    }
  }
  return false;
}

static int key_number(Str key) {
  for (int i = 0; i < W_COUNT; i++) {
    if (str_is(key, key_rows[i].key)) {
      return i;
    }
  }
  return -1;
}

/* Whether `name` is one of the words of `allowed`. */
static bool placeholder_allowed(Str name, const char *allowed) {
  Str rest = str_of(allowed);
  while (rest.n) {
    Str word = str_split(rest, ' ', &rest);
    if (word.n && str_equal(word, name)) {
      return true;
    }
  }
  return false;
}

/* The placeholder that starts at the '{' at `at`: name, both forms (empty if it has none) and the
   byte behind its '}'. False if it is not closed, is empty or holds another '{'. */
typedef struct Placeholder {
  Str name, one, other;
  bool has_forms;
  size_t end;
} Placeholder;

static bool placeholder_read(Str text, size_t at, Placeholder *out) {
  size_t end = at + 1;
  while (end < text.n && text.p[end] != '}') {
    if (text.p[end] == '{') {
      return false;
    }
    end++;
  }
  if (end == text.n) {
    return false;
  }
  *out = (Placeholder){.end = end + 1};
  Str forms;
  Str inside = {text.p + at + 1, end - at - 1};
  out->name = str_split(inside, ':', &forms);
  if (out->name.n == 0) {
    return false;
  }
  out->has_forms = out->name.n < inside.n;
  if (out->has_forms) {
    out->one = str_split(forms, '|', &out->other);
    if (out->one.n == forms.n) {
      return false;
    }
  }
  return true;
}

static const char *text_fault(Str text, const char *allowed, Str *where) {
  for (size_t i = 0; i < text.n;) {
    if (text.p[i] == '}') {
      *where = (Str){text.p + i, text.n - i};
      return "a closing brace without its opening one";
    }
    if (text.p[i] != '{') {
      i++;
      continue;
    }
    Placeholder hole;
    *where = (Str){text.p + i, text.n - i};
    if (!placeholder_read(text, i, &hole)) {
      return "a placeholder must be {name} or {name:one|other}";
    }
    if (!placeholder_allowed(hole.name, allowed)) {
      *where = hole.name;
      return "this key has no such placeholder";
    }
    i = hole.end;
  }
  return NULL;
}

/* Takes one line that is neither empty nor a comment. */
static int line_read(Wording *wording, Arena *arena, Str file, uint32_t line, Str row,
                     Status *status) {
  Str text;
  Str key = str_split(row, '\t', &text);
  if (key.n == row.n || key.n == 0) {
    return fail(status, file, line, "expected KEY, a tab, TEXT", row);
  }
  if (text.n >= 2 && text.p[0] == '"' && text.p[text.n - 1] == '"') {
    text = (Str){text.p + 1, text.n - 2};
  }
  if (text.n == 0) {
    return fail(status, file, line, "the text is empty", key);
  }
  int number = key_number(key);
  if (number < 0 && !is_open_key(key)) {
    return fail(status, file, line, "unknown key", key);
  }
  Str where = {0};
  const char *fault = text_fault(text, number < 0 ? "" : key_rows[number].placeholders, &where);
  if (fault) {
    return fail(status, file, line, fault, where);
  }
  if (number >= 0) {
    if (wording->text[number].n) {
      return fail(status, file, line, "this key was given before", key);
    }
    wording->text[number] = text;
    return STATUS_OK;
  }
  bool is_new;
  map_put(&wording->by_name, key, wording->open.n, &is_new);
  if (!is_new) {
    return fail(status, file, line, "this key was given before", key);
  }
  array_push(arena, &wording->open, (WordingEntry){key, text});
  return STATUS_OK;
}

int wording_parse(Str file_name, Str bytes, Arena *arena, Wording *wording, Status *status) {
  memset(wording, 0, sizeof *wording);
  map_init(&wording->by_name, arena);
  size_t valid = utf8_valid_prefix(bytes);
  uint32_t line = 0;
  for (Str rest = bytes; rest.n;) {
    line++;
    Str row = str_split(rest, '\n', &rest);
    if ((size_t)(row.p - bytes.p) + row.n > valid) {
      return fail(status, file_name, line, "invalid UTF-8", (Str){0});
    }
    if (row.n && row.p[row.n - 1] == '\r') {
      row.n--;
    }
    if (row.n == 0 || row.p[0] == '#') {
      continue;
    }
    int code = line_read(wording, arena, file_name, line, row, status);
    if (code) {
      return code;
    }
  }
  for (int i = 0; i < W_COUNT; i++) {
    if (wording->text[i].n == 0) {
      return fail(status, file_name, line, "missing key", str_of(key_rows[i].key));
    }
  }
  return STATUS_OK;
}

Str wording_open(const Wording *wording, const char *family, Str name) {
  char key[96];
  size_t length = strlen(family);
  if (length + name.n > sizeof key) {
    return (Str){0};
  }
  memcpy(key, family, length);
  if (name.n) {
    memcpy(key + length, name.p, name.n);
  }
  uint32_t *at = map_find(&wording->by_name, (Str){key, length + name.n});
  return at ? wording->open.v[*at].text : (Str){0};
}

static const WordingArg *arg_find(const WordingArg *args, size_t n, Str name) {
  for (size_t i = 0; i < n; i++) {
    if (str_is(name, args[i].name)) {
      return &args[i];
    }
  }
  return NULL;
}

void wording_fill(const Wording *wording, WordingKey key, const WordingArg *args, size_t n,
                  WordingSink *sink, void *context) {
  Str text = wording->text[key];
  size_t from = 0;
  for (size_t i = 0; i < text.n;) {
    Placeholder hole;
    if (text.p[i] != '{' || !placeholder_read(text, i, &hole)) {
      i++;
      continue;
    }
    if (i > from) {
      sink(context, (Str){text.p + from, i - from}, true);
    }
    const WordingArg *arg = arg_find(args, n, hole.name);
    if (arg && hole.has_forms) {
      sink(context, arg->count == 1 ? hole.one : hole.other, true);
    } else if (arg) {
      sink(context, arg->text, false);
    }
    i = hole.end;
    from = i;
  }
  if (text.n > from) {
    sink(context, (Str){text.p + from, text.n - from}, true);
  }
}
