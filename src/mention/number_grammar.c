/* Number grammar: tokens to bare numbers.

     number  = quantity | vague scale | fraction | ordinal | cardinal
     cardinal = piece (and? piece)*          each piece below the scale of the one before it
     piece   = small (hundred (and? small)?)? scale*
     small   = digits | tens [-] unit | teen | unit | a | half (a)?                        */
#include "mention/number_grammar.h"

enum { SCALE_HUNDRED = 100, PHRASE_LONGEST = 6, DIGITS_LONGEST = 18 };

static const struct {
  size_t at; /* in NumberTags */
  const char *name;
} tag_names[] = {
    {offsetof(NumberTags, number), "number"},
    {offsetof(NumberTags, scale), "scale"},
    {offsetof(NumberTags, scale_weak), "scale.weak"},
    {offsetof(NumberTags, scale_short), "scale.short"},
    {offsetof(NumberTags, ordinal), "ordinal"},
    {offsetof(NumberTags, ordinal_suffix), "ordinal.suffix"},
    {offsetof(NumberTags, fraction), "fraction"},
    {offsetof(NumberTags, quantity), "quantity"},
    {offsetof(NumberTags, vague), "vague"},
    {offsetof(NumberTags, none), "none"},
    {offsetof(NumberTags, indefinite), "indefinite"},
    {offsetof(NumberTags, qualifier), "qualifier"},
    {offsetof(NumberTags, qualifier_after), "qualifier_after"},
    {offsetof(NumberTags, percent), "percent"},
    {offsetof(NumberTags, currency), "currency"},
    {offsetof(NumberTags, unit), "unit"},
    {offsetof(NumberTags, unit_weak), "unit.weak"},
    {offsetof(NumberTags, unit_before), "unit_before"},
    {offsetof(NumberTags, time_unit), "time.unit"},
    {offsetof(NumberTags, daypart), "daypart"},
    {offsetof(NumberTags, age_before), "age.before"},
    {offsetof(NumberTags, age_who), "age.who"},
    {offsetof(NumberTags, age_after), "age.after"},
    {offsetof(NumberTags, age_between), "age.between"},
    {offsetof(NumberTags, age_both), "age.both"},
    {offsetof(NumberTags, name_suffix), "name.suffix"},
    {offsetof(NumberTags, possessive), "poss"},
    {offsetof(NumberTags, name), "number.name"},
    {offsetof(NumberTags, ordinal_name), "ordinal.name"},
    {offsetof(NumberTags, mark), "number.mark"},
    {offsetof(NumberTags, never), "number.not"},
    {offsetof(NumberTags, superlative), "superlative"},
    {offsetof(NumberTags, one_of), "one_of"},
    {offsetof(NumberTags, one_after), "one.after"},
    {offsetof(NumberTags, one_before), "one.before"},
    {offsetof(NumberTags, change), "figure.change"},
    {offsetof(NumberTags, address), "address"},
    {offsetof(NumberTags, block), "address.block"},
    {offsetof(NumberTags, month), "month"},
    {offsetof(NumberTags, person), "n.person"},
    {offsetof(NumberTags, thing), "n.thing"},
};

int number_tags(const Pack *pack, Arena *arena, NumberTags *t, Status *status) {
  *t = (NumberTags){0};
  for (size_t i = 0; i < sizeof tag_names / sizeof *tag_names; i++) {
    *(int *)((char *)t + tag_names[i].at) = pack_tag(pack, tag_names[i].name);
  }
  return word_roles_read(pack, arena, &t->roles, status);
}

int64_t token_number(const Text *text, uint32_t i, int tag, int64_t otherwise) {
  TagValue value;
  if (!token_has(text, i, tag) ||
      !pack_word_value(text->pack, token_of(text, i)->word, tag, &value) || !value.is_number) {
    return otherwise;
  }
  return value.number;
}

