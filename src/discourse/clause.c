/* Clauses: tokens of a sentence into a tree of clauses, rebuilt for each question: sentences are short
   and questions are few. */
#include "discourse/clause.h"
#include "mention/time_mention.h"

#include <string.h>

/* Words of harm and of happenings. */
#define CLASS_DEED                                                                                 \
  (CLASS(HARM_VERB) | CLASS(HARM_INTR) | CLASS(HARM_ADJ) | CLASS(ASSAULT) | CLASS(TOPIC) |         \
   CLASS(TELLS_OF))

enum { CLAUSES = 32, SHORTEST = 3 /* tokens that a clause has at least before a comma ends it */ };

void clause_tags(const Pack *pack, ClauseTags *tags) {
  tags->describes = pack_tag(pack, "time.describes");
  tags->since = pack_tag(pack, "since");
  tags->det = pack_tag(pack, "det");
  tags->process = pack_tag(pack, "process");
  tags->when = pack_tag(pack, "clause.when");
  tags->dated = pack_tag(pack, "clause.dated");
  tags->toll_phrase = pack_tag(pack, "toll");
  tags->stamp = pack_tag(pack, "stamp");
  tags->revises = pack_tag(pack, "revise.verb");
  tags->speaks = pack_tag(pack, "att.speak");
  tags->brings = pack_tag(pack, "bring.verb");
  static const char *const finds[] = {"find.verb", "body.verb"};
  tags->finds = pack_tags(pack, finds, sizeof finds / sizeof *finds);
  tags->compares = pack_tag(pack, "time.compared");
  tags->whole = pack_tag(pack, "vague");
  tags->superlative = pack_tag(pack, "superlative");
  tags->ordinal = pack_tag(pack, "ordinal");
  tags->records = pack_tag(pack, "record.verb");
  tags->bodies = pack_tag(pack, "body");
  tags->more = pack_tag(pack, "row.open");
  tags->act = pack_tag(pack, "act");
  tags->where = pack_tag(pack, "place.relative");
  tags->before = pack_tag(pack, "before");
  tags->befell = pack_tag(pack, "befell");
  tags->holiday = pack_tag(pack, "holiday");
  tags->occasion = pack_tag(pack, "occasion");
  tags->on = pack_tag(pack, "locative.weak");
  tags->in = pack_tag(pack, "locative");
  static const char *const harms[] = {"harm.verb", "harm.intr", "assault.verb"};
  tags->harm = pack_tags(pack, harms, sizeof harms / sizeof *harms);
  static const char *const tolls[] = {"toll", "number.noun", "set.noun", "breakdown.noun", "att.survey"};
  tags->toll = pack_tags(pack, tolls, sizeof tolls / sizeof *tolls);
  static const char *const moves[] = {"rise.verb", "reach.verb", "revise.verb", "stand.verb"};
  tags->toll_moves = pack_tags(pack, moves, sizeof moves / sizeof *moves);
  static const char *const occurs[] = {"occur.verb", "commit.verb"};
  tags->occurs = pack_tags(pack, occurs, sizeof occurs / sizeof *occurs);
}

typedef struct Clauses {
  int parent[CLAUSES];
  uint32_t start[CLAUSES];
  bool said[CLAUSES], told[CLAUSES]; /* a verb of saying, any verb has come in it */
  int n, now;
} Clauses;

static bool is_comma(const Text *text, uint32_t token) {
  Str word = token_text(text, token);
  return str_is(word, ",") || str_is(word, ";") || str_is(word, ")") || str_is(word, "\xE2\x80\x94");
}

/* What stands behind the comma goes on with the clause: a participle ("which swept the coast, leaving 12
   dead"), or a name that ends it ("although none are in the capital, Lima."). */
static bool goes_on(const Text *text, uint32_t at, uint32_t end) {
  if (at >= end) {
    return false;
  }
  uint32_t name = at;
  while (name < end && text->tokens.v[name].capital) {
    name++;
  }
  bool named_end = name > at && name < end && text->tokens.v[name].kind == TOKEN_PUNCTUATION;
  return named_end || token_is_class(text, at, CLASS(V_ING));
}

/* "A man who lived near the mill was hit on Monday": the second verb, with no subject of its own, is that
   of the clause above. */
static bool is_verb_above(const Text *text, uint32_t at, const Clauses *c) {
  return c->now && token_is_class(text, at, CLASS(BE) | CLASS(HAVE)) && c->told[c->now] &&
         !c->said[c->now] && token_is_class(text, c->start[c->now], CLASS(REL)) &&
         at > c->start[c->now] + 2 &&
         !token_is_class(text, at - 1, CLASS_FINITE | CLASS(PRON) | CLASS(CONJ) | CLASS(REL) | CLASS(ADV));
}

