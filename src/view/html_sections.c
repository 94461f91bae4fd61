/* HTML sections: people, questions, who is held responsible, what is said to have happened → an
   event's view below its first screen. */
#include "view/html_sections.h"

static const Claim *claim_at(const Html *h, uint32_t index) {
  return &h->m->extraction->claims.v[index];
}

uint32_t html_event_number(const Html *h, const PageEvent *event) {
  return (uint32_t)(event - h->m->events.v) + 1;
}

void html_section_open(Html *h, const PageEvent *event, const char *name, const char *class,
                       WordingKey title) {
  uint32_t number = html_event_number(h, event);
  html_format(h, "<section id=\"%s%u\"", name, number);
  if (class) {
    html_format(h, " class=\"%s\"", class);
  }
  if (h->alone) { /* a landmark only where no other event has one of that name */
    html_format(h, " aria-labelledby=\"h-%s%u\"", name, number);
  }
  html_format(h, ">\n<h%d id=\"h-%s%u\">", h->level, name, number);
  html_word(h, title);
  html_format(h, "</h%d>\n", h->level);
}

/* “evidence” 000, the words linked to their sentence. id: the line that shows the claim. */
static void quote_of_claim(Html *h, uint32_t index, bool id) {
  const Claim *claim = claim_at(h, index);
  Str words = claim->kind == CLAIM_STATEMENT ? page_statement(h->arena, claim)
              : claim->evidence.text.n       ? claim->evidence.text
                                             : claim->value.words.text;
  html_raw(h, "<a class=\"s\"");
  if (id && h->m->row_of[index] == index) {
    html_raw(h, " id=\"");
    html_anchor(h, 'f', index);
    html_raw(h, "\"");
  }
  html_href_claim(h, 's', index);
  html_raw(h, ">");
  html_quoted(h, words, claim->document);
  html_raw(h, "</a>&nbsp;");
  html_document(h, claim->document);
}

/* ---- people and gaps ------------------------------------------------------------------------- */

static const WordingKey harm_words[] = {
    [HARM_UNKNOWN] = W_HARM_UNKNOWN,   [HARM_KILLED] = W_HARM_KILLED,
    [HARM_INJURED] = W_HARM_INJURED,   [HARM_MISSING] = W_HARM_MISSING,
    [HARM_DETAINED] = W_HARM_DETAINED, [HARM_ABDUCTED] = W_HARM_ABDUCTED,
    [HARM_INFECTED] = W_HARM_INFECTED};

static void person_line(Html *h, uint32_t index) {
  const Person *p = &h->m->extraction->persons.v[index];
  html_format(h, "<li><a class=\"s\" id=\"w%u\"", index + 1);
  html_href(h, spot_document(p->document), "p%u", index + 1);
  html_raw(h, ">");
  html_quoted(h, p->words.text.n ? p->words.text : p->name, p->document);
  html_raw(h, "</a>");
  if (p->age >= 0) {
    html_raw(h, ", ");
    html_say(h, W_PERSON_AGE, ARG_COUNT(h, "n", (uint64_t)p->age));
  }
  if (p->sex != SEX_UNKNOWN) {
    html_raw(h, ", ");
    html_word(h, p->sex == SEX_FEMALE ? W_SEX_FEMALE : W_SEX_MALE);
  }
  html_raw(h, ": ");
  html_word(h, harm_words[p->harm]);
  html_raw(h, p->certainty == CERTAINTY_UNCLEAR ? " <b class=\"q\">?</b> " : " ");
  html_document(h, p->document);
  html_raw(h, "</li>\n");
}

static void classes_line(Html *h, const PageEvent *event) {
  if (event->classes.n == 0) {
    return;
  }
  Str *items = arena_array(h->arena, Str, event->classes.n);
  for (uint32_t i = 0; i < event->classes.n; i++) {
    const PageVoice *v = &event->classes.v[i];
    size_t begin = html_begin(h);
    html_quoted(h, v->name, v->documents.v[0]);
    html_raw(h, " ");
    html_str(h, html_documents(h, &v->documents));
    items[i] = html_take(h, begin);
  }
  html_raw(h, "<p>");
  html_say(h, W_CLASSES, ARG("classes", page_list(h->w, h->arena, items, event->classes.n,
                                                  W_LIST_SEMICOLON)));
  html_raw(h, "</p>\n");
}

