/* Insets. Three signs, each for a whole container that holds the lesser part of the page's running
   text: its first block is a line that heads such parts (a rule with the condition "section"); it is
   a card, a link with a title and a sentence or two; most of its words stand in blocks that speak to
   the reader and ask for something. Such a block goes by itself, too. */
#include "doc/html_inset.h"

#include "base/ascii.h"

enum {
  CARD_BLOCKS = 6,
  CARD_RUNNING = 2,
  BETWEEN_WORDS = 40, /* of a block between two that ask */
};

/* What lies in a container: its blocks, and what of them is read. */
typedef struct Inset {
  uint32_t first, end;    /* blocks; end 0: none */
  uint32_t content;       /* of these, how many are read … */
  uint32_t words, asking; /* … and their words; of these, words of blocks that ask */
  uint32_t links;         /* blocks that are links with titles */
  uint32_t known;         /* words of blocks that a rule for texts says are furniture */
  bool body;              /* holds the body or the title */
  bool gone;
} Inset;

typedef struct Insets {
  const Main *m;
  Str author; /* as the page names one, or the first of several; may be empty */
  RawBlocks *raw;
  Inset *of;  /* per container */
  const uint32_t *part; /* per container: that, or the one around it, of which pages are laid out */
  bool *asks; /* per block */
  uint32_t tail; /* first block behind the account's own containers */
  int voice;  /* do the makers of the page speak in it all along? -1: not known yet */
} Insets;

/* ---- what asks the reader for something ---- */

typedef struct Appeal {
  uint32_t words, you, we, terms, account; /* outside quotation marks, but for words */
} Appeal;

static void word_count(const Main *m, const char *word, size_t n, bool quoted, Appeal *a) {
  uint64_t letters = 0;
  for (size_t i = 0; i < n && i < 8; i++) {
    letters |= (uint64_t)(unsigned char)(word[i] | 32) << (8 * i);
  }
  a->words++;
  if (!quoted) {
    uint8_t marks = block_word_marks(&m->rules->marks, letters, n);
    a->you += (marks & WORD_YOU) != 0;
    a->we += (marks & WORD_WE) != 0;
    a->account += (marks & WORD_ACCOUNT) != 0;
    a->terms += marks / WORD_ASKS;
  }
}

/* Words by letters alone ("you're" is "you" and "re"), outside what stands in quotation marks. */
static Appeal appeal_of(const Main *m, uint32_t block) {
  Str s = html_block_text(m, block);
  Appeal a = {0};
  bool quoted = false;
  for (size_t at = 0; at < s.n;) {
    size_t start = at;
    while (at < s.n && ascii_is_letter(s.p[at])) {
      at++;
    }
    if (at > start) {
      word_count(m, s.p + start, at - start, quoted, &a);
      continue;
    }
    bool curly = at + 3 <= s.n && memcmp(s.p + at, "\xE2\x80", 2) == 0;
    quoted = s.p[at] == '"'                     ? !quoted
             : curly && s.p[at + 2] == '\x9C' ? true
             : curly && s.p[at + 2] == '\x9D' ? false
                                                 : quoted;
    at += curly ? 3 : 1;
  }
  return a;
}

/* Does the account itself say "we" from the beginning, as a statement does? Then only "you" tells. */
static bool has_voice(Insets *v) {
  const Main *m = v->m;
  uint32_t running = 0, we = 0, half = 0;
  for (uint32_t i = m->first; v->voice < 0 && i <= m->last && i < m->t->blocks.n; i++) {
    running += m->running[i] && html_is_content(&v->raw->v[i]);
  }
  for (uint32_t i = m->first; v->voice < 0 && i <= m->last && half * 2 < running; i++) {
    if (m->running[i] && html_is_content(&v->raw->v[i])) {
      half++;
      we += appeal_of(m, i).we > 0;
    }
  }
  v->voice = v->voice >= 0 ? v->voice : we * 100 >= half * m->limits.appeal_voice;
  return v->voice;
}

static bool does_ask(Insets *v, uint32_t i) {
  const Main *m = v->m;
  const BlockLimits *l = &m->limits;
  Density d = m->densities[i];
  bool some = d.appeal >= l->appeal_terms || d.address >= 4;
  if (!some || (d.appeal + d.address) * 100U < d.words * (l->appeal_density - 2U)) {
    return false; /* even with what is quoted */
  }
  Appeal a = appeal_of(m, i);
  uint32_t terms = a.terms > a.account ? a.terms - a.account : 0;
  uint32_t address = a.you + (a.we && !has_voice(v) ? a.we : 0);
  bool asks = address && terms >= l->appeal_terms &&
              (address + terms) * 100 >= a.words * l->appeal_density;
  bool spoken = a.you >= 2 && a.we >= 2 && (a.you + a.we) * 100 >= a.words * l->appeal_address &&
                !has_voice(v);
  return asks || spoken || (terms >= l->appeal_sure && terms * 100 >= a.words * 2 * l->appeal_density);
}

