/* Record commands: init, add, list, show, search, log, verify, remove, undo, review,
   gold and reread. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/session.h"

enum { WORDS_MOST = 4096 };

bool is_record_command(CommandId command) {
  return command >= COMMAND_INIT && command <= COMMAND_REREAD;
}

/* ---- who, when, and chance ------------------------------------------------------------------- */

int stamp_now(const Request *r, StampNow *now) {
  const char *from = getenv("ACCORDING_BY");
  time_t seconds = time(NULL);
  struct tm utc;
  memset(now, 0, sizeof *now);
  now->stamp.by = r->given[OPTION_BY] ? r->value[OPTION_BY] : from && *from ? from : "unnamed";
  now->stamp.when = now->when;
  if (!gmtime_r(&seconds, &utc) ||
      !strftime(now->when, sizeof now->when, "%Y-%m-%dT%H:%M:%SZ", &utc)) {
    message("the clock of this machine cannot be read");
    return EXIT_NOTHING;
  }
  int file = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
  ssize_t n = file < 0 ? -1 : read(file, now->stamp.chance, sizeof now->stamp.chance);
  if (file >= 0) {
    close(file);
  }
  if (n != (ssize_t)sizeof now->stamp.chance) {
    message("/dev/urandom: cannot be read: the log needs bytes of chance");
    return EXIT_NOTHING;
  }
  if (!*now->stamp.by) {
    message("--by needs a name or a pseudonym");
    return EXIT_USAGE;
  }
  return EXIT_WELL;
}

/* ---- operands -------------------------------------------------------------------------------- */

/* Options of add that go together; 0, or 2 after a message. */
static int add_check(const Request *r) {
  bool transcript = r->given[OPTION_TRANSCRIPT_OF], translation = r->given[OPTION_TRANSLATION_OF];
  bool evidence = r->given[OPTION_EVIDENCE], derived = transcript || translation;
  if ((evidence && (derived || r->given[OPTION_JSONL] || r->given[OPTION_NEWER])) ||
      (transcript && translation) || (derived && r->given[OPTION_JSONL])) {
    message("--evidence, --transcript-of, --translation-of and --jsonl do not go together");
    return EXIT_USAGE;
  }
  if (r->given[OPTION_OUTSIDE] && !evidence) {
    message("--outside goes with --evidence");
    return EXIT_USAGE;
  }
  if ((r->given[OPTION_OF_PART] || r->given[OPTION_MADE_BY] || r->given[OPTION_MADE_ON]) &&
      !derived) {
    message("--of-part, --made-by and --made-on go with --transcript-of or --translation-of");
    return EXIT_USAGE;
  }
  return EXIT_WELL;
}

int record_command_check(const Request *r) {
  static const struct {
    size_t least, most;
  } operands[] = {
      [COMMAND_INIT] = {1, 1},   [COMMAND_ADD] = {1, SIZE_MAX},    [COMMAND_LIST] = {1, 1},
      [COMMAND_SHOW] = {2, 2},   [COMMAND_SEARCH] = {1, SIZE_MAX}, [COMMAND_LOG] = {1, 2},
      [COMMAND_VERIFY] = {1, 1}, [COMMAND_REMOVE] = {2, 2},        [COMMAND_UNDO] = {2, 2},
      [COMMAND_DIFF] = {2, 3}, [COMMAND_JOIN] = {2, 2}, [COMMAND_EVENTS] = {1, 1},   [COMMAND_AGREEMENT] = {1, 1},
      [COMMAND_REVIEW] = {1, 1}, [COMMAND_GOLD] = {1, 1},          [COMMAND_REREAD] = {1, 1},
  };
  const char *name = command_table[r->command].name;
  bool empty = r->command == COMMAND_ADD && r->operand_count == 1 && !r->given[OPTION_JSONL];
  if (r->operand_count < operands[r->command].least ||
      r->operand_count > operands[r->command].most || empty) {
    message("expected according %s [OPTIONS] %s: see according %s --help", name,
            command_table[r->command].operands, name);
    return EXIT_USAGE;
  }
  if (r->command == COMMAND_ADD && add_check(r) != EXIT_WELL) {
    return EXIT_USAGE;
  }
  if ((r->command == COMMAND_REMOVE || r->command == COMMAND_UNDO) &&
      (!r->given[OPTION_REASON] || !*r->value[OPTION_REASON])) {
    message("%s needs --reason TEXT: the log keeps why", name);
    return EXIT_USAGE;
  }
  return EXIT_WELL;
}

/* ---- commands -------------------------------------------------------------------------------- */

