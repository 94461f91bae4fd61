/* Source places: blocks with their bytes, and between them what was left out.

     original ─▶ document, as it was read ─┬─ blocks, each with the bytes that it came from
                                           └─ runs of the map: what lies between two was left out */
#include "api/source_places.h"

#include <stdlib.h>

#include "api/run_expand.h"
#include "base/utf8.h"

/* An original on its way through a run of its own. */
typedef struct Original {
  according_run run;
  Document document;
  Str bytes, text; /* text: that a reader has made of a part */
  char *owned;     /* of a part */
} Original;

/* ---- read again ------------------------------------------------------------------------------ */

static int open_bytes(Original *r, according_status *status) {
  const Input *input = &r->run.inputs.v[0];
  r->bytes = input->bytes;
  if (input->kind != INPUT_PART) {
    return ACCORDING_OK;
  }
  r->owned = input_part_bytes(&r->run, input, input->part, &r->text);
  r->bytes = (Str){r->owned, input->size};
  return r->owned ? ACCORDING_OK
                  : status_say(status, ACCORDING_IO, 0, "the original cannot be read again");
}

static int read_document(Original *r, const according_engine *engine, according_status *status) {
  const Input *input = &r->run.inputs.v[0];
  Status inner = {0};
  DocOptions options = {.rules = &engine->blocks, .date = input->day, .path = input->path};
  options.part = input->part;
  options.part_text = r->text;
  int code = input->kind == INPUT_LINE
                 ? jsonl_document(&options, (Str){NULL, 0}, r->bytes, input->line, &r->run.arena,
                                  &r->document, &inner)
                 : document_read(&options, input->id, r->bytes, &r->run.arena, &r->document, &inner);
  return code == STATUS_OK ? ACCORDING_OK : status_give(status, &inner);
}

static int read_again(according_record *record, const Kept *d, Original *r, according_status *status) {
  if (!record_input(&r->run, record->record, d, str_lit("record"))) {
    return status_say(status, ACCORDING_NOT_FOUND, 0,
                      "%.*s: the record does not hold its original, or it is no text",
                      STR_ARG(d->id));
  }
  r->run.inputs.v[0].is_sought = true;
  jmp_buf *guard = r->run.arena.escape;
  int code = run_expand(&r->run, status);
  r->run.arena.escape = guard;
  if (code == ACCORDING_OK && r->run.inputs.n == 0) {
    code = status_say(status, ACCORDING_FORMAT, 0, "the original cannot be read again");
  }
  code = code == ACCORDING_OK ? open_bytes(r, status) : code;
  return code == ACCORDING_OK ? read_document(r, record->engine, status) : code;
}

/* ---- blocks ---------------------------------------------------------------------------------- */

static SourceFate fate_of(BlockKind kind) {
  return kind == BLOCK_FURNITURE ? SOURCE_FURNITURE
         : kind == BLOCK_BYLINE  ? SOURCE_META
                                 : SOURCE_READ;
}

/* The page and the box of words start … end - 1 of a PDF. */
static void place_on_page(const Document *d, SourcePiece *piece) {
  uint64_t end = piece->end < d->boxes.n ? piece->end : d->boxes.n;
  for (uint64_t i = piece->start; i < end; i++) {
    const LeafBox *b = &d->boxes.v[i];
    int32_t *box = piece->box;
    if (!piece->page) {
      piece->page = b->page;
      memcpy(box, (int32_t[]){b->left, b->top, b->right, b->bottom}, sizeof piece->box);
    }
    piece->page_end = b->page > piece->page_end ? b->page : piece->page_end;
    if (b->page == piece->page) {
      box[0] = b->left < box[0] ? b->left : box[0];
      box[1] = b->top < box[1] ? b->top : box[1];
      box[2] = b->right > box[2] ? b->right : box[2];
      box[3] = b->bottom > box[3] ? b->bottom : box[3];
    }
  }
}

static void add_blocks(const Original *r, Arena *arena, RecordSource *out) {
  static const char *const kinds[] = {"paragraph", "title", "heading",  "caption", "quotation",
                                      "list item", "table", "footnote", "byline",  "furniture"};
  const Document *d = &r->document;
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    const Block *block = &d->blocks.v[i];
    SourcePiece piece = {.fate = fate_of(block->kind), .kind = kinds[block->kind]};
    if (!document_place(d, block->span, &piece.text, &piece.in_title) || piece.in_title) {
      continue; /* a title that was given, not found in these bytes */
    }
    document_source(d, piece.text, &piece.start, &piece.end);
    place_on_page(d, &piece);
    piece.rule = str_copy(arena, block->rule);
    piece.words = str_copy(arena, str_cut(d->text, block->span));
    array_push(arena, &out->pieces, piece);
  }
}

/* ---- what lies between ------------------------------------------------------------------------
   */

static size_t behind_tag(Str s, size_t i, const char *end) {
  size_t n = strlen(end);
  for (; i + n <= s.n; i++) {
    if (str_equal_fold((Str){s.p + i, n}, (Str){end, n})) {
      return i + n;
    }
  }
  return s.n;
}

static bool tag_is(Str s, size_t i, const char *name) {
  size_t n = strlen(name);
  return i + n <= s.n && str_equal_fold((Str){s.p + i, n}, (Str){name, n});
}

/* What people would see of bytes between two pieces of text: their words without tags; *code: there
   are scripts or styles; *head: a title is among them. */
