"""The wording files: loaded once, named parts filled in, patterns compiled, faults told with the file."""

from __future__ import annotations

from typing import Any

import pytest

from budgetnb import wording
from budgetnb.errors import WordingError
from budgetnb.wording import current, files


def test_a_file_is_read_once() -> None:
    assert wording.load("ask") is wording.load("ask")


def test_a_file_that_is_no_toml_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "text", lambda name: "a = [")
    current.forget()
    with pytest.raises(WordingError, match=r"^ask.toml: Invalid value"):
        wording.load("ask")
    current.forget()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param({"look": {"a": ["{{b}}"]}}, {"look": {"a": ["{{b}}"]}}, id="no fragments: as it is"),
        pytest.param({"fragments": {"b": "[0-9]"}, "a": "{{b}}{3}"}, {"a": "[0-9]{3}"}, id="beside a quantifier"),
        pytest.param({"fragments": {"b": "x", "c": "{{b}}y"}, "a": "{{c}}{{b}}"}, {"a": "xyx"}, id="part of a part"),
        pytest.param(
            {"fragments": {"b": "x"}, "a": [{"id": "b", "n": 1}]}, {"a": [{"id": "b", "n": 1}]}, id="no string"
        ),
        pytest.param({"fragments": {"b": "\\\\d"}, "a": "{{b}}"}, {"a": "\\\\d"}, id="a backslash stays one"),
    ],
)
def test_named_parts_are_filled_in(data: dict[str, Any], found: dict[str, Any]) -> None:
    made = files.filled(data, "my.toml")
    assert {key: value for key, value in made.items() if key != "fragments"} == found


@pytest.mark.parametrize(
    "data",
    [
        {"fragments": {"b": "x"}, "a": "{{c}}"},
        {"fragments": {"b": "{{c}}", "c": "x"}, "a": "y"},
    ],
    ids=["not there", "only below it"],
)
def test_a_part_that_is_not_defined_is_told(data: dict[str, Any]) -> None:
    with pytest.raises(WordingError, match=r"^my.toml: '\{\{c\}\}' names 'c'; \[fragments\] has: "):
        files.filled(data, "my.toml")


def test_a_pattern_searches_any_of_its_words() -> None:
    found = wording.pattern(["收入", "支出$"])
    assert found.search("总收入表") and found.search("总支出") and not found.search("支出表")


def test_a_pattern_that_is_none_is_told_with_its_place() -> None:
    with pytest.raises(WordingError, match=r"^ask.toml \[plain\]: '\[x'"):
        wording.pattern("[x", "ask.toml [plain]")


def test_the_first_option_that_fits_is_chosen() -> None:
    options = files.Choices([("a", wording.pattern("支出")), ("b", wording.pattern("收支|支出"))])
    assert [wording.choose(options, said) for said in ("支出", "收支", "收入")] == ["a", "b", ""]


@pytest.mark.parametrize("name", files.names())
def test_every_file_is_whole(name: str) -> None:
    assert wording.load(name)
