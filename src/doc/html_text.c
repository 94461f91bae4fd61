/* HTML text: the page's flow. Block elements end blocks; inline elements only count where they are
   links or hidden. */
#include "doc/html_text.h"

#include "base/eight.h"
#include "base/utf8.h"

enum {
  HREF_MOST = 200,
  DEPTH_MOST = 16384,
  BEHIND = 16, /* bytes that may be loaded behind the text */
  SEARCH_MOST = 256, /* open elements that an end tag looks through */
  HINT_WORD_MOST = 24,
  CREDIT_MOST = 90, /* bytes of an element that names the author */
  CREDITS_MOST = 64,
  WHEN_LEVELS = 5,  /* containers around a time to which it belongs */
};

/* An open element. Inline ones stand here only if they are links, credits or hidden, or inside hidden
   ones. */
typedef struct Open {
  HtmlTag tag;
  uint8_t context; /* BlockKind of text directly inside */
  uint8_t credit;  /* its text may name the author: how surely (META_…) */
  bool omit, pre;
  bool block;      /* an element of the page's own making that stands apart */
  bool by_link;    /* a credit by the address of its link */
  bool definition;
  bool apart;      /* in comments, or in what is related */
  uint32_t blocks; /* before it */
  size_t from;     /* of a credit: where its text begins */
  HtmlTag heading;
  uint32_t container;
  Str name;
} Open;

typedef struct Flow {
  const BlockRules *rules;
  Str source;
  size_t most;
  Arena *arena;
  HtmlText *out;
  HtmlMeta *meta;
  ARRAY(Open) open;
  uint32_t too_deep; /* elements begun in the innermost of DEPTH_MOST, which do not count */
  uint32_t counts[HTML_TAG_COUNT]; /* open elements of each tag */
  /* the block being written */
  bool in_block;
  HtmlBlock block;
  bool space;              /* white space is pending … */
  size_t space_at, space_n; /* … from these source bytes */
  uint32_t breaks;         /* <br> pending */
  bool cell;               /* a new cell is pending */
  bool skip_newline;       /* the first one inside <pre> */
  bool after_reference;    /* the last run is a character reference */
  const uint32_t *hint_word; /* of the element last asked for hints: the word that says furniture */
  bool too_long;
} Flow;

/* ---- writing ---- */

static void room_make(Flow *f, size_t n) {
  HtmlText *t = f->out;
  if (t->n + n + BEHIND <= t->capacity) {
    return;
  }
  size_t capacity = t->capacity * 2 + n + 4096;
  char *bytes = arena_bytes(f->arena, capacity);
  if (t->n) {
    memcpy(bytes, t->bytes, t->n);
  }
  t->bytes = bytes;
  t->capacity = capacity;
}

/* Text that the reader makes itself: line breaks and tabs. */
static void put_made(Flow *f, const char *s, size_t n) {
  room_make(f, n);
  memcpy(f->out->bytes + f->out->n, s, n);
  f->out->n += n;
}

/* Text and the source bytes that it is. A character reference is a run of its own, even where its
   character takes as many bytes. */
static void put(Flow *f, const char *s, size_t n, size_t from, size_t length, bool reference) {
  HtmlText *t = f->out;
  bool apart = reference || f->after_reference;
  SourceRun *last = t->runs.n ? &t->runs.v[t->runs.n - 1] : NULL;
  room_make(f, n);
  memcpy(t->bytes + t->n, s, n);
  if (last && !apart && n == length && last->end == from && last->text.end == t->n &&
      last->end - last->start == span_length(last->text)) {
    last->text.end += (uint32_t)n;
    last->end += n;
  } else {
    array_push(f->arena, &t->runs,
               (SourceRun){{(uint32_t)t->n, (uint32_t)(t->n + n)}, from, from + length});
  }
  f->after_reference = reference;
  t->n += n;
}

/* ---- blocks ---- */

