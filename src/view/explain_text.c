/* Explain text: the same for people, in lines of at most 80 columns.

     147 killed (c-9f2c…)
     a1-agency.txt, bytes 120–123
       “The sentence, exactly.”
     When        14 March 2019 (stated)
     …                                                                                        */
#include "view/explain.h"

#include "base/utf8.h"
#include "claim/line_names.h"
#include "view/page_words.h"

enum { COLUMNS = 80, LABEL = 14 };

/* ---- words and lines ------------------------------------------------------------------------- */

/* One line of text that cannot move a terminal's cursor: white space is one space, characters that
   are invisible or turn the line around are left out. */
static Str safe(const Explain *e, Str text) {
  char *out = arena_bytes(e->arena, text.n + 1);
  size_t n = 0;
  uint32_t length;
  for (size_t at = 0; at < text.n; at += length) {
    uint32_t c = utf8_decode(text, at, &length);
    if (rune_is_space(c)) {
      if (n && out[n - 1] != ' ') {
        out[n++] = ' ';
      }
    } else if (!rune_is_hidden(c)) {
      memcpy(out + n, text.p + at, length);
      n += length;
    }
  }
  return (Str){out, n};
}

/* Text wrapped after `indent` columns; the first line begins with a label that fills them. */
static void line(const Explain *e, Str label, uint32_t indent, Str text) {
  uint32_t at = text_columns(label);
  bool first = true;
  Str rest = safe(e, text);
  buffer_str(e->out, label);
  for (; at < indent; at++) {
    buffer_char(e->out, ' ');
  }
  while (rest.n) {
    Str word = str_split(rest, ' ', &rest);
    uint32_t columns = text_columns(word);
    if (!first && at + 1 + columns > COLUMNS) {
      buffer_format(e->out, "\n%*s", (int)indent, "");
      at = indent;
    } else if (!first) {
      buffer_char(e->out, ' ');
      at++;
    }
    buffer_str(e->out, word);
    at += columns;
    first = false;
  }
  buffer_char(e->out, '\n');
}

void explain_line(const Explain *e, Str label, uint32_t indent, Str text) {
  line(e, label, indent, text);
}

static void labelled(const Explain *e, const char *key, Str text) {
  if (text.n) {
    line(e, phrase(e->phrases, key), LABEL, text);
  }
}

Str explain_join(const Explain *e, Str a, const char *between, Str b) {
  if (!a.n || !b.n) {
    return a.n ? a : b;
  }
  return str_of(arena_printf(e->arena, "%.*s%s%.*s", STR_ARG(a), between, STR_ARG(b)));
}

static Str quoted(const Explain *e, Str words) {
  return words.n ? str_of(arena_printf(e->arena, "“%.*s”", STR_ARG(words))) : words;
}

static Str say_span(const Explain *e, const Excerpt *at) {
  Str start = str_of(arena_printf(e->arena, "%u", at->span.start));
  Str end = str_of(arena_printf(e->arena, "%u", at->span.end));
  WordingArg args[] = {{.name = "start", .text = start}, {.name = "end", .text = end}};
  return page_fill(e->wording, e->arena, at->in_title ? W_BYTES_TITLE : W_BYTES, args, 2);
}

static Str measure_name(const Explain *e, Str measure) {
  Str name = wording_open(e->wording, "measure.", measure);
  if (!name.n) {
    return measure;
  }
  char *small = arena_copy(e->arena, name.p, name.n);
  small[0] = small[0] >= 'A' && small[0] <= 'Z' ? (char)(small[0] | 32) : small[0];
  return (Str){small, name.n};
}

static Str figure_words(const Explain *e, const Claim *c) {
  Str words = c->value.words.text;
  return words.n ? quoted(e, words) : page_figure(e->wording, e->arena, &c->value).plain;
}

static Str claim_name(const Explain *e, const Claim *c) {
  if (c->kind == CLAIM_STATEMENT) {
    const char *key = c->polarity == POLARITY_NEGATIVE ? "statement.not" : "statement";
    return phrase_fill(e->arena, e->phrases, key, 2, "predicate", quoted(e, c->evidence.text), "id",
                       c->id);
  }
  return phrase_fill(e->arena, e->phrases, "claim", 3, "figure", figure_words(e, c), "measure",
                     measure_name(e, c->measure), "id", c->id);
}

Str explain_claim_name(const Explain *e, const Claim *c) {
  return claim_name(e, c);
}

/* ---- parts of a claim ------------------------------------------------------------------------ */

