/* Chunks: tokens and mentions of a sentence into a row of noun groups, verb groups and words. */
#include "frame/chunk_parts.h"

#include <string.h>

static bool count_begins(const Cutter *c, uint32_t i) {
  uint32_t k = mentions_first_number(c->mentions, i);
  const Number *n = i < c->end && k < c->mentions->numbers.n ? &c->mentions->numbers.v[k] : NULL;
  return n && n->first == i && n->end <= c->end && counts(n);
}

/* "another teenager", where "another" alone stands for one; "all four". */
static bool determines(const Cutter *c, uint32_t i) {
  bool whole = is(c, i, CLASS(FLOATS)) || is(c, i, CLASS(ROW_OPEN));
  if (is(c, i, CLASS(DET)) && whole && count_begins(c, i + 1)) {
    return !(i + 2 < c->end && str_equal_fold(token_text(c->text, i + 2), str_lit("of")));
  }
  bool noun = i + 1 < c->end && (is_noun_too(c, i + 1) || is(c, i + 1, CLASS(ADJ)) ||
                                 is_name_like(c, i + 1));
  bool both = is(c, i, CLASS(INDEFINITE)) && !is_name_like(c, i + 1); /* "both men" */
  bool one = is(c, i, CLASS(ROW_OPEN)) || both;
  return noun && is(c, i, CLASS(DET)) && one && !is(c, i + 1, CLASS(PRON));
}

static bool is_closed(const Cutter *c, uint32_t i) {
  return is(c, i, CLASS(PREP) | CLASS(CONJ) | CLASS(SUB) | CLASS(REL) | CLASS(NEG) | CLASS_AUXILIARY) ||
         (is(c, i, CLASS(PRON)) && !is(c, i, CLASS(OTHER)) && !determines(c, i));
}

/* Length of what several words name together: "Shining Path", "state of emergency". 0 if none starts
   here. */
static uint32_t name_length(const Cutter *c, uint32_t i) {
  return i < c->end ? c->names[i - c->first] : 0;
}

static void names_find(Cutter *c) {
  const int tags[] = {c->t->agent_name, c->t->actor_name, c->t->event, c->t->emergency};
  c->names = arena_raw(c->arena, c->end - c->first);
  for (uint32_t i = c->first; i < c->end; i++) {
    uint32_t longest = 0;
    bool may = (c->text->classes[i] & CLASS_PHRASE) && tagset_meets(c->text->starts[i], &c->t->names);
    for (int k = 0; may && k < 4; k++) {
      uint32_t n = !tagset_has(c->text->starts[i], tags[k])
                       ? 0
                       : pack_phrase(c->text->pack, c->text->words + i, c->end - i, tags[k], NULL);
      longest = n > longest ? n : longest;
    }
    c->names[i - c->first] = (uint8_t)(longest > 1 ? longest : 0);
  }
}

static bool starts_noun(const Cutter *c, uint32_t i) {
  if (name_length(c, i)) {
    return true;
  }
  if (!is_word(c, i) || is_closed(c, i) || is_possessive_mark(c, i)) {
    return false;
  }
  if (is(c, i, CLASS(DET) | CLASS(ADJ) | CLASS(POSS))) {
    return true;
  }
  if (is(c, i, CLASS(ADV)) && !is_noun_too(c, i)) {
    return false;
  }
  return !is_verb_form(c, i) || is_name_like(c, i) ||
         (is_noun_too(c, i) && !is(c, i, CLASS(V_PAST) | CLASS(V_PART) | CLASS(V_ING)));
}

static Chunk *add(Cutter *c, ChunkKind kind, uint32_t first, uint32_t end, uint32_t head) {
  Chunk *chunk = &c->row->chunks.v[c->row->chunks.n++];
  *chunk = (Chunk){first, end, head, first, -1, 0, kind};
  c->row->tags[c->row->chunks.n - 1] = (TagSet){{0}};
  return chunk;
}

static TagSet *tags_of_last(Cutter *c) {
  return &c->row->tags[c->row->chunks.n - 1];
}

/* Tags of phrases of several words that end at the head: "death toll", "police officers". */
static void add_phrase_tags(Cutter *c, uint32_t first, uint32_t head, TagSet *tags) {
  for (uint32_t i = first; i < head; i++) {
    bool behind_hyphen = i > first && joins(c, i - 1); /* "non-fatal wounds" are no fatal wounds */
    if ((c->text->classes[i] & CLASS_PHRASE) && !behind_hyphen) {
      tagset_join(tags, pack_phrase_tags(c->text->pack, c->text->words + i, head + 1 - i));
    }
  }
}

/* Brings actor and place to the head of a noun group. */
static void move_to_head(Cutter *c, uint32_t head) {
  const Mentions *m = c->mentions;
  while (c->actor < m->actors.n && m->actors.v[c->actor].end <= head) {
    c->actor++;
  }
  while (c->place < m->places.n && m->places.v[c->place].end <= head) {
    c->place++;
  }
}

/* What a token means inside a noun group that has come as far as `i`. */
typedef enum Step { STEP_STOP, STEP_MODIFIER, STEP_HEAD, STEP_DETERMINER, STEP_SKIP } Step;

typedef struct Group {
  bool has_head, has_determiner, has_number, has_modifier, aged;
  bool one; /* the number is 1 or none: "one shot" is no person */
  uint32_t aged_end; /* behind "17-year-old", where the group has no noun yet; 0 for none */
} Group;

