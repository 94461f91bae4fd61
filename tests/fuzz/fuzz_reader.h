/* What targets of readers of containers share: the reader in this process, its index read again, and what must hold of
   each part. */
#ifndef FUZZ_READER_H
#define FUZZ_READER_H

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "container/expander.h"
#include "container/leaf_index.h"
#include "container/readers.h"

/* Bytes of a file, malloc'd. */
static inline char *fuzz_file(int file, size_t *n) {
  off_t size = lseek(file, 0, SEEK_END);
  Spool spool = {file, 0, NULL};
  *n = size > 0 ? (size_t)size : 0;
  return spool_read(&spool, 0, *n);
}

/* Places of the bytes must hold them where nothing was decoded. */
static inline void fuzz_leaf(const Leaf *leaf, const char *spool, Str bytes) {
  bool same = leaf->verbatim && !leaf->field[LEAF_WITHIN].n && leaf->end <= bytes.n;
  uint64_t from, to;
  if (same && leaf->size && !str_starts(leaf->field[LEAF_FORMAT], "zip") &&
      memcmp(spool + leaf->at, bytes.p + leaf->start, (size_t)leaf->size) != 0) {
    fprintf(stderr, "a part is not where it is said to be\n");
    abort();
  }
  if (leaf->text_runs.n && leaf_runs_find(&leaf->text_runs, 0, leaf->text_size, &from, &to) &&
      !leaf->boxes.n && !leaf->members.n && (from > leaf->size || to > leaf->size)) {
    fprintf(stderr, "a text comes from outside its part\n");
    abort();
  }
}

static inline void fuzz_index(int index, int spool, Str bytes) {
  Arena arena;
  jmp_buf jump;
  size_t n, spool_n;
  char *frames = fuzz_file(index, &n), *parts = fuzz_file(spool, &spool_n);
  arena_init(&arena);
  if (frames && parts && !arena_guard(&arena, &jump)) {
    Expanded found = {0};
    uint32_t done;
    index_read((Str){frames, n}, spool_n, 0, 1, &arena, &found, &done);
    if (done != 1) {
      fprintf(stderr, "the index is not whole\n");
      abort();
    }
    for (uint32_t i = 0; i < found.parts.n; i++) {
      const PartFound *part = &found.parts.v[i];
      Leaf leaf;
      if (!index_leaf((Str){frames + part->said.at, part->said.n}, spool_n, &arena, &leaf)) {
        fprintf(stderr, "a part that was found is said nothing of\n");
        abort();
      }
      fuzz_leaf(&leaf, parts, bytes);
    }
  }
  arena_release(&arena);
  free(frames);
  free(parts);
}

static inline int fuzz_reader(const uint8_t *data, size_t size,
                              void (*reader)(Expander *e, Str bytes)) {
  static ArchiveCalls archive; /* so that the library stays loaded from run to run */
  static BrotliCalls brotli;
  Expander e;
  if (!archive.library) {
    archive_calls_load(&archive);
    brotli_calls_load(&brotli);
  }
  int spool = memfd_create("spool", 0), index = memfd_create("index", 0);
  if (spool < 0 || index < 0) {
    abort();
  }
  Str bytes = {(const char *)data, size};
  expander_init(&e, spool, 0, index);
  expander_with(&e, 0, bytes, reader);
  expander_release(&e);
  fuzz_index(index, spool, bytes);
  close(spool);
  close(index);
  return 0;
}

#endif
