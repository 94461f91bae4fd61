/* Word classes: what code asks of most words of a text, as bits of one number, so that asking for several
   is one step. A class is a tag of the lexicon (data/en/TAGS.md); a word may be of many. */
#ifndef TEXT_WORD_CLASS_H
#define TEXT_WORD_CLASS_H

#include "lang/pack.h"

/* X(class, tag), at most 58 with the groups */
#define WORD_CLASSES(X)                                                                            \
  X(DET, "det") X(PRON, "pron") X(PREP, "prep") X(CONJ, "conj") X(REL, "rel") X(POSS, "poss")      \
  X(NEG, "neg") X(ADV, "adv") X(ADJ, "adj") X(TO, "to") X(THAT, "att.that") X(SUB, "att.sub")      \
  X(MODAL, "modal") X(BE, "aux.be") X(HAVE, "aux.have") X(DO, "aux.do")                            \
  X(V_BASE, "v.base") X(V_S, "v.s") X(V_ING, "v.ing") X(V_PAST, "v.past") X(V_PART, "v.part")      \
  X(N_SG, "n.sg") X(N_PL, "n.pl") X(PERSON, "n.person") X(THING, "n.thing") X(OTHER, "n.other")    \
  X(VERB, "verb") X(NOT_VERB, "att.noverb") X(TIME_WORD, "att.time") X(HEDGE, "att.hedged")        \
  X(SAY, "att.say") X(SHOW, "att.show") X(DOC, "att.doc") X(ACTOR, "actor") X(NUMBER, "number")    \
  X(HARM_VERB, "harm.verb") X(HARM_ADJ, "harm.adj") X(HARM_COUNT, "harm.count")                    \
  X(ASSAULT, "assault.verb") X(FATALLY, "fatally") X(COMPOUND, "compound") X(NONE, "none")         \
  X(PARTICIPLE_ADJ, "participle.adj") X(ROW_OPEN, "row.open") X(PRIOR, "prior")                    \
  X(SEVERITY, "severity") X(FLOATS, "floats") X(INDEFINITE, "indefinite")              \
  X(TOPIC, "topic") X(CLAUSE_OWN, "clause.own") X(ORDINAL, "ordinal") X(FRACTION, "fraction")      \
  X(QUANTITY, "quantity") X(VAGUE, "vague") X(HARM_INTR, "harm.intr") X(TELLS_OF, "tells")

/* Y(class, tag): classes that several tags make. HAPPENS: harm and happenings; TELLS: also all else that
   names a kind of happening. */
#define WORD_CLASS_GROUPS(Y)                                                                       \
  Y(HAPPENS, "harm.verb") Y(HAPPENS, "harm.intr") Y(HAPPENS, "harm.adj") Y(HAPPENS, "harm.of")     \
  Y(HAPPENS, "harm.count") Y(HAPPENS, "says") Y(HAPPENS, "event") Y(HAPPENS, "damage.verb")        \
  Y(TELLS, "topic") Y(TELLS, "tells") Y(TELLS, "assault.verb") Y(TELLS, "adopt.verb")              \
  Y(TELLS, "declare.verb") Y(TELLS, "decide.verb") Y(TELLS, "enter.verb")

#define WORD_CLASS_NUMBER(name, tag) WORD_CLASS_##name,
enum {
  WORD_CLASSES(WORD_CLASS_NUMBER) WORD_CLASS_TAGS,
  WORD_CLASS_HAPPENS = WORD_CLASS_TAGS,
  WORD_CLASS_TELLS,
  WORD_CLASS_COUNT
};
_Static_assert(WORD_CLASS_COUNT <= 58, "the classes of a token are bits of one number");

#define CLASS(name) (UINT64_C(1) << WORD_CLASS_##name)
/* What no tag says: that phrases of several words begin with it; that it is of digits; that it is a word
   with a capital. */
#define CLASS_PHRASE (UINT64_C(1) << 63)
#define CLASS_DIGITS (UINT64_C(1) << 62)
#define CLASS_CAPITAL (UINT64_C(1) << 61)
/* What its bytes say: that it begins with an apostrophe, is a dash, or ends with -ly. */
#define CLASS_APOSTROPHE (UINT64_C(1) << 60)
#define CLASS_DASH (UINT64_C(1) << 59)
#define CLASS_LY (UINT64_C(1) << 58)
#define CLASS_VERB_FORM (CLASS(V_BASE) | CLASS(V_S) | CLASS(V_ING) | CLASS(V_PAST) | CLASS(V_PART))
#define CLASS_TELLING (CLASS(HAPPENS) | CLASS(TELLS))
#define CLASS_AUXILIARY (CLASS(BE) | CLASS(HAVE) | CLASS(DO) | CLASS(MODAL))

/* The classes that each tag of a pack makes, resolved once. */
typedef struct WordClassTags {
  uint64_t of_tag[PACK_TAGS];
} WordClassTags;

void word_class_tags(const Pack *pack, WordClassTags *classes);
/* Those of CLASS_APOSTROPHE, CLASS_DASH and CLASS_LY that a token has. */
uint64_t word_bytes_classes(Str word);
/* The classes of a word with these tags. */
uint64_t word_classes(const WordClassTags *classes, const TagSet *tags);

#endif
