"""Tables ruled only across, or not at all: their columns follow from aligned text.

Rules across give the rows, and where they stop they give merged headers; the columns are the clusters of words that
stand under each other. What comes out are vertical rules that nobody drew, for the lattice that grid.py builds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median

import numpy as np

from .printed import Char, Rule
from .typeset import Lines

LEADER = re.compile(r"[.．…·]{4,}")
NUMERIC = re.compile(r"^[-+(]?\d[\d,]*(?:\.\d+)?\)?%?$|^[-—－]$")
TARGET = re.compile(r"^[≥≤><＞＜=]\s*\d")
APART = 0.62
MOST_CROSSED = 0.2
HALF = "、，。：；“”‘’（）《》【】〔〕！？·"  # their ink fills half of their place or less
SIDE = 6.0
FLUSH = 1.5
CLOSE = 0.6
FEWEST_RULES = 3
FEWEST_ROWS = 3
LEAST_WORDS = 3
LARGEST, LOWEST = 24.0, 3.0
IS_FIGURE = np.zeros(0x10001, bool)
IS_FIGURE[[ord(c) for c in "0123456789０１２３４５６７８９-—－"]] = True


@dataclass(frozen=True, slots=True)
class Word:
    """Characters of one line that stand close together."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    chars: tuple[Char, ...]

    @property
    def numeric(self) -> bool:
        """Whether it prints a number."""
        return bool(NUMERIC.match(self.text))

    @property
    def middle(self) -> float:
        """Its middle across."""
        return (self.x0 + self.x1) / 2


