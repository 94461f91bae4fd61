/* Number kinds: one question after the other, the surest first. */
#include "mention/number_kind.h"

enum { AGE_LIMIT = 115, LIST_LIMIT = 9, PHONE_GROUP = 3, STEEP = 50 };

static bool is_word(const NumberContext *c, uint32_t i) {
  return i < c->limit && token_of(c->text, i)->kind == TOKEN_WORD;
}

static bool is_char(const NumberContext *c, uint32_t i, char ch) {
  return i < c->limit && token_is(c->text, i, ch);
}

static bool has(const NumberContext *c, uint32_t i, int tag) {
  return i < c->limit && token_has(c->text, i, tag);
}

static bool role_is(const NumberContext *c, uint32_t i, WordRole role) {
  return i < c->limit && token_role(&c->tags->roles, c->text, i) == role;
}

/* Does case tell names from words here? */
static bool case_tells(const NumberContext *c) {
  return !c->sentence->capitals && !c->text->capitals;
}

static bool is_capital(const NumberContext *c, uint32_t i) {
  return token_of(c->text, i)->capital && case_tells(c);
}

static void set_unit(Number *n, uint32_t first, uint32_t end, Str unit) {
  n->unit_first = first;
  n->unit_end = end;
  n->unit = unit;
}

/* A hyphen, or a dash that some pages put for one: "9–year–old". */
static bool is_hyphen(const NumberContext *c, uint32_t i) {
  return is_char(c, i, '-') || (i + 1 < c->limit && str_is(token_text(c->text, i), "\xE2\x80\x93") &&
                                token_glued(c->text, i) && token_glued(c->text, i + 1));
}

/* The token where a unit may begin: behind the number, a hyphen ("10-gallon") or a bracket. */
static uint32_t unit_at(const NumberContext *c, uint32_t end) {
  if (end + 1 < c->limit && (is_hyphen(c, end) || token_is(c->text, end, '(')) &&
      is_word(c, end + 1)) {
    return end + 1;
  }
  return end;
}

/* ---------------------------------------------------------------------------- measures */

static bool is_percent(const NumberContext *c, Number *n) {
  TagValue value;
  uint32_t at = unit_at(c, n->end);
  uint32_t end = phrase_after(c->text, at, c->limit, c->tags->percent, &value);
  if (end == at) {
    return false;
  }
  n->kind = NUMBER_PERCENT;
  set_unit(n, at, end, str_lit("percent"));
  return true;
}

static bool is_money(const NumberContext *c, Number *n) {
  TagValue value;
  if (n->unit_first < n->unit_end) {
    phrase_after(c->text, n->unit_first, n->unit_end, c->tags->currency, &value);
    n->kind = NUMBER_MONEY;
    n->unit = value.text;
    return true;
  }
  uint32_t at = unit_at(c, n->end);
  uint32_t end = phrase_after(c->text, at, c->limit, c->tags->currency, &value);
  if (end == at) {
    return false;
  }
  n->kind = NUMBER_MONEY;
  set_unit(n, at, end, value.text);
  return true;
}

/* Years, hours: a duration, unless "old" or "of age" follows. */
static bool is_time(const NumberContext *c, const BareNumber *bare, Number *n) {
  TagValue value;
  uint32_t at = unit_at(c, n->end);
  if (!has(c, at, c->tags->time_unit) || (at > n->end && !is_hyphen(c, n->end))) {
    return false;
  }
  if (has(c, at, c->tags->ordinal) && at == n->end && !bare->digits) {
    return false; /* "one second …" */
  }
  pack_word_value(c->text->pack, token_of(c->text, at)->word, c->tags->time_unit, &value);
  set_unit(n, at, at + 1, value.text);
  uint32_t after = at + 1;
  if (is_hyphen(c, after)) {
    after++;
  }
  bool age = phrase_after(c->text, after, c->limit, c->tags->age_after, &(TagValue){0}) > after;
  n->kind = age ? NUMBER_AGE : NUMBER_DURATION;
  return true;
}

