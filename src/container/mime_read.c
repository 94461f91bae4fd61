/* Mail: its text, and what is attached to it; pages that a browser saved as a mail (MHTML);
   mailboxes.

     message ─ multipart ─┬─ alternative: the plain text, or else the page
                          ├─ related: the page; what belongs to it is left out
                          └─ others: each, attachments by their names                                 */
#include <stdio.h>

#include "container/container_kind.h"
#include "container/header_fields.h"
#include "container/mime_decode.h"
#include "container/readers.h"

enum { NESTED_MOST = 16 };

typedef struct Mail {
  Expander *e;
  Str whole;     /* of the file: places count in it */
  Str header;    /* of the message */
  Str prefix;    /* of names: the number of the message in its mailbox, or empty */
  Str page;      /* of an MHTML: its address; empty: a mail */
  bool is_page;  /* it is an MHTML */
  uint32_t n;    /* parts until now */
  bool has_text; /* the mail's own text was given */
} Mail;

/* One part of a message, in m->whole. */
typedef struct Entity {
  Str header, body, type, media;
} Entity;

static uint64_t place_of(const Mail *m, Str s) {
  return (uint64_t)(s.p - m->whole.p);
}

static Entity entity_of(Str bytes, const char *usual) {
  Entity entity = {.header = {bytes.p, header_length(bytes)}};
  entity.body = (Str){bytes.p + entity.header.n, bytes.n - entity.header.n};
  entity.type = header_find(entity.header, "Content-Type");
  entity.media = entity.type.n ? header_main(entity.type) : str_of(usual);
  return entity;
}

/* ---- names ----------------------------------------------------------------------------------- */

static Str file_name(Mail *m, const Entity *entity) {
  Arena *arena = expander_arena(m->e);
  Str name = mime_parameter(header_find(entity->header, "Content-Disposition"), "filename", arena);
  return name.n ? name : mime_parameter(entity->type, "name", arena);
}

static bool is_attached(const Entity *entity) {
  Str how = header_main(header_find(entity->header, "Content-Disposition"));
  return str_equal_fold(how, str_lit("attachment"));
}

static Str joined(Mail *m, Str name) {
  Arena *arena = expander_arena(m->e);
  return !m->prefix.n ? name
         : !name.n    ? m->prefix
                      : str_of(arena_printf(arena, "%.*s/%.*s", STR_ARG(m->prefix), STR_ARG(name)));
}

/* The mail's own text has no name; what is attached has its own, or its number. */
static Str entity_name(Mail *m, const Entity *entity, bool text) {
  Str name = file_name(m, entity);
  if (text && !m->has_text && !is_attached(entity)) {
    m->has_text = true;
    return joined(m, (Str){NULL, 0});
  }
  if (!name.n) {
    name = str_of(arena_printf(expander_arena(m->e), "part-%u", m->n));
  }
  return joined(m, name);
}

static void leave_out(Mail *m, const Entity *entity, const char *why) {
  Str name = file_name(m, entity);
  if (!name.n) {
    name = entity->media;
  }
  expander_note(m->e, CONTAINER_LEFT_OUT, joined(m, name), why);
}

/* ---- a body ---------------------------------------------------------------------------------- */

/* "Ilse Varga" of "\"Ilse Varga\" <ilse@paper.example>". */
static Str sender(Str from) {
  Str rest, name = str_trim(str_split(from, '<', &rest));
  if (name.n > 1 && name.p[0] == '"' && name.p[name.n - 1] == '"') {
    name = (Str){name.p + 1, name.n - 2};
  }
  return name.n ? name : from;
}

static void set_fields(Mail *m, const Entity *entity, Leaf *part, bool own) {
  Arena *arena = expander_arena(m->e);
  part->field[LEAF_FORMAT] = m->is_page ? str_lit("mhtml") : str_lit("mail");
  part->field[LEAF_MEDIA] = entity->media;
  part->field[LEAF_CHARSET] = header_parameter(entity->type, "charset");
  part->field[LEAF_HEADERS] = m->header;
  if (m->is_page) {
    Str url = header_find(entity->header, "Content-Location");
    part->field[LEAF_URL] = m->page.n ? m->page : url;
    part->field[LEAF_CAPTURED] = mime_date(header_find(m->header, "Date"), arena);
  } else if (own) {
    part->field[LEAF_TITLE] = header_unfold(header_find(m->header, "Subject"), arena);
    part->field[LEAF_AUTHOR] = sender(header_unfold(header_find(m->header, "From"), arena));
    part->field[LEAF_DATE] = mime_date(header_find(m->header, "Date"), arena);
  }
}

static void write_body(Mail *m, const Entity *entity, Leaf *part) {
  Str coding = header_main(header_find(entity->header, "Content-Transfer-Encoding"));
  uint64_t at = place_of(m, entity->body);
  bool well = true;
  expander_begin(m->e);
  if (str_equal_fold(coding, str_lit("quoted-printable"))) {
    well = mime_quoted_printable(m->e, entity->body, at, &part->places);
  } else if (str_equal_fold(coding, str_lit("base64"))) {
    well = mime_base64(m->e, entity->body, at, &part->places);
  } else {
    expander_write(m->e, entity->body.p, entity->body.n);
    part->verbatim = true;
  }
  part->placed = true;
  part->start = at;
  part->end = at + entity->body.n;
  if (!well) {
    part->field[LEAF_NOTE] =
        str_lit("its transfer encoding is damaged: what could be decoded was read");
  }
  expander_end(m->e, part);
}

