/* Verify documents: seals, the spans of the lines in their text, and the rows made of the lines. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#include "base/file.h"
#include "claim/line_read.h"
#include "record/verify.h"

typedef struct Checked {
  Verify *v;
  Arena *arena; /* of this document */
  const Kept *d;
  Str salt;
  Str original, text, lines;
  Digest text_hash;
} Checked;

static const char *part_name(int part) {
  return part == PART_ORIGINAL ? "original" : part == PART_TEXT ? "text" : "lines";
}

/* ---- bodies ---------------------------------------------------------------------------------- */

/* The original where it lies: at its path as it is, or from the record's folder. */
static int digest_elsewhere(const Checked *c, Digest *digest, uint64_t *size) {
  Status status = {0};
  const char *path = arena_copy(c->arena, c->d->path.p, c->d->path.n);
  int code = file_digest(path, digest, size, &status);
  const char *folder = strrchr(c->v->r->path, '/');
  if (code != STATUS_OK && folder && *path != '/') {
    path = arena_printf(c->arena, "%.*s/%s", (int)(folder - c->v->r->path), c->v->r->path, path);
    code = file_digest(path, digest, size, &status);
  }
  return code;
}

/* An original of which the record has the hash alone. That the file is not at hand is no fault of the
   record. */
static void check_elsewhere(Checked *c, const Body *body, const ReadingOf *reading,
                            const Digest *seal) {
  Verify *v = c->v;
  Digest there;
  uint64_t size = 0;
  Digest now = seal_body(v->r, c->salt, &c->d->seal, PART_ORIGINAL, reading, &c->d->original_hash);
  if (memcmp(&now, seal, sizeof now) != 0 || body->size != c->d->size || body->bytes.n) {
    verify_say(v, "document %.*s: its original is not what was added", STR_ARG(c->d->id));
  } else if (digest_elsewhere(c, &there, &size) != STATUS_OK) {
    verify_note(v, "document %.*s: its original lies outside the record and is not at %.*s: not checked",
                STR_ARG(c->d->id), STR_ARG(c->d->path));
  } else if (memcmp(&there, &c->d->original_hash, sizeof there) != 0 || size != c->d->size) {
    verify_say(v, "document %.*s: the file %.*s is not what was added", STR_ARG(c->d->id),
               STR_ARG(c->d->path));
  }
}

static void check_body(Checked *c, sqlite3_stmt *s) {
  Verify *v = c->v;
  int part = sqlite3_column_int(s, 0);
  Body body = {.coding = (Coding)sqlite3_column_int(s, 1),
               .size = (uint64_t)sqlite3_column_int64(s, 2),
               .bytes = column_text(s, 3, c->arena)};
  ReadingOf reading = {column_text(s, 5, c->arena), column_text(s, 6, c->arena),
                       column_text(s, 7, c->arena), NULL};
  Digest seal = column_digest(s, 4);
  Str bytes = {NULL, 0};
  PartsKnown known = {c->original, c->text, &c->text_hash};
  const Usual *usual = body.coding == CODING_FOLDED
                           ? reading_usual(v->r, sqlite3_column_int64(s, 8), c->arena)
                           : NULL;
  v->result->bodies++;
  if (sqlite3_column_type(s, 9) != SQLITE_INTEGER ||
      sqlite3_column_int64(s, 9) != packed_crc(body.bytes)) {
    verify_say(v, "document %.*s: the bytes of its %s are not as they were written",
               STR_ARG(c->d->id), part_name(part));
    return;
  }
  if (part == PART_ORIGINAL && body.coding == CODING_ELSEWHERE) {
    check_elsewhere(c, &body, &reading, &seal);
    return;
  }
  bool whole = (part != PART_ORIGINAL || body.coding == CODING_PLAIN ||
                body.coding == CODING_DEFLATE) &&
               body_open(&v->r->opener, &body, &known, usual, c->arena, &bytes);
  Digest content = digest_sha256(bytes);
  Digest now = seal_body(v->r, c->salt, &c->d->seal, (Part)part, &reading, &content);
  if (!whole || memcmp(&now, &seal, sizeof now) != 0) {
    verify_say(v, "document %.*s: its %s is not what was added", STR_ARG(c->d->id),
               part_name(part));
    return;
  }
  if (part == PART_ORIGINAL &&
      (memcmp(&content, &c->d->original_hash, sizeof content) != 0 || c->d->size != bytes.n)) {
    verify_say(v, "document %.*s: its original has another hash or size than its row says",
               STR_ARG(c->d->id));
  }
  *(part == PART_ORIGINAL ? &c->original : part == PART_TEXT ? &c->text : &c->lines) = bytes;
  c->text_hash = part == PART_TEXT ? content : c->text_hash;
}

