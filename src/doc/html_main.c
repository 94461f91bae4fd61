/* HTML main text. Four steps: elements that call themselves navigation, comments and the like are
   furniture, unless they hold most of the running text; the *body* is the innermost element that
   still holds nearly all of the rest, with its brothers of the same class; the rules for texts; then
   what stands before and behind the running text, and headings of nothing. Compare J. Pomikálek,
   "Removing Boilerplate and Duplicate Content from Web Corpora" (2011), for the use of link and
   stop-word density, and C. Kohlschütter and others, "Boilerplate Detection using Shallow Text
   Features" (2010), for that of neighbours. */
#include "doc/html_main.h"

#include "base/eight.h"
#include "base/utf8.h"
#include "doc/html_inset.h"

enum {
  ENTRIES_LEAST = 3, /* containers of one kind, each with a time, that make a live blog */
  WORD_MOST = 16,    /* bytes of a stop word */
  TERM_WORDS = 4,    /* of a term, such as "Source" */
};

/* Is the word of n bytes, in any case, a stop word? Where the lists are no table. */
static bool is_stopword(const Main *m, const char *word, size_t n) {
  char small[WORD_MOST];
  if (n > WORD_MOST || !m->stopwords) {
    return false;
  }
  for (size_t i = 0; i < n; i++) {
    small[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] + 32 : word[i]);
  }
  return map_find(&m->stopwords->words, (Str){small, n}) != NULL;
}

/* The marks of a word of n bytes, of which `letters` are the first eight in small letters. */
static inline uint8_t word_marks(const Main *m, const char *word, size_t n, uint64_t letters) {
  if (m->rules->marks.n) {
    return block_word_marks(&m->rules->marks, letters, n);
  }
  return is_stopword(m, word, n) ? WORD_STOP : 0;
}

/* Bytes of words: letters, digits, apostrophes, all that is no ASCII. */
static inline uint64_t word_bytes(uint64_t x) {
  return eight_within(x | EIGHT_ONES * 0x20, 'a', 'z') | eight_within(x, '0', '9') |
         eight_equal(x, '\'') | (x & EIGHT_TOPS);
}

/* Eight bytes may be loaded from any place of the text (room_make). */
static Density density_of(const Main *m, const HtmlBlock *b) {
  Str s = str_cut((Str){m->t->bytes, m->t->n}, b->raw.span);
  uint32_t words = 0, stopwords = 0, address = 0, appeal = 0;
  for (size_t at = 0; at < s.n;) {
    uint64_t x = eight_load(s.p + at), part = word_bytes(x);
    if (!(part & 0x80)) {
      at += part ? eight_first(part) : 8;
      continue;
    }
    uint64_t none = ~part & EIGHT_TOPS;
    size_t start = at, n = none ? eight_first(none) : 8;
    while (n >= 8 && at + n < s.n && !none) {
      none = ~word_bytes(eight_load(s.p + at + n)) & EIGHT_TOPS;
      n += none ? eight_first(none) : 8;
    }
    n = n < s.n - start ? n : s.n - start;
    uint64_t small = x | (eight_within(x, 'A', 'Z') >> 2);
    words++;
    uint8_t marks = word_marks(m, s.p + start, n, n < 8 ? small & ((UINT64_C(1) << n * 8) - 1) : small);
    stopwords += marks & WORD_STOP;
    address += (marks & (WORD_YOU | WORD_WE)) != 0;
    appeal += marks / WORD_ASKS;
    at += n;
  }
  uint32_t bytes = span_length(b->raw.span), links = b->link_bytes < bytes ? b->link_bytes : bytes;
  return (Density){words, words ? stopwords * 100 / words : 0,
                   (uint32_t)((uint64_t)links * 100 / bytes),
                   (uint16_t)(address < 0xFFFF ? address : 0xFFFF),
                   (uint16_t)(appeal < 0xFFFF ? appeal : 0xFFFF)};
}

