"""Where the money comes from, and how much of it is carried over."""

from __future__ import annotations

import pytest

from tests.checks.questions.asked import SILENT, SPENT, answer, income, source


@pytest.mark.parametrize(("rows", "funds", "carried"), [
    ([("拨款", "general", 450, False), ("结转", "all", 50, True)], "一般公共预算 90%；上年结转结余 10%", "50 万元，占收入 10%"),
    ([("拨款", "general", 450, False), ("事业", "business", 50, False)], "一般公共预算 90%；事业收入 10%", "没有：本年各项收入之和就是收入总额"),
], ids=["carried over", "nothing carried over"])  # fmt: skip
def test_where_the_money_comes_from(rows: list[tuple[str, str, float, bool]], funds: str, carried: str) -> None:
    asked = source(income(*rows))
    assert (answer("funds", asked), answer("carried", asked)) == (funds, carried)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([("拨款", "fiscal", 450, False), ("一般", "general", 450, False), ("事业", "business", 50, False)],
                     "一般公共预算 47.4%；事业收入 5.3%", id="a fund within another"),
        pytest.param([("拨款", "fiscal", 500, False)], "财政拨款 100%", id="the sum of funds, where nothing finer is told"),
        pytest.param([("单位", "own", 40, False), ("事业", "business", 40, False), ("拨款", "general", 420, False)],
                     "一般公共预算 84%；单位资金 8%", id="held by the unit's own funds"),
    ],
)  # fmt: skip
def test_no_money_is_told_under_two_names(rows: list[tuple[str, str, float, bool]], expected: str) -> None:
    assert answer("funds", source(income(*rows))) == expected


def test_nothing_is_said_of_income_that_is_not_printed() -> None:
    assert answer("funds", source(SPENT)) == answer("carried", source(SPENT)) == SILENT


def test_funds_that_leave_something_out_do_not_say_that_nothing_is_carried_over() -> None:
    rows = income(("拨款", "general", 450, False), ("其他", "all", 50, False))
    assert answer("carried", source(rows)) == SILENT
