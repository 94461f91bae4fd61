/* Attributions: sentence by sentence, rules over the row of symbols give cue and source; then, over
   the whole text, quotations that go on are given to their speaker, pronouns to the name before
   them, and chains ("X said the ministry reports …") their links. */
#include "mention/attribution_mention.h"

#include "lang/pattern_machine.h"
#include "mention/attribution_content.h"
#include "mention/attribution_source.h"

enum { SPEECH_TOKENS = 6, RESOLVE_BACK = 60 };

int attribution_rules_init(const Pack *pack, AttributionRules *r, Status *status) {
  memset(r, 0, sizeof *r);
  r->pack = pack;
  if (!rules_find(pack, "attribution", &r->rules)) {
    return status_set(status, STATUS_FORMAT, 0, "the language pack has no rules/attribution.rules");
  }
  row_tags(pack, &r->row);
  r->capture_source = rule_capture(&r->rules, "src");
  r->capture_cue = rule_capture(&r->rules, "cue");
  r->capture_content = rule_capture(&r->rules, "content");
  const struct {
    int *tag;
    const char *name;
  } names[] = {
      {&r->say, "att.say"},      {&r->tell, "att.tell"},     {&r->show, "att.show"},
      {&r->ask, "att.ask"},      {&r->stance, "att.stance"}, {&r->held, "att.held"},
      {&r->hedge, "att.hedge"},  {&r->deny, "att.deny"},     {&r->possible, "att.possible"},
      {&r->document, "att.doc"}, {&r->singular, "att.he"},   {&r->plural, "att.they"},
      {&r->thing, "att.it"},     {&r->reflexive, "att.i"},   {&r->clausal, "att.clausal"},
      {&r->turn, "att.turn"},     {&r->part, "att.part"},
      {&r->then, "att.then"},     {&r->person, "n.person"},
      {&r->title, "title"},     {&r->speaks_for, "talks"},
      {&r->strict, "att.strict"},    {&r->number_noun, "number.noun"}, {&r->count, "harm.count"},
      {&r->total, "total"},       {&r->hurt, "harm.adj"},
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    *names[i].tag = pack_tag(pack, names[i].name);
  }
  return STATUS_OK;
}

typedef struct Finder {
  const AttributionRules *r;
  const Text *text;
  Arena *arena;
  Mentions *mentions;
  AttributionRow row;
  FoundArray found; /* of the sentence being read */
  const Sentence *sentence;
  Machine *machine;
} Finder;

static bool has(const Finder *f, uint32_t symbol, int tag) {
  return symbol_has(&f->row, symbol, tag);
}

static bool is_kind(const Finder *f, uint32_t symbol, SymbolKind kind) {
  return symbol < f->row.symbols.n && f->row.symbols.v[symbol].kind == kind;
}

/* ------------------------------------------------------------------------- one sentence */

/* ", which sold the house and said": the "which" that the verb before `before` has, if nothing ends
   its clause; else `before`. */
static uint32_t relative_subject(const Finder *f, uint32_t before) {
  for (uint32_t i = before; i-- > 1;) {
    if (has(f, i, f->r->row.finite)) {
      bool relative = i >= 2 && has(f, i - 1, f->r->row.rel) &&
                      symbol_is_mark(f->text, &f->row, i - 2, ',');
      return relative ? i - 1 : before;
    }
    if (symbol_is_mark(f->text, &f->row, i, ',')) {
      break;
    }
  }
  return before;
}

/* "as mayors welcome it, drillers have left, protesting …": the subject of a main clause that
   begins behind a comma between these symbols; else `before`. */
static uint32_t main_subject(const Finder *f, uint32_t from, uint32_t before) {
  for (uint32_t i = from; i + 2 < before; i++) {
    bool subject = symbol_is_mark(f->text, &f->row, i, ',') && is_kind(f, i + 1, SYMBOL_NOUN) &&
                   !has(f, i + 1, f->r->row.time) && has(f, i + 2, f->r->row.finite);
    if (subject && !has(f, i + 2, f->r->row.bare)) {
      return i + 1;
    }
  }
  return before;
}

