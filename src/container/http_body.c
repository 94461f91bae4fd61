/* HTTP body: chunks, then the coding, each by pushing on what comes. */
#include "container/http_body.h"

#include "container/header_fields.h"

enum { OUT = 64 * 1024 };

/* Where the reader of chunks stands. */
enum { CHUNK_SIZE, CHUNK_EXTENSION, CHUNK_DATA, CHUNK_DATA_END, CHUNK_NONE_LEFT };

/* ---- coding ---------------------------------------------------------------------------------- */

static HttpCoding coding_of(Str header) {
  Str coding = header_find(header, "Content-Encoding");
  if (!coding.n || str_equal_fold(coding, str_lit("identity"))) {
    return HTTP_PLAIN;
  }
  if (str_equal_fold(coding, str_lit("gzip")) || str_equal_fold(coding, str_lit("x-gzip"))) {
    return HTTP_GZIP;
  }
  if (str_equal_fold(coding, str_lit("deflate"))) {
    return HTTP_DEFLATE;
  }
  return str_equal_fold(coding, str_lit("br")) ? HTTP_BROTLI : HTTP_OTHER;
}

static void add_run(HttpBody *b, size_t n) {
  LeafRun *last = b->runs.n ? &b->runs.v[b->runs.n - 1] : NULL;
  if (last && last->end == b->written && last->from_end == b->at) {
    last->end += n;
    last->from_end += n;
  } else {
    LeafRun run = {b->written, b->written + n, b->at, b->at + n};
    array_push(expander_arena(b->e), &b->runs, run);
  }
}

static void put_plain(HttpBody *b, Str bytes) {
  if (b->places && bytes.n) {
    add_run(b, bytes.n);
  }
  expander_write(b->e, bytes.p, bytes.n);
  b->written += bytes.n;
}

/* Many servers send deflate without the two bytes that zlib's format has before it. */
static bool open_zlib(HttpBody *b, Str bytes) {
  int bits = b->coding == HTTP_GZIP ? 31 : 15;
  if (b->coding == HTTP_DEFLATE && bytes.n > 1) {
    unsigned two = (unsigned)(unsigned char)bytes.p[0] << 8 | (unsigned char)bytes.p[1];
    bits = two % 31 == 0 && (two >> 8 & 15) == 8 ? 15 : -15;
  }
  b->z_open = inflateInit2(&b->z, bits) == Z_OK;
  return b->z_open;
}

static void put_zlib(HttpBody *b, Str bytes) {
  unsigned char out[OUT];
  if (!b->z_open && !open_zlib(b, bytes)) {
    b->fault = "no memory to unpack it";
    return;
  }
  b->z.next_in = (unsigned char *)(uintptr_t)bytes.p;
  b->z.avail_in = (uInt)bytes.n;
  while (b->z.avail_in && !b->ended && !b->fault && !b->e->stopped) {
    b->z.next_out = out;
    b->z.avail_out = sizeof out;
    int code = inflate(&b->z, Z_NO_FLUSH);
    expander_write(b->e, (const char *)out, sizeof out - b->z.avail_out);
    b->ended = code == Z_STREAM_END;
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
      b->fault = "its content encoding is damaged: what could be unpacked was read";
    }
  }
}

static void put_brotli(HttpBody *b, Str bytes) {
  uint8_t buffer[OUT];
  const uint8_t *in = (const uint8_t *)bytes.p;
  size_t left = bytes.n, total;
  int code = BROTLI_MORE_OUTPUT;
  while ((left || code == BROTLI_MORE_OUTPUT) && !b->ended && !b->fault && !b->e->stopped) {
    uint8_t *out = buffer;
    size_t room = sizeof buffer;
    code = b->e->brotli.decompress(b->brotli_state, &left, &in, &room, &out, &total);
    expander_write(b->e, (const char *)buffer, sizeof buffer - room);
    b->ended = code == BROTLI_ENDED;
    if (code == BROTLI_FAULT) {
      b->fault = "its content encoding is damaged: what could be unpacked was read";
    }
  }
}

static void put(HttpBody *b, Str bytes) {
  if (!bytes.n || b->ended || b->fault) {
    return;
  }
  if (b->coding == HTTP_PLAIN) {
    put_plain(b, bytes);
  } else if (b->coding == HTTP_BROTLI) {
    put_brotli(b, bytes);
  } else {
    put_zlib(b, bytes);
  }
}

