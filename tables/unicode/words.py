# SPDX-License-Identifier: MIT
"""The property word of every code point: all that the common path asks for, in one look-up."""
import emit
import layout
import mappings
import normalization
import trie
import ucdfile

TARGET = "lib/unicode/words.inc"
SHIFT = 8
IDNA2008 = "idna/Idna2008.txt"
CCC = "ucd/extracted/DerivedCombiningClass.txt"
JOINING = "ucd/extracted/DerivedJoiningType.txt"
BIDI = "ucd/extracted/DerivedBidiClass.txt"
CATEGORY = "ucd/extracted/DerivedGeneralCategory.txt"
CORE = "ucd/DerivedCoreProperties.txt"
INPUTS = (IDNA2008, mappings.TABLE, normalization.PROPS, CCC, JOINING, BIDI, CATEGORY, CORE,
          "ucd/UnicodeData.txt", mappings.CASING)
CORE_PROPERTIES = set(
    "Alphabetic Case_Ignorable Cased Changes_When_Casefolded Changes_When_Casemapped"
    " Changes_When_Lowercased Changes_When_Titlecased Changes_When_Uppercased"
    " Default_Ignorable_Code_Point Grapheme_Base Grapheme_Extend Grapheme_Link ID_Continue ID_Start"
    " InCB Lowercase Math Uppercase XID_Continue XID_Start".split())
CATEGORIES = set("Cc Cf Cn Co Cs Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So"
                 " Zl Zp Zs".split())
BIDI_MISSING = [
    (0x0000, 0x10FFFF, "Left_To_Right"), (0x0590, 0x05FF, "Right_To_Left"),
    (0x0600, 0x07BF, "Arabic_Letter"), (0x07C0, 0x085F, "Right_To_Left"),
    (0x0860, 0x08FF, "Arabic_Letter"), (0x20A0, 0x20CF, "European_Terminator"),
    (0xFB1D, 0xFB4F, "Right_To_Left"), (0xFB50, 0xFDCF, "Arabic_Letter"),
    (0xFDF0, 0xFDFF, "Arabic_Letter"), (0xFE70, 0xFEFF, "Arabic_Letter"),
    (0x10800, 0x10CFF, "Right_To_Left"), (0x10D00, 0x10D3F, "Arabic_Letter"),
    (0x10D40, 0x10EBF, "Right_To_Left"), (0x10EC0, 0x10EFF, "Arabic_Letter"),
    (0x10F00, 0x10F2F, "Right_To_Left"), (0x10F30, 0x10F6F, "Arabic_Letter"),
    (0x10F70, 0x10FFF, "Right_To_Left"), (0x1E800, 0x1EC6F, "Right_To_Left"),
    (0x1EC70, 0x1ECBF, "Arabic_Letter"), (0x1ECC0, 0x1ECFF, "Right_To_Left"),
    (0x1ED00, 0x1ED4F, "Arabic_Letter"), (0x1ED50, 0x1EDFF, "Right_To_Left"),
    (0x1EE00, 0x1EEFF, "Arabic_Letter"), (0x1EF00, 0x1EFFF, "Right_To_Left"),
]


def read_bidi(folder, known):
    """Bidi_Class of every code point; a later @missing line overrides an earlier one.  UAX 44, 4.2.10"""
    short = ucdfile.aliases(folder, "bc")
    assert set(short.values()) == known
    listed = ucdfile.fill(folder.rows(BIDI, (1,), BIDI_MISSING), None, known)
    default = [None] * ucdfile.SIZE
    for first, last, name in BIDI_MISSING:
        default[first:last + 1] = [short[name]] * (last - first + 1)
    return [value or other for value, other in zip(listed, default)]


