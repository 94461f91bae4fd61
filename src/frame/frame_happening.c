/* Persons and statements: rule matches of one sentence into proto-persons and proto-statements. */
#include "frame/frame_parts.h"

static bool token_has(const Reader *r, uint32_t i, int tag) {
  return tagset_has(r->text->tags[i], tag);
}

static bool chunk_is(const Reader *r, uint32_t chunk, const char *word) {
  return chunk < r->row->chunks.n && r->row->chunks.v[chunk].kind == CHUNK_WORD &&
         str_equal_fold(token_text(r->text, r->row->chunks.v[chunk].first), str_of(word));
}

enum { BACK_SENTENCES = 4 }; /* as far as "the victim" goes back */

static const ProtoPerson *person_at(const Reader *r, uint32_t first_person, uint32_t token) {
  const ProtoPersons *persons = &r->lines->persons;
  for (uint32_t i = first_person; i < persons->n; i++) {
    if (persons->v[i].words.first <= token && token < persons->v[i].words.end) {
      return &persons->v[i];
    }
  }
  return NULL;
}

/* "The suspect" is no officer, nor "the officer" anybody who is not called so, nor "the victim" a suspect. */
static bool is_opposed(const Reader *r, const ProtoPerson *p, const Chunk *back) {
  const FrameRules *rules = r->rules;
  bool police = tokens_have(r->text, p->words.first, p->words.end, rules->police);
  bool suspect = tokens_have(r->text, p->words.first, p->words.end, rules->suspect);
  bool name = r->text->tokens.v[p->head].capital;
  return (police && tokens_have(r->text, back->first, back->end, rules->suspect)) ||
         (!police && !name && tokens_have(r->text, back->first, back->end, rules->police)) ||
         (suspect && tokens_have(r->text, back->first, back->end, rules->victim));
}

/* "The girl" is no man, nor "the baby" a woman; "the teenager" may be a man of 17. */
static bool is_unlike(const Reader *r, const ProtoPerson *p, const Chunk *back) {
  uint32_t first = p->words.first, end = p->words.end;
  const FrameRules *rules = r->rules;
  bool male = tokens_have(r->text, first, end, rules->male);
  bool female = tokens_have(r->text, first, end, rules->female);
  bool child = tokens_have(r->text, first, end, rules->child);
  bool back_male = tokens_have(r->text, back->first, back->end, rules->male);
  bool back_female = tokens_have(r->text, back->first, back->end, rules->female);
  bool aged = false;
  for (uint32_t i = first; i < end; i++) {
    aged = aged || token_is_class(r->text, i, CLASS_DIGITS);
  }
  bool grown = (male || female) && !child && !aged;
  return (male && !female && back_female && !back_male) || (female && !male && back_male && !back_female) ||
         (grown && tokens_have(r->text, back->first, back->end, rules->child));
}

/* The last person whom the document has hurt, or not said how; NULL if there is none. */
static ProtoPerson *person_before(const Reader *r, const Chunk *back) {
  for (uint32_t i = r->lines->persons.n; i-- > 0;) {
    ProtoPerson *p = &r->lines->persons.v[i];
    if (r->sentence - p->sentence > BACK_SENTENCES) {
      return NULL;
    }
    if (p->words.end <= back->first && !str_is(p->harm, "detained") && !is_unlike(r, p, back) &&
        !is_opposed(r, p, back)) {
      return p;
    }
  }
  return NULL;
}

/* "He died there", "the victim was pronounced dead": of somebody told of before. */
static bool take_back(Reader *r, const Chunk *back, Str harm, bool alive) {
  ProtoPerson *before = person_before(r, back);
  bool lives = alive && before && str_is(before->harm, "hit"); /* "was shot … is in stable condition" */
  if (before && (lives || (str_is(harm, "killed") && !str_is(before->harm, "missing")))) {
    before->harm = harm;
  }
  return before != NULL;
}

