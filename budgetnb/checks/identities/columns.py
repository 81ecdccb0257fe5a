"""Sums down a column: a class and its parts, a unit and its classes, a department and its units, the total row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..book import CODED, NOT_MONEY, Book, Cell, ancestors, known
from .nesting import nested, searched
from .sums import Blank, Reading, Sum, holds

LISTS = ("balance", "fiscal_balance")
FLAT = (1.5, 4.5)
WHOLE = 1e-4
DIVISION = 5
SELDOM = 0.1
PAIR = 2
FEWEST_CODES = 3
LOOSE = ("loose0", "loose1", "loose2")
OWN = ("three_public", "operating_cost")
Column = tuple[object, ...]
Place = tuple[Any, ...]
Units = dict[str, tuple[Cell, ...]]  # each unit's own rows in one column, by its name


@dataclass
class Tree:
    """The coded rows of one unit in one printed table, by code, each with its cells by column."""

    rows: dict[str, dict[Place, dict[Column, Cell]]] = field(default_factory=dict)
    crossed: dict[Place, bool] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    tops: list[str] = field(default_factory=list)
    owned: dict[str, list[Place]] = field(default_factory=dict)
    values: dict[tuple[str, Column], Reading] = field(default_factory=dict)

    def grown(self) -> Tree:
        """The same tree with every code under the nearest code above it that is printed."""
        for code in self.rows:
            parent = next((a for a in ancestors(code) if a in self.rows), None)
            (self.tops if parent is None else self.children.setdefault(parent, [])).append(code)
        return self

    def own(self, code: str) -> list[Place]:
        """The rows that stand for a code: those without a second classification, where there are any."""
        if code not in self.owned:
            places = self.rows[code]
            self.owned[code] = [p for p in places if not self.crossed[p]] or list(places)
        return self.owned[code]

    def value(self, code: str, column: Column) -> Reading:
        """What is printed for a code in a column, and which of its rows are blank there."""
        found = self.values.get((code, column))
        if found is None:
            rows = self.rows[code]
            own = self.own(code)
            cells = tuple(rows[p][column] for p in own if column in rows[p])
            blanks = () if len(cells) == len(own) else tuple((p, column) for p in own if column not in rows[p])
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


def sums(book: Book) -> Iterator[Sum]:
    """The sums down the columns of every printed table."""
    for cells in book.parts:
        table = cells[0].table
        if table in OWN:
            continue
        money = [c for c in cells if c.measure not in NOT_MONEY]
        trees = grow(money)
        for (_, _, scheme), tree in trees.items():
            yield from _twice(tree)
            # a list by economic class may tell the same classes under several headings: which part is whose is open
            if scheme == "function" or not is_list(cells) or all(len(tree.own(c)) == 1 for c in tree.rows):
                yield from _parents(tree)
        if not is_list(cells):
            yield from _totals(money, trees)


def is_list(cells: Sequence[Cell]) -> bool:
    """Whether a printed table sets income beside expenditure: its totals are those of two lists."""
    return cells[0].table in LISTS or len({c.side for c in cells}) > 1


def grow(cells: Sequence[Cell]) -> dict[tuple[str, str, str], Tree]:
    """The trees of a printed table by side, unit and classification."""
    trees: dict[tuple[str, str, str], Tree] = defaultdict(Tree)
    for c in cells:
        if c.scheme in CODED and c.code and c.kind in ("item", "subtotal"):
            tree, place = trees[(c.side, c.unit, c.scheme)], c.place
            tree.rows.setdefault(c.code, {}).setdefault(place, {}).setdefault(c.column, c)
            tree.crossed[place] = bool(c.cross)
    return {key: tree.grown() for key, tree in trees.items()}


def _parents(tree: Tree) -> Iterator[Sum]:
    columns = tree.columns()
    depth = max(map(len, tree.rows), default=0)
    for code, places in tree.rows.items():
        below = tree.children.get(code)
        crossed = [p for p in places if tree.crossed[p]]
        for column in columns:
            value = tree.value(code, column).cells
            if below and value:
                yield from _parent(value, tree.parts(below, column), depth)
            if value and crossed and len(crossed) < len(places):
                cells = tuple(places[p][column] for p in crossed if column in places[p])
                blanks = tuple((p, column) for p in crossed if column not in places[p])
                if cells:
                    yield _crossed(value, Reading(cells, blanks))


def _parent(value: tuple[Cell, ...], parts: Reading, depth: int) -> Iterator[Sum]:
    if not parts.cells:
        return
    readings = (parts, once) if len((once := _once(parts, depth)).cells) < len(parts.cells) else (parts,)
    repeated = len(value) > 1 and len({c.amount for c in value}) == 1 and value[0].cross == ""
    # a parent row printed again, on a continuation page or under another heading, counts once
    yield Sum("identity.parent", value[:1] if repeated else value, readings)


def _crossed(value: tuple[Cell, ...], parts: Reading) -> Sum:
    """A class and its rows by another classification; which of several rows of it is meant is open where none fits."""
    totals = [value[:1]] if len({c.amount for c in value}) == 1 else [value, *((c,) for c in value)]
    total = next((t for t in totals if holds(t, parts)), totals[0])
    return Sum("identity.cross", total, (parts,), sure=len(totals) == 1)


def _twice(tree: Tree) -> Iterator[Sum]:
    """Classes printed in two rows running with the same amounts, in a table that prints its other classes once."""
    depth = max(map(len, tree.rows), default=0)
    again = [code for code in tree.rows if len(tree.own(code)) > 1]
    # a 款 that has no 项 may be printed again in place of one
    repeated = [code for code in again if code in tree.children or not len(code) == DIVISION < depth]
    if len(repeated) > max(1, SELDOM * len(tree.rows)) or len(tree.rows) < FEWEST_CODES:
        return
    for code in repeated:
        place, below = tree.own(code)[:2]
        cells, copies = tree.rows[code][place], tree.rows[code][below]
        same = cells.keys() == copies.keys() and all(cells[c].amount == copies[c].amount for c in cells)
        told = next((c for c in copies.values() if c.amount), None)
        if len(tree.own(code)) == PAIR and same and told is not None and _running(place, below):
            yield Sum("identity.twice", (told,), (Reading((told._replace(amount=0.0),)),))


def _running(place: Place, below: Place) -> bool:
    """Whether a row stands right below another of its name in the same stretch of a table."""
    (_, strip, row, *more), (_, strip_below, row_below, *more_below) = place, below
    running = isinstance(row, int) and isinstance(row_below, int) and row + 1 == row_below
    return running and strip == strip_below and more == more_below


def _once(reading: Reading, depth: int) -> Reading:
    """The reading with rows counted once that a page break repeats, or that print a 款 again in place of its 项."""
    if len({c.code for c in reading.cells}) == len(reading.cells):
        return reading
    kept: dict[tuple[object, ...], Cell] = {}
    for c in reading.cells:
        short = len(c.code) == DIVISION < depth
        kept.setdefault((c.code, c.amount, c.cross) if short else (c.code, c.name, c.amount, c.cross, c.row), c)
    return Reading(tuple(kept.values()), reading.blanks)


def _totals(cells: Sequence[Cell], trees: dict[tuple[str, str, str], Tree]) -> Iterator[Sum]:
    """The sums of the total rows: units first, then departments, then the table."""
    by_column: dict[tuple[str, Column], list[Cell]] = defaultdict(list)
    for c in cells:
        by_column[(c.side, c.column)].append(c)
    rows = {key: _unit_rows(printed) for key, printed in by_column.items()}
    alike = any(_holds_alike(units) for units in rows.values())
    for (side, column), printed in by_column.items():
        grand = [c for c in printed if c.kind == "total" and c.scheme == "none" and (c.name or c.amount)]
        units = rows[(side, column)]
        if not grand and not units:
            continue
        tops = {u: _unit_readings(u, side, column, printed, trees) for u in dict.fromkeys(c.unit for c in printed)}
        tops = {u: readings for u, readings in tops.items() if readings}
        yield from _unit_sums(units, tops, alike=alike)
        yield from _grand_sums(grand, units, tops)


def _unit_rows(printed: Sequence[Cell]) -> Units:
    found: Units = {}
    for c in printed:
        if c.kind == "total" and c.scheme == "unit":
            found[c.unit] = (*found.get(c.unit, ()), c)
    return found


def _unit_readings(
    unit: str, side: str, column: Column, printed: Sequence[Cell], trees: dict[tuple[str, str, str], Tree]
) -> dict[str, Reading]:
    """The ways to read a unit's rows, by name: one per classification, its uncoded rows, and all of them."""
    found: dict[str, Reading] = {}
    for scheme in CODED:
        tree = trees.get((side, unit, scheme))
        if tree is not None and (reading := tree.parts(tree.tops, column)).cells:
            found[scheme] = reading
    loose = [c for c in printed if c.unit == unit and c.kind == "item" and not (c.scheme in CODED and c.code)]
    if loose:
        told = [c for c in loose if known(c.amount)]
        # a blank among rows of unknown depth may be the sum of others: no sum proves it zero
        blanks = ((unit, side, column, "depth unknown"),) if len(told) < len(loose) else ()
        found |= {f"loose{n}": Reading(tuple(cells), blanks) for n, cells in enumerate(nested(told))}
    once = [reading for name, reading in found.items() if name not in LOOSE[1:]]
    if len(once) > 1:
        found["every"] = _joined(once)
    return found