static bool is_measure(const NumberContext *c, const BareNumber *bare, Number *n) {
  TagValue value;
  uint32_t at = unit_at(c, n->end);
  uint32_t end = phrase_after(c->text, at, c->limit, c->tags->unit, &value);
  if (end == at && at < c->limit && bare->digits && token_glued(c->text, at)) {
    end = phrase_after(c->text, at, c->limit, c->tags->unit_weak, &value);
  }
  if (end > at) {
    n->kind = NUMBER_MEASURE;
    set_unit(n, at, end, value.text);
    return true;
  }
  uint32_t before = phrase_before(c->text, n->first, c->least, c->tags->unit_before, &value);
  if (before < n->first) {
    n->kind = NUMBER_MEASURE;
    set_unit(n, before, n->first, value.text);
    return true;
  }
  return false;
}

/* ---------------------------------------------------------------------------- ages */

static bool plausible_age(const Number *n) {
  Decimal d = n->has_number ? n->number : n->high;
  return decimal_is_integer(d) && d.digits >= 0 && d.digits <= AGE_LIMIT;
}

static bool is_closer(const NumberContext *c, uint32_t i, const char *signs) {
  for (; *signs && i < c->sentence->end; signs++) {
    if (token_is(c->text, i, *signs)) {
      return true;
    }
  }
  return false;
}

/* "years old" or "-year-old" behind the token `end`. */
static bool old_follows(const NumberContext *c, uint32_t end) {
  TagValue value;
  uint32_t at = unit_at(c, end);
  if (!has(c, at, c->tags->time_unit)) {
    return false;
  }
  uint32_t after = at + 1 + is_char(c, at + 1, '-');
  return phrase_after(c->text, after, c->limit, c->tags->age_after, &value) > after;
}

/* "a 16 and 17-year-old", "12, 14 and 30 years old": the years stand behind the last of them. */
static bool age_is_shared(const NumberContext *c, const BareNumber *bare, const Number *n) {
  enum { SHARED_MOST = 5 };
  uint32_t i = n->end;
  if (!bare->digits || !plausible_age(n)) {
    return false;
  }
  for (int k = 0; k < SHARED_MOST && i < c->limit; k++) {
    uint32_t from = i;
    i += is_char(c, i, '-') && token_glued(c->text, i);
    i += is_char(c, i, ',');
    i += role_is(c, i, ROLE_AND) || role_is(c, i, ROLE_OR);
    i += i > from && role_is(c, i, ROLE_A);
    if (i == from || i >= c->limit || token_of(c->text, i)->kind != TOKEN_NUMBER ||
        span_length(token_of(c->text, i)->span) > 2) {
      return false;
    }
    if (old_follows(c, ++i)) {
      return true;
    }
  }
  return false;
}

/* "two men, one 17 and the other 21,": told of one by one. */
static bool age_is_single(const NumberContext *c, const BareNumber *bare, Number *n) {
  uint32_t first = n->first, least = c->sentence->first;
  bool closed = is_closer(c, n->end, ",.;)") || role_is(c, n->end, ROLE_AND) ||
                n->end >= c->sentence->end;
  if (!bare->digits || !bare->plain || !plausible_age(n) || first <= least || !closed) {
    return false;
  }
  const Number *last = c->mentions->numbers.n
                           ? &c->mentions->numbers.v[c->mentions->numbers.n - 1]
                           : NULL;
  bool one = role_is(c, first - 1, ROLE_ONE) && role_is(c, n->end, ROLE_AND);
  bool other = role_is(c, first - 1, ROLE_OTHER) && last && str_is(last->rule, "number.ages") &&
               last->first >= least;
  n->rule = one ? str_lit("number.ages") : n->rule;
  return one || other;
}

/* "a man in his 20's": of a decade. */
static bool age_is_decade(const NumberContext *c, const BareNumber *bare, const Number *n) {
  uint32_t i = n->end;
  bool tens = bare->digits && bare->plain && plausible_age(n) && n->number.digits % 10 == 0;
  return tens && n->first > c->sentence->first + 1 && i < c->limit && token_glued(c->text, i) &&
         str_ends(token_text(c->text, i), "s") && span_length(token_of(c->text, i)->span) <= 4 &&
         has(c, n->first - 1, c->tags->possessive);
}

