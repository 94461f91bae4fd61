/* HTML write: escaped text, quotations from documents, wording and links, into a buffer.

   Whatever comes from a document passes html_text, html_foreign or html_attribute: markup becomes
   text, characters that are invisible or turn the line around are printed by their number, and each
   piece stands alone for the order of its letters (<bdi>). */
#ifndef VIEW_HTML_WRITE_H
#define VIEW_HTML_WRITE_H

#include "base/buffer.h"
#include "incident/incident_story.h"
#include "view/page_model.h"
#include "view/page_words.h"
#include "view/source_about.h"

enum { NO_DOCUMENT = UINT32_MAX };

/* What a page shows. One page holds all of it, or each event, document and pair has a page of its
   own in a folder, with one for the overview and one for the list of documents. */
typedef enum SpotKind {
  SPOT_ALL,
  SPOT_OVERVIEW,
  SPOT_DOCUMENTS,
  SPOT_EVENT,
  SPOT_DOCUMENT,
  SPOT_PAIR,
} SpotKind;

typedef struct Spot {
  SpotKind kind;
  uint32_t a, b; /* the event; the document; the documents of a pair, a < b */
} Spot;

typedef struct Html {
  Buffer *out;
  Arena *arena;
  const PageModel *m;
  const Wording *w;
  bool working;  /* the edition that holds full texts */
  const SourceRegister *sources; /* or NULL */
  const IncidentStory *incident; /* the one event, bounded by a person; or NULL */
  const Phrases *phrases;        /* for it */
  struct Outlines *outlines; /* of land and borders, for maps; NULL: none */
  Spot here;     /* the page that is being written */
  int level;     /* of the headings in an event's view */
  bool alone;    /* one event on this page: its sections are landmarks, whose names are unique */
} Html;

void html_raw(Html *h, const char *markup);
void html_format(Html *h, const char *format, ...) __attribute__((format(printf, 2, 3)));
void html_str(Html *h, Str markup);
void html_text(Html *h, Str text);      /* escaped, for element content */
void html_attribute(Html *h, Str text); /* escaped, for a double-quoted attribute */
/* Text of a document, isolated, in its language; NO_DOCUMENT: language unknown. */
void html_foreign(Html *h, Str text, uint32_t document);
void html_foreign_open(Html *h, uint32_t document); /* <bdi …>; the caller closes it */
void html_quoted(Html *h, Str text, uint32_t document); /* the same in quotation marks */

/* What is written between html_begin and html_take is taken out again and given back as markup. */
size_t html_begin(const Html *h);
Str html_take(Html *h, size_t begin);
Str html_escaped(Html *h, Str text);
Str html_quote(Html *h, Str text, uint32_t document);

/* A text of the wording, escaped; arguments are markup. */
void html_say_args(Html *h, WordingKey key, const WordingArg *args, size_t n);
#define html_say(h, key, ...)                                    \
  html_say_args((h), (key), (const WordingArg[]){__VA_ARGS__},   \
                sizeof((const WordingArg[]){__VA_ARGS__}) / sizeof(WordingArg))
void html_word(Html *h, WordingKey key); /* a text without placeholders */
#define ARG(placeholder, markup) {.name = (placeholder), .text = (markup)}
#define ARG_COUNT(h, placeholder, number) \
  {.name = (placeholder), .text = page_count((h)->w, (h)->arena, (number)), .count = (number)}

/* href="…" only for http and https; otherwise the address as text. */
void html_address(Html *h, Str url);

/* Anchor names: of a claim's sentence "s-…", its row "f-…", its mark in the full text "m-…". */
void html_anchor(Html *h, char kind, uint32_t claim);
/* Name of a page in the folder: "event-0001.html". Needs 48 bytes. */
void spot_file(Spot spot, char name[48]);
/* ` href="…"` of the head of a view; of a fragment of its page. */
void html_href_head(Html *h, Spot spot);
void html_href(Html *h, Spot spot, const char *format, ...) __attribute__((format(printf, 3, 4)));
void html_href_claim(Html *h, char kind, uint32_t claim); /* its anchor, wherever that is */
static inline Spot spot_event(uint32_t event) {
  return (Spot){SPOT_EVENT, event, 0};
}
static inline Spot spot_document(uint32_t document) {
  return (Spot){SPOT_DOCUMENT, document, 0};
}
static inline Spot spot_pair(uint32_t a, uint32_t b) {
  return a < b ? (Spot){SPOT_PAIR, a, b} : (Spot){SPOT_PAIR, b, a};
}
/* The figure of a claim as worded, linked to its sentence. id: in its row, with the row's anchor;
   elsewhere a spelled number is printed in digits alone. */
void html_figure(Html *h, uint32_t claim, bool id);
Str html_figure_markup(Html *h, uint32_t claim);
/* Markup of a source's name with what the register says of it behind it, where it says something. */
Str html_with_about(Html *h, Str markup, Str name);
/* Short name of a document, linked to its entry. */
void html_document(Html *h, uint32_t document);
Str html_documents(Html *h, const Indices *documents); /* "000, 002" */
Str html_list(Html *h, const Str *items, uint32_t n, WordingKey last);
/* The items, commas between them, and "and 3 more" behind them where `left` are left out. */
Str html_list_more(Html *h, const Str *items, uint32_t n, uint32_t left);

#endif
