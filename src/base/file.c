/* Files: read whole, listed in a fixed order, written in one piece. */
#define OPENSSL_API_COMPAT 0x10100000L /* see digest.c */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"

enum { READ_STEP = 64 * 1024, TEMPORARY_MOST = 1000 };

/* STATUS_IO with the system's words for errno; strerror itself is not safe among threads. */
static int fail(Status *status, const char *path, int error) {
  char words[128];
  if (strerror_r(error, words, sizeof words) != 0) {
    snprintf(words, sizeof words, "error %d", error);
  }
  return status_set(status, STATUS_IO, 0, "%s: %s", path, words);
}

static const char *kind_of(mode_t mode) {
  return S_ISDIR(mode) ? "a folder" : S_ISSOCK(mode) ? "a socket" : "a device";
}

/* Reads fd to its end. One byte beyond the limit is asked for, to see that it is exceeded. */
static int read_all(int fd, const char *path, size_t limit, Buffer *buffer, Status *status) {
  char *step = malloc(READ_STEP);
  int code = step ? STATUS_OK : status_set(status, STATUS_NO_MEMORY, 0, "%s: no memory", path);
  while (code == STATUS_OK) {
    ssize_t n = read(fd, step, READ_STEP);
    if (n == 0) {
      break;
    }
    if (n < 0) {
      code = errno == EINTR ? STATUS_OK : fail(status, path, errno);
      continue;
    }
    if (limit && (size_t)n > limit - buffer->n) {
      code = status_set(status, STATUS_LIMIT, limit, "%s: larger than %zu bytes", path, limit);
      break;
    }
    buffer_add(buffer, step, (size_t)n);
    if (buffer->failed) {
      code = status_set(status, STATUS_NO_MEMORY, 0, "%s: no memory for its bytes", path);
    }
  }
  free(step);
  return code;
}

static int open_to_read(const char *path, Status *status) {
  struct stat info;
  int fd;
  /* Asked before opening: to open a device can do something. */
  if (stat(path, &info) != 0) {
    return fail(status, path, errno);
  }
  if (!S_ISREG(info.st_mode) && !S_ISFIFO(info.st_mode)) {
    return status_set(status, STATUS_IO, 0, "%s: is %s, not a file", path, kind_of(info.st_mode));
  }
  do {
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  } while (fd < 0 && errno == EINTR);
  return fd < 0 ? fail(status, path, errno) : fd;
}

int file_read(const char *path, size_t limit, char **bytes, size_t *n, Status *status) {
  bool is_input = strcmp(path, "-") == 0;
  int fd = is_input ? STDIN_FILENO : open_to_read(path, status);
  *bytes = NULL;
  *n = 0;
  if (fd < 0) {
    return fd;
  }
  Buffer buffer;
  buffer_init(&buffer);
  int code = read_all(fd, is_input ? "standard input" : path, limit, &buffer, status);
  if (!is_input) {
    close(fd);
  }
  if (code == STATUS_OK && !buffer.p) {
    buffer.p = calloc(1, 1); /* an empty file is an empty text, not NULL */
    if (!buffer.p) {
      code = status_set(status, STATUS_NO_MEMORY, 0, "%s: no memory", path);
    }
  }
  if (code != STATUS_OK) {
    buffer_release(&buffer);
    return code;
  }
  *bytes = buffer.p;
  *n = buffer.n;
  return STATUS_OK;
}

int file_digest(const char *path, Digest *digest, uint64_t *size, Status *status) {
  unsigned char step[READ_STEP / 4];
  SHA256_CTX context;
  ssize_t n = 0;
  int code = STATUS_OK, fd = open_to_read(path, status);
  if (fd < 0) {
    return fd;
  }
  *size = 0;
  SHA256_Init(&context);
  do {
    n = read(fd, step, sizeof step);
    SHA256_Update(&context, step, n > 0 ? (size_t)n : 0);
    *size += n > 0 ? (uint64_t)n : 0;
  } while (n > 0 || (n < 0 && errno == EINTR));
  if (n < 0) {
    code = fail(status, path, errno);
  }
  SHA256_Final(digest->bytes, &context);
  close(fd);
  return code;
}

bool path_is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* Adds path + "/" + name and a zero byte. */
static void add_path(Buffer *list, const char *path, const char *name) {
  size_t n = strlen(path);
  buffer_add(list, path, n);
  if (n && path[n - 1] != '/') {
    buffer_char(list, '/');
  }
  buffer_text(list, name);
  buffer_char(list, 0);
}

/* Adds the files of one folder to files and its subfolders to folders. */
static int list_one(const char *path, Buffer *folders, Buffer *files, Status *status) {
  DIR *folder = opendir(path);
  if (!folder) {
    return fail(status, path, errno);
  }
  const struct dirent *entry;
  while (errno = 0, (entry = readdir(folder)) != NULL) {
    struct stat info, target;
    const char *name = entry->d_name;
    if (name[0] == '.' || fstatat(dirfd(folder), name, &info, AT_SYMLINK_NOFOLLOW) != 0) {
      continue; /* hidden, or gone since the folder was read */
    }
    if (S_ISDIR(info.st_mode)) {
      add_path(folders, path, name);
    } else if (S_ISREG(info.st_mode)) {
      add_path(files, path, name);
    } else if (S_ISLNK(info.st_mode) && fstatat(dirfd(folder), name, &target, 0) == 0 &&
               S_ISREG(target.st_mode)) {
      add_path(files, path, name);
    }
  }
  int error = errno;
  closedir(folder);
  return error ? fail(status, path, error) : STATUS_OK;
}

