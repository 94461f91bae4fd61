/* HTML before: what a person must know before using a figure → the box at the top of the page. */
#include "view/html_sections.h"

/* One line per measure whose figures differ: every reading that stands against another. */
static void before_differences(Html *h, const PageEvent *event) {
  for (uint32_t k = 0; k < event->measures.n; k++) {
    const PageMeasure *measure = &event->measures.v[k];
    Indices differing = {0};
    for (uint32_t r = 0; r < measure->measure->readings.n; r++) {
      bool differs = false;
      for (uint32_t i = 0; !differs && i < measure->relations.n; i++) {
        const PageRelation *relation = &measure->relations.v[i];
        bool told = relation->kind == RELATION_CONFLICTS && !relation->detail;
        for (uint32_t n = 0; told && !differs && n < relation->left.n; n++) {
          differs = relation->left.v[n] == r;
        }
      }
      if (differs) {
        array_push(h->arena, &differing, r);
      }
    }
    bool front = !html_has_further(event) || !html_is_further(measure->measure->measure);
    if (differing.n && front) {
      html_raw(h, "<li>");
      html_say(h, W_BEFORE_DIFFER, ARG("measure", html_escaped(h, measure->name)),
               ARG("figures", html_reading_figures(h, measure->measure, &differing, W_LIST_OR)));
      html_raw(h, "</li>\n");
    }
  }
}

typedef enum RepeatKind { REPEAT_SIGNS, REPEAT_OPEN, REPEAT_NONE_FOUND } RepeatKind;

static void repeats_of(Html *h, const PageEvent *event, RepeatKind kind, WordingKey key) {
  Str *items = arena_array(h->arena, Str, event->repeats.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < event->repeats.n; i++) {
    const PageRepeat *r = &event->repeats.v[i];
    RepeatKind its = r->groups < r->documents ? REPEAT_SIGNS
                     : r->open                ? REPEAT_OPEN
                                              : REPEAT_NONE_FOUND;
    if (its != kind) {
      continue;
    }
    size_t begin = html_begin(h);
    html_str(h, html_reading_figure(h, event->measures.v[r->measure].measure, r->reading));
    Str count = page_count_words(h->w, h->arena, r->documents);
    html_raw(h, " ");
    html_say(h, W_REPEAT_DOCUMENTS, {.name = "n", .text = count, .count = r->documents});
    items[n++] = html_take(h, begin);
  }
  if (n) {
    html_raw(h, " ");
    html_say(h, key, ARG("figures", html_list(h, items, n, W_LIST_AND)),
             {.name = "n", .count = n});
  }
}

static void before_repetition(Html *h, const PageEvent *event) {
  html_raw(h, "<li>");
  if (event->repeats.n == 0) {
    html_word(h, W_REPEAT_NEVER);
  } else {
    html_word(h, W_REPEAT);
    repeats_of(h, event, REPEAT_SIGNS, W_REPEAT_SIGNS);
    repeats_of(h, event, REPEAT_OPEN, W_REPEAT_OPEN);
    repeats_of(h, event, REPEAT_NONE_FOUND, W_REPEAT_NONE_FOUND);
  }
  html_raw(h, "</li>\n");
}

static bool same_figure(Html *h, uint32_t a, uint32_t b) {
  PageFigure x = page_figure(h->w, h->arena, &h->m->extraction->claims.v[a].value);
  PageFigure y = page_figure(h->w, h->arena, &h->m->extraction->claims.v[b].value);
  return str_equal_fold(x.plain, y.plain) &&
         (x.plain.n ? x.none == y.none : str_equal_fold(x.quoted, y.quoted));
}

static void source_item(Html *h, const PageVoice *voice) {
  enum { FIGURES = 6 };
  Str *items = arena_array(h->arena, Str, FIGURES);
  uint32_t n = 0;
  uint32_t left = 0;
  for (uint32_t i = 0; i < voice->claims.n; i++) {
    bool again = false; /* the figure in another document, or once more in this one */
    for (uint32_t k = 0; k < i && !again; k++) {
      again = same_figure(h, voice->claims.v[k], voice->claims.v[i]);
    }
    if (!again && n < FIGURES) {
      items[n++] = html_figure_markup(h, voice->claims.v[i]);
    } else {
      left += !again;
    }
  }
  WordingKey key = voice->via == VIA_FOOTNOTE ? W_WORD_FOOTNOTE : W_WORD_NAMED;
  Str name = voice->reference.n ? voice->reference : voice->name;
  size_t fit = text_fit(name, 120);
  Str shown = fit < name.n ? str_of(arena_printf(h->arena, "%.*s…", (int)fit, name.p)) : name;
  html_say(h, key, ARG("documents", html_documents(h, &voice->documents)),
           ARG("source", html_with_about(h, html_quote(h, shown, voice->documents.v[0]), voice->name)),
           ARG("figures", html_list_more(h, items, n, left)));
}

