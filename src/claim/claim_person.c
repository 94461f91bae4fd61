/* Persons: proto-persons of a document into person lines, one line for one person. */
#include "claim/claim_person.h"

#include <stdlib.h>

static Harm harm_named(Str name) {
  static const char *const names[] = {"unknown",  "killed",   "injured", "missing",
                                      "detained", "abducted", "infected"};
  for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
    if (str_is(name, names[i])) {
      return (Harm)i;
    }
  }
  return str_is(name, "hit") ? HARM_INJURED : HARM_UNKNOWN;
}

enum { AGE_MOST = 120, AGE_GROWN = 13, FROM_WORDS = 9, APPOSITION_WORDS = 10, NAME_WORDS = 5 };

static bool mark_is(const Making *m, uint32_t i, const char *mark) {
  return i < m->read->text.tokens.n && str_is(token_text(&m->read->text, i), mark);
}

/* "Ana Lor (30)", "a man of 60": a number by itself right behind a person. */
static bool is_age_behind(const Making *m, TokenRange words, const Number *n) {
  bool brackets = mark_is(m, words.end, "(") && mark_is(m, n->end, ")");
  bool of = words.end < m->read->text.tokens.n &&
            tagset_has(m->read->text.tags[words.end], m->rules->frame.row_of) && n->end < m->read->text.tokens.n &&
            !tagset_has(m->read->text.tags[n->end], m->rules->frame.tags.n_pl);
  bool child = words_have(m, words, m->rules->frame.child);
  bool children = n->has_number && n->number.digits < AGE_GROWN && !child; /* "a father of two" */
  return (n->kind == NUMBER_COUNT || (n->kind == NUMBER_MARK && brackets)) && n->first == words.end + 1 && (brackets || (of && !children));
}

/* The age in the words, or in an apposition right behind them: "John Smith, 42,". */
int16_t age_in_words(const Making *m, TokenRange words) {
  const Mentions *mentions = &m->read->mentions;
  const Text *text = &m->read->text;
  bool aged = words.end + 1 < text->tokens.n && mark_is(m, words.end, ",") &&
              tagset_has(text->tags[words.end + 1], m->rules->frame.tags.v_part); /* ", aged 9" */
  uint32_t i = mentions_first_number(mentions, words.first);
  for (; i < mentions->numbers.n && mentions->numbers.v[i].first < words.end + 2 + aged; i++) {
    const Number *n = &mentions->numbers.v[i];
    bool age = n->kind == NUMBER_AGE || is_age_behind(m, words, n);
    if (age && n->has_number && decimal_is_integer(n->number) &&
        n->number.digits < AGE_MOST) {
      return (int16_t)n->number.digits;
    }
  }
  return -1;
}

/* "Ivo Marr, a 54-year-old welder,": the age that the words behind the comma begin with. */
static int16_t age_behind_comma(const Making *m, TokenRange words) {
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_number(mentions, words.end);
  const Number *n = i < mentions->numbers.n ? &mentions->numbers.v[i] : NULL;
  bool fits = n && mark_is(m, words.end, ",") && n->first <= words.end + 2 && n->kind == NUMBER_AGE && n->has_number &&
              token_is_class(&m->read->text, words.end + 1, CLASS(INDEFINITE) | CLASS(DET));
  return fits && decimal_is_integer(n->number) && n->number.digits < AGE_MOST ? (int16_t)n->number.digits : -1;
}

static Str name_of(const Making *m, uint32_t head) {
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_actor(mentions, head);
  const ActorMention *a = i < mentions->actors.n ? &mentions->actors.v[i] : NULL;
  if (a && a->first <= head && a->named && a->class == ACTOR_PERSON) {
    return a->name.n ? a->name : excerpt_of(m, a->first, a->end).text;
  }
  return (Str){NULL, 0};
}

static bool is_name_word(const Making *m, uint32_t i) {
  const Token *t = i < m->read->text.tokens.n ? &m->read->text.tokens.v[i] : NULL;
  return t && t->kind == TOKEN_WORD && t->capital && !t->mark;
}

