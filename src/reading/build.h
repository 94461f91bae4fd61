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
void story_build(const Extraction *extraction, const StoryOptions *options, Arena *arena,
                 Story *story);

#endif
