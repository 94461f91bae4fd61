/* Telegram pages: messages.html of an export, whose posts are elements named for what they hold.

     <div class="message default" id="message12"> … <div class="date" title="03.05.2016 10:11:12">
       <div class="from_name"> … <div class="reply_to"> … <div class="forwarded body"> …
         <div class="text"> … the words

   A post that is "joined" goes on for the sender of the one before. */
#include "base/ascii.h"
#include "container/import_row.h"
#include "container/readers.h"
#include "markup/html_token.h"

enum { HEAD_MOST = 16 * 1024, MEDIA_NAME_MOST = 40 };

typedef enum Taking { TAKE_NOTHING, TAKE_NAME, TAKE_TEXT, TAKE_SIGNATURE, TAKE_CHAT } Taking;

typedef struct TelegramPage {
  Expander *e;
  HtmlReader reader;
  HtmlToken token;
  TextMaker chat;   /* in the arena of the page, as the sender is */
  Str sender;
  uint32_t depth;   /* open divs */
  Taking taking;
  uint32_t until;   /* … up to the end of the div at this depth */
  uint32_t aside;   /* spans and the like in a name */
  uint64_t number, empty, service;
} TelegramPage;

/* The post that is open. */
typedef struct Post {
  ImportRow row;
  TextMaker name, from; /* of the sender; of whom it was forwarded from */
  size_t start;
  uint32_t depth;     /* of its own div; 0: none is open */
  uint32_t forwarded_at; /* depth of the open div of what was forwarded, or 0 */
  bool service, joined, forwarded;
  Str id, date, from_date, reply, media;
} Post;

/* ---- classes --------------------------------------------------------------------------------- */

static Str attribute(const HtmlToken *token, const char *name) {
  for (uint32_t i = 0; i < token->attribute_count; i++) {
    if (str_equal_fold(token->attributes[i].name, str_of(name))) {
      return str_trim(token->attributes[i].value);
    }
  }
  return (Str){NULL, 0};
}

static bool has_class(const HtmlToken *token, const char *name) {
  const Str *value = html_tag_attribute(token, HTML_ATTRIBUTE_CLASS);
  Str rest = value ? *value : (Str){NULL, 0};
  for (Str word = str_word(&rest); word.n; word = str_word(&rest)) {
    if (str_is(word, name)) {
      return true;
    }
  }
  return false;
}

/* "media_voice_message" and "photo_wrap" say what a post has beside its words. */
static Str media_class(const HtmlToken *token, Arena *arena) {
  static const char *const not_media[] = {"media_wrap", "userpic_wrap", "page_wrap"};
  const Str *value = html_tag_attribute(token, HTML_ATTRIBUTE_CLASS);
  Str rest = value ? *value : (Str){NULL, 0};
  for (Str word = str_word(&rest); word.n; word = str_word(&rest)) {
    bool begins = str_starts(word, "media_"), ends = str_ends(word, "_wrap");
    bool other = word.n > MEDIA_NAME_MOST;
    for (size_t i = 0; i < sizeof not_media / sizeof *not_media; i++) {
      other = other || str_is(word, not_media[i]);
    }
    if (other || !(begins || ends)) {
      continue;
    }
    Str name = str_copy(arena, begins ? (Str){word.p + 6, word.n - 6} : (Str){word.p, word.n - 5});
    for (size_t i = 0; i < name.n; i++) {
      if (name.p[i] == '_') {
        ((char *)(uintptr_t)name.p)[i] = ' ';
      }
    }
    return name;
  }
  return (Str){NULL, 0};
}

bool telegram_recognise(Str bytes) {
  Str head = {bytes.p, bytes.n < HEAD_MOST ? bytes.n : HEAD_MOST};
  return bytes.n && text_holds(head, "page_body chat_page") &&
         text_holds(head, "class=\"history\"");
}

/* ---- the words ------------------------------------------------------------------------------- */

