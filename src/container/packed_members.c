/* Packed members: by libarchive, with the limits that archives have. */
#include "container/packed_members.h"

#include "base/ascii.h"
#include "base/buffer.h"

enum { MEMBERS_MOST = 20000, LARGE = 1024 * 1024 };
#define UNPACKED_MOST ((uint64_t)384 << 20)

typedef struct Unpacking {
  Expander *e;
  struct archive *a;
  uint64_t left; /* bytes that may still be unpacked */
  PackedMembers *out;
} Unpacking;

/* Up to n bytes; -1 where they end before their end, or are too many. */
static la_ssize_t unpack_some(Unpacking *u, char *to, size_t n) {
  la_ssize_t got = u->e->archive.read_data(u->a, to, n);
  if (got > 0 && (uint64_t)got > u->left) {
    u->out->failure = "unpacks to more than 200 times its size: not read";
    return -1;
  }
  u->left -= got > 0 ? (uint64_t)got : 0;
  return got < 0 ? -1 : got;
}

/* The rest of a member, of which n bytes are here, into the spool. */
static bool unpack_large(Unpacking *u, char *p, size_t n, PackedMember *member) {
  la_ssize_t got = 0;
  expander_begin(u->e);
  expander_write(u->e, p, n);
  while (!u->e->stopped && (got = unpack_some(u, p, n)) > 0) {
    expander_write(u->e, p, (size_t)got);
    expander_reading(u->e, u->left);
  }
  if (!expander_keep(u->e, &member->view)) {
    u->out->failure = "larger than can be kept: not read";
    return false;
  }
  member->bytes = member->view.bytes;
  return got == 0;
}

/* All bytes of the member at hand; false where they end before their end. */
static bool unpack(Unpacking *u, PackedMember *member) {
  Arena *arena = expander_arena(u->e);
  size_t n = 0, capacity = 64 * 1024;
  char *p = arena_regrow(arena, NULL, 0, capacity);
  for (;;) {
    la_ssize_t got = unpack_some(u, p + n, capacity - n);
    if (got <= 0) {
      member->bytes = (Str){p, n};
      return got == 0;
    }
    n += (size_t)got;
    if (n == capacity && capacity >= LARGE) {
      return unpack_large(u, p, n, member);
    }
    if (n == capacity) {
      p = arena_regrow(arena, p, n, capacity * 2);
      capacity *= 2;
    }
  }
}

static void one_member(Unpacking *u, struct archive_entry *entry, bool (*wanted)(Str name)) {
  const char *path = u->e->archive.entry_pathname_utf8(entry);
  path = path ? path : u->e->archive.entry_pathname(entry);
  Str name = str_of(path);
  if (!name.n || !wanted(name)) {
    return;
  }
  if (u->e->archive.entry_is_encrypted(entry)) {
    u->out->failure = "encrypted: save it without its password first";
    return;
  }
  PackedMember member = {.name = str_copy(expander_arena(u->e), name)};
  if (!unpack(u, &member) && !u->out->failure) {
    u->out->failure = "cut off or damaged: what could be unpacked was read";
  }
  array_push(expander_arena(u->e), &u->out->v, member);
}

static void all_members(Unpacking *u, bool (*wanted)(Str name)) {
  struct archive_entry *entry;
  int code;
  uint32_t n = 0;
  while ((code = u->e->archive.read_next_header(u->a, &entry)) == ARCHIVE_OK ||
         code == ARCHIVE_WARN) {
    if (u->out->v.n >= MEMBERS_MOST || n++ >= MEMBERS_MOST * 10) {
      u->out->failure = "more than 20,000 members: not all were read";
      return;
    }
    one_member(u, entry, wanted);
  }
  if (code != ARCHIVE_EOF && !u->out->failure) {
    u->out->failure = "cut off or damaged: what could be unpacked was read";
  }
}

