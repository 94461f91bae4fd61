/* Chunks of one person: who is described, named or told by an age alone. */
#include "frame/chunk_parts.h"

enum { NAMES_COUNTED = 12 };

/* An age stands, whole or in part, among these tokens. */
bool chunk_has_age(const Cutter *c, uint32_t first, uint32_t end) {
  const Number *numbers = c->mentions->numbers.v;
  for (uint32_t i = mentions_first_number(c->mentions, first);
       i < c->mentions->numbers.n && numbers[i].first < end; i++) {
    if (numbers[i].kind == NUMBER_AGE) {
      return true;
    }
  }
  return false;
}

/* "John Smith, 42," : an age in apposition behind the words that end at `end`. */
static bool age_follows(const Cutter *c, uint32_t end) {
  if (!c->ages || end + 1 >= c->end || first_byte(c, end) != ',') {
    return false;
  }
  uint32_t i = mentions_first_number(c->mentions, end + 1);
  const Number *n = i < c->mentions->numbers.n ? &c->mentions->numbers.v[i] : NULL;
  return n && n->first == end + 1 && n->kind == NUMBER_AGE;
}

/* "a 5-year-old": the age is all that is said. */
bool chunk_is_age_alone(const Cutter *c, const Chunk *chunk, bool has_head) {
  uint32_t i = has_head || !c->ages ? c->mentions->numbers.n
                                    : mentions_first_number(c->mentions, chunk->first);
  for (; i < c->mentions->numbers.n && c->mentions->numbers.v[i].first < chunk->end; i++) {
    const Number *n = &c->mentions->numbers.v[i];
    if (n->kind == NUMBER_AGE && chunk->end > n->end + 1) { /* "…-old" behind the number */
      return true;
    }
  }
  return false;
}

enum { NAMES_BEFORE = 256 /* named persons among whom a surname is looked for */ };

/* "Smith", of whom the document has given the whole name. */
static bool is_surname(const Cutter *c, const Chunk *chunk) {
  const Text *text = c->text;
  if (chunk->end != chunk->first + 1 || !text->tokens.v[chunk->first].capital) {
    return false;
  }
  uint32_t tries = 0;
  for (uint32_t i = c->actor; i-- > 0 && tries++ < NAMES_BEFORE;) {
    const ActorMention *a = &c->mentions->actors.v[i];
    if (a->named && a->class == ACTOR_PERSON && a->end >= a->first + 2 &&
        str_equal(token_text(text, a->end - 1), token_text(text, chunk->first))) {
      return true;
    }
  }
  return false;
}

/* "farmer Jon Dow", "brothers Jon": capitals to the end behind a noun of persons are a name of one. */
NamesBehind chunk_names_behind(const Cutter *c, const Chunk *chunk) {
  uint32_t i = chunk->end;
  while (i > chunk->words_first && is_name_like(c, i - 1) && is_word(c, i - 1) &&
         !is(c, i - 1, CLASS(DET))) {
    i--;
  }
  bool noun = i < chunk->end && i > chunk->words_first && is(c, i - 1, CLASS(PERSON)) &&
              !is_noun_too(c, chunk->end - 1);
  return !noun ? NAMES_NONE : is(c, i - 1, CLASS(N_PL)) ? NAMES_OF_SEVERAL : NAMES_OF_ONE;
}

/* "a young girl", "his wife", "Kimani Gray", "a 10-year-old": one person, described or named. A bare
   "the man" goes back to somebody told of before and is no new person. */
bool chunk_is_single_person(const Cutter *c, const Chunk *chunk, const TagSet *tags, bool definite,
                             bool has_head) {
  const ActorMention *named = named_at(c, chunk->head);
  if (is(c, chunk->first, CLASS(NONE) | CLASS(NEG))) {
    return false;
  }
  if (named && named->class == ACTOR_PERSON) {
    return !head_is_demonym(c, chunk->head) && !tagset_has(tags, c->t->n_pl);
  }
  if (chunk_is_age_alone(c, chunk, has_head) || (has_head && is_surname(c, chunk)) ||
      (has_head && chunk_names_behind(c, chunk) != NAMES_NONE)) {
    return true;
  }
  bool aged = (c->ages && chunk_has_age(c, chunk->first, chunk->end)) || age_follows(c, chunk->end);
  bool owned = is(c, chunk->first, CLASS(POSS));
  if (aged && !tagset_has(tags, c->t->n_pl) && !tagset_has(tags, c->t->thing) &&
      (age_follows(c, chunk->end) || is_name_like(c, chunk->head))) {
    return true;
  }
  bool one = tagset_has(tags, c->t->n_sg) && (!tagset_has(tags, c->t->n_pl) || aged);
  return one && tagset_has(tags, c->t->person) &&
         (!definite || aged || owned);
}

/* "Both men were killed", "the couple", "a double murder": a word that says two; not "a couple of men",
   "both men and women", "both Ann and her son". */
