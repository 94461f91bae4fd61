/* Archive calls: the library by its name, its functions by theirs. */
#include "container/archive_calls.h"

#include <dlfcn.h>
#include <string.h>

/* Of the interface that the headers of the build describe. */
static const char *const names[] = {"libarchive.so.13", "libarchive.so"};

/* A function's address, which C lets nobody write to a pointer but by its bytes. */
static bool find(void *library, const char *name, void *call) {
  void *found = dlsym(library, name);
  memcpy(call, &found, sizeof found);
  return found != NULL;
}

void archive_calls_load(ArchiveCalls *calls) {
  bool whole = true;
  memset(calls, 0, sizeof *calls);
  for (size_t i = 0; i < sizeof names / sizeof *names && !calls->library; i++) {
    calls->library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (!calls->library) {
    return;
  }
#define FIND(call) whole = find(calls->library, "archive_" #call, &calls->call) && whole;
  ARCHIVE_CALLS(FIND)
#undef FIND
  if (!whole) {
    archive_calls_release(calls);
  }
}

void archive_calls_release(ArchiveCalls *calls) {
  if (calls->library) {
    dlclose(calls->library);
  }
  memset(calls, 0, sizeof *calls);
}
