/* Embedded: the blob that the pack tool made, taken into the program as it is. The header changes
   with the data (it gives the hash), so that this file is compiled again when they do. */
#include "according_pack.h"
#include "lang/pack.h"

__asm__(
    ".pushsection .rodata\n"
    ".balign 64\n"
    ".hidden according_pack_blob\n"
    ".globl according_pack_blob\n"
    ".type according_pack_blob, %object\n"
    ".size according_pack_blob, " ACCORDING_PACK_SIZE_TEXT "\n"
    "according_pack_blob:\n"
    ".incbin \"" ACCORDING_PACK_FILE "\"\n"
    ".popsection\n");

extern const char according_pack_blob[] __attribute__((visibility("hidden")));

Str pack_embedded(void) {
  return (Str){according_pack_blob, ACCORDING_PACK_SIZE};
}