/* ---- chunks ---------------------------------------------------------------------------------- */

static int hex(char c) {
  return c >= '0' && c <= '9'                 ? c - '0'
         : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                              : -1;
}

/* One byte of the line that says how long the next chunk is. */
static void chunk_sign(HttpBody *b, char c) {
  if (b->chunk_state == CHUNK_SIZE && hex(c) >= 0) {
    b->chunk_left =
        b->chunk_left > UINT32_MAX ? b->chunk_left : b->chunk_left * 16 + (uint64_t)hex(c);
  } else if (c == '\n') {
    b->chunk_state = b->chunk_left ? CHUNK_DATA : CHUNK_NONE_LEFT;
  } else {
    b->chunk_state = CHUNK_EXTENSION;
  }
}

static void push_chunks(HttpBody *b, Str bytes) {
  for (size_t i = 0; i < bytes.n && b->chunk_state != CHUNK_NONE_LEFT;) {
    if (b->chunk_state == CHUNK_DATA) {
      size_t n = bytes.n - i < b->chunk_left ? bytes.n - i : (size_t)b->chunk_left;
      put(b, (Str){bytes.p + i, n});
      b->at += n;
      i += n;
      b->chunk_left -= n;
      b->chunk_state = b->chunk_left ? CHUNK_DATA : CHUNK_DATA_END;
      continue;
    }
    char c = bytes.p[i++];
    b->at++;
    if (b->chunk_state == CHUNK_DATA_END) {
      b->chunk_state = c == '\n' ? CHUNK_SIZE : CHUNK_DATA_END;
    } else {
      chunk_sign(b, c);
    }
  }
}

/* Crawlers that store what they have unpacked often leave the header as it was. */
static bool is_chunked(Str bytes) {
  size_t i = 0;
  while (i < bytes.n && i < 9 && hex(bytes.p[i]) >= 0) {
    i++;
  }
  return i > 0 && i < bytes.n && strchr("\r\n; ", bytes.p[i]) && bytes.p[i];
}

static Str first_data(const HttpBody *b, Str bytes) {
  const char *line = b->chunked ? memchr(bytes.p, '\n', bytes.n) : NULL;
  size_t at = line ? (size_t)(line + 1 - bytes.p) : 0;
  return (Str){bytes.p + at, bytes.n - at};
}

/* What the first bytes are decides whether the header is right. */
static void settle(HttpBody *b, Str bytes) {
  b->began = true;
  b->chunked = b->chunked && is_chunked(bytes);
  Str data = first_data(b, bytes);
  if (b->coding == HTTP_GZIP && !str_starts(data, "\x1f\x8b")) {
    b->coding = HTTP_PLAIN;
  }
  if (b->coding == HTTP_BROTLI) {
    const BrotliCalls *calls = &b->e->brotli;
    b->brotli_state = calls->library ? calls->create(NULL, NULL, NULL) : NULL;
    if (!b->brotli_state) {
      b->fault = "encoded with brotli, for which a library is not here (package libbrotli1)";
    }
  } else if (b->coding == HTTP_OTHER) {
    b->fault = "its content encoding is none that is read (gzip, deflate, br)";
  }
}

void http_body_begin(HttpBody *b, Expander *e, Str header, bool places, uint64_t at) {
  memset(b, 0, sizeof *b);
  b->e = e;
  b->coding = coding_of(header);
  Str transfer = header_find(header, "Transfer-Encoding");
  b->chunked =
      transfer.n >= 7 && str_equal_fold((Str){transfer.p + transfer.n - 7, 7}, str_lit("chunked"));
  b->places = places; /* only of what is not packed */
  b->at = at;
}

void http_body_push(HttpBody *b, Str bytes) {
  if (!b->began && bytes.n) {
    settle(b, bytes);
  }
  if (b->chunked) {
    push_chunks(b, bytes);
  } else {
    put(b, bytes);
    b->at += bytes.n;
  }
}

void http_body_end(HttpBody *b) {
  bool packed = b->coding == HTTP_GZIP || b->coding == HTTP_DEFLATE || b->coding == HTTP_BROTLI;
  if (packed && b->began && !b->ended && !b->fault) {
    b->fault = "its content encoding is cut off: what could be unpacked was read";
  }
  if (b->z_open) {
    inflateEnd(&b->z);
  }
  if (b->brotli_state) {
    b->e->brotli.destroy(b->brotli_state);
  }
}
