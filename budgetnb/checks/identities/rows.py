"""Sums along a row: total = basic + project and the like, basic = personnel + public, all funds = each fund."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from ... import wording
from ...wording.tables import held_by
from ..ledger import CHANGES, Cell, Ledger
from .sums import Reading, Sum
from .trees import has_items

PARTS = {
    "total": ("basic", "project", "operating", "remit_up", "subsidize_down", "carry_forward"),
    "basic": ("personnel", "public"),
}
"""What a measure is the sum of, as far as columns of it are printed."""
RULES = {"total": "identity.measures", "basic": "identity.basic"}
YEARS_OWN = "current"
Key = tuple[str, str, bool]  # measure, fund, carried
Ways = tuple[tuple[Key, ...], ...]


@dataclass
class Columns:
    """The columns that the rows of one year print, and the ways in which some make up another: the same in every row."""

    printed: set[Key] = field(default_factory=set)
    totals: dict[Key, list[tuple[str, Ways]]] = field(default_factory=dict)

    def ways(self, key: Key) -> list[tuple[str, Ways]]:
        """The rules that a column is a total of, each with the ways in which two printed columns or more make it up."""
        if key not in self.totals:
            found = ((rule, tuple(self._printed(ways))) for rule, ways in _rules(key, self.printed))
            self.totals[key] = [(rule, ways) for rule, ways in found if ways]
        return self.totals[key]

    def _printed(self, ways: list[list[Key]]) -> Iterator[tuple[Key, ...]]:
        """The columns of each way that are printed, where there are two or more."""
        for keys in ways:
            wanted = tuple(k for k in keys if k in self.printed)
            if len(wanted) > 1:
                yield wanted


@dataclass
class Line:
    """One printed row of one year: its cells by measure, fund and carry-over, and the columns of its table.

    `unclear` are the cells of columns whose meaning is not known.
    """

    printed_row: tuple[object, ...]
    year: object
    stage: str
    columns: Columns
    cells: dict[Key, list[Cell]] = field(default_factory=lambda: defaultdict(list))
    unclear: list[Cell] = field(default_factory=list)


def sums(ledger: Ledger) -> Iterator[Sum]:
    """The sums along the rows of every printed table."""
    for cells in ledger.printed_tables:
        if not has_items(cells):
            for line in _lines(cells):
                yield from _of_line(line)


def _lines(cells: list[Cell]) -> list[Line]:
    lines: dict[tuple[object, ...], Line] = {}
    columns: dict[tuple[object, ...], Columns] = defaultdict(Columns)
    for c in cells:
        if c.measure in CHANGES:
            continue
        row = (*c.printed_row, c.year, c.stage)
        line = lines.get(row)
        if line is None:
            line = lines[row] = Line(c.printed_row, c.year, c.stage, columns[(c.side, c.year, c.stage)])
        if c.measure == "other":
            line.unclear.append(c)
            continue
        key = (c.measure, c.fund, c.carried)
        line.cells[key].append(c)
        line.columns.printed.add(key)
    return list(lines.values())


def _of_line(line: Line) -> Iterator[Sum]:
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
    if held_by(fund) and fund != YEARS_OWN:
        yield [(measure, f, False) for f in sorted(held_by(fund).intersection(funds))]
    elif fund in ("all", YEARS_OWN):
        earlier = _carried(printed, measure) if fund == "all" else []
        if fund == "all" and YEARS_OWN in funds:
            yield [(measure, YEARS_OWN, False), *earlier]
        for own_holds in (True, False):
            tops = _topmost(set(funds) - {"all", YEARS_OWN}, own_holds=own_holds)
            yield [*((measure, f, False) for f in tops), *earlier]


def _carried(printed: set[Key], measure: str) -> list[Key]:
    """The column of what is carried over, or those of each fund of it."""
    every = (measure, "all", True)
    keys = sorted(k for k in printed if k[0] == measure and k[2])
    return [every] if every in keys else keys


def _topmost(funds: set[str], *, own_holds: bool) -> list[str]:
    """The funds that no other printed fund holds; `own_holds`: the unit's own funds are taken to hold theirs."""
    holders = [f for f in ("fiscal", *(["own"] if own_holds else [])) if f in funds]
    return sorted(funds - {f for holder in holders for f in held_by(holder)})


def _without_parts(cells: list[Cell]) -> list[Cell]:
    """The cells of one key without those that a column headed 其中 takes out of another."""
    of_which = wording.patterns("rows", "rows")["of_which"]
    return [c for c in cells if not of_which.search(c.header.rpartition("/")[2].strip())] if len(cells) > 1 else cells


def _sum(line: Line, rule: str, total: list[Cell], ways: Ways) -> Iterator[Sum]:
    readings = []
    for wanted in ways:
        cells = [c for k in wanted for c in _without_parts(line.cells.get(k, []))]
        blanks = [(line.printed_row, (*k, line.year, line.stage)) for k in wanted if k not in line.cells]
        if cells:
            readings.append(Reading(tuple(cells), tuple(blanks)))
            if line.unclear:  # a column whose meaning is not known may be one of the parts
                readings.append(Reading((*cells, *line.unclear), tuple(blanks)))
    if readings:
        yield Sum(rule, tuple(total), tuple(dict.fromkeys(readings)) if len(readings) > 1 else tuple(readings))
