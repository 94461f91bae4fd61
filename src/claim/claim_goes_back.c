/* Going back: a claim told in a clause that goes back to a happening, or with the noun of a happening of another
   year. */
#include "claim/claim_parts.h"

/* From where a happening is told that a clause goes back to, which begins behind token `end`: its noun with the words
   before it; end if there is none. */
static uint32_t happening_before(const Text *text, uint32_t least, uint32_t end) {
  enum { FAR = 14, NAME = 3 };
  for (uint32_t i = end; i > least && end - i < FAR; i--) {
    bool noun = token_is_class(text, i - 1, CLASS(TOPIC)) && !token_is_class(text, i - 1, CLASS(V_PAST));
    if (noun) {
      uint32_t first = i - 1;
      while (first > least && i - first <= NAME && text->tokens.v[first - 1].kind == TOKEN_WORD &&
             !token_is_class(text, first - 1, CLASS(DET) | CLASS(PREP) | CLASS_FINITE)) {
        first--;
      }
      return first;
    }
    Str word = token_text(text, i - 1);
    if (token_is_class(text, i - 1, CLASS_FINITE) || str_is(word, ";") || str_is(word, ":")) {
      return end;
    }
  }
  return end;
}

TokenRange claim_antecedent(const Making *m, const ProtoClaim *proto) {
  enum { CLAUSE_MOST = 12 };
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  uint32_t start = claim_start(proto), at = start;
  while (at > s->first && start - at < CLAUSE_MOST && !token_is_class(text, at - 1, CLASS(REL)) &&
         !token_has(text, at - 1, m->rules->narrative.clause.dated)) {
    if (str_is(token_text(text, at - 1), ";") || str_is(token_text(text, at - 1), ",")) {
      return (TokenRange){start, start};
    }
    at--;
  }
  if (at == s->first || start - at >= CLAUSE_MOST || at < s->first + 2) {
    return (TokenRange){start, start};
  }
  uint32_t end = at - 1; /* the word that begins the clause */
  bool when = !token_is_class(text, end, CLASS(REL));
  end -= !when && token_is_class(text, end - 1, CLASS(PREP));
  end -= end > s->first && str_is(token_text(text, end - 1), ",");
  if (when) { /* "since 1986, when": the year itself */
    uint32_t i = mentions_first_time(&m->read->mentions, s->first);
    for (; i < m->read->mentions.times.n && m->read->mentions.times.v[i].end <= end; i++) {
      if (m->read->mentions.times.v[i].end == end && end < at - 1) {
        return (TokenRange){m->read->mentions.times.v[i].first, end};
      }
    }
    return (TokenRange){start, start};
  }
  uint32_t first = happening_before(text, s->first, end);
  return first < end ? (TokenRange){first, end} : (TokenRange){start, start};
}

/* A happening of another year than the story's, which the year beside its noun says: "the flood of 2015 killed 12", "a
   2015 flood", and "no one was hurt in the flood of 2015". */
static bool is_of_happening(const Making *m, const TimeMention *time, uint32_t least, uint32_t *noun) {
  enum { BESIDE = 3 };
  const Text *text = &m->read->text;
  for (uint32_t i = time->end; i < text->tokens.n && i < time->end + BESIDE; i++) {
    if (token_is_class(text, i, CLASS(PREP) | CLASS(DET) | CLASS_FINITE) || text->tokens.v[i].kind != TOKEN_WORD) {
      break;
    }
    if (token_is_class(text, i, CLASS(TOPIC))) {
      *noun = i;
      return true;
    }
  }
  if (time->first < least + 2 || !token_is_class(text, time->first - 1, CLASS(PREP))) {
    return false;
  }
  *noun = time->first - 2;
  return token_is_class(text, *noun, CLASS(TOPIC));
}

/* Nothing stands between the clause's beginning, or an "in", and the words of the noun. */
static bool is_told_as_such(const Making *m, uint32_t noun, uint32_t least) {
  enum { WORDS = 5 };
  const Text *text = &m->read->text;
  uint32_t at = noun;
  while (at > least && noun - at < WORDS && !token_is_class(text, at, CLASS(DET))) {
    if (!token_is_class(text, at - 1, CLASS(DET)) &&
        (token_is_class(text, at - 1, CLASS(PREP) | CLASS_FINITE) || text->tokens.v[at - 1].kind == TOKEN_PUNCTUATION)) {
      break;
    }
    at--;
  }
  return at == least || token_has(text, at - 1, m->rules->narrative.locative) ||
         text->tokens.v[at - 1].kind == TOKEN_PUNCTUATION || token_is_class(text, at - 1, CLASS(CONJ));
}

