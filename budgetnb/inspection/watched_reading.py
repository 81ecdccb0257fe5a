"""A document read once more with a recorder on: the same functions, and what they note on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from .. import parsing, trace
from ..errors import OptionError
from ..model import Box, Document, Line, Page, Table
from ..page_pictures import source_bytes
from ..tables import column_notes, row_notes
from ..tables.row_labels import layouts
from ..trace import STEPS, Event, Place
from ..wording.tables import UNRECOGNISED, entry
from .trace_view import Trace

if TYPE_CHECKING:
    from ..disclosure import Disclosure

NEAR = 1.0


def traced(disclosure: Disclosure, page: int | None, table: int | None, line: int | None) -> Trace:
    """What was considered on a page, for a table or a line, or in the whole document where none is named.

    Raises
    ------
    OptionError
        There is no such page, table or line, or more than one of them is named.
    SourceError
        A page is asked for, and the file has gone or has changed since it was read.
    """
    asked = {name: value for name, value in (("page", page), ("table", table), ("line", line)) if value is not None}
    if len(asked) > 1:
        raise OptionError(f"a trace is of a page, a table or a line, not of {' and '.join(asked)} at once")
    if page is not None:
        events = [*_layout(disclosure.document, numbered(disclosure.document, page)), *_reading(disclosure)]
        return _trace(disclosure, f"page {page}", events, lambda event: event.page == page)
    if table is not None:
        wanted = _table(disclosure.parsed_tables, table)
        return _trace(disclosure, f"table {table}", _reading(disclosure), lambda event: _is_of(event, wanted))
    if line is not None:
        return _trace(disclosure, f"line {line}", _reading(disclosure), lambda event: event.line == line)
    return _trace(disclosure, "the whole document", _reading(disclosure), lambda _: True)


def numbered(document: Document, number: int) -> Page:
    """The page of this number.

    Raises
    ------
    OptionError
        There is none.
    """
    pages = {page.number: page for page in document.pages if page.number is not None}
    if not pages:
        raise OptionError(f"{document.source.path}: a file of format {document.format} has no pages; "
                          "ask for a table or a line: d.trace(table=0), d.trace(line=12)")  # fmt: skip
    if number not in pages:
        raise OptionError(f"{document.source.path}: no page {number}; its pages are 1 to {len(pages)}")
    return pages[number]


def _table(tables: Sequence[Table], number: int) -> Table:
    if not 0 <= number < len(tables):
        raise OptionError(
            f"no table {number}; tables that were found are numbered 0 to {len(tables) - 1}, as in d.tables"
        )
    return tables[number]


def _trace(disclosure: Disclosure, what: str, events: Iterable[Event], wanted: Callable[[Event], bool]) -> Trace:
    """The events that are wanted, each once, in the order of the steps; what is said of one thing stands together."""
    kept = list(dict.fromkeys(filter(wanted, events)))
    first: dict[tuple[object, ...], int] = {}
    for number, event in enumerate(kept):
        first.setdefault(_thing(event), number)
    kept.sort(key=lambda event: (STEPS.index(event.step), first[_thing(event)]))
    return Trace(f"{disclosure.document.source.path}: what was considered for {what}", tuple(kept))


def _thing(event: Event) -> tuple[object, ...]:
    return event.step, event.subject, event.page, event.line, event.bbox


def _layout(document: Document, page: Page) -> list[Event]:
    """What the layout considers on one page, which is read once more from the file."""
    data = source_bytes(document.source)
    with trace.recording() as events:
        if document.engine != "pdfium":
            trace.note(
                "region", "the page", f"as {document.engine} gives it", why="it finds lines and tables by itself"
            )
        elif not _read(document, data, page) and page.recognised:
            trace.note("region", "the page", "recognised", why="its letters and rules were told from its picture")
    return [event._replace(page=page.number) for event in events]


def _read(document: Document, data: bytes, page: Page) -> bool:
    """Whether the page, read once more, prints anything."""
    from ..formats.pdf import reader

    return bool(reader.read_next(data, document.source, document.pages[: (page.number or 1) - 1])[1].items)


def _reading(disclosure: Disclosure) -> list[Event]:
    """What is considered from the lines and grids of a document to its records."""
    with trace.recording() as events:
        tables, who = parsing.structure(disclosure.document)
        reading = parsing.Reading(disclosure.document, tables, who)
        amounts = reading.records("amounts")
        for record in reading.records("left"):
            place = Line(record["text"], record["page"], record["line"], record["bbox"])
            trace.note("left", place, "number" if record["number"] else "text", chosen=False, why=record["why"])
        for table in tables:
            if entry(table.id).layout != "targets":
                layout = layouts(table)
                if table.id != UNRECOGNISED.id:
                    column_notes.measures(table, layout, who)
                row_notes.rows(table, amounts)
    return events


def _is_of(event: Event, table: Table) -> bool:
    """Whether what was considered stands in the place of a table, its captions included."""
    cells = [cell for grid in table.grids for cell in grid.cells]
    places: list[Place] = [*table.captions, *table.grids, *cells]
    if event.bbox is not None:
        return any(event.page == place.page and _lies_in(event.bbox, place.bbox) for place in places)
    lines = [place.line for place in places if place.line is not None]
    return event.line is not None and bool(lines) and min(lines) <= event.line <= max(lines)


def _lies_in(box: Box, area: Box | None) -> bool:
    """Whether the middle of a box lies in an area."""
    if area is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] - NEAR <= x <= area[2] + NEAR and area[1] - NEAR <= y <= area[3] + NEAR
