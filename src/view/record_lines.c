/* Record → JSON Lines. */
#include "view/record_write.h"
#include "view/line_write.h"

static void member(Json *j, const char *key, Str value) {
  json_key(j, key);
  json_str_or_null(j, value);
}

static void member_digest(Json *j, const char *key, Digest digest) {
  char text[72];
  digest_write(digest, text);
  json_key(j, key);
  json_text(j, text);
}

void record_list_lines(const RecordView *view, const KeptArray *documents) {
  Json j;
  json_begin(&j, view->out);
  for (uint32_t i = 0; i < documents->n; i++) {
    const Kept *d = &documents->v[i];
    line_begin(&j, "document_entry");
    member(&j, "id", d->id);
    json_key(&j, "number");
    json_integer(&j, d->n);
    json_key(&j, "version");
    json_integer(&j, d->version);
    json_key(&j, "latest");
    json_bool(&j, d->is_latest);
    json_key(&j, "removed");
    json_bool(&j, d->is_removed);
    json_key(&j, "purged");
    json_bool(&j, d->is_purged);
    if (!d->is_purged) {
      member_digest(&j, "original_hash", d->original_hash);
      member_digest(&j, "hash", d->hash);
    }
    json_key(&j, "evidence");
    json_bool(&j, d->form == FORM_EVIDENCE);
    json_key(&j, "size");
    json_integer(&j, (int64_t)d->size);
    member(&j, "title", d->title);
    member(&j, "date", d->date);
    member(&j, "publisher", d->publisher);
    member(&j, "url", d->url);
    member(&j, "path", d->path);
    json_key(&j, "figures");
    json_integer(&j, d->figures);
    json_key(&j, "lines");
    json_integer(&j, d->lines);
    json_end(&j);
    json_line(&j);
  }
}

void record_hit_line(const RecordView *view, const RecordHit *hit) {
  Json j;
  if (hit->line.n) {
    buffer_str(view->out, hit->line);
    buffer_char(view->out, '\n');
    return;
  }
  json_begin(&j, view->out);
  line_begin(&j, "hit");
  member(&j, "document", hit->hit->id);
  json_key(&j, "version");
  json_integer(&j, hit->hit->version);
  member(&j, "title", hit->hit->title);
  member(&j, "date", hit->hit->date);
  member(&j, "quote", hit->passage);
  json_end(&j);
  json_line(&j);
}

void record_log_lines(const RecordView *view, const LogArray *entries) {
  Json j;
  json_begin(&j, view->out);
  for (uint32_t i = 0; i < entries->n; i++) {
    const LogEntry *e = &entries->v[i];
    line_begin(&j, "log_entry");
    json_key(&j, "n");
    json_integer(&j, e->n);
    member(&j, "when", e->when);
    member(&j, "by", e->by);
    json_key(&j, "seq");
    json_integer(&j, (int64_t)e->seq);
    member(&j, "kind", e->kind);
    if (e->target) {
      json_key(&j, "target"); /* the number here of what an undo takes back */
      json_integer(&j, e->target);
    }
    json_key(&j, "undone_by");
    if (e->undone_by) {
      json_integer(&j, e->undone_by);
    } else {
      json_null(&j);
    }
    member(&j, "says", e->payload); /* JSON in a string: its members are of its kind */
    json_end(&j);
    json_line(&j);
  }
}
