"""The parser's own account, taken in ink: every table promised or found, what of it reached a frame, and what did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .. import wording
from ..model import Document, Identity, Table
from ..performance.left_cells import left_texts
from ..text import flat, number
from . import headers
from .find import promised_titles
from .left_numbers import Left, left_numbers
from .reached import FRAMES, Reached, sets_targets
from .titles import Title

Record = dict[str, Any]
SHORTEST_WORDS = 4  # letters: what is shorter says no more than a mark

__all__ = ["FRAMES", "read"]


def read(
    document: Document, tables: Sequence[Table], who: Identity, frames: Mapping[str, Sequence[Record]]
) -> tuple[list[Record], list[Record]]:
    """The records of `tables`, one per table found, then one per table promised and absent; and those of `left`."""
    reached = Reached(tables, frames, who)
    left = [*left_numbers(document, tables, reached), *_texts(tables, reached)]
    own: dict[int, list[Left]] = defaultdict(list)
    for thing in left:
        own[id(thing.table)].append(thing)
    found = [_record(table, who, own[id(table)], reached) for table in tables]
    there = {t.id for t in tables if t.promised}
    named = {flat(t.title) for t in tables}
    missing = [t for t in promised_titles(document) if t.table not in there and t.name not in named]
    return found + [_missing(title, who) for title in missing], [_left(thing, who) for thing in _in_order(left)]


def _texts(tables: Iterable[Table], reached: Reached) -> Iterable[Left]:
    """The texts of performance tables that reached no frame."""
    for table in filter(sets_targets, tables):
        for cell, why in left_texts(table, reached.told):
            yield Left(table, cell.text, cell.page, cell.line, cell.bbox, False, why)


def _in_order(left: Iterable[Left]) -> list[Left]:
    """By page, then from top to bottom and from left to right."""

    def place(thing: Left) -> tuple[float, ...]:
        x0, top, _, _ = thing.bbox or (0.0, 0.0, 0.0, 0.0)
        return (thing.page or 0, thing.line or 0, top, x0)

    return sorted(left, key=place)


def _left(thing: Left, who: Identity) -> Record:
    return {
        "doc": who.doc, "organisation": who.organisation, "year": who.year, "page": thing.page, "line": thing.line,
        "bbox": thing.bbox, "table": thing.table.id, "title": thing.table.title, "text": thing.text,
        "number": thing.number, "why": thing.why,
    }  # fmt: skip


def _record(table: Table, who: Identity, left: Sequence[Left], reached: Reached) -> Record:
    taken = len(reached.numbers[id(table)])
    return {
        "doc": who.doc, "number": table.number, "title": table.title, "table": table.id,
        "status": _status(table, left, reached), "promised": table.promised, "first_page": table.first_page,
        "last_page": table.last_page, "money_unit": table.money_unit, "note": table.note,
        "rows": sum(g.rows for g in table.grids), "columns": max((g.cols for g in table.grids), default=0),
        "numbers": taken + sum(thing.number for thing in left), "taken": taken,
    }  # fmt: skip


def _status(table: Table, left: Sequence[Left], reached: Reached) -> str:
    """found where anything but zeros reached a frame, empty where nothing but labels and zeros is printed, else unread."""
    taken = reached.numbers[id(table)]
    is_more = any(not thing.number or _is_more_than_zero(thing.text) for thing in left)
    if sets_targets(table):
        return "found" if reached.told.is_read(table) else "unread" if is_more else "empty"
    if any(_is_more_than_zero(cell.text) for cell in taken):
        return "found"
    if is_more:
        return "found" if taken else "unread"
    return "unread" if not taken and _says_something(table) else "empty"


def _is_more_than_zero(text: str) -> bool:
    found = number(text)
    return found is None or bool(found.value)


def _says_something(table: Table) -> bool:
    """Whether a table without a number prints texts that are neither labels nor a note: of one not recognised any words, else projects."""
    if wording.patterns("rows", "rows")["empty"].search(table.note):
        return False
    grids = [g for g in table.grids if table.id == "unrecognised" or headers.lists_only_projects(g)]
    return any(
        len(flat(c.text)) >= SHORTEST_WORDS and not _is_mark(c.text)
        for g in grids
        for c in g.cells
        if c.row >= headers.header_rows(g)
    )


def _is_mark(text: str) -> bool:
    """Whether a text says that there is nothing, or heads a total."""
    words = wording.patterns("rows", "rows")
    return any(words[key].search(flat(text)) for key in ("empty", "total", "note"))


def _missing(title: Title, who: Identity) -> Record:
    return {
        "doc": who.doc, "number": title.number, "title": title.name, "table": title.table, "status": "missing",
        "promised": True, "rows": 0, "columns": 0, "numbers": 0, "taken": 0,
    }  # fmt: skip
