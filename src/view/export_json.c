/* Figures → GeoJSON features and W3C annotations. */
#include <stdio.h>

#include "base/json_write.h"
#include "base/utf8.h"
#include "claim/line_names.h"
#include "view/export_names.h"
#include "view/export_write.h"

enum { BESIDE = 32 /* bytes before and behind a quotation, at whole characters */ };

static void key_str(Json *j, const char *key, Str text) {
  json_key(j, key);
  json_str(j, text);
}

/* ---- GeoJSON --------------------------------------------------------------------------------- */

static void write_properties(Json *j, const Story *story, const EventStory *event, const Claim *c,
                             const ClaimPlace *place) {
  json_key(j, "properties");
  json_object(j);
  key_str(j, "measure", c->measure);
  key_str(j, "text", c->value.words.text);
  json_key(j, "number");
  c->value.has_number ? json_decimal(j, c->value.number) : json_null(j);
  key_str(j, "place", place->name);
  key_str(j, "precision", str_of(line_name(NAMES_PRECISION, place->precision)));
  key_str(j, "certainty", str_of(line_name(NAMES_CERTAINTY, c->certainty)));
  key_str(j, "document", story->extraction->documents.v[c->document].id);
  json_key(j, "event");
  json_str_or_null(j, event ? event->event->id : (Str){NULL, 0});
  key_str(j, "sentence", c->sentence.text);
  json_end(j);
}

static void write_feature(Json *j, const Story *story, const EventStory *event, const Claim *c,
                          const ClaimPlace *place) {
  json_object(j);
  json_key(j, "type");
  json_text(j, "Feature");
  key_str(j, "id", c->id);
  json_key(j, "geometry");
  json_object(j);
  json_key(j, "type");
  json_text(j, "Point");
  json_key(j, "coordinates");
  json_array(j);
  json_micro(j, place->longitude);
  json_micro(j, place->latitude);
  json_end(j);
  json_end(j);
  write_properties(j, story, event, c, place);
  json_end(j);
}

void export_geojson(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  Json j;
  json_begin(&j, out);
  json_object(&j);
  json_key(&j, "type");
  json_text(&j, "FeatureCollection");
  json_key(&j, "features");
  json_array(&j);
  for (uint32_t i = 0; i < view->claims.n; i++) {
    uint32_t at = view->claims.v[i];
    const Claim *c = &x->claims.v[at];
    for (uint32_t p = 0; c->kind == CLAIM_FIGURE && p < c->places.n; p++) {
      if (c->places.v[p].has_point && c->places.v[p].basis == BASIS_STATED) {
        write_feature(&j, view->story, view->event_of[at], c, &c->places.v[p]);
        break; /* the most precise comes first */
      }
    }
  }
  json_end(&j);
  json_end(&j);
  json_line(&j);
}

/* ---- annotations ----------------------------------------------------------------------------- */

typedef struct Units {
  uint32_t points, utf16; /* before a byte */
} Units;

static Units units_before(Str text, uint32_t byte) {
  Units n = {0, 0};
  for (uint32_t i = 0; i < byte && i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    n.points += (c & 0xC0) != 0x80;
    n.utf16 += ((c & 0xC0) != 0x80) + (c >= 0xF0);
  }
  return n;
}

/* A byte moved to the beginning of its character. */
static uint32_t whole(Str text, uint32_t byte) {
  while (byte > 0 && utf8_inside(text, byte)) {
    byte--;
  }
  return byte;
}

static void write_position(Json *j, const char *type, uint32_t start, uint32_t end) {
  json_object(j);
  json_key(j, "type");
  json_text(j, type);
  json_key(j, "start");
  json_integer(j, start);
  json_key(j, "end");
  json_integer(j, end);
  json_end(j);
}

/* What the annotation says: that these words give a figure of this measure. */
static void write_body(Json *j, const Claim *c) {
  json_key(j, "motivation");
  json_text(j, "tagging");
  json_key(j, "body");
  json_object(j);
  json_key(j, "type");
  json_text(j, "TextualBody");
  key_str(j, "value", c->measure);
  json_key(j, "purpose");
  json_text(j, "tagging");
  json_end(j);
}

static void write_selectors(Json *j, Str text, Span span) {
  Units a = units_before(text, span.start), b = units_before(text, span.end);
  uint32_t from = whole(text, span.start > BESIDE ? span.start - BESIDE : 0);
  uint32_t to = whole(text, span.end + BESIDE < text.n ? span.end + BESIDE : (uint32_t)text.n);
  json_key(j, "selector");
  json_array(j);
  write_position(j, "TextPositionSelector", a.points, b.points);
  write_position(j, "DataPositionSelector", span.start, span.end);
  json_object(j);
  json_key(j, "type");
  json_text(j, "TextQuoteSelector");
  key_str(j, "exact", str_cut(text, span));
  key_str(j, "prefix", str_cut(text, (Span){from, span.start}));
  key_str(j, "suffix", str_cut(text, (Span){span.end, to}));
  json_end(j);
  json_end(j);
  json_key(j, "according:utf16");
  json_array(j);
  json_integer(j, a.utf16);
  json_integer(j, b.utf16);
  json_end(j);
}

/* The document as an IRI: its address, or a name made of its id, the same as in PROV. */
static void write_source(Json *j, const DocumentLine *d) {
  Buffer iri;
  buffer_init(&iri);
  if (url_is_web(d->url)) {
    url_escaped(&iri, d->url);
  } else {
    buffer_text(&iri, "urn:according:document-");
    if (buffer_grow(&iri, 3 * d->id.n)) {
      iri.n += name_escape(d->id, iri.p + iri.n);
    }
  }
  key_str(j, "source", buffer_view(&iri));
  j->out->failed = j->out->failed || iri.failed;
  buffer_release(&iri);
}

static void write_annotation(Buffer *out, const Extraction *x, const Claim *c) {
  const DocumentLine *d = &x->documents.v[c->document];
  Span span = c->value.words.span;
  Json j;
  if (c->value.words.in_title || span.end > d->text.n || span.start >= span.end) {
    return;
  }
  json_begin(&j, out);
  json_object(&j);
  json_key(&j, "@context");
  json_array(&j);
  json_text(&j, "http://www.w3.org/ns/anno.jsonld");
  json_object(&j);
  json_key(&j, "according");
  json_text(&j, "urn:according:");
  json_end(&j);
  json_end(&j);
  json_key(&j, "id");
  char id[64];
  size_t n = (size_t)snprintf(id, sizeof id, "urn:according:%.*s",
                              (int)(c->id.n < 40 ? c->id.n : 40), c->id.p);
  json_str(&j, (Str){id, n});
  json_key(&j, "type");
  json_text(&j, "Annotation");
  write_body(&j, c);
  json_key(&j, "target");
  json_object(&j);
  write_source(&j, d);
  write_selectors(&j, d->text, span);
  json_end(&j);
  json_end(&j);
  json_line(&j);
}

void export_annotations(Buffer *out, const ExportView *view) {
  const Extraction *x = view->story->extraction;
  for (uint32_t i = 0; i < view->claims.n; i++) {
    const Claim *c = &x->claims.v[view->claims.v[i]];
    if (c->kind == CLAIM_FIGURE) {
      write_annotation(out, x, c);
    }
  }
}
