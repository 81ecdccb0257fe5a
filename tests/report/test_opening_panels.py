"""The three panels of the first screen, line by line."""

from __future__ import annotations

from typing import Any

import builders
import pandas as pd
import pytest

import budgetnb
from budgetnb import frames
from budgetnb.report import opening_panels
from budgetnb.report.opening_panels import Panel, panels


@pytest.fixture(scope="module")
def sample() -> Any:
    return budgetnb.read(budgetnb.sample("txt"))


def panel(id: str, **replaced: pd.DataFrame) -> Panel:
    return next(p for p in panels(builders.disclosure(**replaced)) if p.id == id)


def empty(*names: str) -> dict[str, pd.DataFrame]:
    return {name: frames.build(name, []) for name in names}


def checks(*rows: dict[str, Any]) -> pd.DataFrame:
    base = {"doc": builders.DOC, "rule": "identity.parent", "status": "conflict", "severity": "warning", "table": "expenditure",
            "subject": "208", "message_zh": "中", "message_en": "en"}  # fmt: skip
    return frames.build("checks", [base | row for row in rows])


def test_there_are_three_panels_each_with_its_question() -> None:
    found = panels(builders.disclosure())
    assert [(p.id, p.link) for p in found] == [("spending", "spending"), ("changes", "changes"), ("checks", "findings")]
    assert all(p.title[0] and p.title[1].endswith("?") and p.answer[0] for p in found)


def test_the_largest_classes_with_their_shares() -> None:
    spending = panel("spending")
    assert [(line.name[0], line.value[0], line.note[0]) for line in spending.lines[:2]] == [
        ("城乡社区支出", "10,000 万元", "53.9%"), ("交通运输支出", "7,932 万元", "42.8%"),
    ]  # fmt: skip
    assert spending.lines[0].share == pytest.approx(0.539, abs=1e-3) and spending.lines[0].ref.startswith("amounts:")
    assert spending.answer == ("按功能分 5 类", "5 classes by function")


def test_only_the_first_classes_are_shown_and_the_rest_is_told() -> None:
    listed = builders.amounts()
    extra = listed[(listed["code"] == "221") & (listed["measure"] == "total")]
    more = pd.concat([listed, *(extra.assign(code=code, name=code) for code in ("222", "229"))], ignore_index=True)
    spending = panel("spending", amounts=more)
    assert len(spending.lines) == opening_panels.MOST_LINES and spending.answer[1].startswith(
        "7 classes by function; the others take "
    )


def test_nothing_is_said_of_spending_that_is_not_printed() -> None:
    spending = panel("spending", **empty("amounts"))
    assert (spending.lines, spending.answer[1]) == ((), "No expenditure by function is printed.")


def test_amounts_of_a_panel_stand_in_one_unit() -> None:
    source = budgetnb.read(budgetnb.sample("txt"))
    source.__dict__.setdefault("_made", {})["amounts"] = source.amounts.assign(amount=source.amounts["amount"] * 25)
    told = [line.value for line in panels(source)[0].lines]
    assert told[:3] == [
        ("25 亿元", "2,500 million yuan"),
        ("19.83 亿元", "1,983 million yuan"),
        ("0.78 亿元", "78 million yuan"),
    ]


def test_projects_tell_their_changes_the_largest_first() -> None:
    changes = panel("changes")
    assert changes.answer == ("写明增减的项目：2 增 3 减", "Projects whose change is stated: 2 up, 3 down")
    assert [(line.name[0], line.tone) for line in changes.lines[:2]] == [
        ("交通智能化运行管理", "down"),
        ("信息化运维项目", "up"),
    ]
    assert (
        changes.lines[0].share == 1.0
        and changes.lines[0].value[0] == "−5,601 万元"
        and changes.lines[1].value[0].startswith("+")
    )
    assert changes.lines[0].note[1] == "no reason is told"


def claims(*rows: dict[str, Any]) -> pd.DataFrame:
    base = builders.HEAD | {"subject_kind": "function", "side": "expenditure", "direction": "increase"}
    return frames.build("claims", [base | row for row in rows])


