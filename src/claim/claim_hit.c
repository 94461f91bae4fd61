/* "Six were shot": hurt, or undecided where the document tells of dead who may be among them; and what else of
   the hurt is only a part: who was treated, who is contrasted with another. */
#include "claim/claim_parts.h"

bool is_count_of(const Making *m, const ProtoClaim *p, const char *measure) {
  if (!str_is(p->measure, measure) || p->hypothetical || p->number < 0 ||
      (p->apart && (p->unclear || p->history))) {
    return false;
  }
  const Number *n = &m->read->mentions.numbers.v[p->number];
  bool counted = n->kind != NUMBER_INDEFINITE ||
                 (n->number.digits > 1 && !tells_of_both(m, p));
  return !n->negated && counted;
}

/* Of another happening than the document's main one. */
static bool told_elsewhere(const Making *m, const ProtoClaim *p) {
  const Narrative *n = &m->read->narrative;
  uint32_t episode = claim_episode(m, p);
  return episode != n->main && n->of_sentence[p->sentence] != n->main && n->episodes.v[episode].beside;
}

bool counts_any(const Making *m, const ProtoClaims *claims, const char *measure) {
  for (uint32_t i = 0; i < claims->n; i++) {
    if (is_count_of(m, &claims->v[i], measure) && !told_elsewhere(m, &claims->v[i])) {
      return true;
    }
  }
  return false;
}

/* "Five were shot": one of whom it tells that he was hurt is not all. "A triple shooting" only names it. */
bool counts_hit(const Making *m, const ProtoClaims *claims) {
  for (uint32_t i = 0; i < claims->n; i++) {
    if (!claims->v[i].named && is_count_of(m, &claims->v[i], "casualties")) {
      return true;
    }
  }
  return false;
}

/* How many dead a claim counts: its number, or the one person of whom it tells; 0: none that count here. */
static Decimal dead_of(const Making *m, const ProtoClaim *p) {
  if (p->apart || !str_is(p->measure, "killed")) {
    return decimal_of(0);
  }
  return p->number >= 0 ? m->read->mentions.numbers.v[p->number].number : decimal_of(p->counted.n == 1);
}

/* "Two were shot. One died, a woman was wounded": with the dead, the one who was hurt makes up the count. */
bool one_is_left(const Making *m, const ProtoClaims *claims) {
  Decimal all;
  for (uint32_t i = 0; i < claims->n; i++) {
    const ProtoClaim *hit = &claims->v[i];
    if (hit->named || !is_count_of(m, hit, "casualties")) {
      continue;
    }
    bool left = false;
    for (uint32_t k = 0; k < claims->n && !left; k++) {
      Decimal dead = dead_of(m, &claims->v[k]);
      Decimal number = m->read->mentions.numbers.v[hit->number].number;
      bool same = decimal_compare(dead, number) == 0; /* "two who were shot have died" */
      left = dead.digits > 0 && decimal_add(dead, decimal_of(1), &all) &&
             (same || decimal_compare(all, number) == 0);
    }
    if (!left) {
      return false;
    }
  }
  return true;
}

/* The document, besides those who were hit, speaks of dead. */
bool tells_of_dead(const Making *m, const ProtoLines *lines, const ProtoClaims *kept) {
  if (counts_any(m, kept, "killed")) {
    return true;
  }
  for (uint32_t i = 0; i < lines->persons.n; i++) {
    const ProtoPerson *p = &lines->persons.v[i];
    if (str_is(p->harm, "killed") && !sentence_is_apart(m, p->sentence)) {
      return true;
    }
  }
  return false;
}

/* "One man died and three others were shot": the others are not the dead. */
enum { OTHERS_REACH = 2 }; /* sentences from the dead to the others */

static bool are_others(const Making *m, const ProtoLines *lines, const ProtoClaims *kept,
                       const ProtoClaim *hit) {
  if (!words_have(m, hit->figure, m->rules->rows.open)) {
    return false;
  }
  if (words_have(m, hit->trigger, m->rules->rows.open)) { /* "three others were also shot", however far */
    return true;
  }
  for (uint32_t i = 0; i < kept->n; i++) {
    const ProtoClaim *p = &kept->v[i];
    if (str_is(p->measure, "killed") && hit->sentence - p->sentence <= OTHERS_REACH) {
      return true;
    }
  }
  for (uint32_t i = 0; i < lines->persons.n; i++) {
    const ProtoPerson *p = &lines->persons.v[i];
    if (str_is(p->harm, "killed") && hit->sentence - p->sentence <= OTHERS_REACH) {
      return true;
    }
  }
  return false;
}

/* "Four were shot, one of them fatally. Three were taken to hospital": with the dead they are all. */
static bool are_the_rest(const Making *m, const ProtoLines *lines, const ProtoClaims *kept,
                         const ProtoClaim *care, const ProtoClaim *hit) {
  Decimal n = m->read->mentions.numbers.v[care->number].number;
  Decimal all = m->read->mentions.numbers.v[hit->number].number, sum;
  if (!counts_any(m, kept, "killed") && tells_of_dead(m, lines, kept)) { /* of whom it tells by name */
    return decimal_add(n, decimal_of(1), &sum) && decimal_compare(sum, all) == 0;
  }
  for (uint32_t i = 0; i < kept->n; i++) {
    if (is_count_of(m, &kept->v[i], "killed") && !kept->v[i].apart &&
        decimal_add(n, m->read->mentions.numbers.v[kept->v[i].number].number, &sum) &&
        decimal_compare(sum, all) == 0) {
      return true;
    }
  }
  return false;
}

