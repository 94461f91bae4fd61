/* Saved pages: HTML in which a browser, or an extension of one, says from where it was saved and
   when. */
#include "container/readers.h"

/* What follows `mark` in the first bytes, to the end of its line or comment. */
static Str behind_mark(Str bytes, const char *mark) {
  size_t n = strlen(mark), most = bytes.n < CONTAINER_HEAD ? bytes.n : CONTAINER_HEAD;
  for (size_t at = 0; at + n <= most; at++) {
    if (memcmp(bytes.p + at, mark, n) == 0) {
      size_t end = at + n;
      while (end < most && bytes.p[end] != '\n' && bytes.p[end] != '\r' && bytes.p[end] != '>') {
        end++;
      }
      Str found = str_trim((Str){bytes.p + at + n, end - at - n});
      while (found.n && (found.p[found.n - 1] == '-' || found.p[found.n - 1] == ' ')) {
        found.n--;
      }
      return found;
    }
  }
  return (Str){NULL, 0};
}

/* "(0023)https://news.example/" */
static Str without_length(Str url) {
  const char *end = url.n && url.p[0] == '(' ? memchr(url.p, ')', url.n) : NULL;
  return end ? (Str){end + 1, url.n - (size_t)(end + 1 - url.p)} : url;
}

bool saved_page_is(Str bytes) {
  Str head = {bytes.p, bytes.n < CONTAINER_HEAD ? bytes.n : CONTAINER_HEAD};
  Str trimmed = str_trim(head);
  return str_starts(trimmed, "<") && (behind_mark(head, "saved from url=(").n ||
                                      behind_mark(head, "Page saved with SingleFile").p);
}

void saved_page_read_parts(Expander *e, Str bytes) {
  Leaf part = {.placed = true, .verbatim = true, .end = bytes.n};
  bool single = behind_mark(bytes, "Page saved with SingleFile").p != NULL;
  Str url =
      single ? behind_mark(bytes, " url:") : without_length(behind_mark(bytes, "saved from url="));
  part.field[LEAF_FORMAT] = str_lit("saved page");
  part.field[LEAF_URL] = str_starts(url, "http") ? url : (Str){NULL, 0};
  part.field[LEAF_CAPTURED] = single ? behind_mark(bytes, "saved date:") : (Str){NULL, 0};
  e->no_container = true; /* it is the same bytes */
  expander_give(e, &part, bytes);
}
