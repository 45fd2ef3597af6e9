# SPDX-License-Identifier: MIT
"""check_builtin.py TOOLS ROOT: `idntable list` and tables/README.md tell of the tables that are built in, and the same."""
import json
import pathlib
import re
import subprocess
import sys

TOOLS, ROOT = map(pathlib.Path, sys.argv[1:3])
COLUMNS = ["name", "script", "unicode", "code_points", "sequences", "variants", "rules", "size"]
faults = []


def listed(*arguments):
    return subprocess.run([TOOLS / "idntable", "list", *arguments], capture_output=True, text=True, check=True).stdout.splitlines()


rows = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in listed("--tsv")]
objects = [json.loads(line) for line in listed("--json")]
if not rows:
    print("SKIP: no table is built in")
    sys.exit(77)
if [{key: str(o[key]) for key in COLUMNS} for o in objects] != rows:
    faults.append("--tsv and --json differ")
heading, *lines = listed()
if heading.split()[0] != "name" or [line.split()[0] for line in lines] != [row["name"] for row in rows]:
    faults.append("the text for people has other tables")
if len({len(line) for line in [heading, *lines]}) != 1:
    faults.append("the columns for people are not aligned")

# | [`und-Deva`](und-Deva.xml) | Devanagari | code points | sequences | variants | rules | Unicode | source |
readme = {}
for line in (ROOT / "tables/README.md").read_text("utf-8").splitlines():
    if hit := re.match(r"\| \[`(und-\w+)`\]\((\S+)\) \| (.*) \|$", line):
        script, *numbers, version, _ = hit[3].split(" | ")
        readme[hit[1]] = [script, version, *numbers]
        if hit[2] != hit[1] + ".xml" or not (ROOT / "tables" / hit[2]).exists():
            faults.append(f"README.md: no file {hit[2]}")
for row in rows:
    wanted = [row[key] for key in COLUMNS[1:-1]]
    if readme.get(row["name"]) != wanted:
        faults.append(f"README.md has {readme.get(row['name'])} for {row['name']}, not {wanted}")
order = [line.split("\t")[0] for line in (ROOT / "tables/order.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
if list(readme) != order:
    faults.append("README.md has other tables than order.txt, or another order")
files = {path.stem for path in (ROOT / "tables").glob("und-*.xml")}
if files != set(order):
    faults.append(f"order.txt and the files differ: {' '.join(sorted(files ^ set(order)))}")

print("\n".join(faults) if faults else f"{len(rows)} tables, {sum(int(row['size']) for row in rows)} bytes")
sys.exit(1 if faults else 0)
