"""Web pages that place every word and rule as a printed page does: read as one, by position."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any
from unicodedata import east_asian_width

from ..layout.page_items import page_items
from ..layout.printed import Char, Chars, Raw
from ..layout.settings import SETTINGS
from ..model import Cell, Grid, Line, Page

POINTS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "": 0.75}
LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{0,9})?)\s*(pt|px|in|cm|mm|pc|)")
NARROW = frozenset(".,:;'|!il()[] ")
Rule = tuple[float, float, float]


def containers(root: Any) -> set[Any]:
    """The elements whose children are placed words: each is one printed page, where the whole has enough of them."""
    counted: Counter[Any] = Counter(
        e.getparent() for e in root.iter("div", "span", "p") if _is_placed(e) and e.getparent() is not None
    )
    if sum(counted.values()) < SETTINGS.fewest_placed:
        return set()
    outer = {e for e, n in counted.items() if n > 1}
    return {e for e in outer if not any(a in outer for a in e.iterancestors())}


def page(container: Any) -> Page:
    """The lines and grids of one placed page; lines of the source as places, no page number."""
    chars: list[Char] = []
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for element, x, y in _placed(container):
        style = _style(element.get("style") or "")
        chars += _chars("".join(element.itertext()) if not _has_placed(element) else element.text or "", x, y, style)
        _rules(style, x, y, horizontal, vertical)
    size = _style(container.get("style") or "")
    width = _points(size, "width") or max((c.x1 for c in chars), default=0.0)
    height = _points(size, "height") or max((c.bottom for c in chars), default=0.0)
    items = page_items(Raw(width, height, 0, Chars.of(chars), horizontal, vertical), 0)
    return Page(tuple(_without_page(item, container.sourceline) for item in items), None, width, height)


def _is_placed(element: Any) -> bool:
    style = element.get("style") or ""
    return "absolute" in style and "left" in style and "top" in style


def _has_placed(element: Any) -> bool:
    return any(_is_placed(e) for e in element.iterdescendants("div", "span", "p"))


def _placed(container: Any) -> Iterator[tuple[Any, float, float]]:
    """Every placed element with its place, the places of the elements around it added."""
    places: dict[Any, tuple[float, float]] = {container: (0.0, 0.0)}
    for element in container.iterdescendants("div", "span", "p"):
        x, y = places.get(element.getparent(), (0.0, 0.0))
        if _is_placed(element):
            style = _style(element.get("style"))
            x, y = x + _points(style, "left"), y + _points(style, "top")
            yield element, x, y
        places[element] = (x, y)


@lru_cache(maxsize=4096)
def _style(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs}


def _points(style: dict[str, str], name: str) -> float:
    found = LENGTH.match(style.get(name, ""))
    return float(found.group(1)) * POINTS[found.group(2)] if found else 0.0


def _chars(text: str, x: float, y: float, style: dict[str, str]) -> list[Char]:
    """The characters of one run; widths are guessed low, so that none leaves the cell that it is printed in."""
    size = _points(style, "font-size") or 10.0
    middle = y + (_points(style, "line-height") or size) / 2
    found = []
    for letter in text:
        wide = size * (
            SETTINGS.narrow_letter
            if letter in NARROW
            else 1.0
            if east_asian_width(letter) in "WF"
            else SETTINGS.half_letter
        )
        if not letter.isspace():
            found.append(
                Char(
                    letter, x, x + wide, middle - size / 2, middle + size / 2, middle + SETTINGS.html_base * size, size
                )
            )
        x += wide
    return found


def _rules(style: dict[str, str], x: float, y: float, horizontal: list[Rule], vertical: list[Rule]) -> None:
    width, height = _points(style, "width"), _points(style, "height")
    whole = "border" in style
    for side, at in (("top", y), ("bottom", y + height)):
        if (whole or f"border-{side}" in style) and width > 0:
            horizontal.append((at, x, x + width))
    for side, at in (("left", x), ("right", x + width)):
        if (whole or f"border-{side}" in style) and height > 0:
            vertical.append((at, y, y + height))


def _without_page(item: Line | Grid, line: int | None) -> Line | Grid:
    if isinstance(item, Line):
        return item._replace(page=None, line=line)
    cells: tuple[Cell, ...] = tuple(c._replace(page=None, line=line) for c in item.cells)
    return replace(item, cells=cells, page=None, line=line)
