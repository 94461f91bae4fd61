/* Claims: what one document reports, finished. These structures are the interchange format's lines
   (shared by everything above): `extract` prints them, `reconcile --claims` reads them back.

   Everything here is immutable once made and owned by the arena of its Extraction. Strings are
   views into that arena. Offsets are those that are printed: bytes of the working text, or of the
   title where in_title is set. */
#ifndef CLAIM_CLAIM_H
#define CLAIM_CLAIM_H

#include "base/array.h"
#include "base/civil.h"
#include "base/decimal.h"
#include "base/digest.h"
#include "base/str.h"
#include "mention/vocabulary.h"

/* A piece of a document with its words. Empty text: there is none. */
typedef struct Excerpt {
  Span span;
  bool in_title;
  Str text;
} Excerpt;

/* A figure as worded. has_number/has_low/has_high false: null in the interchange format. */
typedef struct Value {
  Excerpt words;  /* number and qualifier, "more than 130" */
  Excerpt number_words; /* the bare number; empty where no word states it */
  ARRAY(Excerpt) counted; /* what was counted where no word states the number */
  Qualifier qualifier;
  bool has_number, has_low, has_high;
  bool corrected; /* number, bounds or qualifier are a person's, in place of what the words say */
  Decimal number, low, high;
  Str unit; /* person percent USD year building vehicle …; empty: none */
} Value;

typedef enum WhoStatus { WHO_UNKNOWN, WHO_CIVILIAN, WHO_COMBATANT, WHO_POLICE, WHO_CONTESTED } WhoStatus;
typedef enum Sex { SEX_UNKNOWN, SEX_FEMALE, SEX_MALE } Sex;
typedef enum AgeClass { AGE_UNKNOWN, AGE_CHILD, AGE_ADULT, AGE_ELDERLY } AgeClass;

typedef struct Who {
  Excerpt words; /* "innocent civilians"; may be empty: not said */
  WhoStatus status;
  Str status_according_to;
  Sex sex;
  AgeClass age_class;
  Str nationality, occupation; /* empty: not said */
} Who;

/* How a time or place is known. */
typedef enum Basis { BASIS_NONE, BASIS_STATED, BASIS_INHERITED, BASIS_DOCUMENT } Basis;

/* A period: both ends inclusive, each as precise as the text supports; year 0 and month 0: unknown.
   A month without a year is a date whose year the document does not give. */
typedef struct Period {
  Date start, end;
  Basis basis;
  Excerpt words;
} Period;

typedef struct ClaimPlace {
  Excerpt words;
  Str name;         /* canonical, from the gazetteer; the words where it knows none */
  Str country;      /* ISO 3166-1 alpha-2 in the gazetteer's sense; empty: unknown */
  Str admin1;       /* gazetteer's code of the first-level division; empty: unknown */
  bool has_point;
  int32_t latitude, longitude; /* millionths of a degree */
  uint32_t geonames;           /* 0: none */
  Precision precision;
  Basis basis;
} ClaimPlace;

typedef enum ActorRole { ROLE_HELD_RESPONSIBLE, ROLE_ORDERED, ROLE_TOOK_PART, ROLE_AFFECTED } ActorRole;
typedef enum Standing {
  STANDING_ASSERTED,
  STANDING_SUSPECTED,
  STANDING_ACCUSED,
  STANDING_CLAIMED,
  STANDING_ACKNOWLEDGED,
  STANDING_DENIED,
} Standing;

typedef struct ClaimActor {
  Excerpt words;
  Str name; /* canonical; empty: as worded */
  ActorRole role;
  Standing standing;
  Str according_to;
} ClaimActor;

typedef enum SourceKind { SOURCE_NARRATOR, SOURCE_NAMED, SOURCE_UNNAMED } SourceKind;
typedef enum SourceVia { VIA_VERB, VIA_QUOTATION, VIA_FOOTNOTE } SourceVia;

typedef struct Source {
  SourceKind kind;
  Excerpt words;       /* empty for the narrator */
  SourceVia via;       /* of named and unnamed sources */
  Str reference;       /* the footnote's text, for VIA_FOOTNOTE */
  struct Source *from; /* whom this source has it from, or NULL */
} Source;

typedef enum Modality { MODALITY_ASSERTED, MODALITY_REPORTED, MODALITY_POSSIBLE, MODALITY_DENIED, MODALITY_DISPUTED } Modality;
typedef enum Polarity { POLARITY_POSITIVE, POLARITY_NEGATIVE } Polarity;
typedef enum Scope { SCOPE_UNSTATED, SCOPE_TOTAL, SCOPE_PART } Scope;
typedef enum Certainty { CERTAINTY_CLEAR, CERTAINTY_UNCLEAR } Certainty;
typedef enum Harm {
  HARM_UNKNOWN,
  HARM_KILLED,
  HARM_INJURED,
  HARM_MISSING,
  HARM_DETAINED,
  HARM_ABDUCTED,
  HARM_INFECTED,
} Harm;

typedef enum ClaimKind { CLAIM_FIGURE, CLAIM_STATEMENT } ClaimKind;

/* One step of how a claim came about, for `explain`. */
typedef struct TraceStep {
  Str room; /* "mention", "frame", "discourse" … */
  Str rule; /* rule of a data file, "time.narrative-anchor" */
  Excerpt words;
  Str note; /* one short phrase for people; may be empty */
} TraceStep;

typedef ARRAY(TraceStep) TraceSteps;

