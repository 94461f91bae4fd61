/* Lexicon: lines of phrases and tags, or of verbs and nouns with their forms, to entries. */
#include "lang/compile_model.h"

enum { FORMS = 5 };

/* A kind of lexicon file: how many columns, and the tags of the forms in them. */
typedef struct FormTable {
  const char *directive;
  const char *columns;     /* for messages */
  int forms;               /* in the second column; a single one may have spaces */
  const char *tags[FORMS]; /* of the first column, then of the forms */
} FormTable;

static const FormTable tables[] = {
    {"%verbs",
     "lemma TAB 3sg ing past participle TAB tags",
     4,
     {"v.base", "v.s", "v.ing", "v.past", "v.part"}},
    {"%nouns", "singular TAB plural TAB tags", 1, {"n.sg", "n.pl"}},
};

/* The next word of a text that is cut at spaces and tabs, where quotation marks hold spaces
   together; false at its end, and where a # begins a comment. */
static bool next_field(Str *rest, Str *field) {
  size_t i = 0;
  bool quoted = false;
  *rest = str_trim(*rest);
  if (rest->n == 0 || rest->p[0] == '#') {
    return false;
  }
  for (; i < rest->n && (quoted || (rest->p[i] != ' ' && rest->p[i] != '\t')); i++) {
    quoted = quoted != (rest->p[i] == '"');
  }
  *field = (Str){rest->p, i};
  rest->p += i;
  rest->n -= i;
  return true;
}

/* The entry of a phrase, made if it is new; NULL if the phrase has no words. */
static Entry *entry_of(Compiler *c, Str phrase, Place place) {
  uint32_t words[PACK_PHRASE_WORDS];
  uint32_t n = words_early(c, phrase, place, words);
  bool is_new;
  if (n == 0) {
    return NULL;
  }
  Str key = {(const char *)words, n * sizeof *words};
  uint32_t *known = map_find(&c->entries, key);
  if (!known) {
    known = map_put(&c->entries, str_copy(c->arena, key), c->entry.n, &is_new);
    Entry *entry = array_add(c->arena, &c->entry);
    entry->words = arena_array(c->arena, uint32_t, n);
    memcpy(entry->words, words, n * sizeof *words);
    entry->n = n;
  }
  return &c->entry.v[*known];
}

/* Adds a tag to an entry, or unites it with the same tag there. */
static void entry_tag(Compiler *c, Entry *entry, Str phrase, EntryTag tag) {
  for (uint32_t i = 0; i < entry->tags.n; i++) {
    EntryTag *old = &entry->tags.v[i];
    if (old->tag != tag.tag) {
      continue;
    }
    if (!old->has_value) {
      *old = tag;
    } else if (tag.has_value && !str_equal(old->text, tag.text)) {
      problem_add(c, tag.place,
                  "\"%.*s\" has the value %.*s for %.*s, and %.*s at %.*s:%u: expected one",
                  STR_ARG(phrase), STR_ARG(tag.text), STR_ARG(c->tags.entries[tag.tag].key),
                  STR_ARG(old->text), STR_ARG(old->place.path), old->place.line);
    }
    return;
  }
  array_push(c->arena, &entry->tags, tag);
}

/* Whether s is digits, with or without a minus before them. */
static bool is_integer(Str s, int64_t *number) {
  size_t sign = s.n && s.p[0] == '-';
  return s.n > sign && s.p[sign] != '+' && str_integer(s, number);
}

/* One tag[=value]; false if there was a problem. */
static bool tag_read(Compiler *c, Str field, Place place, EntryTag *tag) {
  Str value, name = str_split(field, '=', &value);
  size_t before = c->build->problems.n;
  *tag = (EntryTag){.tag = tag_early(c, name, place), .place = place};
  if (value.p) {
    if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"') {
      value = (Str){value.p + 1, value.n - 2};
    } else if (memchr(value.p, '"', value.n)) {
      problem_add(c, place, "the value of %.*s has a quotation mark inside: expected \"…\"",
                  STR_ARG(name));
    }
    if (value.n == 0) {
      problem_add(c, place, "expected a value behind %.*s=", STR_ARG(name));
    }
    tag->has_value = true;
    tag->text = value;
    tag->is_number = is_integer(value, &tag->number);
  }
  return c->build->problems.n == before;
}

