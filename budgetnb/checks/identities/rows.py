"""Sums along a row: total = basic + project and the like, basic = personnel + public, all funds = each fund."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..book import NOT_MONEY, Book, Cell
from .columns import OWN
from .sums import Reading, Sum

MEASURES = ("basic", "project", "operating", "remit_up", "subsidize_down", "carry_forward")
PARTS = {"total": MEASURES, "basic": ("personnel", "public")}
RULES = {"total": "identity.measures", "basic": "identity.basic"}
Key = tuple[str, str, bool]


@dataclass
class Line:
    """One printed row of one year: its cells by measure, fund and carry-over, and what the table prints columns for."""

    place: tuple[object, ...]
    year: object
    stage: str
    printed: set[Key]
    cells: dict[Key, list[Cell]] = field(default_factory=lambda: defaultdict(list))


def sums(book: Book) -> Iterator[Sum]:
    """The sums along the rows of every printed table."""
    for cells in book.parts():
        if cells[0].table not in OWN:
            yield from _table(cells)


def _table(cells: list[Cell]) -> Iterator[Sum]:
    lines: dict[tuple[object, ...], Line] = {}
    columns: dict[tuple[object, ...], set[Key]] = defaultdict(set)
    for c in cells:
        if c.measure in NOT_MONEY:
            continue
        place = c.place
        line = lines.get((*place, c.year, c.stage))
        if line is None:
            printed = columns[(c.side, c.year, c.stage)]
            line = lines[(*place, c.year, c.stage)] = Line(place, c.year, c.stage, printed)
        key = (c.measure, c.fund, c.carried)
        line.cells[key].append(c)
        line.printed.add(key)
    for line in lines.values():
        yield from _measures(line)


def _measures(line: Line) -> Iterator[Sum]:
    for (measure, fund, carried), total in line.cells.items():
        parts = PARTS.get(measure)
        if parts and len(total) == 1:
            yield from _sum(line, RULES[measure], total, [(m, fund, carried) for m in parts])


def _sum(line: Line, rule: str, total: list[Cell], keys: list[Key]) -> Iterator[Sum]:
    wanted = [k for k in keys if k in line.printed]
    cells = [c for k in wanted for c in line.cells.get(k, ())]
    blanks = [(line.place, (*k, line.year, line.stage)) for k in wanted if k not in line.cells]
    if cells and len(wanted) > 1:
        yield Sum(rule, tuple(total), (Reading(tuple(cells), tuple(blanks)),))
