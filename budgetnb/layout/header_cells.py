"""Which columns each cell of a header reaches over, where no rule says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from .settings import SETTINGS
from .words import Word


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a header: its lines as one word, and the first and last column that it reaches over."""

    word: Word
    first: int
    last: int


def cells(found: Sequence[Word], edges: Sequence[float]) -> list[Cell] | None:
    """The blocks of a header as cells over columns between edges, None where they cannot all stand there.

    What has nothing under it heads the column of its middle; what has reaches over the columns about whose middle it is set most evenly.
    """
    leaves = [w for w in found if not any(_is_under(v, w, edges) for v in found if v is not w)]
    told = _lowest_cells(leaves, edges)
    if told is None:
        return None
    for level in _levels([w for w in found if w not in leaves]):
        over = _cells_over(level, told, edges)
        if over is None:
            return None
        told += over
    return told if all(_nests(a, b) for i, a in enumerate(told) for b in told[i + 1 :]) else None


def _touched(word: Word, edges: Sequence[float]) -> list[int]:
    """The columns in whose place a word stands."""
    found = [k for k, (a, b) in enumerate(pairwise(edges)) if min(word.x1, b) - max(word.x0, a) > SETTINGS.inside]
    return found or [_home(word, edges)]


def _home(word: Word, edges: Sequence[float]) -> int:
    return min(max(sum(word.middle > x for x in edges) - 1, 0), len(edges) - 2)


def _is_under(word: Word, over: Word, edges: Sequence[float]) -> bool:
    return word.top >= over.bottom - SETTINGS.even and bool(set(_touched(word, edges)) & set(_touched(over, edges)))


def _lowest_cells(words: Sequence[Word], edges: Sequence[float]) -> list[Cell] | None:
    """The lowest cells: each over the column of its middle, and over those that it touches or is set about which no other heads."""
    homes = [_home(w, edges) for w in words]
    if len(set(homes)) < len(homes):
        return None
    found: list[Cell] = []
    for word, home in zip(words, homes, strict=True):
        first = last = home
        while first - 1 not in homes and first > 0 and _is_nearer(word, edges, (first, last), (first - 1, last)):
            first -= 1
        while (
            last + 1 not in homes
            and last < len(edges) - 2
            and _is_nearer(word, edges, (first, last), (first, last + 1))
        ):
            last += 1
        found.append(Cell(word, first, last))
    return found


def _is_nearer(word: Word, edges: Sequence[float], span: tuple[int, int], wider: tuple[int, int]) -> bool:
    """Whether a word is set about the middle of a wider span rather than of the narrower."""
    return _off_middle(word, edges, *wider) < _off_middle(word, edges, *span) - SETTINGS.even


def _off_middle(word: Word, edges: Sequence[float], first: int, last: int) -> float:
    return abs(word.middle - (edges[first] + edges[last + 1]) / 2)


def _levels(words: Sequence[Word]) -> list[list[Word]]:
    """The cells that have others under them by the height at which they stand, the lowest first."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.bottom):
        if found and word.bottom > min(w.top for w in found[-1]) + SETTINGS.even:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(level, key=lambda w: w.middle) for level in found]


def _cells_over(level: Sequence[Word], below: Sequence[Cell], edges: Sequence[float]) -> list[Cell] | None:
    """The cells of one height, each over columns of its own: those about whose middle all are set most evenly."""
    best: dict[int, tuple[float, tuple[Cell, ...]]] = {-1: (0.0, ())}  # by the last column taken
    for word in level:
        ways: dict[int, tuple[float, tuple[Cell, ...]]] = {}
        for first, last, off in _spans(word, below, edges):
            for taken, (so_far, held) in best.items():
                if taken < first and so_far + off < ways.get(last, (inf, ()))[0]:
                    ways[last] = (so_far + off, (*held, Cell(word, first, last)))
        best = ways
    return list(min(best.values(), key=lambda way: way[0])[1]) if best else None


def _spans(word: Word, below: Sequence[Cell], edges: Sequence[float]) -> Iterator[tuple[int, int, float]]:
    """(first, last, cost) of the spans that a cell may reach over: columns that all go on below it, no cell of which it cuts."""
    touched = _touched(word, edges)
    bottom = max(c.word.bottom for c in below)
    tops = {k: max((c.word.top for c in below if c.first <= k <= c.last), default=-inf) for k in range(len(edges) - 1)}
    free = [k for k, top in tops.items() if top >= word.bottom - SETTINGS.even]
    for first in free:
        for last in free:
            if not (first <= touched[0] and touched[-1] <= last) or not all(k in free for k in range(first, last + 1)):
                continue
            held = [c for c in below if c.first <= last and c.last >= first]
            if all(first <= c.first and c.last <= last for c in held):
                next_to = [
                    c for c in below if c.first == c.last and c.last in (first - 1, last + 1) and c.first in free
                ]
                alone = SETTINGS.cost_alone * (edges[last + 1] - edges[first]) if first == last else 0.0
                off = min(_off_middle(word, edges, first, last), _off_heads(word, held))
                yield (
                    first,
                    last,
                    off + alone + _unevenness(word, held, next_to, bottom) - SETTINGS.gain_wider * (last - first),
                )


def _off_heads(word: Word, held: Sequence[Cell]) -> float:
    """How far a word is from the middle between the first and the last of the cells under it."""
    ends = min(held, key=lambda c: c.word.middle).word.middle, max(held, key=lambda c: c.word.middle).word.middle
    return abs(word.middle - sum(ends) / 2)


def _unevenness(word: Word, held: Sequence[Cell], next_to: Sequence[Cell], bottom: float) -> float:
    """What it costs that the lowest cells under one stand at several heights, or in the middle of a cell that begins
    beside it, and that cells next to them stand at their height but not under it.
    """
    lowest = [c for c in held if not any(d is not c and c.first <= d.first and d.last <= c.last for d in held)]
    parents = [c for c in held if c not in lowest]
    alone = [c.word for c in lowest if not any(p.first <= c.first and c.last <= p.last for p in parents)]
    middles, tops = [(w.top + w.bottom) / 2 for w in alone], [w.top for w in alone]
    spread = min((max(ys) - min(ys) for ys in (middles, tops) if ys), default=0.0)
    under, beside = (word.bottom + bottom) / 2, (word.top + bottom) / 2
    off = sum(max(0.0, abs(y - under) - abs(y - beside) - SETTINGS.hair) for y in middles)
    left = [(c.word.top + c.word.bottom) / 2 for c in next_to]
    return (
        spread
        + off
        + SETTINGS.cost_stray * sum(abs(y - under) < abs(y - beside) and _is_near(y, middles) for y in left)
    )


def _is_near(height: float, others: Sequence[float]) -> bool:
    return any(abs(height - y) < SETTINGS.near_height for y in others)


def _nests(one: Cell, other: Cell) -> bool:
    apart = one.last < other.first or other.last < one.first
    return (
        apart
        or one.first <= other.first <= other.last <= one.last
        or other.first <= one.first <= one.last <= other.last
    )
