/* Names of tags in the pack ──▶ the numbers that cutting chunks asks for and gives. */
#include "frame/chunk.h"

#include <string.h>

void chunk_tags(const Pack *pack, ChunkTags *t) {
  const struct {
    int *tag;
    const char *name;
  } names[] = {
      {&t->noun, "NP"}, {&t->verb, "VG"}, {&t->figure, "FIG"}, {&t->elided, "elided"},
      {&t->persons, "persons"}, {&t->unknown, "unknown"}, {&t->time, "TIME"},
      {&t->duration, "DUR"}, {&t->percent, "PCT"}, {&t->money, "MONEY"}, {&t->zero, "zero"},
      {&t->vague, "vague"}, {&t->indefinite, "indefinite"}, {&t->definite, "definite"},
      {&t->passive, "passive"}, {&t->bare, "bare"}, {&t->ing, "ing"},
      {&t->infinitive, "infinitive"}, {&t->finite, "finite"}, {&t->negated, "negated"},
      {&t->modal, "may"}, {&t->be, "be"}, {&t->modifier, "modifier"},
      {&t->partitive, "partitive"}, {&t->capital, "capital"}, {&t->ordinal, "ordinal"},
      {&t->age, "age"}, {&t->possessive, "possessive"}, {&t->det, "det"}, {&t->pron, "pron"},
      {&t->prep, "prep"}, {&t->conj, "conj"}, {&t->aux_be, "aux.be"}, 
      {&t->adv, "adv"},
      {&t->adj, "adj"}, {&t->rel, "rel"}, {&t->verb_word, "verb"}, {&t->v_base, "v.base"},
      {&t->v_s, "v.s"}, {&t->v_ing, "v.ing"}, {&t->v_past, "v.past"}, {&t->v_part, "v.part"},
      {&t->hazard, "hazard.noun"}, {&t->n_sg, "n.sg"}, {&t->n_pl, "n.pl"}, {&t->person, "n.person"}, {&t->thing, "n.thing"},
      {&t->harm_verb, "harm.verb"}, {&t->harm_adj, "harm.adj"}, {&t->harm_count, "harm.count"},
      {&t->harm_intr, "harm.intr"},
      {&t->group, "n.group"}, {&t->to, "to"}, {&t->title, "title"}, {&t->month, "month"},
      {&t->other, "n.other"}, {&t->body, "body"},
      {&t->possessive_word, "poss"}, {&t->single, "PERSON"}, {&t->fatal, "fatal"}, {&t->owned, "owned"},
      {&t->agent, "agent"}, {&t->agent_name, "agent.name"}, {&t->actor_name, "actor.name"},
      {&t->victim, "victim.noun"}, {&t->harm_of, "harm.of"},
      {&t->none, "none"}, {&t->event, "event"},
      {&t->emergency, "emergency"}, {&t->compound, "compound"},
      {&t->severity, "severity"}, {&t->unreal, "unreal.adj"}, {&t->another, "row.open"}, 
      {&t->prior, "prior"}, {&t->floats, "floats"}, {&t->neither, "neither"},
      {&t->subject, "subject.pron"}, {&t->self, "row.self"},
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    *names[i].tag = pack_tag(pack, names[i].name);
  }
  const int named[] = {t->agent_name, t->actor_name, t->event, t->emergency};
  memset(&t->names, 0, sizeof t->names);
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    tagset_add(&t->names, named[i]);
  }
  const int unlike[] = {t->v_base, t->v_s, t->v_ing, t->v_past, t->v_part, t->verb_word,
                        t->harm_verb, t->det, t->adv};
  memset(&t->unlike_noun, 0, sizeof t->unlike_noun);
  for (size_t i = 0; i < sizeof unlike / sizeof *unlike; i++) {
    tagset_add(&t->unlike_noun, unlike[i]);
  }
  static const char *const agents[] = {"n.person", "n.group", "n.force", "n.troops", "actor",
                                       "actor.body", "actor.name", "agent.noun", "agent.name"};
  static const char *const suffers[] = {"suffer.verb", "receive.verb", "survive.verb", "lose.verb"};
  t->suffers = pack_tags(pack, suffers, sizeof suffers / sizeof *suffers);
  t->agents = pack_tags(pack, agents, sizeof agents / sizeof *agents);
}
