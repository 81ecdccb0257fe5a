"""The numbers that pages of tables print and that reached no frame: counted from characters, where the format has places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from .. import wording
from ..layout.printed_numbers import PrintedNumbers
from ..model import Box, Cell, Document, Line, Page, Table
from ..text import flat
from .printed_cells import YEAR, is_amount, is_number
from .reached import Reached

RUN_ON = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d")  # two amounts printed with no gap between them
LOOSE = ",，.．"
SENTENCE = re.compile("[，。；、]")
EDGE = 1.0  # points: so far over the edge of a table may the middle of a number stand
FULL = 1.5  # digits: a number that leaves less of its cell free goes on in the next line


class Left(NamedTuple):
    """One printed thing that reached no frame; its table is the one that it stands in, or nearest to."""

    table: Table
    text: str
    page: int | None
    line: int | None
    bbox: Box | None
    number: bool
    why: str


class Token(NamedTuple):
    """One printed number and its box."""

    text: str
    box: Box


Cells = Sequence[tuple[Table, Cell]]


def left_numbers(document: Document, tables: Sequence[Table], reached: Reached) -> Iterator[Left]:
    """The numbers on pages of tables that reached no frame, page by page."""
    placed = {page.number for page in document.pages if page.numbers is not None}
    for number, cells in reached.cells.items():
        if number not in placed:
            yield from _of_cells(cells, reached)
    for page in document.pages:
        if page.numbers is not None and (near := _tables_of(page, tables)):
            yield from _of_page(page, page.numbers, near, reached)


def _tables_of(page: Page, tables: Sequence[Table]) -> list[Table]:
    """The tables that are printed on a page, or go on across it."""
    return [t for t in tables if any(g.page == page.number for g in t.grids) or _spans(t, page)]


def _spans(table: Table, page: Page) -> bool:
    first, last = table.first_page, table.last_page
    return first is not None and last is not None and page.number is not None and first < page.number < last


def _of_cells(cells: Cells, reached: Reached) -> Iterator[Left]:
    """The numbers of cells of a format without places."""
    for table, cell in cells:
        if is_number(cell.text) and cell not in reached and (why := reached.why(cell, cell.text)):
            yield Left(table, cell.text, cell.page, cell.line, cell.bbox, True, why)


def _of_page(page: Page, numbers: PrintedNumbers, near: Sequence[Table], reached: Reached) -> Iterator[Left]:
    cells = reached.cells.get(page.number, [])
    tokens = [token for text, box in numbers for token in _tokens(text, box)]
    held: dict[int, list[Token]] = defaultdict(list)
    for token, place in zip(tokens, _homes(tokens, cells), strict=True):
        held[place].append(token)
    for token in held.pop(-1, ()):
        if _is_outside(token, page):
            yield Left(
                _nearest(token, near, page), token.text, page.number, None, token.box, True, "outside every cell"
            )
    for place, inside in held.items():
        table, cell = cells[place]
        for token, why in _in_cell(cell, inside, reached):
            yield Left(table, token.text, page.number, None, token.box, True, why)


def _tokens(text: str, box: Box) -> Iterator[Token]:
    """The numbers of a run of numeric characters: itself, or several that run on from each other; none where it is no number."""
    bare = text.strip(LOOSE)
    if is_number(bare):
        yield Token(bare, box)
        return
    parts = list(RUN_ON.finditer(bare))
    if len(parts) > 1 and "".join(p.group() for p in parts) == bare:
        step = (box[2] - box[0]) / len(bare)
        for p in parts:
            yield Token(p.group(), (box[0] + p.start() * step, box[1], box[0] + p.end() * step, box[3]))


def _homes(tokens: Sequence[Token], cells: Cells) -> list[int]:
    """The number of the cell in which the middle of each token stands, -1 for none."""
    if not tokens or not cells:
        return [-1] * len(tokens)
    x0, top, x1, bottom = np.array([token.box for token in tokens]).T
    x, y = ((x0 + x1) / 2)[:, None], ((top + bottom) / 2)[:, None]
    left, upper, right, lower = np.array([cell.bbox or (0, 0, 0, 0) for _, cell in cells]).T
    across, down = np.minimum(x - left, right - x), np.minimum(y - upper, lower - y)
    depth = np.minimum(across, down)  # how far inside each cell, less than nothing outside
    homes: list[int] = np.where(depth.max(axis=1) >= -EDGE, depth.argmax(axis=1), -1).tolist()
    return homes


def _in_cell(cell: Cell, inside: Sequence[Token], reached: Reached) -> Iterator[tuple[Token, str]]:
    """The numbers that stand in a cell and reached no frame, each with the reason."""
    bare, is_read = flat(cell.text), cell in reached
    if is_read and (flat(inside[0].text) == bare if len(inside) == 1 else _is_one(inside, cell)):
        return
    for token in inside:
        if flat(token.text) == bare:
            why = "" if is_read else reached.why(cell, token.text)
        else:
            why = "joined" if _is_joined(token, cell, is_read=is_read) else ""
        if why:
            yield token, why


def _is_one(tokens: Sequence[Token], cell: Cell) -> bool:
    """Whether numbers stacked in a cell are one that is wrapped: together they are its text, and none of them could end there,
    as the digits fill the cell or have a sign of parting among them.
    """
    order = sorted(tokens, key=lambda token: token.box[1])
    if "".join(flat(token.text) for token in order) != flat(cell.text) or cell.bbox is None:
        return False
    width = cell.bbox[2] - cell.bbox[0]
    return all(
        re.search("[,.]", flat(t.text)) or width - (t.box[2] - t.box[0]) < FULL * (t.box[2] - t.box[0]) / len(t.text)
        for t in order[:-1]
    )


def _is_joined(token: Token, cell: Cell, *, is_read: bool) -> bool:
    """Whether a number in a cell with more than it was printed as one of its own: no part of a sentence or name."""
    if flat(token.text) not in flat(cell.text):
        return is_amount(token.text)  # its digits stand in several cells
    return (is_read or is_amount(token.text)) and not _is_in_text(token.text, cell.text)


def _is_in_text(text: str, around: str) -> bool:
    """Whether letters stand close by a number, before or behind it, wherever the text around prints it."""
    bare = re.escape(text)
    alone = re.search(rf"(?:^|(?<=[\s\d,.%])){bare}(?=[\s\d,.%]|$)", around)
    return text in around and alone is None


def _is_outside(token: Token, page: Page) -> bool:
    """Whether a number that stands in no cell is data: no page number, no year, no part of a sentence or a caption."""
    around = _around(token, page)
    if YEAR.fullmatch(flat(token.text)) or _is_in_text(token.text, around) or SENTENCE.search(around):
        return False
    return not wording.patterns("claims", "prose")["page_number"].fullmatch(flat(around or token.text))


def _around(token: Token, page: Page) -> str:
    """The line or the cell of any grid in which a number stands, '' where it is in none."""
    x, y = (token.box[0] + token.box[2]) / 2, (token.box[1] + token.box[3]) / 2
    for item in page.items:
        if item.bbox is None or not _holds(item.bbox, x, y):
            continue
        if isinstance(item, Line):
            return item.text
        return next((c.text for c in item.cells if c.text and c.bbox and _holds(c.bbox, x, y)), "")
    return ""


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _nearest(token: Token, near: Sequence[Table], page: Page) -> Table:
    """The table whose grid on the page stands nearest to a number, above or below it."""
    y = (token.box[1] + token.box[3]) / 2

    def off(table: Table) -> float:
        boxes = [g.bbox for g in table.grids if g.page == page.number and g.bbox]
        return min((max(b[1] - y, y - b[3], 0.0) for b in boxes), default=page.height)

    return min(near, key=off)
