/* Sandbox: rlimits everywhere; a seccomp filter, and Landlock, where the kernel has them. Whatever
   the kernel lacks is left out: the limits hold all the same. */
#define _GNU_SOURCE
#include "container/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#if __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#endif

/* ---- limits ---------------------------------------------------------------------------------- */

static void limit(int what, uint64_t most) {
  struct rlimit now;
  if (getrlimit(what, &now) == 0) {
    rlim_t value =
        now.rlim_max == RLIM_INFINITY || most < now.rlim_max ? (rlim_t)most : now.rlim_max;
    now.rlim_cur = now.rlim_max = value;
    (void)setrlimit(what, &now);
  }
}

/* Bytes of data that the process has: the sixth number of statm, in pages. */
static uint64_t data_held(void) {
  char text[160];
  int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  ssize_t n = file < 0 ? -1 : read(file, text, sizeof text - 1);
  if (file >= 0) {
    close(file);
  }
  if (n <= 0) {
    return (uint64_t)1 << 30;
  }
  text[n] = 0;
  char *at = text;
  unsigned long long pages = 0;
  for (int i = 0; i < 6; i++) {
    pages = strtoull(at, &at, 10);
  }
  return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

/* ---- files ----------------------------------------------------------------------------------- */

static int compare_files(const void *a, const void *b) {
  return *(const int *)a - *(const int *)b;
}

static void close_between(int first, int last) {
#ifdef SYS_close_range
  if (first > last || syscall(SYS_close_range, (unsigned)first, (unsigned)last, 0u) == 0) {
    return;
  }
#endif
  long most = sysconf(_SC_OPEN_MAX);
  for (int i = first; i <= last && i < (most > 0 && most < 65536 ? most : 65536); i++) {
    close(i);
  }
}

static void close_others(const int *keep, uint32_t n) {
  int sorted[8], from = 0;
  n = n < 8 ? n : 8;
  memcpy(sorted, keep, n * sizeof *sorted);
  qsort(sorted, n, sizeof *sorted, compare_files);
  for (uint32_t i = 0; i < n; i++) {
    close_between(from, sorted[i] - 1);
    from = sorted[i] + 1;
  }
  close_between(from, 0x7FFFFFFF);
}

/* ---- Landlock -------------------------------------------------------------------------------- */

#if defined(SYS_landlock_create_ruleset) && __has_include(<linux/landlock.h>)
#define HAS_LANDLOCK

static void allow_folder(int rules, const char *folder) {
  struct landlock_path_beneath_attr rule = {
      .allowed_access = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                        LANDLOCK_ACCESS_FS_READ_DIR,
      .parent_fd = open(folder, O_PATH | O_CLOEXEC | O_DIRECTORY)};
  if (rule.parent_fd >= 0) {
    (void)syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0u);
    close(rule.parent_fd);
  }
}

/* The folder that a program lies in: "/opt/x/bin/a" → "/opt/x/bin". */
static void allow_own_folder(int rules, const char *program) {
  char folder[4096];
  const char *end = strrchr(program, '/');
  size_t n = end ? (size_t)(end - program) : 0;
  if (n && n < sizeof folder) {
    memcpy(folder, program, n);
    folder[n] = 0;
    allow_folder(rules, folder);
  }
}
#endif

/* What is installed may be read and run; all else, and all writing, is closed. */
static void landlock_program(const char *program) {
#ifdef HAS_LANDLOCK
  static const char *const folders[] = {"/usr", "/bin", "/lib", "/lib64", "/etc", "/opt", "/nix", "/gnu"};
  struct landlock_ruleset_attr all = {.handled_access_fs = (1ULL << 13) - 1};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0u);
  if (rules < 0) {
    return;
  }
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    allow_folder(rules, folders[i]);
  }
  allow_own_folder(rules, program);
  (void)syscall(SYS_landlock_restrict_self, rules, 0u);
  close(rules);
