/* Time signs: tags, phrases and roles of words, and the looks of other tokens, as bits. */
#include "mention/time_signs.h"

#include "mention/number_grammar.h"

enum { QUOTE_LONGEST = 3 /* bytes */ };

/* What a word with this tag may be, and one that phrases with it begin with. */
static const struct {
  const char *tag;
  uint32_t word, phrase;
} tag_signs[] = {
    {"month", SIGN_MONTH | SIGN_SURE | SIGN_STRONG, 0},
    {"weekday", SIGN_WEEKDAY | SIGN_SURE | SIGN_STRONG, 0},
    {"season", SIGN_SEASON | SIGN_SURE | SIGN_STRONG, 0},
    {"daypart", SIGN_PART | SIGN_SURE | SIGN_STRONG, 0},
    {"day", SIGN_DAY | SIGN_SURE | SIGN_STRONG, 0},
    {"holiday", SIGN_HOLIDAY | SIGN_SURE | SIGN_STRONG, SIGN_HOLIDAY | SIGN_PHRASE},
    {"set", SIGN_SET | SIGN_SURE | SIGN_STRONG, SIGN_SET | SIGN_PHRASE},
    {"time.ref", SIGN_REF | SIGN_SURE | SIGN_STRONG, SIGN_REF | SIGN_PHRASE},
    {"clock", SIGN_CLOCK | SIGN_SURE | SIGN_STRONG, SIGN_CLOCK | SIGN_PHRASE},
    {"time.bare", SIGN_SURE | SIGN_BARE, 0},
    {"time.unit", SIGN_UNIT | SIGN_STRONG, 0},
    {"unit.plural", SIGN_SURE | SIGN_BARE, 0},
    {"anniversary", SIGN_STRONG, 0},
    {"shift", SIGN_SHIFT | SIGN_COUNTS, 0},
    {"time.mod", SIGN_MOD | SIGN_COUNTS, 0},
    {"number", SIGN_CARDINAL | SIGN_COUNTS, 0},
    {"ordinal", SIGN_ORDINAL | SIGN_COUNTS, 0},
    {"quantity", SIGN_AMOUNT | SIGN_COUNTS, 0},
    {"fraction", SIGN_AMOUNT | SIGN_COUNTS, 0},
    {"vague", SIGN_AMOUNT | SIGN_COUNTS, SIGN_AMOUNT | SIGN_HEDGE},
    {"qualifier", SIGN_QUALIFIER | SIGN_COUNTS, SIGN_QUALIFIER | SIGN_HEDGE},
};
enum { TAG_SIGNS = sizeof tag_signs / sizeof *tag_signs };

/* Other tags of words that a time may go on with. */
static const char *const links[] = {"scale",          "scale.short",  "scale.weak",     "era",
                                    "ordinal.suffix", "daypart.plural", "daypart.bare",
                                    "weekday.plural", "time.abbrev",  "age.after"};

static const uint32_t role_signs[ROLE_COUNT] = {
    [ROLE_THE] = SIGN_THE,
    [ROLE_THAT] = SIGN_POINTER,
    [ROLE_THIS] = SIGN_POINTER,
    [ROLE_THOSE] = SIGN_POINTER,
    [ROLE_SAME] = SIGN_POINTER,
    [ROLE_THESE] = SIGN_THESE,
    [ROLE_EVERY] = SIGN_EVERY | SIGN_LED,
    [ROLE_EACH] = SIGN_EVERY | SIGN_LED,
    [ROLE_ONCE] = SIGN_ONCE | SIGN_LED,
    [ROLE_TWICE] = SIGN_ONCE | SIGN_LED,
    [ROLE_A] = SIGN_AMOUNT | SIGN_LED,
    [ROLE_HALF] = SIGN_AMOUNT | SIGN_LED,
    [ROLE_COUPLE] = SIGN_AMOUNT | SIGN_LED,
    [ROLE_SEVERAL] = SIGN_AMOUNT | SIGN_LED,
    [ROLE_FEW] = SIGN_AMOUNT | SIGN_LED,
    [ROLE_PAIR] = SIGN_AMOUNT,
};

TimeSignTable time_signs_of_words(const Pack *pack, const WordRoles *roles, Arena *arena) {
  int tags[TAG_SIGNS];
  TagSet any = {0}, link = pack_tags(pack, links, sizeof links / sizeof *links);
  for (uint32_t i = 0; i < TAG_SIGNS; i++) {
    tags[i] = pack_tag(pack, tag_signs[i].tag);
    tagset_add(&any, tags[i]);
  }
  tagset_join(&link, &any);
  WordSigns *of_word = arena_array(arena, WordSigns, roles->words + 1);
  for (uint32_t word = 1; word < roles->words; word++) {
    const TagSet *own = pack_word_tags(pack, word), *starts = pack_phrase_starts(pack, word);
    WordRole role = word_role(roles, word);
    bool links_on = role != ROLE_NONE || tagset_meets(own, &link) || tagset_meets(starts, &link);
    of_word[word].own = role_signs[role] | (links_on ? (uint32_t)SIGN_LINKS : 0);
    if (!tagset_meets(own, &any) && !tagset_meets(starts, &any)) {
      continue;
    }
    for (uint32_t i = 0; i < TAG_SIGNS; i++) {
      of_word[word].own |= tagset_has(own, tags[i]) ? tag_signs[i].word : 0;
      of_word[word].phrases |= tagset_has(starts, tags[i]) ? tag_signs[i].phrase : 0;
    }
  }
  return (TimeSignTable){of_word, roles->words};
}

/* Of digits and marks; '70s may begin with whatever looks like an apostrophe. */
static uint32_t signs_of_mark(const Text *text, const Token *t) {
  const char *p = text->document->text.p + t->span.start;
  bool quote = span_length(t->span) <= QUOTE_LONGEST && (*p == '\'' || *p == '\xE2');
  return (uint32_t)SIGN_LINKS | (t->kind == TOKEN_NUMBER ? SIGN_DIGITS : quote ? SIGN_QUOTE : 0);
}

/* Of a word that is in no lexicon. */
static uint32_t signs_of_unknown(const Text *text, const Token *t) {
  const char *p = text->document->text.p + t->span.start;
  bool letter = span_length(t->span) == 2 && p[1] >= '1' && p[1] <= '4';
  return letter ? SIGN_LETTER | (uint32_t)SIGN_LINKS : 0;
}

static uint32_t signs_of_token(const Text *text, const TimeSignTable *table, uint32_t i) {
  const Token *t = token_of(text, i);
  uint32_t word = t->word < table->words ? t->word : 0;
  WordSigns both = table->of_word[word];
  uint32_t signs = both.own | (text->classes[i] & CLASS_PHRASE ? both.phrases : 0);
  if (t->kind != TOKEN_WORD) {
    return signs | signs_of_mark(text, t);
  }
  if (!word) {
    signs = signs_of_unknown(text, t);
  }
  return t->space_before ? signs : signs | (uint32_t)SIGN_LINKS;
}

TimeSigns time_signs_of_text(const Text *text, const TimeSignTable *table, Arena *arena) {
  uint32_t n = text->tokens.n, next = UINT32_MAX;
  uint32_t *of = arena_raw(arena, (n + 1) * sizeof *of);
  uint32_t *strong = arena_raw(arena, (n + 1) * sizeof *strong);
  of[n] = 0;
  strong[n] = next;
  for (uint32_t i = n; i-- > 0;) {
    of[i] = signs_of_token(text, table, i);
    next = of[i] & SIGN_STRONG ? i : next;
    strong[i] = next;
  }
  return (TimeSigns){of, strong};
}
