"""Numbers, units, codes, names and years as cells print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetnb import text
from budgetnb.text import Number


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("18,553", Number(18553.0, 1.0), id="thousands"),
        pytest.param("18553.20", Number(18553.2, 0.01), id="trailing zero is a place"),
        pytest.param("11.41", Number(11.41, 0.01), id="two places"),
        pytest.param("1，234.5", Number(1234.5, 0.1), id="full-width comma"),
        pytest.param("１２３", Number(123.0, 1.0), id="full-width digits"),
        pytest.param(" 1 025 ", Number(1025.0, 1.0), id="spaces between digits"),
        pytest.param("-3.5", Number(-3.5, 0.1), id="minus"),
        pytest.param("－3.5", Number(-3.5, 0.1), id="full-width minus"),
        pytest.param("−3.5", Number(-3.5, 0.1), id="minus sign"),
        pytest.param("(1,000)", Number(-1000.0, 1.0), id="brackets are minus"),
        pytest.param("42%", Number(42.0, 1.0), id="per cent"),
        pytest.param("¥100", Number(100.0, 1.0), id="currency sign"),
        pytest.param("0.00", Number(0.0, 0.01), id="printed zero"),
        pytest.param("-", Number(0.0, 1.0), id="dash is zero"),
        pytest.param("——", Number(0.0, 1.0), id="double dash is zero"),
        pytest.param("", None, id="blank is missing"),
        pytest.param("　", None, id="wide space is blank"),
        pytest.param("无", None, id="word"),
        pytest.param("2023年", None, id="year"),
        pytest.param("2080505行政", None, id="code and name"),
        pytest.param("(1,000", None, id="one bracket"),
        pytest.param("1.2.3", None, id="section number"),
    ],
)
def test_number(printed: str, expected: Number | None) -> None:
    assert text.number(printed) == expected


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_number_reads_back_what_is_printed(units: int, places: int) -> None:
    value = units / 10**places
    found = text.number(f"{value:,.{places}f}")
    assert found is not None and found.value == pytest.approx(value) and found.place == pytest.approx(10.0**-places)


@pytest.mark.parametrize(
    ("printed", "scale", "expected"),
    [
        pytest.param("18,553", 1e4, (185_530_000.0, 1e4), id="whole 万元"),
        pytest.param("11.41", 1e4, (114_100.0, 100.0), id="万元 with places"),
        pytest.param("1234.56", 1.0, (1234.56, 0.01), id="元"),
        pytest.param("1.5", 1e8, (150_000_000.0, 1e7), id="亿元"),
        pytest.param("", 1e4, None, id="blank"),
    ],
)
def test_money(printed: str, scale: float, expected: tuple[float, float] | None) -> None:
    assert text.money(printed, scale) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("单位：万元", "万元", id="plain"),
        pytest.param("金额单位: 元", "元", id="元"),
        pytest.param("单位：人民币万元", "万元", id="currency named"),
        pytest.param("预算金额（万元）", "万元", id="bracketed"),
        pytest.param("单位：亿元", "亿元", id="亿元"),
        pytest.param("单位 ： 千 元", "千元", id="spaced"),
        pytest.param("单位：某市口岸办", "", id="an owner's line"),
        pytest.param("单位：%", "", id="per cent"),
        pytest.param("", "", id="blank"),
    ],
)
def test_money_unit(label: str, expected: str) -> None:
    assert text.money_unit(label) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("2080505", ("2080505", ""), id="code alone"),
        pytest.param("[2011105]派驻派出机构", ("2011105", "派驻派出机构"), id="brackets"),
        pytest.param("2010801-行政运行", ("2010801", "行政运行"), id="dash"),
        pytest.param("301 工资福利支出", ("301", "工资福利支出"), id="space"),
        pytest.param("行政运行", ("", "行政运行"), id="name alone"),
        pytest.param("一、教育支出", ("", "教育支出"), id="enumerator"),
        pytest.param("20805051", ("", "20805051"), id="eight digits are no code"),
    ],
)
def test_split_code(cell: str, expected: tuple[str, str]) -> None:
    assert text.split_code(cell) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("一、社会保障和就业支出", "社会保障和就业支出", id="一、"),
        pytest.param("（一）人员支出", "人员支出", id="（一）"),
        pytest.param("1. 一般公共预算拨款", "一般公共预算拨款", id="1."),
        pytest.param("其中：货物", "货物", id="其中"),
        pytest.param("①差旅费", "差旅费", id="circled"),
        pytest.param("国有土地使用权出让收入安排的支出★", "国有土地使用权出让收入安排的支出", id="star"),
        pytest.param("住 房\n公 积 金", "住房公积金", id="spaced and wrapped"),
        pytest.param("12328平台", "12328平台", id="a number that is the name"),
        pytest.param("1.5万元", "1.5万元", id="a decimal is no enumerator"),
        pytest.param("一、", "一、", id="nothing but an enumerator"),
    ],
)
def test_clean(printed: str, expected: str) -> None:
    assert text.clean(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("2023年预算数", 2023, id="digits"),
        pytest.param("二〇二六年部门预算", 2026, id="Chinese"),
        pytest.param("二零二四年度", 2024, id="零"),
        pytest.param("2 0 2 5 年", 2025, id="spaced"),
        pytest.param("文件〔2016〕143号", 2016, id="in brackets"),
        pytest.param("编码2080505", None, id="inside a code"),
        pytest.param("预算数", None, id="none"),
    ],
)
def test_year_in(printed: str, expected: int | None) -> None:
    assert text.year_in(printed) == expected


@pytest.mark.parametrize(
    ("code", "scheme", "expected"),
    [
        ("208", "function", 1),
        ("20805", "function", 2),
        ("2080505", "function", 3),
        ("30101", "economic_dept", 2),
        ("50101", "economic_gov", 2),
        ("301007", "function", None),
        ("208", "unit", None),
    ],
)
def test_code_level(code: str, scheme: str, expected: int | None) -> None:
    assert text.code_level(code, scheme) == expected
