/* Frames: sentences and mentions into proto-claims. A sentence is cut into chunks (chunk.h); the frame
   rules of data/<lang>/rules/frames.rules are matched over them; what a rule captures becomes the
   slots of a proto-claim: which number, of what measure, who is counted, the words that say so.
   Nothing is known here of other sentences: discourse adds time, place and source. */
#ifndef FRAME_FRAME_H
#define FRAME_FRAME_H

#include "frame/chunk.h"
#include "lang/pattern.h"
#include "mention/mention.h"

typedef struct ProtoClaim {
  uint32_t sentence;
  Str measure;
  int32_t number;          /* index into Mentions.numbers; -1: no word states it, see counted */
  ARRAY(TokenRange) counted; /* where number is -1: the persons of a row, which are the figure */
  TokenRange figure;       /* chunk of the figure */
  TokenRange who;          /* words that say who or what is counted; may be empty */
  uint32_t who_head;       /* head token of who; meaningless when who is empty */
  TokenRange trigger;      /* the words that make it this measure */
  int32_t whole;           /* index of the proto-claim that this one is a part of, -1 none */
  int32_t replaced_by;     /* index of the proto-claim that replaces it in the same breath, -1 none */
  bool part, total;        /* said to be a part; said to be all */
  bool possible;           /* could, may, feared */
  bool hypothetical;       /* if, would: no claim is made of it */
  bool unclear;            /* the rule is not sure of its reading */
  bool partitive;          /* "two of the men" */
  bool care;               /* what was done for the hurt, not how many they were */
  bool apart;              /* of another time, a period, or several happenings (set by claims) */
  bool history;            /* of a period up to the story, or before it; likewise */
  bool goes_on;            /* the toll of a war, or of violence up to now; likewise */
  bool sum;                /* of weeks up to now: "750 killed so far this year"; likewise */
  bool state;              /* a state that lasts, of no happening that is told beside it */
  bool named;              /* of a deed that is only named: "the murder of the six" */
  bool goes_back;          /* of a deed that a noun names, told before or not: "the attack" */
  bool default_measure;    /* by the noun alone ("26,000 troops"): gives way to any other frame */
  Str rule;
} ProtoClaim;

typedef ARRAY(ProtoClaim) ProtoClaims;

/* One described or named person whom the sentence says to have come to harm. */
typedef struct ProtoPerson {
  uint32_t sentence;
  TokenRange words;
  uint32_t head;
  Str harm; /* killed injured missing detained abducted infected unknown; hit: shot or stabbed */
  TokenRange trigger; /* the words of harm */
  bool back; /* goes back to somebody told of before whom the document has not: "the victim" */
  bool among; /* one of several, of whom it says no number */
  Str rule;
} ProtoPerson;

typedef ARRAY(ProtoPerson) ProtoPersons;

/* Who did it, as the sentence says. */
typedef struct ProtoActor {
  TokenRange words; /* without article: "members of the armed forces", "suspected rebels" */
  Str role;         /* held_responsible ordered took_part */
  Str standing;     /* asserted suspected accused claimed acknowledged denied; empty: asserted */
} ProtoActor;

/* One thing that the sentence says happened, or did not. */
typedef struct ProtoStatement {
  uint32_t sentence;
  Str predicate;
  TokenRange trigger;  /* the words that say it */
  ARRAY(ProtoActor) actors;
  TokenRange affected; /* to whom or what; may be empty */
  bool negated, possible;
  bool named; /* the deed is only named: "fear of attacks", "responsible for the murder" */
  bool goes_back; /* a noun names it, which may go back to what is told before: "the attack" */
  Str rule;
} ProtoStatement;

typedef ARRAY(ProtoStatement) ProtoStatements;

/* Everything that frames read in one document, each array by sentence, then place. */
typedef struct ProtoLines {
  ProtoClaims claims;
  ProtoPersons persons;
  ProtoStatements statements;
} ProtoLines;

/* What frames ask of the pack, resolved once; immutable afterwards. */
enum { FRAME_RULES_MOST = 4096 }; /* of figures whose settings are looked up once; of others each time */
enum { FRAME_SHORT_NAMES = 5, FRAME_SHORT_TAGS = 4 }; /* of several tags in rules: "t/harm" */

typedef struct FrameRules {
  const Pack *pack;
  RuleSet rules;   /* figures */
  uint32_t figure_says[FRAME_RULES_MOST]; /* FigureSays of each of its rules */
  RuleSet persons;
  RuleSet statements;
  ChunkTags tags;
  int capture_figure, capture_who, capture_trigger, capture_whole, capture_old;
  int capture_person, capture_harm;
  int capture_says, capture_by, capture_of;
  int hedged_actor, generic_actor; /* "suspected", "alleged"; "terrorist" before a deed */
  int no_actor, empty_actor;       /* "no" group; the "people" who did it */
  int author;                      /* "perpetrators" */
  int passed_over, called, body;   /* "latest" before an actor; "called" before a name; "Army" */
  int row_and, row_of; /* what joins the members of a row; what says where one is from */
  int unreal_modal; /* "would", "will" */
  int counterfactual, nearly; /* "could", "would" before "have"; "nearly" */
  int said_as; /* "as": names what somebody is */
  int without; /* words that deny what follows: "without declaring" */
  int demonstrative;
  int female, male, child, clause_own, police, suspect, victim;
  int fiction; /* a film, a novel */
  int short_tags[FRAME_SHORT_NAMES][FRAME_SHORT_TAGS]; /* -1 behind the last */
  TagSet harm;  /* words without which no sentence speaks of a person harmed */
  TagSet happens; /* and of anything that happened */
} FrameRules;

/* STATUS_FORMAT if the pack has no frame rules. */
int frame_rules_init(const Pack *pack, FrameRules *rules, Status *status);

/* All proto-lines of a document. scratch is cleared for each sentence; the results lie in arena. */
void frame_read(const FrameRules *rules, const Text *text, const Mentions *mentions, Arena *arena,
                Arena *scratch, ProtoLines *lines);

#endif
