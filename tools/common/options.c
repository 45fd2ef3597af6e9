/* SPDX-License-Identifier: MIT */
/* Parsing of the command line, driven by the tables of options. */
#include "options.h"

#include <ctype.h>
#include <idncheck.h>
#include <stdio.h>
#include <string.h>

#include "message.h"
#include "settings.h"

bool
option_set_flag(void *settings, const struct option *option, const char *argument)
{
	(void)argument;
	*(bool *)((char *)settings + option->field) = true;
	return true;
}

bool
option_set_value(void *settings, const struct option *option, const char *argument)
{
	(void)argument;
	*(int *)((char *)settings + option->field) = option->value;
	return true;
}

bool
option_set_choice(void *settings, const struct option *option, const char *argument)
{
	size_t len = strlen(argument);
	int value = 0;

	for (const char *choice = option->choices; *choice; value++) {
		size_t choice_len = strcspn(choice, " ");

		if (choice_len == len && memcmp(choice, argument, len) == 0) {
			*(int *)((char *)settings + option->field) = value;
			return true;
		}
		choice += choice_len + strspn(choice + choice_len, " ");
	}
	return false;
}

void
option_write_choices(struct text *out, const struct option *option)
{
	const idnc_explanation *code;

	if (!option->choices)
		return;
	if (strcmp(option->choices, "@profiles") == 0)
		for (int i = 0; i < IDNC_PROFILE_COUNT; i++)
			text_format(out, "%s%s", i ? " " : "",
			            idnc_profile_name_z((idnc_profile)i));
	else if (strcmp(option->choices, "@codes") == 0)
		for (size_t i = 0; (code = idnc_explain_at(i)) != NULL; i++)
			text_format(out, "%s%s", i ? " " : "", code->name);
	else if (option->choices[0] != '@')
		text_add_z(out, option->choices);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein's distance of two words, whatever their case; long ones are far apart. */
static size_t
distance(const char *a, const char *b)
{
	enum { LONGEST = 40 };
	size_t row[LONGEST + 1], a_len = strlen(a), b_len = strlen(b);

	if (a_len > LONGEST || b_len > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= b_len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t replaced = diagonal + (tolower((unsigned char)a[i - 1]) !=
			                              tolower((unsigned char)b[j - 1]));

			diagonal = row[j];
			row[j] = least(replaced, least(row[j], row[j - 1]) + 1);
		}
	}
	return row[b_len];
}

void
nearest_offer(struct nearest *nearest, const char *candidate)
{
	size_t d = distance(nearest->query, candidate);

	if (d <= strlen(candidate) / 3 + 1 && (!nearest->best || d < nearest->distance)) {
		nearest->best = candidate;
		nearest->distance = d;
	}
}

/* Find an option by its letter, or by its name when the letter is 0. */
static const struct option *
find_option(const struct tool *tool, char letter, const char *name, size_t name_len)
{
	for (const struct option_group *group = tool->groups; group->heading; group++)
		for (const struct option *option = group->options; option->name; option++)
			if (letter ? option->letter == letter
			           : strlen(option->name) == name_len &&
			                     memcmp(option->name, name, name_len) == 0)
				return option;
	return NULL;
}

static bool
fail_unknown_name(const struct tool *tool, const char *word)
{
	struct text name = { 0 }, after = { 0 };
	struct nearest nearest;

	text_add(&name, word + 2, strcspn(word + 2, "="));
	if (tool->no_table && strcmp(text_z(&name), "table") == 0) {
		message("there is no option", "--table", tool->no_table);
		text_free(&name);
		return false;
	}
	nearest = (struct nearest){ .query = text_z(&name) };
	for (const struct option_group *group = tool->groups; group->heading; group++)
		for (const struct option *option = group->options; option->name; option++)
			nearest_offer(&nearest, option->name);
	if (nearest.best)
		text_format(&after, "; did you mean --%s?", nearest.best);
	else
		text_add_z(&after, "; --help tells what there is");
	message("there is no option", word, text_z(&after));
	text_free(&name);
	text_free(&after);
	return false;
}

static bool
fail_unknown_letter(const struct tool *tool, const char *word, char letter)
{
	message("there is no option", word,
	        tool->no_table && letter == 't' ? tool->no_table
	                                        : "; -- goes before names that begin with a hyphen");
	return false;
}

/* Say that an option's argument is missing, not wanted, or not one of its values. */
static bool
fail_argument(const struct option *option, const char *complaint, const char *argument)
{
	struct text before = { 0 }, after = { 0 }, choices = { 0 };

	text_format(&before, "--%s %s", option->name, complaint);
	option_write_choices(&choices, option);
	if (choices.len > 0 && choices.len < 200)
		text_format(&after, "; its values are: %s", text_z(&choices));
	message(text_z(&before), argument, text_z(&after));
	text_free(&before);
	text_free(&after);
	text_free(&choices);
	return false;
}

static bool
apply(const struct option *option, void *settings, const char *argument)
{
	bool is_optional = option->argument && option->argument[0] == '[';

	if (!option->argument && argument)
		return fail_argument(option, "takes no argument, but was given", argument);
	if (option->argument && !argument && !is_optional)
		return fail_argument(option, "needs an argument", NULL);
	if (!option->apply(settings, option, argument))
		return fail_argument(option, "cannot be", argument);
	return true;
}

/*
 * Read --name, --name=argument, or --name argument; *next is the argument behind, and is taken or
 * not.
 */
static bool
parse_long(const struct tool *tool, void *settings, const char *word, char ***next)
{
	size_t len = strcspn(word + 2, "=");
	const struct option *option = find_option(tool, 0, word + 2, len);
	const char *argument = word[2 + len] ? word + 2 + len + 1 : NULL;

	if (!option)
		return fail_unknown_name(tool, word);
	if (!argument && option->argument && option->argument[0] != '[' && **next)
		argument = *(*next)++;
	return apply(option, settings, argument);
}

/*
 * Read a cluster of letters such as -q0j4; what follows a letter that takes an argument is the
 * argument.
 */
static bool
parse_short(const struct tool *tool, void *settings, const char *word, char ***next)
{
	for (const char *letter = word + 1; *letter; letter++) {
		const struct option *option = find_option(tool, *letter, NULL, 0);
		bool takes = option && option->argument && option->argument[0] != '[';
		const char *argument = takes && letter[1] ? letter + 1 : NULL;

		if (!option)
			return fail_unknown_letter(tool, word, *letter);
		if (takes && !argument && **next)
			argument = *(*next)++;
		if (!apply(option, settings, argument))
			return false;
		if (takes)
			break;
	}
	return true;
}

bool
options_parse(const struct tool *tool, struct settings *settings, int argc, char **argv)
{
	char **next = argv + (argc > 0);
	bool is_name = false; /* "--" was seen */

	settings->names = argv; /* the names are moved to the front */
	while (*next) {
		char *word = *next++;

		if (is_name || word[0] != '-' || word[1] == '\0')
			settings->names[settings->name_count++] = word;
		else if (strcmp(word, "--") == 0)
			is_name = true;
		else if (!(word[1] == '-' ? parse_long : parse_short)(tool, settings, word, &next))
			return false;
	}
	return true;
}
