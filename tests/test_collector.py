"""The search for unused cycles stands still while documents are read, and goes on after."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import budgetnb as bn
from budgetnb.collector import paused


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


def test_nested_stretches_end_with_the_outer_one() -> None:
    with paused():
        with paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_ends_the_stretch() -> None:
    with pytest.raises(ZeroDivisionError), paused():
        raise ZeroDivisionError
    assert gc.isenabled()


def test_who_stopped_the_search_before_has_it_stopped_after() -> None:
    gc.disable()
    with paused():
        pass
    assert not gc.isenabled()


def test_the_last_of_several_threads_starts_it_again() -> None:
    entered, one_left = Barrier(2), Barrier(2)

    def stretch(*, first: bool) -> bool:
        with paused():
            entered.wait(10)
            if not first:
                one_left.wait(10)
                return gc.isenabled()
        one_left.wait(10)
        return False

    with ThreadPoolExecutor(2) as executor:
        told = [executor.submit(stretch, first=first) for first in (True, False)]
        assert [each.result(20) for each in told] == [False, False]
    assert gc.isenabled()


@pytest.mark.parametrize("data", [b"%PDF-1.7 cut off", None], ids=["damaged", "read"])
def test_reading_leaves_it_as_it_was(data: bytes | None) -> None:
    try:
        bn.read(data or bn.sample()).frames()
    except bn.BudgetError:
        assert data
    assert gc.isenabled()
