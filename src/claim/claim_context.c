/* When: times of a sentence, or of its episode, into those of a claim. */
#include "claim/claim_parts.h"
#include "mention/time_mention.h"
#include "doc/read.h"

Excerpt excerpt_of(const Making *m, uint32_t first, uint32_t end) {
  Excerpt excerpt = {{0, 0}, false, {NULL, 0}};
  if (first < end && end <= m->read->text.tokens.n) {
    Span span = tokens_span(&m->read->text, first, end);
    excerpt.text = str_cut(m->read->document.text, span);
    document_place(&m->read->document, span, &excerpt.span, &excerpt.in_title);
  }
  return excerpt;
}

bool words_have(const Making *m, TokenRange words, int tag) {
  return tokens_have(&m->read->text, words.first, words.end, tag);
}


enum { LONG_DAYS = 27, APART_DAYS = 30 };

bool words_have_number(const Making *m, TokenRange words, NumberKind kind) {
  const Mentions *mentions = &m->read->mentions;
  for (uint32_t i = mentions_first_number(mentions, words.first);
       i < mentions->numbers.n && mentions->numbers.v[i].first < words.end; i++) {
    if (mentions->numbers.v[i].kind == kind) {
      return true;
    }
  }
  return false;
}

static bool word_before(const Text *text, const Sentence *s, uint32_t token, int tag) {
  return token > s->first && token_has(text, token - 1, tag);
}

static void period_of(const Making *m, uint32_t index, Basis basis, Period *period) {
  const TimeMention *time = &m->read->mentions.times.v[index];
  period->start = time->start;
  period->end = time->end_date.year || time->end_date.month ? time->end_date : time->start;
  period->basis = basis;
  period->words = excerpt_of(m, time->first, time->end);
}

/* "On 16 and 17 July": two days in a row, told together. Of "Saturday and Sunday" often only one is a claim's. */
static void with_day_beside(const Making *m, uint32_t index, Period *period) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  const TimeMention *time = &mentions->times.v[index];
  if (!civil_valid(period->start) || !civil_equal(period->start, period->end) || !period->start.day) {
    return;
  }
  int32_t day = civil_first(period->start);
  int64_t before;
  if (time->first >= 2 && token_is_class(text, time->first - 1, CLASS(CONJ)) &&
      text->tokens.v[time->first - 2].kind == TOKEN_NUMBER && text->tokens.v[time->first].kind == TOKEN_NUMBER &&
      str_integer(token_text(text, time->first - 2), &before) && before == period->start.day - 1) {
    period->start = civil_date(day - 1);
  }
}

static Str iso_date(const Making *m, Date date) {
  char out[16];
  size_t n = civil_write(date, out);
  return str_copy(m->arena, (Str){out, n});
}

uint32_t claim_episode(const Making *m, const ProtoClaim *proto) {
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  Reach reach = reach_of(m, proto, s);
  uint32_t behind = proto->trigger.end > proto->figure.end ? proto->trigger.end : proto->figure.end;
  return narrative_episode_at(&m->rules->narrative, &m->read->text, &m->read->narrative,
                              proto->sentence, behind, reach.end > behind ? reach.end : behind);
}

bool claim_counts_harm(const ProtoClaim *p) {
  return str_is(p->measure, "killed") || str_is(p->measure, "injured") || str_is(p->measure, "hit") ||
         str_is(p->measure, "casualties");
}

/* What the happening itself did, and not what came of it. */
static bool is_done_by_happening(const ProtoClaim *p) {
  return claim_counts_harm(p) || str_is(p->measure, "missing") || str_is(p->measure, "homes_damaged") || str_is(p->measure, "buildings_damaged");
}

/* "Since October 2014, 15 have been killed", in a story of a later day. */
static bool is_long_since(const Making *m, const TimeMention *time) {
  Date told = m->read->narrative.episodes.v[m->read->narrative.main].start;
  return time->first > 0 && token_has(&m->read->text, time->first - 1, m->rules->narrative.since) &&
         told.year && time->start.year && civil_first(told) - civil_first(time->start) >= LONG_DAYS;
}