static bool verb_follows_as_clause(const Cutter *c, uint32_t i) {
  uint32_t next = i + 1;
  return next < c->end && (is(c, next, CLASS(DET) | CLASS(PRON) | CLASS(POSS)) ||
                           tagset_has(c->text->tags[next], c->t->self) ||
                           c->text->tokens.v[next].kind == TOKEN_NUMBER || is(c, next, CLASS(REL)) ||
                           count_begins(c, next));
}

/* "A 17-year-old dies", "17-year-old killed Saturday": the age alone stands for the person. */
static bool verb_of_aged(Cutter *c, uint32_t i, const Group *g) {
  if (!g->aged_end || g->aged_end != i) {
    return false;
  }
  while (is(c, i, CLASS(ADV)) && !is_auxiliary(c, i)) {
    i++;
  }
  bool before_noun = i + 1 < c->end && starts_noun(c, i + 1) && !is(c, i + 1, CLASS(DET) | CLASS(POSS)) &&
                     !c->text->tokens.v[i + 1].capital;
  return is(c, i, CLASS(V_S)) || (is(c, i, CLASS(V_PAST) | CLASS(V_ING)) && !before_noun);
}

/* "A family of four dies", "Man Dies, Two Hurt": a number of several has no verb of one but here, and who dies is
   no name. */
static bool dies(const Cutter *c, uint32_t i, const Group *g) {
  bool one = g->has_head && !is(c, i - 1, CLASS(N_PL)) && is(c, i, CLASS(V_S));
  return (one || (g->has_number && !g->has_head)) && is(c, i, CLASS(V_S) | CLASS(V_BASE)) &&
         tagset_has(c->text->tags[i], c->t->harm_intr);
}

/* "611 need major repairs", "5,000 march against law", "twelve remain missing": a number of several has no
   noun of one behind it, but the first of two ("12 rescue workers"). */
static bool counts_several_do(const Cutter *c, uint32_t i, const Group *g) {
  uint32_t next = i + 1;
  bool base = is(c, i, CLASS(V_BASE)) && !is(c, i, CLASS(N_PL) | CLASS(PERSON) | CLASS(V_PART) | CLASS(V_PAST));
  bool noun = next < c->end && (starts_noun(c, next) || is_noun_too(c, next));
  bool describes = is(c, next, CLASS(DET) | CLASS(POSS)) ||
                   (is(c, next, CLASS(ADJ) | CLASS(HARM_ADJ)) && !is_noun_too(c, next));
  return g->has_number && !g->one && !g->has_head && !g->has_modifier && !g->aged && base &&
         (!noun || describes) && !joins(c, next);
}

/* "The remaining 150", "the other 15": what stands between the article and a count. */
static bool before_count(const Cutter *c, uint32_t i, const Group *g) {
  return g->has_determiner && !g->has_head && !g->has_number && count_begins(c, i + 1);
}

/* "Ten suffered burns", "3,500 found shelter": a count of several has no noun of one behind its participle, but the
   first of two; not so "ten wounded soldiers", "ten injured bus passengers". */
static bool several_did(const Cutter *c, uint32_t i, const Group *g) {
  uint32_t next = i + 1;
  bool object = is(c, next, CLASS(N_SG)) && !is(c, next, CLASS(N_PL) | CLASS(PERSON)) &&
                (next + 1 >= c->end || !starts_noun(c, next + 1) || is(c, next + 1, CLASS(DET) | CLASS(POSS)));
  return g->has_number && !g->has_head && !g->has_modifier && is(c, i, CLASS(V_PAST)) &&
         (tagset_meets(c->text->tags[i], &c->t->suffers) || (object && !g->one && !g->aged));
}

