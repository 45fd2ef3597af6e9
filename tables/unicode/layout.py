# SPDX-License-Identifier: MIT
"""The bit layout of a property word, read from lib/unicode/layout.def, which the C compiler reads too."""
import pathlib
import re

PATH = pathlib.Path(__file__).resolve().parents[2] / "lib/unicode/layout.def"
FIELD = re.compile(r"FIELD\((\w+), (\w+), \w+, (\d+), (\d+)\)")
VALUE = re.compile(r"VALUE\((\w+), (\w+), (\d+)\)")


def load():
    """({field: (shift, width)}, {field: {value name: number}})"""
    fields, values = {}, {}
    taken = 0
    for line in PATH.read_text(encoding="ascii").splitlines():
        if match := FIELD.fullmatch(line):
            shift, width = int(match[3]), int(match[4])
            mask = ((1 << width) - 1) << shift
            if mask & taken or mask >> 31:
                raise SystemExit(f"{PATH.name}: overlapping or too high: {line}")
            taken |= mask
            fields[match[2]] = (shift, width)
        elif match := VALUE.fullmatch(line):
            values.setdefault(match[1], {})[match[2]] = int(match[3])
        elif line.startswith(("FIELD", "VALUE")):
            raise SystemExit(f"{PATH.name}: not understood: {line}")
    return fields, values


def word(fields, numbers):
    """The word with these numbers in its fields, in the order of fields."""
    bits = 0
    for (name, (shift, width)), number in zip(fields.items(), numbers, strict=True):
        if not 0 <= number < 1 << width:
            raise SystemExit(f"{name}: {number} does not fit {width} bits")
        bits |= number << shift
    return bits
