/* Names in a document: mentions into the lists of its line. */
#include "claim/claim_names.h"

#include <stdlib.h>

#include "base/map.h"

enum { NAMES_MOST = 40, CALLED_MOST = 12, PEOPLE_MOST = 16 };

typedef struct NameCount {
  Str name;
  uint32_t count;
} NameCount;

static int compare_counts(const void *a, const void *b) {
  const NameCount *x = a, *y = b;
  if (x->count != y->count) {
    return x->count > y->count ? -1 : 1;
  }
  return str_compare(x->name, y->name);
}

typedef struct Counter {
  Map map;
  ARRAY(NameCount) names;
  Arena *arena;
} Counter;

static void count_name(Counter *c, Str name) {
  bool is_new;
  if (!name.n) {
    return;
  }
  uint32_t *index = map_put(&c->map, name, c->names.n, &is_new);
  if (is_new) {
    array_push(c->arena, &c->names, (NameCount){name, 1});
  } else {
    c->names.v[*index].count++;
  }
}

static void names_of(const ClaimRules *rules, const ReadDocument *read, Arena *arena,
                     DocumentLine *line) {
  Counter c = {.arena = arena};
  map_init(&c.map, arena);
  for (uint32_t i = 0; i < read->mentions.actors.n; i++) {
    const ActorMention *a = &read->mentions.actors.v[i];
    if (a->named) {
      count_name(&c, a->name.n ? a->name : str_cut(read->document.text,
                                                   tokens_span(&read->text, a->first, a->end)));
    }
  }
  for (uint32_t i = 0; i < read->mentions.places.n; i++) {
    Place place;
    if (read->mentions.places.v[i].sense == PLACE_LITERAL &&
        gazetteer_place(rules->gazetteer, read->mentions.places.v[i].place, &place)) {
      count_name(&c, place.name);
    }
  }
  if (c.names.n) {
    qsort(c.names.v, c.names.n, sizeof *c.names.v, compare_counts);
  }
  for (uint32_t i = 0; i < c.names.n && i < NAMES_MOST; i++) {
    array_push(arena, &line->names, c.names.v[i].name);
  }
}

/* ------------------------------------------------------------------------------ people told of */

typedef struct Told {
  Str name;       /* by which the document's mentions of one person are known */
  Str first_last; /* empty: only one word of it is given */
  uint32_t count;
  bool speaks;    /* or holds an office */
} Told;

static int told_order(const void *a, const void *b) {
  const Told *x = a, *y = b;
  if (x->count != y->count) {
    return x->count > y->count ? -1 : 1;
  }
  return str_compare(x->first_last, y->first_last);
}

/* Marks the tokens of those who say something. */
static bool *speakers(const ReadDocument *read, Arena *arena) {
  bool *speaks = arena_array(arena, bool, read->text.tokens.n + 1);
  for (uint32_t i = 0; i < read->mentions.attributions.n; i++) {
    const Attribution *a = &read->mentions.attributions.v[i];
    for (uint32_t k = 0; k < a->source.n; k++) {
      for (uint32_t t = a->source.v[k].first; t < a->source.v[k].end; t++) {
        speaks[t] = true;
      }
    }
  }
  return speaks;
}

/* "John Smith" of "John Q. Smith Jr"; empty where only one word is left. */
static Str first_last(const ClaimRules *rules, const ReadDocument *read, Arena *arena,
                      const ActorMention *a) {
  const Text *text = &read->text;
  uint32_t last = a->end;
  while (last > a->first + 1 && (text->tokens.v[last - 1].kind != TOKEN_WORD ||
                                 tagset_has(text->tags[last - 1], rules->names.suffix))) {
    last--;
  }
  if (last < a->first + 2) {
    return (Str){NULL, 0};
  }
  return str_of(arena_printf(arena, "%.*s %.*s", STR_ARG(token_text(text, a->first)),
                             STR_ARG(token_text(text, last - 1))));
}

static bool is_news(const Sentence *s) {
  return s->block_kind != BLOCK_FURNITURE && s->block_kind != BLOCK_BYLINE &&
         s->block_kind != BLOCK_CAPTION && s->block_kind != BLOCK_FOOTNOTE;
}

/* Who came to harm, or is held responsible, speaks seldom; who speaks, or has a title, is spoken of in
   many stories. */
static void people_of(const ClaimRules *rules, const ReadDocument *read, Arena *arena,
                      DocumentLine *line) {
  const Text *text = &read->text;
  Map map;
  ARRAY(Told) people = {0};
  bool *speaks = speakers(read, arena);
  map_init(&map, arena);
  for (uint32_t i = 0; i < read->mentions.actors.n; i++) {
    const ActorMention *a = &read->mentions.actors.v[i];
    const Sentence *s = &text->sentences.v[text->tokens.v[a->first].sentence];
    if (a->class != ACTOR_PERSON || !a->named || !a->name.n || !is_news(s)) {
      continue;
    }
    bool is_new;
    uint32_t at = *map_put(&map, a->name, people.n, &is_new);
    Told *told = is_new ? array_add(arena, &people) : &people.v[at];
    told->name = a->name;
    told->count++;
    told->speaks = told->speaks || speaks[a->first] ||
                   (a->first > s->first && tagset_has(text->tags[a->first - 1], rules->names.title));
    told->first_last = told->first_last.n ? told->first_last : first_last(rules, read, arena, a);
  }
  if (people.n) {
    qsort(people.v, people.n, sizeof *people.v, told_order);
  }
  for (uint32_t i = 0; i < people.n && line->people.n < PEOPLE_MOST; i++) {
    if (!people.v[i].speaks && people.v[i].first_last.n) {
      array_push(arena, &line->people, people.v[i].first_last);
    }
  }
}

