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
