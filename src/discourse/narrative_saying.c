/* Saying: what a sentence says by itself, before it has a place in the story. */
#include "discourse/narrative_parts.h"
#include "mention/time_mention.h"

/* "0800", or the rest of "0800H". */
static bool is_of_hour(const Text *text, uint32_t token) {
  const Token *t = &text->tokens.v[token];
  Str word = token_text(text, token - (!t->space_before && token > 0));
  return word.n && word.p[0] >= '0' && word.p[0] <= '9';
}

uint32_t narrative_as_of(const NarrativeTags *tags, const Text *text, uint32_t token) {
  uint32_t least = text->sentences.v[text->tokens.v[token].sentence].first;
  while (token > least && is_of_hour(text, token - 1)) { /* "as of 0800H today" */
    token--;
  }
  for (uint32_t back = token; back > least && token - back < 3; back--) {
    if (token_may_begin(text, back - 1, tags->as_of) &&
        pack_phrase(text->pack, text->words + back - 1, token - (back - 1), tags->as_of, NULL) == token - (back - 1)) {
      return token - (back - 1);
    }
  }
  return 0;
}

/* A time at which something happened, of whatever clause. */
static bool is_of_happening(const NarrativeTags *tags, const Mentions *mentions, uint32_t index) {
  const TimeMention *time = &mentions->times.v[index];
  const Text *text = mentions->text;
  return narrative_is_event_time(time) && narrative_as_of(tags, text, time->first) < 2 && /* "by 3 May" may be when it happened */
        
         !clause_time_is_stamp(&tags->clause, text, time->first, time->end) &&
         !clause_time_of_another(&tags->clause, text, time->first, time->end) &&
         (clause_time_is_genitive(text, time->end) || /* "the toll of Sunday's quake" */
          !clause_time_describes(&tags->clause, text, time, narrative_is_range(time))) &&
         !clause_time_of_speech(&tags->clause, mentions, time) &&
         (time->counted || clause_time_of_process(&tags->clause, text, time->first, time->end) == UINT32_MAX);
}

bool narrative_sets_scene(const NarrativeTags *tags, const Mentions *mentions, uint32_t index) {
  return clause_is_main(mentions->text, mentions->times.v[index].first) &&
         is_of_happening(tags, mentions, index);
}

/* ------------------------------------------------------------------------------ times */

/* The times [*i, *end) of a sentence. */
static void times_of(const Teller *t, const Sentence *s, uint32_t *i, uint32_t *end) {
  *i = *end = mentions_first_time(t->mentions, s->first);
  while (*end < t->mentions->times.n && t->mentions->times.v[*end].first < s->end) {
    ++*end;
  }
}

static int32_t length_of(Days days) {
  return days.first == DAY_NONE ? INT32_MAX : days.last - days.first;
}

/* A sentence that marks an anniversary speaks of the day of marking, not of what happened. */
static bool marks_anniversary(const Teller *t, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    if (t->mentions->times.v[i].commemorative) {
      return true;
    }
  }
  return false;
}

/* Only the words of what happened before tell of a deed, by a verb. */
static bool tells_only_before(const Teller *t, const Sentence *s, const TimeMention *counted) {
  bool before = false;
  for (uint32_t i = mentions_first_time(t->mentions, s->first); t->mentions->times.v[i].first < counted->first; i++) {
    if (clause_time_is_genitive(t->text, t->mentions->times.v[i].end)) { /* "Tuesday's violence comes four days after" */
      return false;
    }
  }
  for (uint32_t i = s->first; i < s->end; i++) {
    bool deed = token_is_class(t->text, i, CLASS_VERB_FORM) &&
                token_is_class(t->text, i, CLASS(HARM_VERB) | CLASS(HARM_INTR) | CLASS(ASSAULT));
    bool inside = counted->first <= i && i < counted->counted_end;
    if (!inside && deed) {
      return false;
    }
    before = before || (inside && (deed || tagset_has(t->text->tags[i], t->tags->clause.befell)));
  }
  return before;
}

/* "Mourned on Wednesday the 31 killed in attacks a day earlier": nothing is done before the other day, and a deed is told
   of behind it. other: the later day, before the time. */
