# SPDX-License-Identifier: MIT
"""The version of Unicode in which every code point was assigned."""
import emit
import ucdfile

TARGET = "lib/unicode/ages.inc"
AGES = "ucd/DerivedAge.txt"
ALIASES = "ucd/PropertyValueAliases.txt"


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

    table = emit.Table(folder, "ages.py", (AGES, ALIASES))
    table.trie3("age", [numbers[age] for age in ages])
    table.array("age_versions", versions)
    return table.text()
