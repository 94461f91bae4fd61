/* On whose word: the answer of source_resolve into the source and the modality of a claim. */
#include "claim/claim_parts.h"

static void source_set(const Making *m, const SourceAnswer *answer, Source *source) {
  static const SourceKind kinds[] = {SOURCE_NARRATOR, SOURCE_NAMED, SOURCE_UNNAMED};
  static const SourceVia vias[] = {VIA_VERB, VIA_QUOTATION, VIA_FOOTNOTE};
  if (answer->kind == ANSWER_NARRATOR || answer->words.first >= answer->words.end) {
    return; /* hearsay without a source that has words stays the narrator's */
  }
  source->kind = kinds[answer->kind];
  source->via = vias[answer->via];
  source->words = excerpt_of(m, answer->words.first, answer->words.end);
  if (answer->via == ANSWER_FOOTNOTE) {
    source->reference = excerpt_of(m, answer->reference.first, answer->reference.end).text;
  }
  if (answer->from) {
    Source *from = arena_new(m->arena, Source);
    source_set(m, answer->from, from);
    if (from->kind != SOURCE_NARRATOR) {
      source->from = from;
    }
  }
}

/* What a document has from somebody who says it is reported; a footnote answers for what the narrator
   asserts. */
static Modality modality_of(const SourceAnswer *answer, bool possible) {
  if (answer->denied) {
    return MODALITY_DENIED;
  }
  if (possible || answer->possible) {
    return MODALITY_POSSIBLE;
  }
  bool said = answer->kind != ANSWER_NARRATOR && answer->via != ANSWER_FOOTNOTE;
  return said || answer->hedged ? MODALITY_REPORTED : MODALITY_ASSERTED;
}

void claim_source(const Making *m, const ProtoClaim *proto, Claim *claim) {
  SourceAnswer answer;
  source_of(&m->rules->source, &m->read->text, &m->read->mentions, proto->sentence,
            proto->figure.first, proto->figure.end, m->arena, &answer);
  source_set(m, &answer, &claim->source);
  claim->modality = modality_of(&answer, proto->possible);
  if (answer.kind != ANSWER_NARRATOR) {
    array_push(m->arena, &claim->trace,
               (TraceStep){str_lit("discourse"), answer.rule, claim->source.words, {NULL, 0}});
  }
}
