/* Times: the grammar tried at every token that a time can begin with, the longest reading kept;
   ranges, "early" and "the end of" around all of it. */
#include "mention/time_mention.h"

#include "mention/time_reader.h"

enum { WORDS_AHEAD = 8 };

/* ---------------------------------------------------------------------------- words */

static const struct {
  size_t at; /* in TimeTags */
  const char *name;
} tag_names[] = {
    {offsetof(TimeTags, month), "month"},
    {offsetof(TimeTags, weekday), "weekday"},
    {offsetof(TimeTags, weekday_plural), "weekday.plural"},
    {offsetof(TimeTags, season), "season"},
    {offsetof(TimeTags, daypart), "daypart"},
    {offsetof(TimeTags, daypart_plural), "daypart.plural"},
    {offsetof(TimeTags, daypart_bare), "daypart.bare"},
    {offsetof(TimeTags, clock), "clock"},
    {offsetof(TimeTags, day), "day"},
    {offsetof(TimeTags, holiday), "holiday"},
    {offsetof(TimeTags, shift), "shift"},
    {offsetof(TimeTags, set), "set"},
    {offsetof(TimeTags, mod), "time.mod"},
    {offsetof(TimeTags, ref), "time.ref"},
    {offsetof(TimeTags, unit), "time.unit"},
    {offsetof(TimeTags, unit_plural), "unit.plural"},
    {offsetof(TimeTags, doubt), "time.doubt"},
    {offsetof(TimeTags, abbrev), "time.abbrev"},
    {offsetof(TimeTags, never), "time.not"},
    {offsetof(TimeTags, era), "era"},
    {offsetof(TimeTags, event_name), "event.name"},
    {offsetof(TimeTags, commemorate), "commemorate"},
    {offsetof(TimeTags, anniversary), "anniversary"},
    {offsetof(TimeTags, future), "tense.future"}, {offsetof(TimeTags, fires), "fire.verb"},
    {offsetof(TimeTags, past), "tense.past"},
    {offsetof(TimeTags, v_past), "v.past"}, {offsetof(TimeTags, records), "record.verb"},
    {offsetof(TimeTags, v_base), "v.base"},
    {offsetof(TimeTags, title), "title"},
    {offsetof(TimeTags, present), "tense.present"},
    {offsetof(TimeTags, person), "n.person"},
    {offsetof(TimeTags, thing), "n.thing"},
};

int time_tags(const Pack *pack, Arena *arena, TimeTags *t, Status *status) {
  *t = (TimeTags){0};
  for (size_t i = 0; i < sizeof tag_names / sizeof *tag_names; i++) {
    *(int *)((char *)t + tag_names[i].at) = pack_tag(pack, tag_names[i].name);
  }
  int code = number_tags(pack, arena, &t->numbers, status);
  if (code == STATUS_OK) {
    t->signs = time_signs_of_words(pack, &t->numbers.roles, arena);
  }
  return code;
}

Str time_word(const TimeReader *r, uint32_t i, int tag) {
  TagValue value;
  if (!at_tag(r, i, tag) ||
      !pack_word_value(r->text->pack, token_of(r->text, i)->word, tag, &value)) {
    return (Str){NULL, 0};
  }
  return value.text;
}

TimeUnit time_unit_at(const TimeReader *r, uint32_t i) {
  static const Str names[UNIT_COUNT] = {
      [UNIT_SECOND] = STR("second"),
      [UNIT_MINUTE] = STR("minute"),
      [UNIT_HOUR] = STR("hour"),
      [UNIT_DAY] = STR("day"),
      [UNIT_WEEKEND] = STR("weekend"),
      [UNIT_WEEK] = STR("week"),
      [UNIT_MONTH] = STR("month"),
      [UNIT_FORTNIGHT] = STR("fortnight"),
      [UNIT_QUARTER] = STR("quarter"),
      [UNIT_YEAR] = STR("year"),
      [UNIT_DECADE] = STR("decade"),
      [UNIT_CENTURY] = STR("century"),
      [UNIT_MILLENNIUM] = STR("millennium"),
  };
  Str s = time_word(r, i, r->tags->unit);
  for (int u = 1; s.n && u < UNIT_COUNT; u++) {
    if (str_equal(s, names[u])) {
      return (TimeUnit)u;
    }
  }
  return str_is(s, "workweek") ? UNIT_WEEK : UNIT_NONE;
}

