/* Archives: zip, tar, 7z and whatever is compressed, by libarchive; members are only bytes and names
   here, and no name is ever opened. */
#include <stdio.h>

#include "container/readers.h"
#include "container/zip_list.h"

typedef struct Archive {
  Expander *e;
  struct archive *a;
  Str bytes;
  ZipList zip;   /* of a zip: where its members lie */
  Str signature; /* of a WACZ */
  bool wacz;
  uint64_t members;
  char format[64]; /* "tar, gzip" */
} Archive;

static struct archive *open_archive(const Archive *r) {
  const ArchiveCalls *calls = &r->e->archive;
  struct archive *a = calls->read_new();
  if (!a) {
    return NULL;
  }
  calls->read_support_filter_gzip(a);
  calls->read_support_filter_bzip2(a);
  calls->read_support_filter_xz(a);
  calls->read_support_filter_zstd(a);
  if (str_starts(r->bytes, "7z")) { /* for what is one alone: it is the largest of the readers */
    calls->read_support_format_7zip(a);
  }
  calls->read_support_format_tar(a);
  calls->read_support_format_zip(a);
  calls->read_support_format_raw(a);
  if (calls->read_open_memory(a, r->bytes.p, r->bytes.n) != ARCHIVE_OK) {
    calls->read_free(a);
    return NULL;
  }
  return a;
}

/* ---- names ----------------------------------------------------------------------------------- */

static Str member_name(Archive *r, struct archive_entry *entry) {
  const char *name = r->e->archive.entry_pathname_utf8(entry);
  if (!name) {
    name = r->e->archive.entry_pathname(entry);
  }
  while (name && name[0] == '.' && name[1] == '/') {
    name += 2;
  }
  return name ? str_copy(expander_arena(r->e), str_of(name)) : (Str){NULL, 0};
}

/* ".name" somewhere in the path: not of people's making. "." and ".." are names like others. */
static bool is_hidden(Str name) {
  for (size_t i = 0; i + 1 < name.n; i++) {
    if (name.p[i] == '.' && (i == 0 || name.p[i - 1] == '/') && !strchr("./", name.p[i + 1])) {
      return true;
    }
  }
  return str_starts(name, "__MACOSX/");
}

/* In a WACZ the captures lie in archive/; all else tells of them. */
static bool is_wacz_list(const Archive *r, Str name) {
  return r->wacz && !str_starts(name, "archive/");
}

/* "zip", "tar.gzip", "gzip" */
static Str format_name(Archive *r) {
  int format = r->e->archive.format(r->a) & ARCHIVE_FORMAT_BASE_MASK;
  const char *filter =
      r->e->archive.filter_count(r->a) > 1 ? r->e->archive.filter_name(r->a, 0) : "";
  const char *name = format == ARCHIVE_FORMAT_ZIP   ? "zip"
                     : format == ARCHIVE_FORMAT_TAR ? "tar"
                     : format == ARCHIVE_FORMAT_7ZIP ? "7z"
                                                    : "";
  snprintf(r->format, sizeof r->format, "%s%s%s", name, *name && *filter ? "." : "", filter);
  return str_of(r->format);
}

/* ---- one member ------------------------------------------------------------------------------ */

/* What libarchive says, as a reason. */
static void note_error(Archive *r, Str name, const char *what) {
  const char *why = r->e->archive.error_string(r->a);
  const char *text =
      arena_printf(expander_arena(r->e), "%s (%s)", what, why ? why : "no reason given");
  expander_note(r->e, CONTAINER_FAILED, name, text);
}

/* The member's bytes into the open part; false if they could not be read to their end. */
static bool copy_data(Archive *r) {
  const void *block;
  size_t n;
  la_int64_t at;
  uint64_t written = 0;
  int code;
  while ((code = r->e->archive.read_data_block(r->a, &block, &n, &at)) == ARCHIVE_OK &&
         !r->e->stopped && !r->e->overflow) {
    static const char zeros[4096];
    while (written < (uint64_t)at && !r->e->stopped &&
           !r->e->overflow) { /* a hole of a sparse file */
      size_t gap =
          (uint64_t)at - written < sizeof zeros ? (size_t)((uint64_t)at - written) : sizeof zeros;
      expander_write(r->e, zeros, gap);
      written += gap;
    }
    expander_write(r->e, block, n);
    written += n;
  }
  return code == ARCHIVE_EOF || code == ARCHIVE_OK;
}

