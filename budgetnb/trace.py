"""What was considered while a document is read, noted where it is decided, while someone records it.

Where nobody records, a decision costs one look at :data:`active`:

>>> from budgetnb import trace
>>> with trace.recording() as events:
...     if trace.active:
...         trace.note("line", "收支总表", "balance", why="its words name this table", pattern="收支(?:预算)?总表")
>>> events[0].candidate, events[0].chosen
('balance', True)
>>> trace.active
0
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import NamedTuple

from .model import Box, Cell, Grid, Line

STEPS = ("region", "continuation", "line", "contents", "table", "header", "column", "row", "identity")
"""The kinds of decisions, in the order of reading: an area of a page that may be a table; a table that goes on from the page
before; what a line of text is; what the contents promise; which table a grid is; which rows head it; what a column holds; what a
row is; whose document it is."""

Subject = str | Line | Cell | Grid

active = 0  # how many recordings run in this process


class Event(NamedTuple):
    """One thing that was considered: about what, what it might be, whether it was chosen, and why."""

    step: str
    subject: str
    candidate: str
    score: float | None = None
    chosen: bool = True
    why: str = ""
    pattern: str = ""
    page: int | None = None
    line: int | None = None
    bbox: Box | None = None


_events: ContextVar[list[Event] | None] = ContextVar("events", default=None)
_counting = Lock()


@contextmanager
def recording() -> Iterator[list[Event]]:
    """The list that every note of this thread is added to, until the end of the block."""
    events: list[Event] = []
    before = _events.set(events)
    _count(1)
    try:
        yield events
    finally:
        _count(-1)
        _events.reset(before)


def _count(step: int) -> None:
    global active  # noqa: PLW0603  # one name to look at is the cheapest question there is
    with _counting:
        active += step


def note(
    step: str,
    subject: Subject,
    candidate: str = "",
    *,
    score: float | None = None,
    chosen: bool = True,
    why: str = "",
    pattern: str = "",
    page: int | None = None,
    bbox: Box | None = None,
) -> None:
    """Adds what was considered to the recording of this thread; nothing where it has none.

    `step` is one of :data:`STEPS`, `subject` what was judged (a printed line, cell or grid tells its own place), `candidate` what it
    was taken for or might have been, `score` how well that fits (higher is better), `pattern` the words of the wording that matched.
    """
    events = _events.get()
    if events is None:
        return
    line = None
    if not isinstance(subject, str):
        page, line, bbox = subject.page, subject.line, subject.bbox
    events.append(Event(step, described(subject), candidate, score, chosen, why, pattern, page, line, bbox))


def described(subject: Subject) -> str:
    """What a subject is called in a trace.

    >>> described(Grid((), 3, 2))
    'grid of 3 rows and 2 columns'
    """
    if isinstance(subject, Grid):
        return f"grid of {subject.rows} rows and {subject.cols} columns"
    return subject if isinstance(subject, str) else " ".join(subject.text.split())
