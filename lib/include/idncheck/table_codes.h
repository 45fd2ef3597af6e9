/* SPDX-License-Identifier: MIT */
/* The one list of what can be said about a policy table: number, severity, clause, and words. */
#ifndef IDNCHECK_TABLE_CODES_H
#define IDNCHECK_TABLE_CODES_H

/*
 * X(kind, name, number, severity, clause, sentence, explanation, remedy)
 *
 *   kind         E: the call failed; V: something is said about the table
 *   number       stable: a number is never given to another meaning
 *   severity     ERROR: the table is refused; WARNING; NOTE
 *   clause       of RFC 7940, unless another standard is named
 *   sentence     what is wrong, without a full stop
 *   explanation  why it matters
 *   remedy       what the author of the table can do
 */
/* clang-format off */
#define IDNC_TABLE_CODE_LIST(X) \
	X(E, MEMORY, -1, ERROR, "-", \
	  "there is not enough memory", \
	  "The call could not be finished; nothing is said about the table.", \
	  "Give the program more memory, or raise the bound of the allocator.") \
	X(E, ARGUMENT, -2, ERROR, "-", \
	  "an argument is out of range", \
	  "The call is not possible as it was made; nothing is said about the table.", \
	  "Read the comment of the function in the public header.") \
	X(V, XML, 10, ERROR, "RFC 7940, 4", \
	  "the document is not well-formed XML", \
	  "A table is an XML document; past the first mistake in its markup nothing can be read.", \
	  "Mend the markup at this place.") \
	X(V, DOCTYPE, 11, ERROR, "RFC 7940, 4", \
	  "the document has a document type declaration", \
	  "A document type can define entities that grow without bound or name other files. No table needs one, so none is read.", \
	  "Remove the declaration, and write characters directly or as numeric references.") \
	X(V, LIMIT_SIZE, 12, ERROR, "RFC 7940, 12.2", \
	  "the document is larger than 16 MiB", \
	  "The largest table in use is below 4 MiB. The bound keeps a hostile document from costing much.", \
	  "Split the table, or write long runs of code points as ranges.") \
	X(V, LIMIT_DEPTH, 13, ERROR, "RFC 7940, 12.2", \
	  "elements are nested more than 32 deep", \
	  "The bound keeps a hostile document from costing much.", \
	  "Give inner rules and classes names, and refer to them with by-ref.") \
	X(V, LIMIT_ATTRIBUTES, 14, ERROR, "RFC 7940, 12.2", \
	  "an element has more than 32 attributes", \
	  "No element of a table has more than ten.", \
	  "Remove the attributes that RFC 7940 does not define.") \
	X(V, LIMIT_VALUE, 15, ERROR, "RFC 7940, 12.2", \
	  "an attribute value is longer than 4,096 bytes", \
	  "The bound keeps a hostile document from costing much.", \
	  "Shorten the value; a long comment can stand in the description.") \
	X(V, LIMIT_TEXT, 16, ERROR, "RFC 7940, 12.2", \
	  "the text of an element is longer than 262,144 bytes", \
	  "The bound keeps a hostile document from costing much.", \
	  "Write long runs of code points as ranges; shorten the description.") \
	X(V, LIMIT_ELEMENTS, 17, ERROR, "RFC 7940, 12.2", \
	  "the document has more than 524,288 elements", \
	  "The bound keeps a hostile document from costing much.", \
	  "Split the table, or write long runs of code points as ranges.") \
	X(V, LIMIT_CHARS, 18, ERROR, "RFC 7940, 12.2", \
	  "the document has more than 200,000 char and range elements", \
	  "The bound keeps a hostile document from costing much.", \
	  "Write long runs of code points as ranges.") \
	X(V, LIMIT_VARIANTS, 19, ERROR, "RFC 7940, 12.2", \
	  "a char has more than 64 variants", \
	  "The number of variant labels is the product of the variants of each character. The bound keeps it from growing without use.", \
	  "Remove variants of this character.") \
	X(V, LIMIT_LIST, 20, ERROR, "RFC 7940, 12.2", \
	  "a list in an attribute has more than 64 items", \
	  "The bound keeps a hostile document from costing much.", \
	  "Shorten the list.") \
	X(V, LIMIT_SEQUENCE, 21, ERROR, "RFC 1035, 2.3.4", \
	  "a sequence has more than 63 code points", \
	  "No label is that long, so the sequence can never occur.", \
	  "Remove the sequence.") \
	X(V, NAMESPACE, 30, ERROR, "RFC 7940, 4.1", \
	  "this element is not in the namespace of RFC 7940", \
	  "The elements of a table belong to urn:ietf:params:xml:ns:lgr-1.0; drafts used other names, whose elements had other meanings.", \
	  "Declare xmlns=\"urn:ietf:params:xml:ns:lgr-1.0\" on the lgr element, and check the table against RFC 7940.") \
	X(V, ELEMENT, 31, ERROR, "RFC 7940, Appendix D", \
	  "this element cannot stand here", \
	  "The schema lists the elements that each element may hold.", \
	  "Remove the element, move it where it belongs, or correct its name.") \
	X(V, ELEMENT_REPEATED, 32, ERROR, "RFC 7940, Appendix D", \
	  "this element may stand here only once", \
	  "The schema allows one such element in this place.", \
	  "Keep one of them.") \
	X(V, ELEMENT_ORDER, 33, ERROR, "RFC 7940, 4.2", \
	  "this element stands behind one that it must precede", \
	  "The parts of a table come in the order meta, data, rules; in a rule start comes first and end last, and an anchor stands between look-behind and look-ahead.", \
	  "Move the element.") \
	X(V, ELEMENT_MISSING, 34, ERROR, "RFC 7940, Appendix D", \
	  "an element that is required is missing", \
	  "A table needs a data section with at least one code point; an operator needs its operands, a choice two alternatives, and a rule something to match.", \
	  "Add the element.") \
	X(V, ELEMENT_MANY, 35, ERROR, "RFC 7940, 6.2.5", \
	  "the set operator has too many operands", \
	  "intersection, difference and symmetric-difference take two classes, complement takes one.", \
	  "Nest the operators.") \
	X(V, ATTRIBUTE, 36, ERROR, "RFC 7940, Appendix D", \
	  "this element has no such attribute", \
	  "The schema lists the attributes of each element.", \
	  "Remove the attribute, or correct its name.") \
	X(V, ATTRIBUTE_MISSING, 37, ERROR, "RFC 7940, Appendix D", \
	  "an attribute that is required is missing", \
	  "Without it the element has no meaning.", \
	  "Add the attribute.") \
	X(V, ATTRIBUTE_BOTH, 38, ERROR, "RFC 7940, 5.2, 6.2.1, 7.1 and 7.2", \
	  "these attributes exclude each other", \
	  "An element has one context, one reference, one rule and one list of types.", \
	  "Keep one of them; combine rules into a new rule.") \
	X(V, TEXT, 39, ERROR, "RFC 7940, Appendix D", \
	  "text stands where only elements may", \
	  "The text has no meaning here; it may be a comment that lost its markup.", \
	  "Remove the text, or make it an XML comment or a comment attribute.") \
	X(V, CODE_POINT, 40, ERROR, "RFC 7940, 5", \
	  "this is not a code point, or a list of them, as RFC 7940 writes it", \
	  "Code points are written with four to six hexadecimal digits in upper case, without U+, separated by single spaces.", \
	  "Correct the value, such as 0061 or 0061 0301.") \
	X(V, DATE, 41, ERROR, "RFC 7940, 4.3.2 and 4.3.6", \
	  "this is not a date", \
	  "Dates are written YYYY-MM-DD.", \
	  "Correct the date.") \
	X(V, LANGUAGE, 42, WARNING, "RFC 7940, 4.3.3; RFC 5646, 2.1", \
	  "this is not a language tag", \
	  "The language or script of a table is named by a tag of RFC 5646, such as de or und-Cyrl.", \
	  "Correct the tag.") \
	X(V, UNICODE_VERSION, 43, ERROR, "RFC 7940, 4.3.7", \
	  "this is not a version of Unicode", \
	  "The version is written with three numbers, such as 11.0.0.", \
	  "Correct the version.") \
	X(V, TYPE, 44, ERROR, "RFC 7940, 5.3.2", \
	  "this is not a variant type or disposition", \
	  "A type is one word of letters, digits, and . - _ : and does not begin with an underscore.", \
	  "Correct the word.") \
	X(V, NAME, 45, ERROR, "RFC 7940, 6.3.4", \
	  "this is not a name", \
	  "A name is one word without spaces that begins with a letter or an underscore.", \
	  "Correct the name.") \
	X(V, TAG, 46, ERROR, "RFC 7940, 5.5", \
	  "this is not a tag, or a list of tags", \
	  "A tag is one word of letters, digits, and . - _ : characters.", \
	  "Correct the tag.") \
	X(V, COUNT, 47, ERROR, "RFC 7940, 6.3.3", \
	  "this is not a count", \
	  "A count is n (at least 1), n+, or n:m with m larger than n (or equal, and not 0).", \
	  "Correct the count.") \
	X(V, REFERENCE_ID, 48, ERROR, "RFC 7940, 4.3.8", \
	  "this is not the identifier of a reference, or a list of them", \
	  "Identifiers consist of digits, capital letters, and - _ . : characters.", \
	  "Correct the identifier.") \
	X(V, SCOPE, 49, ERROR, "RFC 7940, 4.3.4", \
	  "the scope is empty", \
	  "A scope names the domain, or another place, where the table applies.", \
	  "Name the scope, or remove the element.") \
	X(V, DUPLICATE, 60, ERROR, "RFC 7940, 5", \
	  "this code point or sequence is listed already", \
	  "Each may be listed once; with two entries it would not be known which context, tags and variants hold.", \
	  "Merge the entries.") \
	X(V, OVERLAP, 61, ERROR, "RFC 7940, 5", \
	  "this range overlaps an entry that is listed already", \
	  "Each code point may be listed once.", \
	  "Split the range around the other entry.") \
	X(V, RANGE, 62, ERROR, "RFC 7940, 5", \
	  "the range ends before it begins", \
	  "The first code point of a range is not larger than the last.", \
	  "Exchange first-cp and last-cp.") \
	X(V, SEQUENCE_TAG, 63, ERROR, "RFC 7940, 5.5", \
	  "a sequence has a tag", \
	  "Tags make classes, and classes hold single code points.", \
	  "Remove the tag, or give it to single code points.") \
	X(V, TAG_REPEATED, 64, ERROR, "RFC 7940, 5.5", \
	  "a tag is listed twice", \
	  "The list of tags of a code point has no duplicates.", \
	  "Remove one of them.") \
	X(V, REF_REPEATED, 65, ERROR, "RFC 7940, 5.4.1", \
	  "a reference is listed twice", \
	  "The list of references of an element has no duplicates.", \
	  "Remove one of them.") \
	X(V, NULL_SOURCE, 66, ERROR, "RFC 7940, 5.3.3", \
	  "a char without code points has no variants", \
	  "An empty cp stands for the place where a variant may be inserted, so at least one must be given.", \
	  "Add the variant, or remove the char.") \
	X(V, VAR_REPEATED, 67, ERROR, "RFC 7940, 5.3", \
	  "this variant, with this context, is listed already", \
	  "The combination of cp, when and not-when is unique among the variants of a char.", \
	  "Keep one of them.") \
	X(V, REFERENCE_REPEATED, 68, ERROR, "RFC 7940, 4.3.8", \
	  "the identifier of this reference is taken already", \
	  "Identifiers of references are unique.", \
	  "Give the reference another identifier.") \
	X(V, SURROGATE, 69, ERROR, "RFC 3629, 3", \
	  "a surrogate code point is listed", \
	  "The code points D800 to DFFF are no characters and stand in no text, so that no label has one.", \
	  "Remove the code point; write a range as two, up to D7FF and from E000 on.") \
	X(V, NAME_REPEATED, 80, ERROR, "RFC 7940, 6.2.1 and 6.3.4", \
	  "this name is taken already", \
	  "The names of rules and classes are unique, so that a reference has one meaning.", \
	  "Give one of them another name.") \
	X(V, NAME_MISPLACED, 81, ERROR, "RFC 7940, 6.2.1 and 6.3.4", \
	  "only what stands directly in rules has a name", \
	  "A rule or class inside another one cannot be referred to.", \
	  "Move it to the level of rules and refer to it, or remove the name.") \
	X(V, RULE_UNDEFINED, 82, ERROR, "RFC 7940, 5.2, 6.3.4 and 7.1", \
	  "there is no rule of this name", \
	  "A condition that cannot be tested leaves open which labels are valid.", \
	  "Correct the name, or define the rule.") \
	X(V, RULE_LATE, 83, ERROR, "RFC 7940, 6.3.4 and 7.1", \
	  "the rule is used before it is defined", \
	  "Rules and actions refer to rules that stand before them; that also keeps rules from referring to each other in a circle.", \
	  "Move the definition up.") \
	X(V, RECURSION, 84, ERROR, "RFC 7940, 6.3.4", \
	  "the rule refers to itself", \
	  "A rule is a fixed pattern and cannot contain itself.", \
	  "Use count for repetition.") \
	X(V, CLASS_UNDEFINED, 85, ERROR, "RFC 7940, 6.2.1", \
	  "there is no class of this name", \
	  "What the rule matches would not be known.", \
	  "Correct the name, or define the class.") \
	X(V, CLASS_LATE, 86, ERROR, "RFC 7940, 6.2.1", \
	  "the class is used before it is defined", \
	  "Classes refer to classes that stand before them.", \
	  "Move the definition up.") \
	X(V, CLASS_DEFINITION, 87, ERROR, "RFC 7940, 6.2", \
	  "a class is defined by exactly one of by-ref, from-tag, property and text", \
	  "With none the class has no meaning, with two it has two.", \
	  "Keep one, or combine classes with a set operator.") \
	X(V, PROPERTY, 88, ERROR, "RFC 7940, 6.2.3", \
	  "this property, or this value of it, is not known", \
	  "Known are gc, sc, ccc, bc, jt, InSC and Dep with the values of Unicode, written exactly so, such as gc:Mn. A table with others cannot be evaluated.", \
	  "Correct the property, or list the code points.") \
	X(V, COUNT_MISPLACED, 89, ERROR, "RFC 7940, 6.3.3", \
	  "a count cannot stand here", \
	  "A count belongs to a matcher in a rule, not to a named rule or class, nor to an operand of a set operator.", \
	  "Move the count to the place of use.") \
	X(V, COUNT_POSITION, 90, ERROR, "RFC 7940, 6.3.3", \
	  "what is counted contains start, end, anchor, look-behind or look-ahead", \
	  "A position in the label cannot be repeated.", \
	  "Take the position out of what is counted.") \
	X(V, ANCHOR_MISPLACED, 91, ERROR, "RFC 7940, 6.4", \
	  "a rule with an anchor is used where there is nothing to anchor", \
	  "The anchor stands for the code point whose when or not-when is tested. In an action, and inside look-behind and look-ahead, there is none.", \
	  "Use a rule without an anchor.") \
	X(V, LOOK_MISPLACED, 92, ERROR, "RFC 7940, 6.4.2", \
	  "look-behind or look-ahead stands without an anchor", \
	  "They say what precedes and what follows the anchor.", \
	  "Add the anchor.") \
	X(V, LIMIT_POINTS, 100, ERROR, "RFC 7940, 12.2", \
	  "the table has more than 65,534 code points", \
	  "The compiled form numbers code points with 16 bits.", \
	  "Split the table.") \
	X(V, LIMIT_TYPES, 101, ERROR, "RFC 7940, 12.2", \
	  "the table has more than 64 variant types", \
	  "The compiled form holds a set of types in 64 bits; tables in use have at most 13.", \
	  "Merge types.") \
	X(V, LIMIT_CLASSES, 102, ERROR, "RFC 7940, 12.2", \
	  "the table has more than 4,096 different classes", \
	  "The bound keeps the compiled form small; tables in use have at most 352.", \
	  "Merge classes.") \
	X(V, LIMIT_RULES, 103, ERROR, "RFC 7940, 12.2", \
	  "the table has more than 65,534 rules", \
	  "The compiled form numbers rules with 16 bits.", \
	  "Merge rules.") \
	X(V, LIMIT_MATCHERS, 104, ERROR, "RFC 7940, 12.2", \
	  "the rules have more than 1,048,576 match operators", \
	  "The bound keeps the compiled form small.", \
	  "Use classes instead of long choices.") \
	X(V, LIMIT_NESTING, 105, ERROR, "RFC 7940, 12.2", \
	  "the rule, with those it refers to, is nested more than 32 deep", \
	  "The bound keeps evaluation within a small stack.", \
	  "Flatten the rule.") \
	X(V, LIMIT_GROUPS, 106, ERROR, "RFC 7940, 12.2", \
	  "the rule, with those it refers to, has more than 8 counted groups", \
	  "A counted group of several matchers is the costly part of a rule.", \
	  "Count single classes instead of groups.") \
	X(V, LIMIT_BLOCK, 107, ERROR, "RFC 7940, 12.2", \
	  "the compiled form is larger than 64 MiB", \
	  "The largest table in use compiles to less than 2 MB.", \
	  "Split the table.") \
	X(V, NULL_SOURCE_USED, 108, ERROR, "RFC 7940, 5.3.3 and 12.2", \
	  "a variant is inserted where nothing was, with a type other than invalid", \
	  "Such a variant could be inserted between any two characters of any label, and is not evaluated.", \
	  "Write the mapping from the neighbouring code point, or give it the type invalid.") \
	X(V, LIMIT_RULE, 109, ERROR, "RFC 7940, 12.2", \
	  "the rule, with those it refers to, has more than 131,072 match operators", \
	  "A rule that refers to others many times grows with each step. The bound keeps evaluation fast.", \
	  "Use classes instead of long choices, and counts instead of repetition.") \
	X(V, LIMIT_WORK, 110, ERROR, "RFC 7940, 12.2", \
	  "the rules that are asked at one place of a label, or of one label by the actions, cost too much together", \
	  "What the contexts of the entries that begin with one code point and of their variants cost, each time they are asked, has a bound of 16,384, and so has what all actions cost: 1 for each match operator, 64 for one in a group with a count, 64 more for the group itself. The largest table in use has less than 512.", \
	  "Use classes instead of long choices, replace groups with a count, let fewer variants have a context, and join actions that have the same rule.") \
	X(V, PROPERTY_UNDATED, 120, WARNING, "RFC 7940, 4.3.7 and 6.2.3", \
	  "a property is used, but the table names no unicode-version", \
	  "The values of properties change between versions of Unicode. Without a version the rules that rely on the property are not evaluated: they match nothing.", \
	  "Add unicode-version to meta.") \
	X(V, PROPERTY_NEWER, 121, WARNING, "RFC 7940, 4.3.7", \
	  "the values of the property in the version that the table names are not known here", \
	  "The built-in data is older than the table. The rules that rely on the property are not evaluated: they match nothing.", \
	  "Use a newer release of this library.") \
	X(V, PROPERTY_OLDER, 122, WARNING, "RFC 7940, 4.3.7", \
	  "the value of the property is that of a later version of Unicode", \
	  "The library restores the values of older versions from the age of each code point and a list of changes; for this property the list does not reach back to the version of the table.", \
	  "Check the code points of the class, or list them in the class itself.") \
	X(V, VALIDITY, 123, WARNING, "RFC 7940, 4.3.6", \
	  "the validity ends before it begins", \
	  "The table would never be in force.", \
	  "Correct the dates.") \
	X(V, CLASS_RANGE, 124, ERROR, "RFC 7940, 6.2.4", \
	  "a range in the class ends before it begins", \
	  "The first code point of a range is not larger than the last.", \
	  "Exchange the two.") \
	X(V, VERSION_UNPUBLISHED, 125, WARNING, "RFC 7940, 4.3.7", \
	  "a property is used, and there is no such version of Unicode", \
	  "The values of properties are taken as those of the nearest earlier version.", \
	  "Correct unicode-version.") \
	X(V, SCOPE_DOMAIN, 126, WARNING, "RFC 7940, 4.3.4", \
	  "the scope is not a domain name", \
	  "A scope of type domain is a dot, for the root zone, or the name of a zone without a dot at its end: labels of 1 to 63 letters, digits and hyphens, no hyphen at either end of a label.", \
	  "Correct the name, such as example.com, or the type of the scope.") \
	X(V, ASYMMETRIC, 140, WARNING, "RFC 7940, 5.3", \
	  "the reverse of this variant is missing", \
	  "If a is a variant of b, b is one of a. Without the reverse mapping two labels collide in one order of application and not in the other.", \
	  "Add the reverse mapping to the other code point.") \
	X(V, CONTEXT_DIFFERS, 141, WARNING, "RFC 7940, 5.3.5", \
	  "the reverse of this variant has another context", \
	  "The mapping and its reverse must hold under the same condition.", \
	  "Give both the same when or not-when.") \
	X(V, INTRANSITIVE, 142, WARNING, "RFC 7940, 5.3", \
	  "a variant of this variant is not a variant of the code point", \
	  "If a is a variant of b and b of c, a is one of c. Otherwise whether labels collide depends on which was registered first.", \
	  "Add the missing mapping, with its reverse.") \
	X(V, TARGET_UNLISTED, 143, WARNING, "RFC 7940, 5.3", \
	  "the variant consists of code points that the table does not list", \
	  "A label with that variant is invalid, unless its neighbours complete a sequence that is listed; so the mapping hardly has an effect on collisions.", \
	  "List the code point with the reverse mapping and a reflexive variant of type out-of-repertoire-var.") \
	X(V, NULL_VARIANT, 144, WARNING, "RFC 7940, 5.3.3", \
	  "the variant is empty, or is inserted where nothing was", \
	  "Mappings from and to nothing are hard to predict and costly.", \
	  "Map the sequence with its neighbour instead.") \
	X(V, ACTION_UNREACHED, 145, WARNING, "RFC 7940, 7.4", \
	  "no label can trigger this action", \
	  "An earlier action without a condition, or with the same or a wider one, decides first, or no variant has its types.", \
	  "Remove the action, or move it up.") \
	X(V, RULE_UNUSED, 146, NOTE, "RFC 7940, 6.3", \
	  "the rule is not used", \
	  "No when, not-when or action refers to it, nor any other rule that is used.", \
	  "Remove the rule, or use it.") \
	X(V, CLASS_UNUSED, 147, NOTE, "RFC 7940, 6.2", \
	  "the class is not used", \
	  "No rule or other class that is used refers to it.", \
	  "Remove the class, or use it.") \
	X(V, TAG_UNUSED, 148, NOTE, "RFC 7940, 5.5", \
	  "no class is made from this tag", \
	  "The tag has no effect on labels; it may be meant for people.", \
	  "Nothing need be done.") \
	X(V, DISALLOWED, 149, WARNING, "RFC 5892, 2 and 3", \
	  "IDNA2008 does not allow this code point", \
	  "A label with it cannot be registered whatever the table says.", \
	  "Remove the code point.") \
	X(V, NOT_NFC, 150, WARNING, "RFC 5891, 4.1", \
	  "this is not in Unicode Normalization Form C", \
	  "Labels are in NFC, so this can never occur in one.", \
	  "Write the composed form.") \
	X(V, REF_UNDECLARED, 151, WARNING, "RFC 7940, 5.4.1", \
	  "no reference has this identifier", \
	  "The reader cannot find the source of the entry.", \
	  "Declare the reference in meta, or correct the identifier.") \
	X(V, CLASS_EMPTY, 152, WARNING, "RFC 7940, 6.2", \
	  "the class has no code point of the table", \
	  "No code point of a label is in it, so that what must match it matches nothing.", \
	  "Correct the class, or remove it.") \
	X(V, TYPE_UNKNOWN, 153, NOTE, "RFC 7940, 7.2", \
	  "no variant has this type", \
	  "The action names a type that nothing has. It may be misspelt, or belong to a list of actions that several tables share.", \
	  "Correct the type, or remove it.") \
	X(V, TYPE_UNHANDLED, 154, NOTE, "RFC 7940, 7.2 and 7.6", \
	  "no action names this variant type", \
	  "Unless other types or a rule decide, labels with such variants get the disposition of the action for all labels that are left: that of the table, or else the last default one, valid.", \
	  "Add an action for the type.") \
	X(V, TAG_UNKNOWN, 155, WARNING, "RFC 7940, 6.2.2", \
	  "no code point has this tag", \
	  "The class is empty, so that what must match it matches nothing.", \
	  "Correct the tag, or remove the class.") \
	X(V, ACTION_LAST, 156, NOTE, "RFC 7940, 7.6", \
	  "no action of the table is for all labels that are left", \
	  "A label that triggers none of the actions gets its disposition from the default actions, the last of which is valid.", \
	  "Nothing need be done if that is meant; else end the list with an action that has only disp.") \
	X(V, RULE_UNMATCHED, 157, NOTE, "RFC 7940, 6.3", \
	  "no label can match this rule", \
	  "Something that the rule must match is a class without any code point of the table. The rule may be one that several tables share.", \
	  "Nothing need be done if that is so; else correct the class, or remove the rule.") \
	X(V, TEXT_ENCODING, 170, ERROR, "RFC 4290, 5", \
	  "the file is not text in UTF-8", \
	  "A byte or a control character was met that no table has: the file is in another encoding, is binary, or is damaged.", \
	  "Convert the file to UTF-8, or name another file.") \
	X(V, TEXT_PAGE, 171, ERROR, "RFC 4290, 5", \
	  "the file is a web page, not a table", \
	  "A server may answer with a page that says that the table was not found, or one that shows it to people.", \
	  "Fetch the table itself.") \
	X(V, TEXT_LINE, 172, ERROR, "RFC 4290, 5", \
	  "the line is neither a code point, nor a comment, nor a header", \
	  "A line is U+0061, U+0061|U+00E1:U+00E2 (RFC 4290), U+0061(1);U+0061(1);U+00E1(2),U+00E2(2) (RFC 3743), or begins with a number sign. The rest of this one cannot be read, so nothing is guessed.", \
	  "Correct the line, or put a number sign before what is a comment.") \
	X(V, TEXT_FORM, 173, ERROR, "RFC 4290, 5", \
	  "a line of RFC 4290 and one of RFC 3743 stand in one table", \
	  "The vertical bar and the semicolon give variants different meanings; a table has one of them.", \
	  "Write all lines in one form.") \
	X(V, TEXT_RULE, 174, WARNING, "RFC 7940, 6.3", \
	  "a rule is told in a comment only, and is lost", \
	  "The text is kept as a description or comment, but no program applies it: labels that it forbids are accepted.", \
	  "Write the rule as a rule of RFC 7940, and name it in the context of the code points, or in an action.") \
	X(V, TEXT_META, 175, NOTE, "RFC 7940, 4.3", \
	  "this value is kept in the description only", \
	  "The element of RFC 7940 wants another form, which cannot be derived from this value for certain.", \
	  "Write a date as 2026-12-31, a language as a tag such as und-Latn, a version of Unicode as 18.0.0.") \
	X(V, TEXT_SELF, 176, NOTE, "RFC 7940, 5.3.4", \
	  "a code point is listed as its own variant, which says nothing", \
	  "Every label is itself. Such a mapping has a meaning only where it has a type, as preferred variants of RFC 3743 have.", \
	  "Nothing need be done.") \
	X(V, TEXT_LOST, 177, WARNING, "RFC 4290, 5", \
	  "RFC 4290 has no form for this, so that it is lost", \
	  "The text form has code points, sequences, variants and comments, and no contexts, rules, actions, types, tags or references.", \
	  "Publish the table as XML; the text is a picture of it only.") \
	X(V, TEXT_XML_COMMENT, 178, WARNING, "RFC 7940, 4.3.5 and 5.4.2", \
	  "a comment or processing instruction of the XML is lost", \
	  "It is no part of the table, and is not read with it.", \
	  "Write what is to be kept into the description, or into attributes named comment.") \
	X(V, TEXT_SEQUENCE, 179, WARNING, "RFC 4290, 5", \
	  "two code points with a hyphen between them are a sequence, and no range", \
	  "A hyphen joins the code points of a string: a label must have the two one behind the other, and neither alone.", \
	  "If a range is meant, write it with two dots, as 0030..0039; or write a space between the code points.") \
	X(V, SET_CONTEXT, 200, WARNING, "RFC 7940, 5.2 and 6.4", \
	  "the tables have contexts here that no rule of RFC 7940 can express together", \
	  "A rule can be a choice of rules, but not the conjunction of several or the negation of one, and a branch without an anchor leaves those with one undefined. The stricter thing was done, which is told behind the sentence: an element keeps one of the contexts or is left out; a variant becomes one always, and blocked.", \
	  "Write a rule that says what both should, name it in all of the tables, and do it again.") \
	X(V, SET_CONTEXT_DROPPED, 201, NOTE, "RFC 7940, 5.2", \
	  "this context is dropped, since another table has none here", \
	  "What one table allows always the union of them allows always. Labels that mix what only one or the other table has may now have it where neither allowed it.", \
	  "Nothing need be done if that is meant; else give the other table the same context.") \
	X(V, SET_TYPE, 202, WARNING, "RFC 7940, 5.3", \
	  "the tables give this variant different types", \
	  "A mapping has one type. It becomes blocked, since a registry can allow later what it blocked, and not the other way round; a reflexive one gets the first type in the order of the alphabet.", \
	  "Give it the same type in all of the tables, and do it again.") \
	X(V, SET_ACTION, 203, WARNING, "RFC 7940, 7", \
	  "an action of one table decides about labels of another one, too", \
	  "The list of actions is one for all labels. This action stands in some of the tables only, and labels of a table that lacks it can trigger it.", \
	  "Look whether the disposition is right for labels of the other table; else restrict the rule of the action to code points of its own.") \
	X(V, SET_ACTION_ORDER, 204, WARNING, "RFC 7940, 7.4", \
	  "the tables have this action and others in another order", \
	  "The first action that a label triggers decides. The order of the table that was named first is kept.", \
	  "Bring the actions of the tables into the same order, and do it again.") \
	X(V, SET_RENAMED, 205, NOTE, "RFC 7940, 6.2.1 and 6.3.1", \
	  "the name means different things in the tables, and is changed", \
	  "Names are those of one document. The new name begins with the script or language of the table; everything that refers to it follows.", \
	  "Nothing need be done.") \
	X(V, SET_META, 206, NOTE, "RFC 7940, 4.3", \
	  "this part of the meta data is not that of all tables, and is not carried over", \
	  "A table has one version and one description. The version of the first table is kept; descriptions are joined as far as they are of one type and fit into the bound.", \
	  "Write the version and the description of the new table.") \
	X(V, SET_UNICODE, 207, WARNING, "RFC 7940, 4.3.7", \
	  "the tables have different versions of Unicode, and a property is used", \
	  "A table has one version, at which properties are evaluated; it is the highest of them, or that of the table that gets the rule. What the property holds may differ from what it held in the other table.", \
	  "Check the code points of the class, or list them in the class itself.") \
	X(V, SET_ADDED, 208, NOTE, "RFC 7940, 5.3", \
	  "a variant mapping was added", \
	  "Symmetry, transitivity, or another table demands it.", \
	  "Nothing need be done; look whether its type is the right one.") \
	X(V, SET_OUTSIDE, 209, NOTE, "RFC 8228, out-of-repertoire variants", \
	  "a code point or sequence was added as out of the repertoire", \
	  "A variant leads to it. It has a reflexive variant of type out-of-repertoire-var, by which an action makes every label with it invalid.", \
	  "Nothing need be done.") \
	X(V, SET_UNCLOSED, 210, WARNING, "RFC 7940, 5.3.5", \
	  "a variant mapping that transitivity may demand was not added, since the steps to it have different contexts", \
	  "When both contexts must hold for the mapping, no rule of RFC 7940 says so in general; where they exclude each other there is nothing to add.", \
	  "If they can hold together, add the mapping with a rule that says when, and its reverse.") \
	X(V, SET_ACTION_ADDED, 211, NOTE, "RFC 7940, 7", \
	  "an action was added for this type", \
	  "Without it the variants that were added would have no effect.", \
	  "Nothing need be done.") \
	X(V, SET_DROPPED, 212, NOTE, "RFC 8228, out-of-repertoire variants", \
	  "this is out of the repertoire of every table that has it, and is left out", \
	  "No label of any of the tables can have it, so that no label collides by it. The variants that lead through it are there in one step.", \
	  "Nothing need be done.") \
	X(V, SET_NULL, 213, WARNING, "RFC 7940, 5.3.3", \
	  "a mapping from or to nothing has no reverse that could be added, and is not given to other tables", \
	  "A variant that is inserted where nothing was can be inserted anywhere.", \
	  "Map the sequence with its neighbour instead.") \
	X(V, SET_SEQUENCE, 214, NOTE, "RFC 7940, 5.1", \
	  "a sequence of code points of the table was added, so that it can have variants", \
	  "The table has what it is made of, but a mapping must have an element to stand in.", \
	  "Nothing need be done, unless other sequences of the table overlap with it: then look at labels that have both.") \
	X(V, SET_SEQUENCE_LOST, 215, WARNING, "RFC 7940, 5.1 and 5.2", \
	  "a sequence that should have variants was not added, since a code point of it has a context", \
	  "As an element of its own the sequence would be allowed where the context of its part does not hold.", \
	  "Add the sequence with the context that it should have, and the mapping.") \
	X(V, SET_CUT, 216, WARNING, "RFC 7940, 12.2", \
	  "what the tables have here is together too long for an attribute, and is cut", \
	  "A list has at most 64 words, and an attribute at most 4,096 bytes.", \
	  "Shorten comments, or combine fewer tables at once.") \
	X(V, SET_CONTEXT_KEPT, 218, WARNING, "RFC 7940, 5.3.5; RFC 8228", \
	  "another table has this variant under another context, and it is left as it is", \
	  "A mapping with a context beside the same one without it, or with another, gives a variant label two derivations. So the two tables do not agree when this is a variant.", \
	  "Decide which context is right, and give it to both tables.") \
	X(V, SET_REFERENCE, 219, NOTE, "RFC 7940, 4.3.8 and 5.4.1", \
	  "this rule is taken over without its references, which are those of the other table", \
	  "A reference is a number of the table's own list. The rule says what it said; only where it comes from is not told any more.", \
	  "Add the source to the references of the new table, and to the rule.") \
	X(V, SET_EMPTY, 217, ERROR, "RFC 7940, 4.2", \
	  "nothing is left for the table: it would have no element", \
	  "A table has at least one code point.", \
	  "Look whether these are the tables that were meant.")
/* clang-format on */

#endif
