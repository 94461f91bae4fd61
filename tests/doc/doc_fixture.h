/* What each test of doc has for itself: an arena under a guard, the English block rules, a document, and
   how reading it went. A file that needs more defines DOC_FIXTURE_MORE, members, before it includes this. */
#ifndef TESTS_DOC_FIXTURE_H
#define TESTS_DOC_FIXTURE_H

#include "../support.h"
#include "doc_support.h"

#ifndef DOC_FIXTURE_MORE
#define DOC_FIXTURE_MORE
#endif

typedef struct Fixture {
  Arena arena;
  jmp_buf jump;
  BlockRules rules;
  Status status;
  Document d;
  DOC_FIXTURE_MORE
} Fixture;

static int setup(void **state) {
  Fixture *f = calloc(1, sizeof *f);
  arena_init(&f->arena);
  jsonl_prepare();
  if (arena_guard(&f->arena, &f->jump) || !doc_rules_load(&f->rules, &f->arena, &f->status)) {
    return -1;
  }
  *state = f;
  return 0;
}

static int teardown(void **state) {
  Fixture *f = *state;
  arena_release(&f->arena);
  free(f);
  return 0;
}

#endif
