/* Actors: runs of capitalised words and nouns for those who act → mentions with class and name. */
#include "mention/actor_mention.h"

#include "base/map.h"
#include "base/utf8.h"

enum { NAME_TOKENS = 16, NOUN_TOKENS = 4, ROLE_TOKENS = 6, AGE_TOKENS = 4 };

int actor_rules_init(const Pack *pack, ActorRules *r, Status *status) {
  *r = (ActorRules){.pack = pack};
  const struct {
    int *tag;
    const char *name;
  } names[] = {
      {&r->noun, "actor"},
      {&r->body, "actor.body"},
      {&r->name, "actor.name"},
      {&r->link, "actor.link"},
      {&r->particle, "actor.particle"},
      {&r->not_name, "actor.not"},
      {&r->title, "title"},
      {&r->person, "n.person"},
      {&r->say, "att.say"},
      {&r->rel, "rel"},
      {&r->det, "det"},
      {&r->poss, "poss"},
      {&r->prep, "prep"},
      {&r->plural, "n.pl"},
      {&r->month, "month"},
      {&r->weekday, "weekday"},
      {&r->starts, "sentence.start"},
      {&r->and_, "conj"},
      {&r->be, "aux.be"},
      {&r->have, "aux.have"},
      {&r->aged, "name.aged"},
      {&r->deed, "person.verb"},
      {&r->identify, "identify.verb"},
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    *names[i].tag = pack_tag(pack, names[i].name);
  }
  return r->noun < 0 || r->body < 0
             ? status_set(status, STATUS_FORMAT, 0, "the language pack has no words for actors")
             : STATUS_OK;
}

/* A run of capitalised words that may be a name. */
typedef struct Run {
  uint32_t first, end;
  uint32_t last;    /* its last word that is no title: what a person is called by */
  ActorClass class; /* ACTOR_OTHER: not known */
  bool evidence;    /* of a person */
  bool place;       /* the gazetteer knows it */
} Run;

typedef struct Finder {
  const ActorRules *r;
  const Text *text;
  Arena *arena;
  Mentions *mentions;
  const uint64_t *tokens; /* with which an actor may begin, as bits */
  ARRAY(Run) runs;
} Finder;

static bool has(const Finder *f, uint32_t token, int tag) {
  return token < f->text->tokens.n && tagset_has(f->text->tags[token], tag);
}

static const Token *token_at(const Finder *f, uint32_t i) {
  return &f->text->tokens.v[i];
}

static bool is_byte(const Finder *f, uint32_t i, char c) {
  return i < f->text->tokens.n && f->text->document->text.p[token_at(f, i)->span.start] == c &&
         span_length(token_at(f, i)->span) == 1;
}

static bool is_possessive(const Finder *f, uint32_t i) {
  Str s = token_text(f->text, i);
  size_t mark = s.n && s.p[0] == '\'' ? 1 : str_starts(s, "\xE2\x80\x99") ? 3 : 0;
  return mark && (s.n == mark || (s.n == mark + 1 && (s.p[mark] | 32) == 's'));
}

static ActorClass class_of(Str name) {
  static const struct {
    const char *name;
    ActorClass class;
  } classes[] = {
      {"state_forces", ACTOR_STATE_FORCES},
      {"rebels", ACTOR_REBELS},
      {"government", ACTOR_GOVERNMENT},
      {"organisation", ACTOR_ORGANISATION},
      {"person", ACTOR_PERSON},
      {"civilians", ACTOR_CIVILIANS},
  };
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    if (str_is(name, classes[i].name)) {
      return classes[i].class;
    }
  }
  return ACTOR_OTHER;
}

/* Length in tokens of the phrase with this tag at token i, and its class; 0 if there is none. */
static uint32_t phrase_at(const Finder *f, uint32_t i, uint32_t end, int tag, ActorClass *class) {
  TagValue value;
  if (!token_may_begin(f->text, i, tag)) {
    return 0;
  }
  uint32_t room = end - i < NOUN_TOKENS ? end - i : NOUN_TOKENS;
  uint32_t n = pack_phrase(f->r->pack, f->text->words + i, room, tag, &value);
  if (n) {
    *class = class_of(value.text);
  }
  return n;
}

