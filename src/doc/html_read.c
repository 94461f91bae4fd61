/* HTML → Document: recognises a page, finds its main text and title, and puts text, map and
   metadata together. */
#include "doc/html_read.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "doc/block_match.h"
#include "doc/html_main.h"
#include "doc/html_meta.h"
#include "doc/html_text.h"
#include "doc/meta.h"

enum { SNIFF = 4096, DECLARATION_MOST = 4096, TAGS_TO_BE_HTML = 6, TITLE_WORDS_LEAST = 3,
       SITE_WORDS_MOST = 8, TITLE_BLOCKS = 40,
       SITE_TITLE_MOST = 4 };

/* ---- what it is ---- */

static bool begins_like_html(Str s) {
  static const char *const begins[] = {
      "<!doctype html", "<html",  "<head",  "<script", "<iframe", "<h1",   "<div",  "<font",
      "<table",         "<a ",    "<style", "<title",  "<b>",     "<body", "<br",   "<p>",
      "<p ",            "<!--",   "<meta",  "<link",   "<article", "<main", "<section", "<h2",
      "<span",          "<ul",    "<ol",    "<header", "<center", "<base"};
  for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
    size_t n = strlen(begins[i]);
    if (s.n > n && str_equal_fold((Str){s.p, n}, str_of(begins[i]))) {
      char next = s.p[n];
      bool whole = !((next | 32) >= 'a' && (next | 32) <= 'z') || i == 0;
      return whole || begins[i][n - 1] == ' ' || begins[i][n - 1] == '>';
    }
  }
  return false;
}

bool html_recognise(Str bytes) {
  Str s = bytes;
  if (str_starts(s, "\xEF\xBB\xBF")) {
    s = (Str){s.p + 3, s.n - 3};
  }
  while (s.n && ascii_is_space(s.p[0])) {
    s = (Str){s.p + 1, s.n - 1};
  }
  if (!s.n || (s.p[0] == '<' && begins_like_html(s))) {
    return s.n > 0;
  }
  /* Otherwise by its beginning: a doctype other than HTML's first line, or many known tags. */
  HtmlReader reader = {.source = {s.p, s.n < SNIFF ? s.n : SNIFF}};
  HtmlToken token;
  uint32_t known = 0;
  while (html_next(&reader, &token)) {
    bool tag = token.kind == HTML_START || token.kind == HTML_END;
    if (token.kind == HTML_START && (token.tag == HTML_TAG_HTML || token.tag == HTML_TAG_BODY)) {
      return s.p[0] == '<';
    }
    known += tag && token.tag != HTML_TAG_OTHER;
  }
  return known >= TAGS_TO_BE_HTML;
}

/* "…charset=utf-8…" → utf-8 */
static Str charset_in(Str content) {
  for (size_t i = 0; i + 8 < content.n; i++) {
    if (str_equal_fold((Str){content.p + i, 7}, str_lit("charset"))) {
      size_t at = i + 7;
      while (at < content.n && (ascii_is_space(content.p[at]) || strchr("=\"'", content.p[at]))) {
        at++;
      }
      size_t end = at;
      while (end < content.n && !ascii_is_space(content.p[end]) && !strchr(";\"'", content.p[end])) {
        end++;
      }
      return (Str){content.p + at, end - at};
    }
  }
  return (Str){NULL, 0};
}

Str html_declared_encoding(Str bytes) {
  Str s = {bytes.p, bytes.n < DECLARATION_MOST ? bytes.n : DECLARATION_MOST};
  HtmlReader reader = {.source = s};
  HtmlToken token;
  if (str_starts(s, "<?xml")) {
    Str rest;
    Str declaration = str_split(s, '>', &rest);
    for (size_t i = 5; i + 10 < declaration.n; i++) {
      if (memcmp(declaration.p + i, "encoding", 8) == 0) {
        size_t at = i + 8;
        while (at < declaration.n && strchr(" =\"'", declaration.p[at])) {
          at++;
        }
        size_t end = at;
        while (end < declaration.n && !strchr("\"'? ", declaration.p[end])) {
          end++;
        }
        return (Str){declaration.p + at, end - at};
      }
    }
  }
  while (html_next(&reader, &token)) {
    if (token.kind != HTML_START || token.tag != HTML_TAG_META) {
      continue;
    }
    const Str *charset = html_tag_attribute(&token, HTML_ATTRIBUTE_CHARSET);
    const Str *content = html_tag_attribute(&token, HTML_ATTRIBUTE_CONTENT);
    const Str *equiv = html_tag_attribute(&token, HTML_ATTRIBUTE_HTTP_EQUIV);
    if (charset) {
      return str_trim(*charset);
    }
    if (content && equiv && str_equal_fold(*equiv, str_lit("content-type"))) {
      Str found = charset_in(*content);
      if (found.n) {
        return found;
      }
    }
  }
  return (Str){NULL, 0};
}

