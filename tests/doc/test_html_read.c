/* HTML: tokens into text, blocks, map and metadata. */
#include "doc/html_read.h"
#include "doc_fixture.h"

static const Document *page(Fixture *f, Str source) {
  DocOptions options = {.rules = &f->rules};
  assert_int_equal(document_read(&options, str_lit("x.html"), source, &f->arena, &f->d, &f->status),
                   STATUS_OK);
  const char *fault = doc_blocks_fault(&f->d);
  fault = fault ? fault : doc_map_fault(&f->d, source);
  if (fault) {
    fail_msg("%s", fault);
  }
  return &f->d;
}

static const Document *read_page(Fixture *f, const char *source) {
  return page(f, str_of(source));
}

/* Text of a body alone. */
static Str body_of(Fixture *f, const char *inside) {
  return document_body(read_page(f, arena_printf(&f->arena, "<!doctype html><body>%s", inside)));
}

static void test_recognise(void **state) {
  (void)state;
  assert_true(html_recognise(str_lit("<!DOCTYPE HTML PUBLIC \"x\">")));
  assert_true(html_recognise(str_lit("\xEF\xBB\xBF\n <html lang=en>")));
  assert_true(html_recognise(str_lit("<?xml version='1.0'?><html>")));
  assert_true(html_recognise(str_lit("<p>text")));
  assert_true(
      html_recognise(str_lit("Text <b>a</b> <i>b</i><br><br> <a href=x>c</a><p>d<p>e<div>f")));
  assert_false(html_recognise(str_lit("Nine died <b>today")));
  assert_false(html_recognise(str_lit("<person> asked: a < b?")));
  assert_false(html_recognise(str_lit("")));
}

static void test_text(void **state) {
  static const struct {
    const char *html, *text;
  } cases[] = {
      {"<p>a <b>b</b>\n c</p>", "a b c"},
      {"<p>one<p>two", "one\n\ntwo"},
      {"<div>a<div>b</div>c</div>", "a\n\nb\n\nc"},
      {"x<span>y</span>z <!-- no --> w", "xyz w"},
      {"a<br>b<br/>c", "a\nb\nc"},
      {"a<br><br>b", "a\n\nb"},
      {"<ul><li>a<li>b</ul>c", "a\nb\n\nc"},
      {"<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a\tb\n1\t2"},
      {"<table><tr><td>a</td><td></td><td>c</td></tr></table>", "a\tc"},
      {"<pre>\n a  b\n  c</pre>", " a  b\n  c"},
      {"a&nbsp;b&amp;c&lt;d",
       "a\xC2\xA0"
       "b&c<d"},
      {"AT&T &copy 2 &notit; &#65;&#x42;&#150; &bogus; &",
       "AT&T \xC2\xA9 2 \xC2\xACit; AB\xE2\x80\x93 "
       "&bogus; &"},
      {"&#0;&#xD800;&#x110000;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
      {"<script>if (a<b) {'</p>'}</script>a<style>p{}</style>b", "ab"},
      {"<p title='a>b' x=\"<p>\">c</p>", "c"},
      {"1 < 2 <3 </ p> a", "1 < 2 <3 a"},
      {"a<!-->b<!--->c<!-- -- --!>d<!x>e<?y>f", "abcdef"},
      {"<![CDATA[x]]>y", "y"},
      {"<textarea>no</textarea><select><option>one<option>two</select>yes", "one\n\ntwo\n\nyes"},
      {"<template><p>no</p></template><p hidden>no<p>yes <span style='display: none'>no <span>no"
       "</span> no</span>yes",
       "yes yes"},
      {"<noscript>plain</noscript>x", "plain\n\nx"},
      {"<svg><text>no</text></svg>yes<video>no</video>", "yes"},
      {"<b>bold</p>text", "bold\n\ntext"},
      {"</div></p></table>text</b>", "text"},
      {"<title>no</title>yes<tag", "yes"},
      {"<p>\n\n a \n\n</p>\n", "a"},
      {"<h2>Head</h4>text", "Head\n\ntext"},
      {"<xmp><b>x</xmp>", "<b>x"},
      {"<plaintext></p>a", "</p>a"},
  };
  Fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Str got = body_of(f, cases[i].html);
    if (!str_is(got, cases[i].text)) {
      fail_msg("%s gave \"%.*s\"", cases[i].html, STR_ARG(got));
    }
  }
}

static void test_xml(void **state) {
  Fixture *f = *state;
  read_page(f, "<?xml version=\"1.0\"?><html><body><p>a <![CDATA[<b> & ]]>c</p></body></html>");
  assert_str(document_body(&f->d), "a <b> & c");
}

#define WORDS                                                                              \
  "Nine people were killed when a bridge over the Ash fell into the river on Monday, and " \
  "the mayor of the town said that it had been closed to lorries since the spring."