static bool begins_with(Str s, Str head) {
  return s.n > head.n && memcmp(s.p, head.p, head.n) == 0 && !ascii_is_letter(s.p[head.n]);
}

/* Behind the account, a block that begins with its author's name tells of the author. */
static bool tells_of_author(const Insets *v, uint32_t i) {
  return v->author.n && i > v->m->first + 1 && begins_with(html_block_text(v->m, i), v->author) &&
         v->m->densities[i].words <= v->m->limits.card_words;
}

static void find_asking(Insets *v) {
  const Main *m = v->m;
  for (uint32_t i = 0; i < v->raw->n; i++) {
    bool judged = i < m->first || html_container_of(m, i)->in_body;
    v->asks[i] = judged && html_is_content(&v->raw->v[i]) && !v->raw->v[i].fixed && does_ask(v, i);
  }
  /* What stands between two of them in one container goes with them. */
  for (uint32_t i = 1; i + 1 < v->raw->n; i++) {
    uint32_t c = m->t->blocks.v[i].container;
    bool joined = v->asks[i - 1] && v->asks[i + 1] && m->t->blocks.v[i - 1].container == c &&
                  m->t->blocks.v[i + 1].container == c;
    v->asks[i] = v->asks[i] || (joined && !v->raw->v[i].fixed && html_is_content(&v->raw->v[i]) &&
                                m->densities[i].words <= BETWEEN_WORDS);
  }
}

/* ---- the account's own containers ---- */

/* The container of a block, without paragraphs and other elements of text. */
static uint32_t part_of(const Insets *v, uint32_t block) {
  return v->part[v->m->t->blocks.v[block].container];
}

static uint32_t *parts_make(const Main *m, Arena *arena) {
  uint32_t *part = arena_array(arena, uint32_t, m->t->containers.n);
  for (uint32_t c = 1; c < m->t->containers.n; c++) {
    const HtmlContainer *own = &m->t->containers.v[c];
    part[c] = html_tag_flags(own->tag) & HT_PART ? c : part[own->parent];
  }
  return part;
}

/* Containers of one make: alike in name, wherever they lie. The first word of a class is the name of
   what it is, others tell of kinds of it ("block block--wide"). */
static bool same_make(const HtmlContainer *a, const HtmlContainer *b) {
  Str rest_a, rest_b;
  return a->tag == b->tag &&
         str_equal(str_split(a->class, ' ', &rest_a), str_split(b->class, ' ', &rest_b));
}

/* Text of the body that is read, headings aside. */
static bool is_own_text(const Insets *v, uint32_t i) {
  const RawBlock *r = &v->raw->v[i];
  return html_is_content(r) && r->kind != BLOCK_HEADING && v->m->densities[i].words >= 5;
}

/* Finds the make of containers in which, directly, most text of the body stands, by the vote of
   R. S. Boyer and J S. Moore (1981). The page, if there is none. */
static uint32_t find_make(const Insets *v) {
  const Main *m = v->m;
  const HtmlContainer *all = m->t->containers.v;
  uint32_t make = 0;
  uint64_t votes = 0;
  for (uint32_t i = m->first; i <= m->last; i++) {
    if (is_own_text(v, i)) {
      uint32_t c = part_of(v, i);
      uint64_t n = span_length(m->t->blocks.v[i].raw.span);
      bool same = votes && same_make(&all[c], &all[make]);
      make = votes ? make : c;
      votes = same || !votes ? votes + n : votes > n ? votes - n : 0;
    }
  }
  return make;
}

/* The first block behind the last of what stands directly in the account's own containers: behind all
   blocks, where there are no such. */
static uint32_t find_tail(const Insets *v, bool *own) {
  const Main *m = v->m;
  const HtmlContainer *all = m->t->containers.v;
  uint32_t make = find_make(v), last = v->raw->n;
  uint64_t held = 0, body = 0;
  for (uint32_t c = 0; c < m->t->containers.n; c++) {
    own[c] = c == make || (c && make && same_make(&all[c], &all[make]));
  }
  for (uint32_t i = m->first; i <= m->last; i++) {
    if (is_own_text(v, i)) {
      uint64_t n = span_length(m->t->blocks.v[i].raw.span);
      body += n;
      held += own[part_of(v, i)] ? n : 0;
      last = own[part_of(v, i)] ? i : last;
    }
  }
  return held * 100 >= body * m->limits.share_own && last < v->raw->n ? last + 1 : v->raw->n;
}

