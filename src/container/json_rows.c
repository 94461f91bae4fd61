/* JSON: lists of objects, one after the other or line by line, with members that are named like the
   text of a document; and exports of Telegram, whose posts are such objects too. */
#include "container/import_row.h"
#include "container/json_token.h"
#include "container/readers.h"

enum { DEEP_MOST = 16, HEAD_MOST = 64 * 1024, LOOK_MOST = 1024 * 1024, OBJECTS_MOST = 256 };

typedef struct Objects {
  Expander *e;
  JsonTokens t;
  StampOrder order;
  StampJudge judge;
  bool judging; /* the first walk: only dates are looked at */
  bool telegram;
  uint64_t number, empty, service;
  Str chat; /* name of the chat, as it stands */
  size_t chat_at;
} Objects;

/* ---- one object ------------------------------------------------------------------------------ */

typedef struct Post {
  JsonToken value[ROLE_COLUMNS]; /* kind JSON_END: none */
  uint32_t rank[ROLE_COLUMNS];
  JsonToken forwarded, edited, kind;
  size_t start, end;
  bool reads; /* it has text, and something that tells of it */
  bool coded; /* its text may be of who made the list */
  bool own;   /* a line that According writes: its type, and then its version */
  uint32_t members;
} Post;

static void take_member(Post *post, Str key, const JsonToken *value) {
  uint32_t rank = 0;
  ImportRole role = import_role(key, &rank);
  bool fits = value->kind == JSON_TEXT || (role == ROLE_ID && value->kind == JSON_WORD) ||
              (role == ROLE_TEXT && value->kind == JSON_OPEN_ARRAY && str_is(key, "text"));
  if (role != ROLE_NONE && (int)role < ROLE_COLUMNS && fits &&
      (post->value[role].kind == JSON_END || rank < post->rank[role])) {
    post->value[role] = *value;
    post->rank[role] = rank;
    post->coded = role == ROLE_TEXT ? import_role_exact(key, &rank) == ROLE_CODED : post->coded;
  }
  bool first = post->members == 0 && value->kind == JSON_TEXT && str_is(key, "type");
  bool second = post->members == 1 && value->kind == JSON_WORD && str_is(key, "v");
  post->own = first || (post->own && (second || post->members > 1));
  post->members++;
  if (value->kind == JSON_TEXT && str_is(key, "forwarded_from")) {
    post->forwarded = *value;
  } else if (value->kind == JSON_TEXT && str_is(key, "edited")) {
    post->edited = *value;
  } else if (value->kind == JSON_TEXT && str_is(key, "type")) {
    post->kind = *value;
  }
}

/* An object that was opened at `start`; false where it does not end. */
static bool read_post(JsonTokens *t, size_t start, Post *post) {
  Str key;
  JsonToken value;
  memset(post, 0, sizeof *post);
  post->start = start;
  while (json_member(t, &key, &value)) {
    take_member(post, key, &value);
    if (!json_pass(t, &value)) {
      return false;
    }
  }
  post->end = t->at;
  post->own = post->own && post->members > 1;
  int others = 0;
  for (int role = ROLE_TITLE; role < ROLE_COLUMNS; role++) {
    others += post->value[role].kind != JSON_END;
  }
  post->reads = post->value[ROLE_TEXT].kind != JSON_END && others;
  return t->at > start && t->source.p[t->at - 1] == '}';
}

static Str raw(const Objects *o, const JsonToken *token) {
  return (Str){o->t.source.p + token->start, token->end - token->start};
}

/* Telegram's text is a string, or a list of strings and of objects that have one ("text"). */
static void put_text(const Objects *o, const JsonToken *value, TextMaker *m) {
  JsonTokens t = {o->t.source, value->end};
  JsonToken token;
  Str key;
  if (value->kind != JSON_OPEN_ARRAY) {
    text_json(m, raw(o, value), value->start);
    return;
  }
  while (json_next(&t, &token) != JSON_END && token.kind != JSON_CLOSE) {
    if (token.kind == JSON_TEXT) {
      text_json(m, raw(o, &token), token.start);
    } else if (token.kind == JSON_OPEN_OBJECT) {
      while (json_member(&t, &key, &token)) {
        if (token.kind == JSON_TEXT && str_is(key, "text")) {
          text_json(m, raw(o, &token), token.start);
        } else if (!json_pass(&t, &token)) {
          return;
        }
      }
    } else if (!json_pass(&t, &token)) {
      return;
    }
  }
}

