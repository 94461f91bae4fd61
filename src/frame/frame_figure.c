/* Figures: rule matches of one sentence into proto-claims, the earlier rule of the file first. */
#include "frame/frame_parts.h"

/* ---------------------------------------------------------------------------- settings */

/* How a rule finds its measure: by itself, or from another figure of the sentence. */
typedef enum Dependence {
  DEPENDS_NOT,
  DEPENDS_AGAIN,  /* on an earlier sentence's figure of the same number */
  DEPENDS_LIKE,
  DEPENDS_PART,
  DEPENDS_BEFORE, /* on the sentence before, as a part */
  DEPENDS_TOLD,   /* on what was last counted, as another count of it */
  DEPENDS_LIST    /* on the head of the list */
} Dependence;

static Dependence dependence_in(const FrameRules *rules, uint32_t rule) {
  Str measure = rule_get(&rules->rules, rule, "measure");
  return str_is(measure, "again")    ? DEPENDS_AGAIN
         : str_is(measure, "like")   ? DEPENDS_LIKE
         : str_is(measure, "whole")  ? DEPENDS_PART
         : str_is(measure, "before") ? DEPENDS_BEFORE
         : str_is(measure, "told")   ? DEPENDS_TOLD
         : str_is(measure, "list")   ? DEPENDS_LIST
                                     : DEPENDS_NOT;
}

static uint32_t settings_of(const FrameRules *rules, uint32_t rule) {
  static const struct {
    const char *key;
    FigureSays says;
  } keys[] = {{"default", SAYS_DEFAULT}, {"also", SAYS_ALSO},   {"part", SAYS_PART},
              {"total", SAYS_TOTAL},     {"care", SAYS_CARE},   {"state", SAYS_STATE},
              {"named", SAYS_NAMED},     {"possible", SAYS_POSSIBLE}, {"not", SAYS_NOT},
              {"row", SAYS_ROW},         {"parts", SAYS_PARTS}, {"list", SAYS_LIST},
              {"several", SAYS_SEVERAL},   {"one", SAYS_ONE}};
  uint32_t all = (uint32_t)dependence_in(rules, rule) * SAYS_DEPENDENCE;
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    all |= str_is(rule_get(&rules->rules, rule, keys[i].key), "yes") ? (uint32_t)keys[i].says : 0;
  }
  all |= str_is(rule_get(&rules->rules, rule, "certainty"), "unclear") ? SAYS_UNCLEAR : 0;
  return all | (rule_get(&rules->rules, rule, "context").n ? SAYS_CONTEXT : 0);
}

void frame_figure_settings(FrameRules *rules) {
  for (uint32_t i = 0; i < rules->rules.rules && i < FRAME_RULES_MOST; i++) {
    rules->figure_says[i] = settings_of(rules, i);
  }
}

static uint32_t settings(const Reader *r, uint32_t rule) {
  return rule < FRAME_RULES_MOST ? r->rules->figure_says[rule] : settings_of(r->rules, rule);
}

static bool says(const Reader *r, uint32_t rule, FigureSays what) {
  return (settings(r, rule) & what) != 0;
}

static Dependence dependence_of(const Reader *r, uint32_t rule) {
  return (Dependence)(settings(r, rule) / SAYS_DEPENDENCE);
}

/* ---------------------------------------------------------------------------- figures */

/* "measure=t/harm.verb": the capture and the tag whose value is the measure. */
static Str measure_of(const Reader *r, const RuleMatch *match, const Chunk *figure) {
  Str wanted = rule_get(&r->rules->rules, match->rule, "measure");
  bool own = str_starts(wanted, "fig/");
  return frame_setting(r, wanted, own ? figure : frame_captured(r, match, r->rules->capture_trigger));
}

static ProtoClaim *claim_of_number(const Reader *r, int32_t number) {
  for (uint32_t i = r->first_claim; i < r->lines->claims.n; i++) {
    if (r->lines->claims.v[i].number == number) {
      return &r->lines->claims.v[i];
    }
  }
  return NULL;
}

