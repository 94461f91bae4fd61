/* MIME decoding: quoted-printable and base64 with places, encoded words, parameters, dates. */
#include "container/mime_decode.h"

#include <stdio.h>

#include "base/ascii.h"
#include "base/civil.h"
#include "base/utf8.h"
#include "container/header_fields.h"

enum { OUT = 4096 };

/* ---- bodies ---------------------------------------------------------------------------------- */

typedef struct Decoding {
  Expander *e;
  LeafRuns *runs;
  uint64_t at, written;
  char out[OUT];
  size_t n;
} Decoding;

static void put_out(Decoding *d) {
  expander_write(d->e, d->out, d->n);
  d->n = 0;
}

/* n bytes that came from `from` bytes at `start`; joined with the run before where the shares are
   the same. */
static void put(Decoding *d, const char *bytes, size_t n, uint64_t start, uint64_t from) {
  LeafRun *last = d->runs->n ? &d->runs->v[d->runs->n - 1] : NULL;
  uint64_t first = d->at + start;
  bool alike = last && last->from_end == first && last->end == d->written &&
               (last->from_end - last->from_start) * n == from * (last->end - last->start);
  if (alike) {
    last->end += n;
    last->from_end += from;
  } else {
    LeafRun run = {d->written, d->written + n, first, first + from};
    array_push(expander_arena(d->e), d->runs, run);
  }
  for (size_t i = 0; i < n; i++) {
    if (d->n == OUT) {
      put_out(d);
    }
    d->out[d->n++] = bytes[i];
  }
  d->written += n;
}

static int hex(Str s, size_t at) {
  return at < s.n ? ascii_hex(s.p[at]) : -1;
}

/* Bytes of blanks at `at` and the line end behind them; 0 if no line ends there. */
static size_t line_end(Str s, size_t at) {
  size_t i = at;
  while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t')) {
    i++;
  }
  if (i < s.n && s.p[i] == '\r') {
    i++;
  }
  return i < s.n && s.p[i] == '\n' ? i + 1 - at : 0;
}

bool mime_quoted_printable(Expander *e, Str body, uint64_t at, LeafRuns *runs) {
  Decoding d = {.e = e, .runs = runs, .at = at};
  bool well = true;
  for (size_t i = 0; i < body.n && !e->stopped;) {
    if (body.p[i] != '=') {
      put(&d, body.p + i, 1, i, 1);
      i++;
    } else if (line_end(body, i + 1)) {
      i += 1 + line_end(body, i + 1);
    } else if (hex(body, i + 1) >= 0 && hex(body, i + 2) >= 0) {
      char c = (char)(hex(body, i + 1) * 16 + hex(body, i + 2));
      put(&d, &c, 1, i, 3);
      i += 3;
    } else {
      well = well && i + 1 == body.n; /* an = at the very end is a line that was cut */
      put(&d, body.p + i, 1, i, 1);
      i++;
    }
  }
  put_out(&d);
  return well;
}

static int base64_value(char c) {
  return c >= 'A' && c <= 'Z'   ? c - 'A'
         : c >= 'a' && c <= 'z' ? c - 'a' + 26
         : c >= '0' && c <= '9' ? c - '0' + 52
         : c == '+' || c == '-' ? 62
         : c == '/' || c == '_' ? 63
                                : -1;
}

bool mime_base64(Expander *e, Str body, uint64_t at, LeafRuns *runs) {
  Decoding d = {.e = e, .runs = runs, .at = at};
  uint32_t group = 0, have = 0;
  size_t first = 0;
  bool well = true;
  for (size_t i = 0; i < body.n && !e->stopped; i++) {
    int value = base64_value(body.p[i]);
    if (body.p[i] == '=') {
      break;
    }
    if (value < 0) {
      well = well && strchr(" \t\r\n", body.p[i]) && body.p[i];
      continue;
    }
    first = have ? first : i;
    group = group << 6 | (uint32_t)value;
    if (++have == 4) {
      char bytes[3] = {(char)(group >> 16), (char)(group >> 8), (char)group};
      put(&d, bytes, 3, first, i + 1 - first);
      have = group = 0;
    }
  }
  if (have > 1) {
    group <<= 6 * (4 - have);
    char bytes[2] = {(char)(group >> 16), (char)(group >> 8)};
    put(&d, bytes, have - 1, first, have);
  }
  put_out(&d);
  return well && have != 1;
}

