"""How wide columns and how high rows are, and the size of the page that holds them; in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import formwork
from formwork import FONT, LANDSCAPE, MARGIN, PORTRAIT, SIZE
from reportlab.pdfbase import pdfmetrics
from styles.page import Block, Cell, Sheet
from styles.style import Style

LEADING = SIZE + 2
PAD = {"all": 3.0}
OPEN_PAD = 8.0
"""Room at the side of a cell with no rule beside it."""
LINE = 18.0
"""Height of a line above or below a table."""


def columns_of(sheets: Sequence[Sheet], style: Style) -> dict[int, list[float]]:
    """The widths of the columns of each table, alike on all its pages."""
    tables: dict[int, list[Block]] = {}
    for block in (block for sheet in sheets for block in sheet.blocks):
        tables.setdefault(block.table, []).append(block)
    return {table: widths(blocks, style) for table, blocks in tables.items()}


@cache
def width_of(text: str) -> float:
    """The width of a line of words."""
    return sum(map(_width_of_sign, text))


@cache
def _width_of_sign(sign: str) -> float:
    formwork._font()
    return float(pdfmetrics.stringWidth(sign, FONT, SIZE))


def pad(style: Style) -> float:
    """Room at the side of a cell."""
    return PAD.get(style.rules, OPEN_PAD)


def widths(blocks: Sequence[Block], style: Style) -> list[float]:
    """A width for each column of a table, from all pages of it: that of its numbers, and of its words where they are short."""
    room = 2 * pad(style)
    found = [SIZE * 2.2] * blocks[0].cols
    for cell in (cell for block in blocks for cell in block.cells if cell.right == 1):
        longest = max(map(width_of, cell.text.split("\n"))) + cell.indent * SIZE
        found[cell.col] = max(found[cell.col], min(longest, _most(cell, longest, style)) + room)
    return found


def _most(cell: Cell, longest: float, style: Style) -> float:
    """The width at which a cell breaks."""
    if cell.number:
        return longest * 0.62 if style.narrow and longest > 2.5 * SIZE else longest
    return SIZE * (5 if style.narrow else 14) if not cell.head else SIZE * (2.2 if style.narrow else 5)


def wrapped(cell: Cell, width: float, style: Style) -> list[str]:
    """The lines of a cell broken to a width, its own breaks kept; numbers break in narrow columns only."""
    room = width - 2 * pad(style) + 0.1 - cell.indent * SIZE
    return [line for text in cell.text.split("\n") for line in _broken(text, room, cell.number and not style.narrow)]


def _broken(text: str, room: float, whole: bool) -> Iterator[str]:
    held = ""
    for sign in text:
        if held and not whole and width_of(held + sign) > room:
            yield held
            held = ""
        held += sign
    yield held


def heights(block: Block, columns: Sequence[float], style: Style) -> list[float]:
    """A height for each row, so that each cell's lines fit into the rows that it covers."""
    found = [SIZE + 8.0] * block.rows
    for cell in block.cells:
        need = 6 + LEADING * len(wrapped(cell, sum(columns[cell.col : cell.col + cell.right]), style))
        last = cell.row + cell.down
        found[last - 1] += max(0.0, need - sum(found[cell.row : last]))
    return found


def size(sheet: Sheet, columns: dict[int, list[float]], style: Style) -> tuple[float, float]:
    """(width, height) of the page that a sheet needs: A4 upright or on its side, larger where it does not fit."""
    if not sheet.blocks:
        return PORTRAIT
    across = max(sum(columns[block.table]) for block in sheet.blocks) + 2 * MARGIN
    page = LANDSCAPE if sheet.blocks[0].broad or across > PORTRAIT[0] else PORTRAIT
    return max(page[0], across), max(page[1], sum(depth(b, columns[b.table], style) for b in sheet.blocks) + 2 * MARGIN)


def depth(block: Block, columns: Sequence[float], style: Style) -> float:
    """The height of a block with the lines around it."""
    lines = sum(1 + line.count("\n") for line in (*block.above, *block.below))
    return sum(heights(block, columns, style)) + LINE * (lines + 2)