uint32_t phrase_before(const Text *text, uint32_t at, uint32_t least, int tag, TagValue *value) {
  uint32_t lowest = at - least > PHRASE_LONGEST ? at - PHRASE_LONGEST : least;
  for (uint32_t first = lowest; first < at; first++) {
    if (!token_of(text, first)->word) {
      continue;
    }
    bool may = first + 1 == at
                   ? token_has(text, first, tag)
                   : tagset_has(text->starts[first], tag);
    if (may && pack_phrase(text->pack, text->words + first, at - first, tag, value) == at - first) {
      return first;
    }
  }
  return at;
}

uint32_t phrase_after(const Text *text, uint32_t at, uint32_t limit, int tag, TagValue *value) {
  if (at >= limit || !token_of(text, at)->word) {
    return at;
  }
  if (!token_has(text, at, tag) && (tag < 0 || !tagset_has(text->starts[at], tag))) {
    if (value) {
      *value = (TagValue){0};
    }
    return at;
  }
  uint32_t room = limit - at < PHRASE_LONGEST ? limit - at : PHRASE_LONGEST;
  return at + pack_phrase(text->pack, text->words + at, room, tag, value);
}

bool qualifier_named(Str name, Qualifier *qualifier, bool *rounded) {
  static const char *const names[] = {
      [QUALIFIER_EXACT] = "exact",       [QUALIFIER_ABOUT] = "about",
      [QUALIFIER_AT_LEAST] = "at_least", [QUALIFIER_MORE_THAN] = "more_than",
      [QUALIFIER_UP_TO] = "up_to",       [QUALIFIER_LESS_THAN] = "less_than",
      [QUALIFIER_NEARLY] = "nearly",     [QUALIFIER_RANGE] = "range",
      [QUALIFIER_VAGUE] = "vague",
  };
  *rounded = str_is(name, "rounded");
  if (*rounded) {
    *qualifier = QUALIFIER_ABOUT;
    return true;
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (str_is(name, names[i])) {
      *qualifier = (Qualifier)i;
      return true;
    }
  }
  return false;
}

/* "at least about 400": the outer words decide, except that a plain "exact" gives way. */
Hedge hedge_before(const NumberTags *tags, const Text *text, uint32_t at, uint32_t least) {
  Hedge hedge = {.first = at};
  for (int i = 0; i < 3; i++) {
    TagValue value;
    Qualifier qualifier;
    bool rounded;
    uint32_t first = phrase_before(text, hedge.first, least, tags->qualifier, &value);
    if (first == hedge.first || !qualifier_named(value.text, &qualifier, &rounded)) {
      return hedge;
    }
    if (!hedge.found || qualifier != QUALIFIER_ABOUT) {
      hedge.qualifier = qualifier;
      hedge.rounded = rounded;
    }
    hedge.found = true;
    hedge.first = first;
  }
  return hedge;
}

/* ---------------------------------------------------------------------------- digits */

static uint32_t digit_count(Str s) {
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9') {
      return 0;
    }
  }
  return (uint32_t)s.n;
}

/* One space between tokens i-1 and i, no line break: digits in groups. */
static bool is_group_gap(const Text *text, uint32_t i) {
  const Token *t = token_of(text, i);
  uint32_t gap = t->span.start - token_of(text, i - 1)->span.end;
  return t->space_before && !t->line_before && gap >= 1 && gap <= 3 &&
         (gap == 1 || (unsigned char)text->document->text.p[t->span.start - gap] >= 0x80);
}

/* 10 000 and 1 414 021 100: digits in groups of three behind one of up to three. */
static uint32_t space_groups_end(const Text *text, uint32_t at, uint32_t limit) {
  Str head = token_text(text, at);
  uint32_t end = at + 1;
  if (digit_count(head) == 0 || head.n > 3 || head.p[0] == '0') {
    return end;
  }
  while (end < limit && token_is_digits(text, end) && digit_count(token_text(text, end)) == 3 &&
         is_group_gap(text, end) && end - at < 6) {
    end++;
  }
  return end;
}

