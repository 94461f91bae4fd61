/* Rule apply: rows of an object through the lines of a section. */
#include "rule/rule_apply.h"

#include <stdlib.h>

#include "base/civil.h"

/* One row on its way. */
typedef struct Item {
  uint32_t row;
  bool hidden; /* its value counts as missing: keep … or none */
} Item;

/* A value that items have in common. */
typedef struct Kind {
  RuleValue value; /* GIVEN_NOTHING: not reported */
  uint32_t first;  /* item */
  uint32_t n;      /* items */
  bool tied;
} Kind;

typedef struct Applier {
  const CountingRule *rule;
  const RuleSection *section;
  const RowTable *table;
  Arena *arena;
  RuleOutcome *out;
  ValueType type;
  bool some_hidden;
  ARRAY(Item) items;
} Applier;

/* ---- values ---------------------------------------------------------------------------------- */

/* The words of a text, parted by blanks, have one that the rule gives a number: the first such
   one. */
static bool worded(const Applier *a, Str text, Decimal *number) {
  while (text.n) {
    Str word = str_trim(str_split(text, ' ', &text));
    for (uint32_t i = 0; i < a->rule->words.n; i++) {
      if (str_equal_fold(a->rule->words.v[i].word, word)) {
        *number = a->rule->words.v[i].number;
        return true;
      }
    }
  }
  return false;
}

static bool number_of(const Applier *a, Str text, Decimal *number) {
  return row_number(text, number) || worded(a, text, number);
}

static bool day_of(Str text, int32_t *day) {
  Date date = {0};
  if (text.n != 10 || !civil_read(text, &date) || !civil_valid(date)) {
    return false;
  }
  *day = civil_days(date.year, date.month, date.day);
  return true;
}

/* The value of a field as the section compares it; nothing for what is no number where numbers
   are asked. */
static RuleValue value_of(const Applier *a, const Item *item, RowField field) {
  Str text = a->table->rows.v[item->row].field[field];
  RuleValue value = {.given = GIVEN_VALUE, .text = text};
  int32_t day = 0;
  bool empty = text.n == 0 && !(a->section->empty_counts && a->type == TYPE_TEXT);
  if (row_is_missing(text) || empty || item->hidden) {
    return (RuleValue){0};
  }
  if (field == ROW_VALUE && a->type == TYPE_DATE) {
    value.given = day_of(text, &day) ? GIVEN_VALUE : GIVEN_NOTHING;
    value.number = decimal_of(value.given ? day : 0);
  } else if (field != ROW_VALUE || a->type == TYPE_NUMBER) {
    value.is_number = number_of(a, text, &value.number);
    value.given = value.is_number ? GIVEN_VALUE : GIVEN_NOTHING;
  }
  return value;
}

static bool same_value(const Applier *a, const RuleValue *x, const RuleValue *y) {
  if (x->given != y->given || x->given == GIVEN_NOTHING) {
    return x->given == y->given;
  }
  bool ordered = x->is_number || a->type == TYPE_DATE;
  return ordered ? decimal_compare(x->number, y->number) == 0 : str_equal(x->text, y->text);
}

/* Numbers if most that are reported are numbers, dates likewise, else texts. */
static ValueType type_found(const Applier *a) {
  uint32_t given = 0, numbers = 0, dates = 0;
  for (uint32_t i = 0; i < a->items.n; i++) {
    Str text = a->table->rows.v[a->items.v[i].row].field[ROW_VALUE];
    Decimal number;
    int32_t day;
    given += text.n > 0;
    numbers += text.n > 0 && number_of(a, text, &number);
    dates += text.n > 0 && day_of(text, &day);
  }
  return numbers * 2 > given || given == 0 ? TYPE_NUMBER
         : dates * 2 > given               ? TYPE_DATE
                                           : TYPE_TEXT;
}

/* ---- keep, sources --------------------------------------------------------------------------- */

static int compare_texts(Str x, Str y) {
  Decimal a, b;
  return row_number(x, &a) && row_number(y, &b) ? decimal_compare(a, b) : str_compare(x, y);
}

static Str field_of(const Applier *a, uint32_t item, RowField field) {
  return a->table->rows.v[a->items.v[item].row].field[field];
}

/* The least or greatest text of a field among the items for which `among` holds; missing if none
   has it. */