/* "TBILISI (CW) -- Rescuers dug …": behind the only dash before the verb; 0 where there is none, or two. */
static uint32_t behind_dateline(const Finder *f, uint32_t verb) {
  enum { DATELINE = 8 }; /* symbols at the most */
  uint32_t behind = 0;
  for (uint32_t i = 0; i < verb; i++) {
    if (has(f, i, f->r->row.dash)) {
      if (behind || i > DATELINE) {
        return 0;
      }
      behind = i + 1;
    }
  }
  return behind;
}

/* The subject that a cue without one shares: the source of the cue before it, or the first noun
   group before the first finite verb. Gives its symbol, or `before` if there is none. */
static uint32_t shared_subject(const Finder *f, uint32_t before) {
  const SourceRow row = {f->r, f->text, &f->row};
  const RowTags *t = &f->r->row;
  uint32_t verb = 0, relative = relative_subject(f, before);
  if (relative < before) {
    return relative;
  }
  for (uint32_t k = f->found.n; k-- > 0;) {
    const Found *other = &f->found.v[k];
    if (other->cue_first < before && other->source_end > other->source_first &&
        !str_is(rule_get(&f->r->rules, other->rule, "subject"), "no")) {
      uint32_t main = other->strong ? before : main_subject(f, other->cue_end, before);
      return main < before ? main : other->source_head;
    }
  }
  while (verb < before && !has(f, verb, t->finite)) {
    verb++;
  }
  for (uint32_t i = behind_dateline(f, verb); i < verb && verb < before; i++) {
    bool object = i > 0 && (has(f, i - 1, t->prep) || has(f, i - 1, t->to));
    if (is_kind(f, i, SYMBOL_NOUN) && !has(f, i, t->time) && !has(f, i, t->possessive) && !object) {
      return i;
    }
  }
  if (verb == before && before >= 2 && symbol_is_mark(f->text, &f->row, before - 1, ',') &&
      is_kind(f, before - 2, SYMBOL_NOUN)) { /* "The radio, citing police, …" */
    return source_widen(&row, before - 2, before) == 0 ? before - 2 : before;
  }
  return before;
}

static ContentMode mode_of(Str name) {
  return str_is(name, "after")     ? CONTENT_AFTER
         : str_is(name, "before")  ? CONTENT_BEFORE
         : str_is(name, "around")  ? CONTENT_AROUND
         : str_is(name, "rest")    ? CONTENT_REST
         : str_is(name, "subject") ? CONTENT_SUBJECT
                                   : CONTENT_AUTO;
}

/* "Vestry: bomb kills two": what a place that heads a line tells is nobody's words: no quotation, no "we". */
static bool place_tells(const Finder *f, uint32_t colon, uint32_t behind) {
  uint32_t i = mentions_first_place(f->mentions, f->sentence->first);
  const PlaceMention *p = i < f->mentions->places.n ? &f->mentions->places.v[i] : NULL;
  bool tells = false;
  if (!p || p->sense == PLACE_DEMONYM || p->end != colon || p->first > f->sentence->first + 1) {
    return false;
  }
  for (uint32_t k = behind; k < f->sentence->end; k++) {
    if (f->text->tokens.v[k].quoted || tagset_has(f->text->tags[k], f->r->reflexive)) {
      return false;
    }
    tells = tells || token_is_class(f->text, k, CLASS_TELLING);
  }
  return tells;
}

/* "Vestry: 30 killed, 61 injured": a place that heads a line of figures speaks of nothing, nor does, in
   a text, a name of which nothing else is known. */
