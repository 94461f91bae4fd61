/* Pack: look-up in the bytes of a pack, in place. pack_open checks the frame; everything inside it
   is checked where it is used, so that any bytes are safe to ask. */
#include "lang/pack.h"

#include <stdio.h>

#include "base/digest.h"
#include "lang/pack_format.h"

static const TagSet no_tags;

static const uint32_t record_sizes[SECTION_COUNT] = {
    [SECTION_STRINGS] = 1,
    [SECTION_TAGS] = sizeof(PackStr),
    [SECTION_TAG_SETS] = sizeof(TagSet),
    [SECTION_SLOTS] = sizeof(PackSlot),
    [SECTION_WORDS] = sizeof(PackWord),
    [SECTION_VALUES] = sizeof(PackValue),
    [SECTION_PHRASES] = sizeof(PackPhrase),
    [SECTION_PHRASE_WORDS] = sizeof(uint32_t),
    [SECTION_PAIRS] = sizeof(uint64_t),
    [SECTION_FILES] = sizeof(PackFile),
    [SECTION_FILE_BYTES] = 1,
    [SECTION_RULE_SETS] = sizeof(PackRuleSet),
    [SECTION_RULES] = sizeof(PackRule),
    [SECTION_SETTINGS] = sizeof(PackSetting),
    [SECTION_CAPTURES] = sizeof(PackStr),
    [SECTION_BRANCHES] = sizeof(PackBranch),
    [SECTION_ANCHORS] = sizeof(PackAnchor),
    [SECTION_FILED] = sizeof(PackFiled),
    [SECTION_KEY_WORDS] = sizeof(uint16_t),
    [SECTION_TESTS] = sizeof(PackTest),
    [SECTION_TEST_WORDS] = sizeof(uint32_t),
    [SECTION_CLAUSES] = sizeof(PackClause),
    [SECTION_CODE] = sizeof(PackCode),
};

#define RECORDS(pack, section, T, n) ((const T *)pack_section((pack), (section), sizeof(T), (n)))

static int check_head(Str blob, Status *status) {
  const PackHead *head = (const PackHead *)(const void *)blob.p;
  if (blob.n < sizeof *head || memcmp(head->magic, "ACCPACK\n", 8) != 0) {
    return status_set(status, STATUS_FORMAT, 0, "this is no language pack");
  }
  if (head->reader != PACK_READER || head->sections != SECTION_COUNT) {
    return status_set(status, STATUS_FORMAT, offsetof(PackHead, reader),
                      "the language pack is of format %u and needs reader %u, this is reader %d",
                      head->format, head->reader, PACK_READER);
  }
  if (head->size != blob.n) {
    return status_set(status, STATUS_FORMAT, offsetof(PackHead, size),
                      "the language pack should have %u bytes and has %zu", head->size, blob.n);
  }
  if (head->language[sizeof head->language - 1] || head->version[sizeof head->version - 1]) {
    return status_set(status, STATUS_FORMAT, offsetof(PackHead, language),
                      "the language pack has a damaged name");
  }
  return STATUS_OK;
}

int pack_open(Str blob, Pack *pack, Status *status) {
  memset(pack, 0, sizeof *pack);
  if (((uintptr_t)blob.p & 7) != 0) {
    return status_set(status, STATUS_FORMAT, 0, "the language pack lies at an odd address");
  }
  int code = check_head(blob, status);
  if (code != STATUS_OK) {
    return code;
  }
  const PackHead *head = (const PackHead *)(const void *)blob.p;
  for (uint32_t i = 0; i < SECTION_COUNT; i++) {
    PackBounds bounds = head->section[i];
    uint32_t n = bounds.size / record_sizes[i];
    if (bounds.offset % 8 != 0 || bounds.offset < sizeof *head || bounds.offset > blob.n ||
        bounds.size > blob.n - bounds.offset || bounds.size % record_sizes[i] != 0 ||
        (i == SECTION_SLOTS && (n & (n - 1)) != 0) ||
        (i == SECTION_PAIRS && bounds.size != PACK_PAIRS / 8)) {
      return status_set(status, STATUS_FORMAT, offsetof(PackHead, section) + i * sizeof bounds,
                        "the language pack is damaged: section %u has no sound place", i);
    }
  }
  Digest digest;
  memcpy(digest.bytes, head->digest, sizeof digest.bytes);
  digest_write(digest, pack->hash);
  snprintf(pack->name, sizeof pack->name, "%s %s", head->language, head->version);
  pack->blob = blob;
  pack->head = head;
  pack->pairs = (const uint64_t *)(const void *)(blob.p + head->section[SECTION_PAIRS].offset);
  return STATUS_OK;
}

int pack_verify(const Pack *pack, Status *status) {
  size_t from = offsetof(PackHead, digest) + sizeof pack->head->digest;
  Digest digest = digest_sha256((Str){pack->blob.p + from, pack->blob.n - from});
  if (memcmp(digest.bytes, pack->head->digest, sizeof digest.bytes) != 0) {
    return status_set(status, STATUS_FORMAT, offsetof(PackHead, digest),
                      "the language pack is damaged: its bytes do not have the hash it gives");
  }
  return STATUS_OK;
}

