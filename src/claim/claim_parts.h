/* What the files of room claim share with one another, and with nobody else. */
#ifndef CLAIM_CLAIM_PARTS_H
#define CLAIM_CLAIM_PARTS_H

#include "claim/claim_read.h"

/* One document while its claims are made. */
typedef struct Making {
  const ClaimRules *rules;
  const ReadDocument *read;
  const ProtoClaims *protos;
  /* The figures of each sentence as chains of indices + 1 into protos, ended by 0: the first of every
     sentence, and the next one of every figure. */
  const uint32_t *first_of_sentence, *next_of_sentence;
  uint32_t document; /* index in the extraction */
  Str identity;      /* what the ids of all its lines begin from */
  Arena *arena;      /* of the extraction: what the claims point to */
} Making;

/* The words of tokens [first, end) as an excerpt of the document; empty when there are none. The text
   is a view of the document's analysis text. */
Excerpt excerpt_of(const Making *m, uint32_t first, uint32_t end);

/* Which stretch of the sentence belongs to a claim: figures of other claims before and behind it cut the
   sentence up. What stands before the first figure belongs to all; what stands between two figures to
   the earlier one; what stands behind the last figure to all that have nothing of their own. */
typedef struct Reach {
  uint32_t first, end;       /* the claim's own stretch */
  uint32_t head_end;         /* tokens before this stand before all figures */
  uint32_t tail_first;       /* tokens from here stand behind all figures */
} Reach;

Reach reach_of(const Making *m, const ProtoClaim *proto, const Sentence *s);
/* How well a mention at token `at` fits a claim: 3 in its own stretch, 2 before all figures, 1 behind
   the last one, 0 it is another claim's. */
int fit_of(const Reach *reach, uint32_t at);
/* Does its sentence stand in what a news agency sent out, below the title? */
/* What the places and the source of a claim, known by now, say of its time. */
void claim_settle_time(const Making *m, const ProtoClaim *proto, Claim *claim);
bool is_in_dispatch(const Making *m, const ProtoClaim *proto);
/* And is the token told there only more than `shortly` sentences behind it? */
bool is_behind_in_dispatch(const Making *m, const ProtoClaim *proto, uint32_t token, uint32_t shortly);
/* "The Orlow massacre of 14 May 1984, in which 19 were shot", "the fire in Vestry on 4 May, which killed 17",
   "1986, when a fire killed 28": the words before the claim's clause that say which happening it tells of; empty: none. */
TokenRange claim_antecedent(const Making *m, const ProtoClaim *proto);
/* "The flood of 2015 killed 12", "a 2015 flood", "hurt in the flood of 2015": a time of its sentence is that of a
   happening of another year than the episode's. */
bool claim_names_another(const Making *m, const ProtoClaim *proto, uint32_t index, const Episode *episode);
/* "Missing after the landslide of 10 July": a time of its sentence stands beside the noun of a happening. */
bool claim_dates_happening(const Making *m, const ProtoClaim *proto, uint32_t index);
/* "Was removed on Monday as the man behind the murder", "came on 3 May to look into the killing": a day that stands beside
   another verb of the sentence, while the claim is only a noun in it. */
bool claim_time_of_verb(const Making *m, const ProtoClaim *proto, const TimeMention *time);

/* The same of a place: "was evacuated in Vestry after threats". */
bool claim_place_of_verb(const Making *m, const ProtoClaim *proto, const PlaceMention *place);
/* "Have been killed", "had attacked": up to now, or before what else is told. */
bool claim_in_perfect(const Making *m, const ProtoClaim *proto);
/* The sentence dates the claim at a time that is far from that of its episode. */
bool claim_is_of_another_time(const Making *m, const Claim *claim);
/* The first token of a claim's figure or deed. */
uint32_t claim_start(const ProtoClaim *p);

/* One of the words has the tag; a number of that kind stands among them ("a 2-year-old"). */
bool words_have(const Making *m, TokenRange words, int tag);
bool words_have_number(const Making *m, TokenRange words, NumberKind kind);
/* The age in the words, or in an apposition right behind them ("John Smith, 42,"); -1: none. */
int16_t age_in_words(const Making *m, TokenRange words);
/* The episode that a claim belongs to: that of its sentence, or one that the words behind it name. */
uint32_t claim_episode(const Making *m, const ProtoClaim *proto);
/* When: the time that the sentence ties to this claim, else that of its episode. */
void claim_time(const Making *m, const ProtoClaim *proto, Claim *claim);
/* The time mention of its sentence that dates a claim, -1 if none does; *loosely: only by a name, or by what it
   describes. claim may be NULL. */
int32_t claim_time_in_sentence(const Making *m, const ProtoClaim *proto, Claim *claim, bool *loosely);
/* The figure counts the dead or the hurt. */
bool claim_counts_harm(const ProtoClaim *proto);
/* It counts since that time: "since June 40 have died", and not "the worst since 2008, when 13 died". */
bool claim_has_since(const Making *m, const ProtoClaim *proto, const Sentence *s, const TimeMention *time);
/* Marks figures that are not of what the document tells: of a time long before, or, unclear then, of a
   period or of several happenings together. The chain of m must be that of claims. */
