/* Page voices: who speaks of an event, whose word its figures are, who is held responsible, which
   figures are repeated, and what no document gives. */
#include "view/page_parts.h"

/* Inserts into an ascending list, once. */
void indices_insert(Arena *arena, Indices *list, uint32_t value) {
  uint32_t at = list->n;
  while (at > 0 && list->v[at - 1] >= value) {
    at--;
    if (list->v[at] == value) {
      return;
    }
  }
  array_push(arena, list, value);
  memmove(list->v + at + 1, list->v + at, sizeof *list->v * (list->n - 1 - at));
  list->v[at] = value;
}

static const Claim *claim_at(const PageModel *m, uint32_t index) {
  return &m->extraction->claims.v[index];
}

/* ---- voices ---------------------------------------------------------------------------------- */

static PageVoice *voice_of(Arena *arena, PageVoices *voices, const PageVoice *wanted) {
  for (uint32_t i = 0; i < voices->n; i++) {
    PageVoice *v = &voices->v[i];
    if (str_equal_fold(v->name, wanted->name) && v->standing == wanted->standing &&
        v->kind == wanted->kind && str_equal(v->according_to, wanted->according_to) &&
        str_equal(v->reference, wanted->reference)) {
      return v;
    }
  }
  array_push(arena, voices, *wanted);
  return &voices->v[voices->n - 1];
}

static void voice_add(Arena *arena, PageVoices *voices, PageVoice wanted, const PageModel *m,
                      uint32_t claim) {
  PageVoice *voice = voice_of(arena, voices, &wanted);
  indices_insert(arena, &voice->documents, claim_at(m, claim)->document);
  indices_insert(arena, &voice->claims, claim);
}

bool page_actor_documents(const PageEvent *event, uint32_t at, Arena *arena, Indices *out) {
  const PageVoice *v = event->responsible.v;
  for (uint32_t i = 0; i < event->responsible.n; i++) {
    if (!str_equal_fold(v[i].name, v[at].name) || v[i].standing != v[at].standing) {
      continue;
    }
    if (i < at) {
      return false;
    }
    for (uint32_t k = 0; k < v[i].documents.n; k++) {
      indices_insert(arena, out, v[i].documents.v[k]);
    }
  }
  return true;
}

WordingKey page_standing(Standing standing) {
  static const WordingKey words[] = {
      [STANDING_ASSERTED] = W_STANDING_ASSERTED,         [STANDING_SUSPECTED] = W_STANDING_SUSPECTED,
      [STANDING_ACCUSED] = W_STANDING_ACCUSED,           [STANDING_CLAIMED] = W_STANDING_CLAIMED,
      [STANDING_ACKNOWLEDGED] = W_STANDING_ACKNOWLEDGED, [STANDING_DENIED] = W_STANDING_DENIED};
  return words[standing];
}

/* Is a word of the text in a list of words? */
static bool has_word_of(Str text, Str list) {
  for (Str rest = text; rest.n;) {
    Str word = str_split(rest, ' ', &rest);
    for (Str words = list; words.n;) {
      if (str_equal_fold(str_split(words, ' ', &words), word)) {
        return true;
      }
    }
  }
  return false;
}

/* Those held responsible by what the documents say was done. Who ordered or tried somebody is not who did what
   the event is about, nor, beside others, is who arrested somebody (coercion). */
static void actors_add(const PageModel *m, Arena *arena, PageEvent *event, uint32_t index,
                       bool coercion) {
  const Claim *claim = claim_at(m, index);
  const Str *words = m->wording->text;
  if (claim->kind == CLAIM_STATEMENT &&
      (has_word_of(claim->measure, words[W_ACTOR_STATE]) ||
       (!coercion && has_word_of(claim->measure, words[W_ACTOR_COERCION])))) {
    return;
  }
  for (uint32_t i = 0; i < claim->actors.n; i++) {
    const ClaimActor *actor = &claim->actors.v[i];
    if (actor->role != ROLE_HELD_RESPONSIBLE || actor->words.text.n + actor->name.n == 0) {
      continue;
    }
    Str name = actor->name.n ? actor->name : actor->words.text;
    if (actor->name.n == 0 && !has_word_of(name, m->wording->text[W_ACTOR_NOUNS])) {
      continue; /* "a grain silo", "nearby regions": nothing shows that it is somebody */
    }
    Str by = actor->according_to;
    voice_add(arena, &event->responsible,
              (PageVoice){.name = name, .standing = actor->standing, .according_to = by}, m, index);
  }
}

