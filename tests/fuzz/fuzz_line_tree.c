/* Line tree: any bytes as a line of JSON. What our own reader takes, jansson takes as well, and as the same. */
#include <stdio.h>
#include <stdlib.h>

#include "claim/line_tree.h"
#include "fuzz_arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void same(const TreeNode *a, const TreeNode *b) {
  bool alike = a && b && a->kind == b->kind && a->count == b->count && str_equal(a->name, b->name);
  alike = alike && (a->kind != TREE_STRING || str_equal(a->text, b->text)) &&
          (a->kind != TREE_WHOLE || a->whole == b->whole) && (a->kind != TREE_REAL || a->real == b->real);
  if (!alike) {
    fprintf(stderr, "the two readers differ\n");
    abort();
  }
  const TreeNode *k = b->first;
  for (const TreeNode *i = a->first; i; i = i->next, k = k->next) {
    same(i, k);
  }
}

static void compare(Str line, Arena *arena) {
  const char *wrong;
  const TreeNode *tree = json_tree_read(line, arena);
  const TreeNode *full = tree ? line_tree_full(line, arena, &wrong) : NULL;
  if (tree) {
    same(tree, full);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  return fuzz_in_arena(data, size, 256, compare);
}
