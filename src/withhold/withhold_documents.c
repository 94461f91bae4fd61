/* Documents of restricted sources: other ids for them and for what was read of them. */
#include <stdlib.h>

#include "withhold/withhold.h"

enum { TITLE_WORDS = 3 }; /* a shorter title is no name: "Statement" */

bool withhold_any(const SourceRegister *sources) {
  for (uint32_t i = 0; i < sources->entries.n; i++) {
    if (sources->entries.v[i].restricted) {
      return true;
    }
  }
  return false;
}

static Str number(const Withholding *w, uint32_t n) {
  return str_of(arena_printf(w->arena, "%u", n));
}

/* ---- the register ---------------------------------------------------------------------------- */

static void names_add(Withholding *w, const SourceEntry *entry, Str label) {
  Str rest = entry->field[SOURCE_ALSO];
  hidden_names_add(&w->names, entry->field[SOURCE_NAME], label);
  while (rest.n) {
    hidden_names_add(&w->names, str_split(rest, ';', &rest), label);
  }
}

/* Of a restricted source the register shows what it is and how it knows, and its rank. */
static void entry_show(Withholding *w, uint32_t at) {
  SourceEntry entry = w->sources->entries.v[at];
  if (entry.restricted) {
    SourceEntry shown = {.restricted = true, .line = entry.line};
    shown.field[SOURCE_NAME] = w->labels[at];
    shown.field[SOURCE_KIND_OF] = hidden_names_replace(&w->names, entry.field[SOURCE_KIND_OF]);
    shown.field[SOURCE_ACCESS] = hidden_names_replace(&w->names, entry.field[SOURCE_ACCESS]);
    shown.field[SOURCE_RANK] = entry.field[SOURCE_RANK];
    shown.field[SOURCE_RESTRICTED] = entry.field[SOURCE_RESTRICTED];
    entry = shown;
  } else {
    for (SourceField f = 0; f < SOURCE_FIELDS; f++) {
      entry.field[f] = hidden_names_replace(&w->names, entry.field[f]);
    }
  }
  source_add(&w->shown, entry, w->arena);
}

void withhold_begin(Withholding *w, const SourceRegister *sources, const Phrases *phrases,
                    Arena *arena) {
  uint32_t n = 0;
  *w = (Withholding){.sources = sources, .phrases = phrases, .arena = arena};
  hidden_names_begin(&w->names, arena);
  w->labels = arena_array(arena, Str, sources->entries.n + 1);
  w->numbers = arena_array(arena, uint32_t, sources->entries.n + 1);
  for (uint32_t i = 0; i < sources->entries.n; i++) {
    if (sources->entries.v[i].restricted) {
      w->numbers[i] = ++n;
      w->labels[i] = phrase_fill(arena, phrases, "withheld.source", 1, "n", number(w, n));
      names_add(w, &sources->entries.v[i], w->labels[i]);
    }
  }
  map_init(&w->shown.names, arena);
  for (uint32_t i = 0; i < sources->entries.n; i++) {
    entry_show(w, i);
  }
}

/* ---- which documents ------------------------------------------------------------------------- */

/* The restricted entry that a name is of, whole or in part ("Dr Marin of St Orla Hospital"). */
static uint32_t entry_of(const Withholding *w, Str name) {
  const SourceEntry *entry = source_find(w->sources, name, w->arena);
  if (entry && entry->restricted) {
    return (uint32_t)(entry - w->sources->entries.v);
  }
  const Str *label = name.n ? hidden_names_find(&w->names, name) : NULL;
  for (uint32_t i = 0; label && i < w->sources->entries.n; i++) {
    if (str_equal(w->labels[i], *label)) {
      return i;
    }
  }
  return UINT32_MAX;
}

static uint32_t words_count(Str text) {
  uint32_t n = 0;
  while (str_word(&text).n) {
    n++;
  }
  return n;
}

/* What would tell the document, and so its source, wherever it is written. */
static void document_names_add(Withholding *w, const DocumentLine *d, Str label) {
  if (words_count(d->title) >= TITLE_WORDS) {
    hidden_names_add(&w->names, d->title, label);
  }
  if (words_count(d->author) > 1) {
    hidden_names_add(&w->names, d->author, label);
  }
  hidden_names_add(&w->names, d->url, label);
}

