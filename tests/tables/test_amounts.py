"""From printed tables to amounts: one named trap a case, the whole result compared."""

from __future__ import annotations

from typing import Any

import pytest
from printed import amounts_of as read
from printed import titled as table


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            table(
                "支出总表",
                "万元",
                "科目编码|科目名称|合计",
                "208|社会保障和就业支出|268",
                "20805|行政事业单位养老支出|268",
            ),
            [("208", 1, "subtotal", 2_680_000.0, 1e4), ("20805", 2, "item", 2_680_000.0, 1e4)],
            id="whole 万元; a parent whose part is printed",
        ),
        pytest.param(
            table("支出总表", "元", "科目编码|科目名称|合计", "2080502|事业单位离退休|1,170,500.25"),
            [("2080502", 3, "item", 1_170_500.25, 0.01)],
            id="元 with two places",
        ),
        pytest.param(
            table(
                "支出总表",
                "万元",
                "科目编码|科目名称|合计",
                "2080502|事业单位离退休|",
                "2080505|养老保险缴费|0.00",
                "2080506|职业年金|-",
            ),
            [("2080505", 3, "item", 0.0, 100.0), ("2080506", 3, "item", 0.0, 1e4)],
            id="blank is missing, 0.00 and a dash are zero",
        ),
        pytest.param(
            table("支出总表", "万元", "科目编码||科目名称|合计", "类|款|||", "208|||社会保障|9", "|05||养老|9").replace(
                "|", "\t"
            ),
            [("208", 1, "subtotal", 90_000.0, 1e4), ("20805", 2, "item", 90_000.0, 1e4)],
            id="split code columns, the upper part carried down",
        ),
        pytest.param(
            table("支出总表", "万元", "科目|合计", "[2011105]派驻派出机构|5", "2010801-行政运行|7"),
            [("2011105", 3, "item", 50_000.0, 1e4), ("2010801", 3, "item", 70_000.0, 1e4)],
            id="code and name in one cell",
        ),
        pytest.param(
            table("支出总表", "万元", "科目编码|科目名称|合计", "栏次||1", "208|社会保障和就业支出|3"),
            [("208", 1, "item", 30_000.0, 1e4)],
            id="an index row is no data",
        ),
        pytest.param(
            table("支出总表", "万元", "科目编码|科目名称|合计", "|合计|3", "208|社会保障和就业支出|3"),
            [("", 0, "total", 30_000.0, 1e4), ("208", 1, "item", 30_000.0, 1e4)],
            id="the total in the first row",
        ),
    ],
)
def test_codes_levels_kinds_and_money(printed: str, expected: list[tuple[Any, ...]]) -> None:
    assert read(printed, "code", "level", "kind", "amount", "precision") == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            table(
                "支出总表",
                "万元",
                "科目编码|科目名称|合计|基本支出||项目支出",
                "|||人员经费|公用经费|",
                "208|社会保障|6|1|2|3",
            ),
            [("total", "all", 6e4), ("personnel", "all", 1e4), ("public", "all", 2e4), ("project", "all", 3e4)],
            id="two levels: people and running costs under basic",
        ),
        pytest.param(
            table(
                "支出总表",
                "万元",
                "科目编码|科目名称|支出总计|2023年政府采购项目||",
                "|||小计|其中：面向中小企业政府采购项目|其中：面向小型、微型企业政府采购项目",
                "208|社会保障|9|3|2|1",
            ),
            [
                ("total", "all", 9e4),
                ("procurement", "all", 3e4),
                ("procurement_sme", "all", 2e4),
                ("procurement_micro", "all", 1e4),
            ],
            id="小计 is named after its group",
        ),
        pytest.param(
            table(
                "收入总表",
                "万元",
                "科目编码|科目名称|合计|一般公共预算|政府性基金预算|上年结转",
                "208|社会保障|6|1|2|3",
            ),
            [("total", "all", 6e4), ("total", "general", 1e4), ("total", "gov_fund", 2e4), ("total", "all", 3e4)],
            id="funds as columns",
        ),
        pytest.param(
            table("一般公共预算支出表", "万元", "科目编码|科目名称|合计|基本支出|项目支出", "208|社会保障|3|1|2"),
            [("total", "general", 3e4), ("basic", "general", 1e4), ("project", "general", 2e4)],
            id="the fund of the title",
        ),
        pytest.param(
            table("基本支出总表", "万元", "科目编码|科目名称|合计", "30101|基本工资|3"),
            [("basic", "all", 3e4)],
            id="the measure of the title",
        ),
        pytest.param(
            table(
                "政府性基金预算支出表",
                "万元",
                "科目编码|科目名称|合计|项目支出",
                "21208|国有土地使用权出让收入安排的支出|3|3",
            ),
            [("total", "gov_fund", 3e4), ("project", "gov_fund", 3e4)],
            id="a fund table",
        ),
    ],
)
def test_measure_and_fund(printed: str, expected: list[tuple[Any, ...]]) -> None:
    assert read(printed, "measure", "fund", "amount") == expected


