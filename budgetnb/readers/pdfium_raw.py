"""What a PDF page prints, through pdfium's raw interface, on the upright page."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from typing import Any

import numpy as np

from . import clips, strokes
from .calls import Calls, calls, same
from .printed import Chars, Numbers, Raw

MOST_OBJECTS = 400_000
MOST_CHARS = 200_000
QUARTER = math.pi / 2
SLANT = 0.1  # of a quarter turn: what stands further off is a watermark, not a scan a little askew
IS_BLANK = np.zeros(0x10001, bool)
IS_BLANK[[9, 10, 13, 32, 0xA0, 0xFFFE, 0xFFFF, 0x3000]] = True
DIGITS = (0x30, 0x39)
SURROGATES = (0xD800, 0xDFFF)
RADICALS, COMPATIBLE = (0x2E80, 0x2FDF), (0xF900, 0xFAFF)
UNNAMED, LAST = 0xFFFD, 0x10FFFF
MOST_UNNAMED = 0.3
MANY_CURVES = 200
RUN, OVERLAP = 3.0, 1.0
LATTICE = 1.2
SHIFTS = np.array([(0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)])  # two near an edge of one lattice are inside another
Box = tuple[float, float, float, float]
Printed = tuple[Numbers, Numbers, Numbers, Numbers, Numbers]  # code points, boxes, origins, sizes, places
NOTHING: Printed = (np.zeros(0, np.int64), np.zeros((0, 4)), np.zeros((0, 2)), np.zeros(0), np.zeros((0, 2)))


def read_page(raw: Any, page: Any) -> Raw:
    """The characters and rules of one loaded page; `raw` is the module pypdfium2.raw."""
    c = calls()
    box = _box(raw, page)
    printed, turn = _printed(c, page)
    width, height = box[2] - box[0], box[3] - box[1]
    upright = _upright(box, turn)
    if turn in (1, 3):
        width, height = height, width
    chars = _placed(printed, upright)
    is_on = (chars.x0 >= -2) & (chars.x0 <= width + 2) & (chars.top >= -2) & (chars.top <= height + 2)
    horizontal, vertical, fills = strokes.rules(c, page, upright, MOST_OBJECTS)
    told, unread = _told(
        _once(chars if is_on.all() else chars.take(is_on)), is_picture=not len(chars) and _pictures(raw, page)
    )
    return Raw(width, height, turn * 90, told, horizontal, vertical, fills, unread)


def _pictures(raw: Any, page: Any) -> bool:
    """Whether a page without characters draws a picture, or letters as curves."""
    count = min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)
    kinds = Counter(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, i)) for i in range(count))
    return (
        bool(kinds[raw.FPDF_PAGEOBJ_IMAGE] or kinds[raw.FPDF_PAGEOBJ_FORM])
        or kinds[raw.FPDF_PAGEOBJ_PATH] > MANY_CURVES
    )


def _told(chars: Chars, *, is_picture: bool) -> tuple[Chars, str]:
    """The characters and why there are none: where most have no name, the page is better seen than read."""
    if np.count_nonzero(chars.code == UNNAMED) > MOST_UNNAMED * len(chars):
        return chars.take(np.zeros(0, np.intp)), "fonts"
    return chars, "picture" if is_picture else ""


def _box(raw: Any, page: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for getter in (raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox):
        if getter(page, left, bottom, right, top) and right.value > left.value and top.value > bottom.value:
            return left.value, bottom.value, right.value, top.value
    return 0.0, 0.0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)


def _printed(c: Calls, page: Any) -> tuple[Printed, int]:
    """Visible characters in page space, and the quarter turns that set most of them upright."""
    text = c.raw.FPDFText_LoadPage(page)
    if not text:
        return NOTHING, 0
    try:
        return _visible(c, text, min(c.raw.FPDFText_CountChars(text), MOST_CHARS))
    finally:
        c.raw.FPDFText_ClosePage(text)


def _visible(c: Calls, text: Any, count: int) -> tuple[Printed, int]:
    codes = _codes(c, text, count)
    index = _inked(c, text, codes)
    if not len(index):
        return NOTHING, 0
    told = c.written("FPDFText_GetCharBox", len(index), 4, same(text), index.tolist())
    box = told[:, (0, 2, 1, 3)]
    origin = c.written("FPDFText_GetCharOrigin", len(index), 2, same(text), index.tolist())
    starts, run = _runs(box, origin[:, 1])
    first = index[starts].tolist()
    size = np.array(c.each("FPDFText_GetFontSize", ctypes.c_double, same(text), first))[run]
    aslant, turn = _turns(np.array(c.each("FPDFText_GetCharAngle", ctypes.c_float, same(text), first)))
    climbs = np.zeros(len(first), bool)
    climbs[aslant] = [_climbs(c.raw, text, index[starts[k]]) for k in np.flatnonzero(aslant)]
    is_seen, place = clips.seen(c, text, index, box, run, starts)
    named = _named(c, text, index, codes[index], starts)
    kept = is_seen & ~climbs[run]
    turns = np.bincount(turn[run][kept], minlength=4)
    return (named[kept], box[kept], origin[kept], size[kept], place[kept]), int(turns.argmax())


def _codes(c: Calls, text: Any, count: int) -> Numbers:
    """The code points, in one call where each character is one unit of the page's text, one by one where some are none or two."""
    units = np.zeros(2 * count + 2, np.uint16)
    given = c.raw.FPDFText_GetText(text, 0, count, units.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort)))
    units = units[:count]
    if given == count + 1 and not ((units >= SURROGATES[0]) & (units <= SURROGATES[1])).any():
        return units.astype(np.int64)
    return np.array(c.each("FPDFText_GetUnicode", ctypes.c_uint, same(text), range(count)), dtype=np.int64)


