"""The lattice that the rules of one table make, and the cells in it: merged ones, open sides, and the texts of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from ..model import Box, Cell, Grid
from . import text_lines
from .printed import Chars, Numbers, Rule
from .settings import SETTINGS


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """The edges of a table's columns and rows, for every place between them the number of its cell, and which characters it holds."""

    xs: list[float]
    ys: list[float]
    regions: Numbers
    inside: Numbers
    held: Chars

    @property
    def box(self) -> Box:
        """Where it stands."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def places(self) -> Numbers:
        """The number of the cell of each character held."""
        found: Numbers = self.regions[_band(self.ys, self.held.y), _band(self.xs, self.held.x)]
        return found


def lattice(horizontal: Sequence[Rule], vertical: Sequence[Rule], chars: Chars) -> Lattice | None:
    """The lattice of one component of rules; None where it holds fewer than two columns, or no character."""
    horizontal, vertical = _closed(list(horizontal), list(vertical))
    xs = _positions(r[0] for r in vertical)
    ys = _positions(r[0] for r in horizontal)
    if len(xs) < 3 or len(ys) < 2:
        return None
    reach = SETTINGS.table_reach
    inside = (
        (chars.x >= xs[0] - reach)
        & (chars.x <= xs[-1] + reach)
        & (chars.y >= ys[0] - reach)
        & (chars.y <= ys[-1] + reach)
    )
    if not inside.any():
        return None
    return Lattice(xs, ys, _regions(xs, ys, horizontal, vertical), inside, chars.take(inside))


def build(horizontal: Sequence[Rule], vertical: Sequence[Rule], chars: Chars, page: int) -> Grid | None:
    """The grid of one component of rules; None where it holds fewer than two columns, or no character."""
    made = lattice(horizontal, vertical, chars)
    return grids_of([made], [page])[0] if made is not None else None


def grids_of(lattices: Sequence[Lattice], pages: Sequence[int]) -> list[Grid]:
    """The grids of lattices, the texts of all their cells set together."""
    if not lattices:
        return []
    sizes = [made.regions.size for made in lattices]
    starts = [0, *accumulate(sizes)]
    held = Chars.joined([made.held for made in lattices])
    cells = np.concatenate([made.places() + start for made, start in zip(lattices, starts, strict=False)])
    texts = dict(zip(*reversed(text_lines.texts(text_lines.lines(held, cells))), strict=True))
    return [
        Grid(tuple(_cells(made, texts, start, page)), len(made.ys) - 1, len(made.xs) - 1, page, None, made.box)
        for made, start, page in zip(lattices, starts, pages, strict=False)
    ]


def _band(edges: Sequence[float], places: Numbers) -> Numbers:
    """Between which two edges each place lies."""
    return np.clip(np.searchsorted(edges, places, "right") - 1, 0, len(edges) - 2)


def _closed(horizontal: list[Rule], vertical: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules with the missing outer sides of an open table added where its other rules end."""
    left, right = min(r[1] for r in horizontal), max(r[2] for r in horizontal)
    top, bottom = min(r[1] for r in vertical), max(r[2] for r in vertical)
    low, high = min(r[0] for r in horizontal), max(r[0] for r in horizontal)
    top, bottom = min(top, low), max(bottom, high)
    if min(r[0] for r in vertical) - left > SETTINGS.open_side:
        vertical.append((left, top, bottom))
    if right - max(r[0] for r in vertical) > SETTINGS.open_side:
        vertical.append((right, top, bottom))
    if low - top > SETTINGS.open_side:
        horizontal.append((top, left, right))
    if bottom - high > SETTINGS.open_side:
        horizontal.append((bottom, left, right))
    return horizontal, vertical


def _positions(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for v in sorted(values):
        if not kept or v - kept[-1] > SETTINGS.snap:
            kept.append(v)
    return kept


def _regions(xs: Sequence[float], ys: Sequence[float], horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> Numbers:
    """For every place of the lattice the number of its cell; places with no rule between them share one."""
    rows, cols = len(ys) - 1, len(xs) - 1
    places = np.arange(rows * cols).reshape(rows, cols)
    beside = ~_covered(xs, ys, vertical)[1:-1].T
    below = ~_covered(ys, xs, horizontal)[1:-1]
    pairs = np.hstack([(places[:, :-1][beside], places[:, 1:][beside]), (places[:-1][below], places[1:][below])])
    parent = list(range(rows * cols))
    for a, b in pairs.T.tolist():
        a, b = _root(parent, a), _root(parent, b)
        parent[max(a, b)] = min(a, b)
    return np.array([_root(parent, i) for i in parent]).reshape(rows, cols) if pairs.size else places


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _covered(positions: Sequence[float], edges: Sequence[float], rules: Sequence[Rule]) -> Numbers:
    """For each position, and each band between two edges along it, whether rules cover most of it."""
    at, low, high = np.array(rules, dtype=float).T[:, :, None]
    a, b = np.array(edges[:-1]), np.array(edges[1:])
    length = np.zeros((len(positions), len(a)))
    nearest = np.abs(np.array(positions) - at).argmin(axis=1)
    np.add.at(length, nearest, np.maximum(np.minimum(high, b) - np.maximum(low, a), 0.0))
    covered: Numbers = length >= SETTINGS.rule_cover * (b - a)
    return covered


def _cells(made: Lattice, texts: Mapping[int, str], start: int, page: int) -> Iterable[Cell]:
    """The cells of a lattice in reading order; `texts` numbers them from `start`."""
    xs, ys, cols = made.xs, made.ys, made.regions.shape[1]
    flat = made.regions.ravel()
    merged: dict[int, list[tuple[int, int]]] = {}
    is_own = flat == np.arange(len(flat))  # a cell bears the number of its first place
    for place, region in zip(np.flatnonzero(~is_own).tolist(), flat[~is_own].tolist(), strict=True):
        merged.setdefault(region, [divmod(region, cols)]).append(divmod(place, cols))
    taken: set[tuple[int, int]] = set()
    own = np.flatnonzero(is_own)
    for region, r0, c0 in zip(*(column.tolist() for column in (own, *np.divmod(own, cols))), strict=True):
        text, spots = texts.get(start + region, ""), merged.get(region)
        top, bottom, left, right = (r0, r0, c0, c0) if spots is None else _spread(spots)
        if taken and (top, left) in taken:
            continue
        if spots is not None:
            taken.update((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        box = (xs[left], ys[top], xs[right + 1], ys[bottom + 1])
        yield Cell(text, top, left, bottom - top + 1, right - left + 1, page, None, box)


def _spread(spots: Sequence[tuple[int, int]]) -> tuple[int, int, int, int]:
    """The first and last row, the first and last column of the rectangle that places make, or of the largest in it."""
    rows, cols = [r for r, _ in spots], [c for _, c in spots]
    r0, r1, c0, c1 = min(rows), max(rows), min(cols), max(cols)
    held = set(spots)
    if len(spots) != (r1 - r0 + 1) * (c1 - c0 + 1):
        if (r0, c0) not in held:
            r0, c0 = spots[0]
        r1, c1 = _largest(held, r0, c0)
    return r0, r1, c0, c1


def _largest(spots: set[tuple[int, int]], r: int, c: int) -> tuple[int, int]:
    """The last row and column of the rectangle that grows right, then down, from a place."""
    c1 = c
    while (r, c1 + 1) in spots:
        c1 += 1
    r1 = r
    while all((r1 + 1, k) in spots for k in range(c, c1 + 1)):
        r1 += 1
    return r1, c1
