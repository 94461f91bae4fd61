/* Options: the tables, and arguments → a Request. */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "cli/message.h"

#define BIT(command) (1u << COMMAND_##command)
#define ALL_COMMANDS ((1u << COMMAND_COUNT) - 1)

const Command command_table[COMMAND_COUNT] = {
    [COMMAND_REPORT] =
        {
            "report", "FILES", "one page that shows who reports which figure",
            "Reads the documents, groups their claims by event, and shows which document gives\n"
            "which figure, for whom, where and when, on whose word, and how the figures stand to\n"
            "one another. Nothing is added, averaged or chosen. FILES are text or HTML files, or\n"
            "folders of them.\n",
            "  according report articles/\n"
            "  according report --html report.html articles/*.html\n",
        },
    [COMMAND_EXTRACT] =
        {
            "extract", "FILES", "what each document reports, as JSON Lines",
            "Writes one line for each document, then one for each figure it gives, each thing it\n"
            "says happened, and each person it describes as harmed, with the exact bytes of the\n"
            "words. Offsets count bytes of the document's text.\n",
            "  according extract article.txt\n"
            "  according extract --jsonl <documents.jsonl >claims.jsonl\n",
        },
    [COMMAND_MENTIONS] =
        {
            "mentions", "FILES", "the building blocks: numbers, times, places, who says what",
            "Writes a line for each number, time, place, actor and attribution found in the\n"
            "documents, resolved as the claims see them.\n",
            "  according mentions --date 2016-12-19 article.txt\n",
        },
    [COMMAND_RECONCILE] =
        {
            "reconcile", "FILES", "what the documents report together, as JSON Lines",
            "Writes a line for each event, with its readings and how they stand to one another,\n"
            "then one for each pair of documents that shows signs of a shared origin or is open.\n",
            "  according reconcile articles/\n"
            "  according extract articles/ | according reconcile --claims\n",
        },
    [COMMAND_PASSAGES] =
        {
            "passages", "FILES", "wording that documents share, as JSON Lines",
            "Writes a line for each passage that two of the documents have in common: copied,\n"
            "reworded, or page furniture, with its bytes on both sides.\n",
            "  according passages articles/\n",
        },
    [COMMAND_EXPLAIN] =
        {
            "explain", "ID FILES | MEASURE [NUMBER] FILES",
            "how a claim, a figure or a count came about",
            "Shows the sentence, the source, and each step with the rule that took it: of a claim,\n"
            "person or event by its ID, or of every claim of a MEASURE (killed, injured, ...) with\n"
            "a NUMBER. In place of NUMBER stand the words of a figure (\"hundreds\") or the id of a\n"
            "reading (r2) as well. With --rule: how the count of a MEASURE by that rule came about,\n"
            "by the lines of its file, with each figure, taken or left out and why.\n",
            "  according explain killed 147 articles/\n"
            "  according explain --rule ucdp-style killed articles/\n"
            "  according explain c-9f2c0b7f10dd2fc4 articles/\n",
        },
    [COMMAND_CHECK] =
        {
            "check", "FILES", "whether cited documents have the figures attributed to them",
            "For each figure that a document attributes to a body whose own text is among\n"
            "FILES: whether that text has the figure, another of the same event, or none. Then\n"
            "figures whose named sources lead only to one another, and which document has each\n"
            "figure earliest in this collection. It never says who is right.\n",
            "  according check articles/\n"
            "  according check --json articles/ >citations.jsonl\n",
        },
    [COMMAND_COUNT_BY] =
        {
            "count", "FILES", "what a named counting rule makes of the figures of each event",
            "Applies a counting rule to the readings of each event: one figure, or a range, with\n"
            "each line of the rule that was taken, the readings that it kept, and what was left out\n"
            "and why, as JSON Lines. The rule is yours: nothing is counted without one, nothing is\n"
            "ever added up, and unclear readings are not counted.\n",
            "  according count --rule ucdp-style articles/\n"
            "  according count --rule ./mine.rule --event e-9f2c0b7f10dd2fc4 articles/\n",
        },
    [COMMAND_RULES] =
        {
            "rules", "[EVENT] [FILES]", "the counting rules that there are, and several side by side",
            "Without FILES: the counting rules by name. With --compare: what each of several rules\n"
            "makes of the figures of each event, or of the event with the id EVENT, as a table. So\n"
            "one sees what a number owes to the rule.\n",
            "  according rules\n"
            "  according rules --compare lowest,highest,ucdp-style articles/\n"
            "  according rules --compare lowest,highest e-9f2c0b7f10dd2fc4 articles/\n",
        },
    [COMMAND_INCIDENT] =
        {
            "incident", "FILE.incident FILES", "what lies inside the bounds that you draw, and why not the rest",
            "Reads the bounds of an incident from a small text file: place, period, kinds of harm,\n"
            "who counts, a threshold, and what every incident must state. Shows the claims inside,\n"
            "those outside with each reason, and for the checklist what documents give, or \"not\n"
            "given\". docs/INCIDENT.md tells the format. Count with it: count --incident FILE.\n",
            "  according incident harbour.incident articles/\n"
            "  according count --rule lowest --incident harbour.incident articles/\n",
        },
    [COMMAND_SOURCES] =
        {
            "sources", "FILES", "a register of the sources, to be filled in",
            "Writes CSV with the publishers of the documents and those whom they quote by name,\n"
            "with what the documents say of themselves. What else is to be known of them, and\n"
            "their rank, people fill in: docs/SOURCES.md. Count with it: count --sources FILE.\n",
            "  according sources articles/ >sources.csv\n"
            "  according count --rule best-source --sources sources.csv articles/\n",
        },
    [COMMAND_TABLE] =
        {
            "table", "ROWS.csv", "rows that people coded, and what a counting rule makes of them",
            "Reads CSV with the columns object, source and value, and perhaps measure, date, low,\n"
            "high, rank, certain, precision and publisher, one reported value a row. Writes a line\n"
            "for each object and measure: the values side by side, or with --rule what that rule\n"
            "makes of them, with its steps. NA means not reported, which is not zero. The order of\n"
            "the rows makes no difference. ROWS.csv is - for standard input.\n",
            "  according table rows.csv\n"
            "  according table --rule maverick-con rows.csv\n"
            "  according table --rule origin --csv rows.csv\n",
        },
    [COMMAND_EXPORT] =
        {
            "export", "FILES", "tables for spreadsheets, maps, annotation tools and R",
            "Writes what was read in the form of other programs, with --as NAME. CSV, one thing a\n"
            "row:\n"
            "  figures      with event, sentence and bytes\n"
            "  statements   what is said to have happened\n"
            "  claims       both, with all that is known of them\n"
            "  persons      who are described as harmed\n"
            "  actors       who is held responsible for what, and by whom\n"
            "  documents    title, date, publisher, hash, how many claims\n"
            "  events       place, date, documents, measures\n"
            "  sources      the register --sources, with documents and claims of each source\n"
            "  readings     figures of an event, with the documents that give them\n"
            "  relations    how readings stand to one another, and why\n"
            "  silent       documents of an event that give no figure of a measure\n"
            "  remarks, questions        what a person should see, or decide\n"
            "  origins      signs of a shared origin, pair by pair\n"
            "  passages     wording that two documents share\n"
            "  checks, earliest, circular   what according check finds\n"
            "  counts       what the counting rule --rule makes of each measure\n"
            "  bounds, checklist   which claims lie inside --incident, and what it must state\n"
            "  rows         one reading of one document a row, for according table\n"
            "  reports      one document of one event a row, for the R package eventreport\n"
            "  ged, acled   events in the columns of UCDP's and ACLED's data; numbers of dead only\n"
            "               by --rule; no coding by these organisations. NAME.form: of one's own\n"
            "Other forms:\n"
            "  geojson      a point for each figure whose own words say where\n"
            "  annotations  W3C Web Annotations as JSON Lines\n"
            "  wikitext     a section for each event, with quotations and citations\n"
            "  prov         PROV-JSON: which claim is from which document, by whom\n",
            "  according export --as figures articles/ >figures.csv\n"
            "  according export --as counts --rule lowest articles/ >counts.csv\n"
            "  according export --as wikitext --incident port.incident articles/\n"
            "  according export --as rows articles/ | according table --rule latest -\n",
        },
    [COMMAND_PACK] =
        {
            "pack", "build DATA | test DATA [FILES]", "language data of one's own: words and rules",
            "DATA is a copy of the folder data/ of the project, edited. \"build\" makes a file of\n"
            "it for --pack. \"test\" reads the examples in FILES, or in DATA/tests/*.txt, with it,\n"
            "and writes where something else is found than they say. What is wrong is shown as\n"
            "file:line: message.\n",
            "  according pack build mydata --out my.pack\n"
            "  according extract --pack my.pack articles/\n"
            "  according pack test mydata\n",
        },
    [COMMAND_INIT] =
        {
            "init", "RECORD", "a new record: one file for documents, claims and decisions",
            "Makes an empty record, one SQLite file (docs/RECORD.md), by custom with the ending\n"
            ".according. A file of that name is never overwritten. The other commands take a\n"
            "record in place of FILES: according report RECORD.\n",
            "  according init harbour.according\n",
        },
    [COMMAND_ADD] =
        {
            "add", "RECORD FILES", "documents into a record, with what is read in them",
            "Keeps each document's bytes, text and lines in the record. What it has already is\n"
            "passed over, so that the same command goes on where it was interrupted. A changed\n"
            "document of the same address (url, file, id of a JSON line) is kept as its newer\n"
            "version; the earlier ones stay, and reports take the latest. What is no text is kept as\n"
            "--evidence; a person's transcript or translation says what it was made of.\n",
            "  according add harbour.according articles/\n"
            "  according add --jsonl harbour.according <documents.jsonl\n"
            "  according add --evidence harbour.according interview.mp3\n"
            "  according add --transcript-of interview.mp3 --made-by \"A. Reader\" harbour.according \\\n"
            "      interview.txt\n",
        },
    [COMMAND_LIST] =
        {
            "list", "RECORD", "the documents of a record",
            "Shows each document with its date, publisher, title and number of figures; with\n"
            "--all also earlier versions and what was removed.\n",
            "  according list harbour.according\n",
        },
    [COMMAND_SHOW] =
        {
            "show", "RECORD ID", "a document, claim, person or event of a record",
            "Of a document: where it comes from, its hash, versions and lines. Of a claim or\n"
            "person: its sentence, place, time and source. Of an event: its documents and figures,\n"
            "as according events has kept them. --json gives the lines of extract and reconcile.\n"
            "With --source: what was kept of a document's original, and what was left out.\n",
            "  according show harbour.according c-9f2c0b7f10dd2fc4\n",
        },
    [COMMAND_SEARCH] =
        {
            "search", "RECORD [WORDS]", "documents by their words, claims by their fields",
            "WORDS are looked for in titles and texts: all of them, or \"a phrase\", with AND, OR,\n"
            "NOT, and word* for beginnings; accents and capitals make no difference. With any of\n"
            "the options below the claims and persons that fit are shown, of documents with WORDS\n"
            "if there are any.\n",
            "  according search harbour.according port explosion\n"
            "  according search harbour.according --measure killed --number 17\n",
        },
    [COMMAND_LOG] =
        {
            "log", "RECORD [N]", "what was done in a record: who, when, what, why",
            "Shows each entry of the log in a sentence, with its number, which undo takes. --json\n"
            "gives the entries as they lie in the file. With N: entry N, and what it changed.\n",
            "  according log harbour.according\n"
            "  according log harbour.according 7\n",
        },
    [COMMAND_DIFF] =
        {
            "diff", "RECORD MOMENT [MOMENT] | RECORD OTHER", "what changed between two moments, or two records",
            "Shows which documents, lines, decisions and figures are otherwise at the second MOMENT\n"
            "(now, unless given) than at the first, or in the record OTHER than in RECORD; decisions\n"
            "that are against one another stand side by side. A MOMENT is the number of an entry of\n"
            "the log, a day (2026-03-01) or a time (2026-03-01T12:00:00Z), UTC. The lines are those\n"
            "that the record had then: nothing is read again.\n",
            "  according diff harbour.according 12\n"
            "  according diff harbour.according 2026-03-01 2026-04-01\n"
            "  according diff harbour.according ../stick/harbour.according\n",
        },
    [COMMAND_VERIFY] =
        {
            "verify", "RECORD", "whether a record is whole and unchanged",
            "Checks the file, every original, text and line, every span against its text, and the\n"
            "chains of the log, and names what fails. Then shows the head of each author's chain:\n"
            "kept elsewhere, it proves later that nothing before it was changed.\n",
            "  according verify harbour.according\n",
        },
    [COMMAND_REMOVE] =
        {
            "remove", "RECORD ID", "takes a document out of reports, or erases it",
            "A decision, with a --reason, that undo takes back. With --purge the document's bytes,\n"
            "text and lines and the entries of the log that name it are erased for good; that\n"
            "something was there, who erased it, when and why stays, and the chains hold.\n",
            "  according remove --reason \"a copy\" harbour.according a2-mirror.txt\n",
        },
    [COMMAND_UNDO] =
        {
            "undo", "RECORD N", "takes back any single decision",
            "N is the number of the decision in according log. It stays in the log, as does the\n"
            "undo, which can itself be taken back. Shows what depended on it: decisions on the same\n"
            "claim, those that fit no more or again, and each line and figure that changed.\n",
            "  according undo --reason \"no copy after all\" harbour.according 7\n",
        },
    [COMMAND_REVIEW] =
        {
            "review", "RECORD", "line by line, you decide: accept, reject, correct, add, join, part",
            "Shows each figure, person and statement in its sentence: those of questions first, then\n"
            "those in which the documents differ, then unclear ones; and asks what to do, by one letter\n"
            "and the Enter key. Every decision is in the record before the next question, with your\n"
            "name and your reason; undo takes any of them back. What you decided on is not asked again.\n"
            "With --blind you do not see what others decided.\n",
            "  according review --by \"A. Reader\" harbour.according\n",
        },
    [COMMAND_AGREEMENT] =
        {
            "agreement", "RECORD", "how often readers of the same lines say the same",
            "For each field of the lines that two readers or more have judged: the share of pairs that\n"
            "say the same, Cohen's kappa of two readers, Krippendorff's alpha of any number, with\n"
            "their sources. Let readers review with --blind, else the second follows the first.\n",
            "  according agreement harbour.according\n",
        },
    [COMMAND_GOLD] =
        {
            "gold", "RECORD", "the reviewed lines, to measure readers by",
            "Writes the claims and persons on which somebody decided, as the decisions have them, with\n"
            "\"required\":true, and a line \"nonclaim\" with the reason for each rejected one.\n",
            "  according gold harbour.according >claims.jsonl\n",
        },
    [COMMAND_JOIN] =
        {
            "join", "RECORD OTHER", "another record into a record: documents and decisions of both",
            "Takes over what OTHER has and RECORD has not: documents, recognised by content, what was\n"
            "read in them, decisions and log. OTHER is only read. Each person's log keeps its own\n"
            "chain and head. Decisions of both are applied; where two people decided otherwise, both\n"
            "are shown and the later stands. Another document with the same id gets a new one.\n",
            "  according join harbour.according ../stick/harbour.according\n",
        },
    [COMMAND_EVENTS] =
        {
            "events", "RECORD", "the events of a record, made and kept so that show has them at once",
            "Makes the events with their readings from the lines and decisions that the record has,\n"
            "and keeps them with the hash of what they were made from. Of a record of up to 2,000\n"
            "documents show makes them itself where they are not of today.\n",
            "  according events harbour.according\n",
        },
    [COMMAND_REREAD] =
        {
            "reread", "RECORD", "the documents of a record by the program and data of today",
            "Reads again what an earlier version, or other language data, has read, and shows which\n"
            "documents have other lines now. Earlier lines and all decisions are kept; a decision\n"
            "that fits no more is told of. Goes on where it was interrupted.\n",
            "  according reread harbour.according\n",
        },
};

