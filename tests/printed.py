"""Printed tables from a few lines of text, for tests of what reads grids.

A row is a line, `|` parts its cells; `^` goes on with the cell above, `<` with the cell to the left; `/` is a line break.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from budgetnb.formats import text as reader
from budgetnb.formats.cell_spans import compact
from budgetnb.frames import build
from budgetnb.model import Cell, Grid, Identity, Line, Source, Table
from budgetnb.tables import amounts
from budgetnb.tables.find import find_tables

OWNER = Identity("0" * 12, "某市甲局", "某市甲局", 2023)
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


def cut(printed: Grid, at: int) -> tuple[Grid, Grid]:
    """The two pages of a grid that a page break cuts above a row: the text of a cut cell stands on the first."""
    return _page(printed, 0, at, 1), _page(printed, at, printed.rows, 2)


def _page(printed: Grid, first: int, last: int, page: int) -> Grid:
    cells = []
    for c in printed.cells:
        top, bottom = max(c.row, first), min(c.row + c.rowspan, last)
        if top < bottom:
            box = (c.col * WIDTH, (top - first) * HEIGHT, (c.col + c.colspan) * WIDTH, (bottom - first) * HEIGHT)
            text = c.text if c.row >= first else ""
            cells.append(Cell(text, top - first, c.col, bottom - top, c.colspan, page, None, box))
    whole = Grid(tuple(cells), last - first, printed.cols, page, None, (0.0, 0.0, printed.cols * WIDTH, HEIGHT))
    return compact(whole)


def titled(title: str, unit: str, *rows: str) -> str:
    """The text of a document with one table: its title, its money unit, its rows."""
    return "\n".join([title, f"单位：{unit}", *(row.replace("|", "\t") for row in rows), ""])


def tables_of(printed: str) -> list[Table]:
    """The tables of a document of text."""
    return find_tables(reader.read(printed.encode(), Source("table.txt", "0" * 64, len(printed))))


def amounts_of(printed: str, *columns: str) -> list[tuple[Any, ...]]:
    """The amounts of a document with these tables, as tuples of the columns asked for; missing as None."""
    frame = build("amounts", amounts.read(tables_of(printed), OWNER))[list(columns)]
    return [tuple(None if pd.isna(value) else value for value in row) for row in frame.to_numpy(dtype=object).tolist()]
