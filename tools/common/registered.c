/* SPDX-License-Identifier: MIT */
/* Registered names: reading lists, building and mapping indexes. */
#define _DEFAULT_SOURCE /* mkstemp, mmap */

#include "registered.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "output.h"

/* The bytes of a file: mapped, or where that cannot be, read. */
struct bytes {
	char *at;
	size_t len;
	bool is_mapped;
};

/* A list, its names sorted by hash. */
struct list {
	const char *file;
	struct bytes text;
	unsigned field;
	const struct registered_others *others; /* NULL: there are none */
	idnc_policy_item *items; /* name: where its line begins */
	size_t count;
	struct label label;
	char utf8[IDNC_POLICY_LABEL_MAX];
};

static bool
fail(const char *what, const char *file, int error)
{
	message_errno(what, file, error);
	return false;
}

/* ---- files ---- */

static int
read_pipe(int fd, struct bytes *out)
{
	enum { STEP = 64 * 1024 };
	struct text text = { 0 };
	ssize_t got = 1;

	while (got > 0 || errno == EINTR) {
		text_reserve(&text, STEP);
		errno = 0;
		got = read(fd, text.bytes + text.len, text.capacity - text.len);
		text.len += got > 0 ? (size_t)got : 0;
		if (got == 0)
			break;
	}
	*out = (struct bytes){ .at = text.bytes, .len = text.len };
	return got < 0 ? errno : 0;
}

static void
close_bytes(struct bytes *bytes)
{
	if (bytes->is_mapped)
		munmap(bytes->at, bytes->len);
	else
		free(bytes->at);
	*bytes = (struct bytes){ 0 };
}

/* "-" is stdin. */
static bool
open_bytes(const char *file, struct bytes *out)
{
	int fd = strcmp(file, "-") == 0 ? dup(STDIN_FILENO) : open(file, O_RDONLY | O_CLOEXEC);
	struct stat about;
	int error = 0;

	*out = (struct bytes){ 0 };
	if (fd < 0)
		return fail("cannot open the registered names", file, errno);
	if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 &&
	    (uintmax_t)about.st_size < SIZE_MAX && lseek(fd, 0, SEEK_CUR) == 0) {
		out->len = (size_t)about.st_size;
		out->at = mmap(NULL, out->len, PROT_READ, MAP_PRIVATE, fd, 0);
		out->is_mapped = out->at != MAP_FAILED;
	}
	if (!out->is_mapped)
		error = read_pipe(fd, out);
	close(fd);
	if (!error)
		return true;
	close_bytes(out);
	return fail("cannot read the registered names", file, error);
}

/* ---- lines ---- */

bool
registered_find_field(const char *line, size_t len, unsigned field, const char **at,
                      size_t *field_len)
{
	const char *tab;

	for (; field > 1; field--) {
		tab = len > 0 ? memchr(line, '\t', len) : NULL;
		if (!tab)
			return false;
		len -= (size_t)(tab + 1 - line);
		line = tab + 1;
	}
	tab = len > 0 ? memchr(line, '\t', len) : NULL;
	*at = line;
	*field_len = tab ? (size_t)(tab - line) : len;
	return true;
}

bool
registered_read_field(const char *argument, unsigned *field)
{
	size_t len = strspn(argument, "0123456789");

	*field = len > 0 && len <= 2 ? (unsigned)strtoul(argument, NULL, 10) : 0;
	return !argument[len] && *field >= 2;
}

/* The line that begins at `at`, without its end; where the next one begins. */
static size_t
take_line(const struct bytes *text, size_t at, size_t *len)
{
	const char *end = memchr(text->at + at, '\n', text->len - at);
	size_t next = end ? (size_t)(end - text->at) + 1 : text->len;

	*len = next - at - (end != NULL);
	*len -= end && *len > 0 && text->at[at + *len - 1] == '\r';
	return next;
}

/*
 * Whether a code point is in the form in which labels are registered: it stands for no other, or it is
 * one of those that do so only in transitional processing.  UTS 46, 2.3 and 4
 */
