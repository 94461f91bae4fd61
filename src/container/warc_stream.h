/* WARC stream: the bytes of a WARC file, one after the other, whether it is packed record by
   record, as a whole, or not at all; nothing is held but what was asked for and not passed over.

     WarcStream s;
     warc_stream_open(&s, bytes);
     while (warc_stream_fill(&s, n)) { … warc_stream_view(&s) … warc_stream_pass(&s, k); }
     warc_stream_close(&s);                                                                  */
#ifndef CONTAINER_WARC_STREAM_H
#define CONTAINER_WARC_STREAM_H

#include <zlib.h>

#include "base/buffer.h"

typedef struct WarcStream {
  Str bytes; /* of the file */
  size_t at; /* of the next byte of the file that was not looked at */
  bool packed;
  z_stream z;
  bool z_open;
  Buffer window; /* unpacked, from `from` on not passed over */
  size_t from;
  size_t
      member; /* where the member begins from which the next byte comes; SIZE_MAX: from its middle */
  bool boundary;        /* the next byte is the first of a member */
  size_t skipped;       /* where damage was last passed over to */
  size_t opened;        /* where the last member begins */
  bool inside;          /* a member has begun and not ended */
  bool damaged, failed; /* failed: no memory */
} WarcStream;

void warc_stream_open(WarcStream *s, Str bytes);
void warc_stream_close(WarcStream *s);
/* Whether there are n more bytes; they are then in the view. Fewer at the end, and where damaged. */
bool warc_stream_fill(WarcStream *s, size_t n);
/* Some more bytes into the view, but not past the end of a member; false as above. */
bool warc_stream_more(WarcStream *s);
Str warc_stream_view(const WarcStream *s);
void warc_stream_pass(WarcStream *s, size_t n);
/* Of a file that is not packed: the place of the next byte. Of a packed one: the beginning of its
   member if that begins here, else SIZE_MAX. */
size_t warc_stream_place(const WarcStream *s);
/* Where what was looked at ends in the file. */
size_t warc_stream_end(const WarcStream *s);
/* Of a file that is not packed: whether the next *n bytes are there with a line end behind them; else
   *n becomes what lies before the next record, or the end. */
bool warc_stream_holds(const WarcStream *s, uint64_t *n);
/* Behind the content of a record, of a packed file: looks at the two line ends that end its member,
   so that the end is known. */
void warc_stream_settle(WarcStream *s);
/* Goes on behind damage at the next record that can be found; false if there is none. */
bool warc_stream_skip_damage(WarcStream *s);

#endif
