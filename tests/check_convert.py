# SPDX-License-Identifier: MIT
"""check_convert.py IDNTABLE SHARED: idntable convert, over real tables, pairs of one table in two forms, and bad files.

What the text tables say is read here a second time, by a parser that has nothing of the library's; XML is read by
ElementTree.
"""
import collections
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

tool, shared = sys.argv[1], pathlib.Path(sys.argv[2])
root = pathlib.Path(__file__).resolve().parent.parent
REAL, PAIRS, ODD, WORKED = 36, 34, 14, 6
NAMESPACE = "{urn:ietf:params:xml:ns:lgr-1.0}"
faults, numbers = [], collections.Counter()


def fault(path, text):
    faults.append(f"{path}: {text}")


def run(*arguments):
    return subprocess.run([tool, "convert", *map(str, arguments)], capture_output=True, check=False)


def findings(stderr):
    """[(line, column, severity, code)] of what was said about the table."""
    return [(int(line), int(column), severity, code) for line, column, severity, code in
            re.findall(r":(\d+):(\d+): (error|warning|note) (\w+): ", stderr.decode())]


def codes(stderr):
    return [code for *_, code in findings(stderr)]


# ---- Two readers ----

def points(words):
    return tuple(int(word, 16) for word in words.split())


def read_xml(text):
    """The entries {code points: {variant: type}}, and the code points that have a context."""
    tree = xml.etree.ElementTree.fromstring(text)
    entries, contexts = {}, set()
    for element in tree.find(NAMESPACE + "data"):
        if element.tag == NAMESPACE + "range":
            keys = [(cp,) for cp in range(int(element.get("first-cp"), 16), int(element.get("last-cp"), 16) + 1)]
        else:
            keys = [points(element.get("cp"))]
        for key in keys:
            entries[key] = {points(var.get("cp")): var.get("type") for var in element.findall(NAMESPACE + "var")}
            if element.get("when") or element.get("not-when"):
                contexts.add(key)
    return entries, contexts


def read_text(text):
    """The same of a text table, with the variants' places as types: 1, 2, 3 behind the first field."""
    entries = {}
    for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")):
        line = re.sub(r"\([^)]*\)", "", line.partition("#")[0]).strip()
        if not line or re.match(r"(Reference|Version)\s", line):
            continue
        fields = [[points(re.sub(r"[Uu]\+|-", " ", item)) for item in re.split("[,:]", field)
                   if item.strip()] for field in re.split("[|;]", line)]
        [key], columns = fields[0], fields[1:]
        entries[key] = {}
        for number, column in enumerate(columns, 1):
            for variant in column:
                entries[key].setdefault(variant, []).append(number)
    return entries


def read_references(text):
    """{code points: [references of itself], (code points, variant): [those of the variant]}, of RFC 3743."""
    out = collections.defaultdict(list)
    for line in text.splitlines():
        key = None
        for item in re.findall(r"((?:U\+)?[0-9A-F]{4,6})(?:\(([0-9,]*)\))?", line.partition("#")[0]) if ";" in line else []:
            cp = points(item[0].removeprefix("U+"))
            place = out[cp if key is None else (key, cp)]
            place += [ref for ref in item[1].split(",") if ref and ref not in place]
            key = key or cp
    return {place: refs for place, refs in out.items() if refs}


def xml_references(text):
    out = {}
    for char in xml.etree.ElementTree.fromstring(text).find(NAMESPACE + "data"):
        for element in (char, *char):
            if element.get("ref"):
                key = points(char.get("cp"))
                out[key if element is char else (key, points(element.get("cp")))] = element.get("ref").split()
    return out


def expected_types(entries, text, language):
    """RFC 7940, Appendix B: what the places mean."""
    lines = [line.partition("#")[0] for line in text.splitlines()]
    is_3743 = any(";" in line for line in lines)
    four = any(re.search(r";.*;.*;.*\w", line) for line in lines)
    names = {1: "simp", 2: "trad"} if four else {1: "simp" if "Hans" in language else "trad" if "Hant" in language else "preferred"}
    out = {}
    for key, variants in entries.items():
        out[key] = {}
        for variant, places in variants.items():
            kinds = {names[place] for place in places if is_3743 and place in names}
            kind = "both" if len(kinds) == 2 else kinds.pop() if kinds else "blocked"
            if variant != key:
                out[key][variant] = kind
            elif kind != "blocked":
                out[key][variant] = "r-" + kind
    return out