static void push_person(Reader *r, uint32_t rule, const Chunk *p, const Chunk *t, Str harm, bool back) {
  ProtoPerson person = {.sentence = r->sentence, .words = {p->first, p->end}, .head = p->head,
                        .harm = harm, .back = back, .rule = rule_name(&r->rules->persons, rule)};
  person.among = str_is(rule_get(&r->rules->persons, rule, "among"), "yes");
  person.trigger = t ? (TokenRange){t->first, t->end} : person.words;
  array_push(r->arena, &r->lines->persons, person);
}

/* "killed his wife, their son and a guard": the rule matched the first of them. */
static void push_row(Reader *r, uint32_t rule, const Chunk *p, const Chunk *t, Str harm,
                     uint32_t first_person) {
  uint32_t at = frame_row_next(r, (uint32_t)(p - r->row->chunks.v));
  for (; at; at = frame_row_next(r, at)) {
    const Chunk *next = &r->row->chunks.v[at];
    const TagSet *tags = &r->row->tags[at];
    bool named = tagset_has(tags, r->rules->tags.capital) && tagset_has(tags, r->rules->tags.unknown) &&
                 frame_has_age(r, at); /* "and Ivo Hart, 5" */
    bool single = tagset_has(tags, r->rules->tags.single) || named;
    bool name = tagset_has(tags, r->rules->tags.capital) && tagset_has(tags, r->rules->tags.unknown);
    if (!single && !name && !tagset_has(tags, r->rules->tags.figure)) {
      return;
    } /* a name that may be of a place, or of the one before it, is passed over: "of Lodar, Ohio; Ana Lor" */
    if (single && !person_at(r, first_person, next->head)) {
      push_person(r, rule, next, t ? t : p, harm, false);
    }
  }
}

/* The person of a match: the words captured, or those before the possessive mark of the words of harm ("the
   boy's death"), or where these are the person ("a dead man"). */
static Chunk person_of(const Chunk *p, const Chunk *t) {
  Chunk person = p ? *p : *t;
  if (!p && t->owner) {
    person.end = t->owner;
    person.head = t->owner - 1;
  }
  return person;
}

/* "Ali Deng, whose brother was killed": what happened in a clause of its own happened to its subject. */
static bool is_of_another(const Reader *r, const Chunk *p, const Chunk *t) {
  for (const Chunk *c = p + 1; c < t; c++) {
    if (c->kind == CHUNK_NOUN && token_has(r, c->first, r->rules->clause_own)) {
      return true;
    }
  }
  return false;
}

/* "The driver", where "a driver" was told of before. */
static bool told_by_noun(const Reader *r, const Chunk *p) {
  for (uint32_t i = r->lines->persons.n; i-- > 0;) {
    const ProtoPerson *before = &r->lines->persons.v[i];
    if (str_equal_fold(token_text(r->text, before->head), token_text(r->text, p->head))) {
      return true;
    }
  }
  return false;
}

/* "Among them was Ana Lor", "the victims were": what the last sentence that counts anybody before says to have
   become of them; nothing where it says several things. */
static Str told_harm(const Reader *r, uint32_t before) {
  enum { SENTENCES = 2 };
  static const char *const harms[] = {"killed", "injured", "missing", "detained", "abducted"};
  Str found = {NULL, 0};
  uint32_t sentence = r->sentence;
  for (uint32_t i = r->lines->claims.n; i-- > 0;) {
    const ProtoClaim *claim = &r->lines->claims.v[i];
    bool harm = false;
    for (size_t k = 0; k < sizeof harms / sizeof *harms; k++) {
      harm = harm || str_is(claim->measure, harms[k]);
    }
    if (claim->sentence + SENTENCES < r->sentence || (found.n && claim->sentence != sentence)) {
      break;
    }
    if (!harm || claim->hypothetical || claim->figure.first >= before) {
      continue;
    }
    if (found.n && !str_equal(found, claim->measure)) {
      return str_lit("unknown");
    }
    found = claim->measure;
    sentence = claim->sentence;
  }
  return found.n ? found : str_lit("unknown");
}

