/* SPDX-License-Identifier: MIT */
/* What a tool says about itself: help in three forms, codes, profiles, versions. */
#ifndef IDNC_TOOLS_ABOUT_H
#define IDNC_TOOLS_ABOUT_H

#include "options.h"
#include "settings.h"

/* Do the action the command line asks for; the exit status. */
int about_run(const struct tool *tool, const struct settings *settings);

/* The three forms of help. */
void help_write_text(const struct tool *tool, struct text *out);
void help_write_man(const struct tool *tool, struct text *out);
void help_write_bash(const struct tool *tool, struct text *out);

#endif
