/* Metadata helpers shared by the readers of formats. */
#ifndef DOC_META_H
#define DOC_META_H

#include "doc/block_rules.h"

/* "2017-02-16" or "2017-02" from the path of an address ("/2017/02/16/", "/2017-02-16-",
   "-20170216"); an archive's prefix (web.archive.org/web/2017…/) is passed over. Empty if there is
   none. */
Str meta_address_date(Str url, Arena *arena);
/* A date at the beginning of a field ("2017-02-16T10:00:00Z", "16 February 2017", "Thu, 16 Feb
   2017"): YYYY-MM-DD, YYYY-MM or YYYY; empty if it is none. */
Str meta_field_date(const BlockRules *rules, Str field, Arena *arena);
/* Collapses white space and trims; a copy in arena. */
Str meta_line(Str s, Arena *arena);

#endif
