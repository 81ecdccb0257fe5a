"""Lists whose depth is not printed: which rows are the sums of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..ledger import Cell

MOST_ROWS = 120
MOST_STEPS = 4000


def nested(rows: Sequence[Cell]) -> Iterator[list[Cell]]:
    """The ways to read rows whose depth is not printed: side by side, or some of them the sum of those that follow."""
    yield list(rows)
    for fewest in (2, 1):
        stack: list[Cell] = []
        for row in reversed(rows):
            below = _summed(row, stack, fewest)
            if below == 1 and stack[-1].name == row.name:  # the same row printed twice, and no part of itself
                below = 0
            del stack[len(stack) - below :]
            stack.append(row)
        yield stack[::-1]


def _summed(row: Cell, stack: Sequence[Cell], fewest: int) -> int:
    """How many rows from the top of the stack together make a row, 0 where none do."""
    whole, place, so_far = row.amount, row.precision, 0.0
    if not whole:
        return 0
    for n, part in enumerate(reversed(stack), 1):
        amount = part.amount
        so_far += amount
        if n >= fewest and abs(so_far - whole) <= (place * (n + 1)) / 2:
            return n
        if amount > whole + place and whole > 0:
            return 0
    return 0


def searched(rows: Sequence[Cell], total: float) -> list[Cell]:
    """The topmost rows of a reading in which they make the total and every other row is below one; [] where there is none.

    Rows that equal the sum of those that follow may still be plain rows, so every way is tried, within a limit.
    """
    if len(rows) > MOST_ROWS:
        return []
    found = _Search(rows).siblings(0, total, len(rows)) or []
    kept = {id(c) for c in found}
    below = [(above, c) for above, c in pairwise(rows) if id(c) not in kept]
    # where nothing but a row of the same name is below another, that row is printed twice and no part
    return [] if all(above.name == c.name for above, c in below) else found


class _Search:
    """A search through the ways to nest one list."""

    def __init__(self, rows: Sequence[Cell]) -> None:
        self.rows, self.steps = rows, 0
        self.failed: set[tuple[int, float, int | None]] = set()

    def siblings(self, start: int, left: float, end: int | None) -> list[Cell] | None:
        """Rows from `start` that together make `left`, ending at `end` where one is given."""
        key = (start, round(left, 2), end)
        self.steps += 1
        if key in self.failed or self.steps > MOST_STEPS:
            return None
        if start == len(self.rows):
            return None
        row = self.rows[start]
        for stop in self.spans(start):
            rest = left - row.amount
            done = abs(rest) <= row.precision
            if done and (end is None or stop == end):
                return [row]
            if (rest > 0 or done) and (more := self.siblings(stop, rest, end)) is not None:
                return [row, *more]
        self.failed.add(key)
        return None

    def spans(self, start: int) -> Iterator[int]:
        """Where the rows below a row may end: at once, or where they make it up."""
        yield start + 1
        yield from self.ends(start + 1, self.rows[start].amount)

    def ends(self, start: int, left: float) -> Iterator[int]:
        """Where rows from `start` on may end so that they make `left`."""
        self.steps += 1
        if start >= len(self.rows) or self.steps > MOST_STEPS:
            return
        row = self.rows[start]
        rest = left - row.amount
        if rest < -row.precision:
            return
        for stop in self.spans(start):
            if abs(rest) <= row.precision:
                yield stop
            else:
                yield from self.ends(stop, rest)
