"""Rows among lines without rules between them: which line begins a row, and where rows part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .. import wording
from .row_bands import numbered, space_above
from .settings import SETTINGS
from .words import CODE, Word, meets


def row_starts(run: Sequence[Sequence[Word]]) -> list[int]:
    """The lines that print numbers of the table: those of which one does not stand within a column of text."""
    starts = numbered(run)
    texts = [w for line in run[starts[0] :] for w in line if not w.numeric] if starts else []
    told = [i for i in starts if any(w.numeric and not _is_within(w, texts) for w in run[i])]
    return [i for i in told if not _is_code_beside(run, i, told)]


def _is_code_beside(run: Sequence[Sequence[Word]], i: int, starts: Sequence[int]) -> bool:
    """Whether the only numbers of a line are codes, which stand at half the height of the row next to it."""
    if not all(CODE.fullmatch(w.text) for w in run[i] if w.numeric):
        return False
    above, below = (
        i - 1 in starts and space_above(run, i) < -SETTINGS.even,
        i + 1 in starts and space_above(run, i + 1) < -SETTINGS.even,
    )
    return above or below


def _is_within(word: Word, texts: Sequence[Word]) -> bool:
    """Whether several texts reach over the whole place of a word: it is a part of such a text, parted from it."""
    return sum(w.x0 < word.x0 and word.x1 < w.x1 for w in texts) >= SETTINGS.fewest_over


def cut_above(lines: Sequence[Sequence[Word]], i: int) -> float:
    """The height between a line and those above it."""
    above, below = ([(w.top + w.bottom) / 2 for w in line] for line in (lines[i - 1], lines[i]))
    over, under = max(w.bottom for w in lines[i - 1]), min(w.top for w in lines[i])
    return (over + under) / 2 if over < under else (max(above) + min(below)) / 2


def body_start(lines: Sequence[Sequence[Word]]) -> int:
    """The first line below the header, 0 where there is none."""
    starts = numbered(lines)
    if not starts:
        return 0
    return starts[0] - 1 if _wraps_about(lines, starts[0]) else starts[0]


def row_cuts(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Where the rows of some lines part: between two lines with numbers at the widest gap, where one cell may be wrapped.

    Lines of the header are rows of their own, but for the lines of wrapped cells.
    """
    starts = numbered(lines)
    if not starts:
        return []
    first = starts[0] - 1 if _wraps_about(lines, starts[0]) else starts[0]
    header = (i for i in range(1, first) if space_above(lines, i) >= 0)  # lines of wrapped cells stand at half heights
    usual = median([space_above(lines, b) for a, b in pairwise(starts) if b == a + 1] or [float("inf")])
    parted = (i for a, b in pairwise(starts) for i in _starts_between(lines, a, b, usual))
    places = sorted({*header, *((first,) if first > 0 else ()), *parted})
    cuts = [(max(w.bottom for w in lines[i - 1]) + min(w.top for w in lines[i])) / 2 for i in places]
    return sorted([*cuts, *_header_levels(lines[:first], cuts)])


def _header_levels(header: Sequence[Sequence[Word]], cuts: Sequence[float]) -> list[float]:
    """Further cuts between the levels of a header: where words stand one over another, too far apart for lines of one cell."""
    words = sorted((w for line in header for w in line), key=lambda w: w.bottom)
    gaps: list[tuple[float, float]] = []
    for i, word in enumerate(words):
        over = next((w for w in reversed(words[:i]) if w.bottom <= word.top and meets(w, word)), None)
        if over is not None and word.top - over.bottom > SETTINGS.line_close * (word.bottom - word.top):
            gaps.append((word.top, over.bottom))
    found: list[float] = []
    for below, above in sorted(gaps):
        if not any(above < y < below for y in (*cuts, *found)):
            found.append((above + below) / 2)
    return found


def _starts_between(lines: Sequence[Sequence[Word]], above: int, below: int, usual: float) -> list[int]:
    """The lines between two lines with numbers, the lower one included, that begin a row: the widest gap stands above
    one, and as wide a gap as rows usually leave above others, unless they go on with a cell that fills its column.
    """
    gaps = {i: space_above(lines, i) for i in range(above + 1, below + 1)}
    widest = max(gaps.values())
    last = max(i for i, gap in gaps.items() if gap > widest - SETTINGS.even)
    apart = (i for i, gap in gaps.items() if i < last and gap > SETTINGS.row_gap * usual and not _goes_on(lines, i))
    return [*apart, last]


def _goes_on(lines: Sequence[Sequence[Word]], i: int) -> bool:
    """Whether a line without numbers goes on with the cells above it: each of its words stands under one that fills its column."""
    return not any(wording.patterns("text", "layout")["enumerated"].match(w.text) for w in lines[i]) and all(
        any(meets(w, over) and _fills_column(over, lines) for over in lines[i - 1]) for w in lines[i]
    )


def _fills_column(word: Word, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a word reaches as far to the right as any that stands with it in a column."""
    mine = [w.x1 for line in lines for w in line if abs(w.x0 - word.x0) < SETTINGS.side]
    return word.x1 > max(mine) - (word.bottom - word.top)


def _wraps_about(lines: Sequence[Sequence[Word]], row: int) -> bool:
    """Whether the lines above and below a line with numbers are one cell, beside which the numbers stand at half height."""
    if row < 2 or row + 1 >= len(lines) or len(lines[row - 1]) > 1:
        return False
    above, below = lines[row - 1][0], lines[row + 1]
    over = any(meets(above, w) for w in below) and len(below) == 1
    return (
        over
        and not any(meets(above, w) for w in lines[row])
        and above.bottom > min(w.top for w in lines[row]) - SETTINGS.side
    )
