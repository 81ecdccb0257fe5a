"""The columns that are listed beside a page: number, header, meaning, and where each stands."""

from __future__ import annotations

import made_pages
import pytest
from printed import grid, table

from budgetnb.inspection.column_list import columns
from budgetnb.model import Identity

WHO = Identity("0" * 12, "某市某局", "某市某局", 2026)


def test_columns_are_told_by_what_they_hold() -> None:
    disclosure = made_pages.disclosure()
    made = disclosure.parsed_tables[0]
    found = columns(made, made.grids[0], disclosure.identity, "en")
    assert [(c.number, c.header, c.meaning, c.known) for c in found] == [
        (1, "科目编码", "code", True),
        (2, "科目名称", "name", True),
        (3, "合计", "Total, All funds, 2026", True),
        (4, "基本支出", "Basic, All funds, 2026", True),
        (5, "项目支出", "Project, All funds, 2026", True),
    ]
    assert [c.sides for c in found] == [pytest.approx(made_pages.box(0, col)[::2]) for col in range(5)]


def test_a_column_of_no_known_meaning_is_marked() -> None:
    made = table(
        grid("科目名称 | 预算数 | 甲乙丙数\n教育支出 | 5 | 3\n卫生支出 | 6 | 4"),
        title="支出总表",
        table_id="expenditure",
    )
    found = columns(made, made.grids[0], WHO, "zh")
    assert [(c.header, c.known) for c in found] == [("科目名称", True), ("预算数", True), ("甲乙丙数", False)]
    assert found[2].meaning == "含义不明"


def test_no_column_of_a_table_that_is_not_known_is() -> None:
    disclosure = made_pages.disclosure()
    made = disclosure.parsed_tables[3]
    assert {(c.meaning, c.known) for c in columns(made, made.grids[0], disclosure.identity, "en")} == {
        ("not understood", False)
    }


FORM = """
任务名称 | 主要内容 | 预算金额 | <
^ | ^ | 总额 | 财政拨款
日常运行 | 保障办公 | 30 | 30
一级指标 | 二级指标 | 三级指标 | 指标值
产出指标 | 数量指标 | 购置台数 | ≥5台
"""


def test_the_lists_of_a_form_stand_over_each_other() -> None:
    made = table(grid(FORM), title="整体支出绩效目标表", table_id="dept_kpi")
    found = columns(made, made.grids[0], WHO, "en")
    assert [(c.row, c.header) for c in found] == [
        (0, "任务名称"), (0, "主要内容"), (0, "预算金额/总额"), (0, "预算金额/财政拨款"),
        (1, "一级指标"), (1, "二级指标"), (1, "三级指标"), (1, "指标值"),
    ]  # fmt: skip
    assert found[-1].meaning == "amount, target (target)" and [c.number for c in found] == list(range(1, 9))


def test_columns_without_places_are_listed_all_the_same() -> None:
    made = table(grid("科目名称 | 预算数\n教育支出 | 5", placed=False), title="支出总表", table_id="expenditure")
    assert [c.sides for c in columns(made, made.grids[0], WHO, "zh")] == [None, None]