/* Walks on to the clause of token `at`. */
static void step(const Text *text, uint32_t at, Clauses *c) {
  if (is_verb_above(text, at, c)) {
    c->now = c->parent[c->now];
  }
  c->told[c->now] = c->told[c->now] || token_is_class(text, at, CLASS_FINITE);
  c->said[c->now] = c->said[c->now] || token_is_class(text, at, CLASS(SAY));
  if (token_is_class(text, at, CLASS(CLAUSE_OWN)) && c->n < CLAUSES) {
    c->told[c->n] = c->said[c->n] = false;
    c->parent[c->n] = c->now;
    c->start[c->n] = at;
    c->now = c->n++;
  } else if (c->now && is_comma(text, at) && at >= c->start[c->now] + SHORTEST &&
             !goes_on(text, at + 1, text->sentences.v[text->tokens.v[at].sentence].end)) {
    c->now = c->parent[c->now];
  }
}

/* Does no word of [first, end) begin a clause of its own? */
static bool is_one_clause(const Text *text, uint32_t first, uint32_t end) {
  uint64_t all = 0;
  for (uint32_t i = first; i < end; i++) {
    all |= text->classes[i];
  }
  return !(all & CLASS(CLAUSE_OWN));
}

static bool is_above(const Clauses *c, int above, int below) {
  for (int i = below; i > 0; i = c->parent[i]) {
    if (c->parent[i] == above) {
      return true;
    }
  }
  return false;
}

/* A deed between the beginning of a clause and a time in it: "who was shot at home on Saturday"; or that the
   words before it occurred: "the murder, which was carried out on Saturday". */
static bool tells_of_harm(const ClauseTags *tags, const Text *text, uint32_t words, uint32_t first, uint32_t time) {
  bool noun = words < first;
  for (uint32_t i = words; i < first && noun; i++) {
    noun = !token_is_class(text, i, CLASS_FINITE);
  }
  for (uint32_t i = first; i < time; i++) {
    if (tagset_meets(text->tags[i], &tags->harm) || (noun && tagset_meets(text->tags[i], &tags->occurs))) {
      return true;
    }
  }
  return false;
}

ClauseFit clause_fit(const ClauseTags *tags, const Text *text, uint32_t time, uint32_t words) {
  const Sentence *s = &text->sentences.v[text->tokens.v[time].sentence];
  Clauses c = {.n = 1};
  int of_time = 0, of_words = 0;
  uint32_t last = time > words ? time : words, end = last < s->end ? last + 1 : s->end;
  if (is_one_clause(text, s->first, end)) {
    return CLAUSE_SAME;
  }
  for (uint32_t i = s->first; i < end; i++) {
    step(text, i, &c);
    of_time = i == time ? c.now : of_time;
    of_words = i == words ? c.now : of_words;
  }
  if (of_time == of_words) {
    return CLAUSE_SAME;
  }
  if (is_above(&c, of_time, of_words)) {
    return CLAUSE_ABOVE;
  }
  if (is_above(&c, of_words, of_time) && /* not "…, where they have fought since March" */
      tagset_has(text->tags[c.start[of_time]], tags->since) &&
      (c.parent[of_time] == of_words || !c.told[c.parent[of_time]])) {
    return CLAUSE_SINCE;
  }
  if (is_above(&c, of_words, of_time) && tells_of_harm(tags, text, words, c.start[of_time], time)) {
    return CLAUSE_BELOW;
  }
  return CLAUSE_OTHER;
}

bool clause_is_since(const ClauseTags *tags, const Text *text, uint32_t time) {
  uint32_t sentence = text->tokens.v[time].sentence;
  Clauses c = {.n = 1};
  if (!tagset_has(&text->sentence_tags[sentence], tags->since)) {
    return false;
  }
  for (uint32_t i = text->sentences.v[sentence].first; i <= time; i++) {
    step(text, i, &c);
  }
  return c.now && tagset_has(text->tags[c.start[c.now]], tags->since) && c.start[c.now] < time;
}

bool clause_is_main(const Text *text, uint32_t time) {
  const Sentence *s = &text->sentences.v[text->tokens.v[time].sentence];
  Clauses c = {.n = 1};
  if (is_one_clause(text, s->first, time + 1)) {
    return true;
  }
  for (uint32_t i = s->first; i <= time; i++) {
    step(text, i, &c);
  }
  return c.now == 0;
}

bool clause_tells_before(const Text *text, uint32_t time) {
  Clauses c = {.n = 1};
  for (uint32_t i = text->sentences.v[text->tokens.v[time].sentence].first; i <= time; i++) {
    step(text, i, &c);
  }
  for (uint32_t i = c.start[c.now] + 1; c.now && i < time; i++) {
    if (token_is_class(text, i, CLASS_DEED)) {
      return true;
    }
  }
  return false;
}

