# SPDX-License-Identifier: MIT
"""The version of Unicode in which every code point was assigned.

A list of runs takes half the bytes of a trie here, and is asked only for older versions of Unicode and by tools.
Pages tell where to begin, as far as many runs are short.
"""
import bisect

import emit
import ucdfile

TARGET = "lib/unicode/ages.inc"
AGES = "ucd/DerivedAge.txt"
ALIASES = "ucd/PropertyValueAliases.txt"
SHIFT = 21                          # a run is its first code point, and above it a number
PAGE_SHIFT, PAGES = 9, 256          # 512 code points a page, up to U+1FFFF


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
    table.constants(age_shift=SHIFT, age_page_shift=PAGE_SHIFT, age_pages_count=PAGES)
    table.array("age_runs", [numbers[ages[cp]] << SHIFT | cp for cp in starts])
    # The run of each page's first code point, then that of the code point behind the last page.
    table.array("age_pages", [bisect.bisect_right(starts, page << PAGE_SHIFT) - 1 for page in range(PAGES + 1)])
    table.array("age_versions", versions)
    return table.text()
