/* The steps of text_read, one paragraph at a time; inside room text only. */
#ifndef TEXT_TEXT_PARTS_H
#define TEXT_TEXT_PARTS_H

#include "text/tokens.h"

/* The tokens [first, end) of a block. */
typedef struct Paragraph {
  uint32_t block, number; /* place of the block; of the blocks that have tokens */
  uint32_t first, end;
  const uint32_t *stops; /* those that are punctuation, or words that end with a stop */
  uint32_t stop_count;
} Paragraph;

/* What a token does for quotations. */
enum { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES };

/* The character of a token that is punctuation; 0 of words and numbers. */
uint32_t token_rune(const Text *text, uint32_t token);

/* Finds the quotations of a block, adds them to text->quotations, marks their tokens as quoted and
   notes in roles[token] which marks open and close. */
void quotations_read(Text *text, const Paragraph *p, uint8_t *roles, Arena *arena);

/* Cuts a block into sentences and adds them to text->sentences; tokens learn their sentence. */
void sentences_read(Text *text, const TextTags *tags, const Paragraph *p, const uint8_t *roles,
                    Arena *arena);

#endif
