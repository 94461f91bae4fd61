/* Export: claims and readings in the forms of other programs. */
#include <stdlib.h>

#include "api/exporting.h"
#include "api/passages_read.h"
#include "rule/count_rows.h"

/* ---- tables of claims ------------------------------------------------------------------------ */

static void write_claims(Exporting *e, ExportClaims which) {
  const Extraction *x = e->view.story->extraction;
  export_claims_head(&e->out, which);
  for (uint32_t i = 0; i < x->claims.n; i++) {
    bool figure = x->claims.v[i].kind == CLAIM_FIGURE;
    if (which == EXPORT_CLAIMS || figure == (which == EXPORT_FIGURES)) {
      export_claim(&e->out, &e->view, i, which);
    }
  }
}

static void figures(Exporting *e) {
  write_claims(e, EXPORT_FIGURES);
}

static void statements(Exporting *e) {
  write_claims(e, EXPORT_STATEMENTS);
}

static void claims(Exporting *e) {
  write_claims(e, EXPORT_CLAIMS);
}

/* ---- rows and counts ------------------------------------------------------------------------- */

static void rows(Exporting *e) {
  const Story *story = e->view.story;
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

bool export_counted(Exporting *e, const EventStory *event, const MeasureReadings *measure,
                    RowTable *table, RuleOutcome *outcome) {
  if (!e->rule) {
    return false;
  }
  count_rows(e->view.story, event, measure, e->sources, &e->scratch, table);
  if (table->rows.n == 0) {
    return false;
  }
  rule_apply(e->rule, table, 0, table->rows.n, UINT32_MAX, &e->scratch, outcome);
  return outcome->asked;
}

static void counts(Exporting *e) {
  const Story *story = e->view.story;
  export_counts_head(&e->out);
  for (uint32_t i = 0; i < story->events.n; i++) {
    const EventStory *event = &story->events.v[i];
    for (uint32_t m = 0; m < event->measures.n; m++) {
      RowTable table;
      RuleOutcome outcome;
      if (export_counted(e, event, &event->measures.v[m], &table, &outcome)) {
        CountView count = {event,   &event->measures.v[m], e->rule, &table,
                           &outcome, {NULL, 0}};
        export_count(&e->out, &count, &e->scratch);
      }
      arena_clear(&e->scratch);
    }
  }
}

/* ---- checks ---------------------------------------------------------------------------------- */

static void with_citations(Exporting *e, void (*write)(Buffer *out, const ExportView *view)) {
  const Pack *pack = &e->run->engine->pack;
  CitationWords words = {pack_file(pack, "words/common.txt"),
                         pack_file(pack, "words/documents.txt")};
  Citations citations;
  citations_find(e->view.story, &words, &e->run->arena, &citations);
  e->view.citations = &citations;
  write(&e->out, &e->view);
  e->view.citations = NULL;
}

static void checks(Exporting *e) {
  with_citations(e, export_checks);
}

static void earliest(Exporting *e) {
  with_citations(e, export_earliest);
}

static void circular(Exporting *e) {
  with_citations(e, export_circular);
}

static void prov(Exporting *e) {
  export_prov(&e->out, &e->view, &e->scratch);
}

/* ---- forms ----------------------------------------------------------------------------------- */

enum {
  NEEDS_TEXT = 1,     /* documents, not lines of extract */
  NEEDS_RULE = 2,     /* a counting rule must be named */
  TAKES_RULE = 4,     /* … may be */
  NEEDS_PASSAGES = 8, /* shared wording in place of claims */
};

typedef struct Form {
  const char *name;
  unsigned needs;
  void (*view)(Buffer *out, const ExportView *view); /* what needs but a view of the story */
  void (*make)(Exporting *e); /* what needs more */
} Form; /* neither: the events in the columns of a form file */

static const Form forms[] = {
    {"figures", 0, NULL, figures},
    {"statements", 0, NULL, statements},
    {"claims", 0, NULL, claims},
    {"persons", 0, export_persons, NULL},
    {"actors", 0, export_actors, NULL},
    {"documents", 0, export_documents, NULL},
    {"events", 0, export_events, NULL},
    {"readings", 0, export_readings, NULL},
    {"relations", 0, export_relations, NULL},
    {"silent", 0, export_silent, NULL},
    {"remarks", 0, export_remarks, NULL},
    {"questions", 0, export_questions, NULL},
    {"origins", 0, export_origins, NULL},
    {"passages", NEEDS_TEXT | NEEDS_PASSAGES, NULL, NULL},
    {"checks", 0, NULL, checks},
    {"earliest", 0, NULL, earliest},
    {"circular", 0, NULL, circular},
    {"counts", NEEDS_RULE, NULL, counts},
    {"rows", 0, NULL, rows},
    {"reports", 0, NULL, NULL},
    {"ged", TAKES_RULE, NULL, NULL},
    {"acled", TAKES_RULE, NULL, NULL},
    {"geojson", 0, export_geojson, NULL},
    {"annotations", NEEDS_TEXT, export_annotations, NULL},
    {"wikitext", 0, export_wikitext, NULL},
    {"prov", 0, NULL, prov},
};

enum { FORM_COUNT = sizeof forms / sizeof *forms };

/* "a, b or c" of all forms that there are, zero-terminated. */
static void form_names(Buffer *out) {
  for (size_t i = 0; i < FORM_COUNT; i++) {
    buffer_format(out, "%s%s", i == 0 ? "" : i + 1 < FORM_COUNT ? ", " : " or ", forms[i].name);
  }
}

static int form_find(const char *as, const Form **form, according_status *status) {
  static const Form own = {NULL, TAKES_RULE, NULL, NULL};
  Buffer names;
  if (form_is_file(as)) {
    *form = &own;
    return ACCORDING_OK;
  }
  for (size_t i = 0; i < FORM_COUNT; i++) {
    if (strcmp(forms[i].name, as) == 0) {
      *form = &forms[i];
      return ACCORDING_OK;
    }
  }
  buffer_init(&names);
  form_names(&names);
  int code = status_say(status, ACCORDING_USAGE, 0,
                        "no form \"%.40s\": expected %s, or a file NAME.form", as,
                        names.failed ? "another" : names.p);
  buffer_release(&names);
  return code;
}

static int form_allowed(const according_run *run, const Form *form, const char *rule,
                        according_status *status) {
  if (form->needs & NEEDS_TEXT && run->has_claims) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s needs documents, not lines of extract: it quotes their texts",
                      form->name);
  }
  if (form->needs & NEEDS_RULE && !rule) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s needs a counting rule: nothing is counted without one", form->name);
  }
  if (rule && !(form->needs & (NEEDS_RULE | TAKES_RULE))) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s takes no counting rule: it counts nothing", form->name);
  }
  return ACCORDING_OK;
}

