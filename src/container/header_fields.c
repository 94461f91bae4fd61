/* Header fields: lines, folded lines, parameters. */
#include "container/header_fields.h"

size_t header_length(Str text) {
  for (size_t at = 0; at < text.n;) {
    const char *end = memchr(text.p + at, '\n', text.n - at);
    if (!end) {
      return 0;
    }
    size_t n = (size_t)(end - text.p) - at;
    if (n == 0 || (n == 1 && text.p[at] == '\r')) {
      return at + n + 1;
    }
    at += n + 1;
  }
  return 0;
}

/* The line that begins at `at`, without its end; *next is what follows. */
static Str line_at(Str text, size_t at, size_t *next) {
  const char *end = memchr(text.p + at, '\n', text.n - at);
  size_t n = end ? (size_t)(end - text.p) - at : text.n - at;
  *next = at + n + (end != NULL);
  if (n && text.p[at + n - 1] == '\r') {
    n--;
  }
  return (Str){text.p + at, n};
}

static bool is_fold(Str text, size_t at) {
  return at < text.n && (text.p[at] == ' ' || text.p[at] == '\t');
}

bool header_next(Str *rest, Str *name, Str *value) {
  while (rest->n) {
    size_t next;
    Str text = *rest, line = line_at(text, 0, &next);
    const char *colon = memchr(line.p, ':', line.n);
    while (is_fold(text, next)) {
      Str more = line_at(text, next, &next);
      line.n = (size_t)(more.p - text.p) + more.n;
    }
    *rest = (Str){text.p + next, text.n - next};
    if (colon && colon > line.p) {
      *name = str_trim((Str){line.p, (size_t)(colon - line.p)});
      *value = str_trim((Str){colon + 1, line.n - (size_t)(colon + 1 - line.p)});
      return true;
    }
  }
  return false;
}

Str header_find(Str header, const char *name) {
  Str wanted = str_of(name), found, value;
  while (header_next(&header, &found, &value)) {
    if (str_equal_fold(found, wanted)) {
      return value;
    }
  }
  return (Str){NULL, 0};
}

Str header_unfold(Str value, Arena *arena) {
  char *out = arena_bytes(arena, value.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < value.n; i++) {
    char c = value.p[i];
    if (c == '\r' || c == '\n') {
      continue;
    }
    out[n++] = c == '\t' ? ' ' : c;
  }
  out[n] = 0;
  return (Str){out, n};
}

Str header_main(Str value) {
  Str rest;
  return str_trim(str_split(value, ';', &rest));
}

Str header_parameter(Str value, const char *name) {
  Str wanted = str_of(name), rest;
  (void)str_split(value, ';', &rest);
  while (rest.n) {
    size_t end = 0;
    bool quoted = false;
    while (end < rest.n && (quoted || rest.p[end] != ';')) {
      quoted ^= rest.p[end] == '"';
      end++;
    }
    Str one = {rest.p, end}, said;
    Str key = str_trim(str_split(one, '=', &said));
    rest = (Str){rest.p + end + (end < rest.n), rest.n - end - (end < rest.n)};
    said = str_trim(said);
    if (str_equal_fold(key, wanted)) {
      bool marks = said.n > 1 && said.p[0] == '"' && said.p[said.n - 1] == '"';
      return marks ? (Str){said.p + 1, said.n - 2} : said;
    }
  }
  return (Str){NULL, 0};
}
