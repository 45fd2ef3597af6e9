# SPDX-License-Identifier: MIT
"""The one packer: values of all code points into two or three stages of shared blocks."""


def width(values):
    """Bytes that an element needs."""
    top = max(values)
    assert 0 <= min(values) and top < 1 << 32
    return 1 if top < 1 << 8 else 2 if top < 1 << 16 else 4


def split(values, shift):
    """Cut into blocks of 1 << shift values; equal blocks are kept once, in order of appearance."""
    size = 1 << shift
    assert len(values) % size == 0
    numbers, index, blocks = {}, [], []
    for at in range(0, len(values), size):
        block = tuple(values[at:at + size])
        if block not in numbers:
            numbers[block] = len(numbers)
            blocks.extend(block)
        index.append(numbers[block])
    return index, blocks


def cost(*stages):
    return sum(len(stage) * width(stage) for stage in stages)


def pack2(values, shift):
    """(stage1, stage2): stage2[stage1[cp >> shift] << shift | low bits of cp]"""
    stages = split(values, shift)
    check(values, lambda cp: stages[1][stages[0][cp >> shift] << shift | cp & (1 << shift) - 1])
    return stages


def pack3(values):
    """(shift1, shift2, stage1, stage2, stage3) of the shifts that cost least.

    stage3[stage2[stage1[cp >> shift1 + shift2] << shift1 | middle bits] << shift2 | low bits]
    """
    best = None
    for shift2 in range(2, 8):
        index, stage3 = split(values, shift2)
        for shift1 in range(2, 9):
            if len(index) % (1 << shift1):
                continue
            stage1, stage2 = split(index, shift1)
            bytes_needed = cost(stage1, stage2, stage3)
            if best is None or bytes_needed < best[0]:
                best = (bytes_needed, shift1, shift2, stage1, stage2, stage3)
    _, shift1, shift2, stage1, stage2, stage3 = best

    def find(cp):
        middle = stage1[cp >> shift1 + shift2] << shift1 | cp >> shift2 & (1 << shift1) - 1
        return stage3[stage2[middle] << shift2 | cp & (1 << shift2) - 1]
    check(values, find)
    return best[1:]


def check(values, find):
    """The packed form gives back every value."""
    for cp, value in enumerate(values):
        assert find(cp) == value, f"{cp:04X}"
