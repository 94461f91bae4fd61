/* Review gold: the lines on which people decided, as lines for measuring readers, machines and
 * people. */
#include "api/record_object.h"
#include "api/together.h"
#include "base/map.h"
#include "view/line_write.h"

typedef struct Gold {
  according_run *run;
  Record *record;
  Buffer *out;
} Gold;

/* The line that was written last, with "required":true at its end. */
static void require(const Gold *g) {
  if (!g->out->failed && g->out->n > 2) {
    g->out->n -= 2; /* "}\n" */
    buffer_text(g->out, ",\"required\":true}\n");
  }
}

static void give_rejected(Json *j, const Decision *d, const Excerpt *words) {
  json_object(j);
  json_key(j, "type");
  json_text(j, "nonclaim");
  json_key(j, "v");
  json_integer(j, 1);
  json_key(j, "id");
  json_str(j, d->claim);
  json_key(j, "document");
  json_str(j, d->document);
  json_key(j, "span");
  json_span(j, words->span);
  json_key(j, "text");
  json_str(j, d->quote);
  json_key(j, "category");
  json_text(j, "rejected");
  json_key(j, "reason");
  json_str(j, d->reason);
  json_key(j, "by");
  json_str(j, d->by);
  json_end(j);
  json_line(j);
}

static const Excerpt *claim_words(const Claim *c) {
  return c->kind == CLAIM_STATEMENT ? &c->evidence
         : c->value.words.text.n   ? &c->value.words
                                   : &c->value.number_words;
}

/* What was accepted, changed or added, as it is now. */
static void give_kept(const Gold *g, Json *j, const Map *decided) {
  const Extraction *x = &g->run->together->amended;
  for (uint32_t i = 0; i < x->claims.n; i++) {
    const Claim *c = &x->claims.v[i];
    if (map_find(decided, c->id) || str_is(c->rule, "amend.add")) {
      ClaimLine first = {0};
      line_write_claim(j, x, c, &first);
      require(g);
    }
  }
  for (uint32_t i = 0; i < x->persons.n; i++) {
    const Person *p = &x->persons.v[i];
    if (map_find(decided, p->id) || str_is(p->rule, "amend.add")) {
      line_write_person(j, x, p);
      require(g);
    }
  }
}

/* What was rejected, as it was read. */
static void give_gone(const Gold *g, Json *j, const Map *decided, const DecisionArray *decisions) {
  const Extraction *read = &g->run->extraction;
  for (uint32_t i = 0; i < read->claims.n; i++) {
    const uint32_t *at = map_find(decided, read->claims.v[i].id);
    if (at && str_is(decisions->v[*at].kind, "reject")) {
      give_rejected(j, &decisions->v[*at], claim_words(&read->claims.v[i]));
    }
  }
  for (uint32_t i = 0; i < read->persons.n; i++) {
    const uint32_t *at = map_find(decided, read->persons.v[i].id);
    if (at && str_is(decisions->v[*at].kind, "reject")) {
      give_rejected(j, &decisions->v[*at], &read->persons.v[i].words);
    }
  }
}

static void write_gold(const Gold *g) {
  DecisionArray decisions;
  Map decided;
  Json j;
  json_begin(&j, g->out);
  map_init(&decided, &g->run->arena);
  record_decisions(g->record, &g->run->arena, &decisions);
  for (uint32_t i = 0; i < decisions.n; i++) {
    const Decision *d = &decisions.v[i];
    bool judges = str_is(d->kind, "accept") || str_is(d->kind, "reject") || str_is(d->kind, "set");
    if (d->claim.n && judges) {
      *map_put(&decided, d->claim, i, NULL) = i;
    }
  }
  give_kept(g, &j, &decided);
  give_gone(g, &j, &decided, &decisions);
}

int according_gold(according_record *record, according_run *run, according_sink out,
                   according_status *status) {
  Buffer lines;
  jmp_buf jump;
  int code = run_together(run, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  buffer_init(&lines);
  Gold gold = {run, record->record, &lines};
  if (arena_guard(&run->arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory");
  } else {
    write_gold(&gold);
    code = lines.failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory")
                        : record_told(record, status);
  }
  run->arena.escape = NULL;
  if (code == ACCORDING_OK) {
    code = sink_give(out, buffer_view(&lines), status);
  }
  buffer_release(&lines);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}
