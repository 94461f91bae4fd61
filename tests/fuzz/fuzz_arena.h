/* What targets share that read bytes into an arena. */
#ifndef FUZZ_ARENA_H
#define FUZZ_ARENA_H

#include "base/str.h"

/* Runs on the bytes with an arena of at most so many megabytes; a lack of them ends the run and is no
   find. */
static inline int fuzz_in_arena(const uint8_t *data, size_t size, size_t megabytes,
                                void (*run)(Str bytes, Arena *arena)) {
  Arena arena;
  jmp_buf jump;
  arena_init(&arena);
  arena.limit = megabytes << 20;
  if (!arena_guard(&arena, &jump)) {
    run((Str){(const char *)data, size}, &arena);
  }
  arena_release(&arena);
  return 0;
}

#endif