static Str plain(const Objects *o, const JsonToken *token) {
  TextMaker m;
  text_init(&m, expander_arena(o->e));
  text_json(&m, raw(o, token), 0);
  return text_view(&m);
}

/* Forwards and edits are told of with the post. */
static Str post_note(const Objects *o, const Post *post) {
  Arena *arena = expander_arena(o->e);
  Str note = {"", 0};
  if (post->forwarded.kind == JSON_TEXT) {
    note = str_of(arena_printf(arena, "forwarded from %.*s", STR_ARG(plain(o, &post->forwarded))));
  }
  if (post->edited.kind == JSON_TEXT) {
    note = str_of(arena_printf(arena, "%.*s%sedited %.*s", STR_ARG(note), note.n ? "; " : "",
                               STR_ARG(plain(o, &post->edited))));
  }
  return note;
}

static void judge_post(Objects *o, const Post *post) {
  Stamp stamp;
  size_t n;
  if (post->value[ROLE_DATE].kind == JSON_TEXT &&
      stamp_parse(raw(o, &post->value[ROLE_DATE]), &stamp, &n)) {
    stamp_judge(&o->judge, &stamp, false);
  }
}

static void give_post(Objects *o, const Post *post) {
  ImportRow row;
  import_row_init(&row, o->telegram ? "telegram" : "json", 0, expander_arena(o->e));
  for (int role = 1; role < ROLE_COLUMNS; role++) {
    if (post->value[role].kind != JSON_END) {
      put_text(o, &post->value[role], &row.field[role]);
    }
  }
  if (o->telegram && o->chat.n && !row.field[ROLE_PUBLISHER].n) {
    text_json(&row.field[ROLE_PUBLISHER], o->chat, o->chat_at);
  }
  row.number = o->number;
  row.at = post->start;
  row.bytes = (Str){o->t.source.p + post->start, post->end - post->start};
  row.order = o->order;
  row.note = o->telegram ? post_note(o, post) : (Str){NULL, 0};
  import_row_give(o->e, &row, &o->empty);
}

static void take_post(Objects *o, const Post *post) {
  expander_reading(o->e, post->end);
  o->number += !o->judging;
  if (o->judging) {
    judge_post(o, post);
  } else if (o->telegram && str_is(raw(o, &post->kind), "service")) {
    o->service++;
  } else {
    give_post(o, post);
  }
}

/* ---- the walk -------------------------------------------------------------------------------- */

/* Finds objects that read, at any depth up to DEEP_MOST; they are not looked into. */
static void walk(Objects *o) {
  uint32_t depth = 0;
  bool object[DEEP_MOST + 1] = {false}; /* what is open at each depth */
  JsonToken token;
  Str key = {NULL, 0};
  while (!o->e->stopped) {
    if (depth && object[depth]) {
      if (!json_member(&o->t, &key, &token)) {
        depth--;
        continue;
      }
    } else {
      JsonKind kind = json_next(&o->t, &token);
      if (kind == JSON_END) {
        return;
      }
      if (kind == JSON_CLOSE) {
        depth -= depth > 0;
        continue;
      }
    }
    if (token.kind == JSON_OPEN_OBJECT) {
      Post post;
      JsonTokens look = o->t;
      bool whole = read_post(&look, token.start, &post);
      if (whole && post.reads) {
        take_post(o, &post);
        o->t = look;
        continue;
      }
    }
    if (token.kind == JSON_TEXT && depth && object[depth] && str_is(key, "name")) {
      o->chat = raw(o, &token);
      o->chat_at = token.start;
    }
    bool opens = token.kind == JSON_OPEN_OBJECT || token.kind == JSON_OPEN_ARRAY;
    if (opens && depth < DEEP_MOST) {
      object[++depth] = token.kind == JSON_OPEN_OBJECT;
    } else if (opens && !json_pass(&o->t, &token)) {
      return;
    }
  }
}