/* Running text: long enough, ended like a sentence or rich in stop words, and no list of links. */
static bool is_running(const Main *m, uint32_t i) {
  Density d = m->densities[i];
  const BlockLimits *l = &m->limits;
  if (d.links > l->links_high || m->t->blocks.v[i].heading) {
    return false;
  }
  bool body = block_is_body(html_block_text(m, i));
  return (d.words >= l->words_long && d.stopwords >= l->stopwords_good) ||
         (body && (d.stopwords >= l->stopwords_low || d.words >= 2 * l->words_long));
}

/* ---- containers ---- */

/* Sums running text outside furniture into containers, innermost first (parents have smaller
   indices). */
static uint64_t sum_bodies(Main *m) {
  uint64_t all = 0;
  for (uint32_t c = 0; c < m->t->containers.n; c++) {
    HtmlContainer *own = &m->t->containers.v[c];
    own->body = own->running = own->bytes = own->links = 0;
    own->heading = HTML_TAG_OTHER;
  }
  for (uint32_t i = 0; i < m->t->blocks.n; i++) {
    HtmlContainer *own = html_container_of(m, i);
    const HtmlBlock *b = &m->t->blocks.v[i];
    own->heading = own->bytes ? own->heading : b->heading;
    own->bytes += span_length(b->raw.span);
    own->links += b->link_bytes;
    if (m->running[i] && !own->furniture) {
      own->body += span_length(m->t->blocks.v[i].raw.span);
      own->running++;
      all += span_length(m->t->blocks.v[i].raw.span);
    }
  }
  for (uint32_t c = m->t->containers.n; c-- > 1;) {
    HtmlContainer *inner = &m->t->containers.v[c];
    m->t->containers.v[inner->parent].body += inner->body;
    m->t->containers.v[inner->parent].running += inner->running;
    m->t->containers.v[inner->parent].bytes += inner->bytes;
    m->t->containers.v[inner->parent].links += inner->links;
  }
  return all;
}

/* An element of text and no part of the layout: its class says how it looks. */
static bool is_text_element(const HtmlContainer *c) {
  return c->hint_word && c->tag != HTML_TAG_DIV && !(html_tag_flags(c->tag) & HT_PART);
}

/* How much running text a container holds; of paragraphs beside one another, with one word of
   furniture in their class, all of them together. */
static uint64_t *sum_alike(const Main *m, Arena *arena) {
  uint32_t n = m->t->containers.n;
  uint64_t *sums = arena_array(arena, uint64_t, n);
  uint32_t *first = arena_array(arena, uint32_t, n); /* of a parent: the first such paragraph in it */
  for (uint32_t c = 1; c < n; c++) {
    const HtmlContainer *own = &m->t->containers.v[c];
    uint32_t *at = &first[own->parent];
    if (own->tag == HTML_TAG_P && is_text_element(own)) {
      *at = *at ? *at : c;
      sums[*at] += own->hint_word == m->t->containers.v[*at].hint_word ? own->body : 0;
    }
  }
  for (uint32_t c = 1; c < n; c++) {
    const HtmlContainer *own = &m->t->containers.v[c];
    uint32_t at = first[own->parent];
    bool alike = is_text_element(own) && at && own->hint_word == m->t->containers.v[at].hint_word;
    sums[c] = alike ? sums[at] : own->body;
  }
  return sums;
}

/* Outermost first: what is furniture by its name, if it does not hold most of the page. */
static void judge_containers(Main *m, Arena *arena) {
  uint64_t all = sum_bodies(m), *alike = sum_alike(m, arena);
  for (uint32_t c = 1; c < m->t->containers.n; c++) {
    HtmlContainer *own = &m->t->containers.v[c];
    const HtmlContainer *parent = &m->t->containers.v[own->parent];
    bool named = own->hint >= HINT_FURNITURE;
    uint32_t share = own->hint == HINT_COMMENTS ? m->limits.share_comments : m->limits.share_hint;
    bool most = all && alike[c] * 100 > all * share;
    own->excused = most && named ? own->hint_word : parent->excused;
    own->furniture = !most && (parent->furniture || named);
    own->why = parent->furniture ? parent->why : own->hint;
    own->main = parent->main || (own->hint == HINT_CONTENT && own->tag != HTML_TAG_MAIN);
    own->live = parent->live || own->hint == HINT_LIVE;
    own->summary = parent->summary || own->hint == HINT_SUMMARY;
  }
}