static Str extreme(const Applier *a, RowField field, Choice choice, const bool *among) {
  Str best = {NULL, 0};
  for (uint32_t i = 0; i < a->items.n; i++) {
    Str text = field_of(a, i, field);
    if ((among && !among[i]) || row_is_missing(text)) {
      continue;
    }
    int difference = row_is_missing(best) ? 0 : compare_texts(text, best);
    if (row_is_missing(best) || (choice == CHOICE_LEAST ? difference < 0 : difference > 0)) {
      best = text;
    }
  }
  return best;
}

static RuleTrace *trace_add(Applier *a, const RuleStep *step) {
  RuleTrace trace = {.step = step};
  for (uint32_t i = 0; i < a->items.n; i++) {
    array_push(a->arena, &trace.asked, a->items.v[i].row);
  }
  array_push(a->arena, &a->out->trace, trace);
  return &a->out->trace.v[a->out->trace.n - 1];
}

static void leave(Applier *a, const RuleStep *step) {
  RuleTrace *trace = trace_add(a, step);
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->items.n; i++) {
    if (!(a->table->rows.v[a->items.v[i].row].traits & step->number)) {
      array_push(a->arena, &trace->rows, a->items.v[i].row);
      a->items.v[n++] = a->items.v[i];
    }
  }
  a->items.n = n;
}

/* A row goes on unless another of the same publisher has a later date. Who gives no name is not
   the same. */
static void once(Applier *a, const RuleStep *step) {
  RuleTrace *trace = trace_add(a, step);
  uint32_t n = 0;
  bool *later = arena_array(a->arena, bool, a->items.n + 1);
  for (uint32_t i = 0; i < a->items.n; i++) {
    Str own = field_of(a, i, step->of);
    for (uint32_t k = 0; k < a->items.n && own.n; k++) {
      later[i] =
          later[i] || (str_equal(own, field_of(a, k, step->of)) &&
                       compare_texts(field_of(a, k, ROW_DATE), field_of(a, i, ROW_DATE)) > 0);
    }
  }
  for (uint32_t i = 0; i < a->items.n; i++) {
    if (!later[i]) {
      array_push(a->arena, &trace->rows, a->items.v[i].row);
      a->items.v[n++] = a->items.v[i];
    }
  }
  a->items.n = n;
}

/* Is the row of item k, which is of the same origin, the one to go on in place of that of item i:
   the earlier, as a copy is made later; then the first in the table's order. */
static bool is_original(const Applier *a, uint32_t k, uint32_t i) {
  Str own = field_of(a, i, ROW_DATE), other = field_of(a, k, ROW_DATE);
  bool no_own = own.n == 0, no_other = other.n == 0;
  int difference = no_own || no_other ? no_other - no_own : compare_texts(other, own);
  return difference ? difference < 0 : a->items.v[k].row < a->items.v[i].row;
}

static void origin(Applier *a, const RuleStep *step) {
  RuleTrace *trace = trace_add(a, step);
  const Row *rows = a->table->rows.v;
  uint32_t n = 0;
  bool *copy = arena_array(a->arena, bool, a->items.n + 1);
  for (uint32_t i = 0; i < a->items.n; i++) {
    uint32_t own = rows[a->items.v[i].row].origin;
    for (uint32_t k = 0; k < a->items.n && own; k++) {
      bool same = k != i && rows[a->items.v[k].row].origin == own;
      copy[i] = copy[i] || (same && is_original(a, k, i));
    }
  }
  for (uint32_t i = 0; i < a->items.n; i++) {
    if (!copy[i]) {
      array_push(a->arena, &trace->rows, a->items.v[i].row);
      a->items.v[n++] = a->items.v[i];
    }
  }
  a->items.n = n;
}

static void keep(Applier *a, const RuleStep *step) {
  Str best = extreme(a, step->of, step->choice, NULL);
  RuleTrace *trace = trace_add(a, step);
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->items.n; i++) {
    Item item = a->items.v[i];
    Str text = field_of(a, i, step->of);
    bool none = row_is_missing(text);
    bool all = step->or_all && row_is_missing(best);
    if (all || (none ? step->or_none : compare_texts(text, best) == 0)) {
      item.hidden = item.hidden || (none && !all);
      a->some_hidden = a->some_hidden || (none && !all);
      array_push(a->arena, &trace->rows, item.row);
      a->items.v[n++] = item;
    }
  }
  a->items.n = n;
}