/* ---- encoded words --------------------------------------------------------------------------- */

static Str known_charset(void *context, Str bytes, Str charset, Arena *arena) {
  (void)context;
  bool latin = str_equal_fold(charset, str_lit("iso-8859-1"));
  if (str_equal_fold(charset, str_lit("utf-8")) || str_equal_fold(charset, str_lit("us-ascii"))) {
    return bytes;
  }
  char *out = arena_bytes(arena, bytes.n * 2 + 1);
  size_t n = 0;
  for (size_t i = 0; latin && i < bytes.n; i++) {
    n += utf8_encode((unsigned char)bytes.p[i], out + n);
  }
  return (Str){out, n};
}

/* The bytes of the text of an encoded word. */
static Str word_bytes(Str text, bool base64, Arena *arena) {
  char *out = arena_bytes(arena, text.n + 1);
  size_t n = 0;
  uint32_t group = 0, have = 0;
  for (size_t i = 0; i < text.n; i++) {
    char c = text.p[i];
    if (!base64) {
      bool escaped = c == '=' && hex(text, i + 1) >= 0 && hex(text, i + 2) >= 0;
      out[n++] = escaped ? (char)(hex(text, i + 1) * 16 + hex(text, i + 2)) : c == '_' ? ' ' : c;
      i += escaped ? 2 : 0;
    } else if (base64_value(c) >= 0) {
      group = group << 6 | (uint32_t)base64_value(c);
      have += 6;
      if (have >= 8) {
        have -= 8;
        out[n++] = (char)(group >> have);
      }
    }
  }
  return (Str){out, n};
}

/* Parts of "=?charset?B?text?=" that s begins with; its length, or 0. */
static size_t word_read(Str s, Str *charset, bool *base64, Str *text) {
  Str rest, letter;
  if (!str_starts(s, "=?")) {
    return 0;
  }
  *charset = str_split((Str){s.p + 2, s.n - 2}, '?', &rest);
  letter = str_split(rest, '?', &rest);
  const char *end = rest.n ? memchr(rest.p, '?', rest.n) : NULL;
  if (letter.n != 1 || !strchr("BbQq", letter.p[0]) || !end || end + 1 >= s.p + s.n ||
      end[1] != '=') {
    return 0;
  }
  Str language;
  *charset = str_split(*charset, '*', &language);
  *base64 = (letter.p[0] | 32) == 'b';
  *text = (Str){rest.p, (size_t)(end - rest.p)};
  return (size_t)(end + 2 - s.p);
}

Str mime_words(Str value, MimeConvert convert, void *context, Arena *arena) {
  Buffer out;
  bool after_word = false;
  size_t blank = SIZE_MAX; /* blanks between two encoded words are no part of the text */
  buffer_init(&out);
  for (size_t i = 0; i < value.n;) {
    Str charset, text, made = {NULL, 0};
    bool base64;
    size_t n = word_read((Str){value.p + i, value.n - i}, &charset, &base64, &text);
    if (n) {
      made = (convert ? convert : known_charset)(context, word_bytes(text, base64, arena), charset,
                                                 arena);
    }
    if (made.n) {
      out.n = after_word && blank != SIZE_MAX ? blank : out.n;
      buffer_str(&out, made);
      i += n;
      after_word = true;
      blank = out.n;
      continue;
    }
    if (value.p[i] != ' ') {
      after_word = false;
    }
    buffer_char(&out, value.p[i++]);
  }
  Str copy = {NULL, 0};
  if (!out.failed) {
    copy = str_copy(arena, buffer_view(&out));
  }
  buffer_release(&out);
  return copy;
}

/* ---- parameters ------------------------------------------------------------------------------ */

