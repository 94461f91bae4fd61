/* Reach: which words of a sentence belong to a claim, where it has several. */
#include "claim/claim_parts.h"

uint32_t claim_start(const ProtoClaim *p) {
  return p->figure.first < p->trigger.first ? p->figure.first : p->trigger.first;
}

/* A place or a time stands in these words. */
static bool says_where_or_when(const Making *m, uint32_t first, uint32_t end) {
  const Mentions *mentions = &m->read->mentions;
  uint32_t place = mentions_first_place(mentions, first), time = mentions_first_time(mentions, first);
  return (place < mentions->places.n && mentions->places.v[place].first < end) ||
         (time < mentions->times.n && mentions->times.v[time].first < end);
}

/* Of several figures of one deed ("the killing of 25 in Vestry and of 51 in Tarn") the first begins with the deed. */
static uint32_t start_of(const Making *m, const ProtoClaim *proto) {
  uint32_t start = claim_start(proto);
  for (uint32_t i = m->first_of_sentence[proto->sentence]; i > 0 && start < proto->figure.first; i = m->next_of_sentence[i - 1]) {
    const ProtoClaim *other = &m->protos->v[i - 1];
    if (other->trigger.first == start && start < other->figure.first && other->figure.first < proto->figure.first &&
        says_where_or_when(m, other->figure.end, proto->figure.first)) {
      return proto->figure.first;
    }
  }
  return start;
}

/* Nothing but the subject of the verb at `verb` stands from `at` on. */
static bool has_subject(const Text *text, uint32_t at, uint32_t verb) {
  bool noun = false;
  for (uint32_t i = at; i < verb; i++) {
    if (token_is_class(text, i, CLASS_FINITE | CLASS(CLAUSE_OWN) | CLASS(CONJ)) || text->tokens.v[i].kind == TOKEN_PUNCTUATION) {
      return false;
    }
    noun = noun || !token_is_class(text, i, CLASS(ADV) | CLASS(DET) | CLASS(PREP));
  }
  return noun && token_is_class(text, verb, CLASS(V_PAST)) && !token_is_class(text, verb, CLASS_AUXILIARY);
}

/* What stands between two figures is the earlier one's, up to where the next clause begins: "12 died in Vestry; in
   Tarn a bomb killed three", "…, and on 18 March a bomb killed three". first, end: of the earlier one, which has a verb:
   not "attacks in Vestry and in Tarn left three dead". */
static uint32_t clause_from(const Making *m, uint32_t first, uint32_t end, uint32_t start) {
  const Text *text = &m->read->text;
  bool joined = false;
  for (uint32_t i = start; i > end; i--) {
    uint32_t behind = i + (i < start && str_is(token_text(text, i), ","));
    if (str_is(token_text(text, i - 1), ";")) {
      return i - 1;
    }
    bool contrast = i > 1 && token_has(text, i - 1, m->rules->narrative.clause.when) && str_is(token_text(text, i - 2), ",");
    if ((token_is_class(text, i - 1, CLASS(CONJ)) || contrast) && !joined) { /* "…, while in March 17 died" */
      enum { VERB_BEFORE = 6 }; /* "shot 26 of them dead" */
      joined = true; /* of "in Tarn they came back and killed three" the semicolon before it says more */
      bool verb = false;
      uint32_t sentence = text->sentences.v[text->tokens.v[first].sentence].first;
      uint32_t k = first > sentence + VERB_BEFORE ? first - VERB_BEFORE : sentence;
      for (; k < i && !verb; k++) {
        verb = token_is_class(text, k, CLASS(V_PAST) | CLASS(V_PART) | CLASS(BE) | CLASS(HAVE)) &&
               (k >= first || !token_is_class(text, k, CLASS(SAY)));
      }
      bool own = behind < start && token_is_class(text, behind, CLASS(PREP));
      bool subject = str_is(token_text(text, i - 2), ",") && has_subject(text, i, start); /* ", and a blast in Tarn killed" */
      if (verb && (own || subject)) {
        return i - 1;
      }
    }
  }
  return start;
}

/* The words from `at` on are a clause with a subject of its own: "and funerals were held in Tarn". */
static bool begins_clause(const Text *text, uint32_t at, uint32_t end) {
  enum { SUBJECT = 7 };
  for (uint32_t i = at; i < end && i < at + SUBJECT; i++) {
    if (token_is_class(text, i, CLASS_FINITE)) {
      return i > at && !token_is_class(text, i, CLASS(N_PL) | CLASS(N_SG));
    }
    if (text->tokens.v[i].kind != TOKEN_WORD || (i == at && token_is_class(text, i, CLASS(PREP))) ||
        token_is_class(text, i, CLASS(CLAUSE_OWN) | CLASS(THAT) | CLASS(V_ING))) {
      return false;
    }
  }
  return false;
}

