"""Sums along a row: total = basic + project and the like, basic = personnel + public, all funds = each fund."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ... import wording
from ..book import CHANGES, Book, Cell
from .columns import OWN
from .lists import HOLDS
from .sums import Reading, Sum

MEASURES = ("basic", "project", "operating", "remit_up", "subsidize_down", "carry_forward")
PARTS = {"total": MEASURES, "basic": ("personnel", "public")}
RULES = {"total": "identity.measures", "basic": "identity.basic"}
Key = tuple[str, str, bool]
Ways = tuple[tuple[Key, ...], ...]


@dataclass
class Columns:
    """What the rows of one year print columns for, and the ways in which columns make up one: the same in every row."""

    printed: set[Key] = field(default_factory=set)
    known: dict[Key, list[tuple[str, Ways]]] = field(default_factory=dict)

    def ways(self, key: Key) -> list[tuple[str, Ways]]:
        """The rules that a column is a total of, each with the ways in which two printed columns or more make it up."""
        if key not in self.known:
            told = ((rule, tuple(self._there(ways))) for rule, ways in _rules(key, self.printed))
            self.known[key] = [(rule, ways) for rule, ways in told if ways]
        return self.known[key]

    def _there(self, ways: list[list[Key]]) -> Iterator[tuple[Key, ...]]:
        for keys in ways:
            wanted = tuple(k for k in keys if k in self.printed)
            if len(wanted) > 1:
                yield wanted


@dataclass
class Line:
    """One printed row of one year: its cells by measure, fund and carry-over, and the columns of its table."""

    place: tuple[object, ...]
    year: object
    stage: str
    columns: Columns
    cells: dict[Key, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    others: list[Cell] = field(default_factory=list)


def sums(book: Book) -> Iterator[Sum]:
    """The sums along the rows of every printed table."""
    for cells in book.parts:
        if cells[0].table not in OWN:
            yield from _table(cells)


def _table(cells: list[Cell]) -> Iterator[Sum]:
    lines: dict[tuple[object, ...], Line] = {}
    columns: dict[tuple[object, ...], Columns] = defaultdict(Columns)
    for c in cells:
        if c.measure in CHANGES:
            continue
        place = c.place
        line = lines.get((*place, c.year, c.stage))
        if line is None:
            line = lines[(*place, c.year, c.stage)] = Line(place, c.year, c.stage, columns[(c.side, c.year, c.stage)])
        if c.measure == "other":
            line.others.append(c)
            continue
        key = (c.measure, c.fund, c.carried)
        line.cells[key].append(c)
        line.columns.printed.add(key)
    for line in lines.values():
        yield from _measures(line)


def _measures(line: Line) -> Iterator[Sum]:
    for key, total in line.cells.items():
        if len(total) == 1:
            for rule, ways in line.columns.ways(key):
                yield from _sum(line, rule, total, ways)


def _rules(key: Key, printed: set[Key]) -> Iterator[tuple[str, list[list[Key]]]]:
    """The rules that a column is a total of, each with the ways in which others may make it up."""
    measure, fund, carried = key
    if parts := PARTS.get(measure):
        way = [(m, fund, carried) for m in parts]
        if measure == "total" and ("basic", fund, carried) not in printed:
            way += [(m, fund, carried) for m in PARTS["basic"]]
        yield RULES[measure], [way]
    if not carried:
        yield "identity.funds", list(_fund_ways(printed, measure, fund))


def _fund_ways(printed: set[Key], measure: str, fund: str) -> Iterator[list[Key]]:
    """The ways in which the columns of other funds may make up this one."""
    funds = [f for m, f, carried in printed if m == measure and not carried]
    if fund in HOLDS and fund != "current":
        yield [(measure, f, False) for f in sorted(HOLDS[fund].intersection(funds))]
    elif fund in ("all", "current"):
        earlier = _carried(printed, measure) if fund == "all" else []
        if fund == "all" and "current" in funds:
            yield [(measure, "current", False), *earlier]
        for own_holds in (True, False):
            tops = _tops(set(funds) - {"all", "current"}, own_holds)
            yield [*((measure, f, False) for f in tops), *earlier]


def _carried(printed: set[Key], measure: str) -> list[Key]:
    """The column of what is carried over, or those of each fund of it."""
    every = (measure, "all", True)
    keys = sorted(k for k in printed if k[0] == measure and k[2])
    return [every] if every in keys else keys


def _tops(funds: set[str], own_holds: bool) -> list[str]:
    """The funds that no other printed fund holds."""
    holders = [f for f in ("fiscal", *(["own"] if own_holds else [])) if f in funds]
    held = {f for holder in holders for f in HOLDS[holder]}
    return sorted(funds - held)


def _whole(cells: list[Cell]) -> list[Cell]:
    """The cells of one key without those that a column headed 其中 takes out of another."""
    part = wording.patterns("tables", "rows")["of_which"]
    return [c for c in cells if not part.search(c.header.rpartition("/")[2].strip())] if len(cells) > 1 else cells


def _sum(line: Line, rule: str, total: list[Cell], ways: Ways) -> Iterator[Sum]:
    readings = []
    for wanted in ways:
        cells = [c for k in wanted for c in _whole(line.cells.get(k, []))]
        blanks = [(line.place, (*k, line.year, line.stage)) for k in wanted if k not in line.cells]
        if cells:
            readings.append(Reading(tuple(cells), tuple(blanks)))
            if line.others:  # a column whose meaning is not known may be one of the parts
                readings.append(Reading((*cells, *line.others), tuple(blanks)))
    if readings:
        yield Sum(rule, tuple(total), tuple(dict.fromkeys(readings)) if len(readings) > 1 else tuple(readings))
