/* Text: the tokens, sentences, paragraphs, quotations and footnote marks of a document, as
   arrays of spans over its analysis text (document.h). docs/TOKENS.md defines token and
   sentence. */
#ifndef TEXT_TOKENS_H
#define TEXT_TOKENS_H

#include "base/array.h"
#include "doc/document.h"
#include "lang/pack.h"
#include "lang/split.h"
#include "text/word_memory.h"

typedef struct Token {
  Span span;
  uint32_t word;     /* pack's number of the folded word, 0 unknown */
  uint32_t sentence; /* index */
  uint8_t kind;      /* TokenKind */
  bool space_before : 1, line_before : 1, capital : 1, upper : 1;
  bool quoted : 1;   /* inside a quotation */
  bool mark : 1;     /* part of a footnote mark: [3], (3), superscript */
} Token;

typedef struct Sentence {
  Span span;            /* from its first token to its last, closing quotation mark included */
  uint32_t first, end;  /* tokens */
  uint32_t block;       /* index into document->blocks */
  uint32_t paragraph;   /* number of its paragraph: sentences of one block; rises */
  uint8_t block_kind;   /* BlockKind */
  bool in_title;        /* before body_at */
  bool capitals;        /* most of its letters are upper case: case tells nothing */
} Sentence;

typedef struct Quotation {
  Span span;           /* with its quotation marks */
  uint32_t first, end; /* tokens, marks included */
  bool closed;         /* false: it ends with its paragraph */
} Quotation;

typedef struct FootnoteMark {
  uint32_t number;
  uint32_t token; /* first token of the mark */
  uint32_t sentence;
} FootnoteMark;

typedef struct Text {
  const Document *document;
  const Pack *pack;
  WordMemory *memory; /* of the thread */
  ARRAY(Token) tokens;
  ARRAY(Sentence) sentences; /* furniture and bylines have sentences too: see block_kind */
  ARRAY(Quotation) quotations;
  ARRAY(FootnoteMark) marks;
  uint32_t *words;  /* word number of each token, as a row for the pattern engine */
  const TagSet **tags;   /* tags of each token's word */
  const TagSet **starts; /* tags of the longer phrases that may begin at each token: empty where none
                            goes on with the word behind it */
  uint64_t *classes;     /* of each token: text/word_class.h. CLASS_PHRASE as `starts` */
  TagSet *sentence_tags; /* of each sentence: the tags of all its tokens together */
  bool capitals;    /* the whole text is in capitals (newswire) */
} Text;

/* Tags that room text asks of the pack, resolved once: abbrev, abbrev.end, abbrev.number,
   sentence.start. */
typedef struct TextTags {
  int abbreviation;  /* a stop after it never ends a sentence: Gen., Mr., No. */
  int abbreviation_end; /* a stop after it may end one: Inc., U.S., a.m. */
  int abbreviation_number; /* one only before a number: No. 5, p. 12 */
  TagSet runs_on;     /* of a text in capitals: as often the noun it describes: "U.S. TROOPS", "U.S. AND" */
  int sentence_start; /* with a capital after an abbreviation it begins one: The, Officials */
} TextTags;

void text_tags(const Pack *pack, TextTags *tags);
/* memory: kept from document to document; NULL: one of its own, in arena. */
void text_read(const Document *document, const Pack *pack, const TextTags *tags,
               WordMemory *memory, Arena *arena, Text *text);

/* The tokens of one of these classes, as bits, 64 to a number. */
uint64_t *tokens_of_class(const Text *text, uint64_t classes, Arena *arena);
/* The first of them from a token on, `end` if there is none before it. */
static inline uint32_t tokens_next(const uint64_t *tokens, uint32_t from, uint32_t end) {
  while (from < end) {
    uint64_t rest = tokens[from / 64] >> from % 64;
    if (rest) {
      from += (uint32_t)__builtin_ctzll(rest);
      return from < end ? from : end;
    }
    from = (from | 63) + 1;
  }
  return end;
}

static inline Str token_text(const Text *text, uint32_t token) {
  return str_cut(text->document->text, text->tokens.v[token].span);
}
/* Is the token a word of one of these classes? */
static inline bool token_is_class(const Text *text, uint32_t token, uint64_t classes) {
  return (text->classes[token] & classes) != 0;
}
/* May a word or phrase with this tag begin here? */
static inline bool token_may_begin(const Text *text, uint32_t token, int tag) {
  return tagset_has(text->tags[token], tag) || tagset_has(text->starts[token], tag);
}
/* Has one of the tokens [first, end) the tag? */
static inline bool tokens_have(const Text *text, uint32_t first, uint32_t end, int tag) {
  for (uint32_t i = first; i < end; i++) {
    if (tagset_has(text->tags[i], tag)) {
      return true;
    }
  }
  return false;
}
static inline Span tokens_span(const Text *text, uint32_t first, uint32_t end) {
  return (Span){text->tokens.v[first].span.start, text->tokens.v[end - 1].span.end};
}

#endif