# ---- Real tables ----

def check_real(path):
    """A text table converts to what it says; in every form of line ends the same.  The entries, and the findings."""
    raw = path.read_bytes()
    done = run(path)
    found = codes(done.stderr)
    if done.returncode != ("TEXT_RULE" in found) or not done.stdout:
        fault(path, f"exit {done.returncode}: {done.stderr.decode()[:300]}")
        return {}, []
    text = raw.decode()
    entries, contexts = read_xml(done.stdout)
    language = re.search(rb"<language>(.*?)<", done.stdout)
    wanted = expected_types(read_text(text), text, language[1].decode() if language else "")
    if entries != wanted or contexts:
        keys = [key for key in {**entries, **wanted} if entries.get(key) != wanted.get(key)]
        fault(path, f"{len(keys)} entries differ: {[(key, entries.get(key), wanted.get(key)) for key in keys[:3]]}")
    if (said := {place: refs for place, refs in read_references(text).items()
                 if len(place) == 1 or place[1] in entries[place[0]]}) != xml_references(done.stdout):
        fault(path, f"{len(said)} references differ")
    numbers["references of code points"] += sum(map(len, said.values()))
    numbers["code points"] += len(entries)
    numbers["variants"] += sum(map(len, entries.values()))
    check_comments(path, text, done.stdout)
    return entries, findings(done.stderr)


def check_comments(path, text, document):
    """Every word of every comment is somewhere in the document."""
    tree = xml.etree.ElementTree.fromstring(document)
    kept = " ".join(tree.itertext()) + " ".join(value for element in tree.iter() for value in element.attrib.values())
    kept = set(re.split(r"[\s#]+", kept.lower()))
    # What stands before the colon of meta data has become an element's name.
    names = {"version", "version:", "date:", "effective", "unicode", "tld:", "number:", "script/language", "identifier:", "reference", "script:"}
    for line in text.splitlines():
        for word in re.split(r"[\s#]+", line.partition("#")[2].lower()):
            if word not in kept and word not in names:
                fault(path, f"the comment {line!r} has lost {word!r}")


def check_ends(path, folder):
    raw = path.read_bytes()
    first = run(path)
    for name, other in (("CRLF", raw.replace(b"\n", b"\r\n")), ("CR", raw.replace(b"\n", b"\r")), ("BOM", b"\xef\xbb\xbf" + raw)):
        changed = folder / "ends.txt"
        changed.write_bytes(other)
        done = run(changed)
        if done.stdout != first.stdout or findings(done.stderr) != findings(first.stderr):
            fault(path, f"with {name} the result differs")


def told(text, line):
    """The code points that the paragraph of comments at a line is about: those in front, in a column of their own."""
    out = set()
    for row in text.splitlines()[line - 1:]:
        body = row.removeprefix("#")
        if not body.strip():
            break
        # The first column ends where three spaces or more do.
        column = re.split(r"\s{3,}", body[1:])[0]
        for first, last in re.findall(r"(?:U\+)?\b([0-9A-F]{4,6})\b(?:\.\.(?:U\+)?([0-9A-F]{4,6}))?", column):
            out |= {(cp,) for cp in range(int(first, 16), int(last or first, 16) + 1)}
    return out


def check_pair(path):
    """The same table as text and as XML."""
    entries, found = check_real(path)
    other, contexts = read_xml(path.with_suffix(".xml").read_text(encoding="utf-8"))
    ours = {key: set(variants) for key, variants in entries.items()}
    theirs = {key: set(variants) for key, variants in other.items()}
    text = path.read_text(encoding="utf-8")
    lines = [line for line, _, _, code in found if code == "TEXT_RULE"]
    numbers["rules told in comments"] += len(lines)
    covered = set().union(*(told(text, line) for line in lines))
    if lost := {key for key in contexts if not {(cp,) for cp in key} & covered}:
        fault(path, f"no finding is about the contexts of {sorted(lost)[:5]}")
    numbers["contexts of the XML that findings cover"] += len(contexts)
    # Each paragraph of the list of contexts, found here by its look, is a finding.
    section = re.search(r"^## Code points requiring context.*?(?=^## )", text, flags=re.S | re.M)
    if section:
        before = text[:section.start()].count("\n") + 1
        rows = section[0].splitlines()
        for index, row in enumerate(rows):
            if re.match(r"# (U\+)?[0-9A-F]{4}\b", row) and not rows[index - 1].removeprefix("#").strip() and before + index not in lines:
                fault(path, f"line {before + index} tells a rule, and is not reported")
    if ours == theirs:
        numbers["equal pairs"] += 1
        return
    # The text has the mark by itself, with a rule in a comment; the XML has the two sequences that the rule allows.
    if path.name.startswith("montenegrin-lang-cyrillic") and ours.keys() - theirs.keys() == {(0x301,)} and \
            theirs.keys() - ours.keys() == {(0x437, 0x301), (0x441, 0x301)} and \
            all(ours[key] == theirs[key] for key in ours.keys() & theirs.keys()):
        numbers["pairs that differ, explained"] += 1
        return
    fault(path, f"the pair differs: {list(ours.keys() ^ theirs.keys())[:5]}")


