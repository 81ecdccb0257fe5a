"""The parser's own account: every table promised or found, and how many of its numbers reached a frame."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .. import wording
from ..model import Cell, Grid, Identity, Table
from ..text import flat, number
from . import headers
from .row_labels import layouts
from .titles import Title

Record = dict[str, Any]


def read(
    tables: Sequence[Table], promised: Sequence[Title], who: Identity, taken: Mapping[str, Sequence[Record]]
) -> list[Record]:
    """The records of `tables`: one per table found, then one per table promised and absent."""
    places = {(r["page"], r["line"], r["bbox"], r["row"], r["col"]) for r in taken["amounts"]}
    found = [_record(table, who, places, taken) for table in tables]
    there = {t.id for t in tables if t.promised}
    named = {flat(t.title) for t in tables}
    missing = [t for t in promised if t.table not in there and t.name not in named]
    return found + [_missing(title, who) for title in missing]


def _in_rows(cell: Cell, records: Sequence[Record]) -> bool:
    """Whether a cell stands in the printed row of a record: an indicator or a task is read from all of its row."""
    for r in records:
        box = r.get("bbox")
        if box and cell.bbox:
            if r.get("page") == cell.page and box[1] - 1 <= (cell.bbox[1] + cell.bbox[3]) / 2 <= box[3] + 1:
                return True
        elif r.get("line") is not None and r.get("line") == cell.line and r.get("page") == cell.page:
            return True
    return False


def _record(table: Table, who: Identity, places: set[tuple[Any, ...]], taken: Mapping[str, Sequence[Record]]) -> Record:
    numbers = list(_numbers(table))
    if table.id in ("dept_kpi", "project_kpi"):
        pages = {(g.page) for g in table.grids}
        here = [r for name in ("kpis", "tasks") for r in taken[name] if r.get("page") in pages]
        numbers = numbers if here else []
        reached = sum(_in_rows(cell, here) for cell in numbers)
    else:
        reached = sum((cell.page, cell.line, cell.bbox, cell.row, cell.col) in places for cell in numbers)
    return {
        "doc": who.doc, "number": table.number, "title": table.title, "table": table.id,
        "status": _status(table, numbers, taken), "promised": table.promised, "first_page": table.first_page,
        "last_page": table.last_page, "money_unit": table.money_unit, "note": table.note,
        "rows": sum(g.rows for g in table.grids), "columns": max((g.cols for g in table.grids), default=0),
        "numbers": len(numbers), "taken": reached,
    }  # fmt: skip


def _numbers(table: Table) -> Any:
    """The numeric cells of a table below its headers, codes and indices left out."""
    if table.id == "unrecognised":
        for grid in table.grids:
            first = headers.header_rows(grid)
            yield from (
                c for c in grid.cells if c.row >= first and number(c.text) is not None and re.search(r"[,.]", c.text)
            )
        return
    for grid, first, blocks in layouts(table):
        columns = {h.col for b in blocks for h in b.amounts}
        yield from (c for c in grid.cells if c.row >= first and c.col in columns and number(c.text) is not None)


def _status(table: Table, numbers: Sequence[Any], taken: Mapping[str, Sequence[Record]]) -> str:
    if table.id in ("dept_kpi", "project_kpi"):
        pages = {g.page for g in table.grids}
        return "found" if any(r.get("page") in pages for name in ("kpis", "tasks") for r in taken[name]) else "empty"
    values = [number(cell.text) for cell in numbers]
    if any(v is not None and v.value for v in values):
        return "found"
    words = wording.patterns("tables", "rows")["empty"]
    if table.id == "unrecognised" and not words.search(table.note) and any(map(_has_words, table.grids)):
        return "found"
    return "empty"


def _has_words(grid: Grid) -> bool:
    """Whether words stand below the header of a grid."""
    first = headers.header_rows(grid)
    return any(len(flat(c.text)) > 3 for c in grid.cells if c.row >= first)


def _missing(title: Title, who: Identity) -> Record:
    return {
        "doc": who.doc, "number": title.number, "title": title.name, "table": title.table, "status": "missing",
        "promised": True, "rows": 0, "columns": 0, "numbers": 0, "taken": 0,
    }  # fmt: skip
