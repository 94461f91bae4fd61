/* Report as one HTML page: self-contained, no script, nothing loaded from anywhere.

   Two editions. The page to hand on has short quotations only, no full texts, no paths and no
   names of reviewers. The working edition adds the full text of each document with every claim
   marked, and who made which correction. Equal stories give equal bytes. */
#ifndef VIEW_REPORT_HTML_H
#define VIEW_REPORT_HTML_H

#include "base/buffer.h"
#include "view/report_options.h"

/* Appends the page to `out`. Works in `arena` (under the caller's guard). */
void report_html_write(const Story *story, const Wording *wording, const ReportOptions *options,
                       Arena *arena, Buffer *out);

#endif
