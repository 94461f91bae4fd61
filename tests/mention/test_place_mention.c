/* Invented sentences → the places found in them: words=name,country,sense; joined by spaces. */
#include "support.h"

#include "base/buffer.h"
#include "mention/place_mention.h"

typedef struct Case {
  const char *text, *places;
} Case;

static const Case cases[] = {
    {"Soldiers entered Baku and Sumgait at night.",
     "Baku=Baku,AZ,literal Sumgait=Sumqayıt,AZ,literal"},
    {"They fled to Lenkeran in Azerbaijan.",
     "Lenkeran=Lankaran,AZ,literal Azerbaijan=Azerbaijan,AZ,literal"},
    {"A shop burned in Neftchala, the mayor of Baku said.",
     "Neftchala=Neftçala,AZ,literal Baku=Baku,AZ,literal"},
    {"Azerbaijani doctors treated the wounded.", "Azerbaijani=Azerbaijan,AZ,demonym"},
    {"Baku said the talks had failed.", "Baku=Baku,AZ,metonym"},
    {"Turkey's parliament met in Ankara.", "Turkey=Turkey,TR,metonym Ankara=Ankara,TR,literal"},
    /* persons and bodies that hold a place */
    {"Paris Hilton met George Washington Carter there.", ""},
    {"The Washington Post and the Bank of America said so.", ""},
    {"Mr. Jordan spoke first; Michael Jordan did not.", ""},
    {"Khazar Ibrahim, the ambassador, agreed.", ""},
    /* words */
    {"In March he was reading a nice book about a mobile phone.", ""},
    {"Reading is a pleasure. Bath is not.", ""},
    {"The council of the town of Reading met.", "Reading=Reading,GB,literal"},
    /* what stands behind the comma decides */
    {"A man was shot in Paris, Texas, on Friday.", "Paris=Paris,US,literal Texas=Texas,US,literal"},
    {"The fire began in Paris on Friday.", "Paris=Paris,FR,literal"},
    {"A bus left Glasgow, Ky. Nobody was hurt.",
     "Glasgow=Glasgow,US,literal Ky.=Kentucky,US,literal"},
    {"Storms hit Canada, Mexico and Cuba.",
     "Canada=Canada,CA,literal Mexico=Mexico,MX,literal Cuba=Cuba,CU,literal"},
    /* abbreviations only as written */
    {"The U.S. and the UK told us to wait.",
     "U.S.=United States,US,literal UK=United Kingdom,GB,metonym"},
    {"It cost US$5 in all.", ""},
    /* several words, longest first */
    {"Rain fell in New South Wales and Port-au-Prince.",
     "New South Wales=New South Wales,AU,literal Port-au-Prince=Port-au-Prince,HT,literal"},
    {"She lives in South Sudan, not in Sudan.",
     "South Sudan=South Sudan,SS,literal Sudan=Sudan,SD,literal"},
    /* by the wording alone */
    {"The village of Qworzim was empty.", "Qworzim=?,,literal"},
    /* languages are no places */
    {"He answered in Turkish.", ""},
    /* disputed and former names */
    {"The war over Nagorno-Karabakh began in the Soviet Union.",
     "Nagorno-Karabakh=Nagorno-Karabakh,AZ,literal Soviet Union=Soviet Union,SU,literal"},
    {"They marched from Stepanakert to Shusha.",
     "Stepanakert=Xankandi,AZ,literal Shusha=Şuşa,AZ,literal"},
};

static void write_places(const Gazetteer *g, const Mentions *m, Buffer *out) {
  static const char *const senses[] = {"literal", "metonym", "demonym"};
  for (uint32_t i = 0; i < m->places.n; i++) {
    const PlaceMention *p = &m->places.v[i];
    Place place;
    bool known = gazetteer_place(g, p->place, &place);
    Span span = tokens_span(m->text, p->first, p->end);
    Str words = str_cut(m->text->document->text, span);
    buffer_format(out, "%s%.*s=%.*s,%.*s,%s", i ? " " : "", STR_ARG(words),
                  STR_ARG(known ? place.name : str_lit("?")), STR_ARG(place.country),
                  senses[p->sense]);
  }
}

