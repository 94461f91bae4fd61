/* Equal texts: by digest, in the order in which they were added. */
#include "api/equal_texts.h"

enum { TEXTS_TOLD = 10, NAMES_TOLD = 4, MANY_NAMED = 3 };

void equal_texts_init(EqualTexts *e, Arena *arena) {
  memset(e, 0, sizeof *e);
  e->arena = arena;
  map_init(&e->first, arena);
}

/* As in the summary of formats: "HTML", "csv", "text in mail". */
static Str form_of(const Outcome *outcome, Arena *arena) {
  Str form = str_of(outcome->form);
  return !outcome->within.n ? form
         : !form.n          ? outcome->within
                            : str_of(arena_printf(arena, "%.*s in %.*s", STR_ARG(form),
                                                  STR_ARG(outcome->within)));
}

void equal_texts_add(EqualTexts *e, const Outcome *outcome, const Input *input) {
  bool is_new;
  if (!outcome->has_content) {
    return;
  }
  uint32_t at = e->texts.n;
  Str key = str_copy(e->arena, (Str){(const char *)outcome->content.bytes, sizeof outcome->content.bytes});
  uint32_t first = *map_put(&e->first, key, at, &is_new);
  EqualText text = {outcome->hash, str_copy(e->arena, outcome->id),
                    str_copy(e->arena, input_shown(input)), str_copy(e->arena, form_of(outcome, e->arena)), 0};
  array_push(e->arena, &e->texts, text);
  array_push(e->arena, &e->last, at);
  if (!is_new) {
    e->texts.v[e->last.v[first]].next = at + 1;
    e->last.v[first] = at;
  }
}

/* "a.html, b.pdf and 3 more" */
static Str names_of(const EqualTexts *e, uint32_t first) {
  Str names = {"", 0};
  uint32_t n = 0;
  for (uint32_t at = first + 1; at; at = e->texts.v[at - 1].next, n++) {
    const EqualText *text = &e->texts.v[at - 1];
    bool last = !text->next && n < NAMES_TOLD;
    if (n < NAMES_TOLD) {
      names = str_of(arena_printf(e->arena, "%.*s%s%.*s", STR_ARG(names),
                                  !n ? "" : last ? " and " : ", ", STR_ARG(text->shown)));
    }
  }
  return n > NAMES_TOLD
             ? str_of(arena_printf(e->arena, "%.*s and %u more", STR_ARG(names), n - NAMES_TOLD))
             : names;
}

/* The forms that they have, each once, where there are several. */
static Str forms_of(const EqualTexts *e, uint32_t first) {
  enum { FORMS = 8 };
  Str forms[FORMS], all = {"", 0};
  uint32_t n = 0;
  for (uint32_t at = first + 1; at; at = e->texts.v[at - 1].next) {
    Str form = e->texts.v[at - 1].form;
    uint32_t k = 0;
    while (k < n && !str_equal(forms[k], form)) {
      k++;
    }
    if (k == n && n < FORMS && form.n) {
      forms[n++] = form;
      all = str_of(arena_printf(e->arena, "%.*s%s%.*s", STR_ARG(all), all.n ? ", " : "", STR_ARG(form)));
    }
  }
  return n > 1 ? str_of(arena_printf(e->arena, " (%.*s)", STR_ARG(all))) : (Str){"", 0};
}

static bool same_bytes(const EqualTexts *e, uint32_t first) {
  bool same = true;
  for (uint32_t at = first + 1; at; at = e->texts.v[at - 1].next) {
    same = same && memcmp(&e->texts.v[at - 1].hash, &e->texts.v[first].hash, sizeof(Digest)) == 0;
  }
  return same;
}

static bool is_first(const EqualTexts *e, uint32_t i) {
  return e->last.v[i] != i; /* else it is alone, or not the first */
}

/* Of a collection with many only so many, in one notice. */
static void tell_many(const EqualTexts *e, uint32_t groups, according_run *run) {
  Str names = {"", 0}, path = {"", 0};
  uint32_t told = 0;
  for (uint32_t i = 0; i < e->texts.n && told < MANY_NAMED; i++) {
    if (is_first(e, i)) {
      path = told ? path : e->texts.v[i].path;
      names = str_of(arena_printf(e->arena, "%.*s%s%.*s", STR_ARG(names), told++ ? "; " : "",
                                  STR_ARG(names_of(e, i))));
    }
  }
  run_notice(run, ACCORDING_NOTE, path, 0,
             "%u texts stand in several documents each, as %.*s; each was read, as a document of its "
             "own",
             groups, STR_ARG(names));
}

void equal_texts_tell(const EqualTexts *e, according_run *run) {
  uint32_t groups = 0;
  for (uint32_t i = 0; i < e->texts.n; i++) {
    groups += is_first(e, i);
  }
  if (groups > TEXTS_TOLD) {
    tell_many(e, groups, run);
    return;
  }
  for (uint32_t i = 0; i < e->texts.n; i++) {
    if (is_first(e, i)) {
      run_notice(run, ACCORDING_NOTE, e->texts.v[i].path, 0,
                 "the same text in %s%.*s: %.*s; each was read, as a document of its own",
                 same_bytes(e, i) ? "the same bytes" : "other bytes", STR_ARG(forms_of(e, i)),
                 STR_ARG(names_of(e, i)));
    }
  }
}
