/* What every test includes: cmocka and the headers that it expects before itself. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"

/* A Str must have these bytes. */
#define assert_str(s, expected)                                       \
  do {                                                                \
    Str got_ = (s);                                                   \
    const char *want_ = (expected);                                   \
    if (!str_is(got_, want_)) {                                       \
      fail_msg("got \"%.*s\", expected \"%s\"", STR_ARG(got_), want_); \
    }                                                                 \
  } while (0)

#endif
