/* Frames: each sentence that speaks of a number, of harm or of a happening is cut into chunks once, and
   the three sets of frame rules are matched over them. */
#include "frame/frame_parts.h"

#include <string.h>

enum { SHORT_WORDS = 12 }; /* words that a short name may stand for */

/* Names that stand for several tags, in order of preference. */
static const struct {
  const char *name;
  const char *tags[FRAME_SHORT_TAGS];
} short_names[FRAME_SHORT_NAMES] = {
    {"harm", {"harm.verb", "harm.intr", "harm.adj", "toll"}},
    {"modifier", {"harm.adj", "harm.verb"}},
    {"deed", {"event", "says", "crime.noun"}},
    {"among", {"harm.adj", "harm.count", "harm.verb", "harm.intr"}},
    {"listed", {"harm.adj", "harm.count", "harm.verb", "damage"}},
};

static void short_tags(const Pack *pack, FrameRules *rules) {
  for (int i = 0; i < FRAME_SHORT_NAMES; i++) {
    for (int k = 0; k < FRAME_SHORT_TAGS; k++) {
      const char *tag = short_names[i].tags[k];
      rules->short_tags[i][k] = tag ? pack_tag(pack, tag) : -1;
    }
  }
}

static int find_rules(const Pack *pack, const char *name, RuleSet *rules, Status *status) {
  if (rules_find(pack, name, rules)) {
    return STATUS_OK;
  }
  return status_set(status, STATUS_FORMAT, 0, "the language pack has no rules/%s.rules", name);
}

/* What a sentence has that speaks of harm, of a happening. */
static const char *const harm_tags[] = {"harm.verb", "harm.intr", "harm.adj", "harm.of",
                                   "assault.verb", "strike.verb", "life.noun", "body", "victim.noun",
                                   "hospital.noun", "injury.noun", "lose.verb", "toll.one", "casualties.noun",
                                   "pass.verb", "survive.verb",
                                   "body.one", "suicide.noun", "condition.noun", "condition.hurt",
                                   "wound.noun", "gun.verb", "may.hurt", "custody.noun"};
static const char *const happening_tags[] = {
    "says", "event", "order.noun", "act.noun", "independence.noun", "media.noun",
    "fire.noun", "emergency", "allow.verb", "enter.verb", "fire.verb", "violence.noun",
    "war.noun", "speak.verb", "decide.verb", "explosive.noun", "blow.verb", "hostage.noun",
    "burn.verb", "assault.verb", "gun.verb", "hurt.verb", "crime.noun", "demonstrate.verb",
    "strike.noun", "blast.verb", "custody.noun", "crash.verb", "arms.noun", "send.verb",
    "address.verb", "damage.verb", "aflame", "shell.noun", "hazard.noun", "craft.noun",
    "dated", "may.happen"};

int frame_rules_init(const Pack *pack, FrameRules *rules, Status *status) {
  memset(rules, 0, sizeof *rules);
  rules->pack = pack;
  chunk_tags(pack, &rules->tags);
  int code = find_rules(pack, "frames", &rules->rules, status);
  code = code ? code : find_rules(pack, "persons", &rules->persons, status);
  code = code ? code : find_rules(pack, "statements", &rules->statements, status);
  if (code) {
    return code;
  }
  rules->capture_figure = rule_capture(&rules->rules, "fig");
  rules->capture_who = rule_capture(&rules->rules, "who");
  rules->capture_trigger = rule_capture(&rules->rules, "t");
  rules->capture_whole = rule_capture(&rules->rules, "whole");
  rules->capture_old = rule_capture(&rules->rules, "old");
  rules->capture_person = rule_capture(&rules->persons, "p");
  rules->capture_harm = rule_capture(&rules->persons, "t");
  rules->capture_says = rule_capture(&rules->statements, "t");
  rules->capture_by = rule_capture(&rules->statements, "by");
  rules->capture_of = rule_capture(&rules->statements, "of");
  rules->hedged_actor = pack_tag(pack, "hedged.actor");
  rules->generic_actor = pack_tag(pack, "generic.mod");
  rules->no_actor = pack_tag(pack, "actor.none");
  rules->author = pack_tag(pack, "author.noun");
  rules->empty_actor = pack_tag(pack, "actor.empty");
  rules->passed_over = pack_tag(pack, "passed.over");
  rules->body = pack_tag(pack, "actor.body");
  rules->called = pack_tag(pack, "called.verb");
  rules->row_and = pack_tag(pack, "row.and");
  rules->row_of = pack_tag(pack, "row.of");
  rules->unreal_modal = pack_tag(pack, "modal.unreal");
  rules->counterfactual = pack_tag(pack, "modal.counter");
  rules->nearly = pack_tag(pack, "nearly");
  rules->said_as = pack_tag(pack, "said.as");
  rules->without = pack_tag(pack, "without");
  rules->demonstrative = pack_tag(pack, "demonstrative");
  rules->female = pack_tag(pack, "female");
  rules->male = pack_tag(pack, "male");
  rules->child = pack_tag(pack, "child");
  rules->clause_own = pack_tag(pack, "clause.own");
  rules->fiction = pack_tag(pack, "fiction");
  rules->police = pack_tag(pack, "police");
  rules->suspect = pack_tag(pack, "suspect.noun");
  rules->victim = pack_tag(pack, "victim.noun");
  frame_figure_settings(rules);
  short_tags(pack, rules);
  rules->harm = pack_tags(pack, harm_tags, sizeof harm_tags / sizeof *harm_tags);
  rules->happens = pack_tags(pack, happening_tags, sizeof happening_tags / sizeof *happening_tags);
  return STATUS_OK;
}

