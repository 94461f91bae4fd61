/* Word roles: role=NAME of the lexicon into a table from word number to WordRole. */
#include "mention/word_roles.h"

static const char *const role_names[ROLE_COUNT] = {
    [ROLE_A] = "a",
    [ROLE_THE] = "the",
    [ROLE_OF] = "of",
    [ROLE_IN] = "in",
    [ROLE_DURING] = "during",
    [ROLE_ON] = "on",
    [ROLE_AT] = "at",
    [ROLE_AND] = "and",
    [ROLE_OR] = "or",
    [ROLE_TO] = "to",
    [ROLE_UNTIL] = "until",
    [ROLE_THROUGH] = "through",
    [ROLE_INTO] = "into",
    [ROLE_FROM] = "from",
    [ROLE_BETWEEN] = "between",
    [ROLE_SINCE] = "since",
    [ROLE_BY] = "by",
    [ROLE_FOR] = "for",
    [ROLE_AGO] = "ago",
    [ROLE_BACK] = "back",
    [ROLE_EARLIER] = "earlier",
    [ROLE_LATER] = "later",
    [ROLE_BEFORE] = "before",
    [ROLE_AFTER] = "after",
    [ROLE_HENCE] = "hence",
    [ROLE_THAT] = "that",
    [ROLE_THOSE] = "those",
    [ROLE_THESE] = "these",
    [ROLE_THIS] = "this",
    [ROLE_SAME] = "same",
    [ROLE_EVERY] = "every",
    [ROLE_EACH] = "each",
    [ROLE_OTHER] = "other",
    [ROLE_ONCE] = "once",
    [ROLE_TWICE] = "twice",
    [ROLE_PER] = "per",
    [ROLE_FEW] = "few",
    [ROLE_SEVERAL] = "several",
    [ROLE_COUPLE] = "couple",
    [ROLE_PAIR] = "pair",
    [ROLE_HALF] = "half",
    [ROLE_POINT] = "point",
    [ROLE_PAST] = "past",
    [ROLE_MORE] = "more",
    [ROLE_ONE] = "one",
    [ROLE_LONG] = "long",
    [ROLE_OLD] = "old",
    [ROLE_AS] = "as",
    [ROLE_TIME] = "time",
    [ROLE_PERIOD] = "period",
    [ROLE_TIMES] = "times",
    [ROLE_WHOLE] = "whole",
    [ROLE_ADJECTIVE] = "adjective",
    [ROLE_MOMENTS] = "moments",
    [ROLE_DATE] = "date",
    [ROLE_CALENDAR] = "calendar",
    [ROLE_BE] = "be",
    [ROLE_ONLY] = "only",
    [ROLE_THERE] = "there",
};

static WordRole role_named(Str name) {
  for (int i = 1; i < ROLE_COUNT; i++) {
    if (str_is(name, role_names[i])) {
      return (WordRole)i;
    }
  }
  return ROLE_NONE;
}

int word_roles_read(const Pack *pack, Arena *arena, WordRoles *roles, Status *status) {
  int tag = pack_tag(pack, "role");
  uint32_t n = 1;
  while (pack_word_text(pack, n).n) {
    n++;
  }
  uint8_t *of_word = (uint8_t *)arena_bytes(arena, n);
  memset(of_word, ROLE_NONE, n);
  for (uint32_t word = 1; word < n; word++) {
    TagValue value;
    if (tag < 0 || !tagset_has(pack_word_tags(pack, word), tag) ||
        !pack_word_value(pack, word, tag, &value)) {
      continue;
    }
    WordRole role = role_named(value.text);
    if (role == ROLE_NONE) {
      Str text = pack_word_text(pack, word);
      return status_set(status, STATUS_FORMAT, 0, "the lexicon gives \"%.*s\" an unknown role=%.*s",
                        STR_ARG(text), STR_ARG(value.text));
    }
    of_word[word] = (uint8_t)role;
  }
  *roles = (WordRoles){of_word, n};
  return STATUS_OK;
}
