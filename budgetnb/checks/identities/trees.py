"""The classes of one unit in one printed table as a tree by code, each with its cells by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...wording import tables
from ..ledger import CODED, Cell, ancestors
from .sums import Blank, Reading

Column = tuple[object, ...]
Row = tuple[Any, ...]
Trees = dict[tuple[str, str, str], "Tree"]


@dataclass
class Tree:
    """Coded rows by code: `rows` holds the printed rows of each code, each with its cells by column.

    `crossed` says of a printed row whether it carries a second classification; `children` are the codes right below one,
    `tops` those below none.
    """

    rows: dict[str, dict[Row, dict[Column, Cell]]] = field(default_factory=dict)
    crossed: dict[Row, bool] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    tops: list[str] = field(default_factory=list)
    owned: dict[str, list[Row]] = field(default_factory=dict)
    values: dict[tuple[str, Column], Reading] = field(default_factory=dict)

    def grown(self) -> Tree:
        """The same tree with every code under the nearest code above it that is printed."""
        for code in self.rows:
            parent = next((a for a in ancestors(code) if a in self.rows), None)
            (self.tops if parent is None else self.children.setdefault(parent, [])).append(code)
        return self

    @property
    def depth(self) -> int:
        """The number of digits of its longest code."""
        return max(map(len, self.rows), default=0)

    def own(self, code: str) -> list[Row]:
        """The rows that stand for a code: those without a second classification, where there are any."""
        if code not in self.owned:
            printed = self.rows[code]
            self.owned[code] = [row for row in printed if not self.crossed[row]] or list(printed)
        return self.owned[code]

    def value(self, code: str, column: Column) -> Reading:
        """What is printed for a code in a column, and which of its rows are blank there."""
        found = self.values.get((code, column))
        if found is None:
            printed = self.rows[code]
            own = self.own(code)
            cells = tuple(printed[row][column] for row in own if column in printed[row])
            blanks = () if len(cells) == len(own) else tuple((row, column) for row in own if column not in printed[row])
            found = self.values[code, column] = Reading(cells, blanks)
        return found

    def parts(self, codes: Iterable[str], column: Column) -> Reading:
        """What is printed for codes; for one that is blank, what is printed below it."""
        cells: list[Cell] = []
        blanks: list[Blank] = []
        for code in codes:
            value = self.value(code, column)
            if not value.cells and code in self.children:
                below = self.parts(self.children[code], column)
                value = below if below.cells else value
            cells += value.cells
            blanks += value.blanks
        return Reading(tuple(cells), tuple(blanks))

    def columns(self) -> list[Column]:
        """The columns in which any row prints an amount, in order."""
        return list(dict.fromkeys(c for rows in self.rows.values() for cells in rows.values() for c in cells))


def grow(cells: Sequence[Cell]) -> Trees:
    """The trees of a printed table by side, unit and classification."""
    trees: Trees = defaultdict(Tree)
    for c in cells:
        if c.scheme in CODED and c.code and c.kind in ("item", "subtotal"):
            tree, row = trees[(c.side, c.unit, c.scheme)], c.printed_row
            tree.rows.setdefault(c.code, {}).setdefault(row, {}).setdefault(c.column, c)
            tree.crossed[row] = bool(c.cross)
    return {key: tree.grown() for key, tree in trees.items()}


def is_list(cells: Sequence[Cell]) -> bool:
    """Whether a printed table sets income beside expenditure: its totals are those of two lists."""
    return cells[0].table in tables.ids(layout="lists") or len({c.side for c in cells}) > 1


def has_items(cells: Sequence[Cell]) -> bool:
    """Whether a printed table lists items of its own (三公, running cost), which have sums of their own."""
    return cells[0].table in tables.ids(layout="items")