static bool is_day_of_deed_before(const Teller *t, const Sentence *s, const TimeMention *other, const TimeMention *time) {
  enum { NEAR = 14 };
  TimeForm form = time->expression->form;
  bool counted = time->anchor == ANCHOR_NARRATIVE && (form == FORM_OFFSET || form == FORM_SHIFT || form == FORM_REFERENCE || form == FORM_PART);
  for (uint32_t i = s->first; counted && i < other->first; i++) {
    counted = !(token_is_class(t->text, i, CLASS_VERB_FORM) &&
                token_is_class(t->text, i, CLASS(HARM_VERB) | CLASS(HARM_INTR) | CLASS(ASSAULT)));
  }
  bool deed = false, joined = false;
  for (uint32_t i = other->end; counted && i < time->first; i++) {
    joined = joined || (token_is_class(t->text, i, CLASS(CONJ)) && str_is(token_text(t->text, i - 1), ","));
    deed = deed || (i + NEAR > time->first && token_is_class(t->text, i, CLASS(HARM_VERB) | CLASS(HARM_INTR) | CLASS(ASSAULT)));
  }
  return deed && !joined;
}

/* "Schools reopened on Monday, ten days after the quake", "searched on Thursday for victims of the quake that struck a
   day earlier": the day of what happened, where the other day is only that of what came of it; -1: none. */
static int32_t time_behind_another(const Teller *t, const Sentence *s, uint32_t first, uint32_t end) {
  enum { RECENT = 31 };
  for (uint32_t i = first; i < end; i++) {
    const TimeMention *time = &t->mentions->times.v[i];
    if (time->counted_end) {
      return tells_only_before(t, s, time) ? (int32_t)i : -1;
    }
    bool day = narrative_is_event_time(time) && time->start.day && !narrative_is_range(time) && t->days[i].first != DAY_NONE;
    for (uint32_t k = first; day && k < i; k++) {
      const TimeMention *other = &t->mentions->times.v[k];
      if (narrative_is_event_time(other) && other->start.day && t->days[k].first > t->days[i].first &&
          t->days[k].first <= t->days[i].first + RECENT &&
          (clause_time_of_happening(&t->tags->clause, t->text, time->first) || is_day_of_deed_before(t, s, other, time))) {
        return (int32_t)i;
      }
    }
  }
  return -1;
}

/* "3 March: 12", below the head of a list: a count of that day, and no story. */
static bool only_counts(const Teller *t, const Sentence *s, const TimeMention *time) {
  bool number = false;
  for (uint32_t i = s->first; i < s->end; i++) {
    bool inside = time->first <= i && i < time->end;
    number = number || (!inside && t->text->tokens.v[i].kind == TOKEN_NUMBER);
    if (!inside && t->text->tokens.v[i].kind == TOKEN_WORD) {
      return false;
    }
  }
  return number;
}

/* The time that sets the scene of a sentence: the narrowest one of its main clause. */
static int32_t scene_time(const Teller *t, const Sentence *s, uint32_t first, uint32_t end) {
  int32_t best = end > first + 1 ? time_behind_another(t, s, first, end) : -1;
  if (best >= 0) {
    return best;
  }
  bool anniversary = marks_anniversary(t, first, end);
  for (uint32_t i = first; i < end; i++) {
    const TimeMention *time = &t->mentions->times.v[i];
    bool marking = (anniversary && time->anchor == ANCHOR_DOCUMENT) || time->counted_end;
    bool ahead = t->published != DAY_NONE && t->days[i].first != DAY_NONE && t->days[i].first > t->published + 1;
    if (marking || ahead || !narrative_sets_scene(t->tags, t->mentions, i) ||
        clause_time_beside(t->text, time->first, time->end) > s->first || only_counts(t, s, time)) {
      continue;
    }
    if (best < 0 || length_of(t->days[i]) < length_of(t->days[best])) {
      best = (int32_t)i;
    }
  }
  return best;
}

/* "The shooting, which occurred about 9 p.m. Sunday": the first day told in a clause that says so. */
static int32_t time_below(const Teller *t, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    const TimeMention *time = &t->mentions->times.v[i];
    bool since = tagset_has(t->text->tags[time->first ? time->first - 1 : 0], t->tags->since) ||
                 clause_is_since(&t->tags->clause, t->text, time->first);
    if (time->start.day && !since && !narrative_is_range(time) && !clause_is_main(t->text, time->first) &&
        clause_tells_before(t->text, time->first) && is_of_happening(t->tags, t->mentions, i)) {
      return (int32_t)i;
    }
  }
  return -1;
}

