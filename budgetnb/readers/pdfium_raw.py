"""Characters and ruling lines of a PDF page through pdfium's raw interface, on the upright page."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .clips import OVERLAP, RUN, Clips, seen

THIN = 3.2
FEWEST = 4
MOST_OBJECTS = 400_000
MOST_CHARS = 200_000
QUARTER = math.pi / 2
SLANT = 0.1  # of a quarter turn: what stands further off is a watermark, not a scan a little askew
BLANK = frozenset((9, 10, 13, 32, 0xA0, 0xFFFE, 0xFFFF, 0x3000))
DIGITS = (0x30, 0x39)
UNNAMED = "\ufffd"
MOST_UNNAMED = 0.3
MANY_CURVES = 200
PAPER = 252
RECTANGLE = (4, 5, 6)  # points, the first again where it is closed, and closed twice
SHIFTS = (
    (0.0, 0.0),
    (0.5, 0.0),
    (0.0, 0.5),
    (0.5, 0.5),
)  # two characters near an edge of one lattice are inside another


Rule = tuple[float, float, float]
Fill = tuple[float, float, float, float]
Segment = tuple[float, float, float, float, bool]
Printed = tuple[str, float, float, float, float, float, float, float, tuple[float, float] | None]


@dataclass(slots=True)
class Char:
    """One character: its text, its box, its baseline and its size, on the upright page; `at` where clipping puts it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """What one page prints: characters, horizontal rules (y, x0, x1), vertical rules (x, y0, y1); `fills` are the
    coloured rectangles (x0, top, x1, bottom), `unread` says why there are no characters: picture, fonts, ''.
    """

    width: float
    height: float
    rotation: int
    chars: list[Char]
    horizontal: list[Rule]
    vertical: list[Rule]
    fills: Sequence[Fill] = ()
    unread: str = ""


def read_page(raw: Any, page: Any) -> Raw:
    """The characters and rules of one loaded page; `raw` is the module pypdfium2.raw."""
    box = _box(raw, page)
    printed, turn = _chars(raw, page)
    width, height = box[2] - box[0], box[3] - box[1]
    upright = _upright(box, turn)
    if turn in (1, 3):
        width, height = height, width
    chars = [
        c for c in (_place(item, upright) for item in printed) if -2 <= c.x0 <= width + 2 and -2 <= c.top <= height + 2
    ]
    horizontal, vertical, fills = _rules(raw, page, upright)
    chars, unread = _told(_once(chars), is_picture=not printed and _pictures(raw, page))
    return Raw(width, height, turn * 90, chars, horizontal, vertical, fills, unread)


def _pictures(raw: Any, page: Any) -> bool:
    """Whether a page without characters draws a picture, or letters as curves."""
    count = min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)
    kinds = Counter(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, i)) for i in range(count))
    return (
        bool(kinds[raw.FPDF_PAGEOBJ_IMAGE] or kinds[raw.FPDF_PAGEOBJ_FORM])
        or kinds[raw.FPDF_PAGEOBJ_PATH] > MANY_CURVES
    )


def _told(chars: list[Char], *, is_picture: bool) -> tuple[list[Char], str]:
    """The characters and why there are none: where most have no name, the page is better seen than read."""
    unnamed = sum(c.text == UNNAMED for c in chars)
    if unnamed > MOST_UNNAMED * len(chars):
        return [], "fonts"
    return chars, "picture" if is_picture else ""


def _box(raw: Any, page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for getter in (raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox):
        if getter(page, left, bottom, right, top) and right.value > left.value and top.value > bottom.value:
            return left.value, bottom.value, right.value, top.value
    return 0.0, 0.0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)


def _chars(raw: Any, page: Any) -> tuple[list[Printed], int]:
    """Visible characters with their boxes and origins in page space, and the quarter turns that set them upright."""
    text = raw.FPDFText_LoadPage(page)
    if not text:
        return [], 0
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[Printed] = []
    turns: Counter[int] = Counter()
    clips = Clips(raw, text)
    end, base, turn, size, unnamed = 0.0, math.nan, 0, 0.0, False
    try:
        for i in range(min(raw.FPDFText_CountChars(text), MOST_CHARS)):
            code = raw.FPDFText_GetUnicode(text, i)
            if code in BLANK:  # what pdfium adds of its own is blank too
                continue
            if code < 32 and raw.FPDFText_HasUnicodeMapError(text, i) != 1:
                continue
            raw.FPDFText_GetCharBox(text, i, left, right, bottom, top)
            box = (left.value, bottom.value, right.value, top.value)
            raw.FPDFText_GetCharOrigin(text, i, x, y)
            begins = y.value != base or not -OVERLAP <= box[0] - end <= RUN
            end, base = math.inf, y.value  # until it is known to be seen: the next is looked at by itself
            clip = clips.box(i, box, y.value)
            at = seen(clip, box) if clip else None
            if clip and at is None:
                continue
            if begins:
                size = raw.FPDFText_GetFontSize(text, i)
                aslant, turn = _turn(raw.FPDFText_GetCharAngle(text, i))
                if aslant and _climbs(raw, text, i):
                    continue
            if begins or DIGITS[0] <= code <= DIGITS[1]:  # a digit that only seems one would be a wrong amount
                unnamed = raw.FPDFText_HasUnicodeMapError(text, i) == 1
            end = box[2]
            if i % 7 == 0 or len(found) < 30:
                turns[turn] += 1
            letter = UNNAMED if unnamed else _letter(code)
            found.append((letter, box[0], box[2], box[1], box[3], x.value, y.value, size, at))
    finally:
        raw.FPDFText_ClosePage(text)
    return found, turns.most_common(1)[0][0] if turns else 0