def test_a_column_after_of_which_tells_a_part_of_what_stands_before_it() -> None:
    printed = table(
        "支出总表",
        "万元",
        "科目编码|科目名称|合计|项目支出|其中：专项资金|其中：政府性基金预算",
        "208|社会保障|9|6|4|2",
    )
    assert read(printed, "measure", "fund", "kind") == [
        ("total", "all", "item"),
        ("project", "all", "item"),
        ("total", "all", "of_which"),
        ("total", "gov_fund", "item"),
    ]


def test_what_follows_of_which_and_says_more_is_no_mere_part() -> None:
    printed = table("项目支出表", "万元", "项目名称|合计|其中：本年预算|其中：上年结转", "水库加固|10|8|2")
    assert read(printed, "kind", "fund", "carried", "amount") == [
        ("item", "all", False, 1e5),
        ("item", "current", False, 8e4),
        ("item", "all", True, 2e4),
    ]


def test_the_column_of_lines_of_a_table_of_both_sides_names_no_projects() -> None:
    printed = table(
        "政府性基金预算收支表", "万元", "收入||支出|", "项目|预算数|项目|预算数", "彩票公益金收入|3|其他支出|3"
    )
    assert read(printed, "side", "scheme") == [("income", "source"), ("expenditure", "function")]


def test_a_total_may_be_labelled_in_a_column_that_names_nothing() -> None:
    printed = table("项目支出表", "万元", "项目类型|项目名称|合计", "特定目标类|水库加固|6", "合计||6")
    assert read(printed, "scheme", "name", "kind", "level") == [
        ("project", "水库加固", "item", None),
        ("none", "合计", "total", 0),
    ]


def test_a_money_unit_behind_a_number_is_that_numbers_own() -> None:
    printed = table("“三公”经费支出表", "万元", "项目|上年预算数|本年预算数", "公务接待费|4万元|15000元", "会议费|2|—")
    assert read(printed, "raw", "amount", "precision") == [
        ("4万元", 40_000.0, 1e4),
        ("15000元", 15_000.0, 1.0),
        ("2", 20_000.0, 1e4),
        ("—", 0.0, 1e4),
    ]


def test_two_units_in_one_document() -> None:
    printed = table("支出总表", "元", "科目编码|科目名称|合计", "208|社会保障|30000") + table(
        "“三公”经费支出表", "万元", "合计|因公出国（境）费|公务接待费", "1.41|0|1.41"
    )
    assert read(printed, "table", "code", "amount", "precision") == [
        ("expenditure", "208", 30000.0, 1.0),
        ("three_public", "total", 14100.0, 100.0),
        ("three_public", "abroad", 0.0, 1e4),
        ("three_public", "reception", 14100.0, 100.0),
    ]


