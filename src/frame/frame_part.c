/* Parts: which figure another one is a part of, where the sentence before or the head of a list says it,
   and the further figures of a row of parts. */
#include "frame/frame_parts.h"

enum { ROW_CHUNKS = 10 }; /* that one member of a row of parts may have */

static bool row_has(const Reader *r, uint32_t chunk, int tag) {
  return chunk < r->row->chunks.n && tagset_has(&r->row->tags[chunk], tag);
}

static bool row_is(const Reader *r, uint32_t chunk, const char *mark) {
  return chunk < r->row->chunks.n && r->row->chunks.v[chunk].kind == CHUNK_WORD &&
         str_is(token_text(r->text, r->row->chunks.v[chunk].first), mark);
}

static bool is_bar(const Reader *r, uint32_t chunk) {
  return row_is(r, chunk, "-") || row_is(r, chunk, "–") || row_is(r, chunk, "—") ||
         row_is(r, chunk, "--") || row_is(r, chunk, ":");
}

static bool is_figure(const Reader *r, uint32_t chunk) {
  return row_has(r, chunk, r->rules->tags.figure);
}

/* "Arva: 17", "Arva 17": a label, in place of words behind the figure. */
static bool is_labelled(const Reader *r, uint32_t chunk) {
  uint32_t label = chunk > 1 && row_is(r, chunk - 1, "(") ? chunk - 2 : chunk - 1; /* "Arva (17)" */
  return chunk > 0 && (is_bar(r, chunk - 1) || (row_has(r, label, r->rules->tags.noun) && !is_figure(r, label)));
}

/* Behind what joins the members of a row at chunk `i`; `i` itself where nothing does. */
static uint32_t behind_join(const Reader *r, uint32_t i) {
  uint32_t k = i + (row_is(r, i, ",") || row_is(r, i, ";"));
  return k + row_has(r, k, r->rules->row_and);
}

static uint32_t behind_label(const Reader *r, uint32_t i) {
  if (row_has(r, i, r->rules->tags.noun) && !is_figure(r, i)) {
    return i + 1 + (is_bar(r, i + 1) || row_is(r, i + 1, "("));
  }
  return i;
}

/* A figure that may go on a row: without a noun, or with one and without a verb of its own. */
static bool goes_on(const Reader *r, uint32_t chunk) {
  const ChunkTags *t = &r->rules->tags;
  if (!is_figure(r, chunk)) {
    return false;
  }
  bool people = row_has(r, chunk, t->persons) ||
                (row_has(r, chunk, t->unknown) && row_has(r, chunk, t->capital));
  return row_has(r, chunk, t->elided) || (people && !row_has(r, chunk + 1, t->verb) &&
                                          !row_has(r, chunk + 1, t->rel));
}

uint32_t frame_part_next(const Reader *r, uint32_t at) {
  bool labelled = is_labelled(r, at);
  uint32_t end = at + ROW_CHUNKS < r->row->chunks.n ? at + ROW_CHUNKS : r->row->chunks.n;
  for (uint32_t i = at + 1; i < end && !is_figure(r, i); i++) {
    uint32_t k = behind_join(r, i);
    if (k == i) {
      continue;
    }
    k = labelled ? behind_label(r, k) : k;
    if (is_figure(r, k)) {
      return goes_on(r, k) ? k : 0;
    }
  }
  return 0;
}

/* The claim of which the figures that go back to this one are parts. */
static int32_t whole_of(const Reader *r, uint32_t i) {
  const ProtoClaim *claim = &r->lines->claims.v[i];
  return claim->whole >= 0 ? claim->whole : (int32_t)i;
}

/* The number less the whole's: below, 0, above; 0 too where one of them has none. */
static int compare_with(const Reader *r, int32_t number, const ProtoClaim *whole) {
  const Number *part = &r->mentions->numbers.v[number];
  const Number *all = whole->number >= 0 ? &r->mentions->numbers.v[whole->number] : NULL;
  return all && all->has_number && part->has_number ? decimal_compare(part->number, all->number) : 0;
}

static bool is_less(const Reader *r, int32_t number, const ProtoClaim *whole) {
  return compare_with(r, number, whole) < 0;
}

bool frame_is_more(const Reader *r, int32_t number, const ProtoClaim *whole) {
  return compare_with(r, number, whole) > 0;
}