/* aged 16, at the age of 7, ages 3, 5 and 8 */
static bool age_is_led(const NumberContext *c, const BareNumber *bare, Number *n) {
  const Text *text = c->text;
  const WordRoles *roles = &c->tags->roles;
  TagValue value;
  uint32_t first = n->first;
  if (first > c->least && (token_role(roles, text, first - 1) == ROLE_BETWEEN ||
                           token_role(roles, text, first - 1) == ROLE_FROM)) {
    first--;
  }
  uint32_t behind = first > c->least && token_is(text, first - 1, ',') ? first - 1 : first;
  bool led = phrase_before(text, behind, c->least, c->tags->age_before, &value) < behind &&
             (behind == first || (bare->plain && plausible_age(n))); /* "ages, 20 and 31," */
  if (!led && bare->plain && plausible_age(n)) { /* "who was 71," */
    led = phrase_before(text, first, c->least, c->tags->age_who, &value) < first && is_closer(c, n->end, ",.;)");
  }
  if (!led && plausible_age(n) && n->bare_first > n->first) { /* "a boy younger than 12" */
    led = phrase_after(text, n->first, n->bare_first, c->tags->age_before, &value) == n->bare_first;
  }
  if (!led && bare->plain && first > c->least && has(c, first - 1, c->tags->age_both)) {
    bool opens = first - 1 == c->sentence->first || token_is(text, first - 2, ',');
    led = opens && plausible_age(n) && is_closer(c, n->end, ",.;)");
  }
  if (!led && bare->plain && c->mentions->numbers.n && plausible_age(n)) {
    const Number *last = &c->mentions->numbers.v[c->mentions->numbers.n - 1];
    uint32_t gap = last->end < n->first ? last->end : n->first;
    gap += gap < n->first && token_is(text, gap, ',');
    gap += gap < n->first && token_role(roles, text, gap) == ROLE_AND;
    led = str_is(last->rule, "number.ages") && gap == n->first && last->end < gap &&
          !has(c, n->end, c->tags->person) && !has(c, n->end, c->tags->thing);
  }
  if (led) {
    n->rule = str_lit("number.ages");
  }
  return led;
}

/* "Smith, 42, …": a name or person, commas on both sides. */
static bool age_is_apposed(const NumberContext *c, const BareNumber *bare, const Number *n) {
  const Text *text = c->text;
  uint32_t f = n->first, least = c->sentence->first;
  if (f > least && has(c, f - 1, c->tags->age_between)) {
    f--; /* Smith, then 42, */
  }
  if (bare->end != bare->first + 1 || f < least + 2 || !token_is(text, f - 1, ',') ||
      !plausible_age(n) || n->number.digits < 1 || n->qualifier != QUALIFIER_EXACT) {
    return false;
  }
  uint32_t who = f - 2;
  if (token_is(text, who, '.') && who > least + 1 && has(c, who - 1, c->tags->name_suffix)) {
    who -= 2; /* John Smith Jr., 42, */
    who -= token_is(text, who, ',') && who > least;
  } else if (has(c, who, c->tags->name_suffix) && who > least) {
    who -= 1;
    who -= token_is(text, who, ',') && who > least;
  }
  bool person = token_has(text, who, c->tags->person);
  bool name = token_of(text, who)->kind == TOKEN_WORD && !token_has(text, who, c->tags->month) &&
              (is_capital(c, who) || (!case_tells(c) && !token_of(text, who)->word));
  WordRole behind = n->end < c->sentence->end ? token_role(&c->tags->roles, text, n->end) : ROLE_NONE;
  WordRole before = who > least ? token_role(&c->tags->roles, text, who - 1) : ROLE_NONE;
  bool place = before == ROLE_IN || before == ROLE_AT || before == ROLE_FROM || before == ROLE_TO ||
               before == ROLE_OF || before == ROLE_ON;
  bool from = (behind == ROLE_OF || behind == ROLE_FROM) && n->end + 1 < c->sentence->end && bare->plain &&
              !place && is_capital(c, n->end + 1); /* "Ann Smith, 32 of Dover,", not "six from Orvat, 12 from Arna" */
  bool pair = behind == ROLE_AND && n->end + 2 < c->sentence->end &&
              token_of(text, n->end + 1)->kind == TOKEN_NUMBER &&
              is_closer(c, n->end + 2, ",;).") && has(c, who, c->tags->person);
  bool state = behind == ROLE_AND && n->end + 1 < c->limit &&
               token_is_class(text, n->end + 1, CLASS(ADJ)) && is_closer(c, n->end + 2, ",;)"); /* "Ann Smith, 29 and pregnant," */
  bool comma = is_closer(c, n->end, ",;)") || from || pair || state; /* "two women, 28 and 27," */
  bool stop = n->end >= c->sentence->end || is_closer(c, n->end, ".");
  bool full_name = name && who > least && is_capital(c, who - 1);
  return bare->plain ? (comma && (person || name)) || (stop && (person || (name && !place)))
                     : comma && full_name;
}

