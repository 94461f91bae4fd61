/* HTML figures: the readings of a measure → its table with a plot, and their relations in words. */
#include "view/html_plot.h"
#include "view/html_sections.h"

Str html_reading_figure(Html *h, const MeasureReadings *measure, uint32_t reading) {
  const Reading *r = &measure->readings.v[reading];
  return r->claims.n ? html_figure_markup(h, r->claims.v[0]) : (Str){0};
}

/* A stated zero in a sentence: with its documents. */
static Str reading_zero(Html *h, const Reading *r, WordingKey key) {
  size_t begin = html_begin(h);
  html_say(h, key, ARG("documents", html_documents(h, &r->documents)));
  return html_take(h, begin);
}

/* Figures of readings, each number once. */
Str html_reading_figures(Html *h, const MeasureReadings *measure, const Indices *readings,
                           WordingKey last) {
  Str *items = arena_array(h->arena, Str, readings->n + 1);
  Str *seen = arena_array(h->arena, Str, readings->n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < readings->n; i++) {
    const Reading *r = &measure->readings.v[readings->v[i]];
    if (r->claims.n == 0) {
      continue;
    }
    PageFigure figure = page_figure(h->w, h->arena,
                                    &h->m->extraction->claims.v[r->claims.v[0]].value);
    Str words = figure.plain.n ? figure.plain : figure.quoted;
    bool again = false;
    for (uint32_t k = 0; k < n; k++) {
      again = again || str_equal(seen[k], words);
    }
    if (!again) {
      WordingKey zero = last == W_LIST_OR ? W_FIGURE_OR_NONE : W_FIGURE_NONE_BY;
      seen[n] = words;
      items[n++] = figure.none ? reading_zero(h, r, zero)
                               : html_reading_figure(h, measure, readings->v[i]);
    }
  }
  return html_list(h, items, n, last);
}

/* Where and when, as worded: places of the claim; its period only where its document says one, and not the event's. */
static void where_when(Html *h, const Claim *claim, const Event *event) {
  bool first = true;
  for (uint32_t i = 0; i < claim->places.n; i++) {
    if (!first) {
      html_word(h, W_LIST_COMMA);
    }
    Str place = page_place(&claim->places.v[i], event->places.v, event->places.n);
    html_foreign(h, place, claim->document);
    first = false;
  }
  if (first) {
    html_raw(h, "<span class=\"quiet\">");
    html_word(h, W_PLACE_NOT_STATED);
    html_raw(h, "</span>");
  }
  Str when = page_period(h->w, h->arena, &claim->time);
  if (when.n && claim->time.basis != BASIS_DOCUMENT && !page_same_period(&claim->time, &event->time)) {
    html_raw(h, " <span class=\"when\">");
    html_text(h, when);
    html_raw(h, "</span>");
  }
  if (claim->as_of.n) {
    html_raw(h, " <span class=\"when\">");
    html_say(h, W_AS_OF, ARG("date", html_escaped(h, page_iso_date(h->w, h->arena,
                                                                  claim->as_of))));
    html_raw(h, "</span>");
  }
}

static void row_mark(Html *h, const PageRow *row, uint32_t event) {
  if (row->question >= 0) {
    html_raw(h, "<a class=\"q\"");
    html_href(h, spot_event(event), "q%u-%d", event + 1, row->question + 1);
    html_raw(h, " title=\"");
    html_attribute(h, h->w->text[W_MARK_QUESTION]);
    html_raw(h, "\" aria-label=\"");
    html_attribute(h, h->w->text[W_MARK_QUESTION]);
    html_raw(h, "\">?</a> ");
  } else if (row->unclear) {
    html_raw(h, "<abbr class=\"q\" title=\"");
    html_attribute(h, h->w->text[W_MARK_UNCLEAR]);
    html_raw(h, "\">?</abbr> ");
  }
}

static void row_document(Html *h, const PageRow *row, const Claim *claim) {
  html_document(h, row->document);
  if (row->others.n) { /* one link; each of them has its own among the sentences */
    html_raw(h, " <a class=\"again\"");
    html_href_claim(h, 's', row->others.v[0]);
    html_raw(h, " title=\"");
    html_attribute(h, h->w->text[W_ALSO_HERE]);
    html_raw(h, "\" aria-label=\"");
    html_attribute(h, h->w->text[W_ALSO_HERE]);
    html_raw(h, "\">+</a>");
  }
  if (claim->amended) {
    html_raw(h, " <span class=\"person\">");
    html_word(h, W_BY_A_PERSON);
    html_raw(h, "</span>");
  }
}