/* "The worst accident since a blast in 2004": no more of that kind came between. */
static bool compares_since(const Teller *t, const Sentence *s, uint32_t time) {
  for (uint32_t i = s->first; tagset_has(&t->text->sentence_tags[s - t->text->sentences.v], t->tags->superlative) && i < time;
       i++) {
    if (tagset_has(t->text->tags[i], t->tags->superlative)) {
      return true;
    }
  }
  return false;
}

/* "since the epidemic began in August of 2008": from when the episode goes on, without an end. */
static int32_t time_since(const Teller *t, const Sentence *s, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    const TimeMention *time = &t->mentions->times.v[i];
    if (!narrative_is_event_time(time) ||
        !clause_is_since(&t->tags->clause, t->text, time->first) || compares_since(t, s, time->first)) {
      continue;
    }
    for (uint32_t k = time->first; k > s->first && time->first - k < REFERENCE_WORDS; k--) {
      if (tagset_has(t->text->tags[k - 1], t->tags->topic) && !narrative_is_verb(t, k - 1)) {
        return (int32_t)i;
      }
    }
  }
  return -1;
}

/* "Six deaths in the shooting of 12 March 1996": the very day of the happening that it goes back to. */
static int32_t time_behind_naming(const Teller *t, const Naming *naming, uint32_t end) {
  uint32_t behind = naming->at + naming->words, i = mentions_first_time(t->mentions, behind);
  if (naming->reference < REFERENCE_THE || i >= end || t->mentions->times.v[i].first != behind + 1 ||
      !tagset_has(t->text->tags[behind], t->tags->of)) {
    return -1;
  }
  const TimeMention *time = &t->mentions->times.v[i];
  bool whole = time->anchor == ANCHOR_SELF && time->start.year && time->start.day && !narrative_is_range(time);
  return whole && narrative_is_event_time(time) ? (int32_t)i : -1;
}

/* "The Wednesday bombings in the north sparked protests", "killed in Thursday's bombing": the day of the
   happening that a sentence names, where it is what the sentence begins with, or where something
   happened; -1 if it has none. */
static int32_t time_of_naming(const Teller *t, const Sentence *s, const Naming *naming,
                              uint32_t first_time, uint32_t end) {
  enum { OPENING = 5 };
  if (naming->reference < REFERENCE_NEW || !narrative_named_with(t, naming, t->tags->point)) {
    return -1;
  }
  for (uint32_t i = first_time; i < end && t->mentions->times.v[i].first < naming->at; i++) {
    const TimeMention *time = &t->mentions->times.v[i];
    uint32_t first = time->first - (time->first > s->first &&
                                    tagset_has(t->text->tags[time->first - 1], t->tags->the));
    bool opens = naming->at < s->first + OPENING;
    const TagSet *before = first > s->first ? t->text->tags[first - 1] : NULL; /* "victims of the 22 November landslide" */
    bool inside = before && (tagset_has(before, t->tags->locative) || tagset_has(before, t->tags->of));
    Days days = narrative_days_of(time->start, time->end_date);
    bool of_a_day = time->start.day && days.first == days.last;
    if (time->end + 1 >= naming->at && narrative_is_event_time(time) && of_a_day &&
        (opens || inside)) {
      return (int32_t)i;
    }
  }
  return time_behind_naming(t, naming, end);
}

/* ------------------------------------------------------------------------------ words */

/* The first place in a sentence that is one spot: a settlement or a point; -1 if there is none. */
static int32_t spot_of(const Teller *t, uint32_t sentence) {
  const PlaceIndices *places = &t->narrative->located[sentence];
  Place place;
  for (uint32_t i = 0; i < places->n; i++) {
    if (gazetteer_place(t->gazetteer, t->mentions->places.v[places->v[i]].place, &place) &&
        (place.class == PLACE_CLASS_SETTLEMENT || place.class == PLACE_CLASS_POINT)) {
      return (int32_t)places->v[i];
    }
  }
  return -1;
}

