"""The borders between the cells of a header that nobody drew."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from .header_cells import Cell
from .printed import Rule
from .settings import SETTINGS


def rules(told: Sequence[Cell], edges: Sequence[float], top: float, bottom: float) -> tuple[list[Rule], list[Rule]]:
    """The (horizontal, vertical) rules between the cells of a header that stands between two heights."""
    ends = _bottoms(told, bottom)
    parts = sorted((y, edges[c.first], edges[c.last + 1]) for c, y in zip(told, ends, strict=True) if y < bottom)
    horizontal: list[Rule] = []
    for y, left, right in parts:
        if horizontal and horizontal[-1][0] == y and horizontal[-1][2] == left:
            left = horizontal.pop()[1]
        horizontal.append((y, left, right))
    vertical: list[Rule] = []
    for k, x in enumerate(edges):
        at = top
        over = sorted(
            (_top_of(c, told, ends, top), y) for c, y in zip(told, ends, strict=True) if c.first < k <= c.last
        )
        for a, b in over:
            vertical += [(x, at, a)] if a > at else []
            at = max(at, b)
        vertical += [(x, at, bottom)] if bottom > at else []
    return horizontal, vertical


def _top_of(cell: Cell, told: Sequence[Cell], ends: Sequence[float], top: float) -> float:
    """Where a cell begins: where the lowest of those over it ends."""
    return max((y for c, y in zip(told, ends, strict=True) if c is not cell and _stands_over(c, cell)), default=top)


def _stands_over(cell: Cell, under: Cell) -> bool:
    return cell.first <= under.first and under.last <= cell.last and under.word.top >= cell.word.bottom - SETTINGS.even


def _bottoms(told: Sequence[Cell], bottom: float) -> list[float]:
    """Where every cell ends: between it and what stands under it, at one height with others where that is possible."""
    gaps: list[tuple[float, float, int]] = []
    for i, cell in enumerate(told):
        tops = [c.word.top for c in told if c is not cell and _stands_over(cell, c)]
        if tops:
            gaps.append((min(tops), cell.word.bottom, i))
    ends = [bottom] * len(told)
    run: list[tuple[float, float, int]] = []
    for gap in [*sorted(gaps), (inf, inf, -1)]:
        if run and gap[1] > min(g[0] for g in run):
            y = (max(g[1] for g in run) + min(g[0] for g in run)) / 2
            for _, _, i in run:
                ends[i] = y
            run = []
        run.append(gap)
    return ends


def settled_edges(
    edges: Sequence[float], told: Sequence[Cell], ends: Sequence[float | None], free: Sequence[tuple[float, float]]
) -> list[float]:
    """The edges where the middles of the lowest cells and the ends of flush numbers set them, each within the free space about it.

    `ends` are the right ends of the columns' numbers, None where they are not flush; `free` is the space between two columns.
    """
    middles = {c.first: c.word.middle for c in told if c.first == c.last}
    pairs = [(k, ends[k - 1], ends[k]) for k in middles if k > 0]
    pads = sorted(middles[k] - (a + b) / 2 for k, a, b in pairs if a is not None and b is not None)
    pad = pads[len(pads) // 2] if pads else 0.0
    if (
        sum(abs(p - pad) <= SETTINGS.pad_even for p in pads) < max(SETTINGS.fewest_pads, SETTINGS.pad_share * len(pads))
        or not -SETTINGS.even < pad < SETTINGS.widest_pad
    ):
        return list(edges)
    found: list[float | None] = [x + pad if x is not None and k + 1 < len(ends) else None for k, x in enumerate(ends)]
    sure: list[float | None] = [None, *found[:-1], ends[-1] + pad if ends[-1] is not None else None]
    for k in reversed(range(1, len(sure) - 1)):
        right = sure[k + 1]
        if sure[k] is None and right is not None and k in middles:
            sure[k] = 2 * middles[k] - right
    return [
        edges[0]
        if k == 0
        else max(edges[-1], x or 0.0)
        if k == len(edges) - 1
        else edges[k]
        if x is None
        else min(max(x, free[k - 1][0]), free[k - 1][1])
        for k, x in enumerate(sure)
    ]