/* ------------------------------------------------------------------------- runs of capitals */

static bool is_capital(const Finder *f, uint32_t i, uint32_t end) {
  if (i >= end) {
    return false;
  }
  const Token *t = token_at(f, i);
  return t->capital && t->kind == TOKEN_WORD && !t->mark && !is_possessive(f, i);
}

/* A capital at the beginning of a sentence or quotation that the position explains: a function
   word, or a known word with none in capitals behind it. */
static bool is_opening(const Finder *f, uint32_t i, const Sentence *s) {
  const ActorRules *r = f->r;
  bool begins =
      i == s->first || (token_at(f, i - 1)->kind == TOKEN_PUNCTUATION && !is_byte(f, i - 1, '-'));
  if (!begins || token_at(f, i)->word == 0 || has(f, i, r->name)) {
    return false;
  }
  if (has(f, i, r->det) || has(f, i, r->prep) || has(f, i, r->poss) || has(f, i, r->rel) ||
      has(f, i, r->starts)) {
    return true;
  }
  return i == s->first && !is_capital(f, i + 1, s->end) && !has(f, i, r->title) &&
         !has(f, i, r->body);
}

/* Where the run goes on behind token i: over hyphens, initials' stops, particles and, once there is
   a body in it, links ("of", "and"). `end` if it does not. */
static uint32_t run_next(const Finder *f, uint32_t i, uint32_t end, bool body) {
  if (is_capital(f, i, end)) {
    return i;
  }
  if (i + 1 >= end) {
    return end;
  }
  bool glued = !token_at(f, i)->space_before && !token_at(f, i + 1)->space_before;
  if ((is_byte(f, i, '-') || is_byte(f, i, '/') || is_byte(f, i, '&')) && glued &&
      is_capital(f, i + 1, end)) {
    return i + 1;
  }
  Str before = token_text(f->text, i - 1);
  bool initial = before.n == 1 || has(f, i - 1, f->r->title);
  if (is_byte(f, i, '.') && !token_at(f, i)->space_before && initial && is_capital(f, i + 1, end)) {
    return i + 1;
  }
  if (is_byte(f, i, '&') && is_capital(f, i + 1, end)) {
    return i + 1;
  }
  for (uint32_t k = i; k < end && k < i + 3; k++) {
    if (k > i && has(f, k - 1, f->r->and_) && has(f, k, f->r->det)) {
      return end; /* "the ministry and the police" are two */
    }
    if (!has(f, k, body ? f->r->link : f->r->particle)) {
      return k > i && is_capital(f, k, end) ? k : end;
    }
  }
  return end;
}

static bool is_place(const Finder *f, uint32_t first, uint32_t end) {
  const Mentions *m = f->mentions;
  uint32_t low = 0, high = m->places.n;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (m->places.v[middle].end <= first) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < m->places.n && m->places.v[low].first <= first && end <= m->places.v[low].end;
}

/* "17-year-old X Y", "identified as X Y". */
static bool is_introduced(const Finder *f, const Run *run, const Sentence *s) {
  uint32_t b = run->first;
  if (run->end < b + 2 || b < s->first + 2) {
    return false;
  }
  bool aged = has(f, b - 1, f->r->aged) && is_byte(f, b - 2, '-');
  bool as = str_equal_fold(token_text(f->text, b - 1), str_lit("as")) && has(f, b - 2, f->r->identify);
  return aged || as;
}

/* "X Y died", "X Y was pronounced dead": what only persons do or suffer. */
static bool does_as_person(const Finder *f, const Run *run, const Sentence *s) {
  uint32_t e = run->end;
  while (e < s->end && e < run->end + 2 && (has(f, e, f->r->be) || has(f, e, f->r->have))) {
    e++;
  }
  bool led = run->first > s->first && has(f, run->first - 1, f->r->prep); /* "at Smith House died" */
  return !led && run->end >= run->first + 2 && e < s->end && has(f, e, f->r->deed);
}