static void figure_row(Html *h, const PageMeasure *measure, uint32_t index, uint32_t event) {
  const PageRow *row = &measure->rows.v[index];
  const Claim *claim = &h->m->extraction->claims.v[row->claim];
  html_raw(h, "<tr role=\"row\"><td role=\"cell\" class=\"fig\">");
  html_figure(h, row->claim, h->m->row_of[row->claim] == row->claim &&
                               h->m->event_of_claim[row->claim] == (int32_t)event);
  html_raw(h, "</td><td role=\"cell\" class=\"who\">");
  if (claim->who.words.text.n) {
    html_quoted(h, claim->who.words.text, claim->document);
  }
  html_raw(h, "</td><td role=\"cell\" class=\"where\">");
  where_when(h, claim, h->m->events.v[event].story->event);
  html_raw(h, "</td><td role=\"cell\" class=\"doc\">");
  row_mark(h, row, event);
  row_document(h, row, claim);
  html_raw(h, "</td>");
  if (row->shared > 1) {
    html_format(h, "<td role=\"cell\" class=\"sh\" rowspan=\"%u\"><a", row->shared);
    html_href(h, spot_event(event), "origin%u", event + 1);
    html_raw(h, ">");
    html_word(h, W_SIGNS);
    html_raw(h, "</a><span class=\"with\"> (");
    for (uint32_t i = 0; i < row->shared; i++) {
      html_text(h, i ? h->w->text[W_LIST_COMMA] : (Str){0});
      html_text(h, h->m->names[measure->rows.v[index + i].document]);
    }
    html_raw(h, ")</span></td>");
  } else if (row->shared == 1) {
    html_raw(h, "<td role=\"cell\" class=\"no\"></td>");
  }
  html_raw(h, "<td role=\"cell\" class=\"pl\">");
  html_plot_row(h, measure, row);
  html_raw(h, "</td></tr>\n");
}

static void figure_table(Html *h, const PageMeasure *measure, uint32_t event, const char *label) {
  static const WordingKey columns[] = {W_COLUMN_FIGURE, W_COLUMN_WHO, W_COLUMN_WHERE,
                                       W_COLUMN_DOCUMENT};
  static const char *const classes[] = {"fig", "who", "where", "doc"};
  static const WordingKey groups[] = {W_GROUP_WHOLE, W_GROUP_PART, W_GROUP_LESSER,
                                      W_GROUP_UNCLEAR};
  html_format(h, "<table role=\"table\" class=\"figs\" aria-labelledby=\"%s\">\n", label);
  html_raw(h, "<thead role=\"rowgroup\"><tr role=\"row\">");
  for (int i = 0; i < 4; i++) {
    html_format(h, "<th role=\"columnheader\" scope=\"col\" class=\"%s\">", classes[i]);
    html_word(h, columns[i]);
    html_raw(h, "</th>");
  }
  html_raw(h, "<th role=\"columnheader\" scope=\"col\" class=\"no\"><span class=\"vh\">");
  html_word(h, W_SIGNS);
  html_raw(h, "</span></th><th role=\"columnheader\" scope=\"col\" class=\"pl\">");
  html_plot_axis(h, measure);
  html_raw(h, "</th></tr></thead>\n");
  uint32_t at = 0;
  for (int group = 0; group < PAGE_GROUPS; group++) {
    if (measure->in_group[group] == 0) {
      continue;
    }
    html_raw(h, "<tbody role=\"rowgroup\">\n");
    bool titled = group > 0 || measure->in_group[PAGE_WHOLE] < measure->rows.n;
    if (titled) {
      html_raw(h, "<tr role=\"row\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\"6\" "
                  "class=\"grp\">");
      html_word(h, groups[group]);
      html_raw(h, "</th></tr>\n");
    }
    for (uint32_t i = 0; i < measure->in_group[group]; i++) {
      figure_row(h, measure, at++, event);
    }
    html_raw(h, "</tbody>\n");
  }
  html_raw(h, "</table>\n");
}

/* The document of both readings of a relation, for "000's 147". */
static Str relation_owner(Html *h, const MeasureReadings *measure, const PageRelation *r) {
  uint32_t owner = page_relation_owner(measure, r);
  size_t begin = html_begin(h);
  if (owner != UINT32_MAX) {
    html_document(h, owner);
  }
  return html_take(h, begin);
}

static void relation_line(Html *h, const MeasureReadings *measure, const PageRelation *r) {
  bool differ = r->kind == RELATION_CONFLICTS;
  Str left = html_reading_figures(h, measure, &r->left, differ ? W_LIST_COMMA : W_LIST_AND);
  Str right = html_reading_figures(h, measure, &r->right, W_LIST_AND);
  const Indices *claims = &measure->readings.v[r->left.v[0]].claims;
  const Claim *claim = &h->m->extraction->claims.v[claims->v[0]];
  Str date = h->m->extraction->documents.v[claim->document].date;
  date = claim->as_of.n ? claim->as_of : date;
  bool why = r->why.n > 0;
  WordingKey key = W_RELATION_FITS;
  switch (r->kind) {
    case RELATION_AGREES: key = W_RELATION_FITS; break;
    case RELATION_REFINES: key = r->own ? W_RELATION_OWN : W_RELATION_LESS_PRECISE; break;
    case RELATION_PART_OF: key = W_RELATION_PART; break;
    case RELATION_DIFFERS_IN_SCOPE: key = why ? W_RELATION_WHY_ALONE : W_RELATION_SCOPE; break;
    case RELATION_DIFFERS_IN_CATEGORY: key = why ? W_RELATION_WHY : W_RELATION_CATEGORY; break;
    case RELATION_SUPERSEDES: key = date.n ? W_RELATION_REPLACED : W_RELATION_REPLACED_LATER; break;
    case RELATION_CONFLICTS: key = W_RELATION_DIFFER; break;
  }
  html_raw(h, "<li>");
  html_say(h, key, ARG("figures", left), ARG("others", right),
           ARG("document", relation_owner(h, measure, r)),
           ARG("date", html_escaped(h, page_iso_date(h->w, h->arena, date))),
           ARG("why", html_escaped(h, r->why)), {.name = "n", .count = r->left.n});
  html_raw(h, "</li>\n");
}