DayPart time_part_at(const TimeReader *r, uint32_t i) {
  static const char *const names[] = {"", "MO", "MI", "AF", "EV", "NI", "DT"};
  Str s = time_word(r, i, r->tags->daypart);
  for (int p = 1; s.n && p <= PART_DAYTIME; p++) {
    if (str_is(s, names[p])) {
      return (DayPart)p;
    }
  }
  return PART_NONE;
}

TimeMod time_mod_at(const TimeReader *r, uint32_t i) {
  Str s = time_word(r, i, r->tags->mod);
  return str_is(s, "start") ? MOD_START
         : str_is(s, "mid") ? MOD_MID
         : str_is(s, "end") ? MOD_END
                            : MOD_NONE;
}

int64_t time_digits(const TimeReader *r, uint32_t i) {
  Str s = token_text(r->text, i);
  int64_t n = 0;
  for (size_t k = 0; k < s.n; k++) {
    if (s.p[k] < '0' || s.p[k] > '9' || k > 9) {
      return -1;
    }
    n = n * 10 + (s.p[k] - '0');
  }
  return n;
}

bool time_case_tells(const TimeReader *r, uint32_t i) {
  return !r->text->capitals && !r->text->sentences.v[token_of(r->text, i)->sentence].capitals;
}

Time *time_keep(const TimeReader *r, Time e) {
  Time *kept = arena_new(r->arena, Time);
  *kept = e;
  return kept;
}

void time_set_amounts(const TimeReader *r, const TimeAmount *amounts, uint32_t n, Time *e) {
  TimeAmount *kept = arena_array(r->arena, TimeAmount, n);
  memcpy(kept, amounts, n * sizeof *kept);
  e->amounts = kept;
  e->amounts_n = (uint8_t)n;
}

uint32_t time_read_longest(const TimeReader *r, const TimeReading *readings, size_t n, uint32_t at,
                           Time *e) {
  uint32_t lead = time_lead(r, at), end = at, may = 0;
  for (uint32_t i = 0; i < n; i++) {
    may |= (uint32_t)((lead & readings[i].begins) != 0) << i;
  }
  for (; may; may &= may - 1) {
    Time t = {.hour = -1};
    uint32_t reached = readings[__builtin_ctz(may)].read(r, at, &t);
    if (reached > end) {
      end = reached;
      *e = t;
    }
  }
  return end;
}

bool time_number(const TimeReader *r, uint32_t at, BareNumber *number) {
  if (at >= r->limit || !(r->signs.of[at] & (SIGNS_NUMBER | SIGN_AMOUNT))) {
    return false;
  }
  struct NumberRead *known = &r->memory->numbers[at % TIME_REMEMBERED];
  if (known->at != at) {
    known->at = at;
    known->found = number_read(&r->tags->numbers, r->text, at, r->limit, &known->number);
  }
  *number = known->number;
  return known->found;
}

/* ---------------------------------------------------------------------------- points */

/* "of the year", of the one that is told of; `of` stands on "of". */
static uint32_t read_of_unit(const TimeReader *r, uint32_t of, Time *e) {
  TimeUnit unit = time_unit_at(r, of + 2);
  bool calendar = unit == UNIT_WEEK || unit == UNIT_MONTH || unit == UNIT_QUARTER || unit == UNIT_YEAR;
  if (at_role(r, of) != ROLE_OF || at_role(r, of + 1) != ROLE_THE || !calendar ||
      at_tag(r, of + 2, r->tags->unit_plural)) {
    return of;
  }
  *e = (Time){.form = FORM_SHIFT, .unit = unit, .counter = COUNTER_STORY, .hour = -1};
  return of + 3;
}