static bool is_row_of_place(const Finder *f, const RuleMatch *match, bool title) {
  Capture cue = match->captures[f->r->capture_cue];
  const AttributionRules *r = f->r;
  uint32_t behind = f->row.symbols.v[cue.end - 1].end, first = f->sentence->first;
  uint32_t i = mentions_first_place(f->mentions, first);
  bool figure = behind < f->sentence->end && (f->text->tokens.v[behind].kind == TOKEN_NUMBER ||
                                              token_is_class(f->text, behind, CLASS(NUMBER) | CLASS(NEG)));
  bool place = i < f->mentions->places.n && f->mentions->places.v[i].end < behind;
  for (uint32_t k = place ? f->mentions->places.v[i].end : behind; k < behind; k++) {
    place = place && !token_is_class(f->text, k, CLASS(ACTOR)); /* "Vestry police: 30 killed" */
  }
  bool body = has(f, cue.first - 1, r->row.actor) || has(f, cue.first - 1, r->row.actor_name) ||
              has(f, cue.first - 1, r->row.actor_body) || has(f, cue.first - 1, r->person);
  for (uint32_t k = cue.end; k < f->row.symbols.n && !place; k++) {
    body = body || (has(f, k, r->row.finite) && !has(f, k, r->row.bare)); /* "HALE: Two boats were lost." */
  }
  return (figure && cue.first > 0 && (place || (!title && !body))) ||
         place_tells(f, f->row.symbols.v[cue.first].first, behind);
}

/* Conditions that a rule sets besides its pattern. */
static bool allowed(const Finder *f, const RuleMatch *match) {
  Str where = rule_get(&f->r->rules, match->rule, "where");
  const Sentence *s = f->sentence;
  if (str_is(where, "title")) {
    bool title = s->block_kind == BLOCK_TITLE || s->block_kind == BLOCK_HEADING || s->in_title;
    return title && !is_row_of_place(f, match, true);
  }
  if (str_is(where, "paragraph")) {
    return (s == f->text->sentences.v || s[-1].paragraph != s->paragraph) && 
           !is_row_of_place(f, match, false);
  }
  return true;
}

static bool found_from(const Finder *f, const RuleMatch *match, Found *out) {
  const AttributionRules *r = f->r;
  Capture cue = match->captures[r->capture_cue];
  memset(out, 0, sizeof *out);
  if (cue.first == cue.end || !allowed(f, match)) {
    return false;
  }
  out->rule = match->rule;
  out->first = match->first;
  out->end = match->end;
  out->cue_first = cue.first;
  out->cue_end = cue.end;
  if (r->capture_source >= 0) {
    Capture source = match->captures[r->capture_source];
    out->source_first = source.first;
    out->source_end = source.end;
    bool apposition =
        source.end > source.first + 1 && symbol_is_mark(f->text, &f->row, source.end - 1, ',');
    out->source_head = apposition || source.end == source.first ? source.first : source.end - 1;
  }
  if (r->capture_content >= 0) {
    out->content_first = match->captures[r->capture_content].first;
    out->content_end = match->captures[r->capture_content].end;
  }
  out->mode = mode_of(rule_get(&r->rules, match->rule, "content"));
  uint32_t head = cue.end - 1;
  bool stance = has(f, head, r->stance) && !has(f, head, r->say) && !has(f, head, r->tell);
  Str extent = rule_get(&r->rules, match->rule, "extent");
  out->strong = str_is(extent, "sentence") || (extent.n == 0 && !stance);
  out->enclosed = out->source_end == out->source_first + 1 && out->source_first > 0 &&
                  has(f, out->source_first, r->row.rel) &&
                  symbol_is_mark(f->text, &f->row, out->source_first - 1, ',');
  out->addressee = has(f, head, r->tell) || has(f, head, r->ask);
  return true;
}

/* One cue of a verb group or noun group gives one attribution: that of the first rule. */
static void found_add(Finder *f, const Found *found) {
  for (uint32_t i = 0; i < f->found.n; i++) {
    Found *other = &f->found.v[i];
    if (other->cue_first < found->cue_end && found->cue_first < other->cue_end) {
      if (found->rule < other->rule) {
        *other = *found;
      }
      return;
    }
  }
  array_push(f->arena, &f->found, *found);
}

static void found_sort(FoundArray *found) {
  for (uint32_t i = 1; i < found->n; i++) {
    Found moving = found->v[i];
    uint32_t k = i;
    for (; k > 0 && found->v[k - 1].cue_first > moving.cue_first; k--) {
      found->v[k] = found->v[k - 1];
    }
    found->v[k] = moving;
  }
}

