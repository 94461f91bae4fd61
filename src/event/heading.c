/* Places and a period ──▶ heading. */
#include "event/heading.h"

static Str number_text(Arena *arena, int number) {
  return str_of(arena_printf(arena, "%d", number));
}

static Str month_text(Arena *arena, const Phrases *phrases, int month) {
  return phrase(phrases, arena_printf(arena, "month.%d", month));
}

/* One date, as exactly as it is known. */
static Str date_text(Arena *arena, const Phrases *p, Date d) {
  Str year = d.year ? number_text(arena, d.year) : (Str){NULL, 0};
  if (!d.month) {
    return year;
  }
  Str month = month_text(arena, p, d.month);
  if (!d.day) {
    return d.year ? phrase_fill(arena, p, "date.month_year", 2, "month", month, "year", year)
                  : month;
  }
  Str day = number_text(arena, d.day);
  return d.year ? phrase_fill(arena, p, "date.day_month_year", 3, "day", day, "month", month,
                              "year", year)
                : phrase_fill(arena, p, "date.day_month", 2, "day", day, "month", month);
}

static bool date_known(Date d) {
  return d.year || d.month;
}

Str heading_date(Arena *arena, const Phrases *p, const Period *period) {
  Date s = period->start, e = period->end;
  if (!date_known(s) && !date_known(e)) {
    return phrase(p, "heading.no_date");
  }
  if (civil_equal(s, e)) {
    return date_text(arena, p, s);
  }
  if (!date_known(e)) {
    return phrase_fill(arena, p, "date.from", 1, "date", date_text(arena, p, s));
  }
  if (!date_known(s)) {
    return phrase_fill(arena, p, "date.until", 1, "date", date_text(arena, p, e));
  }
  bool one_month = s.year == e.year && s.month == e.month && s.day && e.day;
  bool one_year = s.year == e.year && s.month && e.month;
  Str from = one_month ? number_text(arena, s.day)
             : one_year ? date_text(arena, p, (Date){0, s.month, s.day})
                        : date_text(arena, p, s);
  return phrase_fill(arena, p, one_month ? "date.days" : "date.range", 2, "from", from, "to",
                     date_text(arena, p, e));
}

static Str country_name(const Gazetteer *gazetteer, const Event *event, Str code) {
  Place place;
  if (gazetteer && gazetteer_place(gazetteer, gazetteer_country(gazetteer, code), &place)) {
    return place.name;
  }
  for (uint32_t i = 0; i < event->places.n; i++) {
    const ClaimPlace *p = &event->places.v[i];
    if (p->precision == PRECISION_COUNTRY && str_equal(p->country, code)) {
      return p->name;
    }
  }
  return (Str){NULL, 0};
}

static Str place_text(Arena *arena, const Phrases *p, const Gazetteer *gazetteer,
                      const Event *event) {
  if (event->places.n == 0) {
    return phrase(p, "heading.no_place");
  }
  const ClaimPlace *first = &event->places.v[0];
  Str country = country_name(gazetteer, event, first->country);
  uint32_t others = 0;
  for (uint32_t i = 1; i < event->places.n; i++) {
    const ClaimPlace *other = &event->places.v[i];
    others += other->precision != PRECISION_COUNTRY && !str_equal(other->name, first->name) &&
              str_equal(other->country, first->country);
  }
  if (first->precision == PRECISION_COUNTRY || str_equal_fold(first->name, country)) {
    return first->name;
  }
  if (others) {
    return country.n ? phrase_fill(arena, p, "heading.places_in", 2, "place", first->name,
                                   "country", country)
                     : phrase_fill(arena, p, "heading.places", 1, "place", first->name);
  }
  return country.n ? phrase_fill(arena, p, "heading.place_in", 2, "place", first->name, "country",
                                 country)
                   : first->name;
}

Str heading_of(Arena *arena, const Phrases *p, const Gazetteer *gazetteer, const Event *event) {
  return phrase_fill(arena, p, "heading", 2, "place", place_text(arena, p, gazetteer, event),
                     "date", heading_date(arena, p, &event->time));
}
