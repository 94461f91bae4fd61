/* Encoding: which one, and the conversion to UTF-8. Single-byte encodings go through a table of 256
   characters, UTF-16 and UTF-32 through code here, all others through iconv one character at a
   time, so that each character keeps its place in the source. */
#include "doc/encoding.h"

#include <iconv.h>
#include <stdio.h>
#include <uchardet/uchardet.h>

#include "base/eight.h"
#include "base/utf8.h"

enum {
  SNIFF = 64 * 1024,
  DETECT_MOST = 256 * 1024,
  HIGH_BYTES_TO_DETECT = 6,
  DETECTOR_MEMORY = 64 * 1024, /* more than uchardet takes; without memory it ends the process */
  ICONV_MEMORY = 64 * 1024,    /* where a known label may have failed for lack of memory */
};

/* ---- what is no text ---- */

const char *encoding_not_text(Str bytes) {
  static const struct {
    const char *magic;
    size_t n, at;
    const char *what;
  } known[] = {
      {"%PDF-", 5, 0, "a PDF document"},       {"PK\3\4", 4, 0, "a ZIP archive or office file"},
      {"\x7f" "ELF", 4, 0, "a program"},       {"MZ\x90\0", 4, 0, "a program"},
      {"\x89PNG", 4, 0, "a PNG image"},        {"\xFF\xD8\xFF", 3, 0, "a JPEG image"},
      {"GIF8", 4, 0, "a GIF image"},           {"WEBP", 4, 8, "a WebP image"},
      {"WAVE", 4, 8, "a sound file"},          {"ftyp", 4, 4, "a video or image file"},
      {"OggS", 4, 0, "a sound or video file"}, {"ID3", 3, 0, "a sound file"},
      {"\x1f\x8b", 2, 0, "gzip-compressed"},   {"BZh", 3, 0, "bzip2-compressed"},
      {"\xFD" "7zXZ", 5, 0, "xz-compressed"},  {"\x28\xB5\x2F\xFD", 4, 0, "zstd-compressed"},
      {"7z\xBC\xAF", 4, 0, "a 7z archive"},    {"Rar!", 4, 0, "a RAR archive"},
      {"ustar", 5, 257, "a tar archive"},      {"\xD0\xCF\x11\xE0", 4, 0, "an old office file"},
      {"SQLite format 3", 15, 0, "an SQLite database"},
      {"II*\0", 4, 0, "a TIFF image"},         {"MM\0*", 4, 0, "a TIFF image"},
      {"wOF2", 4, 0, "a font"},                {"\xCA\xFE\xBA\xBE", 4, 0, "a program"},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (bytes.n >= known[i].at + known[i].n &&
        memcmp(bytes.p + known[i].at, known[i].magic, known[i].n) == 0) {
      return known[i].what;
    }
  }
  return NULL;
}

/* ---- writing text and runs ---- */

typedef struct Writer {
  char *text;
  size_t n;
  SourceRun *runs;
  uint32_t run_count;
} Writer;

/* Text bytes may be cut out of a run only where both lengths are equal or the source has two bytes
   for each of the text (see document_source). */
static void put(Writer *w, uint32_t c, uint64_t start, uint32_t length) {
  uint32_t size = utf8_encode(c, w->text + w->n);
  SourceRun *last = w->run_count ? &w->runs[w->run_count - 1] : NULL;
  static const uint32_t ratios[] = {1, 2};
  bool joined = false;
  for (size_t i = 0; last && i < 2 && !joined; i++) {
    uint64_t r = ratios[i];
    joined = last->end == start && length == size * r &&
             last->end - last->start == span_length(last->text) * r;
  }
  if (joined) {
    last->text.end += size;
    last->end += length;
  } else {
    w->runs[w->run_count++] =
        (SourceRun){{(uint32_t)w->n, (uint32_t)w->n + size}, start, start + length};
  }
  w->n += size;
}

/* Gives the next character of bytes at *at; false at the end. */
typedef bool Decoder(void *state, Str bytes, size_t *at, uint32_t *c);

/* Two passes: the first measures, the second writes; the decoder must do the same twice. In the
   first pass runs are counted as they would be joined at best by counting characters of equal
   ratio. */
typedef struct Measure {
  uint64_t text, runs;
} Measure;

static Measure measure(Decoder *decode, void *state, Str bytes, size_t at) {
  Measure m = {0, 0};
  uint64_t ratio_before = 0;
  uint32_t c;
  char piece[4];
  for (size_t start = at; decode(state, bytes, &at, &c); start = at) {
    uint64_t size = utf8_encode(c, piece), length = at - start;
    uint64_t ratio = length == size ? 1 : length == size * 2 ? 2 : 0;
    m.runs += !ratio || ratio != ratio_before;
    ratio_before = ratio;
    m.text += size;
  }
  return m;
}

