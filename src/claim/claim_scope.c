/* Totals, parts and wholes among the claims of one document. Scope is what the words say; besides, a
   figure for a place inside another figure's place is its part where the same document gives both. */
#include "claim/claim_parts.h"

enum {
  TOTAL_BEHIND = 4,    /* tokens behind a figure that may say that it is a total */
  NEAR_SENTENCES = 12, /* a whole is looked for this far from its part */
  MOST_ASKED = 512,    /* at most so many figures before and behind one are asked whether they are its
                          whole: bounds the work on long lists */
  APART_DAYS = 92,     /* between a happening and the last death that is counted with it */
};

static bool total_before(const Making *m, const ProtoClaim *proto) {
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  int tag = m->rules->narrative.total;
  for (uint32_t i = s->first; i < s->end && i <= proto->figure.end + TOTAL_BEHIND; i++) {
    uint32_t n = token_may_begin(text, i, tag)
                     ? pack_phrase(m->rules->pack, text->words + i, s->end - i, tag, NULL)
                     : 0;
    if (n && (i + n == proto->figure.first || i >= proto->figure.end)) {
      return true;
    }
  }
  return false;
}

static uint32_t asked_first(uint32_t i) {
  return i > MOST_ASKED ? i - MOST_ASKED : 0;
}

static uint32_t asked_end(uint32_t i, uint32_t n) {
  return n - i > MOST_ASKED ? i + MOST_ASKED : n;
}

/* a has a place that b's places do not name, and that is no wider than b's. */
static bool narrower(const Claim *a, const Claim *b) {
  if (a->places.n == 0 || a->places.v[0].basis != BASIS_STATED) {
    return false;
  }
  if (b->places.n == 0 || b->places.n > a->places.n) {
    return true;
  }
  for (uint32_t i = 0; i < a->places.n; i++) {
    for (uint32_t k = 0; k < b->places.n; k++) {
      if (str_equal(a->places.v[i].name, b->places.v[k].name)) {
        return false;
      }
    }
  }
  Precision mine = a->places.v[0].precision, its = b->places.v[0].precision;
  return its > mine || (mine < PRECISION_COUNTRY && b->places.v[0].basis != BASIS_STATED);
}

static bool less_than(const Value *a, const Value *b) {
  return a->has_number && b->has_number && decimal_compare(a->number, b->number) < 0;
}

static bool is_dated(const Period *time) {
  return (time->basis == BASIS_STATED || time->basis == BASIS_INHERITED) && time->start.year &&
         time->end.year;
}

/* The document dates the two, and months apart. */
static bool dated_apart(const Claim *a, const Claim *b) {
  return is_dated(&a->time) && is_dated(&b->time) &&
         (civil_first(a->time.start) > civil_last(b->time.end) + APART_DAYS ||
          civil_first(b->time.start) > civil_last(a->time.end) + APART_DAYS);
}

static bool may_be_whole(const Claim *part, const ProtoClaim *p, const Claim *whole,
                         const ProtoClaim *w) {
  uint32_t apart = p->sentence > w->sentence ? p->sentence - w->sentence : w->sentence - p->sentence;
  return str_equal(part->measure, whole->measure) && part->episode == whole->episode &&
         apart <= NEAR_SENTENCES && less_than(&part->value, &whole->value) &&
         whole->scope != SCOPE_PART && !w->default_measure && !dated_apart(part, whole) &&
         (whole->modality != MODALITY_POSSIBLE || part->modality == MODALITY_POSSIBLE);
}

/* "At least 26 were killed" is no part of the 34 of another voice, but the less exact wording. */
static bool leaves_open(const Claim *part, const Claim *whole) {
  Decimal twice;
  bool open = part->value.qualifier == QUALIFIER_AT_LEAST || part->value.qualifier == QUALIFIER_MORE_THAN;
  return open && decimal_multiply(part->value.number, decimal_of(2), &twice) &&
         decimal_compare(twice, whole->value.number) > 0 &&
         part->sentence.span.start != whole->sentence.span.start;
}

static void find_whole(Claim *claims, const ProtoClaim *protos, uint32_t n, uint32_t part) {
  int32_t best = -1;
  for (uint32_t i = asked_first(part), end = asked_end(part, n); i < end; i++) {
    if (i == part || !may_be_whole(&claims[part], &protos[part], &claims[i], &protos[i]) ||
        !narrower(&claims[part], &claims[i]) || leaves_open(&claims[part], &claims[i])) {
      continue;
    }
    if (best < 0 || decimal_compare(claims[best].value.number, claims[i].value.number) < 0) {
      best = (int32_t)i;
    }
  }
  if (best >= 0) {
    claims[part].scope = SCOPE_PART;
    claims[part].part_of = claims[best].id;
  }
}