static Step step_of_verb_form(const Cutter *c, uint32_t i, const Group *g) {
  bool participle = is(c, i, CLASS(V_PART) | CLASS(V_ING) | CLASS(V_PAST));
  bool before_noun = i + 1 < c->end && starts_noun(c, i + 1) && !is(c, i + 1, CLASS(DET) | CLASS(POSS));
  bool hits = is(c, i, CLASS(ASSAULT)) && participle;
  bool some = g->has_head || g->has_number;
  if (some && is(c, i, CLASS(V_PART)) && is(c, i + 1, CLASS(HARM_ADJ) | CLASS(ASSAULT)) &&
      !is(c, i, CLASS(HARM_VERB))) {
    return STEP_STOP; /* "Man Found Dead" */
  }
  bool own = tagset_has(c->text->tags[i + 1 < c->end ? i + 1 : i], c->t->self); /* "Teen Takes Own Life" */
  bool acts = (is(c, i, CLASS(ASSAULT)) || own) && is(c, i, CLASS(V_BASE) | CLASS(V_S));
  if (g->has_head && acts && is_name_like(c, i) && verb_follows_as_clause(c, i)) {
    return STEP_STOP; /* "Gunmen Shoot 7 People" */
  }
  if (is_name_like(c, i) && !is(c, i, CLASS(HARM_VERB)) && !hits) {
    return STEP_HEAD;
  }
  bool joined = i > 0 && joins(c, i - 1); /* "motorcycle-riding gunmen" */
  if (g->has_head && before_noun && (joined || is(c, i, CLASS(COMPOUND)))) {
    return STEP_HEAD;
  }
  if (g->has_head) {
    bool who = g->has_determiner && is(c, i, CLASS(PERSON)) && is(c, i + 1, CLASS(REL)); /* "the suspect who" */
    if (is_noun_too(c, i) && !participle && (who || !verb_follows_as_clause(c, i))) {
      return STEP_HEAD;
    }
    return STEP_STOP;
  }
  bool past_alone = is(c, i, CLASS(V_PAST)) && !is(c, i, CLASS(V_PART)); /* went, came: they describe nothing */
  if (past_alone && !is_noun_too(c, i)) {
    return STEP_STOP;
  }
  if (participle) {
    if (several_did(c, i, g)) {
      return STEP_STOP;
    }
    if (before_noun || before_count(c, i, g)) {
      return STEP_MODIFIER;
    }
    if (g->has_modifier && is(c, i, CLASS(V_ING)) &&
        tagset_has(c->text->tags[i], c->t->harm_of)) {
      return STEP_HEAD; /* "hurt in accidental shooting" */
    }
    bool counted = g->has_number && !g->one && hits; /* "Four Shot in Park" */
    if (is_noun_too(c, i) && !counted && (g->has_modifier || g->has_number || g->has_determiner)) {
      return STEP_HEAD;
    }
    return g->has_determiner && !g->has_number && !g->aged ? STEP_HEAD : STEP_STOP;
  }
  if (counts_several_do(c, i, g)) {
    return STEP_STOP;
  }
  bool empty = !g->has_determiner && !g->has_number && !g->has_modifier;
  if (empty && before_noun && is(c, i, CLASS(ADJ))) {
    return STEP_MODIFIER; /* "under direct orders" */
  }
  return g->has_determiner || g->has_number || g->has_modifier || is_noun_too(c, i) ? STEP_HEAD
                                                                                    : STEP_STOP;
}

/* What decides whether a word goes on a noun group, the classes that step_of asks for: most words of noun groups
   are of none of these. */
#define CLASS_STEPS                                                                                \
  (CLASS_VERB_FORM | CLASS_AUXILIARY | CLASS_APOSTROPHE | CLASS_DASH | CLASS(PREP) | CLASS(CONJ) | CLASS(SUB) | \
   CLASS(REL) | CLASS(NEG) | CLASS(PRON) | CLASS(DET) | CLASS(POSS) | CLASS(HARM_ADJ) | CLASS(ADJ) | CLASS(ADV))

static Step step_of(Cutter *c, uint32_t i, const Group *g) {
  if (i >= c->end) {
    return STEP_STOP;
  }
  if (is_word(c, i) && !is(c, i, CLASS_STEPS) && (i == c->first || !is(c, i - 1, CLASS_DASH))) {
    return STEP_HEAD;
  }
  if (joins(c, i) || is_possessive_mark(c, i) || hangs_on(c, i) || is_stop_in_name(c, i)) {
    return g->has_head || g->has_modifier || g->has_number ? STEP_SKIP : STEP_STOP;
  }
  if (!is_word(c, i) || is_closed(c, i)) {
    return STEP_STOP;
  }
  if (is(c, i, CLASS(DET) | CLASS(POSS))) {
    return g->has_head || g->has_number ? STEP_STOP : STEP_DETERMINER;
  }
  bool word = c->text->tokens.v[i].kind == TOKEN_WORD;
  if (g->has_head && word && count_begins(c, i)) {
    return STEP_STOP; /* "shot a man several times" */
  }
  if (is(c, i, CLASS(ROW_OPEN)) && before_count(c, i, g)) {
    return STEP_MODIFIER;
  }
  if (verb_of_aged(c, i, g) || dies(c, i, g)) {
    return STEP_STOP;
  }
  if (is(c, i, CLASS(HARM_ADJ)) && !is_verb_form(c, i)) { /* "12 dead", "the dead", "3 missing men" */
    bool before_noun = i + 1 < c->end && starts_noun(c, i + 1) && !is(c, i + 1, CLASS(DET)) &&
                       !time_at(c, i + 1);
    if (before_noun && !g->has_head) {
      return STEP_MODIFIER;
    }
    bool alone = g->aged_end == i; /* "left a 6-year-old dead" */
    return g->has_determiner && !g->has_number && !g->has_head && !alone ? STEP_HEAD : STEP_STOP;
  }
  if (is_verb_form(c, i)) {
    return step_of_verb_form(c, i, g);
  }
  if (is(c, i, CLASS(ADJ)) && !is_noun_too(c, i)) {
    return g->has_head && !is_name_like(c, i) ? STEP_STOP : STEP_MODIFIER;
  }
  if (is(c, i, CLASS(ADV)) && !is_noun_too(c, i)) { /* "seriously injured people": look behind it */
    return !g->has_head && !is(c, i, CLASS(FATALLY)) && i + 1 < c->end && !is_closed(c, i + 1) &&
                   (is(c, i + 1, CLASS(ADJ) | CLASS(V_PART)))
               ? STEP_MODIFIER
               : STEP_STOP;
  }
  return STEP_HEAD;
}

/* Numbers inside a noun group that only describe: "a seven-year-old boy", "the 31st anniversary". */
static bool describes(const Number *n) {
  return n->kind == NUMBER_AGE || n->kind == NUMBER_ORDINAL || n->kind == NUMBER_NAME ||
         n->kind == NUMBER_RANK;
}