/* An export of Telegram has a list of messages, each with a date in the form of computers. */
static bool is_telegram(Str head) {
  return text_holds(head, "\"messages\"") && text_holds(head, "\"date_unixtime\"");
}

static bool begins(Str s) {
  return s.n > 1 && (s.p[0] == '{' || s.p[0] == '[');
}

static Str without_mark(Str bytes) {
  size_t skip = str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
  return (Str){bytes.p + skip, bytes.n - skip};
}

bool json_maybe(Str head) {
  Str s = str_trim(without_mark(head));
  return begins(s) && (text_holds(s, "\"") || s.n < 8);
}

bool json_recognise(Str bytes) {
  Str s = str_trim(without_mark(bytes));
  /* Enough to find one: an object that is cut there is looked into. */
  Str head = {bytes.p, bytes.n < LOOK_MOST ? bytes.n : LOOK_MOST};
  JsonTokens t = {head, s.n ? (size_t)(s.p - bytes.p) : 0};
  JsonToken token;
  Post post;
  uint32_t looked = 0;
  if (!begins(s)) {
    return false;
  }
  while (looked < OBJECTS_MOST && json_next(&t, &token) != JSON_END) {
    JsonTokens look = t;
    if (token.kind == JSON_OPEN_OBJECT && looked++ < OBJECTS_MOST &&
        read_post(&look, token.start, &post) && post.reads) {
      return true;
    }
  }
  return false;
}

/* Whether the first object is a line that According writes. */
static bool is_own(Str bytes) {
  JsonTokens t = {bytes, (size_t)(without_mark(bytes).p - bytes.p)};
  JsonToken token;
  Post post;
  return json_next(&t, &token) == JSON_OPEN_OBJECT && read_post(&t, token.start, &post) && post.own;
}

static const char own_lines[] =
    "lines that According writes, and no documents: commands read them with --claims";

const char *json_refusal(Str bytes) {
  Str head = {bytes.p, bytes.n < LOOK_MOST ? bytes.n : LOOK_MOST};
  JsonTokens t = {head, (size_t)(without_mark(bytes).p - bytes.p)};
  JsonToken token;
  uint32_t looked = 0, texts = 0, prose = 0;
  if (is_telegram((Str){head.p, head.n < HEAD_MOST ? head.n : HEAD_MOST})) {
    return NULL;
  }
  if (is_own(bytes)) {
    return own_lines;
  }
  while (looked < OBJECTS_MOST && json_next(&t, &token) != JSON_END) {
    JsonTokens look = t;
    Post post;
    if (token.kind != JSON_OPEN_OBJECT || (looked++, !read_post(&look, token.start, &post)) ||
        !post.reads) {
      continue;
    }
    AccountJudge judge = {0};
    const JsonToken *text = &post.value[ROLE_TEXT];
    account_judge(&judge, (Str){head.p + text->start, text->end - text->start});
    texts += judge.rows;
    prose += post.coded ? 0 : judge.prose;
    t = look;
  }
  return texts && prose * 2 >= texts
             ? NULL
             : "data without texts that are accounts: it is read where it is named itself";
}

void json_read_parts(Expander *e, Str bytes) {
  Str head = {bytes.p, bytes.n < HEAD_MOST ? bytes.n : HEAD_MOST};
  size_t begin = (size_t)(without_mark(bytes).p - bytes.p);
  if (is_own(bytes)) {
    expander_note(e, CONTAINER_FAILED, (Str){NULL, 0}, own_lines);
    return;
  }
  Objects o = {.e = e, .t = {bytes, begin}, .judging = true, .telegram = is_telegram(head)};
  walk(&o);
  o.t.at = begin;
  o.chat = (Str){NULL, 0};
  o.judging = false;
  o.order = stamp_order(&o.judge);
  import_note_order(e, &o.judge);
  walk(&o);
  import_note_empty(e, o.empty, o.telegram ? "posts without words" : "objects without text");
  import_note_empty(e, o.service, "messages of the program itself");
}
