/* Clauses: which clause of its sentence a token lies in, as far as times care. Cut by the words that
   data/<lang>/lexicon/narrative.tsv tags clause.own, closed by the next comma. */
#ifndef DISCOURSE_CLAUSE_H
#define DISCOURSE_CLAUSE_H

#include "mention/mention.h"

/* Verbs that make a clause of their words. */
#define CLASS_FINITE (CLASS(V_PAST) | CLASS(V_S) | CLASS(BE) | CLASS(HAVE))

typedef struct ClauseTags {
  int on, in, occasion, describes, since, det, when, dated;
  int process; /* what comes of a happening: arrests, courts, mourning */
  int toll_phrase;
  int revises, brings; /* a count: "revised the toll to", "bringing the number of dead to" */
  int speaks;
  int bodies, more; /* "found two more bodies" */
  int compares;     /* "the same as on Monday" */
  int whole;                /* all, rest: "in all of 2013" */
  int superlative, ordinal; /* worst, second */
  int records;              /* counts up: "recorded 12 deaths" */
  int stamp;   /* before the day on which a page was put up: "Published Tuesday, …" */
  int holiday, where, before;
  int befell;  /* what happens: "the fire, which broke out on Monday" */
  int act;     /* a verb of saying, where it is an act: called police */
  TagSet harm;
  TagSet toll, toll_moves; /* a count of people; how it moves: "the toll rose on Tuesday" */
  TagSet finds;   /* found, recovered, pulled */
  TagSet occurs;  /* was carried out, took place */
} ClauseTags;

void clause_tags(const Pack *pack, ClauseTags *tags);

/* How a time's clause stands to that of some words. */
typedef enum ClauseFit {
  CLAUSE_OTHER,  /* the time's clause is another one's affair */
  CLAUSE_BELOW,  /* in a clause that says how the words' people came to harm: "the death of a man who was
                    shot on Saturday" */
  CLAUSE_SINCE,  /* inside the words' clause, behind "since" */
  CLAUSE_ABOVE,  /* the time stands in a clause that the words' clause depends on */
  CLAUSE_SAME,
} ClauseFit;

/* `time` and `words` are tokens of one sentence. */
ClauseFit clause_fit(const ClauseTags *tags, const Text *text, uint32_t time, uint32_t words);
/* The time's first token stands in the main clause of its sentence. */
bool clause_is_main(const Text *text, uint32_t time);
/* The time stands in a clause that "since" begins: "since the epidemic began in August". */
bool clause_is_since(const ClauseTags *tags, const Text *text, uint32_t time);
/* The time's tokens only describe a word beside them ("the tsunami of 2004", "2004 tsunami") or are
   compared with ("up from three days ago"); a range ("from 1983 to 2005") is not, nor an hour ("at 9 p.m.
   Sunday officers were called"). */
bool clause_time_describes(const ClauseTags *tags, const Text *text, const TimeMention *time,
                           bool range);
/* "Down from 13 on Tuesday", "the same as on Monday": at: the time. */
bool clause_time_is_compared(const ClauseTags *tags, const Text *text, uint32_t at);
/* "Sunday's": end: behind the time. */
bool clause_time_is_genitive(const Text *text, uint32_t end);
/* The clause of its own in which the time stands tells of harm, or that something happened: "the shooting,
   which occurred about 9 p.m. Sunday". */
bool clause_tells_before(const Text *text, uint32_t time);
/* The time is in a clause that says what befell the noun before it, and when: "the fire, which broke out late on
   Saturday, killed seven", "the rubble of a factory that collapsed on Friday". */
bool clause_time_of_happening(const ClauseTags *tags, const Text *text, uint32_t time);
/* The time says when somebody spoke: it stands beside a cue of saying and outside what was said, and in no
   clause of its own ("When the shell hit on Tuesday, he said, …"). */
bool clause_time_of_speech(const ClauseTags *tags, const Mentions *mentions, const TimeMention *time);

/* "12 died, and the last of them in January", "30 were hurt, and pensions were paid in 2015": the token of "and", where the
   time [first, end) is only of what stands behind it; else the first of the sentence. */
uint32_t clause_time_beside(const Text *text, uint32_t first, uint32_t end);

/* The word whose time this is, where that tells of what came of a happening and not of it: "was arrested
   on Monday for the killing", "on Monday he appeared in court". UINT32_MAX: none. */
uint32_t clause_time_of_process(const ClauseTags *tags, const Text *text, uint32_t first,
                                uint32_t end);

/* "The 8 May elections", "the 6 June Movement": before a noun that tells of no deed, whose day it is. */
bool clause_time_of_another(const ClauseTags *tags, const Text *text, uint32_t first, uint32_t end);

/* A line of a chronicle, "May 5 - The toll rises to 37", with others before or behind it. */
bool clause_heads_chronicle(const Text *text, uint32_t sentence);

/* A mark at the head of its sentence, which dates no happening: "(April 11, 2014)", the length of a film
   ("2:51 Mayor speaks"), "(Published Tuesday, …", "UPDATE (May 3, 5 p.m.):". */
bool clause_time_is_stamp(const ClauseTags *tags, const Text *text, uint32_t first, uint32_t end);

#endif
