"""The pages that hold evidence, as small pictures within a budget."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

import budgetnb
from budgetnb.report import pictures
from budgetnb.report.parts import Place


def part(*pages: int | None) -> Any:
    return SimpleNamespace(
        id="d1", places={f"amounts:{n}": Place(("", ""), "", page, None) for n, page in enumerate(pages)}
    )


@pytest.fixture(scope="module")
def sample() -> Any:
    return budgetnb.read(budgetnb.sample())


def test_each_page_is_drawn_once_the_most_asked_for_first(sample: Any) -> None:
    made = pictures.pictures(sample, part(8, 10, 10, None))
    assert [one.key for one in made] == ["d1.10", "d1.8"]
    sizes = {page.number: (page.width, page.height) for page in sample.document.pages}
    assert [(one.width, one.height) for one in made] == [sizes[10], sizes[8]]
    assert all(one.source.startswith("data:image/webp;base64,") for one in made)


def test_pictures_stop_at_the_budget_of_bytes(sample: Any) -> None:
    first, *_ = pictures.pictures(sample, part(8, 10, 10))
    size = len(first.source) * 3 // 4
    assert [one.key for one in pictures.pictures(sample, part(8, 10, 10), most=size)] == ["d1.10"]
    assert pictures.pictures(sample, part(8, 10, 10), most=10) == []


def test_what_is_no_pdf_has_no_pictures() -> None:
    assert pictures.pictures(budgetnb.read(budgetnb.sample("txt")), part(8)) == []


def test_no_place_needs_no_picture(sample: Any) -> None:
    assert pictures.pictures(sample, part(None, None)) == []
