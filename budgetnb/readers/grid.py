"""Grids among rules and characters: lattices, merged cells, and the lines outside them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..model import Cell, Grid, Line
from . import aligned, tints
from .pdfium_raw import Char, Raw

SNAP = 2.5
GAP = 6.0
COVER = 0.55
FEWEST_SIDES, LOWEST_ROW = 4, 8.0
Rule = tuple[float, float, float]


def page_items(raw: Raw, page: int) -> list[Line | Grid]:
    """The lines and grids of one page in reading order."""
    horizontal = merge(raw.horizontal)
    grids, rest = _built(components(horizontal, merge(raw.vertical)), raw.chars, page)
    if raw.fills:
        tinted, rest = _built(components(*map(merge, tints.rules(raw.fills, grids))), rest, page)
        grids += tinted
    loose = [r for r in horizontal if not any(_within(r, g) for g in grids)]
    across, rest = _built(aligned.ruled_across(loose, _text_lines(rest)), rest, page)
    free, rest = _built(aligned.unruled(_text_lines(rest)), rest, page)
    items: list[Line | Grid] = [*grids, *across, *free, *lines(rest, page)]
    return sorted(items, key=lambda item: (item.bbox[1] if item.bbox else 0.0, item.bbox[0] if item.bbox else 0.0))


def _built(
    tables: Iterable[tuple[list[Rule], list[Rule]]], chars: list[Char], page: int
) -> tuple[list[Grid], list[Char]]:
    """The grids of tables given by their rules, and the characters that stand in none."""
    grids: list[Grid] = []
    inside: set[int] = set()
    for horizontal, vertical in tables:
        made = build(horizontal, vertical, chars, page)
        if made is not None:
            grids.append(made[0])
            inside |= made[1]
    return grids, [c for i, c in enumerate(chars) if i not in inside] if inside else chars


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
    parent = list(range(len(horizontal) + len(vertical)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, (y, x0, x1) in enumerate(horizontal):
        for j, (x, y0, y1) in enumerate(vertical, len(horizontal)):
            if x0 - SNAP <= x <= x1 + SNAP and y0 - SNAP <= y <= y1 + SNAP:
                parent[root(i)] = root(j)
    found: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(horizontal):
        found[root(i)][0].append(rule)
    for j, rule in enumerate(vertical, len(horizontal)):
        found[root(j)][1].append(rule)
    whole = [(h, v) for h, v in found.values() if (len(h) >= 2 and len(v) >= 1) or _is_open_row(h, v)]
    for h, v in found.values():
        if not h:
            _beside(whole, v)
    return sorted(whole, key=lambda pair: min(r[0] for r in pair[0]))


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


def build(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], chars: Sequence[Char], page: int
) -> tuple[Grid, set[int]] | None:
    """The grid of one component and the numbers of the characters in it; None where it holds fewer than two columns."""
    horizontal, vertical = _closed(list(horizontal), list(vertical))
    xs = _positions(r[0] for r in vertical)
    ys = _positions(r[0] for r in horizontal)
    if len(xs) < 3 or len(ys) < 2:
        return None
    regions = _regions(xs, ys, horizontal, vertical)
    texts: dict[int, list[Char]] = defaultdict(list)
    inside: set[int] = set()
    for i, c in enumerate(chars):
        middle, height = c.at or ((c.x0 + c.x1) / 2, (c.top + c.bottom) / 2)
        if not (xs[0] - 1 <= middle <= xs[-1] + 1 and ys[0] - 1 <= height <= ys[-1] + 1):
            continue
        row = min(max(bisect_right(ys, height) - 1, 0), len(ys) - 2)
        col = min(max(bisect_right(xs, middle) - 1, 0), len(xs) - 2)
        texts[regions[row][col]].append(c)
        inside.add(i)
    if not inside:
        return None
    cells = tuple(_cells(regions, xs, ys, texts, page))
    return Grid(cells, len(ys) - 1, len(xs) - 1, page, None, (xs[0], ys[0], xs[-1], ys[-1])), inside


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


def _regions(
    xs: Sequence[float], ys: Sequence[float], horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> list[list[int]]:
    """For every place of the lattice the number of its cell; places with no rule between them share one."""
    rows, cols = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * cols))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    across = _by_position(xs, vertical)
    down = _by_position(ys, horizontal)
    for r in range(rows):
        for c in range(cols):
            if c + 1 < cols and not _covered(across[c + 1], ys[r], ys[r + 1]):
                _join(parent, root(r * cols + c), root(r * cols + c + 1))
            if r + 1 < rows and not _covered(down[r + 1], xs[c], xs[c + 1]):
                _join(parent, root(r * cols + c), root((r + 1) * cols + c))
    return [[root(r * cols + c) for c in range(cols)] for r in range(rows)]


def _join(parent: list[int], a: int, b: int) -> None:
    parent[max(a, b)] = min(a, b)


def _by_position(positions: Sequence[float], rules: Sequence[Rule]) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = [[] for _ in positions]
    for at, a, b in rules:
        i = min(range(len(positions)), key=lambda k: abs(positions[k] - at))
        found[i].append((a, b))
    return found


def _covered(spans: Sequence[tuple[float, float]], low: float, high: float) -> bool:
    length = sum(max(0.0, min(b, high) - max(a, low)) for a, b in spans)
    return length >= COVER * (high - low)


def _cells(
    regions: list[list[int]], xs: Sequence[float], ys: Sequence[float], texts: dict[int, list[Char]], page: int
) -> Iterable[Cell]:
    places: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for r, row in enumerate(regions):
        for c, region in enumerate(row):
            places[region].append((r, c))
    taken: set[tuple[int, int]] = set()
    for region, spots in places.items():
        rows, cols = [r for r, _ in spots], [c for _, c in spots]
        r0, r1, c0, c1 = min(rows), max(rows), min(cols), max(cols)
        if len(spots) != (r1 - r0 + 1) * (c1 - c0 + 1):
            r1, c1 = _largest(set(spots), r0, c0)
            if (r0, c0) not in set(spots):
                r0, c0 = spots[0]
                r1, c1 = _largest(set(spots), r0, c0)
        if (r0, c0) in taken:
            continue
        taken |= {(r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
        box = (xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])
        yield Cell(cell_text(texts.get(region, [])), r0, c0, r1 - r0 + 1, c1 - c0 + 1, page, None, box)


def _largest(spots: set[tuple[int, int]], r: int, c: int) -> tuple[int, int]:
    """The last row and column of the rectangle that grows right, then down, from a place."""
    c1 = c
    while (r, c1 + 1) in spots:
        c1 += 1
    r1 = r
    while all((r1 + 1, k) in spots for k in range(c, c1 + 1)):
        r1 += 1
    return r1, c1


def cell_text(chars: Sequence[Char]) -> str:
    """The text of a cell: its lines from top to bottom, joined with newlines."""
    return "\n".join(_joined(line) for line in _text_lines(chars))


def _text_lines(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters grouped by baseline, lines from top to bottom, each from left to right."""
    found: list[list[Char]] = []
    for c in sorted(chars, key=lambda c: c.base):
        limit = max(2.0, 0.35 * max(c.bottom - c.top, min(c.size, 20) * 0.6))
        if found and abs(c.base - found[-1][-1].base) <= limit and abs(c.base - found[-1][0].base) <= 2 * limit:
            found[-1].append(c)
        else:
            found.append([c])
    return [sorted(line, key=lambda c: c.x0) for line in found]


def _joined(line: Sequence[Char]) -> str:
    parts: list[str] = []
    last: Char | None = None
    for c in line:
        if last is not None:
            wide = max(c.bottom - c.top, last.bottom - last.top, 4.0)
            gap = c.x0 - last.x1
            latin = last.text.isascii() and c.text.isascii() and last.text.isalpha() and c.text.isalpha()
            if gap > 1.2 * wide or (latin and gap > 0.25 * wide):
                parts.append(" ")
        parts.append(c.text)
        last = c
    return "".join(parts)


def lines(chars: Sequence[Char], page: int) -> list[Line]:
    """The printed lines of characters outside tables."""
    found = []
    for group in _text_lines(chars):
        box = (
            min(c.x0 for c in group),
            min(c.top for c in group),
            max(c.x1 for c in group),
            max(c.bottom for c in group),
        )
        found.append(Line(_joined(group), page, None, box, max(c.size for c in group)))
    return found
