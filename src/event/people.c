/* Names of people ──keys──▶ pairs of documents ──likeness, days──▶ whose time teaches whose. */
#include "event/people.h"

#include <stdlib.h>

#include "base/digest.h"
#include "base/utf8.h"

enum {
  PERSON_DOCUMENTS = 40, /* a person of whom more documents tell is known for other things */
  STREET_DOCUMENTS = 20, /* a street that more documents name is many streets of one name */
  REPORT_DAYS = 40,      /* so long after a day may a report have been written of it */
  LIKE_TOLD = 200,       /* thousandths of likeness of two reports of one matter that share a person */
  LIKE_MORE = 120,       /* that share several */
  LIKE_DAY = 225,        /* of which one tells of the other's day too */
  LIKE_VICTIM = 450,     /* with a victim of one age and sex */
  LIKE_VICTIMS = 350,    /* with several */
};

static uint64_t person_key(Str name) {
  char folded[96];
  size_t n = utf8_fold(name, folded, sizeof folded);
  return hash64((Str){folded, n < sizeof folded ? n : sizeof folded}, 21);
}

void people_pair(Arena *arena, const Extraction *x, Pairs *pairs) {
  Keys keys = {0};
  for (uint32_t d = 0; d < x->documents.n; d++) {
    const DocumentLine *line = &x->documents.v[d];
    for (uint32_t i = 0; i < line->people.n; i++) {
      array_push(arena, &keys, (Key){person_key(line->people.v[i]), d});
    }
  }
  keys_pair(arena, x->documents.n, &keys, PERSON_DOCUMENTS, 1, pairs);
}

/* ---------------------------------------------------------------- victims */

static void victim_add(Arena *arena, Victims *v, const Person *p) {
  uint32_t who = (uint32_t)p->age * 4 + (uint32_t)p->sex;
  bool known = p->age < 0 || (p->harm != HARM_KILLED && p->harm != HARM_INJURED);
  for (uint32_t k = 0; k < v->who.n && !known; k++) {
    known = v->who.v[k] == who;
  }
  if (!known) {
    array_push(arena, &v->who, who);
  }
}

const Victims *victims_find(Arena *arena, const Extraction *x) {
  Victims *victims = arena_array(arena, Victims, x->documents.n + 1);
  for (uint32_t i = 0; i < x->persons.n; i++) {
    victim_add(arena, &victims[x->persons.v[i].document], &x->persons.v[i]);
  }
  for (uint32_t i = 0; i < x->claims.n; i++) {
    const Claim *c = &x->claims.v[i];
    bool harmed = str_is(c->measure, "killed") || str_is(c->measure, "injured") ||
                  str_is(c->measure, "casualties");
    Victims *v = &victims[c->document];
    if (harmed && c->kind == CLAIM_FIGURE && c->value.has_number && c->value.number.scale == 0 &&
        c->value.number.digits > v->counted) {
      v->counted = c->value.number.digits;
    }
  }
  return victims;
}

/* Of one victim or a few a report tells the age; of many it picks some, and another report others. */
static bool tells_all(const Victims *v) {
  enum { UNTOLD_MOST = 4 };
  return v->who.n && v->counted <= (int64_t)v->who.n + UNTOLD_MOST;
}

int32_t victims_shared(const Weighing *w, uint32_t a, uint32_t b) {
  const Victims *v = &w->victims[a], *u = &w->victims[b];
  int32_t shared = 0;
  bool near = false;
  for (uint32_t i = 0; i < v->who.n; i++) {
    bool same = false;
    for (uint32_t k = 0; k < u->who.n; k++) {
      uint32_t age = v->who.v[i] / 4, other = u->who.v[k] / 4;
      uint32_t sex = v->who.v[i] % 4, its = u->who.v[k] % 4;
      same = same || (age == other && (sex == its || !sex || !its));
      near = near || (age <= other + 1 && other <= age + 1);
    }
    shared += same;
  }
  return shared ? shared : tells_all(v) && tells_all(u) && !near ? -1 : 0;
}

/* ---------------------------------------------------------------- streets */

/* The name without its last word, which is written in many ways: Avenue, Ave. */
static uint64_t street_key(Str name) {
  char folded[96];
  while (name.n && name.p[name.n - 1] != ' ') {
    name.n--;
  }
  size_t n = utf8_fold(name, folded, sizeof folded);
  return hash64((Str){folded, n < sizeof folded ? n : sizeof folded}, 22);
}

