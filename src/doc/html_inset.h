/* HTML main text, inside: what the deciding of a page's blocks shares, and the *insets*, parts of the
   body that are not of the account: boxes under a heading such as "Related", cards that lead to
   another page, and what speaks to the reader to ask for something. */
#ifndef DOC_HTML_INSET_H
#define DOC_HTML_INSET_H

#include "doc/html_text.h"

typedef struct Density {
  uint32_t words, stopwords, links; /* words; per cent of words; per cent of bytes */
  uint16_t address, appeal;         /* words that speak to the reader; weight of those that ask */
} Density;

typedef struct Main {
  const BlockRules *rules;
  const BlockList *stopwords;
  uint64_t all; /* bytes of running text outside furniture */
  HtmlText *t;
  BlockLimits limits;
  Density *densities;
  bool *running;     /* per block */
  uint32_t title_at; /* or UINT32_MAX */
  uint32_t body;     /* container that is the body; 0: the whole page */
  uint32_t first, last; /* blocks in the body; first > last if there is none */
} Main;

static inline HtmlContainer *html_container_of(const Main *m, uint32_t block) {
  return &m->t->containers.v[m->t->blocks.v[block].container];
}
static inline Str html_block_text(const Main *m, uint32_t i) {
  return str_cut((Str){m->t->bytes, m->t->n}, m->t->blocks.v[i].raw.span);
}
/* Is the block read, as the decisions stand? */
static inline bool html_is_content(const RawBlock *r) {
  return r->kind == BLOCK_PARAGRAPH || r->kind == BLOCK_QUOTATION || r->kind == BLOCK_LIST_ITEM ||
         r->kind == BLOCK_TABLE || r->kind == BLOCK_HEADING;
}

/* Makes insets furniture. After the rules for texts have decided; d: for its author. */
void html_insets(const Main *m, const Document *d, Arena *arena, RawBlocks *raw);

#endif