/* Somebody who can do things: persons and peoples, bodies, forces, persons with a name. */
static bool demonym_or_agent(const Cutter *c, const Chunk *chunk, const TagSet *tags) {
  return tagset_has(tags, c->t->persons) || named_at(c, chunk->head) ||
         tagset_meets(tags, &c->t->agents);
}

static void tag_noun(Cutter *c, Chunk *chunk, const Group *g, bool definite, bool indefinite) {
  const ChunkTags *t = c->t;
  TagSet *tags = tags_of_last(c);
  bool capitals = c->text->sentences.v[c->text->tokens.v[chunk->head].sentence].capitals;
  move_to_head(c, chunk->head);
  if (g->has_head) {
    tagset_join(tags, c->text->tags[chunk->head]);
    add_phrase_tags(c, chunk->words_first, chunk->head, tags);
    tagset_clear(tags, &t->unlike_noun);
    bool demonym = head_is_demonym(c, chunk->head);
    if (tagset_has(tags, t->person) || tagset_has(tags, t->group) || demonym) {
      tagset_add(tags, t->persons);
    } else if (!tagset_has(tags, t->thing) && !tagset_has(tags, t->harm_count) &&
               !tagset_has(tags, t->body)) {
      tagset_add(tags, t->unknown);
    }
    if (c->text->tokens.v[chunk->head].capital && (!capitals || head_is_place(c, chunk->head))) {
      tagset_add(tags, t->capital);
    }
  }
  bool name = !capitals && tagset_has(tags, t->capital) && tagset_has(tags, t->unknown);
  if (name && chunk->words_first < chunk->head &&
      tagset_has(c->text->tags[chunk->words_first], t->hazard)) {
    tagset_add(tags, t->hazard); /* "Cyclone Orla" */
  }
  if (g->has_head && (name || demonym_or_agent(c, chunk, tags)) && !tagset_has(tags, t->victim)) {
    tagset_add(tags, t->agent);
  }
  if (chunk_is_single_person(c, chunk, tags, definite, g->has_head)) {
    tagset_add(tags, t->single);
  }
  tagset_add(tags, t->noun);
  bool none = is(c, chunk->first, CLASS(NONE) | CLASS(NEG));
  tagset_add(tags, definite && !none ? t->definite : -1);
  tagset_add(tags, indefinite ? t->indefinite : -1);
  for (uint32_t i = chunk->words_first; i < chunk->end; i++) {
    tagset_add(tags, is(c, i, CLASS(PRIOR)) ? t->prior : -1);
    tagset_add(tags, is(c, i, CLASS(SEVERITY)) ? t->severity : -1);
    tagset_add(tags, is(c, i, CLASS(ADJ)) && tagset_has(c->text->tags[i], t->unreal) ? t->unreal : -1);
    if (i != chunk->head && (is(c, i, CLASS(HARM_ADJ)) || (is(c, i, CLASS(HARM_VERB)) &&
                                                        is(c, i, CLASS(V_PART))))) {
      tagset_add(tags, t->modifier);
    }
  }
}

static void tag_figure(Cutter *c, Chunk *chunk, const Number *n, bool has_head) {
  const ChunkTags *t = c->t;
  TagSet *tags = tags_of_last(c);
  chunk->number = (int32_t)(n - c->mentions->numbers.v);
  bool several = chunk_says_several(c, chunk, n, has_head);
  bool unlike = has_head && tagset_has(tags, t->harm_count) && tagset_has(tags, t->n_sg) &&
                !tagset_has(tags, t->n_pl) && n->kind == NUMBER_COUNT && n->has_number &&
                n->number.digits > 1; /* "the Studio 4 stabbing death" */
  tagset_add(tags, n->kind == NUMBER_AGE && !has_head ? t->age : -1);
  if (several) {
    add_phrase_tags(c, chunk->first, chunk->head, tags);
  }
  if ((counts(n) && !unlike) || several) {
    tagset_add(tags, t->figure);
    tagset_add(tags, n->negated ? t->zero : -1);
    bool one = n->has_number && n->qualifier == QUALIFIER_EXACT && n->number.digits == 1 &&
               decimal_is_integer(n->number);
    tagset_remove(tags, n->negated || !one ? t->single : -1);
    tagset_add(tags, n->vague ? t->vague : -1);
    if (!has_head) {
      bool nobody = n->negated && str_is(n->unit, "person");
      tagset_add(tags, nobody ? t->persons : t->elided);
    }
  }
}

/* "of them", "of those", "of whom" */
static bool stands_for_several(const Cutter *c, uint32_t i) {
  return is(c, i, CLASS(PRON) | CLASS(REL));
}

/* "hundreds of civilians" is one group; "two of them", "12 of the dead" is partitive. */
static uint32_t take_of(Cutter *c, uint32_t i, const Number *n, Group *g, bool *partitive) {
  if (!n || !counts(n) || g->has_head || i + 1 >= c->end || !str_equal_fold(token_text(c->text, i), str_lit("of"))) {
    return i;
  }
  uint32_t next = i + 1;
  bool narrow = is(c, next, CLASS(DET) | CLASS(POSS) | CLASS(PRON));
  bool quantity = n->qualifier == QUALIFIER_VAGUE;
  if (stands_for_several(c, next)) {
    *partitive = true;
    return next + 1;
  }
  if (!starts_noun(c, next)) {
    return i;
  }
  *partitive = narrow || !quantity;
  return next;
}

