"""Columns among words: what stands under what, and which words of a header reach over several.

What comes out are vertical rules that nobody drew, for the lattice that grid.py builds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from statistics import median

from .printed import Rule
from .words import HAIR, HALF, SPREAD, Word, joined

TARGET = re.compile(r"^[≥≤><＞＜=]\s*\d")
MONEY = re.compile(r"\d[,.，．]\d|^[-—－−0０]$")
CODE = re.compile(r"\d{3,7}")
SIDE = 6.0
HAN = "\u2fff"
CLOSE = 0.6
FAR = 0.6
MANY_LINES = 3
LEVEL = 2.0
LEAST_WORDS = 3


class Column:
    """Words that stand under each other, and from where to where they reach."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self.span = min(w.x0 for w in words), max(w.x1 for w in words)

    def add(self, word: Word) -> None:
        """One word more."""
        self.words.append(word)
        self.span = min(self.span[0], word.x0), max(self.span[1], word.x1)


def verticals(horizontal: Sequence[Rule], words: Sequence[Word], drawn: Container[float] = ()) -> list[Rule]:
    """The vertical rules between the columns, left out where a cell reaches over them; [] where there is one column.

    `drawn` are the heights of the rules that are printed; the others part lines of text.
    """
    ys = sorted({r[0] for r in horizontal})
    words = _without_index(words)
    header = _first_numbers(words, ys)
    gathered = partial(_blocks, ys=ys, header=header, body=steps(horizontal))
    words = _split(words, _columns(gathered(words), header))
    columns = _leaves(_columns(gathered(words), header), horizontal, header)
    if len(columns) < 2:
        return []
    left, right = min(r[1] for r in horizontal), max(r[2] for r in horizontal)
    edges = [_edge(a.span[1], b.span[0], horizontal) for a, b in pairwise(columns)]
    found: list[Rule] = [
        (min(left, columns[0].span[0] - 1), ys[0], ys[-1]),
        (max(right, columns[-1].span[1] + 1), ys[0], ys[-1]),
    ]
    for top, bottom in pairwise(ys):
        held = [w for w in words if top < (w.top + w.bottom) / 2 < bottom]
        spans = _spanned(horizontal, (top, bottom), held, edges) if bottom <= header else []
        if bottom < header - 1 and not spans:
            whole = bottom in drawn
            spans = (
                _merged((left, right), held, _begun(columns, held, edges))
                if whole
                else _grouped(columns, bottom, held, edges)
            )
        for x in edges:
            crossed = any(w.x0 < x - 1 and w.x1 > x + 1 for w in held)
            if not crossed and not any(a < x < b for a, b in spans):
                found.append((x, top, bottom))
    return found


def under_header(words: Sequence[Word], ys: Sequence[float]) -> float:
    """The height of the rule under the header, above an index row."""
    return _first_numbers(words, ys)


def columns_below(header: Sequence[Word], words: Sequence[Word]) -> list[Column]:
    """The columns of a table without rules, by the words below its header and the cells of the header."""
    words = [
        w for w in _without_index(words) if w.text or not w.chars
    ]  # those of an index stand about the middle, not over numbers
    top = min((w.top for w in words), default=0.0)
    words = _split(words, _columns([*words, *header], top, whole=True))
    return _without_groups(_columns([*words, *header], top, whole=True), header)


def _without_groups(columns: Sequence[Column], header: Sequence[Word]) -> list[Column]:
    """The columns without those that are only a cell of the header under which, on both sides, others begin that have none above."""
    above = set(map(id, header))
    tops = [[(w.top, w.bottom) for w in c.words if id(w) in above] for c in columns]
    kept = [*columns[:1]]
    for i in range(1, len(columns) - 1):
        only = len(tops[i]) == len(columns[i].words)
        low = max((bottom for _, bottom in tops[i]), default=0.0)
        beside = [tops[k] for k in (i - 1, i + 1)]
        if not (only and all(pairs and all(top >= low - 1 for top, _ in pairs) for pairs in beside)):
            kept.append(columns[i])
    return [*kept, *columns[max(1, len(columns) - 1) :]]