/* Commands that read documents. */
#define READERS ((BIT(PACK) - 1) & ~BIT(TABLE))
#define WRITERS (BIT(INIT) | BIT(ADD) | BIT(JOIN) | BIT(REMOVE) | BIT(UNDO) | BIT(REVIEW) | BIT(REREAD))

/* What a register of sources says is shown there, or kept from being shown. */
#define REGISTERED                                                                          \
  (BIT(REPORT) | BIT(RECONCILE) | BIT(EXPLAIN) | BIT(CHECK) | BIT(COUNT_BY) | BIT(RULES) |   \
   BIT(INCIDENT) | BIT(EXPORT))

const Option option_table[OPTION_COUNT] = {
    [OPTION_JSONL] = {"jsonl", NULL, READERS | BIT(ADD), false,
                      "FILES hold JSON Lines, a document a line, with \"id\",\n"
                      "\"text\" and optionally \"title\", \"date\", \"publisher\",\n"
                      "\"author\", \"url\", \"language\"; without FILES they come\n"
                      "from standard input"},
    [OPTION_CLAIMS] = {"claims", NULL, BIT(RECONCILE) | BIT(REPORT) | BIT(CHECK) |
                           BIT(COUNT_BY) | BIT(RULES) | BIT(EXPORT) | BIT(INCIDENT) |
                           BIT(SOURCES),
                       false,
                       "FILES hold the lines of extract; without FILES they\n"
                       "come from standard input"},
    [OPTION_CORRECTIONS] = {"corrections", "FILE", BIT(RECONCILE) | BIT(REPORT) | BIT(EXPLAIN) |
                               BIT(CHECK) | BIT(COUNT_BY) | BIT(RULES) | BIT(EXPORT) | BIT(INCIDENT) |
                           BIT(SOURCES),
                            false,
                            "replay people's corrections: CSV with document, span,\n"
                            "quote, field, value, reason, by, when"},
    [OPTION_HTML] = {"html", "FILE", BIT(REPORT), false,
                     "write the report as one HTML page that needs nothing\n"
                     "else, in place of text for the terminal; FOLDER/ with a\n"
                     "slash, or more than a hundred documents: as a folder of\n"
                     "pages, one of each event, document and pair"},
    [OPTION_WORKING] = {"working", NULL, BIT(REPORT), false,
                        "with --html: the edition for your own work, with the\n"
                        "full text of each document and every figure marked"},
    [OPTION_ALL] = {"all", NULL, BIT(REPORT) | BIT(LIST), false,
                    "every event in full, in place of an entry of each; of\n"
                    "list: earlier versions and what was removed as well"},
    [OPTION_JSON] = {"json", NULL, BIT(EXPLAIN) | BIT(CHECK) | BIT(INCIDENT) | BIT(LIST) | BIT(SHOW) |
                        BIT(SEARCH) | BIT(LOG) | BIT(DIFF) | BIT(REMOVE) |
                        BIT(UNDO) | BIT(AGREEMENT), false, "JSON Lines in place of text"},
    [OPTION_PART] = {"part", "FIELD",
                     BIT(EXTRACT) | BIT(MENTIONS) | BIT(RECONCILE) | BIT(PASSAGES) | BIT(REPORT),
                     false,
                     "with --jsonl: documents with another value of FIELD are\n"
                     "a collection of their own"},
    [OPTION_DATE] = {"date", "YYYY-MM-DD", READERS | BIT(ADD), false,
                     "publication date of documents that are given without one"},
    [OPTION_THREADS] = {"threads", "N", READERS | BIT(ADD) | BIT(REVIEW) | BIT(GOLD) | BIT(REREAD) | BIT(VERIFY), false,
                        "threads that read (1 to 256; one for each processor\n"
                        "unless given); the output is the same with any number"},
    [OPTION_JOBS] = {"jobs", "N", READERS | BIT(ADD) | BIT(REVIEW) | BIT(GOLD) | BIT(REREAD), false,
                     "the same as --threads"},
    [OPTION_PACK] = {"pack", "FILE", READERS | BIT(TABLE) | BIT(ADD) | BIT(REVIEW) | BIT(GOLD) |
                         BIT(REREAD), true,
                     "language data in place of those built in"},
    [OPTION_RULE] = {"rule", "NAME", BIT(TABLE) | BIT(COUNT_BY) | BIT(EXPORT) | BIT(EXPLAIN), false,
                     "the counting rule: lowest, highest, mode, median, latest,\n"
                     "best-source, origin, acled-style, ucdp-style,\n"
                     "airwars-style, ibc-style, maverick-con, maverick-inf,\n"
                     "maverick-rep; or a file NAME.rule of one's own"},
    [OPTION_COMPARE] = {"compare", "A,B,C", BIT(RULES), false,
                        "what each of these rules makes of the figures, as a table"},
    [OPTION_EVENT] = {"event", "ID", BIT(COUNT_BY) | BIT(EXPLAIN) | BIT(EXPORT), false, "of this event alone (e-…, as reconcile writes it)"},
    [OPTION_INCIDENT] = {"incident", "FILE", BIT(REPORT) | BIT(COUNT_BY) | BIT(EXPLAIN) | BIT(EXPORT), false,
                         "of the claims inside the bounds of this file alone, as\n"
                         "one event: see according incident"},
    [OPTION_SOURCES] = {"sources", "FILE", REGISTERED, false,
                        "CSV with what is known of the sources (see according\n"
                        "sources): shown beside them, and ranks for rules; those\n"
                        "marked restricted are named nowhere, and what would\n"
                        "tell them is withheld"},
    [OPTION_SHOW_RESTRICTED] = {"show-restricted", NULL, REGISTERED, false,
                                "with --sources: restricted sources as all others, for\n"
                                "your own use"},
    [OPTION_HIERARCHY] = {"hierarchy", "FILE", BIT(TABLE), false,
                          "CSV with child,parent: which values contain which, for\n"
                          "rules that weigh sources (origin)"},
    [OPTION_AS] = {"as", "NAME", BIT(EXPORT), false, "the form, as above"},
    [OPTION_CSV] = {"csv", NULL, BIT(TABLE), false, "CSV in place of JSON Lines"},
    [OPTION_OUT] = {"out", "FILE", BIT(PACK), false,
                    "of build: the file to write (-o FILE as well)"},
    [OPTION_UPDATE] = {"update", NULL, BIT(PACK), false,
                       "of test: write the files anew with what is found"},
    [OPTION_BY] = {"by", "NAME", WRITERS, false,
                   "your name or a pseudonym, for the log; without it\n"
                   "ACCORDING_BY of the environment, else \"unnamed\""},
    [OPTION_REASON] = {"reason", "TEXT", BIT(REMOVE) | BIT(UNDO), false, "why, for the log"},
    [OPTION_NEWER] = {"newer", NULL, BIT(ADD), false,
                      "FILES are newer captures of documents with their ids,\n"
                      "wherever these came from"},
    [OPTION_EVIDENCE] = {"evidence", NULL, BIT(ADD), false,
                         "FILES are no texts: photographs, recordings"},
    [OPTION_OUTSIDE] = {"outside", NULL, BIT(ADD), false,
                        "with --evidence: the files stay where they are, the\n"
                        "record keeps their paths and SHA-256"},
    [OPTION_TRANSCRIPT_OF] = {"transcript-of", "ID", BIT(ADD), false,
                              "FILES are transcripts of this evidence"},
    [OPTION_TRANSLATION_OF] = {"translation-of", "ID", BIT(ADD), false,
                               "FILES are translations of this document"},
    [OPTION_OF_PART] = {"of-part", "TEXT", BIT(ADD), false,
                        "of which part of it: \"00:01:10-00:04:00\", \"page 3\""},
    [OPTION_MADE_BY] = {"made-by", "NAME", BIT(ADD), false,
                        "who transcribed or translated (as --by unless given)"},
    [OPTION_MADE_ON] = {"made-on", "YYYY-MM-DD", BIT(ADD), false, "when"},
    [OPTION_ORIGINAL] = {"original", NULL, BIT(SHOW), false,
                         "the original bytes of the document, and nothing else"},
    [OPTION_PURGE] = {"purge", NULL, BIT(REMOVE), false, "erase for good what the record holds of it"},
    [OPTION_MEASURE] = {"measure", "NAME", BIT(SEARCH), false,
                        "killed, injured, ...; a predicate of a statement"},
    [OPTION_NUMBER] = {"number", "N", BIT(SEARCH), false, "figures of this number"},
    [OPTION_PLACE] = {"place", "NAME", BIT(SEARCH), false, "claims whose place has this in its name"},
    [OPTION_SOURCE] = {"source", "WORDS", BIT(SEARCH), false, "claims on the word of such a source"},
    [OPTION_SHOW_SOURCE] = {"source", NULL, BIT(SHOW), false,
                           "of a document: what was kept of its original, what was\n"
                           "left out and why, with the bytes of each"},
    [OPTION_FROM] = {"from", "YYYY-MM-DD", BIT(SEARCH), false, "claims of that day or later"},
    [OPTION_TO] = {"to", "YYYY-MM-DD", BIT(SEARCH), false, "claims of that day or earlier"},
    [OPTION_MOST] = {"most", "N", BIT(SEARCH), false, "as many at most (100 unless given)"},
    [OPTION_BLIND] = {"blind", NULL, BIT(REVIEW), false,
                      "what others decided is neither applied nor shown"},
    [OPTION_HELP] = {"help", NULL, ALL_COMMANDS, true, "show this help"},
    [OPTION_VERSION] = {"version", NULL, ALL_COMMANDS, true,
                        "show the version of the program, its data, and where\n"
                        "the data come from"},
};

