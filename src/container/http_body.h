/* HTTP body: the bytes of an answer as they were sent → as they were meant: chunks joined, gzip,
   deflate and brotli unpacked, into the part that is open. */
#ifndef CONTAINER_HTTP_BODY_H
#define CONTAINER_HTTP_BODY_H

#include <zlib.h>

#include "container/expander.h"

typedef enum HttpCoding { HTTP_PLAIN, HTTP_GZIP, HTTP_DEFLATE, HTTP_BROTLI, HTTP_OTHER } HttpCoding;

typedef struct HttpBody {
  Expander *e;
  HttpCoding coding;
  bool began, chunked, ended;
  int chunk_state;
  uint64_t chunk_left;
  z_stream z;
  bool z_open;
  void *brotli_state;
  bool places;       /* runs are wanted: of what is written, in what was sent */
  uint64_t at;       /* of the next byte in what holds it */
  uint64_t written;  /* of the part */
  LeafRuns runs;     /* in the arena of the container that is being read */
  const char *fault; /* what could not be unpacked, for people; or NULL */
} HttpBody;

/* header: of the HTTP answer. at: where its body begins, where places are wanted. */
void http_body_begin(HttpBody *b, Expander *e, Str header, bool places, uint64_t at);
/* The next bytes of the body. */
void http_body_push(HttpBody *b, Str bytes);
/* To be called in any case. */
void http_body_end(HttpBody *b);

#endif
