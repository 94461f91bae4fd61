/* Numbers: bare numbers, qualified and sorted by what stands around them. */
#include "mention/number_mention.h"

#include "mention/number_kind.h"

/* ---------------------------------------------------------------------------- bounds */

static bool is_round(Decimal d) {
  return !decimal_is_integer(d) || (d.digits >= 10 && d.digits % 5 == 0);
}

/* Money, shares and lengths have no next number: "more than a year" keeps low 1. */
static bool is_continuous(NumberKind kind) {
  return kind == NUMBER_MONEY || kind == NUMBER_PERCENT || kind == NUMBER_MEASURE ||
         kind == NUMBER_DURATION;
}

static Decimal step(const Number *n, int by) {
  if (is_continuous(n->kind) || !decimal_is_integer(n->number)) {
    return n->number;
  }
  return decimal_of(n->number.digits + by);
}

static void set_low(Number *n, Decimal low) {
  n->has_low = true;
  n->low = low;
}

static void set_high(Number *n, Decimal high) {
  n->has_high = true;
  n->high = high;
}

/* Low and high as the wording supports them (interchange.md). */
static void bounds_apply(Number *n) {
  switch (n->qualifier) {
    case QUALIFIER_EXACT:
      set_low(n, n->number);
      set_high(n, n->number);
      break;
    case QUALIFIER_AT_LEAST:
      set_low(n, n->number);
      break;
    case QUALIFIER_MORE_THAN:
      set_low(n, step(n, 1));
      break;
    case QUALIFIER_UP_TO:
    case QUALIFIER_NEARLY:
      set_high(n, n->number);
      break;
    case QUALIFIER_LESS_THAN:
      set_high(n, step(n, -1));
      break;
    case QUALIFIER_ABOUT:
    case QUALIFIER_RANGE:
    case QUALIFIER_VAGUE:
      break;
  }
}

/* ---------------------------------------------------------------------------- qualifiers */

/* Words behind a number: "or more", "-odd". Not where they belong to a number that follows. */
static uint32_t qualifier_after(const NumberContext *c, uint32_t end, Qualifier *qualifier) {
  const Text *text = c->text;
  TagValue value, next;
  bool rounded;
  uint32_t after = phrase_after(text, end, c->limit, c->tags->qualifier_after, &value);
  if (after == end || !qualifier_named(value.text, qualifier, &rounded)) {
    return end;
  }
  if (phrase_after(text, end + 1, c->limit, c->tags->qualifier, &next) > after) {
    return end; /* "and more than 20" */
  }
  if (after < c->limit &&
      (token_is_digits(text, after) || token_number(text, after, c->tags->number, -1) >= 0)) {
    return end;
  }
  return after;
}

/* ---------------------------------------------------------------------------- ranges */

typedef struct RangeEnd {
  BareNumber number;
  uint32_t end; /* behind the second number */
} RangeEnd;

/* Direction of a bound: 1 from below ("at least"), -1 from above, 0 none. */
static int bound_side(Qualifier q) {
  return q == QUALIFIER_AT_LEAST || q == QUALIFIER_MORE_THAN                         ? 1
         : q == QUALIFIER_UP_TO || q == QUALIFIER_LESS_THAN || q == QUALIFIER_NEARLY ? -1
                                                                                     : 0;
}

static bool reads_cardinal(const NumberContext *c, uint32_t at, BareNumber *number) {
  return at < c->limit && number_read(c->tags, c->text, at, c->limit, number) &&
         number->kind == BARE_CARDINAL;
}

/* "10 to 20 million": the scale of the second is meant for both. */
static void share_scale(BareNumber *a, const BareNumber *b) {
  Decimal scaled;
  if (a->scale == 1 && b->scale > 1 && decimal_multiply(a->value, decimal_of(b->scale), &scaled) &&
      decimal_compare(scaled, b->value) < 0) {
    a->value = scaled;
  }
}

/* "rose from 12 to 15" tells of a change, not of a range; of measures only the ends are known. */
static bool is_change(const NumberContext *c, uint32_t first) {
  uint32_t i = first;
  for (int steps = 0; i > c->least && steps < 4; steps++) {
    i--;
    if (token_has(c->text, i, c->tags->change)) {
      return true;
    }
  }
  return false;
}

