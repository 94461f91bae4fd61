/* XML tokens: markup → text, start and end tags, in one pass without memory, each with its exact
   place. Any bytes are read; what is no markup is text. Entities are never expanded, save the five
   of XML, characters by number, and a few that XHTML knows, so that nothing can grow. */
#ifndef CONTAINER_XML_TOKEN_H
#define CONTAINER_XML_TOKEN_H

#include "base/str.h"

typedef enum XmlKind { XML_TEXT, XML_START, XML_END } XmlKind;

typedef struct XmlToken {
  XmlKind kind;
  Str name;          /* of tags: behind the colon of "w:p" */
  Str prefix;        /* before it, or empty */
  Str attributes;    /* as they stand */
  bool empty;        /* <p/>: no end tag follows */
  bool literal;      /* of text: a CDATA section, without references */
  size_t start, end; /* of text: without the marks of a CDATA section */
} XmlToken;

typedef struct XmlReader {
  Str source;
  size_t at;
} XmlReader;

/* White space of XML. */
static inline bool xml_is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* The next token; false at the end. Comments, declarations and instructions are passed over. */
bool xml_next(XmlReader *reader, XmlToken *token);
/* The value of an attribute by its name behind the colon, as it stands; false if there is none. */
bool xml_attribute(const XmlToken *token, const char *name, Str *value);
/* The same, with references replaced; a copy. Empty if there is none. */
Str xml_value(const XmlToken *token, const char *name, Arena *arena);
/* A reference at s.p[at] == '&': its length and character; 0 if it is none that is known. */
uint32_t xml_reference(Str s, size_t at, uint32_t *character);
/* Copies s with references replaced. */
Str xml_unescape(Str s, Arena *arena);
/* Goes on behind the end tag of an element whose start tag was the last token. */
void xml_skip(XmlReader *reader, const XmlToken *start);
/* All text inside that element, references replaced; goes on behind its end. */
Str xml_text_inside(XmlReader *reader, const XmlToken *start, Arena *arena);
/* The first start tag of the bytes, or one without a name. */
XmlToken xml_root(Str bytes);

#endif
