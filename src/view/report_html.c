/* Report HTML: a story → the page: what it is, before you use a figure, the figures as worded, how
   they stand to one another, the people, what no document gives, what a person must read; further
   down the rest. */
#include "view/report_html.h"

#include "view/html_plot.h"
#include "view/html_sections.h"

/* ---- what it is ------------------------------------------------------------------------------ */

static void head(Html *h, Str title) {
  html_raw(h, "<!DOCTYPE html>\n<html lang=\"");
  html_attribute(h, h->w->text[W_LANGUAGE]);
  html_raw(h, "\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"color-scheme\" content=\"light dark\">\n"
              "<meta name=\"referrer\" content=\"no-referrer\">\n"
              "<meta name=\"robots\" content=\"noindex\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" "
              "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>");
  html_attribute(h, title);
  html_raw(h, "</title>\n<style>\n");
  html_raw(h, html_style);
  html_raw(h, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#figures\">");
  html_word(h, W_SKIP_TO_FIGURES);
  html_raw(h, "</a>\n");
}

static void review_status(Html *h) {
  html_raw(h, "<p class=\"status\">");
  if (h->m->amended) {
    html_say(h, W_REVIEW_AMENDED, ARG_COUNT(h, "n", h->m->amended));
  } else {
    html_word(h, W_REVIEW_NONE);
  }
  html_raw(h, "</p>\n");
}

static void called_line(Html *h, const Event *event) {
  if (event->called.n == 0) {
    return;
  }
  Str *items = arena_array(h->arena, Str, event->called.n);
  for (uint32_t i = 0; i < event->called.n; i++) {
    const EventName *name = &event->called.v[i];
    Indices documents = {name->documents.v, name->documents.n, 0};
    size_t begin = html_begin(h);
    html_quoted(h, name->text, documents.n ? documents.v[0] : NO_DOCUMENT);
    html_raw(h, " (");
    html_str(h, html_documents(h, &documents));
    html_raw(h, ")");
    items[i] = html_take(h, begin);
  }
  html_raw(h, "<p>");
  html_say(h, W_CALLED, ARG("names", html_list(h, items, event->called.n, W_LIST_COMMA)));
  html_raw(h, "</p>\n");
}

static void page_header(Html *h, const PageEvent *event) {
  uint32_t documents = event->story->event->documents.n;
  html_raw(h, "<header>\n<div class=\"top\"><p class=\"kicker\">");
  Str count = page_count_words(h->w, h->arena, documents);
  html_say(h, W_REPORT_TITLE, {.name = "n", .text = count, .count = documents});
  html_raw(h, "</p>\n");
  review_status(h);
  html_raw(h, "</div>\n<h1>");
  html_text(h, event->heading);
  html_raw(h, "</h1>\n");
  called_line(h, event->story->event);
  html_raw(h, "<p>");
  html_say(h, W_TREATED_AS_ONE, {.name = "n", .text = count, .count = documents});
  html_raw(h, " ");
  html_word(h, W_LIMITS);
  html_raw(h, "</p>\n<p class=\"law\">");
  html_word(h, W_NOTHING_ADDED);
  html_raw(h, "</p>\n</header>\n");
}

/* ---- further down ---------------------------------------------------------------------------- */

static void further_link(Html *h, const char *target, WordingKey key, uint64_t n) {
  html_format(h, "<li><a href=\"#%s\">", target);
  html_say(h, key, ARG_COUNT(h, "n", n));
  html_raw(h, "</a></li>\n");
}

static void further_down(Html *h, const PageEvent *event, const ReportOptions *options) {
  html_raw(h, "<nav aria-labelledby=\"h-further\">\n<h2 id=\"h-further\">");
  html_word(h, W_FURTHER_TITLE);
  html_raw(h, "</h2>\n<ul class=\"run\">\n");
  if (html_has_further(event)) {
    further_link(h, "also", W_ALSO_TITLE, 0);
  }
  if (event->responsible.n) {
    further_link(h, "responsible1", W_RESPONSIBLE_TITLE, 0);
  }
  if (event->story->statements.n) {
    further_link(h, "statements1", W_STATEMENTS_TITLE, 0);
  }
  if (event->story->event->documents.n > 1) {
    further_link(h, "origin1", W_ORIGIN_TITLE, 0);
  }
  further_link(h, "documents", W_DOCUMENTS_TITLE, 0);
  if (h->m->events.n > 1) {
    html_raw(h, "<li><a href=\"#others\">");
    html_say(h, W_OTHER_EVENTS, ARG_COUNT(h, "figures", h->m->other_figures),
             ARG_COUNT(h, "events", h->m->events.n - 1));
    html_raw(h, "</a></li>\n");
  }
  further_link(h, "sentences", W_SENTENCES_TITLE, 0);
  if (h->working) {
    further_link(h, "texts", W_TEXTS_TITLE, 0);
  }
  if (h->m->loose_figures) {
    html_raw(h, "<li>");
    html_say(h, W_LOOSE_FIGURES, ARG_COUNT(h, "n", h->m->loose_figures));
    html_raw(h, "</li>\n");
  }
  if (options->numbers_left_out >= 0) {
    html_raw(h, "<li>");
    html_say(h, W_LEFT_OUT, ARG_COUNT(h, "n", (uint64_t)options->numbers_left_out));
    html_raw(h, "</li>\n");
  }
  html_raw(h, "</ul>\n</nav>\n");
}

static void other_events(Html *h) {
  if (h->m->events.n < 2) {
    return;
  }
  html_raw(h, "<section id=\"others\" aria-labelledby=\"h-others\">\n<h2 id=\"h-others\">");
  html_say(h, W_OTHER_EVENTS, ARG_COUNT(h, "figures", h->m->other_figures),
           ARG_COUNT(h, "events", h->m->events.n - 1));
  html_raw(h, "</h2>\n");
  for (uint32_t i = 1; i < h->m->events.n; i++) {
    const PageEvent *event = &h->m->events.v[i];
    const Event *e = event->story->event;
    Indices documents = {e->documents.v, e->documents.n, 0};
    html_format(h, "<article id=\"e%u\">\n<h3>", i + 1);
    html_text(h, event->heading);
    html_raw(h, " <span class=\"in\">");
    html_str(h, html_documents(h, &documents));
    html_raw(h, "</span></h3>\n");
    called_line(h, e);
    html_measures(h, event, i, false, 4);
    html_measures(h, event, i, true, 4);
    html_remarks(h, event);
    html_questions(h, event);
    html_responsible(h, event);
    html_statements(h, event);
    if (event->repeats.n) {
      html_origin(h, event);
    }
    html_raw(h, "</article>\n");
  }
  html_raw(h, "</section>\n");
}

static void corrections_note(Html *h, const ReportOptions *options) {
  if (options->rejected == 0 && options->message_count == 0) {
    return;
  }
  html_raw(h, "<section aria-labelledby=\"h-corrections\">\n<h2 id=\"h-corrections\">");
  html_word(h, W_CORRECTIONS_TITLE);
  html_raw(h, "</h2>\n");
  if (options->rejected) {
    html_raw(h, "<p>");
    html_say(h, W_CORRECTIONS_REJECTED, ARG_COUNT(h, "n", options->rejected));
    html_raw(h, "</p>\n");
  }
  if (options->message_count) {
    html_raw(h, "<p>");
    html_say(h, W_CORRECTIONS_UNAPPLIED, ARG_COUNT(h, "n", options->message_count));
    html_raw(h, "</p>\n");
  }
  if (h->working && options->message_count) {
    html_raw(h, "<ul>\n");
    for (uint32_t i = 0; i < options->message_count; i++) {
      html_raw(h, "<li>");
      html_foreign(h, options->messages[i], NO_DOCUMENT);
      html_raw(h, "</li>\n");
    }
    html_raw(h, "</ul>\n");
  }
  html_raw(h, "</section>\n");
}

static void footer(Html *h, const ReportOptions *options) {
  html_raw(h, "<footer>\n<p>");
  html_word(h, W_FOOTER_HOW);
  html_raw(h, "</p>\n<p>");
  html_word(h, W_FOOTER_GEONAMES);
  html_raw(h, "</p>\n");
  Str pack = h->m->extraction->documents.n ? h->m->extraction->documents.v[0].pack : (Str){0};
  if (options->program.n || pack.n) {
    html_raw(h, "<p class=\"hash\">");
    html_text(h, options->program);
    html_raw(h, options->program.n && pack.n ? " · " : "");
    html_text(h, pack);
    html_raw(h, "</p>\n");
  }
  html_raw(h, "</footer>\n</body>\n</html>\n");
}

static void main_event(Html *h, const PageEvent *event, const ReportOptions *options) {
  page_header(h, event);
  html_raw(h, "<main>\n");
  html_before(h, event);
  html_raw(h, "<div id=\"figures\">\n");
  html_measures(h, event, 0, false, 2);
  html_remarks(h, event);
  html_raw(h, "</div>\n");
  html_people(h, event);
  html_questions(h, event);
  further_down(h, event, options);
  corrections_note(h, options);
  html_raw(h, "<section id=\"timeline\" aria-labelledby=\"h-time\">\n<h2 id=\"h-time\">");
  html_word(h, W_TIMELINE_TITLE);
  html_raw(h, "</h2>\n");
  html_timeline(h, event);
  html_raw(h, "</section>\n");
  if (html_has_further(event)) {
    html_raw(h, "<section id=\"also\" aria-labelledby=\"h-also\">\n<h2 id=\"h-also\">");
    html_word(h, W_ALSO_TITLE);
    html_raw(h, "</h2>\n");
    html_measures(h, event, 0, true, 3);
    html_raw(h, "</section>\n");
  }
  html_responsible(h, event);
  html_statements(h, event);
  html_origin(h, event);
}

static void empty_header(Html *h) {
  uint32_t n = h->m->extraction->documents.n;
  html_raw(h, "<header>\n<div class=\"top\"><p class=\"kicker\">");
  html_say(h, W_REPORT_TITLE, {.name = "n", .text = page_count_words(h->w, h->arena, n),
                               .count = n});
  html_raw(h, "</p>\n");
  review_status(h);
  html_raw(h, "</div>\n<h1>");
  html_word(h, W_EMPTY_TITLE);
  html_raw(h, "</h1>\n</header>\n<main>\n<div id=\"figures\">");
  html_word(h, W_EMPTY_INTRO);
  html_raw(h, "</div>\n");
  corrections_note(h, &(ReportOptions){0});
}

void report_html_write(const Story *story, const Wording *wording, const ReportOptions *options,
                       Arena *arena, Buffer *out) {
  PageModel model;
  page_model_build(story, wording, arena, &model);
  Html h = {.out = out, .arena = arena, .m = &model, .w = wording, .working = options->working};
  h.row_of = arena_array(arena, uint32_t, model.extraction->claims.n + 1);
  memset(h.row_of, 0xFF, sizeof *h.row_of * (model.extraction->claims.n + 1));
  bool any = model.events.n > 0;
  head(&h, any ? model.events.v[0].heading : wording->text[W_EMPTY_TITLE]);
  if (any) {
    main_event(&h, &model.events.v[0], options);
  } else {
    empty_header(&h);
  }
  html_documents_table(&h, options);
  other_events(&h);
  html_sentences(&h);
  if (h.working) {
    html_full_texts(&h);
  }
  html_raw(&h, "</main>\n");
  footer(&h, options);
}
