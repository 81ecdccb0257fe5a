"""Tasks, projects, goals and money held against each other."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb import frames
from budgetnb.checks import tasks
from tests.checks.printed_rows import DOC, UNIT, WHO, table

HEAD = {"doc": DOC, "organisation": UNIT, "year": 2026}


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
def test_tasks_and_money(arguments: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert tied(**arguments) == expected


def test_a_goal_that_is_missing_names_the_projects_without_a_task() -> None:
    given = {
        "tasks": frames.build("tasks", [HEAD | {"name": "运维", "total": 2e6, "precision": 1e4}]),
        "projects": frames.build("projects", [HEAD | {"name": n, "amount": 1e6, "source": "claim"} for n in ("运维项目", "旧事（结转）")]),
        "sections": frames.build("sections", [{"doc": DOC, "order": 1, "heading": "绩效", "text": "设置并编报2个项目绩效目标"}]),
    }  # fmt: skip
    finding = next(f for f in tasks.run(given, WHO) if f.rule == "tasks.goals")
    assert finding.zh.endswith("没有同名任务的项目：旧事（结转）")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param({"listed": [("运维", 200, 150, 51)]}, [("row", "rounding")], id="a row within rounding"),
        pytest.param({"listed": [("运维", 0, 0, 0)]}, [], id="nothing to divide"),
        pytest.param({"listed": TASKS[1:], "spent": "=|200"}, [("row", "exact")], id="one task is no list"),
        pytest.param({"listed": TASKS, "spent": ""}, [("row", "exact")] * 2, id="no expenditure is printed"),
        pytest.param({"listed": TASKS[1:], "projects": [("运维", 150, False), ("运维项目", 50, False)]}, [("row", "exact")], id="two projects of one name"),
        pytest.param({"listed": TASKS[1:], "projects": [("运 维 项目", 200, False)]}, [("row", "exact"), ("project", "exact")], id="spaces in a name"),
        pytest.param({"listed": TASKS[1:], "projects": [("运维", 201, False)]}, [("row", "exact"), ("project", "rounding")], id="a project within rounding"),
        pytest.param({"listed": TASKS[:1], "text": "共编报2个项目绩效目标"}, [("row", "exact")], id="a basic task is no project's"),
        pytest.param({"listed": TASKS[1:], "text": "共编报1个项目绩效目标，设置2个项目绩效目标"}, [("row", "exact"), ("goals", "exact")], id="the first that is stated"),
        pytest.param({"listed": [], "text": "本单位有重点项目。", "projects": [("大项目", 200, False)]}, [], id="key projects there are"),
        pytest.param({"listed": [], "none": "无|5", "projects": [("大项目", 200, False)]}, [], id="a row of none with money"),
        pytest.param({"listed": [], "none": "无|0", "projects": [("大项目", 200, False)], "spent": "=|0"}, [], id="no expenditure"),
    ],
)  # fmt: skip
def test_near_misses(arguments: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert tied(**arguments) == expected


def findings(listed: list[dict[str, Any]], **others: Any) -> dict[str, Any]:
    given = {"tasks": frames.build("tasks", [HEAD | {"precision": 1e4} | row for row in listed]), **others}
    return {f.rule: f for f in tasks.run(given, WHO)}


def test_a_finding_on_a_task_is_of_its_table_and_tells_its_sum() -> None:
    finding = findings([{"name": "运维", "total": 2e6, "fiscal": 1.5e6, "other": 4e5}])["tasks.row"]
    assert (finding.table, finding.subject, finding.status) == ("dept_kpi", "运维", "conflict")
    assert finding.zh.startswith("运维：150 + 40 = 190，印作 200，相差 10") and finding.evidence == ["tasks:0"] * 3


def test_a_key_project_is_named_with_its_share() -> None:
    projects = frames.build("projects", [HEAD | {"name": "大项目", "amount": 2e6, "source": "claim"}])
    given = {
        "projects": projects,
        "amounts": frames.build("amounts", table("expenditure", "=|300") + table("project", "无|0")),
    }
    (finding,) = tasks.run(given, WHO)
    assert finding.zh == "重点项目绩效目标称“无”，而“大项目”占支出总额 66.7%"
    assert finding.evidence == ["amounts:1", "projects:0", "amounts:0"] and finding.severity == "notice"


def test_no_frames_have_no_findings() -> None:
    assert list(tasks.run({}, WHO)) == []
