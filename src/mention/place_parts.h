/* Shared by the steps that find and resolve places (place_mention.h); for no other file. */
#ifndef MENTION_PLACE_PARTS_H
#define MENTION_PLACE_PARTS_H

#include "base/map.h"
#include "mention/place_mention.h"

enum { TOPONYM_CANDIDATES = 24, TOPONYM_NONE = UINT32_MAX };

/* One place where a name of the gazetteer stands. */
typedef struct Toponym {
  uint32_t first, end; /* tokens */
  uint32_t name;       /* index into PlaceWork.names */
  uint32_t outer;   /* toponym behind a comma that contains it ("Glasgow, Ky."), or TOPONYM_NONE */
  int16_t evidence; /* points for a place here */
  bool rejected;    /* a person, a body, a word: whatever else speaks for a place */
  bool dateline, accepted, abbreviated;
  bool division;   /* "X province", "X district" */
  bool by_wording; /* "the village of X": a place whatever the gazetteer says */
  uint8_t words;
  uint8_t how; /* of the candidates that its spelling admits: NAME_… of the first */
} Toponym;

/* What the document makes of one name. */
typedef struct NameUse {
  Str key;
  uint32_t flags;             /* KEY_… */
  uint8_t n;                  /* candidates */
  PlaceCandidate *candidates; /* n of each of these */
  Place *places;
  int32_t *scores, *base; /* base: without what the document's other names say */
  int16_t best_evidence;
  uint8_t chosen;
  uint32_t like;             /* the first name with its key: "ODESSA" and "Odessa" are one */
  uint32_t mentions;         /* accepted */
  bool ambiguous, is_person; /* person: borne by a person in this document */
} NameUse;

/* What the gazetteer knows of the word of a token. */
typedef struct PlaceWord {
  KeyInfo info;
  uint32_t hash; /* gazetteer_word_hash */
  bool known;    /* it was asked for */
} PlaceWord;

typedef struct PlaceWork {
  const PlaceTags *tags;
  const Gazetteer *gazetteer;
  const Text *text;
  Arena *arena;
  Map by_key; /* key and kind of spelling → index in names */
  ARRAY(NameUse) names;
  ARRAY(Toponym) toponyms;
  PlaceWord *words; /* of each token */
  /* while resolving; states are numbers of their own */
  uint32_t *states;    /* exact names that are places here */
  uint32_t home;       /* state of the publisher's address; 0: none */
  uint32_t main_state; /* that most mentions lie in; 0: none */
} PlaceWork;

/* What the gazetteer knows of the word of a token; all zero of punctuation and beyond the ends. */
KeyInfo place_word(const PlaceWork *work, uint32_t token);
/* The token is an ordinary word of the language, whatever else it may be. */
bool place_is_ordinary(const PlaceWork *work, uint32_t token);
/* The token is a word with a capital in a sentence that has small letters. */
bool place_is_capital(const PlaceWork *work, uint32_t token);
/* The token is a word with one of these flags (KEY_…). */
bool place_is_word(const PlaceWork *work, uint32_t token, uint32_t flags);
static inline bool place_is_mark(const PlaceWork *work, uint32_t token, const char *mark) {
  return token < work->text->tokens.n && str_is(token_text(work->text, token), mark);
}
/* Same sentence, and nothing but white space between the token and the one before it. */
bool place_follows(const PlaceWork *work, uint32_t token);

/* Nothing but "," "and" or ", and" between token `end` and token `first`. */
bool place_is_list(const PlaceWork *work, uint32_t end, uint32_t first);

/* A place that everybody knows: a state, a first-level division, a city of a million. */
bool place_is_strong(const NameUse *use);

void place_scan(PlaceWork *work);
/* Adds the tokens [first, end) as a toponym that its wording makes a place; gives how many they are. */
uint32_t place_add_worded(PlaceWork *work, uint32_t first, uint32_t end);
/* place_capitals.c: names that the gazetteer does not have, at token i of a sentence in capitals: tokens
   taken, 0 if there is none. */
uint32_t place_scan_site(PlaceWork *work, uint32_t i, const Sentence *sentence);
uint32_t place_scan_capitals(PlaceWork *work, uint32_t i, const Sentence *sentence);
/* place_villages.c: names that the gazetteer does not have, or not whole, which the words before them make places:
   tokens taken from i on, 0 if there is none. */
uint32_t place_scan_village(PlaceWork *work, uint32_t i, const Sentence *sentence);
/* The last toponym added takes `taken` tokens from i: how many, if its name goes on behind it. */
uint32_t place_name_goes_on(PlaceWork *work, uint32_t taken, uint32_t i, const Sentence *sentence);
/* place_state.c: tokens taken from i on, `taken` of them by the last toponym, where the short form of a state
   behind a comma says that a place is named which the gazetteer does not have in it. */
uint32_t place_state_follows(PlaceWork *work, uint32_t taken, uint32_t i, const Sentence *sentence);
void place_evidence(PlaceWork *work);
void place_resolve(PlaceWork *work);

#endif
