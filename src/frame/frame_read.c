/* Frames: chunks and frame rules into proto-claims of one sentence after the other. */
#include "frame/frame.h"

#include <string.h>

int frame_rules_init(const Pack *pack, FrameRules *rules, Status *status) {
  memset(rules, 0, sizeof *rules);
  rules->pack = pack;
  chunk_tags(pack, &rules->tags);
  if (!rules_find(pack, "frames", &rules->rules)) {
    return status_set(status, STATUS_FORMAT, 0, "the language pack has no rules/frames.rules");
  }
  rules->capture_figure = rule_capture(&rules->rules, "fig");
  rules->capture_who = rule_capture(&rules->rules, "who");
  rules->capture_trigger = rule_capture(&rules->rules, "t");
  rules->capture_whole = rule_capture(&rules->rules, "whole");
  rules->capture_old = rule_capture(&rules->rules, "old");
  if (!rules_find(pack, "persons", &rules->persons)) {
    return status_set(status, STATUS_FORMAT, 0, "the language pack has no rules/persons.rules");
  }
  rules->capture_person = rule_capture(&rules->persons, "p");
  rules->capture_harm = rule_capture(&rules->persons, "t");
  static const char *const harms[] = {"harm.verb", "harm.intr", "harm.adj", "harm.of",
                                      "assault.verb", "life.noun", "body", "victim.noun",
                                      "hospital.noun", "injury.noun", "lose.verb"};
  for (size_t i = 0; i < sizeof harms / sizeof *harms; i++) {
    tagset_add(&rules->harm, pack_tag(pack, harms[i]));
  }
  return STATUS_OK;
}

typedef struct Reader {
  const FrameRules *rules;
  const Text *text;
  const Mentions *mentions;
  Arena *arena;
  ProtoClaims *claims;
  ProtoPersons *persons;
  uint32_t sentence;
  uint32_t first_claim; /* of the sentence, in claims */
  const ChunkRow *row;
} Reader;

static const Chunk *captured(const Reader *r, const RuleMatch *match, int capture) {
  if (capture < 0 || match->captures[capture].first == match->captures[capture].end) {
    return NULL;
  }
  return &r->row->chunks.v[match->captures[capture].first];
}

/* The value of a tag at a chunk: of the longest phrase that ends at its head, else of its head, else of the
   last word before the head that has the tag ("20 injured people": modifier). */
static Str chunk_value(const Reader *r, const Chunk *chunk, const char *tag_name) {
  int tag = pack_tag(r->rules->pack, tag_name);
  const uint32_t *words = r->text->words;
  TagValue value;
  for (uint32_t i = chunk->words_first; tag >= 0 && i < chunk->head; i++) {
    if (words[i] && tagset_has(pack_phrase_starts(r->rules->pack, words[i]), tag) &&
        pack_phrase(r->rules->pack, words + i, chunk->head + 1 - i, tag, &value) ==
            chunk->head + 1 - i) {
      return value.text;
    }
  }
  for (uint32_t i = chunk->head + 1; tag >= 0 && i-- > chunk->first;) {
    if (words[i] && pack_word_value(r->rules->pack, words[i], tag, &value)) {
      return value.text;
    }
  }
  return (Str){NULL, 0};
}

/* "measure=t/harm.verb": the capture and the tag whose value is the measure. */
static Str measure_of(const Reader *r, const RuleMatch *match, const Chunk *figure) {
  Str wanted = rule_get(&r->rules->rules, match->rule, "measure"), tag;
  Str capture = str_split(wanted, '/', &tag);
  if (!tag.n) {
    return wanted;
  }
  const Chunk *chunk = str_is(capture, "fig") ? figure : captured(r, match, r->rules->capture_trigger);
  if (!chunk) {
    return (Str){NULL, 0};
  }
  if (str_is(tag, "modifier")) {
    Str by_verb = chunk_value(r, chunk, "harm.adj");
    return by_verb.n ? by_verb : chunk_value(r, chunk, "harm.verb");
  }
  if (str_is(tag, "harm")) {
    static const char *const any[] = {"harm.verb", "harm.intr", "harm.adj", "toll"};
    Str value = {NULL, 0};
    for (size_t i = 0; i < sizeof any / sizeof *any && !value.n; i++) {
      value = chunk_value(r, chunk, any[i]);
    }
    return value;
  }
  char name[64];
  if (tag.n >= sizeof name) {
    return (Str){NULL, 0};
  }
  memcpy(name, tag.p, tag.n);
  name[tag.n] = 0;
  return chunk_value(r, chunk, name);
}