/* All tags of a text. */
static bool tags_read(Compiler *c, Str text, Place place, EntryTags *tags) {
  bool ok = true;
  Str field;
  while (next_field(&text, &field)) {
    EntryTag tag;
    if (tag_read(c, field, place, &tag)) {
      array_push(c->arena, tags, tag);
    } else {
      ok = false;
    }
  }
  return ok;
}

static void entry_add(Compiler *c, Str phrase, Place place, const EntryTags *tags,
                      const char *form_tag) {
  Entry *entry = entry_of(c, phrase, place);
  if (!entry) {
    return;
  }
  for (uint32_t i = 0; i < tags->n; i++) {
    entry_tag(c, entry, phrase, tags->v[i]);
  }
  if (form_tag) {
    EntryTag tag = {.tag = tag_early(c, str_of(form_tag), place), .place = place};
    entry_tag(c, entry, phrase, tag);
  }
}

/* A form of a verb or noun: - is none, _ stands for a space. */
static void form_add(Compiler *c, Str form, Place place, const EntryTags *tags,
                     const char *form_tag) {
  if (str_is(form, "-")) {
    return;
  }
  char *spaced = arena_copy(c->arena, form.p, form.n);
  for (size_t i = 0; i < form.n; i++) {
    spaced[i] = spaced[i] == '_' ? ' ' : spaced[i];
  }
  entry_add(c, (Str){spaced, form.n}, place, tags, form_tag);
}

static void forms_line(Compiler *c, Str line, Place place, const FormTable *table) {
  Str rest, text, form, all[FORMS];
  EntryTags tags = {0};
  int n = 0;
  Str lemma = str_trim(str_split(line, '\t', &rest));
  Str forms = str_split(rest, '\t', &text);
  if (lemma.n == 0) {
    problem_add(c, place, "expected %s", table->columns);
    return;
  }
  if (table->forms == 1) {
    all[0] = str_trim(forms);
    n = all[0].n > 0;
  }
  while (table->forms > 1 && next_field(&forms, &form)) {
    if (n < table->forms) {
      all[n] = form;
    }
    n++;
  }
  if (n != table->forms) {
    problem_add(c, place, "\"%.*s\" has %d forms: expected %d in %s", STR_ARG(lemma), n,
                table->forms, table->columns);
    return;
  }
  if (!tags_read(c, text, place, &tags)) {
    return;
  }
  form_add(c, lemma, place, &tags, table->tags[0]);
  for (int i = 0; i < n; i++) {
    form_add(c, all[i], place, &tags, table->tags[i + 1]);
  }
}

static void phrase_line(Compiler *c, Str line, Place place) {
  Str text, phrase = str_trim(str_split(line, '\t', &text));
  EntryTags tags = {0};
  if (!text.p || phrase.n == 0) {
    problem_add(c, place, "expected phrase TAB tags, found \"%.*s\"", STR_ARG(line));
    return;
  }
  if (!tags_read(c, text, place, &tags)) {
    return;
  }
  if (tags.n == 0) {
    problem_add(c, place, "\"%.*s\" has no tag: expected phrase TAB tags", STR_ARG(phrase));
    return;
  }
  entry_add(c, phrase, place, &tags, NULL);
}

/* The table that a line %… asks for; NULL, with a problem, if there is no such one. */
static const FormTable *table_of(Compiler *c, Str directive, Place place) {
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    if (str_is(directive, tables[i].directive)) {
      return &tables[i];
    }
  }
  problem_add(c, place, "\"%.*s\" is unknown: expected %%verbs or %%nouns", STR_ARG(directive));
  return NULL;
}

void lexicon_read(Compiler *c, const PackSource *file) {
  Str rest = file->bytes, line;
  const FormTable *table = NULL;
  bool begun = false;
  for (Place place = {file->path, 1}; next_line(&rest, &line); place.line++) {
    if (str_trim(line).n == 0 || line.p[0] == '#') {
      continue;
    }
    if (line.p[0] == '%' && memchr(line.p, '\t', line.n) == NULL) {
      if (begun) {
        problem_add(c, place, "expected \"%.*s\" before all entries of the file", STR_ARG(line));
      } else if (!(table = table_of(c, str_trim(line), place))) {
        return;
      }
    } else if (table) {
      forms_line(c, line, place, table);
    } else {
      phrase_line(c, line, place);
    }
    begun = true;
  }
}
