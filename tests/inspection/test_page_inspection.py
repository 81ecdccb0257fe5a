"""The picture of a page: the colours of its cells where they stand, and the refusals."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import made_pages
import numpy as np
import pytest
from PIL import Image

import budgetnb as bn
from budgetnb import page_pictures
from budgetnb.charts import render
from budgetnb.errors import MissingExtraError, OptionError, SourceError, SourceNotFoundError
from budgetnb.inspection import page_drawing
from budgetnb.inspection.legend import COLOURS, OPACITY, USUAL_OPACITY
from budgetnb.inspection.page_inspection import DPI

NEAR = 14  # of 255: two resamplings of one tint differ by less, two tints by more


@cache
def picture(number: int) -> Image.Image:
    return Image.open(io.BytesIO(made_pages.disclosure().inspect(number).png())).convert("RGB")


def sheet(number: int) -> page_drawing.Sheet:
    disclosure = made_pages.disclosure()
    with page_pictures.opened(disclosure.document) as pdf:
        size = page_pictures.draw(pdf, disclosure.document, number, dpi=DPI).size
    return page_drawing.sheet(size, made_pages.page(number).width)


def colour(number: int, row: int, col: int) -> tuple[int, ...]:
    """The colour of the paper in the lower left corner of a cell, where nothing is printed."""
    x, y, _, high = sheet(number).box(made_pages.box(row, col))
    return picture(number).getpixel((round(x + 5), round(y + high - 8)))  # type: ignore[return-value]


def tint(kind: str) -> tuple[int, ...]:
    """What a kind's colour makes of white paper."""
    opacity = OPACITY.get(kind, USUAL_OPACITY)
    return tuple(round(255 + (int(COLOURS[kind][i : i + 2], 16) - 255) * opacity) for i in (1, 3, 5))


