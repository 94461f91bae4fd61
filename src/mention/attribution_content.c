/* Content: from a cue to the words that its source answers for. What follows a verb of saying
   goes on to the end of its sentence, or to where another cue with a subject of its own begins;
   what follows a verb of attitude ends with its clause. A quotation is always taken whole, over
   as many sentences as it lasts. */
#include "mention/attribution_content.h"

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
  CLAUSE_SYMBOLS = 9, /* a clause's verb comes within so many */
  THAT_SYMBOLS = 14,
  INTERRUPTED = 24,
  QUOTE_NEST = 16,
  SENTENCE_WORDS = 8,
};

typedef struct Measure {
  const AttributionRules *r;
  const Text *text;
  const AttributionRow *row;
  const FoundArray *found;
  const Found *f;
  uint32_t n; /* symbols of the row */
} Measure;

static bool has(const Measure *m, uint32_t i, int tag) {
  return symbol_has(m->row, i, tag);
}

static bool is_mark(const Measure *m, uint32_t i, char mark) {
  return symbol_is_mark(m->text, m->row, i, mark);
}

static bool is_stop(const Measure *m, uint32_t i) {
  return i >= m->n || is_mark(m, i, '.') || is_mark(m, i, '!') || is_mark(m, i, '?');
}

static bool is_quote(const Measure *m, uint32_t i) {
  return i < m->n && m->row->symbols.v[i].kind == SYMBOL_QUOTE;
}

static bool is_noun(const Measure *m, uint32_t i) {
  return i < m->n && m->row->symbols.v[i].kind == SYMBOL_NOUN;
}

static bool is_verb(const Measure *m, uint32_t i) {
  return i < m->n && m->row->symbols.v[i].kind == SYMBOL_VERB;
}

