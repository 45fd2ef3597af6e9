# SPDX-License-Identifier: MIT
"""version_script.py SYM MAP: make the linker's version script from the list of exported symbols."""
import pathlib
import sys

source, target = map(pathlib.Path, sys.argv[1:])
names = [line.split("#")[0].strip() for line in source.read_text().splitlines()]
rows = "".join(f"\t\t{name};\n" for name in names if name)
target.write_text(f"IDNCHECK_0 {{\n\tglobal:\n{rows}\tlocal:\n\t\t*;\n}};\n")
