/* Brotli calls: the library by its name, its functions by theirs. */
#include "container/brotli_calls.h"

#include <dlfcn.h>
#include <string.h>

static int find(void *library, const char *name, void *call) {
  void *found = dlsym(library, name);
  memcpy(call, &found, sizeof found);
  return found != NULL;
}

void brotli_calls_load(BrotliCalls *calls) {
  memset(calls, 0, sizeof *calls);
  calls->library = dlopen("libbrotlidec.so.1", RTLD_NOW | RTLD_LOCAL);
  if (calls->library &&
      (!find(calls->library, "BrotliDecoderCreateInstance", &calls->create) ||
       !find(calls->library, "BrotliDecoderDecompressStream", &calls->decompress) ||
       !find(calls->library, "BrotliDecoderDestroyInstance", &calls->destroy))) {
    brotli_calls_release(calls);
  }
}

void brotli_calls_release(BrotliCalls *calls) {
  if (calls->library) {
    dlclose(calls->library);
  }
  memset(calls, 0, sizeof *calls);
}