/* "Off the island where a boat sank", "after a ferry sank": nothing but a subject between such a word and the verb. */
static bool is_subject_behind(const ClauseTags *tags, const Text *text, uint32_t least, uint32_t verb) {
  enum { SUBJECT = 7 };
  for (uint32_t i = verb; i > least + 1 && verb - i < SUBJECT; i--) {
    bool begins = tagset_has(text->tags[i - 1], tags->where) ||
                  (tagset_has(text->tags[i - 1], tags->when) && !tagset_has(text->tags[i - 1], tags->before) &&
                   !token_is_class(text, i - 1, CLASS(CLAUSE_OWN)));
    if (begins) {
      return i < verb;
    }
    if (text->tokens.v[i - 1].kind == TOKEN_PUNCTUATION || token_is_class(text, i - 1, CLASS_FINITE | CLASS(CLAUSE_OWN) | CLASS(THAT))) {
      return false;
    }
  }
  return false;
}

bool clause_time_of_happening(const ClauseTags *tags, const Text *text, uint32_t time) {
  enum { FAR = 14 };
  const Sentence *s = &text->sentences.v[text->tokens.v[time].sentence];
  for (uint32_t i = time; i > s->first + 2 && time - i < FAR; i--) {
    uint32_t verb = i - 1;
    if (token_may_begin(text, verb, tags->befell) &&
        pack_phrase(text->pack, text->words + verb, s->end - verb, tags->befell, NULL) > 0) {
      uint32_t begin = verb - token_is_class(text, verb - 1, CLASS(ADV));
      if (is_subject_behind(tags, text, s->first, begin)) {
        return true;
      }
      return begin > s->first + 1 && token_is_class(text, begin - 1, CLASS(REL) | CLASS(THAT)) &&
             !token_is_class(text, begin - 2, CLASS(SAY) | CLASS_FINITE);
    }
    if (token_is_class(text, verb, CLASS(CLAUSE_OWN) | CLASS(SAY) | CLASS(HAVE)) || is_comma(text, verb)) {
      return false;
    }
  }
  return false;
}

/* It has an hour of the clock. */
static bool has_clock(const TimeMention *time) {
  const char *hour = time->value.n ? memchr(time->value.p, 'T', time->value.n) : NULL;
  return time->timex == TIMEX_TIME && hour && hour + 1 < time->value.p + time->value.n &&
         hour[1] >= '0' && hour[1] <= '9';
}

bool clause_time_is_compared(const ClauseTags *tags, const Text *text, uint32_t at) {
  uint32_t number = at - 2, least = text->sentences.v[text->tokens.v[at].sentence].first;
  if (at > least + 1 && tagset_has(text->tags[at - 1], tags->on) &&
      tagset_has(text->tags[number], tags->compares)) {
    return true;
  }
  return at > least + 3 && token_is_class(text, at - 1, CLASS(PREP)) &&
         (text->tokens.v[number].kind == TOKEN_NUMBER || token_is_class(text, number, CLASS(NUMBER))) &&
         tagset_has(text->tags[number - 1], tags->describes) && token_is_class(text, number - 2, CLASS(ADV) | CLASS(PREP));
}

bool clause_time_is_genitive(const Text *text, uint32_t end) {
  Str word = end < text->tokens.n ? token_text(text, end) : (Str){NULL, 0};
  return word.n && !text->tokens.v[end].space_before &&
         (str_equal_fold(word, str_lit("'s")) || str_equal_fold(word, str_lit("\u2019s")));
}

/* "Dawn on Monday". */
static bool has_on(const ClauseTags *tags, const Text *text, const TimeMention *time) {
  for (uint32_t i = time->first; i < time->end; i++) {
    if (tagset_has(text->tags[i], tags->on)) {
      return true;
    }
  }
  return false;
}

/* "The second such accident this month", "the deadliest attack of the year": among what a happening is ranked. */
static bool is_ranked_within(const ClauseTags *tags, const Text *text, const TimeMention *time) {
  enum { NEAR = 8, WEEK = 6 };
  uint32_t least = text->sentences.v[text->tokens.v[time->first].sentence].first;
  if (!civil_valid(time->start) || !civil_valid(time->end_date) ||
      civil_last(time->end_date) - civil_first(time->start) < WEEK) {
    return false;
  }
  bool happening = false;
  for (uint32_t i = time->first; i > least && time->first - i < NEAR; i--) {
    if (text->tokens.v[i - 1].kind == TOKEN_PUNCTUATION || token_is_class(text, i - 1, CLASS_FINITE)) {
      return false;
    }
    happening = happening || token_is_class(text, i - 1, CLASS(TOPIC));
    if (happening && (tagset_has(text->tags[i - 1], tags->superlative) || tagset_has(text->tags[i - 1], tags->ordinal))) {
      return true;
    }
  }
  return false;
}