static void take_person(Reader *r, const RuleMatch *match, uint32_t first_person) {
  const RuleSet *rules = &r->rules->persons;
  const Chunk *captured = frame_captured(r, match, r->rules->capture_person);
  const Chunk *t = frame_captured(r, match, r->rules->capture_harm);
  bool denied = frame_match_has(r, match, r->rules->tags.negated) &&
                !str_is(rule_get(rules, match->rule, "not"), "yes");
  if (denied || !(captured || t) || (t && frame_nearly_harmed(r, t))) {
    return;
  }
  Chunk person = person_of(captured, t), *p = &person;
  if (person_at(r, first_person, p->head) || (captured && t && captured < t && is_of_another(r, captured, t))) {
    return;
  }
  bool back = str_is(rule_get(rules, match->rule, "back"), "yes") ||
              (str_is(rule_get(rules, match->rule, "role"), "yes") && told_by_noun(r, p));
  Str harm = frame_setting(r, rule_get(rules, match->rule, "harm"), t);
  harm = str_is(harm, "told") ? told_harm(r, p->first) : harm;
  bool anyone = str_is(rule_get(rules, match->rule, "anyone"), "yes");
  bool alive = str_is(rule_get(rules, match->rule, "alive"), "yes");
  if (!harm.n || (back && (take_back(r, p, harm, alive) || alive || (p->kind != CHUNK_NOUN && !anyone)))) {
    return;
  }
  push_person(r, match->rule, p, t, harm, back);
  if (captured && str_is(rule_get(rules, match->rule, "row"), "yes")) {
    push_row(r, match->rule, captured, t, harm, first_person);
  }
}

void frame_read_persons(Reader *r, Machine *m, Arena *scratch) {
  RuleMatches matches = {0};
  uint32_t first_person = r->lines->persons.n;
  rules_match_row(&r->rules->persons, m, scratch, &matches);
  rule_matches_sort(&matches);
  for (uint32_t i = 0; i < matches.n; i++) {
    take_person(r, &matches.v[i], first_person);
  }
}

static TokenRange range_of(const Chunk *chunk) {
  return chunk ? (TokenRange){chunk->first, chunk->end} : (TokenRange){0, 0};
}

/* ------------------------------------------------------------------------------ actors */

static bool is_agent(const Reader *r, uint32_t chunk) {
  return chunk < r->row->chunks.n && r->row->chunks.v[chunk].kind == CHUNK_NOUN &&
         tagset_has(&r->row->tags[chunk], r->rules->tags.agent);
}

/* Of an agent that goes on right behind brackets, as in "NF (National Front) fighters". */
static bool goes_on_as_agent(const Reader *r, uint32_t chunk) {
  uint32_t first = chunk < r->row->chunks.n ? r->row->chunks.v[chunk].first : 0;
  return is_agent(r, chunk) && !token_has(r, first, r->rules->tags.det) &&
         r->row->chunks.v[chunk].number < 0;
}

enum { BRACKETED = 8 /* chunks */ };

/* The chunk behind the brackets that open at `at`; `at` itself if none do. */
static uint32_t behind_brackets(const Reader *r, uint32_t at) {
  bool opens = chunk_is(r, at, "(") || chunk_is(r, at, "[");
  for (uint32_t i = at + 1; opens && i < r->row->chunks.n && i < at + BRACKETED; i++) {
    if (chunk_is(r, i, ")") || chunk_is(r, i, "]")) {
      return i + 1;
    }
  }
  return at;
}

/* Where an actor whose words end with the chunk `at` began, before brackets that stand before it. */
static uint32_t before_brackets(const Reader *r, uint32_t at) {
  for (uint32_t i = at; i-- > 0 && at - i < BRACKETED && goes_on_as_agent(r, at);) {
    if (behind_brackets(r, i) == at && is_agent(r, i - 1 < at ? i - 1 : at)) {
      return i ? i - 1 : at;
    }
  }
  return at;
}

