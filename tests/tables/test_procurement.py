"""Tables of procurement: which kind a purchase is of, which rows add up others, and what the frame says of them."""

from __future__ import annotations

from typing import Any

import printed
import pytest
from printed import amounts_of as read
from printed import titled as table

from budgetnb.model import Identity, Line, Paragraph
from budgetnb.narrative import claims
from budgetnb.tables import amounts, procurement

BY_ITEM = table(
    "政府采购支出表",
    "万元",
    "采购品目大类|专项名称|经济科目|采购品目名称|采购组织形式|资金来源||总计",
    "|||||一般公共预算资金|其他资金|",
    "合计|||||9|1|10",
    "货物|||||4|1|5",
    "某市甲局|||||3||3",
    "|定额|办公费|碎纸机|集中采购|1||1",
    "|档案整理经费|办公设备购置|档案柜|分散采购|2||2",
    "某市服务中心|||||1|1|2",
    "|定额|办公费|复印纸|集中采购|1|1|2",
    "服务|||||5||5",
    "某市服务中心|||||5||5",
    "|热线运行|委托业务费|呼叫服务|分散采购|5||5",
)
BY_PROJECT = table(
    "政府采购预算表",
    "万元",
    "采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计",
    "合计|||||9",
    "一、货物A|||||9",
    "|设备更新费|办公设备购置|||5",
    "|||打印机|分散自行组织|2",
    "|||扫描仪|分散自行组织|3",
    "||信息网络购置|||4",
    "|||服务器|政府集中采购|4",
)
BY_CLASS = table(
    "政府采购预算表",
    "万元",
    "采购品目大类|专项名称|经济科目|采购物品名称|采购组织形式|总计",
    "A-货物|||||5",
    "||印刷费|||5",
    "|||纸张|分散自行组织|2",
    "|||墨盒|分散自行组织|3",
)
BY_FUNCTION = table(
    "政府采购预算表",
    "万元",
    "科目编码|||单位编码|采购项目|采购目录|数量|部门预算支出经济科目编码||预算金额",
    "类|款|项|||||类|款|",
    "||||合计||9|||7",
    "201|03|01|1|全额||5|||7",
    "201|03|01|114001|某市甲局||5|||7",
    "201|03|01||日常公用|A0201 录像机|2|310|02|3",
    "201|03|01||档案整理|C0301 档案服务|3|302|27|4",
)


def test_items_under_the_heading_of_a_kind_and_the_units_between() -> None:
    rows = [r for r in read(BY_ITEM, "scheme", "code", "kind", "name", "unit", "inferred", "fund") if r[-1] == "all"]
    assert [r[:-1] for r in rows] == [
        ("none", "", "total", "合计", "某市甲局", False),
        ("kind", "goods", "subtotal", "货物", "某市甲局", False),
        ("unit", "", "total", "", "某市甲局", False),
        ("kind", "goods", "item", "碎纸机", "某市甲局", True),
        ("kind", "goods", "item", "档案柜", "某市甲局", True),
        ("unit", "", "total", "", "某市服务中心", False),
        ("kind", "goods", "item", "复印纸", "某市服务中心", True),
        ("kind", "services", "subtotal", "服务", "某市甲局", False),
        ("unit", "", "total", "", "某市服务中心", False),
        ("kind", "services", "item", "呼叫服务", "某市服务中心", True),
    ]


def test_a_project_above_the_items_bought_for_it() -> None:
    assert read(BY_PROJECT, "code", "kind", "name") == [
        ("", "total", "合计"),
        ("goods", "subtotal", "货物A"),
        ("goods", "subtotal", "设备更新费"),
        ("goods", "item", "打印机"),
        ("goods", "item", "扫描仪"),
        ("goods", "subtotal", "信息网络购置"),
        ("goods", "item", "服务器"),
    ]