/* A noun group that may be somebody, or what somebody wrote. */
static bool can_speak(const Finder *f, uint32_t symbol) {
  const AttributionRules *r = f->r;
  const int tags[] = {r->row.named, r->row.pron, r->row.actor, r->row.rel,
                      r->document,  r->person,   r->title};
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    if (has(f, symbol, tags[i])) {
      return true;
    }
  }
  return false;
}

/* "The number of people confirmed dead", "deaths reported so far": what is counted tells nothing. */
static bool is_count(const Finder *f, const Found *found) {
  uint32_t i = found->source_first;
  if (found->source_end <= i || i >= found->cue_first) {
    return false;
  }
  bool of = i + 1 < f->row.symbols.n && has(f, i + 1, f->r->row.prep);
  bool counts = has(f, i, f->r->count) && !has(f, i, f->r->hurt) && !has(f, i, f->r->row.actor) && !has(f, i, f->r->person);
  return (has(f, i, f->r->number_noun) && of) || counts || has(f, i, f->r->total);
}

static void counts_drop(Finder *f) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < f->found.n; i++) {
    if (!is_count(f, &f->found.v[i])) {
      f->found.v[kept++] = f->found.v[i];
    }
  }
  f->found.n = kept;
}

/* Sources as whole noun phrases; shared subjects. Earlier cues first. */
static void sources_complete(Finder *f) {
  const SourceRow row = {f->r, f->text, &f->row};
  for (uint32_t i = 0; i < f->found.n; i++) {
    Found *found = &f->found.v[i];
    Str kind = rule_get(&f->r->rules, found->rule, "source");
    bool speaker = str_is(kind, "speaker");
    if (speaker || str_is(kind, "subject")) {
      uint32_t n = f->found.n;
      f->found.n = i;
      uint32_t subject = shared_subject(f, found->cue_first);
      f->found.n = n;
      if (subject < found->cue_first && (!speaker || can_speak(f, subject))) {
        found->source_head = subject;
        found->source_first = source_widen(&row, subject, 0);
        found->source_end = subject + 1;
      } else {
        found->source_first = found->source_end = 0;
      }
    } else if (found->source_end > found->source_first && !str_is(kind, "exact")) {
      if (found->source_first < found->cue_first) {
        found->source_first = source_widen(&row, found->source_first, found->cue_end);
      } else {
        found->source_end = source_widen_after(&row, found->source_first, found->source_end);
      }
    }
  }
  counts_drop(f);
}

static TokenRange tokens_of(const Finder *f, uint32_t first, uint32_t end) {
  return (TokenRange){f->row.symbols.v[first].first, f->row.symbols.v[end - 1].end};
}

/* Could, may, might; but "May" with a capital inside a sentence is the month. */
static bool is_possible(const Finder *f, TokenRange range) {
  const Token *tokens = f->text->tokens.v;
  for (uint32_t i = range.first; i < range.end; i++) {
    bool name = tokens[i].capital && !f->sentence->capitals && i > f->sentence->first &&
                tokens[i].quoted == tokens[i - 1].quoted;
    if (!name && tagset_has(f->text->tags[i], f->r->possible)) {
      return true;
    }
  }
  return false;
}

/* A speech quotation that ends just before token `end`, or begins with token `first`. */
static const Quotation *quotation_beside(const Text *text, uint32_t first, uint32_t end) {
  uint32_t low = 0, high = text->quotations.n;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (text->quotations.v[middle].first < end) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < text->quotations.n && text->quotations.v[low].first == first) {
    return &text->quotations.v[low];
  }
  for (uint32_t k = 0; k < 8 && k < low; k++) {
    const Quotation *q = &text->quotations.v[low - 1 - k];
    if (q->end == end) {
      return q;
    }
  }
  return NULL;
}

/* A cue with nothing to speak of in its sentence: what it speaks of is the quotation before it
   ("…?” Smith asked.) or, behind a colon, the one that the next sentence begins with. */