static BlockKind kind_at(const Document *d, const char *words) {
  const char *at = strstr(d->text.p, words);
  assert_non_null(at);
  uint32_t offset = (uint32_t)(at - d->text.p);
  for (uint32_t i = 0; i < d->blocks.n; i++) {
    if (d->blocks.v[i].span.start <= offset && offset < d->blocks.v[i].span.end) {
      return d->blocks.v[i].kind;
    }
  }
  return (BlockKind)99;
}

static const char *const article =
    "<!doctype html><html lang=\"en-GB\"><head><meta charset=utf-8>"
    "<title>Nine die as bridge falls | Ashton Lamp</title>"
    "<meta property='og:site_name' content='The Ashton Lamp'>"
    "<link rel=canonical href='https://lamp.example/2019/05/04/bridge'></head><body>"
    "<form action=/><nav><a href=/>Front page</a> <a href=/w>World</a></nav>"
    "<div class='page with-sidebar'><article class=story><header><h1>Nine die as bridge falls</h1>"
    "<p class=byline>By Ana Bell</p></header>"
    "<p>" WORDS "</p><figure><img src=a><figcaption>Divers in the river</figcaption></figure>"
    "<p>A second paragraph: " WORDS "</p><div class=related-links><p>Related: " WORDS "</p></div>"
    "<ul><li>9 dead<li>12 injured</ul><blockquote><p>We heard it fall, and then we ran to see who "
    "was there, said a man.</p></blockquote><h2>The river</h2>"
    "<p>A third paragraph: " WORDS "</p></article>"
    "<aside><p>Other news of the day: " WORDS "</p></aside></div>"
    "<footer>About us and contact</footer></form></body></html>";

static void test_main_text(void **state) {
  Fixture *f = *state;
  const Document *d = read_page(f, article);
  assert_int_equal(kind_at(d, "Front page"), BLOCK_FURNITURE);
  assert_int_equal(kind_at(d, "Nine die as"), BLOCK_TITLE);
  assert_int_equal(kind_at(d, "By Ana Bell"), BLOCK_BYLINE);
  assert_int_equal(kind_at(d, "Nine people"), BLOCK_PARAGRAPH);
  assert_int_equal(kind_at(d, "Divers"), BLOCK_CAPTION);
  assert_int_equal(kind_at(d, "A second"), BLOCK_PARAGRAPH);
  assert_int_equal(kind_at(d, "Related:"), BLOCK_FURNITURE);
  assert_int_equal(kind_at(d, "9 dead"), BLOCK_LIST_ITEM);
  assert_int_equal(kind_at(d, "We heard"), BLOCK_QUOTATION);
  assert_int_equal(kind_at(d, "The river"), BLOCK_HEADING);
  assert_int_equal(kind_at(d, "A third"), BLOCK_PARAGRAPH);
  assert_int_equal(kind_at(d, "Other news"), BLOCK_FURNITURE);
  assert_int_equal(kind_at(d, "About us"), BLOCK_FURNITURE);
  assert_str(d->title, "Nine die as bridge falls");
  assert_int_equal(d->body_at, 0);
  assert_str(d->publisher, "The Ashton Lamp");
  assert_str(d->author, "Ana Bell");
  assert_str(d->url, "https://lamp.example/2019/05/04/bridge");
  assert_str(d->language, "en-GB");
  assert_str(d->date, "2019-05-04");
  assert_int_equal(d->date_basis, DATE_ADDRESS);
}

static void test_metadata(void **state) {
  Fixture *f = *state;
  const Document *d = read_page(f,
      "<html><head><title>Lamp: bridge</title><meta name=author content='O&#39;Hara, Tom'>"
      "<meta itemprop=datePublished content='2018-01-02T03:04:05Z'>"
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"x\"},"
      "{\"@type\":[\"NewsArticle\"],\"headline\":\"Bridge \\u2013 nine die\",\"datePublished\":"
      "\"2019-05-04T10:00:00+02:00\",\"author\":[{\"name\":\"Ana Bell\"}],\"publisher\":{\"name\":"
      "\"Lamp\"}}]}</script></head><body><p>" WORDS "</p></body></html>");
  assert_str(d->title, "Bridge \xE2\x80\x93 nine die");
  assert_int_equal(d->body_at, d->title.n + 2);
  assert_int_equal(d->blocks.v[0].kind, BLOCK_TITLE);
  assert_str(d->author, "Ana Bell");
  assert_str(d->publisher, "Lamp");
  assert_str(d->date, "2019-05-04");
  assert_int_equal(d->date_basis, DATE_METADATA);
  d = read_page(f, "<html><head><meta name=author content='O&#39;Hara, Tom'>"
                   "<script type='application/ld+json'>{broken</script>"
                   "<body><time datetime='2018-01-02'>x</time><p>" WORDS);
  assert_str(d->author, "O'Hara, Tom");
  assert_str(d->date, "2018-01-02");
}

