"""Rows of cells with spans, as web pages and office files tell them, set on a lattice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Cell, Grid
from .limits import Limits

WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Spanned:
    """One cell in the order told, before it has a place; a rowspan of 0 reaches to the last row."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    line: int | None = None


def grid_of(rows: Sequence[Sequence[Spanned]], limits: Limits, path: str, *, page: int | None = None) -> Grid | None:
    """The grid of rows told cell by cell, each cell in the first free place; None where nothing is printed in it.

    Raises
    ------
    TooLargeError
        The lattice has more places than the bound allows.
    """
    cells = _placed(rows, limits, path)
    if not any(c.text for c in cells):
        return None
    return compact(
        Grid(tuple(c._replace(page=page) for c in cells), len(rows), 0, page, next((c.line for c in cells), None))
    )


def _placed(rows: Sequence[Sequence[Spanned]], limits: Limits, path: str) -> list[Cell]:
    held: dict[int, int] = {}
    cells: list[Cell] = []
    places = 0
    for r, row in enumerate(rows):
        col = 0
        for told in row:
            while held.get(col, 0) > r:
                col += 1
            down = max(1, min(told.rowspan or len(rows), len(rows) - r))
            across = _free(held, r, col, max(1, min(told.colspan, WIDEST)))
            places += down * across
            limits.hold("cells", places, path)
            held.update(dict.fromkeys(range(col, col + across), r + down))
            cells.append(Cell(told.text, r, col, down, across, line=told.line))
            col += across
    return cells


def _free(held: Mapping[int, int], row: int, col: int, span: int) -> int:
    """How many of `span` places from `col` no cell from above holds: two cells never share a place."""
    return next((i for i in range(1, span) if held.get(col + i, 0) > row), span)


def compact(grid: Grid) -> Grid:
    """The grid without the rows and columns in which no cell begins."""
    rows, cols = sorted({c.row for c in grid.cells}), sorted({c.col for c in grid.cells})
    cells = tuple(
        c._replace(
            row=bisect_left(rows, c.row),
            col=bisect_left(cols, c.col),
            rowspan=bisect_left(rows, c.row + c.rowspan) - bisect_left(rows, c.row),
            colspan=bisect_left(cols, c.col + c.colspan) - bisect_left(cols, c.col),
        )
        for c in sorted(grid.cells, key=lambda c: (c.row, c.col))
    )
    return replace(grid, cells=cells, rows=len(rows), cols=len(cols))
