/* Page words: values, dates and names → short texts for people. */
#include "view/page_words.h"

#include "base/utf8.h"
#include "claim/line_names.h"

/* ---- short names of documents ---------------------------------------------------------------- */

enum { NAME_COLUMNS = 16, NAME_RULES = 5 };

Str page_file_name(Str id) {
  size_t at = id.n;
  while (at > 0 && id.p[at - 1] != '/' && id.p[at - 1] != '\\') {
    at--;
  }
  return (Str){id.p + at, id.n - at};
}

static Str file_stem(Str name) {
  for (size_t i = name.n; i > 1; i--) {
    if (name.p[i - 1] == '.') {
      return (Str){name.p, i - 1};
    }
  }
  return name;
}

static Str first_word(Str name) {
  for (size_t i = 1; i < name.n; i++) {
    if (memchr("_-. ", name.p[i], 4)) {
      return (Str){name.p, i};
    }
  }
  return name;
}

static Str first_characters(Str name, uint32_t count) {
  size_t at = 0;
  for (uint32_t i = 0; i < count && at < name.n; i++) {
    uint32_t length;
    utf8_decode(name, at, &length);
    at += length;
  }
  return (Str){name.p, at};
}

/* Bytes up to and with the last separator that all files' names begin with. */
static size_t common_beginning(const Extraction *x) {
  Str first = x->documents.n ? page_file_name(x->documents.v[0].id) : (Str){0};
  size_t n = first.n;
  for (uint32_t i = 1; i < x->documents.n; i++) {
    Str name = page_file_name(x->documents.v[i].id);
    size_t same = 0;
    while (same < n && same < name.n && name.p[same] == first.p[same]) {
      same++;
    }
    n = same;
  }
  while (n > 0 && !memchr("_-. ", first.p[n - 1], 4)) {
    n--;
  }
  return x->documents.n > 1 ? n : 0;
}

static Str name_by_rule(Str id, uint32_t number, int rule, size_t common, Arena *arena) {
  Str name = page_file_name(id);
  switch (rule) {
    case 0: return first_word(name);
    case 1: return first_characters(name, 3);
    case 2: return first_word((Str){name.p + common, name.n - common});
    case 3: return file_stem(name);
    default: return str_of(arena_printf(arena, "%02u", number + 1));
  }
}

static bool name_is_plain(Str name) {
  for (size_t at = 0; at < name.n;) {
    uint32_t length;
    uint32_t c = utf8_decode(name, at, &length);
    if (c <= 0x20 || c == UTF8_REPLACEMENT || rune_is_hidden(c)) {
      return false;
    }
    at += length;
  }
  uint32_t columns = text_columns(name);
  return columns >= 2 && columns <= NAME_COLUMNS;
}

Str *page_document_names(const Extraction *x, Arena *arena, uint32_t *width) {
  Str *names = arena_array(arena, Str, x->documents.n + 1);
  size_t common = common_beginning(x);
  for (int rule = 0; rule < NAME_RULES; rule++) {
    bool last = rule == NAME_RULES - 1;
    bool good = true;
    Map seen;
    map_init(&seen, arena);
    *width = 3;
    for (uint32_t i = 0; (good || last) && i < x->documents.n; i++) {
      names[i] = name_by_rule(x->documents.v[i].id, i, rule, common, arena);
      bool is_new;
      map_put(&seen, names[i], i, &is_new);
      good = is_new && name_is_plain(names[i]);
      uint32_t columns = text_columns(names[i]);
      *width = columns > *width ? columns : *width;
    }
    if (good) {
      break;
    }
  }
  return names;
}

/* ---- numbers --------------------------------------------------------------------------------- */

Str page_number(const Wording *w, Arena *arena, Decimal d) {
  char digits[32];
  size_t n = decimal_write(d, digits);
  size_t whole = 0;
  while (whole < n && digits[whole] != '.') {
    whole++;
  }
  Str mark = w->text[W_NUMBER_SEPARATOR];
  size_t sign = digits[0] == '-';
  if (whole - sign <= 3 || mark.n > 4) {
    return str_copy(arena, (Str){digits, n});
  }
  char out[32 * 5];
  size_t used = 0;
  for (size_t i = 0; i < n; i++) {
    if (i > sign && i < whole && (whole - i) % 3 == 0) {
      memcpy(out + used, mark.p, mark.n);
      used += mark.n;
    }
    out[used++] = digits[i];
  }
  return str_copy(arena, (Str){out, used});
}

