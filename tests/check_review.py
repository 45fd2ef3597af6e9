# SPDX-License-Identifier: MIT
"""check_review.py IDNTABLE ROOT SHARED [few]: idntable diff and idntable review, by rows of testvectors/review and by real tables.

What is expected stands in the rows, as whoever changed the tables wrote it down; tables are changed here as text, and read by
the tool only.  With `few`, as much as an instrumented build can do.
"""
import atexit
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

tool, root, shared = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
is_few = sys.argv[4:] == ["few"]
VECTORS, TABLES = root / "testvectors/review", root / "tables"
REFERENCES, ODD = shared / "lgr/second-level-2024", shared / "lgr/negative-and-odd/idn_table_review"
ITEMS = ("repertoire", "variants", "contexts", "rules", "actions", "metadata")
RESULTS = ("MATCH", "SUBSET", "NOTE", "MANUAL CHECK", "REVIEW")
folder = pathlib.Path(tempfile.mkdtemp(prefix="review-"))
atexit.register(shutil.rmtree, folder)
faults, numbers = [], {}


def fault(name, text):
    faults.append(f"{name}: {text}")


def count(what, number=1):
    numbers[what] = numbers.get(what, 0) + number


def run(*arguments):
    ran = subprocess.run([tool, *map(str, arguments)], capture_output=True, check=False, text=True)
    if ran.returncode not in (0, 1, 2) or "Sanitizer" in ran.stderr:
        fault(" ".join(map(str, arguments))[:500], f"ended with {ran.returncode}: {ran.stderr[-2000:]}")
    return ran


def review(reference, *tables):
    """Review tables in one run; [{item: result}] and the objects, in their order."""
    ran = run("review", "--lenient", "--json", "--reference", reference, *tables)
    objects = [json.loads(line) for line in ran.stdout.splitlines()]
    if len(objects) != len(tables):
        fault(reference, f"{len(objects)} answers about {len(tables)} tables: {ran.stderr[-2000:]}")
    results = [{one["item"]: one["result"] for one in entry["items"] or []} for entry in objects]
    for entry, result in zip(objects, results):
        is_ok = set(result.values()) <= {"MATCH", "SUBSET", "NOTE"} and len(result) == len(ITEMS)
        if entry["ok"] != is_ok or (result and tuple(result) != ITEMS):
            fault(entry["table"], f"ok is {entry['ok']}, items are {result}")
    wanted = 2 if {} in results else int(not all(entry["ok"] for entry in objects))
    if ran.returncode != wanted:
        fault(reference, f"exit status {ran.returncode}, not {wanted}")
    return results, objects


# ---- Rows ----

def read_rows(name, columns):
    rows = []
    for number, line in enumerate((VECTORS / name).read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("|")]
            if len(cells) != columns:
                sys.exit(f"{name}:{number}: {len(cells)} columns, not {columns}")
            rows.append((f"{name}:{number}", *cells))
    return rows


def expectation(name, text):
    """{item: result} of "contexts REVIEW, metadata NOTE", or of "-"; what is not named is MATCH."""
    wanted = dict.fromkeys(ITEMS, "MATCH")
    for part in [] if text == "-" else text.split(","):
        item, _, result = part.strip().partition(" ")
        if item not in ITEMS or result not in RESULTS:
            sys.exit(f"{name}: no item or no result: {part}")
        wanted[item] = result
    return wanted


def change(name, text, old, new):
    """Replace text that stands once in a table, or everywhere, where `old` begins with a star."""
    everywhere, old = old.startswith("*"), old.removeprefix("*")
    found = text.count(old)
    if not old or found == 0 or (found > 1 and not everywhere):
        sys.exit(f"{name}: stands {found} times in the table: {old}")
    return text.replace(old, new)