/* Inwards from the page as long as one container holds nearly all running text of the one around
   it; but not as far as a paragraph or two. */
static uint32_t find_body(const Main *m, uint64_t all) {
  const HtmlContainer *v = m->t->containers.v;
  uint32_t at = 0;
  for (uint32_t c = 1; c < m->t->containers.n; c++) {
    uint32_t share = v[c].titled ? m->limits.share_titled : m->limits.share_body;
    bool most = v[c].body * 100 >= v[at].body * share &&
                v[c].body * 100 >= all * m->limits.share_least;
    if (v[c].parent == at && most && !v[c].furniture) {
      at = c;
    }
  }
  while (at && v[at].running < m->limits.body_paragraphs &&
         v[v[at].parent].running > v[at].running) {
    at = v[at].parent;
  }
  return all ? at : 0;
}

/* A part of the body beside its greatest: of the same class, or with much running text itself. */
static bool is_part(const Main *m, const HtmlContainer *c, uint64_t all) {
  const HtmlContainer *body = &m->t->containers.v[m->body];
  if (!m->body || c->parent != body->parent || c->furniture || c->tag != body->tag) {
    return false;
  }
  bool same = c->class.n && str_equal(c->class, body->class);
  bool linked = c->links * 100 > (uint64_t)c->bytes * m->limits.links_some;
  bool headed = c->heading && c->heading == body->heading && !linked;
  return same || headed ||
         (c->running >= 2 && c->body * 100 >= all * m->limits.share_part && !c->class.n && !linked);
}

static void mark_body(Main *m) {
  uint64_t all = sum_bodies(m);
  if (m->title_at != UINT32_MAX) {
    for (uint32_t c = m->t->blocks.v[m->title_at].container; c; c = m->t->containers.v[c].parent) {
      m->t->containers.v[c].titled = true;
    }
  }
  m->all = all;
  m->body = find_body(m, all);
  for (uint32_t c = 0; c < m->t->containers.n; c++) {
    HtmlContainer *own = &m->t->containers.v[c];
    const HtmlContainer *parent = &m->t->containers.v[own->parent];
    own->in_body = c == m->body || (c && parent->in_body) || is_part(m, own, all);
    /* A word of the body's own name says nothing inside it. */
    bool excused = c && own->hint_word && own->hint_word == m->t->containers.v[m->body].excused;
    bool named = own->hint >= HINT_FURNITURE && !(own->in_body && excused);
    own->furniture = own->furniture && (parent->furniture || named);
    own->near = m->body && (c == m->t->containers.v[m->body].parent || (c && parent->near));
  }
  m->first = UINT32_MAX;
  m->last = 0;
  for (uint32_t i = 0; i < m->t->blocks.n; i++) {
    if (html_container_of(m, i)->in_body && m->running[i]) {
      m->first = m->first == UINT32_MAX ? i : m->first;
      m->last = i;
    }
  }
}

/* ---- blocks ---- */

static void set_kind(RawBlock *r, BlockKind kind, Str rule, bool fixed) {
  r->kind = kind;
  r->rule = rule;
  r->fixed = fixed;
}

/* Between the title and the body: does the block belong to the account, as its summary does? */
static bool is_lead(const Main *m, uint32_t i) {
  const HtmlContainer *c = html_container_of(m, i);
  Density d = m->densities[i];
  if (m->title_at == UINT32_MAX || i <= m->title_at || d.links > m->limits.links_furniture) {
    return false;
  }
  return m->running[i] || (c->summary && d.words >= 3) ||
         (d.words >= m->limits.words_short && d.stopwords >= m->limits.stopwords_low &&
          !d.links);
}

/* Tables and lists of terms beside the body, in what is around it, and their headings. */
static bool is_data(const Main *m, uint32_t i) {
  const HtmlBlock *b = &m->t->blocks.v[i];
  const HtmlContainer *c = html_container_of(m, i);
  if (b->heading && i + 1 < m->t->blocks.n) {
    return !m->t->blocks.v[i + 1].heading && is_data(m, i + 1);
  }
  bool term = b->definition || (b->raw.kind == BLOCK_TABLE && b->cells > 1);
  return term && c->near && m->densities[i].links <= m->limits.links_furniture;
}

