# SPDX-License-Identifier: MIT
"""generate.py FOLDER [ROOT]: write every generated table, from the Unicode files in FOLDER.

ROOT is where lib/ lies, the checkout by default.
"""
import pathlib
import sys

import ages
import mappings
import normalization
import properties
import scripts
import ucdfile
import words

MAKERS = (words, scripts, ages, mappings, normalization, properties)


def main(folder, root=pathlib.Path(__file__).resolve().parents[2]):
    if not __debug__:
        raise SystemExit("the assertions are needed: run without -O and PYTHONOPTIMIZE")
    source = ucdfile.Folder(folder)
    for maker in MAKERS:
        target = pathlib.Path(root) / maker.TARGET
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(maker.make(source), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