/* Is there a second number at `at`, maybe behind a currency sign, with a unit that fits? */
static bool second_number(const NumberContext *c, uint32_t at, BareNumber *number) {
  TagValue value;
  uint32_t sign = phrase_after(c->text, at, c->limit, c->tags->currency, &value);
  return reads_cardinal(c, sign, number);
}

/* The token behind a unit that stands between two numbers ("3km to 5km"), or `at`. */
static uint32_t skip_unit(const NumberContext *c, uint32_t at, Str *unit) {
  TagValue value;
  const int tags[] = {c->tags->unit, c->tags->currency, c->tags->percent, c->tags->time_unit};
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    uint32_t end = phrase_after(c->text, at, c->limit, tags[i], &value);
    if (end > at) {
      *unit = value.text.n ? value.text : str_lit("percent");
      return end;
    }
  }
  *unit = (Str){NULL, 0};
  return at;
}

static bool same_unit(const NumberContext *c, Str unit, uint32_t second_end) {
  Str second;
  skip_unit(c, second_end, &second);
  return !unit.n || !second.n || str_equal(unit, second);
}

/* The second number of a range that begins with `a`, whose words of qualification begin at
   `first`. */
static bool read_range(const NumberContext *c, BareNumber *a, uint32_t first, RangeEnd *range) {
  const Text *text = c->text;
  const WordRoles *roles = &c->tags->roles;
  Str unit;
  uint32_t at = skip_unit(c, a->end, &unit);
  if (at >= c->limit) {
    return false;
  }
  uint32_t next = at + 1;
  bool between = first > c->least && token_role(roles, text, first - 1) == ROLE_BETWEEN;
  bool from = first > c->least && token_role(roles, text, first - 1) == ROLE_FROM;
  WordRole role = token_role(roles, text, at);
  bool dash = token_is_dash(text, at);
  if (dash && next < c->limit && token_role(roles, text, next) == ROLE_TO) { /* 8- to 16-metre */
    role = ROLE_TO;
    dash = false;
    next++;
  }
  BareNumber *b = &range->number;
  if (dash) {
    if (!a->digits || !second_number(c, next, b) || !b->digits) {
      return false;
    }
  } else if (role == ROLE_TO || role == ROLE_THROUGH) {
    if (!second_number(c, next, b) || (from && !unit.n && is_change(c, first))) {
      return false;
    }
  } else if (role == ROLE_AND && between) {
    if (!second_number(c, hedge_before(c->tags, text, next, next).first, b)) {
      return false;
    }
  } else if (role == ROLE_OR) {
    Decimal thrice;
    if (!second_number(c, next, b) || !decimal_multiply(a->value, decimal_of(3), &thrice) ||
        (a->scale == b->scale && decimal_compare(thrice, b->value) < 0)) {
      return false;
    }
  } else {
    return false;
  }
  share_scale(a, b);
  range->end = b->end;
  return decimal_compare(a->value, b->value) < 0 && same_unit(c, unit, b->end);
}

/* "at most 100 and at least 20": two bounds of one number. */
static bool read_two_bounds(const NumberContext *c, const BareNumber *a, Qualifier first,
                            Number *out) {
  const Text *text = c->text;
  TagValue value;
  Qualifier second;
  bool rounded;
  if (a->end + 1 >= c->limit || token_role(&c->tags->roles, text, a->end) != ROLE_AND) {
    return false;
  }
  uint32_t at = phrase_after(text, a->end + 1, c->limit, c->tags->qualifier, &value);
  BareNumber b;
  if (at == a->end + 1 || !qualifier_named(value.text, &second, &rounded) ||
      bound_side(first) * bound_side(second) != -1 || !reads_cardinal(c, at, &b)) {
    return false;
  }
  Number low = {.kind = NUMBER_COUNT, .qualifier = first, .number = a->value};
  Number high = {.kind = NUMBER_COUNT, .qualifier = second, .number = b.value};
  if (bound_side(first) < 0) {
    Number swap = low;
    low = high;
    high = swap;
  }
  bounds_apply(&low);
  bounds_apply(&high);
  if (decimal_compare(low.low, high.high) >= 0) {
    return false;
  }
  set_low(out, low.low);
  set_high(out, high.high);
  out->bare_end = out->end = b.end;
  return true;
}