const StreetKeys *streets_find(Arena *arena, const Extraction *x, Pairs *pairs) {
  StreetKeys *streets = arena_array(arena, StreetKeys, x->documents.n + 1);
  Keys keys = {0};
  for (uint32_t d = 0; d < x->documents.n; d++) {
    const DocumentLine *line = &x->documents.v[d];
    for (uint32_t i = 0; i < line->streets.n; i++) {
      uint64_t key = street_key(line->streets.v[i]);
      bool known = false;
      for (uint32_t k = 0; k < streets[d].n && !known; k++) {
        known = streets[d].v[k] == key;
      }
      if (!known) {
        array_push(arena, &streets[d], key);
        array_push(arena, &keys, (Key){key, d});
      }
    }
  }
  keys_pair(arena, x->documents.n, &keys, STREET_DOCUMENTS, 1, pairs);
  return streets;
}

int32_t streets_shared(const Weighing *w, uint32_t a, uint32_t b) {
  const StreetKeys *v = &w->streets[a], *u = &w->streets[b];
  int32_t shared = 0;
  for (uint32_t i = 0; i < v->n; i++) {
    for (uint32_t k = 0; k < u->n; k++) {
      shared += v->v[i] == u->v[k];
    }
  }
  return shared ? shared : v->n && u->n ? -1 : 0;
}

/* ---------------------------------------------------------------- times taught */

typedef struct Lesson {
  uint32_t student, teacher; /* strands */
  int32_t shared, likeness, day;
} Lesson;

typedef ARRAY(Lesson) Lessons;

/* By the student's own day, then the best teacher first. */
static int lesson_order(const void *a, const void *b) {
  const Lesson *x = a, *y = b;
  if (x->day != y->day) {
    return x->day < y->day ? -1 : 1;
  }
  if (x->student != y->student) {
    return x->student < y->student ? -1 : 1;
  }
  if (x->shared != y->shared) {
    return x->shared > y->shared ? -1 : 1;
  }
  if (x->likeness != y->likeness) {
    return x->likeness > y->likeness ? -1 : 1;
  }
  return (x->teacher > y->teacher) - (x->teacher < y->teacher);
}

/* A day of writing that was only concluded from what the text tells says nothing of it. */
static bool is_report_time(const Weighing *w, const Strand *s) {
  int32_t day = written_day(w, s);
  Str basis = w->x->documents.v[s->document].date_basis;
  bool concluded = str_is(basis, "latest_mention") || str_is(basis, "anniversary");
  return day != DAY_NONE && !concluded && s->grain && s->last >= day - REPORT_DAYS;
}

/* May the earlier strand's day be that of what the later one goes back to? */
static bool may_teach(const Weighing *w, const Strand *early, const Strand *late) {
  return early->grain == GRAIN_DAYS && !early->open_end && !early->ongoing && !late->ongoing &&
         late->first > early->last + 1 && is_report_time(w, late) &&
         (early->firm || is_report_time(w, early)) && !strands_places_exclude(early, late);
}

static void lesson_add(const Weighing *w, const Pair *p, const uint32_t *main_of, Lessons *lessons) {
  uint32_t a = main_of[p->a], b = main_of[p->b];
  int32_t likeness = document_likeness(w, p->a, p->b);
  if (likeness < (p->points > 1 ? LIKE_MORE : LIKE_TOLD)) {
    return;
  }
  uint32_t early = w->strands->v[a].first <= w->strands->v[b].first ? a : b, late = early == a ? b : a;
  if (may_teach(w, &w->strands->v[early], &w->strands->v[late])) {
    array_push(w->arena, lessons,
               (Lesson){late, early, p->points, likeness, w->strands->v[late].first});
  }
}

/* "A second earthquake in a week", "another, stronger blast", "a similar attack". */
static bool names_again(const Weighing *w, Str sentence) {
  enum { WITHIN = 2 };
  uint32_t since = WITHIN + 1;
  for (Str rest = sentence, word; (word = str_word(&rest)).n; since++) {
    if (phrase_lists_any(w->phrases, "again.word", word)) {
      since = 0;
    } else if (since <= WITHIN && phrase_lists_any(w->phrases, "again.what", word)) {
      return true;
    }
  }
  return false;
}

bool tells_again(const Weighing *w, const Strand *s) {
  for (uint32_t i = 0; i < s->claims.n; i++) {
    if (names_again(w, w->x->claims.v[s->claims.v[i]].sentence.text)) {
      return true;
    }
  }
  return false;
}

/* The strand of its document, but for the main one, that tells of the day of which the other document mostly
   tells; NULL if there is none. */
static const Strand *strand_of_day(const Strands *strands, uint32_t from, const Strand *day) {
  uint32_t document = strands->v[from].document;
  for (; from > 0 && strands->v[from - 1].document == document; from--) {
  }
  for (; from < strands->n && strands->v[from].document == document; from++) {
    const Strand *s = &strands->v[from];
    if (!s->main && !s->ongoing && s->grain == GRAIN_DAYS && !s->open_end && s->first <= day->last &&
        day->first <= s->last) {
      return s;
    }
  }
  return NULL;
}

