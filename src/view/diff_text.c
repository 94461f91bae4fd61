/* Diff → text for people. */
#include "claim/line_names.h"
#include "view/page_words.h"
#include "view/record_write.h"

enum { COLUMNS = 80 };

static void say(const RecordView *v, uint32_t indent, Str words) {
  text_wrap(v->out, v->arena, indent, COLUMNS, words);
}

static void heading(const RecordView *v, const char *key, uint32_t n) {
  if (n) {
    say(v, 0, phrase(v->phrases, key));
  }
}

static Str or_nothing(const RecordView *v, Str value) {
  return value.n ? value : phrase(v->phrases, "log.nothing");
}

static void say_documents(const RecordView *v, const Changes *changes) {
  static const char *const keys[] = {"diff.document_gone", "diff.document_new",
                                     "diff.document_other"};
  heading(v, "diff.documents", changes->documents.n);
  for (uint32_t i = 0; i < changes->documents.n; i++) {
    const DocumentChange *c = &changes->documents.v[i];
    say(v, 2, phrase_fill(v->arena, v->phrases, keys[c->kind], 1, "id",
                          c->after ? c->after->id : c->before->id));
  }
}

/* "c-… killed “nine” in a1.txt" */
static Str line_words(const RecordView *v, const LineChange *c) {
  Str measure = c->claim ? c->claim->measure : str_of(line_name(NAMES_HARM, (int)c->person->harm));
  Str words = !c->claim                       ? c->person->words.text
              : c->claim->kind == CLAIM_FIGURE ? c->claim->value.words.text
                                               : c->claim->evidence.text;
  Str line = phrase_fill(v->arena, v->phrases, words.n ? "log.line" : "log.line_plain", 3, "measure",
                         measure, "quote", words, "document", c->document);
  return str_of(arena_printf(v->arena, "%.*s %.*s", STR_ARG(c->id), STR_ARG(line)));
}

/* The bounds of a figure go with its number. */
static bool says_more(const LineChange *c, uint32_t i) {
  bool number = false;
  for (uint32_t k = 0; k < c->fields.n; k++) {
    number = number || str_is(str_of(c->fields.v[k].field), "number");
  }
  Str field = str_of(c->fields.v[i].field);
  return !number || (!str_is(field, "low") && !str_is(field, "high"));
}

static Str fields_words(const RecordView *v, const LineChange *c) {
  Str fields = {NULL, 0};
  for (uint32_t k = 0; k < c->fields.n; k++) {
    const FieldChange *f = &c->fields.v[k];
    Str one = phrase_fill(v->arena, v->phrases, "diff.field", 3, "field", str_of(f->field), "before",
                          or_nothing(v, f->before), "after", or_nothing(v, f->after));
    if (says_more(c, k)) {
      fields = fields.n
                   ? str_of(arena_printf(v->arena, "%.*s; %.*s", STR_ARG(fields), STR_ARG(one)))
                   : one;
    }
  }
  return fields;
}

static void say_lines(const RecordView *v, const Changes *changes) {
  static const char *const keys[] = {"diff.line_gone", "diff.line_new", "diff.line_other"};
  heading(v, "diff.lines", changes->lines.n);
  for (uint32_t i = 0; i < changes->lines.n; i++) {
    const LineChange *c = &changes->lines.v[i];
    say(v, 2, phrase_fill(v->arena, v->phrases, keys[c->kind], 2, "line", line_words(v, c),
                          "fields", fields_words(v, c)));
  }
}

static void say_decision(const RecordView *v, uint32_t indent, const char *key, const Decision *d) {
  say(v, indent, phrase_fill(v->arena, v->phrases, key, 3, "when", d->when, "by", d->by, "what",
                             record_decision_words(v, d)));
}

static void say_decisions(const RecordView *v, const Changes *changes) {
  heading(v, "diff.decisions", changes->decisions.n);
  for (uint32_t i = 0; i < changes->decisions.n; i++) {
    const DecisionChange *c = &changes->decisions.v[i];
    say_decision(v, 2, c->kind == CHANGE_NEW ? "diff.decision_new" : "diff.decision_gone",
                 c->decision);
    if (c->against) {
      say_decision(v, 4, "diff.decision_against", c->against);
    }
  }
}

static Str documents_words(const RecordView *v, const Str *ids, uint32_t n) {
  Str all = {NULL, 0};
  for (uint32_t i = 0; i < n; i++) {
    all = str_of(arena_printf(v->arena, "%.*s%s%.*s", STR_ARG(all), i ? " " : "", STR_ARG(ids[i])));
  }
  return or_nothing(v, all);
}

static Str figure_words(const RecordView *v, const Value *value) {
  PageFigure figure = page_figure(v->wording, v->arena, value);
  return figure.plain.n ? figure.plain
                        : str_of(arena_printf(v->arena, "“%.*s”", STR_ARG(figure.quoted)));
}

static const char *figure_key(const FigureChange *c) {
  if (c->kind != CHANGE_OTHER) {
    return c->kind == CHANGE_NEW ? "diff.figure_new" : "diff.figure_gone";
  }
  return c->unclear_before == c->unclear_after ? "diff.figure_other"
         : c->unclear_after                    ? "diff.figure_unclear"
                                               : "diff.figure_clear";
}

static void say_figures(const RecordView *v, const Changes *changes) {
  heading(v, "diff.figures", changes->figures.n);
  for (uint32_t i = 0; i < changes->figures.n; i++) {
    const FigureChange *c = &changes->figures.v[i];
    Str name = wording_open(v->wording, "measure.", c->measure);
    Str before = documents_words(v, c->before.v, c->before.n);
    Str after = documents_words(v, c->after.v, c->after.n);
    if (!i || !str_equal(c->event, changes->figures.v[i - 1].event)) {
      say(v, 2, c->heading);
    }
    say(v, 4,
        phrase_fill(v->arena, v->phrases, figure_key(c), 5, "measure", name.n ? name : c->measure,
                    "figure", figure_words(v, c->value), "before", before, "after", after,
                    "documents", c->kind == CHANGE_GONE ? before : after));
  }
}

void record_diff_text(const RecordView *v, const Changes *changes) {
  const struct {
    const char *name;
    uint32_t n;
  } counts[] = {{"documents", changes->documents.n},
                {"lines", changes->lines.n},
                {"decisions", changes->decisions.n},
                {"figures", changes->figures.n}};
  Str n[4];
  uint32_t all = 0;
  for (int i = 0; i < 4; i++) {
    all += counts[i].n;
    n[i] = str_of(arena_printf(v->arena, "%u", counts[i].n));
  }
  say_documents(v, changes);
  say_lines(v, changes);
  say_decisions(v, changes);
  say_figures(v, changes);
  say(v, 0,
      all ? phrase_fill(v->arena, v->phrases, "diff.count", 4, counts[0].name, n[0], counts[1].name,
                        n[1], counts[2].name, n[2], counts[3].name, n[3])
          : phrase(v->phrases, "diff.none"));
}
