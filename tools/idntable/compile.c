/* SPDX-License-Identifier: MIT */
/* idntable compile: write the form in which tables are evaluated. */
#include "common/message.h"
#include "common/output.h"
#include "verbs.h"

static int
run(void)
{
	if (settings.common.name_count > 0 || !settings.output) {
		message("the form is: compile -t TABLE -o FILE", NULL, "");
		return 2;
	}
	if (file_is_same(settings.common.tables[0], settings.output)) {
		message("what is written would take the place of the table", settings.output, "");
		return 2;
	}
	return output_write(settings.output, judging->block, judging->size);
}

static const struct option_group groups[] = {
	{ "Which table is compiled", options_table },
	{ "Where it is written", options_compile },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_compile = {
	.name = "idntable",
	.verb = "compile",
	.whole = &idntable,
	.synopsis = "-t TABLE -o FILE",
	.exits = "0 the table is written, 2 usage, I/O or table error.",
	.details =
		"Compiles TABLE to the form in which tables are evaluated, and writes it to FILE, "
		"which takes the place of an older one at once; a device or a FIFO is written to. "
		"The same table gives the same bytes.",
	.groups = groups,
	.prepare = verbs_load_table,
	.run = run,
	.more_codes = &tables_codes,
};
