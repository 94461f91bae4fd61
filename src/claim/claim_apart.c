/* What is told apart from the story: figures of long ago, of a war or a period, of several happenings together. */
#include "claim/claim_parts.h"
#include "mention/time_mention.h"

enum { LONG_DAYS = 27, SHORT_DAYS = 3, SOME_DAYS = 62, APART_DAYS = 30 };

/* The sentence names what happened: "in 2004 a tsunami killed …"; but a war that goes on, or violence
   (going), is what fills a period. */
static bool names_happening(const Making *m, const ProtoClaim *proto, bool going) {
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  const Text *text = &m->read->text;
  const ChunkTags *t = &m->rules->frame.tags;
  for (uint32_t i = s->first; i < s->end; i++) {
    bool verb = token_has(text, i, t->v_past) || token_has(text, i, t->v_part) ||
                token_has(text, i, t->v_ing) || token_has(text, i, t->v_s);
    bool counted = token_is_class(text, i, CLASS(HARM_COUNT));
    if (token_has(text, i, m->rules->narrative.topic) && !verb && !counted && !token_has(text, i, t->n_pl) &&
        !(going && token_has(text, i, m->rules->narrative.lasting))) {
      return true;
    }
  }
  return false;
}

/* The document tells of what took no more than so many days. */
static bool tells_of_days(const Making *m, int32_t most) {
  const Episode *main = &m->read->narrative.episodes.v[m->read->narrative.main];
  return main->time < 0 || (main->start.year && main->end.year &&
         civil_last(main->end) - civil_first(main->start) <= most);
}

typedef enum PeriodOf {
  PERIOD_NONE,
  PERIOD_PAST,
  PERIOD_NOW, /* up to now */
  PERIOD_SUM, /* likewise, of weeks and more */
} PeriodOf;

/* "So far this year 20 people have been killed in the county", in a report of one day: a figure of a
   period, of no happening. "In 1986 a boat sank and 28 drowned": history, which nobody takes for a sum up
   to now. */
static PeriodOf period_told(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  const Episode *main = &m->read->narrative.episodes.v[m->read->narrative.main];
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  Date last = time->end_date.year || time->end_date.month ? time->end_date : time->start;
  const TimeMention *longer = main->longer >= 0 ? &m->read->mentions.times.v[main->longer] : NULL;
  if (time->counted) {
    return PERIOD_NONE; /* "it is five years since a slide killed three": told by its year */
  }
  if (longer && longer->start.year == time->start.year && longer->start.month == time->start.month &&
      longer->start.day == time->start.day) {
    return PERIOD_NONE; /* "the shooting last summer": the day told later lies in it */
  }
  if (!tells_of_days(m, SHORT_DAYS) || !time->start.year || !last.year) {
    return PERIOD_NONE;
  }
  bool since = claim_has_since(m, proto, s, time);
  int32_t from = civil_first(time->start), to = civil_last(last);
  Date published;
  bool dated = civil_read(m->read->document.date, &published) && civil_valid(published);
  int32_t now = main->start.year ? civil_first(main->start) : dated ? civil_first(published) : to;
  bool going = (since ? now : to) - from >= LONG_DAYS && to + LONG_DAYS >= (since ? from : now);
  if (names_happening(m, proto, going) || (to - from < LONG_DAYS && !since)) {
    return PERIOD_NONE;
  }
  bool up_to_now = since || (going && to >= now);
  return up_to_now && going ? PERIOD_SUM : up_to_now ? PERIOD_NOW : PERIOD_PAST;
}

/* "Two other shootings", "four separate stabbings": between the number and the noun nothing but words that say which. */
static bool counts_apart(const Making *m, const Number *n, uint32_t end) {
  enum { MODIFIERS = 3 };
  const Text *text = &m->read->text;
  for (uint32_t i = n->end; i < end && i <= n->end + MODIFIERS; i++) {
    if (token_has(text, i, m->rules->rows.topic_apart)) {
      return true;
    }
    bool other = token_has(text, i, m->rules->frame.tags.other);
    if (text->tokens.v[i].kind != TOKEN_WORD || token_is_class(text, i, CLASS(PREP) | CLASS_FINITE) ||
        (token_is_class(text, i, CLASS(PERSON)) && !other)) {
      return false;
    }
  }
  return false;
}