/* Stable insertion sort: voices of more documents first. */
static void voices_sort(PageVoices *voices) {
  for (uint32_t i = 1; i < voices->n; i++) {
    PageVoice moving = voices->v[i];
    uint32_t at = i;
    while (at > 0 && voices->v[at - 1].documents.n < moving.documents.n) {
      voices->v[at] = voices->v[at - 1];
      at--;
    }
    voices->v[at] = moving;
  }
}

static void event_voices(const PageModel *m, Arena *arena, PageEvent *event) {
  const Indices claims = {event->story->event->claims.v, event->story->event->claims.n, 0};
  for (uint32_t i = 0; i < claims.n; i++) {
    uint32_t index = claims.v[i];
    const Claim *claim = claim_at(m, index);
    actors_add(m, arena, event, index, false);
    if (claim->kind != CLAIM_FIGURE) {
      continue;
    }
    event->figures++;
    event->unclear += claim->certainty == CERTAINTY_UNCLEAR;
    const Source *source = &claim->source;
    PageVoice voice = {.name = source->words.text, .kind = source->kind, .via = source->via,
                       .reference = source->reference};
    voice_add(arena, &event->sources, voice, m, index);
    if (str_is(claim->measure, "killed") && claim->who.words.text.n) {
      voice_add(arena, &event->classes, (PageVoice){.name = claim->who.words.text}, m, index);
    }
  }
  for (uint32_t i = 0; i < claims.n && event->responsible.n == 0; i++) {
    actors_add(m, arena, event, claims.v[i], true);
  }
  voices_sort(&event->responsible);
}

/* Documents that have figures and name a source for none of them. */
static void event_narrators(Arena *arena, PageEvent *event) {
  Indices named = {0};
  for (uint32_t k = 0; k < event->sources.n; k++) {
    const PageVoice *v = &event->sources.v[k];
    for (uint32_t d = 0; d < v->documents.n; d++) {
      indices_insert(arena, v->kind == SOURCE_NARRATOR ? &event->narrators : &named,
                     v->documents.v[d]);
    }
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < event->narrators.n; i++) {
    if (!indices_have(&named, event->narrators.v[i])) {
      event->narrators.v[kept++] = event->narrators.v[i];
    }
  }
  event->narrators.n = kept;
}

/* Documents gathered by a field of their lines, in order of the documents. */
static PageVoices documents_by(const PageModel *m, Arena *arena, const Event *e, bool by_date) {
  PageVoices voices = {0};
  for (uint32_t i = 0; i < e->documents.n; i++) {
    const DocumentLine *d = &m->extraction->documents.v[e->documents.v[i]];
    bool floor = by_date && str_is(d->date_basis, "latest_mention");
    PageVoice wanted = {.name = by_date ? d->date : d->publisher,
                        .kind = floor ? SOURCE_UNNAMED : SOURCE_NARRATOR};
    array_push(arena, &voice_of(arena, &voices, &wanted)->documents, e->documents.v[i]);
  }
  return voices;
}

/* Whole years from the event's end to its first dated document; -1 where it cannot be said. */
static int32_t years_later(const PageModel *m, const Event *e) {
  int32_t end = civil_last(e->time.end);
  int32_t first = DAY_NONE;
  for (uint32_t i = 0; i < e->documents.n; i++) {
    Date date;
    const DocumentLine *d = &m->extraction->documents.v[e->documents.v[i]];
    bool known = !str_is(d->date_basis, "latest_mention") && civil_read(d->date, &date);
    if (known && civil_first(date) != DAY_NONE) {
      int32_t day = civil_first(date);
      first = first == DAY_NONE || day < first ? day : first;
    }
  }
  if (end == DAY_NONE || first == DAY_NONE || first < end) {
    return -1;
  }
  return (int32_t)(((int64_t)first - end) * 10000 / 3652425);
}

