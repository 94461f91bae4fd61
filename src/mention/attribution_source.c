/* Sources: the noun phrase around the noun group that a rule captured, and whom it names. */
#include "mention/attribution_source.h"

#include "mention/attribution_content.h"

enum { SOURCES_IN_ROW = 4 };

static bool has(const SourceRow *f, uint32_t symbol, int tag) {
  return symbol_has(f->row, symbol, tag);
}

static bool is_kind(const SourceRow *f, uint32_t symbol, SymbolKind kind) {
  return symbol < f->row->symbols.n && f->row->symbols.v[symbol].kind == kind;
}

/* "current and former officials": a noun group of a word that describes. */
static bool is_described(const SourceRow *f, uint32_t symbol) {
  const Symbol *s = &f->row->symbols.v[symbol];
  return s->end == s->first + 1 && has(f, symbol, f->r->row.adj);
}

/* Nothing that they could speak of stands behind these symbols: ", witnesses and doctors said on
   Monday.", ", witnesses and doctors said, in an attack on …" */
static bool closes_sentence(const SourceRow *f, uint32_t i) {
  const RowTags *t = &f->r->row;
  i += i > 0 && has(f, i - 1, f->r->tell) && is_kind(f, i, SYMBOL_NOUN) && !has(f, i, t->time);
  while (has(f, i, t->time) || (has(f, i, t->prep) && is_kind(f, i + 1, SYMBOL_NOUN)) ||
         (has(f, i, t->to) && is_kind(f, i + 1, SYMBOL_NOUN))) {
    i += has(f, i, t->time) ? 1 : 2;
  }
  return i >= f->row->symbols.n || symbol_is_mark(f->text, f->row, i, '.') ||
         symbol_is_mark(f->text, f->row, i, ',');
}

/* A noun group that may be one of a row of sources: "witnesses", "the ministry", not "30 houses". */
static bool is_of_row(const SourceRow *f, uint32_t symbol) {
  const Symbol *s = &f->row->symbols.v[symbol];
  bool counted = f->text->tokens.v[s->first].kind == TOKEN_NUMBER ||
                 token_is_class(f->text, s->first, CLASS(NUMBER));
  return !counted && (has(f, symbol, f->r->person) || has(f, symbol, f->r->row.actor));
}

/* "…, villagers, doctors and police said": the first of the row of sources that `first`, behind "and",
   ends; `first` if what is before it is no such row. */
static uint32_t source_row(const SourceRow *f, uint32_t first, uint32_t cue_end) {
  const RowTags *t = &f->r->row;
  uint32_t i = first;
  if (cue_end == 0 || !closes_sentence(f, cue_end)) {
    return first;
  }
  for (uint32_t k = 0; k < SOURCES_IN_ROW && i >= 3; k++) {
    bool joined = k == 0 ? has(f, i - 1, t->conj) : symbol_is_mark(f->text, f->row, i - 1, ',');
    if (!joined || !is_kind(f, i - 2, SYMBOL_NOUN) || has(f, i - 2, t->time) ||
        (k > 0 && !is_of_row(f, i - 2))) {
      break;
    }
    i -= 2;
    while (i >= 2 && has(f, i - 1, t->prep) && !has(f, i - 1, t->sub) &&
           is_kind(f, i - 2, SYMBOL_NOUN) && !has(f, i - 2, t->time)) {
      i -= 2; /* "hospitals in Orel and the ministry" */
    }
    if (i > 0 && is_kind(f, i - 1, SYMBOL_QUOTE)) {
      return i;
    }
    if (i >= 2 && symbol_is_mark(f->text, f->row, i - 1, ',') &&
        !is_kind(f, i - 2, SYMBOL_QUOTE)) {
      first = i; /* "…, witnesses and" */
    }
  }
  return first;
}

/* The whole noun phrase of a source that ends with symbol `end` - 1: "officials at the ministry",
   "the ministry's spokesman", "sources and officials". */
uint32_t source_widen(const SourceRow *f, uint32_t first, uint32_t cue_end) {
  const RowTags *t = &f->r->row;
  if (has(f, first, t->pron)) {
    return first;
  }
  while (first > 0) {
    if (has(f, first - 1, t->possessive)) {
      first--;
    } else if (first >= 2 && has(f, first - 1, t->prep) && !has(f, first - 1, t->sub) &&
               is_kind(f, first - 2, SYMBOL_NOUN) && !has(f, first - 2, t->time) &&
               !has(f, first - 2, t->pron) &&
               !(first == 3 && has(f, first - 3, t->prep))) {
      first -= 2;
    } else if (first >= 2 && has(f, first - 1, t->conj) && is_kind(f, first - 2, SYMBOL_NOUN) &&
               !has(f, first - 2, t->time) &&
               (first == 2 || is_described(f, first - 2) || has(f, first - 3, t->rel) ||
                has(f, first - 3, t->that) || has(f, first - 3, t->sub) ||
                has(f, first - 3, t->conj))) {
      first -= 2;
    } else {
      break;
    }
  }
  return source_row(f, first, cue_end);
}

