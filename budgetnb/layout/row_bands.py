"""Lines of words between two heights, and whether lines stand in columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from .printed import Rule
from .settings import SETTINGS
from .words import Word


def rows_between(horizontal: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The words of the lines gathered by the bands between the rules: the lines of a wrapped cell are one row."""
    ys = sorted({r[0] for r in horizontal})
    found: dict[int, list[Word]] = defaultdict(list)
    for line in lines:
        found[bisect_right(ys, middle_of(line))] += line
    return list(found.values())


def in_columns(lines: Sequence[Sequence[Word]], verticals: Sequence[Rule], most: float | None = None) -> bool:
    """Whether most lines stand in the columns: few of them, or of their words where most are numbers, reach over an edge, and rows fill two columns or more."""
    most = SETTINGS.most_crossed if most is None else most
    inner = sorted({x for x, _, _ in verticals})[1:-1]
    first = next((i for i, line in enumerate(lines) if any(w.numeric for w in line)), 0)
    lines = lines[first:]  # the words of a header reach over the columns that it gathers
    by_word = sum(w.numeric for line in lines for w in line) >= SETTINGS.numbers_a_line * len(lines)
    parts = [[w] for line in lines for w in line] if by_word else lines
    crossed = sum(
        any(w.x0 < x - SETTINGS.crossing and w.x1 > x + SETTINGS.crossing for w in part for x in inner)
        for part in parts
    )
    filled = sum(len({sum(w.middle > x for x in inner) for w in line}) > 1 for line in lines)
    return bool(lines) and crossed <= most * len(parts) and filled >= SETTINGS.filled_rows * len(lines)


def middle_of(line: Sequence[Word]) -> float:
    return (line[0].top + line[0].bottom) / 2


def numbered(lines: Sequence[Sequence[Word]]) -> list[int]:
    """The lines of several words that print a number."""
    return [i for i, line in enumerate(lines) if len(line) > 1 and any(w.numeric for w in line)]


def space_above(lines: Sequence[Sequence[Word]], i: int) -> float:
    """The space above a line, less than nothing where it stands beside the lower half of the line before."""
    return min(w.top for w in lines[i]) - max(w.bottom for w in lines[i - 1])