static Span trimmed(const HtmlText *t, Span s) {
  Str text = {t->bytes, t->n};
  uint32_t length;
  while (s.start < s.end && rune_is_space(utf8_decode(text, s.start, &length))) {
    s.start += length;
  }
  while (s.end > s.start) {
    uint32_t last = s.end - 1;
    while (last > s.start && ((unsigned char)t->bytes[last] & 0xC0) == 0x80) {
      last--;
    }
    if (!rune_is_space(utf8_decode(text, last, &length))) {
      break;
    }
    s.end = last;
  }
  return s;
}

/* Preformatted text is plain text: its paragraphs become blocks of their own. */
static void push_preformatted(Flow *f) {
  RawBlocks parts = {0};
  uint32_t start = f->block.raw.span.start;
  Str text = str_cut((Str){f->out->bytes, f->out->n}, f->block.raw.span);
  blocks_split(text, f->arena, &parts);
  for (uint32_t i = 0; i < parts.n; i++) {
    HtmlBlock block = f->block;
    block.pre = true;
    block.raw.span = (Span){parts.v[i].span.start + start, parts.v[i].span.end + start};
    block.raw.lines = parts.v[i].lines;
    block.raw.gap_before = parts.v[i].gap_before;
    array_push(f->arena, &f->out->blocks, block);
  }
}

static void block_end(Flow *f, bool pre) {
  HtmlBlock *b = &f->block;
  f->space = f->cell = false;
  f->breaks = 0;
  if (!f->in_block) {
    return;
  }
  f->in_block = false;
  b->raw.span = trimmed(f->out, (Span){b->raw.span.start, (uint32_t)f->out->n});
  if (b->raw.span.start == b->raw.span.end) {
    return;
  }
  Str text = str_cut((Str){f->out->bytes, f->out->n}, b->raw.span);
  if (b->raw.kind == BLOCK_TABLE && b->cells <= 1 && block_is_body(text)) {
    b->raw.kind = BLOCK_PARAGRAPH; /* a table that only lays out the page */
  }
  if (pre) {
    push_preformatted(f);
  } else {
    array_push(f->arena, &f->out->blocks, *b);
  }
}

static const Open *top(const Flow *f) {
  return &f->open.v[f->open.n - 1];
}

static bool is_tight(BlockKind kind) {
  return kind == BLOCK_LIST_ITEM || kind == BLOCK_TABLE;
}

static void block_begin(Flow *f) {
  const Open *o = top(f);
  HtmlText *t = f->out;
  BlockKind kind = (BlockKind)o->context;
  bool tight = t->blocks.n && is_tight(kind) && t->blocks.v[t->blocks.n - 1].raw.kind == kind;
  if (t->n) {
    put_made(f, "\n\n", tight ? 1 : 2);
  }
  f->block = (HtmlBlock){.raw = {.span = {(uint32_t)t->n, (uint32_t)t->n}, .kind = kind, .lines = 1,
                                 .gap_before = !tight},
                         .heading = o->heading, .container = o->container, .cells = 1,
                         .definition = o->definition && kind == BLOCK_LIST_ITEM};
  f->in_block = true;
  f->space = f->cell = false;
  f->breaks = 0;
}

/* What must stand before the next visible character. */
static void before_text(Flow *f) {
  if (f->in_block && f->breaks >= 2 && !top(f)->pre) {
    block_end(f, false);
  }
  if (!f->in_block) {
    block_begin(f);
    return;
  }
  if (f->cell) {
    put_made(f, "\t", 1);
    f->block.cells++;
  } else if (f->breaks) {
    put_made(f, "\n\n", f->breaks > 1 ? 2 : 1);
    f->block.raw.lines++;
  } else if (f->space) {
    put(f, " ", 1, f->space_at, f->space_n, false);
  }
  f->cell = f->space = false;
  f->breaks = 0;
}

/* ---- text ---- */

enum { C_PLAIN, C_SPACE, C_AND };
static const uint8_t classes[256] = {[' '] = C_SPACE,  ['\n'] = C_SPACE, ['\t'] = C_SPACE,
                                     ['\r'] = C_SPACE, ['\f'] = C_SPACE, ['&'] = C_AND};

static inline unsigned class_of(char c) {
  return classes[(unsigned char)c];
}

