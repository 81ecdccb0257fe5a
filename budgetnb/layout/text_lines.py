"""Characters set into lines and lines into text, for many cells at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .printed import Char, Chars, Numbers, text_of
from .settings import SETTINGS

SPACE, NEWLINE = 0x20, 0x0A


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Characters in the order of reading; `starts` are the first characters of the lines, `cells` says in which cell each line stands."""

    chars: Chars
    starts: Numbers
    cells: Numbers

    def rows(self) -> list[list[Char]]:
        """The lines as lists of single characters."""
        chars, cuts = self.chars.rows(), [*self.starts.tolist(), len(self.chars)]
        return [chars[a:b] for a, b in pairwise(cuts)]

    def parts(self, count: int) -> list[Lines]:
        """The lines of each of so many cells."""
        firsts = np.searchsorted(self.cells, np.arange(count + 1)).tolist()
        cuts = [*self.starts.tolist(), len(self.chars)]
        return [
            Lines(self.chars.take(slice(cuts[a], cuts[b])), self.starts[a:b] - cuts[a], self.cells[a:b])
            for a, b in pairwise(firsts)
        ]


def lines(chars: Chars, cells: Numbers | None = None) -> Lines:
    """Characters grouped by baseline within their cells, lines from top to bottom, each from left to right."""
    if cells is None:
        cells = np.zeros(len(chars), np.intp)
    order = np.lexsort((chars.base, cells))
    height = np.maximum(
        chars.bottom - chars.top, np.minimum(chars.size, SETTINGS.line_largest) * SETTINGS.line_size_share
    )
    limit = np.maximum(SETTINGS.line_least_drop, SETTINGS.line_drop * height)
    cells = cells[order]
    begins = _begins(chars.base[order], limit[order], cells)
    line = np.cumsum(begins) - 1
    order = order[np.lexsort((chars.x0[order], line))]
    return Lines(chars.take(order), np.flatnonzero(begins), cells[begins])


def _begins(base: Numbers, limit: Numbers, cells: Numbers) -> Numbers:
    """Which characters, in the order of their baselines, stand too low for the line of the one before, or of its first."""
    begins = np.ones(len(base), bool)
    if not len(base):
        return begins
    begins[1:] = (cells[1:] != cells[:-1]) | (np.diff(base) > limit[1:])
    while True:
        starts = np.flatnonzero(begins)
        line = np.cumsum(begins) - 1
        far = base - base[starts][line] > SETTINGS.line_drift * limit
        if not far.any():
            return begins
        _, first = np.unique(line[far], return_index=True)
        begins[np.flatnonzero(far)[first]] = True


def texts(lines: Lines) -> tuple[list[str], list[int]]:
    """The text of each cell that holds a character, its lines joined with newlines, and the numbers of these cells."""
    chars, starts = lines.chars, lines.starts
    if not len(chars):
        return [], []
    height = chars.bottom - chars.top
    wide = np.maximum(np.maximum(height[1:], height[:-1]), SETTINGS.space_lowest)
    gap = chars.x0[1:] - chars.x1[:-1]
    latin = _is_latin(chars.code)
    spaced = (gap > SETTINGS.space * wide) | (latin[1:] & latin[:-1] & (gap > SETTINGS.latin_space * wide))
    before = np.zeros(len(chars), np.uint32)
    before[1:][spaced] = SPACE
    before[starts] = NEWLINE
    opens = np.ones(len(starts), bool)
    opens[1:] = lines.cells[1:] != lines.cells[:-1]
    before[starts[opens]] = 0
    place = np.arange(len(chars)) + np.cumsum(before != 0)
    codes = np.empty(int(place[-1]) + 1, np.uint32)
    codes[place] = chars.code
    codes[place[before != 0] - 1] = before[before != 0]
    whole, cuts = text_of(codes), [*place[starts[opens]].tolist(), len(codes)]
    return [whole[a:b] for a, b in pairwise(cuts)], lines.cells[opens].tolist()


def _is_latin(code: Numbers) -> Numbers:
    upper = code & ~np.uint32(0x20)
    return (upper >= 0x41) & (upper <= 0x5A)