static uint32_t front_of(const Found *f) {
  return f->source_end > f->source_first && f->source_first < f->cue_first ? f->source_first
                                                                           : f->cue_first;
}

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
    if (has(m, i, m->r->row.that)) { /* not "the attack that killed" */
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

static bool begins_with_number(const Measure *m, uint32_t i) {
  uint32_t first = m->row->symbols.v[i].first;
  return m->text->tokens.v[first].kind == TOKEN_NUMBER ||
         tagset_has(m->text->tags[first], m->r->row.number) ||
         tagset_has(m->text->tags[first], m->r->row.adj);
}

/* A cue that is part of what this one says: an attitude in passing (", promoting …"), or figures of
   those who were asked ("40 percent said"). */
static bool is_inside(const Measure *m, const Found *other) {
  uint32_t head = other->cue_end - 1;
  if (m->f->mode == CONTENT_REST && other->source_end > other->source_first &&
      begins_with_number(m, other->source_first)) {
    return true; /* "In a poll, 60 percent said …, and 20 percent said" */
  }
  if (m->f->strong && has(m, head, m->r->row.ing) && !has(m, head, m->r->say)) {
    return true;
  }
  if (other->source_end == other->source_first || other->source_first >= other->cue_first) {
    return false;
  }
  const Symbol *source = &m->row->symbols.v[other->source_first];
  return has(m, m->f->cue_end - 1, m->r->show) &&
         m->text->tokens.v[source->first].kind == TOKEN_NUMBER;
}

/* Whether another cue with a source of its own, or one that shares this one's subject, begins at
   symbol i. */
static bool another_begins(const Measure *m, uint32_t i) {
  for (uint32_t k = 0; k < m->found->n; k++) {
    const Found *other = &m->found->v[k];
    if (other == m->f || other->cue_first <= m->f->cue_first || is_inside(m, other) ||
        str_is(rule_get(&m->r->rules, other->rule, "source"), "nothing")) {
      continue;
    }
    uint32_t first = other->cue_first;
    if (other->source_end > other->source_first && other->source_first < first &&
        other->source_first > m->f->cue_first) {
      first = other->source_first;
    }
    if (first == i) {
      return true;
    }
  }
  return false;
}

/* Whether a clause with a verb of its own begins at i: a subject and a finite verb, or a finite
   verb that shares the subject. */
static bool clause_begins(const Measure *m, uint32_t i) {
  uint32_t last = i + CLAUSE_SYMBOLS < m->n ? i + CLAUSE_SYMBOLS : m->n;
  for (uint32_t k = i; k < last; k++) {
    if (has(m, k, m->r->row.finite)) {
      return true;
    }
    bool joins = has(m, k, m->r->row.conj) && is_noun(m, k + 1);
    if (!joins && !is_noun(m, k) && !has(m, k, m->r->row.adv) && !has(m, k, m->r->row.prep)) {
      return false;
    }
  }
  return false;
}

/* What follows a comma and is said in passing by whoever writes: ", who …", ", compared with …". */
static bool is_aside(const Measure *m, uint32_t i) {
  const RowTags *t = &m->r->row;
  return has(m, i, t->rel) || (has(m, i, t->prep) && has(m, i + 1, t->rel)) ||
         (has(m, i, t->bare) && has(m, i + 1, t->prep) && !has(m, i, m->r->say) &&
          !has(m, m->f->cue_end - 1, m->r->show));
}

/* Whether a cue begins at symbol i. */
static bool cue_begins(const Measure *m, uint32_t i) {
  for (uint32_t k = 0; k < m->found->n; k++) {
    if (m->found->v[k].cue_first == i) {
      return true;
    }
  }
  return false;
}

/* A subject with its finite verb, not only a participle that shares one. */
static bool main_clause_begins(const Measure *m, uint32_t i) {
  const RowTags *t = &m->r->row;
  uint32_t last = i + CLAUSE_SYMBOLS < m->n ? i + CLAUSE_SYMBOLS : m->n;
  bool subject = false;
  for (; i < last; i++) {
    if (has(m, i, t->finite)) {
      return subject;
    }
    if (!is_noun(m, i) && !has(m, i, t->adv) && !has(m, i, t->prep) && !has(m, i, t->conj)) {
      return false;
    }
    subject = subject || (is_noun(m, i) && !has(m, i, t->time));
  }
  return false;
}

/* The cue stands in a clause that opens the sentence: "While X says so, …", "After saying so, …";
   what the main clause says is the writer's. */
static bool is_fronted(const Measure *m) {
  const RowTags *t = &m->r->row;
  uint32_t i = 0, front = front_of(m->f);
  while (i < front && (has(m, i, t->conj) || is_mark(m, i, ','))) {
    i++;
  }
  bool opens = has(m, i, t->sub) || (has(m, i, t->prep) && has(m, m->f->cue_end - 1, t->ing));
  for (uint32_t k = i; k < front; k++) {
    if (is_mark(m, k, ',') || is_quote(m, k) || has(m, k, t->finite)) {
      return false;
    }
  }
  return opens && i < m->f->cue_first;
}

/* Behind the mark at i the writer goes on alone: "…, but nobody came", "… – a figure that …". */
static bool writer_goes_on(const Measure *m, uint32_t i) {
  const RowTags *t = &m->r->row;
  if (has(m, i + 1, m->r->turn)) { /* but "…, but only 29 came back" goes on counting */
    return !has(m, m->f->cue_end - 1, m->r->say) && !has(m, m->f->cue_end - 1, m->r->tell) &&
           main_clause_begins(m, i + 2) && is_noun(m, i + 2) && !begins_with_number(m, i + 2);
  }
  if (!has(m, i, t->dash) || !is_noun(m, i + 1)) {
    return false;
  }
  uint32_t first = m->row->symbols.v[i + 1].first;
  if (!tagset_has(m->text->tags[first], t->det)) {
    return false;
  }
  for (uint32_t k = i + 2; k < m->n; k++) {
    if (has(m, k, t->dash)) {
      return false; /* an aside, and the content goes on behind it */
    }
  }
  return true;
}

/* "investors expecting a deal may wait": the verb of what the cue describes. */
static bool is_outer_verb(const Measure *m, uint32_t from, uint32_t i) {
  const RowTags *t = &m->r->row;
  uint32_t cue = m->f->cue_end - 1;
  if (!has(m, cue, t->ing) || has(m, cue, m->r->say) || i <= from || !is_noun(m, from) ||
      !has(m, i, t->finite) || has(m, i, t->bare)) {
    return false;
  }
  for (uint32_t k = 0; k < i; k++) {
    if ((k < m->f->cue_first && has(m, k, t->finite)) || has(m, k, t->rel) || is_mark(m, k, ',')) {
      return false;
    }
  }
  return true;
}

/* "(said) his two sons, who live abroad, had called": a clause whose subject is described first. */
static bool subject_interrupted(const Measure *m, uint32_t from) {
  const RowTags *t = &m->r->row;
  uint32_t i = from, last = from + INTERRUPTED < m->n ? from + INTERRUPTED : m->n;
  if (!has(m, m->f->cue_end - 1, m->r->say)) {
    return false;
  }
  while (is_noun(m, i) || has(m, i, t->prep)) {
    i++;
  }
  if (i == from || !is_mark(m, i, ',')) {
    return false;
  }
  for (i++; i < last && !is_quote(m, i) && !is_stop(m, i); i++) {
    if (is_mark(m, i, ',') && has(m, i + 1, t->finite) && !cue_begins(m, i + 1)) {
      return true;
    }
  }
  return false;
}

/* "(said) a quarrel that began there led to it". */
static bool subject_described(const Measure *m, uint32_t from) {
  const RowTags *t = &m->r->row;
  uint32_t i = from, last = from + THAT_SYMBOLS < m->n ? from + THAT_SYMBOLS : m->n;
  while (is_noun(m, i) || has(m, i, t->prep)) {
    i++;
  }
  bool described = (has(m, i, t->that) || has(m, i, t->rel)) && has(m, i + 1, t->finite);
  if (i == from || !described || !has(m, m->f->cue_end - 1, m->r->say)) {
    return false;
  }
  for (i += 2; i < last && !is_mark(m, i, ',') && !is_quote(m, i); i++) {
    if (has(m, i, t->finite)) {
      return true;
    }
  }
  return false;
}

/* What is known of content while its end is looked for. */
typedef struct Extent {
  uint32_t from;
  bool all;         /* "according to X, …": whatever follows */
  bool strong;      /* goes on to the end of the sentence */
  bool complete;    /* has a verb or a quotation, or needs none: "polls show her ahead" */
  bool fronted;     /* see is_fronted */
  bool interrupted; /* see subject_interrupted; until its verb comes */
} Extent;

static Extent extent_at(const Measure *m, uint32_t from) {
  const RowTags *t = &m->r->row;
  bool show = has(m, m->f->cue_end - 1, m->r->show);
  Extent e = {.from = from};
  e.all = m->f->mode == CONTENT_AROUND || m->f->mode == CONTENT_REST;
  e.interrupted = subject_interrupted(m, from);
  e.fronted = !e.all && is_fronted(m);
  e.complete = show && is_noun(m, from);
  e.strong = m->f->strong && (show || e.all || has(m, from, t->that) || is_quote(m, from) ||
                              has(m, from, t->sub) || clause_begins(m, from) ||
                              e.interrupted || subject_described(m, from));
  return e;
}

/* What follows has a verb that can only be finite: not "found nine people injured". */
static bool is_surely_clause(const Measure *m, uint32_t from) {
  for (uint32_t i = from; i < m->n && i < from + CLAUSE_SYMBOLS; i++) {
    if (has(m, i, m->r->row.finite)) {
      return !has(m, i, m->r->row.bare) ||
             (is_noun(m, i + 1) && !has(m, i + 1, m->r->row.time));
    }
  }
  return false;
}

/* Begins with a number: "14 dead". */
static bool is_counted(const Measure *m, uint32_t i) {
  uint32_t first = m->row->symbols.v[i].first;
  return m->text->tokens.v[first].kind == TOKEN_NUMBER ||
         tagset_has(m->text->tags[first], m->r->row.number);
}

/* "14 dead, 20 injured", "14 in Orel and six in Vell", "a list of 14 dead and of 20 injured": counting goes
   on behind the joint at i. */
static bool counts_on(const Measure *m, uint32_t from, uint32_t i) {
  uint32_t next = i + 1;
  bool counted = false, breaks_down = false;
  for (uint32_t k = from; k < i; k++) {
    counted = counted || (is_noun(m, k) && is_counted(m, k));
    breaks_down = breaks_down || is_mark(m, k, ':');
  }
  while (has(m, next, m->r->row.conj)) {
    next++;
  }
  next += has(m, next, m->r->row.prep) && is_noun(m, next + 1);
  if (!counted || !is_noun(m, next) || !is_counted(m, next) || is_surely_clause(m, next)) {
    return false;
  }
  const Symbol *number = &m->row->symbols.v[next];
  bool bare = number->end == number->first + 1 && has(m, next + 1, m->r->row.prep) &&
              !has(m, next + 2, m->r->row.pron); /* but "74 of them" */
  return (breaks_down || !bare) && !has(m, m->f->cue_end - 1, m->r->stance);
}

/* At a conjunction, comma, semicolon or dash: another cue takes over, or a clause of its own. */
static bool ends_at_joint(const Measure *m, const Extent *e, uint32_t i) {
  const RowTags *t = &m->r->row;
  uint32_t next = i + 1;
  while (next < m->n && (has(m, next, t->conj) || has(m, next, t->sub) ||
                         (has(m, next, t->adv) && !is_verb(m, next)))) {
    next++;
  }
  if (another_begins(m, next) && (!e->strong || e->complete)) {
    return true;
  }
  bool comma = is_mark(m, i, ',') || has(m, i, t->dash);
  if (!e->strong && !has(m, i + 1, m->r->part) && !counts_on(m, e->from, i) &&
      (comma || is_mark(m, i, ';') || clause_begins(m, i + 1))) {
    return true;
  }
  return !e->all && e->complete && !has(m, i, t->conj) && writer_goes_on(m, i);
}

/* Whether content ends before symbol i. */
static bool ends_before(const Measure *m, Extent *e, uint32_t i) {
  const RowTags *t = &m->r->row;
  bool comma = is_mark(m, i, ',');
  bool joint = comma || has(m, i, t->conj) || is_mark(m, i, ';') || has(m, i, t->dash);
  if (i > e->from && e->fronted && (comma || is_quote(m, i - 1)) &&
      main_clause_begins(m, comma ? i + 1 : i)) {
    return true;
  }
  bool noun_of = is_noun(m, m->f->cue_end - 1) && has(m, e->from, t->prep);
  if (is_outer_verb(m, e->from, i) || (noun_of && !e->all && has(m, i, t->finite))) {
    return true; /* "the board's tally of 12 could not be verified" */
  }
  e->complete = e->complete || has(m, i, t->finite) || is_quote(m, i);
  if (i > e->from && e->interrupted && comma) {
    e->interrupted = !has(m, i + 1, t->finite);
    return false;
  }
  if (joint && (i > e->from || is_mark(m, i, ';')) && ends_at_joint(m, e, i)) {
    return true;
  }
  if (i == e->from) {
    return false;
  }
  if (!e->strong && e->complete && has(m, i, t->that) && is_noun(m, i - 1) &&
      has(m, i + 1, t->finite)) {
    return true; /* "fears that it could be like the flood that killed 12" */
  }
  return (!e->strong && has(m, i, m->r->then) && clause_begins(m, i + 1)) ||
         (comma && e->complete &&
          (m->f->enclosed || (m->f->mode != CONTENT_REST && is_aside(m, i + 1))));
}

/* Where content that begins at `from` ends. */
static uint32_t after_end(const Measure *m, uint32_t from) {
  Extent extent = extent_at(m, from);
  uint32_t i = from;
  while (i < m->n && !ends_before(m, &extent, i)) {
    i++;
  }
  while (i > from && (is_stop(m, i - 1) || is_mark(m, i - 1, ','))) {
    i--;
  }
  return i;
}

/* What stands before source and cue is more than "Six months ago," or "In Baku,". */
static bool says_something(const Measure *m, uint32_t first, uint32_t end) {
  bool adjunct = has(m, first, m->r->row.prep) || has(m, first, m->r->row.time) ||
                 has(m, first, m->r->row.sub);
  for (uint32_t i = first; i < end; i++) {
    if (is_quote(m, i) || has(m, i, m->r->row.finite)) {
      return true;
    }
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
    range_add(m, after, after_end(m, after), arena, out);
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
  if (!before || is_quote(m, after)) {
    range_add(m, after, after_end(m, after), arena, out);
  } else if (!quoted && !has(m, after, m->r->row.ing) && !has(m, after, m->r->row.conj) &&
             !another_begins(m, after)) {
    range_add(m, after, after_end(m, after), arena, out);
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
        clause_begins(m, behind + 1)) {
      range_add(m, behind + 1, after_end(m, behind + 1), arena, out);
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
  range_add(m, i, after_end(m, i), arena, out);
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
      if (has(&m, f->cue_end - 1, rules->show) && lacks_clause(&m, i)) {
        break;
      }
      range_add(&m, i, i < m.n ? after_end(&m, i) : i, arena, out);
      break;
    case CONTENT_BEFORE:
      i = front_of(f);
      i = i > 0 && is_mark(&m, i - 1, ',') ? i - 1 : i;
      range_add(&m, before_start(&m, i), i, arena, out);
      i = after_start(&m, &comma);
      if (comma && is_quote(&m, i)) {
        range_add(&m, i, after_end(&m, i), arena, out);
      }
      break;
    case CONTENT_AROUND:
      measure_around(&m, arena, out);
      break;
    case CONTENT_REST:
      range_add(&m, f->end, f->end < m.n ? after_end(&m, f->end) : f->end, arena, out);
      break;
    case CONTENT_SUBJECT:
      i = f->first;
      while (i > 0 && (is_noun(&m, i - 1) || has(&m, i - 1, rules->row.prep) ||
                       has(&m, i - 1, rules->row.adv) || has(&m, i - 1, rules->row.det))) {
        i--; /* "at least", "some of" */
      }
      range_add(&m, i, f->cue_first, arena, out);
      i = f->cue_end;
      range_add(&m, i, i < m.n ? after_end(&m, i) : i, arena, out);
      break;
  }
}