/* ---- the map ---- */

/* Page offsets → file offsets, where the file's bytes were decoded first. A run that crosses runs
   of the decoding is cut there. */
static void compose(const SourceRuns *page, const SourceRuns *decoding, Arena *arena,
                    SourceRuns *out) {
  uint32_t k = 0;
  for (uint32_t i = 0; i < page->n; i++) {
    SourceRun run = page->v[i];
    uint64_t length = run.end - run.start;
    bool whole = length != span_length(run.text);
    uint64_t at = run.start;
    while (k + 1 < decoding->n && decoding->v[k].text.end <= at) {
      k++;
    }
    while (at < run.end) {
      const SourceRun *d = &decoding->v[k];
      uint64_t stop = run.end < d->text.end ? run.end : d->text.end;
      uint64_t text = span_length(d->text), source = d->end - d->start;
      bool even = source == text || source == text * 2;
      uint64_t ratio = even ? source / text : 0;
      uint64_t from = even ? d->start + (at - d->text.start) * ratio : d->start;
      uint64_t to = even ? d->start + (stop - d->text.start) * ratio : d->end;
      if (whole && at > run.start) {
        out->v[out->n - 1].end = to;
      } else {
        Span piece = whole ? run.text
                           : (Span){run.text.start + (uint32_t)(at - run.start),
                                    run.text.start + (uint32_t)(stop - run.start)};
        array_push(arena, out, (SourceRun){piece, from, to});
      }
      at = stop;
      if (at < run.end && k + 1 < decoding->n) {
        k++;
      } else if (at < run.end) {
        break;
      }
    }
  }
}

/* ---- title ---- */

static uint32_t word_count(Str s) {
  uint32_t words = 0;
  for (size_t i = 0; i < s.n; i++) {
    words += s.p[i] != ' ' && (i == 0 || s.p[i - 1] == ' ');
  }
  return words;
}

/* "Twelve die in mine | The Paper" → "Twelve die in mine" */
static Str without_site(Str title) {
  static const char *const signs[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ",
                                      " \xC2\xBB ", " \xE2\x80\xA2 ", " \xC2\xB7 "};
  for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
    size_t n = strlen(signs[k]);
    for (size_t i = title.n; i-- > 0;) {
      if (i + n > title.n || memcmp(title.p + i, signs[k], n) != 0) {
        continue;
      }
      Str head = {title.p, i}, site = {title.p + i + n, title.n - i - n};
      if (word_count(head) >= TITLE_WORDS_LEAST && word_count(site) <= SITE_WORDS_MOST) {
        return head;
      }
    }
  }
  return title;
}

/* Are two titles the same but for case, or one the other and the site's name, before or behind? */
static bool same_title(Str block, Str title) {
  if (!block.n || block.n > title.n) {
    return false;
  }
  size_t more = title.n - block.n;
  Str head = {title.p, block.n}, tail = {title.p + more, block.n};
  bool long_enough = word_count(block) >= TITLE_WORDS_LEAST;
  if (str_equal_fold(block, head)) {
    return !more || (long_enough && !ascii_is_letter(title.p[block.n]));
  }
  /* behind, only after a sign between two blanks: "The Paper - Twelve die in mine" */
  return long_enough && more >= 4 && title.p[more - 1] == ' ' && !ascii_is_letter(title.p[more - 2]) &&
         str_equal_fold(block, tail);
}

static Str first_line(Str s) {
  const char *end = memchr(s.p, '\n', s.n);
  return (Str){s.p, end ? (size_t)(end - s.p) : s.n};
}

/* Makes two blocks of one, whose first is its first line. */
static void line_split(HtmlText *t, uint32_t i, Arena *arena) {
  HtmlBlock first = t->blocks.v[i], rest = first;
  Str line = first_line(str_cut((Str){t->bytes, t->n}, first.raw.span));
  first.raw.span.end = first.raw.span.start + (uint32_t)line.n;
  rest.raw.span.start = first.raw.span.end + 1;
  while (rest.raw.span.start < rest.raw.span.end &&
         strchr(" \n\t", t->bytes[rest.raw.span.start])) {
    rest.raw.span.start++;
  }
  while (first.raw.span.end > first.raw.span.start &&
         strchr(" \t", t->bytes[first.raw.span.end - 1])) {
    first.raw.span.end--;
  }
  rest.raw.lines = first.raw.lines > 1 ? (uint16_t)(first.raw.lines - 1) : 1;
  first.raw.lines = 1;
  rest.raw.gap_before = false;
  rest.link_bytes = 0;
  rest.raw.kind = first.raw.kind == BLOCK_TABLE ? BLOCK_PARAGRAPH : first.raw.kind;
  array_push(arena, &t->blocks, rest);
  memmove(t->blocks.v + i + 2, t->blocks.v + i + 1,
          (t->blocks.n - i - 2) * sizeof *t->blocks.v);
  t->blocks.v[i] = first;
  t->blocks.v[i + 1] = rest;
}