static Str known(const Explain *e, Basis basis) {
  static const WordingKey keys[] = {W_KNOWN_STATED, W_KNOWN_STATED, W_KNOWN_INHERITED,
                                    W_KNOWN_DOCUMENT};
  return basis == BASIS_NONE ? (Str){NULL, 0}
                             : page_fill(e->wording, e->arena, keys[basis], NULL, 0);
}

static Str claim_when(const Explain *e, const Claim *c) {
  Str words = c->time.words.text.n ? quoted(e, c->time.words.text) : (Str){NULL, 0};
  Str when = page_period(e->wording, e->arena, &c->time);
  return when.n ? explain_join(e, explain_join(e, when, ", ", words), " ", known(e, c->time.basis)) : words;
}

static Str claim_where(const Explain *e, const Claim *c) {
  Str all = {NULL, 0};
  for (uint32_t i = 0; i < c->places.n; i++) {
    const ClaimPlace *p = &c->places.v[i];
    bool same = str_equal(p->name, p->words.text);
    Str one = explain_join(e, p->name, ", ", same ? (Str){NULL, 0} : quoted(e, p->words.text));
    all = explain_join(e, all, "; ", explain_join(e, one, " ", known(e, p->basis)));
  }
  return all;
}

static Str source_words(const Explain *e, const Source *s) {
  if (s->kind == SOURCE_NARRATOR) {
    return page_fill(e->wording, e->arena, W_SOURCE_NARRATOR, NULL, 0);
  }
  if (s->via == VIA_FOOTNOTE) {
    WordingArg arg = {.name = "source", .text = s->reference};
    return page_fill(e->wording, e->arena, W_SOURCE_FOOTNOTE, &arg, 1);
  }
  return quoted(e, s->words.text);
}

static Str claim_word(const Explain *e, const Claim *c) {
  Str all = source_words(e, &c->source);
  for (const Source *s = c->source.from; s; s = s->from) {
    Str from = phrase_fill(e->arena, e->phrases, "from", 1, "source", source_words(e, s));
    all = explain_join(e, all, "", from);
  }
  return all;
}

static const Claim *claim_by_id(const Explain *e, Str id) {
  const Extraction *x = e->story->extraction;
  for (uint32_t i = 0; id.n && i < x->claims.n; i++) {
    if (str_equal(x->claims.v[i].id, id)) {
      return &x->claims.v[i];
    }
  }
  return NULL;
}

static Str claim_scope(const Explain *e, const Claim *c) {
  const Claim *whole = claim_by_id(e, c->part_of);
  if (whole) {
    return phrase_fill(e->arena, e->phrases, "scope.part_of", 2, "figure", figure_words(e, whole),
                       "id", whole->id);
  }
  return c->scope == SCOPE_TOTAL  ? phrase(e->phrases, "scope.total")
         : c->scope == SCOPE_PART ? phrase(e->phrases, "scope.part")
                                  : (Str){NULL, 0};
}

static void claim_held(const Explain *e, const Claim *c) {
  static const WordingKey standings[] = {W_STANDING_ASSERTED,  W_STANDING_SUSPECTED,
                                         W_STANDING_ACCUSED,   W_STANDING_CLAIMED,
                                         W_STANDING_ACKNOWLEDGED, W_STANDING_DENIED};
  Str all = {NULL, 0};
  for (uint32_t i = 0; i < c->actors.n; i++) {
    const ClaimActor *a = &c->actors.v[i];
    if (a->role == ROLE_HELD_RESPONSIBLE || a->role == ROLE_ORDERED) {
      Str one = explain_join(e, quoted(e, a->words.text), ", ",
                     page_fill(e->wording, e->arena, standings[a->standing], NULL, 0));
      WordingArg arg = {.name = "source", .text = quoted(e, a->according_to)};
      Str by = a->according_to.n ? page_fill(e->wording, e->arena, W_ACCORDING_TO, &arg, 1)
                                 : (Str){NULL, 0};
      all = explain_join(e, all, "; ", explain_join(e, one, ", ", by));
    }
  }
  labelled(e, "held", all);
}

static Str rule_words(const Explain *e, Str rule) {
  Str file;
  uint32_t number;
  if (!explain_rule(e, rule, &file, &number)) {
    return rule;
  }
  return phrase_fill(e->arena, e->phrases, "rule.at", 3, "rule", rule, "file", file, "line",
                     str_of(arena_printf(e->arena, "%u", number)));
}

