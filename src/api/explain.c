/* Explain: an id, or a measure and a figure → the claims, persons, events and readings meant. */
#include "view/explain.h"

#include "api/together.h"

typedef struct Subject {
  Str name;           /* id or measure */
  Str figure;         /* empty for an id */
  bool has_number;
  Decimal number;
  bool lines;         /* JSON Lines, else text */
  uint32_t found;
} Subject;

/* ---- by id ----------------------------------------------------------------------------------- */

static void by_id(const Explain *e, Json *j, Subject *s) {
  const Extraction *x = e->story->extraction;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (str_equal(x->claims.v[i].id, s->name)) {
      s->lines ? explain_claim_line(e, j, i) : explain_claim(e, i);
      s->found++;
    }
  }
  for (uint32_t i = 0; i < x->persons.n; i++) {
    if (str_equal(x->persons.v[i].id, s->name)) {
      s->lines ? explain_person_line(e, j, i) : explain_person(e, i);
      s->found++;
    }
  }
  for (uint32_t i = 0; i < e->story->events.n; i++) {
    if (str_equal(e->story->events.v[i].event->id, s->name)) {
      s->lines ? explain_event_line(e, j, i) : explain_event(e, i);
      s->found++;
    }
  }
}

/* ---- by measure and figure ------------------------------------------------------------------- */

static bool is_meant(const Subject *s, const Claim *c) {
  const Value *v = &c->value;
  if (c->kind != CLAIM_FIGURE || !str_equal(c->measure, s->name)) {
    return false;
  }
  if (s->has_number && v->has_number) {
    return decimal_compare(v->number, s->number) == 0;
  }
  if (s->has_number) {
    return (v->has_low && decimal_compare(v->low, s->number) == 0) ||
           (v->has_high && decimal_compare(v->high, s->number) == 0);
  }
  return str_equal_fold(v->words.text, s->figure) ||
         str_equal_fold(v->number_words.text, s->figure);
}

static void reading_out(const Explain *e, Json *j, Subject *s, uint32_t event, uint32_t measure,
                        uint32_t reading) {
  const Reading *r = &e->story->events.v[event].measures.v[measure].readings.v[reading];
  if (!s->lines) {
    explain_reading(e, event, measure, reading);
    return;
  }
  explain_reading_line(e, j, event, measure, reading);
  for (uint32_t i = 0; i < r->claims.n; i++) {
    explain_claim_line(e, j, r->claims.v[i]);
  }
}

/* Claims of readings come with them; the others stand alone. */
static void by_figure(const Explain *e, Json *j, Subject *s) {
  const Extraction *x = e->story->extraction;
  bool *shown = arena_array(e->arena, bool, x->claims.n);
  for (uint32_t i = 0; i < e->story->events.n; i++) {
    const EventStory *event = &e->story->events.v[i];
    for (uint32_t m = 0; m < event->measures.n; m++) {
      const MeasureReadings *measure = &event->measures.v[m];
      for (uint32_t r = 0; r < measure->readings.n; r++) {
        const Reading *reading = &measure->readings.v[r];
        bool named = str_equal(reading->id, s->figure) && str_equal(measure->measure, s->name);
        if (named || is_meant(s, &x->claims.v[reading->shown])) {
          reading_out(e, j, s, i, m, r);
          s->found++;
          for (uint32_t k = 0; k < reading->claims.n; k++) {
            shown[reading->claims.v[k]] = true;
          }
        }
      }
    }
  }
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (!shown[i] && is_meant(s, &x->claims.v[i])) {
      s->lines ? explain_claim_line(e, j, i) : explain_claim(e, i);
      s->found++;
    }
  }
}

/* ---- nothing of that kind -------------------------------------------------------------------- */

static void add_once(Buffer *list, Str word) {
  Str have = buffer_view(list);
  for (size_t i = 0; i + word.n <= have.n; i++) {
    if (!memcmp(have.p + i, word.p, word.n) && (!i || have.p[i - 1] == ' ') &&
        (i + word.n == have.n || have.p[i + word.n] == ',')) {
      return;
    }
  }
  if (list->n < 240) {
    buffer_text(list, list->n ? ", " : "");
    buffer_str(list, word);
  }
}

