/* Folder: files → a folder that is whole or not there. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"

enum { TEMPORARY_MOST = 1000, LIST_MOST = 64 << 20 };

static int fail(Status *status, const char *path, int error) {
  char words[128];
  if (strerror_r(error, words, sizeof words) != 0) {
    snprintf(words, sizeof words, "error %d", error);
  }
  return status_set(status, STATUS_IO, 0, "%s: %s", path, words);
}

static int no_memory(Status *status, const char *path) {
  return status_set(status, STATUS_NO_MEMORY, 0, "%s: no memory", path);
}

/* folder + "/" + name, malloc'd; NULL without memory. */
static char *path_in(const char *folder, const char *name) {
  size_t room = strlen(folder) + strlen(name) + 2;
  char *path = malloc(room);
  if (path) {
    snprintf(path, room, "%s/%s", folder, name);
  }
  return path;
}

/* ---- whose folder it is ---------------------------------------------------------------------- */

/* Whether the list has a line that is the name. */
static bool list_names(Str list, const char *name) {
  for (Str rest = list; rest.n;) {
    Str line = str_split(rest, '\n', &rest);
    if (str_is(line, name)) {
      return true;
    }
  }
  return false;
}

/* The first file in the folder that the list does not name; *empty: it holds nothing at all.
   Gives 0 or an errno; `name` stays empty where there is none. */
static int stranger_in(const char *folder, Str list, char name[256], bool *empty) {
  DIR *dir = opendir(folder);
  struct dirent *entry;
  name[0] = 0;
  *empty = true;
  if (!dir) {
    return errno;
  }
  while (!name[0] && (entry = readdir(dir)) != NULL) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
      *empty = false;
      if (strcmp(entry->d_name, FOLDER_LIST) != 0 && !list_names(list, entry->d_name)) {
        snprintf(name, 256, "%s", entry->d_name);
      }
    }
  }
  closedir(dir);
  return 0;
}

/* The list of a folder made under `mark`, malloc'd in *bytes; empty where it was not. */
static Str own_list(const char *folder, const char *mark, char **bytes) {
  size_t n = 0;
  Status ignored = {0};
  Str list = {0};
  char *path = path_in(folder, FOLDER_LIST);
  *bytes = NULL;
  if (path && file_read(path, LIST_MOST, bytes, &n, &ignored) == STATUS_OK) {
    Str first = str_split((Str){*bytes, n}, '\n', &list);
    list = str_is(first, mark) ? list : (Str){0};
  }
  free(path);
  return list;
}

/* May the target be replaced? */
static int check_target(FolderWriter *w, const char *mark, Status *status) {
  struct stat info;
  char name[256];
  char *bytes;
  bool empty;
  if (lstat(w->target, &info) != 0) {
    return errno == ENOENT ? STATUS_OK : fail(status, w->target, errno);
  }
  if (!S_ISDIR(info.st_mode)) {
    return status_set(status, STATUS_IO, 0,
                      "%s: is there already and is no folder: give another name", w->target);
  }
  Str list = own_list(w->target, mark, &bytes);
  int error = stranger_in(w->target, list, name, &empty);
  free(bytes);
  if (error) {
    return fail(status, w->target, error);
  }
  if (name[0] && list.n) {
    return status_set(status, STATUS_IO, 0,
                      "%s/%s: is none of the pages that were written there: move it elsewhere, or "
                      "give another name", w->target, name);
  }
  if (!empty && list.n == 0) {
    return status_set(status, STATUS_IO, 0,
                      "%s: is a folder with other files, and stays as it is: give another name",
                      w->target);
  }
  w->replaces = true;
  return STATUS_OK;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* The path without slashes at its end, and resolved where it is a link to a folder. */
static char *target_of(const char *path) {
  size_t n = strlen(path);
  while (n > 1 && path[n - 1] == '/') {
    n--;
  }
  char *target = malloc(n + 1);
  if (target) {
    memcpy(target, path, n);
    target[n] = 0;
    char *real = path_is_folder(target) ? realpath(target, NULL) : NULL;
    if (real) {
      free(target);
      target = real;
    }
  }
  return target;
}

/* Makes a folder beside the target; its name, malloc'd, or NULL and errno. */
static char *folder_beside(const char *target) {
  size_t room = strlen(target) + 48;
  char *name = malloc(room);
  for (int i = 0; name && i < TEMPORARY_MOST; i++) {
    snprintf(name, room, "%s.part-%ld-%d", target, (long)getpid(), i);
    if (mkdir(name, 0777) == 0) {
      return name;
    }
    if (errno != EEXIST) {
      break;
    }
  }
  int error = errno;
  free(name);
  errno = error;
  return NULL;
}

int folder_begin(FolderWriter *w, const char *path, const char *mark, Status *status) {
  *w = (FolderWriter){0};
  buffer_init(&w->list);
  buffer_text(&w->list, mark);
  buffer_char(&w->list, '\n');
  w->target = target_of(path);
  int code = w->target && !w->list.failed ? STATUS_OK : no_memory(status, path);
  if (code == STATUS_OK) {
    code = check_target(w, mark, status);
  }
  if (code == STATUS_OK) {
    w->temporary = folder_beside(w->target);
    code = w->temporary ? STATUS_OK : fail(status, w->target, errno);
  }
  if (code != STATUS_OK) {
    folder_abandon(w);
  }
  return code;
}

/* Writes a new file. Gives 0 or an errno. */
static int write_new(const char *path, Str bytes) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  int error = fd < 0 ? errno : file_write_all(fd, bytes);
  if (fd >= 0 && close(fd) != 0 && !error && errno != EINTR) {
    error = errno;
  }
  return error;
}