static bool
is_settled(uint32_t cp)
{
	uint32_t mapping[IDNC_MAPPING_MAX];
	size_t len;

	return cp == 0x00DF || cp == 0x03C2 || cp == 0x200C || cp == 0x200D ||
	       (idnc_mapping_find(cp, mapping, IDNC_MAPPING_MAX, &len) == IDNC_OK && len == 1 &&
	        mapping[0] == cp);
}

/*
 * Why the text is no label that could be registered; NULL: it could.  One that is taken all the same
 * would collide with nothing, and nobody would know.  Not asked is what IDNA or a table would have
 * today: what was registered before them is registered.
 */
const char *
registered_find_fault(const struct label *label)
{
	for (size_t i = 0; i < label->len; i++) {
		uint32_t cp = label->cp[i];

		if (cp < 0x80 && !((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') || cp == '-' || cp == '_'))
			return "the label has a character that is no letter, digit or hyphen (what follows "
			       "a label follows a tab)";
		if (cp >= 0x80 && !is_settled(cp))
			return "the label is not written as it is registered: use small letters and no "
			       "invisible characters, or the A-label";
	}
	return idnc_nfc_check(label->cp, label->len, NULL) == IDNC_OK
	               ? NULL
	               : "the label is not in Unicode Normalization Form C: compose it, or use the A-label";
}

/* Read the label of a line, ASCII in lower case; NULL, or why it cannot be used. */
static const char *
read_name(struct list *list, const char *line, size_t len)
{
	struct label *label = &list->label;
	const char *at;
	size_t label_len;

	registered_find_field(line, len, 1, &at, &label_len);
	if (label_len == 0)
		return "there is no label";
	if (label_len > IDNC_POLICY_LABEL_MAX)
		return "the label is too long";
	if (memchr(at, '*', label_len) || memchr(at, '?', label_len))
		return "a pattern can only be in a list of --reserved";
	if (memchr(at, '.', label_len))
		return "it must begin with a label, not with a name of several";
	if (!label_read(label, at, label_len, NULL, 0))
		return "the label cannot be decoded";
	if (label->len == 0 || label->len > IDNC_LGR_LABEL_MAX)
		return "the label is too long";
	for (size_t i = 0; i < label->len; i++)
		if (label->cp[i] >= 'A' && label->cp[i] <= 'Z')
			label->cp[i] += 'a' - 'A';
	return label->is_decoded ? NULL : registered_find_fault(label);
}

static bool
fail_line(const struct list *list, uint64_t number, const char *why)
{
	struct text place = { 0 }, after = { 0 };

	text_format(&place, "%s:%" PRIu64, list->file, number);
	text_format(&after, ": %s", why);
	message("cannot use the name at", text_z(&place), text_z(&after));
	text_free(&place);
	text_free(&after);
	return false;
}

/* Give a line away, if it is no label; else false.  `why` receives NULL, or why it cannot be used. */
static bool
give_away(const struct list *list, uint64_t number, const char *line, size_t len, const char **why)
{
	const struct registered_others *others = list->others;
	const char *label, *reason = "";
	size_t label_len, reason_len = 0;

	registered_find_field(line, len, 1, &label, &label_len);
	if (!others || !others->is_one(label, label_len))
		return false;
	registered_find_field(line, len, 2, &reason, &reason_len);
	*why = others->add(others->context, number, label, label_len, reason, reason_len);
	return true;
}

static void
add_item(struct list *list, size_t *capacity, idnc_policy_item item)
{
	if (list->count == *capacity) {
		*capacity += *capacity / 2;
		list->items = memory_resize(list->items, *capacity, sizeof *list->items);
	}
	list->items[list->count++] = item;
}

static bool
read_lines(struct list *list, const idnc_policy_keys *keys)
{
	size_t capacity = list->text.len / 16 + 16, len, next;
	/* The byte order mark that some editors put before UTF-8. */
	size_t begin = list->text.len >= 3 && memcmp(list->text.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	uint64_t number = 1;

	list->items = memory_resize(NULL, capacity, sizeof *list->items);
	for (size_t at = begin; at < list->text.len; at = next, number++) {
		const char *line = list->text.at + at, *why, *holder;
		size_t holder_len;
		bool is_other;

		next = take_line(&list->text, at, &len);
		is_other = give_away(list, number, line, len, &why);
		if (!is_other)
			why = read_name(list, line, len);
		if (!why && list->field &&
		    registered_find_field(line, len, list->field, &holder, &holder_len) &&
		    holder_len > IDNC_POLICY_HOLDER_MAX)
			why = "the registrant is too long";
		if (why)
			return fail_line(list, number, why);
		if (!is_other)
			add_item(list, &capacity,
			         (idnc_policy_item){ idnc_policy_hash(keys, list->label.cp, list->label.len), at });
	}
	return true;
}

/* The entry of a line that was read before. */
static void
get_entry(void *context, uint64_t name, idnc_policy_entry *out)
{
	struct list *list = context;
	const char *line = list->text.at + name;
	size_t len;

	take_line(&list->text, (size_t)name, &len);
	*out = (idnc_policy_entry){ .label = list->utf8 };
	if (read_name(list, line, len))
		return; /* the file was changed meanwhile: an empty label is refused */
	for (size_t i = 0; i < list->label.len; i++) {
		size_t more = 0;

		idnc_utf8_write(list->label.cp[i], list->utf8 + out->label_len,
		                sizeof list->utf8 - out->label_len, &more);
		out->label_len += more;
	}
	if (list->field)
		registered_find_field(line, len, list->field, &out->holder, &out->holder_len);
}

/* ---- sorting ---- */

static int
compare_items(const void *a, const void *b)
{
	const idnc_policy_item *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->name > y->name) - (x->name < y->name);
}

/* In place: by the first 16 bits each item goes where it belongs, and the rest is short. */
static void
sort_items(idnc_policy_item *items, size_t count)
{
	enum { PARTS = 1 << 16 };
	size_t *ends = memory_resize(NULL, PARTS, sizeof *ends);
	size_t *at = memory_resize(NULL, PARTS, sizeof *at);
	size_t begin = 0;

	memset(ends, 0, PARTS * sizeof *ends);
	for (size_t i = 0; i < count; i++)
		ends[items[i].hash >> 48]++;
	for (size_t part = 0; part < PARTS; part++) {
		at[part] = begin;
		begin += ends[part];
		ends[part] = begin;
	}
	for (size_t part = 0; part < PARTS; part++)
		while (at[part] < ends[part]) {
			idnc_policy_item *item = &items[at[part]], moved = *item;
			size_t home = moved.hash >> 48;

			*item = items[at[home]];
			items[at[home]++] = moved;
		}
	for (size_t part = 0, from = 0; part < PARTS; from = ends[part++])
		qsort(items + from, ends[part] - from, sizeof *items, compare_items);
	free(ends);
	free(at);
}

/* ---- indexes ---- */

static void
begin_keys(struct registered *registered, const idnc_lgr *lgr)
{
	size_t size = idnc_policy_keys_size(lgr);

	registered->key_memory = memory_resize(NULL, 1, size);
	idnc_policy_keys_begin(lgr, registered->key_memory, size, &registered->keys);
}

static bool
read_list(struct list *list, const idnc_policy_keys *keys)
{
	if (!read_lines(list, keys))
		return false;
	sort_items(list->items, list->count);
	return true;
}

static bool
fail_build(const char *file)
{
	message("cannot make an index of the registered names", file, ": they changed meanwhile");
	return false;
}

/* The size of the index of a list; 0: it cannot be had. */
static size_t
measure(struct list *list, const idnc_policy_keys *keys)
{
	size_t size = 0;

	return idnc_policy_index_build(keys, list->items, list->count, get_entry, list, NULL, 0,
	                               &size) == IDNC_E_SPACE
	               ? size
	               : 0;
}

static bool
build_in_memory(struct registered *registered, struct list *list)
{
	size_t size;

	if (!read_list(list, &registered->keys))
		return false;
	size = measure(list, &registered->keys);
	registered->bytes = memory_resize(NULL, size ? size : 1, 1);
	registered->size = size;
	if (!size ||
	    idnc_policy_index_build(&registered->keys, list->items, list->count, get_entry, list,
	                            registered->bytes, size, &size) != IDNC_OK)
		return fail_build(list->file);
	registered->index = (idnc_policy_index){ registered->bytes, size };
	return true;
}

/* An index begins so, in one byte order or the other. */
static bool
is_index(const struct bytes *bytes)
{
	return bytes->len >= 4 &&
	       (memcmp(bytes->at, "IDR1", 4) == 0 || memcmp(bytes->at, "1RDI", 4) == 0);
}

static bool
open_index(struct registered *registered, const char *file)
{
	idnc_status status = idnc_policy_index_open(&registered->keys, registered->bytes,
	                                            registered->size, &registered->index);

	if (status == IDNC_E_ARGUMENT)
		message("cannot use the index", file,
		        ": it was made with another table; make it again with this one");
	else if (status != IDNC_OK)
		message("cannot use the index", file,
		        ": this is no index of this version and byte order, or a damaged one");
	return status == IDNC_OK;
}

static struct list *
list_new(const char *file, unsigned field, struct bytes text)
{
	struct list *list = memory_resize(NULL, 1, sizeof *list);

	list->file = file;
	list->field = field;
	list->others = NULL;
	list->text = text;
	list->items = NULL;
	list->count = 0;
	return list;
}

static void
list_free(struct list *list)
{
	close_bytes(&list->text);
	free(list->items);
	free(list);
}

bool
registered_load(struct registered *registered, const idnc_lgr *lgr, const char *file,
                unsigned field, const struct registered_others *others)
{
	struct bytes bytes;
	struct list *list;
	bool is_ok;

	*registered = (struct registered){ 0 };
	if (!open_bytes(file, &bytes))
		return false;
	begin_keys(registered, lgr);
	if (is_index(&bytes)) {
		registered->bytes = bytes.at;
		registered->size = bytes.len;
		registered->is_mapped = bytes.is_mapped;
		return open_index(registered, file);
	}
	list = list_new(file, field, bytes);
	list->others = others;
	is_ok = build_in_memory(registered, list);
	list_free(list);
	return is_ok;
}

void
registered_free(struct registered *registered)
{
	free(registered->key_memory);
	if (registered->is_mapped)
		munmap(registered->bytes, registered->size);
	else
		free(registered->bytes);
	*registered = (struct registered){ 0 };
}

/* ---- writing ---- */

struct index_file {
	struct list *list;
	const idnc_policy_keys *keys;
	size_t size;
};

/* Give the file its size, and fill it where it lies; 0, or an errno. */
static int
fill(int fd, void *context)
{
	const struct index_file *file = context;
	size_t size = file->size;
	idnc_status status;
	void *bytes;
	int error = posix_fallocate(fd, 0, (off_t)size);

	if (error)
		return error;
	bytes = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (bytes == MAP_FAILED)
		return errno;
	status = idnc_policy_index_build(file->keys, file->list->items, file->list->count, get_entry,
	                                 file->list, bytes, size, &size);
	munmap(bytes, file->size);
	return status == IDNC_OK ? 0 : EINVAL;
}

/*
 * Who maps the index meanwhile has the old one.
 * A device cannot be mapped, and what is no file is left alone.
 */
static bool
write_index(struct list *list, const idnc_policy_keys *keys, const char *output)
{
	struct index_file file = { list, keys, measure(list, keys) };
	struct stat about;

	if (!file.size)
		return fail_build(list->file);
	if (stat(output, &about) == 0 && !S_ISREG(about.st_mode)) {
		message("cannot write the index", output, ": it is no file");
		return false;
	}
	return output_fill(output, fill, &file) == 0;
}

bool
registered_write_index(const idnc_lgr *lgr, const char *file, unsigned field, const char *output)
{
	struct registered registered = { 0 };
	struct bytes bytes;
	struct list *list;
	bool is_ok;

	if (!open_bytes(file, &bytes))
		return false;
	begin_keys(&registered, lgr);
	list = list_new(file, field, bytes);
	is_ok = read_list(list, &registered.keys) && write_index(list, &registered.keys, output);
	list_free(list);
	registered_free(&registered);
	return is_ok;
}