static Str seen_words(Str s, bool *code, bool *head, Arena *arena) {
  char *out = arena_bytes(arena, s.n + 1);
  size_t n = 0, letters = 0;
  for (size_t i = 0; i < s.n;) {
    if (tag_is(s, i, "<script") || tag_is(s, i, "<style")) {
      *code = true;
      i = behind_tag(s, i, tag_is(s, i, "<script") ? "</script>" : "</style>");
    } else if (s.p[i] == '<') {
      *head = *head || tag_is(s, i, "<title");
      i = behind_tag(s, i, tag_is(s, i, "<!--") ? "-->" : ">");
    } else {
      bool blank = strchr(" \t\r\n", s.p[i]) && s.p[i];
      if (!blank || (n && out[n - 1] != ' ')) {
        out[n++] = blank ? ' ' : s.p[i];
      }
      letters += rune_is_letter((unsigned char)s.p[i]) || (unsigned char)s.p[i] >= 0x80;
      i++;
    }
  }
  return letters > 1 ? (Str){out, n} : (Str){NULL, 0};
}

static bool holds(Str s, Str what) {
  for (size_t i = 0; what.n && i + what.n <= s.n; i++) {
    if (memcmp(s.p + i, what.p, what.n) == 0) {
      return true;
    }
  }
  return false;
}

/* Of a row or a post: what stands beside its words and was read as one of its fields. */
static bool holds_field(const Leaf *part, Str words) {
  static const LeafField fields[] = {LEAF_TITLE, LEAF_AUTHOR, LEAF_PUBLISHER, LEAF_URL};
  bool any = false;
  for (size_t i = 0; part && part->has_text && i < sizeof fields / sizeof *fields; i++) {
    any = any || holds(words, part->field[fields[i]]);
  }
  return any;
}

static void add_gap(const Original *r, uint64_t start, uint64_t end, Arena *arena, RecordSource *out) {
  if (end <= start || end > r->bytes.n) {
    return;
  }
  bool code = false, head = false;
  Str words = seen_words((Str){r->bytes.p + start, (size_t)(end - start)}, &code, &head, arena);
  SourcePiece piece = {.start = start, .end = end, .words = words};
  head = head || holds_field(r->run.inputs.v[0].part, words);
  piece.fate = words.n ? (head ? SOURCE_META : SOURCE_TEXT) : code ? SOURCE_CODE : SOURCE_MARKUP;
  array_push(arena, &out->pieces, piece);
}

static int compare_runs(const void *a, const void *b) {
  const SourceRun *x = a, *y = b;
  return (x->start > y->start) - (x->start < y->start);
}

static void add_gaps(const Original *r, Arena *arena, RecordSource *out) {
  const Document *d = &r->document;
  uint64_t at = 0;
  if (!d->source_map.n || d->boxes.n || d->members.n) {
    return;
  }
  SourceRun *runs = arena_array(arena, SourceRun, d->source_map.n);
  memcpy(runs, d->source_map.v, d->source_map.n * sizeof *runs);
  qsort(runs, d->source_map.n, sizeof *runs, compare_runs);
  for (uint32_t i = 0; i < d->source_map.n; i++) {
    add_gap(r, at, runs[i].start, arena, out);
    at = runs[i].end > at ? runs[i].end : at;
  }
  add_gap(r, at, r->bytes.n, arena, out);
}

/* ---- all of it ------------------------------------------------------------------------------- */

static int compare_pieces(const void *a, const void *b) {
  const SourcePiece *x = a, *y = b;
  if (x->start != y->start) {
    return x->start < y->start ? -1 : 1;
  }
  if (x->end != y->end) {
    return x->end < y->end ? -1 : 1;
  }
  return (x->text.start > y->text.start) - (x->text.start < y->text.start);
}

static void account(const Original *r, const Kept *d, Arena *arena, RecordSource *out) {
  const Input *input = &r->run.inputs.v[0];
  *out = (RecordSource){.document = d, .text_hash = r->document.text_hash};
  out->text_size = r->document.bytes;
  out->from = str_copy(arena, r->document.from);
  out->verbatim = input->part && input->part->verbatim && !input->part->field[LEAF_WITHIN].n;
  out->container_at = out->verbatim ? input->part->start : 0;
  out->places = r->document.boxes.n     ? "source.places_boxes"
                : r->document.members.n ? "source.places_members"
                                        : "source.places_bytes";
  add_blocks(r, arena, out);
  add_gaps(r, arena, out);
  if (out->pieces.n) {
    qsort(out->pieces.v, out->pieces.n, sizeof *out->pieces.v, compare_pieces);
  }
}

int source_places(according_record *record, const Kept *d, Str programs, RecordSource *out,
                  according_status *status) {
  jmp_buf jump, *outer = record->arena.escape;
  Original *r = calloc(1, sizeof *r);
  int code = ACCORDING_NO_MEMORY;
  if (!r) {
    return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  }
  r->run.engine = record->engine;
  r->run.spool.file = -1;
  r->run.programs = programs;
  arena_init(&r->run.arena);
  if (setjmp(jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  } else {
    r->run.arena.escape = record->arena.escape = &jump;
    code = read_again(record, d, r, status);
    if (code == ACCORDING_OK) {
      account(r, d, &record->arena, out);
    }
  }
  record->arena.escape = outer;
  spool_close(&r->run.spool);
  free(r->owned);
  arena_release(&r->run.arena);
  free(r);
  return code;
}