# ---- Text, written ----

def losses(document):
    """How many findings the text form must give, counted over the XML."""
    tree, count = xml.etree.ElementTree.fromstring(document), 0
    seen = set()
    for element in tree.find(NAMESPACE + "meta") or []:
        name = element.tag.removeprefix(NAMESPACE)
        if name in ("description", "references"):
            continue
        known = name in ("version", "date", "language", "scope", "unicode-version") and name not in seen and element.get("type", "domain") == "domain"
        seen.add(name)
        count += not known or element.get("comment") is not None
    for element in tree.find(NAMESPACE + "data"):
        count += sum(name in element.attrib for name in ("when", "not-when", "tag", "ref"))
        for var in element:
            count += sum(name in var.attrib for name in ("when", "not-when", "ref", "comment"))
            count += var.get("type") != "blocked"
            count += var.get("cp") in ("", element.get("cp"))
    rules = tree.find(NAMESPACE + "rules")
    return count + (len(rules) if rules is not None else 0)


def check_text(path, folder):
    """XML to text and back: repertoire and variants stay, and every loss is told."""
    done = run("--format", "text", path)
    document = path.read_text(encoding="utf-8")
    wanted, said = losses(document), codes(done.stderr).count("TEXT_LOST")
    if said != wanted or done.returncode != 1:
        fault(path, f"{said} losses are told, where {wanted} were counted; exit {done.returncode}")
    numbers["losses told"] += said
    again = folder / "again.txt"
    again.write_bytes(done.stdout)
    back = run(again)
    before = {key: set(variants) - {key, ()} for key, variants in read_xml(document)[0].items()}
    after = {key: set(variants) for key, variants in read_xml(back.stdout)[0].items()} if back.stdout else {}
    if before != after or before != {key: set(variants) for key, variants in read_text(done.stdout.decode()).items()}:
        fault(path, "the text does not say what the XML does")
    if b"unicode-version" in document.encode() and b"<unicode-version>" not in back.stdout:
        fault(path, "the version of Unicode is gone")


# ---- HTML ----

class Page(html.parser.HTMLParser):
    """Tags, attributes, and text of a page."""
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = set(), set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            faults.append(f"the page closes {tag}, which is not open")

    def handle_data(self, data):
        self.words.append(data)


HOSTILE = """</td></pre></style></title><script>alert(1)</script><img src=x onerror=alert(1)>"'&amp;<!-- \u202e ]]>"""
TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "bdi", "a", "br"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "scope", "class", "href", "id"}


