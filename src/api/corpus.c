/* Corpus: examples → what the rooms find in them, as lines; and these against the expected ones. */
#include "api/corpus.h"

#include "discourse/time_resolve.h"
#include "mention/actor_mention.h"
#include "mention/attribution_mention.h"
#include "mention/number_mention.h"
#include "mention/place_mention.h"

/* One example while it is read. */
typedef struct Example {
  const according_engine *engine;
  CorpusWork *work;
  Arena *arena; /* of work */
  Document document;
  Text text;
  Mentions mentions;
  Buffer *out;
} Example;

/* ---- lines of what is found ------------------------------------------------------------------ */

static void words_write(const Example *e, uint32_t first, uint32_t end) {
  if (end > first) {
    buffer_str(e->out, str_cut(e->document.text, tokens_span(&e->text, first, end)));
  }
}

static void ranges_write(const Example *e, const TokenRange *v, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    buffer_text(e->out, i ? " .. " : "");
    words_write(e, v[i].first, v[i].end);
  }
}

static void value_write(const Example *e, bool has, Decimal value) {
  char digits[32];
  decimal_write(value, digits);
  buffer_text(e->out, has ? digits : "-");
}

static const char *qualifier_name(Qualifier qualifier) {
  static const char *const names[] = {"exact",     "about",  "at_least", "more_than", "up_to",
                                      "less_than", "nearly", "range",    "vague"};
  return names[qualifier];
}

static void numbers_write(const Example *e) {
  static const char *const kinds[] = {"count",   "ordinal",  "percent", "money",
                                      "measure", "duration", "age",     "date",
                                      "name",    "mark",     "rank",    "indefinite"};
  for (uint32_t i = 0; i < e->mentions.numbers.n; i++) {
    const Number *n = &e->mentions.numbers.v[i];
    buffer_text(e->out, "= ");
    value_write(e, n->has_number, n->number);
    buffer_format(e->out, " | %s | ", qualifier_name(n->qualifier));
    value_write(e, n->has_low, n->low);
    buffer_text(e->out, "..");
    value_write(e, n->has_high, n->high);
    buffer_format(e->out, " | %s%s%.*s | ", kinds[n->kind], n->unit.n ? " " : "",
                  STR_ARG(n->unit));
    words_write(e, n->first, n->end);
    buffer_char(e->out, '\n');
  }
}

static void times_write(const Example *e) {
  static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
  static const char *const anchors[] = {"none",     "self",      "dateline",
                                        "document", "narrative", "event"};
  for (uint32_t i = 0; i < e->mentions.times.n; i++) {
    const TimeMention *t = &e->mentions.times.v[i];
    buffer_format(e->out, "= %s | %.*s | %s | ", names[t->timex], STR_ARG(t->value),
                  anchors[t->anchor]);
    words_write(e, t->first, t->end);
    buffer_text(e->out, t->is_name || t->commemorative || t->publication ? " |" : "");
    buffer_text(e->out, t->is_name ? " name" : "");
    buffer_text(e->out, t->commemorative ? " commemorative" : "");
    buffer_text(e->out, t->publication ? " publication" : "");
    buffer_char(e->out, '\n');
  }
}

static void places_write(const Example *e) {
  static const char *const senses[] = {"literal", "metonym", "demonym"};
  for (uint32_t i = 0; i < e->mentions.places.n; i++) {
    const PlaceMention *m = &e->mentions.places.v[i];
    Place place;
    bool known = gazetteer_place(&e->engine->gazetteer, m->place, &place);
    buffer_format(e->out, "= %.*s | %.*s | %s | ", known ? (int)place.name.n : 1,
                  known ? place.name.p : "-", known ? (int)place.country.n : 0,
                  known ? place.country.p : "", senses[m->sense]);
    words_write(e, m->first, m->end);
    buffer_char(e->out, '\n');
  }
}

static void attribution_write(const Example *e, const Attribution *a) {
  Str rule = a->rule;
  (void)str_split(a->rule, '.', &rule);
  buffer_format(e->out, "= %.*s | ", STR_ARG(rule));
  ranges_write(e, a->source.v, a->source.n);
  if (a->resolved.end > a->resolved.first) {
    buffer_text(e->out, " -> ");
    ranges_write(e, &a->resolved, 1);
  }
  buffer_text(e->out, " | ");
  ranges_write(e, a->cue.v, a->cue.n);
  buffer_text(e->out, " | ");
  ranges_write(e, a->content.v, a->content.n);
  buffer_text(e->out, " |");
  buffer_text(e->out, a->named ? " named" : "");
  buffer_text(e->out, a->hedged ? " hedged" : "");
  buffer_text(e->out, a->denied ? " denied" : "");
  buffer_text(e->out, a->possible ? " possible" : "");
  buffer_text(e->out, a->from >= 0 ? " nested" : "");
  buffer_char(e->out, '\n');
}

