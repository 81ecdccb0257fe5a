"""The comparison of two commits: what differs is named, what one side has alone is listed, what differs from run to run is not."""

from __future__ import annotations

import argparse
import copy

import freeze
import pytest

OLD = {"a/x.pdf": {"amounts": (["code", "amount"], [("201", "5.0"), ("202", "7.0")])}}


def _new(columns: list[str], *rows: tuple[str, ...]) -> dict[str, freeze.Frames | str]:
    return {"a/x.pdf": {"amounts": (columns, list(rows))}}


@pytest.mark.parametrize(
    ("new", "found"),
    [
        pytest.param(_new(["code", "amount"], ("201", "5.0"), ("202", "7.0")), [], id="equal"),
        pytest.param(
            _new(["code", "amount"], ("201", "5.0"), ("202", "8.0")),
            [("-", "code=202 | amount=7.0"), ("+", "code=202 | amount=8.0")],
            id="a cell differs",
        ),
        pytest.param(_new(["code", "amount"], ("201", "5.0")), [("-", "code=202 | amount=7.0")], id="a row is lost"),
        pytest.param(
            _new(["code", "part", "amount"], ("201", "", "5.0"), ("202", "", "7.0")),
            [],
            id="a column more is no change",
        ),
        pytest.param(
            _new(["code", "amount"], ("202", "7.0"), ("201", "5.0")),
            [("~", "the same rows in another order")],
            id="order",
        ),
        pytest.param({"a/x.pdf": "OSError: gone"}, [("-", "read"), ("+", "OSError: gone")], id="an error now"),
    ],
)
def test_what_differs(new: dict[str, freeze.Frames | str], found: list[tuple[str, str]]) -> None:
    assert [(sign, row) for _, _, sign, row in freeze.differences(OLD, new)] == found


def test_columns_of_one_side_are_listed() -> None:
    new = _new(["code", "part"], ("201", ""))
    assert freeze.alone(OLD, new) == ["- amounts.amount", "+ amounts.part"]


def test_columns_that_may_differ_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    asked = argparse.Namespace(ignore="amounts.amount", lines=9)
    new = _new(["code", "amount"], ("201", "6.0"), ("202", "7.0"))
    assert freeze._print(copy.deepcopy(OLD), new, asked) == 0
    assert "0 differ" in capsys.readouterr().out
