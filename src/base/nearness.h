/* Nearness: how many slips of the keyboard lie between two words. */
#ifndef BASE_NEARNESS_H
#define BASE_NEARNESS_H

#include "base/str.h"

enum { NEARNESS_FAR = 99 };

/* Bytes to change, add, drop, or swap with their neighbour, to make b of a; NEARNESS_FAR for words of more
   than 32 bytes. */
unsigned word_distance(Str a, Str b);

#endif
