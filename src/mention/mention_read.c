/* Mention read: the arbiter between the finders. Times come first, since a date takes its digits from
   the numbers; numbers then keep what durations and sets count. */
#include "mention/mention_read.h"

#include "mention/number_mention.h"

int mention_rules_init(const Pack *pack, Arena *arena, MentionRules *rules, Status *status) {
  *rules = (MentionRules){.pack = pack};
  place_tags(pack, &rules->places);
  int code = time_tags(pack, arena, &rules->time, status);
  code = code ? code : attribution_rules_init(pack, &rules->attribution, status);
  return code ? code : actor_rules_init(pack, &rules->actors, status);
}

void mention_read(const Text *text, const MentionRules *rules, const Gazetteer *gazetteer,
                  Arena *arena, Mentions *mentions) {
  *mentions = (Mentions){.text = text};
  time_find(text, &rules->time, arena, mentions);
  number_find(text, &rules->time.numbers, arena, mentions);
  if (gazetteer) {
    place_mentions_read(gazetteer, &rules->places, arena, mentions);
  }
  attribution_find(text, &rules->attribution, arena, mentions);
  actor_find(text, &rules->actors, arena, mentions);
  mentions_settle(mentions, arena);
}
