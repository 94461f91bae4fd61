/* Page model: readings and relations of a story → rows, sentences and lists ready for display. */
#include "view/page_model.h"

#include "view/page_parts.h"
#include "view/page_words.h"

static const Claim *claim_at(const PageModel *m, uint32_t index) {
  return &m->extraction->claims.v[index];
}

/* ---- rows ------------------------------------------------------------------------------------ */

static int32_t question_of(const EventStory *event, uint32_t claim) {
  for (uint32_t q = 0; q < event->questions.n; q++) {
    if (indices_have(&event->questions.v[q].claims, claim)) {
      return (int32_t)q;
    }
  }
  return -1;
}

static bool is_part(const PageModel *m, const MeasureReadings *measure, uint32_t reading) {
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    const Relation *r = &measure->relations.v[i];
    if (r->kind == RELATION_PART_OF && r->a == reading) {
      return true;
    }
  }
  const Reading *r = &measure->readings.v[reading];
  return r->scope == SCOPE_PART ||
         (r->claims.n > 0 && claim_at(m, r->claims.v[0])->scope == SCOPE_PART);
}

/* Makes the row of one document in a reading. False if it has no claim there. */
static bool row_make(const PageModel *m, Arena *arena, const EventStory *event,
                     const Reading *reading, uint32_t document, PageRow *row) {
  *row = (PageRow){.document = document, .question = -1, .unclear = true, .shared = 1};
  bool found = false;
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < reading->claims.n; i++) {
      uint32_t index = reading->claims.v[i];
      const Claim *claim = claim_at(m, index);
      bool clear = claim->certainty == CERTAINTY_CLEAR;
      if (claim->document != document || clear != (pass == 0)) {
        continue;
      }
      if (row->question < 0) {
        row->question = question_of(event, index);
      }
      row->unclear = row->unclear && !clear;
      if (!found) {
        row->claim = index;
        found = true;
      } else {
        array_push(arena, &row->others, index);
      }
    }
  }
  return found;
}

static bool excerpts_agree(Str a, Str b) {
  return a.n == 0 || b.n == 0 || str_equal_fold(a, b);
}

/* Two claims that a row of its own would only repeat: the same figure, people and places as worded. */
static bool same_row(const Claim *a, const Claim *b) {
  const Value *v = &a->value, *w = &b->value;
  bool same = a->document == b->document && v->qualifier == w->qualifier && v->has_number &&
              w->has_number && decimal_compare(v->number, w->number) == 0 &&
              excerpts_agree(a->who.words.text, b->who.words.text) &&
              a->places.n == b->places.n && page_same_period(&a->time, &b->time) &&
              str_equal(a->as_of, b->as_of);
  for (uint32_t i = 0; same && i < a->places.n; i++) {
    same = str_equal_fold(a->places.v[i].name, b->places.v[i].name);
  }
  return same;
}

/* Joins a row to an earlier one of its document that says the same. */
static bool row_join(const PageModel *m, Arena *arena, PageMeasure *out, const PageRow *row) {
  for (uint32_t i = 0; i < out->rows.n; i++) {
    PageRow *old = &out->rows.v[i];
    if (old->group != row->group || !same_row(claim_at(m, old->claim), claim_at(m, row->claim))) {
      continue;
    }
    array_push(arena, &old->others, row->claim);
    for (uint32_t k = 0; k < row->others.n; k++) {
      array_push(arena, &old->others, row->others.v[k]);
    }
    old->question = old->question < 0 ? row->question : old->question;
    return true;
  }
  return false;
}

/* The rows of a reading, group of shared origin by group. */
static void reading_rows(const PageModel *m, Arena *arena, const EventStory *event,
                         PageMeasure *out, uint32_t reading_index, PageGroup group) {
  const Reading *reading = &out->measure->readings.v[reading_index];
  Indices left = {0};
  for (uint32_t i = 0; i < reading->documents.n; i++) {
    array_push(arena, &left, reading->documents.v[i]);
  }
  for (uint32_t i = 0; i < left.n; i++) {
    uint32_t document = left.v[i];
    if (document == UINT32_MAX) {
      continue;
    }
    uint32_t first = out->rows.n;
    for (uint32_t k = i; k < left.n; k++) {
      bool together = k == i;
      for (uint32_t g = 0; !together && left.v[k] != UINT32_MAX && g < reading->origin_groups.n;
           g++) {
        const Indices *members = &reading->origin_groups.v[g];
        together = indices_have(members, document) && indices_have(members, left.v[k]);
      }
      PageRow row;
      if (together && row_make(m, arena, event, reading, left.v[k], &row)) {
        row.group = group;
        row.reading = reading_index;
        row.shared = 0;
        if (!row_join(m, arena, out, &row)) {
          array_push(arena, &out->rows, row);
          out->in_group[group]++;
        }
      }
      if (together) {
        left.v[k] = UINT32_MAX;
      }
    }
    if (out->rows.n > first) {
      out->rows.v[first].shared = out->rows.n - first;
    }
  }
}

