/* The layout of places.bin, shared by its compiler and its reader. All integers are little-endian;
   nothing needs alignment.

     head      128 bytes: "ACCPLACE", version u32, head size u32, then for each section
               offset u32 and count u32, then the SHA-256 of all that follows the head
     slots     16 bytes each: upper 48 bits of the key's hash (0: free), flags u32, first posting
               u32, count << 4 | longest u16; open addressing from (hash >> 32) * slots >> 32
     postings  4 bytes each: place | how << 24, likeliest first
     places    36 bytes each, see below; place n stands at n - 1
     variants  8 bytes each: hash of the sound u32, place u32; sorted
     strings   bytes: of a place its name, then its division's code
     pairs     bytes: bits set for the first two words of each name (blob_pair_bits)              */
#ifndef GAZETTEER_GAZETTEER_BLOB_H
#define GAZETTEER_GAZETTEER_BLOB_H

#include "base/digest.h"

enum {
  BLOB_VERSION = 3,
  BLOB_HEAD = 128,
  BLOB_SECTIONS = 16, /* where offset and count of the sections stand */
  SECTIONS = 6,
  BLOB_DIGEST = 64,   /* 32 bytes */
  SLOT_SIZE = 16,
  POSTING_SIZE = 4,
  VARIANT_SIZE = 8,
  PLACE_SIZE = 36,
  PLACE_MOST = 0xFFFFFF,
};

#define BLOB_MAGIC "ACCPLACE"

/* Offsets in a slot. */
enum {
  AT_HASH = 0,    /* u48 */
  AT_FLAGS = 6,   /* u32, KEY_… */
  AT_FIRST = 10,  /* u32 */
  AT_COUNTS = 14, /* u16 */
};

/* Offsets in the record of a place. */
enum {
  AT_STRING = 0,       /* u32 */
  AT_LATITUDE = 4,     /* i32, millionths of a degree */
  AT_LONGITUDE = 8,    /* i32 */
  AT_POPULATION = 12,  /* u32 */
  AT_GEONAMES = 16,    /* u32 */
  AT_PARENT = 20,      /* u32 */
  AT_COUNTRY = 24,     /* two letters, or zeros */
  AT_RADIUS = 26,      /* u16 */
  AT_NAME_LENGTH = 28, /* u8 */
  AT_CODE_LENGTH = 29, /* u8 */
  AT_CLASS = 30,       /* u8, PlaceClass */
  AT_RANK = 31,        /* u8 */
  AT_BITS = 32,        /* u8: 1 capital, 2 part of a city, 4 first-level division */
};

enum { BIT_CAPITAL = 1, BIT_PART = 2, BIT_ADMIN1 = 4 };

/* The two bits, of so many bytes, that are set for a pair of words with these hashes (word_hash). */
static inline void blob_pair_bits(uint32_t first, uint32_t second, uint32_t bytes, uint64_t bit[2]) {
  uint64_t mixed = hash64_mix((uint64_t)first << 32 | second), bits = (uint64_t)bytes * 8;
  bit[0] = (mixed >> 32) * bits >> 32;
  bit[1] = (uint32_t)mixed * bits >> 32;
}
static inline uint32_t blob_u16(const unsigned char *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}
static inline uint32_t blob_u32(const unsigned char *p) {
  return blob_u16(p) | blob_u16(p + 2) << 16;
}
static inline uint64_t blob_u48(const unsigned char *p) {
  return blob_u32(p) | (uint64_t)blob_u16(p + 4) << 32;
}
/* What stands in a slot of a hash: never 0. */
static inline uint64_t blob_hash(uint64_t hash) {
  return hash >> 16 ? hash >> 16 : 1;
}

#endif