static ProtoClaim *claim_of_number(const Reader *r, int32_t number) {
  for (uint32_t i = r->first_claim; i < r->claims->n; i++) {
    if (r->claims->v[i].number == number) {
      return &r->claims->v[i];
    }
  }
  return NULL;
}

static bool says(const Reader *r, uint32_t rule, const char *key) {
  return str_is(rule_get(&r->rules->rules, rule, key), "yes");
}

/* The trigger's verb group, or one beside it, has a modal or an if. */
static bool is_possible(const Reader *r, const RuleMatch *match) {
  for (uint32_t i = match->first; i < match->end; i++) {
    if (tagset_has(&r->row->tags[i], r->rules->tags.modal)) {
      return true;
    }
  }
  return false;
}

static bool is_negated(const Reader *r, const RuleMatch *match) {
  for (uint32_t i = match->first; i < match->end; i++) {
    if (tagset_has(&r->row->tags[i], r->rules->tags.negated)) {
      return true;
    }
  }
  return false;
}

static void set_who(const Reader *r, const RuleMatch *match, const Chunk *figure, ProtoClaim *claim) {
  const Chunk *who = captured(r, match, r->rules->capture_who);
  if (who) {
    claim->who = (TokenRange){who->first, who->end};
    claim->who_head = who->head;
  } else if (figure->kind == CHUNK_NOUN && figure->words_first < figure->end) {
    claim->who = (TokenRange){figure->words_first, figure->end};
    claim->who_head = figure->head;
  } else {
    claim->who = (TokenRange){figure->end, figure->end};
  }
}

static bool same_reading(const ProtoClaim *a, Str measure) {
  return str_equal(a->measure, measure);
}

/* Takes a match into the claims of the sentence; earlier rules have been taken before. */
static void take_match(Reader *r, const RuleMatch *match, Str measure) {
  const Chunk *figure = captured(r, match, r->rules->capture_figure);
  if (!figure || figure->number < 0 || !measure.n) {
    return;
  }
  ProtoClaim *other = claim_of_number(r, figure->number);
  if (other && !(other->default_measure && !says(r, match->rule, "default")) &&
      (!says(r, match->rule, "also") || same_reading(other, measure))) {
    return;
  }
  const Chunk *trigger = captured(r, match, r->rules->capture_trigger);
  if (!trigger) {
    trigger = figure;
  }
  ProtoClaim claim = {.sentence = r->sentence, .measure = measure, .number = figure->number,
                      .whole = -1, .replaced_by = -1};
  claim.figure = (TokenRange){figure->first, figure->end};
  claim.trigger = (TokenRange){trigger->first, trigger->end};
  set_who(r, match, figure, &claim);
  claim.part = says(r, match->rule, "part");
  claim.total = says(r, match->rule, "total");
  claim.default_measure = says(r, match->rule, "default");
  claim.possible = is_possible(r, match) || says(r, match->rule, "possible");
  claim.hypothetical = is_negated(r, match);
  claim.unclear = str_is(rule_get(&r->rules->rules, match->rule, "certainty"), "unclear");
  claim.rule = rule_name(&r->rules->rules, match->rule);
  if (other && other->default_measure) {
    *other = claim;
  } else {
    array_push(r->arena, r->claims, claim);
  }
}

static void take_replaced(Reader *r, const RuleMatch *match, Str measure) {
  const Chunk *old = captured(r, match, r->rules->capture_old);
  const Chunk *figure = captured(r, match, r->rules->capture_figure);
  if (!old || old->number < 0 || !figure || claim_of_number(r, old->number)) {
    return;
  }
  const ProtoClaim *now = claim_of_number(r, figure->number);
  if (!now) {
    return;
  }
  ProtoClaim claim = *now;
  claim.replaced_by = (int32_t)(now - r->claims->v);
  claim.number = old->number;
  claim.figure = (TokenRange){old->first, old->end};
  set_who(r, match, old, &claim);
  claim.measure = measure;
  array_push(r->arena, r->claims, claim);
}

/* "measure=whole", "measure=like": after all others, when the other figure's measure is known. */
static void take_dependent(Reader *r, const RuleMatch *match, bool is_part) {
  const Chunk *whole = captured(r, match, r->rules->capture_whole);
  ProtoClaim *container = whole && whole->number >= 0 ? claim_of_number(r, whole->number) : NULL;
  const Chunk *figure = captured(r, match, r->rules->capture_figure);
  if (!container || !figure || figure->number < 0) {
    return;
  }
  int32_t index = (int32_t)(container - r->claims->v);
  Str measure = container->measure;
  ProtoClaim *own = claim_of_number(r, figure->number);
  if (own && !own->default_measure && !str_equal(own->measure, measure)) {
    return;
  }
  take_match(r, match, measure);
  own = claim_of_number(r, figure->number);
  if (is_part && own && str_equal(own->measure, measure) && own != &r->claims->v[index]) {
    own->part = true;
    own->whole = index;
    own->total = false;
  }
}