def check_html(folder):
    quoted = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    document = f"""<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0"><meta><version comment="{quoted}">{quoted}</version>
<language>und-Latn</language><scope type="domain">{quoted}</scope><description type="text/html">{quoted}</description>
<references><reference id="1" comment="{quoted}">{quoted}</reference></references></meta><data>
<char cp="0061" when="r" tag="t" ref="1" comment="{quoted}"><var cp="202E 003C" type="blocked" when="r" comment="{quoted}"/></char>
<range first-cp="0062" last-cp="0066"/></data><rules><class name="c" comment="{quoted}">0061</class><rule name="r" comment="{quoted}"><anchor/></rule>
<action disp="blocked" any-variant="blocked" comment="{quoted}"/></rules></lgr>"""
    path = folder / "hostile.xml"
    path.write_text(document, encoding="utf-8")
    done = run("--format", "html", path)
    text = done.stdout.decode()
    page = Page(text)
    if done.returncode or not page.tags <= TAGS or not page.attributes <= ATTRIBUTES or page.open:
        fault("html", f"exit {done.returncode}, tags {page.tags - TAGS}, attributes {page.attributes - ATTRIBUTES}, open {page.open}")
    if "\u202e" in text.replace("&#x202E;", ""):
        fault("html", "a character that turns the text round stands in the page")
    # Title, heading, version and its comment, scope, description, reference and its, comments of char, var, class, rule, action.
    if (count := "".join(page.words).count("<script>alert(1)</script>")) != 13:
        fault("html", f"the text stands {count} times in the page")
    if "Content-Security-Policy" not in text or re.search(r"(src|href)=.(?!#)", re.sub(r"&[^;]+;", "", text.replace("src=x", ""))):
        fault("html", "the page is not closed to the network")
    # A table has no section that is empty; what decides where it has no action is told.
    path = folder / "plain.txt"
    for what, lines, heads in (("actions only", FOUR, 1), ("neither", b"U+0061|U+0062\n", 0)):
        path.write_bytes(lines)
        text = run("--format", "html", path).stdout.decode()
        if "<tbody>\n</tbody>" in text or "Classes and rules" in text or text.count("<th>Disposition</th>") != heads or "7.6 decide" not in text:
            fault("html", f"{what}: {text}")
    for path in (shared / "lgr/root-zone-5/und-Deva.xml", shared / "lgr/idn-tables-text/nomulus/Greek-IDN.txt"):
        done = run("--format", "html", path)
        page = Page(done.stdout.decode())
        text, document = "".join(page.words), run(path).stdout.decode()
        listed = re.findall(r'(?:cp|first-cp|last-cp)="([0-9A-F ]+)"', document.partition("<rules>")[0])
        if set(codes(done.stderr)) - {"TEXT_XML_COMMENT", "TEXT_META"} or page.open or any(f"U+{cp:04X}" not in text for words in listed for cp in points(words)):
            fault(path, "its page lacks a code point")
        numbers["pages"] += 1


# ---- Bad files ----

