"""The words beside a page: in the reader's language, from top to bottom, what is amiss marked."""

from __future__ import annotations

from dataclasses import replace

import made_pages
import pytest

from budgetnb.inspection.page_print import PagePrint
from budgetnb.inspection.page_view import Left, PageView, view
from budgetnb.inspection.side_notes import MOST_LEFT, SideNote, side_notes
from budgetnb.labels import Lang

WHO = made_pages.disclosure().identity


def seen(number: int) -> PageView:
    return view(made_pages.disclosure(), made_pages.page(number), PagePrint((), (), ()))


def notes(number: int, lang: Lang = "en") -> list[SideNote]:
    return side_notes(seen(number), WHO, lang)


def test_a_page_is_told_from_top_to_bottom() -> None:
    told = notes(2)
    assert [note.heading for note in told] == [
        "title: General public budget by function · number: 表2",
        "owner: 某市档案局 · money unit: 万元",
        "A 表2 一般公共预算支出表 → General public budget by function · 万元",
    ]
    assert [note.bad for note in told] == [False] * 3 and [note.top for note in told] == sorted(
        note.top for note in told
    )
    assert told[2].lines[0] == ("5 rows × 5 columns; amounts read 12, left 0", False)
    assert told[2].lines[1:3] == [("1 科目编码: code", False), ("2 科目名称: name", False)]


def test_the_same_in_chinese() -> None:
    told = notes(1, "zh")
    assert (
        told[-1].heading == "A 表1 支出总表 → 支出总表 · 万元"
        and told[-1].lines[0][0] == "5 行 × 5 列; 读出金额 12，遗漏 0"
    )


def test_what_is_not_known_and_what_was_left_is_marked() -> None:
    title, _, unknown = notes(4)
    assert title.bad and title.heading.startswith("title not known: ") and unknown.bad and unknown.letter == "A"
    assert [line for line, bad in unknown.lines if bad and line.startswith("left")] == [
        f"left {number}: Table not recognised" for number in ("1,250.50", "30.25", "88.00", "12.75")
    ]  # fmt: skip


def test_many_that_were_left_are_counted() -> None:
    box = made_pages.box(1, 2)
    many = replace(seen(1), left=[Left(box, str(n), "column unknown") for n in range(MOST_LEFT + 3)])
    lines = [line for line, bad in side_notes(many, WHO, "en")[-1].lines if bad]
    assert lines[0] == "left 0: Column not known" and lines[-1] == "… and 3 more" and len(lines) == MOST_LEFT + 1


def test_numbers_left_outside_all_tables_stand_at_their_height() -> None:
    made = replace(seen(5), left=[Left((60, 400, 90, 410), "88.00", "outside every cell")])
    last = side_notes(made, WHO, "en")[-1]
    assert (last.top, last.heading, last.bad) == (400, "left 88.00: Outside every cell", True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "no table on this page"),
        ({"unread": "picture"}, "this page is a picture without text"),
        ({"unread": "fonts"}, "the fonts of this page do not say what they print"),
        ({"recognised": True}, "this page was recognised from a picture"),
    ],
)
def test_a_page_without_tables_says_why(change: dict[str, object], said: str) -> None:
    made = replace(seen(5), page=replace(made_pages.page(5), **change))  # type: ignore[arg-type]
    assert said in [note.heading for note in side_notes(made, WHO, "en")]
