/* Arena: memory that is given out piece by piece and freed all at once.

     chunk ─▶ chunk ─▶ chunk        arena_alloc hands out the next bytes of the last chunk;
     [####]   [####]   [##..]       arena_clear keeps some chunks, arena_release frees all.

   Out of memory: every room above base works inside an arena_guard (see below), so that a failed
   allocation unwinds to the guard instead of returning NULL through every function. All memory of
   the work in between lies in the arena, so nothing leaks. Files and other handles must not be
   held across a call that allocates from a guarded arena.
   Thread-safety: one arena belongs to one thread at a time. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ArenaChunk ArenaChunk;
typedef struct ArenaLarge ArenaLarge;

enum { ARENA_LARGE = 128 * 1024 }; /* arrays of so many bytes are asked of the system one by one */

typedef struct Arena {
  ArenaChunk *first, *last;
  ArenaLarge *large; /* what arena_regrow gave */
  jmp_buf *escape; /* where a failed allocation goes; NULL: arena_alloc returns NULL */
  size_t held;     /* bytes asked of the system */
  size_t limit;    /* bytes that may be asked of the system; 0 means no limit */
} Arena;

void arena_init(Arena *arena);    /* makes an empty arena; asks for no memory */
void arena_clear(Arena *arena);   /* forgets everything given out; keeps up to 2 MB for what comes */
void arena_release(Arena *arena); /* frees everything; the arena is empty and usable again */

/* Zeroed memory aligned for any type; size 0 gives a valid pointer. Never NULL under a guard. */
void *arena_alloc(Arena *arena, size_t size);
/* The same, not zeroed: for what is written as a whole. */
void *arena_raw(Arena *arena, size_t size);
/* The same for bytes: not aligned, not zeroed. */
char *arena_bytes(Arena *arena, size_t size);
/* A zero-terminated copy of size bytes. */
char *arena_copy(Arena *arena, const char *bytes, size_t size);
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* For arrays that grow: memory of `size` bytes that begins with the `used` bytes of `old`; what lies
   behind them is undefined. Old memory that comes from here is grown in place or given back, other
   memory stays with its arena. */
void *arena_regrow(Arena *arena, const void *old, size_t used, size_t size);

/* Asks the system for size bytes and gives them back; unwinds to the guard where it has none. For
   libraries that hide a lack of memory, or end the process for it. */
void arena_expect(Arena *arena, size_t size);

#define arena_new(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define arena_array(arena, T, n) ((T *)arena_alloc((arena), sizeof(T) * (size_t)(n)))

/* if (arena_guard(&arena, &jump)) { out of memory: clean up, return STATUS_NO_MEMORY }
   … work …
   arena.escape = NULL;
   Local variables that change between guard and failure and are read after it must be volatile. */
#define arena_guard(arena, jump) ((arena)->escape = (jump), setjmp(*(jump)))

/* Calls work(context, &scratch) with an arena of its own for what only the work needs, which is given
   back behind it, also where there is no memory: then the failure goes on to the guard of `arena`, in
   which lie the results. */
void arena_scratch(Arena *arena, void (*work)(void *context, Arena *scratch), void *context);

#endif
