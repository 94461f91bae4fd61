/* Figures that no word states: persons told of one by one into a count, and "shot" into hurt or
   undecided. A row is what one sentence says of several persons at once ("a woman and her son were
   killed"). One person alone is a figure of one only where the document counts nobody and tells of
   nobody else. */
#include "claim/claim_parts.h"

#include <string.h>

/* ------------------------------------------------------------------------------ nobody */

static bool tells_of_harmed(const Making *m, const ProtoLines *lines, const ProtoClaim *zero) {
  for (uint32_t i = 0; i < lines->claims.n; i++) {
    const ProtoClaim *p = &lines->claims.v[i];
    bool same = str_equal(p->measure, zero->measure) || str_is(p->measure, "hit");
    if (same && p->number >= 0 && !m->read->mentions.numbers.v[p->number].negated) {
      return true;
    }
  }
  for (uint32_t i = 0; i < lines->persons.n; i++) {
    Str harm = lines->persons.v[i].harm;
    if (str_equal(harm, zero->measure) ||
        (str_is(harm, "hit") && str_is(zero->measure, "injured"))) {
      return true;
    }
  }
  return false;
}

/* "No one else was hurt", "nobody was seriously wounded": some were. */
bool nobody_but(const Making *m, const ProtoClaim *p) {
  const Number *number = p->number >= 0 ? &m->read->mentions.numbers.v[p->number] : NULL;
  uint32_t n = m->read->text.tokens.n;
  TokenRange with_next = {p->figure.first, p->figure.end + (p->figure.end < n)};
  return number && number->negated &&
         (words_have(m, with_next, m->rules->rows.open) ||
          words_have(m, p->trigger, m->rules->rows.severity) ||
          words_have(m, p->figure, m->rules->rows.severity));
}

void settle_nobody(const Making *m, const ProtoLines *lines, ProtoClaims *kept) {
  for (uint32_t i = 0; i < kept->n; i++) {
    ProtoClaim *p = &kept->v[i];
    bool zero = p->number >= 0 && m->read->mentions.numbers.v[p->number].negated;
    bool of_some = p->who.first < p->who.end &&
                   !tagset_has(m->read->text.tags[p->who_head], m->rules->rows.anyone) &&
                   !tagset_has(m->read->text.tags[p->who_head], m->rules->frame.tags.harm_count);
    if (zero && of_some && tells_of_harmed(m, lines, p)) {
      p->part = p->unclear = true;
    }
  }
}

/* ------------------------------------------------------------------------------ rows */

typedef ARRAY(Row) Rows;

static Row *row_of(Rows *rows, uint32_t sentence, TokenRange trigger, Arena *scratch) {
  for (uint32_t k = rows->n; k-- > 0;) {
    Row *row = &rows->v[k];
    if (row->sentence == sentence && row->trigger.first == trigger.first) {
      return row;
    }
  }
  Row *row = array_add(scratch, rows);
  *row = (Row){.sentence = sentence, .trigger = trigger};
  return row;
}

/* A number stands for the person that it counts: "one man". */
static void row_add(Row *row, RowMember member) {
  for (uint32_t i = 0; i < row->n; i++) {
    const TokenRange *words = &row->members[i].words;
    if (words->first < member.words.end && member.words.first < words->end) {
      return;
    }
  }
  uint32_t i = row->n;
  if (i == ROW_MOST) {
    return;
  }
  for (; i > 0 && row->members[i - 1].words.first > member.words.first; i--) {
    row->members[i] = row->members[i - 1];
  }
  row->members[i] = member;
  row->n++;
}

static Str name_at(const Making *m, uint32_t first, uint32_t end) {
  const Mentions *mentions = &m->read->mentions;
  for (uint32_t i = mentions_first_actor(mentions, first);
       i < mentions->actors.n && mentions->actors.v[i].first < end; i++) {
    if (mentions->actors.v[i].named && mentions->actors.v[i].class == ACTOR_PERSON) {
      return mentions->actors.v[i].name;
    }
  }
  return (Str){NULL, 0};
}

static bool has_word(Str name, Str word) {
  while (name.n) {
    Str rest, first = str_split(name, ' ', &rest);
    if (str_equal_fold(first, word)) {
      return true;
    }
    name = rest;
  }
  return false;
}