static void before_sources(Html *h, const PageEvent *event) {
  Indices silent = event->narrators;
  html_raw(h, "<li>");
  html_word(h, W_WORD_TITLE);
  if (silent.n) {
    html_raw(h, " ");
    html_say(h, W_WORD_NONE, ARG("documents", html_documents(h, &silent)),
             {.name = "n", .count = silent.n});
  }
  for (uint32_t i = 0; i < event->sources.n; i++) {
    if (event->sources.v[i].kind != SOURCE_NARRATOR) {
      html_raw(h, " ");
      source_item(h, &event->sources.v[i]);
    }
  }
  html_raw(h, "</li>\n");
}

static void before_dates(Html *h, const PageEvent *event) {
  const PageVoices dates = event->dates;
  Str *items = arena_array(h->arena, Str, dates.n + 1);
  for (uint32_t i = 0; i < dates.n; i++) {
    const PageVoice *v = &dates.v[i];
    size_t begin = html_begin(h);
    Str date = html_escaped(h, page_iso_date(h->w, h->arena, v->name));
    if (v->name.n == 0) {
      html_word(h, W_DOCUMENT_UNDATED);
    } else if (v->kind == SOURCE_UNNAMED) {
      html_say(h, W_DATE_NOT_BEFORE, ARG("date", date));
    } else {
      html_str(h, date);
    }
    html_raw(h, " (");
    html_str(h, html_documents(h, &v->documents));
    html_raw(h, ")");
    items[i] = html_take(h, begin);
  }
  int32_t years = event->years_later;
  html_raw(h, "<li>");
  Str list = html_list(h, items, dates.n, W_LIST_COMMA);
  if (years >= 2) {
    html_say(h, W_WRITTEN_LATER, ARG("dates", list), ARG_COUNT(h, "n", (uint64_t)years));
  } else {
    html_say(h, W_WRITTEN, ARG("dates", list));
  }
  html_raw(h, "</li>\n");
}

static bool publishes(Html *h, Str actor) {
  for (uint32_t i = 0; i < h->m->extraction->documents.n; i++) {
    if (str_equal_fold(h->m->extraction->documents.v[i].publisher, actor)) {
      return true;
    }
  }
  return false;
}

static void before_speakers(Html *h, const PageEvent *event) {
  const PageVoices publishers = event->publishers;
  html_raw(h, "<li>");
  html_word(h, W_SPEAKS_TITLE);
  for (uint32_t pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < publishers.n; i++) {
      const PageVoice *v = &publishers.v[i];
      if ((v->name.n == 0) != (pass == 1)) {
        continue;
      }
      size_t begin = html_begin(h);
      html_foreign(h, v->name, v->documents.v[0]);
      Str name = html_take(h, begin);
      html_raw(h, " ");
      html_say(h, pass ? W_SPEAKS_NOT_STATED : W_SPEAKS,
               ARG("documents", html_documents(h, &v->documents)), ARG("publisher", html_with_about(h, name, v->name)));
    }
  }
  if (event->responsible.n && !publishes(h, event->responsible.v[0].name)) {
    const PageVoice *actor = &event->responsible.v[0];
    html_raw(h, " ");
    html_say(h, W_SPEAKS_NOT_ACTOR,
             ARG("actor", html_quote(h, actor->name, actor->documents.v[0])),
             ARG("documents", html_documents(h, &actor->documents)),
             {.name = "n", .count = actor->documents.n});
  }
  html_raw(h, "</li>\n");
}

void html_before(Html *h, const PageEvent *event) {
  html_section_open(h, event, "before", "before", W_BEFORE_TITLE);
  html_raw(h, "<ul>\n");
  before_differences(h, event);
  before_repetition(h, event);
  before_sources(h, event);
  before_dates(h, event);
  before_speakers(h, event);
  html_raw(h, "</ul>\n</section>\n");
}
