/* Content: from a cue to the words that its source answers for. What follows a verb of saying
   goes on to the end of its sentence, or to where another cue with a subject of its own begins;
   what follows a verb of attitude ends with its clause. A quotation is always taken whole, over
   as many sentences as it lasts. */
#include "mention/attribution_extent.h"

bool symbol_has(const AttributionRow *row, uint32_t symbol, int tag) {
  return symbol < row->tags.n && tagset_has(&row->tags.v[symbol], tag);
}

bool symbol_is_mark(const Text *text, const AttributionRow *row, uint32_t symbol, char mark) {
  if (symbol >= row->symbols.n || row->symbols.v[symbol].kind != SYMBOL_WORD) {
    return false;
  }
  Str s = token_text(text, row->symbols.v[symbol].first);
  return s.n == 1 && s.p[0] == mark;
}

enum {
  THAT_SYMBOLS = 14,
  QUOTE_NEST = 16,
  SENTENCE_WORDS = 8,
};

/* Behind "on Friday", "in a statement", "to reporters", and adverbs, from symbol i on. */
static uint32_t skip_adjuncts(const Measure *m, uint32_t i) {
  for (;;) {
    if (has(m, i, m->r->row.time) ||
        (has(m, i, m->r->row.adv) && !is_verb(m, i) && !is_noun(m, i))) {
      i++;
    } else if ((has(m, i, m->r->row.prep) || has(m, i, m->r->row.to)) && is_noun(m, i + 1)) {
      i += 2;
      while (has(m, i - 1, m->r->row.possessive) && is_noun(m, i)) {
        i++;
      }
    } else if (is_verb(m, i) && has(m, i, m->r->row.bare) && i > m->f->cue_end &&
               is_noun(m, i - 1) && (is_stop(m, i + 1) || has(m, i + 1, m->r->row.time) ||
                                     has(m, i + 1, m->r->row.prep))) {
      i++; /* "in a report released on Monday" */
    } else {
      return i;
    }
  }
}

/* The "that" by which content begins, some adjuncts behind the cue ("told a crowd in Baku, on the
   second day, that …"); m->n if there is none. */
static uint32_t that_ahead(const Measure *m, uint32_t i) {
  uint32_t last = i + THAT_SYMBOLS < m->n ? i + THAT_SYMBOLS : m->n;
  for (; i < last && !is_quote(m, i) && !is_verb(m, i) && !is_stop(m, i); i++) {
    bool that_week = has(m, i + 1, m->r->row.time) && !has(m, i + 2, m->r->row.finite) &&
                     m->row->symbols.v[i + 1].end == m->row->symbols.v[i + 1].first + 1;
    if (has(m, i, m->r->row.that) && !that_week) { /* not "the attack that killed" */
      return i > m->f->cue_end && is_noun(m, i - 1) && has(m, i + 1, m->r->row.finite) &&
                     !m->f->addressee
                 ? m->n
                 : i;
    }
  }
  return m->n;
}

/* The first symbol of content behind the cue, or m->n if nothing follows; *comma says that the
   first thing behind the cue and its adjuncts is a comma. */
static uint32_t after_start(const Measure *m, bool *comma) {
  uint32_t i = m->f->cue_end;
  *comma = false;
  if (m->f->source_first >= m->f->cue_end && m->f->source_end > i) {
    i = m->f->source_end; /* the source stands behind its cue */
  }
  if (m->f->addressee && is_noun(m, i) && !is_verb(m, i + 1)) {
    i++;
    while ((has(m, i - 1, m->r->row.possessive) && is_noun(m, i)) ||
           (has(m, i, m->r->row.conj) && is_noun(m, i + 1) && !is_verb(m, i + 2))) {
      i += is_noun(m, i) ? 1 : 2;
    }
  }
  if (m->f->addressee && is_mark(m, i, ',') && has(m, i + 1, m->r->row.rel)) {
    for (uint32_t k = i + 2; k + 1 < m->n && k < i + THAT_SYMBOLS; k++) {
      if (is_mark(m, k, ',') && has(m, k + 1, m->r->row.that)) {
        return k + 1; /* "told Hill, who is 90, that" */
      }
    }
  }
  uint32_t that = that_ahead(m, i);
  if (that < m->n) {
    return that;
  }
  uint32_t behind = skip_adjuncts(m, i);
  if (is_stop(m, behind) || is_mark(m, behind, ';') || is_mark(m, behind, ')')) {
    return m->n;
  }
  if (has(m, behind, m->r->row.that) || is_quote(m, behind)) {
    return behind;
  }
  if (has(m, i, m->r->row.conj)) {
    return m->n;
  }
  if (is_mark(m, behind, ':')) {
    bool says = behind == m->f->cue_end && has(m, behind - 1, m->r->row.finite);
    return is_quote(m, behind + 1) || says ? behind + 1 : m->n;
  }
  if (is_mark(m, behind, ',')) {
    *comma = true;
    return behind + 1;
  }
  while (has(m, i, m->r->row.time)) {
    i++;
  }
  return i;
}

