"""Grids among rules and characters: lattices, merged cells, and the lines outside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

import numpy as np

from ..model import Box, Cell, Grid, Line
from . import aligned, tints, typeset, words
from .printed import Chars, Numbers, Raw, Rule

SNAP = 2.5
GAP = 6.0
COVER = 0.55
FEWEST_SIDES, LOWEST_ROW = 4, 8.0


def page_items(raw: Raw, page: int) -> list[Line | Grid]:
    """The lines and grids of one page in reading order."""
    return stack_items([raw], page)[0]


def stack_items(raws: Sequence[Raw], first: int) -> list[list[Line | Grid]]:
    """The lines and grids of pages running, each in reading order: set into lines and cells together; `first` numbers the first."""
    horizontal = [merge(raw.horizontal) for raw in raws]
    found = [_lattices(raw, rules) for raw, rules in zip(raws, horizontal, strict=True)]
    owner = [k for k, (lattices, _) in enumerate(found) for _ in lattices]
    grids: list[list[Grid]] = [[] for _ in raws]
    filled = _filled([lattice for lattices, _ in found for lattice in lattices], [first + k for k in owner])
    for k, grid in zip(owner, filled, strict=True):
        grids[k].append(grid)
    rest = [chars for _, chars in found]
    sheet = np.repeat(np.arange(len(raws)), [len(chars) for chars in rest])
    texts = typeset.lines(Chars.joined(rest), sheet)
    counts, told = words.numbers(texts, len(raws)), texts.parts(len(raws))
    for k, rules in enumerate(horizontal):
        loose = [r for r in rules if not any(_within(r, g) for g in grids[k])]
        if len(loose) >= aligned.FEWEST_RULES:
            across, rest[k], told[k] = _again(aligned.ruled_across(loose, told[k].rows()), rest[k], told[k], first + k)
            grids[k] += across
            counts[k] = words.numbers(told[k])[0] if across else counts[k]
        if counts[k] >= 2 * aligned.FEWEST_ROWS:
            free, rest[k], told[k] = _again(aligned.unruled(told[k].rows()), rest[k], told[k], first + k)
            grids[k] += free
    return [
        sorted(
            [*own, *printed], key=lambda item: (item.bbox[1] if item.bbox else 0.0, item.bbox[0] if item.bbox else 0.0)
        )
        for own, printed in zip(grids, lines(told, first), strict=True)
    ]


def _lattices(raw: Raw, horizontal: Sequence[Rule]) -> tuple[list[Lattice], Chars]:
    """The lattices that the rules of a page make, and its coloured areas, and the characters that stand in none."""
    found, rest = _set(components(horizontal, merge(raw.vertical)), raw.chars)
    if raw.fills:
        tinted, rest = _set(components(*map(merge, tints.rules(raw.fills, [g.box for g in found]))), rest)
        found += tinted
    return found, rest


def _set(tables: Iterable[tuple[list[Rule], list[Rule]]], chars: Chars) -> tuple[list[Lattice], Chars]:
    """The lattices of tables given by their rules, and the characters that stand in none."""
    found = [made for horizontal, vertical in tables if (made := lattice(horizontal, vertical, chars)) is not None]
    if not found:
        return found, chars
    return found, chars.take(~np.logical_or.reduce([made.inside for made in found]))


def _again(
    tables: Iterable[tuple[list[Rule], list[Rule]]], chars: Chars, text: typeset.Lines, page: int
) -> tuple[list[Grid], Chars, typeset.Lines]:
    """The grids of tables given by their rules, and what they leave of characters and lines."""
    found, rest = _set(tables, chars)
    return _filled(found, [page] * len(found)), rest, typeset.lines(rest) if found else text


def _within(rule: Rule, grid: Grid) -> bool:
    return (
        grid.bbox is not None
        and grid.bbox[1] - SNAP <= rule[0] <= grid.bbox[3] + SNAP
        and rule[1] < grid.bbox[2]
        and rule[2] > grid.bbox[0]
    )


def merge(rules: Sequence[Rule]) -> list[Rule]:
    """Collinear rules joined over small gaps: segments per cell and dashes become one rule."""
    joined: list[Rule] = []
    for group in _near(sorted(rules)):
        at = sum(r[0] for r in group) / len(group)
        spans = sorted((a, b) for _, a, b in group)
        low, high = spans[0]
        for a, b in spans[1:]:
            if a <= high + GAP:
                high = max(high, b)
            else:
                joined.append((at, low, high))
                low, high = a, b
        joined.append((at, low, high))
    return [r for r in joined if r[2] - r[1] > 4]


def _near(rules: Sequence[Rule]) -> Iterable[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule[0] - group[0][0] > SNAP:
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
    touch = (x0 - SNAP <= x) & (x <= x1 + SNAP) & (y0 - SNAP <= y) & (y <= y1 + SNAP)
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
    if len(horizontal) != 1 or len(vertical) < FEWEST_SIDES:
        return False
    at, ends = horizontal[0][0], [{y0, y1} for _, y0, y1 in vertical]
    others = [max(pair, key=lambda y: abs(y - at)) for pair in ends]
    stands = all(min(abs(y - at) for y in pair) <= SNAP for pair in ends)
    return stands and max(others) - min(others) <= SNAP and abs(others[0] - at) > LOWEST_ROW


def _beside(whole: Sequence[tuple[list[Rule], list[Rule]]], strays: Sequence[Rule]) -> None:
    """Adds vertical rules that touch nothing to the table as high as they are: a cell over the whole page has no other."""
    for x, y0, y1 in strays:
        for horizontal, vertical in whole:
            top = min(*(r[0] for r in horizontal), *(r[1] for r in vertical))
            bottom = max(*(r[0] for r in horizontal), *(r[2] for r in vertical))
            if abs(y0 - top) <= 2 * SNAP and abs(y1 - bottom) <= 2 * SNAP:
                left, right = min(x, *(r[1] for r in horizontal)), max(x, *(r[2] for r in horizontal))
                vertical.append((x, y0, y1))
                horizontal += [(top, left, right), (bottom, left, right)]
                break


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
    inside = (chars.x >= xs[0] - 1) & (chars.x <= xs[-1] + 1) & (chars.y >= ys[0] - 1) & (chars.y <= ys[-1] + 1)
    if not inside.any():
        return None
    return Lattice(xs, ys, _regions(xs, ys, horizontal, vertical), inside, chars.take(inside))


def build(horizontal: Sequence[Rule], vertical: Sequence[Rule], chars: Chars, page: int) -> Grid | None:
    """The grid of one component of rules; None where it holds fewer than two columns, or no character."""
    made = lattice(horizontal, vertical, chars)
    return _filled([made], [page])[0] if made is not None else None


def _filled(lattices: Sequence[Lattice], pages: Sequence[int]) -> list[Grid]:
    """The grids of lattices, the texts of all their cells set together."""
    if not lattices:
        return []
    sizes = [made.regions.size for made in lattices]
    starts = [0, *accumulate(sizes)]
    held = Chars.joined([made.held for made in lattices])
    cells = np.concatenate([made.places() + start for made, start in zip(lattices, starts, strict=False)])
    texts = dict(zip(*reversed(typeset.texts(typeset.lines(held, cells))), strict=True))
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
    if min(r[0] for r in vertical) - left > 8:
        vertical.append((left, top, bottom))
    if right - max(r[0] for r in vertical) > 8:
        vertical.append((right, top, bottom))
    if low - top > 8:
        horizontal.append((top, left, right))
    if bottom - high > 8:
        horizontal.append((bottom, left, right))
    return horizontal, vertical


def _positions(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for v in sorted(values):
        if not kept or v - kept[-1] > SNAP:
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
    covered: Numbers = length >= COVER * (b - a)
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


def lines(texts: Sequence[typeset.Lines], first: int) -> list[list[Line]]:
    """The printed lines of characters outside tables, page by page; `first` numbers the first page."""
    chars = Chars.joined([text.chars for text in texts])
    if not len(chars):
        return [[] for _ in texts]
    offsets = accumulate((len(text.chars) for text in texts), initial=0)
    starts = np.concatenate([text.starts + offset for text, offset in zip(texts, offsets, strict=False)])
    told, _ = typeset.texts(typeset.Lines(chars, starts, np.arange(len(starts))))
    low = [np.minimum.reduceat(c, starts).tolist() for c in (chars.x0, chars.top)]
    high = [np.maximum.reduceat(c, starts).tolist() for c in (chars.x1, chars.bottom, chars.size)]
    rows = zip(told, *low, *high, strict=True)
    return [
        [
            Line(letters, page, None, (x0, top, x1, bottom), size)
            for letters, x0, top, x1, bottom, size in islice(rows, len(text.starts))
        ]
        for page, text in enumerate(texts, first)
    ]
