# SPDX-License-Identifier: MIT
"""labels.py TABLE.xml [COUNT [ELEMENTS]]: made-up labels of the elements of a policy table, as hexadecimal code points.

A label has 2 to ELEMENTS elements (8), COUNT (1,000) lines are printed; the same table gives the same bytes.  Whether a
label is eligible is for the reader to find out: of a script with contexts few long ones are.
"""
import sys
import xml.etree.ElementTree

SPACE = "{urn:ietf:params:xml:ns:lgr-1.0}"


def elements(path):
    """The code point sequences of the repertoire, in the order of the document."""
    for element in xml.etree.ElementTree.parse(path).getroot().find(f"{SPACE}data"):
        if element.tag == f"{SPACE}char":
            yield element.get("cp").upper()
        elif element.tag == f"{SPACE}range":
            first, last = (int(element.get(name), 16) for name in ("first-cp", "last-cp"))
            yield from (f"{cp:04X}" for cp in range(first, last + 1))


def numbers():
    """Knuth's linear congruential generator, MMIX; the high bits are the good ones."""
    state = 1
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def make(path, count=1000, longest=8):
    repertoire, number = list(elements(path)), numbers()
    for _ in range(count):
        length = 2 + next(number) % (longest - 1)
        yield " ".join(repertoire[next(number) % len(repertoire)] for _ in range(length))


if __name__ == "__main__":
    for label in make(sys.argv[1], *map(int, sys.argv[2:])):
        print(label)
