"""Segments joined to rules, and rules gathered to tables."""

from __future__ import annotations

import pytest

from budgetnb.layout.printed import Rule
from budgetnb.layout.rule_groups import components, merge


@pytest.mark.parametrize(
    ("rules", "merged"),
    [
        pytest.param([(10.0, 0.0, 50.0), (10.0, 52.0, 99.0)], [(10.0, 0.0, 99.0)], id="segments of cells"),
        pytest.param([(10.0, x, x + 4.0) for x in range(0, 40, 8)], [(10.0, 0.0, 36.0)], id="dashes"),
        pytest.param([(10.0, 0.0, 50.0), (10.5, 0.0, 50.0)], [(10.25, 0.0, 50.0)], id="both edges of a thin rectangle"),
        pytest.param([(10.0, 0.0, 50.0), (10.0, 80.0, 99.0)], [(10.0, 0.0, 50.0), (10.0, 80.0, 99.0)], id="two tables"),
        pytest.param([(10.0, 0.0, 3.0)], [], id="a speck"),
    ],
)
def test_collinear_rules_are_joined(rules: list[Rule], merged: list[Rule]) -> None:
    assert merge(rules) == merged


def _box(left: float, top: float) -> tuple[list[Rule], list[Rule]]:
    return [(top + dy, left, left + 40) for dy in (0.0, 20.0)], [(left + dx, top, top + 20) for dx in (0.0, 40.0)]


def test_rules_that_touch_are_one_table_and_others_are_not() -> None:
    upper, lower = _box(0, 0), _box(0, 100)
    found = components([*upper[0], *lower[0]], [*upper[1], *lower[1]])
    assert found == [upper, lower]
