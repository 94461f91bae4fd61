/* When and where: times and places of a sentence, or of its episode, into those of a claim. */
#include "claim/claim_parts.h"
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

/* Which stretch of the sentence belongs to a claim: figures of other claims before and behind it cut the
   sentence up. What stands before the first figure belongs to all; what stands between two figures to
   the earlier one; what stands behind the last figure to all that have nothing of their own. */
typedef struct Reach {
  uint32_t first, end;       /* the claim's own stretch */
  uint32_t head_end;         /* tokens before this stand before all figures */
  uint32_t tail_first;       /* tokens from here stand behind all figures */
} Reach;

static uint32_t claim_start(const ProtoClaim *p) {
  return p->figure.first < p->trigger.first ? p->figure.first : p->trigger.first;
}

static Reach reach_of(const Making *m, const ProtoClaim *proto, const Sentence *s) {
  Reach reach = {claim_start(proto), s->end, s->end, s->first};
  for (uint32_t i = m->first_of_sentence[proto->sentence]; i > 0; i = m->next_of_sentence[i - 1]) {
    uint32_t start = claim_start(&m->protos->v[i - 1]);
    if (start < reach.head_end) {
      reach.head_end = start;
    }
    if (start > claim_start(proto) && start < reach.end) {
      reach.end = start;
    }
    if (start > reach.tail_first) {
      reach.tail_first = start;
    }
  }
  return reach;
}

/* How well a mention at token `at` fits a claim: 3 in its own stretch, 2 before all figures, 1 behind
   the last one, 0 it is another claim's. */
static int fit_of(const Reach *reach, uint32_t at) {
  if (at >= reach->first && at < reach->end) {
    return 3;
  }
  return at < reach->head_end ? 2 : at >= reach->tail_first ? 1 : 0;
}

static bool has_tag(const Text *text, uint32_t token, int tag) {
  return tagset_has(text->tags[token], tag);
}

bool words_have(const Making *m, TokenRange words, int tag) {
  for (uint32_t i = words.first; i < words.end; i++) {
    if (has_tag(&m->read->text, i, tag)) {
      return true;
    }
  }
  return false;
}

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
  return token > s->first && has_tag(text, token - 1, tag);
}

static void period_of(const Making *m, uint32_t index, Basis basis, Period *period) {
  const TimeMention *time = &m->read->mentions.times.v[index];
  period->start = time->start;
  period->end = time->end_date.year || time->end_date.month ? time->end_date : time->start;
  period->basis = basis;
  period->words = excerpt_of(m, time->first, time->end);
}

