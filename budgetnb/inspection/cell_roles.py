"""The role of every cell of a page: what the reading of its table took it for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ..model import Box, Cell, Grid, Table
from ..performance.column_roles import find_header, label_of
from ..performance.forms import BandRow, read_forms
from ..tables.headers import Block
from ..tables.row_labels import layouts
from ..text import number
from ..wording.tables import UNRECOGNISED, entry

Role = Literal["header", "code", "name", "amount", "unit", "text", "unknown"]
ROLES: tuple[Role, ...] = ("header", "code", "name", "amount", "unit", "text", "unknown")
NAMED = ("level1", "level2", "indicator", "name", "project", "packed")
VALUED = ("target", "operator", "value", "unit", "weight", "period", "amount", "total", "fiscal", "other")


def roles(tables: Sequence[Table], page: int) -> dict[Box, Role]:
    """The role of each cell of a page that stands in a table, by its box; blank cells have that of their column."""
    found: dict[Box, Role] = {}
    for table in tables:
        if all(grid.page != page for grid in table.grids):
            continue
        told = _of_form(table) if entry(table.id).layout == "targets" else _of_amounts(table)
        found |= {cell.bbox: role for cell, role in told if cell.page == page and cell.bbox is not None}
    return found


def _of_amounts(table: Table) -> Iterator[tuple[Cell, Role]]:
    """The cells of a table of amounts; below the header of a table that is not known none is understood."""
    for grid, first, blocks in layouts(table):
        columns = _columns(blocks) if table.id != UNRECOGNISED.id else {}
        for cell in grid.cells:
            role = "header" if cell.row < first else columns.get(cell.col, "unknown")
            is_words = role == "amount" and cell.text.strip() and number(cell.text) is None
            yield cell, "text" if is_words else role


def _columns(blocks: Sequence[Block]) -> dict[int, Role]:
    """The role of each column by its number."""
    found: dict[int, Role] = {head.col: "amount" for block in blocks for head in block.amounts}
    return found | {head.col: of_key(head.role) for block in blocks for head in block.keys}


def of_key(role: str) -> Role:
    """What a key column of this kind is shown as."""
    if role.startswith("unit"):
        return "unit"
    if role.endswith("code"):
        return "code"
    return "text" if role in ("index", "year", "text") else "name"


def _of_form(table: Table) -> Iterator[tuple[Cell, Role]]:
    """The cells of a performance table: what no list and no label takes is text."""
    for grid in table.grids:
        yield from ((cell, "header" if label_of(cell.text) else "text") for cell in grid.cells)
    for form in read_forms(table):
        for band in (*form.indicators, *form.tasks):
            yield from _of_band(band)
    for grid in table.grids:
        yield from ((cell, "header") for cell in _heads(grid))


def _of_band(band: BandRow) -> Iterator[tuple[Cell, Role]]:
    for role in band.header.by_role:
        shown: Role = (
            "name" if role in NAMED else "amount" if role in VALUED else "unit" if role == "unit_name" else "text"
        )
        yield from ((cell, shown) for cell in band.cells(role))


def _heads(grid: Grid) -> Iterator[Cell]:
    """The cells of the headers of lists in a grid."""
    row = 0
    while row < grid.rows:
        header = find_header(grid, row)
        if header is not None:
            yield from (cell for r in range(row, min(row + header.height, grid.rows)) for cell in grid.across(r))
        row += header.height if header is not None and header.height else 1