def _inked(c: Calls, text: Any, codes: Numbers) -> Numbers:
    """Where the characters stand that leave ink: what pdfium adds of its own is blank, as is a control character that means itself."""
    is_inked = ~IS_BLANK[np.minimum(codes, len(IS_BLANK) - 1)]
    for i in np.flatnonzero(is_inked & (codes < 32)).tolist():
        is_inked[i] = c.raw.FPDFText_HasUnicodeMapError(text, i) == 1
    return np.flatnonzero(is_inked)


def _runs(box: Numbers, base: Numbers) -> tuple[Numbers, Numbers]:
    """Where characters begin that run on from each other on one baseline, and the run that each belongs to."""
    gap = box[1:, 0] - box[:-1, 2] + OVERLAP
    begins = np.ones(len(base), bool)
    begins[1:] = (base[1:] != base[:-1]) | ~((gap >= 0) & (gap <= OVERLAP + RUN))
    return np.flatnonzero(begins), np.cumsum(begins) - 1


def _named(c: Calls, text: Any, index: Numbers, codes: Numbers, starts: Numbers) -> Numbers:
    """The code points; what only seems a character is unnamed, asked at every start of a run and of every digit:
    a digit that only seems one would be a wrong amount."""
    asked = (codes >= DIGITS[0]) & (codes <= DIGITS[1])
    asked[starts] = True
    failed = c.each("FPDFText_HasUnicodeMapError", ctypes.c_int, same(text), index[asked].tolist())
    is_unnamed = (np.array(failed) == 1)[np.cumsum(asked) - 1]
    found = np.where(is_unnamed | (codes < 32) | (codes > LAST), UNNAMED, codes)
    for low, high in (RADICALS, COMPATIBLE):
        for i in np.flatnonzero((found >= low) & (found <= high)).tolist():
            found[i] = _letter(int(found[i]))
    return found


def _letter(code: int) -> int:
    """A CJK radical or compatibility ideograph as the unified character."""
    letter = unicodedata.normalize("NFKC", chr(code))
    return ord(letter) if len(letter) == 1 else code


def _climbs(raw: Any, text: Any, index: int) -> bool:
    """Whether the line of a slanting character climbs, as that of a watermark does; that of italics runs level."""
    m = raw.FS_MATRIX()
    return bool(raw.FPDFText_GetMatrix(text, index, m)) and bool(_turns(np.array([math.atan2(m.b, m.a)]))[0][0])


def _turns(angles: Numbers) -> tuple[Numbers, Numbers]:
    """Whether characters stand aslant, and the quarter turns that set them upright."""
    quarters = np.where(np.isfinite(angles), angles, 0.0) / QUARTER
    whole = np.rint(quarters)
    return np.abs(quarters - whole) > SLANT, -whole.astype(np.intp) % 4


def _upright(box: Box, turn: int) -> strokes.Upright:
    """The function that maps points of page space to the upright page, origin at the top left."""
    x0, y0, x1, y1 = box
    if turn == 1:
        return lambda x, y: (y - y0, x - x0)
    if turn == 2:
        return lambda x, y: (x1 - x, y - y0)
    if turn == 3:
        return lambda x, y: (y1 - y, x1 - x)
    return lambda x, y: (x - x0, y1 - y)


def _placed(printed: Printed, upright: strokes.Upright) -> Chars:
    code, box, origin, size, place = printed
    ax, ay = upright(box[:, 0], box[:, 1])
    bx, by = upright(box[:, 2], box[:, 3])
    _, base = upright(origin[:, 0], origin[:, 1])
    px, py = upright(place[:, 0], place[:, 1])
    x0, x1, top, bottom = np.minimum(ax, bx), np.maximum(ax, bx), np.minimum(ay, by), np.maximum(ay, by)
    is_moved = ~np.isnan(px)
    x, y = np.where(is_moved, px, (x0 + x1) / 2), np.where(is_moved, py, (top + bottom) / 2)
    return Chars(code.astype(np.uint32), x0, x1, top, bottom, base, size, x, y)


def _once(chars: Chars) -> Chars:
    """The characters without those printed twice on one place (bold by overprinting)."""
    x, y = chars.x0 / LATTICE + SHIFTS[:, :1], chars.base / LATTICE + SHIFTS[:, 1:]
    keys = (chars.code.astype(np.int64) << 42) + (_whole(x) << 21) + _whole(y)
    ordered = np.sort(keys, axis=1)
    if not (ordered[:, 1:] == ordered[:, :-1]).any():
        return chars
    order = np.argsort(keys, axis=1, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=1)
    again = np.zeros(len(chars), bool)
    again[order[:, 1:][ordered[:, 1:] == ordered[:, :-1]]] = True
    return chars.take(~again)


def _whole(places: Numbers) -> Numbers:
    return np.rint(places).astype(np.int64) & 0x1FFFFF
