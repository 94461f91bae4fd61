/* places_compile OUT.bin OUT.h FILE.tsv …

   Compiles the place data of data/places/ into the blob that the program maps (its layout:
   src/gazetteer/gazetteer_blob.h) and writes a header with the blob's hash, so that what embeds it
   is rebuilt with it. Errors in the data are "file:line: message" and exit status 1. The kind of a
   file is its name without "-1", "-2" …; their order on the command line does not matter. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/map.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/gazetteer_blob.h"

typedef struct Entry {
  Str name, code, country;
  int32_t latitude, longitude; /* millionths */
  uint32_t population, geonames, parent, radius;
  uint8_t class, rank, bits;
} Entry;

typedef struct Name {
  Str key;
  uint32_t place;
  uint8_t how;
} Name;

typedef struct Word {
  Str key;
  uint32_t flags;
  uint8_t longest;
} Word;

typedef struct Compiler {
  Arena arena;
  const char *file; /* being read */
  uint32_t line;
  bool failed;
  ARRAY(Entry) entries; /* place n is entries.v[n - 1] */
  ARRAY(Name) names;
  ARRAY(Word) words;
  Map codes;   /* division and country codes → place */
  Map ids;     /* GeoNames ids of settlements → place */
  Map regions; /* names of regions.tsv → place */
  Map word_of; /* key → index in words */
} Compiler;

static void complain(Compiler *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void complain(Compiler *c, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "%s:%u: ", c->file, c->line);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  c->failed = true;
}

/* ------------------------------------------------------------------------- pieces of a line */

static uint32_t split_columns(Str line, Str *columns, uint32_t most) {
  uint32_t n = 0;
  while (n < most) {
    const char *tab = line.n ? memchr(line.p, '\t', line.n) : NULL;
    size_t length = tab ? (size_t)(tab - line.p) : line.n;
    columns[n++] = (Str){line.p, length};
    if (!tab) {
      return n;
    }
    line = (Str){tab + 1, line.n - length - 1};
  }
  return most + 1;
}

static int64_t read_integer(Compiler *c, Str s, int64_t low, int64_t high, const char *what) {
  int64_t value = 0;
  if (!str_integer(s, &value) || value < low || value > high) {
    complain(c, "%s must be a whole number from %lld to %lld, found \"%.*s\"", what, (long long)low,
             (long long)high, STR_ARG(s));
    return 0;
  }
  return value;
}

static Word *word_of(Compiler *c, Str key) {
  bool is_new;
  uint32_t *at = map_put(&c->word_of, key, c->words.n, &is_new);
  if (is_new) {
    array_push(&c->arena, &c->words, (Word){.key = key});
  }
  return &c->words.v[*at];
}

static Str make_key(Compiler *c, Str name) {
  char key[GAZETTEER_KEY];
  size_t n = gazetteer_key(name, key);
  return n ? str_copy(&c->arena, (Str){key, n}) : (Str){0};
}

static void add_flag(Compiler *c, Str name, uint32_t flag) {
  Str key = make_key(c, name);
  if (key.n == 0) {
    complain(c, "\"%.*s\" has no letters", STR_ARG(name));
    return;
  }
  word_of(c, key)->flags |= flag;
}

/* Makes a key findable from its first word. */
static void add_key(Compiler *c, Str key) {
  uint32_t words = 1;
  size_t first = key.n;
  for (size_t i = 0; i < key.n; i++) {
    if (key.p[i] == ' ') {
      first = words == 1 ? i : first;
      words++;
    }
  }
  Word *word = word_of(c, (Str){key.p, first});
  if (words > word->longest) {
    word->longest = (uint8_t)(words < 15 ? words : 15);
  }
  word_of(c, key);
}

static void add_name(Compiler *c, Str name, uint32_t place, uint8_t how) {
  if (name.n > 1 && name.p[name.n - 1] == '!') {
    name.n--;
    how = (uint8_t)((how & ~NAME_MAIN) | NAME_ABBREVIATION);
  }
  Str key = make_key(c, name);
  if (key.n == 0) {
    return; /* a name in another script, or too long to be met */
  }
  array_push(&c->arena, &c->names, (Name){key, place, how});
  add_key(c, key);
}

