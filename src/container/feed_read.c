/* Feeds: RSS and Atom. An entry is a document: a page, where its content has tags, else text. */
#include "container/readers.h"
#include "container/stamp.h"
#include "container/text_maker.h"

/* Where an element's content lies. */
typedef struct FeedPiece {
  XmlToken token;
  size_t start, end;
  bool there;
} FeedPiece;

typedef enum FeedPart {
  FEED_TITLE,
  FEED_DATE,
  FEED_AUTHOR,
  FEED_LINK,
  FEED_CONTENT,
  FEED_LANGUAGE,
  FEED_NOTHING,
} FeedPart;

typedef struct Feed {
  Expander *e;
  XmlReader xml;
  int32_t page;
  FeedPiece of_feed[FEED_NOTHING];
  FeedPiece entry[FEED_NOTHING];
  int rank[FEED_NOTHING]; /* of the entry's, smaller is better */
  uint64_t number, empty;
} Feed;

static const struct {
  const char *name;
  FeedPart part;
} names[] = {
    /* of each part those that are believed most come first */
    {"title", FEED_TITLE},     {"pubDate", FEED_DATE},      {"published", FEED_DATE},
    {"date", FEED_DATE},       {"updated", FEED_DATE},      {"lastBuildDate", FEED_NOTHING},
    {"creator", FEED_AUTHOR},  {"author", FEED_AUTHOR},     {"link", FEED_LINK},
    {"encoded", FEED_CONTENT}, {"content", FEED_CONTENT},   {"description", FEED_CONTENT},
    {"summary", FEED_CONTENT}, {"language", FEED_LANGUAGE},
};

bool feed_recognise(Str bytes) {
  Str head = {bytes.p, bytes.n < CONTAINER_HEAD ? bytes.n : CONTAINER_HEAD};
  Str s = str_starts(head, "\xEF\xBB\xBF") ? (Str){head.p + 3, head.n - 3} : head;
  s = str_trim(s);
  if (!s.n || s.p[0] != '<') {
    return false;
  }
  XmlToken root = xml_root(s);
  return str_is(root.name, "rss") || str_is(root.name, "feed") ||
         (str_is(root.name, "RDF") && text_holds(root.attributes, "purl.org/rss"));
}

/* The encoding that its declaration names, where that is no Unicode. */
static int32_t declared_page(Str bytes) {
  static const struct {
    const char *name;
    int32_t page;
  } known[] = {{"iso-8859-1\"", 1252},   {"ISO-8859-1\"", 1252},   {"iso-8859-15\"", 1252},
               {"ISO-8859-15\"", 1252},  {"ISO-8859-9\"", 1254},   {"windows-1250\"", 1250},
               {"windows-1251\"", 1251}, {"windows-1252\"", 1252}, {"windows-1254\"", 1254}};
  Str head = {bytes.p, bytes.n < 200 ? bytes.n : 200}, rest;
  Str line = str_split(head, '>', &rest);
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (text_holds(line, known[i].name)) {
      return known[i].page;
    }
  }
  return 0;
}

/* ---- pieces ---------------------------------------------------------------------------------- */

static bool is_media(const XmlToken *token) {
  return str_is(token->prefix, "media") || str_is(token->prefix, "itunes");
}

/* A link of Atom is an attribute; of several the one to the page itself counts. */
static bool is_other_link(const Feed *f, const XmlToken *token, FeedPart part) {
  Str how, target;
  (void)f;
  return part == FEED_LINK && xml_attribute(token, "href", &target) &&
         xml_attribute(token, "rel", &how) && !str_is(how, "alternate");
}

static void take_piece(Feed *f, const XmlToken *token, FeedPiece *pieces, int *rank) {
  XmlReader look = f->xml;
  size_t start = look.at;
  xml_skip(&look, token);
  for (int i = 0; i < (int)(sizeof names / sizeof *names); i++) {
    FeedPart part = names[i].part;
    if (part == FEED_NOTHING || !str_is(token->name, names[i].name) || is_media(token) ||
        is_other_link(f, token, part) || (pieces[part].there && rank[part] <= i)) {
      continue;
    }
    size_t end = look.at;
    while (end > start && f->xml.source.p[end - 1] != '<') {
      end--;
    }
    end -= end > start;
    pieces[part] = (FeedPiece){*token, start, token->empty ? start : end, true};
    rank[part] = i;
    break;
  }
  f->xml = look;
}

/* Text of a piece in one line, tags passed over. */
static Str piece_line(const Feed *f, const FeedPiece *piece) {
  TextMaker m;
  XmlReader xml = {{f->xml.source.p, piece->end}, piece->start};
  XmlToken token;
  text_init(&m, expander_arena(f->e));
  m.page = f->page;
  while (piece->there && xml_next(&xml, &token)) {
    if (token.kind == XML_TEXT) {
      Str text = {xml.source.p + token.start, token.end - token.start};
      text_xml(&m, text, token.literal, true, token.start);
    } else if (str_is(token.name, "email") || str_is(token.name, "uri")) {
      xml_skip(&xml, &token);
    }
  }
  return str_trim(text_view(&m));
}

static Str piece_link(const Feed *f, const FeedPiece *piece) {
  Str href = piece->there ? xml_value(&piece->token, "href", expander_arena(f->e)) : (Str){NULL, 0};
  return href.n ? href : piece_line(f, piece);
}

