/* Kind: signatures and first lines. */
#include "container/container_kind.h"

#include <zlib.h>

#include "container/container.h"
#include "container/readers.h"
#include "container/zip_list.h"

typedef struct Magic {
  const char *bytes;
  size_t n, at;
  const char *what;
} Magic;

static bool has_magic(Str bytes, const Magic *m) {
  return bytes.n >= m->at + m->n && memcmp(bytes.p + m->at, m->bytes, m->n) == 0;
}

static const Magic compressed[] = {
    {"\x1f\x8b\x08", 3, 0, "gzip"},
    {"BZh", 3, 0, "bzip2"},
    {"\xFD"
     "7zXZ\0",
     6, 0, "xz"},
    {"\x28\xB5\x2F\xFD", 4, 0, "zstd"},
};

static const Magic without_text[] = {
    {"\x89PNG", 4, 0, "an image"},
    {"\xFF\xD8\xFF", 3, 0, "an image"},
    {"GIF8", 4, 0, "an image"},
    {"WEBP", 4, 8, "an image"},
    {"II*\0", 4, 0, "an image"},
    {"MM\0*", 4, 0, "an image"},
    {"\0\0\1\0", 4, 0, "an image"},
    {"WAVE", 4, 8, "a sound file"},
    {"ID3", 3, 0, "a sound file"},
    {"OggS", 4, 0, "a sound or video file"},
    {"ftyp", 4, 4, "a video or image file"},
    {"\x1A\x45\xDF\xA3", 4, 0, "a video"},
    {"wOFF", 4, 0, "a font"},
    {"wOF2", 4, 0, "a font"},
    {"OTTO", 4, 0, "a font"},
    {"\0\1\0\0\0", 5, 0, "a font"},
    {"\x7f"
     "ELF",
     4, 0, "a program"},
    {"MZ\x90\0", 4, 0, "a program"},
    {"\xCA\xFE\xBA\xBE", 4, 0, "a program"},
    {"SQLite format 3", 15, 0, "an SQLite database"},
};

const char *kind_without_text(Str bytes) {
  if (!bytes.n) {
    return "empty";
  }
  for (size_t i = 0; i < sizeof without_text / sizeof *without_text; i++) {
    if (has_magic(bytes, &without_text[i])) {
      return without_text[i].what;
    }
  }
  return NULL;
}

const char *media_without_text(Str media) {
  static const struct {
    const char *begin, *what;
  } kinds[] = {
      {"image/", "an image"},
      {"audio/", "a sound file"},
      {"video/", "a video"},
      {"font/", "a font"},
      {"application/font", "a font"},
      {"application/x-font", "a font"},
      {"text/css", "a style sheet"},
      {"text/javascript", "a script"},
      {"application/javascript", "a script"},
      {"application/x-javascript", "a script"},
      {"application/vnd.ms-fontobject", "a font"},
  };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t n = strlen(kinds[i].begin);
    if (media.n >= n && str_equal_fold((Str){media.p, n}, str_of(kinds[i].begin))) {
      return kinds[i].what;
    }
  }
  return NULL;
}

/* ---- archives -------------------------------------------------------------------------------- */

static uint32_t small(const char *p) {
  return (uint32_t)(unsigned char)p[0] | (uint32_t)(unsigned char)p[1] << 8;
}

/* A document of an office program is a zip, but one document. */
static bool is_office(Str bytes) {
  size_t at, end;
  if (bytes.n > 38 && memcmp(bytes.p + 30, "mimetype", 8) == 0) {
    return true;
  }
  if (!zip_directory(bytes, &at, &end)) {
    return bytes.n > 49 && memcmp(bytes.p + 30, "[Content_Types].xml", 19) == 0;
  }
  while (at + 46 <= end && memcmp(bytes.p + at, "PK\1\2", 4) == 0) {
    uint32_t name = small(bytes.p + at + 28), extra = small(bytes.p + at + 30),
             comment = small(bytes.p + at + 32);
    if (name == 19 && at + 46 + name <= end &&
        memcmp(bytes.p + at + 46, "[Content_Types].xml", 19) == 0) {
      return true;
    }
    at += 46 + (size_t)name + extra + comment;
  }
  return false;
}

