/* Incident files from any bytes: read, looked up, and every bound asked of a claim; or refused with file and line. */
#include <setjmp.h>
#include <stdlib.h>

#include "fuzz_arena.h"
#include "incident/incident_bounds.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(Str bytes, Arena *arena) {
  Incident incident;
  IncidentBounds bounds;
  Gazetteer gazetteer;
  Phrases phrases;
  Status status = {0};
  BoundVerdict verdict;
  Claim claim = {.kind = CLAIM_FIGURE, .measure = str_lit("killed")};
  claim.time.start = claim.time.end = (Date){2019, 3, 0};
  ClaimPlace place = {.name = str_lit("Springfield"), .country = str_lit("US"), .has_point = true,
                      .latitude = 39801720, .longitude = -89643710, .precision = PRECISION_SETTLEMENT};
  array_push(arena, &claim.places, place);
  int code = gazetteer_open(gazetteer_embedded(), &gazetteer, &status);
  code = code ? code : phrases_read(arena, str_lit("a\tb\n"), &phrases, &status);
  if (code) {
    abort();
  }
  code = incident_file_read(bytes, str_lit("f"), arena, &incident, &status);
  if (code == STATUS_OK) {
    code = incident_bounds(&incident, &gazetteer, &phrases, arena, &bounds, &status);
  }
  if (code && (code != STATUS_FORMAT || memcmp(status.message, "f:", 2) != 0)) {
    abort();
  }
  if (code == STATUS_OK) {
    incident_judge(&bounds, &claim, &verdict);
    if ((verdict.is == VERDICT_INSIDE) != (verdict.reasons.n == 0)) {
      abort();
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_in_arena(data, size, 64, run);
}