/* End of the plain text that begins at `at` with what is no space: up to a reference, white space that
   is collapsed, or the space before it. Single spaces between words are as they are in the source. */
static size_t plain_end(const char *p, size_t at, size_t end, bool pre) {
  size_t stop = at + 1;
  while (!pre && end - at > 16 && stop + 9 <= end) {
    uint64_t x = eight_load(p + stop), next = eight_load(p + stop + 1);
    uint64_t spaces = eight_equal(x, ' ');
    uint64_t blank_next = eight_equal(next, ' ') | eight_within(next, '\t', '\r');
    uint64_t ends = eight_equal(x, '&') | eight_within(x, '\t', '\r') | (spaces & blank_next) |
                    (spaces & eight_equal(next, '&'));
    if (ends) {
      return stop + eight_first(ends);
    }
    stop += 8;
  }
  if (stop > at + 1 && p[stop - 1] == ' ') {
    return stop - 1;
  }
  while (stop < end && class_of(p[stop]) == C_PLAIN) {
    stop++;
  }
  return stop;
}

static size_t add_space(Flow *f, size_t at, size_t end) {
  const char *p = f->source.p;
  size_t from = at;
  if (top(f)->pre) {
    if (f->skip_newline && p[at] == '\r' && at + 1 < end && p[at + 1] == '\n') {
      at += 2;
    } else if (f->skip_newline && (p[at] == '\n' || p[at] == '\r')) {
      at++;
    } else {
      if (!f->in_block || f->breaks) {
        before_text(f);
      }
      put(f, p + at, 1, at, 1, false);
      at++;
    }
    f->skip_newline = false;
    return at;
  }
  while (at < end && class_of(p[at]) == C_SPACE) {
    at++;
  }
  if (!f->space) {
    f->space = true;
    f->space_at = from;
    f->space_n = at - from;
  }
  return at;
}

static void add_text(Flow *f, size_t at, size_t end, bool references) {
  const char *p = f->source.p;
  size_t before = f->out->n;
  if (f->out->n > f->most) {
    f->too_long = true;
    return;
  }
  while (at < end) {
    unsigned class = class_of(p[at]);
    uint32_t c[2], length = 0;
    if (class == C_SPACE) {
      at = add_space(f, at, end);
      continue;
    }
    f->skip_newline = false;
    if (class == C_AND && references) {
      length = html_reference((Str){p, end}, at, false, c);
    }
    if (length) {
      char piece[8];
      uint32_t n = utf8_encode(c[0], piece);
      n += c[1] ? utf8_encode(c[1], piece + n) : 0;
      before_text(f);
      put(f, piece, n, at, length, true);
      at += length;
      continue;
    }
    size_t stop = plain_end(p, at, end, top(f)->pre);
    before_text(f);
    put(f, p + at, stop - at, at, stop - at, false);
    at = stop;
  }
  if (f->counts[HTML_TAG_A] && f->in_block) {
    size_t from = f->block.raw.span.start > before ? f->block.raw.span.start : before;
    f->block.link_bytes += (uint32_t)(f->out->n - from);
    if (f->out->n > from) {
      array_push(f->arena, &f->out->links, (Span){(uint32_t)from, (uint32_t)f->out->n});
    }
  }
}

/* ---- elements ---- */

static bool is_blank(char c) {
  return class_of(c) == C_SPACE;
}

/* The hint of a word in small letters of any length, of which the first HINT_WORD_MOST bytes stand
   here; most words have none, and few of these have the ends and the length of one. */
static inline const uint32_t *hint_find(const BlockRules *rules, const char *word, size_t n) {
  if (n > HINT_WORD_MOST || !block_hint_may(rules, word, n)) {
    return NULL;
  }
  return map_find(&rules->hints, (Str){word, n});
}

