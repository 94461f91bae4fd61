/* JSON Lines → documents. All memory that a line can need is taken from the arena before the line
   is parsed, so that the parsed object never outlives a failed allocation. */
#include "doc/jsonl.h"

#include <jansson.h>

#include "base/utf8.h"
#include "doc/blocks.h"
#include "doc/json_flat.h"
#include "doc/meta.h"

void jsonl_prepare(void) {
  json_object_seed(1);
}

JsonlReader jsonl_reader(Str bytes, Str part_field) {
  size_t at = str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
  return (JsonlReader){.bytes = bytes, .at = at, .part_field = part_field};
}

bool jsonl_next(JsonlReader *reader, Str *line) {
  while (reader->at < reader->bytes.n) {
    const char *from = reader->bytes.p + reader->at;
    size_t left = reader->bytes.n - reader->at;
    const char *end = memchr(from, '\n', left);
    size_t n = end ? (size_t)(end - from) : left;
    reader->at += n + (end != NULL);
    reader->line++;
    *line = str_trim((Str){from, n});
    if (line->n) {
      return true;
    }
  }
  return false;
}

/* Room for all strings of one line, taken before parsing. */
typedef struct Room {
  char *at;
  size_t left;
} Room;

static Str keep(Room *room, const json_t *value) {
  if (!json_is_string(value)) {
    return (Str){NULL, 0};
  }
  size_t n = json_string_length(value);
  if (n + 1 > room->left) {
    n = room->left ? room->left - 1 : 0; /* never: decoded text is no longer than the line */
  }
  memcpy(room->at, json_string_value(value), n);
  room->at[n] = 0;
  Str kept = {room->at, n};
  room->at += n + 1;
  room->left -= n + 1;
  return kept;
}

/* Makes a copy of the line in which bytes that are no UTF-8 and escapes of lone surrogates are
   U+FFFD. */
static Str repair(Str line, Arena *arena) {
  char *out = arena_bytes(arena, line.n * 3 + 1);
  size_t n = 0;
  uint32_t length;
  for (size_t at = 0; at < line.n; at += length) {
    uint32_t c = utf8_decode(line, at, &length);
    bool surrogate = c == '\\' && at + 5 < line.n && line.p[at + 1] == 'u' &&
                     (line.p[at + 2] | 32) == 'd' && strchr("89abcdefABCDEF", line.p[at + 3]);
    if (c == '\\' && at + 1 < line.n && !surrogate) {
      out[n++] = '\\';
      out[n++] = line.p[at + 1];
      length = 2;
      if ((unsigned char)line.p[at + 1] >= 0x80) {
        n--;
        length = 1;
      }
      continue;
    }
    if (surrogate) {
      bool high = strchr("89abAB", line.p[at + 3]) != NULL;
      bool pair = high && at + 11 < line.n && line.p[at + 6] == '\\' && line.p[at + 7] == 'u' &&
                  (line.p[at + 8] | 32) == 'd' && strchr("cdefCDEF", line.p[at + 9]);
      length = pair ? 12 : 6;
      if (pair) {
        memcpy(out + n, line.p + at, 12);
      } else {
        memcpy(out + n, "\\ufffd", 6);
      }
      n += length;
      continue;
    }
    n += utf8_encode(c, out + n);
  }
  return (Str){out, n};
}

/* What jansson takes for the longest string. Without memory it leaves bytes out or calls the line no
   JSON, so that only asking for memory again tells. */
static size_t parse_memory(Str line) {
  return line.n * 2 + 4096;
}

/* Parses the line, repaired if need be; NULL with status set if it is no object. */
static json_t *parse(Str line, uint64_t number, Arena *arena, bool *repaired, Status *status) {
  json_error_t error;
  json_t *object = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &error);
  if (!object && (utf8_valid_prefix(line) < line.n ||
                  json_error_code(&error) == json_error_invalid_utf8 ||
                  json_error_code(&error) == json_error_invalid_syntax)) {
    Str better = repair(line, arena);
    *repaired = better.n != line.n || memcmp(better.p, line.p, line.n) != 0;
    object = *repaired ? json_loadb(better.p, better.n, JSON_ALLOW_NUL, &error) : NULL;
  }
  if (!object) {
    status_set(status, STATUS_FORMAT, number, "line %llu: not a JSON object (%s at byte %d)",
               (unsigned long long)number, error.text, error.position);
    return NULL;
  }
  if (!json_is_object(object)) {
    status_set(status, STATUS_FORMAT, number,
               "line %llu: not a JSON object; expected {\"id\":\"…\",\"text\":\"…\"} on one line",
               (unsigned long long)number);
    json_decref(object);
    return NULL;
  }
  return object;
}

