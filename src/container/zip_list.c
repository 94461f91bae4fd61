/* Zip list: the central directory, read without belief in any of its numbers. */
#include "container/zip_list.h"

enum { DIRECTORY_HEAD = 46, MEMBER_HEAD = 30, TAIL = 22, TAIL_MOST = 66000, BLOCK = 512 };

static uint64_t little(const char *p, size_t n) {
  uint64_t value = 0;
  for (size_t i = n; i-- > 0;) {
    value = value << 8 | (unsigned char)p[i];
  }
  return value;
}

/* Of archives larger than 4 GB: the place of the list is in a record of its own, before the last.
   */
static void directory_large(Str bytes, size_t tail, size_t *at) {
  if (tail < 20 || memcmp(bytes.p + tail - 20, "PK\6\7", 4) != 0) {
    return;
  }
  uint64_t record = little(bytes.p + tail - 12, 8);
  if (record <= tail && tail - record >= 56 && memcmp(bytes.p + record, "PK\6\6", 4) == 0) {
    *at = (size_t)little(bytes.p + record + 48, 8);
  }
}

bool zip_directory(Str bytes, size_t *at, size_t *end) {
  if (bytes.n < TAIL) {
    return false;
  }
  size_t least = bytes.n > TAIL_MOST ? bytes.n - TAIL_MOST : 0;
  for (size_t i = bytes.n - TAIL + 1; i-- > least;) {
    if (memcmp(bytes.p + i, "PK\5\6", 4) == 0) {
      *at = (size_t)little(bytes.p + i + 16, 4);
      *end = i;
      directory_large(bytes, i, at);
      return *at < i;
    }
  }
  return false;
}

void zip_list(ZipList *list, Str bytes, Arena *arena) {
  size_t at, end;
  memset(list, 0, sizeof *list);
  map_init(&list->by_name, arena);
  if (!str_starts(bytes, "PK") || !zip_directory(bytes, &at, &end)) {
    return;
  }
  while (end - at >= DIRECTORY_HEAD && memcmp(bytes.p + at, "PK\1\2", 4) == 0) {
    const char *p = bytes.p + at;
    size_t name = (size_t)little(p + 28, 2);
    size_t step = DIRECTORY_HEAD + name + (size_t)little(p + 30, 2) + (size_t)little(p + 32, 2);
    if (step > end - at) {
      return;
    }
    ZipMember member = {.name = {p + DIRECTORY_HEAD, name}, .header = little(p + 42, 4)};
    member.end = little(p + 20, 4); /* its length, until it is placed */
    member.is_stored = little(p + 10, 2) == 0 && !(little(p + 8, 2) & 1);
    bool is_new;
    uint32_t before = *map_put(&list->by_name, member.name, list->members.n, &is_new);
    if (!is_new) {
      list->members.v[before].header =
          UINT64_MAX; /* two of one name: nobody can tell which is meant */
    }
    array_push(arena, &list->members, member);
    at += step;
  }
}

const ZipMember *zip_member(ZipList *list, Str bytes, Str name) {
  const uint32_t *i = list->members.n ? map_find(&list->by_name, name) : NULL;
  if (!i) {
    return NULL;
  }
  ZipMember *m = &list->members.v[*i];
  if (m->start) {
    return m;
  }
  if (m->header > bytes.n || bytes.n - m->header < MEMBER_HEAD ||
      memcmp(bytes.p + m->header, "PK\3\4", 4) != 0) {
    return NULL;
  }
  const char *p = bytes.p + m->header;
  uint64_t start = m->header + MEMBER_HEAD + little(p + 26, 2) + little(p + 28, 2);
  if (start > bytes.n || m->end > bytes.n - start) {
    return NULL;
  }
  m->start = start;
  m->end += start;
  return m;
}

bool zip_has(const ZipList *list, const char *name) {
  return list->members.n && map_find(&list->by_name, str_of(name));
}

bool zip_has_folder(const ZipList *list, const char *folder) {
  for (uint32_t i = 0; i < list->members.n; i++) {
    if (str_starts(list->members.v[i].name, folder)) {
      return true;
    }
  }
  return false;
}

/* Numbers of a tar header: octal digits. */
static uint64_t octal(const char *p, size_t n) {
  uint64_t value = 0;
  for (size_t i = 0; i < n && p[i] && p[i] != ' '; i++) {
    if (p[i] < '0' || p[i] > '7') {
      return UINT64_MAX;
    }
    value = value * 8 + (uint64_t)(p[i] - '0');
  }
  return value;
}

uint64_t tar_data(Str bytes, uint64_t at, uint64_t size) {
  /* Headers that say more of the next one (pax, long names) have a body; the member's own says its
     size. */
  for (int i = 0; i < 8 && at <= bytes.n && bytes.n - at >= BLOCK; i++) {
    const char *p = bytes.p + at;
    char type = p[156];
    uint64_t said = octal(p + 124, 12);
    if (said > bytes.n - at - BLOCK) {
      return 0;
    }
    if (type == '0' || type == 0 || type == '7') {
      return said == size ? at + BLOCK : 0;
    }
    at += BLOCK + (said + BLOCK - 1) / BLOCK * BLOCK;
  }
  return 0;
}