def check_cases():
    """One change each: the changed item has the result of the row, and no other item has any but MATCH."""
    rows, by_table, seen = read_rows("cases.txt", 5), {}, set()
    for name, base, old, new, wanted, why in rows:
        path = next(path for path in (VECTORS / base, TABLES / base) if path.exists())
        text = path.read_text("utf-8")
        changed = text
        # Several replacements that belong together are parted by two semicolons.
        for one, other in zip(old.split(" ;; "), new.split(" ;; "), strict=True):
            changed = change(name, changed, one, other)
        file = folder / f"{name.replace(':', '-')}.xml"
        file.write_text(changed, "utf-8")
        by_table.setdefault(path, []).append((name, file, expectation(name, wanted), why))
    for path, cases in by_table.items():
        results, objects = review(path, *(file for _, file, _, _ in cases))
        for (name, file, wanted, why), result, entry in zip(cases, results, objects):
            count("cases")
            seen |= {(item, wanted[item]) for item in ITEMS}
            if result != wanted:
                fault(name, f"{differing(result, wanted)} ({why})\n    {json.dumps(entry)[:2000]}")
            # What diff says agrees with that.
            ran = run("diff", "--lenient", "-q", path, file)
            if ran.returncode != int(any(value != "MATCH" for item, value in wanted.items() if item != "metadata")):
                fault(name, f"diff ends with {ran.returncode}: {ran.stderr}")
    for item in ITEMS:
        if len({result for one, result in seen if one == item}) < 3:
            fault("cases.txt", f"too few results are wanted of {item}")


def differing(got, wanted):
    return ", ".join(f"{item} is {got.get(item)}, not {wanted[item]}" for item in ITEMS if got.get(item) != wanted[item])


# ---- Real tables ----

def check_references():
    """Each reference table against itself: MATCH in every item; in meaning it is that of the table that ships."""
    files = sorted(REFERENCES.glob("*.xml"))
    if not files:
        return [REFERENCES]
    for file in files[::8] if is_few else files:
        results, _ = review(file, file)
        count("references against themselves")
        if results != [dict.fromkeys(ITEMS, "MATCH")]:
            fault(file.name, f"against itself: {results}")
    if not is_few and len(files) != 59:
        fault(REFERENCES, f"{len(files)} tables, not 59")
    for ours in sorted(TABLES.glob("und-*.xml"))[::9 if is_few else 1]:
        ran = run("diff", "--json", ours, REFERENCES / ours.name)
        count("tables that ship")
        differences = json.loads(ran.stdout)["differences"] if ran.stdout else None
        if ran.returncode != 0 or differences is None or {one["aspect"] for one in differences} != {"metadata"}:
            fault(ours.name, f"differs from its reference: {ran.stdout[:1000]} {ran.stderr}")
    return []


def check_odd():
    """ICANN's inputs for the review of tables."""
    if not ODD.exists():
        return [ODD]
    rows = read_rows("icann.txt", 3)
    names = {str(path.relative_to(ODD)) for path in ODD.rglob("*.xml")} - {"reference_lgr.xml"}
    if {row[1] for row in rows} != names:
        fault("icann.txt", f"rows are not the files: {sorted(names ^ {row[1] for row in rows})}")
    results, _ = review(ODD / "reference_lgr.xml", *(ODD / row[1] for row in rows))
    for (name, file, wanted, why), result in zip(rows, results):
        count("inputs of ICANN")
        wanted = {} if wanted == "unreadable" else expectation(name, wanted)
        if result != wanted:
            fault(f"{name} {file}", f"{differing(result, wanted) if wanted else result} ({why})")
    return []


def check_conflicts():
    """Where derivations disagree, the order of actions that all decide about some of them shows nothing."""
    table, other = root / "testvectors/lgr/conflicts.xml", folder / "conflicts.xml"
    other.write_text(change("conflicts.xml", table.read_text("utf-8"), '<action disp="d5"', '<action disp="d6" any-variant="t6"/><action disp="d5"'), "utf-8")
    differences = json.loads(run("diff", "--json", table, other).stdout)["differences"]
    if [(one["aspect"], one["decided"], one["effective"]) for one in differences] != [("action", False, False)]:
        fault("conflicts.xml", f"differences {differences}")


# ---- The page ----