static const struct {
  const char *name;
  bool required;
} fields[] = {{"id", true},      {"text", true},    {"title", false}, {"date", false},
              {"publisher", false}, {"author", false}, {"url", false},   {"language", false}};
enum { FIELD_ID, FIELD_TEXT, FIELD_TITLE, FIELD_DATE, FIELD_PUBLISHER, FIELD_AUTHOR, FIELD_URL,
       FIELD_LANGUAGE, FIELD_COUNT };

/* Checks the fields of object and copies them; STATUS_FORMAT if one is missing or of a wrong kind.
 */
static int take_fields(const json_t *object, Str part_field, uint64_t number, Room *room,
                       Str *values, Str *part, Status *status) {
  for (size_t i = 0; i < FIELD_COUNT; i++) {
    const json_t *value = json_object_get(object, fields[i].name);
    if ((!value || json_is_null(value)) && !fields[i].required) {
      continue;
    }
    if (!json_is_string(value)) {
      return status_set(status, STATUS_FORMAT, number, "line %llu: %s \"%s\" (a string)",
                        (unsigned long long)number, value ? "expected text in" : "no",
                        fields[i].name);
    }
    values[i] = keep(room, value);
  }
  if (!values[FIELD_ID].n) {
    return status_set(status, STATUS_FORMAT, number, "line %llu: \"id\" is empty",
                      (unsigned long long)number);
  }
  *part = (Str){NULL, 0};
  const json_t *value = part_field.n ? json_object_getn(object, part_field.p, part_field.n) : NULL;
  if (json_is_string(value)) {
    *part = keep(room, value);
  } else if (json_is_integer(value) && room->left > 24) {
    int n = snprintf(room->at, 24, "%lld", (long long)json_integer_value(value));
    *part = (Str){room->at, (size_t)n};
    room->at += n + 1;
    room->left -= (size_t)n + 1;
  }
  return STATUS_OK;
}

/* The fields of a line that needs no closer look; false for all others. */
static bool take_flat(Str line, Str part_field, char *room, Str *values, Str *part) {
  Str names[FIELD_COUNT + 1];
  FlatMember members[FIELD_COUNT + 1];
  uint32_t n = FIELD_COUNT;
  for (size_t i = 0; i < FIELD_COUNT; i++) {
    names[i] = str_of(fields[i].name);
  }
  if (part_field.n) {
    names[n++] = part_field;
  }
  if (!json_flat_read(line, names, n, room, members)) {
    return false;
  }
  for (size_t i = 0; i < FIELD_COUNT; i++) {
    bool left_out = members[i].kind == FLAT_ABSENT || members[i].null;
    if (left_out ? fields[i].required : members[i].kind != FLAT_STRING) {
      return false;
    }
    values[i] = members[i].text;
  }
  if (part_field.n) {
    *part = members[FIELD_COUNT].text;
  }
  return values[FIELD_ID].n > 0;
}

static bool is_full_date(Str s) {
  Date date;
  return s.n == 10 && civil_read(s, &date) && civil_valid(date);
}

static void note(Document *d, const char *text, Arena *arena) {
  array_push(arena, &d->notes, str_of(text));
}

static void set_date(Document *d, Str value, Arena *arena) {
  if (is_full_date(value)) {
    d->date = value;
    d->date_basis = DATE_GIVEN;
  } else if (value.n) {
    note(d, arena_printf(arena, "date \"%.*s\" is no day in the form YYYY-MM-DD and was ignored",
                         (int)(value.n < 40 ? value.n : 40), value.p), arena);
  }
}

/* Does the text begin with a line that is the title? Such a title is not put before the text. */
static bool repeats_title(Str text, const RawBlocks *raw, Str title) {
  Str first = raw->n ? str_cut(text, raw->v[0].span) : (Str){NULL, 0};
  return first.n && str_equal_fold(first, title);
}

