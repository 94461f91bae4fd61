/* Naming: the words of a sentence into the happening that they name or go back to. */
#include "discourse/narrative_parts.h"

bool narrative_is_verb(const Teller *t, uint32_t token) {
  for (int i = 0; i < 5; i++) {
    if (tagset_has(&t->text->tags[token], t->tags->verb[i])) {
      return true;
    }
  }
  return false;
}

/* A verb, unless its form may be a noun as well ("attack", "shell"). */
bool narrative_is_noun(const Teller *t, uint32_t token) {
  return !narrative_is_verb(t, token) || tagset_has(&t->text->tags[token], t->tags->clause.singular) ||
         tagset_has(&t->text->tags[token], t->tags->clause.plural);
}

Reference narrative_reference(const Teller *t, const Sentence *s, uint32_t noun) {
  for (uint32_t back = noun; back > s->first && noun - back < REFERENCE_WORDS; back--) {
    if (tagset_has(&t->text->tags[back - 1], t->tags->demonstrative)) {
      return REFERENCE_THIS;
    }
    if (tagset_has(&t->text->tags[back - 1], t->tags->the)) {
      return REFERENCE_THE;
    }
    if (tagset_has(&t->text->tags[back - 1], t->tags->locative) || narrative_is_verb(t, back - 1)) {
      break;
    }
  }
  return REFERENCE_NEW;
}

Naming narrative_naming(const Teller *t, const Sentence *s) {
  TagValue value;
  Naming first = {{NULL, 0}, REFERENCE_NONE, 0};
  for (uint32_t i = s->first; i < s->end; i++) {
    if (!tagset_has(&t->text->tags[i], t->tags->topic) ||
        !pack_word_value(t->text->pack, t->text->words[i], t->tags->topic, &value)) {
      continue;
    }
    Reference reference = narrative_is_noun(t, i) ? narrative_reference(t, s, i) : REFERENCE_NONE;
    if (reference >= REFERENCE_THE) {
      return (Naming){value.text, reference, i};
    }
    if (reference > first.reference || !first.topic.n) {
      first = (Naming){value.text, reference, i};
    }
  }
  return first;
}

bool narrative_named_with(const Teller *t, const Naming *naming, int tag) {
  return naming->reference > REFERENCE_NONE && tagset_has(&t->text->tags[naming->at], tag);
}