/* ---- together -------------------------------------------------------------------------------- */

/* The events of claims and persons. */
static void view_begin(Exporting *e, const Story *story) {
  Arena *arena = &e->run->arena;
  const EventStory **claims_of =
      arena_array(arena, const EventStory *, story->extraction->claims.n + 1);
  const EventStory **persons_of =
      arena_array(arena, const EventStory *, story->extraction->persons.n + 1);
  for (uint32_t i = 0; i < story->events.n; i++) {
    const EventStory *event = &story->events.v[i];
    for (uint32_t k = 0; k < event->event->claims.n; k++) {
      claims_of[event->event->claims.v[k]] = event;
    }
    for (uint32_t k = 0; k < event->event->persons.n; k++) {
      persons_of[event->event->persons.v[k]] = event;
    }
  }
  e->view.story = story;
  e->view.event_of = claims_of;
  e->view.event_of_person = persons_of;
  e->view.phrases = &e->run->engine->export_phrases;
  e->view.wording = &e->run->engine->wording;
  e->view.program = str_of(arena_printf(arena, "according %s", according_version()));
  e->view.pack = str_of(e->run->engine->pack_line);
}

typedef struct Opened {
  CountingRule rule;
  SourceRegister sources;
  char *rule_bytes, *sources_bytes; /* malloc'd, or NULL */
} Opened;

static int options_open(Exporting *e, const according_export_options *o, Opened *opened,
                        Status *status) {
  int code = STATUS_OK;
  if (o->rule) {
    code = rule_open(e->run->engine, str_of(o->rule), &e->run->arena, &opened->rule,
                     &opened->rule_bytes, status);
    e->rule = &opened->rule;
  }
  if (code == STATUS_OK && o->sources) {
    code = sources_open(o->sources, &e->run->arena, &opened->sources, &opened->sources_bytes,
                        status);
    e->sources = &opened->sources;
  }
  return code;
}

static int form_write(Exporting *e, const Form *form, const char *as,
                      const according_export_options *o, Opened *opened,
                      according_status *status) {
  Status problem = {0};
  jmp_buf jump;
  if (arena_guard(&e->run->arena, &jump)) {
    e->run->arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the export");
  }
  e->scratch.escape = &jump;
  view_begin(e, &e->run->together->story);
  int code = options_open(e, o, opened, &problem);
  if (code == STATUS_OK && form->make) {
    form->make(e);
  } else if (code == STATUS_OK && form->view) {
    form->view(&e->out, &e->view);
  } else if (code == STATUS_OK) {
    code = export_form(e, as, &problem);
  }
  e->run->arena.escape = NULL;
  return code ? status_give(status, &problem) : ACCORDING_OK;
}

static int form_make(Exporting *e, const Form *form, const char *as,
                     const according_export_options *o, according_status *status) {
  if (form->needs & NEEDS_PASSAGES) {
    PassageArray passages = {0};
    int code = run_passages(e->run, &passages, status);
    if (code == ACCORDING_OK) {
      export_passages(&e->out, &e->run->extraction, &passages);
    }
    return code;
  }
  Opened opened = {.rule_bytes = NULL};
  int code = run_together(e->run, status);
  if (code == ACCORDING_OK) {
    code = form_write(e, form, as, o, &opened, status);
  }
  free(opened.rule_bytes);
  free(opened.sources_bytes);
  return code;
}

int according_export(according_run *run, const char *as, const according_export_options *options,
                     according_sink out, according_status *status) {
  static const according_export_options plain = {0};
  const according_export_options *o = options ? options : &plain;
  Exporting e = {.run = run};
  const Form *form = NULL;
  int code = form_find(as, &form, status);
  if (code == ACCORDING_OK) {
    code = form_allowed(run, form, o->rule, status);
  }
  if (code != ACCORDING_OK) {
    return code;
  }
  arena_init(&e.scratch);
  buffer_init(&e.out);
  code = form_make(&e, form, as, o, status);
  if (code == ACCORDING_OK && e.out.failed) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the export");
  }
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&e.out), status);
  }
  free(e.form_bytes);
  arena_release(&e.scratch);
  buffer_release(&e.out);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}