/* 12,34,567.89: the Indian groups of two that one token does not hold. */
static uint32_t comma_groups_end(const Text *text, uint32_t at, uint32_t limit) {
  uint32_t end = at + 1;
  if (digit_count(token_text(text, at)) == 0 || token_text(text, at).n > 2) {
    return end;
  }
  while (end + 1 < limit && token_is(text, end, ',') && token_glued(text, end) &&
         token_is_digits(text, end + 1) && token_glued(text, end + 1)) {
    Str group = token_text(text, end + 1);
    end += 2;
    if (group.n > 3) { /* 34,567 ends it */
      return group.p[2] == ',' ? end : at + 1;
    }
    if (group.n != 2) {
      return at + 1;
    }
  }
  return at + 1;
}

static bool is_apostrophe(const Text *text, uint32_t i) {
  Str s = token_text(text, i);
  return str_is(s, "'") || str_is(s, "\xE2\x80\x99");
}

/* 1'200 and 1’200’000: Swiss groups of three. */
static uint32_t apostrophe_groups_end(const Text *text, uint32_t at, uint32_t limit) {
  uint32_t end = at + 1, first = digit_count(token_text(text, at));
  while (first >= 1 && first <= 3 && end + 1 < limit && token_glued(text, end) && is_apostrophe(text, end) &&
         token_glued(text, end + 1) && digit_count(token_text(text, end + 1)) == 3) {
    end += 2;
  }
  return end;
}

static bool digits_value(Str s, Decimal *value) {
  char bare[32];
  size_t n = 0;
  if (s.n >= sizeof bare) {
    return false;
  }
  for (size_t i = 0; i < s.n; i++) {
    if ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.') {
      bare[n++] = s.p[i];
    }
  }
  while (n && bare[n - 1] == '.') {
    n--;
  }
  return n && n <= DIGITS_LONGEST && decimal_read((Str){bare, n}, '.', value);
}

static uint32_t read_digits(const Text *text, uint32_t at, uint32_t limit, Decimal *value) {
  uint32_t end = space_groups_end(text, at, limit);
  if (end == at + 1) {
    end = comma_groups_end(text, at, limit);
  }
  if (end == at + 1) {
    end = apostrophe_groups_end(text, at, limit);
  }
  Span span = tokens_span(text, at, end);
  return digits_value(str_cut(text->document->text, span), value) ? end : at;
}

/* ---------------------------------------------------------------------------- small words */

typedef struct Reader {
  const NumberTags *tags;
  const Text *text;
  uint32_t limit;
} Reader;

static bool role_is(const Reader *r, uint32_t i, WordRole role) {
  return i < r->limit && token_role(&r->tags->roles, r->text, i) == role;
}

static int64_t word_value(const Reader *r, uint32_t i, int tag) {
  return i < r->limit ? token_number(r->text, i, tag, -1) : -1;
}

/* Seven, twelve, twenty-one, twenty one: a cardinal below a hundred in words; `at` if there is
   none. */
static uint32_t read_small_words(const Reader *r, uint32_t at, Decimal *value) {
  int64_t n = word_value(r, at, r->tags->number);
  if (n < 0) {
    return at;
  }
  uint32_t end = at + 1;
  if (n >= 20 && n % 10 == 0) {
    uint32_t next = end;
    if (next < r->limit && token_is(r->text, next, '-')) {
      next++;
    }
    int64_t unit = word_value(r, next, r->tags->number);
    if (unit >= 1 && unit <= 9) {
      n += unit;
      end = next + 1;
    }
  }
  *value = decimal_of(n);
  return end;
}

/* "two point two": digits behind a spoken point. */
static uint32_t read_point(const Reader *r, uint32_t at, Decimal *value) {
  if (!role_is(r, at, ROLE_POINT)) {
    return at;
  }
  uint32_t end = at + 1;
  Decimal d = *value;
  while (end - at <= 6) {
    int64_t digit = word_value(r, end, r->tags->number);
    if (digit < 0 || digit > 9 || d.scale >= 9 || d.digits > INT64_MAX / 20) {
      break;
    }
    d.digits = d.digits * 10 + digit;
    d.scale++;
    end++;
  }
  if (end == at + 1) {
    return at;
  }
  *value = decimal_normal(d);
  return end;
}