static bool is_known_place(const Making *m, uint32_t i) {
  const Mentions *mentions = &m->read->mentions;
  for (uint32_t k = mentions_first_place(mentions, i); k < mentions->places.n; k++) {
    const PlaceMention *p = &mentions->places.v[k];
    if (p->first > i) {
      return false;
    }
    if (i < p->end) {
      return true;
    }
  }
  return false;
}

/* "A girl, Ana Lor, was hurt", "his son, Ivo, 9": the words with the name behind a noun for one person; the name
   ends with a comma, at the end or before its verb's sentence does. Words without one otherwise. */
static TokenRange with_name(const Making *m, const ProtoPerson *proto) {
  const Text *text = &m->read->text;
  TokenRange words = proto->words;
  uint32_t last = m->read->text.sentences.v[proto->sentence].end;
  uint32_t i = words.end + 1, end = i;
  bool noun = token_is_class(text, proto->head, CLASS(PERSON)) && !is_name_word(m, proto->head) &&
              proto->head + 1 == words.end;
  bool called = words.end < last && tagset_has(text->tags[words.end], m->rules->frame.called); /* "a nurse named Ana Lor" */
  if (!noun || !(called || mark_is(m, words.end, ","))) {
    return words;
  }
  while (end < last && end < i + NAME_WORDS && is_name_word(m, end)) {
    end++;
  }
  bool ends = called || (end < last && (mark_is(m, end, ",") || mark_is(m, end, ".") || mark_is(m, end, ";") || mark_is(m, end, "(")));
  bool place = end == i + 1 && is_known_place(m, i);
  return end > i && ends && !place ? (TokenRange){words.first, end} : words;
}

/* "the brothers Ivo", "the bride Ana Lor": what stands in capitals behind a noun for persons. */
static Str name_behind_noun(const Making *m, TokenRange words) {
  uint32_t i = words.end;
  while (i > words.first && is_name_word(m, i - 1)) {
    i--;
  }
  bool noun = i > words.first && i < words.end && token_is_class(&m->read->text, i - 1, CLASS(PERSON));
  return noun ? excerpt_of(m, i, words.end).text : (Str){NULL, 0};
}

static bool is_single_at(const Making *m, uint32_t i) {
  const TagSet *tags = m->read->text.tags[i];
  return (tagset_has(tags, m->rules->frame.tags.person) &&
          !tagset_has(tags, m->rules->frame.tags.n_pl)) ||
         name_of(m, i).n;
}

/* "Two men shot Kim Dorr as she ran": a pronoun in a sentence that has no other single person. */
static Sex sex_of_pronoun(const Making *m, const ProtoPerson *proto) {
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  bool named = name_of(m, proto->head).n > 0;
  for (uint32_t i = s->first; i < s->end; i++) {
    const TagSet *tags = m->read->text.tags[i];
    bool inside = proto->words.first <= i && i < proto->words.end;
    bool male = tagset_has(tags, m->rules->rows.male);
    bool stands = token_is_class(&m->read->text, i, CLASS(PRON) | CLASS(POSS));
    bool speaks = !named && token_is_class(&m->read->text, i + 1, CLASS(SAY)); /* "a nurse was hurt, she said" */
    if (i >= proto->words.end && stands && !speaks && (male || tagset_has(tags, m->rules->rows.female))) {
      return male ? SEX_MALE : SEX_FEMALE;
    }
    if (!inside && (male || tagset_has(tags, m->rules->rows.female) || is_single_at(m, i))) {
      return SEX_UNKNOWN;
    }
  }
  return SEX_UNKNOWN;
}

/* "one person", "a person": that there was somebody, and nothing of whom. */
static bool is_described(const Making *m, const ProtoPerson *proto, const Person *person) {
  for (uint32_t i = proto->words.first; i < proto->words.end; i++) {
    const TagSet *tags = m->read->text.tags[i];
    bool empty = tagset_has(tags, m->rules->frame.tags.det) ||
                 tagset_has(tags, m->rules->rows.anyone) ||
                 tagset_has(tags, m->rules->rows.open);
    if (!empty) {
      return true;
    }
  }
  return person->name.n || person->age >= 0;
}

