/* SPDX-License-Identifier: MIT */
/* The one table of options that parsing, help, man page and completion are made from. */
#ifndef IDNC_TOOLS_OPTIONS_H
#define IDNC_TOOLS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

/* One option.  A table of them ends with a row without a name. */
struct option {
	char letter; /* 0: there is no short form */
	const char *name;
	const char *argument; /* what help calls it; NULL: none; "[X]": may be left out */
	const char *choices;  /* its values, separated by spaces; "@files", "@tables", "@codes", "@profiles" */
	bool (*apply)(void *settings, const struct option *option, const char *argument);
	size_t field; /* offsetof in the settings */
	int value;    /* what a flag sets */
	const char *help;
};

struct option_group {
	const char *heading;
	const struct option *options;
};

/*
 * A section of the man page; text NULL: the options.  A paragraph that begins with a space is set
 * as it is.
 */
struct prose {
	const char *section;
	const char *text;
};

struct batching;
struct settings;
struct tally;
struct worker;

/* Codes beside those of names. */
struct more_codes {
	const char *(*name)(size_t index);    /* NULL past the last one; for completion, and for guesses */
	void (*list)(struct text *out);       /* before those of names; NULL: they are not listed */
	bool (*explain)(const char *query, struct text *out); /* false: there is no such code */
};

/* What makes a tool, or one of its verbs. */
struct tool {
	const char *name;
	const char *verb;     /* NULL: none */
	const struct tool *whole; /* of a verb, the tool: the man page and the completion are its own */
	const struct tool *const *verbs; /* the first word is one of them, NULL at the end; NULL: it is a name */
	const char *synopsis; /* behind the name; NULL: options and names */
	const char *exits;    /* a line about the exit status; NULL: that of judging names */
	const char *purpose;  /* a sentence without a full stop */
	const char *details;  /* a paragraph for --help */
	const char *see_also;
	const struct option_group *groups;
	const struct prose *prose;
	void (*judge)(struct worker *worker); /* the record of the worker: adds to its outputs */
	/* Each of these may be NULL. */
	const struct batching *batching;
	bool (*prepare)(void);                /* before the run; false: a message was written */
	int (*run)(void);                     /* instead of judging records; the exit status */
	void (*finish)(void);                 /* after the last record: writes to stdout */
	void (*spool)(const struct text *beside); /* takes what `judge` added beside, in the order of the records */
	int (*end)(const struct tally *tally, int status); /* after all is written; the exit status */
	const struct more_codes *more_codes;  /* that --explain knows */
	const char *no_table;  /* where -t is no option, what is said of that; NULL: nothing */
	const char *libraries; /* optional ones in use, separated by spaces */
};

/* Ready-made `apply`. */
bool option_set_flag(void *settings, const struct option *option, const char *argument);
bool option_set_value(void *settings, const struct option *option, const char *argument);
bool option_set_choice(void *settings, const struct option *option, const char *argument);

/*
 * Read the command line into the settings.  Names may stand between options; "--" ends the options.
 * False: a message was written.
 */
bool options_parse(const struct tool *tool, struct settings *settings, int argc, char **argv);

/* Add the values an option's argument can have, separated by spaces. */
void option_write_choices(struct text *out, const struct option *option);

/* The candidate that resembles a mistyped word most.  Set query, then offer every candidate. */
struct nearest {
	const char *query;
	const char *best; /* NULL: none is near */
	size_t distance;
};

void nearest_offer(struct nearest *nearest, const char *candidate);

#endif
