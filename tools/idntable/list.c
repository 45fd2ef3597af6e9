/* SPDX-License-Identifier: MIT */
/* idntable list: the tables that are built in. */
#include <stdio.h>

#include <idncheck/builtin.h>

#include "common/message.h"
#include "common/record.h"
#include "verbs.h"

static void
write_tsv(struct text *out, const idnc_builtin *table)
{
	text_format(out, "%s\t%s\t%s\t%u\t%u\t%u\t%u\t%zu\n", table->name, table->script, table->unicode_version,
	            (unsigned)table->code_points, (unsigned)table->sequences, (unsigned)table->variants,
	            (unsigned)table->rules, table->size);
}

static void
write_json(struct text *out, const idnc_builtin *table)
{
	text_format(out,
	            "{\"name\":\"%s\",\"script\":\"%s\",\"version\":\"%s\",\"date\":\"%s\",\"unicode\":\"%s\","
	            "\"code_points\":%u,\"sequences\":%u,\"variants\":%u,\"rules\":%u,\"size\":%zu}\n",
	            table->name, table->script, table->version, table->date, table->unicode_version,
	            (unsigned)table->code_points, (unsigned)table->sequences, (unsigned)table->variants,
	            (unsigned)table->rules, table->size);
}

/* Aligned for people, under the names of the columns. */
static void
write_text(struct text *out, const idnc_builtin *table)
{
	static const char form[] = "%-10s%-16s%-9s%12s%11s%10s%7s%10s\n";
	char numbers[5][24];
	const size_t values[] = { table->code_points, table->sequences, table->variants, table->rules, table->size };

	if (out->len == 0)
		text_format(out, form, "name", "script", "Unicode", "code points", "sequences", "variants", "rules",
		            "bytes");
	for (size_t i = 0; i < 5; i++)
		snprintf(numbers[i], sizeof numbers[i], "%zu", values[i]);
	text_format(out, form, table->name, table->script, table->unicode_version, numbers[0], numbers[1], numbers[2],
	            numbers[3], numbers[4]);
}

static int
run(void)
{
	static void (*const writers[])(struct text *, const idnc_builtin *) = {
		[FORMAT_TEXT] = write_text,
		[FORMAT_TSV] = write_tsv,
		[FORMAT_JSON] = write_json,
	};
	const idnc_builtin *table;
	struct text out = { 0 };

	if (settings.common.name_count > 0) {
		message("list takes no arguments, such as", settings.common.names[0], "");
		return 2;
	}
	for (size_t i = 0; (table = idnc_builtin_at(i)) != NULL; i++)
		writers[settings.common.format](&out, table);
	stdout_write(out.bytes, out.len);
	stdout_close();
	text_free(&out);
	return 0;
}

static const struct option_group groups[] = {
	{ "What is printed", options_output },
	{ "About the program", options_about },
	{ 0 },
};

const struct tool verb_list = {
	.name = "idntable",
	.verb = "list",
	.whole = &idntable,
	.synopsis = "[OPTION]...",
	.exits = "0 always, 2 usage or I/O error.",
	.details = "Prints the policy tables that are built in, one a line, in the order in which idncheck -t auto "
		   "tries them. --tsv prints the columns name, script, Unicode version, code points, sequences, variants, "
		   "rules and compiled size in bytes.",
	.groups = groups,
	.run = run,
	.more_codes = &tables_codes,
};