/* What stands before source and cue is more than "Six months ago," or "In Baku,". */
static bool says_something(const Measure *m, uint32_t first, uint32_t end) {
  bool adjunct = has(m, first, m->r->row.prep) || has(m, first, m->r->row.time) ||
                 has(m, first, m->r->row.sub);
  for (uint32_t i = first; i < end; i++) {
    bool participle = i == first && has(m, i, m->r->row.bare) &&
                      (has(m, i, m->r->tell) || has(m, i, m->r->ask)); /* "Told of it, she laughed" */
    if (is_quote(m, i) || (has(m, i, m->r->row.finite) && !participle)) {
      return true;
    }
    adjunct = adjunct || participle;
    adjunct = adjunct || has(m, i, m->r->row.time);
  }
  return !adjunct;
}

/* A quotation of a sentence of its own, which needs no words before it: it begins with a
   capital. */
static bool is_whole_sentence(const Measure *m, uint32_t i) {
  const Symbol *quote = &m->row->symbols.v[i];
  uint32_t first = quote->first + 1;
  return quote->end - quote->first > SENTENCE_WORDS && m->text->tokens.v[first].capital;
}

/* Where content before source and cue begins: the sentence's beginning, or behind an earlier cue's
   joint. */
static uint32_t before_start(const Measure *m, uint32_t end) {
  uint32_t i = 0;
  for (uint32_t k = 0; k < m->found->n; k++) {
    const Found *other = &m->found->v[k];
    if (other->cue_first < m->f->first && other->mode == CONTENT_BEFORE && other != m->f) {
      for (uint32_t s = other->end; s < end; s++) {
        if (has(m, s, m->r->row.conj) || is_mark(m, s, ';') || is_quote(m, s)) {
          i = is_quote(m, s) ? s : s + 1;
          break;
        }
      }
    }
  }
  while (i < end && (has(m, i, m->r->row.conj) || is_mark(m, i, ','))) {
    i++;
  }
  bool complete = false;
  for (uint32_t k = i; k + 1 < end; k++) {
    complete = complete || (has(m, k, m->r->row.finite) && !has(m, k, m->r->row.bare));
  }
  return complete && is_quote(m, end - 1) && is_whole_sentence(m, end - 1) ? end - 1 : i;
}

/* The first quotation that may hold this token or begin behind it; at most QUOTE_NEST are open at a
   time. */
static uint32_t quotation_from(const Text *text, uint32_t token) {
  uint32_t low = 0, high = text->quotations.n;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (text->quotations.v[middle].first < token) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low > QUOTE_NEST ? low - QUOTE_NEST : 0;
}

/* Adds symbols [first, end) as tokens, grown to whole quotations. */
static void range_add(const Measure *m, uint32_t first, uint32_t end, Arena *arena,
                      Attribution *out) {
  if (first >= end) {
    return;
  }
  TokenRange range = {m->row->symbols.v[first].first, m->row->symbols.v[end - 1].end};
  const Text *text = m->text;
  const Sentence *s = &text->sentences.v[text->tokens.v[range.first].sentence];
  uint32_t q = quotation_from(text, range.first);
  for (; q < text->quotations.n && text->quotations.v[q].first < range.end; q++) {
    const Quotation *quotation = &text->quotations.v[q];
    bool starts = is_quote(m, first) && quotation->first < range.first &&
                  quotation->end > range.first && range.first == s->first;
    bool goes_on =
        is_quote(m, end - 1) && quotation->first >= range.first && quotation->end > range.end;
    if (starts) {
      const Token *opening = &text->tokens.v[quotation->first];
      const Sentence *before = &text->sentences.v[opening->sentence];
      range.first = opening[1].capital ? quotation->first : before->first;
    }
    if (goes_on) {
      range.end = quotation->end;
    }
  }
  array_push(arena, &out->content, range);
}

