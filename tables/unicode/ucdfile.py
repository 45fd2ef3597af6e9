# SPDX-License-Identifier: MIT
"""The one reader of Unicode data files.  It stops at anything that it does not know."""
import functools
import hashlib
import pathlib
import re

VERSION = "18.0.0"
SIZE = 0x110000
MISSING = re.compile(r"# @missing: ([0-9A-F]{4,6})\.\.([0-9A-F]{4,6}); (.+)")
# Not a data line: prose of DerivedBidiClass.txt that speaks of the lines it precedes.
PROSE = {"# For details see the @missing lines below."}


class Folder:
    """The files of one Unicode version, each checked against SHA256SUMS when it is read."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        if self.path.name != VERSION:
            raise SystemExit(f"{path}: the folder of Unicode {VERSION} is wanted")
        sums = (self.path / "SHA256SUMS").read_text(encoding="ascii").splitlines()
        self.hashes = {name: value for value, name in (line.split() for line in sums)}

    def hash(self, name):
        return self.hashes[name]

    def lines(self, name):
        """The lines of a file whose bytes and version are the expected ones."""
        data = (self.path / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != self.hashes[name]:
            raise SystemExit(f"{name}: its SHA-256 is not that of SHA256SUMS")
        lines = data.decode("utf-8").splitlines()
        stem = pathlib.PurePath(name).stem
        if stem == "UnicodeData":
            return lines        # has no heading; the hash vouches for it
        if lines[0] != f"# {stem}-{VERSION}.txt" and f"# Version: {VERSION}" not in lines[:20]:
            raise SystemExit(f"{name}: not of version {VERSION}")
        return lines

    def rows(self, name, columns, missing=()):
        """Yield (first, last, fields) of every data line.

        columns: how many fields may follow the code points.
        missing: what the @missing lines say, in order, as (first, last, text); they must agree.
        """
        seen = []
        for line in self.lines(name):
            if "@" in line.split("#")[0]:
                raise SystemExit(f"{name}: unknown line: {line}")
            if line.startswith("#") and "@" in line and line not in PROSE:
                match = MISSING.fullmatch(line.rstrip())
                if not match:
                    raise SystemExit(f"{name}: unknown line: {line}")
                seen.append((int(match[1], 16), int(match[2], 16), match[3]))
            line = line.split("#")[0].strip()
            if not line:
                continue
            span, *fields = (field.strip() for field in line.split(";"))
            if len(fields) not in columns:
                raise SystemExit(f"{name}: {len(fields)} columns: {line}")
            first, last = code_span(span)
            yield first, last, fields
        if seen != list(missing):
            raise SystemExit(f"{name}: the @missing lines are not the expected ones: {seen}")


def code_span(text):
    """XXXX or XXXX..YYYY as two numbers."""
    if not re.fullmatch(r"[0-9A-F]{4,6}(\.\.[0-9A-F]{4,6})?", text):
        raise SystemExit(f"not a code point or a range: {text!r}")
    ends = [int(part, 16) for part in text.split("..")]
    if not ends[0] <= ends[-1] < SIZE:
        raise SystemExit(f"not a range: {text}")
    return ends[0], ends[-1]


def code_points(text):
    """Code points separated by blanks."""
    return tuple(code_span(part)[0] for part in text.split())


def everywhere(text):
    """The @missing list of a file with one default."""
    return [(0, SIZE - 1, text)]


def fill(rows, default, known):
    """The value of every code point, from rows with one field.  No code point may come twice."""
    values = [None] * SIZE
    for first, last, (value, *rest) in rows:
        if rest or value not in known:
            raise SystemExit(f"{first:04X}: unknown value {value} {rest}")
        for cp in range(first, last + 1):
            if values[cp] is not None:
                raise SystemExit(f"{cp:04X} comes twice")
            values[cp] = value
    return [default if value is None else value for value in values]


def binary(folder, name, wanted, known, columns=(1,), missing=()):
    """The set of code points that have the binary property `wanted`."""
    members = set()
    for first, last, fields in folder.rows(name, columns, missing):
        if fields[0] not in known:
            raise SystemExit(f"{name}: unknown property {fields[0]}")
        if fields[0] == wanted:
            members.update(range(first, last + 1))
    if not members:
        raise SystemExit(f"{name}: nobody has {wanted}")
    return members


def aliases(folder, prop):
    """{long name: short name} of the values of a property, from PropertyValueAliases.txt."""
    name = "ucd/PropertyValueAliases.txt"
    found = {}
    for line in folder.lines(name):
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if fields[0] == prop:
            if len(fields) < 3 or fields[2] in found:
                raise SystemExit(f"{name}: {line}")
            found[fields[2]] = fields[1]
    if not found:
        raise SystemExit(f"{name}: no values of {prop}")
    return found


@functools.cache
def unicode_data(folder):
    """UnicodeData.txt as {cp: 14 fields after the code point}; ranges filled in."""
    name = "ucd/UnicodeData.txt"
    table = {}
    first = None
    for line in folder.lines(name):
        fields = line.split(";")
        if len(fields) != 15:
            raise SystemExit(f"{name}: {len(fields)} columns: {line}")
        cp = code_span(fields[0])[0]
        title = fields[1]
        if first is not None:
            if not title.endswith(", Last>") or title[:-7] != table[first][0][:-8] or cp <= first:
                raise SystemExit(f"{name}: a range without an end before {line}")
            for inner in range(first, cp + 1):
                table[inner] = fields[1:]
            first = None
            continue
        if title.endswith(", Last>") or cp in table:
            raise SystemExit(f"{name}: {line}")
        if title.endswith(", First>"):
            first = cp
        table[cp] = fields[1:]
    return table