static void content_beyond(Finder *f, const Found *found, Attribution *a) {
  const Text *text = f->text;
  const Sentence *s = f->sentence;
  const Quotation *q = NULL;
  bool colon = symbol_is_mark(text, &f->row, f->row.symbols.n - 1, ':');
  bool first = found->first == 0 && s > text->sentences.v;
  if (colon && s->end < text->tokens.n) {
    q = quotation_beside(text, s->end, s->end);
    q = q && q->first == s->end ? q : NULL;
    bool says =
        has(f, found->cue_end - 1, f->r->say) && has(f, found->cue_end - 1, f->r->row.finite);
    const Sentence *next = s + 1, *last = text->sentences.v + text->sentences.n;
    if (!q && next < last && (says || next->block_kind == BLOCK_QUOTATION) &&
        next->paragraph != s->paragraph) {
      uint32_t end = next->end;
      for (; next < last && next->paragraph == s[1].paragraph; next++) {
        end = next->end;
      }
      array_push(f->arena, &a->content, (TokenRange){s->end, end});
    }
  } else if (first && s[-1].paragraph == s->paragraph &&
             (!has(f, found->cue_end - 1, f->r->stance) || has(f, found->cue_end - 1, f->r->say))) {
    q = quotation_beside(text, UINT32_MAX, s->first);
  }
  if (q) {
    array_push(f->arena, &a->content, (TokenRange){q->first, q->end});
  }
}

/* Whether an earlier cue of the sentence speaks of the same words. */
static bool already_claimed(const Finder *f, const Attribution *a) {
  const Mentions *m = f->mentions;
  for (uint32_t k = m->attributions.n; k-- > 0 && a->content.n > 0;) {
    const Attribution *other = &m->attributions.v[k];
    if (other->cue.v[0].first < f->sentence->first) {
      break;
    }
    for (uint32_t i = 0; i < other->content.n; i++) {
      if (other->content.v[i].first <= a->content.v[0].first &&
          a->content.v[0].first < other->content.v[i].end) {
        return true;
      }
    }
  }
  return false;
}

/* "who" stands for the noun group before it. */
static void antecedent_set(const Finder *f, const Found *found, Attribution *a) {
  const SourceRow row = {f->r, f->text, &f->row};
  uint32_t i = found->source_first;
  if (found->source_end != i + 1 || is_kind(f, i, SYMBOL_NOUN) || !has(f, i, f->r->row.rel) || i == 0) {
    return;
  }
  if (i > 2 && has(f, i - 1, f->r->row.prep) && has(f, i - 2, f->r->row.pron)) {
    i -= 2; /* ", all of whom" */
  }
  i -= symbol_is_mark(f->text, &f->row, i - 1, ',') && i > 1 ? 2 : 1;
  if (is_kind(f, i, SYMBOL_NOUN)) {
    uint32_t first = source_widen(&row, i, 0);
    for (uint32_t k = first; k < i; k++) {
      first = has(f, k, f->r->row.to) ? k + 1 : first; /* "sold the farm to Hill, who" */
    }
    a->resolved = tokens_of(f, first, i + 1);
    for (uint32_t k = first; k <= i; k++) {
      a->named = a->named || has(f, k, f->r->row.named);
    }
  }
}

