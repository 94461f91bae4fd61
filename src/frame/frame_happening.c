/* Persons and statements: rule matches of one sentence into proto-persons and proto-statements. */
#include "frame/frame_parts.h"

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

/* The last person whom the document has hurt, or not said how; NULL if there is none. */
static ProtoPerson *person_before(const Reader *r, const Chunk *back) {
  for (uint32_t i = r->lines->persons.n; i-- > 0;) {
    ProtoPerson *p = &r->lines->persons.v[i];
    if (r->sentence - p->sentence > BACK_SENTENCES) {
      return NULL;
    }
    if (p->words.end <= back->first && !str_is(p->harm, "detained")) {
      return p;
    }
  }
  return NULL;
}

/* "He died there", "the victim was pronounced dead": of somebody told of before. */
static bool take_back(Reader *r, const Chunk *back, Str harm) {
  ProtoPerson *before = person_before(r, back);
  if (before && str_is(harm, "killed") && !str_is(before->harm, "missing")) {
    before->harm = harm;
  }
  return before != NULL;
}

static void push_person(Reader *r, uint32_t rule, const Chunk *p, const Chunk *t, Str harm, bool back) {
  ProtoPerson person = {.sentence = r->sentence, .words = {p->first, p->end}, .head = p->head,
                        .harm = harm, .back = back, .rule = rule_name(&r->rules->persons, rule)};
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
    if (!tagset_has(tags, r->rules->tags.single) && !tagset_has(tags, r->rules->tags.figure)) {
      return;
    }
    if (tagset_has(tags, r->rules->tags.single) && !person_at(r, first_person, next->head)) {
      push_person(r, rule, next, t, harm, false);
    }
  }
}

void frame_read_persons(Reader *r, const SymbolRow *row, Arena *scratch) {
  const RuleSet *rules = &r->rules->persons;
  RuleMatches matches = {0};
  uint32_t first_person = r->lines->persons.n;
  rules_match_all(rules, row, scratch, &matches);
  for (uint32_t rule = 0; rule < rules->rules; rule++) {
    bool back = str_is(rule_get(rules, rule, "back"), "yes");
    bool begins_row = str_is(rule_get(rules, rule, "row"), "yes");
    for (uint32_t i = 0; i < matches.n; i++) {
      const Chunk *p = frame_captured(r, &matches.v[i], r->rules->capture_person);
      if (matches.v[i].rule != rule || !p || person_at(r, first_person, p->head) ||
          frame_match_has(r, &matches.v[i], r->rules->tags.negated)) {
        continue;
      }
      const Chunk *t = frame_captured(r, &matches.v[i], r->rules->capture_harm);
      Str harm = frame_setting(r, rule_get(rules, rule, "harm"), t);
      if (!harm.n || (back && (take_back(r, p, harm) || p->kind != CHUNK_NOUN))) {
        continue;
      }
      push_person(r, rule, p, t, harm, back);
      if (begins_row) {
        push_row(r, rule, p, t, harm, first_person);
      }
    }
  }
}

static TokenRange range_of(const Chunk *chunk) {
  return chunk ? (TokenRange){chunk->first, chunk->end} : (TokenRange){0, 0};
}

/* ------------------------------------------------------------------------------ actors */

static bool token_has(const Reader *r, uint32_t i, int tag) {
  return tagset_has(&r->text->tags[i], tag);
}

/* The words of an actor: without article, with what "of" adds ("members of the armed forces"). */
static TokenRange actor_words(const Reader *r, const Chunk *chunk, bool *hedged) {
  const ChunkTags *t = &r->rules->tags;
  TokenRange words = {chunk->first, chunk->end};
  while (words.first + 1 < words.end &&
         (token_has(r, words.first, t->det) || token_has(r, words.first, t->possessive_word) ||
          token_has(r, words.first, r->rules->hedged_actor) ||
          r->text->tokens.v[words.first].kind == TOKEN_PUNCTUATION)) {
    *hedged = *hedged || token_has(r, words.first, r->rules->hedged_actor);
    words.first++;
  }
  uint32_t at = (uint32_t)(chunk - r->row->chunks.v);
  for (int level = 0; level < 2 && at + 2 < r->row->chunks.n; level++, at += 2) {
    const Chunk *of = &r->row->chunks.v[at + 1], *next = &r->row->chunks.v[at + 2];
    bool joins = of->kind == CHUNK_WORD && str_equal_fold(token_text(r->text, of->first), str_lit("of"));
    if (!joins || next->kind != CHUNK_NOUN || !tagset_has(&r->row->tags[at + 2], t->agent)) {
      break;
    }
    words.end = next->end;
  }
  return words;
}