static bool has_tags(Str s) {
  for (size_t i = 0; i + 1 < s.n; i++) {
    char next = s.p[i + 1];
    if (s.p[i] == '<' && ((unsigned char)((next | 32) - 'a') < 26 || next == '/')) {
      return true;
    }
  }
  return text_holds(s, "&amp;") || text_holds(s, "&nbsp;") || text_holds(s, "&#");
}

/* The content unescaped once, each byte with its place: what a browser would be given. */
static void unescape_content(const Feed *f, TextMaker *m) {
  const FeedPiece *piece = &f->entry[FEED_CONTENT];
  Str source = f->xml.source, type;
  xml_attribute(&piece->token, "type", &type);
  if (str_is(type, "xhtml")) {
    text_verbatim(m, (Str){source.p + piece->start, piece->end - piece->start}, piece->start);
    return;
  }
  XmlReader xml = {{source.p, piece->end}, piece->start};
  XmlToken token;
  while (xml_next(&xml, &token)) {
    if (token.kind == XML_TEXT) {
      Str text = {source.p + token.start, token.end - token.start};
      text_xml(m, text, token.literal, false, token.start);
    } else { /* tags that nobody escaped */
      text_verbatim(m, (Str){source.p + token.start, token.end - token.start}, token.start);
    }
  }
}

/* ---- an entry -------------------------------------------------------------------------------- */

static void fill_fields(Feed *f, Leaf *leaf) {
  Stamp stamp;
  size_t n;
  leaf->field[LEAF_TITLE] = piece_line(f, &f->entry[FEED_TITLE]);
  leaf->field[LEAF_AUTHOR] = piece_line(f, &f->entry[FEED_AUTHOR]);
  leaf->field[LEAF_URL] = piece_link(f, &f->entry[FEED_LINK]);
  leaf->field[LEAF_PUBLISHER] = piece_line(f, &f->of_feed[FEED_TITLE]);
  leaf->field[LEAF_LANGUAGE] = piece_line(f, &f->of_feed[FEED_LANGUAGE]);
  Str date = piece_line(f, &f->entry[FEED_DATE]);
  if (stamp_parse(date, &stamp, &n)) {
    leaf->field[LEAF_DATE] = stamp_text(&stamp, ORDER_UNKNOWN, expander_arena(f->e));
  }
  leaf->field[LEAF_FORMAT] = str_lit("feed");
  leaf->field[LEAF_CHARSET] = str_lit("utf-8");
}

static void give_entry(Feed *f, size_t start, size_t end) {
  static const char page[] = "<!DOCTYPE html>\n<article>";
  Arena *arena = expander_arena(f->e);
  TextMaker m, whole;
  Leaf leaf = {.placed = true, .start = start, .end = end};
  f->number++;
  text_init(&m, arena);
  m.page = f->page;
  if (f->entry[FEED_CONTENT].there) {
    unescape_content(f, &m);
  }
  Str content = text_view(&m);
  if (!str_trim(content).n) {
    f->empty++;
    return;
  }
  fill_fields(f, &leaf);
  leaf.field[LEAF_NAME] = str_of(arena_printf(arena, "%llu", (unsigned long long)f->number));
  text_init(&whole, arena);
  if (has_tags(content)) {
    text_made(&whole, page);
    leaf.field[LEAF_MEDIA] = str_lit("text/html");
  }
  for (uint32_t i = 0; i < m.runs.n; i++) {
    m.runs.v[i].start += whole.n;
    m.runs.v[i].end += whole.n;
  }
  leaf.places = m.runs;
  expander_begin(f->e);
  expander_write(f->e, whole.p ? whole.p : "", whole.n);
  expander_write(f->e, content.p, content.n);
  expander_end(f->e, &leaf);
}

static void read_entry(Feed *f, const XmlToken *start) {
  XmlToken token;
  memset(f->entry, 0, sizeof f->entry);
  while (!start->empty && xml_next(&f->xml, &token)) {
    if (token.kind == XML_START) {
      take_piece(f, &token, f->entry, f->rank);
    } else if (token.kind == XML_END) {
      break;
    }
  }
  give_entry(f, start->start, f->xml.at);
  arena_clear(expander_arena(f->e));
}

void feed_read_parts(Expander *e, Str bytes) {
  Feed f = {.e = e, .xml = {bytes, 0}, .page = declared_page(bytes)};
  int rank[FEED_NOTHING] = {0};
  XmlToken token;
  while (!e->stopped && xml_next(&f.xml, &token)) {
    if (token.kind != XML_START || str_is(token.name, "rss") || str_is(token.name, "feed") ||
        str_is(token.name, "RDF") || str_is(token.name, "channel")) {
      continue;
    }
    if (str_is(token.name, "item") || str_is(token.name, "entry")) {
      read_entry(&f, &token);
    } else {
      take_piece(&f, &token, f.of_feed, rank);
    }
  }
  if (!f.number) {
    expander_note(e, CONTAINER_LEFT_OUT, (Str){NULL, 0}, "a feed without entries");
  } else if (f.empty) {
    expander_note(
        e, CONTAINER_LEFT_OUT, (Str){NULL, 0},
        arena_printf(expander_arena(e), "%llu entries without text", (unsigned long long)f.empty));
  }
}
