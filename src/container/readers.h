/* Readers of containers, each of one family of formats. See expander.h. */
#ifndef CONTAINER_READERS_H
#define CONTAINER_READERS_H

#include "container/container_kind.h"
#include "container/expander.h"

/* zip, tar, and whatever is compressed. */
void archive_read_parts(Expander *e, Str bytes);
/* WARC, packed record by record, as a whole, or not at all. */
void warc_read_parts(Expander *e, Str bytes);
/* A mail, or a page saved as one; and many mails one after the other. */
void mail_read_parts(Expander *e, Str bytes);
void mbox_read_parts(Expander *e, Str bytes);
/* A page of entries, each written at its own time. */
void live_read_parts(Expander *e, Str bytes);
/* A dump of MediaWiki: a part for each page, with its text. */
void wiki_read_parts(Expander *e, Str bytes);
/* A page of HTML that says from where it was saved; whether it is one. */
void saved_page_read_parts(Expander *e, Str bytes);
bool saved_page_is(Str bytes);

/* A document in a form of its own, by the reader of that; false if it is none. */
bool document_open(Expander *e, ContainerKind kind, Str bytes);
/* DOCX, ODT, EPUB; rows of XLSX and ODS. */
void office_read_parts(Expander *e, Str bytes);
/* RTF. */
void rtf_read_parts(Expander *e, Str bytes);
/* RSS and Atom; feed_recognise and its like look at what bytes begin with. */
void feed_read_parts(Expander *e, Str bytes);
bool feed_recognise(Str bytes);
/* CSV and TSV with a header that names a text. */
void csv_read_parts(Expander *e, Str bytes);
bool csv_recognise(Str bytes);
/* Of one that nobody named: NULL where its rows are accounts, else why they are none. */
const char *csv_refusal(Str bytes);
/* JSON and JSON Lines of objects with a text; exports of Telegram. json_maybe: more must be seen. */
void json_read_parts(Expander *e, Str bytes);
bool json_recognise(Str bytes);
bool json_maybe(Str head);
/* Of one that nobody named: NULL where its texts are accounts, else why they are none. */
const char *json_refusal(Str bytes);

/* Pages of posts that Telegram exports. */
void telegram_read_parts(Expander *e, Str bytes);
bool telegram_recognise(Str bytes);
/* Exports of WhatsApp chats. */
void whatsapp_read_parts(Expander *e, Str bytes);
bool whatsapp_recognise(Str bytes);
/* A row, cell or post that a record kept: e->again and its text say what it was. */
void row_read_again(Expander *e, Str bytes);
/* What pdftotext -bbox-layout writes: one part, with a box for each word. */
void pdf_read_words(Expander *e, Str bytes);

#endif