def _climbs(raw: Any, text: Any, index: int) -> bool:
    """Whether the line of a slanting character climbs, as that of a watermark does; that of italics runs level."""
    m = raw.FS_MATRIX()
    return bool(raw.FPDFText_GetMatrix(text, index, m)) and _turn(math.atan2(m.b, m.a))[0]


def _turn(angle: float) -> tuple[bool, int]:
    """Whether a character stands aslant, and the quarter turns that set it upright."""
    quarters = angle / QUARTER if math.isfinite(angle) else 0.0
    return abs(quarters - round(quarters)) > SLANT, -round(quarters) % 4


def _letter(code: int) -> str:
    """The character, CJK radicals and compatibility ideographs as the unified characters."""
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code) if code < 0x110000 else ""


def _upright(box: tuple[float, float, float, float], turn: int) -> Any:
    """The function that maps a point of page space to the upright page, origin at the top left."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return lambda x, y: (y - y0, x - x0)
    if turn == 2:
        return lambda x, y: (x1 - x, y - y0)
    if turn == 3:
        return lambda x, y: (y1 - y, x1 - x)
    return lambda x, y: (x - x0, y1 - y)


def _place(item: Printed, upright: Any) -> Char:
    letter, left, right, bottom, top, x, y, size, at = item
    ax, ay = upright(left, bottom)
    bx, by = upright(right, top)
    _, base = upright(x, y)
    return Char(letter, min(ax, bx), max(ax, bx), min(ay, by), max(ay, by), base, size, upright(*at) if at else None)


def _once(chars: list[Char]) -> list[Char]:
    """The characters without those printed twice on one place (bold by overprinting)."""
    seen: set[tuple[str, int, int, int]] = set()
    kept = []
    for c in chars:
        x, y = c.x0 / 1.2, c.base / 1.2
        keys = {(c.text, round(x + a), round(y + b), i) for i, (a, b) in enumerate(SHIFTS)}
        if seen.isdisjoint(keys):
            kept.append(c)
        seen |= keys
    return kept


def _rules(raw: Any, page: Any, upright: Any) -> tuple[list[Rule], list[Rule], list[Fill]]:
    """Horizontal rules, vertical rules and coloured rectangles of a page, set upright."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    fills: list[Fill] = []
    for ax, ay, bx, by, is_area in _segments(raw, page):
        (px, py), (qx, qy) = upright(ax, ay), upright(bx, by)
        if is_area:
            fills.append((min(px, qx), min(py, qy), max(px, qx), max(py, qy)))
        elif abs(py - qy) <= THIN and abs(px - qx) > 0.8 and abs(px - qx) >= abs(py - qy):
            horizontal.append(((py + qy) / 2, min(px, qx), max(px, qx)))
        elif abs(px - qx) <= THIN and abs(py - qy) > 0.8:
            vertical.append(((px + qx) / 2, min(py, qy), max(py, qy)))
    return horizontal, vertical, fills


def _segments(raw: Any, page: Any) -> Iterator[Segment]:
    """Straight segments that the page's paths draw, in page space; thin filled rectangles as one segment, others as areas."""
    count = min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)
    for i in range(count):
        yield from _of_object(raw, raw.FPDFPage_GetObject(page, i), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)


def _of_object(raw: Any, item: Any, outer: tuple[float, ...], depth: int) -> Iterator[Segment]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < FEWEST:
        inner = _compose(_matrix(raw, item), outer)
        for i in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _of_object(raw, raw.FPDFFormObj_GetObject(item, i), inner, depth + 1)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        yield from _of_path(raw, item, _compose(_matrix(raw, item), outer))


def _matrix(raw: Any, item: Any) -> tuple[float, ...]:
    m = raw.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if raw.FPDFPageObj_GetMatrix(item, m) else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _compose(m: tuple[float, ...], n: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o)


def _of_path(raw: Any, item: Any, m: tuple[float, ...]) -> Iterator[Segment]:
    count = raw.FPDFPath_CountSegments(item)
    if not 2 <= count <= 4000:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    for points in _subpaths(raw, item, count, m):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) <= THIN and len(points) > 2:
            middle = ((x0 + x1) / 2, (y0 + y1) / 2)
            yield (x0, middle[1], x1, middle[1], False) if x1 - x0 >= y1 - y0 else (middle[0], y0, middle[0], y1, False)
        elif stroke.value:
            for (ax, ay), (bx, by) in pairwise(points):
                yield ax, ay, bx, by, False
        elif fill.value and len(points) in RECTANGLE and _is_coloured(raw, item):
            yield x0, y0, x1, y1, True


def _is_coloured(raw: Any, item: Any) -> bool:
    """Whether an area can be told from the paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return bool(known) and alpha.value > 0 and min(red.value, green.value, blue.value) < PAPER


def _subpaths(raw: Any, item: Any, count: int, m: tuple[float, ...]) -> Iterator[list[tuple[float, float]]]:
    a, b, c, d, e, f = m
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        at = (x.value * a + y.value * c + e, x.value * b + y.value * d + f)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = [at]
        else:
            points.append(at)
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if len(points) > 1:
        yield points