typedef struct Placed {
  const DocumentLine *line;
  uint32_t from, of; /* index, and entry, in what is given */
  Str id;
} Placed;

/* Documents of one source: by date, then by their bytes, so that their files' names make no
   difference. */
static int by_source(const void *a, const void *b) {
  const Placed *x = *(Placed *const *)a, *y = *(Placed *const *)b;
  if (x->of != y->of) {
    return x->of < y->of ? -1 : 1;
  }
  int difference = str_compare(x->line->date, y->line->date);
  difference = difference ? difference : memcmp(&x->line->hash, &y->line->hash, sizeof(Digest));
  return difference ? difference : (x->from > y->from) - (x->from < y->from);
}

static int by_id(const void *a, const void *b) {
  const Placed *x = a, *y = b;
  return str_compare(x->id, y->id);
}

/* Ids of documents of restricted sources, in an order of their own: "R1d2". */
static void ids_give(Withholding *w, Placed *placed, uint32_t n) {
  Placed **order = arena_array(w->arena, Placed *, n + 1);
  uint32_t count = 0, k = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (placed[i].of != UINT32_MAX) {
      order[count++] = &placed[i];
    }
  }
  if (count > 1) {
    qsort(order, count, sizeof *order, by_source);
  }
  for (uint32_t i = 0; i < count; i++) {
    k = i && order[i]->of == order[i - 1]->of ? k + 1 : 1;
    order[i]->id = str_of(arena_printf(w->arena, "R%ud%u", w->numbers[order[i]->of], k));
  }
  w->documents = count;
}

/* Ids of the others: where a name stands in one, another takes its place, and each is of one
   document alone. */
static void other_ids_give(Withholding *w, Placed *placed, uint32_t n) {
  Map seen;
  bool is_new;
  Placed **order = arena_array(w->arena, Placed *, n + 1);
  uint32_t count = 0, k = 0;
  map_init(&seen, w->arena);
  for (uint32_t i = 0; i < n; i++) {
    if (placed[i].of == UINT32_MAX && hidden_names_find(&w->names, placed[i].line->id)) {
      order[count++] = &placed[i];
    } else {
      placed[i].id = placed[i].of == UINT32_MAX ? placed[i].line->id : placed[i].id;
      map_put(&seen, placed[i].id, i, NULL);
    }
  }
  if (count > 1) {
    qsort(order, count, sizeof *order, by_source);
  }
  for (uint32_t i = 0; i < count; i++) {
    do {
      order[i]->id = str_of(arena_printf(w->arena, "D%u", ++k));
      map_put(&seen, order[i]->id, i, &is_new);
    } while (!is_new);
  }
}

/* ---- claims and persons ---------------------------------------------------------------------- */

typedef struct Renaming {
  Withholding *w;
  const Extraction *in;
  Extraction *out;
  Map ids; /* id of a claim of a restricted source → index into renamed */
  ARRAY(Str) renamed;
} Renaming;

static Str line_id(const Renaming *r, char letter, uint32_t document, uint32_t n) {
  Str id = r->out->documents.v[document].id;
  uint64_t hash = hash64(id, n);
  return str_of(arena_printf(r->w->arena, "%c-%016llx", letter, (unsigned long long)hash));
}

static void id_renew(const Renaming *r, Str *id) {
  const uint32_t *at = id->n ? map_find(&r->ids, *id) : NULL;
  *id = at ? r->renamed.v[*at] : *id;
}

static void claims_copy(Renaming *r, uint32_t from, uint32_t to, bool renamed) {
  uint32_t n = 0;
  for (uint32_t i = extraction_claims_from(r->in, from);
       i < r->in->claims.n && r->in->claims.v[i].document == from; i++) {
    Claim c = r->in->claims.v[i];
    c.document = to;
    if (renamed) {
      c.id = line_id(r, 'c', to, n++);
      map_put(&r->ids, r->in->claims.v[i].id, r->renamed.n, NULL);
      array_push(r->w->arena, &r->renamed, c.id);
    }
    array_push(r->w->arena, &r->out->claims, c);
  }
}

