"""What of the performance tables reached a frame and what did not: cells against the records of indicators, tasks and goals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .. import wording
from ..layout.settings import SETTINGS
from ..model import Box, Cell, Grid, Identity, Table
from ..text import flat, money_unit, number, scales
from . import levels
from .column_roles import label_of

Record = Mapping[str, Any]
FRAMES = ("kpis", "tasks", "goals")
TEXTS = {
    "kpis": ("project_code", "project", "level1", "level2", "indicator", "target", "raw", "extra", "target_period", "unit"),
    "tasks": ("name", "content"),
    "goals": ("text",),
}  # fmt: skip
VALUES = {"kpis": ("weight",), "tasks": ("total", "fiscal", "other"), "goals": ()}
LISTS = ("indicators", "tasks", "goal")  # labels beside a list or a text: what stands behind them is no field
LONGEST_LABEL = 14
CLAUSE = re.compile(r"[\W_]+")


class _Row(NamedTuple):
    """What one record says, and between which heights of its page (or on which line) it is printed."""

    line: int | None
    bbox: Box | None
    text: str
    values: tuple[float, ...]


class Told:
    """All that the frames of performance say, by page."""

    def __init__(self, frames: Mapping[str, Sequence[Record]], who: Identity) -> None:
        self._names = flat(f"{who.organisation}|{who.department}")
        self._rows: dict[int | None, list[_Row]] = defaultdict(list)
        for frame in FRAMES:
            for record in frames[frame]:
                text = flat("".join(str(record.get(name) or "") for name in TEXTS[frame]))
                values = tuple(value for name in VALUES[frame] if (value := record.get(name)) is not None)
                self._rows[record["page"]].append(_Row(record["line"], record.get("bbox"), text, values))
        self._texts = {page: "|".join(row.text for row in rows) for page, rows in self._rows.items()}
        self._goals = "|".join(flat(record["text"]) for record in frames["goals"])

    def has_number(self, cell: Cell) -> bool:
        """Whether the number of a cell reached a record that is printed in its row."""
        found, bare = number(cell.text), flat(cell.text)
        return any(
            bare in row.text or (found is not None and any(_same(found.value, value) for value in row.values))
            for row in self._rows.get(cell.page, ())
            if _is_beside(row, cell)
        )

    def has_text(self, cell: Cell) -> bool:
        """Whether every clause of a cell's text reached a goal, or a record of its page, of the one before or of the one behind."""
        bare = flat(cell.text)
        if bare in self._texts.get(cell.page, ""):
            return True
        pages = [None] if cell.page is None else [cell.page - 1, cell.page, cell.page + 1]
        near = "|".join([self._names, *(self._texts.get(page, "") for page in pages), self._goals])
        return bare in near or all(clause in near for clause in _clauses(bare))

    def is_read(self, table: Table) -> bool:
        """Whether a record is printed in a table."""
        return any(_is_within(row, grid) for grid in table.grids for row in self._rows.get(grid.page, ()))


def _same(printed: float, value: float) -> bool:
    return any(abs(printed * scale - value) < 1e-6 * max(1.0, abs(value)) for scale in scales().values())


def _is_beside(row: _Row, cell: Cell) -> bool:
    """Whether a cell stands in the printed row of a record, or reaches over it."""
    if row.bbox and cell.bbox:
        return row.bbox[1] < cell.bbox[3] - SETTINGS.table_reach and cell.bbox[1] < row.bbox[3] - SETTINGS.table_reach
    return row.line is not None and row.line == cell.line


def _is_within(row: _Row, grid: Grid) -> bool:
    if row.bbox and grid.bbox:
        return (
            grid.bbox[1] - SETTINGS.table_reach
            <= (row.bbox[1] + row.bbox[3]) / 2
            <= grid.bbox[3] + SETTINGS.table_reach
        )
    if row.line is None:
        return True  # a goal of a placed page tells no height
    lines = [cell.line for cell in grid.cells if cell.line is not None]
    return bool(lines) and min(lines) <= row.line <= max(lines)


def _clauses(bare: str) -> Iterable[str]:
    """The parts of a text between signs, without codes, labels and what numbers them."""
    label = wording.patterns("kpis", "labels")["fixed"]
    parts = (wording.patterns("kpis", "left")["enumerator"].sub("", part) for part in CLAUSE.split(bare))
    return (part for part in parts if not part.isdigit() and not label.fullmatch(part))


def left_texts(table: Table, told: Told) -> Iterator[tuple[Cell, str]]:
    """The texts of a performance table that reached no frame, labels, headers and blanks left out, each with the reason."""
    for grid in table.grids:
        for cell in grid.cells:
            if cell.text and not _is_blank(cell.text) and not is_label(cell.text) and not told.has_text(cell):
                yield cell, _why(grid, cell)


def _why(grid: Grid, cell: Cell) -> str:
    """field behind the label of a form, row unknown in a list."""
    before = [c for c in grid.across(cell.row) if c.col < cell.col]
    return "field" if any(is_label(c.text) and label_of(c.text) not in LISTS for c in before) else "row unknown"


def _is_blank(text: str) -> bool:
    """Whether a text is a number, or says that there is nothing."""
    words = wording.patterns("kpis", "targets")["none"]
    return number(text) is not None or bool(words.search(flat(text)))


def is_label(text: str) -> bool:
    """Whether a text only announces what is printed beside or below it: a label of the form, a header, a level, a money unit.

    >>> is_label("项目名称"), is_label("三级指标"), is_label("产出指标"), is_label("其他资金"), is_label("培训人数")
    (True, True, True, True, False)
    """
    bare = flat(text)
    if label_of(text) or wording.patterns("kpis", "labels")["fixed"].fullmatch(bare) or money_unit(bare):
        return True
    if levels.is_level(bare, 1) or levels.is_level(bare, 2):
        return True
    heads = (wording.choices("kpis", "column"), wording.choices("kpis", "task"))
    return len(bare) <= LONGEST_LABEL and any(wording.choose(options, bare) for options in heads)