bool claim_dates_happening(const Making *m, const ProtoClaim *proto, uint32_t index) {
  const TimeMention *time = &m->read->mentions.times.v[index];
  uint32_t noun;
  for (uint32_t i = proto->trigger.end; i < time->first; i++) {
    if (token_is_class(&m->read->text, i, CLASS(REL) | CLASS(THAT))) {
      return false; /* "hurt in a region that was devastated by the tsunami of 2004" */
    }
  }
  return is_of_happening(m, time, m->read->text.sentences.v[proto->sentence].first, &noun) &&
         clause_fit(&m->rules->narrative.clause, &m->read->text, time->first, proto->trigger.first) == CLAUSE_SAME;
}

bool claim_names_another(const Making *m, const ProtoClaim *proto, uint32_t index,
                          const Episode *episode) {
  const TimeMention *time = &m->read->mentions.times.v[index];
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  uint32_t noun;
  if (time->anchor != ANCHOR_SELF || !time->start.year || !episode->start.year ||
      !is_of_happening(m, time, s->first, &noun) || !is_told_as_such(m, noun, s->first) ||
      clause_fit(&m->rules->narrative.clause, &m->read->text, time->first, proto->trigger.first) != CLAUSE_SAME) {
    return false;
  }
  Date end = episode->end.year ? episode->end : episode->start;
  return time->start.year < episode->start.year || time->start.year > end.year;
}

/* ------------------------------------------------------------------------------ whose day a time is */

/* "The murder", "attacks": the claim's words are a noun group; of figures, only those of a deed that is named. */
static bool is_noun(const Text *text, const ProtoClaim *proto) {
  uint32_t first = proto->trigger.first, head = proto->trigger.end - 1;
  bool governed = token_is_class(text, first, CLASS(DET)) ||
                  (first > 0 && token_is_class(text, first - 1, CLASS(PREP)) && !token_is_class(text, first - 1, CLASS(TO)));
  bool of = proto->figure.first > head && token_is_class(text, head + 1, CLASS(PREP)); /* "the murder of a teacher" */
  bool figure = !of && (proto->figure.first != first || proto->figure.end != proto->trigger.end);
  return proto->named || proto->goes_back ||
         (!figure && governed && head >= first && token_is_class(text, head, CLASS(N_SG) | CLASS(N_PL)));
}

/* "On 3 May, …": what the sentence begins with is the time of all of it; so is a year, or a decade. */
static bool frames_sentence(const Text *text, const Sentence *s, const TimeMention *time) {
  enum { OPENING = 2 };
  bool day = time->start.day && (!time->end_date.year || civil_equal(time->start, time->end_date));
  return !day || (time->first <= s->first + OPENING && time->end < s->end && str_is(token_text(text, time->end), ","));
}

/* A verb that says what happened: "killed", "responded"; or, of a happening, that it did: "took place". */
static bool is_verb_of_deed(const Making *m, uint32_t i, bool occurs) {
  const uint64_t deed = CLASS(HARM_VERB) | CLASS(HARM_INTR) | CLASS(ASSAULT) | CLASS(TOPIC) | CLASS(TELLS_OF);
  const Text *text = &m->read->text;
  bool form = token_is_class(text, i, CLASS_VERB_FORM) && !token_is_class(text, i, CLASS(SAY)); /* "claimed responsibility" */
  return (form && token_is_class(text, i, deed) && !token_is_class(text, i > 0 ? i - 1 : i, CLASS(DET) | CLASS(POSS))) ||
         (occurs && tagset_meets(text->tags[i], &m->rules->narrative.clause.occurs));
}

/* "rebels" is a noun, wherever it may be a verb. */
static bool is_finite(const Text *text, uint32_t i) {
  return token_is_class(text, i, CLASS_FINITE & ~CLASS(V_S)) ||
         (token_is_class(text, i, CLASS(V_S)) && !token_is_class(text, i, CLASS(N_PL)));
}

/* What of the words [first, end) stands there: a verb with a subject, one that tells of a deed. */
typedef struct Verbs {
  bool any, deed;
} Verbs;

static Verbs verbs_in(const Making *m, uint32_t first, uint32_t end, bool occurs) {
  const Text *text = &m->read->text;
  Verbs v = {false, false};
  for (uint32_t i = first; i < end; i++) {
    bool described = i > first && token_is_class(text, i, CLASS(V_PAST)) && token_is_class(text, i - 1, CLASS(PREP) | CLASS(DET));
    uint32_t verb = i + (i + 1 < end && token_is_class(text, i, CLASS(BE)));
    bool reported = occurs && token_has(text, verb, m->rules->narrative.report); /* "attacks were reported in Vestry" */
    v.any = v.any || (is_finite(text, i) && !described && !reported); /* "by suspected rebels" */
    v.deed = v.deed || is_verb_of_deed(m, i, occurs);
  }
  return v;
}

/* "The mission came on 3 May to look into the murder", "closed the road on Monday after the attack": the noun at `noun`
   is no object of a verb, nor where it happened ("in the attack"). */
