/* Import names: look-up without case, blanks and signs. */
#include "container/import_names.h"

#include "import_names_table.h"

enum { NAME_MOST = 64 };

static size_t fold(Str name, char *out) {
  size_t n = 0;
  for (size_t i = 0; i < name.n; i++) {
    char c = name.p[i];
    c = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      if (n == NAME_MOST) {
        return 0;
      }
      out[n++] = c;
    }
  }
  return n;
}

ImportRole import_role_exact(Str name, uint32_t *rank) {
  char folded[NAME_MOST];
  Str key = {folded, fold(name, folded)};
  for (uint32_t i = 0; key.n && i < sizeof names / sizeof *names; i++) {
    if (str_is(key, names[i].name)) {
      *rank = i;
      return names[i].role;
    }
  }
  return ROLE_NONE;
}

ImportRole import_role(Str name, uint32_t *rank) {
  ImportRole role = import_role_exact(name, rank);
  return role == ROLE_CODED ? ROLE_TEXT : role == ROLE_OWN ? ROLE_NONE : role;
}
