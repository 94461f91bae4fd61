/* Record → text for people. */
#include <stdio.h>

#include "claim/line_names.h"
#include "view/page_words.h"
#include "view/record_write.h"

enum { COLUMNS = 80, TITLE_MOST = 300 };

/* Words after `indent` columns, wrapped. */
static void say(const RecordView *v, uint32_t indent, Str words) {
  text_wrap(v->out, v->arena, indent, COLUMNS, words);
}

static Str number_of(const RecordView *v, int64_t number) {
  return str_of(arena_printf(v->arena, "%lld", (long long)number));
}

static Str or_else(Str value, Str otherwise) {
  return value.n ? value : otherwise;
}

/* ---- documents ------------------------------------------------------------------------------- */

static void say_state(const RecordView *v, const Kept *d) {
  if (d->form == FORM_EVIDENCE) {
    say(v, 2, phrase(v->phrases, "evidence"));
  }
  const char *state = d->is_purged ? "purged" : d->is_removed ? "removed" : "earlier";
  if (d->version > 1) {
    say(v, 2, phrase_fill(v->arena, v->phrases, "version", 1, "version", number_of(v, d->version)));
  }
  if (d->is_purged || d->is_removed || !d->is_latest) {
    say(v, 2, phrase(v->phrases, state));
  }
}

/* What it is a transcript or translation of, and what are of it. */
static void say_derived(const RecordView *v, const Kept *d, const DecisionArray *decisions) {
  for (uint32_t i = 0; i < decisions->n; i++) {
    const Decision *one = &decisions->v[i];
    bool derives = str_is(one->kind, "transcript") || str_is(one->kind, "translation");
    if (derives && (str_equal(one->document, d->id) || str_equal(one->other, d->id))) {
      say(v, 2,
          phrase_fill(v->arena, v->phrases, one->made.n ? "made.on" : "made", 3, "what",
                      record_decision_words(v, one), "by", one->maker, "made", one->made));
    }
  }
}

static void say_document(const RecordView *v, const Kept *d) {
  say(v, 0,
      phrase_fill(v->arena, v->phrases, "document", 4, "id", d->id, "date",
                  or_else(d->date, phrase(v->phrases, "no_date")), "figures",
                  number_of(v, d->figures), "publisher", d->publisher));
  if (d->title.n) {
    Str title = {d->title.p, d->title.n < TITLE_MOST ? d->title.n : TITLE_MOST};
    say(v, 2, phrase_fill(v->arena, v->phrases, "title", 1, "title", title));
  }
  say_state(v, d);
}

void record_list_text(const RecordView *view, const KeptArray *documents) {
  int64_t figures = 0;
  for (uint32_t i = 0; i < documents->n; i++) {
    figures += documents->v[i].figures;
    say_document(view, &documents->v[i]);
  }
  say(view, 0,
      phrase_fill(view->arena, view->phrases, "count", 2, "documents",
                  number_of(view, documents->n), "figures", number_of(view, figures)));
}

static void say_source(const RecordView *v, const Kept *d, const ReadingOf *reading) {
  char hash[72];
  digest_write(d->original_hash, hash);
  if (d->path.n) {
    say(v, 2, phrase_fill(v->arena, v->phrases, "path", 1, "path", d->path));
  }
  if (d->url.n) {
    say(v, 2, phrase_fill(v->arena, v->phrases, "url", 1, "url", d->url));
  }
  say(v, 2,
      phrase_fill(v->arena, v->phrases, "hash", 2, "hash", str_of(hash + 7), "size",
                  number_of(v, (int64_t)d->size)));
  say(v, 2,
      phrase_fill(v->arena, v->phrases, "read", 2, "program", reading->program, "pack",
                  reading->pack));
}

/* ---- lines ----------------------------------------------------------------------------------- */

static void say_line(const RecordView *v, Str id, Str measure, Str words, bool unclear,
                     const Excerpt *sentence) {
  say(v, 2,
      phrase_fill(v->arena, v->phrases, "line", 3, "id", id, "measure", measure, "words", words));
  if (unclear) {
    say(v, 4, phrase(v->phrases, "unclear"));
  }
  if (sentence) {
    say(v, 4, phrase_fill(v->arena, v->phrases, "sentence", 1, "sentence", sentence->text));
  }
}

static void say_time(const RecordView *v, const Period *time) {
  char start[16], end[16];
  size_t n = civil_write(time->start, start), m = civil_write(time->end, end);
  if (n || m) {
    say(v, 4,
        phrase_fill(v->arena, v->phrases, "time", 2, "start", (Str){start, n}, "end",
                    (Str){end, m}));
  }
}

static void say_claim(const RecordView *v, const Claim *c, bool whole) {
  Str words = c->kind == CLAIM_FIGURE ? c->value.words.text : c->evidence.text;
  say_line(v, c->id, c->measure, words, c->certainty == CERTAINTY_UNCLEAR,
           whole ? &c->sentence : NULL);
  if (!whole) {
    return;
  }
  if (c->places.n) {
    say(v, 4, phrase_fill(v->arena, v->phrases, "place", 1, "place", c->places.v[0].name));
  }
  say_time(v, &c->time);
  if (c->source.words.text.n) {
    say(v, 4, phrase_fill(v->arena, v->phrases, "source", 1, "source", c->source.words.text));
  }
}

static void say_person(const RecordView *v, const Person *p, bool whole) {
  say_line(v, p->id, str_of(line_name(NAMES_HARM, p->harm)), p->words.text,
           p->certainty == CERTAINTY_UNCLEAR, whole ? &p->sentence : NULL);
}

void record_show_text(const RecordView *view, const RecordShown *shown) {
  const Extraction *x = shown->extraction;
  bool whole = shown->only.n != 0;
  say_document(view, shown->document);
  say_source(view, shown->document, shown->reading);
  say_derived(view, shown->document, shown->decisions);
  for (uint32_t i = 0; !whole && shown->versions && i < shown->versions->n; i++) {
    if (shown->versions->v[i].n != shown->document->n) {
      say_document(view, &shown->versions->v[i]);
    }
  }
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (!whole || str_equal(x->claims.v[i].id, shown->only)) {
      say_claim(view, &x->claims.v[i], whole);
    }
  }
  for (uint32_t i = 0; i < x->persons.n; i++) {
    if (!whole || str_equal(x->persons.v[i].id, shown->only)) {
      say_person(view, &x->persons.v[i], whole);
    }
  }
}

/* ---- hits ------------------------------------------------------------------------------------ */

void record_hit_text(const RecordView *view, const RecordHit *hit) {
  const Hit *h = hit->hit;
  say(view, 0,
      h->date.n ? str_of(arena_printf(view->arena, "%.*s  %.*s", STR_ARG(h->id), STR_ARG(h->date)))
                : h->id);
  if (hit->claim) {
    say_claim(view, hit->claim, true);
  } else if (hit->person) {
    say_person(view, hit->person, true);
  } else if (hit->passage.n) {
    say(view, 2, phrase_fill(view->arena, view->phrases, "sentence", 1, "sentence", hit->passage));
  }
}

void record_hits_end_text(const RecordView *view, uint32_t hits, uint32_t most) {
  if (!hits) {
    say(view, 0, phrase(view->phrases, "none"));
  } else if (hits >= most) {
    say(view, 0, phrase_fill(view->arena, view->phrases, "more", 1, "most", number_of(view, most)));
  }
}