def _joined(readings: Iterable[Reading]) -> Reading:
    listed = list(readings)
    return Reading(tuple(c for r in listed for c in r.cells), tuple(b for r in listed for b in r.blanks))


def _unit_sums(units: Units, tops: dict[str, dict[str, Reading]], *, alike: bool) -> Iterator[Sum]:
    """The sums of the units' rows; `alike` says that the first unit of the table bears its department's name."""
    several = _several(units)
    if several and several == [*units][:1] and alike:
        department, parts = _named_alike(units)
        yield Sum("identity.department", (department,), (parts,))
        units = {u: rows[-1:] for u, rows in units.items()}
    elif several:  # they stand under something else, such as kinds of purchases: which rows are whose is open
        units = {u: rows for u, rows in units.items() if u not in several}
    yield from _each_unit(
        {u: row[:1] for u, row in units.items() if u in tops}, tops, alone=len(units) == 1 and not several
    )
    bare = [u for u in units if u not in tops]
    if not several and (len(bare) == 1 or (bare and not tops and len(units) > 1)):
        yield from _department(bare[0], units, tops)


def _each_unit(units: Units, tops: dict[str, dict[str, Reading]], *, alone: bool) -> Iterator[Sum]:
    """The sum of each unit; where all the others hold, the rows of the one that does not are sure to be its own."""
    found = {u: _guarded("identity.unit", total, tops[u], alone=alone) for u, total in units.items()}
    broken = [u for u, s in found.items() if not any(holds(s.total, r) for r in s.readings)]
    if len(broken) == 1 and len(found) > 1:
        found[broken[0]] = _guarded("identity.unit", units[broken[0]], tops[broken[0]], alone=True)
    yield from found.values()


