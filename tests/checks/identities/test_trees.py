"""The classes of one unit as a tree: who stands below whom, what stands for a code, and what is blank."""

from __future__ import annotations

import pytest

from budgetnb.checks.identities import trees
from budgetnb.checks.identities.trees import Tree
from tests.checks.printed_rows import UNIT, balance, cells, ledger, table

BY_FUNCTION = ("expenditure", UNIT, "function")


def tree(lines: str) -> Tree:
    return trees.grow(cells(lines))[BY_FUNCTION]


@pytest.mark.parametrize(
    ("lines", "tops", "children", "depth"),
    [
        pytest.param("208|3 20805|3 2080501|1 2080502|2", ["208"], {"208": ["20805"], "20805": ["2080501", "2080502"]}, 7, id="every level"),
        pytest.param("208|3 2080501|1 2080502|2", ["208"], {"208": ["2080501", "2080502"]}, 7, id="no 款"),
        pytest.param("2080501|1 2100101|2", ["2080501", "2100101"], {}, 7, id="items alone"),
        pytest.param("20805|1 208|1", ["208"], {"208": ["20805"]}, 5, id="a part above its class"),
        pytest.param("208|1 >20805|1", ["208"], {}, 3, id="of which is no part"),
    ],
)  # fmt: skip
def test_a_code_stands_under_the_nearest_one_above_it(
    lines: str, tops: list[str], children: dict[str, list[str]], depth: int
) -> None:
    grown = tree(lines)
    assert (grown.tops, grown.children, grown.depth) == (tops, children, depth)


def test_classifications_units_and_sides_have_trees_of_their_own() -> None:
    printed = ledger(table("expenditure", "@甲校|9 208|5 301|4 @乙校|3 208|3")).cells
    assert [key[1:] for key in trees.grow(printed)] == [
        ("甲校", "function"),
        ("甲校", "economic_dept"),
        ("乙校", "function"),
    ]


def test_rows_without_a_second_classification_stand_for_their_code() -> None:
    grown = tree("2130201|300 2130201/economic_dept=30101|200 2130201/economic_dept=30201|100")
    assert len(grown.rows["2130201"]) == 3 and len(grown.own("2130201")) == 1
    assert [c.amount for c in grown.value("2130201", grown.columns()[0]).cells] == [300e4]


def test_all_rows_stand_for_a_code_that_has_none_without() -> None:
    grown = tree("2130201/economic_dept=30101|200 2130201/economic_dept=30201|100")
    assert [c.amount for c in grown.value("2130201", grown.columns()[0]).cells] == [200e4, 100e4]


def test_a_row_that_prints_nothing_in_a_column_is_blank_there() -> None:
    printed = ledger(table("expenditure", "208|9|5 210|3|_", ("total", "basic"))).cells
    grown = trees.grow(printed)[BY_FUNCTION]
    total, basic = grown.columns()
    assert grown.value("210", total).blanks == ()
    value = grown.value("210", basic)
    assert value.cells == () and [column for _, column in value.blanks] == [basic]


def test_what_stands_below_a_blank_class_is_its_part() -> None:
    printed = ledger(table("expenditure", "208|9|9 20805|9|_ 2080501|4|4 2080502|5|5", ("total", "basic"))).cells
    grown = trees.grow(printed)[BY_FUNCTION]
    basic = grown.columns()[1]
    assert [c.amount for c in grown.parts(["20805"], basic).cells] == [4e4, 5e4]


@pytest.mark.parametrize(
    ("printed", "two_lists", "own_items"),
    [
        pytest.param(balance("208|1", "expenditure"), True, False, id="a balance"),
        pytest.param(table("expenditure", "208|1"), False, False, id="rows"),
        pytest.param(table("expenditure", "208|1") + table("expenditure", "拨款|1", side="income"), True, False, id="two sides"),
        pytest.param(table("three_public", "项|1"), False, True, id="items"),
        pytest.param(table("operating_cost", "项|1"), False, True, id="items of running cost"),
    ],
)  # fmt: skip
def test_the_layout_of_a_table_follows_from_its_entry(
    printed: list[dict[str, object]], two_lists: bool, own_items: bool
) -> None:
    (own,) = ledger(printed).printed_tables
    assert (trees.is_list(own), trees.has_items(own)) == (two_lists, own_items)
