/* Attribution rows: tokens of a sentence into noun groups, verb groups, quotations and words. */
#include "mention/attribution_row.h"

#include "base/utf8.h"

enum { SCARE_WORDS = 3, PAREN_TOKENS = 9 };

/* Where each tag's number goes. */
static const struct {
  size_t at;
  const char *name;
} tag_names[] = {
    // clang-format off
    {offsetof(RowTags, det), "det"}, {offsetof(RowTags, pron), "pron"},
    {offsetof(RowTags, prep), "prep"}, {offsetof(RowTags, conj), "conj"},
    {offsetof(RowTags, rel), "rel"}, {offsetof(RowTags, poss), "poss"},
    {offsetof(RowTags, adv), "adv"},
    {offsetof(RowTags, adj), "adj"}, {offsetof(RowTags, modal), "modal"},
    {offsetof(RowTags, be), "aux.be"}, {offsetof(RowTags, have), "aux.have"},
    {offsetof(RowTags, to), "to"},
    {offsetof(RowTags, that), "att.that"}, {offsetof(RowTags, sub), "att.sub"},
    {offsetof(RowTags, v_base), "v.base"}, {offsetof(RowTags, v_s), "v.s"},
    {offsetof(RowTags, v_ing), "v.ing"}, {offsetof(RowTags, v_past), "v.past"},
    {offsetof(RowTags, v_part), "v.part"}, 
    {offsetof(RowTags, np), "NP"},
    {offsetof(RowTags, vg), "VG"}, {offsetof(RowTags, quote), "QUOTE"},
    {offsetof(RowTags, dash), "DASH"}, {offsetof(RowTags, time), "TIME"},
    {offsetof(RowTags, possessive), "possessive"}, {offsetof(RowTags, passive), "passive"},
    {offsetof(RowTags, ing), "ing"}, {offsetof(RowTags, infinitive), "infinitive"},
    {offsetof(RowTags, finite), "finite"}, {offsetof(RowTags, negated), "negated"},
    {offsetof(RowTags, may), "may"}, {offsetof(RowTags, named), "capital"},
    {offsetof(RowTags, bare), "bare"}, {offsetof(RowTags, plain), "WORD"},
    {offsetof(RowTags, plural), "n.pl"}, {offsetof(RowTags, singular), "n.sg"},
    {offsetof(RowTags, hedge), "att.hedged"}, {offsetof(RowTags, actor), "actor"},
    {offsetof(RowTags, common), "verb"}, {offsetof(RowTags, say), "att.say"},
    {offsetof(RowTags, show), "att.show"}, {offsetof(RowTags, doc), "att.doc"},
    {offsetof(RowTags, number), "number"}, {offsetof(RowTags, actor_name), "actor.name"},
    {offsetof(RowTags, actor_body), "actor.body"},
    {offsetof(RowTags, one), "indefinite"}, {offsetof(RowTags, none), "none"},
    // clang-format on
};

void row_tags(const Pack *pack, RowTags *t) {
  for (size_t i = 0; i < sizeof tag_names / sizeof *tag_names; i++) {
    *(int *)((char *)t + tag_names[i].at) = pack_tag(pack, tag_names[i].name);
  }
}

typedef struct Cutter {
  const RowTags *t;
  const Text *text;
  const Sentence *sentence;
  uint32_t end;
  uint32_t quotation; /* next quotation that may start here */
  bool headline;      /* capitals say nothing: all or most words have them */
  Arena *arena;
  AttributionRow *row;
} Cutter;

static bool is(const Cutter *c, uint32_t i, uint64_t classes) {
  return i < c->end && (c->text->classes[i] & classes) != 0;
}

static const Token *token(const Cutter *c, uint32_t i) {
  return &c->text->tokens.v[i];
}

static uint32_t rune_at(const Cutter *c, uint32_t i) {
  uint32_t length;
  if (i >= c->end || token(c, i)->kind != TOKEN_PUNCTUATION) {
    return 0;
  }
  return utf8_decode(c->text->document->text, token(c, i)->span.start, &length);
}

static bool is_quote_mark(uint32_t r) {
  return r == '"' || r == '\'' || (r >= 0x2018 && r <= 0x201F) || r == 0xAB || r == 0xBB;
}

static bool is_word(const Cutter *c, uint32_t i) {
  return i < c->end && token(c, i)->kind != TOKEN_PUNCTUATION && !token(c, i)->mark;
}

static inline bool ends_with(const Cutter *c, uint32_t i, const char *tail) {
  return i < c->end && str_ends(token_text(c->text, i), tail);
}

/* 's and ' behind a word. */
static bool is_possessive_mark(const Cutter *c, uint32_t i) {
  if (!is(c, i, CLASS_APOSTROPHE) || token(c, i)->space_before) {
    return false;
  }
  Str s = token_text(c->text, i);
  size_t mark = s.p[0] == '\'' ? 1 : 3;
  if (s.n == mark) {
    return i > c->sentence->first && (ends_with(c, i - 1, "s") || ends_with(c, i - 1, "S"));
  }
  return s.n == mark + 1 && (s.p[mark] | 32) == 's';
}

