/* Agreement: decisions → versions of lines, one for each reader → how often they say the same. */
#include "change/agreement.h"

#include <stdlib.h>

#include "amend/amend_field.h"
#include "amend/field_words.h"
#include "amend/person_field.h"
#include "base/map.h"

__extension__ typedef __int128 Wide; /* products of counts */

/* A line that was judged, and what each reader did with it. */
typedef struct Unit {
  const Claim *claim;
  const Person *person; /* the other is NULL */
  bool judged[AGREEMENT_READERS], rejected[AGREEMENT_READERS], blind[AGREEMENT_READERS];
  Claim *claims[AGREEMENT_READERS];   /* the reader's version; NULL: as it was read */
  Person *persons[AGREEMENT_READERS];
} Unit;

typedef struct Agreeing {
  Arena *arena;
  Agreement *out;
  ARRAY(Unit) units;
} Agreeing;

static bool judges(const Decision *d) {
  return d->claim.n &&
         (str_is(d->kind, "accept") || str_is(d->kind, "reject") || str_is(d->kind, "set"));
}

/* ---- readers --------------------------------------------------------------------------------- */

static int reader_order(const void *a, const void *b) {
  return str_compare(((const AgreementReader *)a)->name, ((const AgreementReader *)b)->name);
}

static uint32_t reader_of(const Agreement *a, Str name) {
  for (uint32_t i = 0; i < a->readers.n; i++) {
    if (str_equal(a->readers.v[i].name, name)) {
      return i;
    }
  }
  return UINT32_MAX;
}

static void find_readers(Agreeing *g, const DecisionArray *decisions) {
  for (uint32_t i = 0; i < decisions->n; i++) {
    const Decision *d = &decisions->v[i];
    if (judges(d) && g->out->readers.n < AGREEMENT_READERS &&
        reader_of(g->out, d->by) == UINT32_MAX) {
      array_push(g->arena, &g->out->readers, (AgreementReader){.name = d->by});
    }
  }
  if (g->out->readers.n > 1) {
    qsort(g->out->readers.v, g->out->readers.n, sizeof *g->out->readers.v, reader_order);
  }
}

/* ---- units ----------------------------------------------------------------------------------- */

/* The unit of a line that was read; NULL if there is no such line. */
static Unit *unit_of(Agreeing *g, const Extraction *x, Map *units, Str id) {
  const uint32_t *at = map_find(units, id);
  if (at) {
    return &g->units.v[*at];
  }
  Unit unit = {0};
  for (uint32_t i = 0; i < x->claims.n && !unit.claim; i++) {
    unit.claim = str_equal(x->claims.v[i].id, id) ? &x->claims.v[i] : NULL;
  }
  for (uint32_t i = 0; i < x->persons.n && !unit.claim && !unit.person; i++) {
    unit.person = str_equal(x->persons.v[i].id, id) ? &x->persons.v[i] : NULL;
  }
  if (!unit.claim && !unit.person) {
    return NULL;
  }
  map_put(units, id, g->units.n, NULL);
  array_push(g->arena, &g->units, unit);
  return &g->units.v[g->units.n - 1];
}

/* The reader's own version with a field set; what cannot be set is passed over, as in reports. */
static void set_version(Agreeing *g, Unit *u, uint32_t reader, const Decision *d) {
  Str old;
  if (u->claim) {
    if (!u->claims[reader]) {
      u->claims[reader] = arena_new(g->arena, Claim);
      *u->claims[reader] = *u->claim;
    }
    amend_field_set(u->claims[reader], d->field, d->value, g->arena, &old);
  } else {
    if (!u->persons[reader]) {
      u->persons[reader] = arena_new(g->arena, Person);
      *u->persons[reader] = *u->person;
    }
    person_field_set(u->persons[reader], d->field, d->value);
  }
}

static void judge(Agreeing *g, Unit *u, uint32_t reader, const Decision *d) {
  bool rejects = str_is(d->kind, "reject");
  AgreementReader *r = &g->out->readers.v[reader];
  r->lines += !u->judged[reader];
  r->blind += !u->judged[reader] && d->blind.n;
  u->judged[reader] = true;
  u->rejected[reader] = u->rejected[reader] || rejects;
  if (d->field.n && !rejects) { /* set, and an acceptance that makes a line clear */
    set_version(g, u, reader, d);
  }
}

static void find_units(Agreeing *g, const Extraction *x, const DecisionArray *decisions) {
  Map units;
  map_init(&units, g->arena);
  for (uint32_t i = 0; i < decisions->n; i++) {
    const Decision *d = &decisions->v[i];
    uint32_t reader = judges(d) ? reader_of(g->out, d->by) : UINT32_MAX;
    Unit *u = reader == UINT32_MAX ? NULL : unit_of(g, x, &units, d->claim);
    if (u) {
      judge(g, u, reader, d);
    }
  }
}

/* ---- figures --------------------------------------------------------------------------------- */

/* What the reader says of a field of a line; false: nothing. */
static bool value_of(Agreeing *g, const Unit *u, uint32_t reader, Str field, bool of_person,
                     Str *value) {
  if (!u->judged[reader]) {
    return false;
  }
  if (str_is(field, "kept")) {
    *value = u->rejected[reader] ? str_lit("no") : str_lit("yes");
    return true;
  }
  if (u->rejected[reader] || of_person != (u->person != NULL)) {
    return false;
  }
  if (of_person) {
    const Person *p = u->persons[reader] ? u->persons[reader] : u->person;
    *value = person_field_words(p, field, g->arena);
    return true;
  }
  const Claim *c = u->claims[reader] ? u->claims[reader] : u->claim;
  *value = claim_field_words(c, field, g->arena);
  return claim_has_field(c, field);
}

