"""Words among characters: what stands close together on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_high

from .printed import Char

NUMERIC = re.compile(r"^[-+(]?\d[\d,]*(?:\.\d+)?\)?%?$|^[-—－]$")
LETTER = re.compile(r"(?![类款项])[\u4e00-\u9fff]")  # those that head the columns of a split code stand alone
APART = 0.62
LARGEST, LOWEST = 24.0, 3.0
HALF = "、，。：；“”‘’（）《》【】〔〕！？·"  # their ink fills half of their place or less
SPREAD = 6.0
PAIR = 2
HAIR = 0.5


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


def words_of(line: Sequence[Char]) -> list[Word]:
    """The words of one line: parted where the gap is wider than the letters let expect."""
    found: list[list[Char]] = []
    usual = median_high(c.bottom - c.top for c in line) if line else 0.0
    for c in line:
        half = bool(found) and (found[-1][-1].text in HALF or c.text in HALF)
        size = max(c.bottom - c.top, min(c.size, LARGEST) * 0.5, LOWEST, usual if half else 0.0)
        wide = 2 * APART if half else APART
        if found and c.x0 - found[-1][-1].x1 <= wide * size:
            found[-1].append(c)
        else:
            found.append([c])
    return [joined(chars) for chars in _spread(found)]


def _spread(found: Sequence[list[Char]]) -> list[list[Char]]:
    """The words, two letters set far apart (the label of a total or of a column) as one; not one of three, which are columns."""
    runs: list[list[list[Char]]] = []
    for chars in found:
        single = len(chars) == 1 and bool(LETTER.match(chars[0].text))
        last = runs[-1][-1][-1] if runs else None
        near = last is not None and chars[0].x0 - last.x1 < SPREAD * (chars[0].x1 - chars[0].x0)
        if single and near and all(len(c) == 1 and LETTER.match(c[0].text) for c in runs[-1]):
            runs[-1].append(chars)
        else:
            runs.append([chars])
    return [word for run in runs for word in ([[*run[0], *run[1]]] if len(run) == PAIR else run)]


def joined(chars: Sequence[Char]) -> Word:
    top, bottom = min(c.top for c in chars), max(c.bottom for c in chars)
    return Word("".join(c.text for c in chars), chars[0].x0, chars[-1].x1, top, bottom, tuple(chars))


def meets(one: Word, other: Word) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > HAIR