/* A noun group on its way: tokens from `first` to `taken`, the next one to look at is `at`. */
typedef struct NounCut {
  Cutter *c;
  Group g;
  const Number *number;
  uint32_t first, at, taken, head, words_first;
  uint32_t owner; /* the last possessive mark; 0 none */
  bool definite, indefinite, partitive;
} NounCut;

/* The number that the group begins with, and what "of" adds to it. */
/* "In that attack": behind a preposition the word begins no clause. */
static bool points_at_noun(Cutter *c, uint32_t i) {
  const Chunk *last = c->row->chunks.n ? &c->row->chunks.v[c->row->chunks.n - 1] : NULL;
  bool behind = last && last->end == i && last->kind == CHUNK_WORD && is(c, last->head, CLASS(PREP)) &&
                !is(c, last->head, CLASS(SUB));
  return is(c, i, CLASS(THAT)) && behind && i + 1 < c->end && starts_noun(c, i + 1) &&
         !is(c, i + 1, CLASS(DET) | CLASS(POSS) | CLASS(PRON) | CLASS(N_PL)) && !number_at(c, i + 1);
}

static void noun_open(NounCut *n) {
  const Number *number = n->number;
  if (is(n->c, n->first, CLASS(THAT))) {
    n->definite = n->g.has_determiner = true;
    n->at = n->first + 1;
  }
  if (!number || describes(number)) {
    return;
  }
  n->indefinite = number->kind == NUMBER_INDEFINITE;
  n->g.has_determiner = n->indefinite;
  n->g.has_number = !n->indefinite;
  n->g.one = number->negated || (number->has_number && number->number.digits == 1 && decimal_is_integer(number->number));
  n->at = n->words_first = number->end;
  n->head = number->bare_end > number->bare_first ? number->bare_end - 1 : number->end - 1;
  n->g.has_head = n->indefinite && number->end > number->first + 1 && /* "the couple", "a double murder" */
                  !is(n->c, number->end - 1, CLASS(PREP));
  uint32_t after = take_of(n->c, n->at, number, &n->g, &n->partitive);
  if (after != n->at) {
    n->g.has_number = false;
    n->at = n->words_first = after;
  }
}

/* A number inside the group: an age or a measure describes, a first count is its own ("the 12 dead"), any
   other ends it. */
static bool noun_number(NounCut *n, const Number *inner) {
  const Cutter *c = n->c;
  bool behind_a = n->indefinite && !n->number && n->at == n->first + 1 && /* "a 2014 photo" */
                  c->text->tokens.v[n->at].kind == TOKEN_NUMBER;
  if (describes(inner) || behind_a || (n->at > n->first && inner->kind == NUMBER_MEASURE)) {
    bool unit = inner->unit_end > inner->end && inner->unit_end <= c->end;
    n->g.has_modifier = true;
    n->g.aged = inner->kind == NUMBER_AGE;
    n->at = n->taken = unit ? inner->unit_end : inner->end;
    if (n->g.aged && joins(c, n->at) && is(c, n->at + 1, CLASS(ADJ))) { /* the "-old" of an age */
      n->at = n->taken = n->at + 2;
      n->g.aged_end = n->g.has_head ? 0 : n->at;
    }
    return true;
  }
  bool more = n->number && n->number->kind == NUMBER_INDEFINITE && /* "another four", "a further 20" */
              (n->g.has_modifier || is(c, n->first, CLASS(ROW_OPEN)));
  if ((n->number && !more) || n->g.has_head || !counts(inner) || inner->end > c->end) {
    return false;
  }
  bool only = !n->g.has_determiner && n->at == n->first + 1 && is(c, n->first, CLASS(ADV));
  n->number = inner;
  n->g.has_number = true;
  n->at = n->words_first = inner->end;
  n->head = n->at - 1;
  uint32_t after = only ? take_of(n->c, n->at, inner, &n->g, &n->partitive) : n->at; /* "only nine of the 31" */
  n->g.has_number = after == n->at;
  n->at = n->taken = n->words_first = after;
  return true;
}

static bool noun_word(NounCut *n) {
  Cutter *c = n->c;
  Step step = step_of(c, n->at, &n->g);
  if (step == STEP_STOP) {
    return false;
  }
  if (step == STEP_DETERMINER) {
    Str word = token_text(c->text, n->at);
    n->definite = !str_equal_fold(word, str_lit("a")) && !str_equal_fold(word, str_lit("an"));
    n->indefinite = !n->definite;
    n->g.has_determiner = true;
  } else if (step == STEP_HEAD) {
    n->head = n->at;
    n->g.has_head = true;
  } else if (step == STEP_MODIFIER) {
    n->g.has_modifier = true;
  } else if (is_possessive_mark(c, n->at)) {
    n->owner = n->at;
    n->g.has_head = false;
    n->g.has_determiner = true;
  } else if (joins(c, n->at) && is(c, n->at + 1, CLASS(ADJ)) && !is_noun_too(c, n->at + 1)) {
    n->g.has_head = false; /* "non-fatal wounds" */
    n->g.has_modifier = true;
  }
  n->taken = ++n->at;
  return true;
}

