/* Blocks, first half: plain text → paragraphs. Lines are joined where a writer's line width, and
   not the end of a paragraph, broke them. */
#include "base/eight.h"
#include "base/utf8.h"
#include "doc/blocks.h"

enum {
  WIDTH_MOST = 110,   /* hard-wrapped lines are not longer than this */
  WIDTH_LEAST = 40,   /* nor is their longest line shorter */
  FIT_SLACK = 12,     /* columns that a word may have lacked for the break to count as wrapping */
  FRAGMENT_LEAST = 15 /* shorter lines are never continued because of a small letter */
};

typedef struct Line {
  Span span;       /* without white space at the ends */
  uint16_t indent; /* columns of white space before it */
  bool blank;
} Line;

typedef ARRAY(Line) Lines;

/* The end of the line that begins at `at` and where the next begins: after \n, \r\n, \r, \f,
   U+2028, U+2029 or U+0085. */
static size_t line_end(Str text, size_t at, size_t *next) {
  static const bool may_end[256] = {['\n'] = 1, ['\r'] = 1, ['\f'] = 1, [0xE2] = 1, [0xC2] = 1};
  for (size_t i = at; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    if (!may_end[c]) {
      while (i + 8 < text.n && eight_within(eight_load(text.p + i + 1), ' ', 0x7f) == EIGHT_TOPS) {
        i += 8;
      }
      continue;
    }
    if (c == '\n' || c == '\r' || c == '\f') {
      *next = i + 1 + (c == '\r' && i + 1 < text.n && text.p[i + 1] == '\n');
      return i;
    }
    if (c == 0xE2 && i + 2 < text.n && (unsigned char)text.p[i + 1] == 0x80 &&
        ((unsigned char)text.p[i + 2] == 0xA8 || (unsigned char)text.p[i + 2] == 0xA9)) {
      *next = i + 3;
      return i;
    }
    if (c == 0xC2 && i + 1 < text.n && (unsigned char)text.p[i + 1] == 0x85) {
      *next = i + 2;
      return i;
    }
  }
  *next = text.n;
  return text.n;
}

static Line line_of(Str text, size_t start, size_t end) {
  uint32_t length, indent = 0;
  while (start < end && rune_is_space(utf8_decode(text, start, &length))) {
    indent += text.p[start] == '\t' ? 4 : 1;
    start += length;
  }
  while (end > start) {
    size_t last = end - 1;
    while (last > start && utf8_inside(text, last)) {
      last--;
    }
    if (!rune_is_space(utf8_decode(text, last, &length))) {
      break;
    }
    end = last;
  }
  return (Line){{(uint32_t)start, (uint32_t)end},
                (uint16_t)(indent > 1000 ? 1000 : indent),
                start == end};
}

static void lines_read(Str text, Arena *arena, Lines *lines) {
  for (size_t at = 0, next; at < text.n; at = next) {
    size_t end = line_end(text, at, &next);
    array_push(arena, lines, line_of(text, at, end));
  }
}

/* The last character of a sentence, brackets and quotation marks behind it passed over. */
static char last_sign(Str s) {
  while (s.n) {
    char c = s.p[s.n - 1];
    if (strchr("\"')]*", c) && c) {
      s.n--;
    } else if (s.n > 3 && (unsigned char)s.p[s.n - 3] == 0xE2 &&
               (unsigned char)s.p[s.n - 2] == 0x80 &&
               ((unsigned char)c == 0x9D || (unsigned char)c == 0x99)) {
      s.n -= 3;
    } else {
      return c;
    }
  }
  return 0;
}

static bool ends_sentence(Str s) {
  char c = last_sign(s);
  return c && strchr(".!?:;", c);
}

static size_t first_word_size(Str s) {
  size_t n = 0;
  while (n < s.n && s.p[n] != ' ') {
    n++;
  }
  return n;
}

static bool begins_small(Str s) {
  uint32_t length;
  uint32_t c = s.n ? utf8_decode(s, 0, &length) : 0;
  return rune_is_letter(c) && !rune_is_upper(c) && rune_lower(c) == c;
}

/* Facts about all lines of a text that tell whether it was wrapped. */
typedef struct Wrapping {
  uint32_t inner;  /* lines followed at once by another */
  uint32_t open;   /* of those, lines that end in mid-sentence */
  uint32_t filled; /* of those, lines into which the next word would not have fitted */
  uint32_t width;  /* longest inner line that is no longer than WIDTH_MOST */
  uint32_t wide;   /* lines longer than WIDTH_MOST */
} Wrapping;

static uint32_t columns(Line line) {
  return line.indent + span_length(line.span);
}

static Wrapping wrapping_of(Str text, const Lines *lines) {
  Wrapping w = {0};
  for (uint32_t i = 0; i < lines->n; i++) {
    uint32_t wide = columns(lines->v[i]);
    w.wide += wide > WIDTH_MOST;
    w.width = wide <= WIDTH_MOST && wide > w.width ? wide : w.width;
  }
  for (uint32_t i = 1; i < lines->n; i++) {
    Line before = lines->v[i - 1], line = lines->v[i];
    if (!line.blank && !before.blank) {
      w.inner++;
      w.open += !ends_sentence(str_cut(text, before.span));
      w.filled += columns(before) + 1 + first_word_size(str_cut(text, line.span)) + FIT_SLACK / 3 >
                  w.width;
    }
  }
  return w;
}

static bool is_wrapped(Wrapping w) {
  return w.width >= WIDTH_LEAST && w.inner >= 2 && w.wide * 20 <= w.inner && w.open * 2 > w.inner &&
         w.filled * 2 > w.inner;
}

/* Is `line`, which follows `before` at once, the rest of its paragraph? */
static bool continues(Str text, Wrapping w, bool wrapped, Line before, Line line) {
  Str a = str_cut(text, before.span), b = str_cut(text, line.span);
  bool open = !ends_sentence(a);
  if (wrapped) {
    bool indented = line.indent >= before.indent + 2;
    bool full = columns(before) + 1 + first_word_size(b) + FIT_SLACK > w.width;
    return !indented && (full || (open && begins_small(b)));
  }
  return open && a.n >= FRAGMENT_LEAST && a.n <= WIDTH_MOST && begins_small(b);
}

void blocks_split(Str text, Arena *arena, RawBlocks *blocks) {
  Lines lines = {0};
  lines_read(text, arena, &lines);
  Wrapping w = wrapping_of(text, &lines);
  bool wrapped = is_wrapped(w);
  Line before = {.blank = true};
  for (uint32_t i = 0; i < lines.n; i++) {
    Line line = lines.v[i];
    if (!line.blank) {
      if (!before.blank && continues(text, w, wrapped, before, line)) {
        RawBlock *last = &blocks->v[blocks->n - 1];
        last->span.end = line.span.end;
        last->lines = last->lines == UINT16_MAX ? UINT16_MAX : (uint16_t)(last->lines + 1);
      } else {
        array_push(arena, blocks,
                   (RawBlock){.span = line.span, .lines = 1, .gap_before = before.blank});
      }
    }
    before = line;
  }
}
