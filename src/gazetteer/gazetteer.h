/* Gazetteer: names → places of the world, from one mapped blob (places.bin, compiled from
   data/places/ by tools/places_compile). Nothing is parsed at start and nothing is ever written, so
   one Gazetteer may be shared by all threads. Every call stays inside the blob whatever its bytes
   are.

   A *key* is a name as it is looked up: gazetteer_key makes it (lower case, marks taken off, stops
   and apostrophes dropped, hyphens and white space one space): "Port-au-Prince" port au prince,
   "Lənkəran" lenkeran, "U.S." us, "Sana'a" sanaa. */
#ifndef GAZETTEER_GAZETTEER_H
#define GAZETTEER_GAZETTEER_H

#include "base/status.h"
#include "base/str.h"

typedef uint32_t PlaceId; /* number of a place in its blob, from 1 */
enum { PLACE_UNKNOWN = 0, GAZETTEER_KEY = 96 /* longest key, bytes */ };

typedef enum PlaceClass {
  PLACE_CLASS_OTHER,      /* continents, parts of the world: "Middle East" */
  PLACE_CLASS_POINT,      /* a building, an airport, a square */
  PLACE_CLASS_SETTLEMENT, /* cities, towns, villages and parts of cities */
  PLACE_CLASS_DISTRICT,   /* second-level divisions: counties, rayons */
  PLACE_CLASS_REGION,     /* first-level divisions, historical and disputed regions, islands */
  PLACE_CLASS_COUNTRY,    /* present and former states and territories */
  PLACE_CLASS_WATER,      /* seas, lakes, rivers */
} PlaceClass;

typedef struct Place {
  PlaceId id;
  Str name;        /* canonical, UTF-8, points into the blob */
  Str country;     /* ISO 3166-1 alpha-2 (former states: their 3166-3 code); empty: none */
  Str admin1;      /* GeoNames code of the first-level division ("KY", "29"), or empty */
  Str admin1_name; /* its name, or empty */
  int32_t latitude, longitude; /* millionths of a degree */
  uint32_t population;         /* 0: not known */
  uint32_t geonames;           /* GeoNames id, 0: none */
  PlaceClass class;
  PlaceId parent;  /* the district, division or country that it lies in, or PLACE_UNKNOWN */
  uint16_t radius; /* km around its point, of regions and waters; 0: not known */
  uint8_t rank;    /* how likely its name means it before any context: 0-255, by class and size */
  bool capital;    /* of its country */
  bool part;       /* of a city: a quarter, a borough */
} Place;

/* How a name means a place. */
enum {
  NAME_MAIN = 1,         /* its canonical name, or one as good */
  NAME_ABBREVIATION = 2, /* only as written: in capitals or with stops (US, U.S., UAE) */
  NAME_DOTTED = 4,       /* only with a stop, after a place it may contain (Calif., Pa.) */
  NAME_DEMONYM = 8,      /* adjective of it: Azerbaijani, French */
  NAME_PEOPLE = 16,      /* only its people: Frenchman, Londoners */
  NAME_VARIANT = 32,     /* found by its sound (gazetteer_variants) */
  NAME_BARE = 64,        /* without the word that belongs to it: "Adair" for Adair County */
};

typedef struct PlaceCandidate {
  PlaceId place;
  uint8_t how; /* NAME_… */
} PlaceCandidate;

/* What is known of a key beside its places. */
enum {
  KEY_NEVER = 1,   /* never a place by itself: "of", "march" */
  KEY_CONTEXT = 2, /* only where the context speaks for a place: "reading", "mobile" */
  KEY_GIVEN = 4,   /* a frequent given name */
  KEY_FAMILY = 8,  /* a frequent family name */
  KEY_TITLE = 16,  /* stands before a person's name: "president" */
  KEY_BODY = 32,   /* a noun that makes a body's name of a place: "Washington Post", "Bank of X" */
  KEY_DIVISION = 64,    /* nouns of divisions: "X province", "state of X" */
  KEY_SAYING = 128,     /* verbs of saying and deciding: the place before it acts */
  KEY_GENERIC = 256,    /* nouns of places: "town", "province" */
  KEY_OWNED = 512,      /* what a government has: "'s president", "'s army" */
  KEY_IN = 1024,        /* prepositions of place: "in", "near" */
  KEY_PART = 2048,      /* words that qualify a place: "northern", "central" */
  KEY_FACILITY = 4096,  /* nouns that make a place of the words before: "road", "airport" */
  KEY_ARTICLE = 16384,  /* "the", "a", "this" */
  KEY_FUNCTION = 32768, /* function words: behind an adjective they are no noun */
  KEY_PLACE = 8192,     /* means the place although it is a word or a person's name too: "turkey" */
  KEY_OF = 1 << 16,     /* "of" */
  KEY_AND = 1 << 17,    /* "and", between the members of a list */
  KEY_INSIDE = 1 << 18, /* "in": what follows contains what stands before */
  KEY_BASED = 1 << 19,  /* "London-based" */
  KEY_SITE = 1 << 21,   /* nouns of what bears a name and is a place of its own: "airport", "farm" */
  KEY_WORD = 1 << 20,   /* an ordinary word of the language */
};

