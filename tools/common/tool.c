/* SPDX-License-Identifier: MIT */
/* What every tool's main does. */
#include "about.h"
#include "message.h"
#include "session.h"

int
tool_main(const struct tool *tool, struct settings *settings, int argc, char **argv)
{
	message_begin(tool->name);
	if (!options_parse(tool, settings, argc, argv))
		return 2;
	if (settings->action != ACTION_RUN)
		return about_run(tool, settings);
	if (!settings_check(settings) || (tool->prepare && !tool->prepare()))
		return 2;
	return tool->run ? tool->run() : session_run(tool, settings);
}
