"""What is bought, what is reserved, and which classes reserve nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.checks.printed_rows import table
from tests.checks.questions.asked import SILENT, SPENT, answer, source


def test_each_kind_of_purchase_is_told_once() -> None:
    listed = [
        ("total", "", 90),
        ("kind", "goods", 30),
        ("kind", "goods", 10),
        ("kind", "goods", 20),
        ("kind", "services", 60),
    ]
    rows = [{"by": by, "code": code, "amount": amount * 1e4, "source": "table"} for by, code, amount in listed]
    assert answer("bought", source(SPENT, procurement=rows)) == "政府采购 90 万元：服务 60 万元；货物 30 万元"


def test_a_class_of_two_units_reserves_nothing_once() -> None:
    listed = [("2010301", 30, 0), ("2010301", 20, 0), ("2010302", 90, 5), ("2010302", 10, 0)]
    rows = [
        {"by": "function", "code": code, "name": "某项", "amount": a * 1e4, "sme": s * 1e4, "source": "table"}
        for code, a, s in listed
    ]
    assert answer("unreserved", source(SPENT, procurement=rows)) == "2010301 某项 50 万元"


def function(code: str, amount: float, sme: float | None) -> dict[str, Any]:
    return {
        "by": "function",
        "code": code,
        "name": "某项",
        "amount": amount * 1e4,
        "sme": None if sme is None else sme * 1e4,
        "source": "table",
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([function("20103", 30, 0), function("2010301", 30, 0)], "2010301 某项 30 万元", id="the deepest alone"),
        pytest.param([function("2010301", 30, 10)], "有采购的科目都有预留", id="all reserve"),
        pytest.param([function("2010301", 30, None)], SILENT, id="the document does not say"),
        pytest.param([function("2010301", 0, 0)], SILENT, id="nothing is bought"),
        pytest.param([function(f"20103{n:02}", 10 - n, 0) for n in range(1, 8)],
                     "；".join(f"20103{n:02} 某项 {10 - n} 万元" for n in range(1, 6)) + "，另有 2 项", id="the first five"),
    ],
)  # fmt: skip
def test_classes_that_reserve_nothing(rows: list[dict[str, Any]], expected: str) -> None:
    assert answer("unreserved", source(SPENT, procurement=rows)) == expected


@pytest.mark.parametrize(
    ("sme", "micro", "expected"),
    [
        (30, 12, "预留 30 万元，占采购 30%；其中面向小微企业 12 万元"),
        (30, None, "预留 30 万元，占采购 30%"),
        (None, None, SILENT),
    ],
    ids=["both", "small and medium alone", "not told"],
)
def test_what_is_reserved(sme: float | None, micro: float | None, expected: str) -> None:
    whole = {"by": "total", "amount": 1e6, "sme": sme and sme * 1e4, "micro": micro and micro * 1e4, "source": "table"}
    assert answer("reserved", source(SPENT, procurement=[whole])) == expected


def test_nothing_is_bought_where_no_total_is_told() -> None:
    kind = {"by": "kind", "code": "goods", "amount": 3e5, "source": "claim"}
    assert answer("bought", source(table("expenditure", "=|500"), procurement=[kind])) == SILENT
    assert answer("bought", source(procurement=[{"by": "total", "amount": 0.0, "source": "claim"}])) == "政府采购 0 元"