/* 's that stands for is or has: before an adverb, a participle, "a", "not". */
static bool is_short_verb(const Cutter *c, uint32_t i) {
  if (!is(c, i, CLASS_APOSTROPHE) || i == c->sentence->first || token(c, i)->space_before) {
    return false;
  }
  Str s = token_text(c->text, i);
  if (!is_possessive_mark(c, i)) {
    return token(c, i)->kind == TOKEN_WORD;
  }
  if (s.n == 1 || (s.n == 3 && s.p[0] != '\'')) {
    return false;
  }
  bool ing = is(c, i + 1, CLASS(V_ING)) && !is(c, i + 2, CLASS(V_PAST)) &&
             !is(c, i + 2, CLASS(V_S)); /* not "the mayor's thinking is" */
  return is(c, i - 1, CLASS(PRON) | CLASS(REL)) || is(c, i + 1, CLASS(NEG)) || ing;
}

static bool is_auxiliary(const Cutter *c, uint32_t i) {
  bool month = is(c, i, CLASS(MODAL)) && token(c, i)->capital && i > c->sentence->first &&
               !c->headline && token(c, i - 1)->kind != TOKEN_PUNCTUATION;
  return is(c, i, CLASS(BE) | CLASS(HAVE) | CLASS(DO)) ||
         (is(c, i, CLASS(MODAL)) && !month) ||
         (is(c, i, CLASS_APOSTROPHE) && is_word(c, i) && is_short_verb(c, i));
}

static bool is_verb_form(const Cutter *c, uint32_t i) {
  return is_word(c, i) && is(c, i, CLASS_VERB_FORM);
}

static bool is_adverb(const Cutter *c, uint32_t i) {
  if (!is(c, i, CLASS(ADV) | CLASS(NEG) | CLASS_LY) || is(c, i, CLASS(HEDGE)) || !is_word(c, i)) {
    return false;
  }
  bool other = is(c, i, CLASS(ADJ) | CLASS(N_SG) | CLASS_VERB_FORM);
  bool adverb = is(c, i, CLASS(ADV) | CLASS(NEG)) ||
                (!other && !token(c, i)->capital && is(c, i, CLASS_LY));
  bool hyphenated = adverb && i + 1 < c->end && !token(c, i + 1)->space_before &&
                    is(c, i + 1, CLASS_DASH);
  return adverb && !hyphenated;
}

static bool is_number(const Cutter *c, uint32_t i) {
  return token(c, i)->kind == TOKEN_NUMBER || is(c, i, CLASS(NUMBER));
}

static bool is_noun_opener(const Cutter *c, uint32_t i) {
  return (is(c, i, CLASS(DET)) && !is(c, i, CLASS(PRON))) || is(c, i, CLASS(POSS) | CLASS(ADJ)) ||
         token(c, i)->kind == TOKEN_NUMBER || is_possessive_mark(c, i);
}

/* The last word of a name, whatever else it may be: "Amnesty International". */
static bool is_of_name(const Cutter *c, uint32_t i) {
  return i > c->sentence->first && !c->headline && token(c, i)->capital && token(c, i - 1)->capital &&
         is_word(c, i - 1) && !is(c, i - 1, CLASS(DET));
}

/* What can begin the object or content of a verb, so that the word before it is one. */
static bool begins_object(const Cutter *c, uint32_t i) {
  if (i >= c->end) {
    return false;
  }
  uint32_t rune = rune_at(c, i);
  if (is(c, i, CLASS(TO)) && is(c, i + 1, CLASS(V_BASE))) {
    return true;
  }
  return is(c, i, CLASS(DET) | CLASS(PRON) | CLASS(POSS) | CLASS(THAT) | CLASS(SUB)) ||
         is_quote_mark(rune) || rune == ':' || rune == '$' ||
         token(c, i)->kind == TOKEN_NUMBER || (token(c, i)->capital && is_word(c, i));
}

/* A noun in the singular that stands for no group: "harbour master" is no clause, "police fear"
   is. */
static bool is_singular(const Cutter *c, uint32_t i) {
  return is_word(c, i) && is(c, i, CLASS(N_SG)) && !is(c, i, CLASS(N_PL)) &&
         !is(c, i, CLASS(ACTOR)) && !ends_with(c, i, "s");
}

/* A verb of saying behind what counts or describes its subject: "six in 10 said", "many say", "the
   wounded said"; and a report behind its noun: "records show". */
