/* Reading one document: bytes' text into mentions, proto-claims, and finished lines. */
#include "claim/claim_read.h"

#include <stdlib.h>

#include "claim/claim_names.h"
#include "claim/claim_parts.h"
#include "claim/claim_person.h"
#include "claim/claim_statement.h"
#include "doc/read.h"
#include "mention/number_mention.h"

int claim_rules_init(const Pack *pack, const Gazetteer *gazetteer, Arena *arena, ClaimRules *rules,
                     Status *status) {
  memset(rules, 0, sizeof *rules);
  rules->pack = pack;
  rules->gazetteer = gazetteer;
  text_tags(pack, &rules->text);
  narrative_tags(pack, &rules->narrative);
  source_tags(pack, &rules->source);
  rules->who.civilian = pack_tag(pack, "civilian");
  rules->who.combatant = pack_tag(pack, "combatant");
  rules->who.police = pack_tag(pack, "police");
  rules->who.female = pack_tag(pack, "female");
  rules->who.male = pack_tag(pack, "male");
  rules->who.child = pack_tag(pack, "child");
  rules->who.elderly = pack_tag(pack, "elderly");
  rules->who.adult = pack_tag(pack, "adult");
  rules->rows.and = pack_tag(pack, "row.and");
  rules->rows.open = pack_tag(pack, "row.open");
  rules->rows.plural = pack_tag(pack, "row.plural");
  rules->rows.age = pack_tag(pack, "age.before");
  rules->rows.severity = pack_tag(pack, "severity");
  rules->rows.anyone = pack_tag(pack, "row.anyone");
  rules->names.title = pack_tag(pack, "title");
  rules->names.suffix = pack_tag(pack, "name.suffix");
  rules->names.street = pack_tag(pack, "street.name");
  rules->names.side = pack_tag(pack, "street.side");
  rules->rows.clause_prep = pack_tag(pack, "clause.prep");
  rules->rows.topic_apart = pack_tag(pack, "topic.apart");
  rules->rows.several = pack_tag(pack, "several.happenings");
  rules->rows.single = pack_tag(pack, "row.single");
  rules->rows.male = pack_tag(pack, "pron.male");
  rules->rows.female = pack_tag(pack, "pron.female");
  rules->rows.self = pack_tag(pack, "row.self");
  rules->rows.of = pack_tag(pack, "row.of");
  rules->rows.body = pack_tag(pack, "body.one");
  int code = mention_rules_init(pack, arena, &rules->mention, status);
  return code ? code : frame_rules_init(pack, &rules->frame, status);
}

/* A document that nobody gave a date may say itself when it was published. */
static void date_document(const ClaimRules *rules, ReadDocument *read, Arena *arena) {
  if (read->document.date.n) {
    return;
  }
  Publication published = time_publication(&read->text, &rules->mention.time, &read->mentions,
                                           &read->document, arena);
  char out[16];
  size_t n = published.date.year ? civil_write(published.date, out) : 0;
  if (n) {
    read->document.date = str_copy(arena, (Str){out, n});
    read->document.date_basis = published.basis;
  }
}

void document_analyse(const ClaimRules *rules, const Document *document, WordMemory *memory,
                      Arena *arena, ReadDocument *read) {
  memset(read, 0, sizeof *read);
  read->document = *document;
  text_read(&read->document, rules->pack, &rules->text, memory, arena, &read->text);
  mention_read(&read->text, &rules->mention, rules->gazetteer, arena, &read->mentions);
  date_document(rules, read, arena);
  time_resolve(&read->text, &rules->mention.time, &read->mentions, &read->document, arena);
  Date published;
  bool dated = read->document.date_basis != DATE_LATEST_MENTION &&
               civil_read(read->document.date, &published) && civil_valid(published);
  int32_t day = dated ? civil_first(published) : DAY_NONE;
  narrative_clocks(&rules->narrative, day, &read->mentions);
  narrative_read(&rules->narrative, rules->gazetteer, &read->text, &read->mentions,
                 day, arena, &read->narrative);
}

/* ------------------------------------------------------------------------------ one figure */

/* A row of persons that no word counts: "a man and his son". */
static void row_value(const Making *m, const ProtoClaim *proto, Claim *claim) {
  Value *v = &claim->value;
  v->words = excerpt_of(m, proto->figure.first, proto->figure.end);
  for (uint32_t i = 0; i < proto->counted.n; i++) {
    array_push(m->arena, &v->counted,
               excerpt_of(m, proto->counted.v[i].first, proto->counted.v[i].end));
  }
  v->qualifier = QUALIFIER_EXACT;
  v->has_number = v->has_low = v->has_high = true;
  v->number = v->low = v->high = decimal_of(proto->counted.n);
  v->unit = str_lit("person");
}