void claims_set_apart(const Making *m, ProtoClaims *claims);
/* The sentence tells of a time long before. */
bool sentence_is_apart(const Making *m, uint32_t sentence);
/* It speaks of several happenings at once. */
bool sentence_is_of_several(const Making *m, uint32_t sentence);
/* "After ten days of fighting, which has killed 60": a figure of what went on for days, in a story of another
   kind of happening. */
bool claim_of_process(const Making *m, const ProtoClaim *proto);
/* Where: the places that the sentence ties to this claim, else those of its episode. */
void claim_places(const Making *m, const ProtoClaim *proto, Claim *claim);
/* The places that the sentence itself ties to this claim. */
void claim_places_of_sentence(const Making *m, const ProtoClaim *proto, Claim *claim);
/* Adds the place of a mention, once. */
void claim_add_place(const Making *m, uint32_t mention, Basis basis, Claim *claim);
/* "12 in Lima", "Lima 12": the place has a count of its own, other than the claim's. */
bool claim_place_counts(const Text *text, const Sentence *s, const ProtoClaim *proto, const PlaceMention *place);
/* "Thirty were killed: 12 in Lima, 11 in Cusco": behind the claim stand places with counts of their own. */
bool claim_breaks_down(const Making *m, const ProtoClaim *proto);
/* The place before the day at the head of a text, as news agencies write. */
bool claim_place_heads_text(const Making *m, uint32_t mention);
/* Who is counted: words, status, sex, age, nationality. */
void claim_who(const Making *m, const ProtoClaim *proto, Claim *claim);
/* On whose word; and modality. */
void claim_source(const Making *m, const ProtoClaim *proto, Claim *claim);
/* "Both men": two who have been told of, whoever else was. */
bool tells_of_both(const Making *m, const ProtoClaim *proto);
/* Totals, parts and wholes among the claims of one document (claims and protos run in parallel). */
void claim_scopes(const Making *m, Claim *claims, const ProtoClaim *protos, uint32_t n);
/* "Six were shot" (measure "hit"): hurt, unless some of them may be the dead that the document tells of. */
void settle_hit(const Making *m, const ProtoLines *lines, ProtoClaims *kept);
/* A figure of that measure that counts somebody here: no nought, nothing hypothetical or of another time. */
bool is_count_of(const Making *m, const ProtoClaim *p, const char *measure);
/* The document has one of the measure, in what it mainly tells; of those who were hit. */
bool counts_any(const Making *m, const ProtoClaims *claims, const char *measure);
bool counts_hit(const Making *m, const ProtoClaims *claims);
/* Of those who were hit all but one are dead. */
bool one_is_left(const Making *m, const ProtoClaims *claims);
/* Besides those who were hit it speaks of dead. */
bool tells_of_dead(const Making *m, const ProtoLines *lines, const ProtoClaims *kept);
/* "No one else was hurt": a nought that denies nothing of those who were. */
bool nobody_but(const Making *m, const ProtoClaim *proto);
/* "No officers were hurt" in a document that tells of others: a part, which a person should read. */
void settle_nobody(const Making *m, const ProtoLines *lines, ProtoClaims *kept);
/* Adds figures that no word states: the persons whom one sentence says to have come to harm, where the
   document counts nobody of that harm (claim_rows.c). */
void claim_rows(const Making *m, const ProtoLines *lines, Arena *scratch, ProtoClaims *kept);

enum { ROW_MOST = 16 };

/* One of several who came to harm in one sentence by one word. */
typedef struct RowMember {
  TokenRange words;
  int32_t proto;  /* index of the figure ("two men"), -1: a person */
  uint32_t count; /* how many it is */
  Str name;       /* of a person; empty: none */
  bool apposed;   /* its words hold an apposition: "John Smith, a teacher" */
} RowMember;

typedef struct Row {
  uint32_t sentence, n;
  TokenRange trigger;
  bool in_title;
  bool open; /* others came to the same harm: "also" */
  bool self; /* whoever did it is one of them */
  RowMember members[ROW_MOST]; /* in order of the text */
} Row;

/* Merges what describes one member; true if the row is a closed enumeration of at least two
   (claim_enumeration.c). */
bool row_close(const Making *m, Row *row);
/* The end of ages and places that stand behind a member at `i`; i where there are none. */
uint32_t row_skip_apposed(const Making *m, uint32_t i, uint32_t end);
/* One member, and nothing joins others to it. */
bool row_is_alone(const Making *m, Row *row);
/* "Six people, three men and three women,": the first number counts the others. */
bool row_is_broken_down(const Row *row);
/* The text's digest and the document's id. */
Str line_identity(const Document *document, Arena *arena);
/* "c-…", "p-…": a letter, and a hash of the identity and of what a line has of its own; an empty measure
   is left out (line_id.c). */
Str line_id(const Making *m, char letter, Str kind, Str measure, const Excerpt *at);
/* The id of a finished claim. */
void claim_identify(const Making *m, Claim *claim);

#endif
