/* Record effect: an entry of the log with what it changed, as text and as lines. */
#include "view/line_write.h"
#include "view/page_words.h"
#include "view/record_write.h"

enum { COLUMNS = 80 };

static void say(const RecordView *v, uint32_t indent, Str words) {
  text_wrap(v->out, v->arena, indent, COLUMNS, words);
}

static void say_words(const RecordView *v, const char *key, const EffectWords *words) {
  if (words->n) {
    say(v, 0, phrase(v->phrases, key));
  }
  for (uint32_t i = 0; i < words->n; i++) {
    say(v, 2, words->v[i]);
  }
}

void record_effect_text(const RecordView *v, const RecordEffect *e) {
  Str n = str_of(arena_printf(v->arena, "%lld", (long long)e->entry->n));
  say(v, 0,
      phrase_fill(v->arena, v->phrases, "effect.entry", 2, "n", n, "what",
                  record_entry_words(v, e->entry, e->log)));
  if (e->beside.n) {
    say(v, 0, phrase(v->phrases, "effect.beside"));
  }
  for (uint32_t i = 0; i < e->beside.n; i++) {
    const Decision *d = e->beside.v[i];
    say(v, 2,
        phrase_fill(v->arena, v->phrases, "log.entry", 4, "n",
                    str_of(arena_printf(v->arena, "%lld", (long long)d->n)), "when", d->when, "by",
                    d->by, "what", record_decision_words(v, d)));
  }
  say_words(v, "effect.unfit", &e->unfit);
  say_words(v, "effect.fit", &e->fit);
  record_diff_text(v, &e->changes);
}

static void strings(Json *j, const char *key, const EffectWords *words) {
  line_strings(j, key, words->v, words->n);
}

void record_effect_lines(const RecordView *v, const RecordEffect *e) {
  Json j;
  json_begin(&j, v->out);
  line_begin(&j, "effect");
  json_key(&j, "entry");
  json_integer(&j, e->entry->n);
  json_key(&j, "what");
  json_str(&j, record_entry_words(v, e->entry, e->log));
  json_key(&j, "beside");
  json_array(&j);
  for (uint32_t i = 0; i < e->beside.n; i++) {
    json_integer(&j, e->beside.v[i]->n);
  }
  json_end(&j);
  strings(&j, "unfit", &e->unfit);
  strings(&j, "fit", &e->fit);
  line_end(&j);
  record_diff_lines(v, &e->changes);
}