/* Of a piece of a page, without a title: its heading, where it has just one and begins with it;
   else UINT32_MAX. */
static uint32_t only_heading(const HtmlText *t) {
  uint32_t found = UINT32_MAX;
  for (uint32_t i = 0; i < t->blocks.n; i++) {
    const HtmlBlock *b = &t->blocks.v[i];
    if (b->heading && found != UINT32_MAX) {
      return UINT32_MAX;
    }
    bool body = block_is_body(str_cut((Str){t->bytes, t->n}, b->raw.span));
    found = b->heading && !b->link_bytes ? i : found;
    if (body && found == UINT32_MAX) {
      return UINT32_MAX;
    }
  }
  return found;
}

/* Does a line begin as one that names the author does ("By …")? */
static bool is_credit_line(const BlockRules *rules, Str line) {
  Str rest;
  const BlockList *leads = rules ? block_rules_list(rules, str_lit("credit-lead")) : NULL;
  Str word = str_split(line, ' ', &rest);
  uint32_t value;
  return leads && block_list_read(leads, word, &value) == word.n;
}

/* Where <title> names only the site: a line that nothing tells from a title, close above the first
   running text. */
static uint32_t line_above(const BlockRules *rules, const HtmlText *t, Arena *arena) {
  enum { ABOVE_MOST = 4, WORDS_LEAST = 4, WORDS_MOST = 25 };
  uint32_t body = 0;
  while (body < t->blocks.n &&
         !block_is_body(str_cut((Str){t->bytes, t->n}, t->blocks.v[body].raw.span))) {
    body++;
  }
  for (uint32_t i = body; body < t->blocks.n && i-- > 0 && i + ABOVE_MOST >= body;) {
    const HtmlBlock *b = &t->blocks.v[i];
    Str line = str_cut((Str){t->bytes, t->n}, b->raw.span);
    uint32_t words = word_count(line);
    bool plain = !b->link_bytes && (b->raw.kind == BLOCK_PARAGRAPH || b->raw.kind == BLOCK_HEADING);
    if (plain && words >= WORDS_LEAST && words <= WORDS_MOST && b->raw.lines == 1 &&
        !strchr(".!?:;,", line.p[line.n - 1]) && !is_credit_line(rules, line) &&
        !meta_field_date(rules, line, arena).n) {
      return i;
    }
  }
  return UINT32_MAX;
}

/* The block that holds the title: one that says, by itself or in its first line, what the metadata
   say, else the first <h1>; UINT32_MAX if there is none. */
static uint32_t find_title(const BlockRules *rules, HtmlText *t, Str title, Str page_title,
                           Arena *arena) {
  uint32_t first_h1 = UINT32_MAX, h1_count = 0, linked = UINT32_MAX;
  for (uint32_t i = 0; i < t->blocks.n; i++) {
    const HtmlBlock *b = &t->blocks.v[i];
    Str raw = str_cut((Str){t->bytes, t->n}, b->raw.span);
    bool candidate = (b->heading || i < TITLE_BLOCKS) && b->raw.kind != BLOCK_LIST_ITEM &&
                     (!b->link_bytes || b->heading) && raw.n <= 1000;
    Str text = candidate ? meta_line(raw, arena) : (Str){NULL, 0};
    if (text.n && (same_title(text, title) || same_title(text, page_title))) {
      if (!b->link_bytes) {
        return i;
      }
      linked = linked == UINT32_MAX ? i : linked; /* a heading that leads to its own page */
    }
    Str line = candidate && !b->link_bytes && first_line(raw).n < raw.n ? meta_line(first_line(raw), arena)
                                                      : (Str){NULL, 0};
    if (line.n && (same_title(line, title) || same_title(line, page_title))) {
      line_split(t, i, arena);
      return i;
    }
    if (b->heading == HTML_TAG_H1) {
      first_h1 = h1_count == 0 && b->link_bytes * 2 < raw.n ? i : first_h1;
      h1_count++;
    }
  }
  if (linked != UINT32_MAX) {
    return linked;
  }
  if (first_h1 == UINT32_MAX) {
    uint32_t only = only_heading(t);
    bool site = page_title.n && str_equal(title, page_title) && word_count(title) <= SITE_TITLE_MOST;
    return only == UINT32_MAX && site ? line_above(rules, t, arena) : only;
  }
  return first_h1;
}

/* Does a container hold a block? */
static bool holds(const HtmlText *t, uint32_t container, uint32_t block) {
  uint32_t c = t->blocks.v[block].container;
  while (c > container) {
    c = t->containers.v[c].parent;
  }
  return c == container;
}

