"""The arithmetic inside one claim: amount, base, change and percentage."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb.checks.claims import arithmetic
from tests.checks.stated_rows import about, claim


@pytest.mark.parametrize(("row", "expected"), [
    ({"amount": 150, "prior": 160, "change": -10, "change_pct": -6.0}, [("change", "exact"), ("percent", "exact")]),
    ({"amount": 149, "prior": 160, "change": -11, "change_pct": -6.0}, [("change", "exact"), ("percent", "rounding")]),
    ({"amount": 150, "prior": 160, "change": -12}, [("change", "conflict")]),
    ({"amount": 150, "prior": 160, "change": -10, "change_pct": -8.0}, [("change", "exact"), ("percent", "conflict")]),
    ({"amount": 5742, "prior": 752, "change": 4990, "change_pct": 664.0}, [("change", "exact"), ("percent", "exact")]),
    ({"amount": 60, "prior": 0, "change": 60, "change_pct": 100.0}, [("change", "exact"), ("zero_base", "untestable")]),
    ({"amount": 11.41, "prior": 14.91, "change": -3.5, "change_pct": -23.5, "precision": 100.0}, [("change", "exact"), ("percent", "exact")]),
    ({"year": 2025, "amount": 800, "prior": 750, "change": 50, "change_pct": 6.25}, [("change", "exact"), ("percent", "exact")]),
    ({"year": 2025, "amount": 800, "prior": 750, "change": 50, "change_pct": 6.67}, [("change", "exact"), ("percent", "conflict")]),
], ids=["holds", "percent cut", "change wrong", "percent wrong", "large", "from zero", "finer", "of the base", "not of the base"])  # fmt: skip
def test_a_claim_s_own_arithmetic(row: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert about("", {"subject": "某项目"} | row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param({"amount": 150, "prior": 160}, [], id="no change is told"),
        pytest.param({"amount": 150, "change": -10}, [], id="no base is told"),
        pytest.param(
            {"prior": 160, "change": -16, "change_pct": -10.0}, [("percent", "exact")], id="no amount is told"
        ),
        pytest.param(
            {"amount": 150, "prior": 160, "change_pct": -6.25}, [("percent", "exact")], id="the change follows"
        ),
        pytest.param({"prior": 160, "change_pct": -6.25}, [], id="nothing to divide"),
    ],
)
def test_what_is_not_told_is_not_tested(row: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert about("", {"subject": "某项目"} | row) == expected


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (-23.5, "exact"),  # −3.5 ÷ 14.91 = −23.47, half a place apart at most
        (-23.47, "exact"),
        (-23.4, "rounding"),  # cut, not rounded
        (-23.0, "exact"),  # printed to whole per cent
        (-24.0, "rounding"),
        (-22.0, "conflict"),
        (-25.0, "conflict"),
        (23.5, "conflict"),  # a sign
    ],
)
def test_a_percentage_within_what_its_place_leaves(said: float, status: str) -> None:
    row = {
        "subject": "“三公”经费",
        "amount": 11.41,
        "prior": 14.91,
        "change": -3.5,
        "change_pct": said,
        "precision": 100.0,
    }
    assert about("percent", row) == [("percent", status)]


def test_a_finding_tells_the_arithmetic_in_both_languages() -> None:
    (change, percent) = arithmetic.run(
        [claim(subject="某项目", amount=150, prior=160, change=-12, change_pct=-8.0)], 2026
    )
    assert change.zh == "某项目：150 − 160 不等于所称增减 -12（万元）"
    assert (change.said, change.expected, change.tolerance) == (-12e4, -10e4, 1.5e4)
    assert percent.en == "某项目: -12 ÷ 160 = -7.50%, stated -8%: exact" and percent.evidence == ["claims:0"]


def test_growth_from_zero_is_a_notice_and_no_conflict() -> None:
    (change, zero) = arithmetic.run([claim(subject="新事", amount=60, prior=0, change=60, change_pct=100.0)], 2026)
    assert change.status == "exact" and (zero.status, zero.severity) == ("untestable", "notice")
    assert zero.zh == "新事：上年为零，增长率没有意义，而称 100%"