static void check_bodies(Checked *c) {
  Record *r = c->v->r;
  uint32_t parts = 0;
  sqlite3_stmt *s = store_sql(
      r,
      "SELECT b.part, b.coding, b.size, b.bytes, b.seal, r.program, r.pack, r.places, "
      "b.reading, b.crc FROM body b "
      "JOIN reading r ON r.n = b.reading WHERE b.document = ? ORDER BY b.reading, b.part");
  store_bind(r, s, "i", c->d->n);
  while (store_row(r, s)) {
    parts |= 1u << sqlite3_column_int(s, 0);
    check_body(c, s);
  }
  if (parts != (1u << PART_ORIGINAL | 1u << PART_TEXT | 1u << PART_LINES)) {
    verify_say(c->v, "document %.*s: its original, text or lines are missing", STR_ARG(c->d->id));
  }
}

/* ---- spans ----------------------------------------------------------------------------------- */

static void check_excerpt(Checked *c, Str title, const Excerpt *e, Str line) {
  Str text = e->in_title ? title : c->text;
  if (!e->text.n) {
    return;
  }
  c->v->result->spans++;
  if (e->span.start > e->span.end || e->span.end > text.n ||
      !str_equal(str_cut(text, e->span), e->text)) {
    verify_say(c->v, "document %.*s, %.*s: \"%.*s\" does not stand at %u-%u of its text",
               STR_ARG(c->d->id), STR_ARG(line), e->text.n > 60 ? 60 : (int)e->text.n, e->text.p,
               e->span.start, e->span.end);
  }
}

static void check_claim(Checked *c, Str title, const Claim *claim) {
  const Excerpt *const words[] = {&claim->value.words, &claim->value.number_words,
                                  &claim->who.words,   &claim->evidence,
                                  &claim->time.words,  &claim->sentence};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    check_excerpt(c, title, words[i], claim->id);
  }
  for (uint32_t i = 0; i < claim->places.n; i++) {
    check_excerpt(c, title, &claim->places.v[i].words, claim->id);
  }
  for (uint32_t i = 0; i < claim->actors.n; i++) {
    check_excerpt(c, title, &claim->actors.v[i].words, claim->id);
  }
  for (const Source *s = &claim->source; s; s = s->from) {
    check_excerpt(c, title, &s->words, claim->id);
  }
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* A number that is not whole is compared as the file has it. */
static bool is_number(Checked *c, sqlite3_stmt *s, int i, int64_t at, Str number) {
  int type = sqlite3_column_type(s, i);
  if (type == SQLITE_NULL || type == SQLITE_INTEGER) {
    return str_equal(column_view(s, i), number);
  }
  sqlite3_stmt *same = store_sql(
      c->v->r, "SELECT count(*) FROM line WHERE document = ? AND k = ? AND number IS ?");
  store_bind(c->v->r, same, "iit", c->d->n, at, number);
  return store_integer(c->v->r, same) == 1;
}

/* A row with the columns of check_rows. */
static bool is_row(Checked *c, sqlite3_stmt *s, int64_t at, const LineRow *row) {
  const int64_t numbers[] = {at, row_key(row->id), (int64_t)row->kind, (int64_t)row->unclear,
                             row->starts, row->ends};
  const Str texts[] = {row->measure, row->place, row->source};
  bool same = is_number(c, s, 6, at, row->number);
  for (int i = 0; i < 6; i++) {
    int type = i < 4 || numbers[i] ? SQLITE_INTEGER : SQLITE_NULL;
    same &= sqlite3_column_type(s, i) == type && sqlite3_column_int64(s, i) == numbers[i];
  }
  for (int i = 0; i < 3; i++) {
    same &= str_equal(column_view(s, 7 + i), texts[i]);
  }
  return same;
}

