/* SPDX-License-Identifier: MIT */
/* What every tool's main does. */
#include "about.h"
#include "message.h"
#include "session.h"

int
tool_main(const struct tool *tool, struct settings *settings, int argc, char **argv)
{
	int status;

	message_begin(tool->name);
	if (!options_parse(tool, settings, argc, argv))
		return 2;
	status = settings->action != ACTION_RUN ? about_run(tool, settings)
	         : settings_check(settings)     ? session_run(tool, settings)
	                                        : 2;
	return status;
}