/* The name of whom the words are, and not of whose mother: "Dorr's mother". */
static Str own_name(const Making *m, TokenRange words) {
  Str name = name_at(m, words.first, words.end);
  Str last = token_text(&m->read->text, words.end - 1);
  bool tail = last.n && last.n < name.n && /* Ida Lor-Dow */
              str_equal_fold((Str){name.p + name.n - last.n, last.n}, last);
  return name.n && (tail || has_word(name, last)) ? name : (Str){NULL, 0};
}

static void add_figures(const Making *m, const ProtoClaims *claims, const char *measure,
                        Arena *scratch, Rows *rows) {
  for (uint32_t i = 0; i < claims->n; i++) {
    const ProtoClaim *p = &claims->v[i];
    const Number *n = p->number >= 0 ? &m->read->mentions.numbers.v[p->number] : NULL;
    if (!n || !str_is(p->measure, measure) || n->negated || n->qualifier != QUALIFIER_EXACT ||
        !decimal_is_integer(n->number) || n->number.digits < 1 || p->part || p->whole >= 0 ||
        p->apart) {
      continue;
    }
    row_add(
        row_of(rows, p->sentence, p->trigger, scratch),
        (RowMember){.words = p->figure, .proto = (int32_t)i, .count = (uint32_t)n->number.digits});
  }
}

/* "he and seven others": the pronoun is a member like a person. */
static void add_pronouns(const Making *m, Rows *rows) {
  for (uint32_t k = 0; k < rows->n; k++) {
    Row *row = &rows->v[k];
    uint32_t first = row->members[0].words.first;
    uint32_t least = m->read->text.sentences.v[row->sentence].first;
    if (first < least + 2 || !words_have(m, (TokenRange){first - 1, first}, m->rules->rows.and)) {
      continue;
    }
    TokenRange before = {first - 2, first - 1};
    if (words_have(m, before, m->rules->rows.single)) {
      row_add(row, (RowMember){.words = before, .proto = -1, .count = 1});
    }
  }
}

/* "A man shot himself and his son": whoever did it is the first of the row, and counted once. */
static void add_reflexive_before(const Making *m, Row *row) {
  bool told = row->n > 1 && row->members[0].words.end <= row->trigger.first;
  uint32_t first = row->members[told].words.first;
  TokenRange self = {row->trigger.end, row->trigger.end + 1};
  if (first != self.end + 1 || !words_have(m, self, m->rules->rows.self) ||
      !words_have(m, (TokenRange){self.end, first}, m->rules->rows.and)) {
    return;
  }
  if (told) {
    row->members[0] = (RowMember){.words = self, .proto = -1, .count = 1};
  } else {
    row_add(row, (RowMember){.words = self, .proto = -1, .count = 1});
  }
  row->self = true;
}

/* "killed his wife, their son and himself": the attacker is among the dead. */
static void add_reflexives(const Making *m, Rows *rows) {
  for (uint32_t k = 0; k < rows->n; k++) {
    Row *row = &rows->v[k];
    add_reflexive_before(m, row);
    uint32_t at = row->members[row->n - 1].words.end;
    uint32_t end = m->read->text.sentences.v[row->sentence].end;
    if (row->trigger.first > row->members[0].words.first) {
      continue;
    }
    at = row_skip_apposed(m, at, end);
    uint32_t joined = at;
    while (joined < end && (words_have(m, (TokenRange){joined, joined + 1}, m->rules->rows.and) ||
                            str_is(token_text(&m->read->text, joined), ","))) {
      joined++;
    }
    TokenRange self = {joined, joined + 1};
    if (joined > at && joined < end && words_have(m, self, m->rules->rows.self)) {
      row_add(row, (RowMember){.words = self, .proto = -1, .count = 1});
      row->self = true;
    }
  }
}

/* "killed his wife and two sons before taking his own life": the sentence tells of that death by
   another verb. */
static void add_attacker(const Making *m, const ProtoLines *lines, Row *row) {
  bool active = row->trigger.first < row->members[0].words.first;
  for (uint32_t i = 0; active && !row->self && i < lines->persons.n && row->n < ROW_MOST; i++) {
    const ProtoPerson *p = &lines->persons.v[i];
    if (p->sentence == row->sentence && str_is(p->harm, "killed") &&
        p->words.end <= row->trigger.first &&
        p->trigger.first >= row->members[row->n - 1].words.end &&
        words_have(m, p->trigger, m->rules->rows.self)) {
      row->members[row->n++] = (RowMember){.words = p->trigger, .proto = -1, .count = 1};
      row->self = true;
    }
  }
}