/* "Thursday's", in small letters. end: behind the time. */
static bool is_owner(const Text *text, uint32_t end) {
  Str mark = end < text->tokens.n && !text->tokens.v[end].space_before ? token_text(text, end) : (Str){NULL, 0};
  return str_is(mark, "'s") || str_is(mark, "\u2019s");
}

/* "Thursday's explosion", "the Thursday explosion". */
static bool stands_before(const Text *text, const TimeMention *time, uint32_t trigger) {
  return time->end == trigger || (time->end + 1 == trigger && is_owner(text, time->end));
}

/* "Friday's", before what happened then: the token of that, in "Saturday's magnitude 5.1 earthquake"; or `none`. */
static uint32_t happening_of(const Making *m, const TimeMention *time, uint32_t none) {
  enum { WORDS = 4 };
  const Text *text = &m->read->text;
  uint32_t i = time->end, end = text->sentences.v[text->tokens.v[time->first].sentence].end;
  bool mark = i < end && is_owner(text, i);
  for (uint32_t k = 0; mark && k < WORDS && ++i < end && !token_is_class(text, i, CLASS(PREP) | CLASS(CONJ) | CLASS_FINITE); k++) {
    if (token_has(text, i, m->rules->narrative.topic)) {
      return i;
    }
  }
  return none;
}

/* "The toll of Thursday's floods rose on Sunday", "Friday's crash that killed 12", "Saturday's fire, in which four died". */
static bool owns_deed(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  enum { WORDS = 2, CLAUSE_WORDS = 8 };
  const Text *text = &m->read->text;
  uint32_t end = text->sentences.v[proto->sentence].end, deed = happening_of(m, time, end), i = deed + 1;
  if (deed >= end) {
    return false;
  }
  if (claim_counts_harm(proto) && proto->trigger.end <= time->first && time->first <= proto->trigger.end + WORDS &&
      token_is_class(text, proto->trigger.end, CLASS(PREP))) {
    return true;
  }
  i += i < end && str_is(token_text(text, i), ",");
  i += i < end && token_is_class(text, i, CLASS(PREP));
  return i < end && token_is_class(text, i, CLASS(REL) | CLASS(THAT)) && proto->trigger.first > i &&
         proto->trigger.first <= i + CLAUSE_WORDS;
}

/* "Near the site of a July 2014 fire that left a girl dead", "a 1989 riot in which two died", "since Nov. 15, when police
   shot a man": the clause tells of what the time right before it dates. */
static bool dates_clause(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  enum { CLAUSE_WORDS = 12, YEAR_LENGTH = 4 };
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  uint32_t i = time->end, trigger = proto->trigger.first;
  bool happening = i < s->end && token_has(text, i, m->rules->narrative.topic);
  bool of = time->first > s->first + 1 && token_has(text, time->first - 1, m->rules->narrative.of) &&
            token_has(text, time->first - 2, m->rules->narrative.topic); /* "the quake of 28 March, which killed 12" */
  i += happening;
  happening = happening || of;
  i += i < s->end && str_is(token_text(text, i), ",");
  i += happening && i < s->end && token_is_class(text, i, CLASS(PREP)); /* "in which" */
  Date end = time->end_date.year || time->end_date.month ? time->end_date : time->start;
  bool year = happening && time->value.n == YEAR_LENGTH; /* "1989" */
  bool season = !year && (!time->start.month || time->start.month != end.month);
  if (i >= s->end || trigger <= i || trigger > i + CLAUSE_WORDS || season) {
    return false;
  }
  return happening ? token_is_class(text, i, CLASS(REL) | CLASS(THAT))
                   : claim_counts_harm(proto) && token_has(text, i, m->rules->narrative.clause.dated);
}

/* "On Friday 300 marched on the ministry, where 17 were arrested": it happened where and when that did. */
static bool happened_there(const Making *m, const ProtoClaim *proto, const TimeMention *time, uint32_t process) {
  const Text *text = &m->read->text;
  for (uint32_t i = process < time->end ? time->end : process; i < proto->trigger.first; i++) {
    if (token_has(text, i, m->rules->narrative.where)) {
      return i > 0 && str_is(token_text(text, i - 1), ",");
    }
  }
  return false;
}

/* "On Sunday, two days after a bomb killed 19": the length that dates the claim, in words of what happened before; -1: it
   is told in none. */
