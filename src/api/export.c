/* Export: claims and readings in the forms of other programs. */
#include "api/exporting.h"
#include "api/passages_read.h"
#include "rule/count_rows.h"

/* ---- tables of claims ------------------------------------------------------------------------ */

static void write_claims(Exporting *e, ExportClaims which) {
  const Extraction *x = e->view.story->extraction;
  export_claims_head(&e->out, which);
  for (uint32_t i = 0; i < e->view.claims.n; i++) {
    bool figure = x->claims.v[e->view.claims.v[i]].kind == CLAIM_FIGURE;
    if (which == EXPORT_CLAIMS || figure == (which == EXPORT_FIGURES)) {
      export_claim(&e->out, &e->view, e->view.claims.v[i], which);
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
  count_rows(e->view.story, event, measure, e->run->together->sources, &e->scratch, table);
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

static void sources(Exporting *e) {
  export_sources(&e->out, &e->view, &e->scratch);
}

static void earliest(Exporting *e) {
  with_citations(e, export_earliest);
}

static void circular(Exporting *e) {
  with_citations(e, export_circular);
}

/* ---- incidents ------------------------------------------------------------------------------- */

static void bounds(Exporting *e) {
  const Story *all = e->run->together->shown;
  exporting_events(e, all);
  export_bounds(&e->out, &e->incident, all, e->view.event_of);
}

static void checklist(Exporting *e) {
  export_checklist(&e->out, &e->incident, e->view.story->extraction);
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
  OF_ALL = 16,        /* of all documents: of no one event */
  NEEDS_INCIDENT = 32, /* an incident file */
  NEEDS_SOURCES = 64, /* a register of sources must be given */
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
    {"sources", NEEDS_SOURCES, NULL, sources},
    {"events", 0, export_events, NULL},
    {"readings", 0, export_readings, NULL},
    {"relations", 0, export_relations, NULL},
    {"silent", 0, export_silent, NULL},
    {"remarks", 0, export_remarks, NULL},
    {"questions", 0, export_questions, NULL},
    {"origins", 0, export_origins, NULL},
    {"passages", NEEDS_TEXT | NEEDS_PASSAGES | OF_ALL, NULL, NULL},
    {"checks", OF_ALL, NULL, checks},
    {"earliest", OF_ALL, NULL, earliest},
    {"circular", OF_ALL, NULL, circular},
    {"counts", NEEDS_RULE, NULL, counts},
    {"bounds", NEEDS_INCIDENT, NULL, bounds},
    {"checklist", NEEDS_INCIDENT, NULL, checklist},
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

static int form_allowed(const according_run *run, const Form *form,
                        const according_export_options *o, according_status *status) {
  if (form->needs & NEEDS_TEXT && run->has_claims) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s needs documents, not lines of extract: it quotes their texts",
                      form->name);
  }
  if (form->needs & NEEDS_SOURCES && !run->sources) {
    return status_say(status, ACCORDING_USAGE, 0, "%s needs --sources FILE, a register of sources: it writes that",
                      form->name);
  }
  if (form->needs & NEEDS_RULE && !o->rule) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s needs --rule NAME: nothing is counted without one", form->name);
  }
  if (o->rule && !(form->needs & (NEEDS_RULE | TAKES_RULE))) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s takes no --rule: it counts nothing", form->name);
  }
  if (form->needs & NEEDS_INCIDENT && !o->incident) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s needs --incident FILE: it is of what lies inside a person's bounds",
                      form->name);
  }
  if (form->needs & OF_ALL && (o->event || o->incident)) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s is of all documents: it takes neither --event nor --incident",
                      form->name);
  }
  if (o->event && o->incident) {
    return status_say(status, ACCORDING_USAGE, 0, "--event and --incident exclude one another");
  }
  return ACCORDING_OK;
}

/* ---- together -------------------------------------------------------------------------------- */

static int form_write(Exporting *e, const Form *form, const char *as,
                      const according_export_options *o, according_status *status) {
  Status problem = {0};
  jmp_buf jump;
  if (arena_guard(&e->run->arena, &jump)) {
    e->run->arena.escape = NULL;
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the export");
  }
  e->scratch.escape = &jump;
  int code = exporting_open(e, o, &problem);
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
  if (form->needs & NEEDS_PASSAGES && e->run->sources && !e->run->show_restricted &&
      withhold_any(e->run->sources)) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s tells where wording of restricted sources stands: the register must "
                      "allow them to be shown",
                      form->name);
  }
  if (form->needs & NEEDS_PASSAGES) {
    PassageArray passages = {0};
    int code = run_passages(e->run, &passages, status);
    if (code == ACCORDING_OK) {
      export_passages(&e->out, &e->run->extraction, &passages);
    }
    return code;
  }
  int code = run_together(e->run, status);
  return code == ACCORDING_OK ? form_write(e, form, as, o, status) : code;
}

int according_export(according_run *run, const char *as, const according_export_options *options,
                     according_sink out, according_status *status) {
  static const according_export_options plain = {0};
  const according_export_options *o = options ? options : &plain;
  Exporting e = {.run = run};
  const Form *form = NULL;
  int code = form_find(as, &form, status);
  if (code == ACCORDING_OK) {
    code = form_allowed(run, form, o, status);
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
  exporting_close(&e);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}
