/* Statements: proto-statements of a document into lines. */
#include "claim/claim_statement.h"

static ActorRole role_named(Str role) {
  return str_is(role, "ordered")     ? ROLE_ORDERED
         : str_is(role, "took_part") ? ROLE_TOOK_PART
                                     : ROLE_HELD_RESPONSIBLE;
}

/* "Brell's former husband": somebody else than Brell, of whom the words have the name. */
static bool is_owner(const Text *text, const ActorMention *actor, uint32_t end) {
  return actor->end + 1 < end && token_is_class(text, actor->end, CLASS_APOSTROPHE) &&
         !text->tokens.v[actor->end].space_before;
}

static Str canonical_name(const Making *m, TokenRange words) {
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_actor(mentions, words.first);
  for (; i < mentions->actors.n && mentions->actors.v[i].first < words.end; i++) {
    const ActorMention *actor = &mentions->actors.v[i];
    bool owner = actor->class == ACTOR_PERSON && is_owner(&m->read->text, actor, words.end);
    if (actor->named && !owner) {
      return actor->name;
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

/* The figure that the very words of a statement give: "23 were killed", "killing 23"; NULL if none, or if
   the deed is only named ("the murder of a teacher"). */
static const Claim *figure_of(const Making *m, const ProtoStatement *proto, const Claim *figures) {
  bool told = false;
  for (uint32_t i = proto->trigger.first; i < proto->trigger.end; i++) {
    told = told || token_is_class(&m->read->text, i, CLASS(V_PAST) | CLASS(V_PART) | CLASS(V_ING));
  }
  for (uint32_t i = told ? m->first_of_sentence[proto->sentence] : 0; i > 0;
       i = m->next_of_sentence[i - 1]) {
    const ProtoClaim *p = &m->protos->v[i - 1];
    if (p->trigger.first < proto->trigger.end &&
        proto->trigger.first < p->trigger.end) {
      return &figures[i - 1];
    }
  }
  return NULL;
}

/* What happened to those who are counted happened when and where they are counted. */
static void like_figure(const Claim *figure, Claim *claim) {
  if (claim->time.basis != BASIS_STATED && figure->time.basis != BASIS_NONE) {
    claim->time = figure->time;
  }
  if (figure->places.n && (!claim->places.n || claim->places.v[0].basis != BASIS_STATED)) {
    claim->places.v = figure->places.v;
    claim->places.n = claim->places.cap = figure->places.n;
  }
}

static void statement_make(const Making *m, const ProtoStatement *proto, const Claim *figures,
                           Claim *claim) {
  const Narrative *narrative = &m->read->narrative;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  ProtoClaim place = {.sentence = proto->sentence, .figure = proto->trigger,
                      .trigger = proto->trigger, .possible = proto->possible,
                      .named = proto->named, .goes_back = proto->goes_back};
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
  const Claim *figure = figure_of(m, proto, figures);
  if (figure && figure->episode == claim->episode) {
    like_figure(figure, claim);
  }
  claim_source(m, &place, claim);
  claim_settle_time(m, &place, claim);
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

uint32_t claim_statements(const Making *m, const ProtoStatements *protos, const Claim *figures,
                          Claim *claims) {
  for (uint32_t i = 0; i < protos->n; i++) {
    statement_make(m, &protos->v[i], figures, &claims[i]);
  }
  return protos->n;
}
