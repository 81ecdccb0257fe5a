"""What one page prints, before any table is seen in it: characters by columns, ruling lines and coloured areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

Rule = tuple[float, float, float]
Fill = tuple[float, float, float, float]
Numbers = np.ndarray[Any, np.dtype[Any]]


class Char(NamedTuple):
    """One character: its text, its box, its baseline and its size, on the upright page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float


@dataclass(frozen=True, slots=True, eq=False)
class Chars:
    """Characters by columns, all of one length: code points, boxes, baselines, sizes, and the places (x, y) where each counts."""

    code: Numbers
    x0: Numbers
    x1: Numbers
    top: Numbers
    bottom: Numbers
    base: Numbers
    size: Numbers
    x: Numbers
    y: Numbers

    def __len__(self) -> int:
        return len(self.code)

    @classmethod
    def of(cls, chars: Iterable[Char]) -> Chars:
        """The columns of single characters; each counts in its middle.

        >>> Chars.of([Char("元", 10, 20, 100, 110, 108, 10)]).x.tolist()
        [15.0]
        """
        rows = [(ord(c.text), c.x0, c.x1, c.top, c.bottom, c.base, c.size) for c in chars]
        table = np.array(rows, dtype=float).reshape(-1, 7)
        code, x0, x1, top, bottom, base, size = table.T
        return cls(code.astype(np.uint32), x0, x1, top, bottom, base, size, (x0 + x1) / 2, (top + bottom) / 2)

    @classmethod
    def joined(cls, parts: Sequence[Chars]) -> Chars:
        """The characters of several in one."""
        if len(parts) == 1:
            return parts[0]
        return cls(*(np.concatenate(columns) for columns in zip(*(part._columns() for part in parts), strict=True)))

    def take(self, places: Numbers | slice) -> Chars:
        """The characters at some places, or where a mask is true, in that order."""
        return Chars(*(column[places] for column in self._columns()))

    def _columns(self) -> tuple[Numbers, ...]:
        return (self.code, self.x0, self.x1, self.top, self.bottom, self.base, self.size, self.x, self.y)

    def rows(self) -> list[Char]:
        """The characters one by one."""
        columns = (self.x0, self.x1, self.top, self.bottom, self.base, self.size)
        return list(map(Char._make, zip(text_of(self.code), *(c.tolist() for c in columns), strict=True)))


def text_of(codes: Numbers) -> str:
    """The string of some code points.

    >>> text_of(np.array([0x6536, 0x652F]))
    '收支'
    """
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Raw:
    """What one page prints: characters, horizontal rules (y, x0, x1), vertical rules (x, y0, y1); `fills` are the
    coloured rectangles (x0, top, x1, bottom), `unread` says why there are no characters: picture, fonts, ''.
    """

    width: float
    height: float
    rotation: int
    chars: Chars
    horizontal: Sequence[Rule]
    vertical: Sequence[Rule]
    fills: Sequence[Fill] = ()
    unread: str = ""
