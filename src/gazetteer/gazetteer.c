/* The mapped place data → places by name, by sound and by number. Layout: gazetteer_blob.h. */
#include "gazetteer/gazetteer.h"

#include "base/digest.h"
#include "gazetteer/gazetteer_blob.h"

static const uint32_t record_sizes[SECTIONS] = {SLOT_SIZE,    POSTING_SIZE, PLACE_SIZE,
                                                VARIANT_SIZE, 1,            1};

int gazetteer_open(Str blob, Gazetteer *gazetteer, Status *status) {
  const unsigned char *p = (const unsigned char *)blob.p;
  memset(gazetteer, 0, sizeof *gazetteer);
  if (blob.n < BLOB_HEAD || memcmp(p, BLOB_MAGIC, 8) != 0) {
    return status_set(status, STATUS_FORMAT, 0, "the place data is no According place data");
  }
  if (blob_u32(p + 8) != BLOB_VERSION || blob_u32(p + 12) != BLOB_HEAD) {
    return status_set(status, STATUS_FORMAT, 8,
                      "the place data has version %u, this program reads %u", blob_u32(p + 8),
                      (unsigned)BLOB_VERSION);
  }
  const unsigned char *sections[SECTIONS];
  uint32_t counts[SECTIONS];
  for (uint32_t i = 0; i < SECTIONS; i++) {
    uint32_t at = BLOB_SECTIONS + 8 * i, offset = blob_u32(p + at);
    counts[i] = blob_u32(p + at + 4);
    if (offset < BLOB_HEAD || offset > blob.n || counts[i] > (blob.n - offset) / record_sizes[i]) {
      return status_set(status, STATUS_FORMAT, at, "the place data is cut or damaged");
    }
    sections[i] = p + offset;
  }
  if (counts[2] > PLACE_MOST) {
    return status_set(status, STATUS_FORMAT, BLOB_SECTIONS + 16, "the place data is damaged");
  }
  Digest digest;
  memcpy(digest.bytes, p + BLOB_DIGEST, sizeof digest.bytes);
  digest_write(digest, gazetteer->hash);
  gazetteer->blob = blob;
  gazetteer->slots = sections[0];
  gazetteer->postings = sections[1];
  gazetteer->places = sections[2];
  gazetteer->variants = sections[3];
  gazetteer->strings = sections[4];
  gazetteer->pairs = sections[5];
  gazetteer->slot_count = counts[0];
  gazetteer->posting_count = counts[1];
  gazetteer->place_count = counts[2];
  gazetteer->variant_count = counts[3];
  gazetteer->string_size = counts[4];
  gazetteer->pair_size = counts[5];
  return STATUS_OK;
}

/* The slot from which on a key of this hash is looked for. */
static uint32_t first_slot(const Gazetteer *g, uint64_t hash) {
  return (uint32_t)((hash >> 32) * g->slot_count >> 32);
}

static const unsigned char *find_slot(const Gazetteer *g, Str key) {
  if (g->slot_count == 0 || key.n == 0) {
    return NULL;
  }
  uint64_t hash = hash64(key, 0);
  uint32_t at = first_slot(g, hash);
  for (uint32_t tries = 0; tries < g->slot_count && tries < 4096; tries++) {
    const unsigned char *slot = g->slots + (size_t)at * SLOT_SIZE;
    uint64_t found = blob_u48(slot + AT_HASH);
    if (found == blob_hash(hash)) {
      return slot;
    }
    if (found == 0) {
      return NULL;
    }
    at = at + 1 == g->slot_count ? 0 : at + 1;
  }
  return NULL;
}

bool gazetteer_info(const Gazetteer *gazetteer, Str key, KeyInfo *info) {
  const unsigned char *slot = find_slot(gazetteer, key);
  *info = (KeyInfo){0};
  if (!slot) {
    return false;
  }
  uint32_t counts = blob_u16(slot + AT_COUNTS);
  info->places = (uint16_t)(counts >> 4);
  info->longest = counts & 15;
  info->flags = blob_u32(slot + AT_FLAGS);
  info->first = blob_u32(slot + AT_FIRST);
  return true;
}

