# SPDX-License-Identifier: MIT
"""check_docs.py ROOT BUILD STATIC_LIB CC...: what the documents name exists, what they show is what happens."""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

root, build = map(pathlib.Path, sys.argv[1:3])
static_lib, compiler = sys.argv[3], sys.argv[4:]
TOOLS = {name: build / "tools" / name for name in ("idncheck", "idnconvert", "idntable")}
DOCUMENTS = ["README.md", *sorted(str(p.relative_to(root)) for p in root.glob("**/*.md")
                                  if not re.match(r"build|\.git|README\.md$|docs/errors\.md$", str(p.relative_to(root))))]
faults, seen = [], {"path": 0, "symbol": 0, "option": 0, "code": 0, "session": 0, "example": 0}


def fault(name, text):
    faults.append(f"{name}: {text}")


def read(name):
    return (root / name).read_text(encoding="utf-8")


def run(tool, *arguments):
    return subprocess.run([TOOLS[tool], *arguments], capture_output=True, text=True, check=False)


headers = "\n".join(p.read_text() for p in (root / "lib/include").rglob("*.h"))
sources = "\n".join(p.read_text() for p in (root / "lib").rglob("*.[ch]"))
helps = "".join(run(tool, "--help").stdout for tool in TOOLS)
helps += "".join(run("idntable", verb, "--help").stdout for verb in ("eval", "variants", "compile", "convert", "lint", "list", "show", "rst", "rst-make", "cover", "diff", "review"))
# The options of the benchmark stand in its source; it is built only where libidn2 and ICU are.
helps += read("bench/idnbench.c")
codes = [line.split("\t")[0] for line in run("idncheck", "--list-codes").stdout.splitlines()]
codes = [code for code in codes if re.fullmatch(r"[A-Z0-9_]+", code)]
# Files that are not the project's own.
NOT_OURS = {"Idna2008.txt", "IdnaMappingTable.txt", "IdnaTestV2.txt", "NormalizationTest.txt"}
# Options of programs that are not ours.
FOREIGN_OPTIONS = {"--buildtype", "--tool", "--target", "--no-entry", "--print-errorlogs", "--suite", "--libs", "--cflags"}


def check_names(name, text):
    """Everything in backticks that looks like a path, a symbol, an option or a code."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
    for quoted in re.findall(r"`([^`\n]+)`", prose):
        for word in quoted.split():
            if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?", word) and ("/" in word or re.search(r"\.(md|c|h|py|sym|txt|def|build)$", word)):
                seen["path"] += 1
                bases = [root, (root / name).parent, root / "lib", root / "lib/include"]
                if not any((base / word).exists() for base in bases) and not word.startswith(("BUILD/", "build/", "unicode/", "../")) and word not in NOT_OURS:
                    fault(name, f"there is no path {word}")
            if hit := re.match(r"(idnc_\w+|IDNC_\w+)", word):
                seen["symbol"] += 1
                stem = hit[1].removeprefix("IDNC_V_").removeprefix("IDNC_")
                if not re.search(rf"\b{hit[1]}\b", sources) and stem not in codes:
                    fault(name, f"there is no symbol {hit[1]}")
            if hit := re.match(r"(--[a-z][a-z0-9-]+)", word):
                seen["option"] += 1
                if hit[1] not in helps and hit[1] not in FOREIGN_OPTIONS:
                    fault(name, f"no tool has the option {hit[1]}")


def check_code_table(name, text):
    """The README's table of checks has every code, and no other."""
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \|", text, flags=re.M)
    seen["code"] += len(rows)
    for code in codes:
        if not code.startswith("E_") and code not in ("OK",) and code not in rows:
            fault(name, f"the table of checks lacks {code}")
    for code in rows:
        if code not in codes:
            fault(name, f"the table of checks has {code}, which is no code")


def check_reference(name, text):
    """The error reference has every code of both lists, once, in their order."""
    sections = re.split(r"^# .*\n", text, flags=re.M)[1:]
    lists = [read(f"lib/include/idncheck/{file}") for file in ("codes.h", "table_codes.h")]
    if len(sections) != len(lists):
        fault(name, f"{len(sections)} sections, not {len(lists)}")
    for section, header in zip(sections, lists):
        known = [("E_" if kind == "E" else "") + code for kind, code in re.findall(r"^\tX\(([EV]), (\w+),", header, flags=re.M)]
        rows = re.findall(r"^## (\w+)$", section, flags=re.M)
        seen["code"] += len(rows)
        if rows != known or len(known) < 20:
            fault(name, f"{len(rows)} codes, where the list has {len(known)}: {sorted(set(rows) ^ set(known))}")


def check_sessions(name, text):
    """Every console block is run: a line with $ is a command, what follows is its output."""
    environment = {**os.environ, "PATH": f"{build / 'tools'}:{os.environ['PATH']}", "NO_COLOR": "1"}
    for block in re.findall(r"^```console\n(.*?)^```", text, flags=re.S | re.M):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, expected = part.partition("\n")
            if not re.match(r"(printf .*\| *)?(idncheck|idnconvert|idntable)\b", command):
                continue
            seen["session"] += 1
            got = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=environment, cwd=root, check=False)
            if (got.stdout + got.stderr).rstrip() != expected.rstrip():
                fault(name, f"`{command}` prints\n{got.stdout}{got.stderr}and not\n{expected}")


def check_examples(name, text):
    """Every C block that has a main is compiled with the library and run; a comment `prints: TEXT` is compared."""
    for block in re.findall(r"^```c\n(.*?)^```", text, flags=re.S | re.M):
        if "int main" not in block and "\nmain(" not in block:
            continue
        seen["example"] += 1
        with tempfile.TemporaryDirectory() as folder:
            source, program = pathlib.Path(folder, "example.c"), pathlib.Path(folder, "example")
            source.write_text(block)
            flags = ["-std=c11", "-Wall", "-Wextra", "-pedantic", "-Werror", f"-I{root / 'lib/include'}"]
            made = subprocess.run([*compiler, *flags, str(source), static_lib, *shlex.split(os.environ.get("IDNC_LINK", "")),
                                   "-o", str(program)], capture_output=True, text=True, check=False)
            if made.returncode:
                fault(name, f"an example does not compile:\n{made.stderr}")
                continue
            out = subprocess.run([program], capture_output=True, text=True, check=False).stdout
            for wanted in re.findall(r"prints: (.*?)\s*\*/", block):
                if wanted not in out.splitlines():
                    fault(name, f"an example prints {out!r}, not {wanted!r}")


def check_versions():
    version = re.search(r"version: '([0-9.]+)'", read("meson.build"))[1]
    for name, pattern in (("lib/include/idncheck/version.h", r'IDNC_VERSION "([^"]+)"'), ("lib/meson.build", r"version: '([0-9.]+)'")):
        if (found := re.search(pattern, read(name))[1]) != version:
            fault(name, f"version {found}, where meson.build says {version}")
    for tool in TOOLS:
        if version not in run(tool, "--version").stdout:
            fault(tool, f"--version does not say {version}")


for document in DOCUMENTS:
    content = read(document)
    check_names(document, content)
    check_sessions(document, content)
    check_examples(document, content)
check_code_table("README.md", read("README.md"))
check_reference("docs/errors.md", read("docs/errors.md"))
check_versions()
for kind, count in seen.items():
    if count == 0:
        faults.append(f"no {kind} was checked")
print("\n".join(faults) if faults else f"{len(DOCUMENTS)} documents: " + ", ".join(f"{n} {k}s" for k, n in seen.items()))
sys.exit(1 if faults else 0)
