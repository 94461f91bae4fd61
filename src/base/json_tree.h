/* JSON tree: one line of JSON as nodes in an arena, where it is plain; else the caller asks a full parser.

   Plain is what According writes: an object, no name twice in one, valid UTF-8, numbers of at most 15
   digits, no escapes of surrogates or U+0000. Strings without escapes are views into the line. */
#ifndef BASE_JSON_TREE_H
#define BASE_JSON_TREE_H

#include "base/arena.h"
#include "base/str.h"

typedef enum TreeKind {
  TREE_NULL,
  TREE_FALSE,
  TREE_TRUE,
  TREE_WHOLE,
  TREE_REAL,
  TREE_STRING,
  TREE_ARRAY,
  TREE_OBJECT,
} TreeKind;

typedef struct TreeNode {
  TreeKind kind;
  uint32_t count; /* of an array or object: nodes in it */
  Str name;       /* of a member of an object */
  Str text;       /* of a string */
  int64_t whole;  /* of a whole number */
  double real;    /* of another number */
  struct TreeNode *first, *next; /* of an array or object; what stands behind this one in it */
} TreeNode;

/* The object in `line`; NULL where it is not plain, or is no JSON at all. Under an arena_guard. */
TreeNode *json_tree_read(Str line, Arena *arena);
/* The member of an object; NULL if there is none. */
const TreeNode *tree_member(const TreeNode *object, Str name);

#endif
