/* HTML metadata: fields from tags and from JSON-LD, each kept from the best source that gives it.
 */
#include "doc/html_meta.h"

#include <jansson.h>

#include "base/utf8.h"
#include "doc/block_match.h"
#include "doc/meta.h"

enum { LD_DEPTH = 8, LD_ITEMS = 64, FIELD_MOST = 1000 };

static void set(HtmlField *field, Str value, int rank) {
  if (value.n && rank > field->rank) {
    field->value = value;
    field->rank = rank;
  }
}

static void set_text(HtmlMeta *meta, HtmlField *field, Str raw, int rank) {
  if (rank <= field->rank || !raw.n || raw.n > FIELD_MOST) {
    return;
  }
  set(field, meta_line(html_unescape(raw, true, meta->arena), meta->arena), rank);
}

static void set_date(HtmlMeta *meta, HtmlField *field, Str raw, int rank) {
  if (rank > field->rank && raw.n <= FIELD_MOST) {
    set(field, meta_field_date(meta->rules, raw, meta->arena), rank);
  }
}

static bool is_address(Str s) {
  return str_starts(s, "http:") || str_starts(s, "https:");
}

/* ---- tags ---- */

static const struct {
  const char *name;
  size_t field;
  int rank;
} meta_names[] = {
#define FIELD(f) offsetof(HtmlMeta, f)
    {"og:title", FIELD(title), META_GOOD},
    {"twitter:title", FIELD(title), META_FAIR},
    {"dc.title", FIELD(title), META_FAIR},
    {"dcterms.title", FIELD(title), META_FAIR},
    {"sailthru.title", FIELD(title), META_FAIR},
    {"parsely-title", FIELD(title), META_FAIR},
    {"headline", FIELD(title), META_FAIR},
    {"author", FIELD(author), META_GOOD},
    {"article:author", FIELD(author), META_FAIR},
    {"byl", FIELD(author), META_FAIR},
    {"dc.creator", FIELD(author), META_FAIR},
    {"dcterms.creator", FIELD(author), META_FAIR},
    {"sailthru.author", FIELD(author), META_FAIR},
    {"parsely-author", FIELD(author), META_FAIR},
    {"og:site_name", FIELD(publisher), META_GOOD},
    {"publisher", FIELD(publisher), META_FAIR},
    {"dc.publisher", FIELD(publisher), META_FAIR},
    {"dcterms.publisher", FIELD(publisher), META_FAIR},
    {"application-name", FIELD(publisher), META_WEAK},
    {"article:published_time", FIELD(date), META_BEST},
    {"article:published", FIELD(date), META_GOOD},
    {"og:published_time", FIELD(date), META_GOOD},
    {"datepublished", FIELD(date), META_GOOD},
    {"pubdate", FIELD(date), META_GOOD},
    {"publish-date", FIELD(date), META_GOOD},
    {"publishdate", FIELD(date), META_GOOD},
    {"article_date_original", FIELD(date), META_GOOD},
    {"dcterms.available", FIELD(date), META_FAIR},
    {"publish_date", FIELD(date), META_GOOD},
    {"publication_date", FIELD(date), META_GOOD},
    {"citation_publication_date", FIELD(date), META_GOOD},
    {"dc.date.issued", FIELD(date), META_GOOD},
    {"dcterms.issued", FIELD(date), META_GOOD},
    {"dcterms.created", FIELD(date), META_FAIR},
    {"dc.date.created", FIELD(date), META_FAIR},
    {"dc.date", FIELD(date), META_FAIR},
    {"dcterms.date", FIELD(date), META_FAIR},
    {"sailthru.date", FIELD(date), META_FAIR},
    {"parsely-pub-date", FIELD(date), META_FAIR},
    {"displaydate", FIELD(date), META_FAIR},
    {"date", FIELD(date), META_FAIR},
    {"article:modified_time", FIELD(modified), META_BEST},
    {"article:modified", FIELD(modified), META_GOOD},
    {"og:updated_time", FIELD(modified), META_FAIR},
    {"datemodified", FIELD(modified), META_GOOD},
    {"dcterms.modified", FIELD(modified), META_GOOD},
    {"dc.date.modified", FIELD(modified), META_GOOD},
    {"lastmod", FIELD(modified), META_FAIR},
    {"last-modified", FIELD(modified), META_WEAK},
    {"og:url", FIELD(url), META_FAIR},
    {"content-language", FIELD(language), META_FAIR},
    {"dc.language", FIELD(language), META_WEAK},
#undef FIELD
};

