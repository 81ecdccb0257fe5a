"""Equalities between printed tables: totals, and classes that two tables repeat."""

from __future__ import annotations

import pytest

from tests.checks.printed_rows import balance, statuses, table


def test_tables_agree_with_each_other() -> None:
    printed = balance("208|268 214|232 =支出总计|500", "expenditure")
    right = table("expenditure", "=|500 208|268 214|232")
    wrong = table("expenditure", "=|510 208|278 214|232")
    assert statuses("across.expenditure", printed, right) == ["exact"]
    assert statuses("across.expenditure", printed, wrong) == ["conflict"]
    assert sorted(statuses("repeat.expenditure", printed, wrong)) == ["conflict", "exact"]


def test_what_is_carried_over_may_stand_in_one_table_only() -> None:
    fiscal = table("fiscal_balance", "208|536 =支出总计|536", ("fund:general",))
    general = table("general_function", "=|500 208|500", ("fund:general",))
    carried = balance("上年结转|36", "income", carried=True)
    assert statuses("across.general", fiscal, general) == ["conflict"]
    assert statuses("across.general", fiscal, general, carried) == ["untestable"]


def fiscal(amount: float, fund: str = "fiscal", side: str = "expenditure") -> list[dict[str, object]]:
    return [r | {"side": side} for r in table("fiscal_balance", f"=总计|{amount:g}", fund=fund)]


def part(name: str, amount: float, fund: str) -> list[dict[str, object]]:
    return table(name, f"=合计|{amount:g}", fund=fund)


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        pytest.param([part("general_function", 300, "general")], ["conflict"], id="the general table alone"),
        pytest.param([part("general_function", 500, "general")], ["exact"], id="it is all there is"),
        pytest.param([part("general_function", 300, "general"), part("gov_fund", 200, "gov_fund")], ["exact"], id="with government funds"),
        pytest.param([part("general_function", 300, "general"), part("gov_fund", 150, "gov_fund"), part("state_capital", 50, "state_capital")], ["exact"], id="with state capital"),
        pytest.param([part("general_function", 500, "general"), part("gov_fund", 200, "gov_fund")], ["conflict"], id="a table that is filled is not left out"),
        pytest.param([part("general_function", 500, "general"), part("gov_fund", 0, "gov_fund")], ["exact"], id="an empty one may be"),
    ],
)  # fmt: skip
def test_fiscal_expenditure_is_the_sum_of_its_funds(tables: list[list[dict[str, object]]], expected: list[str]) -> None:
    assert statuses("across.funds", fiscal(500), *tables) == expected


def test_income_equals_expenditure() -> None:
    income = [r | {"side": "income"} for r in table("balance", "=收入总计|500")]
    assert statuses("across.balance", income + table("balance", "=支出总计|500")) == ["exact"]
    assert statuses("across.balance", income + table("balance", "=支出总计|501")) == ["rounding"]
    assert statuses("across.balance", income + table("balance", "=支出总计|510")) == ["conflict"]


def test_the_year_s_own_total_is_no_grand_total() -> None:
    printed = balance("=本年支出合计|500 =支出总计|536", "expenditure")
    assert statuses("across.expenditure", printed, table("expenditure", "=|500")) == ["exact"]
    assert statuses("across.expenditure", printed, table("expenditure", "=|536")) == ["exact"]
    assert statuses("across.expenditure", printed, table("expenditure", "=|520")) == ["conflict"]


def test_units_are_a_whole_where_no_total_is_printed() -> None:
    printed = balance("=支出总计|500", "expenditure")
    assert statuses("across.expenditure", printed, table("expenditure", "@甲校|200 @乙校|300")) == ["exact"]
    assert statuses("across.expenditure", printed, table("expenditure", "@某委|500 @甲校|200 @乙校|300")) == ["exact"]


def test_the_year_before_is_held_against_nothing() -> None:
    before = [r | {"year": 2025} for r in table("expenditure", "=|400")]
    assert statuses("across.expenditure", balance("=支出总计|500", "expenditure"), before) == []


def test_of_two_totals_the_nearer_one_is_meant() -> None:
    twice = table("expenditure", "=|500") + [r | {"page": 9} for r in table("expenditure", "=|900")]
    assert statuses("across.expenditure", twice, balance("=支出总计|500", "expenditure")) == ["exact"]


def test_a_class_is_added_over_units_before_it_is_compared() -> None:
    printed = balance("208|500 =支出总计|500", "expenditure")
    units = table("expenditure", "@甲校|200 208|200 @乙校|300 208|300")
    assert statuses("repeat.expenditure", printed, units) == ["exact"]
