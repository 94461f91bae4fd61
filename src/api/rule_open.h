/* Counting rules by name or by file, and registers of sources. */
#ifndef API_RULE_OPEN_H
#define API_RULE_OPEN_H

#include "api/engine.h"
#include "rule/rule_file.h"
#include "rule/sources.h"

/* A rule of the pack by its name, or a file where the name has a slash or ends with .rule;
   *bytes are then what was read, to be freed after the rule (NULL of the pack's).
   STATUS_NOT_FOUND: there is none of that name. */
int rule_open(const according_engine *engine, Str name, Arena *arena, CountingRule *rule,
              char **bytes, Status *status);

/* A register of sources from its file; *bytes are to be freed after it. */
int sources_open(const char *path, Arena *arena, SourceRegister *sources, char **bytes,
                 Status *status);

#endif