/* ---------------------------------------------------------------------------- one number */

static void value_of_quantity(Number *n, const BareNumber *bare) {
  if (bare->about) {
    n->qualifier = QUALIFIER_ABOUT;
    n->has_number = true;
    n->number = bare->value;
    return;
  }
  n->qualifier = QUALIFIER_VAGUE;
  n->vague = bare->kind == BARE_VAGUE;
  if (bare->has_value) {
    set_low(n, bare->value);
  }
  n->rule = n->vague ? str_lit("number.vague") : str_lit("number.quantity");
}

/* Number words and signs that a number inherits its first token from: "$", then "more than". */
static Hedge hedge_of(const NumberContext *c, const BareNumber *bare, uint32_t *sign) {
  TagValue value;
  *sign = phrase_before(c->text, bare->first, c->least, c->tags->currency, &value);
  if (*sign < bare->first) {
    const Token *last = token_of(c->text, bare->first - 1);
    if (last->kind == TOKEN_WORD && !last->upper && last->span.end - last->span.start > 2) {
      *sign = bare->first;
    }
  }
  return hedge_before(c->tags, c->text, *sign, c->least);
}

static bool try_range(NumberContext *c, BareNumber *bare, const Hedge *hedge, Number *n) {
  RangeEnd range;
  if (bare->kind != BARE_CARDINAL) {
    return false;
  }
  if (read_range(c, bare, hedge->first, &range)) {
    set_low(n, bare->value);
    set_high(n, range.number.value);
    n->bare_end = n->end = range.end;
    if (n->first > c->least && token_role(&c->tags->roles, c->text, n->first - 1) == ROLE_BETWEEN) {
      n->first--;
    }
  } else if (!hedge->found || !read_two_bounds(c, bare, hedge->qualifier, n)) {
    return false;
  }
  n->qualifier = QUALIFIER_RANGE;
  n->rule = str_lit("number.range");
  return true;
}

/* "Eleven (11) persons": the token behind what says a number once more; bare->end if nothing does. */
static uint32_t said_again(const NumberContext *c, const BareNumber *bare) {
  uint32_t open = bare->end;
  BareNumber again;
  bool same = !bare->digits && bare->kind == BARE_CARDINAL && open + 2 < c->limit && token_is(c->text, open, '(') &&
              reads_cardinal(c, open + 1, &again) && decimal_compare(again.value, bare->value) == 0 &&
              again.end < c->limit && token_is(c->text, again.end, ')');
  return same ? again.end + 1 : open;
}

static void number_qualify(NumberContext *c, BareNumber *bare, Number *n) {
  uint32_t sign;
  bare->end = said_again(c, bare);
  Hedge hedge = hedge_of(c, bare, &sign);
  *n = (Number){.first = hedge.first, .end = bare->end, .bare_first = bare->first};
  n->bare_end = bare->end;
  /* "many" of "as many as", "a" of "a minimum of" were taken for numbers of their own */
  Mentions *m = c->mentions;
  while (hedge.found && m->numbers.n && m->numbers.v[m->numbers.n - 1].end > hedge.first) {
    m->numbers.n--;
  }
  /* "a group of about 130", "all three": the number says it */
  if (m->numbers.n && m->numbers.v[m->numbers.n - 1].vague && bare->kind == BARE_CARDINAL &&
      m->numbers.v[m->numbers.n - 1].end == hedge.first) {
    m->numbers.n--;
  }
  n->rule = bare->digits ? str_lit("number.digits") : str_lit("number.words");
  n->unit_first = sign;
  n->unit_end = bare->first;
  if (bare->kind == BARE_QUANTITY || bare->kind == BARE_VAGUE) {
    value_of_quantity(n, bare);
    number_classify(c, bare, n);
    return;
  }
  if (try_range(c, bare, &hedge, n)) {
    number_classify(c, bare, n);
    return;
  }
  n->has_number = bare->has_value;
  n->number = bare->value;
  n->qualifier = hedge.found ? hedge.qualifier : QUALIFIER_EXACT;
  if (hedge.rounded && !is_round(bare->value)) {
    n->qualifier = QUALIFIER_EXACT;
  }
  if (bare->kind == BARE_CARDINAL) {
    Qualifier after;
    uint32_t end = qualifier_after(c, bare->end, &after);
    if (end > bare->end) {
      n->end = end;
      if (after != QUALIFIER_ABOUT || n->qualifier == QUALIFIER_EXACT) {
        n->qualifier = after;
      }
    }
  }
  number_classify(c, bare, n);
  if (n->has_number) {
    bounds_apply(n);
  } else {
    n->qualifier = QUALIFIER_VAGUE; /* "two-thirds": no decimal says it */
  }
}