bool chunk_says_several(const Cutter *c, const Chunk *chunk, const Number *n, bool has_head) {
  if (n->kind != NUMBER_INDEFINITE || n->number.digits < 2) {
    return false;
  }
  bool both = n->end == n->first + 1;
  uint32_t next = chunk->end;
  if (!both) {
    return has_head && chunk->head + 1 == n->end;
  }
  if (has_head) {
    const TagSet *tags = &c->row->tags[c->row->chunks.n - 1];
    return tagset_has(tags, c->t->persons) && tagset_has(tags, c->t->n_pl) &&
           !is(c, next, CLASS(CONJ));
  }
  while (next < c->end && is(c, next, CLASS(ADV)) && !is_auxiliary(c, next)) {
    next++;
  }
  return next < c->end && (is_auxiliary(c, next) || is_verb_form(c, next));
}

/* The chunk behind what is told of somebody besides the name: ", 31", "(31)". */
static uint32_t behind_age(const Cutter *c, uint32_t i) {
  const Chunk *chunks = c->row->chunks.v;
  uint32_t n = c->row->chunks.n;
  bool bracket = i + 2 < n && first_byte(c, chunks[i].first) == '(' && first_byte(c, chunks[i + 2].first) == ')';
  bool age = i + 1 < n && first_byte(c, chunks[i].first) == ',' && chunks[i + 1].end == chunks[i + 1].first + 1 &&
             is(c, chunks[i + 1].first, CLASS_DIGITS);
  return bracket ? i + 3 : age ? i + 2 : i;
}

/* "Two guards, Omar Lor and Ali Dow, …": behind a count of persons and a mark, as many names as it counts. */
static void tag_names_counted(Cutter *c, uint32_t at) {
  const Chunk *chunks = c->row->chunks.v;
  const Number *number = &c->mentions->numbers.v[chunks[at].number];
  uint32_t names[NAMES_COUNTED], found = 0, i = at + 1, n = c->row->chunks.n;
  bool opens = i < n && chunks[i].kind == CHUNK_WORD && !is_word(c, chunks[i].first);
  for (i++; opens && i < n && found < NAMES_COUNTED; i++) {
    const Chunk *name = &chunks[i];
    bool capital = name->kind == CHUNK_NOUN && tagset_has(&c->row->tags[i], c->t->capital) &&
                   c->text->tokens.v[name->first].capital &&
                   !is(c, name->first, CLASS(DET));
    if (!capital) {
      break;
    }
    names[found++] = i;
    i = behind_age(c, i + 1);
    uint32_t joint = i;
    i += i < n && (first_byte(c, chunks[i].first) == ',' || first_byte(c, chunks[i].first) == ';');
    i += i < n && is(c, chunks[i].first, CLASS(CONJ));
    if (i == joint) {
      break;
    }
    i--;
  }
  bool all = number->has_number && found >= 2 && number->number.digits == (int64_t)found && decimal_is_integer(number->number);
  for (uint32_t k = 0; all && k < found; k++) {
    tagset_add(&c->row->tags[names[k]], c->t->single);
  }
}

/* "brothers Jon and Kim Dow": what goes on as a name is the name of another of them. */
void chunk_tag_names_of_several(Cutter *c) {
  const ChunkTags *t = c->t;
  for (uint32_t i = 0; i + 2 < c->row->chunks.n; i++) {
    const Chunk *chunk = &c->row->chunks.v[i], *next = &c->row->chunks.v[i + 2];
    if (chunk->kind == CHUNK_NOUN && chunk->number >= 0 && is(c, chunk->head, CLASS(PERSON)) &&
        tagset_has(&c->row->tags[i], c->t->figure)) {
      tag_names_counted(c, i);
    }
    bool joined = chunk[1].kind == CHUNK_WORD && (first_byte(c, chunk[1].first) == ',' ||
                                                  is(c, chunk[1].first, CLASS(CONJ)));
    if (chunk->kind == CHUNK_NOUN && next->kind == CHUNK_NOUN && joined &&
        is_name_like(c, next->first) && !is(c, next->first, CLASS(DET)) &&
        tagset_has(&c->row->tags[i + 2], t->unknown) &&
        chunk_names_behind(c, chunk) == NAMES_OF_SEVERAL) {
      tagset_add(&c->row->tags[i + 2], t->single);
    }
  }
}

/* "The teen's death", "a 9-year-old's killing": the words before the mark are one person. */
void chunk_tag_owner(Cutter *c, Chunk *chunk, uint32_t mark) {
  TagSet *tags = &c->row->tags[c->row->chunks.n - 1];
  if (!mark || !tagset_has(tags, c->t->harm_of)) {
    return;
  }
  Chunk owner = {chunk->first, mark, mark - 1, chunk->words_first, -1, 0, CHUNK_NOUN};
  const ActorMention *a = c->actor ? &c->mentions->actors.v[c->actor - 1] : NULL;
  bool named = a && a->named && a->class == ACTOR_PERSON && a->first < mark && a->end >= mark;
  bool age = chunk_is_age_alone(c, &owner, false) && is(c, mark - 1, CLASS(ADJ));
  if (named || age || (!is(c, mark - 1, CLASS(N_PL)) &&
                       chunk_is_single_person(c, &owner, c->text->tags[mark - 1], false, true))) {
    chunk->owner = mark;
    tagset_add(tags, c->t->owned);
  }
}