/* ---- repetition, gaps ------------------------------------------------------------------------ */

static void event_repeats(const PageModel *m, Arena *arena, PageEvent *event) {
  for (uint32_t k = 0; k < event->measures.n; k++) {
    const MeasureReadings *measure = event->measures.v[k].measure;
    for (uint32_t r = 0; r < measure->readings.n; r++) {
      const Reading *reading = &measure->readings.v[r];
      if (reading->documents.n < 2 || reading->unclear) {
        continue;
      }
      uint32_t joined = 0;
      for (uint32_t g = 0; g < reading->origin_groups.n; g++) {
        joined += reading->origin_groups.v[g].n - 1;
      }
      PageRepeat repeat = {.measure = k, .reading = r, .documents = reading->documents.n,
                           .groups = reading->documents.n - joined};
      for (uint32_t i = 0; i < reading->documents.n; i++) {
        for (uint32_t j = i + 1; j < reading->documents.n; j++) {
          repeat.open = repeat.open || page_verdict(m, reading->documents.v[i],
                                                    reading->documents.v[j], NULL) == ORIGIN_OPEN;
        }
      }
      array_push(arena, &event->repeats, repeat);
    }
  }
}

static bool has_measure(const PageEvent *event, Str measure) {
  for (uint32_t i = 0; i < event->measures.n; i++) {
    if (str_equal(event->measures.v[i].measure->measure, measure)) {
      return true;
    }
  }
  return false;
}

/* Whether the event has a figure for those killed of the named breakdown, or a name. */
static bool gap_filled(const PageModel *m, const PageEvent *event, Str gap) {
  const Event *e = event->story->event;
  if (str_is(gap, "names")) {
    for (uint32_t i = 0; i < e->persons.n; i++) {
      if (m->extraction->persons.v[e->persons.v[i]].name.n) {
        return true;
      }
    }
    return false;
  }
  for (uint32_t i = 0; i < e->claims.n; i++) {
    const Claim *claim = claim_at(m, e->claims.v[i]);
    const Who *who = &claim->who;
    if (claim->kind == CLAIM_FIGURE && str_is(claim->measure, "killed") &&
        ((str_is(gap, "by_sex") && who->sex != SEX_UNKNOWN) ||
         (str_is(gap, "by_age") && who->age_class != AGE_UNKNOWN) ||
         (str_is(gap, "forces") &&
          (who->status == WHO_COMBATANT || who->status == WHO_POLICE)))) {
      return true;
    }
  }
  return false;
}

static bool gap_is_breakdown(Str gap) {
  return str_is(gap, "by_sex") || str_is(gap, "by_age") || str_is(gap, "forces") ||
         str_is(gap, "names");
}

static void event_gaps(const PageModel *m, Arena *arena, PageEvent *event) {
  const size_t family = strlen("gap.");
  ARRAY(Str) open = {0};
  for (uint32_t i = 0; i < m->wording->open.n; i++) {
    Str key = m->wording->open.v[i].key;
    if (!str_starts(key, "gap.")) {
      continue;
    }
    Str gap = {key.p + family, key.n - family};
    bool breakdown = gap_is_breakdown(gap);
    bool given = breakdown ? gap_filled(m, event, gap) : has_measure(event, gap);
    event->about_people = event->about_people || (!breakdown && given);
    if (!given) {
      array_push(arena, &open, gap);
    }
  }
  for (uint32_t i = 0; event->about_people && i < open.n; i++) {
    array_push(arena, &event->gaps, open.v[i]);
  }
}

void page_event_voices(const PageModel *m, Arena *arena, PageEvent *event) {
  const Event *e = event->story->event;
  event_voices(m, arena, event);
  event_narrators(arena, event);
  event->dates = documents_by(m, arena, e, true);
  event->publishers = documents_by(m, arena, e, false);
  event->years_later = years_later(m, e);
  event_repeats(m, arena, event);
  event_gaps(m, arena, event);
}