/* Outside of the body: before it only what leads to it, behind it nothing. */
static bool is_outside(const Main *m, uint32_t i) {
  const HtmlContainer *c = html_container_of(m, i);
  const HtmlBlock *b = &m->t->blocks.v[i];
  if (c->in_body) {
    return m->title_at != UINT32_MAX && i < m->title_at && i < m->first && b->heading == 0;
  }
  return b->raw.kind != BLOCK_CAPTION && !(i < m->first && is_lead(m, i)) && !is_data(m, i);
}

/* A short block of an element that calls itself a time or the author's. */
static bool is_stamp(const Main *m, uint32_t i) {
  const HtmlContainer *c = html_container_of(m, i);
  return (c->hint == HINT_STAMP || c->hint == HINT_CREDIT) && !m->running[i] &&
         m->densities[i].words <= m->limits.words_long && !m->t->blocks.v[i].heading;
}

static void judge_blocks(Main *m, RawBlocks *raw) {
  static const Str reasons[] = {[HINT_FURNITURE] = STR("html.container"),
                                [HINT_RELATED] = STR("html.related"),
                                [HINT_COMMENTS] = STR("html.comments")};
  for (uint32_t i = 0; i < m->t->blocks.n; i++) {
    const HtmlContainer *c = html_container_of(m, i);
    RawBlock *r = &raw->v[i];
    if (i == m->title_at) {
      set_kind(r, BLOCK_TITLE, (Str){NULL, 0}, true);
    } else if (c->furniture) {
      set_kind(r, BLOCK_FURNITURE, reasons[c->why], true);
    } else if (m->densities[i].links > m->limits.links_high && !m->running[i]) {
      set_kind(r, BLOCK_FURNITURE, str_lit("html.links"), true);
    } else if (m->first != UINT32_MAX && is_outside(m, i)) {
      set_kind(r, BLOCK_FURNITURE, str_lit("html.outside"), false);
    } else if (is_stamp(m, i)) {
      set_kind(r, BLOCK_BYLINE, str_lit("html.stamp"), false);
    }
  }
}

static bool ends_sentence(Str s) {
  while (s.n && strchr("\"')]\x9D\x99", s.p[s.n - 1])) {
    s.n -= (unsigned char)s.p[s.n - 1] >= 0x80 && s.n > 3 ? 3 : 1;
  }
  return s.n && strchr(".!?", s.p[s.n - 1]);
}

/* Before the first or behind the last running text: is the block of the account all the same? */
static bool is_ours(const Main *m, uint32_t i, const RawBlock *r) {
  const HtmlContainer *c = html_container_of(m, i);
  Density d = m->densities[i];
  bool joined = r->kind == BLOCK_LIST_ITEM ||
                (r->kind == BLOCK_TABLE && m->t->blocks.v[i].cells > 1);
  bool some = m->body && c->in_body && d.links <= m->limits.links_some &&
              d.words >= m->limits.words_short;
  if (d.links && !joined && !some) {
    return false;
  }
  if (m->body && c->in_body) {
    return joined || r->kind == BLOCK_HEADING || d.words >= m->limits.words_short ||
           (d.words >= 3 && ends_sentence(html_block_text(m, i)));
  }
  if (m->body && !c->in_body) {
    return true; /* judged by its place before */
  }
  if (i && m->running[i - 1] && m->t->blocks.v[i].container == m->t->blocks.v[i - 1].container &&
      r->kind == m->t->blocks.v[i - 1].raw.kind && d.words >= 5 && ends_sentence(html_block_text(m, i))) {
    return true; /* the last line of a text that stands in nothing */
  }
  return c->main && !d.links && r->kind != BLOCK_HEADING &&
         (joined || d.words >= m->limits.words_short);
}

/* What stands before the first and behind the last running text is furniture, save what is known to
   be something else; inside, only short blocks that are mostly links. */