/* "In 380 clashes", "two Friday night shootings". */
static bool counts_happenings(const Making *m, const Sentence *s) {
  enum { MANY = 10 };
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_number(mentions, s->first);
  for (; i < mentions->numbers.n && mentions->numbers.v[i].first < s->end; i++) {
    const Number *n = &mentions->numbers.v[i];
    if (n->end >= s->end || !n->has_number || n->kind != NUMBER_COUNT) {
      continue;
    }
    bool many = decimal_compare(n->number, decimal_of(MANY)) >= 0 && token_has(text, n->end, m->rules->narrative.many);
    if (many || (decimal_compare(n->number, decimal_of(1)) > 0 && counts_apart(m, n, s->end))) {
      return true;
    }
  }
  return false;
}

/* "In Vestry shootings", "during Orlow attacks": a town's, and no one happening. */
static bool happen_in_town(const Making *m, const Sentence *s) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_place(mentions, s->first);
  for (; i < mentions->places.n && mentions->places.v[i].first < s->end; i++) {
    const PlaceMention *p = &mentions->places.v[i];
    if (p->end < s->end && p->first > s->first && token_has(text, p->end, m->rules->narrative.many) &&
        token_is_class(text, p->first - 1, CLASS(PREP))) {
      return true;
    }
  }
  return false;
}

/* Nothing says of a noun which ones are meant: "in overnight attacks", not "in the attacks", nor "after
   attacks". */
static bool is_bare_behind(const Making *m, uint32_t noun, uint32_t first, uint32_t limit) {
  enum { MODIFIERS = 4 };
  const Text *text = &m->read->text;
  for (uint32_t i = noun; i > first && noun - i < MODIFIERS;) {
    i--;
    if (token_is_class(text, i, CLASS(PREP))) {
      return i <= limit && !token_has(text, i, m->rules->rows.clause_prep);
    }
    if (token_is_class(text, i, CLASS_FINITE | CLASS(DET) | CLASS(REL) | CLASS(PRON)) ||
        text->tokens.v[i].kind == TOKEN_PUNCTUATION) {
      return false;
    }
  }
  return false;
}

/* "Five were wounded on Sunday in attacks across the city": not in one. */
static bool is_in_bare_plural(const Making *m, const ProtoClaim *proto) {
  enum { BEHIND = 5 }; /* tokens from the deed to what it happened in */
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  for (uint32_t i = proto->trigger.end; i < s->end; i++) {
    if (token_has(text, i, m->rules->rows.topic_apart) &&
        is_bare_behind(m, i, s->first, proto->trigger.end + BEHIND)) {
      return true;
    }
  }
  return false;
}

/* The sentence speaks of several happenings at once: "in separate shootings". */
bool sentence_is_of_several(const Making *m, uint32_t sentence) {
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[sentence];
  int tag = m->rules->rows.several;
  for (uint32_t i = s->first; i < s->end; i++) {
    if (tagset_has(text->starts[i], tag) &&
        pack_phrase(m->rules->pack, text->words + i, s->end - i, tag, NULL) > 0) {
      return true;
    }
  }
  return counts_happenings(m, s) || happen_in_town(m, s);
}

/* Words from `from` to the figure's trigger are no clause but the one that says what came of it: "of
   bombardment from the air, which has claimed". */
static bool goes_on_with(const Making *m, uint32_t from, uint32_t trigger) {
  const Text *text = &m->read->text;
  bool clause = false;
  for (uint32_t i = from; i < trigger; i++) {
    clause = clause || token_is_class(text, i, CLASS(REL));
    if (token_is_class(text, i, CLASS_FINITE) && !clause) {
      return false;
    }
  }
  return clause;
}

