/* Wiki: any bytes as a dump of MediaWiki; the text must come from inside the page. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_reader(data, size, wiki_read_parts);
}