/* Whether something stands before source and cue that they may speak of. */
static bool before_available(const Measure *m, uint32_t *end) {
  uint32_t front = front_of(m->f);
  *end = front;
  if (front == 0) {
    return false;
  }
  if (front >= 2 && is_mark(m, front - 1, ',') &&
      (has(m, front - 2, m->r->row.rel) || has(m, front - 2, m->r->row.sub))) {
    return false; /* "to a camp where, prisoners say, …" */
  }
  if (is_quote(m, front - 1)) {
    return true;
  }
  if ((is_mark(m, front - 1, ',') || has(m, front - 1, m->r->row.dash) ||
       is_mark(m, front - 1, '?') || is_mark(m, front - 1, '!')) &&
      front >= 2) {
    *end = front - 1;
    return true;
  }
  return false;
}

/* A verb that says only with a sentence or quotation ("added that", not "added jobs") has one. */
static bool is_clausal(const Measure *m, uint32_t from) {
  return has(m, from, m->r->row.that) || is_quote(m, from) || has(m, from, m->r->row.sub) ||
         (has(m, from, m->r->row.infinitive) ? has(m, m->f->cue_end - 1, m->r->hedge)
                                             : clause_begins(m, from) &&
                                                   (!has(m, m->f->cue_end - 1, m->r->strict) ||
                                                    is_surely_clause(m, from)));
}

static bool source_has(const Measure *m, int tag) {
  for (uint32_t i = m->f->source_first; i < m->f->source_end; i++) {
    if (has(m, i, tag)) {
      return true;
    }
  }
  return false;
}

/* A verb that needs a clause has none: "added jobs". */
static bool lacks_clause(const Measure *m, uint32_t after) {
  return after < m->n && has(m, m->f->cue_end - 1, m->r->clausal) &&
         !source_has(m, m->r->document) && !is_clausal(m, after);
}

/* "Twelve died, he said when asked": what follows only tells when he said so. */
static bool is_occasion(const Measure *m, uint32_t after, uint32_t front) {
  bool complete = false;
  for (uint32_t i = 0; i < front; i++) {
    complete = complete || has(m, i, m->r->row.finite);
  }
  return complete && !has(m, 0, m->r->row.sub) && has(m, after, m->r->then);
}

static void measure_auto(const Measure *m, Arena *arena, Attribution *out) {
  bool comma;
  uint32_t end, after = after_start(m, &comma);
  bool before = before_available(m, &end);
  bool quoted = before && end > 0 && is_quote(m, end - 1);
  if (lacks_clause(m, after)) {
    after = m->n;
    if (!quoted) {
      return;
    }
  }
  if (after < m->n && before && !comma && is_occasion(m, after, end)) {
    after = m->n;
  }
  if (after < m->n && !comma && !quoted) {
    range_add(m, after, content_end(m, after), arena, out);
    return;
  }
  if (before && (after >= m->n || says_something(m, before_start(m, end), end))) {
    range_add(m, before_start(m, end), end, arena, out);
  }
  if (after >= m->n) {
    return;
  }
  if (quoted && !comma && !is_quote(m, after) && !has(m, after, m->r->row.that)) {
    return;
  }
  if (!before && another_begins(m, after)) {
    return;
  }
  while (quoted && comma && !is_quote(m, after) && after < m->n && !cue_begins(m, after) &&
         !has(m, after, m->r->row.finite)) {
    after++; /* "…,” he said, looking down, “…" */
  }
  if (quoted && after >= m->n) {
    return;
  }
  if (!before || is_quote(m, after)) {
    range_add(m, after, content_end(m, after), arena, out);
  } else if (!quoted && !has(m, after, m->r->row.ing) && !has(m, after, m->r->row.conj) &&
             !another_begins(m, after)) {
    range_add(m, after, content_end(m, after), arena, out);
  }
}

