/* Wording files: what is read, how texts are filled, and the message for what is no such file. */
#include "support.h"

#include <stdlib.h>

#include "story_fixture.h"
#include "view/page_words.h"

static void file_is_complete(void **state) {
  (void)state;
  Fixture f;
  fixture_init(&f); /* aborts with the message if a key is missing or unknown */
  assert_str(f.wording.text[W_RELATION_DIFFER],
             "{figures}: differ; no reason given in the documents.");
  assert_str(f.wording.text[W_LIST_COMMA], ", ");
  assert_str(wording_open(&f.wording, "measure.", str_lit("killed")), "Killed");
  assert_int_equal(wording_open(&f.wording, "measure.", str_lit("unheard")).n, 0);
  arena_release(&f.arena);
}

static void fill_forms(void **state) {
  (void)state;
  Fixture f;
  fixture_init(&f);
  WordingArg one[] = {{.name = "questions", .text = str_lit("1"), .count = 1},
                      {.name = "unclear", .text = str_lit("12"), .count = 12}};
  assert_str(page_fill(&f.wording, &f.arena, W_QUESTIONS_COUNT, one, 2),
             "1 question, 12 unclear figures.");
  assert_str(page_fill(&f.wording, &f.arena, W_LEFT_OUT, NULL, 0), "  left out");
  arena_release(&f.arena);
}

/* The real file with one line changed or added must be refused with this message. */
static void refused(const char *from, const char *to, const char *message) {
  Fixture f;
  fixture_init(&f);
  Str bytes = fixture_file(&f, "data/wording/en/page.tsv");
  Span all = {0, (uint32_t)bytes.n};
  Extraction *x = &f.x;
  fixture_document(&f, "w", "", "", "", "", bytes);
  Span at = fixture_excerpt(&f, x->documents.n - 1, all, from).span;
  Str changed = str_of(arena_printf(&f.arena, "%.*s%s%.*s", (int)at.start, bytes.p, to,
                                    (int)(bytes.n - at.end), bytes.p + at.end));
  Wording wording;
  Status status = {0};
  assert_int_equal(wording_parse(str_lit("page.tsv"), changed, &f.arena, &wording, &status),
                   STATUS_FORMAT);
  const char *said = strchr(strchr(status.message, ':') + 1, ':'); /* behind file and line */
  assert_string_equal(said, message);
  assert_true(status.at > 0);
  arena_release(&f.arena);
}

static void faults(void **state) {
  (void)state;
  refused("signs\tsigns of", "signs\t{oops} of", ": this key has no such placeholder: oops");
  refused("signs\tsigns of", "signs\tsigns {of", ": a placeholder must be {name} or "
                                                 "{name:one|other}: {of a shared origin");
  refused("signs\tsigns of", "signs\tsigns of}", ": a closing brace without its opening one: }"
                                                 " a shared origin");
  refused("\nsigns\t", "\nsings\t", ": unknown key: sings");
  refused("\nsigns\t", "\norigin.open\t", ": this key was given before: origin.open");
  refused("\nsigns\tsigns of a shared origin", "", ": missing key: signs");
  refused("\nsigns\tsigns of a shared origin", "\nsigns\t", ": the text is empty: signs");
  refused("\nsigns\tsigns", "\nsigns signs", ": expected KEY, a tab, TEXT: signs signs of a "
                                             "shared origin");
  refused("\nsigns\tsigns", "\nsigns\tsi\xFFgns", ": invalid UTF-8");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(file_is_complete),
      cmocka_unit_test(fill_forms),
      cmocka_unit_test(faults),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