/* "31 were dead, 20 in Tarn, six in Brell and five in Costa", "nine more bodies, six from the cellar and three from the
   roof": what follows a figure in its sentence and adds up to it are its parts, unless it is itself one of a list. */
static void find_addends(const Making *m, Claim *claims, uint32_t whole) {
  const Claim *all = &claims[whole];
  uint32_t first = m->first_of_sentence[m->protos->v[whole].sentence], count = 0;
  Decimal sum = decimal_of(0);
  for (uint32_t i = first; i > 0; i = m->next_of_sentence[i - 1]) {
    const Claim *c = &claims[i - 1];
    bool other = c == all || c->kind != CLAIM_FIGURE || !str_equal(c->measure, all->measure);
    bool before = c->value.words.span.start <= all->value.words.span.start;
    if (other || (before && c->scope == SCOPE_TOTAL)) {
      continue;
    }
    if (before || !c->value.has_number || c->value.qualifier != QUALIFIER_EXACT ||
        !decimal_add(sum, c->value.number, &sum)) {
      return;
    }
    count++;
  }
  uint32_t least = all->value.qualifier == QUALIFIER_ABOUT ? 3 : 2; /* round numbers often add up */
  if (count < least || !all->value.has_number || decimal_compare(sum, all->value.number) != 0) {
    return;
  }
  for (uint32_t i = first; i > 0; i = m->next_of_sentence[i - 1]) {
    Claim *c = &claims[i - 1];
    if (c->kind == CLAIM_FIGURE && str_equal(c->measure, all->measure) &&
        c->value.words.span.start > all->value.words.span.start) {
      c->scope = SCOPE_PART;
      c->part_of = all->id;
    }
  }
}

/* "One man was killed when …" beside "at least one person" or "eleven": somebody singled out, a part. */
static void find_whole_of_one(Claim *claims, const ProtoClaim *protos, uint32_t n, uint32_t one) {
  const Value *v = &claims[one].value;
  if (v->qualifier != QUALIFIER_EXACT || !v->has_number ||
      decimal_compare(v->number, decimal_of(1)) != 0) {
    return;
  }
  for (uint32_t i = asked_first(one), end = asked_end(one, n); i < end; i++) {
    const Value *other = &claims[i].value;
    bool more = less_than(v, other) || (other->qualifier == QUALIFIER_AT_LEAST && other->has_number);
    if (i != one && protos[i].sentence != protos[one].sentence && more &&
        str_equal(claims[i].measure, claims[one].measure) &&
        claims[i].episode == claims[one].episode && claims[i].scope != SCOPE_PART &&
        !dated_apart(&claims[i], &claims[one])) {
      claims[one].scope = SCOPE_PART;
      claims[one].part_of = claims[i].id;
      return;
    }
  }
}

/* ------------------------------------------------------------------------------ some of them */

static bool is_harm(const Claim *claim) {
  return claim->kind == CLAIM_FIGURE &&
         (str_is(claim->measure, "killed") || str_is(claim->measure, "injured"));
}

/* "One died and three were hurt", "six priests and two women": in one breath the sentence sums up. */
static bool sums_up(const Making *m, const ProtoClaim *proto) {
  for (uint32_t i = m->first_of_sentence[proto->sentence]; i > 0; i = m->next_of_sentence[i - 1]) {
    const ProtoClaim *other = &m->protos->v[i - 1];
    bool harm = str_is(other->measure, "killed") || str_is(other->measure, "injured") ||
                str_is(other->measure, "casualties");
    if (harm && other != proto && !(proto->partitive && str_equal(other->measure, proto->measure))) {
      return true;
    }
  }
  return false;
}

/* A count begins at the token. */
static bool number_begins(const Making *m, uint32_t token) {
  uint32_t i = mentions_first_number(&m->read->mentions, token);
  return i < m->read->mentions.numbers.n && m->read->mentions.numbers.v[i].first == token;
}

/* "Two of the victims": not "two of them", "two of his men", who may be all that came to harm, nor
   one, of whom it may say who it was; "two of the 34 victims" leaves no doubt. */
static bool is_some_of_the(const Making *m, const Claim *part, const ProtoClaim *p) {
  const ChunkTags *t = &m->rules->frame.tags;
  if (decimal_compare(part->value.number, decimal_of(1)) <= 0) {
    return false;
  }
  for (uint32_t i = p->figure.first + 1; p->partitive && i + 1 < p->figure.end; i++) {
    TokenRange behind = {i + 1, i + 2};
    if (words_have(m, (TokenRange){i, i + 1}, t->prep)) {
      return words_have(m, behind, t->det) && !number_begins(m, i + 2) && !words_have(m, behind, t->possessive_word) &&
             !words_have(m, behind, t->pron);
    }
  }
  return false;
}

static bool is_narrower_kind(const Who *a, const Who *b) {
  return (a->sex != SEX_UNKNOWN && b->sex == SEX_UNKNOWN) ||
         (a->age_class != AGE_UNKNOWN && b->age_class == AGE_UNKNOWN);
}