static void read_places(const char *string, const char *url, Buffer *out) {
  Arena arena;
  jmp_buf jump;
  Gazetteer g;
  Pack pack;
  TextTags tags;
  arena_init(&arena);
  assert_int_equal(gazetteer_open(gazetteer_embedded(), &g, NULL), STATUS_OK);
  assert_int_equal(pack_open(pack_embedded(), &pack, NULL), STATUS_OK);
  if (arena_guard(&arena, &jump)) {
    fail_msg("out of memory");
  }
  text_tags(&pack, &tags);
  Document document = {.text = str_of(string), .url = str_of(url)};
  array_push(&arena, &document.blocks,
             (Block){.span = {0, (uint32_t)strlen(string)}, .kind = BLOCK_PARAGRAPH});
  Text text;
  memset(&text, 0, sizeof text);
  text_read(&document, &pack, &tags, NULL, &arena, &text);
  Mentions mentions = {.text = &text};
  PlaceTags places;
  place_tags(&pack, &places);
  place_mentions_read(&g, &places, &arena, &mentions);
  write_places(&g, &mentions, out);
  arena_release(&arena);
}

static void test_cases(void **state) {
  (void)state;
  int failed = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Buffer out;
    buffer_init(&out);
    read_places(cases[i].text, NULL, &out);
    const char *got = out.p ? out.p : "";
    if (strcmp(got, cases[i].places) != 0) {
      print_error("%s\n  got      %s\n  expected %s\n", cases[i].text, got, cases[i].places);
      failed++;
    }
    buffer_release(&out);
  }
  assert_int_equal(failed, 0);
}

/* In capitals every word may begin a name; words of the dictionary don't. */
static void test_capitals(void **state) {
  (void)state;
  Buffer out;
  buffer_init(&out);
  read_places(
      "REBELS ATTACKED THE BARRACKS OF SAN SALVADOR AND FLED TO HONDURAS, THE POLICE SAID. "
      "NO OTHER NEWS CAME FROM TEGUCIGALPA.",
      NULL, &out);
  assert_str(buffer_view(&out),
             "SAN SALVADOR=San Salvador,SV,literal HONDURAS=Honduras,HN,literal "
             "TEGUCIGALPA=Tegucigalpa,HN,literal");
  buffer_release(&out);
}

/* Lines that were wrapped part no name, and hide no word beside one. */
static void test_wrapped(void **state) {
  (void)state;
  Buffer out;
  buffer_init(&out);
  read_places("A lorry from San\nSalvador overturned; the minister, Julio\nValencia, came from\n"
              "Costa Rica.",
              NULL, &out);
  assert_str(buffer_view(&out), "San\nSalvador=San Salvador,SV,literal "
                                "Costa Rica=Costa Rica,CR,literal");
  buffer_release(&out);
}

/* The publisher's address helps where nothing else does. */
static void test_address(void **state) {
  (void)state;
  static const char *const urls[] = {"https://news.example.com.au/a/b.html",
                                     "https://example.com/au"};
  static const char *const places[] = {"Perth=Perth,AU,literal", "Perth=Perth,AU,literal"};
  for (int i = 0; i < 2; i++) {
    Buffer out;
    buffer_init(&out);
    read_places("A fire broke out near Perth on Sunday.", urls[i], &out);
    assert_str(buffer_view(&out), places[i]);
    buffer_release(&out);
  }
  Buffer out;
  buffer_init(&out);
  read_places("A fire broke out in Hamilton on Sunday.", "http://www.example.co.nz/", &out);
  assert_str(buffer_view(&out), "Hamilton=Hamilton,NZ,literal");
  buffer_release(&out);
}

/* A long list of names takes no more than time in proportion, and all of it is read. */
static void test_long_list(void **state) {
  (void)state;
  Buffer text, out;
  buffer_init(&text);
  buffer_init(&out);
  for (int i = 0; i < 20000; i++) {
    buffer_text(&text, i % 2 ? "Paris, " : "Baku, ");
  }
  read_places(text.p, NULL, &out);
  size_t found = 0;
  for (size_t i = 0; i < out.n; i++) {
    found += out.p[i] == '=';
  }
  assert_int_equal(found, 20000);
  buffer_release(&text);
  buffer_release(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_capitals),
                                     cmocka_unit_test(test_wrapped), cmocka_unit_test(test_address),
                                     cmocka_unit_test(test_long_list)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
