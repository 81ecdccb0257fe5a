"""Tables without rules whose cells are told by the colour behind them: the edges of the coloured rectangles are their rules."""

from __future__ import annotations

from collections.abc import Sequence

from ..settings import SETTINGS

Rule = tuple[float, float, float]
Fill = tuple[float, float, float, float]


def cells(fills: Sequence[Fill], tables: Sequence[Fill]) -> list[Fill]:
    """The coloured rectangles as large as cells that stand in no ruled table and hold no other; [] where they are too few for a table."""
    large = sorted(
        {f for f in fills if f[2] - f[0] > SETTINGS.fill_narrowest and f[3] - f[1] > SETTINGS.fill_lowest}, key=_size
    )
    found: list[Fill] = []
    for fill in large[: SETTINGS.most_fills]:
        if not any(_holds(table, fill) for table in tables) and not any(
            _holds(fill, c) for c in found[: SETTINGS.fewest_fills]
        ):
            found.append(fill)
    return found if len(found) >= SETTINGS.fewest_fills else []


def edges(cells: Sequence[Fill]) -> tuple[list[Rule], list[Rule]]:
    """The (horizontal, vertical) edges of coloured cells, as rules."""
    horizontal = [(y, x0, x1) for x0, top, x1, bottom in cells for y in (top, bottom)]
    vertical = [(x, top, bottom) for x0, top, x1, bottom in cells for x in (x0, x1)]
    return horizontal, vertical


def _size(fill: Fill) -> float:
    return (fill[2] - fill[0]) * (fill[3] - fill[1])


def _holds(outer: Fill, inner: Fill) -> bool:
    """Whether the middle of one rectangle lies in the other."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]
