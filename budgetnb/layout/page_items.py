"""Grids among rules and characters: lattices, merged cells, and the lines outside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice

import numpy as np

from .. import trace
from ..model import Grid, Line
from . import region_notes, text_lines, words
from .candidates import aligned, filled
from .lattice import SNAP, Lattice, grids_of, lattice
from .printed import Chars, Raw, Rule
from .region_notes import ACROSS, FILLED, RULED, UNRULED

GAP = 6.0
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
    made = grids_of([one for lattices, _ in found for one in lattices], [first + k for k in owner])
    for k, grid in zip(owner, made, strict=True):
        grids[k].append(grid)
    rest = [chars for _, chars in found]
    sheet = np.repeat(np.arange(len(raws)), [len(chars) for chars in rest])
    texts = text_lines.lines(Chars.joined(rest), sheet)
    counts, told = words.numbers(texts, len(raws)), texts.parts(len(raws))
    for k, rules in enumerate(horizontal):
        free, told[k] = _unruled(rules, grids[k], rest[k], told[k], counts[k], first + k)
        grids[k] += free
    return [sorted([*own, *printed], key=_place) for own, printed in zip(grids, lines(told, first), strict=True)]


def _place(item: Line | Grid) -> tuple[float, float]:
    return (item.bbox[1], item.bbox[0]) if item.bbox else (0.0, 0.0)


def _unruled(
    rules: Sequence[Rule], grids: Sequence[Grid], chars: Chars, text: text_lines.Lines, numbers: int, page: int
) -> tuple[list[Grid], text_lines.Lines]:
    """The grids of a page's tables without verticals, and without rules, and the lines that they leave; `numbers` says how many may be numbers."""
    loose = [r for r in rules if not any(_within(r, g) for g in grids)]
    across: list[Grid] = []
    if trace.active:
        region_notes.loose(ACROSS, len(loose), aligned.FEWEST_RULES)
    if len(loose) >= aligned.FEWEST_RULES:
        across, chars, text = _again(*_set(ACROSS, aligned.ruled_across(loose, text.rows()), chars), text, page)
        numbers = words.numbers(text)[0] if across else numbers
    if trace.active:
        region_notes.loose(UNRULED, numbers, 2 * aligned.FEWEST_ROWS)
    if numbers < 2 * aligned.FEWEST_ROWS:
        return across, text
    free, _, text = _again(*_set(UNRULED, aligned.unruled(text.rows()), chars), text, page)
    return across + free, text


def _lattices(raw: Raw, horizontal: Sequence[Rule]) -> tuple[list[Lattice], Chars]:
    """The lattices that the rules of a page make, and its coloured areas, and the characters that stand in none."""
    found, rest = _set(RULED, components(horizontal, merge(raw.vertical)), raw.chars)
    if raw.fills:
        tinted, rest = _set(FILLED, components(*map(merge, filled.rules(raw.fills, [g.box for g in found]))), rest)
        found += tinted
    return found, rest


def _set(style: str, tables: Iterable[tuple[list[Rule], list[Rule]]], chars: Chars) -> tuple[list[Lattice], Chars]:
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


def _again(
    found: Sequence[Lattice], rest: Chars, text: text_lines.Lines, page: int
) -> tuple[list[Grid], Chars, text_lines.Lines]:
    """The grids of some lattices, and what they leave of characters and lines."""
    return grids_of(found, [page] * len(found)), rest, text_lines.lines(rest) if found else text


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


def lines(texts: Sequence[text_lines.Lines], first: int) -> list[list[Line]]:
    """The printed lines of characters outside tables, page by page; `first` numbers the first page."""
    chars = Chars.joined([text.chars for text in texts])
    if not len(chars):
        return [[] for _ in texts]
    offsets = accumulate((len(text.chars) for text in texts), initial=0)
    starts = np.concatenate([text.starts + offset for text, offset in zip(texts, offsets, strict=False)])
    told, _ = text_lines.texts(text_lines.Lines(chars, starts, np.arange(len(starts))))
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
