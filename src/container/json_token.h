/* JSON tokens: values with their exact places, in one pass without memory. */
#ifndef CONTAINER_JSON_TOKEN_H
#define CONTAINER_JSON_TOKEN_H

#include "container/text_maker.h"

typedef enum JsonKind {
  JSON_END, /* of the bytes, or what is no JSON */
  JSON_OPEN_OBJECT,
  JSON_OPEN_ARRAY,
  JSON_CLOSE,
  JSON_TEXT, /* a string: start and end lie inside of its marks */
  JSON_WORD, /* a number, true, false, null */
} JsonKind;

typedef struct JsonToken {
  JsonKind kind;
  size_t start, end;
} JsonToken;

typedef struct JsonTokens {
  Str source;
  size_t at;
} JsonTokens;

/* The next token; commas and colons are passed over. */
JsonKind json_next(JsonTokens *tokens, JsonToken *token);
/* Behind the value that begins with this token. False where the bytes end in it. */
bool json_pass(JsonTokens *tokens, const JsonToken *token);
/* The next member of an object that was opened: its key as it stands, and the first token of its
   value; false at the object's end. */
bool json_member(JsonTokens *tokens, Str *key, JsonToken *value);
/* A string's text, escapes replaced; its first byte lies at `from`. */
void text_json(TextMaker *m, Str raw, uint64_t from);

#endif
