# SPDX-License-Identifier: MIT
"""check_budget.py ROOT LIBRARY: the tables keep to their budget, and sizes.py measures what is compiled."""
import pathlib
import re
import subprocess
import sys
import tempfile

root, library = map(pathlib.Path, sys.argv[1:])
tables = sorted((root / "lib/unicode").glob("*.inc"))
budget = root / "tables/budget.txt"


def sizes(budget_path, table_paths, stamp):
    command = [sys.executable, "-B", root / "tables/unicode/sizes.py", stamp, budget_path, *table_paths]
    return subprocess.run(command, capture_output=True, text=True, check=False)


with tempfile.TemporaryDirectory() as folder:
    scratch = pathlib.Path(folder)
    stamp = scratch / "stamp"
    good = sizes(budget, tables, stamp)
    print(good.stdout, end="")
    if good.returncode or not stamp.exists():
        sys.exit(good.stderr + "Fix: make the table smaller, or decide on more in tables/budget.txt")
    used = {row[0]: int(row[1]) for row in (line.split() for line in good.stdout.splitlines())}

    # One byte less than is used, for each row, must be refused; so must a table with no row or a lost element.
    for name in used:
        tight = scratch / "tight.txt"
        tight.write_text("".join(f"{row} {bytes_used - (row == name)}\n" for row, bytes_used in used.items()))
        if sizes(tight, tables, stamp).returncode == 0:
            sys.exit(f"sizes.py accepts {name} over its budget")
    if sizes(budget, tables[1:], stamp).returncode == 0:
        sys.exit("sizes.py does not miss a table")
    short = scratch / tables[0].name
    short.write_text(re.sub(r"0x\w+,", "", tables[0].read_text(), count=1))
    if sizes(budget, [short, *tables[1:]], stamp).returncode == 0:
        sys.exit("sizes.py does not miss an element")

# The same arrays as the linker sees them.
arrays = re.findall(r"const uint\d+_t (\w+)\[", "".join(table.read_text() for table in tables))
lines = subprocess.run(["nm", "-S", "--defined-only", library], capture_output=True, text=True, check=True).stdout
found = {row[3]: int(row[1], 16) for row in (line.split() for line in lines.splitlines())
         if len(row) == 4 and row[3] in arrays}
if found.keys() != set(arrays):
    sys.exit(f"{library.name}: no such arrays: {' '.join(sorted(set(arrays) - found.keys()))}")
if sum(found.values()) != used["total"]:
    sys.exit(f"{library.name}: the arrays take {sum(found.values())} bytes, sizes.py says {used['total']}")