static bool is_saying_here(const Cutter *c, uint32_t i, uint32_t b) {
  if (is(c, b, CLASS(DOC)) && is(c, i, CLASS(SHOW))) {
    return !is(c, i, CLASS(V_BASE)) || !is_singular(c, b);
  }
  if (is(c, b, CLASS(ADJ)) && is(c, i, CLASS(V_PAST)) && !is(c, i, CLASS(V_PART))) {
    return true; /* "the primary showed" */
  }
  bool counted = is_number(c, b) || is(c, b, CLASS(ADJ));
  return counted && is(c, i, CLASS(SAY)) && !is(c, i, CLASS(NOT_VERB)) &&
         (begins_object(c, i + 1) || is(c, i + 1, CLASS(SUB)));
}

/* A form of the present or in -ing with a finite verb behind it is its subject: "public records
   show", "another ranking says"; not "who he says was there". */
static bool is_noun_of_verb(const Cutter *c, uint32_t i, uint32_t b) {
  if (is(c, i, CLASS(N_SG)) && is(c, i, CLASS(V_BASE)) && !is(c, i, CLASS(V_PAST)) &&
      is_auxiliary(c, i + 1)) {
    return true; /* "the tall suspect was" */
  }
  if (is(c, i, CLASS(SAY)) && !is(c, i, CLASS(NOT_VERB))) {
    return false;
  }
  bool third = is(c, i + 1, CLASS(V_S)) && !is(c, i + 1, CLASS(NOT_VERB));
  if (is(c, i, CLASS(V_ING))) {
    return third && (is(c, b, CLASS(DET)) || is_number(c, b));
  }
  bool plural = is(c, i, CLASS(V_S)) && is(c, i + 1, CLASS(V_BASE)) &&
                (is(c, i + 1, CLASS(SHOW) | CLASS(SAY))) && !is(c, i + 1, CLASS(V_PART));
  bool one = is(c, i, CLASS(V_BASE)) && !is(c, i, CLASS(V_PAST)) && third;
  if (is(c, i, CLASS(V_S)) && is(c, i + 1, CLASS(V_PART)) && !is(c, i + 1, CLASS(V_PAST)) &&
      is(c, i + 2, CLASS(PREP))) {
    return true; /* "records seen by" */
  }
  return (plural || one) && !ends_with(c, b, "s");
}

/* What stands before a word says by itself that it is a verb, or is none. */
typedef enum Verdict { VERDICT_OPEN, VERDICT_VERB, VERDICT_NO_VERB } Verdict;

static Verdict verb_by_before(const Cutter *c, uint32_t i, uint32_t b) {
  if (is(c, b, CLASS(TO))) {
    bool body = is(c, i, CLASS(ACTOR)) && is(c, i, CLASS(NOT_VERB)) && !is(c, i + 1, CLASS(DET) | CLASS(POSS));
    return is(c, i, CLASS(V_BASE)) && !body ? VERDICT_VERB : VERDICT_NO_VERB;
  }
  if (is(c, b, CLASS(MODAL) | CLASS(DO) | CLASS(HAVE))) {
    return VERDICT_VERB;
  }
  bool short_be = is_possessive_mark(c, b) && is_short_verb(c, b);
  if (is(c, b, CLASS(BE)) || short_be) {
    return is(c, i, CLASS(V_ING) | CLASS(V_PART)) ? VERDICT_VERB : VERDICT_NO_VERB;
  }
  bool subject = is(c, b, CLASS(PRON)) && !is(c, b, CLASS(POSS)) && !is(c, b, CLASS(DET));
  if (subject && is(c, b, CLASS(ADJ)) && is(c, i, CLASS(V_S))) {
    return VERDICT_NO_VERB; /* "several states" */
  }
  if (subject || is(c, b, CLASS(REL))) {
    return VERDICT_VERB;
  }
  if (is(c, i, CLASS(V_BASE)) && (is(c, i, CLASS(ADJ) | CLASS(TIME_WORD)))) {
    return VERDICT_NO_VERB;
  }
  if (is_saying_here(c, i, b) || is_noun_of_verb(c, i, b)) {
    return is_noun_of_verb(c, i, b) ? VERDICT_NO_VERB : VERDICT_VERB;
  }
  bool past = is(c, i, CLASS(V_PAST) | CLASS(V_PART));
  if (is_number(c, b) && past) { /* "12 died in", not "12 reported deaths" */
    bool alone = !is_word(c, i + 1) || is_noun_opener(c, i + 1) ||
                 is(c, i + 1, CLASS(PREP) | CLASS(CONJ) | CLASS(TIME_WORD));
    return alone ? VERDICT_VERB : VERDICT_NO_VERB;
  }
  return VERDICT_OPEN;
}

/* The noun group being read stands behind a preposition or a verb. */
static bool is_object(const Cutter *c) {
  const AttributionRow *row = c->row;
  uint32_t n = row->symbols.n;
  return n > 0 && (row->symbols.v[n - 1].kind == SYMBOL_VERB ||
                   tagset_has(&row->tags.v[n - 1], c->t->prep));
}

/* A part of a hyphenated word. */
static bool is_hyphenated(const Cutter *c, uint32_t i) {
  bool before = i > c->sentence->first && is(c, i - 1, CLASS_DASH) && !token(c, i)->space_before;
  return before || (is(c, i + 1, CLASS_DASH) && i + 2 < c->end &&
                    !token(c, i + 1)->space_before && !token(c, i + 2)->space_before);
}