/* Takes what stands at n->at into the group; false where it ends. */
static bool noun_take(NounCut *n) {
  Cutter *c = n->c;
  const Number *inner = number_at(c, n->at);
  if (n->at > n->first && time_at(c, n->at)) {
    return false;
  }
  if (inner && (describes(inner) || n->at > n->first)) {
    return noun_number(n, inner);
  }
  uint32_t name = inner ? 0 : name_length(c, n->at);
  if (!name) {
    return noun_word(n);
  }
  n->head = n->at + name - 1;
  n->g.has_head = true;
  n->at = n->taken = n->at + name;
  return true;
}

/* "Sunday's fire", "last night's 12 victims": a time that owns what is behind it. */
static uint32_t behind_owner(const Cutter *c, const TimeMention *time) {
  uint32_t k = time->end + 1;
  uint32_t number = mentions_first_number(c->mentions, k);
  const Number *n = number < c->mentions->numbers.n ? &c->mentions->numbers.v[number] : NULL;
  if (n && n->first == k && !counts(n)) {
    return 0; /* "last night's triple murder" counts by itself */
  }
  bool event = k < c->end && (is(c, k, CLASS(V_BASE)) || (is(c, k, CLASS(V_ING)) && tagset_has(c->text->tags[k], c->t->event)));
  return is_possessive_mark(c, time->end) && k < c->end && (starts_noun(c, k) || count_begins(c, k) || (is_word(c, k) && event)) ? k : 0;
}

/* The chunk of what was taken, which has a token at least. */
static Chunk *noun_close(NounCut *n, uint32_t first) {
  Cutter *c = n->c;
  n->taken = n->taken == first ? first + 1 : n->taken;
  Chunk *chunk = add(c, CHUNK_NOUN, first, n->taken, n->head);
  chunk->words_first = n->words_first;
  tag_noun(c, chunk, &n->g, n->definite, n->indefinite);
  if (n->number) {
    tag_figure(c, chunk, n->number, n->g.has_head);
  }
  return chunk;
}

static uint32_t cut_noun(Cutter *c, uint32_t i) {
  NounCut n = {.c = c, .number = number_at(c, i), .first = i, .at = i, .head = i, .words_first = i};
  noun_open(&n);
  n.taken = n.at;
  bool pronoun = n.at > i && stands_for_several(c, n.at - 1) && !determines(c, n.at - 1);
  while (!pronoun && n.at < c->end && noun_take(&n)) {
  }
  Chunk *chunk = noun_close(&n, i);
  tagset_add(tags_of_last(c), n.partitive ? c->t->partitive : -1);
  chunk_tag_owner(c, chunk, n.owner);
  return n.taken;
}

/* The group behind the mark: the time is a mention of its own, and what it owns is one noun group in the row. */
static uint32_t cut_noun_of_time(Cutter *c, uint32_t at) {
  NounCut n = {.c = c, .number = number_at(c, at), .first = at, .at = at, .head = at, .words_first = at};
  noun_open(&n);
  n.definite = true;
  n.g.has_determiner = true;
  n.taken = n.at;
  while (n.at < c->end && noun_take(&n)) {
  }
  noun_close(&n, at);
  return n.taken;
}

static uint32_t skip_adverbs(const Cutter *c, uint32_t i) {
  while (i < c->end && (is(c, i, CLASS(ADV) | CLASS(NEG))) &&
         !is_auxiliary(c, i)) {
    i++;
  }
  return i;
}

static bool starts_verb(Cutter *c, uint32_t i) {
  if (!is_word(c, i)) {
    return false;
  }
  if (is_auxiliary(c, i) || (is_verb_form(c, i) && !is_closed(c, i))) {
    return true;
  }
  bool according = i > c->first && is(c, i - 1, CLASS(PREP)) && is(c, i - 1, CLASS(V_ING));
  if (is(c, i, CLASS(TO)) && is(c, skip_adverbs(c, i + 1), CLASS(V_BASE))) {
    return !according || !is_noun_too(c, i + 1); /* "according to police" */
  }
  if (is(c, i, CLASS(TO)) && is_auxiliary(c, i + 1)) {
    return true;
  }
  if (is(c, i, CLASS(ADV) | CLASS(NEG))) {
    uint32_t next = skip_adverbs(c, i);
    bool harms = is(c, i, CLASS(FATALLY)) || is(c, next, CLASS(ASSAULT) | CLASS(HARM_VERB));
    if (harms && is_verb_form(c, next)) {
      return true; /* "Gunman Fatally Shoots Two", "Boy Accidentally Shot", in a headline too */
    }
    return next < c->end && is_word(c, next) && (is_auxiliary(c, next) || is_verb_form(c, next)) &&
           !starts_noun(c, next);
  }
  return false;
}

static bool floats_to_verb(const Cutter *c, uint32_t i) {
  enum { WORDS = 2 };
  uint32_t end = i;
  while (end < c->end && end < i + WORDS && is(c, end, CLASS(FLOATS))) {
    end++;
  }
  return end > i && end < c->end && is_word(c, end) &&
         (is_auxiliary(c, end) || is(c, end, CLASS(V_PART)));
}