/* ---------------------------------------------------------------------------- a, no, both */

/* "no one", "none", "no casualties": nought, said so. Gives the token behind it. */
static uint32_t read_none(NumberContext *c, uint32_t at, Number *n) {
  const Text *text = c->text;
  TagValue value;
  uint32_t end = phrase_after(text, at, c->limit, c->tags->none, &value);
  if (end == at || phrase_after(text, at, c->limit, c->tags->never, &value) > at ||
      phrase_after(text, at, c->limit, c->tags->qualifier, &value) > at) {
    return at;
  }
  bool determiner = end == at + 1 && end < c->limit &&
                    phrase_after(text, at, c->limit, c->tags->mark, &value) > at;
  if (determiner && token_of(text, end)->kind != TOKEN_WORD) {
    return at; /* "No. 5", "No, …" */
  }
  *n = (Number){.first = at, .end = end, .bare_first = at, .bare_end = end};
  n->unit_first = n->unit_end = end;
  n->has_number = n->has_low = n->has_high = n->negated = true;
  n->rule = determiner ? str_lit("number.no") : str_lit("number.none");
  return end;
}

static uint32_t read_indefinite(NumberContext *c, uint32_t at, Number *n) {
  TagValue value;
  uint32_t end = phrase_after(c->text, at, c->limit, c->tags->indefinite, &value);
  bool alone = end >= c->limit || token_of(c->text, end)->kind != TOKEN_WORD;
  if (end == at || !value.is_number || (alone && value.number < 2)) {
    return at;
  }
  *n = (Number){.first = at, .end = end, .bare_first = at, .bare_end = end};
  n->unit_first = n->unit_end = end;
  n->kind = NUMBER_INDEFINITE;
  n->has_number = n->has_low = n->has_high = true;
  n->number = n->low = n->high = decimal_of(value.number);
  n->rule = str_lit("number.indefinite");
  return end;
}

/* ---------------------------------------------------------------------------- all numbers */

static void push_plain(NumberContext *c, uint32_t at, uint32_t end, NumberKind kind, Str rule) {
  Number n = {.first = at, .end = end, .bare_first = at, .bare_end = end, .kind = kind};
  n.unit_first = n.unit_end = end;
  n.rule = rule;
  BareNumber bare;
  if (number_read(c->tags, c->text, at, end, &bare) && bare.has_value) {
    n.has_number = n.has_low = n.has_high = true;
    n.number = n.low = n.high = bare.value;
  }
  array_push(c->arena, &c->mentions->numbers, n);
}

#define CLASS_BEGINS_NUMBER (CLASS_DIGITS | CLASS_BARE_NUMBER | CLASS(NONE) | CLASS(INDEFINITE))

static bool word_begins(const Text *text, uint32_t i) {
  return token_is_class(text, i, CLASS_BEGINS_NUMBER);
}

/* Can a number begin at token i? Most tokens end here. */
static bool may_begin(const NumberContext *c, uint32_t i) {
  return word_begins(c->text, i) || (token_is_class(c->text, i, CLASS_PHRASE) &&
                                     tagset_has(c->text->starts[i], c->tags->indefinite));
}