/* ---- suggestions ----------------------------------------------------------------------------- */

enum { WORD_MOST = 32, NEAR = 3 };

/* Letters to change, add, drop or swap to make b of a. */
static unsigned distance(const char *a, const char *b) {
  unsigned rows[WORD_MOST + 1][WORD_MOST + 1];
  size_t n = strlen(a), m = strlen(b);
  if (n > WORD_MOST || m > WORD_MOST) {
    return WORD_MOST;
  }
  for (size_t i = 0; i <= n; i++) {
    for (size_t j = 0; j <= m; j++) {
      if (!i || !j) {
        rows[i][j] = (unsigned)(i + j);
        continue;
      }
      unsigned best = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      best = rows[i - 1][j] + 1 < best ? rows[i - 1][j] + 1 : best;
      best = rows[i][j - 1] + 1 < best ? rows[i][j - 1] + 1 : best;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
          rows[i - 2][j - 2] + 1 < best) {
        best = rows[i - 2][j - 2] + 1;
      }
      rows[i][j] = best;
    }
  }
  return rows[n][m];
}

static const char *nearest_command(const char *word) {
  const char *best = NULL;
  unsigned least = NEAR + 1;
  for (size_t i = 0; i < COMMAND_COUNT; i++) {
    unsigned far = distance(word, command_table[i].name);
    if (far < least && far * 2 <= strlen(word)) {
      least = far;
      best = command_table[i].name;
    }
  }
  return best;
}

