/* Folder: many files written as one: all of them into a new folder beside the wanted one, which
   then takes its place. So the folder is never half-written, and a folder that somebody else
   made, or put something into, is never touched.

     FolderWriter w;
     folder_begin(&w, "report", mark, &status);
     folder_add(&w, "index.html", bytes, &status); …
     folder_finish(&w, &status);                      or folder_abandon(&w)

   A file FOLDER_LIST in the folder says, in its first line, who made it (`mark`), and then the
   names of its files, a line each. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/buffer.h"
#include "base/status.h"

#define FOLDER_LIST "files.txt"

typedef struct FolderWriter {
  char *target;    /* malloc'd: where the folder shall be, without a slash at its end */
  char *temporary; /* malloc'd: the new folder beside it; NULL: none yet */
  Buffer list;     /* what FOLDER_LIST will hold */
  bool replaces;   /* the target is there, and made by the same maker */
} FolderWriter;

/* Makes the new folder. STATUS_IO if the target is a file, or a folder that does not begin its
   list with `mark`, or that holds what its list does not name; an empty folder is nobody's.
   Nothing stays behind after a failure. `mark` is one line without its end. */
int folder_begin(FolderWriter *w, const char *path, const char *mark, Status *status);
/* A file of the new folder; the name has no slash. */
int folder_add(FolderWriter *w, const char *name, Str bytes, Status *status);
/* Puts the new folder in the place of the old one, whose files are then removed. On failure all
   is as it was before folder_begin. The writer is released either way. */
int folder_finish(FolderWriter *w, Status *status);
/* Removes the new folder and releases the writer; may be called after a failed folder_begin. */
void folder_abandon(FolderWriter *w);

#endif
