/* Record source: the account of an original's bytes, for people and as one JSON line. */
#include "view/record_source.h"

#include "base/utf8.h"

enum { WORDS_SHOWN = 56 };

static const char *fate_key(SourceFate fate) {
  static const char *const keys[] = {"source.read", "source.meta", "source.furniture",
                                     "source.text", "source.code", "source.markup"};
  return keys[fate];
}

static void say(const RecordView *view, const char *key, const char *name, Str value) {
  buffer_str(view->out, phrase_fill(view->arena, view->phrases, key, 1, name, value));
  buffer_char(view->out, '\n');
}

static Str number(const RecordView *view, uint64_t n) {
  return str_of(arena_printf(view->arena, "%llu", (unsigned long long)n));
}

/* At most so many bytes of the words, in one line, cut at a character. */
static Str shown_words(const RecordView *view, Str words) {
  size_t n = words.n < WORDS_SHOWN ? words.n : WORDS_SHOWN;
  while (n < words.n && n && utf8_inside(words, n)) {
    n--;
  }
  char *line = arena_copy(view->arena, words.n ? words.p : "", n);
  for (size_t i = 0; i < n; i++) {
    line[i] = (unsigned char)line[i] < 32 || line[i] == 127 ? ' ' : line[i];
  }
  return str_of(arena_printf(view->arena, "%.*s%s", (int)n, line, n < words.n ? " ..." : ""));
}

/* "p. 2 72,63-540,97": from the upper left corner, in points. */
static const char *page_place(const RecordView *view, const SourcePiece *p) {
  const char *pages = p->page_end > p->page
                          ? arena_printf(view->arena, "p. %u-%u", (unsigned)p->page, (unsigned)p->page_end)
                          : arena_printf(view->arena, "p. %u", (unsigned)p->page);
  return arena_printf(view->arena, "%s %d,%d-%d,%d", pages, p->box[0] / 100, p->box[1] / 100,
                      (p->box[2] + 99) / 100, (p->box[3] + 99) / 100);
}

static void say_piece(const RecordView *view, const RecordSource *s, const SourcePiece *p) {
  uint64_t base = s->verbatim ? s->container_at : 0;
  const char *place = arena_printf(view->arena, "%llu-%llu", (unsigned long long)(base + p->start),
                                   (unsigned long long)(base + p->end));
  if (p->page) {
    place = page_place(view, p);
  }
  buffer_format(view->out, "  %-17s %-12s ", place, p->kind ? p->kind : "");
  Str fate = phrase(view->phrases, fate_key(p->fate));
  buffer_format(view->out, "%-12.*s %.*s", STR_ARG(fate), STR_ARG(shown_words(view, p->words)));
  if (p->rule.n) {
    buffer_format(view->out, " (%.*s)", STR_ARG(p->rule));
  }
  buffer_char(view->out, '\n');
}

/* Marks alone are counted, not listed: a page has thousands. */
static void say_markup(const RecordView *view, const RecordSource *s) {
  uint64_t n = 0, bytes = 0;
  for (uint32_t i = 0; i < s->pieces.n; i++) {
    const SourcePiece *p = &s->pieces.v[i];
    n += p->fate == SOURCE_MARKUP;
    bytes += p->fate == SOURCE_MARKUP ? p->end - p->start : 0;
  }
  if (n) {
    buffer_str(view->out, phrase_fill(view->arena, view->phrases, "source.marks", 2, "places",
                                      number(view, n), "bytes", number(view, bytes)));
    buffer_char(view->out, '\n');
  }
}

void record_source_text(const RecordView *view, const RecordSource *s) {
  char hash[72];
  digest_write(s->document->original_hash, hash);
  buffer_str(view->out, s->document->id);
  buffer_char(view->out, '\n');
  buffer_str(view->out,
             phrase_fill(view->arena, view->phrases, "source.original", 2, "hash", str_of(hash), "size",
                         number(view, s->document->size)));
  buffer_char(view->out, '\n');
  digest_write(s->text_hash, hash);
  buffer_str(view->out, phrase_fill(view->arena, view->phrases, "source.working", 2, "hash",
                                    str_of(hash), "size", number(view, s->text_size)));
  buffer_char(view->out, '\n');
  if (s->document->path.n) {
    say(view, "source.path", "path", s->document->path);
  }
  if (s->from.n) {
    say(view, "source.from", "from", s->from);
  }
  buffer_str(view->out, phrase(view->phrases, s->verbatim ? "source.places_file" : s->places));
  buffer_char(view->out, '\n');
  for (uint32_t i = 0; i < s->pieces.n; i++) {
    if (s->pieces.v[i].fate != SOURCE_MARKUP) {
      say_piece(view, s, &s->pieces.v[i]);
    }
  }
  say_markup(view, s);
}

/* ---- as a line ------------------------------------------------------------------------------- */

static void write_places(Json *j, const char *key, uint64_t start, uint64_t end) {
  json_key(j, key);
  json_array(j);
  json_integer(j, (int64_t)start);
  json_integer(j, (int64_t)end);
  json_end(j);
}

static void write_piece(Json *j, const RecordView *view, const SourcePiece *p) {
  static const char *const fates[] = {"read", "meta", "furniture", "text", "code", "markup"};
  json_object(j);
  json_key(j, "fate");
  json_text(j, fates[p->fate]);
  write_places(j, "source", p->start, p->end);
  if (p->page) {
    write_places(j, "pages", p->page, p->page_end);
    json_key(j, "box");
    json_array(j);
    for (int i = 0; i < 4; i++) {
      json_integer(j, p->box[i]);
    }
    json_end(j);
  }
  if (p->kind) {
    json_key(j, "kind");
    json_text(j, p->kind);
    json_key(j, "span");
    json_span(j, p->text);
    if (p->in_title) {
      json_key(j, "in");
      json_text(j, "title");
    }
  }
  if (p->rule.n) {
    json_key(j, "rule");
    json_str(j, p->rule);
  }
  json_key(j, "text");
  json_str(j, p->kind ? p->words : shown_words(view, p->words));
  json_end(j);
}

void record_source_line(const RecordView *view, const RecordSource *s) {
  char hash[72];
  Json j;
  json_begin(&j, view->out);
  json_object(&j);
  json_key(&j, "type");
  json_text(&j, "source");
  json_key(&j, "v");
  json_integer(&j, 1);
  json_key(&j, "id");
  json_str(&j, s->document->id);
  json_key(&j, "original_hash");
  digest_write(s->document->original_hash, hash);
  json_text(&j, hash);
  json_key(&j, "bytes");
  json_integer(&j, (int64_t)s->document->size);
  json_key(&j, "text_hash");
  digest_write(s->text_hash, hash);
  json_text(&j, hash);
  if (s->from.n) {
    json_key(&j, "from");
    json_raw(&j, s->from);
  }
  json_key(&j, "places");
  json_text(&j, s->places + sizeof "source.places_" - 1);
  json_key(&j, "pieces");
  json_array(&j);
  for (uint32_t i = 0; i < s->pieces.n; i++) {
    write_piece(&j, view, &s->pieces.v[i]);
  }
  json_end(&j);
  json_end(&j);
  json_line(&j);
}
