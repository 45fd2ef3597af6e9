# SPDX-License-Identifier: MIT
"""lgr_random.py TOOLS SHARED [COUNT]: seeded random labels under real tables: idntable and the naive evaluator agree.

COUNT labels for each of the tables, 100 by default; 100,000 in all is a run of some minutes.
"""
import pathlib
import random
import subprocess
import sys

import naive_lgr

TABLES = """root-zone-5/und-Arab root-zone-5/und-Armn root-zone-5/und-Beng root-zone-5/und-Deva root-zone-5/und-Ethi
    root-zone-5/und-Grek root-zone-5/und-Khmr root-zone-5/und-Latn root-zone-5/und-Mlym root-zone-5/und-Mymr
    root-zone-5/und-Sinh root-zone-5/und-Taml root-zone-5/und-Thai second-level-2024/ar second-level-2024/de
    second-level-2024/he second-level-2024/hi second-level-2024/und-Cyrl second-level-2024/und-Sinh
    full-variant-set-2024/und-Grek""".split()
CAP = 2000      # derivations tried naively: a label with more is judged by disposition and index only


def make_labels(table, count, generator):
    """Of elements, so that many are eligible; now and then of single code points of the table."""
    elements = sorted(table.elements)
    letters = sorted({cp for element in elements for cp in element})
    for _ in range(count):
        label = []
        for _ in range(generator.randint(1, 7)):
            label += generator.choice(elements) if generator.random() < 0.8 else [generator.choice(letters)]
        yield tuple(label[:12])


def main(tools, shared, count=100):
    folder = pathlib.Path(shared) / "lgr"
    if not (folder / "expected").is_dir():
        print(f"SKIP: {folder} is absent")
        return 77
    compared = eligible = differ = 0
    for name in TABLES:
        path = folder / f"{name}.xml"
        table = naive_lgr.Table(path)
        labels = list(make_labels(table, int(count), random.Random(f"idncheck {name}")))
        text = "".join(" ".join(f"U+{cp:04X}" for cp in label) + "\n" for label in labels)
        out = subprocess.run([pathlib.Path(tools) / "idntable", "eval", "-t", path, "--tsv", "--digest"], input=text, text=True,
                             capture_output=True, check=False).stdout.splitlines()
        assert len(out) == len(labels), f"{name}: {len(out)} records for {len(labels)} labels"
        for label, line in zip(labels, out):
            got = line.split("\t")
            got = got[:4] + got[5:]
            wanted = naive_lgr.row(label, table.evaluate(label, CAP))
            compared += 1
            eligible += wanted[1] != "invalid"
            if any(want not in ("-", have) for have, want in zip(got, wanted)) and "LABEL_TOO_LONG" not in line:
                differ += 1
                print(f"{name}: {line}\n  naive: {' '.join(wanted)}")
    print(f"{len(TABLES)} tables, {compared} labels, {eligible} eligible, {differ} differ")
    return 1 if differ or not eligible else 0


sys.exit(main(*sys.argv[1:]))
