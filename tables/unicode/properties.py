# SPDX-License-Identifier: MIT
"""What the classes of a policy table may ask for and libidncheck itself does not need.

General_Category, Indic_Syllabic_Category and Deprecated, packed in one number of each code point; the names of
the values in the order of those numbers; and the names of all scripts.
"""
import emit
import ucdfile

TARGET = "lib/tables/properties.inc"
CATEGORY = "ucd/extracted/DerivedGeneralCategory.txt"
SYLLABIC = "ucd/IndicSyllabicCategory.txt"
PROPERTIES = "ucd/PropList.txt"
ALIASES = "ucd/PropertyValueAliases.txt"
GROUPS = {"C", "L", "LC", "M", "N", "P", "S", "Z"}      # of General_Category; no code point has one as its value


def words(name, values):
    """A list of strings, as the C side wants it."""
    rows = "".join(f'\t"{value}",\n' for value in values)
    return f"static const char *const {name}[] = {{\n{rows}}};\n"


def make(folder):
    short = ucdfile.aliases(folder, "gc")
    categories = sorted(set(short.values()) - GROUPS)
    syllabics = sorted(set(ucdfile.aliases(folder, "InSC").values()))
    gc = ucdfile.fill(folder.rows(CATEGORY, (1,)), None, categories)
    insc = ucdfile.fill(folder.rows(SYLLABIC, (1,), ucdfile.everywhere("Other")), "Other", syllabics)
    known = {fields[0] for _, _, fields in folder.rows(PROPERTIES, (1,))}
    deprecated = ucdfile.binary(folder, PROPERTIES, "Deprecated", known)
    assert len(categories) == 30 and len(syllabics) <= 64
    packed = [categories.index(gc[cp]) | syllabics.index(insc[cp]) << 5 | (cp in deprecated) << 11
              for cp in range(ucdfile.SIZE)]
    kinds = sorted(set(packed))
    assert len(kinds) <= 256

    table = emit.Table(folder, "properties.py", (CATEGORY, SYLLABIC, PROPERTIES, ALIASES))
    table.constants(category_mask=31, syllabic_shift=5, syllabic_mask=63, deprecated_shift=11)
    table.trie3("property", [kinds.index(kind) for kind in packed])
    table.array("property_kinds", kinds)
    table.body.append(words("category_names", categories))
    table.body.append(words("syllabic_names", syllabics))
    table.body.append(words("script_names", sorted(ucdfile.aliases(folder, "sc").values())))
    return table.text()