/* the end of 1989, beginning of last week, early March, mid-1990, late last year */
static uint32_t read_modified(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t i = at_role(r, at) == ROLE_THE ? at + 1 : at;
  TimeMod mod = time_mod_at(r, i);
  if (!mod) {
    return at;
  }
  bool eve = str_is(time_word(r, i, r->tags->mod), "eve");
  if (eve) {
    return at;
  }
  Time t = {0};
  uint32_t unit = read_of_unit(r, ++i, &t);
  if (unit > i) {
    *e = t;
    e->mod = mod;
    return unit;
  }
  if (at_char(r, i, '-') || at_role(r, i) == ROLE_OF) {
    i++;
  }
  uint32_t end = time_read_point(r, i, &t);
  if (end == i) {
    end = time_read_year(r, i, &t, false);
  }
  if (end == i || t.mod || t.form == FORM_DURATION || t.form == FORM_CONSTANT ||
      t.form == FORM_SET || t.form == FORM_OFFSET || t.form == FORM_ANNIVERSARY ||
      t.form == FORM_CLOCK) {
    return at;
  }
  if (t.form == FORM_REFERENCE && t.unit < UNIT_WEEK) {
    return at;
  }
  *e = t;
  e->mod = mod;
  return end;
}

/* the weekend, over a weekend: seen from the publication */
static uint32_t read_weekend(const TimeReader *r, uint32_t at, Time *e) {
  uint32_t i = at_role(r, at) == ROLE_THE ? at + 1 : at;
  if (time_unit_at(r, i) != UNIT_WEEKEND || at_tag(r, i, r->tags->unit_plural)) {
    return at;
  }
  *e = (Time){.form = FORM_SHIFT, .unit = UNIT_WEEKEND, .bare = true, .hour = -1};
  return i + 1;
}

static uint32_t read_point(const TimeReader *r, uint32_t at, Time *e) {
  static const TimeReading readings[] = {
      {time_read_relative, SIGNS_POINT},
      {time_read_date, SIGNS_DATE},
      {read_modified, SIGN_MOD},
      {read_weekend, SIGN_UNIT},
  };
  r->memory->depth++;
  uint32_t end = time_read_longest(r, readings, sizeof readings / sizeof *readings, at, e);
  r->memory->depth--;
  return end;
}

uint32_t time_read_point(const TimeReader *r, uint32_t at, Time *e) {
  if (!(time_lead(r, at) & SIGNS_POINT) || r->memory->depth >= TIME_DEPTH) {
    return at;
  }
  struct TimeRead *known = &r->memory->points[at % TIME_REMEMBERED];
  if (known->at != at) {
    Time t = {.hour = -1};
    uint32_t end = read_point(r, at, &t);
    *known = (struct TimeRead){at, end, t};
  }
  if (known->end > at) {
    *e = known->time;
  }
  return known->end;
}

/* ---------------------------------------------------------------------------- ranges */

static bool is_calendar(const Time *t) {
  return t->form == FORM_DATE || t->form == FORM_SHIFT || t->form == FORM_NTH;
}

/* What joins the two ends at token i: a dash, to, until, and behind between. Gives the token
   behind. */
static uint32_t read_join(const TimeReader *r, uint32_t i, uint32_t first, bool days) {
  WordRole before = role_before(r, first);
  if (before == ROLE_THE) {
    before = role_before(r, first - 1);
  }
  switch (at_role(r, i)) {
    case ROLE_TO:
    case ROLE_UNTIL:
      return i + 1;
    case ROLE_THROUGH:
      return i + 1;
    case ROLE_AND:
      return before == ROLE_BETWEEN || (before == ROLE_OF && days && i >= r->least + 3 &&
                                        at_tag(r, first - 2, r->tags->daypart))
                 ? i + 1
                 : i;
    default:
      return at_dash(r, i) ? i + 1 : i;
  }
}

