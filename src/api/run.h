/* Run: the documents to be read, what was read of them, and what people should know.

     paths, bytes, lines ──run_read──▶ Outcome of each input ──▶ Extraction, or lines as bytes   */
#ifndef API_RUN_H
#define API_RUN_H

#include "amend/corrections.h"
#include "api/engine.h"
#include "base/buffer.h"
#include "claim/line_read.h"
#include "container/container.h"
#include "doc/jsonl.h"
#include "rule/sources.h"

typedef enum InputKind { INPUT_FILE, INPUT_BYTES, INPUT_LINE, INPUT_PART } InputKind;

typedef struct Input {
  InputKind kind;
  Str id;        /* of files and bytes: the id of the document */
  Str path;      /* zero-terminated; the file that it is or lies in; "-" standard input */
  Str bytes;     /* of bytes and lines, and of a file that is loaded */
  uint64_t line; /* of lines: number in their file */
  Str day;       /* publication date given for it alone, in place of the run's; or empty */
  uint64_t size; /* of its bytes, as far as known before it is read */
  Str within;    /* the format of what held it, or empty */
  uint64_t at;   /* of a part: its bytes in the run's spool */
  PartSaid said; /* of a part that is not of a record: where it stands there what is said of it */
  bool is_looked_at; /* of files: whether they hold parts is known */
  bool is_unnamed;   /* of a file: it was found in a folder */
  bool is_sought;    /* of a part of a record: its places are asked for, too */
  bool is_loaded;    /* of a file: its bytes are here */
  const Leaf *part;  /* of bytes, and of a part of a record: what is said of it; NULL: nothing, or see said */
  Str text; /* of a part of a record that cannot be read alone: its text, as it was kept */
} Input;

typedef ARRAY(Input) InputArray;

typedef struct Notice {
  int kind;
  Str input; /* zero-terminated */
  uint64_t line;
  Str message; /* zero-terminated */
} Notice;

/* What became of an input. Strings lie in the arena `kept` of the worker that read it. */
typedef struct Outcome {
  Status *failure; /* why it was refused; NULL: it was read */
  bool known;      /* READ_ENTRIES: the record has it, it was not read */
  struct RecordEntry *entry;    /* READ_ENTRIES */
  Str id, part;
  Digest hash;
  Digest content; /* of its words, whatever their form (doc/content.h) … */
  bool has_content; /* … where there are enough */
  ARRAY(Str) notes;
  bool damaged; /* bytes of it could not be read */
  Str lines;    /* malloc'd; lines as bytes, where these were asked for, until they are given */
  uint32_t figures, found; /* of its claims: figures; claims and persons */
  uint64_t bytes;          /* of its text */
  const char *form;        /* how it was read */
  uint64_t size;           /* of its original */
  uint32_t worker; /* whose extraction has its document, where structures were asked for */
  uint32_t document, claims, claims_end, persons, persons_end;
} Outcome;

typedef enum ReadGoal {
  READ_CLAIM_LINES,   /* the lines of extract, as bytes */
  READ_MENTION_LINES, /* the lines of mentions, as bytes */
  READ_CLAIMS,        /* claims as structures, for all of the documents together */
  READ_TEXTS,         /* documents only: text and furniture, for passages */
  READ_ENTRIES,       /* what a record keeps of each, in order of the inputs */
} ReadGoal;

typedef struct Worker {
  Arena document, scratch, kept;
  WordMemory *words;     /* in kept */
  Extraction extraction; /* what was read so far, in kept */
  char *bytes;           /* of the file being read */
  Buffer lines;
  struct Packer *packer; /* READ_ENTRIES */
} Worker;

struct Record;

/* What a record knows of an input. */
typedef struct KnownInput {
  bool known;    /* it has these bytes: they are not read again */
  bool has_hash; /* of the bytes, which stay as they are */
  Digest hash;
} KnownInput;

/* Documents of one form. */
typedef struct FormatCount {
  Str name; /* zero-terminated */
  uint64_t documents, bytes;
} FormatCount;

