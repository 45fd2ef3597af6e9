/* SPDX-License-Identifier: MIT */
/* The page that --report writes: rows are kept in a file without a name, until what stands above them is known. */
#define _XOPEN_SOURCE 700 /* mkstemp, realpath */

#include "page.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cells.h"
#include "common/message.h"
#include "common/output.h"
#include "html.h"
#include "page_static.h"

/* More rows than this make a browser slow. */
enum { ROWS_EASY = 10000, COPY_SIZE = 256 * 1024 };

static const struct settings *settings;
static const struct page_settings *page;
static int rows = -1;  /* the file that keeps them */
static int rows_error; /* the errno of the first failure to keep them */

static bool
is_wanted(const struct column *column)
{
	switch (column->about) {
	case ABOUT_NAMES:
		return true;
	case ABOUT_TABLES:
		return settings->table_count > 0 || page->tlds;
	case ABOUT_REGISTERED:
		return page->registered;
	case ABOUT_RESERVED:
		return page->reserved;
	}
	return false;
}

/* ---- rows ---- */

/*
 * Make a file beside the one that is to be written, where there is as much room, and take its name away:
 * whatever ends the program leaves nothing behind.  Beside a device nothing can be made.
 */
static int
open_rows(const char *file)
{
	struct stat about;
	struct text name = { 0 };
	char *target = realpath(file, NULL);
	FILE *anywhere;
	int fd;

	if (stat(file, &about) == 0 && !S_ISREG(about.st_mode)) {
		free(target);
		anywhere = tmpfile(); /* which is closed with the program */
		return anywhere ? fileno(anywhere) : -1;
	}
	text_format(&name, "%s.XXXXXX", target ? target : file);
	text_z(&name);
	free(target);
	fd = mkstemp(name.bytes);
	if (fd >= 0)
		unlink(name.bytes);
	text_free(&name);
	return fd;
}

/* Whether the page would take the place of what the run reads. */
static bool
is_read(const char *file)
{
	const char *const others[] = { page->tlds, page->registered, page->reserved };
	bool is_one = false;

	for (size_t i = 0; i < settings->file_count; i++)
		is_one |= file_is_same(settings->files[i], file);
	for (size_t i = 0; i < settings->table_count; i++)
		is_one |= file_is_same(settings->tables[i], file);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		is_one |= others[i] && file_is_same(others[i], file);
	return is_one;
}

bool
page_begin(const struct settings *its_settings, const struct page_settings *its_page)
{
	settings = its_settings;
	page = its_page;
	if (is_read(page->file)) {
		message("the report would take the place of a file that is read:", page->file, "");
		return false;
	}
	rows = open_rows(page->file);
	if (rows < 0)
		message_errno("cannot write the report", page->file, errno);
	return rows >= 0;
}

void
page_add(struct worker *worker, bool is_ok)
{
	struct text *out = &worker->beside;

	text_format(out, "<tr class=\"%s\">", is_ok ? "ok" : "reject");
	for (size_t i = 0; i < column_count; i++)
		if (is_wanted(&columns[i]))
			columns[i].write(worker, out, is_ok);
	text_add_z(out, "</tr>\n");
}

void
page_keep(const struct text *more)
{
	if (!rows_error)
		rows_error = descriptor_write(rows, more->bytes, more->len);
}

/* ---- what stands above and below them ---- */

/* No script runs, and no style holds, but what idncheck itself wrote; nothing is loaded from anywhere. */
static void
write_head(struct text *out)
{
	text_add_z(out, "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"
	                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	                "script-src '" PAGE_SCRIPT_HASH "'; style-src '" PAGE_STYLE_HASH "'; "
	                "base-uri 'none'; form-action 'none'; "
	                "require-trusted-types-for 'script'; trusted-types 'none'\">\n"
	                "<meta name=\"referrer\" content=\"no-referrer\">\n"
	                "<meta name=\"viewport\" content=\"width=device-width\">\n"
	                "<title>Names judged by idncheck</title>\n<style>");
	text_add(out, page_style, sizeof page_style);
	text_add_z(out, "</style>\n</head>\n<body>\n<h1>Names judged by idncheck</h1>\n");
}

static void
write_fact(struct text *out, const char *what, const char *value)
{
	if (!value)
		return;
	text_format(out, "<dt>%s</dt><dd>", what);
	html_write(out, value, strlen(value));
	text_add_z(out, "</dd>\n");
}

/* The version whose younger code points count as unassigned, where that was asked for. */
static void
write_unicode_version(struct text *out)
{
	unsigned version = settings->options.unicode_version;

	text_format(out, "<dt>Unicode</dt><dd>%s", idnc_unicode_version_z());
	if (version)
		text_format(out, "; what is younger than %u.%u is unassigned", version >> 8,
		            version & 0xFF);
	text_add_z(out, "</dd>\n");
}