/* "the prosecutor, Ana Lor": a person who is named only behind the comma. */
static bool names_behind(const SourceRow *f, uint32_t head, uint32_t comma) {
  const Symbol *name = comma + 1 < f->row->symbols.n ? &f->row->symbols.v[comma + 1] : NULL;
  bool someone = has(f, head, f->r->person) || has(f, head, f->r->title);
  if (!name || !someone || has(f, head, f->r->row.named) || name->kind != SYMBOL_NOUN ||
      name->end < name->first + 2 || !symbol_is_mark(f->text, f->row, comma, ',')) {
    return false;
  }
  for (uint32_t i = name->first; i < name->end; i++) {
    if (!f->text->tokens.v[i].capital || token_is_class(f->text, i, CLASS(TIME_WORD))) {
      return false;
    }
  }
  uint32_t behind = comma + 2;
  return behind >= f->row->symbols.n || symbol_is_mark(f->text, f->row, behind, ',') ||
         symbol_is_mark(f->text, f->row, behind, '.') || has(f, behind, f->r->row.rel);
}

uint32_t source_widen_after(const SourceRow *f, uint32_t first, uint32_t end) {
  const RowTags *t = &f->r->row;
  while ((has(f, end - 1, t->possessive) && is_kind(f, end, SYMBOL_NOUN)) ||
         (has(f, end, t->prep) && !has(f, end, t->sub) && is_kind(f, end + 1, SYMBOL_NOUN) &&
          !has(f, end + 1, t->time))) {
    end += has(f, end - 1, t->possessive) ? 1 : 2;
  }
  if (has(f, end, t->conj) && is_kind(f, end + 1, SYMBOL_NOUN) &&
      !is_kind(f, end + 2, SYMBOL_VERB)) {
    return end + 2;
  }
  return names_behind(f, first, end) ? end + 2 : end;
}

/* "a doctor at the Orel hospital", "residents of Orel": persons of whom it is not said who they are,
   whatever is named beside them. Who speaks for a body gives its word. */
static bool is_anyone(const SourceRow *f, uint32_t symbol) {
  const Symbol *s = &f->row->symbols.v[symbol];
  const Token *head = &f->text->tokens.v[s->head];
  bool name = head->capital && s->head > f->text->sentences.v[head->sentence].first;
  if (s->kind != SYMBOL_NOUN || name || !has(f, symbol, f->r->person) ||
      has(f, symbol, f->r->speaks_for)) {
    return false;
  }
  if (token_is_class(f->text, s->first, CLASS(INDEFINITE))) {
    return true;
  }
  bool definite = token_is_class(f->text, s->first, CLASS(DET) | CLASS(POSS)) ||
                  (symbol > 0 && has(f, symbol - 1, f->r->row.possessive));
  return has(f, symbol, f->r->row.plural) && !definite;
}

bool source_is_named(const SourceRow *f, uint32_t first, uint32_t end) {
  const RowTags *t = &f->r->row;
  bool anyone = false;
  for (uint32_t i = first; i < end; i++) {
    bool beside = i > first && has(f, i - 1, t->prep);
    if (symbol_is_mark(f->text, f->row, i, ',') && (has(f, i + 1, t->rel) || i + 1 == end)) {
      break; /* "a doctor, who works for Aid" */
    }
    if (is_kind(f, i, SYMBOL_NOUN) && !beside) {
      anyone = is_anyone(f, i);
    }
    if (has(f, i, t->named) && !anyone) {
      return true;
    }
  }
  return false;
}

/* The mark behind which something is added to a name, from token i on; end if there is none. */
static uint32_t next_mark(const Text *text, uint32_t i, uint32_t end) {
  for (; i < end; i++) {
    Str s = token_text(text, i);
    if (s.n == 1 && (s.p[0] == ',' || s.p[0] == '(')) {
      return i;
    }
  }
  return end;
}

TokenRange source_name(const Text *text, int title, TokenRange source) {
  uint32_t comma = next_mark(text, source.first + 1, source.end);
  uint32_t end = next_mark(text, comma + 1, source.end), capitals = 0;
  bool someone = false;
  for (uint32_t i = source.first; i < comma; i++) {
    someone = someone || token_is_class(text, i, CLASS(PERSON)) ||
              tagset_has(text->tags[i], title);
  }
  for (uint32_t i = comma + 1; i < end && text->tokens.v[i].capital; i++) {
    capitals++;
  }
  bool described = token_is_class(text, source.first, CLASS(DET) | CLASS(POSS));
  bool name = comma + 1 < end && capitals == end - comma - 1 &&
              (capitals > 1 || !text->tokens.v[comma - 1].capital);
  return someone && described && name ? (TokenRange){comma + 1, end}
                                      : (TokenRange){source.first, comma};
}
