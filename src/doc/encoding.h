/* Encoding: bytes in any encoding → valid UTF-8, with the map back. */
#ifndef DOC_ENCODING_H
#define DOC_ENCODING_H

#include "base/status.h"
#include "doc/document.h"

typedef ARRAY(SourceRun) SourceRuns;

typedef struct Decoded {
  Str text;        /* valid UTF-8; the bytes themselves where they were that */
  SourceRuns runs; /* empty: text and bytes are the same */
  Str name;        /* "UTF-8", "UTF-16LE", "windows-1252" … */
  Str note;        /* for people, or empty */
} Decoded;

/* What a file without text is, in words ("a PDF document"), or NULL if it may be text. Bytes with
   NUL that are no UTF-16 are "no text". */
const char *encoding_not_text(Str bytes);
/* Decodes by byte order mark, then `declared` (a label such as "iso-8859-1"; may be empty), then
   detection. keep_mark: a UTF-8 byte order mark stays in the text. Text beyond `most` bytes:
   STATUS_LIMIT. Memory in arena; text may be a view of bytes. */
int encoding_decode(Str bytes, Str declared, bool keep_mark, size_t most, Arena *arena,
                    Decoded *out, Status *status);

/* The same; the label is asked for only where it can matter. */
typedef Str EncodingLabel(Str bytes);
int encoding_decode_page(Str bytes, EncodingLabel *label, bool keep_mark, size_t most, Arena *arena,
                         Decoded *out, Status *status);

#endif
