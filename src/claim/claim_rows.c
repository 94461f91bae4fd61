/* Figures that no word states: persons told of one by one into a count, and "shot" into hurt or undecided.
   A row is what one sentence says of several persons at once ("a woman and her son were killed"). One
   person alone is a figure of one only where the document counts nobody and tells of nobody else. */
#include "claim/claim_parts.h"

enum { ROW_MOST = 12 };

static bool is_count_of(const Making *m, const ProtoClaim *p, const char *measure) {
  if (!str_is(p->measure, measure) || p->hypothetical || p->number < 0) {
    return false;
  }
  const Number *n = &m->read->mentions.numbers.v[p->number];
  return !n->negated && n->kind != NUMBER_INDEFINITE;
}

static bool counts_any(const Making *m, const ProtoClaims *claims, const char *measure) {
  for (uint32_t i = 0; i < claims->n; i++) {
    if (is_count_of(m, &claims->v[i], measure)) {
      return true;
    }
  }
  return false;
}

/* The document, besides those who were hit, speaks of dead. */
static bool tells_of_dead(const Making *m, const ProtoLines *lines) {
  if (counts_any(m, &lines->claims, "killed")) {
    return true;
  }
  for (uint32_t i = 0; i < lines->persons.n; i++) {
    if (str_is(lines->persons.v[i].harm, "killed")) {
      return true;
    }
  }
  return false;
}

void settle_hit(const Making *m, const ProtoLines *lines, ProtoClaims *kept) {
  Str measure = str_of(tells_of_dead(m, lines) ? "casualties" : "injured");
  for (uint32_t i = 0; i < kept->n; i++) {
    if (str_is(kept->v[i].measure, "hit")) {
      kept->v[i].measure = measure;
    }
  }
}

/* ------------------------------------------------------------------------------ rows of persons */

typedef struct Row {
  uint32_t sentence, persons;
  TokenRange trigger;
  TokenRange members[ROW_MOST];
} Row;

static bool same_trigger(const Row *row, uint32_t sentence, TokenRange trigger) {
  return row->sentence == sentence && row->trigger.first == trigger.first;
}

static void row_add(Row *row, TokenRange member) {
  uint32_t i = row->persons;
  if (i == ROW_MOST) {
    return;
  }
  for (; i > 0 && row->members[i - 1].first > member.first; i--) {
    row->members[i] = row->members[i - 1];
  }
  row->members[i] = member;
  row->persons++;
}

typedef ARRAY(Row) Rows;

static void rows_find(const ProtoLines *lines, const char *harm, bool hit, Arena *scratch,
                      Rows *rows) {
  for (uint32_t i = 0; i < lines->persons.n; i++) {
    const ProtoPerson *p = &lines->persons.v[i];
    if (!str_is(p->harm, harm) && !(hit && str_is(p->harm, "hit"))) {
      continue;
    }
    Row *row = NULL;
    for (uint32_t k = rows->n; k-- > 0 && !row && rows->v[k].sentence == p->sentence;) {
      row = same_trigger(&rows->v[k], p->sentence, p->trigger) ? &rows->v[k] : NULL;
    }
    if (!row) {
      Row fresh = {.sentence = p->sentence, .trigger = p->trigger};
      array_push(scratch, rows, fresh);
      row = &rows->v[rows->n - 1];
    }
    row_add(row, p->words);
  }
}

/* "A mother and two children were killed": where a word states a number, nothing is added to it; such a
   row is left to that figure and to the persons. */
static void rows_drop_counted(const ProtoClaims *claims, const char *measure, Rows *rows) {
  uint32_t kept = 0;
  for (uint32_t k = 0; k < rows->n; k++) {
    bool stated = false;
    for (uint32_t i = 0; i < claims->n && !stated; i++) {
      const ProtoClaim *p = &claims->v[i];
      stated = p->number >= 0 && str_is(p->measure, measure) &&
               same_trigger(&rows->v[k], p->sentence, p->trigger);
    }
    if (!stated) {
      rows->v[kept++] = rows->v[k];
    }
  }
  rows->n = kept;
}

