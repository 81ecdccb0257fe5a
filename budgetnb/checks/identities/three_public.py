"""The three public expenses: the total and its items, vehicles, units, funds, the change, and the economic classes that pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ... import wording
from ...wording.tables import held_by
from ..frame_rows import known
from ..ledger import Cell, Ledger
from .nesting import nested
from .sums import Reading, Sum, holds

MONEY = ("total", "change")
PAIR = 2
Group = tuple[object, ...]
Cells = tuple[Cell, ...]


def sums(ledger: Ledger) -> Iterator[Sum]:
    """The sums of every table of the three public expenses."""
    definition = wording.load("identities")["three_public"]
    for cells in ledger.printed_tables:
        if cells[0].table == definition["table"]:
            for group in _groups(cells):
                yield from _items(group, definition)
            yield from _units(cells)
            yield from _funds(cells)
            yield from _changes(cells)
    yield from _paid_by_classes(ledger, definition["table"])


def _groups(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells that tell the items of one unit, year and fund: a row where items are columns, else a column."""
    rows: dict[Group, list[Cell]] = defaultdict(list)
    for c in cells:
        rows[(c.stretch, c.row, c.unit, c.year, c.stage, c.fund, c.measure)].append(c)
    if any(len({c.code for c in row}) > 1 for row in rows.values()):
        yield from rows.values()
        return
    columns: dict[Group, list[Cell]] = defaultdict(list)
    for c in cells:
        columns[(c.col, c.unit, c.year, c.stage, c.fund, c.measure)].append(c)
    yield from columns.values()


def _items(group: Sequence[Cell], definition: Mapping[str, Any]) -> Iterator[Sum]:
    """Vehicles as purchase and operation, and the total as its items, with or without meetings and training."""
    if group[0].measure not in MONEY:
        return
    by_code: dict[str, list[Cell]] = defaultdict(list)
    for c in group:
        by_code[c.code].append(c)
    halves = definition["vehicles"]
    vehicles = _cells(by_code, halves)
    if len(by_code.get("vehicles", ())) == 1 and vehicles:
        yield Sum("three_public.vehicles", tuple(by_code["vehicles"]), (_reading(vehicles, by_code, halves),))
    wanted = [item for item in definition["items"] if item != "vehicles" or item in by_code or not vehicles]
    wanted = wanted if len(wanted) == len(definition["items"]) else [*wanted, *halves]
    items = _cells(by_code, wanted)
    more = [_cells(by_code, codes) for codes in definition["joined"]]
    totals = _ways(by_code.get("total", []), items, [extra for extra in dict.fromkeys(more) if extra], definition)
    for total, ways in totals:
        readings = tuple(_reading(way, by_code, wanted) for way in dict.fromkeys(ways) if way)
        if readings:
            yield Sum("three_public.total", (total,), readings)


def _cells(by_code: Mapping[str, list[Cell]], codes: Sequence[str]) -> Cells:
    return tuple(c for code in codes for c in by_code.get(code, ()))


def _reading(cells: Cells, by_code: Mapping[str, list[Cell]], codes: Sequence[str]) -> Reading:
    """Cells as the parts of a total, with the items that are blank."""
    row = next(iter(by_code.values()))[0].printed_row
    return Reading(cells, tuple((row, code) for code in codes if code not in by_code))


def _ways(
    totals: Sequence[Cell], items: Cells, more: Sequence[Cells], definition: Mapping[str, Any]
) -> Iterator[tuple[Cell, list[Cells]]]:
    """Each total with the ways to read its parts: of two, one holds the other and what is printed with it in full."""
    if len(totals) != PAIR or not more:
        yield from ((total, [items, *((*items, *extra) for extra in more)]) for total in totals)
        return
    first, second = totals
    inner = first if holds((first,), Reading(items)) and not holds((second,), Reading(items)) else second
    outer = second if inner is first else first
    meetings = set(definition["meetings"])
    full = [max(more, key=len), *(extra for extra in more if {c.code for c in extra} >= meetings)]
    yield outer, [way for extra in full for way in ((inner, *extra), (*items, *extra))]
    yield inner, [items]


def _units(cells: Sequence[Cell]) -> Iterator[Sum]:
    """The total row of a table of several units, item by item."""
    columns: dict[Group, list[Cell]] = defaultdict(list)
    for c in cells:
        if c.measure in MONEY:
            columns[(c.col, c.code, c.year, c.stage, c.fund, c.measure)].append(c)
    for column in columns.values():
        totals, items = [c for c in column if c.kind == "total"], [c for c in column if c.kind == "item"]
        if len(totals) == 1 and items and len({c.stretch for c in column}) <= len({c.page for c in column}):
            readings = tuple(Reading(tuple(way)) for way in (*nested(items), items[:1]))
            yield Sum("three_public.units", tuple(totals), readings, sure=len(items) > 1)


def _funds(cells: Sequence[Cell]) -> Iterator[Sum]:
    """Each item over all funds, where the funds are columns."""
    rows: dict[Group, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for c in cells:
        rows[(c.stretch, c.row, c.unit, c.code, c.year, c.stage, c.measure)][c.fund].append(c)
    for row in rows.values():
        for fund in ("fiscal", "all"):
            parts = tuple(c for f in sorted(held_by("fiscal")) for c in row.get(f, ()))
            if len(row.get(fund, ())) == 1 and len(parts) > 1:
                yield Sum("identity.funds", tuple(row[fund]), (Reading(parts),))


def _changes(cells: Sequence[Cell]) -> Iterator[Sum]:
    """The printed change against the two years that it lies between."""
    printed: dict[Group, list[Cell]] = defaultdict(list)
    for c in cells:
        printed[(c.unit, c.code, c.kind, c.fund, c.stage, c.measure, c.year)].append(c)
    for c in cells:
        if c.measure == "change" and isinstance(c.year, int):
            item = (c.unit, c.code, c.kind, c.fund, c.stage)
            keys = ((*item, "total", c.year), (*item, "total", c.year - 1), (*item, "change", c.year))
            now, before, change = (printed.get(key, []) for key in keys)
            if len(now) == len(before) == len(change) == 1 and known(now[0].amount) and known(before[0].amount):
                taken_off = before[0]._replace(amount=-before[0].amount)
                yield Sum("three_public.change", (c,), (Reading((now[0], taken_off)),))


def _paid_by_classes(ledger: Ledger, table: str) -> Iterator[Sum]:
    """Items against the economic classes that pay for them, where the economic table holds projects too."""
    paid_by = wording.load("identities")["paid_by"]
    now = [c for c in ledger.cells if c.year == ledger.year and c.measure == "total" and not c.carried]
    now = [c for c in now if c.fund == paid_by["fund"]]
    paid = [c for c in now if c.table == paid_by["table"] and c.scheme == paid_by["scheme"]]
    for rule in wording.load("identities")["item"]:
        item = [c for c in now if c.table == table and c.code == rule["item"]]
        item = [c for c in item if c.kind == "total"] or item
        rows = [c for c in paid if c.code == rule["code"]]
        if len(item) == 1 and rows:
            yield Sum(rule["id"], (item[0],), (Reading(tuple(rows)),))