static void add_names(Compiler *c, Str list, uint32_t place, uint8_t how) {
  while (list.n > 0) {
    Str rest = {0}, name = str_split(list, '|', &rest);
    add_name(c, name, place, how);
    list = rest;
  }
}

static uint8_t log_rank(uint32_t population, int base) {
  int log = 0;
  while (log < 31 && population >> (log + 1)) {
    log++;
  }
  /* Two steps between the powers of two. */
  int half = log > 0 && (population >> (log - 1) & 1);
  int rank = base + 6 * log + 3 * half;
  return (uint8_t)(rank < 1 ? 1 : rank > 250 ? 250 : rank);
}

static uint32_t add_entry(Compiler *c, Entry entry) {
  if (c->entries.n >= PLACE_MOST || entry.name.n == 0 || entry.name.n > 255) {
    complain(c, "a place needs a name of 1 to 255 bytes");
  }
  array_push(&c->arena, &c->entries, entry);
  return c->entries.n;
}

static void read_point(Compiler *c, Str latitude, Str longitude, Entry *entry) {
  entry->latitude = (int32_t)read_integer(c, latitude, -9000000, 9000000, "latitude") * 10;
  entry->longitude = (int32_t)read_integer(c, longitude, -18000000, 18000000, "longitude") * 10;
}

/* The longest code above a code that is known: US.KY.001 → US.KY → US. */
static uint32_t find_parent(Compiler *c, Str code) {
  while (code.n > 0) {
    while (code.n > 0 && code.p[code.n - 1] != '.') {
      code.n--;
    }
    code.n -= code.n > 0;
    uint32_t *found = code.n ? map_find(&c->codes, code) : NULL;
    if (found) {
      return *found;
    }
  }
  return PLACE_UNKNOWN;
}

/* ------------------------------------------------------------------------- lines of each kind */

static void read_country(Compiler *c, const Str *f) {
  Entry e = {.name = f[1], .country = f[0], .class = PLACE_CLASS_COUNTRY};
  if (f[0].n != 2) {
    complain(c, "a country code has two letters, found \"%.*s\"", STR_ARG(f[0]));
    return;
  }
  read_point(c, f[4], f[5], &e);
  e.geonames = (uint32_t)read_integer(c, f[6], 0, UINT32_MAX, "GeoNames id");
  e.population = (uint32_t)read_integer(c, f[7], 0, UINT32_MAX, "population");
  e.rank = log_rank(e.population, 60);
  uint32_t place = add_entry(c, e);
  bool is_new;
  map_put(&c->codes, f[0], place, &is_new);
  if (!is_new) {
    complain(c, "country code %.*s stands twice", STR_ARG(f[0]));
  }
  add_name(c, f[1], place, NAME_MAIN);
  add_names(c, f[2], place, NAME_MAIN);
  for (Str list = f[8]; list.n > 0;) {
    Str rest = {0}, name = str_split(list, '|', &rest);
    bool people = name.n > 0 && name.p[0] == '*';
    if (people) {
      name = (Str){name.p + 1, name.n - 1};
    }
    add_name(c, name, place, people ? NAME_PEOPLE : NAME_DEMONYM);
    list = rest;
  }
}