static int32_t time_counted(const Making *m, const ProtoClaim *proto, const Sentence *s) {
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].first < proto->trigger.first; i++) {
    if (proto->trigger.first < mentions->times.v[i].counted_end) {
      return (int32_t)i;
    }
  }
  return -1;
}

/* "Four held since May were freed in Tarn on Thursday": no verb or mark stands between the deed and the time. */
static bool stands_right_behind(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  enum { WORDS = 6 };
  const Text *text = &m->read->text;
  for (uint32_t i = proto->trigger.end; i < time->first; i++) {
    if (text->tokens.v[i].kind == TOKEN_PUNCTUATION || token_is_class(text, i, CLASS_FINITE | CLASS(V_PART) | CLASS(CLAUSE_OWN))) {
      return false;
    }
  }
  return time->first >= proto->trigger.end && time->first <= proto->trigger.end + WORDS &&
         token_is_class(text, proto->trigger.end - 1, CLASS_VERB_FORM);
}

/* "The number of deaths this year stands at 12": the period of a count, and not the day of counting. */
static bool is_of_months(const TimeMention *time) {
  return civil_valid(time->start) && civil_valid(time->end_date) &&
         civil_last(time->end_date) - civil_first(time->start) >= LONG_DAYS;
}

/* "Since the start of the year, 79 cases have been reported": nothing but the time between such a word and a mark. */
static bool is_since_alone(const Making *m, const Sentence *s, const TimeMention *time) {
  const Text *text = &m->read->text;
  uint32_t since = time->first > s->first ? time->first - 1 : s->first;
  since -= since > s->first && token_is_class(text, since, CLASS(DET));
  return token_has(text, since, m->rules->narrative.since) && time->end < s->end &&
         (text->tokens.v[time->end].kind == TOKEN_PUNCTUATION || token_is_class(text, time->end, CLASS(CONJ)));
}

/* "Since the coup of 25 October", "since the start of protests in May": the preposition stands some words before. */
static bool since_words_before(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  enum { FAR = 6 };
  const Text *text = &m->read->text;
  uint32_t behind = time->end + (time->end < text->tokens.n && token_is_class(text, time->end, CLASS(PREP)));
  if (proto->trigger.first > behind && token_is_class(text, behind, CLASS(REL) | CLASS(THAT))) {
    return false; /* "since a blast in 2004 that killed 23" */
  }
  uint32_t least = text->sentences.v[text->tokens.v[time->first].sentence].first;
  for (uint32_t i = time->first; i > least && time->first - i < FAR; i--) {
    if (token_has(text, i - 1, m->rules->narrative.since)) {
      return i < time->first && token_is_class(text, time->first - 1, CLASS(PREP)); /* but "since the late 1990s" */
    }
    bool own = proto->trigger.first < i && i <= proto->trigger.end; /* the blast itself */
    if (own || text->tokens.v[i - 1].kind != TOKEN_WORD || token_is_class(text, i - 1, CLASS_FINITE | CLASS(CONJ) | CLASS(CLAUSE_OWN))) {
      return false;
    }
  }
  return false;
}

/* How well a time of the sentence fits a claim: by clause first, then by stretch; 0: not at all. of: the words that
   its clause goes back to. */
