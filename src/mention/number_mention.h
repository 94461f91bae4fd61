/* Numbers of a text: what counts, what measures, and what only looks like a number.

     bare numbers (number_grammar.h)
       + words around them: at least, or more, between … and …   ─▶ qualifier, low, high
       + what stands beside them: percent, $, km, -year-old, No. ─▶ kind, unit
       + times found before them (mentions->times)              ─▶ NUMBER_DATE              */
#ifndef MENTION_NUMBER_MENTION_H
#define MENTION_NUMBER_MENTION_H

#include "mention/mention.h"
#include "mention/number_grammar.h"

/* Finds the numbers of all sentences and appends them to mentions->numbers, ordered by first token
   and without overlaps. mentions->times must be found already (ordered by first token): a number
   inside a DATE or TIME becomes NUMBER_DATE; one inside a DURATION or SET keeps its own kind. */
void number_find(const Text *text, const NumberTags *tags, Arena *arena, Mentions *mentions);

/* Is this a figure that a reader would call a number: printed by `according mentions`? Not so
   dates, names, marks, ranks, "a" and "no" before a noun, and vague words (many). */
bool number_is_figure(const Number *number);

#endif