def _several(units: Units) -> list[str]:
    """The units that have several rows in a column, and not one again on the next page."""
    return [u for u, rows in units.items() if len({c.amount for c in rows}) > 1]


def _named_alike(units: Units) -> tuple[Cell, Reading]:
    """A department's row, and its units' rows, the first of which bears its name."""
    (department, *own), *others = units.values()
    return department, Reading((*own, *(rows[0] for rows in others)))


def _holds_alike(units: Units) -> bool:
    """Whether the first of two rows of the first unit is that of all units."""
    if not units or _several(units) != [*units][:1]:
        return False
    department, parts = _named_alike(units)
    return bool(department.amount) and holds((department,), parts)


def _department(unit: str, units: Units, tops: dict[str, dict[str, Reading]]) -> Iterator[Sum]:
    """The one unit row without rows of its own as the sum of the others; where none has any, only if it is."""
    total = units[unit][:1]
    others = [row[0] for u, row in units.items() if u != unit]
    readings = tuple(Reading(tuple(r)) for r in (others, others[:1]) if r)
    if readings and (tops or any(holds(total, r) for r in readings)):
        coded = any(name in CODED for named in tops.values() for name in named)
        yield Sum("identity.department", total, readings, sure=coded)


def _grand_sums(grand: Sequence[Cell], units: Units, tops: dict[str, dict[str, Reading]]) -> Iterator[Sum]:
    if not grand:
        return
    rows = [row[0] for row in units.values()]
    readings = {name: _joined(r[name] for r in tops.values() if name in r) for name in (*CODED, *LOOSE, "every")}
    readings |= {f"units{n}": Reading(tuple(r)) for n, r in enumerate((rows, rows[1:], rows[:1]))}
    readings = {name: r for name, r in readings.items() if r.cells}
    if readings:
        yield _guarded("identity.total", (grand[0],), readings, alone=not units)


def _guarded(rule: str, total: tuple[Cell, ...], readings: dict[str, Reading], *, alone: bool) -> Sum:
    """The sum over its readings; a list whose depth is not printed is searched, and open where it cannot be made out.

    `alone` says that no other unit's rows stand in the list: which of them are whose is not sure either.
    """
    ways = list(readings.values())
    flat = readings.get("loose0")
    if any(holds(total, r) for r in ways):
        plain = [r for name, r in readings.items() if name not in LOOSE[1:]]
        return Sum(rule, total, tuple(ways), guessed=not any(holds(total, r) for r in plain))
    if flat is None:
        repeated = any(_told_again(r, total[0]) for r in ways)
        return Sum(rule, total, tuple(ways), sure=not repeated)
    found = searched(flat.cells, total[0].amount)
    if found:
        return Sum(rule, total, (Reading(tuple(found)), *ways), guessed=True)
    return Sum(rule, total, tuple(ways), sure=alone and not FLAT[0] < _times(flat, total[0]) < FLAT[1])


def _told_again(reading: Reading, total: Cell) -> bool:
    """Whether a reading makes a total several times over, so that it tells the same money at several depths."""
    times = _times(reading, total)
    open_cell = bool(reading.blanks) or not all(known(c.amount) for c in reading.cells)
    return FLAT[0] < times < FLAT[1] and (open_cell or abs(times - round(times)) < WHOLE)


def _times(reading: Reading, total: Cell) -> float:
    """How many times a total its reading makes: twice or more where the same money is told at several depths."""
    return sum(c.amount for c in reading.cells if known(c.amount)) / total.amount if total.amount else 0.0
