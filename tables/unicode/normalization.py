# SPDX-License-Identifier: MIT
"""Canonical decompositions and primary composites.  Hangul is arithmetic and not in the tables."""
import functools
import types

import emit
import ucdfile

TARGET = "lib/unicode/normalization.inc"
PROPS = "ucd/DerivedNormalizationProps.txt"
EXCLUSIONS = "ucd/CompositionExclusions.txt"
HANGUL = "ucd/HangulSyllableType.txt"
PROPERTIES = set("Changes_When_NFKC_Casefolded Expands_On_NFC Expands_On_NFD Expands_On_NFKC"
                 " Expands_On_NFKD FC_NFKC Full_Composition_Exclusion NFC_QC NFD_QC NFKC_CF NFKC_QC"
                 " NFKC_SCF NFKD_QC".split())
MISSING = [(0, ucdfile.SIZE - 1, text) for text in (
    "NFD_QC; Yes", "NFC_QC; Yes", "NFKD_QC; Yes", "NFKC_QC; Yes", "NFKC_CF; <code point>",
    "NFKC_SCF; <code point>")]
LONGEST = 4                         # DECOMPOSITION_MAX of normalize.c


def is_hangul(cp):
    return 0xAC00 <= cp <= 0xD7A3


def expand(cp, single):
    """The full canonical decomposition.  Unicode, 3.7, D68"""
    if cp not in single:
        return (cp,)
    return tuple(part for inner in single[cp] for part in expand(inner, single))


def quick_check(folder):
    """NFC_Quick_Check of every code point, and the set whose NFD_Quick_Check is not Yes."""
    nfc, nfd = ["YES"] * ucdfile.SIZE, set()
    for first, last, fields in folder.rows(PROPS, (1, 2), MISSING):
        assert fields[0] in PROPERTIES, fields
        span = range(first, last + 1)
        if fields[0] == "NFC_QC":
            assert fields[1] in ("N", "M"), fields
            for cp in span:
                nfc[cp] = {"N": "NO", "M": "MAYBE"}[fields[1]]
        elif fields[0] == "NFD_QC":
            assert fields[1] == "N", fields
            nfd.update(span)
    return nfc, nfd


@functools.cache
def read(folder):
    """full: {cp: decomposition}; pairs: {(first, second): composite}; quick: [NFC_QC name]; ccc"""
    data = ucdfile.unicode_data(folder)
    ccc = {cp: int(fields[2]) for cp, fields in data.items()}
    single = {cp: ucdfile.code_points(fields[4]) for cp, fields in data.items()
              if fields[4] and not fields[4].startswith("<")}
    full = {cp: expand(cp, single) for cp in single}
    quick, not_nfd = quick_check(folder)
    excluded = ucdfile.binary(folder, PROPS, "Full_Composition_Exclusion", PROPERTIES, (1, 2), MISSING)
    listed = {cp for first, last, _ in folder.rows(EXCLUSIONS, (0,)) for cp in range(first, last + 1)}
    # Unicode, 3.11, D113: the list, singletons, and what does not begin with a starter.
    assert excluded == listed | {cp for cp, parts in single.items()
                                 if len(parts) == 1 or ccc[cp] or ccc[parts[0]]}
    pairs = {parts: cp for cp, parts in single.items() if cp not in excluded}
    check(full, pairs, quick, not_nfd, ccc)
    check_hangul(folder)
    assert len(pairs) == len(single) - len(excluded)
    return types.SimpleNamespace(full=full, pairs=pairs, quick=quick, ccc=ccc)


def check(full, pairs, quick, not_nfd, ccc):
    """What lib/unicode/normalize.c relies on."""
    assert not_nfd == set(full) | {cp for cp in range(ucdfile.SIZE) if is_hangul(cp)}
    assert max(map(len, full.values())) <= LONGEST
    seconds = {second for _, second in pairs} | set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))
    for (first, second), cp in pairs.items():
        assert ccc[first] == ccc[cp] == 0
        assert first >> 16 == cp >> 16      # one plane, kept in the key of the group
        assert not is_hangul(cp) and not is_hangul(first)
    for cp, value in enumerate(quick):
        if value == "YES" and cp not in full and cp not in seconds:
            continue
        parts = full.get(cp, (cp,))
        assert (value == "MAYBE") == (value != "NO" and parts[0] in seconds), f"{cp:04X}"
        # A starter with NFC_Quick_Check=Yes begins anew: nothing before it can compose with it.
        if value == "YES" and not ccc[cp]:
            assert parts[0] not in seconds and not ccc[parts[0]], f"{cp:04X}"
        # Decompositions are in canonical order as they stand.
        classes = [ccc[part] for part in parts]
        assert all(b == 0 or a <= b for a, b in zip(classes, classes[1:])), f"{cp:04X}"


def is_nfc(string, norm):
    """Whether a string is its own NFC.  Decided by composing, as the quick check answers Maybe at times."""
    parts = [part for cp in string for part in norm.full.get(cp, (cp,))]
    # Jamo that could compose stand alone, so that Hangul needs no arithmetic here.
    assert len(parts) == 1 or not any(0x1160 <= part <= 0x11FF for part in parts)
    at = 0
    while at < len(parts):          # canonical order: bubble each mark down to its place
        ccc = norm.ccc[parts[at]]
        if at and ccc and norm.ccc[parts[at - 1]] > ccc:
            parts[at - 1], parts[at] = parts[at], parts[at - 1]
            at -= 1
        else:
            at += 1
    result, starter, last = [], None, 0
    for part in parts:
        ccc = norm.ccc[part]
        pair = (result[starter], part) if starter is not None else None
        if pair in norm.pairs and (last == 0 and starter == len(result) - 1 or last < ccc):
            result[starter] = norm.pairs[pair]
            continue
        if ccc == 0:
            starter = len(result)
        last = ccc
        result.append(part)
    return tuple(result) == tuple(string)


def check_hangul(folder):
    """The syllables are where the arithmetic of Unicode, 3.12 has them."""
    kinds = ucdfile.fill(folder.rows(HANGUL, (1,), ucdfile.everywhere("Not_Applicable")), "NA",
                         {"L", "V", "T", "LV", "LVT"})
    for cp, kind in enumerate(kinds):
        assert (kind in ("LV", "LVT")) == is_hangul(cp)
        if is_hangul(cp):
            assert (kind == "LV") == ((cp - 0xAC00) % 28 == 0)


def make(folder):
    norm = read(folder)
    pool = emit.Pool()
    index = [0] * ucdfile.SIZE
    for cp in sorted(norm.full):
        index[cp] = pool.place(norm.full[cp])
    groups = {}
    for (first, second), cp in sorted(norm.pairs.items()):
        groups.setdefault((first >> 16) << 24 | second, []).append((first, cp))
    keys = sorted(groups)
    starts, firsts, composites = [0], [], []
    for key in keys:
        firsts += [first & 0xFFFF for first, _ in groups[key]]
        composites += [cp & 0xFFFF for _, cp in groups[key]]
        starts.append(len(firsts))

    table = emit.Table(folder, "normalization.py", ("ucd/UnicodeData.txt", PROPS, EXCLUSIONS, HANGUL))
    table.trie3("decomposition", index)
    table.array("decomposition_pool", pool.units)
    # The pairs of group i, those with one second half and one plane, are starts[i] .. starts[i + 1] - 1.
    table.array("pair_keys", keys)
    table.array("pair_starts", starts)
    table.array("pair_firsts", firsts)
    table.array("pair_composites", composites)
    return table.text()
