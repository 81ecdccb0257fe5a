"""Pages without rules on all sides: coloured rows, a dark header, rules across, digits broken over lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from layout.pages import outside, raw, read, rows

from budgetnb.layout.printed import Fill, Rule

LEFTS = (50.0, 200.0, 320.0)
EDGES = (45.0, 195.0, 315.0, 420.0)
TABLE = [
    ["科目", "预算数", "决算数"],
    ["教育支出", "1,230.00", "1,200.00"],
    ["卫生健康支出", "620.00", "600.00"],
    ["农林水支出", "150.00", "140.00"],
    ["住房保障支出", "100.00", "100.00"],
    ["支出合计", "2,100.00", "2,040.00"],
]


def cell_fills(*rows_filled: int) -> list[Fill]:
    """The coloured cells of some rows."""
    return [(a, 100.0 + 20 * r, b, 120.0 + 20 * r) for r in rows_filled for a, b in pairwise(EDGES)]


def across(*heights: float) -> list[Rule]:
    return [(y, EDGES[0], EDGES[-1]) for y in heights]


@pytest.mark.parametrize(
    ("fills", "rules"),
    [
        pytest.param((), (), id="nothing but words"),
        pytest.param(cell_fills(1, 3, 5), (), id="every other row is coloured"),
        pytest.param(cell_fills(0), (), id="a dark header"),
        pytest.param(cell_fills(0), across(*range(100, 230, 20)), id="a dark header over rules"),
        pytest.param(cell_fills(0, 1, 2, 3, 4, 5), (), id="every cell is coloured"),
        pytest.param(cell_fills(2, 4), across(100, 120, 220), id="coloured rows between three rules"),
        pytest.param((), across(100, 120, 220), id="three rules"),
        pytest.param((), across(*range(100, 230, 20)), id="a rule under each row"),
    ],
)
def test_a_table_is_the_same_however_it_is_set_apart(fills: list[Fill], rules: list[Rule]) -> None:
    page = raw([*rows(TABLE, LEFTS), ("部门支出表", 200, 80)], across=rules, fills=fills)
    assert read(page) == [TABLE]
    assert outside(page) == ["部门支出表"]


def test_digits_broken_between_two_rules_are_one_number() -> None:
    wrapped = [
        ["科目", "金额"],
        ["教育", "1,230,|450.00"],
        ["卫生", "1,120,|550.00"],
        ["住房", "1,000,|000.00"],
        ["合计", "3,351,|000.00"],
    ]
    page = raw(
        rows(wrapped, (50.0, 120.0), high=30.0), across=[(y, 45.0, 160.0) for y in (100.0, 130, 160, 190, 220, 250)]
    )
    assert read(page) == [[[text.replace("|", "\n") for text in row] for row in wrapped]]
