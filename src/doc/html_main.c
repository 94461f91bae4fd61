/* HTML main text. Three steps: containers (an element that calls itself navigation is furniture,
   unless it holds most of the running text; one that calls itself article and holds most of it is
   the main text); the rules for texts; then what stands outside the first and last paragraph of
   running text. Compare J. Pomikálek, "Removing Boilerplate and Duplicate Content from Web Corpora"
   (2011), for the use of link and stop-word density. */
#include "doc/html_main.h"

#include "base/utf8.h"

typedef struct Limits {
  uint32_t words_short, words_long, stopwords_low, stopwords_good, links_high, links_furniture,
      share_hint;
} Limits;

typedef struct Density {
  uint32_t words, stopwords, links; /* words; per cent of words; per cent of bytes */
} Density;

typedef struct Main {
  const BlockRules *rules;
  const BlockList *stopwords;
  HtmlText *t;
  Limits limits;
  Density *densities;
} Main;

static Limits limits_of(const BlockRules *rules) {
  return (Limits){.words_short = block_rules_limit(rules, "words.short", 8),
                  .words_long = block_rules_limit(rules, "words.long", 20),
                  .stopwords_low = block_rules_limit(rules, "stopwords.low", 20),
                  .stopwords_good = block_rules_limit(rules, "stopwords.good", 28),
                  .links_high = block_rules_limit(rules, "links.high", 50),
                  .links_furniture = block_rules_limit(rules, "links.furniture", 34),
                  .share_hint = block_rules_limit(rules, "share.hint", 50)};
}

static Density density_of(const Main *m, const HtmlBlock *b) {
  Str s = str_cut((Str){m->t->bytes, m->t->n}, b->raw.span);
  char word[16];
  uint32_t n = 0, words = 0, stopwords = 0;
  for (size_t i = 0; i <= s.n; i++) {
    char c = i < s.n ? s.p[i] : ' ';
    bool part = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                (unsigned char)c >= 0x80 || c == '\'';
    if (!part && n) {
      words++;
      stopwords +=
          m->stopwords && n <= sizeof word && map_find(&m->stopwords->words, (Str){word, n});
      n = 0;
    } else if (part) {
      if (n < sizeof word) {
        word[n] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
      }
      n++;
    }
  }
  uint32_t bytes = span_length(b->raw.span), links = b->link_bytes < bytes ? b->link_bytes : bytes;
  return (Density){words, words ? stopwords * 100 / words : 0,
                   (uint32_t)((uint64_t)links * 100 / bytes)};
}

static Str text_of(const Main *m, uint32_t i) {
  return str_cut((Str){m->t->bytes, m->t->n}, m->t->blocks.v[i].raw.span);
}

/* Running text: long enough, ended like a sentence or rich in stop words, and no list of links. */
static bool is_running(const Main *m, uint32_t i) {
  Density d = m->densities[i];
  const Limits *l = &m->limits;
  if (d.links > l->links_high || m->t->blocks.v[i].heading) {
    return false;
  }
  bool body = block_is_body(text_of(m, i));
  return (d.words >= l->words_long && d.stopwords >= l->stopwords_good) ||
         (body && (d.stopwords >= l->stopwords_low || d.words >= 2 * l->words_long));
}

/* Sums running text into containers, innermost first (parents have smaller indices). */
static uint64_t sum_bodies(Main *m) {
  uint64_t all = 0;
  for (uint32_t i = 0; i < m->t->blocks.n; i++) {
    const HtmlBlock *b = &m->t->blocks.v[i];
    if (is_running(m, i)) {
      m->t->containers.v[b->container].body += span_length(b->raw.span);
      all += span_length(b->raw.span);
    }
  }
  for (uint32_t c = m->t->containers.n; c-- > 1;) {
    HtmlContainer *inner = &m->t->containers.v[c];
    m->t->containers.v[inner->parent].body += inner->body;
  }
  return all;
}

