/* HTML overview: several events → what a person must read, then the events with their documents and
   their figures, each leading to its own view. */
#include "view/html_plot.h"
#include "view/html_sections.h"

void html_overview_header(Html *h) {
  uint32_t documents = h->m->extraction->documents.n;
  html_raw(h, "<header>\n");
  html_top_line(h);
  html_raw(h, "<h1>");
  if (h->m->events.n) {
    html_say(h, W_OVERVIEW_HEADING, ARG_COUNT(h, "events", h->m->events.n),
             ARG_COUNT(h, "documents", documents));
    html_raw(h, "</h1>\n<p>");
    html_word(h, W_OVERVIEW_INTRO);
    html_raw(h, "</p>\n<p class=\"law\">");
    html_word(h, W_NOTHING_ADDED);
    html_raw(h, "</p>\n</header>\n");
  } else {
    html_word(h, W_EMPTY_TITLE);
    html_raw(h, "</h1>\n</header>\n");
  }
}

static void event_link(Html *h, uint32_t index) {
  html_raw(h, "<a");
  html_href_head(h, spot_event(index));
  html_raw(h, ">");
  html_text(h, h->m->events.v[index].heading);
  html_raw(h, "</a>");
}

/* ---- questions ------------------------------------------------------------------------------- */

enum { QUESTIONS = 12, DOCUMENTS = 8, FIGURES = 6 };

static void question_lines(Html *h, uint32_t index, uint32_t *shown) {
  const EventStory *story = h->m->events.v[index].story;
  for (uint32_t k = 0; k < story->questions.n && *shown < QUESTIONS; k++, ++*shown) {
    html_raw(h, "<li>");
    html_text(h, page_short_names(h->m, h->arena, story->questions.v[k].text));
    html_raw(h, " <span class=\"in\"><a");
    html_href(h, spot_event(index), "q%u-%u", index + 1, k + 1);
    html_raw(h, ">");
    html_text(h, h->m->events.v[index].heading);
    html_raw(h, "</a></span></li>\n");
  }
}

/* Questions and unclear figures of the events from `first` on. */
static void count_questions(const Html *h, uint32_t first, uint32_t *asked, uint32_t *unclear) {
  *asked = *unclear = 0;
  for (uint32_t i = first; i < h->m->events.n; i++) {
    *asked += h->m->events.v[i].story->questions.n;
    *unclear += h->m->events.v[i].unclear;
  }
}

/* The first questions of these events, those of one event together. */
static void questions(Html *h, uint32_t first) {
  uint32_t shown = 0, asked, unclear;
  count_questions(h, first, &asked, &unclear);
  if (asked == 0) {
    return;
  }
  if (first) { /* on the page of a main event, whose section has that name */
    html_raw(h, "<div id=\"questions\">\n<h3>");
    html_word(h, W_QUESTIONS_TITLE);
    html_raw(h, "</h3>\n<p>");
  } else {
    html_raw(h, "<section id=\"questions\" aria-labelledby=\"h-questions\">\n"
                "<h2 id=\"h-questions\">");
    html_word(h, W_QUESTIONS_TITLE);
    html_raw(h, "</h2>\n<p>");
  }
  html_say(h, wording_to_read(asked, unclear), ARG_COUNT(h, "questions", asked),
           ARG_COUNT(h, "unclear", unclear));
  html_raw(h, "</p>\n<ul class=\"lines\">\n");
  for (uint32_t i = first; i < h->m->events.n; i++) {
    question_lines(h, i, &shown);
  }
  if (asked > shown) {
    html_raw(h, "<li>");
    html_say(h, W_OVERVIEW_MORE_QUESTIONS, ARG_COUNT(h, "n", asked - shown));
    html_raw(h, "</li>\n");
  }
  html_raw(h, first ? "</ul>\n</div>\n" : "</ul>\n</section>\n");
}

/* ---- the events ------------------------------------------------------------------------------ */

static void some_documents(Html *h, const Event *e) {
  Str *items = arena_array(h->arena, Str, DOCUMENTS);
  uint32_t n = 0;
  for (; n < e->documents.n && n < DOCUMENTS; n++) {
    size_t begin = html_begin(h);
    html_document(h, e->documents.v[n]);
    items[n] = html_take(h, begin);
  }
  html_str(h, html_list_more(h, items, n, e->documents.n - n));
}

/* The figures of a measure that a person need not read first: of the whole, else of what there is;
   each number once. Returns how many readings are left out. */
static uint32_t some_readings(const PageMeasure *measure, Arena *arena, Indices *readings) {
  PageGroup group = measure->in_group[PAGE_WHOLE] ? PAGE_WHOLE : PAGE_UNCLEAR;
  uint32_t left = 0;
  for (uint32_t i = 0; i < measure->rows.n; i++) {
    const PageRow *row = &measure->rows.v[i];
    bool again = readings->n && readings->v[readings->n - 1] == row->reading;
    if (again || (row->group != group && group == PAGE_WHOLE)) {
      continue;
    }
    if (readings->n < FIGURES) {
      array_push(arena, readings, row->reading);
    } else {
      left++;
    }
  }
  return left;
}

static void event_figures(Html *h, const PageEvent *event) {
  bool split = html_has_further(event);
  for (uint32_t k = 0; k < event->measures.n; k++) {
    const PageMeasure *measure = &event->measures.v[k];
    Indices readings = {0};
    if (measure->rows.n == 0 || (split && html_is_further(measure->measure->measure))) {
      continue;
    }
    uint32_t left = some_readings(measure, h->arena, &readings);
    html_raw(h, "<p><span class=\"m\">");
    html_text(h, measure->name);
    html_raw(h, "</span> ");
    html_str(h, html_reading_figures(h, measure->measure, &readings, W_LIST_COMMA));
    if (measure->in_group[PAGE_WHOLE] == 0) {
      html_raw(h, " <b class=\"q\">?</b>");
    }
    if (left) {
      html_raw(h, " ");
      html_say(h, W_AND_MORE, ARG_COUNT(h, "n", left));
    }
    html_raw(h, "</p>\n");
  }
}

