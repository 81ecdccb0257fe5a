"""Headers without rules: their cells among words on many baselines, what each reaches over, and the rules that nobody drew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from .printed import Rule
from .words import HAIR, HALF, Word, meets

CLOSE = 0.9
LOOSE = 0.5
LEAST = 0.2
ALIKE = 0.35
EVEN = 1.0
MOST_FLUSH = 0.6
INSIDE = 1.5
ALONE = 0.25
BELONGS = 2.0
WIDER = 0.3  # of two spans about one middle the wider
MOST = 240  # words of a header: with more it is none
ALIKE_PAD, MOST_PADS, FEWEST, WIDEST = 1.5, 0.6, 2, 15.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a header: its lines as one word, and the first and last column that it reaches over."""

    word: Word
    first: int
    last: int


def blocks(words: Sequence[Word], drawn: Sequence[Rule] = ()) -> list[Word]:
    """The words of a header, those that are the lines of one cell as one: close under one another about one middle or from one edge."""
    found: list[list[Word]] = []
    most = _pitch(words)
    for word in sorted(words, key=lambda w: (w.top, w.x0)):
        over = [
            b
            for b in found
            if _joins(word, b[-1], most)
            and not _is_parted(b[-1], word, drawn)
            and not _heads_several(b[-1], word, words, most)
        ]
        if over:
            max(over, key=lambda b: b[-1].bottom).append(word)
        else:
            found.append([word])
    return [_whole(b) for b in found]


def _joins(word: Word, over: Word, most: float) -> bool:
    """Whether a word may be the next line of the cell of the one over it."""
    return -EVEN <= word.top - over.bottom <= most and _is_line_of(word, over)


def _is_parted(over: Word, word: Word, drawn: Sequence[Rule]) -> bool:
    """Whether a printed rule runs between two words."""
    return any(over.bottom - EVEN <= y <= word.top + EVEN and a < word.middle < b for y, a, b in drawn)


def _heads_several(over: Word, word: Word, words: Sequence[Word], most: float) -> bool:
    """Whether a word heads others beside the one under it: they stand on its line, have nothing over them, and are set about the upper together."""
    if any(meets(over, w) and not meets(w, word) for w in words if over.bottom - EVEN <= w.top < word.bottom):
        return True
    beside = [w for w in words if w is not word and abs(w.top - word.top) < EVEN and abs(w.bottom - word.bottom) < EVEN]
    alone = [
        w for w in beside if not any(_joins(w, v, most) for v in words) and not any(_joins(v, w, most) for v in words)
    ]
    if not alone or any(_joins(v, word, most) for v in words):
        return False
    left = max((w for w in alone if w.x1 < word.x0), key=lambda w: w.x1, default=None)
    right = min((w for w in alone if w.x0 > word.x1), key=lambda w: w.x0, default=None)
    groups = [(a or word, b or word) for a, b in ((left, None), (None, right), (left, right)) if a or b]
    off = min(abs((a.x0 + b.x1) / 2 - over.middle) for a, b in groups)
    return off <= max(EVEN, abs(word.middle - over.middle) - EVEN)


def _whole(lines: Sequence[Word]) -> Word:
    """The lines of one cell as one word."""
    text, chars = "".join(w.text for w in lines), tuple(c for w in lines for c in w.chars)
    return Word(text, min(w.x0 for w in lines), max(w.x1 for w in lines), lines[0].top, lines[-1].bottom, chars)


def _is_line_of(word: Word, last: Word) -> bool:
    half = (
        word.text[-1:] in HALF or word.text[:1] in HALF or last.text[-1:] in HALF
    )  # whose ink is not about its middle
    off = ALIKE * (word.bottom - word.top) * (1 + half)
    return meets(word, last) and (abs(word.middle - last.middle) <= off or abs(word.x0 - last.x0) <= off)


