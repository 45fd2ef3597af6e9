# SPDX-License-Identifier: MIT
"""sizes.py STAMP BUDGET INC...: print what each generated table costs; over the budget, fail.

Bytes are counted from the arrays as they stand, not taken from the banner, which must agree.
"""
import pathlib
import re
import sys

ARRAY = re.compile(r"^(?:static )?const uint(8|16|32)_t \w+\[(\d+)\] = \{\n(.*?)^\};$", re.M | re.S)


def measure(path):
    text = path.read_text(encoding="ascii")
    arrays = ARRAY.findall(text)
    if len(arrays) != text.count("] = {"):
        sys.exit(f"{path}: an array that is not understood")
    total = 0
    for bits, declared, body in arrays:
        if body.count("0x") != int(declared):
            sys.exit(f"{path}: {body.count('0x')} elements where {declared} are declared")
        total += int(bits) // 8 * int(declared)
    banner = re.search(r"^ \* (\d+) bytes: ", text, re.M)
    if not banner or int(banner[1]) != total:
        sys.exit(f"{path}: {total} bytes, and the banner says otherwise")
    return total


def read_budget(path):
    rows = (line.split("#")[0].split() for line in path.read_text(encoding="ascii").splitlines())
    return {row[0]: int(row[1]) for row in rows if row}


def main(stamp, budget, *tables):
    allowed = read_budget(pathlib.Path(budget))
    used = {path.stem: measure(path) for path in map(pathlib.Path, tables)}
    if not used or used.keys() | {"total"} != allowed.keys():
        sys.exit(f"{budget}: its rows are not the tables there are: {' '.join(sorted(used))}")
    used["total"] = sum(used.values())
    over = [name for name in allowed if used[name] > allowed[name]]
    for name, limit in allowed.items():
        print(f"{name:14} {used[name]:7} of {limit:7} bytes{'  OVER' if name in over else ''}")
    if over:
        sys.exit(f"over the budget of {budget}: {' '.join(over)}")
    pathlib.Path(stamp).write_text("", encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
