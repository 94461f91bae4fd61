/* Hidden names: looked for letter by letter. */
#include "withhold/hidden_names.h"

#include "base/buffer.h"
#include "base/utf8.h"

enum {
  BETWEEN_MOST = 6, /* characters that may stand between two letters of a name */
  LONG = 8,         /* letters of a name that hardly anything else begins with */
};

static bool is_sign(uint32_t c) {
  return rune_is_letter(c) || rune_is_digit(c);
}

/* The letters that a character is compared by; room for 8 bytes. */
static uint32_t fold(uint32_t c, char *out) {
  uint32_t small = rune_lower(c);
  const char *plain = rune_ascii(small);
  uint32_t n = 0;
  if (!plain || strlen(plain) > 8) {
    return utf8_encode(small, out);
  }
  for (; plain[n]; n++) {
    out[n] = (char)(plain[n] >= 'A' && plain[n] <= 'Z' ? plain[n] | 32 : plain[n]);
  }
  return n;
}

void hidden_names_begin(HiddenNames *names, Arena *arena) {
  memset(names, 0, sizeof *names);
  names->arena = arena;
}

void hidden_names_add(HiddenNames *names, Str name, Str label) {
  ARRAY(char) letters = {0};
  uint32_t length, words = 0;
  bool inside = false;
  for (size_t at = 0; at < name.n; at += length) {
    char folded[8];
    uint32_t c = utf8_decode(name, at, &length);
    uint32_t n = is_sign(c) ? fold(c, folded) : 0;
    words += n && !inside;
    inside = n > 0;
    for (uint32_t i = 0; i < n; i++) {
      array_push(names->arena, &letters, folded[i]);
    }
  }
  if (letters.n) {
    names->begins[(unsigned char)letters.v[0]] = true;
    array_push(names->arena, &names->list,
               (HiddenName){{letters.v, letters.n}, label, words > 1 && letters.n >= LONG});
  }
}

/* The end of a name that begins at a byte of text; 0 if it does not. */
static size_t match(const HiddenName *name, Str text, size_t at) {
  size_t k = 0, end = at;
  uint32_t length, between = 0;
  for (; k < name->letters.n; at += length) {
    char folded[8];
    if (at >= text.n) {
      return 0;
    }
    uint32_t c = utf8_decode(text, at, &length);
    if (!is_sign(c)) {
      if (++between > BETWEEN_MOST) {
        return 0;
      }
      continue;
    }
    uint32_t n = fold(c, folded);
    between = 0;
    if (n > name->letters.n - k || memcmp(name->letters.p + k, folded, n) != 0) {
      return 0;
    }
    k += n;
    end = at + length;
  }
  bool goes_on = end < text.n && is_sign(utf8_decode(text, end, &length));
  return goes_on && !name->several ? 0 : end;
}

/* The first hidden name from a byte on: its end and label, *at its beginning; 0 for none. */
static size_t find_from(const HiddenNames *names, Str text, size_t *at, const Str **label) {
  uint32_t length;
  bool inside = false;
  for (size_t i = 0; i < text.n; i += length) {
    uint32_t c = utf8_decode(text, i, &length);
    bool sign = is_sign(c), begins = sign && !inside && i >= *at;
    char folded[8];
    inside = sign;
    if (!begins || !fold(c, folded) || !names->begins[(unsigned char)folded[0]]) {
      continue;
    }
    size_t furthest = 0;
    for (uint32_t k = 0; k < names->list.n; k++) {
      size_t end = match(&names->list.v[k], text, i);
      if (end > furthest) {
        furthest = end;
        *label = &names->list.v[k].label;
      }
    }
    if (furthest) {
      *at = i;
      return furthest;
    }
  }
  return 0;
}

const Str *hidden_names_find(const HiddenNames *names, Str text) {
  const Str *label = NULL;
  size_t at = 0;
  return names->list.n && find_from(names, text, &at, &label) ? label : NULL;
}

Str hidden_names_replace(const HiddenNames *names, Str text) {
  const Str *label = NULL;
  Str out = {NULL, 0};
  size_t done = 0, at = 0, end;
  if (!names->list.n) {
    return text;
  }
  while ((end = find_from(names, text, &at, &label)) > 0) {
    out = str_of(arena_printf(names->arena, "%.*s%.*s[%.*s]", STR_ARG(out), (int)(at - done),
                              text.p + done, STR_ARG(*label)));
    done = at = end;
  }
  return done ? str_of(arena_printf(names->arena, "%.*s%.*s", STR_ARG(out), (int)(text.n - done),
                                    text.p + done))
              : text;
}