/* ---------------------------------------------------------------------------- cardinals */

typedef struct CardinalPiece {
  uint32_t end;
  Decimal value;
  int64_t scale; /* the last scale word, 1: none */
  bool digits, article, scaled;
} CardinalPiece;

/* A scale word at i ("million", "dozens"); 0 if there is none. Weak ones (score) and short ones (m,
   bn) want more: `glued` digits or a currency before them. */
static int64_t scale_at(const Reader *r, uint32_t i, bool after_digits) {
  int64_t scale = word_value(r, i, r->tags->scale);
  if (scale <= 0) {
    return 0;
  }
  if (token_has(r->text, i, r->tags->scale_short)) {
    bool kilo = scale == 1000; /* 10k is a run as well: left to words */
    bool metre = scale == 1000000 && token_text(r->text, i).n == 1;
    if (!after_digits || kilo) {
      return 0;
    }
    if (metre) { /* 5m: metres, unless people or a currency stand beside it */
      bool person = i + 1 < r->limit && (token_has(r->text, i + 1, r->tags->person) ||
                                         token_has(r->text, i + 1, r->tags->thing));
      bool money = i >= 2 && token_has(r->text, i - 2, r->tags->currency);
      return person || money ? scale : 0;
    }
  }
  return scale;
}

static bool half_follows(const Reader *r, uint32_t at, uint32_t *end) {
  /* and a half, and one-half */
  if (role_is(r, at, ROLE_AND) && (role_is(r, at + 1, ROLE_A) || role_is(r, at + 1, ROLE_ONE)) &&
      role_is(r, at + 2, ROLE_HALF)) {
    *end = at + 3;
    return true;
  }
  return false;
}

static bool add_half(Decimal *value, int64_t of) {
  Decimal half = {of * 5, 1};
  return decimal_add(*value, decimal_normal(half), value);
}

/* 2½, 3¼: the token behind the fraction that is glued to digits, with which *value goes on. */
static uint32_t read_glued_fraction(const Reader *r, uint32_t at, Decimal *value) {
  static const struct {
    const char *sign;
    Decimal value;
  } signs[] = {{"\xC2\xBC", {25, 2}}, {"\xC2\xBD", {5, 1}}, {"\xC2\xBE", {75, 2}}};
  for (size_t i = 0; at < r->limit && token_glued(r->text, at) && i < sizeof signs / sizeof *signs; i++) {
    if (str_is(token_text(r->text, at), signs[i].sign) && decimal_add(*value, signs[i].value, value)) {
      return at + 1;
    }
  }
  return at;
}

static uint32_t skip_hyphen(const Reader *r, uint32_t at) {
  return at < r->limit && token_is(r->text, at, '-') && token_glued(r->text, at) ? at + 1 : at;
}

/* The number in front of scales: digits, words, an article or half before a scale word. */
static uint32_t read_head(const Reader *r, uint32_t at, CardinalPiece *piece) {
  const Text *text = r->text;
  if (token_is_digits(text, at)) {
    piece->digits = true;
    uint32_t end = read_digits(text, at, r->limit, &piece->value);
    return end == at ? at : read_glued_fraction(r, end, &piece->value);
  }
  if (role_is(r, at, ROLE_A) && at + 1 < r->limit && scale_at(r, at + 1, false) &&
      !token_has(text, at + 1, r->tags->quantity)) {
    piece->article = true;
    piece->value = decimal_of(1);
    return at + 1;
  }
  if (role_is(r, at, ROLE_HALF)) {
    uint32_t next = skip_hyphen(r, at + 1); /* half a dozen, half-a-dozen */
    next = role_is(r, next, ROLE_A) ? skip_hyphen(r, next + 1) : at + 1;
    if (next < r->limit && scale_at(r, next, false) && !token_has(text, next, r->tags->quantity)) {
      piece->article = true;
      piece->value = (Decimal){5, 1};
      return next;
    }
    return at;
  }
  uint32_t end = read_small_words(r, at, &piece->value);
  return end == at ? at : read_point(r, end, &piece->value);
}

