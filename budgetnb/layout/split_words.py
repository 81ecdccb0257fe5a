"""Words that run into the next column, split there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .columns import Column, columns_of, without_index
from .settings import SETTINGS
from .words import HALF, Word, joined

HAN = "\u2fff"


def split_header(header: Sequence[Word], words: Sequence[Word]) -> list[Word]:
    """The words of a header, those that run into the next column parted there where a line above or below tells one of the parts."""
    words = without_index(words)
    columns = columns_of(words, min(w.top for w in words))
    edges = [(a.span[1] + b.span[0]) / 2 for a, b in pairwise(columns)]
    header = _letters_joined(header, edges)
    found = _split_once(header, edges)
    while len(found) > len(header):
        header, found = found, _split_once(found, edges)
    return found


def _letters_joined(header: Sequence[Word], edges: Sequence[float]) -> list[Word]:
    """The words of a header in the order of its lines, single letters set far apart over one column as one."""
    runs: list[list[Word]] = []
    for word in header:
        last = runs[-1][-1] if runs else word
        letters = len(last.text) == len(word.text) == 1 and min(last.text, word.text) > HAN
        apart = (
            0 <= word.x0 - last.x1 < SETTINGS.spread_gap * (word.x1 - word.x0)
            and abs(word.bottom - last.bottom) < SETTINGS.level
        )
        if letters and apart and bisect_right(edges, last.middle) == bisect_right(edges, word.middle):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [run[0] if len(run) == 1 else joined([c for w in run for c in w.chars]) for run in runs]


def _split_once(header: Sequence[Word], edges: Sequence[float]) -> list[Word]:
    found: list[Word] = []
    for word in header:
        for edge in edges:
            if word.x0 < edge < word.x1 and (cut := _widest_gap_near(word, edge) or _wide_gap_at(word, edge)):
                left, right = _cut(word, cut)
                if _is_confirmed(left, right, word, header) or _is_stacked(word, header, edge):
                    found.append(left)
                    word = right
        found.append(word)
    return found


def _wide_gap_at(word: Word, edge: float) -> int:
    """Where an edge stands in a wide gap among the letters of a word, 0 where it stands in none."""
    wide = SETTINGS.letter_gap * (word.bottom - word.top)
    pairs = enumerate(pairwise(word.chars), 1)
    return next(
        (
            i
            for i, (a, b) in pairs
            if a.x1 <= edge + SETTINGS.seam and b.x0 >= edge - SETTINGS.seam and b.x0 - a.x1 > wide
        ),
        0,
    )


def _lines_beside(word: Word, header: Sequence[Word]) -> list[Word]:
    """The words of the lines close above and below one."""
    high = word.bottom - word.top
    return [w for w in header if w is not word and min(abs(w.top - word.bottom), abs(word.top - w.bottom)) < high]


def _is_stacked(word: Word, header: Sequence[Word], edge: float) -> bool:
    """Whether a word and the line close above or below part widely at one edge into the same two columns: letters of upright labels."""
    cut = _wide_gap_at(word, edge)
    left, right = _cut(word, cut) if cut else (word, word)
    for other in _lines_beside(word, header) if cut else ():
        if other.x0 < edge < other.x1 and (place := _wide_gap_at(other, edge)):
            parts = _cut(other, place)
            if _is_set_alike(left, parts[0]) and _is_set_alike(right, parts[1]):
                return True
    return False


def _is_confirmed(left: Word, right: Word, word: Word, header: Sequence[Word]) -> bool:
    """Whether a line close above or below one of two parts is set as the part is and reaches no further."""
    near = _lines_beside(word, header)
    over_left = (w for w in near if w.x1 < right.x0 and _is_set_alike(w, left))
    over_right = (w for w in near if w.x0 > left.x1 and _is_set_alike(w, right))
    return any(over_left) or any(over_right)


def _is_set_alike(word: Word, other: Word) -> bool:
    """Whether two words are set about one middle or from one edge."""
    return min(abs(word.middle - other.middle), abs(word.x0 - other.x0)) < SETTINGS.level


def split_at_columns(words: Sequence[Word], columns: Sequence[Column]) -> list[Word]:
    """The words, those that run into the next column parted at their widest gap there."""
    edges = [(a.span[1] + b.span[0]) / 2 for a, b in pairwise(columns)]
    found: list[Word] = []
    for word in words:
        for edge in edges:
            if word.x0 < edge < word.x1 and (cut := _widest_gap_near(word, edge)):
                left, word = _cut(word, cut)
                found.append(left)
        found.append(word)
    return found


def _widest_gap_near(word: Word, edge: float) -> int:
    """Where among its letters a word has a gap near an edge, 0 where it has none."""
    if len(word.chars) < 2:
        return 0
    size = max(word.bottom - word.top, SETTINGS.split_lowest)
    gaps = [
        (b.x0 - a.x1, i)
        for i, (a, b) in enumerate(pairwise(word.chars), 1)
        if abs((a.x1 + b.x0) / 2 - edge) < SETTINGS.split_near * size
        and a.text not in HALF
        and b.text not in HALF
        and not _is_digit_beside_han(a.text, b.text)
    ]
    widest, place = max(gaps, default=(0.0, 0))
    usual = median([b.x0 - a.x1 for a, b in pairwise(word.chars)])
    return place if widest > usual + SETTINGS.split_gap * size else 0


def _is_digit_beside_han(one: str, other: str) -> bool:
    """Whether the space between two letters is the usual one between a digit and a Chinese letter."""
    return one.isdigit() != other.isdigit() and (one > HAN or other > HAN)


def _cut(word: Word, cut: int) -> tuple[Word, Word]:
    return joined(word.chars[:cut]), joined(word.chars[cut:])
