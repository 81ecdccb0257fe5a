"""Lists whose depth is not printed: which rows may be sums of others."""

from __future__ import annotations

import pytest

from budgetnb.checks.identities import nesting
from tests.checks.printed_rows import cells


def amounts(found: list[object]) -> list[float]:
    return [round(c.amount / 1e4, 2) for c in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("lines", "ways"),
    [
        pytest.param("甲|100 乙|200", [[100, 200], [100, 200], [100, 200]], id="side by side"),
        pytest.param("甲|300 乙|100 丙|200", [[300, 100, 200], [300], [300]], id="the first holds the others"),
        pytest.param(
            "甲|300 乙|300", [[300, 300], [300, 300], [300]], id="a row of one part: only where one is enough"
        ),
        pytest.param("甲|300 甲|300", [[300, 300], [300, 300], [300, 300]], id="the same row printed twice is no part"),
        pytest.param("甲|600 乙|300 丙|100 丁|200 戊|300", [[600, 300, 100, 200, 300], [600], [600]], id="two levels"),
        pytest.param(
            "甲|300 乙|100 丙|500",
            [[300, 100, 500], [300, 100, 500], [300, 100, 500]],
            id="a larger row ends the search",
        ),
        pytest.param("甲|0 乙|0", [[0, 0], [0, 0], [0, 0]], id="zeros hold nothing"),
    ],
)
def test_ways_to_read_a_list(lines: str, ways: list[list[float]]) -> None:
    assert [amounts(list(way)) for way in nesting.nested(cells(lines))] == ways


def test_a_sum_may_be_off_by_what_rounding_leaves() -> None:
    assert amounts(list(nesting.nested(cells("甲|10 乙|3 丙|6")))[1]) == [10.0]  # 1 apart, half a place of three
    assert amounts(list(nesting.nested(cells("甲|12 乙|3 丙|6")))[1]) == [12.0, 3.0, 6.0]


@pytest.mark.parametrize(
    ("lines", "total", "found"),
    [
        pytest.param("甲|300 乙|100 丙|200 丁|400", 700, [300, 400], id="the topmost make the total"),
        pytest.param("甲|100 乙|200", 300, [], id="side by side they are no nested list"),
        pytest.param("甲|100 乙|200", 400, [], id="nothing makes it"),
        pytest.param("甲|300 乙|300 丙|300", 600, [300, 300], id="a row of one part"),
        pytest.param("甲|300 甲|300", 300, [], id="the same row twice is no part of itself"),
        pytest.param("甲|500 乙|200 丙|200 丁|300 戊|100", 600, [500, 100], id="a sum that is also a plain row"),
    ],
)
def test_a_list_is_searched_for_its_topmost_rows(lines: str, total: float, found: list[float]) -> None:
    assert amounts(list(nesting.searched(cells(lines), total * 1e4))) == found


def test_a_list_too_long_is_not_searched() -> None:
    assert nesting.searched(cells(" ".join(f"项{n}|1" for n in range(nesting.MOST_ROWS + 1))), 121e4) == []


def test_the_search_ends_after_so_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "甲|300 乙|100 丙|200 丁|400"
    assert amounts(list(nesting.searched(cells(lines), 700e4))) == [300.0, 400.0]
    monkeypatch.setattr(nesting, "MOST_STEPS", 2)
    assert nesting.searched(cells(lines), 700e4) == []
