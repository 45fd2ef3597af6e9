/* SPDX-License-Identifier: MIT */
/* idntable index: write the index of registered names that idncheck --registered searches. */
#include "common/message.h"
#include "common/registered.h"
#include "common/replace.h"
#include "verbs.h"

static const char *output;
static unsigned field;

static bool
set_output(void *to, const struct option *option, const char *argument)
{
	(void)to;
	(void)option;
	output = argument;
	return true;
}

static bool
set_field(void *to, const struct option *option, const char *argument)
{
	(void)to;
	(void)option;
	return registered_read_field(argument, &field);
}

/* clang-format off */
const struct option options_index[] = {
	{ 'o', "output", "INDEX", "@files", set_output, 0, 0,
	  "write the index to the file INDEX" },
	{ 0, "field", "N", NULL, set_field, 0, 0,
	  "the field N of a line, from 2 on, separated by tabs, names the registrant" },
	{ 0 },
};
/* clang-format on */

static int
run(void)
{
	if (settings.common.name_count != 1 || !output) {
		message("the form is: index -t TABLE -o INDEX NAMES", NULL, "");
		return 2;
	}
	if (file_is_same(settings.common.names[0], output)) {
		message("the index would take the place of the names in", output, "");
		return 2;
	}
	return registered_write_index(&judging->lgr, settings.common.names[0], field, output) ? 0
	                                                                                       : 2;
}

static const struct option_group groups[] = {
	{ "Which table tells variants", options_table },
	{ "What is written", options_index },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_index = {
	.name = "idntable",
	.verb = "index",
	.whole = &idntable,
	.synopsis = "-t TABLE -o INDEX [--field N] NAMES",
	.exits = "0 the index is written, 2 usage, I/O or table error, or a line that is no label.",
	.details =
		"Makes an index of registered names, in which idncheck --registered looks for names "
		"that collide under TABLE. NAMES is a file (- is standard input) with a label a "
		"line, in UTF-8, as a U-label or an A-label; a tab and more fields may follow. A line that "
		"is neither is an error; whether TABLE would have the label is not asked. INDEX takes the "
		"place of an older one at once.",
	.groups = groups,
	.prepare = verbs_load_table,
	.run = run,
	.more_codes = &tables_codes,
};
