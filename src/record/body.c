/* Body: bytes made small for the file, and back. A document's text has much in common with its
   original, and its lines with its text: what is common lies in the file once, as zlib's
   dictionary. */
#include <zlib.h>

#include "record/record.h"

enum { LEVEL = 6, LEVEL_SHARED = 3, WINDOW = 32768, ZLIB_NEEDS = 300000 };

/* What lines mostly consist of, the most frequent last. Part of the format: docs/RECORD.md. */
static const char usual[] =
    "{\"type\":\"document\",\"v\":1,\"id\":\"\",\"hash\":\"sha256:\",\"text_hash\":\"sha256:\","
    "\"bytes\":,"
    "\"title\":\"\",\"date\":\"2016-02-09\",\"date_basis\":\"given\",\"publisher\":null,\"author\":"
    "null,"
    "\"url\":\"https://"
    "www.\",\"language\":null,\"furniture\":[],\"notes\":[],\"names\":[\"\"],\"people\":[],"
    "\"sketch\":null,\"pack\":\"en 0.1.0 sha256:\",\"called\":[]}\n"
    "{\"type\":\"person\",\"v\":1,\"id\":\"p-\",\"document\":\"\",\"document_hash\":\"sha256:\","
    "\"span\":[,],"
    "\"text\":\"\",\"name\":\"\",\"age\":null,\"sex\":\"male\",\"occupation\":null,\"harm\":"
    "\"killed\","
    "\"part_of\":null,\"sentence\":[,],\"quote\":\"\",\"certainty\":\"unclear\",\"rule\":\"\","
    "\"episode\":1}\n"
    "{\"type\":\"claim\",\"v\":1,\"id\":\"c-\",\"kind\":\"statement\",\"document\":\"\",\"document_"
    "hash\":"
    "\"sha256:\",\"predicate\":\"killing\",\"evidence\":{\"text\":\"\",\"span\":[,]},\"time\":{"
    "\"start\":\"\","
    "\"end\":\"\",\"basis\":\"stated\",\"span\":[,]},\"place\":[{\"text\":\"\",\"span\":[,],"
    "\"name\":\"\","
    "\"country\":\"US\",\"admin1\":\"\",\"lat\":,\"lon\":-,\"geonames\":,\"precision\":"
    "\"settlement\",\"basis\":"
    "\"inherited\"}],\"actor\":[{\"text\":\"\",\"span\":[,],\"role\":\"held_responsible\","
    "\"standing\":"
    "\"asserted\"}],\"source\":{\"kind\":\"named\",\"text\":\"\",\"span\":[,],\"via\":\"verb\"},"
    "\"modality\":"
    "\"reported\",\"polarity\":\"positive\",\"scope\":\"unstated\",\"as_of\":null,\"sentence\":[,],"
    "\"quote\":\"\","
    "\"certainty\":\"clear\",\"rule\":\"verb.passive\",\"episode\":1,\"topic\":\"shooting\"}\n"
    "{\"type\":\"claim\",\"v\":1,\"id\":\"c-\",\"kind\":\"figure\",\"document\":\"\",\"document_"
    "hash\":\"sha256:\","
    "\"measure\":\"killed\",\"value\":{\"text\":\"\",\"span\":[,],\"number\":1,\"number_span\":[,],"
    "\"qualifier\":"
    "\"exact\",\"low\":1,\"high\":1,\"unit\":\"person\"},\"who\":{\"text\":\"\",\"span\":[,],"
    "\"status\":\"unknown\","
    "\"sex\":null,\"age_class\":null,\"nationality\":null,\"occupation\":null},\"time\":{\"start\":"
    "\"\",\"end\":"
    "\"\",\"basis\":\"document\",\"span\":null},\"place\":[],\"actor\":[],\"source\":{\"kind\":"
    "\"narrator\"},"
    "\"modality\":\"asserted\",\"polarity\":\"positive\",\"scope\":\"unstated\",\"as_of\":null,"
    "\"sentence\":[,],"
    "\"quote\":\"\",\"certainty\":\"clear\",\"rule\":\"\",\"episode\":1,\"topic\":null}\n";

