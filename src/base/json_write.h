/* JSON writer: compact JSON into a Buffer, commas and escapes by itself. UTF-8 goes through as it
   is; control characters and invalid bytes become \u escapes or U+FFFD, so that the output is
   always valid JSON. Keys come out in the order of the calls.

     json_begin(&j, &buffer);
     json_object(&j); json_key(&j, "type"); json_text(&j, "claim"); json_end(&j);
     json_line(&j);           ends the line with \n and is ready for the next value          */
#ifndef BASE_JSON_WRITE_H
#define BASE_JSON_WRITE_H

#include "base/buffer.h"
#include "base/decimal.h"

typedef struct Json {
  Buffer *out;
  uint64_t in_array; /* bit per depth */
  uint64_t has_item;
  uint8_t depth; /* at most 60 */
  bool after_key;
} Json;

void json_begin(Json *j, Buffer *out);
void json_object(Json *j);
void json_array(Json *j);
void json_end(Json *j); /* ends the innermost object or array */
/* Begins a key of n bytes and gives the place of them and of the two signs behind them; NULL if
   there is no room. */
char *json_name(Json *j, size_t n);
/* ASCII without controls, " and \. */
static inline void json_key_str(Json *j, Str key) {
  char *to = json_name(j, key.n);
  if (to) {
    memcpy(to, key.p, key.n);
    memcpy(to + key.n, "\":", 2);
  }
}
/* The same. Of a literal compilers know the length, and copy it without a call. */
static inline void json_key(Json *j, const char *key) {
  json_key_str(j, (Str){key, strlen(key)});
}
void json_str(Json *j, Str s);
void json_text(Json *j, const char *zero_terminated); /* NULL writes null */
/* The same for words that need no escape: ASCII without controls, " and \. */
void json_word(Json *j, const char *word);
void json_str_or_null(Json *j, Str s);                /* an empty Str writes null */
void json_integer(Json *j, int64_t i);
void json_decimal(Json *j, Decimal d);
void json_micro(Json *j, int64_t millionths); /* fixed point: 40377000 writes 40.377 */
void json_bool(Json *j, bool b);
void json_null(Json *j);
void json_raw(Json *j, Str value); /* a value that is JSON already */
void json_span(Json *j, Span span); /* [start,end] */
void json_line(Json *j);

#endif
