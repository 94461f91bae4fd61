/* What opening costs: bench_containers FILE... opens each file in this process and prints its bytes, the
   bytes of its parts, and the time. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "container/expander.h"

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    struct stat info;
    int file = open(argv[i], O_RDONLY | O_CLOEXEC);
    int spool = memfd_create("spool", MFD_CLOEXEC), index = memfd_create("index", MFD_CLOEXEC);
    if (file < 0 || fstat(file, &info) != 0 || spool < 0 || index < 0) {
      perror(argv[i]);
      return 1;
    }
    void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    Expander e;
    expander_init(&e, spool, 0, index);
    double began = seconds();
    expander_source(&e, 0, (Str){map, (size_t)info.st_size});
    double took = seconds() - began;
    printf("%s: %lld bytes, %llu parts, %llu bytes, %.3f s, %.0f MB/s of parts\n", argv[i],
           (long long)info.st_size, (unsigned long long)e.parts, (unsigned long long)e.spool_end, took,
           (double)e.spool_end / 1e6 / took);
    expander_release(&e);
    munmap(map, (size_t)info.st_size);
    close(file);
    close(spool);
    close(index);
  }
  return 0;
}