/* The line with the id that a person rejected; NULL if there is none. */
static const RejectedLine *rejected_line(const according_run *run, Str id) {
  const AmendReport *report = &run->together->report;
  for (uint32_t i = 0; i < report->rejected_lines.n && !run->together->withholds; i++) {
    if (str_equal(report->rejected_lines.v[i].id, id)) {
      return &report->rejected_lines.v[i];
    }
  }
  return NULL;
}

/* Says what there is instead: figures of the measure, or measures. */
static int not_found(const according_run *run, const Explain *e, const Subject *s,
                     according_status *status) {
  const Extraction *x = e->story->extraction;
  Buffer figures, measures;
  int code;
  buffer_init(&figures);
  buffer_init(&measures);
  for (uint32_t i = 0; i < x->claims.n; i++) {
    const Claim *c = &x->claims.v[i];
    if (c->kind == CLAIM_FIGURE) {
      add_once(&measures, c->measure);
      if (str_equal(c->measure, s->name)) {
        add_once(&figures, c->value.words.text);
      }
    }
  }
  const RejectedLine *rejected = rejected_line(run, s->name);
  if (rejected) {
    code = status_say(status, ACCORDING_NOT_FOUND, 0, "%.*s: was rejected by %.*s: %.*s",
                      STR_ARG(s->name), STR_ARG(rejected->by), STR_ARG(rejected->why));
  } else if (!s->figure.n) {
    code = status_say(status, ACCORDING_NOT_FOUND, 0,
                      "%.*s: no claim, person or event of these documents has this id",
                      STR_ARG(s->name));
  } else if (figures.n) {
    code = status_say(status, ACCORDING_NOT_FOUND, 0,
                      "%.*s %.*s: no document gives this figure; figures of %.*s here: %.*s",
                      STR_ARG(s->name), STR_ARG(s->figure), STR_ARG(s->name),
                      STR_ARG(buffer_view(&figures)));
  } else {
    code = status_say(status, ACCORDING_NOT_FOUND, 0,
                      "%.*s: no document gives figures of this measure; measures here: %.*s",
                      STR_ARG(s->name),
                      STR_ARG(measures.n ? buffer_view(&measures) : str_lit("none")));
  }
  buffer_release(&figures);
  buffer_release(&measures);
  return code;
}

static int explain(according_run *run, Subject *s, Buffer *text, according_status *status) {
  jmp_buf jump;
  Json j;
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to explain this");
  }
  Explain e = {.story = run->together->shown,
               .pack = &run->engine->pack,
               .wording = &run->engine->wording,
               .phrases = &run->engine->explain_phrases,
               .arena = &run->arena,
               .out = text};
  json_begin(&j, text);
  explain_begin(&e);
  if (s->figure.n) {
    by_figure(&e, &j, s);
  } else {
    by_id(&e, &j, s);
  }
  int code = s->found ? ACCORDING_OK : not_found(run, &e, s, status);
  run->arena.escape = NULL;
  return code;
}

int according_explain(according_run *run, const char *subject, const char *figure, int format,
                      according_sink out, according_status *status) {
  Subject s = {.name = str_of(subject), .figure = str_of(figure)};
  Buffer text;
  s.lines = format == ACCORDING_LINES;
  s.has_number = decimal_read(s.figure, '.', &s.number);
  int code = run_together(run, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  buffer_init(&text);
  code = explain(run, &s, &text, status);
  if (code == ACCORDING_OK && text.failed) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory to explain this");
  }
  if (code == ACCORDING_OK) {
    Str given = buffer_view(&text);
    if (!s.lines && given.n > 1) {
      given.n--; /* the empty line behind the last block */
    }
    code = sink_give(out, given, status);
  }
  buffer_release(&text);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}