/* Measures that describe an event rather than its harm to people come further down. */
bool html_is_further(Str measure) {
  static const char *const further[] = {"affected",       "rescued",     "troops",
                                        "participants",   "homes_damaged", "buildings_damaged",
                                        "vehicles_damaged", "property_value", "duration",
                                        "share",          "count_other"};
  for (size_t i = 0; i < sizeof further / sizeof *further; i++) {
    if (str_is(measure, further[i])) {
      return true;
    }
  }
  return false;
}

static void measure_relations(Html *h, const PageMeasure *measure) {
  bool silent = measure->measure->silent.n > 0 && !html_is_further(measure->measure->measure);
  if (measure->relations.n == 0 && !silent) {
    return;
  }
  uint32_t details = 0;
  html_raw(h, "<ul class=\"rel\">\n");
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    details += measure->relations.v[i].detail;
    if (!measure->relations.v[i].detail) {
      relation_line(h, measure->measure, &measure->relations.v[i]);
    }
  }
  if (silent) {
    html_raw(h, "<li class=\"quiet\">");
    html_say(h, W_NOT_GIVEN_BY, ARG("documents", html_documents(h, &measure->measure->silent)));
    html_raw(h, "</li>\n");
  }
  html_raw(h, "</ul>\n");
  if (details) {
    html_raw(h, "<details class=\"rel\"><summary>");
    html_say(h, W_RELATION_ALL, ARG_COUNT(h, "n", details));
    html_raw(h, "</summary>\n<ul class=\"rel\">\n");
    for (uint32_t i = 0; i < measure->relations.n; i++) {
      if (measure->relations.v[i].detail) {
        relation_line(h, measure->measure, &measure->relations.v[i]);
      }
    }
    html_raw(h, "</ul></details>\n");
  }
}

bool html_has_further(const PageEvent *event) {
  bool front = false;
  bool further = false;
  for (uint32_t i = 0; i < event->measures.n; i++) {
    bool its = html_is_further(event->measures.v[i].measure->measure);
    further = further || its;
    front = front || !its;
  }
  return front && further;
}

/* The measures of one kind; all of them where the event has but one kind. */
void html_measures(Html *h, const PageEvent *event, bool further) {
  bool split = html_has_further(event);
  uint32_t number = html_event_number(h, event);
  int level = h->level + further;
  for (uint32_t i = 0; i < event->measures.n; i++) {
    const PageMeasure *measure = &event->measures.v[i];
    if (measure->rows.n == 0 || (split && html_is_further(measure->measure->measure) != further) ||
        (!split && further)) {
      continue;
    }
    const char *id = arena_printf(h->arena, "h-m%u-%u", number, i + 1);
    html_raw(h, "<section class=\"measure\">\n");
    html_format(h, "<h%d id=\"%s\">", level, id);
    html_text(h, measure->name);
    html_format(h, "</h%d>\n", level);
    figure_table(h, measure, number - 1, id);
    measure_relations(h, measure);
    html_raw(h, "</section>\n");
  }
}

void html_remarks(Html *h, const PageEvent *event) {
  for (uint32_t i = 0; i < event->story->remarks.n; i++) {
    const Remark *remark = &event->story->remarks.v[i];
    Str *figures = arena_array(h->arena, Str, remark->claims.n + 1);
    for (uint32_t k = 0; k < remark->claims.n; k++) {
      size_t begin = html_begin(h);
      html_figure(h, remark->claims.v[k], false);
      html_raw(h, " ");
      html_document(h, h->m->extraction->claims.v[remark->claims.v[k]].document);
      figures[k] = html_take(h, begin);
    }
    html_raw(h, "<p class=\"remark\">");
    html_say(h, W_REMARK, ARG("text", html_escaped(h, remark->text)));
    if (remark->claims.n) {
      html_raw(h, " (");
      html_str(h, html_list(h, figures, remark->claims.n, W_LIST_COMMA));
      html_raw(h, ")");
    }
    html_raw(h, "</p>\n");
  }
}
