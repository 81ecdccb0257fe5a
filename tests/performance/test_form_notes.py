"""What a trace says of a performance table: the columns of its lists, and what its rows are."""

from __future__ import annotations

from printed import grid, table

from budgetnb import trace
from budgetnb.performance.forms import read_forms
from budgetnb.trace import Event

FORM = """
项目名称 | 设备购置 | < | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 购置台数 | ≥5台
^ | 质量指标 | 验收合格率 | 100%
"""


def noted(text: str = FORM) -> list[Event]:
    with trace.recording() as events:
        read_forms(table(grid(text)))
    return events


def test_columns_are_told_with_the_words_that_tell_them() -> None:
    told = [(e.subject, e.candidate, e.why, bool(e.pattern)) for e in noted() if e.step == "column"]
    said = "list of indicators; its header says so"
    assert told == [
        ("一级指标", "level1", said, True), ("二级指标", "level2", said, True), ("三级指标", "indicator", said, True),
        ("指标值", "target", said, True),
    ]  # fmt: skip


def test_a_column_of_no_known_role_is_marked() -> None:
    told = noted(
        FORM.replace("| 指标值", "| 指标值 | 甲乙丙").replace("台\n", "台 | 丁\n").replace("<\n", "< | <\n", 1)
    )
    odd = next(e for e in told if e.subject == "甲乙丙")
    assert (odd.candidate, odd.chosen, odd.why) == (
        "further text",
        False,
        "list of indicators; no word of its header is known",
    )


def test_rows_are_fields_or_rows_of_the_open_list() -> None:
    told = [(e.subject, e.candidate) for e in noted() if e.step == "row"]
    assert told == [
        ("项目名称 | 设备购置", "field of the form"),
        ("产出指标 | 数量指标 | 购置台数 | ≥5台", "row of a list of indicators"),
        ("质量指标 | 验收合格率 | 100%", "row of a list of indicators"),
    ]


def test_a_row_before_any_list_is_nothing_known() -> None:
    told = [
        (e.subject, e.candidate, e.chosen) for e in noted("某行 | 某字 | < | <\n" + FORM.strip("\n")) if e.step == "row"
    ]
    assert told[0] == ("某行 | 某字", "nothing known", False)


def test_columns_stand_where_their_headers_stand() -> None:
    first = next(e for e in noted() if e.step == "column")
    assert (first.page, first.bbox) == (1, (0.0, 20.0, 80.0, 40.0))
