"""What is to be seen on a page: lines that say something, what was left, and what reached a frame."""

from __future__ import annotations

import made_pages
import pytest

from budgetnb.inspection.page_print import PagePrint
from budgetnb.inspection.page_view import PageView, view


def seen(number: int) -> PageView:
    return view(made_pages.disclosure(), made_pages.page(number), PagePrint((), (), ()))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, [("title", "number"), ("owner", "money unit")]),
        (3, [("title", "number"), ("owner", "money unit")]),
        (4, [("unknown title", "number"), ("owner", "money unit")]),
        (5, []),
    ],
    ids=["known", "turned", "not known", "prose"],
)
def test_lines_say_what_they_are(number: int, said: list[tuple[str, ...]]) -> None:
    assert [tuple(line.what) for line in seen(number).lines if line.what] == said


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_nothing_is_left_of_a_page_that_was_understood(number: int) -> None:
    assert list(seen(number).left) == []


def test_numbers_of_a_table_that_is_not_known_are_left_where_they_stand() -> None:
    left = seen(4).left
    assert [one.text for one in left] == ["1,250.50", "30.25", "88.00", "12.75"]
    for one, (row, col) in zip(left, ((1, 2), (1, 3), (2, 2), (2, 3)), strict=True):
        (x0, top, x1, bottom), (a, b, c, d) = one.box, made_pages.box(row, col)
        assert a <= x0 < x1 <= c and b <= top < bottom <= d and one.why == "no table id"


def test_cells_that_reached_the_frame_are_counted() -> None:
    assert [len(seen(n).reached["amounts"]) for n in (1, 2, 3, 4, 5)] == [12, 12, 12, 0, 0]


def test_every_cell_is_shown_once() -> None:
    boxes = [box for box, _ in seen(1).cells]
    assert len(boxes) == len(set(boxes)) == 25
