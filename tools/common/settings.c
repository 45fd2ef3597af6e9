/* SPDX-License-Identifier: MIT */
/* The options that all tools share, and how they are read. */
#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"

static bool
set_profile(void *settings, const struct option *option, const char *argument)
{
	(void)option;
	return idnc_profile_find(argument, strlen(argument),
	                         &((struct settings *)settings)->options.profile) == IDNC_OK;
}

/* Read up to three decimal digits; false where there is none. */
static bool
read_number(const char **at, unsigned *value)
{
	const char *start = *at;

	for (*value = 0; **at >= '0' && **at <= '9' && *at - start < 3; (*at)++)
		*value = *value * 10 + (unsigned)(**at - '0');
	return *at > start;
}

/* Read "15.1" or "15.1.0". */
static bool
set_unicode_version(void *settings, const struct option *option, const char *argument)
{
	struct settings *s = settings;
	const char *at = argument;
	unsigned major, minor = 0, update = 0;

	(void)option;
	if (!read_number(&at, &major) || (*at == '.' && (at++, !read_number(&at, &minor))) ||
	    (*at == '.' && (at++, !read_number(&at, &update))) || *at || major > 255 || minor > 255)
		return false;
	s->options.unicode_version = IDNC_UNICODE(major, minor);
	/* The library knows which versions there are.  0 would mean the newest. */
	return s->options.unicode_version && update == 0 &&
	       idnc_domain_check(&(idnc_options){ .unicode_version = s->options.unicode_version },
	                         NULL, 0, NULL) != IDNC_E_ARGUMENT;
}

static bool
set_jobs(void *settings, const struct option *option, const char *argument)
{
	unsigned jobs;

	(void)option;
	if (!read_number(&argument, &jobs) || *argument || jobs < 1 || jobs > JOBS_MAX)
		return false;
	((struct settings *)settings)->jobs = (int)jobs;
	return true;
}

static bool
add_file(void *settings, const struct option *option, const char *argument)
{
	struct settings *s = settings;

	(void)option;
	s->files = memory_resize(s->files, s->file_count + 1, sizeof *s->files);
	s->files[s->file_count++] = argument;
	return true;
}

static bool
add_table(void *settings, const struct option *option, const char *argument)
{
	struct settings *s = settings;

	(void)option;
	s->tables = memory_resize(s->tables, s->table_count + 1, sizeof *s->tables);
	s->tables[s->table_count++] = argument;
	return true;
}

static bool
set_code(void *settings, const struct option *option, const char *argument)
{
	((struct settings *)settings)->action = option->value;
	((struct settings *)settings)->code = argument;
	return true;
}

static bool
set_help(void *settings, const struct option *option, const char *argument)
{
	((struct settings *)settings)->action = ACTION_HELP;
	return !argument || option_set_choice(settings, option, argument);
}

#define FIELD(name) offsetof(struct settings, name)

/* For completion; the library decides. */
#define UNICODE_VERSIONS \
	"6.1 6.2 6.3 7.0 8.0 9.0 10.0 11.0 12.0 12.1 13.0 14.0 15.0 15.1 16.0 17.0 18.0"

/* clang-format off */
const struct option options_judging[] = {
	{ 'p', "profile", "PROFILE", "@profiles", set_profile, 0, 0,
	  "judge by the rules of PROFILE; --list-profiles tells what there is" },
	{ 0, "list-profiles", NULL, NULL, option_set_value, FIELD(action), ACTION_LIST_PROFILES,
	  "list the profiles: name, sentence" },
	{ 0, "map", NULL, NULL, option_set_flag, FIELD(options.map), 0,
	  "under the profile lookup, map case and width first (RFC 5895)" },
	{ 0, "root-dot", NULL, NULL, option_set_flag, FIELD(options.root_dot), 0,
	  "accept one dot at the end of a name, and keep it" },
	{ 0, "unicode-version", "V", UNICODE_VERSIONS, set_unicode_version, 0, 0,
	  "take code points that are younger than Unicode V (6.1 to 18.0) as unassigned" },
	{ 0 },
};

const struct option options_table[] = {
	{ 't', "table", "TABLE", "@tables", add_table, 0, 0,
	  "judge by the policy table TABLE: a file (RFC 7940 XML, or compiled), else one that is built in, such as und-Deva; "
	  "for idncheck also auto, the first of these that accepts the label" },
	{ 0 },
};

const struct option options_input[] = {
	{ 'f', "file", "FILE", "@files", add_file, 0, 0,
	  "read names from FILE, after those that are arguments; - is standard input; repeatable" },
	{ '0', "null", NULL, NULL, option_set_flag, FIELD(nul_separated), 0,
	  "names in the input end with a NUL byte instead of a line feed" },
	{ 0, "escapes", NULL, NULL, option_set_flag, FIELD(escapes), 0,
	  "a backslash in a name begins an escape, such as \\u{200D}" },
	{ 0 },
};

const struct option options_output[] = {
	{ 0, "tsv", NULL, NULL, option_set_value, FIELD(format), FORMAT_TSV,
	  "print columns separated by tabs, one line for each name" },
	{ 0, "json", NULL, NULL, option_set_value, FIELD(format), FORMAT_JSON,
	  "print one JSON object for each name, on one line" },
	{ 0, "codes", "KIND", "idncheck uts46", option_set_choice, FIELD(codes), 0,
	  "name broken rules with our codes (idncheck, the default), or with the statuses of UTS "
	  "#46 where there is one (uts46)" },
	{ 'q', "quiet", NULL, NULL, option_set_flag, FIELD(quiet), 0,
	  "print no result and no reason; the exit status tells" },
	{ 0, "summary", NULL, NULL, option_set_flag, FIELD(summary), 0,
	  "at the end, print counts of names and of codes on standard error" },
	{ 0, "color", "WHEN", "auto always never", option_set_choice, FIELD(colour), 0,
	  "colour text: auto (the default: on a terminal, unless NO_COLOR is set), always, never" },
	{ 'j', "jobs", "N", NULL, set_jobs, 0, 0,
	  "judge with N threads, 1 to 256; the output is the same for every N" },
	{ 0 },
};

const struct option options_about[] = {
	{ 0, "explain", "CODE", "@codes", set_code, 0, ACTION_EXPLAIN,
	  "explain a code or a status of UTS #46: why the rule exists, an example, what to do" },
	{ 0, "list-codes", NULL, NULL, option_set_value, FIELD(action), ACTION_LIST_CODES,
	  "list the codes: name, number, UTS #46 status, clause, sentence" },
	{ 'h', "help", "[FORM]", "text man bash", set_help, FIELD(help_form), 0,
	  "print this help, the man page (man) or completion for a shell (bash)" },
	{ 0, "version", NULL, NULL, option_set_value, FIELD(action), ACTION_VERSION,
	  "print the versions of the program, of Unicode, and of optional libraries" },
	{ 0 },
};
/* clang-format on */

bool
settings_check(const struct settings *settings)
{
	const idnc_options *options = &settings->options;

	if (options->map && options->profile != IDNC_PROFILE_LOOKUP) {
		message("--map is for --profile=lookup only", NULL, "");
		return false;
	}
	if (settings->pair && options->profile != IDNC_PROFILE_REGISTRATION) {
		message("--pair is for --profile=registration only", NULL, "");
		return false;
	}
	return true;
}
