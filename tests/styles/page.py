"""A form in a style as pages of cells: what stands where, before any producer draws it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import formwork
from formwork import Form, Piece
from styles import dress, indicators
from styles.change import INDENT, is_key
from styles.style import Style

NOTE = "注：本表中部分合计数与分项数之和因四舍五入略有出入，由预算编制人员核对。"
A4_LONG = 842.0
ROOM_FOR_TWO = 34
"""Rows of two tables, with their titles, that a page holds."""


@dataclass(frozen=True)
class Cell:
    """A cell as printed, over `down` rows and `right` columns."""

    text: str
    row: int
    col: int
    down: int
    right: int
    head: bool
    number: bool
    note: bool = False
    indent: int = 0


@dataclass(frozen=True)
class Block:
    """The part of a table that stands on one page."""

    table: int
    piece: int
    above: tuple[str, ...]
    below: tuple[str, ...]
    cells: tuple[Cell, ...]
    rows: int
    cols: int
    head: int
    groups: tuple[int, ...]
    """Rows before which a class begins."""
    halves: tuple[int, ...]
    """Columns with which a further half of the list begins."""
    broad: bool = False


@dataclass(frozen=True)
class Sheet:
    """One page: lines of a cover, or tables."""

    front: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


def sheets(form: Form, style: Style) -> tuple[Sheet, ...]:
    """The pages of a form that has been changed as the style asks."""
    found = [Sheet(front=tuple(form.document["front"]))] if form.document.get("front") else []
    blocks = [block for n, table in enumerate(form.tables) for block in _blocks(n, table, style)]
    return (*found, *(Sheet(blocks=tuple(group)) for group in _grouped(blocks, style.tables_a_page)))


def page_of(printed: Sequence[Sheet]) -> dict[tuple[int, int], int]:
    """The page of each part of each table."""
    return {(b.table, b.piece): n for n, sheet in enumerate(printed, start=1) for b in sheet.blocks}


def _grouped(blocks: Sequence[Block], most: int) -> Iterator[list[Block]]:
    held: list[Block] = []
    for block in blocks:
        alike = held and held[0].broad == block.broad and held[0].table != block.table
        fits = sum(b.rows + len(b.above) + 2 for b in [*held, block]) <= ROOM_FOR_TWO
        if held and not (alike and fits and len(held) < most):
            yield held
            held = []
        held.append(block)
    if held:
        yield held


def _blocks(n: int, table: dict[str, Any], style: Style) -> Iterator[Block]:
    whole = formwork.pieces(table)
    columns = [part.strip() for part in table["columns"].split("|")]
    for i, piece in enumerate(whole):
        last = i == len(whole) - 1
        cells = list(_cells(piece, _kinds(table, columns), style))
        rows = len(piece.printed)
        if style.note and last:
            cells.append(Cell(NOTE, rows, 0, 1, len(columns), head=False, number=False, note=True))
            rows += 1
        above = tuple(dress.line(text, style) for text in table["above"]) if i == 0 else ()
        below = tuple(table.get("below", ())) if last else ()
        yield Block(n, i, above, below, tuple(cells), rows, len(columns), piece.head, tuple(_groups(piece)),
                    tuple(_halves(columns)), bool(table.get("landscape")))  # fmt: skip


def _cells(piece: Piece, kinds: Sequence[str], style: Style) -> Iterator[Cell]:
    rows = _opened(piece.rows)
    for r, row in enumerate(rows):
        head = r < piece.head
        total = "total" in piece.printed[r].meaning.split()
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            down, right = formwork._span(rows, r, c)
            number = not head and kinds[c] == "number" and dress.is_number(text)
            indent = len(text) - len(text.lstrip(INDENT)) if style.codes == "padding" else 0
            if number or (kinds[c] == "target" and not head):
                text = dress.number(text, style)
            elif head or total:
                text = dress.label(text, style, wide=right > 1 or not head)
            yield Cell(text[indent:], r, c, down, right, head, number, indent=indent)


def _kinds(table: dict[str, Any], columns: Sequence[str]) -> list[str]:
    """What each column is set as: number, target (numbers among words) or words."""
    words = indicators.WORDS if indicators.is_list(table) else ()
    return ["words" if is_key(c) or c in words else "target" if c == "target" else "number" for c in columns]


def _opened(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows of a page, cells of its first row that go on from the page before as blank ones."""
    return [["" if r == 0 and text == "^" else text for text in row] for r, row in enumerate(rows)]


def _groups(piece: Piece) -> Iterator[int]:
    """Rows before which a rule stands that parts classes: a class of three digits or one that others are moved in under, a total."""
    indents = any(row.cells[0][:1] == INDENT for row in piece.printed)
    for r, row in enumerate(piece.printed):
        words = row.meaning.split()
        code = next((word for word in words if word.isdigit()), row.cells[0])
        leads = row.cells[0][:1] not in ("", INDENT) if indents else code.isdigit() and len(code) == 3
        if r > piece.head and ("total" in words or leads):
            yield r


def _halves(columns: Sequence[str]) -> Iterator[int]:
    blocks = formwork._blocks(columns)
    return (i for i in range(1, len(blocks)) if blocks[i] != blocks[i - 1])
