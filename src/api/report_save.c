/* Report save: the report for people into a file, or as a folder of pages. */
#include <stdlib.h>
#include <sys/stat.h>

#include "api/together.h"
#include "base/file.h"
#include "base/folder.h"
#include "view/report_folder.h"

enum { ONE_PAGE_MOST = 100 }; /* documents */

/* The first line of the folder's list: whose it is. */
static const char folder_mark[] =
    "Pages of according report. The whole folder is replaced when they are written again.";

/* ---- what may be written over ---------------------------------------------------------------- */

/* Whether two paths are one file. */
static bool is_same_file(const struct stat *a, Str path) {
  struct stat b;
  return path.n && stat(path.p, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

static bool is_input(const according_run *run, const char *path) {
  struct stat target;
  if (stat(path, &target) != 0 || !S_ISREG(target.st_mode)) {
    return false;
  }
  bool found = run->corrections && is_same_file(&target, run->corrections->file);
  for (uint32_t i = 0; !found && i < run->inputs.n; i++) {
    found = is_same_file(&target, run->inputs.v[i].path);
  }
  for (uint32_t i = 0; !found && i < run->claims.n; i++) {
    found = is_same_file(&target, run->claims.v[i].path);
  }
  for (uint32_t i = 0; !found && i < run->records.n; i++) {
    found = is_same_file(&target, run->records.v[i]);
  }
  return found;
}

/* Whether a file that is read lies in the folder. */
static bool holds_path(const char *folder, Str path) {
  char *file = path.n && !str_is(path, "-") ? realpath(path.p, NULL) : NULL;
  size_t n = strlen(folder);
  bool inside = file && strncmp(file, folder, n) == 0 && (file[n] == '/' || folder[n - 1] == '/');
  free(file);
  return inside;
}

static bool holds_input(const according_run *run, const char *path) {
  char *folder = realpath(path, NULL);
  bool found = folder && run->corrections && holds_path(folder, run->corrections->file);
  for (uint32_t i = 0; folder && !found && i < run->inputs.n; i++) {
    found = holds_path(folder, run->inputs.v[i].path);
  }
  for (uint32_t i = 0; folder && !found && i < run->claims.n; i++) {
    found = holds_path(folder, run->claims.v[i].path);
  }
  for (uint32_t i = 0; folder && !found && i < run->records.n; i++) {
    found = holds_path(folder, run->records.v[i]);
  }
  free(folder);
  return found;
}

/* ---- a folder of pages ----------------------------------------------------------------------- */

typedef struct FolderSave {
  FolderWriter writer;
  Status status;
} FolderSave;

static int take_page(void *context, const char *name, Str page) {
  FolderSave *save = context;
  return folder_add(&save->writer, name, page, &save->status);
}

static int no_memory(according_status *status) {
  return status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the pages");
}

/* All pages into the folder that was begun; under the guard. */
static int write_pages(according_run *run, const according_report_options *options,
                       FolderSave *save, Buffer *page, according_status *status) {
  jmp_buf jump;
  ReportOptions view = report_view_options(run, options);
  if (arena_guard(&run->arena, &jump)) {
    run->arena.escape = NULL;
    return no_memory(status);
  }
  const Story *story;
  int code = report_story(run, options, &view, &story, &save->status);
  if (code == STATUS_OK) {
    code = report_folder_write(story, &run->engine->wording, &view, &run->arena, page, take_page,
                               save);
  }
  run->arena.escape = NULL;
  if (page->failed) {
    return no_memory(status);
  }
  return code ? status_give(status, &save->status) : ACCORDING_OK;
}

static int save_folder(according_run *run, const according_report_options *options,
                       const char *path, according_status *status) {
  FolderSave save = {0};
  Buffer page;
  if (holds_input(run, path)) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s: holds files that are to be read: give the report another name", path);
  }
  if (folder_begin(&save.writer, path, folder_mark, &save.status) != STATUS_OK) {
    return status_give(status, &save.status);
  }
  buffer_init(&page);
  int code = write_pages(run, options, &save, &page, status);
  buffer_release(&page);
  if (code != ACCORDING_OK) {
    folder_abandon(&save.writer);
    return code;
  }
  return folder_finish(&save.writer, &save.status) == STATUS_OK
             ? status_say(status, ACCORDING_OK, 0, "%s", "")
             : status_give(status, &save.status);
}

/* ---- one page -------------------------------------------------------------------------------- */

typedef struct Save {
  const char *path;
  Status status;
} Save;

static int save_write(void *context, const char *bytes, size_t size) {
  Save *save = context;
  return file_write(save->path, (Str){bytes, size}, &save->status);
}

static int save_page(according_run *run, const according_report_options *options,
                     const char *path, according_status *status) {
  Save save = {.path = path};
  int code = according_report(run, options, (according_sink){save_write, &save}, status);
  return code == ACCORDING_SINK ? status_give(status, &save.status) : code;
}

/* More documents than one page should hold: "report.html" becomes the folder "report". */
static int save_many(according_run *run, const according_report_options *options, const char *path,
                     according_status *status) {
  size_t n = strlen(path);
  bool ending = n > 5 && strcmp(path + n - 5, ".html") == 0 && path[n - 6] != '/';
  char *folder = malloc(n + 7);
  if (!folder) {
    return no_memory(status);
  }
  memcpy(folder, path, n + 1);
  strcpy(folder + (ending ? n - 5 : n), ending ? "" : "-pages");
  int code = save_folder(run, options, folder, status);
  if (code == ACCORDING_OK) {
    run_notice(run, ACCORDING_NOTE, str_of(path), 0,
               "%llu documents are too many for one page: written as a folder, open %s/index.html",
               (unsigned long long)run->together->shown->extraction->documents.n, folder);
  }
  free(folder);
  return code;
}

/* A device or a pipe takes one page, whatever its size. */
static bool takes_one_page(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

int according_report_save(according_run *run, const according_report_options *options,
                          const char *path, according_status *status) {
  static const according_report_options plain = {0};
  size_t n = strlen(path);
  bool folder = n && path[n - 1] == '/';
  const according_report_options *wanted = options ? options : &plain;
  if (!folder && is_input(run, path)) {
    return status_say(status, ACCORDING_USAGE, 0,
                      "%s: is one of the files to be read: give the report another name", path);
  }
  if (wanted->format != ACCORDING_PAGE) {
    return save_page(run, wanted, path, status);
  }
  if (!folder && path_is_folder(path)) {
    return status_say(status, ACCORDING_IO, 0,
                      "%s: is a folder: with a slash at its end the pages are written there", path);
  }
  int code = run_together(run, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  if (report_refused(run, wanted, status)) {
    return status->code;
  }
  if (folder) {
    return save_folder(run, wanted, path, status);
  }
  if (run->together->shown->extraction->documents.n > ONE_PAGE_MOST && !takes_one_page(path)) {
    return save_many(run, wanted, path, status);
  }
  return save_page(run, wanted, path, status);
}
