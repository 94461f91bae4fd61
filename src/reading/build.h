/* The story of an extraction: the one call that the commands need. */
#ifndef READING_BUILD_H
#define READING_BUILD_H

#include "event/group.h"
#include "reading/story.h"

typedef struct StoryOptions {
  const Gazetteer *gazetteer; /* may be NULL */
  const Phrases *phrases;     /* data/wording/LANGUAGE/story.tsv */
  Str common_words;           /* data/LANGUAGE/words/common.txt: words that bind, white space apart */
} StoryOptions;

/* Builds the story: events with readings, relations, remarks and questions, and the signs of shared
   origin of documents. The extraction must outlive it. A pure function of the set of lines: equal
   sets give equal bytes. Works inside the guard of the arena, which gets everything. */
/* The same for an event that a caller made, whose readings and relations are there: origin groups,
   remarks and questions, from the pairs of a story. */
void story_event_complete(const Story *story, const Phrases *phrases, Arena *arena,
                          EventStory *event);
void story_build(const Extraction *extraction, const StoryOptions *options, Arena *arena,
                 Story *story);

#endif
