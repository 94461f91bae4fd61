/* Reading one document: text, mentions, frames and discourse into finished lines. A document is alone
   here: nothing depends on another document, on the order of documents, or on threads. */
#ifndef CLAIM_CLAIM_READ_H
#define CLAIM_CLAIM_READ_H

#include "claim/claim.h"
#include "discourse/narrative.h"
#include "discourse/source_resolve.h"
#include "discourse/time_resolve.h"
#include "frame/frame.h"
#include "mention/mention_read.h"

/* Everything that reading asks of pack and gazetteer, resolved once; immutable afterwards and shared
   by all threads. */
typedef struct ClaimRules {
  const Pack *pack;
  const Gazetteer *gazetteer;
  TextTags text;
  MentionRules mention;
  FrameRules frame;
  NarrativeTags narrative;
  SourceTags source;
  struct {
    int civilian, combatant, police, female, male, child, elderly, adult;
  } who;
  struct {
    int and, open, plural, age, of; /* what joins a row, leaves it open, counts several */
    int several;                    /* "separate shootings" */
    int clause_prep;                /* "after", "before" */
    int topic_apart;                /* "shootings" */
    int self;                       /* "himself" */
    int body;                       /* "a body" */
    int single;                     /* "he": one */
    int male, female;               /* "he"; "she" */
    int anyone;                     /* "people": of no kind */
    int severity;                   /* "seriously": says how much, not whether */
  } rows;
  struct {
    int title, suffix; /* what stands before and behind a name: Captain; Jr */
    int street, side;  /* "Avenue"; "north" */
  } names;
} ClaimRules;

/* Resolves everything in `arena` (guarded), which must outlive the rules, as pack and gazetteer must. */
int claim_rules_init(const Pack *pack, const Gazetteer *gazetteer, Arena *arena, ClaimRules *rules,
                     Status *status);

/* What is known of a document between its bytes and its lines: for the lines of `mentions`. */
typedef struct ReadDocument {
  Text text;
  Mentions mentions; /* final: times have values */
  Narrative narrative;
  Document document; /* a copy, with the publication date that the text itself gives (date_basis) */
} ReadDocument;

/* Tokens, mentions and narrative of a document; all in arena. memory: as for text_read. */
void document_analyse(const ClaimRules *rules, const Document *document, WordMemory *memory,
                      Arena *arena, ReadDocument *read);

/* Appends the document's line, claims and persons to the extraction (memory of extraction->arena);
   scratch is cleared before and after. Must run inside an arena_guard of both arenas. */
void claim_read(const ClaimRules *rules, const Document *document, WordMemory *memory,
                Arena *scratch, Extraction *extraction);

#endif
