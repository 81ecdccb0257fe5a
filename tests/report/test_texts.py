"""The report's own texts: both languages, blanks filled."""

from __future__ import annotations

import re

import pytest

from budgetnb.report import texts

EVERY = [(section, key) for section, listed in texts.pairs().items() for key in listed]
BLANK = re.compile(r"\{\d*\}")


@pytest.mark.parametrize(("section", "key"), EVERY, ids=[".".join(each) for each in EVERY])
def test_a_text_is_in_both_languages_with_as_many_values(section: str, key: str) -> None:
    zh, en = texts.pairs()[section][key]
    assert zh and en
    plain = "{}" in zh or "{}" in en
    assert not plain or len(BLANK.findall(zh)) == len(BLANK.findall(en))  # numbered blanks may be of one language alone


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("page", "page", 3), ("第 3 页", "page 3")),
        (("opening", "more", "10%", "上年", "the year before"), ("，比上年多 10%", ", 10% more than the year before")),
        (("columns", "no_such_column"), ("no_such_column", "no_such_column")),
        (
            ("summary", "missing", 2, 1),
            ("2 张空表，目录列出而缺失 1 张", "2 empty; named in the contents and missing: 1"),
        ),
    ],
    ids=["one blank", "numbered blanks", "no such text", "two blanks"],
)
def test_a_text_is_filled_in(asked: tuple[str, ...], found: texts.Pair) -> None:
    assert texts.pair(*asked) == found


@pytest.mark.parametrize(("text", "pair"), [("甲", ("甲", "甲")), (5, ("5", "5")), ("", ("", ""))])
def test_what_is_printed_has_no_translation(text: object, pair: texts.Pair) -> None:
    assert texts.same(text) == pair


def test_a_section_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(KeyError):
        texts.pair("no_such_section", "x")