static void set_place(Archive *r, Leaf *part) {
  const ZipMember *member = zip_member(&r->zip, r->bytes, part->field[LEAF_NAME]);
  if (member) {
    part->placed = true;
    part->start = member->start;
    part->end = member->end;
    part->verbatim =
        member->is_stored && part->end - part->start == r->e->spool_end - r->e->part_at;
  } else if (r->e->archive.filter_count(r->a) == 1 &&
             r->e->archive.format(r->a) != ARCHIVE_FORMAT_RAW &&
             (r->e->archive.format(r->a) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_TAR) {
    /* tar: the data lie in the blocks behind the header. */
    uint64_t at = (uint64_t)r->e->archive.read_header_position(r->a);
    uint64_t size = r->e->spool_end - r->e->part_at;
    part->start = tar_data(r->bytes, at, size);
    part->placed = part->start != 0;
    part->end = part->start + size;
    part->verbatim = part->placed;
  }
}

/* A cut or damaged member is given as far as it goes, with a note. */
static void read_member(Archive *r, struct archive_entry *entry, Leaf *part) {
  Str name = part->field[LEAF_NAME];
  bool cut = false;
  if (r->e->archive.entry_is_encrypted(entry)) {
    expander_note(r->e, CONTAINER_FAILED, name, "encrypted: unpack it with its password first");
    return;
  }
  expander_begin(r->e);
  if (!copy_data(r)) {
    note_error(r, name, "cut off or damaged");
    cut = true;
  }
  if (cut && r->e->spool_end == r->e->part_at) {
    expander_drop(r->e);
    return;
  }
  if (cut) {
    part->field[LEAF_NOTE] =
        str_lit("cut off or damaged in its archive: what could be unpacked was read");
  } else {
    set_place(r, part);
  }
  expander_end(r->e, part);
}

static void one_member(Archive *r, struct archive_entry *entry) {
  Leaf part = {0};
  bool raw = r->e->archive.format(r->a) == ARCHIVE_FORMAT_RAW;
  Str name = raw ? (Str){NULL, 0} : member_name(r, entry);
  part.field[LEAF_NAME] = name;
  part.field[LEAF_SIGNATURE] = r->signature;
  part.field[LEAF_FORMAT] = format_name(r);
  if (!raw && r->e->archive.entry_hardlink(entry)) {
    expander_note(r->e, CONTAINER_LEFT_OUT, name, "a link to another member");
    return;
  }
  if (!raw && r->e->archive.entry_filetype(entry) != AE_IFREG &&
      r->e->archive.entry_filetype(entry) != 0) {
    if (r->e->archive.entry_filetype(entry) != AE_IFDIR) {
      expander_note(r->e, CONTAINER_LEFT_OUT, name, "a link or device, no file");
    }
    return;
  }
  r->members++;
  if (is_hidden(name)) {
    expander_note(r->e, CONTAINER_LEFT_OUT, name, "a hidden file");
  } else if (is_wacz_list(r, name)) {
    expander_note(r->e, CONTAINER_LEFT_OUT, name, "lists and descriptions of the WACZ");
  } else {
    read_member(r, entry, &part);
  }
}

/* ---- a WACZ ---------------------------------------------------------------------------------- */

/* The description's signature, verbatim; from a second look at the archive. */
static Str wacz_signature(Archive *r, Arena *arena) {
  struct archive *a = open_archive(r);
  struct archive_entry *entry;
  Str found = {NULL, 0};
  while (a && !found.n && r->e->archive.read_next_header(a, &entry) == ARCHIVE_OK) {
    const char *name = r->e->archive.entry_pathname(entry);
    if (name && strcmp(name, "datapackage-digest.json") == 0) {
      char *text = arena_bytes(arena, FIELD_MOST);
      la_ssize_t n = r->e->archive.read_data(a, text, FIELD_MOST);
      found = n > 0 ? (Str){text, (size_t)n} : str_lit("unreadable");
    }
  }
  if (a) {
    r->e->archive.read_free(a);
  }
  return found;
}

static void look_for_wacz(Archive *r, Arena *arena) {
  r->wacz = zip_has(&r->zip, "datapackage.json") && zip_has_folder(&r->zip, "archive/");
  if (r->wacz && zip_has(&r->zip, "datapackage-digest.json")) {
    r->signature = wacz_signature(r, arena);
  }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void read_members(Archive *r) {
  struct archive_entry *entry;
  int code = ARCHIVE_OK;
  while (!r->e->stopped) {
    code = r->e->archive.read_next_header(r->a, &entry);
    if (code == ARCHIVE_EOF || code == ARCHIVE_FATAL || code == ARCHIVE_RETRY) {
      break;
    }
    one_member(r, entry);
    if (r->e->archive.format(r->a) == ARCHIVE_FORMAT_RAW) {
      break;
    }
  }
  if (!r->e->stopped && (code == ARCHIVE_FATAL || code == ARCHIVE_RETRY)) {
    note_error(r, (Str){NULL, 0},
               r->members ? "cut off or damaged: its other members could not be read"
                          : "damaged: no archive that can be read");
  }
}

void archive_read_parts(Expander *e, Str bytes) {
  Archive r = {.e = e, .bytes = bytes};
  if (!e->archive.library) {
    expander_note(
        e, CONTAINER_FAILED, (Str){NULL, 0},
        "an archive, and libarchive, which opens it, is not installed (package libarchive13)");
    return;
  }
  zip_list(&r.zip, bytes, expander_arena(e));
  look_for_wacz(&r, expander_arena(e));
  r.a = open_archive(&r);
  if (!r.a) {
    expander_note(e, CONTAINER_FAILED, (Str){NULL, 0}, "damaged: no archive that can be read");
    return;
  }
  read_members(&r);
  if (!r.members && !e->stopped) {
    expander_note(e, CONTAINER_LEFT_OUT, (Str){NULL, 0}, "an archive without files");
  }
  e->archive.read_free(r.a);
}
