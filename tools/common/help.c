/* SPDX-License-Identifier: MIT */
/* The three forms of help, from one table: text, man page, completion for bash. */
#include <ctype.h>
#include <string.h>

#include <idncheck/builtin.h>

#include "about.h"

enum { HELP_COLUMN = 26 };

/* Call `write` for each option of a tool. */
static void
each_option(const struct tool *tool, struct text *out,
            void (*write)(const struct tool *, struct text *, const struct option *))
{
	for (const struct option_group *group = tool->groups; group->heading; group++)
		for (const struct option *option = group->options; option->name; option++)
			write(tool, out, option);
}

/* Add "=ARGUMENT" or "[=ARGUMENT]". */
static void
write_argument(struct text *out, const struct option *option)
{
	if (option->argument && option->argument[0] == '[')
		text_format(out, "[=%s", option->argument + 1);
	else if (option->argument)
		text_format(out, "=%s", option->argument);
}

static void
write_text_option(struct text *out, const struct option *option)
{
	size_t from = out->len;

	if (option->letter)
		text_format(out, "  -%c, --%s", option->letter, option->name);
	else
		text_format(out, "      --%s", option->name);
	write_argument(out, option);
	if (out->len - from >= HELP_COLUMN - 1) {
		text_add_char(out, '\n');
		from = out->len;
	}
	text_add_times(out, ' ', HELP_COLUMN - (out->len - from));
	text_add_wrapped(out, option->help, HELP_COLUMN, HELP_COLUMN);
}

void
help_write_text(const struct tool *tool, struct text *out)
{
	text_format(out, "Usage: %s%s%s %s\n", tool->name, tool->verb ? " " : "",
	            tool->verb ? tool->verb : "",
	            tool->synopsis ? tool->synopsis : "[OPTION]... [NAME]...");
	text_add_wrapped(out, tool->details, 0, 0);
	for (const struct option_group *group = tool->groups; group->heading; group++) {
		text_format(out, "\n%s:\n", group->heading);
		for (const struct option *option = group->options; option->name; option++)
			write_text_option(out, option);
	}
	text_format(out, "\nExit status: %s\nThe whole manual: %s --help=man | man -l -\n",
	            tool->exits ? tool->exits
	                        : "0 every name is acceptable, 1 a name was rejected, 2 usage or "
	                          "I/O error.",
	            tool->name);
}

/* Add text so that roff sets it as it is. */
static void
write_roff(struct text *out, const char *text, size_t len)
{
	static const struct {
		char plain;
		const char *roff;
	} rows[] = { { '\\', "\\e" },
		     { '-', "\\-" },
		     { '^', "\\(ha" },
		     { '~', "\\(ti" },
		     { '\'', "\\(aq" } };

	for (size_t i = 0; i < len; i++) {
		const char *roff = NULL;

		for (size_t row = 0; row < sizeof rows / sizeof *rows; row++)
			if (text[i] == rows[row].plain)
				roff = rows[row].roff;
		if (text[i] == '.' && (i == 0 || text[i - 1] == '\n'))
			roff = "\\&.";
		if (roff)
			text_add_z(out, roff);
		else
			text_add_char(out, text[i]);
	}
}

/* Add each profile with its sentence. */
static void
write_man_profiles(struct text *out)
{
	text_add_z(out, ".RS\n");
	for (int i = 0; i < IDNC_PROFILE_COUNT; i++) {
		const char *name = idnc_profile_name_z((idnc_profile)i);
		const char *sentence = idnc_profile_sentence_z((idnc_profile)i);

		text_add_z(out, ".TP\n\\fB");
		write_roff(out, name, strlen(name));
		text_add_z(out, "\\fR\n");
		write_roff(out, sentence, strlen(sentence));
		text_add_char(out, '\n');
	}
	text_add_z(out, ".RE\n");
}

static bool
has_option(const struct tool *tool, const struct option *option)
{
	for (const struct option_group *group = tool->groups; group->heading; group++)
		for (const struct option *own = group->options; own->name; own++)
			if (own == option)
				return true;
	return false;
}

/* Add the verbs that take an option, unless all do. */
static void
write_man_verbs(const struct tool *tool, struct text *out, const struct option *option)
{
	size_t count = 0, having = 0;

	for (; tool->verbs && tool->verbs[count]; count++)
		having += has_option(tool->verbs[count], option);
	for (size_t i = 0, said = 0; i < count && having < count; i++)
		if (has_option(tool->verbs[i], option))
			text_format(out, "%s%s", said++ ? ", " : "Verbs: ", tool->verbs[i]->verb);
	if (having > 0 && having < count)
		text_add_z(out, ".\n");
}

static void
write_man_option(const struct tool *tool, struct text *out, const struct option *option)
{
	struct text argument = { 0 }, choices = { 0 };

	text_add_z(out, ".TP\n");
	if (option->letter)
		text_format(out, "\\fB\\-%c\\fR, ", option->letter);
	text_add_z(out, "\\fB\\-\\-");
	write_roff(out, option->name, strlen(option->name));
	text_add_z(out, "\\fR");
	write_argument(&argument, option);
	write_roff(out, argument.bytes, argument.len);
	text_add_char(out, '\n');
	write_roff(out, option->help, strlen(option->help));
	text_add_z(out, ".\n");
	write_man_verbs(tool, out, option);
	if (option->choices && option->choices[0] != '@') {
		option_write_choices(&choices, option);
		text_add_z(out, "Values: ");
		write_roff(out, choices.bytes, choices.len);
		text_add_z(out, ".\n");
	}
	if (option->choices && strcmp(option->choices, "@profiles") == 0)
		write_man_profiles(out);
	text_free(&argument);
	text_free(&choices);
}