/* What was added, for people: to standard error, as add has no output. */
static void tell_added(const according_added *added) {
  message("%llu documents added (%llu newer captures), %llu known, %llu refused",
          (unsigned long long)added->documents, (unsigned long long)added->versions,
          (unsigned long long)added->known, (unsigned long long)added->refused);
}

/* Files that are no text. */
static int add_evidence(const Request *r, according_record *record, const StampNow *now) {
  according_status status;
  according_added added = {0};
  int exit_code = EXIT_WELL;
  for (size_t i = 1; i < r->operand_count && exit_code != EXIT_NOTHING; i++) {
    int code = according_record_add_evidence(record, r->operands[i], r->given[OPTION_OUTSIDE],
                                             &now->stamp, &added, &status);
    if (code != ACCORDING_OK) {
      bool file = code == ACCORDING_IO || code == ACCORDING_FORMAT || code == ACCORDING_USAGE;
      exit_code = session_failed(&status);
      exit_code = file ? EXIT_REFUSED : exit_code;
      added.refused++;
    }
  }
  tell_added(&added);
  return exit_code;
}

/* What the files that were added are transcripts or translations of. */
static int derive(const Request *r, according_record *record, const StampNow *now) {
  according_status status;
  according_derivation what = {
      .translation = r->given[OPTION_TRANSLATION_OF],
      .of = r->value[r->given[OPTION_TRANSLATION_OF] ? OPTION_TRANSLATION_OF : OPTION_TRANSCRIPT_OF],
      .part = r->value[OPTION_OF_PART],
      .maker = r->value[OPTION_MADE_BY],
      .made = r->value[OPTION_MADE_ON]};
  for (size_t i = 1; i < r->operand_count; i++) {
    if (according_record_derive(record, r->operands[i], &what, &now->stamp, &status) !=
        ACCORDING_OK) {
      return session_failed(&status);
    }
  }
  return EXIT_WELL;
}

static int add(Session *s, according_record *record, const StampNow *now) {
  according_status status;
  according_added added = {0};
  if (session_run_open(s, &status) != ACCORDING_OK) {
    return session_failed(&status);
  }
  s->first_file = 1;
  progress_begin(&s->progress);
  int code = session_add(s, &status);
  if (code == ACCORDING_OK) {
    code = according_record_add(record, s->run, &now->stamp, s->request->given[OPTION_NEWER],
                                &added, &status);
  }
  progress_end(&s->progress);
  int exit_code = session_notices(s->run);
  session_formats(s->run);
  tell_added(&added);
  if (code != ACCORDING_OK) {
    int why = session_failed(&status);
    exit_code = why > exit_code ? why : exit_code;
  }
  according_run_close(s->run);
  bool derived = s->request->given[OPTION_TRANSCRIPT_OF] || s->request->given[OPTION_TRANSLATION_OF];
  return derived && exit_code == EXIT_WELL ? derive(s->request, record, now) : exit_code;
}

static int pass_over(void *context, const char *bytes, size_t size) {
  (void)context, (void)bytes, (void)size;
  return 0;
}

/* Decisions that fit the new lines no more become messages. */
static int tell_unfit(Session *s) {
  according_status status;
  if (session_run_open(s, &status) != ACCORDING_OK) {
    return session_failed(&status);
  }
  int code = according_run_add_path(s->run, s->request->operands[0], &status);
  if (code == ACCORDING_OK) {
    code = according_reconcile(s->run, (according_sink){pass_over, NULL}, &status);
  }
  int exit_code = code == ACCORDING_OK ? session_notices(s->run) : session_failed(&status);
  according_run_close(s->run);
  return exit_code;
}

static int reread(Session *s, according_record *record, const StampNow *now) {
  according_status status;
  according_reread_result result;
  if (according_record_reread(record, s->request->threads, &now->stamp,
                              (according_sink){output_write, &s->output}, &result,
                              &status) != ACCORDING_OK) {
    return session_failed(&status);
  }
  message("%llu documents read again, %llu have other lines (%llu gone, %llu new), %llu refused",
          (unsigned long long)result.documents, (unsigned long long)result.changed,
          (unsigned long long)result.gone, (unsigned long long)result.made,
          (unsigned long long)result.refused);
  return result.documents ? tell_unfit(s) : EXIT_WELL;
}

static bool is_same_file(const char *a, const char *b) {
  struct stat one, two;
  return stat(a, &one) == 0 && stat(b, &two) == 0 && one.st_dev == two.st_dev &&
         one.st_ino == two.st_ino;
}