static void figure_value(const Making *m, const ProtoClaim *proto, Claim *claim) {
  if (proto->number < 0) {
    row_value(m, proto, claim);
    return;
  }
  const Number *n = &m->read->mentions.numbers.v[proto->number];
  Value *v = &claim->value;
  v->words = excerpt_of(m, n->first, n->end);
  v->number_words = excerpt_of(m, n->bare_first, n->bare_end);
  v->qualifier = n->qualifier;
  v->has_number = n->has_number;
  v->has_low = n->has_low;
  v->has_high = n->has_high;
  v->number = n->number;
  v->low = n->low;
  v->high = n->high;
  v->unit = n->unit;
  if (n->negated) { /* no word states a number */
    v->number_words = (Excerpt){{0, 0}, false, {NULL, 0}};
  }
  if (!v->unit.n) {
    v->unit = str_is(claim->measure, "homes_damaged") || str_is(claim->measure, "buildings_damaged")
                  ? str_lit("building")
              : str_is(claim->measure, "vehicles_damaged") ? str_lit("vehicle")
                                                           : str_lit("person");
  }
}

static bool one_by_article(const Number *n) {
  return n->kind == NUMBER_INDEFINITE && n->number.digits < 2;
}

static void trace_figure(const Making *m, const ProtoClaim *proto, Claim *claim) {
  if (proto->number >= 0) {
    array_push(m->arena, &claim->trace,
               (TraceStep){str_lit("mention"), m->read->mentions.numbers.v[proto->number].rule,
                           claim->value.words, {NULL, 0}});
  }
  array_push(m->arena, &claim->trace,
             (TraceStep){str_lit("frame"), proto->rule, claim->evidence, {NULL, 0}});
  if (claim->time.basis != BASIS_NONE) {
    array_push(m->arena, &claim->trace,
               (TraceStep){str_lit("discourse"),
                           claim->time.basis == BASIS_STATED ? str_lit("time.sentence")
                                                             : str_lit("time.episode"),
                           claim->time.words, {NULL, 0}});
  }
  for (uint32_t i = 0; i < claim->places.n; i++) {
    const ClaimPlace *p = &claim->places.v[i];
    array_push(m->arena, &claim->trace,
               (TraceStep){str_lit("discourse"),
                           p->basis == BASIS_STATED ? str_lit("place.sentence")
                                                    : str_lit("place.episode"),
                           p->words, p->name});
  }
}

/* "… since the war began on 3 March", in a story of one later day: more than that day is counted. */
static bool counts_since(const Episode *e, const Claim *claim) {
  const Period *time = &claim->time;
  return time->basis == BASIS_STATED && time->start.year && time->start.day && !time->end.year &&
         e->start.year && e->start.day && !e->open && civil_valid(time->start) &&
         civil_valid(e->start) && civil_first(time->start) + 1 < civil_first(e->start);
}

/* What lasted for years, the refugees in a camp, or the dead of a whole war are no happening of some days,
   though they are told beside one: a story of their own, whose time is known only where their sentence
   states it. */
static void part_from_state(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Episode *e = &m->read->narrative.episodes.v[claim->episode];
  bool years = str_is(claim->measure, "duration") && str_is(claim->value.unit, "year");
  bool lasts = (years && (e->start.month || e->time < 0) && !e->open) || proto->state || proto->goes_on || proto->sum ||
               counts_since(e, claim) || claim_of_process(m, proto);
  if (lasts) {
    if (claim->time.basis != BASIS_STATED || years) {
      memset(&claim->time, 0, sizeof claim->time);
    }
    claim->episode = m->read->narrative.episodes.n + proto->sentence;
    claim->beside = true;
  }
}