Str page_count(const Wording *w, Arena *arena, uint64_t n) {
  return page_number(w, arena, decimal_of((int64_t)n));
}

Str page_count_words(const Wording *w, Arena *arena, uint64_t n) {
  Str digits = page_count(w, arena, n);
  Str word = wording_open(w, "number.", digits);
  return word.n ? word : digits;
}

static bool has_digit(Str s) {
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] >= '0' && s.p[i] <= '9') {
      return true;
    }
  }
  return false;
}

enum { FIGURE_COLUMNS = 28 };

static bool text_has(Str text, Str part) {
  for (size_t at = 0; part.n && at + part.n <= text.n; at++) {
    if (memcmp(text.p + at, part.p, part.n) == 0) {
      return true;
    }
  }
  return false;
}

/* The unit, where the wording names it and the document's words leave it to the next word. */
static Str figure_unit(const Wording *w, const Value *value) {
  if (text_has(value->words.text, value->unit)) {
    return (Str){0};
  }
  bool one = value->has_number && decimal_compare(value->number, decimal_of(1)) == 0;
  Str singular = one ? wording_open(w, "one.", value->unit) : (Str){0};
  return singular.n ? singular : wording_open(w, "unit.", value->unit);
}

/* "At least" as "at least", but not "US". */
static Str lower_first(Arena *arena, Str words) {
  bool upper = words.n > 1 && words.p[0] >= 'A' && words.p[0] <= 'Z';
  if (!upper || (words.p[1] >= 'A' && words.p[1] <= 'Z')) {
    return words;
  }
  char *out = arena_copy(arena, words.p, words.n);
  out[0] = (char)(out[0] - 'A' + 'a');
  return (Str){out, words.n};
}

/* Where the number stands among the words of a figure: by its bytes or, where those are withheld, by
   its own words. */
static bool number_among(const Value *v, size_t *from, size_t *to) {
  Str words = v->words.text, number = v->number_words.text;
  Span all = v->words.span, its = v->number_words.span;
  if (!span_length(its)) {
    *from = 0;
    while (*from + number.n < words.n && memcmp(words.p + *from, number.p, number.n) != 0) {
      ++*from;
    }
    *to = *from + number.n;
    return *to <= words.n && memcmp(words.p + *from, number.p, number.n) == 0;
  }
  *from = its.start - all.start;
  *to = its.end - all.start;
  return its.start >= all.start && its.end <= all.end && *to <= words.n &&
         v->words.in_title == v->number_words.in_title;
}

/* "At least nine" as "at least 9": the qualifier in the document's words, the number in digits. Empty
   where the number does not stand among the words. */
static Str figure_digits(const Wording *w, Arena *arena, const Value *v) {
  Str words = v->words.text, number = v->number_words.text;
  size_t from, to;
  if (!v->has_number || !number.n || !number_among(v, &from, &to)) {
    return (Str){0};
  }
  if (to - from == words.n && v->qualifier != QUALIFIER_EXACT) {
    return (Str){0}; /* its qualifier is in the number's own words */
  }
  Str digits = has_digit(number) ? number : page_number(w, arena, v->number);
  Str text = str_of(arena_printf(arena, "%.*s%.*s%.*s", (int)from, words.p, STR_ARG(digits),
                                 (int)(words.n - to), words.p + to));
  return lower_first(arena, text);
}