static int time_fit(const Making *m, const ProtoClaim *proto, const Reach *reach, TokenRange of, uint32_t index) {
  enum { OBJECT = 3 }; /* "attended the funerals on 7 August" */
  const Text *text = &m->read->text;
  const ClauseTags *tags = &m->rules->narrative.clause;
  const TimeMention *time = &m->read->mentions.times.v[index];
  int stretch = fit_of(reach, time->first);
  if (dates_clause(m, proto, time) || owns_deed(m, proto, time)) {
    return 4 * (int)CLAUSE_SAME + 4;
  }
  if (of.first <= time->first && time->end <= of.end) {
    return 4 * (int)CLAUSE_SAME;
  }
  if (stretch && since_words_before(m, proto, time)) {
    return 4 * (int)CLAUSE_SAME + stretch;
  }
  if (stretch && is_done_by_happening(proto) && clause_time_of_happening(tags, text, time->first)) {
    return 4 * (int)CLAUSE_SAME + (stretch < 3 ? stretch + 1 : 3); /* "the fire, which broke out on Saturday, killed seven" */
  }
  if (!stretch || clause_time_of_speech(tags, &m->read->mentions, time) || clause_time_is_compared(tags, text, time->first) ||
      clause_time_of_another(tags, text, time->first, time->end)) {
    return 0;
  }
  if (proto->trigger.end <= clause_time_beside(text, time->first, time->end)) {
    return 0;
  }
  uint32_t process = clause_time_of_process(tags, text, time->first, time->end);
  bool own = !str_is(proto->measure, "killed") && !str_is(proto->measure, "injured") &&
             proto->trigger.first <= process && process < proto->trigger.end + (str_is(proto->measure, "participants") ? OBJECT : 0);
  bool counted = process != UINT32_MAX && is_of_months(time) && tagset_meets(text->tags[process], &tags->toll_moves);
  bool apart = process != UINT32_MAX && !own && !time->counted && !counted && !happened_there(m, proto, time, process);
  if (apart || clause_time_is_stamp(tags, text, time->first, time->end)) {
    return 0;
  }
  if (stands_before(text, time, proto->trigger.first)) {
    return 4 * (int)CLAUSE_SAME + 4; /* "the toll of Thursday's explosion rose on Saturday" */
  }
  if (claim_time_of_verb(m, proto, time)) {
    return 0;
  }
  ClauseFit clause = clause_fit(tags, text, time->first, proto->trigger.first);
  bool behind = time->first > proto->trigger.first;
  const Sentence *s = &text->sentences.v[proto->sentence];
  bool direct = (claim_counts_harm(proto) && is_long_since(m, time)) || (!behind && is_since_alone(m, s, time));
  if (clause == CLAUSE_OTHER || (clause == CLAUSE_SINCE && !direct && !(behind && stretch == 3))) {
    return 0; /* "since the war began in March"; but "Since March, 15 have been killed" */
  }
  bool loose = time->is_name || clause_time_describes(tags, text, time, narrative_is_range(time));
  if (clause == CLAUSE_SINCE) { /* says of what the figure is, whatever else is told, but behind another figure */
    return loose ? 1 : 4 * (int)CLAUSE_SAME + (stretch == 1 ? 1 : 4);
  }
  return loose ? 1 : 4 * (int)clause + stretch + (behind && stands_right_behind(m, proto, time));
}

/* "The worst since 2008, when a bomb killed 13": the figure is of that time, and of none since. */
static bool tells_of_when(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  const Text *text = &m->read->text;
  uint32_t i = time->end;
  i += i < text->tokens.n && text->tokens.v[i].kind == TOKEN_PUNCTUATION;
  return i < proto->trigger.first && token_has(text, i, m->rules->narrative.clause.when);
}

bool claim_has_since(const Making *m, const ProtoClaim *proto, const Sentence *s, const TimeMention *time) {
  const Text *text = &m->read->text;
  return !tells_of_when(m, proto, time) &&
         (word_before(text, s, time->first, m->rules->narrative.since) || since_words_before(m, proto, time) ||
          clause_fit(&m->rules->narrative.clause, text, time->first, proto->trigger.first) == CLAUSE_SINCE);
}

/* The day of the document is its own, and none that its text only mentions. */
static bool says_its_day(const Making *m) {
  DateBasis basis = m->read->document.date_basis;
  return basis == DATE_GIVEN || basis == DATE_METADATA || basis == DATE_BYLINE || basis == DATE_DATELINE;
}

/* Nothing in the document dates the story: a report of the day is of that day or the day before. */
static void period_of_publication(const Making *m, Claim *claim) {
  Date date;
  if (says_its_day(m) && civil_read(m->read->document.date, &date) && civil_valid(date)) {
    claim->time.start = claim->time.end = date;
    claim->time.basis = BASIS_DOCUMENT;
  }
}

/* The day comes after the document: what is said to have happened is not of that day. */
static bool lies_ahead(const Making *m, Date start) {
  Date published;
  return m->read->document.date_basis == DATE_DATELINE && start.day &&
         civil_read(m->read->document.date, &published) && civil_valid(published) &&
         civil_valid(start) && civil_first(start) > civil_last(published);
}