def is_like(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= NEAR


@pytest.mark.parametrize("number", [1, 2, 3], ids=["ruled", "ruled across", "turned by a quarter"])
@pytest.mark.parametrize(
    ("row", "col", "kind"),
    [
        (0, 0, "header"),
        (0, 4, "header"),
        (1, 0, "code"),
        (3, 0, "code"),
        (1, 1, "name"),
        (4, 1, "name"),
        (1, 2, "amount"),
        (4, 4, "amount"),
    ],
)
def test_cells_have_the_colour_of_their_role_and_no_other(number: int, row: int, col: int, kind: str) -> None:
    seen = colour(number, row, col)
    assert is_like(seen, tint(kind))
    assert [other for other in ("header", "code", "name", "amount", "unit") if is_like(seen, tint(other))] == [kind]


def _shades(number: int, row: int, col: int) -> dict[str, int]:
    """How many pixels of a cell are red, and how many violet."""
    x, y, wide, high = (round(side) for side in sheet(number).box(made_pages.box(row, col)))
    inner = picture(number).crop((x + 4, y + 4, x + wide - 4, y + high - 4))
    r, g, b = np.moveaxis(np.asarray(inner).astype(int), 2, 0)
    red, violet = (r > 180) & (g < 80) & (b < 80), (b > r + 4) & (b > g + 12)
    return {"red": int(red.sum()), "violet": int(violet.sum()), "all": r.size}


@pytest.mark.parametrize(("row", "col", "is_left"), [(1, 2, True), (2, 3, True), (1, 1, False), (0, 2, False)])
def test_what_was_left_is_framed_in_red_and_what_is_not_understood_is_violet(row: int, col: int, is_left: bool) -> None:
    shades = _shades(4, row, col)
    assert (shades["red"] > 100) == is_left and shades["violet"] > shades["all"] / 4


def test_nothing_is_red_or_violet_on_a_page_that_was_understood() -> None:
    shades = _shades(1, 1, 2)
    assert shades["red"] == 0 and shades["violet"] < shades["all"] / 100  # a mark below a word has some blue in it


def test_a_border_that_nobody_drew_is_dashed_in_a_colour_of_its_own() -> None:
    inferred = tuple(int(COLOURS["inferred"][i : i + 2], 16) for i in (1, 3, 5))
    found = [sum(is_like(pixel, inferred) for _, pixel in picture(n).getcolors(1 << 24)) for n in (1, 2)]  # type: ignore[misc, arg-type]
    on = sheet(2)
    down = [picture(2).getpixel((x, y)) for x in range(picture(2).width) for y in _rows(on)]
    assert found[1] > 0 and any(is_like(pixel, inferred) for pixel in down)  # type: ignore[arg-type]
    assert not any(
        is_like(picture(1).getpixel((x, y)), inferred) for x in range(int(on.left + on.wide)) for y in _rows(on)
    )  # type: ignore[arg-type]


def _rows(on: page_drawing.Sheet) -> list[int]:
    """The heights of some lines of pixels inside the table."""
    _, y, _, high = on.box(made_pages.box(2, 0))
    return [round(y + high * part) for part in (0.2, 0.35, 0.5, 0.65, 0.8)]


def test_a_turned_page_comes_upright() -> None:
    assert picture(3).size == picture(1).size and made_pages.page(3).rotation == 90


def test_the_picture_is_kept_as_png_and_svg(tmp_path: Path) -> None:
    drawn = made_pages.disclosure().inspect(1, lang="en")
    assert drawn.save(tmp_path / "page.png").read_bytes()[:4] == b"\x89PNG"
    assert drawn.save(tmp_path / "page.svg").read_text(encoding="utf-8").startswith("<svg ")
    with pytest.raises(OptionError, match=r"page\.pdf: an inspected page is saved as \.png or \.svg"):
        drawn.save(tmp_path / "page.pdf")


def test_the_language_of_the_legend_is_the_readers() -> None:
    zh, en = (made_pages.disclosure().inspect(4, lang=lang).svg for lang in ("zh", "en"))  # type: ignore[arg-type]
    assert ">表头<" in zh and ">header<" not in zh and ">header<" in en and ">表头<" not in en
    with pytest.raises(OptionError, match="no language 'fr'"):
        made_pages.disclosure().inspect(1, lang="fr")  # type: ignore[arg-type]


def test_it_shows_itself_as_an_escaped_picture() -> None:
    shown = made_pages.disclosure().inspect(1)
    assert repr(shown).startswith("<Inspection 第 1 页 共 5 页 · 某市档案局2026年部门预算 · ")
    assert shown._repr_html_().startswith('<img alt="第 1 页') and "<script" not in shown._repr_html_()


@pytest.mark.parametrize("number", [0, 6, -1])
def test_a_page_that_is_not_there_is_an_error(number: int) -> None:
    with pytest.raises(OptionError, match=f"no page {number}; its pages are 1 to 5"):
        made_pages.disclosure().inspect(number)


def test_a_text_has_no_pages_to_draw_and_says_what_to_do() -> None:
    with pytest.raises(
        OptionError, match=r"only pages of a PDF can be drawn, and this is text; .* d\.trace\(table=0\)"
    ):
        bn.read(bn.sample("txt")).inspect(1)


def test_a_file_that_changed_or_went_is_an_error(tmp_path: Path) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(made_pages.pdf(*made_pages.PAGES))
    disclosure = bn.read(copy)
    copy.write_bytes(copy.read_bytes() + b"\n")
    with pytest.raises(SourceError, match="has changed"):
        disclosure.inspect(1)
    copy.unlink()
    with pytest.raises(SourceNotFoundError, match="has gone"):
        disclosure.inspect(1)


def test_without_a_font_for_chinese_the_picture_is_refused_and_the_drawing_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(render, "cjk_font", lambda: "")
    drawn = made_pages.disclosure().inspect(1)
    with pytest.raises(MissingExtraError, match="no font for Chinese"):
        drawn.png()
    assert drawn.svg


def test_the_second_reader_is_inspected_too() -> None:
    disclosure = bn.read(made_pages.pdf(*made_pages.PAGES), engine="pdfplumber")
    assert disclosure.inspect(1).svg.count("<image ") == 1
