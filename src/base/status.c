/* Status: codes and messages of failures. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

int status_set(Status *status, int code, uint64_t at, const char *format, ...) {
  if (status) {
    va_list args;
    status->code = code;
    status->at = at;
    va_start(args, format);
    vsnprintf(status->message, sizeof status->message, format, args);
    va_end(args);
  }
  return code;
}

int status_line(Status *status, Str file, uint32_t line, const char *expected, Str found) {
  return status_set(status, STATUS_FORMAT, line, "%.*s:%u: %s%s%.*s%s", STR_ARG(file), line, expected,
                    found.n ? ", not \"" : "", STR_ARG(found), found.n ? "\"" : "");
}
