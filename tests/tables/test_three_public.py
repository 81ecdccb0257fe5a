"""Tables of the three public expenses: which item a cell is of, its name, and its kind."""

from __future__ import annotations

import pytest
from printed import amounts_of as read
from printed import titled as table

TITLE = "一般公共预算“三公”经费支出表"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            table(
                TITLE,
                "万元",
                "合计|因公出国（境）费|公务接待费|公务用车购置及运行费||",
                "|||小计|公务用车购置费|公务用车运行费",
                "6|1|2|3||3",
            ),
            [
                ("total", "合计", "total"),
                ("abroad", "因公出国(境)费", "item"),
                ("reception", "公务接待费", "item"),
                ("vehicles", "公务用车购置及运行费", "subtotal"),
                ("vehicle_operation", "公务用车运行费", "item"),
            ],
            id="小计 is named after its group and holds what is printed below it",
        ),
        pytest.param(
            table(
                TITLE, "万元", "项目|预算数", "合计|6", "公务接待费|3", "公务用车购置及运行费|3", "公务用车运行费|3"
            ),
            [
                ("total", "合计", "total"),
                ("reception", "公务接待费", "item"),
                ("vehicles", "公务用车购置及运行费", "subtotal"),
                ("vehicle_operation", "公务用车运行费", "item"),
            ],
            id="items as rows",
        ),
        pytest.param(
            table(TITLE, "万元", "项目|预算数", "公务接待费|2", "公务用车购置及运行费|3"),
            [("reception", "公务接待费", "item"), ("vehicles", "公务用车购置及运行费", "item")],
            id="vehicles whose parts are not printed are an item",
        ),
        pytest.param(
            table(TITLE, "万元", "合计|“三公”经费||会议费", "|小计|公务接待费|", "9|2|2|7"),
            [
                ("total", "合计", "total"),
                ("total", "“三公”经费", "subtotal"),
                ("reception", "公务接待费", "item"),
                ("meeting", "会议费", "item"),
            ],
            id="a total over the three public expenses and what is joined with them",
        ),
        pytest.param(
            table(
                TITLE, "万元", "单位编码|单位名称|公务接待费", "合计||5", "20|某市甲局|5", "20001|甲局本级|3", "20002|甲局二处|2"
            ),
            [
                ("reception", "合计", "total"),
                ("reception", "公务接待费", "subtotal"),
                ("reception", "公务接待费", "item"),
                ("reception", "公务接待费", "item"),
            ],
            id="a total over units; the department above its units is their subtotal",
        ),
        pytest.param(
            table("培训费明细表", "万元", "序号|培训名称|金额", "1|档案业务培训|4", "2|新任职人员培训|5"),
            [("training", "档案业务培训", "item"), ("training", "新任职人员培训", "item")],
            id="a list of trainings keeps the name of each",
        ),
    ],
)  # fmt: skip
def test_item_name_and_kind(printed: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(printed, "code", "name", "kind") == expected


def test_the_kind_of_an_item_is_one_over_all_years() -> None:
    printed = table(
        TITLE,
        "万元",
        "2022年预算数|||2023年预算数||",
        "合计|公务用车购置及运行费|公务用车购置费|合计|公务用车购置及运行费|公务用车购置费",
        "3|3|3|2|2|",
    )
    assert read(printed, "year", "code", "kind") == [
        (2022, "total", "total"),
        (2022, "vehicles", "subtotal"),
        (2022, "vehicle_purchase", "item"),
        (2023, "total", "total"),
        (2023, "vehicles", "subtotal"),
    ]


def test_operating_cost_by_economic_class() -> None:
    printed = table(
        "一般公共预算机关运行经费支出预算表",
        "万元",
        "科目编码|科目名称|机关运行经费支出",
        "合计||7",
        "302|商品和服务支出|7",
        "30201|办公费|4",
        "30217|公务接待费|3",
    )
    assert read(printed, "scheme", "code", "name", "level", "kind", "fund") == [
        ("three_public", "operating_cost", "合计", None, "total", "general"),
        ("economic_dept", "302", "商品和服务支出", 1, "subtotal", "general"),
        ("economic_dept", "30201", "办公费", 2, "item", "general"),
        ("economic_dept", "30217", "公务接待费", 2, "item", "general"),
    ]


def test_an_item_that_nobody_knows_is_no_total() -> None:
    printed = table(
        "“三公”经费支出表", "万元", "项目|2022年预算|2023年预算", "合计|9|8", "公务接待费|2|1", "差旅支出|7|7"
    )
    assert read(printed, "scheme", "code", "measure")[-2:] == [("none", "", "other")] * 2


def test_short_names_of_the_items_are_a_header() -> None:
    head, row = "单位|三公合计|出国（境）|接待|车辆购置|车辆运行", "某市某馆|9|0|2|0|7"
    codes = ("total", "abroad", "reception", "vehicle_purchase", "vehicle_operation")
    assert read(table("“三公”经费支出表", "万元", head, row), "code") == [(code,) for code in codes]


def test_what_running_costs_is_told_by_its_rows() -> None:
    printed = table("机关运行经费表", "万元", "项目|金额", "合计|9", "办公费|5", "邮电费|4")
    assert read(printed, "code", "name", "kind") == [
        ("operating_cost", "合计", "total"),
        ("operating_cost", "办公费", "item"),
        ("operating_cost", "邮电费", "item"),
    ]
