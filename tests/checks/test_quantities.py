"""Which printed rows stand for a quantity."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb.checks import quantities
from budgetnb.checks.quantities import Quantity
from tests.checks.printed_rows import ledger, table

Rows = list[dict[str, Any]]


def told(found: dict[str, Quantity]) -> dict[str, float]:
    """Codes with their amounts in 万元."""
    return {code: q.amount / 1e4 for code, q in found.items()}


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        pytest.param([table("expenditure", "208|5"), table("basic", "208|3")], {"208": 5}, id="the table to ask first"),
        pytest.param([table("basic", "208|3"), table("general_function", "208|4", fund="general")], {"208": 3}, id="all funds before one"),
        pytest.param([table("general_function", "208|4", fund="general"), table("gov_fund", "212|9", fund="gov_fund")], {"208": 4}, id="the general budget"),
        pytest.param([table("gov_fund", "212|9", fund="gov_fund")], {}, id="a fund that is not all"),
        pytest.param([table("expenditure", "208|0"), table("basic", "208|3")], {"208": 3}, id="not one of zeros"),
        pytest.param([table("expenditure", "@甲校|5 208|2 @乙校|5 208|3")], {"208": 5}, id="all units together"),
        pytest.param([table("expenditure", "208|5 >20805|3")], {"208": 5}, id="of which is no class beside it"),
        pytest.param([table("expenditure", "208|5 208/economic_dept=301|3")], {"208": 5}, id="crossed rows are told already"),
        pytest.param([table("expenditure", "208/economic_dept=301|3 208/economic_dept=302|2")], {"208": 5}, id="crossed rows alone"),
        pytest.param([table("expenditure", "208|5", year=2025)], {}, id="another year"),
        pytest.param([table("expenditure", "208|5", side="income")], {}, id="income"),
    ],
)  # fmt: skip
def test_classes_come_from_one_table(tables: list[Rows], found: dict[str, float]) -> None:
    assert told(quantities.classes(ledger(*tables), "function")) == found


def test_classes_by_economic_class_and_measure() -> None:
    made = ledger(table("general_economic", "301|5|4 302|3|1", ("total", "basic"), fund="general"))
    assert told(quantities.classes(made, "economic")) == {"301": 5, "302": 3}
    assert told(quantities.classes(made, "economic", "basic")) == {"301": 4, "302": 1}
    assert quantities.classes(made, "function") == {}


CLASSES = {
    code: Quantity(code, amount, 1.0, (code,))
    for code, amount in (("208", 5), ("20805", 5), ("2080501", 2), ("2080502", 3), ("210", 4), ("2130101", 1))
}


@pytest.mark.parametrize(
    ("depth", "codes"),
    [
        (1, ["208", "210"]),
        (2, ["20805", "210"]),
        (3, ["2080501", "2080502", "210", "2130101"]),
    ],
)
def test_classes_of_one_depth_make_the_whole(depth: int, codes: list[str]) -> None:
    assert list(quantities.at_depth(CLASSES, depth)) == codes


def test_the_classes_below_which_nothing_is_printed() -> None:
    assert list(quantities.deepest(CLASSES)) == ["2080501", "2080502", "210", "2130101"]


@pytest.mark.parametrize(
    ("lines", "whole", "refs"),
    [
        pytest.param("=|9 208|5 210|4", 9e4, 1, id="the printed total"),
        pytest.param("=|10 208|5 210|4", 10e4, 1, id="within rounding"),
        pytest.param("=|20 208|5 210|4", 9e4, 2, id="a total of something else"),
        pytest.param("208|5 20805|5 210|4", 9e4, 2, id="no total: the topmost"),
    ],
)
def test_what_classes_make_together(lines: str, whole: float, refs: int) -> None:
    made = ledger(table("expenditure", lines))
    found = quantities.whole_of(made, quantities.classes(made, "function"))
    assert (found.amount, len(found.refs)) == (whole, refs)


def test_nothing_makes_nothing() -> None:
    assert quantities.whole_of(ledger(), {}) == Quantity("", 0, 0, ())


@pytest.mark.parametrize(
    ("tables", "amount"),
    [
        pytest.param([table("balance", "=|6"), table("expenditure", "=|5")], 5e4, id="the table to ask first"),
        pytest.param([table("balance", "=|6")], 6e4, id="the next one"),
        pytest.param([table("expenditure", "=|5 =总计|9")], 9e4, id="the grand total"),
        pytest.param([table("expenditure", "@某局|9 =|5")], 5e4, id="a total before a unit's row"),
        pytest.param([table("expenditure", "@某局|9")], 9e4, id="a unit's row"),
        pytest.param([table("expenditure", "208|5")], None, id="no total row"),
        pytest.param([table("expenditure", "=|5", side="income")], None, id="income"),
        pytest.param([table("procurement", "=|5")], None, id="a table of something else"),
    ],
)
def test_all_expenditure(tables: list[Rows], amount: float | None) -> None:
    found = quantities.expenditure(ledger(*tables), carried=False)
    assert (found and found.amount) == amount


def test_a_part_of_expenditure() -> None:
    made = ledger(table("expenditure", "=|9|4", ("total", "basic")), table("procurement", "=|3", ("procurement",)))
    basic, bought = (
        quantities.expenditure(made, question, measure=m)
        for question, m in (("measure", "basic"), ("procurement", "procurement"))
    )
    assert basic is not None and bought is not None and (basic.amount, bought.amount) == (4e4, 3e4)
    assert quantities.expenditure(made, measure="project") is None


def test_a_sum_of_quantities_keeps_their_rows() -> None:
    both = quantities.together("两项", [Quantity("甲", 2.0, 1.0, ("a:0",)), Quantity("乙", 3.0, 1.0, ("a:1",))])
    assert both == Quantity("两项", 5.0, 0.0, ("a:0", "a:1"))


def items(*cells: tuple[str, float], **common: Any) -> Rows:
    rows = table("three_public", f"=|{'|'.join(f'{a:g}' for _, a in cells)}", ["total"] * len(cells), fund="general")
    return [r | {"scheme": "three_public", "code": code} | common for r, (code, _) in zip(rows, cells, strict=True)]


@pytest.mark.parametrize(("cells", "expected"), [
    ((("total", 39), ("total", 9), ("reception", 1), ("vehicles", 8), ("meeting", 10), ("training", 20)), 9e4),
    ((("total", 39), ("reception", 1), ("vehicles", 8), ("meeting", 10), ("training", 20)), 9e4),
    ((("total", 9), ("reception", 1), ("vehicles", 8), ("meeting", 10)), 9e4),  # meetings stand beside it, not in it
    ((("total", 9), ("reception", 1)), 9e4),  # as printed, whatever its items make
], ids=["two totals", "one total of all", "meetings beside", "a part alone"])  # fmt: skip
def test_the_three_public_expenses(cells: tuple[tuple[str, float], ...], expected: float) -> None:
    found = quantities.three_public(ledger(items(*cells)), "total")
    assert found is not None and found.amount == expected


def test_an_item_of_the_three_public_expenses() -> None:
    before = items(("total", 7), ("reception", 2), year=2025)
    made = ledger(before, items(("total", 9), ("reception", 1)))
    now, then = (quantities.three_public(made, "reception", year) for year in (None, 2025))
    assert now is not None and then is not None and (now.amount, then.amount) == (1e4, 2e4)
    assert quantities.three_public(made, "abroad") is None


def test_the_three_public_expenses_of_the_whole_where_units_are_told_apart() -> None:
    unit = items(("total", 3), ("reception", 3), unit="甲校", kind="item")
    found = quantities.three_public(ledger(unit, items(("total", 9), ("reception", 1))), "reception")
    assert found is not None and found.amount == 1e4
