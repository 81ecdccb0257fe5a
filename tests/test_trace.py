"""The recorder: what it keeps, whose it is, and that nobody pays for it who does not ask."""

from __future__ import annotations

from threading import Thread

import pytest

from budgetnb import trace
from budgetnb.model import Cell, Grid, Line
from budgetnb.trace import Event


def test_nothing_is_kept_where_nobody_records() -> None:
    trace.note("line", "收支总表", "balance")
    with trace.recording() as events:
        pass
    trace.note("line", "收支总表", "balance")
    assert events == [] and trace.active == 0


@pytest.mark.parametrize(
    ("subject", "said", "place"),
    [
        pytest.param("words", "words", (None, None, None), id="words have no place"),
        pytest.param(
            Line("收 支\n总表", 3, None, (1, 2, 3, 4)), "收 支 总表", (3, None, (1, 2, 3, 4)), id="a line of a page"
        ),
        pytest.param(Cell("合计", 0, 0, line=7), "合计", (None, 7, None), id="a cell of a text"),
        pytest.param(Grid((), 3, 2, 5), "grid of 3 rows and 2 columns", (5, None, None), id="a grid"),
    ],
)
def test_what_is_noted_tells_its_place(subject: trace.Subject, said: str, place: tuple[object, ...]) -> None:
    with trace.recording() as events:
        trace.note("table", subject, "balance", score=0.5, chosen=False, why="another fits better", pattern="收支")
    assert events == [Event("table", said, "balance", 0.5, False, "another fits better", "收支", *place)]


def test_cells_tell_the_place_of_all_of_them_on_their_first_page() -> None:
    cells = [
        Cell("a", 0, 0, page=2, bbox=(5, 5, 9, 9)),
        Cell("b", 0, 1, page=2, bbox=(9, 4, 12, 9)),
        Cell("c", 1, 0, page=3),
    ]
    with trace.recording() as events:
        trace.note("row", "a b", place=cells)
        trace.note("row", "nothing", place=[], page=4, bbox=(0, 0, 1, 1))
    assert [e[7:] for e in events] == [(2, None, (5, 4, 12, 9)), (4, None, (0, 0, 1, 1))]


def test_a_recording_within_another_keeps_its_own() -> None:
    with trace.recording() as outer:
        with trace.recording() as inner:
            trace.note("line", "a", "b")
        trace.note("line", "c", "d")
    assert [e.subject for e in inner] == ["a"] and [e.subject for e in outer] == ["c"]


def test_an_error_ends_the_recording() -> None:
    with pytest.raises(ValueError, match="broken"), trace.recording():
        raise ValueError("broken")
    assert trace.active == 0


def test_what_another_thread_reads_is_not_recorded() -> None:
    with trace.recording() as events:
        other = Thread(target=trace.note, args=("line", "elsewhere", "x"))
        other.start()
        other.join()
    assert events == []
