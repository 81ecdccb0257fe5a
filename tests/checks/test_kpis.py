"""The review of targets, and the ties between tasks, projects and money."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb import frames
from budgetnb.checks import kpis, tasks
from tests.checks.printed_rows import DOC, UNIT, WHO, table

HEAD = {"doc": DOC, "organisation": UNIT, "year": 2026}


def indicators(*rows: str) -> dict[str, pd.DataFrame]:
    """Rows 二级指标|指标|目标|operator|value|unit."""
    names = ("level2", "indicator", "target", "operator", "value", "unit")
    parsed = [dict(zip(names, row.split("|"), strict=True)) for row in rows]
    return {"kpis": frames.build("kpis", [HEAD | {"level1": "产出指标"} | r | {"value": float(r["value"]) if r["value"] else None}
                                          for r in parsed])}  # fmt: skip


def reviewed(*rows: str) -> dict[str, tuple[str, list[str]]]:
    return {f.rule.removeprefix("kpis."): (f.severity, list(f.evidence)) for f in kpis.run(indicators(*rows), WHO)}


@pytest.mark.parametrize(("rows", "rule", "expected"), [
    (("数量指标|次数|≥5次|>=|5|次", "时效指标|||blank||"), "blank", ("notice", ["kpis:1"])),
    (("质量指标|合格率|≥95%|>=|95|%", "质量指标|通过率|≥90%|>=|90|%"), "ceiling", ("notice", ["kpis:0"])),
    (("质量指标|差错率|≤98%|<=|98|%",), "ceiling", None),  # a limit from above has room below
    (("数量指标|预算执行率|≥90%|>=|90|%",), "input", ("notice", ["kpis:0"])),
    (("数量指标|投诉件比上年|≤5件|<=|5|件",), "baseline", None),
    (("数量指标|次数|≥5次|>=|5|次",), "baseline", ("notice", ["kpis:0"])),
    (("数量指标|次数|≥5次|>=|5|次", "数量指标|次数|≥5次|>=|5|次", "数量指标|次数|≥6次|>=|6|次"), "repeated", ("notice", ["kpis:0", "kpis:1"])),
    (("数量指标|次数|按需|text||",), "unquantified", ("notice", ["kpis:0"])),
], ids=["blank", "ceiling", "limit", "input", "baseline", "no baseline", "repeated", "words only"])  # fmt: skip
def test_review(rows: tuple[str, ...], rule: str, expected: tuple[str, list[str]] | None) -> None:
    assert reviewed(*rows).get(rule) == expected


def test_nothing_is_said_of_a_disclosure_without_indicators() -> None:
    assert list(kpis.run({}, WHO)) == []


def tied(
    listed: list[tuple[Any, ...]],
    projects: list[tuple[Any, ...]] = (),
    text: str = "",
    spent: str = "=|300",
    none: str = "",
) -> list[tuple[str, str]]:  # type: ignore[assignment]
    given = {
        "tasks": frames.build("tasks", [HEAD | {"name": n, "total": t * 1e4, "fiscal": f * 1e4, "other": o * 1e4, "precision": 1e4}
                                        for n, t, f, o in listed]),
        "projects": frames.build("projects", [HEAD | {"name": n, "amount": a * 1e4, "carried_over": c, "source": "claim"} for n, a, c in projects]),
        "sections": frames.build("sections", [{"doc": DOC, "order": 1, "heading": "绩效", "text": text}]),
        "amounts": frames.build("amounts", table("expenditure", spent) + table("project", none)),
    }  # fmt: skip
    return [(f.rule.removeprefix("tasks."), f.status) for f in tasks.run(given, WHO)]


TASKS = [("基本支出", 100, 100, 0), ("运维", 200, 150, 50)]


@pytest.mark.parametrize(("arguments", "expected"), [
    ({"listed": TASKS}, [("row", "exact"), ("row", "exact"), ("total", "exact")]),
    ({"listed": [TASKS[0], ("运维", 200, 150, 40)]}, [("row", "exact"), ("row", "conflict"), ("total", "exact")]),
    ({"listed": TASKS, "spent": "=|400"}, [("row", "exact"), ("row", "exact"), ("total", "untestable")]),
    ({"listed": TASKS[1:], "projects": [("运维项目", 164, False), ("旧事（结转）", 36, True)]}, [("row", "exact"), ("project", "exact")]),
    ({"listed": TASKS[1:], "projects": [("运维", 100, False)]}, [("row", "exact"), ("project", "untestable")]),
    ({"listed": TASKS[1:], "text": "设置并编报2个项目绩效目标"}, [("row", "exact"), ("goals", "untestable")]),
    ({"listed": TASKS[1:], "text": "共编报1个项目绩效目标"}, [("row", "exact"), ("goals", "exact")]),
    ({"listed": [], "none": "无|0", "projects": [("大项目", 200, False)]}, [("key_project", "untestable")]),
    ({"listed": [], "none": "无|0", "projects": [("小项目", 20, False)]}, []),
    ({"listed": [], "none": "某项|0", "projects": [("大项目", 200, False)]}, []),
    ({"listed": [], "text": "本单位没有重点项目。", "projects": [("大项目", 200, False)]}, [("key_project", "untestable")]),
], ids=["holds", "row broken", "not all tasks", "with carry-over", "another amount", "goals", "goals hold", "key project", "no key project",
        "another row of none", "none in words"])  # fmt: skip
def test_ties(arguments: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert tied(**arguments) == expected


def test_a_goal_that_is_missing_names_the_projects_without_a_task() -> None:
    given = {
        "tasks": frames.build("tasks", [HEAD | {"name": "运维", "total": 2e6, "precision": 1e4}]),
        "projects": frames.build("projects", [HEAD | {"name": n, "amount": 1e6, "source": "claim"} for n in ("运维项目", "旧事（结转）")]),
        "sections": frames.build("sections", [{"doc": DOC, "order": 1, "heading": "绩效", "text": "设置并编报2个项目绩效目标"}]),
    }  # fmt: skip
    finding = next(f for f in tasks.run(given, WHO) if f.rule == "tasks.goals")
    assert finding.zh.endswith("没有同名任务的项目：旧事（结转）")
