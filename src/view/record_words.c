/* Record words: entries of the log as plain sentences. */
#include "view/page_words.h"
#include "view/record_write.h"

enum { COLUMNS = 80, QUOTE_MOST = 120 };

static Str number_of(const RecordView *v, int64_t number) {
  return str_of(arena_printf(v->arena, "%lld", (long long)number));
}

/* What a reader sees of a value that says nothing. */
static Str or_nothing(const RecordView *v, Str value) {
  return value.n ? value : phrase(v->phrases, "log.nothing");
}

/* A quotation of some length loses its end, never half a character. */
static Str short_quote(const RecordView *v, Str quote) {
  size_t n = quote.n < QUOTE_MOST ? quote.n : QUOTE_MOST;
  while (n < quote.n && n > 0 && ((unsigned char)quote.p[n] & 0xC0) == 0x80) {
    n--;
  }
  return n == quote.n
             ? quote
             : str_of(arena_printf(v->arena, "%.*s …", STR_ARG(((Str){quote.p, n}))));
}

/* The claim or person that a decision is on. */
static Str line_words(const RecordView *v, const Decision *d) {
  return phrase_fill(v->arena, v->phrases, d->quote.n ? "log.line" : "log.line_plain", 3, "measure",
                     d->measure.n ? d->measure : d->claim, "quote", short_quote(v, d->quote),
                     "document", d->document);
}

/* The key of the sentence; `log.other` for what has none. */
static const char *key_of(const Decision *d) {
  static const char *const kinds[] = {"reject",   "note",  "add_claim", "add_person",
                                      "together", "apart", "origin",    "transcript",
                                      "translation", "set", "remove"};
  static const char *const keys[] = {
      "log.reject",     "log.note",  "log.add_claim", "log.add_person", "log.together",
      "log.apart",      "log.origin", "log.transcript", "log.translation", "log.set", "log.remove"};
  if (str_is(d->kind, "remove") && !d->document.n) {
    return "log.purge_plain";
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_is(d->kind, kinds[i])) {
      return keys[i];
    }
  }
  return str_is(d->kind, "accept") ? (d->field.n ? "log.accept_clear" : "log.accept") : "log.other";
}

Str record_decision_words(const RecordView *v, const Decision *d) {
  Str what = phrase_fill(v->arena, v->phrases, key_of(d), 9, "line", line_words(v, d), "document",
                         d->document, "other", d->other, "measure", d->measure, "value",
                         or_nothing(v, d->value), "before", or_nothing(v, d->before), "field",
                         d->field, "quote", short_quote(v, d->quote), "kind", d->kind);
  bool derived = str_is(d->kind, "transcript") || str_is(d->kind, "translation");
  return derived && d->value.n
             ? phrase_fill(v->arena, v->phrases, "log.part", 2, "what", what, "part", d->value)
             : what;
}

/* An undo, with what it takes back where that can be seen. */
static Str undo_words(const RecordView *v, const LogEntry *e, const LogArray *entries) {
  const LogEntry *target = NULL;
  for (uint32_t i = 0; entries && i < entries->n; i++) {
    target = entries->v[i].n == e->target ? &entries->v[i] : target;
  }
  Str entry = number_of(v, e->target);
  if (!target || str_is(target->kind, "undo")) {
    return phrase_fill(v->arena, v->phrases, "log.undo", 1, "entry", entry);
  }
  return phrase_fill(v->arena, v->phrases, "log.undo_of", 3, "entry", entry, "by", target->by,
                     "what", record_entry_words(v, target, NULL));
}

Str record_entry_words(const RecordView *v, const LogEntry *e, const LogArray *entries) {
  Str documents = number_of(v, e->documents);
  if (!e->payload.n) {
    return phrase(v->phrases, "log.erased");
  }
  if (str_is(e->kind, "init")) {
    return phrase(v->phrases, "log.init");
  }
  if (str_is(e->kind, "add")) {
    return phrase_fill(v->arena, v->phrases, e->documents == 1 ? "log.add_one" : "log.add", 1,
                       "documents", documents);
  }
  if (str_is(e->kind, "reread")) {
    return phrase(v->phrases, "log.reread");
  }
  if (str_is(e->kind, "join")) {
    return phrase_fill(v->arena, v->phrases, "log.join", 2, "documents", documents, "entries",
                       number_of(v, e->entries));
  }
  if (str_is(e->kind, "remove") && e->purge) {
    return phrase_fill(v->arena, v->phrases, "log.purge", 1, "documents", documents);
  }
  return str_is(e->kind, "undo") ? undo_words(v, e, entries) : record_decision_words(v, &e->says);
}

void record_log_text(const RecordView *view, const LogArray *entries) {
  for (uint32_t i = 0; i < entries->n; i++) {
    const LogEntry *e = &entries->v[i];
    text_wrap(view->out, view->arena, 0, COLUMNS,
              phrase_fill(view->arena, view->phrases, "log.entry", 4, "n", number_of(view, e->n),
                          "when", e->when, "by", e->by, "what",
                          record_entry_words(view, e, entries)));
    if (e->says.reason.n) {
      text_wrap(view->out, view->arena, 4, COLUMNS,
                phrase_fill(view->arena, view->phrases, "log.why", 1, "reason", e->says.reason));
    }
    if (e->says.claim.n) {
      text_wrap(view->out, view->arena, 4, COLUMNS,
                phrase_fill(view->arena, view->phrases, "log.id", 1, "id", e->says.claim));
    }
    if (e->undone_by) {
      text_wrap(view->out, view->arena, 4, COLUMNS,
                phrase_fill(view->arena, view->phrases, "undone", 1, "n",
                            number_of(view, e->undone_by)));
    }
  }
}