/* The year that one end has and the other lacks; a first month after the second lies in the year
   before. */
static void share_year(Time *a, const Time *b) {
  if (a->form != FORM_DATE || b->form != FORM_DATE || a->date.year || !b->date.year ||
      !a->date.month) {
    return;
  }
  a->date.year = b->date.year - (b->date.month && a->date.month > b->date.month ? 1 : 0);
}

static uint32_t keep_range(const TimeReader *r, const Time *a, const Time *b, uint32_t end,
                           Time *e) {
  *e = (Time){.form = FORM_RANGE, .unit = a->unit < b->unit ? a->unit : b->unit, .hour = -1};
  e->base = time_keep(r, *a);
  e->to = time_keep(r, *b);
  return end;
}

/* 4 to 22 [of] January[, 1995] · 4 to 23 next month · 19–20 September 2023 · 4 to January 22,
   1995 */
static uint32_t read_day_range(const TimeReader *r, uint32_t at, Time *e) {
  int8_t day;
  uint32_t end = time_read_lone_day(r, at, &day);
  if (end == at) {
    return at;
  }
  uint32_t next = read_join(r, end, at, true);
  if (next == end) {
    return at;
  }
  Time a = {.form = FORM_DATE, .unit = UNIT_DAY, .hour = -1}, b = {0};
  uint32_t after = time_read_date(r, next, &b);
  if (after > next && b.form == FORM_DATE && b.date.day && b.date.month && !b.weekday) {
    a.date = (Date){b.date.year, b.date.month, day};
    return day < b.date.day ? keep_range(r, &a, &b, after, e) : at;
  }
  int8_t last;
  after = time_read_lone_day(r, next, &last);
  if (after == next || day >= last) {
    return at;
  }
  uint32_t i = at_role(r, after) == ROLE_OF || at_role(r, after) == ROLE_IN ? after + 1 : after;
  int32_t n;
  TimeCounter counter;
  if (!time_shift_at(r, i, &n, &counter) || time_unit_at(r, i + 1) != UNIT_MONTH) {
    return at;
  }
  Time *month = time_keep(
      r, (Time){.form = FORM_SHIFT, .unit = UNIT_MONTH, .n = n, .counter = counter, .hour = -1});
  a = (Time){.form = FORM_NTH, .unit = UNIT_DAY, .n = day, .base = month, .hour = -1};
  b = a;
  b.n = last;
  return keep_range(r, &a, &b, i + 2, e);
}

/* January 19 to 20[, 1990]: the second day alone, behind the join. */
static uint32_t read_second_day(const TimeReader *r, uint32_t at, Time *a, Time *b) {
  int8_t day;
  uint32_t end = time_read_lone_day(r, at, &day);
  Time whole = {0};
  uint32_t longer = time_read_date(r, at, &whole);
  bool month = longer > end && whole.form == FORM_DATE && whole.date.month;
  bool counted = at_tag(r, end, r->tags->unit) || at_tag(r, end, r->tags->person) ||
                 at_tag(r, end, r->tags->thing) || at_tag(r, end, r->tags->clock);
  if (end == at || day <= a->date.day || month || counted || at_char(r, end, ':')) {
    return at;
  }
  *b = *a;
  b->weekday = 0;
  b->date.day = day;
  int32_t year;
  uint32_t tail = at_char(r, end, ',') ? end + 1 : end;
  if (time_number_is_year(r, tail, &year)) {
    a->date.year = b->date.year = year;
    return tail + 1;
  }
  return end;
}

/* 1990–1994, 1990–94, 1988 to 1994: the second year behind the join at `join`. */
static uint32_t read_second_year(const TimeReader *r, uint32_t join, uint32_t at, const Time *a,
                                 Time *b) {
  uint32_t end = time_read_year(r, at, b, true);
  if (end > at) {
    return end;
  }
  bool short_year = at_dash(r, join) && token_glued(r->text, join) && at_digits(r, at) &&
                    span_length(token_of(r->text, at)->span) == 2 && token_glued(r->text, at);
  int32_t full = short_year ? a->date.year / 100 * 100 + (int32_t)time_digits(r, at) : 0;
  if (full <= a->date.year) {
    return at;
  }
  *b = *a;
  b->date.year = full;
  return at + 1;
}