static const char *nearest_option(const char *word, const Request *request) {
  const char *best = NULL;
  unsigned least = NEAR + 1;
  for (size_t i = 0; i < OPTION_COUNT; i++) {
    bool has = request->has_command ? (option_table[i].commands >> request->command & 1) != 0
                                    : option_table[i].general;
    unsigned far = has ? distance(word, option_table[i].name) : WORD_MOST;
    if (far < least && far * 2 <= strlen(word)) {
      least = far;
      best = option_table[i].name;
    }
  }
  return best;
}

/* ---- arguments ------------------------------------------------------------------------------- */

static int unknown_command(const char *word) {
  const char *near = nearest_command(word);
  if (near) {
    message("unknown command \"%s\": did you mean \"%s\"? See according --help", word, near);
  } else {
    message("unknown command \"%s\": see according --help", word);
  }
  return 2;
}

static int unknown_option(const char *word, size_t n, const Request *request) {
  char name[WORD_MOST + 1] = "";
  const char *command = request->has_command ? command_table[request->command].name : "";
  const char *space = request->has_command ? " " : "";
  if (n <= WORD_MOST) {
    memcpy(name, word, n);
    name[n] = 0;
  }
  const char *near = *name ? nearest_option(name, request) : NULL;
  if (near) {
    message("unknown option \"--%.*s\": did you mean \"--%s\"? See according%s%s --help", (int)n,
            word, near, space, command);
  } else {
    message("unknown option \"--%.*s\": see according%s%s --help", (int)n, word, space, command);
  }
  return 2;
}