static bool is_text(Str media) {
  return str_equal_fold(media, str_lit("text/plain")) ||
         str_equal_fold(media, str_lit("text/html")) ||
         str_equal_fold(media, str_lit("application/xhtml+xml"));
}

static void read_single(Mail *m, const Entity *entity) {
  static const char *const silent[] = {"application/pgp-signature",
                                       "application/pkcs7-signature",
                                       "application/x-pkcs7-signature",
                                       "message/delivery-status",
                                       "text/rfc822-headers",
                                       "text/calendar",
                                       "application/ics"};
  Leaf part = {0};
  const char *nothing = media_without_text(entity->media);
  m->n++;
  for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
    nothing =
        str_equal_fold(entity->media, str_of(silent[i])) ? "of the mail's machinery" : nothing;
  }
  if (nothing) {
    leave_out(m, entity, nothing);
    return;
  }
  bool own = is_text(entity->media) && !m->has_text && !is_attached(entity);
  part.field[LEAF_NAME] = entity_name(m, entity, is_text(entity->media));
  set_fields(m, entity, &part, own);
  write_body(m, entity, &part);
}

/* ---- multiparts ------------------------------------------------------------------------------ */

/* Where the next line "--boundary" begins in text from `at` on, and *next what follows it; text.n
   if there is none. *last: it is the last one. */
static size_t find_boundary(Str text, size_t at, Str boundary, size_t *next, bool *last) {
  while (at + 2 + boundary.n <= text.n) {
    const char *found = memchr(text.p + at, '-', text.n - at);
    if (!found) {
      break;
    }
    at = (size_t)(found - text.p);
    bool line = at == 0 || text.p[at - 1] == '\n';
    if (line && text.n - at >= 2 + boundary.n && text.p[at + 1] == '-' &&
        memcmp(text.p + at + 2, boundary.p, boundary.n) == 0) {
      size_t end = at + 2 + boundary.n;
      *last = text.n - end >= 2 && memcmp(text.p + end, "--", 2) == 0;
      const char *line_end = memchr(text.p + end, '\n', text.n - end);
      *next = line_end ? (size_t)(line_end + 1 - text.p) : text.n;
      return at;
    }
    at++;
  }
  *next = text.n;
  *last = true;
  return text.n;
}

/* Without the line end that belongs to the boundary behind it. */
static Str without_end(Str s) {
  s.n -= s.n && s.p[s.n - 1] == '\n';
  s.n -= s.n && s.p[s.n - 1] == '\r';
  return s;
}

typedef ARRAY(Entity) Entities;

static void split_parts(Mail *m, const Entity *of, Entities *parts) {
  Str boundary = header_parameter(of->type, "boundary"), text = of->body;
  const char *usual =
      str_equal_fold(of->media, str_lit("multipart/digest")) ? "message/rfc822" : "text/plain";
  size_t next = 0;
  bool last = false;
  if (!boundary.n) {
    return;
  }
  size_t at = find_boundary(text, 0, boundary, &next, &last);
  while (at < text.n && !last) {
    size_t start = next;
    at = find_boundary(text, start, boundary, &next, &last);
    Str bytes = {text.p + start, at - start};
    Entity entity = entity_of(at < text.n ? without_end(bytes) : bytes, usual);
    array_push(expander_arena(m->e), parts, entity);
  }
}

static void read_entity(Mail *m, const Entity *entity, uint32_t depth);

static bool is_family(Str media, const char *family) {
  size_t n = strlen(family);
  return media.n >= n && str_equal_fold((Str){media.p, n}, str_of(family));
}

/* Of several forms of one text: plain text that is not empty, else the last that is read. */
static uint32_t choose(const Entities *parts) {
  uint32_t chosen = 0;
  for (uint32_t i = 0; i < parts->n; i++) {
    const Entity *entity = &parts->v[i];
    if (str_equal_fold(entity->media, str_lit("text/plain")) && str_trim(entity->body).n > 1) {
      return i;
    }
    if (is_text(entity->media) || is_family(entity->media, "multipart/")) {
      chosen = i;
    }
  }
  return chosen;
}

static void read_one_of(Mail *m, const Entities *parts, uint32_t chosen, const char *why,
                        uint32_t depth) {
  for (uint32_t i = 0; i < parts->n && !m->e->stopped; i++) {
    const Entity *entity = &parts->v[i];
    if (i == chosen) {
      read_entity(m, entity, depth);
    } else if (is_attached(entity)) {
      read_single(m, entity);
    } else {
      leave_out(m, entity, why);
    }
  }
}