static void figure_make(const Making *m, const ProtoClaim *proto, Claim *claim) {
  const Narrative *narrative = &m->read->narrative;
  const Sentence *s = &m->read->text.sentences.v[proto->sentence];
  claim->kind = CLAIM_FIGURE;
  claim->document = m->document;
  claim->measure = proto->measure;
  figure_value(m, proto, claim);
  claim->evidence = excerpt_of(m, proto->trigger.first, proto->trigger.end);
  claim->sentence = excerpt_of(m, s->first, s->end);
  claim->polarity = POLARITY_POSITIVE;
  bool vague = proto->number >= 0 && m->read->mentions.numbers.v[proto->number].vague;
  claim->certainty = proto->unclear || vague
                         ? CERTAINTY_UNCLEAR
                         : CERTAINTY_CLEAR;
  claim->rule = proto->rule;
  claim->episode = claim_episode(m, proto);
  Str named = narrative->topic_of_sentence[proto->sentence];
  const Episode *episode = &narrative->episodes.v[claim->episode];
  claim->topic = named.n && !episode->own ? named : episode->topic;
  claim->background = episode->background;
  claim->beside = episode->beside;
  claim_who(m, proto, claim);
  claim_time(m, proto, claim);
  claim_places(m, proto, claim);
  claim_source(m, proto, claim);
  claim_settle_time(m, proto, claim);
  part_from_state(m, proto, claim);
  claim_identify(m, claim);
  trace_figure(m, proto, claim);
}

void claim_identify(const Making *m, Claim *claim) {
  Excerpt at = claim->kind == CLAIM_STATEMENT   ? claim->evidence
               : claim->value.number_words.text.n ? claim->value.number_words
                                                  : claim->value.words;
  Str kind = claim->kind == CLAIM_STATEMENT ? str_lit("1") : str_lit("0");
  claim->id = line_id(m, 'c', kind, claim->measure, &at);
}

/* ------------------------------------------------------------------------------ the document */

static Str basis_name(DateBasis basis) {
  static const char *const names[] = {"",         "given",   "metadata",    "byline",
                                      "dateline", "address", "anniversary", "latest_mention"};
  return str_of(names[basis]);
}

static void document_line(const Making *m, DocumentLine *line) {
  const Document *d = &m->read->document;
  line->id = d->id;
  line->hash = d->hash;
  line->text_hash = d->text_hash;
  line->bytes = d->bytes;
  line->title = d->title;
  line->date = d->date;
  line->date_basis = d->date.n ? basis_name(d->date_basis) : (Str){NULL, 0};
  line->modified = d->modified;
  line->publisher = d->publisher;
  line->author = d->author;
  line->url = d->url;
  line->language = d->language;
  line->path = d->path;
  line->from = d->from;
  line->part = d->part;
  line->text = document_body(d);
  line->pack = str_of(arena_printf(m->arena, "%s %s", m->rules->pack->name, m->rules->pack->hash));
  for (uint32_t i = 0; i < d->notes.n; i++) {
    array_push(m->arena, &line->notes, d->notes.v[i]);
  }
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    const Block *b = &d->blocks.v[i];
    if ((b->kind == BLOCK_FURNITURE || b->kind == BLOCK_BYLINE) && b->span.start >= d->body_at) {
      array_push(m->arena, &line->furniture,
                 (Span){b->span.start - d->body_at, b->span.end - d->body_at});
    }
  }
  for (uint32_t i = 0; i < m->read->mentions.numbers.n; i++) {
    line->numbers += number_is_figure(&m->read->mentions.numbers.v[i]);
  }
  document_names(m->rules, m->read, m->arena, line);
}

/* Proto-claims that become lines: nothing hypothetical, nothing counted by an article alone. */
static void keep_protos(const Making *m, const ProtoClaims *all, Arena *scratch, ProtoClaims *kept) {
  int32_t *place = arena_array(scratch, int32_t, all->n);
  for (uint32_t i = 0; i < all->n; i++) {
    const ProtoClaim *p = &all->v[i];
    const Number *n = &m->read->mentions.numbers.v[p->number];
    place[i] = -1;
    if (p->hypothetical || one_by_article(n) || nobody_but(m, p)) {
      continue;
    }
    place[i] = (int32_t)kept->n;
    array_push(scratch, kept, *p);
  }
  for (uint32_t i = 0; i < kept->n; i++) {
    ProtoClaim *p = &kept->v[i];
    p->whole = p->whole >= 0 ? place[p->whole] : -1;
    p->replaced_by = p->replaced_by >= 0 ? place[p->replaced_by] : -1;
  }
}

