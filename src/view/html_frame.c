/* HTML frame: what every page begins and ends with. */
#include "view/html_sections.h"

void html_head(Html *h, Str title) {
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
  html_raw(h, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
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

/* On a page of a folder: the ways to the others. */
static void ways(Html *h) {
  bool overview = h->here.kind == SPOT_OVERVIEW;
  bool documents = h->here.kind == SPOT_DOCUMENTS;
  html_raw(h, "<nav class=\"ways\" aria-label=\"");
  html_attribute(h, h->w->text[W_NAV_PAGES]);
  html_raw(h, "\"><a");
  html_href_head(h, (Spot){SPOT_OVERVIEW, 0, 0});
  html_raw(h, overview ? " aria-current=\"page\">" : ">");
  html_word(h, W_OVERVIEW_TITLE);
  html_raw(h, "</a> · <a");
  html_href_head(h, (Spot){SPOT_DOCUMENTS, 0, 0});
  html_raw(h, documents ? " aria-current=\"page\">" : ">");
  html_word(h, W_DOCUMENTS_TITLE);
  html_raw(h, "</a></nav>\n");
}

void html_top_line(Html *h) {
  bool event = h->alone && h->m->events.n;
  uint32_t number = h->here.kind == SPOT_EVENT ? h->here.a : 0;
  uint32_t n = event ? h->m->events.v[number].story->event->documents.n
                     : h->m->extraction->documents.n;
  if (h->here.kind != SPOT_ALL) {
    ways(h);
  }
  html_raw(h, "<div class=\"top\"><p class=\"kicker\">");
  html_say(h, W_REPORT_TITLE, {.name = "n", .text = page_count_words(h->w, h->arena, n),
                               .count = n});
  html_raw(h, "</p>\n");
  review_status(h);
  html_raw(h, "</div>\n");
}

void html_corrections(Html *h, const ReportOptions *options) {
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

void html_footer(Html *h, const ReportOptions *options) {
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

