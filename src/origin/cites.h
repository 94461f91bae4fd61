/* Names in sources: does a source name this publisher, author or title? Shared by origin, which
   joins documents where one cites the other, and by the check of citations. */
#ifndef ORIGIN_CITES_H
#define ORIGIN_CITES_H

#include "claim/claim.h"

/* The word is one of the common words, which stand apart by white space; ASCII case aside. */
bool cites_common(Str word, Str common_words);
/* Words without the common words before them: “Harbour Board” of “the Harbour Board”. */
Str cites_core(Str words, Str common_words);
/* Words that are not common, up to `most`. */
uint32_t cites_weight(Str words, Str common_words, uint32_t most);

/* Does the name stand in the text as whole words, ASCII case aside, and not as a piece of a longer
   name: “The Tern” is not in “The Tern of Brennmouth”. A name with a capital wants one in the text.
   Names below four bytes must be all of the text. */
bool cites_holds(Str text, Str name, Str common_words);
/* The words of a source, or its reference, hold the name. */
bool cites_name(const Source *source, Str name, Str common_words);

#endif