def test_halves_side_by_side_and_codes_that_follow() -> None:
    balance = table(
        "收支总表", "万元", "收入||支出|", "项目|2023年预算数|项目|2023年预算数", "一、财政拨款收入|9|一、社会保障和就业支出|7",
        "1. 一般公共预算拨款|9|养老支出|7", "本年收入合计|9|本年支出合计|7", "上年结转|1|结转下年|3", "收入总计|10|支出总计|10",
    )  # fmt: skip
    coded = table("支出总表", "万元", "科目编码|科目名称|合计", "208|社会保障和就业支出|7", "20805|养老支出|7")
    rows = read(balance + coded, "table", "side", "scheme", "code", "name", "kind", "inferred", "amount")
    assert sorted(row[1:] for row in rows if row[0] == "balance") == sorted([
        ("income", "source", "", "财政拨款收入", "subtotal", False, 9e4),
        ("expenditure", "function", "208", "社会保障和就业支出", "subtotal", True, 7e4),
        ("income", "source", "", "一般公共预算拨款", "item", False, 9e4),
        ("expenditure", "function", "20805", "养老支出", "item", True, 7e4),
        ("income", "none", "", "本年收入合计", "total", False, 9e4),
        ("expenditure", "none", "", "本年支出合计", "total", False, 7e4),
        ("income", "source", "", "上年结转", "item", False, 1e4),
        ("expenditure", "none", "", "结转下年", "item", False, 3e4),
        ("income", "none", "", "收入总计", "total", False, 1e5),
        ("expenditure", "none", "", "支出总计", "total", False, 1e5),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            table("收支总表", "元", "本年收入||本年支出|", "项目|预算数|项目|预算数", "一、预算拨款|9|一、教育支出|8", "收入总计|9|支出总计|8"),
            [("fiscal", "total", False), ("all", "total", False), ("all", "total", False), ("all", "total", False)],
            id="a half headed 本年收入: its total is of all funds; 预算拨款 is fiscal",
        ),
        pytest.param(
            table("收支总表", "元", "收入||支出|", "项目|预算|项目|预算", "上年结转结余|2|结转结余下年|3"),
            [("all", "total", True), ("all", "carry_forward", False)],
            id="结转结余下年 goes forward, 上年结转结余 is carried",
        ),
        pytest.param(
            table("财政拨款收支总表", "元", "收入||支出|", "项目|预算数|项目|预算数", "一、一般公共预算资金|9|一、教育支出|14", "本年收入合计|9|本年支出合计|14",
                  "上年结转结余|8|年终结转结余|3", "一、一般公共预算拨款|5|一、一般公共预算拨款|1", "二、政府性基金预算拨款|3|二、政府性基金预算拨款|2", "收入总计|17|支出总计|17"),
            [
                ("general", "total", False), ("fiscal", "total", False), ("fiscal", "total", True), ("general", "total", True),
                ("gov_fund", "total", True), ("fiscal", "total", False), ("fiscal", "total", False), ("fiscal", "total", False),
                ("fiscal", "carry_forward", False), ("general", "carry_forward", False), ("gov_fund", "carry_forward", False),
                ("fiscal", "total", False),
            ],
            id="funds below carried money are parts of it",
        ),
        pytest.param(
            table("收支总表", "元", "收入||支出|", "项目|预算数|项目|预算数", "上年结转|8|一、教育支出|28", "一、一般公共预算拨款|20||", "收入总计|28|支出总计|28"),
            [("all", "total", True), ("general", "total", False), ("all", "total", False), ("all", "total", False), ("all", "total", False)],
            id="what does not add up to the carried money above is none of it",
        ),
        pytest.param(
            table("收入总表", "元", "项目名称||金额", "收入总计||9", "一般公共预算资金|小计|7", "|公共财政拨款|7", "其他资金|小计|2", "|事业收入|2"),
            [("all", "total", False), ("general", "total", False), ("general", "total", False), ("other", "total", False), ("business", "total", False)],
            id="小计 has the fund of its group, and what names none too",
        ),
        pytest.param(
            table("收入总表", "元", "项目|金额", "公共财政拨款|7", "专户资金|1", "收入总计|8"),
            [("general", "total", False), ("special_account", "total", False), ("all", "total", False)],
            id="sources as rows of the income table",
        ),
    ],
)  # fmt: skip
def test_funds_of_lists(printed: str, expected: list[tuple[Any, ...]]) -> None:
    assert sorted(read(printed, "fund", "measure", "carried")) == sorted(expected)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            table("部门基本支出预算表", "元", "支出项目类别（资金使用单位）|总计", "合计|9", "甲市统计局|9", "工资福利支出|6", "商品和服务支出|3")
            + table("一般公共预算基本支出表", "元", "科目编码|科目名称|合计", "301|工资福利支出|6", "302|商品和服务支出|3"),
            [
                ("none", "", "合计", "total", "basic"), ("unit", "", "", "total", "basic"),
                ("economic_dept", "301", "工资福利支出", "item", "basic"), ("economic_dept", "302", "商品和服务支出", "item", "basic"),
                ("economic_dept", "301", "工资福利支出", "item", "basic"), ("economic_dept", "302", "商品和服务支出", "item", "basic"),
            ],
            id="classes in the column of projects and units",
        ),
        pytest.param(
            table("一般公共预算基本支出决算表", "元", "科目编码|科目名称|决算数|科目编码|科目名称|决算数", "301|工资福利支出|6|302|商品和服务支出|3",
                  "人员经费合计||6|公用经费合计||3"),
            [
                ("economic_dept", "301", "工资福利支出", "item", "basic"), ("none", "", "人员经费合计", "total", "personnel"),
                ("economic_dept", "302", "商品和服务支出", "item", "basic"), ("none", "", "公用经费合计", "total", "public"),
            ],
            id="the totals of people and running costs in two halves",
        ),
    ],
)  # fmt: skip
def test_economic_classes_and_their_totals(printed: str, expected: list[tuple[Any, ...]]) -> None:
    assert sorted(read(printed, "scheme", "code", "name", "kind", "measure")) == sorted(expected)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(
            table("财政拨款收支总表", "元", "收入|", "项目|预算数", "二、上年结转|8", "（一）一般公共预算拨款|5", "（二）政府性基金预算拨款|3", "收入总计|8"),
            [("上年结转", "subtotal"), ("一般公共预算拨款", "item"), ("政府性基金预算拨款", "item"), ("收入总计", "total")],
            id="carried money with its parts printed",
        ),
        pytest.param(
            table("收入总表", "元", "项目名称||金额", "收入总计||9", "一般公共预算资金|小计|7", "|公共财政拨款|7", "其他资金|小计|2", "|事业收入|2"),
            [("收入总计", "total"), ("一般公共预算资金", "subtotal"), ("公共财政拨款", "item"), ("其他资金", "subtotal"), ("事业收入", "item")],
            id="小计 is named after its group, whose label may stand once",
        ),
    ],
)  # fmt: skip
def test_groups_and_their_parts(printed: str, expected: list[tuple[Any, ...]]) -> None:
    assert read(printed, "name", "kind") == expected