static void judge_edges(Main *m, RawBlocks *raw) {
  uint32_t first = UINT32_MAX, last = 0;
  for (uint32_t i = 0; i < raw->n; i++) {
    if (html_is_content(&raw->v[i]) && raw->v[i].kind != BLOCK_HEADING && m->running[i]) {
      first = first == UINT32_MAX ? i : first;
      last = i;
    }
  }
  if (first == UINT32_MAX) {
    return; /* no running text at all: everything stays as it is */
  }
  for (uint32_t i = 0; i < raw->n; i++) {
    RawBlock *r = &raw->v[i];
    if (r->fixed || !html_is_content(r)) {
      continue;
    }
    Density density = m->densities[i];
    bool linked = density.words < m->limits.words_short &&
                  density.links > m->limits.links_furniture;
    if (((i < first || i > last) && !is_ours(m, i, r)) || linked) {
      set_kind(r, BLOCK_FURNITURE, str_lit("html.edge"), false);
    }
  }
}

/* Is a block of a list of terms not read? */
static bool term_is_void(const Main *m, const RawBlocks *raw, uint32_t i) {
  return m->t->blocks.v[i].definition && !html_is_content(&raw->v[i]);
}

static bool is_link_item(const RawBlocks *raw, uint32_t i) {
  return i < raw->n && raw->v[i].kind == BLOCK_FURNITURE && str_is(raw->v[i].rule, "html.links");
}

/* A short item of a list of links: the page itself, say, among its like. */
static bool is_linked_item(const Main *m, const RawBlocks *raw, uint32_t i) {
  const HtmlBlock *b = &m->t->blocks.v[i];
  bool before = i && m->t->blocks.v[i - 1].raw.kind == BLOCK_LIST_ITEM && is_link_item(raw, i - 1);
  bool after = i + 1 < raw->n && m->t->blocks.v[i + 1].raw.kind == BLOCK_LIST_ITEM;
  return b->raw.kind == BLOCK_LIST_ITEM && before && (!after || is_link_item(raw, i + 1)) &&
         m->densities[i].words <= m->limits.words_short && !ends_sentence(html_block_text(m, i));
}

/* A heading of nothing but links, or of nothing at all, goes with them; so does a short line
   before links. From the end, so that headings of headings follow. */
static void judge_heads(Main *m, RawBlocks *raw) {
  uint32_t next = UINT32_MAX; /* the next block that is kept */
  for (uint32_t i = raw->n; i-- > 0;) {
    RawBlock *r = &raw->v[i];
    const HtmlBlock *b = &m->t->blocks.v[i];
    bool links = i + 1 < raw->n && raw->v[i + 1].kind == BLOCK_FURNITURE &&
                 str_is(raw->v[i + 1].rule, "html.links");
    bool heads_nothing = next == UINT32_MAX || (m->t->blocks.v[next].heading &&
                                                m->t->blocks.v[next].heading <= b->heading);
    bool heading = b->heading && r->kind == BLOCK_HEADING && heads_nothing && i + 1 < raw->n &&
                   raw->v[i + 1].kind == BLOCK_FURNITURE;
    bool asks = i + 1 < raw->n && raw->v[i + 1].kind == BLOCK_FURNITURE &&
                str_is(raw->v[i + 1].rule, "html.appeal");
    bool line = r->kind == BLOCK_PARAGRAPH && (links || asks) && !m->running[i] &&
                m->densities[i].words <= m->limits.words_short && !ends_sentence(html_block_text(m, i));
    bool term = b->definition && html_is_content(r) && i + 1 < raw->n && term_is_void(m, raw, i + 1) &&
                m->densities[i].words <= TERM_WORDS;
    bool item = is_linked_item(m, raw, i);
    if (!r->fixed && (heading || line || term || item)) {
      set_kind(r, BLOCK_FURNITURE, str_lit("html.head"), false);
    }
    next = html_is_content(r) || r->kind == BLOCK_CAPTION || r->kind == BLOCK_FOOTNOTE ? i : next;
  }
}