/* "Most of them students between 18 and 25, …": a range right behind persons, and nothing that it counts. */
static bool age_is_range(const NumberContext *c, const Number *n) {
  const Text *text = c->text;
  return n->qualifier == QUALIFIER_RANGE && plausible_age(n) && n->first > c->sentence->first &&
         token_role(&c->tags->roles, text, n->first) == ROLE_BETWEEN && has(c, n->first - 1, c->tags->person) &&
         (n->end >= c->sentence->end || is_closer(c, n->end, ",.;)"));
}

static bool is_age(const NumberContext *c, const BareNumber *bare, Number *n) {
  TagValue value;
  bool old = phrase_after(c->text, n->end, c->limit, c->tags->age_after, &value) > n->end;
  if (!(old && plausible_age(n)) && !age_is_led(c, bare, n) && !age_is_apposed(c, bare, n) &&
      !age_is_shared(c, bare, n) && !age_is_single(c, bare, n) && !age_is_decade(c, bare, n) && !age_is_range(c, n)) {
    return false;
  }
  n->kind = NUMBER_AGE;
  if (n->end < c->sentence->end && token_role(&c->tags->roles, c->text, n->end) == ROLE_AND) {
    n->rule = str_lit("number.ages"); /* another one may follow */
  }
  set_unit(n, n->end, n->end, str_lit("year"));
  return true;
}

/* ---------------------------------------------------------------------------- names and marks */

/* Digits that touch letters or signs: A-12, 3/4, 7:2, x_5, 12B. */
static bool is_glued(const NumberContext *c, const BareNumber *bare, const Number *n) {
  const Text *text = c->text;
  uint32_t f = bare->first;
  if (f > c->sentence->first && token_glued(text, f)) {
    const Token *before = token_of(text, f - 1);
    if (before->kind != TOKEN_PUNCTUATION) {
      return true;
    }
    char ch = text->document->text.p[before->span.start];
    if (ch == '/' || ch == '_' || ch == '@' || ch == '=' || ch == '&' || ch == '.' || ch == ':' ||
        ch == '\\') {
      return true;
    }
    if (token_is_dash(text, f - 1) && f - 1 > c->sentence->first && token_glued(text, f - 1)) {
      uint32_t w = f - 2;
      return token_of(text, w)->kind == TOKEN_WORD && token_is(text, f - 1, '-') &&
             token_role(&c->tags->roles, text, w) == ROLE_NONE;
    }
  }
  if (n->end < c->sentence->end && token_glued(text, n->end)) {
    const Token *after = token_of(text, n->end);
    char ch = text->document->text.p[after->span.start];
    return after->kind == TOKEN_WORD
               ? after->span.end > after->span.start && ch != '\'' && (unsigned char)ch < 0x80
               : ch == '/' || ch == '_' || ch == '@' || ch == '\\' || ch == '=';
  }
  return false;
}

/* Is token i a group of a chain of digits and hyphens at least three groups long, or of a telephone
   number in brackets? */
