/* Plain text into blocks: invented texts, one line of expectation per block. */
#include "doc_fixture.h"

static Document *read_text(Fixture *f, const char *text) {
  DocOptions options = {.rules = &f->rules};
  Document *d = arena_new(&f->arena, Document);
  assert_int_equal(document_read(&options, str_lit("t"), str_of(text), &f->arena, d, &f->status),
                   STATUS_OK);
  const char *fault = doc_blocks_fault(d);
  if (fault) {
    fail_msg("%s", fault);
  }
  return d;
}

/* The kinds of a document's blocks, as initials: p title t heading h caption c quotation q list l
   footnote n byline b furniture f. */
static const char *kinds(Fixture *f, const Document *d) {
  char *out = arena_bytes(&f->arena, d->blocks.n + 1);
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    out[i] = "pthcqlTnbf"[d->blocks.v[i].kind];
  }
  out[d->blocks.n] = 0;
  return out;
}

#define BODY "Nine people were killed when a bridge over the Ash fell into the river on Monday.\n"
#define MORE \
  "The council said that the bridge had been closed to lorries since the spring floods.\n"

static void check(Fixture *f, const char *text, const char *expected) {
  const Document *d = read_text(f, text);
  const char *got = kinds(f, d);
  if (strcmp(got, expected) != 0) {
    for (uint32_t i = 0; i < d->blocks.n; i++) {
      print_message("%s [%.*s] %.*s\n", block_kind_name(d->blocks.v[i].kind),
                    STR_ARG(d->blocks.v[i].rule), STR_ARG(str_cut(d->text, d->blocks.v[i].span)));
    }
    fail_msg("%s, expected %s, for: %s", got, expected, text);
  }
}

static void test_paragraphs(void **state) {
  Fixture *f = *state;
  check(f, BODY "\n" MORE, "pp");
  check(f, BODY MORE, "pp");                       /* one a line */
  check(f, "\n\n" BODY "\n\n\n" MORE "\n\n", "pp");
  check(f, "One line without any break. It holds two sentences, and it is all there is", "p");
  check(f, BODY "\r\n" MORE "\r\n", "pp");
  check(f, "Nine people died\nwhen a bridge fell into the river Ash on Monday morning.\n", "p");
  check(f, BODY "\xC2\xA0\n" MORE, "pp");          /* a line with a no-break space is blank */
}

static void test_wrapped_lines(void **state) {
  Fixture *f = *state;
  const Document *d = read_text(f,
      "ASHTON, 4 MAY 91 (LAMP PRESS) -- [TEXT] NINE PEOPLE WERE KILLED AND\n"
      "TWELVE WERE INJURED WHEN A BRIDGE OVER THE RIVER ASH FELL DOWN ON THE\n"
      "EVENING OF 3 MAY, A SPOKESMAN OF THE COUNCIL SAID TODAY. HE GAVE NO\n"
      "NAMES.\n"
      "\n"
      "   THE BRIDGE HAD BEEN CLOSED TO LORRIES SINCE THE FLOODS OF LAST YEAR,\n"
      "BUT THE CLOSURE WAS NOT KEPT, ACCORDING TO PEOPLE WHO LIVE BESIDE THE\n"
      "ROAD.\n"
      "   A NEW BRIDGE IS TO BE BUILT IN THE AUTUMN, SAID THE MINISTER OF WORKS.\n");
  assert_string_equal(kinds(f, d), "ppp");
  assert_str(d->date, "1991-05-04");
  assert_int_equal(d->date_basis, DATE_DATELINE);
  assert_str(d->publisher, "LAMP PRESS");
  assert_true(str_ends(str_cut(d->text, d->blocks.v[0].span), "NAMES."));
}

static void test_furniture(void **state) {
  static const char *const lines[] = {
      "READ MORE: The bridges of the valley",
      "Related: Floods close two roads",
      "Source: AP",
      "Share this",
      "Subscribe to our newsletter",
      "Follow us on Facebook",
      "Copyright 2019 The Ashton Lamp. All rights reserved.",
      "\xC2\xA9 2019 The Ashton Lamp",
      "The views expressed in this article are the author's own.",
      "*The views expressed here do not necessarily reflect the position of the Lamp.",
      "Click here for more photos",
      "Advertisement",
      "12 Comments",
      "Society 2025-01-20 00:24:00",
      "Stay with the Lamp for updates.",
      "Sign up for our daily newsletter and get the news in your inbox.",
  };
  Fixture *f = *state;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    check(f, arena_printf(&f->arena, BODY "\n%s\n\n" MORE, lines[i]), "pfp");
    check(f, arena_printf(&f->arena, BODY "\n" MORE "\n%s", lines[i]), "ppf");
  }
  check(f, "\xC3\x97\nA\nA\nSettings\n\n" BODY MORE, "ffffpp");
}

