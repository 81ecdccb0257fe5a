"""Sums of total rows: units, departments, the table's total, and lists without codes."""

from __future__ import annotations

import pytest

from tests.checks.printed_rows import found, records, statuses, table


@pytest.mark.parametrize(("lines", "rule", "expected"), [
    ("=|500 208|268 210|232", "identity.total", ["exact"]),
    ("=|500 208|268 210|132", "identity.total", ["conflict"]),
    ("@某局|500 208|268 210|232", "identity.unit", ["exact"]),
    ("@某委|500 @甲校|200 208|200 @乙校|300 210|300", "identity.department", ["exact"]),
    ("@某委|500 @甲校|200 208|200 @乙校|310 210|310", "identity.department", ["conflict"]),
    ("@某局|500 @某局|200 208|200 @乙校|300 210|300", "identity.department", ["exact"]),  # its own unit bears its name
    ("@某局|500 @某局|200 208|200 @乙校|300 210|300", "identity.unit", ["exact", "exact"]),
    ("@某局|10 甲|10 @丙校|30 乙|30 @某局|69 丁|69", "identity.department", []),  # under kinds of purchases
    ("@某局|10 甲|10 @丙校|30 乙|30 @某局|69 丁|69", "identity.unit", ["exact"]),
    ("=|500 一项|100 二项|100", "identity.total", ["conflict"]),
    ("=|500 @甲校|200 一项|150 二项|40 @乙校|300 三项|200 四项|100", "identity.unit", ["conflict", "exact"]),  # the other unit holds
    ("=|500 @甲校|200 一项|150 二项|40 @乙校|300 三项|200 四项|90", "identity.unit", ["untestable", "untestable"]),  # whose rows are whose is open
    ("=|500 @某委|500 @甲校|200 208|200 @乙校|300 210|300", "identity.total", ["exact"]),  # the department repeats the total
    ("=|300 一项|100 二项|200", "identity.total", ["exact"]),
    ("=|300 一类|100 甲|60 乙|40 二类|200 丙|150 丁|50", "identity.total", ["exact"]),  # depth by sums
    ("=|300 一类|100 甲|60 乙|40 二类|200 丙|150 丁|40", "identity.total", ["untestable"]),  # told twice over, depth not sure
    ("=|300 一项|100 二项|200 三项|5", "identity.total", ["conflict"]),
], ids=["holds", "broken", "unit", "department", "department broken", "unit of its name", "its own classes", "under kinds", "one kind",
        "flat short", "one unit of two", "both units", "department row", "uncoded", "nested", "nested broken", "flat broken"])  # fmt: skip
def test_total_rows(lines: str, rule: str, expected: list[str]) -> None:
    assert statuses(rule, table("expenditure", lines)) == expected


def test_a_department_row_of_its_unit_s_name_is_held_by_the_other_columns() -> None:
    rows = table(
        "expenditure", "@某局|500|400 @某局|200|150 208|200|150 @乙校|300|240 210|300|240", ("total", "fund:general")
    )
    assert statuses("identity.department", rows) == ["exact", "conflict"]


def test_the_arithmetic_of_a_list_tells_each_row_once() -> None:
    finding = next(r for r in records(table("project", "=|500 一项|100 二项|100")) if r["rule"] == "identity.total")
    assert "100 + 100 = 200，印作 500" in finding["message_zh"]


def test_a_finding_names_its_unit_only_once() -> None:
    assert [
        subject for rule, _, subject in found(table("expenditure", "@某局|5 208|5")) if rule == "identity.unit"
    ] == ["某局 · 2026"]


def test_a_blank_row_of_unknown_depth_leaves_the_total_open() -> None:
    rows = table("project", "=|500 一项|100 二项|1 三项|300")
    rows = [r | {"amount": float("nan")} if r["name"] == "二项" else r for r in rows]
    assert statuses("identity.total", rows) == ["untestable"]


def test_a_blank_row_is_no_excuse_for_too_much() -> None:
    rows = table("project", "=|500 一项|700 二项|1")
    rows = [r | {"amount": float("nan")} if r["name"] == "二项" else r for r in rows]
    assert statuses("identity.total", rows) == ["conflict"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("=|500 208|300 210|200 301|400 302|100", ["exact"], id="each classification makes the total"),
        pytest.param("=|500 208|300 210|200 301|400 302|90", ["exact"], id="one of them does"),
        pytest.param("=|500 208|300 301|200", ["exact"], id="only together"),
        pytest.param("=|500 208|300 301|150", ["conflict"], id="none does"),
    ],
)
def test_several_classifications_are_ways_to_read_one_table(lines: str, expected: list[str]) -> None:
    assert statuses("identity.total", table("expenditure", lines)) == expected


def test_each_column_has_its_own_total() -> None:
    rows = table("expenditure", "=|500|300 208|268|168 210|232|122", ("total", "basic"))
    assert found(rows)[-2:] == [
        ("identity.total", "exact", "合计 · 2026"),
        ("identity.total", "conflict", "合计 · 基本支出 · 2026"),
    ]


def test_a_unit_printed_again_on_the_next_page_is_one() -> None:
    rows = table("expenditure", "@甲校|200 208|150 @甲校|200 210|50")
    assert statuses("identity.unit", rows) == ["exact"] and statuses("identity.department", rows) == []


def test_a_total_row_that_prints_nothing_is_none() -> None:
    rows = [r | {"name": ""} if r["kind"] == "total" else r for r in table("expenditure", "=|0 208|268")]
    assert statuses("identity.total", rows) == []


def test_units_alone_make_a_department_only_where_they_add_up() -> None:
    assert statuses("identity.department", table("procurement", "@某委|500 @甲校|200 @乙校|300")) == ["exact"]
    assert statuses("identity.department", table("procurement", "@某委|500 @甲校|200 @乙校|310")) == []