typedef struct Claim {
  Str id; /* "c-" and 16 hexadecimal digits */
  ClaimKind kind;
  uint32_t document; /* index into Extraction.documents */
  Str measure;       /* figure: a measure of measures.tsv; statement: a predicate of predicates.tsv */
  Value value;       /* figure */
  Who who;           /* figure */
  Excerpt evidence;  /* statement: the words that say it; figure: the trigger of the frame */
  Period time;
  ARRAY(ClaimPlace) places;
  ARRAY(ClaimActor) actors;
  Source source;
  Modality modality;
  Polarity polarity;
  Scope scope;
  Str part_of; /* id of the whole, or empty */
  Str replaced_by; /* id of a later figure of the same document that replaces it ("raised from 12 to
                      15", "an earlier count of 12"), or empty */
  Str as_of;   /* ISO date or empty */
  Excerpt sentence;
  Str original; /* of a translation: what its original has there (room amend); empty: not known */
  Certainty certainty;
  Str rule;
  /* What the document's narrative tells the room event (printed as "episode", "topic" and, if so,
     "beside"; other readers may ignore them): claims of one document with the same episode are told as one
     happening; the topic is the kind of happening ("earthquake", "bombing", "cholera"), from
     data/en/topics, empty if no word names it. */
  uint32_t episode;
  Str topic;
  bool background; /* told as history or comparison, not as what the document reports */
  bool beside;     /* told as another happening, or state, than the document's others of those days */
  bool amended;    /* made or changed by a person (room amend) */
  bool withheld;   /* of or about a restricted source: its sentence is a remark, no span says where */
  TraceSteps trace;
} Claim;

typedef struct Person {
  Str id; /* "p-" and 16 hexadecimal digits */
  uint32_t document;
  Excerpt words;
  Str name; /* empty: not named */
  int16_t age; /* years, -1: not said */
  Sex sex;
  Str occupation;
  Harm harm;
  Str part_of; /* claim id or empty */
  Excerpt sentence;
  Certainty certainty;
  Str rule;
  uint32_t episode;
  bool withheld; /* as of a claim */
  bool amended;  /* made or changed by a person (room amend) */
  TraceSteps trace; /* what people did; reading leaves it empty */
} Person;

/* What a text was made of by a person: a transcript of a recording, a translation of a text. */
typedef struct Derived {
  bool translation; /* else a transcript */
  Str of;           /* id of what it was made of */
  Str part;         /* of which part of it; empty: not said */
  Str maker, made;  /* who made it, and when (ISO date); empty: not said */
} Derived;

/* A document as the others need it: its line, and what the rooms above use. */
typedef struct DocumentLine {
  Str id;
  Digest hash, text_hash;
  uint64_t bytes;
  Str title, date, publisher, author, url, language; /* empty: null */
  Str date_basis;                                     /* empty: null */
  Str modified; /* the day of the last change that the document itself tells; empty: not written */
  ARRAY(Span) furniture; /* in the working text */
  bool undecided; /* its blocks were not decided yet: no furniture, and only a title that is given */
  ARRAY(Str) notes;
  ARRAY(Str) names; /* persons, bodies and places that the document speaks of, most frequent first,
                       then by bytes; at most 40 */
  ARRAY(Str) people; /* persons told of who do not speak and have no office: first and last name, most
                        frequent first, then by bytes; at most 16 */
  ARRAY(Str) streets; /* named in its text, without number and side: "Osprey Road"; in order, at most 12 */
  Str sketch;       /* words of the text hashed and sampled, for events and origin (room profile) */
  Str pack;         /* "en 0.1.0 sha256:…" */
  Str path;
  Str from; /* of a part of something: what that says of it, a JSON object; else empty */
  Str part;
  Str text;        /* working text; empty when only lines were read (--claims) */
  uint32_t numbers; /* figures that its text gives, claims or not; 0 where only lines were read */
  ARRAY(Str) called; /* the document's own names for what happened: “Black January”, the Haymarket
                        affair; verbatim */
  const Derived *derived; /* NULL: it is nobody's transcript or translation (room amend) */
  bool withheld; /* of a restricted source: no title, address, file, hash or text is known */
} DocumentLine;

/* What a person says of two lines or documents (room amend): that they are of one event or not, or whether
   two documents draw on one source. In the order in which it is to be done. */
typedef enum OrderKind { ORDER_TOGETHER, ORDER_APART, ORDER_ORIGIN } OrderKind;
typedef enum OrderScope {
  ORDER_LINE,     /* the claim or person alone */
  ORDER_DOCUMENT, /* all that its document says of the event */
  ORDER_EVENT,    /* all of the event */
} OrderScope;
typedef enum OrderOrigin { ORDER_ORIGIN_YES, ORDER_ORIGIN_NO, ORDER_ORIGIN_OPEN } OrderOrigin;

typedef struct PeopleOrder {
  OrderKind kind;
  OrderScope scope;
  OrderOrigin origin;
  Str line, other_line;         /* ids of claims or persons; empty: what the document mostly tells */
  Str document, other_document; /* ids */
  Str by, why;                  /* "A. Reader, 2026-03-01"; the reason */
} PeopleOrder;

/* Everything that was read from some documents, sorted: documents by id (bytewise; then hash), claims and
   persons by document, in_title first, then number (or evidence) offset. */
typedef struct Extraction {
  Arena *arena;
  ARRAY(DocumentLine) documents;
  ARRAY(Claim) claims;
  ARRAY(Person) persons;
  ARRAY(PeopleOrder) orders;
} Extraction;

/* The first claim of a document or of one behind it: claims stand in the order of their documents. */
static inline uint32_t extraction_claims_from(const Extraction *x, uint32_t document) {
  uint32_t low = 0, high = x->claims.n;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (x->claims.v[middle].document < document) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

#endif