/* "Two were taken to hospital" of five who were hurt: a part. */
static void settle_care(const Making *m, const ProtoLines *lines, ProtoClaims *kept) {
  for (uint32_t i = 0; i < kept->n; i++) {
    ProtoClaim *p = &kept->v[i];
    for (uint32_t k = 0; k < kept->n && p->care && p->number >= 0; k++) {
      const ProtoClaim *q = &kept->v[k];
      bool of_hurt =
          (str_is(q->measure, "injured") || str_is(q->measure, "casualties")) && !q->care;
      if (of_hurt && q->number >= 0 && !q->apart &&
          decimal_compare(m->read->mentions.numbers.v[p->number].number,
                          m->read->mentions.numbers.v[q->number].number) < 0) {
        if (!str_is(q->measure, "casualties") || !are_the_rest(m, lines, kept, p, q)) {
          p->part = true;
          p->unclear = p->unclear || !p->partitive; /* "five of them are in hospital" leaves no doubt */
        }
      }
    }
  }
}

static bool is_counted(const ProtoClaims *kept, uint32_t token) {
  for (uint32_t i = 0; i < kept->n; i++) {
    if (kept->v[i].figure.first <= token && token < kept->v[i].figure.end) {
      return true;
    }
  }
  return false;
}

/* "One man was shot in the arm, another was shot in the leg": neither is all. */
static bool is_contrasted(const Making *m, const ProtoClaims *kept, const ProtoClaim *p) {
  enum { VERB_NEAR = 5 };
  const Text *text = &m->read->text;
  uint32_t end = text->sentences.v[p->sentence].end;
  uint32_t deed = p->trigger.end > p->trigger.first ? text->words[p->trigger.end - 1] : 0;
  for (uint32_t i = p->trigger.end; deed && i + 1 < end; i++) {
    if (!words_have(m, (TokenRange){i, i + 1}, m->rules->rows.open) || is_counted(kept, i)) {
      continue;
    }
    for (uint32_t k = i + 1; k < end && k <= i + VERB_NEAR; k++) {
      if (text->words[k] == deed) {
        return true;
      }
    }
  }
  return false;
}

static void settle_contrast(const Making *m, ProtoClaims *kept) {
  for (uint32_t i = 0; i < kept->n; i++) {
    ProtoClaim *p = &kept->v[i];
    if (p->number >= 0 && !p->part && is_contrasted(m, kept, p)) {
      p->part = p->unclear = true;
    }
  }
}

/* The dead of a sentence had died before what episode `hit` tells of. */
static bool died_before(const Making *m, uint32_t sentence, uint32_t hit) {
  const Narrative *n = &m->read->narrative;
  const Episode *then = &n->episodes.v[n->of_sentence[sentence]], *shot = &n->episodes.v[hit];
  return then->start.day && shot->start.day && then->days.last != DAY_NONE &&
         shot->days.first != DAY_NONE && then->days.last < shot->days.first;
}

/* May the dead of a sentence be among those who were hit in episode `hit`? Of the story's main episode only its
   own are: "Four people were shot on Sunday … Last week two were killed nearby". */
static bool may_be_among(const Making *m, uint32_t sentence, uint32_t hit) {
  const Narrative *n = &m->read->narrative;
  uint32_t dead = n->of_sentence[sentence];
  return !sentence_is_apart(m, sentence) && !died_before(m, sentence, hit) && (dead == hit || dead == n->main);
}

static bool has_dead(const Making *m, const ProtoLines *lines, const ProtoClaims *kept,
                     const ProtoClaim *hit) {
  uint32_t episode = m->read->narrative.of_sentence[hit->sentence];
  for (uint32_t i = 0; i < kept->n; i++) {
    const ProtoClaim *p = &kept->v[i];
    if (is_count_of(m, p, "killed") && may_be_among(m, p->sentence, episode)) {
      return true;
    }
  }
  for (uint32_t i = 0; i < lines->persons.n; i++) {
    const ProtoPerson *p = &lines->persons.v[i];
    if (str_is(p->harm, "killed") && may_be_among(m, p->sentence, episode)) {
      return true;
    }
  }
  return false;
}

void settle_hit(const Making *m, const ProtoLines *lines, ProtoClaims *kept) {
  bool dead = tells_of_dead(m, lines, kept);
  for (uint32_t i = 0; i < kept->n; i++) {
    ProtoClaim *p = &kept->v[i];
    if (str_is(p->measure, "hit")) {
      bool among = dead && has_dead(m, lines, kept, p) && !are_others(m, lines, kept, p);
      p->measure = str_of(among ? "casualties" : "injured");
    }
  }
  settle_care(m, lines, kept);
  settle_contrast(m, kept);
}
