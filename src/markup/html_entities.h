/* The table of named character references of HTML (html_entities.c is written by
   tools/html_entities.py). */
#ifndef MARKUP_HTML_ENTITIES_H
#define MARKUP_HTML_ENTITIES_H

#include <stdint.h>

typedef struct HtmlEntity {
  char name[33]; /* with its semicolon, where it has one */
  uint8_t length;
  uint32_t characters[2]; /* the second is 0 for most */
} HtmlEntity;

extern const HtmlEntity html_entities[]; /* sorted by bytes of name */
extern const unsigned html_entity_count;

#endif