/* "Schools were shut until next Monday after the toll rose to 12": a day to come is not that of people who came to
   harm. A document may be dated a day too early. */
static bool is_to_come(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  Date published, start = time->start.year ? time->start : time->end_date;
  return says_its_day(m) && is_done_by_happening(proto) && !proto->possible && start.day &&
         civil_read(m->read->document.date, &published) && civil_valid(published) && civil_valid(start) &&
         civil_first(start) > civil_last(published) + 1;
}

/* "70,000 have died in 10 years of war": what took that long is of no single day. */
static bool takes_long(const Making *m, const ProtoClaim *proto) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  if (!str_is(proto->measure, "killed") && !str_is(proto->measure, "injured")) {
    return false;
  }
  if (tagset_has(&m->read->text.sentence_tags[proto->sentence], m->rules->narrative.superlative)) {
    return false; /* "the worst accident in ten years" */
  }
  for (uint32_t i = mentions_first_number(mentions, s->first);
       i < mentions->numbers.n && mentions->numbers.v[i].first < s->end; i++) {
    const Number *n = &mentions->numbers.v[i];
    if (n->kind == NUMBER_DURATION && (str_is(n->unit, "year") || str_is(n->unit, "month"))) {
      return true;
    }
  }
  return false;
}

/* "A court sentenced a clerk", weeks after the deed: what comes of it is not of the day of the deed. */
static bool comes_of_it(const Making *m, const ProtoClaim *proto, const Claim *claim,
                        const Episode *episode) {
  enum { AFTER_DAYS = 14 };
  Date published;
  return claim->kind == CLAIM_STATEMENT && episode->start.day &&
         civil_read(m->read->document.date, &published) && civil_valid(published) &&
         civil_valid(episode->start) && civil_first(published) - civil_first(episode->start) > AFTER_DAYS &&
         words_have(m, proto->trigger, m->rules->narrative.clause.process);
}

/* What a news agency sends out, below its title: the lead tells where and when that happened. */
bool is_in_dispatch(const Making *m, const ProtoClaim *proto) {
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  return m->read->document.date_basis == DATE_DATELINE && !s->in_title &&
         s->block_kind != BLOCK_TITLE && s->block_kind != BLOCK_HEADING;
}

bool is_behind_in_dispatch(const Making *m, const ProtoClaim *proto, uint32_t token, uint32_t shortly) {
  const Text *text = &m->read->text;
  uint32_t last = proto->sentence + shortly;
  return is_in_dispatch(m, proto) && last < text->sentences.n && token >= text->sentences.v[last].end;
}

/* A dispatch tells the day of the deeds that it reports, not of those that it only names: "fear of attacks". */
static bool is_only_named(const Making *m, const ProtoClaim *proto, const Claim *claim,
                          const Episode *episode) {
  bool before = m->read->mentions.times.v[episode->time].first <
                m->read->text.sentences.v[proto->sentence].end;
  return claim->kind == CLAIM_STATEMENT && (proto->named || (proto->goes_back && before)) &&
         is_in_dispatch(m, proto);
}

/* "Thursday's bombing", of a week that nothing tells: a day, and so no period of years told elsewhere. */
static bool is_of_unknown_day(const Making *m, const ProtoClaim *proto, const Episode *episode) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].first < s->end; i++) {
    const TimeMention *time = &mentions->times.v[i];
    if (str_starts(time->value, "XXXX-W") && time->start.year == 0 &&
        !clause_time_of_speech(&m->rules->narrative.clause, mentions, time)) {
      return episode->end.year > episode->start.year;
    }
  }
  return false;
}

/* The episode's day stands in the claim's own sentence, beside another verb. */
static bool is_of_another_verb(const Making *m, const ProtoClaim *proto, const Episode *episode) {
  const TimeMention *time = &m->read->mentions.times.v[episode->time];
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  return time->first >= s->first && time->first < s->end && claim_time_of_verb(m, proto, time);
}

/* "The rebels have attacked villages": in a dispatch of no one day, unless that is what it begins with. */
static bool is_up_to_now(const Making *m, const ProtoClaim *proto, const Episode *episode) {
  enum { LEAD = 2 };
  return episode->start.day && proto->sentence > LEAD && is_in_dispatch(m, proto) && claim_in_perfect(m, proto);
}

