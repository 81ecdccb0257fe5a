"""What `budgetnb check` prints: findings in lines for a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import budgetnb as bn
from budgetnb import checks, frames
from budgetnb.checks import printout
from budgetnb.errors import OptionError
from tests.checks.printed_rows import WHO, table


@pytest.fixture(scope="module")
def zh() -> list[str]:
    return list(printout.lines(bn.read(bn.sample())))


@pytest.mark.parametrize(("head", "count"), [("不符", 2), ("留意", None), ("绩效指标", 2), ("规则", 2)])
def test_groups_come_with_their_findings(zh: list[str], head: str, count: int | None) -> None:
    start = next(n for n, line in enumerate(zh) if line.startswith(head))
    below = [line for line in zh[start + 1 :]]
    own = next(n for n, line in enumerate([*below, "end"]) if not line.startswith("  "))
    assert own == (count if count is not None else int(zh[start].split()[1]))


def test_findings_say_where_they_stand(zh: list[str]) -> None:
    assert sum(line.startswith("  第 ") and " 页 " in line for line in zh) >= 8


def test_rules_that_are_off_say_why_and_can_be_switched_on(zh: list[str]) -> None:
    assert any("没有核对过原文" in line and "预算法第四十六条" in line for line in zh)
    on = list(printout.lines(bn.read(bn.sample()), unverified=True))
    assert not any("没有核对过原文" in line for line in on)
    assert sum("预算法第四十六条" in line for line in on) == 1  # the basic table is not there to tell of the other


def test_the_score_shows_its_weights_and_takes_others(zh: list[str]) -> None:
    n = next(n for n, line in enumerate(zh) if line.startswith("完整度 95%"))
    assert "balance=2, income=1" in zh[n + 1]
    other = list(printout.lines(bn.read(bn.sample()), "en", weights={"income": 0}))
    assert any(line.startswith("completeness 100%") for line in other) and any("income=0" in line for line in other)
    with pytest.raises(OptionError, match="no item incom; there are: balance"):
        list(printout.lines(bn.read(bn.sample()), weights={"incom": 0}))


def test_the_last_line_counts_sums_alone(zh: list[str]) -> None:
    assert zh[-1].startswith("核对 ") and "15 个只差尾数，2 个不符" in zh[-1]


def test_differences_of_one_amount_are_one_cause() -> None:
    rows = [{"rule": rule, "difference": apart} for rule, apart in
            (("a", 5.0), ("a", -5.0), ("b", 5.0), ("a", 7.0), ("a", None), ("a", None), ("a", 0.0), ("a", 0.0))]  # fmt: skip
    assert [len(group) for group in printout.causes(rows)] == [2, 1, 1, 1, 1, 1, 1]


def test_a_cause_tells_one_arithmetic_and_the_other_places() -> None:
    printed = frames.build("amounts", table("expenditure", "=|500|300 208|100|100", ("total", "project")))
    found = frames.build("checks", checks.run({"amounts": printed}, WHO))
    twice = pd.concat([found.query("status == 'conflict'").iloc[:1]] * 2, ignore_index=True)
    source = SimpleNamespace(checks=twice, amounts=printed, identity=replace(WHO, kind="final"), frames=dict)
    wrong = list(printout.lines(source))[:3]
    assert wrong[0] == "不符 2 处" and wrong[1].startswith("  第 1 页 支出总表 合计") and "超出尾差上限" in wrong[1]
    assert wrong[2] == "    相差同额的另有 1 处：第 1 页 支出总表 合计 · 2026"


def test_corrections_are_noted(tmp_path: Path) -> None:
    fix = tmp_path / "fix.toml"
    fix.write_text(
        '[[correction]]\nframe = "goals"\nreason = "misread"\nset = { text = "按期完成" }\nwhere = { order = 1 }',
        encoding="utf8",
    )
    assert any("更正：goals:0" in line for line in printout.lines(bn.read(bn.sample(), corrections=fix)))


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (
            {"table": "income", "rule": "identity.total", "subject": "合计 · 2026"},
            "收入总表 合计 · 2026",
            "Income 合计 · 2026",
        ),
        ({"table": "", "rule": "completeness.required", "subject": "duties"}, "部门职责", "duties"),
        ({"table": "income", "rule": "x", "subject": ""}, "收入总表", "Income"),
    ],
    ids=["a row of a table", "a thing required", "a table"],
)
def test_what_a_finding_is_about(row: dict[str, str], zh: str, en: str) -> None:
    assert (printout.about(row, "zh"), printout.about(row, "en")) == (zh, en)


def test_final_accounts_have_no_score_of_completeness() -> None:
    source = SimpleNamespace(checks=frames.build("checks", []), identity=replace(WHO, kind="final"), frames=dict)
    off, count = printout.lines(source, "en")
    assert off.startswith("3 rules are off, since nobody here has read their text: ") and "as deep as 款" in off
    assert count == "0 sums tested: 0 exact, 0 within rounding, 0 in conflict; 0 more cannot be tested"