typedef struct KeyInfo {
  uint32_t flags;  /* KEY_… */
  uint8_t longest; /* most words of a name that begins with this word; 0: none does */
  uint16_t places; /* candidates that gazetteer_find would give */
  uint32_t first;  /* where they stand: gazetteer_candidates */
} KeyInfo;

typedef struct Gazetteer {
  Str blob; /* borrowed: must outlive the gazetteer */
  uint32_t slot_count, posting_count, place_count, variant_count, string_size, pair_size;
  const unsigned char *slots, *postings, *places, *variants, *strings, *pairs;
  char hash[72]; /* "sha256:…" of the sections, as the compiler wrote it */
} Gazetteer;

/* The blob that the program carries. */
Str gazetteer_embedded(void);

/* Checks head, version and section bounds; reads nothing else. STATUS_FORMAT with the byte if the
   blob is none or damaged. */
int gazetteer_open(Str blob, Gazetteer *gazetteer, Status *status);

/* Writes the key of a name (at most GAZETTEER_KEY bytes); returns its length, 0 if there is none.
 */
size_t gazetteer_key(Str name, char out[GAZETTEER_KEY]);

/* What is known of a key; false if nothing is. One probe of a table: cheap enough for every word.
 */
bool gazetteer_info(const Gazetteer *gazetteer, Str key, KeyInfo *info);
/* The hash of a key of one word, by which pairs of words are asked for; 0 of any other key. */
uint32_t gazetteer_word_hash(Str key);
/* Whether a name may begin with two words of these hashes: false for most pairs that none begins with,
   without a look at the table. True where a hash is 0. */
bool gazetteer_may_begin(const Gazetteer *gazetteer, uint32_t first, uint32_t second);
/* What is asked for soon lies far apart in memory, and is fetched meanwhile: what is known of a key, whether
   a name may begin with two words, the places of a key, and, when these have come, what is known of them. */
void gazetteer_expect_info(const Gazetteer *gazetteer, Str key);
void gazetteer_expect_begin(const Gazetteer *gazetteer, uint32_t first, uint32_t second);
void gazetteer_expect_candidates(const Gazetteer *gazetteer, const KeyInfo *info);
void gazetteer_expect_places(const Gazetteer *gazetteer, const KeyInfo *info);
/* Places with this very key, likeliest first (class, then population); returns how many were
   written, at most room. */
uint32_t gazetteer_find(const Gazetteer *gazetteer, Str key, PlaceCandidate out[], uint32_t room);
/* The places of the key that info was given for: gazetteer_find without looking the key up again. */
uint32_t gazetteer_candidates(const Gazetteer *gazetteer, const KeyInfo *info, PlaceCandidate out[],
                              uint32_t room);
/* Places whose names sound alike in other transliterations (sh/ş/sch, q/g/k, x/kh, y/i, e/a …), for
   a key that gazetteer_find doesn't know; likeliest first, how includes NAME_VARIANT. */
uint32_t gazetteer_variants(const Gazetteer *gazetteer, Str key, PlaceCandidate out[],
                            uint32_t room);

/* The place with this number; false (and *place zeroed) if there is none. */
bool gazetteer_place(const Gazetteer *gazetteer, PlaceId id, Place *place);
/* The state with this ISO code, PLACE_UNKNOWN if there is none. */
PlaceId gazetteer_country(const Gazetteer *gazetteer, Str code);
/* inner lies in outer, or is the same: by division and country, and for regions that cut across
   divisions by distance. */
bool gazetteer_contains(const Gazetteer *gazetteer, PlaceId outer, PlaceId inner);
/* Kilometres between two points in millionths of a degree, by integers; off by less than 1 %. */
uint32_t gazetteer_distance_km(int32_t lat_a, int32_t lon_a, int32_t lat_b, int32_t lon_b);

/* The part of a key that is alike in all transliterations; used by the compiler and by
   gazetteer_variants. Returns its length. */
size_t gazetteer_sound(Str key, char out[GAZETTEER_KEY]);

#endif