static PageFigure figure_words(const Wording *w, Arena *arena, const Value *value) {
  bool exact = value->qualifier == QUALIFIER_EXACT;
  bool bare = exact && has_digit(value->number_words.text);
  Str words = bare ? value->number_words.text : lower_first(arena, value->words.text);
  bool zero = value->has_number && value->number.digits == 0;
  if (zero) {
    return (PageFigure){.plain = w->text[W_FIGURE_NONE], .none = true};
  }
  /* "a 15-year-old boy" is one, and its digits are another number's */
  Str number = value->number_words.text.n ? value->number_words.text : words;
  bool digits_first = value->number_words.text.n || !exact ||
                      (words.n && has_digit((Str){words.p, 1}));
  if (words.n > 0 && text_columns(words) <= FIGURE_COLUMNS && has_digit(number) && digits_first) {
    return (PageFigure){.plain = words};
  }
  if (value->has_number && (exact || words.n == 0)) {
    return (PageFigure){.plain = page_number(w, arena, value->number),
                        .quoted = value->words.text};
  }
  Str digits = figure_digits(w, arena, value);
  if (digits.n && text_columns(digits) <= FIGURE_COLUMNS) {
    return (PageFigure){.plain = digits};
  }
  return words.n ? (PageFigure){.quoted = value->words.text}
                 : (PageFigure){.plain = w->text[W_FIGURE_NOT_READ]};
}

/* What a person made of a figure: in digits, as the document's words say something else. */
static PageFigure figure_corrected(const Wording *w, Arena *arena, const Value *v) {
  const char *name = line_name(NAMES_QUALIFIER, (int)v->qualifier);
  Str before = wording_open(w, "qualifier.", str_of(name));
  Str number = v->has_number ? page_number(w, arena, v->number) : (Str){0};
  if (!v->has_number && v->has_low && v->has_high) {
    number = str_of(arena_printf(arena, "%.*s–%.*s", STR_ARG(page_number(w, arena, v->low)),
                                 STR_ARG(page_number(w, arena, v->high))));
  }
  if (!number.n) {
    return (PageFigure){.quoted = v->words.text};
  }
  return (PageFigure){.plain = before.n ? str_of(arena_printf(arena, "%.*s %.*s", STR_ARG(before),
                                                              STR_ARG(number)))
                                        : number,
                      .quoted = v->words.text};
}

PageFigure page_figure(const Wording *w, Arena *arena, const Value *value) {
  bool zero = value->has_number && value->number.digits == 0;
  PageFigure figure = value->corrected && !zero ? figure_corrected(w, arena, value)
                                                : figure_words(w, arena, value);
  figure.unit = figure.none ? (Str){0} : figure_unit(w, value);
  return figure;
}

/* Do two spellings differ at most in capitals, and where one has a letter with a mark (any character
   beyond ASCII)? */
static bool spelled_alike(Str a, Str b) {
  size_t at_a = 0, at_b = 0;
  while (at_a < a.n && at_b < b.n) {
    uint32_t length_a, length_b;
    uint32_t x = utf8_decode(a, at_a, &length_a), y = utf8_decode(b, at_b, &length_b);
    bool capital = (x ^ y) == 0x20 && (x | 0x20) >= 'a' && (x | 0x20) <= 'z';
    if (x != y && x < 0x80 && y < 0x80 && !capital) {
      return false;
    }
    at_a += length_a;
    at_b += length_b;
  }
  return at_a == a.n && at_b == b.n;
}

Str page_place(const ClaimPlace *place, const ClaimPlace *known, uint32_t known_count) {
  Str words = place->words.text;
  if (words.n == 0) {
    return place->name;
  }
  for (uint32_t i = 0; i < known_count; i++) {
    if (known[i].name.n && spelled_alike(words, known[i].name)) {
      return known[i].name;
    }
  }
  return place->name.n && spelled_alike(words, place->name) ? place->name : words;
}

Str page_statement(Arena *arena, const Claim *claim) {
  enum { SHORT = 28, BEFORE = 36, AFTER = 44 };
  const Excerpt *e = &claim->evidence;
  const Excerpt *s = &claim->sentence;
  Str text = s->text;
  if (e->text.n == 0 || text_columns(e->text) >= SHORT || e->in_title != s->in_title ||
      !span_contains(s->span, e->span) || e->span.end - s->span.start > text.n) {
    return e->text;
  }
  size_t from = e->span.start - s->span.start;
  size_t to = e->span.end - s->span.start;
  size_t first = from > BEFORE ? from - BEFORE : 0;
  size_t last = text.n - to > AFTER ? to + AFTER : text.n;
  while (first > 0 && first < from && text.p[first - 1] != ' ') {
    first++;
  }
  while (last < text.n && last > to && text.p[last] != ' ') {
    last--;
  }
  return str_of(arena_printf(arena, "%s%.*s%s", first ? "… " : "", (int)(last - first),
                             text.p + first, last < text.n ? " …" : ""));
}