/* The measure that a person's harm counts in. */
static bool is_of_measure(Str harm, const char *measure, const char *hit) {
  return str_is(str_is(harm, "hit") ? str_of(hit) : harm, measure);
}

/* "The other victim, a man of 40, was shot": what he describes is another than the dead. */
static bool says_other(const Making *m, const ProtoPerson *p) {
  enum { WORDS = 3 };
  uint32_t comma = p->words.first, least = m->read->text.sentences.v[p->sentence].first;
  if (comma < least + 3 || !str_is(token_text(&m->read->text, comma - 1), ",")) {
    return false;
  }
  uint32_t first = comma - 1 - least > WORDS ? comma - 1 - WORDS : least;
  return first == least && words_have(m, (TokenRange){first, comma - 1}, m->rules->rows.open);
}

/* "Officer shot, suspect killed": all the dead of whom it tells are suspects, and none of them the officer. */
static bool are_suspects(const Making *m, const ProtoPersons *persons, const ProtoClaims *kept) {
  bool any = false;
  for (uint32_t i = 0; i < persons->n; i++) {
    const ProtoPerson *p = &persons->v[i];
    bool dead = str_is(p->harm, "killed");
    if (dead && !words_have(m, p->words, m->rules->frame.suspect)) {
      return false;
    }
    any = any || dead;
  }
  for (uint32_t i = 0; i < kept->n; i++) {
    const ProtoClaim *p = &kept->v[i];
    bool dead = p->number >= 0 && str_is(p->measure, "killed");
    if (dead && !words_have(m, p->figure, m->rules->frame.suspect)) {
      return false;
    }
    any = any || dead;
  }
  return any;
}

/* "Another girl was hit", "a guard was also shot" beside the dead: not one of them. "Shot another girl" may
   be another than who shot. */
static const char *hit_of(const Making *m, const ProtoPerson *p, const char *hit, bool suspects) {
  bool other = (words_have(m, p->words, m->rules->rows.open) || says_other(m, p)) &&
               p->words.end <= p->trigger.first;
  bool officer = suspects && words_have(m, p->words, m->rules->frame.police);
  return other || officer || words_have(m, p->trigger, m->rules->rows.open) ? "injured" : hit;
}

static void add_persons(const Making *m, const ProtoPersons *persons, const ProtoClaims *kept,
                        const char *measure, const char *hit, Arena *scratch, Rows *rows) {
  bool suspects = strcmp(hit, "casualties") == 0 && are_suspects(m, persons, kept);
  for (uint32_t i = 0; i < persons->n; i++) {
    const ProtoPerson *p = &persons->v[i];
    if (is_of_measure(p->harm, measure, hit_of(m, p, hit, suspects)) && !p->among) {
      row_add(row_of(rows, p->sentence, p->trigger, scratch),
              (RowMember){.words = p->words,
                          .proto = -1,
                          .count = 1,
                          .name = own_name(m, p->words)});
    }
  }
}

/* "Ann Smith", "Smith" and "Ann" may be one; "Ann Smith" and "Joan Smith" are two. */
static bool same_name(Str a, Str b) {
  bool whole_a = memchr(a.p, ' ', a.n) != NULL, whole_b = memchr(b.p, ' ', b.n) != NULL;
  if (whole_a == whole_b) {
    return str_equal_fold(a, b);
  }
  return whole_a ? has_word(a, b) : has_word(b, a);
}

/* The document states more of the same harm, or names somebody else who came to it: the row is a
   part. */