static int convert(Decoder *decode, void *state, void (*again)(void *), Str bytes, size_t at,
                   size_t most, Arena *arena, Decoded *out, Status *status) {
  Measure m = measure(decode, state, bytes, at);
  if (m.text > most || m.runs >= UINT32_MAX / 2) {
    return status_set(status, STATUS_LIMIT, 0, "more than %zu bytes of text; split the file", most);
  }
  Writer w = {.text = arena_bytes(arena, m.text + 4)};
  w.runs = arena_array(arena, SourceRun, m.runs + 1);
  if (again) {
    again(state);
  }
  uint32_t c;
  for (size_t start = at; decode(state, bytes, &at, &c); start = at) {
    put(&w, c, start, (uint32_t)(at - start));
  }
  out->text = (Str){w.text, w.n};
  out->runs.v = w.runs;
  out->runs.n = out->runs.cap = w.run_count;
  return STATUS_OK;
}

/* ---- decoders ---- */

static bool next_utf8(void *state, Str bytes, size_t *at, uint32_t *c) {
  (void)state;
  uint32_t length;
  if (*at >= bytes.n) {
    return false;
  }
  *c = utf8_decode(bytes, *at, &length);
  *at += length;
  return true;
}

typedef struct Wide {
  uint32_t unit; /* bytes: 2 or 4 */
  bool big;
} Wide;

static uint32_t unit_at(const Wide *w, Str bytes, size_t at) {
  const unsigned char *p = (const unsigned char *)bytes.p + at;
  uint32_t value = 0;
  for (uint32_t i = 0; i < w->unit; i++) {
    value = value << 8 | p[w->big ? i : w->unit - 1 - i];
  }
  return value;
}

static bool next_wide(void *state, Str bytes, size_t *at, uint32_t *c) {
  const Wide *w = state;
  if (*at >= bytes.n) {
    return false;
  }
  if (bytes.n - *at < w->unit) {
    *c = UTF8_REPLACEMENT;
    *at = bytes.n;
    return true;
  }
  *c = unit_at(w, bytes, *at);
  *at += w->unit;
  if (w->unit == 2 && *c >= 0xD800 && *c <= 0xDBFF && bytes.n - *at >= 2) {
    uint32_t low = unit_at(w, bytes, *at);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
      *at += 2;
    }
  }
  return true; /* lone surrogates and what is no character become U+FFFD when written */
}

typedef struct Table {
  uint32_t characters[256];
} Table;

static bool next_single(void *state, Str bytes, size_t *at, uint32_t *c) {
  const Table *table = state;
  if (*at >= bytes.n) {
    return false;
  }
  *c = table->characters[(unsigned char)bytes.p[(*at)++]];
  return true;
}

/* Multi-byte encodings. `more` holds second characters that one source character gave. */
typedef struct Multi {
  iconv_t handle;
  uint32_t more;
} Multi;

static bool next_multi(void *state, Str bytes, size_t *at, uint32_t *c) {
  Multi *m = state;
  if (m->more) {
    *c = m->more;
    m->more = 0;
    return true;
  }
  while (*at < bytes.n) {
    unsigned char wide[8];
    char *in = (char *)(uintptr_t)(bytes.p + *at), *to = (char *)wide;
    size_t left = bytes.n - *at, room = 4;
    size_t result = iconv(m->handle, &in, &left, &to, &room);
    if (room == 4 && result == (size_t)-1 && in == bytes.p + *at) {
      room = 8; /* one character that becomes two, or no character */
      result = iconv(m->handle, &in, &left, &to, &room);
      room -= 4;
    }
    size_t used = (size_t)(in - (bytes.p + *at));
    if (to == (char *)wide) {
      if (used && result != (size_t)-1) {
        *at += used; /* a shift sequence at the end */
        continue;
      }
      *at += used ? used : 1;
      *c = UTF8_REPLACEMENT;
      return true;
    }
    *at += used;
    *c = (uint32_t)wide[0] | (uint32_t)wide[1] << 8 | (uint32_t)wide[2] << 16 |
         (uint32_t)wide[3] << 24;
    if (to == (char *)wide + 8) {
      m->more = (uint32_t)wide[4] | (uint32_t)wide[5] << 8 | (uint32_t)wide[6] << 16;
    }
    return true;
  }
  return false;
}

