/* Source resolve: attributions, footnotes and names into who is answerable. */
#include "discourse/source_resolve.h"

#include "base/utf8.h"
#include "mention/attribution_source.h"

enum { CHAIN_DEPTH = 4, NEAR_NAME = 10, CLAUSE_TOKENS = 10 };

void source_tags(const Pack *pack, SourceTags *tags) {
  tags->gloss = pack_tag(pack, "att.gloss");
  tags->page = pack_tag(pack, "note.page");
  tags->same = pack_tag(pack, "note.same");
  tags->singular = pack_tag(pack, "att.he");
  tags->det = pack_tag(pack, "det");
  tags->ing = pack_tag(pack, "v.ing");
  tags->possible = pack_tag(pack, "att.possible");
  tags->conj = pack_tag(pack, "conj");
  tags->then = pack_tag(pack, "att.then");
  tags->its = pack_tag(pack, "att.it");
  tags->person = pack_tag(pack, "n.person");
  tags->title = pack_tag(pack, "title");
}

typedef struct Resolver {
  const SourceTags *tags;
  const Text *text;
  const Mentions *mentions;
  Arena *arena;
} Resolver;

static bool has(const Resolver *r, uint32_t token, int tag) {
  return token < r->text->tokens.n && tagset_has(r->text->tags[token], tag);
}

static uint32_t rune_at(const Resolver *r, uint32_t token) {
  const Token *t = &r->text->tokens.v[token];
  uint32_t length;
  return t->kind == TOKEN_PUNCTUATION ? utf8_decode(r->text->document->text, t->span.start, &length)
                                      : 0;
}

/* ------------------------------------------------------------------------- attributions */

static uint32_t content_size(const Attribution *a) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->content.n; i++) {
    n += a->content.v[i].end - a->content.v[i].first;
  }
  return n;
}

static bool content_holds(const Attribution *a, uint32_t first, uint32_t end) {
  for (uint32_t i = 0; i < a->content.n; i++) {
    if (a->content.v[i].first <= first && end <= a->content.v[i].end) {
      return true;
    }
  }
  return false;
}

/* "…," he said, referring to the raid that killed 12: the number is the writer's. */
static bool is_gloss(const Resolver *r, const Attribution *a) {
  TokenRange cue = a->cue.v[0];
  return has(r, cue.end - 1, r->tags->gloss) && has(r, cue.end - 1, r->tags->ing);
}

/* The innermost one that names a source, else the innermost. *hedged: one of hearsay lies inside it
   ("were reportedly hurt, the mayor said"); *denied: what nobody in particular says there is said to be untrue
   ("reports that 40 were hurt are false, the mayor said"). */
static int32_t innermost(const Resolver *r, uint32_t first, uint32_t end, bool *hedged, bool *denied) {
  int32_t best = -1;
  uint32_t size = UINT32_MAX;
  bool sourced = false;
  *hedged = *denied = false;
  uint32_t i, behind;
  mentions_attributions_before(r->mentions, end, &i, &behind);
  for (; i < behind; i++) {
    const Attribution *a = &r->mentions->attributions.v[i];
    if (!content_holds(a, first, end)) {
      continue;
    }
    bool better =
        a->source.n > 0 ? !sourced || content_size(a) < size : !sourced && content_size(a) < size;
    *hedged = *hedged || (a->hedged && a->source.n == 0);
    *denied = *denied || (a->denied && a->source.n == 0);
    if (better) {
      best = (int32_t)i;
      size = content_size(a);
      sourced = a->source.n > 0;
    }
  }
  return best >= 0 && is_gloss(r, &r->mentions->attributions.v[best]) ? -1 : best;
}

/* The last person with a name before this token; -1 if there is none. */
static int32_t person_before(const Resolver *r, uint32_t token) {
  for (uint32_t i = mentions_first_actor(r->mentions, token); i-- > 0;) {
    const ActorMention *a = &r->mentions->actors.v[i];
    if (a->class == ACTOR_PERSON && a->named) {
      return (int32_t)i;
    }
  }
  return -1;
}

/* The person who was called by this noun: "spokesman Aliyev", "Aliyev, the spokesman". */
static int32_t person_called(const Resolver *r, uint32_t noun, uint32_t token) {
  uint32_t word = r->text->words[noun];
  int32_t found = -1;
  if (!has(r, noun, r->tags->person) && !has(r, noun, r->tags->title)) {
    return -1; /* "the report" is not who stands beside its name */
  }
  for (uint32_t i = 0; word != 0 && i < r->mentions->actors.n; i++) {
    const ActorMention *a = &r->mentions->actors.v[i];
    if (a->first >= token) {
      break;
    }
    if (a->class != ACTOR_PERSON || !a->named) {
      continue;
    }
    uint32_t low = a->first > 3 ? a->first - 3 : 0;
    uint32_t high = a->end + NEAR_NAME < token ? a->end + NEAR_NAME : token;
    const Token *tokens = r->text->tokens.v;
    for (uint32_t k = low; k < high; k++) {
      if (r->text->words[k] == word && tokens[k].sentence == tokens[a->first].sentence) {
        found = (int32_t)i;
      }
    }
  }
  return found;
}