/* A day on which nothing is said to have happened ("the minister arrived on Monday") dates no deed that
   is told later; a longer period dates the story. Figures are what the story is about, unless their deed
   is only named. */
static bool hands_on_its_time(const Making *m, const ProtoClaim *proto, const Claim *claim,
                              const Episode *episode) {
  if (lies_ahead(m, episode->start) || (proto->goes_on && episode->start.day) || is_only_named(m, proto, claim, episode) ||
      is_of_unknown_day(m, proto, episode) || is_of_another_verb(m, proto, episode) ||
      is_up_to_now(m, proto, episode) ||
      (episode->start.day && takes_long(m, proto)) || comes_of_it(m, proto, claim, episode)) {
    return false;
  }
  return (claim->kind == CLAIM_FIGURE && !proto->named) || episode->dated || episode->beside ||
         episode->before || episode->open || !episode->start.day;
}

/* A dispatch tells in its lead when that happened: a day told later is that of what is told from there on; or of
   people who are counted, and of "the murder", shortly before. */
static bool is_told_later(const Making *m, const ProtoClaim *proto, const Claim *claim, uint32_t time) {
  enum { PERSONS = 2, NAMED = 1 /* sentences */ };
  const Text *text = &m->read->text;
  bool the = token_has(text, proto->trigger.first, m->rules->narrative.the);
  return is_behind_in_dispatch(m, proto, m->read->mentions.times.v[time].first,
                               claim->kind == CLAIM_FIGURE ? PERSONS : the ? NAMED : 0);
}

/* "200 were arrested on Saturday, and 30 in Tarn": the day of another claim of the same measure, which is that of a
   process. */
static bool is_of_same_process(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  const ClauseTags *tags = &m->rules->narrative.clause;
  if (claim_counts_harm(proto)) {
    return false;
  }
  uint32_t process = clause_time_of_process(tags, &m->read->text, time->first, time->end);
  for (uint32_t i = m->first_of_sentence[proto->sentence]; i > 0 && process != UINT32_MAX; i = m->next_of_sentence[i - 1]) {
    const ProtoClaim *other = &m->protos->v[i - 1];
    if (other != proto && str_equal(other->measure, proto->measure) && other->trigger.first <= process &&
        process < other->trigger.end) {
      return narrative_is_event_time(time) && !clause_time_of_speech(tags, &m->read->mentions, time);
    }
  }
  return false;
}

/* "Four died on Sunday night in Vestry, and nine were hurt": of a claim to which no time falls, the only one that its
   clause tells before it, for another claim. */
static int32_t time_shared(const Making *m, const ProtoClaim *proto, const Reach *reach, const Sentence *s) {
  const Mentions *mentions = &m->read->mentions;
  const ClauseTags *tags = &m->rules->narrative.clause;
  int32_t only = -1;
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].end <= claim_start(proto); i++) {
    const TimeMention *time = &mentions->times.v[i];
    const Episode *episode = &m->read->narrative.episodes.v[m->read->narrative.of_sentence[proto->sentence]];
    bool told = narrative_sets_scene(&m->rules->narrative, mentions, i) || claim_names_another(m, proto, i, episode) ||
                is_of_same_process(m, proto, time);
    if (fit_of(reach, time->first) || !told || lies_ahead(m, time->start) ||
        narrative_as_of(&m->rules->narrative, &m->read->text, time->first) || claim_has_since(m, proto, s, time) ||
        clause_fit(tags, &m->read->text, time->first, proto->trigger.first) != CLAUSE_SAME) {
      continue;
    }
    if (only >= 0) {
      return -1;
    }
    only = (int32_t)i;
  }
  return only;
}

