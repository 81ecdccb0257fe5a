"""What PDF pages print, through pdfium's raw interface, on the upright page; several pages at once."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np

from ...layout.printed import Chars, Numbers, Raw
from ...layout.settings import SETTINGS
from . import clipping, paths
from .batched_calls import Calls, calls
from .characters import UNNAMED, Sheet, asked, inked, named, pairs, runs, told_apart

QUARTER = math.pi / 2
APART = 1 << 17  # places from sheet to sheet, more than one is high
SHIFTS = np.array([(0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)])  # two near an edge of one lattice are inside another
UPRIGHT = np.array([  # x and y of the upright page for each turn: factors of x, y, left, bottom, right, top
    [(1, 0, -1, 0, 0, 0), (0, -1, 0, 0, 0, 1)],
    [(0, 1, 0, -1, 0, 0), (1, 0, -1, 0, 0, 0)],
    [(-1, 0, 0, 0, 1, 0), (0, 1, 0, -1, 0, 0)],
    [(0, -1, 0, 0, 0, 1), (-1, 0, 0, 0, 1, 0)],
])  # fmt: skip
MIX = np.int64(-7046029254386353131)  # an odd number whose bits are well mixed
ITEM = ctypes.c_size_t
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """What is seen of characters in page space, by columns: sheet, code point, box, origin, size, and the place where each counts."""

    sheet: Numbers
    code: Numbers
    box: Numbers
    origin: Numbers
    size: Numbers
    place: Numbers


def read_sheets(raw: Any, sheets: Sequence[Sheet]) -> list[Raw]:
    """The characters and rules of some loaded pages, worked out together; `raw` is the module pypdfium2.raw."""
    c, areas = calls(), np.array([_box(raw, s.page) for s in sheets])
    drawn = paths.objects(c, [s.page for s in sheets], [s.objects for s in sheets])
    printed, turns = _visible(c, sheets, drawn.count(raw.FPDF_PAGEOBJ_FORM, len(sheets)) > 0)
    upright = _upright(areas, turns)
    sizes = areas[:, 2:] - areas[:, :2]
    sizes[turns % 2 == 1] = sizes[turns % 2 == 1, ::-1]
    ruled = paths.rules(c, drawn, len(sheets), upright)
    pages = _by_sheet(*_once(*_on_paper(_placed(printed, upright), printed.sheet, sizes)), len(sheets))
    pictures = (np.bincount(printed.sheet, minlength=len(sheets)) == 0) & _draw(raw, drawn, len(sheets))
    found = []
    for k in range(len(sheets)):
        told, unread = _told(pages[k], is_picture=bool(pictures[k]))
        width, height = sizes[k].tolist()
        found.append(Raw(width, height, int(turns[k]) * 90, told, *ruled[k], unread))
    return found


def _on_paper(chars: Chars, sheet: Numbers, sizes: Numbers) -> tuple[Chars, Numbers]:
    """The characters that begin on their page or at its edge, and the sheet of each."""
    width, height = sizes[sheet].T
    is_on = (
        (chars.x0 >= -SETTINGS.paper_reach)
        & (chars.x0 <= width + SETTINGS.paper_reach)
        & (chars.top >= -SETTINGS.paper_reach)
        & (chars.top <= height + SETTINGS.paper_reach)
    )
    return (chars, sheet) if is_on.all() else (chars.take(is_on), sheet[is_on])


def _by_sheet(chars: Chars, sheet: Numbers, count: int) -> list[Chars]:
    """The characters of each sheet."""
    ends = np.cumsum(np.bincount(sheet, minlength=count)).tolist()
    return [chars.take(slice(a, b)) for a, b in pairwise([0, *ends])]


def _draw(raw: Any, drawn: paths.Objects, pages: int) -> Numbers:
    """Whether each page draws a picture, or so many paths that they may be letters as curves."""
    images, forms = (drawn.count(kind, pages) for kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM))
    found: Numbers = (images + forms > 0) | (drawn.count(raw.FPDF_PAGEOBJ_PATH, pages) > SETTINGS.many_curves)
    return found


def _told(chars: Chars, *, is_picture: bool) -> tuple[Chars, str]:
    """The characters and why there are none: where most have no name, the page is better seen than read."""
    if np.count_nonzero(chars.code == UNNAMED) > SETTINGS.most_unnamed * len(chars):
        return chars.take(np.zeros(0, np.intp)), "fonts"
    return chars, "picture" if is_picture else ""


def _box(raw: Any, page: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for getter in (raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox):
        if getter(page, left, bottom, right, top) and right.value > left.value and top.value > bottom.value:
            return left.value, bottom.value, right.value, top.value
    return 0.0, 0.0, raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)


def _visible(c: Calls, sheets: Sequence[Sheet], formed: Numbers) -> tuple[Printed, Numbers]:
    """The visible characters of all sheets, and the quarter turns that set most of each sheet's upright; `formed` says which have forms."""
    of = partial(asked, sheets)
    letters = inked(c, sheets)
    count, every = len(letters.code), of(letters)
    box = c.written("FPDFText_GetCharBox", count, 4, *every)[:, (0, 2, 1, 3)]
    origin = c.written("FPDFText_GetCharOrigin", count, 2, *every)
    starts, run = runs(box, origin[:, 1], letters.sheet)
    items = np.array(c.each("FPDFText_GetTextObject", ITEM, *of(letters.take(starts))), dtype=np.uint64)
    heads, owner = told_apart(len(items), items[1:] != items[:-1])
    owner, first = owner[run], letters.take(starts[heads])
    objects = items[heads].tolist()
    size = c.written("FPDFTextObj_GetFontSize", len(heads), 1, objects, kind=np.float32)[owner, 0]
    aslant, turn = _turns(np.array(c.each("FPDFText_GetCharAngle", ctypes.c_float, *of(first)), dtype=float))
    climbs = np.zeros(len(heads), bool)
    climbs[aslant] = [_climbs(c.raw, sheets[s].text, n) for s, n in pairs(first.take(aslant))]

    def own(which: Numbers) -> Numbers:
        asked = letters.take(which)
        return clipping.boxes(c, c.each("FPDFText_GetTextObject", ITEM, *of(asked)), formed[asked.sheet], box[which])

    is_seen, place = clipping.seen(c, objects, formed[first.sheet], owner, box, own)
    kept = is_seen & ~climbs[owner]
    code, sheet = named(c, sheets, letters, starts)[kept], letters.sheet[kept]
    turns = np.bincount(4 * sheet + turn[owner][kept], minlength=4 * len(sheets)).reshape(-1, 4).argmax(axis=1)
    return Printed(sheet, code, box[kept], origin[kept], size[kept], place[kept]), turns


