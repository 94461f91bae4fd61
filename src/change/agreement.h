/* Agreement: readers who judged the same lines, field by field.

   A reader has judged a line by accepting, rejecting or correcting it. What the reader makes of it is the line as
   it was read with this reader's own corrections alone; a rejected line has no fields. Three figures for
   each field, over the lines that two readers or more have:

     share   of the pairs of readers on a line, how many say the same
     kappa   of two readers: J. Cohen, A coefficient of agreement for nominal scales, Educational and
             Psychological Measurement 20 (1960), 37-46
     alpha   of any number: K. Krippendorff, Content Analysis (Sage), reliability, for nominal data

   kappa and alpha are not defined where all readers give one value to all lines. */
#ifndef CHANGE_AGREEMENT_H
#define CHANGE_AGREEMENT_H

#include "claim/claim.h"
#include "record/record.h"

enum { AGREEMENT_READERS = 32 };

typedef struct AgreementReader {
  Str name;
  uint32_t lines; /* that the reader judged */
  uint32_t blind; /* of these: without seeing what others decided */
} AgreementReader;

typedef struct AgreementField {
  const char *field;  /* "kept", or a field of claims or persons */
  uint32_t lines;     /* that two readers or more have a value for */
  uint32_t pairs, same;
  bool has_kappa, has_alpha;
  int32_t kappa, alpha; /* thousandths */
} AgreementField;

typedef struct Agreement {
  ARRAY(AgreementReader) readers; /* by name */
  uint32_t lines;                 /* that two or more have judged */
  ARRAY(AgreementField) fields;   /* of which there are such lines */
} Agreement;

/* x: as it was read, without corrections. Readers beyond AGREEMENT_READERS are left out. Memory of the arena,
   under its guard. */
void agreement_find(const Extraction *x, const DecisionArray *decisions, Arena *arena,
                    Agreement *agreement);

#endif