static int read_threads(Request *request, size_t id) {
  const char *word = request->value[id];
  char *end;
  long n = strtol(word, &end, 10);
  if (*word < '0' || *word > '9' || *end || n < 1 || n > 256) {
    message("--%s %s: expected a number from 1 to 256", option_table[id].name, word);
    return 2;
  }
  request->threads = (unsigned)n;
  return 0;
}

/* One option, argv[*i]; moves *i where its value is the next argument. */
static int read_option(int argc, char **argv, int *i, Request *request) {
  const char *word = argv[*i] + 2;
  const char *equals = strchr(word, '=');
  size_t n = equals ? (size_t)(equals - word) : strlen(word), id = 0;
  /* Commands may have an option of one name each. */
  size_t named = OPTION_COUNT;
  for (; id < OPTION_COUNT; id++) {
    if (strlen(option_table[id].name) == n && memcmp(option_table[id].name, word, n) == 0) {
      named = id;
      if (!request->has_command || option_table[id].commands >> request->command & 1) {
        break;
      }
    }
  }
  id = named;
  bool has = id < OPTION_COUNT && (request->has_command
                                       ? (option_table[id].commands >> request->command & 1) != 0
                                       : option_table[id].general);
  if (!has && id < OPTION_COUNT && request->has_command) {
    message("%s has no option --%s: see according %s --help", command_table[request->command].name,
            option_table[id].name, command_table[request->command].name);
    return 2;
  }
  if (!has) {
    return unknown_option(word, n, request);
  }
  if (!option_table[id].argument && equals) {
    message("--%s takes no value", option_table[id].name);
    return 2;
  }
  if (option_table[id].argument && !equals && *i + 1 >= argc) {
    message("--%s needs a value: --%s %s", option_table[id].name, option_table[id].name,
            option_table[id].argument);
    return 2;
  }
  if (request->given[id] && option_table[id].argument) {
    message("--%s is given twice", option_table[id].name);
    return 2;
  }
  request->given[id] = true;
  if (option_table[id].argument) {
    request->value[id] = equals ? equals + 1 : argv[++*i];
  }
  return id == OPTION_THREADS || id == OPTION_JOBS ? read_threads(request, id) : 0;
}

