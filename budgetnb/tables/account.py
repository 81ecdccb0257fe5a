"""The parser's own account, taken in ink: every table promised or found, what of it reached a frame, and what did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .. import wording
from ..model import Cell, Document, Identity, Table
from ..performance.left_cells import Told, left_texts
from ..text import flat, number
from . import headers
from .amounts import usual_unit
from .left_numbers import Account, Left, left_numbers
from .printed_cells import Place, places, why
from .titles import Title

Record = dict[str, Any]
PERFORMANCE = ("dept_kpi", "project_kpi")
FRAMES = ("amounts", "kpis", "tasks", "goals")
SHORTEST_WORDS = 4


@dataclass
class _Books:
    """What is worked out once for all tables: their cells, which of them reached `amounts`, and what the performance frames say."""

    usual: str
    told: Told
    taken: frozenset[tuple[Any, ...]]
    places: dict[int, Place] = field(default_factory=dict)
    reached: dict[int, list[Cell]] = field(default_factory=lambda: defaultdict(list))

    def has_reached(self, cell: Cell) -> bool:
        """Whether what a cell prints reached a frame."""
        return _place(cell) in self.taken if id(cell) in self.places else self.told.has_number(cell)

    def why(self, table: Table, cell: Cell, text: str) -> str:
        """Why a number that fills its cell reached none, '' where it is no data."""
        return why(self.places[id(cell)], text, self.usual) if id(cell) in self.places else "field"


def read(
    document: Document,
    tables: Sequence[Table],
    promised: Sequence[Title],
    who: Identity,
    frames: Mapping[str, Sequence[Record]],
) -> tuple[list[Record], list[Record]]:
    """The records of `tables`, one per table found, then one per table promised and absent; and those of `left`."""
    taken = frozenset((r["page"], r["line"], r["bbox"], r["row"], r["col"]) for r in frames["amounts"])
    books = _Books(usual_unit(tables), Told(frames, who), taken)
    cells = _cells(tables, books)
    left = list(left_numbers(document, tables, cells, Account(books.has_reached, books.why)))
    left += [
        _text(t, cell, reason) for t in tables if t.id in PERFORMANCE for cell, reason in left_texts(t, books.told)
    ]
    own: dict[int, list[Left]] = defaultdict(list)
    for thing in left:
        own[id(thing.table)].append(thing)
    found = [_record(table, who, own[id(table)], books) for table in tables]
    there = {t.id for t in tables if t.promised}
    named = {flat(t.title) for t in tables}
    missing = [t for t in promised if t.table not in there and t.name not in named]
    return found + [_missing(title, who) for title in missing], [_left(thing, who) for thing in _in_order(left)]


def _place(cell: Cell) -> tuple[Any, ...]:
    return (cell.page, cell.line, cell.bbox, cell.row, cell.col)


def _cells(tables: Iterable[Table], books: _Books) -> dict[int | None, list[tuple[Table, Cell]]]:
    """The cells of all tables that print anything, by page; what is known of each goes into the books."""
    found: dict[int | None, list[tuple[Table, Cell]]] = defaultdict(list)
    for table in tables:
        if table.id in PERFORMANCE:
            cells = [cell for grid in table.grids for cell in grid.cells if cell.text]
        else:
            here = list(places(table))
            books.places |= {id(place.cell): place for place in here}
            cells = [place.cell for place in here]
        for cell in cells:
            found[cell.page].append((table, cell))
            if number(cell.text) is not None and books.has_reached(cell):
                books.reached[id(table)].append(cell)
    return found


def _text(table: Table, cell: Cell, reason: str) -> Left:
    return Left(table, cell.text, cell.page, cell.line, cell.bbox, False, reason)


def _in_order(left: Iterable[Left]) -> list[Left]:
    """By page, then from top to bottom and from left to right."""

    def place(thing: Left) -> tuple[float, ...]:
        box = thing.bbox or (0.0, 0.0, 0.0, 0.0)
        return (thing.page or 0, thing.line or 0, box[1], box[0])

    return sorted(left, key=place)


def _left(thing: Left, who: Identity) -> Record:
    return {
        "doc": who.doc, "organisation": who.organisation, "year": who.year, "page": thing.page, "line": thing.line,
        "bbox": thing.bbox, "table": thing.table.id if thing.table else "", "title": thing.table.title if thing.table else "",
        "text": thing.text, "number": thing.number, "why": thing.why,
    }  # fmt: skip


def _record(table: Table, who: Identity, left: Sequence[Left], books: _Books) -> Record:
    reached = books.reached[id(table)]
    return {
        "doc": who.doc, "number": table.number, "title": table.title, "table": table.id,
        "status": _status(table, left, books), "promised": table.promised, "first_page": table.first_page,
        "last_page": table.last_page, "money_unit": table.money_unit, "note": table.note,
        "rows": sum(g.rows for g in table.grids), "columns": max((g.cols for g in table.grids), default=0),
        "numbers": len(reached) + sum(thing.number for thing in left), "taken": len(reached),
    }  # fmt: skip


def _status(table: Table, left: Sequence[Left], books: _Books) -> str:
    """found where anything but zeros reached a frame, empty where nothing but labels and zeros is printed, else unread."""
    reached = books.reached[id(table)]
    is_printed = any(not thing.number or _is_more_than_zero(thing.text) for thing in left)
    if table.id in PERFORMANCE:
        return "found" if books.told.is_read(table) else "unread" if is_printed else "empty"
    if any(_is_more_than_zero(cell.text) for cell in reached):
        return "found"
    if is_printed:
        return "found" if reached else "unread"
    says_none = wording.patterns("rows", "rows")["empty"].search(table.note)
    return "unread" if table.id == "unrecognised" and not says_none and _has_words(table) else "empty"


def _is_more_than_zero(text: str) -> bool:
    found = number(text)
    return found is None or bool(found.value)


def _has_words(table: Table) -> bool:
    """Whether words stand below the header of a grid."""
    return any(
        len(flat(c.text)) >= SHORTEST_WORDS
        for grid in table.grids
        for c in grid.cells
        if c.row >= headers.header_rows(grid)
    )


def _missing(title: Title, who: Identity) -> Record:
    return {
        "doc": who.doc, "number": title.number, "title": title.name, "table": title.table, "status": "missing",
        "promised": True, "rows": 0, "columns": 0, "numbers": 0, "taken": 0,
    }  # fmt: skip