static void again_multi(void *state) {
  Multi *m = state;
  m->more = 0;
  iconv(m->handle, NULL, NULL, NULL, NULL);
}

/* ---- which encoding ---- */

/* windows-1252 as the web reads it: its five holes are control characters. */
static void table_windows_1252(Table *t) {
  static const uint16_t from_80[32] = {
      0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
      0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  for (uint32_t i = 0; i < 256; i++) {
    t->characters[i] = i >= 0x80 && i < 0xA0 ? from_80[i - 0x80] : i;
  }
}

/* Fills the table if every byte of the encoding is one character; false otherwise. */
static bool table_by_iconv(const char *name, Table *t) {
  iconv_t handle = iconv_open("UTF-32LE", name);
  if (handle == (iconv_t)-1) {
    return false;
  }
  bool single = true;
  for (uint32_t i = 0; i < 256 && single; i++) {
    char byte = (char)i, *in = &byte, *to;
    unsigned char wide[8];
    size_t left = 1, room = sizeof wide;
    to = (char *)wide;
    iconv(handle, NULL, NULL, NULL, NULL);
    size_t result = iconv(handle, &in, &left, &to, &room);
    bool hole = result == (size_t)-1;
    uint32_t c = hole ? UTF8_REPLACEMENT : (uint32_t)wide[0] | (uint32_t)wide[1] << 8;
    t->characters[i] = c;
    single = i >= 0x80 ? !(hole && left == 0) : !hole && c == i && room == sizeof wide - 4;
  }
  /* In a multi-byte encoding most lead bytes alone are no character. */
  uint32_t holes = 0;
  for (uint32_t i = 0x80; i < 256; i++) {
    holes += t->characters[i] == UTF8_REPLACEMENT;
  }
  iconv_close(handle);
  return single && holes < 64;
}

/* Does the label name ASCII or one of the Western encodings that the web reads as windows-1252? */
static bool is_western(Str label) {
  static const char *const names[] = {"iso-8859-1", "latin1",    "iso8859-1", "us-ascii", "ascii",
                                      "cp1252",     "iso_8859-1", "l1",       "windows-1252",
                                      "iso-8859-15"};
  for (size_t i = 0; i < sizeof names / sizeof *names - 1; i++) {
    if (str_equal_fold(label, str_of(names[i]))) {
      return true;
    }
  }
  return false;
}

/* Labels go to iconv: only what can be the name of an encoding, no paths and no suffixes. */
static bool is_label(Str s) {
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                (c && strchr("-_.:", c));
    if (!good) {
      return false;
    }
  }
  return s.n > 0 && s.n <= 40;
}

static bool is_utf8_label(Str label) {
  return str_equal_fold(label, str_lit("utf-8")) || str_equal_fold(label, str_lit("utf8"));
}

/* UTF-16 without a mark: nearly all of the even or of the odd bytes of its beginning are NUL. */
static bool looks_wide(Str bytes, Wide *wide) {
  size_t n = bytes.n < SNIFF ? bytes.n : SNIFF, zeros[2] = {0, 0};
  if (!n || !memchr(bytes.p, 0, n)) {
    return false;
  }
  for (size_t i = 0; i < n; i++) {
    zeros[i & 1] += bytes.p[i] == 0;
  }
  size_t half = n / 2;
  wide->unit = 2;
  wide->big = zeros[0] > zeros[1];
  return half >= 2 && bytes.n % 2 == 0 && zeros[wide->big ? 0 : 1] * 4 >= half * 3 &&
         zeros[wide->big ? 1 : 0] * 50 <= half;
}

/* Are the bytes that are no ASCII what a Western text would have: letters inside words, typographic
   signs, no control characters? */
static bool plausibly_western(Str bytes) {
  size_t high = 0, odd = 0, n = bytes.n < DETECT_MOST ? bytes.n : DETECT_MOST;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)bytes.p[i];
    if (c >= 0x80) {
      high++;
      bool hole = c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D;
      odd += hole || c == 0xFF || c == 0xFE || c == 0xF0 || c == 0xD0;
    }
  }
  return high && odd * 20 <= high;
}

/* The name that the detector gives to the bytes, or empty. */
static Str detect(Str bytes, Arena *arena) {
  char name[64] = "";
  arena_expect(arena, DETECTOR_MEMORY);
  uchardet_t detector = uchardet_new();
  if (!detector) {
    return (Str){NULL, 0};
  }
  size_t n = bytes.n < DETECT_MOST ? bytes.n : DETECT_MOST;
  if (uchardet_handle_data(detector, bytes.p, n) == 0) {
    uchardet_data_end(detector);
    snprintf(name, sizeof name, "%s", uchardet_get_charset(detector));
  }
  uchardet_delete(detector);
  return str_copy(arena, str_of(name));
}

