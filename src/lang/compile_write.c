/* Write: the compiler's words, phrases, files and rules to the sections of a blob. Everything is
   sorted before it is written, so the bytes depend on the content alone. */
#include <stdlib.h>

#include "base/digest.h"
#include "lang/compile_model.h"

/* The sections on their way. */
typedef struct Writer {
  Compiler *c;
  Map pool; /* texts that are in strings */
  Map sets; /* bytes of tag sets → number */
  ARRAY(char) strings;
  ARRAY(PackStr) tags, captures;
  ARRAY(TagSet) tag_sets;
  ARRAY(PackSlot) slots;
  ARRAY(PackWord) words;
  ARRAY(PackValue) values;
  ARRAY(PackPhrase) phrases;
  ARRAY(uint32_t) phrase_words;
  uint64_t pairs[PACK_PAIRS / 64];
  ARRAY(PackFile) files;
  ARRAY(char) file_bytes;
  ARRAY(PackRule) rules;
  ARRAY(PackSetting) settings;
} Writer;

/* Appends to an array of char. */
#define BYTES_ADD(w, array, s)                        \
  for (size_t byte_ = 0; byte_ < (s).n; byte_++) {    \
    array_push((w)->c->arena, (array), (s).p[byte_]); \
  }

static PackStr string_add(Writer *w, Str s) {
  bool is_new;
  uint32_t at = *map_put(&w->pool, s, w->strings.n, &is_new);
  if (is_new) {
    BYTES_ADD(w, &w->strings, s);
    array_push(w->c->arena, &w->strings, 0);
  }
  return (PackStr){at, (uint32_t)s.n};
}

static uint32_t tag_set_add(Writer *w, const TagSet *set) {
  bool is_new;
  Str key = {(const char *)set, sizeof *set};
  if (!map_find(&w->sets, key)) {
    key = str_copy(w->c->arena, key);
  }
  uint32_t number = *map_put(&w->sets, key, w->tag_sets.n, &is_new);
  if (is_new) {
    array_push(w->c->arena, &w->tag_sets, *set);
  }
  return number;
}

/* ---------------------------------------------------------------------------- lexicon */

static const EntryTag *tag_of(const Entry *entry, uint32_t early) {
  for (uint32_t i = 0; i < entry->tags.n; i++) {
    if (entry->tags.v[i].tag == early) {
      return &entry->tags.v[i];
    }
  }
  return NULL;
}

static TagSet entry_tags(const Compiler *c, const Entry *entry) {
  TagSet set = {{0}};
  for (uint32_t i = 0; entry && i < entry->tags.n; i++) {
    tagset_add(&set, (int)c->tag_number[entry->tags.v[i].tag]);
  }
  return set;
}

/* Adds the values of an entry's tags, by final number of the tag. */
static void values_add(Writer *w, const Entry *entry, const uint32_t *early_of) {
  Compiler *c = w->c;
  TagSet set = entry_tags(c, entry);
  for (int tag = 0; entry && tag < (int)c->tags.n; tag++) {
    const EntryTag *own = tagset_has(&set, tag) ? tag_of(entry, early_of[tag]) : NULL;
    if (own && own->has_value) {
      PackValue value = {(uint32_t)tag, own->is_number, string_add(w, own->text), own->number};
      array_push(c->arena, &w->values, value);
    }
  }
}

/* A phrase with its words by final number, for sorting. */
typedef struct Line {
  const Entry *entry;
  uint32_t words[PACK_PHRASE_WORDS];
} Line;

static int compare_lines(const void *a, const void *b) {
  const Line *x = a, *y = b;
  if (x->words[0] != y->words[0]) {
    return x->words[0] < y->words[0] ? -1 : 1;
  }
  if (x->entry->n > 1 && y->entry->n > 1 && x->words[1] != y->words[1]) {
    return x->words[1] < y->words[1] ? -1 : 1;
  }
  if (x->entry->n != y->entry->n) {
    return x->entry->n > y->entry->n ? -1 : 1;
  }
  for (uint32_t i = 1; i < x->entry->n; i++) {
    if (x->words[i] != y->words[i]) {
      return x->words[i] < y->words[i] ? -1 : 1;
    }
  }
  return 0;
}

/* All entries, by first word; phrases by their second, long ones first; the word alone behind them. */
static Line *lines_sorted(Compiler *c) {
  Line *lines = arena_array(c->arena, Line, c->entry.n);
  for (uint32_t i = 0; i < c->entry.n; i++) {
    lines[i].entry = &c->entry.v[i];
    for (uint32_t k = 0; k < c->entry.v[i].n; k++) {
      lines[i].words[k] = c->word_number[c->entry.v[i].words[k]];
    }
  }
  qsort(lines, c->entry.n, sizeof *lines, compare_lines);
  return lines;
}