/* Publishers, where there is that column, else sources; each once. */
static void sources(Applier *a, const RuleStep *step) {
  RowField field = a->table->has[ROW_PUBLISHER] ? ROW_PUBLISHER : ROW_SOURCE;
  RuleTrace *trace = trace_add(a, step);
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->items.n; i++) {
    bool again = value_of(a, &a->items.v[i], ROW_VALUE).given == GIVEN_NOTHING;
    for (uint32_t k = 0; k < i && !again; k++) {
      again = str_equal(field_of(a, i, field), field_of(a, k, field)) &&
              value_of(a, &a->items.v[k], ROW_VALUE).given != GIVEN_NOTHING;
    }
    n += !again;
    if (!again) {
      array_push(a->arena, &trace->rows, a->items.v[i].row);
    }
  }
  a->items.n = n < step->number ? 0 : a->items.n;
}

/* ---- least, greatest, middle ----------------------------------------------------------------- */

static int compare_values(const void *x, const void *y) {
  const RuleValue *a = x, *b = y;
  return decimal_compare(a->number, b->number);
}

static Str number_text(Arena *arena, Decimal number) {
  char out[32];
  size_t n = decimal_write(number, out);
  return str_copy(arena, (Str){out, n});
}

/* The mean of numbers, or of dates cut down to a day; nothing where it would need more digits
   than there are. */
static RuleValue mean_of(Arena *arena, const RuleValue *values, uint32_t n) {
  Decimal sum = decimal_of(0);
  RuleValue mean = values[0];
  for (uint32_t i = 0; i < n; i++) {
    if (!decimal_add(sum, values[i].number, &sum)) {
      return (RuleValue){0};
    }
  }
  if (!values[0].is_number) { /* a day */
    int64_t days = sum.digits / n - (sum.digits < 0 && sum.digits % n);
    char out[16];
    size_t length = civil_write(civil_date((int32_t)days), out);
    mean.number = decimal_of(days);
    mean.text = str_copy(arena, (Str){out, length});
    return mean;
  }
  while (sum.digits % n && sum.scale < 6) {
    Decimal tenfold;
    if (!decimal_multiply(decimal_of(sum.digits), decimal_of(10), &tenfold)) {
      return (RuleValue){0}; /* more digits than there is room for */
    }
    sum = (Decimal){sum.digits * 10, (uint8_t)(sum.scale + 1)};
  }
  mean.number = decimal_normal((Decimal){sum.digits / n, sum.scale});
  mean.text = number_text(arena, mean.number);
  return mean;
}

/* Of texts only what all have is the least, the greatest and the middle. */
static RuleValue text_of_all(const Applier *a, const RuleValue *values, uint32_t n) {
  for (uint32_t i = 1; i < n; i++) {
    if (!same_value(a, &values[0], &values[i])) {
      return (RuleValue){.given = a->section->indeterminate ? GIVEN_INDETERMINATE : GIVEN_NOTHING};
    }
  }
  return values[0];
}

static RuleValue take_ordered(const Applier *a, const RuleStep *step) {
  RuleValue *values = arena_array(a->arena, RuleValue, a->items.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->items.n; i++) {
    RuleValue value = value_of(a, &a->items.v[i], step->of);
    if (value.given == GIVEN_VALUE) {
      values[n++] = value;
    }
  }
  if (n == 0) {
    return (RuleValue){0};
  }
  if (!values[0].is_number && a->type != TYPE_DATE) {
    return text_of_all(a, values, n);
  }
  qsort(values, n, sizeof *values, compare_values);
  if (step->choice == CHOICE_MIDDLE) {
    return mean_of(a->arena, values + (n - 1) / 2, 2 - n % 2);
  }
  return values[step->choice == CHOICE_LEAST ? 0 : n - 1];
}

/* ---- the commonest, and ties ----------------------------------------------------------------- */

typedef ARRAY(Kind) Kinds;

static bool counted_before(const Applier *a, uint32_t item, const uint32_t *kind_of) {
  uint32_t origin = a->table->rows.v[a->items.v[item].row].origin;
  for (uint32_t k = 0; k < item && origin; k++) {
    if (kind_of[k] == kind_of[item] && a->table->rows.v[a->items.v[k].row].origin == origin) {
      return true;
    }
  }
  return false;
}

/* The values that there are, each once; kind_of: of each item, UINT32_MAX where it is left out.
   Copies count once where origins are asked for. */
