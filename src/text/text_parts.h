/* The steps of text_read, one paragraph at a time; inside room text only. Each works on the tokens
   [first, end) of one block. */
#ifndef TEXT_TEXT_PARTS_H
#define TEXT_TEXT_PARTS_H

#include "text/tokens.h"

/* What a token does for quotations. */
enum { QUOTE_NONE, QUOTE_OPENS, QUOTE_CLOSES };

/* The character of a token that is punctuation; 0 of words and numbers. */
uint32_t token_rune(const Text *text, uint32_t token);

/* Finds the quotations of a block, adds them to text->quotations, marks their tokens as quoted and
   notes in roles[token] which marks open and close. */
void quotations_read(Text *text, uint32_t first, uint32_t end, uint8_t *roles, Arena *arena);

/* Cuts a block into sentences and adds them to text->sentences; tokens learn their sentence. */
void sentences_read(Text *text, const TextTags *tags, uint32_t block, uint32_t paragraph,
                    uint32_t first, uint32_t end, const uint8_t *roles, Arena *arena);

#endif