static void read_division(Compiler *c, const Str *f) {
  bool first_level = str_is(f[6], "ADM1");
  Entry e = {.name = f[1], .class = first_level ? PLACE_CLASS_REGION : PLACE_CLASS_DISTRICT};
  if (f[0].n < 4 || f[0].p[2] != '.' || (!first_level && !str_is(f[6], "ADM2"))) {
    complain(c, "a division needs a code CC.1 or CC.1.2 and the class ADM1 or ADM2");
    return;
  }
  e.country = (Str){f[0].p, 2};
  read_point(c, f[3], f[4], &e);
  e.population = (uint32_t)read_integer(c, f[5], 0, UINT32_MAX, "population");
  e.rank = log_rank(e.population, first_level ? 0 : -20);
  e.bits = first_level ? BIT_ADMIN1 : 0;
  e.parent = find_parent(c, f[0]);
  for (const char *dot = f[0].p + f[0].n; e.code.n == 0 && dot > f[0].p; dot--) {
    if (dot[-1] == '.') {
      e.code = (Str){dot, (size_t)(f[0].p + f[0].n - dot)};
    }
  }
  uint32_t place = add_entry(c, e);
  bool is_new;
  map_put(&c->codes, f[0], place, &is_new);
  if (!is_new) {
    complain(c, "division code %.*s stands twice", STR_ARG(f[0]));
  }
  add_name(c, f[1], place, NAME_MAIN);
  add_names(c, f[2], place, first_level ? NAME_MAIN : NAME_BARE);
}

static void read_settlement(Compiler *c, const Str *f) {
  Entry e = {.name = f[0], .country = f[2], .class = PLACE_CLASS_SETTLEMENT};
  if (f[2].n != 2) {
    complain(c, "a country code has two letters, found \"%.*s\"", STR_ARG(f[2]));
    return;
  }
  read_point(c, f[5], f[6], &e);
  e.population = (uint32_t)read_integer(c, f[7], 0, UINT32_MAX, "population");
  e.geonames = (uint32_t)read_integer(c, f[8], 1, UINT32_MAX, "GeoNames id");
  bool capital = str_is(f[9], "PPLC"), seat = str_is(f[9], "PPLA"), part = str_is(f[9], "PPLX");
  e.bits = (uint8_t)((capital ? BIT_CAPITAL : 0) | (part ? BIT_PART : 0));
  e.rank = log_rank(e.population, capital ? 20 : seat ? 8 : part ? -12 : 0);
  char code[64];
  int n =
      snprintf(code, sizeof code, "%.*s.%.*s.%.*s.", STR_ARG(f[2]), STR_ARG(f[3]), STR_ARG(f[4]));
  e.parent = n < (int)sizeof code ? find_parent(c, (Str){code, (size_t)n}) : PLACE_UNKNOWN;
  uint32_t place = add_entry(c, e);
  bool is_new;
  map_put(&c->ids, f[8], place, &is_new);
  if (!is_new) {
    complain(c, "GeoNames id %.*s stands twice", STR_ARG(f[8]));
  }
  add_name(c, f[0], place, NAME_MAIN);
  add_names(c, f[1], place, 0);
}

typedef struct RegionClass {
  const char *name;
  uint8_t class, rank;
} RegionClass;

static const RegionClass region_classes[] = {
    {"region", PLACE_CLASS_REGION, 130},   {"continent", PLACE_CLASS_OTHER, 220},
    {"part", PLACE_CLASS_OTHER, 200},      {"water", PLACE_CLASS_WATER, 125},
    {"mountains", PLACE_CLASS_OTHER, 115}, {"point", PLACE_CLASS_POINT, 130},
};

static void read_region(Compiler *c, const Str *f) {
  Entry e = {.name = f[0], .country = f[1].n ? f[1] : (Str){0}};
  read_point(c, f[4], f[5], &e);
  e.geonames = (uint32_t)read_integer(c, f[6], 0, UINT32_MAX, "GeoNames id");
  e.radius = (uint32_t)read_integer(c, f[7], 0, 9999, "radius");
  uint32_t *above = f[1].n ? map_find(&c->codes, f[1]) : NULL;
  if (f[1].n && !above) {
    complain(c, "no country or division has the code \"%.*s\"", STR_ARG(f[1]));
    return;
  }
  uint32_t place = 0;
  if (str_is(f[2], "division")) {
    place = above ? *above : 0;
    if (!place) {
      complain(c, "a division needs its code");
      return;
    }
    Entry *old = &c->entries.v[place - 1];
    old->name = f[0];
    old->latitude = e.latitude;
    old->longitude = e.longitude;
    old->geonames = e.geonames;
  } else {
    const RegionClass *k = region_classes, *end = k + sizeof region_classes / sizeof *k;
    while (k < end && !str_is(f[2], k->name)) {
      k++;
    }
    if (k == end) {
      complain(c, "unknown class \"%.*s\"", STR_ARG(f[2]));
      return;
    }
    e.class = k->class;
    e.rank = k->rank;
    e.parent = above ? *above : 0;
    e.country.n = e.country.n > 2 ? 2 : e.country.n;
    place = add_entry(c, e);
    map_put(&c->regions, f[0], place, NULL);
  }
  add_name(c, f[0], place, NAME_MAIN);
  add_names(c, f[3], place, NAME_MAIN);
}

