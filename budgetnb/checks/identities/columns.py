"""Sums down a column of coded rows: a class and its parts, a class and its rows by another classification, a row printed twice."""

from __future__ import annotations

from collections.abc import Iterator

from ..ledger import NOT_MONEY, Cell, Ledger
from . import totals
from .sums import Reading, Sum, holds
from .trees import Row, Tree, grow, has_items, is_list

DIVISION = 5
"""Digits of a 款."""
MOST_REPEATED = 0.1
"""Where more than this part of the codes are printed twice, the table repeats its rows on purpose."""
FEWEST_CODES = 3
"""A table of fewer codes does not show whether repeating is its habit."""
PAIR = 2


def sums(ledger: Ledger) -> Iterator[Sum]:
    """The sums down the columns of every printed table."""
    for cells in ledger.printed_tables:
        if not has_items(cells):
            yield from _of_table(cells)


def _of_table(cells: list[Cell]) -> Iterator[Sum]:
    money = [c for c in cells if c.measure not in NOT_MONEY]
    trees, two_lists = grow(money), is_list(cells)
    for (_, _, scheme), tree in trees.items():
        yield from _printed_twice(tree)
        # a list by economic class may tell the same classes under several headings: which part is whose is open
        if scheme == "function" or not two_lists or all(len(tree.own(code)) == 1 for code in tree.rows):
            yield from _parents(tree)
    if not two_lists:
        yield from totals.sums(money, trees)


def _parents(tree: Tree) -> Iterator[Sum]:
    """Each class that has parts, in each column; each class that has rows by another classification."""
    columns = tree.columns()
    for code, printed in tree.rows.items():
        below = tree.children.get(code)
        crossed = [row for row in printed if tree.crossed[row]]
        for column in columns:
            value = tree.value(code, column).cells
            if below and value:
                yield from _parent(value, tree.parts(below, column), tree.depth)
            if value and crossed and len(crossed) < len(printed):
                cells = tuple(printed[row][column] for row in crossed if column in printed[row])
                blanks = tuple((row, column) for row in crossed if column not in printed[row])
                if cells:
                    yield _crossed(value, Reading(cells, blanks))


def _parent(value: tuple[Cell, ...], parts: Reading, depth: int) -> Iterator[Sum]:
    if not parts.cells:
        return
    once = _counted_once(parts, depth)
    readings = (parts, once) if len(once.cells) < len(parts.cells) else (parts,)
    repeated = len(value) > 1 and len({c.amount for c in value}) == 1 and value[0].cross == ""
    # a parent row printed again, on a continuation page or under another heading, counts once
    yield Sum("identity.parent", value[:1] if repeated else value, readings)


def _crossed(value: tuple[Cell, ...], parts: Reading) -> Sum:
    """A class and its rows by another classification; which of several rows of it is meant is open where none fits."""
    ways = [value[:1]] if len({c.amount for c in value}) == 1 else [value, *((c,) for c in value)]
    whole = next((way for way in ways if holds(way, parts)), ways[0])
    return Sum("identity.cross", whole, (parts,), sure=len(ways) == 1)


def _printed_twice(tree: Tree) -> Iterator[Sum]:
    """Classes printed in two rows running with the same amounts, in a table that prints its other classes once."""
    again = [code for code in tree.rows if len(tree.own(code)) > 1]
    # a 款 that has no 项 may be printed again in place of one
    repeated = [code for code in again if code in tree.children or not len(code) == DIVISION < tree.depth]
    if len(repeated) > max(1, MOST_REPEATED * len(tree.rows)) or len(tree.rows) < FEWEST_CODES:
        return
    for code in repeated:
        first, second = tree.own(code)[:2]
        cells, copies = tree.rows[code][first], tree.rows[code][second]
        same = cells.keys() == copies.keys() and all(cells[c].amount == copies[c].amount for c in cells)
        copy = next((c for c in copies.values() if c.amount), None)
        if len(tree.own(code)) == PAIR and same and copy is not None and _run_on(first, second):
            yield Sum("identity.twice", (copy,), (Reading((copy._replace(amount=0.0),)),))


def _run_on(upper: Row, lower: Row) -> bool:
    """Whether a row stands right below another of its name in the same stretch of a table."""
    (_, stretch, row, *rest), (_, stretch_below, row_below, *rest_below) = upper, lower
    next_to = isinstance(row, int) and isinstance(row_below, int) and row + 1 == row_below
    return next_to and stretch == stretch_below and rest == rest_below


def _counted_once(reading: Reading, depth: int) -> Reading:
    """The reading with rows counted once that a page break repeats, or that print a 款 again in place of its 项."""
    if len({c.code for c in reading.cells}) == len(reading.cells):
        return reading
    kept: dict[tuple[object, ...], Cell] = {}
    for c in reading.cells:
        short = len(c.code) == DIVISION < depth
        kept.setdefault((c.code, c.amount, c.cross) if short else (c.code, c.name, c.amount, c.cross, c.row), c)
    return Reading(tuple(kept.values()), reading.blanks)
