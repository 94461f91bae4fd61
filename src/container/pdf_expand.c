/* PDF: the program, its runs, what went wrong in words, and its text into the parts. */
#define _GNU_SOURCE
#include "container/pdf_expand.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "container/leaf_index.h"
#include "container/readers.h"
#include "container/sandbox.h"

enum { TOGETHER = 4, PATH_MOST = 4096, SAID_MOST = 4000, SECONDS_LEAST = 60 };
#define MEMORY_MOST ((uint64_t)1 << 30)
#define OUTPUT_MOST ((uint64_t)512 << 20)
#define SECONDS_PER ((uint64_t)1 << 20) /* bytes of the document for one second more */

typedef struct PdfRun {
  uint32_t part;     /* in Expanded */
  int in, out, said; /* files without names; -1: none */
  pid_t pid;
  const char *failure; /* why it has no text */
  void *map;           /* of what it wrote */
  size_t size;
} PdfRun;

typedef struct Pdf {
  Spool *spool;
  Arena *arena;
  Expanded *all;
  char program[PATH_MOST]; /* empty: not on this machine */
  PdfRun runs[TOGETHER];
  uint32_t n;
  bool *gone; /* of each part: without text */
} Pdf;

/* ---- the program ----------------------------------------------------------------------------- */

static void find_program(Pdf *p, Str programs) {
  while (programs.n) {
    Str folder = str_split(programs, ':', &programs);
    int n = snprintf(p->program, sizeof p->program, "%.*s/pdftotext", STR_ARG(folder));
    /* A folder that depends on where the user stands is no place for programs. */
    if (folder.n && folder.p[0] == '/' && n > 0 && (size_t)n < sizeof p->program &&
        access(p->program, X_OK) == 0) {
      return;
    }
  }
  p->program[0] = 0;
}

static bool copy_part(const Spool *spool, const Leaf *part, int to) {
  off_t at = (off_t)part->at;
  uint64_t left = part->size;
  while (left) {
    ssize_t n = sendfile(to, spool->file, &at, left < (1 << 30) ? (size_t)left : (size_t)1 << 30);
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n <= 0) {
      return false;
    }
    left -= (uint64_t)n;
  }
  return lseek(to, 0, SEEK_SET) == 0;
}

static void be_program(const Pdf *p, const PdfRun *run, uint64_t size) {
  static const char *const arguments[] = {"pdftotext", "-bbox-layout", "-enc", "UTF-8", "-", "-",
                                          NULL};
  static const char *const environment[] = {"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", NULL};
  SandboxLimits limits = {MEMORY_MOST, SECONDS_LEAST + size / SECONDS_PER, OUTPUT_MOST};
  if (dup2(run->in, 0) < 0 || dup2(run->out, 1) < 0 || dup2(run->said, 2) < 0) {
    _exit(127);
  }
  for (int s = 1; s < 32; s++) {
    signal(s, SIG_DFL);
  }
  sandbox_program(&limits, p->program);
  execve(p->program, (char *const *)arguments, (char *const *)environment);
  _exit(127);
}

static void start(Pdf *p, PdfRun *run) {
  Leaf part; /* a few words: its pages are not read yet */
  bool is_there = part_said(p->spool, p->all->parts.v[run->part].said, p->arena, &part);
  run->in = spool_beside(p->spool);
  run->out = spool_beside(p->spool);
  run->said = spool_beside(p->spool);
  if (run->in < 0 || run->out < 0 || run->said < 0 ||
      !is_there || !copy_part(p->spool, &part, run->in)) {
    run->failure = SPOOL_NO_ROOM;
    return;
  }
  run->pid = fork();
  if (run->pid == 0) {
    be_program(p, run, part.size);
  }
  if (run->pid < 0) {
    run->failure = "no process can be started to read it";
  }
}

/* ---- how it ended ---------------------------------------------------------------------------- */

