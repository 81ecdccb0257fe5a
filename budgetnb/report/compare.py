"""Several disclosures side by side: the index of the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import charts
from .figures import Figure, Plan, figure
from .page import Index
from .parts import Part
from .sheets import Cell, Sheet
from .texts import Pair, pair, same


def index(sources: Sequence[Any], parts: Sequence[Part]) -> Index:
    """The table of the documents: a row for each, the figures of its first screen as columns."""
    fullest = sorted(parts, key=lambda part: -len(part.tiles))  # whose tiles are the most has them in their order
    labels = list(dict.fromkeys(tile.label for part in fullest for tile in part.tiles))
    columns = (
        (pair("columns", "organisation"), False),
        (pair("columns", "year"), False),
        *((label, True) for label in labels),
    )
    return Index(
        Sheet(columns, tuple(_row(part, labels) for part in parts), tuple(part.id for part in parts)), _figures(sources)
    )


def _row(part: Part, labels: list[Pair]) -> tuple[Cell, ...]:
    tiles = {tile.label: tile for tile in part.tiles}
    cells = [Cell(same(part.organisation), part.organisation), Cell(part.subtitle, part.subtitle[0])]
    for label in labels:
        tile = tiles.get(label)
        value = tile and (tile.note if tile.link == "findings" else tile.value)
        cells.append(Cell(value, value[0], True) if value else Cell(("—", "—"), "", True))
    return tuple(cells)


PLANS = (
    Plan(
        "functions",
        charts.side_by_side,
        lambda s: charts.side_by_side_table(s).drop(columns="ref"),
        ("label", "code", "name", "amount", "share"),
    ),
    Plan(
        "ratios",
        charts.compared,
        lambda s: charts.compared_table(s).drop(columns="ref"),
        ("label", "name", "told", "formula"),
        "ratio",
    ),
)


def _figures(sources: Sequence[Any]) -> tuple[Figure, ...]:
    return tuple(figure(sources, plan, "index") for plan in PLANS)
