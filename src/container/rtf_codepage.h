/* Code pages of RTF: bytes of older encodings → characters. */
#ifndef CONTAINER_RTF_CODEPAGE_H
#define CONTAINER_RTF_CODEPAGE_H

#include <stddef.h>
#include <stdint.h>

/* The character of a byte in a code page (1252 …); 0: there is none, or the page is not known. */
uint32_t rtf_character(int32_t page, unsigned char byte);
/* The code page of a font's character set; 0: the document's own. */
int32_t rtf_charset_page(int32_t charset);

#endif