/* hundred (and small)? behind a head. */
static uint32_t read_hundred(const Reader *r, uint32_t at, CardinalPiece *piece) {
  if (scale_at(r, at, false) != SCALE_HUNDRED ||
      !decimal_multiply(piece->value, decimal_of(SCALE_HUNDRED), &piece->value)) {
    return at;
  }
  uint32_t end = at + 1, next = end;
  piece->scale = SCALE_HUNDRED;
  piece->scaled = true;
  if (role_is(r, next, ROLE_AND)) {
    next++;
  }
  Decimal rest;
  uint32_t after = next;
  if (next < r->limit && token_is_digits(r->text, next)) { /* 3 hundred and 21 */
    Str s = token_text(r->text, next);
    if (piece->digits && next > end && digit_count(s) && s.n <= 2) {
      after = digits_value(s, &rest) ? next + 1 : next;
    }
  } else {
    after = read_small_words(r, next, &rest);
  }
  if (after > next && scale_at(r, after, false) != SCALE_HUNDRED &&
      decimal_compare(rest, decimal_of(SCALE_HUNDRED)) < 0 && rest.digits > 0 &&
      decimal_is_integer(piece->value) && decimal_add(piece->value, rest, &piece->value)) {
    piece->scale = 1;
    return after;
  }
  return end;
}

static bool read_piece(const Reader *r, uint32_t at, CardinalPiece *piece) {
  *piece = (CardinalPiece){.scale = 1};
  if (at >= r->limit) {
    return false;
  }
  uint32_t end = read_head(r, at, piece);
  if (end == at) {
    return false;
  }
  if (piece->digits && end + 1 < r->limit && token_is(r->text, end, '-') &&
      token_glued(r->text, end) && token_glued(r->text, end + 1) &&
      scale_at(r, end + 1, true) >= 100) {
    end++; /* 22-million */
  }
  uint32_t half = 0;
  if (half_follows(r, end, &half) && decimal_is_integer(piece->value) &&
      decimal_compare(piece->value, decimal_of(100)) < 0) {
    add_half(&piece->value, 1);
    end = half;
  }
  uint32_t hundred = read_hundred(r, end, piece);
  end = hundred;
  for (int i = 0; i < 3; i++) {
    int64_t scale = end < r->limit ? scale_at(r, end, piece->digits) : 0;
    bool weak = scale && token_has(r->text, end, r->tags->scale_weak);
    if (!scale || scale == SCALE_HUNDRED || (weak && piece->digits) ||
        (weak && role_is(r, end + 1, ROLE_NONE) && token_has(r->text, end, r->tags->quantity))) {
      break;
    }
    if (!decimal_multiply(piece->value, decimal_of(scale), &piece->value)) {
      break;
    }
    piece->scale = scale;
    end++;
    if (scale < SCALE_HUNDRED) { /* dozen, score: nothing multiplies it */
      break;
    }
  }
  if (piece->scale >= 1000 && half_follows(r, end, &half)) { /* a million and a half */
    add_half(&piece->value, piece->scale);
    end = half;
  }
  piece->end = end;
  return true;
}

static bool read_cardinal(const Reader *r, uint32_t at, BareNumber *number) {
  CardinalPiece piece;
  if (!read_piece(r, at, &piece)) {
    return false;
  }
  *number = (BareNumber){.first = at, .end = piece.end, .kind = BARE_CARDINAL, .has_value = true};
  number->digits = piece.digits;
  number->indefinite = piece.article;
  number->value = piece.value;
  number->scale = piece.scale;
  number->plain = piece.digits && piece.end == at + 1 && digit_count(token_text(r->text, at));
  bool digits = piece.digits;
  int64_t scale = piece.scale;
  while (scale >= 1000) {
    CardinalPiece next;
    bool joined = role_is(r, number->end, ROLE_AND);
    uint32_t from = joined ? number->end + 1 : number->end;
    if (!read_piece(r, from, &next) || next.article ||
        (next.digits != digits && !(digits && joined)) || (digits && !joined && !next.scaled) ||
        decimal_compare(next.value, decimal_of(scale)) >= 0 || !decimal_is_integer(next.value)) {
      break;
    }
    if (!decimal_add(number->value, next.value, &number->value)) {
      break;
    }
    number->end = next.end;
    scale = next.scale;
  }
  return true;
}

