/* HTML incident: the bounds that a person drew, the checklist, and what is left open or lies outside. */
#include "view/html_sections.h"
#include "view/incident_write.h"

static Explain explain_of(Html *h, const ReportOptions *options) {
  return (Explain){.story = h->m->story,
                   .wording = h->w,
                   .phrases = options->phrases,
                   .arena = h->arena,
                   .out = h->out,
                   .names = h->m->names};
}

static void section_open(Html *h, const Explain *e, const char *id, const char *title) {
  html_format(h, "<section id=\"%s\" aria-labelledby=\"h-%s\">\n<h2 id=\"h-%s\">", id, id, id);
  html_text(h, phrase(e->phrases, title));
  html_raw(h, "</h2>\n");
}

static void field(Html *h, Str name, Str words) {
  html_raw(h, "<dt>");
  html_text(h, name);
  html_raw(h, "</dt><dd>");
  html_text(h, words);
  html_raw(h, "</dd>\n");
}

static void bounds(Html *h, const Explain *e, const IncidentStory *s) {
  static const char *const keys[] = {"incident.where", "incident.when", "incident.kinds",
                                     "incident.who"};
  section_open(h, e, "bounds", "incident.bounds");
  html_raw(h, "<dl class=\"fields\">\n");
  for (IncidentPart part = PART_PLACE; part < INCIDENT_PARTS; part++) {
    Str words = incident_part_words(e, s, part);
    field(h, phrase(e->phrases, keys[part]),
          words.n ? words : phrase(e->phrases, "incident.any"));
  }
  for (uint32_t i = 0; i < s->bounds->incident->thresholds.n; i++) {
    field(h, phrase(e->phrases, "incident.threshold"), incident_threshold_words(e, s, i));
  }
  html_raw(h, "</dl>\n</section>\n");
}

static void checklist(Html *h, const Explain *e, const IncidentStory *s) {
  const Incident *incident = s->bounds->incident;
  if (incident->items.n == 0) {
    return;
  }
  section_open(h, e, "checklist", "incident.asks");
  html_raw(h, "<dl class=\"fields\">\n");
  for (uint32_t i = 0; i < incident->items.n; i++) {
    field(h, incident->items.v[i].name, incident_item_words(e, s, i));
  }
  html_raw(h, "</dl>\n</section>\n");
}

static void claims(Html *h, const Explain *e, const IncidentStory *s, Verdict verdict) {
  const Extraction *x = h->m->extraction;
  uint32_t n = 0;
  section_open(h, e, verdict == VERDICT_OPEN ? "open" : "outside",
               verdict == VERDICT_OPEN ? "incident.left.open" : "incident.outside");
  for (uint32_t i = 0; i < x->claims.n; i++) {
    if (s->verdicts[i].is != verdict) {
      continue;
    }
    if (n++ % HTML_CHUNK == 0) {
      html_raw(h, n > 1 ? "</ul>\n" : "");
      html_raw(h, "<ul class=\"lines chunk\">\n");
    }
    html_raw(h, "<li><a");
    html_href_claim(h, 's', i);
    html_raw(h, ">");
    html_foreign(h, explain_claim_name(e, &x->claims.v[i]), x->claims.v[i].document);
    html_raw(h, "</a> ");
    html_document(h, x->claims.v[i].document);
    html_raw(h, " <span class=\"quiet\">");
    html_text(h, incident_why_words(e, s, i));
    html_raw(h, "</span></li>\n");
  }
  if (n) {
    html_raw(h, "</ul>\n");
  } else {
    html_raw(h, "<p>");
    html_text(h, phrase(e->phrases, "incident.none"));
    html_raw(h, "</p>\n");
  }
  html_raw(h, "</section>\n");
}

void html_incident(Html *h, const ReportOptions *options) {
  const IncidentStory *s = options->incident;
  if (!s) {
    return;
  }
  Explain e = explain_of(h, options);
  bounds(h, &e, s);
  checklist(h, &e, s);
  claims(h, &e, s, VERDICT_OPEN);
  claims(h, &e, s, VERDICT_OUTSIDE);
}

void html_incident_limits(Html *h) {
  html_raw(h, "<a href=\"#bounds\">");
  html_text(h, phrase(h->phrases, "incident.bounds"));
  html_raw(h, "</a>.");
}