/* How many sequences of the bytes are valid and how many invalid UTF-8 beyond ASCII. */
static void count_utf8(Str bytes, size_t *valid, size_t *invalid) {
  uint32_t length;
  *valid = *invalid = 0;
  size_t n = bytes.n < DETECT_MOST ? bytes.n : DETECT_MOST;
  for (size_t at = 0; at < n; at += length) {
    length = 1;
    if ((unsigned char)bytes.p[at] >= 0x80) {
      bool bad = utf8_decode(bytes, at, &length) == UTF8_REPLACEMENT &&
                 !(length == 3 && memcmp(bytes.p + at, "\xEF\xBF\xBD", 3) == 0);
      *valid += !bad;
      *invalid += bad;
    }
  }
}

/* valid: how many of the bytes are UTF-8; SIZE_MAX: not known yet. */
static int decode_utf8(Str bytes, size_t at, size_t valid, bool keep_mark, size_t most,
                       Arena *arena, Decoded *out, Status *status) {
  out->name = str_lit("UTF-8");
  valid = valid == SIZE_MAX ? utf8_valid_prefix(bytes) : valid;
  size_t from = keep_mark ? 0 : at;
  if (valid == bytes.n && from == 0) {
    out->text = bytes;
    return bytes.n > most ? status_set(status, STATUS_LIMIT, most,
                                       "more than %zu bytes of text; split the file", most)
                          : STATUS_OK;
  }
  if (valid == bytes.n) {
    SourceRun run = {{0, (uint32_t)(bytes.n - from)}, from, bytes.n};
    out->text = (Str){bytes.p + from, bytes.n - from};
    if (out->text.n > most) {
      return status_set(status, STATUS_LIMIT, most, "more than %zu bytes of text; split the file",
                        most);
    }
    array_push(arena, &out->runs, run);
    return STATUS_OK;
  }
  const char *note = arena_printf(arena, "invalid UTF-8 at byte %zu replaced", valid);
  out->note = str_of(note);
  return convert(next_utf8, NULL, NULL, bytes, from, most, arena, out, status);
}

static int decode_wide(Str bytes, Wide wide, size_t at, size_t most, Arena *arena, Decoded *out,
                       Status *status) {
  const char *name = arena_printf(arena, "UTF-%u%s", wide.unit * 8, wide.big ? "BE" : "LE");
  out->name = str_of(name);
  out->note = str_of(arena_printf(arena, "read as %s", name));
  return convert(next_wide, &wide, NULL, bytes, at, most, arena, out, status);
}

/* By label; STATUS_NOT_FOUND if nothing here knows it. */
static int decode_named(Str bytes, Str label, size_t most, Arena *arena, Decoded *out,
                        Status *status) {
  Table *table = arena_new(arena, Table);
  if (!is_label(label)) {
    return STATUS_NOT_FOUND;
  }
  const char *name = arena_copy(arena, label.p, label.n);
  if (is_western(label)) {
    name = "windows-1252";
    table_windows_1252(table);
  } else if (!table_by_iconv(name, table)) {
    Multi multi = {.handle = iconv_open("UTF-32LE", name)};
    if (multi.handle == (iconv_t)-1) {
      arena_expect(arena, ICONV_MEMORY);
      return STATUS_NOT_FOUND;
    }
    jmp_buf *outer = arena->escape, inner;
    arena->escape = &inner;
    volatile int code = STATUS_NO_MEMORY;
    if (setjmp(inner) == 0) {
      code = convert(next_multi, &multi, again_multi, bytes, 0, most, arena, out, status);
    }
    arena->escape = outer;
    iconv_close(multi.handle);
    if (code == STATUS_NO_MEMORY && outer) {
      longjmp(*outer, 1);
    }
    out->name = str_of(name);
    return code;
  }
  out->name = str_of(name);
  return convert(next_single, table, NULL, bytes, 0, most, arena, out, status);
}