/* The end of it, as far as zlib looks back. */
static Str window(Str shared) {
  size_t n = shared.n > WINDOW ? WINDOW : shared.n;
  return n ? (Str){shared.p + (shared.n - n), n} : (Str){NULL, 0};
}

Str body_usual(void) {
  return (Str){usual, sizeof usual - 1};
}

Str body_shared(Str text, Arena *arena) {
  size_t n = sizeof usual - 1;
  Str end = window(text);
  char *both = arena_bytes(arena, n + end.n + 1);
  memcpy(both, usual, n);
  memcpy(both + n, end.n ? end.p : "", end.n);
  return (Str){both, n + end.n};
}

static bool deflate_all(Str bytes, Str shared, char *out, size_t room, size_t *n) {
  z_stream z = {0};
  Str dictionary = window(shared);
  if (deflateInit(&z, dictionary.n ? LEVEL_SHARED : LEVEL) != Z_OK) {
    return false;
  }
  if (dictionary.n) {
    deflateSetDictionary(&z, (const Bytef *)dictionary.p, (uInt)dictionary.n);
  }
  z.next_in = (Bytef *)(bytes.n ? bytes.p : "");
  z.avail_in = (uInt)bytes.n;
  z.next_out = (Bytef *)out;
  z.avail_out = (uInt)room;
  bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
  *n = z.total_out;
  deflateEnd(&z);
  return whole;
}

Body body_make(Str bytes, Str shared, Arena *arena) {
  Body body = {.coding = CODING_PLAIN, .size = bytes.n, .hash = digest_sha256(bytes)};
  size_t n, room = compressBound((uLong)bytes.n) + 64;
  char *small = arena_raw(arena, room);
  arena_expect(arena, ZLIB_NEEDS);
  if (bytes.n < UINT32_MAX / 2 && deflate_all(bytes, shared, small, room, &n) && n < bytes.n) {
    body.coding = shared.n ? CODING_SHARED : CODING_DEFLATE;
    body.bytes = str_copy(arena, (Str){small, n});
  } else {
    body.bytes = str_copy(arena, bytes);
  }
  return body;
}

/* zlib makes nothing smaller than a thousandth: a size beyond that is damage, not to be asked of
   the system. */
static bool is_possible(const Body *body) {
  return body->size <= body->bytes.n * (uint64_t)1100 + 64 && body->size < UINT32_MAX / 2;
}

static bool inflate_all(const Body *body, Str shared, char *out) {
  z_stream z = {0};
  Str dictionary = window(shared);
  if (inflateInit(&z) != Z_OK) {
    return false;
  }
  z.next_in = (Bytef *)(body->bytes.n ? body->bytes.p : "");
  z.avail_in = (uInt)body->bytes.n;
  z.next_out = (Bytef *)out;
  z.avail_out = (uInt)body->size;
  int code = inflate(&z, Z_FINISH);
  if (code == Z_NEED_DICT && body->coding == CODING_SHARED &&
      inflateSetDictionary(&z, (const Bytef *)dictionary.p, (uInt)dictionary.n) == Z_OK) {
    code = inflate(&z, Z_FINISH);
  }
  bool whole = code == Z_STREAM_END && z.total_out == body->size && z.avail_in == 0;
  inflateEnd(&z);
  return whole;
}

bool body_open(const Body *body, Str shared, Arena *arena, Str *bytes) {
  *bytes = (Str){NULL, 0};
  if (body->coding == CODING_PLAIN) {
    *bytes = body->bytes;
    return body->bytes.n == body->size;
  }
  if ((body->coding != CODING_DEFLATE && body->coding != CODING_SHARED) || !is_possible(body)) {
    return false;
  }
  char *out = arena_raw(arena, body->size + 1);
  arena_expect(arena, ZLIB_NEEDS);
  bool whole = inflate_all(body, shared, out);
  out[body->size] = 0;
  *bytes = (Str){out, whole ? body->size : 0};
  return whole;
}