static void attributions_write(const Example *e) {
  static const char *const classes[] = {"other",        "state_forces", "rebels",   "government",
                                        "organisation", "person",       "civilians"};
  for (uint32_t i = 0; i < e->mentions.attributions.n; i++) {
    attribution_write(e, &e->mentions.attributions.v[i]);
  }
  for (uint32_t i = 0; i < e->mentions.actors.n; i++) {
    const ActorMention *a = &e->mentions.actors.v[i];
    if (a->named) {
      buffer_format(e->out, "@ %s | ", classes[a->class]);
      words_write(e, a->first, a->end);
      buffer_format(e->out, " | %.*s\n", STR_ARG(a->name));
    }
  }
}

static void claim_write(const Example *e, const Claim *c) {
  Str source = c->source.kind == SOURCE_NARRATOR ? str_lit("narrator") : c->source.words.text;
  buffer_format(e->out, "= %.*s | ", STR_ARG(c->measure));
  if (c->kind == CLAIM_FIGURE) {
    const Value *v = &c->value;
    buffer_format(e->out, "%.*s | %s | ", STR_ARG(v->words.text), qualifier_name(v->qualifier));
    value_write(e, v->has_low, v->low);
    buffer_text(e->out, "..");
    value_write(e, v->has_high, v->high);
  } else {
    buffer_str(e->out, c->evidence.text);
  }
  buffer_format(e->out, " | %.*s | %.*s\n", STR_ARG(source), STR_ARG(c->rule));
}

/* ---- reading an example ---------------------------------------------------------------------- */

/* Paragraphs, a line each, as a document that was published on `date` (may be empty). */
static void document_make(Example *e, Str lines, Str date) {
  memset(&e->document, 0, sizeof e->document);
  e->document.id = str_lit("example");
  e->document.text = lines;
  e->document.date = date;
  e->document.date_basis = date.n ? DATE_GIVEN : DATE_NONE;
  for (Str rest = lines; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    uint32_t start = (uint32_t)(line.p - lines.p);
    if (line.n > 0) {
      array_push(e->arena, &e->document.blocks,
                 (Block){.span = {start, start + (uint32_t)line.n}});
    }
  }
}

static void claims_read(const Example *e) {
  Extraction read = {.arena = e->arena};
  claim_read(&e->engine->rules, &e->document, NULL, &e->work->scratch, &read);
  for (uint32_t i = 0; i < read.claims.n; i++) {
    claim_write(e, &read.claims.v[i]);
  }
}

static void example_read(Example *e, CorpusKind kind, Str lines, Str date) {
  const MentionRules *rules = &e->engine->rules.mention;
  document_make(e, lines, date);
  if (kind == CORPUS_CLAIMS) {
    claims_read(e);
    return;
  }
  memset(&e->mentions, 0, sizeof e->mentions);
  text_read(&e->document, &e->engine->pack, &e->engine->rules.text, NULL, e->arena, &e->text);
  e->mentions.text = &e->text;
  if (kind == CORPUS_ATTRIBUTION) {
    attribution_find(&e->text, &rules->attribution, e->arena, &e->mentions);
    actor_find(&e->text, &rules->actors, e->arena, &e->mentions);
    attributions_write(e);
    return;
  }
  time_find(&e->text, &rules->time, e->arena, &e->mentions);
  number_find(&e->text, &rules->time.numbers, e->arena, &e->mentions);
  if (kind == CORPUS_PLACES) {
    place_mentions_read(&e->engine->gazetteer, &rules->places, e->arena, &e->mentions);
    places_write(e);
  } else if (kind == CORPUS_TIMES) {
    time_resolve(&e->text, &rules->time, &e->mentions, &e->document, e->arena);
    times_write(e);
  } else {
    numbers_write(e);
  }
}

/* ---- expected and found ---------------------------------------------------------------------- */

static bool is_result(Str line) {
  return str_starts(line, "= ") || str_starts(line, "@ ");
}

typedef struct Comparing {
  const according_engine *engine;
  CorpusWork *work;
  CorpusKind kind;
  Str path;
  Buffer *report;
  CorpusResult *result;
} Comparing;

static void tell(const Comparing *c, uint32_t line, const char *what, Str words) {
  buffer_format(c->report, "%.*s:%u: %s %.*s\n", STR_ARG(c->path), line, what, STR_ARG(words));
  c->result->differences++;
}