/* Is one of the names of a class that of text that is not shown? */
static bool is_unseen(const BlockRules *rules, Str class) {
  while (class.n) {
    char name[HINT_WORD_MOST];
    size_t n = 0;
    for (; n < class.n && !is_blank(class.p[n]); n++) {
      if (n < sizeof name) {
        name[n] = (char)(class.p[n] >= 'A' && class.p[n] <= 'Z' ? class.p[n] + 32 : class.p[n]);
      }
    }
    const uint32_t *found = n ? hint_find(rules, name, n) : NULL;
    if (found && *found == HINT_HIDDEN) {
      return true;
    }
    n += n < class.n;
    class = (Str){class.p + n, class.n - n};
  }
  return false;
}

/* The strongest hint of the words of a class, id or role; the first that is furniture decides, and is
   *which. */
static HtmlHint hint_of_words(const BlockRules *rules, Str s, const uint32_t **which) {
  char word[HINT_WORD_MOST];
  size_t n = 0;
  HtmlHint hint = HINT_NONE;
  bool skip = false;
  for (size_t i = 0; i <= s.n; i++) {
    char c = i < s.n ? s.p[i] : ' ';
    bool upper = c >= 'A' && c <= 'Z';
    bool part = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    bool hump = upper && i && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z';
    if ((!part || hump) && n) {
      const uint32_t *found = hint_find(rules, word, n);
      HtmlHint own = found && !skip && *found != HINT_HIDDEN ? (HtmlHint)*found : HINT_NONE;
      if (own >= HINT_FURNITURE) {
        *which = found;
        return own;
      }
      skip = own == HINT_MODIFIER && !is_blank(c);
      hint = own > hint && own != HINT_MODIFIER ? own : hint;
      n = 0;
    }
    skip = skip && !is_blank(c);
    if (part && n < sizeof word) {
      word[n] = (char)(upper ? c + 32 : c);
    }
    n += part;
  }
  return hint;
}

/* An attribute without a value speaks by its name. */
static HtmlHint hint_of_attributes(Flow *f, const HtmlToken *token, HtmlHint hint) {
  for (uint32_t i = 0; i < token->attribute_count && hint < HINT_FURNITURE; i++) {
    const HtmlAttribute *a = &token->attributes[i];
    HtmlHint found = !a->value.n                       ? hint_of_words(f->rules, a->name, &f->hint_word)
                     : a->id <= HTML_ATTRIBUTE_HINTS ? hint_of_words(f->rules, a->value, &f->hint_word)
                                                      : HINT_NONE;
    hint = found > hint ? found : hint;
  }
  return hint;
}

static HtmlHint hint_of(Flow *f, const HtmlToken *token) {
  f->hint_word = NULL;
  uint32_t flags = html_tag_flags(token->tag);
  HtmlHint hint = flags & HT_ASIDE ? HINT_FURNITURE : HINT_NONE;
  if (token->tag == HTML_TAG_ARTICLE || token->tag == HTML_TAG_MAIN) {
    hint = HINT_CONTENT;
  }
  if (token->tag == HTML_TAG_BODY || token->tag == HTML_TAG_HTML || !f->rules) {
    return hint;
  }
  return hint_of_attributes(f, token, hint);
}

/* An element with a name of the page's own making ("amp-ad") is furniture if its name says so. */
static bool is_own_furniture(Flow *f, const HtmlToken *token) {
  return token->tag == HTML_TAG_OTHER && f->rules && memchr(token->name.p, '-', token->name.n) &&
         hint_of_words(f->rules, token->name, &f->hint_word) >= HINT_FURNITURE;
}

