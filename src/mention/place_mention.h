/* Places in a text: its capitalised words (in newswire of capitals, all words) → mentions of places
   that the gazetteer knows, each resolved to one place with the whole document as context.

     tokens ─▶ place_scan: names that the gazetteer has, longest first
            ─▶ place_evidence: which of them are places here, not persons, bodies, words
            ─▶ place_resolve: which place of that name
            ─▶ sense: literal, metonym, demonym                                              */
#ifndef MENTION_PLACE_MENTION_H
#define MENTION_PLACE_MENTION_H

#include "mention/mention.h"

/* Tags that places are read with, resolved once. */
typedef struct PlaceTags {
  int particle, particle_of; /* of small words inside names: "de la"; of those that lengthen one */
  int open_ground; /* what happens in no building: landslide, clash */
  int name_place, locative;  /* "san", "puerto"; "in", "at", "near" */
  int weekday, day, daypart, shift, time_mod; /* words of time: "today", "night", "last", "early" */
  int force;                 /* "police", named like its town */
  int male, female, child;   /* "a Vestry teen" */
  int make, car;             /* "the Honda", "pickup" */
  int vessel, street;                /* "the ferry X" */
  int named_for;                     /* "the X cartel" */
  int locative_weak, deed;   /* "on", "of"; "attack", what is done at one spot */
  TagSet deeds;              /* raided, stormed, entered */
} PlaceTags;

void place_tags(const Pack *pack, PlaceTags *tags);

/* Fills mentions->places from mentions->text, ordered by first token. Memory from the guarded
 * arena. */
void place_mentions_read(const Gazetteer *gazetteer, const PlaceTags *tags, Arena *arena,
                         Mentions *mentions);

/* What a place's class means as a precision. */
Precision place_precision(const Place *place);

#endif
