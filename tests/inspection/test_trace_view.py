"""A trace as a frame, in a terminal and in a notebook; what a document prints is never obeyed."""

from __future__ import annotations

import io

from rich.console import Console

from budgetnb.inspection.trace_view import COLUMNS, Trace
from budgetnb.trace import Event

HOSTILE = "[bold red]收支总表[/] <script>alert(1)</script>\x1b[31m"
EVENTS = (
    Event(
        "line",
        HOSTILE,
        "title of balance",
        None,
        True,
        "its name has words of that table",
        "收支.{0,4}表",
        3,
        None,
        (1, 2, 3, 4),
    ),
    Event("line", "说明", "title", None, False, "it names neither a table nor a list", "", 3, None, None),
    Event("region", "5 rules across, 4 down", "ruled", 0.75, True, "4 rows and 3 columns", "", 3, None, None),
)
TRACE = Trace("made.pdf: what was considered", EVENTS)


def test_the_frame_has_a_row_for_each_event() -> None:
    frame = TRACE.frame
    assert list(frame.columns) == list(COLUMNS) and len(frame) == 3
    assert frame.dtypes.astype(str)[["subject", "score", "chosen", "page", "line"]].tolist() == ["string", "Float64", "boolean", "Int64", "Int64"]  # fmt: skip
    assert frame.loc[0, "bbox"] == (1, 2, 3, 4) and frame["score"].isna().tolist() == [True, True, False]


def test_nothing_considered_is_an_empty_frame() -> None:
    assert Trace("x", ()).frame.empty and list(Trace("x", ()).frame.columns) == list(COLUMNS)


def test_the_terminal_shows_a_table_for_each_step_and_what_was_chosen() -> None:
    shown = repr(TRACE).splitlines()
    assert [line for line in shown if line.endswith(("tables", "tables outside"))][:1] == ["line: lines outside tables"]
    assert next(line for line in shown if "收支总表" in line).lstrip().startswith("✓")
    assert next(line for line in shown if "说明" in line).lstrip().startswith("·")
    assert "0.75" in repr(TRACE) and "score" not in repr(Trace("x", EVENTS[:2]))


def test_markup_and_control_characters_stay_words_in_the_terminal() -> None:
    held = io.StringIO()
    Console(file=held, width=200, force_terminal=True).print(TRACE)
    assert "[bold red]收支总表[/]" in held.getvalue() and "\\x1b[31m" in held.getvalue()
    assert "\x1b[31m" not in held.getvalue()


def test_markup_stays_words_in_a_notebook() -> None:
    shown = TRACE._repr_html_()
    assert "<script" not in shown and "&lt;script&gt;alert(1)&lt;/script&gt;" in shown and "\x1b" not in shown
    assert shown.count("<table") == 2 and shown.count("✓") == 2


def test_long_subjects_are_cut_and_reasons_are_not() -> None:
    long = Trace("x", (Event("row", "字" * 200, "item", None, True, "why " * 60),))
    assert "字" * 59 in repr(long).replace("\n", "") or "…" in repr(long)
    assert repr(long).count("why") == 61 and repr(long).count("字") == 59