/* A base or third-person form without an auxiliary, behind the word b. */
static bool is_present_here(const Cutter *c, uint32_t i, uint32_t b) {
  bool noun = is(c, i, CLASS(NOT_VERB)) && is(c, i, CLASS(V_BASE));
  bool titles = i + 1 < c->end && token(c, i + 1)->capital; /* "the chess champion Ana Hill" */
  if (noun && is(c, i + 1, CLASS(THAT)) && is(c, i, CLASS(SHOW)) && !is_auxiliary(c, i + 2) &&
      !is(c, i + 2, CLASS(V_PAST))) {
    return true; /* "figures from the office show that" */
  }
  bool champion = titles && is(c, i, CLASS(PERSON)) && is_word(c, b) && !token(c, b)->capital;
  if (noun && (champion || is_singular(c, b)) &&
      (is(c, i, CLASS(VERB)) || titles || is_hyphenated(c, b))) {
    return false;
  }
  if (!is(c, i, CLASS(NOT_VERB))) {
    return true;
  }
  bool titled = is(c, i, CLASS(V_BASE)) && i + 1 < c->end && token(c, i + 1)->capital;
  if (titled && !is_word(c, b)) {
    return false; /* ", police Chief Ann Smith said" */
  }
  uint32_t n = c->row->symbols.n;
  const Symbol *last = n > 0 ? &c->row->symbols.v[n - 1] : NULL;
  bool behind_verb = last && last->kind == SYMBOL_VERB && last->end == i && is(c, i, CLASS(V_S));
  if (behind_verb || (is(c, b, CLASS(V_PAST)) && !is(c, b, CLASS(N_SG)))) {
    return false; /* "dampened plans" */
  }
  if (is(c, i + 1, CLASS(THAT)) && (is_auxiliary(c, i + 2) || is(c, i + 2, CLASS(V_PAST)))) {
    return false; /* "the four states that voted" */
  }
  uint32_t after = rune_at(c, i + 1);
  bool ends = (i + 1 >= c->end || after == '.' || after == ',') && is(c, i, CLASS(SAY)) &&
              !is_object(c);
  return begins_object(c, i + 1) ||
         (ends && is(c, i, CLASS(V_S)) != ends_with(c, i - 1, "s") && !is(c, b, CLASS(CONJ)));
}

/* Whether a word that may be a verb is one here, not a noun or a modifier. */
static bool is_verb_here(const Cutter *c, uint32_t i) {
  uint32_t start = c->sentence->first, before = i;
  if (!is_verb_form(c, i) || is_hyphenated(c, i)) {
    return false;
  }
  while (before > start && is_adverb(c, before - 1)) {
    before--;
  }
  bool first = before == start;
  uint32_t b = first ? start : before - 1;
  Verdict verdict = first ? VERDICT_OPEN : verb_by_before(c, i, b);
  if (verdict != VERDICT_OPEN) {
    return verdict == VERDICT_VERB;
  }
  if (first && is(c, i, CLASS(V_BASE)) && (is(c, i, CLASS(ADJ) | CLASS(TIME_WORD)))) {
    return false;
  }
  bool named = token(c, i)->capital && !first && !c->headline;
  bool noun = is(c, i, CLASS(N_SG) | CLASS(DOC));
  bool subject = noun || (is(c, i, CLASS(SAY)) && is_auxiliary(c, i + 1)); /* "the warning was" */
  if (is(c, i, CLASS(V_ING)) &&
      (subject && (is(c, i + 1, CLASS(PREP)) || !begins_object(c, i + 1)))) {
    return false; /* "during a town meeting", "the court ruling" */
  }
  bool name = i + 1 < c->end && is_word(c, i + 1) &&
              (token(c, i + 1)->capital || (is_verb_form(c, i + 1) && is(c, i, CLASS(V_PAST))));
  bool behind_name = named && is_word(c, i - 1) && token(c, i - 1)->capital && i - 1 == b;
  if (named && (name || behind_name || is(c, i, CLASS(V_BASE) | CLASS(V_S)))) {
    return false; /* "Ana Rose, a cook, said" */
  }
  bool at_first = before < i && is(c, before, CLASS(ORDINAL)); /* "at first acknowledged" */
  bool behind_prep = !first && is(c, b, CLASS(PREP)) && !is(c, b, CLASS(SUB)) && !at_first;
  bool opened = !first && is_noun_opener(c, b) && !(is(c, b, CLASS(ADJ)) && is_of_name(c, b));
  if (!first && (opened || (behind_prep && !is(c, i, CLASS(V_ING))))) {
    return false;
  }
  if (is(c, i, CLASS(V_PAST) | CLASS(V_PART) | CLASS(V_ING))) {
    return true;
  }
  return !first && is_present_here(c, i, b);
}