static void gaps_line(Html *h, const PageEvent *event) {
  if (event->gaps.n == 0) {
    return;
  }
  Str *items = arena_array(h->arena, Str, event->gaps.n);
  for (uint32_t i = 0; i < event->gaps.n; i++) {
    items[i] = html_escaped(h, wording_open(h->w, "gap.", event->gaps.v[i]));
  }
  html_section_open(h, event, "gaps", NULL, W_GAPS_TITLE);
  html_raw(h, "<p>");
  html_say(h, W_GAPS, ARG("gaps", page_list(h->w, h->arena, items, event->gaps.n, W_LIST_DOT)));
  html_raw(h, "</p>\n</section>\n");
}

/* “Names: Ada Quill a1 a2 · Tom Reed a3.”, each name once, with the documents that give it. */
static Str people_names(Html *h, const Event *e) {
  Str *items = arena_array(h->arena, Str, e->persons.n + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < e->persons.n; i++) {
    const Person *p = &h->m->extraction->persons.v[e->persons.v[i]];
    Indices documents = {0};
    bool told = p->name.n == 0;
    for (uint32_t k = 0; k < e->persons.n && !told; k++) {
      const Person *other = &h->m->extraction->persons.v[e->persons.v[k]];
      if (!str_equal_fold(other->name, p->name)) {
        continue;
      }
      told = k < i;
      if (documents.n == 0 || documents.v[documents.n - 1] != other->document) {
        array_push(h->arena, &documents, other->document);
      }
    }
    if (!told) {
      size_t begin = html_begin(h);
      html_foreign(h, p->name, p->document);
      html_raw(h, " ");
      html_str(h, html_documents(h, &documents));
      items[n++] = html_take(h, begin);
    }
  }
  return html_list(h, items, n, W_LIST_DOT);
}

void html_people(Html *h, const PageEvent *event) {
  const Event *e = event->story->event;
  html_raw(h, "<div class=\"two\">\n");
  if (e->persons.n || event->classes.n) {
    html_section_open(h, event, "people", NULL, W_PEOPLE_TITLE);
    uint32_t named = 0;
    for (uint32_t i = 0; i < e->persons.n; i++) {
      named += h->m->extraction->persons.v[e->persons.v[i]].name.n > 0;
    }
    html_raw(h, "<p>");
    html_say(h, named ? W_PEOPLE_NAMED : W_PEOPLE_UNNAMED, ARG("names", people_names(h, e)));
    html_raw(h, "</p>\n");
    classes_line(h, event);
    if (e->persons.n) {
      html_raw(h, "<ul>\n");
      for (uint32_t i = 0; i < e->persons.n; i++) {
        person_line(h, e->persons.v[i]);
      }
      html_raw(h, "</ul>\n");
    }
    html_raw(h, "</section>\n");
  }
  gaps_line(h, event);
  html_raw(h, "</div>\n");
}

/* ---- questions ------------------------------------------------------------------------------- */

void html_questions(Html *h, const PageEvent *event) {
  uint32_t n = event->story->questions.n;
  if (n == 0 && event->unclear == 0) {
    return;
  }
  uint32_t number = html_event_number(h, event);
  html_section_open(h, event, "questions", NULL, W_QUESTIONS_TITLE);
  html_raw(h, "<p>");
  html_say(h, wording_to_read(n, event->unclear), ARG_COUNT(h, "questions", n),
           ARG_COUNT(h, "unclear", event->unclear));
  html_raw(h, "</p>\n");
  if (n) {
    html_raw(h, "<ol>\n");
  }
  for (uint32_t i = 0; i < n; i++) {
    const Question *q = &event->story->questions.v[i];
    html_format(h, "<li id=\"q%u-%u\">", number, i + 1);
    html_text(h, page_short_names(h->m, h->arena, q->text));
    for (uint32_t k = 0; k < q->claims.n; k++) {
      html_raw(h, k ? ", " : " <span class=\"in\">");
      if (claim_at(h, q->claims.v[k])->kind == CLAIM_FIGURE) {
        html_figure(h, q->claims.v[k], false);
        html_raw(h, "&nbsp;");
        html_document(h, claim_at(h, q->claims.v[k])->document);
      } else {
        quote_of_claim(h, q->claims.v[k], false);
      }
    }
    html_raw(h, q->claims.n ? "</span></li>\n" : "</li>\n");
  }
  html_raw(h, n ? "</ol>\n</section>\n" : "</section>\n");
}

