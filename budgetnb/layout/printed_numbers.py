"""The numbers that pages print, told from their characters before any table is seen: what no grid can lose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from ..model import Box
from ..text import scales
from .printed import Chars, Numbers, Raw, Rule, text_of
from .settings import SETTINGS
from .words import HALF, OTHER

SIGNS = "0123456789０１２３４５６７８９,，.．()（）+-—–－−﹣%％¥△▲"  # what a cell with a number may print, its money unit apart
MARKS = ",，.．"  # their ink fills little of their place


def _is_of(letters: str) -> Numbers:
    """By code point, whether it is one of some letters."""
    table = np.zeros(OTHER + 1, bool)
    table[[ord(c) for c in letters]] = True
    return table


IS_DIGIT, IS_NARROW = _is_of("0123456789０１２３４５６７８９"), _is_of(HALF + MARKS)


@cache
def _is_part() -> Numbers:
    """By code point, whether it may be part of a printed number or of the money unit behind it."""
    return _is_of(SIGNS + "".join(scales()))


@dataclass(frozen=True, slots=True, eq=False)
class PrintedNumbers:
    """The numbers of one page as printed, in the order of its content: their letters in one string, where each ends, their boxes."""

    letters: str
    ends: Numbers
    boxes: Numbers

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def texts(self) -> list[str]:
        """The numbers as printed."""
        return [self.letters[a:b] for a, b in pairwise([0, *self.ends.tolist()])]

    def __iter__(self) -> Iterator[tuple[str, Box]]:
        """Each number with its box."""
        return zip(self.texts, map(tuple, self.boxes.tolist()), strict=True)


def printed_numbers(raws: Sequence[Raw]) -> list[PrintedNumbers]:
    """The numbers of some pages: runs of characters close together on one line that hold digits and nothing but what a number is written with.

    A run ends at a wide gap, and at a drawn vertical rule unless its digits stand too close for two numbers.
    """
    chars = Chars.joined([raw.chars for raw in raws])
    if not len(chars):
        return [PrintedNumbers("", np.zeros(0, np.intp), np.zeros((0, 4), np.float32)) for _ in raws]
    code = np.minimum(chars.code, OTHER)
    sheet = np.repeat(np.arange(len(raws)), [len(raw.chars) for raw in raws])
    starts = np.flatnonzero(_begins(chars, code, sheet, [raw.vertical for raw in raws]))
    is_number = np.logical_and.reduceat(_is_part()[code], starts) & np.logical_or.reduceat(IS_DIGIT[code], starts)
    lengths = np.diff([*starts.tolist(), len(chars)])
    low = [np.minimum.reduceat(c, starts)[is_number] for c in (chars.x0, chars.top)]
    high = [np.maximum.reduceat(c, starts)[is_number] for c in (chars.x1, chars.bottom)]
    boxes = np.array([*low, *high], np.float32).T
    letters = text_of(chars.code[np.repeat(is_number, lengths)])
    ends = np.cumsum(lengths[is_number])
    cuts = np.searchsorted(sheet[starts[is_number]], np.arange(len(raws) + 1)).tolist()
    firsts = [0, *ends.tolist()]
    return [
        PrintedNumbers(letters[firsts[a] : firsts[b]], ends[a:b] - firsts[a], boxes[a:b]) for a, b in pairwise(cuts)
    ]


def _begins(chars: Chars, code: Numbers, sheet: Numbers, vertical: Sequence[Sequence[Rule]]) -> Numbers:
    """Which characters, in the order of the content, do not go on with the one before."""
    begins = np.ones(len(chars), bool)
    height = np.maximum(
        np.maximum(chars.bottom - chars.top, np.minimum(chars.size, SETTINGS.word_largest) * SETTINGS.word_size_share),
        SETTINGS.word_lowest,
    )[1:]
    gap = chars.x0[1:] - chars.x1[:-1]
    wide = (
        np.where(IS_NARROW[code[1:]] | IS_NARROW[code[:-1]], SETTINGS.mark_gap * SETTINGS.word_gap, SETTINGS.word_gap)
        * height
    )
    level = np.abs(np.diff(chars.base)) <= SETTINGS.number_level * height
    goes_on = level & (gap <= wide) & (gap >= -SETTINGS.number_back * height) & (sheet[1:] == sheet[:-1])
    loose = (gap > SETTINGS.number_tight * height) | (_is_part()[code[1:]] != _is_part()[code[:-1]])
    doubtful = np.flatnonzero(goes_on & loose & (IS_DIGIT[code[1:]] | IS_DIGIT[code[:-1]]))
    goes_on[doubtful] = ~_parted(chars, doubtful, sheet, vertical)
    begins[1:] = ~goes_on
    return begins


def _parted(chars: Chars, places: Numbers, sheet: Numbers, vertical: Sequence[Sequence[Rule]]) -> Numbers:
    """Whether a vertical rule is drawn between each of some characters and the next."""
    parted = np.zeros(len(places), bool)
    cuts = np.searchsorted(sheet[places], np.arange(len(vertical) + 1)).tolist()
    for rules, (a, b) in zip(vertical, pairwise(cuts), strict=True):
        if len(rules) and a < b:
            parted[a:b] = _crossed(chars, places[a:b], np.array(rules, dtype=float))
    return parted


def _crossed(chars: Chars, places: Numbers, rules: Numbers) -> Numbers:
    """Whether one of the vertical rules (x, top, bottom) of a page stands between each of its characters and the next."""
    rules = rules[np.argsort(rules[:, 0])]
    left, right = (np.searchsorted(rules[:, 0], chars.x[places + k]) for k in (0, 1))
    crossed = np.zeros(len(places), bool)
    for i in np.flatnonzero(left < right).tolist():
        between, y = rules[left[i] : right[i]], chars.y[places[i]]
        crossed[i] = ((between[:, 1] <= y) & (y <= between[:, 2])).any()
    return crossed
