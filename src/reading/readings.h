/* Readings: what the documents of one event give for one measure, as they word it. */
#ifndef READING_READINGS_H
#define READING_READINGS_H

#include "event/phrases.h"
#include "reading/story.h"

/* An interval of whole and decimal numbers that a wording leaves possible. */
typedef struct Bounds {
  bool has_low, has_high;
  Decimal low, high;
} Bounds;

/* What "about 400" or "more than 130" may mean when it is compared with another figure. "about" and
   "nearly" get a tenth, for comparing only; it is printed nowhere. */
Bounds value_bounds(const Value *value);
bool bounds_meet(Bounds a, Bounds b);
/* All of inner lies in outer, and outer leaves more open. */
bool bounds_within(Bounds inner, Bounds outer);

/* Places of the claims that state one differ so that none lies in another. */
bool places_apart(const Extraction *x, const Claim *a, const Claim *b);
/* A place of one is, or lies in, or holds one of the other; or one of them names none. */
bool places_share(const Extraction *x, const Claim *a, const Claim *b);
/* Every place of inner lies in, and is not, a place of outer. */
bool places_inside(const Claim *inner, const Claim *outer);
bool places_same(const Claim *a, const Claim *b);
/* Days of the periods don't meet. */
bool periods_apart(const Claim *a, const Claim *b);
/* A stated class of persons (status, sex, age, nationality, occupation) that is not the other's. */
bool classes_apart(const Claim *a, const Claim *b);

/* Is `a` one of the exact figures that together are `whole`, the figure of the same document? So it is
   where two of them stand side by side in one sentence, where all smaller exact figures of the
   document, three at least, are needed, or three and more that follow one another. `all`: the claims of
   one measure. */
bool parts_add_up(const Claim *const *all, uint32_t n, const Claim *a, const Claim *whole);

/* "Twelve of them were still being treated", "fifteen of the dead": behind the figure stand words that make it a
   part. */
bool is_of_others(const Phrases *phrases, const Claim *c);

/* Fills story->measures (without relations) and story->statements for the event. Readings are
   ordered and named; origin groups are filled by origin_groups_fill. */
void readings_build(Arena *arena, const Extraction *extraction, const Phrases *phrases,
                    EventStory *story);

#endif