/* ---- who is held responsible, what is said to have happened ---------------------------------- */

void html_responsible(Html *h, const PageEvent *event) {
  if (event->responsible.n == 0) {
    return;
  }
  enum { QUOTES = 4 };
  html_section_open(h, event, "responsible", NULL, W_RESPONSIBLE_TITLE);
  html_raw(h, "<ul class=\"lines\">\n");
  for (uint32_t i = 0; i < event->responsible.n; i++) {
    const PageVoice *v = &event->responsible.v[i];
    html_raw(h, "<li>");
    html_say(h, W_ATTRIBUTED, ARG("actor", html_quote(h, v->name, v->documents.v[0])),
             ARG("documents", html_documents(h, &v->documents)));
    if (v->standing != STANDING_ASSERTED) {
      html_raw(h, "; ");
      html_word(h, page_standing(v->standing));
    }
    if (v->according_to.n) {
      html_raw(h, ", ");
      html_say(h, W_ACCORDING_TO,
               ARG("source", html_quote(h, v->according_to, v->documents.v[0])));
    }
    html_raw(h, " <span class=\"in\">");
    for (uint32_t k = 0; k < v->claims.n && k < QUOTES; k++) {
      html_raw(h, k ? " · " : "");
      quote_of_claim(h, v->claims.v[k], false);
    }
    if (v->claims.n > QUOTES) {
      html_raw(h, " ");
      html_say(h, W_AND_MORE, ARG_COUNT(h, "n", v->claims.n - QUOTES));
    }
    html_raw(h, "</span></li>\n");
  }
  html_raw(h, "</ul>\n</section>\n");
}

/* Who says it, where that is somebody else than the document, and how it is said. */
static void statement_manner(Html *h, const Claim *claim) {
  if (claim->source.kind != SOURCE_NARRATOR && claim->source.words.text.n) {
    html_raw(h, ", ");
    html_say(h, W_ACCORDING_TO,
             ARG("source", html_quote(h, claim->source.words.text, claim->document)));
  }
  if (claim->modality == MODALITY_DENIED || claim->modality == MODALITY_DISPUTED) {
    html_raw(h, ", ");
    html_word(h, claim->modality == MODALITY_DENIED ? W_SAID_DENIED : W_SAID_DISPUTED);
  }
  html_raw(h, claim->certainty == CERTAINTY_UNCLEAR ? " <b class=\"q\">?</b>" : "");
}

static void statement_list(Html *h, const PageEvent *event, Polarity polarity) {
  const EventStory *story = event->story;
  bool any = false;
  for (uint32_t i = 0; i < story->statements.n; i++) {
    const StatementReading *s = &story->statements.v[i];
    if (s->polarity != polarity || s->claims.n == 0) {
      continue;
    }
    if (!any && polarity == POLARITY_NEGATIVE) {
      html_raw(h, "<p>");
      html_word(h, W_STATEMENTS_NOT);
      html_raw(h, "</p>\n");
    }
    html_raw(h, any ? "" : "<ul class=\"lines\">\n");
    any = true;
    html_raw(h, "<li>");
    for (uint32_t k = 0; k < s->claims.n; k++) {
      html_raw(h, k ? " · " : "");
      quote_of_claim(h, s->claims.v[k], true);
      statement_manner(h, claim_at(h, s->claims.v[k]));
    }
    html_raw(h, "</li>\n");
  }
  html_raw(h, any ? "</ul>\n" : "");
}

void html_statements(Html *h, const PageEvent *event) {
  if (event->story->statements.n == 0) {
    return;
  }
  html_section_open(h, event, "statements", NULL, W_STATEMENTS_TITLE);
  statement_list(h, event, POLARITY_POSITIVE);
  statement_list(h, event, POLARITY_NEGATIVE);
  html_raw(h, "</section>\n");
}
