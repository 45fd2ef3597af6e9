# SPDX-License-Identifier: MIT
"""The one writer of C tables."""
import trie
import ucdfile


class Table:
    """One generated file: a banner, and the arrays that were added, in order."""

    def __init__(self, folder, maker, inputs):
        self.folder, self.maker, self.inputs = folder, maker, inputs
        self.body, self.sizes = [], []

    def array(self, name, values, static=True):
        """An array of the narrowest unsigned type that holds its values."""
        wide = trie.width(values)
        digits = {1: 2, 2: 4, 4: 8}[wide]
        row = 16 if wide == 1 else 8
        kind = "static const" if static else "const"
        self.body.append(f"{kind} uint{wide * 8}_t {name}[{len(values)}] = {{")
        for at in range(0, len(values), row):
            self.body.append("\t" + " ".join(f"0x{value:0{digits}X}," for value in values[at:at + row]))
        self.body.append("};\n")
        self.sizes.append(len(values) * wide)

    def constants(self, **numbers):
        """Numbers that the C side needs, as enumerators."""
        rows = "".join(f"\t{name} = {number},\n" for name, number in numbers.items())
        self.body.append(f"enum {{\n{rows}}};\n")

    def trie3(self, name, values):
        """A three-stage table for the macro TRIE3 of lib/unicode/trie.h."""
        shift1, shift2, *stages = trie.pack3(values)
        self.constants(**{f"{name}_shift1": shift1, f"{name}_shift2": shift2})
        for number, stage in enumerate(stages, 1):
            self.array(f"{name}_stage{number}", stage)

    def text(self):
        inputs = "".join(f" *   unicode/{ucdfile.VERSION}/{name} (sha256 {self.folder.hash(name)})\n"
                         for name in self.inputs)
        return ("/* SPDX-License-Identifier: Unicode-3.0 */\n"
                f"/* Made by tables/unicode/{self.maker}.  Do not edit.  From\n{inputs}"
                f" * {sum(self.sizes)} bytes: {' + '.join(map(str, self.sizes))}. */\n\n"
                + "\n".join(self.body).rstrip() + "\n")


class Pool:
    """Strings of code points in UTF-16, each behind its length in units; equal ones are kept once."""

    def __init__(self):
        self.units, self.places = [0], {(): 0}

    def place(self, string):
        if string not in self.places:
            units = []
            for cp in string:
                assert not 0xD800 <= cp <= 0xDFFF
                units += [cp] if cp < 0x10000 else [0xD7C0 + (cp >> 10), 0xDC00 + (cp & 0x3FF)]
            self.places[string] = len(self.units)
            self.units += [len(units)] + units
        return self.places[string]