/* An event without figures: what is said to have happened, in the first words that say it. */
static void event_statement(Html *h, const PageEvent *event) {
  const EventStory *story = event->story;
  for (uint32_t k = 0; k < story->statements.n; k++) {
    if (story->statements.v[k].claims.n) {
      uint32_t index = story->statements.v[k].claims.v[0];
      const Claim *claim = &h->m->extraction->claims.v[index];
      html_raw(h, "<a class=\"s\"");
      html_href_claim(h, 's', index);
      html_raw(h, ">");
      html_quoted(h, page_statement(h->arena, claim), claim->document);
      html_raw(h, "</a>");
      return;
    }
  }
}

static void event_row(Html *h, uint32_t index) {
  const PageEvent *event = &h->m->events.v[index];
  html_raw(h, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\" class=\"event\">");
  event_link(h, index);
  html_raw(h, "</th><td role=\"cell\" class=\"figures\">");
  size_t begin = html_begin(h);
  event_figures(h, event);
  if (html_begin(h) == begin) {
    event_statement(h, event);
  }
  html_raw(h, "</td><td role=\"cell\" class=\"docs\">");
  some_documents(h, event->story->event);
  html_raw(h, "</td><td role=\"cell\" class=\"ask\">");
  if (event->story->questions.n || event->unclear) {
    html_raw(h, "<a");
    html_href(h, spot_event(index), "questions%u", index + 1);
    html_raw(h, ">");
    html_say(h, wording_to_read(event->story->questions.n, event->unclear),
             ARG_COUNT(h, "questions", event->story->questions.n),
             ARG_COUNT(h, "unclear", event->unclear));
    html_raw(h, "</a>");
  }
  html_raw(h, "</td></tr>\n");
}

static void table_head(Html *h) {
  static const WordingKey columns[] = {W_COLUMN_EVENT, W_COLUMN_FIGURES, W_COLUMN_DOCUMENTS,
                                       W_COLUMN_TO_READ};
  static const char *const classes[] = {"event", "figures", "docs", "ask"};
  html_raw(h, "<div class=\"chunk\"><table role=\"table\" class=\"events\" "
              "aria-labelledby=\"h-events\">\n"
              "<thead role=\"rowgroup\"><tr role=\"row\">");
  for (int i = 0; i < 4; i++) {
    html_format(h, "<th role=\"columnheader\" scope=\"col\" class=\"%s\">", classes[i]);
    html_word(h, columns[i]);
    html_raw(h, "</th>");
  }
  html_raw(h, "</tr></thead>\n<tbody role=\"rowgroup\">\n");
}

/* One table, or of many events several, which a browser lays out when they come into view. */
static void events_table(Html *h, uint32_t first) {
  for (uint32_t i = first; i < h->m->events.n; i++) {
    if ((i - first) % HTML_CHUNK == 0) {
      html_raw(h, i > first ? "</tbody></table></div>\n" : "");
      table_head(h);
    }
    event_row(h, i);
  }
  html_raw(h, "</tbody></table></div>\n");
}

static void left_out(Html *h, const ReportOptions *options) {
  if (h->m->loose_figures == 0 && options->numbers_left_out < 0) {
    return;
  }
  html_raw(h, "<p class=\"quiet\">");
  if (h->m->loose_figures) {
    html_say(h, W_LOOSE_FIGURES, ARG_COUNT(h, "n", h->m->loose_figures));
    html_raw(h, options->numbers_left_out >= 0 ? ", " : "");
  }
  if (options->numbers_left_out >= 0) {
    html_say(h, W_LEFT_OUT, ARG_COUNT(h, "n", (uint64_t)options->numbers_left_out));
  }
  html_raw(h, ".</p>\n");
}

/* The documents that no event holds: why nothing of them is above. */
static void of_no_event(Html *h) {
  Indices documents = {0};
  for (uint32_t i = 0; i < h->m->extraction->documents.n; i++) {
    if (h->m->documents[i].events.n == 0) {
      array_push(h->arena, &documents, i);
    }
  }
  if (documents.n) {
    html_raw(h, "<p>");
    html_say(h, W_OVERVIEW_NO_EVENT, ARG("documents", html_documents(h, &documents)),
             {.name = "n", .count = documents.n});
    html_raw(h, "</p>\n");
  }
}

void html_overview(Html *h, const ReportOptions *options, uint32_t first) {
  if (h->m->events.n == 0) {
    html_raw(h, "<p>");
    html_word(h, h->m->story->extraction->documents.n ? W_EMPTY_INTRO : W_EMPTY_UNREAD);
    html_raw(h, "</p>\n");
    return;
  }
  if (h->m->events.n > first) {
    questions(h, first);
    html_raw(h, first ? "<div>\n<h3 id=\"h-events\">"
                      : "<section id=\"events\" aria-labelledby=\"h-events\">\n"
                        "<h2 id=\"h-events\">");
    html_word(h, W_EVENTS_TITLE);
    html_raw(h, first ? "</h3>\n" : "</h2>\n");
    events_table(h, first);
    html_events_timeline(h, first);
    html_events_map(h, first);
    of_no_event(h);
    if (!first) {
      left_out(h, options);
    }
    html_raw(h, first ? "</div>\n" : "</section>\n");
  } else {
    of_no_event(h);
  }
}