/* ---- dates ----------------------------------------------------------------------------------- */

static Str month_name(const Wording *w, int month) {
  return month >= 1 && month <= 12 ? w->text[W_MONTH_1 + month - 1] : (Str){0};
}

static Str date_parts(const Wording *w, Arena *arena, bool day, bool month, bool year, Str days,
                      Date date) {
  WordingArg args[3] = {{.name = "day", .text = days},
                        {.name = "month", .text = month_name(w, date.month)},
                        {.name = "year", .text = str_of(arena_printf(arena, "%d", date.year))}};
  WordingKey key = W_DATE_DAY;
  if (day && month) {
    key = year ? W_DATE_DAY : W_DATE_DAY_MONTH;
  } else if (month) {
    key = year ? W_DATE_MONTH : W_DATE_MONTH_ONLY;
  } else if (year) {
    key = W_DATE_YEAR;
  } else {
    return (Str){0};
  }
  return page_fill(w, arena, key, args, 3);
}

Str page_date(const Wording *w, Arena *arena, Date date) {
  Str day = str_of(arena_printf(arena, "%d", date.day));
  return date_parts(w, arena, date.day > 0, date.month > 0, date.year != 0, day, date);
}

static bool date_known(Date d) {
  return d.year != 0 || d.month != 0;
}

bool page_same_period(const Period *a, const Period *b) {
  return civil_equal(a->start, b->start) && civil_equal(a->end, b->end);
}

Str page_period(const Wording *w, Arena *arena, const Period *period) {
  Date a = period->start;
  Date b = period->end;
  if (!date_known(a) && !date_known(b)) {
    return (Str){0};
  }
  if (civil_equal(a, b)) {
    return page_date(w, arena, a);
  }
  WordingArg args[2] = {{.name = "start", .text = page_date(w, arena, a)},
                        {.name = "end", .text = page_date(w, arena, b)}};
  if (!date_known(b)) {
    return page_fill(w, arena, W_DATE_FROM, args, 2);
  }
  if (!date_known(a)) {
    return page_fill(w, arena, W_DATE_UNTIL, args, 2);
  }
  if (a.year == b.year && a.month == b.month && a.month && a.day && b.day) {
    args[0].text = str_of(arena_printf(arena, "%d", a.day));
    args[1].text = str_of(arena_printf(arena, "%d", b.day));
    Str days = page_fill(w, arena, W_DATE_DAYS, args, 2);
    return date_parts(w, arena, true, true, a.year != 0, days, a);
  }
  return page_fill(w, arena, W_DATE_RANGE, args, 2);
}

Str page_iso_date(const Wording *w, Arena *arena, Str iso) {
  Date date;
  if (!civil_read(iso, &date)) {
    return iso;
  }
  Str text = page_date(w, arena, date);
  return text.n ? text : iso;
}

bool page_periods_meet(const Period *a, const Period *b) {
  int32_t a_first = civil_first(a->start);
  int32_t a_last = civil_last(a->end);
  int32_t b_first = civil_first(b->start);
  int32_t b_last = civil_last(b->end);
  return a_first != DAY_NONE && a_last != DAY_NONE && b_first != DAY_NONE && b_last != DAY_NONE &&
         a_first <= b_last && b_first <= a_last;
}

/* ---- texts ----------------------------------------------------------------------------------- */

typedef struct Filling {
  Arena *arena;
  char *p;
  size_t n, room;
} Filling;

static void filling_add(void *context, Str piece, bool literal) {
  (void)literal;
  Filling *f = context;
  if (f->n + piece.n > f->room) {
    size_t room = (f->n + piece.n) * 2;
    char *grown = arena_bytes(f->arena, room);
    if (f->n) {
      memcpy(grown, f->p, f->n);
    }
    f->p = grown;
    f->room = room;
  }
  if (piece.n) {
    memcpy(f->p + f->n, piece.p, piece.n);
    f->n += piece.n;
  }
}