bool clause_time_describes(const ClauseTags *tags, const Text *text, const TimeMention *mention,
                           bool range) {
  uint32_t time = mention->first, end = mention->end;
  if (is_ranked_within(tags, text, mention)) {
    return true;
  }
  const Sentence *s = &text->sentences.v[text->tokens.v[time].sentence];
  bool determined = time > s->first && token_is_class(text, time - 1, CLASS(DET));
  bool before_noun = end < s->end && text->tokens.v[end].kind == TOKEN_WORD &&
                     (token_is_class(text, end, CLASS(N_SG) | CLASS(N_PL)) ||
                      (token_is_class(text, end, CLASS(TOPIC)) && !token_is_class(text, end, CLASS(V_PAST))));
  const TagSet *before = text->tags[time > s->first ? time - 1 : time];
  bool behind_prep = tagset_has(before, tags->on) && !tagset_has(before, tags->describes);
  behind_prep = behind_prep || (tagset_has(before, tags->in) && end < s->end && !token_is_class(text, end, CLASS(TOPIC)));
  bool subject = has_clock(mention) && end < s->end && !token_is_class(text, end, CLASS(V_S)); /* "at 9 p.m. Sunday officers" */
  TimeForm form = mention->expression->form; /* "the following day soldiers …" */
  bool whole = (form == FORM_SHIFT || form == FORM_OFFSET || form == FORM_REFERENCE) && end > time + 1;
  whole = whole || has_on(tags, text, mention); /* "before dawn on Monday soldiers …" */
  if (before_noun && token_may_begin(text, time, tags->holiday) && token_is_class(text, end, CLASS(N_SG) | CLASS(N_PL)) &&
      !token_is_class(text, end, CLASS(TOPIC))) {
    return true; /* "a Christmas market" */
  }
  if (before_noun && !determined && !behind_prep && !subject && !whole) { /* "2004 tsunami", but not "on 3 May rebels …" */
    return true;
  }
  uint32_t at = determined ? time - 1 : time;
  while (at > s->first + 1 && token_is_class(text, at - 1, CLASS(ADV))) { /* "from just" */
    at--;
  }
  bool whole_of = at > s->first + 1 && tagset_has(text->tags[at - 2], tags->whole); /* "in all of 2013" */
  return !range && at > s->first && !whole_of &&
         (tagset_has(text->tags[at - 1], tags->describes) || clause_time_is_compared(tags, text, at));
}

static bool is_quote(const Text *text, uint32_t token) {
  Str word = token_text(text, token);
  return str_is(word, "\"") || str_is(word, "\xE2\x80\x9C") || str_is(word, "\xE2\x80\x9D");
}

bool clause_time_of_another(const ClauseTags *tags, const Text *text, uint32_t first, uint32_t end) {
  enum { GROUP = 4 };
  const Sentence *s = &text->sentences.v[text->tokens.v[first].sentence];
  if (first > s->first && end < s->end && is_quote(text, first - 1) && is_quote(text, end)) {
    return true; /* the "9 May" front */
  }
  for (uint32_t i = end; i < s->end && i < end + GROUP && text->tokens.v[i].kind == TOKEN_WORD; i++) {
    if (token_is_class(text, i, CLASS_DEED) ||
        token_is_class(text, i, CLASS(PREP) | CLASS(CLAUSE_OWN) | CLASS(DET))) {
      return false;
    }
    bool deed = i + 1 < s->end && token_is_class(text, i + 1, CLASS_DEED); /* "the 3 May plaza bombing" */
    if (!deed && tagset_has(text->tags[i], tags->occasion)) {
      return true;
    }
  }
  return false;
}

/* "It was officially reported today": the day of the report. */
static bool is_of_report(const Text *text, uint32_t first) {
  enum { FAR = 6 };
  uint32_t least = text->sentences.v[text->tokens.v[first].sentence].first, at = first;
  while (at > least && token_is_class(text, at - 1, CLASS(ADV) | CLASS(PREP))) {
    at--;
  }
  if (at == least || !token_is_class(text, at - 1, CLASS(SAY))) {
    return false;
  }
  bool passive = false;
  for (at--; at > least && first - at < FAR; at--) {
    bool auxiliary = token_is_class(text, at - 1, CLASS_FINITE);
    passive = passive || auxiliary;
    if (!auxiliary && !token_is_class(text, at - 1, CLASS(ADV))) {
      return passive && token_is_class(text, at - 1, CLASS(PRON));
    }
  }
  return false;
}

/* "Officials had spoken of 41 dead on Thursday", "had put the number at six on Monday": an earlier word for what is told
   now, and nothing told between that happened. */
