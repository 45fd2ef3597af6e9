# SPDX-License-Identifier: MIT
"""check_shape.py ROOT: the shape of the sources: arrows, licences, characters, lengths of functions."""
import pathlib
import re
import subprocess
import sys

root = pathlib.Path(sys.argv[1])
faults = []

# Folder: the folders it may include from.  The design's list, each with all that lies below it.
ARROWS = {
    "lib/base": ["base"],
    "lib/unicode": ["base", "unicode"],
    "lib/idna": ["base", "unicode", "idna"],
    "lib/lgr": ["base", "unicode", "lgr"],
    "lib/spoof": ["base", "unicode", "spoof"],
    "lib/host": ["base", "unicode", "idna", "host"],
    "lib/policy": ["base", "unicode", "idna", "lgr", "spoof", "policy"],
    "lib/explain": ["base", "policy", "explain"],
    "lib/builtin": [],
    "lib/include": [],
}
FREESTANDING = {"stddef.h", "stdint.h", "stdbool.h", "limits.h"}
# What tests may include of the library, besides its public headers: the test-only entries.
TEST_ENTRIES = {"idna/plain_paths.h"}
MAY_HOLD_UNICODE = ("testvectors/", "tables/", "docs/", "LICENSES/", "README.md")
NO_SPDX = {"LICENSE", "LICENSES/Unicode-3.0.txt"}
LONG_FUNCTION = 60

# RFC 7940 as its table of contents has it: how many sections there are in each; "" is the whole.
SECTIONS = {"": 13, "4": 3, "4.3": 8, "5": 5, "5.3": 5, "5.4": 2, "6": 4, "6.2": 5, "6.3": 9, "6.4": 3, "7": 6, "7.2": 2, "8": 5,
            "8.1": 1, "11": 3, "12": 2, "13": 2}
CLAUSE = re.compile(r"RFC 7940, ((?:[0-9]+(?:\.[0-9]+)*(?:, | and | to )?)+)")

# Format, bidi and other invisible characters, which no file may hold.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
                       "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]")
MACHINE_PATH = re.compile(r"(^|[^.a-zA-Z])/(work|farm|root)/")


def tracked():
    out = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=False)
    if out.returncode == 0 and out.stdout:
        return sorted(name for name in out.stdout.decode().split("\0") if name and (root / name).is_file())
    return sorted(str(p.relative_to(root)) for p in root.rglob("*")
                  if p.is_file() and not re.match(r"(\.git|build)", str(p.relative_to(root))))


def fault(name, line, text):
    faults.append(f"{name}:{line}: {text}")


def check_text(name, text):
    ascii_only = not name.startswith(MAY_HOLD_UNICODE)
    for number, line in enumerate(text.splitlines(), 1):
        if hit := INVISIBLE.search(line):
            fault(name, number, f"invisible character U+{ord(hit[0]):04X}; write an escape")
        if ascii_only and not line.isascii():
            fault(name, number, "a character outside ASCII; write an escape")
        if MACHINE_PATH.search(line):
            fault(name, number, "a path of one machine")
    if name not in NO_SPDX and text.strip() and "SPDX-License-Identifier:" not in "\n".join(text.splitlines()[:3]):
        fault(name, 1, "no SPDX line at the top")
    if len(re.findall(r"^\W*SPDX-License-Identifier:", text, flags=re.M)) > 1:
        fault(name, 1, "more than one SPDX line")


def check_clauses(name, text):
    """Clauses that are cited exist."""
    for number, line in enumerate(text.splitlines(), 1):
        for cited in CLAUSE.findall(line):
            for clause in re.findall(r"[0-9]+(?:\.[0-9]+)*", cited):
                parent, _, last = clause.rpartition(".")
                if not 1 <= int(last) <= SECTIONS.get(parent, 0):
                    fault(name, number, f"RFC 7940 has no section {clause}")


def check_includes(name, text):
    folder = next((f for f in ARROWS if name.startswith(f + "/")), None)
    for number, line in enumerate(text.splitlines(), 1):
        hit = re.match(r'\s*#\s*include\s*([<"])([^">]+)', line)
        if not hit:
            continue
        quote, target = hit[1], hit[2]
        top = target.split("/")[0]
        if name.startswith("tools/") or name.startswith(("tests/", "fuzz/", "bench/")):
            if quote == '"' and target not in TEST_ENTRIES and top in {"base", "unicode", "idna", "explain", "lgr", "policy", "spoof", "host"}:
                fault(name, number, f"{target} is not a public header")
        elif folder == "lib/include":
            if quote == "<" and target not in FREESTANDING:
                fault(name, number, f"a public header may not include <{target}>")
        elif folder:
            if quote == "<":
                if target not in FREESTANDING and f"__has_include(<{target}>)" not in text:
                    fault(name, number, f"<{target}> is not freestanding")
            elif top not in ARROWS[folder] + ["idncheck", "idncheck.h"] and "/" in target:
                fault(name, number, f"{folder} may not reach up to {target}")
        elif name.startswith("lib/") and not name.startswith("lib/tables/"):
            fault(name, number, "this folder of lib/ is not in the design")


def check_functions(name, text):
    lines = text.splitlines()
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            above = "\n".join(lines[max(0, start - 12):start])
            if number - start > LONG_FUNCTION and "longer than a screen" not in above:
                fault(name, start, f"a function of {number - start} lines; split it, or say why it is longer than a screen")
            start = None


files = tracked()
for name in files:
    data = (root / name).read_bytes()
    if b"\0" in data or name.startswith("fuzz/corpus/"):
        continue
    text = data.decode("utf-8")
    check_text(name, text)
    check_clauses(name, text)
    if name.endswith((".c", ".h")):
        check_includes(name, text)
        check_functions(name, text)
if len(files) < 20:
    fault(".", 0, f"only {len(files)} files found")

print("\n".join(faults) if faults else f"{len(files)} files, no fault")
sys.exit(1 if faults else 0)