/* A place by division or country code, GeoNames id, or name in regions.tsv. */
static uint32_t find_target(Compiler *c, Str target) {
  const Map *maps[] = {&c->codes, &c->ids, &c->regions};
  for (int i = 0; i < 3; i++) {
    uint32_t *found = map_find(maps[i], target);
    if (found) {
      return *found;
    }
  }
  complain(c, "no place \"%.*s\" in the other files", STR_ARG(target));
  return PLACE_UNKNOWN;
}

typedef struct Choice {
  const char *word;
  uint32_t value;
} Choice;

static uint32_t read_choice(Compiler *c, Str s, const Choice *choices) {
  for (; choices->word; choices++) {
    if (str_is(s, choices->word)) {
      return choices->value;
    }
  }
  complain(c, "unknown kind \"%.*s\"", STR_ARG(s));
  return 0;
}

/* Names with a word are also met with its short form: "Fort Worth", "Ft. Worth"; but not what other languages
   write with a hyphen ("Saint-Louis"). */
static void respell(Compiler *c, Str brief, Str word) {
  uint32_t n = c->names.n;
  for (uint32_t i = 0; i < n && brief.n && word.n; i++) {
    Name name = c->names.v[i];
    Str called = c->entries.v[name.place - 1].name;
    for (size_t at = 0; at + word.n <= name.key.n && !memchr(called.p, '-', called.n); at++) {
      size_t end = at + word.n;
      bool whole = (at == 0 || name.key.p[at - 1] == ' ') && end < name.key.n && name.key.p[end] == ' ';
      if (!whole || memcmp(name.key.p + at, word.p, word.n) != 0) {
        continue;
      }
      name.key = str_of(arena_printf(&c->arena, "%.*s%.*s%.*s", (int)at, name.key.p, STR_ARG(brief),
                                     (int)(name.key.n - end), name.key.p + end));
      array_push(&c->arena, &c->names, name);
      add_key(c, name.key);
      break;
    }
  }
}

static void read_alias(Compiler *c, const Str *f) {
  static const Choice kinds[] = {{"name", NAME_MAIN},
                                 {"abbreviation", NAME_ABBREVIATION},
                                 {"dotted", NAME_DOTTED},
                                 {"postal", NAME_DOTTED},
                                 {NULL, 0}};
  if (str_is(f[2], "word")) {
    respell(c, make_key(c, f[0]), make_key(c, f[1]));
    return;
  }
  uint32_t how = read_choice(c, f[2], kinds);
  uint32_t place = find_target(c, f[1]);
  if (how && place) {
    add_name(c, f[0], place, (uint8_t)how);
  }
}

static void read_demonym(Compiler *c, const Str *f) {
  static const Choice kinds[] = {{"adjective", NAME_DEMONYM}, {"people", NAME_PEOPLE}, {NULL, 0}};
  uint32_t how = read_choice(c, f[2], kinds);
  uint32_t place = find_target(c, f[1]);
  if (how && place) {
    add_name(c, f[0], place, (uint8_t)how);
  }
}

static const Choice person_kinds[] = {{"given", KEY_GIVEN}, {"family", KEY_FAMILY}, {NULL, 0}};
static const Choice policies[] = {
    {"never", KEY_NEVER}, {"context", KEY_CONTEXT}, {"place", KEY_PLACE}, {NULL, 0}};
