"""Printed numbers as intervals, sums of them, and findings with their arithmetic in words."""

from __future__ import annotations

import pytest

from budgetnb import labels
from budgetnb.checks import docs, finding
from budgetnb.checks.finding import Finding, Printed


@pytest.mark.parametrize(
    ("said", "expected", "tolerance", "status"),
    [
        pytest.param(100.0, 100.0, 0.0, "exact", id="equal"),
        pytest.param(0.1 + 0.2, 0.3, 0.0, "exact", id="equal but for floats"),
        pytest.param(1e12, 1e12 + 0.05, 0.0, "exact", id="floats of large amounts"),
        pytest.param(100.0, 101.0, 1.0, "rounding", id="at the bound"),
        pytest.param(100.0, 101.01, 1.0, "conflict", id="beyond it"),
        pytest.param(-100.0, -101.0, 1.0, "rounding", id="negative amounts"),
        pytest.param(100.0, -100.0, 1.0, "conflict", id="another sign"),
    ],
)
def test_two_numbers_are_compared(said: float, expected: float, tolerance: float, status: str) -> None:
    assert finding.compare(said, expected, tolerance) == status


@pytest.mark.parametrize(
    ("precisions", "bound"), [([], 0.5), ([1.0], 1.0), ([1.0, 1.0, 1.0], 2.0), ([0.01, 0.01], 0.51)]
)
def test_a_sum_may_differ_by_half_a_place_of_each_number(precisions: list[float], bound: float) -> None:
    assert finding.bound(Printed(5.0, 1.0), [Printed(1.0, p) for p in precisions]) == pytest.approx(bound)


@pytest.mark.parametrize(
    ("places", "unit"),
    [([1e4], "wan"), ([100.0], "wan"), ([1.0], "yuan"), ([1e4, 0.01], "yuan"), ([0.0], "yuan"), ([], "yuan")],
)
def test_the_unit_that_suits_the_finest_place(places: list[float], unit: str) -> None:
    assert finding.money_scale(places)[1] == unit


@pytest.mark.parametrize(
    ("value", "place", "scale", "printed"),
    [
        (185530000.0, 1e4, 1e4, "18,553"),
        (114100.0, 100.0, 1e4, "11.41"),
        (-35000.0, 1000.0, 1e4, "-3.5"),
        (12345.678, 0.01, 1.0, "12,345.68"),
        (5.0, 0.0, 1.0, "5.00"),
        (1.0, 1e-9, 1.0, "1.000000"),
    ],
)
def test_numbers_as_they_would_be_printed(value: float, place: float, scale: float, printed: str) -> None:
    assert finding.as_printed(value, place, scale) == printed


@pytest.mark.parametrize(
    ("total", "parts", "status", "zh", "en"),
    [
        pytest.param(5e4, [2e4, 3e4], "exact", "2 + 3 = 5，印作 5（万元），相符", "2 + 3 = 5, printed 5 (ten thousand yuan): exact", id="exact"),
        pytest.param(6e4, [2e4, 3e4], "rounding", "2 + 3 = 5，印作 6，相差 1，在尾差上限 1.5 以内（万元）",
                     "2 + 3 = 5, printed 6, difference 1, within the rounding bound 1.5 (ten thousand yuan)", id="rounding"),
        pytest.param(9e4, [5e4], "conflict", "5，印作 9，相差 4，超出尾差上限 1.0（万元）",
                     "5, printed 9, difference 4, beyond the rounding bound 1.0 (ten thousand yuan)", id="one part"),
        pytest.param(2e4, [5e4, -3e4], "exact", "5 - 3 = 2，印作 2（万元），相符", "5 - 3 = 2, printed 2 (ten thousand yuan): exact", id="less a part"),
    ],
)  # fmt: skip
def test_the_arithmetic_of_a_sum(total: float, parts: list[float], status: str, zh: str, en: str) -> None:
    printed = [Printed(amount, 1e4) for amount in parts]
    assert finding.addition(Printed(total, 1e4), printed, (len(parts) + 1) * 5e3, status) == (zh, en)


def test_numbers_of_different_places_keep_their_own() -> None:
    zh, _ = finding.addition(Printed(114100.0, 100.0), [Printed(1e5, 1e4), Printed(14100.0, 100.0)], 5100.0, "exact")
    assert zh.startswith("10 + 1.41 = 11.41，印作 11.41")


def test_a_long_sum_says_how_many_parts_it_has() -> None:
    zh, _ = finding.addition(Printed(40e4, 1e4), [Printed(1e4, 1e4)] * 40, 20.5e4, "exact")
    assert zh.count("1 + ") == finding.SHOWN_PARTS and "1 + … (40) = 40" in zh


@pytest.mark.parametrize(("status", "severity"), [("exact", "info"), ("conflict", "warning"), ("untestable", "info")])
def test_a_finding_becomes_a_record(status: str, severity: str) -> None:
    made = Finding("r", status, "甲", "income", 5.1, 5.0, 0.5, "中", "en", ["a:1", "a:0", "a:1"]).record("d")
    assert made == {
        "doc": "d", "rule": "r", "status": status, "severity": severity, "table": "income", "subject": "甲", "said": 5.1,
        "expected": 5.0, "difference": 0.1, "tolerance": 0.5, "message_zh": "中", "message_en": "en", "evidence": ["a:1", "a:0"],
    }  # fmt: skip


def test_a_finding_without_numbers_has_no_difference() -> None:
    assert Finding("r", "exact", severity="notice").record("d")["difference"] is None
    assert Finding("r", "exact", severity="notice").record("d")["severity"] == "notice"
    assert str(Finding("r", "exact", said=1.0, expected=1.0).record("d")["difference"]) == "0.0"


def test_a_sentence_tells_units_tables_and_rows_in_its_language() -> None:
    filled = {
        "subject": "甲",
        "said": "5",
        "printed": "6",
        "unit": "wan",
        "table": "income",
        "row": "公务接待 合计 · 项目支出",
    }
    zh, en = finding.both("claims.table", "exact", **filled)
    assert zh == "甲：文字 5 与收入总表“公务接待 合计 · 项目支出” 6（万元）相符"
    assert en == "甲: 5 in words, 6 in Income “Reception 合计 · Project” (ten thousand yuan): exact"


@pytest.mark.parametrize(
    "rule", [r for r in docs.entries() if r.startswith(("identity", "across", "repeat", "three_public"))]
)
def test_every_sum_has_a_title_in_both_languages(rule: str) -> None:
    assert all(finding.rule_titles()[rule][lang] for lang in labels.LANGS)


def test_the_table_that_a_rule_is_of() -> None:
    assert (finding.table_of("tasks.row"), finding.table_of("identity.parent")) == ("dept_kpi", "")


def test_an_interval_is_given_by_number_and_place() -> None:
    assert Printed(5.0, 1.0) == Printed(5.0, 1.0, "") and Printed(5.0, 1.0, "a:0").ref == "a:0"
