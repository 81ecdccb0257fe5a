"""Which of the words of a pattern a text matches."""

from __future__ import annotations

import re

import pytest

from budgetnb import wording
from budgetnb.wording.matches import alternatives, chosen, matched


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        pytest.param("a", ["a"], id="one"),
        pytest.param("a|b", ["a", "b"], id="two"),
        pytest.param(r"a\|b|c", [r"a\|b", "c"], id="an escaped bar is a letter"),
        pytest.param("[|(]a|b", ["[|(]a", "b"], id="a bar and a bracket in a class"),
        pytest.param("(?:a|b)c|d", ["(?:a|b)c", "d"], id="a bar in a group"),
        pytest.param("(?:a)(?:b)|c", ["(?:a)(?:b)", "c"], id="two groups are not one"),
        pytest.param("(?:(?:a|b)c)|(?:d)", ["(?:a|b)c", "d"], id="a group around a group"),
        pytest.param("(?:a|b)|(?:c)", ["a", "b", "c"], id="a word that has alternatives"),
        pytest.param("(?:a|b)(?:c|d)", ["(?:a|b)(?:c|d)"], id="two groups in a row are one word"),
        pytest.param(r"(?:\)|a)|b", [r"\)", "a", "b"], id="an escaped bracket closes nothing"),
    ],
)
def test_alternatives_are_told_apart(pattern: str, parts: list[str]) -> None:
    assert alternatives(pattern) == parts


def test_the_word_that_matches_is_told() -> None:
    words = wording.pattern(["上年", "去年", "20[12]3年"])
    assert (matched(words, "2023年预算"), matched(words, "本年")) == ("20[12]3年", "")


def test_the_first_option_wins_as_it_does_in_the_choice() -> None:
    options = wording.choices("tables", "table", "titles")
    for title in ("部门收支总表", "一般公共预算基本支出表", "绩效目标表", "值班表"):
        found, word = chosen(options, title)
        assert found == wording.choose(options, title) and bool(re.search(word or "x^", title)) == bool(found)


def test_a_section_of_patterns_is_asked_in_its_order() -> None:
    assert chosen({"a": re.compile("x"), "b": re.compile("y|z")}, "z") == ("b", "z")


@pytest.mark.parametrize(("name", "section"), [("rows", "rows"), ("columns", "columns"), ("kpis", "labels")])
def test_every_alternative_of_the_wording_compiles(name: str, section: str) -> None:
    for words in wording.patterns(name, section).values():
        assert all(re.compile(part) for part in alternatives(words.pattern))