/* Are a and b the ends of a range? */
static bool ends_fit(const TimeReader *r, uint32_t first, const Time *a, const Time *b) {
  bool from = role_before(r, first) == ROLE_FROM || role_before(r, first) == ROLE_BETWEEN;
  bool alike = a->unit == b->unit || (a->date.month && b->date.month);
  bool dated = a->form == FORM_DATE && b->form == FORM_DATE && a->date.year && b->date.year &&
               a->unit == b->unit && civil_first(a->date) != DAY_NONE;
  return (from || alike) && !(dated && civil_first(a->date) >= civil_first(b->date));
}

/* January 19-20[, 1990] · September 4th through 8th · Nov 18-Dec 19, 2015 · 1990–1994 · Monday
   to Friday */
static uint32_t read_point_range(const TimeReader *r, uint32_t at, const Time *first, uint32_t end,
                                 Time *e) {
  if (!is_calendar(first) || first->plural) {
    return at;
  }
  uint32_t next = read_join(r, end, at, first->unit == UNIT_DAY);
  if (next == end) {
    return at;
  }
  Time a = *first, b = {0}, year = {0};
  if (a.form == FORM_DATE && a.date.month && a.date.day && !a.date.year) {
    uint32_t after = read_second_day(r, next, &a, &b);
    if (after > next) {
      return keep_range(r, &a, &b, after, e);
    }
  }
  uint32_t after = time_read_point(r, next, &b);
  if (a.form == FORM_DATE && a.unit == UNIT_YEAR) {
    uint32_t reached = read_second_year(r, end, next, &a, &year);
    if (reached > next && reached >= after) {
      b = year;
      after = reached;
    }
  }
  if (after == next || !is_calendar(&b) || b.plural || !ends_fit(r, at, &a, &b)) {
    return at;
  }
  share_year(&a, &b);
  b.range_partner = b.form == FORM_DATE && b.weekday && !b.date.day;
  return keep_range(r, &a, &b, after, e);
}

/* ---------------------------------------------------------------------------- anything */

uint32_t time_read_any(const TimeReader *r, uint32_t at, Time *e) {
  static const TimeReading readings[] = {
      {time_read_set, SIGNS_NUMBER | SIGN_SET | SIGN_EVERY | SIGN_ONCE | SIGN_WEEKDAY},
      {time_read_point, SIGNS_POINT},
      {time_read_amounts, SIGNS_NUMBER | SIGN_AMOUNT | SIGN_QUALIFIER | SIGN_UNIT},
      {time_read_part, SIGNS_POINT},
      {time_read_clock, SIGNS_CLOCK},
      {read_day_range, SIGNS_NUMBER},
  };
  if (r->memory->depth >= TIME_DEPTH) {
    return at;
  }
  r->memory->depth++;
  uint32_t end = time_read_longest(r, readings, sizeof readings / sizeof *readings, at, e);
  if (end > at) {
    Time t = {.hour = -1};
    uint32_t reached = read_point_range(r, at, e, end, &t);
    if (reached > end) {
      end = reached;
      *e = t;
    }
  }
  r->memory->depth--;
  return end;
}

static Timex timex_of(const Time *e) {
  switch (e->form) {
    case FORM_PART:
    case FORM_CLOCK:
      return TIMEX_TIME;
    case FORM_DURATION:
      return TIMEX_DURATION;
    case FORM_SET:
      return TIMEX_SET;
    case FORM_OFFSET:
      return e->unit < UNIT_DAY ? TIMEX_TIME : TIMEX_DATE;
    default:
      return TIMEX_DATE;
  }
}