Str pack_str(const Pack *pack, PackStr s) {
  PackBounds strings = pack->head->section[SECTION_STRINGS];
  if (s.offset > strings.size || s.size > strings.size - s.offset) {
    return (Str){NULL, 0};
  }
  return (Str){pack->blob.p + strings.offset + s.offset, s.size};
}

const TagSet *pack_tag_set(const Pack *pack, uint32_t number) {
  uint32_t n;
  const TagSet *sets = RECORDS(pack, SECTION_TAG_SETS, TagSet, &n);
  return number < n ? &sets[number] : &no_tags;
}

/* The tag with this name among [low, high), which are sorted; -1 if there is none. */
static int find_tag(const Pack *pack, const PackStr *tags, uint32_t low, uint32_t high,
                    const char *name) {
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = str_compare(pack_str(pack, tags[middle]), str_of(name));
    if (order == 0) {
      return (int)middle;
    }
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return -1;
}

int pack_tag(const Pack *pack, const char *name) {
  uint32_t n;
  const PackStr *tags = RECORDS(pack, SECTION_TAGS, PackStr, &n);
  n = n < PACK_TAGS ? n : PACK_TAGS;
  uint32_t asked = pack->head->asked < n ? pack->head->asked : n;
  int found = find_tag(pack, tags, 0, asked, name);
  return found >= 0 ? found : find_tag(pack, tags, asked, n, name);
}

TagSet pack_tags(const Pack *pack, const char *const *names, size_t n) {
  TagSet tags = {{0}};
  for (size_t i = 0; i < n; i++) {
    tagset_add(&tags, pack_tag(pack, names[i]));
  }
  return tags;
}

Str pack_tag_name(const Pack *pack, int tag) {
  uint32_t n;
  const PackStr *tags = RECORDS(pack, SECTION_TAGS, PackStr, &n);
  return tag >= 0 && (uint32_t)tag < n ? pack_str(pack, tags[tag]) : (Str){NULL, 0};
}

uint64_t pack_word_hash(Str folded) {
  return hash64(folded, 0);
}

void pack_expect_slot(const Pack *pack, uint64_t hash) {
  uint32_t n;
  const PackSlot *slots = RECORDS(pack, SECTION_SLOTS, PackSlot, &n);
  __builtin_prefetch(&slots[n ? (uint32_t)hash & (n - 1) : 0]);
}

void pack_expect_word(const Pack *pack, uint64_t hash) {
  uint32_t slots_n, words_n;
  const PackSlot *slots = RECORDS(pack, SECTION_SLOTS, PackSlot, &slots_n);
  const PackWord *words = RECORDS(pack, SECTION_WORDS, PackWord, &words_n);
  if (slots_n) {
    __builtin_prefetch(&words[slots[(uint32_t)hash & (slots_n - 1)].word]);
  }
}

uint32_t pack_word(const Pack *pack, Str folded) {
  uint64_t hash = pack_word_hash(folded);
  uint32_t slots_n, words_n;
  const PackSlot *slots = RECORDS(pack, SECTION_SLOTS, PackSlot, &slots_n);
  const PackWord *words = RECORDS(pack, SECTION_WORDS, PackWord, &words_n);
  for (uint32_t i = 0, at = (uint32_t)hash; i < slots_n; i++, at++) {
    PackSlot slot = slots[at & (slots_n - 1)];
    if (slot.word == 0) {
      return 0;
    }
    if (slot.hash == (uint32_t)(hash >> 32) && slot.word < words_n &&
        str_equal(pack_str(pack, words[slot.word].text), folded)) {
      return slot.word;
    }
  }
  return 0;
}

/* The record of a word, with one behind it; NULL for 0 and for what is none. */
static const PackWord *word_record(const Pack *pack, uint32_t word) {
  uint32_t n;
  const PackWord *words = RECORDS(pack, SECTION_WORDS, PackWord, &n);
  return word && n && word < n - 1 ? &words[word] : NULL;
}

Str pack_word_text(const Pack *pack, uint32_t word) {
  const PackWord *record = word_record(pack, word);
  return record ? pack_str(pack, record->text) : (Str){NULL, 0};
}

const TagSet *pack_word_tags(const Pack *pack, uint32_t word) {
  const PackWord *record = word_record(pack, word);
  return record ? pack_tag_set(pack, record->tags) : &no_tags;
}

const TagSet *pack_phrase_starts(const Pack *pack, uint32_t word) {
  const PackWord *record = word_record(pack, word);
  return record ? pack_tag_set(pack, record->starts) : &no_tags;
}

/* The value of a tag among the values [first, end); one that stands alone has none. */
static void find_value(const Pack *pack, uint32_t first, uint32_t end, int tag, TagValue *value) {
  uint32_t n;
  const PackValue *values = RECORDS(pack, SECTION_VALUES, PackValue, &n);
  if (!value) {
    return;
  }
  *value = (TagValue){0};
  for (uint32_t i = first; i < end && i < n; i++) {
    if (values[i].tag == (uint32_t)tag) {
      *value =
          (TagValue){values[i].is_number != 0, values[i].number, pack_str(pack, values[i].text)};
      return;
    }
  }
}