/* "The mayor, Ana Lor, …": a role alone, and the name between commas behind it. */
static bool is_beside_role(const Finder *f, const Run *run, const Sentence *s) {
  uint32_t b = run->first, e = run->end;
  bool marks = b > s->first + 2 && is_byte(f, b - 1, ',') && e < s->end && e >= b + 2 &&
               (is_byte(f, e, ',') || is_byte(f, e, '.') || is_byte(f, e, ';'));
  return marks && has(f, b - 2, f->r->person) && !has(f, b - 2, f->r->plural) && !has(f, b - 2, f->r->not_name) &&
         !token_at(f, b - 2)->capital && (has(f, b - 3, f->r->det) || has(f, b - 3, f->r->poss) || is_possessive(f, b - 3));
}

/* A role before or a sign behind the run that it is a person: "spokesman X", "X, 42,", "X, who". */
static bool is_person(const Finder *f, const Run *run, const Sentence *s) {
  if (run->first > s->first) {
    uint32_t b = run->first - 1;
    bool role = (has(f, b, f->r->person) || has(f, b, f->r->title)) && !has(f, b, f->r->plural);
    if (role && !has(f, b, f->r->not_name)) {
      return true;
    }
  }
  if (is_introduced(f, run, s) || does_as_person(f, run, s) || is_beside_role(f, run, s)) {
    return true;
  }
  uint32_t e = run->end;
  bool comma = is_byte(f, e, ',');
  bool aged = comma && e + 2 < s->end && token_at(f, e + 2)->kind == TOKEN_NUMBER; /* "X, a 29-year-old nurse" */
  uint32_t roles = e + ROLE_TOKENS + (aged ? AGE_TOKENS : 0);
  for (uint32_t k = e + 1; comma && k < s->end && k < roles && !is_byte(f, k, ','); k++) {
    if ((has(f, k, f->r->person) || has(f, k, f->r->title)) && !has(f, k, f->r->plural)) {
      return true; /* "X, the ambassador to Y, …" */
    }
  }
  if (comma && e + 2 < s->end && token_at(f, e + 1)->kind == TOKEN_NUMBER &&
      span_length(token_at(f, e + 1)->span) <= 2 && is_byte(f, e + 2, ',')) {
    return true;
  }
  if (e < s->end && has(f, e + comma, f->r->rel)) {
    return str_equal_fold(token_text(f->text, e + comma), str_lit("who"));
  }
  return e < s->end && has(f, e, f->r->say) && run->end - run->first >= 2;
}

/* Titles at the beginning of a run, as in "President Mikhail Gorbachev". */
static uint32_t titles_end(const Finder *f, uint32_t first, uint32_t end) {
  TagValue value;
  uint32_t i = first;
  while (i < end) {
    uint32_t room = end - i < NOUN_TOKENS ? end - i : NOUN_TOKENS;
    if (!token_may_begin(f->text, i, f->r->title)) {
      break;
    }
    uint32_t n = pack_phrase(f->r->pack, f->text->words + i, room, f->r->title, &value);
    if (n == 0 && !has(f, i, f->r->title)) {
      break;
    }
    i += n ? n : 1;
    i += i < end && is_byte(f, i, '.');
  }
  return i;
}

/* "Driver Ivo Marr was held": a noun for one person, in capitals where a sentence begins, before words that are
   none but a name's. */
static bool opens_with_noun(const Finder *f, const Sentence *s, const Run *run) {
  bool noun = run->first == s->first && run->end >= run->first + 3 && has(f, run->first, f->r->person) &&
              !has(f, run->first, f->r->plural) && !has(f, run->first, f->r->not_name);
  for (uint32_t i = run->first + 1; noun && i < run->end; i++) {
    noun = token_at(f, i)->word == 0 || is_byte(f, i, '-') || is_byte(f, i, '.');
  }
  return noun;
}

