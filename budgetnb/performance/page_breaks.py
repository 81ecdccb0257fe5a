"""Pages of a performance table, what a page break cut made one again: a header of several levels, the heads of goals, a goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .. import wording
from ..layout.settings import SETTINGS
from ..model import Cell, Grid
from ..text import flat
from . import column_roles

MOST_CELLS = 3  # a label, the goal of the whole period, the year's


def mended(grids: Sequence[Grid]) -> list[Grid]:
    """The grids of a table, the last rows of a page moved to the head of the next where they go on there."""
    found = list(grids[:1])
    for below in grids[1:]:
        above = found.pop()
        found += [g for g in _mended(above, below) if g.rows]
    return found


def _mended(above: Grid, below: Grid) -> tuple[Grid, Grid]:
    if above.page is None or below.page != above.page + 1 or above.bbox is None or below.bbox is None:
        return above, below
    for rows in range(min(column_roles.TALLEST, above.rows), 0, -1):
        whole = _stitched(above, rows, below)
        if whole is not None and _goes_on(whole, rows):
            return _rows(above, 0, above.rows - rows), whole
    return _with_goal(above, below) or (above, below)


def _stitched(above: Grid, rows: int, below: Grid) -> Grid | None:
    """The last rows of a page over the next page, blank cells under them a part of them; None where their columns are others."""
    first = above.rows - rows
    edges = _edges(below)
    head: list[Cell] = []
    for cell in above.cells:
        if cell.row + cell.rowspan > first:
            place = _place(cell, edges)
            if cell.row < first or place is None:
                return None
            head.append(cell._replace(row=cell.row - first, col=place[0], colspan=place[1]))
    under = {(c.col, c.colspan): c for c in below.cells if c.row == 0}
    last = {(c.col, c.colspan): c for c in head if c.row + c.rowspan == rows}
    cut = {side for side in last.keys() & under.keys() if not (flat(last[side].text) and flat(under[side].text))}
    if not any(flat(last[side].text) for side in cut):
        return None
    told = [_grown(c, under[c.col, c.colspan]) if (c.col, c.colspan) in cut and c in last.values() else c for c in head]
    rest = [c._replace(row=c.row + rows) for c in below.cells if c.row or (c.col, c.colspan) not in cut]
    return replace(below, cells=(*told, *rest), rows=below.rows + rows)


def _grown(cell: Cell, under: Cell) -> Cell:
    return cell._replace(text=cell.text or under.text, rowspan=cell.rowspan + under.rowspan)


def _goes_on(grid: Grid, cut: int) -> bool:
    """Whether a header reaches over the cut below the first rows of a grid, or the heads of goals stand above it."""
    header = column_roles.find_header(grid, 0)
    if header is not None:
        return header.height > cut and all(_is_part(grid, c) for c in grid.across(cut) if c.row == cut and flat(c.text))
    told = [c for c in grid.across(0) if flat(c.text)]
    if cut > 1 or not told:
        return False
    label, *heads = told
    year = wording.patterns("kpis", "labels")["goal_year"]
    over = label.rowspan > 1 and column_roles.label_of(label.text) == "goal"
    return over and any(year.fullmatch(flat(c.text)) for c in heads)


def _is_part(grid: Grid, cell: Cell) -> bool:
    """Whether a cell stands under a wider one."""
    over = grid.matrix[cell.row - 1][cell.col]
    return over is not None and over.colspan > cell.colspan


def _with_goal(above: Grid, below: Grid) -> tuple[Grid, Grid] | None:
    """The pages with a goal that the break cut whole on the first of them; None where it cuts none."""
    last, first = above.across(above.rows - 1), below.across(0)
    if (
        len(last) != len(first)
        or len(last) > MOST_CELLS
        or not all(_over(a, b) for a, b in zip(last, first, strict=True))
    ):
        return None
    label, *texts = ("\n".join(filter(None, (a.text, b.text))) for a, b in zip(last, first, strict=True))
    told = bool(column_roles.label_of(last[0].text)) and bool(flat(first[0].text))  # two rows, each with its label
    cut = all(flat(a.text) and flat(b.text) for a, b in zip(last[1:], first[1:], strict=True))
    if column_roles.label_of(label) != "goal" or told or not cut or any(c.rowspan > 1 for c in first):
        return None
    joined = dict(zip(map(id, last), (label, *texts), strict=True))
    cells = tuple(c._replace(text=joined.get(id(c), c.text)) for c in above.cells)
    return replace(above, cells=cells), _rows(below, 1, below.rows)


def _over(cell: Cell, below: Cell) -> bool:
    """Whether two cells have the same sides."""
    if cell.bbox is None or below.bbox is None:
        return False
    return all(abs(cell.bbox[i] - below.bbox[i]) < SETTINGS.form_side for i in (0, 2))


def _rows(grid: Grid, first: int, last: int) -> Grid:
    """Some rows of a grid; a cell that begins above them is none of theirs."""
    cells = (c for c in grid.cells if first <= c.row < last)
    kept = tuple(c._replace(row=c.row - first, rowspan=min(c.rowspan, last - c.row)) for c in cells)
    return replace(grid, cells=kept, rows=last - first)


def _edges(grid: Grid) -> dict[int, float]:
    """The left edge of every column in which a cell begins, and the right edge of the last."""
    starts = {c.col: c.bbox[0] for c in grid.cells if c.bbox}
    return starts | {grid.cols: grid.bbox[2]} if grid.bbox else {}


def _place(cell: Cell, edges: dict[int, float]) -> tuple[int, int] | None:
    """(column, columns covered) of a cell among the columns of another page, None where its sides are none of their edges."""
    ends: list[int] = []
    for x in (cell.bbox[0], cell.bbox[2]) if cell.bbox else ():
        ends += [min(edges, key=lambda col: abs(edges[col] - x))]
        if abs(edges[ends[-1]] - x) > SETTINGS.form_side:
            return None
    return (ends[0], ends[1] - ends[0]) if ends and ends[1] > ends[0] else None
