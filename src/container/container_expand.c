/* Expanding: the child process, and what its index says when it has ended, one way or the other. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "container/expander.h"
#include "container/leaf_index.h"
#include "container/pdf_expand.h"
#include "container/readers.h"
#include "container/sandbox.h"

enum { SECONDS_LEAST = 60 };
#define MEMORY_MOST ((uint64_t)768 << 20)
#define SECONDS_PER ((uint64_t)4 << 20) /* bytes of sources for one second more */
#define ALIGN 4096

/* ---- the spool ------------------------------------------------------------------------------- */

static int unnamed_file(const char *folder) {
  int file = -1;
#ifdef O_TMPFILE
  file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
  if (file < 0) {
    char name[4096];
    int n = snprintf(name, sizeof name, "%s/according-XXXXXX", folder);
    file = n > 0 && (size_t)n < sizeof name ? mkostemp(name, O_CLOEXEC) : -1;
    if (file >= 0) {
      unlink(name);
    }
  }
  return file >= 0 ? file : memfd_create("according", MFD_CLOEXEC);
}

int spool_open(const char *folder, Spool *spool, Status *status) {
  *spool = (Spool){unnamed_file(folder), 0, folder};
  return spool->file >= 0
             ? STATUS_OK
             : status_set(status, STATUS_IO, 0, "%s: no temporary file can be made there", folder);
}

int spool_beside(const Spool *spool) {
  return unnamed_file(spool->folder ? spool->folder : "/tmp");
}

void spool_close(Spool *spool) {
  if (spool->file >= 0) {
    close(spool->file);
  }
  *spool = (Spool){-1, 0, NULL};
}

char *spool_read(const Spool *spool, uint64_t at, uint64_t size) {
  char *bytes = malloc((size_t)size + 1);
  uint64_t have = 0;
  while (bytes && have < size) {
    ssize_t n = pread(spool->file, bytes + have, (size_t)(size - have), (off_t)(at + have));
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n <= 0) {
      free(bytes);
      return NULL;
    }
    have += (uint64_t)n;
  }
  if (bytes) {
    bytes[size] = 0;
  }
  return bytes;
}

bool spool_add(Spool *spool, Str bytes, uint64_t *at) {
  *at = spool->end;
  for (size_t done = 0; done < bytes.n;) {
    ssize_t n = pwrite(spool->file, bytes.p + done, bytes.n - done, (off_t)(*at + done));
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n <= 0) {
      return false;
    }
    done += (size_t)n;
  }
  spool->end = (*at + bytes.n + ALIGN - 1) / ALIGN * ALIGN;
  return true;
}

bool part_said(const Spool *spool, PartSaid said, Arena *arena, Leaf *part) {
  char *frame = spool_read(spool, said.at, said.n);
  jmp_buf jump, *outer = arena->escape;
  if (!frame) {
    return false;
  }
  if (arena_guard(arena, &jump)) {
    free(frame);
    longjmp(*outer, 1);
  }
  bool is_one = index_leaf((Str){frame, said.n}, spool->end, arena, part);
  arena->escape = outer;
  free(frame);
  return is_one;
}

/* ---- the child ------------------------------------------------------------------------------- */

typedef struct Round {
  const ContainerSource *sources;
  uint32_t first, n; /* sources first … n */
  const Spool *spool;
  int index;
  ExpandReader *reader; /* NULL: the one that the bytes are for */
} Round;

static void child(const Round *r) {
  Expander e;
  int keep[] = {r->spool->file, r->index};
  uint64_t bytes = 0;
  for (uint32_t i = r->first; i < r->n; i++) {
    bytes += r->sources[i].bytes.n;
  }
  uint64_t room = bytes > UINT64_MAX / 4 / SPOOL_RATIO
                      ? UINT64_MAX / 2
                      : (SPOOL_FREE * (r->n - r->first)) + bytes * SPOOL_RATIO;
  SandboxLimits limits = {MEMORY_MOST, SECONDS_LEAST + bytes / SECONDS_PER, r->spool->end + room};
  /* Names of archives are UTF-8 here; and what the caller does with signals does not concern its
     copy. */
  (void)setlocale(LC_CTYPE, "C.UTF-8");
  for (int s = 1; s < 32; s++) {
    signal(s, s == SIGXFSZ || s == SIGPIPE ? SIG_IGN : SIG_DFL);
  }
  expander_init(&e, r->spool->file, r->spool->end,
                r->index); /* loads libraries: before all is closed */
  sandbox_enter(&limits, keep, 2);
  for (uint32_t i = r->first; i < r->n; i++) {
    e.view[0] = r->sources[i].mapped ? r->sources[i].bytes : (Str){NULL, 0};
    e.unnamed = r->sources[i].unnamed;
    e.table = r->sources[i].table;
    e.again = r->sources[i].again;
    e.again_text = r->sources[i].text;
    expander_with(&e, i, r->sources[i].bytes, e.again ? row_read_again : r->reader);
  }
  _exit(0);
}

