/* Archive calls: what is used of libarchive. It is loaded by the child process alone, when that
   begins: it brings a dozen libraries of its own, which nobody else shall wait for or depend on. */
#ifndef CONTAINER_ARCHIVE_CALLS_H
#define CONTAINER_ARCHIVE_CALLS_H

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>

#define ARCHIVE_CALLS(X)       \
  X(read_new)                  \
  X(read_free)                 \
  X(read_support_filter_gzip)  \
  X(read_support_filter_bzip2) \
  X(read_support_filter_xz)    \
  X(read_support_filter_zstd)  \
  X(read_support_format_tar)   \
  X(read_support_format_zip)   \
  X(read_support_format_7zip)  \
  X(read_support_format_raw)   \
  X(read_open_memory)          \
  X(read_next_header)          \
  X(read_header_position)      \
  X(read_data)                 \
  X(read_data_block)           \
  X(error_string)              \
  X(format)                    \
  X(filter_count)              \
  X(filter_name)               \
  X(entry_pathname)            \
  X(entry_pathname_utf8)       \
  X(entry_hardlink)            \
  X(entry_filetype)            \
  X(entry_is_encrypted)

typedef struct ArchiveCalls {
  void *library; /* NULL: it is not on this machine, and there are no calls */
#define MEMBER(call) __typeof__(archive_##call) *call;
  ARCHIVE_CALLS(MEMBER)
#undef MEMBER
} ArchiveCalls;

/* Loads the library; calls->library tells whether it is there. */
void archive_calls_load(ArchiveCalls *calls);
void archive_calls_release(ArchiveCalls *calls);

#endif