static const Choice contexts[] = {{"title", KEY_TITLE},
                                  {"body", KEY_BODY},
                                  {"division", KEY_DIVISION},
                                  {"saying", KEY_SAYING},
                                  {"generic", KEY_GENERIC},
                                  {"owned", KEY_OWNED},
                                  {"in", KEY_IN},
                                  {"part", KEY_PART},
                                  {"facility", KEY_FACILITY},
                                  {"article", KEY_ARTICLE},
                                  {"function", KEY_FUNCTION},
                                  {"of", KEY_OF},
                                  {"and", KEY_AND},
                                  {"inside", KEY_INSIDE},
                                  {"based", KEY_BASED},
                                  {"site", KEY_SITE},
                                  {NULL, 0}};

static void read_person(Compiler *c, const Str *f) {
  add_flag(c, f[0], read_choice(c, f[1], person_kinds));
}
static void read_policy(Compiler *c, const Str *f) {
  Str key = make_key(c, f[0]);
  if (key.n > 0) {
    add_key(c, key); /* phrases too: "west nile" */
  }
  add_flag(c, f[0], read_choice(c, f[1], policies));
}
static void read_ambiguous(Compiler *c, const Str *f) {
  add_flag(c, f[0], KEY_CONTEXT);
}
static void read_word(Compiler *c, const Str *f) {
  add_flag(c, f[0], KEY_WORD);
}
static void read_context(Compiler *c, const Str *f) {
  add_flag(c, f[0], read_choice(c, f[1], contexts));
}

typedef struct Kind {
  const char *name;
  uint32_t columns;
  void (*read)(Compiler *c, const Str *f);
} Kind;

/* In the order in which they are read: what others refer to comes first. */
static const Kind kinds[] = {
    {"countries", 9, read_country},   {"divisions", 7, read_division},
    {"regions", 8, read_region},      {"settlements", 10, read_settlement},
    {"aliases", 3, read_alias},       {"demonyms", 3, read_demonym},
    {"persons", 3, read_person},      {"persons-more", 2, read_person},
    {"ambiguous", 1, read_ambiguous}, {"stop", 2, read_policy},
    {"words", 1, read_word},          {"context", 2, read_context},
};

static Str kind_of(const char *path) {
  const char *slash = strrchr(path, '/');
  Str name = str_of(slash ? slash + 1 : path);
  if (str_ends(name, ".tsv")) {
    name.n -= 4;
  }
  while (name.n > 0 && name.p[name.n - 1] >= '0' && name.p[name.n - 1] <= '9') {
    name.n--;
  }
  if (name.n > 0 && name.p[name.n - 1] == '-') {
    name.n--;
  }
  return name;
}

static void read_lines(Compiler *c, const Kind *kind, Str text) {
  Str columns[16];
  for (c->line = 1; text.n > 0; c->line++) {
    Str rest = {0}, line = str_split(text, '\n', &rest);
    if (line.n > 0 && line.p[0] != '#') {
      uint32_t n = split_columns(line, columns, kind->columns);
      if (n != kind->columns) {
        complain(c, "%s%u columns, %s has %u", n > kind->columns ? "more than " : "",
                 n > kind->columns ? kind->columns : n, kind->name, kind->columns);
      } else {
        kind->read(c, columns);
      }
    }
    text = rest;
  }
}

static bool read_file(Compiler *c, const Kind *kind, const char *path) {
  Status status = {0};
  char *bytes = NULL;
  size_t n = 0;
  c->file = path;
  c->line = 0;
  if (file_read(path, 0, &bytes, &n, &status) != STATUS_OK) {
    complain(c, "%s", status.message);
    return false;
  }
  Str text = str_copy(&c->arena, (Str){bytes, n});
  free(bytes);
  read_lines(c, kind, text);
  return true;
}

/* ------------------------------------------------------------------------- writing */