static int read_command(const char *word, Request *request) {
  for (int i = 0; i < COMMAND_COUNT; i++) {
    if (strcmp(word, command_table[i].name) == 0) {
      request->has_command = true;
      request->command = (CommandId)i;
      return 0;
    }
  }
  return unknown_command(word);
}

int request_read(int argc, char **argv, Request *request) {
  static char long_out[] = "--out"; /* what -o stands for */
  bool ended = false;
  int code = 0;
  memset(request, 0, sizeof *request);
  request->operands = calloc((size_t)argc + 1, sizeof *request->operands);
  if (!request->operands) {
    message("no memory");
    return 3;
  }
  for (int i = 1; i < argc && code == 0; i++) {
    const char *word = argv[i];
    if (!ended && strcmp(word, "--") == 0) {
      ended = true;
    } else if (!ended && strncmp(word, "--", 2) == 0) {
      code = read_option(argc, argv, &i, request);
    } else if (!ended && strcmp(word, "-o") == 0 && request->has_command &&
               request->command == COMMAND_PACK) {
      argv[i] = long_out;
      code = read_option(argc, argv, &i, request);
    } else if (!ended && word[0] == '-' && word[1]) {
      message("unknown option \"%s\": options are words, as in --help", word);
      code = 2;
    } else if (!request->has_command) {
      code = read_command(word, request);
    } else {
      request->operands[request->operand_count++] = word;
    }
  }
  return code;
}

void request_release(Request *request) {
  free(request->operands);
}
