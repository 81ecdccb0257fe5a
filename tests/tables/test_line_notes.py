"""What a trace says of a line outside tables."""

from __future__ import annotations

import re

import pytest

from budgetnb import trace
from budgetnb.model import Line
from budgetnb.tables import line_notes


def noted(text: str) -> list[tuple[str, bool, str]]:
    with trace.recording() as events:
        line_notes.noted(Line(text, 3))
    assert {(e.step, e.page) for e in events} == {("line", 3)}
    return [(e.candidate, e.chosen, e.why) for e in events]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("收支总表", [("title of balance", True, "its name, 收支总表, has words of that table")], id="a title"),
        pytest.param("值班表", [("title", False, "its name is too short or too long")], id="too short"),
        pytest.param("经费安排一览表", [("title", False, "its name, 经费安排一览表, is no known table's")], id="no known table"),
        pytest.param("收支总表情况说明", [("title", False, "it has words that no title has")], id="an explanation"),
        pytest.param("收支总表列于其后", [("title", False, "it does not end as titles do")], id="no end"),
        pytest.param("主要职责", [("title", False, "it names neither a table nor a list")], id="no table"),
        pytest.param("支出表" * 50, [("title", False, "it is longer than any title")], id="too long"),
        pytest.param(
            "社会保险基金收支总表",
            [("title", False, "it names balance, and has words that name another after all")],
            id="another after all",
        ),
        pytest.param(
            "单位：万元",
            [("title", False, "it names neither a table nor a list"), ("money unit", True, "it says 万元")],
            id="a unit",
        ),
        pytest.param(
            "公开03表 部门名称：某局",
            [("title", False, "it does not end as titles do"), ("number", True, "it says 公开03表")],
            id="a number",
        ),
    ],
)  # fmt: skip
def test_a_line_is_told_for_what_it_was_taken(text: str, said: list[tuple[str, bool, str]]) -> None:
    assert noted(text) == said


@pytest.mark.parametrize(
    ("text", "candidate", "matches"),
    [
        ("收支总表", "title of balance", "收支总表"),
        ("收支总表情况说明", "title", "说明"),
        ("注：本表无数据", "note", "注："),
    ],
)
def test_the_pattern_is_the_one_that_matches(text: str, candidate: str, matches: str) -> None:
    with trace.recording() as events:
        line_notes.noted(Line(text))
    pattern = next(e.pattern for e in events if e.candidate == candidate)
    assert pattern and re.search(pattern, matches.replace("：", ":"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("部门名称：某市档案局 单位：万元", {"owner": "某市档案局", "money unit": "万元"}),
        ("表 12", {"number": "表12"}),
        ("本部门没有政府性基金预算支出", {"note": "本部门没有政府性基金预算支出"}),
        ("主要职责", {}),
    ],
)
def test_what_a_line_says_of_a_table(text: str, said: dict[str, str]) -> None:
    assert line_notes.sayings(text) == said