/* Does the measure have a figure that may be a whole? Without one nothing here is a part of another:
   "one of the nine shot died" is all that is said of the dead. */
static bool has_whole(const PageModel *m, const MeasureReadings *measure) {
  for (uint32_t r = 0; r < measure->readings.n; r++) {
    if (!measure->readings.v[r].unclear && !is_part(m, measure, r)) {
      return true;
    }
  }
  return false;
}

static void measure_rows(const PageModel *m, Arena *arena, const EventStory *event,
                         PageMeasure *out) {
  bool whole = has_whole(m, out->measure);
  for (int group = PAGE_WHOLE; group <= PAGE_UNCLEAR; group++) {
    for (uint32_t r = 0; r < out->measure->readings.n; r++) {
      PageGroup its = out->measure->readings.v[r].unclear  ? PAGE_UNCLEAR
                      : whole && is_part(m, out->measure, r) ? PAGE_PART
                      : out->measure->readings.v[r].lesser ? PAGE_LESSER
                                                           : PAGE_WHOLE;
      if ((int)its == group) {
        reading_rows(m, arena, event, out, r, its);
      }
    }
  }
}

static void measure_top(const PageModel *m, PageMeasure *out) {
  out->top = decimal_of(0);
  for (uint32_t i = 0; i < out->rows.n; i++) {
    const Value *v = &claim_at(m, out->rows.v[i].claim)->value;
    const Decimal *ends[3] = {v->has_number ? &v->number : NULL, v->has_low ? &v->low : NULL,
                              v->has_high ? &v->high : NULL};
    for (int k = 0; k < 3; k++) {
      if (ends[k] && decimal_compare(*ends[k], out->top) > 0) {
        out->top = *ends[k];
      }
    }
  }
}

/* ---- relations ------------------------------------------------------------------------------- */

/* What is known of each pair of readings, n × n: they exclude one another; a group has both. */
enum { PAIR_CONFLICT = 1, PAIR_COVERED = 2 };

static uint8_t *conflict_pairs(Arena *arena, const MeasureReadings *measure) {
  size_t n = measure->readings.n;
  uint8_t *pairs = arena_array(arena, uint8_t, n * n + 1);
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    const Relation *r = &measure->relations.v[i];
    if (r->kind == RELATION_CONFLICTS) {
      pairs[r->a * n + r->b] = pairs[r->b * n + r->a] = PAIR_CONFLICT;
    }
  }
  return pairs;
}

/* Conflicts as groups in which each excludes each other, so that one line says it. Every
   conflicting pair is in a group; a group is grown in the order of the readings. */
static void conflict_groups(Arena *arena, PageMeasure *out) {
  const MeasureReadings *measure = out->measure;
  size_t n = measure->readings.n;
  uint8_t *pairs = conflict_pairs(arena, measure);
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    const Relation *r = &measure->relations.v[i];
    if (r->kind != RELATION_CONFLICTS || pairs[r->a * n + r->b] & PAIR_COVERED) {
      continue;
    }
    PageRelation group = {.kind = RELATION_CONFLICTS, .why = r->why};
    indices_insert(arena, &group.left, r->a);
    indices_insert(arena, &group.left, r->b);
    for (uint32_t other = 0; other < n; other++) {
      bool all = true;
      for (uint32_t k = 0; all && k < group.left.n; k++) {
        all = pairs[other * n + group.left.v[k]] & PAIR_CONFLICT;
      }
      if (all) {
        indices_insert(arena, &group.left, other);
      }
    }
    for (uint32_t k = 0; k < group.left.n; k++) {
      for (uint32_t other = 0; other < group.left.n; other++) {
        pairs[group.left.v[k] * n + group.left.v[other]] |= PAIR_COVERED;
      }
    }
    array_push(arena, &out->relations, group);
  }
}

static bool share_document(const MeasureReadings *measure, uint32_t a, uint32_t b) {
  const Indices *first = &measure->readings.v[a].documents;
  for (uint32_t i = 0; i < first->n; i++) {
    if (indices_have(&measure->readings.v[b].documents, first->v[i])) {
      return true;
    }
  }
  return false;
}