static bool is_chain(const NumberContext *c, const Number *n) {
  const Text *text = c->text;
  uint32_t groups = 1;
  for (uint32_t i = n->bare_end;
       i + 1 < c->sentence->end && token_is(text, i, '-') && token_glued(text, i) &&
       token_is_digits(text, i + 1) && token_glued(text, i + 1);
       i += 2) {
    groups++;
  }
  for (uint32_t i = n->bare_first;
       i >= c->sentence->first + 2 && token_is(text, i - 1, '-') && token_glued(text, i) &&
       token_is_digits(text, i - 2) && token_glued(text, i - 1) && groups < 4;
       i -= 2) {
    groups++;
  }
  uint32_t f = n->bare_first, e = n->bare_end;
  bool range = n->qualifier == QUALIFIER_RANGE;
  bool bracket = f > c->sentence->first && token_is(text, f - 1, '(') && e + 1 < c->sentence->end &&
                 token_is(text, e, ')') && token_is_digits(text, e + 1) &&
                 span_length(token_of(text, f)->span) == PHONE_GROUP;
  bool plus = f > c->sentence->first && token_is(text, f - 1, '+') && token_glued(text, f);
  bool behind = f >= c->sentence->first + 2 && token_is(text, f - 1, ')') &&
                token_is_digits(text, f - 2) &&
                (range || (e < c->sentence->end && token_is(text, e, '-')));
  Decimal wide; /* 1-800-… */
  bool steep = range && f + 2 < e && token_is(text, f + 1, '-') && token_glued(text, f + 2) &&
               n->low.digits < 10 && decimal_multiply(n->low, decimal_of(STEEP), &wide) &&
               decimal_compare(wide, n->high) < 0;
  return groups > (range ? 2u : 1u) || bracket || plus || behind || steep;
}

/* Is `at` behind a word that makes a number a name: No. 5, page 12, Resolution 822? */
static bool is_named(const NumberContext *c, const BareNumber *bare, const Number *n) {
  const Text *text = c->text;
  uint32_t f = bare->first;
  if (f <= c->sentence->first || n->first < f) {
    return false;
  }
  bool counted = has(c, n->end, c->tags->person) || has(c, n->end, c->tags->thing);
  TagValue value;
  uint32_t mark = phrase_before(text, f, c->sentence->first, c->tags->mark, &value);
  if (mark < f) {
    bool letters = token_of(text, mark)->kind == TOKEN_WORD;
    bool stop = f - mark > 1;
    return !letters || stop                       ? bare->digits
           : token_has(text, mark, c->tags->none) ? false
                                                  : !counted;
  }
  uint32_t w = f - 1;
  if (token_is(text, w, '.') && w > c->sentence->first) {
    w--;
  }
  if (token_has(text, w, c->tags->name) && !bare->digits && w == f - 1 &&
      is_closer(c, n->end, ".,;:)")) {
    return true; /* "raised to phase six." */
  }
  bool acronym = w == f - 1 && token_of(text, w)->upper && case_tells(c) && bare->plain &&
                 token_role(&c->tags->roles, text, w) == ROLE_NONE && w > c->sentence->first &&
                 (n->end >= c->sentence->end || !is_word(c, n->end) || is_capital(c, n->end));
  if (acronym) { /* NBC 4 */
    return true;
  }
  if (token_has(text, w, c->tags->name)) {
    return w < f - 1 || is_capital(c, w) ? bare->digits || is_capital(c, f)
                                         : bare->digits && !counted;
  }
  /* 12 and 14 of "pages 12 and 14" */
  const Mentions *m = c->mentions;
  if (m->numbers.n && bare->digits && !counted) {
    const Number *last = &m->numbers.v[m->numbers.n - 1];
    bool list =
        last->kind == NUMBER_NAME && str_is(last->rule, "number.name") && last->end + 1 == f;
    return list && (token_is(text, f - 1, ',') || token_is_dash(text, f - 1) ||
                    token_role(&c->tags->roles, text, f - 1) == ROLE_AND);
  }
  return false;
}

/* "(1)", "1)", "1." at the head of a line or clause. */
static bool is_list_mark(const NumberContext *c, const BareNumber *bare, const Number *n) {
  const Text *text = c->text;
  uint32_t f = bare->first, e = n->end;
  if (!bare->plain || !n->has_number || n->number.digits > 99 || e >= c->sentence->end) {
    return false;
  }
  bool opened = f > c->sentence->first && token_is(text, f - 1, '(') && token_glued(text, f);
  bool head = f == c->sentence->first || (opened && f - 1 == c->sentence->first);
  if (token_is(text, e, ')') && token_glued(text, e)) {
    return head || (opened && n->number.digits <= LIST_LIMIT);
  }
  return head && !opened && token_is(text, e, '.') && token_glued(text, e) &&
         e + 1 < c->sentence->end;
}