/* Behind a form of "be" only a participle goes on: "were dock workers", "is left behind". */
static bool goes_on(const Cutter *c, uint32_t i, uint32_t last, bool auxiliary) {
  return !auxiliary || !is(c, last, CLASS(BE)) || is(c, i, CLASS(V_PART) | CLASS(V_ING) | CLASS(V_PAST));
}

static uint32_t cut_verb(Cutter *c, uint32_t first) {
  const ChunkTags *t = c->t;
  uint32_t i = first, main = first;
  bool be = false, auxiliary = false, modal = false, negated = c->neither, to = false, got = false;
  for (; i < c->end && is_word(c, i); i++) {
    if (is(c, i, CLASS(TO)) && i == first) {
      to = true;
    } else if (is_auxiliary(c, i)) {
      be = be || is(c, i, CLASS(BE));
      modal = modal || is(c, i, CLASS(MODAL));
      auxiliary = true;
      main = i;
    } else if (is(c, i, CLASS(NEG))) {
      negated = true;
    } else if (is(c, i, CLASS(ADV)) && !(is_verb_form(c, i) && auxiliary)) {
      continue;
    } else if (auxiliary && floats_to_verb(c, i)) {
      continue; /* "were all injured", "have since been found", "has so far claimed" */
    } else {
      break;
    }
  }
  if (i < c->end && is_word(c, i) && is_verb_form(c, i) && !time_at(c, i) && !number_at(c, i) &&
      goes_on(c, i, main, auxiliary)) {
    main = i++;
  } else {
    i = main + 1 > first + 1 ? main + 1 : i;
    got = main == first && !auxiliary;
  }
  if (i == first || got) {
    i = i == first ? first + 1 : i;
  }
  Chunk *chunk = add(c, CHUNK_VERB, first, i, main);
  TagSet *tags = tags_of_last(c);
  tagset_join(tags, c->text->tags[chunk->head]);
  tagset_add(tags, t->verb);
  bool participle = is(c, main, CLASS(V_PART)), past = is(c, main, CLASS(V_PAST));
  bool passive = be && participle;
  tagset_add(tags, passive ? t->passive : -1);
  tagset_add(tags, !auxiliary && !to && (participle || past) ? t->bare : -1);
  tagset_add(tags, !be && is(c, main, CLASS(V_ING)) && !auxiliary ? t->ing : -1);
  tagset_add(tags, to ? t->infinitive : -1);
  tagset_add(tags, auxiliary || past || is(c, main, CLASS(V_S)) ? t->finite : -1);
  tagset_add(tags, negated ? t->negated : -1);
  for (uint32_t k = first; k < main; k++) {
    tagset_add(tags, is(c, k, CLASS(FATALLY)) ? t->fatal : -1);
  }
  tagset_add(tags, modal ? t->modal : -1);
  tagset_add(tags, be && is_auxiliary(c, main) ? t->be : -1);
  return i;
}

static uint32_t cut_quantity(Cutter *c, const Number *n) {
  const ChunkTags *t = c->t;
  uint32_t end = n->unit_end > n->end ? n->unit_end : n->end;
  if (end > c->end) {
    end = c->end;
  }
  Chunk *chunk = add(c, CHUNK_QUANTITY, n->first, end, end - 1);
  chunk->number = (int32_t)(n - c->mentions->numbers.v);
  chunk->words_first = end;
  tagset_add(tags_of_last(c), n->kind == NUMBER_DURATION  ? t->duration
                              : n->kind == NUMBER_PERCENT ? t->percent
                              : n->kind == NUMBER_MONEY   ? t->money
                                                          : -1);
  return end;
}

static uint32_t cut_word(Cutter *c, uint32_t i) {
  add(c, CHUNK_WORD, i, i + 1, i);
  tagset_join(tags_of_last(c), c->text->tags[i]);
  bool mark = c->text->tokens.v[i].kind == TOKEN_PUNCTUATION;
  c->neither = !mark && (c->neither || tagset_has(c->text->tags[i], c->t->neither));
  return i + 1;
}

/* "by armed men", "of injured people": what begins like a verb is a part of the noun group behind it. A
   participle behind a preposition always is; some words ("alleged", "masked") are it anywhere. */
static bool opens_group(const Cutter *c, uint32_t i) {
  const Chunk *last = c->row->chunks.n ? &c->row->chunks.v[c->row->chunks.n - 1] : NULL;
  uint32_t k = i;
  while (k < c->end && is(c, k, CLASS(ADV)) && !is_verb_form(c, k)) {
    k++;
  }
  bool behind = last && last->kind == CHUNK_WORD && is(c, last->head, CLASS(PREP)) &&
                !is(c, last->head, CLASS(TO));
  behind = behind || (last && last->kind == CHUNK_VERB && last->end == i && tagset_meets(&c->row->tags[last - c->row->chunks.v], &c->t->suffers)); /* "suffered broken limbs" */
  bool form = is(c, k, CLASS(V_PART) | CLASS(V_BASE));
  bool participle = is(c, k, CLASS(PARTICIPLE_ADJ)) || (behind && form);
  return participle && !is_auxiliary(c, k) && k + 1 < c->end && !is(c, k + 1, CLASS(DET)) &&
         starts_noun(c, k + 1);
}

/* What may begin a verb group, or a noun group that looks like one or points; or stands alone: the
   classes that cut_next asks for, but those of starts_noun. */