/* A day in a short line between the title and the text, or just above the title and with it in one
   part of the page; where nothing else tells it. */
static void take_line_date(const DocOptions *options, const HtmlText *t, const RawBlocks *raw,
                           uint32_t title_at, Arena *arena, Document *d) {
  enum { LINE_MOST = 80, ABOVE_MOST = 3 };
  if (title_at == UINT32_MAX) {
    return;
  }
  uint32_t part = t->containers.v[t->blocks.v[title_at].container].parent;
  for (uint32_t i = title_at > ABOVE_MOST ? title_at - ABOVE_MOST : 0; i < raw->n && (!d->date.n || d->date_weak); i++) {
    Str line = str_cut((Str){t->bytes, t->n}, raw->v[i].span);
    bool apart = raw->v[i].kind == BLOCK_FURNITURE || raw->v[i].kind == BLOCK_BYLINE;
    if (i > title_at && !apart && block_is_body(line)) {
      break;
    }
    bool beside = i > title_at || (part && holds(t, part, i));
    apart = apart && !str_is(raw->v[i].rule, "byline.changed");
    if (apart && beside && line.n <= LINE_MOST && t->blocks.v[i].link_bytes * 2 < line.n) {
      Str found = meta_field_date(options->rules, line, arena);
      d->date = found.n ? found : d->date;
      d->date_weak = d->date_weak && !found.n;
      d->date_basis = d->date.n ? DATE_BYLINE : DATE_NONE;
    }
  }
}

/* ---- all of it ---- */

static Str field_of(Str given, HtmlField field) {
  return given.n ? given : field.value;
}

static void take_metadata(const HtmlMeta *meta, Document *d) {
  bool same = str_equal_fold(meta->author.value, meta->publisher.value);
  d->author = same ? d->author : field_of(d->author, meta->author);
  d->publisher = field_of(d->publisher, meta->publisher);
  d->url = field_of(d->url, meta->url);
  d->language = field_of(d->language, meta->language);
  d->modified = meta->modified.value;
  if (!d->date.n && meta->date.value.n) {
    d->date = meta->date.value;
    d->date_basis = DATE_METADATA;
  }
}

static void put_together(HtmlText *t, RawBlocks *raw, uint32_t title_at, Str title, Arena *arena,
                         Document *d) {
  Str body = {t->n ? t->bytes : "", t->n};
  uint32_t shift = 0;
  d->text = body;
  if (title_at != UINT32_MAX) {
    d->title = meta_line(str_cut(body, raw->v[title_at].span), arena);
  } else if (title.n) {
    shift = (uint32_t)title.n + 2;
    d->title = title;
    char *whole = arena_bytes(arena, shift + t->n + 1);
    memcpy(whole, title.p, title.n);
    memcpy(whole + title.n, "\n\n", 2);
    memcpy(whole + shift, t->n ? t->bytes : "", t->n);
    whole[shift + t->n] = 0;
    d->text = (Str){whole, shift + t->n};
  }
  d->body_at = shift;
  blocks_finish(raw, shift, arena, d);
}

void html_read(const DocOptions *options, const Decoded *decoded, Arena *arena, Document *d) {
  HtmlText *t = arena_new(arena, HtmlText);
  HtmlMeta *meta = arena_new(arena, HtmlMeta);
  RawBlocks raw = {0};
  *meta = (HtmlMeta){.rules = options->rules, .arena = arena};
  if (!html_text_make(options->rules, decoded->text, DOCUMENT_TEXT_MOST, arena, t, meta)) {
    array_push(arena, &d->notes, str_lit("only the first GiB of text was read"));
  }
  take_metadata(meta, d);
  Str page_title = without_site(meta->page_title);
  Str title = meta->title.value.n ? meta->title.value : page_title;
  html_lines(t, arena);
  uint32_t title_at = find_title(options->rules, t, title, meta->page_title, arena);
  html_main(options->rules, t, title_at, arena, d, &raw);
  take_line_date(options, t, &raw, title_at, arena, d);
  if (!d->date.n && d->url.n) {
    d->date = meta_address_date(d->url, arena);
    d->date_basis = d->date.n ? DATE_ADDRESS : DATE_NONE;
  }
  put_together(t, &raw, title_at, title, arena, d);
  html_entries(t, meta->live, arena, d);
  if (!d->author.n) {
    d->author = html_credit(t, &raw, d, arena);
  }
  SourceRuns map = t->runs;
  if (decoded->runs.n) {
    map = (SourceRuns){0};
    compose(&t->runs, &decoded->runs, arena, &map);
  }
  d->source_map.v = map.v;
  d->source_map.n = map.n;
  d->source_map.cap = map.cap;
}
