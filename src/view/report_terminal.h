/* Report for a terminal: 80 columns, the first page of the HTML report in short. */
#ifndef VIEW_REPORT_TERMINAL_H
#define VIEW_REPORT_TERMINAL_H

#include "base/buffer.h"
#include "view/report_options.h"

enum { TERMINAL_COLUMNS = 80 };

/* Appends the report to `out`. Text of documents cannot move the cursor: control characters and
   directional marks are printed by their number. Works in `arena` (under the caller's guard). */
void report_terminal_write(const Story *story, const Wording *wording,
                           const ReportOptions *options, Arena *arena, Buffer *out);

#endif