HOSTILE = """<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0"><meta><version>&lt;script&gt;alert(1)&lt;/script&gt;</version>
<description>&lt;/td&gt;&lt;img src=x onerror="a"&gt;&#x202E;'&amp;amp;</description></meta>
<data><char cp="0061" when="at-end"><var cp="0062" type="blocked"/></char><char cp="0062"/><char cp="202E"/><char cp="05D0"/>
<char cp="003C"/></data><rules><rule name="at-end"><anchor/><look-ahead><end/></look-ahead></rule>
</rules></lgr>"""
PLAIN = """<lgr xmlns="urn:ietf:params:xml:ns:lgr-1.0"><data><char cp="0061"/><char cp="0062"/></data></lgr>"""
# Every tag that the page may have; those that have no end.
TAGS = set("html head meta title style body h1 h2 h3 p table thead tbody tr th td a bdi code span ul li br".split())
EMPTY = {"meta", "br"}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.results, self.text, self.links, self.ids = [], [], [], "", set(), set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in TAGS or not set(attrs) <= {"lang", "charset", "http-equiv", "content", "name", "class", "scope", "href", "id", "colspan"}:
            self.wrong.append((tag, attrs))
        if tag not in EMPTY:
            self.open.append(tag)
        if attrs.get("class", "").startswith("result "):
            self.results.append("")
        self.links |= {attrs["href"]} if "href" in attrs else set()
        self.ids |= {attrs["id"]} if "id" in attrs else set()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.text += data
        if self.results and self.open and self.open[-1] == "span":
            self.results[-1] += data


def check_page():
    """A page with hostile tables: well-formed, without anything that runs or loads, and it says what --json says."""
    plain, hostile, page = folder / "plain.xml", folder / "<img src=x>'&.xml", folder / "page.html"
    plain.write_text(PLAIN, "utf-8")
    hostile.write_text(HOSTILE, "utf-8")
    broken = folder / "broken.xml"
    broken.write_text("<lgr><script>", "utf-8")
    tables = [hostile, broken, plain, VECTORS / "script.xml"]
    ran = run("review", "--reference", plain, "--html", "-o", page, *tables)
    if ran.returncode != 2 or ran.stdout:
        fault("page", f"status {ran.returncode}, {ran.stdout[:200]}")
    text = page.read_text("utf-8")
    parsed = Page(text)
    if parsed.wrong or parsed.open:
        fault("page", f"wrong tags {parsed.wrong}, left open {parsed.open}")
    if "default-src 'none'" not in text or re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", text):
        fault("page", "no policy, or what turns text is in it")
    if {link.removeprefix("#") for link in parsed.links} != parsed.ids:
        fault("page", f"links {parsed.links}, places {parsed.ids}")
    for words in ("<script>alert(1)</script>", "onerror=", str(hostile), "cannot be reviewed", "\\u{202E}", "or lacks a variant"):
        if words not in parsed.text:
            fault("page", f"does not say {words}")
    results, objects = review(plain, *tables)
    wanted = [value for result in results for value in result.values()]     # of the first table of the page
    for entry in objects:
        for item in entry["items"] or []:
            wanted += [item["result"], *(remark["result"] for remark in item["remarks"])]
    if parsed.results != wanted:
        fault("page", f"results {parsed.results}, not {wanted}")
    # The look is that of the page of a table.
    style = re.search(r"<style>(.*?)</style>", subprocess.run([tool, "convert", "--format", "html", plain], capture_output=True,
                      check=False, text=True).stdout, re.S)[1].splitlines()
    missing = [line for line in style if line not in text and not line.startswith("@media")]
    if missing or len(style) < 5:
        fault("page", f"looks otherwise than that of idntable convert: {missing}")
    count("pages")


absent = []
for check in (check_cases, check_references, check_odd, check_conflicts, check_page):
    absent += check() or []
for path in absent:
    print(f"SKIP: {path} is absent")
print("\n".join(faults) if faults else ", ".join(f"{number} {what}" for what, number in numbers.items()) + ", no fault")
sys.exit(1 if faults or not numbers else 77 if absent else 0)
