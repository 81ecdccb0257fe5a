"""The judge takes the reading that explains most numbers, whatever strategy offers it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from budgetnb.layout import judge, text_lines
from budgetnb.layout.judge import Candidate
from budgetnb.layout.printed import Chars
from budgetnb.model import Cell, Grid

NOTHING = text_lines.lines(Chars.of([]))


def grid(*rows: Sequence[str]) -> Grid:
    """A grid of single cells."""
    cells = [Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(cells), len(rows), len(rows[0]))


def candidate(strategy: str, *grids: Grid) -> Candidate:
    return Candidate(strategy, grids, NOTHING)


TABLE = grid(["科目", "金额"], ["教育", "30"], ["卫生", "12"], ["合计", "42"])


@pytest.mark.parametrize(
    "worse",
    [
        pytest.param(candidate("half", grid(["教育", "30"])), id="numbers left out"),
        pytest.param(candidate("nothing"), id="no table at all"),
        pytest.param(candidate("headless", grid(["教育", "30"], ["卫生", "12"], ["合计", "42"])), id="header left out"),
        pytest.param(
            candidate(
                "shifted", grid(["科目", "金额"], ["教育", ""], ["", "30"], ["卫生", ""], ["", "12"], ["合计", "42"])
            ),
            id="numbers beside no name",
        ),
        pytest.param(
            candidate("merged", grid(["科目", "金额"], ["教育", "30 12"], ["合计", "42"])), id="two numbers in one cell"
        ),
    ],
)
def test_what_explains_more_is_taken_in_any_order(worse: Candidate) -> None:
    right = candidate("right", TABLE)
    assert judge.best([right, worse]) is right
    assert judge.best([worse, right]) is right


def test_of_two_that_explain_as_much_the_first_is_taken() -> None:
    first, second = candidate("first", TABLE), candidate("second", TABLE)
    assert judge.best([first, second]) is first


def test_digits_broken_over_lines_are_one_number_where_the_sum_says_so() -> None:
    whole = grid(["科目", "金额"], ["教育", "1,230\n00"], ["卫生", "1,120\n00"], ["合计", "2,350\n00"])
    split = grid(
        ["科目", "金额"], ["教育", "1,230"], ["", "00"], ["卫生", "1,120"], ["", "00"], ["合计", "2,350"], ["", "00"]
    )
    chosen = judge.best([candidate("split", split), candidate("whole", whole)])
    assert chosen.strategy == "whole"


def test_rows_under_each_other_are_no_broken_digits() -> None:
    whole = grid(["科目", "金额"], ["教育\n卫生", "30\n1200"], ["合计", "1230"])
    rows = grid(["科目", "金额"], ["教育", "30"], ["卫生", "1200"], ["合计", "1230"])
    assert judge.best([candidate("whole", whole), candidate("rows", rows)]).strategy == "rows"


@pytest.mark.parametrize(
    ("values", "closed"),
    [
        pytest.param([6.0, 1.0, 2.0, 3.0], True, id="the total first"),
        pytest.param([1.0, 2.0, 3.0, 6.0], True, id="the total last"),
        pytest.param([12.0, 7.0, 3.0, 4.0, 5.0, 5.0], True, id="sums among the parts"),
        pytest.param([100.0, 200.0, 400.0], False, id="no sum"),
        pytest.param([5.0, 5.0], False, id="two numbers prove nothing"),
        pytest.param([0.0, 0.0, 0.0], False, id="zeros prove nothing"),
        pytest.param([10.0, 3.3, 3.3, 3.3], True, id="rounding in the last place"),
    ],
)
def test_whether_numbers_close(values: list[float], closed: bool) -> None:
    assert judge.closes(values) is closed


@pytest.mark.parametrize(
    ("text", "value"), [("1,234.5", 1234.5), ("１２．５", 12.5), ("-", 0.0), ("12\n34", 1234.0), ("1.2.3", 0.0)]
)
def test_the_value_of_a_printed_number(text: str, value: float) -> None:
    assert judge.value(text) == value