/* "Army of National Liberation": a body's name goes on behind "of" without an article. */
static bool goes_on_as_name(const Reader *r, uint32_t at) {
  return tagset_has(&r->row->tags[at], r->rules->body) && at + 2 < r->row->chunks.n &&
         r->row->chunks.v[at + 2].kind == CHUNK_NOUN &&
         !token_has(r, r->row->chunks.v[at + 2].first, r->rules->tags.det);
}

/* The last chunk of an actor that begins with the chunk `at`: with what "of" adds ("members of the armed
   forces"), what goes on behind brackets, and what it is called. */
static uint32_t actor_end(const Reader *r, uint32_t at) {
  uint32_t behind = behind_brackets(r, at + 1);
  at = behind > at + 1 && goes_on_as_agent(r, behind) ? behind : at;
  for (int level = 0; level < 3 && chunk_is(r, at + 1, "of") &&
                      (is_agent(r, at + 2) || goes_on_as_name(r, at)); level++) {
    at += 2;
  }
  uint32_t name = at + 2;
  if (at + 1 < r->row->chunks.n && tagset_has(&r->row->tags[at + 1], r->rules->called)) {
    name += chunk_is(r, name, "\"") || chunk_is(r, name, "\xE2\x80\x9C");
    at = name < r->row->chunks.n && r->row->chunks.v[name].kind == CHUNK_NOUN ? name : at;
  }
  return at;
}

/* The words of an actor, without article. */
static TokenRange actor_words(const Reader *r, const Chunk *chunk, uint32_t last, bool *hedged) {
  const ChunkTags *t = &r->rules->tags;
  uint32_t at = (uint32_t)(chunk - r->row->chunks.v);
  TokenRange words = {r->row->chunks.v[before_brackets(r, at)].first, r->row->chunks.v[last].end};
  while (words.first + 1 < words.end &&
         (token_has(r, words.first, t->det) || token_has(r, words.first, t->possessive_word) ||
          token_has(r, words.first, r->rules->hedged_actor) ||
          r->text->tokens.v[words.first].kind == TOKEN_PUNCTUATION)) {
    *hedged = *hedged || token_has(r, words.first, r->rules->hedged_actor);
    words.first++;
  }
  return words;
}

/* "No group", "any organisation". */
static bool is_no_actor(const Reader *r, const Chunk *chunk) {
  return token_has(r, chunk->first, r->rules->no_actor);
}

/* "Other" attacks; the "people" responsible for them, their "authors" (where the deed alone says who): words
   that tell nothing of who did it. */
static bool names_nobody(const Reader *r, TokenRange words, bool by_deed) {
  bool others = token_has(r, words.end - 1, r->rules->passed_over); /* "two other" attacks */
  for (uint32_t i = words.first; i < words.end; i++) {
    bool empty = by_deed && (token_has(r, i, r->rules->empty_actor) ||
                             (i + 1 < words.end && token_has(r, i, r->rules->tags.adj) &&
                              token_has(r, words.end - 1, r->rules->author)));
    bool other = token_has(r, i, r->rules->passed_over) || token_has(r, i, r->rules->tags.det);
    if (!empty && !other && !(others && token_is_class(r->text, i, CLASS(NUMBER)))) {
      return false;
    }
  }
  return true;
}

/* The next one of a row of actors behind the chunk `at` ("by rebels and soldiers"); 0: none. What stands
   before the words of the deed ends there; what stands behind them is no subject of another verb. */
