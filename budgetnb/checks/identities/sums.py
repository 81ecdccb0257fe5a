"""A printed total and the ways in which its parts may be read; which of them hold, and what a blank explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ... import labels
from ..book import Cell
from ..finding import Finding, Printed, addition, bound, compare, rules

Blank = tuple[object, ...]
ORDER = {"exact": 0, "rounding": 1, "conflict": 2}


class Reading(NamedTuple):
    """One way to read the parts of a total: the printed cells, and the places that are blank."""

    cells: tuple[Cell, ...]
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its possible readings: it is in conflict only where none of them holds. `sure` says that one must."""

    rule: str
    total: tuple[Cell, ...]
    readings: tuple[Reading, ...]
    subject: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reading that comes nearest, and how near."""

    reading: Reading
    status: str
    said: float
    expected: float
    tolerance: float


def judge(found: Sequence[Sum]) -> Iterator[Finding]:
    """The findings of all sums.

    A blank counts as zero only where another sum of the document holds with it as zero; a total that exceeds what is
    printed by more than rounding is untestable as long as such a blank is left.
    """
    outcomes = [_nearest(s) for s in found]
    proven = _proven(outcomes)
    for n, (s, outcome) in enumerate(zip(found, outcomes, strict=True)):
        if outcome.status == "conflict" or outcome.said or outcome.expected:
            yield _finding(s, outcome, _status(n, s, outcome, proven))


def _nearest(s: Sum) -> Outcome:
    outcomes = [_try(s.total, reading) for reading in s.readings]
    return min(outcomes, key=lambda o: (ORDER[o.status], abs(o.said - o.expected) - o.tolerance))


def _try(total: tuple[Cell, ...], reading: Reading) -> Outcome:
    said = sum(c.amount for c in total)
    expected = sum(c.amount for c in reading.cells)
    tolerance = (sum(c.precision for c in total) + sum(c.precision for c in reading.cells)) / 2
    return Outcome(reading, compare(said, expected, tolerance), said, expected, tolerance)


def holds(total: tuple[Cell, ...], reading: Reading) -> bool:
    """Whether a reading makes up a total within rounding."""
    return _try(total, reading).status != "conflict"


def _proven(outcomes: Sequence[Outcome]) -> dict[Blank, set[int]]:
    """For every blank the sums that hold with it as zero."""
    found: dict[Blank, set[int]] = defaultdict(set)
    for n, outcome in enumerate(outcomes):
        if outcome.reading.blanks and outcome.status != "conflict" and _no_negative(outcome):
            for blank in outcome.reading.blanks:
                found[blank].add(n)
    return found


def _no_negative(outcome: Outcome) -> bool:
    return outcome.said >= 0 and all(c.amount >= 0 for c in outcome.reading.cells)


def _status(n: int, s: Sum, outcome: Outcome, proven: dict[Blank, set[int]]) -> str:
    if outcome.status != "conflict":
        return outcome.status
    open_blanks = [b for b in outcome.reading.blanks if not proven.get(b, set()) - {n}]
    explained = bool(open_blanks) and (outcome.said > outcome.expected or not _no_negative(outcome))
    return "untestable" if explained or not s.sure else "conflict"


def _finding(s: Sum, outcome: Outcome, status: str) -> Finding:
    first = s.total[0]
    cells = outcome.reading.cells
    total = Printed(outcome.said, max(c.precision for c in s.total))
    zh, en = addition(total, [Printed(c.amount, c.precision) for c in cells], outcome.tolerance, status)
    subject = s.subject or subject_of(first)
    name = rules()[s.rule]
    where = [labels.label("table", first.table, lang) for lang in ("zh", "en")]
    return Finding(
        s.rule, status, subject, first.table, outcome.said, outcome.expected, outcome.tolerance,
        f"{where[0]} {subject}（{name['zh']}）：{zh}", f"{where[1]} {subject} ({name['en']}): {en}",
        [c.ref for c in (*s.total, *cells)],
    )  # fmt: skip


def subject_of(cell: Cell) -> str:
    """What a cell is about: code, name (or unit), and what of it."""
    named = f"{cell.code} {cell.name or cell.unit}".strip()
    measured = [] if cell.measure == "total" else [labels.label("measure", cell.measure)]
    funded = [] if cell.fund in ("all",) else [labels.label("fund", cell.fund)]
    year = [str(cell.year)] if cell.year == cell.year and cell.year else []
    return " · ".join([named, *measured, *funded, *year])


__all__ = ["Blank", "Outcome", "Reading", "Sum", "bound", "holds", "judge", "subject_of"]
