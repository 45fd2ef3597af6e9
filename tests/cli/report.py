# SPDX-License-Identifier: MIT
"""report.py BINARIES SANITIZE: the page of idncheck --report, each row against what the tools say elsewhere of the same name."""
import base64
import collections
import hashlib
import html.parser
import json
import os
import pathlib
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unicodedata

import checks
from checks import expect, run
from report_names import HOSTILE, PLAIN

SANITIZE = sys.argv[2]
SHAPED = set(map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2)))  # they are Cf and show
VOID = {"meta", "link", "br", "img", "input", "base", "hr"}
ELEMENTS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "dl", "dt", "dd", "table", "caption", "thead", "tbody",
            "tr", "th", "td", "bdi", "mark", "ul", "li", "span", "p", "script"}


class Page(html.parser.HTMLParser):
    """A page as rows of cells; each element must be closed by its own tag."""

    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.elements, self.attributes = [], [], collections.Counter(), set()
        self.tables, self.facts, self.raw, self.policy, self.comments = {}, [], {}, None, 0
        self.row = self.cell = self.item = None
        self.feed(data)
        self.close()
        if self.open:
            self.faults.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.elements[tag] += 1
        self.attributes |= set(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag == "table":
            self.table = self.tables.setdefault(attributes["id"], [])
        elif tag == "tr":
            self.row = {"class": attributes.get("class"), "cells": []}
            self.table.append(self.row)
        elif tag in ("td", "th"):
            self.cell = {"text": "", "items": [], "marks": [], "foreign": [], **attributes}
            self.row["cells"].append(self.cell)
        elif tag == "li":
            self.cell["items"].append("")
        elif tag in ("mark", "bdi"):
            self.cell["marks" if tag == "mark" else "foreign"].append("")
        elif tag == "dd":
            self.facts.append("")

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> in {self.open}")
            return
        self.open.pop()

    def handle_data(self, data):
        top = self.open[-1] if self.open else None
        if top in ("script", "style"):
            self.raw[top] = self.raw.get(top, "") + data
        if "dd" in self.open:
            self.facts[-1] += data
        if self.cell is not None and ("td" in self.open or "th" in self.open):
            self.cell["text"] += data
            for tag, key in (("li", "items"), ("mark", "marks"), ("bdi", "foreign")):
                if tag in self.open:
                    self.cell[key][-1] += data

    def handle_comment(self, data):
        self.comments += 1

    def rows(self):
        """The names as dictionaries of cells, by the headings."""
        head, *rows = self.tables["names"]
        keys = [cell["id"].removeprefix("by-") for cell in head["cells"]]
        return [{"class": row["class"], **dict(zip(keys, row["cells"], strict=True))} for row in rows]


def decode(shown):
    """The bytes that are shown as text for people."""
    parts = re.split(r"\\([ux])\{([0-9A-F]+)\}", shown)
    out = parts[0].encode()
    for kind, digits, text in zip(parts[1::3], parts[2::3], parts[3::3]):
        out += (chr(int(digits, 16)).encode() if kind == "u" else bytes([int(digits, 16)])) + text.encode()
    return out


def bytes_of(names, *arguments, status=None, stdin=None):
    """Judge names; the page as it is in the file."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "page.html")
        got = run("idncheck", "--report", file, *arguments, stdin=b"\n".join(names) + b"\n" if stdin is None else stdin)
        expect(got.returncode in ((0, 1) if status is None else (status,)), f"{arguments}: {got.returncode} {got.stderr!r}")
        data = file.read_bytes()
        expect(os.listdir(folder) == ["page.html"], f"left behind: {os.listdir(folder)}")
    return data


def page_of(names, *arguments, status=None, stdin=None):
    """The same, and the page parsed."""
    data = bytes_of(names, *arguments, status=status, stdin=stdin)
    return data, Page(data.decode("utf-8"))


def json_of(names, *arguments, form="--json"):
    got = run("idncheck", form, *arguments, stdin=b"\n".join(names) + b"\n")
    return [json.loads(line) for line in got.stdout.splitlines()]


def expect_reasons(row, record, name):
    """Each group of reasons is the findings of one code, of which the first is told."""
    errors = list(dict.fromkeys(f["code"] for f in record["findings"] if f["severity"] == "error"))
    expect(row["reasons"]["data-key"] == ",".join(errors), f"{name}: {row['reasons']['data-key']} for {errors}")
    counts = collections.Counter()
    for item in row["reasons"]["items"]:
        hit = re.fullmatch(r"(error|warning|note) (\w+): (.*) \(byte (\d+), length (\d+); ([^()]*(?:\([^()]*\)[^()]*)*)\)", item)
        if not hit:
            expect(False, f"{name}: {item!r} is no reason")
            continue
        severity, code, sentence, byte, length, clause = hit.groups()
        same = [f for f in record["findings"] if f["code"] == code and f["byte"] == int(byte) and f["length"] == int(length)]
        expect(any(f["severity"] == severity and f["rule"] == clause and
                   re.sub(r" \(rule [^()]*\)$", "", sentence).endswith(f["text"]) for f in same), f"{name}: {item!r} of {same}")
        more = re.search(r", and (\d+) more like it|, (\d+) times", sentence)
        counts[code] += 1 if not more else int(more[1]) + 1 if more[1] else int(more[2])
    rest = re.search(r"and (\d+) more with these codes", row["reasons"]["text"])
    wanted = collections.Counter(f["code"] for f in record["findings"])
    expect(sum(wanted.values()) == sum(counts.values()) + (int(rest[1]) if rest else 0) and set(wanted) == set(counts),
           f"{name}: {counts} of {wanted}, rest {rest and rest[0]}")


def expect_row(row, record, other, name, line):
    """One row, against the record of --json and the object of --format=rdap."""
    expect(row["line"]["text"] == f"-:{line}", f"{name}: {row['line']}")
    expect(row["verdict"]["text"] == row["class"] == ("ok" if record["ok"] else "reject"), f"{name}: {row['verdict']}")
    shown = decode(row["name"]["text"])
    if len(name) > 4096:  # its beginning, whole characters
        begun = shown.removesuffix("\u2026".encode())
        expect(begun != shown and 60 < len(begun) <= 64 and name.startswith(begun), f"{name[:80]}: shown as {shown!r}")
    else:
        expect(shown == name, f"{name[:80]}: shown as {shown[:80]!r}")
    name = name[:80]
    expect(row["name"]["foreign"] == [row["name"]["text"]], f"{name}: not isolated")
    expect_reasons(row, record, name)
    expect(row["ascii"]["text"] == other.get("ldhName", "") and
           decode(row["unicode"]["text"]) == other.get("unicodeName", other.get("ldhName", "")).encode(), f"{name}: forms {row['ascii']} {row['unicode']}")
    if record["ok"]:
        expect((row["ascii"]["text"], decode(row["unicode"]["text"])) == (record["ascii"], record["unicode"].encode()),
               f"{name}: forms of JSON")
        points = " ".join(f"U+{ord(c):04X}" for c in record["unicode"])
        expect(row["points"]["text"] == points or len(points) > 80 * 7, f"{name}: {row['points']}")
    if "table" in row:
        expect([row[key]["text"] for key in ("table", "disposition")] == [record[key] or "" for key in ("table", "disposition")],
               f"{name}: table")
        expect(decode(row["index"]["text"]) == (record["index"] or "").encode(), f"{name}: index {row['index']}")


def expect_page(names, *arguments):
    data, page = page_of(names, *arguments)
    records, others = json_of(names, *arguments), json_of(names, *arguments, form="--format=rdap")
    rows = page.rows()
    expect(len(rows) == len(records) == len(names), f"{len(rows)} rows, {len(records)} records, {len(names)} names")
    expect(not page.faults and not page.comments and set(page.elements) <= ELEMENTS, f"{page.faults} {page.elements}")
    for line, (row, record, other, name) in enumerate(zip(rows, records, others, names), 1):
        expect_row(row, record, other, name, line)
    rejected = sum(not record["ok"] for record in records)
    expect(page.facts[0] == f"{len(names)}: {len(names) - rejected} accepted, {rejected} rejected", page.facts[0])
    counts = collections.Counter(code for record in records
                                 for code in {f["code"] for f in record["findings"] if f["severity"] == "error"})
    told = {row["cells"][0]["text"]: int(row["cells"][1]["text"]) for row in page.tables.get("codes", [])[1:]}
    expect(told == counts, f"codes {told} for {counts}")
    return data, page


def check_plain_names():
    """Names of many scripts: each row is what --json says."""
    expect_page(PLAIN)
    expect_page(PLAIN, "-t", "auto")
    expect_page(PLAIN, "-t", "und-Latn")


def check_hostile_names():
    """Names that would be markup, scripts, ends of elements: each row is what --json says, and there is no element but ours."""
    data, page = expect_page(HOSTILE)
    expect_page(HOSTILE, "-t", "auto")
    expect(page.elements["script"] == page.elements["style"] == 1, f"{page.elements}")
    expect(b"\0" not in data, "a NUL")


def check_nothing_invisible():
    """What is invisible, a control, or turns text around stands nowhere in the page."""
    text = page_of(PLAIN + HOSTILE + [chr(cp).encode() for cp in range(0x80, 0x3000) if chr(cp) != "\x85"])[0].decode()
    for category, characters in (("Cc", set("\n\t")), ("Cf", SHAPED), ("Zl", set()), ("Zp", set()), ("Co", set()), ("Zs", {" "})):
        raw = {c for c in set(text) if unicodedata.category(c) == category} - characters
        expect(not raw, f"{category}: {sorted(map(ascii, raw))}")
    expect(not re.search(">[\u0300-\u036f]", text), "a mark behind a tag")
    body = re.sub("<(style|script)>.*?</\\1>", "", text, flags=re.S)
    expect(not re.search("[\"']", re.sub("<[^<>]*>", "", body)), "a quotation mark as it is in text")


def check_policy():
    """The policy of the page lets in its own script and style, by their hashes, and nothing else."""
    _, page = page_of([b"a"])
    hashes = {key: "'sha256-" + base64.b64encode(hashlib.sha256(page.raw[key].encode()).digest()).decode() + "'"
              for key in ("script", "style")}
    rules = dict(rule.strip().split(" ", 1) for rule in page.policy.split(";"))
    expect(rules == {"default-src": "'none'", "script-src": hashes["script"], "style-src": hashes["style"], "base-uri": "'none'",
                     "form-action": "'none'", "require-trusted-types-for": "'script'", "trusted-types": "'none'"}, f"{rules}")
    expect(not page.attributes & {"src", "href", "style", "srcset", "action"} and
           not any(name.startswith("on") for name in page.attributes), f"{page.attributes}")
    expect("//" not in page.raw["style"] and "http" not in page.raw["script"], "an address")


def check_options():
    """Other inputs: pairs, NUL-separated, escapes, one field of a line, arguments, quiet; and what the page says above."""
    _, page = page_of([], "--pair", stdin=b"b\xc3\xbccher\txn--bcher-kva\nno tab\na\tb\tc\n")
    rows = page.rows()
    expect([row["verdict"]["text"] for row in rows] == ["ok", "reject", "reject"], f"{rows}")
    expect([decode(rows[i]["name"]["text"]) for i in range(3)] == [b"b\xc3\xbccher\txn--bcher-kva", b"no tab", b"a\tb\tc"], "pairs")
    expect("this line has no TAB" in rows[1]["reasons"]["text"], f"{rows[1]['reasons']}")
    _, page = page_of([], "-0", stdin=b"a\nb\0c\0")
    expect([decode(row["name"]["text"]) for row in page.rows()] == [b"a\nb", b"c"], "-0")
    _, page = page_of([], "--escapes", stdin=b"a\\u{200D}b\na\\u{D800}\n")
    rows = page.rows()
    expect(rows[0]["name"]["text"] == "a\\u{200D}b" and rows[0]["name"]["marks"] == ["\\u{200D}"], f"{rows[0]['name']}")
    expect(rows[0]["points"]["text"] == "U+0061 U+200D U+0062" and rows[1]["reasons"]["data-key"] == "ESCAPE", f"{rows}")
    _, page = page_of([], "-q", "--unicode-version=15.1", "-p", "uts46", "A", "xn--a", status=1)
    expect([row["line"]["text"] for row in page.rows()] == ["argument:1", "argument:2"], f"{page.rows()}")
    expect("uts46" in page.facts and "18.0.0; what is younger than 15.1 is unassigned" in page.facts, f"{page.facts}")
    _, page = page_of([b"a"], "-t", "und-Latn", "-t", "und-Grek")
    expect(["und-Latn", "und-Grek"] == [fact for fact in page.facts if fact.startswith("und-")], f"{page.facts}")


def check_scripts_and_marks():
    """The scripts of a name, and what in it is at fault."""
    names = ["p\u0430ypal", "12-3", "\u0627\u0631", "a_b.c_d", "x\u2665"]
    _, page = page_of([name.encode() for name in names])
    rows = page.rows()
    expect([row["scripts"]["text"] for row in rows] == ["Cyrl Latn", "Zyyy", "Arab", "Latn", "Latn"], f"{[r['scripts'] for r in rows]}")
    expect([row["name"]["marks"] for row in rows] == [[], [], [], ["_", "_"], ["\u2665"]], f"{[r['name'] for r in rows]}")


def check_variants():
    """Variants are counted and listed as idntable does."""
    names = ["\u0627\u0631\u062f\u0646", "gro\u00dfe", "\u0643\u064a\u0643\u064a", "\u0647" * 3, "\u0643" * 5, "abc"]
    for table in ("und-Arab", "und-Latn"):
        _, page = page_of([name.encode() for name in names], "-t", table)
        evaluated = run("idntable", "eval", "-t", table, "--tsv", stdin="\n".join(names).encode() + b"\n").stdout.decode().splitlines()
        for row, line, name in zip(page.rows(), evaluated, names, strict=True):
            counts = "" if line.split("\t")[3] == "-" else line.split("\t")[3]
            text = row["variants"]["text"]
            told = re.findall(r"(\d+) (allocatable|blocked|valid|activated)(?=,| |$)", text.replace("".join(row["variants"]["items"]), ""))
            want = dict(item.split("=") for item in counts.split(",") if item)
            for disposition, number in want.items():
                expect(f"{number} {disposition}" in text, f"{table} {name}: {text!r} for {counts}")
            expect(bool(told) == bool(want), f"{table} {name}: {text!r}")
            if want:
                expect(row["variants"]["data-key"] == str(sum(map(int, want.values()))), f"{row['variants']}")
                listed = run("idntable", "variants", "--max=9999", "-t", table, name).stdout.decode().splitlines()
                had = [pair for pair in (entry.split("\t") for entry in listed)
                       if pair[1] in ("allocatable", "valid", "activated") and decode(pair[0]).decode() != name]
                expect(row["variants"]["items"] == [" ".join(pair) for pair in had[:16]], f"{name}: {row['variants']['items']}")
                expect(text.endswith(f"{len(had) - 16} more that can be had") if len(had) > 16 else "more" not in text,
                       f"{name}: {text!r}, {len(had)} in all")


def check_registered_and_reserved():
    """Collisions and the reserved name are told, with who has it and why."""
    with tempfile.TemporaryDirectory() as folder:
        registered, reserved = pathlib.Path(folder, "names"), pathlib.Path(folder, "reserved")
        registered.write_bytes("strasse\t<i>R1 \u0627\n".encode() + b"free\n")
        reserved.write_bytes(b"gross\tWHY & \xff\nstrass*\tA <b> street\n[o-p]the?\n")
        names = [name.encode() for name in ("stra\u00dfenbahn", "gro\u00df", "free", "other", "<b>", "stra\u00dfe")]
        _, page = page_of(names, "-t", "und-Latn", "--registered", registered, "--field", "2", "--reserved", reserved)
        records = json_of(names, "-t", "und-Latn", "--registered", registered, "--field", "2", "--reserved", reserved)
    rows = page.rows()
    for row, record, name in zip(rows, records, names, strict=True):
        expect(row["collisions"]["data-key"] == str(record["collision_count"]), f"{name}: {row['collisions']}")
        for item, collision in zip(row["collisions"]["items"], record["collisions"] or [], strict=True):
            expect(decode(item).decode().startswith(collision["name"]) and collision["standing"] in item and
                   collision["registrant"] in item and all(word in item for word in collision["forward"] + collision["backward"]) and
                   (collision["holder"] or "") in item, f"{name}: {item!r} for {collision}")
        expect((row["reserved"]["text"] != "") == (record["reserved"] is not None), f"{name}: {row['reserved']}")
    expect(decode(rows[1]["reserved"]["text"]) == b"gross: WHY & \xff", f"{rows[1]['reserved']}")
    expect(rows[0]["reserved"]["text"] == f"strass*, line 2 of {reserved}, which matches its variant strassenbahn: A <b> street" and
           rows[0]["reserved"]["foreign"] == ["strass*", "strassenbahn", "A <b> street"], f"{rows[0]['reserved']}")
    expect(rows[3]["reserved"]["text"] == f"[o-p]the?, line 3 of {reserved}", f"{rows[3]['reserved']}")
    expect("<i>R1 \u0627" in rows[5]["collisions"]["foreign"], f"{rows[5]['collisions']}")


def check_threads():
    """With any number of threads the page is the same."""
    seeded = random.Random(5)
    names = [bytes(seeded.choice(b"abc-._<>&\xc3\xbc") for _ in range(seeded.randrange(1, 12))) for _ in range(20000)]
    pages = [bytes_of(names, "-q", "-j", jobs, "-t", "und-Latn") for jobs in ("1", "7")]
    expect(pages[0] == pages[1], "the pages differ")
    expect(pages[0].count(b"<tr class=") == len(names), f"{pages[0].count(b'<tr class=')} rows")


def check_failures():
    """A page that cannot be written is a failure, with a message; an older file stays, and nothing is left behind."""
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder, "page.html")
        page.write_text("old")
        for file in (pathlib.Path(folder, "none", "page.html"), pathlib.Path(folder), pathlib.Path("/dev/full")):
            got = run("idncheck", "--report", file, "ok")
            expect(got.returncode == 2 and str(file).encode() in got.stderr, f"{file}: {got}")
        got = run("idncheck", "--report", page, "-f", pathlib.Path(folder, "no names"), "ok")
        expect(got.returncode == 2 and b"report is not written" in got.stderr and got.stdout.startswith(b"ok "), f"{got}")
        got = run("idncheck", "--report", page, "ok", stdout=open("/dev/full", "wb"))
        expect(got.returncode == 2, f"stdout: {got}")
        # What keeps the rows may not grow.
        got = run("idncheck", "-q", "--report", page, stdin=b"ok\n" * 5000,
                  preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)))
        expect(got.returncode == 2 and b"cannot write the report" in got.stderr, f"limit: {got}")
        expect(page.read_text() == "old" and os.listdir(folder) == ["page.html"], f"{page.read_text()[:50]} {os.listdir(folder)}")
        # Ended by hand in the middle of the names.
        for number in (signal.SIGTERM, signal.SIGKILL):
            process = subprocess.Popen([checks.path("idncheck"), "--report", page], env=checks.ENVIRONMENT,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            process.stdin.write(b"ok\n")
            process.stdin.flush()
            expect(checks.answer(process).startswith(b"ok"), "no answer")
            process.send_signal(number)
            process.wait()
            process.stdin.close()
            process.stdout.close()
        expect(page.read_text() == "old" and os.listdir(folder) == ["page.html"], f"{os.listdir(folder)}")
        # It never takes the place of what is read.
        table = pathlib.Path(folder, "table.xml")
        table.write_text("<lgr xmlns='urn:ietf:params:xml:ns:lgr-1.0'><data><char cp='0061'/></data></lgr>")
        names = pathlib.Path(folder, "names")
        names.write_text("a\n")
        for file, arguments in ((names, ["-f", names]), (table, ["-t", table, "a"]), (names, ["-t", table, "--registered", names, "a"]),
                                (names, ["-t", table, "--reserved", names, "a"])):
            before = file.read_bytes()
            got = run("idncheck", "--report", file, *arguments)
            expect(got.returncode == 2 and b"take the place" in got.stderr and file.read_bytes() == before, f"{arguments}: {got}")
        # A link is followed, and stays one.
        link = pathlib.Path(folder, "link")
        link.symlink_to("page.html")
        got = run("idncheck", "--report", link, "ok")
        expect(got.returncode == 0 and link.is_symlink() and page.read_text().startswith("<!DOCTYPE html>"), f"{got}")


def check_memory():
    """Ten times the names take no more memory."""
    if SANITIZE != "none":
        return
    peaks = []
    for count in (20000, 200000):
        with tempfile.TemporaryDirectory() as folder:
            names = pathlib.Path(folder, "names")
            names.write_bytes(b"".join(b"name-%d.example\n" % i for i in range(count)))
            process = subprocess.Popen([checks.path("idncheck"), "-q", "--report", pathlib.Path(folder, "page"), "-f", names],
                                       env=checks.ENVIRONMENT)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            expect(process.returncode == 0, f"{process.returncode}")
            peaks.append(usage.ru_maxrss)
    expect(peaks[1] < peaks[0] + 2048, f"{peaks} KiB")


def check_large():
    """A page that is too large for a browser says so."""
    for count in (10000, 10001):
        _, page = page_of([], "-q", stdin=b"a\n" * count)
        expect(page.elements["p"] == (count > 10000), f"{count}: {page.elements['p']}")


checks.main(globals())
