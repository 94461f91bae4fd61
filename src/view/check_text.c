/* Citations → text for people, in lines of at most 80 columns. */
#include "view/check_write.h"
#include "view/page_words.h"

enum { COLUMNS = 80 };

typedef struct Text {
  const CheckView *view;
  Buffer *out;
  Str *names; /* of documents */
} Text;

/* Words after `indent` columns. */
static void say(const Text *t, uint32_t indent, Str words) {
  text_wrap(t->out, t->view->arena, indent, COLUMNS, words);
}

static Str names_of(const Text *t, const Indices *documents) {
  Str all = {NULL, 0};
  for (uint32_t i = 0; i < documents->n; i++) {
    Str name = t->names[documents->v[i]];
    all =
        i ? str_of(arena_printf(t->view->arena, "%.*s, %.*s", STR_ARG(all), STR_ARG(name))) : name;
  }
  return all;
}

static Str figure_of(const Text *t, const Claim *c) {
  char number[32];
  Str words = c->value.words.text;
  if (!words.n && c->value.has_number) {
    words = str_copy(t->view->arena, (Str){number, decimal_write(c->value.number, number)});
  }
  return phrase_fill(t->view->arena, t->view->phrases, "figure", 2, "text", words, "measure",
                     c->measure);
}

/* The words of other figures, each once. */
static Str figures_of(const Text *t, const Indices *claims) {
  const Claim *all = t->view->story->extraction->claims.v;
  Str list = {NULL, 0};
  for (uint32_t i = 0; i < claims->n; i++) {
    Str words = all[claims->v[i]].value.words.text;
    bool had = !words.n;
    for (uint32_t k = 0; k < i && !had; k++) {
      had = str_equal(all[claims->v[k]].value.words.text, words);
    }
    if (!had) {
      list = str_of(arena_printf(t->view->arena, "%.*s%s“%.*s”", STR_ARG(list), list.n ? ", " : "",
                                 STR_ARG(words)));
    }
  }
  return list;
}

static void say_check(const Text *t, const Check *k) {
  static const char *const keys[] = {"found", "other_figure", "not_found"};
  const CheckView *v = t->view;
  const Claim *c = &v->story->extraction->claims.v[k->claim];
  Str others = figures_of(t, &k->others);
  const char *key = k->verdict == CHECK_OTHER_FIGURE && !others.n ? "not_found" : keys[k->verdict];
  Str verdict = phrase_fill(v->arena, v->phrases, key, 2, "document", t->names[k->source_document],
                            "others", others);
  say(t, 2,
      phrase_fill(v->arena, v->phrases, "check", 4, "document", t->names[c->document], "figure",
                  figure_of(t, c), "source", k->attributed_to, "verdict", verdict));
  Str about = source_about(v->sources, v->wording, v->arena, k->attributed_to);
  if (about.n) {
    say(t, 6,
        phrase_fill(v->arena, v->phrases, "about", 2, "source", k->attributed_to, "about", about));
  }
  if (k->in_text) {
    say(t, 6, phrase(v->phrases, "in_text"));
  }
  if (!k->same_event) {
    say(t, 6, phrase(v->phrases, "elsewhere"));
  }
  if (k->by == CITED_SHORT) {
    say(t, 6, phrase(v->phrases, "short"));
  }
  if (k->searched.n > 1) {
    say(t, 6,
        phrase_fill(v->arena, v->phrases, "searched", 1, "documents", names_of(t, &k->searched)));
  }
  say(t, 6,
      c->withheld ? c->sentence.text
                  : phrase_fill(v->arena, v->phrases, "sentence", 1, "sentence", c->sentence.text));
}

static void say_earliest(const Text *t, const Earliest *e) {
  const CheckView *v = t->view;
  const Reading *r = &v->story->events.v[e->event].measures.v[e->measure].readings.v[e->reading];
  Str figure = figure_of(t, &v->story->extraction->claims.v[r->shown]);
  Str date = e->dated ? v->story->extraction->documents.v[e->document].date : (Str){NULL, 0};
  Str line = phrase_fill(v->arena, v->phrases, e->dated ? "earliest" : "earliest.none", 3, "figure",
                         figure, "document", e->dated ? t->names[e->document] : date, "date", date);
  const struct {
    const char *key;
    const Indices *documents;
  } parts[] = {{"same_date", &e->same_date}, {"later", &e->later}, {"undated", &e->undated}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].documents->n) {
      Str part = phrase_fill(v->arena, v->phrases, parts[i].key, 1, "documents",
                             names_of(t, parts[i].documents));
      line = str_of(arena_printf(v->arena, "%.*s; %.*s", STR_ARG(line), STR_ARG(part)));
    }
  }
  say(t, 2, line);
}

static void heading(const Text *t, const char *key, bool *said) {
  if (!*said) {
    buffer_char(t->out, '\n');
    say(t, 0, phrase(t->view->phrases, key));
    *said = true;
  }
}

/* What is there to say of one event; false: nothing. Figures that one document alone has are left
   to the lines. */
static bool say_event(const Text *t, uint32_t event) {
  const Citations *c = t->view->citations;
  const Event *e = t->view->story->events.v[event].event;
  size_t start = t->out->n, begin;
  bool checks = false, earliest = false, circles = false;
  say(t, 0,
      phrase_fill(t->view->arena, t->view->phrases, "event", 2, "heading", e->heading, "id",
                  e->id));
  begin = t->out->n;
  for (uint32_t i = 0; i < c->checks.n; i++) {
    if (c->checks.v[i].event == event) {
      heading(t, "checks", &checks);
      say_check(t, &c->checks.v[i]);
    }
  }
  for (uint32_t i = 0; i < c->circles.n; i++) {
    const Circle *circle = &c->circles.v[i];
    if (circle->event == event) {
      heading(t, "circles", &circles);
      const Claim *shown = &t->view->story->extraction->claims.v[circle->claims.v[0]];
      say(t, 2,
          phrase_fill(t->view->arena, t->view->phrases, "circle", 2, "figure", figure_of(t, shown),
                      "documents", names_of(t, &circle->documents)));
    }
  }
  for (uint32_t i = 0; i < c->earliest.n; i++) {
    const Earliest *r = &c->earliest.v[i];
    if (r->event == event && r->same_date.n + r->later.n + r->undated.n + r->dated > 1) {
      heading(t, "earliest.head", &earliest);
      say_earliest(t, r);
    }
  }
  bool any = t->out->n > begin;
  if (any) {
    buffer_char(t->out, '\n');
  } else {
    t->out->n = start;
  }
  return any;
}

void check_write_text(const CheckView *view, Buffer *out) {
  uint32_t width;
  Text t = {view, out, page_document_names(view->story->extraction, view->arena, &width)};
  bool any = false;
  for (uint32_t i = 0; i < view->story->events.n; i++) {
    any = say_event(&t, i) || any;
  }
  say(&t, 0, phrase(view->phrases, any ? "end" : "nothing"));
}
