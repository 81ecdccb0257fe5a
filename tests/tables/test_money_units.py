"""The money unit that the lines above a table name."""

from __future__ import annotations

import pytest

from budgetnb.model import Line
from budgetnb.tables.headers import owner_in
from budgetnb.tables.money_units import unit_in_lines


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        pytest.param(["收支总表", "单位：万元"], "万元", id="one line"),
        pytest.param(["收支总表", "单位：万", "元"], "万元", id="broken inside the unit"),
        pytest.param(["收支总表", "金额单位：", "万元"], "万元", id="broken before the unit"),
        pytest.param(["金额单位：", "部门名称：云台市审批服务局", "元"], "元", id="an owner beside the halves"),
        pytest.param(["部门：云台市审批服务局 单位：百万", "元"], "百万元", id="a longer unit behind an owner"),
        pytest.param(["单位：元", "单位：万元"], "万元", id="the nearest counts"),
        pytest.param(["收支总表", "元"], "", id="an end with no beginning"),
        pytest.param(["单位：市财政局", "元"], "", id="a label that names an organisation"),
        pytest.param(
            ["单位：万", "收支总表", "部门名称：云台市审批服务局", "公开表", "元"], "", id="halves too far apart"
        ),
    ],
)
def test_the_money_unit(lines: list[str], unit: str) -> None:
    assert unit_in_lines([Line(text) for text in lines]) == unit


def test_half_a_money_unit_is_no_organisation() -> None:
    assert (owner_in("单位：万"), owner_in("单位：百万"), owner_in("单位：万州区教育局")) == ("", "", "万州区教育局")