/* ---- what a line is worth -------------------------------------------------------------------- */

static const Claim *reading_claim(const PageModel *m, const MeasureReadings *measure, uint32_t r) {
  return claim_at(m, measure->readings.v[r].shown);
}

/* "more than 130", "dozens": no upper end, or no number. */
static bool is_open(const PageModel *m, const MeasureReadings *measure, uint32_t reading) {
  const Value *v = &reading_claim(m, measure, reading)->value;
  return !v->has_number || v->has_low != v->has_high;
}

/* The reading of the same document that makes this one precise; -1 without one. */
static int32_t own_precise(const PageModel *m, const MeasureReadings *measure, uint32_t reading) {
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    const Relation *r = &measure->relations.v[i];
    if (r->kind == RELATION_REFINES && r->b == reading && !is_open(m, measure, r->a) &&
        share_document(measure, r->a, r->b)) {
      return (int32_t)r->a;
    }
  }
  return -1;
}

static bool refined_exactly(const PageModel *m, const MeasureReadings *measure, uint32_t reading) {
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    const Relation *r = &measure->relations.v[i];
    if (r->kind == RELATION_REFINES && r->b == reading && !is_open(m, measure, r->a)) {
      return true;
    }
  }
  return false;
}

/* Lines that only repeat what the table, or a better line, says. */
static bool is_detail(const PageModel *m, const MeasureReadings *measure, const Relation *r) {
  bool open_a = is_open(m, measure, r->a), open_b = is_open(m, measure, r->b);
  switch (r->kind) {
    case RELATION_DIFFERS_IN_SCOPE:
    case RELATION_DIFFERS_IN_CATEGORY: return true;
    case RELATION_AGREES: return open_a == open_b;
    case RELATION_REFINES: return open_a && refined_exactly(m, measure, r->b);
    case RELATION_SUPERSEDES: return measure->readings.v[r->b].superseded_by != (int32_t)r->a;
    default: return false;
  }
}

/* A group of figures that differ says nothing new where another says it of the precise or the later
   figures: "at least 24, 11" beside "24, 11". */
static void conflicts_shorten(const PageModel *m, PageMeasure *out) {
  for (uint32_t i = 0; i < out->relations.n; i++) {
    PageRelation *group = &out->relations.v[i];
    for (uint32_t k = 0; k < out->relations.n && !group->detail; k++) {
      const PageRelation *other = &out->relations.v[k];
      bool within = k != i && !other->detail;
      for (uint32_t n = 0; within && n < group->left.n; n++) {
        uint32_t reading = group->left.v[n];
        int32_t own = own_precise(m, out->measure, reading);
        int32_t later = out->measure->readings.v[reading].superseded_by;
        within = indices_have(&other->left, reading) ||
                 (own >= 0 && indices_have(&other->left, (uint32_t)own)) ||
                 (later >= 0 && indices_have(&other->left, (uint32_t)later));
      }
      group->detail = within;
    }
  }
}

/* The other relations, gathered: parts and less precise figures by what they are a part of or fit,
   replaced ones by what replaces them. */
static void relation_gather(const PageModel *m, Arena *arena, PageMeasure *out,
                            const Relation *r) {
  const MeasureReadings *measure = out->measure;
  PageRelation new = {.kind = r->kind, .why = r->why, .detail = is_detail(m, measure, r)};
  uint32_t left = r->a, right = r->b;
  if (r->kind == RELATION_AGREES && is_open(m, measure, left) && !is_open(m, measure, right)) {
    left = r->b;
    right = r->a;
  }
  array_push(arena, &new.left, left);
  array_push(arena, &new.right, right);
  uint32_t owner = page_relation_owner(measure, &new);
  new.own = r->kind == RELATION_REFINES && share_document(measure, r->a, r->b);
  bool by_left = r->kind == RELATION_SUPERSEDES;
  bool gathers = by_left || r->kind == RELATION_REFINES || r->kind == RELATION_PART_OF ||
                 r->kind == RELATION_AGREES;
  PageRelation *into = NULL;
  for (uint32_t k = 0; gathers && !into && k < out->relations.n; k++) {
    PageRelation *old = &out->relations.v[k];
    bool same = old->kind == r->kind && old->own == new.own && old->detail == new.detail;
    same = same && (r->kind != RELATION_PART_OF || page_relation_owner(measure, old) == owner);
    bool meets = same && (by_left ? old->left.v[0] == left : old->right.v[0] == right);
    into = meets ? old : NULL;
  }
  if (!into) {
    array_push(arena, &out->relations, new);
    into = &out->relations.v[out->relations.n - 1];
  }
  indices_insert(arena, &into->right, right);
  indices_insert(arena, &into->left, left);
}