def apart(header: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """The words of a header, those that run into the next column parted there where a line above or below tells one of the parts."""
    words = _without_index(words)
    columns = _columns(words, min(w.top for w in words))
    edges = [(a.span[1] + b.span[0]) / 2 for a, b in pairwise(columns)]
    header = _spread(header, edges)
    found = _parted(header, edges)
    while len(found) > len(header):
        header, found = found, _parted(found, edges)
    return found


def _spread(header: Sequence[Word], edges: Sequence[float]) -> list[Word]:
    """The words of a header in the order of its lines, single letters set far apart over one column as one."""
    runs: list[list[Word]] = []
    for word in header:
        last = runs[-1][-1] if runs else word
        letters = len(last.text) == len(word.text) == 1 and min(last.text, word.text) > HAN
        apart = 0 <= word.x0 - last.x1 < SPREAD * (word.x1 - word.x0) and abs(word.bottom - last.bottom) < LEVEL
        if letters and apart and bisect_right(edges, last.middle) == bisect_right(edges, word.middle):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [run[0] if len(run) == 1 else joined([c for w in run for c in w.chars]) for run in runs]


def _parted(header: Sequence[Word], edges: Sequence[float]) -> list[Word]:
    found: list[Word] = []
    for word in header:
        for edge in edges:
            if word.x0 < edge < word.x1 and (cut := _gap(word, edge) or _seam(word, edge)):
                left, right = _parts(word, cut)
                if _is_told(left, right, word, header) or _is_stacked(word, header, edge):
                    found.append(left)
                    word = right
        found.append(word)
    return found


def _seam(word: Word, edge: float) -> int:
    """Where an edge stands in a wide gap among the letters of a word, 0 where it stands in none."""
    wide = FAR * (word.bottom - word.top)
    pairs = enumerate(pairwise(word.chars), 1)
    return next((i for i, (a, b) in pairs if a.x1 <= edge + 2 and b.x0 >= edge - 2 and b.x0 - a.x1 > wide), 0)


def _next_to(word: Word, header: Sequence[Word]) -> list[Word]:
    """The words of the lines close above and below one."""
    high = word.bottom - word.top
    return [w for w in header if w is not word and min(abs(w.top - word.bottom), abs(word.top - w.bottom)) < high]


def _is_stacked(word: Word, header: Sequence[Word], edge: float) -> bool:
    """Whether a word and the line close above or below part widely at one edge into the same two columns: letters of upright labels."""
    cut = _seam(word, edge)
    left, right = _parts(word, cut) if cut else (word, word)
    for other in _next_to(word, header) if cut else ():
        if other.x0 < edge < other.x1 and (place := _seam(other, edge)):
            parts = _parts(other, place)
            if _is_alike(left, parts[0]) and _is_alike(right, parts[1]):
                return True
    return False


def _is_told(left: Word, right: Word, word: Word, header: Sequence[Word]) -> bool:
    """Whether a line close above or below one of two parts is set as the part is and reaches no further."""
    near = _next_to(word, header)
    over_left = (w for w in near if w.x1 < right.x0 and _is_alike(w, left))
    over_right = (w for w in near if w.x0 > left.x1 and _is_alike(w, right))
    return any(over_left) or any(over_right)


def _is_alike(word: Word, other: Word) -> bool:
    """Whether two words are set about one middle or from one edge."""
    return min(abs(word.middle - other.middle), abs(word.x0 - other.x0)) < LEVEL


def edges_of(columns: Sequence[Column]) -> list[float]:
    """The edges between columns, each in the middle of its gap, and the sides of the first and the last."""
    inner = ((a.span[1] + b.span[0]) / 2 for a, b in pairwise(columns))
    return [columns[0].span[0] - 1, *inner, columns[-1].span[1] + 1]


def spans_below(columns: Sequence[Column], header: Sequence[Word]) -> list[tuple[float, float]]:
    """From where to where the words of every column reach, those of the header left out."""
    above = set(map(id, header))
    held = ([w for w in c.words if id(w) not in above] for c in columns)
    return [(min(w.x0 for w in words), max(w.x1 for w in words)) for words in held if words]


def gaps(columns: Sequence[Column]) -> list[tuple[float, float]]:
    """The free space between every two columns."""
    return [(a.span[1], b.span[0]) for a, b in pairwise(columns)]


def right_end(column: Column) -> float | None:
    """Where the numbers of a column end, None where they do not stand flush right."""
    ends = sorted(w.x1 for w in column.words if w.numeric)
    flush = ends and sum(ends[-1] - x < HAIR * 2 for x in ends) > len(ends) / 2
    return ends[-1] if flush else None


def between(edges: Sequence[float], heights: Sequence[float], words: Sequence[Word]) -> Iterator[Rule]:
    """The edges as rules, row by row, left out where a word reaches over them."""
    for top, bottom in pairwise(heights):
        held = [w for w in words if top < (w.top + w.bottom) / 2 < bottom]
        for x in edges:
            if not any(w.x0 < x - 1 and w.x1 > x + 1 for w in held):
                yield x, top, bottom


def steps(rules: Sequence[Rule]) -> bool:
    """Whether rules step back from the side to one edge again and again: beside them stand cells that reach over rows."""
    starts = sorted(r[1] for r in rules if r[1] > rules[0][1] + SIDE and abs(r[2] - rules[0][2]) <= SIDE)
    return any(b - a < 1 for a, b in pairwise(starts)) and is_alike(rules[0], rules[-1])


def is_alike(rule: Rule, other: Rule) -> bool:
    return abs(rule[1] - other[1]) <= SIDE and abs(rule[2] - other[2]) <= SIDE


def _without_index(words: Sequence[Word]) -> list[Word]:
    """The words, the numbers of an index row (1 2 3 …) as words of the header: they stand in the middle of their columns."""
    rows: list[list[Word]] = []
    for word in sorted((w for w in words if w.text.isdigit()), key=lambda w: w.bottom):
        if rows and word.bottom - rows[-1][-1].bottom < HAIR:
            rows[-1].append(word)
        else:
            rows.append([word])
    index = {id(w) for row in rows if len(row) >= LEAST_WORDS and _counts(row) for w in row}
    return [Word("", w.x0, w.x1, w.top, w.bottom, w.chars) if id(w) in index else w for w in words]


def _counts(row: Sequence[Word]) -> bool:
    values = [int(w.text) for w in sorted(row, key=lambda w: w.x0)]
    return values[0] == 1 and all(b - a == 1 for a, b in pairwise(values))


def _edge(a: float, b: float, horizontal: Sequence[Rule]) -> float:
    """The edge between two columns: where a rule ends between them, else the middle."""
    ends = [x for r in horizontal for x in r[1:] if a - 1 <= x <= b + 1]
    return min(ends, key=lambda x: abs(x - (a + b) / 2)) if ends else (a + b) / 2


def _first_numbers(words: Sequence[Word], ys: Sequence[float]) -> float:
    """The rule under the header: the last above the first row of numbers, or of targets where there is no number."""
    counted = [w for w in words if w.numeric] or [w for w in words if TARGET.match(w.text)]
    first = min(((w.top + w.bottom) / 2 for w in counted), default=ys[-1])
    return max((y for y in ys if y < first), default=ys[0])


def _columns(words: Sequence[Word], header: float, *, whole: bool = False) -> list[Column]:
    """Words clustered by what stands under what: numbers, then texts below the header, then header words from below.

    Where those are `whole` cells, none of them is a line of the cell that the next begins.
    """
    found: list[Column] = []
    for word in [w for w in words if w.numeric]:
        touched = [c for c in found if _touch(word, c)]
        if len(touched) == 1:
            touched[0].add(word)
        else:
            merged = Column([*(w for c in touched for w in c.words), word])
            found = [*(c for c in found if c not in touched), merged]
    found = _nested(found)
    texts = [w for w in words if not w.numeric]
    body = sorted((w for w in texts if w.top > header - 1), key=lambda w: w.x1 - w.x0)
    above = sorted((w for w in texts if w.top <= header - 1), key=lambda w: -w.bottom)
    wide = [w for w in body if not _add(found, w)]
    over = [
        w for w in [*_bridged(found, wide), *above] if not (_add(found, w, whole=whole) or _gather(found, w, above))
    ]
    kept = _without_lone(_headed(sorted(found, key=lambda c: c.span), header), header)
    for word in over:
        if len(mine := [c for c in kept if _touch(word, c)]) == 1:
            mine[0].add(word)
    return kept


def _nested(columns: Sequence[Column]) -> list[Column]:
    """The columns, those of codes set further in than the codes that they belong to as one: no two in one line, each begins as the one above."""
    kept: list[Column] = []
    for column in sorted(columns, key=lambda c: c.span):
        if kept and _is_further_in(kept[-1], column):
            kept[-1] = Column([*kept[-1].words, *column.words])
        else:
            kept.append(column)
    return kept


def _is_further_in(outer: Column, inner: Column) -> bool:
    """Whether every word of a column is a code that the code above it in another column begins."""
    words = sorted([*outer.words, *inner.words], key=lambda w: w.top)
    if not all(CODE.fullmatch(w.text) for w in words) or _rows_of(outer) & _rows_of(inner):
        return False
    within = set(map(id, inner.words))
    told = False
    for i, word in enumerate(words):
        over = next((w for w in reversed(words[:i]) if id(w) not in within), None)
        if id(word) in within and over is not None:
            if not (word.text.startswith(over.text) and len(word.text) > len(over.text)):
                return False
            told = True
    return told


def _bridged(columns: list[Column], words: Sequence[Word]) -> list[Word]:
    """The words that reach over columns, those left out that show columns to be one: indented names, no two of them in one line,
    or lines of a long text, a few of them parted by a stop.
    """
    left: list[Word] = []
    for word in words:
        touched = [c for c in columns if _touch(word, c)]
        rows = [_rows_of(c) for c in touched]
        parted = sum(len(a & b) for i, a in enumerate(rows) for b in rows[i + 1 :])
        over = sum(all(_touch(w, c) for c in touched) for w in words) if parted else 0
        if MANY_LINES * parted <= over and not any(w.numeric for c in touched for w in c.words):
            merged = Column([*(w for c in touched for w in c.words), word])
            columns[:] = [*(c for c in columns if c not in touched), merged]
        else:
            left.append(word)
    return left


def _gather(columns: list[Column], word: Word, above: Sequence[Word]) -> bool:
    """Whether a word of the header made the columns below it one, which have no other word over them: codes or names set
    further in, no two of them in one line.
    """
    touched = [c for c in columns if _touch(word, c)]
    rows = [_rows_of(c) for c in touched]
    told = any(v.bottom > word.top and v is not word and _touch(v, c) for v in above for c in touched)
    money = any(MONEY.search(w.text) for c in touched for w in c.words)
    if word not in above or told or money or any(a & b for i, a in enumerate(rows) for b in rows[i + 1 :]):
        return False
    columns[:] = [*(c for c in columns if c not in touched), Column([*(w for c in touched for w in c.words), word])]
    return True


def _rows_of(column: Column) -> set[int]:
    """Where the lines of a column stand, each with the point above and below it."""
    return {round((w.top + w.bottom) / 2) + by for w in column.words for by in (0, 1)}


def _without_lone(columns: list[Column], header: float) -> list[Column]:
    """The columns, one that is no more than the label of a total (one word, nothing of the header over it) a part of its neighbour."""
    if len(columns) <= LEAST_WORDS:
        return columns
    counted = any(w.numeric for c in columns for w in c.words)
    kept: list[Column] = []
    first: list[Word] = []
    for column in columns:
        word = column.words[0]
        if len(column.words) == 1 and word.text and not word.numeric and word.top > header - 1 and counted:
            (kept[-1].add if kept else first.append)(word)
        else:
            kept.append(Column([*column.words, *first]))
            first = []
    return kept


def _touch(word: Word, column: Column) -> bool:
    x0, x1 = column.span
    return min(word.x1, x1) - max(word.x0, x0) > 0.5


def _add(columns: list[Column], word: Word, *, whole: bool = False) -> bool:
    """Whether the word found its column, its own if it touches none; one that reaches over several found none."""
    touched = [c for c in columns if _touch(word, c)]
    if len(touched) > 1:
        lower = [c for c in touched if whole or not _is_line_above(word, c)]
        if len(lower) > 1:
            return False
        merged = Column([*(w for c in touched for w in c.words), word])
        columns[:] = [*(c for c in columns if c not in touched), merged]
    elif touched:
        touched[0].add(word)
    else:
        columns.append(Column([word]))
    return True


def _is_line_above(word: Word, column: Column) -> bool:
    """Whether the words of a column are the next lines of the cell that the word begins."""
    below = min(column.words, key=lambda w: w.top)
    return 0 <= below.top - word.bottom < CLOSE * min(word.bottom - word.top, below.bottom - below.top)


def _blocks(words: Iterable[Word], ys: Sequence[float], header: float, *, body: bool) -> list[Word]:
    """The words, those of one band that stand over each other as one, the lines of a wrapped cell: in the header, in the body where asked."""
    found: list[Word] = []
    bands: dict[int, list[Word]] = defaultdict(list)
    for word in sorted(words, key=lambda w: w.x0):
        above = word.top <= header - 1
        if word.numeric or not (above or body):
            found.append(word)
            continue
        mine = bands[bisect_right(ys, (word.top + word.bottom) / 2)]
        least = HAIR if not above else max(HAIR, 0.5 * (word.x1 - word.x0))
        if mine and mine[-1].x1 - word.x0 > least:
            a = mine[-1]
            mine[-1] = Word("", a.x0, max(a.x1, word.x1), min(a.top, word.top), max(a.bottom, word.bottom), ())
        else:
            mine.append(word)
    return [*found, *(w for band in bands.values() for w in band)]


def _split(words: Sequence[Word], columns: Sequence[Column]) -> list[Word]:
    """The words, those that run into the next column parted at their widest gap there."""
    edges = [(a.span[1] + b.span[0]) / 2 for a, b in pairwise(columns)]
    found: list[Word] = []
    for word in words:
        for edge in edges:
            if word.x0 < edge < word.x1 and (cut := _gap(word, edge)):
                left, word = _parts(word, cut)
                found.append(left)
        found.append(word)
    return found


def _gap(word: Word, edge: float) -> int:
    """Where among its letters a word has a gap near an edge, 0 where it has none."""
    if len(word.chars) < 2:
        return 0
    size = max(word.bottom - word.top, 4.0)
    gaps = [
        (b.x0 - a.x1, i)
        for i, (a, b) in enumerate(pairwise(word.chars), 1)
        if abs((a.x1 + b.x0) / 2 - edge) < 4 * size
        and a.text not in HALF
        and b.text not in HALF
        and not _is_spaced(a.text, b.text)
    ]
    widest, place = max(gaps, default=(0.0, 0))
    usual = median([b.x0 - a.x1 for a, b in pairwise(word.chars)])
    return place if widest > usual + 0.15 * size else 0


def _is_spaced(one: str, other: str) -> bool:
    """Whether the space between two letters is the usual one between a digit and a Chinese letter."""
    return one.isdigit() != other.isdigit() and (one > HAN or other > HAN)


def _parts(word: Word, cut: int) -> tuple[Word, Word]:
    return joined(word.chars[:cut]), joined(word.chars[cut:])


def _leaves(columns: list[Column], horizontal: Sequence[Rule], header: float) -> list[Column]:
    """The columns without those that are only the word of a merged header: a whole rule parts it from the last header row."""
    if not columns:
        return columns
    left, right = columns[0].span[0], columns[-1].span[1]
    whole = [y for y, x0, x1 in horizontal if x0 <= left + SIDE and x1 >= right - SIDE and y < header - 1]
    return [c for c in columns if not any(all(w.bottom <= y + 1 for w in c.words) for y in whole)]


def _headed(columns: Sequence[Column], header: float) -> list[Column]:
    """Columns with a header's word set beside its numbers, not over them, joined to the nearest such numbers."""
    only = [
        "head"
        if all(w.top <= header - 1 for w in c.words)
        else "body"
        if all(w.top > header - 1 for w in c.words)
        else ""
        for c in columns
    ]
    home: dict[int, int] = {}
    for i, kind in enumerate(only):
        sides = [k for k in (i - 1, i + 1) if 0 <= k < len(columns) and only[k] == "head" and k not in home]
        if kind == "body" and sides:
            home[min(sides, key=lambda k: abs(sum(columns[k].span) - sum(columns[i].span)))] = i
    kept = [i for i in range(len(columns)) if i not in home]
    return [
        Column([*columns[i].words, *(w for k, to in home.items() if to == i for w in columns[k].words)]) for i in kept
    ]


def _spanned(
    horizontal: Sequence[Rule], band: tuple[float, float], held: Sequence[Word], edges: Sequence[float]
) -> list[tuple[float, float]]:
    """What the merged cells of a header band reach over: the rule under each ends where it ends, and so does the one above."""
    above, below = ([r for r in horizontal if abs(r[0] - y) < 1] for y in band)
    width = max(r[2] for r in horizontal) - min(r[1] for r in horizontal)
    ends = sorted(x for r in above for x in r[1:])
    found: list[tuple[float, float]] = []
    for _, x0, x1 in below:
        if x1 - x0 > 0.97 * width:
            continue
        for sides in pairwise([x0, *(x for x in ends if x0 + SIDE < x < x1 - SIDE), x1]):
            found += _merged(sides, held, edges)
    return found


def _begun(columns: Sequence[Column], held: Sequence[Word], edges: Sequence[float]) -> Sequence[float]:
    """The edges at which the words of a header band may part: those of columns that begin where a word does, if words are set flush left."""
    first = [w.x0 for w in sorted(held, key=lambda w: w.x0)]
    begun = [
        x
        for x, c in zip(edges, columns[1:], strict=True)
        if any(abs(w.x0 - x0) < HAIR for w in c.words if w not in held for x0 in first)
    ]
    flush = len(begun) >= len(first) - 1 > 0 and abs(first[0] - columns[0].span[0]) < LEVEL
    return begun if flush else edges


def _grouped(
    columns: Sequence[Column], bottom: float, held: Sequence[Word], edges: Sequence[float]
) -> list[tuple[float, float]]:
    """What the words of a header band that no rule parts reach over: columns side by side whose next words stand at one height."""
    heights = [min(((w.top + w.bottom) / 2 for w in c.words if w.top > bottom - 1), default=0.0) for c in columns]
    ends = [columns[0].span[0], *edges, columns[-1].span[1]]
    found: list[tuple[float, float]] = []
    first = 0
    for i in range(1, len(columns) + 1):
        if i == len(columns) or abs(heights[i] - heights[first]) > LEVEL:
            sides = (ends[first], ends[i])
            if i - first > 1:
                mine = [w for w in held if sides[0] < w.middle < sides[1]]
                found += _merged(sides, mine, _begun(columns, mine, edges))
            first = i
    return found


def _merged(sides: tuple[float, float], held: Sequence[Word], edges: Sequence[float]) -> list[tuple[float, float]]:
    """The cells that the words between two sides stand in."""
    mine = _apart(sorted((w for w in held if sides[0] - 2 <= w.middle <= sides[1] + 2), key=lambda w: w.middle))
    if not mine:
        return []
    cuts = [sides[0], *_even(mine, sides, edges), sides[1]]
    return [(a + 1, b - 1) for a, b in pairwise(cuts)]


def _apart(words: Sequence[Word]) -> list[Word]:
    """One word for each cell of a header band: words over each other are lines of one cell."""
    kept: list[Word] = []
    for w in words:
        if kept and min(w.x1, kept[-1].x1) - max(w.x0, kept[-1].x0) > 0:
            continue
        kept.append(w)
    return kept


def _even(words: Sequence[Word], sides: tuple[float, float], edges: Sequence[float]) -> list[float]:
    """The edges between merged header cells: those about whose cells the words are set most evenly."""
    best: dict[float, tuple[float, list[float]]] = {sides[0]: (0.0, [])}
    gaps = [[x for x in edges if a.middle < x < b.middle] or [(a.x1 + b.x0) / 2] for a, b in pairwise(words)]
    for a, between in zip(words, [*gaps, [sides[1]]], strict=True):
        ways = {x: min((off + abs((at + x) / 2 - a.middle), cuts) for at, (off, cuts) in best.items()) for x in between}
        best = {x: (off, [*cuts, x]) for x, (off, cuts) in ways.items()}
    return best[sides[1]][1][:-1]
