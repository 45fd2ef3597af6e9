# SPDX-License-Identifier: MIT
"""check_vectors.py ROOT: what testvectors/ must cover, as a list of requirements; each is seen failing as well."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
MINIMUM_ROWS = 700

# Codes that no row can show, and why.
EXCEPTIONS = {"ESCAPE": "a finding of the tools, about --escapes; the sessions of tests/cli show it",
              **dict.fromkeys(("REGISTERED", "VARIANT_BLOCKED", "VARIANT_HELD", "RESERVED"), "about lists of names; tests/cli/registered.py shows them")}

# UAX 31, table 5 (Recommended) and table 7 (Limited Use); Common and Inherited are no words.
RECOMMENDED = """Arab Armn Beng Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hani Hebr Hira Kana Khmr Knda Laoo Latn Mlym
    Mymr Orya Sinh Taml Telu Thaa Thai Tibt""".split()
LIMITED_USE = """Adlm Bali Bamu Batk Bopo Cakm Cans Cham Cher Hmnp Java Kali Lana Lepc Limb Lisu Mand Mtei Newa Nkoo
    Olck Osge Plrd Rohg Saur Sund Sylo Syrc Tale Talu Tavt Tfng Vaii Wcho Yiii""".split()

PROFILES = "registration lookup uts46 uts46-transitional whatwg whatwg-strict".split()
FLAGS = """map root_dot skip_hyphens skip_bidi skip_joiners skip_std3 skip_lengths keep_bad_punycode""".split()
VERSIONS = "6.1 6.2 6.3 7.0 8.0 9.0 10.0 11.0 12.0 12.1 13.0 14.0 15.0 15.1 16.0 17.0 18.0".split()
OPS = """utf8 utf8.write property mapping scripts nfc nfd nfc.check punycode.encode punycode.decode check ascii unicode
    label pair lgr.open lgr.check lgr.action lgr.index lgr.variants lgr.variant lgr.counts""".split()

# RFC 7940: sections and examples that rows of lgr.txt cite, and the operators of rules: a row that matches, one that does not.
LGR_CLAUSES = """4.3.3 4.3.7 5.1 5.2 5.3.3 5.3.4 5.3.5 6.2.2 6.2.3 6.2.4 6.2.5 6.3.3 6.3.4 6.3.5 6.3.6 6.3.7 6.3.8 6.3.9 6.4.1
    6.4.2 6.4.3 7.1 7.2.1 7.4 7.6 8.1 8.1.1 8.2 8.3 8.4 8.5""".split()
LGR_OPERATORS = """two choice literal class union intersection difference symmetric-difference complement set-of-sets by-ref
    from-tag property start end count-n count-n-more count-n-m count-none groups look-behind look-ahead look-both second
    last-but-one""".split()

# A clause as the notes cite it; R: a row that breaks it, A: a row that meets it.
CLAUSES = [
    ("RFC 5891, 4.1", "RA"), ("RFC 5891, 4.2.1", "RA"), ("RFC 5891, 4.2.2", "R"), ("RFC 5891, 4.2.3.1", "RA"),
    ("RFC 5891, 4.2.3.2", "RA"), ("RFC 5891, 4.2.3.3", "RA"), ("RFC 5891, 4.2.3.4", "RA"), ("RFC 5891, 4.2.4", "R"), ("RFC 5891, 4.4", "RA"), ("RFC 5891, 5.3", "RA"),
    ("RFC 5891, 5.4", "RA"), ("RFC 5891, 5.5", "RA"),
    *((f"RFC 5892, A.{n}", "RA") for n in range(1, 10)),
    *((f"RFC 5893, 2, rule {n}", "RA") for n in range(1, 7)), ("RFC 5893, 1.4 and 2: a Bidi domain name", "RA"),
    *((f"RFC 5895, 2, step {n}", "A") for n in range(1, 5)),
    ("UTS 46, 4, step 1", "RA"), ("UTS 46, 4, step 2", "A"), ("UTS 46, 4, step 3", "RA"), ("UTS 46, 4, step 4.1", "RA"),
    ("UTS 46, 4, step 4.2", "RA"), ("UTS 46, 4, step 4.3", "R"), ("UTS 46, 4, step 4.4", "RA"),
    ("UTS 46, 4.1, criterion 1", "R"), *((f"UTS 46, 4.1, criterion {n}", "RA") for n in (2, 7, 8, 9)),
    ("UTS 46, 4.1, criterion 3", "R"), ("UTS 46, 4.1, criterion 4", "R"), ("UTS 46, 4.1, criterion 5", "R"),
    ("UTS 46, 4.1, criterion 6", "R"), ("UTS 46, 4.2, step 4", "RA"), ("UTS 46, 4.3", "A"),
    ("URL Standard, 3.1", "RA"), ("URL Standard, 3.3", "RA"),
    ("RFC 1034, 3.1", "RA"), ("RFC 1035, 2.3.1", "RA"), ("RFC 1035, 2.3.4", "RA"), ("RFC 5890, 2.3.1", "RA"),
    ("RFC 5890, 2.3.2.1", "RA"), ("RFC 3629, 3", "R"), ("RFC 3629, 4", "R"),
]
# RFC 5892, 2: the categories, shown by the derived property of a code point.
CATEGORIES = [f"RFC 5892, 2.{n}" for n in range(1, 11)]
# Exceptions of RFC 5892, 2.6, each a row of property.
EXCEPTION_CODE_POINTS = """00DF 03C2 06FD 06FE 0F0B 3007 00B7 0375 05F3 05F4 30FB 0660 0669 06F0 06F9 0640 07FA 302E 302F
    3031 3035 303B""".split()
# Faults with a public report that testvectors/regress.txt must name.
REPORTS = """CVE-2015-2059 CVE-2015-3144 CVE-2015-8948 CVE-2016-6261 CVE-2016-6262 CVE-2016-6263 CVE-2016-8625 CVE-2017-5060
    CVE-2017-14061 CVE-2017-14062 CVE-2019-9636 CVE-2019-10160 CVE-2019-12290 CVE-2019-18224 CVE-2021-42574 CVE-2022-3602
    CVE-2022-3786 CVE-2022-30115 CVE-2022-42916 CVE-2022-43551 CVE-2022-45061 CVE-2024-3651 CVE-2024-6874 CVE-2024-12224
    CVE-2026-39821 CVE-2026-45409 ICU-21212""".split()
SAMPLES = "ABCDEFGHIJKLMNOPQRS"


class Row:
    def __init__(self, file, line, columns):
        self.file, self.line = file, line
        self.op, self.input, self.expect, self.note = columns
        self.head, _, self.verb = self.op.rpartition(".")
        self.profile = re.split("[+@]", self.head)[0]
        self.is_name = self.profile in PROFILES
        self.items = [item.strip() for item in re.sub(r'"[^"]*"', '""', self.expect).split(",")]
        self.codes = [re.split("[ @]", item)[0].removeprefix("2:") for item in self.items]
        self.is_accepted = self.codes[0] in ("ok", '""')

    def meets(self, kind):
        is_refused = not self.is_accepted and not self.codes[0].startswith("E_")
        return self.is_name and (self.is_accepted if kind == "A" else is_refused) or \
            kind == "R" and self.op == "utf8" and "UTF8" in self.codes


def read_rows():
    rows = []
    for path in sorted((root / "testvectors").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = [(number, [c.strip() for c in line.split("|")]) for number, line in enumerate(text.splitlines(), 1)
                 if line.strip() and not line.startswith("#")]
        rows += [Row(path.stem, number, columns) for number, columns in found if len(columns) == 4]
        if not found or any(len(columns) != 4 for _, columns in found):
            sys.exit(f"{path.name}: no rows, or a row without four columns")
    return rows


def cites(row, clause):
    return re.search(re.escape(clause) + r"(?![.\d])", row.note) is not None


def verb(row):
    return row.verb if row.is_name else re.sub(r"\+cap\d+", "", row.op)


def requirements():
    """(what, how many rows at least, which rows)"""
    codes = re.findall(r"X\((E|V), (\w+), ", (root / "lib/include/idncheck/codes.h").read_text())
    yield "rows", MINIMUM_ROWS, lambda row: True
    for kind, code in codes:
        if kind == "E":
            if f"E_{code}" in EXCEPTIONS:
                continue
            yield f"rows with E_{code}", 1, lambda row, code=code: f"E_{code}" in row.codes
        elif code not in EXCEPTIONS:
            yield f"rows with {code}", 3, lambda row, code=code: code in row.codes
    for clause, kinds in CLAUSES:
        for kind in kinds:
            words = "meets" if kind == "A" else "breaks"
            yield f"rows that {words} {clause}", 1, lambda row, c=clause, k=kind: cites(row, c) and row.meets(k)
    for clause in CATEGORIES:
        yield f"property rows for {clause}", 1, lambda row, c=clause: row.op == "property" and cites(row, c)
    for cp in EXCEPTION_CODE_POINTS:
        yield f"property rows for U+{cp}", 1, lambda row, cp=cp: row.op == "property" and row.input == cp
    for script in RECOMMENDED + LIMITED_USE:
        yield f"accepted words in {script}", 1, lambda row, s=script: f"Script {s}:" in row.note and row.is_accepted
        yield f"scripts rows for {script}", 1, lambda row, s=script: row.op == "scripts" and row.expect == s
    for sample in SAMPLES:
        for op in ("punycode.encode", "punycode.decode"):
            yield f"{op} rows for RFC 3492, 7.1 ({sample})", 1, \
                lambda row, s=sample, op=op: row.op == op and f"RFC 3492, 7.1 ({s})" in row.note
    for report in REPORTS:
        yield f"rows of regress for {report}", 1, lambda row, r=report: row.file == "regress" and r in row.note
    for profile in PROFILES:
        yield f"rows under {profile}", 10, lambda row, p=profile: row.profile == p
    for flag in FLAGS:
        yield f"rows with the flag {flag}", 2, lambda row, f=flag: f"+{f}" in row.head
    for version in VERSIONS:
        yield f"rows with version {version}", 1, lambda row, v=version: row.head.endswith(f"@{v}")
    for clause in [*(f"RFC 7940, {c}" for c in LGR_CLAUSES), *(f"RFC 7940, Appendix {c}" for c in "ABC")]:
        yield f"rows of lgr for {clause}", 1, lambda row, c=clause: row.file == "lgr" and cites(row, c)
    for operator in LGR_OPERATORS:
        for no in ("", "not "):
            yield f"rows of lgr where {operator} does {no}match", 1, \
                lambda row, end=f": {no}{operator}": row.file == "lgr" and row.note.endswith(end)
    for table in sorted((root / "testvectors/lgr").glob("*.xml")):
        yield f"rows with the table {table.name}", 1, lambda row, t=table.name: row.input.split(" ")[0] == t
    for op in OPS:
        yield f"rows with the operation {op}", 3, lambda row, op=op: verb(row) == op


def language_faults(rows):
    tags = {hit[1] for row in rows if row.file == "languages" and row.is_accepted
            and (hit := re.match(r"Language (\w+):", row.note))}
    return [] if len(tags) >= 30 else [f"names in {len(tags)} languages, 30 are wanted"]


def faults_of(rows):
    return [f"{sum(map(which, rows))} {what}, {least} are wanted" for what, least, which in requirements()
            if sum(map(which, rows)) < least] + language_faults(rows)


def form_faults(rows):
    """What is about single rows, and about the README."""
    faults, seen = [], {}
    readme = (root / "testvectors/README.md").read_text(encoding="utf-8")
    for row in rows:
        key = (row.file, row.op, row.input)
        if key in seen:
            faults.append(f"{row.file}.txt:{row.line}: the same as line {seen[key]}")
        seen[key] = row.line
    for name in sorted({row.file + ".txt" for row in rows} | {verb(row) for row in rows} | set(FLAGS)):
        if f"`{name}`" not in readme:
            faults.append(f"testvectors/README.md does not mention `{name}`")
    return faults


def unseen_faults(rows):
    """Requirements that do not fail when the rows that meet them are taken away."""
    return [f"the check of {what} cannot fail" for what, least, which in requirements()
            if sum(map(which, [row for row in rows if not which(row)])) >= least] + \
        ([] if language_faults([row for row in rows if row.file != "languages"]) else ["the check of languages cannot fail"])


rows = read_rows()
faults = faults_of(rows) + form_faults(rows) + unseen_faults(rows)
for code, reason in EXCEPTIONS.items():
    print(f"{code} is left out: {reason}")
print("\n".join(faults) if faults else f"{len(rows)} rows, {sum(1 for _ in requirements()) + 1} requirements, no fault")
sys.exit(1 if faults else 0)