/* "Aliyev, the envoy," without what stands between the commas, "the envoy, Ana Aliyev" with nothing
   else. */
static TokenRange without_apposition(const Resolver *r, TokenRange source) {
  TokenRange name = source_name(r->text, r->tags->title, source);
  return rune_at(r, source.end - 1) == ',' || name.first > source.first ? name : source;
}

/* The words for the source of an attribution, and whether they are a name. */
static TokenRange words_of(const Resolver *r, const Attribution *a, bool *named) {
  *named = a->named;
  if (a->source.n == 0) {
    return (TokenRange){0, 0};
  }
  if (a->resolved.end > a->resolved.first) {
    return without_apposition(r, a->resolved);
  }
  TokenRange source = a->source.v[0];
  int32_t person = -1;
  if (source.end == source.first + 1 && has(r, source.first, r->tags->singular)) {
    person = person_before(r, source.first);
  } else if (!a->named && source.end > source.first + 1 && has(r, source.first, r->tags->det)) {
    person = person_called(r, source.end - 1, source.first);
  }
  if (person >= 0) {
    const ActorMention *actor = &r->mentions->actors.v[person];
    *named = true;
    return (TokenRange){actor->first, actor->end};
  }
  return without_apposition(r, source);
}

/* A clause of its own begins or ends here: "the toll could rise because 12 are missing". */
static bool parts_clauses(const Resolver *r, uint32_t token) {
  return rune_at(r, token) == ',' || has(r, token, r->tags->conj) || has(r, token, r->tags->then);
}

/* Whether the words are in doubt: by the cue ("feared") or a word of doubt in their own clause. */
static bool is_possible(const Resolver *r, int32_t index, uint32_t first, uint32_t end) {
  const Attribution *a = &r->mentions->attributions.v[index];
  for (uint32_t i = a->cue.v[0].first; i < a->cue.v[0].end; i++) {
    if (has(r, i, r->tags->possible)) {
      return true;
    }
  }
  uint32_t low = first > CLAUSE_TOKENS ? first - CLAUSE_TOKENS : 0, i = first;
  for (; i > low && content_holds(a, i - 1, end); i--) {
    if (parts_clauses(r, i - 1)) {
      break;
    }
    if (has(r, i - 1, r->tags->possible)) {
      return true;
    }
  }
  for (i = end; i < end + CLAUSE_TOKENS && content_holds(a, first, i + 1); i++) {
    if (parts_clauses(r, i)) {
      break;
    }
    if (has(r, i, r->tags->possible)) {
      return true;
    }
  }
  return false;
}

/* "The agency said its teams had counted 16": the agency speaks for them. */
static int32_t speaks_for_own(const Resolver *r, int32_t index) {
  const Attribution *a = &r->mentions->attributions.v[index];
  TokenRange source = a->source.n > 0 ? a->source.v[0] : (TokenRange){0, 0};
  bool own = source.end > source.first + 1 && has(r, source.first, r->tags->its);
  return own && a->from >= 0 ? a->from : index;
}

static void answer_attribution(const Resolver *r, int32_t index, int depth, SourceAnswer *out) {
  const Attribution *a = &r->mentions->attributions.v[index];
  bool named;
  memset(out, 0, sizeof *out);
  out->words = words_of(r, a, &named);
  out->kind = named ? ANSWER_NAMED : ANSWER_UNNAMED;
  out->via = a->via == ATTRIBUTION_QUOTATION ? ANSWER_QUOTATION : ANSWER_VERB;
  out->attribution = index;
  out->hedged = a->hedged;
  out->denied = a->denied;
  out->rule = a->rule;
  if (a->from >= 0 && depth < CHAIN_DEPTH) {
    out->from = arena_new(r->arena, SourceAnswer);
    answer_attribution(r, a->from, depth + 1, out->from);
  }
}

/* ------------------------------------------------------------------------- footnotes */

/* Whether the mark at this token stands at the end of its sentence: nothing but marks and
   punctuation follows. */
static bool at_end(const Resolver *r, const FootnoteMark *mark) {
  const Sentence *s = &r->text->sentences.v[mark->sentence];
  for (uint32_t i = mark->token; i < s->end; i++) {
    const Token *t = &r->text->tokens.v[i];
    if (!t->mark && t->kind != TOKEN_PUNCTUATION) {
      return false;
    }
  }
  return true;
}

/* Whether a sentence has a source of its own; then its footnote shows that, and reaches no
   further. */
