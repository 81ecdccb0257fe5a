"""What a page prints, and which borders of its cells nobody drew."""

from __future__ import annotations

import made_pages
import pytest
from PIL import Image

from budgetnb.inspection.page_print import PagePrint, inferred, of_page
from budgetnb.model import Box

RULES = [(10.0, 0.0, 100.0), (20.0, 0.0, 100.0)]
CELLS: list[Box] = [(0, 10, 50, 20), (50, 10, 100, 20)]


@pytest.mark.parametrize(
    ("vertical", "open_borders"),
    [
        pytest.param([(0.0, 10, 20), (50.0, 10, 20), (100.0, 10, 20)], [], id="all are drawn"),
        pytest.param([(0.0, 10, 20), (100.0, 10, 20)], [(50, 10, 50, 20)], id="one is not"),
        pytest.param(
            [(0.0, 10, 20), (50.0, 10, 13), (100.0, 10, 20)], [(50, 10, 50, 20)], id="one is drawn for less than half"
        ),
        pytest.param([], [(0, 10, 0, 20), (50, 10, 50, 20), (100, 10, 100, 20)], id="none stands"),
    ],
)
def test_what_no_rule_draws_is_inferred(vertical: list[tuple[float, float, float]], open_borders: list[Box]) -> None:
    assert inferred(CELLS, PagePrint((), RULES, vertical)) == open_borders


def test_borders_in_a_row_are_one() -> None:
    below: list[Box] = [(0, 20, 50, 30), (50, 20, 100, 30)]
    assert inferred([*CELLS, *below], PagePrint((), [], [(0, 10, 30), (50, 10, 30), (100, 10, 30)])) == [
        (0, 10, 100, 10), (0, 20, 100, 20), (0, 30, 100, 30),
    ]  # fmt: skip


def _printed(number: int) -> PagePrint:
    document = made_pages.disclosure().document
    assert document.source.data is not None
    return of_page(document, document.source.data, made_pages.page(number), Image.new("L", (842, 595), 255))


@pytest.mark.parametrize(("number", "across", "down"), [(1, 6, 6), (2, 6, 0), (3, 6, 6), (5, 0, 0)])
def test_rules_and_words_of_a_page_stand_where_they_were_set(number: int, across: int, down: int) -> None:
    printed = _printed(number)
    assert (len(printed.horizontal), len(printed.vertical)) == (across, down)
    if number != 5:
        x0, top, x1, bottom = made_pages.box(1, 1)
        assert any(x0 < a < b < x1 and top < c < d < bottom for a, c, b, d in printed.words)


def test_only_a_page_ruled_across_has_inferred_borders() -> None:
    cells = [c.bbox for page in (1, 2) for c in made_pages.page(page).items[-1].cells if c.bbox]
    one, other = (inferred([c for c in cells[n * 25 : n * 25 + 25]], _printed(n + 1)) for n in (0, 1))
    assert one == [] and len(other) == 6 and all(x0 == x1 for x0, _, x1, _ in other)