/* Tags above those that there can be are in no set. */
static bool has_tag(const TagSet *set, int tag) {
  return tag < PACK_TAGS && tagset_has(set, tag);
}

bool pack_word_value(const Pack *pack, uint32_t word, int tag, TagValue *value) {
  const PackWord *record = word_record(pack, word);
  if (!record || !has_tag(pack_tag_set(pack, record->tags), tag)) {
    if (value) {
      *value = (TagValue){0};
    }
    return false;
  }
  find_value(pack, record[0].values, record[1].values, tag, value);
  return true;
}

/* The phrases [*first, *end) that begin with a word, from the first whose second word is not before
   `second`. */
static const PackPhrase *phrases_of(const Pack *pack, const PackWord *word, uint32_t second,
                                    uint32_t *first, uint32_t *end) {
  uint32_t all;
  const PackPhrase *phrases = RECORDS(pack, SECTION_PHRASES, PackPhrase, &all);
  uint32_t low = word[0].phrases, high = word[1].phrases < all ? word[1].phrases : all;
  *end = high;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (phrases[middle].second < second) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  *first = low;
  return phrases;
}

/* Whether the words behind the first are those of the phrase, of which the second is. */
static bool phrase_fits(const Pack *pack, const PackPhrase *phrase, const uint32_t *words,
                        uint32_t n) {
  uint32_t all;
  const uint32_t *own = RECORDS(pack, SECTION_PHRASE_WORDS, uint32_t, &all);
  uint32_t behind = phrase->length - 1;
  if (phrase->length < 2 || phrase->length > n || phrase->words > all ||
      behind > all - phrase->words) {
    return false;
  }
  return memcmp(own + phrase->words, words + 1, behind * sizeof *own) == 0;
}

uint32_t pack_phrase(const Pack *pack, const uint32_t *words, uint32_t n, int tag,
                     TagValue *value) {
  const PackWord *record = n ? word_record(pack, words[0]) : NULL;
  if (!record) {
    if (value) {
      *value = (TagValue){0};
    }
    return 0;
  }
  if (n > 1 && pack_may_pair(pack, words[0], words[1]) &&
      has_tag(pack_tag_set(pack, record->starts), tag)) {
    uint32_t at, end;
    const PackPhrase *phrases = phrases_of(pack, record, words[1], &at, &end);
    for (; at < end && phrases[at].second == words[1]; at++) {
      const PackPhrase *phrase = &phrases[at];
      if (phrase_fits(pack, phrase, words, n) && has_tag(pack_tag_set(pack, phrase->tags), tag)) {
        uint32_t last = phrase->values + phrase->values_n;
        find_value(pack, phrase->values, last, tag, value);
        return phrase->length;
      }
    }
  }
  return pack_word_value(pack, words[0], tag, value) ? 1 : 0;
}

const TagSet *pack_phrase_tags(const Pack *pack, const uint32_t *words, uint32_t n) {
  bool may = n > 1 && pack_may_pair(pack, words[0], words[1]);
  const PackWord *record = may ? word_record(pack, words[0]) : NULL;
  uint32_t at = 0, end = 0;
  const PackPhrase *phrases = record ? phrases_of(pack, record, words[1], &at, &end) : NULL;
  for (; at < end && phrases[at].second == words[1]; at++) {
    if (phrases[at].length == n && phrase_fits(pack, &phrases[at], words, n)) {
      return pack_tag_set(pack, phrases[at].tags);
    }
  }
  return &no_tags;
}

/* The first file whose path is not before `path`. */
static uint32_t first_file(const Pack *pack, Str path) {
  uint32_t low = 0, high;
  const PackFile *files = RECORDS(pack, SECTION_FILES, PackFile, &high);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (str_compare(pack_str(pack, files[middle].path), path) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

Str pack_file(const Pack *pack, const char *path) {
  uint32_t n, size, at = first_file(pack, str_of(path));
  const PackFile *files = RECORDS(pack, SECTION_FILES, PackFile, &n);
  const char *bytes = RECORDS(pack, SECTION_FILE_BYTES, char, &size);
  if (at >= n || !str_is(pack_str(pack, files[at].path), path) || files[at].offset > size ||
      files[at].size > size - files[at].offset) {
    return (Str){NULL, 0};
  }
  return (Str){bytes + files[at].offset, files[at].size};
}

void pack_files(const Pack *pack, const char *prefix, Arena *arena, Str **paths, uint32_t *n) {
  uint32_t all, first = first_file(pack, str_of(prefix)), end = first;
  const PackFile *files = RECORDS(pack, SECTION_FILES, PackFile, &all);
  while (end < all && str_starts(pack_str(pack, files[end].path), prefix)) {
    end++;
  }
  *n = end - first;
  *paths = arena_array(arena, Str, *n);
  for (uint32_t i = first; i < end; i++) {
    (*paths)[i - first] = pack_str(pack, files[i].path);
  }
}
