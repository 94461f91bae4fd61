/* Publishers and upstreams → CSV. */
#include "view/sources_write.h"

#include <stdlib.h>

#include "base/csv.h"
#include "base/map.h"
#include "rule/sources.h"

typedef struct Named {
  Str name; /* as it is written first */
  Str language; /* of publishers; empty where their documents differ, or say none */
  bool mixed;
  bool publishes, quoted;
  uint32_t last; /* document that was counted last */
  uint32_t documents;
} Named;

typedef struct Names {
  Arena *arena;
  Map at;
  ARRAY(Named) list;
} Names;

static Named *name_add(Names *names, Str name, uint32_t document) {
  bool is_new = false;
  uint32_t at = *map_put(&names->at, source_key(name, names->arena), names->list.n, &is_new);
  if (is_new) {
    Named *named = array_add(names->arena, &names->list);
    named->name = name;
    named->last = UINT32_MAX;
  }
  Named *named = &names->list.v[at];
  named->documents += named->last != document;
  named->last = document;
  return named;
}

static int name_order(const void *a, const void *b) {
  const Named *x = a, *y = b;
  return x->publishes != y->publishes ? (x->publishes ? -1 : 1) : str_compare(x->name, y->name);
}

static void publisher_add(Names *names, const DocumentLine *d, uint32_t at) {
  Named *named = name_add(names, d->publisher, at);
  named->mixed = named->mixed || (named->publishes && !str_equal(named->language, d->language));
  named->language = named->mixed ? (Str){NULL, 0} : d->language;
  named->publishes = true;
}

static void row_write(const Named *named, Buffer *out) {
  csv_field(out, str_trim(named->name));
  buffer_text(out, named->publishes ? named->quoted ? ",publisher; quoted" : ",publisher" : ",quoted");
  buffer_text(out, ",,,,");
  csv_field(out, named->language);
  buffer_format(out, ",%u document%s,,,\n", named->documents, named->documents == 1 ? "" : "s");
}

void sources_write(const Extraction *x, Arena *arena, Buffer *out) {
  Names names = {.arena = arena};
  map_init(&names.at, arena);
  for (uint32_t i = 0; i < x->documents.n; i++) {
    if (x->documents.v[i].publisher.n) {
      publisher_add(&names, &x->documents.v[i], i);
    }
  }
  for (uint32_t i = 0; i < x->claims.n; i++) {
    for (const Source *s = &x->claims.v[i].source; s; s = s->from) {
      if (s->kind == SOURCE_NAMED && s->via != VIA_FOOTNOTE && s->words.text.n) {
        name_add(&names, s->words.text, x->claims.v[i].document)->quoted = true;
      }
    }
  }
  if (names.list.n > 1) {
    qsort(names.list.v, names.list.n, sizeof *names.list.v, name_order);
  }
  buffer_text(out, "source,kind,affiliation,party,access,language,note,rank,restricted,also\n");
  for (uint32_t i = 0; i < names.list.n; i++) {
    row_write(&names.list.v[i], out);
  }
}
