/* Kind: what bytes are, by what they begin with and how they are built. */
#ifndef CONTAINER_KIND_H
#define CONTAINER_KIND_H

#include "base/str.h"

typedef enum ContainerKind {
  KIND_NONE,    /* one document, or nothing for According */
  KIND_ARCHIVE, /* zip, tar, 7z; anything compressed with gzip, bzip2, xz, zstd */
  KIND_RAR,     /* told of, not read */
  KIND_WARC,    /* also compressed record by record */
  KIND_MAIL,    /* a mail, or a page saved as one (MHTML) */
  KIND_MBOX,
  KIND_LIVE,  /* a page of entries, each with its own time */
  KIND_WIKI,  /* a dump of MediaWiki */
  KIND_SAVED, /* a page that a browser saved, with a comment that says from where */
  KIND_OFFICE, /* a document that is a zip of XML */
  KIND_RTF,
  KIND_FEED,
  KIND_CSV,
  KIND_JSON,
  KIND_WHATSAPP,
  KIND_TELEGRAM, /* a page of posts; lists of them are JSON */
  KIND_PDF,   /* one document, which programs of others read */
} ContainerKind;

ContainerKind container_kind(Str bytes);
/* Of those the kinds that are documents in a form of their own: document_kind.c. */
ContainerKind document_kind(Str bytes);
/* Whether a file that begins so may be of such a kind, as far as its beginning tells. */
bool document_maybe(Str head);
/* Whether a page that begins so may be a live blog, and whether a page is one; arena: for as long as
   it is looked at. */
bool live_maybe(Str head);
bool live_is_page(Str bytes, Arena *arena);
/* What bytes are that hold no text for anybody ("an image", "a font"), or NULL. */
const char *kind_without_text(Str bytes);
/* The same of a declared media type. */
const char *media_without_text(Str media);

#endif