def _pitch(words: Sequence[Word]) -> float:
    """How far apart two lines of one cell may stand: little more than the closest two."""
    heights = sorted(w.bottom - w.top for w in words)
    usual = heights[len(heights) // 2]
    gaps = [
        w.top - v.bottom for w in words for v in words if v is not w and w.top - v.bottom >= -EVEN and _is_line_of(w, v)
    ]
    return min(CLOSE * usual, max(min(gaps, default=0.0), LEAST * usual) + LOOSE * usual)


def is_flush(found: Sequence[Word], spans: Sequence[tuple[float, float]]) -> bool:
    """Whether the cells of a header begin, or end, where the words below them do: they are set flush, not about a middle.

    `spans` say from where to where the words below reach, column by column.
    """
    sides = [[(abs(w.x0 - a) < HAIR, abs(w.x1 - b) < HAIR) for a, b in spans if w.x0 < b and w.x1 > a] for w in found]
    over = [pairs for pairs in sides if pairs and (True, True) not in pairs]
    flush = sum(any(left != right for left, right in pairs) for pairs in over)
    return flush > max(FEWEST, MOST_FLUSH * len(over))


def cells(found: Sequence[Word], edges: Sequence[float]) -> list[Cell] | None:
    """The blocks of a header as cells over columns between edges, None where they cannot all stand there.

    What has nothing under it heads the column of its middle; what has reaches over the columns about whose middle it is set most evenly.
    """
    leaves = [w for w in found if not any(_is_under(v, w, edges) for v in found if v is not w)]
    told = _leaves(leaves, edges)
    if told is None:
        return None
    for level in _levels([w for w in found if w not in leaves]):
        over = _over(level, told, edges)
        if over is None:
            return None
        told += over
    return told if all(_nests(a, b) for i, a in enumerate(told) for b in told[i + 1 :]) else None


def _touched(word: Word, edges: Sequence[float]) -> list[int]:
    """The columns in whose place a word stands."""
    found = [k for k, (a, b) in enumerate(pairwise(edges)) if min(word.x1, b) - max(word.x0, a) > INSIDE]
    return found or [_home(word, edges)]


def _home(word: Word, edges: Sequence[float]) -> int:
    return min(max(sum(word.middle > x for x in edges) - 1, 0), len(edges) - 2)


def _is_under(word: Word, over: Word, edges: Sequence[float]) -> bool:
    return word.top >= over.bottom - EVEN and bool(set(_touched(word, edges)) & set(_touched(over, edges)))


def _leaves(words: Sequence[Word], edges: Sequence[float]) -> list[Cell] | None:
    """The lowest cells: each over the column of its middle, and over those that it touches or is set about which no other heads."""
    homes = [_home(w, edges) for w in words]
    if len(set(homes)) < len(homes):
        return None
    found: list[Cell] = []
    for word, home in zip(words, homes, strict=True):
        first = last = home
        while first - 1 not in homes and first > 0 and _better(word, edges, (first, last), (first - 1, last)):
            first -= 1
        while (
            last + 1 not in homes and last < len(edges) - 2 and _better(word, edges, (first, last), (first, last + 1))
        ):
            last += 1
        found.append(Cell(word, first, last))
    return found


def _better(word: Word, edges: Sequence[float], span: tuple[int, int], wider: tuple[int, int]) -> bool:
    """Whether a word is set about the middle of a wider span rather than of the narrower."""
    return _off(word, edges, *wider) < _off(word, edges, *span) - EVEN


def _off(word: Word, edges: Sequence[float], first: int, last: int) -> float:
    return abs(word.middle - (edges[first] + edges[last + 1]) / 2)


def _levels(words: Sequence[Word]) -> list[list[Word]]:
    """The cells that have others under them by the height at which they stand, the lowest first."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.bottom):
        if found and word.bottom > min(w.top for w in found[-1]) + EVEN:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(level, key=lambda w: w.middle) for level in found]


def _over(level: Sequence[Word], below: Sequence[Cell], edges: Sequence[float]) -> list[Cell] | None:
    """The cells of one height, each over columns of its own: those about whose middle all are set most evenly."""
    best: dict[int, tuple[float, tuple[Cell, ...]]] = {-1: (0.0, ())}  # by the last column taken
    for word in level:
        ways: dict[int, tuple[float, tuple[Cell, ...]]] = {}
        for first, last, off in _ways(word, below, edges):
            for taken, (so_far, held) in best.items():
                if taken < first and so_far + off < ways.get(last, (inf, ()))[0]:
                    ways[last] = (so_far + off, (*held, Cell(word, first, last)))
        best = ways
    return list(min(best.values(), key=lambda way: way[0])[1]) if best else None


def _ways(word: Word, below: Sequence[Cell], edges: Sequence[float]) -> Iterator[tuple[int, int, float]]:
    """(first, last, cost) of the spans that a cell may reach over: columns that all go on below it, no cell of which it cuts."""
    touched = _touched(word, edges)
    bottom = max(c.word.bottom for c in below)
    tops = {k: max((c.word.top for c in below if c.first <= k <= c.last), default=-inf) for k in range(len(edges) - 1)}
    free = [k for k, top in tops.items() if top >= word.bottom - EVEN]
    for first in free:
        for last in free:
            if not (first <= touched[0] and touched[-1] <= last) or not all(k in free for k in range(first, last + 1)):
                continue
            held = [c for c in below if c.first <= last and c.last >= first]
            if all(first <= c.first and c.last <= last for c in held):
                next_to = [
                    c for c in below if c.first == c.last and c.last in (first - 1, last + 1) and c.first in free
                ]
                alone = ALONE * (edges[last + 1] - edges[first]) if first == last else 0.0
                off = min(_off(word, edges, first, last), _off_heads(word, held))
                yield first, last, off + alone + _uneven(word, held, next_to, bottom) - WIDER * (last - first)


def _off_heads(word: Word, held: Sequence[Cell]) -> float:
    """How far a word is from the middle between the first and the last of the cells under it."""
    ends = min(held, key=lambda c: c.word.middle).word.middle, max(held, key=lambda c: c.word.middle).word.middle
    return abs(word.middle - sum(ends) / 2)


def _uneven(word: Word, held: Sequence[Cell], next_to: Sequence[Cell], bottom: float) -> float:
    """What it costs that the lowest cells under one stand at several heights, or in the middle of a cell that begins
    beside it, and that cells next to them stand at their height but not under it.
    """
    lowest = [c for c in held if not any(d is not c and c.first <= d.first and d.last <= c.last for d in held)]
    parents = [c for c in held if c not in lowest]
    alone = [c.word for c in lowest if not any(p.first <= c.first and c.last <= p.last for p in parents)]
    middles, tops = [(w.top + w.bottom) / 2 for w in alone], [w.top for w in alone]
    spread = min((max(ys) - min(ys) for ys in (middles, tops) if ys), default=0.0)
    under, beside = (word.bottom + bottom) / 2, (word.top + bottom) / 2
    off = sum(max(0.0, abs(y - under) - abs(y - beside) - HAIR) for y in middles)
    left = [(c.word.top + c.word.bottom) / 2 for c in next_to]
    return spread + off + BELONGS * sum(abs(y - under) < abs(y - beside) and _near(y, middles) for y in left)


def _near(height: float, others: Sequence[float]) -> bool:
    return any(abs(height - y) < ALIKE_PAD for y in others)


def _nests(one: Cell, other: Cell) -> bool:
    apart = one.last < other.first or other.last < one.first
    return (
        apart
        or one.first <= other.first <= other.last <= one.last
        or other.first <= one.first <= one.last <= other.last
    )


def rules(told: Sequence[Cell], edges: Sequence[float], top: float, bottom: float) -> tuple[list[Rule], list[Rule]]:
    """The (horizontal, vertical) rules between the cells of a header that stands between two heights."""
    ends = _ends(told, bottom)
    parts = sorted((y, edges[c.first], edges[c.last + 1]) for c, y in zip(told, ends, strict=True) if y < bottom)
    horizontal: list[Rule] = []
    for y, left, right in parts:
        if horizontal and horizontal[-1][0] == y and horizontal[-1][2] == left:
            left = horizontal.pop()[1]
        horizontal.append((y, left, right))
    vertical: list[Rule] = []
    for k, x in enumerate(edges):
        at = top
        over = sorted((_begin(c, told, ends, top), y) for c, y in zip(told, ends, strict=True) if c.first < k <= c.last)
        for a, b in over:
            vertical += [(x, at, a)] if a > at else []
            at = max(at, b)
        vertical += [(x, at, bottom)] if bottom > at else []
    return horizontal, vertical


def _begin(cell: Cell, told: Sequence[Cell], ends: Sequence[float], top: float) -> float:
    """Where a cell begins: where the lowest of those over it ends."""
    return max((y for c, y in zip(told, ends, strict=True) if c is not cell and _holds(c, cell)), default=top)


def _holds(cell: Cell, under: Cell) -> bool:
    return cell.first <= under.first and under.last <= cell.last and under.word.top >= cell.word.bottom - EVEN


def _ends(told: Sequence[Cell], bottom: float) -> list[float]:
    """Where every cell ends: between it and what stands under it, at one height with others where that is possible."""
    gaps: list[tuple[float, float, int]] = []
    for i, cell in enumerate(told):
        tops = [c.word.top for c in told if c is not cell and _holds(cell, c)]
        if tops:
            gaps.append((min(tops), cell.word.bottom, i))
    ends = [bottom] * len(told)
    run: list[tuple[float, float, int]] = []
    for gap in [*sorted(gaps), (inf, inf, -1)]:
        if run and gap[1] > min(g[0] for g in run):
            y = (max(g[1] for g in run) + min(g[0] for g in run)) / 2
            for _, _, i in run:
                ends[i] = y
            run = []
        run.append(gap)
    return ends


def settled(
    edges: Sequence[float], told: Sequence[Cell], ends: Sequence[float | None], free: Sequence[tuple[float, float]]
) -> list[float]:
    """The edges where the middles of the lowest cells and the ends of flush numbers set them, each within the free space about it.

    `ends` are the right ends of the columns' numbers, None where they are not flush; `free` is the space between two columns.
    """
    middles = {c.first: c.word.middle for c in told if c.first == c.last}
    pairs = [(k, ends[k - 1], ends[k]) for k in middles if k > 0]
    pads = sorted(middles[k] - (a + b) / 2 for k, a, b in pairs if a is not None and b is not None)
    pad = pads[len(pads) // 2] if pads else 0.0
    if sum(abs(p - pad) <= ALIKE_PAD for p in pads) < max(FEWEST, MOST_PADS * len(pads)) or not -EVEN < pad < WIDEST:
        return list(edges)
    found: list[float | None] = [x + pad if x is not None and k + 1 < len(ends) else None for k, x in enumerate(ends)]
    sure: list[float | None] = [None, *found[:-1], ends[-1] + pad if ends[-1] is not None else None]
    for k in reversed(range(1, len(sure) - 1)):
        right = sure[k + 1]
        if sure[k] is None and right is not None and k in middles:
            sure[k] = 2 * middles[k] - right
    return [
        edges[0]
        if k == 0
        else max(edges[-1], x or 0.0)
        if k == len(edges) - 1
        else edges[k]
        if x is None
        else min(max(x, free[k - 1][0]), free[k - 1][1])
        for k, x in enumerate(sure)
    ]