static bool is_zip(Str bytes) {
  return str_starts(bytes, "PK\3\4") || (str_starts(bytes, "PK\5\6") && bytes.n >= 22);
}

/* The sum of a header's bytes stands in it, as octal digits. */
static bool is_tar(Str bytes) {
  uint32_t sum = 0, said = 0, digits = 0;
  if (bytes.n < 512 || !bytes.p[0]) {
    return false;
  }
  for (size_t i = 0; i < 512; i++) {
    sum += i >= 148 && i < 156 ? ' ' : (unsigned char)bytes.p[i];
  }
  for (size_t i = 148; i < 156; i++) {
    char c = bytes.p[i];
    if (c >= '0' && c <= '7') {
      said = said * 8 + (uint32_t)(c - '0');
      digits++;
    } else if (digits) {
      break;
    }
  }
  return digits > 1 && said == sum;
}

/* The first bytes of what gzip has packed. */
static Str first_unpacked(Str bytes, unsigned char *room, size_t n) {
  z_stream z = {0};
  if (inflateInit2(&z, 31) != Z_OK) {
    return (Str){NULL, 0};
  }
  z.next_in = (unsigned char *)(uintptr_t)bytes.p;
  z.avail_in = bytes.n < CONTAINER_HEAD ? (uInt)bytes.n : CONTAINER_HEAD;
  z.next_out = room;
  z.avail_out = (uInt)n;
  (void)inflate(&z, Z_NO_FLUSH);
  n -= z.avail_out;
  inflateEnd(&z);
  return (Str){(const char *)room, n};
}

static bool is_warc(Str bytes) {
  unsigned char room[16];
  if (str_starts(bytes, "\x1f\x8b")) {
    Str first = first_unpacked(bytes, room, sizeof room);
    return str_starts(first, "WARC/") || str_starts(first, "filedesc://");
  }
  return str_starts(bytes, "WARC/1.") || str_starts(bytes, "WARC/0.") ||
         str_starts(bytes, "filedesc://"); /* ARC, the form before */
}

static bool is_7zip(Str bytes) {
  static const Magic magic = {"7z\xBC\xAF\x27\x1C", 6, 0, "7z"};
  return has_magic(bytes, &magic);
}

/* The old format and the new. */
static bool is_rar(Str bytes) {
  static const Magic magic = {"Rar!\x1A\x07", 6, 0, "rar"};
  return has_magic(bytes, &magic);
}

static bool is_compressed(Str bytes) {
  for (size_t i = 0; i < sizeof compressed / sizeof *compressed; i++) {
    if (has_magic(bytes, &compressed[i])) {
      return true;
    }
  }
  return false;
}

/* ---- mail ------------------------------------------------------------------------------------ */

/* A name of a header field and its colon at the beginning of a line; its length without the colon, or
   0. */
static size_t field_name(Str line) {
  size_t n = 0;
  while (n < line.n && line.p[n] > ' ' && line.p[n] < 127 && line.p[n] != ':') {
    n++;
  }
  return n && n < line.n && line.p[n] == ':' ? n : 0;
}

/* Fields that mails have, and other texts hardly; the first three are signs of their own. */
static int mail_field(Str name) {
  static const char *const names[] = {"From",
                                      "Received",
                                      "MIME-Version",
                                      "Date",
                                      "Message-ID",
                                      "Subject",
                                      "To",
                                      "Return-Path",
                                      "Delivered-To",
                                      "Content-Type",
                                      "Snapshot-Content-Location"};
  for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
    if (str_equal_fold(name, str_of(names[i]))) {
      return i;
    }
  }
  return -1;
}

