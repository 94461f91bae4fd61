/* Origin: signs that two documents draw on one source. Never a judgement: "signs of a shared origin",
   "no shared origin found" or "open". */
#ifndef ORIGIN_ORIGIN_H
#define ORIGIN_ORIGIN_H

#include "claim/claim.h"

typedef enum SignalKind {
  SIGNAL_SHARED_PASSAGE,
  SIGNAL_SHARED_FIGURES, /* a set of figures that unconnected documents would hardly both give */
  SIGNAL_SAME_PUBLISHER,
  SIGNAL_CITES, /* one names the other's publisher or author as its source */
  SIGNAL_SAME_UPSTREAM, /* both name the same source for figures */
  SIGNAL_PERSON,        /* a person decided: the verdict is theirs */
} SignalKind;

typedef enum OriginVerdict { ORIGIN_SIGNS, ORIGIN_NONE_FOUND, ORIGIN_OPEN } OriginVerdict;

typedef struct OriginSignal {
  SignalKind kind;
  Span a, b;           /* passages, in the working texts */
  Str text;            /* words of the passage in a, or the upstream's name */
  ARRAY(Str) figures;  /* "killed 147" */
  Str by;              /* of a person's decision: who and when; text is why */
} OriginSignal;

typedef struct OriginPair {
  uint32_t a, b; /* documents, a < b */
  OriginVerdict verdict;
  ARRAY(OriginSignal) signals;
} OriginPair;

/* Whether a person decided on the pair. */
static inline bool origin_decided(const OriginPair *pair) {
  return pair->signals.n && pair->signals.v[pair->signals.n - 1].kind == SIGNAL_PERSON;
}

#endif