void html_main(const BlockRules *rules, HtmlText *t, uint32_t title_at, Arena *arena, Document *d,
               RawBlocks *raw) {
  for (uint32_t i = 0; i < t->blocks.n; i++) {
    array_push(arena, raw, t->blocks.v[i].raw);
  }
  if (!rules) {
    if (title_at != UINT32_MAX) {
      raw->v[title_at].kind = BLOCK_TITLE;
    }
    return;
  }
  Main m = {.rules = rules, .t = t, .limits = rules->page, .title_at = title_at,
            .stopwords = block_rules_list(rules, str_lit("stopword")),
            .densities = arena_array(arena, Density, t->blocks.n),
            .running = arena_array(arena, bool, t->blocks.n)};
  for (uint32_t i = 0; i < t->blocks.n; i++) {
    m.densities[i] = density_of(&m, &t->blocks.v[i]);
    m.running[i] = is_running(&m, i);
  }
  judge_containers(&m, arena);
  mark_body(&m);
  judge_blocks(&m, raw);
  blocks_decide(rules, (Str){t->bytes, t->n}, false, false, arena, raw, d);
  html_insets(&m, d, arena, raw);
  judge_edges(&m, raw);
  judge_heads(&m, raw);
}

/* ---- lines ---- */

/* May a block be parted behind a line: a short one that is no sentence, above running text or among
   lines as short? Lines of wrapped text are of one width. */
static bool is_apart(Str line, size_t longest) {
  enum { APART_WORDS = 10, APART_BYTES = 60, ALL_SHORT = 56 };
  uint32_t words = 0;
  for (size_t i = 0; i < line.n; i++) {
    words += line.p[i] != ' ' && (i == 0 || line.p[i - 1] == ' ');
  }
  bool narrow = line.n * 10 < longest * 6 || longest <= ALL_SHORT;
  return words <= APART_WORDS && line.n <= APART_BYTES && narrow && !ends_sentence(line);
}

/* Bytes of a span that stand inside links. */
static uint32_t links_within(const HtmlText *t, Span span) {
  uint32_t low = 0, high = t->links.n, bytes = 0;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    bool before = t->links.v[middle].end <= span.start;
    low = before ? middle + 1 : low;
    high = before ? high : middle;
  }
  for (; low < t->links.n && t->links.v[low].start < span.end; low++) {
    Span link = t->links.v[low];
    uint32_t start = link.start > span.start ? link.start : span.start;
    bytes += (link.end < span.end ? link.end : span.end) - start;
  }
  return bytes;
}

static void lines_split(const HtmlText *t, const HtmlBlock *b, Arena *arena, HtmlText *out) {
  HtmlBlock piece = *b;
  size_t longest = 0;
  Str text = str_cut((Str){t->bytes, t->n}, b->raw.span), rest = text;
  while (rest.n) {
    Str line = str_split(rest, '\n', &rest);
    longest = line.n > longest ? line.n : longest;
  }
  for (rest = text; rest.n;) {
    Str line = str_trim(str_split(rest, '\n', &rest));
    uint32_t end = (uint32_t)(line.p + line.n - t->bytes);
    Str next = rest;
    next = str_trim(str_split(next, '\n', &next));
    bool last = !rest.n;
    if (!last && (!line.n || !next.n || !is_apart(line, longest))) {
      continue;
    }
    piece.raw.span.end = last ? b->raw.span.end : end;
    if (piece.raw.span.end > piece.raw.span.start) {
      piece.link_bytes = b->link_bytes ? links_within(t, piece.raw.span) : 0;
      array_push(arena, &out->blocks, piece);
    }
    piece.raw.span.start = last ? piece.raw.span.end : (uint32_t)(next.p - t->bytes);
    piece.raw.gap_before = false;
    piece.raw.lines = 1;
  }
}

void html_lines(HtmlText *t, Arena *arena) {
  HtmlText out = {0};
  bool any = false;
  for (uint32_t i = 0; i < t->blocks.n && !any; i++) {
    any = t->blocks.v[i].raw.lines > 1;
  }
  if (!any) {
    return;
  }
  for (uint32_t i = 0; i < t->blocks.n; i++) {
    const HtmlBlock *b = &t->blocks.v[i];
    bool parted = b->raw.lines > 1 && !b->pre &&
                  (b->raw.kind == BLOCK_PARAGRAPH || b->raw.kind == BLOCK_TABLE) && b->cells <= 1;
    if (parted) {
      lines_split(t, b, arena, &out);
    } else {
      array_push(arena, &out.blocks, *b);
    }
  }
  t->blocks.v = out.blocks.v, t->blocks.n = out.blocks.n, t->blocks.cap = out.blocks.cap;
}