/* Where `line` stands in `found`, as bytes from its start; found.n if it does not. */
static size_t line_at(Str found, Str line) {
  for (Str rest = found; rest.n > 0;) {
    Str one = str_split(rest, '\n', &rest);
    if (str_equal(one, line)) {
      return (size_t)(one.p - found.p);
    }
  }
  return found.n;
}

/* The expected lines, which begin at number `at` of the file, against what is found. */
static void example_compare(const Comparing *c, uint32_t at, Str expected, Str found) {
  while (expected.n > 0) {
    Str line = str_split(expected, '\n', &expected);
    size_t before = line_at(found, line);
    if (before == found.n) {
      tell(c, at, "expected", line);
    }
    while (before < found.n && before > 0) {
      Str other = str_split(found, '\n', &found);
      tell(c, at, "found, and not expected,", other);
      before -= other.n + 1;
    }
    if (before == 0 && found.n > 0) {
      (void)str_split(found, '\n', &found);
    }
    at++;
  }
  while (found.n > 0) {
    tell(c, at - 1, "found, and not expected,", str_split(found, '\n', &found));
  }
}

/* Takes the lines of results that stand at *rest. */
static Str results_take(Str *rest) {
  Str all = {rest->p, 0};
  for (Str after = *rest; after.n > 0;) {
    Str line = str_split(after, '\n', &after);
    if (!is_result(line)) {
      break;
    }
    all.n = (size_t)(line.p + line.n - all.p);
    *rest = after;
  }
  return all;
}

bool corpus_kind(Str path, CorpusKind *kind) {
  static const char *const names[CORPUS_KINDS] = {"numbers", "times", "places", "attribution",
                                                  "claims"};
  size_t start = path.n, n = 0;
  while (start > 0 && path.p[start - 1] != '/') {
    start--;
  }
  while (start + n < path.n && path.p[start + n] != '.' && path.p[start + n] != '-') {
    n++;
  }
  for (int i = 0; i < CORPUS_KINDS; i++) {
    if (str_is((Str){path.p + start, n}, names[i])) {
      *kind = (CorpusKind)i;
      return true;
    }
  }
  return false;
}

void corpus_work_init(CorpusWork *work) {
  arena_init(&work->arena);
  arena_init(&work->scratch);
  buffer_init(&work->paragraphs);
  buffer_init(&work->found);
}

void corpus_work_release(CorpusWork *work) {
  arena_release(&work->arena);
  arena_release(&work->scratch);
  buffer_release(&work->paragraphs);
  buffer_release(&work->found);
}

/* Reads the paragraphs that were collected and compares; `rest` begins with what is expected, which
   is taken. Returns its lines. */
static uint32_t example_run(const Comparing *c, uint32_t number, Str date, Str *rest) {
  CorpusWork *work = c->work;
  Example e = {.engine = c->engine, .work = work, .arena = &work->arena, .out = &work->found};
  uint32_t lines = 0;
  example_read(&e, c->kind, buffer_view(&work->paragraphs), date);
  Str expected = results_take(rest);
  for (Str left = expected; left.n > 0; lines++) {
    (void)str_split(left, '\n', &left);
  }
  example_compare(c, number + 1, expected, buffer_view(&work->found));
  c->result->examples++;
  c->result->lines += lines;
  c->report->failed = c->report->failed || work->found.failed || work->paragraphs.failed;
  return lines;
}

void corpus_compare(const according_engine *engine, CorpusKind kind, Str path, Str corpus,
                    CorpusWork *work, Buffer *report, Buffer *anew, CorpusResult *result) {
  Comparing c = {engine, work, kind, path, report, result};
  Str date = {NULL, 0};
  uint32_t number = 0;
  for (Str rest = corpus; rest.n > 0;) {
    Str line = str_split(rest, '\n', &rest);
    number++;
    if (is_result(line)) {
      tell(&c, number, "no example stands before", line);
      continue;
    }
    if (anew) {
      buffer_str(anew, line);
      buffer_char(anew, '\n');
    }
    if (str_starts(line, ": ")) {
      date = (Str){line.p + 2, line.n - 2};
    } else if (str_starts(line, "> ")) {
      buffer_str(&work->paragraphs, (Str){line.p + 2, line.n - 2});
      buffer_char(&work->paragraphs, '\n');
    }
    if (!str_starts(line, "> ") || str_starts(rest, "> ")) {
      continue;
    }
    number += example_run(&c, number, date, &rest);
    if (anew) {
      buffer_str(anew, buffer_view(&work->found));
    }
    buffer_clear(&work->paragraphs);
    buffer_clear(&work->found);
    arena_clear(&work->arena);
    date = (Str){NULL, 0};
  }
}
