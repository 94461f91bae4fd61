/* Diff → JSON Lines. */
#include "claim/line_names.h"
#include "view/line_write.h"
#include "view/record_write.h"

static const char *const kinds[] = {"gone", "new", "changed"};

static void member(Json *j, const char *key, Str value) {
  json_key(j, key);
  json_str_or_null(j, value);
}

static void begin(Json *j, const char *type, ChangeKind kind) {
  line_begin(j, type);
  json_key(j, "change");
  json_text(j, kinds[kind]);
}

static void hash_member(Json *j, const char *key, const Kept *d) {
  char text[72];
  json_key(j, key);
  if (d && !d->is_purged) {
    digest_write(d->original_hash, text);
    json_text(j, text);
  } else {
    json_null(j);
  }
}

static void document_line(Json *j, const DocumentChange *c) {
  begin(j, "document_change", c->kind);
  member(j, "id", c->after ? c->after->id : c->before->id);
  hash_member(j, "before", c->before);
  hash_member(j, "after", c->after);
  line_end(j);
}

static void line_line(Json *j, const LineChange *c) {
  begin(j, "line_change", c->kind);
  member(j, "id", c->id);
  member(j, "document", c->document);
  member(j, "measure",
         c->claim ? c->claim->measure : str_of(line_name(NAMES_HARM, (int)c->person->harm)));
  member(j, "text",
         !c->claim                       ? c->person->words.text
         : c->claim->kind == CLAIM_FIGURE ? c->claim->value.words.text
                                          : c->claim->evidence.text);
  json_key(j, "fields");
  json_array(j);
  for (uint32_t i = 0; i < c->fields.n; i++) {
    json_object(j);
    json_key(j, "field");
    json_text(j, c->fields.v[i].field);
    member(j, "before", c->fields.v[i].before);
    member(j, "after", c->fields.v[i].after);
    json_end(j);
  }
  json_end(j);
  line_end(j);
}

static void decision_members(Json *j, const Decision *d) {
  const struct {
    const char *key;
    Str value;
  } members[] = {{"kind", d->kind},   {"document", d->document}, {"claim", d->claim},
                 {"field", d->field}, {"before", d->before},     {"value", d->value},
                 {"other", d->other}, {"quote", d->quote},       {"measure", d->measure},
                 {"reason", d->reason}, {"by", d->by},           {"when", d->when}};
  json_key(j, "entry");
  json_integer(j, d->n);
  for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
    member(j, members[i].key, members[i].value);
  }
}

static void decision_line(Json *j, const DecisionChange *c) {
  begin(j, "decision_change", c->kind);
  decision_members(j, c->decision);
  json_key(j, "against");
  if (c->against) {
    json_object(j);
    decision_members(j, c->against);
    json_end(j);
  } else {
    json_null(j);
  }
  line_end(j);
}

static void number_member(Json *j, const char *key, bool has, Decimal d) {
  json_key(j, key);
  if (has) {
    json_decimal(j, d);
  } else {
    json_null(j);
  }
}

static void figure_line(Json *j, const FigureChange *c) {
  begin(j, "figure_change", c->kind);
  member(j, "event", c->event);
  member(j, "heading", c->heading);
  member(j, "measure", c->measure);
  member(j, "text", c->value->words.text);
  json_key(j, "qualifier");
  json_text(j, line_name(NAMES_QUALIFIER, (int)c->value->qualifier));
  number_member(j, "number", c->value->has_number, c->value->number);
  number_member(j, "low", c->value->has_low, c->value->low);
  number_member(j, "high", c->value->has_high, c->value->high);
  line_strings(j, "before", c->before.v, c->before.n);
  line_strings(j, "after", c->after.v, c->after.n);
  line_end(j);
}

void record_diff_lines(const RecordView *v, const Changes *changes) {
  Json j;
  json_begin(&j, v->out);
  for (uint32_t i = 0; i < changes->documents.n; i++) {
    document_line(&j, &changes->documents.v[i]);
  }
  for (uint32_t i = 0; i < changes->lines.n; i++) {
    line_line(&j, &changes->lines.v[i]);
  }
  for (uint32_t i = 0; i < changes->decisions.n; i++) {
    decision_line(&j, &changes->decisions.v[i]);
  }
  for (uint32_t i = 0; i < changes->figures.n; i++) {
    figure_line(&j, &changes->figures.v[i]);
  }
}