Str page_fill(const Wording *w, Arena *arena, WordingKey key, const WordingArg *args, size_t n) {
  Filling f = {.arena = arena};
  wording_fill(w, key, args, n, filling_add, &f);
  return (Str){f.p, f.n};
}

Str page_list(const Wording *w, Arena *arena, const Str *items, uint32_t n, WordingKey last) {
  Filling f = {.arena = arena};
  WordingKey between = last == W_LIST_AND || last == W_LIST_OR ? W_LIST_COMMA : last;
  for (uint32_t i = 0; i < n; i++) {
    if (i > 0) {
      filling_add(&f, w->text[i + 1 == n ? last : between], true);
    }
    filling_add(&f, items[i], false);
  }
  return (Str){f.p, f.n};
}

/* ---- characters ------------------------------------------------------------------------------ */

bool rune_is_hidden(uint32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0x061C ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

typedef struct RuneRange {
  uint32_t first, last;
} RuneRange;

/* Combining marks that take no column, by blocks. */
static const RuneRange narrow_marks[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}};
/* East Asian wide and full-width characters (Unicode UAX #11), and emoji, by blocks. */
static const RuneRange wide_runes[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

static bool in_ranges(uint32_t c, const RuneRange *ranges, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (c >= ranges[i].first && c <= ranges[i].last) {
      return true;
    }
  }
  return false;
}

uint32_t rune_columns(uint32_t c) {
  if (c < 0x300) {
    return rune_is_hidden(c) ? 0 : 1;
  }
  if (rune_is_hidden(c) ||
      in_ranges(c, narrow_marks, sizeof narrow_marks / sizeof *narrow_marks)) {
    return 0;
  }
  return in_ranges(c, wide_runes, sizeof wide_runes / sizeof *wide_runes) ? 2 : 1;
}

uint32_t text_columns(Str s) {
  uint32_t columns = 0;
  for (size_t at = 0; at < s.n;) {
    uint32_t length;
    columns += rune_columns(utf8_decode(s, at, &length));
    at += length;
  }
  return columns;
}

size_t text_fit(Str s, uint32_t columns) {
  uint32_t used = 0;
  size_t at = 0;
  while (at < s.n) {
    uint32_t length;
    used += rune_columns(utf8_decode(s, at, &length));
    if (used > columns) {
      break;
    }
    at += length;
  }
  return at;
}

/* White space as one space; what is invisible or turns a line around is left out. */
static Str text_safe(Arena *arena, Str words) {
  char *safe = arena_bytes(arena, words.n + 1);
  uint32_t length;
  size_t n = 0;
  for (size_t i = 0; i < words.n; i += length) {
    uint32_t c = utf8_decode(words, i, &length);
    if (rune_is_space(c)) {
      n += n && safe[n - 1] != ' ' ? (safe[n] = ' ', 1) : 0;
    } else if (!rune_is_hidden(c)) {
      memcpy(safe + n, words.p + i, length);
      n += length;
    }
  }
  return (Str){safe, n};
}

void text_wrap(Buffer *out, Arena *arena, uint32_t indent, uint32_t columns, Str words) {
  uint32_t at = 0;
  for (Str rest = text_safe(arena, words); rest.n;) {
    Str word = str_split(rest, ' ', &rest);
    uint32_t wide = text_columns(word);
    if (at == 0 || at + 1 + wide > columns) {
      buffer_format(out, "%s%*s", at ? "\n" : "", (int)indent, "");
      at = indent;
    } else {
      buffer_char(out, ' ');
      at++;
    }
    buffer_str(out, word);
    at += wide;
  }
  buffer_char(out, '\n');
}

Str page_derived(const Wording *w, Arena *arena, const Derived *derived, Str of) {
  const WordingArg args[] = {{.name = "of", .text = of}, {.name = "part", .text = derived->part}};
  WordingKey key = derived->translation
                       ? (derived->part.n ? W_DERIVED_TRANSLATION_PART : W_DERIVED_TRANSLATION)
                       : (derived->part.n ? W_DERIVED_TRANSCRIPT_PART : W_DERIVED_TRANSCRIPT);
  return page_fill(w, arena, key, args, 2);
}