/* "Another two", "two were also hurt": come to those told of before, and need not be of them. */
static bool comes_to_them(const Making *m, const ProtoClaim *p) {
  int open = m->rules->rows.open, other = m->rules->frame.tags.other;
  TokenRange first = {p->figure.first, p->figure.first + 1};
  bool others = words_have(m, p->figure, other) && !words_have(m, first, open);
  return !others && (words_have(m, p->figure, open) || words_have(m, p->trigger, open));
}

/* "The two", "two seriously", beside a greater number: some of them. Under a title that says seven so are "two
   women" and "one man", but not "another two"; nine may be what somebody else says. */
static bool is_of_whole(const Making *m, const Claim *part, const ProtoClaim *p, const Claim *whole) {
  int severity = m->rules->rows.severity;
  TokenRange first = {p->figure.first, p->figure.first + 1};
  bool degree = words_have(m, p->figure, severity) || words_have(m, p->trigger, severity);
  bool the = words_have(m, first, m->rules->frame.tags.det) && part->value.number.digits > 0 &&
             !words_have(m, p->figure, m->rules->rows.open);
  bool one = decimal_compare(part->value.number, decimal_of(1)) <= 0;
  return degree || the || (whole->value.words.in_title &&
                          (one || (is_narrower_kind(&part->who, &whole->who) && !comes_to_them(m, p))));
}

bool tells_of_both(const Making *m, const ProtoClaim *proto) {
  TokenRange first = {proto->figure.first, proto->figure.first + 1};
  return proto->number >= 0 &&
         m->read->mentions.numbers.v[proto->number].kind == NUMBER_INDEFINITE &&
         words_have(m, first, m->rules->frame.tags.floats);
}

/* "Both" of whom were taken somewhere, or of some more: a person should read it. */
static bool is_both_of_more(const Claim *part, const ProtoClaim *p, const Claim *whole) {
  bool measure = str_equal(whole->measure, part->measure) || str_is(whole->measure, "casualties");
  return p->care || (measure && less_than(&part->value, &whole->value));
}

/* A smaller figure than another of the same happening, which is not what the document sums up: of
   some of them, or of somebody else; a person should read it. */
static void doubt_smaller(const Making *m, Claim *claims, const ProtoClaim *protos, uint32_t n,
                          uint32_t part) {
  Claim *c = &claims[part];
  const ProtoClaim *p = &protos[part];
  bool both = is_harm(c) && tells_of_both(m, p);
  bool says_part = (p->part || p->partitive) && !p->care && !both; /* in words: nothing to doubt */
  bool zero = p->number >= 0 && m->read->mentions.numbers.v[p->number].negated; /* "no soldier was hurt": none of these */
  if (!is_harm(c) || p->number < 0 || zero || p->total || (c->value.words.in_title && !both) ||
      c->certainty != CERTAINTY_CLEAR || !c->value.has_number ||
      c->value.qualifier != QUALIFIER_EXACT || (sums_up(m, p) && !both)) {
    return;
  }
  for (uint32_t i = asked_first(part), end = asked_end(part, n); i < end; i++) {
    const Claim *whole = &claims[i];
    bool same = str_equal(whole->measure, c->measure) && whole->episode == c->episode &&
                protos[i].sentence != p->sentence;
    bool less = i != part && same && whole->certainty == CERTAINTY_CLEAR && !protos[i].apart &&
                less_than(&c->value, &whole->value) &&
                (is_some_of_the(m, c, p) || is_of_whole(m, c, p, whole));
    if (less || (both && is_both_of_more(c, p, whole))) {
      c->certainty = says_part ? CERTAINTY_CLEAR : CERTAINTY_UNCLEAR;
      if (less) {
        c->scope = SCOPE_PART;
        c->part_of = whole->id;
      }
      return;
    }
  }
}

void claim_scopes(const Making *m, Claim *claims, const ProtoClaim *protos, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    if (protos[i].part) {
      claims[i].scope = SCOPE_PART;
    } else if (protos[i].total || total_before(m, &protos[i])) {
      claims[i].scope = SCOPE_TOTAL;
    }
  }
  for (uint32_t i = 0; i < n; i++) {
    if (claims[i].kind == CLAIM_FIGURE) {
      find_addends(m, claims, i);
    }
  }
  for (uint32_t i = 0; i < n; i++) {
    if (claims[i].kind == CLAIM_FIGURE && claims[i].scope == SCOPE_UNSTATED) {
      find_whole(claims, protos, n, i);
    }
    if (claims[i].kind == CLAIM_FIGURE && claims[i].scope == SCOPE_UNSTATED) {
      find_whole_of_one(claims, protos, n, i);
    }
  }
  for (uint32_t i = 0; i < n; i++) {
    doubt_smaller(m, claims, protos, n, i);
  }
}