def test_a_department_above_its_units() -> None:
    printed = table(
        "支出总表",
        "万元",
        "预算单位|科目编码|科目名称|合计",
        "某市甲局|||9",
        "甲局本级|||4",
        "|208|社会保障|4",
        "甲局二处|||5",
        "|208|社会保障|5",
    )
    assert read(printed, "unit", "scheme", "code", "kind", "level", "amount") == [
        ("某市甲局", "unit", "", "total", 0, 9e4),
        ("甲局本级", "unit", "", "total", 0, 4e4),
        ("甲局本级", "function", "208", "item", 1, 4e4),
        ("甲局二处", "unit", "", "total", 0, 5e4),
        ("甲局二处", "function", "208", "item", 1, 5e4),
    ]


def test_three_classifications_in_one_row() -> None:
    printed = table(
        "一般公共预算基本支出表", "万元", "功能分类科目编码|政府预算经济分类编码|部门预算经济分类编码|部门预算经济分类名称|合计",
        "2080505|50102|30108|机关事业单位基本养老保险缴费|5",
    )  # fmt: skip
    assert read(printed, "scheme", "code", "cross", "name", "measure", "fund") == [
        (
            "economic_dept",
            "30108",
            "function=2080505;economic_gov=50102",
            "机关事业单位基本养老保险缴费",
            "basic",
            "general",
        )
    ]


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param(
            table("“三公”经费支出表", "万元", "合计|因公出国（境）费|公务接待费|公务用车购置及运行费||", "|||小计|公务用车购置费|公务用车运行费", "6|1|2|3|0|3"),
            id="items as columns",
        ),
        pytest.param(
            table("“三公”经费支出表", "万元", "项目|2023年预算数", "合计|6", "因公出国（境）费|1", "公务接待费|2", "公务用车购置及运行费|3", "其中：公务用车购置费|0", "公务用车运行费|3"),
            id="items as rows",
        ),
    ],
)  # fmt: skip
def test_three_public_items_whichever_way_they_run(printed: str) -> None:
    assert read(printed, "code", "year", "amount") == [
        ("total", 2023, 6e4),
        ("abroad", 2023, 1e4),
        ("reception", 2023, 2e4),
        ("vehicles", 2023, 3e4),
        ("vehicle_purchase", 2023, 0.0),
        ("vehicle_operation", 2023, 3e4),
    ]


