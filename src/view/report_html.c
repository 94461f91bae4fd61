/* Report HTML: a story → one page. The event that most of the documents tell of is the page, the
   others come below it; where there is none such, an overview comes first and then each event.
   Below them every document and every pair. */
#include "view/report_html.h"

#include "view/html_sections.h"
#include "view/map_outlines.h"

/* More than half of the documents tell of the first event: the page is about it. */
static bool has_main_event(const PageModel *m) {
  return m->events.n && m->events.v[0].story->event->documents.n * 2 > m->extraction->documents.n;
}

static void event_articles(Html *h, const ReportOptions *options, uint32_t first, int level) {
  h->alone = false;
  h->level = level + 1;
  for (uint32_t i = first; i < h->m->events.n; i++) {
    const PageEvent *event = &h->m->events.v[i];
    html_format(h, "<article class=\"view event\" id=\"e%u\">\n<h%d>", i + 1, level);
    html_text(h, event->heading);
    html_format(h, "</h%d>\n", level);
    html_event_about(h, event);
    html_event(h, event, options);
    html_raw(h, "</article>\n");
  }
}

static void other_events(Html *h, const ReportOptions *options) {
  html_raw(h, "<section id=\"others\" aria-labelledby=\"h-others\">\n<h2 id=\"h-others\">");
  html_say(h, W_OTHER_EVENTS, ARG_COUNT(h, "figures", h->m->other_figures),
           ARG_COUNT(h, "events", h->m->events.n - 1));
  html_raw(h, "</h2>\n");
  html_overview(h, options, 1);
  event_articles(h, options, 1, 3);
  html_raw(h, "</section>\n");
}

static void main_event(Html *h, const ReportOptions *options) {
  const PageEvent *event = &h->m->events.v[0];
  h->alone = true;
  h->level = 2;
  html_head(h, event->heading);
  html_raw(h, "<header id=\"e1\">\n");
  html_top_line(h);
  html_raw(h, "<h1>");
  html_text(h, event->heading);
  html_raw(h, "</h1>\n");
  html_event_about(h, event);
  html_raw(h, "<p class=\"law\">");
  html_word(h, W_NOTHING_ADDED);
  html_raw(h, "</p>\n</header>\n<main id=\"main\">\n");
  html_event(h, event, options);
  html_incident(h, options);
  html_corrections(h, options);
  if (h->m->events.n > 1) {
    other_events(h, options);
  }
}

static void page_way(Html *h, const char *target, WordingKey key) {
  html_format(h, "<li><a href=\"#%s\">", target);
  html_word(h, key);
  html_raw(h, "</a></li>\n");
}

static bool has_pairs(const Html *h) {
  for (uint32_t i = 0; i < h->m->story->pairs.n; i++) {
    if (h->m->story->pairs.v[i].verdict != ORIGIN_NONE_FOUND) {
      return true;
    }
  }
  return false;
}

static void page_ways(Html *h) {
  html_raw(h, "<nav aria-labelledby=\"h-further\">\n<h2 id=\"h-further\">");
  html_word(h, W_FURTHER_TITLE);
  html_raw(h, "</h2>\n<ul class=\"run\">\n");
  page_way(h, "each", W_EACH_EVENT_TITLE);
  page_way(h, "documents", W_DOCUMENTS_TITLE);
  if (has_pairs(h)) {
    page_way(h, "pairs", W_PAIRS_TITLE);
  }
  if (h->working) {
    page_way(h, "texts", W_TEXTS_TITLE);
  }
  html_raw(h, "</ul>\n</nav>\n");
}

/* The overview, then every event by itself; without any event, why. */
static void several_events(Html *h, const ReportOptions *options) {
  bool any = h->m->events.n > 0;
  html_head(h, h->w->text[any ? W_OVERVIEW_TITLE : W_EMPTY_TITLE]);
  html_overview_header(h);
  html_raw(h, "<main id=\"main\">\n<div id=\"overview\">\n");
  html_overview(h, options, 0);
  html_raw(h, "</div>\n");
  html_corrections(h, options);
  if (any) {
    page_ways(h);
    html_raw(h, "<section id=\"each\" aria-labelledby=\"h-each\">\n<h2 id=\"h-each\">");
    html_word(h, W_EACH_EVENT_TITLE);
    html_raw(h, "</h2>\n");
    event_articles(h, options, 0, 3);
    html_raw(h, "</section>\n");
  }
}

void report_html_write(const Story *story, const Wording *wording, const ReportOptions *options,
                       Arena *arena, Buffer *out) {
  PageModel model;
  page_model_build(story, wording, arena, &model);
  Html h = {.out = out, .arena = arena, .m = &model, .w = wording, .working = options->working,
            .sources = options->sources,
            .incident = options->incident,
            .phrases = options->phrases,
            .outlines = outlines_read(options->outlines, arena)};
  if (has_main_event(&model) || options->incident) {
    main_event(&h, options);
  } else {
    several_events(&h, options);
  }
  html_documents_all(&h, options);
  html_pairs(&h);
  if (h.working) {
    html_full_texts(&h);
  }
  html_raw(&h, "</main>\n");
  html_footer(&h, options);
}
