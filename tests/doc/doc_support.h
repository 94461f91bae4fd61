/* What the tests and fuzz targets of doc share: the English block rules of the source tree, and the
   laws that every document keeps. */
#ifndef TESTS_DOC_SUPPORT_H
#define TESTS_DOC_SUPPORT_H

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "doc/block_index.h"
#include "markup/html_token.h"
#include "doc/jsonl.h"

/* Reads data/en/blocks into rules; false, with status, if there is something wrong with it. */
static inline bool doc_rules_load(BlockRules *rules, Arena *arena, Status *status) {
  static const char *const names[] = {"rules.tsv", "names.tsv", "html.tsv"};
  block_rules_init(rules, arena);
  for (size_t i = 0; i < 3; i++) {
    char path[512], *bytes;
    size_t n;
    snprintf(path, sizeof path, "%s/data/en/blocks/%s", SOURCE_ROOT, names[i]);
    if (file_read(path, 0, &bytes, &n, status) != STATUS_OK) {
      return false;
    }
    int code = block_rules_parse(str_of(names[i]), (Str){bytes, n}, rules, status);
    free(bytes);
    if (code != STATUS_OK) {
      return false;
    }
  }
  return block_index_make(rules, status) == STATUS_OK;
}

/* What is wrong with the blocks of a document: NULL if they are in order, apart, inside the text,
   cut at characters, and hold everything but white space. */
static inline const char *doc_blocks_fault(const Document *d) {
  uint32_t at = 0, length;
  if (utf8_valid_prefix(d->text) != d->text.n) {
    return "text is not UTF-8";
  }
  for (uint32_t i = 0; i <= d->blocks.n; i++) {
    Span s =
        i < d->blocks.n ? d->blocks.v[i].span : (Span){(uint32_t)d->text.n, (uint32_t)d->text.n};
    if (s.start < at || s.end < s.start || s.end > d->text.n) {
      return "blocks out of order";
    }
    if (i < d->blocks.n && s.start == s.end) {
      return "empty block";
    }
    if (s.start < d->text.n && ((unsigned char)d->text.p[s.start] & 0xC0) == 0x80) {
      return "block begins inside a character";
    }
    for (; at < s.start; at += length) {
      if (!rune_is_space(utf8_decode(d->text, at, &length))) {
        return "text between blocks";
      }
    }
    at = s.end;
  }
  return NULL;
}

/* What is wrong with the source map of an HTML document whose source is UTF-8: each run is the same
   bytes, a space for white space, or the character of a reference. */
static inline const char *doc_map_fault(const Document *d, Str source) {
  uint32_t text_at = 0;
  uint64_t source_at = 0;
  Str body = document_body(d);
  for (uint32_t i = 0; i < d->source_map.n; i++) {
    SourceRun r = d->source_map.v[i];
    if (r.text.start < text_at || r.text.end <= r.text.start || r.text.end > body.n ||
        r.start < source_at || r.end <= r.start || r.end > source.n) {
      return "runs out of order";
    }
    for (; text_at < r.text.start; text_at++) {
      if (!strchr("\n\t", body.p[text_at])) {
        return "text without source";
      }
    }
    Str text = str_cut(body, r.text), from = {source.p + r.start, r.end - r.start};
    if (text.n == from.n) {
      for (size_t k = 0; k < text.n; k++) {
        bool space = text.p[k] == ' ' && strchr(" \t\r\n\f", from.p[k]);
        if (text.p[k] != from.p[k] && !space && from.p[0] != '&') {
          return "run with other bytes";
        }
      }
    } else if (from.p[0] == '&') {
      uint32_t c[2];
      char out[8];
      if (html_reference(from, 0, false, c) != from.n) {
        return "run is no reference";
      }
      size_t n = utf8_encode(c[0], out);
      n += c[1] ? utf8_encode(c[1], out + n) : 0;
      if (n != text.n || memcmp(out, text.p, n) != 0) {
        return "reference with other characters";
      }
    } else {
      for (size_t k = 0; k < from.n; k++) {
        if (!strchr(" \t\r\n\f", from.p[k]) || text.n != 1 || text.p[0] != ' ') {
          return "run is neither text nor white space";
        }
      }
    }
    text_at = r.text.end;
    source_at = r.end;
  }
  return NULL;
}

#endif
