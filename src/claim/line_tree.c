/* jansson's tree is copied into the arena. Its memory is its own, so that happens under a guard of this file,
   which frees it before an exhausted arena unwinds further. */
#include "claim/line_tree.h"

#include <jansson.h>

static void copy_value(const json_t *from, TreeNode *to, Arena *arena);

static TreeNode *copy_next(TreeNode *parent, TreeNode ***next, const json_t *from, Arena *arena) {
  TreeNode *node = arena_new(arena, TreeNode);
  **next = node;
  *next = &node->next;
  parent->count++;
  copy_value(from, node, arena);
  return node;
}

static void copy_object(const json_t *from, TreeNode *to, Arena *arena) {
  TreeNode **next = &to->first;
  json_t *object = (json_t *)from; /* json_object_iter takes no const */
  for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i)) {
    TreeNode *node = copy_next(to, &next, json_object_iter_value(i), arena);
    node->name = str_copy(arena, str_of(json_object_iter_key(i)));
  }
}

/* jansson goes no deeper than 2,048. */
static void copy_value(const json_t *from, TreeNode *to, Arena *arena) {
  static const TreeKind kinds[] = {
      [JSON_OBJECT] = TREE_OBJECT, [JSON_ARRAY] = TREE_ARRAY, [JSON_STRING] = TREE_STRING,
      [JSON_INTEGER] = TREE_WHOLE, [JSON_REAL] = TREE_REAL,   [JSON_TRUE] = TREE_TRUE,
      [JSON_FALSE] = TREE_FALSE,   [JSON_NULL] = TREE_NULL,
  };
  TreeNode **next = &to->first;
  to->kind = kinds[json_typeof(from)];
  if (to->kind == TREE_STRING) {
    to->text = str_copy(arena, (Str){json_string_value(from), json_string_length(from)});
  }
  to->whole = json_integer_value(from); /* 0, 0.0, NULL, 0 of others */
  to->real = json_real_value(from);
  for (size_t i = 0; i < json_array_size(from); i++) {
    copy_next(to, &next, json_array_get(from, i), arena);
  }
  if (to->kind == TREE_OBJECT) {
    copy_object(from, to, arena);
  }
}

const TreeNode *line_tree_full(Str line, Arena *arena, const char **wrong) {
  jmp_buf *volatile outer = arena->escape;
  jmp_buf here;
  json_error_t error;
  TreeNode *volatile tree = NULL;
  json_t *volatile parsed =
      json_loadb(line.n ? line.p : "", line.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
  if (arena_guard(arena, &here)) {
    json_decref(parsed);
    arena->escape = outer;
    if (outer) {
      longjmp(*outer, 1);
    }
    return NULL;
  }
  arena_expect(arena, line.n * 2 + 4096); /* jansson hides a lack of memory */
  if (parsed) {
    tree = arena_new(arena, TreeNode);
    copy_value(parsed, tree, arena);
  } else {
    *wrong = arena_printf(arena, "%s", error.text);
  }
  arena->escape = outer;
  json_decref(parsed);
  return tree;
}

const TreeNode *line_tree(Str line, Arena *arena, const char **wrong) {
  const TreeNode *tree = json_tree_read(line, arena);
  return tree ? tree : line_tree_full(line, arena, wrong);
}