BAD = [
    # what, bytes, exit, [(line, column, code)]
    ("nothing", b"", 2, [(1, 1, "ELEMENT_MISSING")]),
    ("comments only", b"# Version: 1\n# nothing else\n", 2, [(1, 1, "ELEMENT_MISSING")]),
    ("truncated in a code point", b"U+0061\nU+00", 2, [(2, 1, "CODE_POINT")]),
    ("truncated in references", b"U+0061(0);U+0061(0);\nU+0062(0);U+0062(", 2, [(2, 17, "TEXT_LINE")]),
    ("truncated XML", b'<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0">\n<data>\n<char cp="00', 2, [(3, 1, "XML")]),
    ("words", b"U+0061\n\nhello, world\n", 2, [(3, 1, "TEXT_LINE")]),
    ("words behind", b"U+0061 LATIN SMALL LETTER A\n", 2, [(1, 8, "TEXT_LINE")]),
    ("Latin-1", b"U+0061\nU+00E9 # \xe9\n", 2, [(2, 10, "TEXT_ENCODING")]),
    ("UTF-16", "U+0061\n".encode("utf-16"), 2, [(1, 1, "TEXT_ENCODING")]),
    ("UTF-16 without a mark", "U+0061\n".encode("utf-16-le"), 2, [(1, 2, "TEXT_ENCODING")]),
    ("surrogates", b"U+0061 # \xed\xa0\x80\n", 2, [(1, 10, "TEXT_ENCODING")]),
    ("binary", b"\x7fELF\x02\x01\x01\x00\x00", 2, [(1, 5, "TEXT_ENCODING")]),
    ("a control character", b"U+0061\r\n\r\n# \x1b[31m\r\n", 2, [(3, 3, "TEXT_ENCODING")]),
    ("HTML", b"<!DOCTYPE html>\n<html><body>404</body></html>\n", 2, [(1, 1, "TEXT_PAGE")]),
    ("HTML without a type", b"\n<html>\n<p>not found\n", 2, [(1, 1, "TEXT_PAGE")]),
    ("CSV", b"code,name\n0061,a\n", 2, [(1, 1, "TEXT_LINE"), (2, 5, "TEXT_LINE")]),
    ("two forms", b"U+0061|U+0062\nU+0063;U+0063;\n", 2, [(2, 1, "TEXT_FORM")]),
    ("twice", b"U+0061\nU+0062\nU+0061\n", 2, [(3, 1, "DUPLICATE")]),
    ("no code point", b"U+110000\n", 2, [(1, 1, "CODE_POINT")]),
    ("too short", b"U+61\n", 2, [(1, 1, "CODE_POINT")]),
    ("too long", b"U+0000061\n", 2, [(1, 1, "CODE_POINT")]),
    ("a range with variants", b"U+0061..U+0063|U+0064\n", 2, [(1, 1, "TEXT_LINE")]),
    ("ranges that overlap", b"U+0061..U+0063\nU+0063\n", 2, [(2, 1, "OVERLAP")]),
    ("a range backwards", b"U+0063..U+0061\n", 2, [(1, 1, "RANGE")]),
    ("five columns", b"U+0061;U+0061;U+0061;U+0061;U+0062\n", 2, [(1, 29, "TEXT_LINE")]),
    ("two bars", b"U+0061|U+0062|U+0063\n", 2, [(1, 14, "TEXT_LINE")]),
    ("a header that is none", b"Version one of two\nU+0061\n", 2, [(1, 1, "TEXT_LINE")]),
    ("a reference twice", b"Reference 1 a\nReference 1 b\nU+0061(1)\n", 2, [(2, 1, "REFERENCE_REPEATED")]),
    ("a reference that is none", b"U+0061(a);;\n", 2, [(1, 1, "REFERENCE_ID")]),
    ("a huge comment", b"U+0061 # " + b"x" * 5000 + b"\n", 2, [(1, 1, "LIMIT_VALUE")]),
    ("a huge sequence", b"-".join([b"U+0061"] * 70) + b"\n", 2, [(1, 1, "LIMIT_SEQUENCE")]),
    ("a sequence one too long", b"-".join([b"U+0061"] * 64) + b"\n", 2, [(1, 1, "LIMIT_SEQUENCE")]),
    ("many variants", b"U+0061|" + b":".join(b"%04X" % cp for cp in range(0x100, 0x141)) + b"\n", 2, [(1, 8 + 64 * 5, "LIMIT_VARIANTS")]),
    ("very many variants", b"U+0061|" + b":".join(b"%04X" % cp for cp in range(0x100, 0x300)) + b"\n", 2, [(1, 8 + 65 * 5, "LIMIT_VARIANTS")]),
    ("a huge description", b"# " + b"x" * 300000 + b"\nU+0061\n", 2, [(1, 1, "LIMIT_TEXT")]),
    ("a file of 17 MB", b"#\n" * (17 << 19), 2, [(1, 1, "LIMIT_SIZE")]),
    # What converts, and what is said about it.
    ("a list", b"U+0061\n0062 0063\nu+0064\n U+0065..U+0067\t# e\n", 0, []),
    ("like a range", b"0030-0039\nU+0061-U+0062 # a\n0063 0064\n0066-0065\n0067-0068-0069\n0030..0039\n", 0, [(1, 1, "TEXT_SEQUENCE"), (2, 1, "TEXT_SEQUENCE")]),
    ("strings of RFC 4290", b"0061|0062\n0061-0062\n", 0, []),
    ("its own variant", b"U+0061|U+0061:U+00E1\n", 0, [(1, 8, "TEXT_SELF")]),
    ("a date of two readings", b"# Date: 04-12-2012\nU+0061\n", 0, [(1, 1, "TEXT_META")]),
    ("a rule", b"# Labels must not\n# end with U+0061.\nU+0061\n", 1, [(1, 1, "TEXT_RULE")]),
    ("a rule of one code point", b"U+0061 # only after U+0062\nU+0062 # SMALL MUST BE\n", 1, [(1, 8, "TEXT_RULE")]),
    ("a place in a list of contexts", b"## Code points requiring context rules\n#\n# U+0061   First in a label.\n#\n# Face it.\n\nU+0061\n"
     b"# U+0061 is a letter.\n", 1, [(3, 1, "TEXT_RULE")]),
    ("lists that end", b"# Code points requiring context rules\n#\n# 0061..0063   At the end.\n##\n## Others\n# U+0062 is a letter.\nU+0061\n",
     1, [(3, 1, "TEXT_RULE")]),
    ("paragraphs", b"# Registry: must\n# Notes: fine\n# - a list\n# - of what\n#   shall be\n\nU+0061\n# end: cannot\n", 1,
     [(1, 1, "TEXT_RULE"), (4, 1, "TEXT_RULE"), (8, 1, "TEXT_RULE")]),
    *((f"the word {word}", f"# A letter {word.upper()} b.\nU+0061\n".encode(), 1, [(1, 1, "TEXT_RULE")]) for word in (
        "must", "is not allowed", "may not", "may only", "shall", "cannot", "can not", "is not permitted", "is prohibited",
        "forbidden", "disallowed", "restrictions", "blocking", "blocked", "only after", "only before", "only if", "only when",
        "not in initial", "not at the", "enforced")),
    ("a dot before a top-level domain", b"# TLD: .EXAMPLE\nU+0061\n", 0, []),
    ("no such words", b"# Admust, allowed, mayor, marshall\nU+0061\n", 0, []),
    ("comments of XML", b'<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0">\n<!-- a --><data><char cp="0061"/></data></lgr>', 1, [(2, 1, "TEXT_XML_COMMENT")]),
    ("no comment", b'<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0"><meta><description><![CDATA[<!-- a -->]]></description></meta>'
     b'<data><char cp="0061"/></data></lgr>', 0, []),
]