/* Reads the run that begins at token i of a sentence; gives the token behind it. */
static uint32_t run_read(Finder *f, const Sentence *s, uint32_t i) {
  Run run = {.first = i, .end = i + 1};
  ActorClass class = ACTOR_OTHER;
  bool body = phrase_at(f, i, s->end, f->r->body, &run.class) > 0;
  uint32_t n = phrase_at(f, i, s->end, f->r->name, &class);
  if (n) {
    run.end = i + n;
    run.class = class;
  }
  while (run.end - run.first < NAME_TOKENS) {
    uint32_t next = run_next(f, run.end, s->end, body);
    if (next >= s->end || has(f, next, f->r->month)) {
      break;
    }
    if (!class && phrase_at(f, next, s->end, f->r->body, &run.class)) {
      body = true;
    }
    run.end = next + 1;
  }
  uint32_t name = titles_end(f, run.first, run.end);
  if (name > run.first && name < run.end && !body) {
    run.class = ACTOR_PERSON;
    run.evidence = true;
    run.first = name;
  }
  if (opens_with_noun(f, s, &run) && !body && !run.class) {
    run.class = ACTOR_PERSON;
    run.evidence = true;
    run.first++;
  }
  run.last = run.end - 1;
  run.place = is_place(f, run.first, run.end);
  if (!run.class && !run.place) {
    run.evidence = is_person(f, &run, s);
  }
  bool alone = run.end == run.first + 1;
  bool nothing = alone && (has(f, run.first, f->r->not_name) || has(f, run.first, f->r->title));
  if (!nothing && !(alone && body && !class)) {
    array_push(f->arena, &f->runs, run);
  }
  return run.end;
}

/* ------------------------------------------------------------------------- nouns */

static void actor_add(Finder *f, uint32_t first, uint32_t end, ActorClass class, bool named,
                      Str name, Str rule) {
  array_push(f->arena, &f->mentions->actors, (ActorMention){first, end, class, named, name, rule});
}

/* A noun for an actor, with the name of a people or place before it: "Soviet army". */
static uint32_t noun_read(Finder *f, const Sentence *s, uint32_t i) {
  ActorClass class;
  uint32_t n = phrase_at(f, i, s->end, f->r->noun, &class);
  if (n == 0) {
    return i;
  }
  uint32_t first = i;
  while (!s->capitals && first > s->first && i - first < 2 && is_capital(f, first - 1, i) &&
         !is_opening(f, first - 1, s) && !has(f, first - 1, f->r->title) &&
         !has(f, first - 1, f->r->month) && !has(f, first - 1, f->r->weekday)) { /* "on Monday soldiers" */
    first--;
  }
  if (first < i && f->runs.n && f->runs.v[f->runs.n - 1].end == i) {
    f->runs.n--; /* the capitals belong to the noun */
  }
  Str name = first < i ? str_cut(f->text->document->text, tokens_span(f->text, first, i + n))
                       : (Str){NULL, 0};
  actor_add(f, first, i + n, class, first < i && class != ACTOR_PERSON, name,
            first < i ? str_lit("actor.noun-of-people") : str_lit("actor.noun"));
  return i + n;
}

static void sentence_scan(Finder *f, const Sentence *s) {
  uint32_t i = tokens_next(f->tokens, s->first, s->end);
  while (i < s->end) {
    uint32_t next = i;
    const Token *t = token_at(f, i);
    if (t->kind == TOKEN_WORD && !t->mark) {
      bool capital = is_capital(f, i, s->end) && !s->capitals;
      if (capital && !is_opening(f, i, s)) {
        next = run_read(f, s, i);
      } else if (!capital || i == s->first) {
        next = noun_read(f, s, i);
      }
    }
    i = tokens_next(f->tokens, next > i ? next : i + 1, s->end);
  }
}

/* ------------------------------------------------------------------------- one document */

static Str words_of(const Finder *f, uint32_t first, uint32_t end) {
  return str_cut(f->text->document->text, tokens_span(f->text, first, end));
}

/* Last names of persons → the run with the longest form of the name. */
static void persons_collect(const Finder *f, Map *longest) {
  for (uint32_t i = 0; i < f->runs.n; i++) {
    const Run *run = &f->runs.v[i];
    if (!run->evidence) {
      continue;
    }
    bool is_new;
    uint32_t *known = map_put(longest, token_text(f->text, run->last), i, &is_new);
    const Run *old = &f->runs.v[*known];
    if (run->end - run->first > old->end - old->first) {
      *known = i;
    }
  }
}

