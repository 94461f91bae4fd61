/* Rule files: how an organisation makes one figure of several, as data. The format is told in
   data/rules/RULES.md. A rule file is read into sections; the first section that names a
   measure, or *, says what is done with its rows, line by line. */
#ifndef RULE_RULE_FILE_H
#define RULE_RULE_FILE_H

#include "base/fixed.h"
#include "rule/rows.h"

/* How the values of a measure are compared. */
typedef enum ValueType {
  TYPE_AUTO, /* as numbers if most that are reported are numbers, else dates, else texts */
  TYPE_NUMBER,
  TYPE_DATE,
  TYPE_TEXT,
} ValueType;

typedef enum Choice {
  CHOICE_LEAST,
  CHOICE_GREATEST,
  CHOICE_MIDDLE,    /* the median; of an even number of values the mean of the middle two */
  CHOICE_MEAN,      /* of tied values; of dates cut down to a day */
  CHOICE_COMMONEST, /* in most rows */
  CHOICE_ORIGIN,    /* of readings: what most origins give, copies counted once; of coded rows what
                       weighs most when sources that copy count about once: rule/weigh.h */
} Choice;

typedef enum StepKind {
  STEP_KEEP,  /* only the rows whose field `of` is least or greatest go on */
  STEP_LEAVE, /* rows with the trait `number` are left out */
  STEP_ONCE, /* of the rows with one publisher or source only those of the latest date go on */
  STEP_ORIGIN, /* of rows that are copies of one another only the earliest goes on */
  STEP_SOURCES, /* fewer publishers (or sources) than `number` give nothing */
  STEP_TAKE,    /* `into` is what `choice` makes of the fields `of` */
  STEP_TIE,     /* where the commonest are several: those with the least or greatest `of` */
} StepKind;

typedef struct RuleStep {
  StepKind kind;
  Choice choice;
  RowField of, into;
  uint32_t number;
  bool or_none;    /* keep: rows without the field go on as well, as missing values */
  bool or_all;     /* keep: where no row has the field, all go on */
  bool unverified; /* the cited source could not be checked for this line */
  uint32_t line;   /* in the file */
  Str text, cites; /* the line as it is written; what it follows, empty if nothing is said */
} RuleStep;

typedef struct RuleSection {
  ARRAY(Str) measures; /* "*": any */
  ValueType type;
  bool missing_counts; /* "not reported" is a value among values */
  bool empty_counts;   /* an empty text is a value */
  bool indeterminate;  /* what ties leave over is "Indeterminate", else missing */
  ARRAY(RuleStep) steps;
  uint32_t line;
} RuleSection;

/* A word that stands for a number: "dozens" 12. */
typedef struct RuleWord {
  Str word;
  Decimal number;
  Str cites; /* what it follows, empty if nothing is said */
  bool unverified;
  uint32_t line;
} RuleWord;

/* What weighing assumes before it knows anything of the sources: rule/weigh.h. */
typedef struct RuleWeights {
  Fixed trust, copying, copier;
  uint32_t wrong, rounds;
} RuleWeights;

typedef struct CountingRule {
  Str file;
  Str name, version, title, source; /* source: what the whole follows */
  ARRAY(RuleWord) words;
  ARRAY(RuleSection) sections;
  RuleWeights weights;
} CountingRule;

/* Reads a rule file. Views of text, or copies in arena. STATUS_FORMAT: "file:line: message". */
int rule_file_read(Str text, Str file, Arena *arena, CountingRule *rule, Status *status);
/* The section for a measure ("" for rows without one); NULL if the rule says nothing of it. */
const RuleSection *rule_section(const CountingRule *rule, Str measure);
bool rule_weighs(const CountingRule *rule); /* some line takes what weighs most */

#endif