static void read_multipart(Mail *m, const Entity *entity, uint32_t depth) {
  Entities parts = {0};
  Str media = entity->media;
  if (str_equal_fold(media, str_lit("multipart/encrypted"))) {
    expander_note(m->e, CONTAINER_FAILED, joined(m, (Str){NULL, 0}),
                  "an encrypted mail: decrypt it first");
    return;
  }
  split_parts(m, entity, &parts);
  if (!parts.n) {
    expander_note(m->e, CONTAINER_FAILED, joined(m, (Str){NULL, 0}),
                  "cut off or damaged: a mail of parts, without them");
  } else if (str_equal_fold(media, str_lit("multipart/alternative"))) {
    read_one_of(m, &parts, choose(&parts), "the same in another form", depth);
  } else if (str_equal_fold(media, str_lit("multipart/related"))) {
    read_one_of(m, &parts, 0, "what belongs to the page: images, styles, frames", depth);
  } else {
    for (uint32_t i = 0; i < parts.n && !m->e->stopped; i++) {
      read_entity(m, &parts.v[i], depth);
    }
  }
}

/* A mail in a mail is a part that holds others. */
static void read_attached_mail(Mail *m, const Entity *entity) {
  Leaf part = {0};
  Str name = file_name(m, entity);
  m->n++;
  if (!name.n) {
    name = str_of(arena_printf(expander_arena(m->e), "part-%u.eml", m->n));
  }
  part.field[LEAF_NAME] = joined(m, name);
  part.field[LEAF_FORMAT] = str_lit("mail");
  write_body(m, entity, &part);
}

static void read_entity(Mail *m, const Entity *entity, uint32_t depth) {
  if (is_family(entity->media, "multipart/")) {
    if (depth >= NESTED_MOST) {
      expander_note(m->e, CONTAINER_FAILED, joined(m, (Str){NULL, 0}),
                    "parts in parts, too deep: not read further");
      return;
    }
    read_multipart(m, entity, depth + 1);
  } else if (str_equal_fold(entity->media, str_lit("message/rfc822"))) {
    read_attached_mail(m, entity);
  } else {
    read_single(m, entity);
  }
}

/* ---- messages -------------------------------------------------------------------------------- */

static bool is_saved_page(Str header, const Entity *entity) {
  return header_find(header, "Snapshot-Content-Location").n ||
         (str_equal_fold(entity->media, str_lit("multipart/related")) &&
          (str_starts(header_find(header, "From"), "<Saved by") ||
           str_starts(header_find(header, "From"), "\"Saved by")));
}

static void read_message(Expander *e, Str whole, Str bytes, Str prefix) {
  Entity entity = entity_of(bytes, "text/plain");
  Mail m = {.e = e, .whole = whole, .header = entity.header, .prefix = prefix};
  m.page = header_find(entity.header, "Snapshot-Content-Location");
  m.is_page = is_saved_page(entity.header, &entity);
  if (!entity.header.n) {
    expander_note(e, CONTAINER_FAILED, prefix, "cut off: a mail without its text");
    return;
  }
  read_entity(&m, &entity, 0);
}

void mail_read_parts(Expander *e, Str bytes) {
  read_message(e, bytes, bytes, (Str){NULL, 0});
}

/* A line "From somebody Tue May  3 10:15:00 2016" at `at`; *next is the line behind it. */
static bool is_separator(Str bytes, size_t at, size_t *next) {
  if (bytes.n - at < 5 || memcmp(bytes.p + at, "From ", 5) != 0) {
    return false;
  }
  const char *end = memchr(bytes.p + at, '\n', bytes.n - at);
  size_t n = end ? (size_t)(end - bytes.p) - at : bytes.n - at;
  uint32_t colons = 0, digits = 0;
  for (size_t i = 5; i < n; i++) {
    colons += bytes.p[at + i] == ':';
    digits += bytes.p[at + i] >= '0' && bytes.p[at + i] <= '9';
  }
  *next = at + n + (end != NULL);
  return n < 200 && colons && digits >= 6;
}

/* The next separator behind an empty line from `at` on, or the end. */
static size_t find_separator(Str bytes, size_t at, size_t *next) {
  while (at < bytes.n) {
    const char *found = memchr(bytes.p + at, '\n', bytes.n - at);
    if (!found) {
      break;
    }
    at = (size_t)(found - bytes.p) + 1;
    bool behind_empty =
        at >= 2 && (bytes.p[at - 2] == '\n' ||
                    (at >= 3 && bytes.p[at - 2] == '\r' && bytes.p[at - 3] == '\n'));
    if (behind_empty && is_separator(bytes, at, next)) {
      return at;
    }
  }
  *next = bytes.n;
  return bytes.n;
}

void mbox_read_parts(Expander *e, Str bytes) {
  size_t next = 0;
  uint32_t n = 0;
  if (!is_separator(bytes, 0, &next)) {
    return;
  }
  while (next < bytes.n && !e->stopped) {
    char number[16];
    size_t start = next, end = find_separator(bytes, start, &next);
    arena_clear(expander_arena(e));
    snprintf(number, sizeof number, "%u", ++n);
    Str message = {bytes.p + start, end - start};
    read_message(e, bytes, end < bytes.n ? without_end(message) : message, str_of(number));
  }
}
