"""Lists of a balance: subtotals, the year's total, and the grand total with what is carried over."""

from __future__ import annotations

import pytest

from budgetnb.checks.identities import lists
from tests.checks.printed_rows import balance, ledger, statuses, table


@pytest.mark.parametrize(("income", "expected"), [
    ("拨款|500 其他|20 =本年收入合计|520 上年结转|36 =收入总计|556", ["exact", "exact"]),
    ("=收入合计|556 拨款|500 其他|20 上年结转|36", ["exact"]),
    ("拨款|500 其他|20 =本年收入合计|530 上年结转|36 =收入总计|566", ["conflict", "exact"]),
    ("拨款|500 其他|20 =本年收入合计|520 上级补助|10 上年结转|36 =收入总计|566", ["exact", "exact"]),  # a row below the year's total
], ids=["holds", "total first", "broken", "below the total"])  # fmt: skip
def test_lists_of_abalance(income: str, expected: list[str]) -> None:
    rows = balance(income, "income")
    rows = [r | {"carried": True} if r["name"] == "上年结转" else r for r in rows]
    assert statuses("identity.list", rows) == expected


def test_a_reading_that_is_blank_altogether_leaves_its_sum_open() -> None:
    rows = balance("财政拨款|500 一般公共预算|500 其他收入|30 =收入总计|530", "income")
    funds = {"财政拨款": ("fiscal", "subtotal"), "一般公共预算": ("general", "item"), "其他收入": ("other", "item")}
    rows = [r | dict(zip(("fund", "kind"), funds.get(r["name"], ("all", "total")), strict=True)) for r in rows]
    assert statuses("identity.list", rows) == ["exact", "exact"]
    blank = [r | {"amount": float("nan")} if r["name"] == "一般公共预算" else r for r in rows]
    assert "conflict" not in statuses("identity.list", blank)


def funds(rows: list[dict[str, object]], **named: tuple[str, str]) -> list[dict[str, object]]:
    """Rows of income with the (fund, kind) of each name."""
    return [
        r | dict(zip(("fund", "kind"), named[str(r["name"])], strict=True)) if r["name"] in named else r for r in rows
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("财政|500 一般|400 基金|100 =总计|500", ["exact", "exact"], id="the funds below make it"),
        pytest.param("财政|500 一般|400 基金|90 =总计|490", ["conflict", "exact"], id="they do not"),
        pytest.param(
            "财政|500 一般|400 基金|100 单位|20 =总计|520",
            ["exact", "exact"],
            id="a fund that it does not hold ends it",
        ),
    ],
)
def test_a_subtotal_is_what_it_holds_below_it(lines: str, expected: list[str]) -> None:
    kinds = {
        "财政": ("fiscal", "subtotal"),
        "一般": ("general", "item"),
        "基金": ("gov_fund", "item"),
        "单位": ("own", "item"),
    }
    assert statuses("identity.list", funds(balance(lines, "income"), **kinds)) == expected


def test_a_subtotal_of_no_known_fund_is_open_where_it_is_no_sum() -> None:
    rows = [r | {"kind": "subtotal"} if r["name"] == "某类" else r for r in balance("某类|500 甲|300 乙|150", "income")]
    assert statuses("identity.list", rows) == ["untestable"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("208|300 20805|300 210|200 =支出总计|500", ["exact"], id="parts of a class are not added to it"),
        pytest.param(
            "208|300 210|200 =本年支出合计|500 结转下年|36 =支出总计|536", ["exact", "exact"], id="carried forward"
        ),
        pytest.param(
            "208|300 210|200 =本年支出合计|500 结转下年|36 =支出总计|520",
            ["exact", "conflict"],
            id="neither with it nor without",
        ),
    ],
)
def test_lists_of_expenditure(lines: str, expected: list[str]) -> None:
    rows = balance(lines, "expenditure")
    rows = [r | {"scheme": "none", "measure": "carry_forward"} if r["name"] == "结转下年" else r for r in rows]
    assert statuses("identity.list", rows) == expected


def test_a_year_s_total_is_told_by_its_name_or_its_fund() -> None:
    named, of_fund, grand = ledger(
        table("balance", "=本年收入合计|5"), table("balance", "=合计|5", fund="current"), table("balance", "=总计|5")
    ).cells
    assert [lists.is_current(c) for c in (named, of_fund, grand)] == [True, True, False]
