/* SPDX-License-Identifier: MIT */
/* What the command line of every tool decides, and the options that all tools share. */
#ifndef IDNC_TOOLS_SETTINGS_H
#define IDNC_TOOLS_SETTINGS_H

#include <idncheck.h>

#include "options.h"

enum format { FORMAT_TEXT, FORMAT_TSV, FORMAT_JSON };
enum codes { CODES_IDNCHECK, CODES_UTS46 };
enum colour { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };
enum action {
	ACTION_RUN,
	ACTION_HELP,
	ACTION_EXPLAIN,
	ACTION_LIST_CODES,
	ACTION_LIST_PROFILES,
	ACTION_VERSION
};

/* The first member of every tool's own settings. */
struct settings {
	idnc_options options; /* how names are judged */
	bool pair;            /* a record is U-label TAB A-label */
	bool nul_separated;
	bool escapes;
	bool quiet;
	bool summary;
	bool has_report; /* records go to a file as well: findings and forms are wanted, quiet or not */
	int format;         /* enum format */
	int codes;          /* enum codes */
	int colour;         /* enum colour */
	int jobs;           /* threads, 1 to JOBS_MAX */
	int action;         /* enum action */
	int help_form;      /* of the choices of --help */
	const char *code;   /* of --explain */
	const char **files; /* of -f, "-" is stdin */
	size_t file_count;
	const char **tables; /* of -t */
	size_t table_count;
	char **names; /* the arguments that are no options */
	size_t name_count;
};

#define JOBS_MAX 256

extern const struct option options_table[];
extern const struct option options_input[];
extern const struct option options_judging[];
extern const struct option options_output[];
extern const struct option options_about[];

/* Say whether the settings can go together; false: a message was written. */
bool settings_check(const struct settings *settings);

#endif
