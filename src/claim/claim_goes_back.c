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
