/* Files: whole files into memory, and the files of folders in a fixed order. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/array.h"
#include "base/digest.h"
#include "base/status.h"
#include "base/str.h"

typedef ARRAY(Str) StrArray;

/* Reads a file, or standard input for "-", into malloc'd memory (*bytes, zero-terminated; free with
   free()). STATUS_IO with the system's words; STATUS_LIMIT beyond limit bytes (0: none). A folder,
   a device or a pipe named as a file is STATUS_IO with what it is (pipes are read). */
int file_read(const char *path, size_t limit, char **bytes, size_t *n, Status *status);
/* SHA-256 of a file of any size, and its bytes; nothing of it is kept in memory. STATUS_IO as above. */
int file_digest(const char *path, Digest *digest, uint64_t *size, Status *status);
/* The regular files under a folder, by name (bytewise), subfolders included, hidden ones (".…") and
   symbolic links to folders left out. They are appended to files. Paths are path + "/" + …. */
int folder_list(const char *path, Arena *arena, StrArray *files, Status *status);
bool path_is_folder(const char *path);
/* Writes all bytes to an open file. Gives 0 or an errno. */
int file_write_all(int fd, Str bytes);
/* Writes a file in one piece: to a temporary file beside it, synced, then renamed over it. On
   failure nothing of the old file is lost and no temporary file stays. A symbolic link stays one;
   a device or pipe (/dev/stdout) is written to and never replaced. */
int file_write(const char *path, Str bytes, Status *status);

#endif