def _climbs(raw: Any, text: Any, index: int) -> bool:
    """Whether the line of a slanting character climbs, as that of a watermark does; that of italics runs level."""
    m = raw.FS_MATRIX()
    return bool(raw.FPDFText_GetMatrix(text, index, m)) and bool(_turns(np.array([math.atan2(m.b, m.a)]))[0][0])


def _turns(angles: Numbers) -> tuple[Numbers, Numbers]:
    """Whether characters stand aslant, and the quarter turns that set them upright."""
    quarters = np.where(np.isfinite(angles), angles, 0.0) / QUARTER
    whole = np.rint(quarters)
    return np.abs(quarters - whole) > SETTINGS.slant, -whole.astype(np.intp) % 4


def _upright(areas: Numbers, turns: Numbers) -> paths.Upright:
    """The function that maps points of page space to the upright pages, origin at the top left; it is told the sheet of each."""
    left, top = areas[:, 0], areas[:, 3]
    if not turns.any():
        return lambda x, y, sheet: (x - left[sheet], top[sheet] - y)
    factors = UPRIGHT[turns]
    shift = (factors[:, :, 2:] * areas[:, None, :]).sum(axis=2)

    def upright(x: Numbers, y: Numbers, sheet: Numbers) -> tuple[Numbers, Numbers]:
        (ax, bx, cx), (ay, by, cy) = (
            (factors[sheet, axis, 0], factors[sheet, axis, 1], shift[sheet, axis]) for axis in (0, 1)
        )
        return ax * x + bx * y + cx, ay * x + by * y + cy

    return upright


def _placed(printed: Printed, upright: paths.Upright) -> Chars:
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
    x, y = chars.x0 / SETTINGS.overprint + SHIFTS[:, :1], chars.base / SETTINGS.overprint + SHIFTS[:, 1:]
    keys = (chars.code.astype(np.int64) << 42) + (_whole(x) << 21) + _whole(y + sheet * APART)
    if not _repeats(keys):
        return chars, sheet
    order = np.argsort(keys, axis=1, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=1)
    again = np.zeros(len(chars), bool)
    again[order[:, 1:][ordered[:, 1:] == ordered[:, :-1]]] = True
    return chars.take(~again), sheet[~again]


def _repeats(keys: Numbers) -> bool:
    """Whether a key may stand twice in a row: told by half of its bits, mixed, which are sorted twice as fast."""
    mixed = np.sort(((keys * MIX) >> 32).astype(np.int32), axis=1)
    return bool((mixed[:, 1:] == mixed[:, :-1]).any())


def _whole(places: Numbers) -> Numbers:
    return np.rint(places).astype(np.int64) & 0x1FFFFF