/* 3-1: two small numbers that fall, joined by a hyphen: a score or a vote. */
static bool is_score(const NumberContext *c, const BareNumber *bare, const Number *n) {
  const Text *text = c->text;
  uint32_t f = bare->first, e = n->end;
  bool before = f >= c->sentence->first + 2 && token_is_dash(text, f - 1) && token_glued(text, f) &&
                token_glued(text, f - 1) && token_is_digits(text, f - 2);
  bool after = e + 1 < c->sentence->end && token_is_dash(text, e) && token_glued(text, e) &&
               token_glued(text, e + 1) && token_is_digits(text, e + 1);
  return bare->digits && (before || after);
}

/* "On 11700 Brackwell, one person was killed": a house in a street whose noun is not said. */
static bool is_house(const NumberContext *c, const BareNumber *bare, const Number *n) {
  enum { LEAST = 1000 };
  const Text *text = c->text;
  uint32_t f = bare->first, i = bare->end;
  if (!bare->plain || c->sentence->capitals || n->first != f || f == c->sentence->first || i + 1 >= c->limit ||
      decimal_compare(bare->value, decimal_of(LEAST)) < 0 || !token_is_class(text, f - 1, CLASS(PREP)) || !is_word(c, i) ||
      !token_of(text, i)->capital || token_of(text, i)->upper || !token_is(text, i + 1, ',')) {
    return false;
  }
  uint64_t known = CLASS(PERSON) | CLASS(N_PL) | CLASS(N_SG) | CLASS(HARM_ADJ) | CLASS(HARM_COUNT) | CLASS_VERB_FORM | CLASS(TIME_WORD);
  return !token_is_class(text, i, known) && !str_ends(token_text(text, i), "s") && !str_ends(token_text(text, i), "ese");
}

/* 29 km Road, 12 Main Street */
static bool is_address(const NumberContext *c, const BareNumber *bare, const Number *n) {
  const Text *text = c->text;
  if (!bare->digits || n->first < bare->first) {
    return false;
  }
  if (is_house(c, bare, n)) {
    return true;
  }
  uint32_t first = n->unit_end > n->end ? n->unit_end : n->end;
  uint32_t block = is_char(c, first, '-') ? first + 1 : first;
  if (has(c, block, c->tags->block)) { /* the 1900 block of Redd Street */
    return true;
  }
  for (uint32_t i = first; i < c->limit && i < n->end + 6; i++) {
    if (token_is(text, i, '.') && i > first && token_glued(text, i)) {
      continue; /* 1576 S. White Station Road */
    }
    if (!is_word(c, i) || !token_of(text, i)->capital) {
      return false;
    }
    if (token_has(text, i, c->tags->address) && case_tells(c)) {
      return true;
    }
  }
  return false;
}

enum { YEAR_LEAST = 1900, YEAR_MOST = 2099, MODEL_WORDS = 3 };

/* "his gold 1995 Belmar Comet": a year before the name of a make counts nothing. A number of people has a noun of
   people, or a plural, soon behind it. */
static bool is_model(const NumberContext *c, const BareNumber *bare, const Number *n) {
  if (!bare->plain || c->sentence->capitals || n->first != bare->first ||
      decimal_compare(bare->value, decimal_of(YEAR_LEAST)) < 0 ||
      decimal_compare(bare->value, decimal_of(YEAR_MOST)) > 0 || !is_word(c, bare->end) ||
      !token_of(c->text, bare->end)->capital || token_of(c->text, bare->end)->upper) {
    return false;
  }
  for (uint32_t i = bare->end; i < c->limit && i < bare->end + MODEL_WORDS && is_word(c, i); i++) {
    uint64_t people = CLASS(PERSON) | CLASS(N_PL) | CLASS(HARM_ADJ) | CLASS(HARM_COUNT) | CLASS(V_BASE);
    if (token_is_class(c->text, i, people) || str_ends(token_text(c->text, i), "s") ||
        str_ends(token_text(c->text, i), "ese")) {
      return false;
    }
  }
  return true;
}

static bool is_name(const NumberContext *c, const BareNumber *bare, const Number *n) {
  if (is_named(c, bare, n)) {
    return true;
  }
  return bare->digits &&
         (is_glued(c, bare, n) || is_chain(c, n) || is_score(c, bare, n) || is_address(c, bare, n) ||
          is_model(c, bare, n));
}

/* ---------------------------------------------------------------------------- one, ordinals */