static bool is_exceeded(const Making *m, const Row *row, const ProtoLines *lines,
                        const ProtoClaims *kept, const char *measure, const char *hit) {
  bool named = true;
  for (uint32_t i = 0; i < row->n; i++) {
    named = named && row->members[i].name.n;
  }
  for (uint32_t i = 0; i < kept->n; i++) {
    const ProtoClaim *p = &kept->v[i];
    const Number *n = p->number >= 0 ? &m->read->mentions.numbers.v[p->number] : NULL;
    if (n && str_is(p->measure, measure) && n->has_number &&
        decimal_compare(n->number, decimal_of(row->n)) > 0) {
      return true;
    }
  }
  for (uint32_t i = 0; named && i < lines->persons.n; i++) {
    const ProtoPerson *p = &lines->persons.v[i];
    Str name = name_at(m, p->words.first, p->words.end);
    bool known = !name.n || !is_of_measure(p->harm, measure, hit);
    for (uint32_t k = 0; k < row->n && !known; k++) {
      Str other = row->members[k].name;
      known = same_name(other, name);
    }
    if (!known) {
      return true;
    }
  }
  return false;
}

/* The members are told apart by sex, age and kinship alone ("two men and a woman"): parts of one
   number of people. Of other kinds ("two soldiers and five peasants") each is a figure of its own,
   and whether both count together a person should read. */
static bool is_of_one_kind(const Making *m, const Row *row) {
  for (uint32_t i = 0; i < row->n; i++) {
    const RowMember *member = &row->members[i];
    bool plain = member->name.n > 0 || words_have(m, member->words, m->rules->rows.single) ||
                 words_have(m, member->words, m->rules->rows.self) ||
                 words_have(m, member->words, m->rules->rows.anyone) ||
                 words_have_number(m, member->words, NUMBER_AGE);
    for (uint32_t k = member->words.first; k < member->words.end && !plain; k++) {
      const TagSet *tags = m->read->text.tags[k];
      plain = tagset_has(tags, m->rules->who.female) || tagset_has(tags, m->rules->who.male) ||
              tagset_has(tags, m->rules->who.child) || tagset_has(tags, m->rules->who.adult) ||
              tagset_has(tags, m->rules->who.elderly) || tagset_has(tags, m->rules->rows.open);
    }
    if (!plain) {
      return false;
    }
  }
  return true;
}

/* "A policeman and a gunman were killed": persons told of one by one, whatever they are. Without "and" the one
   may describe the other: "pal, football teammate". */
static bool are_single(const Making *m, const Row *row) {
  for (uint32_t i = 0; i < row->n; i++) {
    if (row->members[i].proto >= 0) {
      return false;
    }
  }
  TokenRange between = {row->members[row->n - 2].words.end, row->members[row->n - 1].words.first};
  return words_have(m, between, m->rules->rows.and);
}

/* Each member is one person. Nothing is added to a stated number: of "two soldiers and a guard" the
   two are a figure, and nobody says three. */
static bool row_is_counted(const Row *row) {
  for (uint32_t i = 0; i < row->n; i++) {
    if (row->members[i].count != 1) {
      return false;
    }
  }
  return true;
}

/* "Two men and a woman were killed": the two are not all whom the sentence counts. */
static void parts_mark(const Making *m, const Row *row, ProtoClaims *kept) {
  bool one = row->self && row->n == 2; /* "killed three guards and himself" */
  for (uint32_t i = 0; i < row->n && !one && is_of_one_kind(m, row); i++) {
    if (row->members[i].proto >= 0) {
      kept->v[row->members[i].proto].part = kept->v[row->members[i].proto].unclear = true;
    }
  }
}

/* "A man died and five others were hurt in shootings across the city": he is of one of them. */
static bool is_of_many(const Making *m, const Row *row, const char *measure, const ProtoClaims *kept) {
  for (uint32_t i = 0; i < kept->n && str_is(str_of(measure), "killed"); i++) {
    const ProtoClaim *p = &kept->v[i];
    if (p->sentence == row->sentence && p->number >= 0 && p->apart && str_is(p->measure, "injured")) {
      return sentence_is_of_several(m, row->sentence);
    }
  }
  return false;
}