static bool is_of_earlier_word(const ClauseTags *tags, const Text *text, uint32_t first) {
  enum { FAR = 9, TO_HAD = 3 };
  uint32_t least = text->sentences.v[text->tokens.v[first].sentence].first, verb = first;
  for (; verb > least && first - verb < FAR; verb--) {
    bool says = token_is_class(text, verb - 1, CLASS(SAY)) || tagset_has(text->tags[verb - 1], tags->brings) ||
                tagset_has(text->tags[verb - 1], tags->speaks);
    if (says && token_is_class(text, verb - 1, CLASS(V_PART)) && !tagset_meets(text->tags[verb - 1], &tags->finds)) {
      break;
    }
    if (text->tokens.v[verb - 1].kind == TOKEN_PUNCTUATION ||
        token_is_class(text, verb - 1, CLASS(CLAUSE_OWN) | CLASS(THAT) | CLASS(TOPIC) | CLASS_FINITE | CLASS(HARM_VERB) |
                                           CLASS(HARM_INTR))) {
      return false;
    }
  }
  for (uint32_t i = verb; i-- > least + 1 && verb - i <= TO_HAD && first - verb < FAR;) {
    if (token_is_class(text, i - 1, CLASS(HAVE))) {
      return true;
    }
  }
  return false;
}

static bool inside(const TokenRange *ranges, uint32_t n, uint32_t token) {
  for (uint32_t i = 0; i < n; i++) {
    if (ranges[i].first <= token && token < ranges[i].end) {
      return true;
    }
  }
  return false;
}

/* "When the shell hit on Tuesday, …": between the sentence's first word, a conjunction, and the time
   stands a whole clause. */
static bool inside_opening_clause(const ClauseTags *tags, const Text *text, uint32_t first) {
  uint32_t opening = text->sentences.v[text->tokens.v[first].sentence].first;
  bool verb = false;
  if (!tagset_has(text->tags[opening], tags->when)) {
    return false;
  }
  for (uint32_t i = opening + 1; i < first; i++) {
    if (is_comma(text, i)) {
      return false;
    }
    verb = verb || token_is_class(text, i, CLASS_FINITE);
  }
  return verb;
}

enum { SPEECH_BEFORE = 7 /* "said in a statement to reporters on Tuesday that" */ };

/* A cue of saying in a sentence, as far as times care. */
typedef struct Cue {
  uint32_t said; /* where the one who speaks, or the cue, begins */
  uint32_t first, end;
  uint32_t source_end; /* first if there is none before it */
} Cue;

/* "Around 4 p.m. Monday, police say, a man was shot": who says so now did not say it then; but "reports
   today that". */
static bool says_now(const Text *text, const Cue *cue, const TimeMention *time) {
  const TimeExpression *e = time->expression;
  while (e && (e->form == FORM_PART || e->form == FORM_CLOCK) && e->base) {
    e = e->base;
  }
  bool day = e && e->form == FORM_DATE;
  bool between = cue->said < time->first && time->end <= cue->first;
  bool that = time->end < text->tokens.n && (text->classes[time->end] & CLASS(THAT)) != 0;
  bool present = day && !between && !that && cue->source_end > cue->said;
  for (uint32_t i = cue->first; i < cue->end && present; i++) {
    present = token_is_class(text, i, CLASS(V_S) | CLASS(V_BASE)) &&
              !token_is_class(text, i, CLASS(V_PAST) | CLASS(V_PART) | CLASS(V_ING));
  }
  return present;
}

/* "Officers responded Friday", "called police on Friday": no saying at all. */
static bool is_act(const ClauseTags *tags, const Text *text, const Cue *cue) {
  uint32_t end = text->sentences.v[text->tokens.v[cue->first].sentence].end;
  return token_is_class(text, cue->first, CLASS(TELLS_OF)) ||
         (token_may_begin(text, cue->first, tags->act) &&
          pack_phrase(text->pack, text->words + cue->first, end - cue->first, tags->act, NULL) > 0);
}

/* "On Monday police raided the house and said so": the time is that of the verb before. */
static bool does_before(const Text *text, const Cue *cue) {
  for (uint32_t i = cue->source_end; i < cue->first; i++) {
    if (token_is_class(text, i, CLASS(CLAUSE_OWN))) {
      return false;
    }
    if (token_is_class(text, i, CLASS(V_PAST)) && !token_is_class(text, i, CLASS_AUXILIARY)) {
      return true;
    }
  }
  return false;
}

/* "A woman shot in a car on Sunday said": what was done to the one who speaks. */
static bool is_in_source(const Text *text, const Cue *cue, uint32_t time) {
  enum { NEAR = 5 };
  for (uint32_t i = time; i > cue->said && time - i < NEAR; i--) {
    if (token_is_class(text, i - 1, CLASS_DEED)) {
      return true;
    }
  }
  return false;
}