static uint32_t actor_next(const Reader *r, uint32_t at, uint32_t deed) {
  uint32_t i = behind_brackets(r, at + 1), marks = i;
  i += chunk_is(r, i, ",");
  i += chunk_is(r, i, "and") || chunk_is(r, i, "or");
  if (i == marks || !is_agent(r, i)) {
    return 0;
  }
  uint32_t end = actor_end(r, i) + 1;
  bool subject = end < r->row->chunks.n && tagset_has(&r->row->tags[end], r->rules->tags.verb) &&
                 !tagset_has(&r->row->tags[end], r->rules->tags.ing);
  return at < deed ? (end <= deed ? i : 0) : subject ? 0 : i;
}

/* "a guerrilla attack", "the rebels' ambush": who did it stands before the deed in one noun group. Of
   "the priests' murder" it is the victims who do. */
static TokenRange actor_before_deed(const Reader *r, const Chunk *deed, bool *hedged) {
  const ChunkTags *t = &r->rules->tags;
  uint32_t end = deed->head;
  while (end > deed->words_first && !tagset_meets(r->text->tags[end - 1], &t->agents)) {
    end--;
  }
  uint32_t first = end;
  while (first > deed->words_first && !token_has(r, first - 1, t->det) &&
         !token_has(r, first - 1, t->possessive_word) &&
         r->text->tokens.v[first - 1].kind == TOKEN_WORD) {
    first--;
    if (token_has(r, first, r->rules->hedged_actor)) {
      *hedged = true;
      first++;
      break;
    }
  }
  while (first + 1 < end && (token_has(r, first, r->rules->passed_over) ||
                             (!tagset_meets(r->text->tags[first], &t->agents) &&
                              token_has(r, first, t->adj)))) {
    first++; /* "the latest rebel attack" */
  }
  bool generic = first + 1 == end && token_has(r, first, r->rules->generic_actor);
  return first < end && !generic ? (TokenRange){first, end} : (TokenRange){0, 0};
}

/* The one before the chunk `at` in a row of actors that begins a clause ("a colonel, two sergeants and"); 0:
   none. Behind a preposition or a verb it is something else's. */
static uint32_t actor_before(const Reader *r, uint32_t at) {
  uint32_t i = at;
  i -= i && (chunk_is(r, i - 1, "and") || chunk_is(r, i - 1, "or"));
  i -= i && chunk_is(r, i - 1, ",");
  if (i == at || i == 0) {
    return 0;
  }
  for (i--; i >= 2 && is_agent(r, i) && chunk_is(r, i - 1, "of"); i -= 2) {
  }
  bool first = i > 0 && (chunk_is(r, i - 1, ",") || chunk_is(r, i - 1, "that") ||
                         chunk_is(r, i - 1, "and"));
  return first && is_agent(r, i) ? i : 0;
}

/* An actor whom the statement does not have yet. */
static void push_actor(Reader *r, ProtoStatement *s, TokenRange words, ProtoActor like, bool hedged,
                       bool by_deed) {
  if (words.first < words.end && names_nobody(r, words, by_deed)) {
    return;
  }
  for (uint32_t i = 0; i < s->actors.n; i++) {
    if (words.first < s->actors.v[i].words.end && s->actors.v[i].words.first < words.end) {
      return;
    }
  }
  if (words.first < words.end) {
    like.words = words;
    like.role = like.role.n ? like.role : str_lit("held_responsible");
    like.standing = like.standing.n ? like.standing : str_of(hedged ? "suspected" : "asserted");
    array_push(r->arena, &s->actors, like);
  }
}