static void persons_copy(Renaming *r, uint32_t from, uint32_t to, bool renamed) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < r->in->persons.n; i++) {
    Person p = r->in->persons.v[i];
    if (p.document != from) {
      continue;
    }
    p.document = to;
    if (renamed) {
      p.id = line_id(r, 'p', to, n++);
      map_put(&r->ids, r->in->persons.v[i].id, r->renamed.n, NULL);
      array_push(r->w->arena, &r->renamed, p.id);
    }
    array_push(r->w->arena, &r->out->persons, p);
  }
}

static void lines_copy(Renaming *r, const Placed *placed, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    claims_copy(r, placed[i].from, i, placed[i].of != UINT32_MAX);
    persons_copy(r, placed[i].from, i, placed[i].of != UINT32_MAX);
  }
  for (uint32_t i = 0; i < r->out->claims.n; i++) {
    id_renew(r, &r->out->claims.v[i].part_of);
    id_renew(r, &r->out->claims.v[i].replaced_by);
  }
  for (uint32_t i = 0; i < r->out->persons.n; i++) {
    id_renew(r, &r->out->persons.v[i].part_of);
  }
}

/* What people decided names documents and lines as they are called now. */
static void orders_copy(Renaming *r, const Placed *placed, uint32_t n) {
  Map ids;
  map_init(&ids, r->w->arena);
  for (uint32_t i = 0; i < n && r->in->orders.n; i++) {
    map_put(&ids, placed[i].line->id, i, NULL);
  }
  for (uint32_t i = 0; i < r->in->orders.n; i++) {
    PeopleOrder order = r->in->orders.v[i];
    id_renew(r, &order.line);
    id_renew(r, &order.other_line);
    order.document = placed[*map_find(&ids, order.document)].id;
    order.other_document = placed[*map_find(&ids, order.other_document)].id;
    order.why = hidden_names_replace(&r->w->names, order.why);
    array_push(r->w->arena, &r->out->orders, order);
  }
}

/* That a text was made of one of a restricted source, and that one's words, are not told. */
static void derived_drop(Renaming *r, const Placed *placed, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    DocumentLine *d = &r->out->documents.v[i];
    for (uint32_t k = 0; k < n && d->derived; k++) {
      if (placed[k].of != UINT32_MAX && str_equal(placed[k].line->id, d->derived->of)) {
        d->derived = NULL;
      }
    }
  }
  for (uint32_t i = 0; i < r->out->claims.n; i++) {
    Claim *c = &r->out->claims.v[i];
    c->original = r->out->documents.v[c->document].derived ? c->original : (Str){NULL, 0};
  }
}

/* ---- together -------------------------------------------------------------------------------- */

void withhold_documents(Withholding *w, const Extraction *in, Extraction *out) {
  uint32_t n = in->documents.n;
  Placed *placed = arena_array(w->arena, Placed, n + 1);
  Renaming r = {.w = w, .in = in, .out = out};
  for (uint32_t i = 0; i < n; i++) {
    const DocumentLine *d = &in->documents.v[i];
    uint32_t of = entry_of(w, d->publisher);
    of = of == UINT32_MAX ? entry_of(w, d->author) : of;
    placed[i] = (Placed){.line = d, .from = i, .of = of};
  }
  for (uint32_t i = 0; i < n; i++) {
    if (placed[i].of != UINT32_MAX) {
      document_names_add(w, placed[i].line, w->labels[placed[i].of]);
    }
  }
  ids_give(w, placed, n);
  other_ids_give(w, placed, n);
  if (n > 1) {
    qsort(placed, n, sizeof *placed, by_id);
  }
  *out = (Extraction){.arena = w->arena};
  map_init(&r.ids, w->arena);
  w->of = arena_array(w->arena, uint32_t, n + 1);
  w->mentions = arena_array(w->arena, bool, n + 1);
  for (uint32_t i = 0; i < n; i++) {
    DocumentLine d = *placed[i].line;
    d.id = placed[i].id;
    array_push(w->arena, &out->documents, d);
    w->of[i] = placed[i].of;
    w->mentions[i] = hidden_names_find(&w->names, d.text) != NULL;
  }
  lines_copy(&r, placed, n);
  orders_copy(&r, placed, n);
  derived_drop(&r, placed, n);
}