/* Add the paragraphs of a section; one that begins with a space is set line by line. */
static void
write_man_prose(struct text *out, const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\n\n");
		size_t len = end ? (size_t)(end - text) : strlen(text);

		text_add_z(out, text[0] == ' ' ? ".PP\n.nf\n" : ".PP\n");
		write_roff(out, text, len);
		text_add_z(out, text[0] == ' ' ? "\n.fi\n" : "\n");
		text += len + (end ? 2 : 0);
	}
}

/* Add references to other pages, whose names are separated by spaces. */
static void
write_man_others(struct text *out, const char *names)
{
	while (*names) {
		size_t len = strcspn(names, " ");

		text_format(out, ".BR %.*s (1)%s\n", (int)len, names, names[len] ? "," : "");
		names += len + (names[len] == ' ');
	}
}

static void
write_upper(struct text *out, const char *name)
{
	for (; *name; name++)
		text_add_char(out, (char)toupper((unsigned char)*name));
}

void
help_write_man(const struct tool *tool, struct text *out)
{
	text_add_z(out, ".TH ");
	write_upper(out, tool->name);
	text_format(out, " 1 \"\" \"%s %s\" \"User Commands\"\n.SH NAME\n%s \\- %s\n.SH SYNOPSIS\n",
	            tool->name, IDNC_VERSION, tool->name, tool->purpose);
	text_format(out, ".B %s\n%s\n.SH DESCRIPTION\n", tool->name,
	            tool->synopsis ? tool->synopsis : "[\\fIOPTION\\fR]... [\\fINAME\\fR]...");
	write_man_prose(out, tool->details);
	for (const struct prose *prose = tool->prose; prose->section; prose++) {
		if (strcmp(prose->section, "DESCRIPTION") != 0)
			text_format(out, ".SH %s\n", prose->section);
		if (prose->text)
			write_man_prose(out, prose->text);
		else
			each_option(tool, out, write_man_option);
	}
	text_add_z(out, ".SH SEE ALSO\n");
	write_man_others(out, tool->see_also);
}

static void
write_bash_name(const struct tool *tool, struct text *out, const struct option *option)
{
	(void)tool;
	if (option->letter)
		text_format(out, "-%c ", option->letter);
	text_format(out, "--%s%s ", option->name,
	            option->argument && option->argument[0] != '[' ? "=" : "");
}

/* Add the names that are not those of codes of names too. */
static void
write_bash_more_codes(struct text *out, const struct more_codes *more)
{
	const char *name;

	for (size_t i = 0; more && (name = more->name(i)) != NULL; i++)
		if (!idnc_explain_find_name(name, strlen(name)))
			text_format(out, " %s", name);
}

/* The tables that are built in; only idncheck, which has no verbs, chooses among them. */
static void
write_bash_tables(struct text *out, const struct tool *tool)
{
	const idnc_builtin *builtin;

	text_add_z(out, tool->verbs ? "" : "auto");
	for (size_t i = 0; (builtin = idnc_builtin_at(i)) != NULL; i++)
		text_format(out, "%s%s", i || !tool->verbs ? " " : "", builtin->name);
}

static void
write_bash_case(struct text *out, const struct tool *tool, const struct option *option)
{
	if (!option->choices)
		return;
	text_add_z(out, "\t");
	if (option->letter)
		text_format(out, "-%c|", option->letter);
	text_format(out, "--%s) ", option->name);
	if (strcmp(option->choices, "@tables") == 0) {
		text_add_z(out, "compopt -o filenames\n"
		                "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\"; compgen -W '");
		write_bash_tables(out, tool);
		text_add_z(out, "' -- \"$word\") ;;\n");
	} else if (strcmp(option->choices, "@files") == 0) {
		text_add_z(out, "compopt -o filenames\n"
		                "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n");
	} else {
		text_add_z(out, "COMPREPLY=($(compgen -W '");
		option_write_choices(out, option);
		if (strcmp(option->choices, "@codes") == 0)
			write_bash_more_codes(out, tool->more_codes);
		text_add_z(out, "' -- \"$word\")) ;;\n");
	}
}

void
help_write_bash(const struct tool *tool, struct text *out)
{
	text_format(out, "# Completion of %s for bash: made by %s --help=bash.\n_%s()\n{\n",
	            tool->name, tool->name, tool->name);
	/* bash takes the equals sign for a word of its own. */
	text_add_z(out, "\tlocal word=$2 option=$3\n"
	                "\t[[ $word == = ]] && word= && option=${COMP_WORDS[COMP_CWORD-1]}\n"
	                "\t[[ $option == = ]] && option=${COMP_WORDS[COMP_CWORD-2]}\n"
	                "\tcase $option in\n");
	for (const struct option_group *group = tool->groups; group->heading; group++)
		for (const struct option *option = group->options; option->name; option++)
			write_bash_case(out, tool, option);
	text_add_z(out, "\t*) [[ $word == -* ]] && COMPREPLY=($(compgen -W '");
	each_option(tool, out, write_bash_name);
	text_add_z(out, "' -- \"$word\"))\n"
	                "\t\t[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace ;;\n"
	                "\tesac\n");
	if (tool->verbs) {
		text_add_z(out, "\t[[ COMP_CWORD -eq 1 && $word != -* ]] &&\n"
		                "\t\tCOMPREPLY=($(compgen -W '");
		for (const struct tool *const *verb = tool->verbs; *verb; verb++)
			text_format(out, "%s%s", verb > tool->verbs ? " " : "", (*verb)->verb);
		text_add_z(out, "' -- \"$word\"))\n");
	}
	/* Where the words are files, bash completes them itself. */
	text_format(out, "\treturn 0\n}\ncomplete %s-F _%s %s\n", tool->verbs ? "-o default " : "",
	            tool->name, tool->name);
}
