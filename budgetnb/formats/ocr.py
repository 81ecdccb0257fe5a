"""Optical recognition of pages without text: characters and rules from the picture, marked as recognised."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import Any

from ..errors import MissingExtraError
from ..layout.page_items import page_items
from ..layout.printed import Char, Chars, Raw
from ..model import Document, Page
from . import rules_in_pictures

DPI = 200
BRACKETED = re.compile(r"\([^()]*[\u4e00-\u9fff][^()]*\)|(?<=[\u4e00-\u9fff]):")
FULL = str.maketrans("():", "（）：")
SURE = 0.5
FAIR = 0.85
BELOW = 0.12
Quad = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised run of text: its letters with their corners in pixels, and how sure the reading is."""

    letters: tuple[tuple[str, Quad], ...]
    corners: Quad
    score: float


def recognise(document: Document, data: bytes) -> Document:
    """The document with its pages that print nothing read from their pictures.

    Raises
    ------
    MissingExtraError
        The ``ocr`` extra is not installed.
    """
    blank = [page.number for page in document.pages if not page.items and page.number is not None]
    if not blank:
        return document
    engine = _engine()
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        pages = tuple(_page(pdf, page, engine) if page.number in blank else page for page in document.pages)
    finally:
        pdf.close()
    return replace(document, pages=pages)


@lru_cache(maxsize=1)
def _engine() -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise MissingExtraError("recognising pages needs rapidocr: pip install 'budgetnb[ocr]'") from error
    return RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False})


def _page(pdf: Any, page: Page, engine: Any) -> Page:
    grey, turned, dpi = _drawn(pdf, page.number or 1)
    words, turn = _upright(engine, grey)
    if turn:
        grey = grey.rotate(90 * turn, expand=True)
    angle = _angle(words)
    straight = grey.rotate(angle, fillcolor=255) if angle else grey
    horizontal, vertical = rules_in_pictures.rules(_array(straight), dpi)
    chars = [c for word in words for c in _chars(word, _turning(angle, grey.width, grey.height), 72 / dpi)]
    width, height = grey.width * 72 / dpi, grey.height * 72 / dpi
    items = page_items(Raw(width, height, 0, Chars.of(chars), horizontal, vertical), page.number or 1) if chars else []
    return Page(tuple(items), page.number, width, height, (turned - 90 * turn) % 360, recognised=bool(items))


def _drawn(pdf: Any, number: int) -> tuple[Any, int, float]:
    """The page as a grey picture, the turn by which it is shown, and the dots per inch of the picture."""
    page = pdf[number - 1]
    try:
        dpi = rules_in_pictures.fitting(float(DPI), page.get_size())
        return page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L"), page.get_rotation(), dpi
    finally:
        page.close()


def _array(grey: Any) -> Any:
    import numpy as np

    return np.asarray(grey)


def _upright(engine: Any, grey: Any) -> tuple[list[Word], int]:
    """The words of a picture, and how many quarter turns against the clock set it upright."""
    best = list(_words(engine, grey))
    if not best or (_sureness(best) >= FAIR and not _standing(best)):
        return best, 0
    tried = [(list(_words(engine, grey.rotate(90 * turn, expand=True))), turn) for turn in (1, 3, 2)]
    return max([(best, 0), *tried], key=lambda found: _sureness(found[0]))


def _sureness(words: list[Word]) -> float:
    """How sure the reading is, by letter; runs that stand upright count as unsure."""
    letters = sum(len(w.letters) for w in words)
    return sum(w.score * len(w.letters) for w in words if not _stands(w)) / letters if letters else 0.0


def _standing(words: list[Word]) -> bool:
    return sum(_stands(w) for w in words) > len(words) / 2


def _stands(word: Word) -> bool:
    (x0, y0), (x1, _), (_, y2) = word.corners[0], word.corners[1], word.corners[2]
    return len(word.letters) > 1 and abs(y2 - y0) > 1.5 * abs(x1 - x0)


def _words(engine: Any, grey: Any) -> Iterator[Word]:
    import numpy as np

    found = engine(np.stack([np.asarray(grey)] * 3, axis=-1), return_word_box=True, return_single_char_box=True)
    if found.boxes is None:
        return
    told = found.word_results or [()] * len(found.boxes)
    for box, text, score, letters in zip(found.boxes, found.txts, found.scores, told, strict=True):
        if score >= SURE and text.strip():
            corners = tuple((float(x), float(y)) for x, y in box)
            placed = tuple(_letters(text, corners, letters))
            written = _widened("".join(letter for letter, _ in placed))
            yield Word(tuple(zip(written, (quad for _, quad in placed), strict=True)), corners, float(score))


def _widened(text: str) -> str:
    """The text with brackets and colons of Chinese words as wide as they are set.

    >>> _widened("项目(结转):12,345(元)(1)")
    '项目（结转）:12,345（元）(1)'
    """
    return BRACKETED.sub(lambda found: found.group().translate(FULL), text)


def _letters(text: str, corners: Quad, told: Any) -> Iterator[tuple[str, Quad]]:
    """Every letter with its corners: as told, or the run parted evenly where not every letter was placed."""
    printed = [c for c in text if not c.isspace()]
    placed = [
        (letter, tuple((float(x), float(y)) for x, y in quad)) for letter, _, quad in told or () if not letter.isspace()
    ]
    if "".join(letter for letter, _ in placed) == "".join(printed) and all(len(letter) == 1 for letter, _ in placed):
        yield from placed
        return
    for i, letter in enumerate(text):
        if not letter.isspace():
            yield letter, _part(corners, i / len(text), (i + 1) / len(text))


def _part(corners: Quad, first: float, last: float) -> Quad:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    return (
        (ax + (bx - ax) * first, ay + (by - ay) * first), (ax + (bx - ax) * last, ay + (by - ay) * last),
        (dx + (cx - dx) * last, dy + (cy - dy) * last), (dx + (cx - dx) * first, dy + (cy - dy) * first),
    )  # fmt: skip


def _angle(words: list[Word]) -> float:
    """By how many degrees the lines of a picture fall to the right; 0 where too few are long enough to tell."""
    slopes = [
        math.degrees(math.atan2(word.corners[1][1] - word.corners[0][1], word.corners[1][0] - word.corners[0][0]))
        for word in words
        if word.corners[1][0] - word.corners[0][0] > 4 * (word.corners[3][1] - word.corners[0][1])
    ]
    angle = median(slopes) if len(slopes) >= 3 else 0.0
    return angle if 0.05 < abs(angle) < 10 else 0.0


def _turning(angle: float, width: float, height: float) -> Any:
    """The function that maps a point of the picture to the straightened one."""
    cos, sin, cx, cy = math.cos(math.radians(angle)), math.sin(math.radians(angle)), width / 2, height / 2
    return lambda x, y: (cx + (x - cx) * cos + (y - cy) * sin, cy - (x - cx) * sin + (y - cy) * cos)


def _chars(word: Word, turning: Any, scale: float) -> Iterator[Char]:
    """The letters of a run as characters of the page, on one baseline."""
    corners = [turning(x, y) for x, y in word.corners]
    top, bottom = (corners[0][1] + corners[1][1]) / 2 * scale, (corners[2][1] + corners[3][1]) / 2 * scale
    base = bottom - BELOW * (bottom - top)
    for letter, quad in word.letters:
        xs = [turning(x, y)[0] * scale for x, y in quad]
        yield Char(letter, min(xs), max(xs), top, bottom, base, 0.8 * (bottom - top))
