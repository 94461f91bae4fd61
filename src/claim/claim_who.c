/* Who is counted: the words behind a figure into status, sex, age and nationality. */
#include "claim/claim_parts.h"

/* Words are trimmed to what names the counted: no comma at their ends, and no adverb behind them ("left one
   seriously injured"). */
static TokenRange trimmed(const Making *m, TokenRange words) {
  const Text *text = &m->read->text;
  while (words.first < words.end && text->tokens.v[words.first].kind == TOKEN_PUNCTUATION) {
    words.first++;
  }
  while (words.first < words.end &&
         (text->tokens.v[words.end - 1].kind == TOKEN_PUNCTUATION ||
          token_is_class(text, words.end - 1, CLASS(ADV)))) {
    words.end--;
  }
  return words;
}

void claim_who(const Making *m, const ProtoClaim *proto, Claim *claim) {
  TokenRange words = trimmed(m, proto->who);
  if (words.first >= words.end) {
    return;
  }
  Who *who = &claim->who;
  who->words = excerpt_of(m, words.first, words.end);
  bool civilian = words_have(m, words, m->rules->who.civilian);
  bool combatant = words_have(m, words, m->rules->who.combatant);
  bool police = words_have(m, words, m->rules->who.police);
  int said = civilian + combatant + police;
  who->status = said != 1 ? WHO_UNKNOWN : civilian ? WHO_CIVILIAN
                                      : combatant  ? WHO_COMBATANT
                                                   : WHO_POLICE;
  bool female = words_have(m, words, m->rules->who.female);
  bool male = words_have(m, words, m->rules->who.male);
  who->sex = female == male ? SEX_UNKNOWN : female ? SEX_FEMALE : SEX_MALE;
  bool child = words_have(m, words, m->rules->who.child);
  bool elderly = words_have(m, words, m->rules->who.elderly);
  bool adult = words_have(m, words, m->rules->who.adult);
  who->age_class = child + elderly + adult != 1 ? AGE_UNKNOWN
                   : child                      ? AGE_CHILD
                   : elderly                    ? AGE_ELDERLY
                                                : AGE_ADULT;
  const Mentions *mentions = &m->read->mentions;
  for (uint32_t i = mentions_first_place(mentions, words.first);
       i < mentions->places.n && mentions->places.v[i].first < words.end; i++) {
    Place place;
    if (mentions->places.v[i].sense == PLACE_DEMONYM &&
        gazetteer_place(m->rules->gazetteer, mentions->places.v[i].place, &place)) {
      who->nationality = place.name;
      break;
    }
  }
}