bool claim_of_process(const Making *m, const ProtoClaim *proto) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &text->sentences.v[proto->sentence];
  const Episode *e = &m->read->narrative.episodes.v[m->read->narrative.of_sentence[proto->sentence]];
  TagValue kind;
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].end + 1 < proto->trigger.first; i++) {
    uint32_t of = mentions->times.v[i].end;
    if (mentions->times.v[i].timex == TIMEX_DURATION && token_has(text, of, m->rules->narrative.of) &&
        pack_word_value(m->rules->pack, text->words[of + 1], m->rules->narrative.topic, &kind) &&
        !str_equal(kind.text, e->topic) && goes_on_with(m, of + 2, proto->trigger.first)) {
      return true;
    }
  }
  return false;
}

static bool lasts(const Making *m, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end; i++) {
    if (token_has(&m->read->text, i, m->rules->narrative.lasting)) {
      return true;
    }
  }
  return false;
}

/* "The last 24 days": more than one report of a day tells of. */
static bool is_of_weeks(const TimeMention *time) {
  enum { WEEK = 7 };
  return time->timex == TIMEX_DURATION && time->start.year && time->end_date.year &&
         civil_valid(time->start) && civil_valid(time->end_date) &&
         civil_last(time->end_date) - civil_first(time->start) > WEEK;
}

/* "In the last three years"; "ten years of civil war". */
static bool is_of_years(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  enum { NEAR = 5 };
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  bool minutes = time->value.n > 1 && time->value.p[1] == 'T'; /* PT20M */
  bool years = str_ends(time->value, "Y") || str_ends(time->value, "M");
  if (time->timex != TIMEX_DURATION || time->counted || minutes || !(years || is_of_weeks(time))) {
    return false;
  }
  uint32_t end = time->end + NEAR < s->end ? time->end + NEAR : s->end;
  return lasts(m, time->end, end) ||
         (time->start.year && clause_fit(&m->rules->narrative.clause, &m->read->text, time->first,
                                         proto->trigger.first) >= CLAUSE_ABOVE);
}

/* "Twelve deaths a day", "12 die in the county every year": not "in the annual race". */
static bool is_rate(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  const Text *text = &m->read->text;
  bool ends = time->end >= text->tokens.n || text->tokens.v[time->end].kind == TOKEN_PUNCTUATION;
  return time->timex == TIMEX_SET && clause_fit(&m->rules->narrative.clause, text, time->first,
                                                proto->trigger.first) == CLAUSE_SAME &&
         (ends || time->first == m->read->text.sentences.v[proto->sentence].first || time->first == proto->figure.end ||
          time->first == proto->trigger.end);
}

/* "Sixty have died in ten years of war"; a rate: of no one happening. */
static bool is_of_years_or_rate(const Making *m, const ProtoClaim *proto) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].first < s->end; i++) {
    const TimeMention *time = &mentions->times.v[i];
    if (is_rate(m, proto, time) ||
        (is_of_years(m, proto, time) && tells_of_days(m, SOME_DAYS))) {
      return true;
    }
  }
  return false;
}

/* "Armed gangs have killed 1,100 since the start of the year", where nothing says which year that is. */
static bool is_since_unknown(const Making *m, const ProtoClaim *proto) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].first < s->end; i++) {
    const TimeMention *time = &mentions->times.v[i];
    if (!time->start.year && !time->start.month && time->timex == TIMEX_DATE && tells_of_days(m, SOME_DAYS) &&
        claim_has_since(m, proto, s, time)) {
      return true;
    }
  }
  return false;
}

static bool is_war(const Making *m, uint32_t i, uint32_t end) {
  int war = m->rules->narrative.war;
  return token_may_begin(&m->read->text, i, war) &&
         pack_phrase(m->rules->pack, m->read->text.words + i, end - i, war, NULL) > 0;
}