/* ------------------------------------------------------------------------------ streets */

/* The token with which a part of a street's name begins that ends before token `end`: "Osprey", "9th"; `end`
   if there is none. */
static uint32_t street_part(const ClaimRules *rules, const Text *text, uint32_t from, uint32_t end) {
  if (end == from) {
    return end;
  }
  const Token *t = &text->tokens.v[end - 1];
  if (end - from > 1 && t->kind == TOKEN_WORD && !t->space_before && t[-1].kind == TOKEN_NUMBER) {
    return end - 2;
  }
  bool name = t->capital && t->kind == TOKEN_WORD && !tagset_has(text->tags[end - 1], rules->names.side) &&
              !tagset_has(text->tags[end - 1], rules->names.street) &&
              !token_is_class(text, end - 1, CLASS(PREP) | CLASS(DET) | CLASS(CONJ) | CLASS(PRON));
  return name ? end - 1 : end;
}

/* "St. Louis", "Dr. Osk": no street. */
static bool is_short_before_name(const Text *text, uint32_t token, uint32_t end) {
  enum { SHORT = 2 };
  return token_text(text, token).n == SHORT && token + 2 < end && str_is(token_text(text, token + 1), ".") &&
         text->tokens.v[token + 2].capital;
}

static void street_add(Str name, Arena *arena, DocumentLine *line) {
  enum { STREETS_MOST = 12 };
  bool known = false;
  for (uint32_t i = 0; i < line->streets.n && !known; i++) {
    known = str_equal_fold(line->streets.v[i], name);
  }
  if (!known && line->streets.n < STREETS_MOST) {
    array_push(arena, &line->streets, name);
  }
}

static void streets_of(const ClaimRules *rules, const ReadDocument *read, Arena *arena,
                       DocumentLine *line) {
  enum { PARTS_MOST = 3 };
  const Text *text = &read->text;
  for (uint32_t k = 0; k < text->sentences.n; k++) {
    const Sentence *s = &text->sentences.v[k];
    if (!is_news(s) || s->block_kind == BLOCK_TITLE || s->capitals ||
        !tagset_has(&text->sentence_tags[k], rules->names.street)) {
      continue;
    }
    for (uint32_t i = s->first + 1; i < s->end; i++) {
      uint32_t first = i;
      if (!tagset_has(text->tags[i], rules->names.street) || is_short_before_name(text, i, s->end)) {
        continue;
      }
      for (uint32_t parts = 0; parts < PARTS_MOST; parts++) {
        first = street_part(rules, text, s->first, first);
      }
      if (first < i) {
        street_add(str_cut(read->document.text, tokens_span(text, first, i + 1)), arena, line);
      }
    }
  }
}

/* ------------------------------------------------------------------------------ names of events */

static bool capital(const Text *text, uint32_t token) {
  return text->tokens.v[token].capital && text->tokens.v[token].kind == TOKEN_WORD;
}

static void add_called(const ReadDocument *read, uint32_t first, uint32_t end, Arena *arena,
                       DocumentLine *line) {
  Str name = str_cut(read->document.text, tokens_span(&read->text, first, end));
  for (uint32_t i = 0; i < line->called.n; i++) {
    if (str_equal_fold(line->called.v[i], name)) {
      return;
    }
  }
  if (line->called.n < CALLED_MOST) {
    array_push(arena, &line->called, name);
  }
}

/* "January 20 tragedy", "20 January massacre": a date without a year, then a noun for what happened. */
static void called_by_date(const ClaimRules *rules, const ReadDocument *read, Arena *arena,
                           DocumentLine *line) {
  const Text *text = &read->text;
  for (uint32_t i = 0; i < read->mentions.times.n; i++) {
    const TimeMention *t = &read->mentions.times.v[i];
    if (t->end < text->tokens.n && t->is_name &&
        tagset_has(text->tags[t->end], rules->narrative.happening)) {
      add_called(read, t->first, t->end + 1, arena, line);
    }
  }
}

/* “Black January”, "Bloody Sunday": capitals with a month, a weekday or a noun for what happened. */
static void called_in_sentence(const ClaimRules *rules, const ReadDocument *read, const Sentence *s,
                               Arena *arena, DocumentLine *line) {
  const Text *text = &read->text;
  for (uint32_t i = s->first; i + 1 < s->end; i++) {
    if (!tagset_has(text->tags[i], rules->narrative.epithet) || !capital(text, i)) {
      continue;
    }
    uint32_t end = i + 1;
    while (end < s->end && capital(text, end) && end - i < 4) {
      end++;
    }
    for (uint32_t k = i + 1; k < end; k++) {
      if (tagset_has(text->tags[k], rules->narrative.month) ||
          tagset_has(text->tags[k], rules->narrative.weekday) ||
          tagset_has(text->tags[k], rules->narrative.topic)) {
        add_called(read, i, k + 1, arena, line);
        break;
      }
    }
  }
}

static void called_by_capitals(const ClaimRules *rules, const ReadDocument *read, Arena *arena,
                               DocumentLine *line) {
  const Text *text = &read->text;
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    if (!text->sentences.v[i].capitals &&
        tagset_has(&text->sentence_tags[i], rules->narrative.epithet)) {
      called_in_sentence(rules, read, &text->sentences.v[i], arena, line);
    }
  }
}

void document_names(const ClaimRules *rules, const ReadDocument *read, Arena *arena,
                    DocumentLine *line) {
  names_of(rules, read, arena, line);
  people_of(rules, read, arena, line);
  streets_of(rules, read, arena, line);
  called_by_capitals(rules, read, arena, line);
  called_by_date(rules, read, arena, line);
}
