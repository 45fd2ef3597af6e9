/* SPDX-License-Identifier: MIT */
/* The one list of codes: number, UTS #46 status, clause, and all that is said to a person about it. */
#ifndef IDNCHECK_CODES_H
#define IDNCHECK_CODES_H

/*
 * X(kind, name, number, uts46, clause, sentence, explanation, example, remedy)
 *
 *   kind         E: the call failed; V: the name breaks a rule
 *   number       stable: a number is never given to another meaning
 *   uts46        the status of UTS #46 and its test file, "" where there is none
 *   clause       the clauses that state the rule
 *   sentence     what is wrong, without a full stop
 *   explanation  why the rule exists
 *   example      a name that breaks the rule under registration or uts46 (for a code of one
 *                function or option: what breaks it there)
 *   remedy       what the person can do
 */
/* clang-format off */
#define IDNC_CODE_LIST(X) \
	X(E, SPACE, -1, "", "-", \
	  "the output buffer is too small", \
	  "The name is acceptable, but its form does not fit the buffer of the caller. The size needed was written.", \
	  "", \
	  "Call again with a buffer of that size.") \
	X(E, ARGUMENT, -2, "", "-", \
	  "an argument is out of range", \
	  "The call is not possible as it was made; nothing is said about the name.", \
	  "", \
	  "Read the comment of the function in the public header.") \
	X(E, BLOCK, -3, "", "-", \
	  "this is no compiled table, or a damaged one", \
	  "A compiled table is verified completely before it is used: its size, its version, its checksum and every reference in it.", \
	  "", \
	  "Compile the table again from its XML document with this version.") \
	X(E, LIMIT, -4, "", "-", \
	  "a limit of memory or of work is reached", \
	  "The answer takes more memory than the caller gave, or more steps than any table in use takes; no wrong answer is given in its place.", \
	  "", \
	  "Call again with a larger workspace; if that does not help, simplify the variants of the table.") \
	X(V, UTF8, 10, "", "RFC 3629, 3", \
	  "these bytes are not UTF-8", \
	  "A name is text in UTF-8. These bytes do not form a character: they may come from another character set, or from text that was cut in the middle of a character.", \
	  "caf\\x{E9}.example", \
	  "Save or send the name as UTF-8.") \
	X(V, ESCAPE, 11, "", "idncheck(1), ESCAPES", \
	  "this is not a complete escape", \
	  "With --escapes a backslash begins a character written by its number, such as \\u{200D}: one to six hexadecimal digits in braces, for a Unicode scalar value.", \
	  "a\\u{D800}b", \
	  "Write \\u{HEX}, with the code point in hexadecimal, or leave out --escapes.") \
	X(V, NAME_EMPTY, 20, "A4_1", "RFC 1034, 3.1; UTS 46, 4.2, step 4", \
	  "the name is empty", \
	  "A domain name has at least one label. A name can also become empty when all its characters are ones that the mapping removes, such as the soft hyphen.", \
	  "", \
	  "Give a name.") \
	X(V, NAME_TOO_LONG, 21, "A4_1", "RFC 1035, 2.3.4; UTS 46, 4.2, step 4", \
	  "the name is longer than 253 octets in ASCII form", \
	  "The DNS carries names of at most 255 octets, which is 253 characters of the form with A-labels. A character outside ASCII needs several of them.", \
	  "a name of five labels of 60 letters each", \
	  "Shorten the name; idnconvert -p whatwg shows the ASCII form of one that is not much too long.") \
	X(V, ROOT_DOT, 22, "A4_2", "RFC 1034, 3.1; UTS 46, 4.2, step 4", \
	  "the name ends in a dot", \
	  "A final dot stands for the root of the DNS. It belongs to the way a name is written in some places and is not part of the name that is registered. It can also remain when every character of the last label is one that the mapping removes.", \
	  "example.org.", \
	  "Remove the dot, or accept it with --root-dot.") \
	X(V, LABEL_EMPTY, 23, "A4_2", "RFC 1035, 2.3.1; UTS 46, 4.2, step 4", \
	  "a label is empty", \
	  "Between two dots, and before the first one, there must be at least one character. A label can also become empty when all its characters are ones that the mapping removes.", \
	  "a..b", \
	  "Give a name where there is none; remove an extra dot, or fill the label in.") \
	X(V, LABEL_TOO_LONG, 24, "A4_2", "RFC 1035, 2.3.4; UTS 46, 4.2, step 4", \
	  "the label is longer than 63 octets in ASCII form", \
	  "The DNS carries labels of at most 63 octets. A label with characters outside ASCII is counted in its A-label form, which begins with xn-- and spends several letters on each such character. A label beyond 1,024 characters is not looked into at all.", \
	  "a label of 64 letters", \
	  "Shorten the label; idnconvert -p whatwg shows the ASCII form of one that is not much too long.") \
	X(V, ACE_NON_ASCII, 30, "P4", "RFC 5890, 2.3.2.1; UTS 46, 4, step 4.1", \
	  "the label begins with xn-- but has a character outside ASCII", \
	  "The prefix xn-- announces a label that is written in ASCII only. A label is either in that form or in readable form, never half of each.", \
	  "xn--\\u{FC}ber", \
	  "Give the readable form without xn--, or the complete A-label.") \
	X(V, PUNYCODE, 31, "P4", "RFC 3492, 6.2; RFC 5890, 2.3.2.1; UTS 46, 4, step 4.2", \
	  "the label begins with xn-- but what follows does not decode", \
	  "The prefix xn-- announces a label encoded with Punycode. This one is not a possible result of that encoding, so it stands for no readable label.", \
	  "xn--99999999", \
	  "Check the label for a copying error, or give its readable form.") \
	X(V, ACE_ASCII, 32, "P4", "RFC 5890, 2.3.2.1; RFC 5891, 4.2.1 and 5.3; UTS 46, 4, step 4.3", \
	  "the label begins with xn-- but decodes to nothing, or to ASCII only", \
	  "A label that needs no encoding must not be encoded: otherwise one name would have two spellings, and one could pass for the other.", \
	  "xn--example-", \
	  "Write the label without xn-- and the final hyphen; if nothing is left, give a label.") \
	X(V, ACE_NESTED, 33, "V4", "RFC 5891, 4.2.3.1 and 5.4; UTS 46, 4.1, criterion 4", \
	  "the decoded label begins with xn-- again", \
	  "An A-label must decode to readable text, not to something that looks like another A-label.", \
	  "xn--xn---epa", \
	  "Give the readable form of the label.") \
	X(V, PAIR_MISMATCH, 34, "", "RFC 5891, 4.2.1", \
	  "the two forms of the name do not belong together", \
	  "When an application gives both the readable form and the A-label form, each must convert exactly to the other; otherwise it is not known which name is meant.", \
	  "b\\u{FC}cher.example with xn--bucher-kva.example", \
	  "Take the A-label form that idnconvert makes of the readable form.") \
	X(V, NOT_NFC, 40, "V1", "RFC 5891, 4.1 and 5.4; UTS 46, 4.1, criterion 1", \
	  "the label is not in Unicode Normalization Form C", \
	  "Many characters can be written in more than one way, such as a letter with an accent as one character or as two. Form C chooses one way, so that equal-looking names are equal.", \
	  "e\\u{301}t\\u{E9}", \
	  "Convert the name to NFC; most keyboards already produce it.") \
	X(V, HYPHEN34, 41, "V2", "RFC 5891, 4.2.3.1 and 5.4; UTS 46, 4.1, criterion 2", \
	  "the third and the fourth character are both hyphens", \
	  "Labels with hyphens in these two places are reserved for encodings such as xn--.", \
	  "ab--cd", \
	  "Use one hyphen there, or move it.") \
	X(V, HYPHEN_START, 42, "V3", "RFC 5891, 4.2.3.1; RFC 5890, 2.3.1; UTS 46, 4.1, criterion 3", \
	  "the label begins with a hyphen", \
	  "Host names begin and end with a letter or a digit.", \
	  "-abc", \
	  "Remove the hyphen at the beginning.") \
	X(V, HYPHEN_END, 43, "V3", "RFC 5891, 4.2.3.1; RFC 5890, 2.3.1; UTS 46, 4.1, criterion 3", \
	  "the label ends with a hyphen", \
	  "Host names begin and end with a letter or a digit.", \
	  "abc-", \
	  "Remove the hyphen at the end.") \
	X(V, DOT, 44, "V5", "RFC 5890, 2.3.1; UTS 46, 4.1, criterion 5", \
	  "the label contains a dot", \
	  "The dot separates labels, so it cannot be part of one.", \
	  "a.b, where one label is asked for", \
	  "Give one label, or judge the whole as a domain name.") \
	X(V, LEADING_MARK, 45, "V6", "RFC 5891, 4.2.3.2 and 5.4; UTS 46, 4.1, criterion 6", \
	  "the label begins with a combining mark", \
	  "A combining mark joins the character before it. At the beginning of a label it would join the dot, or whatever stands before the name.", \
	  "\\u{301}a", \
	  "Begin with the letter that carries the mark.") \
	X(V, DISALLOWED, 46, "V7", "RFC 5892, 2 and 3; RFC 5891, 4.2.2 and 5.4; UTS 46, 4.1, criterion 7", \
	  "this character is not allowed in a domain name", \
	  "Names are made of letters, digits and marks in their lower-case, ordinary form. Symbols, punctuation, spaces, invisible characters, upper case and compatibility forms are left out, because they are easily confused or would be changed by normalization.", \
	  "I\\u{2665}NY", \
	  "If it is a capital letter or another form of a letter, use the ordinary lower-case letter; if it is a symbol, a space or an invisible character, leave it out.") \
	X(V, UNASSIGNED, 47, "V7", "RFC 5892, 2.10; RFC 5891, 4.2.2 and 5.4; UTS 46, 4.1, criterion 7", \
	  "this code point has no character in this version of Unicode", \
	  "What has no character in the version of Unicode that the verdict rests on has no known meaning: it is not known whether it will be a letter, nor in which direction it will be written.", \
	  "a\\u{378}b", \
	  "Check the character; if a newer Unicode has it, wait until the registry does too.") \
	X(V, NOT_LDH, 48, "U1", "RFC 5890, 2.3.1; UTS 46, 4.1, criterion 7", \
	  "this ASCII character is not a letter, a digit or a hyphen", \
	  "Of ASCII, host names have the letters a to z, the digits 0 to 9 and the hyphen. Other characters have other meanings in addresses, and a name with one would be taken for something else.", \
	  "my_shop.example", \
	  "Give the host name only, without http://, user@, port or path; in the name itself, leave the character out or use a hyphen.") \
	X(V, FORBIDDEN_HOST, 49, "", "URL Standard, 3.2 and 3.3", \
	  "this character cannot stand in the host of a URL", \
	  "In a URL this character ends the host or begins another part, so that a browser would go to another place than the one that is read.", \
	  "a%b.example under whatwg", \
	  "Leave the character out.") \
	X(V, CONTEXTJ_ZWNJ, 50, "C1", "RFC 5892, A.1; UTS 46, 4.1, criterion 8", \
	  "ZERO WIDTH NON-JOINER stands where it has no effect", \
	  "This invisible character is allowed only where it changes what is seen: after a virama, or between letters that would otherwise join. Elsewhere it would make two names that look the same.", \
	  "a\\u{200C}b", \
	  "Remove the invisible character (U+200C).") \
	X(V, CONTEXTJ_ZWJ, 51, "C2", "RFC 5892, A.2; UTS 46, 4.1, criterion 8", \
	  "ZERO WIDTH JOINER stands where it has no effect", \
	  "This invisible character is allowed only after a virama, where it changes the shape of the letters. Elsewhere it would make two names that look the same.", \
	  "a\\u{200D}b", \
	  "Remove the invisible character (U+200D).") \
	X(V, CONTEXTO_MIDDLE_DOT, 60, "", "RFC 5892, A.3", \
	  "MIDDLE DOT stands elsewhere than between two letters l", \
	  "The middle dot is allowed for the Catalan l\\u{B7}l only; elsewhere it could be taken for punctuation.", \
	  "a\\u{B7}b", \
	  "Remove the middle dot (U+00B7), or use a hyphen.") \
	X(V, CONTEXTO_KERAIA, 61, "", "RFC 5892, A.4", \
	  "GREEK LOWER NUMERAL SIGN (KERAIA) is not followed by a Greek letter", \
	  "This sign marks a Greek numeral, so a character of the Greek script must follow it.", \
	  "\\u{375}a", \
	  "Remove the sign (U+0375), or let a Greek letter follow it.") \
	X(V, CONTEXTO_GERESH, 62, "", "RFC 5892, A.5", \
	  "HEBREW PUNCTUATION GERESH does not follow a Hebrew letter", \
	  "The geresh belongs to the Hebrew letter before it; elsewhere it could be taken for an apostrophe.", \
	  "a\\u{5F3}", \
	  "Remove the sign (U+05F3), or put it behind a Hebrew letter.") \
	X(V, CONTEXTO_GERSHAYIM, 63, "", "RFC 5892, A.6", \
	  "HEBREW PUNCTUATION GERSHAYIM does not follow a Hebrew letter", \
	  "The gershayim belongs to the Hebrew letter before it; elsewhere it could be taken for a quotation mark.", \
	  "a\\u{5F4}", \
	  "Remove the sign (U+05F4), or put it behind a Hebrew letter.") \
	X(V, CONTEXTO_KATAKANA, 64, "", "RFC 5892, A.7", \
	  "KATAKANA MIDDLE DOT stands in a label without Hiragana, Katakana or Han", \
	  "The katakana middle dot separates words in Japanese; in a label without any Japanese character it could be taken for punctuation.", \
	  "a\\u{30FB}b", \
	  "Remove the dot (U+30FB), or use a hyphen.") \
	X(V, CONTEXTO_ARABIC_INDIC, 65, "", "RFC 5892, A.8", \
	  "an Arabic-Indic digit stands in one label with an Extended Arabic-Indic digit", \
	  "The two sets of digits have several shapes in common, so a label that mixes them could be read as another one.", \
	  "\\u{628}\\u{661}\\u{6F1}", \
	  "Use digits of one set: U+0660 to U+0669, or U+06F0 to U+06F9.") \
	X(V, CONTEXTO_EXTENDED_ARABIC_INDIC, 66, "", "RFC 5892, A.9", \
	  "an Extended Arabic-Indic digit stands in one label with an Arabic-Indic digit", \
	  "The two sets of digits have several shapes in common, so a label that mixes them could be read as another one.", \
	  "\\u{628}\\u{661}\\u{6F1}", \
	  "Use digits of one set: U+0660 to U+0669, or U+06F0 to U+06F9.") \
	X(V, BIDI1, 70, "B1", "RFC 5893, 2, rule 1; UTS 46, 4.1, criterion 9", \
	  "in a name with a right-to-left label, this label begins with a character that has no direction of its own", \
	  "When any label of a name is written from right to left, every label must begin with a letter, so that its direction is known; a digit or a sign could be shown elsewhere than where it belongs.", \
	  "1\\u{5D0}", \
	  "Begin the label with a letter.") \
	X(V, BIDI2, 71, "B2", "RFC 5893, 2, rule 2; UTS 46, 4.1, criterion 9", \
	  "this character cannot stand in a label written from right to left", \
	  "A label is written in one direction. A character of the other direction would change the order in which the label is shown.", \
	  "\\u{5D0}a", \
	  "Use characters of one direction in a label; put the others in a label of their own.") \
	X(V, BIDI3, 72, "B3", "RFC 5893, 2, rule 3; UTS 46, 4.1, criterion 9", \
	  "a label written from right to left ends with a character other than a right-to-left letter or a digit", \
	  "A sign at the end of such a label could be shown on the wrong side of the dot.", \
	  "\\u{5D0}-", \
	  "End the label with a letter of its direction or a digit (marks may follow it).") \
	X(V, BIDI4, 73, "B4", "RFC 5893, 2, rule 4; UTS 46, 4.1, criterion 9", \
	  "a label written from right to left has digits of two kinds: 0 to 9 or U+06F0 to U+06F9 (class EN), and Arabic-Indic or similar ones (class AN)", \
	  "The two kinds of digits are ordered differently on the screen, so that a label with both could be read in two ways.", \
	  "\\u{5D0}1\\u{661}", \
	  "Use digits of one kind.") \
	X(V, BIDI5, 74, "B5", "RFC 5893, 2, rule 5; UTS 46, 4.1, criterion 9", \
	  "this character cannot stand in a label written from left to right", \
	  "A label is written in one direction. A character of the other direction would change the order in which the label is shown.", \
	  "a\\u{5D0}", \
	  "Use characters of one direction in a label; put the others in a label of their own.") \
	X(V, BIDI6, 75, "B6", "RFC 5893, 2, rule 6; UTS 46, 4.1, criterion 9", \
	  "a label written from left to right, in a name with a right-to-left label, ends with a character other than a left-to-right letter or a European digit", \
	  "A sign at the end of such a label could be shown on the wrong side of the dot.", \
	  "a\\u{2260}.\\u{5D0}", \
	  "End the label with a letter of its direction or a European digit (marks may follow it).") \
	X(V, LGR_CODE_POINT, 80, "", "RFC 7940, 8.1", \
	  "this character is not in the repertoire of the table", \
	  "A policy table lists the characters that names of its script or language are made of. This one is not among them, although the rules for all domain names may allow it.", \
	  "a character of another script", \
	  "Use the characters that the table lists: idntable show -t TABLE --characters.") \
	X(V, LGR_SEQUENCE, 81, "", "RFC 7940, 8.1 and 5.1", \
	  "this character is in the table as a part of sequences only, and stands in none here", \
	  "Some characters, such as combining marks, are allowed only behind certain letters. The table lists each such combination.", \
	  "a mark behind a letter it is not listed with", \
	  "Use one of the combinations that the table lists: idntable show -t TABLE with the character, such as U+0931, tells those that have it.") \
	X(V, LGR_CONTEXT, 82, "", "RFC 7940, 8.1, 5.2 and 7.5", \
	  "this character does not stand where the table allows it", \
	  "In some scripts a sign makes sense only in certain places, for example a vowel sign behind a consonant. Elsewhere it could not be read, or would look like something else. The rule of the table that failed is named.", \
	  "a vowel sign at the beginning of a label", \
	  "See what the rule wants: idntable show -t TABLE RULE prints it in words (of a compiled file it cannot). Put the character where the rule allows it, or leave it out.") \
	X(V, LGR_RULE, 83, "", "RFC 7940, 8.1.1 and 8.3", \
	  "a rule of the table about the whole label refuses it", \
	  "Beyond single characters a policy table can have rules about the label as a whole, such as no mixing of two sets of digits. Where such a rule makes the label invalid, it is named; types of variants can decide, too, and a blocked label is refused without a name.", \
	  "a label with digits of two sets", \
	  "Where a rule is named, see what it wants: idntable show -t TABLE RULE prints it in words (of a compiled file it cannot). Where none is, types of variants decide: choose another label.") \
	X(V, REGISTERED, 90, "", "RFC 5730, 3 (2302)", \
	  "this name is registered already", \
	  "The list of registered names, or an index of it, has this very label.", \
	  "a label of the list", \
	  "Choose another name.") \
	X(V, VARIANT_BLOCKED, 91, "", "RFC 7940, 7.3", \
	  "this name is a variant of a registered one, and blocked", \
	  "People take the two names for one another, so the policy table lets nobody have one of them while the other is registered. The registered name is told with the dispositions of both directions.", \
	  "a label that the table maps to one of the list", \
	  "Choose a name that is no variant of a registered one.") \
	X(V, VARIANT_HELD, 92, "", "RFC 7940, 7.3", \
	  "this name is a variant of a registered one, which only the registrant of that name may have", \
	  "People take the two names for one another, but the policy table lets one registrant have both. Here it is another registrant, or it was not told who it is.", \
	  "an allocatable variant of a label of the list", \
	  "Apply as the registrant of that name (--registrant, --field), or choose another name.") \
	X(V, RESERVED, 93, "", "idncheck(1), RESERVED NAMES", \
	  "this name is reserved, or a variant of a reserved one", \
	  "A registry keeps some names from registration, and their variants with them, since people take them for one another.", \
	  "a label of the list of reserved names", \
	  "Choose another name; the list may say why this one is reserved.")
/* clang-format on */

#endif
