/* Chunks: a sentence as a row of noun groups, verb groups, times, places' prepositions and marks, the
   symbols that frame rules are matched over. Shallow on purpose: words that the lexicon does not
   know are taken for nouns, so a chunk errs by being too long rather than by inventing a verb. */
#ifndef FRAME_CHUNK_H
#define FRAME_CHUNK_H

#include "lang/pattern.h"
#include "mention/mention.h"

typedef enum ChunkKind { CHUNK_WORD, CHUNK_NOUN, CHUNK_VERB, CHUNK_TIME, CHUNK_QUANTITY } ChunkKind;

typedef struct Chunk {
  uint32_t first, end;  /* tokens */
  uint32_t head;        /* head token: last noun, main verb, or the word itself */
  uint32_t words_first; /* first token behind number and qualifier: who is counted */
  int32_t number;       /* index into Mentions.numbers, -1 none */
  uint32_t owner;       /* the possessive mark behind one person: "the boy's death"; 0 none */
  ChunkKind kind;
} Chunk;

/* Tags that chunks get beside those of their head word (names in data/en/TAGS.md), and tags of
   words that chunking asks for. */
typedef struct ChunkTags {
  /* given to chunks */
  int noun, verb, figure, elided, persons, unknown, time, duration, percent, money, zero, vague;
  int indefinite, definite, passive, bare, ing, infinitive, finite, negated, modal, be;
  int modifier; /* the noun group has a participle or adjective of harm as modifier */
  int partitive, capital, ordinal, age, possessive, single, fatal, owned;
  /* asked of words */
  int det, pron, prep, conj, aux_be, adv, adj, rel, verb_word;
  int v_base, v_s, v_ing, v_past, v_part, hazard, n_sg, n_pl, person, thing, harm_verb, harm_adj, harm_count;
  int harm_intr;
  int agent;      /* a noun group of somebody who can do things: persons, bodies, forces, names */
  TagSet agents;  /* words that make it one */
  TagSet suffers; /* verbs whose past form does not describe who is behind it: "ten suffered burns" */
  TagSet unlike_noun; /* what a noun group does not take over from its head */
  TagSet names;   /* what several words may name together */
  int agent_name, actor_name, victim, harm_of, none, event, emergency;
  int group, to, title, month, other, body, possessive_word, compound, severity, unreal, prior, another;
  int neither;
  int self;    /* himself, self */
  int subject; /* a pronoun that only a verb follows: they, who */
  int floats; /* may stand between auxiliary and participle: were all killed */
} ChunkTags;

typedef struct ChunkRow {
  ARRAY(Chunk) chunks;
  uint32_t *words; /* head word of each chunk */
  TagSet *tags;
} ChunkRow;

void chunk_tags(const Pack *pack, ChunkTags *tags);

/* Cuts tokens [first, end) of a sentence into chunks; numbers and times are those of Mentions that
   lie there. The row lies in arena. */
void chunk_read(const ChunkTags *tags, const Text *text, const Mentions *mentions, uint32_t first,
                uint32_t end, Arena *arena, ChunkRow *row);

#endif