/* The numbers inside a date: kept, so that nobody counts them. */
static void numbers_of_time(NumberContext *c, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    BareNumber bare;
    if (word_begins(c->text, i) &&
        number_read(c->tags, c->text, i, end, &bare) && bare.has_value) {
      push_plain(c, bare.first, bare.end, NUMBER_DATE, str_lit("number.date"));
      i = bare.end - 1;
    }
  }
}

/* "Chris Few", "asked whether Few was hit": a capital inside a sentence makes a name of such a word. */
static bool vague_is_name(const NumberContext *c, const BareNumber *bare) {
  const Text *text = c->text;
  return bare->kind == BARE_VAGUE && bare->end == bare->first + 1 && bare->first > c->sentence->first &&
         token_of(text, bare->first)->capital && token_of(text, bare->first - 1)->kind == TOKEN_WORD &&
         !c->sentence->capitals && !text->capitals;
}

static uint32_t read_at(NumberContext *c, uint32_t at) {
  const Text *text = c->text;
  TagValue value;
  if (token_of(text, at)->mark) {
    if (token_is_digits(text, at)) {
      push_plain(c, at, at + 1, NUMBER_MARK, str_lit("number.footnote"));
    }
    return at + 1;
  }
  uint32_t never = phrase_after(text, at, c->limit, c->tags->never, &value);
  if (never > at) {
    return never;
  }
  Number n;
  BareNumber bare;
  uint32_t end = read_none(c, at, &n);
  if (end > at) {
    array_push(c->arena, &c->mentions->numbers, n);
    return end;
  }
  if (number_read(c->tags, text, at, c->limit, &bare)) {
    if (vague_is_name(c, &bare)) {
      return bare.end;
    }
    number_qualify(c, &bare, &n);
    array_push(c->arena, &c->mentions->numbers, n);
    if (!n.vague) {
      c->least = n.end;
    }
    return n.end;
  }
  end = read_indefinite(c, at, &n);
  if (end > at) {
    array_push(c->arena, &c->mentions->numbers, n);
    return end;
  }
  return at + 1;
}

/* Numbers of one sentence; *date is the first date or clock time not yet passed. */
static void sentence_numbers(NumberContext *c, uint32_t *date) {
  const Mentions *m = c->mentions;
  for (uint32_t i = c->sentence->first; i < c->sentence->end;) {
    while (*date < m->times.n &&
           (m->times.v[*date].end <= i ||
            (m->times.v[*date].timex != TIMEX_DATE && m->times.v[*date].timex != TIMEX_TIME))) {
      (*date)++;
    }
    uint32_t first = *date < m->times.n ? m->times.v[*date].first : UINT32_MAX;
    c->limit = first < c->sentence->end ? first : c->sentence->end;
    i = tokens_next(c->tokens, i, c->limit);
    while (i < c->limit && !may_begin(c, i)) {
      i = tokens_next(c->tokens, i + 1, c->limit);
    }
    if (i < c->limit) {
      i = read_at(c, i);
      continue;
    }
    if (i >= c->sentence->end) {
      return;
    }
    uint32_t end = m->times.v[*date].end;
    end = end < c->sentence->end ? end : c->sentence->end;
    numbers_of_time(c, i, end);
    c->least = i = end;
  }
}

void number_find(const Text *text, const NumberTags *tags, Arena *arena, Mentions *mentions) {
  NumberContext c = {.text = text, .tags = tags, .arena = arena, .mentions = mentions};
  uint32_t date = 0;
  c.tokens = tokens_of_class(text, CLASS_BEGINS_NUMBER | CLASS_PHRASE, arena);
  for (uint32_t s = 0; s < text->sentences.n; s++) {
    c.sentence = &text->sentences.v[s];
    c.least = c.sentence->first;
    sentence_numbers(&c, &date);
  }
}

bool number_is_figure(const Number *n) {
  switch (n->kind) {
    case NUMBER_COUNT:
      return !n->vague && !(n->negated && str_is(n->rule, "number.no"));
    case NUMBER_ORDINAL:
    case NUMBER_PERCENT:
    case NUMBER_MONEY:
    case NUMBER_MEASURE:
    case NUMBER_DURATION:
    case NUMBER_AGE:
      return true;
    default:
      return false;
  }
}
