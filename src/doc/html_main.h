/* HTML main text: which blocks of a page are the account, and which are its surroundings. */
#ifndef DOC_HTML_MAIN_H
#define DOC_HTML_MAIN_H

#include "doc/html_text.h"

/* Splits short lines, such as a time above a paragraph, from what follows them in one block; to be
   called before html_main. */
void html_lines(HtmlText *t, Arena *arena);
/* Decides all blocks of t: furniture by containers, by the density of links and of stop words, and
   by the rules for texts. title_at: the title's block, or UINT32_MAX. Fills raw with the blocks in
   order, and metadata of d from bylines. */
void html_main(const BlockRules *rules, HtmlText *t, uint32_t title_at, Arena *arena, Document *d,
               RawBlocks *raw);
/* The entries of a live blog, if the page calls itself one (`live`, or by a hint). After html_main. */
void html_entries(const HtmlText *t, bool live, Arena *arena, Document *d);
/* The author by what elements call themselves; empty if none is named. After html_main. */
Str html_credit(const HtmlText *t, const RawBlocks *raw, const Document *d, Arena *arena);

#endif
