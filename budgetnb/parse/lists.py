"""Lists of names without codes: which row is the sum of the rows below it, as their enumerators tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .. import wording
from ..text import flat, number
from .rows import Row, is_unit

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


def with_units(rows: Sequence[Row]) -> list[Row]:
    """The rows, those that name a unit in a column of names read as the unit's total of the rows below them.

    A name is taken for a unit only where the rows below it, down to the next such name, add up to its amount.
    """
    named = [
        i for i, row in enumerate(rows) if not row.own_unit and not row.codes and not row.total and is_unit(_name(row))
    ]
    found = list(rows)
    for i, after in zip(named, [*named[1:], len(rows)], strict=False):
        below = [row for row in rows[i + 1 : after] if row.block == rows[i].block and not row.total]
        if not _adds_up(rows[i], below):
            continue
        found[i] = replace(rows[i], unit=_name(rows[i]), own_unit=True, names={}, project="")
        for k in range(i + 1, after):
            if not rows[k].total and not rows[k].own_unit:
                found[k] = replace(rows[k], unit=_name(rows[i]))
    return found


def _name(row: Row) -> str:
    return next(iter(row.names.values()), row.project)


def _adds_up(row: Row, below: Sequence[Row]) -> bool:
    """Whether the first amount of a row is the sum of the amounts below it in the same column."""
    if not row.amounts or not below:
        return False
    head, cell = row.amounts[0]
    whole = number(cell.text)
    parts = [n for r in below for h, c in r.amounts if h.col == head.col and (n := number(c.text)) is not None]
    if whole is None or not whole.value or not parts:
        return False
    slack = (len(parts) + 1) / 2 * max(whole.place, *(n.place for n in parts))
    return abs(sum(n.value for n in parts) - whole.value) <= slack + 1e-6
