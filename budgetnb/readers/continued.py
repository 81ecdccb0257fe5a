"""Pages on which a table without verticals goes on: set on the columns that the page before tells."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Grid, Line
from . import typeset
from .columns import SIDE
from .grid import build
from .printed import Raw
from .words import words_of

Item = Line | Grid


def continued(items: Sequence[Item], before: Grid | None, printed: Raw, page: int) -> tuple[Item, ...]:
    """The items of a page without verticals, its first grid set on the columns of the last grid of the page before.

    Only where that has more of them, both reach as far to the left, and no word of this page crosses an edge of them: a column
    that is blank here has no words to tell it.
    """
    at = next((i for i, item in enumerate(items) if isinstance(item, Grid)), None)
    grid = items[at] if at is not None else None
    if before is None or before.page != page - 1 or not isinstance(grid, Grid) or len(printed.vertical):
        return tuple(items)
    made = _on(grid, before, printed, page)
    return tuple(made if i == at and made is not None else item for i, item in enumerate(items))


def _on(grid: Grid, before: Grid, printed: Raw, page: int) -> Grid | None:
    """The grid on the columns of another, None where it does not fit them."""
    edges, heights = _edges(before), _heights(grid)
    if grid.bbox is None or grid.cols >= before.cols or not edges or not heights:
        return None
    if abs(grid.bbox[0] - edges[0]) > SIDE or grid.bbox[2] > edges[-1] + SIDE:
        return None
    chars = printed.chars
    inside = (chars.y > heights[0]) & (chars.y < heights[-1])
    words = [w for line in typeset.lines(chars.take(inside)).rows() for w in words_of(line)]
    if any(w.x0 < x - 1 and w.x1 > x + 1 for w in words for x in edges):
        return None
    horizontal = [(y, edges[0], edges[-1]) for y in heights]
    made = build(horizontal, [(x, heights[0], heights[-1]) for x in edges], chars, page)
    return made[0] if made is not None else None


def _edges(grid: Grid) -> list[float]:
    """The left edges of all columns and the right edge of the last, [] where a column has no cell of its own."""
    left = {c.col: c.bbox[0] for c in grid.cells if c.bbox}
    if grid.bbox is None or len(left) < grid.cols:
        return []
    return [*(left[col] for col in range(grid.cols)), grid.bbox[2]]


def _heights(grid: Grid) -> list[float]:
    """The tops of all rows and the bottom of the last, [] where a row has no cell of its own."""
    tops = {c.row: c.bbox[1] for c in grid.cells if c.bbox}
    if grid.bbox is None or len(tops) < grid.rows:
        return []
    return [*(tops[row] for row in range(grid.rows)), grid.bbox[3]]
