/* Report as a folder of pages: the overview, the list of documents, and a page of each event, each
   document and each pair of documents with signs of a shared origin or for which that is open. Each
   page is self-contained like the one page, and leads to the others. Equal stories give equal
   bytes. */
#ifndef VIEW_REPORT_FOLDER_H
#define VIEW_REPORT_FOLDER_H

#include "base/buffer.h"
#include "view/report_options.h"

/* Takes a page; anything but 0 ends the work. */
typedef int PageTaker(void *context, const char *name, Str page);

/* Gives all pages, index.html last. Works in `arena` (under the caller's guard); `page` is where
   each page is written. Returns 0, or what the taker returned; page->failed: no memory. */
int report_folder_write(const Story *story, const Wording *wording, const ReportOptions *options,
                        Arena *arena, Buffer *page, PageTaker *take, void *context);

#endif
