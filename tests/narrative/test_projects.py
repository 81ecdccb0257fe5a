"""Claims and tables to projects: each project once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from budgetnb.frames import build
from budgetnb.model import Identity
from budgetnb.narrative import projects

WHO = Identity("0" * 12, "某市甲局", "某市甲局", 2026)


def claim(subject: str, amount: float, **more: Any) -> dict[str, Any]:
    plain = {
        "subject": subject, "subject_kind": "project", "amount": amount, "precision": 1e4, "year": 2026, "reason_of": None,
        "of_which": False, "prior": None, "change": None, "change_pct": None, "purpose": "", "reason": "", "moved_from": "",
        "moved_to": "", "carried_over": False, "page": 5, "line": None,
    }  # fmt: skip
    return plain | more


def row(name: str, amount: float, **more: Any) -> dict[str, Any]:
    plain = {
        "year": 2026, "stage": "budget", "table": "project", "side": "expenditure", "scheme": "project", "name": name,
        "kind": "item", "measure": "project", "fund": "all", "amount": amount, "precision": 100.0, "page": 9, "row": 1,
        "unit": "", "carried": False, "header": "项目支出",
    }  # fmt: skip
    return plain | more


def found(claims: list[dict[str, Any]], rows: list[dict[str, Any]], tasks: list[str]) -> list[tuple[Any, ...]]:
    told = projects.read(claims, rows, [{"name": name} for name in tasks], WHO)
    frame = build("projects", told)[["name", "amount", "change", "task", "source"]]
    cells = frame.to_numpy(dtype=object).tolist()
    return [tuple(None if pd.isna(value) else value for value in line) for line in cells]


def test_told_in_sentences_only() -> None:
    claims = [
        claim("综合管理预算", 150e4, change=-10e4),
        claim("政府投资项目预算", 1e8),
        claim("国土基金", 1e8, of_which=True),
        claim("会展活动", 5e4, reason_of=0),
    ]
    assert found(claims, [], ["综合管理", "新建项目（非政府投资项目）"]) == [
        ("综合管理", 150e4, -10e4, "综合管理", "claim"),
        ("政府投资项目", 1e8, None, "", "claim"),
    ]


def test_what_makes_up_the_project_expenditure_told_before_it_are_projects() -> None:
    total = claim("项目支出", 30e4, subject_kind="project_total")
    parts = [claim("审计信息化", 10e4, of_which=True), claim("投资审计", 20e4, of_which=True)]
    assert [name for name, *_ in found([total, *parts], [], [])] == ["审计信息化", "投资审计"]
    assert found([total, parts[0]], [], []) == []


def test_table_and_sentence_are_one_project_with_the_finer_amount() -> None:
    rows = [row("运维项目", 57_421_234.0), row("运维项目", 1000.0, row=2), row("综合管理", 150e4, row=3)]
    claims = [claim("运维", 57_420_000.0, change=49e6), claim("综合管理", 99e4, change=1e4), claim("子项", 5e4)]
    assert found(claims, rows, ["运维项目"]) == [
        ("运维项目", 57_422_234.0, 49e6, "运维项目", "table"),
        ("综合管理", 150e4, None, "", "table"),
    ]


def test_of_two_years_the_budget_s() -> None:
    rows = [row("运维", 3e4, year=2025, header="2025年"), row("运维", 2e4, header="2026年")]
    assert found([], rows, []) == [("运维", 2e4, None, "", "table")]


def test_a_second_table_that_names_the_unit_tells_it_again() -> None:
    rows = [
        row("专项工作经费", 7e4, header="合计"),
        row("专项工作经费", 2e4, row=2, header="合计", unit="某市甲局信息中心"),
        row("专项工作经费（某市甲局）", 7e4, page=12, header="预算数"),
        row("专项工作经费（第二期）", 1e4, page=12, row=2, header="预算数"),
    ]
    assert found([], rows, []) == [
        ("专项工作经费", 9e4, None, "", "table"),
        ("专项工作经费（第二期）", 1e4, None, "", "table"),
    ]