/* Behind what stands in the account's own containers, paragraphs in containers of another make are
   not of it; inside the same container, if these have names, and are apart by them. */
static void judge_tail(Insets *v, const bool *own) {
  const Main *m = v->m;
  for (uint32_t i = 0; i < v->raw->n; i++) {
    RawBlock *r = &v->raw->v[i];
    const HtmlContainer *c = &m->t->containers.v[part_of(v, i)];
    bool inside = own[part_of(v, i)] || (own[c->parent] && !c->class.n);
    char first = html_block_text(m, i).p[0];
    bool note = (first >= '0' && first <= '9') || first == '[' || first == '*';
    bool little = i >= v->tail && !note && !inside && c->in_body && r->kind == BLOCK_PARAGRAPH;
    bool of_author = tells_of_author(v, i);
    if (html_is_content(r) && !r->fixed && (little || of_author)) {
      r->kind = BLOCK_FURNITURE;
      r->rule = of_author ? str_lit("html.author") : str_lit("html.tail");
    }
  }
}

/* Bytes of running text before each block, and before the end. */
static uint64_t *running_before(const Insets *v, Arena *arena) {
  uint64_t *before = arena_array(arena, uint64_t, v->raw->n + 1);
  for (uint32_t i = 0; i < v->raw->n; i++) {
    bool own = v->m->running[i] && html_is_content(&v->raw->v[i]);
    before[i + 1] = before[i] + (own ? span_length(v->m->t->blocks.v[i].raw.span) : 0);
  }
  return before;
}

/* What follows a line that heads comments, or an end mark, among the account's own paragraphs, up to
   the end of what both stand in. Marks may also part the notes of a page: then much follows. */
static void judge_rest(Insets *v, Arena *arena) {
  const Main *m = v->m;
  const uint64_t *before = running_before(v, arena);
  uint32_t end = 0;
  for (uint32_t i = m->first; i < v->raw->n; i++) {
    RawBlock *r = &v->raw->v[i];
    if (i >= end && r->section_all && r->kind == BLOCK_FURNITURE && i > m->first + 1) {
      uint32_t last = v->of[part_of(v, i)].end;
      bool little = (before[last] - before[i]) * 100 <= before[i] * m->limits.share_behind;
      end = r->section || little ? last : end;
    }
    if (i < end && html_is_content(r) && !r->fixed) {
      r->kind = BLOCK_FURNITURE;
      r->rule = str_lit("html.rest");
    }
  }
}

/* ---- what lies in containers ---- */

static void inset_join(Inset *outer, const Inset *inner) {
  if (!inner->end) {
    outer->body = outer->body || inner->body;
    return;
  }
  outer->first = !outer->end || inner->first < outer->first ? inner->first : outer->first;
  outer->end = inner->end > outer->end ? inner->end : outer->end;
  outer->content += inner->content;
  outer->words += inner->words;
  outer->asking += inner->asking;
  outer->links += inner->links;
  outer->known += inner->known;
  outer->body = outer->body || inner->body;
}

static bool is_title_link(const Insets *v, uint32_t i) {
  const RawBlock *r = &v->raw->v[i];
  return r->kind == BLOCK_FURNITURE && str_is(r->rule, "html.links") && v->m->densities[i].words >= 3;
}

static void sum_insets(Insets *v) {
  const Main *m = v->m;
  for (uint32_t i = 0; i < v->raw->n; i++) {
    bool content = html_is_content(&v->raw->v[i]);
    uint32_t words = content ? m->densities[i].words : 0;
    Inset own = {i, i + 1, content, words, v->asks[i] ? words : 0, is_title_link(v, i),
                 0, i == m->title_at, false};
    /* Beside what asks, what a rule knows as furniture counts with it. */
    own.known = v->raw->v[i].kind == BLOCK_FURNITURE && str_starts(v->raw->v[i].rule, "furniture.")
                    ? m->densities[i].words : 0;
    inset_join(&v->of[m->t->blocks.v[i].container], &own);
  }
  v->of[m->body].body = true;
  for (uint32_t c = m->t->containers.n; c-- > 1;) {
    inset_join(&v->of[m->t->containers.v[c].parent], &v->of[c]);
  }
}

/* ---- verdicts ---- */

/* Headed by a line that heads such parts. It may even hold most of the page, behind an account. */
static bool is_labelled(const Insets *v, uint32_t c) {
  const HtmlContainer *own = &v->m->t->containers.v[c];
  const Inset *in = &v->of[c];
  if (!in->end || !in->content || in->body || own->furniture) {
    return false;
  }
  const RawBlock *r = &v->raw->v[in->first];
  bool judged = own->in_body || in->end <= v->m->first;
  uint32_t share = in->first > v->m->first ? v->m->limits.share_section : v->m->limits.share_hint;
  return judged && r->section && r->kind == BLOCK_FURNITURE &&
         own->body * 100 <= v->m->all * share;
}

