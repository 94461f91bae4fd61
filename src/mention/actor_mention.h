/* Actors: persons, bodies and forces that a text names or speaks of.

     names        runs of capitalised words: "Human Rights Watch", "Ministry of Health", "Ibrahim"
     nouns        "troops", "the police", "Soviet army" (with the name of the people before it)

   A run of capitals is a person only on evidence somewhere in the document (a title or role
   before it, "who" or a verb of saying behind it); then every mention of the same last name is.
   The canonical name of a person is the longest one in the document. */
#ifndef MENTION_ACTOR_MENTION_H
#define MENTION_ACTOR_MENTION_H

#include "mention/mention.h"

typedef struct ActorRules {
  const Pack *pack;
  int noun, body, name, link, particle, not_name, title, person, say, rel, det, poss, prep, plural;
  int month, weekday, starts, and_, be, have, aged, deed, identify;
} ActorRules;

/* STATUS_FORMAT if the pack has no words for actors. */
int actor_rules_init(const Pack *pack, ActorRules *rules, Status *status);

/* Fills mentions->actors, ordered by first token. Places and attributions, where they are there
   already, are evidence. Memory from the guarded arena. */
void actor_find(const Text *text, const ActorRules *rules, Arena *arena, Mentions *mentions);

#endif
