"""Sheets of a workbook to pages: title rows as lines, the rest as grids, merged cells once, hidden cells left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Cell, Grid, Line, Page
from ..text import number
from .cell_spans import compact
from .limits import Limits
from .text import CONTROL

Place = tuple[int, int]
LONG = 40
TOP = 6
NAMED = re.compile(r"[\u4e00-\u9fff]{4}")
BLANK = re.compile(r"[ \t\r\u00a0\u200b\ufeff]+")


@dataclass(frozen=True)
class Sheet:
    """What one sheet prints: texts by (row, column) from 0, merged ranges as first row, last row, first column, last column.

    `name` is what its tab says.
    """

    texts: Mapping[Place, str]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    name: str = ""


@dataclass
class _Block:
    """Rows of a sheet that stand together."""

    rows: list[list[Cell]] = field(default_factory=list)


def page(sheet: Sheet, place: int, limits: Limits, path: str) -> Page:
    """The page of one sheet; cells and lines carry the sheet's number as page and the row's as line.

    Raises
    ------
    TooLargeError
        The sheet has more places than the bound allows.
    """
    items: list[Line | Grid] = [Line(text, place) for text in _named(sheet)]
    for block in _blocks(_cells(sheet, place, limits, path)):
        titles, rest = _titled(block.rows)
        items += [Line(c.text, place, c.line) for c in titles]
        if rest:
            grid = compact(Grid(tuple(c for row in rest for c in row), 0, 0, place, rest[0][0].line))
            limits.hold("cells", grid.rows * grid.cols, path)
            items.append(grid)
    return Page(tuple(items), place)


def _named(sheet: Sheet) -> Iterator[str]:
    """The name on the tab of a sheet that prints something, where it says more than a number and the first rows do not say it too."""
    name = BLANK.sub("", CONTROL.sub("", sheet.name))
    first = min((r for r, _ in sheet.texts), default=0)
    top = (BLANK.sub("", text) for (r, _), text in sheet.texts.items() if r < first + TOP)
    if sheet.texts and NAMED.search(name) and not any(name in text for text in top):
        yield name


def _cells(sheet: Sheet, place: int, limits: Limits, path: str) -> Iterator[Cell]:
    """The printed cells in reading order; a merged range shows its first cell alone."""
    texts = {
        at: text
        for at, raw in sheet.texts.items()
        if (text := _tidy(raw)) and at[0] not in sheet.hidden_rows and at[1] not in sheet.hidden_columns
    }
    rows, columns = sorted({r for r, _ in texts}), sorted({c for _, c in texts})
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    for top, bottom, left, right in sheet.merged:
        down = rows[bisect_left(rows, top) : bisect_left(rows, bottom + 1)]
        across = columns[bisect_left(columns, left) : bisect_left(columns, right + 1)]
        limits.hold("cells", len(covered) + len(down) * len(across), path)
        covered |= {(r, c) for r in down for c in across} - {(top, left)}
        spans[top, left] = (bottom - top + 1, right - left + 1)
    for row, column in sorted(texts.keys() - covered):
        down_by, across_by = spans.get((row, column), (1, 1))
        yield Cell(texts[row, column], row, column, down_by, across_by, place, row + 1)


def _tidy(text: str) -> str:
    return "\n".join(line for part in CONTROL.sub("", text).split("\n") if (line := BLANK.sub(" ", part).strip()))


def _blocks(cells: Iterator[Cell]) -> list[_Block]:
    """Rows gathered; a title after a blank row parts them, and so does a sentence: another table may follow."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    blocks: list[_Block] = []
    end = -1
    for index, row in rows.items():
        alone = len(row) == 1 and index >= end
        if not blocks or (alone and (index > end or _is_sentence(row[0].text))):
            blocks.append(_Block())
        blocks[-1].rows.append(row)
        end = max(end, index + 1, *(c.row + c.rowspan for c in row))
    return blocks


def _is_sentence(text: str) -> bool:
    return text.endswith("。") or (len(text) > LONG and number(text) is None)


def _titled(rows: Sequence[list[Cell]]) -> tuple[list[Cell], Sequence[list[Cell]]]:
    """The cells that stand alone in the first rows, and the rows of the table."""
    first = next((i for i, row in enumerate(rows) if len(row) > 1 or number(row[0].text) is not None), len(rows))
    return [row[0] for row in rows[:first]], rows[first:]