static bool is_count(const Claim *c) {
  return c->kind == CLAIM_FIGURE && c->certainty == CERTAINTY_CLEAR && c->value.has_number;
}

/* "A second earthquake, on Saturday, killed three. The first, on Tuesday, killed 12": the document counts the
   same of both, and not as many. */
static bool told_as_two(const Weighing *w, const Strand *a, const Strand *b) {
  bool two = false;
  for (uint32_t i = 0; i < a->claims.n && !two; i++) {
    const Claim *c = &w->x->claims.v[a->claims.v[i]];
    for (uint32_t k = 0; k < b->claims.n && !two && is_count(c); k++) {
      const Claim *d = &w->x->claims.v[b->claims.v[k]];
      two = is_count(d) && str_equal(c->measure, d->measure) && decimal_compare(c->value.number, d->value.number) != 0;
    }
  }
  return two && (tells_again(w, a) || tells_again(w, b));
}

/* "A boy was charged on Thursday …, who was killed on Monday", beside the report of Monday. */
static void lesson_of_day(const Weighing *w, const Pair *p, const uint32_t *main_of, Lessons *lessons) {
  for (int turn = 0; turn < 2; turn++) {
    uint32_t a = main_of[turn ? p->b : p->a], b = main_of[turn ? p->a : p->b];
    const Strand *s = &w->strands->v[a], *t = &w->strands->v[b];
    bool exclude = s->first > t->last + 1 || t->first > s->last + 1;
    bool days = s->grain && t->grain == GRAIN_DAYS && !t->open_end && !s->ongoing && !t->ongoing;
    bool other_way = s->first < t->first && s->grain == GRAIN_DAYS &&
                     strand_of_day(w->strands, b, s) != NULL; /* each tells of the other's: the earlier counts */
    const Strand *told = days && exclude && !other_way ? strand_of_day(w->strands, a, t) : NULL;
    if (told && !told_as_two(w, s, told)) {
      array_push(w->arena, lessons, (Lesson){a, b, 0, p->points, s->first});
    }
  }
}

/* Reports in like words whose victims are of one age and sex. Few documents cannot tell what words are
   like. */
static void lesson_of_victims(const Weighing *w, const Pair *p, const uint32_t *main_of,
                              Lessons *lessons) {
  bool alike = p->points >= LIKE_VICTIMS && w->x->documents.n >= TEXT_FULL;
  int32_t shared = alike ? victims_shared(w, p->a, p->b) : 0;
  uint32_t a = main_of[p->a], b = main_of[p->b];
  bool in_order = w->strands->v[a].first <= w->strands->v[b].first;
  uint32_t early = in_order ? a : b, late = in_order ? b : a;
  if (shared > 0 && p->points >= (shared > 1 ? LIKE_VICTIMS : LIKE_VICTIM) &&
      may_teach(w, &w->strands->v[early], &w->strands->v[late])) {
    array_push(w->arena, lessons, (Lesson){late, early, 0, p->points, w->strands->v[late].first});
  }
}

void reports_teach(const Weighing *w, Strands *strands) {
  Lessons lessons = {0};
  uint32_t *main_of = arena_array(w->arena, uint32_t, w->x->documents.n);
  for (uint32_t i = 0; i < strands->n; i++) {
    if (strands->v[i].main) {
      main_of[strands->v[i].document] = i;
    }
  }
  for (uint32_t i = 0; i < w->people.n; i++) {
    lesson_add(w, &w->people.v[i], main_of, &lessons);
  }
  for (uint32_t i = 0; i < w->alike.n; i++) {
    const Pair *p = &w->alike.v[i];
    if (streets_shared(w, p->a, p->b) < 0) {
      continue;
    }
    if (p->points >= LIKE_DAY) {
      lesson_of_day(w, p, main_of, &lessons);
    }
    lesson_of_victims(w, p, main_of, &lessons);
  }
  if (lessons.n > 1) {
    qsort(lessons.v, lessons.n, sizeof *lessons.v, lesson_order);
  }
  /* By days, so that a teacher whose day is the earlier one has been taught before. */
  for (uint32_t i = 0; i < lessons.n; i++) {
    if (i == 0 || lessons.v[i].student != lessons.v[i - 1].student) {
      const Strand *from = &strands->v[lessons.v[i].teacher];
      Strand *s = &strands->v[lessons.v[i].student];
      s->grain = from->grain;
      s->first = from->first;
      s->last = from->last;
      s->open_end = from->open_end;
      s->firm = from->firm;
    }
  }
}