static void trace_steps(const Explain *e, const TraceStep *steps, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    const TraceStep *s = &steps[i];
    Str step = phrase_fill(e->arena, e->phrases, s->words.text.n ? "step.words" : "step", 3, "room",
                           s->room, "rule", rule_words(e, s->rule), "words", s->words.text);
    if (s->note.n) {
      step = phrase_fill(e->arena, e->phrases, "step.note", 2, "step", step, "note", s->note);
    }
    line(e, i ? (Str){NULL, 0} : phrase(e->phrases, "steps"), LABEL, step);
  }
}

/* The question of its event that concerns a claim, and the event's heading. */
static void claim_event(const Explain *e, uint32_t claim) {
  for (uint32_t i = 0; i < e->story->events.n; i++) {
    const EventStory *s = &e->story->events.v[i];
    for (uint32_t k = 0; k < s->event->claims.n; k++) {
      if (s->event->claims.v[k] == claim) {
        labelled(e, "event.of",
                 phrase_fill(e->arena, e->phrases, "event", 2, "heading", s->event->heading, "id",
                             s->event->id));
      }
    }
    for (uint32_t q = 0; q < s->questions.n; q++) {
      for (uint32_t k = 0; k < s->questions.v[q].claims.n; k++) {
        if (s->questions.v[q].claims.v[k] == claim) {
          line(e, (Str){NULL, 0}, LABEL,
               phrase_fill(e->arena, e->phrases, "question", 1, "text", s->questions.v[q].text));
        }
      }
    }
  }
}

static void sentence(const Explain *e, const Excerpt *s, bool withheld) {
  line(e, (Str){NULL, 0}, 2, withheld ? s->text : quoted(e, s->text));
}

/* Where the words stand; of what is withheld the document alone. */
static void document_at(const Explain *e, uint32_t document, const Excerpt *at, bool withheld) {
  if (withheld) {
    line(e, (Str){NULL, 0}, 0, e->story->extraction->documents.v[document].id);
    return;
  }
  line(e, (Str){NULL, 0}, 0,
       phrase_fill(e->arena, e->phrases, "where", 2, "document",
                   e->story->extraction->documents.v[document].id, "bytes", say_span(e, at)));
}

/* Of a transcript or translation: what it was made of, and the words there. */
static void derived(const Explain *e, const Claim *c) {
  const Derived *from = e->story->extraction->documents.v[c->document].derived;
  if (from && !c->withheld) {
    Str by = from->maker.n ? phrase_fill(e->arena, e->phrases, "derived.by", 2, "by", from->maker,
                                         "made", from->made)
                           : (Str){NULL, 0};
    labelled(e, "derived",
             explain_join(e, page_derived(e->wording, e->arena, from, from->of), ", ", by));
  }
  labelled(e, "original", quoted(e, c->original));
}

void explain_claim(const Explain *e, uint32_t claim) {
  const Claim *c = &e->story->extraction->claims.v[claim];
  const Claim *later = claim_by_id(e, c->replaced_by);
  line(e, (Str){NULL, 0}, 0, claim_name(e, c));
  document_at(e, c->document, c->kind == CLAIM_FIGURE ? &c->value.words : &c->evidence,
              c->withheld);
  sentence(e, &c->sentence, c->withheld);
  derived(e, c);
  labelled(e, "counted", quoted(e, c->who.words.text));
  labelled(e, "when", claim_when(e, c));
  labelled(e, "place", claim_where(e, c));
  labelled(e, "word", claim_word(e, c));
  claim_held(e, c);
  if (c->modality != MODALITY_ASSERTED) {
    labelled(e, "said", str_of(line_name(NAMES_MODALITY, (int)c->modality)));
  }
  labelled(e, "scope", claim_scope(e, c));
  labelled(e, "as_of", page_iso_date(e->wording, e->arena, c->as_of));
  if (later) {
    labelled(e, "replaced",
             phrase_fill(e->arena, e->phrases, "replaced.by", 2, "figure", figure_words(e, later),
                         "id", later->id));
  }
  if (c->certainty == CERTAINTY_UNCLEAR) {
    labelled(e, "reads", phrase(e->phrases, "reads.unclear"));
  }
  claim_event(e, claim);
  trace_steps(e, c->trace.v, c->trace.n);
  buffer_char(e->out, '\n');
}

/* ---- persons, events, readings --------------------------------------------------------------- */

