/* Record run: the documents of a record, and what people decided of them, into a run. */
#include <stdlib.h>

#include "api/record_object.h"
#include "api/run.h"
#include "change/decided.h"
#include "doc/leaf_from.h"

/* A part of something has its path inside behind that of its file. */
static bool is_part(Str path) {
  for (size_t i = 0; i + 1 < path.n; i++) {
    if (path.p[i] == '!' && path.p[i + 1] == '/') {
      return true;
    }
  }
  return false;
}

/* What the container said of it, from its line; NULL where it is no part. */
static const Leaf *part_of(according_run *run, Record *record, const Kept *d) {
  Str lines, rest;
  Leaf *part = arena_new(&run->arena, Leaf);
  bool has = is_part(d->path) && record_body(record, d, PART_LINES, &run->arena, &lines) &&
             leaf_from_read(str_split(lines, '\n', &rest), &run->arena, part);
  return has ? part : NULL;
}

/* A row or a post says nothing of its kind when it stands alone: its text is that which was kept. */
static Str text_of(according_run *run, Record *record, const Kept *d, const Leaf *part) {
  static const char *const formats[] = {"csv", "tsv", "xlsx", "ods", "whatsapp", "telegram"};
  Str text = {NULL, 0};
  for (size_t i = 0; part && part->has_text && i < sizeof formats / sizeof *formats; i++) {
    if (str_is(part->field[LEAF_FORMAT], formats[i])) {
      record_body(record, d, PART_TEXT, &run->arena, &text);
    }
  }
  return text;
}

bool record_input(according_run *run, Record *record, const Kept *d, Str path) {
  Str bytes;
  if (d->form == FORM_EVIDENCE) {
    return false;
  }
  Input input = {.kind = d->form == FORM_LINE ? INPUT_LINE : INPUT_BYTES, .id = d->id, .day = d->day};
  if (!record_body(record, d, PART_ORIGINAL, &run->arena, &bytes)) {
    return false;
  }
  input.path = d->form == FORM_LINE ? path : d->path;
  input.bytes = bytes;
  input.part = part_of(run, record, d);
  input.within = input.part ? input.part->field[LEAF_FORMAT] : (Str){NULL, 0};
  input.text = text_of(run, record, d, input.part);
  input.line = (uint64_t)(d->form == FORM_LINE ? d->n : 0);
  array_push(&run->arena, &run->inputs, input);
  return true;
}

/* "212-219" */
static bool span_read(Str text, Span *span) {
  Str rest;
  int64_t start, end;
  Str first = str_split(text, '-', &rest);
  if (!str_integer(first, &start) || !str_integer(rest, &end) || start < 0 || end < start ||
      end > UINT32_MAX) {
    return false;
  }
  *span = (Span){(uint32_t)start, (uint32_t)end};
  return true;
}

/* What a decision does to its claim; false if nothing. */
static bool correction_of(const Decision *d, Correction *c) {
  *c = (Correction){.line = (uint32_t)d->n,
                    .document = d->document,
                    .claim = d->claim,
                    .quote = d->quote,
                    .measure = d->measure,
                    .field = d->field,
                    .value = d->value,
                    .other = d->other,
                    .maker = d->maker,
                    .made = d->made,
                    .reason = d->reason,
                    .by = d->by,
                    .when = d->when};
  int action = str_is(d->kind, "add_claim") ? CORRECTION_ADD
               : str_is(d->kind, "accept")  ? CORRECTION_SET
                                            : correction_action(d->kind);
  c->has_span = span_read(d->span, &c->span);
  c->action = (CorrectionAction)action;
  return action >= 0 && (action != CORRECTION_SET || d->field.n);
}

/* "set number 70", "rejected", "shared origin yes" */
static Str deed_words(Arena *arena, const Decision *d) {
  Str parts[] = {d->kind, d->field, d->value};
  Str words = {NULL, 0};
  for (int i = 0; i < 3; i++) {
    words = parts[i].n ? str_of(arena_printf(arena, "%.*s%s%.*s", STR_ARG(words),
                                             words.n ? " " : "", STR_ARG(parts[i])))
                       : words;
  }
  return words;
}

/* Two people who decided otherwise on one thing are told of, both; the later stands. */
static void tell_contradictions(according_run *run, const DecisionArray *decisions, Str path) {
  Decided decided;
  decided_init(&decided, &run->arena);
  for (uint32_t i = 0; i < decisions->n; i++) {
    const Decision *b = &decisions->v[i], *a = decided_against(&decided, b);
    if (a && !str_equal(a->by, b->by)) {
      run_notice(run, ACCORDING_NOTE, path, (uint64_t)b->n,
                 "on %.*s entry %lld (%.*s): %.*s, entry %lld (%.*s): %.*s; the later stands; "
                 "according undo takes one back",
                 STR_ARG(b->claim.n ? b->claim : b->document), (long long)a->n, STR_ARG(a->by),
                 STR_ARG(deed_words(&run->arena, a)), (long long)b->n, STR_ARG(b->by),
                 STR_ARG(deed_words(&run->arena, b)));
    }
    decided_add(&decided, b);
  }
}

void run_add_decisions(according_run *run, const DecisionArray *decisions, Str path) {
  Corrections *corrections = arena_new(&run->arena, Corrections);
  corrections->file = path;
  tell_contradictions(run, decisions, path);
  for (uint32_t i = 0; i < decisions->n; i++) {
    Correction c;
    if (correction_of(&decisions->v[i], &c)) {
      array_push(&run->arena, &corrections->rows, c);
    }
  }
  if (corrections->rows.n && !run->corrections) {
    run->corrections = corrections;
  }
}

int run_add_record(according_run *run, const char *path, according_status *status) {
  Status inner = {0};
  Record *record;
  KeptArray documents;
  DecisionArray decisions;
  jmp_buf jump, *outer = run->arena.escape;
  if (record_open(path, false, &record, &inner) != STATUS_OK) {
    return status_give(status, &inner);
  }
  if (arena_guard(&run->arena, &jump)) {
    record_close(record);
    run->arena.escape = outer;
    longjmp(*outer, 1);
  }
  Str shown = str_copy(&run->arena, str_of(path));
  array_push(&run->arena, &run->records, shown);
  record_documents(record, WHICH_CURRENT, &run->arena, &documents);
  for (uint32_t i = 0; i < documents.n; i++) {
    record_input(run, record, &documents.v[i], shown);
  }
  record_decisions(record, &run->arena, &decisions);
  run_add_decisions(run, &decisions, shown);
  run->arena.escape = outer;
  record_failure(record, &inner);
  record_close(record);
  return status_give(status, &inner);
}
