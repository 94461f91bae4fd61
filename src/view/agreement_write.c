/* Agreement → text and lines. */
#include "view/line_write.h"
#include "view/page_words.h"
#include "view/record_write.h"

enum { COLUMNS = 80 };

static void say(const RecordView *v, uint32_t indent, Str words) {
  text_wrap(v->out, v->arena, indent, COLUMNS, words);
}

static Str number(const RecordView *v, uint32_t n) {
  return str_of(arena_printf(v->arena, "%u", n));
}

/* 0.615, -0.200; "-" where it is not defined. */
static const char *coefficient(const RecordView *v, bool has, int32_t thousandths) {
  uint32_t size = (uint32_t)(thousandths < 0 ? -thousandths : thousandths);
  return has ? arena_printf(v->arena, "%s%u.%03u", thousandths < 0 ? "-" : "", size / 1000,
                            size % 1000)
             : "-";
}

static void say_field(const RecordView *v, const AgreementField *f) {
  uint64_t tenths = f->pairs ? ((uint64_t)f->same * 2000 + f->pairs) / (2 * (uint64_t)f->pairs) : 0;
  buffer_format(v->out, "%-14s %7u %6llu.%llu %8s %8s\n", f->field, f->lines,
                (unsigned long long)tenths / 10, (unsigned long long)tenths % 10,
                coefficient(v, f->has_kappa, f->kappa), coefficient(v, f->has_alpha, f->alpha));
}

void record_agreement_text(const RecordView *v, const Agreement *a) {
  for (uint32_t i = 0; i < a->readers.n; i++) {
    const AgreementReader *r = &a->readers.v[i];
    say(v, 0,
        phrase_fill(v->arena, v->phrases, "agreement.reader", 3, "name", r->name, "lines",
                    number(v, r->lines), "blind", number(v, r->blind)));
  }
  if (!a->lines) {
    say(v, 0, phrase(v->phrases, "agreement.none"));
    return;
  }
  say(v, 0,
      phrase_fill(v->arena, v->phrases, "agreement.lines", 1, "lines", number(v, a->lines)));
  buffer_format(v->out, "\n%-14s %7s %8s %8s %8s\n", "", "lines", "same %", "kappa", "alpha");
  for (uint32_t i = 0; i < a->fields.n; i++) {
    say_field(v, &a->fields.v[i]);
  }
  buffer_char(v->out, '\n');
  static const char *const notes[] = {"agreement.share", "agreement.kappa", "agreement.alpha",
                                      "agreement.undefined"};
  for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
    say(v, 0, phrase(v->phrases, notes[i]));
  }
}

static void thousandths_member(Json *j, const char *key, bool has, int32_t value) {
  json_key(j, key);
  if (has) {
    json_micro(j, (int64_t)value * 1000);
  } else {
    json_null(j);
  }
}

void record_agreement_lines(const RecordView *v, const Agreement *a) {
  Json j;
  json_begin(&j, v->out);
  for (uint32_t i = 0; i < a->readers.n; i++) {
    line_begin(&j, "reader");
    json_key(&j, "name");
    json_str(&j, a->readers.v[i].name);
    json_key(&j, "lines");
    json_integer(&j, a->readers.v[i].lines);
    json_key(&j, "blind");
    json_integer(&j, a->readers.v[i].blind);
    line_end(&j);
  }
  for (uint32_t i = 0; i < a->fields.n; i++) {
    const AgreementField *f = &a->fields.v[i];
    line_begin(&j, "agreement");
    json_key(&j, "field");
    json_text(&j, f->field);
    json_key(&j, "lines");
    json_integer(&j, f->lines);
    json_key(&j, "pairs");
    json_integer(&j, f->pairs);
    json_key(&j, "same");
    json_integer(&j, f->same);
    thousandths_member(&j, "kappa", f->has_kappa, f->kappa);
    thousandths_member(&j, "alpha", f->has_alpha, f->alpha);
    line_end(&j);
  }
}
