"""Rows of the frames as plain values."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from budgetnb.checks import frame_rows
from budgetnb.checks.frame_rows import FrameCache

TWO = pd.DataFrame(
    {
        "name": pd.Series(["甲", "乙"], dtype="string"),
        "amount": [1.0, float("nan")],
        "page": pd.array([3, None], dtype="Int64"),
    }
)


@pytest.mark.parametrize("frames", [{"goals": TWO}, FrameCache({"goals": TWO})], ids=["plain", "cached"])
def test_rows_are_tuples_of_the_columns_wanted(frames: Any) -> None:
    assert list(frame_rows.values(frames, "goals", "name", "page")) == [("甲", 3), ("乙", None)]
    assert frame_rows.rows(frames, "goals", "name") == [("goals:0", "甲"), ("goals:1", "乙")]


@pytest.mark.parametrize("frames", [{}, FrameCache({}), {"goals": None}], ids=["plain", "cached", "none"])
def test_a_frame_that_is_not_given_has_no_rows(frames: Any) -> None:
    assert list(frame_rows.values(frames, "goals", "name")) == frame_rows.rows(frames, "goals", "name") == []


def test_a_column_is_taken_out_once() -> None:
    cache = FrameCache({"goals": TWO})
    assert cache.column("goals", "name") is cache.column("goals", "name")
    assert cache["goals"] is TWO and set(cache) == {"goals"}


def test_what_is_kept_is_made_once_for_each_key() -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    cache = FrameCache({})
    assert [cache.once("a", make), cache.once("a", make), cache.once("b", make)] == [0, 0, 1]


@pytest.mark.parametrize(
    ("value", "there"),
    [(0.0, True), ("", True), (0, True), (False, True), (float("nan"), False), (None, False), (pd.NA, False)],
)
def test_a_value_that_is_there(value: object, there: bool) -> None:
    assert frame_rows.known(value) is there