def check_bad(folder):
    seen = set()
    for what, raw, status, wanted in BAD:
        path, out = folder / "bad.txt", folder / "out.xml"
        path.write_bytes(raw)
        out.write_text("old")
        done = run("-o", out, path)
        found = findings(done.stderr)
        got = [(line, column, code) for line, column, severity, code in found]
        seen |= {code for *_, code in got}
        if done.returncode != status or got != wanted:
            fault(what, f"exit {done.returncode}, {done.stderr.decode()[:200]}, where {wanted} was expected")
        if (out.read_text() == "old") != (status == 2) or {p.name for p in folder.iterdir()} - {"bad.txt", "out.xml"}:
            fault(what, "something half-written is left, or nothing was written")
        if not all(line.startswith((f"{path}:", "idntable: error: ")) for line in done.stderr.decode().splitlines()):
            fault(what, f"messages without a place: {done.stderr.decode()[:200]}")
    seen |= set(codes(run("--format", "text", root / "testvectors/lgr/rfc-7.2.1.xml").stderr))
    header = (root / "lib/include/idncheck/table_codes.h").read_text()
    for code in re.findall(r"X\(V, (TEXT_\w+),", header):
        if code not in seen:
            fault(code, "no file has it")
    same = folder / "same.xml"
    same.write_bytes((root / "testvectors/lgr/rfc-7.2.1.xml").read_bytes())
    for what, arguments in (("a directory", [folder]), ("no file", [folder / "none"]), ("no folder", ["-o", folder / "none" / "x", root / "testvectors/lgr/rfc-7.2.1.xml"]),
                            ("two files", [folder, folder]),
                            ("in place of the table", ["-o", same, same]), ("no such form", ["--format", "pdf", folder])):
        done = run(*arguments)
        if done.returncode != 2 or not done.stderr or done.stdout:
            fault(what, f"exit {done.returncode}: {done.stderr!r}")
    numbers["bad files and odd ones"] += len(BAD)


# ---- RFC 7940, Appendix B ----

FOUR = b"""# Language: zh
U+4E7E;U+4E7E,U+5E72;U+4E7E;U+4E81,U+5E72,U+6F27,U+5E79,U+69A6
U+4E81;U+5E72;U+4E7E;U+5E72,U+6F27,U+5E79,U+69A6
U+5E72;U+5E72;U+5E72,U+4E7E,U+5E79;U+4E7E,U+4E81,U+69A6,U+6F27
U+5E79;U+5E72;U+5E79;U+69A6,U+4E7E,U+4E81,U+6F27
U+69A6;U+5E72;U+69A6;U+5E79,U+4E7E,U+4E81,U+6F27
U+6F27;U+4E7E;U+6F27;U+4E81,U+5E72,U+5E79,U+69A6
"""
# The label of that appendix, U+4E7E U+4E81: itself, two in simplified characters, one in traditional ones.
ALLOCATABLE = {"4E7E 4E81", "4E7E 5E72", "5E72 5E72", "4E7E 4E7E"}


