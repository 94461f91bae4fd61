/* Names → keys, and keys → the sound that all transliterations of a name share. Used by the
   compiler of the place data and by the program, so that both agree. */
#include "base/digest.h"
#include "base/utf8.h"
#include "gazetteer/gazetteer.h"

/* Marks that are written inside names and say nothing: stops, apostrophes, and letters like them.
 */
static bool is_dropped(uint32_t c) {
  return c == '.' || c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x00B4 ||
         (c >= 0x02B0 && c <= 0x02FF) || (c >= 0x0300 && c <= 0x036F);
}

static bool is_ascii_letter(char c) {
  return (unsigned)((unsigned char)c | 32) - 'a' < 26;
}

size_t gazetteer_key(Str name, char out[GAZETTEER_KEY]) {
  size_t n = 0, at = 0;
  bool space = false;
  for (; at < name.n && n < GAZETTEER_KEY && is_ascii_letter(name.p[at]); at++) {
    out[n++] = (char)(name.p[at] | 32); /* most names have nothing else */
  }
  while (at < name.n) {
    uint32_t length, size;
    uint32_t c = rune_lower(utf8_decode(name, at, &length));
    char piece[4];
    at += length;
    if (is_dropped(c)) {
      continue;
    }
    if (!rune_is_letter(c) && !rune_is_digit(c)) {
      space = n > 0;
      continue;
    }
    const char *ascii = c >= 0x80 ? rune_ascii(c) : NULL;
    if (ascii) {
      size = (uint32_t)strlen(ascii);
      memcpy(piece, ascii, size < 4 ? size : 4);
    } else {
      size = utf8_encode(c, piece);
    }
    if (n + size + space > GAZETTEER_KEY) {
      return 0;
    }
    if (space) {
      out[n++] = ' ';
      space = false;
    }
    for (uint32_t i = 0; i < size; i++) {
      out[n++] = piece[i] >= 'A' && piece[i] <= 'Z' ? (char)(piece[i] + 32) : piece[i];
    }
  }
  return n;
}

uint32_t gazetteer_word_hash(Str key) {
  bool word = key.n && !memchr(key.p, ' ', key.n);
  uint32_t hash = word ? (uint32_t)hash64(key, 0) : 0;
  return hash || !word ? hash : 1;
}

/* Groups of letters that stand for one sound, longest first, and what they become. */
typedef struct Sound {
  const char *letters;
  char sound;
} Sound;

static const Sound sounds[] = {
    {"shch", 's'}, {"tsch", 'c'}, {"sch", 's'}, {"dzh", 'j'}, {"sh", 's'}, {"ch", 'c'}, {"kh", 'h'},
    {"gh", 'k'},   {"zh", 'j'},   {"dj", 'j'},  {"ph", 'f'},  {"th", 't'}, {"dh", 'd'}, {"ck", 'k'},
    {"ou", 'o'},   {"ee", 'i'},   {"oo", 'o'},  {"q", 'k'},   {"g", 'k'},  {"x", 'h'},  {"w", 'v'},
    {"y", 'i'},    {"e", 'a'},    {"u", 'o'},   {"z", 's'},
};

size_t gazetteer_sound(Str key, char out[GAZETTEER_KEY]) {
  size_t n = 0;
  for (size_t at = 0; at < key.n && n < GAZETTEER_KEY;) {
    char c = key.p[at];
    size_t taken = 1;
    for (size_t i = 0; i < sizeof sounds / sizeof *sounds; i++) {
      size_t length = strlen(sounds[i].letters);
      if (length <= key.n - at && memcmp(key.p + at, sounds[i].letters, length) == 0) {
        c = sounds[i].sound;
        taken = length;
        break;
      }
    }
    at += taken;
    n -= n > 0 && c == 'c' && out[n - 1] == 't'; /* Khatchaturian, Neftchala, Neftcala */
    bool silent =
        key.p[at - taken] == 'h' && taken == 1 && (at == key.n || key.p[at] == ' '); /* final h */
    if (c != ' ' && !silent && (n == 0 || out[n - 1] != c)) {
      out[n++] = c;
    }
  }
  return n;
}