/* The time of tokens [first, end) stands beside the cue, as that when it was said. */
static bool is_time_of_cue(const ClauseTags *tags, const Text *text, const Cue *cue, const TimeMention *time) {
  uint32_t first = time->first, end = time->end;
  bool other = end < cue->first && (text->classes[end] & CLASS(CONJ)) != 0; /* "called on Sunday and said" */
  bool clause = end < cue->first && tagset_has(text->tags[end], tags->when); /* "on Sunday after police said" */
  bool that = first >= cue->end && first <= cue->end + SPEECH_BEFORE && end < text->tokens.n &&
              (text->classes[end] & CLASS(THAT)) != 0;
  if (first >= cue->end && first <= cue->end + 2) {
    /* "said that around 3 p.m. Sunday, it received a call": nobody times speech so */
    return that || !has_clock(time) || end >= text->tokens.n || !str_is(token_text(text, end), ",");
  }
  if (that) {
    return true;
  }
  if (clause) {
    return false;
  }
  if (end <= cue->first && cue->first <= end + 2) {
    return !other && !is_in_source(text, cue, first);
  }
  return end <= cue->said && cue->said <= end + 1 && !does_before(text, cue);
}

/* "Officials had spoken of 41 dead on Thursday": no clause, and the last words say when they spoke. */
static bool told_then(const Text *text, const Attribution *a, const TimeMention *time) {
  const TokenRange *said = &a->content.v[a->content.n - 1];
  if (!token_is_class(text, a->cue.v[0].first, CLASS(HAVE)) || has_clock(time) || time->end != said->end) {
    return false;
  }
  for (uint32_t i = said->first; i < said->end; i++) {
    if (token_is_class(text, i, CLASS_VERB_FORM | CLASS(CLAUSE_OWN))) {
      return false;
    }
  }
  return true;
}

/* "Announced 20 dead three days later", "gave 12 dead the next day": counted from the deed, it is when they said so. */
static bool said_later(const Text *text, const Attribution *a, const TimeMention *time) {
  const TokenRange *said = &a->content.v[a->content.n - 1];
  TimeForm form = time->expression->form;
  if (time->anchor != ANCHOR_NARRATIVE || (form != FORM_OFFSET && form != FORM_SHIFT) || time->end != said->end) {
    return false;
  }
  for (uint32_t i = a->cue.v[0].end; i < time->first; i++) {
    if (token_is_class(text, i, CLASS(CLAUSE_OWN) | CLASS(PREP) | CLASS(THAT)) ||
        (token_is_class(text, i, CLASS_VERB_FORM) && !token_is_class(text, i, CLASS(HARM_ADJ)))) {
      return false;
    }
  }
  return true;
}

/* "In June the mission documented 40 deaths", "last year the agency recorded 312": the period that is counted. */
static bool is_counted_period(const ClauseTags *tags, const Text *text, const Cue *cue, const TimeMention *time) {
  enum { MONTH = 27 };
  bool counts = false;
  for (uint32_t i = cue->first; i < cue->end; i++) {
    counts = counts || tagset_has(text->tags[i], tags->records);
  }
  return counts && civil_valid(time->start) && civil_valid(time->end_date) &&
         civil_last(time->end_date) - civil_first(time->start) >= MONTH;
}

bool clause_time_of_speech(const ClauseTags *tags, const Mentions *mentions, const TimeMention *time) {
  const Text *text = mentions->text;
  uint32_t first = time->first, sentence = text->tokens.v[first].sentence;
  bool range = time->timex == TIMEX_DURATION || (time->value.n && memchr(time->value.p, '/', time->value.n));
  uint32_t least = text->sentences.v[sentence].first;
  uint32_t lead = first > least + 1 && token_is_class(text, first - 1, CLASS(DET)) ? first - 1 : first;
  bool opens = lead == least + 1 || (lead > least + 1 && text->tokens.v[lead - 2].kind == TOKEN_PUNCTUATION);
  bool since = opens && tagset_has(text->tags[lead - 1], tags->since);
  if (inside_opening_clause(tags, text, first) || range || since) { /* "Between 3 and 9 May", "since May the ministry reported 40 cases" */
    return false;
  }
  bool earlier = !clause_time_is_genitive(text, time->end) && is_of_earlier_word(tags, text, first);
  if (!has_clock(time) && (is_of_report(text, first) || earlier)) {
    return true;
  }
  uint32_t i, behind;
  mentions_attributions_before(mentions, text->sentences.v[sentence].end, &i, &behind);
  for (; i < behind; i++) {
    const Attribution *a = &mentions->attributions.v[i];
    if (a->cue.n == 0 || text->tokens.v[a->cue.v[0].first].sentence != sentence) {
      continue;
    }
    if (inside(a->content.v, a->content.n, first)) {
      if (told_then(text, a, time) || said_later(text, a, time)) {
        return true;
      }
      continue;
    }
    Cue cue = {.first = a->cue.v[0].first, .end = a->cue.v[a->cue.n - 1].end};
    bool before = a->source.n && a->source.v[0].first < cue.first;
    cue.said = before ? a->source.v[0].first : cue.first;
    cue.source_end = before && a->source.v[0].end < cue.first ? a->source.v[0].end : cue.first;
    if (!is_act(tags, text, &cue) && !says_now(text, &cue, time) && is_time_of_cue(tags, text, &cue, time) &&
        !is_counted_period(tags, text, &cue, time)) {
      return true;
    }
  }
  return false;
}