int32_t frame_whole_before(const Reader *r, int32_t number) {
  int32_t found = -1;
  for (uint32_t i = r->first_claim; i-- > 0;) {
    const ProtoClaim *claim = &r->lines->claims.v[i];
    if (claim->sentence + 1 != r->sentence) {
      break;
    }
    if (claim->hypothetical || claim->default_measure) {
      continue;
    }
    int32_t whole = whole_of(r, i);
    if (whole < 0 || (found >= 0 && !str_equal(r->lines->claims.v[found].measure, claim->measure))) {
      return -1; /* of which of them is not said */
    }
    found = found < 0 || whole < found ? whole : found;
  }
  bool apart = r->sentence == 0 || (number >= 0 && r->text->sentences.v[r->sentence].paragraph !=
                                                       r->text->sentences.v[r->sentence - 1].paragraph);
  return found >= 0 && !apart && (number < 0 || is_less(r, number, &r->lines->claims.v[found])) ? found : -1;
}

/* Counts of one thing are of one order: "14 dead" is not counted again as 2,000. */
static bool is_like(const Reader *r, int32_t number, const ProtoClaim *other) {
  enum { TIMES = 20 };
  const Number *n = &r->mentions->numbers.v[number];
  const Number *m = other->number >= 0 ? &r->mentions->numbers.v[other->number] : NULL;
  if (!m || n->negated || m->negated) {
    return false;
  }
  if (!n->has_number || !m->has_number) {
    return true;
  }
  Decimal times = {TIMES, 0};
  Decimal a, b;
  return decimal_multiply(n->number, times, &a) && decimal_multiply(m->number, times, &b) &&
         decimal_compare(a, m->number) >= 0 && decimal_compare(b, n->number) >= 0;
}

static bool is_counted(const ProtoClaim *claim) {
  return !claim->hypothetical && !claim->default_measure && !claim->part && claim->replaced_by < 0 &&
         !str_is(claim->measure, "duration") && !str_is(claim->measure, "share") &&
         !str_is(claim->measure, "property_value");
}

/* "132 were killed and 58 are missing; others speak of 200 victims": victims are the dead. */
static bool is_of_victims(const Reader *r, const Chunk *figure, const ProtoClaim *claim) {
  return !row_has(r, (uint32_t)(figure - r->row->chunks.v), r->rules->victim) || str_is(claim->measure, "killed") ||
         str_is(claim->measure, "casualties");
}

int32_t frame_told_before(const Reader *r, const Chunk *figure) {
  enum { SENTENCES = 2 }; /* back, at the most */
  int32_t found = -1;
  for (uint32_t i = r->lines->claims.n; i-- > 0;) {
    const ProtoClaim *claim = &r->lines->claims.v[i];
    if (claim->sentence + SENTENCES < r->sentence ||
        (found >= 0 && r->lines->claims.v[found].sentence != claim->sentence)) {
      break;
    }
    if (!is_counted(claim) || claim->figure.first >= figure->first || !is_of_victims(r, figure, claim)) {
      continue;
    }
    if (found >= 0 && !str_equal(r->lines->claims.v[found].measure, claim->measure)) {
      return -1; /* which of them is meant is not said */
    }
    found = found < 0 ? (int32_t)i : found;
  }
  return found >= 0 && is_like(r, figure->number, &r->lines->claims.v[found]) ? found : -1;
}

int32_t frame_same_before(const Reader *r, const Chunk *figure) {
  enum { SMALL = 3, SENTENCES = 20 }; /* "the two" may be any two; back, at the most */
  const Number *n = &r->mentions->numbers.v[figure->number];
  int32_t found = -1;
  if (!n->has_number || decimal_compare(n->number, decimal_of(SMALL)) <= 0) {
    return -1;
  }
  for (uint32_t i = r->first_claim; i-- > 0;) {
    const ProtoClaim *claim = &r->lines->claims.v[i];
    if (claim->sentence + SENTENCES < r->sentence ||
        (found >= 0 && r->lines->claims.v[found].sentence != claim->sentence)) {
      break;
    }
    const Number *m = claim->number >= 0 ? &r->mentions->numbers.v[claim->number] : NULL;
    if (!m || !m->has_number || decimal_compare(n->number, m->number) != 0 || claim->hypothetical ||
        claim->default_measure || claim->unclear || str_is(claim->measure, "duration") || str_is(claim->measure, "share")) {
      continue;
    }
    if (found >= 0 && !str_equal(r->lines->claims.v[found].measure, claim->measure)) {
      return -1;
    }
    found = (int32_t)i;
  }
  return found;
}

void frame_list_open(Reader *r, Str measure) {
  int32_t whole = measure.n ? -1 : frame_whole_before(r, -1);
  r->list_measure = whole >= 0 ? r->lines->claims.v[whole].measure : measure;
  r->list_whole = whole;
  r->list_sentence = r->sentence;
}

bool frame_list_goes_on(Reader *r) {
  bool next = r->list_measure.n && r->list_sentence + 1 >= r->sentence;
  if (next) {
    r->list_sentence = r->sentence;
  }
  return next;
}
