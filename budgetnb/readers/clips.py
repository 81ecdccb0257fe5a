"""What clipping lets be seen of a page: the overflow of a cell is cut off at its edge, that of a page's body at the body's."""

from __future__ import annotations

import ctypes
from typing import Any

Box = tuple[float, float, float, float]
LARGE = 150.0
THINNEST = 1.0
NEAR = 2.0
RUN = 4.0
OVERLAP = 1.0


class Clips:
    """The clip boxes of one text page, each looked up once for characters that run on inside it."""

    def __init__(self, raw: Any, text: Any) -> None:
        self.raw, self.text = raw, text
        self.last: tuple[int | None, Box | None] = (None, None)
        self.end, self.base = float("-inf"), float("-inf")
        self.x, self.y = ctypes.c_float(), ctypes.c_float()
        self.sides = [ctypes.c_float() for _ in range(4)]

    def box(self, index: int, char: Box, base: float) -> Box | None:
        """left, bottom, right, top of what is seen around a character, in page space; None where nothing clips it."""
        runs_on = base == self.base and 0 <= char[0] - self.end + OVERLAP <= RUN
        self.end, self.base = char[2], base
        clip = self.last[1]
        if runs_on and (
            clip is None or (clip[0] <= char[0] and char[2] <= clip[2] and clip[1] <= char[1] and char[3] <= clip[3])
        ):
            return clip
        return self._looked_up(index, char)

    def _looked_up(self, index: int, char: Box) -> Box | None:
        item = self.raw.FPDFText_GetTextObject(self.text, index)
        key = ctypes.cast(item, ctypes.c_void_p).value
        if key is None or key != self.last[0]:
            self.last = (key, self._of(item) if item and self._holds(item, char) else None)
        return self.last[1]

    def _holds(self, item: Any, char: Box) -> bool:
        """Whether the object tells its place in page space: inside a form it has a space of its own, and so has its clip."""
        if not self.raw.FPDFPageObj_GetBounds(item, *self.sides):
            return False
        left, bottom, right, top = (side.value for side in self.sides)
        x, y = (char[0] + char[2]) / 2, (char[1] + char[3]) / 2
        return left - NEAR <= x <= right + NEAR and bottom - NEAR <= y <= top + NEAR

    def _of(self, item: Any) -> Box | None:
        path = self.raw.FPDFPageObj_GetClipPath(item)
        boxes = [self._path(path, i) for i in range(max(self.raw.FPDFClipPath_CountPaths(path), 0))]
        sides = list(zip(*(b for b in boxes if b is not None), strict=True))
        return (max(sides[0]), max(sides[1]), min(sides[2]), min(sides[3])) if sides else None

    def _path(self, path: Any, i: int) -> Box | None:
        count = self.raw.FPDFClipPath_CountPathSegments(path, i)
        points = [p for k in ((0, 2) if count in (4, 5) else range(count)) if (p := self._point(path, i, k))]
        if not points:
            return None
        xs, ys = zip(*points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _point(self, path: Any, i: int, k: int) -> tuple[float, float] | None:
        segment = self.raw.FPDFClipPath_GetPathSegment(path, i, k)
        return (self.x.value, self.y.value) if self.raw.FPDFPathSegment_GetPoint(segment, self.x, self.y) else None


def seen(clip: Box, char: Box) -> tuple[float, float] | None:
    """Where a character counts as printed: its middle, or the nearest place inside a clip box as small as a cell; None where it is hidden.

    What a cell's own box cuts off still belongs to that cell; what the box of a whole page body cuts off is printed
    on another page.

    >>> seen((0, 0, 500, 400), (10, 10, 20, 20)), seen((0, 0, 500, 400), (10, 410, 20, 420))
    ((15.0, 15.0), None)
    >>> seen((0, 0, 100, 12), (10, -11, 20, -1)), seen((0, 0, 100, 0.2), (10, -11, 20, -1))
    ((15.0, 5.0), None)
    """
    left, bottom, right, top = char
    x, y = (left + right) / 2, (bottom + top) / 2
    narrow = min(clip[2] - clip[0], clip[3] - clip[1])
    if narrow > LARGE:
        inside = clip[0] - THINNEST <= x <= clip[2] + THINNEST and clip[1] - THINNEST <= y <= clip[3] + THINNEST
        return (x, y) if inside else None
    dx = max(clip[0] - left, 0.0) + min(clip[2] - right, 0.0)
    dy = max(clip[1] - bottom, 0.0) + min(clip[3] - top, 0.0)
    return (x + dx, y + dy) if narrow >= THINNEST else None
