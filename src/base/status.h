/* Status: how a call went. Zero is success, a negative code is a failure with a message that a
   person can act on and, where there is one, the byte at which it happened.
   Thread-safety: a Status belongs to its caller; nothing here is shared. */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

#include "base/str.h"

enum StatusCode {
  STATUS_OK = 0,
  STATUS_NO_MEMORY = -1, /* the system gave no memory */
  STATUS_IO = -2,        /* a file could not be read or written */
  STATUS_FORMAT = -3,    /* bytes that are not what they should be */
  STATUS_LIMIT = -4,     /* larger than According reads */
  STATUS_NOT_FOUND = -5, /* something that was named is not there */
};

typedef struct Status {
  int code;          /* a StatusCode */
  uint64_t at;       /* byte or line of the input where it happened, 0 if none applies */
  char message[480]; /* one line, no full stop, for people; empty on success */
} Status;

/* Fills *status with code, place and a formatted message, and returns code. status may be NULL. */
int status_set(Status *status, int code, uint64_t at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A line of a file that is not what it should be: "FILE:LINE: EXPECTED, not "FOUND""; without found, as
   far as expected. STATUS_FORMAT with the line as place. */
int status_line(Status *status, Str file, uint32_t line, const char *expected, Str found);

#endif