static const char *signal_in_words(int number) {
  switch (number) {
    case SIGXCPU:
    case SIGALRM:
    case SIGKILL:
      return "a PDF that takes pdftotext too long or too much memory: not read; give its text as a "
             ".txt file";
    case SIGXFSZ:
      return "a PDF with more than 512 MB of words and places: not read; divide it";
    default:
      return "a PDF damaged in a way that pdftotext does not survive: not read";
  }
}

/* The program's first line, without what it always says. */
static const char *damaged(Pdf *p, const char *said) {
  Str rest, line = str_split(str_of(said), '\n', &rest);
  while (rest.n && str_starts(line, "Syntax Warning")) {
    line = str_split(rest, '\n', &rest);
  }
  return arena_printf(p->arena, "a PDF that is damaged: pdftotext cannot read it%s%.*s%s",
                      line.n ? " (" : "", (int)(line.n < 120 ? line.n : 120), line.n ? line.p : "",
                      line.n ? ")" : "");
}

static const char *end_in_words(Pdf *p, const PdfRun *run, int state) {
  char said[SAID_MOST];
  if (WIFSIGNALED(state)) {
    return signal_in_words(WTERMSIG(state));
  }
  if (WEXITSTATUS(state) == 0) {
    return NULL;
  }
  ssize_t n = pread(run->said, said, sizeof said - 1, 0);
  said[n > 0 ? n : 0] = 0;
  if (strstr(said, "ncorrect password")) {
    return "an encrypted PDF: save it without its password first (qpdf --decrypt)";
  }
  if (strstr(said, "not allowed")) {
    return "a PDF whose maker does not allow that text is copied: not read";
  }
  if (strstr(said, "memory")) {
    return signal_in_words(SIGKILL);
  }
  return damaged(p, said);
}

static void finish(Pdf *p, PdfRun *run) {
  int state = 0;
  struct stat info;
  if (run->failure) {
    return;
  }
  while (waitpid(run->pid, &state, 0) < 0) {
    if (errno != EINTR) {
      break; /* somebody else waited for it: what it wrote says how it went */
    }
  }
  run->failure = end_in_words(p, run, state);
  if (!run->failure && fstat(run->out, &info) == 0 && info.st_size > 0) {
    run->size = (size_t)info.st_size;
    run->map = mmap(NULL, run->size, PROT_READ, MAP_PRIVATE, run->out, 0);
    run->map = run->map == MAP_FAILED ? NULL : run->map;
  }
  if (!run->failure && !run->map) {
    run->failure = "a PDF of which pdftotext says nothing: not read";
  }
}

static void close_run(PdfRun *run) {
  const int files[] = {run->in, run->out, run->said};
  for (size_t i = 0; i < 3; i++) {
    if (files[i] >= 0) {
      close(files[i]);
    }
  }
  if (run->map) {
    munmap(run->map, run->size);
  }
}

/* ---- its text -------------------------------------------------------------------------------- */

static void note(Pdf *p, uint32_t part, ContainerNoteKind kind, Str reason) {
  const PartFound *found = &p->all->parts.v[part];
  ContainerNote made = {found->source, kind, found->name, reason};
  array_push(p->arena, &p->all->notes, made);
  p->gone[part] = true;
}

/* What the reader found in the program's output, into what is said of the part. */
static void merge(Leaf *part, const Leaf *found) {
  for (int i = 0; i < LEAF_FIELDS; i++) {
    if (found->field[i].n && (!part->field[i].n || i == LEAF_FORMAT)) {
      part->field[i] = found->field[i];
    }
  }
  part->has_text = true;
  part->text_at = found->text_at;
  part->text_size = found->text_size;
  part->text_runs = found->text_runs;
  part->furniture_at = found->furniture_at;
  part->boxes.v = found->boxes.v;
  part->boxes.n = part->boxes.cap = found->boxes.n;
}

typedef struct Taking {
  Pdf *p;
  PartFound *part;
  const PartFound *words;
  bool done;
} Taking;

