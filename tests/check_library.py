# SPDX-License-Identifier: MIT
"""check_library.py ROOT STATIC_LIB SHARED_LIB TABLES_LIB BUILTIN_LIB: calls go downwards, nothing is needed from libc, exports are the lists.

TABLES_LIB and BUILTIN_LIB are the other shared libraries, libidncheck-tables and libidncheck-builtin, of which only the
exports are looked at, and that the latter needs nothing.
"""
import pathlib
import re
import subprocess
import sys

root, static_lib, shared_lib, tables_lib, builtin_lib = map(pathlib.Path, sys.argv[1:])
FROM_OUTSIDE = {"memcpy", "memmove", "memset", "memcmp"}
# Sanitizers and coverage bring their own.
FROM_INSTRUMENTS = re.compile(r"__(asan|ubsan|gcov|sanitizer|odr_asan|start___sancov|stop___sancov)|__llvm_|_GLOBAL_OFFSET_TABLE_|"
                              r"__sancov|__stack_chk|asan|__cyg_profile|mcount|__gcov|__afl")
ORDER = ["base", "unicode", "idna", "lgr", "spoof", "host", "policy", "explain"]
MAY_CALL = {
    "base": set(), "unicode": {"base"}, "idna": {"base", "unicode"}, "lgr": {"base", "unicode"},
    "spoof": {"base", "unicode"}, "host": {"base", "unicode", "idna"},
    "policy": {"base", "unicode", "idna", "lgr", "spoof"}, "explain": {"base", "policy"},
}
faults = []


def nm(*arguments):
    return subprocess.run(["nm", *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def symbols_of_members():
    """{member: (defined, undefined)} of the static library."""
    members = {}
    for line in nm("-A", static_lib).splitlines():
        hit = re.match(r".*?:([^:]+):\s*([0-9a-fA-F]*)\s+(\w)\s+(\S+)$", line)
        if not hit:
            continue
        current = members.setdefault(hit[1], (set(), set()))
        kind, name = hit[3], hit[4]
        if kind == "U":
            current[1].add(name)
        elif kind.isupper() or kind == "i":
            current[0].add(name)
    return members


def writable_sections():
    """Sections that a running program could write to.  .data.rel.ro is read-only once it is relocated."""
    out = subprocess.run(["readelf", "-SW", str(static_lib)], check=True, capture_output=True, text=True).stdout
    member = ""
    for line in out.splitlines():
        if line.startswith("File:"):
            member = line.split("(")[-1].rstrip(")")
        hit = re.match(r"\s*\[\s*\d+\]\s+(\.(?:data|bss)\S*)\s+\S+\s+\S+\s+\S+\s+([0-9a-f]+)", line)
        if hit and not hit[1].startswith(".data.rel.ro") and int(hit[2], 16) > 0:
            yield f"{member}: {hit[1]} has {int(hit[2], 16)} writable bytes"


def declared(headers):
    """The functions that headers declare."""
    text = "".join(header.read_text() for header in headers)
    text = re.sub(r"/\*.*?\*/|^\s*#.*?(?<!\\)$", "", text, flags=re.S | re.M)
    return set(re.findall(r"\b(idnc_\w+)\(", text))


def check_exports(library, sym, headers):
    """What a shared library exports, what its list says, and what its headers declare are the same; their number."""
    listed = {line.split("#")[0].strip() for line in (root / sym).read_text().splitlines()} - {""}
    lines = nm("-D", "--defined-only", library).splitlines()
    exported = {line.split()[-1].split("@")[0] for line in lines}
    exported = {name for name in exported if not FROM_INSTRUMENTS.search(name) and not name.startswith("IDNCHECK_")}
    promised = declared(headers)
    for one, is_one, other, is_other in ((exported, "exported", listed, f"in {sym}"), (listed, f"in {sym}", exported, "exported"),
                                         (promised, "declared", listed, f"in {sym}"), (listed, f"in {sym}", promised, "declared")):
        faults.extend(f"{name} is {is_one}, but not {is_other}" for name in sorted(one - other))
    versioned = [line for line in lines if "@@IDNCHECK_0" in line]
    if not instrumented and len(versioned) != len(listed):
        faults.append(f"{len(versioned)} of {len(listed)} exports of {library.name} have a symbol version")
    if not listed:
        faults.append(f"{sym} lists nothing")
    return len(listed)


members = symbols_of_members()
where = {name: member for member, (defined, _) in members.items() for name in defined}
instrumented = any(FROM_INSTRUMENTS.match(u) for _, undefined in members.values() for u in undefined)
for member, (_, undefined) in members.items():
    folder = next((f for f in ORDER if member.startswith(f + "_")), None)
    if folder is None:
        faults.append(f"{member}: in no folder of the design")
        continue
    for name in sorted(undefined):
        if name in where:
            target = next((f for f in ORDER if where[name].startswith(f + "_")), None)
            if target != folder and target not in MAY_CALL[folder]:
                faults.append(f"{member}: calls {name} of {where[name]}, which is not below {folder}")
        elif name not in FROM_OUTSIDE and not FROM_INSTRUMENTS.search(name):
            faults.append(f"{member}: needs {name}, which a freestanding library has not")
if not instrumented:
    faults += writable_sections()

include = root / "lib/include"
of_tables, of_builtin = [include / "idncheck" / name for name in ["compare.h", "table_sets.h", "tables.h"]], include / "idncheck/builtin.h"
count = check_exports(shared_lib, "lib/libidncheck.sym", set(include.rglob("*.h")) - {*of_tables, of_builtin})
tables_count = check_exports(tables_lib, "lib/tables/libidncheck-tables.sym", of_tables)
builtin_count = check_exports(builtin_lib, "lib/builtin/libidncheck-builtin.sym", [of_builtin])
needed = {line.split()[-1].split("@")[0] for line in nm("-D", "--undefined-only", builtin_lib).splitlines() if " U " in line}
# What instruments is linked in, and needs a libc.
if not instrumented:
    faults += [f"libidncheck-builtin needs {name}" for name in sorted(needed)]
if len(members) < 10:
    faults.append("nothing was checked")

print("\n".join(faults) if faults else f"{len(members)} members, {count}, {tables_count} and {builtin_count} exports, no fault")
sys.exit(1 if faults else 0)