static void check_rows(Checked *c, const Extraction *x) {
  LineRowArray rows;
  uint32_t n = 0;
  rows_make(x, c->arena, &rows);
  sqlite3_stmt *s = store_sql(
      c->v->r,
      "SELECT k, key, kind, unclear, starts, ends, number, (SELECT text FROM name WHERE n = measure), "
      "(SELECT text FROM name WHERE n = place), (SELECT text FROM name WHERE n = source) FROM line "
      "WHERE document = ? ORDER BY k");
  store_bind(c->v->r, s, "i", c->d->n);
  for (; store_row(c->v->r, s); n++) {
    if (n < rows.n && !is_row(c, s, n, &rows.v[n])) {
      verify_say(c->v, "document %.*s, %.*s: its row for search is not as its line",
                 STR_ARG(c->d->id), STR_ARG(rows.v[n].id));
    }
  }
  if (n != rows.n || c->d->lines != rows.n) {
    verify_say(c->v, "document %.*s: has other rows for search than lines", STR_ARG(c->d->id));
  }
}

/* What its row says of the document stands in its document line. */
static void check_fields(Checked *c, const Extraction *x) {
  const DocumentLine *line = x->documents.v;
  const Kept *d = c->d;
  uint32_t figures = 0;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    figures += x->claims.v[i].kind == CLAIM_FIGURE;
  }
  if (!str_equal(line->id, d->sealed_id) || !str_equal(line->title, d->title) ||
      !str_equal(line->date, d->date) || !str_equal(line->publisher, d->publisher) ||
      !str_equal(line->url, d->url) || memcmp(&line->hash, &d->hash, sizeof d->hash) != 0 ||
      figures != d->figures) {
    verify_say(c->v, "document %.*s: its row is not as its document line", STR_ARG(d->id));
  }
  if (memcmp(&c->text_hash, &line->text_hash, sizeof c->text_hash) != 0) {
    verify_say(c->v, "document %.*s: its lines are of another text", STR_ARG(d->id));
  }
}

static void check_lines(Checked *c) {
  Extraction x;
  LineProblems problems;
  lines_read(c->arena, c->lines, &x, &problems);
  for (uint32_t i = 0; i < problems.n; i++) {
    verify_say(c->v, "document %.*s: line %llu: %.*s", STR_ARG(c->d->id),
               (unsigned long long)problems.v[i].line, STR_ARG(problems.v[i].reason));
  }
  if (x.documents.n != 1) {
    verify_say(c->v, "document %.*s: its lines are not of one document", STR_ARG(c->d->id));
    return;
  }
  for (uint32_t i = 0; i < x.claims.n; i++) {
    check_claim(c, x.documents.v[0].title, &x.claims.v[i]);
  }
  for (uint32_t i = 0; i < x.persons.n; i++) {
    check_excerpt(c, x.documents.v[0].title, &x.persons.v[i].words, x.persons.v[i].id);
    check_excerpt(c, x.documents.v[0].title, &x.persons.v[i].sentence, x.persons.v[i].id);
  }
  check_fields(c, &x);
  check_rows(c, &x);
}

/* ---- documents ------------------------------------------------------------------------------- */

static void check_erased(Verify *v, const Kept *d) {
  sqlite3_stmt *s =
      store_sql(v->r,
                "SELECT count(bytes) + count(crc) + (SELECT count(*) FROM line WHERE document = ?1) "
                "FROM body WHERE document = ?1");
  store_bind(v->r, s, "i", d->n);
  if (store_integer(v->r, s)) {
    verify_say(v, "document %lld: was erased, but something of it is left", (long long)d->n);
  }
}

static void check_document(Verify *v, const Kept *d, Str salt, Arena *arena) {
  Checked c = {.v = v, .arena = arena, .d = d, .salt = salt};
  c.text_hash = digest_sha256(c.text);
  v->result->documents++;
  if (d->is_purged) {
    check_erased(v, d);
    return;
  }
  Digest now = seal_document(v->r, salt, d);
  if (memcmp(&now, &d->seal, sizeof now) != 0) {
    verify_say(v, "document %.*s: what its row says of it was changed", STR_ARG(d->id));
  }
  uint64_t before = v->result->problems;
  check_bodies(&c);
  if (v->result->problems == before) {
    check_lines(&c);
  }
}

/* ---- all of them ----------------------------------------------------------------------------- */

enum { CHUNK = 128, CHUNKS_MOST = 1 << 20, THREADS_MOST = 64 };

/* Documents in chunks by their numbers, which threads take; what they say is told in order. */
typedef struct Chunks {
  int64_t last; /* number of a document */
  uint32_t n;
  int64_t size; /* numbers in a chunk */
  atomic_uint next;
  Buffer *says; /* of each chunk: problems, each with a zero behind it */
} Chunks;

typedef struct Hand {
  Chunks *chunks;
  Record *r; /* its own */
  Verified result;
  int failure;
  pthread_t thread;
  bool started;
} Hand;

