"""What a page of a PDF prints, to be drawn over its picture: words, rules, and the borders of cells that no rule draws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..formats import rules_in_pictures
from ..formats.pdf import reader
from ..layout import text_lines
from ..layout.printed import Rule
from ..layout.rule_groups import merge
from ..layout.settings import SETTINGS
from ..layout.words import words_of
from ..model import Box, Document, Page

if TYPE_CHECKING:
    from PIL.Image import Image

SAME = 0.6  # of a page's width or height in points: two readers of one page differ by less
Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PagePrint:
    """The boxes of the words of a page, and its rules: horizontal (y, x0, x1) and vertical (x, y0, y1)."""

    words: Sequence[Box]
    horizontal: Sequence[Rule]
    vertical: Sequence[Rule]


def of_page(document: Document, data: bytes, page: Page, picture: Image) -> PagePrint:
    """What a page prints; one that was recognised has the rules of its picture, and no words of its own."""
    printed, _ = reader.read_next(data, document.source, document.pages[: (page.number or 1) - 1])
    if page.recognised and not len(printed.chars):
        return _of_picture(page, picture)
    if abs(printed.width - page.width) > SAME or abs(printed.height - page.height) > SAME:
        return PagePrint((), (), ())  # the other engine leaves pages turned whose text stands sideways
    lines = text_lines.lines(printed.chars).rows() if len(printed.chars) else []
    boxes = [(word.x0, word.top, word.x1, word.bottom) for line in lines for word in words_of(line)]
    return PagePrint(boxes, merge(printed.horizontal), merge(printed.vertical))


def _of_picture(page: Page, picture: Image) -> PagePrint:
    import numpy as np

    horizontal, vertical = rules_in_pictures.rules(np.asarray(picture), 72 * picture.width / page.width)
    return PagePrint((), merge(horizontal), merge(vertical))


def inferred(cells: Iterable[Box], printed: PagePrint) -> list[Segment]:
    """The borders of cells that no rule draws, those in a row joined."""
    open_rows: dict[float, list[tuple[float, float]]] = defaultdict(list)
    open_cols: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for x0, top, x1, bottom in cells:
        for y in (top, bottom):
            if not _is_drawn(y, (x0, x1), printed.horizontal):
                open_rows[round(y, 1)].append((x0, x1))
        for x in (x0, x1):
            if not _is_drawn(x, (top, bottom), printed.vertical):
                open_cols[round(x, 1)].append((top, bottom))
    across = [(a, y, b, y) for y, spans in sorted(open_rows.items()) for a, b in _joined(spans)]
    return across + [(x, a, x, b) for x, spans in sorted(open_cols.items()) for a, b in _joined(spans)]


def _is_drawn(at: float, span: tuple[float, float], rules: Sequence[Rule]) -> bool:
    """Whether rules lie along most of a border."""
    low, high = span
    length = sum(max(0.0, min(high, b) - max(low, a)) for y, a, b in rules if abs(y - at) <= SETTINGS.snap)
    return length >= SETTINGS.rule_cover * (high - low)


def _joined(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Stretches along one line, those that touch as one."""
    found: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1] + SETTINGS.snap:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found
