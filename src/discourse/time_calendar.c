/* Time calendar: days since 1970-01-01 to pieces of the calendar and back. */
#include "discourse/time_calendar.h"

enum { WEEK = 7, YEAR_MOST = 9999 };

static const char *const season_codes[] = {"", "SP", "SU", "FA", "WI"};

static Str text(Arena *arena, const char *written) {
  return str_copy(arena, str_of(written));
}

static When unknown(TimeUnit unit, Str value) {
  return (When){.unit = unit, .value = value};
}

static When piece(TimeUnit unit, Date date, int32_t first, int32_t last, Str value) {
  return (When){true, unit, date, first, last, value};
}

When when_date(Date date, Arena *arena) {
  char out[16];
  TimeUnit unit = date.day ? UNIT_DAY : date.month ? UNIT_MONTH : UNIT_YEAR;
  size_t n = civil_write(date, out);
  Str value = str_copy(arena, (Str){out, n});
  if (!date.month && date.year > 0 && date.year < 1000) {
    value = str_of(arena_printf(arena, "%04d", (int)date.year));
  }
  int32_t first = civil_first(date);
  if (date.year <= 0 || date.year > YEAR_MOST || first == DAY_NONE) {
    When w = unknown(unit, value);
    w.date = date;
    return w;
  }
  return piece(unit, date, first, civil_last(date), value);
}

When when_day(int32_t day, Arena *arena) {
  return when_date(civil_date(day), arena);
}

/* Week number and its year after ISO 8601. */
static int iso_week(int32_t day, int32_t *year) {
  int32_t thursday = day - civil_weekday(day) + 3;
  *year = civil_date(thursday).year;
  return (int)((thursday - civil_days(*year, 1, 1)) / WEEK + 1);
}

When when_week(int32_t day, Arena *arena) {
  int32_t year, monday = day - civil_weekday(day);
  int week = iso_week(day, &year);
  Str value = str_of(arena_printf(arena, "%04d-W%02d", (int)year, week));
  return piece(UNIT_WEEK, civil_date(monday), monday, monday + 6, value);
}

When when_weekend(int32_t day, Arena *arena) {
  int32_t year, monday = day - civil_weekday(day);
  int week = iso_week(day, &year);
  Str value = str_of(arena_printf(arena, "%04d-W%02d-WE", (int)year, week));
  return piece(UNIT_WEEKEND, civil_date(monday + 5), monday + 5, monday + 6, value);
}

/* Months from `month` on, `n` of them, of a year or of none. */
static When months(TimeUnit unit, int32_t year, int month, int n, Str value) {
  if (year <= 0 || year > YEAR_MOST) {
    return unknown(unit, value);
  }
  int32_t first = civil_days(year, month, 1);
  return piece(unit, (Date){year, 0, 0}, first, day_add_months(first, n) - 1, value);
}

When when_quarter(int32_t year, int quarter, Arena *arena) {
  Str value = year > 0 ? str_of(arena_printf(arena, "%04d-Q%d", (int)year, quarter))
                       : str_of(arena_printf(arena, "XXXX-Q%d", quarter));
  return months(UNIT_QUARTER, year, quarter * 3 - 2, 3, value);
}

When when_half(int32_t year, int half, Arena *arena) {
  Str value = year > 0 ? str_of(arena_printf(arena, "%04d-H%d", (int)year, half))
                       : str_of(arena_printf(arena, "XXXX-H%d", half));
  return months(UNIT_HALF, year, half * 6 - 5, 6, value);
}

When when_season(int32_t year, Season season, Arena *arena) {
  static const int begins[] = {1, 3, 6, 9, 12};
  Str value = year > 0 ? str_of(arena_printf(arena, "%04d-%s", (int)year, season_codes[season]))
                       : str_of(arena_printf(arena, "XXXX-%s", season_codes[season]));
  return months(UNIT_SEASON, year, begins[season], 3, value);
}

static When years(TimeUnit unit, int32_t first_year, int32_t n, Str value) {
  if (first_year < 0 || first_year + n > YEAR_MOST + 1) {
    return unknown(unit, value);
  }
  int32_t year = first_year ? first_year : 1;
  return piece(unit, (Date){year, 0, 0}, civil_days(year, 1, 1),
               civil_days(first_year + n, 1, 1) - 1, value);
}

When when_decade(int32_t year, Arena *arena) {
  int32_t decade = year / 10;
  return years(UNIT_DECADE, decade * 10, 10, str_of(arena_printf(arena, "%03d", (int)decade)));
}

When when_century(int32_t year, Arena *arena) {
  int32_t century = year / 100;
  return years(UNIT_CENTURY, century * 100, 100, str_of(arena_printf(arena, "%02d", (int)century)));
}

