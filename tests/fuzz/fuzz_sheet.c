/* Sheets: any bytes as the members of a workbook, each behind a line with its name
   ("=== xl/workbook.xml"), so that what is mutated is markup and not what is packed. */
#include "fuzz_reader.h"

#include "container/sheet_rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t next_mark(Str s, size_t at) {
  for (; at + 4 <= s.n; at++) {
    if (memcmp(s.p + at, "=== ", 4) == 0 && (!at || s.p[at - 1] == '\n')) {
      return at;
    }
  }
  return s.n;
}

static void read_members(Expander *e, Str bytes) {
  PackedMembers members = {0};
  for (size_t at = next_mark(bytes, 0); at < bytes.n;) {
    size_t end = next_mark(bytes, at + 4);
    PackedMember member = {0};
    Str whole = {bytes.p + at + 4, end - at - 4};
    member.name = str_split(whole, '\n', &member.bytes);
    array_push(expander_arena(e), &members.v, member);
    at = end;
  }
  if (packed_member(&members, str_lit("content.xml")).n) {
    ods_read_sheets(e, &members);
  } else {
    xlsx_read_sheets(e, &members);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_reader(data, size, read_members);
}