def test_years_as_columns_and_the_change() -> None:
    printed = table(
        "一般公共预算支出表",
        "万元",
        "科目编码|科目名称|2022年预算数|2023年预算数|增减额|增减%",
        "208|社会保障|4|5|1|25",
    )
    assert read(printed, "year", "measure", "amount", "precision") == [
        (2022, "total", 4e4, 1e4),
        (2023, "total", 5e4, 1e4),
        (2023, "change", 1e4, 1e4),
        (2023, "change_pct", 25.0, 1.0),
    ]


def test_years_as_rows() -> None:
    printed = table(
        "“三公”经费支出表", "万元", "年度|总计|公务接待费", "2022年|3|3", "2023年|2|2", "增减变化金额|-1|-1"
    )
    assert read(printed, "year", "code", "measure", "amount") == [
        (2022, "total", "total", 3e4),
        (2022, "reception", "total", 3e4),
        (2023, "total", "total", 2e4),
        (2023, "reception", "total", 2e4),
        (2023, "total", "change", -1e4),
        (2023, "reception", "change", -1e4),
    ]


def test_a_row_leads_back_to_its_line_and_cell() -> None:
    printed = table("支出总表", "万元", "科目编码|科目名称|合计", "208|社会保障|1,234.50")
    assert read(printed, "line", "row", "col", "raw", "header", "page") == [(4, 1, 2, "1,234.50", "合计", None)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ("一、财政拨款|9", "其中：列入专项的项目|4", "上年结转|3", "其中：财政拨款资金结转|2", "非财政拨款资金结余|1"),
            [
                ("财政拨款", "fiscal", False, "item"),
                ("列入专项的项目", "fiscal", False, "of_which"),
                ("上年结转", "all", True, "item"),
                ("财政拨款资金结转", "fiscal", True, "of_which"),
                ("非财政拨款资金结余", "own", True, "item"),
            ],
            id="a part without a fund has that of what it is told within; 结转 and 结余 at the end are carried over",
        ),
        pytest.param(
            ("一、本年拨款|9", "二、上年结转|3", "（一）一般公共预算拨款|2", "（二）政府性基金预算拨款|1"),
            [
                ("本年拨款", "all", False, "item"),
                ("上年结转", "all", True, "subtotal"),
                ("一般公共预算拨款", "general", True, "item"),
                ("政府性基金预算拨款", "gov_fund", True, "item"),
            ],
            id="what parts the money carried over is carried over",
        ),
    ],
)  # fmt: skip
def test_sources(rows: tuple[str, ...], expected: list[tuple[Any, ...]]) -> None:
    printed = table("收支总表", "万元", "收入||支出|", "项目|预算数|项目|预算数", *(f"{row}||" for row in rows))
    assert read(printed, "name", "fund", "carried", "kind") == expected


