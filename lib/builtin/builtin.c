/* SPDX-License-Identifier: MIT */
/* The policy tables that were compiled when the library was built. */
#include "idncheck/builtin.h"

#include <stdbool.h>

/* static const idnc_builtin tables[], whose last row has no name; so of their texts.  Made by tables/embed.c. */
#include "builtin_tables.inc"

const idnc_builtin *
idnc_builtin_at(size_t index)
{
	size_t count = sizeof tables / sizeof *tables - 1;

	return index < count ? &tables[index] : NULL;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool
is_same(const char *name, size_t len, const char *word)
{
	size_t i = 0;

	while (i < len && word[i] && name[i] == word[i])
		i++;
	return i == len && !word[i];
}

const idnc_builtin_rule *
idnc_builtin_rule_find(const idnc_builtin *table, const char *name, size_t len)
{
	for (const idnc_builtin_rule *rule = table->texts; rule->name; rule++)
		if (is_same(name, len, rule->name))
			return rule;
	return NULL;
}

const idnc_builtin *
idnc_builtin_find(const char *name, size_t len)
{
	for (const idnc_builtin *table = tables; table->name; table++) {
		size_t i = 0;

		while (i < len && table->name[i] && lower(name[i]) == lower(table->name[i]))
			i++;
		if (i == len && !table->name[i])
			return table;
	}
	return NULL;
}
