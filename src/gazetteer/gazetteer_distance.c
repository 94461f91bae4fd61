/* Two points on the earth → kilometres between them, with integers only, so that every machine gets
   the same number. */
#include "gazetteer/gazetteer.h"

/* sin of 0, 1 … 90 degrees, times 2^30, rounded. */
static const int32_t sines[91] = {
    // clang-format off
    0, 18739379, 37473049, 56195305, 74900443, 93582766, 112236583, 130856211, 149435979,
    167970228, 186453311, 204879599, 223243478, 241539355, 259761657, 277904834, 295963357,
    313931728, 331804471, 349576144, 367241333, 384794656, 402230767, 419544355, 436730145,
    453782903, 470697435, 487468587, 504091252, 520560366, 536870912, 553017922, 568996477,
    584801711, 600428808, 615873009, 631129609, 646193961, 661061475, 675727625, 690187940,
    704438018, 718473518, 732290163, 745883746, 759250125, 772385229, 785285058, 797945680,
    810363241, 822533958, 834454122, 846120104, 857528349, 868675383, 879557810, 890172315,
    900515665, 910584710, 920376381, 929887697, 939115760, 948057759, 956710970, 965072759,
    973140576, 980911966, 988384560, 995556083, 1002424350, 1008987269, 1015242840, 1021189159,
    1026824413, 1032146887, 1037154959, 1041847103, 1046221891, 1050277989, 1054014162,
    1057429273, 1060522280, 1063292242, 1065738315, 1067859754, 1069655912, 1071126243,
    1072270298, 1073087729, 1073578288, 1073741824,
    // clang-format on
};

/* sin of an angle in millionths of a degree, 0 to 90 degrees, times 2^30, between table entries on
   a straight line. */
static int64_t sine_quarter(int64_t angle) {
  int64_t degree = angle / 1000000, rest = angle % 1000000;
  if (degree >= 90) {
    return sines[90];
  }
  return sines[degree] + (sines[degree + 1] - sines[degree]) * rest / 1000000;
}

/* sin of half an angle of 0 to 360 degrees (its absolute value). */
static int64_t sine_half(int64_t angle) {
  int64_t half = angle / 2;
  return sine_quarter(half > 90000000 ? 180000000 - half : half);
}

static int64_t cosine(int64_t latitude) {
  int64_t angle = latitude < 0 ? -latitude : latitude;
  return sine_quarter(90000000 - (angle > 90000000 ? 90000000 : angle));
}

/* The angle, in millionths of a degree, whose sine (times 2^30) is s. */
static int64_t arc_sine(int64_t s) {
  int low = 0;
  for (int half = 64; half; half /= 2) { /* no branch: nobody foresees it */
    int middle = low + half < 90 ? low + half : 89;
    low = sines[middle] <= s && middle > low ? middle : low;
  }
  int64_t step = sines[low + 1] - sines[low];
  int64_t rest = step > 0 ? (s - sines[low]) * 1000000 / step : 0;
  return low * INT64_C(1000000) + (rest > 1000000 ? 1000000 : rest);
}

static int64_t square_root(uint64_t x) {
  uint64_t root = 0, bit = UINT64_C(1) << 62;
  while (bit > x) {
    bit >>= 2;
  }
  for (; bit; bit >>= 2) {
    uint64_t fits = -(uint64_t)(x >= root + bit); /* no branch: nobody foresees it */
    x -= (root + bit) & fits;
    root = (root >> 1) + (bit & fits);
  }
  return (int64_t)root;
}

uint32_t gazetteer_distance_km(int32_t lat_a, int32_t lon_a, int32_t lat_b, int32_t lon_b) {
  int64_t down = (int64_t)lat_a - lat_b, along = (int64_t)lon_a - lon_b;
  down = down < 0 ? -down : down;
  along = (along < 0 ? -along : along) % 360000000;
  /* Small distances lose their digits in the squares below: there the earth is flat enough. */
  if (down < 1000000 && along < 1000000) {
    int64_t x = along * cosine(lat_a) >> 30;
    return (uint32_t)(square_root((uint64_t)(x * x + down * down)) * 111195 / 1000000 / 1000);
  }
  int64_t a = sine_half(down % 360000000), b = sine_half(along);
  /* Haversine: sin²(Δφ/2) + cos φa cos φb sin²(Δλ/2), all times 2^30. */
  int64_t both = ((cosine(lat_a) * cosine(lat_b)) >> 30) * ((b * b) >> 30) >> 30;
  int64_t root = square_root((uint64_t)(((a * a) >> 30) + both) << 30);
  return (uint32_t)(2 * arc_sine(root) * 111195 / 1000000 / 1000);
}