enum { PROCESS_BEFORE = 10, PROCESS_BEHIND = 14, PROCESS_VERB = 5 };

static bool ends_clause(const Text *text, uint32_t i) {
  Str word = token_text(text, i);
  return token_is_class(text, i, CLASS(CLAUSE_OWN)) || str_is(word, ";") || str_is(word, ":");
}

/* "Raised the toll", "revised its figure", with no other verb between. */
static bool moves_toll_behind(const ClauseTags *tags, const Text *text, const Sentence *s, uint32_t i) {
  enum { OBJECT = 5 };
  bool transitive = tagset_has(text->tags[i], tags->revises) || tagset_has(text->tags[i], tags->brings);
  for (uint32_t at = i + 1; transitive && at < s->end && at <= i + OBJECT; at++) {
    if (token_may_begin(text, at, tags->toll_phrase) || tagset_meets(text->tags[at], &tags->toll)) {
      return true;
    }
    if (token_is_class(text, at, CLASS_FINITE) || text->tokens.v[at].kind != TOKEN_WORD) {
      return false;
    }
  }
  return false;
}

/* "Recovered two more bodies", "pulled nine bodies out at night and three more", "nine more corpses were found": the dead of
   before. */
static bool finds_dead(const ClauseTags *tags, const Text *text, const Sentence *s, uint32_t i) {
  enum { OBJECT = 9, SUBJECT = 6 };
  bool more = false, bodies = false, finds = tagset_meets(text->tags[i], &tags->finds);
  for (uint32_t at = i; finds && token_is_class(text, i, CLASS(V_PART)) && at-- > s->first && at + SUBJECT > i;) {
    bodies = bodies || tagset_has(text->tags[at], tags->bodies);
    if (bodies && tagset_has(text->tags[at], tags->more)) {
      return true;
    }
  }
  bodies = false;
  for (uint32_t at = i + 1; finds && at < s->end && at <= i + OBJECT; at++) {
    more = more || tagset_has(text->tags[at], tags->more);
    bodies = bodies || tagset_has(text->tags[at], tags->bodies);
    if (more && bodies) {
      return true;
    }
    if (token_is_class(text, at, CLASS_FINITE) || text->tokens.v[at].kind == TOKEN_PUNCTUATION) {
      return false;
    }
  }
  return false;
}

/* "The toll rose to 12 on Tuesday": the day of the counting. */
static bool moves_toll(const ClauseTags *tags, const Text *text, const Sentence *s, uint32_t i) {
  if (moves_toll_behind(tags, text, s, i) || finds_dead(tags, text, s, i)) {
    return true;
  }
  if (!tagset_meets(text->tags[i], &tags->toll_moves)) {
    return false;
  }
  for (uint32_t at = i; at-- > s->first;) {
    bool phrase = token_may_begin(text, at, tags->toll_phrase) &&
                  pack_phrase(text->pack, text->words + at, i - at, tags->toll_phrase, NULL) > 0;
    if (phrase || tagset_meets(text->tags[at], &tags->toll)) {
      return true;
    }
  }
  return false;
}

/* A word of process that is no part of a name ("Memorial Hospital"). */
static bool is_process(const ClauseTags *tags, const Text *text, uint32_t i) {
  const Sentence *s = &text->sentences.v[text->tokens.v[i].sentence];
  bool word = tagset_has(text->tags[i], tags->process) ||
              (token_may_begin(text, i, tags->process) &&
               pack_phrase(text->pack, text->words + i, s->end - i, tags->process, NULL) > 1) ||
              moves_toll(tags, text, s, i);
  return word && (s->capitals || i == s->first || !text->tokens.v[i].capital);
}