static void test_no_furniture(void **state) {
  static const char *const lines[] = {
      "Read more closely, the report says that nine people had died before the bridge fell.",
      "The source: a pipe that had burst in March and was never mended by the water company.",
      "Related families were told on Tuesday that twelve of their members had been found dead.",
      "By Monday evening nine bodies had been found in the river, and three more on the bank.",
      "Share prices of the company that built the bridge fell by nine per cent on Tuesday.",
      "Follow-up searches found three more bodies on the bank of the river, police said.",
      "Subscribers of the lottery were among the nine dead, a spokesman of the council said.",
  };
  Fixture *f = *state;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    check(f, arena_printf(&f->arena, BODY "\n%s\n\n" MORE, lines[i]), "ppp");
    check(f, arena_printf(&f->arena, BODY "\n" MORE "\n%s", lines[i]), "ppp");
  }
}

static void test_captions(void **state) {
  Fixture *f = *state;
  check(f, BODY "\nDivers below the bridge in Ashton on May 4, 1991.\n"
           "Divers below the bridge in Ashton on May 4, 1991. (AP Archive)\n\n" MORE, "pccp");
  check(f, BODY "\nThe mayor, Ana Bell (L), with the minister, Otto Rand (R)\n\n" MORE, "pcp");
  check(f, BODY "\nFile photo: the bridge before its fall\n\n" MORE, "pcp");
  check(f, BODY "\nDivers search the river. (Photo: Ana Bell)\n\n" MORE, "pcp");
  check(f, BODY "\nDivers search the river. (AP Photo)\n\n" MORE, "pcp");
  /* A lead that the page repeats is read once. */
  check(f, BODY "\n" BODY "\n" MORE, "pfp");
}

static void test_titles_and_headings(void **state) {
  Fixture *f = *state;
  const Document *d = read_text(f, "Nine die as bridge falls\n\nBy Ana Bell\n4 May 2019\n\n" BODY
                                   "\nA closed road\n\n" MORE "\n" BODY);
  assert_string_equal(kinds(f, d), "tbfphpp");
  assert_str(d->title, "Nine die as bridge falls");
  assert_str(d->author, "Ana Bell");
  assert_str(d->date, "2019-05-04");
  assert_int_equal(d->date_basis, DATE_BYLINE);
  assert_int_equal(d->body_at, 0);
  d = read_text(f, "What happened in Ashton on the night of 3 May?\n\n" BODY);
  assert_str(d->title, "What happened in Ashton on the night of 3 May?");
  d = read_text(f, BODY MORE);
  assert_int_equal(d->title.n, 0);
}

static void test_bylines(void **state) {
  Fixture *f = *state;
  const Document *d = read_text(f,
      "By Lamp Weekly Otto Rand\nThe following article was contributed by the Embassy of Vale to "
      "Lamp Weekly for publication. -- Ed.\n" BODY MORE);
  assert_string_equal(kinds(f, d), "bbpp");
  assert_str(d->author, "Embassy of Vale");
  assert_str(d->publisher, "Lamp Weekly");
  d = read_text(f, "Nine die as bridge falls\n\nAshton, May 4, AZERTAC\n\n" BODY MORE
                   "\nAna Bell, PhD\nProfessor at Ashton College, lecturing\non bridges and roads\n"
                   "\nSociety 2019-05-04 10:00:00\n");
  assert_string_equal(kinds(f, d), "tbppbbf");
  assert_str(d->author, "Ana Bell");
  assert_str(d->publisher, "AZERTAC");
  assert_str(d->date, "2019-05-04");
  d = read_text(
      f, "ASHTON (Reuters) - " BODY "\n" MORE "\nReporting by Otto Rand; editing by A. Bell");
  assert_string_equal(kinds(f, d), "ppb");
  assert_str(d->publisher, "Reuters");
  d = read_text(f, BODY "\nSource: AA");
  assert_str(d->publisher, "Anadolu Agency");
}

static void test_footnotes_and_quotations(void **state) {
  Fixture *f = *state;
  const Document *d = read_text(f,
      BODY "\nThe report of the council says this about the night:\n\n"
      "The river had risen by two metres when the second pillar gave way under the lorry.[1]\n\n"
      "Others give nine dead.[2] Three bodies were never found, the council wrote later.\n\n"
      "Notes\n\n[1] Council of Ashton, Report, p. 12.\n\n[2] Bell, The Bridge, 1994.\n");
  assert_string_equal(kinds(f, d), "ppqphnn");
  assert_int_equal(d->blocks.v[5].number, 1);
  assert_int_equal(d->blocks.v[6].number, 2);
  d = read_text(f, BODY
                "\nIt began in the spring.[1] Nobody had closed the road to lorries then.\n\n"
                "1. Bell, The Bridge, p. 7.\n");
  assert_string_equal(kinds(f, d), "ppn");
  check(f, BODY "\n1. Close the road to all lorries that weigh more than nine tonnes.\n", "pp");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_paragraphs, setup, teardown),
      cmocka_unit_test_setup_teardown(test_wrapped_lines, setup, teardown),
      cmocka_unit_test_setup_teardown(test_furniture, setup, teardown),
      cmocka_unit_test_setup_teardown(test_no_furniture, setup, teardown),
      cmocka_unit_test_setup_teardown(test_captions, setup, teardown),
      cmocka_unit_test_setup_teardown(test_titles_and_headings, setup, teardown),
      cmocka_unit_test_setup_teardown(test_bylines, setup, teardown),
      cmocka_unit_test_setup_teardown(test_footnotes_and_quotations, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
