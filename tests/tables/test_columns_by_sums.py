"""What columns measure whose words nobody knows: what their sums prove, and what they do not."""

from __future__ import annotations

import pytest
from printed import amounts_of as read
from printed import titled as table


def _measures(head: str, *rows: str, title: str = "支出总表") -> list[str]:
    """The measure of each column of amounts, in printed order; the rows must agree."""
    lines = (f"{206 + i}|甲{'乙' * i}支出|{row}" for i, row in enumerate(rows))
    found = read(table(title, "万元", f"科目编码|科目名称|{head}", *lines), "code", "measure")
    told = {code: [m for c, m in found if c == code] for code, _ in found}
    return max(told.values(), key=len)


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        pytest.param("拨付口径", ("5", "6"), ["total"], id="the only column is the table's own"),
        pytest.param("口径一|基本支出|项目支出", ("50|20|30", "90|40|50"), ["total", "basic", "project"], id="the whole of two parts"),
        pytest.param("合计|基本支出|口径二", ("50|20|30", "90|40|50"), ["total", "basic", "project"], id="what is not basic"),
        pytest.param("合计|口径一|项目支出", ("50|20|30", "90|40|50"), ["total", "basic", "project"], id="what is no project"),
        pytest.param(
            "合计|人员经费|公用经费|口径二", ("90|20|30|40", "70|10|30|30"), ["total", "personnel", "public", "project"], id="beside both halves of the basic"
        ),
        pytest.param(
            "合计|基本支出|人员经费|口径二|项目支出", ("90|50|20|30|40", "70|40|10|30|30"), ["total", "basic", "personnel", "public", "project"], id="the other half"
        ),
        pytest.param("合计|基本支出|口径二", ("50|20|10", "90|40|50"), ["total", "basic", "other"], id="one row contradicts"),
        pytest.param("合计|基本支出|口径二", ("50|20|30", "90|90|"), ["total", "basic", "other"], id="one row is no proof"),
        pytest.param("合计|口径一|口径二", ("50|20|30", "90|40|50"), ["total", "other", "other"], id="two unknown parts"),
        pytest.param("合计|其中：口径一", ("50|50", "90|90"), ["total", "total"], id="a part stays a part"),
    ],
)  # fmt: skip
def test_what_the_sums_of_all_rows_prove(head: str, rows: tuple[str, ...], expected: list[str]) -> None:
    assert _measures(head, *rows) == expected


def test_in_a_table_of_basic_expenditure_the_other_half_is_public() -> None:
    head, rows = "合计|人员经费|口径二", ("90|40|50", "70|40|30")
    assert _measures(head, *rows, title="一般公共预算基本支出表") == ["basic", "personnel", "public"]


def test_sums_hold_within_what_is_printed() -> None:
    assert _measures("合计|基本支出|口径二", "101|40|60", "90|40|50") == ["total", "basic", "project"]
    assert _measures("合计|基本支出|口径二", "102|40|60", "90|40|50") == ["total", "basic", "other"]


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        pytest.param("2022年|2023年|相差", ("4|5|1", "6|4|-2"), [(2023, "change")], id="the difference of two years"),
        pytest.param("2022年|2023年|相差", ("4|5|25", "6|3|-50"), [(2023, "change_pct")], id="the rate"),
        pytest.param("2022年|2023年|相差", ("4|5|1", "6|4|7"), [(2023, "total")], id="one row contradicts"),
        pytest.param("2022年|2023年|相差", ("4|5|1", "0|0|0"), [(2023, "total")], id="one row is no proof"),
    ],
)
def test_a_column_that_is_the_change_of_two_years(
    head: str, rows: tuple[str, ...], expected: list[tuple[int, str]]
) -> None:
    names = ("公务接待费", "会议费")
    lines = (f"{name}|{row}" for name, row in zip(names, rows, strict=True))
    found = read(table("“三公”经费支出表", "万元", f"项目|{head}", *lines), "code", "year", "measure")
    assert [told[1:] for told in found if told[0] == "reception"][-1:] == expected


def test_a_rate_is_told_in_points() -> None:
    printed = table("“三公”经费支出表", "万元", "项目|2022年|2023年|相差", "公务接待费|4|5|25", "会议费|6|3|-50")
    assert read(printed, "measure", "amount")[2] == ("change_pct", 25.0)


def test_each_half_of_a_balance_has_columns_of_its_own() -> None:
    printed = table(
        "财政拨款收支总表",
        "万元",
        "收入||支出|||",
        "项目|口径一|项目|合计|一般公共预算|政府性基金预算",
        "一、一般公共预算|9|一、教育支出|9|9|",
        "二、政府性基金预算|3|二、城乡社区支出|3||3",
    )
    assert [told for told in read(printed, "side", "measure") if told[0] == "income"] == [("income", "total")] * 2


def test_a_use_that_nobody_knows_says_nothing_of_its_column() -> None:
    printed = table(
        "财政拨款收支总表",
        "万元",
        "收入||支出|",
        "项目|金额|项目|金额",
        "一、一般公共预算|9|一、基本支出|4",
        "||二、机动预留|5",
    )
    assert read(printed, "name", "measure")[-2:] == [("基本支出", "basic"), ("机动预留", "other")]


def test_sums_and_their_parts_have_changes_of_their_own() -> None:
    head = (
        "单位名称|上年|||当年|||相差||",
        "|合计|三公小计|公务接待费|合计|三公小计|公务接待费|合计|三公小计|公务接待费",
    )
    rows = ("某市某馆|9|3|2|8|3|1|-1|0|-1", "某市某站|7|4|4|9|5|3|2|1|-1")
    found = read(table("“三公”经费支出表", "万元", *head, *rows), "year", "measure")
    assert found == [(2022, "total")] * 3 + [(2023, "total")] * 3 + [(2023, "change")] * 3 + found[9:]
    assert found[9:] == found[:9]


def test_what_parts_the_basic_expenditure_beside_one_half_is_the_other() -> None:
    head = ("科目编码|科目名称|合计|基本支出|||项目支出", "|||小计|人员经费|保障口径|")
    rows = ("206|甲支出|90|50|20|30|40", "207|乙支出|70|40|10|30|30")
    measures = [m for (m,) in read(table("支出总表", "万元", *head, *rows), "measure")]
    assert measures == ["total", "basic", "personnel", "public", "project"] * 2