static void add_actor(Reader *r, const RuleMatch *match, ProtoStatement *s, const Chunk *trigger) {
  const RuleSet *rules = &r->rules->statements;
  const Chunk *by = frame_captured(r, match, r->rules->capture_by);
  uint32_t deed = (uint32_t)(trigger - r->row->chunks.v);
  bool hedged = false;
  ProtoActor actor = {.role = rule_get(rules, match->rule, "role"),
                      .standing = rule_get(rules, match->rule, "standing")};
  bool by_deed = str_is(rule_get(rules, match->rule, "only"), "yes");
  by = by && is_no_actor(r, by) ? NULL : by;
  uint32_t first = by ? (uint32_t)(by - r->row->chunks.v) : 0;
  for (uint32_t at = first < deed ? first : 0; at && (at = actor_before(r, at));) {
    TokenRange words = actor_words(r, &r->row->chunks.v[at], actor_end(r, at), &hedged);
    push_actor(r, s, words, actor, hedged, by_deed);
    hedged = false;
  }
  for (uint32_t at = first; by;) {
    uint32_t last = actor_end(r, at);
    TokenRange words = actor_words(r, by, last, &hedged);
    push_actor(r, s, words, actor, hedged, by_deed);
    hedged = false;
    at = actor_next(r, last, deed);
    by = at ? &r->row->chunks.v[at] : NULL;
    if (!by) {
      return;
    }
  }
  if (trigger->kind == CHUNK_NOUN && !token_has(r, trigger->head, r->rules->tags.harm_of)) {
    TokenRange words = actor_before_deed(r, trigger, &hedged);
    push_actor(r, s, words, actor, hedged, false);
  }
}

/* ------------------------------------------------------------------------------ statements */

/* "Judge A was killed on Monday, and judge B was killed in Lisbon": what a clause of its own, with its own
   subject, says of others. */
static bool says_anew(const Reader *r, TokenRange before, uint32_t at) {
  const Chunk *chunks = r->row->chunks.v;
  bool subject = false;
  if (chunks[at].kind != CHUNK_VERB) {
    return false;
  }
  while (at > 0 && chunks[at - 1].first >= before.end) {
    at--;
    if (chunk_is(r, at, ";") || (subject && chunk_is(r, at, "and"))) {
      return true;
    }
    subject = subject || chunks[at].kind == CHUNK_NOUN;
  }
  return false;
}

/* The sentence has said it already: at these words, or the same with others. */
static ProtoStatement *said_before(const Reader *r, uint32_t first_statement, const Chunk *trigger,
                                   Str predicate) {
  const ProtoStatements *statements = &r->lines->statements;
  for (uint32_t i = first_statement; i < statements->n; i++) {
    ProtoStatement *s = &statements->v[i];
    bool here = s->trigger.first < trigger->end && trigger->first < s->trigger.end;
    bool again = str_equal(s->predicate, predicate) &&
                 !says_anew(r, s->trigger, (uint32_t)(trigger - r->row->chunks.v));
    if (here || again) {
      return s;
    }
  }
  return NULL;
}

enum { TOLD_BEFORE = 64 /* statements back in which one told before is looked for */ };

/* "But the protests went on", "this massacre": a group with an article that names nobody who did it and
   nobody to whom it was done goes back to what the document has told. */
static bool is_told(const Reader *r, const ProtoStatement *s, uint32_t at) {
  const ProtoStatements *all = &r->lines->statements;
  if (s->actors.n || s->affected.first < s->affected.end ||
      !tagset_has(&r->row->tags[at], r->rules->tags.definite)) {
    return false;
  }
  if (token_has(r, r->row->chunks.v[at].first, r->rules->demonstrative)) {
    return true;
  }
  for (uint32_t i = all->n; i-- > 0 && all->n - i <= TOLD_BEFORE;) {
    if (str_equal(all->v[i].predicate, s->predicate)) {
      return true;
    }
  }
  return false;
}

/* "Shootings", "3. Detentions", "Aftermath and protests": a heading names what follows and tells of nothing. */
static bool is_heading(const Reader *r, const Chunk *trigger) {
  enum { HEADING = 5 /* chunks */ };
  const ChunkRow *row = r->row;
  bool ends = row->chunks.n && row->chunks.v[row->chunks.n - 1].kind == CHUNK_WORD &&
              r->text->tokens.v[row->chunks.v[row->chunks.n - 1].first].kind == TOKEN_PUNCTUATION;
  bool last = &row->chunks.v[row->chunks.n - 1] == trigger;
  for (uint32_t i = 0; i < row->chunks.n; i++) {
    const Chunk *c = &row->chunks.v[i];
    if (c->kind == CHUNK_TIME || tagset_has(&row->tags[i], r->rules->tags.prep) ||
        (c->kind == CHUNK_VERB && (c != trigger || c->end > c->first + 1))) {
      return false;
    }
  }
  return row->chunks.n <= HEADING && !ends && last;
}

