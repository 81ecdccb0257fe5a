"""What can be measured, what does not add up, what is missing."""

from __future__ import annotations

import pytest

from tests.checks.printed_rows import table
from tests.checks.questions.asked import SILENT, SPENT, answer, source


def test_what_cannot_be_measured_is_named() -> None:
    rows = [{"level1": "产出指标", "level2": "质量指标", "indicator": "服务", "target": "良好", "operator": "text"},
            {"level1": "产出指标", "level2": "时效指标", "operator": "blank"},
            {"level1": "产出指标", "level2": "数量指标", "indicator": "次数", "target": "≥5次", "operator": ">=", "value": 5.0}]  # fmt: skip
    asked = source(SPENT, kpis=rows)
    assert answer("unmeasured", asked) == "1 个指标只有文字目标：服务“良好”；1 个类别没有指标：时效指标"
    assert answer("indicators", asked) == "2 个指标，1 个有数值（50%）"


def test_what_does_not_add_up_counts_sums_alone() -> None:
    told = answer("conflicts", source(table("expenditure", "=|500 208|300 210|100")))
    assert told.startswith("核对 1 个等式，1 处不符：支出总表 合计") and "300 + 100 = 400，印作 500" in told
    assert answer("conflicts", source()) == SILENT


def test_what_the_contents_name_is_missing_once() -> None:
    listed = [{"table": "income", "title": "收入总表", "number": "表2", "status": "missing", "promised": True}]
    told = answer("missing", source(SPENT, tables=listed))
    assert (
        told.count("收入总表") == 1 and "目录列有“表2 收入总表”，文中未见" in told and "部门收入总体情况表" not in told
    )


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        pytest.param(["good"] * 2, "2 个指标只有文字目标：服务“good”", id="named once"),
        pytest.param(list("abcde"), "5 个指标只有文字目标：服务“a”、服务“b”、服务“c”，另有 2 项", id="the first three"),
    ],
)
def test_targets_in_words_are_quoted(listed: list[str], expected: str) -> None:
    rows = [
        {"level1": "产出指标", "level2": "质量指标", "indicator": "服务", "target": t, "operator": "text"}
        for t in listed
    ]
    assert answer("unmeasured", source(SPENT, kpis=rows)) == expected


def test_targets_that_are_all_numbers() -> None:
    rows = [
        {
            "level1": "产出指标",
            "level2": "数量指标",
            "indicator": "次数",
            "target": "5次",
            "operator": "=",
            "value": 5.0,
        }
    ]
    asked = source(SPENT, kpis=rows)
    assert answer("unmeasured", asked) == "所有指标都有数值，没有空着的类别"
    assert answer("indicators", asked, "en") == "1 indicators, 1 with a number (100%)"
    assert answer("indicators", source(SPENT)) == answer("unmeasured", source(SPENT)) == SILENT


def test_conflicts_of_one_cause_are_told_once_and_counted_all() -> None:
    rows = table("expenditure", "=|500 208|300 210|100 213|50 21305|30 214|50 21405|30 215|50 21505|20")
    told = answer("conflicts", source(rows))
    assert told.startswith("核对 4 个等式，4 处不符：") and told.endswith("，另有 1 项")


def test_nothing_in_conflict() -> None:
    assert answer("conflicts", source(SPENT)) == "核对 6 个等式，0 处不符"


def test_several_tables_of_the_contents_are_named_together() -> None:
    listed = [
        {"table": name, "title": title, "number": "", "status": "missing", "promised": True}
        for name, title in (("income", "收入总表"), ("gov_fund", "基金表"), ("unrecognised", "某表"))
    ]
    told = answer("missing", source(SPENT, tables=listed))
    assert told.startswith("目录列有而文中未见的表 3 张：收入总表、基金表、某表；")
    assert "部门收支总体情况表：未见" in told and "政府性基金" not in told