static void row_take(const Making *m, const Row *row, const char *measure, bool unclear,
                     Arena *scratch, ProtoClaims *kept) {
  ProtoClaim claim = {.sentence = row->sentence,
                      .measure = str_of(measure),
                      .number = -1,
                      .whole = -1,
                      .replaced_by = -1,
                      .trigger = row->trigger,
                      .unclear = unclear || is_of_many(m, row, measure, kept),
                      .rule = row->n > 1 ? str_lit("row.persons") : str_lit("row.person")};
  bool generic = row->n == 1 || is_of_one_kind(m, row) || are_single(m, row);
  claim.unclear = claim.unclear || !generic;
  claim.figure = (TokenRange){row->members[0].words.first, row->members[row->n - 1].words.end};
  claim.who = claim.figure;
  claim.who_head = row->members[0].words.first;
  for (uint32_t i = 0; i < row->n; i++) {
    array_push(m->arena, &claim.counted, row->members[i].words);
    int32_t member = row->members[i].proto;
    if (member >= 0 && generic &&
        (!row->self || row->n > 2)) { /* no figure of what happened: the row is */
      kept->v[member].part = true;
      kept->v[member].whole = (int32_t)kept->n;
      kept->v[member].unclear = true;
    }
  }
  array_push(scratch, kept, claim);
}

/* The members of a row that its first number counts are parts of it. */
static void break_down(const Row *row, ProtoClaims *kept) {
  for (uint32_t i = 1; row_is_broken_down(row) && i < row->n; i++) {
    ProtoClaim *part = row->members[i].proto >= 0 ? &kept->v[row->members[i].proto] : NULL;
    if (part) {
      part->part = true;
      part->whole = row->members[0].proto;
    }
  }
}

/* Two persons of the document's rows have different names: it tells of more than one. */
static bool are_several(const Rows *rows) {
  Str first = {NULL, 0};
  for (uint32_t i = 0; i < rows->n; i++) {
    Str name = rows->v[i].members[0].name;
    if (name.n && first.n && !same_name(name, first)) {
      return true;
    }
    first = name.n > first.n ? name : first;
  }
  return false;
}

/* "Smith was among the dead": there are others. */
static bool tells_of_others(const ProtoPersons *persons, const char *measure, const char *hit) {
  for (uint32_t i = 0; i < persons->n; i++) {
    if (persons->v[i].among && is_of_measure(persons->v[i].harm, measure, hit)) {
      return true;
    }
  }
  return false;
}

static Sex sex_in_words(const Making *m, TokenRange words) {
  bool female = words_have(m, words, m->rules->who.female);
  bool male = words_have(m, words, m->rules->who.male);
  return female == male ? SEX_UNKNOWN : female ? SEX_FEMALE : SEX_MALE;
}

/* "The boy" and "a boy of nine": of one noun. */
static bool same_head(const Making *m, TokenRange a, TokenRange b) {
  const Text *text = &m->read->text;
  return a.end == a.first + 2 && str_equal_fold(token_text(text, b.end - 1), token_text(text, a.end - 1));
}

/* "Kim Dorr was shot in the head … Kim Dorr died on Monday", "a 14-year-old is in serious condition … the
   14-year-old has died", "the boy was taken to a clinic": who died of it is not one of the hurt. */
static bool has_died(const Making *m, const ProtoPersons *persons, const Row *row) {
  TokenRange words = row->members[0].words;
  Str name = own_name(m, words);
  Sex sex = sex_in_words(m, words);
  int16_t age = age_in_words(m, words);
  ProtoClaim deed = {.sentence = row->sentence, .trigger = row->trigger};
  bool had = claim_in_perfect(m, &deed), the = token_has(&m->read->text, words.first, m->rules->narrative.the);
  for (uint32_t i = 0; i < persons->n; i++) {
    const ProtoPerson *p = &persons->v[i];
    Str other = own_name(m, p->words);
    Sex its = sex_in_words(m, p->words);
    bool named = name.n && other.n;
    bool alike = sex == its || sex == SEX_UNKNOWN || its == SEX_UNKNOWN;
    int16_t its_age = age_in_words(m, p->words);
    bool again = (had || (the && same_head(m, words, p->words))) && (age < 0 || its_age < 0);
    bool same = named ? same_name(name, other) : alike && ((age >= 0 && age == its_age) || again);
    if (same && !p->among && str_is(p->harm, "killed")) {
      return true;
    }
  }
  return false;
}

static bool is_of_main(const Making *m, const Row *row) {
  return m->read->narrative.of_sentence[row->sentence] == m->read->narrative.main;
}

/* One person alone is a figure of one where the document counts nobody and tells of nobody else. Of what the
   text tells again and again that counts which is told in the story itself: a lead may have the day of a trial. */
