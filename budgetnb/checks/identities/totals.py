"""Sums of total rows down a column: a unit and its classes, a department and its units, the table's total and its rows.

Which rows belong to a unit is printed; which of them are sums of others is not where they carry no code. So a total is
given every way in which its rows can be read, and is in conflict only where it is sure that one of them must hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..frame_rows import known
from ..ledger import CODED, Cell
from .nesting import nested, searched
from .sums import Reading, Sum, holds
from .trees import Column, Trees

SIDE_BY_SIDE = "uncoded0"
NESTED = ("uncoded1", "uncoded2")
EVERY = "every"
"""Names of readings besides those of a classification: rows without a code all side by side, some of them the sums of
those that follow (see :func:`nesting.nested`), and the rows of all classifications together."""
SEVERAL_DEPTHS = (1.5, 4.5)
"""How many times a total its reading makes where the same money is told at several depths: from twice to four times."""
WHOLE_TIMES = 1e-4
"""How near to a whole number of times it then comes."""
Units = dict[str, tuple[Cell, ...]]  # each unit's own rows in one column, by its name
Readings = dict[str, Reading]  # the ways to read some rows, by name


def sums(cells: Sequence[Cell], trees: Trees) -> Iterator[Sum]:
    """The sums of the total rows of one printed table: units first, then departments, then the table."""
    by_column: dict[tuple[str, Column], list[Cell]] = defaultdict(list)
    for c in cells:
        by_column[(c.side, c.column)].append(c)
    rows = {key: _unit_rows(printed) for key, printed in by_column.items()}
    department_first = any(_department_holds(units) for units in rows.values())
    for (side, column), printed in by_column.items():
        grand = [c for c in printed if c.kind == "total" and c.scheme == "none" and (c.name or c.amount)]
        units = rows[(side, column)]
        if not grand and not units:
            continue
        names = dict.fromkeys(c.unit for c in printed)
        tops = {unit: _unit_readings(unit, (side, column), printed, trees) for unit in names}
        tops = {unit: readings for unit, readings in tops.items() if readings}
        yield from _unit_sums(units, tops, department_first=department_first)
        yield from _grand_sums(grand, units, tops)


def _unit_rows(printed: Sequence[Cell]) -> Units:
    found: Units = {}
    for c in printed:
        if c.kind == "total" and c.scheme == "unit":
            found[c.unit] = (*found.get(c.unit, ()), c)
    return found


def _unit_readings(unit: str, place: tuple[str, Column], printed: Sequence[Cell], trees: Trees) -> Readings:
    """The ways to read a unit's rows, by name: one per classification, its rows without a code, and all of them."""
    side, column = place
    found: Readings = {}
    for scheme in CODED:
        tree = trees.get((side, unit, scheme))
        if tree is not None and (reading := tree.parts(tree.tops, column)).cells:
            found[scheme] = reading
    uncoded = [c for c in printed if c.unit == unit and c.kind == "item" and not (c.scheme in CODED and c.code)]
    if uncoded:
        filled = [c for c in uncoded if known(c.amount)]
        # a blank among rows of unknown depth may be the sum of others: no sum proves it zero
        blanks = ((unit, side, column, "depth unknown"),) if len(filled) < len(uncoded) else ()
        ways = zip((SIDE_BY_SIDE, *NESTED), nested(filled), strict=True)
        found |= {name: Reading(tuple(cells), blanks) for name, cells in ways}
    once = [reading for name, reading in found.items() if name not in NESTED]
    if len(once) > 1:
        found[EVERY] = _joined(once)
    return found


def _joined(readings: Iterable[Reading]) -> Reading:
    listed = list(readings)
    return Reading(tuple(c for r in listed for c in r.cells), tuple(b for r in listed for b in r.blanks))


def _unit_sums(units: Units, tops: dict[str, Readings], *, department_first: bool) -> Iterator[Sum]:
    """The sums of the units' rows; `department_first`: the first unit of the table bears its department's name."""
    several = _with_several_rows(units)
    if several and several == [*units][:1] and department_first:
        department, parts = _first_as_department(units)
        yield Sum("identity.department", (department,), (parts,))
        units = {unit: rows[-1:] for unit, rows in units.items()}
    elif several:  # they stand under something else, such as kinds of purchases: which rows are whose is open
        units = {unit: rows for unit, rows in units.items() if unit not in several}
    own = {unit: rows[:1] for unit, rows in units.items() if unit in tops}
    yield from _each_unit(own, tops, alone=len(units) == 1 and not several)
    bare = [unit for unit in units if unit not in tops]
    if not several and (len(bare) == 1 or (bare and not tops and len(units) > 1)):
        yield from _department(bare[0], units, tops)


