"""What a trace says of a performance table: the columns of its lists, and what its rows are."""

from __future__ import annotations

from .. import trace, wording
from ..model import Cell, Grid
from ..text import flat
from ..wording.matches import chosen
from .column_roles import Field, Header

LISTS = {"column": "list of indicators", "task": "list of tasks"}


def columns(header: Header, row: int) -> None:
    """Notes what the columns of a list hold; its header begins in this row."""
    for field in header.fields:
        options = wording.choices("kpis", header.kind)
        told = (chosen(options, flat(word)) for word in reversed(field.words.split("/")))
        named, pattern = next((pair for pair in told if pair[0]), ("", ""))
        agrees = (
            "its header says so"
            if named == field.role
            else "its header alone does not say so: its place and its cells do"
        )
        why = f"{LISTS[header.kind]}; {agrees if field.role else 'no word of its header is known'}"
        cells = _under(header, field, row)
        trace.note("column", field.words or "(no header)", field.role or "further text", chosen=bool(field.role), why=why,
                   pattern=pattern if named == field.role else "", place=cells or header.grid)  # fmt: skip


def row(grid: Grid, number: int, what: str) -> None:
    """Notes what one row of a form is: a field of the form, or a row of the list that is open, if one is."""
    cells = [c for c in grid.across(number) if c.row == number and c.text.strip()]
    subject = " | ".join(flat(c.text) for c in cells)
    found = f"row of a {LISTS[what]}" if what in LISTS else what
    trace.note("row", subject, found or "nothing known", chosen=bool(what), place=cells)


def _under(header: Header, field: Field, row: int) -> list[Cell]:
    """The header cells of one column."""
    rows = range(row, min(row + max(header.height, 1), header.grid.rows))
    return [c for r in rows for c in header.grid.across(r, field.first, field.last)]
