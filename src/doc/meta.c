/* Metadata: dates from addresses and fields, tidy lines. */
#include "doc/meta.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/block_match.h"

enum { YEAR_LEAST = 1980, YEAR_MOST = 2100 };

/* n digits at `at`, not preceded by a digit; -1 otherwise. */
static int32_t digits_at(Str s, size_t at, size_t n) {
  int32_t value = 0;
  if (at + n > s.n || (at && ascii_is_digit(s.p[at - 1]))) {
    return -1;
  }
  for (size_t i = 0; i < n; i++) {
    if (!ascii_is_digit(s.p[at + i])) {
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

/* Two digits at `at`, or one if the sign behind it is `sep`; -1 otherwise. *n is how many. */
static int32_t one_or_two(Str s, size_t at, char sep, size_t *n) {
  int32_t value = digits_at(s, at, 2);
  *n = 2;
  if (value < 0 && sep == '/') {
    value = digits_at(s, at, 1);
    *n = 1;
  }
  bool longer = at + *n < s.n && ascii_is_digit(s.p[at + *n]);
  return longer ? -1 : value;
}

/* Month and day behind a year that ends at `at`: "/05/04", "-05-04", "0504". */
static void month_and_day(Str s, size_t at, char sep, int32_t *month, int32_t *day) {
  size_t n;
  *month = *day = -1;
  if (sep) {
    *month = one_or_two(s, at + 1, sep, &n);
    if (*month >= 0 && at + 1 + n < s.n && s.p[at + 1 + n] == sep) {
      *day = one_or_two(s, at + 2 + n, sep, &n);
    }
    return;
  }
  bool eight = at + 4 <= s.n && !(at + 4 < s.n && ascii_is_digit(s.p[at + 4]));
  for (size_t i = 0; i < 4; i++) {
    eight = eight && ascii_is_digit(s.p[at + i]);
  }
  if (eight) {
    *month = (s.p[at] - '0') * 10 + s.p[at + 1] - '0';
    *day = (s.p[at + 2] - '0') * 10 + s.p[at + 3] - '0';
  }
}

Str meta_address_date(Str url, Arena *arena) {
  Date month_only = {0};
  url = without_archive(url);
  for (size_t i = 8; i + 6 <= url.n; i++) {
    int32_t year = digits_at(url, i, 4), month, day;
    if (year < YEAR_LEAST || year > YEAR_MOST) {
      continue;
    }
    char sep = i + 4 < url.n && strchr("/-_", url.p[i + 4]) ? url.p[i + 4] : 0;
    month_and_day(url, i + 4, sep, &month, &day);
    bool has_month = month >= 1 && month <= 12;
    Date date = {year, (int8_t)month, (int8_t)day};
    if (has_month && day >= 1 && day <= 31 && civil_valid(date)) {
      return date_text(date, arena);
    }
    if (has_month && sep == '/' && day < 0 && !month_only.year) {
      month_only = (Date){year, (int8_t)month, 0};
    }
  }
  return month_only.year ? date_text(month_only, arena) : (Str){NULL, 0};
}

/* Day, month and year in numbers, "16/05/2017", where they can be told apart: one of the first two is above
   12, or they are the same. */
static bool clear_date_read(Str s, Date *date) {
  int32_t part[2];
  size_t at = 0;
  for (int k = 0; k < 2; k++) {
    size_t n = at + 1 < s.n && ascii_is_digit(s.p[at + 1]) ? 2 : 1;
    part[k] = at < s.n ? digits_at((Str){s.p + at, s.n - at}, 0, n) : -1;
    at += n;
    if (part[k] < 0 || at >= s.n || !strchr("/-.", s.p[at])) {
      return false;
    }
    at++;
  }
  int32_t year = at + 4 <= s.n ? digits_at((Str){s.p + at, s.n - at}, 0, 4) : -1;
  bool longer = at + 4 < s.n && ascii_is_digit(s.p[at + 4]);
  bool day_first = part[0] > 12, clear = day_first || part[1] > 12 || part[0] == part[1];
  *date = (Date){year, (int8_t)part[day_first], (int8_t)part[!day_first]};
  return clear && !longer && year >= YEAR_LEAST && year <= YEAR_MOST && civil_valid(*date);
}

Str meta_field_date(const BlockRules *rules, Str field, Arena *arena) {
  Date date;
  field = str_trim(field);
  if (civil_read(field, &date) && date.year > 0) {
    return date_text(date, arena);
  }
  for (size_t i = 0; rules && i < field.n && i < 40; i++) {
    bool start = i == 0 || field.p[i - 1] == ' ' || field.p[i - 1] == ',';
    Str rest = {field.p + i, field.n - i};
    if (start && (block_date_read(rules, rest, &date) || clear_date_read(rest, &date))) {
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
