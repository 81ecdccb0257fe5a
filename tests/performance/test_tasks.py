"""Tasks and goals of the performance tables."""

from __future__ import annotations

import pytest
from printed import WHO, grid, table

from budgetnb import frames
from budgetnb.performance import goals, tasks

MERGED = """
部门名称 | < | 某局 | < | < | <
年度/主要/任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | <
^ | ^ | ^ | 总额 | 财政拨款 | 其他资金
^ | 1、运转/保障 | 保障日常 | 2,480.49 | 2,480.49 |
^ | 任务2 | 修路 | 10.5 | | 10.5
^ | 任务3 | | 0 | |
^ | 金额合计 | < | 2,490.99 | 2,480.49 | 10.5
年度/总体/目标 | 目标1：修好路；/目标2：管好车。 | < | < | < | <
"""


def test_tasks_with_merged_cells() -> None:
    records = tasks.read([table(grid(MERGED), table_id="dept_kpi", unit="元")], WHO)
    frames.build("tasks", records)
    kept = [tuple(r[c] for c in "name content total fiscal other precision page bbox".split()) for r in records]
    assert kept == [
        ("运转保障", "保障日常", 24804900.0, 24804900.0, None, 100.0, 1, (240.0, 60.0, 320.0, 80.0)),
        ("任务2", "修路", 105000.0, None, 105000.0, 1000.0, 1, (240.0, 80.0, 320.0, 100.0)),
    ]


def test_tasks_of_text_whose_labels_shift_the_row() -> None:
    text = """
任务名称 | 主要内容 | 预算金额（万元） | | |
 | | 总额 | 其中：财政拨款 | 其中：其他资金 |
年度主要任务 | 基本支出 | 人员和公用 | 1646 | 1646 | 0
 | 综合管理 | 后勤 | 150 | 150 | 0
 | 金额合计 | | 1796 | 1796 | 0
"""
    records = tasks.read([table(grid(text, placed=False), table_id="dept_kpi")], WHO)
    assert [(r["name"], r["content"], r["total"], r["fiscal"], r["other"], r["line"]) for r in records] == [
        ("基本支出", "人员和公用", 16460000.0, 16460000.0, 0.0, 3),
        ("综合管理", "后勤", 1500000.0, 1500000.0, 0.0, 4),
    ]


def test_tasks_go_on_over_the_page_on_other_columns() -> None:
    first = grid("年度重点工作任务 | 名称 | 主要实施内容 | 拟投入的资金（万元）\n^ | 热线 | 接听 | 12,000.00")
    second = grid("年度重点工作任务 | < | 政务 | 建设 | 1,756.90\n其他需完成的任务 | < | | <| <", page=2)
    wide = grid("年度重点工作任务 | 政务 | 建设 | 1,756.90", page=2)
    for later in (wide, second):
        records = tasks.read([table(first, later, table_id="dept_kpi", unit="")], WHO)
        assert [(r["total"], r["page"]) for r in records] == [(120000000.0, 1), (17569000.0, 2)]


def test_goals() -> None:
    records = goals.read([table(grid(MERGED), table_id="dept_kpi")], WHO)
    frames.build("goals", records)
    assert [(r["order"], r["text"], r["page"]) for r in records] == [(1, "修好路", 1), (2, "管好车。", 1)]


def test_the_years_goal_beside_the_whole_projects() -> None:
    form = "项目名称 | 专项 | <\n总体目标 | 实施期总目标 | 年度目标\n^ | 三年建成。 | 今年开工。"
    assert [r["text"] for r in goals.read([table(grid(form))], WHO)] == ["今年开工。"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.修路。 2.管车。", ["修路。", "管车。"]),
        ("1、修路1.5公里；\n2、管车。", ["修路1.5公里", "管车。"]),
        ("（1）修路（2）管车", ["修路", "管车"]),
        ("一是修路。二是管车。", ["修路。", "管车。"]),
        ("一、修路1.东路2.西路二、管车", ["修路1.东路2.西路", "管车"]),
        ("重点做好：1.修路。2.管车。", ["重点做好：修路。", "管车。"]),
        ("全面履职。1.修路。2.管车。", ["全面履职。", "修路。", "管车。"]),
        ("保障运转，编制第1.2版。", ["保障运转，编制第1.2版。"]),
        ("目标1：\n目标2：\n……", []),
        ("", []),
    ],
    ids=["digits", "a decimal inside", "brackets", "words", "outermost first", "intro that leads on", "intro of its own", "none",
         "template", "blank"],
)  # fmt: skip
def test_numbered_goals(text: str, said: list[str]) -> None:
    assert goals.split(text) == said


DUTIES = """
部门名称 | 某局 | < | <
年度履职目标 | 目标1：修好路；/目标2：管好车。 | < | <
年度主要任务 | 任务名称 | 主要内容 | <
^ | 修路 | 修三条 | <
预算情况 | 部门预算总额（万元） | 120.5 | <
^ | 资金结构：（1）基本支出 | 100 | <
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 修路 | 3条
"""


def test_a_field_below_the_tasks_ends_them() -> None:
    printed = [table(grid(DUTIES), table_id="dept_kpi")]
    assert [(r["name"], r["content"]) for r in tasks.read(printed, WHO)] == [("修路", "修三条")]
    assert [r["text"] for r in goals.read(printed, WHO)] == ["修好路", "管好车。"]


def test_the_label_of_a_short_list_of_tasks_is_no_column_of_it() -> None:
    form = """
年度重点工作任务 | 重点工作任务 | 预算资金（万元） | < | <
^ | ^ | 合计 | 财政资金 | 其他
^ | 修路 | 20.5 | 20 | 0.5
"""
    records = tasks.read([table(grid(form), table_id="dept_kpi")], WHO)
    assert [(r["name"], r["total"], r["fiscal"], r["other"]) for r in records] == [("修路", 205000.0, 200000.0, 5000.0)]


@pytest.mark.parametrize("rows", [2, 3], ids=["few rows", "as many rows as a header may have"])
def test_tasks_beside_their_label_without_a_header(rows: int) -> None:
    below = "^ | 任务二：管车 | 管好车 | 9.5 | 9 | 0.5\n" if rows > 2 else ""
    form = f"""
部门名称 | 某局 | < | < | < | <
年度主要任务 | 任务1：修路 | 修三条 | 20 | 20 | 0
{below}^ | 合计 | < | 29.5 | 29 | 0.5
一级指标 | 二级指标 | 三级指标 | < | 指标值 | <
产出指标 | 数量指标 | 修路 | < | 3条 | <
"""
    records = tasks.read([table(grid(form), table_id="dept_kpi")], WHO)
    assert [(r["name"], r["content"], r["total"], r["fiscal"], r["other"]) for r in records] == [
        ("修路", "修三条", 2e5, 2e5, 0.0),
        ("管车", "管好车", 95_000.0, 9e4, 5_000.0),
    ][: rows - 1]


def test_goals_numbered_in_their_labels() -> None:
    form = "单位名称 | 某局\n长期目标1 | 三年修好路。\n年度目标1 | 修三条。\n年度目标2 | 管好车。"
    assert [r["text"] for r in goals.read([table(grid(form), table_id="dept_kpi")], WHO)] == ["修三条。", "管好车。"]