/* "In the past two weeks 40 have been killed": as long as that, up to the day of publication; -1: none. */
static int32_t period_to_date(const Making *m, const ProtoClaim *proto, const Reach *reach, const Sentence *s) {
  const Mentions *mentions = &m->read->mentions;
  const Text *text = &m->read->text;
  int32_t found = -1;
  int fit = 0;
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].first < s->end; i++) {
    const TimeMention *time = &mentions->times.v[i];
    if (narrative_is_event_time(time)) {
      return -1; /* a day, of whatever in it */
    }
    bool period = time->timex == TIMEX_DURATION && time->start.year && time->end_date.year && !time->counted &&
                  time->first > s->first && token_is_class(text, time->first - 1, CLASS(PREP));
    if (period && fit_of(reach, time->first) > fit && !lies_ahead(m, time->end_date) &&
        clause_fit(&m->rules->narrative.clause, text, time->first, proto->trigger.first) == CLAUSE_SAME) {
      found = (int32_t)i;
      fit = fit_of(reach, time->first);
    }
  }
  return found;
}

/* "A week earlier, on 9 June, …": the day itself follows. */
static bool is_said_again(const Making *m, uint32_t index) {
  enum { APART = 2 };
  const Mentions *mentions = &m->read->mentions;
  const TimeMention *time = &mentions->times.v[index], *next = time + 1;
  return index + 1 < mentions->times.n && time->expression->form == FORM_OFFSET && next->expression->form == FORM_DATE &&
         next->start.day && next->first > time->end && next->first - time->end <= APART &&
         str_is(token_text(&m->read->text, time->end), ",");
}

/* "- 5 March, noon: 30", in a list of tolls: how many there were up to then. */
static bool is_row_of_day(const Making *m, const Sentence *s, const TimeMention *time) {
  const Text *text = &m->read->text;
  bool number = false;
  for (uint32_t i = s->first; i < s->end; i++) {
    bool inside = time->first <= i && i < time->end;
    if (!inside && text->tokens.v[i].kind == TOKEN_WORD) {
      return false;
    }
    number = number || (!inside && text->tokens.v[i].kind == TOKEN_NUMBER);
  }
  return number;
}

int32_t claim_time_in_sentence(const Making *m, const ProtoClaim *proto, Claim *claim, bool *loosely) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  Reach reach = reach_of(m, proto, s);
  int32_t best = time_counted(m, proto, s);
  int best_fit = best < 0 ? 0 : INT32_MAX;
  TokenRange of = claim_antecedent(m, proto);
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].first < s->end; i++) {
    const TimeMention *time = &mentions->times.v[i];
    if (!narrative_is_event_time(time) || lies_ahead(m, time->start) || is_to_come(m, proto, time) || time->counted_end ||
        is_said_again(m, i)) {
      continue; /* "will meet tomorrow, after 20 were killed" */
    }
    if ((narrative_as_of(&m->rules->narrative, &m->read->text, time->first) || is_row_of_day(m, s, time)) && time->start.day) {
      if (claim) {
        claim->as_of = iso_date(m, time->end_date.year ? time->end_date : time->start);
      }
      continue;
    }
    int fit = time_fit(m, proto, &reach, of, i);
    if (fit > best_fit) {
      best = (int32_t)i;
      best_fit = fit;
    }
  }
  best = best < 0 ? time_shared(m, proto, &reach, s) : best;
  best = best < 0 && claim && claim->kind == CLAIM_FIGURE ? period_to_date(m, proto, &reach, s) : best;
  *loosely = best_fit == 1;
  return best;
}

bool claim_is_of_another_time(const Making *m, const Claim *claim) {
  const Episode *e = &m->read->narrative.episodes.v[claim->episode];
  const Period *t = &claim->time;
  Date last = t->end.year ? t->end : t->start;
  return t->basis == BASIS_STATED && last.year && e->start.year && civil_last(last) < civil_first(e->start) - APART_DAYS;
}

/* "The list gives the names of 41 dead", in a story of what was long ago: of no day of its own, and not in its lead. */
static bool is_of_old_story(const Making *m, const ProtoClaim *proto, const Claim *claim) {
  enum { LEAD = 3, OLD = 60 };
  const Narrative *n = &m->read->narrative;
  const Episode *main = &n->episodes.v[n->main];
  Date published;
  return claim->kind == CLAIM_FIGURE && claim_counts_harm(proto) && !proto->named && claim->episode != n->main &&
         n->episodes.v[claim->episode].time < 0 && main->time >= 0 && main->start.day && civil_valid(main->start) &&
         proto->sentence > LEAD && civil_read(m->read->document.date, &published) && civil_valid(published) &&
         civil_first(main->start) < civil_first(published) - OLD;
}

