/* The extent of content: what follows a verb of saying goes on to the end of its sentence, or to
   where another cue with a subject of its own begins; what follows a verb of attitude ends with its
   clause. */
#include "mention/attribution_extent.h"

enum {
  CLAUSE_SYMBOLS = 9, /* a clause's verb comes within so many */
  SUBJECT_SYMBOLS = 14,
  INTERRUPTED = 24,
};

bool is_counted(const Measure *m, uint32_t i) {
  uint32_t first = m->row->symbols.v[i].first;
  return m->text->tokens.v[first].kind == TOKEN_NUMBER ||
         tagset_has(m->text->tags[first], m->r->row.number);
}

static bool begins_with_number(const Measure *m, uint32_t i) {
  return is_counted(m, i) || tagset_has(m->text->tags[m->row->symbols.v[i].first], m->r->row.adj);
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
    return str_is(rule_get(&m->r->rules, other->rule, "within"), "yes");
  }
  const Symbol *source = &m->row->symbols.v[other->source_first];
  return has(m, m->f->cue_end - 1, m->r->show) &&
         m->text->tokens.v[source->first].kind == TOKEN_NUMBER;
}

bool another_begins(const Measure *m, uint32_t i) {
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

bool clause_begins(const Measure *m, uint32_t i) {
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
         (has(m, i, m->r->turn) && has(m, i, t->bare) &&
          !has(m, m->f->cue_end - 1, m->r->show));
}

bool cue_begins(const Measure *m, uint32_t i) {
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
  if (!has(m, m->f->cue_end - 1, m->r->say) && !has(m, m->f->cue_end - 1, m->r->tell)) {
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

/* "(said) dizziness, headaches and fever are signs": a row of subjects before their verb. */
static bool subjects_listed(const Measure *m, uint32_t from) {
  const RowTags *t = &m->r->row;
  uint32_t i = from, last = from + INTERRUPTED < m->n ? from + INTERRUPTED : m->n, commas = 0;
  bool joined = false;
  for (; i < last && !has(m, i, t->finite); i++) {
    if (is_mark(m, i, ',')) {
      commas++;
    } else if (has(m, i, t->conj)) {
      joined = true;
    } else if (!is_noun(m, i) && !has(m, i, t->prep) && !has(m, i, t->infinitive)) {
      return false;
    }
  }
  return joined && commas > 0 && i < last && !has(m, i, t->bare) && !another_begins(m, i) &&
         is_noun(m, i - 1) && (has(m, i - 2, t->conj) || is_mark(m, i - 2, ',')) &&
         has(m, m->f->cue_end - 1, m->r->say);
}

/* "(said) a quarrel that began there led to it". */
static bool subject_described(const Measure *m, uint32_t from) {
  const RowTags *t = &m->r->row;
  uint32_t i = from, last = from + SUBJECT_SYMBOLS < m->n ? from + SUBJECT_SYMBOLS : m->n;
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
  bool aside;       /* "that, in Orel, …": until the comma that ends it */
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
                              e.interrupted || subject_described(m, from) ||
                              subjects_listed(m, from));
  return e;
}

bool is_surely_clause(const Measure *m, uint32_t from) {
  for (uint32_t i = from; i < m->n && i < from + CLAUSE_SYMBOLS; i++) {
    if (has(m, i, m->r->row.finite)) {
      return !has(m, i, m->r->row.bare) ||
             (is_noun(m, i + 1) && !has(m, i + 1, m->r->row.time));
    }
  }
  return false;
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

/* A verb that can only be finite, and is no other cue's. */
static bool is_sure_verb(const Measure *m, uint32_t i) {
  const RowTags *t = &m->r->row;
  return has(m, i, t->finite) &&
         (!has(m, i, t->bare) || has(m, i, t->negated) || has(m, i + 1, t->pron));
}

/* "the claim that 12 had left was denied", "a man who said 12 had left told them": at i is the verb
   of what the cue is said of, behind the verb of the content that begins at `from`. */
static bool is_verb_outside(const Measure *m, uint32_t from, uint32_t i) {
  const RowTags *t = &m->r->row;
  uint32_t head = m->f->cue_end - 1, verbs = 0, clauses = 1;
  bool relative = m->f->source_end == m->f->source_first + 1 && has(m, m->f->source_first, t->rel);
  bool noun = is_noun(m, head) && has(m, from, t->that);
  bool object = front_of(m->f) > 0 && has(m, front_of(m->f) - 1, t->rel);
  if (object && is_quote(m, i - 1) && has(m, i, t->finite)) {
    return true; /* "the plan, which he calls “…,” passed" */
  }
  bool adjacent = has(m, i, t->finite) && has(m, i - 1, t->finite);
  if ((!noun && !relative) || (!adjacent && (!is_sure_verb(m, i) || !is_noun(m, i - 1)))) {
    return false;
  }
  uint32_t front = front_of(m->f);
  for (uint32_t k = 0; k < front; k++) {
    if (has(m, k, t->finite) || is_mark(m, k, ',') || is_quote(m, k)) {
      return false;
    }
  }
  for (uint32_t k = from + 1; k < i; k++) {
    bool another = has(m, k, t->rel) || has(m, k, t->that) || has(m, k, t->sub) ||
                   has(m, k, t->conj) || is_mark(m, k, ',') || cue_begins(m, k) ||
                   (is_noun(m, k) && is_noun(m, k - 1) && !has(m, k - 1, t->possessive) &&
                    !has(m, k, t->time));
    clauses += another;
    verbs += has(m, k, t->finite) && (!has(m, k, t->bare) || is_noun(m, k + 1));
  }
  return verbs >= clauses;
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
  if (is_outer_verb(m, e->from, i) || is_verb_outside(m, e->from, i) ||
      (noun_of && !e->all && has(m, i, t->finite))) {
    return true; /* "the board's tally of 12 could not be verified" */
  }
  e->complete = e->complete || has(m, i, t->finite) || is_quote(m, i);
  if (comma && ((i == e->from + 1 && has(m, e->from, t->that)) || e->aside)) {
    e->aside = !e->aside;
    return false;
  }
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

uint32_t content_end(const Measure *m, uint32_t from) {
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