def test_an_economic_class_above_the_items_bought_from_it() -> None:
    assert read(BY_CLASS, "code", "kind", "name") == [
        ("goods", "subtotal", "A-货物"),
        ("goods", "subtotal", "印刷费"),
        ("goods", "item", "纸张"),
        ("goods", "item", "墨盒"),
    ]


def test_a_class_above_rows_that_part_it_by_a_second_one() -> None:
    assert read(BY_FUNCTION, "scheme", "code", "kind", "name", "unit", "cross") == [
        ("none", "", "total", "合计", "某市甲局", ""),
        ("function", "2010301", "subtotal", "全额", "某市甲局", ""),
        ("function", "2010301", "subtotal", "", "某市甲局", ""),
        ("function", "2010301", "item", "日常公用", "某市甲局", "economic_dept=31002"),
        ("function", "2010301", "item", "档案整理", "某市甲局", "economic_dept=30227"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            BY_ITEM,
            [("total", "", "合计", 1e5), ("kind", "goods", "货物", 5e4), ("item", "goods", "碎纸机", 1e4),
             ("item", "goods", "档案柜", 2e4), ("item", "goods", "复印纸", 2e4), ("kind", "services", "服务", 5e4),
             ("item", "services", "呼叫服务", 5e4)],
            id="kinds and items; what only adds up a part of a kind is left to amounts",
        ),
        pytest.param(
            BY_PROJECT,
            [("total", "", "合计", 9e4), ("kind", "goods", "货物A", 9e4), ("item", "goods", "打印机", 2e4), ("item", "goods", "扫描仪", 3e4),
             ("item", "goods", "服务器", 4e4)],
            id="items below projects",
        ),
        pytest.param(
            BY_FUNCTION,
            [("total", "", "合计", 7e4), ("function", "2010301", "全额", 7e4), ("function", "2010301", "某市甲局", 7e4),
             ("item", "2010301", "日常公用", 3e4), ("item", "2010301", "档案整理", 4e4)],
            id="a function and its items",
        ),
        pytest.param(
            table("政府采购预算表", "万元", "项目编号|项目|总计", "|合计|3", "A|货物|1", "C|服务|2"),
            [("total", "", "合计", 3e4), ("kind", "goods", "货物", 1e4), ("kind", "services", "服务", 2e4)],
            id="kinds alone",
        ),
        pytest.param(
            table("一般公共预算政府采购预算表", "万元", "采购品目|金额", "货物|1"), [("kind", "goods", "货物", 1e4)],
            id="a table of one fund",
        ),
        pytest.param(
            table("政府采购预算表", "万元", "采购品目|财政拨款||单位资金", "|小计|一般公共预算|", "货物|3|2|1"),
            [("kind", "goods", "货物", 3e4)],
            id="the widest fund that is printed",
        ),
        pytest.param(
            table("政府采购预算表", "万元", "采购品目|2022年预算数|2023年预算数", "货物|3|2"), [("kind", "goods", "货物", 2e4)],
            id="of two years the budget's",
        ),
    ],
)  # fmt: skip
def test_the_frame(text: str, expected: list[tuple[Any, ...]]) -> None:
    found = procurement.read(amounts.read(printed.tables_of(text), printed.OWNER), [], printed.OWNER)
    assert [(r["by"], r["code"], r["name"], r["amount"]) for r in found] == expected


def test_a_part_by_its_source_is_no_second_total() -> None:
    printed = "政府采购预算总额9万元：政府采购货物预算4万元、政府采购服务预算5万元；其中一般公共预算拨款政府采购7万元：政府采购货物预算3万元、政府采购服务预算4万元。"
    who = Identity("0" * 12, "某市甲局", "某市甲局", 2026)
    told = claims.read([Paragraph(printed, (Line(printed, line=1),))], who)
    assert [(row["by"], row["amount"]) for row in procurement.read([], told, who)] == [
        ("total", 9e4), ("kind", 4e4), ("kind", 5e4), ("item", 7e4), ("item", 3e4), ("item", 4e4)
    ]  # fmt: skip