static void take_meta(HtmlMeta *meta, const HtmlToken *token) {
  const Str *content = html_tag_attribute(token, HTML_ATTRIBUTE_CONTENT);
  const Str *names[4] = {html_tag_attribute(token, HTML_ATTRIBUTE_PROPERTY), html_tag_attribute(token, HTML_ATTRIBUTE_NAME),
                         html_tag_attribute(token, HTML_ATTRIBUTE_ITEMPROP),
                         html_tag_attribute(token, HTML_ATTRIBUTE_HTTP_EQUIV)};
  for (size_t k = 0; k < 4 && content; k++) {
    for (size_t i = 0; names[k] && i < sizeof meta_names / sizeof *meta_names; i++) {
      if (!str_equal_fold(*names[k], str_of(meta_names[i].name))) {
        continue;
      }
      HtmlField *field = (HtmlField *)(void *)((char *)meta + meta_names[i].field);
      if (field == &meta->date || field == &meta->modified) {
        set_date(meta, field, *content, meta_names[i].rank);
      } else if (field != &meta->author || !is_address(*content)) {
        set_text(meta, field, *content, meta_names[i].rank);
      }
    }
  }
}

static void take_time(HtmlMeta *meta, const HtmlToken *token) {
  const Str *when = html_tag_attribute(token, HTML_ATTRIBUTE_DATETIME);
  const Str *what = html_tag_attribute(token, HTML_ATTRIBUTE_ITEMPROP);
  bool published = html_tag_attribute(token, HTML_ATTRIBUTE_PUBDATE) ||
                   (what && str_equal_fold(*what, str_lit("datePublished")));
  bool modified = what && str_equal_fold(*what, str_lit("dateModified"));
  if (when && modified) {
    set_date(meta, &meta->modified, *when, META_GOOD);
  } else if (when) {
    set_date(meta, &meta->date, *when, published ? META_GOOD : META_WEAK);
  }
}

/* The day that an element of text tells to machines: <span property="dc:date" content="2017-02-19">. */
static void take_property(HtmlMeta *meta, const HtmlToken *token) {
  const Str *content = html_tag_attribute(token, HTML_ATTRIBUTE_CONTENT);
  const Str *what = html_tag_attribute(token, HTML_ATTRIBUTE_PROPERTY);
  what = what ? what : html_tag_attribute(token, HTML_ATTRIBUTE_ITEMPROP);
  for (Str rest = content && what ? *what : (Str){NULL, 0}; rest.n;) {
    Str name = str_split(rest, ' ', &rest);
    if (str_equal_fold(name, str_lit("dc:date")) || str_equal_fold(name, str_lit("datePublished")) ||
        str_equal_fold(name, str_lit("schema:datePublished"))) {
      set_date(meta, &meta->date, *content, META_GOOD);
    }
  }
}

void html_meta_tag(HtmlMeta *meta, const HtmlToken *token) {
  const Str *value;
  switch (token->tag) {
    case HTML_TAG_META:
      take_meta(meta, token);
      break;
    case HTML_TAG_TIME:
      take_time(meta, token);
      break;
    case HTML_TAG_HTML:
      value = html_tag_attribute(token, HTML_ATTRIBUTE_LANG);
      value = value ? value : html_tag_attribute(token, HTML_ATTRIBUTE_XML_LANG);
      if (value) {
        set_text(meta, &meta->language, *value, META_GOOD);
      }
      break;
    case HTML_TAG_LINK: {
      const Str *rel = html_tag_attribute(token, HTML_ATTRIBUTE_REL);
      value = html_tag_attribute(token, HTML_ATTRIBUTE_HREF);
      if (value && rel && str_equal_fold(*rel, str_lit("canonical")) && is_address(*value)) {
        set_text(meta, &meta->url, *value, META_GOOD);
      }
      break;
    }
    default:
      if (token->attribute_count > 1) {
        take_property(meta, token);
      }
      break;
  }
}

