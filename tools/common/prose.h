/* SPDX-License-Identifier: MIT */
/* The sections of the man pages that tools share. */
#ifndef IDNC_TOOLS_PROSE_H
#define IDNC_TOOLS_PROSE_H

#define PROSE_ESCAPES \
	"A record of the input is a line: an empty line is an empty name, text after the last " \
	"line feed is a name, nothing is a comment, and nothing is removed but one carriage " \
	"return before the line feed. Input is UTF-8, whatever the locale. A name of more than " \
	"4,096 bytes is refused; its first 64 bytes and \\u{2026} are shown.\n\n" \
	"With --escapes a backslash in the input begins an escape: \\u{HEX}, one to six " \
	"hexadecimal digits in braces, for the Unicode scalar value of that number. What is not " \
	"a complete escape is a finding (ESCAPE) at its place. Offsets always count the bytes of " \
	"the line as it was read.\n\n" \
	"In the output, C0 and C1 controls, DEL, the backslash, U+2028, U+2029 and the bidi " \
	"controls are always written as \\u{HEX}, and a byte that is not UTF-8 as \\x{HH}. Text " \
	"for people also has every other invisible character so. In JSON these characters are " \
	"\\uXXXX, a byte that is not UTF-8 is U+FFFD, and then the whole input is in input_hex."

#define PROSE_EXIT \
	" 0  every name is acceptable\n" \
	" 1  at least one name was rejected\n" \
	" 2  usage error, or input or output failed; the names that could be read were still judged"

#endif
