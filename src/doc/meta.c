/* Metadata: dates from addresses and fields, tidy lines. */
#include "doc/meta.h"

#include "base/utf8.h"
#include "doc/block_match.h"
#include "doc/blocks.h"

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* n digits at `at`, not preceded by a digit; -1 otherwise. */
static int32_t digits_at(Str s, size_t at, size_t n) {
  int32_t value = 0;
  if (at + n > s.n || (at && is_digit(s.p[at - 1]))) {
    return -1;
  }
  for (size_t i = 0; i < n; i++) {
    if (!is_digit(s.p[at + i])) {
      return -1;
    }
    value = value * 10 + (s.p[at + i] - '0');
  }
  return value;
}

static Str date_text(Date date, Arena *arena) {
  char out[16];
  size_t n = civil_write(date, out);
  return str_copy(arena, (Str){out, n});
}

/* "https://web.archive.org/web/20170216210340/http://…" → "http://…" */
static Str without_archive(Str url) {
  for (size_t i = 8; i + 4 < url.n; i++) {
    if (memcmp(url.p + i, "http", 4) == 0 && (url.p[i - 1] == '/' || url.p[i - 1] == '=')) {
      return (Str){url.p + i, url.n - i};
    }
  }
  return url;
}

Str meta_address_date(Str url, Arena *arena) {
  Date month_only = {0};
  url = without_archive(url);
  for (size_t i = 8; i + 6 <= url.n; i++) {
    int32_t year = digits_at(url, i, 4);
    if (year < 1980 || year > 2100) {
      continue;
    }
    char sep = i + 4 < url.n ? url.p[i + 4] : 0;
    bool parts = sep == '/' || sep == '-' || sep == '_';
    int32_t month, day = -1;
    size_t at = i + 4 + parts;
    if (parts) {
      month = digits_at(url, at, 2);
      size_t n = 2;
      if (month < 0 && sep == '/') {
        month = digits_at(url, at, 1);
        n = 1;
      }
      if (at + n < url.n && url.p[at + n] == sep) {
        day = digits_at(url, at + n + 1, 2);
        bool longer = at + n + 3 < url.n && is_digit(url.p[at + n + 3]);
        day = longer ? -1 : day;
        if (day < 0 && sep == '/') {
          day = digits_at(url, at + n + 1, 1);
          longer = at + n + 2 < url.n && is_digit(url.p[at + n + 2]);
          day = longer ? -1 : day;
        }
      }
    } else {
      bool eight = i + 8 <= url.n && !(i + 8 < url.n && is_digit(url.p[i + 8]));
      month = eight && is_digit(url.p[i + 4]) && is_digit(url.p[i + 5])
                  ? (url.p[i + 4] - '0') * 10 + url.p[i + 5] - '0'
                  : -1;
      day = eight && is_digit(url.p[i + 6]) && is_digit(url.p[i + 7])
                ? (url.p[i + 6] - '0') * 10 + url.p[i + 7] - '0'
                : -1;
      if (day < 0) {
        continue;
      }
    }
    Date date = {year, (int8_t)month, (int8_t)day};
    if (month >= 1 && month <= 12 && day >= 1 && civil_valid(date)) {
      return date_text(date, arena);
    }
    if (sep == '/' && month >= 1 && month <= 12 && day < 0 && !month_only.year) {
      month_only = (Date){year, (int8_t)month, 0};
    }
  }
  return month_only.year ? date_text(month_only, arena) : (Str){NULL, 0};
}

Str meta_field_date(const BlockRules *rules, Str field, Arena *arena) {
  Date date;
  field = str_trim(field);
  if (civil_read(field, &date) && date.year > 0) {
    return date_text(date, arena);
  }
  for (size_t i = 0; rules && i < field.n && i < 40; i++) {
    bool start = i == 0 || field.p[i - 1] == ' ' || field.p[i - 1] == ',';
    if (start && block_date_read(rules, (Str){field.p + i, field.n - i}, &date)) {
      return date_text(date, arena);
    }
  }
  return (Str){NULL, 0};
}

Str meta_line(Str s, Arena *arena) {
  char *out = arena_bytes(arena, s.n + 1);
  size_t n = 0;
  bool space = false;
  uint32_t length;
  for (size_t at = 0; at < s.n; at += length) {
    uint32_t c = utf8_decode(s, at, &length);
    if (rune_is_space(c)) {
      space = n > 0;
      continue;
    }
    if (space) {
      out[n++] = ' ';
    }
    memcpy(out + n, s.p + at, length);
    n += length;
    space = false;
  }
  out[n] = 0;
  return (Str){out, n};
}

void meta_blocks(Document *d, const void *raw_blocks, uint32_t shift, Arena *arena) {
  const RawBlocks *raw = raw_blocks;
  if (shift) {
    array_push(arena, &d->blocks, (Block){.span = {0, shift - 2}, .kind = BLOCK_TITLE});
  }
  for (uint32_t i = 0; i < raw->n; i++) {
    const RawBlock *b = &raw->v[i];
    Block block = {.span = {b->span.start + shift, b->span.end + shift},
                   .kind = b->kind, .number = b->number, .rule = b->rule};
    array_push(arena, &d->blocks, block);
  }
}
