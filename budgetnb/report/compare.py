"""Several disclosures side by side: the index of the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .page import Index
from .parts import Part
from .sheets import Cell, Sheet
from .words import Pair, same, word


def index(sources: Sequence[Any], parts: Sequence[Part]) -> Index:
    """The table of the documents: a row for each, the figures of its first screen as columns."""
    labels = list(dict.fromkeys(tile.label for part in parts for tile in part.tiles))
    columns = (
        (word("columns", "organisation"), False),
        (word("columns", "year"), False),
        *((label, True) for label in labels),
    )
    return Index(Sheet(columns, tuple(_row(part, labels) for part in parts), tuple(part.id for part in parts)))


def _row(part: Part, labels: list[Pair]) -> tuple[Cell, ...]:
    tiles = {tile.label: tile for tile in part.tiles}
    cells = [Cell(same(part.organisation), part.organisation), Cell(part.subtitle, part.subtitle[0])]
    for label in labels:
        tile = tiles.get(label)
        cells.append(Cell(tile.value, tile.value[0], True) if tile else Cell(("—", "—"), "", True))
    return tuple(cells)