void explain_person(const Explain *e, uint32_t person) {
  const Person *p = &e->story->extraction->persons.v[person];
  const Claim *whole = claim_by_id(e, p->part_of);
  const char *key = arena_printf(e->arena, "%s", line_name(NAMES_HARM, (int)p->harm));
  line(e, (Str){NULL, 0}, 0,
       phrase_fill(e->arena, e->phrases, "person", 2, "words", quoted(e, p->words.text), "id",
                   p->id));
  document_at(e, p->document, &p->words, p->withheld);
  sentence(e, &p->sentence, p->withheld);
  labelled(e, "harm", str_of(key));
  if (whole) {
    labelled(e, "part.of", claim_name(e, whole));
  }
  if (p->certainty == CERTAINTY_UNCLEAR) {
    labelled(e, "reads", phrase(e->phrases, "reads.unclear"));
  }
  labelled(e, "rule", rule_words(e, p->rule));
  trace_steps(e, p->trace.v, p->trace.n);
  buffer_char(e->out, '\n');
}

static Str document_names(const Explain *e, const uint32_t *documents, uint32_t n) {
  Str all = {NULL, 0};
  for (uint32_t i = 0; i < n; i++) {
    all = explain_join(e, all, ", ", e->names[documents[i]]);
  }
  return all;
}

static Str reading_words(const Explain *e, const Reading *r) {
  return figure_words(e, &e->story->extraction->claims.v[r->shown]);
}

void explain_event(const Explain *e, uint32_t event) {
  const EventStory *s = &e->story->events.v[event];
  Str called = {NULL, 0};
  line(e, (Str){NULL, 0}, 0,
       phrase_fill(e->arena, e->phrases, "event", 2, "heading", s->event->heading, "id",
                   s->event->id));
  labelled(e, "why", s->event->why);
  for (uint32_t i = 0; i < s->event->called.n; i++) {
    const EventName *name = &s->event->called.v[i];
    Str in = document_names(e, name->documents.v, name->documents.n);
    called = explain_join(e, called, "; ", explain_join(e, quoted(e, name->text), " ", in));
  }
  labelled(e, "called", called);
  labelled(e, "documents", document_names(e, s->event->documents.v, s->event->documents.n));
  for (uint32_t i = 0; i < s->measures.n; i++) {
    const MeasureReadings *m = &s->measures.v[i];
    Str figures = {NULL, 0};
    for (uint32_t k = 0; k < m->readings.n; k++) {
      Str in = document_names(e, m->readings.v[k].documents.v, m->readings.v[k].documents.n);
      figures = explain_join(e, figures, "; ", explain_join(e, reading_words(e, &m->readings.v[k]), " ", in));
    }
    line(e, i ? (Str){NULL, 0} : phrase(e->phrases, "holds"), LABEL,
         phrase_fill(e->arena, e->phrases, "holds.figures", 2, "measure",
                     measure_name(e, m->measure), "figures", figures));
  }
  buffer_char(e->out, '\n');
}

/* Documents of a reading that carry signs of a shared origin, group by group. */
static void reading_groups(const Explain *e, const Reading *r) {
  bool any = false;
  for (uint32_t i = 0; i < r->origin_groups.n; i++) {
    const Indices *group = &r->origin_groups.v[i];
    if (group->n > 1) {
      line(e, any ? (Str){NULL, 0} : phrase(e->phrases, "groups"), LABEL,
           phrase_fill(e->arena, e->phrases, "groups.signs", 1, "documents",
                       document_names(e, group->v, group->n)));
      any = true;
    }
  }
  if (r->documents.n == 1) {
    labelled(e, "groups", phrase(e->phrases, "groups.one"));
  }
}

void explain_reading(const Explain *e, uint32_t event, uint32_t measure, uint32_t reading) {
  const EventStory *s = &e->story->events.v[event];
  const MeasureReadings *m = &s->measures.v[measure];
  const Reading *r = &m->readings.v[reading];
  bool any = false;
  line(e, (Str){NULL, 0}, 0,
       phrase_fill(e->arena, e->phrases, "reading", 4, "figure", reading_words(e, r), "measure",
                   measure_name(e, m->measure), "id", r->id, "heading", s->event->heading));
  labelled(e, "documents", document_names(e, r->documents.v, r->documents.n));
  reading_groups(e, r);
  for (uint32_t i = 0; i < m->relations.n; i++) {
    const Relation *x = &m->relations.v[i];
    if (x->a == reading || x->b == reading) {
      line(e, any ? (Str){NULL, 0} : phrase(e->phrases, "stands"), LABEL, x->why);
      any = true;
    }
  }
  buffer_char(e->out, '\n');
  for (uint32_t i = 0; i < r->claims.n; i++) {
    explain_claim(e, r->claims.v[i]);
  }
}

void explain_begin(Explain *e) {
  uint32_t width;
  e->names = page_document_names(e->story->extraction, e->arena, &width);
}
