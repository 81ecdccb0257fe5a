"""Equalities between printed tables, as identities.toml lists them: totals, and classes that two tables repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from ... import wording
from ..frame_rows import known
from ..ledger import CODED, Cell, Ledger
from .lists import is_current
from .sums import Reading, Sum, subject_of
from .trees import Tree, grow

Cells = tuple[Cell, ...]
Place = tuple[str, str, str, str]  # table, side, measure, fund
PLACE = ("table", "side", "measure", "fund")


def sums(ledger: Ledger) -> Iterator[Sum]:
    """The equalities between the tables of the budget year."""
    data = wording.load("identities")
    now = [c for c in ledger.cells if ledger.is_of_year(c)]
    carried = any(c.amount for c in now if c.carried or c.measure == "carry_forward")
    totals = _totals(now)
    stated = {name: list(_stated(totals, wanted)) for name, wanted in data["quantity"].items()}
    filled = {c.table for c in now if c.amount}
    for rule in data["across"]:
        yield from _across(_possible(rule, data["quantity"], filled), stated, carried=carried)
    yield from _repeats(data["repeat"], now, carried=carried)


def _place(wanted: Mapping[str, str]) -> Place:
    table, side, measure, fund = (wanted[name] for name in PLACE)
    return table, side, measure, fund


def _totals(now: Sequence[Cell]) -> dict[Place, dict[int, list[Cell]]]:
    """Total rows by table, side, measure and fund, of each printed table."""
    found: dict[Place, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for c in now:
        grand = c.kind == "total" and not c.carried and c.scheme in ("none", "unit")
        if grand and (c.name or c.scheme == "unit" or c.amount):
            found[(c.table, c.side, c.measure, c.fund)][c.table_number].append(c)
    return found


def _stated(totals: Mapping[Place, Mapping[int, list[Cell]]], wanted: Mapping[str, str]) -> Iterator[Cells]:
    """What each printed table states for a quantity: one cell, or the cells of all its units."""
    for cells in totals.get(_place(wanted), {}).values():
        if not all(known(c.amount) for c in cells):
            continue
        named = [c for c in cells if c.scheme == "none"]
        current = [c for c in named if is_current(c)]
        rows = current if wanted["row"] == "current" else [c for c in named if c not in current] or named
        if rows:
            yield from ((c,) for c in {c.amount: c for c in reversed(rows)}.values())
        elif not named and wanted["row"] == "grand":
            yield from _units(cells)


def _units(cells: Sequence[Cell]) -> Iterator[Cells]:
    """The ways to read unit rows as a whole: the first holds the others, or all of them together."""
    yield (cells[0],)
    if len(cells) > 1:
        yield tuple(cells)


def _possible(rule: Mapping[str, Any], quantities: Mapping[str, Any], filled: set[str]) -> Mapping[str, Any]:
    """The rule without the ways that leave out a table which the document fills."""
    written: list[list[str]] = rule["ways"]
    longest = max(written, key=len)
    ways = []
    for way in written:
        left_out = {quantities[quantity]["table"] for quantity in longest if quantity not in way}
        if len(way) == len(set(longest)) or not left_out & filled:
            ways.append(way)
    return {**rule, "ways": ways}


def _across(rule: Mapping[str, Any], stated: Mapping[str, list[Cells]], *, carried: bool) -> Iterator[Sum]:
    """The sum of one equality; `carried`: the document tells of money carried over, which one of its tables may leave out."""
    totals = stated[rule["total"]]
    chosen = (cells for way in rule["ways"] for cells in product(*(stated[quantity] for quantity in way)))
    ways = [tuple(c for part in cells for c in part) for cells in chosen]
    if totals and ways:
        sure = not (carried and rule.get("scope", False))
        readings = tuple(Reading(way) for way in dict.fromkeys(ways))
        best = totals[0] if len(totals) == 1 else _nearest(totals, ways)
        yield Sum(rule["id"], best, readings, subject_of(best[0]), sure)


def _nearest(totals: Sequence[Cells], ways: Sequence[Cells]) -> Cells:
    """The total, of several, that comes nearest to one of the ways."""
    return min(totals, key=lambda t: min(abs(sum(c.amount for c in t) - sum(c.amount for c in way)) for way in ways))


def _repeats(rules: Sequence[Mapping[str, Any]], now: Sequence[Cell], *, carried: bool) -> Iterator[Sum]:
    """The classes that two tables repeat."""
    gathered: dict[Place, list[Cell]] = defaultdict(list)
    for c in now:
        if not c.carried and c.scheme in CODED:
            gathered[(c.table, c.side, c.measure, c.fund)].append(c)
    for rule in rules:
        left, right = (_by_code(gathered.get(_place(rule[end]), [])) for end in ("of", "in"))
        for key in (k for k in left if k in right):
            readings = tuple(Reading(cells) for cells in right[key])
            yield Sum(rule["id"], left[key][0], readings, sure=not (carried and rule.get("scope", False)))


def _by_code(cells: Sequence[Cell]) -> dict[tuple[str, str], list[Cells]]:
    """What each printed table says of a class: its cells over all units, by classification and code."""
    found: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    tables: dict[int, list[Cell]] = defaultdict(list)
    for c in cells:
        tables[c.table_number].append(c)
    for printed in tables.values():
        together: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        for (_, _, scheme), tree in grow(printed).items():
            for code in tree.rows:
                together[(scheme, code)] += _own(tree, code)
        for key, listed in together.items():
            found[key].append(tuple(listed))
    return found


def _own(tree: Tree, code: str) -> Cells:
    return tuple(c for row in tree.own(code) for c in tree.rows[code][row].values())