static bool is_led_away(const Making *m, uint32_t least, uint32_t noun, bool place) {
  const Text *text = &m->read->text;
  bool of = false;
  for (uint32_t i = noun; i > least; i--) {
    if (token_is_class(text, i - 1, CLASS(CLAUSE_OWN))) {
      return true; /* "because of the attacks" */
    }
    if (token_has(text, i - 1, m->rules->narrative.of)) {
      of = true; /* "visited the victims of the attack", but "launched a wave of attacks" */
    } else if (token_is_class(text, i - 1, CLASS(PREP))) {
      bool by = place && str_equal_fold(token_text(text, i - 1), str_lit("by")); /* "Vestry was hit by the blast" */
      return !by && !token_has(text, i - 1, m->rules->narrative.locative);
    }
    if (i > least + 1 && token_is_class(text, i - 1, CLASS(V_BASE)) && token_is_class(text, i - 2, CLASS(TO))) {
      return true;
    }
    if (is_finite(text, i - 1)) { /* "was the scene of an attack" */
      return of && !token_is_class(text, i - 1, CLASS(BE)) && !tagset_meets(text->tags[i - 1], &m->rules->narrative.clause.occurs);
    }
  }
  return of;
}

/* "The clashes that took place in Vestry on Monday". */
static bool has_clause(const Text *text, uint32_t noun_end, uint32_t end) {
  for (uint32_t i = noun_end; i < end && !is_finite(text, i); i++) {
    if (token_is_class(text, i, CLASS(REL) | CLASS(THAT))) {
      return true;
    }
  }
  return false;
}

/* What stands at [first, end), a place or a time, is said with another verb than the deed's, which a noun names. */
static bool is_of_another_verb(const Making *m, const ProtoClaim *proto, uint32_t first, uint32_t end, bool place) {
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  uint32_t deed = proto->trigger.first, behind_deed = proto->trigger.end;
  if (end <= deed) {
    Verbs before = verbs_in(m, s->first, first, false), between = verbs_in(m, end, deed, false);
    bool told = verbs_in(m, behind_deed, s->end, true).deed; /* "on Monday after warnings the attack was launched" */
    return !told && is_led_away(m, end, deed, place) && (before.any || between.any) && !before.deed && !between.deed;
  }
  bool governed = deed > s->first && token_is_class(text, deed - 1, CLASS(PREP));
  Verbs between = verbs_in(m, behind_deed, first, true), behind = verbs_in(m, end, s->end, true);
  return governed && first >= behind_deed && !has_clause(text, behind_deed, first) && between.any && !between.deed && !behind.deed;
}

bool claim_time_of_verb(const Making *m, const ProtoClaim *proto, const TimeMention *time) {
  const Text *text = &m->read->text;
  return is_noun(text, proto) && !frames_sentence(text, &text->sentences.v[proto->sentence], time) &&
         is_of_another_verb(m, proto, time->first, time->end, false);
}

/* "Was kidnapped and found dead in Vestry", "those killed were buried in Vestry": where was what came of it. */
static bool is_of_process_behind(const Making *m, const ProtoClaim *proto, uint32_t place) {
  const Text *text = &m->read->text;
  bool verb = token_is_class(text, proto->trigger.end - 1, CLASS_VERB_FORM), process = false;
  for (uint32_t i = proto->trigger.end; verb && i < place; i++) {
    if (is_verb_of_deed(m, i, true) || token_is_class(text, i, CLASS(REL) | CLASS(THAT) | CLASS(CLAUSE_OWN))) {
      return false;
    }
    bool came = token_has(text, i, m->rules->narrative.clause.process) || tagset_meets(text->tags[i], &m->rules->narrative.clause.finds);
    process = process || (came && token_is_class(text, i - 1, CLASS(BE)));
  }
  return process;
}

bool claim_place_of_verb(const Making *m, const ProtoClaim *proto, const PlaceMention *place) {
  if (!words_have(m, proto->trigger, m->rules->narrative.clause.process) && is_of_process_behind(m, proto, place->first)) {
    return true;
  }
  bool sick = m->read->narrative.disease; /* "Vestry was hit hard, with 12 cases reported" */
  return !sick && is_noun(&m->read->text, proto) && is_of_another_verb(m, proto, place->first, place->end, true);
}

bool claim_in_perfect(const Making *m, const ProtoClaim *proto) {
  enum { BEFORE = 3 };
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  uint32_t i = proto->trigger.first, most = i > s->first + BEFORE ? i - BEFORE : s->first;
  while (i > most && token_is_class(text, i - 1, CLASS(BE) | CLASS(HAVE) | CLASS(ADV) | CLASS(NEG))) {
    i--;
  }
  for (; i < proto->trigger.end; i++) {
    if (token_is_class(text, i, CLASS(HAVE)) && i + 1 < s->end) {
      return true;
    }
  }
  return false;
}
