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

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import NamedTuple

from .model import Box, Cell, Grid, Line

STEPS = ("region", "continuation", "line", "contents", "table", "header", "column", "row", "left", "identity")
"""The kinds of decisions, in the order of reading: an area of a page that may be a table; a table that goes on from the page
before; what a line of text is; what the contents promise; which table a grid is; which rows head it; what a column holds; what a
row is; what reached no frame; whose document it is."""

Place = Line | Cell | Grid
Subject = str | Place

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
    place: Place | Sequence[Cell] | None = None,
    page: int | None = None,
    bbox: Box | None = None,
) -> None:
    """Adds what was considered to the recording of this thread; nothing where it has none.

    `step` is one of :data:`STEPS`, `subject` what was judged, `candidate` what it was taken for or might have been, `score` how well
    that fits (higher is better), `pattern` the words of the wording that matched. Where it was printed is told by the subject, where
    that is a line, a cell or a grid, else by `place` or by `page` and `bbox`.
    """
    events = _events.get()
    if events is None:
        return
    spots = _spots(subject if place is None else place)
    first = spots[0] if spots else None
    page = first.page if first is not None else page
    line = first.line if first is not None else None
    box = bbox or around(spot.bbox for spot in spots)
    events.append(Event(step, described(subject), candidate, score, chosen, why, pattern, page, line, box))


def _spots(place: Subject | Sequence[Cell]) -> Sequence[Place]:
    """The printed things that a place names, those on the page of the first of them."""
    if isinstance(place, (Line, Cell, Grid)):
        return (place,)
    return [] if isinstance(place, str) else [cell for cell in place if cell.page == place[0].page]


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The box around some boxes, None where there are none.

    >>> around([(1, 2, 3, 4), None, (0, 3, 2, 9)])
    (0, 2, 3, 9)
    """
    found = [box for box in boxes if box is not None]
    if not found:
        return None
    left, top, right, bottom = zip(*found, strict=True)
    return min(left), min(top), max(right), max(bottom)


def described(subject: Subject) -> str:
    """What a subject is called in a trace.

    >>> described(Grid((), 3, 2))
    'grid of 3 rows and 2 columns'
    """
    if isinstance(subject, Grid):
        return f"grid of {subject.rows} rows and {subject.cols} columns"
    return subject if isinstance(subject, str) else " ".join(subject.text.split())