void jsonl_decide(const DocOptions *options, Str text, Arena *arena, Document *d) {
  RawBlocks raw = {0};
  uint32_t shift = 0;
  blocks_split(text, arena, &raw);
  if (d->title.n) {
    if (repeats_title(text, &raw, d->title)) {
      raw.v[0].kind = BLOCK_TITLE;
      raw.v[0].fixed = true;
    } else {
      shift = (uint32_t)d->title.n + 2;
    }
  }
  blocks_decide(options->rules, text, true, !d->title.n, arena, &raw, d);
  if (!d->date.n && d->url.n) {
    d->date = meta_address_date(d->url, arena);
    d->date_basis = d->date.n ? DATE_ADDRESS : DATE_NONE;
  }
  d->text = text;
  if (shift) {
    char *whole = arena_bytes(arena, shift + text.n + 1);
    memcpy(whole, d->title.p, d->title.n);
    memcpy(whole + d->title.n, "\n\n", 2);
    memcpy(whole + shift, text.p, text.n);
    whole[shift + text.n] = 0;
    d->text = (Str){whole, shift + text.n};
  }
  d->body_at = shift;
  blocks_finish(&raw, shift, arena, d);
}

/* The fields of any line, by the JSON library. */
static int take_parsed(Str line, Str part_field, uint64_t line_number, Arena *arena, Room *room,
                       Str *values, Document *out, Status *status) {
  bool repaired = false;
  json_t *object = parse(line, line_number, arena, &repaired, status);
  if (!object) {
    arena_expect(arena, parse_memory(line));
    return STATUS_FORMAT;
  }
  int code = take_fields(object, part_field, line_number, room, values, &out->part, status);
  json_decref(object);
  arena_expect(arena, parse_memory(line));
  if (repaired && code == STATUS_OK) {
    note(out, "invalid characters of the JSON line replaced by U+FFFD", arena);
  }
  return code;
}

/* The fields of a line, in the arena; part and notes go into *out. */
static int read_fields(Str part_field, Str line, uint64_t line_number, Arena *arena, Str *values,
                       Document *out, Status *status) {
  if (line.n > DOCUMENT_TEXT_MOST) {
    return status_set(status, STATUS_LIMIT, line_number, "line %llu: longer than 1 GiB",
                      (unsigned long long)line_number);
  }
  Room room = {.left = line.n * 3 + 64};
  room.at = arena_bytes(arena, room.left);
  if (take_flat(line, part_field, room.at, values, &out->part)) {
    return STATUS_OK;
  }
  memset(values, 0, FIELD_COUNT * sizeof *values); /* unusual, or no document */
  return take_parsed(line, part_field, line_number, arena, &room, values, out, status);
}

Str jsonl_id(Str part_field, Str line, Arena *arena) {
  Str values[FIELD_COUNT] = {{NULL, 0}};
  Document ignored = {0};
  Status status;
  int code = read_fields(part_field, line, 0, arena, values, &ignored, &status);
  return code == STATUS_OK ? values[FIELD_ID] : (Str){NULL, 0};
}

int jsonl_document(const DocOptions *options, Str part_field, Str line, uint64_t line_number,
                   Arena *arena, Document *out, Status *status) {
  Str values[FIELD_COUNT] = {{NULL, 0}};
  memset(out, 0, sizeof *out);
  int code = read_fields(part_field, line, line_number, arena, values, out, status);
  if (code != STATUS_OK) {
    return code;
  }
  out->form = "JSON Lines";
  out->id = values[FIELD_ID];
  out->title = str_trim(values[FIELD_TITLE]).n ? values[FIELD_TITLE] : (Str){NULL, 0};
  out->publisher = values[FIELD_PUBLISHER];
  out->author = values[FIELD_AUTHOR];
  out->url = values[FIELD_URL];
  out->language = values[FIELD_LANGUAGE];
  out->path = str_copy(arena, options->path);
  set_date(out, values[FIELD_DATE], arena);
  if (!out->date.n && options->date.n) {
    out->date = str_copy(arena, options->date);
    out->date_basis = DATE_GIVEN;
  }
  out->text = values[FIELD_TEXT];
  if (!options->text_only) {
    jsonl_decide(options, values[FIELD_TEXT], arena, out);
  }
  out->hash = digest_sha256(values[FIELD_TEXT]);
  out->text_hash = out->hash;
  out->bytes = values[FIELD_TEXT].n;
  return status_set(status, STATUS_OK, 0, "%s", "");
}
