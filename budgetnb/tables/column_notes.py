"""What a trace says of the columns of a table: which rows head them, what each holds and why, what its amounts measure."""

from __future__ import annotations

from collections.abc import Sequence

from .. import trace, wording
from ..model import Cell, Grid, Identity, Table
from ..text import flat, number
from ..wording.matches import chosen
from .column_meaning import Meaning, meaning
from .headers import CODE_CELL, Block, Head, is_header_word, look_of

Body = tuple[Grid, int]
LOOKS = {
    "amount": "its cells look like amounts",
    "code": "its cells look like codes",
    "text": "its cells are words",
    "": "its cells are blank",
}


def roles(columns: Sequence[Sequence[Head]], bodies: Sequence[Sequence[Body]]) -> None:
    """Notes which rows head each grid, and what each column holds; `bodies` are the grids of each list of columns."""
    for heads, grids in zip(columns, bodies, strict=True):
        for grid, first in grids:
            _header(grid, first)
        for head in heads:
            _role(head, grids)


def measures(table: Table, layout: Sequence[tuple[Grid, int, Sequence[Block]]], who: Identity) -> None:
    """Notes what the amounts of each column measure, and whose words say so: the column's header, or the table's own scope."""
    for grid, _, blocks in layout:
        for head in (head for block in blocks for head in block.amounts):
            means = meaning(head.path, table.id, table.title, who.year, who.stage)
            for section, value in (("measure", means.measure), ("fund", means.fund)):
                _measure(head, grid, section, value)
            trace.note(
                "column", _name(head), _time(means), why="by its header, else by the document", place=_strip(grid, head)
            )


def _measure(head: Head, grid: Grid, section: str, value: str) -> None:
    options = wording.choices("columns", section)
    told = (chosen(options, level) for level in reversed(head.path))
    pattern = next((words for name, words in told if name == value), "")
    known = value != "other" or section == "fund" or bool(pattern)
    why = (
        "its header says so" if pattern else "as the whole table has it" if known else "no word of its header is known"
    )
    trace.note(
        "column", _name(head), f"{section} {value}", chosen=known, why=why, pattern=pattern, place=_strip(grid, head)
    )


def _time(means: Meaning) -> str:
    carried = ", carried over" if means.carried else ""
    return f"{means.stage} {means.year or ''}".strip() + carried


def _header(grid: Grid, first: int) -> None:
    """Notes of the rows at the top of a grid, and of the first below, whether they head it."""
    for row in range(min(first + 1, grid.rows)):
        cells = [c for c in grid.across(row) if c.text.strip()]
        subject = " | ".join(flat(c.text) for c in cells) or "(blank)"
        trace.note("header", subject, "header row", chosen=row < first, why=_evidence(cells), place=cells or grid)


def _evidence(cells: Sequence[Cell]) -> str:
    """What tells a header row from a row of data: words of headers, numbers, codes."""
    texts = [flat(c.text) for c in cells]
    known = sum(map(is_header_word, texts))
    numbers = sum(number(text) is not None for text in texts)
    coded = sum(bool(CODE_CELL.match(text)) for text in texts)
    return f"of {len(texts)} cells {known} have words of headers, {numbers} are numbers, {coded} begin as codes"


def _role(head: Head, bodies: Sequence[Body]) -> None:
    options = wording.sections("columns", "columns")
    told = [chosen(options, level) for level in reversed(head.path)]
    named, pattern = next((pair for pair in told if pair[0]), ("", ""))
    look = LOOKS[look_of(bodies, head.col)]
    why = look + (f", its header names a column of kind {named}" if named else ", its header names no kind of column")
    role = head.role or "amount"
    for grid, _ in bodies:
        trace.note(
            "column",
            _name(head),
            role + (f" ({head.part})" if head.part else ""),
            why=why,
            pattern=pattern,
            place=_strip(grid, head),
        )


def _name(head: Head) -> str:
    return f"column {head.col + 1}: {head.printed or '(no header)'}"


def _strip(grid: Grid, head: Head) -> list[Cell] | Grid:
    """Where a column stands: its cells."""
    return [c for c in grid.cells if c.col == head.col] or grid