def _each_unit(units: Units, tops: dict[str, Readings], *, alone: bool) -> Iterator[Sum]:
    """The sum of each unit; where all the others hold, the rows of the one that does not are sure to be its own."""
    found = {unit: _judged("identity.unit", total, tops[unit], alone=alone) for unit, total in units.items()}
    broken = [unit for unit, s in found.items() if not any(holds(s.total, r) for r in s.readings)]
    if len(broken) == 1 and len(found) > 1:
        found[broken[0]] = _judged("identity.unit", units[broken[0]], tops[broken[0]], alone=True)
    yield from found.values()


def _with_several_rows(units: Units) -> list[str]:
    """The units that have several rows in a column, and not one again on the next page."""
    return [unit for unit, rows in units.items() if len({c.amount for c in rows}) > 1]


def _first_as_department(units: Units) -> tuple[Cell, Reading]:
    """A department's row, and its units' rows, the first of which bears its name."""
    (department, *own), *others = units.values()
    return department, Reading((*own, *(rows[0] for rows in others)))


def _department_holds(units: Units) -> bool:
    """Whether the first of two rows of the first unit is that of all units."""
    if not units or _with_several_rows(units) != [*units][:1]:
        return False
    department, parts = _first_as_department(units)
    return bool(department.amount) and holds((department,), parts)


def _department(unit: str, units: Units, tops: dict[str, Readings]) -> Iterator[Sum]:
    """The one unit row without rows of its own as the sum of the others; where none has any, only if it is."""
    total = units[unit][:1]
    others = [rows[0] for name, rows in units.items() if name != unit]
    readings = tuple(Reading(tuple(way)) for way in (others, others[:1]) if way)
    if readings and (tops or any(holds(total, r) for r in readings)):
        coded = any(name in CODED for named in tops.values() for name in named)
        yield Sum("identity.department", total, readings, sure=coded)


def _grand_sums(grand: Sequence[Cell], units: Units, tops: dict[str, Readings]) -> Iterator[Sum]:
    """The table's total as the rows of all units, read alike, or as the units' own rows: all, without the first, the first."""
    if not grand:
        return
    rows = [own[0] for own in units.values()]
    names = (*CODED, SIDE_BY_SIDE, *NESTED, EVERY)
    readings = {name: _joined(own[name] for own in tops.values() if name in own) for name in names}
    readings |= {f"units{n}": Reading(tuple(way)) for n, way in enumerate((rows, rows[1:], rows[:1]))}
    readings = {name: r for name, r in readings.items() if r.cells}
    if readings:
        yield _judged("identity.total", (grand[0],), readings, alone=not units)


def _judged(rule: str, total: tuple[Cell, ...], readings: Readings, *, alone: bool) -> Sum:
    """The sum over its readings; a list whose depth is not printed is searched, and open where it cannot be made out.

    `alone` says that no other unit's rows stand in the list: which of them are whose is not sure either.
    """
    ways = list(readings.values())
    flat = readings.get(SIDE_BY_SIDE)
    if any(holds(total, r) for r in ways):
        printed = [r for name, r in readings.items() if name not in NESTED]
        return Sum(rule, total, tuple(ways), guessed=not any(holds(total, r) for r in printed))
    if flat is None:
        repeated = any(_tells_several_depths(r, total[0]) for r in ways)
        return Sum(rule, total, tuple(ways), sure=not repeated)
    found = searched(flat.cells, total[0].amount)
    if found:
        return Sum(rule, total, (Reading(tuple(found)), *ways), guessed=True)
    few, many = SEVERAL_DEPTHS
    return Sum(rule, total, tuple(ways), sure=alone and not few < _times(flat, total[0]) < many)


def _tells_several_depths(reading: Reading, total: Cell) -> bool:
    """Whether a reading makes a total several times over, so that it tells the same money at several depths."""
    few, many = SEVERAL_DEPTHS
    times = _times(reading, total)
    has_blank = bool(reading.blanks) or not all(known(c.amount) for c in reading.cells)
    return few < times < many and (has_blank or abs(times - round(times)) < WHOLE_TIMES)


def _times(reading: Reading, total: Cell) -> float:
    """How many times a total its reading makes: twice or more where the same money is told at several depths."""
    return sum(c.amount for c in reading.cells if known(c.amount)) / total.amount if total.amount else 0.0