/* ---------------------------------------------------------------------------- the others */

/* dozens, hundreds of thousands, tens of millions, thousands and thousands */
static bool read_quantity(const Reader *r, uint32_t at, BareNumber *number) {
  int64_t value = word_value(r, at, r->tags->quantity);
  if (value <= 0) {
    return false;
  }
  uint32_t end = at + 1;
  if (role_is(r, end, ROLE_AND) && end + 1 < r->limit &&
      token_of(r->text, end + 1)->word == token_of(r->text, at)->word) {
    end += 2;
  }
  if (role_is(r, end, ROLE_OF) && end + 1 < r->limit) {
    int64_t scale = scale_at(r, end + 1, false);
    if (scale >= 100 && value <= INT64_MAX / scale) {
      value *= scale;
      end += 2;
    }
  }
  *number = (BareNumber){.first = at, .end = end, .kind = BARE_QUANTITY, .has_value = true};
  number->value = decimal_of(value);
  return true;
}

/* several hundred, a few dozen, many thousands, a couple of hundred */
static bool read_vague(const Reader *r, uint32_t at, BareNumber *number) {
  const Text *text = r->text;
  TagValue value;
  uint32_t end = phrase_after(text, at, r->limit, r->tags->vague, &value);
  bool couple = false;
  if (end == at) {
    uint32_t next = role_is(r, at, ROLE_A) ? at + 1 : at;
    if (!role_is(r, next, ROLE_COUPLE)) {
      return false;
    }
    couple = true;
    end = role_is(r, next + 1, ROLE_OF) ? next + 2 : next + 1;
  }
  int64_t scale = end < r->limit ? scale_at(r, end, false) : 0;
  if (scale > 0 && !token_has(text, end, r->tags->scale_short)) {
    *number = (BareNumber){.first = at, .end = end + 1, .kind = BARE_QUANTITY, .has_value = true};
    number->value = decimal_of(2 * scale);
    number->about = couple;
    return true;
  }
  if (couple) {
    return false;
  }
  *number = (BareNumber){.first = at, .end = end, .kind = BARE_VAGUE};
  return true;
}

/* "of a million" behind a fraction, which makes a number of it; of a third nobody knows one. */
static void fraction_of_scale(const Reader *r, BareNumber *number) {
  uint32_t of = number->end;
  int64_t scale = of + 2 < r->limit ? scale_at(r, of + 2, false) : 0;
  if (!role_is(r, of, ROLE_OF) || !role_is(r, of + 1, ROLE_A) || scale < 1000) {
    return;
  }
  if (number->has_value && decimal_multiply(number->value, decimal_of(scale), &number->value)) {
    number->kind = BARE_CARDINAL;
    number->scale = scale;
  }
  number->end = of + 3;
}