/* Of each word there is a place: this lies in memory for one document at a time. */
static void take_words(void *context, Arena *scratch) {
  Taking *t = context;
  Leaf leaf, found;
  Buffer frame;
  buffer_init(&frame);
  if (!part_said(t->p->spool, t->part->said, scratch, &leaf) ||
      !part_said(t->p->spool, t->words->said, scratch, &found)) {
    return;
  }
  merge(&leaf, &found);
  t->part->format = str_copy(t->p->arena, leaf.field[LEAF_FORMAT]);
  index_part(&frame, &leaf);
  if (!frame.failed) {
    Str whole = buffer_view(&frame), said = {whole.p + INDEX_HEAD, whole.n - INDEX_HEAD};
    t->part->said.n = (uint32_t)said.n;
    t->done = spool_add(t->p->spool, said, &t->part->said.at);
  }
  buffer_release(&frame);
}

static bool take(Pdf *p, PartFound *part, const PartFound *words) {
  Taking t = {p, part, words, false};
  arena_scratch(p->arena, take_words, &t);
  return t.done;
}

static int read_outputs(Pdf *p, Status *status) {
  ContainerSource sources[TOGETHER];
  uint32_t of[TOGETHER], n = 0;
  Expanded found;
  for (uint32_t i = 0; i < p->n; i++) {
    if (p->runs[i].failure) {
      note(p, p->runs[i].part, CONTAINER_FAILED, str_of(p->runs[i].failure));
    } else {
      of[n] = p->runs[i].part;
      sources[n++] = (ContainerSource){.bytes = {p->runs[i].map, p->runs[i].size}};
    }
  }
  int code = n ? expand_by(p->spool, sources, n, pdf_read_words, p->arena, &found, status) : 0;
  for (uint32_t i = 0; i < n; i++) {
    p->gone[of[i]] = true;
  }
  for (uint32_t i = 0; n && code == STATUS_OK && i < found.parts.n; i++) {
    uint32_t part = of[found.parts.v[i].source];
    if (!take(p, &p->all->parts.v[part], &found.parts.v[i])) {
      return status_set(status, STATUS_IO, 0, SPOOL_NO_ROOM);
    }
    p->gone[part] = false;
  }
  for (uint32_t i = 0; n && code == STATUS_OK && i < found.notes.n; i++) {
    note(p, of[found.notes.v[i].source], found.notes.v[i].kind, found.notes.v[i].reason);
  }
  return code;
}

static int run_batch(Pdf *p, Status *status) {
  for (uint32_t i = 0; i < p->n; i++) {
    start(p, &p->runs[i]);
  }
  for (uint32_t i = 0; i < p->n; i++) {
    finish(p, &p->runs[i]);
  }
  int code = read_outputs(p, status);
  for (uint32_t i = 0; i < p->n; i++) {
    close_run(&p->runs[i]);
  }
  p->n = 0;
  return code;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static void drop_gone(Pdf *p) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < p->all->parts.n; i++) {
    if (!p->gone[i]) {
      p->all->parts.v[kept++] = p->all->parts.v[i];
    }
  }
  p->all->parts.n = kept;
}

int pdf_expand(Spool *spool, Str programs, Arena *arena, Expanded *out, Status *status) {
  int code = STATUS_OK;
  Pdf *p = arena_new(arena, Pdf);
  p->spool = spool;
  p->arena = arena;
  p->all = out;
  p->gone = arena_array(arena, bool, out->parts.n + 1);
  find_program(p, programs);
  for (uint32_t i = 0; i < out->parts.n && code == STATUS_OK; i++) {
    if (!out->parts.v[i].paged) {
      continue;
    }
    if (!p->program[0]) {
      note(p, i, CONTAINER_MISSING,
           str_lit("PDF documents are read with pdftotext, which is not installed (package "
                   "poppler-utils): not read"));
      continue;
    }
    p->runs[p->n++] = (PdfRun){.part = i, .in = -1, .out = -1, .said = -1};
    code = p->n == TOGETHER ? run_batch(p, status) : code;
  }
  code = p->n && code == STATUS_OK ? run_batch(p, status) : code;
  drop_gone(p);
  return code;
}