static Str rule_of(const Time *e) {
  static const Str names[] = {
      [FORM_DATE] = STR("time.date"),         [FORM_SHIFT] = STR("time.shift"),
      [FORM_OFFSET] = STR("time.offset"),     [FORM_NTH] = STR("time.nth"),
      [FORM_PART] = STR("time.part-of-day"),  [FORM_CLOCK] = STR("time.clock"),
      [FORM_RANGE] = STR("time.range"),       [FORM_DURATION] = STR("time.duration"),
      [FORM_SET] = STR("time.set"),           [FORM_REFERENCE] = STR("time.reference"),
      [FORM_CONSTANT] = STR("time.constant"), [FORM_ANNIVERSARY] = STR("time.anniversary"),
  };
  return names[e->form];
}

/* "the January 20 tragedy", "events of January 20": the date names an event. */
static bool is_name(const TimeReader *r, uint32_t first, uint32_t end, const Time *e) {
  if (e->form != FORM_DATE && e->form != FORM_RANGE) {
    return false;
  }
  WordRole before = role_before(r, first);
  bool adverb = before == ROLE_ON || before == ROLE_IN || before == ROLE_SINCE ||
                before == ROLE_AT || before == ROLE_FROM || before == ROLE_UNTIL ||
                before == ROLE_BY || before == ROLE_BETWEEN;
  if (!adverb && at_tag(r, end, r->tags->event_name) && first > r->least) {
    return true;
  }
  return before == ROLE_OF && first >= r->least + 2 && at_tag(r, first - 2, r->tags->event_name) &&
         e->form == FORM_DATE && e->date.day && !e->date.year;
}

/* Is there a word of the calendar or the clock among the tokens behind i? Numbers, "last" and
   "the end" are times only with one. */
static bool time_follows(const TimeReader *r, uint32_t i) {
  uint32_t end = r->limit - i > WORDS_AHEAD ? i + WORDS_AHEAD : r->limit;
  return r->signs.strong[i + 1] < end;
}

/* "16-year-old", the most frequent digits before a word of the calendar: an age is no time. */
static bool is_age(const TimeReader *r, uint32_t i) {
  return r->signs.of[i] == SIGN_DIGITS && span_length(token_of(r->text, i)->span) <= 2 &&
         at_char(r, i + 1, '-') && token_glued(r->text, i + 1) && time_unit_at(r, i + 2) &&
         time_unit_at(r, i + 2) != UNIT_PART && at_char(r, i + 3, '-') &&
         (at_role(r, i + 4) == ROLE_OLD || at_tag(r, i + 4, r->tags->numbers.age_after));
}

/* Signs that make digits a date or an hour by themselves: 7:48, 2016-11, 10/31, 1990s. */
static bool digits_may_begin(const TimeReader *r, uint32_t i) {
  uint32_t n = span_length(token_of(r->text, i)->span);
  if (n == 4 || time_follows(r, i)) {
    return true;
  }
  if (n > 5 || i + 1 >= r->limit || !token_glued(r->text, i + 1)) {
    return false;
  }
  return at_char(r, i + 1, ':') || at_char(r, i + 1, '/') || at_char(r, i + 1, '-') ||
         at_char(r, i + 1, '.') || token_of(r->text, i + 1)->kind == TOKEN_WORD;
}

/* "that time", "the same day", "the 20th", "the last", "the '70s", and before a word of the calendar. */
static bool pointer_may_begin(const TimeReader *r, uint32_t i) {
  if (i + 1 >= r->limit) {
    return false;
  }
  WordRole next = at_role(r, i + 1);
  bool reference =
      next == ROLE_TIME || next == ROLE_PERIOD || next == ROLE_DATE || next == ROLE_SAME;
  return reference || (r->signs.of[i + 1] & (SIGN_DIGITS | SIGN_COUNTS)) ||
         at_char(r, i + 1, '\'') || time_follows(r, i);
}

/* Is the token, or what stands there, a time by itself, or does it go on with the next one, whose first
   word it may be? "12 farmers" and "a farmer" end here. */