static void kinds_find(const Applier *a, const RuleStep *step, Kinds *kinds, uint32_t *kind_of) {
  for (uint32_t i = 0; i < a->items.n; i++) {
    RuleValue value = value_of(a, &a->items.v[i], step->of);
    uint32_t k = 0;
    kind_of[i] = UINT32_MAX;
    if (value.given == GIVEN_NOTHING && !a->section->missing_counts) {
      continue;
    }
    while (k < kinds->n && !same_value(a, &kinds->v[k].value, &value)) {
      k++;
    }
    if (k == kinds->n) {
      array_push(a->arena, kinds, (Kind){.value = value, .first = i});
    }
    kind_of[i] = k;
    kinds->v[k].n += step->choice != CHOICE_ORIGIN || !counted_before(a, i, kind_of);
  }
}

static uint32_t tied_count(const Kinds *kinds, uint32_t *one) {
  uint32_t n = 0;
  for (uint32_t k = 0; k < kinds->n; k++) {
    if (kinds->v[k].tied) {
      *one = k;
      n++;
    }
  }
  return n;
}

/* tie … value: the least, greatest or mean of the tied values themselves. */
static void tie_by_value(const Applier *a, const RuleStep *step, Kinds *kinds) {
  RuleValue *values = arena_array(a->arena, RuleValue, kinds->n);
  uint32_t n = 0, best = 0;
  for (uint32_t k = 0; k < kinds->n; k++) {
    if (kinds->v[k].tied) {
      bool ordered = kinds->v[k].value.is_number || a->type == TYPE_DATE;
      if (!ordered) {
        return;
      }
      int difference =
          n ? decimal_compare(kinds->v[k].value.number, kinds->v[best].value.number) : -1;
      best = n == 0 || (step->choice == CHOICE_LEAST ? difference < 0 : difference > 0) ? k : best;
      values[n++] = kinds->v[k].value;
    }
  }
  for (uint32_t k = 0; k < kinds->n; k++) {
    kinds->v[k].tied = k == best;
  }
  if (step->choice == CHOICE_MEAN) {
    kinds->v[best].value = mean_of(a->arena, values, n);
  }
}

/* tie … FIELD: the values of the rows with the least or greatest of it, among all rows with a
   tied value. */
static void tie_by_field(const Applier *a, const RuleStep *step, Kinds *kinds,
                         const uint32_t *kind_of) {
  bool *among = arena_array(a->arena, bool, a->items.n);
  for (uint32_t i = 0; i < a->items.n; i++) {
    among[i] = kind_of[i] != UINT32_MAX && kinds->v[kind_of[i]].tied;
  }
  Str best = extreme(a, step->of, step->choice, among);
  if (row_is_missing(best)) {
    return;
  }
  for (uint32_t k = 0; k < kinds->n; k++) {
    kinds->v[k].tied = false;
  }
  for (uint32_t i = 0; i < a->items.n; i++) {
    Str text = field_of(a, i, step->of);
    if (among[i] && !row_is_missing(text) && compare_texts(text, best) == 0) {
      kinds->v[kind_of[i]].tied = true;
    }
  }
}

static RuleValue take_commonest(const Applier *a, const RuleStep *step) {
  uint32_t *kind_of = arena_array(a->arena, uint32_t, a->items.n + 1);
  uint32_t most = 0, one = 0;
  Kinds kinds = {0};
  kinds_find(a, step, &kinds, kind_of);
  bool missing_tied = false;
  for (uint32_t k = 0; k < kinds.n; k++) {
    most = kinds.v[k].n > most ? kinds.v[k].n : most;
  }
  for (uint32_t k = 0; k < kinds.n; k++) {
    kinds.v[k].tied = kinds.v[k].n == most;
    missing_tied = missing_tied || (kinds.v[k].tied && kinds.v[k].value.given == GIVEN_NOTHING);
  }
  /* A tie with rows that have no such precision is not broken. */
  bool unbroken = missing_tied && a->some_hidden;
  for (uint32_t i = 0; i < a->section->steps.n && !unbroken && tied_count(&kinds, &one) > 1; i++) {
    const RuleStep *tie = &a->section->steps.v[i];
    if (tie->kind == STEP_TIE && tie->of == ROW_VALUE) {
      tie_by_value(a, tie, &kinds);
    } else if (tie->kind == STEP_TIE) {
      tie_by_field(a, tie, &kinds, kind_of);
    }
  }
  uint32_t tied = tied_count(&kinds, &one);
  if (tied > 1) {
    return (RuleValue){.given = a->section->indeterminate ? GIVEN_INDETERMINATE : GIVEN_NOTHING};
  }
  return tied ? kinds.v[one].value : (RuleValue){0};
}

