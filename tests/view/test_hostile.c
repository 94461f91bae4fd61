/* A document full of markup, script and marks that turn lines around stays text, in every field of
   every line, on the page and in the terminal. */
#include "support.h"

#include "golden.h"
#include "march_story.h"
#include "view/page_words.h"
#include "view/report_html.h"
#include "view/report_terminal.h"

static const char evil[] =
    "<script>alert(1)</script><svg onload=alert(2)><img src=x onerror='alert(3)'>\"><b>&amp;"
    "</bdi></blockquote><!--\xE2\x80\xAE" "desrever\xE2\x81\xA6\x1b[2J\x07\xFF]]>";

static Str evil_str(void) {
  return str_of(evil);
}

static void excerpt_poison(Excerpt *e) {
  e->text = evil_str();
}

/* Every string that may come from a document or a line becomes the evil one. */
static void poison(Fixture *f) {
  for (uint32_t i = 0; i < f->x.documents.n; i++) {
    DocumentLine *d = &f->x.documents.v[i];
    d->title = d->publisher = d->author = d->date = d->text = d->path = d->pack = evil_str();
    d->url = str_of(i % 2 ? "javascript:alert(1)" : "https://x.example/\"><script>");
    d->language = str_lit("en\"><script>");
    d->id = str_of(arena_printf(&f->arena, "%s%u", evil, i));
    array_push(&f->arena, &d->notes, evil_str());
  }
  for (uint32_t i = 0; i < f->x.claims.n; i++) {
    Claim *c = &f->x.claims.v[i];
    c->id = str_of(arena_printf(&f->arena, "%s%u", evil, i));
    excerpt_poison(&c->value.words);
    excerpt_poison(&c->who.words);
    excerpt_poison(&c->evidence);
    excerpt_poison(&c->sentence);
    c->as_of = c->source.reference = evil_str();
    excerpt_poison(&c->source.words);
    c->amended = true;
    array_push(&f->arena, &c->trace, (TraceStep){.room = str_lit("amend"), .rule = evil_str(),
                                                 .note = evil_str()});
    for (uint32_t k = 0; k < c->places.n; k++) {
      excerpt_poison(&c->places.v[k].words);
    }
    for (uint32_t k = 0; k < c->actors.n; k++) {
      excerpt_poison(&c->actors.v[k].words);
      c->actors.v[k].according_to = evil_str();
    }
  }
  for (uint32_t i = 0; i < f->x.persons.n; i++) {
    Person *p = &f->x.persons.v[i];
    p->name = evil_str();
    excerpt_poison(&p->words);
    excerpt_poison(&p->sentence);
  }
}

static void poison_story(Fixture *f) {
  for (uint32_t i = 0; i < f->story.events.n; i++) {
    EventStory *s = &f->story.events.v[i];
    Event *event = (Event *)s->event;
    event->heading = evil_str();
    for (uint32_t k = 0; k < event->called.n; k++) {
      event->called.v[k].text = evil_str();
    }
    for (uint32_t k = 0; k < s->measures.n; k++) {
      s->measures.v[k].measure = evil_str();
    }
    for (uint32_t k = 0; k < s->questions.n; k++) {
      s->questions.v[k].text = evil_str();
    }
    for (uint32_t k = 0; k < s->remarks.n; k++) {
      s->remarks.v[k].text = evil_str();
    }
  }
  for (uint32_t i = 0; i < f->story.pairs.n; i++) {
    for (uint32_t k = 0; k < f->story.pairs.v[i].signals.n; k++) {
      f->story.pairs.v[i].signals.v[k].text = evil_str();
      array_push(&f->arena, &f->story.pairs.v[i].signals.v[k].figures, evil_str());
    }
  }
}

static void assert_absent(const Buffer *out, const char *text) {
  if (strstr(out->p, text)) {
    fail_msg("the output holds %s", text);
  }
}

static void page_stays_text(void **state) {
  (void)state;
  for (int working = 0; working < 2; working++) {
    Fixture f;
    march_build(&f);
    poison(&f);
    poison_story(&f);
    Buffer out;
    buffer_init(&out);
    ReportOptions options = {.numbers_left_out = -1, .working = working, .program = evil_str(),
                             .messages = (const Str[]){evil_str()}, .message_count = 1};
    report_html_write(&f.story, &f.wording, &options, &f.arena, &out);
    assert_false(out.failed);
    static const char *const never[] = {"<script", "<img", "onload=alert(2)>", "<svg onload",
                                        "<b>&amp;</bdi>", "href=\"javascript", "\xE2\x80\xAE",
                                        "\xE2\x81\xA6", "\x1b", "\x07", "\xFF", "<!--"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
      assert_absent(&out, never[i]);
    }
    assert_non_null(strstr(out.p, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_non_null(strstr(out.p, "[U+202E]"));
    golden_check(working ? "hostile-working.html" : "hostile.html", &out);
    buffer_release(&out);
    arena_release(&f.arena);
  }
}

/* Marks without end on one letter are told by their numbers: they would tower over other lines. */
static void marks_are_counted(void **state) {
  (void)state;
  Fixture f;
  march_build(&f);
  char *tower = arena_bytes(&f.arena, 2 * 40 + 2);
  memcpy(tower, "x", 1);
  for (int i = 0; i < 40; i++) {
    memcpy(tower + 1 + 2 * i, "\xCC\x81", 2);
  }
  tower[81] = 0;
  f.x.documents.v[0].title = str_of(tower);
  f.x.documents.v[1].title = str_of("\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88"); /* an ordinary word */
  Buffer out;
  buffer_init(&out);
  ReportOptions options = {.numbers_left_out = -1};
  report_html_write(&f.story, &f.wording, &options, &f.arena, &out);
  assert_non_null(strstr(out.p, "[U+0301 \xC3\x97" "32]"));
  assert_null(strstr(out.p, tower));
  assert_non_null(strstr(out.p, "\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88"));
  buffer_release(&out);
  arena_release(&f.arena);
}

static void terminal_stays_still(void **state) {
  (void)state;
  Fixture f;
  march_build(&f);
  poison(&f);
  poison_story(&f);
  Buffer out;
  buffer_init(&out);
  ReportOptions options = {.numbers_left_out = -1, .all = true,
                           .messages = (const Str[]){evil_str()}, .message_count = 1};
  report_terminal_write(&f.story, &f.wording, &options, &f.arena, &out);
  assert_absent(&out, "\x1b");
  assert_absent(&out, "\x07");
  assert_absent(&out, "\xE2\x80\xAE");
  assert_absent(&out, "\xFF");
  assert_non_null(strstr(out.p, "<202E>"));
  for (Str rest = buffer_view(&out); rest.n;) {
    Str line = str_split(rest, '\n', &rest);
    assert_true(text_columns(line) <= TERMINAL_COLUMNS);
  }
  buffer_release(&out);
  arena_release(&f.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(page_stays_text),
      cmocka_unit_test(marks_are_counted),
      cmocka_unit_test(terminal_stays_still),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
