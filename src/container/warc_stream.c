/* WARC stream: one gzip member after the other into a window. */
#include "container/warc_stream.h"

#include <string.h>

enum { STEP = 64 * 1024 };

void warc_stream_open(WarcStream *s, Str bytes) {
  memset(s, 0, sizeof *s);
  s->bytes = bytes;
  s->packed = str_starts(bytes, "\x1f\x8b");
  s->boundary = true;
  buffer_init(&s->window);
}

void warc_stream_close(WarcStream *s) {
  if (s->z_open) {
    inflateEnd(&s->z);
  }
  buffer_release(&s->window);
}

Str warc_stream_view(const WarcStream *s) {
  if (!s->packed) {
    return (Str){s->bytes.p + s->at, s->bytes.n - s->at};
  }
  return (Str){s->window.p ? s->window.p + s->from : "", s->window.n - s->from};
}

/* Between members there may be padding. False at the end of the file. */
static bool open_member(WarcStream *s) {
  while (s->at < s->bytes.n && !s->bytes.p[s->at]) {
    s->at++;
  }
  if (s->at >= s->bytes.n) {
    return false;
  }
  if (s->bytes.n - s->at < 2 || memcmp(s->bytes.p + s->at, "\x1f\x8b", 2) != 0) {
    s->damaged = true;
    return false;
  }
  int code = s->z_open ? inflateReset(&s->z) : inflateInit2(&s->z, 31);
  s->opened = s->at;
  s->failed = code != Z_OK;
  s->z_open = s->z_open || code == Z_OK;
  if (s->window.n == s->from) {
    s->member = s->at;
    s->boundary = true;
  }
  return code == Z_OK;
}

/* Unpacks some more; false at the end, where damaged, and without memory. */
static bool unpack(WarcStream *s) {
  if (!s->inside) {
    s->inside = open_member(s);
    if (!s->inside) {
      return false;
    }
  }
  if (s->from > STEP && s->from * 2 > s->window.n) {
    memmove(s->window.p, s->window.p + s->from, s->window.n - s->from);
    s->window.n -= s->from;
    s->from = 0;
  }
  if (!buffer_grow(&s->window, STEP)) {
    s->failed = true;
    return false;
  }
  size_t left = s->bytes.n - s->at;
  s->z.next_in = (unsigned char *)(uintptr_t)(s->bytes.p + s->at);
  s->z.avail_in = left > (1u << 30) ? 1u << 30 : (uInt)left;
  s->z.next_out = (unsigned char *)s->window.p + s->window.n;
  s->z.avail_out = STEP;
  uInt before = s->z.avail_in;
  int code = inflate(&s->z, Z_NO_FLUSH);
  s->at += before - s->z.avail_in;
  s->window.n += STEP - s->z.avail_out;
  s->inside = code != Z_STREAM_END;
  s->damaged = code != Z_OK && code != Z_STREAM_END;
  if (code == Z_BUF_ERROR || (code == Z_OK && !s->z.avail_in && s->z.avail_out)) {
    s->damaged = true; /* the file ends inside a member */
  }
  return !s->damaged;
}

bool warc_stream_fill(WarcStream *s, size_t n) {
  if (!s->packed) {
    return s->bytes.n - s->at >= n;
  }
  while (s->window.n - s->from < n && !s->damaged && !s->failed) {
    if (!unpack(s)) {
      break;
    }
  }
  return s->window.n - s->from >= n;
}

bool warc_stream_more(WarcStream *s) {
  return s->packed && !s->damaged && !s->failed && unpack(s);
}

void warc_stream_pass(WarcStream *s, size_t n) {
  if (!s->packed) {
    s->at += n;
    return;
  }
  s->from += n;
  s->boundary = s->boundary && !n;
  if (s->from == s->window.n) {
    s->from = s->window.n = 0;
  }
}

size_t warc_stream_place(const WarcStream *s) {
  if (!s->packed) {
    return s->at;
  }
  return s->boundary ? s->member : SIZE_MAX;
}

size_t warc_stream_end(const WarcStream *s) {
  return s->at;
}

/* "WARC/1.0", and a field on the next line. */
static bool is_record(Str bytes, size_t at) {
  static const char version[] = "WARC/1.", field[] = "WARC-";
  size_t n = sizeof version - 1, next = at + n + 1;
  if (next > bytes.n || memcmp(bytes.p + at, version, n) != 0) {
    return false;
  }
  while (next < bytes.n && (bytes.p[next] == '\r' || bytes.p[next] == '\n')) {
    next++;
  }
  n = sizeof field - 1;
  return next > at + 8 && bytes.n - next >= n && memcmp(bytes.p + next, field, n) == 0;
}

/* The first place from `at` on where a record, or with `packed` a member, seems to begin; the end of
   the bytes if there is none. */
static size_t next_record(Str bytes, size_t at, bool packed) {
  while (at < bytes.n) {
    const char *found = memchr(bytes.p + at, packed ? '\x1f' : 'W', bytes.n - at);
    if (!found) {
      break;
    }
    at = (size_t)(found - bytes.p);
    bool is =
        packed ? bytes.n - at >= 3 && memcmp(found, "\x1f\x8b\x08", 3) == 0 : is_record(bytes, at);
    if (is) {
      return at;
    }
    at++;
  }
  return bytes.n;
}

bool warc_stream_holds(const WarcStream *s, uint64_t *n) {
  size_t left = s->bytes.n - s->at;
  if (s->packed) {
    return true;
  }
  const char *behind = *n < left ? s->bytes.p + s->at + *n : "\n";
  if (*n <= left && (*behind == '\r' || *behind == '\n')) {
    return true;
  }
  *n = next_record(s->bytes, s->at, false) - s->at;
  return false;
}

void warc_stream_settle(WarcStream *s) {
  (void)warc_stream_fill(s, 4);
  if (s->inside && s->window.n - s->from <= 4) {
    (void)unpack(s);
  }
}

bool warc_stream_skip_damage(WarcStream *s) {
  /* What follows a member that is cut off may have been taken for more of it. */
  size_t from = !s->packed ? s->at : s->inside ? s->opened + 1 : s->at + 1;
  from = from <= s->skipped ? s->skipped + 1 : from;
  size_t at = from < s->bytes.n ? next_record(s->bytes, from, s->packed) : s->bytes.n;
  s->at = s->skipped = at;
  s->damaged = s->inside = false;
  s->from = s->window.n = 0;
  s->boundary = true;
  return at < s->bytes.n;
}
