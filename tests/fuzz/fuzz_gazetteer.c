/* Gazetteer: any bytes as place data; whatever opens is asked for names, sounds and places, and
   every string it gives lies inside the blob. */
#include <stdlib.h>

#include "gazetteer/gazetteer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_inside(Str blob, Str s) {
  if (s.n > 0 && (s.p < blob.p || s.p + s.n > blob.p + blob.n)) {
    abort();
  }
}

static void look_up(const Gazetteer *g, Str name) {
  char key[GAZETTEER_KEY];
  PlaceCandidate found[16];
  KeyInfo info;
  Str k = {key, gazetteer_key(name, key)};
  gazetteer_info(g, k, &info);
  uint32_t n = gazetteer_find(g, k, found, 8);
  n += gazetteer_variants(g, k, found + n, 8);
  for (uint32_t i = 0; i < n; i++) {
    Place place;
    if (!gazetteer_place(g, found[i].place, &place)) {
      abort();
    }
    check_inside(g->blob, place.name);
    check_inside(g->blob, place.admin1);
    check_inside(g->blob, place.admin1_name);
    gazetteer_contains(g, found[0].place, found[i].place);
    gazetteer_contains(g, place.parent, found[i].place);
    gazetteer_country(g, place.country);
    gazetteer_distance_km(place.latitude, place.longitude, (int32_t)place.population,
                          (int32_t)place.geonames);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const names[] = {"Baku", "Azerbaijani", "Caspian", "of", "Baky", "Bakuvian"};
  Gazetteer g;
  Status status;
  if (gazetteer_open((Str){(const char *)data, size}, &g, &status) != STATUS_OK) {
    return 0;
  }
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    look_up(&g, str_of(names[i]));
  }
  look_up(&g, (Str){(const char *)data + size - size / 4, size / 4});
  for (PlaceId id = 0; id < 64 && id <= g.place_count + 1; id++) {
    Place place;
    gazetteer_place(&g, id, &place);
    check_inside(g.blob, place.name);
    check_inside(g.blob, place.admin1);
  }
  return 0;
}
