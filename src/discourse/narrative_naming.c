/* Naming: the words of a sentence into the happening that they name or go back to. */
#include "discourse/narrative_parts.h"

bool narrative_is_verb(const Teller *t, uint32_t token) {
  return token_is_class(t->text, token, CLASS_VERB_FORM);
}

/* A verb, unless its form may be a noun as well ("attack", "shell"). */
bool narrative_is_noun(const Teller *t, uint32_t token) {
  return !narrative_is_verb(t, token) || token_is_class(t->text, token, CLASS(N_SG) | CLASS(N_PL));
}

Reference narrative_reference(const Teller *t, const Sentence *s, uint32_t noun) {
  for (uint32_t back = noun; back > s->first && noun - back < REFERENCE_WORDS; back--) {
    if (tagset_has(t->text->tags[back - 1], t->tags->demonstrative)) {
      return REFERENCE_THIS;
    }
    if (tagset_has(t->text->tags[back - 1], t->tags->the)) {
      return REFERENCE_THE;
    }
    if (tagset_has(t->text->tags[back - 1], t->tags->locative) ||
        tagset_has(t->text->tags[back - 1], t->tags->indefinite) || narrative_is_verb(t, back - 1) ||
        token_is_class(t->text, back - 1, CLASS(PREP))) { /* "the province after two quakes" */
      break;
    }
  }
  return REFERENCE_NEW;
}

/* Words from `at` on that together name a kind of happening ("air strike" is no strike), 0 if none do. */
static uint32_t topic_at(const Teller *t, const Sentence *s, uint32_t at, TagValue *value) {
  const Text *text = t->text;
  if (tagset_has(text->starts[at], t->tags->topic)) {
    return pack_phrase(text->pack, text->words + at, s->end - at, t->tags->topic, value);
  }
  return tagset_has(text->tags[at], t->tags->topic) &&
         pack_word_value(text->pack, text->words[at], t->tags->topic, value);
}

Naming narrative_naming(const Teller *t, const Sentence *s) {
  TagValue value;
  Naming first = {{NULL, 0}, REFERENCE_NONE, 0, 0};
  for (uint32_t i = s->first; i < s->end; i++) {
    bool may = token_is_class(t->text, i, CLASS(TOPIC) | CLASS_PHRASE);
    uint32_t words = may ? topic_at(t, s, i, &value) : 0;
    if (!words) {
      continue;
    }
    bool of = i + 1 < s->end && tagset_has(t->text->tags[i + 1], t->tags->of);
    bool noun = words > 1 || of || narrative_is_noun(t, i); /* "shelling of houses" */
    Naming here = {value.text, noun ? narrative_reference(t, s, i) : REFERENCE_NONE, i, words};
    if (here.reference >= REFERENCE_THE) {
      return here;
    }
    if (here.reference > first.reference || !first.topic.n) {
      first = here;
    }
    i += words - 1;
  }
  return first;
}

bool narrative_named_with(const Teller *t, const Naming *naming, int tag) {
  if (naming->reference == REFERENCE_NONE) {
    return false;
  }
  return naming->words > 1 ? pack_phrase(t->text->pack, t->text->words + naming->at, naming->words,
                                         tag, NULL) == naming->words
                           : tagset_has(t->text->tags[naming->at], tag);
}