/* The time of an episode stands in a sentence behind the claim's. */
static bool is_said_behind(const Making *m, const ProtoClaim *proto, const Episode *episode) {
  return episode->time >= 0 &&
         m->read->mentions.times.v[episode->time].first >= m->read->text.sentences.v[proto->sentence].end;
}

/* Not one day. */
static bool is_coarse(const Episode *episode) {
  enum { DAYS = 3 };
  return episode->open || !episode->start.day ||
         (episode->end.day && civil_last(episode->end) - civil_first(episode->start) >= DAYS);
}

/* "A bomb killed 12. Attacks have killed 89 this year": a sum up to now, told later, dates nothing before it. */
static bool is_sum_told_later(const Making *m, const ProtoClaim *proto, const Episode *episode) {
  Date published;
  if (!is_said_behind(m, proto, episode) || m->read->narrative.disease || !claim_counts_harm(proto)) {
    return false;
  }
  const TimeMention *time = &m->read->mentions.times.v[episode->time];
  return is_of_months(time) && civil_read(m->read->document.date, &published) && civil_valid(published) &&
         civil_first(time->start) <= civil_first(published) && civil_first(published) <= civil_last(time->end_date);
}

void claim_time(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  const Narrative *narrative = &m->read->narrative;
  const Episode *episode = &narrative->episodes.v[claim->episode];
  bool loosely;
  int32_t best = claim_time_in_sentence(m, proto, claim, &loosely);
  bool only_loose = loosely && episode->time >= 0 && !claim_names_another(m, proto, (uint32_t)best, episode) &&
                    !(is_coarse(episode) && is_said_behind(m, proto, episode) &&
                      claim_dates_happening(m, proto, (uint32_t)best));
  if (best >= 0 && !only_loose) {
    uint32_t first = mentions->times.v[best].first;
    period_of(m, (uint32_t)best, BASIS_STATED, &claim->time);
    with_day_beside(m, (uint32_t)best, &claim->time);
    TokenRange of = claim_antecedent(m, proto);
    bool dated = dates_clause(m, proto, &mentions->times.v[best]) || (of.first <= first && first < of.end);
    if (!dated && claim_has_since(m, proto, s, &mentions->times.v[best])) {
      claim->time.end = (Date){0, 0, 0};
    } else if (!dated && word_before(&m->read->text, s, first, m->rules->narrative.until)) {
      claim->time.start = (Date){0, 0, 0};
    }
  } else if (episode->time >= 0 && !is_told_later(m, proto, claim, (uint32_t)episode->time) &&
             !is_sum_told_later(m, proto, episode) && hands_on_its_time(m, proto, claim, episode)) {
    period_of(m, (uint32_t)episode->time, BASIS_INHERITED, &claim->time);
    if (episode->before) {
      claim->time.end = claim->time.start;
      claim->time.start = (Date){0, 0, 0};
    } else if (episode->open) {
      claim->time.start = episode->start;
      claim->time.end = (Date){0, 0, 0};
    }
  } else if (is_of_old_story(m, proto, claim)) {
    period_of(m, (uint32_t)narrative->episodes.v[narrative->main].time, BASIS_INHERITED, &claim->time);
  } else {
    period_of_publication(m, claim);
  }
}

/* A dispatch says where and when: a deed that it tells of without a place, some sentences behind a day, and what somebody
   says of such, is not of that day. */
void claim_settle_time(const Making *m, const ProtoClaim *proto, Claim *claim) {
  enum { SHORTLY = 1 };
  const Episode *episode = &m->read->narrative.episodes.v[claim->episode];
  if ((claim->kind != CLAIM_STATEMENT && claim->source.kind != SOURCE_NAMED) || !is_in_dispatch(m, proto) || claim->time.basis != BASIS_INHERITED || !claim->time.start.day || claim->places.n > 0 || episode->time < 0) {
    return;
  }
  uint32_t told = m->read->text.tokens.v[m->read->mentions.times.v[episode->time].first].sentence;
  if (proto->sentence > told + SHORTLY || told > proto->sentence) {
    claim->time = (Period){0};
    period_of_publication(m, claim);
  }
}
