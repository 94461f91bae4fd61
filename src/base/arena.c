/* Arena: chunks of memory given out in order and freed together. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 64 * 1024, KEPT_MOST = 2 * 1024 * 1024 /* by arena_clear, besides the first */ };

struct ArenaChunk {
  ArenaChunk *next;
  size_t used, size;
  max_align_t bytes[];
};

/* An array that grew large: one piece of memory of its own. */
struct ArenaLarge {
  ArenaLarge *before, *next;
  size_t size;
  max_align_t bytes[];
};

static void large_release(Arena *arena) {
  for (ArenaLarge *large = arena->large, *next; large; large = next) {
    next = large->next;
    arena->held -= large->size;
    free(large);
  }
  arena->large = NULL;
}

void arena_init(Arena *arena) {
  memset(arena, 0, sizeof *arena);
}

/* What is kept is used again, and the system need not clear it once more for each document. */
void arena_clear(Arena *arena) {
  size_t kept = 0;
  ArenaChunk **link = &arena->first;
  large_release(arena);
  while (*link) {
    ArenaChunk *chunk = *link;
    if (link == &arena->first || kept + chunk->size <= KEPT_MOST) {
      kept += chunk->size;
      chunk->used = 0;
      link = &chunk->next;
    } else {
      *link = chunk->next;
      arena->held -= chunk->size;
      free(chunk);
    }
  }
  arena->last = arena->first;
}

void arena_release(Arena *arena) {
  large_release(arena);
  for (ArenaChunk *chunk = arena->first, *next; chunk; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  arena->first = arena->last = NULL;
  arena->held = 0;
}

static void *out_of_memory(Arena *arena) {
  if (arena->escape) {
    longjmp(*arena->escape, 1);
  }
  return NULL;
}

void arena_expect(Arena *arena, size_t size) {
  void *volatile memory = malloc(size ? size : 1); /* volatile: compilers leave such pairs out */
  if (!memory) {
    out_of_memory(arena);
  }
  free(memory);
}

/* Chunks grow with what is held already, so that a large work needs few of them. */
static ArenaChunk *chunk_add(Arena *arena, size_t size) {
  size_t want = arena->held / 4 > CHUNK_SIZE ? arena->held / 4 : CHUNK_SIZE;
  if (want > (size_t)16 << 20) {
    want = (size_t)16 << 20;
  }
  if (want < size) {
    want = size;
  }
  if (arena->limit && arena->held + want > arena->limit) {
    want = size; /* near the limit, no more than is needed */
    if (size > arena->limit || arena->held > arena->limit - size) {
      return NULL;
    }
  }
  ArenaChunk *chunk = malloc(sizeof *chunk + want);
  if (!chunk) {
    return NULL;
  }
  ArenaChunk **link = arena->last ? &arena->last->next : &arena->first;
  chunk->next = *link;
  chunk->used = 0;
  chunk->size = want;
  *link = chunk;
  arena->held += want;
  return chunk;
}

/* Goes on to a chunk with room for so many bytes: the next that was kept, or a new one. */
static ArenaChunk *chunk_next(Arena *arena, size_t size) {
  ArenaChunk *chunk = arena->last ? arena->last->next : NULL;
  if (!chunk || chunk->size < size) {
    chunk = chunk_add(arena, size);
  }
  arena->last = chunk ? chunk : arena->last;
  return chunk;
}

/* `align` is a power of two. */
static void *take(Arena *arena, size_t size, size_t align) {
  ArenaChunk *chunk = arena->last;
  if (size > SIZE_MAX / 2) {
    return out_of_memory(arena);
  }
  size_t at = chunk ? (chunk->used + align - 1) & ~(align - 1) : 0;
  if (!chunk || at > chunk->size || chunk->size - at < size) {
    chunk = chunk_next(arena, size);
    if (!chunk) {
      return out_of_memory(arena);
    }
    at = 0;
  }
  chunk->used = at + size;
  return (char *)chunk->bytes + at;
}

void *arena_raw(Arena *arena, size_t size) {
  return take(arena, size ? size : 1, sizeof(max_align_t));
}

void *arena_alloc(Arena *arena, size_t size) {
  void *memory = arena_raw(arena, size);
  return memory ? memset(memory, 0, size) : NULL;
}

void *arena_regrow(Arena *arena, const void *old, size_t used, size_t size) {
  ArenaLarge *before = arena->large;
  while (before && before->bytes != old) {
    before = before->next;
  }
  size_t more = size - (before ? before->size : 0);
  if (size > SIZE_MAX / 2 || (before && size < before->size) ||
      (arena->limit && (more > arena->limit || arena->held > arena->limit - more))) {
    return out_of_memory(arena);
  }
  ArenaLarge *large = realloc(before, sizeof *large + size);
  if (!large) {
    return out_of_memory(arena);
  }
  if (!before) {
    *large = (ArenaLarge){.next = arena->large};
    if (used) {
      memcpy(large->bytes, old, used);
    }
  }
  large->size = size;
  arena->held += more;
  *(large->before ? &large->before->next : &arena->large) = large;
  if (large->next) {
    large->next->before = large;
  }
  return large->bytes;
}

char *arena_bytes(Arena *arena, size_t size) {
  return take(arena, size ? size : 1, 1);
}

char *arena_copy(Arena *arena, const char *bytes, size_t size) {
  char *copy = arena_bytes(arena, size + 1);
  if (copy) {
    if (size) {
      memcpy(copy, bytes, size);
    }
    copy[size] = 0;
  }
  return copy;
}

char *arena_printf(Arena *arena, const char *format, ...) {
  char first[200]; /* most texts are short, and printed once */
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int size = vsnprintf(first, sizeof first, format, args);
  va_end(args);
  char *text = size < 0 ? NULL : arena_bytes(arena, (size_t)size + 1);
  if (text && (size_t)size < sizeof first) {
    memcpy(text, first, (size_t)size + 1);
  } else if (text) {
    vsnprintf(text, (size_t)size + 1, format, again);
  }
  va_end(again);
  return text;
}

void arena_scratch(Arena *arena, void (*work)(void *context, Arena *scratch), void *context) {
  Arena scratch;
  jmp_buf here, *outer = arena->escape;
  arena_init(&scratch);
  if (arena_guard(&scratch, &here)) {
    arena->escape = outer;
    arena_release(&scratch);
    out_of_memory(arena);
    return;
  }
  arena->escape = &here; /* so that the scratch memory is given back in any case */
  work(context, &scratch);
  arena->escape = outer;
  arena_release(&scratch);
}
