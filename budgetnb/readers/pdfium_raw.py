"""What PDF pages print, through pdfium's raw interface, on the upright page; several pages at once."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from . import clips, strokes
from .calls import Calls, Handles, calls
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
LATTICE, APART = 1.2, 1 << 17  # points to a place of the lattice; places from sheet to sheet, more than one is high
SHIFTS = np.array([(0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)])  # two near an edge of one lattice are inside another
UPRIGHT = np.array([  # x and y of the upright page for each turn: factors of x, y, left, bottom, right, top
    [(1, 0, -1, 0, 0, 0), (0, -1, 0, 0, 0, 1)],
    [(0, 1, 0, -1, 0, 0), (1, 0, -1, 0, 0, 0)],
    [(-1, 0, 0, 0, 1, 0), (0, 1, 0, -1, 0, 0)],
    [(0, -1, 0, 0, 0, 1), (-1, 0, 0, 0, 1, 0)],
])  # fmt: skip
EDGE = 2.0
ITEM = ctypes.c_size_t
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """Characters by columns, sheet after sheet: the sheet of each, its number there and its code point."""

    sheet: Numbers
    number: Numbers
    code: Numbers

    def take(self, places: Numbers) -> Letters:
        """The characters at some places, or where a mask is true."""
        return Letters(self.sheet[places], self.number[places], self.code[places])


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """What is seen of characters in page space, by columns: sheet, code point, box, origin, size, and the place where each counts."""

    sheet: Numbers
    code: Numbers
    box: Numbers
    origin: Numbers
    size: Numbers
    place: Numbers


@dataclass(frozen=True, slots=True)
class Sheet:
    """One loaded page and its text, as handles of pdfium, with how much they hold."""

    page: Any
    text: Any
    chars: int
    objects: int

    @property
    def weight(self) -> int:
        """How much there is to read."""
        return self.chars + self.objects


def load(raw: Any, document: Any, number: int) -> Sheet | None:
    """One page, from 1, to be let go with :func:`unload`; None where it cannot be opened."""
    page = raw.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    text = raw.FPDFText_LoadPage(page)
    chars = min(max(raw.FPDFText_CountChars(text), 0), MOST_CHARS) if text else 0
    return Sheet(page, text, chars, min(max(raw.FPDFPage_CountObjects(page), 0), MOST_OBJECTS))


def unload(raw: Any, sheet: Sheet) -> None:
    """Lets a loaded page go."""
    if sheet.text:
        raw.FPDFText_ClosePage(sheet.text)
    raw.FPDF_ClosePage(sheet.page)


def read_sheets(raw: Any, sheets: Sequence[Sheet]) -> list[Raw]:
    """The characters and rules of some loaded pages, worked out together; `raw` is the module pypdfium2.raw."""
    c, areas = calls(), np.array([_box(raw, s.page) for s in sheets])
    printed, turns = _visible(c, sheets)
    upright = _upright(areas, turns)
    sizes = areas[:, 2:] - areas[:, :2]
    sizes[turns % 2 == 1] = sizes[turns % 2 == 1, ::-1]
    drawn = strokes.rules(c, [s.page for s in sheets], [s.objects for s in sheets], upright)
    pages = _by_sheet(*_once(*_on_paper(_placed(printed, upright), printed.sheet, sizes)), len(sheets))
    blank = np.bincount(printed.sheet, minlength=len(sheets)) == 0
    found = []
    for k, sheet in enumerate(sheets):
        told, unread = _told(pages[k], is_picture=bool(blank[k]) and _pictures(raw, sheet))
        width, height = sizes[k].tolist()
        found.append(Raw(width, height, int(turns[k]) * 90, told, *drawn[k], unread))
    return found


def _on_paper(chars: Chars, sheet: Numbers, sizes: Numbers) -> tuple[Chars, Numbers]:
    """The characters that begin on their page or at its edge, and the sheet of each."""
    width, height = sizes[sheet].T
    is_on = (chars.x0 >= -EDGE) & (chars.x0 <= width + EDGE) & (chars.top >= -EDGE) & (chars.top <= height + EDGE)
    return (chars, sheet) if is_on.all() else (chars.take(is_on), sheet[is_on])


def _by_sheet(chars: Chars, sheet: Numbers, count: int) -> list[Chars]:
    """The characters of each sheet."""
    ends = np.cumsum(np.bincount(sheet, minlength=count)).tolist()
    return [chars.take(slice(a, b)) for a, b in pairwise([0, *ends])]


def _pictures(raw: Any, sheet: Sheet) -> bool:
    """Whether a page without characters draws a picture, or letters as curves."""
    kinds = Counter(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(sheet.page, i)) for i in range(sheet.objects))
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


def _visible(c: Calls, sheets: Sequence[Sheet]) -> tuple[Printed, Numbers]:
    """The visible characters of all sheets, and the quarter turns that set most of each sheet's upright."""
    asked = partial(_asked, sheets)
    letters = _inked(c, sheets, _letters(c, sheets))
    count = len(letters.code)
    box = c.written("FPDFText_GetCharBox", count, 4, *asked(letters))[:, (0, 2, 1, 3)]
    origin = c.written("FPDFText_GetCharOrigin", count, 2, *asked(letters))
    starts, run = _runs(box, origin[:, 1], letters.sheet)
    items = np.array(c.each("FPDFText_GetTextObject", ITEM, *asked(letters.take(starts))), dtype=np.uint64)
    heads, owner = _told_apart(len(items), items[1:] != items[:-1])
    owner, first = owner[run], letters.take(starts[heads])
    size = np.array(c.each("FPDFText_GetFontSize", ctypes.c_double, *asked(first)), dtype=float)[owner]
    aslant, turn = _turns(np.array(c.each("FPDFText_GetCharAngle", ctypes.c_float, *asked(first)), dtype=float))
    climbs = np.zeros(len(heads), bool)
    climbs[aslant] = [_climbs(c.raw, sheets[s].text, n) for s, n in _pairs(first.take(aslant))]

    def own(which: Numbers) -> Numbers:
        return clips.boxes(c, c.each("FPDFText_GetTextObject", ITEM, *asked(letters.take(which))), box[which])

    is_seen, place = clips.seen(c, items[heads].tolist(), owner, box, own)
    kept = is_seen & ~climbs[owner]
    code, sheet = _named(c, sheets, letters, starts)[kept], letters.sheet[kept]
    turns = np.bincount(4 * sheet + turn[owner][kept], minlength=4 * len(sheets)).reshape(-1, 4).argmax(axis=1)
    return Printed(sheet, code, box[kept], origin[kept], size[kept], place[kept]), turns