/* Another record into this one; then the decisions that do not fit, or are against one another. */
static int join(Session *s, according_record *record, const StampNow *now) {
  const Request *r = s->request;
  according_status status;
  according_record *other;
  according_joined joined;
  if (is_same_file(r->operands[0], r->operands[1])) {
    message("%s: a record cannot be joined with itself", r->operands[1]);
    return EXIT_USAGE;
  }
  if (according_record_open(s->engine, r->operands[1], 0, &other, &status) != ACCORDING_OK) {
    return session_failed(&status);
  }
  int code = according_record_join(record, other, &now->stamp,
                                   (according_sink){output_write, &s->output}, &joined, &status);
  according_record_close(other);
  if (code != ACCORDING_OK) {
    return session_failed(&status);
  }
  message("%llu documents added (%llu under another id), %llu known; %llu entries of the log added, "
          "%llu known",
          (unsigned long long)joined.documents, (unsigned long long)joined.renamed,
          (unsigned long long)joined.known, (unsigned long long)joined.entries,
          (unsigned long long)joined.known_entries);
  return joined.entries ? tell_unfit(s) : EXIT_WELL;
}

static int search(Session *s, according_record *record, int format, according_status *status) {
  const Request *r = s->request;
  char words[WORDS_MOST] = "";
  size_t n = 0;
  for (size_t i = 1; i < r->operand_count && n < sizeof words; i++) {
    n += (size_t)snprintf(words + n, sizeof words - n, "%s%s", i > 1 ? " " : "", r->operands[i]);
  }
  if (n >= sizeof words) {
    snprintf(status->message, sizeof status->message, "the words to be searched are too many");
    return status->code = ACCORDING_USAGE;
  }
  according_query query = {
      .words = n ? words : NULL,
      .measure = r->value[OPTION_MEASURE],
      .place = r->value[OPTION_PLACE],
      .source = r->value[OPTION_SOURCE],
      .number = r->value[OPTION_NUMBER],
      .from = r->value[OPTION_FROM],
      .to = r->value[OPTION_TO],
      .most = r->given[OPTION_MOST] ? (unsigned)strtoul(r->value[OPTION_MOST], NULL, 10) : 0,
  };
  return according_record_search(record, &query, format, (according_sink){output_write, &s->output},
                                 status);
}

static int verify(Session *s, according_record *record, according_status *status, int *exit_code) {
  const Request *r = s->request;
  according_verified v;
  char text[200];
  int code =
      according_record_verify(record, r->threads, (according_sink){output_write, &s->output}, &v, status);
  if (code == ACCORDING_OK) {
    snprintf(text, sizeof text, "%llu documents, %llu spans, %llu entries: %llu problems\n",
             (unsigned long long)v.documents, (unsigned long long)v.spans,
             (unsigned long long)v.entries, (unsigned long long)v.problems);
    output_text(&s->output, text);
    *exit_code = v.problems ? EXIT_REFUSED : EXIT_WELL;
  }
  return code;
}

static bool entry_read(const char *word, uint64_t *n, according_status *status) {
  char *end;
  *n = strtoull(word, &end, 10);
  if (*end || end == word || *word == '-') {
    snprintf(status->message, sizeof status->message,
             "\"%.40s\" is no number of an entry: see according log", word);
    status->code = ACCORDING_USAGE;
    return false;
  }
  return true;
}

/* An entry with what it changed, or all of them. */
static int tell_log(Session *s, according_record *record, int format, according_status *status) {
  const Request *r = s->request;
  according_sink out = {output_write, &s->output};
  uint64_t n;
  if (r->operand_count == 1) {
    return according_record_log(record, format, out, status);
  }
  if (!entry_read(r->operands[1], &n, status)) {
    return status->code;
  }
  return according_record_effect(record, n, format, out, status);
}

/* remove and undo, and what they changed. */
static int take_back(Session *s, according_record *record, const StampNow *now, int format,
                     according_status *status) {
  const Request *r = s->request;
  uint64_t n;
  int code;
  if (r->command == COMMAND_REMOVE) {
    code = according_record_remove(record, r->operands[1], r->given[OPTION_PURGE],
                                   r->value[OPTION_REASON], &now->stamp, status);
  } else if (entry_read(r->operands[1], &n, status)) {
    code = according_record_undo(record, n, r->value[OPTION_REASON], &now->stamp, status);
  } else {
    return status->code;
  }
  return code == ACCORDING_OK
             ? according_record_effect(record, 0, format, (according_sink){output_write, &s->output},
                                       status)
             : code;
}

static int events(according_record *record, according_status *status) {
  uint64_t n;
  int code = according_record_events(record, &n, status);
  if (code == ACCORDING_OK) {
    message("%llu events", (unsigned long long)n);
  }
  return code;
}

