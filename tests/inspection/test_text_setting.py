"""Words set in a drawing: they fit, and they are never markup."""

from __future__ import annotations

import pytest

from budgetnb.inspection.text_setting import text, width, wrapped


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        pytest.param("", [""], id="nothing"),
        pytest.param("短", ["短"], id="one letter"),
        pytest.param("一二三四五六", ["一二三四", "五六"], id="between Chinese letters"),
        pytest.param("ab cd efgh", ["ab cd ", "efgh"], id="at blanks"),
        pytest.param("合计 2026", ["合计 ", "2026"], id="a year is not broken"),
        pytest.param("abcdefghijk", ["abcdefg", "hijk"], id="a word that is wider than the room"),
        pytest.param("一二三四" * 5, ["一二三四", "一二三四", "一二三…"], id="a fourth line is cut off"),
    ],
)
def test_words_are_broken_where_they_may_be(words: str, lines: list[str]) -> None:
    assert wrapped(words, 40.0, 10.0) == lines


def test_no_line_is_wider_than_the_room() -> None:
    words = "3 一般公共预算财政拨款 / General public budget, 2026: 合计"
    assert all(width(line.rstrip(), 13.0) <= 120 for line in wrapped(words, 120.0, 13.0)[:2])


def test_markup_and_control_characters_are_words() -> None:
    drawn = text("<script>&\x1b\n]]>", 0, 0, 10, fill="#000")
    assert drawn == '<text x="0.0" y="0.0" font-size="10.0" fill="#000">&lt;script&gt;&amp;\\x1b ]]&gt;</text>'