static void gather_relations(const PageModel *m, Arena *arena, PageMeasure *out) {
  const MeasureReadings *measure = out->measure;
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    const Relation *r = &measure->relations.v[i];
    if (r->kind == RELATION_CONFLICTS) {
      continue;
    }
    if (r->kind == RELATION_DIFFERS_IN_SCOPE || r->kind == RELATION_DIFFERS_IN_CATEGORY) {
      indices_insert(arena, &out->apart, r->a);
      indices_insert(arena, &out->apart, r->b);
    }
    relation_gather(m, arena, out, r);
  }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void relations_shorten(const PageModel *m, Arena *arena, PageMeasure *measure) {
  for (uint32_t i = 0; i < measure->relations.n; i++) {
    PageRelation *r = &measure->relations.v[i];
    bool shown = r->kind == RELATION_DIFFERS_IN_SCOPE || r->kind == RELATION_DIFFERS_IN_CATEGORY;
    r->why = shown ? page_short_names(m, arena, r->why) : r->why;
  }
}

static void event_build(PageModel *m, Arena *arena, const EventStory *story, PageEvent *event) {
  *event = (PageEvent){.story = story, .heading = story->event->heading};
  for (uint32_t k = 0; k < story->measures.n; k++) {
    PageMeasure *measure = array_add(arena, &event->measures);
    measure->measure = &story->measures.v[k];
    measure->name = wording_open(m->wording, "measure.", measure->measure->measure);
    if (measure->name.n == 0) {
      measure->name = measure->measure->measure;
    }
    measure_rows(m, arena, story, measure);
    conflict_groups(arena, measure);
    conflicts_shorten(m, measure);
    gather_relations(m, arena, measure);
    relations_shorten(m, arena, measure);
    measure_top(m, measure);
  }
  page_event_voices(m, arena, event);
}

static void claims_count(PageModel *m) {
  for (uint32_t i = 0; i < m->extraction->claims.n; i++) {
    const Claim *claim = claim_at(m, i);
    bool figure = claim->kind == CLAIM_FIGURE;
    PageDocument *document = &m->documents[claim->document];
    *(figure ? &document->figures : &document->statements) += 1;
    m->amended += claim->amended;
    if (figure && m->event_of_claim[i] != 0) {
      *(m->event_of_claim[i] < 0 ? &m->loose_figures : &m->other_figures) += 1;
    }
  }
}

/* What people corrected beside claims. */
static void others_count(PageModel *m) {
  for (uint32_t i = 0; i < m->extraction->persons.n; i++) {
    m->amended += m->extraction->persons.v[i].amended;
  }
  m->amended += m->extraction->orders.n;
}

/* Which row or line of its event shows a claim. */
static void event_rows(PageModel *m, const PageEvent *event) {
  for (uint32_t k = 0; k < event->measures.n; k++) {
    for (uint32_t r = 0; r < event->measures.v[k].rows.n; r++) {
      const PageRow *row = &event->measures.v[k].rows.v[r];
      m->row_of[row->claim] = row->claim;
      for (uint32_t i = 0; i < row->others.n; i++) {
        m->row_of[row->others.v[i]] = row->claim;
      }
    }
  }
  for (uint32_t k = 0; k < event->story->statements.n; k++) {
    const Indices *claims = &event->story->statements.v[k].claims;
    for (uint32_t i = 0; i < claims->n; i++) {
      m->row_of[claims->v[i]] = claims->v[i];
    }
  }
}

static void event_members(PageModel *m, Arena *arena, uint32_t index) {
  const Event *event = m->story->events.v[index].event;
  for (uint32_t k = 0; k < event->claims.n; k++) {
    m->event_of_claim[event->claims.v[k]] = (int32_t)index;
  }
  for (uint32_t k = 0; k < event->persons.n; k++) {
    m->event_of_person[event->persons.v[k]] = (int32_t)index;
  }
  for (uint32_t k = 0; k < event->documents.n; k++) {
    array_push(arena, &m->documents[event->documents.v[k]].events, index);
  }
}

