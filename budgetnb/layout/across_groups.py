"""Horizontal rules that belong to one table, on a page where no vertical rule ties them together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .printed import Rule
from .row_bands import middle_of, space_above
from .settings import SETTINGS
from .words import Word


def step_back(rules: Sequence[Rule]) -> bool:
    """Whether rules step back from the side to one edge again and again: beside them stand cells that reach over rows."""
    starts = sorted(
        r[1] for r in rules if r[1] > rules[0][1] + SETTINGS.side and abs(r[2] - rules[0][2]) <= SETTINGS.side
    )
    return any(b - a < SETTINGS.step_even for a, b in pairwise(starts)) and same_ends(rules[0], rules[-1])


def same_ends(rule: Rule, other: Rule) -> bool:
    return abs(rule[1] - other[1]) <= SETTINGS.side and abs(rule[2] - other[2]) <= SETTINGS.side


def across_groups(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Rule]]:
    """Rules that belong to one table: within the sides of its widest, with no band between them that holds no row."""
    left = [r for r in rules if r[2] - r[1] > SETTINGS.narrowest_rule]
    found: list[list[Rule]] = []
    while left:
        _, x0, x1 = max(left, key=lambda r: r[2] - r[1])
        mine = sorted(r for r in left if r[1] >= x0 - SETTINGS.side and r[2] <= x1 + SETTINGS.side)
        left = [r for r in left if r not in mine]
        found += [part for part in _split_at_text(mine, lines) if len({r[0] for r in part}) >= SETTINGS.fewest_rules]
    return found


def _split_at_text(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Rule]]:
    """The rules parted where one table ends and the next begins: a high band with no line set in columns."""
    usual = median([b[0] - a[0] for a, b in pairwise(rules) if b[0] - a[0] > SETTINGS.double_rule] or [0.0])
    parts: list[list[Rule]] = [[]]
    for rule in rules:
        if parts[-1] and rule[0] - parts[-1][-1][0] > SETTINGS.band_parts * usual:
            held = [line for line in lines if parts[-1][-1][0] < middle_of(line) < rule[0]]
            columns = len(held) == 1 or any(
                len(line) >= SETTINGS.fewest_words or any(w.numeric for w in line) for line in held
            )
            columns = columns or any(space_above(held, i) < 0 for i in range(1, len(held)))  # beside a wrapped cell
            stepped = (
                sum(abs(r[0] - rule[0]) < SETTINGS.same_height for r in rules) > 1
            )  # under merged cells of a header
            if not (
                columns or stepped or _is_beside_tall_cell(parts[-1], rule, rules) or _keeps_edge(parts[-1], rule, held)
            ):
                parts.append([])
        parts[-1].append(rule)
    return parts


def _is_beside_tall_cell(part: Sequence[Rule], rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether a band stands beside a cell that reaches over rows: its rules step back from the width that opens the table and closes it below."""
    inner = not any(same_ends(r, part[0]) for r in (part[-1], rule))
    return inner and any(r[0] > rule[0] and same_ends(r, part[0]) for r in rules)


def _keeps_edge(part: Sequence[Rule], rule: Rule, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether the words of a band stand on both sides of an edge to which the table's rules step back, and none on it."""
    words = [w for line in lines for w in line]
    edges = {r[1] for r in part if r[1] > part[0][1] + SETTINGS.side}
    free = [x for x in edges if not any(w.x0 < x - SETTINGS.crossing and w.x1 > x + SETTINGS.crossing for w in words)]
    return same_ends(rule, part[0]) and any(len({w.middle > x for w in words}) == 2 for x in free)
