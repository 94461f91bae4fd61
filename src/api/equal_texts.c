/* Equal texts: sorted by their words; a run of equal ones is a group. */
#include "api/equal_texts.h"

#include <stdlib.h>

enum { TEXTS_TOLD = 10, NAMES_TOLD = 4, MANY_NAMED = 3, FORMS = 8 };

/* Texts [first, end) of the sorted ones, of which `first` was added first. */
typedef struct Group {
  uint32_t first, end;
  const EqualText *at;
} Group;

typedef ARRAY(Group) Groups;

void equal_texts_init(EqualTexts *e, Arena *arena) {
  memset(e, 0, sizeof *e);
  e->arena = arena;
}

void equal_texts_add(EqualTexts *e, const Outcome *outcome, const Input *input) {
  if (!outcome->has_content) {
    return;
  }
  EqualText text = {.input = input, .form = outcome->form};
  memcpy(text.content, outcome->content.bytes, sizeof text.content);
  memcpy(&text.hash, outcome->hash.bytes, sizeof text.hash);
  array_push(e->arena, &e->texts, text);
}

/* Equal ones in the order in which they were added: that of their ids, or of the inputs. */
static int compare(const void *a, const void *b) {
  const EqualText *x = *(const EqualText *const *)a, *y = *(const EqualText *const *)b;
  int order = memcmp(x->content, y->content, sizeof x->content);
  return order ? order : (x > y) - (x < y);
}

static int compare_groups(const void *a, const void *b) {
  const Group *x = a, *y = b;
  return (x->at > y->at) - (x->at < y->at);
}

static void find_groups(const EqualTexts *e, const EqualText **sorted, Groups *groups) {
  for (uint32_t i = 0; i < e->texts.n; i++) {
    sorted[i] = &e->texts.v[i];
  }
  if (e->texts.n) {
    qsort(sorted, e->texts.n, sizeof *sorted, compare);
  }
  for (uint32_t first = 0, end; first < e->texts.n; first = end) {
    for (end = first + 1; end < e->texts.n && memcmp(sorted[first]->content, sorted[end]->content,
                                                     sizeof sorted[first]->content) == 0;) {
      end++;
    }
    if (end - first > 1) {
      Group group = {first, end, sorted[first]};
      array_push(e->arena, groups, group);
    }
  }
  if (groups->n) {
    qsort(groups->v, groups->n, sizeof *groups->v, compare_groups);
  }
}

/* ---- in words -------------------------------------------------------------------------------- */

/* "a.html, b.pdf and 3 more" */
static Str names_of(const EqualTexts *e, const EqualText **sorted, const Group *group) {
  Str names = {"", 0};
  uint32_t n = group->end - group->first;
  for (uint32_t i = 0; i < n && i < NAMES_TOLD; i++) {
    Str id = sorted[group->first + i]->input->id;
    names = str_of(arena_printf(e->arena, "%.*s%s%.*s", STR_ARG(names),
                                !i          ? ""
                                : i + 1 < n ? ", "
                                            : " and ",
                                STR_ARG(id)));
  }
  return n > NAMES_TOLD
             ? str_of(arena_printf(e->arena, "%.*s and %u more", STR_ARG(names), n - NAMES_TOLD))
             : names;
}

/* As in the summary of formats: "HTML", "csv", "text in mail". */
static Str form_of(const EqualText *text, Arena *arena) {
  Str form = str_of(text->form), within = text->input->within;
  return !within.n ? form
         : !form.n ? within
                   : str_of(arena_printf(arena, "%.*s in %.*s", STR_ARG(form), STR_ARG(within)));
}

/* The forms that they have, each once, where there are several. */
static Str forms_of(const EqualTexts *e, const EqualText **sorted, const Group *group) {
  Str forms[FORMS], all = {"", 0};
  uint32_t n = 0;
  for (uint32_t i = group->first; i < group->end; i++) {
    Str form = form_of(sorted[i], e->arena);
    uint32_t k = 0;
    while (k < n && !str_equal(forms[k], form)) {
      k++;
    }
    if (k == n && n < FORMS && form.n) {
      forms[n++] = form;
      all = str_of(
          arena_printf(e->arena, "%.*s%s%.*s", STR_ARG(all), all.n ? ", " : "", STR_ARG(form)));
    }
  }
  return n > 1 ? str_of(arena_printf(e->arena, " (%.*s)", STR_ARG(all))) : (Str){"", 0};
}

static bool same_bytes(const EqualText **sorted, const Group *group) {
  for (uint32_t i = group->first + 1; i < group->end; i++) {
    if (sorted[i]->hash != sorted[group->first]->hash) {
      return false;
    }
  }
  return true;
}

/* Of a collection with many only some, in one notice. */
static void tell_many(const EqualTexts *e, const EqualText **sorted, const Groups *groups,
                      according_run *run) {
  Str names = {"", 0};
  for (uint32_t i = 0; i < MANY_NAMED; i++) {
    names = str_of(arena_printf(e->arena, "%.*s%s%.*s", STR_ARG(names), i ? "; " : "",
                                STR_ARG(names_of(e, sorted, &groups->v[i]))));
  }
  run_notice(run, ACCORDING_NOTE, input_shown(groups->v[0].at->input), 0,
             "%u texts stand in several documents each, as %.*s; each was read, as a document of its "
             "own",
             groups->n, STR_ARG(names));
}

void equal_texts_tell(EqualTexts *e, according_run *run) {
  Groups groups = {0};
  const EqualText **sorted = arena_array(e->arena, const EqualText *, e->texts.n + 1);
  find_groups(e, sorted, &groups);
  if (groups.n > TEXTS_TOLD) {
    tell_many(e, sorted, &groups, run);
    return;
  }
  for (uint32_t i = 0; i < groups.n; i++) {
    const Group *group = &groups.v[i];
    run_notice(run, ACCORDING_NOTE, input_shown(group->at->input), 0,
               "the same text in %s%.*s: %.*s; each was read, as a document of its own",
               same_bytes(sorted, group) ? "the same bytes" : "other bytes",
               STR_ARG(forms_of(e, sorted, group)), STR_ARG(names_of(e, sorted, group)));
  }
}