static void single_take(const Making *m, const ProtoPersons *persons, const Rows *rows,
                        const char *measure, Arena *scratch, ProtoClaims *kept) {
  bool taken[2] = {are_several(rows), false}; /* a headline tells of the happening alone */
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < rows->n; i++) {
      const Row *row = &rows->v[i];
      bool may = pass > 0 || row->in_title || is_of_main(m, row);
      bool died = strcmp(measure, "injured") == 0 && !row->in_title && has_died(m, persons, row);
      if (may && row->members[0].proto < 0 && !taken[row->in_title] && !died &&
          !sentence_is_apart(m, row->sentence)) {
        row_take(m, row, measure, false, scratch, kept);
        taken[row->in_title] = true;
      }
    }
  }
}

/* "Three were killed and another was wounded": whom the sentence adds to its count of dead is all who were hurt,
   however many the text says elsewhere were shot. */
static void beside_dead_take(const Making *m, const ProtoPersons *persons, const Rows *rows, Arena *scratch,
                             ProtoClaims *kept) {
  for (uint32_t i = 0; i < rows->n; i++) {
    const Row *row = &rows->v[i];
    bool alone = row->n == 1 && row->members[0].proto < 0 && !sentence_is_apart(m, row->sentence) &&
                 !has_died(m, persons, row);
    for (uint32_t k = 0; k < kept->n && alone; k++) {
      const ProtoClaim *dead = &kept->v[k];
      bool counts = is_count_of(m, dead, "killed") ||
                    (str_is(dead->measure, "killed") && dead->counted.n && !dead->unclear);
      if (dead->sentence == row->sentence && counts && !dead->apart && !dead->part) {
        row_take(m, row, "injured", false, scratch, kept);
        return;
      }
    }
  }
}

/* "Boy, 8, dies of gunshot" over a text that counts others elsewhere, or tells of many: the headline tells of one
   person alone, and what the story itself is of has no other count. */
static void headline_take(const Making *m, Rows *rows, const char *measure, Arena *scratch, ProtoClaims *kept) {
  for (uint32_t i = 0; i < kept->n; i++) {
    const ProtoClaim *p = &kept->v[i];
    bool of_main = m->read->narrative.of_sentence[p->sentence] == m->read->narrative.main ||
                   m->read->text.sentences.v[p->sentence].in_title;
    bool vague = p->number >= 0 && m->read->mentions.numbers.v[p->number].vague; /* "too many die" */
    if (of_main && !p->apart && !vague && str_is(p->measure, measure)) {
      return;
    }
  }
  for (uint32_t i = 0; i < rows->n; i++) {
    Row *row = &rows->v[i];
    if (row->in_title && row->members[0].proto < 0 && row_is_alone(m, row)) {
      row_take(m, row, measure, false, scratch, kept);
      return;
    }
  }
}

static bool tells_of_dying(const Making *m, TokenRange trigger) {
  for (uint32_t i = trigger.first; i < trigger.end; i++) {
    if (token_is_class(&m->read->text, i, CLASS(HARM_INTR))) {
      return true;
    }
  }
  return false;
}

/* "A third person has died", where the sentence begins with it: then three have; "a second body was found". Not "two were hurt and a third
   died", of whom he is the third, and not "an 8th-grader died". Of the hurt only who is one more than the text
   counts: "Three were shot. A fourth victim was found". */
static int32_t ordinal_of(const Making *m, const Row *row, int64_t counted) {
  enum { AHEAD = 3, MOST = 20 };
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[row->sentence];
  TokenRange words = row->members[0].words;
  if (row->n != 1 || row->members[0].proto >= 0 || words.first > s->first + AHEAD ||
      row->trigger.first < words.end ||
      (counted < 0 && !tells_of_dying(m, row->trigger) && !words_have(m, words, m->rules->rows.body)) ||
      words_have(m, words, m->rules->narrative.the)) {
    return -1;
  }
  for (uint32_t i = mentions_first_number(mentions, words.first);
       i < mentions->numbers.n && mentions->numbers.v[i].end < words.end; i++) {
    const Number *n = &mentions->numbers.v[i];
    if (n->kind == NUMBER_ORDINAL && n->number.digits > 1 && n->number.digits <= MOST &&
        (counted < 0 || n->number.digits == counted + 1) &&
        decimal_is_integer(n->number) && m->read->text.tokens.v[n->end].space_before) {
      return (int32_t)i;
    }
  }
  return -1;
}

