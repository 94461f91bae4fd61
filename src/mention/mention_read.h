/* Mention read: all finders of the room, in the order in which they may take tokens from one
   another, and the rules that they share. */
#ifndef MENTION_MENTION_READ_H
#define MENTION_MENTION_READ_H

#include "mention/actor_mention.h"
#include "mention/attribution_mention.h"
#include "mention/mention.h"
#include "mention/place_mention.h"
#include "mention/time_mention.h"

/* Everything that reading mentions asks of a pack, resolved once; immutable and shared. */
typedef struct MentionRules {
  const Pack *pack;
  TimeTags time; /* numbers too: time.numbers */
  PlaceTags places;
  AttributionRules attribution;
  ActorRules actors;
} MentionRules;

/* Resolves the tags in `arena`, which must outlive the rules. STATUS_FORMAT if the lexicon uses a
   role that the grammars do not know. */
int mention_rules_init(const Pack *pack, Arena *arena, MentionRules *rules, Status *status);

/* Reads the mentions of a text: times, then numbers (which give way to dates), then the others. The
   result lies in the arena (guarded). gazetteer may be NULL: then there are no places. Times are unresolved: see discourse/time_resolve.h. */
void mention_read(const Text *text, const MentionRules *rules, const Gazetteer *gazetteer,
                  Arena *arena, Mentions *mentions);

#endif
