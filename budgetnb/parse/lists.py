"""Lists of names without codes: which row is the sum of the rows below it, as their enumerators tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from .. import wording
from ..text import flat, number
from .rows import Row

RANKS = tuple(
    re.compile(p) for p in (r"^[一二三四五六七八九十]+[、.．]", r"^[(][一二三四五六七八九十]+[)]", r"^\d{1,2}[、.．](?!\d)", r"^[(]\d{1,2}[)]", r"^[①-⑳]")
)  # fmt: skip


def rank(printed: str) -> int:
    """The depth of an enumerator: 0 for 一、, 1 for (一), 2 for 1. …; -1 where none is printed.

    >>> rank("一、财政拨款"), rank("（2）政府性基金拨款"), rank("财政拨款")
    (0, 3, -1)
    """
    bare = flat(printed)
    return next((i for i, pattern in enumerate(RANKS) if pattern.match(bare)), -1)


def kinds(rows: Sequence[Row]) -> list[str]:
    """For every row subtotal where the rows below it are its parts, of_which after 其中, else ''."""
    found = [""] * len(rows)
    blocks: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        if not row.total:
            blocks[row.block].append(i)
    of_which = wording.patterns("tables", "rows")["of_which"]
    for places in blocks.values():
        listed = [(i, rank(rows[i].printed)) for i in places]
        for n, (i, depth) in enumerate(listed):
            if of_which.search(flat(rows[i].printed)):
                found[i] = "of_which"
            elif depth >= 0 and _has_parts(rows, listed[n + 1 :], depth):
                found[i] = "subtotal"
    return found


def _has_parts(rows: Sequence[Row], below: Sequence[tuple[int, int]], depth: int) -> bool:
    """Whether a row nearer than the next of the same depth is deeper and prints an amount other than zero."""
    for i, deeper in below:
        if 0 <= deeper <= depth:
            return False
        if deeper > depth and any((n := number(c.text)) is not None and n.value for _, c in rows[i].amounts):
            return True
    return False