/* ---- entries ---- */

static bool same_kind(const HtmlContainer *a, const HtmlContainer *b) {
  Str rest_a, rest_b;
  return a->tag == b->tag && a->parent == b->parent &&
         str_equal(str_split(a->class, ' ', &rest_a), str_split(b->class, ' ', &rest_b));
}

/* Counts, for each container with a time, those of its kind beside it. */
static void brothers_count(const HtmlText *t, Arena *arena) {
  uint32_t *first = arena_array(arena, uint32_t, t->containers.n); /* of a parent: with a time */
  for (uint32_t c = 1; c < t->containers.n; c++) {
    HtmlContainer *own = &t->containers.v[c];
    if (!own->when.n) {
      continue;
    }
    uint32_t *at = &first[own->parent];
    *at = *at ? *at : c;
    if (same_kind(own, &t->containers.v[*at])) {
      t->containers.v[*at].brothers++;
    }
  }
  for (uint32_t c = 1; c < t->containers.n; c++) {
    HtmlContainer *own = &t->containers.v[c];
    uint32_t at = first[own->parent];
    own->brothers = own->when.n && at && same_kind(own, &t->containers.v[at])
                        ? t->containers.v[at].brothers : 0;
  }
}

void html_entries(const HtmlText *t, bool live, Arena *arena, Document *d) {
  uint32_t before = 0, shift = d->blocks.n - t->blocks.n; /* a title from outside is a block more */
  uint32_t *entries = arena_array(arena, uint32_t, t->containers.n);
  brothers_count(t, arena);
  /* Of each container the entry that it lies in: the outermost with a time of its own, and brothers,
     below one that is live. */
  for (uint32_t c = 1; c < t->containers.n; c++) {
    const HtmlContainer *own = &t->containers.v[c];
    bool begins = own->brothers >= ENTRIES_LEAST && own->when.n && !own->furniture &&
                  (live || t->containers.v[own->parent].live);
    entries[c] = entries[own->parent] ? entries[own->parent] : begins ? c : 0;
  }
  for (uint32_t i = 0; i < t->blocks.n; i++) {
    uint32_t entry = entries[t->blocks.v[i].container];
    if (entry && entry != before) {
      Str when = str_copy(arena, t->containers.v[entry].when);
      array_push(arena, &d->entries, (DocumentEntry){i + shift, i + shift, when});
    }
    if (entry) {
      d->entries.v[d->entries.n - 1].end = i + shift + 1;
    }
    before = entry ? entry : before;
  }
}

/* ---- credits ---- */

static bool str_holds(Str s, Str part) {
  for (size_t i = 0; i + part.n <= s.n; i++) {
    if (memcmp(s.p + i, part.p, part.n) == 0) {
      return true;
    }
  }
  return false;
}

Str html_credit(const HtmlText *t, const RawBlocks *raw, const Document *d, Arena *arena) {
  Str found = {NULL, 0};
  uint32_t first = 0, last = 0;
  while (first < raw->n && (raw->v[first].kind != BLOCK_PARAGRAPH ||
                            !block_is_body(str_cut((Str){t->bytes, t->n}, raw->v[first].span)))) {
    first++;
  }
  for (int round = 0; round < 2 && !found.n && !d->entries.n; round++) {
    for (uint32_t i = 0; i < t->credits.n; i++) {
      const HtmlCredit *c = &t->credits.v[i];
      bool wanted = round == 0 ? c->block <= first : !c->by_link;
      if (wanted && !found.n) {
        found = c->text;
        last = c->block;
      } else if (wanted && c->block <= last + 1 && !str_equal(c->text, found) &&
                 round == 0 && found.n + c->text.n < 200 &&
                 !str_holds(found, c->text) && !str_holds(c->text, found)) {
        found = str_of(arena_printf(arena, "%.*s, %.*s", STR_ARG(found), STR_ARG(c->text)));
      }
    }
  }
  return found;
}
