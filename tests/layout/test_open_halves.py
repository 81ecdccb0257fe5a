"""Halves of a table that no rule parts are told by their rows; cells that only begin with a number are left alone."""

from __future__ import annotations

import pytest
from layout.pages import Placed, raw, read

from budgetnb.layout.printed import Rule

ACROSS: list[Rule] = [(y, 40.0, 500.0) for y in range(100, 210, 20)]
DOWN: list[Rule] = [(x, 100.0, 200.0) for x in (40.0, 160.0, 400.0, 500.0)]
NAMES = ["财政拨款", "事业收入", "其他收入", "收入合计"]
USES = ["基本支出", "项目支出", "结转下年", "支出合计"]
MONEY = ["1,200.00", "300.00", "0.50", "1,500.50"]


def _halves(head: list[Placed]) -> list[Placed]:
    """Four rows below a header: name and number on the left, name and number on the right."""
    body = [
        placed
        for r, (name, use, money) in enumerate(zip(NAMES, USES, MONEY, strict=True))
        for placed in (
            (name, 45.0, 130.0 + 20 * r),
            (money, 250.0 - 5 * len(money), 130.0 + 20 * r),
            (use, 255.0, 130.0 + 20 * r),
            (money, 495.0 - 5 * len(money), 130.0 + 20 * r),
        )
    ]
    return [*head, *body]


def test_the_border_between_two_halves_follows_from_the_rows() -> None:
    head = [("项目", 60.0, 110.0), ("金额", 190.0, 110.0), ("项目", 270.0, 110.0), ("金额", 440.0, 110.0)]
    (grid,) = read(raw(_halves(head), across=ACROSS, down=DOWN))
    assert grid[1:] == [list(row) for row in zip(NAMES, MONEY, USES, MONEY, strict=True)]
    assert grid[0] == ["项目", "金额", "项目", "金额"]


def test_a_header_that_reaches_over_both_halves_stays_one_cell() -> None:
    (grid,) = read(raw(_halves([("金额及其主要用途的说明", 190.0, 110.0)]), across=ACROSS, down=DOWN))
    assert grid[0] == ["", "金额及其主要用途的说明", "", ""]
    assert [row[1] for row in grid[1:]] == MONEY


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(["12个项目", "3个项目", "150个项目", "8个项目"], id="a number with its unit"),
        pytest.param(["1,200.00", "300.00", "0.50", "1,500.50"], id="numbers alone"),
        pytest.param(["2024年度的工作", "2025年度的工作", "2023年度的工作", "2022年度的工作"], id="years"),
        pytest.param(
            ["208社会保障支出", "213农林水支出", "221住房保障支出", "229其他支出"], id="codes before their names"
        ),
        pytest.param(["1基本支出甲", "2000基本支出甲", "", ""], id="too few rows"),
    ],
)
def test_cells_that_share_nothing_are_left_alone(texts: list[str]) -> None:
    words = [("项目", 60.0, 110.0), ("内容", 190.0, 110.0), ("备注", 440.0, 110.0)]
    words += [(name, 45.0, 130.0 + 20 * r) for r, name in enumerate(NAMES)]
    words += [(text, 165.0, 130.0 + 20 * r) for r, text in enumerate(texts) if text]
    (grid,) = read(raw(words, across=ACROSS, down=DOWN))
    assert [row[1] for row in grid[1:]] == texts and len(grid[0]) == 3