def check_worked(folder):
    path, out = folder / "four.txt", folder / "four.xml"
    path.write_bytes(FOUR)
    done = run("-o", out, path)
    entries = read_xml(out.read_bytes())[0]
    if done.returncode or entries != expected_types(read_text(FOUR.decode()), FOUR.decode(), "zh") or entries[(0x5E72,)][(0x5E72,)] != "r-both":
        fault("four columns", f"exit {done.returncode}, {entries}")
    actions = re.findall(rb"<action (.*?)(?: comment=.*?)?/>", out.read_bytes())
    if actions != [b'disp="blocked" any-variant="blocked"', b'disp="allocatable" only-variants="simp r-simp both r-both"',
                   b'disp="allocatable" only-variants="trad r-trad both r-both"', b'disp="blocked" all-variants="simp trad both"',
                   b'disp="allocatable"']:
        fault("four columns", f"actions {actions}")
    rows = subprocess.run([tool, "variants", "-t", out, "--tsv", "U+4E7E U+4E81"], capture_output=True, text=True, check=False).stdout
    got = {row.partition("\t")[0] for row in rows.splitlines() if row.endswith("\tallocatable")}
    if got != ALLOCATABLE or len(rows.splitlines()) != 36:
        fault("four columns", f"allocatable are {got}, of {len(rows.splitlines())}")


# RFC 3743, 5.1: each code point of a sequence may have references, and four to eight digits.
GRAMMAR = b"""Reference 1 one
Reference 2 two
Reference 3 three
Version 1 20020701 # July 2002
4E00(1) 4E01 (2,1);4E00(1) 4E01(2);4E03(3) 00004E04(1),4E05 4E06
00004E02(3);0004E02;
"""


def check_grammar(folder):
    path = folder / "grammar.txt"
    path.write_bytes(GRAMMAR)
    done = run(path)
    if done.returncode:
        fault("RFC 3743, 5.1", f"exit {done.returncode}: {done.stderr!r}")
        return
    entries, references = read_xml(done.stdout)[0], xml_references(done.stdout)
    pair, single, other, plain = (0x4E00, 0x4E01), (0x4E02,), (0x4E03, 0x4E04), (0x4E05, 0x4E06)
    if entries != {pair: {pair: "r-preferred", other: "blocked", plain: "blocked"}, single: {single: "r-preferred"}}:
        fault("RFC 3743, 5.1", f"{entries}")
    if references != {pair: ["1", "2"], (pair, pair): ["1", "2"], (pair, other): ["3", "1"], single: ["3"]}:
        fault("RFC 3743, 5.1", f"{references}")


def main():
    texts = sorted((shared / "lgr/idn-tables-text").glob("*/*.txt"))
    pairs = sorted((shared / "lgr/idn-tables-cc0").glob("*/*.txt"))
    odd = sorted((shared / "lgr/negative-and-odd/parser").glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_bad(folder)
        check_worked(folder)
        check_grammar(folder)
        if (len(texts), len(pairs), len(odd)) == (0, 0, 0):
            print("\n".join(faults))
            print(f"SKIP: there is no {shared / 'lgr'}")
            sys.exit(1 if faults else 77)
        if (len(texts), len(pairs), len(odd)) != (REAL, PAIRS, ODD):
            fault(shared, f"{len(texts)} text tables, {len(pairs)} pairs, {len(odd)} others")
        for path in texts + odd:
            check_real(path)
        for path in pairs:
            check_pair(path)
        for path in texts[:3] + pairs[:3] + odd:
            check_ends(path, folder)
        # It has when with not-when, a count on end, and an action that matches an anchor.  RFC 7940, 5.2, 6.3.3 and 7.1
        refused = [path for path in sorted((shared / "lgr/idn-tables-cc0").glob("*/*.xml")) if run(path).returncode == 2]
        if [path.name for path in refused] != ["thai-script-ref-table.xml"] or set(codes(run(refused[0]).stderr)) != {"ATTRIBUTE_BOTH", "COUNT_POSITION", "ANCHOR_MISPLACED"}:
            fault("pairs", f"refused are {refused}")
        for path in [*sorted((shared / "lgr/idn-tables-cc0").glob("script-tables/[!t]*.xml")), shared / "lgr/root-zone-5/und-Arab.xml",
                     shared / "lgr/second-level-2024/und-Mymr.xml", shared / "lgr/idn-tables-text/nomulus/Latin-IDN.xml"]:
            check_text(path, folder)
        check_html(folder)
    if (numbers["equal pairs"], numbers["pairs that differ, explained"]) != (PAIRS - 1, 1):
        fault("pairs", f"{numbers['equal pairs']} are equal")
    print("\n".join(faults) if faults else f"{len(texts)} text tables and {len(odd)} others, {len(pairs)} pairs: " +
          ", ".join(f"{count} {what}" for what, count in numbers.items()))
    sys.exit(1 if faults else 0)


main()