static int decode_detected(Str bytes, size_t most, Arena *arena, Decoded *out, Status *status) {
  size_t valid, invalid;
  count_utf8(bytes, &valid, &invalid);
  bool western = plausibly_western(bytes);
  if (valid > invalid || (!western && invalid < HIGH_BYTES_TO_DETECT)) {
    return decode_utf8(bytes, 0, SIZE_MAX, true, most, arena, out, status);
  }
  Str name = invalid >= HIGH_BYTES_TO_DETECT ? detect(bytes, arena) : (Str){NULL, 0};
  int code = STATUS_NOT_FOUND;
  if (name.n && !is_utf8_label(name) && !is_western(name)) {
    code = decode_named(bytes, name, most, arena, out, status);
  }
  if (code == STATUS_NOT_FOUND && !western) {
    return decode_utf8(bytes, 0, SIZE_MAX, true, most, arena, out, status);
  }
  if (code == STATUS_NOT_FOUND) {
    code = decode_named(bytes, str_lit("windows-1252"), most, arena, out, status);
  }
  out->note =
      str_of(arena_printf(arena, "no encoding declared and not UTF-8 (byte %zu); read as %.*s",
                          utf8_valid_prefix(bytes), STR_ARG(out->name)));
  return code;
}

/* May ASCII text be in a code of seven bits, if a label says so? */
static bool seven_bits_possible(Str bytes) {
  return memchr(bytes.p, 0x1B, bytes.n) || memchr(bytes.p, '~', bytes.n) ||
         memchr(bytes.p, '+', bytes.n);
}

static bool is_seven_bits(Str label) {
  return str_equal_fold(label, str_lit("iso-2022-jp")) ||
         str_equal_fold(label, str_lit("utf-7")) || str_equal_fold(label, str_lit("hz-gb-2312"));
}

static bool is_ascii(Str bytes) {
  size_t at = 0;
  while (at + 8 <= bytes.n && !(eight_load(bytes.p + at) & EIGHT_TOPS)) {
    at += 8;
  }
  while (at < bytes.n && (unsigned char)bytes.p[at] < 0x80) {
    at++;
  }
  return at == bytes.n;
}

static int decode(Str bytes, EncodingLabel *label, Str declared, bool keep_mark, size_t most,
                  Arena *arena, Decoded *out, Status *status) {
  Wide wide = {0};
  memset(out, 0, sizeof *out);
  if (str_starts(bytes, "\xEF\xBB\xBF")) {
    return decode_utf8(bytes, 3, SIZE_MAX, keep_mark, most, arena, out, status);
  }
  if (bytes.n >= 4 &&
      (memcmp(bytes.p, "\xFF\xFE\0\0", 4) == 0 || memcmp(bytes.p, "\0\0\xFE\xFF", 4) == 0)) {
    wide = (Wide){4, bytes.p[0] == 0};
    return decode_wide(bytes, wide, 4, most, arena, out, status);
  }
  if (str_starts(bytes, "\xFF\xFE") || str_starts(bytes, "\xFE\xFF")) {
    wide = (Wide){2, (unsigned char)bytes.p[0] == 0xFE};
    bool odd = bytes.n % 2 != 0 && bytes.n < 64; /* a stray mark in a few bytes is no UTF-16 */
    if (!odd) {
      return decode_wide(bytes, wide, 2, most, arena, out, status);
    }
  }
  if (looks_wide(bytes, &wide)) {
    return decode_wide(bytes, wide, 0, most, arena, out, status);
  }
  if (bytes.n && memchr(bytes.p, 0, bytes.n < SNIFF ? bytes.n : SNIFF)) {
    return status_set(status, STATUS_FORMAT,
                      (uint64_t)((const char *)memchr(bytes.p, 0, bytes.n) - bytes.p),
                      "a binary file (NUL bytes), not text");
  }
  size_t valid = utf8_valid_prefix(bytes);
  bool utf8 = valid == bytes.n;
  bool seven = utf8 && bytes.n && is_ascii(bytes) && seven_bits_possible(bytes);
  if (label && (!utf8 || seven)) {
    declared = label(bytes);
  }
  if ((utf8 && !(seven && is_seven_bits(declared))) || is_utf8_label(declared)) {
    return decode_utf8(bytes, 0, valid, keep_mark, most, arena, out, status);
  }
  if (declared.n) {
    int code = decode_named(bytes, declared, most, arena, out, status);
    if (code != STATUS_NOT_FOUND) {
      return code;
    }
  }
  return decode_detected(bytes, most, arena, out, status);
}

int encoding_decode(Str bytes, Str declared, bool keep_mark, size_t most, Arena *arena,
                    Decoded *out, Status *status) {
  return decode(bytes, NULL, declared, keep_mark, most, arena, out, status);
}

int encoding_decode_page(Str bytes, EncodingLabel *label, bool keep_mark, size_t most, Arena *arena,
                         Decoded *out, Status *status) {
  return decode(bytes, label, (Str){NULL, 0}, keep_mark, most, arena, out, status);
}
