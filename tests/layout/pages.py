"""Pages as printed, made of words, rules and coloured areas: what tests of the layout read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from budgetnb.layout.page_items import stack_items
from budgetnb.layout.printed import Char, Chars, Fill, Raw, Rule
from budgetnb.model import Grid, Line

SIZE = 10.0
Placed = tuple[str, float, float]
"""A word with the left end and the middle height of its first line."""


def chars_of(words: Iterable[Placed], size: float = SIZE) -> Chars:
    """The characters of words: Chinese ones as wide as high, others half as wide; `|` in a word breaks its line."""
    found: list[Char] = []
    for text, left, middle in words:
        for n, line in enumerate(text.split("|")):
            x, y = left, middle + n * (size + 2)
            for sign in line:
                wide = size if sign > "\u2fff" else size / 2
                found.append(Char(sign, x, x + wide - 0.5, y - size / 2, y + size / 2, y + size / 2 - 1, size))
                x += wide
    return Chars.of(found)


def raw(
    words: Iterable[Placed], across: Sequence[Rule] = (), down: Sequence[Rule] = (), fills: Sequence[Fill] = ()
) -> Raw:
    """A page of 600 by 800 points."""
    return Raw(600.0, 800.0, 0, chars_of(words), across, down, fills)


def rows(rows: Sequence[Sequence[str]], lefts: Sequence[float], top: float = 100.0, high: float = 20.0) -> list[Placed]:
    """The words of rows of cells, each cell set flush left in its column, its first line near the top of its row."""
    return [
        (text, left, top + high * r + 10)
        for r, row in enumerate(rows)
        for text, left in zip(row, lefts, strict=True)
        if text
    ]


def read(page: Raw) -> list[list[list[str]]]:
    """The grids that a page is read as, each as rows of texts."""
    (items,) = stack_items([page], 1)
    return [[list(row) for row in item.texts] for item in items if isinstance(item, Grid)]


def outside(page: Raw) -> list[str]:
    """The lines that a page prints outside its grids."""
    (items,) = stack_items([page], 1)
    return [item.text for item in items if isinstance(item, Line)]