void packed_open(Expander *e, Str bytes, bool (*wanted)(Str name), PackedMembers *out) {
  const ArchiveCalls *calls = &e->archive;
  uint64_t most = SPOOL_FREE + (uint64_t)bytes.n * SPOOL_RATIO;
  memset(out, 0, sizeof *out);
  if (!calls->library) {
    out->failure =
        "an office file, and libarchive, which unpacks it, is not installed (package "
        "libarchive13)";
    return;
  }
  Unpacking u = {e, calls->read_new(), most < UNPACKED_MOST ? most : UNPACKED_MOST, out};
  if (!u.a) {
    out->failure = "no memory: not read";
    return;
  }
  /* An allocation that fails must not leave the archive open. */
  jmp_buf jump, *outer = expander_arena(e)->escape;
  volatile bool failed = false;
  if (arena_guard(expander_arena(e), &jump)) {
    failed = true;
  } else {
    calls->read_support_format_zip(u.a);
    if (calls->read_open_memory(u.a, bytes.p, bytes.n) == ARCHIVE_OK) {
      all_members(&u, wanted);
    } else {
      out->failure = "damaged: it cannot be unpacked";
    }
  }
  expander_arena(e)->escape = outer;
  calls->read_free(u.a);
  if (failed && outer) {
    longjmp(*outer, 1);
  }
}

void packed_close(Expander *e, PackedMembers *members) {
  for (uint32_t i = 0; i < members->v.n; i++) {
    expander_unkeep(e, &members->v.v[i].view);
  }
}

Str packed_member(const PackedMembers *members, Str name) {
  for (uint32_t i = 0; i < members->v.n; i++) {
    if (str_equal(members->v.v[i].name, name)) {
      return members->v.v[i].bytes;
    }
  }
  return (Str){NULL, 0};
}

/* "OEBPS/book.opf" and "../text/a%20b.xhtml" → "text/a b.xhtml" */
Str packed_beside(Str base, Str link, Arena *arena) {
  char *out = arena_bytes(arena, base.n + link.n + 2);
  size_t n = base.n, cut = 0;
  while (n && base.p[n - 1] != '/') {
    n--;
  }
  if (n) {
    memcpy(out, base.p, n);
  }
  while (cut < link.n && link.p[cut] != '#') {
    cut++;
  }
  link.n = cut;
  while (str_starts(link, "../") || str_starts(link, "./")) {
    bool up = link.p[1] == '.';
    link = (Str){link.p + (up ? 3 : 2), link.n - (up ? 3 : 2)};
    n -= up && n > 0;
    while (up && n && out[n - 1] != '/') {
      n--;
    }
  }
  for (size_t i = 0; i < link.n; i++) {
    int high = i + 2 < link.n && link.p[i] == '%' ? ascii_hex(link.p[i + 1]) : -1;
    int low = high >= 0 ? ascii_hex(link.p[i + 2]) : -1;
    out[n++] = low >= 0 ? (char)(high * 16 + low) : link.p[i];
    i += low >= 0 ? 2 : 0;
  }
  return (Str){out, n};
}

Str packed_target(Str of, const XmlToken *relation, Arena *arena) {
  Str target = xml_value(relation, "Target", arena);
  return target.n && target.p[0] == '/' ? (Str){target.p + 1, target.n - 1}
                                        : packed_beside(of, target, arena);
}

/* "xl/workbook.xml" → "xl/_rels/workbook.xml.rels" */
Str packed_relations(const PackedMembers *members, Str of, Arena *arena) {
  size_t cut = of.n;
  while (cut && of.p[cut - 1] != '/') {
    cut--;
  }
  Str folder = {of.n ? of.p : "", cut}, name = {of.n ? of.p + cut : "", of.n - cut};
  return packed_member(members, str_of(arena_printf(arena, "%.*s_rels/%.*s.rels", STR_ARG(folder),
                                                    STR_ARG(name))));
}

Str packed_related(const PackedMembers *members, Str of, const char *type, const char *usual,
                   Arena *arena) {
  XmlReader xml = {packed_relations(members, of, arena), 0};
  XmlToken token;
  while (xml_next(&xml, &token)) {
    Str is = token.kind == XML_START ? xml_value(&token, "Type", arena) : (Str){NULL, 0};
    if (is.n && str_ends(is, type)) {
      return packed_target(of, &token, arena);
    }
  }
  return str_of(usual);
}
