/* The interchange format's words for enumerators, and back. */
#include "claim/line_names.h"

enum { WORDS_MOST = 9 };

static const char *const WORDS[][WORDS_MOST] = {
    [NAMES_QUALIFIER] = {"exact", "about", "at_least", "more_than", "up_to", "less_than", "nearly",
                         "range", "vague"},
    [NAMES_WHO_STATUS] = {"unknown", "civilian", "combatant", "police", "contested"},
    [NAMES_SEX] = {NULL, "female", "male"},
    [NAMES_AGE_CLASS] = {NULL, "child", "adult", "elderly"},
    [NAMES_BASIS] = {"none", "stated", "inherited", "document"},
    [NAMES_PRECISION] = {"unknown", "point", "settlement", "district", "region", "country"},
    [NAMES_ROLE] = {"held_responsible", "ordered", "took_part", "affected"},
    [NAMES_STANDING] = {"asserted", "suspected", "accused", "claimed", "acknowledged", "denied"},
    [NAMES_SOURCE_KIND] = {"narrator", "named", "unnamed"},
    [NAMES_VIA] = {"verb", "quotation", "footnote"},
    [NAMES_MODALITY] = {"asserted", "reported", "possible", "denied", "disputed"},
    [NAMES_POLARITY] = {"positive", "negative"},
    [NAMES_SCOPE] = {"unstated", "total", "part"},
    [NAMES_CERTAINTY] = {"clear", "unclear"},
    [NAMES_HARM] = {"unknown", "killed", "injured", "missing", "detained", "abducted", "infected"},
};

const char *line_name(LineNames which, int value) {
  return value >= 0 && value < WORDS_MOST ? WORDS[which][value] : NULL;
}

int line_name_value(LineNames which, Str word) {
  for (int i = 0; i < WORDS_MOST; i++) {
    if (WORDS[which][i] && str_is(word, WORDS[which][i])) {
      return i;
    }
  }
  return -1;
}