enum { MAIN_NAME = 20 /* points of a name as the place itself is called, against those of its size */ };

static const Compiler *sorting; /* for qsort's callbacks; this tool has one thread */

static int compare_names(const void *left, const void *right) {
  const Name *a = left, *b = right;
  int order = str_compare(a->key, b->key);
  if (order != 0) {
    return order;
  }
  const Entry *x = &sorting->entries.v[a->place - 1], *y = &sorting->entries.v[b->place - 1];
  int rank_a = x->rank + (a->how & NAME_MAIN ? MAIN_NAME : 0),
      rank_b = y->rank + (b->how & NAME_MAIN ? MAIN_NAME : 0);
  if (rank_a != rank_b) {
    return rank_b - rank_a;
  }
  return a->place != b->place ? (a->place < b->place ? -1 : 1) : (int)b->how - (int)a->how;
}

static void put_u16(Buffer *b, uint32_t x) {
  char bytes[2] = {(char)x, (char)(x >> 8)};
  buffer_add(b, bytes, 2);
}
static void put_u32(Buffer *b, uint32_t x) {
  put_u16(b, x & 0xFFFF);
  put_u16(b, x >> 16);
}
static void set_u32(unsigned char *p, uint32_t x) {
  for (int i = 0; i < 4; i++) {
    p[i] = (unsigned char)(x >> 8 * i);
  }
}

/* Postings of one key from sorted names, each place once. Fills the slot's counts. */
static void write_slots(Compiler *c, Buffer *slots, Buffer *postings) {
  uint32_t count = c->words.n + c->words.n / 2 + 1;
  unsigned char *table = arena_alloc(&c->arena, (size_t)count * SLOT_SIZE);
  Map first_of;
  map_init(&first_of, &c->arena);
  for (uint32_t i = 0; i < c->names.n; i++) {
    if (i == 0 || !str_equal(c->names.v[i].key, c->names.v[i - 1].key)) {
      map_put(&first_of, c->names.v[i].key, i, NULL);
    }
  }
  for (uint32_t w = 0; w < c->words.n; w++) {
    const Word *word = &c->words.v[w];
    uint32_t *first = map_find(&first_of, word->key), n = 0;
    uint32_t start = (uint32_t)(postings->n / POSTING_SIZE);
    for (uint32_t i = first ? *first : c->names.n;
         i < c->names.n && str_equal(c->names.v[i].key, word->key) && n < 4095; i++) {
      bool again = false;
      for (uint32_t k = *first; k < i && !again; k++) {
        again = c->names.v[k].place == c->names.v[i].place;
      }
      if (!again) {
        put_u32(postings, c->names.v[i].place | (uint32_t)c->names.v[i].how << 24);
        n++;
      }
    }
    uint64_t hash = hash64(word->key, 0), kept = blob_hash(hash), found;
    uint32_t at = (uint32_t)((hash >> 32) * count >> 32);
    while ((found = blob_u48(table + (size_t)at * SLOT_SIZE + AT_HASH)) != 0) {
      if (found == kept) {
        complain(c, "\"%.*s\" and another name have the same hash", STR_ARG(word->key));
        return;
      }
      at = at + 1 == count ? 0 : at + 1;
    }
    unsigned char *slot = table + (size_t)at * SLOT_SIZE;
    set_u32(slot + AT_HASH, (uint32_t)kept);
    slot[AT_HASH + 4] = (unsigned char)(kept >> 32);
    slot[AT_HASH + 5] = (unsigned char)(kept >> 40);
    set_u32(slot + AT_FLAGS, word->flags);
    set_u32(slot + AT_FIRST, start);
    slot[AT_COUNTS] = (unsigned char)(n << 4 | word->longest);
    slot[AT_COUNTS + 1] = (unsigned char)(n >> 4);
  }
  buffer_add(slots, (const char *)table, (size_t)count * SLOT_SIZE);
}