static TextMaker *maker_of(TelegramPage *t, Post *post) {
  return t->taking == TAKE_CHAT        ? &t->chat
         : t->taking == TAKE_SIGNATURE ? &post->row.field[ROLE_AUTHOR]
         : t->taking == TAKE_TEXT      ? &post->row.field[ROLE_TEXT]
         : post->forwarded_at          ? &post->from
                                       : &post->name;
}

static void take_date(Post *post, const HtmlToken *token) {
  Str title = attribute(token, "title");
  Str *date = post->forwarded_at ? &post->from_date : &post->date;
  if (title.n && !date->n && has_class(token, "date")) {
    *date = title;
  }
}

static void take_token(TelegramPage *t, Post *post) {
  const HtmlToken *token = &t->token;
  TextMaker *m = maker_of(t, post);
  bool text = t->taking == TAKE_TEXT;
  if (token->kind == HTML_TEXT && !t->aside) {
    Str s = {t->reader.source.p + token->start, token->end - token->start};
    text_xml(m, s, !token->references, true, token->start);
  } else if (token->kind == HTML_START && token->tag == HTML_TAG_BR && text) {
    text_break(m, BREAK_LINE);
    m->space = false;
  } else if (text && (token->tag == HTML_TAG_BLOCKQUOTE || token->tag == HTML_TAG_PRE)) {
    text_break(m, BREAK_LINE);
    m->space = false;
  } else if (!text && token->tag == HTML_TAG_SPAN) { /* a date behind a name */
    if (token->kind == HTML_START) {
      take_date(post, token);
      t->aside++;
    }
    t->aside -= token->kind == HTML_END && t->aside;
  }
}

/* ---- a post ---------------------------------------------------------------------------------- */

static void post_begin(TelegramPage *t, Post *post) {
  Arena *arena = expander_arena(t->e);
  const HtmlToken *token = &t->token;
  Str id = attribute(token, "id");
  memset(post, 0, sizeof *post);
  import_row_init(&post->row, "telegram", 0, arena);
  text_init(&post->name, arena);
  text_init(&post->from, arena);
  post->start = token->start;
  post->depth = t->depth;
  post->service = has_class(token, "service");
  post->joined = has_class(token, "joined");
  bool numbered = str_starts(id, "message") && id.n > 7;
  post->id = numbered ? (Str){id.p + 7, id.n - 7} : id;
}

static void post_element(TelegramPage *t, Post *post) {
  const HtmlToken *token = &t->token;
  Arena *arena = expander_arena(t->e);
  Str link = attribute(token, "href");
  take_date(post, token);
  if (str_starts(link, "#go_to_message") && !post->reply.n) {
    post->reply = (Str){link.p + 14, link.n - 14};
  }
  if (!post->media.n) {
    post->media = media_class(token, arena);
  }
  if (token->tag != HTML_TAG_DIV) {
    return;
  }
  if (has_class(token, "forwarded") && has_class(token, "body")) {
    post->forwarded = true;
    post->forwarded_at = t->depth;
  }
  Taking taking = has_class(token, "from_name")   ? TAKE_NAME
                  : has_class(token, "text")      ? TAKE_TEXT
                  : has_class(token, "signature") ? TAKE_SIGNATURE
                                                  : TAKE_NOTHING;
  if (taking != TAKE_NOTHING) {
    t->taking = taking;
    t->until = t->depth;
    t->aside = 0;
    text_break(maker_of(t, post), BREAK_LINE);
  }
}

static Str joined(Arena *arena, Str note, const char *words, Str what) {
  return what.n ? str_of(arena_printf(arena, "%.*s%s%s%.*s", STR_ARG(note), note.n ? "; " : "",
                                      words, STR_ARG(what)))
                : note;
}