/* A link with a title, as the first or second block, and little more. */
static bool is_card(const Insets *v, const Inset *in, uint32_t running) {
  bool early = is_title_link(v, in->first) ||
               (in->first + 1 < in->end && is_title_link(v, in->first + 1));
  return early && in->content && running <= CARD_RUNNING && in->end - in->first <= CARD_BLOCKS &&
         in->words <= v->m->limits.card_words;
}

static bool is_asking(const Insets *v, const Inset *in) {
  if (!in->asking) {
    return false;
  }
  uint32_t first = in->first, last = in->end - 1;
  while (first < last && !html_is_content(&v->raw->v[first])) {
    first++;
  }
  while (last > first && !html_is_content(&v->raw->v[last])) {
    last--;
  }
  bool around = first < last && v->asks[first] && v->asks[last] &&
                in->words <= v->m->limits.inset_words;
  return around || (in->asking + in->known) * 2 >= in->words + in->known;
}

static bool may_go(const Insets *v, uint32_t c) {
  const HtmlContainer *own = &v->m->t->containers.v[c];
  const Inset *in = &v->of[c];
  bool judged = own->in_body || in->end <= v->m->first;
  return in->end && in->content && !in->body && judged && !own->furniture &&
         own->body * 100 <= v->m->all * v->m->limits.share_hint;
}

static void inset_drop(Insets *v, uint32_t c, Str rule) {
  v->of[c].gone = true;
  for (uint32_t i = v->of[c].first; i < v->of[c].end; i++) {
    RawBlock *r = &v->raw->v[i];
    if (html_is_content(r) && !r->fixed) {
      r->kind = BLOCK_FURNITURE;
      r->rule = rule;
    }
  }
}

/* Where cards hold much of the page, they are what the page is. */
static bool cards_are_few(const Insets *v) {
  uint64_t held = 0;
  for (uint32_t c = 1; c < v->m->t->containers.n; c++) {
    const HtmlContainer *own = &v->m->t->containers.v[c];
    const HtmlContainer *parent = &v->m->t->containers.v[own->parent];
    bool card = may_go(v, c) && is_card(v, &v->of[c], own->running);
    bool outer = own->parent && may_go(v, own->parent) &&
                 is_card(v, &v->of[own->parent], parent->running);
    held += card && !outer ? own->body : 0;
  }
  return held * 100 <= v->m->all * v->m->limits.share_hint;
}

static void judge_insets(Insets *v) {
  bool cards = cards_are_few(v);
  for (uint32_t c = 1; c < v->m->t->containers.n; c++) {
    const HtmlContainer *own = &v->m->t->containers.v[c];
    Inset *in = &v->of[c];
    in->gone = v->of[own->parent].gone;
    if (in->gone) {
      continue;
    }
    if (is_labelled(v, c)) {
      inset_drop(v, c, str_lit("html.section"));
    } else if (!may_go(v, c)) {
      continue;
    } else if (cards && is_card(v, in, own->running)) {
      inset_drop(v, c, str_lit("html.card"));
    } else if (is_asking(v, in)) {
      inset_drop(v, c, str_lit("html.appeal"));
    }
  }
}

/* The first of the author's names. */
static Str author_of(const Document *d) {
  Str rest, name = str_split(d->author, ',', &rest);
  for (size_t i = 0; i + 5 < name.n; i++) {
    if (memcmp(name.p + i, " and ", 5) == 0) {
      name.n = i;
    }
  }
  return memchr(name.p ? name.p : "", ' ', name.n) ? name : (Str){NULL, 0};
}

void html_insets(const Main *m, const Document *d, Arena *arena, RawBlocks *raw) {
  if (m->first == UINT32_MAX) {
    return;
  }
  Insets *v = arena_new(arena, Insets);
  *v = (Insets){.m = m, .raw = raw, .of = arena_array(arena, Inset, m->t->containers.n),
                .asks = arena_array(arena, bool, raw->n), 
                .part = parts_make(m, arena), .voice = -1, .author = author_of(d), .tail = raw->n};
  bool *own = arena_array(arena, bool, m->t->containers.n);
  if (m->rules->marks.n) {
    find_asking(v);
  }
  sum_insets(v);
  judge_insets(v);
  judge_rest(v, arena);
  v->tail = find_tail(v, own);
  judge_tail(v, own);
  for (uint32_t i = 0; i < raw->n; i++) {
    if (v->asks[i] && html_is_content(&raw->v[i])) {
      raw->v[i].kind = BLOCK_FURNITURE;
      raw->v[i].rule = str_lit("html.appeal");
    }
  }
}
