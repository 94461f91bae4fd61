/* Sandbox: what the child process gives up before it looks at a byte. */
#ifndef CONTAINER_SANDBOX_H
#define CONTAINER_SANDBOX_H

#include <stdint.h>

typedef struct SandboxLimits {
  uint64_t memory;  /* bytes beyond those that the process has already */
  uint64_t seconds; /* of the processor */
  uint64_t file;    /* bytes of any file that it writes */
} SandboxLimits;

/* Closes all files but `keep` (n of them), and takes away the right to open files, start processes
   or speak to any other, as far as the kernel can do that. There is no way back: for a child alone.
   */
void sandbox_enter(const SandboxLimits *limits, const int *keep, uint32_t n);

/* The same for a child that becomes a program of others: it keeps standard input, output and error, may
   read and run what is installed (and the program's own folder), and write no file but those three.
   It speaks to nobody. Besides seconds of the processor it has ten times as many of the clock. */
void sandbox_program(const SandboxLimits *limits, const char *program);

#endif