/* half the houses, a third of, two-thirds, three quarters */
static bool read_fraction(const Reader *r, uint32_t at, BareNumber *number) {
  const Text *text = r->text;
  int64_t count = 1;
  uint32_t next = at;
  if (role_is(r, at, ROLE_A)) {
    next = at + 1;
  } else if (word_value(r, at, r->tags->number) >= 1) {
    count = word_value(r, at, r->tags->number);
    next = at + 1;
    if (next < r->limit && token_is(text, next, '-')) {
      next++;
    }
  }
  int64_t of = next < r->limit ? word_value(r, next, r->tags->fraction) : -1;
  bool ordinal = of > 0 && token_has(text, next, r->tags->ordinal);
  if (of <= 1 || count >= of || (next == at && of != 2)) {
    return false;
  }
  if (next + 2 < r->limit && token_is(text, next + 1, '-') && token_glued(text, next + 1) &&
      of == 2) {
    return false; /* half-brother */
  }
  if (ordinal && role_is(r, at, ROLE_A) && !role_is(r, next + 1, ROLE_OF)) {
    return false; /* "a third man" */
  }
  if (of == 4 && !role_is(r, next + 1, ROLE_OF) && next + 1 < r->limit && next == at + 1 &&
      count == 1) {
    return false; /* "a quarter", the coin or three months */
  }
  *number = (BareNumber){.first = at, .end = next + 1, .kind = BARE_FRACTION};
  number->has_value = of == 2 || of == 4 || of == 5 || of == 8 || of == 10;
  if (number->has_value) {
    number->value = decimal_normal((Decimal){count * (1000 / of), 3});
  }
  fraction_of_scale(r, number);
  return true;
}

/* 31st, eleventh, twenty-first, two hundredth */
static bool read_ordinal(const Reader *r, uint32_t at, BareNumber *number) {
  const Text *text = r->text;
  const NumberTags *tags = r->tags;
  *number = (BareNumber){.first = at, .kind = BARE_ORDINAL, .has_value = true};
  if (token_is_digits(text, at)) {
    number->digits = true;
    if (at + 1 >= r->limit || !token_glued(text, at + 1) ||
        !token_has(text, at + 1, tags->ordinal_suffix) || digit_count(token_text(text, at)) > 4) {
      return false;
    }
    number->end = at + 2;
    return digits_value(token_text(text, at), &number->value);
  }
  int64_t n = word_value(r, at, tags->ordinal);
  if (n > 0) {
    number->end = at + 1;
    number->value = decimal_of(n);
    return true;
  }
  int64_t tens = word_value(r, at, tags->number);
  if (tens < 1) {
    return false;
  }
  uint32_t next = at + 1;
  if (next < r->limit && token_is(text, next, '-')) {
    next++;
  }
  n = next < r->limit ? word_value(r, next, tags->ordinal) : -1;
  if (tens >= 20 && tens % 10 == 0 && n >= 1 && n <= 9) {
    number->value = decimal_of(tens + n);
  } else if (n >= 100) {
    number->value = decimal_of(tens * n);
  } else {
    return false;
  }
  number->end = next + 1;
  return true;
}

/* A number in words, which begins with a word of these classes and this role. */
static bool read_words(const Reader *r, uint32_t at, uint64_t classes, WordRole role,
                       BareNumber *number) {
  bool number_word = classes & CLASS(NUMBER), a = role == ROLE_A;
  BareNumber fraction, cardinal;
  if ((number_word || (classes & CLASS(ORDINAL))) && read_ordinal(r, at, number)) {
    return true;
  }
  bool is_fraction =
      (a || number_word || (classes & CLASS(FRACTION))) && read_fraction(r, at, &fraction);
  bool is_cardinal =
      (a || number_word || role == ROLE_HALF) && read_cardinal(r, at, &cardinal);
  if (is_fraction && (!is_cardinal || fraction.end >= cardinal.end)) {
    *number = fraction;
    return true;
  }
  if (is_cardinal) {
    *number = cardinal;
    return true;
  }
  return read_quantity(r, at, number) || read_vague(r, at, number);
}

bool number_read(const NumberTags *tags, const Text *text, uint32_t at, uint32_t limit,
                 BareNumber *number) {
  Reader r = {tags, text, limit};
  if (at >= limit) {
    return false;
  }
  if (token_is_digits(text, at)) {
    return read_ordinal(&r, at, number) || read_cardinal(&r, at, number);
  }
  uint64_t classes = text->classes[at];
  WordRole role = token_role(&tags->roles, text, at);
  bool may = (classes & CLASS_BARE_NUMBER) || role == ROLE_A || role == ROLE_HALF ||
             role == ROLE_COUPLE ||
             ((classes & CLASS_PHRASE) && tagset_has(text->starts[at], tags->vague));
  return may && read_words(&r, at, classes, role, number);
}
