"""Printed tables from a few lines of text, for tests of what reads grids.

A row is a line, `|` parts its cells; `^` goes on with the cell above, `<` with the cell to the left; `/` is a line break.
"""

from __future__ import annotations

from budgetnb.model import Cell, Grid, Identity, Line, Table

WHO = Identity("0123456789ab", "某市某局", "某市某局", 2026)
WIDTH, HEIGHT = 80.0, 20.0


def grid(text: str, *, page: int | None = 1, placed: bool = True) -> Grid:
    """The grid that the lines draw; without places it is that of a text file."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip("\n").splitlines()]
    cols = max(len(row) for row in rows)
    lattice = [row + [""] * (cols - len(row)) for row in rows]
    cells = tuple(
        _cell(lattice, r, c, page if placed else None, placed)
        for r, row in enumerate(lattice)
        for c, part in enumerate(row)
        if part not in ("^", "<")
    )
    box = (0.0, 0.0, cols * WIDTH, len(rows) * HEIGHT) if placed else None
    return Grid(cells, len(rows), cols, page if placed else None, None if placed else 1, box)


def _cell(lattice: list[list[str]], r: int, c: int, page: int | None, placed: bool) -> Cell:
    right = c + 1
    while right < len(lattice[r]) and lattice[r][right] == "<":
        right += 1
    down = r + 1
    while down < len(lattice) and lattice[down][c] == "^":
        down += 1
    box = (c * WIDTH, r * HEIGHT, right * WIDTH, down * HEIGHT) if placed else None
    text = lattice[r][c].replace("/", "\n")
    return Cell(text, r, c, down - r, right - c, page, None if placed else r + 1, box)


def table(*grids: Grid, title: str = "项目支出绩效目标表", table_id: str = "project_kpi", unit: str = "万元") -> Table:
    """A table of grids under one title."""
    captions = tuple(Line(title, g.page) for g in grids[:1])
    return Table(table_id, "", title, grids, captions, money_unit=unit)