static bool may_go_on(const TimeReader *r, uint32_t i) {
  uint32_t signs = r->signs.of[i];
  bool year = (signs & SIGN_DIGITS) && span_length(token_of(r->text, i)->span) == 4;
  bool alone = year || (signs & (SIGN_SURE | SIGN_LETTER)) || token_is_class(r->text, i, CLASS_PHRASE);
  return alone || (i + 1 < r->limit && (r->signs.of[i + 1] & (uint32_t)SIGN_LINKS));
}

/* the weekend, mornings */
static bool stands_alone(const TimeReader *r, uint32_t i) {
  return time_unit_at(r, i) == UNIT_WEEKEND || time_part_at(r, i);
}

/* "the year 247", "week 12"; "years ago", "for days" */
static bool unit_may_begin(const TimeReader *r, uint32_t i) {
  return time_unit_uncounted(r, i) || (at_digits(r, i + 1) && !at_tag(r, i, r->tags->unit_plural));
}

/* Can a time begin at token i? Cheap: most tokens end here. */
static bool may_begin(const TimeReader *r, uint32_t i) {
  uint32_t signs = r->signs.of[i];
  if (!(signs & SIGNS_BEGIN) || !(time_lead(r, i) & SIGNS_ANY) || !may_go_on(r, i)) {
    return false;
  }
  if (signs & SIGN_DIGITS) {
    return digits_may_begin(r, i) && !is_age(r, i);
  }
  if ((signs & (SIGN_BARE | SIGN_PHRASE)) == SIGN_BARE && !stands_alone(r, i)) {
    return unit_may_begin(r, i);
  }
  if (signs & SIGN_SURE) {
    return true;
  }
  if (signs & (SIGN_THE | SIGN_POINTER)) {
    return pointer_may_begin(r, i);
  }
  if (signs & (SIGN_COUNTS | SIGN_LED)) {
    bool digits = signs & (SIGN_SHIFT | SIGN_MOD | SIGN_EVERY);
    return time_follows(r, i) ||
           (digits && (at_digits(r, i + 1) || at_digits(r, i + 2) || at_digits(r, i + 3)));
  }
  return (signs & (SIGN_PHRASE | SIGN_LETTER | SIGN_THESE)) || time_follows(r, i);
}

static void block_times(const TimeReader *r, Mentions *mentions) {
  for (uint32_t i = r->least; i < r->limit;) {
    TagValue value;
    Time e;
    if (token_of(r->text, i)->mark || !may_begin(r, i)) {
      i++;
      continue;
    }
    uint32_t never = phrase_after(r->text, i, r->limit, r->tags->never, &value);
    if (never > i + 1) {
      i = never;
      continue;
    }
    uint32_t end = time_read_any(r, i, &e);
    if (end == i) {
      i++;
      continue;
    }
    TimeMention m = {.first = i, .end = end, .timex = timex_of(&e), .rule = rule_of(&e)};
    m.expression = time_keep(r, e);
    m.is_name = is_name(r, i, end, &e);
    array_push(r->arena, &mentions->times, m);
    i = end;
  }
}

void time_find(const Text *text, const TimeTags *tags, Arena *arena, Mentions *mentions) {
  TimeMemory *memory = arena_new(arena, TimeMemory);
  TimeSigns signs = time_signs_of_text(text, &tags->signs, arena);
  for (uint32_t s = 0; s < text->sentences.n;) {
    uint32_t last = s;
    while (last + 1 < text->sentences.n &&
           text->sentences.v[last + 1].block == text->sentences.v[s].block) {
      last++;
    }
    for (uint32_t i = 0; i < TIME_REMEMBERED; i++) {
      memory->points[i].at = memory->dates[i].at = memory->parts[i].at = UINT32_MAX;
      memory->numbers[i].at = UINT32_MAX;
    }
    TimeReader r = {text,  tags, arena, text->sentences.v[s].first, text->sentences.v[last].end,
                    memory, signs};
    block_times(&r, mentions);
    s = last + 1;
  }
}