static void measure_around(const Measure *m, Arena *arena, Attribution *out) {
  uint32_t front = front_of(m->f);
  uint32_t behind = m->f->source_end > m->f->cue_end ? m->f->source_end : m->f->cue_end;
  bool opens = front == 0 || (front <= 2 && has(m, 0, m->r->row.conj)) ||
               is_mark(m, front - 1, ':') || is_mark(m, front - 1, ';') ||
               has(m, front - 1, m->r->row.dash);
  if (!opens) {
    uint32_t end = is_mark(m, front - 1, ',') ? front - 1 : front;
    range_add(m, before_start(m, end), end, arena, out);
    if (is_mark(m, behind, ',') && is_mark(m, front - 1, ',') && behind + 1 < m->n &&
        !has(m, behind + 1, m->r->row.rel) && !has(m, behind + 1, m->r->row.conj) &&
        (clause_begins(m, behind + 1) || (front > 1 && is_verb(m, front - 2)))) {
      range_add(m, behind + 1, content_end(m, behind + 1), arena, out);
    }
    return;
  }
  uint32_t i = skip_adjuncts(m, behind);
  if (is_mark(m, i, ',') && has(m, i + 1, m->r->row.rel)) {
    for (i++; i < m->n && !is_mark(m, i, ',') && !is_quote(m, i); i++) {
    }
  }
  while (i < m->n && !is_mark(m, i, ',') && !is_quote(m, i) && !has(m, i, m->r->row.finite)) {
    i++;
  }
  i = is_mark(m, i, ',') ? i + 1 : is_quote(m, i) ? i : behind;
  range_add(m, i, content_end(m, i), arena, out);
}

/* "That, says Hill, is why": what stands before the cue goes on at symbol i. */
static bool is_interrupted_by(const Measure *m, uint32_t i) {
  return has(m, i, m->r->row.finite) && !has(m, i, m->r->row.bare) &&
         is_mark(m, m->f->cue_first - 1, ',');
}

void content_measure(const AttributionRules *rules, const Text *text, const AttributionRow *row,
                     const FoundArray *found, uint32_t at, Arena *arena, Attribution *out) {
  Measure m = {rules, text, row, found, &found->v[at], row->symbols.n};
  const Found *f = m.f;
  bool comma;
  uint32_t i;
  if (f->content_end > f->content_first) {
    range_add(&m, f->content_first, f->content_end, arena, out);
    return;
  }
  switch (f->mode) {
    case CONTENT_AUTO:
      measure_auto(&m, arena, out);
      break;
    case CONTENT_AFTER:
      i = after_start(&m, &comma);
      if ((has(&m, f->cue_end - 1, rules->show) || (f->strong && i < m.n && is_counted(&m, i))) &&
          lacks_clause(&m, i)) {
        break; /* "adding 12 jobs" */
      }
      range_add(&m, i, i < m.n ? content_end(&m, i) : i, arena, out);
      break;
    case CONTENT_BEFORE:
      i = front_of(f);
      i = i > 0 && is_mark(&m, i - 1, ',') ? i - 1 : i;
      range_add(&m, before_start(&m, i), i, arena, out);
      i = after_start(&m, &comma);
      if (comma && (is_quote(&m, i) || is_interrupted_by(&m, i))) {
        range_add(&m, i, content_end(&m, i), arena, out);
      }
      break;
    case CONTENT_AROUND:
      measure_around(&m, arena, out);
      break;
    case CONTENT_REST:
      range_add(&m, f->end, f->end < m.n ? content_end(&m, f->end) : f->end, arena, out);
      break;
    case CONTENT_SUBJECT:
      i = f->first;
      while (i > 0 && (is_noun(&m, i - 1) || has(&m, i - 1, rules->row.prep) ||
                       has(&m, i - 1, rules->row.adv) || has(&m, i - 1, rules->row.det))) {
        i--; /* "at least", "some of" */
      }
      range_add(&m, i, f->cue_first, arena, out);
      i = f->cue_end;
      range_add(&m, i, i < m.n ? content_end(&m, i) : i, arena, out);
      break;
  }
}
