/* The source register's form, filled with what the documents say of themselves. */
#include "api/together.h"
#include "view/sources_write.h"

int according_sources(according_run *run, according_sink out, according_status *status) {
  Buffer text;
  jmp_buf jump;
  int code = run_together(run, status);
  if (code != ACCORDING_OK) {
    return code;
  }
  buffer_init(&text);
  if (arena_guard(&run->arena, &jump)) {
    code = status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the sources");
  } else {
    sources_write(run->together->shown->extraction, &run->arena, &text);
    code = text.failed ? status_say(status, ACCORDING_NO_MEMORY, 0, "no memory for the sources")
                       : sink_give(out, buffer_view(&text), status);
  }
  run->arena.escape = NULL;
  buffer_release(&text);
  return code == ACCORDING_OK ? status_say(status, ACCORDING_OK, 0, "%s", "") : code;
}
