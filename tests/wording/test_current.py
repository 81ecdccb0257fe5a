"""Whose words are read with, and that what is remembered of one wording is never told with another."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest

from budgetnb.wording import current
from budgetnb.wording.current import LAID, laid, remembered


@pytest.fixture
def asked() -> Iterator[list[tuple[str, object]]]:
    """What a remembered function was really worked out for."""
    yield []
    current.forget()


def test_work_is_done_once_for_each_wording(asked: list[tuple[str, object]]) -> None:
    @remembered()
    def work(text: str) -> str:
        asked.append((text, LAID.get()))
        return f"{text} by {LAID.get()}"

    assert [work("a"), work("a")] == ["a by None"] * 2
    with laid("mine"):
        assert [work("a"), work("a")] == ["a by mine"] * 2
    assert work("a") == "a by None"
    assert asked == [("a", None), ("a", "mine")]


def test_the_words_before_are_back_afterwards_also_after_an_error() -> None:
    def fail() -> None:
        with laid("outer"), laid("inner"):
            assert LAID.get() == "inner"
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 it says nothing
        fail()
    assert LAID.get() is None


def test_where_there_are_none_what_is_laid_stays() -> None:
    with laid("mine"), laid(None):
        assert LAID.get() == "mine"


def test_another_thread_reads_with_its_own() -> None:
    seen: list[object] = []
    with laid("mine"):
        thread = Thread(target=lambda: seen.append(LAID.get()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_only_the_last_wordings_are_remembered(asked: list[tuple[str, object]]) -> None:
    @remembered()
    def work() -> object:
        asked.append(("", LAID.get()))
        return LAID.get()

    names = [f"wording {n}" for n in range(current.MOST + 1)]
    for name in [*names, names[-1], names[0]]:
        with laid(name):
            assert work() == name
    assert [name for _, name in asked] == [*names, names[0]]


def test_all_is_forgotten_when_asked(asked: list[tuple[str, object]]) -> None:
    @remembered()
    def work() -> None:
        asked.append(("", LAID.get()))

    for wording in (None, "mine"):
        with laid(wording):
            work()
            current.forget()
            work()
    assert [name for _, name in asked] == [None, None, "mine", "mine"]