static void set_who(const Reader *r, const RuleMatch *match, const Chunk *figure, ProtoClaim *claim) {
  const Chunk *who = frame_captured(r, match, r->rules->capture_who);
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

static bool is_one(const Number *n) {
  return n->has_number && decimal_is_integer(n->number) && n->number.digits == 1;
}

/* "Smith was one of the men killed", "identified as one of the dead": who it was, not how many. */
static bool is_said_of_one(const Reader *r, const Chunk *figure) {
  uint32_t at = (uint32_t)(figure - r->row->chunks.v);
  const Number *n = &r->mentions->numbers.v[figure->number];
  if (!is_one(n) || at == 0 || !tagset_has(&r->row->tags[at], r->rules->tags.partitive)) {
    return false;
  }
  return tagset_has(&r->row->tags[at - 1], r->rules->tags.be) ||
         tagset_has(&r->row->tags[at - 1], r->rules->said_as);
}

/* A word "nearly" in the verb group of `trigger`, or right before it. */
static bool is_nearly(const Reader *r, const Chunk *trigger) {
  uint32_t first = trigger->first - (trigger->first > r->text->sentences.v[r->sentence].first);
  for (uint32_t i = first; i < trigger->head; i++) {
    if (tagset_has(r->text->tags[i], r->rules->nearly)) {
      return true;
    }
  }
  return false;
}

bool frame_nearly_harmed(const Reader *r, const Chunk *trigger) {
  bool could = false, have = false;
  for (uint32_t i = trigger->first; i < trigger->head; i++) {
    have = have || (could && token_is_class(r->text, i, CLASS(HAVE)));
    could = could || tagset_has(r->text->tags[i], r->rules->counterfactual);
  }
  const TagSet *tags = r->text->tags[trigger->head];
  bool harm = tagset_has(tags, r->rules->tags.harm_verb) || token_is_class(r->text, trigger->head, CLASS(HARM_INTR));
  return harm && (have || is_nearly(r, trigger));
}

/* "It would have killed fifty", "will be killed": nobody has come to harm. Of other measures a plan is as much
   as is said ("40 troops will be sent"). */
static bool is_unreal(const Reader *r, const Chunk *trigger, Str measure) {
  bool harm = str_is(measure, "killed") || str_is(measure, "injured") || str_is(measure, "casualties");
  for (uint32_t i = trigger->first; harm && i < trigger->end; i++) {
    if (tagset_has(r->text->tags[i], r->rules->unreal_modal)) {
      return true;
    }
  }
  return harm && is_nearly(r, trigger);
}

/* Takes a figure for what a rule's match says of it; earlier rules have been taken before. */
static void take_figure(Reader *r, const RuleMatch *match, Str measure, const Chunk *figure) {
  if (!figure || figure->number < 0 || !measure.n || is_said_of_one(r, figure) ||
      (says(r, match->rule, SAYS_ONE) && !is_one(&r->mentions->numbers.v[figure->number]))) {
    return;
  }
  ProtoClaim *other = claim_of_number(r, figure->number);
  if (other && !(other->default_measure && !says(r, match->rule, SAYS_DEFAULT)) &&
      (!says(r, match->rule, SAYS_ALSO) || same_reading(other, measure))) {
    return;
  }
  const Chunk *trigger = frame_captured(r, match, r->rules->capture_trigger);
  if (!trigger) {
    trigger = figure;
  }
  ProtoClaim claim = {.sentence = r->sentence, .measure = measure, .number = figure->number,
                      .whole = -1, .replaced_by = -1};
  claim.figure = (TokenRange){figure->first, figure->end};
  claim.trigger = (TokenRange){trigger->first, trigger->end};
  set_who(r, match, figure, &claim);
  claim.part = says(r, match->rule, SAYS_PART);
  claim.total = says(r, match->rule, SAYS_TOTAL);
  claim.default_measure = says(r, match->rule, SAYS_DEFAULT);
  claim.partitive = tagset_has(&r->row->tags[figure - r->row->chunks.v], r->rules->tags.partitive);
  claim.care = says(r, match->rule, SAYS_CARE);
  claim.state = says(r, match->rule, SAYS_STATE);
  claim.named = says(r, match->rule, SAYS_NAMED);
  claim.possible = frame_match_has(r, match, r->rules->tags.modal) || says(r, match->rule, SAYS_POSSIBLE);
  claim.hypothetical =
      (frame_match_has(r, match, r->rules->tags.negated) && !says(r, match->rule, SAYS_NOT)) ||
      is_unreal(r, trigger, measure);
  claim.unclear = says(r, match->rule, SAYS_UNCLEAR);
  claim.rule = rule_name(&r->rules->rules, match->rule);
  if (other && other->default_measure) {
    *other = claim;
  } else {
    array_push(r->arena, &r->lines->claims, claim);
  }
}

/* "killing two men, a woman and three children": the rule matched the first of them. Of things ("12 homes, a
   church and 3 shops") each has the measure of its own noun. */
static void take_row(Reader *r, const RuleMatch *match, Str measure, const Chunk *figure) {
  bool own = str_starts(rule_get(&r->rules->rules, match->rule, "measure"), "fig/");
  uint32_t at = frame_row_next(r, (uint32_t)(figure - r->row->chunks.v));
  for (; at; at = frame_row_next(r, at)) {
    const TagSet *tags = &r->row->tags[at];
    bool counted = tagset_has(tags, r->rules->tags.figure);
    if (!counted && !own && !tagset_has(tags, r->rules->tags.single)) {
      return;
    }
    if (counted && (own || tagset_has(tags, r->rules->tags.persons))) {
      take_figure(r, match, own ? measure_of(r, match, &r->row->chunks.v[at]) : measure,
                  &r->row->chunks.v[at]);
    }
  }
}

static void take_match(Reader *r, const RuleMatch *match, Str measure) {
  const Chunk *figure = frame_captured(r, match, r->rules->capture_figure);
  take_figure(r, match, measure, figure);
  if (figure && says(r, match->rule, SAYS_ROW)) {
    take_row(r, match, measure, figure);
  }
}

static void take_replaced(Reader *r, const RuleMatch *match, Str measure) {
  const Chunk *old = frame_captured(r, match, r->rules->capture_old);
  const Chunk *figure = frame_captured(r, match, r->rules->capture_figure);
  if (!old || old->number < 0 || !figure || claim_of_number(r, old->number)) {
    return;
  }
  const ProtoClaim *now = claim_of_number(r, figure->number);
  if (!now) {
    return;
  }
  ProtoClaim claim = *now;
  claim.replaced_by = (int32_t)(now - r->lines->claims.v);
  claim.number = old->number;
  claim.figure = (TokenRange){old->first, old->end};
  set_who(r, match, old, &claim);
  claim.measure = measure;
  array_push(r->arena, &r->lines->claims, claim);
}

/* "measure=whole", "measure=like": after all others, when the other figure's measure is known. */
static void take_dependent(Reader *r, const RuleMatch *match, bool is_part) {
  const Chunk *whole = frame_captured(r, match, r->rules->capture_whole);
  ProtoClaim *container = whole && whole->number >= 0 ? claim_of_number(r, whole->number) : NULL;
  const Chunk *figure = frame_captured(r, match, r->rules->capture_figure);
  if (!container || !figure || figure->number < 0) {
    return;
  }
  int32_t index = (int32_t)(container - r->lines->claims.v);
  Str measure = container->measure;
  ProtoClaim *own = claim_of_number(r, figure->number);
  if (own && !own->default_measure && !str_equal(own->measure, measure)) {
    return;
  }
  take_match(r, match, measure);
  own = claim_of_number(r, figure->number);
  bool fits = own && own != &r->lines->claims.v[index] && !frame_is_more(r, figure->number, &r->lines->claims.v[index]);
  if (is_part && fits && str_equal(own->measure, measure)) {
    own->part = true;
    own->whole = index;
    own->total = false;
    own->care = false; /* which of the hurt they are is said */
    own->unclear = own->unclear || r->lines->claims.v[index].unclear; /* what is doubted of all is of some */
  }
}

static int32_t figure_of(const Reader *r, const RuleMatch *match) {
  const Chunk *figure = frame_captured(r, match, r->rules->capture_figure);
  return figure ? figure->number : -1;
}

/* "Five of them were children", "• 21 Albanians": the measure stands in another sentence. */
static void take_from_before(Reader *r, const RuleMatch *match, Dependence from) {
  int32_t number = figure_of(r, match);
  if (number < 0 || claim_of_number(r, number)) {
    return;
  }
  bool list = from == DEPENDS_LIST;
  if (list && !frame_list_goes_on(r)) {
    return;
  }
  int32_t whole = list ? r->list_whole : frame_whole_before(r, number);
  if (!list && whole < 0) {
    return;
  }
  take_match(r, match, list ? r->list_measure : r->lines->claims.v[whole].measure);
  ProtoClaim *own = claim_of_number(r, number);
  if (own) {
    own->part = own->part || whole >= 0;
    own->whole = whole;
    own->unclear = own->unclear || (whole >= 0 && r->lines->claims.v[whole].unclear);
  }
}

/* "Doctors put it at 80", "by nightfall that had risen to 187": another count of what was last counted. "Of the 14,
   three were women": the figure that an earlier sentence gave. */
static void take_told(Reader *r, const RuleMatch *match, bool again) {
  const Chunk *figure = frame_captured(r, match, r->rules->capture_figure);
  if (!figure || figure->number < 0 || claim_of_number(r, figure->number)) {
    return;
  }
  int32_t told = again ? frame_same_before(r, figure) : frame_told_before(r, figure);
  if (told >= 0) {
    take_match(r, match, r->lines->claims.v[told].measure);
  }
}

/* The figures that go on a row of parts, where no rule has said what they are. */
static void take_parts(Reader *r, const RuleMatch *match) {
  const Chunk *figure = frame_captured(r, match, r->rules->capture_figure);
  ProtoClaim *first = figure && figure->number >= 0 ? claim_of_number(r, figure->number) : NULL;
  if (!first || !says(r, match->rule, SAYS_PARTS) ||
      !str_equal(first->rule, rule_name(&r->rules->rules, match->rule))) {
    return;
  }
  ProtoClaim kept = *first;
  uint32_t at = frame_part_next(r, (uint32_t)(figure - r->row->chunks.v));
  for (; at; at = frame_part_next(r, at)) {
    const Chunk *next = &r->row->chunks.v[at];
    ProtoClaim *other = claim_of_number(r, next->number);
    if (other && !other->default_measure) {
      return;
    }
    take_figure(r, match, kept.measure, next);
    other = claim_of_number(r, next->number);
    if (other) {
      other->part = kept.part;
      other->whole = kept.whole;
    }
  }
}

static void take_lists(Reader *r, const RuleMatches *matches) {
  for (uint32_t i = 0; i < matches->n; i++) {
    if (says(r, matches->v[i].rule, SAYS_LIST)) {
      frame_list_open(r, measure_of(r, &matches->v[i], NULL));
      return;
    }
  }
}

static void take_matches(Reader *r, const RuleMatches *matches, Arena *scratch) {
  RuleMatches by_rule = {0};
  for (uint32_t i = 0; i < matches->n; i++) {
    array_push(scratch, &by_rule, matches->v[i]);
  }
  rule_matches_sort(&by_rule); /* the earlier rule of the file wins a number; then the earlier place */
  for (uint32_t i = 0; i < by_rule.n; i++) {
    const RuleMatch *match = &by_rule.v[i];
    if (figure_of(r, match) >= 0 && dependence_of(r, match->rule) == DEPENDS_NOT) {
      Str measure = measure_of(r, match, frame_captured(r, match, r->rules->capture_figure));
      take_match(r, match, measure);
      take_replaced(r, match, measure);
    }
  }
  for (Dependence pass = DEPENDS_AGAIN; pass <= DEPENDS_LIST; pass++) {
    for (uint32_t i = 0; i < matches->n; i++) {
      if (dependence_of(r, matches->v[i].rule) != pass) {
        continue;
      }
      if (pass == DEPENDS_LIKE || pass == DEPENDS_PART) {
        take_dependent(r, &matches->v[i], pass == DEPENDS_PART);
      } else if (pass == DEPENDS_TOLD || pass == DEPENDS_AGAIN) {
        take_told(r, &matches->v[i], pass == DEPENDS_AGAIN);
      } else {
        take_from_before(r, &matches->v[i], pass);
      }
    }
  }
  for (uint32_t i = 0; i < matches->n; i++) {
    take_parts(r, &matches->v[i]);
  }
  take_lists(r, matches);
}

/* "killing 147 and injuring 744 civilians", "744 were wounded": a figure without a noun takes that of the
   next figure of persons in its sentence when the two are coordinated, else none. */
static void share_heads(Reader *r) {
  for (uint32_t i = r->first_claim; i < r->lines->claims.n; i++) {
    ProtoClaim *claim = &r->lines->claims.v[i];
    if (claim->who.first != claim->who.end || str_is(claim->measure, "duration")) {
      continue;
    }
    for (uint32_t k = r->first_claim; k < r->lines->claims.n; k++) {
      const ProtoClaim *next = &r->lines->claims.v[k];
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
  return !says(r, rule, SAYS_CONTEXT) ||
         tagset_has(document, frame_tag(r, rule_get(&r->rules->rules, rule, "context")));
}

static int compare_protos(const ProtoClaim *a, const ProtoClaim *b) {
  if (a->number != b->number) {
    return a->number < b->number ? -1 : 1;
  }
  return str_compare(a->measure, b->measure);
}

/* Orders the claims of a sentence by number and keeps links between them. */
static void order_sentence(Reader *r) {
  uint32_t first = r->first_claim, n = r->lines->claims.n - first;
  for (uint32_t i = 1; i < n; i++) {
    for (uint32_t k = i; k > 0 && compare_protos(&r->lines->claims.v[first + k - 1],
                                                 &r->lines->claims.v[first + k]) > 0; k--) {
      ProtoClaim swap = r->lines->claims.v[first + k];
      r->lines->claims.v[first + k] = r->lines->claims.v[first + k - 1];
      r->lines->claims.v[first + k - 1] = swap;
      for (uint32_t j = 0; j < n; j++) {
        int32_t *links[] = {&r->lines->claims.v[first + j].whole, &r->lines->claims.v[first + j].replaced_by};
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

void frame_read_figures(Reader *r, Machine *m, const TagSet *document, Arena *scratch) {
  RuleMatches matches = {0}, kept = {0};
  rules_match_row(&r->rules->rules, m, scratch, &matches);
  for (uint32_t i = 0; i < matches.n; i++) {
    const Chunk *figure = frame_captured(r, &matches.v[i], r->rules->capture_figure);
    if (figure && figure->number >= 0 && is_one(&r->mentions->numbers.v[figure->number]) &&
        says(r, matches.v[i].rule, SAYS_SEVERAL)) {
      continue;
    }
    if (context_holds(r, matches.v[i].rule, document)) {
      array_push(scratch, &kept, matches.v[i]);
    }
  }
  if (kept.n == 0) {
    return; /* as of most sentences */
  }
  take_matches(r, &kept, scratch);
  share_heads(r);
  order_sentence(r);
}
