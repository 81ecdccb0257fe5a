"""The three public expenses: the total and its items, vehicles, units, funds, the change, and the economic classes that pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ... import wording
from ..book import Book, Cell, known
from .lists import HOLDS
from .nesting import nested
from .sums import Reading, Sum, holds

ITEMS = ("abroad", "reception", "vehicles")
VEHICLES = ("vehicle_purchase", "vehicle_operation")
JOINED = (("meeting", "training"), ("meeting",), ("training",), ("meeting", "training", "operating_cost"))
MEETINGS = {"meeting", "training"}
PAIR = 2
Group = tuple[object, ...]
Cells = tuple[Cell, ...]


def sums(book: Book) -> Iterator[Sum]:
    """The sums of every table of the three public expenses."""
    for cells in book.parts:
        if cells[0].table == "three_public":
            for group in _groups(cells):
                yield from _items(group)
            yield from _units(cells)
            yield from _funds(cells)
            yield from _changes(cells)
    yield from _classes(book)


def _groups(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells that tell the items of one unit, year and fund: a row where items are columns, else a column."""
    rows: dict[Group, list[Cell]] = defaultdict(list)
    for c in cells:
        rows[(c.strip, c.row, c.unit, c.year, c.stage, c.fund, c.measure)].append(c)
    if any(len({c.code for c in row}) > 1 for row in rows.values()):
        yield from rows.values()
        return
    columns: dict[Group, list[Cell]] = defaultdict(list)
    for c in cells:
        columns[(c.col, c.unit, c.year, c.stage, c.fund, c.measure)].append(c)
    yield from columns.values()


def _items(group: Sequence[Cell]) -> Iterator[Sum]:
    if group[0].measure not in ("total", "change"):
        return
    by_code: dict[str, list[Cell]] = defaultdict(list)
    for c in group:
        by_code[c.code].append(c)
    vehicles = [c for code in VEHICLES for c in by_code.get(code, ())]
    if len(by_code.get("vehicles", ())) == 1 and vehicles:
        blanks = tuple((group[0].place, code) for code in VEHICLES if code not in by_code)
        yield Sum("three_public.vehicles", tuple(by_code["vehicles"]), (Reading(tuple(vehicles), blanks),))
    wanted = ITEMS if "vehicles" in by_code or not vehicles else (*ITEMS[:2], *VEHICLES)
    items = tuple(c for code in wanted for c in by_code.get(code, ()))
    blanks = tuple((group[0].place, code) for code in wanted if code not in by_code)
    more = [tuple(c for code in codes for c in by_code.get(code, ())) for codes in JOINED]
    totals = by_code.get("total", [])
    for total, ways in _ways(totals, items, [extra for extra in dict.fromkeys(more) if extra]):
        readings = tuple(Reading(way, blanks) for way in dict.fromkeys(ways) if way)
        if readings:
            yield Sum("three_public.total", (total,), readings)


def _ways(totals: Sequence[Cell], items: Cells, more: Sequence[Cells]) -> Iterator[tuple[Cell, list[Cells]]]:
    """Each total with the ways to read its parts: of two, one holds the other and what is printed with it in full."""
    if len(totals) != PAIR or not more:
        yield from ((total, [items, *((*items, *extra) for extra in more)]) for total in totals)
        return
    first, second = totals
    inner = first if holds((first,), Reading(items)) and not holds((second,), Reading(items)) else second
    outer = second if inner is first else first
    full = [max(more, key=len), *(e for e in more if {c.code for c in e} >= MEETINGS)]
    yield outer, [way for extra in full for way in ((inner, *extra), (*items, *extra))]
    yield inner, [items]


def _units(cells: Sequence[Cell]) -> Iterator[Sum]:
    """The total row of a table of several units, item by item."""
    columns: dict[Group, list[Cell]] = defaultdict(list)
    for c in cells:
        if c.measure in ("total", "change"):
            columns[(c.col, c.code, c.year, c.stage, c.fund, c.measure)].append(c)
    for column in columns.values():
        totals, items = [c for c in column if c.kind == "total"], [c for c in column if c.kind == "item"]
        if len(totals) == 1 and items and len({c.strip for c in column}) <= len({c.page for c in column}):
            readings = tuple(Reading(tuple(way)) for way in (*nested(items), items[:1]))
            yield Sum("three_public.units", tuple(totals), readings, sure=len(items) > 1)


def _funds(cells: Sequence[Cell]) -> Iterator[Sum]:
    """Each item over all funds, where the funds are columns."""
    rows: dict[Group, dict[str, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for c in cells:
        rows[(c.strip, c.row, c.unit, c.code, c.year, c.stage, c.measure)][c.fund].append(c)
    for row in rows.values():
        for fund in ("fiscal", "all"):
            parts = tuple(c for f in sorted(HOLDS["fiscal"]) for c in row.get(f, ()))
            if len(row.get(fund, ())) == 1 and len(parts) > 1:
                yield Sum("identity.funds", tuple(row[fund]), (Reading(parts),))


def _changes(cells: Sequence[Cell]) -> Iterator[Sum]:
    """The printed change against the two years that it lies between."""
    told: dict[Group, list[Cell]] = defaultdict(list)
    for c in cells:
        told[(c.unit, c.code, c.kind, c.fund, c.stage, c.measure, c.year)].append(c)
    for c in cells:
        if c.measure == "change" and isinstance(c.year, int):
            now = told.get((c.unit, c.code, c.kind, c.fund, c.stage, "total", c.year), [])
            before = told.get((c.unit, c.code, c.kind, c.fund, c.stage, "total", c.year - 1), [])
            alone = told[(c.unit, c.code, c.kind, c.fund, c.stage, "change", c.year)]
            if len(now) == len(before) == len(alone) == 1 and known(now[0].amount) and known(before[0].amount):
                yield Sum(
                    "three_public.change", (c,), (Reading((now[0], before[0]._replace(amount=-before[0].amount))),)
                )


def _classes(book: Book) -> Iterator[Sum]:
    """Items against the economic classes that pay for them, where the economic table holds projects too."""
    now = [
        c for c in book.cells if c.year == book.year and c.measure == "total" and c.fund == "general" and not c.carried
    ]
    paid = [c for c in now if c.table == "general_economic" and c.scheme == "economic_dept"]
    for rule in wording.load("identities")["item"]:
        told = [c for c in now if c.table == "three_public" and c.code == rule["item"]]
        told = [c for c in told if c.kind == "total"] or told
        rows = [c for c in paid if c.code == rule["code"]]
        if len(told) == 1 and rows:
            yield Sum(rule["id"], (told[0],), (Reading(tuple(rows)),))