/* The title and the day where only lines tell them. */
static void test_lines_tell(void **state) {
  Fixture *f = *state;
  const Document *d = read_page(f, "<title>The Ashton Lamp</title><body><div>Nine die as bridge falls"
                                   "</div><div>By Ana Bell and Tom Reed</div><p>" WORDS);
  assert_str(d->title, "Nine die as bridge falls");
  d = read_page(f, "<title>The Ashton Lamp</title><body><div>By Ana Bell and Tom Reed</div><p>" WORDS);
  assert_str(d->title, "The Ashton Lamp");
  d = read_page(f, "<body><div>Monday, 6 May 2019</div><ul><li>News<li>Sport<li>Weather<li>Jobs</ul>"
                   "<h1>Nine die as bridge falls</h1><div>16/04/2019</div><p>" WORDS);
  assert_str(d->date, "2019-04-16");
  d = read_page(f, "<body><h1>Nine die as bridge falls</h1><div>Last modified: 6 May 2019</div>"
                   "<div>16 April 2019</div><p>" WORDS);
  assert_str(d->date, "2019-04-16");
  d = read_page(f, "<body><h1>Nine die as bridge falls</h1><div>04/05/2019</div><p>" WORDS);
  assert_str(d->date, "");
}

static void test_source_of_text(void **state) {
  Fixture *f = *state;
  const char *source = "<body><p>caf&eacute;&nbsp;<b>x</b>  y&#10;z";
  const Document *d = read_page(f, source);
  uint64_t start, end;
  assert_str(document_body(d), "caf\xC3\xA9\xC2\xA0x y\nz");
  document_source(d, (Span){3, 5}, &start, &end);
  assert_int_equal(start, 12);
  assert_int_equal(end, 20);
  document_source(d, (Span){7, 10}, &start, &end); /* "x y" */
  assert_int_equal(start, 29);
  assert_int_equal(end, 37);
}

static void test_deep_nesting(void **state) {
  Fixture *f = *state;
  static const char *const tags[][2] = {{"<div>", "</div>"}, {"<b>", "</b>"}, {"<ul><li>", "</p>"},
                                        {"<table><tr><td>", "</div>"}, {"<blockquote>", "</ul>"}};
  enum { DEPTH = 100000 };
  for (size_t k = 0; k < sizeof tags / sizeof *tags; k++) {
    size_t a = strlen(tags[k][0]), b = strlen(tags[k][1]);
    char *source = arena_bytes(&f->arena, 20 + DEPTH * (a + b)), *p = source;
    memcpy(p, "<html><body>", 12);
    p += 12;
    for (int i = 0; i < DEPTH; i++, p += a) {
      memcpy(p, tags[k][0], a);
    }
    *p++ = 'x';
    for (int i = 0; i < DEPTH; i++, p += b) {
      memcpy(p, tags[k][1], b);
    }
    const Document *d = page(f, (Str){source, (size_t)(p - source)});
    assert_str(document_body(d), "x");
  }
}

static void test_layout_tables(void **state) {
  Fixture *f = *state;
  const Document *d =
      read_page(f,
                "<html><body><table><tr><td><a href=1>Home</a><br><a href=2>News</a></td>"
                "<td><font>" WORDS "<br><br>Second: " WORDS "</font></td></tr></table>");
  assert_int_equal(kind_at(d, "Second"), BLOCK_PARAGRAPH);
  d = read_page(
      f, "<html><body><p>" WORDS "<table><tr><td>Ashton<td>9<tr><td>Vale<td>3</table><p>" WORDS);
  assert_int_equal(kind_at(d, "Ashton\t9"), BLOCK_TABLE);
}

static void test_quoted_bracket_to_the_end(void **state) {
  Fixture *f = *state;
  assert_str(body_of(f, "a<p title=\"x>b c"), "a");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_recognise),
      cmocka_unit_test_setup_teardown(test_text, setup, teardown),
      cmocka_unit_test_setup_teardown(test_lines_tell, setup, teardown),
      cmocka_unit_test_setup_teardown(test_xml, setup, teardown),
      cmocka_unit_test_setup_teardown(test_main_text, setup, teardown),
      cmocka_unit_test_setup_teardown(test_metadata, setup, teardown),
      cmocka_unit_test_setup_teardown(test_source_of_text, setup, teardown),
      cmocka_unit_test_setup_teardown(test_deep_nesting, setup, teardown),
      cmocka_unit_test_setup_teardown(test_layout_tables, setup, teardown),
      cmocka_unit_test_setup_teardown(test_quoted_bracket_to_the_end, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