/* "The war, which ended in 2009, left 100,000 dead": the verb tells of the past, and no time says when. */
static bool tells_past(const Making *m, const ProtoClaim *proto) {
  bool loosely;
  uint32_t start = claim_start(proto), first = m->read->text.sentences.v[proto->sentence].first;
  bool verb = token_is_class(&m->read->text, start > first ? start - (start < proto->trigger.first) : start, CLASS(V_PAST));
  return verb && claim_time_in_sentence(m, proto, NULL, &loosely) < 0;
}

/* "The war, which has claimed 60,000 lives", "60,000 have died in the war": its toll, in a report of some
   days. */
static bool is_toll_of_war(const Making *m, const ProtoClaim *proto) {
  enum { NEAR = 4 };
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  uint32_t start = claim_start(proto);
  bool has = false, clause = false, finite = false, past = tells_past(m, proto), verb = false;
  for (uint32_t i = start; i < proto->trigger.end; i++) {
    has = has || token_is_class(text, i, CLASS(HAVE));
  }
  for (uint32_t i = proto->trigger.end; has && i < s->end && i < proto->trigger.end + NEAR; i++) {
    if (is_war(m, i, s->end)) {
      return tells_of_days(m, SOME_DAYS);
    }
  }
  for (uint32_t i = start; i-- > s->first;) {
    if (is_war(m, i, start) && ((has && (clause || !finite)) || (past && !verb))) {
      return tells_of_days(m, SOME_DAYS);
    }
    verb = (verb || (i + 1 < start && token_is_class(text, i, CLASS_FINITE))) && !token_is_class(text, i, CLASS(REL));
    finite = finite || (has && token_is_class(text, i, CLASS_FINITE));
    has = has || token_is_class(text, i, CLASS(HAVE));
    clause = clause || token_is_class(text, i, CLASS(REL) | CLASS(THAT));
  }
  return false;
}

bool sentence_is_apart(const Making *m, uint32_t sentence) {
  const Narrative *n = &m->read->narrative;
  return n->episodes.v[n->of_sentence[sentence]].background;
}

void claims_set_apart(const Making *m, ProtoClaims *claims) {
  const Narrative *n = &m->read->narrative;
  Date start = n->episodes.v[n->main].start;
  int32_t main = start.day ? civil_first(start) : DAY_NONE; /* a day may have no year */
  for (uint32_t i = 0; i < claims->n; i++) {
    ProtoClaim *p = &claims->v[i];
    if (n->disease) {
      continue;
    }
    if (!claim_counts_harm(p)) {
      p->goes_on = is_toll_of_war(m, p); /* "has killed 30,000 and displaced two million" */
      p->history = p->apart = p->goes_on;
      continue;
    }
    bool loosely;
    int32_t at = claim_time_in_sentence(m, p, NULL, &loosely);
    const TimeMention *time = at >= 0 ? &m->read->mentions.times.v[at] : NULL;
    const Episode *episode = &n->episodes.v[n->of_sentence[p->sentence]];
    bool named = time && claim_names_another(m, p, (uint32_t)at, episode);
    loosely = loosely && !named;
    PeriodOf period = time && !loosely && !named ? period_told(m, p, time) : PERIOD_NONE;
    bool dated = time && !loosely && main != DAY_NONE && time->start.year && time->end_date.year;
    bool before = dated && civil_last(time->end_date) < main - APART_DAYS;
    const Sentence *s = &m->read->text.sentences.v[p->sentence];
    bool going = period >= PERIOD_NOW && lasts(m, s->first, s->end);
    p->sum = period == PERIOD_SUM;
    p->goes_on = going || is_toll_of_war(m, p);
    p->history = period != PERIOD_NONE || p->goes_on;
    bool several = sentence_is_of_several(m, p->sentence) || is_in_bare_plural(m, p);
    bool of_many = several || is_of_years_or_rate(m, p) || is_since_unknown(m, p);
    p->unclear = p->unclear || of_many;
    p->apart = p->apart || of_many || p->history || before || sentence_is_apart(m, p->sentence);
  }
}