bool gazetteer_may_begin(const Gazetteer *gazetteer, uint32_t first, uint32_t second) {
  if (!first || !second || !gazetteer->pair_size) {
    return true;
  }
  uint64_t bit[2];
  blob_pair_bits(first, second, gazetteer->pair_size, bit);
  return (gazetteer->pairs[bit[0] / 8] >> bit[0] % 8 & 1) &&
         (gazetteer->pairs[bit[1] / 8] >> bit[1] % 8 & 1);
}

void gazetteer_expect_info(const Gazetteer *g, Str key) {
  __builtin_prefetch(g->slots + (size_t)first_slot(g, hash64(key, 0)) * SLOT_SIZE);
}

void gazetteer_expect_begin(const Gazetteer *g, uint32_t first, uint32_t second) {
  uint64_t bit[2];
  blob_pair_bits(first, second, g->pair_size, bit);
  __builtin_prefetch(g->pairs + bit[0] / 8);
  __builtin_prefetch(g->pairs + bit[1] / 8);
}

void gazetteer_expect_candidates(const Gazetteer *g, const KeyInfo *info) {
  __builtin_prefetch(g->postings + (size_t)info->first * POSTING_SIZE);
}

void gazetteer_expect_places(const Gazetteer *g, const KeyInfo *info) {
  for (uint32_t i = info->first; i - info->first < info->places && i < g->posting_count; i++) {
    uint32_t id = blob_u32(g->postings + (size_t)i * POSTING_SIZE) & PLACE_MOST;
    __builtin_prefetch(g->places + (size_t)(id - 1) * PLACE_SIZE);
  }
}

uint32_t gazetteer_candidates(const Gazetteer *g, const KeyInfo *info, PlaceCandidate out[],
                              uint32_t room) {
  uint32_t written = 0, first = info->first;
  for (uint32_t i = 0; i < info->places && written < room; i++) {
    if (first >= g->posting_count || i >= g->posting_count - first) {
      break;
    }
    uint32_t posting = blob_u32(g->postings + (size_t)(first + i) * POSTING_SIZE);
    uint32_t id = posting & PLACE_MOST;
    if (id != PLACE_UNKNOWN && id <= g->place_count) {
      /* Whoever asks for candidates asks for their places next, which lie far apart. */
      __builtin_prefetch(g->places + (size_t)(id - 1) * PLACE_SIZE);
      out[written++] = (PlaceCandidate){id, (uint8_t)(posting >> 24)};
    }
  }
  return written;
}

uint32_t gazetteer_find(const Gazetteer *gazetteer, Str key, PlaceCandidate out[], uint32_t room) {
  KeyInfo info;
  return gazetteer_info(gazetteer, key, &info) ? gazetteer_candidates(gazetteer, &info, out, room) : 0;
}

/* The record of a place, or NULL. */
static const unsigned char *record_of(const Gazetteer *g, PlaceId id) {
  return id == PLACE_UNKNOWN || id > g->place_count ? NULL
                                                    : g->places + (size_t)(id - 1) * PLACE_SIZE;
}

/* Puts a candidate where its rank belongs; keeps the `room` likeliest. */
static uint32_t insert_ranked(const Gazetteer *g, PlaceCandidate out[], uint32_t n, uint32_t room,
                              PlaceId id) {
  uint32_t at = n;
  for (uint32_t i = 0; i < n; i++) {
    if (out[i].place == id) {
      return n;
    }
  }
  while (at > 0 && record_of(g, out[at - 1].place)[AT_RANK] < record_of(g, id)[AT_RANK]) {
    at--;
  }
  if (at >= room) {
    return n;
  }
  n -= n == room;
  memmove(out + at + 1, out + at, (n - at) * sizeof *out);
  out[at] = (PlaceCandidate){id, NAME_VARIANT};
  return n + 1;
}

uint32_t gazetteer_variants(const Gazetteer *gazetteer, Str key, PlaceCandidate out[],
                            uint32_t room) {
  char sound[GAZETTEER_KEY];
  Str s = {sound, gazetteer_sound(key, sound)};
  uint32_t hash = (uint32_t)hash64(s, 1), low = 0, high = gazetteer->variant_count, n = 0;
  if (s.n < 3 || room == 0) {
    return 0;
  }
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (blob_u32(gazetteer->variants + (size_t)middle * VARIANT_SIZE) < hash) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (; low < gazetteer->variant_count; low++) {
    const unsigned char *v = gazetteer->variants + (size_t)low * VARIANT_SIZE;
    uint32_t id = blob_u32(v + 4);
    if (blob_u32(v) != hash) {
      break;
    }
    if (record_of(gazetteer, id)) {
      n = insert_ranked(gazetteer, out, n, room, id);
    }
  }
  return n;
}

