"""Equalities between printed tables, as identities.toml lists them: totals, and classes that two tables repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from ... import wording
from ..book import CODED, Book, Cell, known
from .columns import Tree, grow
from .lists import is_current
from .sums import Reading, Sum, subject_of

Cells = tuple[Cell, ...]


def sums(book: Book) -> Iterator[Sum]:
    """The equalities between the tables of the budget year."""
    data = wording.load("identities")
    now = [c for c in book.cells if book.year is None or c.year == book.year]
    carried = any(c.amount for c in now if c.carried or c.measure == "carry_forward")
    totals = _totals(now)
    stated = {name: list(_stated(totals, wanted)) for name, wanted in data["quantity"].items()}
    filled = {c.table for c in now if c.amount}
    for rule in data["across"]:
        yield from _across(_possible(rule, data["quantity"], filled), stated, carried)
    yield from _repeats(data["repeat"], now, carried)


def _totals(now: Sequence[Cell]) -> dict[tuple[str, str, str, str], dict[int, list[Cell]]]:
    """Total rows by table, side, measure and fund, of each printed table."""
    found: dict[tuple[str, str, str, str], dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for c in now:
        if (
            c.kind == "total"
            and not c.carried
            and c.scheme in ("none", "unit")
            and (c.name or c.scheme == "unit" or c.amount)
        ):
            found[(c.table, c.side, c.measure, c.fund)][c.part].append(c)
    return found


def _stated(
    totals: Mapping[tuple[str, str, str, str], Mapping[int, list[Cell]]], wanted: Mapping[str, str]
) -> Iterator[Cells]:
    """What each printed table states for a quantity: one cell, or the cells of all its units."""
    by_part = totals.get((wanted["table"], wanted["side"], wanted["measure"], wanted["fund"]), {})
    for cells in by_part.values():
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
    fullest: list[str] = max(written, key=len)
    longest = set(fullest)
    ways = [
        w
        for w in written
        if len(w) == len(longest) or not any(quantities[q]["table"] in filled for q in longest - set(w))
    ]
    return {**rule, "ways": ways}


def _across(rule: Mapping[str, Any], stated: Mapping[str, list[Cells]], carried: bool) -> Iterator[Sum]:
    totals = stated[rule["total"]]
    ways = [
        tuple(c for part in chosen for c in part)
        for way in rule["ways"]
        for chosen in product(*(stated[q] for q in way))
    ]
    if totals and ways:
        sure = not (carried and rule.get("scope", False))
        readings = tuple(Reading(way) for way in dict.fromkeys(ways))
        best = totals[0] if len(totals) == 1 else _nearest(totals, ways)
        yield Sum(rule["id"], best, readings, subject_of(best[0]), sure)


def _nearest(totals: Sequence[Cells], ways: Sequence[Cells]) -> Cells:
    """The total, of several, that comes nearest to one of the ways."""
    return min(totals, key=lambda t: min(abs(sum(c.amount for c in t) - sum(c.amount for c in way)) for way in ways))


def _repeats(rules: Sequence[Mapping[str, Any]], now: Sequence[Cell], carried: bool) -> Iterator[Sum]:
    gathered: dict[tuple[str, str, str, str], list[Cell]] = defaultdict(list)
    for c in now:
        if not c.carried and c.scheme in CODED:
            gathered[(c.table, c.side, c.measure, c.fund)].append(c)
    for rule in rules:
        left, right = (
            _by_code(gathered.get(tuple(rule[end][k] for k in ("table", "side", "measure", "fund")), []))
            for end in ("of", "in")
        )
        for key in (k for k in left if k in right):
            readings = tuple(Reading(cells) for cells in right[key])
            yield Sum(rule["id"], left[key][0], readings, sure=not (carried and rule.get("scope", False)))


def _by_code(cells: Sequence[Cell]) -> dict[tuple[str, str], list[Cells]]:
    """What each printed table says of a class: its cells over all units, by classification and code."""
    found: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    parts: dict[int, list[Cell]] = defaultdict(list)
    for c in cells:
        parts[c.part].append(c)
    for printed in parts.values():
        together: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        for (_, _, scheme), tree in grow(printed).items():
            for code in tree.rows:
                together[(scheme, code)] += _own(tree, code)
        for key, listed in together.items():
            found[key].append(tuple(listed))
    return found


def _own(tree: Tree, code: str) -> Cells:
    return tuple(c for place in tree.own(code) for c in tree.rows[code][place].values())
