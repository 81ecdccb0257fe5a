"""The columns of a grid as an inspected page lists them: where each stands, its header, and what it was taken for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..labels import Lang, label, say
from ..model import Grid, Identity, Table
from ..performance.column_roles import Field
from ..performance.forms import read_forms
from ..tables.column_meaning import meaning
from ..tables.headers import Block
from ..tables.row_labels import layouts
from ..wording.tables import UNRECOGNISED, entry
from .cell_roles import NAMED, VALUED, of_key
from .legend import MEANINGS, WORDS


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its number from 1, its left and right side in points, its header, its meaning, and whether that is known; `row` counts the
    lists of a form, whose columns stand over each other.
    """

    number: int
    sides: tuple[float, float] | None
    header: str
    meaning: str
    known: bool = True
    row: int = 0


def columns(table: Table, grid: Grid, who: Identity, lang: Lang) -> list[Column]:
    """The columns of one grid of a table, from left to right."""
    if entry(table.id).layout == "targets":
        return _of_form(table, grid, lang)
    blocks = next((blocks for own, _, blocks in layouts(table) if own is grid), [])
    return [_column(col, table, grid, blocks, who=who, lang=lang) for col in range(grid.cols)]


def _column(col: int, table: Table, grid: Grid, blocks: Sequence[Block], *, who: Identity, lang: Lang) -> Column:
    keys = {head.col: head for block in blocks for head in block.keys}
    amounts = {head.col: head for block in blocks for head in block.amounts}
    header = next((head.printed for head in (keys.get(col), amounts.get(col)) if head is not None), "")
    header = header or _header(grid, col) or say(WORDS["no header"], lang)
    sides = _sides(grid, col, col + 1)
    if table.id == UNRECOGNISED.id or col not in keys | amounts:
        return Column(col + 1, sides, header, say(MEANINGS["unknown"], lang), known=False)
    if col in keys:
        return Column(col + 1, sides, header, say(MEANINGS[of_key(keys[col].role)], lang))
    means = meaning(amounts[col].path, table.id, table.title, who.year, who.stage)
    told = f"{label('measure', means.measure, lang)}, {label('fund', means.fund, lang)}, {means.year or '?'}"
    known = means.measure != "other"
    return Column(col + 1, sides, header, told if known else say(WORDS["meaning not known"], lang), known=known)


def _header(grid: Grid, col: int) -> str:
    """What the first cell of a column prints: the header of one that is in no block."""
    cell = grid.matrix[0][col] if grid.rows else None
    return cell.text if cell is not None else ""


def _of_form(table: Table, grid: Grid, lang: Lang) -> list[Column]:
    """The columns of the lists of a performance table that go over this page, each once, list after list."""
    bands = [
        band for form in read_forms(table) for band in (*form.indicators, *form.tasks) if band.grid.page == grid.page
    ]
    bands.sort(key=lambda band: band.row)
    kinds = list(dict.fromkeys(band.header.kind for band in bands))
    fields = {
        (kinds.index(band.header.kind), f.first, f.words): (f, band.grid) for band in bands for f in band.header.fields
    }
    return [_field(number, *fields[key], row=key[0], lang=lang) for number, key in enumerate(sorted(fields), 1)]


def _field(number: int, field: Field, grid: Grid, *, row: int, lang: Lang) -> Column:
    role = "name" if field.role in NAMED else "amount" if field.role in VALUED else "text"
    told = f"{say(MEANINGS[role], lang)} ({field.role})" if field.role else say(MEANINGS["text"], lang)
    header = field.words or say(WORDS["no header"], lang)
    return Column(number, _sides(grid, field.first, field.last), header, told, row=row)


def _sides(grid: Grid, first: int, last: int) -> tuple[float, float] | None:
    """The left and right side of some columns, from the cells that begin or end there; None where none does."""
    starts = {c.col: c.bbox[0] for c in grid.cells if c.bbox is not None}
    ends = {c.col + c.colspan: c.bbox[2] for c in grid.cells if c.bbox is not None}
    left, right = starts.get(first, ends.get(first)), ends.get(last, starts.get(last))
    return (left, right) if left is not None and right is not None else None
