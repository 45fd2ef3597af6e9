# SPDX-License-Identifier: MIT
"""naive_lgr.py: a second, naive evaluator of RFC 7940 label generation rulesets, as an oracle of the library.

    naive_lgr.py TABLE.xml [LABEL...]        label, disposition, index, counts and digest, tab-separated
    naive_lgr.py TABLE.xml --variants LABEL  the variant labels that are not invalid, with their dispositions
    naive_lgr.py [TABLE.xml] --expected TSV  compare with a file of expected results

A label is text, or code points as `U+0915 U+094D` or in upper-case hex, `0915 094D`; without any, labels are the
lines of stdin.
It follows the text of the RFC, tries everything, and prints `-` where that is too much (--cap).  No rule is
matched by backtracking: a matcher takes a set of positions and gives the set of positions after a match.
"""
import argparse
import collections
import functools
import hashlib
import pathlib
import re
import sys
import xml.etree.ElementTree

NAMESPACE = "{urn:ietf:params:xml:ns:lgr-1.0}"
SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared"
UCD = SHARED / "unicode" / "18.0.0" / "ucd"
CODE_POINTS = range(0x110000)
DIGEST_CAP = 20000

Element = collections.namedtuple("Element", "cp context variants")
Variant = collections.namedtuple("Variant", "cp type context")
Context = collections.namedtuple("Context", "rule wanted")       # when: wanted is true; not-when: false
Rule = collections.namedtuple("Rule", "match has_anchor has_look has_position")
Action = collections.namedtuple("Action", "disposition rule wanted trigger types")
Result = collections.namedtuple("Result", "disposition index variants")
INVALID = Result("invalid", None, {})


class Refused(Exception):
    """The document must be rejected."""


class TooMany(Exception):
    """There are more derivations than the cap."""


# ---- Unicode properties (RFC 7940, 6.2.3) ----

# Property: its file, the name of a binary property, and the value of what is not listed where the file does not say.
PROPERTY_FILES = {
    "gc": ("extracted/DerivedGeneralCategory.txt", None, "Cn"), "sc": ("Scripts.txt", None, None),
    "ccc": ("extracted/DerivedCombiningClass.txt", None, None), "bc": ("extracted/DerivedBidiClass.txt", None, None),
    "jt": ("extracted/DerivedJoiningType.txt", None, None), "InSC": ("IndicSyllabicCategory.txt", None, None),
    "Dep": ("PropList.txt", "Deprecated", "N"),
}
# The data is that of Unicode 18.0: age tells what did not exist, this what had another value before a version.
CHANGED = [("gc", 0x1171E, (16, 0), "Mn")]      # AHOM CONSONANT SIGN MEDIAL RA


def version_of(text):
    return tuple(int(number) for number in text.split("."))[:2]