def check(derived, statuses, flags, category, ccc, bidi, data):
    """Files made separately by the Unicode Consortium say the same."""
    for cp, value in enumerate(derived):
        allowed = statuses[cp] in ("valid", "deviation") and cp not in flags and cp != 0x2E
        assert allowed == (value in ("PVALID", "CONTEXTJ", "CONTEXTO")), f"{cp:04X}"
        is_nonchar = cp & 0xFFFE == 0xFFFE or 0xFDD0 <= cp <= 0xFDEF
        assert (value == "UNASSIGNED") == (category[cp] == "Cn" and not is_nonchar), f"{cp:04X}"
        assert value != "UNASSIGNED" or statuses[cp] == "disallowed", f"{cp:04X}"
        # A label that is all PVALID needs no look at the status, nor at ASCII.
        assert value != "PVALID" or statuses[cp] in ("valid", "deviation"), f"{cp:04X}"
        assert value != "PVALID" or cp >= 0x80 or chr(cp).isalnum() and chr(cp).islower() | chr(cp).isdigit() or cp == 0x2D, f"{cp:04X}"
    for cp, row in data.items():
        assert (row[1], row[2], row[3]) == (category[cp], ccc[cp], bidi[cp]), f"{cp:04X}"


def read_core(folder, wanted):
    members = ucdfile.binary(folder, CORE, wanted, CORE_PROPERTIES, (1, 2), ucdfile.everywhere("InCB; None"))
    return [int(cp in members) for cp in range(ucdfile.SIZE)]


def read_columns(folder, values):
    """{field: [its number for each code point]}"""
    data = ucdfile.unicode_data(folder)
    statuses, _, flags = mappings.read_uts46(folder)
    steps = mappings.read_rfc5895(folder, data)
    norm = normalization.read(folder)
    everywhere = ucdfile.everywhere
    derived = ucdfile.fill(folder.rows(IDNA2008, (1,), everywhere("UNASSIGNED")), None, values["DERIVED"])
    ccc = ucdfile.fill(folder.rows(CCC, (1,), everywhere("Not_Reordered")), "0", set(map(str, range(255))))
    assert ucdfile.aliases(folder, "jt")["Non_Joining"] == "U"
    joining = ucdfile.fill(folder.rows(JOINING, (1,), everywhere("Non_Joining")), "U", values["JOINING"])
    bidi = read_bidi(folder, set(values["BIDI"]))
    category = ucdfile.fill(folder.rows(CATEGORY, (1,)), None, CATEGORIES)
    assert None not in derived and None not in category
    check(derived, statuses, flags, category, ccc, bidi, data)
    everyone = range(ucdfile.SIZE)
    return {
        "derived": [values["DERIVED"][name] for name in derived],
        "uts46": [values["UTS46"][name.upper()] for name in statuses],
        "nfc_quick": [values["QUICK_CHECK"][name] for name in norm.quick],
        "ccc": [int(number) for number in ccc],
        "joining": [values["JOINING"][name] for name in joining],
        "bidi": [values["BIDI"][name] for name in bidi],
        "is_mark": [int(name[0] == "M") for name in category],
        "is_cased": read_core(folder, "Cased"),
        "is_case_ignorable": read_core(folder, "Case_Ignorable"),
        "has_decomposition": [int(cp in norm.full or normalization.is_hangul(cp)) for cp in everyone],
        "is_rfc5895": [int(cp in steps) for cp in everyone],
        "is_not_pvalid": [int(name != "PVALID") for name in derived],
    }


def make(folder):
    fields, values = layout.load()
    columns = read_columns(folder, values)
    assert columns.keys() == fields.keys()
    rows = list(zip(*(columns[name] for name in fields)))
    words = {row: layout.word(fields, row) for row in set(rows)}
    distinct = sorted(words.values())
    assert len(distinct) <= 256     # stage 2 is uint8_t
    numbers = {row: distinct.index(word) for row, word in words.items()}
    stage1, stage2 = trie.pack2([numbers[row] for row in rows], SHIFT)
    assert max(stage1) < 256        # so is stage 1

    table = emit.Table(folder, "words.py", INPUTS)
    # Read by idnc_word_find, which is inline in several files.
    table.array("idnc_word_stage1", stage1, static=False)
    table.array("idnc_word_stage2", stage2, static=False)
    table.array("idnc_word_values", distinct, static=False)
    return table.text()
