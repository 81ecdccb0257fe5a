"""A printed total and the ways in which its parts may be read; which of them hold, and what a blank explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ... import labels
from ..finding import Finding, Printed, addition, compare, rule_titles
from ..frame_rows import known
from ..ledger import Cell

Blank = tuple[object, ...]
RANK = {"exact": 0, "rounding": 1, "conflict": 2}
OF_ROWS = ("identity.parent", "identity.cross", "identity.unit", "identity.department", "identity.total")
"""Rules whose parts are rows: rows that are said to be left out may be what such a sum misses."""


class Reading(NamedTuple):
    """One way to read the parts of a total: the printed cells, and the places that are blank."""

    cells: tuple[Cell, ...]
    blanks: tuple[Blank, ...] = ()


class Sum(NamedTuple):
    """A total and its possible readings: it is in conflict only where none of them holds.

    `sure` says that one of them must; `guessed` that the reading was made out from the sums themselves, which a fault
    would hide.
    """

    rule: str
    total: tuple[Cell, ...]
    readings: tuple[Reading, ...]
    subject: str = ""
    sure: bool = True
    guessed: bool = False


class Outcome(NamedTuple):
    """The reading that comes nearest, and how near."""

    reading: Reading
    status: str
    said: float
    expected: float
    tolerance: float


def judge(found: Iterable[Sum], left_out: str = "") -> Iterator[Finding]:
    """The findings of all sums; `left_out` is the reference to where the document says that it leaves rows out.

    A blank counts as zero only where another sum of the document holds with it as zero; a total that exceeds what is
    printed by more than rounding is untestable as long as such a blank is left, or rows are said to be left out.
    """
    listed, outcomes, proven = _judged(found)
    for n, (s, outcome) in enumerate(zip(listed, outcomes, strict=True)):
        if outcome.status == "conflict" or outcome.said or outcome.expected:
            status = _status(n, s, outcome, proven)
            withheld = left_out if status == "conflict" and s.rule in OF_ROWS and _falls_short(outcome) else ""
            yield _finding(s, outcome, status, withheld)


def covered(found: Iterable[Sum], left_out: str = "") -> set[str]:
    """References to the cells that a sum rests on which holds, in which no blank is left open and no row said to be left out."""
    listed, outcomes, proven = _judged(found)
    refs: set[str] = set()
    for n, (s, outcome) in enumerate(zip(listed, outcomes, strict=True)):
        sure = s.sure and not s.guessed and not (left_out and s.rule in OF_ROWS)
        if outcome.status != "conflict" and sure and not _open_blanks(n, outcome, proven):
            refs.update(c.ref for c in (*s.total, *outcome.reading.cells))
    return refs


def _judged(found: Iterable[Sum]) -> tuple[list[Sum], list[Outcome], dict[Blank, set[int]]]:
    listed = [whole for s in found if (whole := _with_blanks(s)) is not None]
    outcomes = [_nearest(s) for s in listed]
    return listed, outcomes, _proven(outcomes)


def _with_blanks(s: Sum) -> Sum | None:
    """The sum with cells that are blank as blanks; None where its total is, or nothing else is printed."""
    if not all(known(c.amount) for c in s.total):
        return None
    if all(known(c.amount) for r in s.readings for c in r.cells):
        return s
    readings = tuple(r for r in map(_blanks_apart, s.readings) if r.cells)
    sure = s.sure and len(readings) == len(s.readings)  # a reading that is blank altogether may be the right one
    return s._replace(readings=readings, sure=sure) if readings else None


def _blanks_apart(reading: Reading) -> Reading:
    blanks = tuple((c.printed_row, c.column) for c in reading.cells if not known(c.amount))
    return Reading(tuple(c for c in reading.cells if known(c.amount)), (*reading.blanks, *blanks))


def _nearest(s: Sum) -> Outcome:
    outcomes = [_outcome(s.total, reading) for reading in s.readings]
    return min(outcomes, key=_rank) if len(outcomes) > 1 else outcomes[0]


def _rank(outcome: Outcome) -> tuple[int, int, bool, float]:
    """What comes first: what holds, then what holds with fewer blanks, then what blanks explain, then what is nearer."""
    blanks = len(outcome.reading.blanks) if outcome.status != "conflict" else 0
    apart = abs(outcome.said - outcome.expected) - outcome.tolerance
    return RANK[outcome.status], blanks, not _explained(outcome), apart


def _explained(outcome: Outcome) -> bool:
    """Whether the blanks of a reading, if they are none, could make up what it misses."""
    return bool(outcome.reading.blanks) and (outcome.said > outcome.expected or not _no_negative(outcome))


def _falls_short(outcome: Outcome) -> bool:
    """Whether the printed parts, none of them negative, fall short of their total."""
    return outcome.said > outcome.expected and _no_negative(outcome)


def _outcome(total: tuple[Cell, ...], reading: Reading) -> Outcome:
    cells = reading.cells
    said = total[0].amount if len(total) == 1 else sum([c.amount for c in total])
    expected = sum([c.amount for c in cells])
    tolerance = (sum([c.precision for c in total]) + sum([c.precision for c in cells])) / 2
    return Outcome(reading, compare(said, expected, tolerance), said, expected, tolerance)


def holds(total: tuple[Cell, ...], reading: Reading) -> bool:
    """Whether a reading makes up a total within rounding."""
    return _outcome(total, reading).status != "conflict"


def _proven(outcomes: Sequence[Outcome]) -> dict[Blank, set[int]]:
    """For every blank the sums that hold to the last place with it as zero: inside rounding a small amount would hide."""
    found: dict[Blank, set[int]] = defaultdict(set)
    for n, outcome in enumerate(outcomes):
        reading = outcome.reading
        if reading.blanks and outcome.status == "exact" and _no_negative(outcome):
            if any(c.measure == "other" for c in reading.cells):
                continue  # a column of unknown meaning proves nothing
            for blank in reading.blanks:
                found[blank].add(n)
    return found


def _no_negative(outcome: Outcome) -> bool:
    return outcome.said >= 0 and all(c.amount >= 0 for c in outcome.reading.cells)


def _status(n: int, s: Sum, outcome: Outcome, proven: dict[Blank, set[int]]) -> str:
    if outcome.status != "conflict":
        return outcome.status
    explained = _explained(outcome) and _open_blanks(n, outcome, proven)
    return "untestable" if explained or not s.sure else "conflict"


def _open_blanks(n: int, outcome: Outcome, proven: dict[Blank, set[int]]) -> bool:
    """Whether a blank is left that no other sum proves to be zero."""
    return any(not proven.get(b, set()) - {n} for b in outcome.reading.blanks)


def _finding(s: Sum, outcome: Outcome, status: str, withheld: str) -> Finding:
    first, cells = s.total[0], outcome.reading.cells
    total = Printed(outcome.said, max([c.precision for c in s.total]))
    zh, en = addition(total, cells, outcome.tolerance, "withheld" if withheld else status)
    subject = s.subject or subject_of(first)
    name, table = rule_titles()[s.rule], first.table
    return Finding(
        s.rule, "untestable" if withheld else status, subject, table, outcome.said, outcome.expected, outcome.tolerance,
        f"{labels.label('table', table, 'zh')} {subject}（{name['zh']}）：{zh}",
        f"{labels.label('table', table, 'en')} {labels.retold(subject, 'en')} ({name['en']}): {en}",
        [*(c.ref for c in (*s.total, *cells)), *([withheld] if withheld else [])], "notice" if withheld else "",
    )  # fmt: skip


def subject_of(cell: Cell) -> str:
    """What a cell is about: code, name (or unit), and what of it."""
    named = labels.row_name(cell.scheme, cell.code, cell.name or cell.unit)
    measured = [] if cell.measure == "total" else [labels.label("measure", cell.measure)]
    funded = [] if cell.fund in ("all",) else [labels.label("fund", cell.fund)]
    year = [str(cell.year)] if cell.year == cell.year and cell.year else []
    return " · ".join([named, *measured, *funded, *year])


__all__ = ["Blank", "Outcome", "Reading", "Sum", "covered", "holds", "judge", "subject_of"]