static void
write_facts(struct text *out, const struct tally *tally)
{
	text_format(out,
	            "<dl id=\"facts\">\n<dt>Names</dt><dd>%" PRIu64 ": %" PRIu64 " accepted, %" PRIu64
	            " rejected</dd>\n",
	            tally->names, tally->names - tally->rejected, tally->rejected);
	write_fact(out, "Profile", idnc_profile_name_z(settings->options.profile));
	write_unicode_version(out);
	for (size_t i = 0; i < settings->table_count; i++)
		write_fact(out, "Table", settings->tables[i]);
	write_fact(out, "Tables for suffixes", page->tlds);
	write_fact(out, "Registered names", page->registered);
	write_fact(out, "Reserved names", page->reserved);
	write_fact(out, "Program", "idncheck " IDNC_VERSION);
	text_add_z(out, "</dl>\n");
	if (tally->names > ROWS_EASY)
		text_format(out,
		            "<p class=\"warning\">This page has %" PRIu64
		            " names. Browsers take seconds to show and sort %d, and minutes for many more; split the list of names, "
		            "or use --tsv or --json for as many.</p>\n",
		            tally->names, ROWS_EASY);
}

static void
write_codes(struct text *out, const struct tally *tally)
{
	bool has_codes = false;

	for (size_t i = 0; i < JUDGE_CODES; i++) {
		const idnc_explanation *code = tally->codes[i] > 0 ? idnc_explain_find((idnc_status)i) : NULL;

		if (!code)
			continue;
		if (!has_codes)
			text_add_z(out, "<h2>Why names were rejected</h2>\n<table id=\"codes\">\n<thead><tr>"
			                "<th scope=\"col\">Code</th><th scope=\"col\">Names</th>"
			                "<th scope=\"col\">What is wrong</th><th scope=\"col\">Clause</th>"
			                "<th scope=\"col\">What to do</th></tr></thead>\n<tbody>\n");
		has_codes = true;
		text_format(out, "<tr><th scope=\"row\" class=\"code\">%s</th><td>%" PRIu64 "</td><td>",
		            judge_code_name(settings, (idnc_status)i), tally->codes[i]);
		html_add_z(out, code->sentence);
		text_add_z(out, "</td><td>");
		html_add_z(out, code->clause);
		text_add_z(out, "</td><td>");
		html_add_z(out, code->remedy);
		text_add_z(out, "</td></tr>\n");
	}
	text_add_z(out, has_codes ? "</tbody>\n</table>\n" : "");
}

static void
write_headings(struct text *out)
{
	text_add_z(out, "<h2>Names</h2>\n<table id=\"names\">\n<caption>What is invisible is written as \\u{HEX}, a byte "
	                "that is not UTF-8 as \\x{HH}. Offsets count bytes from 0. Scripts are codes of ISO 15924.");
	if (settings->table_count > 0 || page->tlds)
		text_format(out,
		            " Numbers of variants include the name itself; listed are those that its "
		            "registrant can have, up to %d.",
		            CELL_VARIANTS_SHOWN);
	text_add_z(out, "</caption>\n<thead><tr>");
	for (size_t i = 0; i < column_count; i++)
		if (is_wanted(&columns[i]))
			text_format(out, "<th scope=\"col\" id=\"by-%s\">%s</th>", columns[i].key, columns[i].title);
	text_add_z(out, "</tr></thead>\n<tbody>\n");
}

static void
write_foot(struct text *out)
{
	text_add_z(out, "</tbody>\n</table>\n<script>");
	text_add(out, page_script, sizeof page_script);
	text_add_z(out, "</script>\n</body>\n</html>\n");
}

/* ---- writing ---- */

static int
copy_rows(int fd)
{
	char *buffer = memory_resize(NULL, COPY_SIZE, 1);
	int error = lseek(rows, 0, SEEK_SET) < 0 ? errno : 0;
	ssize_t got = 1;

	while (!error && got != 0) {
		got = read(rows, buffer, COPY_SIZE);
		if (got > 0)
			error = descriptor_write(fd, buffer, (size_t)got);
		else if (got < 0 && errno != EINTR)
			error = errno;
	}
	free(buffer);
	return error;
}

static int
write_page(int fd, void *context)
{
	const struct tally *tally = context;
	struct text out = { 0 };
	int error;

	write_head(&out);
	write_facts(&out, tally);
	write_codes(&out, tally);
	write_headings(&out);
	error = descriptor_write(fd, out.bytes, out.len);
	if (!error)
		error = copy_rows(fd);
	out.len = 0;
	write_foot(&out);
	if (!error)
		error = descriptor_write(fd, out.bytes, out.len);
	text_free(&out);
	return error;
}

int
page_end(const struct tally *tally, int status)
{
	struct tally copy = *tally;

	if (rows_error) {
		message_errno("cannot write the report", page->file, rows_error);
		status = 2;
	} else if (status == 2) {
		message("the report is not written, for not all names could be read:", page->file, "");
	} else if (output_fill(page->file, write_page, &copy) != 0) {
		status = 2;
	}
	close(rows);
	return status;
}