/* A rule says of these words that it has not happened: "plan to bomb", "whoever kills". */
static bool is_unreal(const Reader *r, const RuleMatches *matches, const Chunk *trigger) {
  for (uint32_t i = 0; i < matches->n; i++) {
    const RuleMatch *m = &matches->v[i];
    if (str_is(rule_get(&r->rules->statements, m->rule, "unreal"), "yes") &&
        frame_captured(r, m, r->rules->capture_says) == trigger) {
      return true;
    }
  }
  return false;
}

static void take_statement(Reader *r, const RuleMatches *matches, const RuleMatch *match, uint32_t first_statement) {
  const RuleSet *rules = &r->rules->statements;
  const Chunk *trigger = frame_captured(r, match, r->rules->capture_says);
  if (!trigger || is_heading(r, trigger) || is_unreal(r, matches, trigger)) {
    return;
  }
  Str predicate = frame_setting(r, rule_get(rules, match->rule, "predicate"), trigger);
  if (!predicate.n) {
    return;
  }
  ProtoStatement *said = said_before(r, first_statement, trigger, predicate);
  bool at_once = said && said->trigger.first == trigger->first && said->actors.n;
  if (said) {
    if (!at_once || rule_get(rules, match->rule, "standing").n) {
      add_actor(r, match, said, trigger);
    }
    return;
  }
  uint32_t at = (uint32_t)(trigger - r->row->chunks.v);
  ProtoStatement s = {.sentence = r->sentence, .predicate = predicate,
                      .trigger = range_of(trigger), .rule = rule_name(rules, match->rule)};
  const Chunk *affected = frame_captured(r, match, r->rules->capture_of);
  s.affected = range_of(affected);
  bool nobody = affected && tagset_has(&r->row->tags[affected - r->row->chunks.v], r->rules->tags.zero);
  s.negated = nobody || tagset_has(&r->row->tags[at], r->rules->tags.negated) ||
              (at > 0 && tagset_has(&r->row->tags[at - 1], r->rules->without));
  Str polarity = rule_get(rules, match->rule, "polarity");
  s.negated = str_is(polarity, "negative") || (s.negated && !str_is(polarity, "positive"));
  s.possible = tagset_has(&r->row->tags[at], r->rules->tags.modal) ||
               (at > 0 && trigger->kind == CHUNK_NOUN &&
                tagset_has(&r->row->tags[at - 1], r->rules->tags.modal));
  s.named = trigger->kind == CHUNK_NOUN && str_is(rule_get(rules, match->rule, "named"), "yes") &&
            !tagset_has(&r->row->tags[at], r->rules->tags.definite) &&
            (token_has(r, trigger->head, r->rules->tags.n_pl) ||
             !token_has(r, trigger->first, r->rules->tags.det));
  add_actor(r, match, &s, trigger);
  s.goes_back = str_is(rule_get(rules, match->rule, "back"), "yes");
  if (s.goes_back && is_told(r, &s, at)) {
    return;
  }
  array_push(r->arena, &r->lines->statements, s);
}

void frame_read_statements(Reader *r, Machine *m, Arena *scratch) {
  RuleMatches matches = {0};
  uint32_t first_statement = r->lines->statements.n;
  rules_match_row(&r->rules->statements, m, scratch, &matches);
  rule_matches_sort(&matches);
  for (uint32_t i = 0; i < matches.n; i++) {
    take_statement(r, &matches, &matches.v[i], first_statement);
  }
}
