/* Statements: proto-statements of a document into lines. */
#include "claim/claim_statement.h"

static ActorRole role_named(Str role) {
  return str_is(role, "ordered")     ? ROLE_ORDERED
         : str_is(role, "took_part") ? ROLE_TOOK_PART
                                     : ROLE_HELD_RESPONSIBLE;
}

static Str canonical_name(const Making *m, TokenRange words) {
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_actor(mentions, words.first);
  for (; i < mentions->actors.n && mentions->actors.v[i].first < words.end; i++) {
    if (mentions->actors.v[i].named) {
      return mentions->actors.v[i].name;
    }
  }
  return (Str){NULL, 0};
}

static Standing standing_named(Str standing) {
  static const char *const names[] = {"asserted", "suspected",    "accused",
                                      "claimed",  "acknowledged", "denied"};
  for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
    if (str_is(standing, names[i])) {
      return (Standing)i;
    }
  }
  return STANDING_ASSERTED;
}

static void add_actor(const Making *m, TokenRange words, ActorRole role, Str standing,
                      Claim *out) {
  if (words.first >= words.end) {
    return;
  }
  ClaimActor actor = {.words = excerpt_of(m, words.first, words.end), .role = role};
  actor.name = canonical_name(m, words);
  actor.standing = out->modality == MODALITY_DENIED ? STANDING_DENIED : standing_named(standing);
  array_push(m->arena, &out->actors, actor);
}

static bool is_harm(Str measure) {
  static const char *const harms[] = {"killed",   "injured",  "casualties", "missing",
                                      "detained", "abducted", "infected",   "displaced"};
  for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
    if (str_is(measure, harms[i])) {
      return true;
    }
  }
  return false;
}

/* "147 civilians became victims of the massacre": people whom the sentence counts as harmed did not
   do it, wherever they stand in it. */
static bool is_counted_as_harmed(const Making *m, uint32_t sentence, TokenRange words) {
  for (uint32_t i = m->first_of_sentence[sentence]; i > 0; i = m->next_of_sentence[i - 1]) {
    const ProtoClaim *p = &m->protos->v[i - 1];
    if (is_harm(p->measure) && p->figure.first >= words.first && p->figure.end <= words.end) {
      return true;
    }
  }
  return false;
}

static void statement_make(const Making *m, const ProtoStatement *proto, Claim *claim) {
  const Narrative *narrative = &m->read->narrative;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  ProtoClaim place = {.sentence = proto->sentence, .figure = proto->trigger,
                      .trigger = proto->trigger, .possible = proto->possible,
                      .named = proto->named};
  place.who = (TokenRange){proto->trigger.first, proto->trigger.first};
  claim->kind = CLAIM_STATEMENT;
  claim->document = m->document;
  claim->measure = proto->predicate;
  claim->evidence = excerpt_of(m, proto->trigger.first, proto->trigger.end);
  claim->sentence = excerpt_of(m, s->first, s->end);
  claim->polarity = proto->negated ? POLARITY_NEGATIVE : POLARITY_POSITIVE;
  claim->certainty = CERTAINTY_CLEAR;
  claim->rule = proto->rule;
  claim->episode = narrative->of_sentence[proto->sentence];
  Str named = narrative->topic_of_sentence[proto->sentence];
  const Episode *episode = &narrative->episodes.v[claim->episode];
  claim->topic = named.n && !episode->own ? named : episode->topic;
  claim->background = episode->background;
  claim->beside = episode->beside;
  claim_time(m, &place, claim);
  claim_places(m, &place, claim);
  claim_source(m, &place, claim);
  for (uint32_t i = 0; i < proto->actors.n; i++) {
    const ProtoActor *a = &proto->actors.v[i];
    ActorRole role = is_counted_as_harmed(m, proto->sentence, a->words) ? ROLE_AFFECTED
                                                                        : role_named(a->role);
    add_actor(m, a->words, role, a->standing, claim);
  }
  add_actor(m, proto->affected, ROLE_AFFECTED, str_lit("asserted"), claim);
  claim_identify(m, claim);
  array_push(m->arena, &claim->trace,
             (TraceStep){str_lit("frame"), proto->rule, claim->evidence, {NULL, 0}});
}

uint32_t claim_statements(const Making *m, const ProtoStatements *protos, Claim *claims) {
  for (uint32_t i = 0; i < protos->n; i++) {
    statement_make(m, &protos->v[i], &claims[i]);
  }
  return protos->n;
}