/* "utf-8'en'na%C3%AFve" → its bytes, where that is UTF-8 or ASCII. */
static Str extended(Str value, bool first, Arena *arena) {
  Str rest = value;
  if (first) {
    (void)str_split(value, '\'', &rest);
    (void)str_split(rest, '\'', &rest);
  }
  char *out = arena_bytes(arena, rest.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < rest.n; i++) {
    bool escaped = rest.p[i] == '%' && hex(rest, i + 1) >= 0 && hex(rest, i + 2) >= 0;
    out[n++] = escaped ? (char)(hex(rest, i + 1) * 16 + hex(rest, i + 2)) : rest.p[i];
    i += escaped ? 2 : 0;
  }
  return (Str){out, n};
}

Str mime_parameter(Str value, const char *name, Arena *arena) {
  char key[64];
  Str plain = header_parameter(value, name), whole = {NULL, 0};
  if (plain.n) {
    return mime_words(header_unfold(plain, arena), NULL, NULL, arena);
  }
  snprintf(key, sizeof key, "%s*", name);
  Str one = header_parameter(value, key);
  if (one.n) {
    return extended(one, true, arena);
  }
  for (int i = 0; i < 100; i++) {
    snprintf(key, sizeof key, "%s*%d*", name, i);
    Str coded = header_parameter(value, key);
    snprintf(key, sizeof key, "%s*%d", name, i);
    Str piece = coded.n ? extended(coded, i == 0, arena) : header_parameter(value, key);
    if (!piece.n) {
      break;
    }
    whole = str_of(arena_printf(arena, "%.*s%.*s", STR_ARG(whole), STR_ARG(piece)));
  }
  return whole;
}

/* ---- dates ----------------------------------------------------------------------------------- */

static int month_of(Str word) {
  static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  for (int i = 0; word.n >= 3 && i < 12; i++) {
    if (str_equal_fold((Str){word.p, 3}, (Str){months + (size_t)i * 3, 3})) {
      return i + 1;
    }
  }
  return 0;
}

/* "+0200", "GMT" → "+02:00", "Z"; empty for a zone that is not known. */
static const char *zone_of(Str zone, Arena *arena) {
  if (zone.n == 5 && (zone.p[0] == '+' || zone.p[0] == '-')) {
    return arena_printf(arena, "%.3s:%.2s", zone.p, zone.p + 3);
  }
  return str_is(zone, "GMT") || str_is(zone, "UT") || str_is(zone, "UTC") || str_is(zone, "Z") ? "Z"
                                                                                               : "";
}

static bool is_time(Str s) {
  bool is = s.n == 5 || s.n == 8;
  for (size_t i = 0; is && i < s.n; i++) {
    is = i % 3 == 2 ? s.p[i] == ':' : s.p[i] >= '0' && s.p[i] <= '9';
  }
  return is;
}

Str mime_date(Str value, Arena *arena) {
  Str rest = header_unfold(value, arena), word = str_word(&rest);
  int64_t day, year;
  if (word.n && word.p[word.n - 1] == ',') {
    word = str_word(&rest);
  } else if (word.n > 4 && word.p[3] == ',') {
    word = (Str){word.p + 4, word.n - 4};
  }
  bool has_day = str_integer(word, &day) && day >= 1 && day <= 31;
  int month = month_of(str_word(&rest));
  bool has_year = str_integer(str_word(&rest), &year) && year >= 0 && year < 10000;
  if (!has_day || !month || !has_year) {
    return (Str){NULL, 0};
  }
  year += year < 50 ? 2000 : year < 1000 ? 1900 : 0;
  Date date = {(int32_t)year, (int8_t)month, (int8_t)day};
  if (!civil_valid(date)) {
    return (Str){NULL, 0};
  }
  Str time = str_word(&rest), zone = str_word(&rest);
  return str_of(is_time(time) ? arena_printf(arena, "%04d-%02d-%02dT%.*s%s", (int)year, month,
                                             (int)day, STR_ARG(time), zone_of(zone, arena))
                              : arena_printf(arena, "%04d-%02d-%02d", (int)year, month, (int)day));
}