/* "Her neighbour, a fisherman of 51, drowned": with what says who that is. */
static TokenRange with_apposition(const Making *m, TokenRange words) {
  const Text *text = &m->read->text;
  uint32_t i = words.end + 1, end = words.end + APPOSITION_WORDS;
  bool told = token_is_class(text, words.first, CLASS(DET) | CLASS(POSS)) &&
              !token_is_class(text, words.first, CLASS(INDEFINITE));
  if (!told || i >= text->tokens.n || !mark_is(m, words.end, ",") || !token_is_class(text, i, CLASS(INDEFINITE))) {
    return words;
  }
  bool person = false;
  for (; i < text->tokens.n && i < end && !mark_is(m, i, ","); i++) {
    person = person || token_is_class(text, i, CLASS(PERSON));
    if (token_is_class(text, i, CLASS(CONJ) | CLASS(REL) | CLASS(BE)) || mark_is(m, i, ".")) {
      return words;
    }
  }
  return person && i < text->tokens.n && mark_is(m, i, ",") ? (TokenRange){words.first, i} : words;
}

static void person_make(const Making *m, const ProtoPerson *proto, Person *person) {
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  person->document = m->document;
  TokenRange words = with_name(m, proto);
  person->name = name_of(m, proto->head);
  if (words.end > proto->words.end) {
    person->name = name_of(m, words.end - 1);
    uint32_t first = proto->words.end + 1;
    while (first + 1 < words.end && tagset_has(m->read->text.tags[first], m->rules->source.title)) {
      first++;
    }
    person->name = person->name.n ? person->name : excerpt_of(m, first, words.end).text;
  } else {
    person->name = person->name.n ? person->name : name_behind_noun(m, words);
    words = with_apposition(m, words);
  }
  person->words = excerpt_of(m, words.first, words.end);
  person->age = age_in_words(m, words);
  person->age = person->age < 0 && person->name.n ? age_behind_comma(m, words) : person->age;
  bool female = words_have(m, words, m->rules->who.female);
  bool male = words_have(m, words, m->rules->who.male);
  person->sex = female == male ? SEX_UNKNOWN : female ? SEX_FEMALE : SEX_MALE;
  if (person->sex == SEX_UNKNOWN && female == male) {
    person->sex = sex_of_pronoun(m, proto);
  }
  person->harm = harm_named(proto->harm);
  person->sentence = excerpt_of(m, s->first, s->end);
  person->certainty = CERTAINTY_CLEAR;
  person->rule = proto->rule;
  person->episode = m->read->narrative.of_sentence[proto->sentence];
  person->id = line_id(m, 'p', str_lit("person"), (Str){NULL, 0}, &person->words);
}

/* Two mentions of one person: the same name, or neither named and the same age and sex. */
static bool same_person(const Person *a, const Person *b) {
  if (a->name.n && b->name.n) {
    return str_equal_fold(a->name, b->name);
  }
  return a->age >= 0 && a->age == b->age &&
         (a->sex == b->sex || a->sex == SEX_UNKNOWN || b->sex == SEX_UNKNOWN);
}

static int compare_persons(const void *a, const void *b) {
  const Person *x = a, *y = b;
  if (x->words.in_title != y->words.in_title) {
    return x->words.in_title ? -1 : 1;
  }
  if (x->words.span.start != y->words.span.start) {
    return x->words.span.start < y->words.span.start ? -1 : 1;
  }
  return str_compare(x->id, y->id);
}

static bool is_name(const Making *m, const ProtoPerson *p) {
  const Token *head = &m->read->text.tokens.v[p->head];
  bool opens = m->read->text.sentences.v[p->sentence].first == p->head;
  return name_of(m, p->head).n || (head->capital && !opens);
}

/* "the mayor of Orel, Ana Smith": nothing but where a is from, and a comma, before b. */
static bool is_beside(const Making *m, const ProtoPerson *a, const ProtoPerson *b) {
  const Text *text = &m->read->text;
  uint32_t i = a->words.end, end = b->words.first;
  if (end <= i + 2 || end > i + FROM_WORDS || !mark_is(m, end - 1, ",") ||
      !tagset_has(text->tags[i], m->rules->frame.row_of)) {
    return false;
  }
  while (i + 1 < end && text->tokens.v[i].kind != TOKEN_PUNCTUATION &&
         !tagset_has(text->tags[i], m->rules->frame.row_and)) {
    i++;
  }
  return i + 1 == end;
}