/* "An air strike on another school", "gunmen raided a second village". */
static bool hits_another(const Teller *t, const Sentence *s) {
  enum { OBJECT_WORDS = 4 };
  for (uint32_t i = s->first; i + 1 < s->end; i++) {
    if (!tagset_has(t->text->tags[i], t->tags->another)) {
      continue;
    }
    bool site = false, deed = false;
    for (uint32_t k = i + 1; k < s->end && k < i + OBJECT_WORDS && !site; k++) {
      site = tagset_has(t->text->tags[k], t->tags->site);
    }
    for (uint32_t k = i; k > s->first && k + OBJECT_WORDS > i && !deed; k--) {
      deed = tagset_meets(t->text->tags[k - 1], &t->tags->deed);
    }
    if (site && deed) {
      return true;
    }
  }
  return false;
}

/* "A similar crash in May", "another stronger blast". */
static bool names_again(const Teller *t, const Sentence *s) {
  for (uint32_t i = s->first; i + 1 < s->end; i++) {
    uint32_t noun = i + 1;
    if (!tagset_has(t->text->tags[i], t->tags->again) && !tagset_has(t->text->tags[i], t->tags->another)) {
      continue;
    }
    if (!tagset_has(t->text->tags[noun], t->tags->topic) && noun + 1 < s->end && !token_is_class(t->text, noun, CLASS(DET))) {
      noun++;
    }
    if (tagset_has(t->text->tags[noun], t->tags->topic) && narrative_is_noun(t, noun)) {
      return true;
    }
  }
  return false;
}

/* "Earlier that day a shell hit …". */
static bool same_day_again(const Teller *t, const Sentence *s) {
  const Text *text = t->text;
  return token_may_begin(text, s->first, t->tags->same_day) &&
         pack_phrase(text->pack, text->words + s->first, s->end - s->first, t->tags->same_day,
                     NULL) > 0;
}

/* "The last of them died in a clinic", "he died of his wounds": what a person of whom was told before came to. */
static bool succumbs(const Teller *t, const Sentence *s) {
  enum { CARE_WORDS = 5 };
  for (uint32_t i = s->first; i < s->end; i++) {
    if (!token_is_class(t->text, i, CLASS(HARM_INTR)) || !token_is_class(t->text, i, CLASS(V_PAST))) {
      continue;
    }
    for (uint32_t k = i + 1; k < s->end && k <= i + CARE_WORDS; k++) {
      if (tagset_meets(t->text->tags[k], &t->tags->care)) {
        return true;
      }
    }
  }
  return false;
}

/* How many words of harm and of happenings it has, to a limit; and does it speak of harm, or of anything
   that happens? */
static void what_happens(const Teller *t, const Sentence *s, Saying *saying) {
  enum { WEIGHT_MOST = 3 };
  uint64_t all = 0;
  for (uint32_t i = s->first; i < s->end; i++) {
    all |= t->text->classes[i];
    saying->weight += token_is_class(t->text, i, CLASS(HAPPENS));
  }
  saying->weight = saying->weight < WEIGHT_MOST ? saying->weight : WEIGHT_MOST;
  for (uint32_t i = s->first; (all & CLASS_TELLING) && i < s->end && !saying->tells; i++) {
    saying->tells = token_is_class(t->text, i, CLASS_TELLING) &&
                    !tagset_has(t->text->tags[i], t->tags->month); /* "3 March" is no protest */
  }
}

Saying narrative_saying(const Teller *t, uint32_t sentence) {
  const Sentence *s = &t->text->sentences.v[sentence];
  const TagSet *all = &t->text->sentence_tags[sentence];
  uint32_t first, end;
  times_of(t, s, &first, &end);
  Saying saying = {.naming = narrative_naming(t, s), .spot = spot_of(t, sentence)};
  saying.scene = scene_time(t, s, first, end);
  saying.below = saying.scene < 0 ? time_below(t, first, end) : -1;
  saying.since = time_since(t, s, first, end);
  saying.of_naming = time_of_naming(t, s, &saying.naming, first, end);
  what_happens(t, s, &saying);
  saying.another = tagset_has(all, t->tags->another) && hits_another(t, s);
  saying.again = (tagset_has(all, t->tags->again) || tagset_has(all, t->tags->another)) && names_again(t, s);
  saying.same_day = same_day_again(t, s);
  saying.succumbs = saying.scene >= 0 && succumbs(t, s);
  return saying;
}