static void phrase_add(Writer *w, const Line *line, TagSet *starts, const uint32_t *early_of) {
  Compiler *c = w->c;
  TagSet set = entry_tags(c, line->entry);
  PackPhrase phrase = {line->words[1], w->phrase_words.n, line->entry->n, tag_set_add(w, &set),
                       w->values.n, 0};
  for (uint32_t i = 1; i < line->entry->n; i++) {
    array_push(c->arena, &w->phrase_words, line->words[i]);
  }
  values_add(w, line->entry, early_of);
  phrase.values_n = w->values.n - phrase.values;
  array_push(c->arena, &w->phrases, phrase);
  uint32_t bit = pack_pair_bit(line->words[0], line->words[1]);
  w->pairs[bit >> 6] |= UINT64_C(1) << (bit & 63);
  tagset_join(starts, &set);
}

/* Words in order, each with its own tags and values; then the phrases that begin with them. */
static void words_write(Writer *w) {
  Compiler *c = w->c;
  uint32_t *early_of = arena_array(c->arena, uint32_t, c->tags.n + 1);
  Str *texts = arena_array(c->arena, Str, c->words.n + 1);
  Line *lines = lines_sorted(c);
  for (uint32_t i = 0; i < c->tags.n; i++) {
    early_of[c->tag_number[c->tags.entries[i].value]] = c->tags.entries[i].value;
  }
  for (uint32_t i = 0; i < c->words.n; i++) {
    texts[c->word_number[i]] = c->words.entries[i].key; /* early numbers are in order of entries */
  }
  array_push(c->arena, &w->words, (PackWord){{0, 0}, 0, 0, 0, 0});
  for (uint32_t word = 1, at = 0; word <= c->words.n; word++) {
    uint32_t end = at;
    while (end < c->entry.n && lines[end].words[0] == word) {
      end++;
    }
    /* The entry of the word alone, if there is one, is the last. */
    const Entry *own = end > at && lines[end - 1].entry->n == 1 ? lines[end - 1].entry : NULL;
    TagSet set = entry_tags(c, own);
    PackWord record = {string_add(w, texts[word]), tag_set_add(w, &set), 0, w->values.n, 0};
    values_add(w, own, early_of);
    array_push(c->arena, &w->words, record);
    at = end;
  }
  array_push(c->arena, &w->words, (PackWord){{0, 0}, 0, 0, w->values.n, 0});
  uint32_t at = 0;
  for (uint32_t word = 1; word <= c->words.n; word++) {
    TagSet starts = {{0}};
    w->words.v[word].phrases = w->phrases.n;
    for (; at < c->entry.n && lines[at].words[0] == word; at++) {
      if (lines[at].entry->n > 1) {
        phrase_add(w, &lines[at], &starts, early_of);
      }
    }
    w->words.v[word].starts = tag_set_add(w, &starts);
  }
  w->words.v[c->words.n + 1].phrases = w->phrases.n;
}

static void slots_write(Writer *w) {
  uint32_t count = 16;
  while (count < w->words.n * 2) {
    count *= 2;
  }
  for (uint32_t i = 0; i < count; i++) {
    array_push(w->c->arena, &w->slots, (PackSlot){0, 0});
  }
  for (uint32_t word = 1; word + 1 < w->words.n; word++) {
    PackStr text = w->words.v[word].text;
    uint64_t hash = hash64((Str){w->strings.v + text.offset, text.size}, 0);
    uint32_t at = (uint32_t)hash & (count - 1);
    while (w->slots.v[at].word) {
      at = (at + 1) & (count - 1);
    }
    w->slots.v[at] = (PackSlot){word, (uint32_t)(hash >> 32)};
  }
}

/* ---------------------------------------------------------------------------- the rest */

static void tags_write(Writer *w) {
  Compiler *c = w->c;
  Str *names = arena_array(c->arena, Str, c->tags.n);
  for (uint32_t i = 0; i < c->tags.n; i++) {
    names[c->tag_number[c->tags.entries[i].value]] = c->tags.entries[i].key;
  }
  for (uint32_t i = 0; i < c->tags.n; i++) {
    array_push(c->arena, &w->tags, string_add(w, names[i]));
  }
}

static void files_write(Writer *w) {
  Compiler *c = w->c;
  for (uint32_t i = 0; i < c->embedded.n; i++) {
    Str bytes = c->embedded.v[i].bytes;
    PackFile file = {string_add(w, c->embedded.v[i].path), w->file_bytes.n, (uint32_t)bytes.n};
    BYTES_ADD(w, &w->file_bytes, bytes);
    array_push(c->arena, &w->files, file);
  }
}