static int compare_at(const Excerpt *a, const Excerpt *b) {
  if (a->in_title != b->in_title) {
    return a->in_title ? -1 : 1;
  }
  return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

static const Excerpt *place_of(const Claim *c) {
  return c->kind == CLAIM_STATEMENT         ? &c->evidence
         : c->value.number_words.text.n ? &c->value.number_words
                                        : &c->value.words;
}

static int compare_claims(const void *a, const void *b) {
  const Claim *x = *(const Claim *const *)a, *y = *(const Claim *const *)b;
  int order = compare_at(place_of(x), place_of(y));
  return order ? order : str_compare(x->id, y->id);
}

/* Adds the claims in the order in which the document tells them. */
static void claims_add(const Claim *claims, uint32_t n, Arena *scratch, Extraction *extraction) {
  const Claim **sorted = arena_array(scratch, const Claim *, n);
  for (uint32_t i = 0; i < n; i++) {
    sorted[i] = &claims[i];
  }
  if (n) {
    qsort(sorted, n, sizeof *sorted, compare_claims);
  }
  if (extraction->claims.n == 0) { /* those of many documents double their room */
    array_reserve(extraction->arena, &extraction->claims, n);
  }
  for (uint32_t i = 0; i < n; i++) {
    array_push(extraction->arena, &extraction->claims, *sorted[i]);
  }
}

static void chain_sentences(Making *m, Arena *scratch) {
  uint32_t *first = arena_array(scratch, uint32_t, m->read->text.sentences.n + 1);
  uint32_t *next = arena_array(scratch, uint32_t, m->protos->n + 1);
  for (uint32_t i = m->protos->n; i-- > 0;) {
    uint32_t sentence = m->protos->v[i].sentence;
    next[i] = first[sentence];
    first[sentence] = i + 1;
  }
  m->first_of_sentence = first;
  m->next_of_sentence = next;
}

/* "Since May the war has driven 900 from their homes, 300 of them abroad": a part is of the time and of the place of
   its whole, where its own words say none. */
static void part_like_whole(const ProtoClaim *proto, Claim *part, const ProtoClaim *of, const Claim *whole) {
  if (proto->sentence != of->sentence || !str_equal(part->measure, whole->measure)) {
    return;
  }
  if (part->time.basis != BASIS_STATED && whole->time.basis == BASIS_STATED) {
    part->time = whole->time;
    part->episode = whole->episode;
    part->beside = whole->beside;
  }
  bool said = part->places.n && part->places.v[0].basis == BASIS_STATED;
  if (!said && whole->places.n && whole->places.v[0].basis == BASIS_STATED) {
    part->places = whole->places;
  }
}

/* The figures of a document, with links between them; returns how many. */
static uint32_t figures_make(const Making *m, Claim *claims) {
  const ProtoClaims *protos = m->protos;
  for (uint32_t i = 0; i < protos->n; i++) {
    figure_make(m, &protos->v[i], &claims[i]);
  }
  for (uint32_t i = 0; i < protos->n; i++) {
    if (protos->v[i].whole >= 0) {
      claims[i].part_of = claims[protos->v[i].whole].id;
      part_like_whole(&protos->v[i], &claims[i], &protos->v[protos->v[i].whole], &claims[protos->v[i].whole]);
    }
    if (protos->v[i].replaced_by >= 0) {
      claims[i].replaced_by = claims[protos->v[i].replaced_by].id;
    }
  }
  claim_scopes(m, claims, protos->v, protos->n);
  return protos->n;
}

void claim_read(const ClaimRules *rules, const Document *document, WordMemory *memory,
                Arena *scratch, Extraction *extraction) {
  ReadDocument *read = arena_new(extraction->arena, ReadDocument);
  ProtoLines lines = {0};
  ProtoClaims protos = {0};
  Making m = {.rules = rules,
              .read = read,
              .protos = &protos,
              .document = extraction->documents.n,
              .arena = extraction->arena};
  document_analyse(rules, document, memory, extraction->arena, read);
  m.identity = line_identity(&read->document, extraction->arena);
  arena_clear(scratch);
  frame_read(&rules->frame, &read->text, &read->mentions, extraction->arena, scratch, &lines);
  arena_clear(scratch);
  keep_protos(&m, &lines.claims, scratch, &protos);
  chain_sentences(&m, scratch);
  claims_set_apart(&m, &protos);
  settle_hit(&m, &lines, &protos);
  settle_nobody(&m, &lines, &protos);
  claim_rows(&m, &lines, scratch, &protos);
  chain_sentences(&m, scratch);
  document_line(&m, array_add(extraction->arena, &extraction->documents));
  Claim *claims = arena_array(scratch, Claim, protos.n + lines.statements.n);
  uint32_t n = figures_make(&m, claims);
  n += claim_statements(&m, &lines.statements, claims, claims + n);
  claims_add(claims, n, scratch, extraction);
  claim_persons(&m, &lines.persons, extraction);
  arena_clear(scratch);
}