#else
  (void)program;
#endif
}

static void landlock(void) {
#ifdef HAS_LANDLOCK
  /* Every access that the first version knows, and no rule that allows one. */
  struct landlock_ruleset_attr all = {.handled_access_fs = (1ULL << 13) - 1};
  int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0u);
  if (rules >= 0) {
    (void)syscall(SYS_landlock_restrict_self, rules, 0u);
    close(rules);
  }
#endif
}

/* ---- seccomp --------------------------------------------------------------------------------- */

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE
#define ALLOW(call)                                      \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Memory, the files that are open, and to end. All else fails, as if it were not permitted. */
static const struct sock_filter filter[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    ALLOW(write),
    ALLOW(pwrite64),
    ALLOW(read),
    ALLOW(brk),
    ALLOW(munmap),
    ALLOW(mremap),
    ALLOW(madvise),
    ALLOW(fallocate),
    ALLOW(fstat),
    ALLOW(lseek),
    ALLOW(futex),
    ALLOW(getrandom),
    ALLOW(clock_gettime),
    ALLOW(gettimeofday),
    ALLOW(rt_sigprocmask),
    ALLOW(rt_sigreturn),
    ALLOW(exit),
    ALLOW(exit_group),
    /* New memory, but none that can be run. */
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 1, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 3),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
};

#define REFUSE(call)                                     \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/* A program of others is not known call by call: it may do all but speak to other processes and
   machines, look into them, or start any. */
static const struct sock_filter program_filter[] = {
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL),
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
    /* The other calling convention of the same processor begins at 2^30. */
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
    REFUSE(socket),
    REFUSE(socketpair),
    REFUSE(connect),
    REFUSE(bind),
    REFUSE(listen),
    REFUSE(sendto),
    REFUSE(sendmsg),
    REFUSE(ptrace),
    REFUSE(process_vm_readv),
    REFUSE(process_vm_writev),
    REFUSE(kill),
    REFUSE(tkill),
    REFUSE(clone),
    REFUSE(unshare),
    REFUSE(setns),
    REFUSE(mount),
    REFUSE(keyctl),
    REFUSE(bpf),
    REFUSE(perf_event_open),
#ifdef SYS_io_uring_setup
    REFUSE(io_uring_setup),
#endif
#ifdef SYS_clone3
    REFUSE(clone3),
#endif
#ifdef SYS_fork
    REFUSE(fork),
    REFUSE(vfork),
#endif
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

static void seccomp_program(void) {
  struct sock_fprog program = {sizeof program_filter / sizeof *program_filter,
                               (struct sock_filter *)program_filter};
  (void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

static void seccomp(void) {
  struct sock_fprog program = {sizeof filter / sizeof *filter, (struct sock_filter *)filter};
  (void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}
#else
static void seccomp(void) {
}
static void seccomp_program(void) {
}
#endif

void sandbox_enter(const SandboxLimits *limits, const int *keep, uint32_t n) {
  limit(RLIMIT_DATA, data_held() + limits->memory);
  limit(RLIMIT_CPU, limits->seconds);
  limit(RLIMIT_FSIZE, limits->file);
  limit(RLIMIT_CORE, 0);
  close_others(keep, n);
  (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  landlock();
  limit(RLIMIT_NOFILE, 0);
  seccomp();
}

void sandbox_program(const SandboxLimits *limits, const char *program) {
  static const int keep[] = {0, 1, 2};
  limit(RLIMIT_AS, limits->memory);
  limit(RLIMIT_CPU, limits->seconds);
  limit(RLIMIT_FSIZE, limits->file);
  limit(RLIMIT_CORE, 0);
  close_others(keep, 3);
  (void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  landlock_program(program);
  /* A clock that goes on in the program: it may wait for what never comes. */
  (void)alarm((unsigned)(limits->seconds > 6000 ? 60000 : limits->seconds * 10));
  seccomp_program();
}
