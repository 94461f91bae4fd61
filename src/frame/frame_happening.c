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

void frame_read_persons(Reader *r, const SymbolRow *row, Arena *scratch) {
  const RuleSet *rules = &r->rules->persons;
  RuleMatches matches = {0};
  uint32_t first_person = r->lines->persons.n;
  rules_match_all(rules, row, scratch, &matches);
  for (uint32_t rule = 0; rule < rules->rules; rule++) {
    for (uint32_t i = 0; i < matches.n; i++) {
      const Chunk *p = frame_captured(r, &matches.v[i], r->rules->capture_person);
      bool back = str_is(rule_get(rules, rule, "back"), "yes");
      if (matches.v[i].rule != rule || !p || person_at(r, first_person, p->head) ||
          frame_match_has(r, &matches.v[i], r->rules->tags.negated)) {
        continue;
      }
      const Chunk *t = frame_captured(r, &matches.v[i], r->rules->capture_harm);
      Str harm = frame_setting(r, rule_get(rules, rule, "harm"), t);
      if (!harm.n || (back && (take_back(r, p, harm) || p->kind != CHUNK_NOUN))) {
        continue;
      }
      ProtoPerson person = {.sentence = r->sentence, .words = {p->first, p->end}, .head = p->head,
                            .harm = harm, .back = back, .rule = rule_name(rules, rule)};
      person.trigger = t ? (TokenRange){t->first, t->end} : person.words;
      array_push(r->arena, &r->lines->persons, person);
    }
  }
}

/* ------------------------------------------------------------------------------ statements */

static TokenRange range_of(const Chunk *chunk) {
  return chunk ? (TokenRange){chunk->first, chunk->end} : (TokenRange){0, 0};
}

/* The sentence has said it already: at these words, or the same with others. */
static bool is_said(const Reader *r, uint32_t first_statement, const Chunk *trigger, Str predicate) {
  const ProtoStatements *statements = &r->lines->statements;
  for (uint32_t i = first_statement; i < statements->n; i++) {
    const ProtoStatement *s = &statements->v[i];
    if (s->trigger.first < trigger->end && trigger->first < s->trigger.end) {
      return true;
    }
    if (str_equal(s->predicate, predicate)) {
      return true;
    }
  }
  return false;
}

static void take_statement(Reader *r, const RuleMatch *match, uint32_t first_statement) {
  const RuleSet *rules = &r->rules->statements;
  const Chunk *trigger = frame_captured(r, match, r->rules->capture_says);
  if (!trigger) {
    return;
  }
  Str predicate = frame_setting(r, rule_get(rules, match->rule, "predicate"), trigger);
  if (!predicate.n || is_said(r, first_statement, trigger, predicate)) {
    return;
  }
  Str role = rule_get(rules, match->rule, "role");
  uint32_t at = (uint32_t)(trigger - r->row->chunks.v);
  ProtoStatement s = {.sentence = r->sentence, .predicate = predicate,
                      .trigger = range_of(trigger), .rule = rule_name(rules, match->rule)};
  s.actor = range_of(frame_captured(r, match, r->rules->capture_by));
  s.affected = range_of(frame_captured(r, match, r->rules->capture_of));
  s.role = role.n ? role : str_lit("held_responsible");
  s.negated = tagset_has(&r->row->tags[at], r->rules->tags.negated) ||
              (at > 0 && tagset_has(&r->row->tags[at - 1], r->rules->without));
  s.possible = tagset_has(&r->row->tags[at], r->rules->tags.modal);
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
