/* Report folder: a story → its pages, one after the other. */
#include "view/report_folder.h"

#include "view/html_sections.h"
#include "view/map_outlines.h"

typedef struct Folder {
  Html h;
  const ReportOptions *options;
  PageTaker *take;
  void *context;
  Spot spot; /* the page to be written next */
  int code;
} Folder;

static void header_open(Html *h, const char *id) {
  html_format(h, "<header id=\"%s\">\n", id);
  html_top_line(h);
  html_raw(h, "<h1>");
}

static void header_close(Html *h) {
  html_raw(h, "</header>\n<main id=\"main\">\n");
}

static void event_page(Html *h, uint32_t index, const ReportOptions *options) {
  const PageEvent *event = &h->m->events.v[index];
  const Event *e = event->story->event;
  Indices documents = {e->documents.v, e->documents.n, 0};
  h->alone = true;
  html_head(h, event->heading);
  header_open(h, arena_printf(h->arena, "e%u", index + 1));
  html_text(h, event->heading);
  html_raw(h, "</h1>\n");
  html_event_about(h, event);
  html_raw(h, "<p class=\"law\">");
  html_word(h, W_NOTHING_ADDED);
  html_raw(h, "</p>\n");
  header_close(h);
  html_event(h, event, options);
  html_incident(h, options);
  html_raw(h, "<section id=\"documents\" aria-labelledby=\"h-documents\">\n"
              "<h2 id=\"h-documents\">");
  html_word(h, W_DOCUMENTS_TITLE);
  html_raw(h, "</h2>\n");
  html_documents_list(h, &documents);
  html_raw(h, "</section>\n");
}

static void document_page(Html *h, uint32_t index, const ReportOptions *options) {
  html_head(h, h->m->names[index]);
  header_open(h, arena_printf(h->arena, "d%u", index + 1));
  html_document_title(h, index);
  html_raw(h, "</h1>\n");
  header_close(h);
  html_document_view(h, index, options, 2);
  if (h->working) {
    html_format(h, "<h2 id=\"t%u\">", index + 1);
    html_word(h, W_TEXT_TITLE);
    html_raw(h, "</h2>\n");
    html_full_text(h, index);
  }
}

static void pair_page(Html *h, uint32_t a, uint32_t b) {
  const OriginPair *pair;
  page_verdict(h->m, a, b, &pair);
  html_head(h, str_of(arena_printf(h->arena, "%.*s – %.*s", STR_ARG(h->m->names[a]),
                                   STR_ARG(h->m->names[b]))));
  header_open(h, arena_printf(h->arena, "o%u-%u", a + 1, b + 1));
  html_document(h, a);
  html_raw(h, "&nbsp;–&nbsp;");
  html_document(h, b);
  html_raw(h, "</h1>\n");
  header_close(h);
  html_pair(h, pair, 2);
}

static void documents_page(Html *h) {
  html_head(h, h->w->text[W_DOCUMENTS_TITLE]);
  header_open(h, "documents");
  html_word(h, W_DOCUMENTS_TITLE);
  html_raw(h, "</h1>\n");
  header_close(h);
  html_documents_list(h, NULL);
}

static void overview_page(Html *h, const ReportOptions *options) {
  html_head(h, h->w->text[h->m->events.n ? W_OVERVIEW_TITLE : W_EMPTY_TITLE]);
  html_overview_header(h);
  html_raw(h, "<main id=\"main\">\n<div id=\"overview\">\n");
  html_overview(h, options, 0);
  html_raw(h, "</div>\n");
  html_corrections(h, options);
}

/* Writes folder->spot and gives it away; what only this page needs lies in `scratch`. */
static void write_page(void *context, Arena *scratch) {
  Folder *f = context;
  Html h = f->h;
  char name[48];
  h.arena = scratch;
  h.here = f->spot;
  h.level = 2;
  buffer_clear(h.out);
  switch (f->spot.kind) {
    case SPOT_EVENT: event_page(&h, f->spot.a, f->options); break;
    case SPOT_DOCUMENT: document_page(&h, f->spot.a, f->options); break;
    case SPOT_PAIR: pair_page(&h, f->spot.a, f->spot.b); break;
    case SPOT_DOCUMENTS: documents_page(&h); break;
    default: overview_page(&h, f->options); break;
  }
  html_raw(&h, "</main>\n");
  html_footer(&h, f->options);
  spot_file(f->spot, name);
  f->code = h.out->failed ? -1 : f->take(f->context, name, buffer_view(h.out));
}

static void page(Folder *f, Arena *arena, Spot spot) {
  if (f->code == 0) {
    f->spot = spot;
    arena_scratch(arena, write_page, f);
  }
}

int report_folder_write(const Story *story, const Wording *wording, const ReportOptions *options,
                        Arena *arena, Buffer *out, PageTaker *take, void *context) {
  PageModel model;
  page_model_build(story, wording, arena, &model);
  Folder f = {.h = {.out = out, .m = &model, .w = wording, .working = options->working,
                    .sources = options->sources,
                    .incident = options->incident,
                    .phrases = options->phrases,
                    .outlines = outlines_read(options->outlines, arena)},
              .options = options, .take = take, .context = context};
  for (uint32_t i = 0; i < model.events.n; i++) {
    page(&f, arena, spot_event(i));
  }
  for (uint32_t i = 0; i < model.extraction->documents.n; i++) {
    page(&f, arena, spot_document(i));
  }
  for (uint32_t i = 0; i < story->pairs.n; i++) {
    const OriginPair *pair = &story->pairs.v[i];
    if (pair->verdict != ORIGIN_NONE_FOUND) {
      page(&f, arena, spot_pair(pair->a, pair->b));
    }
  }
  page(&f, arena, (Spot){SPOT_DOCUMENTS, 0, 0});
  page(&f, arena, (Spot){SPOT_OVERVIEW, 0, 0});
  return f.code;
}