static int compare_paths(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

/* Appends the paths of list (each with its zero) to files, sorted; false without memory. */
static bool take_paths(const Buffer *list, Arena *arena, StrArray *files) {
  uint32_t n = 0, old = files->n;
  for (size_t i = 0; i < list->n; i++) {
    n += list->p[i] == 0;
  }
  Str *v = arena_array(arena, Str, (size_t)old + n);
  char *text = arena_copy(arena, list->n ? list->p : "", list->n);
  if (!v || !text) {
    return false;
  }
  if (old) {
    memcpy(v, files->v, old * sizeof *v);
  }
  for (uint32_t i = 0; i < n; i++) {
    v[old + i] = str_of(text);
    text += v[old + i].n + 1;
  }
  if (n) {
    qsort(v + old, n, sizeof *v, compare_paths);
  }
  files->v = v;
  files->n = files->cap = old + n;
  return true;
}

int folder_list(const char *path, Arena *arena, StrArray *files, Status *status) {
  Buffer folders, found, here;
  buffer_init(&folders);
  buffer_init(&found);
  buffer_init(&here);
  int code = list_one(path, &folders, &found, status);
  for (size_t at = 0; code == STATUS_OK && at < folders.n;) {
    /* A copy, since folders grows (and moves) while this one is listed. */
    buffer_clear(&here);
    buffer_text(&here, folders.p + at);
    at += here.n + 1;
    if (here.failed) {
      break;
    }
    code = list_one(here.p, &folders, &found, status);
  }
  /* The buffers must be freed, so a failed allocation must not jump from here. */
  jmp_buf *escape = arena->escape;
  arena->escape = NULL;
  if (code == STATUS_OK && (folders.failed || found.failed || here.failed ||
                            !take_paths(&found, arena, files))) {
    code = status_set(status, STATUS_NO_MEMORY, 0, "%s: no memory for its list of files", path);
  }
  arena->escape = escape;
  buffer_release(&folders);
  buffer_release(&found);
  buffer_release(&here);
  return code;
}

int file_write_all(int fd, Str bytes) {
  while (bytes.n) {
    ssize_t n = write(fd, bytes.p, bytes.n);
    if (n >= 0) {
      bytes.p += n;
      bytes.n -= (size_t)n;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

/* Writes all bytes, syncs and closes. Returns 0 or the errno of the first failure. */
static int write_and_close(int fd, Str bytes) {
  int error = file_write_all(fd, bytes);
  /* Pipes and devices can't be synced, which is no failure. */
  if (!error && fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS) {
    error = errno;
  }
  if (close(fd) != 0 && !error && errno != EINTR) {
    error = errno;
  }
  return error;
}

/* Makes the name of the renamed file last through a power cut. Failure is not worth reporting:
   the file itself is written. */
static void sync_folder_of(char *path) {
  char *slash = strrchr(path, '/');
  if (slash) {
    slash[slash == path] = 0;
  }
  int fd = open(slash ? path : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    (void)fsync(fd);
    close(fd);
  }
}

/* Creates a new file beside path; its name goes to `name`. Returns -1 and errno on failure. */
static int create_beside(const char *path, char *name, size_t room) {
  int fd = -1;
  for (int i = 0; i < TEMPORARY_MOST; i++) {
    snprintf(name, room, "%s.part-%ld-%d", path, (long)getpid(), i);
    fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0 || errno != EEXIST) {
      break;
    }
  }
  return fd;
}

/* Replaces a regular file or makes a new one; *mode is that of the file it replaces, 0 if none.
   The path is resolved already, so that a symbolic link stays one. */
static int replace_file(char *path, Str bytes, mode_t mode, Status *status) {
  size_t room = strlen(path) + 48;
  char *name = malloc(room);
  if (!name) {
    return status_set(status, STATUS_NO_MEMORY, 0, "%s: no memory", path);
  }
  int fd = create_beside(path, name, room);
  int error = fd < 0 ? errno : 0;
  if (!error) {
    if (mode) {
      (void)fchmod(fd, mode & 0777);
    }
    error = write_and_close(fd, bytes);
    if (!error && rename(name, path) != 0) {
      error = errno;
    }
    if (error) {
      unlink(name);
    }
  }
  int code = error ? fail(status, path, error) : STATUS_OK;
  if (!error) {
    sync_folder_of(path);
  }
  free(name);
  return code;
}

int file_write(const char *path, Str bytes, Status *status) {
  struct stat info;
  bool exists = stat(path, &info) == 0;
  if (exists && (S_ISDIR(info.st_mode) || S_ISSOCK(info.st_mode))) {
    return status_set(status, STATUS_IO, 0, "%s: is %s, not a file", path, kind_of(info.st_mode));
  }
  if (exists && !S_ISREG(info.st_mode)) {
    /* A pipe or a device (/dev/stdout): written to, never replaced. */
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    int error = fd < 0 ? errno : write_and_close(fd, bytes);
    return error ? fail(status, path, error) : STATUS_OK;
  }
  char *target = exists ? realpath(path, NULL) : strdup(path);
  if (!target) {
    return fail(status, path, errno);
  }
  int code = replace_file(target, bytes, exists ? info.st_mode : 0, status);
  free(target);
  return code;
}