/* What a word must be one of for a verb group to begin with it. */
#define CLASS_OPENS_VERB                                                                           \
  (CLASS_VERB_FORM | CLASS_AUXILIARY | CLASS_APOSTROPHE | CLASS_LY | CLASS(TO) | CLASS(ADV) | CLASS(NEG))

static bool starts_verb(const Cutter *c, uint32_t i) {
  if (!is_word(c, i) || !is(c, i, CLASS_OPENS_VERB)) {
    return false;
  }
  if (is_auxiliary(c, i) || is_verb_here(c, i)) {
    return true;
  }
  if (is(c, i, CLASS(TO)) && is(c, i + 1, CLASS(ACTOR)) && is(c, i + 1, CLASS(NOT_VERB)) &&
      !is(c, i + 2, CLASS(DET) | CLASS(POSS))) {
    return false; /* "according to police", not "to police the streets" */
  }
  uint32_t j = i;
  if (is(c, j, CLASS(TO))) {
    j++;
  }
  while (j < c->end && j < i + 4 && is_adverb(c, j)) {
    j++;
  }
  return j > i && (is_auxiliary(c, j) || is_verb_here(c, j) ||
                   (is(c, i, CLASS(TO)) && is(c, j, CLASS(V_BASE))));
}

static Symbol *symbol_add(Cutter *c, SymbolKind kind, uint32_t first, uint32_t end, uint32_t head,
                          TagSet **tags) {
  array_push(c->arena, &c->row->symbols, (Symbol){first, end, head, kind});
  array_push(c->arena, &c->row->words, c->text->words[head]);
  array_push(c->arena, &c->row->tags, *c->text->tags[head]);
  *tags = &c->row->tags.v[c->row->tags.n - 1];
  return &c->row->symbols.v[c->row->symbols.n - 1];
}

/* ------------------------------------------------------------------------- quotations */

/* The quotation that covers token i from its first token on, or goes on from an earlier
   sentence. */
static const Quotation *quotation_at(Cutter *c, uint32_t i) {
  while (c->quotation < c->text->quotations.n && c->text->quotations.v[c->quotation].end <= i) {
    c->quotation++;
  }
  if (c->quotation >= c->text->quotations.n) {
    return NULL;
  }
  const Quotation *q = &c->text->quotations.v[c->quotation];
  return q->first == i || (q->first < i && i == c->sentence->first) ? q : NULL;
}

/* Quotation marks around a word or two are part of the wording, not somebody's speech. */
static bool is_speech(const Cutter *c, const Quotation *q) {
  uint32_t words = 0;
  uint32_t last = q->end - 1;
  while (q->closed && last > q->first && is_quote_mark(rune_at(c, last))) {
    last--;
  }
  for (uint32_t i = q->first; i < q->end && words <= SCARE_WORDS; i++) {
    words += token(c, i)->kind != TOKEN_PUNCTUATION;
  }
  uint32_t length;
  uint32_t rune = utf8_decode(c->text->document->text, token(c, last)->span.start, &length);
  bool stopped = token(c, last)->kind == TOKEN_PUNCTUATION &&
                 (rune == ',' || rune == '.' || rune == '!' || rune == '?');
  return words > SCARE_WORDS || stopped;
}

static uint32_t read_quotation(Cutter *c, uint32_t i) {
  const Quotation *q = quotation_at(c, i);
  if (!q || !is_speech(c, q)) {
    return i;
  }
  TagSet *tags;
  uint32_t end = q->end < c->end ? q->end : c->end;
  symbol_add(c, SYMBOL_QUOTE, i, end, i, &tags);
  *tags = (TagSet){{0}};
  c->row->words.v[c->row->words.n - 1] = 0;
  tagset_add(tags, c->t->quote);
  return end;
}

/* ------------------------------------------------------------------------- verb groups */

typedef struct Verbs {
  bool modal, be, have, do_, to, negated, participle;
  uint32_t head;
} Verbs;

static void verb_tags(const Cutter *c, const Verbs *v, TagSet *tags) {
  const RowTags *t = c->t;
  bool ing = is(c, v->head, CLASS(V_ING)) && !v->be;
  bool part = is(c, v->head, CLASS(V_PART));
  bool passive = v->be && part && !is(c, v->head, CLASS(V_ING));
  tagset_add(tags, t->vg);
  if (passive) {
    tagset_add(tags, t->passive);
  }
  if (v->to) {
    tagset_add(tags, t->infinitive);
  } else if (ing) {
    tagset_add(tags, t->ing);
  } else {
    tagset_add(tags, t->finite);
  }
  if (part && !v->be && !v->have && !v->modal && !v->to) {
    tagset_add(tags, t->bare);
  }
  if (v->negated) {
    tagset_add(tags, t->negated);
  }
  if (v->modal) {
    tagset_add(tags, t->may);
  }
}