static void check_chunk(Verify *v, const Chunks *chunks, uint32_t chunk) {
  char what[96];
  sqlite3_stmt *s = store_sql(v->r, "SELECT " KEPT_COLUMNS
                                    ", salt FROM document WHERE n BETWEEN ? AND ? ORDER BY n");
  int64_t first = chunk * chunks->size; /* damaged numbers may be any */
  store_bind(v->r, s, "ii", chunk ? first : INT64_MIN,
             chunk + 1 == chunks->n ? INT64_MAX : first + chunks->size - 1);
  while (store_row(v->r, s)) {
    Kept d;
    kept_read(s, v->arena, &d);
    check_document(v, &d, column_text(s, KEPT_COLUMN_COUNT, v->arena), v->arena);
    snprintf(what, sizeof what, "document %.80s", d.id.n ? d.id.p : "");
    if (!verify_goes_on(v, what)) {
      return;
    }
    arena_clear(v->arena);
  }
  verify_goes_on(v, "documents");
}

static int gather(void *context, Str problem) {
  Buffer *says = *(Buffer **)context;
  buffer_str(says, problem);
  buffer_char(says, 0);
  return 0;
}

/* Chunks, as long as there are any. */
static void check_chunks(Hand *hand, Record *r) {
  Chunks *chunks = hand->chunks;
  Arena arena;
  jmp_buf jump;
  Buffer *says;
  Verify v = {.r = r, .tell = gather, .context = &says, .result = &hand->result, .arena = &arena};
  arena_init(&arena);
  if (arena_guard(&arena, &jump)) {
    hand->failure = STATUS_NO_MEMORY;
  } else {
    for (uint32_t i; (i = atomic_fetch_add(&chunks->next, 1)) < chunks->n;) {
      says = &chunks->says[i];
      check_chunk(&v, chunks, i);
      if (r->failure.code != STATUS_OK || says->failed) {
        hand->failure = STATUS_NO_MEMORY;
        break;
      }
    }
  }
  arena_release(&arena);
}

static void *hand_main(void *context) {
  Hand *hand = context;
  check_chunks(hand, hand->r);
  return NULL;
}

static void tell_chunk(Verify *v, const Buffer *says) {
  for (size_t at = 0; at < says->n;) {
    size_t n = strlen(says->p + at);
    if (!v->stopped && v->tell(v->context, (Str){says->p + at, n}) != 0) {
      v->stopped = true;
    }
    at += n + 1;
  }
}

static void add_result(Verify *v, const Hand *hand) {
  v->result->documents += hand->result.documents;
  v->result->bodies += hand->result.bodies;
  v->result->spans += hand->result.spans;
  v->result->problems += hand->result.problems;
  if (hand->failure) {
    store_fail(v->r, hand->failure, "no memory");
  }
}

void verify_documents(Verify *v, uint32_t threads) {
  Hand hands[THREADS_MOST];
  Chunks chunks = {.size = CHUNK};
  memset(hands, 0, sizeof hands);
  chunks.last =
      store_integer(v->r, store_sql(v->r, "SELECT max(n) FROM document WHERE n < 1 << 60"));
  if (!verify_goes_on(v, "documents")) {
    return;
  }
  chunks.size = chunks.last / CHUNKS_MOST > CHUNK ? chunks.last / CHUNKS_MOST : CHUNK;
  chunks.n = (uint32_t)(chunks.last / chunks.size) + 1;
  chunks.says = arena_array(v->arena, Buffer, chunks.n);
  threads = threads > THREADS_MOST ? THREADS_MOST : threads > chunks.n ? chunks.n : threads;
  for (uint32_t i = 0; i < threads || i == 0; i++) {
    hands[i] = (Hand){.chunks = &chunks, .r = i ? record_beside(v->r) : v->r};
    hands[i].started = i > 0 && hands[i].r &&
                       pthread_create(&hands[i].thread, NULL, hand_main, &hands[i]) == 0;
  }
  check_chunks(&hands[0], v->r);
  for (uint32_t i = 0; i < threads || i == 0; i++) {
    if (hands[i].started) {
      pthread_join(hands[i].thread, NULL);
    }
    if (i) {
      record_close(hands[i].r);
    }
    add_result(v, &hands[i]);
  }
  for (uint32_t i = 0; i < chunks.n; i++) {
    tell_chunk(v, &chunks.says[i]);
    buffer_release(&chunks.says[i]);
  }
}
