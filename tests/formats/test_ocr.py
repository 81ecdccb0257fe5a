"""Optical recognition: rules found in pictures, letters placed, pages marked; the reading itself where the extra is installed."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

import budgetnb as bn
from budgetnb.errors import MissingExtraError, NotADisclosureError
from budgetnb.formats import ocr, open_document, rules_in_pictures
from budgetnb.layout.rule_groups import merge
from budgetnb.model import Grid

DPI = 200
SCALE = DPI / 72


def lines(rules: list[tuple[float, float, float]]) -> list[tuple[int, ...]]:
    """The rules in whole points, the runs of one line joined as in reading."""
    return [tuple(round(v) for v in rule) for rule in merge(rules)]


def drawn(*, thick: int = 2, noise: int = 0, paper: int = 255) -> Any:
    """A grey picture of one horizontal rule at 100 points, one vertical at 200, and a filled square."""
    picture_ = Image.new("L", (1400, 1400), paper)
    pen = ImageDraw.Draw(picture_)
    pen.line((round(50 * SCALE), round(100 * SCALE), round(400 * SCALE), round(100 * SCALE)), fill=30, width=thick)
    pen.line((round(200 * SCALE), round(50 * SCALE), round(200 * SCALE), round(300 * SCALE)), fill=30, width=thick)
    pen.rectangle((1000, 1000, 1200, 1200), fill=0)
    grey = np.asarray(picture_).astype(np.int16)
    shaken = grey + np.random.default_rng(7).integers(-noise, noise + 1, grey.shape)
    return np.clip(shaken, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("trap", "options"),
    [
        ("plain", {}),
        ("thick", {"thick": 6}),
        ("noisy", {"noise": 25}),
        ("grey paper", {"paper": 200}),
        ("hair-thin", {"thick": 1}),
    ],
)
def test_rules_in_a_picture(trap: str, options: dict[str, int]) -> None:
    horizontal, vertical = rules_in_pictures.rules(drawn(**options), DPI)
    assert (lines(horizontal), lines(vertical)) == ([(100, 50, 400)], [(200, 50, 300)]), trap


def test_an_empty_picture_has_no_rules() -> None:
    assert rules_in_pictures.rules(np.full((50, 50), 255, dtype=np.uint8), DPI) == ([], [])


SQUARE = ((0.0, 0.0), (40.0, 0.0), (40.0, 10.0), (0.0, 10.0))


@pytest.mark.parametrize(
    ("trap", "text", "told", "expected"),
    [
        ("no letter placed", "1,23", None, [("1", 0), (",", 10), ("2", 20), ("3", 30)]),
        ("fewer letters than read", "甲乙", [("甲", 1.0, SQUARE)], [("甲", 0), ("乙", 20)]),
        ("spaces have places, and are not printed", "甲 乙丁", None, [("甲", 0), ("乙", 20), ("丁", 30)]),
    ],
)
def test_letters_get_places(trap: str, text: str, told: Any, expected: list[tuple[str, int]]) -> None:
    assert [(letter, quad[0][0]) for letter, quad in ocr._letters(text, SQUARE, told)] == expected, trap


def _scan() -> bytes:
    """The ninth page of the sample as a picture, slightly askew, in a PDF."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(bn.sample("pdf"))
    page = pdf[7].render(scale=SCALE, grayscale=True).to_pil().convert("L").rotate(0.4, fillcolor=255)
    pdf.close()
    out = io.BytesIO()
    page.save(out, "PDF", resolution=DPI)
    return out.getvalue()


def test_without_recognition_it_says_what_to_do() -> None:
    with pytest.raises(NotADisclosureError, match=r"no text layer: its 1 pages are pictures; read it with ocr=True"):
        bn.read(_scan())


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    ocr._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(MissingExtraError, match=r"budgetnb\[ocr\]"):
        open_document(_scan(), ocr=True)


def test_pages_with_text_are_not_recognised() -> None:
    read = open_document(bn.sample("pdf"), ocr=True)
    assert read == open_document(bn.sample("pdf")) and not any(page.recognised for page in read.pages)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_scanned_table_has_every_number_right(needed: Callable[[str], ModuleType]) -> None:
    needed("rapidocr")
    (page,) = open_document(_scan(), ocr=True).pages
    (grid,) = [item for item in page.items if isinstance(item, Grid)]
    printed = next(g for g in open_document(bn.sample("pdf")).grids if g.page == 8)
    assert page.recognised and (grid.rows, grid.cols) == (printed.rows, printed.cols)
    numbers = [[text for text in row[1::2]] for row in printed.texts[2:]]
    assert [list(row[1::2]) for row in grid.texts[2:]] == numbers