def test_the_current_income_of_a_fiscal_list_is_fiscal() -> None:
    printed = table(
        "财政拨款收支总表",
        "万元",
        "收入||支出|",
        "项目|预算数|项目|预算数",
        "一、本年收入|9|一、本年支出|9",
        "（一）一般公共预算拨款|9||",
    )
    assert read(printed, "name", "fund", "kind") == [
        ("本年收入", "fiscal", "subtotal"),
        ("一般公共预算拨款", "general", "item"),
        ("本年支出", "fiscal", "item"),
    ]


def test_uses_of_money_by_other_names() -> None:
    printed = table(
        "收支总表",
        "万元",
        "收入||支出|",
        "项目|预算数|项目|预算数",
        "财政拨款|9|1、人员经费和公用经费支出|5",
        "||2、专项业务经费支出|4",
        "||未安排支出的实户资金|1",
    )
    found = [r[1:] for r in read(printed, "side", "scheme", "measure", "name") if r[0] == "expenditure"]
    assert found == [
        ("none", "basic", "人员经费和公用经费支出"),
        ("none", "project", "专项业务经费支出"),
        ("none", "carry_forward", "未安排支出的实户资金"),
    ]


def test_a_table_of_money_carried_over() -> None:
    rows = ("科目编码|科目名称|合计", "20801|管理事务|9")
    carried = read(table("财政拨款上年结转资金支出表", "万元", *rows), "fund", "carried")
    current = read(table("一般公共预算支出表（不含上年结转）", "万元", *rows), "fund", "carried")
    assert (carried, current) == ([("fiscal", True)], [("general", False)])


def test_a_rate_that_is_no_change_is_no_money() -> None:
    printed = table("支出总表", "万元", "科目编码|科目名称|合计|执行率", "208|社会保障|4|98.5%")
    assert read(printed, "measure", "amount") == [("total", 4e4)]


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        pytest.param("比上年增（减）", "change", id="both ways in brackets"),
        pytest.param("增+减-", "change", id="signs for both ways"),
        pytest.param("与上年预算比较", "change", id="a comparison"),
        pytest.param("变化情况", "change", id="变化"),
        pytest.param("变化率（%）", "change_pct", id="a rate of change"),
    ],
)
def test_the_words_of_a_change(words: str, measure: str) -> None:
    printed = table("支出总表", "万元", f"科目编码|科目名称|上年预算数|本年预算数|{words}", "208|社会保障|4|5|1")
    assert read(printed, "year", "measure")[-1:] == [(2023, measure)]


@pytest.mark.parametrize("head", ["口径", "项目", "年份"])
def test_a_column_of_years_is_told_by_its_cells(head: str) -> None:
    rows = ("2022年预算数|3|3", "2023年预算数|2|2", "增减变化金额|-1|-1")
    printed = table("“三公”经费支出表", "万元", f"{head}|总计|公务接待费", *rows)
    assert read(printed, "year", "code", "measure") == [
        (2022, "total", "total"),
        (2022, "reception", "total"),
        (2023, "total", "total"),
        (2023, "reception", "total"),
        (2023, "total", "change"),
        (2023, "reception", "change"),
    ]


