/* Page parts: what the files that build the page model share. */
#ifndef VIEW_PAGE_PARTS_H
#define VIEW_PAGE_PARTS_H

#include "view/page_model.h"

/* Inserts into an ascending list, once. */
void indices_insert(Arena *arena, Indices *list, uint32_t value);

/* Fills in what page_voices.c knows of an event; its measures must be there. */
void page_event_voices(const PageModel *m, Arena *arena, PageEvent *event);

#endif