static Str post_note(const Post *post, Arena *arena) {
  Str from = str_trim(text_view(&post->from)), note = {"", 0};
  if (post->forwarded) {
    note = joined(arena, note, "forwarded from ", from.n ? from : str_lit("somebody"));
  }
  if (from.n && post->from_date.n) {
    note = str_of(arena_printf(arena, "%.*s of %.*s", STR_ARG(note), STR_ARG(post->from_date)));
  }
  note = joined(arena, note, "in reply to message ", post->reply);
  return joined(arena, note, "with media: ", post->media);
}

/* The sender is remembered in the arena above, since the post's own is cleared. */
static void settle_sender(TelegramPage *t, Post *post) {
  Str name = str_trim(text_view(&post->name));
  if (name.n && !str_equal(name, t->sender)) {
    t->sender = str_copy(t->chat.arena, name);
  } else if (!name.n && !post->joined) {
    t->sender = (Str){NULL, 0};
  }
  if (!str_trim(text_view(&post->row.field[ROLE_AUTHOR])).n) {
    text_verbatim(&post->row.field[ROLE_AUTHOR], t->sender, 0);
  }
}

static void post_end(TelegramPage *t, Post *post, size_t end) {
  ImportRow *row = &post->row;
  post->depth = 0;
  t->taking = TAKE_NOTHING;
  t->number++;
  if (post->service) {
    t->service++;
    arena_clear(expander_arena(t->e));
    return;
  }
  settle_sender(t, post);
  Str chat = str_trim(text_view(&t->chat));
  text_verbatim(&row->field[ROLE_PUBLISHER], chat, 0);
  text_verbatim(&row->field[ROLE_ID], post->id, 0);
  text_verbatim(&row->field[ROLE_DATE], post->date, 0);
  row->number = t->number;
  row->at = post->start;
  row->bytes = (Str){t->reader.source.p + post->start, end - post->start};
  row->note = post_note(post, expander_arena(t->e));
  import_row_give(t->e, row, &t->empty);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void page_start(TelegramPage *t, Post *post) {
  const HtmlToken *token = &t->token;
  bool div = token->tag == HTML_TAG_DIV;
  t->depth += div;
  if (div && has_class(token, "message")) {
    if (post->depth) { /* one that does not end: here */
      post_end(t, post, token->start);
    }
    post_begin(t, post);
  } else if (post->depth && t->taking == TAKE_NOTHING) {
    post_element(t, post);
  } else if (div && !t->chat.n && has_class(token, "text") && has_class(token, "bold")) {
    t->taking = TAKE_CHAT;
    t->until = t->depth;
  }
}

static void page_end_tag(TelegramPage *t, Post *post) {
  if (t->token.tag != HTML_TAG_DIV || !t->depth) {
    return;
  }
  if (t->taking != TAKE_NOTHING && t->depth <= t->until) {
    t->taking = TAKE_NOTHING;
  }
  if (t->depth == post->forwarded_at) {
    post->forwarded_at = 0;
  }
  if (post->depth && t->depth == post->depth) {
    post_end(t, post, t->token.end);
  }
  t->depth--;
}

void telegram_read_parts(Expander *e, Str bytes) {
  TelegramPage *t = arena_new(expander_arena(e), TelegramPage);
  Post *post = arena_new(expander_arena(e), Post);
  t->e = e;
  t->reader.source = bytes;
  text_init(&t->chat, expander_arena(e));
  e->depth++; /* posts in an arena of their own: what is said of the chat stays */
  while (!e->stopped && html_next(&t->reader, &t->token)) {
    if (t->taking != TAKE_NOTHING) {
      take_token(t, post);
    }
    if (t->token.kind == HTML_START) {
      page_start(t, post);
    } else if (t->token.kind == HTML_END) {
      page_end_tag(t, post);
    }
  }
  if (post->depth && !e->stopped) { /* cut off */
    post_end(t, post, bytes.n);
  }
  import_note_empty(e, t->service, "messages of the program itself");
  import_note_empty(e, t->empty, "posts without words");
  arena_clear(expander_arena(e));
  e->depth--;
}