void html_meta_title(HtmlMeta *meta, Str text) {
  if (!meta->page_title.n && text.n <= FIELD_MOST * 4) {
    meta->page_title = meta_line(html_unescape(text, false, meta->arena), meta->arena);
  }
}

/* ---- JSON-LD ---- */

bool html_meta_is_script(const HtmlToken *token) {
  const Str *type = html_tag_attribute(token, HTML_ATTRIBUTE_TYPE);
  return type && str_equal_fold(str_trim(*type), str_lit("application/ld+json"));
}


static bool is_article_type(const json_t *type) {
  static const char *const types[] = {"Article",         "NewsArticle",      "ReportageNewsArticle",
                                      "AnalysisNewsArticle", "BackgroundNewsArticle", "BlogPosting",
                                      "LiveBlogPosting", "SocialMediaPosting", "Report",
                                      "OpinionNewsArticle", "ScholarlyArticle"};
  if (json_is_array(type)) {
    type = json_array_get(type, 0);
  }
  for (size_t i = 0; json_is_string(type) && i < sizeof types / sizeof *types; i++) {
    if (strcmp(json_string_value(type), types[i]) == 0) {
      return true;
    }
  }
  return false;
}

/* The first article in the object, an array, or its @graph. */
static const json_t *find_article(const json_t *value, int depth) {
  const json_t *found = NULL;
  if (depth > LD_DEPTH) {
    return NULL;
  }
  if (json_is_array(value)) {
    for (size_t i = 0; i < json_array_size(value) && i < LD_ITEMS && !found; i++) {
      found = find_article(json_array_get(value, i), depth + 1);
    }
    return found;
  }
  if (!json_is_object(value)) {
    return NULL;
  }
  if (is_article_type(json_object_get(value, "@type"))) {
    return value;
  }
  static const char *const inside[] = {"@graph", "mainEntity", "mainEntityOfPage"};
  for (size_t i = 0; i < 3 && !found; i++) {
    found = find_article(json_object_get(value, inside[i]), depth + 1);
  }
  return found;
}

/* The object with this @id and a name. */
static const json_t *find_named(const json_t *value, const char *id, int depth) {
  const json_t *found = NULL, *own = json_object_get(value, "@id");
  if (depth > LD_DEPTH) {
    return NULL;
  }
  if (json_is_string(own) && strcmp(json_string_value(own), id) == 0 &&
      json_object_get(value, "name")) {
    return value;
  }
  if (json_is_array(value)) {
    for (size_t i = 0; i < json_array_size(value) && i < LD_ITEMS && !found; i++) {
      found = find_named(json_array_get(value, i), id, depth + 1);
    }
  } else if (json_is_object(value)) {
    found = find_named(json_object_get(value, "@graph"), id, depth + 1);
  }
  return found;
}

/* A string, or the name of an object (perhaps told elsewhere in root), or that of an array's first
   element. */
static const json_t *name_of(const json_t *root, const json_t *value) {
  for (int i = 0; i < 4 && value && !json_is_string(value); i++) {
    const json_t *id = json_object_get(value, "@id"), *name = json_object_get(value, "name");
    if (json_is_array(value)) {
      value = json_array_get(value, 0);
    } else if (!name && json_is_string(id)) {
      value = find_named(root, json_string_value(id), 0);
    } else {
      value = name;
    }
  }
  return json_is_string(value) ? value : NULL;
}

/* Copies into room taken before the parse, so that nothing is asked of the arena while the parsed
   object is held. */
static Str keep(char **at, const char *end, const json_t *value) {
  size_t n = value ? json_string_length(value) : 0;
  if (!value || n > FIELD_MOST || n > (size_t)(end - *at)) {
    return (Str){NULL, 0};
  }
  memcpy(*at, json_string_value(value), n);
  *at += n;
  return (Str){*at - n, n};
}

