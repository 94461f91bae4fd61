/* Row again: any bytes as a row, cell or post that a record kept, of the format that the first byte
   says, with the text up to the first zero: its places lie inside. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Leaf part;
static Str text;

static void read_again(Expander *e, Str bytes) {
  e->again = &part;
  e->again_text = text;
  row_read_again(e, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const formats[] = {"csv", "tsv", "xlsx", "ods", "whatsapp", "telegram"};
  const uint8_t *end = size ? memchr(data + 1, 0, size - 1) : NULL;
  if (!end) {
    return 0;
  }
  part.field[LEAF_FORMAT] = str_of(formats[data[0] % 6]);
  text = (Str){(const char *)data + 1, (size_t)(end - data - 1)};
  size_t used = (size_t)(end - data) + 1;
  return fuzz_reader(data + used, size - used, read_again);
}
