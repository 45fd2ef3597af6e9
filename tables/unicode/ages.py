# SPDX-License-Identifier: MIT
"""The version of Unicode in which every code point was assigned.

A list of runs takes half the bytes of a trie here, and is asked only for older versions of Unicode.
"""
import emit
import ucdfile

TARGET = "lib/unicode/ages.inc"
AGES = "ucd/DerivedAge.txt"
ALIASES = "ucd/PropertyValueAliases.txt"
SHIFT = 21                          # a run is its first code point, and above it a number


def number(text):
    """IDNC_UNICODE(major, minor)"""
    if text == "NA":
        return 0
    major, minor = map(int, text.split("."))
    assert 0 < major < 256 and 0 <= minor < 256
    return major << 8 | minor


def make(folder):
    known = set(ucdfile.aliases(folder, "age").values())
    ages = ucdfile.fill(folder.rows(AGES, (1,), ucdfile.everywhere("Unassigned")), "NA", known)
    versions = sorted(map(number, set(ages)))
    assert versions[0] == 0 and versions[-1] == number(ucdfile.VERSION.rpartition(".")[0])
    numbers = {age: versions.index(number(age)) for age in set(ages)}
    starts = [cp for cp in range(ucdfile.SIZE) if cp == 0 or ages[cp] != ages[cp - 1]]
    assert ucdfile.SIZE <= 1 << SHIFT and len(versions) <= 1 << 32 - SHIFT

    table = emit.Table(folder, "ages.py", (AGES, ALIASES))
    table.constants(age_shift=SHIFT)
    table.array("age_runs", [numbers[ages[cp]] << SHIFT | cp for cp in starts])
    table.array("age_versions", versions)
    return table.text()
