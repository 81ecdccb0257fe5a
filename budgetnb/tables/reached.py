"""Which printed cells reached a frame, and why the others did not: what the account of a document asks of every cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..model import Cell, Identity, Table
from ..performance.left_cells import Told
from ..text import number
from ..wording.tables import entry
from .amounts import usual_unit
from .printed_cells import Place, places, why

Record = Mapping[str, Any]
FRAMES = ("amounts", "kpis", "tasks", "goals")
"""The frames whose rows are printed in tables."""


class Reached:
    """The cells of all tables of a document against the records of the frames that are read from tables.

    Attributes
    ----------
    cells : dict
        By page the cells that print anything, each with its table.
    numbers : dict
        By the identity of a table those of its cells whose number reached a frame.
    told : Told
        What the frames of performance say.
    """

    def __init__(self, tables: Sequence[Table], frames: Mapping[str, Sequence[Record]], who: Identity) -> None:
        self._usual_unit = usual_unit(tables)
        self._amounts = {(r["page"], r["line"], r["bbox"], r["row"], r["col"]) for r in frames["amounts"]}
        self._places: dict[int, Place] = {}
        self.told = Told(frames, who)
        self.cells: dict[int | None, list[tuple[Table, Cell]]] = defaultdict(list)
        self.numbers: dict[int, list[Cell]] = defaultdict(list)
        for table in tables:
            for cell in self._printed(table):
                self.cells[cell.page].append((table, cell))
                if number(cell.text) is not None and cell in self:
                    self.numbers[id(table)].append(cell)

    def _printed(self, table: Table) -> list[Cell]:
        """The cells of a table that print anything; of a table of amounts, what is known of their columns is kept."""
        if sets_targets(table):
            return [cell for grid in table.grids for cell in grid.cells if cell.text]
        found = list(places(table))
        self._places |= {id(place.cell): place for place in found}
        return [place.cell for place in found]

    def __contains__(self, cell: Cell) -> bool:
        """Whether the number of a cell reached a frame."""
        if id(cell) in self._places:
            return (cell.page, cell.line, cell.bbox, cell.row, cell.col) in self._amounts
        return self.told.has_number(cell)

    def why(self, cell: Cell, text: str) -> str:
        """Why a number that fills its cell reached no frame, '' where it is no data."""
        place = self._places.get(id(cell))
        return why(place, text, self._usual_unit) if place is not None else "field"


def sets_targets(table: Table) -> bool:
    """Whether a table is one of performance targets."""
    return entry(table.id).layout == "targets"