/* "shot a judge": who it was done to, not what came of it. */
static bool is_object_of_deed(const Text *text, uint32_t least, uint32_t i) {
  uint32_t verb = i - (i > least && token_is_class(text, i - 1, CLASS(DET)));
  return verb > least && token_is_class(text, verb - 1, CLASS_DEED) &&
         !token_is_class(text, i, CLASS(V_PAST)); /* "the gunman surrendered on Monday" */
}

/* "Landslides buried a street on Sunday": it is what happened. */
static bool is_done_by_happening(const Text *text, uint32_t least, uint32_t i) {
  uint32_t subject = i - (i > least && token_is_class(text, i - 1, CLASS(REL) | CLASS(THAT)));
  return subject > least && token_is_class(text, subject - 1, CLASS(TOPIC)) && token_is_class(text, i, CLASS(V_PAST)) &&
         !token_is_class(text, subject - 1, CLASS(PERSON)) && /* "mourners buried" */
         !token_is_class(text, subject - 1, CLASS(V_PAST));
}

/* "was arrested Monday", "appeared in court on Monday": the nearest word before the time that tells of
   anything. */
static uint32_t process_before(const ClauseTags *tags, const Text *text, uint32_t least,
                               uint32_t first) {
  for (uint32_t i = first; i-- > least && first - i <= PROCESS_BEFORE;) {
    if (i + 1 == first && str_is(token_text(text, i), ":")) {
      continue; /* "Posted: Tuesday" */
    }
    if (is_process(tags, text, i)) {
      return is_object_of_deed(text, least, i) || is_done_by_happening(text, least, i) ? UINT32_MAX : i;
    }
    if (tagset_has(text->tags[i], tags->bodies)) {
      continue;
    }
    if (token_is_class(text, i, CLASS_DEED) || ends_clause(text, i)) {
      bool state = i > least && is_process(tags, text, i - 1) && /* "remained hospitalized Friday" */
                   token_is_class(text, i - 1, CLASS(V_PAST) | CLASS(V_S));
      return state ? i - 1 : UINT32_MAX;
    }
  }
  return UINT32_MAX;
}

/* "On Monday Smith was arrested": what the first verb behind the time says. */
static uint32_t process_behind(const ClauseTags *tags, const Text *text, uint32_t end,
                               uint32_t limit) {
  uint32_t last = end + PROCESS_BEHIND < limit ? end + PROCESS_BEHIND : limit;
  bool verb = false;
  for (uint32_t i = end; i < last; i++) {
    if (!verb && token_is_class(text, i, CLASS_FINITE)) {
      verb = true;
      last = i + PROCESS_VERB < last ? i + PROCESS_VERB : last;
    }
    if (verb && is_process(tags, text, i)) {
      return i;
    }
    if ((verb && token_is_class(text, i, CLASS_DEED)) || ends_clause(text, i)) {
      return UINT32_MAX;
    }
  }
  return UINT32_MAX;
}

/* "The toll of the flood that struck on Sunday rose": a verb right behind a time whose own verb stands before it. */
static bool has_verb_before(const Text *text, uint32_t first) {
  enum { FAR = 12 };
  uint32_t least = text->sentences.v[text->tokens.v[first].sentence].first;
  for (uint32_t i = first; i > least + 1 && first - i < FAR; i--) {
    if (token_is_class(text, i - 2, CLASS(THAT)) && token_is_class(text, i - 1, CLASS_FINITE)) {
      return true;
    }
  }
  return clause_tells_before(text, first);
}

uint32_t clause_time_of_process(const ClauseTags *tags, const Text *text, uint32_t first,
                                uint32_t end) {
  enum { OPENING = 2 }; /* "On", "Late on" */
  const Sentence *s = &text->sentences.v[text->tokens.v[first].sentence];
  uint32_t at = end;
  while (at < s->end && text->tokens.v[at].kind == TOKEN_WORD && !text->tokens.v[at].space_before) {
    at++; /* Monday's */
  }
  if (at < s->end && token_is_class(text, at, CLASS_DEED)) { /* "after a Monday shooting" */
    return UINT32_MAX;
  }
  at += at + 1 < s->end && str_is(token_text(text, at), ","); /* "on Monday, March 6, released" */
  bool above = at < s->end && token_is_class(text, at, CLASS_FINITE) && has_verb_before(text, first);
  if (at < s->end && !above && is_process(tags, text, at)) { /* not "that struck on Monday rose" */
    return at; /* "the police on Monday arrested", "Monday's hearing" */
  }
  uint32_t before = process_before(tags, text, s->first, first);
  bool opens = first <= s->first + OPENING;
  for (uint32_t i = 1; i <= OPENING && first > s->first + i && !opens; i++) {
    opens = str_is(token_text(text, first - i), ";"); /* "…; in 2001 a council raised the toll" */
  }
  if (before != UINT32_MAX || !opens) {
    return before;
  }
  return process_behind(tags, text, end, s->end);
}
