/* Text maker: text and its runs grow together. */
#include "container/text_maker.h"

#include "base/utf8.h"
#include "container/rtf_codepage.h"

void text_init(TextMaker *m, Arena *arena) {
  memset(m, 0, sizeof *m);
  m->arena = arena;
}

static char *claim(TextMaker *m, size_t n) {
  if (m->n + n > TEXT_MOST) {
    m->full = true;
  }
  if (m->full) {
    return NULL;
  }
  if (m->n + n + 1 > m->capacity) {
    size_t capacity = m->capacity ? m->capacity * 2 : 1024;
    capacity = capacity < m->n + n + 1 ? m->n + n + 1 : capacity;
    m->p = arena_regrow(m->arena, m->p, m->n, capacity);
    m->capacity = capacity;
  }
  char *at = m->p + m->n;
  m->n += n;
  return at;
}

void text_made(TextMaker *m, const char *text) {
  size_t n = strlen(text);
  char *at = claim(m, n);
  if (at) {
    memcpy(at, text, n);
  }
}

void text_break(TextMaker *m, TextBreak how) {
  m->wanted = how > m->wanted ? how : m->wanted;
}

void text_space(TextMaker *m, bool blank, uint64_t from) {
  if (!m->space) {
    m->space = true;
    m->space_same = blank;
    m->space_at = from;
  }
}

/* same: these are the bytes that lie there. Such runs grow. */
static void add_run(TextMaker *m, size_t n, bool same, uint64_t from, uint64_t to) {
  LeafRun *last = m->runs.n ? &m->runs.v[m->runs.n - 1] : NULL;
  uint64_t start = m->n - n;
  bool grows = last && same && m->same && last->end == start && last->from_end == from;
  m->same = same;
  if (grows) {
    last->end = m->n;
    last->from_end = to;
    return;
  }
  LeafRun run = {start, m->n, from, to};
  array_push(m->arena, &m->runs, run);
}

/* The break or blank that comes before text. */
static void before(TextMaker *m) {
  static const char *const breaks[] = {"", " ", "\t", "\n", "\n\n"};
  bool space = m->space;
  TextBreak wanted = m->wanted;
  m->space = false;
  m->wanted = BREAK_NONE;
  if (!m->n || m->begun) {
    m->begun = false;
    return;
  }
  if (wanted > BREAK_NONE) {
    text_made(m, breaks[wanted]);
  } else if (space && m->p[m->n - 1] != ' ' && m->p[m->n - 1] != '\n') {
    char *at = claim(m, 1);
    if (at) {
      *at = ' ';
      add_run(m, 1, m->space_same, m->space_at, m->space_at + 1);
    }
  }
}

void text_rune(TextMaker *m, uint32_t c, uint64_t from, uint64_t to) {
  char bytes[4];
  before(m);
  size_t n = utf8_encode(c, bytes);
  char *at = claim(m, n);
  if (at) {
    memcpy(at, bytes, n);
    add_run(m, n, false, from, to);
  }
}

static void verbatim(TextMaker *m, Str bytes, uint64_t from) {
  char *at = bytes.n ? claim(m, bytes.n) : NULL;
  if (at) {
    memcpy(at, bytes.p, bytes.n);
    add_run(m, bytes.n, true, from, from + bytes.n);
  }
}

/* Bytes of an older encoding: those beyond ASCII stand for a character each. */
static void text_of_page(TextMaker *m, Str bytes, uint64_t from) {
  for (size_t i = 0, done = 0; i <= bytes.n; i++) {
    bool end = i == bytes.n, high = !end && (unsigned char)bytes.p[i] >= 0x80;
    if (end || high) {
      verbatim(m, (Str){bytes.p + done, i - done}, from + done);
      done = i + 1;
    }
    if (high) {
      uint32_t c = rtf_character(m->page, (unsigned char)bytes.p[i]);
      text_rune(m, c ? c : UTF8_REPLACEMENT, from + i, from + i + 1);
    }
  }
}

void text_verbatim(TextMaker *m, Str bytes, uint64_t from) {
  if (!bytes.n) {
    return;
  }
  if (m->page && utf8_valid_prefix(bytes) < bytes.n) {
    before(m);
    text_of_page(m, bytes, from);
    return;
  }
  before(m);
  while (bytes.n) {
    size_t n = utf8_valid_prefix(bytes);
    /* A zero is valid UTF-8, but nothing that a text may hold. */
    const char *zero = n ? memchr(bytes.p, 0, n) : NULL;
    n = zero ? (size_t)(zero - bytes.p) : n;
    verbatim(m, (Str){bytes.p, n}, from);
    if (n < bytes.n) {
      uint32_t length = 1;
      if (!zero) {
        utf8_decode(bytes, n, &length);
      }
      text_rune(m, UTF8_REPLACEMENT, from + n, from + n + length);
      n += length;
    }
    bytes = (Str){bytes.p + n, bytes.n - n};
    from += n;
  }
}

void text_xml(TextMaker *m, Str text, bool literal, bool collapse, uint64_t from) {
  size_t done = 0, at = 0;
  while (at < text.n) {
    uint32_t c = 0, length = 0;
    if (text.p[at] == '&' && !literal) {
      length = xml_reference(text, at, &c);
    }
    bool space = !length && (collapse ? xml_is_space(text.p[at]) : text.p[at] == '\r');
    if (!length && !space) {
      at++;
      continue;
    }
    text_verbatim(m, (Str){text.p + done, at - done}, from + done);
    if (length) {
      text_rune(m, c, from + at, from + at + length);
    } else if (collapse) {
      text_space(m, text.p[at] == ' ', from + at);
    }
    at += length ? length : 1;
    done = at;
  }
  text_verbatim(m, (Str){text.p + done, at - done}, from + done);
}

void text_from(TextMaker *m, size_t since, uint64_t from, uint64_t to) {
  while (m->runs.n && m->runs.v[m->runs.n - 1].start >= since) {
    m->runs.n--;
  }
  m->same = false;
  if (m->n > since) {
    LeafRun run = {since, m->n, from, to};
    array_push(m->arena, &m->runs, run);
  }
}

bool text_holds(Str s, const char *what) {
  size_t n = strlen(what);
  for (size_t i = 0; n && i + n <= s.n; i++) {
    const char *p = memchr(s.p + i, what[0], s.n - n - i + 1);
    if (!p) {
      return false;
    }
    i = (size_t)(p - s.p);
    if (memcmp(p, what, n) == 0) {
      return true;
    }
  }
  return !n;
}
