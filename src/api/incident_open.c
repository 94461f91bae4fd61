/* Incident files → bounds → the incident's own story. */
#include "api/incident_open.h"

#include "base/file.h"

enum { INCIDENT_MOST = 1 << 20 };

int incident_open(according_run *run, const char *path, IncidentStory *story, char **bytes,
                  Status *status) {
  const according_engine *engine = run->engine;
  Incident *incident = arena_new(&run->arena, Incident);
  IncidentBounds *bounds = arena_new(&run->arena, IncidentBounds);
  size_t n = 0;
  *bytes = NULL;
  int code = file_read(path, INCIDENT_MOST, bytes, &n, status);
  if (code == STATUS_OK) {
    Str name = str_copy(&run->arena, str_of(path));
    code = incident_file_read((Str){*bytes, n}, name, &run->arena, incident, status);
  }
  if (code == STATUS_OK) {
    code = incident_bounds(incident, &engine->gazetteer, &engine->explain_phrases, &run->arena,
                           bounds, status);
  }
  if (code == STATUS_OK) {
    incident_story(bounds, run->together->shown->extraction, &engine->story_phrases, &run->arena,
                   story);
  }
  return code;
}