/* ---- together -------------------------------------------------------------------------------- */

static void take(Applier *a, const RuleStep *step, uint32_t weighed) {
  RuleValue *value = &a->out->value[rule_outcome_place(step->into)];
  RuleTrace *trace = trace_add(a, step);
  bool counts = step->choice == CHOICE_COMMONEST ||
                (step->choice == CHOICE_ORIGIN && a->table->has_origins);
  if (step->choice == CHOICE_ORIGIN && !counts) {
    Item item = {weighed, false};
    *value = weighed == UINT32_MAX ? (RuleValue){0} : value_of(a, &item, step->of);
  } else {
    *value = counts ? take_commonest(a, step) : take_ordered(a, step);
  }
  for (uint32_t i = 0; i < a->items.n; i++) {
    RuleValue own = value_of(a, &a->items.v[i], step->of);
    if (value->given == GIVEN_VALUE && same_value(a, &own, value)) {
      array_push(a->arena, &trace->rows, a->items.v[i].row);
    }
  }
}

/* Rows whose value is given, but is no number or date where the others are. */
static void unread_find(Applier *a) {
  for (uint32_t i = 0; i < a->items.n; i++) {
    bool given = field_of(a, i, ROW_VALUE).n > 0;
    if (given && value_of(a, &a->items.v[i], ROW_VALUE).given == GIVEN_NOTHING) {
      array_push(a->arena, &a->out->unread, a->items.v[i].row);
    }
  }
}

void rule_apply(const CountingRule *rule, const RowTable *table, uint32_t first, uint32_t end,
                uint32_t weighed, Arena *arena, RuleOutcome *outcome) {
  const RuleSection *section = rule_section(rule, table->rows.v[first].field[ROW_MEASURE]);
  *outcome = (RuleOutcome){.asked = section != NULL};
  if (!section) {
    return;
  }
  Applier a = {.rule = rule, .section = section, .table = table, .arena = arena, .out = outcome};
  for (uint32_t i = first; i < end; i++) {
    array_push(arena, &a.items, (Item){i, false});
  }
  a.type = section->type == TYPE_AUTO ? type_found(&a) : section->type;
  outcome->type = a.type;
  unread_find(&a);
  for (uint32_t i = 0; i < section->steps.n; i++) {
    const RuleStep *step = &section->steps.v[i];
    if (step->kind == STEP_LEAVE) {
      leave(&a, step);
    } else if (step->kind == STEP_ONCE) {
      once(&a, step);
    } else if (step->kind == STEP_ORIGIN) {
      origin(&a, step);
    } else if (step->kind == STEP_KEEP) {
      keep(&a, step);
    } else if (step->kind == STEP_SOURCES) {
      sources(&a, step);
    } else if (step->kind == STEP_TAKE) {
      take(&a, step, weighed);
    }
  }
}

/* ---- what became of a row -------------------------------------------------------------------- */

static bool holds(const uint32_t *rows, uint32_t n, uint32_t row) {
  for (uint32_t i = 0; i < n; i++) {
    if (rows[i] == row) {
      return true;
    }
  }
  return false;
}

const RuleStep *rule_left_by(const RuleOutcome *outcome, uint32_t row) {
  for (uint32_t i = 0; i < outcome->trace.n; i++) {
    const RuleTrace *now = &outcome->trace.v[i], *next = now + 1;
    if (!holds(now->asked.v, now->asked.n, row)) {
      return NULL;
    }
    bool last = i + 1 == outcome->trace.n;
    bool goes_on = last ? now->step->kind == STEP_TAKE || holds(now->rows.v, now->rows.n, row)
                        : holds(next->asked.v, next->asked.n, row);
    if (!goes_on) {
      return now->step;
    }
  }
  return NULL;
}

bool rule_took(const RuleOutcome *outcome, const RuleTrace *trace, uint32_t row) {
  return trace->step->kind == STEP_TAKE &&
         outcome->value[rule_outcome_place(trace->step->into)].given == GIVEN_VALUE &&
         holds(trace->rows.v, trace->rows.n, row);
}