#define CLASS_OPENS                                                                                \
  (CLASS_VERB_FORM | CLASS_AUXILIARY | CLASS(TO) | CLASS(ADV) | CLASS(NEG) | CLASS(PARTICIPLE_ADJ) | \
   CLASS(HARM_ADJ) | CLASS(THAT))

static uint32_t cut_next(Cutter *c, uint32_t i) {
  const TimeMention *time = time_at(c, i);
  const Number *number = number_at(c, i);
  if (number && (number->kind == NUMBER_DURATION || number->kind == NUMBER_PERCENT ||
                 number->kind == NUMBER_MONEY || number->kind == NUMBER_MEASURE)) {
    return cut_quantity(c, number);
  }
  if (time && behind_owner(c, time)) {
    return cut_noun_of_time(c, behind_owner(c, time));
  }
  if (time) {
    add(c, CHUNK_TIME, i, time->end, time->end - 1);
    tagset_add(tags_of_last(c), c->t->time);
    return time->end;
  }
  if (number && number->kind != NUMBER_DATE && number->kind != NUMBER_MARK) {
    return cut_noun(c, i);
  }
  if (!is(c, i, CLASS_OPENS)) {
    return starts_noun(c, i) ? cut_noun(c, i) : cut_word(c, i);
  }
  if (is(c, i, CLASS(HARM_ADJ)) && !is_verb_form(c, i) && i > c->first && is(c, i - 1, CLASS(ASSAULT)) &&
      c->row->chunks.n && c->row->chunks.v[c->row->chunks.n - 1].kind == CHUNK_VERB) {
    return cut_word(c, i); /* "shot dead Ivo Hart" */
  }
  if (is(c, i, CLASS(HARM_ADJ)) && !is_verb_form(c, i) &&
      !(i + 1 < c->end && starts_noun(c, i + 1) && !is(c, i + 1, CLASS(DET)) &&
        !time_at(c, i + 1) && !count_begins(c, i + 1))) { /* "shot dead six of them" */
    return cut_word(c, i);
  }
  if (name_length(c, i) || opens_group(c, i) || points_at_noun(c, i)) {
    return cut_noun(c, i);
  }
  const Chunk *last = c->row->chunks.n ? &c->row->chunks.v[c->row->chunks.n - 1] : NULL;
  bool hit = last && last->kind == CHUNK_NOUN && last->end == i && is(c, i, CLASS(ASSAULT)) &&
             is(c, i, CLASS(V_PART)); /* "Four shot", "Teenager Shot In Park" */
  bool aged = last && last->kind == CHUNK_NOUN && last->end == i && last->head == last->first &&
              is(c, i, CLASS(V_S)) && chunk_is_age_alone(c, last, false); /* "a 5-year-old dies" */
  bool behind_noun = last && last->kind == CHUNK_NOUN && last->end == i && is(c, i, CLASS(V_BASE));
  bool does = (is(c, i, CLASS(HARM_VERB)) || behind_noun) && /* "and wound 12 others", "Police hold 40" */
              verb_follows_as_clause(c, i);
  bool it = i > c->first && is(c, i, CLASS(V_S)) && is(c, i - 1, CLASS(PRON)) &&
            !is(c, i - 1, CLASS(DET) | CLASS(POSS));
  does = does || it || (i > c->first && tagset_has(c->text->tags[i - 1], c->t->subject)); /* "it looks", "they sleep" */
  if (starts_verb(c, i) && !(!hit && !does && !aged && starts_noun(c, i) && !is(c, i, CLASS(ADV)) &&
                             !is_auxiliary(c, i) && is_noun_too(c, i))) {
    return cut_verb(c, i);
  }
  if (starts_noun(c, i)) {
    return cut_noun(c, i);
  }
  return cut_word(c, i);
}

void chunk_read(const ChunkTags *tags, const Text *text, const Mentions *mentions, uint32_t first,
                uint32_t end, Arena *arena, ChunkRow *row) {
  Cutter c = {.t = tags, .text = text, .mentions = mentions, .first = first, .end = end,
              .arena = arena, .row = row};
  memset(row, 0, sizeof *row);
  row->chunks.v = arena_raw(arena, (end - first) * sizeof *row->chunks.v); /* each has a token at least */
  row->tags = arena_raw(arena, (end - first) * sizeof *row->tags);
  names_find(&c);
  c.ages = chunk_has_age(&c, first, end);
  c.number = mentions_first_number(mentions, first);
  c.time = mentions_first_time(mentions, first);
  c.actor = mentions_first_actor(mentions, first);
  c.place = mentions_first_place(mentions, first);
  for (uint32_t i = first, behind; i < end; i = behind > i ? behind : cut_next(&c, i)) {
    behind = chunk_pass_over(&c, i);
  }
  chunk_tag_names_of_several(&c);
  row->words = arena_raw(arena, row->chunks.n * sizeof *row->words);
  for (uint32_t i = 0; i < row->chunks.n; i++) {
    const Chunk *chunk = &row->chunks.v[i];
    bool elided = chunk->kind == CHUNK_NOUN && chunk->number >= 0 &&
                  chunk->words_first == chunk->end;
    row->words[i] = chunk->kind == CHUNK_TIME || chunk->kind == CHUNK_QUANTITY || elided
                        ? 0
                        : text->words[chunk->head];
  }
}