/* Lines of fields from the first on, among them three that mails have, with From or Received. */
static bool is_mail(Str bytes) {
  uint32_t known = 0, seen = 0;
  Str rest = {bytes.p, bytes.n < CONTAINER_HEAD ? bytes.n : CONTAINER_HEAD};
  while (rest.n) {
    bool folded = rest.p[0] == ' ' || rest.p[0] == '\t';
    Str line = str_split(rest, '\n', &rest);
    size_t n = field_name(line);
    if (!rest.n || str_trim(line).n == 0) {
      break; /* the last line may be cut */
    }
    if (folded && known) {
      continue;
    }
    int field = n ? mail_field((Str){line.p, n}) : -1;
    if (!n) {
      return false;
    }
    known += field >= 0;
    seen |= field >= 0 ? 1u << field : 0;
  }
  return known >= 3 && (seen & 3) && (seen & ~3u & 0x7FC);
}

static bool is_mbox(Str bytes) {
  size_t n = bytes.n < 300 ? bytes.n : 300;
  const char *end = n ? memchr(bytes.p, '\n', n) : NULL;
  Str rest = {end ? end + 1 : bytes.p, end ? bytes.n - (size_t)(end + 1 - bytes.p) : 0};
  return str_starts(bytes, "From ") && end && memchr(bytes.p, ':', (size_t)(end - bytes.p)) &&
         field_name((Str){rest.p, rest.n < 100 ? rest.n : 100});
}

/* A dump, or one page of it. */
static bool is_wiki(Str bytes) {
  Str head = {bytes.p, bytes.n < 1024 ? bytes.n : 1024};
  head = str_starts(head, "\xEF\xBB\xBF") ? (Str){head.p + 3, head.n - 3} : head;
  if (str_starts(head, "<?xml")) {
    const char *end = memchr(head.p, '>', head.n);
    head = end ? (Str){end + 1, head.n - (size_t)(end + 1 - head.p)} : head;
  }
  head = str_trim(head);
  return str_starts(head, "<mediawiki ") || str_starts(head, "<mediawiki>") ||
         (str_starts(head, "<page>") &&
          str_starts(str_trim((Str){head.p + 6, head.n - 6}), "<title>"));
}

/* ---- live blogs ------------------------------------------------------------------------------ */

/* Without memory it is none: one document. */
static bool is_live(Str bytes) {
  Arena arena;
  jmp_buf jump;
  arena_init(&arena);
  bool live = !arena_guard(&arena, &jump) && live_is_page(bytes, &arena);
  arena_release(&arena);
  return live;
}

/* ---- all of them ----------------------------------------------------------------------------- */

ContainerKind container_kind(Str bytes) {
  if (is_zip(bytes)) {
    return is_office(bytes) ? KIND_OFFICE : KIND_ARCHIVE;
  }
  if (is_warc(bytes)) {
    return KIND_WARC;
  }
  if (is_compressed(bytes) || is_tar(bytes) || is_7zip(bytes)) {
    return KIND_ARCHIVE;
  }
  if (is_rar(bytes)) {
    return KIND_RAR;
  }
  if (is_mbox(bytes)) {
    return KIND_MBOX;
  }
  if (is_mail(bytes)) {
    return KIND_MAIL;
  }
  if (is_wiki(bytes)) {
    return KIND_WIKI;
  }
  if (telegram_recognise(bytes)) {
    return KIND_TELEGRAM;
  }
  if (saved_page_is(bytes)) {
    return KIND_SAVED;
  }
  if (live_maybe((Str){bytes.p, bytes.n < CONTAINER_HEAD ? bytes.n : CONTAINER_HEAD}) &&
      is_live(bytes)) {
    return KIND_LIVE;
  }
  return document_kind(bytes);
}

bool container_maybe(Str head) {
  return is_zip(head) || document_maybe(head) || live_maybe(head) || container_kind(head) != KIND_NONE;
}
