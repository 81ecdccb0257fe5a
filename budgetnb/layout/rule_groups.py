"""Ruling lines as printed to the rules of tables: segments joined to one rule, rules that touch gathered to one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from .printed import Rule
from .settings import SETTINGS


def merge(rules: Sequence[Rule]) -> list[Rule]:
    """Collinear rules joined over small gaps: segments per cell and dashes become one rule."""
    joined: list[Rule] = []
    for group in _near(sorted(rules)):
        at = sum(r[0] for r in group) / len(group)
        spans = sorted((a, b) for _, a, b in group)
        low, high = spans[0]
        for a, b in spans[1:]:
            if a <= high + SETTINGS.rule_gap:
                high = max(high, b)
            else:
                joined.append((at, low, high))
                low, high = a, b
        joined.append((at, low, high))
    return [r for r in joined if r[2] - r[1] > SETTINGS.shortest_rule]


def _near(rules: Sequence[Rule]) -> Iterable[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule[0] - group[0][0] > SETTINGS.snap:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def components(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch each other, gathered: one pair of lists a table."""
    found: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    rows, cols = _parts(horizontal, vertical)
    for part, rule in zip(rows, horizontal, strict=True):
        found[part][0].append(rule)
    for part, rule in zip(cols, vertical, strict=True):
        found[part][1].append(rule)
    whole = [(h, v) for h, v in found.values() if (len(h) >= 2 and len(v) >= 1) or _is_open_row(h, v)]
    for h, v in found.values():
        if not h:
            _beside(whole, v)
    return sorted(whole, key=lambda pair: min(r[0] for r in pair[0]))


def _parts(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> tuple[list[int], list[int]]:
    """The number of the part that each rule belongs to: rules that touch are of one part."""
    if not horizontal or not vertical:
        return list(range(len(horizontal))), list(range(len(vertical)))
    h, v = (np.array(rules, dtype=float).reshape(-1, 3) for rules in (horizontal, vertical))
    y, x0, x1, x, y0, y1 = *(c[:, None] for c in h.T), *v.T
    touch = (
        (x0 - SETTINGS.snap <= x) & (x <= x1 + SETTINGS.snap) & (y0 - SETTINGS.snap <= y) & (y <= y1 + SETTINGS.snap)
    )
    most = len(h) + len(v)
    rows, cols = np.arange(len(h)), np.arange(len(h), most)
    while touch.any():
        down = np.minimum(np.where(touch, rows[:, None], most).min(axis=0), cols)
        across = np.minimum(np.where(touch, down, most).min(axis=1), rows)
        if np.array_equal(across, rows) and np.array_equal(down, cols):
            break
        rows, cols = across, down
    return rows.tolist(), cols.tolist()


def _is_open_row(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> bool:
    """Whether one rule closes a single row whose other side a page break left open: its verticals are of one height."""
    if len(horizontal) != 1 or len(vertical) < SETTINGS.fewest_open_sides:
        return False
    at, ends = horizontal[0][0], [{y0, y1} for _, y0, y1 in vertical]
    others = [max(pair, key=lambda y: abs(y - at)) for pair in ends]
    stands = all(min(abs(y - at) for y in pair) <= SETTINGS.snap for pair in ends)
    return stands and max(others) - min(others) <= SETTINGS.snap and abs(others[0] - at) > SETTINGS.lowest_open_row


def _beside(whole: Sequence[tuple[list[Rule], list[Rule]]], strays: Sequence[Rule]) -> None:
    """Adds vertical rules that touch nothing to the table as high as they are: a cell over the whole page has no other."""
    for x, y0, y1 in strays:
        for horizontal, vertical in whole:
            top = min(*(r[0] for r in horizontal), *(r[1] for r in vertical))
            bottom = max(*(r[0] for r in horizontal), *(r[2] for r in vertical))
            if abs(y0 - top) <= SETTINGS.cell_snap and abs(y1 - bottom) <= SETTINGS.cell_snap:
                left, right = min(x, *(r[1] for r in horizontal)), max(x, *(r[2] for r in horizontal))
                vertical.append((x, y0, y1))
                horizontal += [(top, left, right), (bottom, left, right)]
                break