/* Does a style say that nothing is shown? */
static bool style_hides(Str value) {
  char style[256];
  size_t n = 0;
  for (size_t k = 0; k < value.n && n < sizeof style; k++) {
    char c = value.p[k];
    if (!is_blank(c)) {
      style[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }
  for (size_t k = 0; k + 12 <= n; k++) {
    Str rest = {style + k, n - k};
    if (str_starts(rest, "display:none") || str_starts(rest, "visibility:hidden")) {
      return true;
    }
  }
  return false;
}

static bool is_hidden(const BlockRules *rules, const HtmlToken *token) {
  const Str *hidden = html_tag_attribute(token, HTML_ATTRIBUTE_HIDDEN);
  const Str *class = html_tag_attribute(token, HTML_ATTRIBUTE_CLASS);
  const Str *style = html_tag_attribute(token, HTML_ATTRIBUTE_STYLE);
  return (hidden && !str_equal_fold(*hidden, str_lit("until-found"))) ||
         (class && rules && is_unseen(rules, *class)) || (style && style_hides(*style));
}

static uint8_t context_of(HtmlTag tag, uint8_t outer) {
  switch (tag) {
    case HTML_TAG_H1:
    case HTML_TAG_H2:
    case HTML_TAG_H3:
    case HTML_TAG_H4:
    case HTML_TAG_H5:
    case HTML_TAG_H6:
      return BLOCK_HEADING;
    case HTML_TAG_BLOCKQUOTE:
      return BLOCK_QUOTATION;
    case HTML_TAG_FIGURE:
    case HTML_TAG_FIGCAPTION:
    case HTML_TAG_CAPTION:
      return BLOCK_CAPTION;
    case HTML_TAG_LI:
    case HTML_TAG_DD:
    case HTML_TAG_DT:
      return BLOCK_LIST_ITEM;
    case HTML_TAG_TR:
    case HTML_TAG_TD:
    case HTML_TAG_TH:
      return BLOCK_TABLE;
    case HTML_TAG_P:
      return outer == BLOCK_TABLE ? BLOCK_PARAGRAPH : outer;
    default:
      return outer;
  }
}

/* What stands in an element that calls itself the author's is perhaps a name. */
static void take_credit(Flow *f, const Open *o) {
  HtmlText *t = f->out;
  if (t->n <= o->from || t->n - o->from > CREDIT_MOST) {
    return;
  }
  Str name = html_meta_name(f->meta, (Str){t->bytes + o->from, t->n - o->from});
  if (name.n && o->credit > META_WEAK && o->credit > f->meta->author.rank) {
    f->meta->author = (HtmlField){name, o->credit};
  } else if (name.n && t->credits.n < CREDITS_MOST) {
    array_push(f->arena, &t->credits,
               (HtmlCredit){name, o->blocks, o->container, o->by_link});
  }
}

static bool is_cell(HtmlTag tag) {
  return tag == HTML_TAG_TD || tag == HTML_TAG_TH || tag == HTML_TAG_CAPTION;
}

static void pop_to(Flow *f, uint32_t n) {
  while (f->open.n > n) {
    const Open *o = &f->open.v[--f->open.n];
    f->counts[o->tag]--;
    if (o->credit) {
      take_credit(f, o);
    }
    if (is_cell(o->tag) && o->blocks < f->out->blocks.n) {
      block_end(f, o->pre); /* a cell of several blocks lays out the page: the next is not beside */
    }
  }
}

/* Index of the innermost open element that an end tag of this name closes; 0 if none (element 0 is
   the page). Cells and tables keep what stands outside from being closed inside. */
static uint32_t find_open(const Flow *f, HtmlTag tag, Str name) {
  if (!f->counts[tag]) {
    return 0;
  }
  bool of_table = tag == HTML_TAG_TABLE || tag == HTML_TAG_TR || is_cell(tag) ||
                  tag == HTML_TAG_TBODY || tag == HTML_TAG_THEAD || tag == HTML_TAG_TFOOT ||
                  tag == HTML_TAG_BODY || tag == HTML_TAG_HTML;
  uint32_t least = f->open.n > SEARCH_MOST ? f->open.n - SEARCH_MOST : 1;
  for (uint32_t i = f->open.n - 1; i >= least && i > 0; i--) {
    const Open *o = &f->open.v[i];
    if (o->tag == tag && (tag != HTML_TAG_OTHER || str_equal_fold(o->name, name))) {
      return i;
    }
    bool barrier = of_table ? o->tag == HTML_TAG_TABLE && tag != HTML_TAG_TABLE
                            : is_cell(o->tag) || o->tag == HTML_TAG_TABLE;
    if (barrier && tag != HTML_TAG_BODY && tag != HTML_TAG_HTML) {
      break;
    }
  }
  return 0;
}

static bool is_inline(HtmlTag tag) {
  return !(html_tag_flags(tag) & HT_BLOCK);
}

/* Index of the open element of one of two tags that a start tag closes by itself; 0 if none. */
static uint32_t find_implied(const Flow *f, HtmlTag a, HtmlTag b, bool through_blocks) {
  if (!f->counts[a] && !f->counts[b]) {
    return 0;
  }
  uint32_t least = f->open.n > SEARCH_MOST ? f->open.n - SEARCH_MOST : 1;
  for (uint32_t i = f->open.n - 1; i >= least && i > 0; i--) {
    HtmlTag tag = f->open.v[i].tag;
    if (tag == a || tag == b) {
      return i;
    }
    bool passed = is_inline(tag) || (through_blocks && (tag == HTML_TAG_DIV || tag == HTML_TAG_P ||
                                                        tag == HTML_TAG_ADDRESS));
    if (!passed) {
      break;
    }
  }
  return 0;
}

/* Ends what the start of `tag` ends: an open paragraph, the item or cell before. */
static void close_implied(Flow *f, HtmlTag tag) {
  uint32_t at = find_implied(f, HTML_TAG_P, HTML_TAG_P, false);
  if (tag == HTML_TAG_LI) {
    uint32_t item = find_implied(f, HTML_TAG_LI, HTML_TAG_LI, true);
    at = item ? item : at;
  } else if (tag == HTML_TAG_DT || tag == HTML_TAG_DD) {
    uint32_t item = find_implied(f, HTML_TAG_DT, HTML_TAG_DD, true);
    at = item ? item : at;
  } else if (tag == HTML_TAG_TD || tag == HTML_TAG_TH) {
    uint32_t row = find_open(f, HTML_TAG_TD, (Str){NULL, 0});
    uint32_t head = find_open(f, HTML_TAG_TH, (Str){NULL, 0});
    at = row > head ? row : head;
  } else if (tag == HTML_TAG_TR || tag == HTML_TAG_TBODY || tag == HTML_TAG_THEAD ||
             tag == HTML_TAG_TFOOT) {
    at = find_open(f, HTML_TAG_TR, (Str){NULL, 0});
  } else if (tag == HTML_TAG_OPTION || tag == HTML_TAG_OPTGROUP) {
    at = find_implied(f, HTML_TAG_OPTION, HTML_TAG_OPTION, false);
  }
  if (at) {
    pop_to(f, at);
  }
}

/* How surely an element names the author. */
static uint8_t credit_of(const HtmlToken *token, HtmlHint hint) {
  const Str *rel = html_tag_attribute(token, HTML_ATTRIBUTE_REL), *item = html_tag_attribute(token, HTML_ATTRIBUTE_ITEMPROP);
  if (hint != HINT_CREDIT) {
    return META_NONE;
  }
  bool sure = (rel && str_equal_fold(*rel, str_lit("author"))) ||
              (item && str_equal_fold(*item, str_lit("author")));
  return sure ? META_FAIR : META_WEAK;
}

/* Is a link's address that of an author ("/author/ana-bell")? */
static bool links_author(const Flow *f, const HtmlToken *token) {
  const uint32_t *word;
  const Str *href = token->tag == HTML_TAG_A ? html_tag_attribute(token, HTML_ATTRIBUTE_HREF) : NULL;
  return href && href->n <= HREF_MOST && f->rules &&
         hint_of_words(f->rules, *href, &word) == HINT_CREDIT;
}

static void container_push(Flow *f, const HtmlToken *token, HtmlHint hint, Open *o) {
  const Str *class = html_tag_attribute(token, HTML_ATTRIBUTE_CLASS);
  const Str *when = html_tag_attribute(token, HTML_ATTRIBUTE_DATA_TIMESTAMP);
  HtmlContainer container = {.parent = o->container, .hint = hint, .tag = token->tag,
                             .hint_word = hint >= HINT_FURNITURE ? f->hint_word : NULL};
  container.class = class ? *class : (Str){NULL, 0};
  container.when = when ? *when : (Str){NULL, 0};
  o->container = f->out->containers.n;
  array_push(f->arena, &f->out->containers, container);
}

/* <time datetime>: when what is around it was written. */
static void take_when(Flow *f, const HtmlToken *token) {
  const Str *when = html_tag_attribute(token, HTML_ATTRIBUTE_DATETIME);
  uint32_t c = top(f)->container;
  for (int i = 0; when && i < WHEN_LEVELS && c; i++, c = f->out->containers.v[c].parent) {
    if (!f->out->containers.v[c].when.n) {
      f->out->containers.v[c].when = *when;
    }
  }
}

static void element_push(Flow *f, const HtmlToken *token, bool hidden, HtmlHint hint) {
  const Open *outer = top(f);
  uint32_t flags = html_tag_flags(token->tag);
  HtmlTag tag = token->tag;
  Open o = {.tag = tag, .context = context_of(tag, outer->context), .name = token->name,
            .omit = outer->omit || hidden || (flags & HT_OMIT), .container = outer->container,
            .pre = outer->pre || tag == HTML_TAG_PRE || tag == HTML_TAG_LISTING ||
                   tag == HTML_TAG_XMP || tag == HTML_TAG_PLAINTEXT,
            .block = tag == HTML_TAG_OTHER && hint >= HINT_FURNITURE, .from = f->out->n,
            .blocks = f->out->blocks.n, .apart = outer->apart || hint >= HINT_RELATED,
            .definition = tag == HTML_TAG_DT || tag == HTML_TAG_DD ||
                          (outer->definition && tag != HTML_TAG_LI)};
  o.heading = tag >= HTML_TAG_H1 && tag <= HTML_TAG_H6 ? tag : outer->heading;
  o.by_link = tag == HTML_TAG_A && hint != HINT_CREDIT && !o.omit && links_author(f, token);
  o.credit = o.omit || o.apart ? META_NONE : credit_of(token, o.by_link ? HINT_CREDIT : hint);
  bool part = (flags & HT_PART) || (hint && ((flags & HT_BLOCK) || o.block));
  if (part && !o.omit) {
    container_push(f, token, hint, &o);
  }
  f->counts[tag]++;
  array_push(f->arena, &f->open, o);
}

/* What an element's start does to the block and the elements that are open. */
static void start_close(Flow *f, HtmlTag tag, bool block) {
  if (block) {
    bool cell = tag == HTML_TAG_TD || tag == HTML_TAG_TH;
    bool pre = top(f)->pre;
    if (tag != HTML_TAG_OPTION) {
      close_implied(f, tag);
    }
    if (!cell) {
      block_end(f, pre);
    } else if (f->in_block && f->block.raw.kind == BLOCK_TABLE) {
      f->cell = true;
    } else {
      block_end(f, pre);
    }
  } else if (tag == HTML_TAG_A && f->counts[HTML_TAG_A]) {
    uint32_t at = find_implied(f, HTML_TAG_A, HTML_TAG_A, false);
    if (at) {
      pop_to(f, at);
    }
  }
}

static void element_start(Flow *f, const HtmlToken *token) {
  uint32_t flags = html_tag_flags(token->tag);
  HtmlTag tag = token->tag;
  if (tag == HTML_TAG_BR && !top(f)->omit) {
    f->breaks += f->in_block;
    return;
  }
  bool own = !top(f)->omit && is_own_furniture(f, token);
  start_close(f, tag, (flags & HT_BLOCK) || own);
  if (flags & HT_VOID) {
    return;
  }
  bool hidden = is_hidden(f->rules, token);
  bool foreign = token->self_closing && (tag == HTML_TAG_OTHER || tag == HTML_TAG_SVG);
  bool read = !top(f)->omit && !hidden && !(flags & HT_OMIT) && f->rules;
  HtmlHint hint = own && read                               ? HINT_FURNITURE
                  : read && ((flags & HT_BLOCK) || token->attribute_count) ? hint_of(f, token)
                                                            : HINT_NONE;
  bool wanted = (flags & (HT_BLOCK | HT_OMIT)) || own || tag == HTML_TAG_A || hidden ||
                top(f)->omit || hint == HINT_CREDIT;
  if (wanted && !foreign && f->open.n >= DEPTH_MOST) {
    f->too_deep++;
  } else if (wanted && !foreign) {
    element_push(f, token, hidden, own || (flags & HT_BLOCK) || hint == HINT_CREDIT ? hint
                                                                                    : HINT_NONE);
    f->skip_newline = tag == HTML_TAG_PRE || tag == HTML_TAG_LISTING;
  }
}

static void element_end(Flow *f, const HtmlToken *token) {
  HtmlTag tag = token->tag;
  if (tag == HTML_TAG_BR) {
    f->breaks += f->in_block && !top(f)->omit;
    return;
  }
  if (tag == HTML_TAG_BODY || tag == HTML_TAG_HTML) {
    return; /* what follows still belongs to the page */
  }
  if (f->too_deep) {
    f->too_deep--;
    block_end(f, top(f)->pre);
    return;
  }
  uint32_t at = find_open(f, tag, token->name);
  if (tag >= HTML_TAG_H1 && tag <= HTML_TAG_H6 && !at) {
    for (HtmlTag h = HTML_TAG_H1; h <= HTML_TAG_H6 && !at; h++) {
      at = find_open(f, h, token->name); /* </h3> ends <h2> */
    }
  }
  bool pre = top(f)->pre, cell = tag == HTML_TAG_TD || tag == HTML_TAG_TH;
  bool omitted = top(f)->omit;
  bool block = (html_tag_flags(tag) & HT_BLOCK) || (at && f->open.v[at].block);
  if (at) {
    pop_to(f, at);
  }
  if (block && (at || tag == HTML_TAG_P) && !(omitted && top(f)->omit)) {
    if (!cell || !f->in_block || f->block.raw.kind != BLOCK_TABLE) {
      block_end(f, pre);
    } else {
      f->space = false;
      f->breaks = 0;
    }
  }
}

static void text_token(Flow *f, const HtmlToken *token, HtmlMeta *meta, bool *script) {
  Str text = {f->source.p + token->start, token->end - token->start};
  if (token->tag == HTML_TAG_TITLE) {
    html_meta_title(meta, text);
  } else if (token->tag == HTML_TAG_SCRIPT && *script) {
    html_meta_script(meta, text);
  }
  *script = false;
  if (!top(f)->omit) {
    add_text(f, token->start, token->end, token->references);
  }
}

bool html_text_make(const BlockRules *rules, Str source, size_t most, Arena *arena, HtmlText *out,
                    HtmlMeta *meta) {
  Flow *f = arena_new(arena, Flow);
  HtmlReader reader = {.source = source, .xml = str_starts(str_trim(source), "<?xml")};
  HtmlToken *token = arena_new(arena, HtmlToken);
  bool script = false;
  memset(out, 0, sizeof *out);
  *f = (Flow){.rules = rules, .source = source, .most = most, .arena = arena, .out = out,
              .meta = meta};
  array_push(arena, &out->containers, (HtmlContainer){.tag = HTML_TAG_HTML});
  array_push(arena, &f->open, (Open){.tag = HTML_TAG_OTHER, .context = BLOCK_PARAGRAPH});
  while (html_next(&reader, token) && !f->too_long) {
    switch (token->kind) {
      case HTML_TEXT:
        text_token(f, token, meta, &script);
        break;
      case HTML_START:
        html_meta_tag(meta, token);
        if (token->tag == HTML_TAG_TIME) {
          take_when(f, token);
        }
        script = token->tag == HTML_TAG_SCRIPT && html_meta_is_script(token);
        element_start(f, token);
        break;
      case HTML_END:
        element_end(f, token);
        break;
      case HTML_OTHER:
        break;
    }
  }
  block_end(f, top(f)->pre);
  pop_to(f, 1);
  if (out->bytes) {
    memset(out->bytes + out->n, 0, BEHIND);
  }
  return !f->too_long && out->n <= most;
}
