/* SPDX-License-Identifier: MIT */
/* What a tool says about itself: codes, profiles, versions. */
#include "about.h"

#include <string.h>
#include <strings.h>

#include "message.h"

static void
write_explanation(struct text *out, const idnc_explanation *code)
{
	const struct {
		const char *word, *text;
	} lines[] = {
		{ "error", code->sentence },
		{ "clause", code->clause },
		{ "why", code->explanation },
		{ "example", code->example },
		{ "remedy", code->remedy },
	};

	text_format(out, "%s (%d)", code->name, (int)code->code);
	if (code->uts46[0])
		text_format(out, ", status %s of UTS #46", code->uts46);
	text_add_char(out, '\n');
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (lines[i].text[0]) {
			text_format(out, "  %-9s", lines[i].word);
			text_add_wrapped(out, lines[i].text, 11, 11);
		}
}

/* Explain a code, or all codes that have a status of UTS #46. */
static int
explain(const struct tool *tool, const char *query, struct text *out)
{
	const idnc_explanation *found = idnc_explain_find_name(query, strlen(query)), *code;
	struct nearest nearest = { .query = query +
		                            (strncasecmp(query, "IDNC_V_", 7) == 0 ? 7 : 0) };
	struct text after = { 0 };
	const struct more_codes *more = tool->more_codes;
	bool is_explained = more && more->explain(query, out);
	const char *name;

	if (found && strcasecmp(found->uts46, query) != 0) {
		write_explanation(out, found);
		return 0;
	}
	for (size_t i = 0; (code = idnc_explain_at(i)) != NULL; i++) {
		nearest_offer(&nearest, code->name);
		if (found && strcmp(code->uts46, found->uts46) == 0)
			write_explanation(out, code);
	}
	if (found || is_explained)
		return 0;
	for (size_t i = 0; more && (name = more->name(i)) != NULL; i++)
		nearest_offer(&nearest, name);
	if (nearest.best)
		text_format(&after, "; did you mean %s?", nearest.best);
	text_add_z(&after, nearest.best ? "" : "; --list-codes tells what there is");
	message("there is no code", query, text_z(&after));
	text_free(&after);
	return 2;
}

static void
list_codes(struct text *out)
{
	const idnc_explanation *code;

	for (size_t i = 0; (code = idnc_explain_at(i)) != NULL; i++)
		text_format(out, "%s\t%d\t%s\t%s\t%s\n", code->name, (int)code->code, code->uts46,
		            code->clause, code->sentence);
}

static void
list_profiles(struct text *out)
{
	for (int i = 0; i < IDNC_PROFILE_COUNT; i++)
		text_format(out, "%s\t%s\n", idnc_profile_name_z((idnc_profile)i),
		            idnc_profile_sentence_z((idnc_profile)i));
}

static void
write_version(const struct tool *tool, struct text *out)
{
	const char *libraries = tool->whole ? tool->whole->libraries : tool->libraries;

	text_format(out, "%s %s\nlibidncheck %s\nUnicode %s\noptional libraries in use: %s\n",
	            tool->name, IDNC_VERSION, idnc_version_z(), idnc_unicode_version_z(),
	            libraries ? libraries : "none");
}

int
about_run(const struct tool *tool, const struct settings *settings)
{
	static void (*const help_forms[])(const struct tool *, struct text *) = {
		help_write_text, help_write_man, help_write_bash };
	struct text out = { 0 };
	int status = 0;

	switch ((enum action)settings->action) {
	case ACTION_RUN:
		break;
	case ACTION_HELP:
		help_forms[settings->help_form](settings->help_form && tool->whole ? tool->whole : tool, &out);
		break;
	case ACTION_EXPLAIN:
		status = explain(tool, settings->code, &out);
		break;
	case ACTION_LIST_CODES:
		if (tool->more_codes && tool->more_codes->list)
			tool->more_codes->list(&out);
		list_codes(&out);
		break;
	case ACTION_LIST_PROFILES:
		list_profiles(&out);
		break;
	case ACTION_VERSION:
		write_version(tool, &out);
		break;
	}
	stdout_write(out.bytes, out.len);
	stdout_close();
	text_free(&out);
	return status;
}
