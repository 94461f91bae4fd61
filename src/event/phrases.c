/* key TAB text lines ──▶ look-up and filling of placeholders. */
#include "event/phrases.h"

#include <stdarg.h>

int phrases_read(Arena *arena, Str bytes, Phrases *phrases, Status *status) {
  uint64_t number = 1;
  memset(phrases, 0, sizeof *phrases);
  map_init(&phrases->texts, arena);
  for (Str rest = bytes, line; rest.n; number++) {
    line = str_split(rest, '\n', &rest);
    if (line.n == 0 || line.p[0] == '#') {
      continue;
    }
    Str text, key = str_split(line, '\t', &text);
    bool is_new = false;
    if (text.n) {
      map_put(&phrases->texts, key, phrases->list.n, &is_new);
    }
    if (!is_new) {
      return status_set(status, STATUS_FORMAT, number, "line %llu: %s", (unsigned long long)number,
                        text.n ? "this key stands in the file twice" : "no key, tab and text");
    }
    array_push(arena, &phrases->list, text);
  }
  return STATUS_OK;
}

Str phrase(const Phrases *phrases, const char *key) {
  const uint32_t *found = map_find(&phrases->texts, str_of(key));
  return found ? phrases->list.v[*found] : str_of(key);
}

bool phrase_lists(const Phrases *phrases, const char *key, Str word) {
  for (Str rest = phrase(phrases, key); rest.n;) {
    if (str_equal_fold(str_split(rest, ' ', &rest), word)) {
      return true;
    }
  }
  return false;
}

bool phrase_lists_any(const Phrases *phrases, const char *key, Str words) {
  for (Str rest = words; rest.n;) {
    Str word = str_split(rest, ' ', &rest);
    while (word.n && (word.p[word.n - 1] == ',' || word.p[word.n - 1] == '.')) {
      word.n--;
    }
    if (phrase_lists(phrases, key, word)) {
      return true;
    }
  }
  return false;
}

enum { PAIRS_MOST = 8, TEXT_MOST = 4000 };

static void append(char *out, size_t *n, Str s) {
  size_t size = s.n < TEXT_MOST - *n ? s.n : TEXT_MOST - *n;
  if (size) {
    memcpy(out + *n, s.p, size);
  }
  *n += size;
}

Str phrase_fill(Arena *arena, const Phrases *phrases, const char *key, int pairs, ...) {
  const char *names[PAIRS_MOST];
  Str values[PAIRS_MOST];
  va_list args;
  va_start(args, pairs);
  for (int i = 0; i < pairs && i < PAIRS_MOST; i++) {
    names[i] = va_arg(args, const char *);
    values[i] = va_arg(args, Str);
  }
  va_end(args);
  char out[TEXT_MOST];
  size_t n = 0;
  for (Str rest = phrase(phrases, key), piece; rest.n;) {
    piece = str_split(rest, '{', &rest);
    append(out, &n, piece);
    if (rest.n == 0) {
      break;
    }
    Str name = str_split(rest, '}', &rest);
    for (int i = 0; i < pairs && i < PAIRS_MOST; i++) {
      if (str_is(name, names[i])) {
        append(out, &n, values[i]);
      }
    }
  }
  return str_copy(arena, (Str){out, n});
}