static void attribution_add(Finder *f, uint32_t at) {
  const AttributionRules *r = f->r;
  const Found *found = &f->found.v[at];
  const SourceRow row = {r, f->text, &f->row};
  Attribution a;
  memset(&a, 0, sizeof a);
  content_measure(r, f->text, &f->row, &f->found, at, f->arena, &a);
  if (a.content.n == 0) {
    content_beyond(f, found, &a);
  }
  if (str_is(rule_get(&r->rules, found->rule, "unless"), "claimed") && already_claimed(f, &a)) {
    return;
  }
  if (a.content.n == 0) {
    return;
  }
  array_push(f->arena, &a.cue, tokens_of(f, found->cue_first, found->cue_end));
  if (found->source_end > found->source_first) {
    array_push(f->arena, &a.source, tokens_of(f, found->source_first, found->source_end));
    a.named = source_is_named(&row, found->source_first, found->source_end);
  } else if (is_kind(f, found->cue_first, SYMBOL_NOUN) && has(f, found->cue_first, r->row.poss)) {
    uint32_t own = a.cue.v[0].first++; /* "his claim that" */
    array_push(f->arena, &a.source, ((TokenRange){own, own + 1}));
  }
  antecedent_set(f, found, &a);
  a.from = -1;
  a.rule = rule_name(&r->rules, found->rule);
  a.denied = tokens_have(f->text, a.cue.v[0].first, a.cue.v[0].end, r->deny) ||
             str_is(rule_get(&r->rules, found->rule, "denied"), "yes");
  a.hedged = tokens_have(f->text, a.cue.v[0].first, a.cue.v[0].end, r->hedge) ||
             str_is(rule_get(&r->rules, found->rule, "hedged"), "yes");
  for (uint32_t i = 0; i < a.content.n; i++) {
    TokenRange c = a.content.v[i];
    a.via = f->text->tokens.v[c.first].quoted && f->text->tokens.v[c.end - 1].quoted
                ? ATTRIBUTION_QUOTATION
                : a.via;
    a.possible = a.possible || is_possible(f, c);
  }
  array_push(f->arena, &f->mentions->attributions, a);
}

static void sentence_find(Finder *f, uint32_t sentence) {
  f->sentence = &f->text->sentences.v[sentence];
  f->found.n = 0;
  row_read(&f->r->row, f->text, sentence, f->arena, &f->row);
  SymbolRow row = {f->row.words.v, f->row.tags.v, f->row.symbols.n};
  RuleMatches matches = {0};
  if (row.n) {
    machine_row(f->machine, &row);
    rules_match_row(&f->r->rules, f->machine, f->arena, &matches);
  }
  for (uint32_t i = 0; i < matches.n; i++) {
    Found found;
    if (found_from(f, &matches.v[i], &found)) {
      found_add(f, &found);
    }
  }
  found_sort(&f->found);
  sources_complete(f);
  for (uint32_t i = 0; i < f->found.n; i++) {
    if (!str_is(rule_get(&f->r->rules, f->found.v[i].rule, "source"), "nothing")) {
      attribution_add(f, i);
    }
  }
}

/* ------------------------------------------------------------------------- the whole text */

static bool covered(const Attribution *a, uint32_t token) {
  for (uint32_t i = 0; i < a->content.n; i++) {
    if (a->content.v[i].first <= token && token < a->content.v[i].end) {
      return true;
    }
  }
  return false;
}

static void attributions_sort(Mentions *m) {
  for (uint32_t i = 1; i < m->attributions.n; i++) {
    Attribution moving = m->attributions.v[i];
    uint32_t k = i, at = attribution_first(&moving);
    for (; k > 0 && attribution_first(&m->attributions.v[k - 1]) > at; k--) {
      m->attributions.v[k] = m->attributions.v[k - 1];
    }
    m->attributions.v[k] = moving;
  }
}

static bool is_speech(const Text *text, const Quotation *q) {
  const Sentence *s = &text->sentences.v[text->tokens.v[q->first].sentence];
  return q->end - q->first >= SPEECH_TOKENS || s->first == q->first;
}

/* The first attribution, of those from `from` on (which are in order of their cues), whose cue
   begins at this token or behind it. */