static bool is_attributed(const Resolver *r, uint32_t sentence) {
  const Sentence *s = &r->text->sentences.v[sentence];
  uint32_t i, behind;
  mentions_attributions_before(r->mentions, s->end, &i, &behind);
  for (; i < behind; i++) {
    const Attribution *a = &r->mentions->attributions.v[i];
    if (a->source.n > 0 && a->cue.v[0].first >= s->first && a->cue.v[0].first < s->end) {
      return true;
    }
  }
  return false;
}

/* The mark that covers a token: the next one of its sentence or, where it ends a later sentence of
   the paragraph, of that. */
static const FootnoteMark *mark_over(const Resolver *r, uint32_t sentence, uint32_t end) {
  const Text *text = r->text;
  uint32_t paragraph = text->sentences.v[sentence].paragraph;
  for (uint32_t i = 0; i < text->marks.n; i++) {
    const FootnoteMark *mark = &text->marks.v[i];
    if (mark->token < end) {
      continue;
    }
    if (text->sentences.v[mark->sentence].paragraph != paragraph) {
      return NULL;
    }
    if (mark->sentence == sentence) {
      return mark;
    }
    if (at_end(r, mark)) {
      return is_attributed(r, mark->sentence) ? NULL : mark;
    }
  }
  return NULL;
}

/* All tokens of the footnote with this number; empty if the document has none. */
static TokenRange note_of(const Resolver *r, uint32_t number) {
  const Text *text = r->text;
  TokenRange range = {0, 0};
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    const Sentence *s = &text->sentences.v[i];
    const Block *block = &text->document->blocks.v[s->block];
    if (block->kind == BLOCK_FOOTNOTE && block->number == number) {
      range.first = range.end == 0 ? s->first : range.first;
      range.end = s->end;
    } else if (range.end > 0) {
      break;
    }
  }
  return range;
}

static bool opens_title(uint32_t rune) {
  return rune == '"' || rune == 0x201C || rune == 0x201E || rune == 0xAB || rune == '(' ||
         rune == '[';
}

/* The part of a note that says who: up to a title in quotation marks, a bracket, a page or a
   stop. */
static TokenRange authors_of(const Resolver *r, TokenRange note) {
  const Token *tokens = r->text->tokens.v;
  uint32_t first = note.first;
  while (first < note.end && (tokens[first].mark || tokens[first].kind == TOKEN_NUMBER ||
                              tokens[first].kind == TOKEN_PUNCTUATION)) {
    first++;
  }
  uint32_t end = first;
  for (; end < note.end; end++) {
    uint32_t rune = rune_at(r, end);
    bool stop = rune == '.' && (end + 1 >= note.end || tokens[end + 1].space_before) &&
                span_length(tokens[end - 1].span) > 2;
    if (opens_title(rune) || stop || rune == ';' || rune == ':' || has(r, end, r->tags->page) ||
        tokens[end].kind == TOKEN_NUMBER) {
      break;
    }
  }
  while (end > first && tokens[end - 1].kind == TOKEN_PUNCTUATION) {
    end--;
  }
  return (TokenRange){first, end};
}

static bool answer_footnote(const Resolver *r, uint32_t sentence, uint32_t end, SourceAnswer *out) {
  const FootnoteMark *mark = mark_over(r, sentence, end);
  if (!mark) {
    return false;
  }
  out->reference = note_of(r, mark->number);
  if (out->reference.first == out->reference.end) {
    return false;
  }
  out->words = authors_of(r, out->reference);
  for (uint32_t n = mark->number;
       n > 1 && out->words.first < out->words.end && has(r, out->words.first, r->tags->same);) {
    TokenRange before = note_of(r, --n); /* ibid. */
    if (before.first < before.end) {
      out->words = authors_of(r, before);
    }
  }
  out->kind = ANSWER_NAMED;
  out->via = ANSWER_FOOTNOTE;
  out->footnote = mark->number;
  out->rule = str_lit("source.footnote");
  return true;
}

void source_of(const SourceTags *tags, const Text *text, const Mentions *mentions,
               uint32_t sentence, uint32_t first, uint32_t end, Arena *arena, SourceAnswer *out) {
  Resolver r = {tags, text, mentions, arena};
  bool hedged, denied;
  int32_t index = innermost(&r, first, end, &hedged, &denied);
  memset(out, 0, sizeof *out);
  out->attribution = -1;
  if (index >= 0) {
    index = speaks_for_own(&r, index);
    answer_attribution(&r, index, 0, out);
    out->hedged = out->hedged || hedged;
    out->denied = out->denied || denied;
    out->possible = is_possible(&r, index, first, end);
  } else if (!answer_footnote(&r, sentence, end, out)) {
    out->rule = str_lit("source.narrator");
  }
}