const Chunk *frame_captured(const Reader *r, const RuleMatch *match, int capture) {
  if (capture < 0 || match->captures[capture].first == match->captures[capture].end) {
    return NULL;
  }
  return &r->row->chunks.v[match->captures[capture].first];
}

/* "non-fatal shooting": what begins behind a hyphen is no phrase of its own. */
static bool is_behind_hyphen(const Text *text, uint32_t i) {
  return i > 0 && !text->tokens.v[i].space_before && str_is(token_text(text, i - 1), "-");
}

Str frame_value(const Reader *r, const Chunk *chunk, int tag) {
  const uint32_t *words = r->text->words;
  TagValue value;
  bool counts_itself = chunk->words_first > chunk->head; /* "a double murder" */
  uint32_t first = counts_itself ? chunk->first : chunk->words_first;
  for (uint32_t i = first; tag >= 0 && i < chunk->head; i++) {
    if (words[i] && tagset_has(r->text->starts[i], tag) && !is_behind_hyphen(r->text, i) &&
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

int frame_tag(const Reader *r, Str name) {
  char text[64];
  if (name.n >= sizeof text) {
    return -1;
  }
  memcpy(text, name.p, name.n);
  text[name.n] = 0;
  return pack_tag(r->rules->pack, text);
}

Str frame_setting(const Reader *r, Str setting, const Chunk *chunk) {
  Str tag, value = {NULL, 0};
  str_split(setting, '/', &tag);
  if (!tag.n) {
    return setting;
  }
  if (!chunk) {
    return value;
  }
  for (int i = 0; i < FRAME_SHORT_NAMES; i++) {
    if (str_is(tag, short_names[i].name)) {
      for (int k = 0; k < FRAME_SHORT_TAGS && !value.n; k++) {
        value = frame_value(r, chunk, r->rules->short_tags[i][k]);
      }
      return value;
    }
  }
  return frame_value(r, chunk, frame_tag(r, tag));
}

bool frame_match_has(const Reader *r, const RuleMatch *match, int tag) {
  for (uint32_t i = match->first; i < match->end; i++) {
    if (tagset_has(&r->row->tags[i], tag)) {
      return true;
    }
  }
  return false;
}

/* ------------------------------------------------------------------------------ rows */

static bool row_has(const Reader *r, uint32_t chunk, int tag) {
  return chunk < r->row->chunks.n && tagset_has(&r->row->tags[chunk], tag);
}

static bool row_is(const Reader *r, uint32_t chunk, const char *mark) {
  return chunk < r->row->chunks.n && r->row->chunks.v[chunk].kind == CHUNK_WORD &&
         str_is(token_text(r->text, r->row->chunks.v[chunk].first), mark);
}

static bool is_age_chunk(const Reader *r, uint32_t chunk) {
  const Chunk *c = chunk < r->row->chunks.n ? &r->row->chunks.v[chunk] : NULL;
  uint32_t i = c ? mentions_first_number(r->mentions, c->first) : 0;
  return c && i < r->mentions->numbers.n && r->mentions->numbers.v[i].kind == NUMBER_AGE &&
         r->mentions->numbers.v[i].first == c->first && r->mentions->numbers.v[i].end == c->end;
}

bool frame_has_age(const Reader *r, uint32_t at) {
  return (row_is(r, at + 1, ",") && is_age_chunk(r, at + 2)) ||
         (row_is(r, at + 1, "(") && row_is(r, at + 3, ")"));
}

/* Behind what is told of a member of a row besides its noun group: ", 17", "(9)", "of Lodar", "of nine". */
static uint32_t behind_member(const Reader *r, uint32_t i) {
  const ChunkTags *t = &r->rules->tags;
  if (row_is(r, i, ",") && is_age_chunk(r, i + 1)) {
    i += 2;
  }
  if (row_is(r, i, "(") && row_is(r, i + 2, ")")) { /* "Ana Lor (9)" */
    i += 3;
  }
  uint32_t of = i + row_is(r, i, ","); /* "Ana Lor, 9, of Lodar" */
  if (row_has(r, of, r->rules->row_of) && (row_has(r, of + 1, t->capital) || row_has(r, of + 1, t->elided))) {
    return of + 2;
  }
  bool whose = row_has(r, i, r->rules->row_of) && row_has(r, i + 1, t->noun) && !row_has(r, i + 1, t->figure) &&
               !row_has(r, i + 1, t->single); /* "a member of the council and his wife" */
  return whose && row_has(r, i + 2, r->rules->row_and) ? i + 2 : i;
}

uint32_t frame_row_next(const Reader *r, uint32_t at) {
  const ChunkTags *t = &r->rules->tags;
  uint32_t i = behind_member(r, at + 1);
  uint32_t marks = i;
  i += row_is(r, i, ",") || row_is(r, i, ";");
  i += row_has(r, i, r->rules->row_and);
  bool member = i > marks && row_has(r, i, t->noun) && !is_age_chunk(r, i);
  bool subject = row_has(r, i + 1, t->verb) && !row_has(r, i + 1, t->ing) &&
                 !row_has(r, i + 1, t->infinitive);
  return member && !subject ? i : 0;
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

enum { HEAD_WORDS = 12 }; /* that the head of a list has, if it is a paragraph of its own */

static bool ends_paragraph(const Reader *r) {
  const Sentence *s = &r->text->sentences.v[r->sentence];
  return r->sentence + 1 < r->text->sentences.n && s[1].paragraph != s->paragraph;
}

/* "The ministry gave these figures:", "Deaths by district": a sentence that may be the head of a list. */
static bool may_open_list(const Reader *r, const Sentence *s) {
  Str last = token_text(r->text, s->end - 1);
  bool stop = str_is(last, ".") || str_is(last, "!") || str_is(last, "?");
  return str_is(last, ":") || (!stop && s->end - s->first <= HEAD_WORDS && ends_paragraph(r));
}

static TagSet all_tags(const Text *text) {
  TagSet all = {{0}};
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    tagset_join(&all, &text->sentence_tags[i]);
  }
  return all;
}

/* ------------------------------------------------------------------------------ short names */

static bool is_short_name(const Text *text, uint32_t i) {
  Str word = token_text(text, i);
  bool letters = text->tokens.v[i].kind == TOKEN_WORD && word.n >= 2 && word.n <= 7;
  for (size_t k = 0; letters && k < word.n; k++) {
    letters = (word.p[k] >= 'A' && word.p[k] <= 'Z') || word.p[k] == '-';
  }
  return letters;
}

static char initial(const Text *text, uint32_t i) {
  return (char)(token_text(text, i).p[0] & ~0x20);
}

/* The letters of a short name begin words of [first, end), in order. */
static bool is_short_for(const Text *text, uint32_t name, uint32_t first, uint32_t end) {
  Str word = token_text(text, name);
  size_t k = 0;
  for (uint32_t i = first; i < end && k < word.n; i++) {
    k += initial(text, i) == word.p[k];
  }
  return k == word.n;
}

static bool is_opening(const Text *text, uint32_t i) {
  Str mark = token_text(text, i);
  return str_is(mark, "(") || str_is(mark, "[");
}

/* Short names that the document explains: "National Front [NF]", "NF (National Front)". */
static void find_short_names(Reader *r) {
  const Text *text = r->text;
  for (uint32_t i = 1; i + 2 < text->tokens.n; i++) {
    if (!is_opening(text, i)) {
      continue;
    }
    uint32_t end = i + 1;
    while (end < text->tokens.n && end < i + SHORT_WORDS &&
           text->tokens.v[end].kind == TOKEN_WORD) {
      end++;
    }
    uint32_t back = i > SHORT_WORDS ? i - SHORT_WORDS : 0;
    if (end == i + 2 && is_short_name(text, i + 1) && is_short_for(text, i + 1, back, i)) {
      array_push(r->arena, &r->short_names, token_text(text, i + 1));
    } else if (end > i + 2 && is_short_name(text, i - 1) && is_short_for(text, i - 1, i + 1, end)) {
      array_push(r->arena, &r->short_names, token_text(text, i - 1));
    }
  }
}

static void tag_short_names(const Reader *r, ChunkRow *row) {
  for (uint32_t i = 0; r->short_names.n && i < row->chunks.n; i++) {
    Str head = token_text(r->text, row->chunks.v[i].head);
    for (uint32_t k = 0; row->chunks.v[i].kind == CHUNK_NOUN && k < r->short_names.n; k++) {
      if (str_equal(head, r->short_names.v[k])) {
        tagset_add(&row->tags[i], r->rules->tags.agent);
        break;
      }
    }
  }
}

/* "Nurse Ana Mora (30) died": what stands in brackets behind one person counts nobody. */
static void tag_ages_in_brackets(const Reader *r, ChunkRow *row) {
  const ChunkTags *t = &r->rules->tags;
  for (uint32_t i = 2; i + 1 < row->chunks.n; i++) {
    Chunk *age = &row->chunks.v[i];
    bool person = tagset_has(&row->tags[i - 2], t->single) && tagset_has(&row->tags[i - 2], t->capital);
    if (person && age->kind == CHUNK_NOUN && age->number >= 0 && age->words_first == age->end &&
        str_is(token_text(r->text, row->chunks.v[i - 1].first), "(") &&
        str_is(token_text(r->text, row->chunks.v[i + 1].first), ")")) {
      tagset_remove(&row->tags[i], t->figure);
      age->number = -1;
    }
  }
}

/* "The film shows soldiers …", "In the novel, a gunman …": what follows is said of no day. */
static bool tells_fiction(const Reader *r) {
  const ChunkTags *t = &r->rules->tags;
  uint32_t i = row_has(r, 0, t->prep);
  bool led = i == 1;
  if (!row_has(r, i, r->rules->fiction) || !row_has(r, i, t->noun)) {
    return false;
  }
  return led ? row_is(r, i + 1, ",") : row_has(r, i + 1, t->verb) && !row_has(r, i + 1, t->passive);
}

static void read_sentence(Reader *r, const Sentence *s, const TagSet *document, Machine *m,
                          Arena *scratch) {
  bool counts = counts_something(r->mentions, s);
  const TagSet *tags = &r->text->sentence_tags[r->sentence];
  bool harms = tagset_meets(tags, &r->rules->harm);
  bool happens = tagset_meets(tags, &r->rules->happens);
  bool list = may_open_list(r, s);
  if (!counts && !harms && !happens && !list) {
    return;
  }
  ChunkRow row;
  chunk_read(&r->rules->tags, r->text, r->mentions, s->first, s->end, scratch, &row);
  tag_short_names(r, &row);
  tag_ages_in_brackets(r, &row);
  SymbolRow symbols = {row.words, row.tags, row.chunks.n};
  machine_row(m, &symbols);
  r->row = &row;
  r->first_claim = r->lines->claims.n;
  if (counts || list) {
    frame_read_figures(r, m, document, scratch);
  }
  bool fiction = tagset_has(tags, r->rules->fiction) && tells_fiction(r);
  for (uint32_t i = r->first_claim; fiction && i < r->lines->claims.n; i++) {
    r->lines->claims.v[i].unclear = true;
  }
  harms = harms && !fiction;
  happens = happens && !fiction;
  if (harms) {
    frame_read_persons(r, m, scratch);
  }
  if (happens) {
    frame_read_statements(r, m, scratch);
  }
  arena_clear(scratch);
}

void frame_read(const FrameRules *rules, const Text *text, const Mentions *mentions, Arena *arena,
                Arena *scratch, ProtoLines *lines) {
  Reader r = {.rules = rules, .text = text, .mentions = mentions, .arena = arena, .lines = lines};
  TagSet document = all_tags(text);
  Machine machine;
  find_short_names(&r);
  machine_init(&machine, text->pack);
  machine_expect(&machine, &rules->rules);
  machine_expect(&machine, &rules->persons);
  machine_expect(&machine, &rules->statements);
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    if (is_read(&text->sentences.v[i])) {
      r.sentence = i;
      read_sentence(&r, &text->sentences.v[i], &document, &machine, scratch);
    }
  }
}
