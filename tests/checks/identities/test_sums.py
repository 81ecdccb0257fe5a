"""A total and the ways to read its parts: which holds, what a blank explains, what the finding says."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb import frames
from budgetnb.checks.identities import sums
from budgetnb.checks.identities.sums import Reading, Sum
from tests.checks.printed_rows import DOC, cells, found, records, statuses, table

THREE = ("total", "basic", "project")


def test_the_arithmetic_stands_in_both_languages() -> None:
    rows = table("expenditure", "20805|268 2080502|117 2080505|106 2080506|42")
    finding = next(r for r in records(rows) if r["rule"] == "identity.parent")
    assert (finding["said"], finding["expected"], finding["difference"], finding["tolerance"]) == (
        268e4,
        265e4,
        3e4,
        2e4,
    )
    assert "117 + 106 + 42 = 265，印作 268，相差 3，超出尾差上限 2.0（万元）" in finding["message_zh"]
    assert "117 + 106 + 42 = 265, printed 268, difference 3, beyond the rounding bound 2.0" in finding["message_en"]
    assert finding["evidence"] == ["amounts:0", "amounts:1", "amounts:2", "amounts:3"]


@pytest.mark.parametrize(("lines", "expected"), [
    ("208|268|268|_ 20805|168|168|_ 20808|100|100|_", {"exact"}),  # blanks that every sum confirms as zero
    ("208|268|268|_ 20805|168|168|_ 20808|100|_|_", {"exact", "untestable"}),  # 100 with no part: something is missing
    ("208|268|200|68 20805|168|168|_ 20808|100|_|68", {"exact", "untestable"}),  # 208 basic misses 32
    ("208|268|300|_ 20805|168|168|_ 20808|100|100|_", {"exact", "conflict", "untestable"}),  # a part beyond its total
], ids=["zero by proof", "missing", "missing part", "beyond the total"])  # fmt: skip
def test_a_blank_is_never_called_wrong(lines: str, expected: set[str]) -> None:
    rules = {"identity.parent", "identity.measures"}
    assert {status for rule, status, _ in found(table("expenditure", lines, THREE)) if rule in rules} <= expected


def test_a_column_of_unknown_meaning_proves_no_blank_to_be_zero() -> None:
    rows = table(
        "expenditure", "=|300|100|200|200 208|200|_|200|200 210|100|100|_|_", ("total", "basic", "project", "other")
    )
    rows = [r | {"amount": float("nan")} if (r.get("code"), r["measure"]) == ("208", "project") else r for r in rows]
    assert "conflict" not in statuses("identity.total", rows)


def test_a_missing_amount_leaves_its_sums_open() -> None:
    rows = table("expenditure", "20805|268 2080502|117 2080505|106 2080506|45")
    rows[2]["amount"] = float("nan")
    assert statuses("identity.parent", rows) == ["untestable"]


@pytest.mark.parametrize(("note", "total", "expected"), [
    ("部分涉密事项在公开时予以剔除。", 268, ("untestable", "notice")),
    ("部分涉密事项在公开时予以剔除。", 228, ("conflict", "warning")),  # more than the total: nothing that is left out explains it
    ("涉密项目按要求不予公开。", 268, ("conflict", "warning")),  # a general remark says nothing of these rows
], ids=["left out", "beyond the total", "general remark"])  # fmt: skip
def test_rows_that_are_said_to_be_left_out_leave_a_sum_open(note: str, total: int, expected: tuple[str, str]) -> None:
    said = frames.build("sections", [{"doc": DOC, "order": 1, "heading": "其他", "text": note}])
    finding = next(r for r in records(table("expenditure", f"20805|{total} 2080502|117 2080505|126"), sections=said))
    assert (finding["status"], finding["severity"]) == expected
    assert ("sections:0" in finding["evidence"]) == (expected[0] == "untestable")


def sum_of(total: str, *ways: str, **more: Any) -> Sum:
    """A sum of amounts in 万元: the total, and each way to read its parts."""
    whole, *parts = (cells(" ".join(f"208|{amount}" for amount in way.split())) for way in (total, *ways))
    return Sum("identity.total", tuple(whole), tuple(Reading(tuple(way)) for way in parts), **more)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(sum_of("5", "2 3"), "exact", id="holds"),
        pytest.param(sum_of("5", "2 4"), "rounding", id="half a place of each"),
        pytest.param(sum_of("5", "2 9"), "conflict", id="broken"),
        pytest.param(sum_of("5", "2 9", "2 3"), "exact", id="one way holds"),
        pytest.param(sum_of("5", "2 4", "2 3"), "exact", id="exact before rounding"),
        pytest.param(sum_of("5", "2 9", sure=False), "untestable", id="not sure that one must hold"),
        pytest.param(sum_of("2 3", "5"), "exact", id="a total of several cells"),
    ],
)
def test_the_nearest_reading_is_judged(given: Sum, expected: str) -> None:
    assert [f.status for f in sums.judge([given])] == [expected]


def test_nothing_is_said_of_zeros_alone() -> None:
    assert list(sums.judge([sum_of("0", "0 0")])) == []


def test_a_finding_shows_the_reading_that_comes_nearest() -> None:
    (finding,) = sums.judge([sum_of("50", "20 90", "20 40")])
    assert (finding.said, finding.expected) == (50e4, 60e4) and "20 + 40 = 60，印作 50" in finding.zh


def test_a_blank_that_another_sum_proves_to_be_zero_is_one() -> None:
    row, column = ("expenditure", 0), ("total", "all")
    blank = (row, column)
    open_sum = Sum("identity.total", tuple(cells("208|9")), (Reading(tuple(cells("208|5")), (blank,)),))
    proof = Sum("identity.parent", tuple(cells("208|5")), (Reading(tuple(cells("208|5")), (blank,)),))
    assert [f.status for f in sums.judge([open_sum])] == ["untestable"]
    assert [f.status for f in sums.judge([open_sum, proof])] == ["conflict", "exact"]


def test_covered_are_the_cells_of_sums_that_hold() -> None:
    total, *parts = cells("208|5 20805|2 20808|3")
    held = Sum("identity.parent", (total,), (Reading(tuple(parts)),))
    refs = {c.ref for c in (total, *parts)}
    assert sums.covered([held]) == refs
    assert sums.covered([held._replace(guessed=True)]) == sums.covered([held._replace(sure=False)]) == set()
    assert sums.covered([held._replace(readings=(Reading(tuple(parts[:1])),))]) == set()
    assert sums.covered([held], left_out="sections:0") == set()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "208 208 · 2026"),
        ({"measure": "basic"}, "208 208 · 基本支出 · 2026"),
        ({"fund": "general", "measure": "project"}, "208 208 · 项目支出 · 一般公共预算 · 2026"),
        ({"code": "", "name": "", "unit": "某校"}, "某校 · 2026"),
        ({"year": None}, "208 208"),
    ],
    ids=["plain", "a measure", "a fund", "a unit", "no year"],
)
def test_the_subject_of_a_cell(changed: dict[str, Any], expected: str) -> None:
    (cell,) = cells("208|5")
    assert sums.subject_of(cell._replace(**changed)) == expected
