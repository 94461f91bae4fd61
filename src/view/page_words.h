/* Page words: values, dates, names and widths as people read them. Used by every view. */
#ifndef VIEW_PAGE_WORDS_H
#define VIEW_PAGE_WORDS_H

#include "base/buffer.h"
#include "claim/claim.h"
#include "view/wording.h"

/* Short names of the documents, unlike one another: the first word of the file's name (up to one of
   "_-. "), else its first three characters, else what follows the beginning that all have in common,
   else the whole name without its ending, else a number.
   One rule for all documents of the extraction. *width gets the columns of the longest. */
Str *page_document_names(const Extraction *x, Arena *arena, uint32_t *width);

/* The name of a document without folders. */
Str page_file_name(Str id);

/* A figure for display. plain: printed as it is, the number in digits with the qualifier in the
   document's words ("147", "more than 130", "at least 9" where the document has “At least nine”);
   quoted: the document's words, for quotation marks, where it gives no number ("hundreds") or gives
   it in words ("twelve" beside plain 12). none: a stated zero, plain says so. unit: as unit.*
   of the wording has it, where the words do not name it ("years"), else empty. */
typedef struct PageFigure {
  Str plain, quoted, unit;
  bool none;
} PageFigure;
PageFigure page_figure(const Wording *w, Arena *arena, const Value *value);

/* A place as worded; in the gazetteer's spelling of it, or of a place of the event, where the words
   differ from that by capitals or marks on letters alone ("Constanta" beside "Constanța"). */
Str page_place(const ClaimPlace *place, const ClaimPlace *known, uint32_t known_count);

/* What a statement says in its own words: the evidence, and where that is short some words of its
   sentence around it, with … where something is left out. */
Str page_statement(Arena *arena, const Claim *claim);

/* "transcript of talk.mp3, 00:01-00:04", with the name that is given for what it was made of. */
Str page_derived(const Wording *w, Arena *arena, const Derived *derived, Str of);

/* "5637286" as "5,637,286", with the separator of the wording. */
Str page_number(const Wording *w, Arena *arena, Decimal d);
Str page_count(const Wording *w, Arena *arena, uint64_t n);
/* The number in words where the wording has one ("five"), else in digits. */
Str page_count_words(const Wording *w, Arena *arena, uint64_t n);

/* "20 January 1990", "January 1990", "1990", "20 January" (no year); empty if nothing is known. */
Str page_date(const Wording *w, Arena *arena, Date date);
/* "19–20 January 1990", "30 December 1989 – 2 January 1990", "from 3 May 1991"; or empty. */
Str page_period(const Wording *w, Arena *arena, const Period *period);
/* The same for an ISO date in text; what is no date is given back as it is. */
Str page_iso_date(const Wording *w, Arena *arena, Str iso);
bool page_same_period(const Period *a, const Period *b);
bool page_periods_meet(const Period *a, const Period *b); /* they have a day in common */

/* Fills a text; literals and arguments alike go to the result as they are. */
Str page_fill(const Wording *w, Arena *arena, WordingKey key, const WordingArg *args, size_t n);

/* "a, b and c" (last W_LIST_AND, W_LIST_OR), or the items with `last` between all of them. */
Str page_list(const Wording *w, Arena *arena, const Str *items, uint32_t n, WordingKey last);

/* Characters that would change how the rest of a line is shown: controls (but not line break and
   tab), directional marks and overrides, invisible format characters. */
bool rune_is_hidden(uint32_t c);
/* A mark that combines with the letter before it. */
bool rune_is_mark(uint32_t c);
/* Columns of a terminal that a character takes: 0, 1 or 2. */
uint32_t rune_columns(uint32_t c);
uint32_t text_columns(Str s);
/* Words, safe to print, as lines of at most so many columns, each behind `indent` of them. */
void text_wrap(Buffer *out, Arena *arena, uint32_t indent, uint32_t columns, Str words);
/* Bytes of the longest prefix of s that is at most `columns` wide, cut between characters. */
size_t text_fit(Str s, uint32_t columns);

#endif