def _asked(sheets: Sequence[Sheet], letters: Letters) -> tuple[Handles, list[int]]:
    """What the calls about some characters are given: the text of each one's sheet, and its number there."""
    counts = np.bincount(letters.sheet, minlength=len(sheets)).tolist()
    return Handles([s.text for s in sheets], counts), letters.number.tolist()


def _pairs(letters: Letters) -> Iterator[tuple[int, int]]:
    """Sheet and number of each character."""
    return zip(letters.sheet.tolist(), letters.number.tolist(), strict=True)


def _letters(c: Calls, sheets: Sequence[Sheet]) -> Letters:
    """All characters: in one call a sheet where each is one unit of its text, one by one where some are none or two."""
    counts = np.array([s.chars for s in sheets])
    sheet, starts = np.repeat(np.arange(len(sheets)), counts), np.cumsum(counts) - counts
    number = np.arange(len(sheet)) - starts[sheet]
    rooms = 2 * (starts + np.arange(len(sheets)))  # for two units a character, and an end
    units = np.zeros(2 * (len(sheet) + len(sheets)), np.uint16)
    given = [
        c.raw.FPDFText_GetText(s.text, 0, s.chars, units[room:].ctypes.data_as(ctypes.POINTER(ctypes.c_ushort)))
        for s, room in zip(sheets, rooms.tolist(), strict=True)
    ]
    code = units[rooms[sheet] + number].astype(np.int64)
    is_odd = np.array(given) != counts + 1
    is_odd[sheet[(code >= SURROGATES[0]) & (code <= SURROGATES[1])]] = True
    for k in np.flatnonzero(is_odd & (counts > 0)).tolist():
        text = Handles([sheets[k].text], [sheets[k].chars])
        code[sheet == k] = c.each("FPDFText_GetUnicode", ctypes.c_uint, text, range(sheets[k].chars))
    return Letters(sheet, number, code)


