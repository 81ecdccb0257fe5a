"""Words of a header that stand over several columns, and from where to where their cells reach."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .columns import Column
from .printed import Rule
from .settings import SETTINGS
from .words import Word


def spans_over_rules(
    horizontal: Sequence[Rule], band: tuple[float, float], held: Sequence[Word], edges: Sequence[float]
) -> list[tuple[float, float]]:
    """What the merged cells of a header band reach over: the rule under each ends where it ends, and so does the one above."""
    above, below = ([r for r in horizontal if abs(r[0] - y) < SETTINGS.at_height] for y in band)
    width = max(r[2] for r in horizontal) - min(r[1] for r in horizontal)
    ends = sorted(x for r in above for x in r[1:])
    found: list[tuple[float, float]] = []
    for _, x0, x1 in below:
        if x1 - x0 > SETTINGS.whole_rule * width:
            continue
        for sides in pairwise([x0, *(x for x in ends if x0 + SETTINGS.side < x < x1 - SETTINGS.side), x1]):
            found += spans_of_words(sides, held, edges)
    return found


def _flush_left_edges(columns: Sequence[Column], held: Sequence[Word], edges: Sequence[float]) -> Sequence[float]:
    """The edges at which the words of a header band may part: those of columns that begin where a word does, if words are set flush left."""
    first = [w.x0 for w in sorted(held, key=lambda w: w.x0)]
    begun = [
        x
        for x, c in zip(edges, columns[1:], strict=True)
        if any(abs(w.x0 - x0) < SETTINGS.hair for w in c.words if w not in held for x0 in first)
    ]
    flush = len(begun) >= len(first) - 1 > 0 and abs(first[0] - columns[0].span[0]) < SETTINGS.level
    return begun if flush else edges


def spans_over_groups(
    columns: Sequence[Column], bottom: float, held: Sequence[Word], edges: Sequence[float]
) -> list[tuple[float, float]]:
    """What the words of a header band that no rule parts reach over: columns side by side whose next words stand at one height."""
    heights = [
        min(((w.top + w.bottom) / 2 for w in c.words if w.top > bottom - SETTINGS.band_slack), default=0.0)
        for c in columns
    ]
    ends = [columns[0].span[0], *edges, columns[-1].span[1]]
    found: list[tuple[float, float]] = []
    first = 0
    for i in range(1, len(columns) + 1):
        if i == len(columns) or abs(heights[i] - heights[first]) > SETTINGS.level:
            sides = (ends[first], ends[i])
            if i - first > 1:
                mine = [w for w in held if sides[0] < w.middle < sides[1]]
                found += spans_of_words(sides, mine, _flush_left_edges(columns, mine, edges))
            first = i
    return found


def spans_of_words(
    sides: tuple[float, float], held: Sequence[Word], edges: Sequence[float]
) -> list[tuple[float, float]]:
    """The cells that the words between two sides stand in."""
    mine = _one_a_cell(
        sorted(
            (w for w in held if sides[0] - SETTINGS.merged_reach <= w.middle <= sides[1] + SETTINGS.merged_reach),
            key=lambda w: w.middle,
        )
    )
    if not mine:
        return []
    cuts = [sides[0], *_most_even_edges(mine, sides, edges), sides[1]]
    return [(a + SETTINGS.merged_pad, b - SETTINGS.merged_pad) for a, b in pairwise(cuts)]


def _one_a_cell(words: Sequence[Word]) -> list[Word]:
    """One word for each cell of a header band: words over each other are lines of one cell."""
    kept: list[Word] = []
    for w in words:
        if kept and min(w.x1, kept[-1].x1) - max(w.x0, kept[-1].x0) > 0:
            continue
        kept.append(w)
    return kept


def _most_even_edges(words: Sequence[Word], sides: tuple[float, float], edges: Sequence[float]) -> list[float]:
    """The edges between merged header cells: those about whose cells the words are set most evenly."""
    best: dict[float, tuple[float, list[float]]] = {sides[0]: (0.0, [])}
    gaps = [[x for x in edges if a.middle < x < b.middle] or [(a.x1 + b.x0) / 2] for a, b in pairwise(words)]
    for a, between in zip(words, [*gaps, [sides[1]]], strict=True):
        ways = {x: min((off + abs((at + x) / 2 - a.middle), cuts) for at, (off, cuts) in best.items()) for x in between}
        best = {x: (off, [*cuts, x]) for x, (off, cuts) in ways.items()}
    return best[sides[1]][1][:-1]
