/* Profile: a document's line, completed for those who compare documents. */
#include "profile/profile.h"

#include "profile/sketch.h"

void profile_line(Arena *arena, DocumentLine *line) {
  SketchWords words = {0};
  sketch_words(arena, line->text, line->furniture.v, line->furniture.n, &words);
  line->sketch = sketch_write(arena, &words);
}
