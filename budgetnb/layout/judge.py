"""Which of several readings of a page is the best: each is scored by the same evidence, and the one that explains most is taken.

The evidence is what any reader would point at: every number stands alone in a cell of its own, under a word that heads its column,
beside a word that names its row, and sums stand where their parts do. A reading cannot gain by leaving numbers out: what it does not
explain counts against it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .. import trace
from ..model import Cell, Grid
from . import region_notes, text_lines
from .words import NUMERIC

ALONE, HEADED, NAMED, CLOSED = 4.0, 2.0, 2.0, 1.0
"""What each sign of a number earns for a reading in which the number stands alone in its cell, under a header, in a named row, and in
a column that closes. Signs are counted, not numbers, so that cutting numbers in two gains nothing. Doubt: it loses nothing either, where
the header is cut with them; then the order of strategies decides."""
LEAST_LEAD = 0.001
"""A later reading has to be better than an earlier one by this share of what all numbers may earn: strategies come in the order in
which they are surest."""
MOST_ADDENDS = 60
MOST_DIGITS = 13  # a hundred billion yuan with cents


@dataclass(frozen=True, eq=False)
class Candidate:
    """One reading of a page: the strategy that made it, the grids it sees and the lines that it leaves outside them."""

    strategy: str
    grids: Sequence[Grid]
    text: text_lines.Lines

    @cached_property
    def score(self) -> float:
        """The points that its grids earn; comparable between readings of one page only."""
        return sum(map(_points, self.grids))


def best(candidates: Sequence[Candidate], page: int = 0) -> Candidate:
    """The reading that earns most; of those that earn nearly the same the first."""
    chosen = 0
    for i in range(1, len(candidates)):
        if candidates[i].score > candidates[chosen].score * (1 + LEAST_LEAD):
            chosen = i
    if trace.active and len(candidates) > 1:
        region_notes.judged(page, [(c.strategy, c.score) for c in candidates], chosen)
    return candidates[chosen]


def _points(grid: Grid) -> float:
    """What the numbers of a grid earn."""
    columns = [_Column([row[col] for row in grid.matrix]) for col in range(grid.cols)]
    named = [any(_is_name(cell) for cell in grid.across(row)) for row in range(grid.rows)]
    return sum(column.points(named) for column in columns)


@dataclass(frozen=True)
class _Column:
    """The cells of one column from top to bottom; a merged cell stands in every place that it covers."""

    cells: Sequence[Cell | None]

    def points(self, named: Sequence[bool]) -> float:
        """What its numbers earn; `named` says which rows print a name."""
        numbers = [(r, c) for r, c in enumerate(self.cells) if c is not None and c.row == r and is_number(c.text)]
        widest = max((len(line) for _, cell in numbers for line in cell.text.split("\n")), default=0)
        held = [(r, cell) for r, cell in numbers if _is_whole(cell.text, widest)]
        if not held:
            return 0.0
        headed = HEADED * any(map(_is_name, self.cells[: held[0][0]]))
        closed = CLOSED * closes([value(cell.text) for _, cell in held])
        return sum(
            _signs(cell) * (ALONE * (cell.colspan == 1) + NAMED * named[r] + headed + closed) for r, cell in held
        )


def _is_whole(text: str, widest: int) -> bool:
    """Whether the lines of a cell are one number: each but the last is as long as its column lets a line be, and all are no longer than
    amounts are. Numbers of rows under each other are seldom all of one length.
    """
    *above, last = text.split("\n")
    full = all(len(line) >= widest - 1 for line in above)
    return full and len(last) <= widest and (not above or sum(c.isdigit() for c in text) <= MOST_DIGITS)


def _signs(cell: Cell) -> int:
    """How many signs the number of a cell is printed with."""
    return len(cell.text) - cell.text.count("\n")


def is_number(text: str) -> bool:
    """Whether a cell prints one number and nothing else; digits broken over lines are one."""
    return bool(NUMERIC.match(text.replace("\n", "")))


def value(text: str) -> float:
    """The value of a printed number; a dash is zero."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdigit() or c == ".")
    return float(digits) if any(c.isdigit() for c in digits) and digits.count(".") < 2 else 0.0


def _is_name(cell: Cell | None) -> bool:
    return cell is not None and not is_number(cell.text) and any(c.isalpha() for c in cell.text)


def closes(values: Sequence[float]) -> bool:
    """Whether the first or the last of some numbers is the sum of others that follow or go before it, in any of the usual ways.

    >>> closes([6.0, 1.0, 2.0, 3.0]), closes([100.0, 200.0, 400.0]), closes([9.0, 4.0, 1.0, 3.0, 5.0])
    (True, False, True)
    """
    if not 3 <= len(values) <= MOST_ADDENDS:
        return False
    for total, parts in ((values[0], values[1:]), (values[-1], values[:-1][::-1])):
        if total > 0 and _adds_up(total, parts):
            return True
    return False


def _adds_up(total: float, parts: Sequence[float]) -> bool:
    """Whether numbers add up to a total, alone or with sums among them whose own parts stand below them."""
    slack = 0.01 + (len(parts) + 1) / 2 * 10.0 ** -_places(parts)
    if abs(sum(parts) - total) <= slack or abs(sum(parts) / 2 - total) <= slack:
        return True
    top, at = 0.0, 0
    while at < len(parts):
        head, run, end = parts[at], 0.0, at + 1
        while end < len(parts) and run < head - slack:
            run, end = run + parts[end], end + 1
        top, at = top + head, end if head and abs(run - head) <= slack else at + 1
    return abs(top - total) <= slack


def _places(values: Sequence[float]) -> int:
    return max(len(f"{v:.6f}".rstrip("0").partition(".")[2]) for v in values) if values else 0