static Str name_at(const Making *m, uint32_t first, uint32_t end) {
  const Mentions *mentions = &m->read->mentions;
  for (uint32_t i = mentions_first_actor(mentions, first);
       i < mentions->actors.n && mentions->actors.v[i].first < end; i++) {
    if (mentions->actors.v[i].named && mentions->actors.v[i].class == ACTOR_PERSON) {
      return mentions->actors.v[i].name;
    }
  }
  return (Str){NULL, 0};
}

/* "John Smith, a teacher,": the words behind the comma are the same person. */
static void row_merge(const Making *m, Row *row) {
  for (uint32_t i = 1; i < row->persons; i++) {
    TokenRange a = row->members[i - 1], b = row->members[i];
    bool comma = b.first == a.end + 1 && str_is(token_text(&m->read->text, a.end), ",");
    bool named = name_at(m, a.first, a.end).n > 0;
    if (comma && named != (name_at(m, b.first, b.end).n > 0)) {
      row->members[i - 1].end = b.end;
      for (uint32_t k = i; k + 1 < row->persons; k++) {
        row->members[k] = row->members[k + 1];
      }
      row->persons--;
      i--;
    }
  }
}

static void row_take(const Making *m, const Row *row, const char *measure, Arena *scratch,
                     ProtoClaims *kept) {
  ProtoClaim claim = {.sentence = row->sentence, .measure = str_of(measure), .number = -1,
                      .whole = -1, .replaced_by = -1, .trigger = row->trigger,
                      .rule = row->persons > 1 ? str_lit("row.persons") : str_lit("row.person")};
  claim.figure = (TokenRange){row->members[0].first, row->members[row->persons - 1].end};
  claim.who = claim.figure;
  claim.who_head = row->members[0].first;
  claim.unclear = row->persons > 1; /* of the rows that were compared with registries, less than half
                                       named everybody */
  for (uint32_t i = 0; i < row->persons; i++) {
    array_push(m->arena, &claim.counted, row->members[i]);
  }
  array_push(scratch, kept, claim);
}

static bool in_title(const Making *m, const Row *row) {
  return excerpt_of(m, row->members[0].first, row->members[0].end).in_title;
}

/* Two persons of the document's rows have different names: it tells of more than one. */
static bool are_several(const Making *m, const Rows *rows) {
  Str first = {NULL, 0};
  for (uint32_t i = 0; i < rows->n; i++) {
    Str name = name_at(m, rows->v[i].members[0].first, rows->v[i].members[0].end);
    if (name.n && first.n && !str_equal_fold(name, first)) {
      return true;
    }
    first = name.n ? name : first;
  }
  return false;
}

static void rows_take(const Making *m, const Rows *rows, bool counted, const char *measure,
                      Arena *scratch, ProtoClaims *kept) {
  bool rowed = false, taken[2] = {false, false};
  for (uint32_t i = 0; i < rows->n; i++) {
    if (rows->v[i].persons > 1) {
      row_take(m, &rows->v[i], measure, scratch, kept);
      rowed = true;
    }
  }
  for (uint32_t i = 0; i < rows->n && !rowed && !counted && !are_several(m, rows); i++) {
    bool title = in_title(m, &rows->v[i]);
    if (!taken[title]) {
      row_take(m, &rows->v[i], measure, scratch, kept);
      taken[title] = true;
    }
  }
}

void claim_rows(const Making *m, const ProtoLines *lines, Arena *scratch, ProtoClaims *kept) {
  static const char *const measures[] = {"killed", "injured"};
  bool dead = tells_of_dead(m, lines);
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
    Rows rows = {0};
    bool counted = counts_any(m, kept, measures[i]) || (i > 0 && counts_any(m, kept, "casualties"));
    rows_find(lines, measures[i], i > 0 && !dead, scratch, &rows);
    for (uint32_t k = 0; k < rows.n; k++) {
      row_merge(m, &rows.v[k]);
    }
    rows_drop_counted(kept, measures[i], &rows);
    rows_take(m, &rows, counted, measures[i], scratch, kept);
  }
}
