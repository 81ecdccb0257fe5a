"""Sums along a row: measures and funds."""

from __future__ import annotations

import pytest

from tests.checks.printed_rows import statuses, table

THREE = ("total", "basic", "project")


@pytest.mark.parametrize(("columns", "line", "rule", "expected"), [
    (THREE, "208|268|168|100", "identity.measures", ["exact"]),
    (THREE, "208|268|168|99", "identity.measures", ["rounding"]),
    (THREE, "208|268|168|98", "identity.measures", ["conflict"]),
    (("basic", "personnel", "public"), "208|268|168|100", "identity.basic", ["exact"]),
    (("total", "personnel", "public", "project"), "208|268|100|68|100", "identity.measures", ["exact"]),  # no column for basic
    (("total", "fund:general", "fund:gov_fund"), "208|268|168|100", "identity.funds", ["exact"]),
    (("total", "fund:fiscal", "fund:general", "fund:gov_fund", "fund:own", "carried"),
     "208|300|268|168|100|20|12", "identity.funds", ["exact", "exact"]),
    (("total", "fund:current", "fund:general", "carried"), "208|300|288|288|12", "identity.funds", ["exact"]),
    (("total", "fund:general", "fund:own"), "208|300|268|20", "identity.funds", ["conflict"]),
], ids=["holds", "rounding", "broken", "basic", "no basic", "funds", "nested funds", "current and carried", "funds broken"])  # fmt: skip
def test_rows(columns: tuple[str, ...], line: str, rule: str, expected: list[str]) -> None:
    assert statuses(rule, table("expenditure", line, columns)) == expected


@pytest.mark.parametrize(
    ("columns", "line", "expected"),
    [
        pytest.param(("total", "basic", "project", "operating"), "208|300|100|150|50", ["exact"], id="with operating"),
        pytest.param(("total", "basic", "project", "carry_forward"), "208|300|100|150|50", ["exact"], id="with what is carried forward"),
        pytest.param(("total", "basic"), "208|300|100", [], id="one part alone is no sum"),
        pytest.param(("total", "basic", "project"), "208|300|100|_ 210|200|100|100", ["untestable", "exact"], id="a blank part"),
        pytest.param(("total", "basic", "project", "other"), "208|300|100|150|50", ["exact"], id="an unclear column is the third part"),
        pytest.param(("total", "basic", "project", "other"), "208|300|100|200|50", ["exact"], id="an unclear column is none of them"),
        pytest.param(("total", "basic", "project", "change"), "208|300|100|200|50", ["exact"], id="a change is no part"),
    ],
)  # fmt: skip
def test_measures_of_a_row(columns: tuple[str, ...], line: str, expected: list[str]) -> None:
    assert statuses("identity.measures", table("expenditure", line, columns)) == expected


def test_what_a_column_takes_out_of_another_is_no_part_beside_it() -> None:
    rows = table("expenditure", "208|300|200|50|50", ("total", "fund:general", "fund:own", "fund:own"))
    told = [r | {"header": "单位资金 / 其中：教育收费"} if r["col"] == 3 else r | {"header": r["fund"]} for r in rows]
    assert statuses("identity.funds", told) == ["conflict"]
    assert statuses("identity.funds", [r | {"amount": 250e4} if r["col"] == 0 else r for r in told]) == ["exact"]


def test_own_funds_stand_beside_the_funds_that_they_may_hold() -> None:
    columns = ("total", "fund:fiscal", "fund:own", "fund:business")
    assert statuses("identity.funds", table("income", "208|300|200|100|60", columns)) == ["exact"]  # own holds business
    assert statuses("identity.funds", table("income", "208|360|200|100|60", columns)) == [
        "exact"
    ]  # own beside business
    assert statuses("identity.funds", table("income", "208|350|200|100|60", columns)) == ["conflict"]


def test_rows_of_different_years_are_not_added() -> None:
    now = table("expenditure", "208|300|100", ("total", "basic"))
    before = [r | {"year": 2025} for r in table("expenditure", "208|200", ("project",))]
    assert statuses("identity.measures", now, before) == []


def test_items_have_sums_of_their_own() -> None:
    assert statuses("identity.measures", table("operating_cost", "208|300|100|150", THREE)) == []