static bool is_as_of(const Making *m, const Sentence *s, uint32_t token) {
  const Text *text = &m->read->text;
  for (uint32_t back = token; back > s->first && token - back < 3; back--) {
    if (token_may_begin(text, back - 1, m->rules->narrative.as_of) &&
        pack_phrase(m->rules->pack, text->words + back - 1, token - (back - 1),
                    m->rules->narrative.as_of, NULL) == token - (back - 1)) {
      return true;
    }
  }
  return false;
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

/* How well a time of the sentence fits a claim: by clause first, then by stretch; 0: not at all. */
static int time_fit(const Making *m, const ProtoClaim *proto, const Reach *reach, uint32_t index) {
  const Text *text = &m->read->text;
  const ClauseTags *tags = &m->rules->narrative.clause;
  const TimeMention *time = &m->read->mentions.times.v[index];
  int stretch = fit_of(reach, time->first);
  if (!stretch || clause_time_of_speech(tags, &m->read->mentions, time->first, time->end) ||
      clause_time_of_another(tags, text, time->first, time->end)) {
    return 0;
  }
  uint32_t process = clause_time_of_process(tags, text, time->first, time->end);
  bool own = !str_is(proto->measure, "killed") && !str_is(proto->measure, "injured") &&
             proto->trigger.first <= process && process < proto->trigger.end;
  if ((process != UINT32_MAX && !own) || clause_time_is_stamp(tags, text, time->first, time->end)) {
    return 0;
  }
  ClauseFit clause = clause_fit(tags, text, time->first, proto->trigger.first);
  bool behind = time->first > proto->trigger.first;
  if (clause == CLAUSE_OTHER || (clause == CLAUSE_SINCE && !(behind && stretch == 3))) {
    return 0;
  }
  bool loose = time->is_name || clause_time_describes(tags, text, time->first, time->end,
                                                        narrative_is_range(time));
  if (clause == CLAUSE_SINCE) {
    return loose ? 1 : 4 * (int)CLAUSE_SAME + 4; /* says of what the figure is, whatever else is told */
  }
  return loose ? 1 : 4 * (int)clause + stretch;
}

static bool has_since(const Making *m, const ProtoClaim *proto, const Sentence *s, uint32_t time) {
  const Text *text = &m->read->text;
  return word_before(text, s, time, m->rules->narrative.since) ||
         clause_fit(&m->rules->narrative.clause, text, time, proto->trigger.first) == CLAUSE_SINCE;
}

/* Nothing in the document dates the story: a report of the day is of that day or the day before. */
static void period_of_publication(const Making *m, Claim *claim) {
  Date date;
  DateBasis basis = m->read->document.date_basis;
  bool known = basis == DATE_GIVEN || basis == DATE_METADATA || basis == DATE_BYLINE ||
               basis == DATE_DATELINE;
  if (known && civil_read(m->read->document.date, &date) && civil_valid(date)) {
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

/* "70,000 have died in 10 years of war": what took that long is of no single day. */
static bool takes_long(const Making *m, const ProtoClaim *proto) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  if (!str_is(proto->measure, "killed") && !str_is(proto->measure, "injured")) {
    return false;
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

/* A day on which nothing is said to have happened ("the minister arrived on Monday") dates no deed that
   is told later; a longer period dates the story. Figures are what the story is about, unless their deed
   is only named. */
static bool hands_on_its_time(const Making *m, const ProtoClaim *proto, const Claim *claim,
                              const Episode *episode) {
  if (lies_ahead(m, episode->start) || (episode->start.day && takes_long(m, proto))) {
    return false;
  }
  return (claim->kind == CLAIM_FIGURE && !proto->named) || episode->dated || episode->beside ||
         episode->before || episode->open || !episode->start.day;
}

/* The time mention of its sentence that dates a claim, -1 if none does; *loosely: only by a name, or by
   what it describes. */
static int32_t time_of_sentence(const Making *m, const ProtoClaim *proto, Claim *claim,
                                bool *loosely) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  Reach reach = reach_of(m, proto, s);
  int32_t best = -1;
  int best_fit = 0;
  uint32_t i = mentions_first_time(mentions, s->first);
  for (; i < mentions->times.n && mentions->times.v[i].first < s->end; i++) {
    const TimeMention *time = &mentions->times.v[i];
    if (!narrative_is_event_time(time) || lies_ahead(m, time->start)) {
      continue; /* "will meet tomorrow, after 20 were killed" */
    }
    if (is_as_of(m, s, time->first) && time->start.day) {
      if (claim) {
        claim->as_of = iso_date(m, time->end_date.year ? time->end_date : time->start);
      }
      continue;
    }
    int fit = time_fit(m, proto, &reach, i);
    if (fit > best_fit) {
      best = (int32_t)i;
      best_fit = fit;
    }
  }
  *loosely = best_fit == 1;
  return best;
}

void claim_time(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  const Narrative *narrative = &m->read->narrative;
  const Episode *episode = &narrative->episodes.v[claim->episode];
  bool loosely;
  int32_t best = time_of_sentence(m, proto, claim, &loosely);
  bool only_loose = loosely && episode->time >= 0;
  if (best >= 0 && !only_loose) {
    uint32_t first = mentions->times.v[best].first;
    period_of(m, (uint32_t)best, BASIS_STATED, &claim->time);
    if (has_since(m, proto, s, first)) {
      claim->time.end = (Date){0, 0, 0};
    } else if (word_before(&m->read->text, s, first, m->rules->narrative.until)) {
      claim->time.start = (Date){0, 0, 0};
    }
  } else if (episode->time >= 0 && hands_on_its_time(m, proto, claim, episode)) {
    period_of(m, (uint32_t)episode->time, BASIS_INHERITED, &claim->time);
    if (episode->before) {
      claim->time.end = claim->time.start;
      claim->time.start = (Date){0, 0, 0};
    } else if (episode->open) {
      claim->time.start = episode->start;
      claim->time.end = (Date){0, 0, 0};
    }
  } else {
    period_of_publication(m, claim);
  }
}

/* ------------------------------------------------------------------------------ told apart */

enum { LONG_DAYS = 27, SHORT_DAYS = 3, SOME_DAYS = 62, APART_DAYS = 30 };

/* The sentence names what happened: "in 2004 a tsunami killed …"; but a war that goes on, or violence
   (going), is what fills a period. */
static bool names_happening(const Making *m, const ProtoClaim *proto, bool going) {
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  const Text *text = &m->read->text;
  const ChunkTags *t = &m->rules->frame.tags;
  for (uint32_t i = s->first; i < s->end; i++) {
    bool verb = has_tag(text, i, t->v_past) || has_tag(text, i, t->v_part) ||
                has_tag(text, i, t->v_ing) || has_tag(text, i, t->v_s);
    bool counted = token_is_class(text, i, CLASS(HARM_COUNT));
    if (has_tag(text, i, m->rules->narrative.topic) && !verb && !counted && !has_tag(text, i, t->n_pl) &&
        !(going && has_tag(text, i, m->rules->narrative.lasting))) {
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

/* "So far this year 20 people have been killed in the county", in a report of one day: a figure of a
   period, of no happening. */
static bool is_of_period(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  const Episode *main = &m->read->narrative.episodes.v[m->read->narrative.main];
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  Date last = time->end_date.year || time->end_date.month ? time->end_date : time->start;
  const TimeMention *longer = main->longer >= 0 ? &m->read->mentions.times.v[main->longer] : NULL;
  if (longer && longer->start.year == time->start.year && longer->start.month == time->start.month &&
      longer->start.day == time->start.day) {
    return false; /* "the shooting last summer": the day told later lies in it */
  }
  if (!tells_of_days(m, SHORT_DAYS) || !time->start.year || !last.year) {
    return false;
  }
  bool since = has_since(m, proto, s, time->first);
  int32_t from = civil_first(time->start), to = civil_last(last);
  int32_t now = main->start.year ? civil_first(main->start) : to;
  bool going = (since ? now : to) - from >= LONG_DAYS && to + LONG_DAYS >= (since ? from : now);
  return !names_happening(m, proto, going) && (to - from >= LONG_DAYS || since);
}

/* "In 380 clashes". */
static bool counts_happenings(const Making *m, const Sentence *s) {
  enum { MANY = 10 };
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  uint32_t i = mentions_first_number(mentions, s->first);
  for (; i < mentions->numbers.n && mentions->numbers.v[i].first < s->end; i++) {
    const Number *n = &mentions->numbers.v[i];
    if (n->end < s->end && n->has_number && decimal_compare(n->number, decimal_of(MANY)) >= 0 &&
        n->kind == NUMBER_COUNT && has_tag(text, n->end, m->rules->narrative.many)) {
      return true;
    }
  }
  return false;
}

/* The sentence speaks of several happenings at once: "in separate shootings". */
static bool is_of_several(const Making *m, const ProtoClaim *proto) {
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  int tag = m->rules->rows.several;
  for (uint32_t i = s->first; i < s->end; i++) {
    if (tagset_has(text->starts[i], tag) &&
        pack_phrase(m->rules->pack, text->words + i, s->end - i, tag, NULL) > 0) {
      return true;
    }
  }
  return counts_happenings(m, s);
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
    if (mentions->times.v[i].timex == TIMEX_DURATION && has_tag(text, of, m->rules->narrative.of) &&
        pack_word_value(m->rules->pack, text->words[of + 1], m->rules->narrative.topic, &kind) &&
        !str_equal(kind.text, e->topic) && goes_on_with(m, of + 2, proto->trigger.first)) {
      return true;
    }
  }
  return false;
}

static bool lasts(const Making *m, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end; i++) {
    if (has_tag(&m->read->text, i, m->rules->narrative.lasting)) {
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
  if (time->timex != TIMEX_DURATION || minutes || !(years || is_of_weeks(time))) {
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
         (ends || time->first == proto->figure.end || time->first == proto->trigger.end);
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

static bool is_war(const Making *m, uint32_t i, uint32_t end) {
  int war = m->rules->narrative.war;
  return token_may_begin(&m->read->text, i, war) &&
         pack_phrase(m->rules->pack, m->read->text.words + i, end - i, war, NULL) > 0;
}

/* "The war, which has claimed 60,000 lives", "60,000 have died in the war": its toll, in a report of some
   days. */
static bool is_toll_of_war(const Making *m, const ProtoClaim *proto) {
  enum { NEAR = 4 };
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  uint32_t start = claim_start(proto);
  bool has = false, clause = false, finite = false;
  for (uint32_t i = start; i < proto->trigger.end; i++) {
    has = has || token_is_class(text, i, CLASS(HAVE));
  }
  for (uint32_t i = proto->trigger.end; has && i < s->end && i < proto->trigger.end + NEAR; i++) {
    if (is_war(m, i, s->end)) {
      return tells_of_days(m, SOME_DAYS);
    }
  }
  for (uint32_t i = start; i-- > s->first;) {
    if (is_war(m, i, start) && has && (clause || !finite)) {
      return tells_of_days(m, SOME_DAYS);
    }
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
    bool harm = str_is(p->measure, "killed") || str_is(p->measure, "injured") ||
                str_is(p->measure, "hit") || str_is(p->measure, "casualties");
    if (!harm || n->disease) {
      continue;
    }
    bool loosely;
    int32_t at = time_of_sentence(m, p, NULL, &loosely);
    const TimeMention *time = at >= 0 ? &m->read->mentions.times.v[at] : NULL;
    bool period = time && !loosely && is_of_period(m, p, time);
    bool dated = time && !loosely && main != DAY_NONE && time->start.year && time->end_date.year;
    bool before = dated && civil_last(time->end_date) < main - APART_DAYS;
    if (period || is_of_several(m, p) || is_of_years_or_rate(m, p) || is_toll_of_war(m, p)) {
      p->unclear = true;
      p->apart = true;
    }
    p->apart = p->apart || before || sentence_is_apart(m, p->sentence);
  }
}

/* ------------------------------------------------------------------------------ places */

static Precision precision_of(PlaceClass class) {
  switch (class) {
    case PLACE_CLASS_POINT: return PRECISION_POINT;
    case PLACE_CLASS_SETTLEMENT: return PRECISION_SETTLEMENT;
    case PLACE_CLASS_DISTRICT: return PRECISION_DISTRICT;
    case PLACE_CLASS_REGION: return PRECISION_REGION;
    case PLACE_CLASS_COUNTRY: return PRECISION_COUNTRY;
    default: return PRECISION_UNKNOWN;
  }
}

static void add_place(const Making *m, uint32_t index, Basis basis, Claim *claim) {
  const PlaceMention *mention = &m->read->mentions.places.v[index];
  ClaimPlace place = {.words = excerpt_of(m, mention->first, mention->end), .basis = basis};
  Place entry;
  place.name = place.words.text;
  if (mention->place != PLACE_UNKNOWN &&
      gazetteer_place(m->rules->gazetteer, mention->place, &entry)) {
    place.name = entry.name;
    place.country = entry.country;
    place.admin1 = entry.admin1;
    place.has_point = true;
    place.latitude = entry.latitude;
    place.longitude = entry.longitude;
    place.geonames = entry.geonames;
    place.precision = precision_of(entry.class);
  }
  for (uint32_t i = 0; i < claim->places.n; i++) {
    if (str_equal(claim->places.v[i].name, place.name)) {
      return;
    }
  }
  array_push(m->arena, &claim->places, place);
}

/* People are displaced from where they lived: "from" right behind the figure says where. */
static void places_of_origin(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const PlaceIndices *loosely = &m->read->narrative.loosely[proto->sentence];
  for (uint32_t i = 0; i < loosely->n; i++) {
    uint32_t first = m->read->mentions.places.v[loosely->v[i]].first;
    for (uint32_t at = proto->figure.end; at < first && at < proto->figure.end + 2; at++) {
      if (tagset_has(m->read->text.tags[at], m->rules->narrative.origin) && first < at + 8) {
        add_place(m, loosely->v[i], BASIS_STATED, claim);
      }
    }
  }
}

/* A place where somebody speaks or holds office, or of a clause that is another one's affair, is not
   where this claim's people came to harm. */
static bool is_of_claim(const Making *m, const ProtoClaim *proto, const PlaceMention *place) {
  const Mentions *mentions = &m->read->mentions;
  if (clause_fit(&m->rules->narrative.clause, &m->read->text, place->first, proto->trigger.first) <
      CLAUSE_ABOVE) {
    return false;
  }
  uint32_t i, behind;
  mentions_attributions_before(mentions, place->end, &i, &behind);
  for (; i < behind; i++) {
    const Attribution *a = &mentions->attributions.v[i];
    for (uint32_t k = 0; k < a->source.n; k++) {
      if (a->source.v[k].first <= place->first && place->end <= a->source.v[k].end) {
        return false;
      }
    }
  }
  return true;
}

static void places_within_reach(const Making *m, const ProtoClaim *proto, const Reach *reach,
                                const PlaceIndices *places, int least, Claim *claim) {
  for (int want = 3; want >= least && claim->places.n == 0; want--) {
    for (uint32_t i = 0; i < places->n; i++) {
      const PlaceMention *place = &m->read->mentions.places.v[places->v[i]];
      bool inside_who = place->first >= proto->who.first && place->end <= proto->who.end;
      if (!inside_who && fit_of(reach, place->first) == want && is_of_claim(m, proto, place)) {
        add_place(m, places->v[i], BASIS_STATED, claim);
      }
    }
  }
}

static bool is_of_class(PlaceClass class, Str wanted) {
  switch (class) {
    case PLACE_CLASS_SETTLEMENT: return str_is(wanted, "settlement");
    case PLACE_CLASS_DISTRICT: return str_is(wanted, "district");
    case PLACE_CLASS_REGION: return str_is(wanted, "region");
    case PLACE_CLASS_COUNTRY: return str_is(wanted, "country");
    default: return false;
  }
}

/* "in the province", "in his district": the last place of that kind that the document named. */
static void place_meant(const Making *m, const Reach *reach, Claim *claim) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  TagValue kind;
  for (uint32_t i = reach->first + 2; i < reach->end; i++) {
    if (!has_tag(text, i, m->rules->narrative.place_noun)) {
      continue;
    }
    bool own = has_tag(text, i - 1, m->rules->narrative.possessive);
    if (!pack_word_value(m->rules->pack, text->words[i], m->rules->narrative.place_noun, &kind) ||
        !kind.text.n || !(own || has_tag(text, i - 1, m->rules->narrative.clause.det)) ||
        !has_tag(text, i - 2, m->rules->narrative.locative)) {
      continue;
    }
    for (uint32_t k = mentions_first_place(mentions, i); k-- > 0;) {
      Place place;
      bool people = own && mentions->places.v[k].sense == PLACE_DEMONYM; /* "Spanish … in their country" */
      if ((people || narrative_is_event_place(&mentions->places.v[k])) &&
          gazetteer_place(m->rules->gazetteer, mentions->places.v[k].place, &place) &&
          is_of_class(place.class, kind.text)) {
        add_place(m, k, BASIS_INHERITED, claim);
        return;
      }
    }
  }
}

/* "Spain has confirmed two cases", "Mexican officials have raised the toll": who counts the sick of a
   country or town, and reports them, says where they are. */
static void place_that_reports(const Making *m, const ProtoClaim *proto, uint32_t before,
                               Claim *claim) {
  const Text *text = &m->read->text;
  const Mentions *mentions = &m->read->mentions;
  uint32_t first = text->sentences.v[proto->sentence].first;
  if (!m->read->narrative.disease) {
    return;
  }
  bool reports = false;
  for (uint32_t at = before; at-- > first;) {
    reports = reports || has_tag(text, at, m->rules->narrative.report) ||
              has_tag(text, at, m->rules->narrative.counts);
    uint32_t i = mentions_first_place(mentions, at);
    bool ends_here = i < mentions->places.n && mentions->places.v[i].end == at + 1;
    if (reports && ends_here) {
      add_place(m, i, BASIS_STATED, claim);
      return;
    }
    if (text->tokens.v[at].kind == TOKEN_PUNCTUATION && !str_is(token_text(text, at), "-")) {
      return;
    }
  }
}

static void places_of_sentence(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Narrative *n = &m->read->narrative;
  Reach reach = reach_of(m, proto, &m->read->text.sentences.v[proto->sentence]);
  if (str_is(claim->measure, "displaced")) {
    places_of_origin(m, proto, claim);
  }
  places_within_reach(m, proto, &reach, &n->located[proto->sentence], 3, claim);
  if (claim->places.n == 0) {
    place_meant(m, &reach, claim);
  }
  if (claim->places.n == 0) {
    place_that_reports(m, proto, claim_start(proto), claim);
  }
  places_within_reach(m, proto, &reach, &n->located[proto->sentence], 1, claim);
  if (claim->places.n == 0) {
    place_that_reports(m, proto, reach.head_end, claim);
  }
  const Episode *episode = &n->episodes.v[claim->episode];
  if (episode->places.n == 0) {
    places_within_reach(m, proto, &reach, &n->loosely[proto->sentence], 3, claim);
  }
}

/* The sentence before, in the same paragraph and episode, has just said where. */
static void places_of_sentence_before(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Narrative *n = &m->read->narrative;
  uint32_t at = proto->sentence;
  if (at == 0 || n->of_sentence[at - 1] != n->of_sentence[at] ||
      m->read->text.sentences.v[at - 1].paragraph != m->read->text.sentences.v[at].paragraph) {
    return;
  }
  for (uint32_t i = 0; i < n->located[at - 1].n; i++) {
    Place place;
    uint32_t mention = n->located[at - 1].v[i];
    if (gazetteer_place(m->rules->gazetteer, m->read->mentions.places.v[mention].place, &place) &&
        place.class != PLACE_CLASS_COUNTRY && place.class != PLACE_CLASS_OTHER) {
      add_place(m, mention, BASIS_INHERITED, claim);
    }
  }
}

/* "900 cases throughout the world", "in ten countries": nowhere in particular, whatever else is told. */
static bool is_everywhere(const Making *m, uint32_t sentence, uint32_t first, uint32_t end) {
  enum { BEFORE = 4 };
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[sentence];
  for (uint32_t i = first; i < end && i < s->end; i++) {
    for (uint32_t k = i; has_tag(text, i, m->rules->narrative.wide) && k > s->first && i - k < BEFORE; k--) {
      if (has_tag(text, k - 1, m->rules->narrative.locative)) {
        return true;
      }
    }
  }
  return false;
}

/* The sentence before, in the same paragraph and episode, has just said so. */
static bool everywhere_before(const Making *m, const ProtoClaim *proto) {
  const Text *text = &m->read->text;
  const uint32_t *episode = m->read->narrative.of_sentence;
  uint32_t at = proto->sentence;
  return at && episode[at - 1] == episode[at] && m->read->narrative.disease &&
         text->sentences.v[at - 1].paragraph == text->sentences.v[at].paragraph &&
         is_everywhere(m, at - 1, text->sentences.v[at - 1].first, text->sentences.v[at - 1].end);
}

static bool is_wide(Precision precision) {
  return precision == PRECISION_COUNTRY || precision == PRECISION_UNKNOWN;
}

/* Is the place only there to say where the other one lies: its country; or the region that stands right
   behind it ("in Lirano, Vestra department")? */
static bool holds(const ClaimPlace *wide, const ClaimPlace *fine) {
  if (wide->precision == PRECISION_COUNTRY) {
    return !is_wide(fine->precision) && str_equal(wide->country, fine->country);
  }
  enum { APART = 30 /* bytes: ", in the northern" */ };
  bool finer = fine->precision == PRECISION_SETTLEMENT || fine->precision == PRECISION_POINT ||
               fine->precision == PRECISION_UNKNOWN || fine->precision == PRECISION_DISTRICT;
  return wide->precision == PRECISION_REGION && finer && wide->basis == fine->basis &&
         wide->words.in_title == fine->words.in_title &&
         wide->words.span.start >= fine->words.span.end &&
         wide->words.span.start - fine->words.span.end <= APART;
}

/* Drops a place that holds another one of the list: "Baku, Azerbaijan" is one place. */
static void drop_holders(Claim *claim) {
  uint32_t kept = 0;
  ClaimPlace *places = claim->places.v;
  for (uint32_t i = 0; i < claim->places.n; i++) {
    bool drop = false;
    for (uint32_t k = 0; k < claim->places.n; k++) {
      drop = drop || (k != i && holds(&places[i], &places[k]));
    }
    if (!drop) {
      places[kept++] = places[i];
    }
  }
  claim->places.n = kept;
}

/* Does the sentence name that place, in whatever way: "Lirano police fear attacks"? */
static bool sentence_names(const Making *m, uint32_t sentence, uint32_t mention) {
  const Mentions *mentions = &m->read->mentions;
  const Sentence *s = &m->read->text.sentences.v[sentence];
  for (uint32_t i = mentions_first_place(mentions, s->first);
       i < mentions->places.n && mentions->places.v[i].first < s->end; i++) {
    if (mentions->places.v[i].place == mentions->places.v[mention].place) {
      return true;
    }
  }
  return false;
}

/* "Spanish officials said": a country that nothing is said to lie in. */
static bool is_only_spoken_of(const Making *m, const Episode *from, uint32_t mention) {
  const PlaceMention *p = &m->read->mentions.places.v[mention];
  Place place;
  return !from->told_there && !p->in_dateline &&
         gazetteer_place(m->rules->gazetteer, p->place, &place) &&
         place.class == PLACE_CLASS_COUNTRY;
}

/* "ORLOW -- Six people were shot in Vestry": where the story's place is a quarter of a city, a sentence that
   states the quarter says no other. */
static void add_city(const Making *m, Claim *claim) {
  const Episode *e = &m->read->narrative.episodes.v[claim->episode];
  if (claim->places.n != 1 || claim->places.v[0].basis != BASIS_STATED || e->places.n != 2) {
    return;
  }
  const PlaceMention *spot = &m->read->mentions.places.v[e->places.v[0]];
  ClaimPlace *own = &claim->places.v[0];
  Str words = excerpt_of(m, spot->first, spot->end).text;
  if (str_equal(own->words.text, words)) {
    add_place(m, e->places.v[1], BASIS_INHERITED, claim);
  }
}

void claim_places(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Narrative *narrative = &m->read->narrative;
  bool names = proto->named && !m->read->text.sentences.v[proto->sentence].in_title;
  places_of_sentence(m, proto, claim);
  Reach reach = reach_of(m, proto, &m->read->text.sentences.v[proto->sentence]);
  bool everywhere = claim->kind == CLAIM_FIGURE && is_everywhere(m, proto->sentence, reach.first, reach.end);
  if (claim->places.n == 0 && (everywhere || everywhere_before(m, proto))) {
    return;
  }
  if (claim->places.n == 0 && !names) {
    places_of_sentence_before(m, proto, claim);
  }
  if (claim->places.n == 0) {
    const Episode *e = &narrative->episodes.v[claim->episode];
    const Episode *main = &narrative->episodes.v[narrative->main];
    const Episode *from = e->places.n || e->background ? e : main;
    bool handed_on = (claim->kind == CLAIM_FIGURE && !proto->named) || from->told_there ||
                     from->in_dateline;
    for (uint32_t i = 0; handed_on && i < from->places.n; i++) {
      uint32_t place = from->places.v[i];
      if (!is_only_spoken_of(m, from, place) &&
          (!names || sentence_names(m, proto->sentence, place))) {
        add_place(m, place, BASIS_INHERITED, claim);
      }
    }
  }
  add_city(m, claim);
  drop_holders(claim);
}
