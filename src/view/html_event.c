/* HTML event: one event whole: what it is, before you use a figure, the figures as worded, how they
   stand to one another, the people, what no document gives, what a person must read; further down
   the rest. */
#include "view/html_plot.h"
#include "view/html_sections.h"

/* ---- what it is ------------------------------------------------------------------------------ */

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

/* The event that this one is a part of; -1 for none. */
static int32_t parent_of(const Html *h, const PageEvent *event) {
  for (uint32_t i = 0; event->story->parent_id.n && i < h->m->events.n; i++) {
    if (str_equal(h->m->events.v[i].story->event->id, event->story->parent_id)) {
      return (int32_t)i;
    }
  }
  return -1;
}

static Str event_link(Html *h, uint32_t index) {
  size_t begin = html_begin(h);
  html_raw(h, "<a");
  html_href_head(h, spot_event(index));
  html_raw(h, ">");
  html_text(h, h->m->events.v[index].heading);
  html_raw(h, "</a>");
  return html_take(h, begin);
}

static void part_line(Html *h, const PageEvent *event) {
  int32_t parent = parent_of(h, event);
  if (parent >= 0) {
    html_raw(h, "<p>");
    html_say(h, W_EVENT_PART_OF, ARG("event", event_link(h, (uint32_t)parent)));
    html_raw(h, "</p>\n");
  }
}

/* The events that are parts of this one. */
static void parts_line(Html *h, const PageEvent *event) {
  enum { PARTS = 12 };
  Str items[PARTS];
  uint32_t n = 0, left = 0;
  for (uint32_t i = 0; i < h->m->events.n; i++) {
    const EventStory *story = h->m->events.v[i].story;
    if (story->parent_id.n == 0 || !str_equal(story->parent_id, event->story->event->id)) {
      continue;
    }
    if (n < PARTS) {
      items[n++] = event_link(h, i);
    } else {
      left++;
    }
  }
  if (n) {
    html_raw(h, "<p>");
    html_say(h, W_EVENT_PARTS, ARG("events", html_list_more(h, items, n, left)));
    html_raw(h, "</p>\n");
  }
}

void html_event_about(Html *h, const PageEvent *event) {
  const Event *e = event->story->event;
  called_line(h, e);
  part_line(h, event);
  parts_line(h, event);
  html_raw(h, "<p>");
  if (h->incident) {
    html_incident_limits(h);
  } else {
    html_say(h, W_TREATED_AS_ONE, {.name = "n", .count = e->documents.n});
    html_raw(h, " ");
    html_word(h, W_LIMITS);
  }
  if (!h->alone) {
    Indices documents = {e->documents.v, e->documents.n, 0};
    html_raw(h, " <span class=\"in\">");
    html_str(h, html_documents(h, &documents));
    html_raw(h, "</span>");
  }
  html_raw(h, "</p>\n");
}

/* ---- further down ---------------------------------------------------------------------------- */

static void further_link(Html *h, const char *target, WordingKey key, uint64_t n) {
  html_format(h, "<li><a href=\"#%s\">", target);
  html_say(h, key, ARG_COUNT(h, "n", n));
  html_raw(h, "</a></li>\n");
}

static void further_section(Html *h, const PageEvent *event, const char *name, WordingKey key) {
  further_link(h, arena_printf(h->arena, "%s%u", name, html_event_number(h, event)), key, 0);
}

static void further_counts(Html *h, const ReportOptions *options) {
  if (h->m->loose_figures && !h->incident) { /* they are told as left open, or outside */
    html_raw(h, "<li>");
    html_say(h, W_LOOSE_FIGURES, ARG_COUNT(h, "n", h->m->loose_figures));
    html_raw(h, "</li>\n");
  }
  if (options->numbers_left_out >= 0) {
    html_raw(h, "<li>");
    html_say(h, W_LEFT_OUT, ARG_COUNT(h, "n", (uint64_t)options->numbers_left_out));
    html_raw(h, "</li>\n");
  }
}

static void further_down(Html *h, const PageEvent *event, const ReportOptions *options) {
  html_raw(h, "<nav aria-labelledby=\"h-further\">\n<h2 id=\"h-further\">");
  html_word(h, W_FURTHER_TITLE);
  html_raw(h, "</h2>\n<ul class=\"run\">\n");
  if (html_has_further(event)) {
    further_section(h, event, "also", W_ALSO_TITLE);
  }
  if (event->responsible.n) {
    further_section(h, event, "responsible", W_RESPONSIBLE_TITLE);
  }
  if (event->story->statements.n) {
    further_section(h, event, "statements", W_STATEMENTS_TITLE);
  }
  if (event->story->event->documents.n > 1) {
    further_section(h, event, "origin", W_ORIGIN_TITLE);
  }
  if (h->here.kind == SPOT_ALL && h->m->events.n > 1) {
    html_raw(h, "<li><a href=\"#others\">");
    html_say(h, W_OTHER_EVENTS, ARG_COUNT(h, "figures", h->m->other_figures),
             ARG_COUNT(h, "events", h->m->events.n - 1));
    html_raw(h, "</a></li>\n");
  }
  further_link(h, "documents", W_DOCUMENTS_TITLE, 0);
  if (h->here.kind == SPOT_ALL) {
    if (h->working) {
      further_link(h, "texts", W_TEXTS_TITLE, 0);
    }
    further_counts(h, options);
  }
  html_raw(h, "</ul>\n</nav>\n");
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void also_reported(Html *h, const PageEvent *event) {
  if (html_has_further(event)) {
    html_section_open(h, event, "also", NULL, W_ALSO_TITLE);
    html_measures(h, event, true);
    html_raw(h, "</section>\n");
  }
}

void html_event(Html *h, const PageEvent *event, const ReportOptions *options) {
  html_before(h, event);
  html_format(h, "<div id=\"figures%u\">\n", html_event_number(h, event));
  html_measures(h, event, false);
  html_remarks(h, event);
  html_raw(h, "</div>\n");
  html_people(h, event);
  html_questions(h, event);
  if (h->alone) {
    further_down(h, event, options);
  }
  html_timeline(h, event);
  html_courses(h, event);
  html_event_map(h, event);
  also_reported(h, event);
  html_responsible(h, event);
  html_statements(h, event);
  html_origin(h, event);
}
