/* HTML main text: which blocks of a page are the account, and which are its surroundings. */
#ifndef DOC_HTML_MAIN_H
#define DOC_HTML_MAIN_H

#include "doc/html_text.h"

/* Decides all blocks of t: furniture by containers, by the density of links and of stop words, and
   by the rules for texts. title_at: the title's block, or UINT32_MAX. Fills raw with the blocks in
   order, and metadata of d from bylines. */
void html_main(const BlockRules *rules, HtmlText *t, uint32_t title_at, Arena *arena, Document *d,
               RawBlocks *raw);

#endif