int folder_add(FolderWriter *w, const char *name, Str bytes, Status *status) {
  char *path = path_in(w->temporary, name);
  if (!path) {
    return no_memory(status, w->target);
  }
  buffer_text(&w->list, name); /* first, so that a part of it is removed as well */
  buffer_char(&w->list, '\n');
  int error = w->list.failed ? ENOMEM : write_new(path, bytes);
  free(path);
  return error ? fail(status, w->target, error) : STATUS_OK;
}

/* ---- putting it in its place ----------------------------------------------------------------- */

/* Asks the system to keep a file, or folder, through a power cut. */
static void sync_path(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    (void)fsync(fd);
    close(fd);
  }
}

/* The same of all files in a new folder: at once where the system can, which is much faster. */
static bool sync_all(const char *folder) {
  bool done = false;
#if defined(SYS_syncfs)
  int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    done = syscall(SYS_syncfs, fd) == 0;
    close(fd);
  }
#else
  (void)folder;
#endif
  return done;
}

/* Calls `work` with the path of each file of a list of names, and of the list itself. */
static void each_file(const char *folder, Str list, void work(const char *path)) {
  for (Str rest = list; rest.n;) {
    Str line = str_split(rest, '\n', &rest);
    char name[256];
    if (line.n && line.n < sizeof name && !memchr(line.p, '/', line.n)) {
      memcpy(name, line.p, line.n);
      name[line.n] = 0;
      char *path = path_in(folder, name);
      if (path) {
        work(path);
      }
      free(path);
    }
  }
  char *path = path_in(folder, FOLDER_LIST);
  if (path) {
    work(path);
  }
  free(path);
}

static void remove_path(const char *path) {
  (void)unlink(path);
}

static Str names_of(const Buffer *list) {
  Str names = {0};
  if (list->p) {
    str_split(buffer_view(list), '\n', &names);
  }
  return names;
}

void folder_abandon(FolderWriter *w) {
  if (w->temporary) {
    each_file(w->temporary, names_of(&w->list), remove_path);
    (void)rmdir(w->temporary);
  }
  free(w->target);
  free(w->temporary);
  buffer_release(&w->list);
  *w = (FolderWriter){0};
}

/* Exchanges two folders in one step where the system can; else in two, the second of which puts the
   first right again if it fails. The old folder is then at `new`. Gives 0 or an errno. */
static int exchange(const char *target, const char *new) {
#if defined(SYS_renameat2)
  enum { EXCHANGE = 2 };
  if (syscall(SYS_renameat2, AT_FDCWD, new, AT_FDCWD, target, EXCHANGE) == 0) {
    return 0;
  }
#endif
  char *aside = folder_beside(target);
  int error = aside ? 0 : errno;
  if (!error && rename(target, aside) != 0) {
    error = errno;
    (void)rmdir(aside);
  } else if (!error && rename(new, target) != 0) {
    error = errno;
    (void)rename(aside, target);
  } else if (!error && rename(aside, new) != 0) {
    error = errno;
  }
  free(aside);
  return error;
}

/* Removes the folder that was replaced: what its own list names. */
static void remove_old(const char *folder) {
  char *path = path_in(folder, FOLDER_LIST);
  char *bytes = NULL;
  size_t n = 0;
  Status ignored = {0};
  if (path && file_read(path, LIST_MOST, &bytes, &n, &ignored) == STATUS_OK) {
    Str names;
    str_split((Str){bytes, n}, '\n', &names);
    each_file(folder, names, remove_path);
  }
  (void)rmdir(folder);
  free(bytes);
  free(path);
}

int folder_finish(FolderWriter *w, Status *status) {
  char *path = path_in(w->temporary, FOLDER_LIST);
  int error = path ? write_new(path, buffer_view(&w->list)) : ENOMEM;
  free(path);
  if (!error) {
    if (!sync_all(w->temporary)) {
      each_file(w->temporary, names_of(&w->list), sync_path);
      sync_path(w->temporary);
    }
    if (w->replaces) {
      error = exchange(w->target, w->temporary);
    } else if (rename(w->temporary, w->target) != 0) {
      error = errno;
    }
  }
  if (error) {
    int code = fail(status, w->target, error);
    folder_abandon(w);
    return code;
  }
  if (w->replaces) {
    remove_old(w->temporary);
  }
  free(w->temporary);
  w->temporary = NULL;
  folder_abandon(w);
  return STATUS_OK;
}