/* The first two words of every key, as bits of a table. */
static void write_pairs(Compiler *c, Buffer *pairs) {
  enum { BITS = 8 /* for a key of two words and more */ };
  uint32_t several = 0;
  for (uint32_t w = 0; w < c->words.n; w++) {
    several += memchr(c->words.v[w].key.p, ' ', c->words.v[w].key.n) != NULL;
  }
  uint32_t size = several * BITS / 8 + 1;
  char *table = arena_alloc(&c->arena, size);
  for (uint32_t w = 0; w < c->words.n; w++) {
    Str rest, behind, first = str_split(c->words.v[w].key, ' ', &rest);
    Str second = str_split(rest, ' ', &behind);
    if (second.n > 0) {
      uint64_t bit[2];
      blob_pair_bits(gazetteer_word_hash(first), gazetteer_word_hash(second), size, bit);
      table[bit[0] / 8] |= (char)(1 << bit[0] % 8);
      table[bit[1] / 8] |= (char)(1 << bit[1] % 8);
    }
  }
  buffer_add(pairs, table, size);
}

static void write_places(Compiler *c, Buffer *places, Buffer *strings) {
  Map seen;
  map_init(&seen, &c->arena);
  for (uint32_t i = 0; i < c->entries.n; i++) {
    const Entry *e = &c->entries.v[i];
    Str both = str_of(arena_printf(&c->arena, "%.*s%.*s", STR_ARG(e->name), STR_ARG(e->code)));
    bool is_new;
    uint32_t *at = map_put(&seen, both, (uint32_t)strings->n, &is_new);
    put_u32(places, *at);
    put_u32(places, (uint32_t)e->latitude);
    put_u32(places, (uint32_t)e->longitude);
    put_u32(places, e->population);
    put_u32(places, e->geonames);
    put_u32(places, e->parent);
    buffer_add(places, e->country.n ? e->country.p : "\0\0", 2);
    put_u16(places, e->radius);
    put_u16(places, (uint32_t)e->name.n | (uint32_t)e->code.n << 8);
    put_u16(places, e->class | (uint32_t)e->rank << 8);
    put_u32(places, e->bits);
    if (is_new) {
      buffer_str(strings, both);
    }
  }
}

typedef struct Variant {
  uint32_t hash, place;
} Variant;

static int compare_variants(const void *left, const void *right) {
  const Variant *a = left, *b = right;
  if (a->hash != b->hash) {
    return a->hash < b->hash ? -1 : 1;
  }
  return a->place < b->place ? -1 : a->place > b->place;
}

/* "qatranah" of "al qatranah": the Arabic article in its assimilated forms; empty without one. */
static Str without_article(Str key) {
  static const char *const articles[] = {"al ", "el ", "an ", "as ", "ash ",
                                         "at ", "ad ", "ar ", "az ", "el-"};
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
    if (str_starts(key, articles[i])) {
      size_t n = strlen(articles[i]);
      return (Str){key.p + n, key.n - n};
    }
  }
  return (Str){0};
}

static void write_variants(Compiler *c, Buffer *out) {
  ARRAY(Variant) variants = {0};
  for (uint32_t i = 0; i < c->names.n; i++) {
    const Name *name = &c->names.v[i];
    const Entry *e = &c->entries.v[name->place - 1];
    char sound[GAZETTEER_KEY];
    bool small = e->class == PLACE_CLASS_SETTLEMENT && e->population < 5000 && e->rank < 75;
    if (small || (name->how & ~(NAME_MAIN | NAME_BARE))) {
      continue;
    }
    Str s = {sound, gazetteer_sound(name->key, sound)};
    if (s.n >= 4) {
      array_push(&c->arena, &variants, (Variant){(uint32_t)hash64(s, 1), name->place});
    }
    Str rest = without_article(name->key);
    s.n = rest.n ? gazetteer_sound(rest, sound) : 0;
    if (s.n >= 5) {
      array_push(&c->arena, &variants, (Variant){(uint32_t)hash64(s, 1), name->place});
    }
  }
  qsort(variants.v, variants.n, sizeof *variants.v, compare_variants);
  for (uint32_t i = 0; i < variants.n; i++) {
    if (i == 0 || compare_variants(&variants.v[i - 1], &variants.v[i]) != 0) {
      put_u32(out, variants.v[i].hash);
      put_u32(out, variants.v[i].place);
    }
  }
}

