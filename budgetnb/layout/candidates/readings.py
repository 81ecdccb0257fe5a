"""The readings of what ruled tables leave of a page: each strategy offers its grids, and :mod:`budgetnb.layout.judge` takes the best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ... import trace
from ...model import Grid
from .. import region_notes, text_lines, words
from ..judge import Candidate
from ..lattice import Lattice, grids_of, lattice
from ..printed import Chars, Fill, Rule
from ..region_notes import ACROSS, FILLED, UNRULED, WRAPPED
from ..rule_groups import components, merge
from ..settings import SETTINGS
from . import aligned, filled, ruled_across

Tables = Iterable[tuple[Sequence[Rule], Sequence[Rule]]]
"""The (horizontal, vertical) rules of each table."""


@dataclass(frozen=True, eq=False)
class Remainder:
    """What ruled tables leave of a page: characters, the same as lines, the rules of no such table, and how many numbers there may be."""

    chars: Chars
    text: text_lines.Lines
    rules: Sequence[Rule]
    numbers: int
    page: int

    def without(self, tables: Tables, style: str) -> tuple[list[Grid], Remainder]:
        """The grids of tables given by their rules, and what these leave."""
        found, rest = lattices(style, tables, self.chars)
        if not found:
            return [], self
        text = text_lines.lines(rest)
        left = replace(self, chars=rest, text=text, numbers=words.numbers(text)[0])
        return grids_of(found, [self.page] * len(found)), left


def lattices(style: str, tables: Tables, chars: Chars) -> tuple[list[Lattice], Chars]:
    """The lattices of tables given by their rules, and the characters that stand in none."""
    found: list[Lattice] = []
    for horizontal, vertical in tables:
        made = lattice(horizontal, vertical, chars)
        if trace.active:
            region_notes.candidate(style, (horizontal, vertical), made)
        found += [made] if made is not None else []
    if not found:
        return found, chars
    return found, chars.take(~np.logical_or.reduce([made.inside for made in found]))


def candidates(page: Remainder, fills: Sequence[Fill], tables: Sequence[Fill]) -> Iterable[Candidate]:
    """The readings of a page: cells told by their colour where there are such outside ruled tables, and by rules across and aligned words."""
    if fills and (coloured := filled.cells(fills, tables)):
        grids, left = page.without(components(*map(merge, filled.edges(coloured))), FILLED)
        if grids:
            yield from (replace(c, strategy=FILLED, grids=[*grids, *c.grids]) for c in _without_verticals(left))
    yield from _without_verticals(page)


def _without_verticals(page: Remainder) -> Iterable[Candidate]:
    """The readings of a page whose tables have rules across or none; digits broken over lines between two rules are one more."""
    if trace.active:
        region_notes.loose(ACROSS, len(page.rules), SETTINGS.fewest_rules)
    if len(page.rules) < SETTINGS.fewest_rules:
        yield _unruled(page, UNRULED, [])
        return
    lines = page.text.rows()
    tables, wrapped = (list(ruled_across.tables(page.rules, lines, wrapped=one)) for one in (False, True))
    yield _across(page, ACROSS, tables)
    if [rules for rules, _ in wrapped] != [rules for rules, _ in tables]:
        yield _across(page, WRAPPED, wrapped)


def _across(page: Remainder, strategy: str, tables: Tables) -> Candidate:
    grids, left = page.without(tables, strategy)
    return _unruled(left, strategy, grids)


def _unruled(page: Remainder, strategy: str, above: Sequence[Grid]) -> Candidate:
    """The reading that adds the tables without any rule to the grids found before."""
    if trace.active:
        region_notes.loose(UNRULED, page.numbers, 2 * SETTINGS.fewest_rows)
    if page.numbers < 2 * SETTINGS.fewest_rows:
        return Candidate(strategy, above, page.text)
    free, left = page.without(aligned.tables(page.text.rows()), UNRULED)
    return Candidate(strategy, [*above, *free], left.text)
