/* The compiled place data as a part of the program. The header changes with the blob, so that this
   file is compiled again when the data changes. */
#include "gazetteer/gazetteer.h"
#include "places_blob.h"

__asm__(
    ".section .rodata\n"
    ".balign 64\n"
    ".hidden according_places_blob\n"
    ".globl according_places_blob\n"
    "according_places_blob:\n"
    ".incbin \"" PLACES_FILE "\"\n"
    ".byte 0\n"
    ".previous\n");

extern const char according_places_blob[] __attribute__((visibility("hidden")));

Str gazetteer_embedded(void) {
  return (Str){according_places_blob, PLACES_SIZE};
}
