# SPDX-License-Identifier: MIT
"""The UTS #46 mapping table, and the mapping of RFC 5895 where it differs."""
import functools

import emit
import normalization
import ucdfile

TARGET = "lib/unicode/mappings.inc"
TABLE = "idna/IdnaMappingTable.txt"
CASING = "ucd/SpecialCasing.txt"
LONGEST = 18                        # IDNC_MAPPING_MAX
STATUSES = {"valid", "ignored", "mapped", "deviation", "disallowed"}
CONTEXTS = {"Final_Sigma", "lt After_Soft_Dotted", "lt More_Above", "lt", "tr", "az", "tr After_I",
            "az After_I", "tr Not_Before_Dot", "az Not_Before_Dot"}
# Decomposition types of UnicodeData.txt; RFC 5895, 2, step 2 is about the first two.
WIDTHS = {"<wide>", "<narrow>"}
TYPES = WIDTHS | {"<circle>", "<compat>", "<final>", "<font>", "<fraction>", "<initial>", "<isolated>",
                  "<medial>", "<noBreak>", "<small>", "<square>", "<sub>", "<super>", "<vertical>"}


@functools.cache
def read_uts46(folder):
    """([status of each code point], {cp: mapping}, {cp: flag})"""
    statuses, mapping, flags = [None] * ucdfile.SIZE, {}, {}
    for first, last, fields in folder.rows(TABLE, (1, 2, 3)):
        status, target, flag = fields + [""] * (3 - len(fields))
        assert status in STATUSES and flag in ("", "NV8", "XV8"), fields
        assert (len(fields) == 2) == (status in ("mapped", "deviation")), fields
        assert not target or len(fields) == 2, fields
        assert target or status != "mapped", fields
        for cp in range(first, last + 1):
            assert statuses[cp] is None, f"{cp:04X} comes twice"
            statuses[cp] = status
            if len(fields) == 2:
                mapping[cp] = ucdfile.code_points(target)
            if flag:
                flags[cp] = flag
    assert None not in statuses
    check_uts46(statuses, mapping)
    return statuses, mapping, flags


def check_uts46(statuses, mapping):
    """What the C side, and the processing of UTS #46, rely on."""
    assert max(map(len, mapping.values())) == LONGEST
    for cp, target in mapping.items():
        assert all(statuses[part] in ("valid", "deviation") for part in target), f"{cp:04X}"
        # A mapped full stop stands alone: it ends one label and begins another.
        assert 0x2E not in target or target == (0x2E,), f"{cp:04X}"
        assert target != (cp,), f"{cp:04X}"
    assert {cp for cp, target in mapping.items() if target == (0x2E,)} == {0x3002, 0xFF0E, 0xFF61}


def full_lower(folder, data):
    """{cp: full lower case} without conditions.  Unicode, 3.13, toLowercase"""
    lower = {cp: ucdfile.code_points(fields[12]) for cp, fields in data.items() if fields[12]}
    for first, last, fields in folder.rows(CASING, (4, 5)):
        assert first == last and fields[-1] == "", fields
        if len(fields) == 5:
            assert fields[3] in CONTEXTS, fields
            continue
        lower[first] = ucdfile.code_points(fields[0])
        assert lower[first], fields
    return {cp: target for cp, target in lower.items() if target != (cp,)}


def read_rfc5895(folder, data):
    """{cp: target} of steps 1 and 2 of RFC 5895, section 2, where they change something."""
    lower = full_lower(folder, data)
    width = {}
    for cp, fields in data.items():
        kind, _, target = fields[4].partition(" ")
        if kind.startswith("<"):
            assert kind in TYPES, kind
            if kind in WIDTHS:
                width[cp] = ucdfile.code_points(target)
    steps = {}
    for cp in lower.keys() | width.keys():
        target = []
        for part in lower.get(cp, (cp,)):
            target.extend(width.get(part, (part,)))
        steps[cp] = tuple(target)
    # The two steps leave nothing that they would change again.
    assert all(part not in lower and part not in width for target in steps.values() for part in target)
    assert lower[0x03A3] == (0x03C3,) and steps[0xFF21] == (0x61,)
    return steps


def make(folder):
    data = ucdfile.unicode_data(folder)
    _, mapping, _ = read_uts46(folder)
    steps = read_rfc5895(folder, data)
    norm = normalization.read(folder)
    for cp, target in mapping.items():
        assert normalization.is_nfc(target, norm), f"{cp:04X}"
    pool = emit.Pool()
    index = [0] * ucdfile.SIZE
    for cp in sorted(mapping):
        index[cp] = pool.place(mapping[cp])
    # Where RFC 5895 maps as UTS #46 does, the table of the latter serves both.
    others = sorted(cp for cp in steps if mapping.get(cp) != steps[cp])
    places = [pool.place(steps[cp]) for cp in others]
    assert others[-1] < 0x10000     # the C side keeps them in 16 bits
    table = emit.Table(folder, "mappings.py", (TABLE, "ucd/UnicodeData.txt", CASING))
    table.trie3("mapping", index)
    table.array("rfc5895_cps", others)
    table.array("rfc5895_places", places)
    table.array("mapping_pool", pool.units)
    return table.text()