/* All names of an array, with commas between them. */
static Str keep_names(char **at, const char *end, const json_t *root, const json_t *value) {
  Str names = {*at, 0};
  if (!json_is_array(value) || json_array_size(value) < 2) {
    return keep(at, end, name_of(root, value));
  }
  for (size_t i = 0; i < json_array_size(value) && i < LD_ITEMS; i++) {
    char *before = *at;
    if (names.n && end - *at > 2) {
      memcpy(*at, ", ", 2);
      *at += 2;
    }
    Str name = keep(at, end, name_of(root, json_array_get(value, i)));
    *at = name.n && !is_address(name) ? *at : before;
    names.n = (size_t)(*at - names.p);
  }
  return names;
}

void html_meta_script(HtmlMeta *meta, Str text) {
  text = str_trim(text);
  if (text.n >= 7 && str_starts(text, "<!--") && str_ends(text, "-->")) {
    text = (Str){text.p + 4, text.n - 7};
  }
  char *at = arena_bytes(meta->arena, FIELD_MOST * 8), *end = at + FIELD_MOST * 8;
  json_error_t error;
  json_t *root = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &error);
  const json_t *article = find_article(root, 0);
  static const char *const keys[] = {"headline", "author", "publisher", "datePublished",
                                     "dateModified", "url", "inLanguage"};
  Str v[sizeof keys / sizeof *keys];
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    const json_t *value = json_object_get(article, keys[i]);
    v[i] = i == 1 ? keep_names(&at, end, root, value) : keep(&at, end, name_of(root, value));
  }
  const json_t *type = json_object_get(article, "@type");
  meta->live = meta->live || (json_is_string(type) &&
                              strcmp(json_string_value(type), "LiveBlogPosting") == 0);
  json_decref(root);
  arena_expect(meta->arena, text.n * 2 + 4096); /* without memory there is no root, or another */
  set_text(meta, &meta->title, v[0], META_BEST);
  if (!is_address(v[1])) {
    set_text(meta, &meta->author, v[1], META_BEST);
  }
  set_text(meta, &meta->publisher, v[2], META_BEST);
  set_date(meta, &meta->date, v[3], META_BEST);
  set_date(meta, &meta->modified, v[4], META_BEST);
  if (is_address(v[5])) {
    set_text(meta, &meta->url, v[5], META_FAIR);
  }
  set_text(meta, &meta->language, v[6], META_WEAK);
}

/* ---- credits ---- */

static bool in_list(const BlockRules *rules, const char *list, Str word) {
  const BlockList *found = block_rules_list(rules, str_of(list));
  uint32_t value;
  return found && block_list_read(found, word, &value) == word.n;
}

/* Up to six words, each with a capital or one that joins names; at least so many with a capital. */
static bool is_name(const BlockRules *rules, Str s, uint32_t least) {
  uint32_t words = 0, capitals = 0, length;
  while (s.n) {
    Str word = str_split(s, ' ', &s);
    uint32_t c = word.n ? utf8_decode(word, 0, &length) : 0;
    bool upper = rune_is_upper(c);
    if (!upper && !in_list(rules, "particle", word) && !in_list(rules, "credit-join", word)) {
      return false;
    }
    for (size_t i = 0; i < word.n; i++) {
      if ((word.p[i] >= '0' && word.p[i] <= '9') || strchr("@:|/()", word.p[i])) {
        return false;
      }
    }
    words++;
    capitals += upper;
  }
  return words <= 6 && capitals >= least;
}

Str html_meta_name(const HtmlMeta *meta, Str text) {
  if (!meta->rules) {
    return (Str){NULL, 0};
  }
  Str name = meta_line(text, meta->arena);
  bool lead = false;
  for (Str rest = name; rest.n; name = rest) {
    Str word = str_split(rest, ' ', &rest);
    if (!in_list(meta->rules, "credit-lead", word)) {
      break;
    }
    lead = true;
  }
  while (name.n && strchr(",;.", name.p[name.n - 1])) {
    name.n--;
  }
  return name.n && is_name(meta->rules, name, lead ? 1 : 2) ? name : (Str){NULL, 0};
}
