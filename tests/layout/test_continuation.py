"""The last rows of a table on a page of their own: set on the columns of the page before, or left as lines."""

from __future__ import annotations

import pytest
from layout.pages import Placed, raw, rows

from budgetnb.layout.continuation import continued
from budgetnb.layout.page_items import stack_items
from budgetnb.layout.printed import Raw, Rule
from budgetnb.model import Grid

LEFTS = (50.0, 200.0, 320.0)
RULES: list[Rule] = [(y, 45.0, 420.0) for y in (100.0, 120.0, 140.0, 160.0, 180.0)]
TABLE = [
    ["科目", "预算数", "决算数"],
    ["教育支出", "1,230.00", "1,200.00"],
    ["卫生健康支出", "620.00", "600.00"],
    ["农林水支出", "150.00", "140.00"],
]


def _items(second: Raw) -> list[object]:
    first = raw(rows(TABLE, LEFTS), across=RULES)
    above, below = stack_items([first, second], 1)
    table = next(item for item in above if isinstance(item, Grid))
    return list(continued(below, table, second, 2))


@pytest.mark.parametrize(
    ("words", "rules", "row"),
    [
        pytest.param(
            rows([["支出合计", "2,000.00", ""]], LEFTS),
            RULES[:2],
            ["支出合计", "2,000.00", ""],
            id="one row between rules as wide as the table, one of its columns blank",
        ),
        pytest.param(rows([["支出合计", "2,000.00", ""]], LEFTS), [], None, id="a line without rules"),
        pytest.param(
            rows([["支出合计", "2,000.00", ""]], LEFTS),
            [(y, 45.0, 300.0) for y in (100.0, 120.0)],
            None,
            id="rules of another width",
        ),
        pytest.param(
            [("各部门应当按照规定公开预算和决算信息，金额为2,000.00元", 50.0, 110.0)],
            RULES[:2],
            None,
            id="a sentence over the columns",
        ),
        pytest.param(rows([["说明", "", ""]], LEFTS), RULES[:2], None, id="words without a number"),
    ],
)
def test_last_rows_on_a_page_of_their_own(words: list[Placed], rules: list[Rule], row: list[str] | None) -> None:
    items = _items(raw(words, across=rules))
    grids = [item for item in items if isinstance(item, Grid)]
    assert [list(g.texts[0]) for g in grids] == ([row] if row else [])
    assert len(items) == 1  # as a row or as a line, nothing is lost
