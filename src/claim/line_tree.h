/* One line of JSON as a tree: by our own reader where it is plain, as the lines are that According writes, else
   by jansson, which is slower, takes all of JSON, and says what is wrong. */
#ifndef CLAIM_LINE_TREE_H
#define CLAIM_LINE_TREE_H

#include "base/json_tree.h"

/* The tree, whose strings may be views into the line; NULL and *wrong, a clause in the arena, if it is no JSON.
   Works inside an arena_guard. */
const TreeNode *line_tree(Str line, Arena *arena, const char **wrong);
/* The same by jansson in any case. */
const TreeNode *line_tree_full(Str line, Arena *arena, const char **wrong);

#endif