static void documents_build(PageModel *m, Arena *arena) {
  const Extraction *x = m->extraction;
  m->names = page_document_names(x, arena, &m->names_width);
  m->documents = arena_array(arena, PageDocument, x->documents.n + 1);
  map_init(&m->ids, arena);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    map_put(&m->ids, x->documents.v[i].id, i, NULL);
    indices_insert(arena, &m->id_lengths, (uint32_t)x->documents.v[i].id.n);
  }
  for (uint32_t i = 0; i < m->story->pairs.n; i++) {
    const OriginPair *pair = &m->story->pairs.v[i];
    if (pair->verdict != ORIGIN_NONE_FOUND) {
      array_push(arena, &m->documents[pair->a].pairs, i);
      array_push(arena, &m->documents[pair->b].pairs, i);
    }
  }
}

void page_model_build(const Story *story, const Wording *wording, Arena *arena, PageModel *model) {
  const Extraction *x = story->extraction;
  *model = (PageModel){.story = story, .extraction = x, .wording = wording};
  model->event_of_claim = arena_array(arena, int32_t, x->claims.n + 1);
  model->event_of_person = arena_array(arena, int32_t, x->persons.n + 1);
  model->row_of = arena_array(arena, uint32_t, x->claims.n + 1);
  memset(model->event_of_claim, 0xFF, sizeof *model->event_of_claim * (x->claims.n + 1));
  memset(model->event_of_person, 0xFF, sizeof *model->event_of_person * (x->persons.n + 1));
  memset(model->row_of, 0xFF, sizeof *model->row_of * (x->claims.n + 1));
  documents_build(model, arena);
  for (uint32_t i = 0; i < story->events.n; i++) {
    event_members(model, arena, i);
    PageEvent *event = array_add(arena, &model->events);
    event_build(model, arena, &story->events.v[i], event);
    event_rows(model, event);
    model->questions += story->events.v[i].questions.n;
    model->unclear += event->unclear;
  }
  claims_count(model);
  others_count(model);
}

OriginVerdict page_verdict(const PageModel *model, uint32_t a, uint32_t b,
                           const OriginPair **pair) {
  const OriginPair *found = story_pair(model->story, a, b);
  if (pair) {
    *pair = found;
  }
  return found ? found->verdict : ORIGIN_NONE_FOUND;
}

uint32_t page_relation_owner(const MeasureReadings *measure, const PageRelation *relation) {
  uint32_t whole = relation->right.n ? relation->right.v[0] : relation->left.v[0];
  const Indices *owners = &measure->readings.v[whole].documents;
  const Indices *parts = &measure->readings.v[relation->left.v[0]].documents;
  for (uint32_t i = 0; i < owners->n; i++) {
    if (indices_have(parts, owners->v[i])) {
      return owners->v[i];
    }
  }
  return owners->n ? owners->v[0] : UINT32_MAX;
}

/* The document whose id stands in text at `at`, the longest if several do; -1 for none. */
static int32_t id_at(const PageModel *model, Str text, size_t at) {
  for (uint32_t i = model->id_lengths.n; i > 0; i--) {
    size_t n = model->id_lengths.v[i - 1];
    bool fits = n > 3 && at + n <= text.n; /* shorter ids are as short as their names */
    uint32_t *found = fits ? map_find(&model->ids, (Str){text.p + at, n}) : NULL;
    if (found) {
      return (int32_t)*found;
    }
  }
  return -1;
}

Str page_short_names(const PageModel *model, Arena *arena, Str text) {
  Str done = {0};
  size_t from = 0;
  for (size_t at = 0; at < text.n;) {
    bool begins = at == 0 || text.p[at - 1] == ' ' || text.p[at - 1] == '(';
    int32_t document = begins ? id_at(model, text, at) : -1;
    if (document < 0) {
      at++;
      continue;
    }
    done = str_of(arena_printf(arena, "%.*s%.*s%.*s", STR_ARG(done), (int)(at - from),
                               text.p + from, STR_ARG(model->names[document])));
    at += model->extraction->documents.v[document].id.n;
    from = at;
  }
  return from ? str_of(arena_printf(arena, "%.*s%.*s", STR_ARG(done), (int)(text.n - from),
                                    text.p + from))
              : text;
}

const TraceStep *page_amend_step(const Claim *claim, Str *by) {
  const TraceStep *step = NULL;
  *by = (Str){0};
  for (uint32_t i = 0; i < claim->trace.n; i++) {
    const TraceStep *t = &claim->trace.v[i];
    if (!str_is(t->room, "amend")) {
      continue;
    }
    if (str_is(t->rule, "by")) {
      *by = t->note;
    } else {
      step = t;
    }
  }
  return step;
}