/* Where the words of the last claim of a sentence end: at a semicolon, before another clause that "and" joins, and of
   a clause that goes back to something ("in which four died, came a week after …") at the comma behind it. */
static uint32_t clause_end(const Making *m, const ProtoClaim *proto, uint32_t least, uint32_t end) {
  enum { BACK = 8 };
  const Text *text = &m->read->text;
  const Sentence *s = &text->sentences.v[proto->sentence];
  uint32_t start = claim_start(proto), back = start;
  while (back > s->first && start - back < BACK && !token_is_class(text, back - 1, CLASS(REL)) &&
         text->tokens.v[back - 1].kind == TOKEN_WORD) {
    back--;
  }
  bool relative = back > s->first + 1 && token_is_class(text, back - 1, CLASS(REL));
  for (uint32_t i = least; i + 1 < end; i++) {
    bool comma = str_is(token_text(text, i), ",");
    if (str_is(token_text(text, i), ";") || (relative && comma && token_is_class(text, i + 1, CLASS(V_PAST)) &&
                                             !token_is_class(text, i + 1, CLASS(HARM_VERB) | CLASS(HARM_INTR)))) {
      return i;
    }
    if (token_is_class(text, i, CLASS(CLAUSE_OWN)) || token_is_class(text, i, CLASS(SAY))) {
      return end;
    }
    if (comma && token_is_class(text, i + 1, CLASS(CONJ)) && begins_clause(text, i + 2, end)) {
      return i;
    }
  }
  return end;
}

static uint32_t end_of(const ProtoClaim *proto) {
  return proto->trigger.end > proto->figure.end ? proto->trigger.end : proto->figure.end;
}

/* "25 people, including seven children, in Vestry": a part between commas, behind which its whole goes on. */
static bool is_part_aside(const Making *m, const ProtoClaim *whole, const ProtoClaim *part) {
  enum { WORDS = 8 };
  const Text *text = &m->read->text;
  uint32_t start = part->figure.first, end = text->sentences.v[part->sentence].end;
  if (start < whole->figure.end + 2 || start - whole->figure.end > WORDS || !token_is_class(text, start - 1, CLASS(PREP)) ||
      !str_is(token_text(text, start - 2), ",")) {
    return false;
  }
  for (uint32_t i = part->figure.end; i + 1 < end && i < part->figure.end + WORDS; i++) {
    if (token_is_class(text, i, CLASS_FINITE) || str_is(token_text(text, i), ";")) {
      return false;
    }
    if (str_is(token_text(text, i), ",")) {
      return token_is_class(text, i + 1, CLASS(PREP));
    }
  }
  return false;
}

Reach reach_of(const Making *m, const ProtoClaim *proto, const Sentence *s) {
  uint32_t own = start_of(m, proto), before = s->first, before_first = s->first;
  Reach reach = {own, s->end, s->end, s->first};
  bool next = false;
  for (uint32_t i = m->first_of_sentence[proto->sentence]; i > 0; i = m->next_of_sentence[i - 1]) {
    const ProtoClaim *other = &m->protos->v[i - 1];
    uint32_t start = start_of(m, other);
    if (start > own && is_part_aside(m, proto, other)) {
      continue;
    }
    reach.head_end = start < reach.head_end ? start : reach.head_end;
    if (start > own && start < reach.end) {
      reach.end = start;
      next = true;
    }
    reach.tail_first = start > reach.tail_first ? start : reach.tail_first;
    if (start < own && end_of(other) > before) {
      before = end_of(other);
      before_first = start;
    }
  }
  uint32_t end = next ? clause_from(m, own, end_of(proto), reach.end) : clause_end(m, proto, end_of(proto), reach.end);
  reach.tail_first = next && end < reach.end ? s->end : reach.tail_first; /* another clause's own */
  reach.end = end;
  reach.first = before > s->first ? clause_from(m, before_first, before, own) : own;
  return reach;
}

int fit_of(const Reach *reach, uint32_t at) {
  if (at >= reach->first && at < reach->end) {
    return 3;
  }
  return at < reach->head_end ? 2 : at >= reach->tail_first ? 1 : 0;
}