def test_sentences_tell_the_changes_where_no_project_does() -> None:
    told = claims(
        {"subject": "教育支出", "amount": 8e6, "change": 3e6, "reason": "新校开办"}, {"subject": "培训支出", "amount": 5e6, "change": -1e6},
        {"subject": "教育支出", "amount": 8e6, "change": 3e6}, {"subject": "其中某项", "amount": 1e6, "change": 9e6, "of_which": True},
        {"subject": "基本支出", "subject_kind": "basic", "amount": 1e6, "change": 5e6}, {"subject": "住房支出", "amount": 1e6, "change": 0.0},
    )  # fmt: skip
    changes = panel("changes", claims=told, **empty("projects"))
    assert [(line.name[0], line.note[0]) for line in changes.lines] == [
        ("教育支出", "新校开办"),
        ("培训支出", "没有说明原因"),
    ]
    assert changes.answer == ("文字写明的增减：1 增 1 减", "Changes that the text states: 1 up, 1 down")


def test_no_changes_are_told() -> None:
    changes = panel("changes", **empty("projects", "claims"))
    assert (changes.lines, changes.answer[0]) == ((), "文字没有写明增减。")


def test_conflicts_stand_first_with_what_they_are_of() -> None:
    made = panel(
        "checks",
        checks=checks(
            {"difference": 1e4}, {"difference": -5e4, "subject": "210"}, {"status": "exact", "severity": "info"}
        ),
    )
    assert [(line.name[1], line.value[1], line.tone) for line in made.lines] == [
        ("Expenditure · 210", "50 thousand yuan apart", "bad"), ("Expenditure · 208", "10 thousand yuan apart", "bad"),
    ]  # fmt: skip
    assert made.answer == ("1 处相符，0 处为尾差，2 处不符", "1 agree, 0 within rounding, 2 in conflict")
    assert made.lines[0].note[1] == "does not hold: a class is the sum of its parts"


def test_counts_and_shares_are_not_apart_in_yuan() -> None:
    made = panel("checks", checks=checks({"rule": "claims.percent", "difference": 5.0, "table": ""}, {}))
    assert [line.value for line in made.lines] == [("", ""), ("", "")]


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ("completeness.promised", ("目录列出而未见", "named in the contents")),
        ("completeness.required", ("各部门都应公开", "required of every department")),
    ],
)
def test_what_is_missing_says_who_asks_for_it(rule: str, note: tuple[str, str]) -> None:
    row = {
        "rule": rule,
        "status": "untestable",
        "severity": "notice",
        "table": "",
        "message_zh": "收入总表：未见",
        "message_en": "income: not found",
    }
    (line,) = panel("checks", checks=checks(row)).lines
    assert (line.name, line.note, line.tone) == (("收入总表：未见", "Income: not found"), note, "note")


def test_what_is_there_is_not_told_as_missing() -> None:
    row = {"rule": "completeness.required", "status": "exact", "severity": "info"}
    assert [line.tone for line in panel("checks", checks=checks(row)).lines] == ["good"]


def test_conflicts_leave_a_line_for_what_is_missing() -> None:
    absent = {"rule": "completeness.required", "status": "untestable", "severity": "notice"}
    made = panel("checks", checks=checks(*({"difference": 1e4, "subject": str(n)} for n in range(9)), absent, absent))
    assert [line.tone for line in made.lines] == ["bad"] * (opening_panels.MOST_LINES - 1) + ["note"]


def test_families_that_agree_are_told_where_nothing_else_is() -> None:
    agreed = checks(
        {"status": "exact", "severity": "info"}, {"rule": "claims.table", "status": "rounding", "severity": "info"}
    )
    assert {(line.name[1], line.value[1]) for line in panel("checks", checks=agreed).lines} == {
        ("Sums within a table", "1 checked"), ("Words and numbers", "1 checked"),
    }  # fmt: skip


def test_nothing_to_check_is_said() -> None:
    made = panel("checks", **empty("checks"))
    assert (made.lines, made.answer[1]) == ((), "There was nothing to check.")


def test_a_conflict_says_which_table_it_is_of(sample: Any) -> None:
    row = sample.checks[sample.checks["rule"] == "identity.parent"].iloc[0].to_dict() | {"status": "conflict"}
    assert opening_panels._about(row)[0].startswith("收支总表 · 208") and opening_panels._about(row)[1].startswith(
        "Income and expenditure · 208"
    )


def test_the_pages_of_a_conflict_are_those_of_its_rows() -> None:
    cited = checks({"evidence": ["amounts:0", "amounts:1", "claims:0"]})
    told = claims({"subject": "甲", "amount": 1.0, "page": 3})
    (line,) = panel("checks", checks=cited, claims=told).lines
    assert line.where == ("第 9 页、第 3 页", "p. 9, p. 3") and line.ref == "amounts:0;amounts:1;claims:0"
