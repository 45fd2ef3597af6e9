# SPDX-License-Identifier: MIT
"""The script of every code point, as the letters of its ISO 15924 code."""
import emit
import ucdfile

TARGET = "lib/unicode/scripts.inc"
SCRIPTS = "ucd/Scripts.txt"
ALIASES = "ucd/PropertyValueAliases.txt"


def make(folder):
    short = ucdfile.aliases(folder, "sc")
    names = ucdfile.fill(folder.rows(SCRIPTS, (1,), ucdfile.everywhere("Unknown")), "Unknown", short)
    codes = sorted(short[name] for name in set(names))
    assert all(len(code) == 4 and code.isascii() and code.isalpha() for code in codes)
    assert len(codes) <= 256 and short["Unknown"] == "Zzzz"
    numbers = {name: codes.index(short[name]) for name in set(names)}

    table = emit.Table(folder, "scripts.py", (SCRIPTS, ALIASES))
    table.constants(script_unknown=codes.index("Zzzz"))
    table.trie3("script", [numbers[name] for name in names])
    table.array("script_codes", [int.from_bytes(code.encode("ascii"), "big") for code in codes])
    return table.text()
