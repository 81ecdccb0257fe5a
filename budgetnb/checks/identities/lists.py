"""Sums in the lists of a balance: subtotals and the rows below them, the year's total, the grand total with what is carried over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ... import wording
from ...wording.tables import held_by
from ..ledger import CHANGES, CODED, Cell, Ledger, ancestors
from .nesting import nested
from .sums import Reading, Sum
from .trees import has_items, is_list

CLASS = 3
"""Digits of a 类."""


def sums(ledger: Ledger) -> Iterator[Sum]:
    """The sums of every list of a balance: one list per side, column and period."""
    for cells in ledger.printed_tables:
        if is_list(cells) and not has_items(cells):
            lists: dict[tuple[object, ...], list[Cell]] = defaultdict(list)
            for c in cells:
                if c.measure not in CHANGES and c.kind != "of_which":
                    lists[(c.side, c.col, c.year, c.stage)].append(c)
            for listed in lists.values():
                yield from _list(listed)


def _list(listed: Sequence[Cell]) -> Iterator[Sum]:
    rows = _topmost([c for c in listed if c.kind != "total"])
    totals = [c for c in listed if c.kind == "total" and (c.name or c.amount)]
    yield from _subtotals(rows)
    current = [c for c in totals if is_current(c)]
    grand = [c for c in totals if not is_current(c)]
    for total in current:
        stretches = (_before_carried(rows), [r for r in rows if not _is_outside_year(r)], _before(total, listed, rows))
        yield from _total(total, [way for stretch in stretches for way in _readings(stretch)])
    for total in grand:
        after = [(now, *(r for r in rows if r not in _before(now, listed, rows))) for now in current]
        yield from _total(total, [*_with_carried(current, rows), *after, *_readings(rows)])


def is_current(cell: Cell) -> bool:
    """Whether a total row is the year's own, without what is carried over."""
    return bool(wording.patterns("rows", "rows")["current_total"].search(cell.name)) or cell.fund == "current"


def _is_outside_year(row: Cell) -> bool:
    """Whether a row stands between the year's total and the grand total: carried over, or carried forward."""
    return row.carried or row.measure == "carry_forward"


def _topmost(rows: Sequence[Cell]) -> list[Cell]:
    """The rows without those whose code stands below another's of the list."""
    codes = {c.code for c in rows if c.scheme in CODED and c.code}
    return [c for c in rows if not (c.code and c.scheme in CODED and any(a in codes for a in ancestors(c.code)))]


def _before_carried(rows: Sequence[Cell]) -> list[Cell]:
    """The rows as far as the first one that is carried over: what follows belongs to it."""
    end = next((n for n, row in enumerate(rows) if _is_outside_year(row)), len(rows))
    return list(rows[:end])


def _before(total: Cell, listed: Sequence[Cell], rows: Sequence[Cell]) -> list[Cell]:
    """The rows printed above a total."""
    above = set(listed[: listed.index(total)])
    return [r for r in rows if r in above]


def _readings(rows: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """The ways to read rows: the items alone, some of them sums of those below or above, and the coded ones alone."""
    yield tuple(c for c in rows if c.kind == "item")
    for way in (*nested(rows), *nested(rows[::-1])):
        yield tuple(way)
    coded = tuple(c for c in rows if c.code)
    if any(len(c.code) == CLASS for c in coded) and len(coded) < len(rows):
        yield coded


def _with_carried(current: Sequence[Cell], rows: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    outside = [r for r in rows if _is_outside_year(r)]
    for total in current:
        for way in nested(rows[len(_before_carried(rows)) :]):
            yield (total, *way)
        yield (total, *outside)


def _total(total: Cell, ways: Iterable[tuple[Cell, ...]]) -> Iterator[Sum]:
    readings = tuple(Reading(way) for way in dict.fromkeys(ways) if way)
    if readings:
        yield Sum("identity.list", (total,), readings)


def _subtotals(rows: Sequence[Cell]) -> Iterator[Sum]:
    for n, row in enumerate(rows):
        if row.kind == "subtotal" and not row.code:
            below = rows[n + 1 :]
            own = _parts_below(row, below)
            readings = [Reading(tuple(below[:k])) for k in range(1, len(below) + 1)]
            for way in nested(below):
                readings += [Reading(tuple(way[:k])) for k in range(1, len(way) + 1)]
            if own:
                readings.insert(0, Reading(tuple(own)))
            if readings:
                yield Sum("identity.list", (row,), tuple(dict.fromkeys(readings)), sure=bool(own))


def _parts_below(row: Cell, below: Sequence[Cell]) -> list[Cell]:
    """The rows that follow a subtotal as long as they are funds that it holds; below the year's expenditure all of the year."""
    funds = held_by(row.fund)
    found: list[Cell] = []
    if row.side == "expenditure" and is_current(row):
        return [c for c in below if not _is_outside_year(c) and c.kind != "subtotal"]
    for cell in below:
        if cell.kind != "item" or cell.fund not in funds or cell.scheme != "source" or _is_outside_year(cell):
            break
        found.append(cell)
    return found