static uint32_t first_behind(const Mentions *m, uint32_t from, uint32_t token) {
  uint32_t low = from, high = m->attributions.n;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (m->attributions.v[middle].cue.v[0].first < token) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* First token of a sentence's paragraph, or of the one before or behind it. */
static uint32_t paragraph_start(const Text *text, uint32_t sentence, int which) {
  uint32_t i = sentence;
  uint32_t paragraph = text->sentences.v[sentence].paragraph;
  uint32_t wanted = which < 0 ? (paragraph > 0 ? paragraph - 1 : 0) : paragraph;
  while (i > 0 && text->sentences.v[i - 1].paragraph >= wanted) {
    i--;
  }
  while (which > 0 && i < text->sentences.n &&
         text->sentences.v[i].paragraph < paragraph + (uint32_t)which) {
    i++;
  }
  return i < text->sentences.n ? text->sentences.v[i].first : text->tokens.n;
}

static bool speaks_in_quotation(const Text *text, const Attribution *a) {
  return a->via == ATTRIBUTION_QUOTATION ||
         text->tokens.v[a->content.v[a->content.n - 1].end - 1].quoted;
}

static void content_insert(Finder *f, Attribution *a, TokenRange range) {
  array_push(f->arena, &a->content, range);
  for (uint32_t i = a->content.n - 1; i > 0 && a->content.v[i - 1].first > range.first; i--) {
    a->content.v[i] = a->content.v[i - 1];
    a->content.v[i - 1] = range;
  }
}

/* Who speaks a quotation: *taken if a cue claims it; else the last speaker before it in its
   paragraph or the one before, or, where it is not closed, whoever speaks the next paragraph.
   -1 if nobody. */
static int64_t speaker_of(const Finder *f, const Quotation *q, uint32_t from, bool *taken) {
  const Text *text = f->text;
  const Mentions *m = f->mentions;
  uint32_t sentence = text->tokens.v[q->first].sentence;
  uint32_t inside = q->first + 1 < q->end ? q->first + 1 : q->first;
  uint32_t last = paragraph_start(text, sentence, 2);
  int64_t before = -1, behind = -1;
  *taken = false;
  for (uint32_t k = first_behind(m, from, paragraph_start(text, sentence, -1));
       k < m->attributions.n && m->attributions.v[k].cue.v[0].first < last; k++) {
    const Attribution *a = &m->attributions.v[k];
    if (covered(a, inside)) {
      *taken = true;
      return k;
    }
    if (a->cue.v[0].first < q->first && attribution_first(a) < q->first &&
        speaks_in_quotation(text, a)) {
      before = k;
    }
    if (behind < 0 && !q->closed && q->end < text->tokens.n && text->tokens.v[q->end].quoted &&
        covered(a, q->end)) {
      behind = k;
    }
  }
  return before >= 0 ? before : behind;
}

/* Quotations that no cue claims, and that begin a sentence, go on with what a speaker says;
   those of several paragraphs, none of them closed but the last, belong together. */
static void quotations_continue(Finder *f, uint32_t from) {
  const Text *text = f->text;
  uint32_t end = 0; /* tokens before this are inside the last outer quotation */
  int64_t open = -1;
  for (uint32_t i = 0; i < text->quotations.n; i++) {
    const Quotation *q = &text->quotations.v[i];
    const Sentence *s = &text->sentences.v[text->tokens.v[q->first].sentence];
    if (q->first < end || s->first != q->first || !is_speech(text, q)) {
      continue;
    }
    bool taken;
    bool joined = q->first == end;
    int64_t speaker = speaker_of(f, q, from, &taken);
    speaker = !taken && speaker < 0 && joined ? open : speaker;
    if (!taken && speaker >= 0) {
      content_insert(f, &f->mentions->attributions.v[speaker], (TokenRange){q->first, q->end});
    }
    end = q->end;
    open = q->closed ? -1 : speaker;
  }
}

/* A quotation that is not closed goes on in the next paragraph, and so does its speaker: from the
   last, which has a cue, backwards. */
static void quotations_reach_back(Finder *f, uint32_t from) {
  const Text *text = f->text;
  int64_t given = -1; /* whom the one behind was given to just now */
  for (uint32_t i = text->quotations.n; i-- > 1;) {
    const Quotation *q = &text->quotations.v[i - 1], *next = &text->quotations.v[i];
    bool taken = given >= 0, known = true;
    int64_t speaker = given;
    given = -1;
    if (q->closed || q->end != next->first || !is_speech(text, q)) {
      continue;
    }
    speaker = taken ? speaker : speaker_of(f, next, from, &taken);
    speaker_of(f, q, from, &known);
    if (taken && !known) {
      content_insert(f, &f->mentions->attributions.v[speaker], (TokenRange){q->first, q->end});
      given = speaker;
    }
  }
}

/* The innermost attribution whose content holds each one's cue. */
static void chains_link(Mentions *m) {
  for (uint32_t i = 0; i < m->attributions.n; i++) {
    Attribution *a = &m->attributions.v[i];
    uint32_t best = UINT32_MAX;
    uint32_t low = i > RESOLVE_BACK ? i - RESOLVE_BACK : 0;
    uint32_t high = i + RESOLVE_BACK < m->attributions.n ? i + RESOLVE_BACK : m->attributions.n;
    for (uint32_t k = low; k < high; k++) {
      const Attribution *outer = &m->attributions.v[k];
      for (uint32_t c = 0; k != i && c < outer->content.n; c++) {
        TokenRange range = outer->content.v[c];
        if (range.first <= a->cue.v[0].first && a->cue.v[0].end <= range.end &&
            range.end - range.first < best && !covered(a, outer->cue.v[0].first)) {
          best = range.end - range.first;
          a->from = (int32_t)k;
        }
      }
    }
  }
}

/* he and she go back to the last named source that is one person; they and it to the last other. */
static void pronouns_resolve(Finder *f) {
  Mentions *m = f->mentions;
  const AttributionRules *r = f->r;
  for (uint32_t i = 0; i < m->attributions.n; i++) {
    Attribution *a = &m->attributions.v[i];
    if (a->source.n == 0 || a->source.v[0].end != a->source.v[0].first + 1) {
      continue;
    }
    const TagSet *tags = f->text->tags[a->source.v[0].first];
    bool one = tagset_has(tags, r->singular);
    bool other = tagset_has(tags, r->plural) || tagset_has(tags, r->thing);
    uint32_t back = i > RESOLVE_BACK ? i - RESOLVE_BACK : 0;
    for (uint32_t k = i; (one || other) && k-- > back;) {
      const Attribution *before = &m->attributions.v[k];
      if (before->source.n == 0 || before->source.v[0].end > a->source.v[0].first) {
        continue;
      }
      TokenRange source = source_name(f->text, r->title, before->source.v[0]);
      bool plural = tokens_have(f->text, source.first, source.end, r->row.plural) ||
                    tokens_have(f->text, source.first, source.end, r->document);
      bool pronoun = source.end == source.first + 1 &&
                     (tagset_has(f->text->tags[source.first], r->row.pron) ||
                      tagset_has(f->text->tags[source.first], r->row.rel));
      if (pronoun && before->resolved.end == before->resolved.first) {
        continue;
      }
      bool people = token_is_class(f->text, source.end - 1, CLASS(PERSON));
      bool thing = tagset_has(tags, r->thing) && !people;
      if (tagset_has(tags, r->thing) && people && !before->named) {
        continue; /* "residents" are never it */
      }
      if (pronoun ? tagset_has(f->text->tags[source.first], r->singular) == one
          : one   ? before->named && !plural
                  : plural || before->named) {
        a->resolved = pronoun ? before->resolved : source;
        a->named = before->named;
        break;
      }
      if (thing && !pronoun && a->resolved.end == a->resolved.first) {
        a->resolved = source; /* "the ministry", unless something with a name spoke before it */
      }
    }
  }
}

void attribution_find(const Text *text, const AttributionRules *rules, Arena *arena,
                      Mentions *mentions) {
  Machine machine;
  Finder f = {.r = rules, .text = text, .arena = arena, .mentions = mentions, .machine = &machine};
  machine_init(&machine, text->pack);
  machine_expect(&machine, &rules->rules);
  uint32_t from = mentions->attributions.n;
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    uint8_t kind = text->sentences.v[i].block_kind;
    if (kind != BLOCK_FURNITURE && kind != BLOCK_BYLINE && kind != BLOCK_TABLE) {
      sentence_find(&f, i);
    }
  }
  quotations_continue(&f, from);
  quotations_reach_back(&f, from);
  attributions_sort(mentions);
  chains_link(mentions);
  pronouns_resolve(&f);
}
