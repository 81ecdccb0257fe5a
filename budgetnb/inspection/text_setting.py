"""Words set in a drawing: as SVG, with the width that they will have about, broken into lines that fit."""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

from ..text import printable

PIECE = re.compile(r"[\x21-\x7e]+ ?|.")  # a word of narrow letters with the blank behind it, or one letter
WIDE, NARROW, MOST_LINES = 1.0, 0.56, 3  # widths of letters in sizes of the font


def text(words: str, x: float, y: float, size: float, *, fill: str, bold: bool = False, middle: bool = False) -> str:
    """A line of words; what a document prints is text and never markup."""
    weight = ' font-weight="700"' if bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{fill}"{weight}{anchor}>{escape(printable(words))}</text>'


def width(words: str, size: float) -> float:
    """How wide some words are, about: Chinese letters are as wide as high, others a little more than half.

    >>> width("合计 12", 10.0)
    36.8
    """
    return round(size * sum(WIDE if unicodedata.east_asian_width(c) in "WF" else NARROW for c in words), 6)


def wrapped(words: str, room: float, size: float) -> list[str]:
    """The words in lines that are no wider than the room, broken between Chinese letters and at blanks; a fourth line is cut off.

    >>> wrapped("一般公共预算支出 General", 50.0, 10.0)
    ['一般公共预', '算支出 ', 'General']
    """
    lines = [""]
    for piece in PIECE.findall(printable(words)):
        for part in _parts(piece, room, size):
            if lines[-1] and width(lines[-1] + part.rstrip(), size) > room:
                lines.append("")
            lines[-1] += part if lines[-1] else part.lstrip()
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-1] + "…"]


def _parts(piece: str, room: float, size: float) -> list[str]:
    """A piece as it is, or letter by letter where it alone is wider than the room."""
    return [piece] if width(piece.rstrip(), size) <= room else list(piece)