When when_unit(TimeUnit unit, int32_t day, Arena *arena) {
  Date date = civil_date(day);
  switch (unit) {
    case UNIT_WEEK:
    case UNIT_FORTNIGHT:
      return when_week(day, arena);
    case UNIT_WEEKEND:
      return when_weekend(day, arena);
    case UNIT_MONTH:
      return when_date((Date){date.year, date.month, 0}, arena);
    case UNIT_QUARTER:
      return when_quarter(date.year, (date.month + 2) / 3, arena);
    case UNIT_HALF:
      return when_half(date.year, (date.month + 5) / 6, arena);
    case UNIT_SEASON:
    case UNIT_YEAR:
      return when_date((Date){date.year, 0, 0}, arena);
    case UNIT_DECADE:
      return when_decade(date.year, arena);
    case UNIT_CENTURY:
    case UNIT_MILLENNIUM:
      return when_century(date.year, arena);
    default:
      return when_day(day, arena);
  }
}

int32_t day_add_months(int32_t day, int64_t n) {
  Date date = civil_date(day);
  int64_t all = (int64_t)date.year * 12 + date.month - 1 + n;
  if (all < 12 || all >= (int64_t)(YEAR_MOST + 1) * 12) {
    return day;
  }
  int32_t year = (int32_t)(all / 12);
  int month = (int)(all % 12) + 1;
  int length = civil_month_length(year, month);
  return civil_days(year, month, date.day < length ? date.day : length);
}

When when_shift(TimeUnit unit, int32_t day, int32_t n, Arena *arena) {
  switch (unit) {
    case UNIT_WEEK:
    case UNIT_WEEKEND:
      return when_unit(unit, day + n * WEEK, arena);
    case UNIT_FORTNIGHT:
      return when_week(day + n * 2 * WEEK, arena);
    case UNIT_MONTH:
    case UNIT_QUARTER: {
      int32_t begins = civil_days(civil_date(day).year, civil_date(day).month, 1);
      return when_unit(unit, day_add_months(begins, n * (unit == UNIT_QUARTER ? 3 : 1)), arena);
    }
    case UNIT_HALF:
      return when_unit(unit, day_add_months(day, n * 6), arena);
    case UNIT_SEASON:
    case UNIT_YEAR:
      return when_unit(UNIT_YEAR, day_add_months(day, (int64_t)n * 12), arena);
    case UNIT_DECADE:
      return when_unit(unit, day_add_months(day, (int64_t)n * 120), arena);
    case UNIT_CENTURY:
    case UNIT_MILLENNIUM:
      return when_unit(unit, day_add_months(day, (int64_t)n * 1200), arena);
    default:
      return when_day(day + n, arena);
  }
}

const char *part_code(DayPart part) {
  static const char *const codes[] = {"", "MO", "MI", "AF", "EV", "NI", "DT"};
  return codes[part];
}

/* ---------------------------------------------------------------------------- durations */

/* One amount in units that TIMEX3 has: "20Y" for two decades. */
static void write_amount(Arena *arena, const TimeAmount *a, char letter, int64_t times,
                         char out[48]) {
  char digits[32] = "X";
  Decimal n = a->n, product;
  if (!a->vague) {
    if (decimal_multiply(n, decimal_of(times), &product)) {
      n = product;
    }
    decimal_write(n, digits);
  }
  (void)arena;
  size_t used = strlen(digits);
  memcpy(out, digits, used);
  out[used] = letter;
  out[used + 1] = 0;
}

typedef struct DurationUnit {
  TimeUnit unit;
  char letter;
  int times;
  bool clock;
} DurationUnit;

static const DurationUnit duration_units[] = {
    {UNIT_MILLENNIUM, 'Y', 1000, false}, {UNIT_CENTURY, 'Y', 100, false},
    {UNIT_DECADE, 'Y', 10, false},       {UNIT_YEAR, 'Y', 1, false},
    {UNIT_HALF, 'M', 6, false},          {UNIT_QUARTER, 'M', 3, false},
    {UNIT_MONTH, 'M', 1, false},         {UNIT_FORTNIGHT, 'W', 2, false},
    {UNIT_WEEK, 'W', 1, false},          {UNIT_WEEKEND, 'W', 1, false},
    {UNIT_DAY, 'D', 1, false},           {UNIT_HOUR, 'H', 1, true},
    {UNIT_MINUTE, 'M', 1, true},         {UNIT_SECOND, 'S', 1, true},
};

Str duration_value(const TimeExpression *e, Arena *arena) {
  char out[TIME_AMOUNTS * 48 + 8] = "P", one[48];
  bool clock = false;
  size_t n = 1;
  for (size_t u = 0; u < sizeof duration_units / sizeof *duration_units; u++) {
    const DurationUnit *unit = &duration_units[u];
    for (uint32_t i = 0; i < e->amounts_n && i < TIME_AMOUNTS; i++) {
      if (e->amounts[i].unit != unit->unit) {
        continue;
      }
      if (unit->clock && !clock) {
        out[n++] = 'T';
        clock = true;
      }
      write_amount(arena, &e->amounts[i], unit->letter, unit->times, one);
      size_t used = strlen(one);
      memcpy(out + n, one, used);
      n += used;
      if (unit->unit == UNIT_WEEKEND) {
        out[n++] = 'E';
      }
    }
  }
  out[n] = 0;
  return text(arena, out);
}
