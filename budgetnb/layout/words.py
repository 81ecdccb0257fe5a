"""Words among characters: what stands close together on one line."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_high

import numpy as np

from .. import wording
from .printed import Char, Numbers
from .settings import SETTINGS
from .text_lines import Lines

NUMERIC = re.compile(r"^[-+(－−△▲（]?\d[\d,，]*(?:[.．]\d+)?[)）]?[%％]?$|^[-—－−]$")
TARGET = re.compile(r"^[≥≤><＞＜=]\s*\d")
MONEY = re.compile(r"\d[,.，．]\d|^[-—－−0０]$")
CODE = re.compile(r"\d{3,7}")
AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d")
AMOUNTS = re.compile(f"(?:{AMOUNT.pattern})+")
HALF = "、，。：；“”‘’（）《》【】〔〕！？·"  # their ink fills half of their place or less
WIDE = "０１２３４５６７８９，．％－＋（）"  # full-width forms: each stands in a square as wide as the font is large
MARKS = ".,，．"
POINT = ord(".")
OTHER = 0x10000  # stands for every code point from here on


def _is_of(letters: str) -> Numbers:
    """By code point, whether it is one of some letters."""
    table = np.zeros(OTHER + 1, bool)
    table[[ord(c) for c in letters]] = True
    return table


IS_HALF, IS_WIDE, IS_NUMERIC = (
    _is_of(HALF),
    _is_of(WIDE),
    _is_of("0123456789０１２３４５６７８９,.()%+-—－−，．（）％△▲"),
)


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


def _printed(name: str) -> re.Pattern[str]:
    return wording.patterns("text", "layout")[name]


def words_of(line: Sequence[Char]) -> list[Word]:
    """The words of one line: parted where the gap is wider than the letters let expect."""
    found: list[list[Char]] = []
    close = SETTINGS.word_gap * SETTINGS.word_lowest  # letters so close are of one word, whatever they are
    for c in line:
        gap = c.x0 - found[-1][-1].x1 if found else math.inf
        if gap <= close or (found and gap <= _reach(found[-1], c, line)):
            found[-1].append(c)
        else:
            found.append([c])
    return [joined(chars) for chars in _spread([part for chars in found for part in _told_apart(chars)])]


def _reach(chars: Sequence[Char], c: Char, line: Sequence[Char]) -> float:
    """How far from the letters of a word the next may stand."""
    if c.text in WIDE and chars[-1].text in WIDE:  # the ink of two squares side by side lies within both
        return 2 * c.size - (c.x1 - c.x0) - (chars[-1].x1 - chars[-1].x0)
    half = chars[-1].text in HALF or c.text in HALF or _is_pointed(chars, c)
    usual = median_high(each.bottom - each.top for each in line) if half else 0.0
    size = max(
        c.bottom - c.top, min(c.size, SETTINGS.word_largest) * SETTINGS.word_size_share, SETTINGS.word_lowest, usual
    )
    return (SETTINGS.mark_gap * SETTINGS.word_gap if half else SETTINGS.word_gap) * size


def _is_pointed(chars: Sequence[Char], c: Char) -> bool:
    """Whether a digit follows the point or a comma of a number, or these a digit: their ink fills little of their place."""
    last = chars[-1].text
    return (c.text in MARKS and last.isdigit()) or (c.text.isdigit() and last in MARKS and chars[-2:][0].text.isdigit())


def _told_apart(chars: list[Char]) -> list[list[Char]]:
    """The letters parted behind an amount that the next cell's text follows with no gap, where that is no unit of it, or its amount."""
    if len(chars) < 5:
        return [chars]
    text = "".join(c.text for c in chars)
    cuts = [
        m.end()
        for m in (AMOUNT if AMOUNTS.fullmatch(text) else _printed("run_on")).finditer(text)
        if m.end() < len(text)
    ]
    return [chars[a:b] for a, b in pairwise([0, *cuts, len(chars)])]


def numbers(text: Lines, pages: int = 1) -> list[int]:
    """How many numbers may stand among the words of each page: at least as many as :func:`words_of` finds in lines of several, at once.

    A page with fewer than a table needs has no table to look for. The cells of the text number the pages.
    """
    chars = text.chars
    if not len(chars):
        return [0] * pages
    size = np.maximum(
        np.maximum(chars.bottom - chars.top, np.minimum(chars.size, SETTINGS.word_largest) * SETTINGS.word_size_share),
        SETTINGS.word_lowest,
    )[1:]
    code = np.minimum(chars.code, OTHER)
    wide = np.where(IS_HALF[code[1:]] | IS_HALF[code[:-1]], SETTINGS.mark_gap * SETTINGS.word_gap, SETTINGS.word_gap)
    begins = np.ones(len(chars), bool)
    reach, width = wide * size, chars.x1 - chars.x0
    squares = IS_WIDE[code[1:]] & IS_WIDE[code[:-1]]
    reach[squares] = (2 * chars.size[1:] - width[1:] - width[:-1])[squares]
    begins[1:] = chars.x0[1:] - chars.x1[:-1] > reach
    begins[text.starts] = True
    words = np.flatnonzero(begins)
    line = np.searchsorted(text.starts, words, "right") - 1
    whole = np.logical_and.reduceat(IS_NUMERIC[code], words)
    points = np.add.reduceat((code == POINT).astype(np.intp), words)  # amounts that run on have one each
    points[~IS_NUMERIC[code[words]]] = 0
    several = (np.bincount(line)[line] > 1) | (points > whole)
    found = np.where(several, np.maximum(whole, points), 0)
    counts: list[float] = np.bincount(text.cells[line], found, pages).tolist()
    return list(map(int, counts))


def _spread(found: Sequence[list[Char]]) -> list[list[Char]]:
    """The words, two letters set far apart (the label of a total or of a column) as one; not one of three, which are columns."""
    letter = _printed("spaced")
    runs: list[list[list[Char]]] = []
    for chars in found:
        single = len(chars) == 1 and bool(letter.match(chars[0].text))
        last = runs[-1][-1][-1] if runs else None
        near = last is not None and chars[0].x0 - last.x1 < SETTINGS.spread_gap * (chars[0].x1 - chars[0].x0)
        if single and near and all(len(c) == 1 and letter.match(c[0].text) for c in runs[-1]):
            runs[-1].append(chars)
        else:
            runs.append([chars])
    return [word for run in runs for word in ([[*run[0], *run[1]]] if len(run) == 2 else run)]


def joined(chars: Sequence[Char]) -> Word:
    """The word that some characters make."""
    texts, x0, x1, top, bottom, *_ = zip(*chars, strict=True)
    return Word("".join(texts), x0[0], x1[-1], min(top), max(bottom), tuple(chars))


def meets(one: Word, other: Word) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > SETTINGS.hair