/* "one" that counts nothing: number one, the one, one can say, one of the worst. */
static bool one_kind(const NumberContext *c, const BareNumber *bare, Number *n) {
  const Text *text = c->text;
  TagValue value;
  if (bare->end != bare->first + 1 || !role_is(c, bare->first, ROLE_ONE) || n->end != bare->end) {
    return false;
  }
  uint32_t of = phrase_after(text, bare->first, c->limit, c->tags->one_of, &value);
  for (uint32_t i = of; of > bare->first && i < of + 3 && i < c->limit; i++) {
    if (token_has(text, i, c->tags->superlative)) {
      n->kind = NUMBER_RANK;
      n->rule = str_lit("number.rank");
      return true;
    }
  }
  uint32_t e = bare->end;
  bool noun = has(c, e, c->tags->person) || has(c, e, c->tags->thing) || has(c, e, c->tags->unit) ||
              has(c, e, c->tags->time_unit);
  bool after =
      bare->first > c->sentence->first && token_has(text, bare->first - 1, c->tags->one_after);
  if (after && bare->first > c->sentence->first + 1 && e < c->limit) { /* "said that one was killed" */
    after = !(token_is_class(text, bare->first - 1, CLASS(THAT)) &&
              token_is_class(text, bare->first - 2, CLASS_VERB_FORM) &&
              token_is_class(text, e, CLASS(BE) | CLASS(HAVE)));
  }
  bool aged = e + 1 < c->limit && token_of(text, e)->kind == TOKEN_NUMBER && !token_glued(text, e) &&
              role_is(c, e + 1, ROLE_AND); /* "two men, one 17 and the other 21" */
  if ((after && !noun) || aged || has(c, e, c->tags->one_before)) {
    n->kind = NUMBER_INDEFINITE;
    n->rule = str_lit("number.pronoun");
    return true;
  }
  return false;
}

static void ordinal_kind(const NumberContext *c, const BareNumber *bare, Number *n) {
  n->kind = NUMBER_ORDINAL;
  n->rule = str_lit("number.ordinal");
  for (uint32_t i = n->end; i < c->limit && i < n->end + 3 && is_word(c, i); i++) {
    if (token_has(c->text, i, c->tags->ordinal_name) &&
        (bare->digits || token_of(c->text, i)->capital)) {
      n->kind = NUMBER_NAME;
      n->rule = str_lit("number.unit-name");
      return;
    }
    if (!token_of(c->text, i)->capital) {
      return;
    }
  }
}

/* "three-member panel": counts inside a compound are properties of something else. */
static bool is_compound(const NumberContext *c, const Number *n) {
  uint32_t e = n->end;
  return e + 1 < c->sentence->end && token_is(c->text, e, '-') && token_glued(c->text, e) &&
         token_glued(c->text, e + 1) && token_of(c->text, e + 1)->kind == TOKEN_WORD;
}

void number_classify(NumberContext *c, const BareNumber *bare, Number *n) {
  n->kind = NUMBER_COUNT;
  if (bare->kind == BARE_ORDINAL) {
    ordinal_kind(c, bare, n);
    return;
  }
  if (bare->kind == BARE_FRACTION) {
    n->kind = NUMBER_MEASURE;
    set_unit(n, n->end, n->end, str_lit("part"));
    n->rule = str_lit("number.fraction");
    return;
  }
  if (bare->kind == BARE_CARDINAL && is_list_mark(c, bare, n)) {
    n->kind = NUMBER_MARK;
    n->rule = str_lit("number.list");
    return;
  }
  bool measured = is_percent(c, n) || is_money(c, n) || is_time(c, bare, n) || is_age(c, bare, n) ||
                  is_measure(c, bare, n);
  if (measured ? n->kind == NUMBER_MEASURE && is_address(c, bare, n)
               : bare->kind == BARE_CARDINAL && is_name(c, bare, n)) {
    n->kind = NUMBER_NAME;
    n->rule = str_lit("number.name");
    return;
  }
  if (measured || one_kind(c, bare, n)) {
    return;
  }
  if (n->unit_first == n->unit_end) {
    n->unit_first = n->unit_end = n->end;
  }
  if (is_compound(c, n)) {
    n->kind = NUMBER_MEASURE;
    n->rule = str_lit("number.compound");
  }
}
