/* Export: claims and readings in the forms of other programs. */
#include "api/together.h"
#include "rule/count_rows.h"
#include "view/export_write.h"

typedef struct Exporting {
  according_run *run;
  Arena scratch;
  Buffer out;
} Exporting;

/* The event of each claim, NULL of those in none. */
static const EventStory **events_of(Exporting *e, const Story *story) {
  const EventStory **event_of =
      arena_array(&e->scratch, const EventStory *, story->extraction->claims.n + 1);
  for (uint32_t i = 0; i < story->events.n; i++) {
    const EventStory *event = &story->events.v[i];
    for (uint32_t k = 0; k < event->event->claims.n; k++) {
      event_of[event->event->claims.v[k]] = event;
    }
  }
  return event_of;
}

static void figures(Exporting *e, const Story *story) {
  const EventStory **event_of = events_of(e, story);
  export_figures_head(&e->out);
  for (uint32_t i = 0; i < story->extraction->claims.n; i++) {
    const Claim *c = &story->extraction->claims.v[i];
    if (c->kind == CLAIM_FIGURE) {
      export_figure(&e->out, story, event_of[i], c);
    }
  }
}

static void rows(Exporting *e, const Story *story) {
  export_rows_head(&e->out);
  for (uint32_t i = 0; i < story->events.n; i++) {
    const EventStory *event = &story->events.v[i];
    for (uint32_t m = 0; m < event->measures.n; m++) {
      RowTable table;
      count_rows(story, event, &event->measures.v[m], NULL, &e->scratch, &table);
      export_rows(&e->out, &table);
      arena_clear(&e->scratch);
    }
  }
}

static void geojson(Exporting *e, const Story *story) {
  export_geojson(&e->out, story, events_of(e, story));
}

static void annotations(Exporting *e, const Story *story) {
  for (uint32_t i = 0; i < story->extraction->claims.n; i++) {
    if (story->extraction->claims.v[i].kind == CLAIM_FIGURE) {
      export_annotation(&e->out, story->extraction, &story->extraction->claims.v[i]);
    }
  }
}

static const struct {
  const char *name;
  void (*write)(Exporting *e, const Story *story);
  bool needs_text;
} forms[] = {{"figures", figures, false},
             {"rows", rows, false},
             {"geojson", geojson, false},
             {"annotations", annotations, true}};

static int form_write(Exporting *e, size_t form, according_status *status) {
  jmp_buf jump;
  int code = ACCORDING_OK;
  if (arena_guard(&e->scratch, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the export");
  } else {
    forms[form].write(e, &e->run->together->story);
    code = e->out.failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the export")
                         : ACCORDING_OK;
  }
  e->scratch.escape = NULL;
  return code;
}

int according_export(according_run *run, const char *as, according_sink out,
                     according_status *status) {
  Exporting e = {.run = run};
  size_t form = 0;
  while (form < sizeof forms / sizeof *forms && strcmp(forms[form].name, as) != 0) {
    form++;
  }
  if (form == sizeof forms / sizeof *forms) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "no form \"%.40s\": expected figures, rows, geojson or annotations", as);
  }
  if (forms[form].needs_text && run->has_claims) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s needs documents, not lines of extract: it quotes their texts", as);
  }
  int code = run_together(run, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  arena_init(&e.scratch);
  buffer_init(&e.out);
  code = form_write(&e, form, status);
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&e.out), status);
  }
  arena_release(&e.scratch);
  buffer_release(&e.out);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}