/* The greatest number of hurt that the text counts; 0: it counts none. */
static int64_t most_of(const Making *m, const ProtoClaims *kept, const char *measure) {
  int64_t most = 0;
  for (uint32_t i = 0; i < kept->n; i++) {
    const ProtoClaim *p = &kept->v[i];
    if (is_count_of(m, p, measure)) {
      Decimal n = m->read->mentions.numbers.v[p->number].number;
      most = decimal_is_integer(n) && n.digits > most ? n.digits : most;
    }
  }
  return most;
}

static void ordinals_take(const Making *m, Rows *rows, const char *measure, Arena *scratch, ProtoClaims *kept) {
  bool dying = strcmp(measure, "killed") == 0;
  int64_t counted = dying ? -1 : most_of(m, kept, measure);
  for (uint32_t i = 0; i < rows->n && counted; i++) {
    const Row *row = &rows->v[i];
    int32_t number = ordinal_of(m, row, counted);
    TokenRange words = row->members[0].words;
    if (number >= 0 && (!sentence_is_apart(m, row->sentence) || excerpt_of(m, words.first, words.end).in_title)) {
      row_take(m, row, measure, false, scratch, kept);
      ProtoClaim *p = &kept->v[kept->n - 1];
      p->number = number;
      p->counted.n = 0;
      p->rule = str_lit("row.ordinal");
    }
  }
}

/* "A woman and her son were also hit" beside the dead: besides them, and so all who were hurt. */
static bool besides_dead(const Making *m, const Row *row, const char *hit) {
  return strcmp(hit, "casualties") == 0 && words_have(m, row->trigger, m->rules->rows.open);
}

void claim_rows(const Making *m, const ProtoLines *lines, Arena *scratch, ProtoClaims *kept) {
  static const char *const measures[] = {"killed", "injured", "casualties"};
  const char *hit = tells_of_dead(m, lines, kept) ? "casualties" : "injured";
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
    Rows rows = {0};
    bool counted = counts_any(m, kept, measures[i]) ||
                   (i > 0 && counts_hit(m, kept) && !one_is_left(m, kept));
    uint32_t stated = kept->n;
    add_figures(m, kept, measures[i], scratch, &rows);
    add_persons(m, &lines->persons, kept, measures[i], hit, scratch, &rows);
    add_pronouns(m, &rows);
    add_reflexives(m, &rows);
    if (i == 0 || (i == 1 && strcmp(hit, measures[1]) == 0)) { /* of the dead; of the hurt where nobody died */
      ordinals_take(m, &rows, measures[i], scratch, kept);
    }
    bool rowed = kept->n > stated;
    for (uint32_t k = 0; k < rows.n; k++) {
      Row *row = &rows.v[k];
      row->in_title =
          excerpt_of(m, row->members[0].words.first, row->members[0].words.end).in_title;
      bool closed = row_close(m, row);
      if (i == 0 && (closed || row_is_alone(m, row))) {
        add_attacker(m, lines, row);
        closed = row->n > 1;
      }
      rowed = rowed || row->n > 1;
      break_down(row, kept);
      if (closed && !row_is_counted(row)) {
        parts_mark(m, row, kept);
      } else if (closed) {
        ProtoClaims before = *kept;
        before.n = stated;
        bool open = row->open && !(i == 1 && besides_dead(m, row, hit) && !counted);
        row_take(m, row, measures[i], open || is_exceeded(m, row, lines, &before, measures[i], hit), scratch,
                 kept);
      }
    }
    if (i < 2 && !rowed && !counted && !tells_of_others(&lines->persons, measures[i], hit)) {
      single_take(m, &lines->persons, &rows, measures[i], scratch, kept);
    } else if (i == 1 && !rowed && !counts_any(m, kept, measures[i]) &&
               !tells_of_others(&lines->persons, measures[i], hit)) {
      beside_dead_take(m, &lines->persons, &rows, scratch, kept);
    } else if (i < 2) {
      headline_take(m, &rows, measures[i], scratch, kept);
    }
  }
}