static uint32_t read_verbs(Cutter *c, uint32_t first) {
  Verbs v = {.head = first};
  uint32_t i = first, end = first;
  bool found = false;
  for (; is_word(c, i); i++) {
    if (!found && is(c, i, CLASS(TO)) && i == first) {
      v.to = true;
    } else if (!found && is_auxiliary(c, i) && !(i > first && is(c, i, CLASS(TO)))) {
      v.modal = v.modal || is(c, i, CLASS(MODAL));
      v.be = v.be || is(c, i, CLASS(BE)) || (is_possessive_mark(c, i) && !is(c, i, CLASS(HAVE)));
      v.have = v.have || is(c, i, CLASS(HAVE));
      v.head = i;
      end = i + 1;
    } else if (!found && v.have && is(c, i, CLASS(SUB)) && is(c, i + 1, CLASS(V_PART))) {
      continue; /* "has since said" */
    } else if (!found && (v.have || v.be) && is(c, i, CLASS(FLOATS) | CLASS(TIME_WORD)) &&
               !token(c, i)->capital && is(c, i + 1, CLASS(V_PART))) {
      continue; /* "has so far confirmed", "had earlier spoken" */
    } else if (is_adverb(c, i) && !found) {
      v.negated = v.negated || is(c, i, CLASS(NEG));
    } else if (!found && (is_verb_here(c, i) || (v.to && is(c, i, CLASS(V_BASE))))) {
      v.head = i;
      found = true;
      end = i + 1;
    } else {
      break;
    }
  }
  end = end > first ? end : first + 1;
  TagSet *tags;
  symbol_add(c, SYMBOL_VERB, first, end, v.head, &tags);
  verb_tags(c, &v, tags);
  return end;
}

/* ------------------------------------------------------------------------- noun groups */

/* (R-SC), (AP): a short bracket behind a noun belongs to it. */
static uint32_t bracket_end(const Cutter *c, uint32_t i) {
  uint32_t rune = rune_at(c, i);
  if (rune != '(' && rune != '[') {
    return i;
  }
  for (uint32_t j = i + 1; j < c->end && j < i + PAREN_TOKENS; j++) {
    uint32_t r = rune_at(c, j);
    if (r == ')' || r == ']') {
      return j + 1;
    }
    if (is(c, j, CLASS(V_S) | CLASS(V_PAST) | CLASS(BE))) {
      return i; /* a sentence in brackets */
    }
  }
  return i;
}

/* "US" in a text that is not all in capitals is a name, "us" a pronoun. */
static bool is_acronym(const Cutter *c, uint32_t i) {
  return token(c, i)->upper && span_length(token(c, i)->span) > 1 && !c->sentence->capitals;
}

static bool in_noun(const Cutter *c, uint32_t i) {
  if (!is_word(c, i)) {
    return false;
  }
  if (is_acronym(c, i) && is(c, i, CLASS(PRON) | CLASS(REL))) {
    return true;
  }
  if (is(c, i, CLASS(HEDGE)) && is(c, i, CLASS_LY)) {
    return false;
  }
  return !is(c, i, CLASS(PREP) | CLASS(CONJ) | CLASS(REL) | CLASS(PRON)) &&
         !is(c, i, CLASS(THAT)) && !is(c, i, CLASS(SUB)) && !is(c, i, CLASS(TO));
}

/* Marks inside a noun group: hyphens, slashes, stops of initials, marks of short quotations. */
static bool joins_noun(const Cutter *c, uint32_t i) {
  uint32_t rune = rune_at(c, i);
  if (rune == 0 || i + 1 >= c->end) {
    return false;
  }
  if (rune == '&' || rune == '$' || rune == '%' || rune == '#' || is_quote_mark(rune)) {
    return true;
  }
  bool glued = !token(c, i)->space_before;
  if (rune == '.' && span_length(token(c, i)->span) == 1) {
    return glued;
  }
  return (is(c, i, CLASS_DASH) || rune == '/' || rune == '.') && glued && !token(c, i + 1)->space_before;
}

static void noun_tags(const Cutter *c, uint32_t first, uint32_t end, TagSet *tags) {
  const RowTags *t = c->t;
  bool all_time = true;
  for (uint32_t i = first; i < end; i++) {
    if (!is_word(c, i)) {
      continue;
    }
    bool opens = i == c->sentence->first || c->headline;
    bool known = is_acronym(c, i) || tagset_has(c->text->tags[i], t->actor_name);
    if (token(c, i)->capital && !is(c, i, CLASS(DET)) && !is(c, i, CLASS(TIME_WORD)) &&
        (!opens || token(c, i)->word == 0 || known)) {
      tagset_add(tags, t->named);
    }
    all_time = all_time && (is(c, i, CLASS(TIME_WORD) | CLASS(DET)) ||
                            is_number(c, i) || is(c, i, CLASS(ADJ)));
  }
  bool time = false;
  for (uint32_t i = first; i < end; i++) {
    time = time || is(c, i, CLASS(TIME_WORD));
  }
  tagset_add(tags, t->np);
  bool counted = is_number(c, first) || rune_at(c, first) == '$';
  bool none = end > first + 1 && is(c, first, CLASS(NONE)) && is_word(c, first + 1) &&
              !is(c, first + 1, CLASS(ADJ));
  bool one = is(c, first, CLASS(INDEFINITE)) && is(c, first, CLASS(DET));
  bool own = end > first + 1 && is(c, first, CLASS(POSS)) && !is(c, first, CLASS(CLAUSE_OWN));
  if (counted || none || one || own) {
    tagset_add(tags, counted ? t->number : none ? t->none : one ? t->one : t->poss);
  }
  if (is(c, first, CLASS(POSS)) && is(c, first, CLASS(CLAUSE_OWN))) {
    tagset_add(tags, t->rel); /* "whose volunteers" */
  }
  if (time && all_time) {
    tagset_add(tags, t->time);
  }
}