def data_lines(name, prefix=""):
    """The lines `first..last ; value` of a file: those behind a prefix, or those that are no comment."""
    for line in (UCD / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith(prefix):
            continue
        fields = [field.strip() for field in line[len(prefix):].split("#")[0].split(";")]
        if len(fields) >= 2 and fields[1]:
            ends = [int(end, 16) for end in fields[0].split("..")]
            yield range(ends[0], ends[-1] + 1), fields[1]


@functools.lru_cache(None)
def younger_than(version):
    return frozenset(cp for cps, age in data_lines("DerivedAge.txt") if version_of(age) > version for cp in cps)


@functools.lru_cache(None)
def value_aliases(name):
    """Every name of every value of a property, to the first of its names.  There is no loose matching."""
    names = {}
    for line in (UCD / "PropertyValueAliases.txt").read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if fields[0] == name:
            names.update((alias, fields[1]) for alias in fields[1:])
    return names


@functools.lru_cache(None)
def property_values(name, version):
    """Value to set of code points; a code point younger than the version has the value of an unassigned one."""
    if name not in PROPERTY_FILES:
        raise Refused(f"property {name} is not supported")
    file, binary, missing = PROPERTY_FILES[name]
    aliases = value_aliases(name)
    values = collections.defaultdict(set)

    def put(cps, value):
        for others in values.values():
            others.difference_update(cps)
        values[aliases[value]].update(cps)

    if missing:
        put(CODE_POINTS, missing)
    for cps, value in data_lines(file, "# @missing: "):
        put(cps, value)
    young = younger_than(version)
    for cps, value in data_lines(file):
        if binary is None or value == binary:
            put(set(cps) - young, "Y" if binary else value)
    for changed, cp, before, value in CHANGED:
        if changed == name and version < before and cp not in young:
            put([cp], value)
    return values


def property_set(text, version):
    name, colon, value = text.partition(":")
    if version is None:
        raise Refused("a property is used, but no unicode-version declared")
    values = property_values(name, version)
    short = value_aliases(name).get(value, value)
    if name == "gc" and short in ("L", "M", "N", "P", "S", "Z", "C", "LC"):
        members = ("Lu", "Ll", "Lt") if short == "LC" else [key for key in values if key[0] == short]
        return frozenset().union(*(values[key] for key in members))
    if short not in value_aliases(name).values() and not (name == "ccc" and value.isdigit()):
        raise Refused(f"unknown value of a property: {text}")
    return frozenset(values.get(short, ()))


# ---- Matchers (6.3): f(text, starts, anchor) -> ends.  `anchor`: the span (first, last + 1) of the element in question ----

def match_start(text, starts, anchor):
    return {at for at in starts if at == 0}


def match_end(text, starts, anchor):
    return {at for at in starts if at == len(text)}


def match_anchor(text, starts, anchor):
    # The literal of 6.4.1 at its one place: for a char and for a var alike, what stands there in the text.
    return {anchor[1]} if anchor[0] in starts else set()


def class_matcher(members):
    return lambda text, starts, anchor: {at + 1 for at in starts if at < len(text) and text[at] in members}


def literal(cps):
    return lambda text, starts, anchor: {at + len(cps) for at in starts if text[at:at + len(cps)] == cps}


def sequence(matchers):
    def match(text, starts, anchor):
        for matcher in matchers:
            starts = matcher(text, starts, anchor)
        return starts
    return match


def choice(matchers):
    # 6.3.5 takes the first alternative that matches: for a yes or no, any that lets the rest match is the same.
    return lambda text, starts, anchor: set().union(*(matcher(text, starts, anchor) for matcher in matchers))


def look_behind(matcher):
    return lambda text, starts, anchor: set(starts) & matcher(text, set(range(len(text) + 1)), anchor)


def look_ahead(matcher):
    return lambda text, starts, anchor: {at for at in starts if matcher(text, {at}, anchor)}


def repeated(matcher, least, most):
    """`most` is None for no limit."""
    def match(text, starts, anchor):
        for _ in range(least):
            starts = matcher(text, starts, anchor)
        seen, more = set(starts), 0
        while starts and (most is None or more < most - least):
            starts = matcher(text, starts, anchor) - seen
            seen |= starts
            more += 1
        return seen
    return match


# ---- Reading the document (4 to 7) ----

SETS = ("union", "intersection", "difference", "symmetric-difference", "complement")
CLASSES = ("class",) + SETS
TRIGGERS = ("any-variant", "all-variants", "only-variants")
NOTES = {"ref", "comment"}
# What stands in `rules` at any depth; `data` has its own char.
RULES_ATTRIBUTES = {
    "class": {"name", "by-ref", "from-tag", "property", "count"} | NOTES,
    **{name: {"name", "count"} | NOTES for name in SETS},
    "rule": {"name", "by-ref", "count"} | NOTES, "choice": {"count"} | NOTES, "char": {"cp", "count"} | NOTES,
    "any": {"count", "comment"}, "start": {"comment"}, "end": {"comment"}, "anchor": {"comment"},
    "look-behind": {"comment"}, "look-ahead": {"comment"},
    "action": {"disp", "match", "not-match", *TRIGGERS} | NOTES,
}


def require(condition, *words):
    if not condition:
        raise Refused(" ".join(str(word) for word in words))


def read_cps(text):
    words = text.split(" ") if text else []
    require(all(re.fullmatch("[0-9A-F]{4,6}", word) and int(word, 16) in CODE_POINTS for word in words), "bad cp:", text)
    return tuple(int(word, 16) for word in words)


def local(node):
    require(node.tag.startswith(NAMESPACE), "foreign element:", node.tag)
    return node.tag[len(NAMESPACE):]


def only_attributes(node, allowed):
    extra = set(node.attrib) - allowed
    require(not extra, "attribute not allowed on", local(node), *extra)


def attribute(node, name):
    require(name in node.attrib, local(node), "without", name)
    return node.attrib[name]


def only_elements(node):
    texts = [node.text] + [child.tail for child in node]
    require(not any(text and text.strip() for text in texts), "text inside", local(node))


def read_context(node):
    require(not ("when" in node.attrib and "not-when" in node.attrib), "both when and not-when")
    for name, wanted in (("when", True), ("not-when", False)):
        if name in node.attrib:
            return Context(node.attrib[name], wanted)
    return None


def read_count(node):
    text = node.get("count")
    exact, open_, pair = (re.fullmatch(form, text) for form in ("([0-9]+)", r"([0-9]+)\+", "([0-9]+):([0-9]+)"))
    if exact:
        require(int(text) >= 1, "count must not be 0")
        return int(text), int(text)
    if open_:
        return int(open_[1]), None
    require(pair, "bad count:", text)
    least, most = int(pair[1]), int(pair[2])
    require(most > least or most == least > 0, "bad count:", text)
    return least, most


class Table:
    """A ruleset: what the document says, checked, and ready to be asked."""

    def __init__(self, path):
        self.elements, self.tags = {}, collections.defaultdict(set)
        self.classes, self.rules, self.actions = {}, {}, []
        self.version = None
        try:
            root = xml.etree.ElementTree.parse(path).getroot()
        except xml.etree.ElementTree.ParseError as error:
            raise Refused(f"not well-formed: {error}") from None
        require(local(root) == "lgr", "the root is", root.tag)
        only_elements(root)
        parts = [local(part) for part in root]
        require([part for part in ("meta", "data", "rules") if part in parts or part == "data"] == parts, "bad structure")
        for part in root:
            {"meta": self.read_meta, "data": self.read_data, "rules": self.read_rules}[local(part)](part)
        for element in self.elements.values():
            for one in (element, *element.variants):
                self.check_reference(one.context and one.context.rule)
        self.longest = max(len(cp) for cp in self.elements)
        self.actions += DEFAULT_ACTIONS
        self.held = {}

    def check_reference(self, name):
        """A rule that a context or an action asks for; None is no rule."""
        require(name is None or name in self.rules, "undefined rule:", name)
        require(name is None or self.rules[name].has_anchor >= self.rules[name].has_look, "looks around no anchor:", name)

    def read_meta(self, meta):
        text = meta.findtext(NAMESPACE + "unicode-version")
        self.version = version_of(text) if text else None

    # -- data (5) --

    def add(self, cp, context, variants, tags):
        require(cp not in self.elements, "listed twice:", hex_of(cp))
        require(len(cp) == 1 or not tags, "a sequence with a tag:", hex_of(cp))
        require(len(set(tags)) == len(tags), "a tag given twice:", hex_of(cp))
        self.elements[cp] = Element(cp, context, variants)
        for tag in tags:
            self.tags[tag].add(cp[0])       # whether or not the context holds (6.3.9)

    def read_data(self, data):
        only_elements(data)
        for node in data:
            tags, context, kind = node.get("tag", "").split(), read_context(node), local(node)
            if kind == "range":
                only_attributes(node, {"first-cp", "last-cp", "tag", "when", "not-when"} | NOTES)
                first, last = read_cps(attribute(node, "first-cp")), read_cps(attribute(node, "last-cp"))
                require(len(first) == len(last) == 1 and first <= last and len(node) == 0, "bad range")
                for cp in range(first[0], last[0] + 1):
                    self.add((cp,), context, (), tags)
                continue
            require(kind == "char", "unknown element:", kind)
            only_attributes(node, {"cp", "tag", "when", "not-when"} | NOTES)
            only_elements(node)
            variants = tuple(self.read_variant(child) for child in node)
            cp = read_cps(attribute(node, "cp"))
            require(cp or variants, "a null source without variants")
            keys = [(one.cp, one.context) for one in variants]
            require(len(set(keys)) == len(keys), "a variant given twice:", hex_of(cp))
            self.add(cp, context, variants, tags)
        require(self.elements, "no data")

    def read_variant(self, node):
        require(local(node) == "var", "unknown element:", node.tag)
        only_attributes(node, {"cp", "type", "when", "not-when"} | NOTES)
        kind = node.get("type")
        require(kind is None or re.fullmatch(r"[^_\s]\S*", kind), "bad type:", kind)
        return Variant(read_cps(attribute(node, "cp")), kind, read_context(node))

    # -- rules (6, 7) --

    def read_rules(self, rules):
        only_elements(rules)
        for node in rules:
            kind, name = local(node), node.get("name")
            if kind == "action":
                self.actions.append(self.read_action(node))
                continue
            require(name and not re.search(r"\s", name), "without a name:", kind)
            if kind == "rule":
                require(name not in self.rules, "rule defined twice:", name)
                require("count" not in node.attrib and "by-ref" not in node.attrib, "count or by-ref on a name:", name)
                self.rules[name] = self.read_matcher(node, top=True)
            else:
                require(kind in CLASSES, "unknown element:", kind)
                require(name not in self.classes, "class defined twice:", name)
                require("count" not in node.attrib and "by-ref" not in node.attrib, "count or by-ref on a name:", name)
                self.classes[name] = self.read_class(node, top=True)

    def read_class(self, node, top=False, nested=False):
        kind = local(node)
        only_attributes(node, RULES_ATTRIBUTES[kind])
        require(top or "name" not in node.attrib, "a name below the top:", node.get("name"))
        require(not (nested and "count" in node.attrib), "count inside a set operator")
        if kind != "class":
            only_elements(node)
            require(all(local(child) in CLASSES for child in node), "not a class inside", kind)
            return self.combine(kind, [self.read_class(child, nested=True) for child in node])
        require(len(node) == 0, "an element inside a class")
        sources = [name for name in ("by-ref", "from-tag", "property") if name in node.attrib]
        text = (node.text or "").split()
        require(len(sources) + bool(text) <= 1, "a class with two definitions")
        if "by-ref" in sources:
            require("ref" not in node.attrib and node.get("by-ref") in self.classes, "undefined class:", node.get("by-ref"))
            return self.classes[node.get("by-ref")]
        if "from-tag" in sources:
            return frozenset(self.tags.get(node.get("from-tag"), ()))       # 6.2.2: an unknown tag is an empty set
        if "property" in sources:
            return property_set(node.get("property"), self.version)
        members = set()
        for item in text:
            ends = [read_cps(end) for end in item.split("-")]
            require(len(ends) <= 2 and all(ends) and ends[0] <= ends[-1], "bad class member:", item)
            members.update(range(ends[0][0], ends[-1][0] + 1))
        return frozenset(members)

    @staticmethod
    def combine(kind, sets):
        enough = {"union": len(sets) >= 2, "complement": len(sets) == 1}
        require(enough.get(kind, len(sets) == 2), "wrong number of classes in", kind)
        if kind == "complement":
            return frozenset(CODE_POINTS) - sets[0]
        operators = {"union": frozenset.union, "intersection": frozenset.intersection,
                     "difference": frozenset.difference, "symmetric-difference": frozenset.symmetric_difference}
        return functools.reduce(operators[kind], sets)

    def read_matcher(self, node, top=False):
        """A Rule for any match operator; has_position: it holds one of the operators that take no count."""
        kind = local(node)
        require(kind in RULES_ATTRIBUTES and kind != "action", "unknown match operator:", kind)
        only_attributes(node, RULES_ATTRIBUTES[kind])
        require(top or "name" not in node.attrib, "a name below the top:", node.get("name"))
        if kind in CLASSES:
            rule = Rule(class_matcher(self.read_class(node)), False, False, False)
        elif "by-ref" in node.attrib:
            require(len(node) == 0 and node.get("by-ref") in self.rules, "undefined rule:", node.get("by-ref"))
            rule = self.rules[node.get("by-ref")]
        else:
            rule = self.read_operator(node, kind)
        if "count" in node.attrib:
            require(not rule.has_position, "count on a positional or contextual operator")
            rule = rule._replace(match=repeated(rule.match, *read_count(node)))
        return rule

    def read_operator(self, node, kind):
        only_elements(node)
        if kind == "char":
            cps = read_cps(attribute(node, "cp"))
            require(cps, "an empty literal")
            return Rule(literal(cps), False, False, False)
        fixed = {"any": class_matcher(CODE_POINTS), "start": match_start, "end": match_end, "anchor": match_anchor}
        if kind in fixed:
            require(len(node) == 0, "an element inside", kind)
            return Rule(fixed[kind], kind == "anchor", False, kind != "any")
        parts = [self.read_matcher(child) for child in node]
        require(len(parts) >= (2 if kind == "choice" else 1), "too few elements in", kind)
        matchers = [part.match for part in parts]
        match = choice(matchers) if kind == "choice" else sequence(matchers)
        has_anchor, has_look, has_position = (any(part[field] for part in parts) for field in (1, 2, 3))
        if kind in ("look-behind", "look-ahead"):
            require(not has_anchor and not has_look, "a contextual operator inside", kind)
            match = (look_behind if kind == "look-behind" else look_ahead)(match)
            has_look = has_position = True
        return Rule(match, has_anchor, has_look, has_position)

    def read_action(self, node):
        only_attributes(node, RULES_ATTRIBUTES["action"])
        triggers = [name for name in TRIGGERS if name in node.attrib]
        rules = [name for name in ("match", "not-match") if name in node.attrib]
        require("disp" in node.attrib and len(triggers) <= 1 and len(rules) <= 1 and len(node) == 0, "bad action")
        rule = node.get(rules[0]) if rules else None
        self.check_reference(rule)
        require(rule is None or not self.rules[rule].has_anchor, "an action asks for a rule with an anchor:", rule)
        types = frozenset(node.get(triggers[0]).split()) if triggers else frozenset()
        return Action(node.get("disp"), rule, rules != ["not-match"], triggers[0] if triggers else None, types)

    # -- questions --

    def matches(self, name, text, anchor=None):
        """A rule matches anywhere in the text unless it says start or end; the answer is yes or no."""
        rule = self.rules[name]
        key = name, text, anchor if rule.has_anchor else None       # without an anchor it is about the whole label (6.4.3)
        if key not in self.held:
            self.held[key] = bool(rule.match(text, set(range(len(text) + 1)), anchor))
        return self.held[key]

    def holds(self, context, text, first, length):
        return context is None or self.matches(context.rule, text, (first, first + length)) == context.wanted

    def fitting(self, text, first, length):
        """The element listed for that stretch of the text, if its own context holds there."""
        element = self.elements.get(text[first:first + length])
        if element and first + length <= len(text) and self.holds(element.context, text, first, length):
            return element
        return None

    def choices(self, element, text, first):
        """What an element may become: (code points, types, mapped), each context tested in the source text (7.5, 8.2)."""
        own, length = element.cp, len(element.cp)
        real = [one for one in element.variants if self.holds(one.context, text, first, length)]
        for one in real:
            yield one.cp, frozenset([one.type] if one.type else ()), True
        if all(one.cp != own for one in real):
            # Unmapped and without a reflexive mapping: it keeps `only` from holding (7.2.1); a null source does not.
            yield own, frozenset(), not own

    # -- 8.1 --

    def parse(self, text):
        """The elements the label is read as: longest first, no way back; None if it is not eligible."""
        at, found = 0, []
        while at < len(text):
            lengths = range(min(self.longest, len(text) - at), 0, -1)
            element = next(filter(None, (self.fitting(text, at, length) for length in lengths)), None)
            if element is None:
                return None
            found.append((at, element))
            at += len(element.cp)
        return found

    def own_disposition(self, text):
        """8.1.1: the label as the variant of itself, every reflexive mapping of its one parse applied."""
        found = self.parse(text)
        if found is None:
            return "invalid"
        types, only = frozenset(), True
        for at, element in found:
            kept = [(t, mapped) for cp, t, mapped in self.choices(element, text, at) if cp == element.cp]
            types = types.union(*(t for t, mapped in kept))
            only = only and all(mapped for t, mapped in kept)
        return self.disposition(text, types, only)

    # -- 8.2 --

    def derivations(self, text, cap):
        """All (label, types, only) over every partition and every choice; what comes out equal is kept once."""
        reached = [set() for _ in range(len(text) + 1)]
        reached[0].add(((), frozenset(), True))
        for at in range(len(text) + 1):
            # A null source (5.3.3) may put one of its variants between any two elements, once.
            lengths = [0] * (() in self.elements) + list(range(1, min(self.longest, len(text) - at) + 1))
            for length in lengths:
                element = self.fitting(text, at, length)
                if element is None:
                    continue
                options = set(self.choices(element, text, at))
                new = {(label + cp, types | more, only and mapped)
                       for label, types, only in reached[at] for cp, more, mapped in options}
                reached[at + length] |= new
                if len(reached[at + length]) > cap:
                    raise TooMany
        return reached[len(text)]

    # -- 8.3 --

    def disposition(self, text, types, only):
        """The first action that is triggered, the default ones (7.6) last; eligibility has been tested before."""
        for number, action in enumerate(self.actions):
            if number == len(self.actions) - len(DEFAULT_ACTIONS):
                types &= KNOWN_TYPES        # 8.3, step 3: the default actions ignore all other types
            if action.rule is not None and self.matches(action.rule, text) != action.wanted:
                continue
            if action.trigger == "any-variant" and not types & action.types:
                continue
            if action.trigger in ("all-variants", "only-variants") and not (types and types <= action.types):
                continue
            if action.trigger == "only-variants" and not only:
                continue
            return action.disposition
        raise AssertionError("the last default action takes every label")

    # -- 8.5 --

    def index(self, text):
        """Over all partitions, the smallest label with every element replaced by the smallest it may become."""
        best = [None] * len(text) + [()]
        for at in range(len(text) - 1, -1, -1):
            for length in range(1, min(self.longest, len(text) - at) + 1):
                element = self.fitting(text, at, length)
                if element and best[at + length] is not None:
                    smallest = min((element.cp, *(cp for cp, types, mapped in self.choices(element, text, at))))
                    label = smallest + best[at + length]
                    best[at] = label if best[at] is None else min(best[at], label)
        return best[0]

    def evaluate(self, text, cap):
        """Variants are a map of label to set of dispositions, or None when there are too many."""
        self.held.clear()
        own = self.own_disposition(text)
        if own == "invalid":
            return INVALID                  # and none of its variants counts (8.2, step 6)
        index = self.index(text)
        try:
            derived = self.derivations(text, cap)
        except TooMany:
            return Result(own, index, None)
        variants = collections.defaultdict(set)
        eligible = functools.lru_cache(None)(lambda label: self.parse(label) is not None)
        for label, types, only in derived:
            if eligible(label):             # 8.3, step 1: by its own parse and its own contexts, not the derivation's
                disposition = self.disposition(label, types, only)
                if disposition != "invalid":
                    variants[label].add(disposition)
        # 8.4 would have it an error if a label is derived twice; equal dispositions are merged, others shown as a|b.
        return Result(own, index, variants)


KNOWN_TYPES = frozenset(["invalid", "blocked", "allocatable", "activated", "valid"])      # 7.3
DEFAULT_ACTIONS = [
    Action("invalid", None, True, "any-variant", frozenset(["invalid"])),
    Action("blocked", None, True, "any-variant", frozenset(["blocked"])),
    Action("allocatable", None, True, "any-variant", frozenset(["allocatable"])),
    Action("activated", None, True, "all-variants", frozenset(["activated"])),
    Action("valid", None, True, None, frozenset()),
]


# ---- Printing and comparing ----

def hex_of(cps):
    return " ".join(f"{cp:04X}" for cp in cps)


def parse_label(text):
    words = text.split()
    if words and all(re.fullmatch(r"(U\+)?[0-9A-F]{4,6}", word) for word in words):
        return tuple(int(word.removeprefix("U+"), 16) for word in words)
    return tuple(ord(character) for character in text)


def variant_lines(result):
    """In the order of the digest: by the hex string of the label alone, so `0913 blocked` precedes `0913 093C valid`."""
    pairs = sorted((hex_of(label), "|".join(sorted(found))) for label, found in result.variants.items())
    return [f"{label} {disposition}" for label, disposition in pairs]


def row(label, result):
    if result.disposition == "invalid":
        return [hex_of(label), "invalid", "-", "-", "-"]
    counts = digest = "-"
    if result.variants is not None:
        numbers = collections.Counter("|".join(sorted(found)) for found in result.variants.values())
        counts = ",".join(f"{name}={numbers[name]}" for name in sorted(numbers))
        if len(result.variants) <= DIGEST_CAP:
            digest = hashlib.sha256("\n".join(variant_lines(result)).encode()).hexdigest()[:16]
    return [hex_of(label), result.disposition, hex_of(result.index), counts, digest]


def compare(table, path, cap):
    """Every field that both sides have.  Gives the numbers of rows, of fields compared, and of fields that differ."""
    fields = ("label", "disposition", "index", "counts", "digest")
    rows = compared = different = 0
    for line in path.read_text(encoding="ascii").splitlines():
        if line.startswith("#"):
            continue
        wanted = line.split("\t")
        label = parse_label(wanted[0])
        given = row(label, table.evaluate(label, cap))
        rows += 1
        for name, want, got in zip(fields[1:], wanted[1:], given[1:]):
            if wanted[1] == given[1] != "invalid" and "-" in (want, got):
                continue                    # one of the two did not count
            compared += 1
            if want != got:
                different += 1
                print(f"{path.name}: {wanted[0]}: {name}: expected {want}, got {got}")
    return rows, compared, different


def table_of(path):
    """The table that an expected file names in its first line."""
    return SHARED / "lgr" / re.match(r"# table: (\S+)", path.read_text(encoding="ascii"))[1]


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", nargs="?", type=pathlib.Path)
    parser.add_argument("labels", nargs="*")
    parser.add_argument("--expected", type=pathlib.Path, metavar="TSV")
    parser.add_argument("--variants", metavar="LABEL")
    parser.add_argument("--cap", type=int, default=300000, help="derivations tried at most (%(default)s)")
    options = parser.parse_args(arguments)
    if options.table is None and options.expected is None:
        parser.error("TABLE.xml is missing")
    try:
        table = Table(options.table or table_of(options.expected))
    except Refused as error:
        print(f"{options.table}: refused: {error}", file=sys.stderr)
        return 2
    if options.expected:
        rows, compared, different = compare(table, options.expected, options.cap)
        print(f"{options.expected.name}: {rows} labels, {compared} fields compared, {different} differ")
        return 1 if different or not compared else 0
    if options.variants is not None:
        result = table.evaluate(parse_label(options.variants), options.cap)
        print("-" if result.variants is None else "\n".join(variant_lines(result)))
        return 0
    for line in options.labels or (line.rstrip("\n") for line in sys.stdin):
        label = parse_label(line)
        print("\t".join(row(label, table.evaluate(label, options.cap))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