/* Name and division code of a record; empty where they leave the strings. */
static Str string_at(const Gazetteer *g, const unsigned char *record, bool code) {
  uint64_t at = blob_u32(record + AT_STRING) + (uint64_t)(code ? record[AT_NAME_LENGTH] : 0);
  uint32_t length = record[code ? AT_CODE_LENGTH : AT_NAME_LENGTH];
  return at + length > g->string_size ? (Str){0} : (Str){(const char *)g->strings + at, length};
}

/* The record's own, or the nearest above it, that is a first-level division; NULL if there is none.
 */
static const unsigned char *admin1_of(const Gazetteer *g, const unsigned char *record) {
  for (int steps = 0; record && steps < 8; steps++) {
    if (record[AT_BITS] & BIT_ADMIN1) {
      return record;
    }
    record = record_of(g, blob_u32(record + AT_PARENT));
  }
  return NULL;
}

bool gazetteer_place(const Gazetteer *gazetteer, PlaceId id, Place *place) {
  const unsigned char *record = record_of(gazetteer, id);
  memset(place, 0, sizeof *place);
  if (!record) {
    return false;
  }
  const unsigned char *admin1 = admin1_of(gazetteer, record);
  place->id = id;
  place->name = string_at(gazetteer, record, false);
  place->country = (Str){(const char *)record + AT_COUNTRY, record[AT_COUNTRY] ? 2 : 0};
  if (admin1) {
    place->admin1 = string_at(gazetteer, admin1, true);
    place->admin1_name = string_at(gazetteer, admin1, false);
  }
  place->latitude = (int32_t)blob_u32(record + AT_LATITUDE);
  place->longitude = (int32_t)blob_u32(record + AT_LONGITUDE);
  place->population = blob_u32(record + AT_POPULATION);
  place->geonames = blob_u32(record + AT_GEONAMES);
  place->class =
      record[AT_CLASS] <= PLACE_CLASS_WATER ? (PlaceClass)record[AT_CLASS] : PLACE_CLASS_OTHER;
  place->parent = blob_u32(record + AT_PARENT);
  place->radius = (uint16_t)blob_u16(record + AT_RADIUS);
  place->rank = record[AT_RANK];
  place->capital = (record[AT_BITS] & BIT_CAPITAL) != 0;
  place->part = (record[AT_BITS] & BIT_PART) != 0;
  return true;
}

PlaceId gazetteer_country(const Gazetteer *gazetteer, Str code) {
  /* States come first in the blob, so the walk ends at the first place of another class. */
  for (PlaceId id = 1; code.n == 2 && id <= gazetteer->place_count; id++) {
    const unsigned char *record = record_of(gazetteer, id);
    if (record[AT_CLASS] != PLACE_CLASS_COUNTRY) {
      break;
    }
    if (memcmp(record + AT_COUNTRY, code.p, 2) == 0) {
      return id;
    }
  }
  return PLACE_UNKNOWN;
}

bool gazetteer_contains(const Gazetteer *gazetteer, PlaceId outer, PlaceId inner) {
  const unsigned char *out = record_of(gazetteer, outer), *in = record_of(gazetteer, inner);
  if (!out || !in) {
    return false;
  }
  const unsigned char *above = in;
  for (int steps = 0; above && steps < 8; steps++) {
    if (above == out) {
      return true;
    }
    above = record_of(gazetteer, blob_u32(above + AT_PARENT));
  }
  uint32_t radius = blob_u16(out + AT_RADIUS), radius_in = blob_u16(in + AT_RADIUS);
  bool other_state =
      out[AT_COUNTRY] && in[AT_COUNTRY] && memcmp(out + AT_COUNTRY, in + AT_COUNTRY, 2) != 0;
  return radius > radius_in && !other_state && in[AT_CLASS] != PLACE_CLASS_COUNTRY &&
         gazetteer_distance_km(
             (int32_t)blob_u32(out + AT_LATITUDE), (int32_t)blob_u32(out + AT_LONGITUDE),
             (int32_t)blob_u32(in + AT_LATITUDE), (int32_t)blob_u32(in + AT_LONGITUDE)) <= radius;
}