/* "On Friday health officials said", "last week villagers told": people who speak, behind words of time. */
static bool speak_behind(const Cutter *c, uint32_t i) {
  enum { WORDS = 3 };
  for (uint32_t k = i; k < i + WORDS && is_word(c, k); k++) {
    bool people = is(c, k, CLASS(PERSON) | CLASS(ACTOR)) && !is(c, k, CLASS(SAY));
    if (people && is(c, k + 1, CLASS(SAY)) && is(c, k + 1, CLASS(V_PAST))) {
      return true;
    }
  }
  return false;
}

/* Whether the noun group that began at `first` ends before token i: at words of time beside a name,
   at a second determiner ("people the police" are two), at a verb. */
static bool noun_ends(const Cutter *c, uint32_t first, uint32_t i) {
  if (i == first) {
    return false;
  }
  bool initial = token(c, i)->capital && !c->headline && rune_at(c, i + 1) == '.';
  bool determined = !initial && (is(c, i, CLASS(DET) | CLASS(POSS)));
  if (determined && !is(c, i - 1, CLASS(DET))) {
    return true;
  }
  bool time = is(c, i, CLASS(TIME_WORD)), time_before = is(c, i - 1, CLASS(TIME_WORD));
  bool opened = is_noun_opener(c, i - 1) || is_number(c, i - 1);
  bool starts_time = time && !time_before && !opened;
  starts_time = starts_time || (is(c, i, CLASS(ADJ)) && is(c, i + 1, CLASS(TIME_WORD)) && !opened &&
                                !is(c, i - 1, CLASS(DET))); /* "the army last week" */
  bool ends_time = time_before && !time && token(c, i)->capital && token(c, i)->kind == TOKEN_WORD;
  ends_time = ends_time || (time_before && !time && speak_behind(c, i));
  return starts_time || ends_time || (starts_verb(c, i) && !is(c, i, CLASS(DET))) ||
         (is_adverb(c, i) && !in_noun(c, i + 1));
}

/* A word behind a hyphen is part of what stands before it, whatever it is. */
static bool is_compound(const Cutter *c, uint32_t first, uint32_t i) {
  return i > first && is(c, i - 1, CLASS_DASH) && is_word(c, i) && !token(c, i)->space_before;
}

/* Marks at the end that turned out to join nothing stay outside. */
static uint32_t noun_trim(const Cutter *c, uint32_t first, uint32_t end) {
  while (end > first + 1 && token(c, end - 1)->kind == TOKEN_PUNCTUATION &&
         (is(c, end - 1, CLASS_DASH) || rune_at(c, end - 1) == '.')) {
    end--;
  }
  return end;
}

/* A stop behind which the sentence goes on: "Hill & Co. said". */
static bool is_stop_of_abbreviation(const Cutter *c, uint32_t i) {
  return rune_at(c, i) == '.' && !token(c, i)->space_before && is_word(c, i + 1) &&
         token(c, i + 1)->space_before && !token(c, i + 1)->capital && is_word(c, i - 1) &&
         token(c, i - 1)->kind != TOKEN_NUMBER;
}

/* Most words of noun groups: nothing is known of them that would end the group, or that changes what is
   looked for next. */
static bool only_goes_on(const Cutter *c, uint32_t i) {
  const uint64_t asked = CLASS_OPENS_VERB | CLASS(DET) | CLASS(POSS) | CLASS(PRON) | CLASS(PREP) | CLASS(CONJ) |
                         CLASS(REL) | CLASS(THAT) | CLASS(SUB) | CLASS(HEDGE) | CLASS(ADJ) | CLASS(TIME_WORD);
  return is_word(c, i) && !is(c, i, asked) &&
         (i == c->sentence->first || !is(c, i - 1, CLASS(TIME_WORD)));
}

