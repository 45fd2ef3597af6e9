/* SPDX-License-Identifier: MIT */
/* Every row of testvectors/, and rows that must fail, so that it is known that the runner sees faults. */
#define _DEFAULT_SOURCE /* scandir, strdup */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vectors.h"

const char *vectors_folder;

/* The rows of all files, in the order of the files' names; and where each file begins. */
static struct rows all;
static char **faults;
static size_t fault_count;

static const struct row *running;

/* A row that reads or writes outside of its buffers says which it is before it dies. */
static void
on_signal(int number)
{
	char line[512];
	int n = snprintf(line, sizeof line, "%s:%zu: died of signal %d\n", running->file, running->line, number);

	if (n > 0 && write(STDERR_FILENO, line, (size_t)n) < 0)
		_exit(99);
	signal(number, SIG_DFL);
	raise(number);
}

static void
add_fault(char *fault)
{
	if (!fault)
		return;
	faults = realloc(faults, (fault_count + 1) * sizeof *faults);
	if (!faults)
		abort();
	faults[fault_count++] = fault;
}

static int
is_vectors(const struct dirent *entry)
{
	size_t n = strlen(entry->d_name);

	return n > 4 && strcmp(entry->d_name + n - 4, ".txt") == 0;
}

/* Returns the number of files; SIZE_MAX when there is no such folder. */
static size_t
load(const char *folder)
{
	struct dirent **entries;
	int n = scandir(folder, &entries, is_vectors, alphasort);

	for (int i = 0; i < n; i++) {
		add_fault(rows_parse(&all, strdup(entries[i]->d_name), util_read(folder, entries[i]->d_name)));
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
	return n < 0 ? SIZE_MAX : (size_t)n;
}

/* The message stays in memory: a row that fails is the end of the process. */
START_TEST(row_holds)
{
	char *message;

	running = &all.items[_i];
	signal(SIGSEGV, on_signal);
	signal(SIGBUS, on_signal);
	message = vectors_run(running);
	if (message)
		ck_abort_msg("%s", message);
}
END_TEST

START_TEST(files_are_sound)
{
	if (fault_count)
		ck_abort_msg("%s", faults[0]);
	ck_assert_uint_gt(all.count, 0);
}
END_TEST

/* Files that must be refused, and rows that must fail, with the whole message. */
static const struct self {
	const char *text, *message;
} selves[] = {
	{ "", "self: no rows" },
	{ "# only a comment\n\n", "self: no rows" },
	{ "registration.ascii | a | \"a\"\n", "self:1: a row is `op | input | expect | note`" },
	{ "registration.ascii | a | \"a\" | b | c\n", "self:1: a row is `op | input | expect | note`" },
	{ "registration.ascii | a | \"a\" |\n", "self:1: a column is empty" },
	{ "#\nregistration.ascii | a || n\n", "self:2: a column is empty" },
	{ "registration.ascii | a | \"a\" | good\n", NULL },
	{ "registration.ascii | a | \"b\" | n\n", "self:1: registration.ascii of a\nexpected \"b\"\ngot      \"a\"" },
	{ "registration.asci | a | \"a\" | n\n", "self:1: there is no operation registration.asci" },
	{ "registratio.ascii | a | \"a\" | n\n", "self:1: there is no operation registratio.ascii" },
	{ "uts46+nothing.ascii | a | \"a\" | n\n", "self:1: there is no operation uts46+nothing.ascii" },
	{ "uts46@18.ascii | a | \"a\" | n\n", "self:1: there is no operation uts46@18.ascii" },
	{ "uts46 | a | ok | n\n", "self:1: there is no operation uts46" },
	{ "registration.check | \\u{} | ok | n\n", "self:1: malformed input \\u{}" },
	{ "registration.check | \\x{1 | ok | n\n", "self:1: malformed input \\x{1" },
	{ "registration.check | \\*{2} | ok | n\n", "self:1: malformed input \\*{2}" },
	{ "registration.pair | a | ok | n\n", "self:1: malformed input a" },
	{ "nfc | 0061 x | ok | n\n", "self:1: malformed input 0061 x" },
	{ "registration.check | a_b | NOT_LDH @1+1 | good\n", NULL },
	{ "registration.check | a_b | NOT_LDH @1+1 U+005F#1 | good\n", NULL },
	{ "registration.check | a_b | NOT_LDH @1+1 U+005F#2 | n\n",
	  "self:1: registration.check of a_b\nexpected NOT_LDH @1+1 U+005F#2\ngot      NOT_LDH @1+1 U+005F#1" },
	{ "registration.check | a_b | NOT_LDH @0+1 | n\n",
	  "self:1: registration.check of a_b\nexpected NOT_LDH @0+1\ngot      NOT_LDH @1+1 U+005F#1" },
	{ "registration.check | a_b | NOT_LDH @1+1, NOT_LDH @1+1 | n\n",
	  "self:1: registration.check of a_b\nexpected NOT_LDH @1+1, NOT_LDH @1+1\ngot      NOT_LDH @1+1 U+005F#1" },
	{ "registration.check | a_b | ~NOT_LDH @1+1 | n\n",
	  "self:1: registration.check of a_b\nexpected ~NOT_LDH @1+1\ngot      NOT_LDH @1+1 U+005F#1" },
	{ "registration.check | a_b | NOT_LDH | n\n",
	  "self:1: registration.check of a_b\nexpected NOT_LDH\ngot      NOT_LDH @1+1 U+005F#1" },
	{ "registration.check | _. | NOT_LDH @0+1 | n\n",
	  "self:1: registration.check of _.\nexpected NOT_LDH @0+1\ngot      NOT_LDH @0+1 U+005F#0, ROOT_DOT @1+1" },
	{ "registration.check | a_b | ok | n\n",
	  "self:1: registration.check of a_b\nexpected ok\ngot      NOT_LDH @1+1 U+005F#1" },
	{ "property | 0061 | bidi=L script=Latn | good\n", NULL },
	{ "property | 0061 | bidi=R | n\n",
	  "self:1: property of 0061\nexpected bidi=R\ngot      derived=PVALID uts46=valid nfc=yes joining=U "
	  "bidi=L ccc=0 mark=no age=1.1 script=Latn" },
	{ "lgr.check | none.xml : 0061 | valid | n\n", "self:1: there is no table lgr/none.xml" },
	{ "lgr.check | rfc-a-ldh.xml : 0061 | valid | good\n", NULL },
	{ "lgr.check | rfc-a-ldh.xml : 0061 | blocked | n\n",
	  "self:1: lgr.check of rfc-a-ldh.xml : 0061\nexpected blocked\ngot      valid" },
	{ "lgr.check | rfc-a-ldh.xml : 0041 | valid | n\n",
	  "self:1: lgr.check of rfc-a-ldh.xml : 0041\nexpected valid\ngot      LGR_CODE_POINT @0+1 U+0041" },
	{ "lgr.variants | rfc-a-ldh.xml : 0061 | 0061 blocked | n\n",
	  "self:1: lgr.variants of rfc-a-ldh.xml : 0061\nexpected 0061 blocked\ngot      0061 valid" },
	{ "lgr.variant | rfc-a-ldh.xml : 0061 | valid | n\n", "self:1: malformed input rfc-a-ldh.xml : 0061" },
	{ "nfc | 0041 030A | 00C5 | good\n", NULL },
	{ "nfc | 0041 030A | 0041 030A | n\n", "self:1: nfc of 0041 030A\nexpected 0041 030A\ngot      00C5" },
};

START_TEST(runner_sees_faults)
{
	const struct self *self = &selves[_i];
	struct rows rows = { 0 };
	char *message = rows_parse(&rows, "self", (struct span){ self->text, strlen(self->text) });

	if (!message && rows.count == 1)
		message = vectors_run(&rows.items[0]);
	if (self->message)
		ck_assert_pstr_eq(message, self->message);
	else
		ck_assert_ptr_null(message);
	free(message);
	free(rows.items);
}
END_TEST

static idnc_status
writes_too_soon(const struct call *call, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	(void)call, (void)findings;
	*len = 3;
	memset(out, 'a', cap < 3 ? cap : 3);
	return cap < 3 ? IDNC_E_SPACE : IDNC_OK;
}

static idnc_status
needs_too_little(const struct call *call, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	(void)call, (void)findings;
	*len = cap < 3 ? 2 : 3;
	if (cap >= 3)
		memset(out, 'a', 3);
	return cap < 3 ? IDNC_E_SPACE : IDNC_OK;
}

static idnc_status
writes_and_fails(const struct call *call, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	(void)call, (void)findings, (void)len;
	if (cap > 0)
		out[0] = 'a';
	return IDNC_V_PUNYCODE;
}

static idnc_status
knows_findings(const struct call *call, char *out, size_t cap, size_t *len, idnc_findings *findings)
{
	(void)call, (void)out, (void)cap, (void)len;
	if (findings)
		findings->count = 0;
	return findings ? IDNC_V_PUNYCODE : IDNC_V_DOT;
}

static const struct promise {
	convert_fn *run;
	const char *got;
} promises[] = {
	{ writes_too_soon, "\"aaa\", BROKEN: a buffer that is too small was written, capacity 1" },
	{ needs_too_little, "\"aaa\", BROKEN: not E_SPACE with the size needed, capacity 0" },
	{ writes_and_fails, "PUNYCODE, BROKEN: output was written though the call did not succeed, capacity 262144" },
	{ knows_findings, "PUNYCODE, BROKEN: another status without findings, capacity 262144" },
};

START_TEST(runner_sees_broken_promises)
{
	struct text got = { 0 };
	struct call call = { .got = &got, .input = { "", 0 } };
	struct conversion conversion = { .name = "self", .run = promises[_i].run };

	vectors_convert(&conversion, &call);
	ck_assert_str_eq(got.at, promises[_i].got);
	free(got.at);
}
END_TEST

static void
add_case(Suite *suite, const char *name, const TTest *test, size_t first, size_t end)
{
	TCase *c = tcase_create(name);

	tcase_set_timeout(c, 0);
	tcase_add_loop_test(c, test, (int)first, (int)end);
	suite_add_tcase(suite, c);
}

int
main(int argc, char *argv[])
{
	size_t files = load(vectors_folder = argc == 2 ? argv[1] : "."), first = 0;
	Suite *suite = suite_create("vectors");
	SRunner *runner = srunner_create(suite);
	int failed;

	if (files == SIZE_MAX || files == 0) {
		fprintf(stderr, "vectors: there are no vectors in %s\n", vectors_folder);
		return 1;
	}
	add_case(suite, "files", files_are_sound, 0, 1);
	add_case(suite, "self", runner_sees_faults, 0, sizeof selves / sizeof *selves);
	add_case(suite, "promises", runner_sees_broken_promises, 0, sizeof promises / sizeof *promises);
	for (size_t i = 1; i <= all.count; i++)
		if (i == all.count || all.items[i].file != all.items[first].file) {
			add_case(suite, all.items[first].file, row_holds, first, i);
			first = i;
		}
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	printf("vectors: %zu rows in %zu files\n", all.count, files);
	srunner_free(runner);
	return failed ? 1 : 0;
}