/* ---- what it left ---------------------------------------------------------------------------- */

static const char *end_in_words(int state, Arena *arena) {
  if (!WIFSIGNALED(state)) {
    return "reading it ended before its end: what was found until then was read";
  }
  switch (WTERMSIG(state)) {
    case SIGXCPU:
    case SIGKILL:
      return "reading it took too long or too much memory: what was found until then was read";
    case SIGBUS:
      return "it became shorter while it was read: what was found until then was read";
    default:
      return arena_printf(
          arena,
          "damaged in a way that the reader did not survive (signal %d): what was found until then "
          "was read",
          WTERMSIG(state));
  }
}

/* The index, mapped: nobody else has it any more. False: it cannot be. */
static bool map_index(int index, Str *frames) {
  struct stat info;
  *frames = (Str){"", 0};
  if (fstat(index, &info) != 0) {
    return false;
  }
  if (info.st_size > 0) {
    frames->n = (size_t)info.st_size;
    frames->p = mmap(NULL, frames->n, PROT_READ, MAP_SHARED, index, 0);
  }
  return frames->p != MAP_FAILED;
}

static void unmap_index(Str frames) {
  if (frames.n) {
    munmap((void *)frames.p, frames.n);
  }
}

static uint64_t spool_size(const Spool *spool) {
  struct stat info;
  return fstat(spool->file, &info) == 0 && info.st_size > 0 ? (uint64_t)info.st_size : 0;
}

static int run_child(const Round *r, int *state, Status *status) {
  if (ftruncate(r->index, 0) != 0 || lseek(r->index, 0, SEEK_SET) != 0) {
    return status_set(status, STATUS_IO, 0, "the list of what was found cannot be written");
  }
  pid_t pid = fork();
  if (pid == 0) {
    child(r);
  }
  if (pid < 0) {
    return status_set(status, STATUS_IO, 0, "no process can be started to read what is packed");
  }
  while (waitpid(pid, state, 0) < 0) {
    if (errno != EINTR) {
      *state = 0; /* somebody else waited for it: the index says what it did */
      break;
    }
  }
  return STATUS_OK;
}

/* What the frames say into *out, and they themselves into the spool behind the parts. */
static int take_index(const Round *r, int state, Str frames, Spool *spool, Arena *arena, Expanded *out,
                      uint32_t *done, Status *status) {
  uint32_t before = out->parts.n;
  uint64_t size = spool_size(spool), at;
  index_read(frames, size, r->first, r->n, arena, out, done);
  if (r->first + *done < r->n) {
    ContainerNote note = {.source = r->first + *done, .kind = CONTAINER_FAILED};
    note.reason = str_of(end_in_words(state, arena));
    array_push(arena, &out->notes, note);
    ++*done;
  }
  spool->end = (size + ALIGN - 1) / ALIGN * ALIGN;
  if (out->parts.n > before && !spool_add(spool, frames, &at)) {
    return status_set(status, STATUS_IO, 0, SPOOL_NO_ROOM);
  }
  for (uint32_t i = before; i < out->parts.n; i++) {
    out->parts.v[i].said.at += at;
  }
  return STATUS_OK;
}

/* One child over the sources from r->first on; *done sources were ended, well or not. */
static int one_round(Round *r, Spool *spool, Arena *arena, Expanded *out, uint32_t *done,
                     Status *status) {
  int state = 0;
  Str frames;
  int code = run_child(r, &state, status);
  if (code != STATUS_OK) {
    return code;
  }
  if (!map_index(r->index, &frames)) {
    return status_set(status, STATUS_NO_MEMORY, 0, "no memory for the list of what was found");
  }
  jmp_buf jump, *outer = arena->escape;
  if (arena_guard(arena, &jump)) {
    unmap_index(frames);
    arena->escape = outer;
    return status_set(status, STATUS_NO_MEMORY, 0, "no memory for the list of what was found");
  }
  code = take_index(r, state, frames, spool, arena, out, done, status);
  arena->escape = outer;
  unmap_index(frames);
  return code;
}

int expand_by(Spool *spool, const ContainerSource *sources, uint32_t n, ExpandReader *reader,
              Arena *arena, Expanded *out, Status *status) {
  int index = spool_beside(spool), code = STATUS_OK;
  memset(out, 0, sizeof *out);
  if (index < 0) {
    return status_set(status, STATUS_IO, 0, "no room for the list of what is packed");
  }
  for (uint32_t first = 0, done; first < n && code == STATUS_OK; first += done) {
    Round round = {sources, first, n, spool, index, reader};
    done = 0;
    code = one_round(&round, spool, arena, out, &done, status);
  }
  close(index);
  return code;
}

int container_expand(Spool *spool, const ContainerSource *sources, uint32_t n, Str programs,
                     Arena *arena, Expanded *out, Status *status) {
  int code = expand_by(spool, sources, n, NULL, arena, out, status);
  return code == STATUS_OK ? pdf_expand(spool, programs, arena, out, status) : code;
}