/* A longer form may come without evidence of its own: "Khazar Ibrahim", later "Mr Ibrahim". */
static void persons_lengthen(const Finder *f, Map *longest) {
  for (uint32_t i = 0; i < f->runs.n; i++) {
    const Run *run = &f->runs.v[i];
    uint32_t *known = map_find(longest, token_text(f->text, run->last));
    if (known && run->class == ACTOR_OTHER && !run->place &&
        run->end - run->first > f->runs.v[*known].end - f->runs.v[*known].first &&
        run->end - run->first <= 4) {
      *known = i;
    }
  }
}

/* An acronym in brackets behind a body's name: "Human Rights Watch (HRW)". */
static void acronyms_collect(const Finder *f, Map *acronyms) {
  for (uint32_t i = 0; i + 1 < f->runs.n; i++) {
    const Run *run = &f->runs.v[i], *next = &f->runs.v[i + 1];
    if (run->class && run->class != ACTOR_PERSON && next->first == run->end + 1 &&
        is_byte(f, run->end, '(') && is_byte(f, next->end, ')') &&
        token_at(f, next->first)->upper) {
      map_put(acronyms, token_text(f->text, next->first), i, NULL);
    }
  }
}

/* "Eva Lor", where the longest name that ends like it is "Ana Lor": somebody else; "A. Lor" may be she. */
static bool is_namesake(const Finder *f, const Run *run, const Run *full) {
  Str own = token_text(f->text, run->first);
  if (run->end < run->first + 2 || own.n < 2 || is_byte(f, run->first + 1, '.')) {
    return false;
  }
  for (uint32_t i = full->first; i < full->end; i++) {
    if (str_equal_fold(own, token_text(f->text, i))) {
      return false;
    }
  }
  return span_length(token_at(f, full->first)->span) > 1;
}

static void runs_finish(Finder *f) {
  Map persons, acronyms;
  map_init(&persons, f->arena);
  map_init(&acronyms, f->arena);
  persons_collect(f, &persons);
  persons_lengthen(f, &persons);
  acronyms_collect(f, &acronyms);
  for (uint32_t i = 0; i < f->runs.n; i++) {
    Run *run = &f->runs.v[i];
    uint32_t *body =
        run->end == run->first + 1 ? map_find(&acronyms, token_text(f->text, run->first)) : NULL;
    uint32_t *person = map_find(&persons, token_text(f->text, run->last));
    const Run *full = body ? &f->runs.v[*body] : person ? &f->runs.v[*person] : NULL;
    if (body) {
      actor_add(f, run->first, run->end, full->class, true, words_of(f, full->first, full->end),
                str_lit("actor.acronym"));
    } else if (run->class && run->class != ACTOR_PERSON) {
      actor_add(f, run->first, run->end, run->class, true, words_of(f, run->first, run->end),
                str_lit("actor.body"));
    } else if (full && !run->place) {
      full = is_namesake(f, run, full) ? run : full;
      actor_add(f, run->first, run->end, ACTOR_PERSON, true, words_of(f, full->first, full->end),
                str_lit("actor.person"));
    }
  }
}

static void actors_sort(Finder *f) {
  ActorMention *v = f->mentions->actors.v;
  uint32_t n = f->mentions->actors.n;
  ActorMention *sorted = arena_array(f->arena, ActorMention, n);
  uint32_t nouns = 0; /* two rows, each in order: nouns first, then the runs */
  while (nouns < n && (str_starts(v[nouns].rule, "actor.noun"))) {
    nouns++;
  }
  for (uint32_t i = 0, a = 0, b = nouns; i < n; i++) {
    bool first = b >= n || (a < nouns && v[a].first <= v[b].first);
    sorted[i] = first ? v[a++] : v[b++];
  }
  f->mentions->actors.v = sorted;
  f->mentions->actors.cap = n;
}

void actor_find(const Text *text, const ActorRules *rules, Arena *arena, Mentions *mentions) {
  Finder f = {.r = rules, .text = text, .arena = arena, .mentions = mentions};
  f.tokens = tokens_of_class(text, CLASS_CAPITAL | CLASS(ACTOR) | CLASS_PHRASE, arena);
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    const Sentence *s = &text->sentences.v[i];
    if (s->block_kind != BLOCK_FURNITURE && s->block_kind != BLOCK_BYLINE) {
      sentence_scan(&f, s);
    }
  }
  runs_finish(&f);
  if (mentions->actors.n) {
    actors_sort(&f);
  }
}