static void rule_write(Writer *w, const Rule *rule) {
  PackRule record = {string_add(w, rule->name), rule->line, w->settings.n};
  for (uint32_t i = 0; i < rule->settings.n; i++) {
    PackSetting setting = {string_add(w, rule->settings.v[i].key),
                           string_add(w, rule->settings.v[i].value)};
    array_push(w->c->arena, &w->settings, setting);
  }
  array_push(w->c->arena, &w->rules, record);
}

static void rules_write(Writer *w) {
  Compiler *c = w->c;
  for (uint32_t i = 0; i < c->rule_files.n; i++) {
    const RuleFile *file = &c->rule_files.v[i];
    c->sets.v[i].name = string_add(w, file->name);
    c->sets.v[i].rules = w->rules.n;
    c->sets.v[i].captures = w->captures.n;
    for (uint32_t k = 0; k < file->rules.n; k++) {
      rule_write(w, &file->rules.v[k]);
    }
    for (uint32_t k = 0; k < file->captures.n; k++) {
      array_push(c->arena, &w->captures, string_add(w, file->captures.entries[k].key));
    }
  }
  PackRuleSet end = {.rules = w->rules.n, .branches = c->branches.n - 1, .captures = w->captures.n};
  array_push(c->arena, &c->sets, end);
  array_push(c->arena, &w->rules, (PackRule){{0, 0}, 0, w->settings.n});
}

/* ---------------------------------------------------------------------------- blob */

typedef struct Part {
  const void *p;
  size_t size;
} Part;

#define PART(a) \
  { (a).v, (a).n * sizeof *(a).v }

static void blob_join(Compiler *c, const Part *parts) {
  size_t size = sizeof(PackHead);
  for (int i = 0; i < SECTION_COUNT; i++) {
    size = (size + 7) / 8 * 8 + parts[i].size;
  }
  if (size > UINT32_MAX) {
    problem_add(c, (Place){c->language, 0}, "the pack is larger than 4 GB");
    return;
  }
  char *blob = arena_alloc(c->arena, size);
  PackHead *head = (PackHead *)(void *)blob;
  memcpy(head->magic, "ACCPACK\n", 8);
  head->format = PACK_FORMAT;
  head->reader = PACK_READER;
  memcpy(head->language, c->language.p, c->language.n);
  memcpy(head->version, c->build->version.p, c->build->version.n);
  head->size = (uint32_t)size;
  head->sections = SECTION_COUNT;
  head->asked = c->asked_n;
  size_t at = sizeof *head;
  for (int i = 0; i < SECTION_COUNT; i++) {
    at = (at + 7) / 8 * 8;
    head->section[i] = (PackBounds){(uint32_t)at, (uint32_t)parts[i].size};
    if (parts[i].size) {
      memcpy(blob + at, parts[i].p, parts[i].size);
    }
    at += parts[i].size;
  }
  size_t from = offsetof(PackHead, digest) + sizeof head->digest;
  Digest digest = digest_sha256((Str){blob + from, size - from});
  memcpy(head->digest, digest.bytes, sizeof digest.bytes);
  digest_write(digest, c->build->hash);
  c->build->blob = (Str){blob, size};
}

void blob_write(Compiler *c) {
  Writer w = {.c = c};
  TagSet none = {{0}};
  map_init(&w.pool, c->arena);
  map_init(&w.sets, c->arena);
  tag_set_add(&w, &none);
  tags_write(&w);
  words_write(&w);
  slots_write(&w);
  files_write(&w);
  rules_write(&w);
  const Part parts[SECTION_COUNT] = {
      [SECTION_STRINGS] = PART(w.strings),    [SECTION_TAGS] = PART(w.tags),
      [SECTION_TAG_SETS] = PART(w.tag_sets),  [SECTION_SLOTS] = PART(w.slots),
      [SECTION_WORDS] = PART(w.words),        [SECTION_VALUES] = PART(w.values),
      [SECTION_PHRASES] = PART(w.phrases),    [SECTION_PHRASE_WORDS] = PART(w.phrase_words),
      [SECTION_PAIRS] = {w.pairs, sizeof w.pairs},
      [SECTION_FILES] = PART(w.files),        [SECTION_FILE_BYTES] = PART(w.file_bytes),
      [SECTION_RULE_SETS] = PART(c->sets),    [SECTION_RULES] = PART(w.rules),
      [SECTION_SETTINGS] = PART(w.settings),  [SECTION_CAPTURES] = PART(w.captures),
      [SECTION_BRANCHES] = PART(c->branches), [SECTION_ANCHORS] = PART(c->anchors),
      [SECTION_FILED] = PART(c->filed),       [SECTION_KEY_WORDS] = PART(c->key_words),
      [SECTION_TESTS] = PART(c->tests),       [SECTION_TEST_WORDS] = PART(c->test_words),
      [SECTION_CLAUSES] = PART(c->clauses),   [SECTION_CODE] = PART(c->code),
  };
  blob_join(c, parts);
}
