# SPDX-License-Identifier: MIT
"""check_tables.py TRY SHARED: real policy tables, read, compiled, and written back; TRY is the program tables_try.

Every table of ICANN loads and compiles; the documents that must be refused are, at the right line for the right
reason; what is written is the same document, validates against the schema, and is the same when it is read again.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

GOOD = ("root-zone-5", "second-level-2024", "full-variant-set-2024", "msr")
GOOD_COUNT = 144
ODD_COUNT = 94
BLOCK_MAX = 2 << 20                 # bytes of a compiled table, the largest of them Han
# What is refused, and where: file: {line: code}.  The rest of negative-and-odd loads.
REVIEW = "idn_table_review/"
REFUSED = {
    "Invalid-RNG-LGR.xml": {2: "NAMESPACE"},
    REVIEW + "whole_label_evaluation_rules/wle_japanese_contextj.xml": {48: "TEXT"},
    REVIEW + "whole_label_evaluation_rules/wle_hyphen.xml": {27: "DUPLICATE"},
    REVIEW + "whole_label_evaluation_rules/wle_hyphen_wrong.xml": {27: "DUPLICATE"},
    REVIEW + "whole_label_evaluation_rules/wle_subset.xml": {41: "RULE_UNDEFINED"},
    REVIEW + "whole_label_evaluation_rules/wle_missing_in_idn_table_not_applied_to_cp.xml": {45: "RULE_UNDEFINED"},
    REVIEW + "repertoire/repertoire_subset.xml": {22: "RULE_UNDEFINED"},
    REVIEW + "actions/actions_additional.xml": {35: "RULE_UNDEFINED"},
    "harmonization/lgr-second-level-french-language-31may22-en.xml": {11: "RULE_UNDEFINED", 14: "RULE_UNDEFINED"},
    "set/lgr-script2.xml": {59: "RULE_UNDEFINED"},
    "idna2008_compliance/compliant.xml": dict.fromkeys((18, 22, 23, 26), "RULE_UNDEFINED"),
    "idna2008_compliance/non_compliant.xml": dict.fromkeys((16, 20, 21, 24), "RULE_UNDEFINED"),
    "idna2008_compliance/non_compliant_idna2003.xml": dict.fromkeys((16, 20, 21, 24), "RULE_UNDEFINED"),
    **{f"{REVIEW}variant_sets/variant_sets_{name}.xml": dict.fromkeys(lines, "RULE_UNDEFINED") for name, lines in {
        "additional": (19,), "core_multiple_digits_sets": (19,), "exact_match": (19,), "missing_in_ref": (19,),
        "mismatch_contextual_rule_idn_table_less_conservative": (15, 19), "mismatch_contextual_rules": (15, 16, 20),
        "mismatch_variant_type_and_idn_type_less_conservative": (19,),
        "mismatch_variant_type_and_idn_type_more_conservative": (19,), "missing_sequence": (19,),
        "missing_variant_members": (18,), "missing_variant_members_in_ref": (20,),
        "missing_variant_members_in_ref_not_same_id": (26, 29), "subset_match": (18,)}.items()},
}
assert len(REFUSED) == 26
# What is found when the others are read.
WARNED = {
    REVIEW + "language_tag/language_tag.xml": {"LANGUAGE"},
    "msr-3-wle-rules-28mar18-en.xml": {"PROPERTY_UNDATED"},
}
INTRANSITIVE = 242                  # findings in the good tables, as a second program counts them; no mapping lacks its reverse
UNDECLARED = 5                      # tables set/lgr-*-rule-*, whose references are not declared
faults = []


def fault(path, text):
    faults.append(f"{path}: {text}")


def normal(element):
    """An element as what RFC 7940 says of it: white space is collapsed, but in text that people read."""
    name = element.tag.rpartition("}")[2]
    keep = {"description", "version", "reference"}
    text = element.text or ""
    attributes = {key: value if key in ("comment",) or name == "description" else " ".join(value.split())
                  for key, value in element.attrib.items()}
    return (element.tag, attributes, text if name in keep else " ".join(text.split()),
            [normal(child) for child in element])


class Answer:
    """What tables_try says of one file."""

    def __init__(self, line):
        _, self.status, self.path = line.split(" ", 2)
        self.findings, self.block, self.same = [], None, None

    def add(self, line):
        word, _, rest = line.partition(" ")
        if word == "block":
            self.block = int(rest)
        elif word == "same":
            self.same = rest
        else:
            self.findings.append((word, *rest.split(" ", 4)))

    def of(self, phase, severities="EWN"):
        return [(int(line), code) for word, line, _, severity, code, _ in self.findings
                if word == phase and severity in severities]


def ask(program, files, folder):
    """Every file, and where its written form is."""
    outs = [folder / f"{number}.xml" for number in range(len(files))]
    arguments = [str(path) for pair in zip(files, outs) for path in pair]
    run = subprocess.run([program, *arguments], check=True, capture_output=True, encoding="utf-8", errors="replace")
    answers = []
    for line in run.stdout.splitlines():
        if line.startswith("table "):
            answers.append(Answer(line))
        else:
            answers[-1].add(line)
    assert len(answers) == len(files)
    return list(zip(files, outs, answers))


def check_loaded(path, out, answer):
    if answer.status != "OK" or answer.of("read", "E") or answer.of("compile", "E"):
        return fault(path, f"refused: {answer.status} {answer.findings[:3]}")
    if not answer.block:
        fault(path, "is not compiled to a block that opens")
    elif answer.block > BLOCK_MAX:
        fault(path, f"compiled, {answer.block} bytes")
    if answer.same != "yes":
        fault(path, "read and written, another document")
    if normal(xml.etree.ElementTree.parse(path).getroot()) != normal(xml.etree.ElementTree.parse(out).getroot()):
        fault(path, "written, another document than the one that was read")
    return None


def check_odd(lgr, answers):
    undeclared = 0
    for path, out, answer in answers:
        name = str(path.relative_to(lgr / "negative-and-odd"))
        if name in REFUSED:
            if answer.status == "OK" or sorted(answer.of("read", "E")) != sorted(REFUSED[name].items()):
                fault(path, f"{answer.status} {answer.of('read', 'E')}, not {REFUSED[name]}")
            continue
        check_loaded(path, out, answer)
        if {code for _, code in answer.of("read")} - {"PROPERTY_OLDER"} != WARNED.get(name, set()):
            fault(path, f"{answer.of('read')}, not {WARNED.get(name)}")
        if name.startswith("set/lgr-") and "-rule-" in name and ("REF_UNDECLARED" in dict(map(reversed, answer.of("lint")))):
            undeclared += 1
    if undeclared != UNDECLARED:
        fault("negative-and-odd/set", f"{undeclared} tables with undeclared references, not {UNDECLARED}")


def check_lint(answers):
    found = [code for _, _, answer in answers for _, code in answer.of("lint", "W")]
    if found != ["INTRANSITIVE"] * INTRANSITIVE:
        fault("lint", f"{len(found)} warnings, of {sorted(set(found))}")


def validate(schema, outs):
    """RFC 7940, Appendix D, by another program."""
    if not shutil.which("xmllint"):
        print("xmllint is not installed: nothing is validated")
        return
    for at in range(0, len(outs), 50):
        run = subprocess.run(["xmllint", "--noout", "--relaxng", schema, *outs[at:at + 50]], capture_output=True, text=True)
        if run.returncode != 0:
            fault(schema, run.stderr.replace(" validates", "")[:2000])


def main(program, shared):
    lgr = pathlib.Path(shared) / "lgr"
    if not (lgr / "schema/lgr.rng").is_file():
        print(f"SKIP: {lgr / 'schema/lgr.rng'} is not at hand")
        return 77
    good = [path for folder in GOOD for path in sorted((lgr / folder).rglob("*.xml"))]
    odd = sorted((lgr / "negative-and-odd").rglob("*.xml"))
    if len(good) < GOOD_COUNT or len(odd) != ODD_COUNT:
        fault(lgr, f"{len(good)} and {len(odd)} tables")
    with tempfile.TemporaryDirectory() as folder:
        answers = ask(program, good + odd, pathlib.Path(folder))
        for path, out, answer in answers[:len(good)]:
            check_loaded(path, out, answer)
        check_lint(answers[:len(good)])
        check_odd(lgr, answers[len(good):])
        written = [out for _, out, _ in answers if out.exists()]
        validate(lgr / "schema/lgr.rng", written)
        print(f"{len(good)} tables, {len(odd)} odd ones, {len(written)} written, largest block "
              f"{max(answer.block or 0 for _, _, answer in answers)} bytes")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