/* "a guerrilla attack", "the rebels' ambush": who did it stands before the deed in one noun group. Of
   "the priests' murder" it is the victims who do. */
static TokenRange actor_before_deed(const Reader *r, const Chunk *deed, bool *hedged) {
  const ChunkTags *t = &r->rules->tags;
  uint32_t end = deed->head;
  while (end > deed->words_first && !tagset_meets(&r->text->tags[end - 1], &t->agents)) {
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
  bool generic = first + 1 == end && token_has(r, first, r->rules->generic_actor);
  return first < end && !generic ? (TokenRange){first, end} : (TokenRange){0, 0};
}

static void add_actor(Reader *r, const RuleMatch *match, ProtoStatement *s, const Chunk *trigger) {
  const RuleSet *rules = &r->rules->statements;
  const Chunk *by = frame_captured(r, match, r->rules->capture_by);
  bool hedged = false;
  ProtoActor actor = {.role = rule_get(rules, match->rule, "role"),
                      .standing = rule_get(rules, match->rule, "standing")};
  if (by) {
    actor.words = actor_words(r, by, &hedged);
  } else if (trigger->kind == CHUNK_NOUN && !token_has(r, trigger->head, r->rules->tags.harm_of)) {
    actor.words = actor_before_deed(r, trigger, &hedged);
  }
  for (uint32_t i = 0; i < s->actors.n; i++) {
    if (actor.words.first < s->actors.v[i].words.end && s->actors.v[i].words.first < actor.words.end) {
      return;
    }
  }
  if (actor.words.first < actor.words.end) {
    actor.role = actor.role.n ? actor.role : str_lit("held_responsible");
    actor.standing = actor.standing.n ? actor.standing : str_of(hedged ? "suspected" : "asserted");
    array_push(r->arena, &s->actors, actor);
  }
}

/* ------------------------------------------------------------------------------ statements */

/* The sentence has said it already: at these words, or the same with others. */
static ProtoStatement *said_before(const Reader *r, uint32_t first_statement, const Chunk *trigger,
                                   Str predicate) {
  const ProtoStatements *statements = &r->lines->statements;
  for (uint32_t i = first_statement; i < statements->n; i++) {
    ProtoStatement *s = &statements->v[i];
    bool here = s->trigger.first < trigger->end && trigger->first < s->trigger.end;
    if (here || str_equal(s->predicate, predicate)) {
      return s;
    }
  }
  return NULL;
}

static void take_statement(Reader *r, const RuleMatch *match, uint32_t first_statement) {
  const RuleSet *rules = &r->rules->statements;
  const Chunk *trigger = frame_captured(r, match, r->rules->capture_says);
  if (!trigger) {
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
  s.affected = range_of(frame_captured(r, match, r->rules->capture_of));
  s.negated = tagset_has(&r->row->tags[at], r->rules->tags.negated) ||
              (at > 0 && tagset_has(&r->row->tags[at - 1], r->rules->without));
  s.possible = tagset_has(&r->row->tags[at], r->rules->tags.modal);
  add_actor(r, match, &s, trigger);
  array_push(r->arena, &r->lines->statements, s);
}

void frame_read_statements(Reader *r, const SymbolRow *row, Arena *scratch) {
  const RuleSet *rules = &r->rules->statements;
  RuleMatches matches = {0};
  uint32_t first_statement = r->lines->statements.n;
  rules_match_all(rules, row, scratch, &matches);
  for (uint32_t rule = 0; rule < rules->rules; rule++) {
    for (uint32_t i = 0; i < matches.n; i++) {
      if (matches.v[i].rule == rule) {
        take_statement(r, &matches.v[i], first_statement);
      }
    }
  }
}
