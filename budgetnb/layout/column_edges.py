"""The borders between columns that nobody drew, as vertical rules for the lattice."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from .across_groups import step_back
from .columns import Column, columns_of, without_index
from .printed import Rule
from .settings import SETTINGS
from .spanners import _flush_left_edges, spans_of_words, spans_over_groups, spans_over_rules
from .split_words import split_at_columns
from .words import TARGET, Word


def verticals(horizontal: Sequence[Rule], words: Sequence[Word], drawn: Container[float] = ()) -> list[Rule]:
    """The vertical rules between the columns, left out where a cell reaches over them; [] where there is one column.

    `drawn` are the heights of the rules that are printed; the others part lines of text.
    """
    ys = sorted({r[0] for r in horizontal})
    words = without_index(words)
    header = header_bottom(words, ys)
    gathered = partial(_wrapped_cells_joined, ys=ys, header=header, body=step_back(horizontal))
    words = split_at_columns(words, columns_of(gathered(words), header))
    columns = _without_group_words(columns_of(gathered(words), header), horizontal, header)
    if len(columns) < 2:
        return []
    left, right = min(r[1] for r in horizontal), max(r[2] for r in horizontal)
    edges = [_edge_between(a.span[1], b.span[0], horizontal) for a, b in pairwise(columns)]
    found: list[Rule] = [
        (min(left, columns[0].span[0] - SETTINGS.side_pad), ys[0], ys[-1]),
        (max(right, columns[-1].span[1] + SETTINGS.side_pad), ys[0], ys[-1]),
    ]
    for top, bottom in pairwise(ys):
        held = [w for w in words if top < (w.top + w.bottom) / 2 < bottom]
        spans = spans_over_rules(horizontal, (top, bottom), held, edges) if bottom <= header else []
        if bottom < header - SETTINGS.header_slack and not spans:
            whole = bottom in drawn
            spans = (
                spans_of_words((left, right), held, _flush_left_edges(columns, held, edges))
                if whole
                else spans_over_groups(columns, bottom, held, edges)
            )
        for x in edges:
            crossed = any(w.x0 < x - SETTINGS.crossing and w.x1 > x + SETTINGS.crossing for w in held)
            if not crossed and not any(a < x < b for a, b in spans):
                found.append((x, top, bottom))
    return found


def _wrapped_cells_joined(words: Iterable[Word], ys: Sequence[float], header: float, *, body: bool) -> list[Word]:
    """The words, those of one band that stand over each other as one, the lines of a wrapped cell: in the header, in the body where asked."""
    found: list[Word] = []
    bands: dict[int, list[Word]] = defaultdict(list)
    for word in sorted(words, key=lambda w: w.x0):
        above = word.top <= header - SETTINGS.header_slack
        if word.numeric or not (above or body):
            found.append(word)
            continue
        mine = bands[bisect_right(ys, (word.top + word.bottom) / 2)]
        least = SETTINGS.hair if not above else max(SETTINGS.hair, SETTINGS.wrapped_share * (word.x1 - word.x0))
        if mine and mine[-1].x1 - word.x0 > least:
            a = mine[-1]
            mine[-1] = Word("", a.x0, max(a.x1, word.x1), min(a.top, word.top), max(a.bottom, word.bottom), ())
        else:
            mine.append(word)
    return [*found, *(w for band in bands.values() for w in band)]


def _without_group_words(columns: list[Column], horizontal: Sequence[Rule], header: float) -> list[Column]:
    """The columns without those that are only the word of a merged header: a whole rule parts it from the last header row."""
    if not columns:
        return columns
    left, right = columns[0].span[0], columns[-1].span[1]
    whole = [
        y
        for y, x0, x1 in horizontal
        if x0 <= left + SETTINGS.side and x1 >= right - SETTINGS.side and y < header - SETTINGS.header_slack
    ]
    return [c for c in columns if not any(all(w.bottom <= y + SETTINGS.above_slack for w in c.words) for y in whole)]


def _edge_between(a: float, b: float, horizontal: Sequence[Rule]) -> float:
    """The edge between two columns: where a rule ends between them, else the middle."""
    ends = [x for r in horizontal for x in r[1:] if a - SETTINGS.rule_end <= x <= b + SETTINGS.rule_end]
    return min(ends, key=lambda x: abs(x - (a + b) / 2)) if ends else (a + b) / 2


def header_bottom(words: Sequence[Word], ys: Sequence[float]) -> float:
    """The rule under the header: the last above the first row of numbers, or of targets where there is no number."""
    counted = [w for w in words if w.numeric] or [w for w in words if TARGET.match(w.text)]
    first = min(((w.top + w.bottom) / 2 for w in counted), default=ys[-1])
    return max((y for y in ys if y < first), default=ys[0])


def rows_of_edges(edges: Sequence[float], heights: Sequence[float], words: Sequence[Word]) -> Iterator[Rule]:
    """The edges as rules, row by row, left out where a word reaches over them."""
    for top, bottom in pairwise(heights):
        held = [w for w in words if top < (w.top + w.bottom) / 2 < bottom]
        for x in edges:
            if not any(w.x0 < x - SETTINGS.crossing and w.x1 > x + SETTINGS.crossing for w in held):
                yield x, top, bottom