/* How a rule finds its measure: by itself, or from another figure of the sentence. */
typedef enum Dependence { DEPENDS_NOT, DEPENDS_LIKE, DEPENDS_PART } Dependence;

static Dependence dependence_of(const Reader *r, uint32_t rule) {
  Str measure = rule_get(&r->rules->rules, rule, "measure");
  return str_is(measure, "like")    ? DEPENDS_LIKE
         : str_is(measure, "whole") ? DEPENDS_PART
                                    : DEPENDS_NOT;
}

static int32_t figure_of(const Reader *r, const RuleMatch *match) {
  const Chunk *figure = captured(r, match, r->rules->capture_figure);
  return figure ? figure->number : -1;
}

static void take_matches(Reader *r, const RuleMatches *matches) {
  /* By rule, so that the earlier rule of the file wins a number; then by place. */
  for (uint32_t rule = 0; rule < r->rules->rules.rules; rule++) {
    for (uint32_t i = 0; i < matches->n; i++) {
      const RuleMatch *match = &matches->v[i];
      if (match->rule == rule && figure_of(r, match) >= 0 &&
          dependence_of(r, rule) == DEPENDS_NOT) {
        Str measure = measure_of(r, match, captured(r, match, r->rules->capture_figure));
        take_match(r, match, measure);
        take_replaced(r, match, measure);
      }
    }
  }
  for (Dependence pass = DEPENDS_LIKE; pass <= DEPENDS_PART; pass++) {
    for (uint32_t i = 0; i < matches->n; i++) {
      if (dependence_of(r, matches->v[i].rule) == pass) {
        take_dependent(r, &matches->v[i], pass == DEPENDS_PART);
      }
    }
  }
}

/* "killing 147 and injuring 744 civilians", "744 were wounded": a figure without a noun takes that of the
   next figure of persons in its sentence when the two are coordinated, else none. */
static void share_heads(Reader *r) {
  for (uint32_t i = r->first_claim; i < r->claims->n; i++) {
    ProtoClaim *claim = &r->claims->v[i];
    if (claim->who.first != claim->who.end || str_is(claim->measure, "duration")) {
      continue;
    }
    for (uint32_t k = r->first_claim; k < r->claims->n; k++) {
      const ProtoClaim *next = &r->claims->v[k];
      if (next->who.first != next->who.end && next->figure.first >= claim->figure.end &&
          next->figure.first <= claim->figure.end + 3 && next->trigger.first < next->figure.first) {
        claim->who = next->who;
        claim->who_head = next->who_head;
        break;
      }
    }
  }
}

static bool context_holds(const Reader *r, uint32_t rule, const TagSet *document) {
  Str context = rule_get(&r->rules->rules, rule, "context");
  char name[64];
  if (!context.n || context.n >= sizeof name) {
    return true;
  }
  memcpy(name, context.p, context.n);
  name[context.n] = 0;
  return tagset_has(document, pack_tag(r->rules->pack, name));
}

static void read_figures(Reader *r, const SymbolRow *row, const TagSet *document, Arena *scratch) {
  RuleMatches matches = {0}, kept = {0};
  rules_match_all(&r->rules->rules, row, scratch, &matches);
  for (uint32_t i = 0; i < matches.n; i++) {
    if (context_holds(r, matches.v[i].rule, document)) {
      array_push(scratch, &kept, matches.v[i]);
    }
  }
  take_matches(r, &kept);
  share_heads(r);
}

static const ProtoPerson *person_at(const Reader *r, uint32_t first_person, uint32_t token) {
  for (uint32_t i = first_person; i < r->persons->n; i++) {
    if (r->persons->v[i].words.first <= token && token < r->persons->v[i].words.end) {
      return &r->persons->v[i];
    }
  }
  return NULL;
}

static Str harm_of(const Reader *r, const RuleMatch *match) {
  Str wanted = rule_get(&r->rules->persons, match->rule, "harm"), tag;
  str_split(wanted, '/', &tag);
  const Chunk *trigger = captured(r, match, r->rules->capture_harm);
  char name[64];
  if (!tag.n || tag.n >= sizeof name) {
    return tag.n ? (Str){NULL, 0} : wanted;
  }
  memcpy(name, tag.p, tag.n);
  name[tag.n] = 0;
  return trigger ? chunk_value(r, trigger, name) : (Str){NULL, 0};
}

