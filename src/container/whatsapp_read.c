/* Exports of WhatsApp chats: a text file in which each message begins a line with its time and its
   sender. In what order day and month stand depends on the telephone's language.

     [03/05/2016, 10:11:12] Ana: text        3/5/16, 10:11 PM - Ana: text        3.5.16, 10:11 - … */
#include "container/import_row.h"
#include "container/readers.h"

enum { MESSAGES_LEAST = 2, LOOK_LINES = 40, SENDER_MOST = 100 };

typedef struct ChatLine {
  Stamp stamp;
  Str sender;  /* empty: the program itself speaks */
  size_t text; /* where the text begins */
} ChatLine;

typedef struct Chat {
  Expander *e;
  Str s;
  StampOrder order;
  uint64_t number, empty, service, deleted, media;
} Chat;

/* U+200E and U+200F, which the program strews in. */
static size_t skip_marks(Str s, size_t at) {
  while (at + 2 < s.n && memcmp(s.p + at, "\xE2\x80", 2) == 0 &&
         ((unsigned char)s.p[at + 2] == 0x8E || (unsigned char)s.p[at + 2] == 0x8F)) {
    at += 3;
  }
  return at;
}

static size_t line_end(Str s, size_t at) {
  const char *p = at < s.n ? memchr(s.p + at, '\n', s.n - at) : NULL;
  return p ? (size_t)(p - s.p) : s.n;
}

/* The head of a message at the line that begins at `at`; false if it begins none. */
static bool read_head(Str s, size_t at, ChatLine *line) {
  size_t n, end = line_end(s, at), i = skip_marks(s, at);
  bool bracket = i < end && s.p[i] == '[';
  i += bracket;
  if (i >= end || s.p[i] < '0' || s.p[i] > '9' ||
      !stamp_parse((Str){s.p + i, end - i}, &line->stamp, &n) || line->stamp.seconds < 0) {
    return false;
  }
  i += n;
  const char *mark = bracket ? "] " : " - ";
  if (end - i < strlen(mark) || memcmp(s.p + i, mark, strlen(mark)) != 0) {
    return false;
  }
  i = skip_marks(s, i + strlen(mark));
  line->sender = (Str){NULL, 0};
  line->text = i;
  for (size_t k = i; k + 1 < end && k - i < SENDER_MOST; k++) {
    if (s.p[k] == ':' && s.p[k + 1] == ' ') {
      line->sender = (Str){s.p + i, k - i};
      line->text = skip_marks(s, k + 2);
      break;
    }
  }
  return true;
}

static size_t begin_of(Str s) {
  return str_starts(s, "\xEF\xBB\xBF") ? 3 : 0;
}

bool whatsapp_recognise(Str bytes) {
  ChatLine line;
  uint32_t messages = 0, lines = 0;
  for (size_t at = begin_of(bytes); at < bytes.n && lines < LOOK_LINES; lines++) {
    bool head = read_head(bytes, at, &line);
    if (!lines && !head) {
      return false;
    }
    messages += head && (line.sender.n || !lines);
    at = line_end(bytes, at) + 1;
  }
  return messages >= MESSAGES_LEAST;
}

/* ---- messages -------------------------------------------------------------------------------- */

/* A whole text, or what its last angle brackets hold, that the program put there. */
static ImportRole phrase_of(Str text) {
  uint32_t rank;
  text = str_trim(text);
  ImportRole role = text.n < 64 ? import_role(text, &rank) : ROLE_NONE;
  return role == ROLE_DELETED || role == ROLE_MEDIA ? role : ROLE_NONE;
}

/* "… <This message was edited>": where the text ends. */
static size_t without_edit(Str s, size_t start, size_t end, bool *edited) {
  uint32_t rank;
  size_t i = end;
  while (i > start && strchr(" \r\n>", s.p[i - 1])) {
    i--;
  }
  size_t close = i;
  while (i > start && s.p[i - 1] != '<' && close - i < 60) {
    i--;
  }
  Str inside = {s.p + i, close - i};
  *edited = i > start && s.p[i - 1] == '<' && import_role(inside, &rank) == ROLE_EDITED;
  if (!*edited) {
    return end;
  }
  i--;
  while (i > start && ((unsigned char)s.p[i - 1] >= 0x80 || s.p[i - 1] == ' ')) {
    size_t before = skip_marks(s, i >= 3 ? i - 3 : i) == i ? i - 3 : i;
    before = before == i && s.p[i - 1] == ' ' ? i - 1 : before;
    if (before == i || before < start) {
      break;
    }
    i = before;
  }
  return i;
}

static void give_message(Chat *c, const ChatLine *line, size_t at, size_t end) {
  ImportRow row;
  bool edited;
  while (end > line->text && strchr("\r\n", c->s.p[end - 1])) {
    end--;
  }
  c->number++;
  ImportRole phrase = phrase_of((Str){c->s.p + line->text, end - line->text});
  c->deleted += phrase == ROLE_DELETED;
  c->media += phrase == ROLE_MEDIA;
  c->service += !line->sender.n;
  if (phrase != ROLE_NONE || !line->sender.n) {
    return;
  }
  import_row_init(&row, "whatsapp", 0, expander_arena(c->e));
  size_t stop = without_edit(c->s, line->text, end, &edited);
  text_xml(&row.field[ROLE_TEXT], (Str){c->s.p + line->text, stop - line->text}, true, false,
           line->text);
  text_verbatim(&row.field[ROLE_AUTHOR], line->sender, 0);
  text_made(&row.field[ROLE_DATE], "");
  row.number = c->number;
  row.at = at;
  row.bytes = (Str){c->s.p + at, end - at};
  row.note = edited ? str_lit("edited by its author") : (Str){NULL, 0};
  /* The day in a form that needs no order. */
  Str day = stamp_text(&line->stamp, c->order, expander_arena(c->e));
  text_verbatim(&row.field[ROLE_DATE], day, 0);
  import_row_give(c->e, &row, &c->empty);
}

static StampOrder judge_order(Chat *c) {
  StampJudge judge = {0};
  ChatLine line;
  for (size_t at = begin_of(c->s); at < c->s.n; at = line_end(c->s, at) + 1) {
    expander_reading(c->e, at);
    if (read_head(c->s, at, &line)) {
      stamp_judge(&judge, &line.stamp, true);
    }
  }
  import_note_order(c->e, &judge);
  return stamp_order(&judge);
}

void whatsapp_read_parts(Expander *e, Str bytes) {
  Chat c = {.e = e, .s = bytes};
  ChatLine line, next;
  size_t at = begin_of(bytes);
  c.order = judge_order(&c);
  bool open = read_head(bytes, at, &line);
  while (open && !e->stopped) {
    size_t end = line_end(bytes, at) + 1;
    while (end < bytes.n && !read_head(bytes, end, &next)) {
      end = line_end(bytes, end) + 1;
    }
    end = end < bytes.n ? end : bytes.n;
    give_message(&c, &line, at, end);
    open = end < bytes.n;
    at = end;
    line = next;
  }
  import_note_empty(e, c.service, "messages of the program itself");
  import_note_empty(e, c.deleted, "messages marked as deleted");
  import_note_empty(e, c.media, "messages of pictures, sound or other media alone");
  import_note_empty(e, c.empty, "messages without words");
}