static uint32_t read_noun(Cutter *c, uint32_t first) {
  TagSet *tags;
  uint32_t i = first, head = first;
  bool possessive = false;
  for (; i < c->end; i++) {
    const Quotation *quotation = i > first ? quotation_at(c, i) : NULL;
    if (quotation && is_speech(c, quotation)) {
      break;
    }
    if (only_goes_on(c, i)) {
      head = i;
      continue;
    }
    possessive = i > first && is_possessive_mark(c, i) && !is_short_verb(c, i);
    if (possessive) {
      i++;
      break;
    }
    uint32_t bracket = i > first ? bracket_end(c, i) : i;
    if (bracket > i) {
      i = bracket - 1;
    } else if (is_compound(c, first, i)) {
      head = i;
    } else if (in_noun(c, i) && !noun_ends(c, first, i)) {
      head = i;
    } else if (i == first && (joins_noun(c, i) || is(c, i, CLASS(DET)))) {
      continue; /* the sign before an amount; "another", which stands for one by itself too */
    } else if (i == first || in_noun(c, i) || !joins_noun(c, i)) {
      break;
    }
  }
  uint32_t end = noun_trim(c, first, i > first ? i : first + 1);
  end += is_stop_of_abbreviation(c, end);
  symbol_add(c, SYMBOL_NOUN, first, end, head, &tags);
  noun_tags(c, first, end, tags);
  if (is_acronym(c, head)) {
    tagset_remove(tags, c->t->rel); /* WHO */
    tagset_remove(tags, c->t->pron);
  }
  if (possessive) {
    tagset_add(tags, c->t->possessive);
  }
  return end;
}

/* ------------------------------------------------------------------------- words */

static uint32_t read_word(Cutter *c, uint32_t i) {
  TagSet *tags;
  const RowTags *t = c->t;
  if (is(c, i, CLASS(PRON)) && !is(c, i, CLASS(POSS))) {
    symbol_add(c, SYMBOL_NOUN, i, i + 1, i, &tags);
    tagset_add(tags, t->np);
    return i + 1;
  }
  symbol_add(c, SYMBOL_WORD, i, i + 1, i, &tags);
  if (is(c, i, CLASS_DASH)) {
    tagset_add(tags, t->dash);
  }
  return i + 1;
}

static uint32_t read_symbol(Cutter *c, uint32_t i) {
  if (token(c, i)->mark) {
    return i + 1;
  }
  uint32_t next = read_quotation(c, i);
  if (next > i) {
    return next;
  }
  if (is_quote_mark(rune_at(c, i)) && i + 1 < c->end && is_word(c, i + 1)) {
    i++; /* the mark of a short quotation */
  }
  if (rune_at(c, i) == '$' && i + 1 < c->end && token(c, i + 1)->kind == TOKEN_NUMBER) {
    return read_noun(c, i);
  }
  if (!is_word(c, i)) {
    return read_word(c, i);
  }
  if (is(c, i, CLASS(TO)) && starts_verb(c, i)) {
    return read_verbs(c, i);
  }
  if (is(c, i, CLASS(HEDGE)) && !starts_verb(c, i)) {
    return read_word(c, i);
  }
  bool closed = is(c, i, CLASS(PREP) | CLASS(CONJ)) ||
                (is(c, i, CLASS(REL) | CLASS(THAT) | CLASS(SUB)) && !(is_acronym(c, i) && is(c, i, CLASS(REL))));
  if (!closed && starts_verb(c, i)) {
    return read_verbs(c, i);
  }
  bool stands = is(c, i, CLASS(PRON)) && !is(c, i, CLASS(POSS)) && !is(c, i, CLASS(DET));
  if (closed || (stands && !is_acronym(c, i)) ||
      is(c, i, CLASS(TO))) {
    return read_word(c, i);
  }
  if (is_adverb(c, i) && !in_noun(c, i + 1)) {
    return read_word(c, i);
  }
  return read_noun(c, i);
}

/* Most Words of This One Have Capitals. */
static bool is_headline(const Cutter *c) {
  uint32_t words = 0, capitals = 0;
  for (uint32_t i = c->sentence->first + 1; i < c->end; i++) {
    if (token(c, i)->kind == TOKEN_WORD && token(c, i)->space_before &&
        span_length(token(c, i)->span) > 3) {
      words++;
      capitals += token(c, i)->capital;
    }
  }
  return words >= 3 && capitals * 5 >= words * 4;
}

void row_read(const RowTags *tags, const Text *text, uint32_t sentence, Arena *arena,
              AttributionRow *row) {
  const Sentence *s = &text->sentences.v[sentence];
  Cutter c = {.t = tags, .text = text, .sentence = s, .end = s->end, .arena = arena, .row = row};
  row->symbols.n = row->words.n = row->tags.n = 0;
  uint32_t low = 0, high = text->quotations.n;
  while (low < high) { /* the first quotation that ends behind the sentence's start */
    uint32_t middle = (low + high) / 2;
    if (text->quotations.v[middle].first + 1 <= s->first) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  while (low > 0 && text->quotations.v[low - 1].end > s->first) {
    low--;
  }
  c.quotation = low;
  c.headline = s->capitals || is_headline(&c);
  for (uint32_t i = s->first; i < s->end;) {
    i = read_symbol(&c, i);
  }
}