/* Outermost first: what is furniture, and which container is the main text; 0 if none is. */
static uint32_t judge_containers(Main *m, uint64_t all) {
  uint32_t main_at = 0;
  for (uint32_t c = 1; c < m->t->containers.n; c++) {
    HtmlContainer *own = &m->t->containers.v[c];
    const HtmlContainer *parent = &m->t->containers.v[own->parent];
    bool most = all && own->body * 100 > all * m->limits.share_hint;
    own->furniture = !most && (parent->furniture || own->hint == HINT_FURNITURE);
    own->main = parent->main;
    if (!main_at && most && own->hint == HINT_CONTENT && own->tag != HTML_TAG_MAIN) {
      main_at = c;
      own->main = true;
    }
  }
  return main_at;
}

static void judge_blocks(Main *m, uint32_t main_at, uint32_t title_at, RawBlocks *raw) {
  for (uint32_t i = 0; i < m->t->blocks.n; i++) {
    const HtmlBlock *b = &m->t->blocks.v[i];
    const HtmlContainer *c = &m->t->containers.v[b->container];
    RawBlock *r = &raw->v[i];
    if (i == title_at) {
      r->kind = BLOCK_TITLE;
      r->fixed = true;
    } else if (c->furniture) {
      r->kind = BLOCK_FURNITURE;
      r->rule = str_lit("html.container");
      r->fixed = true;
    } else if (m->densities[i].links > m->limits.links_high && !is_running(m, i)) {
      r->kind = BLOCK_FURNITURE;
      r->rule = str_lit("html.links");
      r->fixed = true;
    } else if (main_at && !c->main && !is_running(m, i) && i > 0 && b->heading != HTML_TAG_H1) {
      r->kind = BLOCK_FURNITURE;
      r->rule = str_lit("html.outside");
    }
  }
}

static bool is_content(const RawBlock *r) {
  return r->kind == BLOCK_PARAGRAPH || r->kind == BLOCK_QUOTATION || r->kind == BLOCK_LIST_ITEM ||
         r->kind == BLOCK_TABLE || r->kind == BLOCK_HEADING;
}

/* What stands before the first and behind the last running text is furniture, save what is known to
   be something else; inside, only short blocks that are mostly links. */
static void judge_edges(Main *m, RawBlocks *raw) {
  uint32_t first = UINT32_MAX, last = 0;
  for (uint32_t i = 0; i < raw->n; i++) {
    if (is_content(&raw->v[i]) && raw->v[i].kind != BLOCK_HEADING && is_running(m, i)) {
      first = first == UINT32_MAX ? i : first;
      last = i;
    }
  }
  if (first == UINT32_MAX) {
    return; /* no running text at all: everything stays as it is */
  }
  for (uint32_t i = 0; i < raw->n; i++) {
    RawBlock *r = &raw->v[i];
    if (r->fixed || !is_content(r)) {
      continue;
    }
    Density density = m->densities[i];
    bool joined = r->kind == BLOCK_LIST_ITEM || r->kind == BLOCK_TABLE;
    bool ours = m->t->containers.v[m->t->blocks.v[i].container].main && !density.links &&
                r->kind != BLOCK_HEADING && (joined || density.words >= m->limits.words_short);
    bool linked = density.words < m->limits.words_short &&
                  density.links > m->limits.links_furniture;
    if (((i < first || i > last) && !ours) || linked) {
      r->kind = BLOCK_FURNITURE;
      r->rule = str_lit("html.edge");
    }
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
  Main m = {.rules = rules, .t = t, .limits = limits_of(rules),
            .stopwords = block_rules_list(rules, str_lit("stopword")),
            .densities = arena_array(arena, Density, t->blocks.n)};
  for (uint32_t i = 0; i < t->blocks.n; i++) {
    m.densities[i] = density_of(&m, &t->blocks.v[i]);
  }
  uint32_t main_at = judge_containers(&m, sum_bodies(&m));
  judge_blocks(&m, main_at, title_at, raw);
  blocks_decide(rules, (Str){t->bytes, t->n}, false, false, arena, raw, d);
  judge_edges(&m, raw);
}
