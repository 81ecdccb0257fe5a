"""Codes that follow for sure, and which rows are subtotals."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb.tables import codes


def row(table: str, code: str, name: str, line: int = 1, scheme: str = "function") -> dict[str, Any]:
    return {
        "table": table, "side": "expenditure", "scheme": scheme, "code": code, "name": name, "unit": "某市甲局", "kind": "item",
        "page": None, "line": line, "row": line, "inferred": False, "level": None, "cross": "",
    }  # fmt: skip


def said(records: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(r["table"], r["code"], r["kind"], r["inferred"], r["level"]) for r in records]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(["208", "20805", "2080505"], ["subtotal", "subtotal", "item"], id="every level printed"),
        pytest.param(["208", "2080505"], ["subtotal", "item"], id="a level left out"),
        pytest.param(["208", "210"], ["item", "item"], id="only classes"),
        pytest.param(["2080505", "208"], ["item", "subtotal"], id="the parent below"),
    ],
)
def test_a_parent_is_a_subtotal_where_its_parts_are_printed(printed: list[str], expected: list[str]) -> None:
    assert [r["kind"] for r in codes.kinds([row("expenditure", code, "名") for code in printed])] == expected


def test_a_name_with_one_code_elsewhere_takes_it() -> None:
    records = [row("expenditure", "208", "社会保障和就业支出"), row("expenditure", "2080505", "养老保险缴费"),
               row("balance", "", "社会保障和就业支出", 1), row("balance", "", "养老保险缴费", 2)]  # fmt: skip
    assert said(codes.infer(records))[2:] == [
        ("balance", "208", "subtotal", True, 1),
        ("balance", "2080505", "item", True, 3),
    ]


def test_a_name_with_two_codes_takes_the_one_under_the_parent_above() -> None:
    records = [row("expenditure", "20101", "人大事务"), row("expenditure", "2010101", "行政运行"), row("expenditure", "20103", "政府办公"),
               row("expenditure", "2010301", "行政运行"), row("balance", "", "政府办公", 1), row("balance", "", "行政运行", 2)]  # fmt: skip
    assert [r["code"] for r in codes.infer(records)][4:] == ["20103", "2010301"]


def test_a_name_with_two_codes_and_no_parent_stays_without() -> None:
    records = [
        row("expenditure", "2010101", "行政运行"),
        row("expenditure", "2010301", "行政运行"),
        row("balance", "", "行政运行", 1),
    ]
    assert said(codes.infer(records))[2] == ("balance", "", "item", False, None)


def test_a_name_nobody_codes_stays_without() -> None:
    records = [row("expenditure", "208", "社会保障和就业支出"), row("balance", "", "住房保障支出", 1)]
    assert said(codes.infer(records))[1] == ("balance", "", "item", False, None)


def test_in_a_list_of_classes_a_name_shared_with_its_parts_is_the_class() -> None:
    records = [
        row("expenditure", "2299999", "其他支出"),
        row("balance", "", "住房保障支出", 1),
        row("balance", "", "其他支出", 2),
    ]
    assert said(codes.infer(records))[1:] == [("balance", "", "item", False, None), ("balance", "229", "item", True, 1)]


def test_a_code_of_another_scheme_is_not_taken() -> None:
    records = [
        row("general_economic", "30113", "住房公积金", scheme="economic_dept"),
        row("balance", "", "住房公积金", 1),
    ]
    assert said(codes.infer(records))[1] == ("balance", "", "item", False, None)