/* Two moments of the record, or this one and another. */
static int diff(Session *s, according_record *record, int format, according_status *status) {
  const Request *r = s->request;
  according_sink out = {output_write, &s->output};
  according_record *other;
  uint64_t from, to = 0;
  if (r->operand_count == 2 && access(r->operands[1], F_OK) == 0) {
    int code = according_record_open(s->engine, r->operands[1], 0, &other, status);
    if (code == ACCORDING_OK) {
      code = according_record_diff(record, 0, other, 0, format, out, status);
      according_record_close(other);
    }
    return code;
  }
  int code = according_record_moment(record, r->operands[1], &from, status);
  if (code == ACCORDING_OK && r->operand_count == 3) {
    code = according_record_moment(record, r->operands[2], &to, status);
  }
  return code == ACCORDING_OK ? according_record_diff(record, from, record, to, format, out, status)
                              : code;
}

/* The command on an open record. */
static int on_record(Session *s, according_record *record, const StampNow *now) {
  const Request *r = s->request;
  according_sink out = {output_write, &s->output};
  int format = r->given[OPTION_JSON] ? ACCORDING_LINES : ACCORDING_TERMINAL;
  int code, exit_code = EXIT_WELL;
  according_status status = {0};
  switch (r->command) {
    case COMMAND_ADD:
      return r->given[OPTION_EVIDENCE] ? add_evidence(r, record, now) : add(s, record, now);
    case COMMAND_LIST:
      code = according_record_list(record, r->given[OPTION_ALL], format, out, &status);
      break;
    case COMMAND_SHOW:
      code = r->given[OPTION_ORIGINAL]
                 ? according_record_original(record, r->operands[1], out, &status)
                 : r->given[OPTION_SHOW_SOURCE]
                     ? according_record_show_source(record, r->operands[1], getenv("PATH"), format, out, &status)
                     : according_record_show(record, r->operands[1], format, out, &status);
      break;
    case COMMAND_SEARCH:
      code = search(s, record, format, &status);
      break;
    case COMMAND_LOG:
      code = tell_log(s, record, format, &status);
      break;
    case COMMAND_AGREEMENT:
      code = according_record_agreement(record, format, out, &status);
      break;
    case COMMAND_EVENTS:
      code = events(record, &status);
      break;
    case COMMAND_DIFF:
      code = diff(s, record, format, &status);
      break;
    case COMMAND_VERIFY:
      code = verify(s, record, &status, &exit_code);
      break;
    case COMMAND_REVIEW:
      return review_command(s, record, now->stamp.by);
    case COMMAND_GOLD:
      return gold_command(s, record);
    case COMMAND_REREAD:
      return reread(s, record, now);
    case COMMAND_JOIN:
      return join(s, record, now);
    default:
      code = take_back(s, record, now, format, &status);
      break;
  }
  return code == ACCORDING_OK ? exit_code : session_failed(&status);
}

/* Says of when the events are that the record keeps, where that is not now; behind a change those of a small
   record are made anew. What was done before stays done. */
static void tell_events(according_record *record, bool changed) {
  uint64_t entry;
  according_status status;
  int code = changed ? according_record_events_renew(record, &entry, &status)
                     : according_record_events_of(record, &entry, &status);
  if (code != ACCORDING_OK) {
    message("%s", status.message);
  }
  if (entry) {
    message("the events that are kept are of entry %llu of the log: according events makes them anew",
            (unsigned long long)entry);
  }
}

int record_command(Session *s) {
  const Request *r = s->request;
  bool writes = r->command == COMMAND_ADD || r->command == COMMAND_REMOVE ||
                r->command == COMMAND_UNDO || r->command == COMMAND_REVIEW ||
                r->command == COMMAND_REREAD || r->command == COMMAND_JOIN ||
                r->command == COMMAND_EVENTS;
  according_status status;
  according_record *record;
  StampNow now;
  int code = stamp_now(r, &now);
  if (code != EXIT_WELL) {
    return code;
  }
  if (r->command == COMMAND_INIT) {
    return according_record_init(r->operands[0], &now.stamp, &status) == ACCORDING_OK
               ? EXIT_WELL
               : session_failed(&status);
  }
  if (according_record_open(s->engine, r->operands[0], writes, &record, &status) != ACCORDING_OK) {
    return session_failed(&status);
  }
  code = on_record(s, record, &now);
  if ((writes && r->command != COMMAND_EVENTS) || r->command == COMMAND_LIST) {
    tell_events(record, writes);
  }
  according_record_close(record);
  return code;
}