def _inked(c: Calls, sheets: Sequence[Sheet], letters: Letters) -> Letters:
    """The characters that leave ink: what pdfium adds of its own is blank, as is a control character that means itself."""
    is_inked = ~IS_BLANK[np.minimum(letters.code, len(IS_BLANK) - 1)]
    doubtful = np.flatnonzero(is_inked & (letters.code < 32))
    is_inked[doubtful] = [
        c.raw.FPDFText_HasUnicodeMapError(sheets[s].text, n) == 1 for s, n in _pairs(letters.take(doubtful))
    ]
    return letters.take(is_inked)


def _runs(box: Numbers, base: Numbers, sheet: Numbers) -> tuple[Numbers, Numbers]:
    """Where characters begin that run on from each other on one baseline, and the run that each belongs to."""
    gap = box[1:, 0] - box[:-1, 2] + OVERLAP
    changes = (base[1:] != base[:-1]) | ~((gap >= 0) & (gap <= OVERLAP + RUN)) | (sheet[1:] != sheet[:-1])
    return _told_apart(len(base), changes)


def _told_apart(count: int, changes: Numbers) -> tuple[Numbers, Numbers]:
    """Where stretches of some things begin, given whether each but the first differs from the one before, and the stretch of each."""
    begins = np.ones(count, bool)
    begins[1:] = changes
    return np.flatnonzero(begins), np.cumsum(begins) - 1


def _named(c: Calls, sheets: Sequence[Sheet], letters: Letters, starts: Numbers) -> Numbers:
    """The code points; what only seems a character is unnamed, asked at every start of a run and of every digit:
    a digit that only seems one would be a wrong amount."""
    codes = letters.code
    asked = (codes >= DIGITS[0]) & (codes <= DIGITS[1])
    asked[starts] = True
    failed = c.each("FPDFText_HasUnicodeMapError", ctypes.c_int, *_asked(sheets, letters.take(asked)))
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


def _upright(areas: Numbers, turns: Numbers) -> strokes.Upright:
    """The function that maps points of page space to the upright pages, origin at the top left; it is told the sheet of each."""
    factors = UPRIGHT[turns]
    shift = (factors[:, :, 2:] * areas[:, None, :]).sum(axis=2)

    def upright(x: Numbers, y: Numbers, sheet: Numbers) -> tuple[Numbers, Numbers]:
        (ax, bx, cx), (ay, by, cy) = (
            (factors[sheet, axis, 0], factors[sheet, axis, 1], shift[sheet, axis]) for axis in (0, 1)
        )
        return ax * x + bx * y + cx, ay * x + by * y + cy

    return upright


def _placed(printed: Printed, upright: strokes.Upright) -> Chars:
    p, sheet = printed, printed.sheet
    ax, ay = upright(p.box[:, 0], p.box[:, 1], sheet)
    bx, by = upright(p.box[:, 2], p.box[:, 3], sheet)
    _, base = upright(p.origin[:, 0], p.origin[:, 1], sheet)
    px, py = upright(p.place[:, 0], p.place[:, 1], sheet)
    x0, x1, top, bottom = np.minimum(ax, bx), np.maximum(ax, bx), np.minimum(ay, by), np.maximum(ay, by)
    is_moved = ~np.isnan(px)
    x, y = np.where(is_moved, px, (x0 + x1) / 2), np.where(is_moved, py, (top + bottom) / 2)
    return Chars(p.code.astype(np.uint32), x0, x1, top, bottom, base, p.size, x, y)


def _once(chars: Chars, sheet: Numbers) -> tuple[Chars, Numbers]:
    """The characters without those printed twice on one place (bold by overprinting), and the sheet of each."""
    x, y = chars.x0 / LATTICE + SHIFTS[:, :1], chars.base / LATTICE + SHIFTS[:, 1:]
    keys = (chars.code.astype(np.int64) << 42) + (_whole(x) << 21) + _whole(y + sheet * APART)
    ordered = np.sort(keys, axis=1)
    if not (ordered[:, 1:] == ordered[:, :-1]).any():
        return chars, sheet
    order = np.argsort(keys, axis=1, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=1)
    again = np.zeros(len(chars), bool)
    again[order[:, 1:][ordered[:, 1:] == ordered[:, :-1]]] = True
    return chars.take(~again), sheet[~again]


def _whole(places: Numbers) -> Numbers:
    return np.rint(places).astype(np.int64) & 0x1FFFFF
