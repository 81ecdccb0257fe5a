"""The widget that turns pages: its state from code, the same as the plain calls, and what an exported page keeps of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import made_pages
import pytest

import budgetnb as bn
from budgetnb import explore
from budgetnb.errors import OptionError


def shown(widget: Any) -> str:
    return "".join(output["data"]["text/html"] for output in widget._out.outputs)


def test_a_page_shows_its_picture_and_what_was_considered() -> None:
    widget = explore.pages(made_pages.disclosure(), page=4, lang="en")
    assert widget.page == 4 and widget.picture == made_pages.disclosure().inspect(4, lang="en")
    assert widget.table.equals(made_pages.disclosure().trace(4).frame)
    assert shown(widget) == widget.picture._repr_html_() + (
        '<details style="margin-top:8px"><summary>What was considered here</summary>'
        f"{widget.trace._repr_html_()}</details>"
    )


def test_pages_are_turned_as_far_as_there_are_any() -> None:
    widget = explore.pages(made_pages.disclosure())
    seen = []
    for steps in (0, 1, 1, -1, -9, 9, 1):
        widget.turn(steps)
        seen.append(widget.page)
    assert seen == [1, 2, 3, 2, 1, 5, 5]


def test_the_buttons_turn_pages_and_what_is_shown_with_them() -> None:
    widget = explore.pages(made_pages.disclosure())
    first = shown(widget)
    widget._after.click()
    assert widget.page == 2 and shown(widget) != first
    widget._before.click()
    assert widget.page == 1 and shown(widget) == first


def test_a_page_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(OptionError, match="page: no 9; there are: 1, 2, 3, 4, 5"):
        explore.pages(made_pages.disclosure(), page=9)


def test_a_text_is_turned_table_by_table_and_has_no_picture() -> None:
    disclosure = bn.read(bn.sample("txt"))
    widget = explore.pages(disclosure, lang="en")
    widget.turn(1)
    assert widget.picture is None and widget.table.equals(disclosure.trace(table=1).frame)
    assert len(widget._stops.options) == len(disclosure.parsed_tables)


def test_without_a_kernel_the_page_is_there_with_what_was_considered() -> None:
    widget = explore.pages(made_pages.disclosure(), page=2)
    kept = widget._repr_mimebundle_()["text/html"]
    assert kept.startswith("<img ") and "<details" in kept and "<script" not in kept


def test_a_file_that_has_gone_says_so_and_raises_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "<b>.pdf"
    copy.write_bytes(made_pages.pdf(*made_pages.PAGES))
    widget = explore.pages(bn.read(copy))
    copy.unlink()
    widget.turn(1)
    assert "the file has gone" in shown(widget) and "&lt;b&gt;.pdf" in shown(widget) and "<b>" not in shown(widget)


def test_the_language_has_to_be_one_that_is_spoken() -> None:
    with pytest.raises(OptionError, match="no language 'fr'"):
        explore.pages(made_pages.disclosure(), lang="fr")  # type: ignore[arg-type]
