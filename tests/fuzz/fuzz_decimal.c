/* Decimals, dates and JSON strings from any bytes: what is read must be written and read again. */
#include <stdlib.h>

#include "base/civil.h"
#include "base/json_write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_decimal(Str s, char point) {
  Decimal d, again, twice;
  char out[32];
  if (!decimal_read(s, point, &d)) {
    return;
  }
  size_t n = decimal_write(d, out);
  if (n >= sizeof out || !decimal_read((Str){out, n}, '.', &again) ||
      decimal_compare(d, again) != 0) {
    abort();
  }
  if (decimal_add(d, d, &twice) && d.digits > 0 && decimal_compare(twice, d) <= 0) {
    abort();
  }
}

static void check_date(Str s) {
  Date date, again;
  char out[16];
  if (!civil_read(s, &date)) {
    return;
  }
  size_t n = civil_write(date, out);
  if (!civil_read((Str){out, n}, &again) || again.year != date.year ||
      again.month != date.month || again.day != date.day) {
    abort();
  }
  if (civil_valid(date)) {
    Date same = civil_date(civil_first(date));
    if (same.year != date.year || same.month != date.month || same.day != date.day) {
      abort();
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str s = {(const char *)data, size};
  Buffer buffer;
  Json j;
  check_decimal(s, '.');
  check_decimal(s, ',');
  check_date(s);
  buffer_init(&buffer);
  json_begin(&j, &buffer);
  json_str(&j, s);
  for (size_t i = 0; i < buffer.n; i++) {
    if ((unsigned char)buffer.p[i] < 0x20) {
      abort();
    }
  }
  buffer_release(&buffer);
  return 0;
}