/* Keys, places and the rest, section by section. */
static void write_sections(Compiler *c, Buffer sections[SECTIONS]) {
  for (int i = 0; i < SECTIONS; i++) {
    buffer_init(&sections[i]);
  }
  sorting = c;
  qsort(c->names.v, c->names.n, sizeof *c->names.v, compare_names);
  write_slots(c, &sections[0], &sections[1]);
  write_places(c, &sections[2], &sections[4]);
  write_variants(c, &sections[3]);
  write_pairs(c, &sections[5]);
}

static bool write_out(Compiler *c, const char *blob_path, const char *header_path) {
  static const uint32_t sizes[SECTIONS] = {SLOT_SIZE,    POSTING_SIZE, PLACE_SIZE,
                                           VARIANT_SIZE, 1,            1};
  Buffer sections[SECTIONS], body, blob;
  Status status = {0};
  char hash[72];
  buffer_init(&body);
  buffer_init(&blob);
  write_sections(c, sections);
  buffer_add(&blob, BLOB_MAGIC, 8);
  put_u32(&blob, BLOB_VERSION);
  put_u32(&blob, BLOB_HEAD);
  for (int i = 0; i < SECTIONS; i++) {
    put_u32(&blob, BLOB_HEAD + (uint32_t)body.n);
    put_u32(&blob, (uint32_t)(sections[i].n / sizes[i]));
    buffer_str(&body, buffer_view(&sections[i]));
  }
  Digest digest = digest_sha256(buffer_view(&body));
  digest_write(digest, hash);
  while (blob.n < BLOB_DIGEST) {
    buffer_char(&blob, 0);
  }
  buffer_add(&blob, (const char *)digest.bytes, sizeof digest.bytes);
  while (blob.n < BLOB_HEAD) {
    buffer_char(&blob, 0);
  }
  buffer_str(&blob, buffer_view(&body));
  Str header = str_of(arena_printf(
      &c->arena,
      "/* Written by places_compile. */\n#define PLACES_HASH \"%s\"\n#define PLACES_SIZE %zu\n",
      hash, blob.n));
  bool ok = !c->failed && !blob.failed && !body.failed &&
            file_write(blob_path, buffer_view(&blob), &status) == STATUS_OK &&
            file_write(header_path, header, &status) == STATUS_OK;
  if (!ok && !c->failed) {
    fprintf(stderr, "places_compile: %s\n", status.code ? status.message : "out of memory");
  }
  for (int i = 0; i < SECTIONS; i++) {
    buffer_release(&sections[i]);
  }
  buffer_release(&body);
  buffer_release(&blob);
  return ok;
}

int main(int count, char **arguments) {
  static Compiler c;
  jmp_buf jump;
  if (count < 4) {
    fputs("usage: places_compile OUT.bin OUT.h FILE.tsv...\n", stderr);
    return 2;
  }
  arena_init(&c.arena);
  if (arena_guard(&c.arena, &jump)) {
    fputs("places_compile: out of memory\n", stderr);
    return 1;
  }
  map_init(&c.codes, &c.arena);
  map_init(&c.ids, &c.arena);
  map_init(&c.regions, &c.arena);
  map_init(&c.word_of, &c.arena);
  int read = 0;
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    for (int i = 3; i < count; i++) {
      if (str_is(kind_of(arguments[i]), kinds[k].name)) {
        read += read_file(&c, &kinds[k], arguments[i]);
      }
    }
  }
  if (read != count - 3 && !c.failed) {
    fputs("places_compile: a file's name is of no known kind\n", stderr);
    c.failed = true;
  }
  bool ok = !c.failed && write_out(&c, arguments[1], arguments[2]);
  arena_release(&c.arena);
  return ok ? 0 : 1;
}
