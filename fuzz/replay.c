/* SPDX-License-Identifier: MIT */
/* replay FILE-OR-FOLDER...: run a fuzz target over inputs; fails when there are none. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

#include "fuzz.h"

static size_t inputs;

/* The target sees exactly as much memory as the input has, so that a sanitizer sees a read beyond. */
static void
replay_bytes(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);

	if (!copy)
		exit(1);
	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	inputs++;
}

/* Each input as its length, four bytes, and its bytes: what make_seeds.py writes. */
static void
replay_pack(const char *path, const uint8_t *data, size_t size)
{
	while (size >= 4) {
		size_t len = fuzz_number(data, 4);

		if (len > size - 4)
			break;
		replay_bytes(data + 4, len);
		data += 4 + len;
		size -= 4 + len;
	}
	if (size > 0) {
		printf("replay: %s is cut off\n", path);
		exit(1);
	}
}

static void
replay_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	const char *suffix = strrchr(path, '.');
	uint8_t *data;
	size_t size;

	if (!f || fseek(f, 0, SEEK_END) != 0) {
		printf("replay: %s cannot be read\n", path);
		exit(1);
	}
	size = (size_t)ftell(f);
	rewind(f);
	data = malloc(size + 1);
	if (!data || fread(data, 1, size, f) != size)
		exit(1);
	fclose(f);
	if (suffix && strcmp(suffix, ".pack") == 0)
		replay_pack(path, data, size);
	else
		replay_bytes(data, size);
	free(data);
}

static void
replay(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;

	if (!folder) {
		replay_file(path);
		return;
	}
	while ((entry = readdir(folder)) != NULL) {
		char name[4096];

		if (entry->d_name[0] == '.')
			continue;
		snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
		replay_file(name);
	}
	closedir(folder);
}

int
main(int argc, char *argv[])
{
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	printf("replayed %zu inputs\n", inputs);
	return inputs == 0;
}
