/* Leaf from: fields of parts ↔ documents and lines. */
#include "doc/leaf_from.h"

#include "base/json_write.h"
#include "container/mime_decode.h"
#include "doc/encoding.h"
#include "doc/meta.h"

const char *leaf_field_name(LeafField field) {
  static const char *const names[LEAF_FIELDS] = {
      [LEAF_NAME] = "name",         [LEAF_FORMAT] = "format",       [LEAF_WITHIN] = "within",
      [LEAF_URL] = "url",           [LEAF_MEDIA] = "media",         [LEAF_CHARSET] = "charset",
      [LEAF_CAPTURED] = "captured", [LEAF_DATE] = "date",           [LEAF_TITLE] = "title",
      [LEAF_AUTHOR] = "author",     [LEAF_PUBLISHER] = "publisher", [LEAF_LANGUAGE] = "language",
      [LEAF_HEADERS] = "headers",   [LEAF_SIGNATURE] = "signature", [LEAF_LEFT_OUT] = "left_out",
      [LEAF_NOTE] = "note",
  };
  return names[field];
}

/* ---- into the document ----------------------------------------------------------------------- */

/* Words of a mail's header in the charset that they name. */
static Str convert(void *context, Str bytes, Str charset, Arena *arena) {
  Decoded decoded;
  Status status;
  (void)context;
  return encoding_decode(bytes, charset, false, bytes.n * 4 + 16, arena, &decoded, &status) ==
                 STATUS_OK
             ? decoded.text
             : (Str){NULL, 0};
}

static Str words_of(Str value, Arena *arena) {
  return mime_words(value, convert, NULL, arena);
}

void leaf_given_before(const Leaf *part, Arena *arena, Document *d) {
  if (!part) {
    return;
  }
  Str title = str_trim(part->field[LEAF_TITLE]);
  if (title.n) {
    d->title = meta_line(words_of(title, arena), arena);
  }
  Str date = part->field[LEAF_DATE];
  Date day;
  if (date.n >= 10) {
    date.n = 10;
  }
  if (civil_read(date, &day)) {
    d->date = str_copy(arena, date);
    d->date_basis = DATE_METADATA;
  }
}

static void fill(Str *field, Str value, Arena *arena) {
  if (!field->n && value.n) {
    *field = meta_line(words_of(value, arena), arena);
  }
}

void leaf_given_after(const Leaf *part, Arena *arena, Document *d) {
  if (!part) {
    return;
  }
  fill(&d->url, part->field[LEAF_URL], arena);
  fill(&d->author, part->field[LEAF_AUTHOR], arena);
  fill(&d->publisher, part->field[LEAF_PUBLISHER], arena);
  fill(&d->language, part->field[LEAF_LANGUAGE], arena);
  if (!d->date.n && d->url.n) {
    d->date = meta_address_date(d->url, arena);
    d->date_basis = d->date.n ? DATE_ADDRESS : DATE_NONE;
  }
  if (part->field[LEAF_NOTE].n) {
    array_push(arena, &d->notes, str_copy(arena, part->field[LEAF_NOTE]));
  }
  d->from = leaf_from_write(part, arena);
}

/* ---- as JSON --------------------------------------------------------------------------------- */

/* Of a PDF: [page, where its text begins], for pages with text. */
static void write_pages(const Leaf *part, Json *j) {
  uint32_t page = 0;
  if (!part->boxes.n) {
    return;
  }
  json_key(j, "pages");
  json_array(j);
  for (uint32_t i = 0; i < part->text_runs.n; i++) {
    const LeafRun *run = &part->text_runs.v[i];
    if (part->furniture_at && run->start >= part->furniture_at) {
      break;
    }
    uint32_t now = run->from_start < part->boxes.n ? part->boxes.v[run->from_start].page : page;
    if (now != page) {
      json_array(j);
      json_integer(j, now);
      json_integer(j, (int64_t)run->start);
      json_end(j);
      page = now;
    }
  }
  json_end(j);
}

static void write_fields(const Leaf *part, Json *j) {
  for (int i = 0; i < LEAF_FIELDS; i++) {
    if (part->field[i].n) {
      json_key(j, leaf_field_name((LeafField)i));
      json_str(j, part->field[i]);
    }
    if (i == LEAF_WITHIN && part->placed) {
      json_key(j, "at");
      json_array(j);
      json_integer(j, (int64_t)part->start);
      json_integer(j, (int64_t)part->end);
      json_end(j);
      if (part->verbatim) {
        json_key(j, "verbatim");
        json_bool(j, true);
      }
    }
  }
  if (part->has_text) {
    json_key(j, "text");
    json_bool(j, true);
  }
  write_pages(part, j);
}

Str leaf_from_write(const Leaf *part, Arena *arena) {
  Buffer out;
  Json j;
  buffer_init(&out);
  json_begin(&j, &out);
  json_object(&j);
  write_fields(part, &j);
  json_end(&j);
  /* The buffer must be freed, so a failed allocation must not jump from here. */
  jmp_buf *escape = arena->escape;
  arena->escape = NULL;
  char *copy = out.failed ? NULL : arena_copy(arena, out.p, out.n);
  size_t n = out.n;
  arena->escape = escape;
  buffer_release(&out);
  if (!copy && escape) {
    longjmp(*escape, 1);
  }
  return (Str){copy, copy ? n : 0};
}