struct according_run {
  const according_engine *engine;
  Arena arena;
  Str date, part;
  unsigned threads;
  void (*progress)(void *context, const according_progress *progress);
  void *progress_context;
  InputArray inputs;
  ARRAY(char *) owned;     /* malloc'd files of JSON Lines, and standard input */
  Spool spool;             /* bytes of parts */
  Str programs;            /* folders of programs of others, as in PATH */
  Str temporary;           /* the folder for it; empty: /tmp; zero-terminated */
  bool has_claims;         /* lines of extract were added in place of documents */
  ARRAY(Input) claims;     /* files of such lines: path and bytes */
  Corrections *corrections; /* NULL: none */
  ARRAY(Str) records;      /* paths of records whose documents were added; zero-terminated */
  const struct Usual *usual; /* READ_ENTRIES: with which lines are told; may be NULL */
  const struct KnownInput *known; /* READ_ENTRIES: by input; or NULL */
  SourceRegister *sources;  /* NULL: none */
  bool show_restricted;     /* names of restricted sources may be shown */
  ARRAY(Notice) notices;   /* of adding; those of reading follow */
  uint32_t notices_added;  /* of them: before reading */
  uint64_t documents, figures;
  ARRAY(FormatCount) formats; /* of what was read, by name */
  Worker *workers;         /* of the last reading */
  uint32_t worker_count;
  ReadGoal goal;           /* of the last reading */
  bool is_read, told_empty;
  Outcome *outcomes;       /* of each input */
  uint32_t *order;         /* inputs that count, by id, then hash */
  uint32_t order_count;
  Extraction extraction;   /* READ_CLAIMS and READ_TEXTS: all documents, in order */
  struct Together *together; /* events and all that follows from them, once asked for */
};

/* Reads all inputs for a goal, with threads; sets outcomes, order, notices and, where structures
   were asked for, extraction. Nothing is done twice for the same goal. */
int run_read(according_run *run, ReadGoal goal, according_status *status);
/* Reads all inputs for lines, as above, and gives the lines in the order of ids, where it can while others
   are still read; outcomes keep none. */
int run_read_lines(according_run *run, ReadGoal goal, according_sink out, according_status *status);
/* Whether two outcomes of one id are of the same document. */
bool outcomes_same(const Outcome *a, const Outcome *b);
/* As many threads as were asked for, 0: one for each processor; 1 to 256. */
uint32_t threads_of(unsigned asked);
/* Marks the inputs whose bytes the record has as an original, in `known`, one for each, which must stay.
   An input that cannot be read is none. */
void run_mark_known(according_run *run, struct Record *record, KnownInput *known);
/* Adds what outcomes say to run->formats; under the guard of run->arena. */
void run_count_format(according_run *run, const char *form, Str within, uint64_t documents,
                      uint64_t bytes);
/* What its container said of an input, where that stands in the spool read into the arena, which must be guarded;
   *part NULL: nothing. STATUS_IO: it is gone. */
int input_part(const according_run *run, const Input *input, Arena *arena, const Leaf **part, Status *status);
/* The bytes of a part, malloc'd, and where the maker of its text is known, `part`, the text behind them, to
   which *text leads. NULL: gone, or no memory. */
char *input_part_bytes(const according_run *run, const Input *input, const Leaf *part, Str *text);
/* The bytes of an input, as far as they are known. */
uint64_t input_size(const Input *input);
/* Frees what a reading holds. */
void run_forget(according_run *run);

/* Adds a notice; strings are copied. Under the guard of run->arena. */
void run_notice(according_run *run, int kind, Str input, uint64_t line, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* Orders the notices from `first` on: by input, line, message. */
void run_order_notices(according_run *run, uint32_t first);
/* Where a run found nothing: a note for each document, with what was read of it and why. */
int run_notice_empty(according_run *run, according_status *status);
/* What an input is called in messages: its path, or its id. */
Str input_shown(const Input *input);

/* Gives bytes to the sink in blocks of whole lines. */
int sink_give(according_sink out, Str bytes, according_status *status);

#endif
