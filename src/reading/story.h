/* Story: what the documents say together, as pure data: events with their readings, relations,
   remarks and questions, and the signs of shared origin between documents. `reconcile` prints it,
   the views draw it. Built by the rooms event, origin and reading from an Extraction; indices point
   into that Extraction (claims, persons, documents) or into the arrays here. Owned by its arena. */
#ifndef READING_STORY_H
#define READING_STORY_H

#include "event/event.h"
#include "origin/origin.h"

typedef ARRAY(uint32_t) Indices;

static inline bool indices_have(const Indices *set, uint32_t value) {
  return numbers_have(set->v, set->n, value);
}
/* Adds a number that the set does not have yet. */
static inline void indices_add(Arena *arena, Indices *set, uint32_t value) {
  if (!indices_have(set, value)) {
    array_push(arena, set, value);
  }
}

typedef enum RelationKind {
  RELATION_AGREES,
  RELATION_REFINES,            /* a is more precise than b */
  RELATION_PART_OF,            /* a is a part of b */
  RELATION_DIFFERS_IN_SCOPE,
  RELATION_DIFFERS_IN_CATEGORY,
  RELATION_SUPERSEDES,         /* a replaces b */
  RELATION_CONFLICTS,
} RelationKind;

typedef struct Reading {
  Str id; /* "r1" …, unique inside its measure */
  Indices claims;    /* of one measure, number, qualifier, bounds, scope, place and period as worded */
  Indices documents; /* ascending, each once */
  ARRAY(Indices) origin_groups; /* documents joined by signs of a shared origin */
  int32_t superseded_by;        /* index of a reading of the measure, -1 none */
  bool unclear;                 /* all its claims are unclear: shown apart, in no relation */
  uint32_t shown; /* the claim that words it best: its number, bounds, place and period are the
                     reading's */
  Scope scope;    /* the scope that its claims state */
  bool lesser; /* each of its documents gives a larger figure too, and nothing says how they stand */
} Reading;

typedef struct Relation {
  uint32_t a, b; /* readings of the measure */
  RelationKind kind;
  Str why; /* a clause for people, neutral wording */
} Relation;

typedef struct MeasureReadings {
  Str measure;
  ARRAY(Reading) readings; /* widest scope first, then by number, descending */
  ARRAY(Relation) relations;
  Indices silent; /* documents of the event that give no such figure */
} MeasureReadings;

typedef struct StatementReading {
  Str predicate;
  Polarity polarity;
  Indices claims, documents;
} StatementReading;

/* 133 killed + 611 injured = 744 injured elsewhere: arithmetic that a person should see; never applied. */
typedef struct Remark {
  Str kind; /* "sum_identity" */
  ARRAY(Decimal) numbers; /* the last is the sum */
  Str text;
  Indices claims;
} Remark;

typedef struct Question {
  Str text;
  Indices claims;
} Question;

typedef struct EventStory {
  const Event *event;
  Str parent_id; /* id of the event that this one is a part of; empty: none */
  ARRAY(MeasureReadings) measures; /* in the order of measures.tsv */
  ARRAY(StatementReading) statements;
  ARRAY(Remark) remarks;
  ARRAY(Question) questions;
} EventStory;

typedef struct Story {
  Arena *arena;
  const Extraction *extraction;
  ARRAY(EventStory) events; /* most documents first, then most claims, then earliest, then id */
  ARRAY(OriginPair) pairs;  /* signs found, or open; by document index */
} Story;

/* The pair of two documents, in either order; NULL where the story lists none. */
const OriginPair *story_pair(const Story *story, uint32_t a, uint32_t b);

#endif
