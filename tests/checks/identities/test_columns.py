"""Sums down a column of coded rows: classes and their parts, crossed rows, rows printed twice."""

from __future__ import annotations

import pytest

from tests.checks.printed_rows import statuses, table


@pytest.mark.parametrize(("lines", "expected"), [
    ("208|268 20805|268 2080502|117 2080505|106 2080506|45", ["exact", "exact"]),
    ("208|268 20805|268 2080502|117 2080505|106 2080506|44", ["exact", "rounding"]),
    ("208|268 20805|268 2080502|117 2080505|106 2080506|43", ["exact", "rounding"]),  # 3 + 1 halves are 2 units
    ("208|268 20805|268 2080502|117 2080505|106 2080506|42", ["exact", "conflict"]),
    ("208|268.00 20805|268.00 2080502|117.00 2080505|150.97", ["exact", "conflict"]),  # 0.03 against 0.015
    ("208|223 2080502|117 2080505|106", ["exact"]),  # 款 not printed: 项 stand below 类
    ("20805|223 2080502|117 2080505|106", ["exact"]),  # no 类 above: nothing to test it against
    ("208|268 >20805|100 20808|268", ["exact"]),  # of which is no part
    ("208|0 20805|0 2080502|0", []),  # nothing but zeros says nothing
], ids=["holds", "one off", "at the bound", "beyond", "finer print", "absent level", "absent parent", "of which", "zeros"])  # fmt: skip
def test_a_class_is_the_sum_of_its_parts(lines: str, expected: list[str]) -> None:
    assert statuses("identity.parent", table("expenditure", lines)) == expected


def test_rows_by_another_classification_make_up_the_class() -> None:
    rows = table("expenditure", "2130201|300 2130201/economic_dept=30101|200 2130201/economic_dept=30201|90")
    assert statuses("identity.cross", rows) == ["conflict"]


@pytest.mark.parametrize(("lines", "expected"), [
    ("@某局|_ 2101505|210 2101505|75 2101505/economic_dept=30213|50 2101505/economic_dept=30227|25", ["exact"]),
    ("@某局|_ 2101505|210 2101505|75 2101505/economic_dept=30213|50 2101505/economic_dept=30227|20", ["untestable"]),
], ids=["the unit's own row", "no row fits"])  # fmt: skip
def test_which_of_two_rows_of_a_class_its_crossed_rows_make_up(lines: str, expected: list[str]) -> None:
    assert statuses("identity.cross", table("procurement", lines)) == expected


def test_a_row_above_its_unit_is_not_printed_twice() -> None:
    rows = table("procurement", "2140102|50 2140102|50 2140103|7 2140104|9")
    assert statuses("identity.twice", rows) == ["conflict"]
    assert statuses("identity.twice", [rows[0] | {"name": "全额"}, *rows[1:]]) == []


@pytest.mark.parametrize(("lines", "expected"), [
    ("208|100 208|100 210|50 212|30", ["conflict"]),
    ("219|50 21999|50 21999|50 208|30 20805|30 2080505|30", []),  # a 款 with no 项, in place of one
    ("208|100 208|100 210|50 210|50 212|30", []),  # a table that prints several rows a class
    ("20805|100 2080502|60 2080505|40 20805|100", []),  # not running: a heading again
], ids=["twice", "in place of 项", "rows a class", "again later"])  # fmt: skip
def test_a_class_printed_twice_running(lines: str, expected: list[str]) -> None:
    assert statuses("identity.twice", table("expenditure", lines)) == expected


def test_a_row_that_a_page_break_repeats_counts_once() -> None:
    rows = table("expenditure", "208|300 20805|100 20808|200")
    again = [r | {"page": 2} for r in rows if r["code"] == "20805"]
    assert statuses("identity.parent", rows, again) == ["exact"]
    assert statuses("identity.parent", rows, [r | {"row": 5} for r in again]) == ["conflict"]  # another row of it


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("208|300 20805|100 20805|150 20808|50", ["exact"], id="two rows of a 款 are two parts"),
        pytest.param(
            "208|100 20805|60 2080501|60 20808|40 20808|40", ["exact", "exact"], id="a 款 again in place of its 项"
        ),
        pytest.param("208|300 208|300 20805|300", ["exact"], id="the parent printed again"),
    ],
)
def test_a_code_of_several_rows(lines: str, expected: list[str]) -> None:
    assert statuses("identity.parent", table("expenditure", lines)) == expected


def test_a_list_by_economic_class_that_repeats_its_classes_is_not_summed() -> None:
    once = [r | {"side": "expenditure"} for r in table("balance", "301|500 30101|400")]
    twice = [r | {"row": n} for n, r in enumerate([*once, *table("balance", "301|500")])]
    assert statuses("identity.parent", once) == ["conflict"] and statuses("identity.parent", twice) == []


def test_items_of_three_public_expenses_are_not_summed_as_classes() -> None:
    assert statuses("identity.parent", table("three_public", "208|5 20805|4")) == []


def test_a_change_in_per_cent_is_no_money() -> None:
    rows = table("expenditure", "208|10|5 20805|4|3 20808|6|9", ("total", "change_pct"))
    assert statuses("identity.parent", rows) == ["exact"]