def test_a_list_of_projects_under_a_title_of_expenditure_is_one() -> None:
    printed = table("部门业务支出表", "万元", "项目单位|项目名称|金额", "甲市信息中心|平台运维|5", "|档案整理|3")
    assert read(printed, "table", "scheme", "name", "measure") == [
        ("project", "project", "平台运维", "project"),
        ("project", "project", "档案整理", "project"),
    ]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        pytest.param("2023年部门预算总表", "balance", id="the whole budget"),
        pytest.param("财政拨款预算总表", "fiscal_balance", id="the treasury's"),
        pytest.param("部门预算基本信息表", None, id="no table of the whole"),
    ],
)
def test_a_title_of_the_whole_budget_over_its_two_halves(title: str, told: str | None) -> None:
    rows = ("一、一般公共预算|9|一、教育支出|9", "收入总计|9|支出总计|9")
    found = read(table(title, "万元", "收入||支出|", "项目|预算数|项目|预算数", *rows), "table")
    assert {t for (t,) in found} == ({told} if told else set())


def test_a_source_that_nobody_knows_is_another_one() -> None:
    printed = table("收入总表", "万元", "单位名称|合计|一般公共预算|事业收入|罚没返还", "某市某馆|12|7|3|2")
    assert read(printed, "fund") == [("all",), ("general",), ("business",), ("other",)]


def test_a_column_that_nobody_knows_beside_a_list_of_sources_changes_none_of_them() -> None:
    printed = table("收入总表", "万元", "项目|核定口径", "收入总计|9", "一般公共预算|7", "事业收入|2")
    assert read(printed, "fund") == [("all",), ("general",), ("business",)]


def test_what_is_left_of_the_year_before_is_of_this_year() -> None:
    printed = table("收入总表", "万元", "单位名称|合计|一般公共预算|上年零余额账户余额", "某市某馆|9|7|2")
    assert read(printed, "year", "carried")[-1] == (2023, True)


def test_regions_beside_their_sum_measure_nothing_known() -> None:
    unknown = table("对下转移支付预算表", "万元", "项目名称|合计|甲县|乙区", "农机补贴|70|30|40", "良种推广|50|20|30")
    assert read(unknown, "measure", "header") == [("total", "合计"), ("other", "甲县"), ("other", "乙区")] * 2


@pytest.mark.parametrize(
    ("title", "told"),
    [
        pytest.param("部门支出综合表", "balance", id="called after one half"),
        pytest.param("财政拨款支出综合表", "fiscal_balance", id="the treasury's"),
    ],
)
def test_two_halves_are_a_balance_whatever_their_title(title: str, told: str) -> None:
    rows = ("一、一般公共预算|9|一、教育支出|9", "收入总计|9|支出总计|9")
    found = read(table(title, "万元", "收入||支出|", "项目|预算数|项目|预算数", *rows), "table", "side")
    assert set(found) == {(told, "income"), (told, "expenditure")}


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        pytest.param("1", [("income", "", True), ("expenditure", "carry_forward", False)], id="the sums close"),
        pytest.param("3", [("income", "", False), ("expenditure", "carry_forward", False)], id="they do not"),
    ],
)
def test_what_stands_between_the_years_total_and_the_whole_is_left_over(left: str, expected: list[Any]) -> None:
    rows = (
        "一、一般公共预算|9|一、教育支出|8",
        "本年收入合计|9|本年支出合计|8",
        f"沉淀资金|{left}|留存以后使用|2",
        "收入总计|10|支出总计|10",
    )
    printed = table("部门收支总表", "万元", "收入||支出|", "项目|预算数|项目|预算数", *rows)
    found = [
        told for told in read(printed, "side", "measure", "carried", "name") if told[3] in ("沉淀资金", "留存以后使用")
    ]
    assert [(side, measure.replace("total", ""), carried) for side, measure, carried, _ in found] == expected
