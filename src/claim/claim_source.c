/* On whose word: attributions of the sentence into the source and the modality of a claim. */
#include "claim/claim_parts.h"

static bool range_holds(const TokenRange *ranges, uint32_t n, TokenRange tokens) {
  for (uint32_t i = 0; i < n; i++) {
    if (ranges[i].first <= tokens.first && tokens.end <= ranges[i].end) {
      return true;
    }
  }
  return false;
}

static uint32_t content_length(const Attribution *a) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->content.n; i++) {
    n += a->content.v[i].end - a->content.v[i].first;
  }
  return n;
}

/* The innermost attribution whose content holds these tokens, -1 if none does. */
static int32_t attribution_of(const Mentions *mentions, TokenRange tokens) {
  int32_t best = -1;
  for (uint32_t i = 0; i < mentions->attributions.n; i++) {
    const Attribution *a = &mentions->attributions.v[i];
    if (range_holds(a->content.v, a->content.n, tokens) &&
        (best < 0 || content_length(a) < content_length(&mentions->attributions.v[best]))) {
      best = (int32_t)i;
    }
  }
  return best;
}

static void source_of_attribution(const Making *m, const Attribution *a, Source *source) {
  TokenRange words = a->resolved.first < a->resolved.end ? a->resolved
                     : a->source.n                       ? a->source.v[0]
                                                         : (TokenRange){0, 0};
  if (words.first >= words.end) {
    return;
  }
  source->kind = a->named ? SOURCE_NAMED : SOURCE_UNNAMED;
  source->words = excerpt_of(m, words.first, words.end);
  source->via = a->via == ATTRIBUTION_QUOTATION ? VIA_QUOTATION : VIA_VERB;
}

void claim_source(const Making *m, const ProtoClaim *proto, Claim *claim) {
  int32_t index = attribution_of(&m->read->mentions, proto->figure);
  claim->modality = proto->possible ? MODALITY_POSSIBLE : MODALITY_ASSERTED;
  if (index < 0) {
    return;
  }
  const Attribution *a = &m->read->mentions.attributions.v[index];
  source_of_attribution(m, a, &claim->source);
  if (a->from >= 0) {
    Source *from = arena_new(m->arena, Source);
    source_of_attribution(m, &m->read->mentions.attributions.v[a->from], from);
    if (from->kind != SOURCE_NARRATOR) {
      claim->source.from = from;
    }
  }
  claim->modality = a->denied                        ? MODALITY_DENIED
                    : a->possible || proto->possible ? MODALITY_POSSIBLE
                                                     : MODALITY_REPORTED;
  array_push(m->arena, &claim->trace,
             (TraceStep){str_lit("mention"), a->rule, claim->source.words, {NULL, 0}});
}