/* Counts of the values of a field. */
typedef struct Counting {
  Map values;                                       /* value → number */
  ARRAY(uint64_t) all;                              /* of each value, by all readers */
  ARRAY(uint32_t) by[2];                            /* of each value, by two readers */
  uint64_t n;                                       /* values of lines that count */
  Wide unlike;                                      /* ordered unlike pairs / (m - 1), times `scale` */
  uint64_t scale;                                   /* what each m - 1 divides */
} Counting;

static uint32_t value_number(Agreeing *g, Counting *c, Str value) {
  bool is_new;
  uint32_t at = *map_put(&c->values, value, c->values.n, &is_new);
  if (is_new) {
    array_push(g->arena, &c->all, 0);
    array_push(g->arena, &c->by[0], 0);
    array_push(g->arena, &c->by[1], 0);
  }
  return at;
}

/* The values of one line: m of them, of readers who[]. */
static void count_unit(Counting *c, AgreementField *f, const uint32_t *value, const uint32_t *who,
                       uint32_t m) {
  uint32_t same = 0, pairs = m * (m - 1) / 2;
  for (uint32_t i = 0; i < m; i++) {
    c->all.v[value[i]]++;
    if (who[i] < 2) {
      c->by[who[i]].v[value[i]]++;
    }
    for (uint32_t k = i + 1; k < m; k++) {
      same += value[i] == value[k];
    }
  }
  f->lines++;
  f->pairs += pairs;
  f->same += same;
  c->n += m;
  c->unlike += (Wide)2 * (pairs - same) * (c->scale / (m - 1));
}

static int32_t thousandths(Wide over, Wide under) {
  Wide scaled = over * 1000 * 2 / under; /* twice, to round to the nearest */
  return (int32_t)((scaled + (scaled < 0 ? -1 : 1)) / 2);
}

static void finish(const Counting *c, uint32_t readers, AgreementField *f) {
  Wide n = (Wide)c->n, expected = n * n, chance = 0;
  for (uint32_t i = 0; i < c->all.n; i++) {
    expected -= (Wide)c->all.v[i] * c->all.v[i];
    chance += (Wide)c->by[0].v[i] * c->by[1].v[i];
  }
  f->has_alpha = expected > 0;
  if (f->has_alpha) {
    Wide under = expected * (Wide)c->scale;
    f->alpha = thousandths(under - (n - 1) * c->unlike, under);
  }
  Wide lines = f->lines, under = lines * lines - chance;
  f->has_kappa = readers == 2 && under > 0;
  if (f->has_kappa) {
    f->kappa = thousandths(lines * f->same - chance, under);
  }
}

/* The least number that 1 … readers - 1 divide; readers are few. */
static uint64_t common_multiple(uint32_t readers) {
  uint64_t multiple = 1;
  for (uint64_t k = 2; k < readers; k++) {
    uint64_t a = multiple, b = k;
    while (b) {
      uint64_t rest = a % b;
      a = b;
      b = rest;
    }
    multiple = multiple / a * k;
  }
  return multiple;
}

static void field_find(Agreeing *g, const char *name, bool of_person) {
  AgreementField f = {.field = name};
  Counting c = {.scale = common_multiple(g->out->readers.n)};
  map_init(&c.values, g->arena);
  for (uint32_t i = 0; i < g->units.n; i++) {
    uint32_t m = 0, value[AGREEMENT_READERS], who[AGREEMENT_READERS];
    Str words[AGREEMENT_READERS];
    for (uint32_t r = 0; r < g->out->readers.n; r++) {
      if (value_of(g, &g->units.v[i], r, str_of(name), of_person, &words[m])) {
        who[m++] = r;
      }
    }
    for (uint32_t k = 0; k < m && m > 1; k++) {
      value[k] = value_number(g, &c, words[k]);
    }
    if (m > 1) {
      count_unit(&c, &f, value, who, m);
    }
  }
  if (f.lines) {
    finish(&c, g->out->readers.n, &f);
    array_push(g->arena, &g->out->fields, f);
  }
}

/* Bounds follow from number and qualifier. */
static bool is_derived(const char *field) {
  return str_is(str_lit("low"), field) || str_is(str_lit("high"), field);
}

void agreement_find(const Extraction *x, const DecisionArray *decisions, Arena *arena,
                    Agreement *agreement) {
  Agreeing g = {.arena = arena, .out = agreement};
  memset(agreement, 0, sizeof *agreement);
  find_readers(&g, decisions);
  find_units(&g, x, decisions);
  field_find(&g, "kept", false);
  agreement->lines = agreement->fields.n ? agreement->fields.v[0].lines : 0;
  for (int i = 0; i < CLAIM_FIELDS; i++) {
    if (!is_derived(claim_field_names[i])) {
      field_find(&g, claim_field_names[i], false);
    }
  }
  for (int i = 0; i < PERSON_FIELDS; i++) {
    field_find(&g, person_field_names[i], true);
  }
}
