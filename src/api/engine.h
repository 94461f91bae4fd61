/* Engine: language data, places, rules and wording, opened once and shared by all runs. */
#ifndef API_ENGINE_H
#define API_ENGINE_H

#include "according/according.h"
#include "claim/claim_read.h"
#include "doc/block_index.h"
#include "event/phrases.h"
#include "view/wording.h"

struct according_engine {
  Arena arena; /* not guarded once the engine is open: nothing allocates from it any more */
  char *pack_bytes; /* of a pack file, or NULL */
  Pack pack;
  Gazetteer gazetteer;
  ClaimRules rules;
  BlockRules blocks;
  Wording wording;
  Phrases story_phrases, explain_phrases, check_phrases, export_phrases, record_phrases;
  char pack_line[128]; /* "en 0.1.0 sha256:…" */
};

/* Makes an engine with a pack in memory, which must outlive it; *engine is set only on success. */
int engine_open_blob(Str blob, according_engine **engine, Status *status);

/* Copies what a room below reported; returns the code, which is the same in both enumerations. */
int status_give(according_status *out, const Status *status);
int status_say(according_status *out, int code, uint64_t position, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