def ruled_across(rules: Sequence[Rule], text: Sequence[Sequence[Char]]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The (horizontal, vertical) rules of every table that is ruled only across; `text` holds the lines of the page."""
    lines = [words_of(line) for line in text]
    for group in _groups(rules, lines):
        top, bottom = group[0][0], group[-1][0]
        inside = [line for line in lines if top - 1 <= _height(line) <= bottom + 1]
        horizontal = [*group, *_between(group, inside)]
        made = _verticals(sorted(horizontal), [w for line in inside for w in line])
        bands = len({r[0] for r in horizontal}) - 1
        most = 1.0 if _steps(group) else MOST_CROSSED
        if (
            made
            and 2 * len(inside) >= bands
            and any(_in_columns(r, made, most) for r in (inside, _rows(horizontal, inside)))
        ):
            yield horizontal, made


def _steps(rules: Sequence[Rule]) -> bool:
    """Whether rules step back from the side to one edge again and again: beside them stand cells that reach over rows."""
    starts = sorted(r[1] for r in rules if r[1] > rules[0][1] + SIDE and abs(r[2] - rules[0][2]) <= SIDE)
    return any(b - a < 1 for a, b in pairwise(starts)) and _is_alike(rules[0], rules[-1])


def _rows(horizontal: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The words of the lines gathered by the bands between the rules: the lines of a wrapped cell are one row."""
    ys = sorted({r[0] for r in horizontal})
    found: dict[int, list[Word]] = defaultdict(list)
    for line in lines:
        found[bisect_right(ys, _height(line))] += line
    return list(found.values())


def unruled(text: Sequence[Sequence[Char]]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The (horizontal, vertical) rules of every run of lines that is set as a table without any rule."""
    lines = [words_of(line) for line in text]
    for run in _runs(lines):
        words = [w for line in run for w in line]
        left, right = min(w.x0 for w in words) - 2, max(w.x1 for w in words) + 2
        top, bottom = min(w.top for w in words) - 1, max(w.bottom for w in words) + 1
        cuts = [top, *_cuts(run), bottom]
        horizontal = [(y, left, right) for y in cuts]
        made = _verticals(horizontal, words)
        if len(made) >= LEAST_WORDS and _in_columns(run, made):
            yield horizontal, made


def may_be_unruled(text: Lines) -> bool:
    """Whether enough lines print a figure beside a gap as wide as between words: without them there is no table to look for."""
    chars = text.chars
    size = np.maximum(np.maximum(chars.bottom - chars.top, np.minimum(chars.size, LARGEST) * 0.5), LOWEST)[1:]
    line = np.zeros(len(chars), np.intp)
    line[text.starts] = 1
    line = np.cumsum(line) - 1
    gaps = (chars.x0[1:] - chars.x1[:-1] > APART * size) & (line[1:] == line[:-1])
    apart = np.bincount(line[1:][gaps], minlength=len(text.starts)) > 0
    figures = np.bincount(line[IS_FIGURE[np.minimum(chars.code, len(IS_FIGURE) - 1)]], minlength=len(text.starts)) > 0
    return int(np.count_nonzero(apart & figures)) >= FEWEST_ROWS


def words_of(line: Sequence[Char]) -> list[Word]:
    """The words of one line: parted where the gap is wider than the letters let expect."""
    found: list[list[Char]] = []
    for c in line:
        size = max(c.bottom - c.top, min(c.size, LARGEST) * 0.5, LOWEST)
        wide = 2 * APART if found and (found[-1][-1].text in HALF or c.text in HALF) else APART
        if found and c.x0 - found[-1][-1].x1 <= wide * size:
            found[-1].append(c)
        else:
            found.append([c])
    return [_word(chars) for chars in found]


def _word(chars: Sequence[Char]) -> Word:
    top, bottom = min(c.top for c in chars), max(c.bottom for c in chars)
    return Word("".join(c.text for c in chars), chars[0].x0, chars[-1].x1, top, bottom, tuple(chars))


def _height(line: Sequence[Word]) -> float:
    return (line[0].top + line[0].bottom) / 2


def _groups(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Rule]]:
    """Rules that belong to one table: within the sides of its widest, with no band between them that holds no row."""
    left = list(rules)
    found: list[list[Rule]] = []
    while left:
        _, x0, x1 = max(left, key=lambda r: r[2] - r[1])
        mine = sorted(r for r in left if r[1] >= x0 - SIDE and r[2] <= x1 + SIDE)
        left = [r for r in left if r not in mine]
        found += [part for part in _parted(mine, lines) if len({r[0] for r in part}) >= FEWEST_RULES]
    return found


def _parted(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Rule]]:
    """The rules parted where one table ends and the next begins: a high band with no line set in columns."""
    usual = median([b[0] - a[0] for a, b in pairwise(rules) if b[0] - a[0] > 2] or [0.0])
    parts: list[list[Rule]] = [[]]
    for rule in rules:
        if parts[-1] and rule[0] - parts[-1][-1][0] > 1.6 * usual:
            held = [line for line in lines if parts[-1][-1][0] < _height(line) < rule[0]]
            columns = len(held) == 1 or any(len(line) >= LEAST_WORDS for line in held)
            if not (columns or _is_beside(parts[-1], rule, rules) or _keeps(parts[-1], rule, held)):
                parts.append([])
        parts[-1].append(rule)
    return parts


def _is_beside(part: Sequence[Rule], rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether a band stands beside a cell that reaches over rows: its rules step back from the width that opens the table and closes it below."""
    inner = not any(_is_alike(r, part[0]) for r in (part[-1], rule))
    return inner and any(r[0] > rule[0] and _is_alike(r, part[0]) for r in rules)


def _keeps(part: Sequence[Rule], rule: Rule, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether the words of a band stand on both sides of an edge to which the table's rules step back, and none on it."""
    words = [w for line in lines for w in line]
    edges = {r[1] for r in part if r[1] > part[0][1] + SIDE}
    free = [x for x in edges if not any(w.x0 < x - 1 and w.x1 > x + 1 for w in words)]
    return _is_alike(rule, part[0]) and any(len({w.middle > x for w in words}) == 2 for x in free)


def _is_alike(rule: Rule, other: Rule) -> bool:
    return abs(rule[1] - other[1]) <= SIDE and abs(rule[2] - other[2]) <= SIDE


def _between(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[Rule]:
    """Rules that part the rows of a band with several rows of numbers: a table ruled only around its header."""
    found: list[Rule] = []
    x0, x1 = min(r[1] for r in rules), max(r[2] for r in rules)
    for a, b in pairwise(sorted({r[0] for r in rules})):
        held = [line for line in lines if a < _height(line) < b]
        if sum(any(w.numeric for w in line) and len(line) > 1 for line in held) > 1:
            found += [(y, x0, x1) for y in _cuts(held)]
    return found


def _cuts(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Where the rows of some lines part: above every line that prints a number or as many words as such a line."""
    starts = [i for i, line in enumerate(lines) if any(w.numeric for w in line) and len(line) > 1]
    if not starts:
        return []
    header = range(1, starts[0]) if starts[0] > 1 else ()
    places = sorted({*header, *(i for i in starts if i > 0)})
    return [(max(w.bottom for w in lines[i - 1]) + min(w.top for w in lines[i])) / 2 for i in places]


def _runs(lines: Sequence[Sequence[Word]]) -> Iterator[list[Sequence[Word]]]:
    """Runs of lines set in columns with numbers, their header lines before them."""
    run: list[Sequence[Word]] = []
    for line in lines:
        near = not run or _height(line) - _height(run[-1]) < 4 * max(8.0, line[0].bottom - line[0].top)
        if not near or (len(line) < 2 and not (run and _is_tail(line, run))):
            yield from _worthy(run)
            run = []
        if len(line) >= 2 or run:
            run.append(line)
    yield from _worthy(run)


def _is_tail(line: Sequence[Word], run: Sequence[Sequence[Word]]) -> bool:
    """Whether a single word is the rest of a wrapped cell: close under a line of the table and narrow."""
    width = max(w.x1 for r in run for w in r) - min(w.x0 for r in run for w in r)
    return line[0].x1 - line[0].x0 < 0.3 * width and line[0].top - max(w.bottom for w in run[-1]) < 6


def _worthy(run: Sequence[Sequence[Word]]) -> Iterator[list[Sequence[Word]]]:
    if _columns_of_money(run) >= 2 and not any(LEADER.search(w.text) for line in run for w in line):
        yield list(run)


def _columns_of_money(run: Sequence[Sequence[Word]]) -> int:
    """How many columns of numbers stand in the lines: numbers of a table are set flush right, flush left or about one middle."""
    numbers = [w for line in run for w in line if w.numeric and len(line) > 1]
    return max(_flush(at) for at in ([w.x1 for w in numbers], [w.x0 for w in numbers], [w.middle for w in numbers]))


def _flush(places: Iterable[float]) -> int:
    """At how many places three numbers or more stand flush."""
    counts: list[int] = []
    last = float("-inf")
    for x in sorted(places):
        if x - last <= FLUSH and counts:
            counts[-1] += 1
        else:
            counts.append(1)
        last = x
    return sum(n >= FEWEST_ROWS for n in counts)


def _in_columns(lines: Sequence[Sequence[Word]], verticals: Sequence[Rule], most: float = MOST_CROSSED) -> bool:
    """Whether most lines stand in the columns: few words reach over an edge, and rows fill two columns or more."""
    inner = sorted({x for x, _, _ in verticals})[1:-1]
    crossed = sum(any(w.x0 < x - 1 and w.x1 > x + 1 for w in line for x in inner) for line in lines)
    filled = sum(len({sum(w.middle > x for x in inner) for w in line}) > 1 for line in lines)
    return bool(lines) and crossed <= most * len(lines) and filled >= 0.3 * len(lines)


class _Column:
    """Words that stand under each other, and from where to where they reach."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self.span = min(w.x0 for w in words), max(w.x1 for w in words)

    def add(self, word: Word) -> None:
        self.words.append(word)
        self.span = min(self.span[0], word.x0), max(self.span[1], word.x1)


def _verticals(horizontal: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The vertical rules between the columns, left out where a cell reaches over them; [] where there is one column."""
    ys = sorted({r[0] for r in horizontal})
    header = _first_numbers(words, ys)
    gathered = partial(_blocks, ys=ys, header=header) if _steps(horizontal) else list
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
        for x in edges:
            crossed = any(w.x0 < x - 1 and w.x1 > x + 1 for w in held)
            if not crossed and not any(a < x < b for a, b in spans):
                found.append((x, top, bottom))
    return found


def _edge(a: float, b: float, horizontal: Sequence[Rule]) -> float:
    """The edge between two columns: where a rule ends between them, else the middle."""
    ends = [x for r in horizontal for x in r[1:] if a - 1 <= x <= b + 1]
    return min(ends, key=lambda x: abs(x - (a + b) / 2)) if ends else (a + b) / 2


def _first_numbers(words: Sequence[Word], ys: Sequence[float]) -> float:
    """The rule under the header: the last above the first row of numbers, or of targets where there is no number."""
    counted = [w for w in words if w.numeric] or [w for w in words if TARGET.match(w.text)]
    first = min(((w.top + w.bottom) / 2 for w in counted), default=ys[-1])
    return max((y for y in ys if y < first), default=ys[0])


def _columns(words: Sequence[Word], header: float) -> list[_Column]:
    """Words clustered by what stands under what: numbers, then texts below the header, then header words from below."""
    found: list[_Column] = []
    for word in [w for w in words if w.numeric]:
        touched = [c for c in found if _touch(word, c)]
        if len(touched) == 1:
            touched[0].add(word)
        else:
            merged = _Column([*(w for c in touched for w in c.words), word])
            found = [*(c for c in found if c not in touched), merged]
    texts = [w for w in words if not w.numeric]
    body = sorted((w for w in texts if w.top > header - 1), key=lambda w: w.x1 - w.x0)
    above = sorted((w for w in texts if w.top <= header - 1), key=lambda w: -w.bottom)
    over = [w for w in [*body, *above] if not _add(found, w)]
    joined = _headed(sorted(found, key=lambda c: c.span), header)
    for word in over:
        if len(mine := [c for c in joined if _touch(word, c)]) == 1:
            mine[0].add(word)
    return joined


def _touch(word: Word, column: _Column) -> bool:
    x0, x1 = column.span
    return min(word.x1, x1) - max(word.x0, x0) > 0.5


def _add(columns: list[_Column], word: Word) -> bool:
    """Whether the word found its column, its own if it touches none; one that reaches over several found none."""
    touched = [c for c in columns if _touch(word, c)]
    if len(touched) > 1:
        lower = [c for c in touched if not _is_line_above(word, c)]
        if len(lower) > 1:
            return False
        merged = _Column([*(w for c in touched for w in c.words), word])
        columns[:] = [*(c for c in columns if c not in touched), merged]
    elif touched:
        touched[0].add(word)
    else:
        columns.append(_Column([word]))
    return True


def _is_line_above(word: Word, column: _Column) -> bool:
    """Whether the words of a column are the next lines of the cell that the word begins."""
    return 0 <= min(w.top for w in column.words) - word.bottom < CLOSE * (word.bottom - word.top)


def _blocks(words: Iterable[Word], ys: Sequence[float], header: float) -> list[Word]:
    """The words, those of one band below the header that stand over each other as one: the lines of a wrapped cell."""
    found: list[Word] = []
    bands: dict[int, list[Word]] = defaultdict(list)
    for word in sorted(words, key=lambda w: w.x0):
        if word.numeric or word.top <= header - 1:
            found.append(word)
            continue
        mine = bands[bisect_right(ys, (word.top + word.bottom) / 2)]
        if mine and word.x0 < mine[-1].x1 - 0.5:
            a = mine[-1]
            mine[-1] = Word("", a.x0, max(a.x1, word.x1), min(a.top, word.top), max(a.bottom, word.bottom), ())
        else:
            mine.append(word)
    return [*found, *(w for band in bands.values() for w in band)]


def _split(words: Sequence[Word], columns: Sequence[_Column]) -> list[Word]:
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
        if abs((a.x1 + b.x0) / 2 - edge) < 4 * size and a.text not in HALF and b.text not in HALF
    ]
    widest, place = max(gaps, default=(0.0, 0))
    usual = median([b.x0 - a.x1 for a, b in pairwise(word.chars)])
    return place if widest > usual + 0.15 * size else 0


def _parts(word: Word, cut: int) -> tuple[Word, Word]:
    return _word(word.chars[:cut]), _word(word.chars[cut:])


def _leaves(columns: list[_Column], horizontal: Sequence[Rule], header: float) -> list[_Column]:
    """The columns without those that are only the word of a merged header: a whole rule parts it from the last header row."""
    if not columns:
        return columns
    left, right = columns[0].span[0], columns[-1].span[1]
    whole = [y for y, x0, x1 in horizontal if x0 <= left + SIDE and x1 >= right - SIDE and y < header - 1]
    return [c for c in columns if not any(all(w.bottom <= y + 1 for w in c.words) for y in whole)]


def _headed(columns: Sequence[_Column], header: float) -> list[_Column]:
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
        _Column([*columns[i].words, *(w for k, to in home.items() if to == i for w in columns[k].words)]) for i in kept
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


def _merged(sides: tuple[float, float], held: Sequence[Word], edges: Sequence[float]) -> list[tuple[float, float]]:
    """The cells that the words between two sides stand in."""
    mine = sorted((w for w in held if sides[0] - 2 <= w.middle <= sides[1] + 2), key=lambda w: w.middle)
    cuts = [sides[0], *(_cut(a, b, sides, edges) for a, b in pairwise(_apart(mine))), sides[1]]
    return [(a + 1, b - 1) for a, b in pairwise(cuts)] if mine else []


def _apart(words: Sequence[Word]) -> list[Word]:
    """One word for each cell of a header band: words over each other are lines of one cell."""
    kept: list[Word] = []
    for w in words:
        if kept and min(w.x1, kept[-1].x1) - max(w.x0, kept[-1].x0) > 0:
            continue
        kept.append(w)
    return kept


def _cut(a: Word, b: Word, sides: tuple[float, float], edges: Sequence[float]) -> float:
    """The edge between two merged header cells: the one about which their words are set most evenly."""
    between = [x for x in edges if a.middle < x < b.middle] or [(a.x1 + b.x0) / 2]
    return min(between, key=lambda x: abs((sides[0] + x) / 2 - a.middle) + abs((x + sides[1]) / 2 - b.middle))