/* "John Smith, a teacher,", "John Smith, 45, a teacher": the second describes the first, and neither is another
   person. */
static bool is_apposition(const Making *m, const ProtoPerson *a, const ProtoPerson *b) {
  bool aged = b->words.first == a->words.end + 3 && mark_is(m, a->words.end + 2, ",") && age_in_words(m, a->words) >= 0;
  bool comma = b->sentence == a->sentence &&
               (is_beside(m, a, b) || ((aged || b->words.first == a->words.end + 1) &&
                                       mark_is(m, a->words.end, ",")));
  bool again = b->words.end < m->read->text.tokens.n && mark_is(m, b->words.end, ",") &&
               token_is_class(&m->read->text, a->words.first, CLASS(INDEFINITE)); /* "a girl, Ana Lor, was hit and died" */
  return comma && (again || a->trigger.first == b->trigger.first) && is_name(m, a) != is_name(m, b);
}

/* What is said of a person behind a comma: a name, an age. */
static void add_apposition(const Making *m, const ProtoPerson *beside, Person *person) {
  person->age = person->age < 0 ? age_in_words(m, beside->words) : person->age;
  person->name = person->name.n ? person->name : name_of(m, beside->head);
  if (person->harm == HARM_INJURED && str_is(beside->harm, "killed")) {
    person->harm = HARM_KILLED;
  }
}

/* "The driver", once more. */
static bool is_told_again(const Making *m, const ProtoPersons *protos, uint32_t at) {
  const Text *text = &m->read->text;
  const ProtoPerson *p = &protos->v[at];
  bool definite = tagset_has(text->tags[p->words.first], m->rules->frame.tags.det) &&
                  !token_is_class(text, p->words.first, CLASS(INDEFINITE));
  for (uint32_t k = 0; k < at && definite; k++) {
    const ProtoPerson *q = &protos->v[k];
    if (!q->back && str_equal_fold(token_text(text, p->head), token_text(text, q->head)) &&
        str_equal_fold(excerpt_of(m, p->words.first, p->words.end).text,
                       excerpt_of(m, q->words.first, q->words.end).text)) {
      return true;
    }
  }
  return false;
}

void claim_persons(const Making *m, const ProtoPersons *protos, Extraction *extraction) {
  uint32_t first = extraction->persons.n;
  for (uint32_t i = 0; i < protos->n; i++) {
    Person person = {0};
    bool known = false;
    bool described = false;
    for (uint32_t k = 0; k < protos->n && !described; k++) {
      described = !protos->v[k].back && is_apposition(m, &protos->v[k], &protos->v[i]);
    }
    bool back = protos->v[i].back && with_name(m, &protos->v[i]).end == protos->v[i].words.end; /* "the pilot, Ana Lor, …" */
    if (back || described) {
      continue;
    }
    person_make(m, &protos->v[i], &person);
    for (uint32_t k = 0; k < protos->n; k++) {
      if (is_apposition(m, &protos->v[i], &protos->v[k])) {
        add_apposition(m, &protos->v[k], &person);
      }
    }
    if (!is_described(m, &protos->v[i], &person)) {
      continue;
    }
    known = is_told_again(m, protos, i);
    for (uint32_t k = first; k < extraction->persons.n && !known; k++) {
      Person *other = &extraction->persons.v[k];
      known = same_person(other, &person);
      bool died = other->harm == HARM_INJURED && person.harm == HARM_KILLED;
      if (known && (other->harm == HARM_UNKNOWN || died)) {
        other->harm = person.harm;
      }
      if (known && other->age < 0) {
        other->age = person.age;
      }
      if (known && other->sex == SEX_UNKNOWN) {
        other->sex = person.sex;
      }
    }
    if (!known) {
      array_push(m->arena, &extraction->persons, person);
    }
  }
  if (extraction->persons.n > first) {
    qsort(extraction->persons.v + first, extraction->persons.n - first, sizeof(Person),
          compare_persons);
  }
}