static void read_persons(Reader *r, const SymbolRow *row, Arena *scratch) {
  RuleMatches matches = {0};
  uint32_t first_person = r->persons->n;
  rules_match_all(&r->rules->persons, row, scratch, &matches);
  for (uint32_t rule = 0; rule < r->rules->persons.rules; rule++) {
    for (uint32_t i = 0; i < matches.n; i++) {
      const Chunk *p = captured(r, &matches.v[i], r->rules->capture_person);
      if (matches.v[i].rule != rule || !p || person_at(r, first_person, p->head)) {
        continue;
      }
      Str harm = harm_of(r, &matches.v[i]);
      if (harm.n) {
        array_push(r->arena, r->persons,
                   (ProtoPerson){r->sentence, {p->first, p->end}, p->head, harm,
                                 rule_name(&r->rules->persons, rule)});
      }
    }
  }
}

static int compare_protos(const ProtoClaim *a, const ProtoClaim *b) {
  if (a->number != b->number) {
    return a->number < b->number ? -1 : 1;
  }
  return str_compare(a->measure, b->measure);
}

/* Orders the claims of a sentence by number and keeps links between them. */
static void order_sentence(Reader *r) {
  uint32_t first = r->first_claim, n = r->claims->n - first;
  for (uint32_t i = 1; i < n; i++) {
    for (uint32_t k = i; k > 0 && compare_protos(&r->claims->v[first + k - 1],
                                                 &r->claims->v[first + k]) > 0; k--) {
      ProtoClaim swap = r->claims->v[first + k];
      r->claims->v[first + k] = r->claims->v[first + k - 1];
      r->claims->v[first + k - 1] = swap;
      for (uint32_t j = 0; j < n; j++) {
        int32_t *links[] = {&r->claims->v[first + j].whole, &r->claims->v[first + j].replaced_by};
        for (int l = 0; l < 2; l++) {
          if (*links[l] == (int32_t)(first + k)) {
            *links[l] = (int32_t)(first + k - 1);
          } else if (*links[l] == (int32_t)(first + k - 1)) {
            *links[l] = (int32_t)(first + k);
          }
        }
      }
    }
  }
}

static bool is_read(const Sentence *s) {
  return s->block_kind != BLOCK_FURNITURE && s->block_kind != BLOCK_BYLINE &&
         s->block_kind != BLOCK_FOOTNOTE;
}

/* A sentence has something to count. */
static bool counts_something(const Mentions *mentions, const Sentence *s) {
  uint32_t number = mentions_first_number(mentions, s->first);
  for (; number < mentions->numbers.n && mentions->numbers.v[number].first < s->end; number++) {
    NumberKind kind = mentions->numbers.v[number].kind;
    if (kind == NUMBER_COUNT || kind == NUMBER_PERCENT || kind == NUMBER_MONEY ||
        kind == NUMBER_DURATION || kind == NUMBER_INDEFINITE) {
      return true;
    }
  }
  return false;
}

static bool speaks_of_harm(const Reader *r, const Sentence *s) {
  for (uint32_t i = s->first; i < s->end; i++) {
    if (tagset_meets(&r->text->tags[i], &r->rules->harm)) {
      return true;
    }
  }
  return false;
}

static TagSet all_tags(const Text *text) {
  TagSet all = {{0}};
  for (uint32_t i = 0; i < text->tokens.n; i++) {
    for (int k = 0; k < PACK_TAGS / 64; k++) {
      all.bits[k] |= text->tags[i].bits[k];
    }
  }
  return all;
}

void frame_read(const FrameRules *rules, const Text *text, const Mentions *mentions, Arena *arena,
                Arena *scratch, ProtoClaims *claims, ProtoPersons *persons) {
  Reader r = {.rules = rules, .text = text, .mentions = mentions, .arena = arena,
              .claims = claims, .persons = persons};
  TagSet document = all_tags(text);
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    const Sentence *s = &text->sentences.v[i];
    bool counts = is_read(s) && counts_something(mentions, s);
    bool harms = is_read(s) && speaks_of_harm(&r, s);
    if (!counts && !harms) {
      continue;
    }
    ChunkRow row;
    chunk_read(&rules->tags, text, mentions, s->first, s->end, scratch, &row);
    SymbolRow symbols = {row.words, row.tags, row.chunks.n};
    r.sentence = i;
    r.row = &row;
    r.first_claim = claims->n;
    if (counts) {
      read_figures(&r, &symbols, &document, scratch);
      order_sentence(&r);
    }
    if (harms) {
      read_persons(&r, &symbols, scratch);
    }
    arena_clear(scratch);
  }
}
