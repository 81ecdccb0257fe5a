"""Rows of tables without rules: which lines are one row, by where the lines of wrapped cells stand about their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median

from .settings import SETTINGS
from .words import Word

Line = Sequence[Word]
Part = tuple[float, float]
How = Callable[[Sequence[Part], float], float]
Ways = dict[int, tuple[float, list[int]]]


def parted(lines: Sequence[Line], starts: Sequence[int]) -> list[int] | None:
    """The first line of every row, given the lines that print numbers; None where the other lines do not tell their rows.

    A row is the lines about whose middle, in every column of text, its numbers stand, or beside whose first they stand.
    """
    if not starts or max(b - a for a, b in pairwise([*starts, len(lines)])) > SETTINGS.most_lines:
        return None
    texts = columns([w for line in lines[starts[0] :] for w in line if not w.numeric])
    stands = [_stands(line, texts) for line in lines]
    usual = _pitch(stands)
    apart = [_space(lines, b) for a, b in pairwise(starts) if b == a + 1]
    wide = bool(apart) and median(apart) > usual + SETTINGS.row_loose
    ways = [_middle, *([_top] if wide else [])] if wide or _at_half(stands, starts) else []
    told = [_best(lines, stands, starts, how, usual) for how in ways]
    cost, rows = min(told, key=lambda way: way[0], default=(inf, []))
    return rows if cost <= SETTINGS.row_off * len(starts) else None


def cells(lines: Sequence[Line], rows: Sequence[int]) -> list[Word]:
    """The words of the rows that begin at some lines, the lines of one cell of text as one word."""
    parts = pairwise([*rows, len(lines)])
    return [c for first, end in parts for c in merged([w for line in lines[first:end] for w in line])]


def merged(row: Sequence[Word]) -> list[Word]:
    """The words of one row, the lines of one cell of text as one word."""
    texts = [w for w in row if not w.numeric]
    held = ([w for w in texts if a <= w.x0 and w.x1 <= b] for a, b in columns(texts))
    return [*(w for w in row if w.numeric), *(mine[0] if len(mine) == 1 else _one(mine) for mine in held)]


def _one(words: Sequence[Word]) -> Word:
    x0, x1 = min(w.x0 for w in words), max(w.x1 for w in words)
    return Word("", x0, x1, min(w.top for w in words), max(w.bottom for w in words), ())


def _at_half(stands: Sequence[dict[int, Part]], starts: Sequence[int]) -> bool:
    """Whether numbers stand at half height between two lines of one column of text."""
    found = (stands[s - 1].keys() & stands[s + 1].keys() - stands[s].keys() for s in starts if 0 < s < len(stands) - 1)
    return any(found)


def columns(words: Sequence[Word]) -> list[Part]:
    """From where to where the columns of text reach: words over each other are of one."""
    found: list[Part] = []
    for a, b in sorted((w.x0, w.x1) for w in words):
        if found and a < found[-1][1] - SETTINGS.text_overlap:
            found[-1] = (found[-1][0], max(found[-1][1], b))
        else:
            found.append((a, b))
    return found


def _stands(line: Line, texts: Sequence[Part]) -> dict[int, Part]:
    """(top, bottom) of what a line prints in each column of text."""
    found: dict[int, Part] = {}
    for w in line:
        k = next((k for k, (a, b) in enumerate(texts) if min(w.x1, b) - max(w.x0, a) > SETTINGS.text_touch), None)
        if k is not None and not w.numeric:
            found[k] = (w.top, w.bottom)
    return found


def _middle(parts: Sequence[Part], height: float) -> float:
    """How far the middle of some lines is from the numbers."""
    return abs((parts[0][0] + parts[-1][1]) / 2 - height)


def _top(parts: Sequence[Part], height: float) -> float:
    """How far the first of some lines is from the numbers."""
    return abs(sum(parts[0]) / 2 - height)


def _best(
    lines: Sequence[Line], stands: Sequence[dict[int, Part]], starts: Sequence[int], how: How, usual: float
) -> tuple[float, list[int]]:
    """(cost, the first line of every row) of the parting in which the cells stand best about their numbers."""
    best: Ways = {
        f: (-_worth(lines, f), []) for f in range(max(0, starts[0] - SETTINGS.first_row_lines), starts[0] + 1)
    }
    for i, start in enumerate(starts):
        height = _height(lines[start])
        ends = range(start + 1, starts[i + 1] + 1) if i + 1 < len(starts) else range(len(lines), len(lines) + 1)
        ways: Ways = {}
        for first, (so_far, rows) in best.items():
            for end in ends:
                off = so_far + _off(stands[first:end], height, how, usual)
                for begins, more in _alone(lines, stands, range(end, ends[-1] + 1), usual):
                    if off + more < ways.get(begins, (inf, []))[0]:
                        ways[begins] = (off + more, [*rows, first, *([end] if begins > end else [])])
        best = ways
    return min(best.values(), key=lambda way: way[0])


def _off(held: Sequence[dict[int, Part]], height: float, how: How, usual: float) -> float:
    """How far the cells of one row stand from its numbers, and their lines further apart than those of one cell."""
    cost = 0.0
    for k in {k for line in held for k in line}:
        parts = [line[k] for line in held if k in line]
        apart = sum(max(0.0, b[0] - a[1] - usual - SETTINGS.row_loose) for a, b in pairwise(parts))
        cost += min(how(parts, height) + apart, SETTINGS.row_cost_cap)
    return cost


def _alone(
    lines: Sequence[Line], stands: Sequence[dict[int, Part]], ends: range, usual: float
) -> Iterator[tuple[int, float]]:
    """(where the next numbered row begins, cost): at once, or below a row without numbers that some lines are."""
    first = ends[0]
    if first == len(lines):
        yield first, 0.0
        return
    yield first, -_worth(lines, first)
    for begins in ends[1:]:
        held = stands[first:begins]
        columns = {k for line in held for k in line}
        parts = [[line[k] for line in held if k in line] for k in columns]
        middles = [(p[0][0] + p[-1][1]) / 2 for p in parts]
        apart = sum(max(0.0, b[0] - a[1] - usual - SETTINGS.row_loose) for p in parts for a, b in pairwise(p))
        off = max(middles) - min(middles) if middles else 0.0
        yield begins, SETTINGS.cost_unnumbered + off + apart - _worth(lines, first) - _worth(lines, begins)


def _worth(lines: Sequence[Line], i: int) -> float:
    """What the space above a line says for a row that begins there."""
    if i == 0:
        return 0.0
    return SETTINGS.gap_worth * max(-SETTINGS.widest_gap, min(SETTINGS.widest_gap, _space(lines, i)))


def _space(lines: Sequence[Line], i: int) -> float:
    return min(w.top for w in lines[i]) - max(w.bottom for w in lines[i - 1])


def _pitch(stands: Sequence[dict[int, Part]]) -> float:
    """The least space between two lines of one column."""
    last: dict[int, float] = {}
    gaps: list[float] = []
    for line in stands:
        for k, (top, bottom) in line.items():
            if k in last:
                gaps.append(top - last[k])
            last[k] = bottom
    return max(0.0, min(gaps, default=0.0))


def _height(line: Line) -> float:
    """The middle of a line's numbers."""
    numbers = [w for w in line if w.numeric]
    return (min(w.top for w in numbers) + max(w.bottom for w in numbers)) / 2
